"""Parties told by a number, a seat or a kind, where just one other of the dossier can be meant.

The last rules of the joining (after `backchannel.dossier.unnamed_groups`): "the eleven prisoners"
are the eleven people whom another report saw arrested, "the mayor of Aru" is the one mayor with a
name whom no report places elsewhere, officers are of the dossier's one police, "the UN mission" is
its one mission of the United Nations. Where two fit, or reports say in words that they belong to
different parties, they stay apart.
"""

from __future__ import annotations

from backchannel.dossier.clusters import Cluster
from backchannel.dossier.evidence import MentionKind, PartyKind
from backchannel.dossier.head_nouns import head_noun, narrowing
from backchannel.dossier.names import name_core
from backchannel.dossier.spelling import bare
from backchannel.dossier.unnamed_groups import Joins, Placed, Rule, how_many

__all__ = ["one_of_a_kind"]


def one_of_a_kind() -> tuple[Rule, ...]:
    """The rules, in the order in which they are tried."""
    return (
        _of_this_number,
        _office_of_place,
        _officers_of_police,
        _mission_of,
        _judges_of_court,
        _seat_of_commission,
        _foreign_body,
    )


_ANYBODY = frozenset(
    "prisoner captive detainee hostage inmate comrade colleague people man woman person member "
    "child youth suspect civilian one".split()
)
_FEWEST = 3
"""Two of anything are met too often for the number to tell."""
_GROUPS = frozenset({PartyKind.PERSONS, PartyKind.ARMED_FORCE, PartyKind.GROUP})


def _numbers(cluster: Cluster) -> set[int]:
    said = (how_many(phrase) for phrase in cluster.phrases())
    return {n for n in said if n is not None and n >= _FEWEST and n % 100}


def _of_this_number(placed: Placed) -> Joins:
    """The one other group of just so many, for people whom a noun for anybody tells."""
    groups = [
        c
        for c in placed.under("kind", *sorted(str(kind) for kind in _GROUPS))
        if not c.named and c.kinds <= _GROUPS
    ]
    counted = {c: numbers for c in groups if (numbers := _numbers(c))}
    for cluster, numbers in counted.items():
        if not cluster.nouns <= _ANYBODY or len(numbers) != 1:
            continue
        fits = [c for c, theirs in counted.items() if c is not cluster and numbers <= theirs]
        if len(fits) == 1 and not fits[0].readings & cluster.readings:
            if not placed.apart(cluster, fits[0]):
                yield cluster, fits[0]


_PLACED_OFFICES = frozenset("mayor governor prefect bishop ambassador mukhtar".split())


def _office_of_place(placed: Placed) -> Joins:
    """The one with a name in this office whom no report puts in another place."""
    for office in sorted(_PLACED_OFFICES):
        holders = [c for c in placed.under("in office", office) if c.kinds == {PartyKind.PERSON}]
        for cluster in holders:
            where = _place_of(cluster, office)
            if cluster.named or not where:
                continue
            fits = [
                c
                for c in holders
                if c.named and not ((there := _place_of(c, office)) and not there & where)
            ]
            if len(fits) == 1 and not placed.apart(cluster, fits[0]):
                yield cluster, fits[0]


def _place_of(cluster: Cluster, office: str) -> set[str]:
    """Words that say where an office is held: "of Aru" in "the mayor of Aru"."""
    return {
        word
        for phrase in cluster.phrases()
        if head_noun(phrase) == office
        for word in narrowing(phrase)
    }


def _officers_of_police(placed: Placed) -> Joins:
    """The one police of the dossier, for officers whom no report says to be of another force."""
    police = [
        c
        for c in placed.under("sector", "COP")
        if PartyKind.PERSON not in c.kinds
        and any("police" in bare(phrase).split() for phrase in c.phrases())
    ]
    if len(police) != 1:
        return
    for cluster in placed.under("noun", "officer"):
        if cluster.named or cluster.nouns != {"officer"} or PartyKind.PERSON in cluster.kinds:
            continue
        if cluster is police[0] or any(narrowing(phrase) for phrase in cluster.phrases()):
            continue
        if not placed.apart(cluster, police[0]):
            yield cluster, police[0]


_UN = frozenset(("un", "united", "nations"))


def _mission_of(placed: Placed) -> Joins:
    """The one mission of the United Nations with a name, for "the UN mission"."""
    missions = [c for c in placed.under("noun", "mission") if PartyKind.PERSON not in c.kinds]
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


_COURTS = ("court", "tribunal", "panel")


def _judges_of_court(placed: Placed) -> Joins:
    """The one court of the dossier, for "the judges"."""
    courts = [
        c
        for c in placed.under("noun", *_COURTS)
        if not c.kinds & {PartyKind.PERSON, PartyKind.PERSONS, PartyKind.STATE}
    ]
    if len(courts) != 1:
        return
    for cluster in placed.under("noun", "judge"):
        if cluster.kinds != {PartyKind.PERSONS} or cluster.named or cluster.nouns != {"judge"}:
            continue
        if any(narrowing(n) or how_many(n) is not None for n in cluster.phrases()):
            continue
        if not placed.apart(cluster, courts[0]):
            yield cluster, courts[0]


def _seat_of_commission(placed: Placed) -> Joins:
    """The European Commission, where a dossier that speaks of it says "Brussels" besides."""
    for commission in placed.under("bare", "european commission"):
        for cluster in placed.under("bare", "european union"):
            said = {
                m.citation.quote
                for _, p in cluster.members
                for m in p.mentions
                if m.kind is not MentionKind.PRONOUN
            }
            if said == {"Brussels"}:
                yield cluster, commission


#: What bodies are called in some languages, and the English noun that reports use beside it.
_IN_ENGLISH = {
    "confederacao": "confederation",
    "confederacion": "confederation",
    "confederation": "confederation",
    "confederazione": "confederation",
    "federacao": "federation",
    "federacion": "federation",
    "federation": "federation",
    "federazione": "federation",
    "sindicato": "union",
    "sindacato": "union",
    "syndicat": "union",
    "sindikat": "union",
    "associacao": "association",
    "asociacion": "association",
    "associazione": "association",
    "consorzio": "consortium",
    "consorcio": "consortium",
    "frente": "front",
    "movimento": "movement",
    "movimiento": "movement",
    "mouvement": "movement",
    "comite": "committee",
    "comitato": "committee",
    "conselho": "council",
    "consejo": "council",
    "conseil": "council",
    "consiglio": "council",
}


def _foreign_body(placed: Placed) -> Joins:
    """The one body with a name in another language, for what another report calls its kind.

    "Mozambique's main teachers' confederation" and "Confederação dos Professores": no other body of
    the dossier is called a confederation.
    """
    found: dict[str, list[Cluster]] = {}
    for word, noun in _IN_ENGLISH.items():
        for cluster in placed.under("begins with", word):
            if cluster.named and not cluster.kinds & _NO_BODY:
                found.setdefault(noun, []).append(cluster)
    for noun, bodies in found.items():
        others = [c for c in placed.under("noun", noun) if not c.kinds & _NO_BODY]
        if len(bodies) != 1 or any(c.named and c is not bodies[0] for c in others):
            continue
        nameless = [c for c in others if not c.named]
        if len(nameless) == 1 and not nameless[0].readings & bodies[0].readings:
            if not placed.apart(nameless[0], bodies[0]):
                yield nameless[0], bodies[0]


_NO_BODY = frozenset({PartyKind.STATE, PartyKind.PERSON, PartyKind.PERSONS, PartyKind.IGO})
