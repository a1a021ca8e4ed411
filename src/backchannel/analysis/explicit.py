"""The explicit engine: every state in an array, no move ever stored.

The states of a conflict with k options are the numbers 0..2**k - 1. All the states a decision maker
can reach from one state differ from it in the decision maker's own bits only, so "the best that i
can reach" is a maximum along one axis of the array of ranks, "the worst the others can bring about"
the least fixpoint of minima along their axes, and both are exact. With P_i the rank of a state for
i (larger = better) and

    A_i f (s) = max of f over s and the unilateral moves of i from s,

the engine computes (conditions: Fang, Hipel and Kilgour 1993; Rego and Vieira 2017)

    label    l_i = P_i for GMR and SEQ;   A_i P_i for SMR and SSEQ
    closure  m_i = least fixpoint, from l_i, of the minima over the moves of every j != i
                   (SEQ, SSEQ: over the moves of j that improve on the present state for j)
    stable   Nash:    A_i P_i <= P_i
             others:  A_i min(P_i, m_i) <= P_i

on feasible states. The minimum with P_i restricts the test to improvements; SMR is wrong without
it. A state counted among what the others reach from itself does no harm: it is an improvement of i,
so never a sanction. Infeasible states hold the largest number where a minimum is taken and 0 where
a maximum is, and are masked again after each mover: a move may pass over them, a sequence may not.

A conflict in option form only: with forbidden transitions, coalesced states or moves drawn by hand,
moves are not transitive; those go to `backchannel.analysis.bitsets`.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from backchannel.analysis.budget import Budget, BudgetSpent, Clock
from backchannel.analysis.compiled import CONCEPTS, OptionForm, infeasible_array, ranks_of
from backchannel.analysis.state_sets import DenseSet, EngineAnswer, Layout
from backchannel.conflict.elements import Direction, options_in

__all__ = ["LARGEST", "analyse_explicitly", "needed_bytes"]

LARGEST = 28
"""Most options the engine accepts: 2**28 states take about a gigabyte for two decision makers."""

_STACK = 1 << 14
"""Up to this many states the rows of all decision makers are treated in one array operation."""

_CHUNK = 1 << 15
"""Numbers per row in one piece of the pass over improvements, so that a piece stays in cache."""

_MASK_BYTES = 4 << 20
"""Masks of improvements are kept between rounds if all of them together are no larger."""


def needed_bytes(form: OptionForm) -> int:
    """Return about how many bytes the engine will hold for `form`.

    Two or four bytes per state and decision maker for the ranks, as much for the closures of SEQ,
    and a few bytes per state of scratch.
    """
    wide = any(len(p) > 15 if isinstance(p, tuple) else form.options > 15 for p in form.preferences)
    return (1 << form.options) * ((4 if wide else 2) * (2 * form.decision_makers + 4) + 2)


class _Axes:
    """Where a decision maker's options lie in the index of the arrays.

    The index is read as (before, one-way options..., two-way options together, after).
    """

    __slots__ = ("after", "before", "one_way", "two_way")

    def __init__(self, before: int, one_way: tuple[bool, ...], two_way: int, after: int) -> None:
        self.before = before
        self.one_way = one_way  # True: N to Y only; False: Y to N only; highest bit first
        self.two_way = two_way  # 2 ** (number of two-way options)
        self.after = after

    def view(self, rows: NDArray[Any]) -> NDArray[Any]:
        """Return `rows`, shape (r, states), as (r, before, 2, ..., 2, two_way, after)."""
        ones = (2,) * len(self.one_way)
        return rows.reshape(rows.shape[0], self.before, *ones, self.two_way, self.after)

    @property
    def moves(self) -> bool:
        return bool(self.one_way) or self.two_way > 1


class _Model:
    """A conflict as arrays in the engine's own order of options."""

    def __init__(self, form: OptionForm, clock: Clock) -> None:
        n = form.decision_makers
        order: list[int] = []  # options, lowest bit of the index first
        axes: dict[int, _Axes] = {}
        k = form.options
        self.names = form.names
        # the decision maker with most options lowest: the inner loop of the others is then long
        for dm in sorted(range(n), key=lambda i: (-len(form.own(i)), i)):
            own = form.own(dm)
            two = [p for p in own if form.directions[p] is Direction.REVERSIBLE]
            one = [p for p in own if form.directions[p] is not Direction.REVERSIBLE]
            after = 1 << len(order)
            order += two + one
            axes[dm] = _Axes(
                1 << (k - len(order)),
                tuple(form.directions[p] is Direction.N_TO_Y_ONLY for p in reversed(one)),
                1 << len(two),
                after,
            )
        self.layout = Layout(tuple(order))
        self.axes = tuple(axes[i] for i in range(n))
        self.count = 1 << k
        hole = self.layout.from_codes(infeasible_array(form))
        self.holes = bool(hole.any())
        owner = dict(zip(form.names, form.owners, strict=True))
        # rules about one decision maker's options each leave a product, reached in one round
        self.product = all(
            len({owner[name] for name in options_in(rule)}) <= 1 for rule in form.allowed
        )
        kind: Any = np.uint16
        narrow = [isinstance(p, tuple) and len(p) <= 15 for p in form.preferences]
        ranks: dict[int, NDArray[Any]] = {}
        for dm in range(n):
            if not narrow[dm]:
                clock.check()
                ranks[dm] = ranks_of(form, dm)
                if ranks[dm].dtype == np.uint32:
                    kind = np.uint32
        self.ranks = np.empty((n, self.count), dtype=kind)
        for dm in range(n):
            clock.check()
            row = ranks.pop(dm) if dm in ranks else ranks_of(form, dm)
            self.ranks[dm] = self.layout.from_codes(row)
        self.mask = np.zeros(self.count, dtype=kind)  # largest number where infeasible
        if self.holes:
            np.negative(hole.astype(kind), out=self.mask)
            self.ranks &= ~self.mask
        self.kind = kind
        self.masks: dict[tuple[int, int, int], list[NDArray[Any]]] = {}
        wanted = sum(self.count * kind().itemsize * _group(a) for a in self.axes)
        self.keep_masks = wanted <= _MASK_BYTES

    @property
    def feasible(self) -> NDArray[np.bool_]:
        """Which states are feasible; made anew, it is rarely wanted."""
        feasible: NDArray[np.bool_] = self.mask == 0
        return feasible

    def states(self, values: NDArray[np.bool_]) -> DenseSet:
        """Return the set of the states with a true value."""
        return DenseSet.from_bools(values, self.layout, self.names)


def _group(axes: _Axes) -> int:
    return axes.two_way << len(axes.one_way)


def _reach(rows: NDArray[Any], axes: _Axes, best: np.ufunc) -> None:
    """Replace each number of `rows` by the best over the moves of one decision maker, in place."""
    view = axes.view(rows)
    depth = len(axes.one_way)
    for position, up in enumerate(axes.one_way):
        lower = view[(slice(None),) * (2 + position) + (0,)]
        upper = view[(slice(None),) * (2 + position) + (1,)]
        if up:
            best(lower, upper, out=lower)
        else:
            best(upper, lower, out=upper)
    if axes.two_way > 1:
        axis = 2 + depth
        if axes.after >= 64:
            reduced = best.reduce(view, axis=axis, keepdims=True)
        else:
            # short inner loops: halve instead, which keeps them as long as can be
            head = (slice(None),) * axis
            half = axes.two_way // 2
            reduced = best(view[(*head, slice(None, half))], view[(*head, slice(half, None))])
            while half > 1:
                half //= 2
                reduced = best(
                    reduced[(*head, slice(None, half))], reduced[(*head, slice(half, None))]
                )
        view[...] = reduced


def _sources(axes: _Axes) -> Iterator[tuple[tuple[Any, ...], tuple[Any, ...]]]:
    """Yield, per combination of own options, its index and that of the combinations it is open to.

    Both index the axes (rows, before, one-way options..., two-way options together, after).
    """
    whole = (slice(None), slice(None))
    for ends in itertools.product((0, 1), repeat=len(axes.one_way)):
        region = tuple(
            slice(0, 2) if end == int(up) else slice(1 - int(up), 2 - int(up))
            for end, up in zip(ends, axes.one_way, strict=True)
        )
        spot = tuple(slice(end, end + 1) for end in ends)
        for t in range(axes.two_way):
            yield (*whole, *spot, slice(t, t + 1)), (*whole, *region, slice(None))


def _blocked(
    ranks: NDArray[Any], target: tuple[Any, ...], sources: tuple[Any, ...]
) -> NDArray[Any]:
    """Return all-ones where moving to `target` is no improvement, else 0."""
    no_better = ranks[target] <= ranks[sources]
    mask: NDArray[Any] = no_better.astype(ranks.dtype)
    np.negative(mask, out=mask)
    return mask


def _improve(
    rows: NDArray[Any], model: _Model, mover: int, skip: NDArray[np.bool_], clock: Clock
) -> None:
    """Lower `rows` to the least over the mover's unilateral improvements, in place, but for `skip`.

    Every combination of own options is taken as the end of the move in turn. Numbers lowered a
    moment ago may be used at once: two improvements in a row by one decision maker make one.
    """
    axes = model.axes[mover]
    whole = axes.view(rows)
    own = axes.view(model.ranks[mover : mover + 1])
    group = _group(axes)
    steps = max(1, _CHUNK // (group * axes.after))
    if axes.after >= 64:
        # the long axis is already innermost: work on pieces of the view itself
        width = max(64, _CHUNK // group)
        for first in range(0, axes.before, steps):
            for left in range(0, axes.after, width):
                piece: tuple[Any, ...] = (
                    slice(None),
                    slice(first, first + steps),
                    ...,
                    slice(left, left + width),
                )
                part = whole[piece]
                kept = part[skip]
                _improve_piece(part, own[piece], axes, model, (mover, first, left))
                part[skip] = kept
            clock.check()
        return
    # short inner axis: copy pieces with the states of the others innermost
    for first in range(0, axes.before, steps):
        piece = (slice(None), slice(first, first + steps))
        part = whole[piece]
        kept = part[skip]
        turned = _others_innermost(part)
        _improve_piece(turned, _others_innermost(own[piece]), axes, model, (mover, first, 0))
        back = turned.reshape(*part.shape[:1], *part.shape[2:], part.shape[1])
        part[...] = np.moveaxis(back, -1, 1)
        part[skip] = kept
        clock.check()


def _others_innermost(part: NDArray[Any]) -> NDArray[Any]:
    """Copy (rows, before, own..., after) as (rows, 1, own..., after * before)."""
    turned = np.ascontiguousarray(np.moveaxis(part, 1, -1))
    return turned.reshape(part.shape[0], 1, *part.shape[2:-1], part.shape[-1] * part.shape[1])


def _improve_piece(
    rows: NDArray[Any],
    own: NDArray[Any],
    axes: _Axes,
    model: _Model,
    key: tuple[int, int, int],
) -> None:
    kept = model.masks.get(key)
    if kept is None:
        masks: Iterable[NDArray[Any]] = (
            _blocked(own, target, sources) for target, sources in _sources(axes)
        )
        if model.keep_masks:
            masks = model.masks[key] = list(masks)
    else:
        masks = kept
    for mask, (target, sources) in zip(masks, _sources(axes), strict=True):
        region = rows[sources]
        candidate = rows[target] | mask
        np.minimum(region, candidate, out=region)


def _close(
    labels: NDArray[Any], focal: NDArray[Any], model: _Model, improving: bool, clock: Clock
) -> None:
    """Replace `labels` by the least that the others can bring about from each state, in place.

    Parameters
    ----------
    labels : ndarray, shape (rows, states)
        Largest number where infeasible.
    focal : ndarray of int, shape (rows,)
        Per row the decision maker who does not move.
    improving : bool
        Whether the others make unilateral improvements only (SEQ, SSEQ).
    """
    movers = [j for j, axes in enumerate(model.axes) if axes.moves and (focal != j).any()]
    total = -1
    while True:
        for j in movers:
            still = focal == j
            if improving:
                _improve(labels, model, j, still, clock)
            else:
                kept = labels[still] if still.any() else None
                _reach(labels, model.axes[j], np.minimum)
                if kept is not None:
                    labels[still] = kept
                clock.check()
            if model.holes:
                np.maximum(labels, model.mask, out=labels)
        if not improving and model.product:
            return
        # numbers only ever fall, so an unchanged sum is an unchanged array
        before, total = total, int(labels.sum(dtype=np.uint64))
        if total == before:
            return


def _stable(labels: NDArray[Any], dm: int, model: _Model) -> DenseSet:
    """Which states are stable, from the closure: A_i min(P_i, m_i) <= P_i and feasible.

    Overwrites `labels`, shape (1, states).
    """
    own = model.ranks[dm : dm + 1]
    np.minimum(labels, own, out=labels)
    _reach(labels, model.axes[dm], np.maximum)
    stable: NDArray[np.bool_] = labels[0] <= own[0]
    stable &= model.feasible
    return model.states(stable)


def analyse_explicitly(
    form: OptionForm,
    concepts: Iterable[str] = CONCEPTS,
    budget: Budget | None = None,
) -> EngineAnswer:
    """Find the states stable for every decision maker, with arrays over all states.

    Parameters
    ----------
    form : OptionForm
    concepts : iterable of str
        Of ``CONCEPTS``.
    budget : Budget, optional

    Returns
    -------
    EngineAnswer
        ``stable[concept, dm]`` for everything finished; ``unfinished[concept, dm]`` says why not.

    Examples
    --------
    The prisoners' dilemma: both can confess; each prefers most to confess alone.

    >>> from backchannel.analysis.compiled import OptionForm
    >>> from backchannel.conflict.elements import Direction, parse
    >>> dilemma = OptionForm(("me", "you"), (0, 1), (Direction.REVERSIBLE,) * 2, 2, (),
    ...     ((parse("NOT you"), parse("me")), (parse("NOT me"), parse("you"))))
    >>> answer = analyse_explicitly(dilemma, ["nash", "seq"])
    >>> [bin(code) for code in answer.equilibria("nash").codes()]
    ['0b11']
    >>> list(answer.equilibria("seq").codes())
    [0, 3]
    """
    budget = budget or Budget()
    clock = Clock(budget.seconds)
    wanted = [c for c in CONCEPTS if c in set(concepts)]
    n = form.decision_makers
    answer = EngineAnswer("explicit", n, form.options, tuple(wanted), budget)
    answer.clock = clock
    todo = [(concept, dm) for concept in wanted for dm in range(n)]
    needed = needed_bytes(form)
    if form.options > LARGEST:
        answer.stop(todo, f"{form.options} options make more than 2**{LARGEST} states to list")
        return answer
    if budget.memory is not None and needed > budget.memory:
        answer.stop(
            todo, f"about {needed:,} bytes are needed, the budget is {budget.memory:,} bytes"
        )
        return answer
    try:
        model = _Model(form, clock)
    except BudgetSpent as spent:
        answer.stop(todo, str(spent))
        return answer
    answer.feasible = model.states(model.feasible)
    try:
        if model.count <= _STACK:
            _run(model, wanted, np.arange(n), answer, clock)
        else:
            for group in (["nash"], ["gmr"], ["smr"]):
                for dm in range(n):
                    _run(model, [c for c in wanted if c in group], np.array([dm]), answer, clock)
            # improvements are compared once for all decision makers
            for concept in ("seq", "sseq"):
                _run(model, [c for c in wanted if c == concept], np.arange(n), answer, clock)
    except BudgetSpent as spent:
        answer.stop(todo, str(spent))
    return answer


def _run(
    model: _Model, concepts: list[str], focal: NDArray[Any], answer: EngineAnswer, clock: Clock
) -> None:
    """Settle `concepts` for the decision makers `focal`, all in one stack of rows."""
    if not concepts or not len(focal):
        return
    if "nash" in concepts:
        for dm in focal.tolist():
            best = model.ranks[dm : dm + 1].copy()
            _reach(best, model.axes[dm], np.maximum)
            stable = (best[0] <= model.ranks[dm]) & model.feasible
            answer.stable["nash", dm] = model.states(stable)
        clock.check()
    for improving, pair in ((False, ("gmr", "smr")), (True, ("seq", "sseq"))):
        asked = [c for c in pair if c in concepts]
        if not asked:
            continue
        labels = (
            np.concatenate([model.ranks[focal] for _ in asked])
            if len(asked) > 1
            else model.ranks[focal]
        )
        rows = np.tile(focal, len(asked))
        if asked[-1] in ("smr", "sseq"):
            for row in range(len(rows) - len(focal), len(rows)):
                _reach(labels[row : row + 1], model.axes[rows[row]], np.maximum)
        if model.holes:
            np.maximum(labels, model.mask, out=labels)
        _close(labels, rows, model, improving, clock)
        for row, dm in enumerate(rows.tolist()):
            concept = asked[row // len(focal)]
            answer.stable[concept, dm] = _stable(labels[row : row + 1], dm, model)
