"""Trees: the best single-rooted tree of a sentence from scores of all heads.

References
----------
Dozat and Manning, "Deep Biaffine Attention for Neural Dependency Parsing", ICLR 2017.
Chu and Liu, Scientia Sinica 14, 1965; Edmonds, J. Res. NBS 71B, 1967 (the maximum tree).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .network import Floats
from .spans import log_softmax

__all__ = ["best_heads", "decode_trees", "is_tree", "maximum_tree"]

HEADS_AT_ONCE = 128  # more need memory, fewer take longer


def is_tree(heads: NDArray[np.int64]) -> bool:
    """Whether heads (0 the root, else 1-based words) form one tree with a single root word."""
    n = len(heads)
    if int((heads == 0).sum()) != 1:
        return False
    state = [0] * (n + 1)
    state[0] = 2
    parents = heads.tolist()
    for word in range(1, n + 1):
        trail = []
        at = word
        while state[at] == 0:
            state[at] = 1
            trail.append(at)
            at = parents[at - 1]
        if state[at] == 1:
            return False
        for seen in trail:
            state[seen] = 2
    return True


def best_heads(scores: Floats) -> NDArray[np.int64]:
    """Heads of the best tree.

    Parameters
    ----------
    scores : (n, n + 1) array
        Score of each head (column 0 the root) of each word.

    Returns
    -------
    (n,) integers
        0 for the root, else the 1-based head; exactly one word has 0.
    """
    heads: NDArray[np.int64] = scores.argmax(1)
    if is_tree(heads):
        return heads
    n = len(scores)
    square = np.full((n + 1, n + 1), -np.inf)
    square[1:, :] = scores
    np.fill_diagonal(square, -np.inf)
    free = maximum_tree(square)[1:]
    if int((free == 0).sum()) == 1:
        return free  # the best of all trees has one root word, so it is the best of those
    return _best_with_one_root(square)


def _best_with_one_root(square: NDArray[np.float64]) -> NDArray[np.int64]:
    """The best tree with one root word: each root word in turn, the most promising first.

    No tree with a root word can have more than the root arc's score and the best head of every
    other word; once that is no more than a tree already found has, the rest need no look.
    """
    root = square[1:, 0].copy()
    square[:, 0] = -np.inf
    others = square[1:].max(1)
    most = root + (others.sum() - others) if len(root) > 1 else root
    best, found = -np.inf, np.zeros(len(root), np.int64)
    for word in np.argsort(-most, kind="stable").tolist():
        if most[word] <= best:
            break
        row = square[word + 1].copy()
        square[word + 1] = -np.inf
        square[word + 1, 0] = root[word]
        heads = maximum_tree(square)
        total = float(square[np.arange(1, len(square)), heads[1:]].sum())
        square[word + 1] = row
        if total > best:
            best, found = total, heads[1:]
    return found


def maximum_tree(scores: NDArray[np.float64]) -> NDArray[np.int64]:
    """Heads of the maximum arborescence of a complete graph rooted at node 0.

    Parameters
    ----------
    scores : (n + 1, n + 1) array
        ``scores[d, h]`` of the arc from head h to dependent d; row 0 is not looked at.

    Returns
    -------
    (n + 1,) integers
        The head of each node; 0 for the root node itself.
    """
    n = len(scores)
    heads = np.zeros(n, np.int64)
    if n > 1:
        heads[1:] = scores[1:].argmax(1)
    cycle = _cycle(heads)
    if cycle is None:
        return heads
    inside = np.zeros(n, bool)
    inside[cycle] = True
    outside = np.flatnonzero(~inside)
    members = np.array(cycle)
    # contract the cycle to one node, the last of the smaller graph
    m = len(outside)
    small = np.full((m + 1, m + 1), -np.inf)
    small[:m, :m] = scores[np.ix_(outside, outside)]
    into = scores[np.ix_(members, outside)] - scores[members, heads[members]][:, None]
    entry = into.argmax(0)
    small[m, :m] = into.max(0)
    out_of = scores[np.ix_(outside, members)]
    leave = out_of.argmax(1)
    small[:m, m] = out_of.max(1)
    small[0, :] = -np.inf
    np.fill_diagonal(small, -np.inf)
    found = maximum_tree(small)
    result = heads.copy()
    for k in range(1, m):
        node = int(outside[k])
        result[node] = members[leave[k]] if found[k] == m else outside[found[k]]
    head = int(found[m])
    result[members[entry[head]]] = outside[head]
    return result


def _cycle(heads: NDArray[np.int64]) -> list[int] | None:
    parents = heads.tolist()
    state = [0] * len(parents)
    state[0] = 2
    for node in range(1, len(parents)):
        trail: list[int] = []
        at = node
        while state[at] == 0:
            state[at] = 1
            trail.append(at)
            at = parents[at]
        if state[at] == 1:
            return trail[trail.index(at) :]
        for seen in trail:
            state[seen] = 2
    return None


def decode_trees(
    parts: dict[str, Floats], scorers: dict[str, Floats], bounds: list[tuple[int, int]]
) -> tuple[NDArray[np.int64], NDArray[np.int64], Floats]:
    """Heads, relations and probabilities of the words of all sentences.

    Parameters
    ----------
    parts : dict of (n, d) arrays
        Projections of the words.
    scorers : dict of arrays
        The bilinear scorers.
    bounds : list of (int, int)
        First word and end of each sentence, half-open.

    Returns
    -------
    heads : (n,) integers
        Index of the head; the word itself if it is the root.
    relations : (n,) integers
    probabilities : (n,) floats
        Of head and relation together.
    """
    n = len(parts["arc_head"])
    heads = np.arange(n)
    sure = np.ones(n, np.float32)
    left = parts["arc_dependent"] @ scorers["bilinear.arc"] + scorers["bias.arc"]
    root = left @ scorers["root"]
    for a, b in bounds:
        scores = np.empty((b - a, b - a + 1), np.float32)
        scores[:, 0] = root[a:b]
        scores[:, 1:] = left[a:b] @ parts["arc_head"][a:b].T
        np.fill_diagonal(scores[:, 1:], -1e4)
        found = best_heads(scores)
        rows = np.arange(b - a)
        shifted = scores - scores.max(1, keepdims=True)
        sure[a:b] = shifted[rows, found] - np.log(np.exp(shifted).sum(1))
        heads[a:b] = a + np.where(found == 0, rows, found - 1)
    relations, certain = _relations(parts, scorers, heads)
    probabilities: Floats = np.exp(sure + certain)
    return heads, relations, probabilities


def _relations(
    parts: dict[str, Floats], scorers: dict[str, Floats], heads: NDArray[np.int64]
) -> tuple[NDArray[np.int64], Floats]:
    """Relations of all words to their heads, and the log-probabilities.

    The table is multiplied by each head once, for all words that depend on it: more than half the
    words head none.
    """
    left, right = parts["relation_dependent"], parts["relation_head"]
    n, d = left.shape
    begins = np.concatenate([left, np.ones((n, 1), np.float32)], 1)
    table = scorers["relation"].reshape(-1, d + 1)
    labels = len(table) // (d + 1)
    owners = np.where(heads == np.arange(n), n, heads)  # n: the root
    order = np.argsort(owners, kind="stable")
    which, firsts = np.unique(owners[order], return_index=True)
    rows = np.split(order, firsts[1:])
    ends = np.empty((len(which), d + 1), np.float32)
    ends[:, :d] = np.concatenate([right, scorers["root_relation"].reshape(1, d)])[which]
    ends[:, d] = 1
    scores = np.empty((n, labels), np.float32)
    for a in range(0, len(which), HEADS_AT_ONCE):
        product = ends[a : a + HEADS_AT_ONCE] @ table.T
        for words, one in zip(rows[a:], product.reshape(-1, d + 1, labels), strict=False):
            scores[words] = begins[words] @ one
    logs = log_softmax(scores)
    return logs.argmax(1), logs.max(1)
