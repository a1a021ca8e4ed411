"""The outcomes that can hold as a table in option form: options by outcomes, and what each needs.

Rows are options, columns the present state and the outcomes nearest to it; below stand the answers
to open questions that each outcome needs. This is the form in which the field writes states down
(Fang, Hipel, Kilgour 1993, *Interactive Decision Making*, chapter 2).
"""

from __future__ import annotations

from dataclasses import dataclass

from backchannel.brief.outcomes import Outcomes
from backchannel.brief.setting import Setting
from backchannel.brief.wording import upper_first

__all__ = ["MOST_COLUMNS", "OutcomeTable", "Row", "letter", "outcome_table"]

MOST_COLUMNS = 24
"""So many outcomes are shown; the nearest to the present."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the table.

    Parameters
    ----------
    head : str
        Option, or question.
    group : str
        The option's owner; "Needs the answer" for a question.
    cells : tuple of str
        "yes", "no" or, where either will do, nothing; the present state first.
    """

    head: str
    group: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OutcomeTable:
    """Outcomes side by side.

    Parameters
    ----------
    columns : tuple of str
        "now", then the letters of the outcomes.
    rows : tuple of Row
        Options, then questions.
    holds : tuple of str
        For each column whether it holds: "always", "only if" or "no".
    left : int
        How many further outcomes can hold.
    """

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    holds: tuple[str, ...]
    left: int


def letter(number: int) -> str:
    """Return the letter of the outcome with this place, from 0: A to Z, then AA.

    Examples
    --------
    >>> letter(0), letter(25), letter(26)
    ('A', 'Z', 'AA')
    """
    return chr(65 + number) if number < 26 else letter(number // 26 - 1) + chr(65 + number % 26)


def outcome_table(at: Setting, outcomes: Outcomes | None) -> OutcomeTable | None:
    """Return the outcomes that can hold, side by side; None if there are none.

    Parameters
    ----------
    at : Setting
        Names and wording.
    outcomes : Outcomes or None
        The analysis.
    """
    if outcomes is None or outcomes.nash is None or outcomes.status_quo is None:
        return None
    if not outcomes.nash.outcomes:
        return None
    shown = outcomes.nearest(outcomes.nash.outcomes, MOST_COLUMNS)
    now = outcomes.status_quo
    held = {one.state: one.share for one in outcomes.nash.outcomes}
    states = [now, *(one.state for one in shown)]
    rows = []
    for maker in outcomes.conflict.decision_makers:
        for k, option in enumerate(outcomes.conflict.options):
            if option.owner == maker.id:
                cells = tuple("yes" if state >> k & 1 else "no" for state in states)
                rows.append(Row(option.title, at.maker_names[maker.id], cells))
    needed = [dict(one.needs) for one in shown]
    for number, question in enumerate(outcomes.questions(), 1):
        cells = tuple(
            "" if question.unknown not in needs else "yes" if needs[question.unknown] else "no"
            for needs in needed
        )
        words = upper_first(at.question_words(outcomes, question.unknown))
        rows.append(Row(f"{number}. {words}", "Needs the answer", ("", *cells)))
    holds = tuple(
        "no" if state not in held else "always" if held[state] == 1.0 else "only if"
        for state in states
    )
    columns = ("now", *(letter(k) for k in range(len(shown))))
    return OutcomeTable(columns, tuple(rows), holds, len(outcomes.nash.outcomes) - len(shown))
