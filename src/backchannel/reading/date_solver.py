"""From words for a time to a day: each form counted from the day it rests on."""

from __future__ import annotations

import calendar
import re
from bisect import bisect_right
from datetime import date, timedelta

from backchannel.dossier.evidence import Precision, Report, When
from backchannel.reading.calendar_words import TimeWords, find_time_words
from backchannel.reading.date_mentions import DateMention
from backchannel.reading.feasts import feast_day
from backchannel.reading.inflection import verb_lemma
from backchannel.reading.parse import Parse
from backchannel.reading.wordlists import sections as word_sections
from backchannel.text import Citation

__all__ = ["AHEAD_NEAR", "JUST_TOLD", "Solver", "day_of", "head_token", "looks_ahead"]


def head_token(parse: Parse | None, words: TimeWords) -> int:
    """The word of the date that hangs on a word outside it."""
    if parse is None:
        return -1
    first = bisect_right(parse.tokens, words.start, key=lambda t: t.start) - 1
    inside = []
    for index in range(max(first, 0), min(first + 12, len(parse.tokens))):
        token = parse.tokens[index]
        if token.start < words.end and token.end > words.start:
            inside.append(index)
    for index in inside:
        if parse.tokens[index].head not in inside or parse.tokens[index].head == index:
            return index
    return inside[0] if inside else -1


AHEAD_NEAR = re.compile(
    r"(?:\b(?:by|until|till|unless|before|from|for|next|starting|effective|as\s+of|no\s+later\s+than"
    r"|into)\s+(?:the\s+)?(?:end\s+of\s+)?)$",
    re.IGNORECASE,
)


_AHEAD_VERB = re.compile(
    r"\b(?:will(?!\s+(?:say|remember|recall|know)\b)|shall|'ll|would|going\s+to|due\s+to|set\s+to|is\s+to|are\s+to|plans?\s+to|planned"
    r"|scheduled|vow\w*\s+to|must|to\s+(?:be|walk|strike|meet|hold|stop|start|begin|visit|resume"
    r"|return|travel|sign|vote|close|open|go))\b",
    re.IGNORECASE,
)


def looks_ahead(text: str, lo: int, words: TimeWords) -> bool:
    """Return whether the words before a time say that it is to come."""
    if words.sort in ("ago", "same_day", "after", "year", "occasion"):
        return False
    if words.sort == "relative_day":
        return words.count > 0
    if words.manner in ("next", "coming", "the coming", "later this"):
        return True
    if words.manner in ("last", "before last", "earlier this", "the previous", "previous"):
        return False
    before = text[lo : words.start]
    near = AHEAD_NEAR.search(before)
    if near and near.group().split()[0].lower() in ("by", "until", "till", "unless", "starting"):
        after = text[words.end : words.end + 60]
        if re.search(r"\bnot\s+until\s+(?:the\s+)?$", before, re.IGNORECASE):
            return False  # "It was not until Monday that they came"
        if re.match(r",\s+when\b(?!.*\b(?:will|would|is|are)\b)", after):
            return False  # "they wavered until Sunday, when the meeting said yes"
        return not re.match(r",?\s+(?:[\w'-]+\s+){1,4}(?:had|was|were|did|has|have)\b", after)
    if near and words.sort in ("weekday", "date", "day_of_month"):
        if near.group().split()[0].lower() == "for" and not text.startswith("'s", words.end):
            return True  # "invited both sides to Orsk for Friday"
    verbs = list(_AHEAD_VERB.finditer(before))
    if not verbs:
        return False
    after_verb = before[verbs[-1].end() :]
    if verbs[-1].group().lower() in ("would", "will") and re.match(r"\s+have\b", after_verb):
        return False
    return (
        not re.search(r"[,;]\s+(?:but|and|which|who|said|while)\b", after_verb)
        and (len(after_verb) < 120)
        and not re.search(r"\b(?:said|told|announced|warned)\b", after_verb)
    )


_EVENT_FAMILIES = (
    "shot shots shoot shooting fire clash clashes fight fighting battle attack skirmish exchange",
    "arrive arrived arrival visit visited tour trip came landed",
    "sign signed signing signature deal agreement accord pact",
    "sitting session assembly parliament council chamber senate house rejected passed voted vote",
    "talk talks meeting met meet round session negotiation negotiations dialogue summit",
    "strike stoppage walkout walk",
    "announce announced announcement said statement",
    "vote voted ballot election elections poll polls referendum",
    "coup takeover putsch seized overthrow",
    "verdict ruling judgment ruled court",
    "kidnap kidnapped abduction seized taken capture captured",
    "release released freed",
    "blast blasts explosion explosions exploded bomb bombing detonated",
    "work work's began begin beginning start started",
)


class Solver:
    """Counts days from the report's own day, a section's or the last day told."""

    def __init__(
        self,
        report: Report,
        text: str,
        day: date | None,
        year_open: tuple[int, int] | None,
        sentences: list[tuple[int, int]],
    ) -> None:
        self.sentences = sentences
        self.report = report
        self.text = text
        self.day = day
        self.anchor = day
        self.year_open = year_open
        self.told: date | None = None
        self.told_at = -1
        self.opened = 0
        self.same_sentence: date | None = None
        self.number = -1
        self.recent: tuple[int, date | None] = (-9, None)
        self.week: date | None = None
        self.month: tuple[int, int] | None = None
        self.any_month: tuple[int, int] | None = None
        self.years: set[int] = set()

    def _before(self) -> date | None:
        """The day that "the next day" and "the same evening" count from."""
        number, day = self.recent
        if day is not None and self.number - number <= 1 and day != self.told:
            near = self.told is None or abs(self.told - day) <= timedelta(days=14)
            if near and (self.anchor is None or day <= self.anchor):
                return self.same_sentence or day
        return self.same_sentence or self.told

    def counted_back(
        self, words: TimeWords, parse: Parse | None, base: date | None = None
    ) -> list[DateMention]:
        """Date X from "on Friday, two days after X": the count is taken off the day told."""
        base = base or self.told
        assert base is not None
        said = " ".join(self.report.source.text[words.start : words.end].split())
        basis = f"the text: '{said} {words.event}', counted back from {base.isoformat()}"
        when = self._shifted(words, base, -words.count, words.unit, basis, loose=False)
        start = words.event_start + 1
        end = start + len(words.event)
        inside = TimeWords(start, end, "event")
        token = head_token(parse, inside)
        return [DateMention(start, end, when, False, token, False, own=True)]

    def dated_behind(self, words: TimeWords) -> date | None:
        """The one day that the rest of a sentence gives, behind the comma after "X after Y"."""
        start = words.event_start + 1 + len(words.event)
        if self.number < 0 or self.text[start : start + 1] != ",":
            return None
        behind = find_time_words(self.text, start, self.sentences[self.number][1])
        if len(behind) != 1 or behind[0].sort not in ("weekday", "date", "relative_day"):
            return None
        if looks_ahead(self.text, start, behind[0]):
            return None
        return self.solve(behind[0], False, []).day

    def solve(self, words: TimeWords, ahead: bool, before: list[DateMention]) -> When:
        """Return when the words for a time mean, with the basis in words."""
        said = " ".join(self.report.source.text[words.start : words.end].split())
        way = {
            "date": self._date,
            "day_of_month": self._day_of_month,
            "month": self._month,
            "year": self._year,
            "weekday": self._weekday,
            "nth_weekday": self._nth_weekday,
            "feast": self._feast,
            "relative_day": self._relative_day,
            "relative_unit": self._relative_unit,
            "ago": self._ago,
            "same_day": self._same_day,
        }.get(words.sort)
        if words.sort == "occasion":
            return self._occasion(words, said, before)
        if words.sort == "after":
            return self._after(words, said, before)
        if way is None:
            return When()
        return way(words, ahead, said)

    def _at(self, words: TimeWords, day: date, basis: str) -> When:
        return When(day, day, Precision.DAY, basis, self._cite(words))

    def _range(
        self, words: TimeWords, lo: date, hi: date, precision: Precision, basis: str
    ) -> When:
        if lo == hi:
            return self._at(words, lo, basis)
        return When(lo, hi, precision, basis, self._cite(words))

    def _cite(self, words: TimeWords) -> Citation:
        return self.report.source.cite(words.start, words.end)

    def _from(self) -> str:
        if self.anchor is None:
            return ""
        if self.report.published.day is not None:
            if self.anchor != self.day:
                return f"in an entry of {self.anchor.isoformat()}"
            return f"in a report of {self.anchor.isoformat()}"
        return f"counted from {self.anchor.isoformat()} (--reported-on)"

    def _year_for(self, month: int, day: int, ahead: bool) -> date | None:
        if self.anchor is None:
            # no day of the report's own: the one year that its dates have named so far
            return day_of(next(iter(self.years)), month, day) if len(self.years) == 1 else None
        best = None
        for year in (self.anchor.year - 1, self.anchor.year, self.anchor.year + 1):
            made = day_of(year, month, day)
            if made is None:
                continue
            gap = abs((made - self.anchor).days) + (300 if ahead and made < self.anchor else 0)
            if best is None or gap < best[0]:
                best = (gap, made)
        return best[1] if best else None

    def _year_said(self, words: TimeWords) -> int | None:
        """The year of "June of last year", counted from the report's."""
        shift = {"last year": -1, "previous year": -1, "this year": 0, "next year": 1}
        if self.anchor is None or words.manner not in shift:
            return None
        return self.anchor.year + shift[words.manner]

    def _date(self, words: TimeWords, ahead: bool, said: str) -> When:
        assert words.month is not None
        assert words.day is not None
        if words.year is not None:
            made = day_of(words.year, words.month, words.day)
            return self._at(words, made, f"the text: '{said}'") if made else When()
        year = self._year_said(words)
        made = day_of(year, words.month, words.day) if year else None
        made = made or self._year_for(words.month, words.day, ahead)
        if made is not None:
            return self._at(words, made, f"the text: '{said}', {self._from()}")
        if day_of(2000, words.month, words.day) is None:
            return When()
        return When(
            precision=Precision.DAY_WITHOUT_YEAR,
            basis=f"the text: '{said}'; it gives no year",
            citation=self._cite(words),
            month_day=(words.month, words.day),
        )

    def _day_of_month(self, words: TimeWords, ahead: bool, said: str) -> When:
        if self.anchor is None or words.day is None:
            return self._open(words, said)
        year, month = self.anchor.year, self.anchor.month
        options = []
        for shift in (-1, 0, 1):
            y, m = year + (month + shift - 1) // 12, (month + shift - 1) % 12 + 1
            made = day_of(y, m, words.day)
            if made is not None and (words.weekday is None or made.weekday() == words.weekday):
                options.append(made)
        if not options:
            return When()
        if words.manner in ("that", "the same"):
            made = day_of(*self.any_month, words.day) if self.any_month else None
            return self._at(words, made, f"the text: '{said}'") if made else When()
        if words.manner:
            year, month = (
                self.anchor.year,
                self.anchor.month + (1 if words.manner == "next" else -1),
            )
            made = day_of(year + (month - 1) // 12, (month - 1) % 12 + 1, words.day)
            return self._at(words, made, f"the text: '{said}', {self._from()}") if made else When()
        past = [d for d in options if d <= self.anchor]
        future = [d for d in options if d >= self.anchor]
        if self.month is not None and not (ahead and future):
            # "at the start of July ..., on the 11th ...": of the month the story stands in
            made = day_of(*self.month, words.day)
            if made is not None and made <= self.anchor:
                if words.weekday is None or made.weekday() == words.weekday:
                    return self._at(words, made, f"the text: '{said}', of the month told before it")
        pick = future[0] if (ahead and future) or not past else past[-1]
        return self._at(words, pick, f"the text: '{said}', {self._from()}")

    def _month(self, words: TimeWords, ahead: bool, said: str) -> When:
        assert words.month is not None
        year = words.year or self._year_said(words)
        if year is None:
            middle = self._year_for(words.month, 15, ahead)
            if middle is None:
                return self._open(words, said)
            year = middle.year
            if words.manner == "last" and self.anchor and date(year, words.month, 1) > self.anchor:
                year -= 1
        last = calendar.monthrange(year, words.month)[1]
        lo, hi = {
            "early": (1, 10),
            "first days": (1, 7),
            "middle": (11, 20),
            "second week": (8, 14),
            "third week": (15, 21),
            "late": (21, last),
            "last days": (last - 6, last),
        }.get(words.part, (1, last))
        precision = Precision.RANGE if words.part else Precision.MONTH
        basis = f"the text: '{said}'" + ("" if words.year else f", {self._from()}")
        return self._range(
            words, date(year, words.month, lo), date(year, words.month, hi), precision, basis
        )

    def _year(self, words: TimeWords, ahead: bool, said: str) -> When:
        del ahead
        assert words.year is not None
        return self._range(
            words,
            date(words.year, 1, 1),
            date(words.year, 12, 31),
            Precision.YEAR,
            f"the text: '{said}'",
        )

    def _weekday(self, words: TimeWords, ahead: bool, said: str) -> When:
        assert words.weekday is not None
        base = self.anchor
        basis = f"the text: '{said}', {self._from()}"
        if words.manner in ("the following", "following", "the next", "that", "the same"):
            if self.told is not None:
                basis = f"the text: '{said}', after {self.told.isoformat()}"
                ahead_by = (words.weekday - self.told.weekday()) % 7
                if words.manner in ("that", "the same"):
                    return self._at(words, self.told + timedelta(days=ahead_by), basis)
                return self._at(words, self.told + timedelta(days=ahead_by or 7), basis)
        by = self.text[: words.start][-4:].lower().strip() == "by" and self.told_at >= self.opened
        if (words.manner == "the" or (by and not words.manner and not ahead)) and self.told:
            # "On the Thursday she got their names": of the days just told of
            made = self.told + timedelta(days=(words.weekday - self.told.weekday()) % 7)
            if base is None or made <= base:
                return self._at(words, made, f"the text: '{said}', after {self.told.isoformat()}")
        if base is None:
            return self._open(words, said)
        if words.manner.endswith(" week"):
            monday = base - timedelta(days=base.weekday())
            shift = {"next week": 1, "the following week": 1, "the week before last week": -2}
            monday += timedelta(weeks=shift.get(words.manner, -1))
            return self._at(words, monday + timedelta(days=words.weekday), basis)
        back = (base.weekday() - words.weekday) % 7
        if words.manner == "before last":
            made = base - timedelta(days=(back or 7) + 7 if back == 0 else back + 7)
            # "the Wednesday before last": the one before the last full one
            made = base - timedelta(days=(back or 7) + 7)
        elif words.manner in ("last", "previous", "the previous"):
            if words.manner == "the previous" and self.told is not None and self.told <= base:
                back, base = (self.told.weekday() - words.weekday) % 7, self.told
                basis = f"the text: '{said}', before {base.isoformat()}"
            made = base - timedelta(days=back or 7)
        elif ahead or words.manner in ("next", "coming"):
            made = base + timedelta(days=(words.weekday - base.weekday()) % 7 or 7)
        elif self.week is not None and words.manner in ("", "the"):
            made = self.week + timedelta(days=words.weekday)
            basis = f"the text: '{said}', of the week of {self.week.isoformat()}"
        else:
            made = base - timedelta(days=back)
        return self._at(words, made, basis)

    def _nth_weekday(self, words: TimeWords, ahead: bool, said: str) -> When:
        if self.anchor is None or words.weekday is None:
            return self._open(words, said)
        year, month = self.anchor.year, self.anchor.month
        if words.month is not None:
            middle = self._year_for(words.month, 15, ahead)
            year, month = words.year or (middle.year if middle else year), words.month
        elif words.manner in ("last", "next"):
            month += 1 if words.manner == "next" else -1
            year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
        days = [
            day
            for number in range(1, calendar.monthrange(year, month)[1] + 1)
            if (day := date(year, month, number)).weekday() == words.weekday
        ]
        made = days[words.count if words.count < 0 else words.count - 1]
        return self._at(words, made, f"the text: '{said}', {self._from()}")

    def _feast(self, words: TimeWords, ahead: bool, said: str) -> When:
        if self.anchor is None:
            return self._open(words, said)
        years = (self.anchor.year - 1, self.anchor.year, self.anchor.year + 1)
        days = [feast_day(words.event, year) for year in years]
        if words.weekday is not None:
            # "the Thursday before Easter"
            before = words.manner == "before"
            gaps = [((words.weekday - d.weekday()) % 7) or 7 for d in days]
            days = [
                d + timedelta(days=(gap - 7 if gap < 7 else -7) if before else gap)
                for d, gap in zip(days, gaps, strict=True)
            ]
        past = [d for d in days if d <= self.anchor]
        made = next(d for d in days if d >= self.anchor) if ahead else past[-1]
        return self._at(words, made, f"the text: '{said}', {self._from()}")

    def _relative_day(self, words: TimeWords, ahead: bool, said: str) -> When:
        del ahead
        if self.anchor is None:
            return self._open(words, said)
        return self._at(
            words, self.anchor + timedelta(days=words.count), f"the text: '{said}', {self._from()}"
        )

    def _relative_unit(self, words: TimeWords, ahead: bool, said: str) -> When:
        del ahead
        if self.anchor is None:
            return self._open(words, said)
        basis = f"the text: '{said}', {self._from()}"
        shift = {
            "last": -1,
            "the previous": -1,
            "before last": -2,
            "next": 1,
            "the following": 1,
            "the coming": 1,
        }.get(words.manner, 0)
        if words.manner == "past":
            lo = self.anchor - timedelta(days=(self.anchor.weekday() - 5) % 7)
            hi = min(lo + timedelta(days=1), self.anchor)
        elif words.unit in ("week", "weekend"):
            monday = self.anchor - timedelta(days=self.anchor.weekday()) + timedelta(weeks=shift)
            lo = monday + timedelta(days=5 if words.unit == "weekend" else 0)
            hi = monday + timedelta(days=6)
        elif words.unit == "month":
            year, month = self.anchor.year, self.anchor.month + shift
            year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
            lo = date(year, month, 1)
            hi = date(year, month, calendar.monthrange(year, month)[1])
        else:
            year = self.anchor.year + shift
            lo, hi = {
                "spring": (date(year, 3, 1), date(year, 5, 31)),
                "summer": (date(year, 6, 1), date(year, 8, 31)),
                "autumn": (date(year, 9, 1), date(year, 11, 30)),
                "winter": (date(year, 12, 1), date(year + 1, 2, 28)),
            }.get(words.unit, (date(year, 1, 1), date(year, 12, 31)))
        if words.part:
            days = (hi - lo).days
            first, last = {"early": (0, 1), "middle": (1, 2), "first days": (0, 0.7)}.get(
                words.part, (2, 3)
            )
            hi = lo + timedelta(days=round(days * last / 3))
            lo = lo + timedelta(days=round(days * first / 3))
        if words.manner in ("earlier this",):
            hi = min(hi, self.anchor)
        elif words.manner == "later this":
            lo = max(lo, self.anchor)
        precision = {"month": Precision.MONTH, "year": Precision.YEAR}.get(
            words.unit, Precision.RANGE
        )
        if words.part or (words.manner.endswith("this") and words.manner != "this"):
            precision = Precision.RANGE
        return self._range(words, lo, max(lo, hi), precision, basis)

    def _ago(self, words: TimeWords, ahead: bool, said: str) -> When:
        del ahead
        if self.anchor is None:
            return self._open(words, said)
        basis = f"the text: '{said}', {self._from()}"
        if words.unit == "hour":
            return self._at(words, self.anchor, basis)
        return self._shifted(words, self.anchor, words.count, words.unit, basis)

    def _shifted(
        self, words: TimeWords, base: date, count: int, unit: str, basis: str, loose: bool = True
    ) -> When:
        if unit == "day":
            return self._at(words, base + timedelta(days=count), basis)
        if unit == "week":
            made = base + timedelta(weeks=count)
            if not loose:
                return self._at(words, made, basis)
            return self._range(
                words, made - timedelta(days=2), made + timedelta(days=2), Precision.RANGE, basis
            )
        months = count * (12 if unit == "year" else 1)
        index = base.year * 12 + base.month - 1 + months
        year, month = index // 12, index % 12 + 1
        if not 1 <= year <= 9999:
            return When()
        if unit == "year":
            return self._range(words, date(year, 1, 1), date(year, 12, 31), Precision.YEAR, basis)
        return self._range(
            words,
            date(year, month, 1),
            date(year, month, calendar.monthrange(year, month)[1]),
            Precision.MONTH,
            basis,
        )

    def _same_day(self, words: TimeWords, ahead: bool, said: str) -> When:
        del ahead
        base = self._before()
        if base is None:
            return When()
        return self._at(words, base, f"the text: '{said}', of {base.isoformat()}")

    def _occasion(self, words: TimeWords, said: str, before: list[DateMention]) -> When:
        """The day of "at the signing" and "in the same sitting": of the sentence that dates it."""
        base = self._event_day(words, before) or self._told_beside(words, before)
        if base is None and words.manner == "same":
            base = self._before()
        if base is None:
            return When()
        return self._at(words, base, f"the text: '{said}', of {base.isoformat()}")

    def _told_beside(self, words: TimeWords, before: list[DateMention]) -> date | None:
        """The day told last before an event was named without one."""
        named = next(
            (f.split() for f in _EVENT_FAMILIES if words.event in f.split()), [words.event]
        )
        spots = [
            m.start()
            for m in re.finditer(r"\b(?:" + "|".join(named) + r")\b", self.text[: words.start])
        ]
        days = [
            m.when.day
            for m in before
            if spots and m.main and not m.ahead and m.when.day and 0 < spots[-1] - m.start < 400
        ]
        return days[-1] if days else None

    def _after(self, words: TimeWords, said: str, before: list[DateMention]) -> When:
        base = None
        if words.event:
            base = self._event_day(words, before)
            if base is None and JUST_TOLD.match(words.event):
                base = self._before()  # "two days after the raid", told of in the lines above
        else:
            base = self._before()
        whole = f"{said} {words.event}".strip()
        if base is None:
            return When(
                precision=Precision.ORDER,
                basis=f"the text: '{whole}', which it does not date",
                citation=self._cite(words),
                before=words.event if words.count < 0 else None,
                after=words.event if words.count >= 0 else None,
            )
        basis = f"the text: '{whole}', counted from {base.isoformat()}"
        return self._shifted(words, base, words.count, words.unit, basis, loose=False)

    def _event_day(self, words: TimeWords, before: list[DateMention]) -> date | None:
        """The day of an event named by a noun, from the sentence that dated it."""
        noun = re.split(
            r"\s(?:the|a|an|his|her|its|their|that|which)\s", f" {words.event}", maxsplit=2
        )
        named = noun[1] if len(noun) > 1 and not noun[0].strip() else noun[0]
        wanted = {w for w in re.findall(r"[a-z]{3,}", named.lower())[:3] if w not in _EMPTY}
        for family in _EVENT_FAMILIES:
            members = set(family.split())
            if members & wanted:
                wanted |= members
        inner = find_time_words(words.event, 0, len(words.event))
        if inner:
            known = inner[0].sort in ("date", "weekday", "day_of_month")
            return self.solve(inner[0], False, before).day if known else None
        best = None
        for mention in before:
            day = mention.when.day
            counted = _COUNTED.search(mention.when.basis)
            if day is None or mention.ahead or counted:
                continue
            lo, hi = next(
                ((a, b) for a, b in self.sentences if a <= mention.start < b),
                (mention.start, mention.end),
            )
            sentence = self.text[lo:hi].lower()
            told = set(re.findall(r"[a-z]{3,}", sentence))
            shared = {w for w in wanted if w in told or any(_akin(w, x) for x in told)}
            if shared and (best is None or len(shared) > best[0]):
                best = (len(shared), day)
        return best[1] if best else None

    def _open(self, words: TimeWords, said: str) -> When:
        return When(
            precision=Precision.UNKNOWN,
            basis=f"the text: '{said}'; the day of the report is not known",
            citation=self._cite(words),
        )


JUST_TOLD = re.compile(
    r"(?:the|this|that)\s+(?:\w+\s+)?(?:"
    + "|".join(re.escape(w) for w in word_sections("grammar_words.txt")["told act"])
    + r")\b",
    re.IGNORECASE,
)


_EMPTY = frozenset("the his her its their that this was had been and for with from after".split())


_ROOT = 6
_SHORT = 4


_COUNTED = re.compile(r"counted from (?!.*\(--reported-on\)$)")


def _akin(noun: str, word: str) -> bool:
    """Whether a noun is made of a verb's root: "declaration" of "declared", "pardon" of it."""
    if len(noun) > _ROOT < len(word) and noun[:_ROOT] == word[:_ROOT]:
        return True
    return len(noun) > _SHORT and word.endswith("ed") and verb_lemma(word) == noun


def day_of(year: int, month: int, day: int) -> date | None:
    """Return a day of the calendar, None if it has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None
