"""Groups and persons that reports call by turns by what they are: "the monitors", "the crew".

When all parties of a dossier are placed, some only take up another under a common noun: the
observers are the monitoring team's, the sailors are the crew, the soldiers are the army's, "the
leader of the Front" is the one person of the Front that is named. Each rule names the family of
words it is for and joins to the one party of the dossier that fits; where two fit, where reports
say in words that two belong to different parties, or where the words narrow the one to something
that the other is not, they stay apart.

Sources
-------
Compatibility of head noun, modifiers and number as what lets two nominal mentions corefer:
Raghunathan et al. 2010, *A Multi-Pass Sieve for Coreference Resolution* (EMNLP): strict to relaxed
head match.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain

from backchannel.dossier.clusters import Cluster
from backchannel.dossier.evidence import MentionKind, Party, PartyKind
from backchannel.dossier.head_nouns import head_noun, narrowing, plain_words, several
from backchannel.dossier.names import GIVEN_TITLES, name_core, rebel_army
from backchannel.dossier.party_marks import MarkedClusters
from backchannel.dossier.spelling import bare

__all__ = ["Joins", "Placed", "Rule", "how_many", "unnamed_groups"]

Joins = Iterator[tuple[Cluster, Cluster]]


class Placed:
    """The parties of a dossier as they are placed, as the rules look at them.

    Parameters
    ----------
    place : dict of Cluster to int
        All clusters, and the order in which they were placed.
    marked : MarkedClusters
        The same by the marks of their members (`backchannel.dossier.party_marks.marks_of`).
    owners : callable
        Gives the clusters that a report says in words one belongs to.
    """

    def __init__(
        self,
        place: dict[Cluster, int],
        marked: MarkedClusters,
        owners: Callable[[Cluster], set[Cluster]],
    ) -> None:
        self._place, self._marked, self.owners = place, marked, owners

    def under(self, what: str, *which: str) -> list[Cluster]:
        """Return the clusters under any of some marks of one sort, in the order of placing."""
        found = self._marked.under(*(f"{what} {one}" for one in which))
        return sorted(found, key=self._place.__getitem__)

    def apart(self, cluster: Cluster, other: Cluster) -> bool:
        """Return whether reports say in words that two belong to different parties."""
        mine, theirs = self.owners(cluster), self.owners(other)
        return bool(mine and theirs and not mine & theirs)

    def forces(self) -> list[Cluster]:
        """Return the armed forces."""
        return [c for c in self.under("kind", "armed_force") if c.kinds == {PartyKind.ARMED_FORCE}]

    def of_a_state(self, cluster: Cluster) -> bool:
        """Return whether a report says that one belongs to a state."""
        return any(PartyKind.STATE in owner.kinds for owner in self.owners(cluster))


Rule = Callable[[Placed], Joins]


class _ByOwner:
    """Some clusters, by the clusters that they belong to."""

    def __init__(self, clusters: Sequence[Cluster], placed: Placed) -> None:
        self._all, self._owners = clusters, placed.owners
        self._of: dict[Cluster | None, list[Cluster]] = {}
        for cluster in clusters:
            for owner in placed.owners(cluster) or (None,):
                self._of.setdefault(owner, []).append(cluster)

    def sharing(self, cluster: Cluster) -> Iterator[Cluster]:
        """Those that have an owner in common with a cluster, itself among them."""
        seen = set()
        for owner in self._owners(cluster):
            for other in self._of.get(owner, ()):
                if other not in seen:
                    seen.add(other)
                    yield other

    def not_apart(self, cluster: Cluster) -> Iterable[Cluster]:
        """Those that nothing says to belong elsewhere than a cluster, itself among them."""
        if not self._owners(cluster):
            return self._all
        return chain(self._of.get(None, ()), self.sharing(cluster))


def unnamed_groups() -> tuple[Rule, ...]:
    """The rules, in the order in which they are tried.

    Each takes the parties as they are placed and yields pairs: a cluster, and the other that it is.
    """
    return (
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


_NUMBER = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen twenty".split()
    )
} | {
    word: 10 * value
    for value, word in enumerate("thirty forty fifty sixty seventy eighty ninety".split(), 3)
}
_TIMES = {"hundred": 100, "thousand": 1000, "dozen": 12, "million": 1_000_000}


@lru_cache(maxsize=20_000)
def how_many(phrase: str) -> int | None:
    """Return the number that a noun phrase says, None if it says none.

    Examples
    --------
    >>> how_many("some two hundred farmers"), how_many("40,000 people"), how_many("the crew")
    (200, 40000, None)
    """
    found: int | None = None
    for word in re.findall(r"[A-Za-z]+|\d[\d,. ]*\d|\d", phrase):
        if word[0].isdigit():
            return int(re.sub(r"\D", "", word))
        small = word.lower()
        if small in _NUMBER:
            found = (found or 0) + _NUMBER[small]
        elif small in _TIMES:
            found = (found or 1) * _TIMES[small]
        elif found is not None and small != "and":
            break
    return found


# -- what a cluster is called --------------------------------------------------------------------


def _quotes(cluster: Cluster, kind: MentionKind) -> list[str]:
    return [m.citation.quote for _, p in cluster.members for m in p.mentions if m.kind is kind]


def _told_of(cluster: Cluster) -> int:
    """How often it is spoken of, pronouns set aside."""
    return sum(m.kind is not MentionKind.PRONOUN for _, p in cluster.members for m in p.mentions)


def _named_with(cluster: Cluster, words: frozenset[str]) -> bool:
    """Whether any of its proper names holds one of some words."""
    return any(not words.isdisjoint(bare(n).split()) for n in cluster.names)


def _one(fits: Iterable[Cluster], but: Cluster | None = None) -> Cluster | None:
    """The one that fits, another set aside; None if none does or two do."""
    first = None
    for other in fits:
        if other is but:
            continue
        if first is not None:
            return None
        first = other
    return first


# -- the rules -----------------------------------------------------------------------------------


def _name_in_capitals(placed: Placed) -> Joins:
    """The body of this name, for people whom a report writes with a capital: "the Mothers"."""
    for cluster in placed.under("kind", "persons", "group"):
        if cluster.named or not cluster.kinds <= {PartyKind.PERSONS, PartyKind.GROUP}:
            continue
        said = {
            bare(q[4:])
            for q in _quotes(cluster, MentionKind.NOMINAL)
            if q[4:5].isupper() and " " in q[4:] and q.lower().startswith("the ")
        }
        body = _one(
            c
            for c in (placed.under("bare", *said) if said else ())
            if not c.kinds & {PartyKind.STATE, PartyKind.PERSON, PartyKind.IGO}
        )
        if body is not None:
            yield cluster, body


_MONITORS = frozenset("monitor observer verifier".split())
_MONITORING = frozenset(
    "mission monitoring monitors monitor observer observers observation verification truce "
    "ceasefire armistice".split()
)


def _monitors(placed: Placed) -> Joins:
    """The monitors and observers of the one body that is named for it."""
    body = _one(c for c in placed.under("word", *_MONITORING) if PartyKind.PERSON not in c.kinds)
    if body is None:
        return
    for cluster in placed.under("noun", *_MONITORS):
        if not cluster.named and all(head_noun(p.name) in _MONITORS for _, p in cluster.members):
            yield cluster, body


_SEAMEN = frozenset("crew sailor seaman mariner crewman seafarer submariner".split())


def _crew(placed: Placed) -> Joins:
    """The sailors and seamen of the one crew, and the ship whose crew it is."""
    crews = [
        c
        for c in placed.under("noun", *_SEAMEN)
        if not c.named and c.kinds == {PartyKind.PERSONS} and c.nouns <= _SEAMEN
    ]
    anchored = [c for c in crews if any(_ship(n) for n in c.phrases())]
    one_ship = [c for c in crews if all(plain_words(n)[-1:] == ("crew",) for n in c.phrases())]
    crew = _one(anchored or one_ship)
    if crew is None:
        return
    nations, owners = _nations(crew, placed), placed.owners(crew)
    for cluster in crews:
        theirs = _nations(cluster, placed)
        if cluster is crew or (nations and theirs and not nations & theirs):
            continue
        if not anchored and not placed.owners(cluster) & owners:
            continue
        if all(not _small(n, narrowing(n)) - _ON_BOARD for n in cluster.phrases()):
            yield cluster, crew
    ships = [bare(s).split() for n in crew.phrases() if (s := _ship(n))]
    names = {" ".join(words[start:]) for words in ships for start in range(len(words))}
    for cluster in placed.under("bare", *names) if names else ():
        if not cluster.kinds & {PartyKind.STATE, PartyKind.PERSONS}:
            if not any(p.role for _, p in cluster.members):
                yield cluster, crew


def _fishing_crew(placed: Placed) -> Joins:
    """The one crew of boats that no report names, for the one group of fishermen."""
    boats = [
        c
        for c in placed.under("noun", "crew", "fisherman")
        if not c.named and c.kinds == {PartyKind.PERSONS}
    ]
    crew = _one(c for c in boats if c.nouns == {"crew"})
    fishermen = _one(c for c in boats if "fisherman" in c.nouns)
    if crew is None or fishermen is None or any(_ship(n) for n in crew.phrases()):
        return
    if any(set(narrowing(n)) - _FISHING for n in crew.phrases()):
        return
    if not placed.apart(crew, fishermen):
        yield crew, fishermen


_FISHING = frozenset("fishing boat boats three two".split())


def _sailors(placed: Placed) -> Joins:
    """The sailors of the one navy, where no report tells of a ship's crew."""
    navy = _one(
        c for c in placed.under("noun", "navy", "coastguard") if c.kinds == {PartyKind.ARMED_FORCE}
    )
    if navy is None:
        return
    for cluster in placed.under("noun", "sailor", "seaman"):
        if cluster.named or cluster.kinds != {PartyKind.PERSONS}:
            continue
        if cluster.nouns <= {"sailor", "seaman"} and not any(
            narrowing(n) or how_many(n) is not None for n in cluster.phrases()
        ):
            if not placed.apart(cluster, navy):
                yield cluster, navy


_ON_BOARD = frozenset(
    "navy naval captured held seized detained missing freed released dead drowned killed wounded "
    "injured sick surviving boat ship vessel".split()
)
_SHIP = re.compile(
    r"crew of (?:the )?(?:[a-z-]+ )*((?:[A-Z0-9][\w'’-]* ?)+)|^((?:[A-Z0-9][\w-]* ?)+)['’]s? crew"
)


def _ship(phrase: str) -> str:
    """The name of the ship whose crew a phrase names, "" if it names none."""
    found = _SHIP.search(phrase)
    return (found.group(1) or found.group(2) or "").strip() if found else ""


def _nations(cluster: Cluster, placed: Placed) -> set[Cluster]:
    """Owners that are states; a ship that a crew belongs to says nothing."""
    return {owner for owner in placed.owners(cluster) if PartyKind.STATE in owner.kinds}


_SOLDIERS = frozenset(("army", "troop", "military"))
_UNIT_OF = re.compile(
    r"\b(?:compan(?:y|ies)|columns?|platoons?|squads?|units?|detachments?|battalions?|convoys?) of "
    r"(?:soldiers|troops)$"
)


def _soldiers(phrase: str) -> bool:
    return (
        head_noun(phrase) in _SOLDIERS
        or _ends_in(phrase, (*_ARMY_NAMES, "general staff"))
        or _UNIT_OF.search(bare(phrase)) is not None
    )


def _is_army(phrase: str) -> bool:
    return head_noun(phrase) == "army" or _ends_in(phrase, _ARMY_NAMES)


def _ends_in(phrase: str, endings: Sequence[str]) -> bool:
    small = " " + bare(phrase)
    return any(small.endswith(" " + ending) for ending in endings)


_ARMY_NAMES = ("army", "defence force", "defense force", "armed forces", "defence forces")


def _nameless_soldiers(cluster: Cluster) -> bool:
    return (
        not cluster.named
        and cluster.kinds == {PartyKind.ARMED_FORCE}
        and all(_soldiers(n) and not _telling(n) for n in cluster.phrases())
    )


def _army(placed: Placed) -> Joins:
    """The soldiers, the troops and "the army" of the one army."""
    soldiers = [c for c in placed.forces() if _nameless_soldiers(c)]
    if not soldiers:
        return
    armies = [
        c
        for c in placed.under("word", "army", "force", "forces")
        if not c.kinds & _NO_FORCE and _army_of_a_state(c, placed)
    ]
    if not armies:
        armies = [c for c in soldiers if any(_is_army(n) for n in c.phrases())]
        if not _any_apart([placed.owners(c) for c in armies]):
            for cluster in armies[1:]:
                yield cluster, armies[0]
            armies = armies[:1]
    by_owner = _ByOwner(armies, placed)
    for cluster in soldiers:
        numbers = [how_many(n) for n in cluster.phrases()]
        if any(n is not None and n < _A_FORCE for n in numbers):
            continue  # captives, say: a party of their own
        army = _one(armies, cluster) or _one(by_owner.sharing(cluster), cluster)
        if army is not None and not placed.apart(cluster, army):
            if not _set_apart(cluster, army):
                yield cluster, army


def _set_apart(cluster: Cluster, other: Cluster) -> bool:
    """Whether one report puts one of two with another state: "the army", "Aruan troops"."""
    return any(
        n == m and p.part_of != q.part_of for n, p in cluster.members for m, q in other.members
    )


def _any_apart(owners: Iterable[set[Cluster]]) -> bool:
    """Whether any two of these sets of owners have none in common."""
    told = list({frozenset(some) for some in owners if some})
    return any(not a & b for i, a in enumerate(told) for b in told[i + 1 :])


_IN_UNIFORM = frozenset("officer policeman policewoman constable gendarme soldier troop".split())


def _one_of_them(placed: Placed) -> Joins:
    """The one force that a single officer or soldier is of: "one officer was hurt"."""
    forces = placed.forces()
    police = [c for c in forces if any(p.sector == "COP" for _, p in c.members)]
    for cluster in placed.under("noun", *_IN_UNIFORM):
        if cluster.named or cluster.kinds - _SINGLE or _told_of(cluster) > 1:
            continue
        heads = cluster.nouns
        if not heads <= _IN_UNIFORM or any(_telling(n) for n in cluster.phrases()):
            continue
        quotes = _quotes(cluster, MentionKind.NOMINAL)
        if not quotes or not all(q.lower().startswith(("a ", "an ", "one ")) for q in quotes):
            continue
        force = _one(forces, cluster)
        if force is None and not heads & {"soldier", "troop"}:
            force = _one(police, cluster)
        if force is not None and not placed.apart(cluster, force):
            yield cluster, force


_SINGLE = frozenset({PartyKind.PERSON, PartyKind.PERSONS, PartyKind.ARMED_FORCE})


def _coast_guard(placed: Placed) -> Joins:
    """The coast guard of a state, and its coastguards."""
    services = [
        c
        for c in placed.under("service", "coastguard")
        if not c.kinds & {PartyKind.STATE, PartyKind.PERSON, PartyKind.COMPANY}
    ]
    by_owner = _ByOwner(services, placed)
    for cluster in services:
        if cluster.named:
            continue
        other = _one(by_owner.not_apart(cluster), cluster)
        if other is not None:
            if placed.owners(cluster) & placed.owners(other) or len(services) == 2:
                yield cluster, other


def _security_forces(placed: Placed) -> Joins:
    """The one force of the dossier that its "security forces" are."""
    forces = placed.forces()
    for cluster in forces:
        if cluster.named or not all(
            plain_words(n)[-2:] == ("security", "forces") for n in cluster.phrases()
        ):
            continue
        other = _one(forces, cluster)
        if other is not None and not placed.apart(cluster, other):
            yield cluster, other


def _army_of_a_state(cluster: Cluster, placed: Placed) -> bool:
    """Whether a force with a name is a state's: "Aru Defence Force", not "Aru People's Army"."""
    if any(p.sector in ("REB", "PRM", "UAF") for _, p in cluster.members):
        return False
    if any(rebel_army(n) for n in cluster.names):
        return False
    if any(_ends_in(n, _ARMY_NAMES[1:]) for n in cluster.names):
        return True
    return any(_ends_in(n, ("army",)) for n in cluster.names) and placed.of_a_state(cluster)


_A_FORCE = 100
_NO_FORCE = frozenset(
    {PartyKind.STATE, PartyKind.PERSON, PartyKind.PERSONS, PartyKind.IGO, PartyKind.COMPANY}
)


def _small(phrase: str, words: Sequence[str]) -> set[str]:
    """Those of some words of a phrase that stand without a capital: no nationality, no name."""
    parts = re.sub(r"['’]s\b", "", phrase).split()
    return set(words) & {bare(w) for w in parts if w[:1].islower()}


_TELLS_NOTHING = frozenset(
    "government regular army heavily armed national defence defense general staff".split()
)


def _telling(phrase: str) -> set[str]:
    """Words that narrow a force to a part of itself: "of the Odra garrison", "captive"."""
    if _UNIT_OF.search(bare(phrase)):
        return set()
    return _small(phrase, narrowing(phrase)) - _TELLS_NOTHING


def _are_police(cluster: Cluster) -> bool:
    return not cluster.kinds & {PartyKind.PERSON, PartyKind.STATE} and all(
        p.sector == "COP" and "police" in bare(f"{p.name} {' '.join(p.aliases)}").split()
        for _, p in cluster.members
    )


def _police(placed: Placed) -> Joins:
    """The police and officers of the one police of a state."""
    forces = [c for c in placed.under("sector", "COP") if _are_police(c)]
    by_owner = _ByOwner(forces, placed)
    for cluster in forces:
        if cluster.named or cluster.nouns != {"police"}:
            continue
        force = _one(by_owner.sharing(cluster), cluster)
        if force is not None:
            kind = _narrow_kind(cluster)
            if not kind or _on_water(kind, _narrow_kind(force) - kind):
                yield cluster, force


def _officers(placed: Placed) -> Joins:
    """The officers of a state that has one force in the dossier, or one police."""
    forces = placed.forces()
    by_owner = _ByOwner(forces, placed)
    police = _ByOwner([c for c in forces if any(p.sector == "COP" for _, p in c.members)], placed)
    for cluster in placed.under("noun", "officer"):
        if cluster.named or PartyKind.PERSON in cluster.kinds:
            continue
        if cluster.nouns != {"officer"} or any(_narrow_kind(cluster)):
            continue
        force = _one(by_owner.sharing(cluster)) or _one(police.sharing(cluster))
        if force is not None:
            yield cluster, force


_ON_WATER = frozenset("marine lake river harbour harbor port water maritime coast sea".split())


def _on_water(mine: set[str], others: set[str]) -> bool:
    return mine <= _ON_WATER and others <= _ON_WATER


def _narrow_kind(cluster: Cluster) -> set[str]:
    """Words that tell one police from another: "river", "riot"."""
    found = set()
    for phrase in cluster.phrases():
        head = plain_words(phrase)
        raw = re.sub(r"['’]s\b", "", phrase).split()
        found |= {bare(w) for w in raw[: len(head) - 1] if w[:1].islower() or bare(w) in _ON_WATER}
    return found - {"the"}


_REBELS = frozenset(
    "militia rebel insurgent guerrilla guerilla fighter militiaman guardsman".split()
)
_ARMED_NAMES = frozenset(
    "guard guards brigade brigades militia resistance liberation army mujahideen fedayeen "
    "battalion commando commandos".split()
)
_OF_STATES = frozenset(
    "national defence defense coast border republican presidential royal police civil state "
    "revolutionary frontier".split()
)


def _armed_group(placed: Placed) -> Joins:
    """The militia, the rebels or the fighters of the one armed group with a name."""
    bodies = {PartyKind.STATE, PartyKind.PERSON, PartyKind.COMPANY, PartyKind.IGO}
    group = _one(
        c
        for c in placed.under("word", *_ARMED_NAMES)
        if not c.kinds & bodies and not _named_with(c, _OF_STATES) and not placed.of_a_state(c)
    )
    if group is None or any(
        c is not group and c.named and c.kinds == {PartyKind.GROUP} and not _politics(c)
        for c in placed.under("kind", "group")
    ):
        return
    for cluster in placed.under("noun", *_REBELS):
        if cluster.named or not cluster.kinds <= {PartyKind.GROUP}:
            continue
        if not cluster.nouns <= _REBELS or any(narrowing(n) for n in cluster.phrases()):
            continue
        if not placed.apart(cluster, group):
            yield cluster, group


def _politics(cluster: Cluster) -> bool:
    return any(p.sector in ("PTY", "OPP", "LAB", "CVL") for _, p in cluster.members)


def _unions(placed: Placed) -> Joins:
    """The unions of a dossier that names just one body of labour."""
    unions = {*placed.under("sector", "LAB"), *placed.under("word", *_LABOUR)}
    union = _one(
        c
        for c in unions
        if c.named and not c.kinds & {PartyKind.STATE, PartyKind.PERSON, PartyKind.PERSONS}
    )
    if union is None:
        return
    for cluster in placed.under("noun", "union"):
        if cluster.named or PartyKind.ORGANISATION not in cluster.kinds:
            continue
        if cluster.nouns == {"union"} and all(
            set(narrowing(n)) <= {"trade", "labour", "labor"} for n in cluster.phrases()
        ):
            if not placed.apart(cluster, union):
                yield cluster, union


_LABOUR = frozenset("workers dockers miners teachers nurses drivers seafarers labour labor".split())

_BETWEEN = frozenset("mediator envoy facilitator conciliator intermediary representative".split())


def _go_between(placed: Placed) -> Joins:
    """The one envoy with a name, for "the mediator"."""
    persons = [
        c
        for c in placed.under("role", *_BETWEEN)
        if c.kinds == {PartyKind.PERSON} and any(_between(p.role) for _, p in c.members)
    ]
    envoy = _one(c for c in persons if c.named)
    if envoy is None:
        return
    for cluster in persons:
        if not cluster.named and all(_between(p.role) for _, p in cluster.members):
            if not placed.apart(cluster, envoy):
                yield cluster, envoy


def _between(role: str | None) -> bool:
    words = (role or "").split()
    return bool(words) and words[-1] in _BETWEEN and "former" not in words


_LEADERS = frozenset("leader head chief boss chairman chairwoman chair president".split())


_NO_BODIES = frozenset({PartyKind.STATE, PartyKind.PERSON, PartyKind.PERSONS, PartyKind.IGO})


def _leader(placed: Placed) -> Joins:
    """The one person with a name of a body, for "the leader of the Front"."""
    led: list[tuple[Cluster, Cluster]] = []
    for cluster in placed.under("role", *_LEADERS):
        if cluster.named or cluster.kinds != {PartyKind.PERSON}:
            continue
        body = _one(owner for owner in placed.owners(cluster) if not owner.kinds & _NO_BODIES)
        if body is not None and all(p.role in _LEADERS for _, p in cluster.members):
            led.append((cluster, body))
    if not led:
        return
    people: dict[Cluster, list[Cluster]] = {body: [] for _, body in led}
    for person in placed.under("kind", "person"):
        if person.named and person.kinds == {PartyKind.PERSON}:
            for owner in placed.owners(person):
                if owner in people:
                    people[owner].append(person)
    for cluster, body in led:
        fit = _one(people[body])
        if fit is not None and not any(p.role for _, p in fit.members):
            yield cluster, fit


#: Leaders told by what they lead, the sectors and nouns of those bodies, and offices that lead.
_LED = {
    "union leader": ({"LAB"}, {"union"}),
    "strike leader": ({"LAB"}, {"union"}),
    "rebel leader": ({"REB"}, {"front", "army", "movement"}),
    "militia leader": ({"PRM", "REB"}, {"militia", "guard", "brigade"}),
    "opposition leader": ({"OPP"}, set()),
}
_LEADING = frozenset(
    "leader head chief chairman chairwoman chair president secretary commander coordinator".split()
)


def _leader_of_kind(placed: Placed) -> Joins:
    """The one named head of the one union of the dossier, for "the union leader"."""
    heads: dict[str, Cluster | None] = {}
    for cluster in placed.under("role", "leader"):
        offices = {p.role for _, p in cluster.members}
        if cluster.named or cluster.kinds != {PartyKind.PERSON} or len(offices) != 1:
            continue
        office = next(iter(offices)) or ""
        if office not in _LED:
            continue
        if office not in heads:
            heads[office] = _head_of(*_LED[office], placed)
        head = heads[office]
        if head is not None and not placed.apart(cluster, head):
            yield cluster, head


def _head_of(sectors: set[str], nouns: set[str], placed: Placed) -> Cluster | None:
    """The one person with a name who leads a body of some sectors, or called by some nouns."""
    bodies = {*placed.under("sector", *sectors), *(placed.under("word", *nouns) if nouns else ())}
    return _one(
        c
        for c in placed.under("kind", "person")
        if c.named
        and c.kinds == {PartyKind.PERSON}
        and any(owner in bodies and not owner.kinds & _NO_BODIES for owner in placed.owners(c))
        and all((p.role or "leader").split()[-1] in _LEADING for _, p in c.members)
    )


def _trade(placed: Placed) -> Joins:
    """The one person with a name whom reports call by this noun: "the driver", "the widow"."""
    singly: dict[str, list[Cluster]] = {}
    for cluster in placed.under("kind", "persons", "person"):
        if cluster.named or cluster.kinds - {PartyKind.PERSONS, PartyKind.PERSON}:
            continue
        if len(cluster.nouns) != 1 or any(p.role for _, p in cluster.members):
            continue
        if any(several(n) or narrowing(n) for n in cluster.phrases()):
            continue
        noun = next(iter(cluster.nouns))
        if noun not in singly:
            singly[noun] = [
                c
                for c in placed.under("noun", noun)
                if any(head_noun(n) == noun and not several(n) for n in c.phrases())
            ]
        called = _one(singly[noun], cluster)
        if called is None or not called.named:
            continue
        person = called.kinds <= {PartyKind.PERSON, PartyKind.PERSONS, PartyKind.UNKNOWN}
        quotes = _quotes(cluster, MentionKind.NOMINAL)
        if person and all(q.lower().startswith("the ") for q in quotes):
            if not placed.apart(cluster, called):
                yield cluster, called


_PEOPLE_OF = re.compile(
    r"(?:the )?(?:inhabitants|residents|people|villagers|townspeople|families|citizens|population)"
    r" (?:of|from|in) ((?:[A-Z][\w'’-]+ ?)+)",
    re.IGNORECASE,
)


def _lives_in(phrase: str) -> str:
    """The place whose people a phrase is for, "" if it says more or less than that."""
    found = _PEOPLE_OF.fullmatch(phrase)
    place = found.group(1).strip() if found else ""
    return place if all(w[0].isupper() for w in place.split()) else ""


def _people_of_a_place(placed: Placed) -> Joins:
    """The people of one place: "the inhabitants of Aru", "families from Aru"."""
    first: dict[str, Cluster] = {}
    for cluster in placed.under("kind", "persons"):
        if cluster.named or cluster.kinds != {PartyKind.PERSONS}:
            continue
        places = {place for n in cluster.phrases() if (place := _lives_in(n))}
        if len(places) == 1:
            known = first.setdefault(min(places), cluster)
            if known is not cluster:
                yield cluster, known


def _given_name(placed: Placed) -> Joins:
    """The one person with a full name whose given name this is: "Aru", "Dame Aru"."""
    for cluster in placed.under("kind", "person"):
        names = {bare(n) for n in cluster.names}
        if len(names) != 1 or " " in (name := next(iter(names))):
            continue
        titled = [q.split()[0] for q in _quotes(cluster, MentionKind.NAME) if " " in q]
        if any(t not in GIVEN_TITLES for t in titled) or any(p.role for _, p in cluster.members):
            continue
        persons = [c for c in placed.under("word", name) if PartyKind.PERSON in c.kinds]
        fit = _one((c for c in persons if any(_begins_with(name, n) for n in c.names)), cluster)
        if fit is not None and not any(
            c is not cluster and any(bare(n).split()[-1:] == [name] for n in c.names)
            for c in persons
        ):
            yield cluster, fit


def _begins_with(name: str, full: str) -> bool:
    return " " in full and bare(full).split()[:1] == [name]


_MOST_OF = 2 / 3


def _foreign_letters(placed: Placed) -> Joins:
    """The one body whose name, in another language, letters that nothing explains may stand for.

    "The Confederation of Aruan Workers ... the CTA": the first letter is the same, and two letters
    in three are initials of the name; both are told of by one report, the name first.
    """
    for cluster in placed.under("form", "letters"):
        if len(cluster.names) != 1 or cluster.kinds & _NO_BODIES:
            continue
        form = next(iter(cluster.names))
        if not re.fullmatch(r"[A-Z]{3,6}", form):
            continue
        letters = form.lower()
        lengths = range(len(letters) - 1, len(letters) + 2)
        fit = _one(
            (
                c
                for c in placed.under("words", *(f"{letters[0]}{length}" for length in lengths))
                if not c.kinds & _NO_BODIES
                and any(_letters_of(letters, n) for n in c.names)
                and not any(n.isupper() for n in c.names)
                and _told_before(c, cluster)
            ),
            cluster,
        )
        if fit is not None:
            yield cluster, fit


def _letters_of(letters: str, name: str) -> bool:
    initials = [w[0] for w in name_core(name)]
    if len(initials) < 2 or initials[0] != letters[0] or abs(len(initials) - len(letters)) > 1:
        return False
    left = list(initials)
    for letter in letters:
        if letter in left:
            left.remove(letter)
    return (len(initials) - len(left)) / len(letters) >= _MOST_OF


def _told_before(full: Cluster, letters: Cluster) -> bool:
    """Whether a report says the full name a little before it first says the letters."""
    return any(_introduced(p, q) for i, p in full.members for j, q in letters.members if i == j)


def _introduced(full: Party, letters: Party) -> bool:
    first: dict[str, int] = {}
    for mention in letters.mentions:
        spot = mention.citation
        first[spot.source.sha256] = min(spot.start, first.get(spot.source.sha256, spot.start))
    return any(
        0 < first.get(m.citation.source.sha256, -1) - m.citation.end < _NEAR for m in full.mentions
    )


_NEAR = 300


def _told_together(placed: Placed) -> Joins:
    """Two persons who are only ever told of together, under one noun: "two nurses, A and B"."""
    groups = [
        (c, p)
        for c in placed.under("kind", "persons")
        if not c.named and c.kinds == {PartyKind.PERSONS}
        for _, p in c.members
        if any(how_many(q) == 2 for q in (p.name, *p.aliases))
    ]
    if not groups:
        return
    spots: dict[str, list[tuple[int, int, Cluster]]] = {}
    for cluster in placed.under("kind", "person"):
        if not cluster.named or len(cluster.members) != 1:
            continue
        party = cluster.members[0][1]
        if party.role is None and [m.kind for m in party.mentions].count(MentionKind.NAME) == 1:
            spot = party.mentions[0].citation
            spots.setdefault(spot.source.sha256, []).append((spot.start, spot.end, cluster))
    for there in spots.values():
        there.sort(key=lambda spot: spot[0])
    for group, party in groups:
        for mention in party.mentions:
            end = mention.citation.end
            there = spots.get(mention.citation.source.sha256, [])
            at = bisect_right(there, end, key=lambda spot: spot[0])
            if len(there) < at + 2:
                continue
            (start, until, one), (following, _, other) = there[at : at + 2]
            if start - end <= 12 and following - until == 5 and following - end < 60:
                yield one, group
                yield other, group
