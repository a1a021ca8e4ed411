"""Evidence as flat rows: one table a kind of record, one row a record.

Lists are joined by "; ". A record's first passage stands in ``report``, ``start``, ``end`` and
``quote`` (Unicode code points, half-open); how many there are in ``passages``.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from backchannel.dossier.evidence import Evidence, When
from backchannel.text import Citation

__all__ = ["COLUMNS", "KINDS", "rows"]

KINDS = ("reports", "parties", "events", "statements", "issues", "positions", "absences")
"""The kinds of records, in the order in which they are written."""

Row = dict[str, Any]

_WHEN = "earliest:date latest:date precision date_basis"
_PASSAGE = "report start:int end:int quote passages:int"
_WRITTEN = {
    "reports": "id origin sha256 title author translator publisher language "
    f"{_WHEN} reported_on:date characters:int residue:int",
    "parties": "id name kind country sector part_of part_of_name part_of_basis role aliases "
    f"in_the_shadow:bool confidence:number {_PASSAGE}",
    "events": f"id type mode sources source_names targets target_names {_WHEN} modality factuality "
    f"contexts label reports:int confidence:number {_PASSAGE}",
    "statements": f"id speakers speaker_names kind cue content {_WHEN} confidence:number "
    f"{_PASSAGE}",
    "issues": f"id name act doers doer_names {_PASSAGE}",
    "positions": "id party party_name issue issue_name stance explicit:bool condition "
    f"confidence:number {_PASSAGE}",
    "absences": f"id what cue parties party_names confidence:number {_PASSAGE}",
}
COLUMNS: dict[str, dict[str, str]] = {
    kind: {
        name: sort or "text" for name, _, sort in (one.partition(":") for one in written.split())
    }
    for kind, written in _WRITTEN.items()
}
"""The columns of each kind in their order, with their types: text, int, number, bool or date.

A date is written as ISO 8601 (YYYY-MM-DD) where the form has no type for it.
"""


def rows(evidence: Evidence, kind: str) -> list[Row]:
    """Return the rows of one kind of record, all with the same keys.

    Parameters
    ----------
    evidence : Evidence
        Of one report or many.
    kind : str
        One of `KINDS`.
    """
    return list({
        "reports": _reports,
        "parties": _parties,
        "events": _events,
        "statements": _statements,
        "issues": _issues,
        "positions": _positions,
        "absences": _absences,
    }[kind](evidence))  # fmt: skip


def _names(evidence: Evidence, ids: Iterable[str]) -> str:
    names = {party.id: party.name for party in evidence.parties}
    return "; ".join(names[i] for i in ids)


def _when(when: When | None) -> Row:
    return {
        "earliest": when.earliest.isoformat() if when and when.earliest else None,
        "latest": when.latest.isoformat() if when and when.latest else None,
        "precision": when.precision.value if when else None,
        "date_basis": when.basis if when else None,
    }


def _passage(cited: Iterable[Citation]) -> Row:
    found = list(cited)
    first = found[0] if found else None
    return {
        "report": first.source.sha256[:16] if first else None,
        "start": first.start if first else None,
        "end": first.end if first else None,
        "quote": first.quote if first else None,
        "passages": len(found),
    }


def _reports(evidence: Evidence) -> Iterable[Row]:
    for report in evidence.reports:
        yield {
            "id": report.id,
            "origin": report.source.origin,
            "sha256": report.source.sha256,
            "title": report.title,
            "author": report.author,
            "translator": report.translator,
            "publisher": report.publisher,
            "language": report.language,
            **_when(report.published),
            "reported_on": report.reported_on.isoformat() if report.reported_on else None,
            "characters": len(report.source.text),
            "residue": len(report.residue),
        }


def _parties(evidence: Evidence) -> Iterable[Row]:
    for party in evidence.parties:
        yield {
            "id": party.id,
            "name": party.name,
            "kind": party.kind.value,
            "country": party.country,
            "sector": party.sector,
            "part_of": party.part_of,
            "part_of_name": _names(evidence, [party.part_of] if party.part_of else []),
            "part_of_basis": party.part_of_basis,
            "role": party.role,
            "aliases": "; ".join(party.aliases),
            "in_the_shadow": party.in_the_shadow,
            "confidence": party.confidence,
            **_passage(m.citation for m in party.mentions),
        }


def _events(evidence: Evidence) -> Iterable[Row]:
    for event in evidence.events:
        yield {
            "id": event.id,
            "type": event.type.value,
            "mode": event.mode,
            "sources": "; ".join(event.sources),
            "source_names": _names(evidence, event.sources),
            "targets": "; ".join(event.targets),
            "target_names": _names(evidence, event.targets),
            **_when(event.when),
            "modality": event.modality.value,
            "factuality": event.factuality.value,
            "contexts": "; ".join(event.contexts),
            "label": event.label,
            "reports": len({t.citation.source.sha256 for t in event.tellings}),
            "confidence": event.confidence,
            **_passage(t.citation for t in event.tellings),
        }


def _statements(evidence: Evidence) -> Iterable[Row]:
    for statement in evidence.statements:
        yield {
            "id": statement.id,
            "speakers": "; ".join(statement.speakers),
            "speaker_names": _names(evidence, statement.speakers),
            "kind": statement.kind.value,
            "cue": statement.cue.quote if statement.cue else None,
            "content": " … ".join(c.quote for c in statement.content),
            **_when(statement.when),
            "confidence": statement.confidence,
            **_passage((*statement.content, *statement.tellings)),
        }


def _issues(evidence: Evidence) -> Iterable[Row]:
    for issue in evidence.issues:
        yield {
            "id": issue.id,
            "name": issue.name,
            "act": issue.act.value if issue.act else None,
            "doers": "; ".join(issue.doers),
            "doer_names": _names(evidence, issue.doers),
            **_passage(issue.phrases),
        }


def _positions(evidence: Evidence) -> Iterable[Row]:
    for position in evidence.positions:
        yield {
            "id": position.id,
            "party": position.party,
            "party_name": _names(evidence, [position.party]),
            "issue": position.issue,
            "issue_name": evidence.issue(position.issue).name,
            "stance": position.stance.value,
            "explicit": position.explicit,
            "condition": position.condition,
            "confidence": position.confidence,
            **_passage(position.grounds),
        }


def _absences(evidence: Evidence) -> Iterable[Row]:
    for absence in evidence.absences:
        yield {
            "id": absence.id,
            "what": absence.what,
            "cue": absence.cue.quote if absence.cue else None,
            "parties": "; ".join(absence.parties),
            "party_names": _names(evidence, absence.parties),
            "confidence": absence.confidence,
            **_passage([absence.citation]),
        }
