"""Acts told in set phrases, by what is done no more, or only seemingly; sentences of our own."""

from __future__ import annotations

import pytest

from backchannel.reading.ceasing import left_body, no_longer
from backchannel.reading.events import find_events
from backchannel.reading.gatherings import gathered
from backchannel.reading.read import parse_text, read, reader
from backchannel.reading.sides import Actors
from backchannel.reading.standing import standing
from backchannel.reading.tree import Tree
from backchannel.text import Source

pytestmark = pytest.mark.skipif(reader() is None, reason="the trained reader is missing")


def types(text: str) -> list[str]:
    """Types of the events of a text."""
    return [one.type.value for one in find_events(parse_text(text), text) if one.confidence >= 0.5]


def word(tree: Tree, text: str) -> int:
    """The index of a word."""
    return tree.lower.index(text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("On Monday the widow chained herself to the gates of the ministry.", "PROTEST"),
        ("Since Monday we have been on strike.", "PROTEST"),
        ("The dockers have been on strike for a week.", "PROTEST"),
        ("The ruling brought the dockers out on strike.", "PROTEST"),
        ("The crews have refused to sail since Sunday.", "PROTEST"),
        ("It is day twelve of the strike at the mill.", "PROTEST"),
        ("The prisoners came out of the cells on 3 May.", "RETREAT"),
        ("The rebels gave the two pilots to the Red Cross on Sunday.", "RETREAT"),
        ("The front handed the driver over to the Red Cross.", "RETREAT"),
        ("On Thursday the last men of the front walked off the airstrip.", "RETREAT"),
        ("The president ordered the drones to the ground.", "RETREAT"),
        ("The jets are on the ground.", "RETREAT"),
        ("The general allowed the Red Cross to visit the prisoners.", "RETREAT"),
        ("The coast guard left the pilot station on Sunday.", "RETREAT"),
        ("From today our delegates no longer sit in the Joint Commission.", "SANCTION"),
        ("Norland will no longer take part in the talks.", "SANCTION"),
        ("Norland no longer buys gas from Beln.", "SANCTION"),
        ("The army no longer shells the town.", "RETREAT"),
        ("As of yesterday my union has left that agreement.", "SANCTION"),
        ("On Monday Norland proposed itself as mediator.", "AGREE"),
        ("The minister says she will come.", "AGREE"),
        ("The general says he will not attend.", "REJECT"),
        ("For three days the mediator held the delegations in talks.", "CONSULT"),
        ("Mr Brandt had the two delegations flown to Varna.", "CONSULT"),
        (
            "For three days Bishop Brandt had the premier and the mayor at his table.",
            "CONSULT",
        ),
        ("The guild and the firm are back at the table.", "CONSULT"),
        ("The drivers are back at the wheel since Monday.", "CONCEDE"),
        ("Three clerks were taken from their boat by rebels.", "ASSAULT"),
        ("The company is pointing at the strikers.", "ACCUSE"),
        ("The union has set the ministry a date.", "THREATEN"),
        ("The court gave the strikers two days to leave the hall.", "REQUEST"),
        ("Should the firm cut the wages, the union will strike on Monday.", "THREATEN"),
        ('"We are not leaving," the squatters said.', "REJECT"),
        ("The governor said that the harbour was none of the council's business.", "REJECT"),
        ("The dispute is an internal matter, the ministry said.", "REJECT"),
        ('"If our boys are not home by Friday, no car sails," Ms Leto said.', "THREATEN"),
        ("The rafts were cut adrift on Monday.", "ASSAULT"),
        ("Two grey gunboats tied up at Varna this afternoon.", "MOBILIZE"),
        ('"The state does not take orders about its own rails," the minister said.', "REJECT"),
    ],
)
def test_set_phrases(text: str, kind: str) -> None:
    assert types(text) == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "Had the talks failed, the ministry would have sent troops to the port, an official said.",
        "A listener writes that the minister was pelted with eggs at the rally.",
        "A caller says that the police fired on the crowd. That is not so.",
        "HOST: They say that the mayor was beaten. REPORTER: No. He was not even in town.",
        "In the capital they are spreading it about that the commander has been wounded.",
        "The union says its people were at home.",
        "He asked the captain to lose the key.",
        "Then I should like to know whose business, said Dr Orban.",
        "We did try.",
        "Our sixty are still sitting in the cells.",
        "The company has admitted that it employs children.",
        "The general swore that there were rifles under the salt.",
        "The teachers are not on strike.",
        "The bridge no longer exists.",
        "Norland, which takes most of the catch of both fleets, said nothing.",
        "The embassy declined to comment on the attack.",
        "The drill simulated an attack on the port.",
        "In the exercise, the blue army attacked the red one.",
        "The paper corrected a report that the bank had been raided.",
        "The plan was to seize the bridge, but nobody came.",
        "The talks planned for Friday did not take place.",
        "He stopped short of resigning.",
        "An attack on the dam was averted.",
        "Judge Brandt let the hearing go on.",
        "The bishop has so far left our letter unanswered.",
        "The minister was supposed to meet the envoy on Monday but stayed at home.",
        "A dozen monitors walked on to the field.",
        "The farmer had two sons and a daughter at school.",
    ],
)
def test_what_only_looks_like_an_act(text: str) -> None:
    assert types(text) == []


def test_what_is_done_no_more() -> None:
    tree = Tree.of(parse_text("Our delegates no longer sit in the commission."))
    assert no_longer(tree, word(tree, "sit"))
    assert left_body(tree, word(tree, "sit")) == word(tree, "commission")
    tree = Tree.of(parse_text("Our delegates sit in the commission."))
    assert left_body(tree, word(tree, "sit")) is None


@pytest.mark.parametrize(
    ("text", "verb", "sides"),
    [
        ("The envoy kept Norland and Beln in one room until midnight.", "kept", 2),
        ("The archbishop got both sides into the same room on Sunday.", "got", 1),
        ("The police kept the mayor and the editor in a cell.", "kept", 0),
        ("The envoy kept Norland and Beln waiting.", "kept", 0),
        ("The envoy met Norland and Beln in one room.", "met", 0),
    ],
)
def test_who_has_the_sides_in_one_room(text: str, verb: str, sides: int) -> None:
    tree = Tree.of(parse_text(text))
    assert len(gathered(tree, Actors(tree), word(tree, verb), [1])) == sides


def test_a_state_whose_preposition_the_tree_takes_for_the_predicate() -> None:
    tree = Tree.of(parse_text("The dockers have been on strike for a week."))
    state = standing(tree, word(tree, "strike"))
    assert state is not None
    assert state.whose == "source"


@pytest.mark.parametrize(
    ("text", "kind", "target"),
    [
        ("Norland refuses to withdraw its troops from the valley.", "REJECT", []),
        ("The mayor ruled out any release of the prisoners.", "REJECT", []),
        ("Norland refused to hand the pilots over to Beln.", "REJECT", ["Beln"]),
        (
            "Norland turned down a Belnish demand for the release of the pilots.",
            "REJECT",
            ["Belnish"],
        ),
        ("The minister threatened to send in the Ninth Brigade.", "THREATEN", []),
        ("The governor sent in the Ninth Brigade.", "MOBILIZE", []),
        ("Norland agreed to withdraw its troops from Beln's islands.", "CONCEDE", ["Beln"]),
        ("The mission has suspended all its patrols.", "SANCTION", []),
        ("The rebels threatened to shoot the pilots.", "THREATEN", ["pilots"]),
    ],
)
def test_what_is_spoken_of_is_not_whom_it_is_said_to(
    text: str, kind: str, target: list[str]
) -> None:
    parse = parse_text(text)
    (one,) = (e for e in find_events(parse, text) if e.type.value == kind)
    assert [parse.tokens[k].text for k in one.targets] == target


def test_who_wished_it_is_refused_and_who_was_faced_is_threatened() -> None:
    text = (
        "In a letter the Weavers' Guild of Beln demanded the release of the three clerks.\n\n"
        "The council of Beln sat for a week. Nobody spoke to the press. It was hot.\n\n"
        "On Friday Governor Ola Brandt ruled out any release of the clerks."
    )
    evidence = read(Source(text, "t"))
    name = {p.id: p.name for p in evidence.parties}
    (refusal,) = (e for e in evidence.events if e.type.value == "REJECT")
    assert [name[t] for t in refusal.targets] == ["Weavers' Guild of Beln"]


def test_talks_and_who_mediated_in_them_are_one_event() -> None:
    text = "Norland and Beln held talks in Varna while the bishop shuttled between the two rooms."
    parse = parse_text(text)
    (talks,) = find_events(parse, text)
    assert talks.mode == "third-party"
    assert [parse.tokens[k].text for k in talks.sources] == ["bishop"]
    assert [parse.tokens[k].text for k in talks.targets] == ["Norland", "Beln"]
