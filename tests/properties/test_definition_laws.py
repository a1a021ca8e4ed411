"""Laws that hold between solution concepts, whatever the conflict."""

from __future__ import annotations

import dataclasses

from hypothesis import given
from hypothesis import strategies as st

from backchannel.analysis import definition
from backchannel.analysis.coalitions import coalition_stable
from backchannel.analysis.definition import equilibria, stable_states
from backchannel.analysis.evolution import evolve
from backchannel.analysis.inverse import requirement
from backchannel.analysis.moves import compile_conflict
from backchannel.conflict.elements import (
    Conflict,
    DecisionMaker,
    FeasibilityRule,
    Option,
    Preference,
    Statement,
    Statements,
    StatusQuo,
    parse,
)
from backchannel.conflict.expressions import rename
from tests.strategies import conflicts, graph_conflicts

ANY = conflicts() | conflicts(forbidden=True) | conflicts(coalesced=True) | graph_conflicts()


def _stable(model, concept):
    return [set(stable_states(model, i, concept)) for i in range(len(model.decision_makers))]


@given(ANY)
def test_concepts_contain_each_other(conflict):
    model = compile_conflict(conflict)
    found = {name: _stable(model, name) for name in definition.CRISP}
    for i in range(len(model.decision_makers)):
        nash, gmr, smr, seq, sseq = (found[name][i] for name in definition.CRISP)
        assert nash <= sseq <= seq <= gmr
        assert sseq <= smr <= gmr


@given(conflicts(unknown=True, max_options=4, max_makers=3))
def test_attitudes_to_unknown_preference_are_ordered_by_caution(conflict):
    model = compile_conflict(conflict)
    for base in ("nash", "gmr", "smr", "seq"):
        a, b, c, d = (_stable(model, f"{base}_{letter}") for letter in "abcd")
        for i in range(len(model.decision_makers)):
            assert a[i] <= b[i] <= d[i]
            assert a[i] <= c[i] <= d[i]
            if base == "nash":
                assert a[i] == c[i]
                assert b[i] == d[i]


@given(conflicts(max_options=4))
def test_with_nothing_unknown_the_four_attitudes_agree(conflict):
    model = compile_conflict(conflict)
    for base in ("nash", "gmr", "smr", "seq"):
        for letter in "abcd":
            assert _stable(model, f"{base}_{letter}") == _stable(model, base)


@given(conflicts(strength=True, max_options=4, max_makers=3))
def test_strong_and_weak_stability_share_out_stability(conflict):
    model = compile_conflict(conflict)
    for base in ("gmr", "smr", "seq"):
        general, strong, weak = (
            _stable(model, name) for name in (base, f"strong_{base}", f"weak_{base}")
        )
        for i in range(len(model.decision_makers)):
            assert strong[i] | weak[i] == general[i]
            assert not strong[i] & weak[i]


@given(conflicts(max_options=4, rankings=False), st.randoms(use_true_random=False))
def test_names_and_order_change_nothing(conflict, random):
    model = compile_conflict(conflict)
    makers, options = list(conflict.decision_makers), list(conflict.options)
    random.shuffle(makers)
    random.shuffle(options)
    new_maker = {maker.id: f"M{k}" for k, maker in enumerate(makers)}
    new_option = {option.id: f"q{k}" for k, option in enumerate(options)}

    def order(given):
        if not isinstance(given, Statements):
            return dataclasses.replace(
                given, weights=tuple((new_option[o], w) for o, w in given.weights)
            )
        return Statements(
            tuple(Statement(rename(one.expression, new_option)) for one in given.items)
        )

    renamed = Conflict(
        tuple(
            DecisionMaker(new_maker[maker.id], preference=Preference(order(maker.preference.order)))
            for maker in makers
        ),
        tuple(Option(new_option[o.id], "", new_maker[o.owner], o.direction) for o in options),
        rules=tuple(
            FeasibilityRule.requires(rename(rule.allowed, new_option)) for rule in conflict.rules
        ),
    )
    other = compile_conflict(renamed)

    def taken(one, states):
        return {frozenset(o for k, o in enumerate(one.options) if s >> k & 1) for s in states}

    for concept in definition.CRISP:
        for i, maker in enumerate(model.decision_makers):
            before = {
                frozenset(new_option[o.id] for o in state)
                for state in taken(conflict, stable_states(model, i, concept))
            }
            j = other.decision_makers.index(new_maker[maker])
            after = {
                frozenset(o.id for o in state)
                for state in taken(renamed, stable_states(other, j, concept))
            }
            assert before == after


@given(ANY)
def test_a_decision_maker_without_moves_changes_nothing(conflict):
    model = compile_conflict(conflict)
    watched = dataclasses.replace(
        conflict,
        decision_makers=(
            *conflict.decision_makers,
            DecisionMaker("watcher", preference=Preference(Statements())),
        ),
    )
    other = compile_conflict(watched)
    for concept in definition.CRISP:
        assert equilibria(other, concept) == equilibria(model, concept)
        assert stable_states(other, len(model.decision_makers), concept) == list(model.states())


@given(conflicts(max_options=4))
def test_seq_against_indifferent_opponents_is_nash(conflict):
    first, *rest = conflict.decision_makers
    calm = dataclasses.replace(
        conflict,
        decision_makers=(
            first,
            *(dataclasses.replace(one, preference=Preference(Statements())) for one in rest),
        ),
    )
    model = compile_conflict(calm)
    assert stable_states(model, 0, "seq") == stable_states(model, 0, "nash")


@given(conflicts(max_options=4))
def test_a_coalition_of_one_is_the_decision_maker(conflict):
    # in option form chains of one decision maker's moves are single moves, and so the coalition
    # answers of the others contain every chain of their own improvements
    model = compile_conflict(conflict)
    for i in range(len(model.decision_makers)):
        for concept in ("nash", "gmr", "smr"):
            assert stable_states(model, i, concept) == [
                s for s in model.states() if coalition_stable(model, [i], s, concept)
            ]
        assert stable_states(model, i, "seq") == [
            s for s in model.states() if coalition_stable(model, [i], s, "seq", individual=True)
        ]


@given(ANY, st.data())
def test_the_requirement_says_exactly_when_a_state_is_stable(conflict, data):
    model = compile_conflict(conflict)
    target = data.draw(st.sampled_from(model.states()))
    for i in range(len(model.decision_makers)):
        no_better = {x for x in model.states() if x != target and not model.better(i, x, target)}
        for concept in definition.CRISP:
            need = requirement(model, i, target, concept)
            assert need.is_met(no_better) == definition.is_stable(model, i, target, concept)
            if need.count() <= 500:
                met = any(set(one) <= no_better for one in need.minimal_sets())
                assert met == need.is_met(no_better)


@given(ANY)
def test_every_shortest_way_replays_as_legal_moves(conflict):
    model = compile_conflict(conflict)
    for improving in (False, True):
        ways = evolve(model, improving=improving)
        steps = set(ways.tree())
        for state, distance in ways.distance.items():
            listed = ways.ways(state, limit=20)
            assert len(listed) == min(20, ways.count(state))
            for way in listed:
                assert len(way) == distance
                assert way.states[0] == ways.start
                assert way.states[-1] == state
                for number, (a, i, b) in enumerate(
                    zip(way.states, way.movers, way.states[1:], strict=False), 1
                ):
                    assert b in (model.improvements(i, a) if improving else model.reach(i, a))
                    assert (number, a, i, b) in steps
                assert all(a != b for a, b in zip(way.movers, way.movers[1:], strict=False))


def test_a_status_quo_that_breaks_a_rule_is_named():
    import pytest

    from backchannel.errors import ConflictError

    with pytest.raises(ConflictError, match="the status quo 'YY' is infeasible"):
        Conflict(
            (DecisionMaker("A"),),
            (Option("a", "", "A"), Option("b", "", "A")),
            rules=(FeasibilityRule.infeasible(parse("a AND b")),),
            status_quo=StatusQuo("YY"),
        )
