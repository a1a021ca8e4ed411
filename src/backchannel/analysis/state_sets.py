"""Sets of states that can be asked the same questions whatever engine found them.

A set may hold 10**20 states, so it is asked rather than listed: how many, is this one in it, which
options are the same in all of them, how many meet a condition, which are nearest to a state, a
uniform sample, the first few. All answers are exact. `DenseSet` keeps a bit per state;
`backchannel.analysis.symbolic.DiagramSet` is a decision diagram; both are `StateSet`.
"""

from __future__ import annotations

import hashlib
import itertools
import random
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from backchannel.analysis.budget import Budget, Clock
from backchannel.conflict.elements import Expression
from backchannel.errors import AnalysisError

__all__ = ["DenseSet", "EngineAnswer", "Layout", "StateSet", "sha256_of"]


class StateSet(ABC):
    """Some of the states of a conflict in option form, as codes (bit p set iff option p is Y)."""

    __slots__ = ()

    @property
    @abstractmethod
    def options(self) -> int:
        """How many options a state has."""

    @abstractmethod
    def count(self) -> int:
        """Return how many states there are, exactly."""

    @abstractmethod
    def __contains__(self, code: object) -> bool: ...

    @abstractmethod
    def codes(self, limit: int | None = None) -> Iterator[int]:
        """Yield the codes, ascending; at most `limit`."""

    @abstractmethod
    def fixed_options(self) -> dict[int, bool]:
        """Return the options with one value in all the states, and that value.

        Empty if there are no states (then nothing can be said).
        """

    @abstractmethod
    def where(self, expression: Expression) -> StateSet:
        """Return the states in which `expression` holds."""

    @abstractmethod
    def intersection(self, other: StateSet) -> StateSet:
        """Return the states in both; both must come from one engine's answer."""

    @abstractmethod
    def nearest(self, code: int, limit: int = 10) -> tuple[int | None, int, tuple[int, ...]]:
        """Find the states that differ from `code` in the fewest options.

        Returns
        -------
        distance : int or None
            In how many options they differ, ``None`` if the set is empty.
        count : int
            How many states are that near.
        codes : tuple of int
            The first of them, ascending; at most `limit`.
        """

    @abstractmethod
    def sample(self, size: int, seed: int = 0) -> list[int]:
        """Draw `size` states uniformly, with replacement; the same seed gives the same states.

        Empty if the set is.
        """

    @abstractmethod
    def option_counts(self) -> list[int]:
        """Return, per option, in how many of the states it is at Y."""

    def __bool__(self) -> bool:
        return self.count() > 0


def sha256_of(states: StateSet) -> str:
    """Return the SHA-256 of the ascending codes joined by commas, as hexadecimal digits."""
    digest = hashlib.sha256()
    for place, code in enumerate(states.codes()):
        digest.update((f",{code}" if place else str(code)).encode())
    return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class Layout:
    """The order of options in an engine's arrays.

    Parameters
    ----------
    order : tuple of int
        ``order[b]`` is the option at bit b of the index.
    """

    order: tuple[int, ...]

    @property
    def plain(self) -> bool:
        """Whether an index is a code."""
        return self.order == tuple(range(len(self.order)))

    def from_codes(self, values: NDArray[Any]) -> NDArray[Any]:
        """Rearrange an array by code (shape (2**k,)) to one by index."""
        if self.plain:
            return values
        k = len(self.order)
        axes = [k - 1 - self.order[k - 1 - axis] for axis in range(k)]
        return np.ascontiguousarray(values.reshape((2,) * k).transpose(axes)).reshape(-1)

    def to_codes(self, values: NDArray[Any]) -> NDArray[Any]:
        """Rearrange an array by index to one by code."""
        if self.plain:
            return values
        k = len(self.order)
        axes = [0] * k
        for axis in range(k):
            axes[k - 1 - self.order[k - 1 - axis]] = axis
        return np.ascontiguousarray(values.reshape((2,) * k).transpose(axes)).reshape(-1)

    def index(self, code: int) -> int:
        """Return the index of a code."""
        return sum(1 << b for b, p in enumerate(self.order) if code >> p & 1)


class DenseSet(StateSet):
    """A set of states with one bit for every combination of options."""

    __slots__ = ("_bits", "_layout", "_names")

    def __init__(self, bits: NDArray[np.uint8], layout: Layout, names: tuple[str, ...]) -> None:
        self._bits = bits
        self._layout = layout
        self._names = names

    @classmethod
    def from_bools(
        cls, values: NDArray[np.bool_], layout: Layout, names: tuple[str, ...]
    ) -> DenseSet:
        """Make the set from truth values in the order of `layout`."""
        return cls(np.packbits(values, bitorder="little"), layout, names)

    @classmethod
    def from_codes(cls, codes: Iterable[int], names: tuple[str, ...]) -> DenseSet:
        """Make the set of these codes."""
        k = len(names)
        values = np.zeros(1 << k, dtype=bool)
        values[list(codes)] = True
        return cls.from_bools(values, Layout(tuple(range(k))), names)

    @property
    def options(self) -> int:
        """How many options a state has."""
        return len(self._layout.order)

    def _bools(self) -> NDArray[np.bool_]:
        size = 1 << self.options
        return np.unpackbits(self._bits, count=size, bitorder="little").view(bool)

    def to_bools(self) -> NDArray[np.bool_]:
        """Return the truth value of every code: shape (2**k,)."""
        return self._layout.to_codes(self._bools())

    def count(self) -> int:
        """Return how many states there are, exactly."""
        return int(np.bitwise_count(self._bits).sum(dtype=np.int64))

    def __contains__(self, code: object) -> bool:
        if not isinstance(code, int) or not 0 <= code < 1 << self.options:
            return False
        index = self._layout.index(code)
        return bool(self._bits[index >> 3] >> (index & 7) & 1)

    def _codes(self) -> NDArray[np.int64]:
        return np.flatnonzero(self.to_bools())

    def codes(self, limit: int | None = None) -> Iterator[int]:
        """Yield the codes, ascending; at most `limit`."""
        return itertools.islice(iter(self._codes().tolist()), limit)

    def option_counts(self) -> list[int]:
        """Return, per option, in how many of the states it is at Y."""
        values = self.to_bools()
        return [int(values.reshape(-1, 2, 1 << p)[:, 1].sum()) for p in range(self.options)]

    def fixed_options(self) -> dict[int, bool]:
        """Return the options with one value in all the states, and that value."""
        total = self.count()
        if not total:
            return {}
        counts = self.option_counts()
        return {p: bool(c) for p, c in enumerate(counts) if c in (0, total)}

    def where(self, expression: Expression) -> DenseSet:
        """Return the states in which `expression` holds."""
        from backchannel.analysis.compiled import truth_array

        truth = truth_array(self._names, expression)
        k = self.options
        everywhere = np.broadcast_to(truth, (2,) * k).reshape(-1)
        kept = np.packbits(self._layout.from_codes(everywhere), bitorder="little")
        return DenseSet(self._bits & kept, self._layout, self._names)

    def intersection(self, other: StateSet) -> DenseSet:
        """Return the states in both sets."""
        if not isinstance(other, DenseSet) or other._layout != self._layout:
            raise AnalysisError("the two sets of states come from different answers")
        return DenseSet(self._bits & other._bits, self._layout, self._names)

    def nearest(self, code: int, limit: int = 10) -> tuple[int | None, int, tuple[int, ...]]:
        """Find the states nearest to `code`, see `StateSet.nearest`."""
        codes = self._codes()
        if not len(codes):
            return None, 0, ()
        distance = np.bitwise_count(codes ^ code)
        least = int(distance.min())
        near = codes[distance == least]
        return least, len(near), tuple(near[:limit].tolist())

    def sample(self, size: int, seed: int = 0) -> list[int]:
        """Draw states uniformly, see `StateSet.sample`."""
        codes = self._codes()
        if not len(codes):
            return []
        draw = random.Random(seed)
        return [int(codes[draw.randrange(len(codes))]) for _ in range(size)]


@dataclass(slots=True)
class EngineAnswer:
    """What an engine found, and what it did not finish.

    Attributes
    ----------
    engine : str
        "explicit", "symbolic" or "bit sets".
    decision_makers, options : int
    concepts : tuple of str
        What was asked.
    budget : Budget
        What could be spent.
    stable : dict
        ``stable[concept, dm]`` is the `StateSet` of the states stable for `dm` under `concept`;
        present for everything that was finished, and exact.
    unfinished : dict
        ``unfinished[concept, dm]`` says why it was not.
    feasible : StateSet or None
        ``None`` if not even that was finished.
    notes : dict
        Figures of the engine: nodes, bytes, rounds.
    """

    engine: str
    decision_makers: int
    options: int
    concepts: tuple[str, ...]
    budget: Budget
    stable: dict[tuple[str, int], StateSet] = field(default_factory=dict)
    unfinished: dict[tuple[str, int], str] = field(default_factory=dict)
    feasible: StateSet | None = None
    notes: dict[str, int] = field(default_factory=dict)
    clock: Clock = field(default_factory=Clock)

    @property
    def finished(self) -> bool:
        """Whether everything asked was settled."""
        return not self.unfinished

    def stop(self, todo: Iterable[tuple[str, int]], reason: str) -> None:
        """Note that of `todo`, what is not settled was not finished, and why."""
        for key in todo:
            if key not in self.stable:
                self.unfinished[key] = reason

    def equilibria(self, concept: str, where: Expression | None = None) -> StateSet:
        """Return the states stable for every decision maker, with a property if one is asked.

        The property is applied first and the smallest sets are joined first: the set of all
        equilibria may be far larger to write down than each decision maker's set.

        Raises
        ------
        AnalysisError
            If `concept` was not asked or not finished for some decision maker.
        """
        if concept not in self.concepts:
            raise AnalysisError(f"{concept!r} was not asked of the engine")
        missing = [dm for dm in range(self.decision_makers) if (concept, dm) not in self.stable]
        if missing or self.feasible is None:
            reason = next(iter(self.unfinished.values()), "")
            raise AnalysisError(
                f"{concept} is not finished for {len(missing)} of {self.decision_makers} decision "
                f"makers: {reason}"
            )
        found = self.feasible if where is None else self.feasible.where(where)
        sets = [self.stable[concept, dm] for dm in range(self.decision_makers)]
        for one in sorted(sets, key=_size):
            found = found.intersection(one)
        return found


def _size(states: StateSet) -> int:
    return int(getattr(states, "nodes", 0))
