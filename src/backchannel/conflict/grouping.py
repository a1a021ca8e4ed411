"""Claims about the same act become one option with all their grounds.

Two claims are the same option if they have the same owner, the same class of act and the same class
of object; the direction ("end the strike") is read off and turned round. Looks never decide
(rules G1 to G4 of docs/explanation/how-a-conflict-is-drafted.md).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from backchannel.conflict.act_words import Nature
from backchannel.conflict.actors import Actors
from backchannel.conflict.acts import Act
from backchannel.conflict.claims import Claim, Kind
from backchannel.text import Citation

__all__ = ["Candidate", "candidates_of", "status_of"]

_WEIGHT = {
    Kind.THREAT: 4.0,
    Kind.DEMAND: 3.0,
    Kind.TALKS: 3.0,
    Kind.OFFER: 2.0,
    Kind.ANNOUNCED: 2.0,
    Kind.CONDITION: 3.0,
    Kind.ABSENCE: 3.0,
    Kind.ACTED: 1.0,
    Kind.ISSUE: 1.0,
}
_AT_MOST = {Kind.ACTED: 3.0, Kind.DEMAND: 6.0, Kind.THREAT: 8.0}


_QUOTED = re.compile(r"[\"“”«»]")
_OUR = re.compile(r"\b(?:our|my)\b")
_OURSELVES = re.compile(r"\b(?:ourselves|myself)\b")


@dataclass(slots=True)
class Candidate:
    """An option before it is chosen.

    Parameters
    ----------
    owner : str
        Root of the party whose option it is.
    key : tuple of (str, str)
        Class of act and of object.
    claims : list of Claim
        All that was said of it, in order.
    """

    owner: str
    key: tuple[str, str]
    claims: list[Claim] = field(default_factory=list)

    @property
    def weight(self) -> float:
        """How much the reports make of it: threats and demands count most."""
        total = 0.0
        for kind, weight in _WEIGHT.items():
            found = {claim.ground for claim in self.claims if claim.kind == kind}
            total += min(weight * len(found), _AT_MOST.get(kind, weight * 2))
        return total

    @property
    def grounds(self) -> tuple[Citation, ...]:
        """Every sentence it rests on, each once, in order of telling."""
        ordered = sorted(self.claims, key=lambda claim: claim.place)
        return tuple(dict.fromkeys(claim.ground for claim in ordered))

    @property
    def kinds(self) -> frozenset[str]:
        """In which ways it is claimed."""
        return frozenset(claim.kind for claim in self.claims)

    @property
    def weak(self) -> bool:
        """Whether its owner is only inferred."""
        return all(claim.weak for claim in self.claims)

    @property
    def name(self) -> str:
        """The option's name: the most telling of its phrasings."""
        if self.key[0] == "curb":
            return f"Stop {self.claims[0].act.phrase}"
        done = self.status[0]
        counted = Counter(self._named(claim, done) for claim in self.claims)
        informative = [n for n in counted if _informative(n)] or list(counted)
        return max(informative, key=lambda n: (counted[n], -abs(len(n.split()) - 6), n))

    def _named(self, claim: Claim, done: bool) -> str:
        """The act's name, "our" and "ourselves" said of whoever spoke."""
        name = _named(claim.act, done)
        whose = "its"
        if self.owner not in claim.by and claim.speaker and _QUOTED.search(claim.ground.quote):
            whose = f"{claim.speaker}'s"
        return _OUR.sub(whose, _OURSELVES.sub("itself", name))

    @property
    def status(self) -> tuple[bool, bool, str, Citation | None]:
        """Whether it is done now, whether that is only assumed, why, and the sentence."""
        return status_of(self.claims)


def _informative(name: str) -> bool:
    words = name.split()
    return 2 <= len(words) <= 12 and not name.endswith((" it", " them", " that"))


def _named(act: Act, done: bool) -> str:
    if act.act_class == "talks":
        return f"Continue {act.process}" if done else f"Hold {act.process}"
    return act.name


def status_of(claims: Iterable[Claim]) -> tuple[bool, bool, str, Citation | None]:
    """Decide whether an act is done at present (rules S1 to S5).

    Returns
    -------
    done : bool
        The value at the status quo.
    assumed : bool
        No report says so.
    why : str
        The rule, in words.
    ground : Citation or None
        The sentence that shows it.
    """
    ordered = sorted(claims, key=lambda c: (c.day is not None, c.day or 0, c.place))
    shown: tuple[bool, bool, str, Citation | None] | None = None
    for claim in ordered:
        nature = claim.act.nature
        if claim.kind == Kind.TALKS and claim.ongoing:
            shown = (True, False, "the talks are under way", claim.ground)
        elif claim.kind == Kind.ACTED and claim.act.positive:
            if nature == Nature.STANDING or claim.ongoing:
                shown = (True, False, "it is being done", claim.ground)
            elif shown is None:
                shown = (False, False, "it was done, and is not said to go on", claim.ground)
        elif claim.kind == Kind.ACTED:
            shown = (False, False, "it was ended", claim.ground)
        elif claim.kind == Kind.ABSENCE:
            shown = (False, False, "a report notes that it is not done", claim.ground)
    if shown is not None:
        return shown
    for claim in ordered:
        if claim.kind in (Kind.THREAT, Kind.DEMAND, Kind.CONDITION) and claim.act.positive:
            word = {"threat": "threatened", "demand": "demanded"}.get(claim.kind, "asked for")
            return (False, False, f"it is {word}, so not yet done", claim.ground)
        if claim.kind in (Kind.OFFER, Kind.ANNOUNCED) and claim.act.positive:
            return (False, False, "it is announced, so not yet done", claim.ground)
    for claim in ordered:
        if not claim.act.positive and claim.kind in (Kind.DEMAND, Kind.OFFER, Kind.CONDITION):
            return (True, False, "its end is asked for or offered, so it is going on", claim.ground)
    return (False, True, "no report says; taken as not done", None)


def candidates_of(claims: Iterable[Claim], actors: Actors) -> list[Candidate]:
    """Group claims into options, heaviest first, ties in order of telling.

    A claim with several owners (talks) is an option of each: each can leave them.
    """
    listed = list(claims)
    doers = {
        (owner, claim.act.key)
        for claim in listed
        if claim.kind in (Kind.THREAT, Kind.ACTED, Kind.OFFER, Kind.ANNOUNCED, Kind.TALKS)
        for owner in claim.owners
    }
    grouped: dict[tuple[str, tuple[str, str]], Candidate] = {}
    for claim in listed:
        for owner in filter(actors.can_decide, claim.owners):
            key = claim.act.key
            taken = claim
            if (
                not claim.act.positive
                and claim.act.nature == Nature.REPEATED
                and claim.kind in (Kind.DEMAND, Kind.CONDITION)
                and (owner, key) not in doers
                and any(other == key and who != owner for who, other in doers)
            ):
                key = ("curb", key[0])
                curb = replace(claim.act, act_class="curb", positive=True, nature=Nature.STANDING)
                taken = replace(claim, act=curb)
            grouped.setdefault((owner, key), Candidate(owner, key)).claims.append(taken)
    _merge_unspecified(grouped)
    found = list(grouped.values())
    found.sort(key=lambda c: (-c.weight, min(claim.place for claim in c.claims), c.owner, c.key))
    return found


def _merge_unspecified(grouped: dict[tuple[str, tuple[str, str]], Candidate]) -> None:
    """Join an act without an object to the only one with an object (rule G2)."""
    for (owner, key), candidate in list(grouped.items()):
        if key[1]:
            continue
        others = [k for (o, k) in grouped if o == owner and k[0] == key[0] and k[1]]
        if len(others) == 1:
            grouped[(owner, others[0])].claims.extend(candidate.claims)
            del grouped[(owner, key)]
