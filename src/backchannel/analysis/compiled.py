"""What the explicit and the symbolic engine are given: a conflict reduced to numbers.

An `OptionForm` is k options with owner and direction, conditions every feasible state meets, and
for every decision maker either statements of preference (most important first) or a rank for every
state. A state is a *code*: bit p is set iff option p is at Y. `option_form` makes it from a
conflict. Conflicts with coalesced states, forbidden transitions or moves drawn by hand have no such
form, because their moves need not be transitive; `backchannel.analysis.bitsets` answers for them.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from backchannel.conflict.elements import (
    Certainty,
    Conflict,
    Direction,
    Expression,
    Ranking,
    Statements,
    Weights,
    options_in,
)
from backchannel.conflict.expressions import evaluate, fold
from backchannel.errors import AnalysisError

__all__ = [
    "CONCEPTS",
    "OptionForm",
    "compress",
    "infeasible_array",
    "option_form",
    "ranks_of",
    "truth_array",
]

CONCEPTS: tuple[str, ...] = ("nash", "gmr", "smr", "seq", "sseq")
"""Crisp solution concepts every engine answers, in the order of their usual listing."""


@dataclass(frozen=True, slots=True)
class OptionForm:
    """A conflict in option form, as numbers.

    Parameters
    ----------
    names : tuple of str
        Ids of the options, as expressions mention them; option p is bit p of a code.
    owners : tuple of int
        Per option the index of the decision maker who owns it.
    directions : tuple of Direction
        Per option the way it can change.
    decision_makers : int
        How many there are; some may own no option.
    allowed : tuple of Expression
        What holds in every feasible state.
    preferences : tuple
        Per decision maker a tuple of expressions (most important first; an empty tuple means that
        all states tie), or an integer array of shape (2**k,), larger = better, whose values at
        infeasible codes are ignored.

    Raises
    ------
    AnalysisError
        If the parts do not fit together.
    """

    names: tuple[str, ...]
    owners: tuple[int, ...]
    directions: tuple[Direction, ...]
    decision_makers: int
    allowed: tuple[Expression, ...]
    preferences: tuple[tuple[Expression, ...] | NDArray[Any], ...]

    def __post_init__(self) -> None:
        k = len(self.names)
        if len(self.directions) != k or len(self.owners) != k:
            raise AnalysisError(
                f"{k} options, but {len(self.owners)} owners and {len(self.directions)} directions"
            )
        if len(self.preferences) != self.decision_makers:
            raise AnalysisError(
                f"{self.decision_makers} decision makers, but {len(self.preferences)} preferences"
            )
        for name, owner in zip(self.names, self.owners, strict=True):
            if not 0 <= owner < self.decision_makers:
                raise AnalysisError(f"option {name!r} belongs to decision maker {owner}, not one")
        known = set(self.names)
        for expression in self.allowed:
            if not known.issuperset(options_in(expression)):
                raise AnalysisError("a condition of feasibility mentions an option there is not")
        for i, preference in enumerate(self.preferences):
            if isinstance(preference, tuple):
                for statement in preference:
                    if not known.issuperset(options_in(statement)):
                        raise AnalysisError(
                            f"a statement of decision maker {i} mentions an option there is not"
                        )
            elif preference.shape != (1 << k,):
                raise AnalysisError(
                    f"decision maker {i} ranks {preference.shape} states, expected ({1 << k},)"
                )

    @property
    def options(self) -> int:
        """How many options there are."""
        return len(self.names)

    @property
    def stated(self) -> bool:
        """Whether every preference is given by statements (the symbolic engine needs that)."""
        return all(isinstance(p, tuple) for p in self.preferences)

    def own(self, dm: int) -> tuple[int, ...]:
        """Return the options decision maker `dm` owns, ascending."""
        return tuple(p for p, owner in enumerate(self.owners) if owner == dm)

    def holds(self, expression: Expression, code: int) -> bool:
        """Whether `expression` is true in the state `code`."""
        place = {name: p for p, name in enumerate(self.names)}
        return evaluate(expression, lambda name: bool(code >> place[name] & 1))

    def is_feasible(self, code: int) -> bool:
        """Whether `code` meets every condition of feasibility."""
        return all(self.holds(expression, code) for expression in self.allowed)


def option_form(conflict: Conflict) -> OptionForm:
    """Reduce a conflict in option form to numbers.

    Raises
    ------
    AnalysisError
        If its moves or preferences are not of the kind that the fast engines' formulas need:
        moves drawn by hand, forbidden transitions, coalesced states, unknown pairs.
    """
    if conflict.is_graph_form or conflict.forbidden or conflict.coalesced:
        raise AnalysisError(
            "moves drawn by hand, forbidden transitions and coalesced states need the graph form"
        )
    place = {maker.id: i for i, maker in enumerate(conflict.decision_makers)}
    k = len(conflict.options)
    preferences: list[tuple[Expression, ...] | NDArray[Any]] = []
    for maker in conflict.decision_makers:
        order = maker.preference.order
        if maker.preference.has_unknown:
            raise AnalysisError(f"{maker.title}: unknown preference needs the graph form")
        if isinstance(order, Statements):
            assert all(item.certainty is not Certainty.UNKNOWN for item in order.items)
            preferences.append(tuple(item.expression for item in order.items))
            continue
        if k > 30:
            raise AnalysisError(
                f"{maker.title}: weights and rankings are for conflicts of at most 30 options; "
                "state the preference by statements"
            )
        if isinstance(order, Weights):
            preferences.append(_weighed(conflict, order))
        else:
            assert isinstance(order, Ranking)
            ranks = np.zeros(1 << k, dtype=np.int64)
            for level, group in enumerate(reversed(order.groups), 1):
                for label in group:
                    ranks[conflict.code(label)] = level
            preferences.append(ranks)
    return OptionForm(
        tuple(option.id for option in conflict.options),
        tuple(place[option.owner] for option in conflict.options),
        tuple(option.direction for option in conflict.options),
        len(conflict.decision_makers),
        tuple(rule.allowed for rule in conflict.rules),
        tuple(preferences),
    )


def _weighed(conflict: Conflict, order: Weights) -> NDArray[Any]:
    """Rank every code by the exact sum of the weights of its Y options."""
    weight = dict(order.weights)
    common = math.lcm(*(value.denominator for value in weight.values()))
    whole = [int(weight.get(option.id, 0) * common) for option in conflict.options]
    if sum(abs(value) for value in whole) < 1 << 62:
        scores = np.zeros(1, dtype=np.int64)
    else:
        scores = np.zeros(1, dtype=object)
    for value in whole:
        scores = np.concatenate((scores, scores + value))
    return compress(scores)


def truth_array(names: Sequence[str], expression: Expression) -> NDArray[np.bool_]:
    """Evaluate `expression` over all states at once.

    Parameters
    ----------
    names : sequence of str
        Ids of the k options, bit 0 first.
    expression : Expression

    Returns
    -------
    ndarray of bool, shape ``(2 or 1,) * k``
        Axis ``k - 1 - p`` is option p (index 0 = N, 1 = Y); axes of options that are not mentioned
        have length 1, so the array is as small as the expression and broadcasts.

    Raises
    ------
    AnalysisError
        If the expression mentions more than 26 options.
    """
    k = len(names)
    if len(options_in(expression)) > 26:
        raise AnalysisError("an expression over more than 26 options is too large for an array")
    place = {name: p for p, name in enumerate(names)}

    def taken(name: str) -> NDArray[np.bool_]:
        shape = [1] * k
        shape[k - 1 - place[name]] = 2
        return np.array([False, True]).reshape(shape)

    return fold(
        expression,
        taken,
        operator.invert,
        operator.and_,
        operator.or_,
        np.full((1,) * k, True),
        np.full((1,) * k, False),
    )


def infeasible_array(form: OptionForm) -> NDArray[np.bool_]:
    """Return, by code, which states cannot happen: shape (2**k,)."""
    k = form.options
    allowed = np.ones((2,) * k, dtype=bool)
    for expression in form.allowed:
        np.logical_and(allowed, _long_inside(truth_array(form.names, expression)), out=allowed)
    np.logical_not(allowed, out=allowed)
    return allowed.reshape(-1)


def _long_inside(values: NDArray[Any]) -> NDArray[Any]:
    """Spread `values` over the lowest options, so that the inner loop of broadcasting is long."""
    k = values.ndim
    low = min(k, 8)
    if low and 2 in values.shape[k - low :]:
        return np.ascontiguousarray(np.broadcast_to(values, values.shape[: k - low] + (2,) * low))
    return values


def compress(values: NDArray[Any]) -> NDArray[Any]:
    """Return the same order with the smallest numbers, in the smallest unsigned type.

    Ranks start at 1 and never reach the largest number of the type: 0 stands for "no state" where
    a maximum is taken and the largest number where a minimum is.
    """
    if values.dtype.kind == "u" and values.size and int(values.max()) < 4 * values.size:
        seen = np.zeros(int(values.max()) + 1, dtype=bool)
        seen[values] = True
        place = np.cumsum(seen, dtype=np.uint32)
        kind: Any = np.uint16 if int(place[-1]) < 0xFFFF else np.uint32
        compact: NDArray[Any] = place.astype(kind)[values]
        return compact
    distinct, inverse = np.unique(values, return_inverse=True)
    kind = np.uint16 if len(distinct) < 0xFFFF else np.uint32
    return (inverse.reshape(values.shape) + 1).astype(kind)


def ranks_of(form: OptionForm, dm: int) -> NDArray[Any]:
    """Return decision maker `dm`'s rank of every code: shape (2**k,), uint16 or uint32.

    Larger is better, ranks begin at 1. Statements order states lexicographically: the state that
    satisfies the most important statement on which two differ is preferred (option prioritization:
    Hipel, Kilgour, Fang and Peng 1997). Lists longer than the number's width are compressed on the
    way, so 70 statements are no different from 7.
    """
    k = form.options
    preference = form.preferences[dm]
    if not isinstance(preference, tuple):
        return compress(preference)
    if len(preference) <= 15:
        ranks = np.ones(1 << k, dtype=np.uint16)
        _add_weights(ranks, form, preference)
        return ranks
    wide = np.zeros(1 << k, dtype=np.uint32)
    first = 0
    free = 31
    while first < len(preference):
        part = preference[first : first + free]
        wide <<= np.uint32(len(part))
        _add_weights(wide, form, part)
        first += len(part)
        if first < len(preference):
            wide = compress(wide).astype(np.uint32) - np.uint32(1)
            free = 31 - int(wide.max()).bit_length()
    return compress(wide)


def _add_weights(ranks: NDArray[Any], form: OptionForm, statements: Sequence[Expression]) -> None:
    """Add 2**(m-1-q) to `ranks` wherever the q-th of m statements holds."""
    shaped = ranks.reshape((2,) * form.options)
    last = len(statements) - 1
    for q, statement in enumerate(statements):
        weights = truth_array(form.names, statement) * ranks.dtype.type(1 << (last - q))
        np.add(shaped, _long_inside(weights), out=shaped)
