"""One judgement changed at a time: what it does to the equilibria."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from backchannel.analysis.judgements import single_changes
from backchannel.conflict.elements import Preference, Statements
from backchannel.conflict.files import read_conflict

GOLDEN = Path(__file__).parents[1] / "golden" / "conflicts"


def test_a_single_changed_judgement_is_reported_with_what_it_does():
    conflict = read_conflict(GOLDEN / "prisoners-dilemma.yaml")
    changes = single_changes(conflict)
    assert len(changes) == 6
    # if One prefers mutual defection to cooperation, the threat of it deters no longer
    one = next(c for c in changes if c.decision_maker == "P1" and c.what == "with 1 before 4")
    assert one.matters
    assert one.lost == {"nash": (), "gmr": ("4",), "smr": ("4",), "seq": ("4",)}
    stated = dataclasses.replace(
        conflict,
        decision_makers=tuple(
            dataclasses.replace(maker, preference=Preference(Statements.of(*texts)))
            for maker, texts in zip(
                conflict.decision_makers, (("c2", "NOT c1"), ("c1", "NOT c2")), strict=True
            )
        ),
    )
    words = [change.what for change in single_changes(stated)]
    assert words[0] == "without statement 1, 'c2'"
    assert len(words) == 10
