"""Sections of a page that have a day of their own: dated headings, entries of a live blog."""

from __future__ import annotations

import re
from bisect import bisect_right
from datetime import date, timedelta

from backchannel.dossier.evidence import Report
from backchannel.reading.calendar_words import find_time_words
from backchannel.reading.date_solver import day_of
from backchannel.reading.datelines import find_dates as find_line_dates

__all__ = ["SECTION_HEAD", "day_sections", "entries_of", "section_day"]

SECTION_HEAD = re.compile(
    r"^[ \t]*(?:(?P<yesterday>Yesterday(?:'s\s+entries|'s\s+posts|:|$)|Earlier:\s*yesterday)"
    r"|(?P<today>Today(?:'s\s+entries|:|$))"
    r"|(?:\d{1,2}[:.]\d\d\s*)?\(?(?P<weekday>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday"
    r"|Sunday)\)?(?:'s\s+(?:entries|posts|updates))?(?:,?\s+(?P<rest>[^\n.!?]{0,24}))?[ \t]*$)",
    re.MULTILINE | re.IGNORECASE,
)


_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()


def day_sections(
    text: str, day: date | None, entries: tuple[int, ...], report: Report
) -> list[tuple[int, date]]:
    """Places from which on a live blog's entries were written on another day."""
    if day is None:
        return []
    found = _dated_headings(text, day, report) if entries else []
    for match in SECTION_HEAD.finditer(text):
        if match["yesterday"]:
            found.append((match.start(), day - timedelta(days=1)))
        elif match["today"]:
            found.append((match.start(), day))
        elif match["weekday"]:
            rest = find_time_words(match.group(), 0, len(match.group()))
            if any(w.sort == "date" for w in rest):
                continue
            if match["rest"] and not re.fullmatch(r"[\d:. ]*", match["rest"]):
                continue
            back = (day.weekday() - _WEEKDAYS.index(match["weekday"].lower())) % 7
            found.append((match.start(), day - timedelta(days=back)))
    return sorted(found)


def _dated_headings(text: str, day: date, report: Report) -> list[tuple[int, date]]:
    """Lines of a live blog that hold a date alone ("TUESDAY 11 MARCH"), with their days."""
    own = report.published.citation
    found = []
    for match in re.finditer(r"^[^\n]{4,40}$", text, re.MULTILINE):
        if own is not None and match.start() <= own.start < match.end():
            continue
        line = match.group().strip(" \t-–—*#:|·•")
        dates = find_line_dates(line) if line[-1:].isalnum() else ()
        if len(dates) != 1 or dates[0].start > 0 or dates[0].end < len(line):
            continue
        years = (dates[0].year,) if dates[0].year else (day.year, day.year - 1)
        days = (day_of(year, dates[0].month, dates[0].day) for year in years)
        made = next((d for d in days if d is not None and d <= day), None)
        if made is not None and day - made <= timedelta(days=31):
            found.append((match.start(), made))
    return found


_CLOCK = re.compile(
    r"^[ \t]*\[?(?:[01]?\d|2[0-3])[:.h][0-5]\d\]?(?:[ \t]*(?:h|hrs|[ap]\.?m\.?))?"
    r"(?:[ \t]*(?:[A-Z]{2,4}|local time))?[ \t]*(?:$|[-–—:|•·][ \t])",
    re.MULTILINE,
)


def entries_of(text: str) -> tuple[int, ...]:
    """Places where the entries of a live blog begin: lines that hold a time of day alone."""
    found = tuple(m.start() for m in _CLOCK.finditer(text))
    return found if len(found) >= 3 else ()


def section_day(sections: list[tuple[int, date]], at: int, day: date | None) -> date | None:
    """Return the day of the section that a place lies in, or `day`."""
    index = bisect_right(sections, (at, date.max)) - 1
    return sections[index][1] if index >= 0 else day
