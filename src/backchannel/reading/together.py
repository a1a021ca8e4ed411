"""Several reports on one dispute read in each other's light, then joined.

What one report leaves open another may tell: the year of a dateline, or which states "the
government" can mean. Nothing else passes between them before they are joined.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from backchannel.dossier.evidence import Evidence, Precision, Report, When
from backchannel.dossier.merge import merge, without_bystanders
from backchannel.reading.anchors import days_of_reports, states_of, unlisted_states_of
from backchannel.reading.parse import Parse
from backchannel.reading.read import parse_report, read

__all__ = ["read_together"]

PARSES_KEPT = 200
"""So many reports are parsed once; of more, each is parsed twice rather than all held."""


def read_together(reports: Sequence[Report], *, sure: float | None = None) -> Evidence:
    """Read reports on one dispute as one evidence.

    Parameters
    ----------
    reports : sequence of Report
        In the order in which they were handed over.
    sure : float or None
        Keep only items whose confidence is at least this (0 to 1).

    Returns
    -------
    Evidence
        Joined; parties that nothing refers to and nobody names are left out. Empty without reports.
    """
    settled = [
        _with_day(report, day)
        for report, day in zip(reports, days_of_reports(reports), strict=True)
    ]
    parses: list[Parse | None] = [
        parse_report(report) if len(settled) <= PARSES_KEPT else None for report in settled
    ]
    readings = [
        read(report, sure=sure, parse=parse) for report, parse in zip(settled, parses, strict=True)
    ]
    if not readings:
        return Evidence()
    if len(readings) > 1:
        about, known = states_of(readings), unlisted_states_of(readings)
        readings = [
            read(report, sure=sure, about=about, known_states=known, parse=parse)
            for report, parse in zip(settled, parses, strict=True)
        ]
    return without_bystanders(merge(readings))


def _with_day(report: Report, day: date | None) -> Report:
    """Return the report with the year that the other reports settle, if it leaves one open."""
    if day is None or report.published.day or report.reported_on:
        return report
    basis = f"{report.published.basis}; the year is that of the other reports".lstrip("; ")
    when = When(day, day, Precision.DAY, basis, report.published.citation)
    return replace(report, published=when, reported_on=day)
