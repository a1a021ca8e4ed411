"""Parties of several readings that are one, as they are being put together."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from backchannel.dossier.at_hand import once_a_record
from backchannel.dossier.evidence import MentionKind, Party, PartyKind
from backchannel.dossier.head_nouns import head_noun

__all__ = ["Cluster", "has_name", "name_aliases", "phrases_of", "proper_names"]


class Cluster:
    """Parties of several readings that are one; equal only to itself.

    What is asked of it again and again is kept as members join, never gathered anew.

    Attributes
    ----------
    members : list of (int, Party)
        Number of the reading, and the party in it; changed by `add` and `absorb` alone.
    named : bool
        Whether any member has a proper name.
    """

    __slots__ = ("_kinds", "_names", "_nouns", "_readings", "members", "named")

    def __init__(self) -> None:
        self.members: list[tuple[int, Party]] = []
        self.named = False
        self._names: dict[str, None] = {}
        self._kinds: set[PartyKind] = set()
        self._readings: set[int] = set()
        self._nouns: set[str] = set()

    def add(self, number: int, party: Party) -> None:
        """Let a party of a reading join."""
        self.members.append((number, party))
        names = proper_names(party)
        if names:
            self.named = True
            self._names.update(dict.fromkeys(names))
        self._kinds.add(party.kind)
        self._readings.add(number)
        self._nouns.update(_nouns_of(party))

    def absorb(self, other: Cluster) -> None:
        """Let all members of another cluster join."""
        for number, party in other.members:
            self.add(number, party)

    @property
    def names(self) -> AbstractSet[str]:
        """Proper names of all members, best first."""
        return self._names.keys()

    @property
    def kinds(self) -> AbstractSet[PartyKind]:
        """Kinds of the members."""
        return self._kinds

    @property
    def readings(self) -> AbstractSet[int]:
        """Numbers of the readings that mention it."""
        return self._readings

    @property
    def nouns(self) -> AbstractSet[str]:
        """Head nouns of all that its members are called."""
        return self._nouns

    def phrases(self) -> list[str]:
        """All that its members are called, by name or otherwise, member by member."""
        return [phrase for _, party in self.members for phrase in phrases_of(party)]


@once_a_record
def has_name(party: Party) -> bool:
    """Whether a party bears a proper name, or is a state that a list holds."""
    if party.kind is PartyKind.STATE and party.country:
        return True
    return any(m.kind is MentionKind.NAME for m in party.mentions) or (
        not party.mentions and party.name[:1].isupper()
    )


@once_a_record
def name_aliases(party: Party) -> tuple[str, ...]:
    """Other names of a party that are proper names: met as such, or acronyms."""
    if not party.aliases:
        return ()
    met = {m.citation.quote for m in party.mentions if m.kind is MentionKind.NAME}
    return tuple(a for a in party.aliases if a in met or (a.isupper() and len(a) < 9))


@once_a_record
def proper_names(party: Party) -> tuple[str, ...]:
    """The name of a party and its aliases that are proper names; none if it bears no name."""
    return (party.name, *name_aliases(party)) if has_name(party) else ()


@once_a_record
def phrases_of(party: Party) -> tuple[str, ...]:
    """All that a party is called, its name first."""
    return (party.name, *party.aliases)


@once_a_record
def _nouns_of(party: Party) -> frozenset[str]:
    return frozenset(map(head_noun, phrases_of(party)))
