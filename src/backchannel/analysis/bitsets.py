"""Small conflicts, and preferences that are no order: sets of states as the bits of an integer.

A set of states is a Python integer, bit s set iff state s is in it; union, intersection and "is it
a subset" are single operations whatever the number of states. That is the fastest way up to some
sixty states, and the way to answer for moves that are not transitive (drawn by hand, forbidden
transitions, coalesced states) and for preferences that are no order: unknown pairs, greatly-better
pairs. Nothing is compared by rank, so every concept of the definition that looks one sanction ahead
has its answer here: Nash, GMR, SMR, SEQ, symmetric SEQ, in their four forms under unknown
preference and their strong and weak forms (`backchannel.analysis.definition` states them and names
the papers).
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from backchannel.analysis.budget import Budget, BudgetSpent, Clock
from backchannel.analysis.definition import Concept, check_fits
from backchannel.analysis.listed import ListedSet
from backchannel.analysis.moves import OptionModel
from backchannel.analysis.state_sets import EngineAnswer
from backchannel.errors import AnalysisError

__all__ = [
    "LARGEST",
    "Relations",
    "analyse_by_bit_sets",
    "relations_of",
    "responses_of",
    "stable_bits",
]

LARGEST = 4096
"""Most states the engine accepts; a relation then takes two megabytes for a decision maker."""


@dataclass(frozen=True, slots=True)
class Relations:
    """Moves and comparisons of a conflict as bit sets, by decision maker and state.

    Attributes
    ----------
    states : int
        How many states there are: 0..states-1.
    moves : list of list of int
        ``moves[i][s]``: the states i can move to from s.
    better : list of list of int
        ``better[i][s]``: the states known to be strictly better for i than s.
    unknown : list of list of int or None
        ``unknown[i][s]``: the states whose preference to s is not known; ``None`` if all is known.
    greatly_worse : list of list of int or None
        ``greatly_worse[i][s]``: the states than which s is greatly better; ``None`` if not asked.
    transitive : bool
        Whether two moves in a row by one decision maker always equal one or none.
    """

    states: int
    moves: list[list[int]]
    better: list[list[int]]
    unknown: list[list[int]] | None = None
    greatly_worse: list[list[int]] | None = None
    transitive: bool = False

    @classmethod
    def from_ranks(
        cls,
        moves: Sequence[Sequence[int]],
        ranks: Sequence[Sequence[int]],
        transitive: bool = False,
    ) -> Relations:
        """Make the relations of complete preferences; a larger rank is better, equal ones tie."""
        states = len(ranks[0]) if ranks else 0
        return cls(
            states,
            [list(one) for one in moves],
            [better_by_rank(one) for one in ranks],
            transitive=transitive,
        )


def better_by_rank(ranks: Sequence[int]) -> list[int]:
    """Return, per state, the bit set of the states with a larger rank."""
    groups: dict[int, int] = {}
    for s, rank in enumerate(ranks):
        groups[rank] = groups.get(rank, 0) | 1 << s
    above = 0
    better: dict[int, int] = {}
    for rank in sorted(groups, reverse=True):
        better[rank] = above
        above |= groups[rank]
    return [better[rank] for rank in ranks]


def relations_of(model: OptionModel, strength: bool = True) -> Relations:
    """Write a compiled conflict as bit sets; state number s is the s-th of ``model.states()``.

    Parameters
    ----------
    model : OptionModel
    strength : bool
        Whether the greatly-better pairs are wanted.
    """
    states = model.states()
    place = {state: s for s, state in enumerate(states)}
    makers = range(len(model.decision_makers))
    moves = [
        [sum(1 << place[q] for q in model.reach(i, state)) for state in states] for i in makers
    ]
    better: list[list[int]] = []
    unknown: list[list[int]] = []
    for i in makers:
        if model.comparisons[i].complete:
            better.append(better_by_rank([model.rank(i, state) for state in states]))
            unknown.append([0] * len(states))
        else:
            better.append(_pairs(states, lambda q, s, i=i: model.better(i, q, s)))  # type: ignore[misc]
            unknown.append(_pairs(states, lambda q, s, i=i: model.unknown(i, q, s)))  # type: ignore[misc]
    greatly: list[list[int]] | None = None
    if strength:
        greatly = [
            _pairs(states, lambda q, s, i=i: model.strong(i, s, q))  # type: ignore[misc]
            if model.conflict.decision_makers[i].preference.has_strength
            else [0] * len(states)
            for i in makers
        ]
    return Relations(
        len(states),
        moves,
        better,
        None if model.complete else unknown,
        greatly,
        model.transitive,
    )


def _pairs(states: Sequence[int], related: Callable[[int, int], bool]) -> list[int]:
    """Return, per state s, the bit set of the states q with ``related(q, s)``."""
    return [sum(1 << t for t, q in enumerate(states) if related(q, s)) for s in states]


def _members(bits: int) -> list[int]:
    found = []
    while bits:
        low = bits & -bits
        found.append(low.bit_length() - 1)
        bits ^= low
    return found


def _responses(
    steps: Sequence[Sequence[int]], states: int, transitive: bool, clock: Clock | None
) -> list[int]:
    """Return, per state, where legal sequences of these movers end; the start is left out.

    Parameters
    ----------
    steps : sequence of sequence of int
        ``steps[j][s]``: where mover j can go from s in one step.
    transitive : bool
        Whether every mover's steps are, so that the rule that nobody moves twice in a row changes
        nothing and the closure over states is the answer.
    """
    if len(steps) == 1:
        return list(steps[0])
    if transitive or not steps:
        reach = [0] * states
        for one in steps:
            reach = list(map(operator.or_, reach, one))
        for through in range(states):
            if clock and not through & 255:
                clock.check()
            bit, onward = 1 << through, reach[through]
            if onward:
                reach = [r | onward if r & bit else r for r in reach]
        return [r & ~(1 << s) for s, r in enumerate(reach)]
    # ends[j][s]: ends of legal sequences from s whose first mover is j
    targets = [[_members(step) for step in one] for one in steps]
    ends = [list(one) for one in steps]
    changed = True
    while changed:
        changed = False
        for j, own in enumerate(targets):
            if clock:
                clock.check()
            later = [0] * states
            for mover, other in enumerate(ends):
                if mover != j:
                    later = list(map(operator.or_, later, other))
            row = ends[j]
            for s, ways in enumerate(own):
                bits = row[s]
                for x in ways:
                    bits |= later[x]
                if bits != row[s]:
                    row[s] = bits
                    changed = True
    total = [0] * states
    for one in ends:
        total = list(map(operator.or_, total, one))
    return [bits & ~(1 << s) for s, bits in enumerate(total)]


def responses_of(moves: Sequence[Sequence[int]], i: int, transitive: bool) -> list[int]:
    """Return R_{N-i}(s) for every state s as a bit set.

    Parameters
    ----------
    moves : sequence of sequence of int
        ``moves[j][s]``: bit set of R_j(s).
    i : int
        Who does not move.
    transitive : bool
        Whether every decision maker's moves are.
    """
    others = [row for j, row in enumerate(moves) if j != i and any(row)]
    states = len(moves[i])
    return _responses(others, states, transitive, None) if others else [0] * states


class _Answers:
    """Where the others can bring the conflict, found once for each kind of response."""

    def __init__(self, relations: Relations, clock: Clock | None = None) -> None:
        self.relations = relations
        self.clock = clock
        self._found: dict[tuple[int, bool, bool], list[int]] = {}
        self._steps: dict[bool, list[list[int]]] = {}

    def steps(self, improving: bool, unknown: bool) -> list[list[int]]:
        """Return per mover and state the single steps: moves, or improvements (or unknown)."""
        relations = self.relations
        if not improving:
            return relations.moves
        if unknown not in self._steps:
            table: list[list[int]] = []
            for j, moves in enumerate(relations.moves):
                wishes = relations.better[j]
                if unknown and relations.unknown is not None:
                    wishes = list(map(operator.or_, wishes, relations.unknown[j]))
                table.append(list(map(operator.and_, moves, wishes)))
            self._steps[unknown] = table
        return self._steps[unknown]

    def of(self, i: int, improving: bool, unknown: bool) -> list[int]:
        """Return R_{N-i}(s1), R^+_{N-i}(s1) or R^{+,U}_{N-i}(s1) for every s1."""
        key = i, improving, unknown and improving
        if key not in self._found:
            steps = [
                row for j, row in enumerate(self.steps(improving, unknown)) if j != i and any(row)
            ]
            relations = self.relations
            transitive = relations.transitive and not (
                improving and unknown and relations.unknown is not None
            )
            self._found[key] = (
                _responses(steps, relations.states, transitive, self.clock)
                if steps
                else [0] * relations.states
            )
        return self._found[key]


def stable_bits(
    relations: Relations, i: int, concept: Concept, answers: _Answers | None = None
) -> int:
    """Return the bit set of the states stable for decision maker `i`.

    Parameters
    ----------
    relations : Relations
    i : int
    concept : Concept
        Of base nash, gmr, smr, seq or sseq, in any form.
    answers : optional
        Responses found before for the same relations.
    """
    answers = answers or _Answers(relations)
    if concept.strength == "weak":
        general = Concept(concept.name, concept.base, concept.extension)
        strong = Concept(concept.name, concept.base, concept.extension, "strong")
        return stable_bits(relations, i, general, answers) & ~stable_bits(
            relations, i, strong, answers
        )
    moves, better = relations.moves[i], relations.better[i]
    unknown = relations.unknown[i] if relations.unknown is not None else None
    tempted = unknown if concept.tempted_by_unknown else None
    result = 0
    if concept.base == "nash":
        for s in range(relations.states):
            wishes = better[s] if tempted is None else better[s] | tempted[s]
            if not moves[s] & wishes:
                result |= 1 << s
        return result
    responses = answers.of(i, concept.base in ("seq", "sseq"), bool(concept.extension))
    counter = concept.base in ("smr", "sseq")
    every = (1 << relations.states) - 1
    for s in range(relations.states):
        wishes = better[s] if tempted is None else better[s] | tempted[s]
        tempting = moves[s] & wishes
        if tempting:
            if concept.strength == "strong":
                assert relations.greatly_worse is not None
                deters = relations.greatly_worse[i][s]
            else:
                deters = every & ~better[s]
                if unknown is not None:
                    deters &= ~unknown[s]
            if unknown is not None and concept.deterred_by_unknown:
                deters |= unknown[s]
            if not _all_sanctioned(tempting, responses, deters, moves if counter else None):
                continue
        result |= 1 << s
    return result


def _all_sanctioned(
    tempting: int, responses: list[int], deters: int, counter: list[int] | None
) -> bool:
    """Whether every tempting move meets a response that deters (and leaves no way out of it)."""
    escapes = ~deters
    while tempting:
        low = tempting & -tempting
        tempting ^= low
        ends = responses[low.bit_length() - 1] & deters
        if counter is not None:
            while ends:
                end = ends & -ends
                if not counter[end.bit_length() - 1] & escapes:
                    break
                ends ^= end
        if not ends:
            return False
    return True


def analyse_by_bit_sets(
    model: OptionModel, concepts: Iterable[str], budget: Budget | None = None
) -> EngineAnswer:
    """Find the states stable for every decision maker, with sets of states as integers.

    Parameters
    ----------
    model : OptionModel
        Any compiled conflict of at most ``LARGEST`` states.
    concepts : iterable of str
        Any but limited-move and non-myopic stability.
    budget : Budget, optional

    Returns
    -------
    EngineAnswer
        ``stable[concept, dm]`` for everything finished; ``unfinished[concept, dm]`` says why not.

    Raises
    ------
    AnalysisError
        If there is no feasible state, or a concept does not fit the conflict.
    """
    budget = budget or Budget()
    names = tuple(concepts)
    wanted = [Concept.read(name) for name in names]
    n = len(model.decision_makers)
    answer = EngineAnswer("bit sets", n, len(model.conflict.options), names, budget)
    answer.clock = clock = Clock(budget.seconds)
    todo = [(name, i) for name in names for i in range(n)]
    for concept in wanted:
        if concept.base in ("L", "nm"):
            raise AnalysisError(f"{concept.name!r} looks further ahead: ask the definition engine")
        check_fits(model, concept)
    try:
        clock.check()
        states = model.states()
        if len(states) > LARGEST:
            raise BudgetSpent(f"{len(states):,} states, more than the {LARGEST:,} for bit sets")
        needed = len(states) * len(states) * n // 2
        if budget.memory is not None and needed > budget.memory:
            raise BudgetSpent(
                f"about {needed:,} bytes are needed, the budget is {budget.memory:,} bytes"
            )
        answer.feasible = ListedSet(model, states)
        relations = relations_of(model, any(concept.strength for concept in wanted))
        answers = _Answers(relations, clock)
        for concept in wanted:
            for i in range(n):
                clock.check()
                found = _members(stable_bits(relations, i, concept, answers))
                answer.stable[concept.name, i] = ListedSet(model, (states[s] for s in found))
    except BudgetSpent as spent:
        answer.stop(todo, str(spent))
    return answer
