"""Random conflicts for property tests: small enough for the definition, with every complication."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import settings
from hypothesis import strategies as st

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
    RuleKind,
    State,
    Statement,
    Statements,
    StatusQuo,
    StrictPairs,
    Taken,
    Unknown,
    Weights,
)

__all__ = ["RANDOM_MODELS", "conflicts", "expressions", "graph_conflicts"]

RANDOM_MODELS = 1000 if settings.get_current_profile_name() == "ci" else 25
"""So many random models each engine is held against the definition on."""


def expressions(options: list[str], depth: int = 2) -> st.SearchStrategy[Expression]:
    """Expressions over these options."""
    leaf: st.SearchStrategy[Expression] = st.sampled_from(options).map(Taken)
    if depth == 0:
        return leaf | leaf.map(Not)
    part = expressions(options, depth - 1)
    parts = st.lists(part, min_size=2, max_size=3).map(tuple)
    return (
        leaf
        | part.map(Not)
        | parts.map(And)
        | parts.map(Or)
        | st.builds(If, part, part)
        | st.builds(Iff, part, part)
    )


@st.composite
def conflicts(
    draw: st.DrawFn,
    max_options: int = 5,
    max_makers: int = 4,
    unknown: bool = False,
    strength: bool = False,
    rankings: bool = True,
    forbidden: bool = False,
    coalesced: bool = False,
) -> Conflict:
    """Conflicts in option form with 2 or more decision makers and at least one feasible state.

    Holes, one-way options and ties always; the rest as asked for. A decision maker may own nothing.
    """
    makers = [f"D{i}" for i in range(draw(st.integers(2, max_makers)))]
    count = draw(st.integers(2, max_options))
    names = [f"o{k}" for k in range(count)]
    options = tuple(
        Option(name, "", draw(st.sampled_from(makers)), draw(st.sampled_from(list(Direction))))
        if draw(st.integers(0, 3)) == 0
        else Option(name, "", makers[k % len(makers)])
        for k, name in enumerate(names)
    )
    keep = draw(st.integers(0, (1 << count) - 1))
    rules = []
    for _ in range(draw(st.integers(0, 3))):
        rule = draw(_rules(names))
        bare = Conflict((DecisionMaker("D"),), tuple(Option(n, "", "D") for n in names))
        if bare.holds(rule.allowed, keep):
            rules.append(rule)
    bare = Conflict(tuple(DecisionMaker(maker) for maker in makers), options, rules=tuple(rules))
    feasible = [code for code in range(1 << count) if bare.is_feasible(code)]
    merged: tuple[Coalesced, ...] = ()
    labels = [bare.label(code) for code in feasible]
    if coalesced:
        where = draw(expressions(names, 1))
        members = [code for code in feasible if bare.holds(where, code)]
        if members:
            merged = (Coalesced("merged", where),)
            labels = ["merged"] + [bare.label(code) for code in feasible if code not in members]
    preferences = [
        draw(_preferences(names, labels, unknown, strength, rankings or bool(merged), not merged))
        for _ in makers
    ]
    transitions = []
    if forbidden:
        for _ in range(draw(st.integers(0, 2))):
            transitions.append(
                ForbiddenTransition(
                    draw(expressions(names, 1)),
                    draw(expressions(names, 1)),
                    draw(st.sampled_from(["", *makers])),
                )
            )
    return Conflict(
        tuple(
            DecisionMaker(maker, preference=preference)
            for maker, preference in zip(makers, preferences, strict=True)
        ),
        options,
        rules=tuple(rules),
        forbidden=tuple(transitions),
        coalesced=merged,
        status_quo=StatusQuo(bare.label(keep)),
    )


def _rules(names: list[str]) -> st.SearchStrategy[FeasibilityRule]:
    some = st.lists(st.sampled_from(names), min_size=2, max_size=3, unique=True).map(tuple)
    return (
        expressions(names, 1).map(FeasibilityRule.requires)
        | expressions(names, 1).map(FeasibilityRule.infeasible)
        | some.map(lambda o: FeasibilityRule(RuleKind.MUTUALLY_EXCLUSIVE, o))
        | some.map(lambda o: FeasibilityRule(RuleKind.AT_LEAST_ONE, o))
        | some.map(lambda o: FeasibilityRule(RuleKind.EXACTLY_ONE, o))
    )


@st.composite
def _rankings(draw: st.DrawFn, labels: list[str]) -> Ranking:
    order = draw(st.permutations(labels))
    cuts = draw(st.lists(st.booleans(), min_size=len(order), max_size=len(order)))
    groups: list[list[str]] = []
    for label, new in zip(order, cuts, strict=True):
        if new or not groups:
            groups.append([label])
        else:
            groups[-1].append(label)
    return Ranking(tuple(tuple(group) for group in groups))


@st.composite
def _preferences(
    draw: st.DrawFn,
    names: list[str],
    labels: list[str],
    unknown: bool,
    strength: bool,
    rankings: bool,
    statements: bool,
) -> Preference:
    kinds = []
    if statements:
        kinds += ["statements"] * 3 + ["weights"]
    if rankings:
        kinds += ["ranking"] * 2
    if unknown:
        kinds += ["unknown", "pairs"]
    kind = draw(st.sampled_from(kinds))
    pairs = st.lists(
        st.tuples(st.sampled_from(labels), st.sampled_from(labels)).filter(lambda p: p[0] != p[1]),
        max_size=6,
        unique=True,
    )
    if kind == "unknown":
        return Preference(Unknown())
    if kind == "pairs":
        if len(labels) < 2:
            return Preference(Unknown())
        order = draw(st.permutations(labels))
        place = {label: k for k, label in enumerate(order)}
        return Preference(
            StrictPairs(tuple((a, b) if place[a] < place[b] else (b, a) for a, b in draw(pairs)))
        )
    if kind == "ranking":
        preference = Preference(draw(_rankings(labels)))
    elif kind == "weights":
        preference = Preference(
            Weights(tuple((n, Fraction(draw(st.integers(-4, 4)), 2)) for n in names))
        )
    else:
        certainties = [Certainty.KNOWN] * 3
        certainties += [Certainty.UNKNOWN] if unknown else []
        certainties += [Certainty.STRONG] if strength else []
        texts = draw(st.lists(expressions(names), max_size=5))
        preference = Preference(
            Statements(tuple(Statement(text, draw(st.sampled_from(certainties))) for text in texts))
        )
    set_aside = tuple(draw(pairs)) if unknown and len(labels) > 1 and draw(st.booleans()) else ()
    beyond = draw(st.integers(0, 3)) if strength and draw(st.booleans()) else None
    return Preference(preference.order, unknown=set_aside, strong_beyond=beyond)


@st.composite
def graph_conflicts(draw: st.DrawFn, max_states: int = 8, max_makers: int = 4) -> Conflict:
    """Conflicts in graph form: random moves, not transitive; rankings with ties."""
    makers = [f"D{i}" for i in range(draw(st.integers(2, max_makers)))]
    labels = [str(k + 1) for k in range(draw(st.integers(2, max_states)))]
    arc = st.tuples(st.sampled_from(labels), st.sampled_from(labels)).filter(
        lambda pair: pair[0] != pair[1]
    )
    moves = tuple(
        Moves(maker, tuple(draw(st.lists(arc, max_size=3 * len(labels), unique=True))))
        for maker in makers
    )
    return Conflict(
        tuple(
            DecisionMaker(maker, preference=Preference(draw(_rankings(labels)))) for maker in makers
        ),
        states=tuple(State(label) for label in labels),
        moves=moves,
        status_quo=StatusQuo(labels[0]),
    )
