"""One body under its name and under what reports say of its size, seat, leadership or kind."""

from __future__ import annotations

import pytest

from backchannel.dossier.evidence import Mention, MentionKind, Party, PartyKind
from backchannel.dossier.same_party import cluster_parties
from backchannel.text import Source

ORG, COMPANY, FORCE = PartyKind.ORGANISATION, PartyKind.COMPANY, PartyKind.ARMED_FORCE
PERSON, PERSONS = PartyKind.PERSON, PartyKind.PERSONS
NAME, NOUN = MentionKind.NAME, MentionKind.NOMINAL


def party(
    name: str,
    kind: PartyKind,
    told: MentionKind,
    *,
    sector: str | None = None,
    role: str | None = None,
    country: str | None = None,
) -> Party:
    mention = Mention(Source(name, name).cite(0, len(name)), told)
    return Party(name, name, kind, country, sector, role=role, mentions=(mention,))


def count(*readings: list[Party]) -> int:
    return len(cluster_parties(readings))


UNION = party("Salt Carriers' Union", ORG, NAME, sector="LAB")


@pytest.mark.parametrize(
    ("named", "described"),
    [
        (UNION, party("majority union", ORG, NOUN, sector="LAB")),
        (party("Varn Lines", COMPANY, NAME), party("company in Mill Street", COMPANY, NOUN)),
        (party("Odra hospital", ORG, NOUN), party("hospital management", ORG, NOUN)),
        (
            party("Regional Assembly of Tarn", ORG, NAME),
            party("regional parliament", ORG, NOUN, sector="LEG"),
        ),
        (party("Odra River Constabulary", ORG, NAME), party("Constabulary", ORG, NAME)),
        (party("Boatmen and Pilots' Union", ORG, NAME), party("Boatmen's union", ORG, NOUN)),
        (
            party("cantonal judge", PERSON, NOUN, role="cantonal judge"),
            party("judge", PERSON, NOUN, role="judge"),
        ),
        (party("crew of the Blue Heron", PERSONS, NOUN), party("Blue Heron", PERSON, NAME)),
        (party("border guards", FORCE, NOUN), party("Tarnian border forces", FORCE, NOUN)),
    ],
)
def test_a_description_that_only_one_body_fits_is_that_body(named: Party, described: Party) -> None:
    assert count([named], [described]) == 1


@pytest.mark.parametrize(
    ("named", "described"),
    [
        ([UNION, party("Dyers' Union", ORG, NAME)], party("bigger union", ORG, NOUN)),
        ([UNION], party("rival union", ORG, NOUN)),
        ([UNION], party("its assembly", ORG, NOUN)),
        ([party("Government House", ORG, NAME)], party("House", ORG, NAME)),
        (
            [party("Varn Lines", COMPANY, NAME), party("Odra Mills", COMPANY, NAME)],
            party("company in Mill Street", COMPANY, NOUN),
        ),
        (
            [party("finance minister", PERSON, NOUN, role="finance minister")],
            party("minister", PERSON, NOUN, role="spokesman"),
        ),
        ([party("crew of the Blue Heron", PERSONS, NOUN)], party("Marta Heronova", PERSON, NAME)),
        ([party("Odra hospital", ORG, NOUN)], party("mine management", ORG, NOUN)),
    ],
)
def test_a_description_that_two_fit_or_none_stays_apart(
    named: list[Party], described: Party
) -> None:
    assert count(named, [described]) == len(named) + 1
