"""Published and constructed conflicts, retold in our own files, with every answer that is known.

Each ``conflicts/NAME.yaml`` cites where the conflict comes from; ``NAME.expected.json`` holds the
stable states per concept, coalitions, evolution and inverse sets, computed from the definitions by
two independent programs. Coverage of the engines and of the explanations over the same conflicts is
checked here too.
"""

from __future__ import annotations

import json
from fractions import Fraction
from math import factorial
from pathlib import Path

import pytest

from backchannel.analysis import definition
from backchannel.analysis.coalitions import coalition_verdict, resists_all
from backchannel.analysis.definition import CRISP, Concept
from backchannel.analysis.evolution import evolve
from backchannel.analysis.explanation import explain
from backchannel.analysis.inverse import requirement
from backchannel.analysis.moves import compile_conflict
from backchannel.analysis.state_sets import sha256_of
from backchannel.analysis.verdict import analyse
from backchannel.conflict.files import parse_conflict, read_conflict, write_conflict
from tests.explanations import faults

HERE = Path(__file__).parent / "conflicts"
NAMES = sorted(path.stem for path in HERE.glob("*.yaml"))
SMALL = [name for name in NAMES if not name.startswith("large")]


def _case(name):
    return (
        read_conflict(HERE / f"{name}.yaml"),
        json.loads((HERE / f"{name}.expected.json").read_text()),
    )


def _ids(model, states):
    return sorted(int(model.label(s)) for s in states)


def test_the_conflicts_are_all_there():
    assert {"elmira", "prisoners-dilemma", "cuban-missile-crisis"} <= set(NAMES)
    assert len(NAMES) == 12


@pytest.mark.parametrize("name", NAMES)
def test_a_conflict_says_where_it_comes_from_and_survives_rewriting(name):
    conflict, _ = _case(name)
    assert conflict.citations
    text = (HERE / f"{name}.yaml").read_text()
    assert parse_conflict(write_conflict(conflict)) == conflict
    assert parse_conflict(write_conflict(conflict, text)) == conflict


@pytest.mark.parametrize("name", SMALL)
def test_stable_states_and_equilibria(name):
    conflict, expected = _case(name)
    analysis = analyse(conflict, list(expected["concepts"]))
    assert analysis.exact
    for concept, answer in expected["concepts"].items():
        assert _ids(analysis.model, analysis.equilibria(concept).codes()) == answer["equilibria"]
        for maker, stable in answer["stable"].items():
            assert _ids(analysis.model, analysis.stable(concept, maker).codes()) == stable


@pytest.mark.parametrize("name", SMALL)
def test_every_engine_that_fits_gives_the_same_answer(name):
    conflict, expected = _case(name)
    model = compile_conflict(conflict)
    if not model.plain or not model.complete:
        with pytest.raises(Exception, match="does not answer this"):
            analyse(conflict, ["nash"] if model.complete else ["nash_a"], engine="explicit")
        return
    analysis = analyse(conflict, CRISP, engine="explicit")
    assert analysis.engine == "explicit"
    for concept in CRISP:
        if concept in expected["concepts"]:
            found = _ids(model, analysis.equilibria(concept).codes())
            assert found == expected["concepts"][concept]["equilibria"]


def test_a_large_conflict_by_counts_and_digest():
    conflict, expected = _case("large-constructed")
    analysis = analyse(conflict, list(expected["equilibria_counts"]))
    assert analysis.feasible.count() == expected["feasible_states"]
    for concept in analysis.concepts:
        equilibria = analysis.equilibria(concept)
        assert equilibria.count() == expected["equilibria_counts"][concept]
        assert sha256_of(equilibria) == expected["equilibria_sha256"][concept]
        for maker, count in expected["stable_counts"][concept].items():
            assert analysis.stable(concept, maker).count() == count


@pytest.mark.parametrize("name", SMALL)
def test_coalitions(name):
    conflict, expected = _case(name)
    model = compile_conflict(conflict)
    for answer in expected.get("coalitions", ()):
        verdict = coalition_verdict(model, [model.index(one) for one in answer["coalition"]])
        improvements = sorted([int(a), int(b)] for a, b in verdict.improvements)
        assert improvements == answer["improvements"]
        for concept, stable in answer["stable"].items():
            assert sorted(int(x) for x in verdict.stable[concept]) == stable
        individual = sorted(int(x) for x in verdict.seq_individual_sanctions)
        assert individual == answer["seq_individual_sanctions"]


@pytest.mark.parametrize("name", SMALL)
def test_evolution_from_the_status_quo(name):
    conflict, expected = _case(name)
    model = compile_conflict(conflict)
    for kind, answer in expected.get("evolution_from_status_quo", {}).items():
        ways = evolve(model, improving=kind == "unilateral_improvements")
        assert {model.label(s): t for s, t in ways.distance.items()} == answer


@pytest.mark.parametrize("name", SMALL)
def test_inverse_sets(name):
    conflict, expected = _case(name)
    model = compile_conflict(conflict)
    for answer in expected.get("inverse", ()):
        target = model.state(str(answer["target"]))
        for concept, makers in answer["minimal_sets"].items():
            for maker, sets in makers.items():
                need = requirement(model, model.index(maker), target, concept)
                found = [_ids(model, one) for one in need.minimal_sets()]
                assert sorted(found) == sorted(sets)


@pytest.mark.parametrize("name", SMALL)
def test_every_step_of_every_explanation_is_checked_by_the_definition(name):
    conflict, expected = _case(name)
    model = compile_conflict(conflict)
    for concept in expected["concepts"]:
        for i in range(len(model.decision_makers)):
            for s in model.states():
                explanation = explain(model, i, s, concept)
                assert faults(explanation) == []
                assert explanation.sentences()


def test_the_printed_inverse_count_of_syria_and_iraq_is_corrected():
    # Kinsara's guide prints 420 SEQ rankings; full enumeration gives 384
    conflict, expected = _case("syria-iraq-1975")
    model = compile_conflict(conflict)
    target = model.state(str(expected["inverse_counts"]["target"]))
    for concept, count in expected["inverse_counts"]["exact"].items():
        need = requirement(model, model.index("Syria"), target, concept)
        assert need.share_of_rankings(6) == Fraction(count, factorial(6))


def test_elmira_by_statements_gives_the_published_scores():
    _, expected = _case("elmira")
    text = (HERE / "elmira.yaml").read_text()
    for maker, statements in {
        "MoE": "[accept, NOT abandon, NOT modify, insist IFF NOT modify]",
        "Uniroyal": "[accept IFF modify, NOT abandon, NOT insist, delay IFF NOT insist]",
        "LG": "[NOT abandon, NOT modify, accept IF NOT modify, insist IF modify, NOT delay, "
        "insist]",
    }.items():
        ranking = next(
            line for line in text.split(f"  {maker}:")[1].splitlines() if "ranking:" in line
        )
        text = text.replace(ranking, f"    prefers: {statements}", 1)
    text = text.replace("  9: {where: abandon, name: Plant abandoned}\n", "")
    text = text.replace("coalesced:\n", "")
    model = compile_conflict(parse_conflict(text))
    assert len(model.states()) == 12
    for maker, scores in expected["statement_scores"].items():
        i = model.index(maker)
        assert {label: model.rank(i, model.state(label)) for label in scores} == scores
    plain = [str(number) for number in range(1, 9)]
    for concept in ("nash", "seq"):  # under GMR coalescing matters: state 3 gains a sanction
        found = {model.label(s) for s in definition.equilibria(model, concept)}
        assert {label for label in found if label in plain} == {"5", "8"}
        assert all(label[3] == "Y" for label in found - set(plain)), "only abandoned plants"


def test_elmira_is_upset_by_a_coalition_and_two_outcomes_resist_all():
    conflict, _ = _case("elmira")
    model = compile_conflict(conflict)
    resisting = [
        model.label(s) for s in definition.equilibria(model, "nash") if resists_all(model, s)
    ]
    assert sorted(resisting) == ["8", "9"]


def test_letting_each_opponent_move_once_would_be_wrong():
    conflict, _ = _case("three-dm-repeat-movers")
    model = compile_conflict(conflict)
    explanation = explain(model, model.index("C"), model.state("10"), "seq")
    assert explanation.stable
    movers = [[step.mover for step in one.sanction.steps] for one in explanation.improvements]
    assert any(len(set(one)) < len(one) for one in movers)


def test_non_myopic_stability_of_a_cycling_conflict():
    conflict, expected = _case("syria-iraq-1975")
    model = compile_conflict(conflict)
    later = [expected["concepts"][f"L{h}"]["stable"] for h in range(5, 9)]
    for i, maker in enumerate(model.decision_makers):
        always = set.intersection(*(set(one[maker]) for one in later))
        assert _ids(model, definition.stable_states(model, i, Concept.read("nm"))) == sorted(always)
