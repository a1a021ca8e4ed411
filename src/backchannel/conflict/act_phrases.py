"""The words of a phrase: its tokens, where its noun phrases end, what class of object it names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from backchannel.conflict.act_words import Lexicon, Word
from backchannel.conflict.act_words import lexicon as the_lexicon

__all__ = [
    "BOUNDARY",
    "DETERMINERS",
    "FORM_WORDS",
    "KEEP",
    "MODALS",
    "PRONOUNS",
    "WORD",
    "compound_before",
    "end_of_phrase",
    "match_words",
    "noun_phrase",
    "object_class",
    "phrase_before",
    "with_tail",
    "without_determiner",
]

_SO_MANY = frozenset(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty hundred some several many "
    "most half all part dozens number".split()
)


WORD = re.compile(r"[^\W\d_][\w’'-]*|\d[\d.,]*\d|\d|[^\w\s]")


BOUNDARY = frozenset(
    "for to from in on at by with without after before during under over into against "
    "between since "
    "until unless if because while when where which who that but so than as about and or nor is "
    "are was were has have had will would must should can could may might said be been not , ; : . "
    '( ) ! ? “ ” " « » – —'.split()
)


KEEP = frozenset({"of", "'s", "’s"})


DETERMINERS = frozenset(
    "the a an its their his her our your all any every each some both new further more fresh "
    "immediate full complete total gradual early rapid such this that these those renewed".split()
)


_TRAILING = KEEP | DETERMINERS | {"out", "back", "off", "down", "up", "away", "together"}


def object_class(phrase: str) -> str:
    """Return the class of the object a noun phrase names, its head noun if it has none, or "".

    The last word before the first preposition that is in the word list decides; otherwise the last
    such word itself.

    Examples
    --------
    >>> object_class("all foreign troops"), object_class("the four captives held since May")
    ('force', 'captive')
    """
    lexicon = the_lexicon()
    words: list[str] = []
    for token in WORD.findall(phrase.lower()):
        if token == "of" and words and words[-1] in _SO_MANY:
            words.clear()  # "seventeen of the nineteen fishermen"
            continue
        if token in BOUNDARY or token in KEEP:
            break
        if token not in DETERMINERS:
            words.append(token)
    for token in reversed(words):
        found = lexicon.objects.get(token)
        if found:
            return found
    head = words[-1] if words else ""
    return head[:-1] if head.endswith("s") and not head.endswith("ss") else head


FORM_WORDS = frozenset(
    "to not n't never will would shall should must can could may might 'll 'd be been being is are "
    "was were has have had do does did also then now first again still already therefore".split()
)


def match_words(
    lexicon: Lexicon, tokens: Sequence[tuple[str, int, int]], position: int
) -> tuple[tuple[Word, ...], int]:
    """Return what the word at a place can be, and how many words it takes."""
    for length in range(min(lexicon.longest, len(tokens) - position), 0, -1):
        key = tuple(token for token, _, _ in tokens[position : position + length])
        found = lexicon.words.get(key)
        if found:
            return found, length
    return _separated(lexicon, tokens, position), 1


def _separated(
    lexicon: Lexicon, tokens: Sequence[tuple[str, int, int]], position: int
) -> tuple[Word, ...]:
    """Match a verb whose particle stands after its object: "pull the ship out"."""
    particles = lexicon.particles.get(tokens[position][0]) if position < len(tokens) else None
    if not particles:
        return ()
    for token, _, _ in tokens[position + 2 : position + 7]:
        if token in particles:
            return lexicon.words[tokens[position][0], token]
        if token in BOUNDARY:
            break
    return ()


def end_of_phrase(tokens: Sequence[tuple[str, int, int]], start: int) -> int:
    """Return the place after a noun phrase: the next preposition, verb form or stop."""
    end = start
    while end < len(tokens) and end - start < 9:
        if tokens[end][0] in BOUNDARY:
            break
        end += 1
    return end


def noun_phrase(
    text: str, tokens: Sequence[tuple[str, int, int]], start: int, end: int
) -> tuple[str, tuple[int, int]]:
    """Return a noun phrase without trailing particles, and its characters."""
    while end > start and tokens[end - 1][0] in _TRAILING:
        end -= 1
    if start >= end:
        place = tokens[start - 1][2] if 0 < start <= len(tokens) else 0
        return "", (place, place)
    span = (tokens[start][1], tokens[end - 1][2])
    return text[span[0] : span[1]], span


def phrase_before(
    text: str, tokens: Sequence[tuple[str, int, int]], position: int
) -> tuple[str, tuple[int, int]]:
    """Return the noun phrase just before a word: its subject, or the first part of a compound."""
    end = position
    while end > 0 and tokens[end - 1][0] in {
        "must",
        "should",
        "will",
        "would",
        "to",
        "have",
        "had",
    }:
        end -= 1
    start = end
    while start > 0 and end - start < 6 and tokens[start - 1][0] not in BOUNDARY:
        start -= 1
    return noun_phrase(text, tokens, start, end)


def compound_before(
    text: str, tokens: Sequence[tuple[str, int, int]], position: int
) -> tuple[str, tuple[int, int]]:
    """Return the noun right before, if it is of an object class: "troop withdrawal"."""
    if position > 0 and tokens[position - 1][0] in the_lexicon().objects:
        start = position - 1
        while start > 0 and text[tokens[start - 1][1]].isupper():
            start -= 1
        span = (tokens[start][1], tokens[position - 1][2])
        found = text[span[0] : span[1]]
        return (found if found.endswith("s") else found + "s"), span
    return "", (tokens[position][1], tokens[position][1])


def without_determiner(phrase: str) -> str:
    """Return a phrase without the articles and the like that it begins with."""
    words = phrase.split()
    while words and words[0].lower() in DETERMINERS:
        words = words[1:]
    return " ".join(words)


MODALS = frozenset({"to", "must", "should", "will", "would", "shall"})


PRONOUNS = frozenset("it them this that these those him her us me himself itself".split())


def with_tail(tokens: Sequence[tuple[str, int, int]], end: int) -> int:
    """Extend a verb phrase by one prepositional phrase ("to the Kajaki dam")."""
    if end < len(tokens) and tokens[end][0] in _OVER:
        return end + 1
    if end < len(tokens) and tokens[end][0] in _AFTER_THE_OBJECT:
        further = end_of_phrase(tokens, end + 1)
        if further > end + 1:
            return further
    return end


_OVER = frozenset({"over"})


_AFTER_THE_OBJECT = frozenset(
    "to into from with in on at between under against for before as by after".split()
)
