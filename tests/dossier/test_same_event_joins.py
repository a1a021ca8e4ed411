"""Two tellings that are of one act, and two acts that look like one."""

from __future__ import annotations

from datetime import date

import pytest

from backchannel.dossier.evidence import Event, EventType, Precision, Telling, When
from backchannel.dossier.same_event import join_events
from backchannel.text import Source

_T = EventType


def _day(day: int, *, stated: bool = True) -> When:
    there = date(2026, 3, day)
    return When(there, there, Precision.DAY, f"the text: 'the {day}th'", stated=stated)


MARCH = When(date(2026, 3, 1), date(2026, 3, 31), Precision.MONTH, "the text: 'March'")


def _event(
    kind: EventType,
    text: str,
    act: str,
    *sides: tuple[str, ...],
    when: When | None = None,
    mode: str | None = None,
    source: Source | None = None,
) -> Event:
    inside = source or Source(text, f"{text[:9]}.txt")
    start = inside.text.index(text)
    at = start + text.index(act)
    telling = Telling(inside.cite(start, start + len(text)), inside.cite(at, at + len(act)))
    return Event("e0", kind, (telling,), mode, *(sides or ((),)), when=when or When(), label=text)


def _count(*events: Event, one_report: bool = False, house: frozenset[str] = frozenset()) -> int:
    named = {"p1": ("Harbour League",), "p2": ("Port of Lysvik", "Lysvik"), "p3": ("Ada Brun",)}

    def kin(party: str) -> frozenset[str]:
        return frozenset({party, "state"} if party in house else {party})

    numbered = [(0 if one_report else number, event) for number, event in enumerate(events)]
    return len(join_events(numbered, kin, named=named))


def test_the_name_of_who_acts_is_no_likeness_of_acts() -> None:
    one = _event(_T.AGREE, "Harbour League took the offer", "took the offer", ("p1",), when=_day(3))
    other = _event(
        _T.AGREE,
        "Harbour League will reopen the quay",
        "will reopen",
        ("p1",),
        when=_day(20, stated=False),
    )
    assert _count(one, other) == 2


def test_that_both_ask_is_no_likeness_of_acts() -> None:
    one = _event(_T.REQUEST, "Lysvik asked for pilots", "asked", ("p2",), when=_day(3))
    other = _event(_T.REQUEST, "Lysvik urged calm", "urged", ("p2",))
    assert _count(one, other) == 2


def test_neither_day_nor_word() -> None:
    one = _event(_T.ACCUSE, "they blamed the owners", "blamed", ("p1",), ("p2",), when=_day(3))
    other = _event(_T.ACCUSE, "pointed a finger at guards", "pointed", ("p1",), ("p2",))
    assert _count(one, other) == 2


def test_as_many_are_the_same() -> None:
    one = _event(
        _T.SANCTION, "suspended 31 pilots", "suspended", ("p2",), when=_day(3), mode="expel"
    )
    other = _event(
        _T.SANCTION, "the 31 whom they cast off", "cast off", (), when=MARCH, mode="expel"
    )
    fewer = _event(
        _T.SANCTION, "the 12 whom they cast off", "cast off", (), when=MARCH, mode="expel"
    )
    assert _count(one, other) == 1
    assert _count(one, fewer) == 2


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        (
            _T.CONSULT,
            ("rang the mayor about pilots", "rang"),
            ("met the mayor about pilots", "met"),
        ),
        (
            _T.AGREE,
            ("offered talks about pilots", "offered talks"),
            ("accepted talks about pilots", "accepted talks"),
        ),
    ],
)
def test_a_call_is_no_visit_and_an_offer_no_answer(
    kind: EventType, one: tuple[str, str], other: tuple[str, str]
) -> None:
    first = _event(kind, *one, ("p1",), when=_day(3))
    second = _event(kind, *other, ("p1",))
    assert _count(first, second) == 2
    assert _count(first, _event(kind, "later " + one[0], one[1], ("p1",))) == 1


def test_a_deadline_set_and_a_notice_handed_in_are_the_threat() -> None:
    threat = _event(
        _T.THREATEN, "pay up or the quay is shut", "shut", ("p1",), ("p2",), when=_day(3)
    )
    named = _event(_T.THREATEN, "after the deadline set by the League", "deadline set", ("p1",))
    notice = _event(_T.THREATEN, "gave its notice", "notice", ("p1",), when=_day(3, stated=False))
    assert _count(threat, named) == 1
    assert _count(threat, notice) == 1
    assert _count(threat, _event(_T.THREATEN, "its notice", "notice", ("p1",), when=_day(19))) == 2


def test_who_was_hit_is_told_in_the_next_words() -> None:
    source = Source("Soldiers shelled Lysvik. Ada Brun and her son were killed.", "one.txt")
    blow = _event(
        _T.ASSAULT, "shelled Lysvik", "shelled", ("p1",), ("p2",), source=source, when=_day(3)
    )
    dead = _event(
        _T.ASSAULT,
        "Ada Brun and her son were killed",
        "killed",
        (),
        ("p3",),
        source=source,
        when=_day(3, stated=False),
    )
    assert _count(blow, dead, one_report=True) == 1


def test_an_arrest_is_a_kidnapping_to_the_other_side() -> None:
    one = _event(
        _T.ASSAULT,
        "took Ada Brun from her boat and led her away",
        "led her away",
        ("p1",),
        ("p3",),
        mode="abduct",
    )
    other = _event(_T.COERCE, "Ada Brun, who was arrested", "arrested", (), ("p3",), mode="arrest")
    held = _event(_T.COERCE, "Ada Brun's seized purse", "seized", (), ("p3",), mode="restrict")
    assert _count(one, other) == 1
    assert _count(one, held) == 2


def test_a_president_bombs_by_his_air_force() -> None:
    one = _event(_T.ASSAULT, "bombed the market", "bombed", ("p1",), when=_day(3), mode="aerial")
    other = _event(_T.ASSAULT, "bombed our market", "bombed", ("p2",), when=_day(3), mode="aerial")
    assert _count(one, other, house=frozenset({"p1", "p2"})) == 1
    assert _count(one, other) == 2


def test_who_asks_with_an_or_else_threatens() -> None:
    one = _event(
        _T.REQUEST,
        "called on the port to let boats in, lest it answer for what comes",
        "called on the port to let",
        ("p1",),
        ("p2",),
        when=_day(3, stated=False),
    )
    other = _event(
        _T.THREATEN,
        "stood at the port and told its masters to open the basin or bear what comes",
        "told its masters to open",
        ("p1",),
        ("p2",),
        when=_day(3),
    )
    assert _count(one, other) == 1


def _told_on(*events: tuple[Event, date]) -> dict[str, date]:
    return {e.tellings[0].citation.source.sha256: day for e, day in events}


def test_what_a_report_only_looks_back_on_is_the_one_act_it_can_be() -> None:
    one = _event(_T.AID, "The League shipped flour", "shipped", ("p1",), when=_day(11))
    back = _event(
        _T.AID,
        "The League, which had fed the town in March, sued the port",
        "fed",
        ("p1",),
        when=MARCH,
    )
    other = _event(_T.AID, "The League lent its pumps", "lent", ("p1",), when=_day(20))
    told = _told_on((one, date(2026, 3, 12)), (other, date(2026, 3, 21)), (back, date(2026, 5, 2)))

    def count(*events: Event) -> int:
        numbered = list(enumerate(events))
        named = {"p1": ("League",)}
        return len(join_events(numbered, lambda p: frozenset({p}), told_on=told, named=named))

    assert count(one, back) == 1
    assert count(one, other, back) == 3  # of which of the two, no report tells
    plain = _event(_T.AID, "The League fed the town", "fed", ("p1",), when=MARCH)
    assert count(one, plain) == 2
