"""Who is one party and who are two, by offices, letters, numbers and what is done to people."""

from __future__ import annotations

import pytest

from backchannel.dossier.evidence import PartyKind
from backchannel.dossier.merge import without_bystanders
from tests.reading.texts import evidence_of, party_names


def test_a_title_may_stand_inside_a_name() -> None:
    text = "The director of the port, Ibrahim Sheikh Nuur, was arrested at the airport."
    assert party_names(text, PartyKind.PERSON) == {"Ibrahim Sheikh Nuur"}


def test_an_office_no_list_holds_is_its_holders() -> None:
    text = "Our Løgmaður, Karin Belan, met the growers. The Løgmaður asked Oslo for help."
    assert party_names(text, PartyKind.PERSON) == {"Karin Belan"}


def test_a_spokesman_without_a_name_is_his_body() -> None:
    text = "A spokesman for the Growers' Union said the offer was dead."
    found = evidence_of(text)
    names = {p.id: p.name for p in found.parties}
    assert [names[id] for s in found.statements for id in s.speakers] == ["Growers' Union"]
    named = "Karin Belan, a spokeswoman for the Growers' Union, said the offer was dead."
    assert "Karin Belan" in party_names(named)


def test_a_foreign_ministry_that_only_announces_is_its_state() -> None:
    text = "The Ministry of Foreign Affairs of the State of Qatar announced that talks had ended."
    assert party_names(text) == {"Qatar"}
    acting = "Chad protested. Iran's Foreign Ministry summoned the ambassador of Chad on Monday."
    assert any("Foreign Ministry" in name for name in party_names(acting))


def test_those_taken_are_not_all_who_were_there() -> None:
    text = "Truckers blocked the road at Aru on Monday. The police came and arrested nine drivers."
    found = evidence_of(text)
    groups = [p for p in found.parties if p.kind is PartyKind.PERSONS]
    assert len(groups) == 2


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Three shepherds were killed by a mine near Aru on Monday.", "shepherds"),
        ("The villagers rejected the offer on Monday.", "villagers"),
        ("The carabinieri arrested two men on Monday.", "carabinieri"),
        ("A judge in Aruville freed the two farmers on Friday.", "judge in Aruville"),
        ("The ombudsman's office opened an inquiry on Monday.", "ombudsman's office"),
    ],
)
def test_words_for_people_and_offices(text: str, name: str) -> None:
    assert name in party_names(text)


def test_a_year_is_no_number_of_people() -> None:
    aliases = {
        a
        for p in evidence_of("In 1997 Aruan troops occupied the port of Belan.").parties
        for a in (p.name, *p.aliases)
    }
    assert not any("1997" in alias for alias in aliases)


def test_doctors_of_a_world_body_act_for_it_and_suffer_for_themselves() -> None:
    acting = "Two doctors from the Red Cross visited the captives on Monday."
    assert party_names(acting, PartyKind.PERSONS) <= {"captives"}
    taken = "Gunmen abducted two doctors from the Red Cross on Monday."
    assert any("doctors" in name for name in party_names(taken))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "The Federation of Communities of the Upper Samay (Fecas) met. Fecas said no to it.",
            "Federation of Communities of the Upper Samay",
        ),
        (
            "Men of the rapid intervention unit, the UIR, fired tear gas. The UIR said no.",
            "UIR",
        ),
        (
            "Peru's main teachers' confederation said no. The Confederación de Maestros met.",
            "Confederación de Maestros",
        ),
    ],
)
def test_short_forms_of_bodies(text: str, name: str) -> None:
    bodies = {
        p.name
        for p in evidence_of(text).parties
        if p.kind not in (PartyKind.PERSONS, PartyKind.STATE, PartyKind.PERSON)
    }
    assert bodies == {name}


def test_two_names_each_with_a_phrase_beside_it() -> None:
    text = (
        "The bishop met Calorsa, the quarry company, and Fecas, the indigenous federation, there."
    )
    aliases = {p.name: p.aliases for p in evidence_of(text).parties}
    assert "quarry company" in aliases["Calorsa"]
    assert "indigenous federation" in aliases["Fecas"]


@pytest.mark.parametrize(
    "text",
    [
        "The Ministry rejected reports in foreign media that Aruan corvettes had fired on a ship.",
        "Last night it was all over town that Mrs Belan had left by boat.",
        "Growers felled trees to prevent the eviction of the village.",
    ],
)
def test_talk_and_what_was_prevented_are_no_acts(text: str) -> None:
    types = {e.type.value for e in evidence_of(text).events}
    assert types <= {"PROTEST"}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The Ministry rejected the offer of the growers on Monday.", "REJECT"),
        ("On Monday the army evicted the families from the village.", "COERCE"),
    ],
)
def test_refusals_and_evictions_are_acts(text: str, kind: str) -> None:
    assert kind in {e.type.value for e in evidence_of(text).events}


def test_who_is_only_told_something_and_networks_are_no_parties() -> None:
    text = "The minister told Radio Paz on Monday that Facebook was wrong about the strike."
    kept = {party.name for party in without_bystanders(evidence_of(text)).parties}
    assert not kept & {"Radio Paz", "Facebook"}


def test_a_court_named_for_two_fields_is_one_name() -> None:
    text = "Yesterday the Labour and Social Court in Ljubljana refused the petition of the union."
    assert "Labour and Social Court" in party_names(text)


def test_both_sides_are_no_state_that_only_says_where_somebody_is() -> None:
    text = (
        "Slovenia's signallers met Progovna Ltd on Monday. The Signallers' Union refused the offer "
        "of Progovna Ltd. The bishop urged both sides to return to the table."
    )
    found = evidence_of(text)
    names = {p.id: p.name for p in found.parties}
    requests = [e for e in found.events if e.type.value == "REQUEST"]
    asked = {names[id].rstrip(".") for e in requests for id in e.targets}
    assert asked == {"Signallers' Union", "Progovna Ltd"}


def test_a_title_ends_the_name_before_it() -> None:
    text = "The President received at the White Residence Mr Yusuf Karadere on Monday."
    assert "Yusuf Karadere" in party_names(text, PartyKind.PERSON)
    assert "Awa Dembria" in party_names("Her Excellency Mrs Awa Dembria met him.", PartyKind.PERSON)


def test_a_state_behind_a_town_only_says_where() -> None:
    text = "The truce was signed at Burnham, New Zealand, by the government of Peru on Monday."
    kept = {party.name for party in without_bystanders(evidence_of(text)).parties}
    assert "New Zealand" not in kept
    assert "Peru" in kept


def test_a_nationality_stands_for_the_boats_it_narrows() -> None:
    text = "In Bandarhal the army waits. At six two Bandarhali patrol boats opened fire on a ship."
    found = evidence_of(text + " Bandarhal's president denied it. The Bandarhali army protested.")
    names = {p.id: p.name for p in found.parties}
    shots = [e for e in found.events if e.type.value == "ASSAULT"]
    assert {names[id] for e in shots for id in e.sources} == {"Bandarhal"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("On Sunday the head of the Wool and Hide Board met the growers.", "Wool and Hide Board"),
        ("The minister met the Islands and Coast Party on Monday.", "Islands and Coast Party"),
        ("The UN and African Union condemned the raid.", "African Union"),
        ("He told the Senate and House Committee that it lied.", "House Committee"),
    ],
)
def test_a_body_named_for_two_things_is_one(text: str, name: str) -> None:
    assert name in party_names(text)


def test_a_label_that_asks_in_an_interview_is_no_party() -> None:
    talk = (
        "MIREN: Ana Bel, you were in prison. How was it?\n\nBEL: The union fed us.\n\n"
        "MIREN: And what now?\n\nBEL: The union will not give up the strike.\n\n"
        "MIREN: Will the minister yield?\n\nBEL: The minister must free the others."
    )
    assert "MIREN" not in party_names(talk)
    assert "Ana Bel" in party_names(talk)
    told = talk.replace("?", ".")
    assert "MIREN" in party_names(told)


def test_comrades_of_another_place_are_not_the_body() -> None:
    letters = (
        "SEN > Press > Communiqués\nCOMMUNIQUÉ 14/2025\nTo the members and to the press\n\n"
        "1. On Friday the Labour Court threw out the petition of the company. We thank the judges. "
        "This union will comply from tomorrow, and our lawyers will write to the minister.\n\n"
        "2. Our comrades in Orr stopped work on Monday. We shall not forget it."
    )
    names = party_names(letters)
    assert "SEN" in names
    assert "Our comrades in Orr" in names
