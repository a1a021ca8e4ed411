"""Parties told by a number, a seat or a kind, written down slowly: every rule looks at everybody.

The definition that `backchannel.dossier.one_of_a_kind` is held against; words and what a phrase
says are read as there.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from backchannel.dossier.evidence import PartyKind
from backchannel.dossier.head_nouns import narrowing
from backchannel.dossier.names import name_core
from backchannel.dossier.one_of_a_kind import (
    _ANYBODY,
    _FEWEST,
    _GROUPS,
    _PLACED_OFFICES,
    _UN,
    _place_of,
)
from backchannel.dossier.party_marks import office_of
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
        if said and said <= _UN | {"nations"}:
            yield cluster, named[0]


RULES = (_of_this_number, _office_of_place, _officers_of_police, _mission_of)
