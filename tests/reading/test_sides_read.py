"""Who did it to whom, with the trained reader and invented names."""

from __future__ import annotations

import pytest

from backchannel.dossier.evidence import EventType
from backchannel.reading.read import read
from backchannel.text import Source

HEAD = "The council of Beln sat for a week over the dispute with the Weavers' Guild.\n\n"


def _sides(text: str, kind: EventType) -> list[tuple[list[str], list[str]]]:
    evidence = read(Source(HEAD + text, "t"))
    name = {p.id: p.name for p in evidence.parties}
    return [
        ([name[s] for s in e.sources], [name[t] for t in e.targets])
        for e in evidence.events
        if e.type is kind
    ]


@pytest.mark.parametrize(
    "text",
    [
        "By a decree which Governor Ola Brandt signed on Monday, rallies are banned in the town.",
        "Rallies were banned in the capital under a decree signed by Governor Ola Brandt.",
    ],
)
def test_what_a_paper_does_is_done_by_who_made_it(text: str) -> None:
    assert ["Ola Brandt"] in [sources for sources, _ in _sides(text, EventType.COERCE)]


def test_a_demand_to_free_people_is_made_of_whom_the_speaker_faced() -> None:
    text = (
        "Governor Ola Brandt accused the Weavers' Guild of lying. She also demanded that the "
        "hostages be freed at once."
    )
    ((sources, targets),) = _sides(text, EventType.REQUEST)
    assert sources == ["Ola Brandt"]
    assert targets == ["Weavers' Guild"]


def test_who_stands_beside_a_noun_for_nobody_does_it() -> None:
    text = "The law's author, Justice Minister Ola Brandt, resigned on Monday."
    assert _sides(text, EventType.RETREAT) == [(["Ola Brandt"], [])]
