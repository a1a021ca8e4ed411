"""The form of a dossier file: one SQLite database, versioned, opened only if it is one.

A dossier is marked by ``PRAGMA application_id`` and its version by ``PRAGMA user_version``. An
older one is migrated after a backup beside it; a newer one, and a file that is none, are refused.
Every table that holds evidence or decisions is watched by triggers that write the old row into
``change``, so that each step can be undone (see `backchannel.dossier.journal`).
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from backchannel.errors import DossierError

__all__ = [
    "APPLICATION_ID",
    "TRACKED",
    "VERSION",
    "check_and_migrate",
    "check_triggers",
    "create_schema",
]

APPLICATION_ID = 0x42436864
"""``BChd``: marks a SQLite file as a dossier."""

VERSION = 2
"""Version of the form written by this program."""

_TABLES_1 = """
CREATE TABLE setting (key TEXT PRIMARY KEY, value);
CREATE TABLE journal (
  step INTEGER PRIMARY KEY, at TEXT NOT NULL, action TEXT NOT NULL, detail TEXT NOT NULL,
  undone_at TEXT
);
CREATE TABLE change (
  seq INTEGER PRIMARY KEY, step INTEGER NOT NULL, tbl TEXT NOT NULL, op TEXT NOT NULL,
  row INTEGER NOT NULL, old TEXT
);
CREATE INDEX change_step ON change (step);
CREATE TABLE report (
  id TEXT NOT NULL UNIQUE, sha256 TEXT NOT NULL, origin TEXT NOT NULL, title TEXT, author TEXT,
  publisher TEXT, published_from TEXT, published_to TEXT, precision TEXT, added_at TEXT NOT NULL,
  reader TEXT NOT NULL, text TEXT NOT NULL, record TEXT NOT NULL
);
CREATE TABLE party (
  id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, kind TEXT, country TEXT, sector TEXT, part_of TEXT,
  role TEXT, in_the_shadow INTEGER NOT NULL DEFAULT 0, status TEXT NOT NULL DEFAULT 'draft',
  record TEXT NOT NULL
);
CREATE TABLE party_name (
  key TEXT NOT NULL, party TEXT NOT NULL, name TEXT NOT NULL, by TEXT NOT NULL DEFAULT 'machine'
);
CREATE INDEX party_name_key ON party_name (key);
CREATE INDEX party_name_party ON party_name (party);
CREATE TABLE event (
  id TEXT NOT NULL UNIQUE, type TEXT NOT NULL, mode TEXT, modality TEXT, factuality TEXT,
  earliest TEXT, latest TEXT, precision TEXT, label TEXT, status TEXT NOT NULL DEFAULT 'draft',
  record TEXT NOT NULL
);
CREATE INDEX event_type ON event (type, earliest);
CREATE TABLE statement (
  id TEXT NOT NULL UNIQUE, kind TEXT, content TEXT NOT NULL,
  status TEXT NOT NULL DEFAULT 'draft', record TEXT NOT NULL
);
CREATE TABLE issue (
  id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, status TEXT NOT NULL DEFAULT 'draft',
  record TEXT NOT NULL
);
CREATE TABLE position (
  id TEXT NOT NULL UNIQUE, party TEXT NOT NULL, issue TEXT NOT NULL, stance TEXT NOT NULL,
  status TEXT NOT NULL DEFAULT 'draft', record TEXT NOT NULL
);
CREATE INDEX position_party ON position (party);
CREATE INDEX position_issue ON position (issue);
CREATE TABLE absence (
  id TEXT NOT NULL UNIQUE, what TEXT NOT NULL, status TEXT NOT NULL DEFAULT 'draft',
  record TEXT NOT NULL
);
CREATE TABLE involves (
  kind TEXT NOT NULL, ref TEXT NOT NULL, side TEXT NOT NULL, party TEXT NOT NULL
);
CREATE INDEX involves_party ON involves (party, kind);
CREATE INDEX involves_ref ON involves (kind, ref);
CREATE TABLE cites (
  kind TEXT NOT NULL, ref TEXT NOT NULL, report TEXT NOT NULL, start INTEGER NOT NULL,
  "end" INTEGER NOT NULL, detail TEXT NOT NULL
);
CREATE INDEX cites_ref ON cites (kind, ref);
CREATE INDEX cites_report ON cites (report, kind);
CREATE TABLE decision (
  action TEXT NOT NULL, first TEXT NOT NULL, second TEXT, at TEXT NOT NULL
);
CREATE TABLE passage (
  kind TEXT NOT NULL, ref TEXT NOT NULL, report TEXT, start INTEGER, "end" INTEGER,
  text TEXT NOT NULL
);
CREATE INDEX passage_ref ON passage (kind, ref);
CREATE VIRTUAL TABLE search USING fts5(
  text, content='passage', content_rowid='rowid', tokenize='unicode61 remove_diacritics 2'
);
CREATE TRIGGER passage_in AFTER INSERT ON passage BEGIN
  INSERT INTO search(rowid, text) VALUES (new.rowid, new.text);
END;
CREATE TRIGGER passage_out AFTER DELETE ON passage BEGIN
  INSERT INTO search(search, rowid, text) VALUES ('delete', old.rowid, old.text);
END;
CREATE TRIGGER passage_new AFTER UPDATE ON passage BEGIN
  INSERT INTO search(search, rowid, text) VALUES ('delete', old.rowid, old.text);
  INSERT INTO search(rowid, text) VALUES (new.rowid, new.text);
END;
"""

_TO_2 = """
ALTER TABLE report ADD COLUMN same_as TEXT;
CREATE TABLE fingerprint (band INTEGER NOT NULL, value INTEGER NOT NULL, report TEXT NOT NULL);
CREATE INDEX fingerprint_value ON fingerprint (band, value);
"""

_MIGRATIONS: dict[int, str] = {2: _TO_2}
"""What turns version n - 1 into version n."""

TRACKED: tuple[str, ...] = (
    "report",
    "party",
    "party_name",
    "event",
    "statement",
    "issue",
    "position",
    "absence",
    "involves",
    "cites",
    "decision",
    "passage",
    "fingerprint",
)
"""Tables whose every change is journaled."""


def _columns(connection: sqlite3.Connection, table: str) -> list[str]:
    return [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]


def _watch(connection: sqlite3.Connection) -> None:
    """(Re)make the triggers that write the old row of every change."""
    present = {
        row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    }
    step = "(SELECT value FROM setting WHERE key = 'step')"
    for table in TRACKED:
        for op in "IUD":
            connection.execute(f"DROP TRIGGER IF EXISTS watch_{table}_{op}")
        if table not in present:
            continue
        old = ", ".join(f'old."{column}"' for column in _columns(connection, table))
        for op, when, row, values in (
            ("I", "INSERT", "new.rowid", "NULL"),
            ("U", "UPDATE", "old.rowid", f"json_array({old})"),
            ("D", "DELETE", "old.rowid", f"json_array({old})"),
        ):
            connection.execute(
                f"CREATE TRIGGER watch_{table}_{op} AFTER {when} ON {table} "
                f"WHEN {step} IS NOT NULL BEGIN "
                f"INSERT INTO change (step, tbl, op, row, old) "
                f"VALUES ({step}, '{table}', '{op}', {row}, {values}); END"
            )


def _statements(script: str) -> list[str]:
    statements, held = [], ""
    for line in script.splitlines():
        held += line + "\n"
        if sqlite3.complete_statement(held):
            statements.append(held)
            held = ""
    return statements


def create_schema(connection: sqlite3.Connection, version: int = VERSION) -> None:
    """Write the tables of a new dossier, inside the transaction that is open.

    Parameters
    ----------
    connection : sqlite3.Connection
        To an empty database.
    version : int
        An older version, to test migrations with.
    """
    for statement in _statements(_TABLES_1):
        connection.execute(statement)
    for step in range(2, version + 1):
        for statement in _statements(_MIGRATIONS[step]):
            connection.execute(statement)
    _watch(connection)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {version}")


def check_and_migrate(connection: sqlite3.Connection, path: Path) -> Path | None:
    """Make sure that the file is a dossier of this version, migrating an older one.

    Parameters
    ----------
    connection : sqlite3.Connection
        Open on `path`, in autocommit mode.
    path : Path
        The file.

    Returns
    -------
    Path or None
        The backup that was made before a migration.

    Raises
    ------
    DossierError
        If the file is no dossier, is damaged, or is of a newer version.
    """
    try:
        application = connection.execute("PRAGMA application_id").fetchone()[0]
        version = connection.execute("PRAGMA user_version").fetchone()[0]
    except sqlite3.DatabaseError as error:
        raise DossierError(
            f"{path}: not a dossier ({error}); make one with 'backchannel dossier new'"
        ) from error
    if application != APPLICATION_ID:
        raise DossierError(
            f"{path}: a SQLite file, but not a dossier; make one with 'backchannel dossier new'"
        )
    if version > VERSION:
        raise DossierError(
            f"{path}: written by a newer Backchannel (form {version}, this one knows {VERSION}); "
            "upgrade Backchannel to open it. Nothing was changed"
        )
    if version == VERSION:
        return None
    backup = path.with_name(f"{path.name}.form-{version}.bak")
    number = 1
    while backup.exists():
        number += 1
        backup = path.with_name(f"{path.name}.form-{version}.{number}.bak")
    connection.execute("BEGIN IMMEDIATE")
    try:
        if connection.execute("PRAGMA user_version").fetchone()[0] != version:
            connection.execute("ROLLBACK")
            return check_and_migrate(connection, path)
        # The write lock is held, so what is copied is what is migrated.
        reader = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
        copy = sqlite3.connect(backup)
        with reader, copy:
            reader.backup(copy)
        reader.close()
        copy.close()
        for step in range(version + 1, VERSION + 1):
            for statement in _statements(_MIGRATIONS[step]):
                connection.execute(statement)
        _watch(connection)
        connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    return backup


def check_triggers(connection: sqlite3.Connection, path: Path) -> None:
    """Refuse a file with triggers or views that a dossier does not have: they could run SQL.

    Raises
    ------
    DossierError
        If there is one, or one of a dossier's own was changed.
    """
    asked = "SELECT name, sql FROM sqlite_master WHERE type IN ('trigger', 'view')"
    model = sqlite3.connect(":memory:", isolation_level=None)
    try:
        create_schema(model)
        expected = dict(model.execute(asked).fetchall())
    finally:
        model.close()
    for name, sql in sorted(connection.execute(asked).fetchall()):
        if expected.get(name) != sql:
            raise DossierError(
                f"{path}: holds {name!r}, which a dossier does not have; the file was changed by "
                "another program. Nothing was run from it"
            )
