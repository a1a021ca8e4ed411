"""How often what a rule finds is right.

A rule's score orders what it finds; confidence is something else: the share of items of the same
class (kind, rule, band of score) that were right on the annotated dossiers. The shares stand in
``lexicon/confidence.tsv``, written by ``python -m evaluation.calibrate``; what is counted as right
is said there. A class that was never seen has the share of its kind.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from backchannel.reading.wordlists import lines

__all__ = ["KINDS", "Record", "band", "recording", "right"]

KINDS = ("party", "event", "statement", "position", "absence", "residue")
_BANDS = (0.65, 0.75, 0.85)
"""Where the scores of events are cut: within a band more scores differ by chance."""


@cache
def _table() -> dict[tuple[str, str], float]:
    found: dict[tuple[str, str], float] = {}
    for line in lines("confidence.tsv"):
        kind, rule, share, _ = line.split("\t")
        found[(kind, rule)] = float(share)
    return found


def band(score: float) -> str:
    """Return the band of a score, as part of a rule's name.

    Examples
    --------
    >>> band(0.7), band(0.95)
    ('from 0.65', 'from 0.85')
    """
    passed = [low for low in _BANDS if score >= low]
    return f"from {passed[-1]}" if passed else "low"


class Record:
    """Notes of which class each confidence came from, for fitting.

    While recording, a confidence carries the number of its class behind the third decimal, so that
    it can be told again after readings were joined.
    """

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, str], int] = {}
        self._classes: list[tuple[str, str]] = []

    def mark(self, share: float, kind: str, rule: str) -> float:
        """Return the share with the number of its class in it."""
        key = (kind, rule)
        number = self._numbers.setdefault(key, len(self._classes) + 1)
        if number > len(self._classes):
            self._classes.append(key)
        return round(min(share, 0.998), 3) + number * 1e-6

    def of(self, confidence: float) -> tuple[str, str] | None:
        """Return the kind and rule that a confidence came from, or None."""
        number = round((confidence * 1e3 % 1) * 1e3)
        return self._classes[number - 1] if 0 < number <= len(self._classes) else None


_record: list[Record] = []


@contextmanager
def recording() -> Iterator[Record]:
    """Note classes while readings are made inside the ``with``."""
    _record.append(Record())
    try:
        yield _record[-1]
    finally:
        _record.pop()


def right(kind: str, rule: str) -> float:
    """Return the share of such items that were right, between 0 and 1.

    Parameters
    ----------
    kind : str
        One of `KINDS`.
    rule : str
        What found it.
    """
    table = _table()
    share = table.get((kind, rule), table.get((kind, "*"), 0.5))
    return _record[-1].mark(share, kind, rule) if _record else share
