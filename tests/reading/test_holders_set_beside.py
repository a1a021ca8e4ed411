"""Offices with fields and places beside a name, ministries of ministers, surnames and states."""

from __future__ import annotations

import pytest

from backchannel.dossier.evidence import Evidence, Party, PartyKind
from backchannel.dossier.merge import merge
from backchannel.reading.report import read_report
from backchannel.reading.together import read_beside
from backchannel.text import Source


def _joined(*texts: str) -> Evidence:
    reports = [read_report(Source(text, f"r{i}")) for i, text in enumerate(texts)]
    return merge(read_beside(reports))


def _party(evidence: Evidence, name: str) -> Party:
    return next(p for p in evidence.parties if name in (p.name, *p.aliases))


def _owner(evidence: Evidence, party: Party) -> str | None:
    return next((p.name for p in evidence.parties if p.id == party.part_of), None)


@pytest.mark.parametrize(
    ("text", "office"),
    [
        (
            "Mr Tomas Verin, Deputy Minister of Roads and Mines, received the envoy on Monday.",
            "deputy roads mines minister",
        ),
        (
            "The minister for health and social affairs, Tomas Verin, rejected the offer.",
            "health social minister",
        ),
        (
            "Tomas Verin, head of the water department at the city council, rejected the offer.",
            "head",
        ),
        (
            "An hour ago the state secretary in the labour ministry, Tomas Verin, met the union.",
            "state secretary",
        ),
        (
            '"No," said the Permanent Secretary in the Ministry of Roads, Bi. Tomas Verin.',
            "permanent secretary",
        ),
    ],
)
def test_an_office_with_fields_or_a_place_is_the_person_beside_it(text: str, office: str) -> None:
    evidence = _joined("LIMA, 4 May 2023 - " + text)
    person = _party(evidence, "Tomas Verin")
    assert person.kind is PartyKind.PERSON
    assert person.role == office
    assert len([p for p in evidence.parties if p.role == office]) == 1


def test_a_body_met_before_a_name_is_not_the_person() -> None:
    evidence = _joined(
        "LIMA, 4 May 2023 - The ambassador left the palace of the president in March. "
        "Lena Marek sued the company."
    )
    assert _party(evidence, "Lena Marek").role is None


def test_who_leads_or_speaks_for_a_body_is_part_of_it() -> None:
    evidence = _joined(
        "LIMA, 4 May 2023 - Tomas Verin, who chairs the Dockers' Union, rejected the offer. "
        "Lena Marek, who knows the Shippers' League well, accepted it."
    )
    assert _owner(evidence, _party(evidence, "Tomas Verin")) == "Dockers' Union"
    assert _party(evidence, "Lena Marek").part_of is None


def test_the_ministry_is_that_of_the_minister_met_before() -> None:
    evidence = _joined(
        "LIMA, 4 May 2023 - Transport Minister Lena Marek met the drivers on Monday. "
        "The ministry rejected their demand on Tuesday. Her ministry blamed the drivers."
    )
    ministry = _party(evidence, "transport ministry")
    assert _owner(evidence, ministry) == "Peru"
    assert len([m for m in ministry.mentions if "ministry" in m.citation.quote]) == 2


def test_a_ministry_of_another_field_than_the_ministers_is_not_the_ministry() -> None:
    evidence = _joined(
        "LIMA, 4 May 2023 - The ministry has not paid the company for a year.",
        "LIMA, 9 May 2023 - Transport Minister Lena Marek met the company on Monday.",
        "LIMA, 12 May 2023 - The interior ministry arrested the chief of the company.",
    )
    interior = _party(evidence, "interior ministry")
    assert {m.citation.source.origin for m in interior.mentions} == {"r2"}


def test_a_surname_of_another_report_is_no_state() -> None:
    evidence = _joined(
        "LIMA, 4 May 2023 - President Alim Tordubek met the ambassador on Monday. "
        "Alim Tordubek promised talks.",
        "On 5 May 2023 the army of Tordubek shelled the village. We accuse the general.",
    )
    assert not any(p.kind is PartyKind.STATE and p.name == "Tordubek" for p in evidence.parties)


def test_a_prosecutor_general_is_no_general() -> None:
    evidence = _joined(
        "LIMA, 4 May 2023 - General Ivo Marek denied the charge. "
        "The prosecutor general opened an inquiry. The general left.",
        "LIMA, 9 May 2023 - The prosecutor general accused Ivo Marek of fraud.",
    )
    assert "general" in (_party(evidence, "Ivo Marek").role or "")
    prosecutor = _party(evidence, "prosecutor general")
    assert prosecutor.name != "Ivo Marek"
    assert len(prosecutor.mentions) == 2


def test_an_ombudswoman_is_the_ombudsman_another_report_names() -> None:
    evidence = _joined(
        "LIMA, 4 May 2023 - The ombudsman, Lena Marek, filed a complaint on Monday.",
        "LIMA, 9 May 2023 - The ombudswoman accused the police of torture.",
    )
    assert len([p for p in evidence.parties if "ombuds" in (p.role or "")]) == 1
