"""Event triggers: words that carry a PLOVER event, its type and modality, and its two sides.

References
----------
Open Event Data Alliance, "PLOVER Codebook" (types); Halterman et al., 2023 (the attributes).
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .network import Floats
from .spans import best_labels, chunks, log_softmax
from .windows import Reading

__all__ = ["EventTrigger", "decode_triggers"]

REACH = 80  # most words between a trigger and a side


@dataclass(frozen=True, slots=True)
class EventTrigger:
    """A trigger's words, type, modality, and the head words of its sides.

    Parameters
    ----------
    first, end : int
        Words, half-open.
    head : int
        The word of the trigger that governs the others.
    kind, modality : int
        Numbers in the inventories.
    sources, targets : tuple of int
        Head words of the sides.
    probability, modality_probability : float
        Of type and modality.
    """

    first: int
    end: int
    head: int
    kind: int
    modality: int
    sources: tuple[int, ...]
    targets: tuple[int, ...]
    probability: float
    modality_probability: float


def decode_triggers(
    logits: Floats,
    modality: Floats,
    reading: Reading,
    scorers: dict[str, Floats],
    starts: NDArray[np.bool_],
    heads: NDArray[np.int64],
    bounds: list[tuple[int, int]],
) -> list[EventTrigger]:
    """The event triggers of a run of words, in order.

    Parameters
    ----------
    logits, modality : (n, labels) arrays
        Begin-inside-outside logits of the types, logits of the modalities.
    reading : Reading
        The projections, by window.
    scorers : dict of arrays
        Bilinear scorers.
    starts : (n,) booleans
        Block starts.
    heads : (n,) integers
        The trees.
    bounds : list of (int, int)
        Words of each sentence.
    """
    logs = log_softmax(logits)
    labels = best_labels(logs, starts)
    found = chunks(labels)
    if not found:
        return []
    places = np.array([a for a, _, _ in found])
    moods = log_softmax(modality[places])
    firsts = [first for first, _ in bounds]
    result = []
    for k, (a, b, kind) in enumerate(found):
        window = reading.home(a, b - 1)
        low, high = _neighbourhood(a, bounds, firsts)
        low, high = max(low, reading.places[window][0]), min(high, reading.places[window][1])
        chosen = []
        for role, name in enumerate(("event_source", "event_target")):
            left = reading.rows(window, "trigger", np.array([a]))[0]
            left = left @ scorers[f"bilinear.{name}"] + scorers[f"bias.{name}"]
            scores = reading.rows(window, name, slice(low, high)) @ left
            chosen.append(_runs(scores + scorers["side_bias"][role] > 0, low, heads))
        mood = int(moods[k].argmax())
        result.append(
            EventTrigger(
                a,
                b,
                _top(a, b, heads),
                kind,
                mood,
                chosen[0],
                chosen[1],
                float(np.exp(logs[np.arange(a, b), labels[a:b]].mean())),
                float(np.exp(moods[k, mood])),
            )
        )
    return result


def _neighbourhood(word: int, bounds: list[tuple[int, int]], firsts: list[int]) -> tuple[int, int]:
    """Words of the sentence of a word and of its neighbours, within reach."""
    at = bisect_right(firsts, word) - 1
    low = bounds[max(0, at - 1)][0]
    high = bounds[min(len(bounds) - 1, at + 1)][1]
    return max(low, word - REACH), min(high, word + REACH)


def _runs(chosen: NDArray[np.bool_], low: int, heads: NDArray[np.int64]) -> tuple[int, ...]:
    """The head word of each run of chosen words."""
    result = []
    a = 0
    n = len(chosen)
    while a < n:
        if not chosen[a]:
            a += 1
            continue
        b = a
        while b < n and chosen[b]:
            b += 1
        result.append(_top(low + a, low + b, heads))
        a = b
    return tuple(result)


def _top(first: int, end: int, heads: NDArray[np.int64]) -> int:
    """The first word of a stretch whose head is outside it, or that is a root."""
    for word in range(first, end):
        head = int(heads[word])
        if head == word or not first <= head < end:
            return word
    return first
