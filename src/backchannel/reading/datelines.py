"""Lines that say when and where a report was written: datelines, date lines, times of update.

Only full lines and the opening of the first paragraph are looked at; dates inside the text are
another room's business (``reading/dates.py``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

__all__ = ["DateFound", "Dateline", "find_dateline", "find_dates", "is_date_line", "parse_iso_date"]

_MONTHS = (
    "january february march april may june july august september october november december".split()
)
_MONTH = (
    r"(?P<month{0}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAYNAME = r"(?:(?:mon|tues?|wednes|thurs?|fri|satur|sun|wed|thu|sat)(?:day)?\.?,?\s+)?"
_YEAR = r"(?P<year{0}>(?:19|20)\d\d)"
# the year of another era before ours: "B.E. 2566 (2023)", "1402/2023"
_ERA = r"(?:(?:[A-Z]\.?[A-Z]\.?\s*|[A-Z][a-z]+\s+)?(?!(?:19|20)\d\d)\d{1,4}\s*[(/]\s*)?"
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # April 8, 2021 / Apr. 8 / April 8th, 2021
        (
            rf"\b{_DAYNAME}{_MONTH.format('')}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?"
            rf"(?:,?\s+{_ERA}{_YEAR.format('')}\)?)?(?![\d:]|\.\d)"
        ),
        # 8 April 2021 / Thursday, 8th of April
        (
            rf"\b{_DAYNAME}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+day)?(?:\s+of)?[\s-]+{_MONTH.format('')}"
            rf"(?:,?[\s-]+{_ERA}{_YEAR.format('')}\)?)?(?!\d)"
        ),
        # 2021-04-08, 2021/04/08
        r"\b(?P<year>(?:19|20)\d\d)(?P<stroke>[-/])(?P<mon>\d\d)(?P=stroke)(?P<day>\d\d)(?!\d)",
        # 30/01/2025, 30.01.2025, 30-01-2025: read as day, month, year; with strokes the other
        # order is as good, unless the figures or the name of the day tell
        (
            r"(?P<dayname>\b(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?"
            r"(?<![\d/.-])(?P<first>\d{1,2})(?P<sep>[/.-])(?P<second>\d{1,2})(?P=sep)"
            r"(?P<year>(?:19|20)\d\d)(?!\d)"
        ),
        # 25.06.24: points between two figures each, the day first
        r"(?<![\d/.])(?P<first>\d\d)\.(?P<second>\d\d)\.(?P<short>\d\d)(?![\d.])",
    )
)
_DATELINE = re.compile(
    r"(?P<place>[A-ZÀ-ÖØ-Þ][\w'’.ʼ-]+(?:[ /-][A-ZÀ-ÖØ-Þ(][\w'’.)-]*){0,4}"
    r"(?:, [A-Z][\w'’.]+(?: [A-Z][\w'’.]+){0,2})?)"
    r"(?P<date>,? *(?:\w+day,? *)?(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8}\.?)"
    r"(?:,? (?:19|20)\d\d)?)?"
    r"(?: *\((?P<agency>[^()\n]{2,40})\))?"
    r" *(?P<dash>[–—]|-{1,2}|:)(?: +|$|(?=[A-Z\"“]))"
)
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class DateFound:
    """A calendar date in a line: place in the line, month, day, and the year if it is given.

    `ambiguous` is true for ``03/04/2021``, which is March in some countries and April in others.
    """

    start: int
    end: int
    year: int | None
    month: int
    day: int
    ambiguous: bool = False


@dataclass(frozen=True, slots=True)
class Dateline:
    """The opening of wire copy: ``BAGHDAD, April 8 (Agency) -``; offsets in the line."""

    start: int
    end: int
    place: str
    agency: str | None
    date: DateFound | None


def find_dates(line: str) -> tuple[DateFound, ...]:
    """Return the calendar dates in a line, in order, without overlaps.

    Examples
    --------
    >>> [(d.year, d.month, d.day) for d in find_dates("Thursday, 16 October 2025")]
    [(2025, 10, 16)]
    >>> find_dates("March 30 or 03/04/2021")[1].ambiguous
    True
    """
    found: list[DateFound] = []
    taken = bytearray(len(line))  # characters that belong to one already
    for pattern in _PATTERNS:
        for match in pattern.finditer(line):
            made = _made(match)
            if made and not any(taken[made.start : made.end]):
                found.append(made)
                taken[made.start : made.end] = b"\1" * (made.end - made.start)
    return tuple(sorted(found, key=lambda d: d.start))


def _made(match: re.Match[str]) -> DateFound | None:
    groups = match.groupdict()
    year = int(groups["year"]) if groups.get("year") else None
    ambiguous = False
    if "first" in groups:
        first, second = int(groups["first"]), int(groups["second"])
        day, month = (second, first) if second > 12 else (first, second)
        strokes = groups.get("sep") == "/"
        ambiguous = strokes and first <= 12 and second <= 12 and first != second
        if groups.get("short"):
            year = 2000 + int(groups["short"])
        if ambiguous and groups.get("dayname") and year:
            asked = groups["dayname"].lower()[:3]
            fits = [o for o in ((first, second), (second, first)) if _falls_on(year, o, asked)]
            if len(fits) == 1:
                (day, month), ambiguous = fits[0], False
    elif "mon" in groups:
        month, day = int(groups["mon"]), int(groups["day"])
    else:
        name = groups["month"].lower()[:3]
        month = next(i for i, full in enumerate(_MONTHS, 1) if full.startswith(name))
        day = int(groups["day"])
    try:
        date(year or 2000, month, day)
    except ValueError:
        return None
    return DateFound(match.start(), match.end(), year, month, day, ambiguous)


def _falls_on(year: int, day_and_month: tuple[int, int], dayname: str) -> bool:
    try:
        weekday = date(year, day_and_month[1], day_and_month[0]).weekday()
    except ValueError:
        return False
    return "mon tue wed thu fri sat sun".split()[weekday] == dayname


_OF_ISSUE = re.compile(
    r"\W*(?:period (?:covered|under review)|reporting period|reporting date|date of issue|issued)"
    r"(?: on\b|:)",
    re.IGNORECASE,
)


_ISSUING = frozenset(
    "period covered under review reporting date of issue issued published released updated on from "
    "to until at and monday tuesday wednesday thursday friday saturday sunday".split()
)


def is_date_line(line: str) -> bool:
    """Return whether a short line is little more than a date, with a place or a time perhaps.

    Examples
    --------
    >>> is_date_line("Doha, 26 January 2025")
    True
    >>> is_date_line("Period covered: 19 to 28 January 2025. Issued on 29 January.")
    True
    >>> is_date_line("On 26 January 2025 the parties met in Doha.")
    False
    >>> is_date_line("Issued on 26 January 2025, the order bans rallies.")
    False
    """
    if len(line) > 90:
        return False
    dates = find_dates(line)
    if not dates:
        return False
    if _OF_ISSUE.match(line) and all(
        word.lower() in _ISSUING or word.isdigit() for word in _WORD.findall(_without(line, dates))
    ):
        return True
    if dates[0].start == 0 and len(_WORD.findall(line)) <= 14:
        return not line.rstrip().endswith((".", "!", "?"))
    words = [w for w in _WORD.findall(_without(line, dates)) if not w.isdigit()]
    lower = [
        w
        for w in words
        if w.islower() and w not in {"at", "on", "updated", "published", "h", "am", "pm", "local"}
    ]
    return len(words) <= 7 and len(lower) <= 2 and not line.rstrip().endswith((".", "!", "?"))


def _without(line: str, dates: Sequence[DateFound]) -> str:
    """A line without its dates."""
    for found in reversed(dates):
        line = line[: found.start] + " " + line[found.end :]
    return line


def find_dateline(line: str) -> Dateline | None:
    """Return the dateline that opens a line, or None.

    A place alone ("BAGHDAD -") must be in capitals; with a date or an agency it need not be.

    Examples
    --------
    >>> found = find_dateline("BAGHDAD, April 8 (Agency) - Envoys met.")
    >>> found.place, found.agency, found.date.month, found.end
    ('BAGHDAD', 'Agency', 4, 28)
    >>> find_dateline("Iran - and this matters - was there.") is None
    True
    """
    line = line[:_FARTHEST]  # no dateline is longer, and a line may be of any length
    match = _DATELINE.match(line)
    if match is None or len(match["place"]) > 60:
        return _full_dateline(line)
    dated = match["date"]
    dates = find_dates(dated) if dated else ()
    town = match["place"].split(",")[0]
    shouting = town.upper() == town and len(town) >= 3
    if not shouting and match["dash"] == ":" and not match["agency"]:
        return _full_dateline(line)
    if not (dates or match["agency"]) and (full := _full_dateline(line)):
        return full
    if not (dates or match["agency"] or (shouting and match["dash"] != ":")):
        return None
    found = None
    if dates:
        shift = match.start("date")
        first = dates[0]
        found = DateFound(
            first.start + shift, first.end + shift, first.year, first.month, first.day
        )
    return Dateline(0, match.end(), match["place"], match["agency"], found)


_FARTHEST = 240
_LONGEST_OPENING = 90
_LEAD = re.compile(
    r"[\[(/]?(?:(?!(?:On|In|By|Since|From|At|After|Before|Until|Till|The|This|That|It|Between|During"
    r"|As|For|Of|To|Around|About|Till|Between|Exactly|Only)\b)"
    r"(?P<name>[(/]?[A-ZÀ-ÖØ-Þ][\w'’.ʼ-]*[)/]?)(?P<mark> *[,:/–—-]+ *| +|$))*(?:the +|le +)?$"
)
_REST = re.compile(
    r"(?P<names>(?:,? +[A-ZÀ-ÖØ-Þ][\w'’ʼ-]+){0,3}(?=,? *[\[(/.:–—-]))?"
    r"(?P<more>,? *(?:\((?P<agency>[^()\n]{2,40})\)|/[^/\n]{2,20}/|(?-i:[A-Z]{2,8})(?= *[:–—-])))?"
    r"(?P<marks> *[\])]?[.:,]? *(?:[–—]|-{1,2})?)(?:/[^/\n]{2,20}/[.:]?)?"
    r"(?=\s+[\"“«‘(]?[A-ZÀ-ÖØ-Þ]|\s*$)"
)


def _full_dateline(line: str) -> Dateline | None:
    """A dateline of any make-up that gives the day with its year, or the day and an agency.

    "Place, 3 May 2021 (Agency). - ", "[Place, 3 May 2021] ", "3 May 2021, Place: ",
    "PLACE, May 3, 2021. /AGENCY/. ": names, a date and marks, and then a sentence begins.
    """
    opening = line[:_LONGEST_OPENING]
    if not any(c.isdigit() for c in opening):
        return None
    found = next(iter(find_dates(opening)), None)
    if found is None or found.ambiguous:
        return None
    lead = _LEAD.match(line[: found.start])
    rest = _REST.match(line, found.end)
    if lead is None or rest is None:
        return None
    names = line[: found.start].strip(" [(/,:-–—")
    marks = rest["marks"].strip()
    told = bool(names or rest["names"] or rest["more"])
    if not told or not (marks or rest["more"] or line[rest.end() - 1] == "/"):
        return None
    if found.year is None and not (rest["more"] and marks):
        return None
    place = names or (rest["names"] or "").strip(" ,")
    end = rest.end()
    while end < len(line) and line[end] == " ":
        end += 1
    return Dateline(0, end, place, rest["agency"], found)


def parse_iso_date(value: str) -> date | None:
    """Return the calendar day of an ISO 8601 or RFC 2822 time stamp, as it is written there.

    Examples
    --------
    >>> parse_iso_date("2021-04-08T23:30:00+03:00")
    datetime.date(2021, 4, 8)
    >>> parse_iso_date("Thu, 08 Apr 2021 23:30:00 GMT")
    datetime.date(2021, 4, 8)
    >>> parse_iso_date("soon") is None
    True
    """
    match = re.match(r"\s*((?:19|20)\d\d)-?(\d\d)-?(\d\d)", value)
    if match:
        try:
            return date(int(match[1]), int(match[2]), int(match[3]))
        except ValueError:
            return None
    dates = [d for d in find_dates(value[:200]) if d.year and not d.ambiguous]
    if dates:
        return date(dates[0].year or 0, dates[0].month, dates[0].day)
    return None
