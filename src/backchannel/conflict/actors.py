"""Who can act: the parties of the evidence, folded into those who decide.

An official acts for the government, a spokesman for the organisation, a militia for the militias
(rules A1 to A4 of docs/explanation/how-a-conflict-is-drafted.md).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass

from backchannel.conflict.act_phrases import object_class
from backchannel.dossier.evidence import (
    Event,
    EventType,
    Evidence,
    MentionKind,
    Modality,
    Party,
    PartyKind,
)
from backchannel.text import Citation

__all__ = ["Actors", "Folding"]

_AGAINST = frozenset(
    {
        EventType.REQUEST,
        EventType.ACCUSE,
        EventType.REJECT,
        EventType.THREATEN,
        EventType.PROTEST,
        EventType.SANCTION,
        EventType.COERCE,
        EventType.ASSAULT,
    }
)
_OF_STATE = frozenset({"GOV", "MIL", "COP", "SPY"})
_PRIVATE = frozenset({"BUS", "LAB", "AGR", "CVL", "MED", "EDU", "REL", "JRN", "NGO", "OPP", "PTY"})
_QUANTITY = re.compile(r"^(?:many|several|some|various|the) (?=\w)", re.I)
_GROUP_WORD = re.compile(r"\b(?:militias?|armed groups?|rebels?|insurgents?|guerrillas?)\b", re.I)
_ARMED = frozenset({"PRM", "REB", "UAF"})


@dataclass(frozen=True, slots=True)
class Folding:
    """Why one party is counted as part of another.

    Parameters
    ----------
    part, whole : str
        Party ids.
    rule : str
        Which rule says so.
    why : str
        In words.
    grounds : tuple of Citation
        The words that say so, if the reports do.
    """

    part: str
    whole: str
    rule: str
    why: str
    grounds: tuple[Citation, ...] = ()


class Actors:
    """The parties of some evidence, each with the one it acts for.

    Parameters
    ----------
    evidence : Evidence
        What was read.

    Attributes
    ----------
    foldings : tuple of Folding
        Every step of folding, in order of the parties.
    """

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence
        self._party = {party.id: party for party in evidence.parties}
        self._opposed = _opposed_pairs(evidence.events)
        self._above: dict[str, Folding] = {}
        self._fold_parts()
        self._fold_namesakes()
        self._fold_by_country()
        self._fold_armed_groups()
        self.foldings = tuple(
            self._above[party.id] for party in evidence.parties if party.id in self._above
        )
        self._index_mentions()

    def party(self, id: str) -> Party:
        """Return the party with this id."""
        return self._party[id]

    def root(self, id: str) -> str:
        """Return the id of the party that this one acts for in the end (often itself)."""
        seen = {id}
        while id in self._above:
            id = self._above[id].whole
            if id in seen:
                return min(seen)
            seen.add(id)
        return id

    def roots(self, ids: tuple[str, ...]) -> tuple[str, ...]:
        """Return the roots of several parties, each once, in order."""
        return tuple(dict.fromkeys(self.root(id) for id in ids))

    def can_decide(self, root: str) -> bool:
        """Return whether a root can be a decision maker (rule A5): not "the coalition forces"."""
        party = self._party[root]
        if party.kind is PartyKind.ARMED_FORCE and not party.country:
            return any(m.kind is MentionKind.NAME for m in party.mentions) and (
                party.name[:1].isupper()
            )
        return True

    def members(self, root: str) -> tuple[Party, ...]:
        """Return all parties that act for `root`, itself first."""
        rest = [p for p in self._evidence.parties if p.id != root and self.root(p.id) == root]
        return (self._party[root], *rest)

    def name(self, root: str) -> str:
        """Return the name under which a root is shown."""
        return _QUANTITY.sub("", self._party[root].name)

    def mentioned(self, citation: Citation) -> tuple[str, ...]:
        """Return the ids of the parties mentioned inside a citation, in order of place."""
        places = self._mentions.get((citation.source.sha256, citation.source.origin), [])
        at = bisect_right(places, (citation.start - 1, 10**12, ""))
        found = []
        while at < len(places) and places[at][0] < citation.end:
            if places[at][1] <= citation.end:
                found.append(places[at][2])
            at += 1
        return tuple(dict.fromkeys(found))

    def _index_mentions(self) -> None:
        self._mentions: dict[tuple[str, str], list[tuple[int, int, str]]] = {}
        for party in self._evidence.parties:
            for mention in party.mentions:
                cited = mention.citation
                key = (cited.source.sha256, cited.source.origin)
                self._mentions.setdefault(key, []).append((cited.start, cited.end, party.id))
        for places in self._mentions.values():
            places.sort()

    def _fold_parts(self) -> None:
        for party in self._evidence.parties:
            whole = party.part_of
            if whole is None or whole not in self._party:
                continue
            if self._apart(party.id, whole):
                continue
            if self._party[whole].kind is PartyKind.STATE and _is_armed(party):
                continue  # a militia is of a country, not of its government
            if self._party[whole].kind is PartyKind.STATE and _is_private(party):
                continue  # nor are its farmers, unions and companies
            why = party.part_of_basis or f"part of {self._party[whole].name}"
            self._above[party.id] = Folding(
                party.id, whole, "A1", why, tuple(party.part_of_grounds)
            )

    def _fold_namesakes(self) -> None:
        """Fold a person met under a longer name too: "State Mike Pompeo" (rule A1)."""
        known: dict[tuple[str, ...], str] = {}
        for party in self._evidence.parties:
            words = tuple(party.name.lower().split()[-2:])
            if party.kind is PartyKind.PERSON and party.id in self._above and len(words) == 2:
                known.setdefault(words, party.id)
        for party in self._evidence.parties:
            words = tuple(party.name.lower().split()[-2:])
            whole = known.get(words)
            if party.kind is not PartyKind.PERSON or party.id in self._above:
                continue
            if whole is not None and whole != party.id:
                self._above[party.id] = Folding(
                    party.id, whole, "A1", f"the same name as {self._party[whole].name}"
                )

    def _fold_by_country(self) -> None:
        states = {
            party.country: party.id
            for party in reversed(self._evidence.parties)
            if party.kind is PartyKind.STATE and party.country
        }
        for party in self._evidence.parties:
            if party.id in self._above or party.kind is PartyKind.STATE:
                continue
            whole = states.get(party.country) if party.country else None
            if (
                whole is None
                or party.sector not in _OF_STATE
                or _is_armed(party)
                or self._apart(party.id, whole)
            ):
                continue
            self._above[party.id] = Folding(
                party.id,
                whole,
                "A2",
                f"an organ or official of {self._party[whole].name} (by country and sector)",
            )

    def _fold_armed_groups(self) -> None:
        armed = [p for p in self._evidence.parties if p.id not in self._above and _is_armed(p)]
        countries = {p.country for p in armed if p.country}
        only = next(iter(countries)) if len(countries) == 1 else ""
        umbrella: dict[str, Party] = {}
        for party in sorted(
            (p for p in armed if _is_generic(p)),
            key=lambda p: (_head_class(p) != "group", -len(p.mentions), p.id),
        ):
            umbrella.setdefault(party.country or only, party)
        for party in armed:
            whole = umbrella.get(party.country or only)
            if whole is None or whole.id == party.id or self._apart(party.id, whole.id):
                continue
            if any(
                self._apart(party.id, other.id)
                for other in armed
                if other.id != party.id and other.id != whole.id
            ):
                continue
            self._above[party.id] = Folding(
                party.id,
                whole.id,
                "A3",
                f"an armed group like the others that the reports call {whole.name}; "
                "nothing shows them against each other",
                tuple(m.citation for m in party.mentions[:1]),
            )

    def _apart(self, part: str, whole: str) -> bool:
        return (part, whole) in self._opposed


def _opposed_pairs(events: tuple[Event, ...]) -> frozenset[tuple[str, str]]:
    """Return pairs of parties of which one acts against, or asks something of, the other."""
    pairs = set()
    for event in events:
        if event.type in _AGAINST and event.modality is not Modality.DENIED:
            for source in event.sources:
                for target in event.targets:
                    pairs |= {(source, target), (target, source)}
    return frozenset(pairs)


def _is_armed(party: Party) -> bool:
    if party.kind in (PartyKind.PERSON, PartyKind.STATE, PartyKind.IGO, PartyKind.COMPANY):
        return False
    if party.sector in _ARMED or object_class(party.name) == "group":
        return True
    if party.kind is PartyKind.ARMED_FORCE or party.sector:
        return False
    return any(_GROUP_WORD.search(mention.citation.quote) for mention in party.mentions[:5])


def _is_private(party: Party) -> bool:
    """Whether a party belongs to a country but acts for itself: its farmers, unions, companies."""
    return party.kind is PartyKind.COMPANY or party.sector in _PRIVATE


def _head_class(party: Party) -> str:
    """Return the class of the last word: "militia leaders" are no group."""
    return object_class(party.name.split()[-1])


def _is_generic(party: Party) -> bool:
    """Whether the party is a plural without a name of its own: "pro-Iranian militias"."""
    counts = Counter(mention.kind.value for mention in party.mentions)
    last = party.name.split()[-1].lower()
    return last.endswith("s") and (
        object_class(party.name) in {"group", "force"} or counts["nominal"] > counts["name"]
    )
