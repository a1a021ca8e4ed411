"""Marks by which parties that may be one are looked up instead of gone through.

A party is filed under its marks; those who may be the same as another are among those filed under
what is asked for with it. Marks only say where to look: whether two are one is for the rules in
`backchannel.dossier.same_party` and `backchannel.dossier.short_forms`.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from backchannel.dossier.at_hand import once_a_record
from backchannel.dossier.clusters import Cluster, phrases_of, proper_names
from backchannel.dossier.evidence import Party, PartyKind
from backchannel.dossier.head_nouns import coast_guard, head_noun, plain_words
from backchannel.dossier.names import (
    acronym_letters,
    initials,
    name_core,
    name_parts,
    word_stems,
)
from backchannel.dossier.spelling import bare, name_key

__all__ = ["COMPANY_WORDS", "RELATIVES", "MarkedClusters", "asked_of", "marks_of", "office_of"]

COMPANY_WORDS = frozenset(
    "grupo group banco bank company compagnie companhia compania corporation holding holdings "
    "plc ltd limited inc sa ag gmbh as ab".split()
)
RELATIVES = frozenset("wife mother widow family relative parent father".split())
_SAME_OFFICE = {
    "premier": "prime minister",
    "head of government": "prime minister",
    "head of state": "president",
    "ombudswoman": "ombudsman",
    "ombudsperson": "ombudsman",
    "public defender": "ombudsman",
    "chairwoman": "chairman",
    "chairperson": "chairman",
}


class MarkedClusters:
    """Clusters, found by the marks of their members; those of one mark in the order of filing."""

    def __init__(self) -> None:
        self._under: dict[str, dict[Cluster, None]] = {}

    def file(self, cluster: Cluster, marks: Iterable[str]) -> None:
        """Put a cluster under marks."""
        for mark in marks:
            self._under.setdefault(mark, {})[cluster] = None

    def take_out(self, cluster: Cluster, marks: Iterable[str]) -> None:
        """Take a cluster from under marks."""
        for mark in marks:
            self._under.get(mark, {}).pop(cluster, None)

    def under(self, *marks: str) -> Iterable[Cluster]:
        """Return the clusters under any of these marks, each once."""
        if len(marks) == 1:
            return self._under.get(marks[0], {}).keys()
        return dict.fromkeys(c for mark in marks for c in self._under.get(mark, ()))


@once_a_record
def marks_of(party: Party) -> frozenset[str]:
    """Return the marks that a party is filed under."""
    marks: set[str] = set()
    if party.sector is not None:
        marks.add("sector " + party.sector)
    marks.add(f"kind {party.kind}")
    if party.kind is PartyKind.PERSONS:
        marks.update(_of_crew(party.name))
    names = proper_names(party)
    for name in names:
        marks.update(_filed(name))
    if not names:
        marks.add("said " + bare(party.name))
    for phrase in phrases_of(party):
        marks.update(_of_phrase(phrase))
    if party.role:
        marks.update(_of_role(party.role))
    return frozenset(marks)


def asked_of(names: Iterable[str]) -> list[str]:
    """Return the marks under which parties are filed whose names may be the same as these."""
    return list(dict.fromkeys(mark for name in names for mark in _asked(name)))


@lru_cache(maxsize=20_000)
def _filed(name: str) -> tuple[str, ...]:
    """Marks of a proper name."""
    plain, core, parts = bare(name), name_core(name), name_parts(name)
    words = plain.split()
    marks = ["bare " + plain, "core " + " ".join(core), "sorted " + " ".join(sorted(core))]
    marks += ["opening or end " + part for part in _openings_and_ends(core)]
    marks += ["own word " + word for word in core]
    marks += ["word " + word for word in words]
    marks += ["called " + word for word in plain_words(name)[-1:]]
    if len(core) > 1:
        marks += ["spelt " + _spelt(core), f"words {core[0][0]}{len(core)}"]
        marks += ["begins with " + word for word in _first_words(core)]
        marks += ["stems " + " ".join(word_stems(name)), f"round {core[0]} {core[-1]}"]
    else:
        marks += ["alone " + word for word in core]
    letters = acronym_letters(name)
    if letters:
        marks += ["letters " + letters, "form letters"]
    marks += ["initials " + row for row in initials(name)]
    if " " in name:
        marks += ["last " + word for word in words[-1:]]
    if name.isupper():
        marks.append("capitals " + plain)
    if any(head_noun(word) in RELATIVES for word in core):
        marks.append("of relatives")
    marks += ["part " + part for part in parts]
    if len(parts) == 1:
        marks.append("single " + parts[0])
    elif parts:
        marks.append("whole " + " ".join(parts))
        marks += ["tail " + tail for tail in _tails(parts)]
        marks += ["first " + name_key(parts[0]), "letter " + parts[0][0]]
        if len(parts[0]) == 1:
            marks.append("initial " + parts[0])
    return tuple(dict.fromkeys(marks))


@lru_cache(maxsize=20_000)
def _asked(name: str) -> tuple[str, ...]:
    """Marks of those whose proper names may be the same as this."""
    plain, core, parts = bare(name), name_core(name), name_parts(name)
    marks = ["bare " + plain, "sorted " + " ".join(sorted(core))]
    marks += ["core " + part for part in _openings_and_ends(core)]
    if len(core) > 1:
        marks += ["opening or end " + " ".join(core), "spelt " + _spelt(core)]
        marks += ["alone " + word for word in _first_words(core)]
        marks.append("stems " + " ".join(word_stems(name)))
    else:
        marks += ["begins with " + word for word in core]
    letters = acronym_letters(name)
    if letters:
        marks.append("initials " + letters)
    marks += ["letters " + row for row in initials(name)]
    if name.isupper():
        marks.append("last " + plain)
    if " " in name:
        marks += ["capitals " + word for word in plain.split()[-1:]]
    marks += ["single " + part for part in parts]
    if len(parts) == 1:
        marks.append("part " + parts[0])
    elif parts:
        marks += ["whole " + " ".join(parts), "tail " + " ".join(parts)]
        marks += ["whole " + tail for tail in _tails(parts)]
        marks += ["first " + name_key(parts[0]), "initial " + parts[0][0]]
        if len(parts[0]) == 1:
            marks.append("letter " + parts[0])
    return tuple(dict.fromkeys(marks))


def _openings_and_ends(core: tuple[str, ...]) -> list[str]:
    rows = [core[:n] for n in range(2, len(core))] + [core[-n:] for n in range(2, len(core))]
    return [" ".join(row) for row in rows]


def _tails(parts: tuple[str, ...]) -> list[str]:
    return [" ".join(parts[-n:]) for n in range(2, len(parts))]


def _spelt(core: tuple[str, ...]) -> str:
    return " ".join(map(name_key, core))


def _first_words(core: tuple[str, ...]) -> list[str]:
    """The first word, and the only one that is not of the sort that any company bears."""
    own = [word for word in core if word not in COMPANY_WORDS]
    return [core[0], *(own if len(own) == 1 else ())]


@lru_cache(maxsize=20_000)
def _of_phrase(phrase: str) -> tuple[str, ...]:
    """Marks of whatever a party is called, by name or otherwise."""
    noun = head_noun(phrase)
    marks = ["noun " + noun, "called " + noun]
    narrow = set(plain_words(phrase)[:-1])
    if noun == "union" and len(narrow) == 1:
        marks.append("union of " + next(iter(narrow)))
    if coast_guard(phrase):
        marks.append("service coastguard")
    return tuple(marks)


@lru_cache(maxsize=20_000)
def _of_crew(phrase: str) -> tuple[str, ...]:
    """Marks of a crew: all that the name of its ship may end in."""
    words = bare(phrase).split()
    if words[:2] != ["crew", "of"]:
        return ()
    ship = " ".join(words[2:])
    return tuple("crew of " + ship[start:] for start in range(len(ship) + 1))


@lru_cache(maxsize=20_000)
def _of_role(role: str) -> tuple[str, ...]:
    office = office_of(role)
    marks = ["office " + office, *("in office " + word for word in office.split())]
    return (*marks, *("role " + word for word in role.split()[-1:]))


@lru_cache(maxsize=20_000)
def office_of(role: str | None) -> str:
    """Return an office in one wording: "prime minister" for "premier", "" for none."""
    words = [w for w in (role or "").split() if w not in ("acting", "former", "deputy", "vice")]
    if len(words) != len((role or "").split()):
        return role or ""
    return _SAME_OFFICE.get(" ".join(words), " ".join(words))
