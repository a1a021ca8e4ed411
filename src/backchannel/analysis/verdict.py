"""What an analysis returns: which states are stable for whom, how found, and whether exactly.

`analyse` compiles the conflict, chooses an engine for each concept, and returns an `Analysis`. The
engines have one interface, ``engine(form, concepts, budget) -> EngineAnswer``:

========== =================================================== ===================================
engine     takes                                               answers
========== =================================================== ===================================
definition any `OptionModel` that can be listed                every concept
bitsets    an `OptionModel` of at most 4,096 states            all but L1, L2, ... and nm
explicit   an `OptionForm` of at most 28 options               nash gmr smr seq sseq
symbolic   an `OptionForm` whose preferences are statements    nash gmr smr seq sseq
========== =================================================== ===================================

A budget that is spent is a result: what was settled is exact, the rest is named in `unfinished`.
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from backchannel.analysis import bitsets
from backchannel.analysis.budget import Budget
from backchannel.analysis.definition import CRISP, Concept, concepts_for
from backchannel.analysis.moves import OptionModel, TooManyStatesError, compile_conflict
from backchannel.analysis.state_sets import EngineAnswer, StateSet
from backchannel.conflict.elements import Conflict, Expression, Statements
from backchannel.errors import AnalysisError, did_you_mean

__all__ = ["ENGINES", "Analysis", "Unfinished", "analyse"]

ENGINES = ("auto", "definition", "bitsets", "explicit", "symbolic")
"""Engines by name; `auto` chooses by size and form."""

SMALL = 6
"""Up to so many options bit sets are the fastest."""

EXPLICIT = 18
"""Up to so many options the explicit engine is chosen before the symbolic one."""

IN_ARRAYS = 28
"""Most options the explicit engine takes."""

LISTED = 5_000
"""Most states that are shown one by one."""


@dataclass(frozen=True, slots=True)
class Unfinished:
    """One verdict that was not reached.

    Parameters
    ----------
    concept, decision_maker : str
        Which.
    reason : str
        Which budget was spent, in words.
    """

    concept: str
    decision_maker: str
    reason: str


@dataclass(frozen=True, slots=True, eq=False)
class Analysis:
    """The stability of a conflict's states, and how it was found.

    Parameters
    ----------
    conflict : Conflict
        What was analysed.
    model : OptionModel
        The conflict compiled: labels, moves and comparisons of states.
    concepts : tuple of str
        Which solution concepts were asked, in order.
    answers : dict of str to EngineAnswer
        Per concept, the answer of the engine that was asked.
    budget : Budget
        What each engine could spend.
    seconds : float
        CPU seconds used.

    Examples
    --------
    >>> from backchannel.conflict.elements import (
    ...     Conflict, DecisionMaker, Option, Preference, Statements)
    >>> found = analyse(Conflict(
    ...     (DecisionMaker("A", preference=Preference(Statements.of("b", "NOT a"))),
    ...      DecisionMaker("B", preference=Preference(Statements.of("a", "NOT b")))),
    ...     (Option("a", "Cooperate", "A"), Option("b", "Cooperate", "B"))))
    >>> found.labels(found.equilibria("nash")), found.labels(found.equilibria("seq"))
    (['NN'], ['NN', 'YY'])
    >>> found.engine, found.exact
    ('bit sets', True)
    """

    conflict: Conflict
    model: OptionModel
    concepts: tuple[str, ...]
    answers: dict[str, EngineAnswer]
    budget: Budget
    seconds: float

    # -- how it was found

    @property
    def engine(self) -> str:
        """The engine, or the engines, that answered."""
        names = dict.fromkeys(self.answers[name].engine for name in self.concepts)
        return ", ".join(names)

    @property
    def exact(self) -> bool:
        """Whether every verdict asked was reached. Those that were are exact in any case."""
        return not self.unfinished

    @property
    def unfinished(self) -> tuple[Unfinished, ...]:
        """The verdicts that were not reached, in order of concept and decision maker."""
        return tuple(
            Unfinished(name, maker, self.answers[name].unfinished[name, i])
            for name in self.concepts
            for i, maker in enumerate(self.model.decision_makers)
            if (name, i) in self.answers[name].unfinished
        )

    # -- what was found

    @property
    def feasible(self) -> StateSet:
        """All feasible states.

        Raises
        ------
        AnalysisError
            If not even they were found within the budget.
        """
        for answer in self.answers.values():
            if answer.feasible is not None:
                return answer.feasible
        reason = next((one.reason for one in self.unfinished), "")
        raise AnalysisError(f"the feasible states were not found: {reason}")

    def stable(self, concept: str, decision_maker: str) -> StateSet:
        """Return the states stable for one decision maker.

        Raises
        ------
        AnalysisError
            If the concept was not asked, or the verdict not reached.
        """
        answer = self._answer(concept)
        i = self.model.index(decision_maker)
        if (concept, i) not in answer.stable:
            reason = answer.unfinished.get((concept, i), "")
            raise AnalysisError(f"{concept} is not finished for {decision_maker}: {reason}")
        return answer.stable[concept, i]

    def equilibria(self, concept: str, where: str | Expression | None = None) -> StateSet:
        """Return the states stable for every decision maker.

        Parameters
        ----------
        concept : str
            Which of `concepts`.
        where : str, Expression or None
            Only those in which this holds, such as ``"NOT attack"``.

        Raises
        ------
        AnalysisError
            If the concept was not asked, or not finished for everyone.
        """
        if isinstance(where, str):
            where = self.conflict.expression(where)
        return self._answer(concept).equilibria(concept, where)

    def is_stable(self, state: str, decision_maker: str, concept: str) -> bool:
        """Return whether a state, by label, is stable for a decision maker."""
        return self.model.state(state) in self.stable(concept, decision_maker)

    def is_equilibrium(self, state: str, concept: str) -> bool:
        """Return whether a state, by label, is stable for everyone."""
        return all(self.is_stable(state, maker, concept) for maker in self.model.decision_makers)

    def labels(self, states: StateSet | Iterable[int], limit: int | None = None) -> list[str]:
        """Return the labels of states, in order; of a set at most `limit`."""
        codes = states.codes(limit) if isinstance(states, StateSet) else states
        return [self.model.label(code) for code in codes]

    def taken(self, state: int) -> tuple[str, ...]:
        """Return the names of the options taken in a state (in every member of a merged one)."""
        codes = self.model.codes(state)
        return tuple(
            option.title
            for k, option in enumerate(self.conflict.options)
            if codes and all(code >> k & 1 for code in codes)
        )

    def _answer(self, concept: str) -> EngineAnswer:
        if concept not in self.answers:
            raise AnalysisError(f"{concept!r} was not asked.{did_you_mean(concept, self.concepts)}")
        return self.answers[concept]

    # -- as data

    def to_dicts(self, limit: int = LISTED) -> list[dict[str, Any]]:
        """Return tidy records: one for each state, concept and decision maker.

        Parameters
        ----------
        limit : int
            Most states to list.

        Returns
        -------
        list of dict
            Keys ``state`` (label), ``pattern`` (empty for a merged state), ``taken`` (names of the
            options at Y), ``concept``, ``decision_maker``, ``stable`` (None if not finished) and
            ``equilibrium`` (None if not finished); ordered by state, concept, decision maker.

        Raises
        ------
        AnalysisError
            If there are more states than `limit`.
        """
        count = self.feasible.count()
        if count > limit:
            raise AnalysisError(
                f"{count:,} states, more than the {limit:,} that are listed: ask for `equilibria` "
                "with a condition, or raise the limit"
            )
        rows = []
        for state in self.feasible.codes():
            label, taken = self.model.label(state), self.taken(state)
            for concept in self.concepts:
                verdicts = self._verdicts(state, concept)
                everyone = None if None in verdicts else all(verdicts)
                if False in verdicts:
                    everyone = False
                for maker, stable in zip(self.model.decision_makers, verdicts, strict=True):
                    rows.append(
                        {
                            "state": label,
                            "pattern": self._pattern(state),
                            "taken": list(taken),
                            "concept": concept,
                            "decision_maker": maker,
                            "stable": stable,
                            "equilibrium": everyone,
                        }
                    )
        return rows

    def _verdicts(self, state: int, concept: str) -> list[bool | None]:
        answer = self.answers[concept]
        return [
            state in answer.stable[concept, i] if (concept, i) in answer.stable else None
            for i in range(len(self.model.decision_makers))
        ]

    def _pattern(self, state: int) -> str:
        codes = self.model.codes(state)
        return self.conflict.pattern(codes[0]) if len(codes) == 1 else ""

    def summary(self, listed: int = 300) -> dict[str, Any]:
        """Return the whole result as data for JSON (`schema` ``backchannel-analysis/1``).

        Parameters
        ----------
        listed : int
            Equilibria are listed up to so many; beyond, they are counted, with the options that
            are fixed in all of them, and the ones nearest to the status quo.
        """
        data: dict[str, Any] = {
            "schema": "backchannel-analysis/1",
            "title": self.conflict.title,
            "decision_makers": list(self.model.decision_makers),
            "options": [option.id for option in self.conflict.options],
            "status_quo": None if self.conflict.status_quo is None
            else self.model.label(self.model.state(self.conflict.status_quo.state)),
            "engine": self.engine,
            "exact": self.exact,
            "unfinished": [
                {"concept": u.concept, "decision_maker": u.decision_maker, "reason": u.reason}
                for u in self.unfinished
            ],
            "budget": {"seconds": self.budget.seconds, "memory": self.budget.memory},
            "feasible_states": self.feasible_count(),
            "concepts": {},
        }  # fmt: skip
        for concept in self.concepts:
            data["concepts"][concept] = self._concept_summary(concept, listed)
        return data

    def feasible_count(self) -> int | None:
        """Return how many states are feasible, None if that was not found within the budget."""
        try:
            return self.feasible.count()
        except AnalysisError:
            return None

    def _concept_summary(self, concept: str, listed: int) -> dict[str, Any]:
        answer = self.answers[concept]
        stable: dict[str, Any] = {}
        for i, maker in enumerate(self.model.decision_makers):
            found = answer.stable.get((concept, i))
            stable[maker] = None if found is None else self._set_summary(found, listed)
        try:
            equilibria: dict[str, Any] | None = self._set_summary(self.equilibria(concept), listed)
        except AnalysisError:
            equilibria = None
        return {"equilibria": equilibria, "stable": stable}

    def _set_summary(self, states: StateSet, listed: int) -> dict[str, Any]:
        count = states.count()
        options = self.conflict.options
        entry: dict[str, Any] = {"count": count}
        if count <= listed:
            entry["states"] = self.labels(states)
        if count:
            entry["fixed_options"] = {
                options[p].id: value for p, value in sorted(states.fixed_options().items())
            }
        if count > listed and self.model.status_quo is not None:
            distance, number, near = states.nearest(self.model.status_quo)
            entry["nearest_to_status_quo"] = {
                "options_changed": distance,
                "count": number,
                "states": self.labels(near),
            }
        return entry

    # -- for people

    def rows(self, states: Iterable[int] | None = None) -> Iterator[list[str]]:
        """Yield a row for each state: label, pattern, options, then a mark for each concept.

        A mark lists the decision makers for whom the state is stable, ``E`` if it is for all,
        ``?`` where that was not finished.
        """
        for state in self.feasible.codes(LISTED) if states is None else states:
            marks = []
            for concept in self.concepts:
                verdicts = self._verdicts(state, concept)
                if all(verdicts):
                    marks.append("E")
                    continue
                names = [
                    maker + ("?" if stable is None else "")
                    for maker, stable in zip(self.model.decision_makers, verdicts, strict=True)
                    if stable is not False
                ]
                marks.append(" ".join(names))
            yield [
                self.model.label(state),
                self._pattern(state),
                ", ".join(self.taken(state)),
                *marks,
            ]

    def __repr__(self) -> str:
        counts = []
        for concept in self.concepts:
            try:
                counts.append(f"{concept} {self.equilibria(concept).count()}")
            except AnalysisError:
                counts.append(f"{concept} ?")
        title = self.conflict.title or "a conflict"
        return (
            f"<Analysis of {title!r}: equilibria {', '.join(counts)}; {self.engine} engine, "
            f"{'exact' if self.exact else 'not finished'}>"
        )

    def _repr_html_(self) -> str:
        """Return a table for a notebook: every state, or (if they are many) the equilibria."""
        many = (self.feasible_count() or LISTED + 1) > 200
        shown: list[int] | None = None
        if many:
            union: set[int] = set()
            for concept in self.concepts:
                try:
                    union.update(self.equilibria(concept).codes(100))
                except AnalysisError:
                    continue
            shown = sorted(union)
        head = ["state", "pattern", "options taken", *self.concepts]
        cells = "".join(f"<th>{html.escape(name)}</th>" for name in head)
        body = "".join(
            "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>"
            for row in self.rows(shown)
        )
        note = "exact" if self.exact else "not finished"
        return (
            f"<table><caption>{html.escape(self.conflict.title)} "
            f"({html.escape(self.engine)} engine, {note}; E: equilibrium, else who finds the state "
            f"stable)</caption><thead><tr>{cells}</tr></thead><tbody>{body}</tbody></table>"
        )


def analyse(
    conflict: Conflict,
    concepts: Sequence[str] | None = None,
    engine: str = "auto",
    time: float | None = None,
    memory: int | None = None,
) -> Analysis:
    """Find which states are stable for whom.

    Parameters
    ----------
    conflict : Conflict
        Built in code, or read from a file (`backchannel.conflict.files.read_conflict`).
    concepts : sequence of str or None
        Names of solution concepts. None: Nash, GMR, SMR, SEQ and symmetric SEQ; with strength of
        preference the strong forms too; with unknown preference the four attitudes of each.
    engine : str
        ``auto``, ``definition``, ``bitsets``, ``explicit`` or ``symbolic``.
    time : float or None
        Seconds each engine may take.
    memory : int or None
        Bytes the explicit or symbolic engine may take.

    Returns
    -------
    Analysis
        Exact; what the budget did not allow is named in `Analysis.unfinished`.

    Raises
    ------
    AnalysisError
        If no state is feasible, or a concept or engine does not fit the conflict.
    """
    import time as clock

    if engine not in ENGINES:
        raise AnalysisError(f"no engine {engine!r}.{did_you_mean(engine, ENGINES)}")
    begun = clock.process_time()
    budget = Budget(time, memory)
    model = compile_conflict(conflict)
    names = tuple(dict.fromkeys(concepts_for(model) if concepts is None else concepts))
    if not names:
        raise AnalysisError("no solution concept was asked")
    by_engine: dict[str, list[str]] = {}
    for name in names:
        Concept.read(name)
        by_engine.setdefault(_choose(model, name, engine), []).append(name)
    answers: dict[str, EngineAnswer] = {}
    for chosen, asked in by_engine.items():
        answer = _run(chosen, model, asked, budget)
        if answer.feasible is not None and not answer.feasible:
            raise model.no_feasible_state()
        answers.update(dict.fromkeys(asked, answer))
    return Analysis(conflict, model, names, answers, budget, clock.process_time() - begun)


def _choose(model: OptionModel, name: str, engine: str) -> str:
    """Return the engine for one concept."""
    fits = _fits(model, name)
    if engine != "auto":
        if engine in ("explicit", "symbolic") and fits:
            raise AnalysisError(f"the {engine} engine does not answer this: {fits}")
        return engine
    if Concept.read(name).base in ("L", "nm"):
        return "definition"
    options = len(model.conflict.options)
    if not fits and options > EXPLICIT and _stated(model):
        return "symbolic"
    if not fits and SMALL < options <= IN_ARRAYS:
        return "explicit"
    try:
        return "bitsets" if len(model.states()) <= bitsets.LARGEST else "definition"
    except TooManyStatesError:
        return "definition"  # which says what it could not finish, and why


def _stated(model: OptionModel) -> bool:
    return all(isinstance(one.preference.order, Statements) for one in model.comparisons)


def _fits(model: OptionModel, name: str) -> str:
    """Return why only the definition can answer, or nothing."""
    if name not in CRISP:
        return f"{name!r} is not one of {', '.join(CRISP)}"
    if not model.plain:
        return "moves given one by one, forbidden transitions and coalesced states need the graph"
    if not model.complete:
        return "preferences are partly unknown"
    return ""


def _run(engine: str, model: OptionModel, concepts: list[str], budget: Budget) -> EngineAnswer:
    if engine == "definition":
        from backchannel.analysis.listed import analyse_by_definition

        return analyse_by_definition(model, concepts, budget)
    if engine == "bitsets":
        from backchannel.analysis.bitsets import analyse_by_bit_sets

        return analyse_by_bit_sets(model, concepts, budget)
    from backchannel.analysis.compiled import option_form

    if engine == "symbolic":
        from backchannel.analysis.symbolic import analyse_symbolically

        return analyse_symbolically(option_form(model.conflict), concepts, budget)
    from backchannel.analysis.explicit import analyse_explicitly

    return analyse_explicitly(option_form(model.conflict), concepts, budget)
