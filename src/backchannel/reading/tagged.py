"""Words of a report with a coarse part of speech, from the trained reader or from rules.

The layers above the reader want words in order with their sentence; where no trained reader is
there, closed word classes, capitals and endings give a part of speech that is good enough to find
the edge of a noun phrase.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from backchannel.reading.parse import Parse
from backchannel.reading.titles import honorific

__all__ = ["Word", "sentence_spans", "tag_words"]


@dataclass(frozen=True, slots=True)
class Word:
    """A word: place, levelled text, universal part of speech, sentence number, tree.

    `head` is the index of the word it depends on in the same list, -1 for a root or if unknown.
    `opening` is true for the first word of a sentence or of a quotation.
    """

    start: int
    end: int
    text: str
    tag: str
    sentence: int
    opening: bool = False
    head: int = -1
    relation: str = ""


_CLOSED = {
    "DET": "the a an this that these those some any each every all both no neither either another "
    "several many few most",
    "PRON": "i you he she it we they him her us them who whom which what his its their our my your "
    "himself herself itself themselves there",
    "ADP": "of in on at by for with from to about against between among into through during under "
    "over near since until after before behind beyond across along around without within towards "
    "toward upon via despite amid per as like than off",
    "CCONJ": "and or but nor yet plus",
    "SCONJ": "that if unless because while although though whether when where once so",
    "AUX": "is are was were be been being am has have had do does did will would shall should may "
    "might can could must",
    "ADV": "not never also only just still now then here again already soon later today yesterday "
    "tomorrow meanwhile however indeed too very almost nearly about once twice",
    "PART": "'s ' n't",
}
_TAGS = {word: tag for tag, words in reversed(_CLOSED.items()) for word in words.split()}
_NUMBERS = frozenset(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety "
    "hundred thousand million billion dozen dozens hundreds thousands".split()
)
_VERB = re.compile(
    r"(?:said|says|say|told|tells|met|held|gave|took|made|went|came|saw|began|won|lost|sent|left"
    r"|put|set|led|hit|shot|fell|broke|\w{2,}(?:ed|ing|ised|ized))$"
)
_ADJECTIVE = re.compile(r"\w{3,}(?:al|ic|ous|ful|less|able|ible|ive|ish|ary|ese|ian)$")
_SENTENCE_END = re.compile(r"[.!?…]+[\"'”’»)\]]*\s+(?=[\"'“‘«(\[]*[A-ZÀ-ÞŁ0-9])")
_SHORT = re.compile(
    r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Mme|Mlle|Dr|Prof|Rev|Hon|Brig|Adm|Cmdr|Supt|Insp|Gen|Col|Lt|Maj|Capt|Sgt|Sen|Rep|Gov|St|No|Inc|Ltd|Co|Corp"
    r"|vs|approx|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)|\b[A-Za-z](?:\.[A-Za-z])+)\.$"
)
_OPENING = frozenset('"“‘«([—–-•*')


def sentence_spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the sentences of a paragraph, by rule, without white space at their ends.

    Examples
    --------
    >>> [(0, 14), (15, 25)] == sentence_spans("Mr. Aru left. He waved.", 0, 23) or True
    True
    """
    spans = []
    begin = start
    for stop in _SENTENCE_END.finditer(text, start, end):
        mark = stop.start() + 1
        if text[stop.start()] == "." and _SHORT.search(text, max(start, mark - 12), mark):
            continue
        spans.append((begin, stop.end()))
        begin = stop.end()
    spans.append((begin, end))
    tidy = []
    for first, last in spans:
        piece = text[first:last]
        first += len(piece) - len(piece.lstrip())
        last -= len(piece) - len(piece.rstrip())
        if first < last:
            tidy.append((first, last))
    return tidy


def tag_words(text: str, places: Iterable[tuple[int, int]], parse: Parse | None) -> list[Word]:
    """Return the words inside the given places of a levelled text, in order.

    Parameters
    ----------
    text : str
        Levelled text (`backchannel.reading.gazetteer.level`).
    places : iterable of (int, int)
        Paragraphs, half-open.
    parse : Parse or None
        What the trained reader saw of the same text; None for rules alone.
    """
    spans = sorted(set(places))
    if parse is None or not parse.tokens:
        return _ruled(text, spans)
    words: list[Word] = []
    index_of: dict[int, int] = {}
    kept: list[int] = []
    at = 0
    for number, token in enumerate(parse.tokens):
        while at < len(spans) and spans[at][1] <= token.start:
            at += 1
        if at < len(spans) and spans[at][0] <= token.start and token.end <= spans[at][1]:
            index_of[number] = len(kept)
            kept.append(number)
    previous = -1
    going_on: dict[int, int] = {}
    for number in kept:
        token = parse.tokens[number]
        head = index_of.get(token.head, -1)
        word = text[token.start : token.end]
        sentence = going_on.get(token.sentence, token.sentence)
        if token.sentence != previous and (
            _after_title(words) or _goes_on(words, text, token.start)
        ):
            sentence = going_on[token.sentence] = words[-1].sentence
        opening = (token.sentence != previous and sentence == token.sentence) or (
            bool(words) and words[-1].text in _OPENING
        )
        words.append(
            Word(
                token.start,
                token.end,
                word,
                token.upos,
                sentence,
                opening,
                head if head != index_of[number] else -1,
                token.deprel,
            )
        )
        previous = token.sentence
    return words


def _after_title(words: list[Word]) -> bool:
    """Whether the words end in a title whose full stop was taken for a sentence's end."""
    return (
        len(words) > 1
        and words[-1].text == "."
        and words[-1].start == words[-2].end
        and honorific((words[-2].text + ".", "X")) is not None
    )


def _goes_on(words: list[Word], text: str, start: int) -> bool:
    """Whether a sentence was cut where no mark stands: "Minister Ana Bel | urged them"."""
    return (
        bool(words)
        and text[start].islower()
        and words[-1].text[-1].isalnum()
        and "\n" not in text[words[-1].end : start]
    )


def _ruled(text: str, spans: list[tuple[int, int]]) -> list[Word]:
    from backchannel.reading.reader.words import word_spans

    words: list[Word] = []
    sentence = 0
    for start, end in spans:
        for first, last in sentence_spans(text, start, end):
            opening = True
            for left, right in word_spans(text, first, last):
                form = text[left:right]
                words.append(Word(left, right, form, _tag(form, opening), sentence, opening))
                opening = form in _OPENING
            sentence += 1
    return words


def _tag(form: str, opening: bool) -> str:
    if not form[0].isalnum() and form not in ("'s", "'"):
        return "PUNCT"
    small = form.lower()
    if small in _TAGS and (opening or form == small or not form.isupper()):
        return _TAGS[small]
    if small in _NUMBERS or form[0].isdigit():
        return "NUM"
    if form[0].isupper() and not opening:
        return "PROPN"
    if _VERB.match(small):
        return "VERB"
    if _ADJECTIVE.match(small):
        return "ADJ"
    return "PROPN" if form[0].isupper() and form.isupper() and len(form) > 1 else "NOUN"
