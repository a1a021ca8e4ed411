"""What the evidence claims that somebody could do: the raw material of options.

A claim names an act, who could carry it out, who wants it or not, and the sentence. How records
become claims is in `backchannel.conflict.claiming`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from backchannel.conflict.acts import Act
from backchannel.text import Citation

__all__ = ["Claim", "Kind", "Silent", "Wish"]


class Kind:
    """How a record claims an act: the values of `Claim.kind`."""

    THREAT = "threat"
    DEMAND = "demand"
    OFFER = "offer"
    ANNOUNCED = "announcement"
    TALKS = "talks"
    ACTED = "act"
    CONDITION = "condition"
    ABSENCE = "absence"
    ISSUE = "issue"


@dataclass(frozen=True, slots=True)
class Claim:
    """One record's claim that an act is open to somebody.

    Parameters
    ----------
    kind : str
        One of `Kind`.
    act : Act
        What.
    owners : tuple of str
        Roots of the parties who could carry it out.
    ground : Citation
        The sentence.
    record : str
        Id of the record ("event e3").
    by : tuple of str
        Roots of those who threaten, demand, offer or act.
    day : datetime.date or None
        When, as far as known.
    place : tuple of (int, int)
        Report and offset: the order of telling.
    ongoing : bool
        The act is said to be under way.
    weak : bool
        The owner or the act is inferred, not said.
    why : str
        How the owner was found.
    to : tuple of str
        Roots of those it is directed at.
    speaker : str
        The name of the first of `by`: whose "our" it is.
    """

    kind: str
    act: Act
    owners: tuple[str, ...]
    ground: Citation
    record: str
    by: tuple[str, ...] = ()
    day: date | None = None
    place: tuple[int, int] = (0, 0)
    ongoing: bool = False
    weak: bool = False
    why: str = ""
    to: tuple[str, ...] = ()
    speaker: str = ""


@dataclass(frozen=True, slots=True)
class Wish:
    """What a party is shown to want: the raw material of preference statements.

    Parameters
    ----------
    by : str
        Root of the party.
    act : Act
        What it is about.
    owners : tuple of str
        Roots whose act it is; empty if any.
    wanted : bool
        Whether the party wants the act done.
    tier : int
        0 own demands and threats, 1 positions, 2 support and rejection, 3 implied by acts.
    explicit : bool
        Said in words.
    ground : Citation
        The sentence.
    day : datetime.date or None
        When.
    place : tuple of (int, int)
        Order of telling.
    condition : Act or None
        The act it depends on ("unless ...").
    condition_owners : tuple of str
        Whose act that is.
    condition_holds : bool
        Wanted if the condition is met (True) or if it is not (False).
    note : str
        How it was read.
    """

    by: str
    act: Act
    owners: tuple[str, ...]
    wanted: bool
    tier: int
    explicit: bool
    ground: Citation
    day: date | None
    place: tuple[int, int]
    condition: Act | None = None
    condition_owners: tuple[str, ...] = ()
    condition_holds: bool = True
    note: str = ""


@dataclass(frozen=True, slots=True)
class Silent:
    """A record that yields no option, and why.

    Parameters
    ----------
    what : str
        In words.
    why : str
        The rule that stopped it.
    ground : Citation
        The sentence.
    """

    what: str
    why: str
    ground: Citation
