"""The head of a brief: what it is called, on what it rests, and what it is about in three lines."""

from __future__ import annotations

from datetime import date

from backchannel.brief.lines import Line
from backchannel.brief.outcomes import Outcomes
from backchannel.brief.setting import Setting
from backchannel.brief.wording import (
    day_in_words,
    join,
    lower_first,
    number_word,
    sort_date,
    upper_first,
    with_article,
)
from backchannel.dossier.evidence import EventType, PartyKind, When

__all__ = ["subtitle", "summary", "title"]

_PRESSURE = frozenset({EventType.THREATEN, EventType.REQUEST, EventType.ASSAULT, EventType.REJECT})
_COUNTED = {
    EventType.THREATEN: ("a threat", "threats"),
    EventType.REQUEST: ("a demand", "demands"),
    EventType.ASSAULT: ("an attack", "attacks"),
    EventType.REJECT: ("a refusal", "refusals"),
}


def title(at: Setting) -> str:
    """Return what the dispute is called."""
    titles = [report.title for report in at.evidence.reports if report.title]
    if len(titles) == 1 or (titles and len(at.evidence.reports) == 1):
        return titles[0]
    makers = list(at.maker_names.values())[:3]
    if makers:
        about = f" over {_topic(at)}" if _topic(at) else ""
        return f"{join(makers)}{about}"
    return titles[0] if titles else "A brief"


def _topic(at: Setting) -> str:
    if at.draft.conflict is None:
        return ""
    process = [
        o.title.removeprefix("Continue ")
        for o in at.draft.conflict.options
        if o.title.startswith("Continue the ")
    ]
    return process[0] if process else ""


def subtitle(at: Setting) -> str:
    """Return on what the brief rests."""
    count = len(at.evidence.reports)
    days = sorted(
        day
        for report in at.evidence.reports
        for day in (report.published.day or report.reported_on,)
        if day is not None
    )
    words = f"From {count} report{'s' if count != 1 else ''}"
    if days and days[0] == days[-1]:
        words += f" of {day_in_words(days[0])}"
    elif days:
        words += f", {day_in_words(days[0])} to {day_in_words(days[-1])}"
    undated = sum(
        report.published.day is None and report.reported_on is None
        for report in at.evidence.reports
    )
    if undated and undated < count:
        words += f" ({undated} undated)"
    elif undated:
        words += ", undated" if count > 1 else " without a date"
    return words


def summary(at: Setting, outcomes: Outcomes | None) -> tuple[Line, ...]:
    """Return what this is about, in at most three lines."""
    return tuple(
        line
        for line in (_who_and_what(at), _latest(at), _bottom_line(at, outcomes))
        if line is not None
    )


def _who_and_what(at: Setting) -> Line | None:
    conflict = at.draft.conflict
    if conflict is None:
        main = [p for p in at.by_weight() if p.kind is not PartyKind.PERSON][:3]
        if not main:
            return Line("No party acts or speaks in what was handed over.")
        refs = tuple(p.mentions[0].citation for p in main if p.mentions)
        return Line(
            f"The reports speak of {join([at.names[p.id] for p in main])}; {at.draft.why_none}.",
            at.sentences(refs),
        )
    parts, refs_ = [], []
    for maker in conflict.decision_makers[:4]:
        options = sorted(conflict.options_of(maker.id), key=lambda o: -len(o.grounds))
        name = at.maker_names[maker.id]
        shown = [lower_first(option.title) for option in options[:2]]
        parts.append(f"{with_article(name)} can {join(shown, 'or')}")
        refs_ += [q for option in options[:2] for q in option.grounds[:1]]
    return Line(upper_first("; ".join(parts)) + ".", at.cited(refs_)[:4])


def _latest(at: Setting) -> Line | None:
    told = [e for e in at.timeline_events() if e.type is not EventType.ACCUSE]
    weighty = [
        e
        for e in told
        if e.type in (EventType.THREATEN, EventType.REQUEST, EventType.ASSAULT,
                      EventType.REJECT, EventType.CONSULT, EventType.AGREE)
    ]  # fmt: skip
    if not weighty:
        return None
    # the last of the latest: max keeps the first of equals
    event = max(
        reversed([e for e in weighty if e.sources] or weighty), key=lambda e: _known_day(e.when)
    )
    kinds = sorted({e.type for e in weighty if e.type in _PRESSURE}, key=list(EventType).index)
    count = join([_counted(k, sum(e.type is k for e in weighty)) for k in kinds])
    words = f"The reports tell of {count}. " if count else ""
    refs = at.sentences([event.tellings[0].citation])
    return Line(f"{words}Last told: {at.event_words(event)}.", refs)


def _bottom_line(at: Setting, outcomes: Outcomes | None) -> Line | None:
    if outcomes is None or outcomes.nash is None:
        return None
    names = at.maker_names
    moving = [r for r in outcomes.holds_now if r.stays is False]
    if moving:
        who = join([with_article(names[r.decision_maker]) for r in moving])
        refs = at.cited([q for r in moving for q in r.grounds[:1]])
        start = f"The present state does not hold: {who} can gain by moving"
    else:
        open_ = [r for r in outcomes.holds_now if r.stays is None]
        refs = at.cited([q for r in open_ for q in r.grounds[:1]])
        if open_:
            who = join([with_article(names[r.decision_maker]) for r in open_])
            start = f"Whether the present state holds depends on what is wanted by {who}"
        else:
            start = "The present state holds: nobody gains by moving"
    now = outcomes.status_quo or 0
    sure = [
        option
        for option, value in outcomes.in_all()
        if value and not now >> outcomes.conflict.options.index(option) & 1
    ]
    if sure and at.speech is not None and outcomes.status_quo is not None:
        does = join([at.speech.does(option) for option in sure])
        start += f"; in every outcome that can hold, {does}"
        refs = at.cited([q for option in sure for q in option.grounds[:1]]) + refs
    question = outcomes.nash.questions[:1]
    if question and question[0].moved > 0:
        words = at.question_words(outcomes, question[0].unknown)
        start += f"; the answer that would settle most is whether {words}"
    return Line(start + ".", tuple(dict.fromkeys(refs))[:3])


def _counted(kind: EventType, count: int) -> str:
    one, many = _COUNTED[kind]
    return one if count == 1 else f"{number_word(count).lower()} {many}"


def _known_day(when: When | None) -> date:
    if when is None:
        return date.min
    if when.latest or when.earliest:
        return when.latest or when.earliest or date.min
    if when.month_day:
        return sort_date(when)[1]
    return date.min
