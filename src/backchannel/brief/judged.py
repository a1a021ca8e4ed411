"""What follows from the reports: conflict, outcomes, what is not known, what was left out."""

from __future__ import annotations

from backchannel.brief.lines import Line, Section
from backchannel.brief.outcomes import Outcomes
from backchannel.brief.setting import MOST_LINES, Setting
from backchannel.brief.wording import join, lower_first, number_word, upper_first
from backchannel.conflict.elements import Certainty, Conflict, Statements
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
        if isinstance(order, Statements):
            for item in order.items:
                words = speech.wants(maker.id, item.expression)
                if item.certainty is Certainty.UNKNOWN:
                    unknown.append(words)
                else:
                    known.append(
                        Line(
                            words,
                            at.cited(item.grounds),
                            label=f"wants {len(known) + 1}",
                            mark=item.note.rstrip(".").lower() + (", implied" if item.weak else ""),
                        )
                    )
        sub += known
        if unknown:
            they = "they want" if speech.plural(maker.id) else "it wants"
            sub.append(Line(f"whether {they} {join(unknown, 'or')}.", label="not known"))
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
    count = len(conflict.options)
    return Section(
        "conflict",
        "The conflict as drafted" if not at.draft.origin else "The conflict",
        tuple(lines),
        intro=(
            f"{number_word(len(conflict.decision_makers))} decision makers, "
            f"{number_word(count).lower()} options. "
            + (
                f"As written in {at.draft.origin}."
                if at.draft.origin
                else "A proposal by rule from the sentences cited; edit it with "
                "“backchannel draft”."
            )
        ),
    )


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
        return Section("outcomes", title, empty=f"Not found: {outcomes.trouble}.")
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
    nash = outcomes.nash
    lines += _common(at, outcomes)
    for outcome in outcomes.nearest(nash.outcomes, 4):
        words = upper_first(speech.state(outcome.state, outcomes.status_quo))
        if outcome.share == 1.0:
            text = f"{words}. Nobody gains by leaving it alone, whatever is unknown."
            mark = "holds"
        else:
            needs = outcomes.needs_in_words(outcome, speech)
            text = f"{words}. It holds only if {needs}." if needs else f"{words}."
            mark = "depends"
        lines.append(Line(text, _option_refs(at, outcome.state), label="Outcome", mark=mark))
    if len(nash.outcomes) > 4:
        more = len(nash.outcomes) - 4
        lines.append(
            Line(f"{number_word(more)} further outcome{'s' if more > 1 else ''} could hold, "
                 "depending on the other answers.", label="Outcome")
        )  # fmt: skip
    if not nash.outcomes:
        lines.append(
            Line("In every state somebody gains by moving alone.", label="Outcome", mark="none")
        )
    lines += _seq_lines(at, outcomes)
    how = (
        f"exactly, over all {nash.completions:,} ways to answer what is unknown"
        if nash.exact and nash.completions > 1
        else "exactly"
        if nash.exact
        else f"over {nash.examined:,} sampled ways to answer what is unknown"
    )
    return Section(
        "outcomes",
        title,
        tuple(lines),
        intro=(
            f"{outcomes.states:,} combinations of the options can occur. An outcome holds if "
            "no decision maker gains by changing its own options alone (Nash stability; "
            f"found {how})."
        ),
    )


def _common(at: Setting, outcomes: Outcomes) -> list[Line]:
    """Return what all outcomes that can hold have in common, if there are several."""
    assert at.speech is not None
    if outcomes.nash is None or len(outcomes.nash.outcomes) < 2:
        return []
    agreed = [(option, value) for option, value in outcomes.in_all() if value]
    never = [(option, value) for option, value in outcomes.in_all() if not value]
    parts = [at.speech.does(option) for option, _ in agreed]
    text = ""
    if parts:
        text = upper_first(f"{join(parts)}.")
    if never:
        words = join([at.speech.does(option, False) for option, _ in never])
        text += f" {upper_first(words)}."
    if not text:
        return []
    refs = at.cited(option.grounds[0] for option, _ in (*agreed, *never) if option.grounds)
    return [Line(text.strip(), refs[:4], label="In every outcome that can hold", mark="holds")]


def _seq_lines(at: Setting, outcomes: Outcomes) -> list[Line]:
    seq, speech = outcomes.seq, at.speech
    assert speech is not None
    if seq is None:
        return [Line(outcomes.trouble + ".", label="With answers")] if outcomes.trouble else []
    nash_always = set(outcomes.nash.always) if outcomes.nash else set()
    held = [one for one in seq.outcomes if one.share == 1.0 and one.state not in nash_always]
    count = len(held)
    sure = "in all" if seq.exact else f"in each of {seq.examined} sampled"
    lines = []
    if held:
        near = outcomes.nearest(held, 2)
        words = "; or ".join(speech.state(o.state, outcomes.status_quo) for o in near)
        lines.append(
            Line(
                f"If each also reckons with what the others would do in answer (sequential "
                f"stability), {number_word(count).lower()} more outcome"
                f"{'s hold' if count > 1 else ' holds'} {sure} ways to answer what is unknown; "
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
    seq = {q.unknown: q for q in outcomes.seq.questions} if outcomes.seq else {}
    ranked = sorted(
        outcomes.nash.questions,
        key=lambda q: (
            -q.settled,
            -q.moved,
            -(seq[q.unknown].moved if q.unknown in seq else 0),
        ),
    )
    for number, question in enumerate(q for q in ranked if q.moved > 0):
        if number == 8:
            break
        words = at.question_words(outcomes, question.unknown)
        settle = (
            f" The answer settles {100 * question.settled:.0f} % of the outcomes that are open."
            if question.settled > 0
            else ""
        )
        option = outcomes.conflict.expression(question.unknown.text)
        quotes = (
            outcomes.conflict.option(option.option).grounds[:1] if hasattr(option, "option") else ()
        )
        lines.append(
            Line(
                f"Whether {words}.{settle}",
                at.cited(quotes),
                label="settles most" if number == 0 else "",
            )
        )
    counted: dict[str, int] = {}
    for silence in at.draft.silences:
        counted[silence.decision_maker] = counted.get(silence.decision_maker, 0) + 1
    if counted:
        words = join([f"{at.maker_names[m]} on {n}" for m, n in counted.items()])
        lines.append(
            Line(
                f"Of {len(outcomes.conflict.options)} options the reports do not say which way "
                f"each wants them for: {words}.",
                label="silence",
            )
        )
    return Section(
        "unknown",
        title,
        tuple(lines),
        "Nothing that the reports leave open changes the answer.",
    )


def left_out(at: Setting) -> Section:
    """Return what the draft leaves out, and why."""
    lines = [
        Line(
            f"{one.why}.",
            at.sentences(one.grounds[:2]),
            label=one.name,
            mark=one.kind,
        )
        for one in at.draft.left_out
    ]
    for party in at.draft.indirect:
        lines.insert(
            0,
            Line(
                f"said to act from the shadow; would enter as a decision maker with the option "
                f"“{lower_first(party.option)}”.",
                at.sentences(party.grounds),
                label=at.names.get(party.party, party.name),
                mark="proposed, weak",
            ),
        )
    for note in at.draft.notes:
        lines.append(Line(f"{upper_first(note)}.", mark="note"))
    return Section(
        "left-out",
        "What the draft leaves out, and why",
        tuple(lines[:MOST_LINES]),
        "Nothing was left out.",
    )


def _option_refs(at: Setting, state: int) -> tuple[Citation, ...]:
    conflict = at.draft.conflict
    if conflict is None or conflict.status_quo is None:
        return ()
    changed = state ^ conflict.code(conflict.status_quo.state)
    quotes = [
        o.grounds[0] for k, o in enumerate(conflict.options) if changed >> k & 1 and o.grounds
    ]
    return at.cited(quotes)[:4]
