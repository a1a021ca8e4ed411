"""Which judgement, if wrong, changes the answer: thousands of perturbed preferences at once.

The preferences of a small conflict are perturbed at random, many times, and the equilibria of every
perturbed conflict are found exactly. What comes out is how often each equilibrium survives, and
which decision maker's misjudged preference costs it most.

All perturbed conflicts are computed together. A set of states is one unsigned integer (so at most
64 states), a batch of conflicts is an array of them with the batch last:

    le[s]     states no better than s for the focal decision maker, one bit set a conflict
    ui[s]     R_i(s) and not le[s]
    reach     the others' legal sequences: fixed for GMR and SMR; for SEQ and SSEQ the closure of
              the union of their improvements (Warshall's, on bit sets)
    stable    every s1 in ui[s] has reach[s1] & le[s] (SMR, SSEQ: & good[s]) not empty
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from backchannel.analysis.bitsets import relations_of, responses_of
from backchannel.analysis.definition import CRISP
from backchannel.analysis.moves import OptionModel
from backchannel.errors import AnalysisError

__all__ = ["LARGEST", "Survival", "perturbed_ranks", "sensitivity", "stable_in_batch"]

LARGEST = 64
"""Most states: a set of states is one 64-bit number."""

_BATCH = 16_384
"""Perturbed conflicts computed together; a batch stays in cache."""


@dataclass(frozen=True, slots=True)
class Survival:
    """How often the equilibria of a conflict survive a perturbation of its preferences.

    Parameters
    ----------
    concepts : tuple of str
    decision_makers : tuple of str
    states : tuple of int
        The states of the model, in order; the arrays follow it.
    trials : int
        How many perturbed conflicts were analysed.
    how : str
        What was perturbed, in words.
    equilibrium : dict of str to tuple of bool
        Per concept and state, whether it is an equilibrium of the conflict as given.
    frequency : dict of str to tuple of float
        Per concept and state, the share of perturbed conflicts of which it is one.
    stable : dict of (str, int) to tuple of float
        Per concept, decision maker and state, the share in which it is stable for that one.
    """

    concepts: tuple[str, ...]
    decision_makers: tuple[str, ...]
    states: tuple[int, ...]
    trials: int
    how: str
    equilibrium: dict[str, tuple[bool, ...]]
    frequency: dict[str, tuple[float, ...]]
    stable: dict[tuple[str, int], tuple[float, ...]]

    def survivors(self, concept: str) -> list[tuple[int, float]]:
        """Return the equilibria as given, with how often they survive; most robust first."""
        found = [
            (state, share)
            for state, held, share in zip(
                self.states, self.equilibrium[concept], self.frequency[concept], strict=True
            )
            if held
        ]
        return sorted(found, key=lambda one: (-one[1], one[0]))

    def newcomers(self, concept: str, least: float = 0.0) -> list[tuple[int, float]]:
        """Return the states that become equilibria in more than a share `least` of the trials."""
        found = [
            (state, share)
            for state, held, share in zip(
                self.states, self.equilibrium[concept], self.frequency[concept], strict=True
            )
            if not held and share > least
        ]
        return sorted(found, key=lambda one: (-one[1], one[0]))

    def weakest(self, concept: str, state: int) -> tuple[str, float]:
        """Return for whom a state is stable least often, and how often."""
        at = self.states.index(state)
        shares = [self.stable[concept, i][at] for i in range(len(self.decision_makers))]
        i = shares.index(min(shares))
        return self.decision_makers[i], shares[i]


def perturbed_ranks(
    ranks: Sequence[int], trials: int, swaps: int, draw: np.random.Generator
) -> NDArray[np.uint8]:
    """Return rankings that differ from `ranks` by a few exchanges of neighbours.

    Parameters
    ----------
    ranks : sequence of int
        Larger is better, equal ranks tie.
    trials : int
    swaps : int
        In every trial so many times, two neighbouring levels of the ranking are taken and the
        states on them change places; the same two may be met again.
    draw : numpy.random.Generator

    Returns
    -------
    ndarray of uint8, shape (states, trials)
        Level of each state, 0 = least preferred.
    """
    levels = np.unique(np.asarray(ranks), return_inverse=True)[1].astype(np.intp)
    count = int(levels.max()) + 1 if len(levels) else 0
    order = np.repeat(np.arange(count, dtype=np.uint8)[:, None], trials, axis=1)
    if count > 1:
        column = np.arange(trials)
        for _ in range(swaps):
            at = draw.integers(0, count - 1, trials)
            upper = order[at + 1, column]
            order[at + 1, column] = order[at, column]
            order[at, column] = upper
    # order[l] is the old level now standing at l; the level of a state is where its own stands
    place = np.empty_like(order)
    np.put_along_axis(place, order.astype(np.intp), np.arange(count, dtype=np.uint8)[:, None], 0)
    return place[levels]


def stable_in_batch(
    moves: Sequence[Sequence[int]],
    levels: Sequence[NDArray[Any]],
    concepts: Iterable[str] = CRISP,
    transitive: bool = False,
) -> dict[tuple[str, int], NDArray[np.bool_]]:
    """Find the stable states of many conflicts with the same moves and different preferences.

    Parameters
    ----------
    moves : sequence of sequence of int
        ``moves[i][s]``: bit set of R_i(s).
    levels : sequence of ndarray, shape (states, batch)
        Per decision maker the rank of every state in every conflict, larger is better.
    concepts : iterable of str
        Of nash, gmr, smr, seq and sseq.
    transitive : bool
        Whether two moves in a row by one decision maker always equal one or none, so that the
        rule that nobody moves twice in a row changes nothing.

    Returns
    -------
    dict of (str, int) to ndarray of bool, shape (states, batch)
        Per concept and decision maker.
    """
    n, states = len(moves), len(levels[0])
    kind: Any = next(t for t in (np.uint16, np.uint32, np.uint64) if states <= 8 * t().itemsize)
    wanted = [c for c in CRISP if c in set(concepts)]
    batch = levels[0].shape[1]
    every = [_no_better(one, kind) for one in levels]
    improvements = [[kind(moves[i][s]) & ~every[i][s] for s in range(states)] for i in range(n)]
    out: dict[tuple[str, int], NDArray[np.bool_]] = {}
    for i in range(n):
        le, ui = every[i], improvements[i]
        if "nash" in wanted:
            out["nash", i] = np.array([one == 0 for one in ui])
        pairs = [("gmr", "smr", False), ("seq", "sseq", True)]
        for plain, symmetric, improving in pairs:
            if plain not in wanted and symmetric not in wanted:
                continue
            reach: Sequence[Any]
            if improving:
                others = [j for j in range(n) if j != i and any(moves[j])]
                steps = [improvements[j] for j in others]
                if len(steps) == 1:
                    reach = steps[0]
                elif transitive:
                    reach = _closure(steps, states, kind)
                else:
                    reach = _legal(steps, [moves[j] for j in others], states, kind)
            else:
                reach = [kind(one) for one in responses_of(moves, i, transitive)]
            if plain in wanted:
                out[plain, i] = _sanctioned(moves[i], ui, reach, list(le), batch)
            if symmetric in wanted:
                good = _without_escape(moves[i], le, kind)
                out[symmetric, i] = _sanctioned(moves[i], ui, reach, good, batch)
    return out


def _no_better(levels: NDArray[Any], kind: Any) -> NDArray[Any]:
    """Return, per state, the bit set of the states whose level is not above its own."""
    states, batch = levels.shape
    out = np.zeros((states, batch), dtype=kind)
    for t in range(states):
        # one row against all: which states s have t among those no better
        out |= (levels[t] <= levels).astype(kind) << kind(t)
    return out


def _closure(steps: list[list[Any]], states: int, kind: Any) -> list[Any]:
    """Return the states that sequences of these steps reach, per state (Warshall, bit sets)."""
    reach: list[Any] = [kind(0)] * states
    for one in steps:
        reach = [a | b for a, b in zip(reach, one, strict=True)]
    if not steps:
        return reach
    for through in range(states):
        onward = reach[through]
        for s in range(states):
            if s != through:
                # all ones where s reaches `through`, else 0
                has = np.negative(reach[s] >> kind(through) & kind(1))
                reach[s] = reach[s] | (has & onward)
    return [bits & ~kind(1 << s) for s, bits in enumerate(reach)]


def _legal(
    steps: list[list[Any]], moves: Sequence[Sequence[int]], states: int, kind: Any
) -> list[Any]:
    """Return the states at the end of legal sequences, nobody moving twice in a row, per state."""
    ends = [list(one) for one in steps]
    changed = True
    while changed:
        changed = False
        for j, own in enumerate(steps):
            for s in range(states):
                found = ends[j][s]
                for x in range(states):
                    if moves[j][s] >> x & 1:
                        has = np.negative(own[s] >> kind(x) & kind(1))
                        for mover, other in enumerate(ends):
                            if mover != j:
                                found = found | (has & other[x])
                if not np.array_equal(found, ends[j][s]):
                    ends[j][s] = found
                    changed = True
    total: list[Any] = [kind(0)] * states
    for one in ends:
        total = [a | b for a, b in zip(total, one, strict=True)]
    return [bits & ~kind(1 << s) for s, bits in enumerate(total)]


def _without_escape(moves: Sequence[int], le: NDArray[Any], kind: Any) -> list[Any]:
    """Return, per state s, the s2 no better than s from where every counter-move is not either."""
    states = len(moves)
    result = []
    for s in range(states):
        good = le[s].copy()
        for s2 in range(states):
            if moves[s2]:
                escape = (kind(moves[s2]) & ~le[s]) != 0
                good &= ~(escape.astype(kind) << kind(s2))
        result.append(good)
    return result


def _sanctioned(
    moves: Sequence[int], ui: Sequence[Any], reach: Sequence[Any], deters: Sequence[Any], batch: int
) -> NDArray[np.bool_]:
    """Whether every improvement has a response that deters: shape (states, batch)."""
    states = len(moves)
    out = np.ones((states, batch), dtype=bool)
    for s in range(states):
        bits = moves[s]
        while bits:
            low = bits & -bits
            bits ^= low
            s1 = low.bit_length() - 1
            kind = ui[s].dtype.type
            free = (reach[s1] & deters[s]) == 0
            out[s] &= ~(free & ((ui[s] & kind(low)) != 0))
    return out


def sensitivity(
    model: OptionModel,
    concepts: Iterable[str] = CRISP[:4],
    trials: int = 10_000,
    swaps: int = 1,
    seed: int = 0,
    whose: Iterable[int] | None = None,
) -> Survival:
    """Find how often the equilibria survive random errors in the preferences.

    Parameters
    ----------
    model : OptionModel
        A compiled conflict of at most 64 states, every preference a complete order.
    concepts : iterable of str
        Of nash, gmr, smr, seq and sseq.
    trials : int
        How many perturbed conflicts.
    swaps : int
        In each, every chosen decision maker's ranking is changed by so many exchanges of two
        neighbouring levels.
    seed : int
        The same seed gives the same result.
    whose : iterable of int, optional
        Whose preferences are perturbed; everyone's if not given.

    Returns
    -------
    Survival

    Raises
    ------
    AnalysisError
        If there are more than 64 states, or a preference is partly unknown.
    """
    names = tuple(c for c in CRISP if c in set(concepts))
    unknown_names = sorted(set(concepts) - set(CRISP))
    if unknown_names or not names:
        raise AnalysisError(f"sensitivity is for {', '.join(CRISP)}, not {unknown_names}")
    if trials < 1 or swaps < 0:
        raise AnalysisError(f"{trials} trials of {swaps} exchanges: expected at least 1 and 0")
    states = model.states()
    if len(states) > LARGEST:
        raise AnalysisError(
            f"{len(states)} states, more than the {LARGEST} of a small model: fix some options by "
            "feasibility rules, or merge states"
        )
    relations = relations_of(model, strength=False)
    if relations.unknown is not None:
        raise AnalysisError("a preference that is partly unknown cannot be perturbed: see a to d")
    n = len(model.decision_makers)
    chosen = set(range(n) if whose is None else whose)
    ranks = [[model.rank(i, state) for state in states] for i in range(n)]
    draw = np.random.default_rng(seed)
    given = _levels(ranks, 1, 0, set(), draw)
    held = stable_in_batch(relations.moves, given, names, relations.transitive)
    times = {(c, i): np.zeros(len(states), dtype=np.int64) for c in names for i in range(n)}
    together = {c: np.zeros(len(states), dtype=np.int64) for c in names}
    left = trials
    while left:
        size = min(left, _BATCH)
        left -= size
        levels = _levels(ranks, size, swaps, chosen, draw)
        stable = stable_in_batch(relations.moves, levels, names, relations.transitive)
        for c in names:
            everyone = np.ones((len(states), size), dtype=bool)
            for i in range(n):
                times[c, i] += stable[c, i].sum(axis=1)
                everyone &= stable[c, i]
            together[c] += everyone.sum(axis=1)
    exchanges = f"{swaps} exchange{'' if swaps == 1 else 's'} of neighbouring levels"
    return Survival(
        names,
        model.decision_makers,
        tuple(states),
        trials,
        f"{exchanges} in the ranking of "
        + ", ".join(model.decision_makers[i] for i in sorted(chosen)),
        {
            c: tuple(bool(all(held[c, i][s, 0] for i in range(n))) for s in range(len(states)))
            for c in names
        },
        {c: tuple((together[c] / trials).tolist()) for c in names},
        {key: tuple((count / trials).tolist()) for key, count in times.items()},
    )


def _levels(
    ranks: list[list[int]], size: int, swaps: int, chosen: set[int], draw: np.random.Generator
) -> list[NDArray[np.uint8]]:
    return [
        perturbed_ranks(one, size, swaps if i in chosen else 0, draw) for i, one in enumerate(ranks)
    ]
