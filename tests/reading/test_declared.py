"""Stands declared in words, in trees of the trained reader."""

from __future__ import annotations

import pytest

from backchannel.dossier.evidence import Evidence, Report
from backchannel.reading.parties import find_parties
from backchannel.reading.read import parse_report, read
from backchannel.reading.report import read_report
from backchannel.text import Source, Span


def _stands(text: str) -> list[tuple[str, str, str]]:
    found: Evidence = read(Report(Source(text, "t"), body=(Span(0, len(text)),)))
    names = {party.id: party.name for party in found.parties}
    issues = {issue.id: issue.name for issue in found.issues}
    return [(names[p.party], p.stance.value, issues[p.issue]) for p in found.positions]


@pytest.mark.parametrize(
    ("text", "stand"),
    [
        (
            "Norland demanded the release of the crew. Vessia's answer is no.",
            ("Vessia", "against", "release of the crew"),
        ),
        (
            "Norland asked Vessia for the release of the crew. The answer from Vessia was no.",
            ("Vessia", "against", "release of the crew"),
        ),
        (
            '"We do not bargain with smugglers," the harbour minister, Odo Marek, said.',
            ("Odo Marek", "against", "bargain with smugglers"),
        ),
        ("The decision stands, Odo Marek told the assembly.", ("Odo Marek", "for", "decision")),
        (
            "Odo Marek would rather wait for a ruling than sign in haste.",
            ("Odo Marek", "for", "wait for a ruling"),
        ),
        (
            "Odo Marek called the treaty a betrayal of the islands.",
            ("Odo Marek", "against", "treaty"),
        ),
        (
            "The Pilots' Union said it would study the proposal.",
            ("Pilots' Union", "unclear", "proposal"),
        ),
        ("Norland has left the coalition.", ("Norland", "against", "coalition")),
        (
            "The Pilots' Union suspended the agreement on night landings.",
            ("Pilots' Union", "against", "agreement"),
        ),
        (
            "The budget bill went through the National Assembly by 41 votes to 12.",
            ("National Assembly", "for", "budget bill"),
        ),
        (
            "The Pilots' Union asked the court to throw the decree out.",
            ("Pilots' Union", "against", "decree"),
        ),
        (
            "The Pilots' Union wants the decree scrapped.",
            ("Pilots' Union", "against", "decree"),
        ),
        (
            "Odo Marek asked the president to leave the bill unsigned.",
            ("Odo Marek", "against", "bill"),
        ),
    ],
)
def test_stands_declared_in_words(text: str, stand: tuple[str, str, str]) -> None:
    assert stand in _stands(text)


@pytest.mark.parametrize(
    "text",
    [
        "A clerk of the Pilots' Union asked not to be named.",
        "The Pilots' Union asked how many ships had paid.",
        "In July 1994 Norland told Vessia to stop the dredging. That was before 2021.",
    ],
)
def test_questions_courtesies_and_old_demands_are_no_stands(text: str) -> None:
    assert _stands(text) == []


def test_a_numbered_paper_speaks_for_its_masthead() -> None:
    text = (
        "HARBOUR WATCH OF VORA\nOffice of the Warden\nCOMMUNIQUE No. 3\n4 May 2024\n\n"
        "We did not fire on the pier. Our boats were at sea. The army of Norland has held the "
        "ridge since March, and we charge that army with the deed.\n\n"
        "We ask the governor to lift the curfew on our people.\n"
    )
    report = read_report(Source(text, "t"))
    parties = find_parties(report, parse_report(report))
    start = text.index("We did")
    (number,) = parties.at(start, start + 2)
    assert parties.get(number).name == "Harbour Watch of Vora"


def test_the_union_whose_assembly_votes_is_whose_stand_it_is() -> None:
    text = "The Pilots' Union met on Sunday. Its assembly rejected the offer of the port."
    assert ("Pilots' Union", "against") in {(who, how) for who, how, _ in _stands(text)}
