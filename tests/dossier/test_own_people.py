"""People and organs through whom a body acts, each with what keeps others apart."""

from __future__ import annotations

from dataclasses import replace

from backchannel.dossier.evidence import Mention, MentionKind, PartyKind
from backchannel.text import Source
from tests.dossier.test_unnamed_groups import FORCE, NAME, NOUN, ORG, PERSON, PERSONS, count, party

SAID = (Source("of it").cite(0, 5),)


def test_a_commanders_men_are_his_force() -> None:
    police = replace(party("Aru Police", FORCE, NAME, sector="COP"), id="force")
    chief = replace(
        party("Ola Brizi", PERSON, NAME), id="chief", part_of="force", part_of_grounds=SAID
    )
    men = replace(party("His men", PERSONS, NOUN), part_of="chief", part_of_grounds=SAID)
    assert count([police, chief, men]) == 2
    six = replace(party("six of his men", PERSONS, NOUN), part_of="chief", part_of_grounds=SAID)
    assert count([police, chief, six]) == 3
    free = replace(chief, part_of=None, part_of_grounds=())
    assert count([police, free, men]) == 3


def test_a_phrase_that_says_a_name_word_for_word_is_that_body() -> None:
    union = party("Aru Dockers' Union", ORG, NAME)
    assert count([union, party("dockers of Bel", PERSONS, NOUN)], [union]) == 2
    said = party("Aru dockers' union", ORG, NOUN)
    assert count([union, said]) == 1
    assert count([union, party("Bel dockers' union", ORG, NOUN)]) == 2


def test_the_closing_word_of_one_name_with_an_article() -> None:
    sangha = party("Edadore Raitha Sangha", ORG, NAME)
    text = Source("The Sangha refused.", "a")
    short = replace(
        party("Sangha", ORG, NAME), mentions=(Mention(text.cite(4, 10), MentionKind.NAME),)
    )
    assert count([sangha], [short]) == 1
    assert count([sangha, party("Bel Sangha", ORG, NAME)], [short]) == 3
    bare_name = Source("Then Sangha refused.", "b")
    person_like = replace(short, mentions=(Mention(bare_name.cite(5, 11), MentionKind.NAME),))
    assert count([sangha], [person_like]) == 2


def test_an_organ_is_the_one_whose_name_says_its_kind() -> None:
    state = replace(party("Aru", PartyKind.STATE, NAME), id="state")
    named = replace(
        party("National Security Service", ORG, NAME), part_of="state", part_of_grounds=SAID
    )
    told = replace(
        party("Aru's security service", ORG, NOUN), part_of="state", part_of_grounds=SAID
    )
    assert count([state, named], [state, told]) == 2
    other = replace(party("Aru's health service", ORG, NOUN), part_of="state", part_of_grounds=SAID)
    assert count([state, named], [state, other]) == 3


def test_the_secretariat_is_of_the_one_body_between_states() -> None:
    community = party("Aru Community", PartyKind.IGO, NAME)
    secretariat = party("Secretariat", ORG, NOUN)
    assert count([community], [secretariat]) == 1
    assert count([community, party("Bel Union", PartyKind.IGO, NAME)], [secretariat]) == 3


def test_strikers_and_pickets_are_of_the_one_trade() -> None:
    dockers = party("dockers", PERSONS, NOUN, sector="LAB")
    strikers = party("strikers", PERSONS, NOUN, sector="LAB")
    pickets = party("pickets", PERSONS, NOUN, sector="LAB")
    assert count([dockers, pickets], [strikers]) == 1
    nurses = party("teachers", PERSONS, NOUN, sector="EDU")
    assert count([dockers, nurses], [strikers], [pickets]) == 3


def test_the_crowd_and_the_demonstrators() -> None:
    crowd = party("crowd", PERSONS, NOUN)
    assert count([crowd], [party("demonstrators", PERSONS, NOUN)]) == 1
    assert count([crowd], [party("twelve demonstrators", PERSONS, NOUN)]) == 2
