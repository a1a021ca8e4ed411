"""Moves made together: coalition improvements, and stability against them.

A coalition H can bring the conflict to any state in R_H(s), the ends of its legal sequences; a
*coalition improvement* is one that every member strictly prefers to s. The steps on the way need
please nobody (Kilgour, Hipel, Fang, Peng 2001, GDN 10:159-175). Stability follows Inohara and Hipel
2008 (Systems Engineering 11:343-359): a sanction is enough if it leaves one member no better off.
In coalition SEQ the others answer with coalition improvements of any of their own coalitions,
singletons too, without the rule that nobody moves twice in a row; the variant in which they answer
with individual improvements only (Xu, Kilgour, Hipel, McBean 2014, Theory and Decision 76:147-171)
is `individual`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from backchannel.analysis.definition import improving_step, legal_reach, move_step
from backchannel.analysis.moves import Comparison, Model, OptionModel
from backchannel.errors import AnalysisError

__all__ = [
    "COALITION_CONCEPTS",
    "CoalitionVerdict",
    "coalition_improvements",
    "coalition_sanctions",
    "coalition_stable",
    "coalition_verdict",
    "coalitions",
    "equilibrium_jumps",
    "merged",
    "resists_all",
]

COALITION_CONCEPTS = ("nash", "gmr", "smr", "seq")
"""The concepts of Inohara and Hipel."""


@dataclass(frozen=True, slots=True)
class CoalitionVerdict:
    """What a coalition can improve, and which states hold against it.

    Parameters
    ----------
    coalition : tuple of str
        Ids of the members.
    improvements : tuple of (str, str)
        Coalition improvements by label, from and to.
    stable : dict of str to tuple of str
        Concept to the labels of the states stable for the coalition.
    seq_individual_sanctions : tuple of str
        Coalition SEQ if the others answer with individual improvements only.
    """

    coalition: tuple[str, ...]
    improvements: tuple[tuple[str, str], ...]
    stable: dict[str, tuple[str, ...]]
    seq_individual_sanctions: tuple[str, ...]


def coalitions(model: Model, least: int = 2) -> list[tuple[int, ...]]:
    """Return every coalition of at least so many members, small ones first."""
    everyone = range(len(model.decision_makers))
    return [
        members
        for size in range(least, len(everyone) + 1)
        for members in combinations(everyone, size)
    ]


def coalition_improvements(model: Model, members: Sequence[int], s: int) -> list[int]:
    """Return CI_H(s), ascending: reachable together and strictly better for every member.

    Parameters
    ----------
    model : Model
        The conflict.
    members : sequence of int
        The coalition H, at least one decision maker.
    s : int
        A feasible state.
    """
    _check(model, members)
    return [
        q
        for q in legal_reach(members, s, move_step(model))
        if all(model.better(i, q, s) for i in members)
    ]


def coalition_sanctions(
    model: Model,
    members: Sequence[int],
    s: int,
    s1: int,
    concept: str,
    individual: bool = False,
) -> list[int]:
    """Return the states with which the others deter coalition H from moving from s to s1.

    Parameters
    ----------
    model : Model
        The conflict.
    members : sequence of int
        The coalition H.
    s, s1 : int
        The state, and a coalition improvement from it.
    concept : str
        ``gmr``, ``smr`` or ``seq``.
    individual : bool
        For SEQ, whether the others answer with individual improvements only.

    Returns
    -------
    list of int
        Every s2 the others can bring about from s1 that leaves some member no better off than s
        (SMR: whatever the coalition then does).
    """

    def bad(x: int) -> bool:
        return any(not model.better(i, x, s) for i in members)

    others = [j for j in range(len(model.decision_makers)) if j not in members]
    if concept == "seq":
        if individual:
            answers = legal_reach(others, s1, improving_step(model))
        else:
            answers = _chains_of_coalitions(model, others, s1)
    else:
        answers = legal_reach(others, s1, move_step(model))
    return [
        s2
        for s2 in answers
        if bad(s2)
        and (concept != "smr" or all(bad(s3) for s3 in legal_reach(members, s2, move_step(model))))
    ]


def _chains_of_coalitions(model: Model, others: Sequence[int], start: int) -> list[int]:
    """Return the ends of chains of coalition improvements by coalitions among the others."""
    groups = [g for size in range(1, len(others) + 1) for g in combinations(others, size)]
    seen: set[int] = set()
    todo = [start]
    while todo:
        x = todo.pop()
        for group in groups:
            for y in coalition_improvements(model, group, x):
                if y not in seen:
                    seen.add(y)
                    todo.append(y)
    return sorted(seen - {start})


def coalition_stable(
    model: Model, members: Sequence[int], s: int, concept: str, individual: bool = False
) -> bool:
    """Return whether a state is stable for a coalition.

    Parameters
    ----------
    model : Model
        The conflict.
    members : sequence of int
        The coalition H; with one member this is the ordinary concept.
    s : int
        A feasible state.
    concept : str
        ``nash``, ``gmr``, ``smr`` or ``seq``.
    individual : bool
        For SEQ, whether the others answer with individual improvements only.
    """
    if concept not in COALITION_CONCEPTS:
        raise AnalysisError(
            f"no coalition concept {concept!r}; known: {', '.join(COALITION_CONCEPTS)}"
        )
    improvements = coalition_improvements(model, members, s)
    if concept == "nash":
        return not improvements
    return all(
        coalition_sanctions(model, members, s, s1, concept, individual) for s1 in improvements
    )


def coalition_verdict(model: Model, members: Sequence[int]) -> CoalitionVerdict:
    """Judge every state against one coalition; see `CoalitionVerdict`."""
    _check(model, members)
    states = model.states()
    label = model.label
    return CoalitionVerdict(
        tuple(model.decision_makers[i] for i in members),
        tuple(
            (label(s), label(q)) for s in states for q in coalition_improvements(model, members, s)
        ),
        {
            concept: tuple(label(s) for s in states if coalition_stable(model, members, s, concept))
            for concept in COALITION_CONCEPTS
        },
        tuple(
            label(s) for s in states if coalition_stable(model, members, s, "seq", individual=True)
        ),
    )


def equilibrium_jumps(model: Model, found: Sequence[int]) -> list[tuple[tuple[int, ...], int, int]]:
    """Return the coalition moves that upset equilibria: (members, from, to).

    The classical test of Kilgour, Hipel, Fang, Peng 2001: an equilibrium is coalitionally stable if
    no coalition has an improvement from it; a coalition improvement from one equilibrium to another
    is an *equilibrium jump*. Here `to` is any coalition improvement, equilibrium or not; the caller
    compares it with `found`.
    """
    return [
        (members, s, q)
        for members in coalitions(model)
        for s in found
        for q in coalition_improvements(model, members, s)
    ]


def resists_all(model: Model, s: int, concept: str = "nash") -> bool:
    """Return whether a state is stable for every non-empty coalition (universal stability)."""
    return all(
        coalition_stable(model, members, s, concept) for members in coalitions(model, least=1)
    )


def _check(model: Model, members: Sequence[int]) -> None:
    if not members or len(set(members)) != len(members):
        raise AnalysisError("a coalition names at least one decision maker, each once")
    if not model.complete:
        raise AnalysisError("coalition analysis needs preferences without unknown pairs")


# ------------------------------------------------------------------ one player made of several


class _Unanimous(Comparison):
    """The comparison of several decision makers as one: better is what is better for each."""

    __slots__ = ("_members",)

    def __init__(self, members: Sequence[Comparison]) -> None:
        super().__init__(members[0].preference, None)
        self._members = tuple(members)

    @property
    def complete(self) -> bool:
        return all(one.complete for one in self._members)

    def rank(self, state: int) -> int:
        if len(self._members) == 1:
            return self._members[0].rank(state)
        raise AnalysisError("decision makers taken as one have no common ranking")

    def better(self, state: int, than: int) -> bool:
        return all(one.better(state, than) for one in self._members)

    def unknown(self, state: int, other: int) -> bool:
        return state != other and any(one.unknown(state, other) for one in self._members)

    def strong(self, state: int, than: int) -> bool:
        return all(one.strong(state, than) for one in self._members)


class _Merged(OptionModel):
    """A conflict in option form in which some decision makers act as one."""

    def __init__(self, model: OptionModel, blocks: Sequence[Sequence[int]]) -> None:
        self.__dict__.update(model.__dict__)
        self.found = {}
        self.decision_makers = tuple(
            "+".join(model.decision_makers[i] for i in block) for block in blocks
        )
        self.own = tuple(sum(model.own[i] for i in block) for block in blocks)
        self.comparisons = tuple(
            _Unanimous([model.comparisons[i] for i in block]) for block in blocks
        )

    def index(self, decision_maker: str) -> int:
        """Return the place of a block by its joined name."""
        return self.decision_makers.index(decision_maker)


def merged(model: OptionModel, *coalitions: Sequence[str]) -> OptionModel:
    """Return the conflict with the members of each coalition taken as one decision maker.

    The partition reading of coalitions: a block moves all its members' options in one step (through
    infeasible combinations if need be), and prefers only what every member strictly prefers. It
    differs from coalition improvements where a step on the way is infeasible.

    Parameters
    ----------
    model : OptionModel
        A conflict in option form without merged states.
    *coalitions : sequence of str
        Ids of the members of each block; everyone else stays alone.

    Returns
    -------
    OptionModel
        To be asked with the functions of `backchannel.analysis.definition`; its decision makers are
        called ``A+B``, in the order of their first members.

    Raises
    ------
    AnalysisError
        If somebody is in two blocks, or the conflict is a graph.
    """
    if not model.plain:
        raise AnalysisError("decision makers are taken as one in option form only")
    blocks = [tuple(sorted(model.index(one) for one in names)) for names in coalitions]
    taken = [i for block in blocks for i in block]
    if len(set(taken)) != len(taken) or not all(blocks):
        raise AnalysisError("a decision maker can be in one coalition only, and none is empty")
    alone = [(i,) for i in range(len(model.decision_makers)) if i not in taken]
    return _Merged(model, sorted([*blocks, *alone]))
