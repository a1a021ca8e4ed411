"""Broken, hostile and odd texts: read or refused with a clear line, never a crash or a hang."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backchannel.dossier.evidence import Report
from backchannel.errors import InputError
from backchannel.reading import html as html_module
from backchannel.reading.calendar_words import find_time_words
from backchannel.reading.datelines import find_dateline, find_dates
from backchannel.reading.html import looks_like_html, read_page
from backchannel.reading.report import read_report
from backchannel.text import Source

PIECES = [
    "The envoys of both governments met in the capital on Tuesday.",
    "Home » World » Talks",
    "“Unbalanced, she said",
    "\" ' ” « „",
    "\u202eright to left\u202c \u200f\u200e",
    "zero\u200bwidth\u2060joined\ufeff",
    "w" * 10_000,
    "\ud800 lone surrogate \udfff",
    "Share this article",
    "a\u0300\u0301\u0302\u0303" * 40,
    "\x00\x01\x02 control \x1b[31m",
    "مفاوضات في العاصمة",
    "Leave a Comment",
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "| | | | |",
    "....",
    "By",
    "(Translation by )",
    "© 2024",
    "April 31, 2024",
    "BAGHDAD, April 8 (X) -",
    "😀" * 50,
    "\u2028\u2029\x85\r\r\n",
    "a: b: c: d:" * 30,
    "See also",
    "- " * 300,
]


def check(report: Report) -> None:
    text = report.source.text
    previous = 0
    for span in report.body:
        assert previous <= span.start < span.end <= len(text)
        assert text[span.start : span.end].strip()
        previous = span.end
    marks = sorted(r.span for r in report.residue)
    for span in report.body:
        assert not any(span.overlaps(mark) for mark in marks)
    for _, citation in report.metadata:
        assert citation.quote == text[citation.start : citation.end]


def read(text: str) -> Report | None:
    try:
        report = read_report(Source(text, "odd"))
    except InputError as error:
        return None if error.origin == "odd" else pytest.fail(f"no place named: {error}")
    check(report)
    return report


@given(st.lists(st.sampled_from(PIECES), max_size=12), st.sampled_from(["\n", "\n\n", " ", "\r\n"]))
def test_mixtures_of_odd_lines(pieces: list[str], joint: str) -> None:
    read(joint.join(pieces))


@given(st.text(max_size=400))
def test_any_text(text: str) -> None:
    read(text)


@given(st.text(alphabet="<>/ap=\"'&;!-[]x \n", max_size=300))
def test_any_markup(html: str) -> None:
    page = read_page(html, "page", extract=False)
    for block in page.blocks:
        assert page.source.text[block.start : block.end].strip()
        assert 0 <= block.linked <= 1


def test_mutated_pages_are_read_or_refused() -> None:
    rng = random.Random(7)
    html = (
        "<html><head><meta charset=utf-8><title>Talks</title></head><body><div class='a'>"
        + "".join(f"<p id={n}>{PIECES[n % len(PIECES)][:200]}</p>" for n in range(60))
        + "<table><tr><td>x<td>y</table><script>var a='<p>no</p>'</script></div></body></html>"
    )
    for _ in range(20):
        broken = list(html)
        for _ in range(rng.randrange(1, 40)):
            at = rng.randrange(len(broken))
            broken[at : at + rng.randrange(3)] = rng.choice(["<", ">", "&", "\x00", "</", "é", ""])
        page = read_page("".join(broken), "page")
        try:
            check(read_report(page))
        except InputError:
            continue


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 50_000 + "deep" + "</div>" * 50_000,
        "<b>" * 30_000 + "bold",
        "<p>" + "x" * 2_000_000,
        "<table>" + "<tr><td>cell" * 10_000,
        "<a href='" + "y" * 500_000 + "'>link</a>",
        "<p>x</p>" * 15_000,
        "&amp;" * 200_000,
    ],
    ids=["deep", "open", "long word", "cells", "attribute", "many", "entities"],
)
def test_huge_pages_end(html: str) -> None:
    started = time.process_time()
    page = read_page(html, "page", extract=False)
    assert len(page.source.text) < 3_000_000
    assert time.process_time() - started < 30


def test_a_line_without_end_is_looked_at_for_a_dateline_at_its_beginning_only() -> None:
    started = time.process_time()
    assert find_dateline("Ab1" * 100_000) is None
    assert time.process_time() - started < 5  # minutes, if the whole line were looked at


def test_a_line_of_dates_without_end_is_read_in_proportion_to_its_length() -> None:
    line = "3 May to " * 20_000
    started = time.process_time()
    assert len(find_time_words(line, 0, len(line))) >= 10_000
    assert len(find_dates(line)) == 20_000
    assert time.process_time() - started < 10  # a minute, if each were held against all others


def test_a_long_text_full_of_breadcrumbs_ends() -> None:
    lines = [f"Home » World » Talks {n}\nThe envoys met {n} times in a row." for n in range(1_500)]
    report = read("\n".join(lines))
    assert report is not None
    assert len(report.body) == 1_500


def test_a_page_that_is_cut_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html_module, "_MOST_ELEMENTS", 100)
    page = read_page("<i>x</i>" * 110, "page", extract=False)
    assert "more than 100 elements" in page.notes[0]


def test_injected_markup_in_a_text_stays_text() -> None:
    text = (
        "The minister said <script>alert(1)</script> that talks would go on.\n\n"
        'The other side <img src=x onerror="alert(1)"> did not agree to it.'
    )
    assert not looks_like_html(text)
    report = read(text)
    assert report is not None
    assert len(report.body) == 2


def test_only_residue_has_no_body() -> None:
    report = read("Home » News\nShare this article\nLeave a Comment\nPrivacy Policy")
    assert report is not None
    assert report.body == ()
    assert len(report.residue) == 4


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Переговоры между двумя правительствами возобновились в столице во вторник.", "Russian"),
        ("استؤنفت المحادثات بين الحكومتين في العاصمة يوم الثلاثاء بعد عام من التوقف.", "Arabic"),
        ("两国政府星期二在首都恢复会谈，双方同意在月底之前再次会面。", "Chinese"),
        (
            (
                "Die Gesandten der beiden Regierungen trafen sich am Dienstag in der Stadt und "
                "wollen sich vor dem Ende des Monats noch einmal treffen, wie der Minister sagte."
            ),
            "German",
        ),
        (
            (
                "Los enviados de los dos gobiernos se reunieron el martes en la capital por "
                "primera vez en un año y acordaron que se verán otra vez antes de fin de mes."
            ),
            "Spanish",
        ),
        (
            (
                "İki hükümetin temsilcileri salı günü başkentte bir araya geldi ve ay sonundan "
                "önce yeniden görüşmek için anlaştı, bakan bunun çok yararlı olduğunu söyledi."
            ),
            "Turkish",
        ),
    ],
)
def test_other_languages_are_refused_by_name(text: str, language: str) -> None:
    with pytest.raises(InputError, match=language):
        read_report(Source(text, "odd"))


def test_english_with_many_foreign_names_is_read() -> None:
    text = (
        "Hezb-e Wahdat-e Islami-ye Mardom-e Afghanistan and Jamiat-e Islami rejected the offer of "
        "Abdul Rashid Dostum, the leader of Junbish-e Milli, in Mazar-e Sharif on Tuesday."
    )
    assert read(text) is not None
    assert read("Ja, nein.") is not None
