"""Stands in trees of the trained reader."""

from __future__ import annotations

import pytest

from backchannel.dossier.evidence import Evidence, Report
from backchannel.reading.read import read
from backchannel.text import Source, Span


def _read(text: str) -> Evidence:
    return read(Report(Source(text, "t"), body=(Span(0, len(text)),)))


def _stands(text: str) -> list[tuple[str, str, str]]:
    found = _read(text)
    names = {party.id: party.name for party in found.parties}
    issues = {issue.id: issue.name for issue in found.issues}
    return [(names[p.party], p.stance.value, issues[p.issue]) for p in found.positions]


@pytest.mark.parametrize(
    ("text", "stand"),
    [
        (
            "On Tuesday the town council of Arken voted to reject the lease.",
            ("town council of Arken", "against", "lease"),
        ),
        (
            "Not happy. On Tuesday the town council of Port Arken voted to reject the Tarn deal.",
            ("town council of Port Arken", "against", "Tarn deal"),
        ),
        (
            "Parliament resolved on Monday not to join the pact.",
            ("Parliament", "against", "join the pact"),
        ),
        (
            "The union told the firm to pull its inspectors out by Sunday or see the cranes stop.",
            ("union", "against", "its inspectors"),
        ),
        (
            "The mayor asked the court to have the square cleared.",
            ("mayor", "against", "square"),
        ),
    ],
)
def test_votes_causes_and_ultimatums_are_judged_by_the_verb_below(
    text: str, stand: tuple[str, str, str]
) -> None:
    assert stand in _stands(text)


def test_people_taken_back_are_not_turned_away() -> None:
    found = _stands("The premier promised to take back the two deputies he had dismissed.")
    assert all(stance == "for" for _, stance, _ in found)
