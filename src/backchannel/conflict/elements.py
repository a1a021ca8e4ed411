"""The elements of a conflict: decision makers, options, states, and the conflict itself.

Two forms. In *option form* each decision maker owns options that are taken (Y) or not (N); a state
says Y or N for every option. In *graph form* the states and each decision maker's moves are given
directly. Definitions: Kilgour, Hipel, Fang 1987 (Automatica 23:41-55); Fang, Hipel, Kilgour 1993;
the option form goes back to Howard 1971.

Every element can cite the sentences it rests on (`grounds`), be marked as thinly supported
(`weak`), and carry a `note`. The records around it live in `feasibility`, `preferences` and
`expressions`; all are offered here too, so that ``from backchannel.conflict.elements import ...``
is enough to build a conflict in code:

>>> conflict = Conflict(
...     title="A dispute over bases",
...     decision_makers=(
...         DecisionMaker("US", "United States", Preference(Statements.of("NOT attack", "stay"))),
...         DecisionMaker("M", "Militias", Preference(Statements.of("NOT stay", "NOT attack"))),
...     ),
...     options=(
...         Option("stay", "Keep the troops", "US"),
...         Option("attack", "Attack the bases", "M"),
...     ),
...     status_quo=StatusQuo("YY"),
... )
>>> conflict.code("YN"), conflict.label(1)
(1, 'YN')
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from backchannel.conflict.expressions import (
    And,
    Expression,
    If,
    Iff,
    Not,
    Or,
    Taken,
    evaluate,
    options_in,
    parse,
    to_text,
)
from backchannel.conflict.feasibility import (
    Coalesced,
    FeasibilityRule,
    ForbiddenTransition,
    RuleKind,
    pattern_expression,
)
from backchannel.conflict.preferences import (
    Certainty,
    Order,
    Preference,
    Ranking,
    Statement,
    Statements,
    StrictPairs,
    Unknown,
    Weights,
)
from backchannel.errors import ConflictError, did_you_mean
from backchannel.text import Quote

__all__ = [
    "NOTHING_KNOWN",
    "And",
    "Certainty",
    "Coalesced",
    "Conflict",
    "DecisionMaker",
    "Direction",
    "Expression",
    "FeasibilityRule",
    "ForbiddenTransition",
    "If",
    "Iff",
    "Moves",
    "Not",
    "Option",
    "Or",
    "Order",
    "Preference",
    "Quote",
    "Ranking",
    "RuleKind",
    "State",
    "Statement",
    "Statements",
    "StatusQuo",
    "StrictPairs",
    "Taken",
    "Unknown",
    "Weights",
    "evaluate",
    "options_in",
    "parse",
    "pattern_expression",
    "to_text",
]


NOTHING_KNOWN = Preference()
"""The preference of which nothing is known: every pair of states is unknown."""


class Direction(StrEnum):
    """Which change of an option can be made at all."""

    REVERSIBLE = "reversible"
    N_TO_Y_ONLY = "N_to_Y_only"
    """Once taken it cannot be undone."""
    Y_TO_N_ONLY = "Y_to_N_only"
    """Once given up it cannot be taken again."""


@dataclass(frozen=True, slots=True)
class DecisionMaker:
    """One who can change the state of affairs, or whose preference matters.

    Parameters
    ----------
    id : str
        Short name, unique in the conflict.
    name : str
        As a person would write it; empty: the id.
    preference : Preference
        What they prefer; the default is that nothing is known.
    grounds : tuple of Quote
        The sentences that show they take part.
    weak : bool
        The evidence is thin.
    note : str
        For a person.
    """

    id: str
    name: str = ""
    preference: Preference = NOTHING_KNOWN
    grounds: tuple[Quote, ...] = ()
    weak: bool = False
    note: str = ""

    def __post_init__(self) -> None:
        _check_id(self.id, "a decision maker")

    @property
    def title(self) -> str:
        """The name, or the id if there is none."""
        return self.name or self.id


@dataclass(frozen=True, slots=True)
class Option:
    """Something one decision maker can do or leave.

    Parameters
    ----------
    id : str
        Short name used in statements, unique in the conflict, without double quotes.
    name : str
        As a person would write it; empty: the id.
    owner : str
        Id of the one decision maker who decides on it.
    direction : Direction
        Which change can be made. The value at the status quo is not constrained by it.
    grounds, weak, note
        As in `DecisionMaker`.
    """

    id: str
    name: str
    owner: str
    direction: Direction = Direction.REVERSIBLE
    grounds: tuple[Quote, ...] = ()
    weak: bool = False
    note: str = ""

    def __post_init__(self) -> None:
        _check_id(self.id, "an option")
        if not isinstance(self.direction, Direction):
            raise ConflictError(
                f"option {self.id!r}: direction {self.direction!r} is none of "
                + ", ".join(d.value for d in Direction)
            )

    @property
    def title(self) -> str:
        """The name, or the id if there is none."""
        return self.name or self.id


@dataclass(frozen=True, slots=True)
class State:
    """A state with a label of its own.

    Parameters
    ----------
    id : str
        The label (a number or a word).
    pattern : str
        Y and N, one for each option; empty only in graph form.
    name, note : str
        For a person.
    """

    id: str
    pattern: str = ""
    name: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        _check_id(self.id, "a state")


@dataclass(frozen=True, slots=True)
class Moves:
    """Graph form: all unilateral moves of one decision maker, as pairs of state ids (from, to)."""

    decision_maker: str
    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class StatusQuo:
    """Where things stand now.

    Parameters
    ----------
    state : str
        Label of the state: its id, or its Y/N pattern.
    assumed : tuple of str
        Ids of options whose present value no evidence states: taken as in `state`, and shown as
        assumed.
    grounds, weak, note
        As in `DecisionMaker`.
    """

    state: str
    assumed: tuple[str, ...] = ()
    grounds: tuple[Quote, ...] = ()
    weak: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A conflict: who can do what, what can happen, who prefers what.

    Parameters
    ----------
    decision_makers : tuple of DecisionMaker
        At least one. Their order is the order of tables, nothing else.
    options : tuple of Option
        Their order is the order of patterns: the first option is the first character, and bit 0 of
        a state's integer code.
    rules : tuple of FeasibilityRule
        Which combinations cannot happen.
    forbidden : tuple of ForbiddenTransition
        Which single moves cannot be made, beyond the directions of the options.
    coalesced : tuple of Coalesced
        Which feasible states are one. They must not share a member.
    states : tuple of State
        Option form: labels for some or all states, by pattern. Graph form: the states.
    moves : tuple of Moves or None
        None in option form. In graph form one entry for each decision maker who can move.
    status_quo : StatusQuo or None
        Where things stand; None if not known.
    title, note : str
        For a person.
    citations : tuple of str
        Where the model comes from, for a person.

    Raises
    ------
    ConflictError
        If the elements do not fit together; the message names the element and the near miss.

    Notes
    -----
    A conflict is checked for what can be seen without listing states. That a ranking names every
    feasible state exactly once is checked when it is compiled (`backchannel.analysis.moves`).
    """

    decision_makers: tuple[DecisionMaker, ...]
    options: tuple[Option, ...] = ()
    rules: tuple[FeasibilityRule, ...] = ()
    forbidden: tuple[ForbiddenTransition, ...] = ()
    coalesced: tuple[Coalesced, ...] = ()
    states: tuple[State, ...] = ()
    moves: tuple[Moves, ...] | None = None
    status_quo: StatusQuo | None = None
    title: str = ""
    note: str = ""
    citations: tuple[str, ...] = ()
    _patterns: dict[str, str] = field(init=False, repr=False, compare=False)
    _labels: dict[str, str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        patterns = {one.id: "" for one in self.coalesced}
        patterns.update((state.id, state.pattern) for state in self.states)
        object.__setattr__(self, "_patterns", patterns)
        labels = {state.pattern: state.id for state in self.states if state.pattern}
        object.__setattr__(self, "_labels", labels)
        if not self.decision_makers:
            raise ConflictError("a conflict needs at least one decision maker")
        makers = _unique([maker.id for maker in self.decision_makers], "decision maker")
        options = _unique([option.id for option in self.options], "option")
        for option in self.options:
            _known(option.owner, makers, f"option {option.id!r}: no decision maker")
        self._check_states(options)
        self._check_conditions(makers, options)
        self._check_preferences(options)
        if self.status_quo is not None:
            for option_id in self.status_quo.assumed:
                _known(option_id, options, "status quo, assumed: no option")
            self._check_status_quo(self.status_quo.state)

    # -- checks

    def _check_states(self, options: Mapping[str, int]) -> None:
        ids = _unique([state.id for state in self.states], "state")
        patterns: dict[str, str] = {}
        for state in self.states:
            if not state.pattern and self.is_graph_form:
                continue
            if len(state.pattern) != len(options) or set(state.pattern) - {"Y", "N"}:
                raise ConflictError(
                    f"state {state.id!r}: pattern {state.pattern!r} should have one Y or N for "
                    f"each of the {len(options)} options"
                )
            if state.pattern in patterns:
                raise ConflictError(
                    f"states {patterns[state.pattern]!r} and {state.id!r} have the same pattern "
                    f"{state.pattern!r}"
                )
            patterns[state.pattern] = state.id
            if state.id in patterns and patterns[state.id] != state.id:
                raise ConflictError(f"state id {state.id!r} is the pattern of another state")
        for merged in self.coalesced:
            if merged.id in ids:
                raise ConflictError(f"two states are called {merged.id!r}")
        _unique([merged.id for merged in self.coalesced], "coalesced state")
        if self.moves is None:
            return
        if not self.states:
            raise ConflictError("graph form (moves given) needs the list of states")
        if self.rules or self.forbidden or self.coalesced:
            raise ConflictError(
                "graph form (moves given) has no feasibility rules, forbidden transitions or "
                "coalesced states: list the states and moves that there are"
            )
        makers = {maker.id: 0 for maker in self.decision_makers}
        _unique([one.decision_maker for one in self.moves], "decision maker with moves")
        for one in self.moves:
            _known(one.decision_maker, makers, "moves: no decision maker")
            for pair in one.pairs:
                for label in pair:
                    _known(label, ids, f"moves of {one.decision_maker!r}: no state")
                if pair[0] == pair[1]:
                    raise ConflictError(
                        f"moves of {one.decision_maker!r}: a move from {pair[0]!r} to itself"
                    )

    def _check_conditions(self, makers: Mapping[str, int], options: Mapping[str, int]) -> None:
        for rule in self.rules:
            for name in rule.mentioned:
                _known(name, options, f"feasibility rule {rule.kind.value!r}: no option")
        for transition in self.forbidden:
            if transition.decision_maker:
                _known(transition.decision_maker, makers, "forbidden transition: no decision maker")
            for name in (*options_in(transition.before), *options_in(transition.after)):
                _known(name, options, "forbidden transition: no option")
        for merged in self.coalesced:
            for name in options_in(merged.where):
                _known(name, options, f"coalesced state {merged.id!r}: no option")

    def _check_preferences(self, options: Mapping[str, int]) -> None:
        for maker in self.decision_makers:
            whose = f"preference of {maker.id!r}"
            preference = maker.preference
            order = preference.order
            if isinstance(order, Statements):
                for number, item in enumerate(order.items, 1):
                    for name in options_in(item.expression):
                        _known(name, options, f"{whose}, statement {number}: no option")
                if order.items and any(not state.pattern for state in self.states):
                    raise ConflictError(
                        f"{whose}: statements need a pattern for every state of the graph"
                    )
            elif isinstance(order, Weights):
                for name, _ in order.weights:
                    _known(name, options, f"{whose}, weights: no option")
            elif isinstance(order, Ranking):
                for group in order.groups:
                    for label in group:
                        self._check_label(label, f"{whose}, ranking")
            pairs = order.pairs if isinstance(order, StrictPairs) else ()
            for pair in (*pairs, *preference.unknown, *preference.strong):
                for label in pair:
                    self._check_label(label, f"{whose}, pairs")

    def _check_label(self, label: str, where: str) -> None:
        if label in self._patterns:
            return
        if self.is_graph_form or len(label) != len(self.options) or set(label) - {"Y", "N"}:
            hint = did_you_mean(label, self._patterns)
            if not self.is_graph_form and "Did you mean" not in hint:
                hint += f" A state is written as {len(self.options)} letters Y or N."
            raise ConflictError(f"{where}: no state {label!r}.{hint}")

    def _check_status_quo(self, label: str) -> None:
        self._check_label(label, "status quo")
        if self.is_graph_form or any(merged.id == label for merged in self.coalesced):
            return
        code = self.code(label)
        for rule in self.rules:
            if not self.holds(rule.allowed, code):
                raise ConflictError(
                    f"the status quo {label!r} is infeasible: it breaks the rule "
                    f"'{to_text(rule.allowed)}'"
                )

    # -- looking things up

    @property
    def is_graph_form(self) -> bool:
        """Whether states and moves are given directly."""
        return self.moves is not None

    @property
    def has_unknown(self) -> bool:
        """Whether some preference may be unknown."""
        return any(maker.preference.has_unknown for maker in self.decision_makers)

    @property
    def has_strength(self) -> bool:
        """Whether some preference may be strong."""
        return any(maker.preference.has_strength for maker in self.decision_makers)

    def decision_maker(self, id: str) -> DecisionMaker:
        """Return a decision maker by id (or exact name)."""
        for maker in self.decision_makers:
            if id in (maker.id, maker.name):
                return maker
        known = [maker.id for maker in self.decision_makers]
        raise ConflictError(f"no decision maker {id!r}.{did_you_mean(id, known)}")

    def option(self, id: str) -> Option:
        """Return an option by id."""
        for option in self.options:
            if option.id == id:
                return option
        known = [option.id for option in self.options]
        raise ConflictError(f"no option {id!r}.{did_you_mean(id, known)}")

    def options_of(self, decision_maker: str) -> tuple[Option, ...]:
        """Return the options a decision maker owns, in their order."""
        return tuple(option for option in self.options if option.owner == decision_maker)

    def expression(self, text: str) -> Expression:
        """Read an expression over this conflict's options, by id or by full name."""
        names = {option.name: option.id for option in reversed(self.options) if option.name}
        names.update((option.id, option.id) for option in self.options)
        return parse(text, names)

    # -- states as codes (option form): bit k is 1 iff option k is Y

    def pattern(self, code: int) -> str:
        """Return the Y/N pattern of an option-form state."""
        return "".join("Y" if code >> k & 1 else "N" for k in range(len(self.options)))

    def label(self, code: int) -> str:
        """Return the label of an option-form state: its own, else its pattern."""
        pattern = self.pattern(code)
        return self._labels.get(pattern, pattern)

    def code(self, label: str) -> int:
        """Return the code of an option-form state from its label or pattern.

        Raises
        ------
        ConflictError
            If there is no such state, or it is a coalesced state (which has several codes).
        """
        self._check_label(label, "states")
        pattern = self._patterns.get(label, label)
        if len(pattern) != len(self.options) or set(pattern) - {"Y", "N"}:
            raise ConflictError(f"state {label!r} has no single pattern")
        return sum(1 << k for k, value in enumerate(pattern) if value == "Y")

    def code_of(self, taken: Iterable[str]) -> int:
        """Return the code of the state in which exactly these options (ids) are Y."""
        positions = {option.id: k for k, option in enumerate(self.options)}
        code = 0
        for name in taken:
            _known(name, positions, "no option")
            code |= 1 << positions[name]
        return code

    def holds(self, expression: Expression, code: int) -> bool:
        """Return whether an expression is true in an option-form state."""
        positions = {option.id: k for k, option in enumerate(self.options)}
        return evaluate(expression, lambda option: bool(code >> positions[option] & 1))

    def is_feasible(self, code: int) -> bool:
        """Return whether no rule removes an option-form state (slow: one state at a time)."""
        return all(self.holds(rule.allowed, code) for rule in self.rules)


def _check_id(id: str, what: str) -> None:
    if not id.strip() or id != id.strip() or '"' in id or "\n" in id:
        raise ConflictError(
            f"{what} needs an id without quotes, line breaks or outer blanks, got {id!r}"
        )


def _unique(names: list[str], what: str) -> dict[str, int]:
    places: dict[str, int] = {}
    for number, name in enumerate(names):
        if name in places:
            raise ConflictError(f"two {what}s are called {name!r}: ids must differ")
        places[name] = number
    return places


def _known(name: str, known: Mapping[str, int], message: str) -> None:
    if name not in known:
        raise ConflictError(f"{message} {name!r}.{did_you_mean(name, known)}")
