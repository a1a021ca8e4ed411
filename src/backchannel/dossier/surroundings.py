"""What a dossier tells about a report that is to be added: days, states, years left open."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

__all__ = ["Surroundings", "surroundings"]

MOST_MENTIONS = 5
"""So many mentions of a state by name count for one report (as in `reading.anchors.states_of`)."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the reports of a dossier tell about each other.

    Parameters
    ----------
    days : tuple of date
        Days of the reports that give theirs with a year, in order.
    open : tuple of str
        Ids of the reports that give a day without its year.
    states : mapping of str to int
        How much the reports speak of each state, by ISO 3166-1 alpha-3 code: mentions by name, at
        most five a report.
    """

    days: tuple[date, ...] = ()
    open: tuple[str, ...] = ()
    states: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))


def surroundings(db: sqlite3.Connection) -> Surroundings:
    """Return what the reports of an open dossier tell about a new one.

    Parameters
    ----------
    db : sqlite3.Connection
        Of a dossier in the present form.
    """
    given = db.execute(
        "SELECT coalesce(json_extract(record, '$.reported_on'), "
        "CASE precision WHEN 'day' THEN published_from END) AS day FROM report "
        "WHERE day IS NOT NULL ORDER BY day"
    )
    days = tuple(date.fromisoformat(row[0]) for row in given)
    left_open = db.execute(
        "SELECT id FROM report WHERE precision != 'day' "
        "AND json_extract(record, '$.reported_on') IS NULL "
        "AND json_extract(record, '$.published.month_day') IS NOT NULL ORDER BY rowid"
    )
    states: dict[str, int] = {}
    for country, count in db.execute(
        "SELECT p.country, count(*) FROM party p JOIN cites c ON c.kind = 'party' AND c.ref = p.id "
        "WHERE p.kind = 'state' AND p.country IS NOT NULL AND p.status != 'rejected' "
        "AND json_extract(c.detail, '$.kind') = 'name' GROUP BY p.country, c.report"
    ):
        states[country] = states.get(country, 0) + min(count, MOST_MENTIONS)
    return Surroundings(days, tuple(row[0] for row in left_open), MappingProxyType(states))
