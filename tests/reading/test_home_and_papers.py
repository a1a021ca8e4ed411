"""Which state a report is about, what its paper is called, and how bodies are named."""

from __future__ import annotations

import pytest

from backchannel.dossier.evidence import Evidence, Party, PartyKind
from backchannel.reading.anchors import states_of, unlisted_states_of
from backchannel.reading.home import in_passing
from backchannel.reading.parties import Parties, find_parties
from backchannel.reading.read import parse_report, read
from backchannel.reading.report import read_report
from backchannel.reading.together import read_together
from backchannel.text import Source


def _read(text: str) -> Parties:
    report = read_report(Source(text, "t"))
    return find_parties(report, parse_report(report))


def _together(*texts: str) -> Evidence:
    return read_together([read_report(Source(t, f"t{n}")) for n, t in enumerate(texts)])


def _named(read: Parties | Evidence, name: str) -> Party:
    return next(p for p in read.parties if p.name == name or name in p.aliases)


@pytest.mark.parametrize(
    ("before", "after", "town", "aside"),
    [
        ("a mediator designated by", ".", False, True),
        ("the Treaty was signed at", "in May", True, True),
        ("owned by a", "mining company", False, True),
        ("the firm , based in", ",", True, True),
        ("the group from", "that holds the shares", False, True),
        ("the", "- listed company", False, True),
        ("on Sunday", "offered to bring them together", False, True),
        ("protesters gathered in", "on Monday", True, False),
        ("the army of", "shelled the town", False, False),
        ("the", "minister refused", False, False),
    ],
)
def test_what_names_a_state_in_passing(before: str, after: str, town: bool, aside: bool) -> None:
    assert in_passing(before.split(), after.split(), town) is aside


def test_a_mediators_state_is_not_the_government() -> None:
    read = _read(
        "Prisoners stay\n\nThe government will not free the prisoners, the interior minister said. "
        "The truce, signed at Gaborone by the government and the Aru Front under the eyes of a "
        "judge designated by Botswana, says nothing of them."
    )
    state = _named(read, "Botswana")
    assert all(m.citation.quote.lower() != "the government" for m in state.mentions)


def test_the_owners_state_is_not_the_government() -> None:
    read = _read(
        "No train\n\nThe state took the railway away from its French owners. The government has "
        "asked a Turkish company to run it."
    )
    for party in read.parties:
        if party.country:
            assert not any("government" in m.citation.quote for m in party.mentions)


def test_a_mediator_is_not_what_a_dossier_is_about() -> None:
    readings = [
        read(read_report(Source(text, text[:9])))
        for text in (
            (
                "Envoy in town\n\nThe Norwegian envoy met rebels. Norway offered to host talks. "
                "The Peruvian army shelled the valley. Peru's interior minister refused talks."
            ),
            "Talks\n\nNorway's envoy flew home on Monday. Peru has sent troops.",
        )
    ]
    assert states_of(readings)[0] == "PER"


def test_a_capital_of_an_unlisted_state_is_told_by_the_town_reports_are_sent_from() -> None:
    texts = (
        (
            "Ferry talks\n\nThe government of Arusia and the owners agreed on it on Monday. "
            "Arusia's transport minister signed. Brask could count the weeks, they said. In May "
            "Brask accused the owners of theft."
        ),
        (
            "Ferry stops\n\nBRASK, March 3, 2026 (ANP) - The government of Arusia seized it on "
            "Monday. Arusia's army guards it."
        ),
    )
    known = unlisted_states_of([read(read_report(Source(t, t[:5]))) for t in texts])
    assert [(s.name, s.cities) for s in known] == [("Arusia", ("Brask",))]
    joined = _together(*texts)
    assert "Brask" not in {p.name for p in joined.parties}


def test_a_republic_is_its_state() -> None:
    read = _read("Note\n\nThe Republic of Suriname and Guyana signed a note. Suriname paid.")
    assert [p.name for p in read.parties if p.kind is PartyKind.STATE] == ["Suriname", "Guyana"]


def test_join_us_names_no_state() -> None:
    text = (
        "Farmers' League - the plough\nJOIN US | DONATE | WRITE TO US\nWhy we leave\n\n"
        "The Government threw out three ministers on Friday. The farmers marched on Monday."
    )
    assert not any(p.country for p in _read(text).parties)


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("The army and the Sons of the Valley fought near the dam.", "Sons of the Valley"),
        ("The Lions of Obara shelled the town.", "Lions of Obara"),
        ("On Monday the Daughters of the River asked for a truce.", "Daughters of the River"),
    ],
)
def test_bodies_named_for_their_members(sentence: str, name: str) -> None:
    again = sentence.replace("The Lions", "Gunmen of the Lions")
    assert name in {p.name for p in _read("News\n\n" + sentence + " " + again).parties}


def test_a_name_in_parentheses_is_the_bodys() -> None:
    read = _read("March\n\nThe riot police (Garda) broke up the march. Garda used tear gas.")
    assert "riot police" in _named(read, "Garda").aliases


def test_a_description_beside_a_titled_name() -> None:
    read = _read("Visit\n\nThe rebels let a priest, father Josef Anta, visit the hostages.")
    assert _named(read, "Josef Anta").role == "priest"
    assert len([p for p in read.parties if p.kind is PartyKind.PERSON]) == 1


def test_an_apposition_is_the_nearer_names() -> None:
    read = _read(
        "Dam\n\nThe army and the Sons of the Valley, Leon Oduya's militia, fought for hours."
    )
    assert "Leon Oduya's militia" in _named(read, "Sons of the Valley").aliases


def test_an_office_that_somebody_acts_as_is_no_other_person() -> None:
    read = _read(
        "Out\n\nGeneral Paul Keita, who as minister of defence had ordered the raid, resigned."
    )
    assert [p.name for p in read.parties if p.kind is PartyKind.PERSON] == ["Paul Keita"]


def test_a_palace_is_no_governor() -> None:
    read = _read("March\n\nThe nurses walked from the gate to the Governor's Palace.")
    assert [p.name for p in read.parties] == ["nurses"]


def test_a_hospital_that_people_work_at() -> None:
    read = _read(
        "Strike\n\nNurses at Sveta Gora, the largest hospital on this coast, will stop work. The "
        "hospital's director, Boris Kal, refused to pay."
    )
    hospital = _named(read, "Sveta Gora")
    assert _named(read, "Boris Kal").part_of == hospital.id


def test_papers_and_their_letters_are_no_parties() -> None:
    wire = (
        "CORAL COAST INFORMATION SERVICE (CCIS)\nHome / Nation\nMothers march\n\n"
        "Obara, 17 April 2024 (CCIS). - The mothers marched to the gate. The CCIS was there.\n\n"
        "Copyright CCIS. For licensing, contact sales."
    )
    paper = (
        "THE OBARA MIRROR\nHome | Politics | Sport\nBoard gives way\n18 April 2024\n\n"
        'The board gave in on Wednesday. "We wept," Ana Beltran told the Mirror by telephone.'
    )
    for text in (wire, paper):
        names = {p.name for p in _read(text).parties}
        assert not names & {"CCIS", "Copyright CCIS", "Mirror"}


def test_initials_of_a_translator_are_no_party() -> None:
    read = _read("Letter\n\nThe farmers marched on Monday. Translated by K.R. The army fired.")
    assert not any(p.name.startswith("K.") for p in read.parties)


def test_a_label_in_capitals_with_an_office_is_a_person() -> None:
    read = _read(
        "RADIO COAST 101.2\nTranscript\n\nPRESENTER: The ferry has not run since Monday.\n\n"
        "MAYOR PETRA OKELO: My mother is eighty. She had only brought them soup."
    )
    assert _named(read, "PETRA OKELO").role == "mayor"


def test_people_called_by_a_bodys_first_word() -> None:
    joined = _together(
        "Truce\n\nThe Zapatero Front of the Coast seized the port on Monday.",
        "Truce holds\n\nThe Zapateros freed two sailors on Tuesday. The navy thanked nobody.",
    )
    assert "Zapateros" in _named(joined, "Zapatero Front of the Coast").aliases


def test_captives_of_two_numbers_are_two() -> None:
    joined = _together(
        "Held\n\nThe army will not free the sixty prisoners, the general said on Sunday.",
        "Freed\n\nThe Aru Front freed twenty prisoners on Monday.",
    )
    held = [p for p in joined.parties if p.kind is PartyKind.PERSONS]
    assert len(held) == 2


def test_auditors_are_their_office() -> None:
    joined = _together(
        "Audit\n\nThe State Audit Office examined the contract on Monday and accused the minister.",
        "Blame\n\nThe auditors accused the minister of waste on Tuesday.",
    )
    office = _named(joined, "State Audit Office")
    assert "auditors" in office.aliases
    assert office.kind is PartyKind.ORGANISATION


def test_a_surname_taken_for_a_bodys_is_the_person() -> None:
    joined = _together(
        "Law\n\nPresident Leon Mandale placed the province under martial law on Monday.",
        "Bombs\n\nThe planes of Mandale bombed our market. Mandale blames us.",
    )
    assert [p.name for p in joined.parties if "Mandale" in p.name] == ["Leon Mandale"]
