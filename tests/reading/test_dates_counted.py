"""Days counted from the day told before, and years, weeks and stretches said behind a date."""

from __future__ import annotations

from datetime import date

import pytest

from backchannel.dossier.evidence import Event, Report
from backchannel.reading.calendar_words import find_time_words
from backchannel.reading.datelines import find_dates as dates_in_line
from backchannel.reading.dates import find_dates
from backchannel.reading.read import read
from backchannel.reading.report import read_report
from backchannel.text import Source, Span


def _events(text: str) -> tuple[Event, ...]:
    return read(read_report(Source(text, "t"), reported_on=date(2026, 3, 17))).events


def _last_day(text: str) -> date | None:
    return _events(text)[-1].when.day


@pytest.mark.parametrize(
    ("then", "day"),
    [
        ("Three days thereafter soldiers seized the mill.", 7),
        ("The day following, soldiers seized the mill.", 5),
        ("The Friday after that, soldiers seized the mill.", 6),
        ("The Monday before that, soldiers seized the mill.", 2),
        ("A week on, soldiers seized the mill.", 11),
        ("Forty-eight hours later soldiers seized the mill.", 6),
        ("Two days after that the soldiers seized the mill.", 6),
    ],
)
def test_a_day_counted_from_the_day_told_before(then: str, day: int) -> None:
    assert _last_day(f"On 4 March rebels burned the bridge. {then}") == date(2026, 3, day)


def test_the_days_of_a_strike_are_counted_from_its_first() -> None:
    text = "The millers' strike began on 4 March. On its third day police arrested two millers."
    assert _last_day(text) == date(2026, 3, 6)


def test_a_hasty_act_is_of_no_day_told_before() -> None:
    words = find_time_words("The gates had been opened within an hour.", 0, 41)
    assert [w.sort for w in words] == []
    words = find_time_words("Within an hour the gates were open.", 0, 35)
    assert [w.sort for w in words] == ["same_day"]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Rebels burned the bridge in June of last year.", (2025, 6, 1), (2025, 6, 30)),
        ("Rebels burned the bridge on 3 June last year.", (2025, 6, 3), (2025, 6, 3)),
        ("Rebels burned the bridge in the first week of March.", (2026, 3, 1), (2026, 3, 7)),
        ("Rebels burned the bridge in the second week of March.", (2026, 3, 8), (2026, 3, 14)),
        ("Rebels burned the bridge the week before last.", (2026, 3, 2), (2026, 3, 8)),
        ("Rebels burned the bridge on Tuesday last.", (2026, 3, 10), (2026, 3, 10)),
        ("On the night of the 3rd rebels burned the bridge.", (2026, 3, 3), (2026, 3, 3)),
    ],
)
def test_years_weeks_and_nights_said_behind(
    text: str, first: tuple[int, int, int], last: tuple[int, int, int]
) -> None:
    (event,) = _events(text)
    assert (event.when.earliest, event.when.latest) == (date(*first), date(*last))


def test_a_story_goes_on_from_the_last_of_two_days() -> None:
    text = "Envoys spent the 11th and 12th of this month in Aru. Lesk signed the treaty there."
    assert _last_day(text) == date(2026, 3, 12)


def test_who_spoke_on_a_day_said_it_then() -> None:
    text = "Speaking in Aru on 3 March, the premier rejected the offer of Lesk."
    assert _last_day(text) == date(2026, 3, 3)
    text = "Having met the rebels on 3 March, the premier rejected the offer of Lesk."
    assert _last_day(text) is None


def test_a_day_between_who_and_the_verb_is_of_the_verb() -> None:
    text = "It is she who on Thursday chained herself, with thirty aunts, to the gate of the mill."
    assert _last_day(text) == date(2026, 3, 12)


def test_by_a_weekday_is_of_the_story_and_moves_it_no_further() -> None:
    text = (
        "On 3 March the rebels signed a treaty. By Sunday soldiers had left the valley. Hill folk "
        "sang. Envoys laughed. The morning after, rebels burned the bridge."
    )
    assert [event.when.day for event in _events(text)][1:] == [date(2026, 3, 8), date(2026, 3, 4)]


def test_what_ends_before_its_time_is_not_dated_by_it() -> None:
    text = "On 3 March the curfew was lifted, a month before its time."
    assert _last_day(text) == date(2026, 3, 3)


def test_what_was_done_in_a_relative_clause_dates_nothing_after_it() -> None:
    text = "Ms Orlan moved the motion, which her group had tabled on 4 March. She accused Mr Pell."
    assert _last_day(text) != date(2026, 3, 4)


def test_what_stands_since_a_day_was_not_condemned_then() -> None:
    text = "The strike at the mills, in force since 4 March, she condemned as blackmail."
    assert all(event.when.day != date(2026, 3, 4) for event in _events(text))


def test_a_second_verb_in_the_past_is_of_a_day_past() -> None:
    text = "The company considers the ruling to be wrong and appealed against it on Friday."
    assert _last_day(text) == date(2026, 3, 13)


def test_the_longest_strike_since_a_year_was_not_then() -> None:
    text = "It is the longest strike at the mills since 1998."
    assert [w.sort for w in find_time_words(text, 0, len(text))] == []
    text = "The mills have been shut since 1998."
    assert [w.sort for w in find_time_words(text, 0, len(text))] == ["year"]


@pytest.mark.parametrize(
    "line", ["Tuesday 5 May B.E. 2569 (2026) - the desk", "5 May 2026", "May 5, Reiwa 8 (2026)"]
)
def test_the_year_of_another_era_stands_before_ours(line: str) -> None:
    (found,) = dates_in_line(line)
    assert (found.year, found.month, found.day) == (2026, 5, 5)


def test_the_day_after_a_noun_made_of_the_verb_that_was_dated() -> None:
    text = (
        "On 12 September 2025 the ministry declared the consul unwelcome. "
        "On the day after the declaration Aru expelled three diplomats."
    )
    days = [
        m.when.day
        for m in find_dates(Report(Source(text, "t"), body=(Span(0, len(text)),))).mentions
    ]
    assert days[-1] == date(2025, 9, 13)


def test_a_report_without_a_day_keeps_to_the_one_year_that_it_names() -> None:
    text = "There is a photograph of 14 April 1988. On 20 April the men were freed."
    dates = find_dates(Report(Source(text, "t"), body=(Span(0, len(text)),)))
    assert [m.when.day for m in dates.mentions] == [date(1988, 4, 14), date(1988, 4, 20)]
    two = text.replace("On 20 April", "In May 1993 they met. On 20 April")
    dates = find_dates(Report(Source(two, "t"), body=(Span(0, len(two)),)))
    assert dates.mentions[-1].when.day is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Rebels burned the bridge on the Thursday before Easter.", (2025, 4, 17)),
        ("Rebels burned the bridge on the Tuesday after Christmas.", (2025, 12, 30)),
        ("The pact was signed on 3 March. Two days after the signature Aru freed Ana Bel.",
         (2026, 3, 5)),
        (("The marshal pardoned the crew on 3 March. Talks were held on 9 March. The day after "
         "the pardon soldiers left the town."), (2026, 3, 4)),
    ],
)  # fmt: skip
def test_days_beside_a_feast_and_after_what_a_verb_told(
    text: str, day: tuple[int, int, int]
) -> None:
    assert _last_day(text) == date(*day)


def test_a_report_is_of_its_day_of_issue_though_the_line_ends_in_a_stop() -> None:
    text = (
        "ORCHARD AID | Country Office\n\nSITUATION REPORT No. 14: Road closed\n"
        "Period covered: 19 to 28 September 2025. Issued on Monday 29 September.\n\n"
        "1. Overview\n\nLast Wednesday rebels burned the bridge at Aru, and two lorries with it, "
        "after six hours of fire from both banks of the river.\n"
    )
    report = read_report(Source(text, "t"))
    assert report.published.day == date(2025, 9, 29)


@pytest.mark.parametrize(("title", "day"), [("SUMMARY FOR THE PRESS", 4), ("PANEL NEWS", 5)])
def test_what_a_summary_for_the_press_tells_was_done_when_the_report_was_given(
    title: str, day: int
) -> None:
    text = (
        f"REGIONAL TRADE PANEL - Registry, Arusha\n{title}\n\n5 September 2025\n\n"
        "1. The Panel (Professor Ana Bel, Chair) delivered its report yesterday in open session "
        "before both of the parties.\n\n"
        "2. The Panel calls on Kenya to withdraw the levy and to free the lorries it seized."
    )
    events = read(read_report(Source(text, "t"))).events
    asked = [e.when.earliest for e in events if e.type.value == "REQUEST"]
    assert asked == [date(2025, 9, day)]
