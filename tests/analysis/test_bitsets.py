"""The bit-set engine against the definition, over every kind of conflict and concept."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backchannel.analysis import definition
from backchannel.analysis.bitsets import (
    LARGEST,
    Relations,
    analyse_by_bit_sets,
    better_by_rank,
    stable_bits,
)
from backchannel.analysis.budget import Budget
from backchannel.analysis.compiled import CONCEPTS, ranks_of
from backchannel.analysis.definition import Concept
from backchannel.analysis.explicit import analyse_explicitly
from backchannel.analysis.moves import compile_conflict
from backchannel.errors import AnalysisError
from tests.strategies import RANDOM_MODELS

from .random_forms import ByDefinition, random_conflict, random_form

FORMS = [
    f"{strength}{base}_{letter}"
    for base in CONCEPTS
    for letter in "abcd"
    for strength in ("", "strong_", "weak_")
    if base != "nash" or not strength
]


@settings(max_examples=RANDOM_MODELS)
@given(st.integers(min_value=0))
def test_it_agrees_with_the_definition_on_unknown_and_strength(seed: int) -> None:
    model = compile_conflict(random_conflict(seed))
    names = list(FORMS)
    if model.complete:
        names += [*CONCEPTS, "strong_gmr", "strong_smr", "strong_seq", "weak_smr", "strong_sseq"]
    answer = analyse_by_bit_sets(model, names)
    for name in names:
        for dm in range(len(model.decision_makers)):
            truth = definition.stable_states(model, dm, name)
            assert list(answer.stable[name, dm].codes()) == truth, (seed, name, dm)


@given(st.integers(min_value=0))
def test_it_agrees_with_the_explicit_engine(seed: int) -> None:
    form = random_form(seed, options=5)
    truth = ByDefinition(form)
    place = {code: s for s, code in enumerate(truth.states)}
    moves = [
        [sum(1 << place[q] for q in truth.moves[dm][code]) for code in truth.states]
        for dm in range(form.decision_makers)
    ]
    ranks = [
        [int(ranks_of(form, dm)[code]) for code in truth.states]
        for dm in range(form.decision_makers)
    ]
    answer = analyse_explicitly(form)
    for transitive in (True, False):
        relations = Relations.from_ranks(moves, ranks, transitive)
        for name in CONCEPTS:
            for dm in range(form.decision_makers):
                bits = stable_bits(relations, dm, Concept.read(name))
                codes = [code for s, code in enumerate(truth.states) if bits >> s & 1]
                assert codes == list(answer.stable[name, dm].codes())


def test_ties_are_not_better() -> None:
    assert better_by_rank([2, 7, 2, 5]) == [0b1010, 0, 0b1010, 0b0010]


def test_what_it_cannot_answer_is_refused_in_words() -> None:
    model = compile_conflict(random_conflict(3, crisp=True))
    with pytest.raises(AnalysisError, match="looks further ahead"):
        analyse_by_bit_sets(model, ["L2"])
    seed = next(s for s in range(100) if not compile_conflict(random_conflict(s)).complete)
    with pytest.raises(AnalysisError, match="partly unknown"):
        analyse_by_bit_sets(compile_conflict(random_conflict(seed)), ["gmr"])


def test_a_budget_too_small_is_a_result() -> None:
    model = compile_conflict(random_conflict(3, crisp=True))
    late = analyse_by_bit_sets(model, ["gmr"], Budget(seconds=0))
    assert "time budget" in late.unfinished["gmr", 0]
    small = analyse_by_bit_sets(model, ["gmr"], Budget(memory=1))
    assert "1 bytes" in small.unfinished["gmr", 0]
    assert LARGEST >= 64
