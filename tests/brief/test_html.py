"""The page: hostile input stays text, nothing is requested, everything is linked."""

from __future__ import annotations

import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

from backchannel.brief.html import brief_html
from backchannel.brief.outline import Outline, outline
from backchannel.dossier.evidence import (
    Event,
    EventType,
    Evidence,
    Issue,
    Mention,
    Modality,
    Party,
    PartyKind,
    Position,
    Report,
    Residue,
    Stance,
    Statement,
    Telling,
)
from backchannel.text import Source, Span
from tests.conflict.gold_evidence import evidence_from_gold

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "examples" / "us-iraq-dialogue"
NASTY = (
    "<script>alert(1)</script><img src=x onerror=alert(2)> \"' onmouseover=alert(3) "
    "</title></style></mark>{{ 7*7 }} javascript:alert(4) \u202egnp.exe"
)


class Page(HTMLParser):
    """Collects tags, attributes and ids."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data

    @property
    def ids(self) -> list[str]:
        return [value for _, attrs in self.tags if (value := attrs.get("id"))]


@cache
def example() -> Outline:
    return outline(evidence_from_gold(EXAMPLE))


@cache
def hostile() -> Evidence:
    text = f"{NASTY} threatened to attack {NASTY}."
    source = Source(text, "javascript:alert(5)//<b>.html")
    whole = source.cite(0, len(text))
    party = Party("p", NASTY, PartyKind.GROUP, role=NASTY, mentions=(Mention(whole),))
    return Evidence(
        (
            Report(
                source,
                title=NASTY,
                author=NASTY,
                publisher=NASTY,
                body=(Span(0, len(text)),),
                residue=(Residue(Span(0, 9), "x", NASTY),),
            ),
        ),
        (party, Party("q", NASTY + " two", PartyKind.STATE, mentions=(Mention(whole),))),
        (
            Event(
                "e",
                EventType.THREATEN,
                (Telling(whole, toll=NASTY),),
                "violence",
                ("p",),
                ("q",),
                modality=Modality.THREATENED,
                label=NASTY,
            ),
        ),
        (Statement("s", (whole,), ("p",)),),
        (Issue("i", NASTY),),
        (Position("o", "p", "i", Stance.FOR, (whole,), condition=NASTY),),
    )


def test_injected_markup_stays_text() -> None:
    page = Page(brief_html(outline(hostile())))
    tags = {tag for tag, _ in page.tags}
    assert not tags & {"script", "img", "iframe", "object", "embed", "link", "b", "form", "base"}
    for _, attrs in page.tags:
        assert not [name for name in attrs if name.startswith("on")]
        for name in ("href", "src", "action", "data"):
            assert (attrs.get(name) or "#").startswith("#")
    assert "alert(1)" in page.words
    assert "{{ 7*7 }}" in page.words
    assert "\u202e" not in page.words


def test_the_page_makes_no_request_and_says_so() -> None:
    text = brief_html(example())
    page = Page(text)
    policy = next(a["content"] for t, a in page.tags if a.get("http-equiv"))
    assert policy is not None
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    assert not re.search(r"url\(|@import|src=|https?://(?!www\.w3\.org/2000/svg)", text)
    assert not [a for _, a in page.tags if "style" in a]


def test_the_policy_s_hash_is_that_of_the_style() -> None:
    import base64
    import hashlib

    text = brief_html(example())
    style = re.search(r"<style>(.*?)</style>", text, re.S)
    policy = re.search(r"sha256-([^']+)'", text)
    assert style is not None
    assert policy is not None
    digest = hashlib.sha256(style[1].encode()).digest()
    assert base64.b64encode(digest).decode() == policy[1]


def test_every_link_leads_to_a_place_on_the_page_and_ids_are_unique() -> None:
    page = Page(brief_html(example()))
    ids = page.ids
    assert len(ids) == len(set(ids))
    links = [a["href"] for t, a in page.tags if t == "a"]
    assert len(links) > 50
    for href in links:
        assert href is not None
        assert href.removeprefix("#") in ids


def test_every_source_is_there_whole_with_its_residue_marked() -> None:
    page = Page(brief_html(example()))
    for report in example().evidence.reports:
        for line in report.source.text.splitlines():
            assert " ".join(line.split()) in " ".join(page.words.split())
    marked = [a for t, a in page.tags if a.get("class") == "residue"]
    assert len(marked) == sum(len(r.residue) for r in example().evidence.reports)


def test_the_same_evidence_gives_the_same_page() -> None:
    assert brief_html(outline(evidence_from_gold(EXAMPLE))) == brief_html(example())


def test_nothing_to_say_is_said() -> None:
    source = Source("It rained.", "rain.txt")
    text = brief_html(outline(Evidence((Report(source, body=(Span(0, 10),)),))))
    assert "No conflict could be drafted" in text
    assert "It rained." in text
