from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from backchannel.reading.reader.pieces import WordPieces
from backchannel.reading.reader.words import MAX_WORD, SHAPES, shape, word_spans


def cut(text: str) -> list[str]:
    return [text[a:b] for a, b in word_spans(text)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Don't say we can't.", "Do n't say we ca n't ."),
        ("Iran’s envoy won’t talk", "Iran ’s envoy wo n’t talk"),
        ("Mr. Smith met U.S. envoys at 5 a.m.", "Mr. Smith met U.S. envoys at 5 a.m."),
        ("a cease-fire, anti-government", "a cease - fire , anti-government"),
        ("O'Brien and Asa'ib Ahl al-Haq", "O'Brien and Asa'ib Ahl al - Haq"),
        ("cost $1,200.50 (10%)", "cost $ 1,200.50 ( 10 % )"),
        ("they cannot... wait--now", "they can not ... wait -- now"),
        ("see http://example.org/a?b=1.", "see http://example.org/a?b=1 ."),
    ],
)
def test_words_follow_the_habits_of_universal_dependencies(text: str, words: str) -> None:
    assert cut(text) == words.split()


@given(st.text())
@example("\u200b\u202e word\u2060")
@example("x" * 10_000)
@example("\ud800 lone")
def test_words_are_ordered_stretches_that_leave_out_only_white_space(text: str) -> None:
    at = 0
    for a, b in word_spans(text):
        assert at <= a < b <= len(text)
        assert not text[at:a].strip()
        assert not any(c.isspace() for c in text[a:b])
        assert b - a <= max(MAX_WORD, 1100)
        at = b
    assert not text[at:].strip()


@given(st.text(alphabet="ab.'-’ntST1 \"", max_size=40), st.integers(0, 20))
def test_a_stretch_is_cut_inside_its_borders(text: str, start: int) -> None:
    for a, b in word_spans(text, start, max(start, len(text) - 3)):
        assert start <= a < b <= len(text) - 3


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("talks", "lower"),
        ("Iran", "title"),
        ("NATO", "upper"),
        ("A", "capital"),
        ("J.", "capital"),
        ("McDonald", "mixed"),
        ("F-16", "digits"),
        ("1,200", "number"),
        ("“", "quote"),
        ("'s", "lower"),
        (",", "punctuation"),
        ("...", "stop"),
    ],
)
def test_shapes_tell_how_a_word_is_written(word: str, name: str) -> None:
    assert SHAPES[shape(word)] == name


@given(st.text(min_size=1))
def test_every_word_has_a_shape(word: str) -> None:
    assert 0 <= shape(word) < len(SHAPES)


TABLE = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "un", "##happy", "##hap", "ce", "-", "fire", "a"]


def test_pieces_are_the_longest_that_match_and_lose_case_and_accents() -> None:
    pieces = WordPieces(TABLE)
    assert pieces("Unhappy") == (4, 5)
    assert pieces("FIRE") == (9,)
    assert pieces("á") == (10,)
    assert pieces("ce-fire") == (7, 8, 9)
    assert pieces("unknown") == (pieces.unknown,)


@given(st.text(min_size=1))
def test_a_word_has_between_one_and_eight_pieces(word: str) -> None:
    assert 1 <= len(WordPieces(TABLE)(word)) <= 8
