"""Talks told by where somebody had the sides: "shut both ministers into an old factory".

Who brings the sides of a dispute into one room mediates, whatever the verb; the same words with
police and cells tell of arrests, and are left to the lexicon.
"""

from __future__ import annotations

from backchannel.reading.patterns import noun_class
from backchannel.reading.sides import Actors, objects
from backchannel.reading.tree import Tree
from backchannel.reading.wordlists import sections

__all__ = ["GATHERING", "gathered"]

_WORDS = sections("gatherings.txt")
GATHERING = frozenset(_WORDS["verb"])
"""Verbs that can say so."""
_ROOMS = frozenset(_WORDS["room"])
_CELLS = frozenset(_WORDS["cell"])
_THEM_DOWN = (("them", "down"), ("both", "down"), ("them", "together"))
_KIN = frozenset(_WORDS["kin"])
_INTO = frozenset("at in into round around on aboard inside together".split())


def gathered(tree: Tree, actors: Actors, index: int, sources: list[int]) -> tuple[int, ...]:
    """Return the sides that a verb says somebody had in one place; empty if it says nothing so.

    Parameters
    ----------
    tree : Tree
        The parsed text.
    actors : Actors
        Who acts in it.
    index : int
        A verb.
    sources : list of int
        Who does what the verb says.
    """
    if tree.lemmas[index] not in GATHERING or not sources or tree.is_passive(index):
        return ()
    troops = noun_class("troops")
    if any(tree.lemmas[k] in troops for k in sources):
        return ()
    sides = _sides(tree, actors, index)
    if tree.lemmas[index] in ("sit", "seat") and tree.lower[index + 1 : index + 3] in _THEM_DOWN:
        return tuple(objects(tree, index)) or ()  # "sat them down"
    if not sides or set(sides) & set(sources):
        return ()
    places = [
        k
        for k in tree.dependents(index, "obl")
        if set(tree.case(k).split()) & _INTO and tree.tokens[k].upos != "PROPN"
    ]
    below = {tree.lemmas[x] for k in places for x in tree.subtree(k)}
    if below & _CELLS:
        return ()
    if tree.lemmas[index] == "hear":
        return tuple(sides) if len(sides) > 1 else ()
    return tuple(sides) if any(tree.lemmas[k] in _ROOMS for k in places) else ()


def _sides(tree: Tree, actors: Actors, index: int) -> list[int]:
    """Two parties or more, or "both sides", "the two delegations"."""
    heads = objects(tree, index) or (tree.had(index) if tree.lemmas[index] == "have" else [])
    sides = [k for k in actors.all_of(heads) if actors.is_actor(k)]
    if any(tree.lemmas[k] in _KIN for k in sides):
        return []
    if len(sides) > 1:
        return sides
    delegates = noun_class("delegates")
    return [
        k
        for k in sides
        if tree.tokens[k].xpos in ("NNS", "NNPS")
        and tree.lemmas[k] in delegates
        and any(tree.lower[d] in ("both", "two", "three", "all", "the") for d in tree.kids[k])
    ]
