"""Whom "both sides" means: the two whom the reports of a dossier show acting against each other.

One report by itself often names a mediator and passers-by as often as the two of the dispute, so
that "the two sides" cannot be told from nearness. What all reports say the parties did to each
other tells it: each act of one against the other counts, parts of a body count for the body. Who
brings them together, or speaks of them, is neither of them. Without a clear pair the sides stay as
they were read.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from backchannel.dossier.evidence import Event, EventType, Party, PartyKind, Telling

__all__ = ["rivals", "with_both_sides"]

_T = EventType
_BOTH = re.compile(
    r"\b(?:(?:both|the\s+two)\s+(?:warring\s+|rival\s+|opposing\s+|contending\s+)?"
    r"(?:sides|parties|camps|delegations|adversaries|antagonists|rivals|foes|opponents|belligerents"
    r"|disputants)|the\s+(?:warring\s+)?(?:sides|parties|adversaries|antagonists|belligerents)"
    r"|(?:one|each|either|neither)\s+(?:side|camp)|each\s+other)\b(?!\s+of\b)",
    re.IGNORECASE,
)
_PAIRS = re.compile(r"\b(?:both|the\s+two|the)\b", re.IGNORECASE)
_UNDER = re.compile(r"\b(?:on|from|of|in|between)\s+$", re.IGNORECASE)
_AGAINST = frozenset(
    {
        _T.REJECT,
        _T.ACCUSE,
        _T.THREATEN,
        _T.PROTEST,
        _T.SANCTION,
        _T.COERCE,
        _T.MOBILIZE,
        _T.ASSAULT,
        _T.REQUEST,
    }
)
_ENOUGH = 2
_CLEAR = 1.5


def rivals(
    events: Iterable[Event], parties: Mapping[str, Party], besides: Iterable[str] = ()
) -> tuple[str, ...]:
    """Return the ids of the two that act against each other most; empty if no two clearly do.

    Parameters
    ----------
    events : iterable of Event
        Of all reports.
    parties : mapping of str to Party
        By id.
    besides : iterable of str
        Who is neither of the two.
    """
    out = {_top(one, parties) for one in besides}
    weights: Counter[tuple[str, str]] = Counter()
    for event in events:
        if event.type not in _AGAINST or _said_of_both(event.tellings):
            continue
        by = {top for s in event.sources if (top := _top(s, parties)) is not None}
        to = {top for t in event.targets if (top := _top(t, parties)) is not None}
        for a in by - out:
            for b in to - by - out:
                weights[(min(a, b), max(a, b))] += 1
    order = sorted(weights.items(), key=lambda item: (-item[1], item[0]))
    if not order or order[0][1] < _ENOUGH:
        return ()
    if len(order) > 1 and order[0][1] < _CLEAR * order[1][1]:
        return ()
    return order[0][0]


def with_both_sides(
    events: Sequence[tuple[int, Event]], parties: Sequence[Party], settled: int = 0
) -> list[tuple[int, Event]]:
    """Return events with "both sides" read as the two of the dispute.

    Parameters
    ----------
    events : sequence of (int, Event)
        Number of the reading and the event, ids those of `parties`.
    parties : sequence of Party
        Of the dossier.
    settled : int
        Events of so many of the first readings stay as they are.
    """
    by_id = {party.id: party for party in parties}
    known = [event for _, event in events]
    return [
        (number, event if number < settled else _resolved(event, known, by_id))
        for number, event in events
    ]


def _said_of_both(tellings: Iterable[Telling]) -> bool:
    return any(_BOTH.search(t.citation.quote) for t in tellings)


def _resolved(event: Event, known: Sequence[Event], parties: Mapping[str, Party]) -> Event:
    telling = event.tellings[0]
    match = _BOTH.search(telling.citation.quote)
    if match is None or not _PAIRS.match(match.group()) or telling.trigger is None:
        return event
    if _UNDER.search(telling.citation.quote[: match.start()]):
        return event  # "engineers on both sides"
    place = telling.citation.start + match.start()
    if place < telling.trigger.start:
        pair = rivals(known, parties, event.targets)
        if not pair or _within(event.sources, pair, parties):
            return event
        return replace(
            event, sources=pair, targets=tuple(t for t in event.targets if t not in pair)
        )
    pair = rivals(known, parties, event.sources)
    if not pair or _within(event.targets, pair, parties):
        return event
    return replace(event, targets=tuple(p for p in pair if p not in event.sources))


def _within(side: Sequence[str], pair: tuple[str, ...], parties: Mapping[str, Party]) -> bool:
    """Whether a side already holds both, be it by parts of theirs."""
    return set(pair) <= {_top(one, parties) for one in side}


def _top(id: str, parties: Mapping[str, Party]) -> str | None:
    """The body that a party is part of in the end; None for a person of no body."""
    node = parties[id]
    for _ in range(8):
        if node.part_of is None:
            break
        node = parties[node.part_of]
    return None if node.kind in (PartyKind.PERSON, PartyKind.PERSONS) else node.id
