"""The sieve lets through every expression that can match; looking closely decides."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backchannel.reading import absences, calendar_words, contexts
from backchannel.reading.sieve import PIECES_UNSIFTED, Sieve, needed

LISTS = {
    "absences": [pattern for pattern, _ in absences._patterns()],
    "times": [pattern for pattern, _ in calendar_words._PATTERNS],
    "contexts": [pattern for _, pattern in contexts._patterns()],
}
ASCII = st.characters(min_codepoint=9, max_codepoint=126)


def sifting(patterns: Sequence[re.Pattern[str]]) -> Sieve:
    """A sieve that is past the pieces it lets through unsifted."""
    sieve = Sieve(patterns)
    for _ in range(PIECES_UNSIFTED):
        assert sieve.passing("") == list(range(len(patterns)))
    return sieve


PATTERNS = [pattern for patterns in LISTS.values() for pattern in patterns]


@given(st.data())
def test_what_an_expression_matches_passes_its_sieve(data: st.DataObject) -> None:
    pattern = data.draw(st.sampled_from(PATTERNS))
    text = data.draw(st.from_regex(pattern, alphabet=ASCII))
    assert pattern.search(text)
    assert sifting([pattern]).passing(text) == [0]


@given(st.text(max_size=80), st.sampled_from(sorted(LISTS)))
def test_any_text_finds_the_same_through_the_sieve(text: str, name: str) -> None:
    slowly = [k for k, pattern in enumerate(LISTS[name]) if pattern.search(text)]
    assert set(slowly) <= set(sifting(LISTS[name]).passing(text))


@pytest.mark.parametrize("name", sorted(LISTS))
def test_nearly_every_expression_of_the_lists_needs_some_letters(name: str) -> None:
    assert sum(needed(pattern) is not None for pattern in LISTS[name]) > 0.9 * len(LISTS[name])


@pytest.mark.parametrize(
    ("pattern", "letters"),
    [
        (r"\bno word\b", {"no word"}),
        (r"(?:a|b)c?", {"a", "b"}),
        (r"(?:stop|stopped)(?: well)? short", {" short"}),
        (r"[Oo]n the", {"on the"}),
        (r"x?y*", None),
        (r"(?:said|) nothing", {" nothing"}),
        (r"(?:said|)", None),
        (r"[a-z]+", None),
        (r"(?>abc)d", {"abc"}),
    ],
)
def test_needed_letters(pattern: str, letters: set[str] | None) -> None:
    found = needed(re.compile(pattern))
    assert (found if found is None else set(found)) == letters


def test_letters_that_only_case_folding_joins() -> None:
    pattern = re.compile("silk", re.IGNORECASE)
    for text in ("SILK", "\u017fIL\u212a", "s\u0130lk", "S\u0131lk"):
        assert bool(pattern.search(text)) <= bool(sifting([pattern]).passing(text))


def test_an_expression_that_cannot_be_taken_apart_is_always_tried(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fails(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr("importlib.import_module", fails)
    pattern = re.compile("nothing")
    assert needed(pattern) is None
    assert sifting([pattern]).passing("") == [0]
