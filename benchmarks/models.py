"""The random conflicts that the benchmarks are run on; the same on every machine."""

from __future__ import annotations

import random

from backchannel.analysis.compiled import OptionForm
from backchannel.conflict.elements import And, Direction, Expression, If, Iff, Not, Or, Taken


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
