"""What speaks for one event: families of words, and how much is needed."""

from __future__ import annotations

import pytest

from backchannel.dossier.act_words import act_words, likeness


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("who struck in March", "downed their tools"),
        ("sentenced the nine", "found guilty by the court"),
        ("sat on the bridge", "demonstrated for the nine"),
    ],
)
def test_one_act_in_other_words(one: str, other: str) -> None:
    assert likeness(act_words(one), act_words(other)) > 0.2
