"""Stands in trees of the trained reader."""

from __future__ import annotations

import pytest

from tests.reading.texts import stands_of


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
            ("union", "against", "inspectors"),
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
    assert stand in stands_of(text)


def test_people_taken_back_are_not_turned_away() -> None:
    found = stands_of("The premier promised to take back the two deputies he had dismissed.")
    assert all(stance == "for" for _, stance, _ in found)


@pytest.mark.parametrize(
    ("text", "stand"),
    [
        (
            "The League has condemned Sunday's raid on the mill.",
            ("League", "against", "Sunday's raid on the mill"),
        ),
        (
            "On Monday the operator went to the Harbour Court to have the strike forbidden.",
            ("operator", "against", "strike"),
        ),
        (
            "The guild said that it would still like to read the contract.",
            ("guild", "for", "read the contract"),
        ),
        (
            "The presidency's answer came at noon: there would be no talks.",
            ("presidency", "against", "talks"),
        ),
        (
            "Premier Ana Torv wants your law withdrawn.",
            ("Ana Torv", "against", "law"),
        ),
    ],
)
def test_owners_purposes_and_wishes(text: str, stand: tuple[str, str, str]) -> None:
    assert stand in stands_of(text)


def test_an_answer_to_an_offer_of_oneself_is_about_what_is_offered() -> None:
    found = stands_of(
        "On the 10th Westmark offered itself as mediator. The rebels said yes the following day."
    )
    assert ("rebels", "for", "mediator") in found


def test_coming_is_an_answer_to_an_invitation() -> None:
    text = (
        "The mayor of Arken invited both sides to talks on Friday. "
        "Minister Ana Torv has said she will come."
    )
    assert ("Ana Torv", "for") in [(who, stance) for who, stance, _ in stands_of(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Had the rebels wanted money, they would have sent a price.",
        "General Ivo Marek swore that there were rifles under the sacks.",
        "“I should like to know whose business it is,” said Ivo Marek.",
        "On Saturday at eleven the dockers marched to the palace.",
        "In return the dockers called off their strike on Thursday night.",
        "In March 2013 the movement had put its signature under a first accord. It is now 2021.",
        "The guards complained that the dockers had moved a tent.",
        "Torv points the finger at the dockers.",
        "Some ask if we would sign if the price were right, said Ivo Marek.",
    ],
)
def test_suppositions_claims_times_and_means_given_up_are_no_stands(text: str) -> None:
    assert stands_of(text) == []
