"""Verbs that report words, alone ("say") or with their particle ("go on", "point out").

The words are in ``lexicon/saying.txt``; "the post goes two kilometres back" says nothing.
"""

from __future__ import annotations

from functools import cache

from backchannel.reading.tree import Tree
from backchannel.reading.wordlists import sections

__all__ = ["is_saying"]

_NEAR = 3
"""So many words after the verb may hold its particle."""


def is_saying(tree: Tree, index: int) -> bool:
    """Return whether a word is a form of a verb of saying.

    Parameters
    ----------
    tree : Tree
        The parsed text.
    index : int
        The word, of whatever part of speech.
    """
    alone, joined = _verbs()
    lemma = tree.lemmas[index]
    if lemma in alone:
        return True
    particle = joined.get(lemma)
    return particle is not None and particle in tree.lower[index + 1 : index + 1 + _NEAR]


@cache
def _verbs() -> tuple[frozenset[str], dict[str, str]]:
    words = sections("saying.txt")["say"]
    joined = dict(word.split("_", 1) for word in words if "_" in word)
    return frozenset(word for word in words if "_" not in word), joined
