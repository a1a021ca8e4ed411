"""Which of many regular expressions can match a piece of text at all, told by letters they need.

Nearly every expression of the word lists needs one of a few stretches of letters ("nothing",
"comment"). Looking for those is a hundred times faster than trying the expression at every place,
and most pieces hold none of them. What needs no letters is always tried; nothing is ever missed.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any

__all__ = ["PIECES_UNSIFTED", "Sieve", "needed"]

_LIKE_ASCII = str.maketrans({"\u0130": "i", "\u0131": "i", "\u017f": "s", "\u212a": "k"})
"""Letters that an expression without case takes for an ASCII one, though `str.lower` does not."""


PIECES_UNSIFTED = 8
"""So many first pieces are let through to all: to take the expressions apart costs more than that
saves, and a program that reads a few sentences starts sooner."""


class Sieve:
    """Tells which expressions may match a piece of text.

    Parameters
    ----------
    patterns : sequence of re.Pattern
        The expressions.

    Examples
    --------
    >>> sieve = Sieve([re.compile(r"\\bsaid nothing"), re.compile(r"(?:no|any) comment")])
    >>> for _ in range(PIECES_UNSIFTED):
    ...     assert sieve.passing("At first all are tried.") == [0, 1]
    >>> sieve.passing("He had no comment."), sieve.passing("Talks went on.")
    ([1], [])
    """

    def __init__(self, patterns: Sequence[re.Pattern[str]]) -> None:
        self._patterns = tuple(patterns)
        self._asked = 0

    @cached_property
    def _needs(self) -> tuple[frozenset[str] | None, ...]:
        return tuple(needed(pattern) for pattern in self._patterns)

    @cached_property
    def _letters(self) -> tuple[str, ...]:
        return tuple(sorted({letters for need in self._needs for letters in need or ()}))

    def passing(self, piece: str) -> list[int]:
        """Return the indices of the expressions that may match somewhere in `piece`, in order."""
        if self._asked < PIECES_UNSIFTED:
            self._asked += 1
            return list(range(len(self._patterns)))
        folded = _folded(piece)
        met = {letters for letters in self._letters if letters in folded}
        return [
            index
            for index, need in enumerate(self._needs)
            if need is None or not met.isdisjoint(need)
        ]


def needed(pattern: re.Pattern[str]) -> frozenset[str] | None:
    """Return stretches of letters, folded, one of which stands in everything `pattern` matches.

    Parameters
    ----------
    pattern : re.Pattern
        The expression.

    Returns
    -------
    frozenset of str, or None
        None if no such set can be told.

    Examples
    --------
    >>> sorted(needed(re.compile(r"\\b(?:left|leaves) (?:open|unsaid)\\b")))
    ['open', 'unsaid']
    """
    try:
        # the parser of `re` has no public name; without it every expression is tried
        tree = importlib.import_module("re._parser").parse(pattern.pattern, pattern.flags)
        return _of_sequence(tree)
    except (ImportError, AttributeError, TypeError, ValueError):
        return None


def _folded(text: str) -> str:
    return text.lower() if text.isascii() else text.translate(_LIKE_ASCII).lower()


def _of_sequence(items: Iterable[tuple[Any, Any]]) -> frozenset[str] | None:
    """The most telling set of a sequence: of its runs of letters and of its parts."""
    found: list[frozenset[str]] = []
    run = ""
    for operation, value in items:
        name = str(operation)
        letters = _letters(name, value)
        if len(letters) == 1:
            run += next(iter(letters))
            continue
        if name in ("AT", "ASSERT", "ASSERT_NOT"):
            continue  # these take no characters
        found.append(frozenset((run,)))
        run = ""
        part = letters or None
        if name == "SUBPATTERN":
            part = _of_sequence(value[3])
        elif name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT") and value[0] > 0:
            part = _of_sequence(value[2])
        elif name == "ATOMIC_GROUP":
            part = _of_sequence(value)
        elif name == "BRANCH":
            part = _of_any(_of_sequence(way) for way in value[1])
        if part is not None:
            found.append(part)
    found.append(frozenset((run,)))
    best = max(found, key=lambda need: (min(map(len, need)), -len(need), sorted(need)))
    return best if min(map(len, best)) > 0 else None


def _of_any(ways: Iterable[frozenset[str] | None]) -> frozenset[str] | None:
    together: set[str] = set()
    for way in ways:
        if way is None:
            return None
        together |= way
    return frozenset(
        letters for letters in together if not any(o in letters for o in together if o != letters)
    )


def _letters(name: str, value: Any) -> frozenset[str]:
    """The letters, folded, that an item of an expression stands for; empty if that is not all."""
    if name == "LITERAL":
        return frozenset((_folded(chr(value)),))
    if name == "IN" and all(str(kind) == "LITERAL" for kind, _ in value):
        return frozenset(_folded(chr(code)) for _, code in value)
    return frozenset()
