"""How much time and memory an analysis may take, and what happens when it is spent.

A spent budget is not a failure: the engine keeps what it has found, and says of the rest that it
is not finished and why. Nothing is guessed.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

from backchannel.errors import AnalysisError

__all__ = ["Budget", "BudgetSpent", "Clock"]


@dataclass(frozen=True, slots=True)
class Budget:
    """What an analysis may spend.

    Parameters
    ----------
    seconds : float or None
        Wall-clock seconds; ``None`` is no limit. Engines look at the clock between passes, so they
        stop a little after it.
    memory : int or None
        Bytes for the arrays or diagrams of the engine; ``None`` leaves the engine's own limit.

    Examples
    --------
    >>> Budget(seconds=10, memory=512 * 2**20).memory
    536870912
    """

    seconds: float | None = None
    memory: int | None = None

    def __post_init__(self) -> None:
        if self.seconds is not None and not self.seconds >= 0:
            raise AnalysisError(f"a time budget is a number of seconds, not {self.seconds}")
        if self.memory is not None and self.memory <= 0:
            raise AnalysisError(f"a memory budget is a number of bytes above 0, not {self.memory}")


class BudgetSpent(AnalysisError):  # noqa: N818 - inside an engine it is no error
    """An engine ran out of time or memory; its argument says of which, in words.

    Engines catch it and return what they have; it reaches the caller only from a question about a
    set of states that is itself too large to answer.
    """


class Clock:
    """Tells an engine when its time is over.

    Parameters
    ----------
    seconds : float or None
        Wall-clock seconds from now; ``None`` is never.
    """

    __slots__ = ("_cpu", "_end", "_seconds", "_start")

    def __init__(self, seconds: float | None = None) -> None:
        self._start = time.monotonic()
        self._cpu = time.process_time()
        self._seconds = seconds
        self._end = None if seconds is None else self._start + seconds

    def check(self) -> None:
        """Raise `BudgetSpent` if the time is over."""
        if self._end is not None and time.monotonic() >= self._end:
            raise BudgetSpent(f"the time budget of {self._seconds:g} s is spent")

    @property
    def left(self) -> float | None:
        """Wall-clock seconds left, or ``None`` if there is no limit."""
        return None if self._end is None else max(0.0, self._end - time.monotonic())

    @property
    def seconds(self) -> float:
        """Wall-clock seconds since the start."""
        return time.monotonic() - self._start

    @property
    def cpu_seconds(self) -> float:
        """CPU seconds of this process since the start."""
        return time.process_time() - self._cpu
