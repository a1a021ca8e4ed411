"""What a decision maker prefers: statements, weights, a ranking, known pairs, or not known.

Definitions: option prioritization and weighting, Fang, Hipel, Kilgour, Peng 2003 (IEEE Trans. SMC-C
33:42-55); unknown preference, Li, Hipel, Kilgour, Fang 2004 (SMC-A 34:507-520); three-level
strength, Hamouda, Kilgour, Hipel 2004 (GDN 13:449-462). Statements are read by
`backchannel.conflict.expressions.parse`, which is offered here too.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from backchannel.conflict.expressions import Expression, evaluate, fold, parse, to_text
from backchannel.errors import ConflictError
from backchannel.text import Quote

__all__ = [
    "Certainty",
    "Order",
    "Preference",
    "Ranking",
    "Statement",
    "Statements",
    "StrictPairs",
    "Unknown",
    "Weights",
    "evaluate",
    "fold",
    "parse",
    "to_text",
]


class Certainty(StrEnum):
    """What is known about a statement of preference."""

    KNOWN = "known"
    """The decision maker prefers states in which the statement holds."""
    STRONG = "strong"
    """... greatly: two states first told apart by it differ greatly (``>>``)."""
    UNKNOWN = "unknown"
    """It matters to the decision maker, but not known which way: two states first told apart by it
    are an unknown pair."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One preference statement.

    Parameters
    ----------
    expression : Expression
        True in the states that the decision maker would rather see.
    certainty : Certainty
        Known (the default), strong or unknown.
    grounds : tuple of Quote
        The sentences it rests on.
    weak : bool
        The evidence is thin, a draft's guess.
    note : str
        Why, for a person.

    Examples
    --------
    >>> Statement(parse("NOT attack")).text
    'NOT attack'
    """

    expression: Expression
    certainty: Certainty = Certainty.KNOWN
    grounds: tuple[Quote, ...] = ()
    weak: bool = False
    note: str = ""

    @property
    def text(self) -> str:
        """The statement in words."""
        return to_text(self.expression)


@dataclass(frozen=True, slots=True)
class Statements:
    """Ordered statements, most important first (option prioritization).

    The order is lexicographic in (F_1, ..., F_k): with Psi(s) = sum over j of 2^(k-j) where F_j is
    true, s is better than q iff Psi(s) > Psi(q). No statements at all: indifferent between all
    states, which is something known and not the same as `Unknown`.
    """

    items: tuple[Statement, ...] = ()

    @classmethod
    def of(cls, *texts: str) -> Statements:
        """Make ordered statements from their texts; ids are checked when the conflict is made.

        Examples
        --------
        >>> len(Statements.of("NOT attack", "talks IF withdraw").items)
        2
        """
        return cls(tuple(Statement(parse(text)) for text in texts))


@dataclass(frozen=True, slots=True)
class Weights:
    """Option weights: the score of a state is the sum of the weights of its Y options.

    Larger is better, equal scores tie. Weights are exact fractions, so that 0.1 + 0.2 ties with
    0.3.

    Parameters
    ----------
    weights : tuple of (str, Fraction)
        Option id and weight, any sign; options left out weigh 0.
    """

    weights: tuple[tuple[str, Fraction], ...]

    def __post_init__(self) -> None:
        names = [option for option, _ in self.weights]
        for name in names:
            if names.count(name) > 1:
                raise ConflictError(f"option {name!r} is weighted twice")


@dataclass(frozen=True, slots=True)
class Ranking:
    """States from best to worst; the states of one group tie.

    Parameters
    ----------
    groups : tuple of tuple of str
        Labels of states (a state's id, or its Y/N pattern). Every feasible state stands in it
        exactly once.
    """

    groups: tuple[tuple[str, ...], ...]

    def __post_init__(self) -> None:
        seen: set[str] = set()
        for group in self.groups:
            if not group:
                raise ConflictError("a ranking has an empty group of ties")
            for label in group:
                if label in seen:
                    raise ConflictError(f"state {label!r} is ranked twice")
                seen.add(label)


@dataclass(frozen=True, slots=True)
class StrictPairs:
    """Only these pairs (better, worse) are known; every other pair of states is unknown."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nothing is known: every pair of different states is unknown (U)."""


Order = Statements | Weights | Ranking | StrictPairs | Unknown
"""The ways of saying how states are ordered."""


@dataclass(frozen=True, slots=True)
class Preference:
    """One decision maker's preference over the states.

    Parameters
    ----------
    order : Statements, Weights, Ranking, StrictPairs or Unknown
        How the states are ordered. The default is that nothing is known.
    unknown : tuple of (str, str)
        Pairs of state labels that the order is not to be trusted on: unknown, both ways round.
    strong : tuple of (str, str)
        Pairs (greatly better, worse); each must be an improvement under `order`.
    strong_beyond : int or None
        If given, states more than so many levels of the order apart differ greatly.
    grounds : tuple of Quote
        The sentences it rests on as a whole; statements have their own.
    weak : bool
        The evidence is thin, a draft's guess.
    note : str
        Why, for a person.
    """

    order: Order = Unknown()
    unknown: tuple[tuple[str, str], ...] = ()
    strong: tuple[tuple[str, str], ...] = ()
    strong_beyond: int | None = None
    grounds: tuple[Quote, ...] = ()
    weak: bool = False
    note: str = ""

    def __post_init__(self) -> None:
        for pair in (*self.unknown, *self.strong):
            if pair[0] == pair[1]:
                raise ConflictError(f"a pair of preference names state {pair[0]!r} twice")
        if self.strong_beyond is not None and self.strong_beyond < 0:
            raise ConflictError(f"strong_beyond is at least 0, got {self.strong_beyond}")

    @property
    def has_unknown(self) -> bool:
        """Whether some pair may be unknown."""
        if self.unknown or isinstance(self.order, Unknown | StrictPairs):
            return True
        return isinstance(self.order, Statements) and any(
            item.certainty is Certainty.UNKNOWN for item in self.order.items
        )

    @property
    def has_strength(self) -> bool:
        """Whether some pair may be strong."""
        if self.strong or self.strong_beyond is not None:
            return True
        return isinstance(self.order, Statements) and any(
            item.certainty is Certainty.STRONG for item in self.order.items
        )
