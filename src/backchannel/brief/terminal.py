"""The brief on a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from backchannel.brief.outline import Line, Matrix, Outline, Section
from backchannel.text import Citation

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

__all__ = ["print_brief"]

_MARKS = {
    "holds": "green",
    "does not hold": "red",
    "depends": "yellow",
    "for": "green",
    "against": "red",
    "weak": "yellow",
    "in the shadow": "magenta",
    "now": "green",
}
_SIGNS = {"for": "for", "against": "against", "unclear": "?"}


def print_brief(outline: Outline, console: Console) -> None:
    """Print a brief.

    Parameters
    ----------
    outline : Outline
        What to say.
    console : rich.console.Console
        Where; its width is kept to, and colours only where it has them.
    """
    from rich.text import Text

    places = _Places(outline)
    console.print(Text(_clean(outline.title), style="bold"))
    console.print(Text(_clean(outline.subtitle), style="dim"))
    console.print()
    for line in outline.summary:
        console.print(_sentence(line, places, "• "))
    for section in outline.sections:
        console.print()
        _print_section(section, outline.matrix, places, console)


def _print_section(
    section: Section, matrix: Matrix | None, places: _Places, console: Console
) -> None:
    from rich.padding import Padding
    from rich.text import Text

    console.print(Text(section.title.upper(), style="bold cyan"))
    if section.intro:
        console.print(Text(_clean(section.intro), style="dim"))
    if not section.lines:
        console.print(Text(_clean(section.empty), style="dim"))
        return
    if section.id == "positions" and matrix is not None and len(matrix.issues) <= 6:
        _print_matrix(matrix, console)
    for line in section.lines:
        console.print(_sentence(line, places, ""))
        for under in line.sub:
            console.print(Padding(_sentence(under, places, ""), (0, 0, 0, 4)))


def _sentence(line: Line, places: _Places, lead: str) -> Text:
    from rich.text import Text

    text = Text(lead)
    if line.label:
        text.append(_clean(line.label), style="bold")
        text.append(": " if line.text or line.quote else "")
    text.append(_clean(line.text))
    if line.quote:
        text.append(" " if line.text else "")
        text.append(f"“{_clean(line.quote)}”", style="italic")
    if line.mark:
        style = next((s for m, s in _MARKS.items() if line.mark.startswith(m)), "dim")
        text.append(f" [{_clean(line.mark)}]", style=style)
    where = places.of(line.refs)
    if where:
        text.append(f" ({where})", style="dim")
    return text


def _print_matrix(matrix: Matrix, console: Console) -> None:
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column("")
    for issue in matrix.issues:
        table.add_column(Text(_clean(issue)), max_width=18)
    for party, row in zip(matrix.parties, matrix.cells, strict=True):
        cells = []
        for cell in row:
            if cell is None:
                cells.append(Text("·", style="dim"))
                continue
            word = _SIGNS[cell.stance] + ("" if cell.explicit else " (implied)")
            cells.append(Text(word, style=_MARKS.get(cell.stance, "dim")))
        table.add_row(Text(_clean(party)), *cells)
    console.print(table)
    console.print()


class _Places:
    """Where a sentence stands, as a person finds it: file and line."""

    def __init__(self, outline: Outline) -> None:
        origins = [report.source.origin for report in outline.evidence.reports]
        self._alone = len(origins) == 1
        names = [origin.replace("\\", "/").rsplit("/", 1)[-1] for origin in origins]
        self._names = {
            origin: name if names.count(name) == 1 else origin
            for origin, name in zip(origins, names, strict=True)
        }
        self._lines: dict[tuple[str, str], list[int]] = {}

    def of(self, refs: Sequence[Citation]) -> str:
        found = []
        for citation in refs[:3]:
            line = self._line(citation)
            name = _clean(self._names.get(citation.source.origin, citation.source.origin))
            found.append(f"line {line}" if self._alone else f"{name}:{line}")
        if len(refs) > 3:
            found.append(f"{len(refs) - 3} more")
        return ", ".join(dict.fromkeys(found))

    def _line(self, citation: Citation) -> int:
        from bisect import bisect_right

        key = (citation.source.sha256, citation.source.origin)
        if key not in self._lines:
            text = citation.source.text
            self._lines[key] = [0] + [k + 1 for k, c in enumerate(text) if c == "\n"]
        return bisect_right(self._lines[key], citation.start)


def _clean(text: str) -> str:
    """Return a text without control characters: a report must not move the cursor."""
    return "".join(c if c.isprintable() or c == " " else " " for c in text)
