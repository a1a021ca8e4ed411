"""Where every line of a brief is anchored in the sources: passages to be marked and linked to."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from backchannel.dossier.evidence import Evidence, Report
from backchannel.text import Citation, Source

__all__ = ["Anchors", "Piece", "SourceView"]

_LONGEST_WHOLE = 120_000
"""Sources up to so many characters are shown whole; of longer ones, what is cited and around it."""
_AROUND = 600


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a source as it is shown.

    Parameters
    ----------
    text : str
        The characters.
    kind : str
        "plain", "cited", "residue" or "gap" (left out; `text` says how much).
    anchor : str
        Id to link to, for a cited piece.
    reason : str
        Why residue is residue.
    """

    text: str
    kind: str = "plain"
    anchor: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class SourceView:
    """One source with its marks.

    Parameters
    ----------
    id, heading, origin : str
        Anchor, title and where it came from.
    facts : tuple of str
        Date, author, publisher: what is known.
    pieces : tuple of Piece
        All that is shown, in order.
    """

    id: str
    heading: str
    origin: str
    facts: tuple[str, ...]
    pieces: tuple[Piece, ...]


class Anchors:
    """Gives each cited passage an anchor; overlapping passages share one.

    Parameters
    ----------
    evidence : Evidence
        Whose reports are shown.
    citations : iterable of Citation
        All passages that are linked to.
    """

    def __init__(self, evidence: Evidence, citations: Iterable[Citation]) -> None:
        self._evidence = evidence
        self._number = {
            (r.source.sha256, r.source.origin): n for n, r in enumerate(evidence.reports, 1)
        }
        spans: dict[int, list[tuple[int, int]]] = {}
        for citation in citations:
            number = self._number.get((citation.source.sha256, citation.source.origin))
            if number is not None:
                spans.setdefault(number, []).append((citation.start, citation.end))
        self._clusters = {number: _clusters(found) for number, found in spans.items()}
        self._line_starts: dict[int, list[int]] = {}

    def anchor(self, citation: Citation) -> str:
        """Return the id of the passage that holds a citation, or of its source."""
        number = self._number.get((citation.source.sha256, citation.source.origin))
        if number is None:
            return ""
        clusters = self._clusters.get(number, [])
        at = bisect_right(clusters, (citation.start, 1 << 62)) - 1
        if at >= 0 and clusters[at][0] <= citation.start < clusters[at][1]:
            return f"r{number}-{clusters[at][0]}"
        return f"r{number}"

    def label(self, citation: Citation) -> str:
        """Return a short name of the place: "2, line 7"; only the line if there is one report."""
        number = self._number.get((citation.source.sha256, citation.source.origin), 0)
        line = self.line(citation)
        return f"line {line}" if len(self._number) == 1 else f"{number}, line {line}"

    def line(self, citation: Citation) -> int:
        """Return the 1-based line of a citation."""
        number = self._number.get((citation.source.sha256, citation.source.origin), 0)
        if number not in self._line_starts:
            self._line_starts[number] = line_starts(citation.source)
        return bisect_right(self._line_starts[number], citation.start)

    def views(self) -> list[SourceView]:
        """Return every source with its marks, in the order in which they were read."""
        return [self._view(n, report) for n, report in enumerate(self._evidence.reports, 1)]

    def _view(self, number: int, report: Report) -> SourceView:
        facts = []
        from backchannel.brief.wording import date_in_words

        if report.author:
            facts.append(f"by {report.author}")
        if report.translator:
            facts.append(f"translated by {report.translator}")
        if report.publisher:
            facts.append(report.publisher)
        published = date_in_words(report.published)
        if "the year is that of the other reports" in report.published.basis:
            published += " (the year is that of the other reports)"
        facts.append(published if published != "undated" else "no date found")
        if report.reported_on:
            from backchannel.dossier.evidence import Precision, When

            day = When(report.reported_on, report.reported_on, Precision.DAY)
            facts.append(f"dates read as of {date_in_words(day)}")
        return SourceView(
            f"r{number}",
            report.title or f"Report {number}",
            report.source.origin,
            tuple(facts),
            tuple(self._pieces(number, report)),
        )

    def _pieces(self, number: int, report: Report) -> Iterable[Piece]:
        text = report.source.text
        clusters = self._clusters.get(number, [])
        marks: list[tuple[int, int, str, str]] = [(s, e, "cited", "") for s, e in clusters]
        for residue in report.residue:
            reason = residue.reason or residue.kind.replace("_", " ")
            for start, end in _outside(residue.span.start, residue.span.end, clusters):
                marks.append((start, end, "residue", reason))
        marks.sort()
        shown = _shown(len(text), [(s, e) for s, e, kind, _ in marks if kind == "cited"])
        for low, high in shown:
            at = low
            if (low > 0 and (low, high) != shown[0]) or low > 0:
                yield Piece("", "gap")
            for start, end, kind, reason in marks:
                start, end = max(start, at), min(end, high)
                if start >= end:
                    continue
                if start > at:
                    yield Piece(text[at:start])
                anchor = f"r{number}-{start}" if kind == "cited" else ""
                yield Piece(text[start:end], kind, anchor, reason)
                at = end
            if at < high:
                yield Piece(text[at:high])
        if shown and shown[-1][1] < len(text):
            yield Piece("", "gap")


def line_starts(source: Source) -> list[int]:
    """Return the offsets at which lines begin."""
    starts, at = [0], source.text.find("\n")
    while at >= 0:
        starts.append(at + 1)
        at = source.text.find("\n", at + 1)
    return starts


def _clusters(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(set(spans)):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged


def _outside(start: int, end: int, clusters: list[tuple[int, int]]) -> Iterable[tuple[int, int]]:
    at = start
    for low, high in clusters:
        if high <= at or low >= end:
            continue
        if low > at:
            yield at, low
        at = max(at, high)
    if at < end:
        yield at, end


def _shown(length: int, cited: list[tuple[int, int]]) -> list[tuple[int, int]]:
    if length <= _LONGEST_WHOLE:
        return [(0, length)] if length else []
    around = [(max(0, s - _AROUND), min(length, e + _AROUND)) for s, e in cited]
    return _clusters(around or [(0, min(length, 4 * _AROUND))])
