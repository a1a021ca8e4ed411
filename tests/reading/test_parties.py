"""Who is meant in a report, by rules alone and with invented names."""

from __future__ import annotations

import pytest

from backchannel.dossier.evidence import MentionKind, Party, PartyKind, Report, Residue
from backchannel.dossier.names import same_person
from backchannel.reading.parties import Parties, find_parties
from backchannel.text import Source, Span


def _read(text: str, author: str | None = None) -> Parties:
    return find_parties(Report(Source(text, "t"), author=author, body=(Span(0, len(text)),)))


def _named(parties: Parties, name: str) -> Party:
    return next(p for p in parties.parties if p.name == name or name in p.aliases)


def test_one_person_under_title_surname_and_spelling() -> None:
    read = _read(
        "Energy Minister Rosa Ibarra met the crews. Ms Ibarra said the dam was safe. "
        "The minister left at noon."
    )
    person = _named(read, "Rosa Ibarra")
    assert person.kind is PartyKind.PERSON
    assert [m.citation.quote for m in person.mentions][-2:] == ["Ms Ibarra", "The minister"]


def test_a_spokesman_speaks_for_his_organisation() -> None:
    read = _read(
        "Tomas Vidal, spokesman for the Quarry Workers Union (QWU), said the QWU was ready."
    )
    union = _named(read, "Quarry Workers Union")
    assert "QWU" in union.aliases
    assert _named(read, "Tomas Vidal").part_of == union.id
    assert _named(read, "Tomas Vidal").part_of_grounds[0].quote.startswith("spokesman for")


def test_a_capital_is_a_place_or_a_government() -> None:
    text = "Envoys met in Lima. Lima rejected the plan of Quito."
    read = _read(text)
    peru = _named(read, "Peru")
    assert [m.kind for m in peru.mentions] == [MentionKind.PLACE, MentionKind.NAME]
    assert read.at(text.index("in Lima") + 3, text.index("in Lima") + 7) == ()
    assert read.at(text.index("in Lima") + 3, text.index("in Lima") + 7, places=True) == (peru.id,)


def test_iran_and_iraq_are_never_one() -> None:
    read = _read("Iran warned Iraq. Iraqi troops and Iranian troops watched.")
    assert {"Iran", "Iraq"} <= {p.name for p in read.parties}
    assert len({p.country for p in read.parties if p.kind is PartyKind.ARMED_FORCE}) == 2


def test_a_phrase_means_its_head_and_all_its_conjuncts() -> None:
    text = "Peruvian border guards and the miners of Tarma clashed."
    read = _read(text)
    guards = read.at(0, text.index(" and"))
    both = read.at(0, text.index(" clashed"))
    assert len(guards) == 1
    assert read.get(guards[0]).kind is PartyKind.ARMED_FORCE
    assert both[0] == guards[0]
    assert len(both) == 2


def test_a_defined_short_name_is_the_party_it_stands_for() -> None:
    read = _read(
        'The Republic of Peru ("the Applicant") sued the Republic of Chile ("the Defendant"). '
        "The Applicant asked for damages."
    )
    assert _named(read, "Peru").mentions[-1].citation.quote.endswith("Applicant")


def test_writers_and_residue_are_no_parties() -> None:
    text = "Ana Belmonte reports. The rebels left.\nRead also: Gunmen rob bank in Brno"
    cut = text.index("\n")
    report = Report(
        Source(text, "t"),
        author="Ana Belmonte",
        body=(Span(0, cut),),
        residue=(Residue(Span(cut + 1, len(text)), "related"),),
    )
    names = {p.name for p in find_parties(report).parties}
    assert "Ana Belmonte" not in names
    assert not any("Brno" in n or "unmen" in n or "Czech" in n for n in names)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Hamid Barkai", "Barkaï", True),
        ("Mustafa al Kadhimi", "Mustafa Al-Kazemi", True),
        ("L. Moreno", "Lucia Moreno", True),
        ("Ali Hassan", "Ali Hussein", False),
        ("Maria Lopez", "Marta Lopez", False),
        ("Kim Jong-un", "Kim Yo-jong", False),
    ],
)
def test_two_spellings_of_one_name(one: str, other: str, same: bool) -> None:
    assert same_person(one, other) is same
    assert same_person(other, one) is same


def test_every_mention_is_verbatim() -> None:
    text = "“We stay”, said Gen. Oleg Rybak of the Fenland Front. Its fighters left."
    for party in _read(text).parties:
        for mention in party.mentions:
            assert text[mention.citation.start : mention.citation.end] == mention.citation.quote


def test_reading_nothing_finds_nobody() -> None:
    assert _read(" .").parties == ()


def test_a_title_takes_the_state_before_it() -> None:
    read = _read("Peruvian President Rosa Ibarra met Foreign Minister Jon Aru of Chile in Quito.")
    peru = next(p for p in read.parties if p.country == "PER" and p.kind is PartyKind.STATE)
    assert _named(read, "Rosa Ibarra").part_of == peru.id


def test_both_sides_are_the_pair_that_was_put_against_each_other() -> None:
    text = "Talks between the Fenland Front and the Republic of Peru began. Both sides were calm."
    read = _read(text)
    start = text.index("Both sides")
    names = {read.get(i).name for i in read.at(start, start + len("Both sides"))}
    assert names == {"Fenland Front", "Peru"}


def test_owners_of_nouns_are_told_apart() -> None:
    read = _read("The soldiers seized the palace. France said its troops would stay.")
    assert len([p for p in read.parties if p.kind is PartyKind.ARMED_FORCE]) == 2


def test_a_city_in_a_row_of_cities_is_no_government() -> None:
    text = "Dockers in Callao, Lima and Tarma stopped work."
    read = _read(text)
    assert read.at(text.index("Lima"), text.index("Lima") + 4) == ()


def test_an_office_with_of_is_cut_from_the_name() -> None:
    read = _read("Yesterday Secretary of State Anna Bell called. Ms Bell left.")
    assert "Anna Bell" in {p.name for p in read.parties}


def test_a_document_in_its_own_voice_means_itself_by_we() -> None:
    text = "We stay out. No member of this union broke the law. We demand talks."
    read = _read(text)
    assert read.at(0, 2) == read.at(text.index("this union"), text.index("this union") + 10) != ()


def test_an_article_inside_an_arabic_name_belongs_to_it() -> None:
    read = _read("Yesterday Prime Minister Sami al-Harbi spoke. Then Abu Tamim al-Asri left.")
    assert {"Sami al-Harbi", "Abu Tamim al-Asri"} <= {p.name for p in read.parties}


def test_ranks_and_given_names_like_months_are_read() -> None:
    read = _read(
        "The army's chief of staff, Brig. Gen. Omar Faye, spoke. "
        "A rail activist, Jan Bielak, was beaten."
    )
    assert {"Omar Faye", "Jan Bielak"} <= {p.name for p in read.parties}
    assert _named(read, "Omar Faye").role == "army chief of staff"


def test_an_office_that_begins_a_sentence_keeps_its_first_word() -> None:
    read = _read("Prime Minister Odo al-Marek, in office since May, supports the dialogue.")
    assert [(p.name, p.role) for p in read.parties] == [("Odo al-Marek", "prime minister")]
