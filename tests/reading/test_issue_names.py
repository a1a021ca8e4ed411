"""What the issues of positions are called, and which words name none."""

from __future__ import annotations

import pytest

from tests.reading.texts import evidence_of, stands_of


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Norland rejected your decree on Friday.", "decree"),
        ("Norland will not sign until Sudland frees the crew.", "free the crew"),
        (
            "The growers of Tal will close the canal unless the road is free by noon.",
            "road free by noon",
        ),
        (
            "Norland demanded talks between the Government and the Front.",
            "talks between the Government and the Front",
        ),
        ("The growers of Tal would not hear of a levy on milk.", "levy on milk"),
        (
            "The Mayor and the Dockers' Union put their names to a new contract on Monday.",
            "new contract",
        ),
        (
            "The Harbour Company took exception to the inspection of its ships.",
            "inspection of its ships",
        ),
    ],
)
def test_an_issue_is_called_by_a_noun_phrase_or_an_act(text: str, name: str) -> None:
    assert name in [issue for _, _, issue in stands_of(text)]


@pytest.mark.parametrize(
    "text",
    [
        "The union SGT does not want to be elected.",
        "Norland's army insists that it did not fire a single round.",
        "The Harbour Company mourns the loss of life at the mill.",
        "Norland lifts its blockade of the ferry.",
        "The Premier of Norland said that her government would abide by the ruling.",
        "The report rests on a treaty signed by Norland and Sudland.",
        "Norland warned that it would run out of oxygen.",
        "The embassy of Norland declined to comment.",
    ],
)
def test_facts_wishes_for_oneself_and_mourning_show_no_stand(text: str) -> None:
    assert stands_of(text) == []


def test_a_list_of_what_is_asked_for_is_read_item_by_item() -> None:
    text = (
        "We, the Nurses' Guild, write to you. We are tired. We have waited. What do we ask? "
        "That the decree be withdrawn. That the nine colleagues be taken back."
    )
    found = {(stance, issue) for _, stance, issue in stands_of(text)}
    assert {("against", "decree"), ("for", "nine colleagues taken back")} <= found


def test_a_demand_that_stands_as_a_noun_is_its_owner_s() -> None:
    found = stands_of("The demand of Norland that the tax be dropped was repeated in Tal.")
    assert ("Norland", "against", "tax") in found


@pytest.mark.parametrize(
    ("text", "stand"),
    [
        (
            "Homeland marched through the capital against what it calls a surrender.",
            ("Homeland", "against", "surrender"),
        ),
        (
            "The Chamber of Millers complained that the levy leaves them nothing.",
            ("Chamber of Millers", "against", "levy"),
        ),
        (
            "The strike, which Minister Ana Torv described as blackmail, went on.",
            ("Ana Torv", "against", "strike"),
        ),
        (
            "Ana Torv, the minister, said that the claim for damages was without foundation.",
            ("Ana Torv", "against", "claim for damages"),
        ),
        (
            "Norland demanded that Sudland vacate the pier.",
            ("Norland", "for", "vacate the pier"),
        ),
    ],
)
def test_grievances_scorn_and_what_has_no_ground(text: str, stand: tuple[str, str, str]) -> None:
    assert stand in stands_of(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Norland denied having opened the gates.", "having opened the gates"),
        (
            "The Harbour Company dismissed reports that its troops had crossed the river.",
            "its troops had crossed the river",
        ),
        (
            "A story went round. That is false, says Ana Torv: the man was driven home by bus.",
            "the man was driven home by bus",
        ),
        (
            "According to the order, signed by Judge Ana Torv, the clause may be void.",
            "the clause may be void",
        ),
    ],
)
def test_what_is_denied_and_what_follows_a_colon_is_said(text: str, said: str) -> None:
    words = [text[s.content[0].start : s.content[-1].end] for s in evidence_of(text).statements]
    assert said in words


def test_who_is_told_does_not_say_it() -> None:
    text = 'The envoy of Norland was called in and told that the raid was "an outrage".'
    found = evidence_of(text)
    names = {party.id: party.name for party in found.parties}
    assert not [s for s in found.statements if any("envoy" in names[p] for p in s.speakers)]


def test_what_a_speaker_does_meanwhile_is_not_said() -> None:
    text = '"We wait," said the chairman, Ole Brandt, 51, warming his hands at a fire.'
    words = [text[s.content[0].start : s.content[-1].end] for s in evidence_of(text).statements]
    assert words == ["We wait"]
