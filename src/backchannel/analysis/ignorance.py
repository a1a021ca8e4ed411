"""Which outcomes hold whatever the unknown preferences are, and which single answer settles most.

An unknown preference statement is one that matters to a decision maker, not known which way. A
*completion* decides each of them: the statement holds as written, or its negation does, in its
place in the order. Over all completions a state is an equilibrium always, sometimes or never.

For Nash stability a decision maker's unknown statements about other people's options play no part
(all states that its own moves connect agree on them), and each decision maker's stable states
depend on its own preference alone, so that completions are taken one decision maker at a time and
the answer is exact. For other concepts the completions are enumerated if they are few, and sampled
otherwise; then shares have a standard error and "always" means "in every sampled completion", with
an upper bound on how often that fails (the rule of three: Hanley and Lippman-Hand 1983, JAMA
249:1743-1745).

See Also
--------
backchannel.analysis.definition : the four attitudes to unknown preference of Li, Hipel, Kilgour and
    Fang 2004, which judge a single unknown pair instead of completing it.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product
from math import prod, sqrt

from backchannel.analysis.verdict import analyse
from backchannel.conflict.elements import (
    Certainty,
    Conflict,
    DecisionMaker,
    Not,
    Statement,
    Statements,
    options_in,
    to_text,
)
from backchannel.errors import AnalysisError

__all__ = [
    "Ignorance",
    "Outcome",
    "Question",
    "UnknownStatement",
    "completed",
    "under_ignorance",
    "unknown_statements",
]

ENUMERATED = 64
"""So many completions are enumerated one by one; beyond, as many are sampled."""


@dataclass(frozen=True, slots=True)
class UnknownStatement:
    """Something about which it is not known which way a decision maker wants it.

    Parameters
    ----------
    decision_maker : str
        Id.
    place : int
        Position in its ordered statements, from 0.
    text : str
        The statement.
    """

    decision_maker: str
    place: int
    text: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """How often a state is an equilibrium over the completions.

    Parameters
    ----------
    state : int
        Code of the state.
    share : float
        Between 0 and 1; 1 is "whatever the unknown ones are".
    needs : tuple of (UnknownStatement, bool)
        Answers that all completions share in which it is an equilibrium: it holds *only if* these
        do. Empty if it holds always.
    error : float
        Standard error of the share; 0 if exact.
    """

    state: int
    share: float
    needs: tuple[tuple[UnknownStatement, bool], ...] = ()
    error: float = 0.0


@dataclass(frozen=True, slots=True)
class Question:
    """What an answer to one unknown would settle.

    Parameters
    ----------
    unknown : UnknownStatement
        Which one.
    settled : float
        Share of the open outcomes that are settled on average once it is answered: those that
        become certain or impossible. Between 0 and 1.
    moved : float
        How far the answer moves the shares of the open outcomes, on average: the mean absolute
        difference between the two answers.
    """

    unknown: UnknownStatement
    settled: float
    moved: float


@dataclass(frozen=True, slots=True)
class Ignorance:
    """Equilibria over all completions of what is unknown.

    Parameters
    ----------
    concept : str
        Solution concept.
    unknown : tuple of UnknownStatement
        Those that play a part.
    completions : int
        How many there are.
    examined : int
        How many were examined.
    exact : bool
        Whether all were, in effect.
    outcomes : tuple of Outcome
        Every state that is an equilibrium in some examined completion: most often first, then by
        code.
    questions : tuple of Question
        Most settling first.
    missed : float
        If sampled: an outcome called certain fails in at most this share of completions, and one
        never met occurs in at most this share (95 %); 0 if exact.
    """

    concept: str
    unknown: tuple[UnknownStatement, ...]
    completions: int
    examined: int
    exact: bool
    outcomes: tuple[Outcome, ...]
    questions: tuple[Question, ...]
    missed: float = 0.0

    @property
    def always(self) -> tuple[int, ...]:
        """States that are equilibria in every examined completion."""
        return tuple(one.state for one in self.outcomes if one.share == 1.0)

    @property
    def sometimes(self) -> tuple[Outcome, ...]:
        """Those that are equilibria in some completions only."""
        return tuple(one for one in self.outcomes if one.share < 1.0)


def unknown_statements(conflict: Conflict) -> tuple[UnknownStatement, ...]:
    """Return the unknown statements of a conflict, by decision maker and place."""
    return tuple(
        UnknownStatement(maker.id, place, to_text(item.expression))
        for maker in conflict.decision_makers
        for place, item in enumerate(_items(maker))
        if item.certainty is Certainty.UNKNOWN
    )


def completed(conflict: Conflict, answers: dict[UnknownStatement, bool]) -> Conflict:
    """Return the conflict with unknown statements answered; those not answered are left out.

    Parameters
    ----------
    conflict : Conflict
        With unknown statements.
    answers : dict of UnknownStatement to bool
        True: wanted as written; False: its negation is.
    """
    makers = []
    for maker in conflict.decision_makers:
        if not any(item.certainty is Certainty.UNKNOWN for item in _items(maker)):
            makers.append(maker)
            continue
        items = []
        for place, item in enumerate(_items(maker)):
            if item.certainty is not Certainty.UNKNOWN:
                items.append(item)
                continue
            key = UnknownStatement(maker.id, place, to_text(item.expression))
            if key in answers:
                said = item.expression if answers[key] else Not(item.expression)
                items.append(replace(item, expression=said, certainty=Certainty.KNOWN))
        preference = replace(maker.preference, order=Statements(tuple(items)))
        makers.append(replace(maker, preference=preference))
    return replace(conflict, decision_makers=tuple(makers))


def under_ignorance(
    conflict: Conflict, concept: str = "nash", *, most: int = ENUMERATED, seed: int = 0
) -> Ignorance:
    """Find the equilibria over all completions of the unknown statements.

    Parameters
    ----------
    conflict : Conflict
        In option form, with ordered statements; unknown ones marked so.
    concept : str
        ``nash``, ``gmr``, ``smr``, ``seq`` or ``sseq``.
    most : int
        Completions examined at most; if there are more, as many are sampled.
    seed : int
        Of the sample.

    Raises
    ------
    AnalysisError
        If a preference is unknown in another way than by statements, or no state is feasible.
    """
    for maker in conflict.decision_makers:
        preference = maker.preference
        if preference.has_unknown and (
            preference.unknown or not isinstance(preference.order, Statements)
        ):
            raise AnalysisError(
                f"the preference of {maker.title} is unknown state by state, not by statements: "
                "there are too many ways to complete it. Ask for the extensions (nash_a ... seq_d)"
            )
    if concept == "nash":
        return _one_maker_at_a_time(conflict, most, seed)
    unknown = unknown_statements(conflict)
    total = 2 ** len(unknown)
    exact = total <= most
    found: list[tuple[dict[UnknownStatement, bool], frozenset[int]]] = []
    for answers in _completions(unknown, most, seed):
        analysis = analyse(completed(conflict, answers), (concept,))
        found.append((answers, frozenset(analysis.equilibria(concept).codes())))
    return _summed(concept, unknown, total, exact, found)


def _items(maker: DecisionMaker) -> tuple[Statement, ...]:
    order = maker.preference.order
    return order.items if isinstance(order, Statements) else ()


def _completions(
    unknown: Sequence[UnknownStatement], most: int, seed: int
) -> Iterator[dict[UnknownStatement, bool]]:
    """Yield every completion if they are at most `most`, else so many balanced random ones."""
    if 2 ** len(unknown) <= most:
        for said in product((True, False), repeat=len(unknown)):
            yield dict(zip(unknown, said, strict=True))
        return
    chance = random.Random(seed)
    for _ in range(most // 2):
        answers = {one: chance.random() < 0.5 for one in unknown}
        yield answers
        yield {one: not said for one, said in answers.items()}


def _summed(
    concept: str,
    unknown: tuple[UnknownStatement, ...],
    total: int,
    exact: bool,
    found: Sequence[tuple[dict[UnknownStatement, bool], frozenset[int]]],
) -> Ignorance:
    count = len(found)
    states = sorted(set().union(*(equilibria for _, equilibria in found)))
    outcomes = []
    for state in states:
        holding = [answers for answers, equilibria in found if state in equilibria]
        share = len(holding) / count
        error = 0.0 if exact else sqrt(share * (1 - share) / count)
        needs: tuple[tuple[UnknownStatement, bool], ...] = ()
        if share < 1.0 and len(holding) > 1:
            needs = tuple(
                (one, holding[0][one])
                for one in unknown
                if all(answers[one] == holding[0][one] for answers in holding)
            )
        elif share < 1.0:
            needs = tuple(holding[0].items()) if exact else ()
        outcomes.append(Outcome(state, share, needs, error))
    outcomes.sort(key=lambda one: (-one.share, one.state))
    open_states = [one.state for one in outcomes if one.share < 1.0]
    questions = []
    for one in unknown:
        shares = {}
        for said in (True, False):
            part = [equilibria for answers, equilibria in found if answers[one] == said]
            shares[said] = {
                state: sum(state in equilibria for equilibria in part) / max(len(part), 1)
                for state in open_states
            }
        questions.append(_question(one, open_states, shares))
    questions.sort(key=lambda q: (-q.settled, -q.moved))
    missed = 0.0 if exact else min(1.0, 3 / count)
    return Ignorance(
        concept, unknown, total, count, exact, tuple(outcomes), tuple(questions), missed
    )


def _question(
    one: UnknownStatement, states: Sequence[int], shares: dict[bool, dict[int, float]]
) -> Question:
    if not states:
        return Question(one, 0.0, 0.0)
    settled = sum(shares[said][s] in (0.0, 1.0) for s in states for said in (True, False))
    moved = sum(abs(shares[True][s] - shares[False][s]) for s in states)
    return Question(one, settled / (2 * len(states)), moved / len(states))


def _one_maker_at_a_time(conflict: Conflict, most: int, seed: int) -> Ignorance:
    """Nash: complete each decision maker's statements about its own options by itself."""
    own = {m.id: {o.id for o in conflict.options_of(m.id)} for m in conflict.decision_makers}
    by_maker: dict[str, list[UnknownStatement]] = {m.id: [] for m in conflict.decision_makers}
    for one_maker in conflict.decision_makers:
        for place, item in enumerate(_items(one_maker)):
            if item.certainty is Certainty.UNKNOWN and (
                set(options_in(item.expression)) & own[one_maker.id] or conflict.is_graph_form
            ):
                by_maker[one_maker.id].append(
                    UnknownStatement(one_maker.id, place, to_text(item.expression))
                )
    unknown = tuple(one for listed in by_maker.values() for one in listed)
    exact = all(2 ** len(listed) <= most for listed in by_maker.values())
    ways = {maker: list(_completions(listed, most, seed)) for maker, listed in by_maker.items()}
    stable: dict[str, list[frozenset[int]]] = {maker: [] for maker in ways}
    for turn in range(max(len(listed) for listed in ways.values())):
        answers = {}
        for whole in ways.values():
            answers.update(whole[turn % len(whole)])
        analysis = analyse(completed(conflict, answers), ("nash",))
        for maker, sets_of in ways.items():
            if turn < len(sets_of):
                stable[maker].append(frozenset(analysis.stable("nash", maker).codes()))
    possible = frozenset.intersection(*(frozenset().union(*sets) for sets in stable.values()))
    outcomes, shares_of = [], {}
    for state in sorted(possible):
        shares = {m: sum(state in s for s in sets) / len(sets) for m, sets in stable.items()}
        share = float(prod(shares.values()))
        needs: list[tuple[UnknownStatement, bool]] = []
        for maker, listed in by_maker.items():
            holding = [w for w, s in zip(ways[maker], stable[maker], strict=True) if state in s]
            if len(holding) < len(ways[maker]):
                needs += [
                    (one, holding[0][one])
                    for one in listed
                    if all(answers[one] == holding[0][one] for answers in holding)
                ]
        shares_of[state] = shares
        error = 0.0 if exact else sqrt(share * (1 - share) / most)
        outcomes.append(Outcome(state, share, tuple(needs), error))
    outcomes.sort(key=lambda one: (-one.share, one.state))
    open_states = [one.state for one in outcomes if one.share < 1.0]
    questions = []
    for one in unknown:
        maker = one.decision_maker
        given: dict[bool, dict[int, float]] = {}
        for said in (True, False):
            part = [s for w, s in zip(ways[maker], stable[maker], strict=True) if w[one] == said]
            given[said] = {}
            for state in open_states:
                rest = float(prod(v for m, v in shares_of[state].items() if m != maker))
                here = sum(state in s for s in part) / max(len(part), 1)
                given[said][state] = rest * here
        questions.append(_question(one, open_states, given))
    questions.sort(key=lambda q: (-q.settled, -q.moved))
    total = prod(2 ** len(listed) for listed in by_maker.values())
    examined = total if exact else prod(len(listed) for listed in ways.values())
    return Ignorance(
        "nash",
        unknown,
        total,
        examined,
        exact,
        tuple(outcomes),
        tuple(questions),
        0.0 if exact else min(1.0, 3 / most),
    )
