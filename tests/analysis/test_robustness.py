"""Odd and oversized conflicts: right answers or clear errors, never a crash or a guess."""

from __future__ import annotations

import itertools

import pytest

from backchannel.analysis.definition import CRISP, equilibria
from backchannel.analysis.explanation import explain
from backchannel.analysis.inverse import requirement
from backchannel.analysis.moves import compile_conflict
from backchannel.analysis.verdict import analyse
from backchannel.conflict.elements import (
    Coalesced,
    Conflict,
    DecisionMaker,
    Direction,
    FeasibilityRule,
    Option,
    Preference,
    RuleKind,
    State,
    Statements,
    StatusQuo,
    Unknown,
    parse,
)
from backchannel.conflict.files import parse_conflict, write_conflict
from backchannel.errors import AnalysisError, ConflictError


def _many(options, statements=2, makers=6):
    names = [f"o{k}" for k in range(options)]
    return Conflict(
        tuple(
            DecisionMaker(
                f"D{i}",
                preference=Preference(
                    Statements.of(
                        *(
                            f"{names[(7 * i + j) % options]} IFF {names[(3 * j + i) % options]}"
                            for j in range(statements)
                        )
                    )
                ),
            )
            for i in range(makers)
        ),
        tuple(Option(name, "", f"D{k % makers}") for k, name in enumerate(names)),
        status_quo=StatusQuo("N" * options),
    )


def test_a_preference_of_seventy_statements_is_compared_exactly():
    # only the 70th statement tells the two states apart
    texts = ["a OR NOT a"] * 69 + ["a"]
    conflict = Conflict(
        (
            DecisionMaker("A", preference=Preference(Statements.of(*texts))),
            DecisionMaker("B", preference=Preference(Statements.of(*["b"] * 70))),
        ),
        (Option("a", "", "A"), Option("b", "", "B")),
    )
    for engine in ("definition", "bitsets", "explicit", "symbolic"):
        analysis = analyse(conflict, CRISP, engine=engine)
        for concept in CRISP:
            assert analysis.labels(analysis.equilibria(concept)) == ["YY"]


def test_three_hundred_options_are_answered_without_listing_states():
    conflict = _many(300)
    analysis = analyse(conflict, ["nash", "gmr", "smr"], time=60)
    assert analysis.engine == "symbolic"
    assert analysis.exact
    nash = analysis.equilibria("nash")
    assert nash.count() > 10**60
    for state in nash.sample(3, seed=1):
        assert all(state in analysis.stable("gmr", f"D{i}") for i in range(6))
    with pytest.raises(AnalysisError, match="partial states without an end"):
        analysis.model.reach(0, 0)
    assert parse_conflict(write_conflict(conflict)) == conflict


def test_three_hundred_options_with_few_feasible_states_are_listed():
    names = [f"o{k}" for k in range(300)]
    conflict = Conflict(
        (
            DecisionMaker("A", preference=Preference(Statements.of("o1", "o0"))),
            DecisionMaker("B", preference=Preference(Unknown())),
        ),
        tuple(Option(name, "", "AB"[k % 2]) for k, name in enumerate(names)),
        rules=(FeasibilityRule(RuleKind.EXACTLY_ONE, tuple(names)),),
    )
    model = compile_conflict(conflict)
    assert len(model.states()) == 300
    # a move that changes two owners' options does not exist
    assert model.reach(0, 1 << 0) == tuple(1 << k for k in range(2, 300, 2))
    analysis = analyse(conflict, ["nash_b"])
    assert analysis.exact


def test_too_many_states_to_list_is_said_and_not_tried():
    names = [f"o{k}" for k in range(60)]
    conflict = Conflict(
        (DecisionMaker("A"), DecisionMaker("B")),
        tuple(Option(name, "", "AB"[k % 2]) for k, name in enumerate(names)),
    )
    analysis = analyse(conflict)
    assert not analysis.exact
    assert "too many to list" in analysis.unfinished[0].reason
    with pytest.raises(AnalysisError, match="too many to list"):
        analysis.equilibria("nash_a")
    assert analysis.summary()["feasible_states"] is None


def test_a_decision_maker_without_options_is_stable_everywhere():
    conflict = Conflict(
        (
            DecisionMaker("A", preference=Preference(Statements.of("a"))),
            DecisionMaker("Onlooker", preference=Preference(Statements.of("NOT a"))),
        ),
        (Option("a", "", "A"),),
    )
    analysis = analyse(conflict)
    for concept in analysis.concepts:
        assert analysis.stable(concept, "Onlooker").count() == 2
        assert analysis.labels(analysis.equilibria(concept)) == ["Y"]
    model = analysis.model
    assert explain(model, 1, 0, "seq").sentences()[0] == (
        "Onlooker would stay in N: no move of theirs leads to anything preferred."
    )
    assert requirement(model, 1, 0, "nash").minimal_sets() == [()]


@pytest.mark.parametrize("engine", ["auto", "definition", "bitsets", "explicit", "symbolic"])
def test_contradictory_rules_are_named(engine):
    conflict = Conflict(
        (DecisionMaker("A", preference=Preference(Statements())),),
        tuple(Option(name, "", "A") for name in ("a", "b", "c")),
        rules=(
            FeasibilityRule(RuleKind.AT_LEAST_ONE, ("a", "b")),
            FeasibilityRule.requires(parse("c IF a")),
            FeasibilityRule.infeasible(parse("a AND c")),
            FeasibilityRule.infeasible(parse("b")),
            FeasibilityRule.infeasible(parse("b AND c")),
        ),
    )
    with pytest.raises(AnalysisError, match="no feasible state") as caught:
        analyse(conflict, engine=engine)
    message = str(caught.value)
    for rule in ("a OR b", "c IF a", "NOT (a AND c)", "NOT b"):
        assert f"'{rule}'" in message
    assert "NOT (b AND c)" not in message


def test_many_contradictory_rules_end_soon():
    names = [f"o{k}" for k in range(120)]
    rules = [FeasibilityRule.requires(parse(f"{b} IF {a}")) for a, b in itertools.pairwise(names)]
    rules += [
        FeasibilityRule.requires(parse("o0")),
        FeasibilityRule.infeasible(parse("o119")),
    ]
    conflict = Conflict(
        (DecisionMaker("A", preference=Preference(Statements())),),
        tuple(Option(name, "", "A") for name in names),
        rules=tuple(rules),
    )
    with pytest.raises(AnalysisError, match="no feasible state"):
        analyse(conflict, ["nash"])


def test_coalesced_states_with_a_cycle_follow_the_rule_that_nobody_moves_twice_in_a_row():
    # A can only go forward in a and in b; merging two states of B closes a cycle for the others
    conflict = Conflict(
        (
            DecisionMaker("A", preference=Preference(Statements())),
            DecisionMaker("B", preference=Preference(Statements())),
        ),
        (
            Option("a", "", "A", Direction.N_TO_Y_ONLY),
            Option("c", "", "A", Direction.N_TO_Y_ONLY),
            Option("b", "", "B"),
        ),
        coalesced=(Coalesced("merged", parse("(a AND NOT c AND NOT b) OR (a AND c AND b)")),),
    )
    model = compile_conflict(conflict)
    assert not model.transitive
    merged = model.state("merged")
    assert model.codes(merged) == (0b001, 0b111)
    # out of the merged state and back again: impossible in option form, where a stays taken
    away = model.state("YNY")
    assert away in model.reach(1, merged)
    assert merged in model.reach(0, away)
    for concept in CRISP:
        assert equilibria(model, concept) == list(model.states())


def test_statements_that_differ_within_a_merged_state_are_refused_in_words():
    conflict = Conflict(
        (DecisionMaker("A", preference=Preference(Statements.of("a"))),),
        (Option("a", "", "A"), Option("b", "", "A")),
        coalesced=(Coalesced("over", parse("b")),),
    )
    with pytest.raises(AnalysisError, match="true in some members of the coalesced state 'over'"):
        analyse(conflict)


def test_overlapping_coalesced_states_are_refused():
    conflict = Conflict(
        (DecisionMaker("A", preference=Preference(Statements())),),
        (Option("a", "", "A"), Option("b", "", "A")),
        coalesced=(Coalesced("one", parse("a")), Coalesced("two", parse("b"))),
    )
    with pytest.raises(AnalysisError, match="belongs to two coalesced states: 'one', 'two'"):
        compile_conflict(conflict)


def test_a_ranking_that_leaves_a_state_out_names_it():
    text = """
decision makers:
  A: {options: [a], ranking: [Y]}
  B: {options: [b], prefers: indifferent}
"""
    with pytest.raises(AnalysisError) as caught:
        compile_conflict(parse_conflict(text.replace("[Y]", "[YN, NY]")))
    assert "2 feasible states are not ranked: NN, YY" in str(caught.value)
    with pytest.raises(ConflictError, match="written as 2 letters"):
        parse_conflict(text)


def test_a_preference_partly_unknown_asks_for_an_attitude():
    conflict = Conflict(
        (DecisionMaker("A"), DecisionMaker("B", preference=Preference(Statements()))),
        (Option("a", "", "A"), Option("b", "", "B")),
    )
    with pytest.raises(AnalysisError, match="of A is partly unknown: ask for nash_a"):
        analyse(conflict, ["nash"])
    analysis = analyse(conflict)
    assert analysis.concepts[:4] == ("nash_a", "nash_b", "nash_c", "nash_d")
    assert analysis.equilibria("nash_a").count() == 0
    assert analysis.equilibria("nash_b").count() == 4


def test_labels_that_look_like_patterns_are_not_mixed_up():
    with pytest.raises(ConflictError, match="pattern of another state"):
        Conflict(
            (DecisionMaker("A"),),
            (Option("a", "", "A"),),
            states=(State("one", "Y"), State("Y", "N")),
        )
