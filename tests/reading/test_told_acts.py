"""Where a sentence tells the act itself, in trees of the trained reader."""

from __future__ import annotations

import pytest

from backchannel.dossier.evidence import Event
from tests.reading.texts import evidence_of


def _events(text: str) -> tuple[Event, ...]:
    return evidence_of(text).events


def _told(text: str, type_: str) -> tuple[str, str]:
    event = next(e for e in _events(text) if e.type.value == type_)
    telling = event.tellings[0]
    return (
        telling.act.quote if telling.act else "",
        telling.condition.quote if telling.condition else "",
    )


@pytest.mark.parametrize(
    ("text", "type_", "act"),
    [
        (
            "The panel directed Marovia to withdraw the levy within sixty days.",
            "REQUEST",
            "to withdraw the levy within sixty days",
        ),
        (
            "The union demanded the release of the nine dockers on Monday.",
            "REQUEST",
            "the release of the nine dockers",
        ),
        (
            "Marovia has closed the Karan crossing to all lorries, the mayor said.",
            "COERCE",
            "has closed the Karan crossing",
        ),
        (
            "The rebels threatened to shell the port if the army does not leave Arken.",
            "THREATEN",
            "to shell the port",
        ),
        (
            "The ministry agreed to let Marovian engineers visit the dam.",
            "CONCEDE",
            "to let Marovian engineers visit the dam",
        ),
    ],
)
def test_the_act_is_cited_without_its_subject_and_its_conditions(
    text: str, type_: str, act: str
) -> None:
    assert _told(text, type_)[0].startswith(act)
    assert not set(_told(text, type_)[0].split()) & {"if", "unless", "after"}


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        (
            "The rebels threatened to shell the port if the army does not leave Arken.",
            "if the army does not leave Arken",
        ),
        (
            "The rebels said they would shell the port unless the army left Arken.",
            "unless the army left Arken",
        ),
        (
            'The commander said: "If the army does not leave Arken, we will shell the port."',
            "If the army does not leave Arken",
        ),
        (
            "The governor told the miners to leave the square or bear the consequences.",
            "to leave the square",
        ),
    ],
)
def test_the_condition_is_cited_wherever_it_stands(text: str, condition: str) -> None:
    assert _told(text, "THREATEN")[1] == condition


def test_a_state_is_no_act() -> None:
    text = "The province conceded that there are no minutes of the two public meetings."
    for event in _events(text):
        for telling in event.tellings:
            assert telling.act is None or "meetings" not in telling.act.quote
