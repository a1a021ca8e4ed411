"""The rules of the draft, on annotated evidence and on small made-up ones."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from backchannel.conflict.draft import Draft, draft
from backchannel.conflict.elements import Certainty, Conflict, Statements, to_text
from tests.conflict.gold_evidence import evidence_from_gold

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "examples" / "us-iraq-dialogue"


@cache
def drafted(folder: Path) -> tuple[Draft, Conflict]:
    made = draft(evidence_from_gold(folder))
    assert made.conflict is not None
    return made, made.conflict


def value(conflict: Conflict, option: str) -> str:
    assert conflict.status_quo is not None
    return conflict.status_quo.state[[o.id for o in conflict.options].index(option)]


def said(conflict: Conflict, maker: str) -> list[str]:
    order = conflict.decision_maker(maker).preference.order
    assert isinstance(order, Statements)
    return [to_text(s.expression) for s in order.items if s.certainty is Certainty.KNOWN]


def test_the_example_has_the_governments_and_the_militias_as_decision_makers() -> None:
    _, conflict = drafted(EXAMPLE)
    assert {m.id for m in conflict.decision_makers} == {"us", "iraq", "militias"}


def test_every_element_cites_a_sentence_that_is_in_its_report() -> None:
    _, conflict = drafted(EXAMPLE)
    texts = {p.name: p.read_bytes().decode() for p in EXAMPLE.glob("report-*.txt")}
    quotes = []
    for maker in conflict.decision_makers:
        assert maker.grounds
        quotes += maker.grounds
        order = maker.preference.order
        assert isinstance(order, Statements)
        for item in order.items:
            assert item.grounds
            quotes += item.grounds
    for option in conflict.options:
        assert option.grounds
        quotes += option.grounds
    assert conflict.status_quo is not None
    for quote in [*quotes, *conflict.status_quo.grounds]:
        assert texts[quote.origin][quote.start : quote.end] == quote.text


def test_a_threat_with_an_unless_is_a_conditional_statement() -> None:
    _, conflict = drafted(EXAMPLE)
    assert "close IF NOT curb" in said(conflict, "us")


def test_an_offer_with_an_if_is_a_conditional_statement() -> None:
    _, conflict = drafted(EXAMPLE)
    assert "NOT attack_militias IF schedule_iraq" in said(conflict, "militias")


def test_a_dialogue_under_way_is_an_option_of_each_side_and_taken() -> None:
    _, conflict = drafted(EXAMPLE)
    for option in ("talks_us", "talks_iraq"):
        assert value(conflict, option) == "Y"


def test_a_schedule_noted_as_missing_is_an_option_not_taken() -> None:
    _, conflict = drafted(EXAMPLE)
    assert value(conflict, "schedule_us") == "N"
    assert conflict.option("schedule_us").owner == "us"


def test_silence_is_an_unknown_statement_and_listed() -> None:
    made, conflict = drafted(EXAMPLE)
    assert any(s.decision_maker == "iraq" and s.option == "withdraw" for s in made.silences)
    assert "withdraw" not in " ".join(said(conflict, "iraq"))


def test_what_is_left_out_has_a_reason() -> None:
    made, _ = drafted(EXAMPLE)
    assert made.left_out
    assert all(one.why for one in made.left_out)


def test_a_smaller_draft_lists_the_rest_as_left_out() -> None:
    made = draft(evidence_from_gold(EXAMPLE), most_options=4, most_decision_makers=2)
    assert made.conflict is not None
    assert len(made.conflict.options) == 4
    assert len(made.conflict.decision_makers) <= 2
    assert any(one.kind == "option" for one in made.left_out)


def test_drafting_twice_gives_the_same() -> None:
    assert draft(evidence_from_gold(EXAMPLE)) == draft(evidence_from_gold(EXAMPLE))


@pytest.fixture
def seed(shared: Path) -> Conflict:
    return drafted(shared / "gold" / "seed")[1]


def test_the_seed_has_its_three_decision_makers(seed: Conflict) -> None:
    assert {m.id for m in seed.decision_makers} == {"us", "iraq", "militias"}


def test_the_seed_has_dialogue_attacks_and_a_schedule_with_the_right_status_quo(
    seed: Conflict,
) -> None:
    assert value(seed, "talks_us") == value(seed, "talks_iraq") == "Y"
    assert value(seed, "attack") == "N"
    assert value(seed, "schedule") == "N"
    assert seed.option("attack").owner == "militias"
    assert seed.option("schedule").owner == "us"


def test_the_letter_demanded_of_the_government_is_its_option(seed: Conflict) -> None:
    assert seed.option("appeal").owner == "iraq"
    assert value(seed, "appeal") == "N"
