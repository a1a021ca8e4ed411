"""What a brief says, in which order: no formatting, every line with its sentences.

An `Outline` is made once from evidence, draft and analysis; terminal, page, Markdown and JSON only
show it. A `Line` is a sentence of ours; its `refs` are the places in the reports that it rests on.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from backchannel.brief.outcomes import Outcomes, outcomes_of
from backchannel.brief.wording import (
    Speech,
    date_in_words,
    event_in_words,
    is_plural,
    join,
    lower_first,
    shorten,
    sort_date,
    with_article,
)
from backchannel.conflict.draft import Draft, draft
from backchannel.conflict.elements import Certainty, Statements
from backchannel.conflict.passages import Passages
from backchannel.dossier.evidence import (
    Event,
    EventType,
    Evidence,
    Factuality,
    Modality,
    Party,
    PartyKind,
    Precision,
    Stance,
    Statement,
    StatementKind,
    When,
)
from backchannel.text import Citation, Quote, Source

__all__ = ["Cell", "Line", "Matrix", "Outline", "Section", "outline"]

_MOST_LINES = 60
_MOST_CELLS = 12


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence of a brief.

    Parameters
    ----------
    text : str
        In our words.
    refs : tuple of Citation
        The sentences it rests on.
    quote : str
        The report's own words, if they are shown.
    label : str
        What stands before it: a date, a speaker, a kind.
    mark : str
        A word on its standing: "weak", "unknown", "yes", "no".
    sub : tuple of Line
        Lines that belong under it.
    """

    text: str
    refs: tuple[Citation, ...] = ()
    quote: str = ""
    label: str = ""
    mark: str = ""
    sub: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """Where one party stands on one issue."""

    stance: str
    explicit: bool
    refs: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Party by issue.

    Parameters
    ----------
    parties, issues : tuple of str
        Rows and columns.
    cells : tuple of tuple of (Cell or None)
        By row, then column; None: the reports say nothing.
    """

    parties: tuple[str, ...]
    issues: tuple[str, ...]
    cells: tuple[tuple[Cell | None, ...], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a brief.

    Parameters
    ----------
    id : str
        Short name, the same in every format.
    title : str
        Heading.
    lines : tuple of Line
        What it says.
    empty : str
        What is said if there are no lines.
    intro : str
        A sentence before them.
    """

    id: str
    title: str
    lines: tuple[Line, ...] = ()
    empty: str = ""
    intro: str = ""


@dataclass(frozen=True, slots=True)
class Outline:
    """A whole brief.

    Parameters
    ----------
    title : str
        What the dispute is called.
    subtitle : str
        On what it rests.
    summary : tuple of Line
        What this is about, at most three lines.
    sections : tuple of Section
        In the order in which they are told.
    matrix : Matrix or None
        Party by issue, shown in section "positions".
    evidence : Evidence
        What was read.
    draft : Draft
        The conflict and how it was drafted.
    outcomes : Outcomes or None
        The analysis; None if there is no conflict.
    names : dict of str to str
        Short names by party id, and by decision maker id.
    """

    title: str
    subtitle: str
    summary: tuple[Line, ...]
    sections: tuple[Section, ...]
    matrix: Matrix | None
    evidence: Evidence
    draft: Draft
    outcomes: Outcomes | None
    names: dict[str, str] = field(default_factory=dict)

    def section(self, id: str) -> Section:
        """Return the section with this id."""
        for section in self.sections:
            if section.id == id:
                return section
        raise KeyError(id)

    def citations(self) -> Iterable[Citation]:
        """Yield every citation of every line, in order of telling."""
        for line in self.summary:
            yield from _refs(line)
        for section in self.sections:
            for line in section.lines:
                yield from _refs(line)
            if section.id == "positions" and self.matrix is not None:
                for row in self.matrix.cells:
                    for cell in row:
                        if cell is not None:
                            yield from cell.refs


def _refs(line: Line) -> Iterable[Citation]:
    yield from line.refs
    for under in line.sub:
        yield from _refs(under)


def outline(
    evidence: Evidence,
    drafted: Draft | None = None,
    *,
    title: str = "",
    samples: int | None = None,
    analyse: Callable[..., Outcomes] = outcomes_of,
) -> Outline:
    """Lay out a brief.

    Parameters
    ----------
    evidence : Evidence
        What was read.
    drafted : Draft or None
        The conflict; drafted from the evidence if None.
    title : str
        Heading; by default what the reports are about.
    samples : int or None
        Completions examined for what is unknown; None: as many as a second allows.
    analyse : callable
        Makes the outcomes from a conflict and short names.
    """
    made = draft(evidence) if drafted is None else drafted
    maker = _Layout(evidence, made)
    outcomes = None
    if made.conflict is not None:
        outcomes = analyse(made.conflict, maker.maker_names, samples)
    sections = (
        maker.parties(),
        maker.timeline(),
        maker.statements(),
        maker.positions(),
        maker.absences(),
        maker.conflict(),
        maker.outcomes(outcomes),
        maker.unknown(outcomes),
        maker.left_out(),
    )
    return Outline(
        title or maker.title(),
        maker.subtitle(),
        maker.summary(outcomes),
        sections,
        maker.matrix(),
        evidence,
        made,
        outcomes,
        {**maker.names, **maker.maker_names},
    )


class _Layout:
    def __init__(self, evidence: Evidence, drafted: Draft) -> None:
        self.evidence = evidence
        self.draft = drafted
        self.passages = Passages(evidence)
        self.names = _short_names(evidence)
        conflict = drafted.conflict
        self.maker_names: dict[str, str] = {}
        if conflict is not None:
            for maker in conflict.decision_makers:
                party = dict(drafted.parties).get(maker.id)
                self.maker_names[maker.id] = self.names.get(party or "", maker.title)
        self.speech = Speech(conflict, self.maker_names) if conflict is not None else None
        self._sources = {r.source.sha256: r.source for r in reversed(evidence.reports)}

    # -- head

    def title(self) -> str:
        titles = [report.title for report in self.evidence.reports if report.title]
        if len(titles) == 1 or (titles and len(self.evidence.reports) == 1):
            return titles[0]
        makers = list(self.maker_names.values())[:3]
        if makers:
            about = f" over {self._topic()}" if self._topic() else ""
            return f"{join(makers)}{about}"
        return titles[0] if titles else "A brief"

    def _topic(self) -> str:
        if self.draft.conflict is None:
            return ""
        process = [
            o.title.removeprefix("Continue ")
            for o in self.draft.conflict.options
            if o.title.startswith("Continue the ")
        ]
        return process[0] if process else ""

    def subtitle(self) -> str:
        count = len(self.evidence.reports)
        days = sorted(
            day
            for report in self.evidence.reports
            for day in (report.published.day or report.reported_on,)
            if day is not None
        )
        words = f"From {count} report{'s' if count != 1 else ''}"
        if days and days[0] == days[-1]:
            words += f" of {_day(days[0])}"
        elif days:
            words += f", {_day(days[0])} to {_day(days[-1])}"
        undated = sum(
            report.published.day is None and report.reported_on is None
            for report in self.evidence.reports
        )
        if undated and undated < count:
            words += f" ({undated} undated)"
        elif undated:
            words += ", undated" if count > 1 else " without a date"
        return words

    def summary(self, outcomes: Outcomes | None) -> tuple[Line, ...]:
        return tuple(
            line
            for line in (self._who_and_what(), self._latest(), self._bottom_line(outcomes))
            if line is not None
        )

    def _who_and_what(self) -> Line | None:
        conflict = self.draft.conflict
        if conflict is None:
            main = [p for p in self._by_weight() if p.kind is not PartyKind.PERSON][:3]
            if not main:
                return Line("No party acts or speaks in what was handed over.")
            refs = tuple(p.mentions[0].citation for p in main if p.mentions)
            return Line(
                f"The reports speak of {join([self.names[p.id] for p in main])}; "
                f"{self.draft.why_none}.",
                self._sentences(refs),
            )
        parts, refs_ = [], []
        for maker in conflict.decision_makers[:4]:
            options = sorted(conflict.options_of(maker.id), key=lambda o: -len(o.grounds))
            name = self.maker_names[maker.id]
            shown = [lower_first(option.title) for option in options[:2]]
            parts.append(f"{with_article(name)} can {join(shown, 'or')}")
            refs_ += [q for option in options[:2] for q in option.grounds[:1]]
        return Line(_capital("; ".join(parts)) + ".", self._cited(refs_)[:4])

    def _latest(self) -> Line | None:
        told = [e for e in self._timeline_events() if e.type is not EventType.ACCUSE]
        weighty = [
            e
            for e in told
            if e.type in (EventType.THREATEN, EventType.REQUEST, EventType.ASSAULT,
                          EventType.REJECT, EventType.CONSULT, EventType.AGREE)
        ]  # fmt: skip
        if not weighty:
            return None
        event = max(weighty, key=lambda e: (_known_day(e.when), told.index(e)))
        kinds = sorted({e.type for e in weighty if e.type in _PRESSURE}, key=list(EventType).index)
        count = join([_counted(k, sum(e.type is k for e in weighty)) for k in kinds])
        words = f"The reports tell of {count}. " if count else ""
        refs = self._sentences([event.tellings[0].citation])
        return Line(f"{words}Last told: {self._event_words(event)}.", refs)

    def _bottom_line(self, outcomes: Outcomes | None) -> Line | None:
        if outcomes is None or outcomes.nash is None:
            return None
        names = self.maker_names
        moving = [r for r in outcomes.holds_now if r.stays is False]
        if moving:
            who = join([with_article(names[r.decision_maker]) for r in moving])
            refs = self._cited([q for r in moving for q in r.grounds[:1]])
            start = f"The present state does not hold: {who} can gain by moving"
        else:
            open_ = [r for r in outcomes.holds_now if r.stays is None]
            refs = self._cited([q for r in open_ for q in r.grounds[:1]])
            if open_:
                who = join([with_article(names[r.decision_maker]) for r in open_])
                start = f"Whether the present state holds depends on what is wanted by {who}"
            else:
                start = "The present state holds: nobody gains by moving"
        question = outcomes.nash.questions[:1]
        if question and question[0].moved > 0:
            words = self._question_words(outcomes, question[0].unknown)
            start += f"; the answer that would settle most is whether {words}"
        return Line(start + ".", refs[:3])

    # -- sections

    def parties(self) -> Section:
        roots: dict[str, list[Party]] = {}
        whole = {f.part: f.whole for f in self.draft.foldings}
        for party in self.evidence.parties:
            at, seen = party.id, {party.id}
            while at in whole and whole[at] not in seen:
                at = whole[at]
                seen.add(at)
            roots.setdefault(at, []).append(party)
        makers = {party for _, party in self.draft.parties}
        lines = []
        ranked = sorted(
            roots.items(),
            key=lambda item: (
                item[0] not in makers,
                -sum(self._weight(p) for p in item[1]),
                item[0],
            ),
        )
        for root, members in ranked:
            head = self.evidence.party(root)
            weight = sum(self._weight(p) for p in members)
            if root not in makers and weight == 0 and not any(p.in_the_shadow for p in members):
                continue
            under = tuple(
                self._party_line(p, root)
                for p in members
                if p.id != root and (self._weight(p) or p.in_the_shadow)
            )
            shadow = any(p.in_the_shadow for p in members)
            mark = "in the shadow" if shadow else ("decides" if root in makers else "")
            refs = head.mentions[:1]
            grounds = [g for p in members for g in p.shadow_grounds][:2]
            lines.append(
                Line(
                    self._described(head),
                    self._sentences(grounds or [m.citation for m in refs]),
                    label=self.names[root],
                    mark=mark,
                    sub=under,
                )
            )
        lines.sort(key=lambda line: line.mark == "in the shadow")
        return Section(
            "parties",
            "Who is involved",
            tuple(lines[:_MOST_LINES]),
            "No party that acts, speaks or is addressed was found.",
        )

    def _party_line(self, party: Party, root: str) -> Line:
        words = self._described(party)
        if party.part_of and party.part_of != root and party.part_of in self.names:
            words = f"{words}, of {self.names[party.part_of]}" if words else (
                f"of {self.names[party.part_of]}"
            )  # fmt: skip
        refs = party.part_of_grounds or tuple(m.citation for m in party.mentions[:1])
        return Line(
            words,
            self._sentences(refs[:1]),
            label=party.name if party.kind is PartyKind.PERSON else self.names[party.id],
            mark="in the shadow" if party.in_the_shadow else "",
        )

    def _described(self, party: Party) -> str:
        if party.role:
            return party.role
        kind = {
            PartyKind.STATE: "government",
            PartyKind.IGO: "international organisation",
            PartyKind.ARMED_FORCE: "armed force",
            PartyKind.GROUP: "group",
            PartyKind.COMPANY: "company",
            PartyKind.ORGANISATION: "organisation",
        }.get(party.kind, "")
        if party.name != self.names[party.id] and party.kind is not PartyKind.PERSON:
            return f"{party.name}, {kind}" if kind else party.name
        return kind

    def timeline(self) -> Section:
        lines = []
        for event in self._timeline_events()[:_MOST_LINES]:
            refs = self._sentences([t.citation for t in event.tellings])
            lines.append(
                Line(
                    f"{self._event_words(event)}:",
                    refs,
                    quote=self._event_quote(event),
                    label=date_in_words(event.when),
                    mark=self._event_mark(event),
                    sub=self._differences(event),
                )
            )
        return Section(
            "timeline",
            "What happened",
            tuple(lines),
            "The reports tell of no political act.",
        )

    def statements(self) -> Section:
        lines = []
        for statement in self.evidence.statements[:_MOST_LINES]:
            speaker = join([self._speaker(p) for p in statement.speakers])
            sentence = statement.sentence or self.passages.sentence(statement.content[0])
            content = " … ".join(c.quote for c in statement.content)
            direct = statement.kind is not StatementKind.INDIRECT
            lines.append(
                Line(
                    f"{self._said(statement)}",
                    (self.passages.sentence(sentence),),
                    quote=shorten(content, 320),
                    label=speaker or "Speaker not named",
                    mark="" if direct else "reported",
                )
            )
        return Section(
            "statements", "Who said what", tuple(lines), "The reports give nobody's words."
        )

    def _said(self, statement: Statement) -> str:
        if statement.when is None or statement.when.precision is Precision.UNKNOWN:
            return ""
        return date_in_words(statement.when)

    def positions(self) -> Section:
        lines = []
        for position in self.evidence.positions:
            issue = self.evidence.issue(position.issue).name
            party = self._speaker(position.party)
            stance = {
                Stance.FOR: "is for",
                Stance.AGAINST: "is against",
                Stance.UNCLEAR: "does not say where it stands on",
            }[position.stance]
            shown = "" if position.explicit else ", as its acts show"
            if position.condition:
                shown += f" ({position.condition})"
            lines.append(
                Line(
                    f"{_capital(with_article(party))} {stance} {lower_first(issue)}{shown}.",
                    self._sentences(position.grounds),
                    mark=position.stance.value,
                )
            )
        return Section(
            "positions",
            "Who stands where",
            tuple(lines[:_MOST_LINES]),
            "No party is shown to be for or against anything.",
        )

    def matrix(self) -> Matrix | None:
        cells: dict[tuple[str, str], Cell] = {}
        order = {Stance.UNCLEAR: 0, Stance.FOR: 1, Stance.AGAINST: 1}
        for position in self.evidence.positions:
            key = (position.party, position.issue)
            refs = self._sentences(position.grounds)
            cell = Cell(position.stance.value, position.explicit, refs)
            old = cells.get(key)
            if old is None or order[position.stance] > order[Stance(old.stance)]:
                cells[key] = cell
            elif old.stance == cell.stance:
                both = tuple(dict.fromkeys((*old.refs, *cell.refs)))
                cells[key] = Cell(old.stance, old.explicit or cell.explicit, both)
        if not cells:
            return None
        parties = list(dict.fromkeys(p for p, _ in cells))[:_MOST_CELLS]
        issues = list(dict.fromkeys(i for _, i in cells))[:_MOST_CELLS]
        return Matrix(
            tuple(self._speaker(p) for p in parties),
            tuple(self.evidence.issue(i).name for i in issues),
            tuple(tuple(cells.get((p, i)) for i in issues) for p in parties),
        )

    def absences(self) -> Section:
        lines = []
        for absence in self.evidence.absences[:_MOST_LINES]:
            who = join([self._speaker(p) for p in absence.parties])
            lines.append(
                Line(
                    "",
                    self._sentences([absence.citation]),
                    quote=shorten(absence.citation.quote, 260),
                    label=who,
                )
            )
        return Section(
            "absences",
            "What was not said or done",
            tuple(lines),
            "The reports point to no conspicuous silence.",
        )

    def conflict(self) -> Section:
        conflict = self.draft.conflict
        if conflict is None:
            return Section(
                "conflict",
                "The conflict as drafted",
                empty=f"No conflict could be drafted: {self.draft.why_none}.",
            )
        now = conflict.status_quo.state if conflict.status_quo else ""
        assumed = set(conflict.status_quo.assumed) if conflict.status_quo else set()
        assert self.speech is not None
        speech = self.speech
        lines = []
        for maker in conflict.decision_makers:
            name = self.maker_names[maker.id]
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
                        self._cited(option.grounds),
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
                                self._cited(item.grounds),
                                label=f"wants {len(known) + 1}",
                                mark=item.note.rstrip(".").lower()
                                + (", implied" if item.weak else ""),
                            )
                        )
            sub += known
            if unknown:
                sub.append(Line(f"whether it wants {join(unknown, 'or')}.", label="not known"))
            lines.append(
                Line(
                    "",
                    self._cited(maker.grounds)[:3],
                    label=name,
                    mark="weak" if maker.weak else "",
                    sub=tuple(sub),
                )
            )
        for rule in conflict.rules:
            words = speech.clause(rule.allowed)
            lines.append(Line(f"Always: {words}.", self._cited(rule.grounds), label="Feasible"))
        count = len(conflict.options)
        return Section(
            "conflict",
            "The conflict as drafted" if not self.draft.origin else "The conflict",
            tuple(lines),
            intro=(
                f"{_number(len(conflict.decision_makers))} decision makers, "
                f"{_number(count).lower()} options. "
                + (
                    f"As written in {self.draft.origin}."
                    if self.draft.origin
                    else "A proposal by rule from the sentences cited; edit it with "
                    "“backchannel draft”."
                )
            ),
        )

    def outcomes(self, outcomes: Outcomes | None) -> Section:
        title = "Which outcomes would hold"
        if outcomes is None:
            return Section("outcomes", title, empty="There is no conflict to analyse.")
        if outcomes.nash is None:
            return Section("outcomes", title, empty=f"Not found: {outcomes.trouble}.")
        assert self.speech is not None
        speech = self.speech
        lines = [
            Line(
                reason.text,
                self._cited(reason.grounds),
                label="The present state",
                mark={True: "holds", False: "does not hold", None: "depends"}[reason.stays],
            )
            for reason in outcomes.holds_now
        ]
        nash = outcomes.nash
        for outcome in outcomes.nearest(nash.outcomes, 4):
            words = _capital(speech.state(outcome.state, outcomes.status_quo))
            if outcome.share == 1.0:
                text = f"{words}. Nobody gains by leaving it alone, whatever is unknown."
                mark = "holds"
            else:
                needs = outcomes.needs_in_words(outcome, speech)
                text = f"{words}. It holds only if {needs}." if needs else f"{words}."
                mark = "depends"
            lines.append(Line(text, self._option_refs(outcome.state), label="Outcome", mark=mark))
        if len(nash.outcomes) > 4:
            more = len(nash.outcomes) - 4
            lines.append(
                Line(f"{_number(more)} further outcome{'s' if more > 1 else ''} could hold, "
                     "depending on the other answers.", label="Outcome")
            )  # fmt: skip
        if not nash.outcomes:
            lines.append(
                Line("In every state somebody gains by moving alone.", label="Outcome", mark="none")
            )
        lines += self._seq_lines(outcomes)
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

    def _seq_lines(self, outcomes: Outcomes) -> list[Line]:
        seq, speech = outcomes.seq, self.speech
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
                    f"stability), {_number(count).lower()} more outcome"
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

    def unknown(self, outcomes: Outcomes | None) -> Section:
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
            words = self._question_words(outcomes, question.unknown)
            settle = (
                f" The answer settles {100 * question.settled:.0f} % of the outcomes that are open."
                if question.settled > 0
                else ""
            )
            option = outcomes.conflict.expression(question.unknown.text)
            quotes = (
                outcomes.conflict.option(option.option).grounds[:1]
                if hasattr(option, "option")
                else ()
            )
            lines.append(
                Line(
                    f"Whether {words}.{settle}",
                    self._cited(quotes),
                    label="settles most" if number == 0 else "",
                )
            )
        counted: dict[str, int] = {}
        for silence in self.draft.silences:
            counted[silence.decision_maker] = counted.get(silence.decision_maker, 0) + 1
        if counted:
            words = join([f"{self.maker_names[m]} on {n}" for m, n in counted.items()])
            lines.append(
                Line(
                    f"Of {len(outcomes.conflict.options)} options the reports do not say which way "
                    f"it wants them for: {words}.",
                    label="silence",
                )
            )
        return Section(
            "unknown",
            title,
            tuple(lines),
            "Nothing that the reports leave open changes the answer.",
        )

    def left_out(self) -> Section:
        lines = [
            Line(
                f"{one.why}.",
                self._sentences(one.grounds[:2]),
                label=one.name,
                mark=one.kind,
            )
            for one in self.draft.left_out
        ]
        for party in self.draft.indirect:
            lines.insert(
                0,
                Line(
                    f"said to act from the shadow; would enter as a decision maker with the option "
                    f"“{lower_first(party.option)}”.",
                    self._sentences(party.grounds),
                    label=self.names.get(party.party, party.name),
                    mark="proposed, weak",
                ),
            )
        for note in self.draft.notes:
            lines.append(Line(f"{_capital(note)}.", mark="note"))
        return Section(
            "left-out",
            "What the draft leaves out, and why",
            tuple(lines[:_MOST_LINES]),
            "Nothing was left out.",
        )

    # -- small things

    def _timeline_events(self) -> list[Event]:
        counted = [
            event
            for event in self.evidence.events
            if event.factuality in (Factuality.ACTUAL, Factuality.FUTURE)
            and event.modality is not Modality.HYPOTHETICAL
        ]
        places = {e.id: self.passages.place(e.tellings[0].citation) for e in counted}
        return sorted(counted, key=lambda e: (sort_date(e.when), places[e.id]))

    def _event_words(self, event: Event) -> str:
        return event_in_words(event, self.names)

    def _event_quote(self, event: Event) -> str:
        """Return the report's words for an event: from the trigger to the end of the clause."""
        telling = event.tellings[0]
        sentence = self.passages.sentence(telling.citation)
        text, trigger = sentence.source.text, telling.trigger
        if trigger is None or trigger.source != sentence.source:
            return shorten(_unquoted(sentence.quote), 200)
        start, end = trigger.start, max(sentence.end, trigger.end)
        part = text[start:end]
        stop = re.search(r"[,;:](?=\s)|\s[–—]\s|[”»]", part[trigger.end - start + 12 :])
        if stop:
            part = part[: trigger.end - start + 12 + stop.start()]
        return shorten(_unquoted(part), 200)

    def _event_mark(self, event: Event) -> str:
        marks = []
        if event.modality is not Modality.HAPPENED and event.modality not in (
            Modality.THREATENED,
            Modality.DEMANDED,
        ):
            marks.append(event.modality.value)
        reports = {t.citation.source.sha256 for t in event.tellings}
        if len(reports) > 1:
            marks.append(f"told in {len(reports)} reports")
        return ", ".join(marks)

    def _differences(self, event: Event) -> tuple[Line, ...]:
        lines = []
        tolls = {t.toll: t for t in event.tellings if t.toll}
        if len(tolls) > 1:
            for toll, telling in tolls.items():
                lines.append(Line(f"Toll as told: {toll}.", self._sentences([telling.citation])))
        dates: dict[str, Citation] = {}
        for telling in event.tellings:
            if telling.when is not None and telling.when.precision is not Precision.UNKNOWN:
                dates.setdefault(date_in_words(telling.when), telling.citation)
        if len(dates) > 1:
            for words, cited in dates.items():
                lines.append(Line(f"Dated {words}.", self._sentences([cited])))
        for telling in event.tellings:
            if telling.attributed_to:
                who = join([self._speaker(p) for p in telling.attributed_to])
                lines.append(Line(f"According to {who}.", self._sentences([telling.citation])))
        return tuple(lines)

    def _question_words(self, outcomes: Outcomes, unknown: object) -> str:
        from backchannel.analysis.ignorance import UnknownStatement

        assert isinstance(unknown, UnknownStatement)
        maker = self.maker_names.get(unknown.decision_maker, unknown.decision_maker)
        assert self.speech is not None
        words = self.speech.wants(
            unknown.decision_maker, outcomes.conflict.expression(unknown.text)
        )
        want = self.speech.verb(unknown.decision_maker, "wants", "want")
        return f"{with_article(maker)} {want} {words}"

    def _option_refs(self, state: int) -> tuple[Citation, ...]:
        conflict = self.draft.conflict
        if conflict is None or conflict.status_quo is None:
            return ()
        changed = state ^ conflict.code(conflict.status_quo.state)
        quotes = [
            o.grounds[0] for k, o in enumerate(conflict.options) if changed >> k & 1 and o.grounds
        ]
        return self._cited(quotes)[:4]

    def _speaker(self, party_id: str) -> str:
        return self.names[party_id]

    def _weight(self, party: Party) -> int:
        if not hasattr(self, "_weights"):
            weights: dict[str, int] = {}
            for event in self.evidence.events:
                for p in (*event.sources, *event.targets):
                    weights[p] = weights.get(p, 0) + 1
            for statement in self.evidence.statements:
                for p in statement.speakers:
                    weights[p] = weights.get(p, 0) + 1
            for position in self.evidence.positions:
                weights[position.party] = weights.get(position.party, 0) + 1
            self._weights = weights
        return self._weights.get(party.id, 0)

    def _by_weight(self) -> list[Party]:
        return sorted(self.evidence.parties, key=lambda p: (-self._weight(p), -len(p.mentions)))

    def _sentences(self, cited: Sequence[Citation]) -> tuple[Citation, ...]:
        return tuple(dict.fromkeys(self.passages.sentence(c) for c in cited))

    def _cited(self, quotes: Iterable[Quote]) -> tuple[Citation, ...]:
        found = []
        for quote in quotes:
            source: Source | None = self._sources.get(quote.sha256)
            if source is not None:
                citation = quote.find_in(source)
                if citation is not None:
                    found.append(citation)
        return tuple(dict.fromkeys(found))


def _unquoted(text: str) -> str:
    """Return a stretch without blanks, full stops and quotation marks at its ends."""
    return text.strip().strip('“”„«»"').rstrip(" .").strip('“”„«»" ')


_PRESSURE = frozenset({EventType.THREATEN, EventType.REQUEST, EventType.ASSAULT, EventType.REJECT})
_COUNTED = {
    EventType.THREATEN: ("a threat", "threats"),
    EventType.REQUEST: ("a demand", "demands"),
    EventType.ASSAULT: ("an attack", "attacks"),
    EventType.REJECT: ("a refusal", "refusals"),
}


def _counted(kind: EventType, count: int) -> str:
    one, many = _COUNTED[kind]
    return one if count == 1 else f"{_number(count).lower()} {many}"


def _known_day(when: When | None) -> date:
    if when is None:
        return date.min
    if when.latest or when.earliest:
        return when.latest or when.earliest or date.min
    if when.month_day:
        return sort_date(when)[1]
    return date.min


_NUMBERS = "No One Two Three Four Five Six Seven Eight Nine Ten Eleven Twelve".split()


def _number(count: int) -> str:
    return _NUMBERS[count] if count < len(_NUMBERS) else f"{count:,}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _day(day: date) -> str:
    return date_in_words(When(day, day, Precision.DAY))


_LONG = 44
_TAIL = r" (?:in|from|backed by|close to|loyal to) "


def _short_names(evidence: Evidence) -> dict[str, str]:
    """Return a short name for each party: the surname of a person, else a short alias."""
    found: dict[str, str] = {}
    for party in evidence.parties:
        name = re.sub(r"^(?:many|several|some|various|the) (?=\w)", "", party.name.split(" (")[0])
        if is_plural(re.split(_TAIL, name)[0]) and party.kind is not PartyKind.PERSON:
            name = re.split(_TAIL, name)[0]
        if len(name) > _LONG:
            fitting = [a for a in party.aliases if 2 < len(a) <= _LONG and a[:1].isupper()]
            name = max(fitting, key=len) if fitting else shorten(name, _LONG)
        first, _, rest = name.partition(" ")
        if rest and is_plural(name) and _is_ordinary(first, evidence):
            name = f"{first.lower()} {rest}"
        found[party.id] = name
    return found


def _is_ordinary(word: str, evidence: Evidence) -> bool:
    """Whether a word stands in small letters too: then its capital only began a sentence."""
    small = re.compile(rf"(?<![\w-]){re.escape(word.lower())}(?![\w-])")
    return any(small.search(report.source.text) for report in evidence.reports)
