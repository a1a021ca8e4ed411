"""The comparison with GMCR+, against a stand-in that answers by definition."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from backchannel.analysis.compiled import OptionForm
from backchannel.conflict.elements import Direction, Taken, parse
from benchmarks import peer

STAND_IN = '''
class LogicalSolver:
    """Answers Nash by definition, and every other concept as Nash, with a narration."""

    def __init__(self, conflict):
        self.conflict = conflict

    def nash(self, maker, state):
        own = {option.dec_val for option in maker.options}
        codes = self.conflict.feasibles.decimal
        here = codes[state]
        for place, code in enumerate(codes):
            changed = here ^ code
            bits = {1 << p for p in range(8) if changed >> p & 1}
            if bits and bits <= own and maker.payoffs[place] > maker.payoffs[state]:
                return False, "a way out"
        return True, "no way out"

    gmr = smr = seq = nash
'''


@pytest.fixture
def checkout(tmp_path: Path):
    (tmp_path / "data_02_conflictSolvers.py").write_text(STAND_IN)
    before = list(sys.path)
    yield tmp_path
    sys.path[:] = before
    sys.modules.pop("data_02_conflictSolvers", None)


def test_both_programs_are_asked_the_same(checkout: Path) -> None:
    form = OptionForm(
        ("me", "you"),
        (0, 1),
        (Direction.REVERSIBLE,) * 2,
        2,
        (),
        ((parse("NOT you"), Taken("me")), (parse("NOT me"), Taken("you"))),
    )
    found = peer.compare(peer.load_solver(checkout), form)
    assert (found.options, found.decision_makers, found.states) == (2, 2, 4)
    # SEQ of the prisoners' dilemma: NN is stable for both by sanction, and only there
    assert found.differences == {"nash": 0, "gmr": 2, "smr": 2, "seq": 2}
    assert found.ratio > 0


def test_a_wrong_path_is_said_in_words(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="not a folder"):
        peer.load_solver(tmp_path / "none")
    with pytest.raises(SystemExit, match="no solver"):
        peer.load_solver(tmp_path)
