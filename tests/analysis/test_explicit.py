"""The explicit engine against the definitions."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backchannel.analysis import explicit
from backchannel.analysis.budget import Budget
from backchannel.analysis.compiled import CONCEPTS, OptionForm, ranks_of
from backchannel.analysis.explicit import analyse_explicitly
from backchannel.conflict.elements import Direction, Not, Taken
from backchannel.errors import AnalysisError
from tests.strategies import RANDOM_MODELS

from .random_forms import ByDefinition, random_form


@settings(max_examples=RANDOM_MODELS)
@given(st.integers(min_value=0))
def test_it_agrees_with_the_definitions(seed: int) -> None:
    form = random_form(seed)
    truth = ByDefinition(form)
    answer = analyse_explicitly(form)
    assert answer.finished
    assert answer.feasible is not None
    assert list(answer.feasible.codes()) == truth.states
    for concept in CONCEPTS:
        for dm in range(form.decision_makers):
            met = list(answer.stable[concept, dm].codes())
            assert met == truth.stable(concept, dm), (seed, concept, dm)


@given(st.integers(min_value=0))
def test_the_ways_for_large_models_agree_too(seed: int) -> None:
    form = random_form(seed)
    plain = analyse_explicitly(form)
    kept = explicit._STACK, explicit._CHUNK, explicit._MASK_BYTES
    explicit._STACK, explicit._CHUNK, explicit._MASK_BYTES = 1, 8, 0
    try:
        blocked = analyse_explicitly(form)
    finally:
        explicit._STACK, explicit._CHUNK, explicit._MASK_BYTES = kept
    for key, states in plain.stable.items():
        assert list(states.codes()) == list(blocked.stable[key].codes())


def test_a_list_of_70_statements_is_lexicographic() -> None:
    draw = np.random.default_rng(5)
    names = tuple(f"o{p}" for p in range(6))
    statements = tuple(
        Taken(names[p]) if up else Not(Taken(names[p]))
        for p, up in zip(draw.integers(0, 6, 66), draw.integers(0, 2, 66), strict=True)
    )
    statements = (Taken("o0"), Not(Taken("o0")), *statements[:64], Taken("o5"), Taken("o1"))
    statements += (Taken("o2"), Taken("o3"))
    assert len(statements) == 70
    form = OptionForm(
        names, (0, 0, 0, 1, 1, 1), (Direction.REVERSIBLE,) * 6, 2, (), (statements, ())
    )
    ranks = ranks_of(form, 0).tolist()
    truths = [tuple(form.holds(s, code) for s in statements) for code in range(64)]
    assert all(
        (ranks[a] > ranks[b]) == (truths[a] > truths[b]) for a in range(64) for b in range(64)
    )
    truth = ByDefinition(form)
    answer = analyse_explicitly(form)
    for concept in CONCEPTS:
        assert list(answer.stable[concept, 0].codes()) == truth.stable(concept, 0)


def test_no_feasible_state_is_an_answer() -> None:
    form = OptionForm(
        ("a", "b"),
        (0, 1),
        (Direction.REVERSIBLE,) * 2,
        2,
        (Taken("a"), Not(Taken("a"))),
        ((Taken("a"),), (Taken("b"),)),
    )
    answer = analyse_explicitly(form)
    assert answer.finished
    assert answer.feasible is not None
    assert answer.feasible.count() == 0
    assert answer.equilibria("seq").count() == 0
    assert answer.equilibria("seq").fixed_options() == {}
    assert answer.equilibria("seq").nearest(0) == (None, 0, ())
    assert answer.equilibria("seq").sample(3) == []


def test_a_decision_maker_with_no_options_is_stable_everywhere() -> None:
    form = OptionForm(("a",), (0,), (Direction.REVERSIBLE,), 2, (), ((Taken("a"),), ()))
    answer = analyse_explicitly(form)
    assert [answer.stable[c, 1].count() for c in CONCEPTS] == [2] * 5
    assert list(answer.equilibria("nash").codes()) == [1]


def test_a_conflict_without_options_has_one_state() -> None:
    answer = analyse_explicitly(OptionForm((), (), (), 2, (), ((), ())))
    assert list(answer.equilibria("sseq").codes()) == [0]


def test_a_memory_budget_too_small_is_said_and_not_overrun() -> None:
    form = random_form(1, options=12, decision_makers=3)
    answer = analyse_explicitly(form, budget=Budget(memory=1000))
    assert not answer.finished
    assert set(answer.unfinished) == {(c, dm) for c in CONCEPTS for dm in range(3)}
    assert "1,000 bytes" in answer.unfinished["nash", 0]
    with pytest.raises(AnalysisError, match="not finished for 3 of 3"):
        answer.equilibria("nash")


def test_a_time_budget_of_nothing_finishes_nothing() -> None:
    answer = analyse_explicitly(random_form(1, options=8), budget=Budget(seconds=0))
    assert not answer.finished
    assert "time budget of 0 s" in answer.unfinished["seq", 0]


def test_too_many_options_are_refused_in_words() -> None:
    names = tuple(f"o{p}" for p in range(300))
    form = OptionForm(names, (0,) * 300, (Direction.REVERSIBLE,) * 300, 1, (), ((Taken("o7"),),))
    answer = analyse_explicitly(form)
    assert "300 options" in answer.unfinished["nash", 0]
