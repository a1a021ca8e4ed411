"""Sets of states that are listed one by one: what the definition engine answers with."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterable, Iterator, Sequence

from backchannel.analysis.budget import Budget, BudgetSpent, Clock
from backchannel.analysis.definition import Concept, is_stable, stable_states
from backchannel.analysis.moves import OptionModel, TooManyStatesError
from backchannel.analysis.state_sets import EngineAnswer, StateSet
from backchannel.conflict.elements import Expression
from backchannel.errors import AnalysisError

__all__ = ["ListedSet", "analyse_by_definition"]


class ListedSet(StateSet):
    """Some states of a compiled conflict, in a list.

    States are those of the model: codes in option form, places in the list of states for a graph.
    Distances and fixed options count over the options of a state; a merged state has an option
    fixed if all its members agree, and is as near as its nearest member.

    Parameters
    ----------
    model : OptionModel
        The conflict.
    states : iterable of int
        The states in the set.
    """

    __slots__ = ("_known", "_states", "model")

    def __init__(self, model: OptionModel, states: Iterable[int]) -> None:
        self.model = model
        self._states = tuple(sorted(states))
        self._known = frozenset(self._states)

    @property
    def options(self) -> int:
        """How many options a state has."""
        return len(self.model.conflict.options)

    def count(self) -> int:
        """Return how many states there are."""
        return len(self._states)

    def __contains__(self, code: object) -> bool:
        return code in self._known

    def __iter__(self) -> Iterator[int]:
        return iter(self._states)

    def codes(self, limit: int | None = None) -> Iterator[int]:
        """Yield the states, ascending; at most `limit`."""
        return itertools.islice(iter(self._states), limit)

    def fixed_options(self) -> dict[int, bool]:
        """Return the options with one value in all the states, and that value."""
        members = [code for s in self._states for code in self.model.codes(s)]
        if not members or any(not self.model.codes(s) for s in self._states):
            return {}
        always, ever = members[0], members[0]
        for code in members:
            always &= code
            ever |= code
        return {
            p: bool(always >> p & 1)
            for p in range(self.options)
            if (always >> p & 1) == (ever >> p & 1)
        }

    def where(self, expression: Expression) -> ListedSet:
        """Return the states in which `expression` holds."""
        return ListedSet(self.model, (s for s in self._states if self.model.holds(expression, s)))

    def intersection(self, other: StateSet) -> ListedSet:
        """Return the states in both sets."""
        if not isinstance(other, ListedSet) or other.model is not self.model:
            raise AnalysisError("the two sets of states come from different answers")
        return ListedSet(self.model, self._known & other._known)

    def nearest(self, code: int, limit: int = 10) -> tuple[int | None, int, tuple[int, ...]]:
        """Find the states that differ from the state `code` in the fewest options."""
        here = self.model.codes(code)
        distance = {
            s: min(((a ^ b).bit_count() for a in here for b in self.model.codes(s)), default=None)
            for s in self._states
        }
        known = [d for d in distance.values() if d is not None]
        if not known:
            return None, 0, ()
        least = min(known)
        near = [s for s in self._states if distance[s] == least]
        return least, len(near), tuple(near[:limit])

    def sample(self, size: int, seed: int = 0) -> list[int]:
        """Draw states uniformly, with replacement."""
        draw = random.Random(seed)
        return (
            [self._states[draw.randrange(len(self._states))] for _ in range(size)] if self else []
        )

    def option_counts(self) -> list[int]:
        """Return, per option, in how many of the states it is at Y (in every member)."""
        counts = [0] * self.options
        for s in self._states:
            codes = self.model.codes(s)
            for p in range(self.options):
                counts[p] += bool(codes) and all(code >> p & 1 for code in codes)
        return counts


def analyse_by_definition(
    model: OptionModel, concepts: Sequence[str], budget: Budget | None = None
) -> EngineAnswer:
    """Find the states stable for every decision maker, by definition, state by state.

    Parameters
    ----------
    model : OptionModel
        Any compiled conflict.
    concepts : sequence of str
        Names of concepts; see `backchannel.analysis.definition.Concept`.
    budget : Budget or None
        The time is looked at between states; the memory is not used.

    Returns
    -------
    EngineAnswer
        What was finished in the time, and of what was not, why.

    Raises
    ------
    AnalysisError
        If there is no feasible state, or a concept does not fit the conflict.
    """
    budget = budget or Budget()
    makers = range(len(model.decision_makers))
    answer = EngineAnswer(
        "definition", len(makers), len(model.conflict.options), tuple(concepts), budget
    )
    answer.clock = clock = Clock(budget.seconds)
    todo = [(name, i) for name in concepts for i in makers]
    try:
        clock.check()
        answer.feasible = ListedSet(model, model.states())
        for name, i in todo:
            concept = Concept.read(name)
            if concept.base in ("L", "nm"):
                clock.check()
                answer.stable[name, i] = ListedSet(model, stable_states(model, i, concept))
                continue
            found = []
            for s in model.states():
                clock.check()
                if is_stable(model, i, s, concept):
                    found.append(s)
            answer.stable[name, i] = ListedSet(model, found)
    except (BudgetSpent, TooManyStatesError) as spent:
        answer.stop(todo, str(spent))
    return answer
