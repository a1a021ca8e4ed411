"""Acts told by the state they left: "the border is open again", "the pilots are on strike".

The predicate is an adjective, an adverb or a phrase with a preposition after "be", "remain" or
"stay"; the verb that would name the act is not there. ``lexicon/standing.txt`` lists the states.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from backchannel.dossier.evidence import EventType
from backchannel.reading.patterns import noun_class
from backchannel.reading.tree import Tree
from backchannel.reading.wordlists import lines

__all__ = ["Standing", "standing"]


class Standing(NamedTuple):
    """A state that tells an act.

    Parameters
    ----------
    type, mode
        Of the act that led to it.
    subjects : frozenset of str
        Nouns one of which must be the subject; empty: anybody.
    whose : str
        Whether the subject is the ``source``, the ``target`` or no side (``""``).
    again : bool
        It must be said to be so "again", "once more" or "since ...".
    """

    type: EventType
    mode: str | None
    subjects: frozenset[str]
    whose: str
    again: bool


@cache
def _states() -> dict[str, tuple[Standing, ...]]:
    """States by their words ("open", "on strike"): TYPE.mode | words | subjects | whose | again."""
    found: dict[str, list[Standing]] = {}
    for line in lines("standing.txt"):
        head, words, subjects, whose, again = (part.strip() for part in line.split("|"))
        name, _, mode = head.partition(".")
        nouns: set[str] = set()
        for part in subjects.split(","):
            nouns |= (
                noun_class(part.strip()[1:]) if part.strip().startswith("@") else {part.strip()}
            )
        state = Standing(
            EventType(name), mode or None, frozenset(nouns - {""}), whose, again == "again"
        )
        for word in words.split(","):
            found.setdefault(word.strip(), []).append(state)
    return {key: tuple(entries) for key, entries in found.items()}


def standing(tree: Tree, index: int) -> Standing | None:
    """Return the state that the predicate at `index` tells, or None.

    Parameters
    ----------
    tree : Tree
        The parsed text.
    index : int
        A word with a copula ("open" in "the border is open again").
    """
    head: int | None = index
    if tree.dependents(index, "cop"):
        keys = [f"{tree.case(index)} {tree.lower[index]}".strip()]
        if tree.lower[index] == "back":  # "are back at the table", "are back at work"
            at = [k for k in tree.dependents(index, "obl") if tree.case(k) in ("at", "in", "on")]
            keys = [f"{tree.case(k)} {tree.lower[k]}" for k in at] + keys
            # "the delegations were back in Oslo"
            keys += [f"back {tree.case(k)}" for k in at if tree.tokens[k].upos == "PROPN"]
    else:
        head = _hung_on_its_preposition(tree, index)
        keys = [f"{tree.lower[head]} {tree.lower[index]}"] if head is not None else []
    own = tree.dependents(head, "nsubj") if head is not None else []
    for state in (state for key in keys for state in _states().get(key, ())):
        if state.subjects and not any(
            tree.lemmas[k] in state.subjects or tree.lower[k] in state.subjects for k in own
        ):
            continue
        if state.again and not _again(tree, index):
            continue
        return state
    return None


def _hung_on_its_preposition(tree: Tree, index: int) -> int | None:
    """The preposition of "have been on strike" where the tree takes it for the predicate."""
    head = tree.parent(index)
    if head is None or head != index - 1 or tree.rel(index) not in ("advcl", "obl", "obj", "nmod"):
        return None
    helpers = tree.dependents(head, "cop", "aux")
    return head if any(tree.lemmas[k] == "be" for k in helpers) else None


def _again(tree: Tree, index: int) -> bool:
    below = tree.subtree(index, ("acl", "acl:relcl", "advcl"))
    words = {tree.lower[k] for k in below}
    return bool(words & {"again", "since", "back", "finally", "now"}) or {"once", "more"} <= words
