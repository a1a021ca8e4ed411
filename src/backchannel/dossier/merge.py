"""Several readings as one: the same party, event or statement recognised, all tellings kept.

`merge` is used on the reports of a brief, on one report that tells an event twice, and by the
dossier when a report is added. Ids of the first evidence are kept, so what is known stays known.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from backchannel.dossier.evidence import (
    Event,
    Evidence,
    Factuality,
    Issue,
    MentionKind,
    Modality,
    Party,
    PartyKind,
    Position,
    Precision,
    Statement,
    Telling,
    When,
)
from backchannel.dossier.joining import renumbered
from backchannel.dossier.same_event import content_words, kin, same_event, same_statement
from backchannel.dossier.same_party import name_words, names_of, same_party
from backchannel.dossier.spelling import bare, name_key

__all__ = ["merge"]

R = TypeVar("R")


def merge(parts: Sequence[Evidence]) -> Evidence:
    """Join readings into one evidence.

    Parameters
    ----------
    parts : sequence of Evidence
        In the order in which they were handed over. One alone is joined within itself: an event
        told in the lead and again below becomes one with two tellings.

    Returns
    -------
    Evidence
        Reports in order; records in the order of their first telling. Ids of `parts[0]` are kept.

    Notes
    -----
    Parties are joined first, then events and statements over the joined parties, then issues and
    positions. Why two parties are one stands in `backchannel.dossier.same_party`.
    """
    if not parts:
        return Evidence()
    parts = [parts[0], *(_apart(part, parts[:i], i) for i, part in enumerate(parts) if i)]
    reports = tuple({r.id: r for part in parts for r in part.reports}.values())
    parties, ids = _join_parties([p for part in parts for p in part.parties])
    of = kin({p.id: p.part_of for p in parties})
    party_words = frozenset(w for p in parties for name in names_of(p) for w in content_words(name))
    events = [_event_with(e, ids) for part in parts for e in part.events]
    events = _grouped(
        events, lambda e: (e.type,), lambda a, b: same_event(a, b, of, party_words), _one_event
    )
    statements = [
        replace(s, speakers=_mapped(s.speakers, ids)) for part in parts for s in part.statements
    ]
    statements = _grouped(
        statements, lambda s: (), lambda a, b: same_statement(a, b, of), _one_statement
    )
    issues, issue_ids = _join_issues(
        [replace(i, doers=_mapped(i.doers, ids)) for part in parts for i in part.issues]
    )
    positions = [
        replace(p, party=ids[p.party], issue=issue_ids[p.issue])
        for part in parts
        for p in part.positions
    ]
    absences = [
        replace(a, parties=_mapped(a.parties, ids)) for part in parts for a in part.absences
    ]
    return Evidence(
        reports=reports,
        parties=tuple(parties),
        events=tuple(events),
        statements=tuple(statements),
        issues=tuple(issues),
        positions=tuple(_join_positions(positions)),
        absences=tuple({a.citation.sort_key: a for a in absences}.values()),
    )


def _apart(part: Evidence, before: Sequence[Evidence], number: int) -> Evidence:
    """Renumber a part if one of its ids is taken."""
    taken = {x.id for p in before for x in _all(p)}
    if not any(x.id in taken for x in _all(part)):
        return part
    while any(f"r{number}-{x.id}" in taken for x in _all(part)):
        number += 1
    return renumbered(part, f"r{number}-")


def _all(part: Evidence) -> Iterable[Any]:
    yield from part.parties
    yield from part.events
    yield from part.statements
    yield from part.issues
    yield from part.positions
    yield from part.absences


def _mapped(refs: Sequence[str], ids: dict[str, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ids.get(ref, ref) for ref in refs))


def _grouped(
    records: Sequence[R],
    block: Callable[[R], Hashable],
    same: Callable[[R, R], bool],
    one: Callable[[R, R], R],
) -> list[R]:
    """Fold records that are the same into the first of them."""
    kept: list[R] = []
    blocks: dict[Hashable, list[int]] = {}
    for record in records:
        places = blocks.setdefault(block(record), [])
        for place in places:
            if same(kept[place], record):
                kept[place] = one(kept[place], record)
                break
        else:
            places.append(len(kept))
            kept.append(record)
    return kept


# -- parties -------------------------------------------------------------------------------------


def _keys(party: Party) -> set[str]:
    """Return keys of which two parties that are one share at least one."""
    keys: set[str] = set()
    if party.kind is PartyKind.STATE and party.country:
        keys.add(f"state {party.country}")
    for name in names_of(party):
        words = name_words(name)
        if words:
            keys.add(f"last {name_key(words[-1])}")
            keys.add(f"all {' '.join(words)}")
            keys.add(f"short {''.join(w[0] for w in words)}")
        plain = bare(name)
        keys.add(f"short {''.join(w[0] for w in plain.split())}")
        letters = plain.replace(" ", "")
        if name.upper() == name and len(letters) <= 7:
            keys.add(f"short {letters}")
    return keys


def _join_parties(parties: Sequence[Party]) -> tuple[list[Party], dict[str, str]]:
    kept: list[Party] = []
    by_key: dict[str, list[int]] = {}
    ids: dict[str, str] = {}
    # Full names first: a bare surname must know how many persons bear it.
    surname_only = [p for p in parties if _is_surname(p)]
    rest = [p for p in parties if not _is_surname(p)]
    for party in (*rest, *surname_only):
        near = dict.fromkeys(i for key in sorted(_keys(party)) for i in by_key.get(key, ()))
        found = []
        for candidate in near:
            reason = same_party(kept[candidate], party)
            if reason:
                found.append((candidate, reason))
        strong = [at for at, reason in found if reason != "surname"]
        weak = [at for at, reason in found if reason == "surname"]
        chosen = strong[:1] or (weak if len(weak) == 1 else [])
        if chosen:
            place = chosen[0]
            kept[place] = _one_party(kept[place], party)
        else:
            place = len(kept)
            kept.append(party)
        ids[party.id] = kept[place].id
        for key in _keys(party):
            places = by_key.setdefault(key, [])
            if place not in places:
                places.append(place)
    order = {p.id: i for i, p in enumerate(parties)}
    first: dict[str, int] = {}
    for old, new in ids.items():
        first[new] = min(first.get(new, len(order)), order[old])
    joined = [
        replace(p, part_of=None if p.part_of is None else ids.get(p.part_of, p.part_of))
        for p in kept
    ]
    joined = [replace(p, part_of=None) if p.part_of == p.id else p for p in joined]
    return _without_circles(sorted(joined, key=lambda p: first[p.id])), ids


def _is_surname(party: Party) -> bool:
    return party.kind is PartyKind.PERSON and all(
        len(name_words(n)) < 2 for n in (party.name, *party.aliases)
    )


def _without_circles(parties: list[Party]) -> list[Party]:
    parents = {p.id: p.part_of for p in parties}
    result = []
    for party in parties:
        seen, up = {party.id}, party.part_of
        while up is not None and up not in seen:
            seen.add(up)
            up = parents.get(up)
        if up is not None and up == party.id:
            parents[party.id] = None
            party = replace(party, part_of=None, part_of_grounds=(), part_of_basis="")
        result.append(party)
    return result


def _best_name(a: Party, b: Party) -> str:
    """Return the fuller name; the first if they are equally full."""
    if a.kind is PartyKind.PERSON and len(name_words(b.name)) > len(name_words(a.name)) == 1:
        return b.name
    if a.name.isupper() and not b.name.isupper() and len(a.name) <= 7:
        return b.name
    return a.name


def _one_party(a: Party, b: Party) -> Party:
    name = _best_name(a, b)
    aliases = {*a.aliases, *b.aliases, a.name, b.name}
    aliases |= {m.citation.quote for p in (a, b) for m in p.mentions if m.kind is MentionKind.NAME}
    kinds = Counter(k for k in (a.kind, b.kind) if k is not PartyKind.UNKNOWN)
    return replace(
        a,
        name=name,
        kind=a.kind if a.kind in kinds or not kinds else b.kind,
        country=a.country or b.country,
        sector=a.sector or b.sector,
        part_of=a.part_of or b.part_of,
        part_of_grounds=a.part_of_grounds if a.part_of else b.part_of_grounds,
        part_of_basis=a.part_of_basis if a.part_of else b.part_of_basis,
        role=a.role or b.role,
        aliases=tuple(sorted(aliases - {name})),
        mentions=tuple(dict.fromkeys((*a.mentions, *b.mentions))),
        in_the_shadow=a.in_the_shadow or b.in_the_shadow,
        shadow_grounds=tuple(dict.fromkeys((*a.shadow_grounds, *b.shadow_grounds))),
        confidence=max(a.confidence, b.confidence),
    )


# -- events --------------------------------------------------------------------------------------


def _event_with(event: Event, ids: dict[str, str]) -> Event:
    sources = _mapped(event.sources, ids)
    return replace(
        event,
        sources=sources,
        targets=tuple(
            t for t in _mapped(event.targets, ids) if t not in _mapped(event.sources, ids)
        ),
        tellings=tuple(
            replace(t, attributed_to=_mapped(t.attributed_to, ids)) for t in event.tellings
        ),
    )


_EXACT = {
    Precision.DAY: 0,
    Precision.DAY_WITHOUT_YEAR: 1,
    Precision.RANGE: 2,
    Precision.MONTH: 3,
    Precision.YEAR: 4,
    Precision.ORDER: 5,
    Precision.UNKNOWN: 6,
}


def _best_when(a: When, b: When) -> When:
    """Return the more exact date; the first if they are equally exact."""
    return b if _EXACT[b.precision] < _EXACT[a.precision] else a


def _one_event(a: Event, b: Event) -> Event:
    tellings: dict[Any, Telling] = {}
    for telling in (*a.tellings, *b.tellings):
        place = telling.trigger or telling.citation
        tellings.setdefault(place.sort_key, telling)
    real = (Modality.HAPPENED, Modality.ONGOING)
    first = b if a.modality not in real and b.modality in real else a
    return replace(
        first,
        id=a.id,
        mode=a.mode or b.mode,
        sources=a.sources or b.sources,
        targets=a.targets or b.targets,
        when=_best_when(a.when, b.when),
        tellings=tuple(tellings.values()),
        contexts=tuple(sorted({*a.contexts, *b.contexts})),
        factuality=first.factuality if first.factuality is not Factuality.FUTURE else a.factuality,
        label=a.label or b.label,
        confidence=max(a.confidence, b.confidence),
    )


# -- statements, issues, positions -----------------------------------------------------------------


def _one_statement(a: Statement, b: Statement) -> Statement:
    """Keep the fuller wording; the other passages become tellings."""
    longer, other = (a, b) if _length(a) >= _length(b) else (b, a)
    passages = (*a.tellings, *b.tellings, *other.content)
    tellings = tuple(c for c in dict.fromkeys(passages) if c not in longer.content)
    return replace(
        longer,
        id=a.id,
        speakers=a.speakers or b.speakers,
        when=a.when or b.when,
        tellings=tellings,
        confidence=max(a.confidence, b.confidence),
    )


def _length(statement: Statement) -> int:
    return sum(c.end - c.start for c in statement.content)


def _join_issues(issues: Sequence[Issue]) -> tuple[list[Issue], dict[str, str]]:
    kept: dict[Hashable, Issue] = {}
    ids: dict[str, str] = {}
    for issue in issues:
        key = (content_words(issue.name) or bare(issue.name), issue.act)
        if key in kept:
            old = kept[key]
            kept[key] = replace(
                old,
                phrases=tuple(dict.fromkeys((*old.phrases, *issue.phrases))),
                doers=tuple(dict.fromkeys((*old.doers, *issue.doers))),
            )
        else:
            kept[key] = issue
        ids[issue.id] = kept[key].id
    return list(kept.values()), ids


def _join_positions(positions: Sequence[Position]) -> list[Position]:
    kept: dict[Hashable, Position] = {}
    for position in positions:
        key = (position.party, position.issue, position.stance)
        if key in kept:
            old = kept[key]
            kept[key] = replace(
                old,
                grounds=tuple(dict.fromkeys((*old.grounds, *position.grounds))),
                explicit=old.explicit or position.explicit,
                condition=old.condition or position.condition,
                confidence=max(old.confidence, position.confidence),
            )
        else:
            kept[key] = position
    return list(kept.values())
