"""The brief as Markdown: for a wiki, a note, a mail."""

from __future__ import annotations

import re

from backchannel.brief.outcome_table import OutcomeTable
from backchannel.brief.outline import Line, Outline
from backchannel.brief.places import Anchors
from backchannel.brief.wording import visible
from backchannel.text import Citation

__all__ = ["brief_markdown"]

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~&!])")
_BLOCK = re.compile(r"^(\s*)([-+=]|\d+[.)])", re.M)


def brief_markdown(outline: Outline) -> str:
    """Return a brief as Markdown (CommonMark with tables).

    Each line names its places in brackets; the cited sentences stand at the end, numbered. Text
    from reports is escaped, so that no markup of theirs, HTML included, becomes markup here.
    """
    notes = _Notes(Anchors(outline.evidence, outline.citations()))
    out = [f"# {escaped(outline.title)}", "", f"*{escaped(outline.subtitle)}*", ""]
    out += [f"{_line(line, notes)}\n" for line in outline.summary]
    for section in outline.sections:
        out += [f"## {escaped(section.title)}", ""]
        if section.intro:
            out += [f"*{escaped(section.intro)}*", ""]
        if not section.lines:
            out += [escaped(section.empty), ""]
            continue
        if section.id == "positions" and outline.matrix is not None:
            head = [escaped(issue) for issue in outline.matrix.issues]
            out.append("| | " + " | ".join(head) + " |")
            out.append("|---" * (len(head) + 1) + "|")
            for party, row in zip(outline.matrix.parties, outline.matrix.cells, strict=True):
                cells = []
                for cell in row:
                    if cell is None:
                        cells.append("")
                        continue
                    word = cell.stance if cell.explicit else f"({cell.stance})"
                    cells.append(f"{word} {notes.places(cell.refs)}".strip())
                out.append(f"| **{escaped(party)}** | " + " | ".join(cells) + " |")
            out.append("")
            continue
        for line in section.lines:
            out.append(f"- {_line(line, notes)}")
            out += [f"  - {_line(under, notes)}" for under in line.sub]
        out.append("")
        if section.id == "outcomes" and outline.table is not None:
            out += [*_side_by_side(outline.table), ""]
    out += ["## The sentences", ""]
    out += notes.listed()
    out += ["", "## The reports", ""]
    for number, report in enumerate(outline.evidence.reports, 1):
        out.append(
            f"{number}. {escaped(report.title or f'Report {number}')}, "
            f"{escaped(report.source.origin)}"
        )
    return "\n".join(out).rstrip() + "\n"


def escaped(text: str) -> str:
    """Return a text on one line in which nothing is markup."""
    words = " ".join(visible(text).split())
    return _BLOCK.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", words))


def _line(line: Line, notes: _Notes) -> str:
    parts = []
    if line.label:
        parts.append(f"**{escaped(line.label)}**" + (":" if line.text or line.quote else ""))
    if line.text:
        parts.append(escaped(line.text))
    if line.quote:
        parts.append(f"“{escaped(line.quote)}”")
    if line.mark:
        parts.append(f"({escaped(line.mark)})")
    where = notes.places(line.refs)
    return " ".join([*parts, where]).strip()


def _side_by_side(table: OutcomeTable) -> list[str]:
    head = ["Option", *table.columns]
    out = ["| " + " | ".join(head) + " |", "|---" * len(head) + "|"]
    for row in table.rows:
        cells = [escaped(f"{row.group}: {row.head}"), *row.cells]
        out.append("| " + " | ".join(cells) + " |")
    out.append("| Holds | " + " | ".join(table.holds) + " |")
    return out


class _Notes:
    """Numbers the cited sentences in the order in which they are met."""

    def __init__(self, anchors: Anchors) -> None:
        self._anchors = anchors
        self._numbers: dict[str, int] = {}
        self._told: list[str] = []

    def places(self, refs: tuple[Citation, ...]) -> str:
        numbers = []
        for citation in refs[:4]:
            anchor = self._anchors.anchor(citation)
            if not anchor:
                continue
            if anchor not in self._numbers:
                self._numbers[anchor] = len(self._numbers) + 1
                words = escaped(citation.quote)
                self._told.append(f"{escaped(self._anchors.label(citation))}: {words}")
            numbers.append(self._numbers[anchor])
        listed = ", ".join(str(number) for number in dict.fromkeys(numbers))
        return f"\\[{listed}\\]" if listed else ""

    def listed(self) -> list[str]:
        return [f"{number}. {told}" for number, told in enumerate(self._told, 1)]
