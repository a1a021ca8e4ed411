"""Which judgement, if wrong, changes the answer: one at a time, exactly.

One judgement is changed at a time (a statement dropped, turned round, or moved up one place; two
neighbouring groups of a ranking exchanged), and the equilibria are compared. For how often an
outcome survives many errors at once see `backchannel.analysis.sensitivity`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from backchannel.analysis.definition import CRISP
from backchannel.conflict.elements import (
    Certainty,
    Conflict,
    Not,
    Preference,
    Ranking,
    Statements,
    to_text,
)
from backchannel.errors import AnalysisError

__all__ = ["Change", "single_changes"]


@dataclass(frozen=True, slots=True)
class Change:
    """What one changed judgement does to the equilibria.

    Parameters
    ----------
    decision_maker : str
        Whose judgement.
    what : str
        The change, for a person.
    conflict : Conflict
        The changed conflict.
    lost, gained : dict of str to tuple of str
        Concept to the labels of the equilibria that go, and that come.
    """

    decision_maker: str
    what: str
    conflict: Conflict
    lost: dict[str, tuple[str, ...]]
    gained: dict[str, tuple[str, ...]]

    @property
    def matters(self) -> bool:
        """Whether any equilibrium comes or goes."""
        return any(self.lost.values()) or any(self.gained.values())


def single_changes(
    conflict: Conflict, concepts: Sequence[str] = CRISP[:4], limit: int = 10_000
) -> list[Change]:
    """Change one judgement at a time, and say which equilibria come and go.

    Parameters
    ----------
    conflict : Conflict
        Any conflict whose states can be listed.
    concepts : sequence of str
        Solution concepts.
    limit : int
        Most equilibria of a concept that are compared.

    Returns
    -------
    list of Change
        In order of decision maker and judgement; those that change nothing are in it too.

    Raises
    ------
    AnalysisError
        If there are more equilibria than `limit`.
    """
    from backchannel.analysis.verdict import analyse

    def equilibria(one: Conflict) -> dict[str, list[str]]:
        analysis = analyse(one, concepts)
        out = {}
        for concept in concepts:
            found = analysis.equilibria(concept)
            if found.count() > limit:
                raise AnalysisError(
                    f"{found.count():,} equilibria under {concept}, more than the {limit:,} that "
                    "are compared"
                )
            out[concept] = analysis.labels(found)
        return out

    before = equilibria(conflict)
    changes = []
    for maker in conflict.decision_makers:
        for what, preference in _variants(maker.preference):
            changed = replace(
                conflict,
                decision_makers=tuple(
                    replace(one, preference=preference) if one.id == maker.id else one
                    for one in conflict.decision_makers
                ),
            )
            after = equilibria(changed)
            changes.append(
                Change(
                    maker.id,
                    what,
                    changed,
                    {c: tuple(x for x in before[c] if x not in set(after[c])) for c in concepts},
                    {c: tuple(x for x in after[c] if x not in set(before[c])) for c in concepts},
                )
            )
    return changes


def _variants(preference: Preference) -> Iterator[tuple[str, Preference]]:
    """Yield every single change of a judgement, with words for it."""
    order = preference.order
    if isinstance(order, Statements):
        items = list(order.items)
        for k, item in enumerate(items):
            text = to_text(item.expression)
            rest = (*items[:k], *items[k + 1 :])
            yield (
                f"without statement {k + 1}, '{text}'",
                replace(preference, order=Statements(rest)),
            )
            turned = replace(item, expression=Not(item.expression))
            if item.certainty is not Certainty.UNKNOWN:
                yield (
                    f"with statement {k + 1}, '{text}', the other way round",
                    replace(preference, order=Statements((*items[:k], turned, *items[k + 1 :]))),
                )
            if k:
                moved = (*items[: k - 1], item, items[k - 1], *items[k + 1 :])
                yield (
                    f"with statement {k + 1}, '{text}', before statement {k}",
                    replace(preference, order=Statements(moved)),
                )
    elif isinstance(order, Ranking):
        groups = order.groups
        for k in range(1, len(groups)):
            swapped = (*groups[: k - 1], groups[k], groups[k - 1], *groups[k + 1 :])
            upper, lower = ", ".join(groups[k - 1]), ", ".join(groups[k])
            yield (
                f"with {lower} before {upper}",
                replace(preference, order=Ranking(swapped), strong=()),
            )
