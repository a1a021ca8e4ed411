"""A phrase that may mean a party: where it stands and what it says about itself.

What it means is settled in `backchannel.reading.identity`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

__all__ = ["Found"]


@dataclass(slots=True)
class Found:
    """A phrase that may mean a party.

    Parameters
    ----------
    first, last : int
        Words of the whole phrase, half-open.
    name_first, name_last : int
        Words of the name, or of the head noun.
    sort : str
        state, people, seat, city, place, organisation, person, name (unknown), role, noun, pronoun.
    key : str
        State's code, listed organisation, or the name, role, noun or pronoun itself.
    determiner : str
        "the", "a", "possessive", "number", "this", "both", "no" or "".
    plural : bool
        More than one is meant.
    modifiers : tuple of str
        Lower-case words before the head that narrow it.
    belongs : list of Found
        Who it belongs to: possessor, nationality, "of ..." in that order of the text.
    owner_pronoun : int
        Word index of a possessive pronoun in front, or -1.
    title, role : str
        Honorific in front of a name; role words in front of, after or instead of it.
    same : list of Found
        Appositions: the same party in other words.
    aliases : list of str
        Short forms given in parentheses: acronyms, "the Complainant".
    of_people : bool
        Linked by "of", "for", "from" to a party in `belongs`.
    """

    first: int
    last: int
    name_first: int
    name_last: int
    sort: str
    key: str
    determiner: str = ""
    plural: bool = False
    modifiers: tuple[str, ...] = ()
    belongs: list[Found] = field(default_factory=list)
    owner_pronoun: int = -1
    title: str = ""
    title_sector: str = ""
    role: str = ""
    same: list[Found] = field(default_factory=list)
    aliases: list[tuple[str, int, int]] = field(default_factory=list)
    place: bool = False
    listed: str = ""
