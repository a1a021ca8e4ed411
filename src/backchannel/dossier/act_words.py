"""The words that tell what was done, and how far those of two tellings are the same.

Compared are stems, and the families that they belong to: who "downed tools" went on strike. A
number that both tell of ("the 31 doctors") says more than most words do.
"""

from __future__ import annotations

import re
from functools import lru_cache

from backchannel.dossier.spelling import bare

__all__ = ["act_words", "counts_in", "likeness", "name_words"]

_EMPTY = frozenset(
    "the a an of to in on at by for with from and or but as that this these those it its he she "
    "they them his her their is are was were be been being has have had do does did will would "
    "could should may might must not no after before since until when while which who whom whose "
    "into over under between against about also more than then there here one two three four five "
    "six seven eight nine ten had said says say told tell s t day week month year today yesterday "
    "monday tuesday wednesday thursday friday saturday sunday january february march april may "
    "june july august september october november december".split()
)
_FAMILIES = (
    "shoot shot fire gun clash battle fight exchange attack open kill die dead weapon wound injur",
    "burn fire arson torch blaze flame ablaze alight",
    "licen permit concession authoris authoriz grant issu award",
    "suspend dismiss sack expel oust home unpaid",
    "apolog sorry regret",
    "resign quit stepped stood down",
    "talk meet met round session negotiat dialogue summit sit sat gather conclud discuss spoke",
    "strike struck stoppage walkout tool down work lay home",
    "march demonstrat rally protest sit sat block blockade picket",
    "free releas hand let go swap exchang",
    "levy duty tariff tax charge impos",
    "seiz impound confiscat truck lorr vehicl",
    "close shut seal",
    "reopen open lift scrap remov",
    "reject refus turn rule decline spurn",
    "demand urg call ask request appeal order direct press",
    "threat warn vow ultimat deadline unless notice",
    "deal agreement accord pact bargain sign truce ceasefire",
    "arrest detain held custody taken away",
    "accus blam alleg condemn fault denounc charge critici",
    "send sent deploy mov armour troop humvee tank convoy mass",
    "bomb strike raid plane aerial jet air drone",
    "gas tear truncheon baton riot pickets clear",
    "kidnap abduct seiz captur taken hostag overran overrun",
    "suspend freeze froze break halt stuck",
    "ratif approv vote endors welcom hail prais",
    "withdraw withdrew pull leav left exit depart",
    "convict sentenc guilty verdict jail prison",
    "mediat good offices broker shuttle between",
    "object complain complaint protest grievance",
    "sue suing lawsuit court suit petition writ plaint",
    "summon ambassador envoy carpeted",
    "expel undesirable grata deport",
    "cut block blockad obstruct barr roadblock",
)


def _stem(word: str) -> str:
    for ending in (
        "ations",
        "ation",
        "ments",
        "ment",
        "ings",
        "ing",
        "ers",
        "ies",
        "ed",
        "es",
        "s",
    ):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


_MEMBERS = tuple(
    (members, frozenset(map(_stem, members)))
    for members in (tuple(family.split()) for family in _FAMILIES)
)
"""Families, and the stems of their members: "close" is in "closed", whose stem is "clos"."""


_LOOKS_LIKE = frozenset("deadline deadlines courtesy sitting layoff calling cutback".split())
"""Words that begin like a member of a family and are none."""


@lru_cache(maxsize=20_000)
def act_words(text: str) -> frozenset[str]:
    """Return the stems of the words that tell what was done, with the families they belong to.

    Examples
    --------
    >>> "~arrest" in act_words("Nine men were detained")
    True
    """
    words = {w for w in re.findall(r"[a-z]{3,}", bare(text)) if w not in _EMPTY}
    return frozenset(map(_stem, words)).union(*map(_families_of, words))


@lru_cache(maxsize=20_000)
def _families_of(word: str) -> frozenset[str]:
    """The families of acts that a word belongs to, each named by its first member."""
    stem = _stem(word)
    return frozenset(
        "~" + members[0]
        for members, stems in _MEMBERS
        if (word.startswith(members) and word not in _LOOKS_LIKE) or stem in stems
    )


def likeness(a: frozenset[str], b: frozenset[str]) -> float:
    """Return how far the smaller set of words is found in the larger, 0 to 1."""
    if not a or not b:
        return 0.0
    return len(a & b) / min(len(a), len(b))


@lru_cache(maxsize=20_000)
def name_words(name: str) -> frozenset[str]:
    """Return the stems of a name, as `act_words` would give them.

    Examples
    --------
    >>> sorted(name_words("Dockers of Varna"))
    ['dock', 'varna']
    """
    return frozenset(_stem(w) for w in re.findall(r"[a-z]{3,}", bare(name)) if w not in _EMPTY)


_SMALL = {
    word: number
    for number, word in enumerate(
        "three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty".split(),
        3,
    )
}
_MONTH = "january|february|march|april|may|june|july|august|september|october|november|december"
_COUNT = re.compile(
    rf"\b(?:(?:{_MONTH})\s+\d+|\d+\s+(?:{_MONTH})|"
    rf"(?:\d+|{'|'.join(_SMALL)})(?:\s+|-)(?:minute|hour|day|night|week|month|year)s?)\b"
    rf"|(?<![\d.,:/-])\b(\d{{1,3}}|{'|'.join(_SMALL)})\b(?![.,:/-]?\d)"
)


@lru_cache(maxsize=20_000)
def counts_in(text: str) -> frozenset[int]:
    """Return how many the text tells of, from three on; days and dates are left out.

    Examples
    --------
    >>> sorted(counts_in("On 4 May the port sent 31 pilots and six cooks home for nine days."))
    [6, 31]
    """
    found = (match.group(1) for match in _COUNT.finditer(bare(text)))
    numbers = (_SMALL.get(word) or int(word) for word in found if word)
    return frozenset(number for number in numbers if number > 2)
