"""Statements: who said what, in quotation marks and without."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backchannel.dossier.evidence import StatementKind
from backchannel.reading.quotations import quotations
from backchannel.reading.shallow import shallow_parse
from backchannel.reading.statements import find_statements
from backchannel.reading.tree import Tree
from backchannel.text import Span


def said(text: str) -> list[tuple[list[str], str, str]]:
    """Speakers, kind and content of each statement, without the trained reader."""
    parse = shallow_parse(text, [Span(0, len(text))])
    tree = Tree(parse)
    return [
        (
            [tree.text(text, *tree.phrase(k)) for k in s.speakers],
            s.kind.value,
            text[s.content[0][0] : s.content[0][1]],
        )
        for s in find_statements(parse, text)
    ]


def test_indirect_speech_is_the_clause_without_that() -> None:
    assert said("Norland said that the talks had failed.") == [
        (["Norland"], "indirect", "the talks had failed")
    ]


def test_direct_speech_is_cited_without_its_marks() -> None:
    assert said("“We will not wait another year,” the envoy said.") == [
        (["envoy"], "direct", "We will not wait another year")
    ]


def test_a_quotation_that_goes_on_has_the_same_speaker() -> None:
    found = said('"We came to talk," the envoy said. "We found the door locked."')
    assert [(speakers, content) for speakers, _, content in found] == [
        (["envoy"], "We came to talk"),
        (["envoy"], "We found the door locked"),
    ]


def test_according_to_names_the_speaker() -> None:
    assert said("According to the harbour office, the quay is empty.") == [
        (["harbour office"], "indirect", "the quay is empty")
    ]


def test_what_was_not_said_is_no_statement() -> None:
    assert said("Norland did not say that the talks had failed.") == []


def test_a_bare_accusation_is_no_statement() -> None:
    assert said("Norland blamed Sudland for the fire.") == []


def test_a_transcript_gives_its_speakers() -> None:
    text = "HOST: Good morning.\n\nDRIVER: I slept on the bridge.\n\nHOST: Thank you."
    blocks = [Span(0, 19), Span(21, 51), Span(53, len(text))]
    found = find_statements(shallow_parse(text, blocks), text)
    assert [
        (text[slice(*s.label)] if s.label else "", text[slice(*s.content[0])]) for s in found
    ] == [("DRIVER", "I slept on the bridge")]
    assert found[0].kind is StatementKind.DIRECT


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        (
            'Two reasons were given by the minister. "The pipes are old, and the money is gone."',
            "minister",
            "The pipes are old, and the money is gone",
        ),
        ("The rebels put the dead at nine.", "rebels", "the dead at nine"),
        ("The ministry's reply was short: the licence stands.", "ministry", "the licence stands"),
        ('"Leave it," said the minister, "and go."', "minister", "Leave it"),
        (
            'The mayor accused them of "firing on men who were drinking tea".',
            "mayor",
            "firing on men who were drinking tea",
        ),
        (
            "Ann Lee, for the council: “The promise was never put on paper.”",
            "Ann Lee",
            "The promise was never put on paper",
        ),
        (
            "Norland said that the ridge had fallen, and that two men were held.",
            "Norland",
            "the ridge had fallen, and that two men were held",
        ),
        (
            "The mayor denounced the plan as “a gift to thieves”. Sudland denies any part in it.",
            "mayor",
            "a gift to thieves",
        ),
        (
            "Norland blames “smugglers from over the hills”. It was not us, says Ann Lee.",
            "Norland",
            "smugglers from over the hills",
        ),
    ],
)
def test_speakers_beside_and_inside_the_sentence(text: str, speaker: str, content: str) -> None:
    assert ([speaker], content) in [(who, words) for who, _, words in said(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Nobody said that the bridge was safe.",
        "Norland demanded that the crew be freed.",
        "Norland told the pickets to leave the quay.",
        "Norland was told that the bridge was safe.",
    ],
)
def test_wishes_orders_and_what_nobody_said_are_no_statements(text: str) -> None:
    assert said(text) == []


def test_labels_like_names_take_turns() -> None:
    lines = [
        "Presenter: Good evening.",
        "Ann Lee: The levy kills us.",
        "Presenter: And you?",
        "Minister Haas: It stays.",
    ]
    text = "\n\n".join(lines)
    blocks, at = [], 0
    for line in lines:
        blocks.append(Span(at, at + len(line)))
        at += len(line) + 2
    found = find_statements(shallow_parse(text, blocks), text)
    assert [text[slice(*s.label)] for s in found if s.label] == ["Ann Lee", "Minister Haas"]


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("‘We stand by our members’ claims,’ she said.", ["We stand by our members’ claims,"]),
        ("'We will wait,' he said of the workers' pay.", ["We will wait,"]),
        ("The dockers’ notice and the owners’ offer.", []),
        ('He said "yes" and left.', ["yes"]),
        ("She said “it holds “, he said.", ["it holds "]),
        ("« Give them back » was written there.", [" Give them back "]),
        ("An open “quotation that never ends\n\nNew paragraph.", []),
        ("“first ” and “second”.", ["first ", "second"]),
    ],
)
def test_quotation_marks_pair_even_where_they_are_mixed(text: str, inside: list[str]) -> None:
    assert [text[a:b] for a, b in quotations(text)] == inside


def slow_quotations(text: str) -> list[tuple[int, int]]:
    """The pairing said character by character."""
    out = []
    start = None
    for at, char in enumerate(text):
        before, after = text[at - 1 : at], text[at + 1 : at + 2]
        if char == "\n" and start is not None:
            if not text[at + 1 :].lstrip(" \t")[:1].strip():
                start = None
            continue
        if start is not None and at - start > 2000:
            start = None
        opens = bool(after) and not after.isspace()
        if char in "“„«‟":
            closes = (before.isspace() and (not after or after in ".,;:!?)\n")) or (
                not before.isspace() and (not after or after.isspace() or after in ".,;:!?)")
            )
            if start is not None and closes:
                out.append((start, at))
                start = None
            else:
                start = at + 1
        elif start is not None and char in '"”»':
            out.append((start, at))
            start = None
        elif start is None and char in '"»' and opens:
            start = at + 1
    return [(a, b) for a, b in out if a < b]


@given(st.text(alphabet='a \n\t\u00a0\x1c.,"“”„«»', max_size=60), st.sampled_from([0, 1999, 2001]))
def test_quotations_are_those_of_the_slow_way(text: str, gap: int) -> None:
    text = text[:30] + "b" * gap + text[30:]
    assert quotations(text) == slow_quotations(text)


@given(st.text(alphabet='ab .\n"“”«»„', max_size=80))
def test_quotations_never_overlap_and_never_hold_nothing(text: str) -> None:
    found = quotations(text)
    assert all(0 <= a < b <= len(text) for a, b in found)
    assert all(one[1] <= other[0] for one, other in pairwise(found))


@given(st.text(alphabet='abT said“”"that,. \n', max_size=120))
def test_statements_stand_in_the_text(text: str) -> None:
    parse = shallow_parse(text, [Span(0, len(text))] if text else [])
    for one in find_statements(parse, text):
        for start, end in one.content:
            assert 0 <= start < end <= len(text)
