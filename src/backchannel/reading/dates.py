"""Dates of what a report tells: absolute, partial, weekdays, relative, each with its basis.

A relative date is resolved against the report's own day, if that is known, else against the day the
user gave; a section of a live blog may have a day of its own ("Yesterday's entries"). Where neither
is known the year, or the day, stays open. Words such as "the next day" are resolved against the
last day told before them, and the basis says so.
"""

from __future__ import annotations

import calendar
import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import pairwise

from backchannel.dossier.evidence import Precision, Report, When
from backchannel.reading.calendar_words import TimeWords, find_time_words
from backchannel.reading.date_reach import (
    foretells,
    in_return,
    is_at_once,
    is_owned_elsewhere,
    is_speech_beside,
    is_told_before,
    opens_with_when,
    stands_apart,
    tells_of_all,
)
from backchannel.reading.datelines import find_dates as find_line_dates
from backchannel.reading.feasts import feast_day
from backchannel.reading.gazetteer import level
from backchannel.reading.parse import Parse, Token
from backchannel.reading.quotations import quotations
from backchannel.reading.tagged import sentence_spans
from backchannel.reading.wordlists import sections as word_sections
from backchannel.text import Citation

__all__ = ["DateMention", "Dates", "find_dates"]


@dataclass(frozen=True, slots=True)
class DateMention:
    """Words that give a date, and what they give.

    Parameters
    ----------
    start, end : int
        Place in the text, half-open.
    when : When
        The date with precision and basis.
    ahead : bool
        The words look forward: a deadline, a plan ("by Monday", "would strike on Friday").
    token : int
        Index of the head word in the parse, -1 without a parse.
    main : bool
        It dates a main clause, so that the story stands at this day until it moves on; false for
        dates inside noun phrases and relative clauses, and for "since" and "from".
    own : bool
        It dates only what stands in its own words ("two days after *the rebels set a deadline*").
    back : bool
        It dates a look back in the past perfect, and what its paragraph tells after it.
    verb : int
        The verb it belongs to where the tree hangs it on another one, else -1.
    """

    start: int
    end: int
    when: When
    ahead: bool = False
    token: int = -1
    main: bool = True
    own: bool = False
    back: bool = False
    verb: int = -1


@dataclass(frozen=True, slots=True)
class Dates:
    """When the things told in one report were.

    Parameters
    ----------
    mentions : tuple of DateMention
        Every date the text gives, in order.
    report_day : date or None
        The day relative dates are counted from.
    dated : bool
        The report itself gives that day; false if the user gave it as a reference.
    """

    mentions: tuple[DateMention, ...] = ()
    report_day: date | None = None
    sentences: tuple[tuple[int, int], ...] = field(default=(), repr=False)
    paragraphs: tuple[tuple[int, int], ...] = field(default=(), repr=False)
    parse: Parse | None = field(default=None, repr=False, compare=False)
    sections: tuple[tuple[int, date], ...] = field(default=(), repr=False)
    dated: bool = True
    quoted: tuple[tuple[int, int], ...] = field(default=(), repr=False)
    entries: tuple[int, ...] = field(default=(), repr=False)
    titles: tuple[tuple[int, int], ...] = field(default=(), repr=False)
    speeches: tuple[tuple[int, frozenset[str], date | None], ...] = field(default=(), repr=False)

    def date_for(
        self,
        start: int,
        end: int,
        clause: tuple[int, int] | None = None,
        ahead: bool = False,
    ) -> When:
        """Return the date of what is told in a stretch of the text.

        Parameters
        ----------
        start, end : int
            The words that carry the event (trigger), or its sentence.
        clause : tuple of (int, int), optional
            The clause in which a date must stand to belong to these words; default: the sentence.
        ahead : bool
            The event lies ahead (announced, threatened): a deadline may date it.

        Returns
        -------
        When
            With basis; precision UNKNOWN if nothing in reach dates it.
        """
        lo, hi = clause or self._sentence(start)
        whole = self._sentence(start)
        lo, hi = min(lo, whole[0]), (min(hi, whole[1]) if start < whole[1] else hi)
        trigger = self._head(start, end)
        if self.parse is not None and trigger >= 0 and is_told_before(self.parse, trigger):
            return When()
        near = [m for m in self.mentions if lo <= m.start < hi and m.when.basis]
        ranked = sorted(
            (
                (distance, m.start, m)
                for m in near
                if (ahead or not m.ahead)
                and (distance := self._distance(m, trigger, start, end)) is not None
            ),
            key=lambda item: item[:2],
        )
        if ranked:
            found = ranked[0][2]
            if self._lies_before(trigger, found):
                return When()
            if ranked[0][0] >= _FAR and self.parse is not None and trigger >= 0:
                if _is_background(self.parse, trigger):
                    return When()
            return found.when
        return self._context(lo, trigger)

    def _lies_before(self, trigger: int, mention: DateMention) -> bool:
        """Whether an act was done before the verb that a date belongs to, on a day left open.

        "They reported on 18 July that the rounds had been fired from ..."; "on Friday the town
        summoned the envoy to protest against the ramming".
        """
        if self.parse is None or trigger < 0 or mention.token < 0 or mention.own:
            return False
        tokens = self.parse.tokens
        own, ups = _line(self.parse, trigger), _line(self.parse, mention.token)
        verb = next((i for i in ups[1:] if tokens[i].upos in ("VERB", "AUX")), -1)
        if verb not in own[1:] or trigger in ups:
            return False
        steps = own[: own.index(verb)]
        if tokens[trigger].upos == "VERB":
            told = any(tokens[i].deprel.startswith("ccomp") for i in steps)
            return told and _had(self.parse, trigger) and not _had(self.parse, verb)
        if tokens[trigger].upos != "NOUN" or len(steps) < 1:
            return False
        top = tokens[steps[-1]]
        if not top.deprel.startswith("obl") and trigger == steps[-1]:
            return False
        return any(
            t.head == trigger and t.text.lower() in ("the", "its", "their", "his", "her")
            for t in tokens[max(0, trigger - 6) : trigger]
        ) and any(
            t.head == trigger and t.text.lower() in _CONCERNING
            for t in tokens[max(0, trigger - 6) : trigger]
        )

    def _sentence(self, at: int) -> tuple[int, int]:
        index = bisect_right(self.sentences, (at, 1 << 60)) - 1
        if index >= 0 and self.sentences[index][0] <= at < self.sentences[index][1]:
            return self.sentences[index]
        return (at, at + 1)

    def _head(self, start: int, end: int) -> int:
        """The word of a stretch that hangs on a word outside it; -1 without a parse."""
        if self.parse is None:
            return -1
        tokens = self.parse.tokens
        first = bisect_right(tokens, start, key=lambda t: t.start) - 1
        inside = []
        for index in range(max(first, 0), len(tokens)):
            if tokens[index].start >= end:
                break
            if tokens[index].end > start:
                inside.append(index)
        within = set(inside)
        for index in inside:
            head = tokens[index].head
            if (head not in within or head == index) and tokens[index].upos != "PUNCT":
                return index
        return inside[0] if inside else -1

    def _distance(self, mention: DateMention, trigger: int, start: int, end: int) -> float | None:
        """How well a date belongs to the trigger; None if it belongs to another verb."""
        gap = max(mention.start - end, start - mention.end, 0) / 30.0
        if mention.own and not mention.start <= start < mention.end:
            return None
        if self.parse is None or mention.token < 0 or trigger < 0:
            return gap * 2
        tokens = self.parse.tokens
        if is_owned_elsewhere(self.parse, mention.token, trigger):
            return None
        if start <= mention.start < end and end - start > 60:
            gap = 0.0
        if tokens[mention.token].sentence < tokens[trigger].sentence:
            return 0.6 + gap * 0.1  # "On Tuesday", cut off from its sentence by the parser
        if end <= mention.start and _in_relative(self.parse, end, mention):
            return None
        if mention.start >= end and self._is_past(mention):
            if tokens[trigger].upos == "VERB" and _tense(self.parse, trigger) == "present":
                if _performs(self.parse, trigger):
                    return None  # "we condemn the arrests of men on the 8th"
        own = _line(self.parse, trigger)
        ups = _line(self.parse, mention.token)
        if mention.verb >= 0:
            ups = [mention.token, *_line(self.parse, mention.verb)]
        if mention.token in own[1:] and tokens[own[own.index(mention.token) - 1]].deprel.startswith(
            "acl"
        ):
            return 0.5 + gap * 0.1  # "until Sunday, when the meeting said yes"
        verb = next((i for i in ups[1:] if tokens[i].upos in ("VERB", "AUX")), ups[-1])
        verb = mention.verb if mention.verb >= 0 else verb
        if verb == trigger or mention.token == trigger:
            inside = _nouns_between(self.parse, ups, verb)
            if inside and mention.when.precision is Precision.YEAR:
                return None  # "urged both to settle it by the treaty of 1973"
            return gap * 0.1 + 2.0 * inside
        if trigger in ups:
            # the date hangs below the trigger: by nouns only, or on a verb of its own?
            chain = ups[ups.index(verb) : ups.index(trigger)] if verb in ups else []
            if chain and all(tokens[i].deprel.startswith("conj") for i in chain):
                if mention.start > start and stands_apart(self.parse, verb):
                    return None  # "called off its strike, and the port opened on Tuesday"
                return 1.5 + gap * 0.1
            if ups.index(trigger) < ups.index(verb) or tokens[verb].deprel.startswith("xcomp"):
                return 1.0 + gap * 0.1
            if ups.index(verb) < ups.index(trigger):
                # "in a video posted on Monday, the front threatened": better than nothing
                over = tokens[verb].head
                if over == trigger and tokens[trigger].upos in ("NOUN", "PROPN"):
                    return 1.5 + gap * 0.1  # "the duties which Aru imposed on 5 March"
                if mention.start > start:
                    between = ups[ups.index(over) : ups.index(trigger)] if over in ups else []
                    nouns = all(tokens[i].upos not in ("VERB", "AUX") for i in between)
                    if between and nouns and _is_message(tokens[over]):
                        return 2.5 + gap * 0.1  # "demanded it in a note that arrived on Monday"
                    if is_speech_beside(self.parse, verb):
                        return 2.5 + gap * 0.1  # "will not free them, she made known on Monday"
                    if over == trigger and is_at_once(self.parse, verb):
                        return 2.5 + gap * 0.1  # "arrested when guards cleared it on Monday"
                    if over == trigger and _beside(self.parse, verb):
                        return 2.5 + gap * 0.1  # "has turned it down, saying on Saturday that"
                    return None
                if over == trigger and tokens[verb].xpos == "VBG" and _beside(self.parse, verb):
                    return 2.5 + gap * 0.1  # "Speaking in Aru on 3 March, she rejected it"
                if tokens[verb].deprel != "acl" or over not in ups:
                    return None
                if not (_is_message(tokens[over]) or tells_of_all(self.parse, over)):
                    return None  # "the levy, imposed in May, was struck down"
                if mention.when.precision is not Precision.DAY and not _is_message(tokens[over]):
                    return None  # "blew up the boats seized last October"
                return 8.0 + gap
            return 2.0 + gap
        if verb in own:
            # the date stands with a verb above the trigger
            steps = own[: own.index(verb)]
            relative = any(tokens[i].deprel.startswith(("acl", "advcl")) for i in steps)
            told = any(tokens[i].deprel.startswith(("ccomp", "parataxis")) for i in steps)
            return 3.0 + gap * 0.3 + (6.0 if relative else 0.0) + (2.0 if told else 0.0)
        shared = next((i for i in ups if i in own), None)
        if shared is None:
            return 12.0 + gap
        below = own[: own.index(shared)]
        if any(tokens[i].deprel == "conj" for i in below) and verb in ups[: ups.index(shared) + 1]:
            return 6.0 + gap
        return 9.0 + gap * 2 if gap < 2 else None

    def _is_past(self, mention: DateMention) -> bool:
        """Whether a date lies before the day of the report."""
        day = mention.when.latest
        return day is not None and self.report_day is not None and day < self.report_day

    def _context(self, before: int, trigger: int) -> When:
        """What dates a sentence that gives no date itself: its tense, or the day told last."""
        # the user's reference day tells which year is meant, not when the report was written
        written = self.report_day if self.dated else None
        section = _section_day(list(self.sections), before, written)
        paragraph = next((p for p in self.paragraphs if p[0] <= before < p[1]), None)
        usable = [
            m
            for m in self.mentions
            if not m.ahead
            and m.main
            and m.when.precision in (Precision.DAY, Precision.DAY_WITHOUT_YEAR)
            and (not self.sections or _same_section(self.sections, m.start, before))
            and bisect_right(self.entries, m.start) == bisect_right(self.entries, before)
            and (m.when.day is None or written is None or abs(written - m.when.day) < _LONG_AGO)
        ]
        earlier = [m for m in usable if m.start < before]
        behind = self._sentence(before)[1]
        near = [m for m in earlier if paragraph is not None and m.start >= paragraph[0]]
        if self.parse is not None and trigger >= 0 and _is_background(self.parse, trigger):
            return When()
        if trigger >= 0 and self.parse is not None and section is not None:
            beside = self._deal_day(before, trigger, section) or self._speech_day(trigger, section)
            if beside is not None:
                return beside
            announced = near and self._announced(before, trigger, near[-1])
            if announced:
                basis = f"not dated itself; announced before it ({near[-1].when.basis})"
                return replace(near[-1].when, basis=basis, stated=False)
            at = self.parse.tokens[trigger].start
            tense = _tense(self.parse, trigger)
            speech = _speech_over(self.parse, trigger)
            if speech >= 0 and not near and earlier and not self.sections and not self.entries:
                if speech != trigger and _had(self.parse, trigger):
                    return When()  # "recalled that the union had put it off"
                lead = earlier[0].when.day
                if lead is not None and timedelta(0) <= section - lead <= timedelta(days=2):
                    basis = f"not dated itself; said on the lead's day ({earlier[0].when.basis})"
                    return _about(lead, basis)
            if speech >= 0 and speech != trigger and near:
                tense = ""
            if not any(lo <= at < hi for lo, hi in self.quoted) and (
                tense in ("perfect", "future")
                or (tense == "present" and (not near or _performs(self.parse, trigger)))
            ):
                ahead_of_its_day = (
                    tense in ("present", "perfect")
                    and not earlier
                    and any(self._follows(before, m.start) for m in usable if m.start >= behind)
                )  # "The crew is back. Nine men landed on Monday."
                if tense == "future" and not earlier and self._leads(before):
                    announced_on = self._announced_behind(before, behind, usable, section)
                    if announced_on is not None:
                        return announced_on
                reported = ahead_of_its_day or (
                    tense == "future" and near and _is_reported(self.parse, trigger)
                )
                if not reported and (tense == "future" or not self._leads(before)):
                    return _about(section, f"not dated; told as {tense} on {section.isoformat()}")
        if not near and paragraph is not None:
            near = [
                m
                for m in self.mentions
                if m.back
                and paragraph[0] <= m.start < before
                and m.when.day is not None
                and not self._aside(m)
            ]
        if near:
            last = near[-1].when
            basis = f"not dated itself; the day told before it ({last.basis})"
            return replace(last, basis=basis, stated=False)
        if not earlier and section is not None:
            # a lead: the day often stands in the sentences after it
            reached = self._next_paragraphs_end(before)
            later = [m for m in usable if behind <= m.start < min(before + 700, reached)]
            for mention in later[:1]:
                day = mention.when.day
                reach = 30 if self._follows(before, mention.start) else 3
                if day is not None and timedelta(0) <= section - day <= timedelta(days=reach):
                    return _about(day, f"not dated itself; told after it ({mention.when.basis})")
        if earlier:
            last = earlier[-1].when
            basis = f"not dated itself; the day told before it ({last.basis})"
            if last.day is not None:
                return _about(last.day, basis)
            return replace(last, basis=basis, stated=False)
        if section is not None:
            return _about(section, f"not dated; told on {section.isoformat()}")
        return When()

    def _aside(self, mention: DateMention) -> bool:
        """Whether a date stands in a relative clause: "a motion that they had tabled in May"."""
        if self.parse is None or mention.token < 0:
            return False
        tokens = self.parse.tokens
        verb = next((i for i in _line(self.parse, mention.token) if _is_verb(self.parse, i)), -1)
        return verb >= 0 and tokens[verb].deprel.startswith("acl")

    def _announced(self, before: int, trigger: int, last: DateMention) -> bool:
        """Whether the sentence before only announces what is told: "Worse came yesterday."."""
        assert self.parse is not None
        if _tense(self.parse, trigger) not in ("present", "perfect") or _performs(
            self.parse, trigger
        ):
            return False
        index = bisect_right(self.sentences, (before, 1 << 60)) - 2
        if index < 0 or not self.sentences[index][0] <= last.start < self.sentences[index][1]:
            return False
        number = self.parse.tokens[last.token].sentence if last.token >= 0 else -1
        if number < 0 or last.when.day is None:
            return False
        sentence = self.parse.sentences[number]
        inside = self.parse.tokens[sentence.first : sentence.last]
        return sum(t.upos != "PUNCT" for t in inside) < 12

    def _announced_behind(
        self, before: int, behind: int, usable: list[DateMention], section: date
    ) -> When | None:
        """The day of the notice: "They will stop work in May. The notice came in on Tuesday."."""
        assert self.parse is not None
        for mention in usable:
            day = mention.when.day
            if mention.start < behind or not self._follows(before, mention.start):
                continue
            if mention.token < 0 or day is None or not 0 <= (section - day).days <= 7:
                continue
            sentence = self.parse.sentences[self.parse.tokens[mention.token].sentence]
            words = self.parse.tokens[sentence.first : sentence.last]
            if any(t.text.lower() in _ANNOUNCES or t.text.lower() in _SAID for t in words):
                return _about(day, f"not dated itself; told after it ({mention.when.basis})")
        return None

    def _deal_day(self, before: int, trigger: int, section: date) -> When | None:
        """The day of a bargain whose terms are told in the present or the future.

        "They came out with a bargain on Tuesday. The north will open the gate ...": agreed on
        Tuesday, whatever day it is told on.
        """
        assert self.parse is not None
        if _tense(self.parse, trigger) not in ("future", "present", "perfect"):
            if not in_return(self.parse, trigger):
                return None
        if _performs(self.parse, trigger):
            return None
        number = bisect_right(self.paragraphs, (before, 1 << 60)) - 1
        if number < 0 or not self.paragraphs[number][0] <= before < self.paragraphs[number][1]:
            return None
        start = self.paragraphs[number][0]
        here = bisect_right(self.sentences, (before, 1 << 60)) - 1
        text = self.parse.tokens
        for index in range(here + (1 if self._leads(before) else 0), max(-1, here - 4), -1):
            if index >= len(self.sentences):
                continue
            lo, hi = self.sentences[index]
            outside = lo < start and not (number and self._is_short(number, before))
            if outside and index < here:
                break
            first = bisect_left(text, lo, key=lambda t: t.start)
            last = bisect_left(text, hi, key=lambda t: t.start)
            deals = [k for k in range(first, last) if _is_deal(self.parse, k)]
            if not deals:
                continue
            days = [
                m
                for m in self.mentions
                if (lo <= m.start < hi or (index <= here and lo - 600 < m.start < lo and m.main))
                and not m.ahead
                and not m.own
                and m.when.day is not None
                and timedelta(0) <= section - m.when.day <= timedelta(days=21)
            ]
            if days:
                when = days[-1].when
                assert when.day is not None
                return _about(when.day, f"not dated itself; the deal told beside it ({when.basis})")
        return None

    def _speech_day(self, trigger: int, section: date) -> When | None:
        """The day on which a speaker of today's or yesterday's words said these too.

        "She said on Tuesday ... On the 3rd the court had ruled ... She warned": on Tuesday, since
        the report is of what she said.
        """
        if self.parse is None or not _said_in_past(self.parse, trigger):
            return None
        who = _speaker(self.parse, trigger)
        day = None
        for at, speaker, day in reversed(self.speeches):
            if at >= trigger or not (speaker & who or who <= _PRONOUNS or speaker <= _PRONOUNS):
                continue
            day = day or self._told_with(at)
            if day is not None:
                break
            who = (who | speaker) - _PRONOUNS or who
        if day is None or not timedelta(0) <= section - day <= timedelta(days=1):
            return None
        return _about(day, f"not dated itself; said with what was said on {day.isoformat()}")

    def _told_with(self, index: int) -> date | None:
        """The day of the opening paragraph, for what is said there."""
        assert self.parse is not None
        at = self.parse.tokens[index].start
        if not self._leads(at):
            return None
        first = next(start for start, end in self.paragraphs if start <= at < end)
        days = [m.when.day for m in self.mentions if m.main and first <= m.start < at]
        return days[-1] if days else None

    def _is_short(self, number: int, before: int) -> bool:
        """Whether a sentence stands at the head of its paragraph."""
        start = self.paragraphs[number][0]
        first = bisect_right(self.sentences, (start, 1 << 60)) - 1
        return bisect_right(self.sentences, (before, 1 << 60)) - 1 - first <= 1

    def _next_paragraphs_end(self, before: int) -> int:
        """Where the paragraph after that of a place ends; a title is a paragraph."""
        number = bisect_right(self.paragraphs, (before, 1 << 60))
        return self.paragraphs[min(number, len(self.paragraphs) - 1)][1]

    def _follows(self, before: int, at: int) -> bool:
        """Whether a date stands in the sentence next to one, in the same paragraph."""
        index = bisect_right(self.sentences, (before, 1 << 60))
        inside = any(lo <= before < at < hi for lo, hi in self.paragraphs)
        return inside and index < len(self.sentences) and at < self.sentences[index][1]

    def _leads(self, before: int) -> bool:
        """Whether a sentence stands in the title or the first paragraph, and no live blog."""
        if self.sections or self.entries:
            return False
        first = next((end for start, end in self.paragraphs if (start, end) not in self.titles), 0)
        return before < first


def _in_relative(parse: Parse, end: int, mention: DateMention) -> bool:
    """Whether ", which ..." opens between a verb and a date, with no comma to close it."""
    index = mention.token
    while index > 0 and parse.tokens[index].start >= end:
        index -= 1
        word = parse.tokens[index].text.lower()
        if word in (",", ";", "”", '"', "–", "—") and parse.tokens[index].end <= mention.start:
            following = parse.tokens[index + 1]
            return word == "," and following.text.lower() in ("which", "who", "whose")
    return False


def _is_background(parse: Parse, trigger: int) -> bool:
    """Whether an act is told only to say which thing or person is meant, on a day left open.

    "the men arrested at the ford", "the order by which they had shut the port", "people in Orla,
    where shots were fired, want to know", "nobody knows who burned the store".
    """
    tokens = parse.tokens
    line = _line(parse, trigger)
    if _asks(parse, line[-1]):
        return True
    for step, index in enumerate(line[:-1]):
        word = tokens[index]
        where = word.deprel.startswith("advcl") and any(
            t.head == index and t.text.lower() == "where" for t in tokens[max(0, index - 8) : index]
        )
        if word.deprel.startswith("csubj") and _is_asked(tokens, index):
            return True  # "Who burned the store is a question nobody answers"
        if not where and not word.deprel.startswith(("acl", "ccomp")):
            continue
        if not _is_verb(parse, index):
            continue
        if word.xpos not in ("VBD", "VBN") or _tense(parse, index):
            return False
        if word.deprel == "acl":
            return True
        verb = next((i for i in line[step + 1 :] if _is_verb(parse, i)), -1)
        now = verb >= 0 and (_tense(parse, verb) == "present" or _might(parse, verb))
        if word.deprel.startswith("ccomp"):
            return now and (word.xpos == "VBN" or _is_asked(tokens, index))
        if now or _had(parse, index):
            return True
        return not any(t.text == "," for t in tokens[max(0, index - 8) : index])
    return False


def _is_asked(tokens: Sequence[Token], verb: int) -> bool:
    """Whether a clause asks: "who burned the store"."""
    before = tokens[max(0, verb - 8) : verb]
    return any(t.head == verb and t.text.lower() in _ASKED for t in before)


def _asks(parse: Parse, root: int) -> bool:
    """Whether a sentence begins with "who" or "why": "Who attacked the post is not known"."""
    first = parse.sentences[parse.tokens[root].sentence].first
    word = parse.tokens[first]
    return word.text.lower() in ("who", "why", "how") and word.head == root


_FAR = 9.0
"""Distance from which on a date stands with a verb above the clause of a word."""
_ASKED = frozenset("who what where when how why which".split())


def _might(parse: Parse, verb: int) -> bool:
    """Whether "would", "could", "may" stands with a verb."""
    return any(
        t.head == verb and t.xpos == "MD" and t.text.lower() not in ("will", "shall", "'ll")
        for t in parse.tokens[max(0, verb - 6) : verb]
    )


def _is_deal(parse: Parse, index: int) -> bool:
    token = parse.tokens[index]
    return token.upos == "NOUN" and token.text.lower() in _DEALS


_DEALS = frozenset(word_sections("grammar_words.txt")["deal"])


_PRONOUNS = frozenset("he she it they".split())
_SAID = frozenset(word_sections("grammar_words.txt")["said"])
_ANNOUNCES = frozenset(word_sections("grammar_words.txt")["announces"])


def _said_in_past(parse: Parse, index: int) -> bool:
    """Whether a word is a verb of speech in the simple past with a subject of its own."""
    token = parse.tokens[index]
    return token.xpos == "VBD" and token.text.lower() in _SAID and _subject(parse, index) >= 0


def _speech_over(parse: Parse, trigger: int) -> int:
    """The past verb of speech that a word is, or whose complement it stands in; -1 if none."""
    for index in _line(parse, trigger)[:6]:
        if _said_in_past(parse, index):
            return index
        relation = parse.tokens[index].deprel
        if _is_verb(parse, index) and not relation.startswith(("ccomp", "xcomp", "conj")):
            return -1
    return -1


def _speaker(parse: Parse, verb: int) -> frozenset[str]:
    """The head word of a verb's subject, with that of what stands beside it ("X, the minister")."""
    head = _subject(parse, verb)
    if head < 0:
        return frozenset()
    beside = (
        t.text.lower()
        for t in parse.tokens[max(0, head - 12) : head + 16]
        if t.head == head and t.deprel.startswith(("appos", "flat"))
    )
    return frozenset({parse.tokens[head].text.lower(), *beside})


def _subject(parse: Parse, verb: int) -> int:
    """The head word of a verb's subject, or of the verb's it is coordinated with; -1 without."""
    for index in _line(parse, verb)[:3]:
        number = parse.tokens[index].sentence
        for at in range(max(0, index - 40), min(index + 12, len(parse.tokens))):
            token = parse.tokens[at]
            if token.head == index and token.deprel == "nsubj" and token.sentence == number:
                return at
        if not parse.tokens[index].deprel.startswith("conj"):
            break
    return -1


def _speeches(
    parse: Parse, mentions: list[DateMention]
) -> tuple[tuple[int, frozenset[str], date | None], ...]:
    """Verbs of speech in the past, with the heads that name the subject and the day of each."""
    dated: dict[int, date] = {}
    for mention in mentions:
        if mention.when.day is None or mention.ahead or mention.own or mention.token < 0:
            continue
        for index in _line(parse, mention.token)[1:]:
            if _is_verb(parse, index):
                dated.setdefault(index, mention.when.day)
                break
    return tuple(
        (index, _speaker(parse, index), dated.get(index))
        for index in range(len(parse.tokens))
        if parse.tokens[index].xpos == "VBD" and _said_in_past(parse, index)
    )


_CONCERNING = frozenset("over against at after about for of into".split())


def _is_verb(parse: Parse, index: int) -> bool:
    return parse.tokens[index].upos in ("VERB", "AUX")


def _beside(parse: Parse, verb: int) -> bool:
    """Whether a participle tells what was done at the same time: "saying ...", "speaking ..."."""
    word = parse.tokens[verb]
    if word.xpos != "VBG" or not word.deprel.startswith("advcl"):
        return False
    return not any(
        t.head == verb and t.text.lower() in ("before", "after", "since", "by", "having", "despite")
        for t in parse.tokens[max(0, verb - 4) : verb]
    )


_MESSAGES = frozenset(
    "note letter statement message video communique communiqué memo telegram cable email interview "
    "speech broadcast declaration petition post tweet article".split()
)


def _is_message(token: Token) -> bool:
    return token.text.lower() in _MESSAGES and token.deprel.startswith(("obl", "nmod"))


_LONG_AGO = timedelta(days=400)
"""Days as old as this are background: what follows them undated is not of that day."""


def _about(day: date, basis: str) -> When:
    """A day that is inferred, not said: bounds that meet, but no precision of a day."""
    return When(day, day, Precision.RANGE, basis, stated=False)


def _tense(parse: Parse, trigger: int) -> str:
    """Tense of the verb over a word: present, perfect, future, or "" for the rest."""
    index = trigger
    for index in _line(parse, trigger)[:4]:
        if parse.tokens[index].upos in ("VERB", "AUX"):
            break
    verb = parse.tokens[index]
    helpers = {
        t.text.lower()
        for t in parse.tokens[max(0, index - 6) : index + 1]
        if t.head == index and t.deprel.startswith(("aux", "cop"))
    }
    if helpers & {"will", "shall", "'ll"}:
        return "future"
    if helpers & {"has", "have", "'ve"}:
        return "perfect"
    if helpers & {"is", "are", "'re", "'m", "does", "do"} or _is_short_is(parse, index):
        return "present"
    if helpers:
        return ""
    bare_form = verb.xpos == "VB" and _first_person(parse, index)  # "We denounce", read as bare
    return "present" if bare_form or verb.xpos in ("VBZ", "VBP") else ""


def _is_short_is(parse: Parse, index: int) -> bool:
    """Whether "'s" stands for "is" with or as a verb: "there's a third one", "he's back"."""
    near = (index, *range(max(0, index - 6), index))
    return any(
        parse.tokens[k].text == "'s"
        and parse.tokens[k].xpos == "VBZ"
        and (k == index or parse.tokens[k].deprel.startswith("cop"))
        for k in near
        if k == index or parse.tokens[k].head == index
    )


_SPOKE = frozenset(
    "said told warned announced declared vowed promised added insisted replied wrote".split()
)


def _is_reported(parse: Parse, trigger: int) -> bool:
    """Whether a verb of speech in the past tells it: "unless ..., she told them, it will go"."""
    number = parse.tokens[trigger].sentence
    around = parse.tokens[max(0, trigger - 40) : trigger + 40]
    return any(t.sentence == number and t.text.lower() in _SPOKE for t in around)


_PERFORMED = frozenset(
    "accept reject welcome condemn deplore call demand urge request denounce reaffirm regret offer "
    "undertake declare protest appeal invite blame accuse deny dismiss refuse claim insist warn "
    "threaten praise thank".split()
)


def _performs(parse: Parse, trigger: int) -> bool:
    """Whether the words do it as they are written: "we give notice", "the House accepts"."""
    word = parse.tokens[trigger].text.lower()
    following = parse.tokens[trigger + 1].text.lower() if trigger + 1 < len(parse.tokens) else ""
    if word in ("call", "calls") and following not in ("on", "upon", "for"):
        return _first_person(parse, trigger)  # "calls off its strike" tells what was done
    stems = {word, word.removesuffix("s"), word.removesuffix("es"), word.removesuffix("ies") + "y"}
    return bool(stems & _PERFORMED) or _first_person(parse, trigger)


def _first_person(parse: Parse, trigger: int) -> bool:
    """Whether "we" or "I" do it: "we give notice", "our answer is no", done by being written."""
    subject = _subject(parse, trigger)
    if subject >= 0 and any(
        t.head == subject and t.text.lower() in ("our", "my")
        for t in parse.tokens[max(0, subject - 5) : subject]
    ):
        return True
    return any(
        parse.tokens[k].head == trigger
        and parse.tokens[k].deprel.startswith("nsubj")
        and parse.tokens[k].text.lower() in ("we", "i")
        for k in range(max(0, trigger - 8), trigger)
    )


def _same_section(sections: tuple[tuple[int, date], ...], a: int, b: int) -> bool:
    return bisect_right(sections, (a, date.max)) == bisect_right(sections, (b, date.max))


def _line(parse: Parse, token: int) -> list[int]:
    """A word and those above it; empty after the last word of the text."""
    if not 0 <= token < len(parse.tokens):
        return []
    line = [token]
    while parse.tokens[line[-1]].head != line[-1] and len(line) < 60:
        line.append(parse.tokens[line[-1]].head)
    return line


def find_dates(report: Report, parse: Parse | None = None) -> Dates:
    """Find the dates a report gives, resolved as far as its own day is known.

    Parameters
    ----------
    report : Report
        `Report.published` is the day its relative dates are counted from, else
        `Report.reported_on`.
    parse : Parse or None
        Trees, to tell which of several dates in a sentence belongs to which verb.

    Returns
    -------
    Dates
    """
    text = level(report.source.text)
    day = report.published.day or report.reported_on
    year_open = report.published.month_day if day is None else None
    title = [(c.start, c.end) for what, c in report.metadata if what == "title"]
    datelines = [(c.start, c.end) for what, c in report.metadata if what == "dateline"]
    paragraphs = sorted({*title, *((s.start, s.end) for s in report.body)})
    sentences: list[tuple[int, int]] = []
    if parse is not None and parse.sentences:
        sentences = sorted({(s.start, s.end) for s in parse.sentences})
    else:
        for start, end in paragraphs:
            sentences.extend(sentence_spans(text, start, end))
    sentences = _whole(text, sentences)
    entries = _entries(text)
    sections = _sections(text, day, entries, report)
    headers = {m.start(): m.end() for m in _SECTION.finditer(text)} if sections else {}
    headers |= {at: text.find("\n", at) for at, _ in sections if at not in headers}
    solver = _Solver(report, text, day, year_open, sentences)
    mentions: list[DateMention] = []
    dated = _is_dated(report)
    counted_to = looked_back = -1
    for start, end in paragraphs:
        solver.week = solver.month = None
        solver.opened = start
        for words in find_time_words(text, start, end):
            if any(lo <= words.start < hi for lo, hi in datelines):
                continue
            if any(lo <= words.start < hi for lo, hi in headers.items()):
                continue
            if sections and not _same_section(tuple(sections), solver.told_at, words.start):
                solver.told = None
            if bisect_right(entries, solver.told_at) != bisect_right(entries, words.start):
                solver.told = None  # each entry of a live blog begins anew
            solver.anchor = _section_day(sections, words.start, day)
            number = bisect_right(sentences, (words.start, 1 << 60)) - 1
            lo = sentences[number][0] if number >= 0 else start
            solver.number = number
            if words.sort == "same_day" and looked_back not in (-1, start):
                solver.recent = (-9, None)  # "in the evening", after a paragraph that looked back
            token = _head_token(parse, words)
            ahead = _looks_ahead(text, lo, words) and not _told_in_past(text, parse, words, token)
            if not ahead and parse is not None and token >= 0 and words.manner != "last":
                ahead = words.sort in _MAY_LIE_AHEAD and foretells(parse, token)
            if words.sort == "after" and words.event and solver.told is not None:
                if _counts_from_told(text, lo, words):
                    mentions.extend(solver.counted_back(words, parse))
                    continue
            solver.same_sentence = next(
                (
                    m.when.day
                    for m in reversed(mentions)
                    if m.start >= lo and not m.ahead and m.when.day is not None
                ),
                None,
            )
            if words.sort == "weekday" and ahead and lo <= solver.told_at < words.start:
                solver.anchor = solver.told or solver.anchor
            when = solver.solve(words, ahead, mentions)
            if when.precision is Precision.ORDER and words.event and words.start - lo < 4:
                later = solver.dated_behind(words)
                if later is not None:
                    # "Two days after the vote, the chair resigned on Friday"
                    mentions.extend(solver.counted_back(words, parse, later))
                    continue
            if when.precision is Precision.ORDER and words.count > 0 and parse is not None:
                verb = next((i for i in _line(parse, token)[1:] if _is_verb(parse, i)), -1)
                now = verb >= 0 and _tense(parse, verb) == "present"
                if now and solver.anchor is not None and _JUST_TOLD.match(words.event):
                    # "two days after the raid the town still smells of it": counted from today
                    mentions.extend(solver.counted_back(words, parse, solver.anchor))
                    continue
            if dated and day is not None and when.earliest is not None and when.earliest > day:
                ahead = True  # "held over until a full hearing in June", told in April
            named = _JUST_TOLD.match(words.event) if words.sort == "after" else None
            if named is not None and when.precision is Precision.DAY and words.unit == "day":
                whole = replace(words, event=named.group())
                mentions.extend(solver.counted_back(whole, parse, when.day))
            main = _is_main(text, parse, words, token)
            if words.sort in ("month", "date") and when.earliest is not None and not ahead:
                near = day is None or abs(day - when.earliest) < timedelta(days=300)
                solver.any_month = (when.earliest.year, when.earliest.month)
                if near and not (words.sort == "month" and words.event):
                    solver.month = (when.earliest.year, when.earliest.month)
            if words.sort == "after" and words.start - lo < 4 and not _looks_back(parse, token):
                main = True  # "Three days after the signing the rebels let six men go"
            if words.event and words.sort in ("ago", "month"):
                # "it is nine days since the bill went down", "the September march"
                stretch = (words.start, words.event_start + len(words.event) + 1)
                if words.sort == "month":
                    stretch = (words.start, words.event_start)
                mentions.append(DateMention(*stretch, when, False, token, False, own=True))
                continue
            if words.start < counted_to and words.sort in ("weekday", "date", "day_of_month"):
                # "two days after Sunday's vote": Sunday dates the vote alone
                end = min(counted_to, words.end + 20)
                mentions.append(DateMention(words.start, end, when, False, token, False, own=True))
                continue
            if words.sort == "after" and words.event and when.precision is Precision.DAY:
                counted_to = words.event_start + 1 + len(words.event)
            back = (
                when.day is not None
                and not ahead
                and _goes_back(parse, words, token, mentions, start)
            )
            main = main and not back
            stands = (words.start, words.end)
            mentions.append(DateMention(*stands, when, ahead, token, main, back=back))
            if main and not ahead and when.day is not None and words.sort != "year":
                solver.told, solver.told_at = _last_of(text, words, when.day), words.start
            elif main and not ahead and words.sort == "month" and words.start - lo < 6:
                solver.told = None  # "In May the police came. Three days later ..." of no known day
                solver.recent = (-9, None)
            if main and words.sort == "relative_unit" and words.unit == "week":
                solver.week = when.earliest if words.manner in ("last", "the previous") else None
            second = solver.told_at >= lo or solver.same_sentence is not None
            beside = not main and second and _looks_back(parse, token)
            if not ahead and when.precision is Precision.DAY and not beside:
                day_told = when.day and _last_of(text, words, when.day)
                solver.recent = (number, day_told)
                looked_back = start if back else -1
    mentions.sort(key=lambda m: (m.start, m.end))
    if parse is not None:
        mentions = _reattached(parse, mentions)
    return Dates(
        tuple(mentions),
        day,
        tuple(sentences),
        tuple(paragraphs),
        parse,
        tuple(sections),
        dated,
        tuple(quotations(text)),
        entries,
        tuple(title),
        _speeches(parse, mentions) if parse is not None and not sections else (),
    )


def _reattached(parse: Parse, mentions: list[DateMention]) -> list[DateMention]:
    """The second of two dates of a verb, put to the participle or relative clause before it.

    "On Tuesday they freed the boy arrested on Sunday": he was arrested on Sunday.
    """
    out = [_put_inside(parse, mention) for mention in mentions]
    for number, (one, other) in enumerate(pairwise(mentions)):
        if one.token < 0 or other.token < 0 or one.own or other.own:
            continue
        verb = parse.tokens[other.token].head
        if not (one.token < verb < other.token and _is_verb(parse, verb)):
            continue
        first = parse.tokens[one.token]
        if first.head != verb and first.sentence + 1 != parse.tokens[verb].sentence:
            continue
        if first.head != verb and not (first.deprel == "root" and one.token > verb - 16):
            continue
        for index in range(other.token - 1, verb, -1):
            word = parse.tokens[index]
            done = word.deprel == "xcomp" and word.text.endswith(("ed", "en"))
            if done or (word.deprel.startswith("acl") and word.xpos != "VBG"):
                if verb in _line(parse, index):
                    out[number + 1] = replace(other, verb=index, main=False)
                break
            if word.text in (",", ";") or _is_verb(parse, index):
                break
    return out


def _put_inside(parse: Parse, mention: DateMention) -> DateMention:
    """A date put to the verb of the relative clause that it opens: "she who on Friday left"."""
    tokens, at = parse.tokens, mention.token
    if at < 1 or mention.own:
        return mention
    first = at
    while first > 0 and tokens[first - 1].head == at:
        first -= 1
    who = tokens[first - 1] if first else tokens[at]
    if who.text.lower() not in ("who", "which", "that") or not who.deprel.startswith("nsubj"):
        return mention
    if who.head <= at or tokens[at].head == who.head or not _is_verb(parse, who.head):
        return mention
    return replace(mention, verb=who.head)


def _nouns_between(parse: Parse, ups: list[int], verb: int) -> int:
    """How many nouns that are no times stand between a date and the verb above it."""
    chain = ups[: ups.index(verb)] if verb in ups else []
    return sum(
        parse.tokens[a].deprel.startswith(("nmod", "appos", "compound"))
        and parse.tokens[b].upos in ("NOUN", "PROPN")
        and parse.tokens[b].text.lower() not in _TIMES
        and parse.tokens[b].text.lower() not in CALENDAR
        for a, b in pairwise(chain)
    )


_TWO_DAYS = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)?\s*(?:and|to|until|or|&|[-–—/])\s*(\d{1,2})\b")


def _last_of(text: str, words: TimeWords, day: date) -> date:
    """The day from which a story goes on: of "on 3 and 4 May" the fourth."""
    days = _TWO_DAYS.search(text, words.start, words.end) if words.sort == "date" else None
    if days is None or int(days[1]) != day.day:
        return day
    last = _day(day.year, day.month, int(days[2]))
    return last if last is not None and day < last <= day + timedelta(days=10) else day


def _is_main(text: str, parse: Parse | None, words: TimeWords, token: int) -> bool:
    if re.search(r"\b[Ss]ince\s+$", text[: words.start][-12:]) and _stands_since(parse, token):
        return True
    if re.search(
        r"\b(?:[Ss]ince|[Ff]rom|[Uu]ntil|[Bb]y|[Ff]or)\s+(?:the\s+)?$", text[: words.start][-12:]
    ):
        return False
    if parse is None or token < 0:
        return True
    if is_owned_elsewhere(parse, token, -1):
        return False
    cut_off = _after_fragment(parse, token)
    if cut_off >= 0:
        return not _had(parse, cut_off)
    for index in _line(parse, token)[1:]:
        word = parse.tokens[index]
        if word.upos in ("VERB", "AUX", "ADJ") or word.deprel == "root":
            if _accompanies(parse, index):
                continue
            if word.deprel.startswith(("acl", "advcl")):
                return opens_with_when(parse, index)
            return not _had(parse, index)
        if word.text.lower() in _TIMES:
            continue
        if word.upos in ("NOUN", "PROPN") and parse.tokens[token].deprel.startswith("nmod"):
            over = parse.tokens[word.head]
            if over.text.lower() in _REMEMBERED and word.deprel == "obj":
                return True  # "Remember the calm of Friday the 13th."
            if word.deprel.startswith("nsubj") or word.deprel.startswith("nmod"):
                return word.deprel.startswith("nsubj")
            return False
    return True


def _accompanies(parse: Parse, index: int) -> bool:
    """Whether a participle tells what the doer did at the same time: "X, meeting today, ..."."""
    word = parse.tokens[index]
    over = parse.tokens[word.head]
    if word.xpos != "VBG":
        return False
    if word.deprel == "acl":
        doer = over.deprel == "nsubj" and parse.tokens[over.head].deprel == "root"
        return doer and index > 0 and parse.tokens[index - 1].text == ","
    return word.deprel == "advcl" and over.deprel == "root" and _beside(parse, index)


def _stands_since(parse: Parse | None, token: int) -> bool:
    """Whether a state in the simple present dates from then: "since Friday the gate is shut"."""
    if parse is None or token < 0:
        return False
    verb = next((i for i in _line(parse, token)[1:] if parse.tokens[i].upos in ("VERB", "AUX")), -1)
    if verb < 0 or not parse.tokens[verb].deprel.startswith(("root", "conj")):
        return False
    return _tense(parse, verb) == "present" and parse.tokens[token].deprel != "nmod"


def _had(parse: Parse, verb: int) -> bool:
    return any(
        parse.tokens[k].head == verb and parse.tokens[k].text.lower() == "had"
        for k in range(max(0, verb - 6), verb)
    )


def _looks_back(parse: Parse | None, token: int) -> bool:
    """Whether the verb over a date is in the past perfect: the story does not move there."""
    if parse is None or token < 0:
        return False
    verb = next((i for i in _line(parse, token)[1:] if parse.tokens[i].upos == "VERB"), -1)
    if verb < 0:
        verb = _after_fragment(parse, token)
    return verb >= 0 and _had(parse, verb)


def _goes_back(
    parse: Parse | None, words: TimeWords, token: int, before: list[DateMention], start: int
) -> bool:
    """Whether a date belongs to a look back: in the past perfect, or counted on from one that is.

    "On 3 May she had met the envoy. The same evening ...": still of the days looked back on.
    """
    if _looks_back(parse, token):
        return True
    if words.sort not in ("same_day", "after") or words.event:
        return False
    last = next((m for m in reversed(before) if m.start >= start and not m.ahead), None)
    return last is not None and last.back


def _after_fragment(parse: Parse, token: int) -> int:
    """The verb that a date cut off from its sentence belongs to ("On 3 May | she had met ...")."""
    number = parse.tokens[token].sentence
    if number + 1 >= len(parse.sentences):
        return -1
    here, after = parse.sentences[number], parse.sentences[number + 1]
    cut = here.last - here.first < 6 and here.block == after.block
    if not cut or not parse.tokens[here.last - 1].text.isalnum():
        return -1
    roots = (i for i in range(after.first, after.last) if parse.tokens[i].deprel == "root")
    root = next(roots, -1)
    return root if root >= 0 and _is_verb(parse, root) else -1


CALENDAR = frozenset(word_sections("grammar_words.txt")["calendar"])
_TIMES = frozenset(
    "hours hour morning afternoon evening night noon day days end beginning start dawn midnight "
    "dusk middle course space eve".split()
)


def _counts_from_told(text: str, lo: int, words: TimeWords) -> bool:
    """Whether "two days after X" dates X: "on Friday, two days after X", "came a day after X"."""
    before = text[lo : words.start].rstrip()
    return bool(
        re.search(r"\b(?:came|comes|follow(?:s|ed)|fell)$", before)
        or (before.endswith(",") and find_time_words(before, 0, len(before)))
    )


def _is_dated(report: Report) -> bool:
    """Whether the report gives its own day, be it without the year that the reference adds."""
    day = report.reported_on
    return report.published.day is not None or (
        day is not None and report.published.month_day == (day.month, day.day)
    )


_TAIL = re.compile(
    r"(?:[.!?:;–—]['\"”’»]?|,\s+(?:and|but|while|whereas|so|then))\s+"
    r"((?:on|in|last|by|at|since|until)\s(?:[\w'’]+\s+){0,3}[\w'’]+)\s*$",
    re.IGNORECASE,
)


def _whole(text: str, sentences: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Sentences, with a piece that no mark ends ("In March 2021") put to what follows it."""
    whole: list[tuple[int, int]] = []
    for start, end in sentences:
        if whole:
            last = text[whole[-1][0] : whole[-1][1]].rstrip()
            if (
                last[-1:].isalnum()
                and "\n" not in text[whole[-1][1] : start]
                and len(last.split()) < 6
            ):
                whole[-1] = (whole[-1][0], end)
                continue
            tail = _TAIL.search(text, whole[-1][0], whole[-1][1])
            cut_short = last[-1:].isalnum() and "\n" not in text[whole[-1][1] : start]
            if tail is not None and (cut_short or text[start : start + 1].islower()):
                # "... ended. On Tuesday | the union ...": cut in the wrong place
                whole[-1] = (whole[-1][0], tail.start(1))
                whole.append((tail.start(1), end))
                continue
        whole.append((start, end))
    return whole


def _head_token(parse: Parse | None, words: TimeWords) -> int:
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


# -- sections of a live blog -------------------------------------------------------------------

_SECTION = re.compile(
    r"^[ \t]*(?:(?P<yesterday>Yesterday(?:'s\s+entries|'s\s+posts|:|$)|Earlier:\s*yesterday)"
    r"|(?P<today>Today(?:'s\s+entries|:|$))"
    r"|(?:\d{1,2}[:.]\d\d\s*)?\(?(?P<weekday>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday"
    r"|Sunday)\)?(?:'s\s+(?:entries|posts|updates))?(?:,?\s+(?P<rest>[^\n.!?]{0,24}))?[ \t]*$)",
    re.MULTILINE | re.IGNORECASE,
)
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()


def _sections(
    text: str, day: date | None, entries: tuple[int, ...], report: Report
) -> list[tuple[int, date]]:
    """Places from which on a live blog's entries were written on another day."""
    if day is None:
        return []
    found = _dated_headings(text, day, report) if entries else []
    for match in _SECTION.finditer(text):
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
        days = (_day(year, dates[0].month, dates[0].day) for year in years)
        made = next((d for d in days if d is not None and d <= day), None)
        if made is not None and day - made <= timedelta(days=31):
            found.append((match.start(), made))
    return found


_CLOCK = re.compile(
    r"^[ \t]*\[?(?:[01]?\d|2[0-3])[:.h][0-5]\d\]?(?:[ \t]*(?:h|hrs|[ap]\.?m\.?))?"
    r"(?:[ \t]*(?:[A-Z]{2,4}|local time))?[ \t]*(?:$|[-–—:|•·][ \t])",
    re.MULTILINE,
)


def _entries(text: str) -> tuple[int, ...]:
    """Places where the entries of a live blog begin: lines that hold a time of day alone."""
    found = tuple(m.start() for m in _CLOCK.finditer(text))
    return found if len(found) >= 3 else ()


def _section_day(sections: list[tuple[int, date]], at: int, day: date | None) -> date | None:
    index = bisect_right(sections, (at, date.max)) - 1
    return sections[index][1] if index >= 0 else day


# -- forward or back ---------------------------------------------------------------------------

_AHEAD_NEAR = re.compile(
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


def _told_in_past(text: str, parse: Parse | None, words: TimeWords, token: int) -> bool:
    """Whether the verb over a date is in the past, or remembers it, whatever "will" stood before.

    "It will be remembered that on Thursday they came"; "nor shall we forget Thursday".
    """
    if (
        parse is None
        or token < 0
        or _AHEAD_NEAR.search(text[max(0, words.start - 24) : words.start])
    ):
        return False
    if words.manner in ("next", "coming", "the coming", "later this", "next week"):
        return False
    for index in _line(parse, token)[1:]:
        word = parse.tokens[index]
        if word.upos not in ("VERB", "AUX"):
            continue
        if word.text.lower() in _REMEMBERED:
            return True
        number = word.sentence
        helpers = [
            t.text.lower()
            for t in parse.tokens[max(0, index - 8) : index]
            if t.head == index and t.deprel.startswith(("aux", "cop")) and t.sentence == number
        ]
        if word.xpos == "VBD" and not helpers:
            doers = {index, word.head} if word.deprel.startswith("conj") else {index}
            own = any(
                t.head in doers and t.deprel.startswith("nsubj")
                for t in parse.tokens[max(0, index - 25) : index + 8]
            )
            return own and word.text.lower() not in _SPOKE
        return bool(helpers) and helpers[0] in ("was", "were", "had", "did")
    return False


_MAY_LIE_AHEAD = frozenset("weekday date day_of_month same_day after".split())
_REMEMBERED = frozenset("remember remembered recall recalled forget forgotten".split())


def _looks_ahead(text: str, lo: int, words: TimeWords) -> bool:
    if words.sort in ("ago", "same_day", "after", "year", "occasion"):
        return False
    if words.sort == "relative_day":
        return words.count > 0
    if words.manner in ("next", "coming", "the coming", "later this"):
        return True
    if words.manner in ("last", "before last", "earlier this", "the previous", "previous"):
        return False
    before = text[lo : words.start]
    near = _AHEAD_NEAR.search(before)
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


# -- which day ---------------------------------------------------------------------------------

_EVENT_FAMILIES = (
    "shot shots shoot shooting fire clash clashes fight fighting battle attack skirmish exchange",
    "arrive arrived arrival visit visited tour trip came landed",
    "sign signed signing deal agreement accord pact",
    "sitting session assembly parliament council chamber senate house rejected passed voted vote",
    "talk talks meeting met meet round session negotiation negotiations dialogue summit",
    "strike stoppage walkout walk",
    "announce announced announcement said statement",
    "vote voted ballot election elections poll polls referendum",
    "coup takeover putsch seized overthrow",
    "verdict ruling judgment ruled court",
    "kidnap kidnapped abduction seized taken capture captured",
    "release released freed",
    "work work's began begin beginning start started",
)


class _Solver:
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
        token = _head_token(parse, inside)
        return [DateMention(start, end, when, False, token, False, own=True)]

    def dated_behind(self, words: TimeWords) -> date | None:
        """The one day that the rest of a sentence gives, behind the comma after "X after Y"."""
        start = words.event_start + 1 + len(words.event)
        if self.number < 0 or self.text[start : start + 1] != ",":
            return None
        behind = find_time_words(self.text, start, self.sentences[self.number][1])
        if len(behind) != 1 or behind[0].sort not in ("weekday", "date", "relative_day"):
            return None
        if _looks_ahead(self.text, start, behind[0]):
            return None
        return self.solve(behind[0], False, []).day

    def solve(self, words: TimeWords, ahead: bool, before: list[DateMention]) -> When:
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
            return None
        best = None
        for year in (self.anchor.year - 1, self.anchor.year, self.anchor.year + 1):
            made = _day(year, month, day)
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
            made = _day(words.year, words.month, words.day)
            return self._at(words, made, f"the text: '{said}'") if made else When()
        year = self._year_said(words)
        made = _day(year, words.month, words.day) if year else None
        made = made or self._year_for(words.month, words.day, ahead)
        if made is not None:
            return self._at(words, made, f"the text: '{said}', {self._from()}")
        if _day(2000, words.month, words.day) is None:
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
            made = _day(y, m, words.day)
            if made is not None and (words.weekday is None or made.weekday() == words.weekday):
                options.append(made)
        if not options:
            return When()
        if words.manner in ("that", "the same"):
            made = _day(*self.any_month, words.day) if self.any_month else None
            return self._at(words, made, f"the text: '{said}'") if made else When()
        if words.manner:
            year, month = (
                self.anchor.year,
                self.anchor.month + (1 if words.manner == "next" else -1),
            )
            made = _day(year + (month - 1) // 12, (month - 1) % 12 + 1, words.day)
            return self._at(words, made, f"the text: '{said}', {self._from()}") if made else When()
        past = [d for d in options if d <= self.anchor]
        future = [d for d in options if d >= self.anchor]
        if self.month is not None and not (ahead and future):
            # "at the start of July ..., on the 11th ...": of the month the story stands in
            made = _day(*self.month, words.day)
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
            if base is None and _JUST_TOLD.match(words.event):
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
            if day is None or mention.ahead or "counted from" in mention.when.basis:
                continue
            lo, hi = next(
                ((a, b) for a, b in self.sentences if a <= mention.start < b),
                (mention.start, mention.end),
            )
            sentence = self.text[lo:hi].lower()
            shared = wanted & set(re.findall(r"[a-z]{3,}", sentence))
            if shared and (best is None or len(shared) > best[0]):
                best = (len(shared), day)
        return best[1] if best else None

    def _open(self, words: TimeWords, said: str) -> When:
        return When(
            precision=Precision.UNKNOWN,
            basis=f"the text: '{said}'; the day of the report is not known",
            citation=self._cite(words),
        )


_JUST_TOLD = re.compile(
    r"(?:the|this|that)\s+(?:\w+\s+)?(?:"
    + "|".join(re.escape(w) for w in word_sections("grammar_words.txt")["told act"])
    + r")\b",
    re.IGNORECASE,
)
_EMPTY = frozenset("the his her its their that this was had been and for with from after".split())


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
