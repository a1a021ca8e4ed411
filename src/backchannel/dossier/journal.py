"""Every change to a dossier is a step with a line in the journal, and can be undone.

Undoing takes back the last step that stands, row by row, in reverse; what is put back comes from
the old rows themselves, never from SQL kept in the file, so a dossier from elsewhere cannot run
code.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from backchannel.dossier.schema import TRACKED
from backchannel.errors import DossierError

__all__ = ["KEPT_STEPS", "Step", "now", "steps", "transaction", "undo"]

KEPT_STEPS = 200
"""So many of the latest steps can be undone; older ones stay in the journal as lines."""


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the journal.

    Parameters
    ----------
    number : int
        Counts up.
    at : str
        UTC, ISO 8601.
    action, detail : str
        What was done, and to what.
    undone_at : str or None
        When it was taken back.
    """

    number: int
    at: str
    action: str
    detail: str
    undone_at: str | None


def now() -> str:
    """Return the time as it is written into dossiers: UTC, ISO 8601, seconds."""
    return datetime.now(UTC).isoformat(timespec="seconds")


@contextmanager
def transaction(connection: sqlite3.Connection, action: str, detail: str) -> Iterator[int]:
    """Do one step: all of it is kept, or nothing.

    Parameters
    ----------
    connection : sqlite3.Connection
        In autocommit mode.
    action, detail : str
        The journal's line.

    Yields
    ------
    int
        The number of the step.

    Raises
    ------
    DossierError
        If another process is changing the dossier and does not finish in time.
    """
    try:
        connection.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        raise DossierError(
            f"the dossier cannot be changed now ({error}); another process may be adding to it, "
            "try again"
        ) from error
    try:
        number = connection.execute("SELECT coalesce(max(step), 0) + 1 FROM journal").fetchone()[0]
        connection.execute(
            "INSERT INTO journal (step, at, action, detail) VALUES (?, ?, ?, ?)",
            (number, now(), action, detail),
        )
        connection.execute("INSERT OR REPLACE INTO setting VALUES ('step', ?)", (number,))
        yield number
        connection.execute("DELETE FROM setting WHERE key = 'step'")
        connection.execute("DELETE FROM change WHERE step <= ?", (number - KEPT_STEPS,))
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def steps(connection: sqlite3.Connection, limit: int = 50) -> list[Step]:
    """Return the latest steps, newest first."""
    rows = connection.execute(
        "SELECT step, at, action, detail, undone_at FROM journal ORDER BY step DESC LIMIT ?",
        (limit,),
    )
    return [Step(*row) for row in rows]


def undo(connection: sqlite3.Connection) -> Step:
    """Take back the last step that stands.

    Raises
    ------
    DossierError
        If there is none, or its old rows are no longer kept.
    """
    try:
        connection.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        raise DossierError(f"the dossier cannot be changed now ({error}); try again") from error
    try:
        row = connection.execute(
            "SELECT step, at, action, detail, undone_at FROM journal "
            "WHERE undone_at IS NULL ORDER BY step DESC LIMIT 1"
        ).fetchone()
        if row is None:
            raise DossierError("nothing to undo: no step stands")
        last = connection.execute("SELECT max(step) FROM journal").fetchone()[0]
        if row[0] <= last - KEPT_STEPS:
            raise DossierError(
                f"step {row[0]} ({row[2]} {row[3]}) is too old to be undone: "
                f"the latest {KEPT_STEPS} are kept"
            )
        changes = connection.execute(
            "SELECT tbl, op, row, old FROM change WHERE step = ? ORDER BY seq DESC", (row[0],)
        ).fetchall()
        columns: dict[str, list[str]] = {}
        for table, op, rowid, old in changes:
            if table not in TRACKED or op not in "IUD":
                raise DossierError(f"the journal of step {row[0]} is damaged: {table!r}, {op!r}")
            if table not in columns:
                columns[table] = [r[1] for r in connection.execute(f"PRAGMA table_info({table})")]
            names = columns[table]
            if op == "I":
                connection.execute(f"DELETE FROM {table} WHERE rowid = ?", (rowid,))
                continue
            values = json.loads(old)
            # A row written before a column was added has no value for it.
            values += [None] * (len(names) - len(values))
            if op == "U":
                pairs = ", ".join(f'"{name}" = ?' for name in names)
                connection.execute(f"UPDATE {table} SET {pairs} WHERE rowid = ?", (*values, rowid))
            else:
                quoted = ", ".join(f'"{name}"' for name in names)
                marks = ", ".join("?" for _ in names)
                connection.execute(
                    f"INSERT INTO {table} (rowid, {quoted}) VALUES (?, {marks})", (rowid, *values)
                )
        connection.execute("DELETE FROM change WHERE step = ?", (row[0],))
        connection.execute("UPDATE journal SET undone_at = ? WHERE step = ?", (now(), row[0]))
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    return Step(*row)
