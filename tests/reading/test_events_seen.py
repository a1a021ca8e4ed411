"""Events that take trees to tell: answers, questions left open, things that are no act."""

from __future__ import annotations

import pytest

from backchannel.reading.events import find_events
from backchannel.reading.parse import Parse
from backchannel.reading.read import parse_text, read, reader
from backchannel.text import Source

pytestmark = pytest.mark.skipif(reader() is None, reason="the trained reader is missing")


def types(text: str, parse: Parse | None = None) -> list[str]:
    """Types of the events of a text."""
    found = find_events(parse or parse_text(text), text)
    return [one.type.value for one in found if one.confidence >= 0.5]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Our answer is no.", "REJECT"),
        ("The union's answer was yes.", "AGREE"),
        ("The Valdese would not hear of joint patrols.", "REJECT"),
        ('"We shall do no such thing," Mr Arden said.', "REJECT"),
        ("The union voted no by 300 to 12.", "REJECT"),
        ("Norland let it be known that an envoy would be welcome after all.", "AGREE"),
        ("Fourteen fishermen walked out of the gaol on Friday.", "RETREAT"),
        ("On Friday those detained at the rally walked out of the Fort.", "RETREAT"),
        ("On Friday we handed over four of the crew to the bishop.", "RETREAT"),
        ("Our ministers handed in their letters of resignation.", "RETREAT"),
        ("The bloc has appointed three jurists to investigate both shootings.", "ACCUSE"),
        ("Since Thursday Norland has let no lorry through the crossing.", "COERCE"),
        ("The colonel who leads the mission has called off all patrols.", "RETREAT"),
        ("The teachers' union had called its people out for the day.", "PROTEST"),
        ("The monitors are stopping work.", "SANCTION"),
        ("The council turned the request down the same evening.", "REJECT"),
        ("The police cleared the strikers off the quay.", "COERCE"),
        ("On Monday the roadblock was cleared by soldiers.", "COERCE"),
        ("The officer was cleared of the theft.", "CONCEDE"),
        ("The paper attacked Mayor Odun for selling the harbour.", "ACCUSE"),
        ("Rebels attacked the camp for three hours.", "ASSAULT"),
        ("In May the state took the railway away from its owners.", "COERCE"),
        ("His licence had been taken off him at the gate.", "COERCE"),
        ("The court restored the sailors to liberty.", "RETREAT"),
        ("Norland's ambassador was back at her desk in Varna.", "SUPPORT"),
        ("He asked that the men be sent home.", "REQUEST"),
        ("The colonel was given fifteen years for it in June.", "SANCTION"),
        ("Norland points the finger at the islanders.", "ACCUSE"),
        (
            "If the contract is not suspended by Monday, she said, the night shifts will stop.",
            "THREATEN",
        ),
        (
            "The union told the firm to pull its surveyors out by Sunday or see the cranes stop.",
            "THREATEN",
        ),
    ],
)
def test_what_is_told(text: str, kind: str) -> None:
    assert types(text) == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "The ministry has not said who gave the order.",
        "We asked the ministry whether the envoy had left.",
        "It has been said in the market that he offered the widows money.",
        "The three clerks held at Marrow have yet to be charged, or released.",
        "The paper printed the concession granted to the company Orbel.",
        "Nobody knows when the prisoners will be released.",
        "The inspector asked how many farmers had blocked the road.",
        "A diplomat who asked not to be named said so.",
        "The vessels of the navy will continue their duties.",
        "He took the news like a soldier.",
        "This law closes the book.",
        "The bill wipes out every sentence and every charge.",
        "I told her so and I'm happy to say it again.",
        "The police of neither country have named a suspect.",
        "Harbour masters were told not to give a berth to the ferry.",
        "He was elected president in May.",
        "The ministry was given two years to reform.",
        "It has been said in town that he offered the families money; his office denied that.",
    ],
)
def test_what_is_no_event(text: str) -> None:
    assert types(text) == []


def test_a_question_of_why_tells_the_act() -> None:
    assert types("The mayor did not explain why the police arrested the teachers.") == ["COERCE"]


def test_a_condition_turned_round_asks_for_nothing() -> None:
    text = "She warned that should anybody attempt to take the boats, the sailors would not move."
    assert "REQUEST" not in types(text)


def test_the_reader_says_how_likely_each_word_tells_an_act() -> None:
    parse = parse_text("Norland shelled the port of Sudland on Monday.")
    assert len(parse.telling) == len(parse.tokens)
    assert all(0 <= share <= 1 for share in parse.telling)
    assert parse.telling[1] > 0.9 > parse.telling[0]


def test_a_paper_that_asks_is_no_party() -> None:
    text = (
        "The harbour at Marrow is shut. We also asked Governor Tal to come on the programme. "
        "Norland's port union asked Governor Tal to open it."
    )
    told = read(Source(text)).events
    assert [one.tellings[0].citation.quote for one in told if one.type.value == "REQUEST"] == [
        "Norland's port union asked Governor Tal to open it"
    ]
