"""One name, one type within a text."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from backchannel.reading.reader.names import (
    HALF_SEEN,
    one_type_each,
    with_addresses,
    with_titles,
)

TYPES = 2


def logs_of(rows: list[list[float]]) -> np.ndarray:
    """Log-probabilities of (none, begin 0, inside 0, begin 1, inside 1)."""
    scores = np.array(rows, np.float32)
    return np.log(scores / scores.sum(1, keepdims=True))


def test_a_name_takes_the_type_its_other_occurrences_speak_for() -> None:
    sure = [0.01, 0.95, 0.01, 0.02, 0.01]
    unsure = [0.05, 0.4, 0.01, 0.53, 0.01]
    logs = logs_of([sure, sure, unsure])
    names = [(0, 1, 0), (1, 2, 0), (2, 3, 1)]
    proper = np.ones(3, bool)
    assert one_type_each(names, logs, ["Okra"] * 3, proper) == [(0, 1, 0), (1, 2, 0), (2, 3, 0)]
    assert one_type_each(names, logs, ["Okra", "Okra", "Ilmo"], proper) == names


def test_words_that_are_a_name_elsewhere_are_one_where_the_network_half_saw_it() -> None:
    name = [0.01, 0.95, 0.01, 0.02, 0.01]
    half = [1 - HALF_SEEN - 0.1, HALF_SEEN + 0.1, 1e-4, 1e-4, 1e-4]
    unseen = [0.95, 0.05, 1e-4, 1e-4, 1e-4]
    logs = logs_of([name, half, unseen])
    proper = np.array([True, True, True])
    assert one_type_each([(0, 1, 0)], logs, ["Okra"] * 3, proper) == [(0, 1, 0), (1, 2, 0)]
    assert one_type_each([(0, 1, 0)], logs, ["Okra"] * 3, np.array([True, False, False])) == [
        (0, 1, 0)
    ]


def test_titles_before_a_person_belong_to_the_name() -> None:
    words = ["Dr.", "Mrs.", "Ilmo", "met", "Mr.", "Okra", "Bay"]
    proper = np.array([True, True, True, False, True, True, True])
    starts = np.zeros(7, bool)
    names = [(2, 3, 0), (5, 7, 1)]
    assert with_titles(names, 0, words, proper, starts) == [(0, 3, 0), (5, 7, 1)]
    starts[2] = True  # a title that ends a line is no title of the next
    assert with_titles(names, 0, words, proper, starts) == names


def test_an_address_names_a_thing_once() -> None:
    words = ["See", "www.okra.example", "or", "ilmo@okra.example", "at", "Okra.com", "e.g."]
    assert with_addresses([(5, 6, 0)], 3, words) == [(1, 2, 3), (3, 4, 3), (5, 6, 0)]


@st.composite
def texts(draw: st.DrawFn) -> tuple[list[tuple[int, int, int]], np.ndarray, list[str], np.ndarray]:
    n = draw(st.integers(1, 12))
    words = draw(st.lists(st.sampled_from(["Okra", "Ilmo", "of", "Bay"]), min_size=n, max_size=n))
    rows = draw(
        st.lists(st.lists(st.floats(0.01, 1), min_size=5, max_size=5), min_size=n, max_size=n)
    )
    names, at = [], 0
    while at < n:
        long = draw(st.integers(1, 3))
        if draw(st.booleans()):
            names.append((at, min(n, at + long), draw(st.integers(0, TYPES - 1))))
        at += long
    proper = np.array(draw(st.lists(st.booleans(), min_size=n, max_size=n)))
    return names, logs_of(rows), words, proper


@given(texts())
def test_no_name_is_lost_moved_or_overlapped_and_equal_words_agree(
    given_: tuple[list[tuple[int, int, int]], np.ndarray, list[str], np.ndarray],
) -> None:
    names, logs, words, proper = given_
    found = one_type_each(names, logs, words, proper)
    assert {(a, b) for a, b, _ in names} <= {(a, b) for a, b, _ in found}
    assert found == sorted(found)
    covered = [k for a, b, _ in found for k in range(a, b)]
    assert len(covered) == len(set(covered))
    known = {tuple(words[a:b]) for a, b, _ in names}
    assert all(tuple(words[a:b]) in known for a, b, _ in found)
    alone = {tuple(words[a:b]) for a, b, _ in names}
    for key in alone:
        places = [(a, b, k) for a, b, k in names if tuple(words[a:b]) == key]
        if len(places) == 1:
            assert places[0] in found
