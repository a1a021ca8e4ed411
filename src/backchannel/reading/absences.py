"""What was conspicuously not said or not done, because a report says so.

"No mention is made of", "declined to comment", "did not attend", "stopped short of": the wording
is in ``lexicon/absences.txt``. What is missing is given in the text's own words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from backchannel.reading.parse import Parse
from backchannel.reading.quotations import quotations
from backchannel.reading.sides import Actors, subjects
from backchannel.reading.sieve import Sieve
from backchannel.reading.tree import Tree
from backchannel.reading.wordlists import lines

__all__ = ["Missing", "find_absences"]

_STOP = re.compile(
    r"[.;!?](?=\s|$)|,? (?:but|although|though|while|and added|after|before) "
    r"|, (?:and|which|who|nor) |\n"
)
_LEAD = re.compile(
    r"^(?:\s|,|of\b|about\b|on\b|to\b|for\b|regarding\b|concerning\b|any\b|as to\b|over\b"
    r"|from\b|that\b)+"
)


@dataclass(frozen=True, slots=True)
class Missing:
    """An absence in terms of places.

    Parameters
    ----------
    start, end : int
        The clause that notes it.
    cue : tuple of (int, int)
        The words that mark it.
    what : str
        What is missing, in the text's words.
    parties : tuple of int
        Head words of those whose silence or inaction it is.
    topic : tuple of (int, int) or None
        The place of what is missing, if it follows the cue.
    undone : bool
        Not done (True) or not said (False).
    """

    start: int
    end: int
    cue: tuple[int, int]
    what: str
    parties: tuple[int, ...]
    topic: tuple[int, int] | None
    undone: bool


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], bool], ...]:
    found: list[tuple[re.Pattern[str], bool]] = []
    undone = False
    for line in lines("absences.txt"):
        if line.startswith("=="):
            undone = line[2:].strip() == "undone"
        else:
            found.append((re.compile(line, re.IGNORECASE), undone))
    return tuple(found)


@cache
def _sieve() -> Sieve:
    return Sieve([pattern for pattern, _ in _patterns()])


def find_absences(parse: Parse, text: str) -> tuple[Missing, ...]:
    """Find what a report says was not said or done.

    Parameters
    ----------
    parse : Parse
        The parse.
    text : str
        The text it was made from.

    Returns
    -------
    tuple of Missing
        At most one a clause, in text order.
    """
    tree = Tree.of(parse)
    actors = Actors(tree)
    quotes = quotations(text)
    out: list[Missing] = []
    patterns, sieve = _patterns(), _sieve()
    for sentence in parse.sentences:
        taken: list[tuple[int, int]] = []
        hits: list[tuple[int, int, bool]] = []
        for which in sieve.passing(text[sentence.start : sentence.end]):
            pattern, undone = patterns[which]
            hits += [
                (m.start(), m.end(), undone)
                for m in pattern.finditer(text, sentence.start, sentence.end)
            ]
        for start, end, undone in sorted(hits, key=lambda h: (h[0], -h[1])):
            if any(start < b and a < end for a, b in taken) or any(
                a <= start < b for a, b in quotes
            ):
                continue
            stop = _STOP.search(text, end, sentence.end)
            until = stop.start() if stop else sentence.end
            taken.append((start, until))
            rest = text[end:until]
            lead = _LEAD.match(rest)
            topic_start = end + (lead.end() if lead else 0)
            topic = (topic_start, until) if text[topic_start:until].strip(" .,\u00a0") else None
            if topic is not None:
                stripped = text[topic[0] : topic[1]].rstrip(" .,;\u00a0\n")
                topic = (topic[0], topic[0] + len(stripped))
            verbs = [
                k
                for k in range(sentence.first, sentence.last)
                if start <= tree.tokens[k].start < end and (tree.tokens[k].upos in ("VERB",))
            ]
            whose: list[int] = []
            for verb in verbs[:1]:
                if not tree.is_passive(verb):
                    whose = [k for k in actors.all_of(subjects(tree, verb)) if actors.is_actor(k)]
            before = max((b for a, b in taken[:-1]), default=sentence.start)
            clause = _clause_start(text, before, start)
            words = text[start:until].strip(" .,\u00a0\n")
            out.append(
                Missing(
                    clause,
                    max(until, end),
                    (start, end),
                    " ".join(words.split()),
                    tuple(whose),
                    topic,
                    undone,
                )
            )
    return tuple(out)


def _clause_start(text: str, low: int, cue: int) -> int:
    """Where the clause begins that holds the cue."""
    for mark in (", but ", "; ", ", although ", ", and "):
        at = text.rfind(mark, low, cue)
        if at >= 0:
            return at + len(mark)
    start = low
    while start < cue and text[start] in ' \t\n\u00a0,.;"”“':
        start += 1
    return start
