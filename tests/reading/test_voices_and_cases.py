"""Whose voice a paper speaks in, who the parts of a case are, names that hold their kind."""

from __future__ import annotations

import pytest

from backchannel.dossier.evidence import PartyKind
from backchannel.reading.case_parties import case_parties
from backchannel.reading.read import read, reader
from backchannel.reading.report import read_report
from backchannel.text import Source
from tests.reading.texts import party_names

LETTER = """An open letter from the tenants of Orr Court
Aruville, Monday, 2 February 2026

Dear neighbours,

We are writing this on the stairs of City Hall. On Sunday the council shut our office.

We ask the Housing Minister, Ana Bel, to come and see the lifts for herself.

For the tenants,
Moira Penn, chair, OCTU
"""
BULLETIN = """VLA HARBOUR
Strike bulletin no. 6
Friday 29 September 2023

Colleagues,

1. This union respects judges. On Monday it folded up its tables at the gate.

2. At the call of their own union, the Crane Drivers' Association (CDA), they went home.

3. On Thursday this union sued the harbour police.
"""


@pytest.mark.skipif(reader() is None, reason="the trained reader is missing")
def test_an_open_letter_speaks_for_whom_it_is_signed() -> None:
    found = read(read_report(Source(LETTER, "letter")))
    names = {p.id: p.name for p in found.parties}
    asked = [e for e in found.events if e.type.value == "REQUEST"]
    assert [names[id] for e in asked for id in e.sources] == ["OCTU"]


@pytest.mark.skipif(reader() is None, reason="the trained reader is missing")
def test_this_union_is_the_one_that_writes_and_bears_the_letters_of_the_head() -> None:
    found = read(read_report(Source(BULLETIN, "bulletin")))
    names = {p.id: p.name for p in found.parties}
    sued = [e for e in found.events if e.type.value == "ACCUSE"]
    assert [names[id] for e in sued for id in e.sources] == ["VLA"]


def test_the_parts_of_a_case() -> None:
    called = case_parties("No. 7 of 2026: State of Aru v. State of Bel (Left Canal)\n")
    assert (called["applicant"], called["respondent"]) == ("Aru", "Bel")
    two = "Aru Mines v. Orr Council (2025)\nBel Dairy v. Orr Council (2026)\n"
    assert case_parties(two) == {}
    assert case_parties("The score was 3 v. 4.") == {}


@pytest.mark.skipif(reader() is None, reason="the trained reader is missing")
def test_the_respondent_is_who_the_case_is_against() -> None:
    text = (
        "RIVER TRIBUNAL\nSUMMARY OF ORDER\n30 January 2026\n\n"
        "No. 7 of 2026: State of Vashland v. State of Kordia (Left Canal)\n\n"
        "1. The Applicant prayed for four million litres.\n\n"
        "2. The Respondent is directed to open the gates by Monday.\n"
    )
    found = read(read_report(Source(text, "order")))
    names = {p.id: p.name for p in found.parties}
    directed = [e for e in found.events if "directed" in e.tellings[0].citation.quote]
    assert {names[id] for e in directed for id in e.targets} == {"Kordia"}
    assert {p.name for p in found.parties if p.kind is PartyKind.STATE} == {"Vashland", "Kordia"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Minister of Mineral Resources, Ana Bel, flew to the village.", "Mineral Resources"),
        ("Minister of Fisheries Ana Bel met the growers.", "Fisheries Ana Bel"),
        ("Suitcases piled up in Terminal 1 on Tuesday.", "Terminal"),
        ("The boarding party was offered coffee by the crew.", "boarding party"),
    ],
)
def test_what_is_no_name_of_a_party(text: str, name: str) -> None:
    assert name not in party_names(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Ministry of Foreign Affairs of the Republic refused on Monday.",
         "Ministry of Foreign Affairs"),
        ("Superintendent of Police Ana Bel arrested nine men on Monday.", "Ana Bel"),
        ("Signora Belan met the growers on Monday.", "Belan"),
    ],
)  # fmt: skip
def test_names_behind_offices_and_titles(text: str, name: str) -> None:
    assert name in party_names(text)


def test_a_name_before_a_plural_is_the_body_that_begins_so() -> None:
    text = "The Hearth Party protested. The Hearth activists were arrested on Monday."
    assert party_names(text) == {"Hearth Party"}


def test_letters_in_parentheses_need_not_be_capitals() -> None:
    text = "Padana Handling Services ( Phs ) sacked nine loaders. On Friday Phs refused talks."
    assert not any(name == "Phs" for name in party_names(text))


def test_the_commission_of_a_body_between_states_is_that_body() -> None:
    text = "The African Union Commission urged all sides on Thursday to hold their fire."
    assert party_names(text) == {"African Union"}
