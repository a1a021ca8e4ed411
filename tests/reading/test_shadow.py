from __future__ import annotations

import pytest

from backchannel.dossier.evidence import EventType, Modality
from backchannel.reading.found import Found
from backchannel.reading.parse import Parse, Sentence, Token
from backchannel.reading.shadow import find_shadows


def parse(*rows: tuple[str, str, int, str]) -> tuple[Parse, str]:
    """Make a parse of one sentence from (word, part of speech, head from 1, relation)."""
    tokens, text = [], ""
    for number, (word, upos, head, relation) in enumerate(rows):
        start = len(text)
        text += word
        at = number if head == 0 else head - 1
        tokens.append(Token(start, len(text), word, upos, upos, at, relation, 0))
        text += " "
    return Parse(tuple(tokens), (Sentence(0, len(text) - 1, 0, len(tokens), 0),)), text


def heads(rows: list[tuple[str, str, int, str]], found: tuple[Found, ...] = ()) -> list[str]:
    made, text = parse(*rows)
    return [made.tokens[s.head].text for s in find_shadows(made, text, found)]


def test_who_takes_part_indirectly_is_in_the_shadow() -> None:
    assert heads(
        [
            ("Oman", "PROPN", 4, "nsubj"),
            ("was", "AUX", 4, "cop"),
            ("indirectly", "ADV", 4, "advmod"),
            ("party", "NOUN", 0, "root"),
        ]
    ) == ["Oman"]


def test_a_secret_visit_is_the_visitors() -> None:
    rows = [
        ("Bola", "PROPN", 2, "nsubj"),
        ("flew", "VERB", 0, "root"),
        ("in", "ADV", 2, "advmod"),
        ("but", "CCONJ", 7, "cc"),
        ("nobody", "PRON", 7, "nsubj"),
        ("has", "AUX", 7, "aux"),
        ("explained", "VERB", 2, "conj"),
        ("this", "DET", 10, "det"),
        ("secret", "ADJ", 10, "amod"),
        ("visit", "NOUN", 7, "obj"),
    ]
    visit = Found(EventType.CONSULT, "visit", Modality.HAPPENED, 1, (1,), (0,))
    assert heads(rows, (visit,)) == ["Bola"]


@pytest.mark.parametrize("noun", ["ballot", "police", "service"])
def test_other_secrets_are_no_shadow(noun: str) -> None:
    rows = [
        ("Malta", "PROPN", 2, "nsubj"),
        ("held", "VERB", 0, "root"),
        ("a", "DET", 5, "det"),
        ("secret", "ADJ", 5, "amod"),
        (noun, "NOUN", 2, "obj"),
    ]
    assert heads(rows) == []


def test_a_sponsor_is_named_by_its_name_and_leaning_is_not_sponsoring() -> None:
    def militia(word: str, tail: str) -> list[tuple[str, str, int, str]]:
        return [
            (word, "PROPN", 3, "obl"),
            ("-", "PUNCT", 3, "punct"),
            (tail, "VERB", 4, "amod"),
            ("rebels", "NOUN", 5, "nsubj"),
            ("advanced", "VERB", 0, "root"),
        ]

    assert heads(militia("Chad", "backed")) == ["Chad"]
    assert heads(militia("pro", "Western")) == []
