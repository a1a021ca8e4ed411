"""Markdown, JSON, terminal, figures, and what is new since the last brief."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import pytest

from backchannel.brief.as_json import brief_json, brief_to_plain
from backchannel.brief.figures import figures, state_graph_svg, timeline_svg
from backchannel.brief.markdown import brief_markdown, escaped
from backchannel.brief.outline import Outline, outline
from backchannel.brief.places import Anchors
from backchannel.brief.since import read_earlier, with_news
from backchannel.brief.terminal import print_brief
from backchannel.dossier.evidence import Evidence
from backchannel.errors import InputError
from tests.brief.test_html import EXAMPLE, NASTY, hostile
from tests.conflict.gold_evidence import evidence_from_gold


@cache
def evidence() -> Evidence:
    return evidence_from_gold(EXAMPLE)


@cache
def told() -> Outline:
    return outline(evidence())


def without(count: int) -> Evidence:
    """The example without its last reports, and all that rests on them alone."""
    whole = evidence()
    kept = {r.source.sha256 for r in whole.reports[:-count]}
    return replace(
        whole,
        reports=whole.reports[:-count],
        events=tuple(
            replace(e, tellings=t)
            for e in whole.events
            if (t := tuple(x for x in e.tellings if x.citation.source.sha256 in kept))
        ),
        statements=tuple(s for s in whole.statements if s.content[0].source.sha256 in kept),
        positions=tuple(p for p in whole.positions if p.grounds[0].source.sha256 in kept),
        absences=tuple(a for a in whole.absences if a.citation.source.sha256 in kept),
    )


def test_every_line_has_a_place_or_says_nothing_about_the_reports() -> None:
    for section in told().sections:
        if section.id in ("unknown", "left-out", "outcomes", "conflict", "since"):
            continue
        for line in section.lines:
            assert line.refs or line.label == "And", (section.id, line)


def test_every_place_is_verbatim() -> None:
    for citation in told().citations():
        assert citation.source.text[citation.start : citation.end] == citation.quote


def test_the_summary_has_at_most_three_lines() -> None:
    assert 1 <= len(told().summary) <= 3


def test_json_gives_quotes_at_their_offsets() -> None:
    data = json.loads(brief_json(told()))
    assert data["schema"] == "backchannel-brief/1"
    texts = [r.source.text for r in evidence().reports]
    count = 0
    for section in data["sections"]:
        for line in section["lines"]:
            for ref in line["refs"]:
                text = texts[ref["report"] - 1]
                assert text[ref["start"] : ref["end"]] == ref["quote"]
                count += 1
    assert count > 50
    assert data["conflict"]["options"]
    assert data["outcomes"]["nash"]["exact"] is True


def test_markdown_numbers_its_sentences_and_lists_them() -> None:
    text = brief_markdown(told())
    used = {int(n) for found in re.findall(r"\\\[([\d, ]+)\\\]", text) for n in found.split(",")}
    listed = text.split("## The sentences")[1].split("## The reports")[0]
    assert used == {int(n) for n in re.findall(r"^(\d+)\. ", listed, re.M)}


def test_markdown_of_hostile_text_has_no_markup_in_it() -> None:
    text = brief_markdown(outline(hostile()))
    assert "<script" not in text.replace("\\<script", "")
    assert not re.search(r"(?<!\\)<", text)
    assert not re.search(r"(?<!\\)\]\(", text)


def test_escaping_keeps_the_words() -> None:
    assert escaped("a *b* <c>\n# d") == r"a \*b\* \<c\> \# d"
    assert escaped("1. x") == r"\1. x"


def test_the_terminal_gets_no_control_characters() -> None:
    from rich.console import Console

    shown = io.StringIO()
    print_brief(outline(hostile()), Console(file=shown, width=80))
    assert "\x1b" not in shown.getvalue()
    assert "\u202e" not in shown.getvalue()
    assert "alert(1)" in shown.getvalue().replace("\n", "")


def test_figures_are_well_formed_titled_and_without_requests() -> None:
    anchors = Anchors(evidence(), told().citations())
    found = figures(told(), anchors)
    assert set(found) == {"timeline", "positions", "outcomes"}
    for figure in found.values():
        svg = figure[figure.index("<svg") : figure.index("</svg>") + 6]
        root = ElementTree.fromstring(svg)
        assert root.find("title") is not None
        assert "url(" not in svg
        assert "style=" not in svg


def test_the_timeline_shows_each_event_once() -> None:
    anchors = Anchors(evidence(), told().citations())
    svg = timeline_svg(told(), anchors)
    assert svg.count('class="dot') == int(re.findall(r"Timeline of (\d+)", svg)[0])


def test_the_state_graph_begins_at_the_present_state() -> None:
    svg, legend = state_graph_svg(told())
    assert ">now<" in svg
    assert "one decision maker's move an arrow" in legend


def test_figures_of_hostile_text_are_well_formed() -> None:
    layout = outline(hostile())
    for figure in figures(layout, Anchors(hostile(), layout.citations())).values():
        ElementTree.fromstring(f"<x>{figure}</x>")
        assert "<script" not in figure
        assert NASTY[:8] not in figure


def test_nothing_is_new_since_the_same_brief() -> None:
    again = with_news(told(), read_earlier(brief_json(told())))
    assert again.sections[0].id == "since"
    assert again.sections[0].lines == ()


def test_since_names_new_reports_events_and_options() -> None:
    earlier = read_earlier(brief_json(outline(without(2))))
    section = with_news(told(), earlier).sections[0]
    labels = [line.label for line in section.lines]
    assert labels[0] == "New reports"
    assert " event" in section.intro
    quotes = " ".join(line.quote for line in section.lines)
    assert "Balad" in quotes
    assert "Qassem" not in quotes
    fresh = {r.source.sha256 for r in evidence().reports[-2:]}
    for line in section.lines:
        for event in evidence().events:
            if event.id in line.records:
                assert {t.citation.source.sha256 for t in event.tellings} <= fresh


def test_an_option_under_another_name_is_told_as_renamed() -> None:
    data = brief_to_plain(told())
    option = data["conflict"]["options"][0]
    new, option["name"] = option["name"], "Something quite different"
    lines = with_news(told(), read_earlier(json.dumps(data))).sections[0].lines
    assert f"“Something quite different” is now told as “{new}”." in [line.text for line in lines]


@pytest.mark.parametrize(
    ("text", "message"),
    [("{", "no JSON"), ("[]", "schema None"), ('{"schema": "x/1"}', "schema 'x/1'"),
     ('{"schema": "backchannel-brief/1"}', "missing or out of place")],
)  # fmt: skip
def test_what_is_no_earlier_brief_is_refused(text: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read_earlier(text, "old.json")


def test_two_briefs_are_byte_identical() -> None:
    assert brief_json(outline(evidence_from_gold(EXAMPLE))) == brief_json(told())
    assert brief_to_plain(told())["title"]


def test_a_long_report_is_shown_around_what_is_cited(tmp_path: Path) -> None:
    from backchannel.brief.html import brief_html
    from tests.conflict.made_up import MadeUp

    made = MadeUp("x " * 90_000, "The rebels threatened new attacks.", "y " * 90_000)
    rebels = made.party("rebels", "group", sector="REB")
    made.event("THREATEN", "threatened new attacks", rebels)
    page = brief_html(outline(made.evidence()))
    assert len(page) < 60_000
    assert "[…]" in page
    assert "threatened new attacks" in page


def test_what_all_outcomes_have_in_common_is_said_and_true() -> None:
    outcomes = told().outcomes
    assert outcomes is not None
    assert outcomes.nash is not None
    common = outcomes.in_all()
    assert common
    position = {option.id: k for k, option in enumerate(outcomes.conflict.options)}
    for option, value in common:
        for one in outcomes.nash.outcomes:
            assert bool(one.state >> position[option.id] & 1) is value
    labels = [line.label for line in told().section("outcomes").lines]
    assert "In every outcome that can hold" in labels


def test_notes_name_options_as_people_do() -> None:
    for line in told().section("left-out").lines:
        assert "talks_us" not in line.text
