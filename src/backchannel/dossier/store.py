"""A dossier: many reports on one dispute in one SQLite file, with what was found and decided.

What the machine found has the status ``draft``; what the analyst confirmed is ``accepted``; what
the analyst threw out is ``rejected`` and stays known, so that the next reading does not bring it
back.
A record that is accepted is never changed by the machine: a new report can only add passages to it.

The file opens in any SQLite tool. Heads of records are JSON in ``record``; the passages that tell
them are rows of ``cites``, so that adding a report costs the same in a dossier of ten thousand.
"""

from __future__ import annotations

import gc
import heapq
import os
import sqlite3
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from backchannel.dossier import fingerprint, journal
from backchannel.dossier.evidence import Evidence, Issue, Mention, Party, Report
from backchannel.dossier.rows import (
    KINDS,
    LINKS_AT_HAND,
    PASSAGES_FOR_JOINING,
    STATUSES,
    Record,
    Rows,
    drop_dangling,
    dump,
    has_passages_of,
    name_key,
    number,
    refer,
    referred,
    storable,
)
from backchannel.dossier.schema import check_and_migrate, check_triggers, create_schema
from backchannel.dossier.surroundings import Surroundings, surroundings
from backchannel.errors import DossierError, did_you_mean

Join = Callable[[Sequence[Evidence], int], Evidence]
"""Joins readings into one; so many of the first are joined already."""

__all__ = ["Added", "Dossier", "Found", "name_key"]

EVENTS_FOR_JOINING = 80
"""So many of the latest events that may be the same are looked at for each new report."""


EVENTS_WITHOUT_PARTIES = 1000
"""So many of the latest events are looked through for those in which nobody is known."""

FEW_EVENTS = 2000
"""Parties in fewer events have them looked up by party, others by going back through all events."""

RUNS_AT_HAND = 500_000
"""So many runs of words of reports are kept in memory, to tell which reports are one story."""

PAGES_AT_HAND = 64_000
"""So many kibibytes of the file are kept in memory: adding touches pages all over it."""

RANKED = 5000
"""So many passages that hold the words are ranked by a search, the newest if there are more."""


@dataclass(frozen=True, slots=True)
class Added:
    """What adding a report did.

    Parameters
    ----------
    report : str
        Id of the report.
    outcome : str
        ``added``, ``already there`` or ``read again``.
    same_as : str or None
        Id of the report that tells the same story.
    new, joined : int
        Records that are new, and records that were recognised.
    """

    report: str
    outcome: str
    same_as: str | None = None
    new: int = 0
    joined: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """One hit of a search.

    Parameters
    ----------
    kind, ref : str
        Kind and id of the record, or ``report`` and its id.
    report : str or None
        Id of the report the passage is in.
    start, end : int or None
        Place in that report.
    text : str
        The passage, hits between ``[`` and ``]``.
    """

    kind: str
    ref: str
    report: str | None
    start: int | None
    end: int | None
    text: str


class Dossier(Rows):
    """An open dossier file.

    Use `Dossier.create` or `Dossier.open`, as a context manager. Every method that changes it is
    one step: it is kept whole or not at all, stands in the journal, and can be undone.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        super().__init__(path, connection)
        self.backup: Path | None = None
        self._runs: dict[str, array[int]] = {}  # of words, by the id of the report
        self._runs_kept = 0

    # -- opening ---------------------------------------------------------------------------------

    @classmethod
    def create(cls, path: str | os.PathLike[str], title: str = "") -> Self:
        """Make a new dossier file; it appears whole or not at all.

        Raises
        ------
        DossierError
            If there is a file of that name, or the folder cannot be written.
        """
        target = Path(path)
        if target.exists():
            raise DossierError(f"{target}: there is a file of that name; choose another name")
        draft = target.with_name(f".{target.name}.{os.getpid()}.new")
        try:
            connection = sqlite3.connect(draft, isolation_level=None)
        except sqlite3.Error as error:
            raise DossierError(f"{target}: cannot be written here ({error})") from error
        try:
            connection.execute("BEGIN")
            create_schema(connection)
            connection.execute("INSERT INTO setting VALUES ('title', ?)", (title,))
            connection.execute("COMMIT")
            connection.close()
            try:
                os.link(draft, target)
            except FileExistsError as error:
                raise DossierError(
                    f"{target}: there is a file of that name; choose another name"
                ) from error
            except OSError:
                os.replace(draft, target)
        except sqlite3.Error as error:
            raise DossierError(f"{target}: cannot be written here ({error})") from error
        finally:
            connection.close()
            with suppress(FileNotFoundError):
                draft.unlink()
        return cls.open(target)

    @classmethod
    def open(cls, path: str | os.PathLike[str]) -> Self:
        """Open a dossier, migrating an older form after a backup (see `backup`).

        Raises
        ------
        DossierError
            If there is no such file, or it is not a dossier, or of a newer form.
        """
        target = Path(path)
        if not target.is_file():
            near = [p.name for p in target.parent.glob("*")] if target.parent.is_dir() else []
            hint = did_you_mean(target.name, near) if near else ""
            raise DossierError(
                f"{target}: no such dossier.{hint} Make one with 'backchannel dossier new'"
            )
        connection = sqlite3.connect(target, isolation_level=None, timeout=30)
        try:
            dossier = cls(target, connection)
            dossier.backup = check_and_migrate(connection, target)
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute(f"PRAGMA cache_size = -{PAGES_AT_HAND}")
            check_triggers(connection, target)
        except sqlite3.DatabaseError as error:
            connection.close()
            raise DossierError(f"{target}: cannot be opened as a dossier ({error})") from error
        except BaseException:
            connection.close()
            raise
        return dossier

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    # -- what is in it ---------------------------------------------------------------------------

    @property
    def title(self) -> str:
        """What the dispute is called."""
        row = self._db.execute("SELECT value FROM setting WHERE key = 'title'").fetchone()
        return str(row[0]) if row else ""

    def counts(self) -> dict[str, int]:
        """Return how many reports and records there are, rejected ones left out."""
        counted = {"report": self._db.execute("SELECT count(*) FROM report").fetchone()[0]}
        for kind in KINDS:
            counted[kind] = self._db.execute(
                f"SELECT count(*) FROM {kind} WHERE status != 'rejected'"
            ).fetchone()[0]
        return counted

    def reports(self) -> list[dict[str, Any]]:
        """Return the reports as rows, in the order they were added."""
        cursor = self._db.execute(
            "SELECT id, origin, title, author, publisher, published_from, published_to, precision, "
            "added_at, reader, same_as, json_extract(record, '$.published.basis') AS date_basis "
            "FROM report ORDER BY rowid"
        )
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor]

    def surroundings(self) -> Surroundings:
        """Return what the reports of this dossier tell about one that is to be added."""
        return surroundings(self._db)

    def has_report(self, ref: str) -> bool:
        """Return whether there is a report of this id."""
        row = self._db.execute("SELECT 1 FROM report WHERE id = ?", (ref,)).fetchone()
        return row is not None

    def id_of(self, ref: str) -> str:
        """Return the id of the party that bears a name; anything else as it is.

        Parameters
        ----------
        ref : str
            An id, or a name of a party as `parties` lists it; capitals do not matter. What is
            the id of a record is taken for it, though a party be called so ("E3").

        Raises
        ------
        DossierError
            If several parties bear the name: it tells their ids.
        """
        kind = self._kind_by_letter(ref)
        if kind is not None and self._exists(kind, ref):
            return ref
        key = name_key(ref)
        bearers = {
            party
            for party, name in self._db.execute(
                "SELECT party.id, party_name.name FROM party_name"
                " JOIN party ON party.id = party_name.party WHERE party.status != 'rejected'"
            )
            if name_key(name) == key
        }
        if len(bearers) > 1:
            ids = ", ".join(sorted(bearers, key=lambda id: int(id[1:])))
            raise DossierError(f"{ref!r} is a name of several parties ({ids}); give an id")
        return bearers.pop() if bearers else ref

    def report(self, ref: str) -> Report:
        """Return a report by its id, with its text.

        Raises
        ------
        DossierError
            If there is none of that id.
        """
        return self._report(ref)

    def statuses(self) -> dict[str, str]:
        """Return the status of every record, by id."""
        return {
            row[0]: row[1]
            for kind in KINDS
            for row in self._db.execute(f"SELECT id, status FROM {kind} ORDER BY rowid")
        }

    def steps(self, limit: int = 50) -> list[journal.Step]:
        """Return the latest steps of the journal, newest first."""
        return journal.steps(self._db, limit)

    def get(self, ref: str) -> Record:
        """Return one record with all its passages.

        Raises
        ------
        DossierError
            If there is none of that id.
        """
        self._fresh()
        record: Record = self._load(self._kind(ref), ref)
        return record

    def search(self, words: str, limit: int = 20) -> list[Found]:
        """Find passages that hold all the words, best first.

        Best is the smallest BM25 over all passages of the dossier (SQLite's ``bm25``), then the
        oldest. Of words that stand in very many passages the newest `RANKED` are ranked; any
        others find all there are.

        Parameters
        ----------
        words : str
            Words; ``"in quotation marks"`` for a phrase, a final ``*`` for a beginning.
        limit : int
            At most so many.
        """
        query = _match(words)
        if not query:
            raise DossierError(f"nothing to search for in {words!r}: give a word")
        oldest = self._db.execute(
            "SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid DESC LIMIT 1 OFFSET ?",
            (query, RANKED - 1),
        ).fetchone()
        rows = self._db.execute(
            "SELECT p.kind, p.ref, p.report, p.start, p.end, snippet(search, 0, '[', ']', '…', 24) "
            "FROM search JOIN passage p ON p.rowid = search.rowid "
            "WHERE search MATCH ? AND search.rowid >= ? ORDER BY rank, p.rowid LIMIT ?",
            (query, oldest[0] if oldest else 0, limit),
        )
        return [Found(*row) for row in rows]

    def evidence(self, *, accepted_only: bool = False) -> Evidence:
        """Return all that is known, as one `Evidence`.

        Parameters
        ----------
        accepted_only : bool
            Leave drafts out (parties that accepted records refer to are kept).
        """
        self._fresh()
        wanted = ("accepted",) if accepted_only else ("draft", "accepted")
        marks = ", ".join("?" for _ in wanted)
        found: dict[str, list[Any]] = {}
        for kind in KINDS:
            ids = [
                row[0]
                for row in self._db.execute(
                    f"SELECT id FROM {kind} WHERE status IN ({marks}) ORDER BY rowid", wanted
                )
            ]
            found[kind] = [self._load(kind, ref) for ref in ids]
        if accepted_only:
            have = {party.id for party in found["party"]}
            more = sorted(referred(found) - have, key=number)
            while more:
                found["party"] += [self._load("party", ref) for ref in more]
                have |= set(more)
                more = sorted(referred(found) - have, key=number)
        drop_dangling(found)
        reports = tuple(
            self._report(row[0]) for row in self._db.execute("SELECT id FROM report ORDER BY rowid")
        )
        return Evidence(
            reports=reports, **{KINDS[kind][1]: tuple(records) for kind, records in found.items()}
        )

    # -- adding ----------------------------------------------------------------------------------

    def add(
        self,
        evidence: Evidence,
        reader: str,
        join: Join,
        *,
        again: bool = False,
    ) -> Added:
        """Add the reading of one report.

        The same text is not added twice; read by another reader it replaces what the older one
        found, and keeps what the analyst decided. A report that tells the same story in nearly the
        same words is added and marked.

        Parameters
        ----------
        evidence : Evidence
            Of exactly one report.
        reader : str
            Name and version of what read it.
        join : callable
            Joins several `Evidence` into one: `backchannel.dossier.merge.merge`.
        again : bool
            Take a reading by the same reader too: other reports have told more about this one.

        Raises
        ------
        DossierError
            If there is not exactly one report, or the dossier is being changed elsewhere.
        """
        if len(evidence.reports) != 1:
            raise DossierError(f"add takes the reading of one report, got {len(evidence.reports)}")
        report = evidence.reports[0]
        with _collector_paused(), self._step("add", report.source.origin or report.id):
            known = self._db.execute(
                "SELECT reader FROM report WHERE id = ?", (report.id,)
            ).fetchone()
            if known and known[0] == reader and not again:
                self._db.execute("DELETE FROM journal WHERE step = (SELECT max(step) FROM journal)")
                return Added(report.id, "already there")
            same_as = None
            if known:
                self._forget(report.id)
                self._db.execute(
                    "UPDATE report SET reader = ?, record = ?, published_from = ?, "
                    "published_to = ?, precision = ? WHERE id = ?",
                    (
                        reader,
                        dump(report),
                        report.published.earliest and report.published.earliest.isoformat(),
                        report.published.latest and report.published.latest.isoformat(),
                        report.published.precision.value,
                        report.id,
                    ),
                )
            else:
                same_as = self._insert_report(report, reader)
            self._keep(report.source)
            new, joined = self._absorb(evidence, join)
        return Added(report.id, "read again" if known else "added", same_as, new, joined)

    def _insert_report(self, report: Report, reader: str) -> str | None:
        runs = fingerprint.shingles(report.source.text)
        pairs = fingerprint.bands(runs)
        same_as = None
        best = fingerprint.SAME_STORY
        candidates = {
            row[0]
            for band, value in pairs
            for row in self._db.execute(
                "SELECT report FROM fingerprint WHERE band = ? AND value = ? LIMIT 20",
                (band, value),
            )
        }
        for other in sorted(candidates):
            score = fingerprint.resemblance(runs, self._runs_of(other))
            if score >= best:
                same_as, best = other, score
        when = report.published
        self._db.execute(
            "INSERT INTO report (id, sha256, origin, title, author, publisher, published_from, "
            "published_to, precision, added_at, reader, text, record, same_as) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                report.id,
                report.source.sha256,
                report.source.origin,
                report.title,
                report.author,
                report.publisher,
                when.earliest and when.earliest.isoformat(),
                when.latest and when.latest.isoformat(),
                when.precision.value,
                journal.now(),
                reader,
                storable(report.source.text),
                dump(report),
                same_as,
            ),
        )
        self._db.executemany(
            "INSERT INTO fingerprint VALUES (?, ?, ?)",
            [(band, value, report.id) for band, value in pairs],
        )
        self._db.executemany(
            "INSERT INTO passage VALUES ('report', ?, ?, ?, ?, ?)",
            [
                (
                    report.id,
                    report.id,
                    span.start,
                    span.end,
                    storable(report.source.text[span.start : span.end]),
                )
                for span in report.body
            ],
        )
        return same_as

    def _runs_of(self, report: str) -> array[int]:
        """Return the runs of words of a report; those asked for last are kept at hand."""
        runs = self._runs.pop(report, None)
        if runs is None:
            row = self._db.execute("SELECT text FROM report WHERE id = ?", (report,)).fetchone()
            runs = array("Q", fingerprint.shingles(row[0]))
            self._runs_kept += len(runs)
        self._runs[report] = runs
        while self._runs_kept > RUNS_AT_HAND and len(self._runs) > 1:
            self._runs_kept -= len(self._runs.pop(next(iter(self._runs))))
        return runs

    def _forget(self, report: str) -> None:
        """Take out what only an older reading of this report found, decisions excepted."""
        for kind in KINDS:
            touched = [
                row[0]
                for row in self._db.execute(
                    f"SELECT DISTINCT c.ref FROM cites c JOIN {kind} k ON k.id = c.ref "
                    "WHERE c.kind = ? AND c.report = ? AND k.status = 'draft'",
                    (kind, report),
                )
            ]
            for ref in touched:
                self._db.execute(
                    "DELETE FROM cites WHERE kind = ? AND ref = ? AND report = ?",
                    (kind, ref, report),
                )
                left = self._db.execute(
                    "SELECT count(*) FROM cites WHERE kind = ? AND ref = ?", (kind, ref)
                ).fetchone()[0]
                if not left and not (kind == "party" and self._needed(ref)):
                    self._delete(kind, ref)
        for ref in [row[0] for row in self._db.execute("SELECT id FROM position")]:
            party, issue = self._db.execute(
                "SELECT party, issue FROM position WHERE id = ?", (ref,)
            ).fetchone()
            if not (self._exists("party", party) and self._exists("issue", issue)):
                self._delete("position", ref)

    def _needed(self, party: str) -> bool:
        return bool(
            self._db.execute("SELECT 1 FROM involves WHERE party = ? LIMIT 1", (party,)).fetchone()
            or self._db.execute(
                "SELECT 1 FROM party WHERE part_of = ? LIMIT 1", (party,)
            ).fetchone()
        )

    def _absorb(self, evidence: Evidence, join: Join) -> tuple[int, int]:
        """Join a reading to what is known: records recognised get passages, the rest are new."""
        from backchannel.dossier.joining import renumbered, same_records

        known = self._candidates(evidence)
        new = renumbered(evidence, prefix="new-")
        merged = join([known, new], 1)
        found = same_records(known, merged)
        report = evidence.reports[0].source.sha256
        parties: dict[str, str] = {}
        issues: dict[str, str] = {}
        fresh: list[tuple[str, str, Any]] = []
        old: list[tuple[str, str, Any]] = []
        for kind, (letter, field, *_rest) in KINDS.items():
            for record in getattr(merged, field):
                known_ids = found[kind].get(record.id, ())
                ref = self._one_of(kind, known_ids) if known_ids else self._new_id(letter)
                if kind == "party":
                    parties[record.id] = ref
                elif kind == "issue":
                    issues[record.id] = ref
                if known_ids:
                    old.append((kind, ref, record))
                else:
                    fresh.append((kind, ref, record))
        for kind, ref, record in old:
            if has_passages_of(kind, record, report):  # most known records are as they were
                self._extend(kind, ref, refer(record, parties, issues, ref), report)
        for kind, ref, record in fresh:
            self._insert(kind, refer(record, parties, issues, ref))
        return len(fresh), len(old)

    def _one_of(self, kind: str, refs: Sequence[str]) -> str:
        """Choose among known records that a new report shows to be one; join drafts of it."""
        if len(refs) == 1:
            return refs[0]
        ordered = sorted(refs, key=lambda r: (STATUSES.index(self.status(r)) != 1, number(r)))
        keep = ordered[0]
        for other in ordered[1:]:
            apart = self._db.execute(
                "SELECT 1 FROM decision WHERE action = 'apart' AND (first, second) IN "
                "(VALUES (?, ?), (?, ?))",
                (keep, other, other, keep),
            ).fetchone()
            if apart or self.status(other) != "draft":
                continue
            self._pour(kind, other, keep)
        return keep

    def _candidates(self, evidence: Evidence) -> Evidence:
        """Return the part of what is known that a new reading may be joined to."""
        keys = {
            name_key(name)
            for party in evidence.parties
            for name in (party.name, *party.aliases, *(m.citation.quote for m in party.mentions))
        }
        parties: set[str] = set()
        for key in sorted(keys):
            for token in {key, *key.split()[-1:]}:
                parties |= {
                    row[0]
                    for row in self._db.execute(
                        "SELECT DISTINCT party FROM party_name WHERE key = ? LIMIT 12", (token,)
                    )
                }
        events = self._candidate_events(evidence, parties)
        statements = self._recent("statement", parties)
        positions = self._recent("position", parties)
        issues = {
            row[0] for row in self._db.execute("SELECT id FROM issue ORDER BY rowid DESC LIMIT 60")
        }
        for ref in positions:
            issues.add(self._load("position", ref, PASSAGES_FOR_JOINING).issue)
        found: dict[str, list[Any]] = {"absence": []}
        for kind, refs in (
            ("event", events),
            ("statement", statements),
            ("position", positions),
            ("issue", issues),
        ):
            found[kind] = [
                self._load(kind, ref, PASSAGES_FOR_JOINING) for ref in sorted(refs, key=number)
            ]
        found["party"] = []
        have: set[str] = set()
        more = parties | referred(found)
        while more - have:
            wave = sorted(more - have, key=number)
            found["party"] += [
                self._load("party", ref, PASSAGES_FOR_JOINING)
                for ref in wave
                # files of earlier versions may refer to one that was joined to another
                if self._can_load("party", ref, PASSAGES_FOR_JOINING)
            ]
            have |= set(wave)
            more |= referred(found)
        found["party"].sort(key=lambda party: number(party.id))
        drop_dangling(found)
        return Evidence(**{KINDS[k][1]: tuple(v) for k, v in found.items()})

    def _candidate_events(self, evidence: Evidence, parties: set[str]) -> set[str]:
        types = sorted({event.type.value for event in evidence.events})
        if not types:
            return set()
        days = sorted(
            d for e in evidence.events for d in (e.when.earliest, e.when.latest) if d is not None
        )
        low = days[0].toordinal() - 10 if days else None
        found: set[str] = set()
        rows = self._latest_events(sorted(parties, key=number), 4 * EVENTS_FOR_JOINING)
        rows += self._db.execute(
            "SELECT e.id, e.latest FROM event e "
            "WHERE e.rowid > (SELECT coalesce(max(rowid), 0) FROM event) - ? AND NOT EXISTS "
            "(SELECT 1 FROM involves i WHERE i.kind = 'event' AND i.ref = e.id) "
            "ORDER BY e.rowid DESC LIMIT 20",
            (EVENTS_WITHOUT_PARTIES,),
        ).fetchall()
        from datetime import date

        for ref, latest in rows:
            if low is not None and latest and date.fromisoformat(latest).toordinal() < low:
                continue
            found.add(ref)
            if len(found) >= EVENTS_FOR_JOINING:
                break
        return found

    def _latest_events(self, parties: Sequence[str], limit: int) -> list[tuple[str, str | None]]:
        """The latest events that any of these parties is in, with the last day of each.

        Few events are looked up by party; of many, going back through all events soon meets
        enough. So neither a party known for long nor a new one makes it slow.
        """
        marks = ", ".join("?" for _ in parties) or "''"
        involved = f"i.kind = 'event' AND i.party IN ({marks})"
        many = self._db.execute(
            f"SELECT 1 FROM involves i WHERE {involved} LIMIT 1 OFFSET ?", (*parties, FEW_EVENTS)
        ).fetchone()
        if many:
            return self._db.execute(
                "SELECT e.id, e.latest FROM event e WHERE EXISTS (SELECT 1 FROM involves i "
                f"WHERE i.ref = e.id AND {involved}) ORDER BY e.rowid DESC LIMIT ?",
                (*parties, limit),
            ).fetchall()
        return self._db.execute(
            "SELECT e.id, e.latest FROM event e WHERE e.id IN (SELECT i.ref FROM involves i "
            f"WHERE {involved}) ORDER BY e.rowid DESC LIMIT ?",
            (*parties, limit),
        ).fetchall()

    def _recent(self, kind: str, parties: set[str]) -> set[str]:
        """The records of a kind last linked to any of these parties, at most `LINKS_AT_HAND`."""
        found: set[str] = set()
        latest = (self._latest_links(kind, party) for party in parties)
        for _, ref in heapq.merge(*latest, reverse=True):
            found.add(ref)
            if len(found) == LINKS_AT_HAND:
                break
        return found

    # -- deciding --------------------------------------------------------------------------------

    def accept(self, refs: Iterable[str]) -> None:
        """Confirm records: the machine will not change them any more."""
        self._set_status(list(refs), "accepted", "accept")

    def reject(self, refs: Iterable[str]) -> None:
        """Throw records out; the next reading does not bring them back."""
        self._set_status(list(refs), "rejected", "reject")

    def _set_status(self, refs: list[str], status: str, action: str) -> None:
        if not refs:
            raise DossierError(f"nothing to {action}: give ids, for example P3 or E12")
        there = [ref for ref in dict.fromkeys(refs) if self.status(ref) == status]
        kinds = [(self._kind(ref), ref) for ref in dict.fromkeys(refs) if ref not in there]
        if not kinds:
            raise DossierError(f"{', '.join(there)}: {status} already; nothing was changed")
        with self._step(action, " ".join(ref for _, ref in kinds)):
            for kind, ref in kinds:
                self._db.execute(f"UPDATE {kind} SET status = ? WHERE id = ?", (status, ref))
                self._decide(action, ref)

    def rename(self, ref: str, name: str) -> None:
        """Give a party or an issue another name; the old one stays an alias."""
        kind = self._kind(ref)
        if kind not in ("party", "issue"):
            raise DossierError(
                f"{ref} is {_a(kind)}; only parties (P...) and issues (I...) have names"
            )
        if not name.strip():
            raise DossierError("a name needs at least one letter")
        record = self.get(ref)
        assert isinstance(record, Party | Issue)
        with self._step("rename", f"{ref} {record.name} -> {name}"):
            if isinstance(record, Party):
                aliases = tuple(sorted({*record.aliases, record.name} - {name}))
                self._write("party", replace(record, name=name, aliases=aliases), "accepted")
                self._name(ref, name, "analyst")
            else:
                self._write("issue", replace(record, name=name), "accepted")
            self._decide("rename", ref, name)

    def merge(self, keep: str, others: Iterable[str]) -> None:
        """Say that records of one kind are the same; `keep` stays, with all passages."""
        refs = list(dict.fromkeys(others))
        kind = self._kind(keep)
        for ref in refs:
            if self._kind(ref) != kind:
                raise DossierError(
                    f"{keep} is {_a(kind)}, {ref} is {_a(self._kind(ref))}: not the same"
                )
            if ref == keep:
                raise DossierError(f"{ref} cannot be merged with itself")
        if not refs:
            raise DossierError("nothing to merge: give at least two ids")
        with self._step("merge", f"{keep} <- {' '.join(refs)}"):
            for ref in refs:
                self._pour(kind, ref, keep)
                self._decide("same", keep, ref)
            if kind == "party":
                self._db.execute("UPDATE party_name SET by = 'analyst' WHERE party = ?", (keep,))
            self._db.execute(f"UPDATE {kind} SET status = 'accepted' WHERE id = ?", (keep,))

    def split(self, ref: str, names: Iterable[str]) -> str:
        """Take names out of a party: they are somebody else.

        Parameters
        ----------
        ref : str
            The party.
        names : iterable of str
            The names to take out, as they are listed.

        Returns
        -------
        str
            Id of the new party. Records told only with these names go with it.
        """
        if self._kind(ref) != "party":
            raise DossierError(f"{ref} is not a party (P...); only parties can be split")
        party = self.get(ref)
        assert isinstance(party, Party)
        given = list(names)
        keys = {name_key(name) for name in given}
        have = {name_key(n): n for n in (party.name, *party.aliases)}
        have |= {name_key(m.citation.quote): m.citation.quote for m in party.mentions}
        for name in given:
            if name_key(name) not in have:
                hint = did_you_mean(name, have.values())
                raise DossierError(f"{ref} ({party.name}) has no name {name!r}.{hint}")
        out = tuple(m for m in party.mentions if name_key(m.citation.quote) in keys)
        stay = tuple(m for m in party.mentions if name_key(m.citation.quote) not in keys)
        if not keys or name_key(party.name) in keys:
            raise DossierError(f"the name {party.name!r} stays with {ref}; rename it first")
        with self._step("split", f"{ref} -> {', '.join(given)}"):
            fresh = self._new_id("P")
            other = replace(
                party, id=fresh, name=given[0], aliases=tuple(sorted(set(given[1:]))), mentions=out
            )
            kept = tuple(a for a in party.aliases if name_key(a) not in keys)
            self._db.execute("DELETE FROM cites WHERE kind = 'party' AND ref = ?", (ref,))
            self._write("party", replace(party, aliases=kept, mentions=stay), "accepted")
            self._cite("party", ref, stay)
            marks = ", ".join("?" for _ in keys)
            self._db.execute(
                f"DELETE FROM party_name WHERE party = ? AND key IN ({marks})", (ref, *sorted(keys))
            )
            self._insert("party", other, "accepted")
            for name in given:
                self._name(fresh, name, "analyst")
            self._reassign(ref, fresh, stay, out)
            self._decide("apart", ref, fresh)
        return fresh

    def undo(self) -> journal.Step:
        """Take back the last step that stands, and return it."""
        self._unload_all()
        return journal.undo(self._db)

    @contextmanager
    def _step(self, action: str, detail: str) -> Iterator[int]:
        """Do one step: all of it is kept, or nothing; what was loaded is forgotten with it."""
        try:
            with journal.transaction(self._db, action, detail) as number:
                self._fresh()
                yield number
        except BaseException:
            self._unload_all()
            raise

    def _reassign(
        self, ref: str, fresh: str, stay: Sequence[Mention], out: Sequence[Mention]
    ) -> None:
        """Move records whose passages name only the party that was split off."""
        rows = self._db.execute(
            "SELECT DISTINCT kind, ref FROM involves WHERE party = ?", (ref,)
        ).fetchall()
        for kind, record in rows:
            spans = self._db.execute(
                'SELECT report, start, "end" FROM cites WHERE kind = ? AND ref = ?',
                (kind, record),
            ).fetchall()

            def names(mentions: Sequence[Mention], spans: list[Any] = spans) -> bool:
                return any(
                    m.citation.source.sha256[:16] == r
                    and m.citation.start < e
                    and s < m.citation.end
                    for m in mentions
                    for r, s, e in spans
                )

            if names(out) and not names(stay):
                self._rewrite(kind, record, {ref: fresh})

    def _decide(self, action: str, first: str, second: str | None = None) -> None:
        self._db.execute(
            "INSERT INTO decision VALUES (?, ?, ?, ?)", (action, first, second, journal.now())
        )


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Keep the collector of garbage from running, if it would.

    Joining holds thousands of objects that are let go of, without cycles, when it is done. A
    collector that runs meanwhile takes them for lasting, and goes through the whole heap the more
    often for it, each time the longer the larger a dossier is.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _a(kind: str) -> str:
    return f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"


def _match(words: str) -> str:
    """Write a user's words as an FTS5 query that cannot be misread."""
    parts, phrase = [], False
    for piece in words.split('"'):
        if phrase:
            if piece.strip():
                parts.append('"' + piece.strip() + '"')
        else:
            for word in piece.split():
                star = "*" if word.endswith("*") else ""
                bare = word.rstrip("*")
                if any(c.isalnum() for c in bare):
                    parts.append(f'"{bare}"{star}')
        phrase = not phrase
    return " ".join(parts)
