from __future__ import annotations

import copy
import json
from datetime import date

import pytest

from backchannel.dossier.evidence import (
    Absence,
    Event,
    EventType,
    Evidence,
    Issue,
    Mention,
    Party,
    Position,
    Precision,
    Report,
    Residue,
    Stance,
    Statement,
    Telling,
    When,
)
from backchannel.dossier.records_json import evidence_from_plain, evidence_to_plain
from backchannel.errors import DossierError
from backchannel.text import Source, Span

TEXT = "The dockers rejected the offer on Monday. \u201cWe stay out,\u201d the union said.\n\nShare"
SOURCE = Source(TEXT, "note.txt")


def at(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


def evidence() -> Evidence:
    dockers, union = SOURCE.cite(*at("The dockers")), SOURCE.cite(*at("the union"))
    sentence = SOURCE.cite(*at("The dockers rejected the offer on Monday."))
    monday = When(
        date(2025, 3, 3), date(2025, 3, 3), Precision.DAY, "weekday", SOURCE.cite(*at("on Monday"))
    )
    return Evidence(
        reports=(
            Report(
                SOURCE,
                body=(Span(*at("The dockers rejected")),),
                residue=(Residue(Span(*at("Share")), "share_bar"),),
                metadata=(("heading", dockers),),
            ),
        ),
        parties=(
            Party("p1", "dockers", mentions=(Mention(dockers),)),
            Party("p2", "the union", part_of="p1", mentions=(Mention(union),)),
        ),
        events=(
            Event(
                "e1", EventType.REJECT, (Telling(sentence, when=monday),), None, ("p1",), (), monday
            ),
        ),
        statements=(Statement("s1", (SOURCE.cite(*at("We stay out")),), ("p2",)),),
        issues=(Issue("i1", "the offer", act=EventType.AGREE),),
        positions=(Position("o1", "p1", "i1", Stance.AGAINST, (sentence,)),),
        absences=(Absence("a1", "no date", sentence),),
    )


def test_evidence_read_back_is_the_same() -> None:
    plain = evidence_to_plain(evidence())
    assert evidence_from_plain(json.loads(json.dumps(plain))) == evidence()


def test_a_quote_that_is_not_in_the_text_is_refused() -> None:
    plain = copy.deepcopy(evidence_to_plain(evidence()))
    plain["parties"][0]["mentions"][0]["citation"]["quote"] = "The sailors"
    with pytest.raises(DossierError, match=r"parties\[0\].*'The sailors' is not what stands"):
        evidence_from_plain(plain)


def test_another_form_is_refused_with_what_to_do() -> None:
    with pytest.raises(DossierError, match="read the reports again"):
        evidence_from_plain({"schema": "something/9"})


def test_every_citation_of_the_evidence_is_found() -> None:
    assert {c.quote for c in evidence().citations()} >= {"the union", "on Monday", "We stay out"}
