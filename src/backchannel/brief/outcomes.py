"""Which outcomes would hold, for whom and why: the analysis as a brief tells it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from backchannel.analysis.ignorance import (
    Ignorance,
    Outcome,
    completed,
    under_ignorance,
)
from backchannel.analysis.moves import OptionModel, compile_conflict
from backchannel.brief.wording import Speech, join, lower_first
from backchannel.conflict.elements import (
    Certainty,
    Conflict,
    DecisionMaker,
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
    """

    decision_maker: str
    stays: bool | None
    text: str
    grounds: tuple[Quote, ...] = ()


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

    def needs_in_words(self, outcome: Outcome, speech: Speech) -> str:
        """Return the answers an outcome needs, grouped by decision maker."""
        parts = []
        for maker in self.conflict.decision_makers:
            for wanted in (True, False):
                texts = [
                    speech.wants(maker.id, self.conflict.expression(unknown.text))
                    for unknown, said in outcome.needs
                    if unknown.decision_maker == maker.id and said == wanted
                ]
                if texts:
                    verb = speech.verb(maker.id, "wants", "want") if wanted else (
                        speech.verb(maker.id, "does", "do") + " not want"
                    )  # fmt: skip
                    last = "and" if wanted else "or"
                    parts.append(f"{speech.who(maker.id)} {verb} {join(texts, last)}")
        return ", and ".join(parts)


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
            speech.own_change(option, bool(better >> k & 1))
            for k, option in enumerate(conflict.options)
            if (now ^ better) >> k & 1
        ]
        because = ""
        grounds: tuple[Quote, ...] = ()
        if statement is not None:
            because = f": {'they want' if speech.plural(maker.id) else 'it wants'} "
            because += speech.wants(maker.id, statement.expression)
            grounds = statement.grounds
        text = f"{who} {gains} by moving ({join(changed)}){because}."
        return Reason(maker.id, False, text, grounds)
    open_options = _open_options(conflict, maker, own)
    if open_options:
        words = join([f"“{lower_first(option.title)}”" for option in open_options], "or")
        they = "they do" if speech.plural(maker.id) else "it does"
        return Reason(
            maker.id,
            None,
            f"{who} {stays} put as long as {they} not want to change {words}; the reports do not "
            "say.",
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
