"""What the reports of a dossier tell about each other: the year one leaves open, the states meant.

A wire's dateline often gives month and day alone. If the other reports of the same dossier give
their years, the open one is set to the year in which it lies nearest to them; the basis says so.
Without any year among them it stays open.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from backchannel.dossier.evidence import Evidence, MentionKind, PartyKind, Report

__all__ = ["days_of_reports", "states_of"]


def days_of_reports(reports: Sequence[Report]) -> list[date | None]:
    """Return the reference day of each report, with open years settled by the others.

    Parameters
    ----------
    reports : sequence of Report
        Of one dossier.

    Returns
    -------
    list of date or None
        None where nothing tells.
    """
    known = [r.published.day or r.reported_on for r in reports]
    days = sorted(d for d in known if d is not None)
    settled: list[date | None] = []
    for report, day in zip(reports, known, strict=True):
        if day is not None or report.published.month_day is None or not days:
            settled.append(day)
            continue
        month, monthday = report.published.month_day
        options = []
        for year in range(days[0].year - 1, days[-1].year + 2):
            try:
                options.append(date(year, month, monthday))
            except ValueError:
                continue
        settled.append(
            min(options, key=lambda o: (min(abs((o - d).days) for d in days), o))
            if options
            else None
        )
    return settled


def states_of(readings: Sequence[Evidence], known: Mapping[str, int] | None = None) -> list[str]:
    """Return the codes of the states a dossier is about, the most spoken of first.

    Parameters
    ----------
    readings : sequence of Evidence
        A first reading of each report.
    known : mapping of str to int, or None
        How much other reports speak of each state, counted in the same way.
    """
    score: Counter[str] = Counter(known or {})
    for reading in readings:
        for party in reading.parties:
            if party.kind is PartyKind.STATE and party.country:
                named = [m for m in party.mentions if m.kind is MentionKind.NAME]
                score[party.country] += min(len(named), 5)
    return [code for code, _ in sorted(score.items(), key=lambda item: (-item[1], item[0]))]
