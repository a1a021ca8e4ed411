"""What follows from the reports: conflict, outcomes, what is not known, what was left out."""

from __future__ import annotations

from backchannel.brief.lines import Line, Section
from backchannel.brief.outcome_table import letter
from backchannel.brief.outcomes import Outcomes
from backchannel.brief.setting import Setting
from backchannel.brief.wording import Speech, join, lower_first, number_word, upper_first
from backchannel.conflict.draft import LeftOut
from backchannel.conflict.elements import Certainty, Conflict, Statements, options_in
from backchannel.text import Citation

__all__ = ["conflict", "left_out", "outcomes", "unknown"]


def conflict(at: Setting) -> Section:
    """Return the conflict: decision makers, options, preferences, what is not known."""
    conflict = at.draft.conflict
    if conflict is None:
        return Section(
            "conflict",
            "The conflict as drafted",
            empty=f"No conflict could be drafted: {at.draft.why_none}.",
        )
    now = _pattern(conflict)
    assumed = set(conflict.status_quo.assumed) if conflict.status_quo else set()
    assert at.speech is not None
    speech = at.speech
    lines = []
    for maker in conflict.decision_makers:
        name = at.maker_names[maker.id]
        sub = []
        for k, option in enumerate(conflict.options):
            if option.owner != maker.id:
                continue
            value = {"Y": "now", "N": "not now"}.get(now[k : k + 1], "")
            if option.id in assumed:
                value += ", assumed"
            sub.append(
                Line(
                    option.title,
                    at.cited(option.grounds),
                    label="option",
                    mark=value + (", weak" if option.weak else ""),
                )
            )
        order = maker.preference.order
        known: list[Line] = []
        unknown: list[str] = []
        others: list[str] = []
        own = {option.id for option in conflict.options_of(maker.id)}
        if isinstance(order, Statements):
            for item in order.items:
                words = speech.wants(maker.id, item.expression)
                if item.certainty is Certainty.UNKNOWN:
                    mine = set(options_in(item.expression)) & own
                    words += at.although(conflict, maker.id, item.expression)
                    (unknown if mine else others).append(words)
                else:
                    known.append(
                        Line(
                            words,
                            at.cited(item.grounds),
                            label=f"wants {len(known) + 1}",
                            mark=_why(item.note, speech.plural(maker.id))
                            + (", implied" if item.weak else ""),
                        )
                    )
        sub += known
        missing = _not_known(unknown, others, speech.plural(maker.id))
        if missing:
            sub.append(Line(missing, label="not known"))
        lines.append(
            Line(
                "",
                at.cited(maker.grounds)[:3],
                label=name,
                mark="weak" if maker.weak else "",
                sub=tuple(sub),
            )
        )
    for rule in conflict.rules:
        words = speech.clause(rule.allowed)
        lines.append(Line(f"Always: {words}.", at.cited(rule.grounds), label="Feasible"))
    return Section(
        "conflict",
        "The conflict as drafted" if not at.draft.origin else "The conflict",
        tuple(lines),
        intro=" ".join(filter(None, (_size(conflict), _origin(at), _words_used(conflict)))),
    )


def _size(conflict: Conflict) -> str:
    makers, options = len(conflict.decision_makers), len(conflict.options)
    return (
        f"{number_word(makers)} decision maker{'s' if makers > 1 else ''}, "
        f"{number_word(options).lower()} option{'s' if options > 1 else ''}."
    )


def _origin(at: Setting) -> str:
    if at.draft.origin:
        return f"As written in {at.draft.origin}."
    return "A proposal by rule from the sentences cited; edit it with “backchannel draft”."


def _words_used(conflict: Conflict) -> str:
    """Return what the marks of this section mean, as far as they are used."""
    weak = [one.weak for one in conflict.options] + [m.weak for m in conflict.decision_makers]
    words = ["Wishes stand in their order of importance, which is a convention: check it first."]
    if any(weak):
        words.append("Weak: inferred, not said.")
    if conflict.status_quo is not None and conflict.status_quo.assumed:
        words.append("Assumed: no report says, so taken as not done.")
    return " ".join(words)


_SPELT_OUT = 2
"""So many options of others are named of which it is not known what somebody wants."""


def _not_known(own: list[str], others: list[str], plural: bool) -> str:
    """Return what it is not known that somebody wants: own options by name, others counted."""
    they = "they want" if plural else "it wants"
    if len(others) <= _SPELT_OUT:
        own, others = own + others, []
    parts = []
    if own:
        parts.append(f"whether {they} {join(own, 'or')}")
    if others:
        parts.append(f"what {they} of {number_word(len(others)).lower()} options of others")
    return f"{'; nor '.join(parts)}." if parts else ""


def _why(note: str, plural: bool) -> str:
    """Return why a wish is in the model, in the number of the party that has it."""
    words = note.rstrip(".")
    words = words[:1].lower() + words[1:]
    if not plural:
        return words
    for one, many in (("its ", "their "), ("it is the one ", "they are the ones "),
                      ("it does so itself", "they do so themselves"),
                      ("it takes", "they take")):  # fmt: skip
        if words.startswith(one):
            words = many + words.removeprefix(one)
    return words.replace("its acts show", "their acts show")


def _pattern(conflict: Conflict) -> str:
    """Return the status quo as Y and N, empty if it has no single pattern."""
    if conflict.status_quo is None or conflict.is_graph_form or conflict.coalesced:
        return ""
    return conflict.pattern(conflict.code(conflict.status_quo.state))


def outcomes(at: Setting, outcomes: Outcomes | None) -> Section:
    """Return whether the present state holds, and which outcomes would."""
    title = "Which outcomes would hold"
    if outcomes is None:
        return Section("outcomes", title, empty="There is no conflict to analyse.")
    if outcomes.nash is None:
        trouble = outcomes.trouble.rstrip(".")
        return Section("outcomes", title, empty=f"Not found: {trouble}.{_way_out(at)}")
    assert at.speech is not None
    speech = at.speech
    lines = [
        Line(
            reason.text,
            at.cited(reason.grounds),
            label="The present state",
            mark={True: "holds", False: "does not hold", None: "depends"}[reason.stays],
        )
        for reason in outcomes.holds_now
    ]
    lines += _common(at, outcomes)
    lines += _listed(at, outcomes, speech)
    lines += _seq_lines(at, outcomes)
    return Section("outcomes", title, tuple(lines), intro=_how_found(outcomes))


def _way_out(at: Setting) -> str:
    """Return what to do about a preference that is unknown as a whole."""
    conflict = at.draft.conflict
    assert conflict is not None
    whole = [
        at.maker_names[maker.id]
        for maker in conflict.decision_makers
        if maker.preference.has_unknown and not isinstance(maker.preference.order, Statements)
    ]
    if not whole:
        return ""
    return (
        f" Write for {join(whole)} which wishes are unknown, one statement each with "
        "'certainty: unknown', or ask 'backchannel analyse' for nash_a to nash_d."
    )


_LISTED = 5
"""So many outcomes are told in words; the table has more."""


def _how_found(outcomes: Outcomes) -> str:
    """Return what "holds" means here, over how many states, and how exact the answer is."""
    nash = outcomes.nash
    assert nash is not None
    if nash.completions == 1:
        how = "found exactly; nothing that matters for it is unknown"
    elif nash.exact:
        how = f"found exactly, over all {nash.completions:,} ways to answer what is unknown"
    else:
        how = (
            f"found over {nash.examined:,} of {nash.completions:,} ways to answer what is unknown: "
            f"“always” may fail in up to {100 * nash.missed:.0f} % of them"
        )
    return (
        f"{outcomes.states:,} combinations of the options can occur. An outcome holds if no "
        f"decision maker gains by changing its own options alone (Nash stability; {how})."
    )


def _listed(at: Setting, outcomes: Outcomes, speech: Speech) -> list[Line]:
    """Return the outcomes nearest to the present, told by what they add to what all share."""
    nash = outcomes.nash
    assert nash is not None
    if not nash.outcomes:
        return [
            Line("In every state somebody gains by moving alone.", label="Outcome", mark="none")
        ]
    common = {option.id: value for option, value in outcomes.in_all()}
    if len(nash.outcomes) == 1:
        common = {}
    now = outcomes.status_quo or 0
    lines = []
    for number, outcome in enumerate(outcomes.nearest(nash.outcomes, _LISTED)):
        own = [
            (option, bool(outcome.state >> k & 1))
            for k, option in enumerate(outcomes.conflict.options)
            if (outcome.state ^ now) >> k & 1 and option.id not in common
        ]
        shared = [o for k, o in enumerate(outcomes.conflict.options)
                  if (outcome.state ^ now) >> k & 1 and o.id in common]  # fmt: skip
        if own:
            words = f"{'Besides, ' if shared else ''}{speech.together(own)}"
        elif shared:
            words = "nothing besides"
        else:
            words = speech.state(outcome.state, outcomes.status_quo)
        needs = outcomes.needs_in_words(outcome, speech)
        if outcome.share == 1.0:
            unknown = ", whatever is unknown" if nash.completions > 1 else ""
            text, mark = f"{words}. Nobody gains by leaving it alone{unknown}", "holds"
        else:
            text, mark = (f"{words}. Only if {needs}" if needs else words), "depends"
        refs = _option_refs(at, outcome.state, {option.id for option, _ in own} or None)
        lines.append(
            Line(f"{upper_first(text)}.", refs, label=f"Outcome {letter(number)}", mark=mark)
        )
    more = len(nash.outcomes) - len(lines)
    if more > 0:
        lines.append(
            Line(
                f"{number_word(more)} further outcome{'s' if more > 1 else ''} can hold, with "
                "other answers.",
                label="And",
            )
        )
    return lines


def _common(at: Setting, outcomes: Outcomes) -> list[Line]:
    """Return what all outcomes that can hold have in common, if there are several."""
    assert at.speech is not None
    if outcomes.nash is None or len(outcomes.nash.outcomes) < 2:
        return []
    now = outcomes.status_quo or 0
    place = {option.id: k for k, option in enumerate(outcomes.conflict.options)}
    agreed = outcomes.in_all()
    changed = [(o, value) for o, value in agreed if bool(now >> place[o.id] & 1) != value]
    going_on = [(o, value) for o, value in agreed if value and now >> place[o.id] & 1]
    never = [o for o, value in agreed if not value and not now >> place[o.id] & 1]
    text = []
    if changed:
        text.append(upper_first(f"{at.speech.together(changed)}."))
    if going_on:
        text.append(upper_first(f"As now, {at.speech.together(going_on)}."))
    if never:
        text.append(f"Not done: {join([f'“{lower_first(o.title)}”' for o in never])}.")
    label = "In every outcome " + ("that can hold" if outcomes.nash.exact else "in the sample")
    lines = []
    for item in outcomes.kept_conditions():
        words = upper_first(f"{at.speech.clause(item.expression)}.")
        lines.append(Line(words, at.cited(item.grounds[:2]), label=label, mark="holds"))
    if text:
        shown = [o for o, _ in (*changed, *going_on)] + never
        refs = at.cited(option.grounds[0] for option in shown if option.grounds)
        lines.append(Line(" ".join(text), refs[:4], label=label, mark="holds"))
    return lines


def _seq_lines(at: Setting, outcomes: Outcomes) -> list[Line]:
    seq, speech = outcomes.seq, at.speech
    assert speech is not None
    if seq is None:
        return [Line(outcomes.trouble + ".", label="With answers")] if outcomes.trouble else []
    nash_always = set(outcomes.nash.always) if outcomes.nash else set()
    held = [one for one in seq.outcomes if one.share == 1.0 and one.state not in nash_always]
    count = len(held)
    sure = (
        "in all ways to answer what is unknown"
        if seq.exact
        else f"in each of {seq.examined} sampled ways to answer what is unknown (of "
        f"{seq.completions:,}; in up to {100 * seq.missed:.0f} % of them it may fail)"
    )
    lines = []
    if held:
        near = outcomes.nearest(held, 2)
        words = "; or ".join(speech.state(o.state, outcomes.status_quo) for o in near)
        lines.append(
            Line(
                f"If each also reckons with what the others would do in answer (sequential "
                f"stability), {number_word(count).lower()} more outcome"
                f"{'s hold' if count > 1 else ' holds'} {sure}; "
                f"nearest to the present: {words}.",
                label="With answers",
                mark="holds",
            )
        )
    now = outcomes.status_quo
    for one in seq.outcomes:
        if one.state == now and one.share < 1.0:
            error = "" if seq.exact else f", ± {100 * 1.96 * one.error:.0f}"
            lines.append(
                Line(
                    f"The present state holds by this measure in {100 * one.share:.0f} % of "
                    f"the ways{error}.",
                    label="With answers",
                    mark="depends",
                )
            )
    return lines


def unknown(at: Setting, outcomes: Outcomes | None) -> Section:
    """Return the questions, the most settling first."""
    title = "What is not known and would change the answer"
    if outcomes is None or outcomes.nash is None:
        return Section("unknown", title, empty="Nothing was analysed.")
    lines = []
    questions = outcomes.questions()
    best = outcomes.best_questions()
    tied = len(best) > 1
    about = "" if outcomes.nash.exact else "about "
    for number, question in enumerate(questions[:_MOST_QUESTIONS], 1):
        words = at.question_words(outcomes, question.unknown)
        share = about + _share(question.settled)
        settle = f" The answer settles {share}." if question.settled > 0 else ""
        if tied and question.settled == best[0].settled:
            settle = ""
        option = outcomes.conflict.expression(question.unknown.text)
        quotes = (
            outcomes.conflict.option(option.option).grounds[:1] if hasattr(option, "option") else ()
        )
        lines.append(
            Line(
                f"Whether {words}.{settle}",
                at.cited(quotes),
                label=f"{number}",
                mark="settles most" if number == 1 and not tied and question.settled else "",
            )
        )
    if len(questions) > _MOST_QUESTIONS:
        lines.append(Line(f"{number_word(len(questions) - _MOST_QUESTIONS)} more, of less weight.",
                          label="And"))  # fmt: skip
    counted: dict[str, int] = {}
    for silence in at.draft.silences:
        counted[silence.decision_maker] = counted.get(silence.decision_maker, 0) + 1
    if counted:
        total = len(outcomes.conflict.options)
        words = join([f"{at.maker_names[m]} on {n}" for m, n in counted.items()])
        lines.append(
            Line(
                f"on how many of the {total} options the reports do not say what each wants: "
                f"{words}. What somebody wants of others' options changes no answer above, but "
                "can change what each would do in answer.",
                label="Silent",
            )
        )
    intro = ""
    if tied and best[0].settled > 0:
        intro = (
            f"{number_word(len(best))} answers weigh the same: each alone settles "
            f"{about}{_share(best[0].settled)}."
        )
    elif len(questions) == 1:
        intro = "One answer is missing."
    return Section(
        "unknown",
        title,
        tuple(lines),
        "Nothing that the reports leave open changes the answer.",
        intro=intro if questions else "",
    )


_MOST_QUESTIONS = 12


def _share(settled: float) -> str:
    """Return a share of the open outcomes in words."""
    if abs(settled - 1) < 1e-9:
        return "all outcomes that are open"
    if abs(settled - 0.5) < 1e-9:
        return "half of the outcomes that are open"
    return f"{100 * settled:.0f} % of the outcomes that are open"


def left_out(at: Setting) -> Section:
    """Return what the draft leaves out, and why; what has the same reason stands together."""
    lines = [
        Line(
            "said to act from the shadow; would enter as a decision maker with the option "
            f"“{lower_first(party.option)}”.",
            at.sentences(party.grounds),
            label=at.names.get(party.party, party.name),
            mark="proposed, weak",
        )
        for party in at.draft.indirect
    ]
    reasons: dict[tuple[str, str], list[LeftOut]] = {}
    for one in at.draft.left_out:
        reasons.setdefault((one.kind, one.why), []).append(one)
    order = ["option", "party", "record"]
    for (kind, why), found in sorted(reasons.items(), key=lambda item: order.index(item[0][0])):
        names = [
            Line("", at.sentences(one.grounds[:2]),
                 label="" if kind == "record" else one.name,
                 quote=one.name if kind == "record" else "")
            for one in found[:_MOST_OF_A_REASON]
        ]  # fmt: skip
        more = len(found) - len(names)
        if more > 0:
            names.append(Line(f"and {number_word(more).lower()} more."))
        heading = _HEADINGS[kind][len(found) > 1]
        lines.append(Line(f"{why}.", label=upper_first(heading), sub=tuple(names)))
    lines += [Line(f"{upper_first(note)}.", label="Decided") for note in at.draft.notes]
    return Section(
        "left-out",
        "What the draft leaves out, and why",
        tuple(lines),
        "Nothing was left out.",
    )


_MOST_OF_A_REASON = 20
_HEADINGS = {
    "option": ("option", "options"),
    "party": ("party", "parties"),
    "record": ("passage", "passages"),
}


def _option_refs(at: Setting, state: int, only: set[str] | None) -> tuple[Citation, ...]:
    conflict = at.draft.conflict
    if conflict is None or conflict.status_quo is None:
        return ()
    changed = state ^ conflict.code(conflict.status_quo.state)
    quotes = [
        o.grounds[0]
        for k, o in enumerate(conflict.options)
        if changed >> k & 1 and o.grounds and (only is None or o.id in only)
    ]
    return at.cited(quotes)[:4]
