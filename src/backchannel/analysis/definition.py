"""Every solution concept by its definition: slow, obvious, and what the fast engines answer to.

The conditions are written as they are in the literature, over reachable lists; nothing is shared
between states. Read it beside `docs/reference/solution-concepts.md`.

Legal sequences: moves by members of a group, one at a time, nobody twice in a row, anybody again
later (Fang, Hipel, Kilgour 1993). A group may need A, then B, then A again to reach a state, so the
search is over (state, last mover). The state it starts from does not count as reached, even if a
cycle returns to it. A sanction may end in the very state that the focal decision maker left.

References
----------
Nash 1950. Howard 1971 (GMR, SMR). Fraser, Hipel 1979, IEEE Trans. SMC 9:805-816 (SEQ). Rego, Vieira
2017, GDN 26:775-792 (symmetric SEQ). Li, Hipel, Kilgour, Fang 2004, IEEE Trans. SMC-A 34:507-520
(unknown preference, extensions a to d). Hamouda, Kilgour, Hipel 2004, GDN 13:449-462 (strength).
Xu, Hipel, Kilgour, Chen 2010, Theory and Decision 69:497-521 (hybrid). Kilgour 1984, Theory and
Decision 16:135-157, and Brams, Wittman 1981 (limited-move and non-myopic stability).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from backchannel.analysis.moves import Model
from backchannel.errors import AnalysisError, did_you_mean

__all__ = [
    "CRISP",
    "EXTENSIONS",
    "Concept",
    "answers",
    "anticipated",
    "check_fits",
    "concepts_for",
    "deters",
    "equilibria",
    "improving_step",
    "is_stable",
    "legal_reach",
    "move_step",
    "non_myopic",
    "sanctions",
    "stable_states",
    "tempting",
]

CRISP = ("nash", "gmr", "smr", "seq", "sseq")
"""Concepts of simple preference, in the order of tables; `sseq` is symmetric SEQ."""

EXTENSIONS = "abcd"
"""Attitudes to unknown preference, a the most adventurous, d the most cautious."""

_NAME = re.compile(
    r"(?:(?P<strength>strong|weak)_)?(?P<base>nash|gmr|smr|seq|sseq)(?:_(?P<extension>[abcd]))?\Z"
)
_HORIZON = re.compile(r"L(?P<horizon>[1-9]\d{0,5})\Z")


@dataclass(frozen=True, slots=True)
class Concept:
    """A solution concept, read from its name.

    Parameters
    ----------
    name : str
        ``nash gmr smr seq sseq``; with ``_a`` to ``_d`` under unknown preference; with ``strong_``
        or ``weak_`` in front under strength of preference; both together (hybrid); ``L1``, ``L2``,
        ... limited-move stability; ``nm`` non-myopic stability.
    base : str
        The crisp concept, ``L`` or ``nm``.
    extension : str
        ``a`` to ``d``, or empty.
    strength : str
        ``strong``, ``weak``, or empty (the general form).
    horizon : int
        Number of moves looked ahead, for ``L``.

    Examples
    --------
    >>> Concept.read("strong_seq").strength, Concept.read("gmr_c").extension
    ('strong', 'c')
    """

    name: str
    base: str
    extension: str = ""
    strength: str = ""
    horizon: int = 0

    @classmethod
    def read(cls, name: str) -> Concept:
        """Return the concept of that name.

        Raises
        ------
        AnalysisError
            If there is none; the message offers the near miss.
        """
        if name in ("nm", "NM"):
            return cls(name, "nm")
        found = _HORIZON.match(name)
        if found:
            return cls(name, "L", horizon=int(found["horizon"]))
        found = _NAME.match(name)
        if not found:
            known = [*CRISP, "nash_a", "gmr_b", "smr_c", "seq_d", "strong_gmr", "strong_smr"]
            known += ["strong_seq", "weak_gmr", "weak_smr", "weak_seq", "L2", "nm"]
            raise AnalysisError(f"no solution concept {name!r}.{did_you_mean(name, known)}")
        strength = found["strength"] or ""
        if strength and found["base"] == "nash":
            raise AnalysisError(
                f"no solution concept {name!r}: Nash stability has no strong or weak form"
            )
        return cls(name, found["base"], found["extension"] or "", strength)

    @property
    def tempted_by_unknown(self) -> bool:
        """Whether the focal decision maker may move to a state of unknown preference (a, c)."""
        return self.extension in ("a", "c")

    @property
    def deterred_by_unknown(self) -> bool:
        """Whether a state of unknown preference deters the focal decision maker (c, d)."""
        return self.extension in ("c", "d")


def concepts_for(model: Model) -> tuple[str, ...]:
    """Return the concepts asked by default: the crisp ones, or those the preferences need."""
    known = all(one.complete for one in model.comparisons)
    strong = model.conflict.has_strength
    if known:
        return CRISP + (("strong_gmr", "strong_smr", "strong_seq") if strong else ())
    names = [f"{base}_{letter}" for base in CRISP[:4] for letter in EXTENSIONS]
    if strong:
        names += [f"strong_{base}_{letter}" for base in CRISP[1:4] for letter in EXTENSIONS]
    return tuple(names)


# ------------------------------------------------------------------ sequences of moves

Step = Callable[[int, int], Iterable[int]]
"""From a decision maker and a state to the states it may go to next."""


def move_step(model: Model) -> Step:
    """Return the step that is any unilateral move: R_j(x)."""
    return model.reach


def improving_step(model: Model, unknown: bool = False) -> Step:
    """Return the step that is a unilateral improvement from where the mover stands: R_j^+(x).

    Parameters
    ----------
    model : Model
        The conflict.
    unknown : bool
        Whether a move to a state of unknown preference may be made too: R_j^{+,U}(x).
    """

    def step(j: int, x: int) -> list[int]:
        return [
            y
            for y in model.reach(j, x)
            if model.better(j, y, x) or (unknown and model.unknown(j, y, x))
        ]

    return step


def legal_reach(group: Sequence[int], start: int, step: Step) -> list[int]:
    """Return R_H(s): the ends of the non-empty legal sequences of a group, ascending.

    Parameters
    ----------
    group : sequence of int
        The decision makers H who may move.
    start : int
        The state s; it is not in the result.
    step : callable
        Which single moves they make.

    Returns
    -------
    list of int
        The states reached. With one decision maker: those of one single move.
    """
    nodes = {(x, j) for j in group for x in step(j, start)}
    todo = sorted(nodes)
    while todo:
        x, last = todo.pop()
        for j in group:
            if j == last:
                continue
            for y in step(j, x):
                if (y, j) not in nodes:
                    nodes.add((y, j))
                    todo.append((y, j))
    return sorted({x for x, _ in nodes} - {start})


def _others(model: Model, i: int) -> list[int]:
    return [j for j in range(len(model.decision_makers)) if j != i]


# ------------------------------------------------------------------ the conditions


def tempting(model: Model, i: int, s: int, concept: Concept) -> list[int]:
    """Return the moves of `i` that need a sanction: improvements; with a, c unknown ones too."""
    return [
        q
        for q in model.reach(i, s)
        if model.better(i, q, s) or (concept.tempted_by_unknown and model.unknown(i, q, s))
    ]


def deters(model: Model, i: int, s: int, x: int, concept: Concept) -> bool:
    """Return whether ending in `x` deters `i`, who stands in `s` (compared with `s` always).

    General form: `x` is known to be no better than `s`. Strong form: `s` is greatly better than
    `x`. With c, d a state of unknown preference deters as well.
    """
    if concept.deterred_by_unknown and model.unknown(i, x, s):
        return True
    if concept.strength == "strong":
        return model.strong(i, s, x)
    return model.comparisons[i].not_better(x, s)


def answers(model: Model, i: int, s1: int, concept: Concept) -> list[int]:
    """Return where the others can bring the conflict after `i` has moved to `s1`.

    R_{N-i}(s1) for GMR and SMR; R^+_{N-i}(s1) for SEQ and SSEQ, and with an extension R^{+,U}, in
    which each step is improving or unknown for its mover. Searched once for each s1.
    """
    improving = concept.base in ("seq", "sseq")
    key = ("answers", i, s1, improving, bool(concept.extension))
    if key not in model.found:
        step = (
            improving_step(model, unknown=bool(concept.extension))
            if improving
            else move_step(model)
        )
        model.found[key] = legal_reach(_others(model, i), s1, step)
    return model.found[key]


def sanctions(model: Model, i: int, s: int, s1: int, concept: Concept) -> list[int]:
    """Return the states that deter `i` from moving from `s` to `s1`, ascending.

    Parameters
    ----------
    model : Model
        The conflict.
    i : int
        The focal decision maker.
    s, s1 : int
        The state and the move considered.
    concept : Concept
        GMR, SMR, SEQ or SSEQ, in any form.

    Returns
    -------
    list of int
        Every s2 at the end of a legal sequence of the others from s1 (SEQ, SSEQ: of their
        improvements; under unknown preference each step improving or unknown for its mover) that
        deters `i`, and (SMR, SSEQ) from where every counter-move of `i` deters it too.
    """
    counter = concept.base in ("smr", "sseq")
    return [
        s2
        for s2 in answers(model, i, s1, concept)
        if deters(model, i, s, s2, concept)
        and (not counter or all(deters(model, i, s, s3, concept) for s3 in model.reach(i, s2)))
    ]


def is_stable(model: Model, i: int, s: int, concept: Concept | str) -> bool:
    """Return whether state `s` is stable for decision maker `i` under a concept.

    Parameters
    ----------
    model : Model
        The conflict.
    i : int
        Index of the decision maker.
    s : int
        A feasible state.
    concept : Concept or str
        Which; see `Concept`.

    Raises
    ------
    AnalysisError
        If the concept does not fit the conflict: unknown preference without an extension, L or nm
        with other than two decision makers or where a tie leaves a choice open.
    """
    if isinstance(concept, str):
        concept = Concept.read(concept)
    check_fits(model, concept)
    if concept.base == "L":
        return anticipated(model, concept.horizon)[i][s] == s
    if concept.base == "nm":
        return s in non_myopic(model)[i]
    if concept.strength == "weak":
        general = Concept(concept.name, concept.base, concept.extension)
        strong = Concept(concept.name, concept.base, concept.extension, "strong")
        return is_stable(model, i, s, general) and not is_stable(model, i, s, strong)
    if concept.base == "nash":
        return not tempting(model, i, s, concept)
    return all(sanctions(model, i, s, s1, concept) for s1 in tempting(model, i, s, concept))


def stable_states(model: Model, i: int, concept: Concept | str) -> list[int]:
    """Return all states stable for decision maker `i`, ascending."""
    if isinstance(concept, str):
        concept = Concept.read(concept)
    check_fits(model, concept)
    if concept.base == "L":
        outcome = anticipated(model, concept.horizon)[i]
        return [s for s in model.states() if outcome[s] == s]
    if concept.base == "nm":
        return non_myopic(model)[i]
    return [s for s in model.states() if is_stable(model, i, s, concept)]


def equilibria(model: Model, concept: Concept | str) -> list[int]:
    """Return the states that are stable for every decision maker, ascending."""
    found = set(model.states())
    for i in range(len(model.decision_makers)):
        found &= set(stable_states(model, i, concept))
    return sorted(found)


def check_fits(model: Model, concept: Concept) -> None:
    """Raise an error in words if the concept cannot be asked of this conflict."""
    if concept.base in ("L", "nm"):
        if len(model.decision_makers) != 2:
            raise AnalysisError(
                f"{concept.name!r} is defined here for two decision makers, this conflict has "
                f"{len(model.decision_makers)} (for more the published definitions differ)"
            )
        if not model.complete:
            raise AnalysisError(f"{concept.name!r} needs preferences without unknown pairs")
    elif not concept.extension and not model.complete:
        whose = [
            maker
            for maker, one in zip(model.decision_makers, model.comparisons, strict=True)
            if not one.complete
        ]
        raise AnalysisError(
            f"the preference of {', '.join(whose)} is partly unknown: ask for {concept.name}_a, "
            f"{concept.name}_b, {concept.name}_c or {concept.name}_d"
        )


# ------------------------------------------------------------------ foresight, two decision makers


def anticipated(model: Model, horizon: int) -> list[dict[int, int]]:
    """Return G_h: where play ends if a decision maker moves first and both look `h` moves ahead.

    G_0(i, s) = s. If i cannot move from s, G_h(i, s) = s. Else let m be the move for which
    G_{h-1}(j, m) is best for i; G_h(i, s) is that outcome if i strictly prefers it to s, else s
    (staying resolves ties). A state is L_h-stable for i iff G_h(i, s) = s (Kilgour 1984).

    Parameters
    ----------
    model : Model
        A conflict with two decision makers and known preferences.
    horizon : int
        h, at least 1.

    Returns
    -------
    list of dict
        Per decision maker, state to anticipated final state.

    Raises
    ------
    AnalysisError
        If two best outcomes tie, so that the choice (and what the other expects) is open.
    """
    if horizon < 1:
        raise AnalysisError(f"a horizon is at least 1 move, got {horizon}")
    seen = _foresight(model, horizon)
    return seen[horizon] if horizon < len(seen) else _repeated(seen, horizon)


def non_myopic(model: Model) -> list[list[int]]:
    """Return, per decision maker, the non-myopically stable states: L_h-stable for all large h.

    The anticipated outcomes G_h repeat with some period once a whole table has come twice; a state
    is stable if it is L_h-stable in every table of the period (Brams, Wittman 1981; Kilgour 1984).
    There may be no such state.
    """
    tables = _foresight(model, None)
    first = tables.index(tables[-1])
    period = tables[first:-1]
    return [
        [s for s in model.states() if all(table[i][s] == s for table in period)] for i in (0, 1)
    ]


def _foresight(model: Model, horizon: int | None) -> list[list[dict[int, int]]]:
    """Return G_0, G_1, ... up to the horizon, or until a table comes a second time."""
    states = model.states()
    tables = [[{s: s for s in states} for _ in (0, 1)]]
    seen = {_frozen(tables[0])}
    while horizon is None or len(tables) <= horizon:
        before = tables[-1]
        tables.append(
            [{s: _best_ahead(model, i, s, before[1 - i]) for s in states} for i in (0, 1)]
        )
        key = _frozen(tables[-1])
        if key in seen:
            break
        seen.add(key)
    return tables


def _frozen(table: list[dict[int, int]]) -> tuple[tuple[int, ...], ...]:
    return tuple(tuple(one.values()) for one in table)


def _repeated(tables: list[list[dict[int, int]]], horizon: int) -> list[dict[int, int]]:
    first = tables.index(tables[-1])
    return tables[first + (horizon - first) % (len(tables) - 1 - first)]


def _best_ahead(model: Model, i: int, s: int, expected: dict[int, int]) -> int:
    outcomes = sorted({expected[m] for m in model.reach(i, s)})
    better = [x for x in outcomes if model.better(i, x, s)]
    best = [x for x in better if not any(model.better(i, y, x) for y in better)]
    if len(best) > 1:
        tied = ", ".join(repr(model.label(x)) for x in best)
        raise AnalysisError(
            f"limited-move and non-myopic stability are not determined here: "
            f"{model.decision_makers[i]} is indifferent between the best outcomes {tied} "
            f"anticipated from state {model.label(s)!r}"
        )
    return best[0] if best else s
