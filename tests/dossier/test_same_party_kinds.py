"""Kinds that were read wrongly do not part a party from itself."""

from __future__ import annotations

from backchannel.dossier.evidence import Mention, Party, PartyKind, Report
from backchannel.dossier.same_party import cluster_parties
from backchannel.reading.parties import find_parties
from backchannel.text import Source, Span


def party(name: str, kind: PartyKind) -> Party:
    return Party("p", name, kind, mentions=(Mention(Source(name, name).cite(0, len(name))),))


def joined(a: tuple[str, PartyKind], b: tuple[str, PartyKind]) -> bool:
    return len(cluster_parties([[party(*a)], [party(*b)]])) == 1


def test_a_full_name_is_one_party_whatever_it_was_taken_for() -> None:
    assert joined(("Harbour League", PartyKind.ORGANISATION), ("Harbour League", PartyKind.PERSON))


def test_a_speaker_label_in_capitals_is_the_person_of_that_surname() -> None:
    label = ("PRATES", PartyKind.ORGANISATION)
    assert joined(("Ana Prates", PartyKind.PERSON), label)
    assert not joined(("Ana Lopes", PartyKind.PERSON), label)


def test_an_acronym_the_report_gives_goes_before_the_lists() -> None:
    text = "The Northern Airfield Team Office (NATO) met on Monday. NATO said it would strike."
    source = Source(text, "x")
    names = {p.name for p in find_parties(Report(source, body=(Span(0, len(text)),))).parties}
    assert not any("Atlantic" in name for name in names)
