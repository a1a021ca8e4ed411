"""Explanations of random conflicts hold, and read as sentences."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from backchannel.analysis.definition import CRISP
from backchannel.analysis.explanation import explain
from backchannel.analysis.moves import compile_conflict
from backchannel.conflict.files import parse_conflict
from tests.explanations import faults
from tests.strategies import conflicts, graph_conflicts

UNKNOWN = [f"{base}_{letter}" for base in CRISP for letter in "abcd"]
STRENGTH = [f"{form}_{base}" for form in ("strong", "weak") for base in CRISP[1:]]


@given(conflicts() | conflicts(forbidden=True, coalesced=True) | graph_conflicts(), st.data())
def test_an_explanation_holds_in_every_step(conflict, data):
    model = compile_conflict(conflict)
    s = data.draw(st.sampled_from(model.states()))
    for concept in CRISP:
        for i in range(len(model.decision_makers)):
            explanation = explain(model, i, s, concept)
            assert faults(explanation) == []
            assert explanation.to_dict()["sentences"] == explanation.sentences()


@given(conflicts(unknown=True), st.data())
def test_an_explanation_under_unknown_preference_holds(conflict, data):
    model = compile_conflict(conflict)
    s = data.draw(st.sampled_from(model.states()))
    concept = data.draw(st.sampled_from(UNKNOWN))
    for i in range(len(model.decision_makers)):
        assert faults(explain(model, i, s, concept)) == []


@given(conflicts(strength=True), st.data())
def test_an_explanation_under_strength_holds(conflict, data):
    model = compile_conflict(conflict)
    s = data.draw(st.sampled_from(model.states()))
    concept = data.draw(st.sampled_from(STRENGTH))
    for i in range(len(model.decision_makers)):
        explanation = explain(model, i, s, concept)
        assert faults(explanation) == []
        assert explanation.sentences()


TRUCE = """
decision makers:
  A: {name: The army, options: {a: Keep the truce}, prefers: [b, NOT a]}
  B: {name: The rebels, options: {b: Hold fire, m: Mediate}, prefers: [a, NOT b]}
status quo: [a, b]
"""


def test_an_explanation_speaks_in_the_analysts_names():
    model = compile_conflict(parse_conflict(TRUCE))
    stable = explain(model, 0, model.state("YYN"), "seq")
    deterred, margin = stable.sentences()
    assert deterred == (
        "The army could give up “Keep the truce” (NYN), and they prefer that; but then The rebels "
        "can give up “Hold fire” (NNN), which is better for them. The end is worse for The army "
        "than staying."
    )
    assert margin == (
        "The verdict would flip if The army ranked the state 2 levels lower, below NNN, NNY."
    )
    unstable = explain(model, 0, model.state("YNN"), "smr")
    assert unstable.sentences()[0] == (
        "The army would leave YNN: they can give up “Keep the truce” (NNN), and they prefer that, "
        "and nothing the others can do about it leaves them worse off."
    )
    assert unstable.sentences()[-1] == (
        "The verdict would flip if The army ranked the state 1 level higher, level with NNN, NNY."
    )


def test_no_answer_is_said_so():
    model = compile_conflict(parse_conflict(TRUCE.replace("{b: Hold fire, m: Mediate}", "{}")
                                            .replace("[b, NOT a]", "[NOT a]")
                                            .replace("[a, NOT b]", "[a]")
                                            .replace("[a, b]", "[a]")))  # fmt: skip
    explanation = explain(model, 0, model.state("Y"), "gmr")
    assert explanation.sentences()[0].endswith("and they prefer that, and nobody can answer.")
