"""The symbolic engine: sets of states as decision diagrams, preference by thresholds.

Preferences must be ordered statements. Decision maker i's statements S_i = (S_i1, ..., S_im) order
the states lexicographically. With m further variables tau (thresholds, below the options in the
diagrams), one at a time for every decision maker,

    gt_i(x, tau)  =  S_i(x) >lex tau
    Q_j f         =  "j can move to a state of f, or is in one": f with j's own options quantified,
                     one-way options in their direction only
    B             =  F and not gt_i            states no better than tau (F: the feasible states)
    start         =  B for GMR and SEQ;   B and not Q_i(F and gt_i) for SMR and SSEQ
    closure  C    =  least fixpoint of  C or F and Q_j C,  j != i
                     SEQ, SSEQ: of  C or F and [Q_j(gt_j(x, rho) and C)] at rho = S_j(x)
    unstable      =  F and [Q_i(F and gt_i and not C)] at tau = S_i(x)   (Nash: C empty)

The thresholds tau stand below the options in the diagrams, rho (for SEQ) above them: measured on
random conflicts that needs a quarter of the nodes of rho below, and a third to a half of the time.

C(x, tau) holds iff the others can bring about from x something no better for i than tau; no pair of
state variables and no relation is needed. Among gt_j's statements only those that mention an option
of j can change in j's move; the others are left out. The result is exact for any number of options;
what limits it is the size of C for SEQ, so there is a node budget, and what is not finished within
it is reported as such.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from backchannel.analysis.budget import Budget, BudgetSpent, Clock
from backchannel.analysis.compiled import CONCEPTS, OptionForm
from backchannel.analysis.diagrams import DiagramSet, Space, good_order
from backchannel.analysis.state_sets import EngineAnswer
from backchannel.conflict.elements import Direction, Expression, options_in
from backchannel.errors import AnalysisError

__all__ = ["NODES", "NODE_BYTES", "analyse_symbolically"]

NODES = 1 << 26
"""Most nodes alive at once unless a memory budget says otherwise."""

NODE_BYTES = 40
"""Bytes a node takes together with its share of the tables, as measured."""


_MANY = 30
"""From so many options on the first table of nodes is a large one."""


class _Diagrams:
    """The diagrams every question about one conflict needs."""

    def __init__(
        self,
        form: OptionForm,
        order: tuple[int, ...],
        nodes: int,
        clock: Clock,
        improving: bool,
    ) -> None:
        n = form.decision_makers
        statements = [_distinct(p) for p in form.preferences if isinstance(p, tuple)]
        self.form = form
        self.clock = clock
        relevant = [_concerning(statements[dm], form, dm) if improving else () for dm in range(n)]
        longest = max((len(one) for one in statements), default=0)
        extra = max((len(one) for one in relevant), default=0)
        self.space = space = Space(form.names, order, nodes, longest, extra)
        self.tau = space.below
        self.rho = space.above
        self.feasible = space.true
        for expression in form.allowed:
            self.feasible = self.feasible & space.diagram(expression)
            clock.check()
        self.statements = [[space.diagram(s) for s in one] for one in statements]
        self.own = [[space.diagram(s) for s in one] for one in relevant]
        self.two_way: list[Any] = []
        self.one_way: list[list[tuple[Any, bool]]] = []
        for dm in range(n):
            own = form.own(dm)
            two = [p for p in own if form.directions[p] is Direction.REVERSIBLE]
            self.two_way.append(space.cube(two) if two else None)
            self.one_way.append(
                [
                    (space.option(p), form.directions[p] is Direction.N_TO_Y_ONLY)
                    for p in own
                    if p not in two
                ]
            )

    def better(self, values: Sequence[Any], thresholds: Sequence[Any]) -> Any:
        """Return "the values are lexicographically greater than the thresholds"."""
        result = self.space.false
        for value, threshold in reversed(list(zip(values, thresholds, strict=False))):
            below = ~threshold
            result = value.ite(below | result, below & result)
        return result

    def at(self, first: int, values: Sequence[Any]) -> Any:
        """Return the substitution of `values` for the thresholds from variable `first` on."""
        from oxidd.bcdd import BCDDSubstitution

        return BCDDSubstitution((first + q, value) for q, value in enumerate(values))

    def move(self, dm: int, first: Any, second: Any = None) -> Any:
        """Return Q_dm of `first` (and `second`): dm is there or can move there."""
        from oxidd.util import BooleanOperator

        self.clock.check()
        cube = self.two_way[dm]
        if second is None:
            result = first if cube is None else first.exists(cube)
        elif cube is None:
            result = first & second
        else:
            result = first.apply_exists(BooleanOperator.AND, second, cube)
        for option, up in self.one_way[dm]:
            either = result.exists(option)
            result = result | ((~option if up else option) & either)
        return result


def _order(form: OptionForm) -> tuple[int, ...]:
    """Return a good order of the options: those that statements and conditions join together."""
    place = {name: p for p, name in enumerate(form.names)}
    expressions = [*form.allowed, *(s for p in form.preferences for s in p)]
    groups = [[place[name] for name in options_in(expression)] for expression in expressions]
    groups += [list(form.own(dm)) for dm in range(form.decision_makers)]
    return good_order(form.options, groups)


def _distinct(statements: tuple[Expression, ...]) -> tuple[Expression, ...]:
    """Leave out statements met before: they never decide."""
    return tuple(dict.fromkeys(statements))


def _concerning(
    statements: Sequence[Expression], form: OptionForm, dm: int
) -> tuple[Expression, ...]:
    """Keep the statements that mention an option of `dm`."""
    own = {form.names[p] for p in form.own(dm)}
    return tuple(s for s in statements if own.intersection(options_in(s)))


def analyse_symbolically(
    form: OptionForm,
    concepts: Iterable[str] = CONCEPTS,
    budget: Budget | None = None,
) -> EngineAnswer:
    """Find the states stable for every decision maker, as decision diagrams.

    Parameters
    ----------
    form : OptionForm
        Every preference by statements.
    concepts : iterable of str
        Of ``CONCEPTS``. Cheap ones are settled first, for every decision maker.
    budget : Budget, optional
        The time is looked at between operations on diagrams; the memory bounds the nodes, so that
        no operation is long.

    Returns
    -------
    EngineAnswer
        ``stable[concept, dm]`` for everything finished; ``unfinished[concept, dm]`` says why not.

    Raises
    ------
    AnalysisError
        If a preference is a ranking: arbitrary rankings have no small diagram.

    Examples
    --------
    >>> from backchannel.conflict.elements import Direction, parse
    >>> dilemma = OptionForm(("me", "you"), (0, 1), (Direction.REVERSIBLE,) * 2, 2, (),
    ...     ((parse("NOT you"), parse("me")), (parse("NOT me"), parse("you"))))
    >>> answer = analyse_symbolically(dilemma)
    >>> list(answer.equilibria("seq").codes())
    [0, 3]
    """
    if not form.stated:
        raise AnalysisError(
            "the symbolic engine needs preferences by statements; weights and rankings are for the "
            "explicit engine"
        )
    budget = budget or Budget()
    clock = Clock(budget.seconds)
    asked = set(concepts)
    wanted = tuple(c for c in CONCEPTS if c in asked)
    n = form.decision_makers
    answer = EngineAnswer("symbolic", n, form.options, wanted, budget, clock=clock)
    most = NODES if budget.memory is None else max(64, budget.memory // NODE_BYTES)
    todo = [(concept, dm) for concept in wanted for dm in range(n)]
    order = _order(form)
    simple = [c for c in wanted if c in ("nash", "gmr", "smr")]
    try:
        for nodes in _attempts(most, form.options):
            try:
                base = _Diagrams(form, order, nodes, clock, improving=False)
                answer.feasible = DiagramSet(base.space, base.feasible)
                for concept in simple:
                    for dm in range(n):
                        stable = _stable(base, concept, dm, improving=False)
                        answer.stable[concept, dm] = DiagramSet(base.space, stable)
            except MemoryError:
                if nodes < most:
                    answer.feasible = None
                    answer.stable.clear()
                continue
            break
        if answer.feasible is None:
            raise BudgetSpent(f"the budget of {most:,} nodes is spent")
        assert isinstance(answer.feasible, DiagramSet)
        home = answer.feasible.space
        hard = [(c, dm) for c in wanted if c in ("seq", "sseq") for dm in range(n)]
        _improving(form, order, most, hard, home, answer)
        answer.stop(todo, f"the budget of {most:,} nodes is spent")
    except BudgetSpent as over:
        answer.stop(todo, str(over))
    return answer


def _attempts(most: int, options: int) -> list[int]:
    """Return the node budgets to try in turn, the last one being `most`."""
    # a small table is quick to make and stays in cache; a larger one is collected less often
    bits = min(20, options + 8) if options < _MANY else 22 if options < 2 * _MANY else 23
    sizes = []
    while 1 << bits < most // 2:
        sizes.append(1 << bits)
        bits += 3
    return [*sizes, most]


def _improving(
    form: OptionForm,
    order: tuple[int, ...],
    most: int,
    todo: list[tuple[str, int]],
    home: Space,
    answer: EngineAnswer,
) -> None:
    """Settle SEQ and SSEQ, each decision maker in a space of its own, and copy the results home.

    With a time budget each question first gets an equal share of what is left, so that a hard one
    does not starve the others; what is left after that goes to those not finished, in order.
    """
    clock = answer.clock
    for fair in (True, False):
        left = [key for key in todo if key not in answer.stable and key not in answer.unfinished]
        for place, (concept, dm) in enumerate(left):
            clock.check()
            share = clock
            if fair and clock.left is not None:
                share = Clock(clock.left / (len(left) - place))
            try:
                found = _one_improving(form, order, most, concept, dm, share, home, answer)
            except BudgetSpent:
                continue
            if found is None:
                answer.unfinished[concept, dm] = f"the budget of {most:,} nodes is spent"
            else:
                answer.stable[concept, dm] = found
    clock.check()


def _one_improving(
    form: OptionForm,
    order: tuple[int, ...],
    most: int,
    concept: str,
    dm: int,
    clock: Clock,
    home: Space,
    answer: EngineAnswer,
) -> DiagramSet | None:
    for nodes in _attempts(most, form.options):
        try:
            diagrams = _Diagrams(form, order, nodes, clock, improving=True)
            stable = _stable(diagrams, concept, dm, improving=True)
            used = int(diagrams.space.manager.num_inner_nodes())
            answer.notes["nodes"] = max(answer.notes.get("nodes", 0), used)
            return DiagramSet(home, home.copy(stable, diagrams.space))
        except MemoryError:
            continue
    return None


def _stable(diagrams: _Diagrams, concept: str, dm: int, improving: bool) -> Any:
    """Return the diagram of the states stable for `dm` under `concept`."""
    feasible = diagrams.feasible
    values = diagrams.statements[dm]
    better = feasible & diagrams.better(values, diagrams.tau)
    if concept == "nash":
        escape = better
    else:
        reached = feasible & ~better
        if concept in ("smr", "sseq"):
            reached = reached & ~diagrams.move(dm, better)
        reached = _closure(diagrams, reached, dm, improving)
        escape = better & ~reached
    unstable = diagrams.move(dm, escape).substitute(diagrams.at(diagrams.space.first_below, values))
    return feasible & ~unstable


def _closure(diagrams: _Diagrams, start: Any, dm: int, improving: bool) -> Any:
    """Return the states from which the others can bring about one of `start`.

    The mover with the smallest diagram of improvements goes first, again and again until nothing
    changes, before a dear one is asked; a mover asked again is asked about what is new since, if
    that is the smaller diagram. Neither changes the least fixpoint.
    """
    feasible = diagrams.feasible
    movers = [
        j
        for j in range(diagrams.form.decision_makers)
        if j != dm and (diagrams.two_way[j] is not None or diagrams.one_way[j])
    ]
    if improving:
        movers = [j for j in movers if diagrams.own[j]]
        better = {j: diagrams.better(diagrams.own[j], diagrams.rho) for j in movers}
        movers.sort(key=lambda j: (better[j].node_count(), j))
    current = start
    closed: dict[int, Any] = {}  # what each mover was last found, or made, to be closed under
    while True:
        j = next((j for j in movers if j not in closed or closed[j] != current), None)
        if j is None:
            return current
        asked = current
        if j in closed:
            new = current & ~closed[j]
            if new.node_count() < current.node_count():
                asked = new
        if improving:
            step = _improving_step(diagrams, j, better[j], asked)
        else:
            step = diagrams.move(j, asked)
        current = current | (feasible & step)
        closed[j] = current


def _improving_step(diagrams: _Diagrams, j: int, better: Any, states: Any) -> Any:
    """Return from where j can move into `states` to something better than where j stands."""
    improved = diagrams.move(j, better, states)
    diagrams.clock.check()
    return improved.substitute(diagrams.at(0, diagrams.own[j]))
