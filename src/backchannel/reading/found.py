"""An event in terms of the words of a parsed text, before it becomes a record."""

from __future__ import annotations

from dataclasses import dataclass

from backchannel.dossier.evidence import EventType, Modality

__all__ = ["Found"]


@dataclass(frozen=True, slots=True)
class Found:
    """An event in terms of words.

    Parameters
    ----------
    type, mode, modality
        As in `Event`.
    token : int
        The word that carries it.
    words : tuple of int
        All words that carry it.
    sources, targets : tuple of int
        Head words of the sides.
    sentence : int
        Index of the sentence.
    confidence : float
        Between 0 and 1.
    attributed : int or None
        The head of who says that it happened.
    topic : int or None
        The word that heads what it is about (the thing demanded, refused, threatened).
    negative_topic : bool
        The topic is refused, stopped or to be avoided.
    quoted : bool
        It stands in quotation marks.
    """

    type: EventType
    mode: str | None
    modality: Modality
    token: int
    words: tuple[int, ...]
    sources: tuple[int, ...] = ()
    targets: tuple[int, ...] = ()
    sentence: int = 0
    confidence: float = 0.8
    attributed: int | None = None
    topic: int | None = None
    inner: EventType | None = None
    inner_mode: str | None = None
    condition: int | None = None
    quoted: bool = False
