"""Acts told by what somebody does no more: "no longer sit in the commission".

The verb names nothing that happened; that it is done no longer does (`codebook.shifted` with
"stop" where the verb has a type of its own).
"""

from __future__ import annotations

from backchannel.reading.patterns import noun_class
from backchannel.reading.sides import objects
from backchannel.reading.tree import Tree

__all__ = ["left_body", "no_longer"]

_BELONGING = frozenset(
    "sit serve belong work take come attend participate meet send pay speak vote".split()
)
_SITTINGS = frozenset("meeting session sitting seat part council board panel".split())


def no_longer(tree: Tree, index: int) -> bool:
    """Return whether what a verb says is done no more ("no longer buys their gas").

    Parameters
    ----------
    tree : Tree
        The parsed text.
    index : int
        The verb.
    """
    return any(
        tree.lower[k] == "longer" and k > 0 and tree.lower[k - 1] == "no"
        for k in tree.dependents(index, "advmod")
    ) or any(
        tree.lower[k] in ("more", "longer") and tree.lower[k - 1] == "any"
        for k in tree.dependents(index, "advmod")
        if k > index and any(tree.lower[n] in ("not", "n't") for n in tree.kids[index])
    )


def left_body(tree: Tree, index: int) -> int | None:
    """Return the body in "our delegates no longer sit in the commission", or None.

    Parameters
    ----------
    tree : Tree
        The parsed text.
    index : int
        A verb that has no type of its own.
    """
    if tree.lemmas[index] not in _BELONGING or not no_longer(tree, index):
        return None
    bodies = noun_class("body")
    for k in (*tree.dependents(index, "obl"), *objects(tree, index)):
        if tree.lemmas[k] in bodies or tree.lemmas[k] in _SITTINGS:
            return k
    return None
