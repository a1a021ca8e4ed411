"""Spans from begin-inside-outside labels: the best well-formed labelling and its probability.

Labels are numbered O, B-x, I-x, B-y, I-y ...: odd ones begin, the even one after it goes on.

References
----------
Ramshaw and Marcus, "Text Chunking using Transformation-Based Learning", 1995 (the labels);
Viterbi, IEEE Transactions on Information Theory 13(2), 1967 (the best path).
"""

from __future__ import annotations

import itertools
import math

import numpy as np
from numpy.typing import NDArray

from .network import Floats

__all__ = ["best_labels", "chunks", "log_softmax", "well_formed"]


def log_softmax(logits: Floats) -> Floats:
    """Logarithms of probabilities over the last axis."""
    shifted = logits - logits.max(-1, keepdims=True)
    result: Floats = shifted - np.log(np.exp(shifted).sum(-1, keepdims=True))
    return result


def well_formed(labels: NDArray[np.int64], starts: NDArray[np.bool_]) -> bool:
    """Whether every inside label follows a label of its own kind in the same stretch."""
    inside = (labels > 0) & (labels % 2 == 0)
    before = np.concatenate([[0], labels[:-1]])
    before = np.where(starts, 0, before)
    return bool(np.all(~inside | (before == labels) | (before == labels - 1)))


def best_labels(scores: Floats, starts: NDArray[np.bool_]) -> NDArray[np.int64]:
    """The best-scoring well-formed labelling.

    Parameters
    ----------
    scores : (n, labels) array
        Logits or log-probabilities.
    starts : (n,) booleans
        Words before which no span may run on (block starts); the first word is one.

    Returns
    -------
    (n,) integers
        Labels; each maximal stretch between starts is decoded on its own.
    """
    labels: NDArray[np.int64] = scores.argmax(1)
    if not len(labels) or well_formed(labels, starts):
        return labels
    borders = [*np.flatnonzero(starts).tolist(), len(labels)]
    if borders[0] != 0:
        borders.insert(0, 0)
    for a, b in itertools.pairwise(borders):
        first = np.zeros(b - a, bool)
        first[0] = True
        if not well_formed(labels[a:b], first):
            labels[a:b] = _viterbi(scores[a:b])
    return labels


def _viterbi(scores: Floats) -> NDArray[np.int64]:
    """The best path through one stretch; plain lists, since a step is a few numbers only."""
    rows: list[list[float]] = scores.tolist()
    total = rows[0]
    k = len(total)
    inside = range(2, k, 2)
    for label in inside:
        total[label] = -math.inf
    back: list[list[int]] = []
    for row in rows[1:]:
        top = max(total)
        before = [total.index(top)] * k
        after = [top + score for score in row]
        for label in inside:
            begun, gone_on = total[label - 1], total[label]
            if gone_on > begun:
                before[label], begun = label, gone_on
            else:
                before[label] = label - 1
            after[label] = begun + row[label]
        back.append(before)
        total = after
    path = [total.index(max(total))]
    for before in reversed(back):
        path.append(before[path[-1]])
    return np.array(path[::-1], np.int64)


def chunks(labels: NDArray[np.int64]) -> list[tuple[int, int, int]]:
    """(first, end, kind) of each span, half-open; kind 0 is the first pair of labels."""
    found = []
    begins = np.flatnonzero(labels % 2 == 1)
    for first in begins.tolist():
        end = first + 1
        label = int(labels[first])
        while end < len(labels) and labels[end] == label + 1:
            end += 1
        found.append((first, end, label // 2))
    return found
