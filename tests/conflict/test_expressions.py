"""Expressions: both spellings, binding, truth, and errors that say where."""

from __future__ import annotations

import operator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backchannel.analysis.moves import possible
from backchannel.conflict.expressions import (
    And,
    Iff,
    Or,
    Taken,
    evaluate,
    fold,
    options_in,
    parse,
    rename,
    to_text,
)
from backchannel.errors import ConflictError
from tests.strategies import expressions

NAMES = ["a", "b", "c", "Attack the bases", "if"]


@given(expressions(NAMES, 3), st.booleans())
def test_what_is_written_reads_back_equal(expression, words):
    assert parse(to_text(expression, words)) == expression


@given(expressions(NAMES, 3), st.lists(st.booleans(), min_size=5, max_size=5))
def test_folding_over_truth_values_is_evaluation(expression, values):
    taken = dict(zip(NAMES, values, strict=True))
    folded = fold(
        expression, taken.__getitem__, operator.not_, operator.and_, operator.or_, True, False
    )
    assert folded == evaluate(expression, taken)


@given(expressions(NAMES, 2), st.integers(0, 31), st.integers(0, 31))
def test_what_is_settled_with_part_of_the_options_stays_settled(expression, known, values):
    position = {name: k for k, name in enumerate(NAMES)}
    settled = possible(expression, position, known, values & known)
    outcomes = {
        evaluate(expression, {name: bool(code >> k & 1) for name, k in position.items()})
        for code in range(32)
        if code & known == values & known
    }
    if settled is not None:
        assert outcomes == {settled}
    if known == 31:
        assert settled is not None


@given(expressions(["a", "b"], 2))
def test_renaming_there_and_back_changes_nothing(expression):
    there = rename(expression, {"a": "x", "b": "y"})
    assert set(options_in(there)) <= {"x", "y"}
    assert rename(there, {"x": "a", "y": "b"}) == expression


@pytest.mark.parametrize(
    ("words", "symbols"),
    [
        ("NOT a AND b OR c", "!a & b | c"),
        ("a IF b", "b -> a"),
        ("a ONLY IF b", "a -> b"),
        ("a IF b", "a <- b"),
        ("a IFF NOT b", "a <-> !b"),
        ("not a and (b or c)", "¬a ∧ (b ∨ c)"),
        ("a AND b", "a && b"),
    ],
)
def test_words_and_symbols_say_the_same(words, symbols):
    assert parse(words) == parse(symbols)


def test_and_binds_before_or_and_not_before_and():
    assert parse("a OR b AND c") == Or((Taken("a"), And((Taken("b"), Taken("c")))))
    assert parse("a AND b IFF c") == Iff(And((Taken("a"), Taken("b"))), Taken("c"))


def test_if_is_material_implication():
    assert [
        evaluate(parse("a IF b"), {"a": a, "b": b}) for a in (False, True) for b in (False, True)
    ] == [True, False, True, True]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "expected an option, NOT or '(', met the end"),
        ("a AND", "met the end"),
        ("a b", "'b' does not fit here"),
        ("a IF b IF c", "do not chain"),
        ("a -> b <-> c", "do not chain"),
        ("(a", "a ')' is missing"),
        ("a)", "does not fit here"),
        ("a + b", "unexpected '+' at character 3"),
        ("a ONLY b", "ONLY is followed by IF"),
        ("NOT " * 500 + "a", "nested deeper than 200"),
        ("(" * 500, "nested deeper than 200"),
        ('"a', "unexpected '\"'"),
    ],
)
def test_what_is_no_expression_is_refused_with_its_place(text, message):
    with pytest.raises(ConflictError) as caught:
        parse(text)
    assert message in str(caught.value)
    assert len(str(caught.value)) < 400


def test_full_names_stand_for_options():
    names = {"attack": "attack", "Attack the bases": "attack"}
    assert parse('NOT "Attack the bases"', names) == parse("NOT attack", names)
    with pytest.raises(ConflictError, match="Did you mean 'Attack the bases'"):
        parse('"Attack the base"', names)
