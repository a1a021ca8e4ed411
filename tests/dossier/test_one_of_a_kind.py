"""Parties told by a number, a seat or a kind, each with what keeps others apart."""

from __future__ import annotations

import pytest

from backchannel.dossier.evidence import PartyKind
from tests.dossier.test_unnamed_groups import (
    FORCE,
    NAME,
    NOUN,
    ORG,
    PERSON,
    PERSONS,
    count,
    party,
)


@pytest.mark.parametrize(
    ("here", "there", "parties"),
    [
        ("eleven people", "eleven prisoners", 1),
        ("eleven people", "ten comrades", 2),
        ("two people", "two prisoners", 2),  # two of anything are met too often
        ("eleven dockers", "eleven teachers", 2),
    ],
)
def test_people_of_one_number(here: str, there: str, parties: int) -> None:
    one, other = party(here, PERSONS, NOUN), party(there, PERSONS, NOUN)
    assert count([one], [other]) == parties


def test_people_of_one_number_stay_apart_where_two_fit() -> None:
    farmers, dockers = (
        party("eleven farmers", PERSONS, NOUN),
        party("eleven dockers", PERSONS, NOUN),
    )
    assert count([farmers, dockers], [party("eleven prisoners", PERSONS, NOUN)]) == 3


def test_a_mayor_is_the_one_whom_no_report_puts_elsewhere() -> None:
    brizi = party("Ola Brizi", PERSON, NAME, role="mayor")
    nameless = party("mayor of Aru", PERSON, NOUN, role="mayor")
    assert count([brizi], [nameless]) == 1
    falk = party("Ada Falk", PERSON, NAME, role="mayor")
    assert count([brizi, falk], [nameless]) == 3


def test_officers_are_of_the_one_police() -> None:
    police = party("Aru Police", FORCE, NAME, sector="COP")
    officers = party("Some three hundred officers", FORCE, NOUN, sector="COP")
    assert count([police], [officers]) == 1
    bel = party("Bel Police", FORCE, NAME, sector="COP")
    assert count([police, bel], [officers]) == 3


def test_the_un_mission_is_the_one_with_a_name() -> None:
    mission = party("United Nations Observer Mission in Aru", ORG, NAME)
    assert count([mission], [party("UN mission", ORG, NOUN)]) == 1
    assert count([mission], [party("trade mission", ORG, NOUN)]) == 2


def test_judges_are_of_the_one_court() -> None:
    court = party("Constitutional Court", ORG, NAME)
    assert count([court], [party("judges", PERSONS, NOUN)]) == 1
    assert count([court, party("Labour Court", ORG, NAME)], [party("judges", PERSONS, NOUN)]) == 3


def test_brussels_is_the_commission_where_a_dossier_speaks_of_it() -> None:
    commission = party("European Commission", PartyKind.IGO, NAME)
    seat = party("European Union", PartyKind.IGO, NAME, quote="Brussels")
    union = party("European Union", PartyKind.IGO, NAME)
    assert count([commission], [seat]) == 1
    assert count([commission], [union]) == 2


def test_a_body_named_in_another_language_is_its_kind() -> None:
    foreign = party("Confederação dos Professores", ORG, NAME)
    told = party("teachers' confederation", ORG, NOUN)
    assert count([foreign], [told]) == 1
    english = party("Dockers' Confederation", ORG, NAME)
    assert count([foreign, english], [told]) == 3
