"""Demands under a noun, clauses without a verb, charges, apologies; sentences of our own."""

from __future__ import annotations

import pytest

from backchannel.reading.accusations import is_misdeed
from backchannel.reading.answers import apologises
from backchannel.reading.demands import demanded_clause, is_bare_demand
from backchannel.reading.events import find_events
from backchannel.reading.gapping import gapped
from backchannel.reading.inflection import noun_lemma
from backchannel.reading.read import parse_text, reader
from backchannel.reading.same_act import harm_of
from backchannel.reading.sides import Actors
from backchannel.reading.tree import Tree

pytestmark = pytest.mark.skipif(reader() is None, reason="the trained reader is missing")


def told(text: str) -> list[tuple[str, list[str], list[str]]]:
    """Type, sources and targets of the events of a text, the sides in words."""
    parse = parse_text(text)

    def words(heads: tuple[int, ...]) -> list[str]:
        return [parse.tokens[k].text for k in heads]

    return [
        (one.type.value, words(one.sources), words(one.targets))
        for one in find_events(parse, text)
        if one.confidence >= 0.5
    ]


def word(tree: Tree, text: str) -> int:
    """The index of a word."""
    return tree.lower.index(text)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        (
            "The demand of the Authority that the quay be vacated was not accepted by the guild.",
            ["REJECT", "REQUEST"],
        ),
        ("Norland's demand that the garrison be withdrawn was repeated on Friday.", ["REQUEST"]),
        ("That the ferry be restored.", ["REQUEST"]),
        ("The proposal was not accepted by the government.", ["REJECT"]),
        ("The application for a permit was not granted by the city.", ["REJECT"]),
        ("The two sides agreed on nothing.", ["REJECT"]),
        ("The court suspended the decree.", ["REJECT"]),
        ("The ministry did not come to the talks.", ["REJECT"]),
        ("Nobody from the ministry came to the talks.", ["REJECT"]),
        ("The rebels freed nine sailors and the government eleven fighters.", ["RETREAT"] * 2),
        ("Norland released five pilots, and Sudland three.", ["RETREAT"] * 2),
        ("I am sorry that we fired on the boat.", ["CONCEDE"]),
        ("The premier said he was sorry.", ["CONCEDE"]),
        ("The general asked the villagers for forgiveness.", ["CONCEDE"]),
        ("The king has signed a pardon for the two journalists.", ["CONCEDE"]),
        ("The nurses have gone back to work.", ["CONCEDE"]),
        ("The strike was off by Friday.", ["CONCEDE"]),
        ("Since dawn forty farmers have been sitting on the railway line.", ["PROTEST"]),
        ("The deputies of the Reform Party left the chamber.", ["PROTEST"]),
        ("The ministry switched the power back on in the valley.", ["RETREAT"]),
        ("Sudland has cut the current to three districts.", ["COERCE"]),
        ("On 3 April a guard struck a prisoner with a rifle butt.", ["ASSAULT"]),
        ("Somebody fixed a bomb under the car of the mayor.", ["ASSAULT"]),
        ("In the night the car of the secretary was burned in front of his house.", ["ASSAULT"]),
        ("Six buses of riot police arrived in the night.", ["MOBILIZE"]),
        ("The envoy rang the president at noon.", ["CONSULT"]),
        ("The two sides were back in Geneva on Tuesday.", ["CONSULT"]),
        ("Both delegations spent two days in Oslo at a meeting chaired by the envoy.", ["CONSULT"]),
        ("She sat them down at one table.", ["CONSULT"]),
        (
            "Should the licence be revoked, the company will seek damages from the republic.",
            ["THREATEN"],
        ),
        (
            "Whoever is not back at work by Monday will lose his post, the minister said.",
            ["THREATEN"],
        ),
        ("The minister said the union had betrayed the patients.", ["ACCUSE"]),
        ('"They have robbed us," the farmer said.', ["ACCUSE"]),
        ("The firm is a gang of thieves, the mayor said.", ["ACCUSE"]),
        ("The minister said that the union had blood on its hands.", ["ACCUSE"]),
        ("The union said that the ministry was to blame for the deaths.", ["ACCUSE"]),
        ("The commission found that the guards had beaten four prisoners.", ["ACCUSE"]),
        ("The army shelled the village of Orr. Two teachers were killed.", ["ASSAULT"]),
        ("The ministry drops its plan to fine the strikers.", ["CONCEDE"]),
    ],
)
def test_acts_told_in_other_words(text: str, kinds: list[str]) -> None:
    assert sorted(kind for kind, _, _ in told(text)) == kinds


@pytest.mark.parametrize(
    "text",
    [
        "Such talks are planned, the paper says.",
        "The programme is supported by listeners and by Halm Bank.",
        "The court will hear the case on 10 March.",
        "The director has taken another road.",
        "The permit lets Halm Mining dig a pit at Orr.",
        "The minister voiced confidence that the harvest would be good.",
        "That is how it goes; a party must look after its own.",
        "The hospital says it will run out of oxygen by Sunday if the road stays shut.",
    ],
)
def test_what_tells_no_act(text: str) -> None:
    assert told(text) == []


def test_sides_of_a_clause_without_a_verb() -> None:
    assert told("The rebels freed nine sailors and the government eleven fighters.") == [
        ("RETREAT", ["rebels"], ["sailors"]),
        ("RETREAT", ["government"], ["fighters"]),
    ]
    tree = Tree.of(parse_text("The rebels freed nine sailors and the captain two days later."))
    assert gapped(tree, Actors(tree), word(tree, "freed")) is None


def test_whose_demand_is_refused() -> None:
    found = told("The demand of the Authority that the quay be vacated was not accepted.")
    assert ("REQUEST", ["Authority"], []) in found


def test_who_comes_home_was_let_go() -> None:
    assert told("The nine hostages came home on Friday.") == [("RETREAT", [], ["hostages"])]


def test_a_clause_is_demanded_only_in_the_subjunctive() -> None:
    tree = Tree.of(parse_text("The appeal that the mayor resign was read out."))
    assert demanded_clause(tree, word(tree, "appeal")) == word(tree, "resign")
    tree = Tree.of(parse_text("The belief that the mayor resigned is common."))
    assert demanded_clause(tree, word(tree, "belief")) is None
    tree = Tree.of(parse_text("That the ferry be restored."))
    assert is_bare_demand(tree, word(tree, "restored"))
    tree = Tree.of(parse_text("That ferry sank in the bay."))
    assert not is_bare_demand(tree, word(tree, "sank"))


def test_what_is_a_misdeed_and_what_an_apology() -> None:
    tree = Tree.of(parse_text("The mayor said the firm had lied to the villages."))
    assert is_misdeed(tree, word(tree, "lied"))
    tree = Tree.of(parse_text("The mayor said the village lies on the coast."))
    assert not is_misdeed(tree, word(tree, "lies"))
    tree = Tree.of(parse_text("I am sorry to hear it."))
    assert not apologises(tree, word(tree, "sorry"))


def test_whom_an_attack_hurt_is_no_second_attack() -> None:
    text = "Gunmen attacked the post on Friday. On Sunday three guards were killed."
    assert [kind for kind, _, _ in told(text)] == ["ASSAULT", "ASSAULT"]
    text = "Gunmen attacked the post on Friday. Three guards were killed."
    parse = parse_text(text)
    (one,) = find_events(parse, text)
    assert not harm_of(Tree.of(parse), one, one)


def test_plurals_in_uses() -> None:
    assert [noun_lemma(w) for w in ("buses", "campuses", "causes")] == ["bus", "campus", "cause"]
