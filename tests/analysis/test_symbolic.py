"""The symbolic engine against the definitions and against the explicit engine."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backchannel.analysis.budget import Budget
from backchannel.analysis.compiled import CONCEPTS, OptionForm
from backchannel.analysis.diagrams import DiagramSet, Space, good_order
from backchannel.analysis.explicit import analyse_explicitly
from backchannel.analysis.state_sets import DenseSet, sha256_of
from backchannel.analysis.symbolic import analyse_symbolically
from backchannel.conflict.elements import Direction, Not, Taken, parse
from backchannel.errors import AnalysisError
from tests.strategies import RANDOM_MODELS

from .random_forms import ByDefinition, random_expression, random_form


@settings(max_examples=RANDOM_MODELS)
@given(st.integers(min_value=0))
def test_it_agrees_with_the_definitions(seed: int) -> None:
    form = random_form(seed, statements_only=True)
    truth = ByDefinition(form)
    answer = analyse_symbolically(form)
    assert answer.finished
    assert answer.feasible is not None
    assert list(answer.feasible.codes()) == truth.states
    for concept in CONCEPTS:
        for dm in range(form.decision_makers):
            met = list(answer.stable[concept, dm].codes())
            assert met == truth.stable(concept, dm), (seed, concept, dm)


@given(st.integers(min_value=0))
def test_both_kinds_of_set_answer_alike(seed: int) -> None:
    form = random_form(seed, statements_only=True)
    k = form.options
    draw = random.Random(seed)
    dense = analyse_explicitly(form, ["nash", "seq"])
    diagram = analyse_symbolically(form, ["nash", "seq"])
    where = random_expression(draw, form.names) if k else None
    for concept in ("nash", "seq"):
        one = dense.equilibria(concept, where)
        other = diagram.equilibria(concept, where)
        assert isinstance(one, DenseSet)
        assert isinstance(other, DiagramSet)
        codes = list(one.codes())
        assert list(other.codes()) == codes
        assert list(other.codes(2)) == codes[:2]
        assert one.count() == other.count() == len(codes)
        assert one.option_counts() == other.option_counts()
        assert one.fixed_options() == other.fixed_options()
        assert sha256_of(one) == sha256_of(other)
        wished = draw.randrange(1 << k)
        assert one.nearest(wished) == other.nearest(wished)
        for drawn in (one.sample(5, seed), other.sample(5, seed)):
            assert len(drawn) == (5 if codes else 0)
            assert set(drawn) <= set(codes)
        for code in range(1 << k):
            assert (code in one) == (code in other) == (code in codes)


def test_samples_are_uniform() -> None:
    space = Space([f"o{p}" for p in range(6)], (3, 0, 5, 1, 4, 2), 1 << 12)
    inside = space.diagram(parse("o0 OR (o3 AND NOT o5)"))
    states = DiagramSet(space, inside)
    drawn = states.sample(states.count() * 200, seed=3)
    times = [drawn.count(code) for code in states.codes()]
    assert min(times) > 140
    assert max(times) < 260
    assert states.sample(4, seed=9) == states.sample(4, seed=9)


def test_three_hundred_options_are_no_obstacle() -> None:
    names = tuple(f"o{p}" for p in range(300))
    form = OptionForm(
        names,
        tuple(p % 3 for p in range(300)),
        (Direction.REVERSIBLE,) * 300,
        4,
        (Not(Taken("o7")),),
        (
            (Taken("o0"), Taken("o1"), Taken("o299")),
            (Taken("o1"), Not(Taken("o0"))),
            (Taken("o2"),),
            (),
        ),
    )
    answer = analyse_symbolically(form)
    assert answer.finished
    nash = answer.equilibria("nash")
    # o0, o1 and o2 are taken, o7 cannot be, and nobody minds the other 296
    assert nash.count() == 1 << 296
    assert nash.fixed_options() == {0: True, 1: True, 2: True, 7: False}
    assert nash.nearest(0) == (3, 1, (7,))
    assert all(code in nash for code in nash.sample(3))
    quiet = answer.equilibria("nash", parse("NOT o5"))
    assert quiet.count() == 1 << 295


def test_a_list_of_70_statements_is_lexicographic() -> None:
    draw = random.Random(2)
    names = tuple(f"o{p}" for p in range(7))
    lists = tuple(tuple(random_expression(draw, names) for _ in range(70)) for _ in range(2))
    form = OptionForm(names, (0, 1, 0, 1, 0, 1, 1), (Direction.REVERSIBLE,) * 7, 2, (), lists)
    truth = ByDefinition(form)
    for answer in (analyse_symbolically(form), analyse_explicitly(form)):
        for concept in CONCEPTS:
            for dm in range(2):
                assert list(answer.stable[concept, dm].codes()) == truth.stable(concept, dm)


def test_a_node_budget_too_small_is_a_result() -> None:
    form = random_form(11, options=14, decision_makers=3, statements_only=True)
    full = analyse_symbolically(form)
    seen = set()
    for memory in (1, 5_000, 20_000, 80_000, 300_000, 1_000_000):
        answer = analyse_symbolically(form, budget=Budget(memory=memory))
        assert set(answer.stable) | set(answer.unfinished) == set(full.stable)
        assert not set(answer.stable) & set(answer.unfinished)
        assert all("nodes is spent" in reason for reason in answer.unfinished.values())
        for key, states in answer.stable.items():
            assert states.count() == full.stable[key].count()
        seen.add(len(answer.stable))
    assert 0 in seen
    assert len(seen) > 1


def test_a_question_too_large_for_the_nodes_is_refused_in_words() -> None:
    names = tuple(f"o{p}" for p in range(40))
    pairs = " AND ".join(f"(o{p} IFF o{p + 20})" for p in range(20))
    space = Space(names, tuple(range(40)), 2_000)
    states = DiagramSet(space, space.true)
    with pytest.raises(AnalysisError, match="2,000 nodes"):
        states.where(parse(pairs))
    assert states.where(parse("o1 AND o3")).count() == 1 << 38


class _Busy:
    """A manager whose own thread is collecting: the first calls of `gc` do nothing."""

    def __init__(self, busy: int) -> None:
        self.busy = busy
        self.begun_after_the_call = 0
        self.collections = 0

    def gc_count(self) -> int:
        return self.collections

    def gc(self) -> int:
        self.busy -= 1
        if self.busy >= 0:
            if self.busy == 0:
                self.collections += 1  # the one that was under way has ended
            return 0
        self.collections += 1
        self.begun_after_the_call += 1
        return 1


@pytest.mark.parametrize("busy", [0, 1, 2, 5])
def test_clearing_away_waits_for_a_collection_that_began_after_it_was_asked(busy: int) -> None:
    space = Space(("o",), (0,), 100)
    manager = _Busy(busy)
    space.manager = manager
    space.collect()
    assert manager.begun_after_the_call >= 1


def test_a_time_budget_of_nothing_finishes_nothing() -> None:
    form = random_form(1, options=8, statements_only=True)
    answer = analyse_symbolically(form, budget=Budget(seconds=0))
    assert not answer.stable
    assert "time budget" in answer.unfinished["seq", 0]


def test_rankings_are_refused() -> None:
    form = random_form(4, options=3)
    ranked = OptionForm(
        form.names,
        form.owners,
        form.directions,
        form.decision_makers,
        form.allowed,
        tuple(analyse_ranks for analyse_ranks in _rankings(form)),
    )
    with pytest.raises(AnalysisError, match="statements"):
        analyse_symbolically(ranked)


def _rankings(form: OptionForm) -> list:
    import numpy as np

    return [np.arange(1 << form.options)] * form.decision_makers


def test_options_mentioned_together_stand_together() -> None:
    order = good_order(6, [(0, 5), (1, 4), (2, 3), (0, 5)])
    place = {p: spot for spot, p in enumerate(order)}
    assert abs(place[0] - place[5]) == 1
    assert sorted(order) == list(range(6))
