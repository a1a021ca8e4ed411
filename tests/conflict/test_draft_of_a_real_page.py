"""From a real page, as pasted, to its drafted conflict: nothing by hand in between."""

from __future__ import annotations

from pathlib import Path

import pytest

from backchannel.conflict.draft import Draft, draft
from backchannel.reading.read import read, reader
from backchannel.text import Source

trained = pytest.mark.skipif(reader() is None, reason="the trained reader's weights are not here")


@pytest.fixture(scope="module")
def made(shared: Path) -> Draft:
    text = (shared / "gold" / "seed" / "report.txt").read_bytes().decode("utf-8")
    return draft(read(Source(text, "report.txt")))


@trained
def test_governments_and_militias_decide_and_dialogue_attacks_and_schedule_are_options(
    made: Draft,
) -> None:
    conflict = made.conflict
    assert conflict is not None
    assert conflict.status_quo is not None
    now = dict(zip([o.id for o in conflict.options], conflict.status_quo.state, strict=True))
    assert {m.id for m in conflict.decision_makers} == {"us", "iraq", "militias"}
    assert now["talks_us"] == now["talks_iraq"] == "Y"
    assert now["attack"] == now["schedule"] == "N"
    assert conflict.option("attack").owner == "militias"
    assert conflict.is_feasible(conflict.code(conflict.status_quo.state))


@trained
def test_every_element_cites_and_who_stays_in_the_shadow_is_proposed(made: Draft) -> None:
    conflict = made.conflict
    assert conflict is not None
    assert all(element.grounds for element in (*conflict.decision_makers, *conflict.options))
    assert [one.name for one in made.indirect] == ["Iran"]
