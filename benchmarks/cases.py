"""What is measured, and the bound each figure is held against."""

from __future__ import annotations

import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.models import small_conflict, stated_conflict

SIMPLE = ("nash", "gmr", "smr")
FOUR = ("nash", "gmr", "smr", "seq")


@dataclass(frozen=True)
class Case:
    """One figure: what is done, how it is bounded, and how often it is repeated."""

    name: str
    bound: float
    unit: str
    prepare: Callable[[], Callable[[], Any]]
    repeats: int = 3
    inner: int = 1
    note: Callable[[Any], str] = field(default=lambda result: "")


@dataclass(frozen=True)
class Figure:
    """A measured figure."""

    case: Case
    value: float
    note: str

    @property
    def met(self) -> bool:
        return self.value <= self.case.bound


def measure(case: Case) -> Figure:
    """Run a case; CPU seconds of this process, the best of its repeats."""
    run = case.prepare()
    best, note = float("inf"), ""
    for _ in range(case.repeats):
        begun = time.process_time()
        result = None
        for _ in range(case.inner):
            result = run()
        spent = (time.process_time() - begun) / case.inner
        if isinstance(result, Measured):
            spent = result.value
        if spent < best:
            best, note = spent, case.note(result)
    return Figure(case, best, note)


@dataclass(frozen=True)
class Measured:
    """A figure that is not the time the case took."""

    value: float
    note: str = ""


def _explicit(options: int, concepts: tuple[str, ...]) -> Callable[[], Callable[[], Any]]:
    def prepare() -> Callable[[], Any]:
        from backchannel.analysis.explicit import analyse_explicitly

        form = stated_conflict(options, 4, 8, seed=1)
        return lambda: analyse_explicitly(form, concepts)

    return prepare


def _symbolic(
    options: int,
    decision_makers: int,
    statements: int,
    concepts: tuple[str, ...],
    seconds: float | None = None,
    seed: int = 1,
) -> Callable[[], Callable[[], Any]]:
    def prepare() -> Callable[[], Any]:
        from backchannel.analysis.budget import Budget
        from backchannel.analysis.symbolic import analyse_symbolically

        form = stated_conflict(options, decision_makers, statements, seed)
        return lambda: analyse_symbolically(form, concepts, Budget(seconds))

    return prepare


def _finished(answer: Any) -> str:
    settled, missing = len(answer.stable), len(answer.unfinished)
    nodes = max((getattr(one, "nodes", 0) for one in answer.stable.values()), default=0)
    text = f"largest set {nodes:,} nodes" if nodes else ""
    if missing:
        text = f"{settled} of {settled + missing} verdict sets finished in the budget; " + text
    return text


def _twelve_states() -> Callable[[], Any]:
    from backchannel.analysis.bitsets import Relations, _Answers, stable_bits
    from backchannel.analysis.definition import Concept

    moves, ranks = small_conflict()
    concepts = [Concept.read(name) for name in FOUR]

    def run() -> list[list[int]]:
        relations = Relations.from_ranks(moves, ranks, transitive=True)
        answers = _Answers(relations)
        return [[stable_bits(relations, i, c, answers) for i in range(3)] for c in concepts]

    return run


def _twelve_states_from_conflict() -> Callable[[], Any]:
    from backchannel.analysis.verdict import analyse
    from benchmarks.models import small_named_conflict

    conflict = small_named_conflict()
    return lambda: analyse(conflict, FOUR)


def _perturbations() -> Callable[[], Any]:
    import numpy as np

    from backchannel.analysis.sensitivity import stable_in_batch

    moves, _ = small_conflict()
    draw = np.random.default_rng(1)
    levels = [draw.integers(0, 12, (12, 100_000)).astype(np.uint8) for _ in moves]

    def run() -> None:
        for first in range(0, 100_000, 16_384):
            part = [one[:, first : first + 16_384] for one in levels]
            stable_in_batch(moves, part, FOUR, transitive=True)

    return run


def _whole_sensitivity() -> Callable[[], Any]:
    from backchannel.analysis.moves import compile_conflict
    from backchannel.analysis.sensitivity import sensitivity
    from benchmarks.models import small_named_conflict

    model = compile_conflict(small_named_conflict())
    return lambda: sensitivity(model, FOUR, trials=100_000)


def _inverse() -> Callable[[], Any]:
    from backchannel.analysis.inverse import requirement
    from backchannel.analysis.moves import compile_conflict
    from benchmarks.models import named

    form = stated_conflict(6, 3, 8, seed=2, one_way=0.0, rules=0)
    conflict = named(form)
    draw = random.Random(5)
    target, maker = draw.randrange(64), draw.randrange(3)

    def run() -> Measured:
        model = compile_conflict(conflict)
        model.states()
        begun = time.process_time()
        for concept in FOUR:
            requirement(model, maker, target, concept)
        return Measured(time.process_time() - begun)

    return run


def _per_decision_maker() -> Callable[[], Any]:
    run = _symbolic(200, 20, 16, SIMPLE, seed=0)()

    def timed() -> Measured:
        begun = time.process_time()
        answer = run()
        return Measured((time.process_time() - begun) / 20, _finished(answer))

    return timed


_MEMORY = """
import sys
from backchannel.analysis.explicit import analyse_explicitly
from benchmarks.cases import peak_memory
from benchmarks.models import stated_conflict
analyse_explicitly(stated_conflict(8, 4, 8, seed=1))
before = peak_memory()
analyse_explicitly(stated_conflict(20, 4, 8, seed=1), sys.argv[1].split(","))
print(peak_memory() - before)
"""


def _memory(concepts: tuple[str, ...]) -> Callable[[], Callable[[], Any]]:
    def prepare() -> Callable[[], Any]:
        def run() -> Measured:
            done = subprocess.run(
                [sys.executable, "-c", _MEMORY, ",".join(concepts)],
                capture_output=True,
                text=True,
                check=True,
            )
            return Measured(int(done.stdout) / (1 << 20))

        return run

    return prepare


def _better_engine() -> Callable[[], Any]:
    explicit = _explicit(20, FOUR)()
    symbolic = _symbolic(20, 4, 8, FOUR)()

    def run() -> Measured:
        begun = time.process_time()
        explicit()
        middle = time.process_time()
        symbolic()
        slow, fast = middle - begun, time.process_time() - middle
        name = "symbolic" if fast < slow else "explicit"
        return Measured(min(slow, fast), f"{name}; explicit {slow:.3f}, symbolic {fast:.3f}")

    return run


def _note(result: Any) -> str:
    return result.note if isinstance(result, Measured) else _finished(result)


CASES: tuple[Case, ...] = (
    Case("12 states, 3 DMs, all four", 0.0003, "s", _twelve_states, 10, 100),
    Case(
        "12 states, 3 DMs, all four, from the conflict to the result",
        float("inf"),
        "s",
        _twelve_states_from_conflict,
        5,
        20,
    ),
    Case("2^10 states, 4 DMs, all four", 0.005, "s", _explicit(10, FOUR), 10, 5),
    Case("2^14 states, 4 DMs, all four", float("inf"), "s", _explicit(14, FOUR), 5),
    Case("2^20 states, 4 DMs, Nash GMR SMR", 0.2, "s", _explicit(20, SIMPLE), 5),
    Case("2^20 states, 4 DMs, all four, better engine", 0.5, "s", _better_engine, 4, note=_note),
    Case("2^20 states, 4 DMs, memory, Nash GMR SMR", 24, "B/state", _memory(SIMPLE), 2),
    Case("2^20 states, 4 DMs, memory, all four", 24, "B/state", _memory(FOUR), 2),
    Case("24 options, 6 DMs, Nash GMR SMR", 0.05, "s", _symbolic(24, 6, 10, SIMPLE), 5, note=_note),
    Case("24 options, 6 DMs, SEQ", 1.0, "s", _symbolic(24, 6, 10, ("seq",)), 3, note=_note),
    Case("40 options, 6 DMs, Nash GMR SMR", 0.2, "s", _symbolic(40, 6, 8, SIMPLE), 5, note=_note),
    Case("40 options, 6 DMs, SEQ", 20, "s", _symbolic(40, 6, 8, ("seq",)), 1, note=_note),
    Case("60 options, 6 DMs, Nash GMR SMR", 0.5, "s", _symbolic(60, 6, 8, SIMPLE), 5, note=_note),
    Case(
        "60 options, 6 DMs, SEQ, budget 60 s",
        60,
        "s",
        _symbolic(60, 6, 8, ("seq",), 60, seed=0),
        1,
        note=_note,
    ),
    Case("200 options, 20 DMs, Nash GMR SMR, per DM", 30, "s", _per_decision_maker, 1, note=_note),
    Case("minimal inverse sets, 64 states, one state and DM, all four", 0.01, "s", _inverse, 10),
    Case("10^5 perturbations, 12 states, 3 DMs, all four", 0.2, "s", _perturbations, 5),
    Case("10^5 perturbations, with drawing them", float("inf"), "s", _whole_sensitivity, 3),
)
"""Every figure, in the order of the table."""


def peak_memory() -> int:
    """Return the largest resident size of this process so far, in bytes."""
    status = Path("/proc/self/status")
    if status.exists():  # on Linux getrusage counts the parent before the start as well
        for line in status.read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    size = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return size if sys.platform == "darwin" else size * 1024
