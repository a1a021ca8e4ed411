"""Dates of what a report tells: absolute, partial, weekdays, relative, each with its basis.

A relative date is resolved against the report's own day, if that is known, else against the day the
user gave; a section of a live blog may have a day of its own ("Yesterday's entries"). Where neither
is known the year, or the day, stays open. Words such as "the next day" are resolved against the
last day told before them, and the basis says so.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from backchannel.dossier.evidence import Precision, Report
from backchannel.reading.calendar_words import TimeWords, find_time_words
from backchannel.reading.date_mentions import DateMention
from backchannel.reading.date_reach import (
    foretells,
    is_owned_elsewhere,
    opens_with_when,
)
from backchannel.reading.date_sections import SECTION_HEAD, day_sections, entries_of, section_day
from backchannel.reading.date_solver import (
    AHEAD_NEAR,
    JUST_TOLD,
    Solver,
    day_of,
    head_token,
    looks_ahead,
)
from backchannel.reading.event_days import Dates, in_same_section, said_beside
from backchannel.reading.gazetteer import level
from backchannel.reading.parse import Parse
from backchannel.reading.quotations import quotations
from backchannel.reading.tagged import sentence_spans
from backchannel.reading.tenses import (
    SPOKE,
    TIMES,
    has_had,
    is_predicate,
    line_up,
    said_in_past,
    speaker_of,
    tense_of,
)

__all__ = ["DateMention", "Dates", "find_dates"]


def _speeches(
    parse: Parse, mentions: list[DateMention]
) -> tuple[tuple[int, frozenset[str], date | None], ...]:
    """Verbs of speech in the past, with the heads that name the subject and the day of each."""
    dated: dict[int, date] = {}
    for mention in mentions:
        if mention.when.day is None or mention.ahead or mention.own or mention.token < 0:
            continue
        for index in line_up(parse, mention.token)[1:]:
            if is_predicate(parse, index):
                dated.setdefault(index, mention.when.day)
                break
    return tuple(
        (index, speaker_of(parse, index), dated.get(index))
        for index in range(len(parse.tokens))
        if parse.tokens[index].xpos == "VBD" and said_in_past(parse, index)
    )


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
    entries = entries_of(text)
    sections = day_sections(text, day, entries, report)
    headers = {m.start(): m.end() for m in SECTION_HEAD.finditer(text)} if sections else {}
    headers |= {at: text.find("\n", at) for at, _ in sections if at not in headers}
    solver = Solver(report, text, day, year_open, sentences)
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
            if sections and not in_same_section(tuple(sections), solver.told_at, words.start):
                solver.told = None
            if bisect_right(entries, solver.told_at) != bisect_right(entries, words.start):
                solver.told = None  # each entry of a live blog begins anew
            solver.anchor = section_day(sections, words.start, day)
            number = bisect_right(sentences, (words.start, 1 << 60)) - 1
            lo = sentences[number][0] if number >= 0 else start
            solver.number = number
            if words.sort == "same_day" and looked_back not in (-1, start):
                solver.recent = (-9, None)  # "in the evening", after a paragraph that looked back
            token = head_token(parse, words)
            ahead = looks_ahead(text, lo, words) and not _told_in_past(text, parse, words, token)
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
                verb = next((i for i in line_up(parse, token)[1:] if is_predicate(parse, i)), -1)
                now = verb >= 0 and tense_of(parse, verb) == "present"
                if now and solver.anchor is not None and JUST_TOLD.match(words.event):
                    # "two days after the raid the town still smells of it": counted from today
                    mentions.extend(solver.counted_back(words, parse, solver.anchor))
                    continue
            if dated and day is not None and when.earliest is not None and when.earliest > day:
                ahead = True  # "held over until a full hearing in June", told in April
            named = JUST_TOLD.match(words.event) if words.sort == "after" else None
            if named is not None and when.precision is Precision.DAY and words.unit == "day":
                whole = replace(words, event=named.group())
                mentions.extend(solver.counted_back(whole, parse, when.day))
            main = _is_main(text, parse, words, token)
            if words.year is not None and words.sort in ("date", "month") and not ahead:
                solver.years.add(words.year)
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
        _sitting_day(text[: min((lo for lo, _ in sentences), default=0)], mentions, day, parse),
    )


_PROCEEDINGS = re.compile(
    r"\b(?:minutes|summary of (?:the )?(?:proceedings|orders?|judge?ment|decision|sitting|debate"
    r"|meeting)|proceedings|summary record|verbatim record|hansard"
    r"|(?:extraordinary|ordinary|plenary|special) (?:meeting|sitting|session))\b",
    re.IGNORECASE,
)
_SUMMARY = re.compile(
    r"\b(?:press summary|summary for the (?:press|media)|summary of the (?:award|report))\b",
    re.IGNORECASE,
)
_PRONOUNCED = frozenset("pronounced delivered handed gave issued rendered".split())
_FEW = 6


def _sitting_day(
    head: str, mentions: Sequence[DateMention], day: date | None, parse: Parse | None
) -> date | None:
    """The day of the sitting whose record a paper is: what it tells was done there and then.

    The day of the paper, or the one on which its first sentences say that an order was pronounced
    or, in a summary for the press, that a report was delivered.
    """
    record = _PROCEEDINGS.search(head)
    if parse is None or day is None or not (record or _SUMMARY.search(head)):
        return None
    for mention in mentions:
        if mention.token < 0:
            continue
        if parse.tokens[mention.token].sentence >= _FEW:
            break
        verb = next((i for i in line_up(parse, mention.token) if is_predicate(parse, i)), -1)
        if verb >= 0 and parse.tokens[verb].text.lower() in _PRONOUNCED:
            return mention.when.day or day
    return day if record else None


def _reattached(parse: Parse, mentions: list[DateMention]) -> list[DateMention]:
    """The second of two dates of a verb, put to the participle or relative clause before it.

    "On Tuesday they freed the boy arrested on Sunday": he was arrested on Sunday.
    """
    out = [_put_inside(parse, mention) for mention in mentions]
    for number, (one, other) in enumerate(pairwise(mentions)):
        if one.token < 0 or other.token < 0 or one.own or other.own:
            continue
        verb = parse.tokens[other.token].head
        if not (one.token < verb < other.token and is_predicate(parse, verb)):
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
                if verb in line_up(parse, index):
                    out[number + 1] = replace(other, verb=index, main=False)
                break
            if word.text in (",", ";") or is_predicate(parse, index):
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
    if who.head <= at or tokens[at].head == who.head or not is_predicate(parse, who.head):
        return mention
    return replace(mention, verb=who.head)


_TWO_DAYS = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)?\s*(?:and|to|until|or|&|[-–—/])\s*(\d{1,2})\b")


def _last_of(text: str, words: TimeWords, day: date) -> date:
    """The day from which a story goes on: of "on 3 and 4 May" the fourth."""
    days = _TWO_DAYS.search(text, words.start, words.end) if words.sort == "date" else None
    if days is None or int(days[1]) != day.day:
        return day
    last = day_of(day.year, day.month, int(days[2]))
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
        return not has_had(parse, cut_off)
    for index in line_up(parse, token)[1:]:
        word = parse.tokens[index]
        if word.upos in ("VERB", "AUX", "ADJ") or word.deprel == "root":
            if _accompanies(parse, index):
                continue
            if word.deprel.startswith(("acl", "advcl")):
                return opens_with_when(parse, index)
            return not has_had(parse, index)
        if word.text.lower() in TIMES:
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
    return word.deprel == "advcl" and over.deprel == "root" and said_beside(parse, index)


def _stands_since(parse: Parse | None, token: int) -> bool:
    """Whether a state in the simple present dates from then: "since Friday the gate is shut"."""
    if parse is None or token < 0:
        return False
    verb = next(
        (i for i in line_up(parse, token)[1:] if parse.tokens[i].upos in ("VERB", "AUX")), -1
    )
    if verb < 0 or not parse.tokens[verb].deprel.startswith(("root", "conj")):
        return False
    return tense_of(parse, verb) == "present" and parse.tokens[token].deprel != "nmod"


def _looks_back(parse: Parse | None, token: int) -> bool:
    """Whether the verb over a date is in the past perfect: the story does not move there."""
    if parse is None or token < 0:
        return False
    verb = next((i for i in line_up(parse, token)[1:] if parse.tokens[i].upos == "VERB"), -1)
    if verb < 0:
        verb = _after_fragment(parse, token)
    return verb >= 0 and has_had(parse, verb)


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
    return root if root >= 0 and is_predicate(parse, root) else -1


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


def _told_in_past(text: str, parse: Parse | None, words: TimeWords, token: int) -> bool:
    """Whether the verb over a date is in the past, or remembers it, whatever "will" stood before.

    "It will be remembered that on Thursday they came"; "nor shall we forget Thursday".
    """
    if (
        parse is None
        or token < 0
        or AHEAD_NEAR.search(text[max(0, words.start - 24) : words.start])
    ):
        return False
    if words.manner in ("next", "coming", "the coming", "later this", "next week"):
        return False
    for index in line_up(parse, token)[1:]:
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
            return own and word.text.lower() not in SPOKE
        return bool(helpers) and helpers[0] in ("was", "were", "had", "did")
    return False


_MAY_LIE_AHEAD = frozenset("weekday date day_of_month same_day after".split())


_REMEMBERED = frozenset("remember remembered recall recalled forget forgotten".split())
