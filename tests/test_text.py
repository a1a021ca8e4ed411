from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backchannel.text import Citation, Quote, Source, Span


@given(st.text(min_size=1), st.data())
def test_the_quote_of_a_citation_is_the_text_at_its_offsets(text: str, data: st.DataObject) -> None:
    source = Source(text, "x")
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    citation = source.cite(start, end)
    assert citation.quote == text[start:end]
    assert Quote.of(citation).find_in(source) == citation


def test_a_quote_is_not_found_in_a_changed_text() -> None:
    quote = Quote.of(Source("the talks", "x").cite(4, 9))
    assert quote.find_in(Source("the walks", "x")) is None


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (2, 2), (3, 2), (0, 99)])
def test_a_citation_outside_the_text_cannot_be_made(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="a citation needs"):
        Citation(Source("short", "x"), start, end)


def test_an_empty_span_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="start=4, end=4"):
        Span(4, 4)


def test_lone_surrogates_do_not_break_a_source() -> None:
    assert Source("a\ud800b", "x").cite(1, 2).quote == "\ud800"
