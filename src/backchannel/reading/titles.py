"""Titles, offices and names of persons: what stands before, after and instead of a name."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from backchannel.dossier.spelling import bare, same_spelling
from backchannel.reading.gazetteer import lexicon_rows

__all__ = [
    "PartyNoun",
    "Role",
    "honorific",
    "name_parts",
    "party_nouns",
    "roles",
    "same_person",
]

_PARTICLES = frozenset(
    "al el ul ad as ar ash an bin ibn bint ben abu abou de da do dos das del della di du la le van "
    "von der den ten ter y e jr sr".split()
)


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


def name_parts(name: str) -> tuple[str, ...]:
    """Return the words of a person's name that tell persons apart, without particles.

    Examples
    --------
    >>> name_parts("Nasser bin Saad Al-Hazmi")
    ('nasser', 'saad', 'hazmi')
    """
    words = bare(name.replace("-", " ")).split()
    parts = tuple(word for word in words if word not in _PARTICLES)
    return parts or tuple(words)


def same_person(a: str, b: str) -> bool:
    """Return whether two names may name one person.

    The shorter name's words must all be found, in order, among the longer's, each alike but for
    spelling (`same_spelling`) or as its initial; the last word must match a word that is not only
    an initial. Two names of two or more words must agree in the first word too. Single words must
    be written alike but for accents and particles.

    Examples
    --------
    >>> same_person("Hamid Barkai", "Barkaï"), same_person("L. Moreno", "Lucia Moreno")
    (True, True)
    >>> same_person("Ismail Qaani", "Esmail Ghaani"), same_person("Ali Hassan", "Ali Hussein")
    (True, False)
    """
    one, two = name_parts(a), name_parts(b)
    if not one or not two:
        return False
    short, long = (one, two) if len(one) <= len(two) else (two, one)
    if len(short) == 1:
        return short[0] == long[-1] or (
            short[0] in long[1:] and len(long) > 2 and len(short[0]) > 2
        )
    if not _alike(short[0], long[0]):
        return False
    position = 0
    for word in short:
        while position < len(long) and not _alike(word, long[position]):
            position += 1
        if position == len(long):
            return False
        position += 1
    return len(short[-1]) > 1


def _alike(a: str, b: str) -> bool:
    if len(a) == 1 or len(b) == 1:
        return a[0] == b[0]
    if a == b:
        return True
    return same_spelling(a, b)
