"""Statements and their speakers, in trees of the trained reader."""

from __future__ import annotations

import pytest

from backchannel.dossier.evidence import Report
from backchannel.reading.read import read
from backchannel.text import Source, Span


def _said(text: str) -> list[tuple[tuple[str, ...], str]]:
    found = read(Report(Source(text, "t"), body=(Span(0, len(text)),)))
    names = {party.id: party.name for party in found.parties}
    return [
        (tuple(names[s] for s in one.speakers), one.content[0].quote) for one in found.statements
    ]


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        (
            "On Friday Vessia let it be known that an envoy would come.",
            "Vessia",
            "an envoy would come",
        ),
        (
            "Half the pilots stayed at home, says the Pilots' Union; the port speaks of a few.",
            "Pilots' Union",
            "Half the pilots stayed at home",
        ),
        (
            "No pilot was near the shed, the port minister, Odo Marek, says. “We lit no fire.”",
            "Odo Marek",
            "We lit no fire",
        ),
        (
            "“The boat was theirs, and so was the net.” That is Odo Marek, the port minister.",
            "Odo Marek",
            "The boat was theirs, and so was the net",
        ),
    ],
)
def test_wordings_of_saying(text: str, speaker: str, content: str) -> None:
    assert ((speaker,), content) in _said(text)


def test_words_that_are_cut_off_are_no_statement() -> None:
    assert _said("The guns fell silent at noon, as the paper said they should.") == []


def test_a_pronoun_means_the_same_as_the_subject_just_before() -> None:
    text = (
        "On Sunday the Pilots' Union lost the case. They went to the Harbour Court on Monday. "
        "They said that no court can undo a vote."
    )
    assert (("Pilots' Union",), "no court can undo a vote") in _said(text)


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        (
            (
                "No lorry will pass the barrier before the feast, the Minister of Works, Mr. Anton "
                "Tal, made known on Friday before the press."
            ),
            "Anton Tal",
            "No lorry will pass the barrier before the feast",
        ),
        (
            (
                "The answer came from the port's director, Vera Holm, in a letter of one page: the "
                "lists are secret and will stay so."
            ),
            "Vera Holm",
            "the lists are secret and will stay so",
        ),
        (
            "Had the rebels wanted money, Vera Holm said, “they would have sent a price”.",
            "Vera Holm",
            "Had the rebels wanted money",
        ),
    ],
)
def test_cues_that_close_part_or_bring_the_words(text: str, speaker: str, content: str) -> None:
    assert ((speaker,), content) in _said(text)


def test_words_around_a_verb_of_saying_are_one_statement() -> None:
    text = "Had the rebels wanted money, Vera Holm said, “they would have sent a price”."
    assert len(_said(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "In the markets they will tell you that the mayor is next.",
        "The mayor was, they say, at the dentist.",
        "They agreed on an order: the driver first, then the guards' post goes back.",
    ],
)
def test_hearsay_and_verbs_without_their_particle_say_nothing(text: str) -> None:
    assert _said(text) == []


def test_an_answer_that_another_verb_tells_is_told_once() -> None:
    text = "Arken's answer is the same as before: the Ministry of Works insists it saw no flood."
    assert [speakers for speakers, _ in _said(text)] == [("Ministry of Works",)]
