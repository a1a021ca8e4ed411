"""Which combinations cannot happen, which moves cannot be made, and which states are one.

Feasibility follows GMCR II (Fang, Hipel, Kilgour, Peng 2003, IEEE Trans. SMC-C 33:42-55): mutually
exclusive options, at least one option, option dependence, and direct exclusion. All say which
states are removed; removal is a union, so their order never matters.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from backchannel.conflict.expressions import (
    And,
    Expression,
    Not,
    Or,
    Taken,
    conjunction,
    disjunction,
    options_in,
)
from backchannel.errors import ConflictError
from backchannel.text import Quote

__all__ = [
    "Coalesced",
    "FeasibilityRule",
    "ForbiddenTransition",
    "RuleKind",
    "pattern_expression",
]


class RuleKind(StrEnum):
    """The four kinds of exclusion, and "exactly one" (the first two together)."""

    MUTUALLY_EXCLUSIVE = "mutually exclusive"
    AT_LEAST_ONE = "at least one"
    EXACTLY_ONE = "exactly one"
    REQUIRES = "requires"
    """A condition that holds in every feasible state, such as ``a ONLY IF b``."""
    INFEASIBLE = "infeasible"
    """A condition, or pattern, that holds in no feasible state."""


_OF_OPTIONS = (RuleKind.MUTUALLY_EXCLUSIVE, RuleKind.AT_LEAST_ONE, RuleKind.EXACTLY_ONE)


@dataclass(frozen=True, slots=True)
class FeasibilityRule:
    """One reason why some states cannot happen.

    Parameters
    ----------
    kind : RuleKind
        Which kind of exclusion.
    options : tuple of str
        Option ids, for the three kinds about a set of options (at least one id).
    condition : Expression or None
        For `REQUIRES` what must hold, for `INFEASIBLE` what must not.
    grounds : tuple of Quote
        The sentences it rests on.
    weak : bool
        The evidence is thin, a draft's guess.
    note : str
        Why, for a person.

    Raises
    ------
    ConflictError
        If the kind and what is given do not go together.

    Examples
    --------
    >>> from backchannel.conflict.expressions import parse, to_text
    >>> rule = FeasibilityRule(RuleKind.MUTUALLY_EXCLUSIVE, ("attack", "withdraw"))
    >>> to_text(rule.allowed)
    'NOT (attack AND withdraw)'
    >>> to_text(FeasibilityRule.requires(parse("escalate ONLY IF attack")).allowed)
    'attack IF escalate'
    """

    kind: RuleKind
    options: tuple[str, ...] = ()
    condition: Expression | None = None
    grounds: tuple[Quote, ...] = ()
    weak: bool = False
    note: str = ""

    def __post_init__(self) -> None:
        if self.kind in _OF_OPTIONS:
            if not self.options or self.condition is not None:
                raise ConflictError(f"a rule {self.kind.value!r} needs options and no condition")
            if len(set(self.options)) != len(self.options):
                raise ConflictError(
                    f"a rule {self.kind.value!r} names an option twice: {', '.join(self.options)}"
                )
        elif self.condition is None or self.options:
            raise ConflictError(f"a rule {self.kind.value!r} needs a condition and no options")

    @classmethod
    def requires(cls, condition: Expression, grounds: tuple[Quote, ...] = ()) -> FeasibilityRule:
        """Make the rule that `condition` holds in every feasible state."""
        return cls(RuleKind.REQUIRES, condition=condition, grounds=grounds)

    @classmethod
    def infeasible(cls, condition: Expression, grounds: tuple[Quote, ...] = ()) -> FeasibilityRule:
        """Make the rule that `condition` holds in no feasible state."""
        return cls(RuleKind.INFEASIBLE, condition=condition, grounds=grounds)

    @property
    def allowed(self) -> Expression:
        """The condition that every feasible state meets: true where this rule removes nothing."""
        taken = [Taken(option) for option in self.options]
        at_most_one: list[Expression] = [
            Not(And((one, other))) for k, one in enumerate(taken) for other in taken[k + 1 :]
        ]
        match self.kind:
            case RuleKind.MUTUALLY_EXCLUSIVE:
                return conjunction(at_most_one)
            case RuleKind.AT_LEAST_ONE:
                return disjunction(taken)
            case RuleKind.EXACTLY_ONE:
                return conjunction([disjunction(taken), *at_most_one])
            case RuleKind.REQUIRES:
                assert self.condition is not None
                return self.condition
            case RuleKind.INFEASIBLE:
                assert self.condition is not None
                return Not(self.condition)

    @property
    def mentioned(self) -> tuple[str, ...]:
        """Ids of the options the rule is about."""
        return self.options or options_in(self.condition or And(()))


@dataclass(frozen=True, slots=True)
class ForbiddenTransition:
    """No single move leads from a state where `before` holds to one where `after` holds.

    The "multiple-option" irreversibility of GMCR II: pattern pairs. Per-option directions belong to
    the option itself.

    Parameters
    ----------
    before, after : Expression
        Conditions on the state left and on the state reached.
    decision_maker : str
        Id of the one whose moves are meant; empty: everyone's.
    grounds, weak, note
        As in `FeasibilityRule`.
    """

    before: Expression
    after: Expression
    decision_maker: str = ""
    grounds: tuple[Quote, ...] = ()
    weak: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Coalesced:
    """Feasible states that are one and the same for the analyst.

    The merged state has a move of a decision maker to another state if any member has one. Merging
    can create cycles, so a model with merged states is treated as a graph.

    Parameters
    ----------
    id : str
        Label of the merged state.
    where : Expression
        Every feasible state in which this holds is a member.
    name : str
        For a person.
    grounds, weak, note
        As in `FeasibilityRule`.
    """

    id: str
    where: Expression
    name: str = ""
    grounds: tuple[Quote, ...] = ()
    weak: bool = False
    note: str = ""

    def __post_init__(self) -> None:
        if not self.id.strip():
            raise ConflictError("a coalesced state needs an id")


def pattern_expression(pattern: str, options: Sequence[str]) -> Expression:
    """Return the condition that a state fits a pattern of Y, N and ``-`` (either).

    Parameters
    ----------
    pattern : str
        One character an option, in the order of `options`.
    options : sequence of str
        Option ids.

    Raises
    ------
    ConflictError
        If the length or a character is wrong.

    Examples
    --------
    >>> from backchannel.conflict.expressions import to_text
    >>> to_text(pattern_expression("-YN", ["a", "b", "c"]))
    'b AND NOT c'
    """
    if len(pattern) != len(options):
        raise ConflictError(
            f"pattern {pattern!r} has {len(pattern)} characters, expected {len(options)}: "
            "one for each option, in their order"
        )
    parts: list[Expression] = []
    for value, option in zip(pattern, options, strict=True):
        if value in "Yy1":
            parts.append(Taken(option))
        elif value in "Nn0":
            parts.append(Not(Taken(option)))
        elif value != "-":
            raise ConflictError(f"pattern {pattern!r}: expected Y, N or -, met {value!r}")
    return conjunction(parts) if parts else And(())


NEVER: Expression = Or(())
"""The condition that never holds."""
