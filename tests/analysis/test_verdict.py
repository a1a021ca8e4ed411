"""What an analysis returns: records, tables, engines, and what was not finished."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pytest
from hypothesis import given

from backchannel.analysis import definition
from backchannel.analysis.moves import compile_conflict
from backchannel.analysis.verdict import analyse
from backchannel.conflict.elements import DecisionMaker
from backchannel.conflict.files import read_conflict
from backchannel.errors import AnalysisError
from tests.strategies import conflicts, graph_conflicts

GOLDEN = Path(__file__).parents[1] / "golden" / "conflicts"


@given(
    conflicts(unknown=True, strength=True, forbidden=True)
    | conflicts(coalesced=True)
    | graph_conflicts()
)
def test_the_chosen_engine_agrees_with_the_definition_on_the_default_concepts(conflict):
    analysis = analyse(conflict)
    model = compile_conflict(conflict)
    assert analysis.exact
    assert analysis.concepts == definition.concepts_for(model)
    for concept in analysis.concepts:
        found = analysis.equilibria(concept)
        assert list(found.codes()) == definition.equilibria(model, concept)
        for i, maker in enumerate(model.decision_makers):
            stable = analysis.stable(concept, maker)
            assert list(stable.codes()) == definition.stable_states(model, i, concept)


def test_records_are_tidy_and_in_order():
    analysis = analyse(read_conflict(GOLDEN / "elmira.yaml"), ["nash", "seq"])
    rows = analysis.to_dicts()
    assert len(rows) == 9 * 2 * 3
    assert rows == analyse(analysis.conflict, ["nash", "seq"]).to_dicts()
    five = [row for row in rows if row["state"] == "5" and row["concept"] == "nash"]
    assert [row["decision_maker"] for row in five] == ["MoE", "Uniroyal", "LG"]
    assert all(row["equilibrium"] for row in five)
    assert five[0]["taken"] == ["Delay the appeal", "Insist on the original order"]
    assert analysis.is_equilibrium("5", "nash")
    assert not analysis.is_stable("1", "Local government", "nash")
    with pytest.raises(AnalysisError, match="'gmr' was not asked"):
        analysis.equilibria("gmr")
    with pytest.raises(AnalysisError, match="more than the 3 that are listed"):
        analysis.to_dicts(limit=3)


def test_the_summary_is_plain_json():
    analysis = analyse(read_conflict(GOLDEN / "cuban-missile-crisis.yaml"))
    summary = analysis.summary()
    assert json.loads(json.dumps(summary)) == summary
    assert summary["concepts"]["seq"]["equilibria"]["states"] == ["5", "7"]
    assert summary["concepts"]["seq"]["equilibria"]["fixed_options"] == {
        "airstrike": False,
        "withdraw": True,
        "escalate": False,
    }
    assert "seq 2" in repr(analysis)


def test_markup_in_names_never_reaches_the_notebook_as_markup():
    conflict = read_conflict(GOLDEN / "prisoners-dilemma.yaml")
    hostile = dataclasses.replace(
        conflict,
        title="<script>alert(1)</script>",
        options=tuple(
            dataclasses.replace(option, name="<img src=x onerror=alert(1)>")
            for option in conflict.options
        ),
    )
    shown = analyse(hostile)._repr_html_()
    assert "<script" not in shown
    assert "<img" not in shown
    assert "&lt;script&gt;" in shown


def test_a_large_result_shows_its_equilibria_only():
    analysis = analyse(read_conflict(GOLDEN / "large-constructed.yaml"), ["nash"])
    shown = analysis._repr_html_()
    assert shown.count("<tr>") == 1 + 46


def test_unknown_preference_is_not_indifference():
    conflict = read_conflict(GOLDEN / "prisoners-dilemma.yaml")
    blank = dataclasses.replace(
        conflict,
        decision_makers=(DecisionMaker("P1"), *conflict.decision_makers[1:]),
    )
    analysis = analyse(blank)
    assert analysis.stable("nash_a", "P1").count() == 0
    assert analysis.stable("nash_b", "P1").count() == 4


def test_a_spent_time_budget_names_what_was_not_finished():
    analysis = analyse(
        read_conflict(GOLDEN / "large-constructed.yaml"), engine="definition", time=0.0
    )
    assert not analysis.exact
    assert {one.concept for one in analysis.unfinished} == set(analysis.concepts)
    assert "time budget" in analysis.unfinished[0].reason
    assert analysis.feasible_count() is None
    with pytest.raises(AnalysisError, match="time budget"):
        analysis.stable("nash", "A")
