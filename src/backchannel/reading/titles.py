"""Titles, offices and names of persons: what stands before, after and instead of a name."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from backchannel.reading.gazetteer import lexicon_rows

__all__ = [
    "PartyNoun",
    "Role",
    "honorific",
    "party_nouns",
    "roles",
    "title_role",
]


@dataclass(frozen=True, slots=True)
class Role:
    """An office or calling: `whom` says to whom its holder belongs (see ``roles.tsv``)."""

    name: str
    plural: bool
    sector: str | None
    whom: str


@dataclass(frozen=True, slots=True)
class PartyNoun:
    """A noun for somebody who can act: `meaning` says what a definite one means."""

    name: str
    plural: bool
    kind: str
    sector: str | None
    meaning: str


@lru_cache(maxsize=1)
def roles() -> dict[str, Role]:
    """Roles by their lower-case words, singular and plural."""
    found: dict[str, Role] = {}
    for row in lexicon_rows("roles.tsv"):
        name, plural, sector, whom = (*row, "", "", "")[:4]
        found[name] = Role(name, False, sector or None, whom or "none")
        if plural:
            found.setdefault(plural, Role(name, True, sector or None, whom or "none"))
    return found


@lru_cache(maxsize=1)
def party_nouns() -> dict[str, PartyNoun]:
    """Nouns for parties by their lower-case words, singular and plural."""
    found: dict[str, PartyNoun] = {}
    for row in lexicon_rows("party_nouns.tsv"):
        name, plural, kind, sector, meaning = (*row, "", "", "", "")[:5]
        found[name] = PartyNoun(name, False, kind, sector or None, meaning)
        if plural:
            found.setdefault(plural, PartyNoun(name, True, kind, sector or None, meaning))
    return found


@lru_cache(maxsize=1)
def _honorifics() -> dict[str, str]:
    return {row[0]: (row[1] if len(row) > 1 else "") for row in lexicon_rows("honorifics.tsv")}


@lru_cache(maxsize=1)
def _callings() -> dict[str, str]:
    return {row[0]: row[2] for row in lexicon_rows("honorifics.tsv") if len(row) > 2}


def title_role(title: str) -> str:
    """Return the calling that a title tells of, "" if it tells none.

    Examples
    --------
    >>> title_role("Father"), title_role("Mr")
    ('priest', '')
    """
    known = _callings()
    return next((known[word] for word in title.split() if word in known), "")


def honorific(words: tuple[str, ...]) -> tuple[int, str] | None:
    """Return how many leading words are a title, and its sector ("" if it says none), or None.

    Examples
    --------
    >>> honorific(("Maj.", "Gen.", "Aru"))
    (2, 'MIL')
    >>> honorific(("Gen", "Aru"))
    (1, 'MIL')
    """
    listed = _honorifics()
    taken = 0
    sector = ""
    while taken < len(words) - 1:
        for size in (3, 2, 1):
            form = " ".join(words[taken : taken + size])
            if taken + size < len(words) and form in listed:
                sector = sector or listed[form]
                taken += size
                break
        else:
            break
    return (taken, sector) if taken else None
