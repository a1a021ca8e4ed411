"""Which tellings are of one event: type, sides, day and words, in this order.

Two tellings are of one event if their types are the same (or one is known to be told as the other),
their sides do not contradict each other, their days do not exclude each other, and something
speaks for it besides: the same day said in words, or the same words for the act. What differs (who
says it happened, on what date, with what toll) stays with each telling. Two acts in one sentence
stay two.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from backchannel.dossier.act_words import act_words, counts_in, likeness, name_words
from backchannel.dossier.at_hand import once_a_record
from backchannel.dossier.evidence import (
    Event,
    EventType,
    Factuality,
    Modality,
    Precision,
    Telling,
    When,
)
from backchannel.dossier.other_act import other_manner, other_ordinal

__all__ = ["Kin", "join_events"]

Kin = Callable[[str], frozenset[str]]

_TOLD_AS = (
    {EventType.AGREE, EventType.CONCEDE},
    {EventType.CONCEDE, EventType.RETREAT},
    {EventType.SANCTION, EventType.COERCE},
    {EventType.THREATEN, EventType.REQUEST},
    {EventType.AGREE, EventType.SUPPORT},
    {EventType.COERCE, EventType.ASSAULT},
    {EventType.ACCUSE, EventType.REJECT},
)


def join_events(
    events: Sequence[tuple[int, Event]],
    kin: Kin,
    settled: int = 0,
    vague: frozenset[str] = frozenset(),
    told_on: Mapping[str, date] | None = None,
    named: Mapping[str, Sequence[str]] | None = None,
) -> list[tuple[int, Event]]:
    """Join events that are one.

    Parameters
    ----------
    events : sequence of (int, Event)
        Number of the reading and the event, party ids already of the joined dossier.
    kin : callable
        All parties that a party is part of or that are part of it, with itself.
    settled : int
        So many of the first readings are joined already: their events are not joined with each
        other.
    vague : frozenset of str
        People without a name ("nine dockers", "the men"): two of them need not be others.
    told_on : mapping of str to date, optional
        Days of the reports, by the hash of their source: what one tells as done was not done later.
    named : mapping of str to sequence of str, optional
        Names of the parties, by id: whom an act is by says nothing about what was done.

    Returns
    -------
    list of (int, Event)
        In order of first telling; number and id are those of the first event of each.
    """
    groups: list[list[tuple[int, Event, frozenset[str]]]] = []
    by_type: dict[EventType, list[int]] = {}
    for number, event in events:
        words = _own_words(event) - _implied_words(event, named or {})
        best = None
        for kind in _types(event.type) if number >= settled else ():
            for index in by_type.get(kind, ()):
                group = groups[index]
                score = _group_score(group, number, event, words, kin, vague)
                if score is None or (best is not None and score <= best[0]):
                    continue
                if not any(_was_told_before(one, event, told_on or {}) for _, one, _ in group):
                    best = (score, index)
        if best is None:
            groups.append([(number, event, words)])
            by_type.setdefault(event.type, []).append(len(groups) - 1)
        else:
            groups[best[1]].append((number, event, words))
    _join_recalled(groups, settled, kin, told_on or {})
    return [(group[0][0], _joined([e for _, e, _ in group])) for group in groups]


_Group = list[tuple[int, Event, frozenset[str]]]
_BACK = re.compile(r"\b(?:had|having)\b", re.IGNORECASE)
_WHO = re.compile(r"(?:^|[\s,])(?:who|which|that|whose|whom)\s", re.IGNORECASE)
_LOOKED_AT = 24
"""Characters before a passage in which the word that ties it to its noun may stand."""


def _join_recalled(
    groups: list[_Group], settled: int, kin: Kin, told_on: Mapping[str, date]
) -> None:
    """Join what a report only looks back on with the one event that it can be, in place.

    "The Guild, which had cheered the levy in May" is another telling of what an earlier report
    tells, in whatever words: of an act that the pluperfect or a relative clause takes as known,
    with no day of its own, if just one event of the type fits its sides.
    """
    merged: set[int] = set()
    for k, group in enumerate(groups):
        if group[0][0] < settled or not all(_looks_back(event) for _, event, _ in group):
            continue
        fits = [
            j
            for j, other in enumerate(groups)
            if j != k and j not in merged and _recalled(group, other, kin, told_on)
        ]
        if len(fits) == 1:
            groups[fits[0]].extend(group)
            merged.add(k)
    for k in sorted(merged, reverse=True):
        del groups[k]


def _looks_back(event: Event) -> bool:
    """Whether a passage takes its act as known, and gives no day for it."""
    when = event.when
    if when.stated and when.precision is Precision.DAY and when.earliest is not None:
        return False
    if event.factuality is not Factuality.ACTUAL:
        return False
    for telling in event.tellings:
        spot, cited = telling.trigger, telling.citation
        if spot is None or spot.source != cited.source:
            return False
        text = cited.source.text
        within = text[max(cited.start, spot.start - 80) : spot.start]
        tied = text[max(0, cited.start - _LOOKED_AT) : spot.start]
        if not (_BACK.search(within) or _WHO.search(tied) or _named_act(event)):
            return False
    return True


def _named_act(event: Event) -> bool:
    """Whether an act is only named, as one that is known: "the murder of the farmer"."""
    return all(
        (spot := telling.trigger) is not None
        and _KNOWN.search(spot.source.text[max(0, spot.start - _LOOKED_AT) : spot.start])
        for telling in event.tellings
    )


_KNOWN = re.compile(
    r"(?:\b(?:the|this|its|their|our|his|her)|['’]s?) (?:great |second |first |whole )?$",
    re.IGNORECASE,
)
_TAKEN = frozenset(("arrest", "seize", "abduct"))


def _recalled(group: _Group, other: _Group, kin: Kin, told_on: Mapping[str, date]) -> bool:
    """Whether the events of `other` may be what `group` looks back on."""
    for _, a, _ in group:
        reports = {t.citation.source.sha256 for t in a.tellings}
        days = [told_on[sha] for sha in reports if sha in told_on]
        for _, b, _ in other:
            if a.type is not b.type or b.factuality is not Factuality.ACTUAL:
                return False
            if reports & {t.citation.source.sha256 for t in b.tellings}:
                return False
            if b.when.latest is None or any(b.when.latest >= day for day in days):
                return False
            if a.when.stated and a.when.earliest is not None and a.when.latest is not None:
                if b.when.earliest is None or b.when.earliest > a.when.latest:
                    return False
                if b.when.latest < a.when.earliest:
                    return False
            if a.mode and b.mode and a.mode != b.mode and not {a.mode, b.mode} <= _TAKEN:
                return False
            sources, targets = (
                _sides(x, y, kin, frozenset())
                for x, y in ((a.sources, b.sources), (a.targets, b.targets))
            )
            if sources is None or targets is None:
                return False
            known = sources if a.sources or not _named_act(a) else targets
            if known < 0.75:
                return False
            if other_ordinal(a, b) or other_manner(a, b):
                return False
    return True


_OF_TYPE = {
    EventType.REQUEST: frozenset({"~demand"}),
    EventType.ACCUSE: frozenset({"~accus"}),
    EventType.REJECT: frozenset({"~reject"}),
    EventType.THREATEN: frozenset({"~threat"}),
}
"""Families that are no more than the type: all requests ask."""


def _implied_words(event: Event, named: Mapping[str, Sequence[str]]) -> frozenset[str]:
    """Words that say no more than the type and the sides do: these are compared by themselves."""
    sides = (*event.sources, *event.targets)
    names = (name_words(name) for side in sides for name in named.get(side, ()))
    return _OF_TYPE.get(event.type, _NONE).union(*names)


_NONE: frozenset[str] = frozenset()


def _types(kind: EventType) -> list[EventType]:
    more = [k for pair in _TOLD_AS if kind in pair for k in sorted(pair) if k is not kind]
    return [kind, *more]


@once_a_record
def _own_words(event: Event) -> frozenset[str]:
    """Words for the act, by its label and the verbs and nouns that tell it."""
    return act_words(event.label + " " + " ".join(_told(event)))


def _told(event: Event) -> list[str]:
    return [t.trigger.quote for t in event.tellings if t.trigger is not None]


def _group_score(
    group: list[tuple[int, Event, frozenset[str]]],
    number: int,
    event: Event,
    words: frozenset[str],
    kin: Kin,
    vague: frozenset[str],
) -> float | None:
    scores = []
    for other_number, other, other_words in group:
        score = _score(other, other_words, event, words, number == other_number, kin, vague)
        if score is None:
            return None
        scores.append(score)
    best = max(scores)
    return best if best >= _NEEDED else None


_NEEDED = 0.45
"""What must speak for one event. Over 60 annotated dossiers, from 0.75 to 0.45: duplicates fall by
.1 a dossier, precision rises by .003, recall falls by .002; below it nothing changes any more."""


def _score(
    a: Event,
    words_a: frozenset[str],
    b: Event,
    words_b: frozenset[str],
    one_report: bool,
    kin: Kin,
    vague: frozenset[str],
) -> float | None:
    """What speaks for one event, or None if something speaks against it."""
    if (a.factuality is Factuality.HISTORICAL) != (b.factuality is Factuality.HISTORICAL):
        return None
    words = likeness(words_a, words_b)
    crowd = a.type is b.type is EventType.PROTEST and words >= 0.2
    sources = _sides(a.sources, b.sources, kin, vague if crowd else frozenset())
    targets = _sides(a.targets, b.targets, kin, vague if words >= 0.2 else frozenset())
    if targets is None and a.type is b.type is EventType.ASSAULT:
        # the dead told by their trade here and by their names there
        told_vaguely = vague.issuperset(a.targets) or vague.issuperset(b.targets)
        targets = 0.3 if told_vaguely and _days(a.when, b.when, one_report) == 0.7 else None
    if sources is None and words >= 0.3 and _by_authority(a, b):
        one_house = all(any(kin(x) & kin(y) for y in b.sources) for x in a.sources)
        if one_house and _days(a.when, b.when, one_report) == 0.7:
            sources = 0.3  # what a ministry does and its minister
    sequel = one_report and _is_sequel(a, b)
    if targets is None and sequel and (vague.issuperset(b.targets) or _only_hit(b)):
        targets = 0.3  # "Gunmen fired on the post. Two guards were killed."
    if sources is None or targets is None:
        if not (a.type is b.type and _reciprocal(a, b, kin, words)):
            return None
        sources = targets = 0.5
    days = _days(a.when, b.when, one_report)
    if days is None and a.type is b.type and words >= 0.4:
        days = _while_it_lasts(a, b)
    if days is None or other_ordinal(a, b) or other_manner(a, b):
        return None
    if a.type is b.type is EventType.THREATEN and _recalls(a, days) != _recalls(b, days):
        words = max(words, 0.5)
    if _same_sentence(a, b) and not (a.type is b.type and words == 1.0 and _nested(a, b)):
        return None
    same_type = a.type is b.type or (targets == 1.0 and words >= 0.2 and _taken(a) and _taken(b))
    counted = same_type and days > _APART and not _counts(a).isdisjoint(_counts(b))
    if days <= _APART and words < 0.3:
        return None  # of two days, so that the words must be the same
    if not one_report and words == 0.0 and days <= _OPEN and not counted:
        return None  # neither the day nor a word speaks for it
    score = 0.45 * sources + 0.3 * targets + days + 0.9 * words + 0.3 * counted
    if not same_type:
        score -= 0.55
        if days < 0.5 or words < (0.1 if sources == targets == 1.0 else 0.25):
            return None
    if a.mode and b.mode and a.mode != b.mode:
        score -= 0.15 if a.type is EventType.ASSAULT else 0.25
    elif a.mode is not None and a.mode == b.mode and words >= 0.4:
        score += 0.15
    if one_report and words < 0.2 and not (days >= 0.6 and sources + targets >= 1.4):
        clash = a.type is EventType.ASSAULT and days >= 0.5 and sources + targets >= 1.1
        if not (clash or sequel):
            return None  # what follows in the same report on the same day is the same clash
    return score


@once_a_record
def _counts(event: Event) -> frozenset[int]:
    """How many the tellings tell of: 31 of "the 31 doctors sent home"."""
    return frozenset().union(*(counts_in(t.citation.quote) for t in event.tellings))


_RECALLED = re.compile(
    r"(?:^|\W)(?:ultimatum|threats?|warnings?|deadline|notice)"
    r"(?:\s+(?:(?:had|has)\s+been|was|were|is))?(?:\s+(?:set|given|issued|made|put))?$",
    re.IGNORECASE,
)


def _recalls(event: Event, days: float) -> bool:
    """Whether a threat is only named, on no other day: "their ultimatum had run out"."""
    if days < 0.5 and (event.when.earliest is not None or event.when.basis):
        return False
    quotes = [(t.trigger or t.citation).quote for t in event.tellings]
    return all(_RECALLED.search(quote) for quote in quotes)


_OF_AUTHORITY = frozenset(
    {
        EventType.SANCTION,
        EventType.COERCE,
        EventType.CONCEDE,
        EventType.RETREAT,
        EventType.MOBILIZE,
    }
)


def _by_authority(a: Event, b: Event) -> bool:
    """Whether both are acts of the kind that a house and its head are said to do alike."""
    if a.type is not b.type:
        return False
    same_blow = a.type is EventType.ASSAULT and a.mode is not None and a.mode == b.mode
    return a.type in _OF_AUTHORITY or same_blow


def _taken(event: Event) -> bool:
    """Whether somebody is taken: an arrest, as one puts it, or a kidnapping, as another does."""
    return event.mode in ("abduct", "arrest", "seize")


_HIT = re.compile(
    r"\b(?:kill\w*|wound\w*|injur\w+|hurt|maim\w*|died?|dead|deaths?|hit|struck|buried|crushed)\b",
    re.IGNORECASE,
)


def _only_hit(event: Event) -> bool:
    """Whether the first telling tells only who was hit: "Ada Brun and her son were killed"."""
    first = event.tellings[0]
    return _HIT.search((first.trigger or first.citation).quote) is not None


_NEXT = 160
"""Characters between two passages of which the second goes on with the first."""


def _is_sequel(a: Event, b: Event) -> bool:
    """Whether an attack is gone on with: by nobody named, in the next words of the paragraph."""
    if not (a.type is b.type is EventType.ASSAULT) or b.sources or len(b.tellings) != 1:
        return False
    later = b.tellings[0].citation
    for telling in a.tellings:
        first = telling.citation
        if first.source == later.source and 0 <= later.start - first.end <= _NEXT:
            between = first.source.text[first.end : later.start]
            return "\n" not in between and (not b.when.stated or b.when == a.when)
    return False


def _same_sentence(a: Event, b: Event) -> bool:
    for one in a.tellings:
        for two in b.tellings:
            if one.citation.source == two.citation.source and (
                one.citation.start < two.citation.end and two.citation.start < one.citation.end
            ):
                same_words = one.trigger is not None and one.trigger == two.trigger
                if not same_words:
                    return True
    return False


def _nested(a: Event, b: Event) -> bool:
    """Whether one telling lies inside the other ("held the third round of their dialogue")."""
    return any(
        one.citation.source == two.citation.source
        and (
            (one.citation.start <= two.citation.start and two.citation.end <= one.citation.end)
            or (two.citation.start <= one.citation.start and one.citation.end <= two.citation.end)
        )
        for one in a.tellings
        for two in b.tellings
    )


def _while_it_lasts(a: Event, b: Event) -> float | None:
    """A strike or a blockade lasts: named later, without its doers, it is still the same."""
    if a.type not in (EventType.PROTEST, EventType.MOBILIZE, EventType.COERCE):
        return None
    if a.sources and b.sources:
        return None
    lo_a, hi_a, _ = _bounds(a.when)
    lo_b, hi_b, _ = _bounds(b.when)
    if lo_a is None or lo_b is None or hi_a is None or hi_b is None:
        return None
    bare_is_later = lo_b >= lo_a if not b.sources else lo_a >= lo_b
    near = max(lo_a - hi_b, lo_b - hi_a) <= timedelta(days=14)
    return 0.3 if bare_is_later and near else None


def _sides(a: tuple[str, ...], b: tuple[str, ...], kin: Kin, vague: frozenset[str]) -> float | None:
    """1 if the sides agree, 0.4 if one is silent or vague, None if they contradict."""
    if not a or not b:
        return 0.4 if (a or b) else 0.5
    hits = sum(any(y in kin(x) for y in b) for x in a)
    back = sum(any(x in kin(y) for x in a) for y in b)
    if not hits or not back:
        return 0.3 if vague.issuperset(a) and vague.issuperset(b) else None
    return (hits / len(a) + back / len(b)) / 2


def _reciprocal(a: Event, b: Event, kin: Kin, words: float) -> bool:
    """Whether both name the same parties, only dealt out to the sides differently."""
    if a.type not in (EventType.CONSULT, EventType.AGREE, EventType.ASSAULT, EventType.REJECT):
        return False
    all_a, all_b = {*a.sources, *a.targets}, {*b.sources, *b.targets}
    short, long = (all_a, all_b) if len(all_a) <= len(all_b) else (all_b, all_a)
    if a.type is EventType.ASSAULT:
        # a clash that each side lays at the other's door
        if a.when.earliest != b.when.earliest or words < 0.3:
            return False
    elif len(short) < 2 and a.type is not EventType.CONSULT:
        return False
    return bool(short) and all(any(y in kin(x) for y in long) for x in short)


_APART = 0.1
"""What speaks for one event if the days differ, but one of them is only inferred."""
_OPEN = 0.15
"""What speaks for it if a day is open."""


def _days(a: When, b: When, one_report: bool) -> float | None:
    """What the dates say: 0.7 the same day in words, less for may be, None if they exclude it."""
    lo_a, hi_a, hard_a = _bounds(a)
    lo_b, hi_b, hard_b = _bounds(b)
    if lo_a is None or lo_b is None or hi_a is None or hi_b is None:
        if a.month_day and b.month_day:
            return 0.6 if a.month_day == b.month_day else None
        return _OPEN
    slack = timedelta(days=0 if hard_a and hard_b else (1 if hard_a or hard_b else 3))
    if lo_a > hi_b + slack or lo_b > hi_a + slack:
        if hard_a and hard_b:
            gap = max(lo_a - hi_b, lo_b - hi_a)
            return _APART if gap <= timedelta(days=1) and not one_report else None
        return _APART if max(lo_a - hi_b, lo_b - hi_a) <= _SOFT else None
    if hard_a and hard_b:
        return 0.7
    wide = max(hi_a - lo_a, hi_b - lo_b)
    if wide == timedelta(0) and lo_a == lo_b:
        return 0.5
    return 0.35 if wide <= timedelta(days=10) else _OPEN


_SOFT = timedelta(days=40)
"""Days that are inferred may lie so far apart."""
_TOLD_ON = re.compile(r"^not dated; told (?:as \w+ )?on \d")


def _done_by(event: Event, told_on: Mapping[str, date]) -> date | None:
    """The day by which an act was done: that of the first report that tells it as done."""
    if event.modality is Modality.ANNOUNCED:
        return None
    days = [told_on.get(t.citation.source.sha256) for t in event.tellings]
    if _TOLD_ON.match(event.when.basis):
        days.append(event.when.latest)  # an entry of a live blog, older than the page
    return min((day for day in days if day is not None), default=None)


def _was_told_before(a: Event, b: Event, told_on: Mapping[str, date]) -> bool:
    """Whether one was told as done before the day of the other, which thus is another act."""
    for one, other in ((a, b), (b, a)):
        if other.when.earliest is None or _TOLD_ON.match(other.when.basis):
            continue
        done = _done_by(one, told_on)
        if done is not None and done < other.when.earliest:
            return True
    return False


def _bounds(when: When) -> tuple[date | None, date | None, bool]:
    """Bounds of a date, and whether it is a day said in words."""
    hard = when.precision is Precision.DAY and when.stated
    return when.earliest, when.latest, hard


def _joined(events: list[Event]) -> Event:
    """One event with all tellings; the best date, the fullest sides, the surest type."""
    if len(events) == 1:
        return events[0]
    order = sorted(events, key=lambda e: -e.confidence)
    counts: dict[EventType, float] = {}
    for event in events:
        counts[event.type] = counts.get(event.type, 0.0) + event.confidence
    kind = max(counts, key=lambda k: (counts[k], -list(EventType).index(k)))
    first = next(e for e in order if e.type is kind)
    tellings: dict[tuple[str, int, int, int], Telling] = {}
    for event in events:
        for telling in event.tellings:
            spot = telling.trigger or telling.citation
            key = (telling.citation.source.sha256, telling.citation.start, spot.start, spot.end)
            tellings.setdefault(key, telling)
    modality, factuality = first.modality, first.factuality
    if factuality is not Factuality.ACTUAL:
        actual = next((e for e in order if e.factuality is Factuality.ACTUAL), None)
        if actual is not None and factuality is not Factuality.HISTORICAL:
            modality, factuality = actual.modality, actual.factuality
    if modality is Modality.ANNOUNCED and any(e.modality is Modality.HAPPENED for e in events):
        modality = Modality.HAPPENED
    same = [e for e in order if e.type is kind]
    sources = _fullest([e.sources for e in same])
    targets = tuple(p for p in _fullest([e.targets for e in same]) if p not in sources)
    return replace(
        first,
        id=events[0].id,
        type=kind,
        mode=first.mode or next((e.mode for e in same if e.mode), None),
        sources=sources,
        targets=targets,
        when=_best_when([e.when for e in events]),
        modality=modality,
        factuality=factuality,
        tellings=tuple(tellings.values()),
        contexts=tuple(sorted({c for e in events for c in e.contexts})),
        confidence=max(e.confidence for e in events),
    )


def _fullest(sides: list[tuple[str, ...]]) -> tuple[str, ...]:
    """The side that most tellings give; of equals the first."""
    given = [side for side in sides if side]
    if not given:
        return ()
    return max(given, key=lambda side: (sum(s == side for s in given), -given.index(side)))


_RANKS = {
    Precision.DAY: 5,
    Precision.DAY_WITHOUT_YEAR: 4,
    Precision.RANGE: 3,
    Precision.MONTH: 2,
    Precision.YEAR: 1,
    Precision.ORDER: 1,
    Precision.UNKNOWN: 0,
}


_COUNTED_BASIS = re.compile(r"', counted (?:from|back from) \d{4}-\d\d-\d\d$|', of \d{4}-")


def _best_when(whens: list[When]) -> When:
    def rank(when: When) -> tuple[int, int, int, int]:
        # what one telling leaves open says nothing against the day another implies
        undated = not when.stated or (when.earliest is None and when.month_day is None)
        # of two days as precise, one said outright before one counted from another event
        counted = bool(_COUNTED_BASIS.search(when.basis or ""))
        # of two that are inferred, the day told beside it before the day of the report
        report_day = bool(_TOLD_ON.match(when.basis or ""))
        precision = _RANKS[when.precision] if when.stated else min(_RANKS[when.precision], 3)
        return (0 if undated else 1, precision, 0 if counted else 1, 0 if report_day else 1)

    best = max(rank(w) for w in whens)
    if best[1] < _RANKS[Precision.DAY]:
        # "in March" here, and there a day of March that follows from what stands round it
        wide = [w for w in whens if rank(w) == best and w.earliest is not None]
        inside = [
            w
            for w in whens
            if w.earliest is not None
            and w.earliest == w.latest
            and any(o.earliest and o.latest and o.earliest <= w.earliest <= o.latest for o in wide)
        ]
        if inside:
            return min(inside, key=lambda w: (-rank(w)[1], w.earliest or date.max))
    top = [w for w in whens if rank(w) == best]
    days = [w.day for w in top if w.day is not None]
    if days:
        chosen = max(sorted(set(days)), key=days.count)
        return next(w for w in top if w.day == chosen)
    return top[0]
