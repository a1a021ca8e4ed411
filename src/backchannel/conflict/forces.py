"""Whose forces a phrase such as "foreign troops" means (rule C7)."""

from __future__ import annotations

import re

from backchannel.conflict.actors import Actors
from backchannel.conflict.acts import Act
from backchannel.dossier.evidence import Evidence
from backchannel.text import Citation

__all__ = ["Forces"]

_FORCE_WORDS = (
    r"(?:troops?|forces?|soldiers?|military|army|air base|bases|mission|contingent|aircraft|"
    r"drones?)"
)
_FOREIGN = re.compile(r"\b(?:foreign|coalition|international|occupying|outside|allied)\b", re.I)


class Forces:
    """Finds the parties whose forces the reports speak of.

    Parameters
    ----------
    evidence : Evidence
        What was read.
    actors : Actors
        Its parties, folded.
    """

    def __init__(self, evidence: Evidence, actors: Actors) -> None:
        self.evidence = evidence
        self.actors = actors
        self._forces: tuple[tuple[str, Citation], ...] | None = None

    def whose(self, act: Act, cited: Citation, base: int) -> tuple[str, ...]:
        """Return the roots of those whose forces a phrase means (rule C7).

        The party named in the phrase ("American troops"); else every state whose forces the
        reports mention, save the one whose country they are in. Empty if nobody is found.
        """
        text = cited.source.text
        hosts: tuple[str, ...] = ()
        if base >= 0:
            start, end = base + act.start, min(base + act.end, len(text))
            if start < end and text[start:end] == act.phrase:
                hosts = self._named_after(cited, end)
                named = self.actors.roots(self.actors.mentioned(Citation(cited.source, start, end)))
                named = tuple(r for r in named if r not in hosts and self._can_have_forces(r))
                if named:
                    return named
        found = dict.fromkeys(root for root, _ in self._force_mentions())
        return tuple(root for root in found if root not in hosts)

    def _named_after(self, cited: Citation, end: int) -> tuple[str, ...]:
        """Return who is named right after "from", "in" or the verb: the host."""
        text = cited.source.text
        host = re.match(r"\s+(?:from |in )?(?:the )?[^,.;]{2,40}", text[end : end + 60])
        if not host:
            return ()
        place = Citation(cited.source, end, end + host.end())
        return self.actors.roots(self.actors.mentioned(place))

    def has_forces(self, root: str) -> bool:
        """Return whether the reports mention forces of this party abroad."""
        return any(root == other for other, _ in self._force_mentions())

    def _can_have_forces(self, root: str) -> bool:
        party = self.actors.party(root)
        if _FOREIGN.search(party.name):
            return False
        return party.kind.value in ("state", "igo", "group", "armed_force")

    def _force_mentions(self) -> tuple[tuple[str, Citation], ...]:
        """Return states whose forces abroad the reports mention, with the words."""
        if self._forces is None:
            found = []
            for party in self.evidence.parties:
                root = self.actors.root(party.id)
                if self.actors.party(root).kind.value != "state":
                    continue
                for mention in party.mentions:
                    cited = mention.citation
                    text = cited.source.text
                    after = text[cited.end : cited.end + 45]
                    inside = re.search(rf"\b{_FORCE_WORDS}\b", cited.quote)
                    beside = re.match(
                        rf"(?:['’]s)?(?:-led)?(?: [a-z]+)?(?: and(?: the)? [a-z]+)? "
                        rf"{_FORCE_WORDS}\b",
                        after,
                    )  # fmt: skip
                    before = text[max(0, cited.start - 40) : cited.start]
                    of = re.search(rf"\b{_FORCE_WORDS} of (?:the )?\Z", before)
                    if inside or beside or of:
                        found.append((root, cited))
            home = self._home_forces()
            self._forces = tuple(pair for pair in found if pair[0] not in home)
        return self._forces

    def _home_forces(self) -> frozenset[str]:
        """Return the roots of states from which others' forces are asked to go."""
        states = {
            name: self.actors.root(party.id)
            for party in self.evidence.parties
            if party.kind.value == "state"
            for name in (party.name, *party.aliases, *(m.citation.quote for m in party.mentions))
        }
        found: set[str] = set()
        for report in self.evidence.reports:
            text = report.source.text
            for match in re.finditer(
                r"\b(?:troops?|forces?|soldiers?|withdrawal|presence)\b[^.;]{0,40}?\b(?:from|in) "
                r"(?P<place>(?:the )?[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?)",
                text,
            ):
                place = Citation(report.source, match.start("place"), match.end("place"))
                found.update(self.actors.roots(self.actors.mentioned(place))[:1])
                name = re.sub(r"^the ", "", match["place"])
                found.update(states[n] for n in (name, name.split()[0]) if n in states)
        return frozenset(found)
