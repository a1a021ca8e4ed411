"""What a brief says, in which order: no formatting, every line with its sentences.

An `Outline` is made once from evidence, draft and analysis; terminal, page, Markdown and JSON only
show it. A `Line` is a sentence of ours; its `refs` are the places in the reports that it rests on.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from backchannel.brief import judged, reported
from backchannel.brief import summary as head
from backchannel.brief.lines import Cell, Line, Matrix, Outline, Section
from backchannel.brief.outcome_table import outcome_table
from backchannel.brief.outcomes import Outcomes, outcomes_of
from backchannel.brief.setting import Setting
from backchannel.conflict.draft import Draft, draft
from backchannel.dossier.evidence import Evidence

__all__ = ["Cell", "Line", "Matrix", "Outline", "Section", "outline"]


def outline(
    evidence: Evidence,
    drafted: Draft | None = None,
    *,
    title: str = "",
    samples: int | None = None,
    analyse: Callable[..., Outcomes] = outcomes_of,
    statuses: Mapping[str, str] | None = None,
) -> Outline:
    """Lay out a brief.

    Parameters
    ----------
    evidence : Evidence
        What was read.
    drafted : Draft or None
        The conflict; drafted from the evidence if None.
    title : str
        Heading; by default what the reports are about.
    samples : int or None
        Completions examined for what is unknown; None: as many as a second allows.
    analyse : callable
        Makes the outcomes from a conflict and short names.
    statuses : mapping of str to str, or None
        Of the records of a dossier, by id: what is ``accepted`` is marked as confirmed.
    """
    made = draft(evidence) if drafted is None else drafted
    at = Setting(evidence, made, statuses)
    outcomes = None
    if made.conflict is not None:
        outcomes = analyse(made.conflict, at.maker_names, samples)
    sections = (
        reported.parties(at),
        reported.timeline(at),
        reported.statements(at),
        reported.positions(at),
        reported.absences(at),
        judged.conflict(at),
        judged.outcomes(at, outcomes),
        judged.unknown(at, outcomes),
        judged.left_out(at),
    )
    return Outline(
        title or head.title(at),
        head.subtitle(at),
        head.summary(at, outcomes),
        sections,
        reported.matrix(at),
        evidence,
        made,
        outcomes,
        {**at.names, **at.maker_names},
        outcome_table(at, outcomes),
    )
