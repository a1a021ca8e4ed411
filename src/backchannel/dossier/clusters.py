"""Parties of several readings that are one, as they are being put together."""

from __future__ import annotations

from dataclasses import dataclass, field

from backchannel.dossier.evidence import MentionKind, Party, PartyKind

__all__ = ["Cluster", "has_name", "name_aliases"]


@dataclass(slots=True, eq=False)
class Cluster:
    """Parties of several readings that are one; equal only to itself.

    Parameters
    ----------
    members : list of (int, Party)
        Number of the reading, and the party in it.
    """

    members: list[tuple[int, Party]] = field(default_factory=list)
    _told: tuple[int, bool] = field(default=(0, False), init=False, repr=False)

    @property
    def names(self) -> list[str]:
        """Proper names of all members, best first."""
        named = [p for _, p in self.members if has_name(p)]
        out: list[str] = []
        for party in named:
            out += [n for n in (party.name, *name_aliases(party)) if n not in out]
        return out

    @property
    def named(self) -> bool:
        """Whether any member has a proper name."""
        if self._told[0] != len(self.members):  # looked up anew whenever a member has joined
            self._told = (len(self.members), any(has_name(p) for _, p in self.members))
        return self._told[1]

    @property
    def kinds(self) -> set[PartyKind]:
        """Kinds of the members."""
        return {p.kind for _, p in self.members}

    def readings(self) -> set[int]:
        """Numbers of the readings that mention it."""
        return {number for number, _ in self.members}


def has_name(party: Party) -> bool:
    """Whether a party bears a proper name, or is a state that a list holds."""
    if party.kind is PartyKind.STATE and party.country:
        return True
    return any(m.kind is MentionKind.NAME for m in party.mentions) or (
        not party.mentions and party.name[:1].isupper()
    )


def name_aliases(party: Party) -> tuple[str, ...]:
    """Other names of a party that are proper names: met as such, or acronyms."""
    met = {m.citation.quote for m in party.mentions if m.kind is MentionKind.NAME}
    return tuple(a for a in party.aliases if a in met or (a.isupper() and len(a) < 9))
