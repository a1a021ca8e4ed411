"""On which day a passage's act was: the date that reaches its verb, or what goes before it.

A date in its own clause counts first, then one that the sentence or the paragraph hands on; a look
back, a question or what only might be is given no day of the report.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from backchannel.dossier.evidence import Precision, When
from backchannel.reading.date_mentions import DateMention
from backchannel.reading.date_reach import (
    in_return,
    is_at_once,
    is_owned_elsewhere,
    is_speech_beside,
    is_told_before,
    stands_apart,
    tells_of_all,
)
from backchannel.reading.date_sections import section_day
from backchannel.reading.inflection import verb_lemma
from backchannel.reading.parse import Parse, Token
from backchannel.reading.tenses import (
    PRONOUNS,
    SAID,
    has_had,
    is_predicate,
    is_reported,
    line_up,
    might,
    nouns_between,
    performs,
    said_in_past,
    speaker_of,
    tense_of,
)
from backchannel.reading.wordlists import sections as word_sections

__all__ = ["Dates", "in_same_section", "said_beside"]


#: What is said of an act that was before: "called the seizure piracy", "condemned the arrests".
_JUDGING = frozenset(
    "call condemn denounce deplore criticise criticize praise welcome applaud decry lament "
    "describe dub brand regret mourn recall defend justify avenge investigate protest".split()
)


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
    sitting : date or None
        The day of the sitting whose record the report is, if it is one.
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
    sitting: date | None = None

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
        own, ups = line_up(self.parse, trigger), line_up(self.parse, mention.token)
        verb = next((i for i in ups[1:] if tokens[i].upos in ("VERB", "AUX")), -1)
        if verb not in own[1:] or trigger in ups:
            return False
        steps = own[: own.index(verb)]
        if tokens[trigger].upos == "VERB":
            told = any(tokens[i].deprel.startswith("ccomp") for i in steps)
            return told and has_had(self.parse, trigger) and not has_had(self.parse, verb)
        if tokens[trigger].upos != "NOUN" or len(steps) < 1:
            return False
        top = tokens[steps[-1]]
        known = any(
            t.head == trigger and t.text.lower() in ("the", "its", "their", "his", "her", "our")
            for t in tokens[max(0, trigger - 6) : trigger]
        )
        if known and verb_lemma(tokens[verb].text.lower()) in _JUDGING and verb < trigger:
            return top.deprel.startswith(("obj", "obl", "xcomp", "nsubj", "ccomp"))
        if not top.deprel.startswith("obl") and trigger == steps[-1]:
            return False
        return known and any(
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
            if tokens[trigger].upos == "VERB" and tense_of(self.parse, trigger) == "present":
                if performs(self.parse, trigger):
                    return None  # "we condemn the arrests of men on the 8th"
        own = line_up(self.parse, trigger)
        ups = line_up(self.parse, mention.token)
        if mention.verb >= 0:
            ups = [mention.token, *line_up(self.parse, mention.verb)]
        if mention.token in own[1:] and tokens[own[own.index(mention.token) - 1]].deprel.startswith(
            "acl"
        ):
            return 0.5 + gap * 0.1  # "until Sunday, when the meeting said yes"
        verb = next((i for i in ups[1:] if tokens[i].upos in ("VERB", "AUX")), ups[-1])
        verb = mention.verb if mention.verb >= 0 else verb
        if verb == trigger or mention.token == trigger:
            inside = nouns_between(self.parse, ups, verb)
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
                    if over == trigger and said_beside(self.parse, verb):
                        return 2.5 + gap * 0.1  # "has turned it down, saying on Saturday that"
                    return None
                if over == trigger and tokens[verb].xpos == "VBG" and said_beside(self.parse, verb):
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
        section = section_day(list(self.sections), before, written)
        paragraph = next((p for p in self.paragraphs if p[0] <= before < p[1]), None)
        usable = [
            m
            for m in self.mentions
            if not m.ahead
            and m.main
            and m.when.precision in (Precision.DAY, Precision.DAY_WITHOUT_YEAR)
            and (not self.sections or in_same_section(self.sections, m.start, before))
            and bisect_right(self.entries, m.start) == bisect_right(self.entries, before)
            and (m.when.day is None or written is None or abs(written - m.when.day) < _LONG_AGO)
        ]
        earlier = [m for m in usable if m.start < before]
        behind = self._sentence(before)[1]
        near = [m for m in earlier if paragraph is not None and m.start >= paragraph[0]]
        if self.parse is not None and trigger >= 0 and _is_background(self.parse, trigger):
            return When()
        if self.sitting is not None and trigger >= 0 and self.parse is not None:
            if tense_of(self.parse, trigger) != "future" and not has_had(self.parse, trigger):
                basis = f"not dated; done at the sitting of {self.sitting.isoformat()}"
                return _about(self.sitting, basis)
        if trigger >= 0 and self.parse is not None and section is not None:
            beside = self._deal_day(before, trigger, section) or self._speech_day(trigger, section)
            if beside is not None:
                return beside
            announced = near and self._announced(before, trigger, near[-1])
            if announced:
                basis = f"not dated itself; announced before it ({near[-1].when.basis})"
                return replace(near[-1].when, basis=basis, stated=False)
            at = self.parse.tokens[trigger].start
            tense = tense_of(self.parse, trigger)
            speech = _speech_over(self.parse, trigger)
            if speech >= 0 and not near and earlier and not self.sections and not self.entries:
                if speech != trigger and has_had(self.parse, trigger):
                    return When()  # "recalled that the union had put it off"
                lead = earlier[0].when.day
                if lead is not None and timedelta(0) <= section - lead <= timedelta(days=2):
                    basis = f"not dated itself; said on the lead's day ({earlier[0].when.basis})"
                    return _about(lead, basis)
            if speech >= 0 and speech != trigger and near:
                tense = ""
            if not any(lo <= at < hi for lo, hi in self.quoted) and (
                tense in ("perfect", "future")
                or (tense == "present" and (not near or performs(self.parse, trigger)))
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
                    tense == "future" and near and is_reported(self.parse, trigger)
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
        verb = next(
            (i for i in line_up(self.parse, mention.token) if is_predicate(self.parse, i)), -1
        )
        return verb >= 0 and tokens[verb].deprel.startswith("acl")

    def _announced(self, before: int, trigger: int, last: DateMention) -> bool:
        """Whether the sentence before only announces what is told: "Worse came yesterday."."""
        assert self.parse is not None
        if tense_of(self.parse, trigger) not in ("present", "perfect") or performs(
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
            if any(t.text.lower() in _ANNOUNCES or t.text.lower() in SAID for t in words):
                return _about(day, f"not dated itself; told after it ({mention.when.basis})")
        return None

    def _deal_day(self, before: int, trigger: int, section: date) -> When | None:
        """The day of a bargain whose terms are told in the present or the future.

        "They came out with a bargain on Tuesday. The north will open the gate ...": agreed on
        Tuesday, whatever day it is told on.
        """
        assert self.parse is not None
        if tense_of(self.parse, trigger) not in ("future", "present", "perfect"):
            if not in_return(self.parse, trigger):
                return None
        if performs(self.parse, trigger):
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
        if self.parse is None or not said_in_past(self.parse, trigger):
            return None
        who = speaker_of(self.parse, trigger)
        day = None
        for at, speaker, day in reversed(self.speeches):
            if at >= trigger or not (speaker & who or who <= PRONOUNS or speaker <= PRONOUNS):
                continue
            day = day or self._told_with(at)
            if day is not None:
                break
            who = (who | speaker) - PRONOUNS or who
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
    line = line_up(parse, trigger)
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
        if not is_predicate(parse, index):
            continue
        if word.xpos not in ("VBD", "VBN") or tense_of(parse, index):
            return False
        if word.deprel == "acl":
            return True
        verb = next((i for i in line[step + 1 :] if is_predicate(parse, i)), -1)
        now = verb >= 0 and (tense_of(parse, verb) == "present" or might(parse, verb))
        if word.deprel.startswith("ccomp"):
            return now and (word.xpos == "VBN" or _is_asked(tokens, index))
        if now or has_had(parse, index):
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


def _is_deal(parse: Parse, index: int) -> bool:
    token = parse.tokens[index]
    return token.upos == "NOUN" and token.text.lower() in _DEALS


_DEALS = frozenset(word_sections("grammar_words.txt")["deal"])


_ANNOUNCES = frozenset(word_sections("grammar_words.txt")["announces"])


def _speech_over(parse: Parse, trigger: int) -> int:
    """The past verb of speech that a word is, or whose complement it stands in; -1 if none."""
    for index in line_up(parse, trigger)[:6]:
        if said_in_past(parse, index):
            return index
        relation = parse.tokens[index].deprel
        if is_predicate(parse, index) and not relation.startswith(("ccomp", "xcomp", "conj")):
            return -1
    return -1


_CONCERNING = frozenset("over against at after about for of into".split())


def said_beside(parse: Parse, verb: int) -> bool:
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


def in_same_section(sections: tuple[tuple[int, date], ...], a: int, b: int) -> bool:
    """Return whether two places lie in one dated section."""
    return bisect_right(sections, (a, date.max)) == bisect_right(sections, (b, date.max))
