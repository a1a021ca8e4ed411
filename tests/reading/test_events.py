"""Events by rules of thumb and on trees: who did what to whom, and what is no event."""

from __future__ import annotations

import pytest

from backchannel.dossier.evidence import EventType, Modality
from backchannel.reading.codebook import shifted
from backchannel.reading.events import Found, find_events
from backchannel.reading.shallow import shallow_parse
from backchannel.reading.tree import Tree
from backchannel.text import Span
from tests.reading.parses import parse_of


def told(text: str, year: int | None = None) -> list[Found]:
    """Events of a text without the trained reader."""
    parse = shallow_parse(text, [Span(0, len(text))])
    return [e for e in find_events(parse, text, reported_year=year) if e.confidence >= 0.5]


def sides(text: str) -> list[tuple[str, list[str], list[str]]]:
    """Type, sources and targets in words."""
    parse = shallow_parse(text, [Span(0, len(text))])
    tree = Tree(parse)

    def words(heads: tuple[int, ...]) -> list[str]:
        return [tree.text(text, *tree.phrase(head)) for head in heads]

    return [
        (e.type.value, words(e.sources), words(e.targets))
        for e in find_events(parse, text)
        if e.confidence >= 0.5
    ]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Norland rejected the offer of Sudland.", "REJECT"),
        ("Norland has agreed to withdraw its troops from the valley.", "CONCEDE"),
        ("Norland withdrew its troops from the valley.", "RETREAT"),
        ("Norland will send food to Sudland.", "AGREE"),
        ("Norland signed a treaty with Sudland.", "SUPPORT"),
        ("Norland broke off talks with Sudland.", "SANCTION"),
        ("Norland threatened to bomb the port of Sudland.", "THREATEN"),
        ("Norland urged Sudland to release the prisoners.", "REQUEST"),
        ("Norland refused to meet the envoys of Sudland.", "REJECT"),
        ("Police arrested nine strikers.", "COERCE"),
        ("The army shelled the town of Aldermoor.", "ASSAULT"),
        ("Miners marched against the closure.", "PROTEST"),
        ("Norland lifted the curfew.", "CONCEDE"),
        ("Norland lifted sanctions on Sudland.", "RETREAT"),
        ("Norland expelled two diplomats of Sudland.", "SANCTION"),
        ("Norland deployed two battalions along the border.", "MOBILIZE"),
        ("Norland accused Sudland of shelling the market.", "ACCUSE"),
        ("The president resigned on Monday.", "RETREAT"),
        ("Norland apologised to Sudland.", "CONCEDE"),
        ("On the number of boats no agreement was reached.", "REJECT"),
        ("The regulator closed it on Sunday.", "COERCE"),
        ("The Growers' Party broke with the coalition over the levy.", "SANCTION"),
        ("The rebels denounced the truce as a trick.", "ACCUSE"),
        ("The minister threw in the towel on Friday.", "RETREAT"),
        ("The envoys put their names to a memorandum.", "SUPPORT"),
        ("The depot went up in flames on Monday.", "ASSAULT"),
        ("Norland froze the issue of new licences.", "SANCTION"),
        ("Forty deputies signed a motion to impeach the minister.", "ACCUSE"),
        ("The observers drove into the valley on Monday.", "RETREAT"),
    ],
)
def test_one_act_has_one_type(text: str, kind: str) -> None:
    assert [e.type.value for e in told(text)] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "Norland did not attack Sudland.",
        "If Norland attacked Sudland, prices would rise.",
        "Will Norland attack Sudland?",
        "Norland lifted the cup after the final match.",
        "The river is low.",
    ],
)
def test_what_is_denied_supposed_or_asked_is_no_event(text: str) -> None:
    assert told(text) == []


def test_a_threat_is_not_an_attack() -> None:
    found = told("The militia threatened to attack the embassy.")
    assert [(e.type, e.modality) for e in found] == [(EventType.THREATEN, Modality.THREATENED)]


def test_an_accusation_hides_the_act_it_is_about() -> None:
    assert sides("Norland accused Sudland of shelling the market.") == [
        ("ACCUSE", ["Norland"], ["Sudland"])
    ]


def test_sides_of_a_passive_are_turned() -> None:
    assert sides("Two officers were arrested by the police.") == [
        ("COERCE", ["police"], ["officers"])
    ]


def test_history_is_marked_as_past() -> None:
    found = told("In 1962 Norland invaded Sudland.", year=2024)
    assert [e.modality for e in found] == [Modality.PAST]


def test_a_reciprocal_event_has_all_parties_as_sources() -> None:
    text, parse = parse_of(
        """
        Norland PROPN NNP 2 nsubj
        met VERB VBD 0 root
        with ADP IN 4 case
        Sudland PROPN NNP 2 obl
        """
    )
    (event,) = find_events(parse, text)
    assert (event.type, event.sources, event.targets) == (EventType.CONSULT, (0, 3), ())


@pytest.mark.parametrize("kind", list(EventType))
@pytest.mark.parametrize(
    "operator", ["agree", "plan", "threaten", "request", "reject", "begin", "stop", "prevent"]
)
def test_every_act_has_an_outcome_or_none_under_every_word(kind: EventType, operator: str) -> None:
    outcome = shifted(operator, kind)
    assert outcome is None or outcome.type in EventType
    assert shifted("deny", kind) is None
