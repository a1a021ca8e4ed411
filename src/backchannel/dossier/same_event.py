"""Whether two records tell the same event, and whether two statements are the same words.

Two tellings are one event if the type is the same, the sides may be the same (a party, what it is
part of, what is part of it), the days may be the same, and the words or the day tie them together.
A difference that tells two events apart (another ordinal, another day) keeps them two.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta
from functools import lru_cache

from backchannel.dossier.evidence import Event, EventType, Factuality, Precision, Statement, When
from backchannel.dossier.spelling import bare

__all__ = ["content_words", "kin", "same_event", "same_statement", "sides_agree"]

_EMPTY = frozenset(
    "the a an of for and or to in on at by with from as that this it its is was were be been "
    "has have had not no but their his her they he she which who whom will would could should "
    "may might must after before during over under about into than then said say says told also "
    "new more most other two three four five between against".split()
)
_ORDINALS = frozenset(
    "first second third fourth fifth sixth seventh eighth ninth tenth final last next previous "
    "1st 2nd 3rd 4th 5th 6th 7th 8th 9th 10th".split()
)
_RECIPROCAL = frozenset({EventType.CONSULT, EventType.COOPERATE, EventType.AGREE})


@lru_cache(maxsize=20_000)
def _stem(word: str) -> str:
    for ending in ("ations", "ation", "ings", "ing", "ies", "ied", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def content_words(text: str) -> frozenset[str]:
    """Return the stems of the words that carry meaning.

    Examples
    --------
    >>> sorted(content_words("They rejected the offers"))
    ['offer', 'reject']
    """
    return frozenset(
        _stem(w) for w in bare(text).split() if w not in _EMPTY and (len(w) > 2 or w.isdigit())
    )


def kin(parents: Mapping[str, str | None]) -> Callable[[str], frozenset[str]]:
    """Return a function from a party to itself, all it is part of, and all that are part of it.

    Parameters
    ----------
    parents : mapping
        ``part_of`` by party id.
    """
    children: dict[str, list[str]] = {}
    for child, parent in parents.items():
        if parent is not None:
            children.setdefault(parent, []).append(child)
    known: dict[str, frozenset[str]] = {}

    def of(party: str) -> frozenset[str]:
        if party not in known:
            found = {party}
            up = parents.get(party)
            while up is not None and up not in found:
                found.add(up)
                up = parents.get(up)
            down = [party]
            while down:
                for child in children.get(down.pop(), ()):
                    if child not in found:
                        found.add(child)
                        down.append(child)
            known[party] = frozenset(found)
        return known[party]

    return of


def _meet(a: Iterable[str], b: Iterable[str], of: Callable[[str], frozenset[str]]) -> bool:
    b = tuple(b)
    return any(x in of(y) for x in a for y in b)


def sides_agree(a: Event, b: Event, of: Callable[[str], frozenset[str]]) -> int:
    """Return 2 if a doer agrees, 1 if nothing speaks against it, 0 if the sides differ."""
    if a.type in _RECIPROCAL:
        pool_a, pool_b = (*a.sources, *a.targets), (*b.sources, *b.targets)
        if not pool_a or not pool_b:
            return 1
        small, large = sorted((pool_a, pool_b), key=len)
        agreed = sum(_meet((x,), large, of) for x in small)
        return 2 if agreed == len(small) else (1 if agreed else 0)
    if a.targets and b.targets and not _meet(a.targets, b.targets, of):
        return 0
    if a.sources and b.sources:
        return 2 if _meet(a.sources, b.sources, of) else 0
    return 1


def _days_agree(a: When, b: When) -> int:
    """Return 2 if the same day, 1 if they may be, 0 if they differ; a day apart may be a slip."""
    if a.month_day and b.month_day and a.precision is b.precision is Precision.DAY_WITHOUT_YEAR:
        return 2 if a.month_day == b.month_day else 0
    if a.month_day and b.day:
        return 2 if (b.day.month, b.day.day) == a.month_day else 0
    if b.month_day and a.day:
        return _days_agree(b, a)
    if a.day and b.day:
        if a.day == b.day:
            return 2
        return 0
    slack = timedelta(days=1)
    if a.earliest and b.latest and a.earliest > b.latest + slack:
        return 0
    if b.earliest and a.latest and b.earliest > a.latest + slack:
        return 0
    return 1


def _words(event: Event) -> frozenset[str]:
    found: set[str] = set()
    for telling in event.tellings[:6]:
        found |= content_words(telling.citation.quote)
    return frozenset(found)


def _triggers(event: Event) -> frozenset[str]:
    found: set[str] = set()
    for telling in event.tellings[:6]:
        if telling.trigger is not None:
            found |= content_words(telling.trigger.quote)
    return frozenset(found)


def _numbers(event: Event) -> frozenset[str]:
    text = " ".join(t.citation.quote for t in event.tellings[:1])
    return frozenset(w for w in re.findall(r"\w+", text.lower()) if w in _ORDINALS)


def same_event(
    a: Event, b: Event, of: Callable[[str], frozenset[str]], party_words: frozenset[str]
) -> bool:
    """Return whether two records tell one event.

    Parameters
    ----------
    a, b : Event
        With party ids that are already joined.
    of : callable
        See `kin`.
    party_words : frozenset of str
        Stems of the parties' names: sharing them shows nothing.
    """
    if a.type is not b.type:
        return False
    old = Factuality.HISTORICAL
    if (a.factuality is old) != (b.factuality is old):
        return False
    unreal = {Factuality.NEGATED, Factuality.HYPOTHETICAL}
    if (a.factuality in unreal) != (b.factuality in unreal):
        return False
    sides, days = sides_agree(a, b, of), _days_agree(a.when, b.when)
    if not sides or not days:
        return False
    if a.mode and b.mode and a.mode != b.mode and a.type is EventType.ASSAULT:
        return False
    ordinals_a, ordinals_b = _numbers(a), _numbers(b)
    if ordinals_a and ordinals_b and not ordinals_a & ordinals_b:
        return False
    words_a, words_b = _words(a) - party_words, _words(b) - party_words
    shared = len(words_a & words_b)
    overlap = shared / max(1, min(len(words_a), len(words_b)))
    trigger = bool(_triggers(a) & _triggers(b))
    if a.type is EventType.CONSULT and sides == 2 and days == 2:
        return True
    if sides == 2 and days == 2:
        return trigger or overlap >= 0.25
    if sides == 2:
        return (trigger and overlap >= 0.25) or overlap >= 0.45
    if days == 2:
        return overlap >= 0.4 and (trigger or shared >= 3)
    return overlap >= 0.6 and shared >= 4


def same_statement(a: Statement, b: Statement, of: Callable[[str], frozenset[str]]) -> bool:
    """Return whether one gives the words of the other, in full or in part."""
    if a.speakers and b.speakers and not _meet(a.speakers, b.speakers, of):
        return False
    words_a = [w for c in a.content for w in bare(c.quote).split()]
    words_b = [w for c in b.content for w in bare(c.quote).split()]
    if len(words_a) > len(words_b):
        words_a, words_b = words_b, words_a
    if len(words_a) < 4:
        return False
    runs_b = {tuple(words_b[i : i + 3]) for i in range(len(words_b) - 2)}
    runs_a = [tuple(words_a[i : i + 3]) for i in range(len(words_a) - 2)]
    return sum(run in runs_b for run in runs_a) >= 0.75 * len(runs_a)
