"""What was not said or done, and where parties stand."""

from __future__ import annotations

import pytest

from backchannel.dossier.evidence import Stance
from backchannel.reading.absences import find_absences
from backchannel.reading.events import find_events
from backchannel.reading.positions import Stand, find_positions, issue_key
from backchannel.reading.shallow import shallow_parse
from backchannel.reading.statements import find_statements
from backchannel.reading.tree import Tree
from backchannel.text import Span


def stands(text: str) -> list[tuple[str, Stand]]:
    parse = shallow_parse(text, [Span(0, len(text))])
    tree = Tree(parse)
    events = [e for e in find_events(parse, text) if e.confidence >= 0.5]
    found = find_positions(
        parse, text, events, find_statements(parse, text), find_absences(parse, text)
    )
    return [(tree.text(text, *tree.phrase(s.heads[0])), s) for s in found]


@pytest.mark.parametrize(
    "text",
    [
        "No mention was made of a date.",
        "The embassy declined to comment on the visit.",
        "The delegation did not attend the session.",
        "The statement stopped short of naming a culprit.",
        "Nobody has claimed responsibility.",
        "The ministry did not say whether the talks would go on.",
        "No date was set for a second round.",
        "The minister was conspicuously absent.",
        "The text is silent on the prisoners.",
    ],
)
def test_a_noted_silence_is_an_absence(text: str) -> None:
    found = find_absences(shallow_parse(text, [Span(0, len(text))]), text)
    assert len(found) == 1
    assert text[slice(*found[0].cue)]


@pytest.mark.parametrize(
    "text", ["The ministry said that a date had been set.", "The delegation attended."]
)
def test_what_was_said_is_no_absence(text: str) -> None:
    assert find_absences(shallow_parse(text, [Span(0, len(text))]), text) == ()


def test_who_demands_a_thing_is_for_it() -> None:
    ((who, stand),) = stands("Norland demanded the release of the prisoners.")
    assert (who, stand.stance, stand.name) == ("Norland", Stance.FOR, "release of the prisoners")


def test_who_rejects_a_thing_is_against_it() -> None:
    ((who, stand),) = stands("Norland rejected the timetable.")
    assert (who, stand.stance, stand.name) == ("Norland", Stance.AGAINST, "timetable")


def test_who_demands_that_a_thing_stop_is_against_it() -> None:
    found = stands("Norland urged Sudland to stop the shelling.")
    assert [(who, s.stance, s.name) for who, s in found] == [
        ("Norland", Stance.AGAINST, "shelling")
    ]


def test_a_threat_shows_what_would_stop_it() -> None:
    found = stands("Norland threatened to close the strait unless Sudland frees the crew.")
    assert [(s.stance, s.rule) for _, s in found] == [(Stance.FOR, "condition")]
    assert "crew" in found[0][1].name


@pytest.mark.parametrize(
    ("text", "who", "stance", "name"),
    [
        (
            "Norland demanded the release of the prisoners. Sudland refused.",
            "Sudland",
            Stance.AGAINST,
            "release of the prisoners",
        ),
        (
            "Norland demanded a pay rise. The operator turned it down.",
            "operator",
            Stance.AGAINST,
            "pay rise",
        ),
        ("Norland wants the strait to stay open.", "Norland", Stance.FOR, "stay open"),
        (
            "Norland will not sign until Sudland frees the crew.",
            "Norland",
            Stance.FOR,
            "free the crew",
        ),
        ("The court threw out the petition against the strike.", "court", Stance.FOR, "strike"),
        ("The mayor said that the mine would bring jobs.", "mayor", Stance.FOR, "mine"),
        (
            "The union's petition against the quarry was read out.",
            "union",
            Stance.AGAINST,
            "quarry",
        ),
        ("The drivers called off the blockade.", "drivers", Stance.AGAINST, "blockade"),
        ("The drivers sang for the strike.", "drivers", Stance.FOR, "strike"),
    ],
)
def test_answers_conditions_wants_acts_and_nouns_show_a_stand(
    text: str, who: str, stance: Stance, name: str
) -> None:
    assert (who, stance, name) in [(w, s.stance, s.name) for w, s in stands(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Norland blamed Sudland for the fire.",
        "Norland did not give the number of the captives.",
        "Norland summoned the ambassador.",
    ],
)
def test_blame_routine_and_missing_facts_are_no_stand(text: str) -> None:
    assert stands(text) == []


def test_silence_is_not_opposition() -> None:
    found = stands("Norland made no mention of the levy.")
    assert [(who, s.stance) for who, s in found] == [("Norland", Stance.UNCLEAR)]


def test_names_of_one_issue_share_their_key() -> None:
    one = issue_key("the full withdrawal of all foreign troops".split())
    assert one == issue_key("withdraw foreign troops".split())
    assert one != issue_key("the release of prisoners".split())
