"""Groups and persons called by what they are, written down slowly: every rule looks at everybody.

The definition that `backchannel.dossier.unnamed_groups` is held against; words and what a phrase
says are read as there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from backchannel.dossier.evidence import MentionKind, Party, PartyKind
from backchannel.dossier.head_nouns import coast_guard, head_noun, narrowing, plain_words, several
from backchannel.dossier.names import GIVEN_TITLES, rebel_army
from backchannel.dossier.spelling import bare
from backchannel.dossier.unnamed_groups import (
    _A_FORCE,
    _ARMED_NAMES,
    _ARMY_NAMES,
    _FISHING,
    _IN_UNIFORM,
    _LABOUR,
    _LEADERS,
    _LEADING,
    _LED,
    _MONITORING,
    _MONITORS,
    _NO_FORCE,
    _OF_STATES,
    _ON_BOARD,
    _ON_WATER,
    _REBELS,
    _SEAMEN,
    _SINGLE,
    _between,
    _ends_in,
    _introduced,
    _is_army,
    _letters_of,
    _lives_in,
    _on_water,
    _set_apart,
    _ship,
    _small,
    _soldiers,
    _telling,
    how_many,
)

if TYPE_CHECKING:
    from tests.dossier.scanning import Cluster

__all__ = ["RULES"]

Joins = Iterator[tuple["Cluster", "Cluster"]]
Owners = Callable[["Cluster"], set[int]]


def _quotes(party: Party, kind: MentionKind) -> list[str]:
    return [m.citation.quote for m in party.mentions if m.kind is kind]


def _apart(cluster: Cluster, other: Cluster, owners: Owners) -> bool:
    mine, theirs = owners(cluster), owners(other)
    return bool(mine and theirs and not mine & theirs)


def _one(fits: list[Cluster]) -> Cluster | None:
    return fits[0] if len(fits) == 1 else None


def _told_of(cluster: Cluster) -> int:
    return sum(m.kind is not MentionKind.PRONOUN for _, p in cluster.members for m in p.mentions)


def _politics(cluster: Cluster) -> bool:
    return any(p.sector in ("PTY", "OPP", "LAB", "CVL") for _, p in cluster.members)


def _narrow_kind(cluster: Cluster) -> set[str]:
    """Words that tell one police from another: "river", "riot"."""
    found = set()
    for phrase in cluster.phrases():
        head = plain_words(phrase)
        raw = re.sub(r"['’]s\b", "", phrase).split()
        found |= {bare(w) for w in raw[: len(head) - 1] if w[:1].islower() or bare(w) in _ON_WATER}
    return found - {"the"}


def _name_in_capitals(clusters: Sequence[Cluster], owners: Owners) -> Joins:
    """The body of this name, for people whom a report writes with a capital: "the Mothers"."""
    del owners
    bodies = [
        c
        for c in clusters
        if c.named and not c.kinds & {PartyKind.STATE, PartyKind.PERSON, PartyKind.IGO}
    ]
    for cluster in clusters:
        if cluster.named or not cluster.kinds <= {PartyKind.PERSONS, PartyKind.GROUP}:
            continue
        quotes = {
            q[4:]
            for _, p in cluster.members
            for q in _quotes(p, MentionKind.NOMINAL)
            if q.lower().startswith("the ") and q[4:5].isupper()
        }
        said = {bare(q) for q in quotes if " " in q}
        fits = [c for c in bodies if said & {bare(n) for n in c.names}]
        if len(fits) == 1:
            yield cluster, fits[0]


def _monitors(clusters: Sequence[Cluster], owners: Owners) -> Joins:
    """The monitors and observers of the one body that is named for it."""
    del owners
    bodies = [
        c
        for c in clusters
        if c.named
        and PartyKind.PERSON not in c.kinds
        and any(_MONITORING & set(bare(n).split()) for n in c.names)
    ]
    body = _one(bodies)
    if body is None:
        return
    for cluster in clusters:
        if not cluster.named and all(head_noun(p.name) in _MONITORS for _, p in cluster.members):
            yield cluster, body


def _crew(clusters: Sequence[Cluster], owners: Owners) -> Joins:
    """The sailors and seamen of the one crew, and the ship whose crew it is."""
    crews = [
        c for c in clusters if not c.named and c.kinds == {PartyKind.PERSONS} and c.nouns <= _SEAMEN
    ]
    anchored = [c for c in crews if any(_ship(n) for n in c.phrases())]
    one_ship = [c for c in crews if all(plain_words(n)[-1:] == ("crew",) for n in c.phrases())]
    crew = _one(anchored or one_ship)
    if crew is None:
        return
    ship = {bare(s) for n in crew.phrases() if (s := _ship(n))}
    for cluster in crews:
        if cluster is crew or _apart(cluster, crew, _nations(clusters, owners)):
            continue
        if not anchored and not owners(cluster) & owners(crew):
            continue
        if all(not _small(n, narrowing(n)) - _ON_BOARD for n in cluster.phrases()):
            yield cluster, crew
    for cluster in clusters if anchored else ():
        names = {bare(n) for n in cluster.names}
        if cluster.named and names and not cluster.kinds & {PartyKind.STATE, PartyKind.PERSONS}:
            if any(p.role for _, p in cluster.members):
                continue
            if any(s == n or s.endswith(" " + n) for s in ship for n in names):
                yield cluster, crew


def _fishing_crew(clusters: Sequence[Cluster], owners: Owners) -> Joins:
    """The one crew of boats that no report names, for the one group of fishermen."""
    boats = [c for c in clusters if not c.named and c.kinds == {PartyKind.PERSONS}]
    crew = _one([c for c in boats if c.nouns == {"crew"}])
    fishermen = _one([c for c in boats if "fisherman" in c.nouns])
    if crew is None or fishermen is None or any(_ship(n) for n in crew.phrases()):
        return
    if any(set(narrowing(n)) - _FISHING for n in crew.phrases()):
        return
    if not _apart(crew, fishermen, owners):
        yield crew, fishermen


def _sailors(clusters: Sequence[Cluster], owners: Owners) -> Joins:
    """The sailors of the one navy, where no report tells of a ship's crew."""
    navies = [
        c
        for c in clusters
        if c.kinds == {PartyKind.ARMED_FORCE} and c.nouns & {"navy", "coastguard"}
    ]
    navy = _one(navies)
    if navy is None:
        return
    for cluster in clusters:
        if cluster.named or cluster.kinds != {PartyKind.PERSONS}:
            continue
        if cluster.nouns <= {"sailor", "seaman"} and not any(
            narrowing(n) or how_many(n) is not None for n in cluster.phrases()
        ):
            if not _apart(cluster, navy, owners):
                yield cluster, navy


def _nations(clusters: Sequence[Cluster], owners: Owners) -> Owners:
    """Owners that are states or forces of one; a ship that a crew belongs to says nothing."""
    states = {id(c) for c in clusters if PartyKind.STATE in c.kinds}
    return lambda cluster: owners(cluster) & states


def _army(clusters: Sequence[Cluster], owners: Owners) -> Joins:
    """The soldiers, the troops and "the army" of the one army."""

    def nameless(cluster: Cluster) -> bool:
        return (
            not cluster.named
            and cluster.kinds == {PartyKind.ARMED_FORCE}
            and all(_soldiers(n) for n in cluster.phrases())
            and all(not _telling(n) for n in cluster.phrases())
        )

    soldiers = [c for c in clusters if nameless(c)]
    if not soldiers:
        return
    armies = [
        c
        for c in clusters
        if not c.kinds & _NO_FORCE
        and (
            (c.named and _army_of_a_state(c, clusters, owners))
            or (not c.named and nameless(c) and any(_is_army(n) for n in c.phrases()))
        )
    ]
    named = [c for c in armies if c.named]
    if not named and not any(
        _apart(a, b, owners) for i, a in enumerate(armies) for b in armies[i + 1 :]
    ):
        for cluster in armies[1:]:
            yield cluster, armies[0]
        armies = armies[:1]
    for cluster in soldiers:
        numbers = [how_many(n) for n in cluster.phrases()]
        if any(n is not None and n < _A_FORCE for n in numbers):
            continue  # captives, say: a party of their own
        fits = [c for c in (named or armies) if c is not cluster]
        if len(fits) > 1:
            fits = [c for c in fits if owners(c) & owners(cluster)]
        army = _one(fits)
        if army is not None and not _apart(cluster, army, owners):
            if not _set_apart(cluster, army):
                yield cluster, army


def _one_of_them(clusters: Sequence[Cluster], owners: Owners) -> Joins:
    """The one force that a single officer or soldier is of: "one officer was hurt"."""
    forces = [c for c in clusters if c.kinds == {PartyKind.ARMED_FORCE}]
    police = [c for c in forces if any(p.sector == "COP" for _, p in c.members)]
    for cluster in clusters:
        if cluster.named or cluster.kinds - _SINGLE or _told_of(cluster) > 1:
            continue
        heads = cluster.nouns
        if not heads <= _IN_UNIFORM or any(_telling(n) for n in cluster.phrases()):
            continue
        quotes = [q for _, p in cluster.members for q in _quotes(p, MentionKind.NOMINAL)]
        if not quotes or not all(q.lower().startswith(("a ", "an ", "one ")) for q in quotes):
            continue
        others = [c for c in forces if c is not cluster]
        fits = [c for c in police if c is not cluster] if not heads & {"soldier", "troop"} else []
        force = _one(others) or _one(fits)
        if force is not None and not _apart(cluster, force, owners):
            yield cluster, force


def _coast_guard(clusters: Sequence[Cluster], owners: Owners) -> Joins:
    """The coast guard of a state, and its coastguards."""
    services = [
        c
        for c in clusters
        if not c.kinds & {PartyKind.STATE, PartyKind.PERSON, PartyKind.COMPANY}
        and any(coast_guard(n) for n in c.phrases())
    ]
    for i, cluster in enumerate(services):
        if cluster.named:
            continue
        others = [c for c in services[:i] + services[i + 1 :] if not _apart(cluster, c, owners)]
        if len(others) == 1 and (owners(cluster) & owners(others[0]) or len(services) == 2):
            yield cluster, others[0]


def _security_forces(clusters: Sequence[Cluster], owners: Owners) -> Joins:
    """The one force of the dossier that its "security forces" are."""
    forces = [c for c in clusters if c.kinds == {PartyKind.ARMED_FORCE}]
    for cluster in forces:
        if cluster.named or not all(
            plain_words(n)[-2:] == ("security", "forces") for n in cluster.phrases()
        ):
            continue
        other = _one([c for c in forces if c is not cluster])
        if other is not None and not _apart(cluster, other, owners):
            yield cluster, other


def _army_of_a_state(cluster: Cluster, clusters: Sequence[Cluster], owners: Owners) -> bool:
    """Whether a force with a name is a state's: "Aru Defence Force", not "Aru People's Army"."""
    if any(p.sector in ("REB", "PRM", "UAF") for _, p in cluster.members):
        return False
    if any(rebel_army(n) for n in cluster.names):
        return False
    if any(_ends_in(n, _ARMY_NAMES[1:]) for n in cluster.names):
        return True
    states = {id(c) for c in clusters if PartyKind.STATE in c.kinds}
    return bool(owners(cluster) & states) and any(_ends_in(n, ("army",)) for n in cluster.names)


def _police(clusters: Sequence[Cluster], owners: Owners) -> Joins:
    """The police and officers of the one police of a state."""

    def police(cluster: Cluster) -> bool:
        return not cluster.kinds & {PartyKind.PERSON, PartyKind.STATE} and all(
            p.sector == "COP" and "police" in bare(f"{p.name} {' '.join(p.aliases)}").split()
            for _, p in cluster.members
        )

    forces = [c for c in clusters if police(c)]
    for cluster in clusters:
        mine = owners(cluster)
        if cluster.named or not mine:
            continue
        if not police(cluster) or cluster.nouns != {"police"}:
            continue
        fits = [c for c in forces if c is not cluster and owners(c) & mine]
        kind = _narrow_kind(cluster)
        others = {w for c in fits for w in _narrow_kind(c)}
        if len(fits) == 1 and (not kind or _on_water(kind, others - kind)):
            yield cluster, fits[0]


def _officers(clusters: Sequence[Cluster], owners: Owners) -> Joins:
    """The officers of a state that has one force in the dossier, or one police."""
    for cluster in clusters:
        mine = owners(cluster)
        if cluster.named or not mine or PartyKind.PERSON in cluster.kinds:
            continue
        if cluster.nouns != {"officer"} or any(_narrow_kind(cluster)):
            continue
        forces = [c for c in clusters if c.kinds == {PartyKind.ARMED_FORCE} and owners(c) & mine]
        police = [c for c in forces if any(p.sector == "COP" for _, p in c.members)]
        force = _one(forces) or _one(police)
        if force is not None:
            yield cluster, force


def _armed_group(clusters: Sequence[Cluster], owners: Owners) -> Joins:
    """The militia, the rebels or the fighters of the one armed group with a name."""
    states = {id(c) for c in clusters if PartyKind.STATE in c.kinds}
    groups = [
        c
        for c in clusters
        if c.named
        and not c.kinds & {PartyKind.STATE, PartyKind.PERSON, PartyKind.COMPANY, PartyKind.IGO}
        and not owners(c) & states
        and any(_ARMED_NAMES & set(bare(n).split()) for n in c.names)
        and not any(_OF_STATES & set(bare(n).split()) for n in c.names)
    ]
    group = _one(groups)
    others = [
        c
        for c in clusters
        if c is not group and c.named and c.kinds == {PartyKind.GROUP} and not _politics(c)
    ]
    if group is None or others:
        return
    for cluster in clusters:
        if cluster.named or not cluster.kinds <= {PartyKind.GROUP}:
            continue
        if not cluster.nouns <= _REBELS or any(narrowing(n) for n in cluster.phrases()):
            continue
        if not _apart(cluster, group, owners):
            yield cluster, group


def _unions(clusters: Sequence[Cluster], owners: Owners) -> Joins:
    """The unions of a dossier that names just one body of labour."""
    unions = [
        c
        for c in clusters
        if c.named
        and not c.kinds & {PartyKind.STATE, PartyKind.PERSON, PartyKind.PERSONS}
        and (
            any(p.sector == "LAB" for _, p in c.members)
            or any(_LABOUR & set(bare(n).split()) for n in c.names)
        )
    ]
    union = _one(unions)
    if union is None:
        return
    for cluster in clusters:
        if cluster.named or PartyKind.ORGANISATION not in cluster.kinds:
            continue
        if cluster.nouns == {"union"} and all(
            set(narrowing(n)) <= {"trade", "labour", "labor"} for n in cluster.phrases()
        ):
            if not _apart(cluster, union, owners):
                yield cluster, union


def _go_between(clusters: Sequence[Cluster], owners: Owners) -> Joins:
    """The one envoy with a name, for "the mediator"."""
    persons = [
        c
        for c in clusters
        if c.kinds == {PartyKind.PERSON}
        and any((p.role or "").split()[-1:] and _between(p.role) for _, p in c.members)
    ]
    envoy = _one([c for c in persons if c.named])
    if envoy is None:
        return
    for cluster in persons:
        if not cluster.named and all(_between(p.role) for _, p in cluster.members):
            if not _apart(cluster, envoy, owners):
                yield cluster, envoy


def _leader(clusters: Sequence[Cluster], owners: Owners) -> Joins:
    """The one person with a name of a body, for "the leader of the Front"."""
    bodies = {
        id(c)
        for c in clusters
        if not c.kinds & {PartyKind.STATE, PartyKind.PERSON, PartyKind.PERSONS, PartyKind.IGO}
    }
    people: dict[int, list[Cluster]] = {}
    for cluster in clusters:
        if cluster.named and cluster.kinds == {PartyKind.PERSON}:
            for owner in owners(cluster) & bodies:
                people.setdefault(owner, []).append(cluster)
    for cluster in clusters:
        if cluster.named or cluster.kinds != {PartyKind.PERSON}:
            continue
        offices = {p.role for _, p in cluster.members}
        mine = owners(cluster) & bodies
        if len(mine) != 1 or not offices <= _LEADERS:
            continue
        fits = people.get(next(iter(mine)), [])
        if len(fits) == 1 and not any(p.role for _, p in fits[0].members):
            yield cluster, fits[0]


def _leader_of_kind(clusters: Sequence[Cluster], owners: Owners) -> Joins:
    """The one named head of the one union of the dossier, for "the union leader"."""
    by_id = {id(c): c for c in clusters}
    for cluster in clusters:
        offices = {p.role for _, p in cluster.members}
        if cluster.named or cluster.kinds != {PartyKind.PERSON} or len(offices) != 1:
            continue
        sectors, nouns = _LED.get(next(iter(offices)) or "", (set(), set()))
        if not sectors:
            continue
        bodies = {
            key
            for key, c in by_id.items()
            if not c.kinds & {PartyKind.STATE, PartyKind.PERSON, PartyKind.PERSONS, PartyKind.IGO}
            and (
                any(p.sector in sectors for _, p in c.members)
                or any(nouns & set(bare(n).split()) for n in c.names)
            )
        }
        fits = [
            c
            for c in clusters
            if c.named
            and c.kinds == {PartyKind.PERSON}
            and owners(c) & bodies
            and all((p.role or "leader").split()[-1] in _LEADING for _, p in c.members)
        ]
        if len(fits) == 1 and not _apart(cluster, fits[0], owners):
            yield cluster, fits[0]


def _trade(clusters: Sequence[Cluster], owners: Owners) -> Joins:
    """The one person with a name whom reports call by this noun: "the driver", "the widow"."""
    nouns: dict[str, list[Cluster]] = {}
    for cluster in clusters:
        for noun in {head_noun(n) for n in cluster.phrases() if not several(n)}:
            nouns.setdefault(noun, []).append(cluster)
    for cluster in clusters:
        if cluster.named or cluster.kinds - {PartyKind.PERSONS, PartyKind.PERSON}:
            continue
        heads = cluster.nouns
        if len(heads) != 1 or any(p.role for _, p in cluster.members):
            continue
        noun = next(iter(heads))
        phrases = cluster.phrases()
        if any(several(n) or narrowing(n) for n in phrases):
            continue
        called = [c for c in nouns.get(noun, ()) if c is not cluster]
        if len(called) != 1 or not called[0].named:
            continue
        person = called[0].kinds <= {PartyKind.PERSON, PartyKind.PERSONS, PartyKind.UNKNOWN}
        the = all(
            q.lower().startswith("the ")
            for _, p in cluster.members
            for q in _quotes(p, MentionKind.NOMINAL)
        )
        if person and the and not _apart(cluster, called[0], owners):
            yield cluster, called[0]


def _people_of_a_place(clusters: Sequence[Cluster], owners: Owners) -> Joins:
    """The people of one place: "the inhabitants of Aru", "families from Aru"."""
    first: dict[str, Cluster] = {}
    for cluster in clusters:
        if cluster.named or cluster.kinds != {PartyKind.PERSONS}:
            continue
        places = {place for n in cluster.phrases() if (place := _lives_in(n))}
        if len(places) == 1:
            known = first.setdefault(min(places), cluster)
            if known is not cluster:
                yield cluster, known


def _given_name(clusters: Sequence[Cluster], owners: Owners) -> Joins:
    """The one person with a full name whose given name this is: "Aru", "Dame Aru"."""
    del owners
    persons = [c for c in clusters if c.named and PartyKind.PERSON in c.kinds]
    for cluster in persons:
        names = {bare(n) for n in cluster.names}
        if len(names) != 1 or " " in (name := next(iter(names))):
            continue
        quotes = [q for _, p in cluster.members for q in _quotes(p, MentionKind.NAME)]
        titled = [q.split()[0] for q in quotes if " " in q]
        if any(t not in GIVEN_TITLES for t in titled) or any(p.role for _, p in cluster.members):
            continue
        fits = [
            c
            for c in persons
            if c is not cluster and any(bare(n).split()[:1] == [name] and " " in n for n in c.names)
        ]
        bearers = [c for c in persons if any(bare(n).split()[-1:] == [name] for n in c.names)]
        if len(fits) == 1 and bearers == [cluster]:
            yield cluster, fits[0]


def _foreign_letters(clusters: Sequence[Cluster], owners: Owners) -> Joins:
    """The one body whose name, in another language, letters that nothing explains may stand for.

    "The Confederation of Aruan Workers ... the CTA": the first letter is the same, and two letters
    in three are initials of the name; both are told of by one report, the name first.
    """
    del owners
    bodies = [
        c
        for c in clusters
        if c.named
        and not c.kinds & {PartyKind.STATE, PartyKind.PERSON, PartyKind.PERSONS, PartyKind.IGO}
    ]
    for cluster in bodies:
        forms = set(cluster.names)
        if len(forms) != 1 or not re.fullmatch(r"[A-Z]{3,6}", form := next(iter(forms))):
            continue
        fits = [
            c
            for c in bodies
            if c is not cluster
            and any(_letters_of(form.lower(), n) for n in c.names)
            and not any(n.isupper() for n in c.names)
            and any(_introduced(p, q) for i, p in c.members for j, q in cluster.members if i == j)
        ]
        if len(fits) == 1:
            yield cluster, fits[0]


def _told_together(clusters: Sequence[Cluster], owners: Owners) -> Joins:
    """Two persons who are only ever told of together, under one noun: "two nurses, A and B"."""
    del owners
    groups = [
        (c, n, p)
        for c in clusters
        if not c.named and c.kinds == {PartyKind.PERSONS}
        for n, p in c.members
        if any(how_many(q) == 2 for q in (p.name, *p.aliases))
    ]
    if not groups:
        return
    alone = [
        (c, n, p)
        for c in clusters
        if c.named and c.kinds == {PartyKind.PERSON} and len(c.members) == 1
        for n, p in c.members
        if p.role is None and len([m for m in p.mentions if m.kind is MentionKind.NAME]) == 1
    ]
    spots = sorted(((p.mentions[0].citation, c) for c, n, p in alone), key=lambda s: s[0].start)
    for group, _, party in groups:
        for mention in party.mentions:
            told, end = mention.citation.source.sha256, mention.citation.end
            after = [
                (spot, c)
                for spot, c in spots
                if spot.source.sha256 == told and 0 < spot.start - end < 60
            ][:2]
            if len(after) == 2:
                (first, one), (second, other) = after
                if first.start - end <= 12 and second.start - first.end == 5:
                    yield one, group
                    yield other, group


RULES = (
    _name_in_capitals,
    _monitors,
    _crew,
    _army,
    _police,
    _officers,
    _one_of_them,
    _security_forces,
    _fishing_crew,
    _sailors,
    _coast_guard,
    _armed_group,
    _unions,
    _go_between,
    _leader,
    _leader_of_kind,
    _trade,
    _people_of_a_place,
    _given_name,
    _foreign_letters,
    _told_together,
)
