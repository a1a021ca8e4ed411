"""Dates are resolved against the report's own day, or left open, and say why."""

from __future__ import annotations

import re
from datetime import date

import pytest

from backchannel.dossier.evidence import Precision, Report, When
from backchannel.reading.dates import Dates, find_dates
from backchannel.reading.read import parse_report, read, reader
from backchannel.reading.report import read_report
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
        ("The envoy left on Friday of last week.", date(2026, 2, 27)),
        ("The envoy left on Thursday of the week before last.", date(2026, 2, 19)),
        ("The envoy left on the 20th of last month.", date(2026, 2, 20)),
        ("The envoy wrote of the vote of the 2nd.", date(2026, 3, 2)),
        ("The envoy wrote of Friday the thirteenth.", date(2026, 2, 13)),
        ("The envoy was there from 1 to 3 March.", date(2026, 3, 1)),
        ("The envoy left on the first Monday of the month.", date(2026, 3, 2)),
        ("The envoy left on New Year's Day.", date(2026, 1, 1)),
        ("It was not until Monday that the envoy left.", date(2026, 3, 2)),
        ("The envoy must leave by the twentieth of this month.", date(2026, 3, 20)),
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
    assert [m.when.day for m in dates.mentions if not m.own] == [
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
    text = "The winter was mild. On Tuesday the ferrymen lowered the flag."
    dates = _read(text, date(2026, 3, 5))
    at = text.index("lowered")
    assert dates.date_for(at, at + 7).day == date(2026, 3, 3)


def _told(text: str, word: str, day: date, *, trees: bool = False) -> date | None:
    """The day, said or inferred, of what a word tells."""
    report = Report(
        Source(text, "t"),
        published=When(day, day, Precision.DAY, "given"),
        body=tuple(
            Span(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text) if m.group().strip()
        ),
    )
    dates = find_dates(report, parse_report(report) if trees else None)
    at = text.index(word)
    when = dates.date_for(at, at + len(word))
    return when.earliest if when.earliest == when.latest else None


def test_a_week_named_first_holds_the_weekdays_that_follow() -> None:
    text = "Last week went better for the ferrymen. On Thursday the mayor lifted the fine."
    assert _told(text, "lifted", date(2026, 3, 6)) == date(2026, 2, 26)
    other = text + "\n\nOn Thursday the port reopened."
    assert _told(other, "reopened", date(2026, 3, 6)) == date(2026, 3, 5)


@pytest.mark.parametrize("heading", ["Sunday's entries", "Sunday’s posts", "Sunday"])
def test_a_heading_of_a_blog_gives_its_entries_their_day(heading: str) -> None:
    text = (
        f"18:40\nThe envoy arrived.\n{heading}\n20:15\nThe guards arrested two men yesterday.\n"
        "17:00\nThe drivers waited."
    )
    assert _told(text, "arrested", date(2026, 3, 3)) == date(2026, 2, 28)
    assert _told(text, "waited", date(2026, 3, 3)) == date(2026, 3, 1)
    assert _told(text, "arrived", date(2026, 3, 3)) == date(2026, 3, 3)


def test_entries_of_a_blog_do_not_date_each_other() -> None:
    text = (
        "18:40\nTwo boats were seized on Sunday off the cape.\n"
        "16:10\nThe fishers blocked the quay.\n12:05\nThe mayor spoke."
    )
    assert _told(text, "blocked", date(2026, 3, 5)) == date(2026, 3, 5)


def test_a_month_later_than_the_report_dates_nothing_that_was_done() -> None:
    text = "The court put the sale on ice until a full hearing in June."
    assert _told(text, "put", date(2026, 3, 5)) == date(2026, 3, 5)


def test_until_a_day_when_it_was_done() -> None:
    text = "The smaller guild wavered until Monday, when its members accepted the offer."
    assert _told(text, "accepted", date(2026, 3, 5), trees=True) == date(2026, 3, 2)


def test_the_same_evening_is_not_counted_from_what_had_been_before() -> None:
    text = (
        "On Monday the tribunal annulled the permit that the prefect had issued on 9 January. "
        "The governor said the same evening that she would appeal."
    )
    assert _told(text, "said", date(2026, 3, 5), trees=True) == date(2026, 3, 2)


def test_a_state_since_a_day_is_the_day_the_story_stands_at() -> None:
    text = "Since Monday the bridge has a guard. Soldiers drove out the pickets before dawn."
    assert _told(text, "drove", date(2026, 3, 5), trees=True) == date(2026, 3, 2)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            (
                "The two ministers signed the pact on 2 February. The city marched on 20 February. "
                "At the signing the envoy apologised for the delay."
            ),
            date(2026, 2, 2),
        ),
        (
            (
                "The council voted down the plan on Monday, a plan that dates from 9 January. "
                "In the same sitting it apologised to the tenants."
            ),
            date(2026, 3, 2),
        ),
    ],
)
def test_an_occasion_has_the_day_of_the_sentence_that_tells_it(text: str, expected: date) -> None:
    assert _told(text, "apologised", date(2026, 3, 5)) == expected


def test_a_message_that_came_on_a_day_dates_what_it_asks() -> None:
    text = "The regency demanded the boats in a letter that reached the town on Tuesday."
    assert _told(text, "demanded", date(2026, 3, 5), trees=True) == date(2026, 3, 3)


def test_three_days_after_no_known_day_is_no_day() -> None:
    text = "The bench sat on Monday. In January the police came. Three days later a barn burned."
    dates = _read(text, date(2026, 3, 5))
    assert dates.mentions[-1].when.precision is Precision.ORDER


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        (
            "A statement\nOn Monday the bishop offered his house. The House of Elders accepts.",
            "accepts",
            date(2026, 3, 5),
        ),
        (
            "A statement\nOn Monday they signed a paper behind our backs. We reject this paper.",
            "reject",
            date(2026, 3, 5),
        ),
        (
            "A statement\nOn Monday the bishop offered his house. The garden lies behind it.",
            "lies",
            date(2026, 3, 2),
        ),
    ],
)
def test_what_is_done_by_being_written_has_the_day_of_the_writing(
    text: str, word: str, expected: date
) -> None:
    assert _told(text, word, date(2026, 3, 5), trees=True) == expected


def test_a_state_in_the_opening_has_the_day_told_next_to_it() -> None:
    text = "The crew is back. Nine sailors left the ferry at Orsk on 11 February."
    assert _told(text, "back", date(2026, 3, 5), trees=True) == date(2026, 2, 11)


def test_a_date_in_a_relative_clause_leaves_the_verb_before_it_alone() -> None:
    text = (
        "The depot was shut on Tuesday. Aru accused Beln of breaking the pact, "
        "which ended the feud in March 2019."
    )
    assert _told(text, "accused", date(2026, 3, 5), trees=True) == date(2026, 3, 3)


LIVE = (
    "Live: the harbour strike\n\n11:00\nThe gate is open.\n\n10:00\nThe crew sleeps.\n\n"
    "TUESDAY 3 MARCH\n\n09:00\nDockers blocked the gate overnight.\n\nMonday, 2 March 2026\n\n"
    "08:00\nPolice arrested two dockers this morning."
)


def test_a_line_with_a_date_alone_begins_the_entries_of_that_day() -> None:
    assert _told(LIVE, "blocked", date(2026, 3, 5)) == date(2026, 3, 3)
    assert _told(LIVE, "arrested", date(2026, 3, 5)) == date(2026, 3, 2)


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        (
            "The council sat on 24 February, a Tuesday. On the Friday it dismissed the warden.",
            "dismissed",
            date(2026, 2, 27),
        ),
        (
            "At the start of February the wells ran dry. On the 11th the village blocked the road.",
            "blocked",
            date(2026, 2, 11),
        ),
        (
            "Raiders burned it on 20 February. Two days after the raid the abbey fed the poor.",
            "fed",
            date(2026, 2, 22),
        ),
        (
            "It will be remembered that on Monday the elders rejected the map.",
            "rejected",
            date(2026, 3, 2),
        ),
        (
            "The elders have rejected the map, saying on Monday that it was a forgery.",
            "rejected",
            date(2026, 3, 2),
        ),
        (
            "Aru and Beln struck a bargain on Monday. Aru will lift its toll in May.",
            "lift",
            date(2026, 3, 2),
        ),
        (
            (
                "Warden Ola Brandt accused the guild on Wednesday. The guild had rejected a map on "
                "3 February. She also demanded a new survey."
            ),
            "demanded",
            date(2026, 3, 4),
        ),
        ("It is nine days since the elders rejected the map.", "rejected", date(2026, 2, 24)),
    ],
)
def test_a_day_follows_from_what_is_told_beside_it(text: str, word: str, expected: date) -> None:
    head = "The old toll road was quiet.\n"
    assert _told(head + text, word, date(2026, 3, 5), trees=True) == expected


def test_an_act_told_as_done_before_keeps_its_day_open() -> None:
    text = "The judges reported on Monday that the shots had been fired from the tower."
    dates = _told(text, "fired", date(2026, 3, 5), trees=True)
    assert dates is None


def test_what_is_long_ago_dates_nothing_after_it() -> None:
    text = "The line was drawn on 3 March 2009.\nThe council suspended the permits."
    assert _told(text, "suspended", date(2026, 3, 5)) != date(2009, 3, 3)


def test_dates_are_found_in_a_report_of_which_no_word_was_parsed() -> None:
    text = "Home » World\nOn 31 February 2024, 99/99/2099, 2 days after 10000 weeks ago,\nShare"
    report = read_report(Source(text, "x"))
    assert find_dates(report, parse_report(report)) is not None


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("On Monday the elders wrote to the men arrested at the ford.", "arrested"),
        (
            ("On Monday the judge came. She set aside the order by which he had shut the mill."),
            "shut",
        ),
        (
            "The guild of the millers met on Monday. No one in Orla knows who burned the store.",
            "burned",
        ),
        (
            (
                "The guild met on Monday. People in Orla, where guards attacked a wedding, would "
                "like to hear a word."
            ),
            "attacked",
        ),
        (
            "The guild met on Monday.\nThe warden recalled that it had suspended the toll.",
            "suspended",
        ),
    ],
)
def test_what_only_says_which_thing_is_meant_keeps_its_day_open(text: str, word: str) -> None:
    head = "The old toll road was quiet.\n"
    told = _told(head + text, word, date(2026, 3, 5), trees=True)
    assert told is None or (word == "arrested" and told == date(2026, 3, 2))


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        # a look back dates its own paragraph, and no other
        (
            (
                "The council, meeting yesterday, closed the mill.\nOn 3 February the warden had "
                "received the bishop. The bishop begged for a delay."
            ),
            "begged",
            date(2026, 2, 3),
        ),
        (
            (
                "The council, meeting yesterday, closed the mill.\nOn 3 February the warden had "
                "received the bishop.\nThe guild praised the council."
            ),
            "praised",
            date(2026, 3, 4),
        ),
        (
            "On 23 and 24 February they met at Orsk. Five days later Aru opened its gates.",
            "opened",
            date(2026, 3, 1),
        ),
        # a short dated sentence announces
        (
            "The guild was calm.\nThen worse came yesterday. The bank has stopped all payments.",
            "stopped",
            date(2026, 3, 4),
        ),
        (
            "Since yesterday there's a third one in the game. The bank has opened an inquiry.",
            "opened",
            date(2026, 3, 4),
        ),
        # speeches in a later paragraph are of the day of the lead
        (
            (
                "Aru refused on Wednesday to open the gate.\nLast Friday somebody burned a raft.\n"
                'Warden Ola Brandt said that forty boats would sail "for the gate".'
            ),
            "sail",
            date(2026, 3, 4),
        ),
        (
            "Her answer came on Tuesday. Our own answer to the offer is no.",
            "no",
            date(2026, 3, 5),
        ),
    ],
)
def test_a_day_follows_from_the_way_a_report_tells(text: str, word: str, expected: date) -> None:
    head = "The old toll road was quiet.\n"
    assert _told(head + text, word, date(2026, 3, 5), trees=True) == expected


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        # what a date owns
        ("The council condemned Sunday's raid on the mill.", "condemned", date(2026, 3, 5)),
        ("On Wednesday it denounced Sunday's raid on the mill.", "denounced", date(2026, 3, 4)),
        ("Sunday's raid killed nine millers.", "killed", date(2026, 3, 1)),
        ("Guards arrested nine men during Sunday's march.", "arrested", date(2026, 3, 1)),
        (
            "At a session the council condemned the raid of 20 February.",
            "condemned",
            date(2026, 3, 5),
        ),
        # the day of another clause
        (
            (
                "The guild met on Monday. In return it called off its walkout, and the wards were "
                "fully staffed on Wednesday."
            ),
            "called",
            date(2026, 3, 2),
        ),
        (
            "On Tuesday the guards freed the miller arrested on Sunday.",
            "freed",
            date(2026, 3, 3),
        ),
        (
            "On Tuesday the guards freed the miller arrested on Sunday.",
            "arrested",
            date(2026, 3, 1),
        ),
        ("The toll, imposed on 5 January, was struck down.", "struck", date(2026, 3, 5)),
        ("Nine men were held when guards cleared the square on Monday.", "held", date(2026, 3, 2)),
        (
            "On the 28th, on a Saturday, the guards burned the mill.",
            "burned",
            date(2026, 2, 28),
        ),
        # who said it last
        (
            (
                "The port will not free the men so long as the guild holds the mill, the warden, "
                "Ola Brandt, made known on Tuesday before the elders."
            ),
            "free",
            date(2026, 3, 3),
        ),
        ("We condemn the arrest of nine millers on the 2nd.", "condemn", date(2026, 3, 5)),
        # set for a day
        ("Yesterday the envoy invited both sides to Orsk for Friday.", "invited", date(2026, 3, 4)),
        ("Should that be so, Aru will end its help the same day.", "end", date(2026, 3, 5)),
        # counted from a day behind the comma
        (
            "Four days after the board froze the loan, its chair stepped down on Wednesday.",
            "froze",
            date(2026, 2, 28),
        ),
        ("The night before last the guards stormed the mill.", "stormed", date(2026, 3, 3)),
        ("On the last day of February the guards stormed the mill.", "stormed", date(2026, 2, 28)),
        ("The vote was on Sunday. On the eve of the vote Brandt quit.", "quit", date(2026, 2, 28)),
        # uttered before
        ("On Wednesday the rebels' ultimatum ran out.", "ultimatum", None),
        ("On Tuesday Brandt made good her warning.", "warning", None),
        ("Who burned the mill on Monday is not known.", "burned", date(2026, 3, 2)),
        ("The guild met on Monday. Who burned the mill is not known.", "burned", None),
    ],
)
def test_a_date_reaches_what_it_dates(text: str, word: str, expected: date | None) -> None:
    head = "The old toll road was quiet.\n"
    told = _told(head + text, word, date(2026, 3, 5), trees=True)
    assert told == expected


def test_a_lead_in_the_future_has_the_day_of_its_notice() -> None:
    text = (
        "Ferrymen in Orla will stop work on 20 March unless the toll goes. Their guild handed in "
        "the notice on Tuesday."
    )
    assert _told(text, "stop", date(2026, 3, 5), trees=True) == date(2026, 3, 3)


def test_a_march_that_is_announced_has_its_own_day() -> None:
    text = "The old toll road was quiet.\nOn Saturday at eleven we shall march to the hall."
    report = Report(
        Source(text, "t"),
        published=When(date(2026, 3, 5), date(2026, 3, 5), Precision.DAY, "given"),
        body=(Span(0, 28), Span(29, len(text))),
    )
    dates = find_dates(report, parse_report(report))
    at = text.index("march")
    assert dates.date_for(at, at + 5, ahead=True).day == date(2026, 3, 7)
    assert dates.date_for(at, at + 5).earliest == date(2026, 3, 5)


@pytest.mark.skipif(reader() is None, reason="the trained reader is missing")
def test_a_record_of_a_sitting_dates_what_was_done_there() -> None:
    text = (
        "Aru Council\nSummary of proceedings\nOrdinary meeting of the Council, 12 February 2026\n\n"
        "1. Councillor Ana Bel reported that the police had cleared the hall on 4 February. "
        "She apologised to the tenants.\n"
    )
    found = read(read_report(Source(text, "minutes")))
    apology = [e for e in found.events if e.type.value == "CONCEDE"]
    assert [e.when.earliest for e in apology] == [date(2026, 2, 12)]
    told = text.replace("Summary of proceedings\nOrdinary meeting of the Council", "News")
    plain = read(read_report(Source(told, "news")))
    assert [e.when.earliest for e in plain.events if e.type.value == "CONCEDE"] != [
        date(2026, 2, 12)
    ]


@pytest.mark.skipif(reader() is None, reason="the trained reader is missing")
def test_what_is_judged_was_before_the_judging() -> None:
    text = "On Monday the union condemned the seizure of two boats. On Monday it met the owners."
    day = date(2026, 2, 12)
    published = When(day, day, Precision.DAY, "given")
    report = Report(Source(text, "t"), published=published, body=(Span(0, len(text)),))
    dates = find_dates(report, parse_report(report))
    at = {word: text.index(word) for word in ("seizure", "condemned", "met")}
    days = {word: dates.date_for(start, start + len(word)).day for word, start in at.items()}
    assert days == {"seizure": None, "condemned": date(2026, 2, 9), "met": date(2026, 2, 9)}
