"""Mentions: head words with an entity type, the stretch each heads, and what it refers back to.

References
----------
Zeldes, "The GUM Corpus", Language Resources and Evaluation 51(3), 2017 (entity types);
Lee et al., "End-to-end Neural Coreference Resolution", EMNLP 2017 (one best antecedent each).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .network import Floats, Integers
from .spans import log_softmax
from .windows import Reading

__all__ = ["Mention", "decode_mentions"]


@dataclass(frozen=True, slots=True)
class Mention:
    """Word indices of a mention (half-open), its type, antecedent and probability."""

    first: int
    end: int
    head: int
    kind: int
    antecedent: int | None
    probability: float


def decode_mentions(
    logits: Floats,
    parts: dict[str, Floats],
    reading: Reading,
    scorers: dict[str, Floats],
    bounds: list[tuple[int, int]],
) -> list[Mention]:
    """The mentions of all sentences, ordered by head word; antecedents are indices in the list."""
    logs = log_softmax(logits)
    kinds = logs.argmax(1)
    heads = np.flatnonzero(kinds > 0)
    if not len(heads):
        return []
    ends: dict[str, list[int]] = {}
    for side in ("first", "final"):
        left = parts["mention"][heads] @ scorers[f"bilinear.mention_{side}"]
        left = left + scorers[f"bias.mention_{side}"]
        right = parts[f"mention_{side}"]
        chosen = []
        at = 0
        for a, b in bounds:
            stop = int(np.searchsorted(heads, b))
            if stop > at:
                scores = left[at:stop] @ right[a:b].T
                for row, head in zip(scores, heads[at:stop].tolist(), strict=True):
                    if side == "first":
                        chosen.append(a + int(row[: head - a + 1].argmax()))
                    else:
                        chosen.append(head + int(row[head - a :].argmax()))
            at = stop
        ends[side] = chosen
    antecedents = _antecedents(heads, reading, scorers)
    return [
        Mention(
            ends["first"][k],
            ends["final"][k] + 1,
            head,
            int(kinds[head]),
            antecedents[k],
            float(np.exp(logs[head, kinds[head]])),
        )
        for k, head in enumerate(heads.tolist())
    ]


def _antecedents(heads: Integers, reading: Reading, scorers: dict[str, Floats]) -> list[int | None]:
    """For each mention the earlier one it goes back to, if its window has it."""
    result: list[int | None] = []
    for window, (begin, _, kept, stop) in enumerate(reading.places):
        low, first, end = np.searchsorted(heads, [begin, kept, stop]).tolist()
        if end <= first:
            continue
        left = reading.rows(window, "later", heads[first:end])
        left = left @ scorers["bilinear.coreference"] + scorers["bias.coreference"]
        scores = left @ reading.rows(window, "earlier", heads[low:end]).T
        none = left @ scorers["no_antecedent"]
        for k in range(first, end):
            row = scores[k - first, : k - low]
            best = int(row.argmax()) if len(row) else -1
            result.append(low + best if best >= 0 and row[best] > none[k - first] else None)
    return result
