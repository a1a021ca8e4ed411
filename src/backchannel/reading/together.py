"""Several reports on one dispute read in each other's light, then joined.

What one report leaves open another may tell: the year of a dateline, or which states "the
government" can mean. Nothing else passes between them before they are joined.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from backchannel.dossier.evidence import Evidence, Precision, Report, When
from backchannel.dossier.merge import merge, without_bystanders
from backchannel.dossier.surroundings import Surroundings
from backchannel.reading.anchors import (
    days_of_reports,
    states_of,
    surnames_of,
    unlisted_states_of,
)
from backchannel.reading.parse import Parse
from backchannel.reading.read import parse_report, read
from backchannel.reading.unlisted_states import UNLISTED, unlisted
from backchannel.text import Source

__all__ = ["read_beside", "read_together"]

PARSES_KEPT = 200
"""So many reports are parsed once; of more, each is parsed twice rather than all held."""


def read_together(
    reports: Sequence[Report],
    *,
    sure: float | None = None,
    watch: Callable[[str], None] | None = None,
) -> Evidence:
    """Read reports on one dispute as one evidence.

    Parameters
    ----------
    reports : sequence of Report
        In the order in which they were handed over.
    sure : float or None
        Keep only items whose confidence is at least this (0 to 1).
    watch : callable or None
        Called with the origin of each report once it is read for the first time.

    Returns
    -------
    Evidence
        Joined; parties that nothing refers to and nobody names are left out. Empty without reports.
    """
    readings = read_beside(reports, sure=sure, watch=watch)
    return without_bystanders(merge(readings)) if readings else Evidence()


def read_beside(
    reports: Sequence[Report],
    known: Surroundings | None = None,
    *,
    sure: float | None = None,
    watch: Callable[[str], None] | None = None,
) -> list[Evidence]:
    """Read reports in each other's light and in that of the dossier they go to.

    Parameters
    ----------
    reports : sequence of Report
        In the order in which they were handed over.
    known : Surroundings or None
        What a dossier tells about them; None if there is none.
    sure : float or None
        Keep only items whose confidence is at least this (0 to 1).
    watch : callable or None
        Called with the origin of each report once it is read for the first time.

    Returns
    -------
    list of Evidence
        One a report, in the same order, not joined.
    """
    around = known or Surroundings()
    others = [Report(Source("", "a day"), reported_on=day) for day in around.days]
    days = days_of_reports([*others, *reports])[len(others) :]
    settled = [_with_day(report, day) for report, day in zip(reports, days, strict=True)]
    parses: list[Parse | None] = []
    readings = []
    for report in settled:
        parses.append(parse_report(report) if len(settled) <= PARSES_KEPT else None)
        readings.append(read(report, sure=sure, parse=parses[-1]))
        if watch is not None:
            watch(report.source.origin)
    if len(readings) > 1 or (readings and around.states):
        surnames = surnames_of(readings)
        about = [
            key
            for key in states_of(readings, around.states)
            if not (unlisted(key) and key.removeprefix(UNLISTED) in surnames)
        ]
        states = [s for s in unlisted_states_of(readings) if s.name not in surnames]
        readings = [
            read(
                report,
                sure=sure,
                about=about,
                known_states=states,
                surnames=surnames,
                parse=parse,
            )
            for report, parse in zip(settled, parses, strict=True)
        ]
    return readings


def _with_day(report: Report, day: date | None) -> Report:
    """Return the report with the year that the other reports settle, if it leaves one open."""
    if day is None or report.published.day or report.reported_on:
        return report
    basis = f"{report.published.basis}; the year is that of the other reports".lstrip("; ")
    when = When(day, day, Precision.DAY, basis, report.published.citation)
    return replace(report, published=when, reported_on=day)
