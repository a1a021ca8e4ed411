"""What follows from a record alone, worked out once and kept while the record is asked about.

Adding a report to a dossier looks at several hundred known records, nearly all of them the very
objects that the report before it looked at. What is kept of them here need not be worked out again
for each report. Records are told apart by identity, since they never change and comparing them in
full would cost as much as it saves.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

__all__ = ["once_a_record"]

RECORDS = 1024
"""So many records are kept for each function, and as many that were asked about before them."""

R = TypeVar("R")
V = TypeVar("V")


def once_a_record(function: Callable[[R], V]) -> Callable[[R], V]:
    """Make a function of an unchanging record remember what it gave for the last ones.

    Parameters
    ----------
    function : callable
        Gives for a record what depends on nothing else; nobody may change what it gives.
    """
    young: dict[int, tuple[R, V]] = {}
    old: dict[int, tuple[R, V]] = {}  # let go of when `young` is full, but for what was asked again

    @wraps(function)
    def remembering(record: R) -> V:
        nonlocal young, old
        key = id(record)  # of nothing else, since the record is kept
        kept = young.get(key)
        if kept is None:
            kept = old.get(key) or (record, function(record))
            if len(young) >= RECORDS:
                young, old = {}, young
            young[key] = kept
        return kept[1]

    return remembering
