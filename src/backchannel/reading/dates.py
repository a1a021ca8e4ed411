"""Dates of a report: absolute, partial, weekdays, relative, each with precision and basis."""

from __future__ import annotations

from dataclasses import dataclass

from backchannel.dossier.evidence import Report, When

__all__ = ["DateMention", "Dates", "find_dates"]


@dataclass(frozen=True, slots=True)
class DateMention:
    """Words that give a date, and what they give.

    Parameters
    ----------
    start, end : int
        Place in the text, half-open.
    when : When
        The date with precision and basis.
    """

    start: int
    end: int
    when: When


@dataclass(frozen=True, slots=True)
class Dates:
    """When the things told in one report were.

    Parameters
    ----------
    mentions : tuple of DateMention
        Every date the text gives, in order.
    """

    mentions: tuple[DateMention, ...] = ()

    def date_for(self, start: int, end: int, clause: tuple[int, int] | None = None) -> When:
        """Return the date of what is told in a stretch of the text.

        Parameters
        ----------
        start, end : int
            The words that carry the event (trigger), or its sentence.
        clause : tuple of (int, int), optional
            The sentence or clause in which a date belongs to these words; default: their sentence.

        Returns
        -------
        When
            With basis; precision UNKNOWN if nothing in reach dates it.
        """
        lo, hi = clause or (start, end)
        near = [m for m in self.mentions if lo <= m.start and m.end <= hi]
        if not near:
            return When()
        return min(near, key=lambda m: (max(m.start - end, start - m.end, 0), m.start)).when


def find_dates(report: Report) -> Dates:
    """Find the dates a report gives."""
    del report
    return Dates()
