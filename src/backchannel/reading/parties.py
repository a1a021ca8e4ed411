"""Parties of a report: who is meant, under all names, and where.

`find_parties` reads a report's title and body (never its residue, never authors, translators or
outlets as such) and answers, for any stretch of the text, which parties it means.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field

from backchannel.dossier.evidence import Mention, MentionKind, Party, PartyKind, Report
from backchannel.reading.gazetteer import level, scan, state
from backchannel.reading.parse import Parse

__all__ = ["Meant", "Parties", "find_parties"]


@dataclass(frozen=True, slots=True)
class Meant:
    """A place in the text and the parties it means.

    Parameters
    ----------
    start, end : int
        The whole phrase, half-open code points.
    head_start, head_end : int
        Its head: the name, or the noun.
    kind : MentionKind
        By name, noun phrase, pronoun, or a place that may stand for its government.
    parties : tuple of str
        Ids; several for "both sides".
    """

    start: int
    end: int
    head_start: int
    head_end: int
    kind: MentionKind
    parties: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Parties:
    """Who is meant in one report.

    Parameters
    ----------
    parties : tuple of Party
        In order of first mention.
    meant : tuple of Meant
        Every mention, in order of `head_start`; phrases may nest.
    """

    parties: tuple[Party, ...] = ()
    meant: tuple[Meant, ...] = ()
    _by_id: dict[str, Party] = field(default_factory=dict, repr=False, compare=False)
    _heads: tuple[int, ...] = field(default=(), repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_id", {party.id: party for party in self.parties})
        object.__setattr__(self, "_heads", tuple(m.head_start for m in self.meant))

    def get(self, id: str) -> Party:
        """Return the party with this id, or raise KeyError."""
        return self._by_id[id]

    def at(self, start: int, end: int, places: bool = False) -> tuple[str, ...]:
        """Return the ids of the parties that a stretch of the text means.

        The stretch may be a head word, a name or a whole noun phrase. What counts is the head:
        "Iranian border guards" means the guards, not Iran; "the army and the rebels" means both;
        "a spokesman for the union" means the spokesman (see `speaking_for`).

        Parameters
        ----------
        start, end : int
            Half-open code points.
        places : bool
            Also names of places used as places ("flew to Baghdad"): the state they lie in.

        Returns
        -------
        tuple of str
            Empty if no party is meant.
        """
        inside = self.inside(start, end, places)
        if inside:
            return _ids(inside)
        around = [
            m
            for m in self.meant
            if m.head_start < end
            and start < m.head_end
            and (places or m.kind is not MentionKind.PLACE)
        ]
        if around:
            return min(around, key=lambda m: (m.end - m.start, m.start)).parties
        return ()

    def inside(self, start: int, end: int, places: bool = False) -> tuple[Meant, ...]:
        """Return the outermost mentions whose head lies in the stretch, in order."""
        low = bisect_left(self._heads, start)
        high = bisect_left(self._heads, end)
        found = [
            m
            for m in self.meant[low:high]
            if m.head_end <= end and (places or m.kind is not MentionKind.PLACE)
        ]
        return tuple(
            m
            for m in found
            if not any(
                o is not m
                and o.start <= m.head_start
                and m.head_end <= o.end
                and not (o.head_start < m.head_end and m.head_start < o.head_end)
                for o in found
            )
        )

    def speaking_for(self, id: str) -> str | None:
        """Return the id of the party that this one belongs to or speaks for, or None."""
        return self._by_id[id].part_of


def _ids(mentions: tuple[Meant, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(id for m in mentions for id in m.parties))


def find_parties(report: Report, parse: Parse | None = None) -> Parties:
    """Find the parties of a report.

    Parameters
    ----------
    report : Report
        With its body and residue marked.
    parse : Parse or None
        What the trained reader saw; None for rules alone.

    Returns
    -------
    Parties
    """
    text = level(report.source.text)
    places = [(s.start, s.end) for s in report.body]
    title = [(c.start, c.end) for what, c in report.metadata if what == "title"]
    found: dict[str, list[Meant]] = {}
    for start, end in sorted(set(title + places)):
        for hit in scan(text, start, end):
            if hit.entry.sort not in ("state", "people", "seat"):
                continue
            kind = MentionKind.NAME if hit.entry.sort == "state" else MentionKind.PLACE
            found.setdefault(hit.entry.key, []).append(
                Meant(hit.start, hit.end, hit.start, hit.end, kind, (f"p-{hit.entry.key}",))
            )
    parties = tuple(
        Party(
            id=f"p-{code}",
            name=state(code).name,
            kind=PartyKind.STATE,
            country=code,
            sector="GOV",
            mentions=tuple(Mention(report.source.cite(m.start, m.end), m.kind) for m in ms),
        )
        for code, ms in found.items()
    )
    meant = sorted((m for ms in found.values() for m in ms), key=lambda m: (m.head_start, -m.end))
    return Parties(parties, tuple(meant))
