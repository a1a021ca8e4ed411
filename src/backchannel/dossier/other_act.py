"""What shows that two tellings are of two acts, though type, sides and days would fit one."""

from __future__ import annotations

import re
from functools import lru_cache

from backchannel.dossier.evidence import Event, EventType

__all__ = ["other_manner", "other_ordinal"]

_ORDINALS = {
    word: number
    for number, words in enumerate(
        "first 1st|second 2nd|third 3rd|fourth 4th|fifth 5th|sixth 6th|seventh 7th|eighth 8th|"
        "ninth 9th|tenth 10th".split("|"),
        1,
    )
    for word in words.split()
}
_COUNTED = re.compile(
    r"\b(first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+(?:st|nd|rd|th))\s+"
    r"(?:\w+\s+){0,2}?(round|meeting|session|phase|stage|summit|swap|exchange|strike|vote|ballot"
    r"|attack|wave|tranche|batch)",
    re.IGNORECASE,
)


def other_ordinal(a: Event, b: Event) -> bool:
    """Return whether one is the third round and the other the fourth.

    Parameters
    ----------
    a, b : Event
        Of one type.
    """
    one, two = _counted(a), _counted(b)
    return any(one[noun] != two[noun] for noun in one.keys() & two.keys())


def _counted(event: Event) -> dict[str, int]:
    found: dict[str, int] = {}
    for telling in event.tellings:
        for noun, number in _counted_in(telling.citation.quote):
            found.setdefault(noun, number)
    return found


@lru_cache(maxsize=20_000)
def _counted_in(text: str) -> tuple[tuple[str, int], ...]:
    """What a text counts: ("round", 3) for "the third round"."""
    found = []
    for match in _COUNTED.finditer(text):
        word = match.group(1).lower()
        number = _ORDINALS.get(word) or int(re.sub(r"\D", "", word))
        found.append((match.group(2).lower(), number))
    return tuple(found)


_MANNERS = {
    EventType.CONSULT: (
        # one rings up, or one comes and sits down
        r"(?:tele)?phon\w*|rang|rings?|rung|call(?:s|ed|ing)?|dial\w*|video\w*|wrote|writ(?:es|ten)",
        r"receiv\w+|visit\w*|met|meet\w*|sat|sits?|flew|fly|flies|travel\w*|summit\w*|host\w*|came",
    ),
    EventType.AGREE: (
        # one says yes to an offer, or one makes it
        r"accept\w*|yes|consent\w*|agree[ds]?|assent\w*|t(?:ake|akes|ook) up",
        r"offer\w*|invit\w+|propos\w+|volunteer\w*",
    ),
}
_MANNER = {
    kind: tuple(re.compile(rf"\b(?:{way})\b", re.IGNORECASE) for way in ways)
    for kind, ways in _MANNERS.items()
}


def other_manner(a: Event, b: Event) -> bool:
    """Return whether one is a call and the other a visit, or one an offer and the other its answer.

    Parameters
    ----------
    a, b : Event
        Of one type.
    """
    if a.type is not b.type or a.type not in _MANNER:
        return False
    one, two = _manner(a), _manner(b)
    return one is not None and two is not None and one != two


def _manner(event: Event) -> int | None:
    """The first way that the words of the act tell; None if they tell none."""
    ways = [_way(event.type, (t.trigger or t.citation).quote) for t in event.tellings]
    return min((way for way in ways if way is not None), default=None)


@lru_cache(maxsize=20_000)
def _way(kind: EventType, quote: str) -> int | None:
    return next((n for n, way in enumerate(_MANNER[kind]) if way.search(quote)), None)
