"""A conflict with its states as integers: reachable lists, and how each one compares states.

Two kinds of model. In an `OptionModel` a state is its *code* (bit k is 1 iff option k is Y), and
nothing is listed until it is asked for, so that three hundred options are no obstacle. In a
`GraphModel` a state is its place in the list of states; it is made for conflicts in graph form, and
for coalesced states, whose merged moves need not be transitive.

Definitions: Fang, Hipel, Kilgour 1993 (reachable list R_i(s), unilateral move, unilateral
improvement); feasibility and irreversibility as in GMCR II (Fang, Hipel, Kilgour, Peng 2003).
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from math import lcm

from backchannel.conflict.elements import (
    Certainty,
    Conflict,
    Direction,
    Expression,
    FeasibilityRule,
    Preference,
    Ranking,
    RuleKind,
    Statements,
    StrictPairs,
    Weights,
    evaluate,
    to_text,
)
from backchannel.conflict.expressions import And, If, Iff, Not, Or, Taken
from backchannel.errors import AnalysisError

__all__ = [
    "Comparison",
    "GraphModel",
    "Model",
    "OptionModel",
    "TooManyStatesError",
    "compile_conflict",
    "places",
    "possible",
]

LISTED = 1 << 20
"""Most states that are listed one by one."""

SEARCHED = 1 << 20
"""Most partial states looked at in one search for feasible states."""


class TooManyStatesError(AnalysisError):
    """There are more states, or more to search, than can be listed one by one."""


# ------------------------------------------------------------------ preference


class Comparison:
    """One decision maker's comparison of states.

    Three questions, each about the decision maker's own view: `better`, `unknown`, `strong`.

    Parameters
    ----------
    preference : Preference
        As given in the conflict.
    key : callable or None
        State to a number, larger is better, equal numbers tie; None if no order is known.
    unknown_bits : int
        For statements: the bits of the key that belong to statements of unknown direction.
    strong_bits : int
        ... and to strong statements.
    strict : frozenset of (int, int) or None
        (better, worse) pairs where only pairs are known.
    unknown, strong : frozenset of (int, int)
        Pairs set aside as unknown (both ways round), and (greatly better, worse) pairs.
    level : callable or None
        State to its level in the order, where strength is counted in levels.
    """

    __slots__ = (
        "_key",
        "_level",
        "_strict",
        "_strong",
        "_strong_bits",
        "_unknown",
        "_unknown_bits",
        "preference",
    )

    def __init__(
        self,
        preference: Preference,
        key: Callable[[int], int] | None,
        unknown_bits: int = 0,
        strong_bits: int = 0,
        strict: frozenset[tuple[int, int]] | None = None,
        unknown: frozenset[tuple[int, int]] = frozenset(),
        strong: frozenset[tuple[int, int]] = frozenset(),
        level: Callable[[int], int] | None = None,
    ) -> None:
        self.preference = preference
        self._key = key
        self._unknown_bits = unknown_bits
        self._strong_bits = strong_bits
        self._strict = strict
        self._unknown = unknown
        self._strong = strong
        self._level = level

    @property
    def complete(self) -> bool:
        """Whether every pair is known, so that `rank` says it all."""
        return self._key is not None and not self._unknown and not self._unknown_bits

    def rank(self, state: int) -> int:
        """Return a number that is larger for better states, equal for ties.

        Raises
        ------
        AnalysisError
            If some pair is unknown: there is no such number then.
        """
        if self._key is None or not self.complete:
            raise AnalysisError("a preference that is partly unknown has no ranks")
        return self._key(state)

    def better(self, state: int, than: int) -> bool:
        """Return whether `state` is known to be strictly better than `than`."""
        if self._key is None:
            return self._strict is not None and (state, than) in self._strict
        if (state, than) in self._unknown:
            return False
        one, other = self._key(state), self._key(than)
        return one > other and not self._told_apart_by(one ^ other, self._unknown_bits)

    def unknown(self, state: int, other: int) -> bool:
        """Return whether it is not known which of two states is preferred (or whether they tie)."""
        if state == other:
            return False
        if self._key is None:
            return self._strict is None or not (
                (state, other) in self._strict or (other, state) in self._strict
            )
        if (state, other) in self._unknown:
            return True
        return self._told_apart_by(self._key(state) ^ self._key(other), self._unknown_bits)

    def strong(self, state: int, than: int) -> bool:
        """Return whether `state` is *greatly* better than `than` (``>>``)."""
        if not self.better(state, than):
            return False
        if (state, than) in self._strong:
            return True
        if self._level is not None and self.preference.strong_beyond is not None:
            return self._level(state) - self._level(than) > self.preference.strong_beyond
        if self._strong_bits and self._key is not None:
            return self._told_apart_by(self._key(state) ^ self._key(than), self._strong_bits)
        return False

    def not_better(self, state: int, than: int) -> bool:
        """Return whether `state` is known to be no better than `than` (worse or equal)."""
        return not self.better(state, than) and not self.unknown(state, than)

    @staticmethod
    def _told_apart_by(difference: int, bits: int) -> bool:
        """Return whether the most important differing statement is one of those in `bits`."""
        return bool(difference) and bool(bits >> (difference.bit_length() - 1) & 1)


# ------------------------------------------------------------------ models


class Model(ABC):
    """What all questions about a conflict are asked of.

    Attributes
    ----------
    conflict : Conflict
        The conflict it was made from.
    decision_makers : tuple of str
        Ids, in the conflict's order; everywhere else a decision maker is an index into it.
    comparisons : tuple of Comparison
        One a decision maker.
    transitive : bool
        Whether two moves in a row by one decision maker always equal one. If not, legal sequences
        depend on the rule that nobody moves twice in a row.
    found : dict
        What has been searched once and need not be searched again.
    """

    conflict: Conflict
    decision_makers: tuple[str, ...]
    comparisons: tuple[Comparison, ...]
    transitive: bool
    found: dict[tuple[object, ...], list[int]]

    @abstractmethod
    def states(self) -> Sequence[int]:
        """Return all feasible states, ascending.

        Raises
        ------
        AnalysisError
            If there are none, or too many to list.
        """

    @abstractmethod
    def reach(self, i: int, state: int) -> tuple[int, ...]:
        """Return R_i(s), ascending: where decision maker `i` can go alone in one move."""

    @abstractmethod
    def label(self, state: int) -> str:
        """Return a state's label."""

    @abstractmethod
    def state(self, label: str) -> int:
        """Return the feasible state with this label (or pattern)."""

    @abstractmethod
    def holds(self, expression: Expression, state: int) -> bool:
        """Return whether an expression over options is true in a state."""

    @abstractmethod
    def codes(self, state: int) -> tuple[int, ...]:
        """Return the option-form codes that a state stands for (one unless merged), or nothing."""

    # -- shared

    @property
    def complete(self) -> bool:
        """Whether nobody's preference has an unknown pair."""
        return all(one.complete for one in self.comparisons)

    @property
    def status_quo(self) -> int | None:
        """The state things stand in, if known."""
        found = self.conflict.status_quo
        return None if found is None else self.state(found.state)

    def rank(self, i: int, state: int) -> int:
        """Return decision maker `i`'s rank of a state: larger is better, equal numbers tie."""
        return self.comparisons[i].rank(state)

    def better(self, i: int, state: int, than: int) -> bool:
        """Return whether `i` is known to prefer `state` strictly."""
        return self.comparisons[i].better(state, than)

    def unknown(self, i: int, state: int, other: int) -> bool:
        """Return whether `i`'s preference between two states is unknown."""
        return self.comparisons[i].unknown(state, other)

    def strong(self, i: int, state: int, than: int) -> bool:
        """Return whether `i` prefers `state` greatly."""
        return self.comparisons[i].strong(state, than)

    def improvements(self, i: int, state: int) -> tuple[int, ...]:
        """Return R_i^+(s), ascending: the moves of `i` to states known to be better."""
        return tuple(q for q in self.reach(i, state) if self.better(i, q, state))

    def index(self, decision_maker: str) -> int:
        """Return the index of a decision maker by id or name."""
        return self.decision_makers.index(self.conflict.decision_maker(decision_maker).id)

    @abstractmethod
    def owner_of_nothing(self, i: int) -> bool:
        """Return whether `i` can never move."""


class OptionModel(Model):
    """A conflict in option form; states are codes, found when asked for.

    Attributes
    ----------
    own : tuple of int
        Per decision maker the mask of its options.
    up_only, down_only : int
        Masks of the N-to-Y-only and Y-to-N-only options.
    position : dict of str to int
        Option id to bit.
    allowed : tuple of Expression
        Conditions that every feasible state meets.
    plain : bool
        No forbidden transitions: a decision maker's moves are a product over its options, and
        transitive.
    """

    def __init__(self, conflict: Conflict) -> None:
        if conflict.is_graph_form or conflict.coalesced:
            raise AnalysisError("a graph, or coalesced states, are compiled as a GraphModel")
        self._prepare(conflict)
        self.comparisons = tuple(
            self._comparison(maker.id, maker.preference) for maker in conflict.decision_makers
        )

    def _prepare(self, conflict: Conflict) -> None:
        self.conflict = conflict
        self.decision_makers = tuple(maker.id for maker in conflict.decision_makers)
        self.position = {option.id: k for k, option in enumerate(conflict.options)}
        own = dict.fromkeys(self.decision_makers, 0)
        self.up_only = self.down_only = 0
        for k, option in enumerate(conflict.options):
            own[option.owner] |= 1 << k
            if option.direction is Direction.N_TO_Y_ONLY:
                self.up_only |= 1 << k
            elif option.direction is Direction.Y_TO_N_ONLY:
                self.down_only |= 1 << k
        self.own = tuple(own.values())
        self.allowed = tuple(rule.allowed for rule in conflict.rules)
        self.plain = self.transitive = not conflict.forbidden
        self.found: dict[tuple[object, ...], list[int]] = {}
        self._labels = {state.pattern: state.id for state in conflict.states}
        self._listed: tuple[int, ...] | None = None
        self._too_many: TooManyStatesError | None = None
        self._listed_set: frozenset[int] = frozenset()
        self._forbidden = [
            (transition.decision_maker, transition.before, transition.after)
            for transition in conflict.forbidden
        ]
        self._checks = [_check(rule, self.position) for rule in conflict.rules]
        self._touching = _by_option(self._checks)

    # -- states

    def feasible(self, code: int) -> bool:
        """Return whether a code meets every feasibility rule."""
        if self._listed is not None:
            return code in self._listed_set
        known = (1 << len(self.conflict.options)) - 1
        return all(check(known, code) for _, check in self._checks)

    def states(self) -> tuple[int, ...]:
        """Return all feasible codes, ascending; see `Model.states`."""
        if self._too_many is not None:
            raise self._too_many
        if self._listed is None:
            options = len(self.conflict.options)
            found: list[int]
            if options <= 20:
                found = _feasible_array(self.allowed, self.position, options)
            else:
                try:
                    found = self._list_all()
                except TooManyStatesError as error:
                    self._too_many = error
                    raise
            if not found:
                raise self.no_feasible_state()
            self._listed = tuple(found)
            self._listed_set = frozenset(found)
        return self._listed

    def _list_all(self) -> list[int]:
        found = []
        for code in self._fill(0, 0, tuple(range(len(self.conflict.options) - 1, -1, -1))):
            found.append(code)
            if len(found) > LISTED:
                raise TooManyStatesError(
                    f"more than {LISTED:,} feasible states: too many to list one by one; the "
                    "explicit and symbolic engines do not list them"
                )
        return found

    def no_feasible_state(self) -> AnalysisError:
        """Return the error that names the rules which together exclude every combination."""
        core = list(range(len(self.allowed)))
        for number in range(len(self.allowed)):
            rest = [other for other in core if other != number]
            if not self._some(rest):
                core = rest
        named = "; ".join(f"'{to_text(self.allowed[number])}'" for number in core)
        return AnalysisError(
            f"no feasible state: these rules together exclude every combination: {named}"
        )

    def _some(self, rules: Sequence[int]) -> bool:
        """Return whether some combination meets these rules, by their number."""
        other = OptionModel.__new__(OptionModel)
        other._checks = [self._checks[number] for number in rules]
        other._touching = _by_option(other._checks)
        free = tuple(range(len(self.conflict.options) - 1, -1, -1))
        return next(other._fill(0, 0, free), None) is not None

    def _fill(self, known: int, values: int, free: Sequence[int]) -> Iterator[int]:
        """Yield, ascending, the feasible codes that agree with `values` on the bits `known`.

        Options are set one by one, highest first; a branch is left as soon as a condition is false
        whatever the remaining options are (three-valued evaluation). What follows from the rules
        before any choice is set first.
        """
        budget = SEARCHED
        settled = self._forced(known, values)
        if settled is None:
            return
        known, values = settled
        free = [bit for bit in free if not known >> bit & 1]
        stack = [(0, known, values)]
        while stack:
            depth, known, values = stack.pop()
            if depth == len(free):
                yield values
                continue
            budget -= 1
            if budget < 0:
                raise TooManyStatesError(
                    f"the search for feasible states looked at {SEARCHED:,} partial states without "
                    "an end: too many to list one by one; the explicit and symbolic engines do "
                    "not list them"
                )
            bit = free[depth]
            known |= 1 << bit
            for value in (values | 1 << bit, values):
                if all(check(known, value) for check in self._touching.get(bit, ())):
                    stack.append((depth + 1, known, value))

    def _forced(self, known: int, values: int) -> tuple[int, int] | None:
        """Return what is known once every option that can have one value only has it.

        None if no combination is left.
        """
        if not all(check(known, values) for _, check in self._checks):
            return None
        about: dict[int, list[int]] = {}
        for number, (mask, _) in enumerate(self._checks):
            while mask:
                bit = mask & -mask
                mask ^= bit
                about.setdefault(bit, []).append(number)
        todo = list(range(len(self._checks)))
        waiting = set(todo)
        while todo:
            number = todo.pop()
            waiting.discard(number)
            mask, check = self._checks[number]
            unknown = mask & ~known
            while unknown:
                bit = unknown & -unknown
                unknown ^= bit
                taken, left = check(known | bit, values | bit), check(known | bit, values)
                if taken and left:
                    continue
                if not taken and not left:
                    return None
                known |= bit
                values |= bit if taken else 0
                for other in about[bit]:
                    mentioned, again = self._checks[other]
                    if not again(known, values):
                        return None
                    if other not in waiting and mentioned & ~known:
                        waiting.add(other)
                        todo.append(other)
        return known, values

    # -- moves

    def reach(self, i: int, state: int) -> tuple[int, ...]:
        """Return R_i(s), ascending; see `Model.reach`."""
        return self._reach(i, state)

    @lru_cache(maxsize=1 << 16)  # noqa: B019 - a model lives as long as its analysis
    def _reach(self, i: int, state: int) -> tuple[int, ...]:
        movable = self.own[i] & ~(self.up_only & state) & ~(self.down_only & ~state)
        size = movable.bit_count()
        if self._listed is not None and len(self._listed) <= 1 << size:
            fixed = state & ~movable
            found = [c for c in self._listed if c & ~movable == fixed and c != state]
        elif size <= 8 or (self._listed is not None and size <= 20):
            found = [
                code
                for code in sorted(_variants(state, movable))
                if code != state and self.feasible(code)
            ]
        else:
            bits = tuple(k for k in range(movable.bit_length() - 1, -1, -1) if movable >> k & 1)
            known = (1 << len(self.conflict.options)) - 1 & ~movable
            found = [code for code in self._fill(known, state & ~movable, bits) if code != state]
        if not self.plain:
            found = [code for code in found if not self._is_forbidden(i, state, code)]
        return tuple(found)

    def _is_forbidden(self, i: int, state: int, to: int) -> bool:
        return any(
            maker in ("", self.decision_makers[i])
            and self.holds(before, state)
            and self.holds(after, to)
            for maker, before, after in self._forbidden
        )

    def owner_of_nothing(self, i: int) -> bool:
        """Return whether `i` owns no option."""
        return not self.own[i]

    # -- labels and expressions

    def label(self, state: int) -> str:
        """Return a state's own label, else its Y/N pattern."""
        pattern = self.conflict.pattern(state)
        return self._labels.get(pattern, pattern)

    def state(self, label: str) -> int:
        """Return the code of a feasible state; see `Model.state`."""
        code = self.conflict.code(label)
        if not self.feasible(code):
            raise AnalysisError(f"state {label!r} is infeasible")
        return code

    def holds(self, expression: Expression, state: int) -> bool:
        """Return whether an expression is true in a state."""
        position = self.position
        return evaluate(expression, lambda option: bool(state >> position[option] & 1))

    def codes(self, state: int) -> tuple[int, ...]:
        """Return the code itself."""
        return (state,)

    # -- preference

    def _comparison(self, whose: str, preference: Preference) -> Comparison:
        unknown = self._pairs(whose, preference.unknown)
        strong = self._pairs(whose, preference.strong)
        order = preference.order
        key: Callable[[int], int] | None = None
        unknown_bits = strong_bits = 0
        strict: frozenset[tuple[int, int]] | None = None
        match order:
            case Statements(items):
                last = len(items) - 1
                for j, item in enumerate(items):
                    if item.certainty is Certainty.UNKNOWN:
                        unknown_bits |= 1 << (last - j)
                    elif item.certainty is Certainty.STRONG:
                        strong_bits |= 1 << (last - j)
                key = self._score(tuple(item.expression for item in items))
            case Weights(weights):
                whole = lcm(*(weight.denominator for _, weight in weights)) if weights else 1
                scaled = [(self.position[o], int(weight * whole)) for o, weight in weights]

                def weigh(state: int) -> int:
                    return sum(weight for bit, weight in scaled if state >> bit & 1)

                key = weigh
            case Ranking(groups):
                places: dict[int, int] = {}
                for place, group in enumerate(groups):
                    for label in group:
                        places[self._ranked_state(whose, label)] = len(groups) - place
                self._check_all_ranked(whose, places)
                key = places.__getitem__
            case StrictPairs(pairs):
                strict = frozenset((self.state(a), self.state(b)) for a, b in pairs)
                for a, b in strict:
                    if (b, a) in strict:
                        raise AnalysisError(
                            f"{whose}: states {self.label(a)!r} and {self.label(b)!r} are each "
                            "said to be better than the other"
                        )
        comparison = Comparison(
            preference,
            key,
            unknown_bits,
            strong_bits,
            strict,
            unknown | frozenset((b, a) for a, b in unknown),
            strong,
            self._levels(key) if preference.strong_beyond is not None else None,
        )
        for a, b in sorted(strong):
            if not comparison.better(a, b):
                raise AnalysisError(
                    f"{whose}: state {self.label(a)!r} is said to be greatly better than "
                    f"{self.label(b)!r}, but is not better by the rest of the preference"
                )
        return comparison

    def _pairs(self, whose: str, pairs: tuple[tuple[str, str], ...]) -> frozenset[tuple[int, int]]:
        found = frozenset((self.state(a), self.state(b)) for a, b in pairs)
        if any(a == b for a, b in found):
            raise AnalysisError(f"{whose}: a pair of preference names one state twice")
        return found

    def _ranked_state(self, whose: str, label: str) -> int:
        try:
            return self.state(label)
        except AnalysisError as error:
            raise AnalysisError(f"ranking of {whose!r}: {error}") from error

    def _check_all_ranked(self, whose: str, places: dict[int, int]) -> None:
        missing = [self.label(state) for state in self.states() if state not in places]
        if missing:
            shown = ", ".join(missing[:6]) + (", ..." if len(missing) > 6 else "")
            raise AnalysisError(
                f"ranking of {whose!r}: {len(missing)} feasible states are not ranked: {shown}"
            )

    def _score(self, statements: tuple[Expression, ...]) -> Callable[[int], int]:
        """Return Psi: statement j of k adds 2^(k-j) where it is true."""

        @lru_cache(maxsize=1 << 20)
        def psi(state: int) -> int:
            total = 0
            for statement in statements:
                total = total << 1 | self.holds(statement, state)
            return total

        return psi

    def _levels(self, key: Callable[[int], int] | None) -> Callable[[int], int] | None:
        if key is None:
            raise AnalysisError("strength counted in levels needs an order of all states")
        order: dict[int, int] = {}

        def level(state: int) -> int:
            if not order:
                distinct = sorted({key(one) for one in self.states()})
                order.update((value, place) for place, value in enumerate(distinct))
            return order[key(state)]

        return level


class GraphModel(OptionModel):
    """States in a list, with every decision maker's moves; made from graph form or by merging.

    Attributes
    ----------
    moves : tuple of dict
        Per decision maker, state to the ascending tuple of states it can move to.
    """

    def __init__(self, conflict: Conflict) -> None:
        self._prepare(conflict)
        self.plain = self.transitive = False
        if conflict.is_graph_form:
            self._from_graph(conflict)
        else:
            self._from_options(conflict)
        self.comparisons = tuple(
            self._comparison(maker.id, maker.preference) for maker in conflict.decision_makers
        )

    def _from_graph(self, conflict: Conflict) -> None:
        self._names = [state.id for state in conflict.states]
        self._index = {name: k for k, name in enumerate(self._names)}
        self._codes: list[tuple[int, ...]] = [
            (sum(1 << k for k, value in enumerate(state.pattern) if value == "Y"),)
            if state.pattern
            else ()
            for state in conflict.states
        ]
        for k, state in enumerate(conflict.states):
            if state.pattern:
                self._index.setdefault(state.pattern, k)
        given = {one.decision_maker: one.pairs for one in conflict.moves or ()}
        moves = []
        for maker in self.decision_makers:
            lists: dict[int, set[int]] = {}
            for a, b in given.get(maker, ()):
                lists.setdefault(self._index[a], set()).add(self._index[b])
            moves.append({a: tuple(sorted(found)) for a, found in lists.items()})
        self.moves = tuple(moves)

    def _from_options(self, conflict: Conflict) -> None:
        plain = OptionModel(
            Conflict(
                tuple(type(maker)(maker.id, maker.name) for maker in conflict.decision_makers),
                conflict.options,
                conflict.rules,
                conflict.forbidden,
                states=conflict.states,
            )
        )
        members: list[tuple[str, list[int]]] = []
        place: dict[int, int] = {}
        opened: dict[str, int] = {}
        for code in plain.states():
            inside = [one.id for one in conflict.coalesced if plain.holds(one.where, code)]
            if len(inside) > 1:
                raise AnalysisError(
                    f"state {plain.label(code)!r} belongs to two coalesced states: "
                    + ", ".join(repr(name) for name in inside)
                )
            if inside and inside[0] in opened:
                place[code] = opened[inside[0]]
                members[place[code]][1].append(code)
            else:
                place[code] = len(members)
                if inside:
                    opened[inside[0]] = len(members)
                members.append((inside[0] if inside else plain.label(code), [code]))
        for one in conflict.coalesced:
            if one.id not in opened:
                raise AnalysisError(
                    f"coalesced state {one.id!r} has no feasible member "
                    f"('{to_text(one.where)}' never holds)"
                )
        self._names = [name for name, _ in members]
        self._index = {name: k for k, name in enumerate(self._names)}
        self._codes = [tuple(codes) for _, codes in members]
        for code, k in place.items():
            self._index.setdefault(plain.label(code), k)
            self._index.setdefault(conflict.pattern(code), k)
        moves = []
        for i in range(len(self.decision_makers)):
            lists: dict[int, set[int]] = {}
            for code, k in place.items():
                targets = {place[to] for to in plain.reach(i, code)} - {k}
                if targets:
                    lists.setdefault(k, set()).update(targets)
            moves.append({k: tuple(sorted(found)) for k, found in sorted(lists.items())})
        self.moves = tuple(moves)

    def feasible(self, code: int) -> bool:
        """Return whether there is such a state."""
        return 0 <= code < len(self._names)

    def states(self) -> tuple[int, ...]:
        """Return 0, 1, ...: the places in the list of states."""
        return tuple(range(len(self._names)))

    def reach(self, i: int, state: int) -> tuple[int, ...]:
        """Return R_i(s), ascending; see `Model.reach`."""
        return self.moves[i].get(state, ())

    def owner_of_nothing(self, i: int) -> bool:
        """Return whether `i` has no move."""
        return not self.moves[i]

    def label(self, state: int) -> str:
        """Return a state's label."""
        return self._names[state]

    def state(self, label: str) -> int:
        """Return the place of a state; a member's label stands for the merged state."""
        if label not in self._index:
            self.conflict._check_label(label, "states")
            raise AnalysisError(f"state {label!r} is infeasible")
        return self._index[label]

    def codes(self, state: int) -> tuple[int, ...]:
        """Return the option-form codes a state stands for."""
        return self._codes[state]

    def holds(self, expression: Expression, state: int) -> bool:
        """Return whether an expression is true in a state.

        Raises
        ------
        AnalysisError
            If the members of a merged state differ on it, or the state has no pattern.
        """
        position = self.position
        values = {
            evaluate(expression, lambda option, code=code: bool(code >> position[option] & 1))  # type: ignore[misc]
            for code in self._codes[state]
        }
        if len(values) == 1:
            return values.pop()
        if not values:
            raise AnalysisError(
                f"state {self.label(state)!r} has no pattern: '{to_text(expression)}' is neither "
                "true nor false in it"
            )
        raise AnalysisError(
            f"'{to_text(expression)}' is true in some members of the coalesced state "
            f"{self.label(state)!r} and false in others: rank the states instead"
        )


def compile_conflict(conflict: Conflict) -> OptionModel:
    """Make the model that questions are asked of.

    Parameters
    ----------
    conflict : Conflict
        Any conflict.

    Returns
    -------
    OptionModel
        A `GraphModel` if the conflict is in graph form or has coalesced states.

    Raises
    ------
    AnalysisError
        If no state is feasible, a ranking leaves one out, or pairs contradict the order.

    Examples
    --------
    >>> from backchannel.conflict.elements import (
    ...     Conflict, DecisionMaker, Option, Preference, Statements)
    >>> model = compile_conflict(Conflict(
    ...     (DecisionMaker("A", preference=Preference(Statements.of("b", "NOT a"))),
    ...      DecisionMaker("B", preference=Preference(Statements.of("a", "NOT b")))),
    ...     (Option("a", "Cooperate", "A"), Option("b", "Cooperate", "B"))))
    >>> [model.label(q) for q in model.improvements(0, model.state("YY"))]
    ['NY']
    """
    if conflict.is_graph_form or conflict.coalesced:
        return GraphModel(conflict)
    return OptionModel(conflict)


def places(model: OptionModel) -> dict[str, dict[str, int]]:
    """Return each complete preference as places: decision maker to state label to place, 1 best.

    Equal numbers tie. Decision makers whose preference is partly unknown are left out.
    """
    found: dict[str, dict[str, int]] = {}
    states = model.states()
    for i, maker in enumerate(model.decision_makers):
        if not model.comparisons[i].complete:
            continue
        ranks = {s: model.rank(i, s) for s in states}
        order = {rank: k for k, rank in enumerate(sorted(set(ranks.values()), reverse=True), 1)}
        found[maker] = {model.label(s): order[ranks[s]] for s in states}
    return found


# ------------------------------------------------------------------ small parts


def possible(
    expression: Expression, position: dict[str, int], known: int, values: int
) -> bool | None:
    """Return the truth of an expression where only some options are known, None if it depends.

    Parameters
    ----------
    expression : Expression
        What to judge.
    position : dict of str to int
        Option id to bit.
    known, values : int
        Mask of the options whose value is known, and those values.
    """
    match expression:
        case Taken(option):
            bit = position[option]
            return bool(values >> bit & 1) if known >> bit & 1 else None
        case Not(part):
            value = possible(part, position, known, values)
            return None if value is None else not value
        case And(parts):
            found = [possible(part, position, known, values) for part in parts]
            if any(value is False for value in found):
                return False
            return None if any(value is None for value in found) else True
        case Or(parts):
            found = [possible(part, position, known, values) for part in parts]
            if any(value is True for value in found):
                return True
            return None if any(value is None for value in found) else False
        case If(then, condition):
            return possible(Or((Not(condition), then)), position, known, values)
        case Iff(left, right):
            one = possible(left, position, known, values)
            other = possible(right, position, known, values)
            return None if one is None or other is None else one == other


Check = Callable[[int, int], bool]
"""Whether a rule may still be met, given the mask of the options known and their values."""


def _check(rule: FeasibilityRule, position: dict[str, int]) -> tuple[int, Check]:
    """Return the mask of the options a rule is about, and its check."""
    mask = 0
    for option in rule.mentioned:
        mask |= 1 << position[option]
    if rule.options:
        # at most one: no two taken; at least one: one taken, or one not known yet
        most = rule.kind is not RuleKind.AT_LEAST_ONE
        least = rule.kind is not RuleKind.MUTUALLY_EXCLUSIVE

        def count(known: int, values: int) -> bool:
            taken = values & known & mask
            if most and taken & (taken - 1):
                return False
            return bool(not least or taken or mask & ~known)

        return mask, count
    condition = rule.allowed

    def hold(known: int, values: int) -> bool:
        return possible(condition, position, known, values) is not False

    return mask, hold


def _by_option(checks: Sequence[tuple[int, Check]]) -> dict[int, list[Check]]:
    """Return, per option, the checks of the rules it is mentioned in."""
    touching: dict[int, list[Check]] = {}
    for mask, check in checks:
        for bit in range(mask.bit_length()):
            if mask >> bit & 1:
                touching.setdefault(bit, []).append(check)
    return touching


def _variants(state: int, movable: int) -> Iterator[int]:
    """Yield every code that differs from `state` at most on the bits of `movable`."""
    fixed = state & ~movable
    subset = movable
    while True:
        yield fixed | subset
        if not subset:
            return
        subset = (subset - 1) & movable


def _feasible_array(
    allowed: Sequence[Expression], position: dict[str, int], options: int
) -> list[int]:
    """Return the feasible codes of a small conflict, all codes judged at once."""
    import numpy as np

    from backchannel.conflict.expressions import fold

    codes = np.arange(1 << options, dtype=np.int64)
    kept = np.ones(1 << options, dtype=bool)
    none, every = np.zeros_like(kept), np.ones_like(kept)
    for condition in allowed:
        kept &= fold(
            condition,
            lambda option: (codes >> position[option] & 1).astype(bool),
            np.logical_not,
            np.logical_and,
            np.logical_or,
            every,
            none,
        )
    return [int(code) for code in np.flatnonzero(kept)]
