"""Parties told by a number, a seat or a kind, written down slowly: every rule looks at everybody.

The definition that `backchannel.dossier.one_of_a_kind` is held against; words and what a phrase
says are read as there.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from backchannel.dossier.evidence import MentionKind, PartyKind
from backchannel.dossier.head_nouns import narrowing
from backchannel.dossier.names import name_core
from backchannel.dossier.one_of_a_kind import (
    _ANYBODY,
    _COURTS,
    _FEWEST,
    _GROUPS,
    _IN_ENGLISH,
    _NO_BODY,
    _PLACED_OFFICES,
    _UN,
    _place_of,
)
from backchannel.dossier.party_marks import _first_words, office_of
from backchannel.dossier.spelling import bare
from backchannel.dossier.unnamed_groups import how_many
from tests.dossier.scanning_groups import Joins, Owners, _apart

if TYPE_CHECKING:
    from tests.dossier.scanning import Cluster

__all__ = ["RULES"]


def _of_this_number(clusters: Sequence[Cluster], owners: Owners) -> Joins:
    """The one other group of just so many, for people whom a noun for anybody tells."""

    def numbers(cluster: Cluster) -> set[int]:
        if cluster.named or not cluster.kinds <= _GROUPS:
            return set()
        said = [how_many(phrase) for phrase in cluster.phrases()]
        return {n for n in said if n is not None and n >= _FEWEST and n % 100}

    for cluster in clusters:
        mine = numbers(cluster)
        if len(mine) != 1 or not cluster.nouns <= _ANYBODY:
            continue
        fits = [c for c in clusters if c is not cluster and mine <= numbers(c)]
        if len(fits) == 1 and not fits[0].readings() & cluster.readings():
            if not _apart(cluster, fits[0], owners):
                yield cluster, fits[0]


def _office_of_place(clusters: Sequence[Cluster], owners: Owners) -> Joins:
    """The one with a name in this office whom no report puts in another place."""
    for office in sorted(_PLACED_OFFICES):
        holders = [
            c
            for c in clusters
            if c.kinds == {PartyKind.PERSON}
            and any(p.role and office in office_of(p.role).split() for _, p in c.members)
        ]
        for cluster in holders:
            where = _place_of(cluster, office)  # type: ignore[arg-type]
            if cluster.named or not where:
                continue
            fits = []
            for other in holders:
                there = _place_of(other, office)  # type: ignore[arg-type]
                if other.named and (not there or there & where):
                    fits.append(other)
            if len(fits) == 1 and not _apart(cluster, fits[0], owners):
                yield cluster, fits[0]


def _officers_of_police(clusters: Sequence[Cluster], owners: Owners) -> Joins:
    """The one police of the dossier, for officers whom no report says to be of another force."""
    police = [
        c
        for c in clusters
        if PartyKind.PERSON not in c.kinds
        and any(p.sector == "COP" for _, p in c.members)
        and any("police" in bare(phrase).split() for phrase in c.phrases())
    ]
    if len(police) != 1:
        return
    for cluster in clusters:
        if cluster.named or cluster.nouns != {"officer"} or PartyKind.PERSON in cluster.kinds:
            continue
        if cluster is police[0] or any(narrowing(phrase) for phrase in cluster.phrases()):
            continue
        if not _apart(cluster, police[0], owners):
            yield cluster, police[0]


def _mission_of(clusters: Sequence[Cluster], owners: Owners) -> Joins:
    """The one mission of the United Nations with a name, for "the UN mission"."""
    del owners
    missions = [c for c in clusters if "mission" in c.nouns and PartyKind.PERSON not in c.kinds]
    named = [
        c
        for c in missions
        if c.named and any(name_core(n)[:1] in (("un",), ("united",)) for n in c.phrases())
    ]
    if len(named) != 1:
        return
    for cluster in missions:
        if cluster is named[0] or cluster.nouns != {"mission"}:
            continue
        said = {word for phrase in cluster.phrases() for word in narrowing(phrase)}
        if said and said <= _UN:
            yield cluster, named[0]


def _judges_of_court(clusters: Sequence[Cluster], owners: Owners) -> Joins:
    """The one court of the dossier, for "the judges"."""
    people = {PartyKind.PERSON, PartyKind.PERSONS, PartyKind.STATE}
    courts = [c for c in clusters if c.nouns & set(_COURTS) and not c.kinds & people]
    for cluster in clusters:
        if len(courts) != 1 or cluster.named or cluster.nouns != {"judge"}:
            continue
        if cluster.kinds != {PartyKind.PERSONS}:
            continue
        if any(narrowing(n) or how_many(n) is not None for n in cluster.phrases()):
            continue
        if not _apart(cluster, courts[0], owners):
            yield cluster, courts[0]


def _seat_of_commission(clusters: Sequence[Cluster], owners: Owners) -> Joins:
    """The European Commission, where a dossier that speaks of it says "Brussels" besides."""
    del owners
    for commission in clusters:
        if "european commission" not in {bare(n) for n in commission.names}:
            continue
        for cluster in clusters:
            if "european union" not in {bare(n) for n in cluster.names}:
                continue
            said = {
                m.citation.quote
                for _, p in cluster.members
                for m in p.mentions
                if m.kind is not MentionKind.PRONOUN
            }
            if said == {"Brussels"}:
                yield cluster, commission


def _foreign_body(clusters: Sequence[Cluster], owners: Owners) -> Joins:
    """The one body with a name in another language, for what another report calls its kind."""
    bodies: dict[str, list[Cluster]] = {}
    for word, noun in _IN_ENGLISH.items():
        for cluster in clusters:
            if cluster.named and not cluster.kinds & _NO_BODY:
                cores = [name_core(n) for n in cluster.names]
                if any(len(core) > 1 and word in _first_words(core) for core in cores):
                    bodies.setdefault(noun, []).append(cluster)
    for noun, fits in bodies.items():
        others = [c for c in clusters if noun in c.nouns and not c.kinds & _NO_BODY]
        nameless = [c for c in others if not c.named]
        if (
            len(fits) != 1
            or len(nameless) != 1
            or any(c.named and c is not fits[0] for c in others)
        ):
            continue
        if not nameless[0].readings() & fits[0].readings():
            if not _apart(nameless[0], fits[0], owners):
                yield nameless[0], fits[0]


RULES = (
    _of_this_number,
    _office_of_place,
    _officers_of_police,
    _mission_of,
    _judges_of_court,
    _seat_of_commission,
    _foreign_body,
)
