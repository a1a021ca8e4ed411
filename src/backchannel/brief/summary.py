"""The head of a brief: what it is called, on what it rests, and what it is about in three lines."""

from __future__ import annotations

from datetime import date

from backchannel.brief.lines import Line
from backchannel.brief.outcomes import Outcomes
from backchannel.brief.reported import event_quote
from backchannel.brief.setting import Setting
from backchannel.brief.wording import (
    Speech,
    day_in_words,
    is_plural,
    join,
    lower_first,
    number_word,
    sort_date,
    upper_first,
    with_article,
)
from backchannel.conflict.elements import (
    Certainty,
    Conflict,
    If,
    Not,
    Option,
    Statement,
    Statements,
    Taken,
)
from backchannel.dossier.evidence import EventType, Modality, PartyKind, When
from backchannel.text import Quote

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
    if process:
        return process[0]
    options = sorted(at.draft.conflict.options, key=lambda option: -len(option.grounds))
    return next((thing for option in options if (thing := _object(option.title))), "")


def _object(title: str) -> str:
    """Return what an act is about: "the levy" of "Keep the levy"; empty if nothing is named."""
    words = title.split()[1:]
    while words and words[0].lower() in _PARTICLES:
        words = words[1:]
    return " ".join(words) if len(words) > 1 else ""


_PARTICLES = frozenset("out up off on in to back down away for with".split())


def subtitle(at: Setting) -> str:
    """Return on what the brief rests."""
    count = len(at.evidence.reports)
    days = sorted(
        day
        for report in at.evidence.reports
        for day in (report.published.day or report.reported_on,)
        if day is not None
    )
    words = f"From {number_word(count).lower()} report{'s' if count != 1 else ''}"
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
    confirmed = at.confirmed()
    if confirmed is not None:
        some, all_ = confirmed
        words += (
            f"; {some:,} of {all_:,} records confirmed by the analyst, the rest as the program "
            "read it"
            if some < all_
            else "; all records confirmed by the analyst"
        )
    return words


def summary(at: Setting, outcomes: Outcomes | None) -> tuple[Line, ...]:
    """Return what this is about, in at most three lines.

    Who demands, threatens and offers what, what goes on meanwhile, and who stands behind it; what
    was told last; what the analysis says.
    """
    return tuple(
        line
        for line in (_story(at) or _who_and_what(at), _latest(at), _bottom_line(at, outcomes))
        if line is not None
    )


_MOST_WISHES = 2


def _story(at: Setting) -> Line | None:
    """Return who presses whom for what, from the stated wishes of the draft."""
    conflict, speech = at.draft.conflict, at.speech
    if conflict is None or speech is None:
        return None
    pressing: list[tuple[int, str, list[Quote]]] = []
    for maker in conflict.decision_makers:
        order = maker.preference.order
        items = order.items if isinstance(order, Statements) else ()
        said = [i for i in items if i.certainty is not Certainty.UNKNOWN and not i.weak]
        parts, quotes = [], []
        demanded = [i for i in said if i.note.lower().startswith("its own demand")]
        demanded = sorted(demanded, key=lambda i: -len(i.grounds))[:_MOST_WISHES]
        asked = [words for i in demanded if (words := _asked(conflict, speech, maker.id, i))]
        if asked:
            verb = speech.verb(maker.id, "demands", "demand")
            parts.append(f"{verb} {join(asked)}")
            quotes += [q for i in demanded for q in i.grounds[:1]]
        for note, one, many in (("threat", "threatens", "threaten"), ("offer", "offers", "offer")):
            found = [i for i in said if i.note.lower().startswith(f"its own {note}")]
            # a threat with its condition says more than the bare one
            found = sorted(found, key=lambda i: not isinstance(i.expression, If))[:1]
            if found:
                words = speech.wants(maker.id, found[0].expression)
                parts.append(f"{speech.verb(maker.id, one, many)} {words}")
                quotes += list(found[0].grounds[:1])
        if parts:
            told = f"{speech.who(maker.id)} {_series(parts)}"
            pressing.append((len(asked) + len(parts), told, quotes))
    if not pressing:
        return None
    pressing.sort(key=lambda one: -one[0])
    sentences = ["; ".join(told for _, told, _ in pressing[:3])]
    cited = at.cited(q for _, _, quotes in pressing[:3] for q in quotes)
    going_on = _going_on(conflict)
    if going_on:
        sentences.append(f"meanwhile {speech.together([(o, True) for o in going_on])}")
    shadows = at.shadows()[:2]
    if shadows:
        who = join([with_article(at.names[party]) for party, _ in shadows])
        be = "are" if len(shadows) > 1 or is_plural(at.names[shadows[0][0]]) else "is"
        sentences.append(f"{who} {be} said to act from the shadow")
        cited += at.sentences([grounds[0] for _, grounds in shadows])
    text = ". ".join(upper_first(sentence) for sentence in sentences)
    return Line(f"{text}.", tuple(dict.fromkeys(cited))[:4])


def _asked(conflict: Conflict, speech: Speech, maker: str, item: Statement) -> str:
    """Return "that Iraq send a letter" for a demand on others; nothing if it is none."""
    match item.expression:
        case Taken(name) if conflict.option(name).owner != maker:
            return f"that {speech.asked(conflict.option(name))}"
        case Not(Taken(name)) if conflict.option(name).owner != maker:
            return f"that {speech.asked(conflict.option(name), False)}"
    return ""


def _series(parts: list[str]) -> str:
    """Join predicates that hold commas or "and" themselves."""
    return ", and ".join(parts)


def _going_on(conflict: Conflict) -> list[Option]:
    """Return the processes under way: talks, mediation."""
    if conflict.status_quo is None or conflict.is_graph_form or conflict.coalesced:
        return []
    now = conflict.code(conflict.status_quo.state)
    return [
        option
        for k, option in enumerate(conflict.options)
        if now >> k & 1 and option.title.startswith("Continue ")
    ]


def _who_and_what(at: Setting) -> Line | None:
    conflict = at.draft.conflict
    if conflict is None:
        main = [p for p in at.by_weight() if p.kind is not PartyKind.PERSON][:3]
        if not main:
            return Line("No party acts or speaks in what was handed over.")
        refs = tuple(p.mentions[0].citation for p in main if p.mentions)
        return Line(
            f"The reports speak of {join([with_article(at.names[p.id]) for p in main])}; "
            f"{at.draft.why_none}.",
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
    told = [e for e in at.timeline_events() if e.modality is not Modality.DENIED]
    if not told:
        return None
    named = [e for e in told if e.sources] or told
    latest = max(_known_day(e.when) for e in named)
    # of the last day what is surest; of what is as sure, what was told last
    event = max(
        reversed([e for e in named if _known_day(e.when) == latest]), key=lambda e: e.confidence
    )
    kinds = sorted({e.type for e in told if e.type in _PRESSURE}, key=list(EventType).index)
    count = join([_counted(k, sum(e.type is k for e in told)) for k in kinds])
    words = ""
    if count and len(at.evidence.reports) > 1:
        words = f"The reports tell of {count}. "
    when = at.date(event.when)
    day = f" ({when})" if when != "undated" else ""
    refs = at.sentences([event.tellings[0].citation])
    return Line(
        f"{words}Last told{day}: {_inside(at.event_words(event))}:",
        refs,
        quote=event_quote(at, event),
    )


_MOST_CHANGES = 3
_SHORT_MOVE = 120


def _bottom_line(at: Setting, outcomes: Outcomes | None) -> Line | None:
    if outcomes is None or outcomes.nash is None or at.speech is None:
        return None
    moving = [r for r in outcomes.holds_now if r.stays is False]
    open_ = [r for r in outcomes.holds_now if r.stays is None]
    refs = at.cited([q for r in moving or open_ for q in r.grounds[:1]])
    if moving:
        who = join([at.speech.who(r.decision_maker) for r in moving])
        gain = "gain" if len(moving) > 1 else at.speech.verb(
            moving[0].decision_maker, "gains", "gain"
        )  # fmt: skip
        short = len(moving) == 1 and len(moving[0].move) <= _SHORT_MOVE
        how = moving[0].move if short else "by moving"
        parts = [f"As drafted, the present state does not hold: {who} {gain} {how}"]
    elif open_:
        who = join([at.speech.who(r.decision_maker) for r in open_])
        want = "want" if len(open_) > 1 else at.speech.want(open_[0].decision_maker)
        parts = [f"As drafted, whether the present state holds depends on what {who} {want}"]
    else:
        parts = ["As drafted, the present state holds: nobody gains by moving"]
    now = outcomes.status_quo or 0
    place = {option.id: k for k, option in enumerate(outcomes.conflict.options)}
    sure = [(o, value) for o, value in outcomes.in_all() if bool(now >> place[o.id] & 1) != value]
    kept = outcomes.kept_conditions()[:1]
    always = "whatever is unknown"
    if not outcomes.nash.exact:
        always = (
            f"in all outcomes of {outcomes.nash.examined} sampled ways to answer what is unknown"
        )
    elif outcomes.nash.completions == 1:
        single = len(outcomes.nash.outcomes) == 1
        always = "in the one outcome that holds" if single else "in every outcome that holds"
    if kept:
        parts.append(f"{always}, {at.speech.clause(kept[0].expression)}")
        refs = at.cited(kept[0].grounds[:1]) + refs
    elif sure and outcomes.status_quo is not None:
        told = at.speech.together(sure[:_MOST_CHANGES])
        more = len(sure) - _MOST_CHANGES
        if more > 0:
            told += f", and {number_word(more).lower()} more change{'s' if more > 1 else ''}"
        parts.append(f"{always}, {told}")
        refs = at.cited([q for option, _ in sure for q in option.grounds[:1]]) + refs
    text = ". ".join(upper_first(part) for part in parts) + "."
    best = outcomes.best_questions()
    if best and best[0].settled > 0:
        words = at.question_words(outcomes, best[0].unknown)
        if len(best) == 1:
            text += f" The missing answer that would settle most: whether {words}."
        else:
            text += (
                f" {number_word(len(best))} missing answers would settle equally much, such as "
                f"whether {words}."
            )
    return Line(text, tuple(dict.fromkeys(refs))[:3])


def _inside(sentence: str) -> str:
    """Return a sentence as it stands after a colon: "the union refused"."""
    return lower_first(sentence) if sentence.startswith(("The ", "Not said")) else sentence


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
