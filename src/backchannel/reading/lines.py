"""A text as lines: what a person who pastes a page sees, and what residue is judged by.

Lines end at every character that a browser, an editor or a terminal breaks at. Offsets are code
points into the unchanged text, half-open, and leave out the white space at both ends.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

__all__ = ["Line", "is_sentence_like", "lines_of", "unwrapped", "words_of"]

_BREAK = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\ufeff\u00ad"
_EDGE = re.compile(rf"^[\s{_INVISIBLE}\x00]+|[\s{_INVISIBLE}\x00]+$")
_WORD = re.compile(r"\w+(?:['’.-]\w+)*")
_TERMINAL = re.compile(r"[.!?…。！？؟۔।][\"'”’»)\]\s]*$|[:;][\"'”’»]?$")


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank.

    Parameters
    ----------
    start, end : int
        Place in the text, without white space at its ends.
    text : str
        ``source.text[start:end]``.
    number : int
        Counted from 0, blank lines included.
    gap : int
        Blank lines right before it.
    """

    start: int
    end: int
    text: str
    number: int
    gap: int = 0


def lines_of(text: str) -> tuple[Line, ...]:
    """Return the lines of `text` that hold anything visible, in order.

    Examples
    --------
    >>> [(line.text, line.number, line.gap) for line in lines_of("One\\n\\n two ")]
    [('One', 0, 0), ('two', 2, 1)]
    """
    found: list[Line] = []
    start = gap = 0
    for number, stop in enumerate((*_BREAK.finditer(text), None)):
        end = stop.start() if stop else len(text)
        raw = text[start:end]
        first = _EDGE.match(raw)
        left = first.end() if first else 0
        stripped = raw[left:].rstrip(_INVISIBLE + "\x00 \t\u00a0\u2009\u202f")
        stripped = stripped.rstrip()
        if stripped:
            found.append(Line(start + left, start + left + len(stripped), stripped, number, gap))
            gap = 0
        else:
            gap += 1
        if stop:
            start = stop.end()
    return tuple(found)


def unwrapped(lines: tuple[Line, ...], text: str) -> tuple[Line, ...]:
    """Join the lines of paragraphs that were wrapped by hand, as in e-mail and old wire copy.

    A text is taken as wrapped if no line is longer than 100 characters and, in most runs of lines
    without a blank one between, each line is as full as the next word allows.

    Parameters
    ----------
    lines : tuple of Line
        As `lines_of` returns them.
    text : str
        The text they are lines of.

    Returns
    -------
    tuple of Line
        A joined paragraph is one line whose text holds the line breaks.
    """
    width = max((line.end - line.start for line in lines), default=0)
    if not 50 <= width <= 100:
        return lines
    pairs = [
        (before, after)
        for before, after in pairwise(lines)
        if after.gap == 0 and after.number == before.number + 1
    ]
    full = {
        before.number
        for before, after in pairs
        if len(before.text) + 1 + len(after.text.split()[0]) > width - 8
    }
    if len(full) < 2 or len(full) * 2 < len(pairs):
        return lines
    joined: list[Line] = []
    open_end = False
    for line in lines:
        if open_end and line.gap == 0 and joined:
            last = joined[-1]
            joined[-1] = Line(
                last.start, line.end, text[last.start : line.end], last.number, last.gap
            )
        else:
            joined.append(line)
        open_end = line.number in full
    return tuple(joined)


def words_of(text: str) -> list[str]:
    """Return the words of `text`, as written."""
    return _WORD.findall(text)


def is_sentence_like(text: str) -> bool:
    """Return whether a line reads as prose: five words and a full stop, or very many words."""
    words = words_of(text)
    if len(words) < 5:
        return False
    lower = sum(not word[0].isupper() and not word[0].isdigit() for word in words)
    if _TERMINAL.search(text):
        return lower * 4 >= len(words)
    return len(words) >= 25 and lower * 2 >= len(words)
