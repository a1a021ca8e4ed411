"""Several readings become one evidence: the same party, event, statement and issue once.

How it is decided is in `backchannel.dossier.same_party` and `backchannel.dossier.same_event`; this
module puts the pieces together. The result is an `Evidence` like any other: every record keeps all
its citations, and nothing that a report says is lost. Joining a joined evidence with a further one
gives the same kind of result, so a dossier can grow report by report.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from typing import TypeVar

from backchannel.dossier.at_hand import once_a_record
from backchannel.dossier.both_sides import with_both_sides
from backchannel.dossier.evidence import (
    Absence,
    Event,
    Evidence,
    Issue,
    Mention,
    MentionKind,
    Party,
    PartyKind,
    Position,
    Report,
    Stance,
    Statement,
)
from backchannel.dossier.head_nouns import head_noun
from backchannel.dossier.same_event import Kin, join_events
from backchannel.dossier.same_party import Cluster, cluster_parties
from backchannel.dossier.spelling import bare
from backchannel.text import Citation

__all__ = ["merge", "without_bystanders"]

Ids = Callable[[int, tuple[str, ...]], tuple[str, ...]]


def merge(readings: Sequence[Evidence], settled: int = 0) -> Evidence:
    """Join several readings into one.

    Parameters
    ----------
    readings : sequence of Evidence
        Of one report each, or already joined; in the order in which they came. One alone is
        joined within itself: an event told in the lead and again below becomes one.
    settled : int
        So many of the first readings are joined already: their events stay as they are and only
        later readings are joined to them.

    Returns
    -------
    Evidence
        Ids of `readings[0]` are kept; reports that occur twice are kept once.
    """
    reports: dict[str, Report] = {}
    for reading in readings:
        for report in reading.reports:
            reports.setdefault(report.id, report)
    clusters = cluster_parties([reading.parties for reading in readings])
    fresh = _Fresh("p", [p.id for p in readings[0].parties] if readings else [])
    new_id: dict[tuple[int, str], str] = {}
    for cluster in clusters:
        first = next((party.id for number, party in cluster.members if number == 0), None)
        id = first or fresh.next()
        for reading_number, party in cluster.members:
            new_id[(reading_number, party.id)] = id

    def ids(reading_number: int, old: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(new_id[(reading_number, one)] for one in old))

    parties = _untangled(
        tuple(_party(new_id[(c.members[0][0], c.members[0][1].id)], c, new_id) for c in clusters)
    )
    vague = frozenset(
        p.id
        for p in parties
        if p.kind is PartyKind.PERSONS and not any(m.kind is MentionKind.NAME for m in p.mentions)
    )
    events = _events(readings, ids, parties, settled, vague)
    statements = _statements(readings, ids)
    issues, positions = _positions(readings, ids)
    absences: dict[tuple[str, int, int], tuple[int, Absence]] = {}
    for number, reading in enumerate(readings):
        for absence in reading.absences:
            spot = absence.citation
            absences.setdefault(
                (spot.source.sha256, spot.start, spot.end),
                (number, replace(absence, parties=ids(number, absence.parties))),
            )
    return Evidence(
        tuple(reports.values()),
        parties,
        _renumbered("e", events),
        _renumbered("s", statements),
        issues,
        positions,
        _renumbered("a", list(absences.values())),
    )


class _Fresh:
    """Ids that are not taken."""

    def __init__(self, letter: str, taken: Iterable[str]) -> None:
        self.letter, self.taken, self.number = letter, set(taken), 0

    def next(self) -> str:
        while True:
            self.number += 1
            id = f"{self.letter}{self.number}"
            if id not in self.taken:
                return id


R = TypeVar("R", Event, Statement, Absence)


def _renumbered(letter: str, records: Sequence[tuple[int, R]]) -> tuple[R, ...]:
    """Give new ids to all records but those that stem from the first reading."""
    fresh = _Fresh(letter, [record.id for number, record in records if number == 0])
    return tuple(
        record if number == 0 else replace(record, id=fresh.next()) for number, record in records
    )


# -- parties -----------------------------------------------------------------------------------


def _party(id: str, cluster: Cluster, new_id: dict[tuple[int, str], str]) -> Party:
    if len(cluster.members) == 1:
        number, party = cluster.members[0]
        above = None if party.part_of is None else new_id[(number, party.part_of)]
        if id == party.id and above == party.part_of and _is_orderly(party):
            return party
    members = [party for _, party in cluster.members]
    named = [p for p in members if any(m.kind is MentionKind.NAME for m in p.mentions)] or members
    first = named[0]
    name = first.name
    if first.kind is not PartyKind.STATE:
        name = max(
            (p.name for p in named),
            key=lambda n: (len(n.split()) if n[:1].isupper() else 0, len(n)),
        )
    kinds: Counter[PartyKind] = Counter()
    kinds.update(p.kind for p in members if p.kind is not PartyKind.UNKNOWN)
    kind = _kind(kinds, named)
    part_of: str | None = None
    grounds: tuple[Citation, ...] = ()
    basis = ""
    for number, party in sorted(cluster.members, key=lambda m: (not m[1].part_of_grounds, m[0])):
        if party.part_of is not None and new_id[(number, party.part_of)] != id:
            part_of = new_id[(number, party.part_of)]
            grounds, basis = party.part_of_grounds, party.part_of_basis
            break
    aliases = {a for p in members for a in (p.name, *p.aliases)} - {name}
    mentions: dict[tuple[str, int, int], Mention] = {}
    for party in members:
        for mention in party.mentions:
            spot = mention.citation
            mentions.setdefault((spot.source.sha256, spot.start, spot.end), mention)
    return Party(
        id,
        name,
        kind,
        _most([p.country for p in members]),
        _most([p.sector for p in members]),
        part_of,
        grounds,
        basis,
        None if kind in _NO_OFFICE else next((p.role for p in members if p.role), None),
        tuple(sorted(aliases)),
        tuple(mentions.values()),
        any(p.in_the_shadow for p in members),
        tuple(dict.fromkeys(c for p in members for c in p.shadow_grounds)),
        max(p.confidence for p in members),
    )


#: What holds no office, though one who holds one was taken for it: "one officer" for the police.
_NO_OFFICE = frozenset({PartyKind.STATE, PartyKind.ARMED_FORCE})


@once_a_record
def _is_orderly(party: Party) -> bool:
    """Whether a party is as joining would leave it: other names sorted, each place once."""
    spots = {(m.citation.source.sha256, m.citation.start, m.citation.end) for m in party.mentions}
    return (
        len(spots) == len(party.mentions)
        and party.aliases == tuple(sorted({*party.aliases} - {party.name}))
        and len(set(party.shadow_grounds)) == len(party.shadow_grounds)
        and party.role != ""
        and (party.role is None or party.kind not in _NO_OFFICE)
        and (party.part_of is not None or not (party.part_of_grounds or party.part_of_basis))
    )


def _kind(kinds: Counter[PartyKind], named: list[Party]) -> PartyKind:
    if not kinds:
        return PartyKind.UNKNOWN
    if PartyKind.PERSON in kinds and len(kinds) > 1:
        # a body whose short name was once taken for a person's
        if all(" " not in p.name for p in named if p.kind is PartyKind.PERSON):
            del kinds[PartyKind.PERSON]
    if PartyKind.PERSONS in kinds and any(p.kind is PartyKind.ORGANISATION for p in named):
        del kinds[PartyKind.PERSONS]  # "the auditors" of an office that has a name
    if PartyKind.ORGANISATION in kinds and len(kinds) > 1:
        del kinds[PartyKind.ORGANISATION]
    return max(kinds, key=lambda k: (kinds[k], -list(PartyKind).index(k)))


def _most(values: Sequence[str | None]) -> str | None:
    counts = Counter(v for v in values if v is not None)
    return max(counts, key=lambda v: (counts[v], v)) if counts else None


def _untangled(parties: tuple[Party, ...]) -> tuple[Party, ...]:
    """Cut a circle of part-of where it closes."""
    by_id = {p.id: p for p in parties}
    for party in parties:
        seen = {party.id}
        above = by_id[party.id].part_of
        while above is not None and above not in seen:
            seen.add(above)
            above = by_id[above].part_of
        if above is not None:
            by_id[party.id] = replace(
                by_id[party.id], part_of=None, part_of_grounds=(), part_of_basis=""
            )
    return tuple(by_id[p.id] for p in parties)


def _kin(parties: Sequence[Party]) -> Kin:
    by_id = {p.id: p for p in parties}
    below: dict[str, list[str]] = {}
    for party in parties:
        if party.part_of is not None:
            below.setdefault(party.part_of, []).append(party.id)

    @cache
    def kin(id: str) -> frozenset[str]:
        found = {id}
        above = by_id[id].part_of
        while above is not None:
            found.add(above)
            above = by_id[above].part_of
        stack = [id]
        while stack:
            for child in below.get(stack.pop(), ()):
                if child not in found:
                    found.add(child)
                    stack.append(child)
        return frozenset(found)

    return kin


# -- events and statements ---------------------------------------------------------------------


def _events(
    readings: Sequence[Evidence],
    ids: Ids,
    parties: Sequence[Party],
    settled: int,
    vague: frozenset[str],
) -> list[tuple[int, Event]]:
    moved = [
        (number, _moved(number, event, ids))
        for number, reading in enumerate(readings)
        for event in reading.events
    ]
    told_on = {
        report.source.sha256: day
        for reading in readings
        for report in reading.reports
        if (day := report.published.day or report.reported_on) is not None
    }
    moved, kin = with_both_sides(moved, parties, settled), _kin(parties)
    named = {party.id: (party.name, *party.aliases) for party in parties}
    while True:
        joined = join_events(moved, kin, settled, vague, told_on, named)
        if len(joined) == len(moved):
            return joined
        moved = joined


def _moved(number: int, event: Event, ids: Ids) -> Event:
    """An event with the ids of the joined parties; the same one where none has changed."""
    sources = ids(number, event.sources)
    targets = tuple(t for t in ids(number, event.targets) if t not in sources)
    attributed = [ids(number, t.attributed_to) for t in event.tellings]
    if all(new == t.attributed_to for new, t in zip(attributed, event.tellings, strict=True)):
        if sources == event.sources and targets == event.targets:
            return event
        return replace(event, sources=sources, targets=targets)
    tellings = tuple(
        replace(t, attributed_to=new) for new, t in zip(attributed, event.tellings, strict=True)
    )
    return replace(event, sources=sources, targets=targets, tellings=tellings)


_WORDS_ENOUGH = 3


def _statements(readings: Sequence[Evidence], ids: Ids) -> list[tuple[int, Statement]]:
    """Statements, those of one speaker that quote the same words joined."""
    kept: list[tuple[int, Statement]] = []
    by_speaker: dict[tuple[str, ...], list[int]] = {}
    for number, reading in enumerate(readings):
        for statement in reading.statements:
            speakers = ids(number, statement.speakers)
            one = statement
            if speakers != statement.speakers:
                one = replace(statement, speakers=speakers)
            index = next(
                (
                    i
                    for i in by_speaker.get(one.speakers, ())
                    if one.speakers and _same_words(kept[i][1], one)
                ),
                None,
            )
            if index is None:
                by_speaker.setdefault(one.speakers, []).append(len(kept))
                kept.append((number, one))
                continue
            known_number, known = kept[index]
            full, part = (known, one) if _length(known) >= _length(one) else (one, known)
            others = (*full.tellings, *part.content, *part.tellings)
            kept[index] = (
                known_number,
                replace(
                    full,
                    id=known.id,
                    tellings=tuple(dict.fromkeys(c for c in others if c not in full.content)),
                    confidence=max(known.confidence, one.confidence),
                ),
            )
    return kept


def _length(statement: Statement) -> int:
    return sum(c.end - c.start for c in statement.content)


def _said(statement: Statement) -> list[str]:
    return bare(" ".join(c.quote for c in statement.content)).split()


def _same_words(a: Statement, b: Statement) -> bool:
    """Whether one quotes what the other quotes, in full or in part, in another report."""
    if {c.source.sha256 for c in a.content} & {c.source.sha256 for c in b.content}:
        spots = {(c.source.sha256, c.start, c.end) for c in a.content}
        return bool(spots & {(c.source.sha256, c.start, c.end) for c in b.content})
    short, long = sorted((_said(a), _said(b)), key=len)
    if len(short) < _WORDS_ENOUGH:
        return False
    return f" {' '.join(short)} " in f" {' '.join(long)} "


# -- issues and positions ----------------------------------------------------------------------


def _positions(
    readings: Sequence[Evidence], ids: Ids
) -> tuple[tuple[Issue, ...], tuple[Position, ...]]:
    first = readings[0] if readings else Evidence()
    fresh = _Fresh("i", [i.id for i in first.issues])
    new = _Fresh("o", [p.id for p in first.positions])
    issues: list[Issue] = []
    by_word: dict[str, list[int]] = {}
    issue_of: dict[tuple[int, str], int] = {}
    for number, reading in enumerate(readings):
        for issue in reading.issues:
            words = _issue_words(issue.name)
            like = sorted({i for word in words for i in by_word.get(word, ())})
            at = next((i for i in like if _same_issue(issues[i], issue)), None)
            doers = ids(number, issue.doers)
            if at is None:
                at = len(issues)
                id = issue.id if number == 0 else fresh.next()
                issues.append(replace(issue, id=id, doers=doers))
                for word in words:
                    by_word.setdefault(word, []).append(at)
            else:
                known_issue = issues[at]
                issues[at] = replace(
                    known_issue,
                    phrases=tuple(dict.fromkeys((*known_issue.phrases, *issue.phrases))),
                    act=known_issue.act or issue.act,
                    doers=tuple(dict.fromkeys((*known_issue.doers, *doers))),
                )
            issue_of[(number, issue.id)] = at
    positions: dict[tuple[str, str, Stance], Position] = {}
    for number, reading in enumerate(readings):
        for position in reading.positions:
            party = ids(number, (position.party,))[0]
            issue_id = issues[issue_of[(number, position.issue)]].id
            mark = (party, issue_id, position.stance)
            known = positions.get(mark)
            if known is None:
                positions[mark] = replace(
                    position,
                    id=position.id if number == 0 else new.next(),
                    party=party,
                    issue=issue_id,
                )
            else:
                grounds: tuple[Citation, ...] = (*known.grounds, *position.grounds)
                positions[mark] = replace(
                    known,
                    grounds=tuple(dict.fromkeys(grounds)),
                    explicit=known.explicit or position.explicit,
                    condition=known.condition or position.condition,
                    confidence=max(known.confidence, position.confidence),
                )
    return tuple(issues), tuple(positions.values())


_NAMES = 8
"""So many phrases of an issue are compared with the name of another."""
_LINKS = frozenset("of to for in on at by with from over against between that which".split())
_FILLER = frozenset("the a an of to for in on at by with from and its their his her our".split())


@lru_cache(maxsize=20_000)
def _issue_words(name: str) -> frozenset[str]:
    return frozenset(w.rstrip("s") for w in bare(name).split() if w not in _FILLER)


def _same_issue(a: Issue, b: Issue) -> bool:
    if a.act is not None and b.act is not None and a.act is not b.act:
        return False
    names = (a.name, *(phrase.quote for phrase in a.phrases[1:_NAMES]))
    return any(_same_name(name, b.name) for name in names)


def _same_name(a: str, b: str) -> bool:
    one, two = _issue_words(a), _issue_words(b)
    if not one or not two:
        return False
    shared = one & two
    if one == two or (len(shared) >= 2 and shared in (one, two)):
        return True
    return shared in (one, two) and shared <= {_issue_head(a), _issue_head(b)}


@lru_cache(maxsize=20_000)
def _issue_head(name: str) -> str:
    """The noun that a longer name of an issue is about: "levy" of "planned levy on milk"."""
    words = bare(name).split()
    end = next((k for k, w in enumerate(words) if k and w in _LINKS), len(words))
    return words[end - 1].rstrip("s") if words else ""


# -- what is left out --------------------------------------------------------------------------


def _is_named(party: Party) -> bool:
    """Whether a report gives a party a name, other than as a place or one it cannot tell."""
    return (
        party.confidence > 0.3
        and party.kind is not PartyKind.UNKNOWN
        and any(m.kind is MentionKind.NAME for m in party.mentions)
        and not (
            party.kind in (PartyKind.ORGANISATION, PartyKind.COMPANY)
            and not _OUTLETS.isdisjoint(bare(party.name).split())
        )
    )


#: What papers, stations and agencies are called: who is only told something is in no dispute.
_OUTLETS = frozenset(
    "radio tv television newspaper gazette tribune herald courier chronicle daily".split()
)
_OF_STATE = frozenset(("GOV", "LEG", "MIL", "COP", "JUD"))
_CHAMBERS = frozenset(("parliament", "assembly", "senate"))


def _more_than_a_place(party: Party) -> bool:
    """Whether what others are part of is worth a line of its own: not a town, or a mere name."""
    return party.confidence > 0.3 and party.kind is not PartyKind.UNKNOWN


def without_bystanders(evidence: Evidence) -> Evidence:
    """Leave out parties that nothing in the evidence refers to and that no report names.

    Kept: parties of events, statements, positions, issues and absences; all that those are part of;
    persons, states and organisations a report names other than as places; bodies a noun phrase
    tells apart ("pro-Iranian militias"); and people spoken of more than once.
    """
    used: set[str] = set()
    for event in evidence.events:
        used.update((*event.sources, *event.targets))
        for telling in event.tellings:
            used.update(telling.attributed_to)
    for statement in evidence.statements:
        used.update(statement.speakers)
    for position in evidence.positions:
        used.add(position.party)
    for issue in evidence.issues:
        used.update(issue.doers)
    for absence in evidence.absences:
        used.update(absence.parties)
    by_id = {p.id: p for p in evidence.parties}
    for party in evidence.parties:
        alone = party.kind is PartyKind.PERSON and " " not in party.name and party.role is None
        state = party.kind is PartyKind.STATE and (
            party.confidence > 0.6 or (party.country is not None and party.confidence > 0.3)
        )
        spoken = [m for m in party.mentions if m.kind is not MentionKind.PRONOUN]
        told_apart = (
            party.kind in (PartyKind.GROUP, PartyKind.ARMED_FORCE) and " " in party.name
        ) or (party.kind is PartyKind.PERSONS and len(spoken) > 1)
        told_apart = told_apart or (
            party.kind in (PartyKind.ORGANISATION, PartyKind.ARMED_FORCE)
            and (
                (party.sector in _OF_STATE and party.part_of is not None)
                or head_noun(party.name) in _CHAMBERS
            )
            and (len(spoken) > 1 or head_noun(party.name) == "ministry")
        )
        if state or (_is_named(party) and not alone) or (party.confidence > 0.3 and told_apart):
            used.add(party.id)
    for id in list(used):
        above = by_id[id].part_of
        while above is not None and above not in used and _more_than_a_place(by_id[above]):
            used.add(above)
            above = by_id[above].part_of
    return replace(
        evidence,
        parties=tuple(
            p
            if p.part_of is None or p.part_of in used
            else replace(p, part_of=None, part_of_grounds=(), part_of_basis="")
            for p in evidence.parties
            if p.id in used
        ),
    )
