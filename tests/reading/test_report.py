from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from backchannel.dossier.evidence import Precision, Report
from backchannel.errors import InputError, LanguageError
from backchannel.reading.html import read_page
from backchannel.reading.report import read_report
from backchannel.text import Source

PASTED = """\
Home » World » Border talks resume

The Meridian Courier
Border talks resume
By Dana Velo | 12 March 2024 | 4 min read

Share this article

VARENA, March 12 (MC) - Envoys of the two governments met on Tuesday for the first time in a year.

The foreign minister said that the talks had been "useful and frank".

A long road

See also  Lottery winner found asleep in the park

The opposition demanded that the government publish the protocol within a week.

Photo: A bridge at dawn. Credit: Courier/A. Ness

(Translation by Mara Linde)

You may also like
Ten recipes for autumn
Leave a comment (12)
© Meridian Courier 2024. All rights reserved.
"""


def body_of(report: Report) -> list[str]:
    return [report.source.text[span.start : span.end] for span in report.body]


def residue_of(report: Report) -> dict[str, str]:
    return {report.source.text[r.span.start : r.span.end]: r.kind for r in report.residue}


def test_a_pasted_page_is_told_apart() -> None:
    report = read_report(Source(PASTED, "page"))
    assert [text.split()[0] for text in body_of(report)] == ["VARENA,", "The", "A", "The"]
    kinds = residue_of(report)
    assert kinds["Home » World » Border talks resume"] == "breadcrumb"
    assert kinds["See also  Lottery winner found asleep in the park"] == "see_also"
    assert kinds["Ten recipes for autumn"] == "related_posts"
    assert kinds["The Meridian Courier"] == "masthead"
    assert report.title == "Border talks resume"
    assert report.author == "Dana Velo"
    assert report.translator == "Mara Linde"
    assert report.publisher == "The Meridian Courier"
    assert report.published.day == date(2024, 3, 12)
    assert all(residue.reason for residue in report.residue)


def test_section_headings_stay_in_the_body_and_are_named() -> None:
    report = read_report(Source(PASTED, "page"))
    assert "A long road" in body_of(report)
    assert ("heading", "A long road") in [(k, c.quote) for k, c in report.metadata]


def test_a_year_is_left_open_unless_a_reference_date_is_given() -> None:
    text = "VARENA, April 8 (MC) - Envoys of both governments met in the capital on Thursday."
    open_year = read_report(Source(text))
    assert open_year.published.precision is Precision.DAY_WITHOUT_YEAR
    assert open_year.published.month_day == (4, 8)
    assert open_year.reported_on is None
    told = read_report(Source(text), reported_on=date(2021, 4, 15))
    assert told.published.day == date(2021, 4, 8)
    assert "reference date" in told.published.basis


def test_a_clean_report_keeps_every_line() -> None:
    text = "\n\n".join(
        [
            "The envoys of both governments met on Tuesday.",
            "They did not agree.",
            "“No,” she said.",
            "Whether they will meet again is open.",
        ]
    )
    report = read_report(Source(text))
    assert body_of(report) == text.split("\n\n")
    assert report.residue == ()


def test_paragraphs_wrapped_by_hand_are_joined() -> None:
    text = (
        "The envoys of both governments met on Tuesday in the capital, for the\n"
        "first time in a year, and agreed to meet again before the end of the\n"
        "month, the foreign minister of the host country said on Wednesday.\n\n"
        "The opposition demanded that the government publish the protocol of\n"
        "the meeting within a week, and threatened to leave the parliament if\n"
        "it did not.\n"
    )
    assert len(read_report(Source(text)).body) == 2


def test_live_blog_stamps_and_speaker_lines_are_body() -> None:
    text = (
        "Morning bulletin\n\nPRESENTER: The bridge is closed again. What do we know?\n\n"
        "REPORTER: The drivers blocked it at noon.\n\nPRESENTER: Thank you, Ben.\n"
    )
    assert len(read_report(Source(text)).body) == 3


def test_the_body_of_a_page_is_found_and_scripts_are_not_text() -> None:
    page = read_page(
        "<html><head><title>Envoys meet - Courier</title>"
        '<meta property="og:title" content="Envoys meet">'
        '<meta property="og:site_name" content="Courier">'
        '<meta property="article:published_time" content="2024-03-12T09:00:00Z"></head><body>'
        "<nav><a href='/'>Home</a> <a href='/w'>World</a></nav><h1>Envoys meet</h1><article>"
        + "".join(
            f"<p>The envoys of both governments met for the {n} time this year and agreed to "
            "speak again before the end of the month, the minister said.</p>"
            for n in ("first", "second", "third")
        )
        + "<p>See also: Man bites dog in the park</p>"
        "<p>The page showed &lt;script&gt;alert(1)&lt;/script&gt; to its readers that day.</p>"
        "</article><script>steal()</script><footer>© Courier 2024</footer></body></html>",
        "page.html",
    )
    report = read_report(page)
    texts = body_of(report)
    assert len(texts) == 4
    assert "<script>alert(1)</script>" in texts[-1]
    assert "steal" not in report.source.text
    assert report.title == "Envoys meet"
    assert report.publisher == "Courier"
    assert report.published.day == date(2024, 3, 12)
    assert "JSON-LD" in report.published.basis or "meta" in report.published.basis


@pytest.mark.parametrize(
    "opening",
    [
        "Orla, 17 April 2024 (ORN). - ",
        "ORLA, April 17, 2024 (ORN) ",
        "Orla, 17 April 2024. ",
        "ORLA — April 17, 2024 — ",
        "(ORN) Orla, 17 April 2024 - ",
        "[Orla, 17 April 2024] ",
        "17 April 2024, Orla – ",
        "ORLA, April 17, 2024. /ORN/. ",
        "Orla, the 17th of April 2024. - ",
        "Orla, 17/04/2024 (ORN) - ",
        "Orla, 17-4-2024. ",
    ],
)
def test_a_dateline_of_any_make_up_gives_the_day(opening: str) -> None:
    text = (
        f"Orla Radio News\nToll stays\n\n{opening}The council of Orla rejected the demand of the "
        "ferrymen to lift the toll, its warden, Ola Brandt, told reporters in the town hall.\n\n"
        "The ferrymen's guild had called a strike on Saturday, and its chair, Pavel Orn, said that "
        "the boats would stay tied up until the toll was gone."
    )
    assert read_report(Source(text, "t")).published.day == date(2024, 4, 17)


@pytest.mark.parametrize(
    "line",
    [
        "Harbour Online | Monday 3 June 2024 | Times are local | Refresh",
        "Transcript, 3 June 2024. Check against the tape.",
        "Monday 3 June 2024. All times in UTC. Newest first.",
        "Monday 03.06.2024 - 07:20 - rendered from the Dutch by our desk",
        "By Tessa Vaal   03.06.24 07:20   Updated 03.06.24 09:01",
    ],
)
def test_the_day_is_found_among_other_things_in_the_head(line: str) -> None:
    text = (
        f"Ferry crews and the port, once more\n{line}\n\n"
        "The harbour ministry and the union of the ferry crews went back to the table on "
        "Saturday, said the mediator, after eleven days without a word between them.\n\n"
        "The union had left the talks on 12 May 2019 as well, over the same article."
    )
    assert read_report(Source(text, "page")).published.day == date(2024, 6, 3)


def test_a_day_told_in_the_story_is_not_the_day_of_the_report() -> None:
    text = (
        "Ferry crews and the port, once more\n\n"
        "The union had left the talks on 12 May 2019 as well, over the same article of the "
        "contract, and nobody in the harbour has forgotten it since that day.\n\n"
        "The harbour ministry went back to the table on Saturday, said the mediator."
    )
    assert read_report(Source(text, "page")).published.day is None


def test_the_heading_of_a_page_is_its_title_and_no_body() -> None:
    paragraphs = "".join(
        f"<p>The envoys of both governments met for the {n} time this year and agreed to speak "
        "again before the end of the month, the minister said.</p>"
        for n in ("first", "second", "third")
    )
    title = "Envoys meet in the capital and agree to meet again"
    page = read_page(
        f"<html><head><title>{title} - Courier</title></head><body><div class=post>"
        f"<h1>{title}</h1><div class=entry>{paragraphs}</div></div></body></html>"
    )
    report = read_report(page)
    assert len(body_of(report)) == 3
    assert report.title == title


def test_another_language_is_refused_by_name() -> None:
    text = (
        "Les représentants des deux gouvernements se sont réunis mardi dans la capitale pour la "
        "première fois depuis un an, et ils ont convenu de se revoir avant la fin du mois."
    )
    with pytest.raises(LanguageError, match=r"page: .*French"):
        read_report(Source(text, "page"))


def test_nothing_is_not_a_report() -> None:
    with pytest.raises(InputError, match="empty"):
        read_report(Source(" \n\u200b\n", "blank"))


def test_the_seed_loses_no_body_line_and_all_nine_spans_are_residue(shared: Path) -> None:
    import json

    folder = shared / "gold" / "seed"
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    text = (folder / "report.txt").read_bytes().decode("utf-8")
    report = read_report(Source(text, "report.txt"))
    for span in gold["residue"]:
        assert any(
            r.span.start <= span["start"] and span["end"] <= r.span.end for r in report.residue
        ), span["text"]
        assert not any(s.start < span["end"] and span["start"] < s.end for s in report.body)
    lines = text.split("\n")
    for first, last in gold["body_lines"]:
        for line in lines[first - 1 : last]:
            assert line.strip() in body_of(report)
    assert report.title == gold["document"]["title"]
    assert report.author == gold["document"]["author"]
    assert report.translator == gold["document"]["translator"]
    assert report.published.day is None


@pytest.mark.parametrize(
    ("foot", "day"),
    [
        ("Kolda, 3 May 2021\nFor the guild\nOla Brandt", date(2021, 5, 3)),
        ("Done at Kolda on 3 May 2021.", date(2021, 5, 3)),
        ("For the guild\nThis page was last updated on 4 May 2021", date(2021, 5, 4)),
        ("For the guild\nFounded in Kolda in the year 1921", None),
    ],
)
def test_a_letter_is_of_the_day_it_is_signed_on(foot: str, day: date | None) -> None:
    text = (
        "THE WEAVERS' GUILD\n\n1. On Monday the council sent us away from its door, and it did so "
        "without a word of regret to the families who had waited there since dawn.\n\n2. We shall "
        "come back, and we shall bring our looms, our children and whatever patience is left to "
        f"us after so long a winter.\n\n{foot}\n"
    )
    assert read_report(Source(text, "page")).published.day == day


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Period covered: 21 June - 3 July 2025. Issued on 4 July 2025.", date(2025, 7, 4)),
        ("Reporting period: 21 June to 3 July 2025", date(2025, 7, 3)),
    ],
)
def test_a_report_on_a_period_is_of_its_day_of_issue_or_its_end(line: str, day: date) -> None:
    text = (
        f"Vardal Relief Network\nSituation Report No. 6: lorries held\n{line}\n\nHIGHLIGHTS\n"
        "- Federal forces at the crossing have been holding eleven lorries since 24 June, and the "
        "officer in charge told our team that he was waiting for a paper from the capital.\n"
    )
    assert read_report(Source(text, "page")).published.day == day


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("KISOMA, March 14, 2025 (Interlake) -", "KISOMA, March 14, 2025 (Interlake) -"),
        ("Marsa Dhul, 30 January 2026", "Marsa Dhul"),
        ("Lastingham, 30 January 2026", "Lastingham"),
        ("Monday, 30 January 2026", None),
        ("Updated, 30 January 2026", None),
    ],
)
def test_a_line_of_place_and_day_says_where_a_report_was_sent_from(
    line: str, place: str | None
) -> None:
    text = (
        f"INTERLAKE NEWS AGENCY\nRebels break truce with raid on garrison\n{line}\n\n"
        "The government on Thursday accused the movement of breaking a ceasefire by seizing the "
        "garrison of the port, and warned that the army would take the base back by force.\n"
    )
    metadata = dict(read_report(Source(text, "page")).metadata)
    assert (metadata["dateline"].quote if "dateline" in metadata else None) == place
