"""Fast decoding held against its slow definition: the best over everything allowed."""

from __future__ import annotations

from itertools import product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from backchannel.reading.reader.spans import best_labels, chunks, log_softmax, well_formed
from backchannel.reading.reader.trees import _relations, best_heads, is_tree, maximum_tree

SEEDS = st.integers(0, 2**32 - 1)


def allowed(path: tuple[int, ...], starts: list[bool]) -> bool:
    for i, label in enumerate(path):
        if label and label % 2 == 0:
            if i == 0 or starts[i] or path[i - 1] not in (label, label - 1):
                return False
    return True


@given(SEEDS, st.integers(1, 5), st.sampled_from([3, 5]))
def test_the_best_labelling_is_the_best_of_all_well_formed_ones(seed: int, n: int, k: int) -> None:
    rng = np.random.default_rng(seed)
    scores = rng.normal(size=(n, k)).astype(np.float32)
    starts = rng.random(n) < 0.3
    starts[0] = True
    best = max(
        (p for p in product(range(k), repeat=n) if allowed(p, starts.tolist())),
        key=lambda p: sum(float(scores[i, x]) for i, x in enumerate(p)),
    )
    mine = best_labels(scores, starts)
    assert well_formed(mine, starts)
    assert abs(sum(scores[i, x] for i, x in enumerate(best)) - scores[range(n), mine].sum()) < 1e-4


def slow_labels(scores: np.ndarray) -> list[int]:
    """The best path by its definition: from each label the best one that may stand before it."""
    n, k = scores.shape
    total = [-np.inf if label and label % 2 == 0 else float(scores[0, label]) for label in range(k)]
    back = []
    for i in range(1, n):
        chosen = [
            max(
                (b for b in range(k) if not (x and x % 2 == 0) or b in (x - 1, x)),
                key=total.__getitem__,
            )
            for x in range(k)
        ]
        total = [total[b] + float(scores[i, x]) for x, b in enumerate(chosen)]
        back.append(chosen)
    path = [int(np.argmax(total))]
    for chosen in reversed(back):
        path.append(chosen[path[-1]])
    return path[::-1]


@given(SEEDS, st.integers(1, 60), st.sampled_from([3, 9, 33]))
def test_the_best_labelling_is_that_of_the_slow_way(seed: int, n: int, k: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(n, k)).astype(np.float32)
    starts = np.arange(n) == 0
    assert best_labels(scores, starts).tolist() == slow_labels(scores)


def test_chunks_end_where_the_label_changes() -> None:
    labels = np.array([1, 2, 2, 1, 0, 3, 4, 3])
    assert chunks(labels) == [(0, 3, 0), (3, 4, 0), (5, 7, 1), (7, 8, 1)]


@given(SEEDS, st.integers(1, 5))
def test_the_tree_is_the_best_of_all_single_rooted_trees(seed: int, n: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(n, n + 1)).astype(np.float32) * 3
    for i in range(n):
        scores[i, i + 1] = -1e4
    best = max(
        (h for h in product(range(n + 1), repeat=n) if is_tree(np.array(h))),
        key=lambda h: sum(float(scores[i, x]) for i, x in enumerate(h)),
    )
    mine = best_heads(scores)
    assert is_tree(mine)
    wanted = sum(float(scores[i, x]) for i, x in enumerate(best))
    assert abs(wanted - float(scores[range(n), mine].sum())) < 1e-2


@given(SEEDS, st.integers(6, 40))
def test_long_sentences_get_one_tree(seed: int, n: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(n, n + 1)).astype(np.float32)
    for i in range(n):
        scores[i, i + 1] = -1e4
    assert is_tree(best_heads(scores))


@given(SEEDS, st.integers(2, 30), st.sampled_from([-4.0, 0.0, 4.0]))
def test_one_root_by_a_penalty_gives_the_same_tree(seed: int, n: int, lean: float) -> None:
    scores = np.random.default_rng(seed).normal(size=(n, n + 1)).astype(np.float32) * 3
    scores[:, 0] += np.float32(lean)  # trees without a root word at first, or with many
    for i in range(n):
        scores[i, i + 1] = -1e4
    square = np.full((n + 1, n + 1), -np.inf)
    square[1:] = scores
    square[1:, 0] -= 1e6  # so that as few words as can be are roots
    np.fill_diagonal(square, -np.inf)
    assert best_heads(scores).tolist() == maximum_tree(square)[1:].tolist()


@given(SEEDS, st.integers(1, 90))
def test_relations_are_those_of_word_by_word(seed: int, n: int) -> None:
    rng = np.random.default_rng(seed)
    d, labels = 5, 4
    parts = {
        name: rng.normal(size=(n, d)).astype(np.float32)
        for name in ("relation_dependent", "relation_head")
    }
    table = rng.normal(size=(d + 1, labels, d + 1)).astype(np.float32)
    scorers = {
        "relation": table.reshape(d + 1, -1),
        "root_relation": rng.normal(size=d).astype(np.float32),
    }
    heads = rng.integers(0, n, n)
    relations, certain = _relations(parts, scorers, heads)
    for word, head in enumerate(heads.tolist()):
        end = scorers["root_relation"] if head == word else parts["relation_head"][head]
        begin = np.append(parts["relation_dependent"][word], 1)
        logs = log_softmax(np.einsum("b,bre,e->r", begin, table, np.append(end, 1)))
        assert relations[word] == logs.argmax() or np.ptp(np.sort(logs)[-2:]) < 1e-4
        assert abs(certain[word] - logs.max()) < 1e-4


def test_log_probabilities_sum_to_one() -> None:
    logits = np.array([[1000.0, 0.0], [-1000.0, -1000.0]], np.float32)
    assert np.allclose(np.exp(log_softmax(logits)).sum(1), 1)
