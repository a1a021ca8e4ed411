"""Texts of a sentence or two read whole, and what was found in them in plain words."""

from __future__ import annotations

from backchannel.dossier.evidence import Evidence, PartyKind, Report
from backchannel.reading.read import read
from backchannel.text import Source, Span

__all__ = ["evidence_of", "party_names", "stands_of"]


def evidence_of(text: str) -> Evidence:
    """Read a text as the body of a report, with no page round it."""
    return read(Report(Source(text, "t"), body=(Span(0, len(text)),)))


def party_names(text: str, kind: PartyKind | None = None) -> set[str]:
    """Read a text; the names of its parties, or of those of one kind."""
    return {p.name for p in evidence_of(text).parties if kind is None or p.kind is kind}


def stands_of(text: str) -> list[tuple[str, str, str]]:
    """Read a text; who stands where on what."""
    found = evidence_of(text)
    names = {party.id: party.name for party in found.parties}
    issues = {issue.id: issue.name for issue in found.issues}
    return [(names[p.party], p.stance.value, issues[p.issue]) for p in found.positions]
