"""Groups and persons that reports call by turns by what they are."""

from __future__ import annotations

import pytest

from backchannel.dossier.evidence import Mention, MentionKind, Party, PartyKind
from backchannel.dossier.same_party import cluster_parties
from backchannel.dossier.unnamed_groups import how_many
from backchannel.text import Source

ORG, FORCE, GROUP = PartyKind.ORGANISATION, PartyKind.ARMED_FORCE, PartyKind.GROUP
PERSON, PERSONS = PartyKind.PERSON, PartyKind.PERSONS
NAME, NOUN = MentionKind.NAME, MentionKind.NOMINAL


def party(
    name: str,
    kind: PartyKind,
    told: MentionKind,
    *,
    quote: str = "",
    sector: str | None = None,
    role: str | None = None,
    part_of: str | None = None,
) -> Party:
    quote = quote or name
    cite = Source(quote, quote).cite(0, len(quote))
    grounds = (cite,) if part_of else ()
    return Party(
        name,
        name,
        kind,
        None,
        sector,
        part_of,
        grounds,
        role=role,
        mentions=(Mention(cite, told),),
    )


def count(*readings: list[Party]) -> int:
    return len(cluster_parties(readings))


TARN = party("Tarn", PartyKind.STATE, NAME)


@pytest.mark.parametrize(
    ("known", "taken_up"),
    [
        ([party("Odra Truce Commission Mission", ORG, NAME)], party("observers", PERSONS, NOUN)),
        ([party("crew of the Blue Heron", PERSONS, NOUN)], party("sailors", PERSONS, NOUN)),
        ([party("Odra Defence Force", ORG, NAME)], party("soldiers", FORCE, NOUN)),
        ([party("Odra Home Guard", ORG, NAME)], party("militia", GROUP, NOUN, sector="PRM")),
        ([party("Odra People's Army", ORG, NAME)], party("rebels", GROUP, NOUN, sector="REB")),
        ([party("Salt Workers' League", ORG, NAME)], party("trade unions", ORG, NOUN)),
        ([party("police", FORCE, NOUN, sector="COP")], party("security forces", FORCE, NOUN)),
        (
            [party("Lena Tarin", PERSON, NAME, role="envoy")],
            party("mediator", PERSON, NOUN, role="mediator"),
        ),
        (
            [party("Lena Tarin", PERSON, NAME)],
            party("Lena", PERSON, NAME, quote="Dame Lena"),
        ),
        ([party("fourteen fishermen", PERSONS, NOUN)], party("crews", PERSONS, NOUN)),
    ],
)
def test_another_noun_of_the_family_is_the_one_that_fits(
    known: list[Party], taken_up: Party
) -> None:
    assert count(known, [taken_up]) == len(known)


@pytest.mark.parametrize(
    ("known", "other"),
    [
        ([party("Odra People's Army", ORG, NAME)], party("army", FORCE, NOUN)),
        (
            [party("crew of the Heron", PERSONS, NOUN), party("crew of the Swan", PERSONS, NOUN)],
            party("sailors", PERSONS, NOUN),
        ),
        (
            [party("Odra Guard", ORG, NAME), party("Tarn Brigade", ORG, NAME)],
            party("militia", GROUP, NOUN, sector="PRM"),
        ),
        (
            [party("Lena Tarin", PERSON, NAME), party("Lena Odran", PERSON, NAME)],
            party("Lena", PERSON, NAME),
        ),
        ([party("40,000 people", PERSONS, NOUN)], party("forty people", PERSONS, NOUN)),
        ([party("truckers", PERSONS, NOUN)], party("trucker", PERSONS, NOUN)),
    ],
)
def test_where_two_fit_or_the_words_contradict_they_stay_apart(
    known: list[Party], other: Party
) -> None:
    assert count(known, [other]) == len(known) + 1


def test_the_leader_of_a_body_is_its_one_person_with_a_name() -> None:
    front = party("Odra Salt Front", ORG, NAME)
    tarin = party("Lena Tarin", PERSON, NAME, part_of="Odra Salt Front")
    leader = party("leader of the Front", PERSON, NOUN, role="leader", part_of="Odra Salt Front")
    assert count([front, tarin], [front, leader]) == 2
    other = party("Ivo Sarn", PERSON, NAME, part_of="Odra Salt Front")
    assert count([front, tarin, other], [front, leader]) == 4


def told_at(source: Source, name: str, kind: PartyKind, how: MentionKind, quote: str) -> Party:
    start = source.text.index(quote)
    cite = source.cite(start, start + len(quote))
    return Party(name, name, kind, mentions=(Mention(cite, how),))


def test_letters_of_another_language_stand_for_the_name_before_them() -> None:
    page = Source("The Confederation of Odran Workers struck. The CTO agreed, the CUA did not.")
    full = told_at(
        page, "Confederation of Odran Workers", ORG, NAME, "Confederation of Odran Workers"
    )
    letters = told_at(page, "CTO", ORG, NAME, "CTO")
    assert count([full, letters]) == 1
    assert count([full, told_at(page, "CUA", ORG, NAME, "CUA")]) == 2
    elsewhere = Source(". " * 60 + "CTO")
    assert count([full, told_at(elsewhere, "CTO", ORG, NAME, "CTO")]) == 2


def test_two_told_of_together_under_one_noun() -> None:
    page = Source("The court freed two nurses, Lena Tarin and Ivo Sarn, on Monday.")
    nurses = told_at(page, "two nurses", PERSONS, NOUN, "two nurses")
    tarin = told_at(page, "Lena Tarin", PERSON, NAME, "Lena Tarin")
    sarn = told_at(page, "Ivo Sarn", PERSON, NAME, "Ivo Sarn")
    assert count([nurses, tarin, sarn]) == 1
    other = Source("Two nurses and a driver. " + "Lena Tarin or Ivo Sarn")
    assert count([nurses, tarin, told_at(other, "Ivo Sarn", PERSON, NAME, "Ivo Sarn")]) == 3


def test_numbers_in_words_and_figures() -> None:
    assert how_many("some two hundred boatmen") == 200
    assert how_many("40,000 people") == 40_000
    assert how_many("the other seven") == 7
    assert how_many("the boatmen") is None
