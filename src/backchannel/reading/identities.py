"""Parties in the making inside one report, and the table that holds them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from backchannel.dossier.evidence import MentionKind
from backchannel.reading.gazetteer import organisations, state, states
from backchannel.reading.phrase import Found
from backchannel.reading.tagged import Word
from backchannel.reading.titles import party_nouns
from backchannel.reading.unlisted_states import UNLISTED, unlisted

__all__ = ["Identity", "Place", "Table", "names_itself", "pairs_between"]


@dataclass(slots=True)
class Place:
    """A resolved phrase: words of the phrase and of its head, and whom it means."""

    first: int
    last: int
    head_first: int
    head_last: int
    kind: MentionKind
    who: tuple[int, ...]


@dataclass(slots=True)
class Identity:
    """A party in the making.

    Parameters
    ----------
    number : int
        Index in the list of identities.
    sort : str
        state, person, organisation, group, armed_force, company, igo, persons, unknown.
    names : list of str
        Names met, in order, without titles.
    phrases : list of str
        Noun phrases met.
    """

    number: int
    sort: str
    names: list[str] = field(default_factory=list)
    phrases: list[str] = field(default_factory=list)
    nouns: set[str] = field(default_factory=set)
    modifiers: set[str] = field(default_factory=set)
    roles: list[str] = field(default_factory=list)
    code: str | None = None
    sector: str | None = None
    part_of: int | None = None
    grounds: tuple[int, int] | None = None
    basis: str = ""
    listed: str = ""
    plural: bool = False
    gender: str = ""
    last: int = -1
    weight: float = 0.0
    named: bool = False
    merged: int | None = None
    organ: tuple[str, str] | None = None
    titles: set[str] = field(default_factory=set)
    free: bool = False
    spots: list[int] = field(default_factory=list)
    subject_of: int = -1
    head: tuple[int, int] | None = None
    speaks: bool = False
    did: set[str] = field(default_factory=set)
    suffered: set[str] = field(default_factory=set)


class Table:
    """All parties in the making, by state, by listed organisation and by short form."""

    def __init__(self, words: Sequence[Word], home: list[str]) -> None:
        self.words = words
        self.home = home
        self.all: list[Identity] = []
        self.states: dict[str, Identity] = {}
        self.listed: dict[str, Identity] = {}
        self.short: dict[str, Identity] = {}
        self.organs: dict[tuple[str, str], Identity] = {}
        self.issuer: tuple[int, ...] = ()
        self.spelt: dict[str, str] = {}
        self.case: dict[str, tuple[str, str]] = {}

    def new(self, sort: str, **more: object) -> Identity:
        """Add a party in the making."""
        one = Identity(len(self.all), sort)
        for name, value in more.items():
            setattr(one, name, value)
        self.all.append(one)
        return one

    def real(self, one: Identity) -> Identity:
        """Return the one it was joined to, or itself."""
        while one.merged is not None:
            one = self.all[one.merged]
        return one

    def alive(self) -> list[Identity]:
        """Return those that were not joined to another."""
        return [one for one in self.all if one.merged is None]

    def recent(self) -> list[Identity]:
        """Return them, the last mentioned first."""
        return sorted(self.alive(), key=lambda one: -one.last)

    def state(self, code: str) -> Identity:
        """Return the state with this code, made if need be."""
        if code not in self.states:
            listed = not unlisted(code)
            self.states[code] = self.new(
                "state",
                names=[state(code).name if listed else code.removeprefix(UNLISTED)],
                code=code if listed else None,
                sector="GOV",
                named=True,
            )
        return self.states[code]

    def nameless(self) -> Identity:
        """Return the state that a report only calls "the government", made if need be."""
        if "" not in self.states:
            self.states[""] = self.new("state", sector="GOV")
        return self.states[""]

    def organisation(self, key: str) -> Identity:
        """Return the listed organisation, made if need be."""
        if key not in self.listed:
            known = organisations()[key]
            one = self.new(
                known.kind, names=[known.name], code=known.code, sector=known.sector, named=True
            )
            one.listed = key
            self.listed[key] = one
            if known.part_of:
                if known.part_of in states():
                    one.part_of = self.state(known.part_of).number
                elif known.part_of in organisations():
                    one.part_of = self.organisation(known.part_of).number
                one.basis = "general knowledge"
            if key == "Brussels":
                return self.organisation("European Union")
        return self.real(self.listed[key])


def names_itself(words: Sequence[Word], one: Found) -> bool:
    """Whether a phrase is how a document names the body that issues it: "this Union"."""
    return (
        one.sort == "noun"
        and not one.plural
        and words[one.first].text.lower() == "this"
        and party_nouns()[one.key].meaning == "org"
        and one.key not in ("newspaper", "group", "front", "panel", "court", "gang", "cartel")
    )


def pairs_between(words: Sequence[Word], found: Sequence[Found]) -> list[tuple[int, Found, Found]]:
    """Who stands between whom: "talks between A and B", in order."""
    names = {
        f.first: f
        for f in sorted(found, key=lambda f: f.last)
        if f.sort in ("state", "seat", "organisation", "noun", "name") and not f.place
    }
    pairs = []
    for i, word in enumerate(words):
        if word.text.lower() not in ("between", "both"):
            continue
        near: list[Found] = []
        for j in range(i + 1, min(i + 24, len(words))):
            if words[j].sentence != word.sentence:
                break
            one = names.get(j)
            if one is not None and (not near or j >= near[-1].last):
                near.append(one)
        if len(near) >= 2 and any(
            words[k].text.lower() == "and" for k in range(near[0].last, near[1].first)
        ):
            pairs.append((i, near[0], near[1]))
    return pairs
