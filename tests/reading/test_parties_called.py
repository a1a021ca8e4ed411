"""What names, titles and nationalities a report calls its parties by."""

from __future__ import annotations

from backchannel.dossier.evidence import Party
from backchannel.reading.parties import find_parties
from backchannel.reading.read import parse_report
from backchannel.reading.report import read_report
from backchannel.text import Source


def read(text: str) -> list[Party]:
    report = read_report(Source(text, "report.txt"))
    return list(find_parties(report, parse_report(report)).parties)


def names(parties: list[Party]) -> set[str]:
    return {party.name for party in parties}


def test_titles_of_other_languages_are_no_names() -> None:
    found = names(read("The port was shut, Bi. Rehema Kato said. Bi. Kato spoke in Harlow."))
    assert "Rehema Kato" in found
    assert not found & {"Bi", "Kato"}


def test_a_nationality_beside_a_name_is_that_person() -> None:
    found = read("Colonel Sami Dorev, the Fijian who leads them, called off all patrols.")
    assert [p.name for p in found if p.kind.value == "person"] == ["Sami Dorev"]


def test_the_women_of_a_league_are_the_league() -> None:
    found = names(read("Some four hundred women of the Widows' League marched to the jetty."))
    assert found == {"Widows' League"}


def test_what_somebody_is_told_of_is_not_part_of_him() -> None:
    found = names(read("The minister reminded the villagers of the law. They left."))
    assert "villagers of the law" not in found


def test_an_adjective_before_an_organ_names_its_state() -> None:
    text = "The Ondoran army burned two farms. The Ondoran government said nothing."
    assert any(p.name == "Ondoran" and p.kind.value == "state" for p in read(text))


def test_a_signature_tells_whose_paper_it_is() -> None:
    text = (
        "ODRA HOME GUARD\nOffice of the Commander, Brask\nCOMMUNIQUE No. 4\n9 July 2031\n\n"
        "1. We did not fire on the jetty. We refuse to leave the island to them.\n\n"
        "2. We demand an inquiry into the shells of Monday.\n\nFor the Guard,\nS. Mbeki\n"
    )
    ours = [p for p in read(text) if any(m.citation.quote == "We" for m in p.mentions)]
    assert [p.name for p in ours] == ["Odra Home Guard"]


def test_a_masthead_of_one_word_says_after_it_what_the_body_is() -> None:
    text = (
        "ODRA-VEL – MOVEMENT OF THE FREE VALLEYS\nInformation Office / 2031\nCOMMUNIQUE No. 4\n"
        "9 July 2031\n\n1. We did not fire on the jetty. We refuse to leave the island.\n\n"
        "2. We demand an inquiry into the shells of Monday.\n"
    )
    ours = [p for p in read(text) if any(m.citation.quote == "We" for m in p.mentions)]
    assert [p.name for p in ours] == ["Odra-Vel"]


def test_letters_before_their_name_are_that_body() -> None:
    found = read("The AVB, the Algemene Vakbond, said no on Monday. The AVB will not talk.")
    assert len([p for p in found if p.name in ("AVB", "Algemene Vakbond")]) == 1


def test_this_newspaper_is_no_party() -> None:
    found = read("The Harbour Union said no. Its chair told this newspaper that she will not talk.")
    assert "this newspaper" not in {alias for p in found for alias in (p.name, *p.aliases)}
