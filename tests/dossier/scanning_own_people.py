"""People and organs of a body, written down slowly: every rule looks at everybody.

The definition that `backchannel.dossier.own_people` is held against; words and what a phrase says
are read as there.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from backchannel.dossier.evidence import PartyKind
from backchannel.dossier.head_nouns import narrowing
from backchannel.dossier.own_people import (
    _GROUPS,
    _IN_THE_STREET,
    _LONG,
    _NO_BODY,
    _ON_STRIKE,
    _ORGANS,
    _TRADES,
    _are_its_people,
    _has_secretariat,
    _own_words,
    _with_article,
)
from backchannel.dossier.spelling import bare
from backchannel.dossier.unnamed_groups import how_many
from tests.dossier.scanning_groups import Joins, Owners, _apart

if TYPE_CHECKING:
    from tests.dossier.scanning import Cluster

__all__ = ["RULES"]


def _owned_by(cluster: Cluster, clusters: Sequence[Cluster], owners: Owners) -> list[Cluster]:
    return [c for c in clusters if id(c) in owners(cluster)]


def _men_of_leader(clusters: Sequence[Cluster], owners: Owners) -> Joins:
    """The force or union that a person is of, for "his men"."""
    for cluster in clusters:
        if cluster.named or not cluster.kinds <= _GROUPS:
            continue
        if any(how_many(phrase) is not None for phrase in cluster.phrases()):
            continue
        above = _owned_by(cluster, clusters, owners)
        persons = [c for c in above if c.kinds == {PartyKind.PERSON}]
        if len(persons) != 1:
            continue
        bodies = [c for c in _owned_by(persons[0], clusters, owners) if not c.kinds & _NO_BODY]
        if len(bodies) == 1 and bodies[0] is not cluster:
            if _are_its_people(cluster, bodies[0]):  # type: ignore[arg-type]
                yield cluster, bodies[0]


def _said_as_named(clusters: Sequence[Cluster], owners: Owners) -> Joins:
    """The body whose name a noun phrase says word for word."""
    people = {PartyKind.STATE, PartyKind.PERSON, PartyKind.PERSONS}
    bodies = {PartyKind.ORGANISATION, PartyKind.GROUP, PartyKind.COMPANY}
    for cluster in clusters:
        if cluster.named or not cluster.kinds & bodies:
            continue
        said = {bare(n) for n in cluster.phrases() if " " in bare(n)}
        fits = [c for c in clusters if said & {bare(n) for n in c.names} and not c.kinds & people]
        if len(fits) == 1 and not _apart(cluster, fits[0], owners):
            yield cluster, fits[0]


def _closing_word(clusters: Sequence[Cluster], owners: Owners) -> Joins:
    """The one body whose name ends so, for a name of one word with an article."""
    kinds = {PartyKind.ORGANISATION, PartyKind.GROUP, PartyKind.UNKNOWN}
    for cluster in clusters:
        names = list(cluster.names)
        if len(names) != 1 or not cluster.kinds & kinds or cluster.kinds & _NO_BODY:
            continue
        plain = bare(names[0])
        if " " in plain or len(plain) < _LONG:
            continue
        if not _with_article(cluster, names[0]):  # type: ignore[arg-type]
            continue
        with_it = [
            c
            for c in clusters
            if c is not cluster
            and PartyKind.STATE not in c.kinds
            and any(plain in bare(n).split() for n in c.names)
        ]
        if len(with_it) == 1 and not with_it[0].kinds & _NO_BODY:
            if any(bare(n).endswith(" " + plain) for n in with_it[0].names):
                if not _apart(cluster, with_it[0], owners):
                    yield cluster, with_it[0]


def _organ_by_kind(clusters: Sequence[Cluster], owners: Owners) -> Joins:
    """A state's one organ with a name whose words a noun phrase says."""
    for cluster in clusters:
        if cluster.named or not cluster.kinds <= _ORGANS:
            continue
        states = {id(c) for c in _owned_by(cluster, clusters, owners) if PartyKind.STATE in c.kinds}
        said = [_own_words(phrase) for phrase in cluster.phrases()]
        if not states or any(len(words) < 2 for words in said) or len(cluster.nouns) != 1:
            continue
        (head,) = cluster.nouns
        fits = [
            c
            for c in clusters
            if c is not cluster
            and c.named
            and c.kinds <= _ORGANS
            and owners(c) & states
            and any(head in bare(n).split() for n in c.names)
            and any(all(words <= set(bare(n).split()) for words in said) for n in c.names)
        ]
        if len(fits) == 1:
            yield cluster, fits[0]


def _secretariat(clusters: Sequence[Cluster], owners: Owners) -> Joins:
    """The one body between states, or the one that has a secretariat."""
    for cluster in clusters:
        if {bare(phrase) for phrase in cluster.phrases()} != {"secretariat"}:
            continue
        others = [c for c in clusters if c is not cluster]
        having = [
            c
            for c in others
            if c.kinds & {PartyKind.IGO, PartyKind.ORGANISATION}
            and any(_has_secretariat(n) for n in c.phrases())
        ]
        fits = having or [c for c in others if PartyKind.IGO in c.kinds]
        if len(fits) == 1 and not _apart(cluster, fits[0], owners):
            yield cluster, fits[0]


def _in_the_street(clusters: Sequence[Cluster], owners: Owners) -> Joins:
    """Those who are told of as demonstrators, protesters and the crowd by turns."""
    street = [
        c
        for c in clusters
        if not c.named
        and c.kinds == {PartyKind.PERSONS}
        and c.nouns <= _IN_THE_STREET
        and not any(narrowing(n) or how_many(n) is not None for n in c.phrases())
    ]
    for cluster in street[1:]:
        if not _apart(cluster, street[0], owners):
            yield cluster, street[0]


def _on_strike(clusters: Sequence[Cluster], owners: Owners) -> Joins:
    """The people of the one trade that a dossier tells of, for the strikers and the pickets."""
    people = [c for c in clusters if not c.named and c.kinds == {PartyKind.PERSONS}]
    striking = [c for c in people if c.nouns <= _ON_STRIKE]
    trades = [
        c
        for c in people
        if any(p.sector in _TRADES for _, p in c.members)
        and not c.nouns & _ON_STRIKE
        and any(not narrowing(phrase) for phrase in c.phrases())
    ]
    if not striking:
        return
    whom = trades[0] if len(trades) == 1 else striking[0]
    for cluster in striking:
        if cluster is not whom and not _apart(cluster, whom, owners):
            yield cluster, whom


RULES = (
    _men_of_leader,
    _said_as_named,
    _closing_word,
    _organ_by_kind,
    _secretariat,
    _on_strike,
    _in_the_street,
)
