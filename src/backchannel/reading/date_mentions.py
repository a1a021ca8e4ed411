"""A date that a text gives, with the words that give it and how it was read."""

from __future__ import annotations

from dataclasses import dataclass

from backchannel.dossier.evidence import When

__all__ = ["DateMention"]


@dataclass(frozen=True, slots=True)
class DateMention:
    """Words that give a date, and what they give.

    Parameters
    ----------
    start, end : int
        Place in the text, half-open.
    when : When
        The date with precision and basis.
    ahead : bool
        The words look forward: a deadline, a plan ("by Monday", "would strike on Friday").
    token : int
        Index of the head word in the parse, -1 without a parse.
    main : bool
        It dates a main clause, so that the story stands at this day until it moves on; false for
        dates inside noun phrases and relative clauses, and for "since" and "from".
    own : bool
        It dates only what stands in its own words ("two days after *the rebels set a deadline*").
    back : bool
        It dates a look back in the past perfect, and what its paragraph tells after it.
    verb : int
        The verb it belongs to where the tree hangs it on another one, else -1.
    """

    start: int
    end: int
    when: When
    ahead: bool = False
    token: int = -1
    main: bool = True
    own: bool = False
    back: bool = False
    verb: int = -1
