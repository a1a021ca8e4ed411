"""Whom "both sides" means is told by who acts against whom in all reports."""

from __future__ import annotations

from backchannel.dossier.both_sides import rivals, with_both_sides
from backchannel.dossier.evidence import Event, EventType, Party, PartyKind, Telling
from backchannel.text import Source

PARTIES = (
    Party("a", "Aru", PartyKind.STATE),
    Party("army", "army of Aru", PartyKind.ARMED_FORCE, part_of="a"),
    Party("b", "Beln Front", PartyKind.GROUP),
    Party("c", "Lakes Council", PartyKind.ORGANISATION),
    Party("d", "Ola Brandt", PartyKind.PERSON),
)


def _act(
    number: int, kind: EventType, text: str, by: tuple[str, ...], to: tuple[str, ...]
) -> Event:
    source = Source(text, f"r{number}")
    trigger = next(w for w in ("accused", "blamed", "offered", "met") if w in text)
    at = text.index(trigger)
    telling = Telling(source.cite(0, len(text)), source.cite(at, at + len(trigger)))
    return Event(f"e{number}", kind, (telling,), None, by, to)


QUARREL = (
    _act(1, EventType.ACCUSE, "The army accused the Front", ("army",), ("b",)),
    _act(2, EventType.ACCUSE, "The Front blamed Aru", ("b",), ("a",)),
    _act(3, EventType.ACCUSE, "Aru blamed the Council", ("a",), ("c",)),
    _act(4, EventType.ACCUSE, "Brandt accused the Front", ("d",), ("b",)),
)


def test_parts_count_for_the_body_and_persons_of_no_body_for_nobody() -> None:
    by_id = {p.id: p for p in PARTIES}
    assert rivals(QUARREL, by_id) == ("a", "b")
    assert rivals(QUARREL[1:], by_id) == ()
    assert rivals(QUARREL, by_id, besides=("army",)) == ()


def test_both_sides_are_the_two_of_the_dispute() -> None:
    offer = _act(5, EventType.AGREE, "The Council offered both sides a hall", ("c",), ("a", "c"))
    talks = _act(6, EventType.CONSULT, "The two sides met", (), ())
    under = _act(7, EventType.ACCUSE, "Elders on both sides blamed the rain", (), ())
    events = [(0, e) for e in (*QUARREL, offer, talks, under)]
    *_, offered, met, blamed = (e for _, e in with_both_sides(events, PARTIES))
    assert offered.targets == ("a", "b")
    assert met.sources == ("a", "b")
    assert blamed.sources == ()


def test_what_is_settled_stays() -> None:
    talks = _act(6, EventType.CONSULT, "The two sides met", (), ())
    events = [(0, e) for e in (*QUARREL, talks)]
    assert with_both_sides(events, PARTIES, settled=1) == events
