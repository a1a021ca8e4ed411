"""Perturbed preferences: the batch against the bit sets, one conflict at a time."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backchannel.analysis.bitsets import Relations, relations_of, stable_bits
from backchannel.analysis.compiled import CONCEPTS
from backchannel.analysis.definition import Concept
from backchannel.analysis.moves import compile_conflict
from backchannel.analysis.sensitivity import perturbed_ranks, sensitivity, stable_in_batch
from backchannel.conflict.elements import (
    Conflict,
    DecisionMaker,
    Option,
    Preference,
    Ranking,
    Statements,
)
from backchannel.errors import AnalysisError

from .random_forms import random_conflict


@given(st.integers(min_value=0))
def test_the_batch_agrees_with_one_at_a_time(seed: int) -> None:
    model = compile_conflict(random_conflict(seed, crisp=True))
    relations = relations_of(model, strength=False)
    draw = np.random.default_rng(seed)
    levels = [draw.integers(0, 5, (relations.states, 7)) for _ in relations.moves]
    found = stable_in_batch(relations.moves, levels, CONCEPTS, relations.transitive)
    for column in range(7):
        ranks = [one[:, column].tolist() for one in levels]
        single = Relations.from_ranks(relations.moves, ranks, relations.transitive)
        for concept in CONCEPTS:
            for i in range(len(levels)):
                bits = stable_bits(single, i, Concept.read(concept))
                met = [bool(x) for x in found[concept, i][:, column]]
                assert met == [bool(bits >> s & 1) for s in range(relations.states)]


@given(st.integers(0, 1000), st.integers(0, 4))
def test_exchanges_keep_the_levels(seed: int, swaps: int) -> None:
    ranks = [5, 9, 5, 1, 30]
    levels = perturbed_ranks(ranks, 50, swaps, np.random.default_rng(seed))
    assert levels.shape == (5, 50)
    for column in levels.T.tolist():
        assert column[0] == column[2]
        assert sorted(set(column)) == [0, 1, 2, 3]
    if swaps == 0:
        assert (levels.T == [1, 2, 1, 0, 3]).all()
    if swaps == 1:
        moved = (levels.T != [1, 2, 1, 0, 3]).any(axis=1)
        assert moved.all()


def _dilemma() -> Conflict:
    return Conflict(
        (
            DecisionMaker("A", preference=Preference(Statements.of("b", "NOT a"))),
            DecisionMaker("B", preference=Preference(Statements.of("a", "NOT b"))),
        ),
        (Option("a", "Cooperate", "A"), Option("b", "Cooperate", "B")),
    )


def test_no_exchange_changes_nothing() -> None:
    model = compile_conflict(_dilemma())
    found = sensitivity(model, CONCEPTS, trials=50, swaps=0)
    for concept in CONCEPTS:
        shares = dict(found.survivors(concept))
        assert set(shares.values()) == {1.0}
        assert found.newcomers(concept) == []
    assert [state for state, _ in found.survivors("nash")] == [0]


def test_the_share_is_the_one_counted_by_hand() -> None:
    # A ranks YN < NN < YY < NY in its own view (b first, then not a); one exchange of neighbours
    # of three possible ones swaps NN with YN (0 and 1): then NN is no Nash equilibrium for A.
    model = compile_conflict(_dilemma())
    found = sensitivity(model, ["nash"], trials=30_000, swaps=1, seed=4, whose=[0])
    share = dict(found.survivors("nash"))[0]
    assert share == pytest.approx(2 / 3, abs=0.01)
    assert found.weakest("nash", 0)[0] == "A"
    again = sensitivity(model, ["nash"], trials=30_000, swaps=1, seed=4, whose=[0])
    assert again == found


def test_what_cannot_be_perturbed_is_refused_in_words() -> None:
    model = compile_conflict(_dilemma())
    with pytest.raises(AnalysisError, match="nash, gmr"):
        sensitivity(model, ["L2"])
    options = tuple(Option(f"o{p}", "", "A") for p in range(7))
    big = Conflict((DecisionMaker("A", preference=Preference(Statements.of("o1"))),), options)
    with pytest.raises(AnalysisError, match="128 states"):
        sensitivity(compile_conflict(big))
    blind = Conflict((DecisionMaker("A"),), options[:2])
    with pytest.raises(AnalysisError, match="partly unknown"):
        sensitivity(compile_conflict(blind))
    one = Conflict(
        (DecisionMaker("A", preference=Preference(Ranking((("Y",), ("N",))))),), options[:1]
    )
    assert sensitivity(compile_conflict(one), trials=3).survivors("nash") == [(1, 0.0)]
