"""Spans from begin-inside-outside labels: the best well-formed labelling and its probability.

Labels are numbered O, B-x, I-x, B-y, I-y ...: odd ones begin, the even one after it goes on.

References
----------
Ramshaw and Marcus, "Text Chunking using Transformation-Based Learning", 1995 (the labels);
Viterbi, IEEE Transactions on Information Theory 13(2), 1967 (the best path).
"""

from __future__ import annotations

import itertools

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
    n, k = scores.shape
    inside = np.arange(2, k, 2)
    back = np.zeros((n, k), np.int64)
    total = scores[0].astype(np.float64)
    total[inside] = -np.inf
    for i in range(1, n):
        best = int(total.argmax())
        back[i] = best
        step = np.full(k, total[best])
        go_on = total[inside] > total[inside - 1]
        step[inside] = np.where(go_on, total[inside], total[inside - 1])
        back[i, inside] = np.where(go_on, inside, inside - 1)
        total = step + scores[i]
    path = np.zeros(n, np.int64)
    path[-1] = int(total.argmax())
    for i in range(n - 1, 0, -1):
        path[i - 1] = back[i, path[i]]
    return path


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
