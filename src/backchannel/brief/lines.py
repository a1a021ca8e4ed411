"""The parts a brief is made of: lines with their sentences, sections, a matrix, the whole."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from backchannel.brief.outcomes import Outcomes
from backchannel.conflict.draft import Draft
from backchannel.dossier.evidence import Evidence
from backchannel.text import Citation

if TYPE_CHECKING:
    from backchannel.brief.outcome_table import OutcomeTable

__all__ = ["Cell", "Line", "Matrix", "Outline", "Section"]


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence of a brief.

    Parameters
    ----------
    text : str
        In our words.
    refs : tuple of Citation
        The sentences it rests on.
    quote : str
        The report's own words, if they are shown.
    label : str
        What stands before it: a date, a speaker, a kind.
    mark : str
        A word on its standing: "weak", "unknown", "yes", "no".
    sub : tuple of Line
        Lines that belong under it.
    records : tuple of str
        Ids of the records of the evidence that it tells.
    """

    text: str
    refs: tuple[Citation, ...] = ()
    quote: str = ""
    label: str = ""
    mark: str = ""
    sub: tuple[Line, ...] = ()
    records: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """Where one party stands on one issue."""

    stance: str
    explicit: bool
    refs: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Party by issue.

    Parameters
    ----------
    parties, issues : tuple of str
        Rows and columns.
    cells : tuple of tuple of (Cell or None)
        By row, then column; None: the reports say nothing.
    """

    parties: tuple[str, ...]
    issues: tuple[str, ...]
    cells: tuple[tuple[Cell | None, ...], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a brief.

    Parameters
    ----------
    id : str
        Short name, the same in every format.
    title : str
        Heading.
    lines : tuple of Line
        What it says.
    empty : str
        What is said if there are no lines.
    intro : str
        A sentence before them.
    """

    id: str
    title: str
    lines: tuple[Line, ...] = ()
    empty: str = ""
    intro: str = ""


@dataclass(frozen=True, slots=True)
class Outline:
    """A whole brief.

    Parameters
    ----------
    title : str
        What the dispute is called.
    subtitle : str
        On what it rests.
    summary : tuple of Line
        What this is about, at most three lines.
    sections : tuple of Section
        In the order in which they are told.
    matrix : Matrix or None
        Party by issue, shown in section "positions".
    evidence : Evidence
        What was read.
    draft : Draft
        The conflict and how it was drafted.
    outcomes : Outcomes or None
        The analysis; None if there is no conflict.
    names : dict of str to str
        Short names by party id, and by decision maker id.
    table : OutcomeTable or None
        The outcomes that can hold side by side, shown in section "outcomes".
    """

    title: str
    subtitle: str
    summary: tuple[Line, ...]
    sections: tuple[Section, ...]
    matrix: Matrix | None
    evidence: Evidence
    draft: Draft
    outcomes: Outcomes | None
    names: dict[str, str] = field(default_factory=dict)
    table: OutcomeTable | None = None

    def section(self, id: str) -> Section:
        """Return the section with this id."""
        for section in self.sections:
            if section.id == id:
                return section
        raise KeyError(id)

    def citations(self) -> Iterable[Citation]:
        """Yield every citation of every line, in order of telling."""
        for line in self.summary:
            yield from _refs(line)
        for section in self.sections:
            for line in section.lines:
                yield from _refs(line)
            if section.id == "positions" and self.matrix is not None:
                for row in self.matrix.cells:
                    for cell in row:
                        if cell is not None:
                            yield from cell.refs


def _refs(line: Line) -> Iterable[Citation]:
    yield from line.refs
    for under in line.sub:
        yield from _refs(under)
