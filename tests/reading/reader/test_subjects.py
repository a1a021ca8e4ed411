from __future__ import annotations

from backchannel.reading.parse import Token
from backchannel.reading.reader.attributions import LinkedAttribution
from backchannel.reading.reader.subjects import with_subjects

# "The mayor of Arle came and voted against the plan": heads and relations by hand
WORDS = "The mayor of Arle came and voted against the plan".split()
HEADS = [1, 4, 3, 1, 4, 6, 4, 9, 9, 6]
RELATIONS = ["det", "nsubj", "case", "nmod", "root", "cc", "conj", "case", "det", "obl"]
TOKENS = tuple(
    Token(i * 9, i * 9 + len(w), w, "X", "X", h, r, 0)
    for i, (w, h, r) in enumerate(zip(WORDS, HEADS, RELATIONS, strict=True))
)


def linked(source: tuple[int, int] | None, content: tuple[int, int]) -> LinkedAttribution:
    return LinkedAttribution(source, (6, 8), (content,), (0.0,) * 8)


def test_a_cue_without_a_source_takes_the_subject_it_shares() -> None:
    [one] = with_subjects([linked(None, (8, 10))], TOKENS)
    assert one.source == (0, 4)


def test_a_source_that_was_found_stays() -> None:
    [one] = with_subjects([linked((3, 4), (8, 10))], TOKENS)
    assert one.source == (3, 4)


def test_a_subject_inside_the_content_is_no_source() -> None:
    [one] = with_subjects([linked(None, (0, 5))], TOKENS)
    assert one.source is None
