"""PLOVER contexts: what an event is about, from words round it.

The list is in ``lexicon/contexts.txt``; PLOVER manual (draft 2.0, 2021), section on contexts.
"""

from __future__ import annotations

import re
from functools import cache

from backchannel.dossier.evidence import EventType
from backchannel.reading.sieve import Sieve
from backchannel.reading.wordlists import sections

__all__ = ["contexts_of"]


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (name, re.compile(r"\b(?:" + "|".join(re.escape(e) for e in entries) + r")", re.IGNORECASE))
        for name, entries in sections("contexts.txt").items()
    )


@cache
def _sieve() -> Sieve:
    return Sieve([pattern for _, pattern in _patterns()])


def contexts_of(sentence: str, kind: EventType, mode: str | None) -> tuple[str, ...]:
    """Return the contexts that the words of a sentence point to, sorted.

    Examples
    --------
    >>> contexts_of("The court ruled on the river treaty.", EventType.ACCUSE, None)
    ('legal', 'natural_resource')
    """
    may = (_patterns()[which] for which in _sieve().passing(sentence))
    found = {name for name, pattern in may if pattern.search(sentence)}
    if kind is EventType.COERCE and mode == "cyber":
        found.add("cyber")
    if kind is EventType.ASSAULT and mode == "unconventional":
        found.add("cbrn")
    if "corruption" in found or "illegal_drugs" in found or "trafficking" in found:
        found.discard("crime")
    return tuple(sorted(found))
