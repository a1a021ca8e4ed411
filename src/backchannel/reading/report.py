"""From a text or page to a report: title, author, translator, publisher, dates, body, residue."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from backchannel.dossier.evidence import Precision, Report, Residue, When
from backchannel.errors import InputError
from backchannel.reading.calibration import right
from backchannel.reading.datelines import (
    DateFound,
    find_dateline,
    find_dates,
    is_date_line,
    parse_iso_date,
)
from backchannel.reading.html import Page
from backchannel.reading.language import require_english
from backchannel.reading.lines import Line, lines_of, unwrapped, words_of
from backchannel.reading.residue import TRANSLATION, Verdict, judge_lines
from backchannel.text import Citation, Source, Span

__all__ = ["read_report"]

_NAME = (
    r"(?:[A-ZÀ-ÖØ-Þ][\w'’.-]*)(?:[ ](?:al|el|de|da|di|del|van|von|der|bin|ibn|bint|abu|"
    r"[A-ZÀ-ÖØ-Þ][\w'’.-]*)){1,4}"
)
_AFTER_DASH = re.compile(rf"\s+[–—|-]\s+(?P<name>{_NAME})\s*$")
_BY = re.compile(
    rf"\b(?:by|words|story|text):?\s+(?:our \w+(?: \w+)? |the )?(?P<name>{_NAME})", re.IGNORECASE
)
_SITE_WORDS = re.compile(
    r"\b(news|times|post|daily|herald|tribune|journal|gazette|press|agency|review|network|radio|tv|"
    r"today|observer|guardian|magazine|media|desk|team|staff|admin|editor|editors|newsroom|bureau|"
    r"online|weekly|report|reports|online|service|watch|monitor|council|institute|foundation)\b",
    re.IGNORECASE,
)
_COPYRIGHT_YEAR = re.compile(r"(?:©|\(c\)|copyright)\D{0,40}((?:19|20)\d\d)\b", re.IGNORECASE)


def read_report(source: Source | Page, *, reported_on: date | None = None) -> Report:
    """Tell the report from the page round it.

    Parameters
    ----------
    source : Source or Page
        A text as it was pasted, or a page as `backchannel.reading.html.read_page` or
        `backchannel.reading.sources.open_sources` hand it over.
    reported_on : datetime.date or None
        The day it was reported, if the user knows: the reference for relative dates and for dates
        without a year. A full date that the report itself gives goes before it.

    Returns
    -------
    Report
        Body spans are paragraphs, in order; a paragraph that was wrapped by hand spans several
        lines. Section headings are body, and named in `metadata` too.

    Raises
    ------
    LanguageError
        If the body is clearly not English.
    InputError
        If there is nothing to read.

    Examples
    --------
    >>> report = read_report(Source("Envoys meet\\n\\nThe envoys of both sides met on Monday."))
    >>> report.title, report.source.text[report.body[0].start : report.body[0].end]
    ('Envoys meet', 'The envoys of both sides met on Monday.')
    """
    page = source if isinstance(source, Page) else Page(source)
    text = page.source
    lines = lines_of(text.text)
    if not page.blocks:
        lines = unwrapped(lines, text.text)
    if not lines:
        raise InputError("it is empty: there is nothing to read", text.origin)
    told_title = page.fact("title")
    verdicts = judge_lines(
        lines,
        title=told_title.value if told_title else None,
        extracted=_extracted(page, lines),
    )
    body = tuple(Span(v.line.start, v.line.end) for v in verdicts if v.role in ("body", "heading"))
    spoken = "\n".join(text.text[s.start : s.end] for s in body)
    require_english(spoken or "\n".join(line.text for line in lines), text.origin)
    metadata = _metadata(verdicts, text)
    title, author = _title_and_author(verdicts, page)
    translator = next((name for kind, name in _names(verdicts) if kind == "translator"), None)
    published = _published(verdicts, page, reported_on)
    reference = published.day or reported_on
    return Report(
        source=text,
        title=title,
        author=author,
        translator=translator,
        publisher=_publisher(verdicts, page),
        published=published,
        reported_on=reference,
        body=body,
        residue=tuple(
            Residue(
                Span(v.line.start, v.line.end),
                v.kind,
                v.reason,
                right("residue", f"line {v.confidence:.1f}"),
            )
            for v in verdicts
            if v.role == "residue"
        ),
        metadata=metadata,
    )


def _extracted(page: Page, lines: Sequence[Line]) -> list[bool] | None:
    if not page.body:
        return None
    starts = {span.start for span in page.body}
    return [line.start in starts for line in lines]


def _metadata(verdicts: Sequence[Verdict], source: Source) -> tuple[tuple[str, Citation], ...]:
    named = []
    for verdict in verdicts:
        line = verdict.line
        kind = "title" if verdict.kind == "duplicate_title" else verdict.role
        if verdict.kind in ("byline", "masthead", "breadcrumb", "credit", "copyright"):
            kind = verdict.kind
        if kind not in ("body", "residue"):
            named.append((kind, Citation(source, line.start, line.end)))
    first = next((v for v in verdicts if v.role == "body"), None)
    above = verdicts[: verdicts.index(first)] if first is not None else ()
    for verdict in above:
        # a line of its own: "ARUVILLE, March 14, 2025 (Agency) -"
        alone = find_dateline(verdict.line.text) if verdict.role == "date" else None
        start = verdict.line.start
        if alone is not None and alone.end >= len(verdict.line.text.rstrip()):
            named.append(("dateline", Citation(source, start, start + alone.end)))
        elif verdict.role == "date" and (place := _place_and_day(verdict.line.text)):
            named.append(("dateline", Citation(source, start, start + place)))
    if first is not None and (found := find_dateline(first.line.text)):
        start = first.line.start
        named.append(("dateline", Citation(source, start + found.start, start + found.end)))
    return tuple(sorted(named, key=lambda item: (item[1].start, item[0])))


_PLACE = re.compile(r"([A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ][\w'’-]+){0,2}),\s*")
_NO_PLACE = re.compile(
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|updated|published|posted|issued|last|date"
    r"|edition)\b",
    re.IGNORECASE,
)


def _place_and_day(line: str) -> int:
    """The end of the place in a line of place and day ("Aruville, 30 January 2026"), else 0."""
    match = _PLACE.match(line)
    days = find_dates(line)
    if match is None or len(days) != 1 or days[0].start != match.end():
        return 0
    if _NO_PLACE.match(line) or line[days[0].end :].strip(" ."):
        return 0
    return match.end(1)


def _title_and_author(verdicts: Sequence[Verdict], page: Page) -> tuple[str | None, str | None]:
    title_line = next(
        (v.line.text for v in verdicts if v.role == "title" or v.kind == "duplicate_title"), None
    )
    told = page.fact("title")
    title = told.value if told else title_line
    author = next((fact.value for fact in page.facts if fact.name == "author"), None)
    if author and not _is_person(author):
        author = None
    if title and (match := _AFTER_DASH.search(title)) and len(words_of(title[: match.start()])) > 2:
        if not _SITE_WORDS.search(match["name"]):
            title, author = title[: match.start()].rstrip(), author or match["name"]
    if author is None:
        author = next((name for kind, name in _names(verdicts) if kind == "author"), None)
    return title, author


def _names(verdicts: Sequence[Verdict]) -> list[tuple[str, str]]:
    found = []
    for verdict in verdicts:
        text = verdict.line.text
        if verdict.role == "translator" and (match := TRANSLATION.fullmatch(text)):
            found.append(("translator", match["name"].strip()))
        elif verdict.kind == "byline" and (match := _BY.search(text)):
            name = re.split(r"\. (?=[A-Z])|\.$", match["name"])[0]
            if _is_person(name):
                found.append(("author", name))
        elif verdict.role == "signature":
            name = re.split(r", ", text)[-1]
            if _is_person(name):
                found.append(("author", name))
    return found


def _is_person(name: str) -> bool:
    return re.fullmatch(_NAME, name) is not None and _SITE_WORDS.search(name) is None


def _publisher(verdicts: Sequence[Verdict], page: Page) -> str | None:
    told = page.fact("publisher")
    if told:
        return told.value
    for verdict in verdicts:
        if verdict.kind == "masthead":
            return re.split(r"\s+[|–—-]\s+", verdict.line.text)[0]
    for verdict in verdicts:
        found = find_dateline(verdict.line.text) if verdict.role in ("dateline", "body") else None
        if found and found.agency:
            return found.agency
    return None


def _published(verdicts: Sequence[Verdict], page: Page, reported_on: date | None) -> When:
    for fact in page.facts:
        if fact.name == "published" and (day := parse_iso_date(fact.value)):
            return When(day, day, Precision.DAY, f"{fact.basis}: {fact.value}")
    without_year: tuple[DateFound, Citation] | None = None
    for verdict, found in _dated(verdicts):
        start = verdict.line.start
        citation = Citation(page.source, start + found.start, start + found.end)
        if found.ambiguous:
            continue
        if found.year:
            day = date(found.year, found.month, found.day)
            return When(day, day, Precision.DAY, f"the text: {citation.quote!r}", citation)
        without_year = without_year or (found, citation)
    if without_year is None:
        known = _headed(verdicts, page) or _signed(verdicts, page)
        if known is not None:
            return known
        without_year = _headed_without_year(verdicts, page)
        if without_year is None:
            return When()
    found, citation = without_year
    year, basis = _year_for(found, verdicts, reported_on)
    if year is None:
        return When(
            precision=Precision.DAY_WITHOUT_YEAR,
            basis=f"the text: {citation.quote!r}; it gives no year",
            citation=citation,
            month_day=(found.month, found.day),
        )
    day = date(year, found.month, found.day)
    return When(day, day, Precision.DAY, f"the text: {citation.quote!r}; {basis}", citation)


_LONGEST_HEAD = 8
_SEPARATORS = re.compile(r"\s+[-–—/]\s+|\s*[|·•»(),;]\s*|\.\s+|\s{2,}|\t")


def _days_in_head(verdicts: Sequence[Verdict]) -> Iterator[tuple[Verdict, DateFound, str, str]]:
    """The dates in the lines over the first paragraph: line, date, and what its part holds
    before and after it, a part being what stands between two bars, dashes, commas or stops."""
    for verdict in verdicts[:_LONGEST_HEAD]:
        text = verdict.line.text
        if verdict.role == "body" and len(words_of(text)) > 20:
            return
        cuts = [0, *(c for m in _SEPARATORS.finditer(text) for c in m.span()), len(text)]
        for found in find_dates(text):
            if not found.ambiguous:
                lo = max(c for c in cuts if c <= found.start)
                hi = min(c for c in cuts if c >= found.end)
                yield verdict, found, text[lo : found.start], text[found.end : hi]


def _headed(verdicts: Sequence[Verdict], page: Page) -> When | None:
    """A full date that stands by itself in a line over the first paragraph, whatever the line is.

    Mastheads, lines of navigation and notes to the reader carry the day between other things:
    "Live | Monday 3 June 2024 | Refresh", "Transcript, 4 May 2021. Check against the tape."
    """
    for verdict, found, before, after in _days_in_head(verdicts):
        if found.year and len(words_of(before)) + len(words_of(after)) <= 3:
            start = verdict.line.start
            citation = Citation(page.source, start + found.start, start + found.end)
            day = date(found.year, found.month, found.day)
            return When(day, day, Precision.DAY, f"the text: {citation.quote!r}", citation)
    return None


_DAY_NAME = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b", re.IGNORECASE)


def _headed_without_year(
    verdicts: Sequence[Verdict], page: Page
) -> tuple[DateFound, Citation] | None:
    """A day of the week with its date between bars: "Issue 17 | Monday 28 April | Dry bulk"."""
    for verdict, found, before, after in _days_in_head(verdicts):
        alone = not before.strip() and not after.strip()
        if alone and _DAY_NAME.match(verdict.line.text, found.start):
            start = verdict.line.start
            return found, Citation(page.source, start + found.start, start + found.end)
    return None


_LONGEST_FOOT = 12
_DONE = re.compile(
    r"\b(?:done|given|signed|issued|adopted|dated|released|published|updated)\b", re.IGNORECASE
)


def _signed(verdicts: Sequence[Verdict], page: Page) -> When | None:
    """A full date in a line under the last paragraph: where a letter or communiqué is signed.

    A line with place and date alone goes before one that tells when the page was touched last
    ("Kolda, 3 May 2021"; "Done at Kolda on 3 May 2021"; "Last updated on 4 May 2021").
    """
    last = max((n for n, v in enumerate(verdicts) if len(words_of(v.line.text)) > 14), default=0)
    foot = verdicts[max(last, len(verdicts) - _LONGEST_FOOT) :]
    for alone in (True, False):
        for verdict in foot:
            text = verdict.line.text
            found = next((d for d in find_dates(text) if d.year and not d.ambiguous), None)
            if found is None or len(words_of(text)) > 14:
                continue
            if not (is_date_line(text) if alone else _DONE.search(text[: found.start])):
                continue
            start = verdict.line.start
            citation = Citation(page.source, start + found.start, start + found.end)
            day = date(found.year or 0, found.month, found.day)
            return When(day, day, Precision.DAY, f"the text: {citation.quote!r}", citation)
    return None


def _dated(verdicts: Sequence[Verdict]) -> list[tuple[Verdict, DateFound]]:
    """Dates of the report itself: date lines, bylines and datelines, the surest first."""
    found: list[tuple[Verdict, DateFound]] = []
    body_seen = False
    for verdict in verdicts:
        if verdict.role in ("date", "title") or verdict.kind in ("byline", "masthead"):
            if (day := _own_day(verdict.line.text)) is not None:
                found.append((verdict, day))
        elif verdict.role == "dateline" or (verdict.role == "body" and not body_seen):
            line = find_dateline(verdict.line.text)
            if line and line.date:
                found.append((verdict, line.date))
            elif is_date_line(verdict.line.text) and (day := _own_day(verdict.line.text)):
                found.append((verdict, day))
        body_seen = body_seen or verdict.role == "body"
    return found


_UNTIL = re.compile(r"\s*(?:[-–—]|to|until|till|through)\s*", re.IGNORECASE)


def _own_day(line: str) -> DateFound | None:
    """The day in a line that is the report's own: the day of issue, else the end of a period.

    "Period covered: 21 June - 3 July 2025. Issued on 4 July 2025."
    """
    days = find_dates(line)
    if not days:
        return None
    begun = 0
    for day in days:
        if _DONE.search(line[begun : day.start]):
            # "... 19 to 28 September 2025. Issued on Monday 29 September."
            said = day.year or next((d.year for d in days if d.year), None)
            return replace(day, year=said)
        begun = day.end
    if len(days) > 1 and _UNTIL.fullmatch(line[days[0].end : days[1].start]):
        return days[1]
    return days[0]


def _year_for(
    found: DateFound, verdicts: Sequence[Verdict], reported_on: date | None
) -> tuple[int | None, str]:
    if reported_on is not None:
        years = [reported_on.year + shift for shift in (-1, 0, 1)]
        near = min(
            (y for y in years if _exists(y, found)),
            key=lambda y: abs((date(y, found.month, found.day) - reported_on).days),
            default=None,
        )
        return near, "year from the reference date given"
    for verdict in verdicts:
        if verdict.kind == "copyright" and (match := _COPYRIGHT_YEAR.search(verdict.line.text)):
            year = int(match[1])
            if _exists(year, found):
                return year, f"year from the copyright line {verdict.line.text[:60]!r}"
    return None, ""


def _exists(year: int, found: DateFound) -> bool:
    try:
        date(year, found.month, found.day)
    except ValueError:
        return False
    return True
