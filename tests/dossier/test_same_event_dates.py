"""Of several tellings' dates the most precise and most directly said wins."""

from __future__ import annotations

from datetime import date

from backchannel.dossier.evidence import Precision, When
from backchannel.dossier.same_event import _best_when


def _day(day: int, basis: str, *, stated: bool = True) -> When:
    there = date(2026, 3, day)
    return When(there, there, Precision.DAY, basis, stated=stated)


def test_a_day_said_outright_wins_over_days_counted_from_another() -> None:
    counted = _day(4, "the text: 'two days after the vote', counted from 2026-03-02")
    same = _day(4, "the text: 'the same evening', of 2026-03-04")
    said = _day(3, "the text: '3 March 2026'")
    assert _best_when([counted, same, said]) is said


def test_a_day_said_wins_over_one_inferred() -> None:
    inferred = _day(2, "not dated itself; the day told before it", stated=False)
    counted = _day(4, "the text: 'a day later', counted from 2026-03-03")
    assert _best_when([inferred, inferred, counted]) is counted


def test_a_day_within_a_month_told_elsewhere_wins_over_the_middle_of_the_month() -> None:
    month = When(date(2026, 3, 1), date(2026, 3, 31), Precision.MONTH, "the text: 'March'")
    inferred = _day(2, "not dated itself; the day told before it", stated=False)
    assert _best_when([month, inferred]) is inferred
    outside = When(date(2026, 4, 2), date(2026, 4, 2), Precision.RANGE, "told on", stated=False)
    assert _best_when([month, outside]) is month


def test_what_one_telling_leaves_open_does_not_undo_what_another_implies() -> None:
    inferred = _day(2, "not dated; told as perfect on 2026-03-02", stated=False)
    order = When(precision=Precision.ORDER, basis="the text: 'after the vote'", after="the vote")
    assert _best_when([When(), inferred]) is inferred
    assert _best_when([order, inferred]) is inferred


def test_of_two_inferred_days_the_one_told_beside_it_wins() -> None:
    report = When(
        date(2026, 3, 9),
        date(2026, 3, 9),
        Precision.RANGE,
        "not dated; told as perfect on 2026-03-09",
        stated=False,
    )
    beside = _day(2, "not dated itself; the day told before it", stated=False)
    assert _best_when([report, beside]) is beside
