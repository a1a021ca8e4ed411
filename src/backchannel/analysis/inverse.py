"""What would have to be preferred for an outcome to hold.

For decision maker i at a target state s, every concept here depends on i's own ranking only through
the facts "x is no better than s". The target is stable iff

    for every move of i to s1:  s1 is no better than s, or some sanction s2 of the others from s1 is
    no better than s (SMR, SSEQ: and so is every counter-move s3 of i from s2)

which is monotone in those facts. The answer is therefore the list of *minimal sets*: the target is
stable iff every state of at least one set is ranked no better than it. No ranking is enumerated.
For SEQ and SSEQ the preferences of the others are held as they are.

References
----------
Kinsara, Petersons, Hipel, Kilgour 2015 (IEEE Trans. SMC-S 45:734-742) for the question; Wang,
Hipel, Fang, Dang 2018 (EJOR 270:282-293) for conditions in place of enumeration. Ties count: the
condition is "no better", as in the definitions of stability.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from math import factorial

from backchannel.analysis.definition import CRISP, Concept, answers
from backchannel.analysis.moves import Model
from backchannel.errors import AnalysisError

__all__ = [
    "Requirement",
    "broken_judgements",
    "critical_rank",
    "requirement",
    "requirements",
]

LISTED_SETS = 200_000
"""Most minimal sets that are worked out within one independent part of a requirement."""


@dataclass(frozen=True, slots=True)
class Requirement:
    """What decision maker i must think for a target to be stable.

    Parameters
    ----------
    decision_maker : int
        Whose judgement.
    target : int
        The state that is to be stable.
    concept : str
        Under which concept.
    parts : tuple of tuple of frozenset of int
        Independent parts that must all be met; each is a list of minimal sets of states, of which
        one must be no better than the target as a whole. Different parts share no state, so the
        minimal sets of the whole are the unions of one set from each part. No parts: always stable.
        A part without sets: never.
    clauses : tuple of (int, tuple of frozenset of int)
        The same, move by move: the move s1, and the sets of states that would take the wind out of
        it (s1 itself, or a sanction).
    """

    decision_maker: int
    target: int
    concept: str
    parts: tuple[tuple[frozenset[int], ...], ...]
    clauses: tuple[tuple[int, tuple[frozenset[int], ...]], ...]

    def count(self) -> int:
        """Return how many minimal sets there are, exactly."""
        number = 1
        for part in self.parts:
            number *= len(part)
        return number

    def minimal_sets(self, limit: int | None = None) -> list[tuple[int, ...]]:
        """Return the minimal sets, small ones first, each ascending.

        Parameters
        ----------
        limit : int or None
            Give up beyond so many (they may be many millions).

        Returns
        -------
        list of tuple of int
            ``[()]`` if the target is always stable, ``[]`` if it never is.

        Raises
        ------
        AnalysisError
            If there are more than `limit`.
        """
        if limit is not None and self.count() > limit:
            raise AnalysisError(
                f"{self.count():,} minimal sets, more than the {limit:,} asked for: read them part "
                "by part (`parts`)"
            )
        found = [tuple(sorted(frozenset().union(*chosen))) for chosen in product(*self.parts)]
        return sorted(found, key=lambda one: (len(one), one))

    def is_met(self, no_better: Iterable[int]) -> bool:
        """Return whether the target is stable if exactly these states are no better than it."""
        given = frozenset(no_better)
        return all(any(one <= given for one in part) for part in self.parts)

    def share_of_rankings(self, states: int) -> Fraction:
        """Return which share of all strict rankings of so many states makes the target stable.

        Exact: a ranking matters only through the set of the states below the target, and sets of
        one size are equally likely. (The published inverse tables give such counts.)

        Parameters
        ----------
        states : int
            How many states there are in all.
        """
        mentioned = sorted(frozenset().union(*(one for part in self.parts for one in part)))
        if len(mentioned) > 20:
            raise AnalysisError(
                f"{len(mentioned)} states matter: the share of rankings is counted up to 20"
            )
        met = [0] * (len(mentioned) + 1)
        for chosen in range(1 << len(mentioned)):
            below = [x for k, x in enumerate(mentioned) if chosen >> k & 1]
            if self.is_met(below):
                met[len(below)] += 1
        # Of m mentioned states, exactly this set of j is below the target: only the order of the
        # m + 1 states counts, the target in place j from the bottom.
        m = len(mentioned)
        assert states > m
        total = factorial(m + 1)
        return sum(
            (Fraction(n * factorial(j) * factorial(m - j), total) for j, n in enumerate(met)),
            Fraction(0),
        )


def requirement(model: Model, i: int, target: int, concept: str) -> Requirement:
    """Return what decision maker `i` must think for `target` to be stable.

    Parameters
    ----------
    model : Model
        The conflict; `i`'s own preference is not looked at.
    i : int
        Index of the decision maker.
    target : int
        A feasible state.
    concept : str
        ``nash gmr smr seq sseq``.

    Raises
    ------
    AnalysisError
        If the concept is another one, or (SEQ, SSEQ) another preference is partly unknown.
    """
    clauses = [(s1, tuple(_minimal(ways))) for s1, ways in _clauses(model, i, target, concept)]
    parts = tuple(
        tuple(_sorted_sets(_conjoined(part)))
        for part in _independent([ways for _, ways in clauses if frozenset() not in ways])
    )
    return Requirement(i, target, concept, parts, tuple(clauses))


def critical_rank(model: Model, i: int, target: int, concept: str) -> int | None:
    """Return the least rank at which decision maker `i` would find `target` stable.

    With the other states ranked as they are, the target is stable iff its rank is at least this
    number: the largest, over the moves s1, of the least, over what would take the wind out of s1,
    of the highest rank met there. None: stable at any rank.

    Parameters
    ----------
    model : Model
        The conflict; `i`'s preference must be known.
    i, target, concept
        As in `requirement`.
    """
    critical: int | None = None
    for _, ways in _clauses(model, i, target, concept):
        least: int | None = None
        for way in ways:
            if not way:
                least = None
                break
            worst = max(model.rank(i, x) for x in way)
            least = worst if least is None else min(least, worst)
        if least is not None:
            critical = least if critical is None else max(critical, least)
    return critical


def _clauses(
    model: Model, i: int, target: int, concept: str
) -> Iterator[tuple[int, set[frozenset[int]]]]:
    """Yield each move s1 of `i` with the sets of states that would take the wind out of it."""
    if concept not in CRISP:
        raise AnalysisError(f"no inverse of {concept!r}; known: {', '.join(CRISP)}")
    others = [j for j in range(len(model.decision_makers)) if j != i]
    if concept in ("seq", "sseq"):
        for j in others:
            if not model.comparisons[j].complete:
                raise AnalysisError(
                    f"the inverse under {concept} needs the preferences of the others, and that of "
                    f"{model.decision_makers[j]} is partly unknown"
                )
    judged = Concept.read(concept)
    for s1 in model.reach(i, target):
        ways = {frozenset({s1})}
        if concept != "nash":
            for s2 in answers(model, i, s1, judged):
                needed = {s2}
                if concept in ("smr", "sseq"):
                    needed.update(model.reach(i, s2))
                ways.add(frozenset(needed - {target}))
        yield s1, ways


def requirements(
    model: Model, target: int, concepts: Iterable[str] = CRISP
) -> dict[str, tuple[Requirement, ...]]:
    """Return, per concept, what each decision maker must think for `target` to be stable.

    The target is an equilibrium iff all of them do. For SEQ and SSEQ each answer holds the others'
    preferences as they are in the model.
    """
    return {
        concept: tuple(
            requirement(model, i, target, concept) for i in range(len(model.decision_makers))
        )
        for concept in concepts
    }


def broken_judgements(model: Model, need: Requirement) -> list[tuple[int, ...]]:
    """Return the fewest judgements that would have to change: states now better than the target.

    Returns
    -------
    list of tuple of int
        Every smallest set of states that the decision maker now prefers to the target (or whose
        place is unknown) and would have to rank no better; ``[()]`` if the target is stable
        already, ``[]`` if nothing helps.
    """
    i, s = need.decision_maker, need.target
    comparison = model.comparisons[i]
    chosen: list[list[frozenset[int]]] = []
    for part in need.parts:
        short = {frozenset(x for x in one if not comparison.not_better(x, s)) for one in part}
        least = min((len(one) for one in short), default=0)
        chosen.append(_sorted_sets(one for one in short if len(one) == least))
    found = {tuple(sorted(frozenset().union(*sets))) for sets in product(*chosen)}
    return sorted(found)


# ------------------------------------------------------------------ monotone Boolean formulas


def _minimal(sets: Iterable[frozenset[int]]) -> list[frozenset[int]]:
    """Return the sets that contain no other."""
    found = set(sets)
    if all(len(one) == 1 for one in found):
        return _sorted_sets(found)
    kept: list[frozenset[int]] = []
    for one in _sorted_sets(found):
        if not any(other <= one for other in kept):
            kept.append(one)
    return kept


def _sorted_sets(sets: Iterable[frozenset[int]]) -> list[frozenset[int]]:
    return sorted(sets, key=lambda one: (len(one), tuple(sorted(one))))


def _independent(
    clauses: list[tuple[frozenset[int], ...]],
) -> Iterator[list[tuple[frozenset[int], ...]]]:
    """Yield groups of clauses; clauses of different groups mention different states."""
    groups: list[tuple[set[int], list[tuple[frozenset[int], ...]]]] = []
    for clause in clauses:
        mentioned = set(frozenset().union(*clause))
        joined = [clause]
        rest = []
        for seen, group in groups:
            if seen & mentioned:
                mentioned |= seen
                joined = group + joined
            else:
                rest.append((seen, group))
        groups = [*rest, (mentioned, joined)]
    groups.sort(key=lambda pair: sorted(pair[0]))
    for _, group in groups:
        yield group


def _conjoined(clauses: list[tuple[frozenset[int], ...]]) -> list[frozenset[int]]:
    """Return the minimal sets that contain a set of every clause.

    States become bits; after each clause the sets that contain another are dropped.
    """
    if len(clauses) == 1:
        return list(clauses[0])
    names = sorted(frozenset().union(*(one for clause in clauses for one in clause)))
    bit = {x: 1 << k for k, x in enumerate(names)}
    masks = [[sum(bit[x] for x in one) for one in clause] for clause in clauses]
    masks.sort(key=len)
    found = [0]
    for clause in masks:
        grown: set[int] = set()
        for one in found:
            if any(one & way == way for way in clause):
                grown.add(one)
            else:
                grown.update(one | way for way in clause)
        found = _minimal_masks(grown)
        if len(found) > LISTED_SETS:
            raise AnalysisError(
                f"more than {LISTED_SETS:,} minimal sets: read the requirement move by move"
            )
    return [frozenset(x for x in names if mask & bit[x]) for mask in found]


def _minimal_masks(masks: set[int]) -> list[int]:
    """Return the masks that contain no other mask."""
    kept: list[int] = []
    by_size: dict[int, list[int]] = {}
    for mask in masks:
        by_size.setdefault(mask.bit_count(), []).append(mask)
    for size in sorted(by_size):
        smaller = list(kept)
        for mask in by_size[size]:
            if not any(other & mask == other for other in smaller):
                kept.append(mask)
    return kept
