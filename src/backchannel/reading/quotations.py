"""Quotation marks paired into stretches, also where they are mixed or unbalanced."""

from __future__ import annotations

import re

__all__ = ["quotations"]

_OPEN = "“„«‟"
_CLOSE = "”»"
_LONGEST = 2000
_MARK = re.compile(f'[\n"{_OPEN}{_CLOSE}]')
_TEXT = re.compile(r"[ \t]*\S")
_SINGLE_OPEN = re.compile(r"(?<![\w’'.,])(?:‘(?=\S)|'(?=[A-Z“\"]))")
_SINGLE_CLOSE = re.compile(r"(?<=\S)[’'](?!\w)")


def quotations(text: str) -> list[tuple[int, int]]:
    """Return the stretches inside quotation marks, without the marks, in order.

    A new opening mark ends a stretch that was never closed at its line's end; an opening mark
    where a closing one is due (a space before it, or the end of a clause after it) closes.

    Parameters
    ----------
    text : str
        Any text.

    Examples
    --------
    >>> text = "He said “we will stay “. She did not."
    >>> [text[a:b] for a, b in quotations(text)]
    ['we will stay ']
    """
    out: list[tuple[int, int]] = []
    start: int | None = None
    for mark in _MARK.finditer(text):
        position, char = mark.start(), mark.group()
        if char == "\n":
            # a quotation may run over a line break of a wrapped paragraph, not over a blank line
            if start is not None and not _TEXT.match(text, position + 1):
                start = None
            continue
        if start is not None and position - start > _LONGEST:
            start = None
        if char == '"':
            if start is None:
                if _may_open(text, position):
                    start = position + 1
            else:
                _add(out, start, position)
                start = None
        elif char in _OPEN:
            if start is None:
                start = position + 1
            elif _must_close(text, position):
                _add(out, start, position)
                start = None
            else:
                start = position + 1
        elif char in _CLOSE:
            if start is not None:
                _add(out, start, position)
                start = None
            elif char == "»" and _may_open(text, position):
                start = position + 1
    return _with_single(text, out)


def _with_single(text: str, out: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Add stretches in single marks that stand outside double ones.

    A single closing mark may be an apostrophe ("the dockers’ notice"), so one after the end of a
    clause goes before the first that comes; straight marks need one.
    """
    if "‘" not in text and "'" not in text:
        return out
    found: list[tuple[int, int]] = []
    at, number = 0, 0
    while (opened := _SINGLE_OPEN.search(text, at)) is not None:
        start = at = opened.end()
        while number < len(out) and out[number][1] <= start:
            number += 1
        if number < len(out) and out[number][0] < start:
            continue
        limit = start + _LONGEST
        blank = text.find("\n\n", start, limit)
        limit = blank if blank >= 0 else limit
        again = text.find("‘", start, limit)
        limit = again if again >= 0 else limit
        if number < len(out):
            limit = min(limit, out[number][0])
        closers = [m.start() for m in _SINGLE_CLOSE.finditer(text, start, limit)]
        ends = [c for c in closers if text[c - 1] in ",.!?…"]
        if opened.group() == "‘":
            ends = ends[:1] or closers[:1]
        if ends:
            found.append((start, ends[0]))
            at = ends[0] + 1
    return sorted((*out, *found)) if found else out


def _add(out: list[tuple[int, int]], start: int, end: int) -> None:
    if end > start:
        out.append((start, end))


def _may_open(text: str, position: int) -> bool:
    after = text[position + 1 : position + 2]
    return bool(after) and not after.isspace()


def _must_close(text: str, position: int) -> bool:
    """Whether a mark that should open closes here, by what stands round it."""
    before = text[position - 1 : position]
    after = text[position + 1 : position + 2]
    return (before.isspace() and (not after or after in ".,;:!?)\n")) or (
        not before.isspace() and (not after or after.isspace() or after in ".,;:!?)")
    )
