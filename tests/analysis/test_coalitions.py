"""Coalitions: taken as one player, and held against moves made together."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given

from backchannel.analysis.coalitions import coalition_improvements, coalitions, merged
from backchannel.analysis.definition import CRISP, equilibria, stable_states
from backchannel.analysis.moves import compile_conflict
from backchannel.conflict.files import parse_conflict, read_conflict
from backchannel.errors import AnalysisError
from tests.strategies import conflicts

GOLDEN = Path(__file__).parents[1] / "golden" / "conflicts"


@given(conflicts(max_options=4))
def test_everyone_alone_is_the_conflict_itself(conflict):
    model = compile_conflict(conflict)
    alone = merged(model)
    for concept in CRISP:
        for i in range(len(model.decision_makers)):
            assert stable_states(alone, i, concept) == stable_states(model, i, concept)


@given(conflicts(max_options=4, max_makers=3))
def test_what_a_coalition_improves_a_block_improves_in_one_step(conflict):
    model = compile_conflict(conflict)
    for members in coalitions(model):
        block = merged(model, [model.decision_makers[i] for i in members])
        i = block.decision_makers.index("+".join(model.decision_makers[k] for k in members))
        for s in model.states():
            # a block passes over infeasible combinations, a chain of moves cannot
            assert set(coalition_improvements(model, members, s)) <= set(block.improvements(i, s))


def test_elmira_with_ministry_and_company_as_one():
    text = (GOLDEN / "elmira.yaml").read_text()
    text = text.replace("  9: {where: abandon, name: Plant abandoned}\n", "")
    text = text.replace("coalesced:\n", "").replace(", 9]", ", NNNYN, NNNYY, YNNYN, YNNYY]")
    text = text.replace(" 9,", " NNNYN, NNNYY, YNNYN, YNNYY,")
    model = compile_conflict(parse_conflict(text))
    block = merged(model, ["MoE", "Uniroyal"])
    assert block.decision_makers == ("MoE+Uniroyal", "LG")
    found = {block.label(s) for s in equilibria(block, "nash")}
    assert "5" not in found
    assert "8" in found


def test_what_cannot_be_taken_as_one_is_said():
    model = compile_conflict(read_conflict(GOLDEN / "three-dm-repeat-movers.yaml"))
    with pytest.raises(AnalysisError, match="one coalition only"):
        merged(model, ["A", "B"], ["B", "C"])
    graph = compile_conflict(read_conflict(GOLDEN / "intransitive-graph.yaml"))
    with pytest.raises(AnalysisError, match="option form only"):
        merged(graph, ["A", "B"])
