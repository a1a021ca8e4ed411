"""A stand in terms of the words of a parsed text, before it becomes a position."""

from __future__ import annotations

from dataclasses import dataclass

from backchannel.dossier.evidence import EventType, Stance
from backchannel.reading.events import Found
from backchannel.reading.leanings import (
    Leaning,
)

__all__ = ["Answer", "Stand"]


@dataclass(frozen=True, slots=True)
class Stand:
    """A position in terms of words.

    Parameters
    ----------
    heads : tuple of int
        Head words of whose position it is.
    stance : Stance
        For, against or unclear.
    topic : tuple of (int, int)
        Place of the words that name the issue.
    name : str
        The issue in a few words.
    key : tuple of str
        By which issues are grouped.
    grounds : tuple of (int, int)
        Place of the passage.
    explicit : bool
        Said in words, or implied by an act.
    condition : str or None
        In the text's words.
    act : EventType or None
        What the issue would be if it were done.
    doers : tuple of int
        Head words of who could do it.
    confidence : float
        Between 0 and 1.
    rule : str
        What shows it: the type of an event, the kind of a leaning, ``judgement`` or ``silence``.
    """

    heads: tuple[int, ...]
    stance: Stance
    topic: tuple[int, int]
    name: str
    key: tuple[str, ...]
    grounds: tuple[int, int]
    explicit: bool = True
    condition: str | None = None
    act: EventType | None = None
    doers: tuple[int, ...] = ()
    confidence: float = 0.7
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """An acceptance or refusal whose object stands in a sentence before."""

    heads: tuple[int, ...]
    accepted: bool
    token: int
    confidence: float
    event: Found | None = None
    topic: int | None = None
    leaning: Leaning | None = None
