"""The same report handed over twice: the same text, or one wire story with small edits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from backchannel.dossier.evidence import Report
from backchannel.dossier.fingerprint import SAME_STORY, bands, resemblance, shingles

__all__ = ["Duplicate", "Shelf", "near_duplicates"]


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A report that tells again what an earlier one told.

    Parameters
    ----------
    index, first : int
        Positions of the later report and of the earliest that it repeats.
    resemblance : float
        Share of their runs of five words that both have; 1.0 for the same body.
    """

    index: int
    first: int
    resemblance: float


class Shelf:
    """The reports met so far, found again by their words.

    Parameters
    ----------
    at_least : float
        Resemblance from which on two reports are one story.
    """

    def __init__(self, at_least: float = SAME_STORY) -> None:
        self._at_least = at_least
        self._runs: list[frozenset[int]] = []
        self._places: dict[tuple[int, int], list[int]] = {}

    def put(self, report: Report) -> tuple[int, float] | None:
        """Put a report beside the others.

        Returns
        -------
        (int, float) or None
            Position of the earliest report that it repeats most closely, and their resemblance;
            None if it is new. Positions count from 0 in the order of calls.
        """
        text = "\n".join(report.source.text[span.start : span.end] for span in report.body)
        mine = shingles(text)
        keys = bands(mine)
        candidates = sorted({other for key in keys for other in self._places.get(key, ())})
        number = len(self._runs)
        self._runs.append(mine)
        best, minus = max(
            ((resemblance(mine, self._runs[other]), -other) for other in candidates),
            default=(0.0, 0),
        )
        if best >= self._at_least:
            return -minus, best
        for key in keys:
            self._places.setdefault(key, []).append(number)
        return None


def near_duplicates(
    reports: Sequence[Report], *, at_least: float = SAME_STORY
) -> tuple[Duplicate, ...]:
    """Return the reports that repeat an earlier one, in order.

    Bodies are compared, not what stands round them: the same story on two sites is the same story.
    Candidates are found by min-hashing (`backchannel.dossier.fingerprint`), then compared exactly.

    Parameters
    ----------
    reports : sequence of Report
        In the order in which they count as first.
    at_least : float
        Resemblance from which on two reports are one story.

    Examples
    --------
    >>> from backchannel.reading.report import read_report
    >>> from backchannel.text import Source
    >>> text = "The envoys of both sides met in the capital on Monday and agreed to meet again."
    >>> again = text + "\\n\\nShare this article"
    >>> near_duplicates([read_report(Source(text)), read_report(Source(again))])
    (Duplicate(index=1, first=0, resemblance=1.0),)
    """
    shelf = Shelf(at_least)
    found = [(index, shelf.put(report)) for index, report in enumerate(reports)]
    return tuple(Duplicate(index, *match) for index, match in found if match is not None)
