"""Why a verdict holds, move by move: as data that can be checked, and as sentences.

A state is stable for a decision maker because there is no improvement, or because each improvement
meets a sanction; it is unstable because of an improvement that nobody can, or would, punish. Every
step of an explanation is a fact that the definition can check: the move exists, the improvement is
one, the sanction ends where it says, and is no better than the state left.

The margin says how far the judgement of the state would have to shift for the verdict to flip, in
levels of the decision maker's own ranking. Stability is monotone in it: raising a state in one's
ranking takes away improvements and turns more answers into sanctions, never the reverse.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from backchannel.analysis.definition import (
    CRISP,
    Concept,
    anticipated,
    deters,
    improving_step,
    is_stable,
    move_step,
    non_myopic,
    sanctions,
    tempting,
)
from backchannel.analysis.inverse import critical_rank
from backchannel.analysis.moves import Model, OptionModel

__all__ = ["Counter", "Explanation", "Improvement", "Margin", "Sanction", "Step", "explain"]


@dataclass(frozen=True, slots=True)
class Step:
    """One move.

    Parameters
    ----------
    mover : int
        Index of the decision maker.
    start, end : int
        States.
    why : str
        ``improves`` (the mover prefers `end` to `start`), ``unknown`` (the mover's preference
        between them is not known), or ``can`` (the concept asks only whether the move exists).
    """

    mover: int
    start: int
    end: int
    why: str


@dataclass(frozen=True, slots=True)
class Counter:
    """A counter-move of the focal decision maker after a sanction.

    Parameters
    ----------
    end : int
        Where it leads.
    escapes : bool
        Whether it undoes the sanction: `end` no longer deters.
    """

    end: int
    escapes: bool


@dataclass(frozen=True, slots=True)
class Sanction:
    """What the others do about an improvement.

    Parameters
    ----------
    steps : tuple of Step
        A shortest legal sequence of the others, from the improved state to the end.
    end : int
        Where it ends: a state that deters.
    relation : str
        How the focal decision maker compares `end` with the state left: ``worse``, ``equal``,
        ``much worse``, ``unknown`` or ``same`` (it is the very state that was left).
    counters : tuple of Counter
        SMR, SSEQ: every counter-move from `end`; none of a sanction that works escapes.
    """

    steps: tuple[Step, ...]
    end: int
    relation: str
    counters: tuple[Counter, ...] = ()

    @property
    def works(self) -> bool:
        """Whether no counter-move escapes it."""
        return not any(one.escapes for one in self.counters)


@dataclass(frozen=True, slots=True)
class Improvement:
    """A move that tempts the focal decision maker.

    Parameters
    ----------
    step : Step
        The move.
    sanction : Sanction or None
        A shortest one that deters; None if there is none.
    undone : tuple of Sanction
        Where there is none, and the concept allows counter-moves: the answers that would have
        deterred, had the focal decision maker no way out of them.
    answers : int
        How many states the others could bring about.
    """

    step: Step
    sanction: Sanction | None
    undone: tuple[Sanction, ...]
    answers: int


@dataclass(frozen=True, slots=True)
class Margin:
    """How far the judgement of a state would have to shift for the verdict to flip.

    Parameters
    ----------
    levels : int or None
        How many levels (groups of equally good states) of the focal decision maker's ranking the
        state would have to fall below (if stable) or rise to (if unstable); None: no shift flips
        the verdict.
    past : tuple of int
        The states of the last of these levels.
    """

    levels: int | None
    past: tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Explanation:
    """Why a state is stable, or not, for one decision maker under one concept.

    Parameters
    ----------
    model : OptionModel
        The conflict.
    decision_maker : int
        Whose verdict.
    state : int
        About which state.
    concept : Concept
        Under which concept.
    stable : bool
        The verdict.
    improvements : tuple of Improvement
        Every move that tempts, in order of the states they lead to. If the verdict is unstable, at
        least one has no sanction.
    margin : Margin or None
        None where the preference is partly unknown, or the concept is not one of the five crisp
        ones.
    foreseen : tuple of int
        For L and nm: the state where play is expected to end after looking 1, 2, ... moves ahead.
    """

    model: OptionModel
    decision_maker: int
    state: int
    concept: Concept
    stable: bool
    improvements: tuple[Improvement, ...]
    margin: Margin | None
    foreseen: tuple[int, ...] = ()

    # -- as data

    def to_dict(self) -> dict[str, Any]:
        """Return the explanation with labels and ids, for JSON."""
        model = self.model
        label, maker = model.label, model.decision_makers

        def step(one: Step) -> dict[str, Any]:
            return {
                "mover": maker[one.mover],
                "from": label(one.start),
                "to": label(one.end),
                "why": one.why,
            }

        def sanction(one: Sanction) -> dict[str, Any]:
            out: dict[str, Any] = {
                "steps": [step(each) for each in one.steps],
                "end": label(one.end),
                "relation": one.relation,
            }
            if self.concept.base in ("smr", "sseq"):
                out["counter_moves"] = [
                    {"to": label(each.end), "escapes": each.escapes} for each in one.counters
                ]
            return out

        return {
            "state": label(self.state),
            "decision_maker": maker[self.decision_maker],
            "concept": self.concept.name,
            "stable": self.stable,
            "improvements": [
                {
                    "move": step(one.step),
                    "sanction": None if one.sanction is None else sanction(one.sanction),
                    "undone": [sanction(each) for each in one.undone],
                    "answers": one.answers,
                }
                for one in self.improvements
            ],
            "margin": None
            if self.margin is None
            else {
                "levels": self.margin.levels,
                "past": [label(s) for s in self.margin.past],
            },
            "foreseen": [label(s) for s in self.foreseen],
            "sentences": self.sentences(),
        }

    # -- in words

    def sentences(self) -> list[str]:
        """Return the explanation as sentences in the analyst's own names."""
        who = self._who(self.decision_maker)
        here = self.model.label(self.state)
        if self.concept.base in ("L", "nm"):
            return self._foresight(who, here)
        if not self.improvements:
            lines = [f"{who} would stay in {here}: no move of theirs leads to anything preferred."]
        elif self.stable:
            lines = [self._deterred(who, one) for one in self.improvements]
        elif self.concept.base == "nash":
            lines = [
                f"{who} would leave {here}: they can {self._change(one.step)}, and "
                f"{self._tempts(one.step)}."
                for one in self.improvements
            ]
        else:
            loose = [one for one in self.improvements if one.sanction is None]
            lines = [self._free(who, one) for one in loose or self.improvements]
            if not loose:  # weakly stable asked, strongly stable met
                lines = [self._deterred(who, one) for one in self.improvements]
        if self.margin is not None:
            lines.append(self._margin(who))
        return lines

    def _foresight(self, who: str, here: str) -> list[str]:
        ends = ", ".join(self.model.label(s) for s in self.foreseen)
        verdict = "would stay in" if self.stable else "would move from"
        ahead = "looking 1, 2, ... moves ahead"
        return [f"{who} {verdict} {here}: {ahead}, play that {who} begins should end in {ends}."]

    def _who(self, i: int) -> str:
        return self.model.conflict.decision_makers[i].title

    def _change(self, step: Step) -> str:
        """Say a move by the options it changes."""
        before, after = self.model.codes(step.start), self.model.codes(step.end)
        end = self.model.label(step.end)
        if len(before) != 1 or len(after) != 1:
            return f"move to {end}"
        taken: list[str] = []
        dropped: list[str] = []
        for k, option in enumerate(self.model.conflict.options):
            if (before[0] ^ after[0]) >> k & 1:
                (taken if after[0] >> k & 1 else dropped).append(f"“{option.title}”")
        parts = []
        if taken:
            parts.append("take " + " and ".join(taken))
        if dropped:
            parts.append("give up " + " and ".join(dropped))
        return " and ".join(parts) + f" ({end})"

    def _tempts(self, step: Step) -> str:
        if step.why == "unknown":
            return "whether they would prefer that is not known"
        return "they prefer that"

    def _deterred(self, who: str, one: Improvement) -> str:
        assert one.sanction is not None
        moves = []
        for step in one.sanction.steps:
            mover = self._who(step.mover)
            reason = {
                "improves": ", which is better for them",
                "unknown": ", and whether that is better for them is not known",
                "can": "",
            }[step.why]
            moves.append(f"{mover} can {self._change(step)}{reason}")
        relation = {
            "worse": "worse for {who} than staying",
            "equal": "no better for {who} than staying",
            "much worse": "much worse for {who} than staying",
            "unknown": "not known to be any better for {who} than staying",
            "same": "just where they were",
        }[one.sanction.relation].format(who=who)
        tail = ""
        if one.sanction.counters:
            tail = f", and none of the {len(one.sanction.counters)} counter-moves helps"
        elif self.concept.base in ("smr", "sseq"):
            tail = ", and there is no counter-move"
        return (
            f"{who} could {self._change(one.step)}, and {self._tempts(one.step)}; but then "
            f"{'; then '.join(moves)}. The end is {relation}{tail}."
        )

    def _free(self, who: str, one: Improvement) -> str:
        would = "would" if self.concept.base in ("seq", "sseq") else "can"
        start = (
            f"{who} would leave {self.model.label(self.state)}: they can "
            f"{self._change(one.step)}, and {self._tempts(one.step)}"
        )
        if one.undone:
            worst = one.undone[0]
            way_out = next(each for each in worst.counters if each.escapes)
            end = self.model.label(worst.end)
            return (
                f"{start}; the others could answer with {end}, but {who} would then go on to "
                f"{self.model.label(way_out.end)}, and so with every answer."
            )
        if not one.answers:
            return f"{start}, and nobody {would} answer."
        return f"{start}, and nothing the others {would} do about it leaves them worse off."

    def _margin(self, who: str) -> str:
        assert self.margin is not None
        if self.margin.levels is None:
            return "No other place of this state in their ranking would change the verdict."
        named = ", ".join(self.model.label(s) for s in self.margin.past)
        steps = "1 level" if self.margin.levels == 1 else f"{self.margin.levels} levels"
        if self.stable:
            return f"The verdict would flip if {who} ranked the state {steps} lower, below {named}."
        return (
            f"The verdict would flip if {who} ranked the state {steps} higher, level with {named}."
        )


def explain(model: OptionModel, i: int, s: int, concept: Concept | str) -> Explanation:
    """Explain why state `s` is stable, or not, for decision maker `i`.

    Parameters
    ----------
    model : OptionModel
        The conflict.
    i, s : int
        Decision maker and state.
    concept : Concept or str
        Any concept that fits the conflict.

    Returns
    -------
    Explanation
        The verdict, with every improvement and what meets it.

    Examples
    --------
    >>> from backchannel.conflict.files import parse_conflict
    >>> from backchannel.analysis.moves import compile_conflict
    >>> model = compile_conflict(parse_conflict('''
    ... decision makers:
    ...   A: {options: {a: keep the truce}, prefers: [b, NOT a]}
    ...   B: {options: {b: hold fire}, prefers: [a, NOT b]}
    ... status quo: [a, b]
    ... '''))
    >>> print(explain(model, 0, model.state("YY"), "seq").sentences()[0])
    A could give up “keep the truce” (NY), and they prefer that; but then B can give up “hold \
fire” (NN), which is better for them. The end is worse for A than staying.
    """
    if isinstance(concept, str):
        concept = Concept.read(concept)
    stable = is_stable(model, i, s, concept)
    if concept.base in ("L", "nm"):
        last = concept.horizon or 8
        ends = tuple(anticipated(model, h)[i][s] for h in range(1, last + 1))
        assert concept.base == "L" or stable == (s in non_myopic(model)[i])
        return Explanation(model, i, s, concept, stable, (), None, ends)
    judged = concept
    if concept.strength == "weak":
        # what deters in the strong form shows why the stability is only weak, or not
        general = Concept(concept.name, concept.base, concept.extension)
        judged = general if stable or not is_stable(model, i, s, general) else Concept(
            concept.name, concept.base, concept.extension, "strong"
        )  # fmt: skip
    improvements = tuple(
        _improvement(model, i, s, s1, judged) for s1 in tempting(model, i, s, judged)
    )
    margin = None
    if concept.name in CRISP and model.comparisons[i].complete:
        margin = _margin(model, i, s, concept.name, stable)
    return Explanation(model, i, s, concept, stable, improvements, margin)


def _improvement(model: OptionModel, i: int, s: int, s1: int, concept: Concept) -> Improvement:
    step = Step(i, s, s1, "improves" if model.better(i, s1, s) else "unknown")
    if concept.base == "nash":
        return Improvement(step, None, (), 0)
    others = [j for j in range(len(model.decision_makers)) if j != i]
    ways = _shortest_ways(model, others, s1, concept)
    working = sanctions(model, i, s, s1, concept)
    if working:
        best = min(working, key=lambda x: (len(ways[x]), x))
        return Improvement(step, _sanction(model, i, s, best, ways, concept), (), len(ways))
    undone = [
        _sanction(model, i, s, x, ways, concept)
        for x in sorted(ways)
        if deters(model, i, s, x, concept)
    ]
    return Improvement(step, None, tuple(undone), len(ways))


def _sanction(
    model: OptionModel,
    i: int,
    s: int,
    end: int,
    ways: dict[int, tuple[Step, ...]],
    concept: Concept,
) -> Sanction:
    if end == s:
        relation = "same"
    elif model.unknown(i, end, s):
        relation = "unknown"
    elif model.strong(i, s, end):
        relation = "much worse"
    else:
        relation = "worse" if model.better(i, s, end) else "equal"
    counters: tuple[Counter, ...] = ()
    if concept.base in ("smr", "sseq"):
        counters = tuple(
            Counter(x, not deters(model, i, s, x, concept)) for x in model.reach(i, end)
        )
    return Sanction(ways[end], end, relation, counters)


def _shortest_ways(
    model: Model, others: Sequence[int], start: int, concept: Concept
) -> dict[int, tuple[Step, ...]]:
    """Return, for every state the others can bring about, a shortest legal sequence to it."""
    improving = concept.base in ("seq", "sseq")
    move = improving_step(model, unknown=bool(concept.extension)) if improving else move_step(model)

    def reason(j: int, x: int, y: int) -> str:
        if not improving:
            return "can"
        return "improves" if model.better(j, y, x) else "unknown"

    ways: dict[int, tuple[Step, ...]] = {}
    layer: dict[tuple[int, int], tuple[Step, ...]] = {(start, -1): ()}
    seen: set[tuple[int, int]] = set()
    while layer:
        following: dict[tuple[int, int], tuple[Step, ...]] = {}
        for (x, last), way in sorted(layer.items(), key=lambda item: item[0]):
            for j in others:
                if j == last:
                    continue
                for y in move(j, x):
                    if (y, j) not in seen:
                        seen.add((y, j))
                        following[y, j] = (*way, Step(j, x, y, reason(j, x, y)))
        for (x, _), way in sorted(following.items(), key=lambda item: item[0]):
            if x != start:
                ways.setdefault(x, way)
        layer = following
    return ways


def _margin(model: OptionModel, i: int, s: int, concept: str, stable: bool) -> Margin:
    """Find by how many levels the place of `s` must shift for the verdict to flip."""
    critical = critical_rank(model, i, s, concept)
    if critical is None:
        return Margin(None, ())
    here = model.rank(i, s)
    ranks = {x: model.rank(i, x) for x in model.states() if x != s}
    if stable:
        passed = {rank for rank in ranks.values() if critical <= rank <= here}
    else:
        passed = {rank for rank in ranks.values() if here < rank <= critical}
    return Margin(len(passed), tuple(x for x in sorted(ranks) if ranks[x] == critical))
