"""What an act is by who does or suffers it; what tells none by its subject. Our own sentences."""

from __future__ import annotations

import pytest

from backchannel.reading.read import reader
from tests.reading.test_events_demanded_and_charged import told
from tests.reading.texts import evidence_of

pytestmark = pytest.mark.skipif(reader() is None, reason="the trained reader is missing")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("On Tuesday the High Court suspended the demolition of Orr Court until June.", "REJECT"),
        ("Tenants in three blocks have stopped paying their rent.", "PROTEST"),
        ("The ambassador was ordered to leave the country within two days.", "SANCTION"),
        ("The ministry declared the consul of Peru, and two of her staff, persona non grata.",
         "SANCTION"),
        ("On Saturday our air force struck a column at Orr.", "ASSAULT"),
        ("The police drove the growers from the gates with water cannon.", "ASSAULT"),
        ("Judge Ana Bel granted the company the injunction.", "COERCE"),
        ("She told the Courier that anybody in arrears would be taken to court.", "THREATEN"),
        ("The minister told the tenants that nobody would be moved out of Orr.", "AGREE"),
        ("The company promised that no worker would be dismissed.", "CONCEDE"),
        ("On Friday she cancelled her prohibition.", "CONCEDE"),
    ],
)  # fmt: skip
def test_what_an_act_is_by_its_sides(text: str, kind: str) -> None:
    assert kind in [found for found, _, _ in told(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Judge Ana Bel has been given fifty days.",
        "They are suspected of theft.",
        "The minister inspected the cordon.",
        "The Council of Ministers, meeting on Monday, heard a report.",
        "The police had stood by.",
        "The two envoys are bent over one table.",
    ],
)
def test_what_tells_no_act_by_its_subject(text: str) -> None:
    assert told(text) == []


def test_their_like_with_another_subject_are_acts() -> None:
    assert [k for k, _, _ in told("The inspectors inspected the plant on Monday.")] == ["ACCUSE"]
    assert "THREATEN" in [k for k, _, _ in told("The rebels gave the town two days to surrender.")]


def test_an_approved_demolition_has_not_happened() -> None:
    assert [k for k, _, _ in told("The council approved the demolition of the mill.")] == [
        "SUPPORT"
    ]


def test_victims_of_a_named_act_are_its_targets() -> None:
    found = told("We accuse the council of the murder of the farmer.")
    assert ("ASSAULT", [], ["farmer"]) in found
    assert ("ASSAULT", ["soldiers"], ["farmers"]) in told(
        "The killing of two farmers by soldiers angered the town."
    )


@pytest.mark.parametrize(
    "text",
    [
        "It has been claimed that warning shots were fired. That is not correct.",
        "Reports of certain channels that the officers fired do not correspond to reality.",
        "That truncheons were used does not correspond to the truth.",
    ],
)
def test_claims_that_are_taken_back(text: str) -> None:
    assert not any(e.type.value == "ASSAULT" for e in evidence_of(text).events)


def test_two_words_behind_a_claim_take_nothing_back() -> None:
    text = "The mayor said that guards had fired on the crowd. That is. Nobody was hurt."
    assert any(e.type.value == "ASSAULT" for e in evidence_of(text).events)
