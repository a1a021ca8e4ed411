"""Who says a word of a report, and a stand before its issue is named."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from backchannel.dossier.evidence import Stance
from backchannel.reading.statements import Said
from backchannel.reading.tree import Tree

__all__ = ["Leaning", "Voices"]

_OFTEN = 3
"""So many "we" outside statements make it likely that a report speaks for a body."""


@dataclass(frozen=True, slots=True)
class Leaning:
    """A stand before its issue is named.

    Parameters
    ----------
    heads : tuple of int
        Head words of whose stand it is.
    stance : Stance
        For or against the topic; of an answer, for or against what the other side wants.
    token : int
        The word that shows it.
    topic : int or None
        The word that heads what it is about; None if that stands in a sentence before.
    explicit : bool
        Said in words, or shown by an act.
    kind : str
        ``verb``, ``act``, ``condition``, ``noun``, ``denial``, ``declared`` or ``answer``.
    """

    heads: tuple[int, ...]
    stance: Stance
    token: int
    topic: int | None
    explicit: bool
    kind: str


class Voices:
    """Who speaks where: the statement that a word stands in.

    Parameters
    ----------
    tree : Tree
        The parsed text.
    said : sequence of Said
        Its statements.
    """

    def __init__(self, tree: Tree, said: Sequence[Said]) -> None:
        self.tree = tree
        self.pieces = sorted(
            (piece, number) for number, one in enumerate(said) for piece in one.content
        )
        self.starts = [piece[0] for piece, _ in self.pieces]
        self.words = [token.start for token in tree.tokens]
        self.said = said
        self.own = [
            k
            for k, word in enumerate(tree.lower)
            if word in ("we", "our") and self.at(k) is None
        ]

    def at(self, index: int) -> Said | None:
        """Return the innermost statement that holds a word, or None."""
        offset = self.tree.tokens[index].start
        at = bisect_right(self.starts, offset) - 1
        for (start, end), number in reversed(self.pieces[max(0, at - 2) : at + 1]):
            if start <= offset < end:
                return self.said[number]
        return None

    def speakers(self, index: int) -> tuple[int, ...]:
        """Return the head words of who says a word, empty if it is the report's own."""
        one = self.at(index)
        if one is None:
            return ()
        return one.speakers or self.label(one)

    def author(self, index: int) -> tuple[int, ...]:
        """Return the "we" or "our" nearest a word that no statement holds: the report's author.

        Only a paper that speaks for a body (`backchannel.reading.own_voice`) makes a party of it.
        """
        if len(self.own) < _OFTEN or self.at(index) is not None:
            return ()
        at = min(bisect_left(self.own, index), len(self.own) - 1)
        return (self.own[at],)

    def label(self, one: Said) -> tuple[int, ...]:
        """Return the last word of a statement's label, as a head."""
        if one.label is None:
            return ()
        low, high = (bisect_left(self.words, place) for place in one.label)
        inside = [k for k in range(low, high) if self.tree.tokens[k].text[:1].isalpha()]
        return tuple(inside[-1:])
