"""Offices told by their field of government, and surnames that stand alone."""

from __future__ import annotations

import pytest

from backchannel.dossier.evidence import Mention, MentionKind, Party, PartyKind, Report
from backchannel.dossier.same_party import cluster_parties
from backchannel.reading.parties import find_parties
from backchannel.text import Source, Span


def _read(text: str) -> tuple[Party, ...]:
    return find_parties(Report(Source(text, "t"), body=(Span(0, len(text)),))).parties


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("The Minister of Foreign Affairs, Mr. Karo Belan, met the envoys.", "foreign minister"),
        ("Karo Belan, Minister for Health, closed the clinic.", "health minister"),
        ("The Minister of Transport, Mrs Karo Belan, met the drivers.", "transport minister"),
        ("The Minister of Internal Affairs, Karo Belan, met the envoys.", "internal minister"),
        ("Peru protested. Foreign Minister Karo Belan called it piracy.", "foreign minister"),
    ],
)
def test_the_field_of_a_minister_narrows_the_office_and_is_no_party(text: str, office: str) -> None:
    parties = _read(text)
    holder = next(p for p in parties if "Karo Belan" in p.name)
    assert holder.role == office
    assert not [
        p
        for p in parties
        if p.name in ("Foreign Affairs", "Health", "Transport", "Internal Affairs")
    ]


def test_a_surname_alone_is_the_person_named_in_full() -> None:
    parties = _read(
        "Etel Zorafa met the growers. On the 25th the growers attacked Zorafa. Zorafa told the "
        "council that a fence was cheaper than a court."
    )
    assert [p.name for p in parties if "Zorafa" in p.name] == ["Etel Zorafa"]


def test_the_diplomat_is_the_ambassador_just_met() -> None:
    parties = _read(
        "She received the ambassador of Peru, Mrs Lola Varga. The diplomat pleaded for talks."
    )
    assert [p.name for p in parties if p.kind is PartyKind.PERSON] == ["Lola Varga"]


def test_the_head_of_state_is_the_president() -> None:
    parties = _read(
        "The President of the Republic, Karo Belan, received the envoy. The Head of State thanked "
        "Peru for its help."
    )
    assert len([p for p in parties if p.kind is PartyKind.PERSON and p.role != "envoy"]) == 1
    named = Party("a", "Karo Belan", PartyKind.PERSON, role="president")
    unnamed = Party("b", "head of state", PartyKind.PERSON, role="head of state")
    assert len(cluster_parties([[named], [unnamed]])) == 1


@pytest.mark.parametrize("form", ["Republic of Türkiye", "Kingdom of Norway", "State of Kuwait"])
def test_a_state_under_its_form_of_state_is_that_state(form: str) -> None:
    name = form.split()[-1]
    parties = _read(f"{name} offered to mediate. On Monday the {form} sent an envoy to the talks.")
    assert len([p for p in parties if p.kind is PartyKind.STATE]) == 1


def test_a_prime_minister_is_not_the_minister() -> None:
    named = Party("a", "Karo Belan", PartyKind.PERSON, role="minister")
    unnamed = Party("b", "prime minister", PartyKind.PERSON, role="prime minister")
    assert len(cluster_parties([[named], [unnamed]])) == 2


def test_the_company_is_the_one_that_the_report_names() -> None:
    company = PartyKind.COMPANY
    line = Party("a", "Aru Coast Line", company, aliases=("company",))
    owner = Party("b", "Belan", company, aliases=("new company",))
    spoken = Party("d", "company", company)
    clusters = cluster_parties([[line], [owner], [Party("c", "Aru Coast Line", company), spoken]])
    assert sorted(len(c.members) for c in clusters) == [1, 3]


@pytest.mark.parametrize(
    ("one", "other", "kind", "count"),
    [
        ("inhabitants of Arubel", "families from Arubel", PartyKind.PERSONS, 1),
        ("inhabitants of Arubel", "families from Odra", PartyKind.PERSONS, 2),
        ("Rail Regulatory Authority", "regulator", PartyKind.ORGANISATION, 1),
        ("police", "border policemen", PartyKind.ARMED_FORCE, 2),
    ],
)
def test_people_of_a_place_regulators_and_border_police(
    one: str, other: str, kind: PartyKind, count: int
) -> None:
    sector = "COP" if kind is PartyKind.ARMED_FORCE else None
    told = [_told(one, kind, sector), _told(other, kind, sector)]
    assert len(cluster_parties([[told[0]], [told[1]]])) == count


def _told(name: str, kind: PartyKind, sector: str | None) -> Party:
    cite = Source(name, name).cite(0, len(name))
    how = MentionKind.NAME if name.istitle() else MentionKind.NOMINAL
    return Party(name, name, kind, None, sector, mentions=(Mention(cite, how),))
