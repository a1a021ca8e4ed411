"""Dates are resolved against the report's own day, or left open, and say why."""

from __future__ import annotations

from datetime import date

import pytest

from backchannel.dossier.evidence import Precision, Report, When
from backchannel.reading.dates import Dates, find_dates
from backchannel.text import Source, Span


def _read(text: str, day: date | None = None) -> Dates:
    published = When(day, day, Precision.DAY, "given") if day else When()
    return find_dates(Report(Source(text, "t"), published=published, body=(Span(0, len(text)),)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The envoy left on Monday.", date(2026, 3, 2)),
        ("The envoy left yesterday.", date(2026, 3, 4)),
        ("The envoy left last Thursday.", date(2026, 2, 26)),
        ("The envoy left on February 27.", date(2026, 2, 27)),
        ("The envoy left on 3 March 2026.", date(2026, 3, 3)),
        ("The envoy left on the 2nd.", date(2026, 3, 2)),
        ("The envoy left on December 30.", date(2025, 12, 30)),
        ("The envoy will leave on Monday.", date(2026, 3, 9)),
        ("The envoy left on the Tuesday before last.", date(2026, 2, 24)),
    ],
)
def test_a_date_is_counted_from_the_day_of_the_report(text: str, expected: date) -> None:
    dates = _read(text, date(2026, 3, 5))
    assert [m.when.day for m in dates.mentions] == [expected]
    assert all(m.when.citation is not None and m.when.basis for m in dates.mentions)


def test_without_a_reference_the_year_stays_open() -> None:
    (mention,) = _read("On April 8, the ambassador spoke.").mentions
    assert mention.when.precision is Precision.DAY_WITHOUT_YEAR
    assert mention.when.month_day == (4, 8)
    assert mention.when.day is None


@pytest.mark.parametrize(
    "text",
    [
        "They may march on the palace if it rains.",
        "Mr March met Ms May near the sun temple.",
        "Good Friday prayers are said every Sunday.",
        "He earned 2019 dollars.",
    ],
)
def test_false_friends_are_no_dates(text: str) -> None:
    assert _read(text, date(2026, 3, 5)).mentions == ()


def test_a_count_from_another_event_is_taken_from_the_sentence_that_dates_it() -> None:
    text = (
        "The accord was signed in Zelten on 4 May. Three days after the signing the rebels let "
        "six men go. The next day the army left."
    )
    dates = _read(text, date(2026, 5, 20))
    assert [m.when.day for m in dates.mentions] == [
        date(2026, 5, 4),
        date(2026, 5, 7),
        date(2026, 5, 8),
    ]


def test_a_count_back_dates_what_it_counts_from() -> None:
    text = "The port said no on Wednesday, two days after the crews set a deadline."
    dates = _read(text, date(2026, 3, 6))
    assert dates.date_for(text.index("set"), text.index("set") + 3).day == date(2026, 3, 2)
    assert dates.date_for(text.index("said"), text.index("said") + 4).day == date(2026, 3, 4)


def test_an_event_nothing_dates_is_left_in_the_order_of_the_text() -> None:
    (mention,) = _read("Just a day before the vote began, the general flew in.").mentions
    assert mention.when.precision is Precision.ORDER
    assert mention.when.before == "the vote began"


def test_entries_under_yesterday_are_counted_from_yesterday() -> None:
    text = "09:00\nThe road is shut.\n\nYesterday's entries\n\n20:00\nShots fell this morning."
    dates = _read(text, date(2026, 3, 5))
    assert dates.mentions[-1].when.day == date(2026, 3, 4)


def test_vague_times_keep_their_range() -> None:
    (mention,) = _read("Talks began in early January.", date(2026, 3, 5)).mentions
    assert (mention.when.earliest, mention.when.latest) == (date(2026, 1, 1), date(2026, 1, 10))
    assert mention.when.precision is Precision.RANGE


def test_the_next_day_counts_from_the_day_just_told() -> None:
    text = (
        "The council met on 12 February. The rebels took the fort in a raid on 3 February. "
        "The governor closed the road the following day."
    )
    mentions = _read(text, date(2026, 3, 5)).mentions
    assert mentions[-1].when.day == date(2026, 2, 4)


def test_a_look_back_dates_only_its_own_words() -> None:
    text = "The council refused on Tuesday, two days after the rebels set a deadline."
    dates = _read(text, date(2026, 3, 5))
    back = next(m for m in dates.mentions if m.own)
    assert back.when.day == date(2026, 3, 1)
    at = text.index("refused")
    assert dates.date_for(at, at + 7).day == date(2026, 3, 3)


def test_a_sentence_cut_in_the_wrong_place_keeps_its_day() -> None:
    text = "Last week was kinder. On Tuesday the prosecutor dropped the charges."
    dates = _read(text, date(2026, 3, 5))
    at = text.index("dropped")
    assert dates.date_for(at, at + 7).day == date(2026, 3, 3)
