"""Which outcomes would hold, for whom and why: the analysis as a brief tells it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from backchannel.analysis.ignorance import (
    Ignorance,
    Outcome,
    Question,
    completed,
    under_ignorance,
)
from backchannel.analysis.moves import OptionModel, compile_conflict
from backchannel.brief.wording import Speech, join
from backchannel.conflict.elements import (
    Certainty,
    Conflict,
    DecisionMaker,
    If,
    Option,
    Statement,
    Statements,
    evaluate,
)
from backchannel.errors import BackchannelError
from backchannel.text import Quote

__all__ = ["Outcomes", "Reason", "outcomes_of"]

_FULLY_SAMPLED = 1 << 8
_MOST_STATES = 1 << 14


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a state holds or not for one decision maker.

    Parameters
    ----------
    decision_maker : str
        Id.
    stays : bool or None
        Whether it has no reason to move; None if that depends on what is unknown.
    text : str
        The sentence.
    grounds : tuple of Quote
        The sentences of the reports behind it.
    move : str
        If it has a reason to move: "if it sets a schedule".
    """

    decision_maker: str
    stays: bool | None
    text: str
    grounds: tuple[Quote, ...] = ()
    move: str = ""


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What the analysis says, ready to be told.

    Parameters
    ----------
    conflict : Conflict
        What was analysed.
    states : int
        How many states are feasible.
    status_quo : int or None
        Code of the present state.
    holds_now : tuple of Reason
        For each decision maker, whether the present state holds and why.
    nash, seq : Ignorance or None
        Equilibria over what is unknown: nobody gains by moving alone; nobody gains once the others
        have answered. None if it could not be found (`trouble`).
    trouble : str
        Why something is missing.
    """

    conflict: Conflict
    states: int
    status_quo: int | None
    holds_now: tuple[Reason, ...]
    nash: Ignorance | None
    seq: Ignorance | None
    trouble: str = ""

    def nearest(self, found: Sequence[Outcome], count: int) -> list[Outcome]:
        """Return the outcomes with fewest changes from the present, certain ones first."""
        now = self.status_quo or 0
        key = lambda one: (-one.share, (one.state ^ now).bit_count(), one.state)  # noqa: E731
        return sorted(found, key=key)[:count]

    def in_all(self) -> tuple[tuple[Option, bool], ...]:
        """Return the options on which all outcomes that can hold agree, with their value.

        Of those that agree, only what differs from the present or is known to go on is of
        interest; all are returned, in the order of the options.
        """
        if self.nash is None or not self.nash.outcomes:
            return ()
        states = [one.state for one in self.nash.outcomes]
        return tuple(
            (option, bool(states[0] >> k & 1))
            for k, option in enumerate(self.conflict.options)
            if len({state >> k & 1 for state in states}) == 1
        )

    def kept_conditions(self) -> tuple[Statement, ...]:
        """Return the stated IF wishes that come true in every outcome that can hold.

        Only those of which both the condition and the act are met in some of these outcomes and
        not in others: a threat that is carried out exactly where it was to be.
        """
        if self.nash is None:
            return ()
        states = [one.state for one in self.nash.outcomes]
        found = []
        for maker in self.conflict.decision_makers:
            for item in _statements(maker):
                if item.certainty is Certainty.UNKNOWN or not isinstance(item.expression, If):
                    continue
                condition = item.expression.condition
                met = {self.conflict.holds(condition, state) for state in states}
                done = {self.conflict.holds(item.expression.then, state) for state in states}
                if len(met) == len(done) == 2 and all(
                    self.conflict.holds(item.expression, state) for state in states
                ):
                    found.append(item)
        return tuple(found)

    def questions(self) -> tuple[Question, ...]:
        """Return the questions whose answer changes the outcomes, the most settling first.

        What settles as much is ordered by how far it moves sequential stability.
        """
        if self.nash is None:
            return ()
        seq = {q.unknown: q.moved for q in self.seq.questions} if self.seq else {}
        moving = [q for q in self.nash.questions if q.moved > 0]
        return tuple(sorted(moving, key=lambda q: (-q.settled, -q.moved, -seq.get(q.unknown, 0.0))))

    def best_questions(self) -> tuple[Question, ...]:
        """Return the questions that settle most: one, or several that settle equally much."""
        found = self.questions()
        return tuple(q for q in found if q.settled == found[0].settled)

    def needs_in_words(self, outcome: Outcome, speech: Speech) -> str:
        """Return the answers an outcome needs: the wishes in words, the rest by number.

        "the United States wants to withdraw, and the answer to questions 2 and 3 is no".
        """
        wanted, refused = [], []
        numbers = {q.unknown: k for k, q in enumerate(self.questions(), 1)}
        for maker in self.conflict.decision_makers:
            texts = [
                speech.wants(maker.id, self.conflict.expression(unknown.text))
                for unknown, said in outcome.needs
                if unknown.decision_maker == maker.id and said
            ]
            if texts:
                wanted.append(f"{speech.who(maker.id)} {speech.want(maker.id)} {join(texts)}")
            refused += [
                unknown
                for unknown, said in outcome.needs
                if unknown.decision_maker == maker.id and not said
            ]
        parts = list(wanted)
        if len(refused) == 1 and not wanted:
            one = refused[0]
            words = speech.wants(one.decision_maker, self.conflict.expression(one.text))
            verb = speech.verb(one.decision_maker, "does", "do")
            parts.append(f"{speech.who(one.decision_maker)} {verb} not want {words}")
        elif refused:
            listed = sorted(numbers[u] for u in refused if u in numbers)
            parts.append(f"the answer to {_questions(listed)} is no")
        return ", and ".join(parts)


def _questions(numbers: Sequence[int]) -> str:
    """Return "question 2", "questions 1 and 3", "each of questions 1 to 4"."""
    if len(numbers) == 1:
        return f"question {numbers[0]}"
    if len(numbers) > 2 and numbers[-1] - numbers[0] == len(numbers) - 1:
        return f"each of questions {numbers[0]} to {numbers[-1]}"
    return f"questions {join([str(n) for n in numbers])}"


def outcomes_of(conflict: Conflict, names: dict[str, str], samples: int | None = None) -> Outcomes:
    """Analyse a conflict for a brief.

    Parameters
    ----------
    conflict : Conflict
        In option form.
    names : dict of str to str
        Short names of decision makers by id.
    samples : int or None
        Completions examined for sequential stability; by default as many as the size allows in
        about a second.
    """
    if conflict.is_graph_form or conflict.coalesced:
        why = "a conflict with states of its own is analysed with 'backchannel analyse'"
        return Outcomes(conflict, 0, None, (), None, None, why)
    try:
        model = compile_conflict(conflict)
        states = len(model.states()) if len(conflict.options) <= 14 else 1 << len(conflict.options)
        nash = under_ignorance(conflict, "nash")
    except BackchannelError as error:
        return Outcomes(conflict, 0, _now(conflict), (), None, None, str(error))
    trouble, seq = "", None
    if states <= _MOST_STATES:
        most = samples or max(16, min(64, (_FULLY_SAMPLED * 64) // states))
        try:
            seq = under_ignorance(conflict, "seq", most=most)
        except BackchannelError as error:
            trouble = str(error)
    else:
        trouble = f"{states:,} states: too many to sample sequential stability for a brief"
    speech = Speech(conflict, names)
    reasons = tuple(_reason(conflict, m, speech) for m in conflict.decision_makers)
    return Outcomes(conflict, states, _now(conflict), reasons, nash, seq, trouble)


def _now(conflict: Conflict) -> int | None:
    if conflict.status_quo is None or conflict.is_graph_form or conflict.coalesced:
        return None
    return conflict.code(conflict.status_quo.state)


def _reason(conflict: Conflict, maker: DecisionMaker, speech: Speech) -> Reason:
    """Say whether a decision maker has a reason to leave the present state, on what is known."""
    now = _now(conflict)
    who = speech.who(maker.id)
    who = who[:1].upper() + who[1:]
    own = conflict.options_of(maker.id)
    has, gains, stays = (
        speech.verb(maker.id, one, many)
        for one, many in (("has", "have"), ("gains", "gain"), ("stays", "stay"))
    )
    if now is None or not own:
        return Reason(maker.id, True, f"{who} {has} no move.")
    known = compile_conflict(completed(conflict, {}))
    better = _first_improvement(known, maker.id, now)
    if better is not None:
        statement = _deciding(conflict, maker, now, better)
        changed = [
            (option, bool(better >> k & 1))
            for k, option in enumerate(conflict.options)
            if (now ^ better) >> k & 1
        ]
        because = ""
        grounds: tuple[Quote, ...] = ()
        if statement is not None:
            because = f": {'they want' if speech.plural(maker.id) else 'it wants'} "
            because += speech.wants(maker.id, statement.expression)
            grounds = statement.grounds
        move = f"if {speech.own_moves(maker.id, changed)}"
        return Reason(maker.id, False, f"{who} {gains} {move}{because}.", grounds, move)
    open_options = _open_options(conflict, maker, own)
    if open_options:
        place = {option.id: k for k, option in enumerate(conflict.options)}
        words = join(
            [f"to {speech.own_change(o, not now >> place[o.id] & 1)}" for o in open_options], "or"
        )
        they = "they want" if speech.plural(maker.id) else "it wants"
        return Reason(
            maker.id,
            None,
            f"{who} {stays} as {'they are' if speech.plural(maker.id) else 'it is'} unless {they} "
            f"{words}; the reports do not say.",
            tuple(quote for option in open_options for quote in option.grounds[:1]),
        )
    statement = _holding(conflict, maker, now)
    if statement is None:
        return Reason(maker.id, True, f"{who} {gains} nothing by moving.")
    they = "they want" if speech.plural(maker.id) else "it wants"
    words = speech.wants(maker.id, statement.expression)
    return Reason(
        maker.id, True, f"{who} {gains} nothing by moving: {they} {words}.", statement.grounds
    )


def _first_improvement(model: OptionModel, maker: str, now: int) -> int | None:
    i = model.index(maker)
    found = model.improvements(i, model.state(model.label(now)))
    if not found:
        return None
    best = max(model.rank(i, code) for code in found)
    return min(
        (code for code in found if model.rank(i, code) == best),
        key=lambda code: ((code ^ now).bit_count(), code),
    )


def _statements(maker: DecisionMaker) -> tuple[Statement, ...]:
    order = maker.preference.order
    return order.items if isinstance(order, Statements) else ()


def _deciding(conflict: Conflict, maker: DecisionMaker, one: int, other: int) -> Statement | None:
    for item in _statements(maker):
        if item.certainty is Certainty.UNKNOWN:
            continue
        if conflict.holds(item.expression, one) != conflict.holds(item.expression, other):
            return item
    return None


def _holding(conflict: Conflict, maker: DecisionMaker, now: int) -> Statement | None:
    """Return the first statement about its own options that holds now."""
    own = {option.id for option in conflict.options_of(maker.id)}
    position = {option.id: k for k, option in enumerate(conflict.options)}
    for item in _statements(maker):
        if item.certainty is Certainty.UNKNOWN:
            continue
        names: set[str] = set()

        def taken(option: str, names: set[str] = names) -> bool:
            names.add(option)
            return bool(now >> position[option] & 1)

        if evaluate(item.expression, taken) and names & own:
            return item
    return None


def _open_options(conflict: Conflict, maker: DecisionMaker, own: Sequence[Option]) -> list[Option]:
    unknown = {
        item.expression.option
        for item in _statements(maker)
        if item.certainty is Certainty.UNKNOWN and hasattr(item.expression, "option")
    }
    return [option for option in own if option.id in unknown]
