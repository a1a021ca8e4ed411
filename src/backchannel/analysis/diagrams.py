"""Sets of states as binary decision diagrams (BDDs).

A BDD is a shared decision tree over the options in a fixed order; sets of 10**20 states often fit
in a few hundred nodes (Bryant 1986, IEEE Trans. Computers C-35:677-691). The diagrams are OxiDD's.
What is asked of a set here is answered by walking its diagram once, with a number kept for every
node, so the answers are exact whatever the count.
"""

from __future__ import annotations

import itertools
import operator
import random
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

from backchannel.analysis.budget import BudgetSpent
from backchannel.analysis.state_sets import StateSet
from backchannel.conflict.elements import Expression, options_in
from backchannel.conflict.expressions import fold
from backchannel.errors import AnalysisError

__all__ = ["DiagramSet", "Space", "good_order"]

T = TypeVar("T")


def good_order(options: int, groups: Sequence[Sequence[int]], rounds: int = 30) -> tuple[int, ...]:
    """Order the options so that options mentioned together stand together.

    FORCE (Aloul, Markov and Sakallah 2003): every option moves to the mean of the centres of
    gravity of the groups it belongs to, until the total span of the groups no longer shrinks.

    Parameters
    ----------
    options : int
    groups : sequence of sequence of int
        Options that are mentioned by one statement, one condition, or owned by one decision maker.
    rounds : int
        Most rounds.

    Returns
    -------
    tuple of int
        The options, top of the diagram first.
    """
    groups = [tuple(group) for group in groups if len(group) > 1]
    member_of: list[list[int]] = [[] for _ in range(options)]
    for g, group in enumerate(groups):
        for p in group:
            member_of[p].append(g)
    order = list(range(options))
    best, best_span = tuple(order), _span(order, groups)
    for _ in range(rounds):
        place = [0.0] * options
        for spot, p in enumerate(order):
            place[p] = spot
        centre = [sum(place[p] for p in group) / len(group) for group in groups]
        wish = [
            sum(centre[g] for g in member_of[p]) / len(member_of[p]) if member_of[p] else place[p]
            for p in range(options)
        ]
        order = sorted(range(options), key=lambda p: (wish[p], member_of[p], p))
        span = _span(order, groups)
        if span >= best_span:
            break
        best, best_span = tuple(order), span
    return best


def _span(order: Sequence[int], groups: Sequence[Sequence[int]]) -> int:
    place = {p: spot for spot, p in enumerate(order)}
    return sum(max(place[p] for p in group) - min(place[p] for p in group) for group in groups)


class Space:
    """The variables of a family of diagrams: the options of a conflict, then thresholds.

    Parameters
    ----------
    names : sequence of str
        Ids of the options.
    order : sequence of int
        The options from the top of the diagrams down.
    nodes : int
        Most nodes that may be alive at once.
    below : int
        How many further variables (thresholds) under the options.
    above : int
        How many further variables over them. A set of states that is to be counted or listed
        lives in a space without any.
    """

    def __init__(
        self,
        names: Sequence[str],
        order: Sequence[int],
        nodes: int,
        below: int = 0,
        above: int = 0,
    ) -> None:
        from oxidd.bcdd import BCDDManager

        self.names = tuple(names)
        self.order = tuple(order)
        self.nodes = nodes
        self.first_below = above + len(self.order)
        self.variable = {p: above + v for v, p in enumerate(self.order)}
        cache = max(1 << 10, min(nodes // 2, 1 << 22))
        self.manager = BCDDManager(nodes, 1 << (cache.bit_length() - 1), 1)
        self.manager.add_vars(above + len(self.order) + below)
        self.true = self.manager.true()
        self.false = self.manager.false()
        self.above = [self.manager.var(v) for v in range(above)]
        self.below = [self.manager.var(self.first_below + v) for v in range(below)]

    @property
    def options(self) -> int:
        """How many options there are."""
        return len(self.order)

    def option(self, p: int) -> Any:
        """Return the diagram of "option p is taken"."""
        return self.manager.var(self.variable[p])

    def diagram(self, expression: Expression) -> Any:
        """Return the diagram of an expression over the options."""
        place = {name: p for p, name in enumerate(self.names)}
        unknown = [name for name in options_in(expression) if name not in place]
        if unknown:
            raise AnalysisError(f"no option {unknown[0]!r}")
        return fold(
            expression,
            lambda name: self.option(place[name]),
            operator.invert,
            operator.and_,
            operator.or_,
            self.true,
            self.false,
        )

    def cube(self, options: Sequence[int]) -> Any:
        """Return the conjunction of options, the way a set of variables is written."""
        result = self.true
        for p in options:
            result = result & self.option(p)
        return result

    def state(self, code: int) -> Any:
        """Return the diagram of one state."""
        result = self.true
        for p in reversed(self.order):
            literal = self.option(p)
            result = (literal if code >> p & 1 else ~literal) & result
        return result

    def within(self, build: Callable[[], Any]) -> Any:
        """Return what `build` makes; what earlier attempts left behind is cleared away if need be.

        Raises
        ------
        BudgetSpent
            If the nodes do not suffice. It is raised after the attempt is forgotten: an error
            that remembered where it happened would keep the nodes of the attempt alive.
        """
        for _ in range(2):
            try:
                return build()
            except MemoryError:
                pass
            self.collect()
        raise BudgetSpent(
            f"the answer does not fit in the budget of {self.nodes:,} nodes: narrow the question, "
            "for instance with a condition on the states, or allow more memory"
        )

    def collect(self) -> None:
        """Clear away the nodes that nothing holds any more, and return when that is done.

        OxiDD collects in a thread of its own as well, and while that one is at it a call of `gc`
        returns at once with nothing done. The first collection counted here may therefore have
        begun before the call; the second has not.
        """
        for _ in range(2):
            before = self.manager.gc_count()
            self.manager.gc()
            while self.manager.gc_count() == before:
                time.sleep(0.001)
                self.manager.gc()

    def copy(self, diagram: Any, origin: Space) -> Any:
        """Return a diagram over the options of another space, with the same order, as one here."""
        known: dict[Any, Any] = {}

        def copied(node: Any) -> Any:
            found = known.get(node)
            if found is None:
                parts = node.cofactors()
                if parts is None:
                    found = self.true if node.satisfiable() else self.false
                else:
                    variable = self.option(origin.order[node.node_var() - len(origin.above)])
                    found = variable.ite(copied(parts[0]), copied(parts[1]))
                known[node] = found
            return found

        return copied(diagram)


class DiagramSet(StateSet):
    """A set of states as a decision diagram.

    Parameters
    ----------
    space : Space
    diagram : object
        An OxiDD function over the options of `space` (no threshold variable in it).
    """

    __slots__ = ("diagram", "space")

    def __init__(self, space: Space, diagram: Any) -> None:
        self.space = space
        self.diagram = diagram

    @property
    def options(self) -> int:
        """How many options a state has."""
        return self.space.options

    @property
    def nodes(self) -> int:
        """How many nodes the diagram has."""
        return int(self.diagram.node_count())

    def count(self) -> int:
        """Return how many states there are, exactly."""
        return int(self.diagram.sat_count(self.options))

    def __contains__(self, code: object) -> bool:
        if not isinstance(code, int) or not 0 <= code < 1 << self.options:
            return False
        return bool(
            self.diagram.eval((v, bool(code >> p & 1)) for v, p in enumerate(self.space.order))
        )

    def _per_node(
        self,
        leaf: Callable[[bool], T],
        join: Callable[[int, T, T], T],
        skip: Callable[[int, int, T], T],
    ) -> dict[tuple[Any, int], T]:
        """Compute a value for every node and level it is looked at from, bottom up.

        `leaf` values the two ends, `join` a node at a level from its (no, yes) values seen from
        the next level, `skip` a value seen from a level above its own, over options that may be
        either.
        """
        known: dict[Any, tuple[int, T]] = {}
        seen: dict[tuple[Any, int], T] = {}
        bottom = self.options

        def value(node: Any, level: int) -> T:
            found = seen.get((node, level))
            if found is not None:
                return found
            held = known.get(node)
            if held is None:
                parts = node.cofactors()
                if parts is None:
                    held = bottom, leaf(node.satisfiable())
                else:
                    own = int(node.node_level())
                    yes, no = parts
                    held = own, join(own, value(no, own + 1), value(yes, own + 1))
                known[node] = held
            own, result = held
            if own > level:
                result = skip(level, own, result)
            seen[node, level] = result
            return result

        value(self.diagram, 0)
        return seen

    def codes(self, limit: int | None = None) -> Iterator[int]:
        """Yield the codes, ascending; at most `limit`.

        Ascending whatever the order of the diagram: the search decides the options from the last
        to the first and looks only where there is a state.
        """
        return itertools.islice(self._ascending(self.diagram, self.options - 1, 0), limit)

    def _ascending(self, rest: Any, p: int, code: int) -> Iterator[int]:
        if not rest.satisfiable():
            return
        if p < 0:
            yield code
            return
        variable = self.space.option(p)
        cube = variable
        yield from self._ascending((rest & ~variable).exists(cube), p - 1, code)
        yield from self._ascending((rest & variable).exists(cube), p - 1, code | 1 << p)

    def option_counts(self) -> list[int]:
        """Return, per option, in how many of the states it is at Y."""
        return [
            int((self.diagram & self.space.option(p)).sat_count(self.options))
            for p in range(self.options)
        ]

    def fixed_options(self) -> dict[int, bool]:
        """Return the options with one value in all the states, and that value."""
        if not self.diagram.satisfiable():
            return {}
        found = {}
        for p in range(self.options):
            taken = (self.diagram & self.space.option(p)).satisfiable()
            left = (self.diagram & ~self.space.option(p)).satisfiable()
            if taken != left:
                found[p] = taken
        return found

    def where(self, expression: Expression) -> DiagramSet:
        """Return the states in which `expression` holds."""
        return DiagramSet(
            self.space, self.space.within(lambda: self.diagram & self.space.diagram(expression))
        )

    def intersection(self, other: StateSet) -> DiagramSet:
        """Return the states in both sets."""
        if not isinstance(other, DiagramSet) or other.space is not self.space:
            raise AnalysisError("the two sets of states come from different answers")
        return DiagramSet(self.space, self.space.within(lambda: self.diagram & other.diagram))

    def nearest(self, code: int, limit: int = 10) -> tuple[int | None, int, tuple[int, ...]]:
        """Find the states nearest to `code`, see `StateSet.nearest`."""
        order = self.space.order
        far = self.options + 1

        def join(level: int, no: tuple[int, int], yes: tuple[int, int]) -> tuple[int, int]:
            at_yes = code >> order[level] & 1
            no = no[0] + at_yes, no[1]
            yes = yes[0] + 1 - at_yes, yes[1]
            if no[0] == yes[0]:
                return no[0], no[1] + yes[1]
            return min(no, yes)

        values = self._per_node(
            lambda inside: (0, 1) if inside else (far, 0), join, lambda level, own, found: found
        )
        least, count = values[self.diagram, 0]
        if not count:
            return None, 0, ()
        near = self.space.within(lambda: self.diagram & self._sphere(code, least))
        return least, count, tuple(DiagramSet(self.space, near).codes(limit))

    def _sphere(self, code: int, radius: int) -> Any:
        """Return the diagram of the states that differ from `code` in exactly `radius` options."""
        space = self.space
        # layer[d]: d more options must differ among those at this level and below
        layer = [space.true] + [space.false] * radius
        for v in range(self.options - 1, -1, -1):
            taken = space.manager.var(v)
            same = taken if code >> space.order[v] & 1 else ~taken
            layer = [
                same.ite(layer[d], layer[d - 1] if d else space.false) for d in range(radius + 1)
            ]
        return layer[radius]

    def sample(self, size: int, seed: int = 0) -> list[int]:
        """Draw states uniformly, see `StateSet.sample`."""
        counts = self._per_node(
            int, lambda level, no, yes: no + yes, lambda level, own, found: found << own - level
        )
        total = counts[self.diagram, 0]
        if not total:
            return []
        draw = random.Random(seed)
        return [self._pick(counts, draw.randrange(total)) for _ in range(size)]

    def _pick(self, counts: dict[tuple[Any, int], int], number: int) -> int:
        """Return the state with this number, in the order of the diagram."""
        order = self.space.order
        node, level, code = self.diagram, 0, 0
        while level < self.options:
            parts = node.cofactors()
            if parts is None or node.node_level() != level:
                yes = no = node
            else:
                yes, no = parts
            below = counts.get((no, level + 1))
            if below is None:  # `no` is `node`, whose count is known from this level
                below = counts[node, level] // 2
                counts[node, level + 1] = below
            if number >= below:
                number -= below
                node = yes
                code |= 1 << order[level]
            else:
                node = no
            level += 1
        return code
