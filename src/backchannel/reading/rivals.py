"""Whom "both sides" means: the two whom a report shows acting against each other most.

Where nothing like "between A and B" stands before it, "the two sides" are the two parties of the
dispute, not the two that were named last. Who they are is told by what the report says they did to
each other: each act of one against the other counts, parts of a body for the body. Who brings them
together is neither of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from backchannel.dossier.evidence import EventType, PartyKind
from backchannel.reading.parties import Parties
from backchannel.reading.tree import Tree

__all__ = ["Rivals", "means_both"]

_T = EventType
_BOTH = frozenset(
    "side sides party parties camp camps delegation delegations adversary adversaries antagonists "
    "rivals foes opponents belligerents contenders protagonists disputants".split()
)
_AGAINST = frozenset(
    {
        _T.REJECT,
        _T.ACCUSE,
        _T.THREATEN,
        _T.PROTEST,
        _T.SANCTION,
        _T.COERCE,
        _T.MOBILIZE,
        _T.ASSAULT,
        _T.REQUEST,
    }
)
_ENOUGH = 2.0


def means_both(tree: Tree, head: int) -> bool:
    """Return whether a noun means both parties: "both sides", "the two camps", "the parties"."""
    if tree.lower[head] not in _BOTH or tree.tokens[head].xpos not in ("NNS", "NNPS"):
        return False
    below = {tree.lower[k] for k in tree.kids[head]}
    if not below & {"both", "two", "the", "all"}:
        return False
    return not any(tree.rel(k) in ("amod", "compound", "nmod", "acl") for k in tree.kids[head])


class Rivals:
    """The parties of a report by how much they do to each other.

    Parameters
    ----------
    parties : Parties
        Of the report.
    acts : iterable of (EventType, ids of sources, ids of targets)
        What it tells.
    """

    def __init__(
        self,
        parties: Parties,
        acts: Iterable[tuple[EventType, tuple[str, ...], tuple[str, ...]]],
    ) -> None:
        self._parties = parties
        self._weights: Counter[tuple[str, str]] = Counter()
        for kind, sources, targets in acts:
            by = {top for s in sources if (top := self._top(s)) is not None}
            to = {top for t in targets if (top := self._top(t)) is not None}
            weight = 2 if kind in _AGAINST else 1
            for a in by:
                for b in to - by:
                    self._weights[(min(a, b), max(a, b))] += weight

    def pair(self, besides: tuple[str, ...] = ()) -> tuple[str, ...]:
        """Return the two that act against each other most; empty if none or several do.

        Parameters
        ----------
        besides : tuple of str
            Who speaks of the two, or brings them together, and is not one of them.
        """
        out = {self._top(one) for one in besides}
        order = [
            (weight / 2, pair)
            for pair, weight in sorted(self._weights.items(), key=lambda i: (-i[1], i[0]))
            if not out & set(pair)
        ]
        if not order or order[0][0] < _ENOUGH:
            return ()
        if len(order) > 1 and order[1][0] == order[0][0]:
            return ()
        return order[0][1]

    def _top(self, id: str) -> str | None:
        """The body that a party is part of in the end; None for what takes no side."""
        node = self._parties.get(id)
        for _ in range(6):
            if node.part_of is None:
                break
            node = self._parties.get(node.part_of)
        return None if node.kind in (PartyKind.PERSON, PartyKind.PERSONS) else node.id
