"""GMCR+ on the same conflicts, if the user has a checkout of it.

GMCR+ (gmcr-py, the desktop tool of the field; its end user agreement is proprietary) is no part of
this project. ``python -m benchmarks --gmcr-py PATH`` imports its solver module from the path given,
hands it conflicts as the plain objects that it reads (states in decimal, pay-offs, options with
their values), and asks its Nash, GMR, SMR and SEQ for every state and decision maker.
"""

from __future__ import annotations

import importlib
import sys
import time
import types
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from backchannel.analysis.compiled import OptionForm, infeasible_array, ranks_of
from backchannel.analysis.explicit import analyse_explicitly
from backchannel.conflict.elements import Direction
from benchmarks.models import stated_conflict

MODULES = ("data_02_conflictSolvers", "gmcr.data_02_conflictSolvers")
"""Where its solver has been over its versions."""

FOUR = ("nash", "gmr", "smr", "seq")


class _Maker(types.SimpleNamespace):
    """A decision maker as GMCR+ reads it; compared by identity, as its own are."""

    __hash__ = object.__hash__

    def __eq__(self, other: object) -> bool:
        return self is other


@dataclass(frozen=True)
class Comparison:
    """One conflict, both programs."""

    options: int
    decision_makers: int
    states: int
    theirs: float
    ours: float
    differences: dict[str, int]

    @property
    def ratio(self) -> float:
        return self.theirs / self.ours


def load_solver(path: Path) -> Any:
    """Import the solver module from a checkout.

    Raises
    ------
    SystemExit
        If there is none, in words.
    """
    if not path.is_dir():
        raise SystemExit(f"{path}: not a folder; expected a checkout of gmcr-py")
    sys.path.insert(0, str(path))
    problems = []
    for name in MODULES:
        try:
            module = importlib.import_module(name)
        except ImportError as error:
            problems.append(f"{name}: {error}")
            continue
        return module.LogicalSolver
    raise SystemExit(f"{path}: no solver of gmcr-py found ({'; '.join(problems)})")


def as_their_conflict(form: OptionForm) -> Any:
    """Return a conflict in the form GMCR+ reads: an object with the attributes its solver uses."""
    k = form.options
    codes = [int(code) for code in np.flatnonzero(~infeasible_array(form))]
    direction = {
        Direction.REVERSIBLE: "both",
        Direction.N_TO_Y_ONLY: "fwd",
        Direction.Y_TO_N_ONLY: "back",
    }
    options = [
        types.SimpleNamespace(
            name=form.names[p],
            permittedDirection=direction[form.directions[p]],
            dec_val=1 << p,
            master_index=p,
        )
        for p in range(k)
    ]
    feasibles = _Feasibles(
        decimal=codes,
        yn=["".join("Y" if code >> p & 1 else "N" for p in range(k)) for code in codes],
        ordered=list(range(1, len(codes) + 1)),
        toOrdered={code: place for place, code in enumerate(codes, 1)},
        toDecimal=dict(enumerate(codes, 1)),
    )
    makers = []
    for dm in range(form.decision_makers):
        ranks = ranks_of(form, dm)
        makers.append(
            _Maker(
                name=f"D{dm}",
                isCoalition=False,
                options=[options[p] for p in form.own(dm)],
                payoffs=[int(ranks[code]) for code in codes],
            )
        )
    conflict = types.SimpleNamespace(
        options=options, decisionMakers=makers, coalitions=list(makers), feasibles=feasibles
    )
    for maker in makers:
        maker.conflict = conflict
    return conflict


class _Feasibles(types.SimpleNamespace):
    """The feasible states; as long as there are states, and iterated by index."""

    def __len__(self) -> int:
        return len(self.decimal)

    def __iter__(self) -> Any:
        return iter(range(len(self.decimal)))


def compare(solver: Any, form: OptionForm) -> Comparison:
    """Time both programs on one conflict, and count the verdicts they differ on."""
    conflict = as_their_conflict(form)
    states = len(conflict.feasibles)
    begun = time.perf_counter()
    engine = solver(conflict)
    verdicts = {
        name: [
            [_holds(getattr(engine, name)(maker, s)) for s in range(states)]
            for maker in conflict.decisionMakers
        ]
        for name in FOUR
    }
    theirs = time.perf_counter() - begun
    ours = float("inf")
    for _ in range(5):
        begun = time.perf_counter()
        answer = analyse_explicitly(form, FOUR)
        ours = min(ours, time.perf_counter() - begun)
    codes = conflict.feasibles.decimal
    differences = {}
    for name in FOUR:
        differences[name] = sum(
            verdict != (code in answer.stable[name, dm])
            for dm in range(form.decision_makers)
            for code, verdict in zip(codes, verdicts[name][dm], strict=True)
        )
    return Comparison(form.options, form.decision_makers, states, theirs, ours, differences)


def _holds(verdict: Any) -> bool:
    """Read a verdict of any of its versions: a truth value, alone or with a narration."""
    return bool(verdict[0] if isinstance(verdict, tuple) else verdict)


def comparisons(path: Path, largest: int = 12) -> list[Comparison]:
    """Compare on conflicts of 6 to `largest` options."""
    solver = load_solver(path)
    return [
        compare(solver, stated_conflict(k, 3 if k < 8 else 4, 8, seed=1, rules=4))
        for k in range(6, largest + 1)
    ]
