"""Random conflicts in option form, and the definitions written out, to hold the engines against."""

from __future__ import annotations

import random
from itertools import combinations

import numpy as np

from backchannel.analysis.compiled import OptionForm, ranks_of
from backchannel.conflict.elements import (
    And,
    Certainty,
    Coalesced,
    Conflict,
    DecisionMaker,
    Direction,
    Expression,
    FeasibilityRule,
    ForbiddenTransition,
    If,
    Iff,
    Moves,
    Not,
    Option,
    Or,
    Preference,
    Ranking,
    State,
    Statement,
    Statements,
    StrictPairs,
    Taken,
)


def random_expression(draw: random.Random, names: tuple[str, ...]) -> Expression:
    """A statement over one to three options."""

    def literal() -> Expression:
        taken = Taken(draw.choice(names))
        return Not(taken) if draw.random() < 0.5 else taken

    kind = draw.randrange(6)
    if kind < 2 or len(names) == 1:
        return literal()
    if kind == 2:
        return And((literal(), literal()))
    if kind == 3:
        return Or((literal(), Not(And((literal(), literal())))))
    if kind == 4:
        return If(literal(), literal())
    return Iff(literal(), literal())


def random_form(
    seed: int,
    options: int | None = None,
    decision_makers: int | None = None,
    statements_only: bool = False,
) -> OptionForm:
    """A random conflict: holes, one-way options, ties, statements or rankings, empty hands."""
    draw = random.Random(seed)
    k = options if options is not None else draw.randint(0 if draw.random() < 0.05 else 2, 7)
    n = decision_makers if decision_makers is not None else draw.randint(2, 5)
    names = tuple(f"o{p}" for p in range(k))
    owners = tuple(draw.randrange(n) for _ in range(k))
    if draw.random() < 0.5:
        owners = tuple(sorted(owners))
    one_way = draw.choice((0.0, 0.2, 0.5))
    directions = tuple(
        Direction.REVERSIBLE
        if draw.random() >= one_way
        else draw.choice((Direction.N_TO_Y_ONLY, Direction.Y_TO_N_ONLY))
        for _ in range(k)
    )
    allowed: list[Expression] = []
    if k:
        for _ in range(draw.choice((0, 0, 1, 2, 3, 5))):
            size = min(k, draw.randint(2, 4))
            picked = draw.sample(names, size)
            allowed.append(
                Not(
                    And(
                        tuple(
                            Taken(name) if draw.random() < 0.5 else Not(Taken(name))
                            for name in picked
                        )
                    )
                )
            )
        if draw.random() < 0.1:
            allowed.append(random_expression(draw, names))
    preferences: list[tuple[Expression, ...] | np.ndarray] = []
    for _ in range(n):
        if k and (statements_only or draw.random() < 0.5):
            count = draw.randint(0, 8)
            preferences.append(tuple(random_expression(draw, names) for _ in range(count)))
        else:
            levels = draw.choice((2, 4, 1 << k))
            ranks = [draw.randrange(levels) for _ in range(1 << k)]
            preferences.append(np.array(ranks, dtype=np.int64))
    if statements_only and not k:
        preferences = [() for _ in range(n)]
    return OptionForm(names, owners, directions, n, tuple(allowed), tuple(preferences))


class ByDefinition:
    """The stable states of a conflict in option form, by sets, straight from the definitions."""

    def __init__(self, form: OptionForm) -> None:
        self.form = form
        k, n = form.options, form.decision_makers
        self.states = [code for code in range(1 << k) if form.is_feasible(code)]
        here = set(self.states)
        self.rank = [ranks_of(form, dm).tolist() for dm in range(n)]
        self.moves: list[dict[int, set[int]]] = []
        for dm in range(n):
            own = form.own(dm)
            changes = [
                sum(1 << p for p in chosen)
                for size in range(1, len(own) + 1)
                for chosen in combinations(own, size)
            ]
            self.moves.append(
                {
                    s: {s ^ c for c in changes if s ^ c in here and self._open(s, s ^ c)}
                    for s in self.states
                }
            )

    def _open(self, start: int, end: int) -> bool:
        for p, direction in enumerate(self.form.directions):
            before, after = start >> p & 1, end >> p & 1
            if before < after and direction is Direction.Y_TO_N_ONLY:
                return False
            if before > after and direction is Direction.N_TO_Y_ONLY:
                return False
        return True

    def _improvements(self, dm: int, s: int) -> set[int]:
        return {q for q in self.moves[dm][s] if self.rank[dm][q] > self.rank[dm][s]}

    def _responses(self, dm: int, start: int, improving: bool) -> set[int]:
        """States at the end of a legal sequence of the others: no one moves twice in a row."""
        seen: set[tuple[int, int]] = set()
        todo = [(start, dm)]
        while todo:
            s, last = todo.pop()
            for j in range(self.form.decision_makers):
                if j in (dm, last):
                    continue
                ways = self._improvements(j, s) if improving else self.moves[j][s]
                for q in ways:
                    if (q, j) not in seen:
                        seen.add((q, j))
                        todo.append((q, j))
        return {s for s, _ in seen}

    def stable(self, concept: str, dm: int) -> list[int]:
        rank = self.rank[dm]
        found = []
        responses: dict[int, set[int]] = {}
        for s in self.states:

            def deterred(s1: int, s: int = s) -> bool:
                if concept == "nash":
                    return False
                if s1 not in responses:
                    responses[s1] = self._responses(dm, s1, concept in ("seq", "sseq"))
                for s2 in responses[s1]:
                    if rank[s2] <= rank[s] and (
                        concept in ("gmr", "seq")
                        or all(rank[s3] <= rank[s] for s3 in self.moves[dm][s2])
                    ):
                        return True
                return False

            if all(deterred(s1) for s1 in self._improvements(dm, s)):
                found.append(s)
        return found


def random_conflict(seed: int, crisp: bool = False) -> Conflict:
    """A random conflict of the kinds that have no option form as numbers.

    Forbidden transitions, coalesced states or moves drawn by hand; rankings with ties, unknown and
    greatly-better pairs, statements of unknown direction or great weight, known pairs only.
    """
    draw = random.Random(f"conflict {seed}")
    form = random_form(
        draw.randrange(1 << 30), options=draw.randint(2, 4), decision_makers=draw.randint(2, 4)
    )
    makers = tuple(f"D{i}" for i in range(form.decision_makers))
    options = tuple(
        Option(name, "", makers[owner], direction)
        for name, owner, direction in zip(form.names, form.owners, form.directions, strict=True)
    )
    rules = tuple(FeasibilityRule.requires(expression) for expression in form.allowed)
    plain = Conflict(tuple(DecisionMaker(m) for m in makers), options, rules)
    codes = [code for code in range(1 << form.options) if form.is_feasible(code)]
    if not codes:
        return random_conflict(seed + 1_000_003, crisp)
    kind = draw.choice(("plain", "forbidden", "coalesced", "graph"))
    forbidden: tuple[ForbiddenTransition, ...] = ()
    coalesced: tuple[Coalesced, ...] = ()
    states: tuple[State, ...] = ()
    moves: tuple[Moves, ...] | None = None
    labels = [plain.pattern(code) for code in codes]
    if kind == "forbidden":
        forbidden = tuple(
            ForbiddenTransition(
                random_expression(draw, form.names),
                random_expression(draw, form.names),
                draw.choice(("", makers[0])),
            )
            for _ in range(draw.randint(1, 2))
        )
    elif kind == "coalesced":
        where = random_expression(draw, form.names)
        inside = {plain.pattern(code) for code in codes if plain.holds(where, code)}
        if inside:
            coalesced = (Coalesced("merged", where),)
            labels = [label for label in labels if label not in inside] + ["merged"]
    elif kind == "graph":
        labels = [str(s) for s in range(1, draw.randint(2, 9))]
        states = tuple(State(label) for label in labels)
        moves = tuple(
            Moves(
                maker,
                tuple((a, b) for a in labels for b in labels if a != b and draw.random() < 0.25),
            )
            for maker in makers
        )
        options, rules = (), ()
    preferences = tuple(
        _random_preference(
            draw, labels, form.names if kind in ("plain", "forbidden") else (), crisp
        )
        for _ in makers
    )
    return Conflict(
        tuple(DecisionMaker(m, "", p) for m, p in zip(makers, preferences, strict=True)),
        options,
        rules,
        forbidden,
        coalesced,
        states,
        moves,
    )


def _random_preference(
    draw: random.Random, labels: list[str], names: tuple[str, ...], crisp: bool
) -> Preference:
    pairs = [(a, b) for a in labels for b in labels if a != b]
    kind = draw.choice(("ranking", "ranking", "statements", "pairs", "nothing"))
    if kind == "statements" and names:
        certainties = [Certainty.KNOWN] * 3 + ([] if crisp else [Certainty.UNKNOWN])
        certainties.append(Certainty.STRONG)
        items = tuple(
            Statement(random_expression(draw, names), draw.choice(certainties))
            for _ in range(draw.randint(0, 5))
        )
        return Preference(Statements(items))
    if kind == "pairs" and not crisp:
        one_way = {tuple(sorted(pair)): pair for pair in draw.sample(pairs, len(pairs) // 2)}
        return Preference(StrictPairs(tuple(one_way[key] for key in sorted(one_way))))
    if kind == "nothing" and not crisp:
        return Preference()
    level = {label: draw.randrange(max(1, len(labels) - 1)) for label in labels}
    groups = tuple(
        tuple(label for label in labels if level[label] == one)
        for one in sorted(set(level.values()))
    )
    unknown: tuple[tuple[str, str], ...] = ()
    strong: tuple[tuple[str, str], ...] = ()
    beyond = None
    if pairs and not crisp and draw.random() < 0.6:
        unknown = tuple(draw.sample(pairs, min(len(pairs), draw.randint(1, 6))))
    if draw.random() < 0.5:
        blind = {*unknown, *((b, a) for a, b in unknown)}
        better = [(a, b) for a, b in pairs if level[a] < level[b] and (a, b) not in blind]
        strong = tuple(draw.sample(better, len(better) // 2))
    elif draw.random() < 0.5:
        beyond = draw.randrange(3)
    return Preference(Ranking(groups), unknown, strong, beyond)


def conflict_of_form(form: OptionForm) -> Conflict:
    """The same conflict with names, as an analyst would have written it."""
    makers = tuple(f"D{i}" for i in range(form.decision_makers))
    options = tuple(
        Option(name, "", makers[owner], direction)
        for name, owner, direction in zip(form.names, form.owners, form.directions, strict=True)
    )
    rules = tuple(FeasibilityRule.requires(expression) for expression in form.allowed)
    plain = Conflict(tuple(DecisionMaker(m) for m in makers), options, rules)
    codes = [code for code in range(1 << form.options) if form.is_feasible(code)]
    preferences = []
    for given in form.preferences:
        if isinstance(given, tuple):
            preferences.append(Preference(Statements(tuple(Statement(e) for e in given))))
        else:
            groups: dict[int, list[str]] = {}
            for code in codes:
                groups.setdefault(int(given[code]), []).append(plain.pattern(code))
            best_first = sorted(groups, reverse=True)
            preferences.append(Preference(Ranking(tuple(tuple(groups[r]) for r in best_first))))
    return Conflict(
        tuple(DecisionMaker(m, "", p) for m, p in zip(makers, preferences, strict=True)),
        options,
        rules,
    )
