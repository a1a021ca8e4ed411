"""A brief in words: the story first, one line a thing, uncertainty said once and clearly."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest

from backchannel.brief.html import brief_html
from backchannel.brief.lines import Line
from backchannel.brief.markdown import brief_markdown
from backchannel.brief.outline import Outline, outline
from backchannel.brief.wording import Speech, sort_date
from backchannel.conflict.draft import draft_of
from backchannel.conflict.elements import Conflict, DecisionMaker, Option, StatusQuo
from backchannel.conflict.files import parse_conflict
from backchannel.dossier.evidence import (
    Evidence,
    Precision,
    Statement,
    StatementKind,
    When,
)
from tests.brief.test_html import EXAMPLE
from tests.conflict.gold_evidence import evidence_from_gold
from tests.conflict.made_up import MadeUp


def dispute() -> MadeUp:
    """A union that threatens unless its demand is met, and a port of which nothing is known."""
    made = MadeUp(
        "The union demanded that the port release the prisoners, threatening new attacks.",
        "The union and the port continue the peace talks.",
    )
    union = made.party("union", "group")
    port = made.party("port", "company")
    made.event("REQUEST", "demanded that the port release the prisoners", union, port)
    made.event("THREATEN", "threatening new attacks", union)
    made.event("CONSULT", "continue the peace talks", f"{union}|{port}")
    return made


def told(section: str, layout: Outline) -> list[Line]:
    return list(layout.section(section).lines)


def test_the_story_comes_first_and_the_condition_of_the_threat_with_it() -> None:
    first, last, bottom = outline(dispute().evidence()).summary
    assert first.text.startswith("The union demands that the port release")
    assert "and threatens to" in first.text
    assert "unless the port releases" in first.text
    assert last.text.startswith("Last told: ")
    assert last.quote
    assert bottom.text.startswith(
        "As drafted, the present state does not hold: the union gains if it"
    )
    assert len(first.refs) > 0
    assert len(last.refs) == 1


def test_a_conditional_threat_is_kept_and_what_follows_the_concession_is_open() -> None:
    layout = outline(dispute().evidence())
    outcomes = layout.outcomes
    assert outcomes is not None
    assert outcomes.nash is not None
    kept = outcomes.kept_conditions()
    assert kept
    for one in outcomes.nash.outcomes:
        assert outcomes.conflict.holds(kept[0].expression, one.state)
    questions = " ".join(line.text for line in told("unknown", layout))
    assert "even if the port releases" in questions


def test_equal_answers_are_said_to_be_equal_once() -> None:
    layout = outline(dispute().evidence())
    section = layout.section("unknown")
    assert layout.outcomes is not None
    best = layout.outcomes.best_questions()
    shares = {q.settled for q in best}
    assert len(shares) == 1
    if len(best) > 1:
        assert "weigh the same" in section.intro
        assert not any(line.mark == "settles most" for line in section.lines)
    else:
        assert section.lines[0].mark == "settles most"
    assert [line.label for line in section.lines if line.label.isdecimal()] == [
        str(n) for n in range(1, len(layout.outcomes.questions()) + 1)
    ]


def test_the_table_has_every_outcome_with_the_answers_it_needs() -> None:
    layout = outline(dispute().evidence())
    table, outcomes = layout.table, layout.outcomes
    assert table is not None
    assert outcomes is not None
    assert outcomes.nash is not None
    assert len(table.columns) == 1 + len(outcomes.nash.outcomes)
    assert table.left == 0
    shown = outcomes.nearest(outcomes.nash.outcomes, 24)
    place = {o.title: k for k, o in enumerate(outcomes.conflict.options)}
    for row in table.rows:
        assert len(row.cells) == len(table.columns)
        if row.head in place and [r.head for r in table.rows].count(row.head) == 1:
            values = tuple("yes" if s.state >> place[row.head] & 1 else "no" for s in shown)
            assert row.cells[1:] == values
    page, text = brief_html(layout), brief_markdown(layout)
    assert "The outcomes side by side" in page
    assert "| Option | now | A |" in text


def test_what_the_draft_leaves_out_stands_under_its_reason_once() -> None:
    made = dispute()
    for name in ("Arcadia", "Borduria"):
        made.party(name)
    lines = told("left-out", outline(made.evidence()))
    reasons = [(line.label.rstrip("s"), line.text) for line in lines]
    assert len(reasons) == len(set(reasons))
    assert {under.label for line in lines for under in line.sub} >= {"Arcadia", "Borduria"}


def test_a_year_that_no_report_gives_is_said_once() -> None:
    made = dispute()
    found = made.evidence()
    when = When(month_day=(4, 8), precision=Precision.DAY_WITHOUT_YEAR)
    layout = outline(replace(found, events=tuple(replace(e, when=when) for e in found.events)))
    section = layout.section("timeline")
    assert "without their year" in section.intro
    assert {line.label for line in section.lines} == {"8 April"}
    mixed = (replace(found.events[0], when=When(date(2021, 4, 7), date(2021, 4, 7),
                                                Precision.DAY)),
             replace(found.events[1], when=when), found.events[2])  # fmt: skip
    labels = [line.label for line in told("timeline", outline(replace(found, events=mixed)))]
    assert labels == ["7 April 2021", "8 April, year not given", "undated"]


def test_a_day_without_a_year_stands_between_dated_and_undated() -> None:
    yearless = When(month_day=(2, 29), precision=Precision.DAY_WITHOUT_YEAR)
    day = When(date(2021, 4, 7), date(2021, 4, 7), Precision.DAY)
    assert sorted([When(), yearless, day], key=sort_date) == [day, yearless, When()]


def said(made: MadeUp, *stretches: tuple[str, str, str]) -> Evidence:
    """The evidence with indirect statements: (cue, content, sentence)."""
    statements = tuple(
        Statement(f"s{k}", (made.cite(content),), ("union",), made.cite(cue),
                  StatementKind.INDIRECT, made.cite(sentence))
        for k, (cue, content, sentence) in enumerate(stretches)
    )  # fmt: skip
    return replace(made.evidence(), statements=statements)


def test_fragments_of_one_sentence_are_one_line_with_their_verbs() -> None:
    sentence = "The union rejected the offer and stressed the urgency of talks."
    made = MadeUp(sentence)
    made.party("union", "group")
    lines = told(
        "statements",
        outline(said(made, ("rejected", "the offer", sentence),
                     ("stressed", "the urgency of talks", sentence))),
    )  # fmt: skip
    assert [line.quote for line in lines] == [
        "rejected the offer and stressed the urgency of talks"
    ]


def test_the_same_meeting_told_with_one_side_less_is_not_told_again() -> None:
    made = MadeUp("Arcadia and Borduria held talks by video link.")
    made.party("Arcadia")
    made.party("Borduria")
    made.event("CONSULT", "held talks", "Arcadia|Borduria")
    made.event("CONSULT", "talks by video link", "Arcadia")
    assert len(told("timeline", outline(made.evidence()))) == 1


def test_plural_parties_take_plural_verbs() -> None:
    made = MadeUp("The militias are for an immediate withdrawal.")
    made.party("militias", "group")
    made.position("militias", "immediate withdrawal", "for", "immediate withdrawal")
    line = told("positions", outline(made.evidence()))[0]
    assert line.text == "The militias are for “immediate withdrawal”."


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (0b0011, "Arcadia opens the border and lifts the blockade"),
        (0b1001, "Arcadia and Borduria open the border"),
        (0b0111, "Arcadia opens the border and lifts the blockade; Borduria signs the accord"),
    ],
)
def test_each_party_is_named_once(code: int, words: str) -> None:
    options = (
        Option("a", "Open the border", "A"),
        Option("b", "Lift the blockade", "A"),
        Option("c", "Sign the accord", "B"),
        Option("d", "Open the border", "B"),
    )
    makers = (DecisionMaker("A", "Arcadia"), DecisionMaker("B", "Borduria"))
    conflict = Conflict(makers, options, status_quo=StatusQuo("NNNN"))
    assert Speech(conflict, {}).state(code, 0) == words


def test_what_the_analyst_confirmed_is_told_apart() -> None:
    found = dispute().evidence()
    plain = outline(found)
    assert "confirmed" not in plain.subtitle
    ids = [e.id for e in found.events]
    layout = outline(found, statuses={ids[0]: "accepted", ids[1]: "draft"})
    assert "1 of 5 records confirmed by the analyst" in layout.subtitle
    marks = [line.mark for line in told("timeline", layout)]
    assert [("confirmed" in mark) for mark in marks].count(True) == 1


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours (WCAG 2.1, relative luminance)."""

    def luminance(colour: str) -> float:
        parts = [int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)]
        r, g, b = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b

    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_every_colour_of_text_can_be_read_in_light_and_dark() -> None:
    page = brief_html(outline(dispute().evidence()))
    style = page[page.index("<style>") : page.index("</style>")]
    light, dark = (dict(re.findall(r"--(\w+):(#[0-9a-f]{6}|#fff3c4)", block)) for block in
                   re.findall(r":root\{(--paper:#[^}]*)\}", style)[:2])  # fmt: skip
    for colours in (light, dark):
        for text in ("ink", "soft", "accent", "yes", "no", "open", "grey"):
            for ground in ("paper", "panel"):
                assert contrast(colours[text], colours[ground]) >= 4.5, (text, ground, colours)
        assert contrast(colours["ink"], colours["cited"]) >= 4.5


def test_figures_and_tables_can_be_scrolled_by_keyboard_and_links_in_them_have_names() -> None:
    made = dispute()
    found = made.evidence()
    day = date(2021, 4, 7)
    events = tuple(
        replace(e, when=When(day.replace(day=7 + k), day.replace(day=7 + k), Precision.DAY))
        for k, e in enumerate(found.events)
    )
    page = brief_html(outline(replace(found, events=events)))
    for wide in re.findall(r'<div class="wide"[^>]*>', page):
        assert 'tabindex="0"' in wide
        assert "aria-label" in wide
    svg = re.findall(r"<svg.*?</svg>", page, re.S)
    assert svg
    for figure in svg:
        links = re.findall(r"<a [^>]*>", figure)
        assert all("aria-label=" in link for link in links)
        assert ('role="img"' in figure) == (not links)


def test_of_many_events_the_latest_are_shown_and_the_others_counted() -> None:
    made = MadeUp(*(f"Arcadia met Borduria in room {k}." for k in range(100)))
    made.party("Arcadia")
    made.party("Borduria")
    for k in range(100):
        day = None if k % 10 == 0 else date(2021, 1, 1) + timedelta(days=k)
        made.event("CONSULT", f"met Borduria in room {k}.", "Arcadia|Borduria", day=day)
    first, *lines = told("timeline", outline(made.evidence()))
    assert first.text.startswith("40 earlier or undated events are not shown")
    assert len(lines) == 60
    assert any("room 99" in line.quote for line in lines)
    assert [line.label for line in lines].count("undated") == 10


def test_a_dispute_without_talks_is_called_by_what_it_is_about() -> None:
    made = MadeUp(
        "Arcadia demanded that Borduria lift the blockade.", "Borduria closed the border."
    )
    made.party("Arcadia")
    made.party("Borduria")
    made.event("REQUEST", "demanded that Borduria lift the blockade", "Arcadia", "Borduria")
    made.event("COERCE", "closed the border", "Borduria", "Arcadia", modality="ongoing")
    assert " over the " in outline(made.evidence()).title


def test_wishes_on_many_options_of_others_are_counted_not_listed() -> None:
    layout = outline(evidence_from_gold(EXAMPLE))
    texts = [
        u.text for line in told("conflict", layout) for u in line.sub if u.label == "not known"
    ]
    assert texts
    assert max(len(text) for text in texts) < 500
    assert any("options of others" in text for text in texts)


def of_file(text: str) -> Outline:
    found = dispute().evidence()
    return outline(found, draft_of(parse_conflict(text), found, "edited.yaml"))


MANY = "\n".join(f"    - {{statement: o{k}, certainty: unknown}}" for k in range(8))
OPEN = "decision makers:\n  a:\n    name: Arcadia\n    options: {%s}\n    prefers:\n%s\n"


def test_a_sample_is_called_one_with_its_error() -> None:
    options = ", ".join(f"o{k}: Open gate {k}" for k in range(8))
    layout = of_file(OPEN % (options, MANY) + "status quo: []\n")
    section = layout.section("outcomes")
    assert "64 of 256 ways" in section.intro
    assert "may fail in up to 5 %" in section.intro
    assert not any("that can hold" in line.label for line in section.lines)
    assert "about half" in layout.section("unknown").intro


def test_a_preference_unknown_as_a_whole_is_told_with_a_way_out() -> None:
    layout = of_file(
        "decision makers:\n  a: {name: Arcadia, options: {x: Open}, prefers: [x]}\n"
        "  b: {name: Borduria, options: {y: Pay}, prefers: unknown}\nstatus quo: []\n"
    )
    assert layout.section("outcomes").lines == ()
    assert "certainty: unknown" in layout.section("outcomes").empty
    assert "Write for Borduria" in layout.section("outcomes").empty
