"""The random conflicts that the benchmarks are run on; the same on every machine."""

from __future__ import annotations

import random

from backchannel.analysis.compiled import OptionForm
from backchannel.conflict.elements import (
    And,
    Conflict,
    DecisionMaker,
    Direction,
    Expression,
    FeasibilityRule,
    If,
    Iff,
    Not,
    Option,
    Or,
    Preference,
    RuleKind,
    Statement,
    Statements,
    Taken,
)


def stated_conflict(
    options: int,
    decision_makers: int,
    statements: int,
    seed: int,
    own: float = 0.7,
    one_way: float = 0.15,
    rules: int | None = None,
) -> OptionForm:
    """Make a random conflict in option form with preferences by statements.

    Options are dealt out evenly; statements are over one to three options (one literal, a
    conjunction, a disjunction, IF or IFF), each option with probability `own` one of the decision
    maker's own; about a sixth of the options go one way only; every rule excludes a combination of
    three options, so 40 to 60 % of the states are feasible.
    """
    draw = random.Random(f"{options} {decision_makers} {statements} {seed}")
    names = tuple(f"o{p}" for p in range(options))
    owners = tuple(p * decision_makers // options for p in range(options))
    mine = [[names[p] for p in range(options) if owners[p] == i] for i in range(decision_makers)]
    directions = tuple(
        draw.choice((Direction.N_TO_Y_ONLY, Direction.Y_TO_N_ONLY))
        if draw.random() < one_way
        else Direction.REVERSIBLE
        for _ in names
    )

    def literal(name: str) -> Expression:
        return Taken(name) if draw.random() < 0.5 else Not(Taken(name))

    def statement(dm: int) -> Expression:
        size = draw.choice((1, 2, 2, 3))
        picked: list[str] = []
        while len(picked) < size:
            pool = mine[dm] if draw.random() < own and len(mine[dm]) > 0 else names
            name = draw.choice(pool)
            if name not in picked or len(mine[dm]) < size:
                picked.append(name)
        parts = [literal(name) for name in picked]
        if size == 1:
            return parts[0]
        kind = draw.choice(("and", "or", "if", "iff"))
        if kind == "and":
            return And(tuple(parts))
        if kind == "or":
            return Or(tuple(parts))
        rest = parts[1] if size == 2 else Or(tuple(parts[1:]))
        return If(parts[0], rest) if kind == "if" else Iff(parts[0], rest)

    allowed: list[Expression] = []
    for _ in range(rules if rules is not None else 5):
        allowed.append(Not(And(tuple(literal(name) for name in draw.sample(names, 3)))))
    preferences = tuple(
        tuple(statement(dm) for _ in range(statements)) for dm in range(decision_makers)
    )
    return OptionForm(names, owners, directions, decision_makers, tuple(allowed), preferences)


def small_conflict() -> tuple[list[list[int]], list[list[int]]]:
    """Return 12 states and three decision makers as bit sets of moves, and ranks with ties."""
    draw = random.Random(12)
    codes = sorted(draw.sample(range(32), 12))
    own = (0b00011, 0b00100, 0b11000)
    moves = [
        [
            sum(1 << t for t, to in enumerate(codes) if to != code and not (to ^ code) & ~mask)
            for code in codes
        ]
        for mask in own
    ]
    return moves, [[draw.randrange(10) for _ in codes] for _ in own]


def named(form: OptionForm) -> Conflict:
    """Write a conflict whose preferences are statements as an analyst would, with names."""
    makers = tuple(f"D{i}" for i in range(form.decision_makers))
    preferences = []
    for statements in form.preferences:
        assert isinstance(statements, tuple)
        preferences.append(Preference(Statements(tuple(Statement(s) for s in statements))))
    return Conflict(
        tuple(DecisionMaker(m, "", p) for m, p in zip(makers, preferences, strict=True)),
        tuple(
            Option(name, "", makers[owner], direction)
            for name, owner, direction in zip(form.names, form.owners, form.directions, strict=True)
        ),
        tuple(FeasibilityRule.requires(expression) for expression in form.allowed),
    )


def small_named_conflict() -> Conflict:
    """Return a conflict with three decision makers, four options and 12 feasible states."""
    return Conflict(
        (
            DecisionMaker("A", "", Preference(Statements.of("NOT c", "a", "d IF b"))),
            DecisionMaker("B", "", Preference(Statements.of("a OR b", "NOT c IF d", "c"))),
            DecisionMaker("C", "", Preference(Statements.of("NOT a", "c", "d"))),
        ),
        (
            Option("a", "", "A"),
            Option("b", "", "A"),
            Option("c", "", "B"),
            Option("d", "", "C"),
        ),
        (FeasibilityRule(RuleKind.MUTUALLY_EXCLUSIVE, ("a", "b")),),
    )
