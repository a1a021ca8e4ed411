"""Acts that are named without being told as done, and acts told by the state they left."""

from __future__ import annotations

import pytest

from backchannel.dossier.evidence import EventType
from backchannel.reading.disclaimed import is_disclaimed, is_lore
from backchannel.reading.events import find_events
from backchannel.reading.tree import Tree
from tests.reading.parses import parse_of


def told(text: str, rows: list[tuple[str, str, int, str]]) -> list[EventType]:
    """Types of the events read on a tree written by hand."""
    return [e.type for e in find_events(parse_of(text, rows), text) if e.confidence >= 0.5]


def test_denied_act_is_no_event() -> None:
    text = "The army denied shelling the market."
    rows = [
        ("The", "DET", 1, "det"),
        ("army", "NOUN", 2, "nsubj"),
        ("denied", "VERB:VBD", 2, "root"),
        ("shelling", "VERB:VBG", 2, "xcomp"),
        ("the", "DET", 5, "det"),
        ("market", "NOUN", 3, "obj"),
        (".", "PUNCT", 2, "punct"),
    ]
    parse = parse_of(text, rows)
    assert is_disclaimed(Tree(parse), 3)
    assert EventType.ASSAULT not in told(text, rows)


@pytest.mark.parametrize(
    "sentence",
    [
        "An old proverb says that he who burns the barn warms himself once.",
        "The film tells how a village blockaded the mine.",
    ],
)
def test_lore(sentence: str) -> None:
    assert is_lore(sentence)
    assert not is_lore("The miners blockaded the village.")
