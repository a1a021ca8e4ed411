"""Words for dates: one grammar of calendar dates, weekdays and relative times.

Each pattern yields a `TimeWords` record that says what the words mean without yet saying which day
that is; `backchannel.reading.dates` resolves it against an anchor.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass

from backchannel.reading.sieve import Sieve

__all__ = ["TimeWords", "find_time_words", "number_of"]

_MONTHS = (
    "january february march april may june july august september october november december".split()
)
_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_MONTH = (
    r"(?P<month>January|February|March|April|May|June|July|August|September|October|November"
    r"|December|Jan\.?|Feb\.?|Mar\.?|Apr\.?|Jun\.?|Jul\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?)"
)
_WEEKDAY = r"(?P<weekday>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
_YEAR = r"(?P<year>1[89]\d\d|20\d\d)"
_ORDINALS = {
    word: number
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
        "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth "
        "twenty-first twenty-second twenty-third twenty-fourth twenty-fifth twenty-sixth "
        "twenty-seventh twenty-eighth twenty-ninth thirtieth thirty-first".split(),
        1,
    )
}
_ORDINAL = r"(?P<ordinal>" + "|".join(sorted(_ORDINALS, key=len, reverse=True)) + ")"
_OF_MONTH = r"(?:\s+of\s+(?P<of>this|the|last|the\s+previous|the\s+same|that|next)\s+month)"
_NO_DAY = (
    r"(?!\s+(?:anniversary|time|round|day|session|century|floor|article|meeting|congress|parallel"
    r"|page|street|avenue|occasion|attempt|place|minute|hour|year|week|month|period|amendment))"
)
_DAY = r"(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d:]|[.,]\d)"
_NUMBERS = (
    {
        word: number
        for number, word in enumerate(
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
            "fifteen sixteen seventeen eighteen nineteen twenty".split()
        )
    }
    | {"a": 1, "an": 1, "the": 1, "couple of": 2, "a couple of": 2, "few": 3, "thirty": 30}
    | {
        "twenty-four": 24,
        "thirty-six": 36,
        "forty-eight": 48,
        "seventy-two": 72,
    }
)
_COUNT = (
    r"(?P<count>\d{1,3}|twenty-four|thirty-six|forty-eight|seventy-two|a couple of"
    r"|a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven"
    r"|twelve|thirteen|fourteen|fifteen|twenty|thirty)"
)
_UNIT = r"(?P<unit>hour|day|night|week|fortnight|month|year)s?"
_PART = r"(?:\s+(?:morning|afternoon|evening|night|noon|midday))?"


@dataclass(frozen=True, slots=True)
class TimeWords:
    """Words for a time and what they say.

    Parameters
    ----------
    start, end : int
        Place in the text, half-open.
    sort : str
        date, day_of_month, month, year, weekday, nth_weekday, feast, relative_day, relative_unit,
        ago, after, same_day, occasion, event.
    year, month, day, weekday : int or None
        As far as said; weekday 0 is Monday.
    count : int
        Days (or units) of a relative time, signed.
    unit : str
        day, week, month or year.
    part : str
        "early", "middle" or "late" of a month or year, or "".
    manner : str
        How a weekday is said: "last", "next", "this", "that", "before last", "following" or "".
    event : str
        For "two days after the clash": "the clash".
    """

    start: int
    end: int
    sort: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    count: int = 0
    unit: str = "day"
    part: str = ""
    manner: str = ""
    event: str = ""
    event_start: int = 0


def _p(pattern: str, sort: str, flags: int = 0) -> tuple[re.Pattern[str], str]:
    return re.compile(pattern, flags), sort


_NUMBER = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_PATTERNS = (
    _p(
        # "from 3 to 5 May", "3-5 May 2021": the first day of a stretch
        rf"\b(?:(?:from|between|on)\s+)?(?:the\s+)?{_DAY}(?:\s+(?:to|and|until|till)\s+|\s?[-–]\s?)"
        rf"(?:the\s+)?{_NUMBER}(?:\s+of)?\s+{_MONTH}(?:,?\s+{_YEAR})?\b",
        "date",
    ),
    _p(
        rf"\b{_MONTH}\s+{_DAY}(?:\s+(?:to|and)\s+|\s?[-–]\s?){_NUMBER}(?:,?\s+{_YEAR})?(?![\d:]|[.,]\d)",
        "date",
    ),
    _p(
        rf"\b(?:the\s+)?(?P<nth>first|second|third|fourth|last)\s+{_WEEKDAY}\s+(?:of|in)\s+"
        rf"(?:(?P<of>this|the|last|next)\s+month\b|{_MONTH}(?:,?\s+{_YEAR})?\b)",
        "nth_weekday",
    ),
    _p(
        rf"\bthe\s+(?P<nth>first|last)\s+day\s+of\s+{_MONTH}(?:,?\s+{_YEAR})?\b",
        "end_of_month",
    ),
    _p(
        rf"\b(?:[Tt]he|[Oo]n)\s+{_WEEKDAY}\s+(?P<side>before|after)\s+"
        r"(?P<feast>Easter|Christmas|New\s+Year's\s+Day|Good\s+Friday)\b",
        "feast",
    ),
    _p(
        r"\b(?:[Oo]n|[Ss]ince|[Uu]ntil|[Bb]y|[Bb]efore|[Aa]fter)\s+(?P<feast>New\s+Year's\s+(?:Day|Eve)|May\s+Day|Christmas(?:\s+(?:Day|Eve))?|Boxing\s+Day"
        r"|Good\s+Friday|Easter\s+(?:Sunday|Monday)|Palm\s+Sunday|Ash\s+Wednesday|Whit\s+Monday)\b",
        "feast",
    ),
    _p(r"\b(?P<year>(?:19|20)\d\d)-(?P<mon>0[1-9]|1[0-2])-(?P<day>[0-3]\d)\b", "date"),
    _p(
        r"(?<![\d/.-])(?P<day>[0-3]?\d)(?P<sep>[/.-])(?P<mon>[01]?\d)(?P=sep)(?P<year>20\d\d)(?!\d)",
        "date",
    ),
    _p(
        rf"\b(?:{_WEEKDAY},?\s+)?(?:the\s+)?{_MONTH}\s+(?:the\s+)?{_DAY}(?:,?\s+{_YEAR})?\b",
        "date",
    ),
    _p(
        rf"\b(?:{_WEEKDAY},?\s+)?(?:the\s+)?{_DAY}(?:\s+of)?\s+{_MONTH}(?:,?\s+{_YEAR})?\b",
        "date",
    ),
    _p(
        rf"\b(?:{_WEEKDAY},?\s+)?(?:the\s+)?{_ORDINAL}\s+of\s+{_MONTH}(?:,?\s+{_YEAR})?\b",
        "date",
    ),
    _p(
        rf"\b{_WEEKDAY},?\s+the\s+(?:(?P<day>3[01]|[12]?\d)(?:st|nd|rd|th)|{_ORDINAL})\b"
        rf"(?!-){_NO_DAY}",
        "day_of_month",
    ),
    _p(
        r"\b(?:[Oo]n|[Bb]y|[Uu]ntil|[Ss]ince|[Ff]rom)\s+the\s+(?P<day>3[01]|[12]?\d)"
        rf"(?:st|nd|rd|th)\b{_NO_DAY}{_OF_MONTH}?",
        "day_of_month",
    ),
    _p(
        # "its vote of the 10th": a day where no noun follows
        r"(?:\b(?:night|morning|evening|afternoon|small\s+hours|early\s+hours)\s+(?P<sure>of)|"
        r"\b(?:of|before|after|for|to))\s+the\s+(?P<day>3[01]|[12]?\d)(?:st|nd|rd|th)\b"
        rf"(?:{_OF_MONTH}|(?(sure){_NO_DAY}|(?!))|(?=\s*(?:[.,;:!?)]|$)|\s+(?:when|and|but|that|which|was|had|is)\b))",
        "day_of_month",
        re.MULTILINE,
    ),
    _p(rf"\bthe\s+{_ORDINAL}{_OF_MONTH}", "day_of_month", re.IGNORECASE),
    _p(
        # "spent the 11th and 12th of this month in Aru": it went on to the last of them
        rf"\bthe\s+(?:{_NUMBER}\s+(?:and|to|until)\s+(?:the\s+)?)?"
        rf"(?P<day>3[01]|[12]?\d)(?:st|nd|rd|th){_OF_MONTH}",
        "day_of_month",
    ),
    _p(
        # in words only after the tenth: "by the third" may count anything
        r"(?:\b(?:[Bb]y|[Uu]ntil|[Ss]ince)\s+the\s+|(?<=[a-z],\s)the\s+)"
        r"(?P<ordinal>(?:tw|thirt|fourt|fift|sixt|sevent|eight|ninet)\w*(?:th|-\w+)"
        r"|eleventh|twelfth|thirtieth)(?=\s*(?:[.,;:!?)]|$))",
        "day_of_month",
        re.MULTILINE,
    ),
    _p(
        rf"\b{_WEEKDAY}(?=\s+(?:to|through|and|until|or)\s+\w+day,?\s+(?:of\s+)?(?P<week>last"
        rf"|next|the\s+previous|the\s+following)\s+week\b)",
        "weekday",
    ),
    _p(
        rf"\b{_WEEKDAY},?\s+(?:of\s+)?(?P<week>the\s+week\s+before\s+last)\b",
        "weekday",
    ),
    _p(rf"\b[Tt]he\s+{_WEEKDAY}\s+(?P<ere>before)(?=[,.;:)])", "weekday"),
    _p(
        rf"\b{_WEEKDAY},?\s+(?:of\s+)?(?P<week>last|next|the\s+previous|the\s+following)\s+week\b",
        "weekday",
    ),
    _p(
        rf"\b[Oo]n\s+the\s+{_WEEKDAY}\b(?!\s+(?:of|before|after|when|that|in)\b)(?!,?\s+\d)"
        rf"{_PART}",
        "the_weekday",
    ),
    _p(rf"\b{_WEEKDAY}\s+(?P<last>before\s+last)\b", "weekday"),
    _p(
        rf"\b{_WEEKDAY}\s+(?P<following>that\s+followed|after\s+that|thereafter|following(?=\s*[,.;]))",
        "weekday",
    ),
    _p(rf"\b{_WEEKDAY}\s+(?P<ere>before\s+that)\b", "weekday"),
    _p(rf"\b{_WEEKDAY}\s+(?P<past>last)\b(?!\s+(?:week|month|year|night|evening))", "weekday"),
    _p(
        rf"\b(?:(?P<how>[Ll]ast|[Nn]ext|[Tt]his|[Tt]hat|[Tt]he\s+following|[Tt]he\s+same"
        rf"|[Tt]he\s+next|[Ff]ollowing|[Tt]he\s+previous|[Pp]revious|[Cc]oming)\s+)?{_WEEKDAY}"
        rf"(?!'s\s+(?:Market|Club))\b{_PART}",
        "weekday",
    ),
    _p(
        rf"\b(?:(?P<part>[Ee]arly|[Ll]ate|[Mm]id|[Mm]iddle\s+of|[Bb]eginning\s+of|[Ss]tart\s+of"
        rf"|[Ee]nd\s+of|(?:[Ff]irst|[Ll]ast|[Ff]inal)\s+days\s+of"
        r"|(?:[Ff]irst|[Ss]econd|[Tt]hird|[Ll]ast|[Ff]inal)\s+week\s+of)[-\s]+(?:in\s+)?)?"
        rf"{_MONTH}"
        rf"(?:,?\s+(?:of\s+)?{_YEAR})?\b(?![-'])",
        "month",
    ),
    _p(
        # "the September sit-in", "her May visit": dates that noun alone
        r"\b(?:[Tt]he|[Aa]|[Ii]ts|[Tt]heir|[Hh]is|[Hh]er|[Oo]ur)\s+(?P<noun>(?P<month>January|"
        r"February|March|April|May|June|July|August|September|October|November|December)\s+"
        r"(?!(?:on|in|to|at|of|and|by|from|for|with|against|was|is|had|has|after|when)\b)"
        r"[a-z][\w-]+)",
        "month_of_noun",
    ),
    _p(
        r"\b(?:[Ee]arlier\s+)?[Tt]his\s+(?P<unit>morning|afternoon|evening)\b",
        "today",
    ),
    _p(r"\b[Tt]he\s+(?:day\s+before\s+yesterday|night\s+before\s+last)\b", "before_yesterday"),
    _p(r"\b[Tt]he\s+day\s+after\s+tomorrow\b", "after_tomorrow"),
    _p(
        rf"\b{_COUNT}\s+{_UNIT}\s+ago(?P<yesterday>\s+(?:yesterday|today))?\b",
        "ago",
        re.IGNORECASE,
    ),
    _p(
        r"\b(?:late\s+)?(?:yesterday|last\s+night|last\s+evening)\b" + _PART,
        "yesterday",
        re.IGNORECASE,
    ),
    _p(r"\b(?:today|tonight)\b(?!'s\s+world)", "today", re.IGNORECASE),
    _p(r"\btomorrow\b" + _PART, "tomorrow", re.IGNORECASE),
    _p(
        r"\b(?:(?P<part>early|late|mid|(?:the\s+)?(?:beginning|start|middle|end)\s+of)[-\s]+"
        r"(?:in\s+)?)(?P<how>last|this|next|the)\s+(?P<unit>week|month|year)\b",
        "relative_unit",
        re.IGNORECASE,
    ),
    _p(
        r"\b(?:at|over|on|during)\s+the\s+(?:past\s+)?(?P<unit>weekend)\b",
        "relative_unit",
        re.IGNORECASE,
    ),
    _p(r"\bthe\s+(?P<unit>week|weekend|month|year)\s+(?P<how>before\s+last)\b", "relative_unit"),
    _p(r"\b(?P<how>earlier\s+in)\s+the\s+(?P<unit>week|month|year)\b", "relative_unit"),
    _p(
        r"\b(?P<how>earlier\s+this|later\s+this|last|this|next|the\s+previous|the\s+following"
        r"|the\s+coming)\s+(?P<unit>week|weekend|month|year|spring|summer|autumn|winter)\b",
        "relative_unit",
        re.IGNORECASE,
    ),
    _p(
        rf"\b(?:just\s+|barely\s+|only\s+|some\s+|about\s+)?{_COUNT}\s+{_UNIT}"
        rf"(?:\s+and\s+a\s+(?P<more>day|week))?(?:\s+to\s+the\s+(?:day|hour))?\s+"
        rf"(?P<side>before|after|earlier|later|afterwards|thereafter|following|prior\s+to)\b"
        r"(?P<event>\s+[^.,;:!?()]{2,60})?",
        "after",
        re.IGNORECASE,
    ),
    _p(
        # "on its fourth day": three days after the first
        rf"\bon\s+(?:the|its|their|his|her|our)\s+{_ORDINAL}\s+(?P<unit>day)(?P<side>)\b"
        r"(?:\s+of(?P<event>\s+[^.,;:!?()]{2,60}))?",
        "after",
        re.IGNORECASE,
    ),
    _p(
        r"\b(?:on|at)\s+the\s+(?P<side>eve)\s+of(?P<event>\s+[^.,;:!?()]{2,60})",
        "after",
        re.IGNORECASE,
    ),
    _p(
        rf"\b{_COUNT}\s+(?P<unit>day|week|month)s?\s+(?P<side>on)(?=\s*[,.])",
        "after",
        re.IGNORECASE,
    ),
    _p(
        r"\bthe\s+(?P<unit>day|night|morning|evening|week)\s+(?P<side>before|after)\b"
        r"(?!\s+(?:yesterday|tomorrow|last|next)\b)"
        r"(?P<event>\s+(?:the|a|an|its|his|her|their|our|he|she|they|it|we)\s"
        r"[^.,;:!?()]{2,60})",
        "after",
        re.IGNORECASE,
    ),
    _p(
        r"\bit\s+(?:is|has\s+been)\s+(?:now\s+|only\s+|just\s+|barely\s+)?"
        rf"{_COUNT}\s+{_UNIT}\s+since(?P<event>\s+[^.;:!?()]{{2,120}})|"
        r"\bit's\s+(?:been\s+)?(?:now\s+|only\s+|just\s+|barely\s+)?"
        rf"{_COUNT.replace('count', 'count2')}\s+{_UNIT.replace('unit', 'unit2')}\s+since"
        r"(?P<event2>\s+[^.;:!?()]{2,120})|"
        rf"\b{_COUNT.replace('count', 'count3')}\s+{_UNIT.replace('unit', 'unit3')}\s+"
        r"(?:has|have)\s+(?:now\s+)?(?:passed|gone\s+by|elapsed)\s+since"
        r"(?P<event3>\s+[^.;:!?()]{2,120})",
        "since",
        re.IGNORECASE,
    ),
    _p(
        r"\b(?-i:Next)\s+(?P<side3>day|morning|evening|night)\b(?!'s)|"
        r"\bthe\s+(?P<side>next|following|previous)\s+(?:day|morning|evening|night)\b|"
        r"\bthe\s+(?:day|morning|night|evening)\s+(?P<side2>after|before|following)\b(?!\s+(?:yesterday|the|a|h))",
        "next_day",
        re.IGNORECASE,
    ),
    _p(
        r"\b(?:(?:earlier|later)\s+(?:in\s+the|on\s+the\s+same|the\s+same|that)\s+(?:day"
        r"|evening|night|morning|afternoon)|(?:the|on\s+the)\s+same\s+(?:day|evening|morning|afternoon|night)|that\s+(?:day|"
        r"night|evening|morning|afternoon)(?!\s+in\s+(?:January|February|March|April|May|June|July"
        r"|August|September|October|November|December)\b)|in\s+the\s+evening|hours\s+(?:later|after(?:wards)?)"
        r"|(?:(?<![a-z]\s)|(?<=and\s)|(?<=but\s))within\s+(?:the\s+hour|an\s+hour|hours|minutes)|the\s+same\s+hour|at\s+once)\b",
        "same_day",
        re.IGNORECASE,
    ),
    _p(
        r"\b(?:at|in|during|on)\s+the\s+(?P<same>same\s+)?(?P<event>signing|ceremony|meeting|sitting"
        r"|session|rally|hearing|vote|summit|handover|funeral|march)\b"
        r"(?!\s+(?:of|on|in|at|with|room|hall|place|point))|"
        r"\bon\s+the\s+(?P<same2>same)\s+(?P<event2>occasion)\b",
        "occasion",
        re.IGNORECASE,
    ),
    _p(
        rf"\b(?:[Ii]n|[Ss]ince|[Oo]f|[Bb]y|[Uu]ntil|[Dd]uring|[Ff]rom|[Bb]efore|[Ii]nto)\s+{_YEAR}\b(?!\s*(?:people|troops|workers|men|tons?|tonnes|MW|metres))",
        "year",
    ),
)
_SIEVE = Sieve([pattern for pattern, _ in _PATTERNS])
_PARTS: dict[str, tuple[str, ...]] = {
    "middle": ("mid",),
    "last days": ("last days", "final days", "last week", "final week", "end"),
    "first days": ("first days", "first week", "beginning", "start"),
    "second week": ("second week",),
    "third week": ("third week",),
    "late": ("late",),
}
_SAID_WHICH = frozenset("how last following ere".split())
"""Groups that say which of the weekdays is meant: "the Friday after that"."""
_THAT = re.compile(
    r"\s+(?:that|this|which)(?=\s*$|\s+(?:the|an?|its|his|her|their|our|he|she|they|it|we|[A-Z]))"
)
"""What "two days after that" counts from is the day just told."""
_BEFORE_ITS_TIME = re.compile(
    r"\s+(?:(?:its|their|his|her|the)\s+)?(?:time|schedule|due|planned|scheduled|term|expiry)\b"
)
"""What is lifted "a month before its time" is not dated by it."""
_COMPARED = re.compile(
    r"\b(?:first|last|only|\w{3,}est|most\s+\w+|worst)\s+(?:[\w-]+\s+){0,4}since\s+(?:the\s+)?$",
    re.IGNORECASE,
)
"""What is "the longest strike since 1998" was not done then."""
_FALSE_BEFORE = re.compile(
    r"\b(?:[Ee]very|[Ee]ach|[Aa]n?|[Aa]ny|[Mm]any|[Oo]rdinary|The|Mr|Mrs|Ms|Miss|Theresa|Black|Bloody|Good|Ash|Easter)\s+$"
)


def number_of(word: str) -> int:
    """Return the number a count word says, 1 if it is not known.

    Examples
    --------
    >>> number_of("three"), number_of("14"), number_of("a")
    (3, 14, 1)
    """
    word = word.lower()
    return int(word) if word.isdigit() else _NUMBERS.get(word, 1)


def find_time_words(text: str, start: int, end: int) -> list[TimeWords]:
    """Return the words for times between two places of a levelled text, in order, without overlap.

    Months and weekdays count only with a capital, "May" and "March" only where a day, a year or a
    preposition of time makes a month of them.

    Examples
    --------
    >>> words = find_time_words("They may march on Sunday, May 9.", 0, 32)
    >>> [(w.sort, w.month, w.day) for w in words]
    [('date', 5, 9)]
    """
    found: list[TimeWords] = []
    taken = bytearray(end - start)  # characters that belong to one already
    for which in _SIEVE.passing(text[start:end]):
        pattern, sort = _PATTERNS[which]
        for match in pattern.finditer(text, start, end):
            last = match.end()
            if sort == "after" and match.groupdict().get("event"):
                last = match.start("event")  # "two days after Sunday's vote" holds two
            if any(taken[match.start() - start : last - start]):
                continue
            made = _made(match, sort, text)
            if made is not None and not _COMPARED.search(
                text, max(start, made.start - 60), made.start
            ):
                found.append(made)
                length = made.end - made.start
                taken[made.start - start : made.end - start] = b"\1" * length
    return sorted(found, key=lambda f: f.start)


def _made(match: re.Match[str], sort: str, text: str) -> TimeWords | None:
    groups = {k: v for k, v in match.groupdict().items() if v is not None}
    lo, hi = match.span()
    year = int(groups["year"]) if "year" in groups else None
    month = None
    if "month" in groups:
        month = 1 + next(
            i
            for i, m in enumerate(_MONTHS)
            if m.startswith(groups["month"].lower().rstrip(".")[:3])
        )
    elif "mon" in groups:
        month = int(groups["mon"])
    day = int(groups["day"]) if "day" in groups else None
    if "ordinal" in groups:
        day = _ORDINALS.get(groups["ordinal"].lower())
    weekday = _DAYS.index(groups["weekday"].lower()) if "weekday" in groups else None
    if sort == "date":
        if "sep" in groups and month is not None and day is not None and month > 12 >= day:
            month, day = day, month
        if month is None or not 1 <= month <= 12:
            return None
        hi, manner = (hi, "") if year else _of_year(text, hi)
        return TimeWords(
            lo, hi, "date", year=year, month=month, day=day, weekday=weekday, manner=manner
        )
    if sort == "end_of_month" and month is not None:
        last = calendar.monthrange(year or 2001, month)[1] if groups["nth"] == "last" else 1
        return TimeWords(lo, hi, "date", year=year, month=month, day=last)
    if sort == "month":
        return _month(match, groups, year, month, text)
    if sort == "year":
        return TimeWords(match.start("year"), hi, "year", year=year)
    if sort == "weekday":
        if _FALSE_BEFORE.search(text, max(0, lo - 10), lo) and not groups.keys() & _SAID_WHICH:
            return None
        manner = " ".join(groups.get("how", "").lower().split())
        if "last" in groups:
            manner = "before last"
        elif "following" in groups:
            manner = "the following"
        elif "ere" in groups:
            manner = "the previous"
        elif "past" in groups:
            manner = "last"
        elif "week" in groups:
            manner = " ".join(groups["week"].lower().split()) + " week"
        return TimeWords(lo, hi, "weekday", weekday=weekday, manner=manner)
    if sort == "the_weekday":
        return TimeWords(lo, hi, "weekday", weekday=weekday, manner="the")
    if sort == "day_of_month":
        if day is None:
            return None
        which = " ".join(groups.get("of", "").lower().split())
        manner = which if which not in ("this", "the") else ""
        return TimeWords(lo, hi, sort, day=day, weekday=weekday, manner=manner)
    if sort == "month_of_noun":
        return TimeWords(
            match.start("noun"),
            match.start("noun") + len(groups["month"]),
            "month",
            month=month,
            event=groups["noun"].split()[-1],
            event_start=hi,
        )
    if sort == "since":
        counted = {k.rstrip("23"): v for k, v in groups.items()}
        count, unit = _span(counted)
        at = match.start("event") if "event" in groups else hi - len(counted["event"])
        return TimeWords(
            lo, at, "ago", count=-count, unit=unit, event=counted["event"].strip(), event_start=at
        )
    simple = {
        "today": 0,
        "yesterday": -1,
        "tomorrow": 1,
        "before_yesterday": -2,
        "after_tomorrow": 2,
    }
    if sort in simple:
        return TimeWords(lo, hi, "relative_day", count=simple[sort])
    if sort == "ago":
        count, unit = _span(groups)
        to_the_day = "yesterday" in groups
        extra = -1 if to_the_day and "yesterday" in groups["yesterday"] else 0
        if to_the_day and unit == "week":
            return TimeWords(lo, hi, "relative_day", count=-7 * count + extra)
        return TimeWords(lo, hi, "ago", count=-count, unit=unit)
    if sort == "relative_unit":
        how = " ".join(groups.get("how", "past").lower().split())
        how = "earlier this" if how == "earlier in" else how
        part = " ".join(groups.get("part", "").lower().split()).removeprefix("the ")
        side = next((name for name, starts in _PARTS.items() if part.startswith(starts)), "early")
        if text[max(0, lo - 5) : lo].lower() == "time ":
            return None  # "for the second time this month"
        return TimeWords(
            lo, hi, sort, unit=groups["unit"].lower(), manner=how, part=side if part else ""
        )
    if sort == "nth_weekday":
        return TimeWords(
            lo,
            hi,
            sort,
            year=year,
            month=month,
            weekday=weekday,
            count=-1 if groups["nth"].lower() == "last" else _ORDINALS[groups["nth"].lower()],
            manner=groups.get("of", "").lower(),
        )
    if sort == "feast":
        return TimeWords(
            lo,
            hi,
            sort,
            weekday=weekday,
            manner=groups.get("side", ""),
            event=" ".join(groups["feast"].split()),
        )
    if sort == "after":
        count, unit = _span({"count": "1", "unit": "day", **groups})
        if _BEFORE_ITS_TIME.match(groups.get("event", "")):
            return None
        if day is not None:
            count = day - 1
        if _THAT.match(groups.get("event", "")):
            groups.pop("event")
            hi = match.end("side") + len(" that")
        if groups["side"].lower() in ("earlier", "later", "afterwards", "thereafter", "on"):
            groups.pop("event", None)
            hi = match.end("side")
        if unit == "hour" and count >= 20 and "event" not in groups:
            count, unit = round(count / 24), "day"
        if unit == "hour":
            return TimeWords(lo, hi, "same_day", event=groups.get("event", "").strip())
        if groups.get("more") == "day" and unit == "week":
            count, unit = 7 * count + 1, "day"
        back = groups["side"].lower().split(" ")[0] in ("before", "earlier", "prior", "eve")
        return TimeWords(
            lo,
            hi if "event" not in groups else match.start("event"),
            "after",
            count=-count if back else count,
            unit=unit,
            event=groups.get("event", "").strip(),
            event_start=match.start("event") if "event" in groups else 0,
        )
    if sort == "occasion":
        event = groups.get("event") or groups.get("event2") or ""
        same = "same" if groups.keys() & {"same", "same2"} else ""
        return TimeWords(lo, hi, sort, manner=same, event=event.lower())
    if sort == "next_day":
        side = (groups.get("side") or groups.get("side2") or groups.get("side3") or "").lower()
        return TimeWords(lo, hi, "after", count=-1 if side in ("previous", "before") else 1)
    return TimeWords(lo, hi, "same_day")


def _span(groups: dict[str, str]) -> tuple[int, str]:
    count, unit = number_of(groups["count"]), groups["unit"].lower()
    if unit == "fortnight":
        return 2 * count, "week"
    if unit in ("night", "morning", "evening"):
        return count, "day"
    return count, unit


def _month(
    match: re.Match[str], groups: dict[str, str], year: int | None, month: int | None, text: str
) -> TimeWords | None:
    word = groups["month"].rstrip(".")
    part = " ".join(groups.get("part", "").lower().split())
    if len(word) == 3 and word != "May" and "year" not in groups:
        return None
    before = text[max(0, match.start() - 14) : match.start()].lower()
    timed = re.search(
        r"\b(?:in|since|until|till|by|of|from|to|last|next|this|during|before|after|into|between"
        r"|through|late|early|mid|and)[\s-]+$",
        before,
    )
    if word in ("May", "March", "August", "April", "June") and not (
        timed or part or "year" in groups
    ):
        return None
    if not timed and not part and "year" not in groups:
        after = text[match.end() : match.end() + 3]
        if not after.startswith(("'s", ",")):
            return None
    side = ""
    if part:
        side = next(
            (name for name, starts in _PARTS.items() if part.startswith(starts)),
            "early",
        )
    how = (
        "last"
        if before.rstrip().endswith("last")
        else ("next" if before.rstrip().endswith("next") else "")
    )
    end, of_year = (match.end(), "") if year else _of_year(text, match.end())
    return TimeWords(
        match.start(),
        end,
        "month",
        year=year,
        month=month,
        part=side,
        manner=of_year or how,
    )


_YEAR_BEHIND = re.compile(
    r",?\s+(?:of\s+)?(last|this|next|the\s+previous|the\s+same|that)\s+year\b(?!['’])",
    re.IGNORECASE,
)


def _of_year(text: str, end: int) -> tuple[int, str]:
    """Where "June of last year" ends, and which year that is: "last year"; else no more."""
    match = _YEAR_BEHIND.match(text, end)
    if match is None:
        return end, ""
    return match.end(), " ".join(match.group(1).lower().split()).removeprefix("the ") + " year"
