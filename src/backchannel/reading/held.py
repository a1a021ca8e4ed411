"""Whom a text tells to have been taken: for them, to come home is to be let go.

"The four deckhands detained at Aru ... On Monday the deckhands came home": no word of the second
sentence says that anybody was released. ``@held`` in a pattern of the lexicon asks for somebody of
whom the same text tells that they were taken, held or let go.
"""

from __future__ import annotations

from weakref import WeakKeyDictionary

from backchannel.reading.patterns import noun_class
from backchannel.reading.sides import Actors, objects
from backchannel.reading.tree import Tree
from backchannel.reading.wordlists import sections

__all__ = ["is_held"]

_WORDS = sections("held.txt")
_TAKING = frozenset(_WORDS["taking"])
_TAKEN = frozenset(_WORDS["taken"])
_NUMBERS = frozenset(_WORDS["number"])
_TOO_WIDE = frozenset(_WORDS["too wide"])
_DEFINITE = frozenset("the these those his her its their our all both".split())
_KNOWN: WeakKeyDictionary[Tree, frozenset[str]] = WeakKeyDictionary()


def is_held(tree: Tree, index: int, steps: int = 4) -> bool:
    """Return whether a word means somebody of whom the text tells that they were taken.

    Parameters
    ----------
    tree : Tree
        The parsed text.
    index : int
        Head of the phrase: "deckhands", "Ilse Aru", "eleven", "he".
    steps : int
        So many pronouns and "five of them" are followed back.
    """
    known = _KNOWN.get(tree)
    if known is None:
        known = _KNOWN[tree] = frozenset(_held(tree))
    if not known or steps == 0:
        return False
    token = tree.tokens[index]
    if token.upos == "PRON":
        meant = tree.antecedents.get(index)
        return meant is not None and is_held(tree, meant, steps - 1)
    if tree.lower[index] in _NUMBERS or token.upos == "NUM":
        whose = [k for k in tree.dependents(index, "nmod") if tree.case(k) == "of"]
        return all(is_held(tree, k, steps - 1) or tree.tokens[k].upos == "PRON" for k in whose)
    if token.upos == "PROPN":
        return token.text in known or any(
            tree.tokens[k].text in known for k in tree.dependents(index, "flat", "compound")
        )
    return tree.lemmas[index] in known and (
        any(tree.lower[k] in _DEFINITE for k in tree.dependents(index, "det", "nmod"))
        or bool(tree.dependents(index, "nummod"))
    )


def _held(tree: Tree) -> set[str]:
    """Nouns and names of those of whom the text tells that they were taken."""
    found: set[str] = set()
    actors = Actors(tree)
    for index, token in enumerate(tree.tokens):
        if token.upos == "VERB" and tree.lemmas[index] in _TAKING:
            over = tree.parent(index)
            taken = objects(tree, index)
            if not taken and over is not None and token.xpos == "VBN" and tree.rel(index) == "acl":
                taken = [over]
        elif token.upos == "NOUN" and tree.lemmas[index] in _TAKEN:
            taken = [
                k
                for k in tree.dependents(index, "nmod")
                if tree.case(k) == "of" or "poss" in tree.tokens[k].deprel
            ]
        else:
            continue
        for one in taken:
            for k in (one, *tree.dependents(one, "conj", "appos")):
                found |= _called(tree, actors, k)
    return found


def _called(tree: Tree, actors: Actors, index: int) -> set[str]:
    """The noun, or the words of the name, that those who were taken are called by."""
    token = tree.tokens[index]
    if token.upos == "PROPN":
        if not actors.is_actor(index):
            return set()
        parts = (index, *tree.dependents(index, "flat", "compound"))
        return {t.text for t in (tree.tokens[k] for k in parts) if t.upos == "PROPN"}
    lemma = tree.lemmas[index]
    if token.upos != "NOUN" or lemma in _TOO_WIDE:
        return set()
    return {lemma} if lemma in noun_class("prisoners") or actors.is_actor(index) else set()
