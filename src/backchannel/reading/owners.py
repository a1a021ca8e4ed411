"""Owners that a tree leaves loose: "Friday" in "condemned Friday's strike" depends on the strike.

Treebanks hang the possessor from what it owns (``nmod:poss``, https://universaldependencies.org);
in about one of fifteen cases the reader makes it a second subject or object of the verb instead,
and whoever asks for the object of "condemned" is told "Friday".
"""

from __future__ import annotations

from dataclasses import replace

from backchannel.reading.parse import Parse, Token

__all__ = ["with_owners"]

_LOOSE = frozenset("nsubj nsubj:pass obj obl obl:unmarked nmod nmod:unmarked iobj dep".split())
_REACH = 6
"""So many words after the mark may hold the head of what is owned."""


def with_owners(parse: Parse) -> Parse:
    """Return the parse with every owner before "'s" depending on what it owns.

    Parameters
    ----------
    parse : Parse
        As the reader made it.

    Returns
    -------
    Parse
        The same one if nothing was loose.
    """
    tokens = list(parse.tokens)
    changed = False
    for mark in range(1, len(tokens)):
        if tokens[mark].xpos != "POS" or tokens[mark - 1].upos not in ("NOUN", "PROPN"):
            continue
        owner = _head_of_name(tokens, mark - 1)
        if tokens[owner].deprel not in _LOOSE or tokens[owner].head == owner:
            continue
        owned = _owned(tokens, mark, parse.sentences[tokens[mark].sentence].last)
        if owned is None or _hangs_from(tokens, tokens[owner].head, owned):
            continue
        if _hangs_from(tokens, owned, owner):
            if tokens[owned].head != owner:
                continue
            over, relation = tokens[owner].head, tokens[owner].deprel
            tokens[owned] = replace(tokens[owned], head=over, deprel=relation)
        tokens[owner] = replace(tokens[owner], head=owned, deprel="nmod:poss")
        tokens[mark] = replace(tokens[mark], head=owner, deprel="case")
        changed = True
    return replace(parse, tokens=tuple(tokens)) if changed else parse


def _head_of_name(tokens: list[Token], index: int) -> int:
    """The first word of a name whose last word stands before the mark."""
    while tokens[index].deprel == "flat" and tokens[index].head < index:
        index = tokens[index].head
    return index


def _owned(tokens: list[Token], mark: int, last: int) -> int | None:
    """The head of the noun phrase that goes on after the mark."""
    for k in range(mark + 1, min(mark + 1 + _REACH, last)):
        token = tokens[k]
        if token.upos in ("NOUN", "PROPN"):
            later = token.head > k and token.deprel in ("compound", "amod", "nmod", "flat")
            if not later or token.head >= last:
                return k
        elif token.upos not in ("ADJ", "NUM") and token.deprel not in ("amod", "advmod"):
            return None
    return None


def _hangs_from(tokens: list[Token], index: int, above: int) -> bool:
    """Whether a word stands below another, or is it."""
    for _ in range(64):
        if index == above:
            return True
        if tokens[index].head == index:
            return False
        index = tokens[index].head
    return True
