"""One party under several of its names inside a report: each with what keeps others apart."""

from __future__ import annotations

import pytest

from backchannel.dossier.evidence import Party, PartyKind, Report
from backchannel.reading.own_voice import publishes_itself
from backchannel.reading.parties import find_parties
from backchannel.reading.unlisted_states import states_of_head
from backchannel.text import Source, Span


def _read(text: str) -> tuple[Party, ...]:
    return find_parties(Report(Source(text, "t"), body=(Span(0, len(text)),))).parties


def _names(text: str, kind: PartyKind = PartyKind.PERSON) -> set[str]:
    return {p.name for p in _read(text) if p.kind is kind}


@pytest.mark.parametrize(
    "again",
    ["Mr Bounmy said no.", "Dr Bounmy refused.", "Uncle Bounmy refused.", "Haji Bounmy refused."],
)
def test_a_first_word_behind_a_title_is_the_person_met_in_full(again: str) -> None:
    assert _names(f"Mr Bounmy Phanthavong met the growers. {again}") == {"Bounmy Phanthavong"}


def test_a_first_word_is_nobodys_where_two_bear_it_or_the_last_is_used() -> None:
    two = "Mr Bounmy Phanthavong met Mr Bounmy Sisane. Mr Bounmy refused."
    assert "Bounmy" in _names(two)
    western = "Mr Grant Ovale met the growers. Mr Ovale refused. Mr Grant agreed."
    assert _names(western) == {"Grant Ovale", "Grant"}


def test_a_title_stands_for_the_name_and_tells_the_calling() -> None:
    text = "Monsignor Karo Belan offered to mediate. The union trusts Monsignor."
    assert _names(text) == {"Karo Belan"}
    text = "Father Karo Belan went to the bridge. The priest spoke to the drivers."
    assert _names(text) == {"Karo Belan"}


def test_an_office_in_address_is_the_office() -> None:
    roles = {p.role for p in _read("Madam Minister, you promised talks to the nurses.")}
    assert "minister" in roles


def test_who_as_minister_is_the_person_before() -> None:
    text = "General Karo Belan, who as minister of defence had sworn to stay, resigned on Monday."
    assert _names(text) == {"Karo Belan"}


def test_a_trade_beside_a_name_is_one_persons() -> None:
    assert _names("On Friday skipper Karo Belan walked out of prison.") == {"Karo Belan"}


@pytest.mark.parametrize(
    ("text", "name", "alias"),
    [
        (
            "Vardal Minerals Inc. (“Vardal” or the “Company”) met farmers. The Company refused.",
            "Vardal Minerals Inc.",
            "Company",
        ),
        ("Karo Belan (Harbour Alliance, PL) spoke. PL voted no.", "Harbour Alliance", "PL"),
        ("The Ports Authority, PRA, sued the union. PRA lost.", "Ports Authority", "PRA"),
    ],
)
def test_short_forms_that_a_report_sets_beside_a_name(text: str, name: str, alias: str) -> None:
    assert [p.name for p in _read(text) if alias in (p.name, *p.aliases)] == [name]


def test_letters_that_are_no_initials_stay_apart() -> None:
    parties = _read("The Ports Authority, SEN, and the growers met. SEN refused.")
    assert not any(p.name == "Ports Authority" and "SEN" in p.aliases for p in parties)


def test_a_town_before_a_participle_is_no_part_of_the_name() -> None:
    names = {p.name for p in _read("Aruville-based Vardal International sued the union.")}
    assert "Vardal International" in names
    assert not any("Aruville" in name for name in names)


def test_a_ministry_of_mines_is_no_company() -> None:
    kinds = {p.name: p.kind for p in _read("The Ministry of Energy and Mines met the growers.")}
    assert PartyKind.COMPANY not in kinds.values()


def test_sons_of_a_place_are_one_name() -> None:
    names = {p.name for p in _read("On Monday the Sons of the Plain attacked the post.")}
    assert "Sons of the Plain" in names


def test_the_office_is_the_one_named_so() -> None:
    text = "The Office of Dams and Rivers met the growers. The law lets the Office decide."
    assert "Office" not in {p.name for p in _read(text)}


def test_a_state_in_full_is_the_listed_one_and_a_sum_is_none() -> None:
    assert _names("The Republic of Suriname protested.", PartyKind.STATE) == {"Suriname"}
    for sum_ in ("US$40 million", "40 million US dollars"):
        assert not _names(f"The company paid {sum_} to the growers.", PartyKind.STATE)


def test_a_papers_head_tells_whose_it_is() -> None:
    head, body = "Republic of Kordania\nMinistry of Health\n\n", "The Government will abide by it."
    report = Report(Source(head + body, "t"), body=(Span(len(head), len(head + body)),))
    assert [s.name for s in states_of_head(report)] == ["Kordania"]
    assert any(p.name == "Kordania" for p in find_parties(report).parties)


def test_the_issuer_of_a_release_is_a_party_a_newspaper_is_not() -> None:
    for publisher, told in (("Vardal Minerals Inc.", True), ("The Aru Courier", False)):
        head = f"{publisher} | News Release 3\n\n"
        body = f"{publisher} sued the union."
        span = Span(len(head), len(head + body))
        report = Report(Source(head + body, "t"), body=(span,), publisher=publisher)
        assert publishes_itself(report) is told
