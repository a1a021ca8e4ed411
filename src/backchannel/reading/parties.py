"""Parties of a report: who is meant, under all names, and where.

`find_parties` reads a report's title and body (never its residue, never authors, translators or
outlets as such) and answers, for any stretch of the text, which parties it means.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, field

from backchannel.dossier.evidence import (
    SECTORS,
    Mention,
    MentionKind,
    Party,
    PartyKind,
    Report,
)
from backchannel.dossier.names import same_person
from backchannel.dossier.spelling import bare
from backchannel.reading.gazetteer import level, scan
from backchannel.reading.identity import Identity, Place, identify
from backchannel.reading.mentions import find_mentions
from backchannel.reading.parse import Parse
from backchannel.reading.tagged import Word, tag_words
from backchannel.text import Citation

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
        Parties that the text only names as places have confidence 0.3; the rest of the reading
        decides which of all parties matter.
    """
    text = level(report.source.text)
    datelines = [c for what, c in report.metadata if what == "dateline"]
    title = [(c.start, c.end) for what, c in report.metadata if what == "title"]
    places = [*title, *((s.start, s.end) for s in report.body)]
    words = tag_words(text, places, parse)
    if not words:
        return Parties()
    found = [
        one
        for one in find_mentions(text, words, parse, _loud(words))
        if not any(c.start <= words[one.name_first].start < c.end for c in datelines)
    ]
    identities, meant = identify(words, found, text, _sent_from(text, datelines))
    return _assemble(report, words, identities, meant)


def _loud(words: list[Word]) -> frozenset[int]:
    """Sentences where most long words begin with a capital: headings in title case or capitals."""
    counts: dict[int, list[int]] = {}
    ended = {words[i].sentence for i in range(len(words)) if words[i].text in (".", "?", "!")}
    for word in words:
        if len(word.text) > 3 and word.text[0].isalpha():
            count = counts.setdefault(word.sentence, [0, 0])
            count[0] += 1
            count[1] += word.text[0].isupper()
    return frozenset(
        number
        for number, (long, capital) in counts.items()
        if long >= 4 and capital >= 0.75 * long and number not in ended
    )


def _sent_from(text: str, datelines: list[Citation]) -> str | None:
    for line in datelines:
        for hit in scan(text, line.start, line.end) + scan(
            text[line.start : line.end].title(), 0, line.end - line.start
        ):
            if hit.entry.sort in ("seat", "city", "state"):
                return hit.entry.key
    return None


_KINDS = {
    "state": PartyKind.STATE,
    "igo": PartyKind.IGO,
    "organisation": PartyKind.ORGANISATION,
    "armed_force": PartyKind.ARMED_FORCE,
    "group": PartyKind.GROUP,
    "person": PartyKind.PERSON,
    "persons": PartyKind.PERSONS,
    "company": PartyKind.COMPANY,
}


def _assemble(
    report: Report, words: list[Word], identities: list[Identity], meant: list[Place]
) -> Parties:
    source = report.source
    first: dict[int, int] = {}
    mentions: dict[int, list[Mention]] = {}
    for place in sorted(meant, key=lambda p: (p.head_first, p.first)):
        start, end = words[place.first].start, words[place.last - 1].end
        for number in place.who:
            first.setdefault(number, words[place.head_first].start)
            mentions.setdefault(number, []).append(Mention(source.cite(start, end), place.kind))
    writers = [name for name in (report.author, report.translator, report.publisher) if name]

    def real(number: int) -> Identity:
        one = identities[number]
        while one.merged is not None:
            one = identities[one.merged]
        return one

    kept: dict[int, Identity] = {}
    for one in identities:
        if one.merged is not None or _is_writer(one, writers):
            continue
        if one.number in first:
            kept[one.number] = one
    for one in list(kept.values()):
        part = one.part_of
        if one.basis == "general knowledge" and part is not None and real(part).number not in first:
            continue
        while part is not None and real(part).number not in kept:
            above = real(part)
            kept[above.number] = above
            part = above.part_of
    order = sorted(kept, key=lambda number: (first.get(number, len(source.text)), number))
    ids = {number: f"p{i}" for i, number in enumerate(order, 1)}
    parties = tuple(_party(kept[n], ids, real, words, report, mentions.get(n, [])) for n in order)
    spots = []
    for place in meant:
        who = tuple(ids[n] for n in place.who if n in ids)
        if who:
            spots.append(
                Meant(
                    words[place.first].start,
                    words[place.last - 1].end,
                    words[place.head_first].start,
                    words[place.head_last - 1].end,
                    place.kind,
                    who,
                )
            )
    spots.sort(key=lambda m: (m.head_start, m.start, -m.end))
    return Parties(parties, tuple(spots))


def _is_writer(one: Identity, writers: list[str]) -> bool:
    if one.sort in ("person", "unknown"):
        return any(same_person(name, w) for w in writers for name in one.names if " " in name)
    return any(bare(name) == bare(w) for w in writers for name in one.names)


def _party(
    one: Identity,
    ids: dict[int, str],
    real: Callable[[int], Identity],
    words: list[Word],
    report: Report,
    mentions: list[Mention],
) -> Party:
    name = _canonical(one, ids, real)
    part = real(one.part_of) if one.part_of is not None else None
    part_of = ids.get(part.number) if part is not None and part.number != one.number else None
    grounds: tuple[Citation, ...] = ()
    if part_of is not None and one.grounds is not None:
        low, high = one.grounds
        grounds = (report.source.cite(words[low].start, words[high - 1].end),)
    others = [n for n in one.names if n != name]
    others += [p for p in one.phrases if p != name and len(p.split()) <= 10 and _tells(p)]
    only_place = bool(mentions) and all(m.kind is MentionKind.PLACE for m in mentions)
    sector = one.sector if one.sector in SECTORS else None
    return Party(
        id=ids[one.number],
        name=name,
        kind=_KINDS.get(one.sort, PartyKind.UNKNOWN),
        country=one.code,
        sector=sector,
        part_of=part_of,
        part_of_grounds=grounds,
        part_of_basis=one.basis if part_of is not None else "",
        role=one.roles[0] if one.roles else None,
        aliases=tuple(sorted(set(others))),
        mentions=tuple(mentions),
        confidence=0.3 if only_place or not mentions else (0.9 if one.named else 0.6),
    )


def _tells(phrase: str) -> bool:
    """Whether a noun phrase says more than its bare noun."""
    return " " in phrase.strip()


def _canonical(one: Identity, ids: dict[int, str], real: Callable[[int], Identity]) -> str:
    del ids
    if one.sort == "state" or one.listed:
        return one.names[0]
    if one.names:
        return max(one.names, key=lambda n: (len(n.split()), len(n)))
    phrase = one.phrases[0] if one.phrases else (sorted(one.nouns) or ["unnamed party"])[0]
    if one.part_of is not None and len(phrase.split()) == 1:
        above = real(one.part_of)
        if above.sort == "state" and above.code:
            from backchannel.reading.gazetteer import state

            people = state(above.code).peoples
            if people and people[0].lower() not in phrase.lower():
                return f"{people[0]} {phrase}"
    return phrase
