"""Accusations told by what is said of others: "she said the firm had betrayed the villages".

No verb of accusing stands there; to say that others betrayed, robbed or lied, that they are thieves
or to blame, is to accuse them. ``lexicon/accusations.txt`` lists such deeds and names. PLOVER codes
verbal blame as ACCUSE whatever words carry it (PLOVER codebook, draft 2.0, 2021, under ACCUSE).
"""

from __future__ import annotations

from functools import cache

from backchannel.reading.sides import objects
from backchannel.reading.tree import Tree
from backchannel.reading.triggers import match_noun
from backchannel.reading.wordlists import sections

__all__ = ["is_misdeed"]

_OWN = frozenset("i it".split())


@cache
def _pairs(name: str) -> dict[str, frozenset[str]]:
    """Verbs with the nouns that go with them ("break": "word", "promise")."""
    found: dict[str, set[str]] = {}
    for entry in sections("accusations.txt")[name]:
        verb, _, nouns = entry.partition(" ")
        found.setdefault(verb, set()).update(nouns.split("|"))
    return {verb: frozenset(nouns) for verb, nouns in found.items()}


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(sections("accusations.txt")[name])


def is_misdeed(tree: Tree, index: int) -> bool:
    """Return whether a predicate says something of its subject that one is accused of.

    Parameters
    ----------
    tree : Tree
        The parsed text.
    index : int
        A predicate ("betrayed", "thieves" in "they are thieves", "blame" in "is to blame").
    """
    own = tree.dependents(index, "nsubj")
    if not own or tree.lower[own[0]] in _OWN:
        return False
    lemma = tree.lemmas[index]
    if lemma == "blame":  # "the ministry is to blame"
        return any(tree.lower[k] == "to" for k in tree.dependents(index, "mark", "case")) and any(
            tree.lemmas[k] == "be" for k in tree.dependents(index, "aux", "cop")
        )
    if not tree.is_verb(index):
        if not tree.dependents(index, "cop"):
            return False
        if tree.case(index) == "behind" and tree.is_noun(index):
            return match_noun(tree, index) is not None
        if tree.tokens[index].upos == "ADJ":
            return tree.lower[index] in _words("adjective")
        return lemma in _words("noun") or (lemma == "fault" and tree.case(index) == "at")
    if tree.is_passive(index):
        return False
    verbs = _words("verb")
    if lemma in verbs:
        if lemma == "lie":
            return tree.tokens[index].xpos != "VBZ" and all(
                tree.case(k) in ("to", "about", "") for k in tree.dependents(index, "obl")
            )
        return bool(objects(tree, index) or tree.dependents(index, "iobj")) or lemma in (
            "steal",
            "cheat",
        )
    after = tree.lower[index + 1 : index + 2]
    if after and f"{lemma}_{after[0]}" in verbs:
        return True
    nouns = _pairs("object").get(lemma, frozenset())
    if nouns:
        if "hostage" in nouns:
            return any(tree.lower[k] == "hostage" for k in tree.kids[index]) or any(
                tree.lower[k] == "hostage" for h in objects(tree, index) for k in tree.kids[h]
            )
        things = objects(tree, index)
        if "blood" in nouns and lemma == "have":
            return any(tree.lower[k] == "blood" for k in things) and any(
                tree.lemmas[k] == "hand" for k in tree.subtree(index)
            )
        if any(tree.lemmas[k] in nouns or tree.lower[k] in nouns for k in things):
            return True
    return any(
        tree.case(k) == preposition and tree.lower[k] == noun
        for preposition, noun in _prepositional(lemma)
        for k in tree.dependents(index, "obl")
    )


@cache
def _prepositional(verb: str) -> tuple[tuple[str, str], ...]:
    out: list[tuple[str, str]] = []
    for entry in sections("accusations.txt")["preposition"]:
        head, _, rest = entry.partition(" ")
        preposition, *nouns = rest.split("|")
        if head == verb:
            out += [(preposition, noun) for noun in nouns]
    return tuple(out)
