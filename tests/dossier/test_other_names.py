"""One party under several of its names over reports: what joins, and what keeps apart."""

from __future__ import annotations

import pytest

from backchannel.dossier.evidence import Mention, MentionKind, Party, PartyKind
from backchannel.dossier.same_party import cluster_parties
from backchannel.text import Source

P, O, G = PartyKind.PERSON, PartyKind.ORGANISATION, PartyKind.GROUP
C, U = PartyKind.COMPANY, PartyKind.UNKNOWN


def party(name: str, kind: PartyKind = O, *aliases: str, **more: str) -> Party:
    named = name[:1].isupper() and not name.endswith(" company")
    how = MentionKind.NAME if named else MentionKind.NOMINAL
    mentions = tuple(Mention(Source(n, n).cite(0, len(n)), how) for n in (name, *aliases))
    role, country = more.get("role"), more.get("country")
    return Party(name, name, kind, country, role=role, aliases=aliases, mentions=mentions)


def count(*reports: list[Party]) -> int:
    return len(cluster_parties(reports))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (party("Bua Sayasith", P), party("Bua", P)),
        (party("Delta People's Network"), party("Network of the People of the Delta")),
        (party("Fisheries Control Commission"), party("Fisheries Commission")),
        (party("Lantern Front", G), party("Lanterns", U)),
        (party("United Nations Verification Mission"), party("UNVMA")),
        (party("Karo Belan", P, role="health minister"), party("minister", P, role="minister")),
        (party("Karo Belan", P), party("Belan")),
    ],
)
def test_joined(one: Party, other: Party) -> None:
    assert count([one], [other]) == 1


@pytest.mark.parametrize(
    ("dossier", "parties"),
    [
        # two bear the first word; the person is called by the last; a body has it in its name
        ([[party("Bua Sayasith", P)], [party("Bua Lam", P)], [party("Bua", P)]], 3),
        ([[party("Ivor Sarn", P, "Sarn")], [party("Ivor", U)]], 2),
        ([[party("Boun Sayasith", P)], [party("Boun Mines")], [party("Boun", U)]], 3),
        # what is left out tells two bodies apart; two longer names fit; fronts split
        ([[party("Aruan Workers Council")], [party("Aruan Council")]], 2),
        (
            [
                [party("Fisheries Control Commission")],
                [party("Fisheries Trade Commission")],
                [party("Fisheries Commission")],
            ],
            3,
        ),
        ([[party("Aruan Salvation Front", G)], [party("Aruan Front", G)]], 2),
        # another body has the word; the letters are another's; another rank; two ministers
        ([[party("Lantern Front", G)], [party("Lantern League")], [party("Lanterns", G)]], 3),
        ([[party("United Nations Verification Mission")], [party("UNXMA")]], 2),
        ([[party("Karo Belan", P, role="prime minister")], [party("m", P, role="minister")]], 2),
        (
            [
                [party("Karo Belan", P, role="health minister")],
                [party("Ana Varga", P, role="trade minister")],
                [party("minister", P, role="minister")],
            ],
            3,
        ),
    ],
)
def test_kept_apart(dossier: list[list[Party]], parties: int) -> None:
    assert count(*dossier) == parties


def test_a_foreign_company_is_the_one_that_the_report_then_names() -> None:
    first = party("Norlandish company", C, country="NOR")
    named = party("Vardal Minerals", C)
    assert count([first, named], [named]) == 1
    assert count([first, party("Vardal Minerals", C, country="CAN")]) == 2
    assert count([first, named, party("Aru Mines", C)]) == 3


def test_letters_are_the_body_that_another_report_names_beside_them() -> None:
    told = party("Aruline Transport", C, "ALT")
    assert count([told], [party("Aruline", O), party("ALT", O)]) == 1
    two = [party("Aruline Transport", C, "ALT"), party("Alliance of Traders", O, "ALT")]
    assert count(two, [party("Aruline", O), party("Alliance", O), party("ALT", O)]) == 3


def test_auditors_are_of_the_one_audit_office() -> None:
    assert count([party("State Audit Office")], [party("auditors", PartyKind.PERSONS)]) == 1
    both = [party("State Audit Office"), party("Audit Court")]
    assert count(both, [party("auditors", PartyKind.PERSONS)]) == 3
