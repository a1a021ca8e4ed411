"""Records of evidence as rows of a dossier file, and back.

The head of a record is JSON in ``record``; the passages that tell it are rows of ``cites``; who is
involved stands in ``involves``, so that questions can be asked in SQL.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from backchannel.dossier.at_hand import once_a_record
from backchannel.dossier.evidence import (
    Absence,
    Event,
    Evidence,
    Issue,
    Mention,
    Party,
    Position,
    Report,
    Statement,
    Telling,
    citations_of,
)
from backchannel.dossier.records_json import from_plain, to_plain
from backchannel.errors import DossierError
from backchannel.text import Citation, Source

__all__ = ["KINDS", "PASSAGES_FOR_JOINING", "STATUSES", "Record", "Rows", "name_key", "refer"]

Record = Party | Event | Statement | Issue | Position | Absence

KINDS: dict[str, tuple[str, str, type[Any], str | None, Any]] = {
    # kind: (letter of ids, field of Evidence, class, field kept as passages, type of a passage)
    "party": ("P", "parties", Party, "mentions", Mention),
    "event": ("E", "events", Event, "tellings", Telling),
    "statement": ("S", "statements", Statement, "tellings", Citation),
    "issue": ("I", "issues", Issue, "phrases", Citation),
    "position": ("O", "positions", Position, "grounds", Citation),
    "absence": ("A", "absences", Absence, None, None),
}
_BY_LETTER = {letter: kind for kind, (letter, *_) in KINDS.items()}
STATUSES = ("draft", "accepted", "rejected")

SOURCES_AT_HAND = 512
"""So many texts of reports are kept in memory."""

RECORDS_AT_HAND = 1_000
"""So many records are kept in memory between two steps, and as many of those asked for before."""

LINKS_AT_HAND = 60
"""So many of the latest records of a kind that a party is in are kept in memory."""

PARTIES_AT_HAND = 2_000
"""Of so many parties."""

PASSAGES_FOR_JOINING = 6
"""So many passages of a record are looked at when a new report is joined to it."""


def name_key(name: str) -> str:
    """Return what two spellings of one name share: letters and digits, case folded.

    Examples
    --------
    >>> name_key("al-Kadhimi, M.")
    'al kadhimi m'
    """
    kept = "".join(c if c.isalnum() else " " for c in name.casefold())
    return " ".join(kept.split())


class Rows:
    """The rows of an open dossier file; `backchannel.dossier.store.Dossier` is made of it."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._db = connection
        self._sources: dict[str, Source] = {}  # by the id of the report
        self._loaded: dict[tuple[str, str, int | None], Any] = {}
        self._loaded_before: dict[tuple[str, str, int | None], Any] = {}
        self._latest: dict[str, dict[str, list[tuple[int, str]]]] = {}  # by kind, by party
        self._version = -1

    def _fresh(self) -> None:
        """Forget loaded records if another process has changed the file since they were loaded."""
        version = self._db.execute("PRAGMA data_version").fetchone()[0]
        if version != self._version:
            self._unload_all()
            self._version = version
        elif len(self._loaded) > RECORDS_AT_HAND:
            self._loaded_before, self._loaded = self._loaded, {}

    def status(self, ref: str) -> str:
        """Return ``draft``, ``accepted`` or ``rejected``."""
        kind = self._kind(ref)
        return str(
            self._db.execute(f"SELECT status FROM {kind} WHERE id = ?", (ref,)).fetchone()[0]
        )

    def _kind_by_letter(self, ref: str) -> str | None:
        """The kind of record that an id tells by its letter; None for what is no id."""
        return _BY_LETTER.get(ref[:1].upper()) if ref[1:].isdigit() else None

    def _kind(self, ref: str) -> str:
        kind = self._kind_by_letter(ref)
        if kind is None:
            raise DossierError(
                f"{ref!r} is not an id and no party's name here; ids are P (party), E (event), "
                "S (statement), I (issue), O (position) or A (absence) with a number, such as P3"
            )
        if not self._exists(kind, ref):
            raise DossierError(f"there is no {kind} {ref} in {self.path.name}")
        return kind

    def _exists(self, kind: str, ref: str) -> bool:
        return self._db.execute(f"SELECT 1 FROM {kind} WHERE id = ?", (ref,)).fetchone() is not None

    def _new_id(self, letter: str) -> str:
        key = f"last {letter}"
        row = self._db.execute("SELECT value FROM setting WHERE key = ?", (key,)).fetchone()
        number = int(row[0]) + 1 if row else 1
        self._db.execute("INSERT OR REPLACE INTO setting VALUES (?, ?)", (key, number))
        return f"{letter}{number}"

    def _source(self, report: str) -> Source:
        known = self._sources.pop(report, None)
        if known is not None:
            self._sources[report] = known  # asked for last, let go of last
            return known
        row = self._db.execute("SELECT text, origin FROM report WHERE id = ?", (report,)).fetchone()
        if row is None:
            raise DossierError(f"{self.path.name}: the report {report} is missing")
        source = Source(restored(row[0]), row[1])
        self._keep(source)
        return source

    def _keep(self, source: Source) -> None:
        """Keep a report's text at hand, and let go of the one not asked for longest."""
        if len(self._sources) >= SOURCES_AT_HAND:
            del self._sources[next(iter(self._sources))]
        self._sources[source.sha256[:16]] = source

    def _report(self, ref: str) -> Report:
        source = self._source(ref)
        row = self._db.execute("SELECT record FROM report WHERE id = ?", (ref,)).fetchone()
        report = from_plain(Report, json.loads(row[0]), {source.sha256: source})
        assert isinstance(report, Report)
        return report

    def _unload(self, kind: str, ref: str) -> None:
        for key in [(kind, ref, None), (kind, ref, PASSAGES_FOR_JOINING)]:
            self._loaded.pop(key, None)
            self._loaded_before.pop(key, None)

    def _unload_all(self) -> None:
        self._loaded.clear()
        self._loaded_before.clear()
        self._latest.clear()

    def _load(self, kind: str, ref: str, limit: int | None = None) -> Any:
        key = (kind, ref, limit)
        record = self._loaded.get(key)
        if record is None:
            record = self._loaded_before.get(key) or self._read(kind, ref, limit)
            self._loaded[key] = record
        return record

    def _can_load(self, kind: str, ref: str, limit: int | None) -> bool:
        key = (kind, ref, limit)
        return key in self._loaded or key in self._loaded_before or self._exists(kind, ref)

    def _read(self, kind: str, ref: str, limit: int | None) -> Any:
        cls, passages = KINDS[kind][2:4]
        plain = json.loads(
            self._db.execute(f"SELECT record FROM {kind} WHERE id = ?", (ref,)).fetchone()[0]
        )
        if passages is not None:
            # The first passages are the most telling, the last the newest.
            rows = self._db.execute(
                "SELECT detail FROM cites WHERE kind = ? AND ref = ? ORDER BY rowid "
                + ("" if limit is None else f"LIMIT {int(limit)}"),
                (kind, ref),
            )
            plain[passages] = [json.loads(row[0]) for row in rows]
        sources = _Lookup(self)
        record = from_plain(cls, plain, sources, ref)
        assert isinstance(record, cls)
        return record

    def _insert(self, kind: str, record: Any, status: str = "draft") -> None:
        self._db.execute(
            f"INSERT INTO {kind} (id, status, record{', ' + _columns(kind)}) "
            f"VALUES (?, ?, ?{', ?' * len(_columns(kind).split(', '))})",
            (record.id, status, _head(kind, record), *_values(kind, record)),
        )
        self._links(kind, record)
        passages = KINDS[kind][3]
        if passages is not None:
            self._cite(kind, record.id, getattr(record, passages))
        else:
            self._cite(kind, record.id, (record.citation,))
        if kind == "party":
            for name in dict.fromkeys((record.name, *record.aliases)):
                self._name(record.id, name, "machine")
            for mention in record.mentions:
                if mention.kind.value == "name":
                    self._name(record.id, mention.citation.quote, "machine")
        self._passage(kind, record)

    def _write(self, kind: str, record: Any, status: str | None = None) -> None:
        """Write the head of a record that exists; its passages are left as they are."""
        self._unload(kind, record.id)
        sets = ", ".join(f"{column} = ?" for column in _columns(kind).split(", "))
        self._db.execute(
            f"UPDATE {kind} SET record = ?, {sets} WHERE id = ?",
            (_head(kind, record), *_values(kind, record), record.id),
        )
        if status is not None:
            self._db.execute(f"UPDATE {kind} SET status = ? WHERE id = ?", (status, record.id))
        self._unlink(kind, record.id)
        self._links(kind, record)
        self._db.execute("DELETE FROM passage WHERE kind = ? AND ref = ?", (kind, record.id))
        self._passage(kind, record)

    def _extend(self, kind: str, ref: str, record: Any, report: str) -> None:
        """Add the passages of one report to a known record; change its head only if a draft."""
        passages = KINDS[kind][3]
        if passages is not None:
            fresh = [p for p in getattr(record, passages) if _place(p).source.sha256 == report]
            if not fresh:
                return
            self._cite(kind, ref, fresh)
        if self.status(ref) == "draft":
            self._write(kind, record)
        if kind == "party":
            for name in dict.fromkeys((record.name, *record.aliases)):
                self._name(ref, name, "machine")
            for mention in record.mentions:
                if mention.kind.value == "name" and mention.citation.source.sha256 == report:
                    self._name(ref, mention.citation.quote, "machine")

    def _links(self, kind: str, record: Any) -> None:
        rows = [(kind, record.id, side, party) for side, party in sides(record)]
        self._db.executemany("INSERT INTO involves VALUES (?, ?, ?, ?)", rows)
        for *_, party in rows:
            self._latest.get(kind, {}).pop(party, None)

    def _unlink(self, kind: str, ref: str) -> None:
        of = "WHERE kind = ? AND ref = ?"
        at_hand = self._latest.get(kind)
        if at_hand:
            for row in self._db.execute(f"SELECT party FROM involves {of}", (kind, ref)):
                at_hand.pop(row[0], None)
        self._db.execute(f"DELETE FROM involves {of}", (kind, ref))

    def _latest_links(self, kind: str, party: str) -> list[tuple[int, str]]:
        """Rows and ids of the records of a kind that were last linked to a party, latest first."""
        at_hand = self._latest.setdefault(kind, {})
        links = at_hand.get(party)
        if links is None:
            links, seen = [], set()
            for row, ref in self._db.execute(
                "SELECT rowid, ref FROM involves WHERE party = ? AND kind = ? ORDER BY rowid DESC",
                (party, kind),
            ):
                if ref not in seen:
                    links.append((row, ref))
                    seen.add(ref)
                    if len(links) == LINKS_AT_HAND:
                        break
            if len(at_hand) >= PARTIES_AT_HAND:
                del at_hand[next(iter(at_hand))]
            at_hand[party] = links
        return links

    def _cite(self, kind: str, ref: str, passages: Iterable[Any]) -> None:
        rows = []
        for passage in passages:
            place = _place(passage)
            detail = json.dumps(to_plain(passage), ensure_ascii=True)
            rows.append((kind, ref, place.source.sha256[:16], place.start, place.end, detail))
        self._unload(kind, ref)
        self._db.executemany("INSERT INTO cites VALUES (?, ?, ?, ?, ?, ?)", rows)

    def _name(self, party: str, name: str, by: str) -> None:
        name = storable(name)
        for key in dict.fromkeys((name_key(name), *name_key(name).split()[-1:])):
            there = self._db.execute(
                "SELECT by FROM party_name WHERE key = ? AND party = ? AND name = ?",
                (key, party, name),
            ).fetchone()
            if key and there is None:
                self._db.execute(
                    "INSERT INTO party_name VALUES (?, ?, ?, ?)", (key, party, name, by)
                )

    def _passage(self, kind: str, record: Any) -> None:
        text = _searchable(record)
        place = next(iter(cited([record])), None)
        self._db.execute(
            "INSERT INTO passage VALUES (?, ?, ?, ?, ?, ?)",
            (
                kind,
                record.id,
                place and place.source.sha256[:16],
                place and place.start,
                place and place.end,
                storable(text),
            ),
        )

    def _delete(self, kind: str, ref: str) -> None:
        self._unload(kind, ref)
        self._unlink(kind, ref)
        for table in ("cites", "passage"):
            self._db.execute(f"DELETE FROM {table} WHERE kind = ? AND ref = ?", (kind, ref))
        if kind == "party":
            self._db.execute("DELETE FROM party_name WHERE party = ?", (ref,))
        self._db.execute(f"DELETE FROM {kind} WHERE id = ?", (ref,))

    def _pour(self, kind: str, ref: str, into: str) -> None:
        """Move everything of one record into another and take the first out."""
        source, target = self._load(kind, ref), self._load(kind, into)
        self._unload(kind, ref)
        self._unload(kind, into)
        reports = [
            row[0]
            for row in self._db.execute(
                "SELECT DISTINCT report FROM cites WHERE kind = ? AND ref = ?", (kind, ref)
            )
        ]
        self._db.execute("UPDATE cites SET ref = ? WHERE kind = ? AND ref = ?", (into, kind, ref))
        if kind == "party":
            names = {source.name, *source.aliases, *target.aliases} - {target.name}
            part_of = target.part_of if target.part_of != ref else source.part_of
            if part_of == into:
                part_of = None
            target = replace(
                target,
                aliases=tuple(sorted(names)),
                part_of=part_of,
                in_the_shadow=target.in_the_shadow or source.in_the_shadow,
            )
            for row in self._db.execute(
                "SELECT name, by FROM party_name WHERE party = ?", (ref,)
            ).fetchall():
                self._name(into, row[0], row[1])
            for row in self._db.execute(
                "SELECT DISTINCT kind, ref FROM involves WHERE party = ?", (ref,)
            ).fetchall():
                self._rewrite(row[0], row[1], {ref: into})
            for row in self._db.execute(
                "SELECT id FROM party WHERE part_of = ?", (ref,)
            ).fetchall():
                if row[0] != into:
                    self._rewrite("party", row[0], {ref: into})
            # what is only attributed to it is told by reports that speak of it
            for report in reports:
                for row in self._db.execute(
                    "SELECT DISTINCT ref FROM cites WHERE report = ? AND kind = 'event'", (report,)
                ).fetchall():
                    self._attribute("event", row[0], {ref: into})
        elif kind == "issue":
            for row in self._db.execute(
                "SELECT id FROM position WHERE issue = ?", (ref,)
            ).fetchall():
                self._rewrite("position", row[0], {ref: into})
        elif kind == "event":
            target = replace(
                target,
                sources=target.sources or source.sources,
                targets=target.targets or source.targets,
            )
        self._write(kind, target)
        self._delete(kind, ref)

    def _rewrite(self, kind: str, ref: str, ids: dict[str, str]) -> None:
        """Let a record refer to other parties or issues."""
        record = self._load(kind, ref)
        changed = refer(record, ids, ids, ref)
        self._write(kind, changed)
        self._attribute(kind, ref, ids)

    def _attribute(self, kind: str, ref: str, ids: dict[str, str]) -> None:
        """Let the passages of a record be attributed to other parties."""
        for row in self._db.execute(
            "SELECT rowid, detail FROM cites WHERE kind = ? AND ref = ?", (kind, ref)
        ).fetchall():
            detail = json.loads(row[1])
            attributed = detail.get("attributed_to")
            if attributed and any(a in ids for a in attributed):
                detail["attributed_to"] = [ids.get(a, a) for a in attributed]
                self._unload(kind, ref)
                self._db.execute(
                    "UPDATE cites SET detail = ? WHERE rowid = ?",
                    (json.dumps(detail, ensure_ascii=True), row[0]),
                )


class _Lookup(dict[str, Source]):
    """Sources by hash, fetched from the dossier when asked for."""

    def __init__(self, dossier: Rows) -> None:
        super().__init__()
        self._dossier = dossier

    def get(self, sha: str, default: Any = None) -> Any:
        return self._dossier._source(sha[:16])


_COLUMNS: dict[str, str] = {
    "party": "name, kind, country, sector, part_of, role, in_the_shadow",
    "event": "type, mode, modality, factuality, earliest, latest, precision, label",
    "statement": "kind, content",
    "issue": "name",
    "position": "party, issue, stance",
    "absence": "what",
}


def _columns(kind: str) -> str:
    return _COLUMNS[kind]


def _values(kind: str, record: Any) -> tuple[Any, ...]:
    if isinstance(record, Event):
        when = record.when
        return (
            record.type.value,
            record.mode,
            record.modality.value,
            record.factuality.value,
            when.earliest and when.earliest.isoformat(),
            when.latest and when.latest.isoformat(),
            when.precision.value,
            storable(record.label),
        )
    if isinstance(record, Statement):
        return (record.kind.value, storable(" … ".join(c.quote for c in record.content)))
    values = []
    for column in _COLUMNS[kind].split(", "):
        value = getattr(record, column)
        if isinstance(value, bool):
            value = int(value)
        values.append(storable(str(value)) if isinstance(value, str) else value)
    return tuple(values)


def _head(kind: str, record: Any) -> str:
    plain = to_plain(record)
    passages = KINDS[kind][3]
    if passages is not None:
        del plain[passages]
    return json.dumps(plain, ensure_ascii=True)


def dump(report: Report) -> str:
    return json.dumps(to_plain(report), ensure_ascii=True)


def storable(text: str) -> str:
    """Return text that SQLite takes and gives back: lone surrogates and NUL written as escapes."""
    if "\x00" not in text and "\x1b\x1b" not in text and not _has_surrogate(text):
        return text
    parts = _PAIR.split(text)  # JSON would join two halves of a pair
    return "\x1b\x1b" + json.dumps(text if len(parts) == 1 else parts, ensure_ascii=True)


_PAIR = re.compile("(?<=[\ud800-\udbff])(?=[\udc00-\udfff])")


def restored(text: str) -> str:
    """Return what `storable` was given."""
    if text.startswith("\x1b\x1b"):
        return "".join(json.loads(text[2:]))
    return text


def _has_surrogate(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return True
    return False


def has_passages_of(kind: str, record: Any, sha: str) -> bool:
    """Return whether any passage of a record is from the report with this content hash."""
    return KINDS[kind][3] is None or sha in _told_by(record)


@once_a_record
def _told_by(record: Any) -> frozenset[str]:
    """Content hashes of the reports that the passages of a record are from."""
    passages = next(row[3] for row in KINDS.values() if row[2] is type(record))
    assert passages is not None
    return frozenset(_place(passage).source.sha256 for passage in getattr(record, passages))


def _place(passage: Any) -> Citation:
    if isinstance(passage, Citation):
        return passage
    citation = passage.citation
    assert isinstance(citation, Citation)
    return citation


def records(evidence: Evidence) -> Iterator[Any]:
    for _letter, field, *_rest in KINDS.values():
        yield from getattr(evidence, field)


def cited(records: Iterable[Any]) -> Iterator[Citation]:
    for record in records:
        yield from citations_of(record)


def sides(record: Any) -> list[tuple[str, str]]:
    if isinstance(record, Event):
        return [("source", p) for p in record.sources] + [("target", p) for p in record.targets]
    if isinstance(record, Statement):
        return [("speaker", p) for p in record.speakers]
    if isinstance(record, Position):
        return [("party", record.party)]
    if isinstance(record, Issue):
        return [("doer", p) for p in record.doers]
    if isinstance(record, Absence):
        return [("party", p) for p in record.parties]
    return []


def refer(record: Any, parties: dict[str, str], issues: dict[str, str], own: str) -> Any:
    """Return the record with id `own` and with its references put through the two maps."""

    def mapped(refs: Sequence[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(parties.get(ref, ref) for ref in refs))

    if isinstance(record, Party):
        part_of = None if record.part_of is None else parties.get(record.part_of, record.part_of)
        return replace(record, id=own, part_of=None if part_of == own else part_of)
    if isinstance(record, Event):
        tellings = tuple(replace(t, attributed_to=mapped(t.attributed_to)) for t in record.tellings)
        return replace(
            record,
            id=own,
            sources=mapped(record.sources),
            targets=mapped(record.targets),
            tellings=tellings,
        )
    if isinstance(record, Statement):
        return replace(record, id=own, speakers=mapped(record.speakers))
    if isinstance(record, Issue):
        return replace(record, id=own, doers=mapped(record.doers))
    if isinstance(record, Position):
        return replace(
            record,
            id=own,
            party=parties.get(record.party, record.party),
            issue=issues.get(record.issue, record.issue),
        )
    return replace(record, id=own, parties=mapped(record.parties))


def referred(found: dict[str, list[Any]]) -> set[str]:
    """Return the parties that records refer to."""
    return set().union(*(_referred(r) for records in found.values() for r in records))


@once_a_record
def _referred(record: Any) -> frozenset[str]:
    """The parties that one record refers to."""
    refs = {party for _, party in sides(record)}
    if isinstance(record, Party) and record.part_of is not None:
        refs.add(record.part_of)
    if isinstance(record, Event):
        refs.update(a for t in record.tellings for a in t.attributed_to)
    return frozenset(refs)


def drop_dangling(found: dict[str, list[Any]]) -> None:
    """Let records that are there refer only to records that are there."""
    have = {party.id for party in found["party"]}
    issues = {issue.id for issue in found["issue"]}
    if referred(found) <= have:
        found["position"] = [p for p in found["position"] if p.issue in issues and p.grounds]
        return
    found["party"] = [
        p if p.part_of is None or p.part_of in have else replace(p, part_of=None)
        for p in found["party"]
    ]
    found["event"] = [
        replace(
            e,
            sources=tuple(p for p in e.sources if p in have),
            targets=tuple(p for p in e.targets if p in have),
            tellings=tuple(
                replace(t, attributed_to=tuple(a for a in t.attributed_to if a in have))
                for t in e.tellings
            ),
        )
        for e in found["event"]
    ]
    found["statement"] = [
        replace(s, speakers=tuple(p for p in s.speakers if p in have)) for s in found["statement"]
    ]
    found["issue"] = [
        replace(i, doers=tuple(p for p in i.doers if p in have)) for i in found["issue"]
    ]
    found["position"] = [
        p for p in found["position"] if p.party in have and p.issue in issues and p.grounds
    ]
    found["absence"] = [
        replace(a, parties=tuple(p for p in a.parties if p in have)) for a in found["absence"]
    ]


def _searchable(record: Any) -> str:
    if isinstance(record, Party):
        return "\n".join(dict.fromkeys((record.name, *record.aliases)))
    if isinstance(record, Event):
        return f"{record.type.value} {record.label}".strip()
    if isinstance(record, Statement):
        return "\n".join(c.quote for c in record.content)
    if isinstance(record, Issue):
        return record.name
    if isinstance(record, Position):
        return "\n".join(c.quote for c in record.grounds[:2])
    assert isinstance(record, Absence)
    return record.what


def number(ref: str) -> tuple[str, int]:
    digits = ref.lstrip("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-")
    return (ref[:1], int(digits) if digits.isdigit() else 0)
