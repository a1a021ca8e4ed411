"""What the reports say: parties, events, statements, positions, silences."""

from __future__ import annotations

import re

from backchannel.brief.lines import Cell, Line, Matrix, Section
from backchannel.brief.setting import MOST_LINES, Setting
from backchannel.brief.wording import (
    date_in_words,
    join,
    lower_first,
    shorten,
    upper_first,
    with_article,
)
from backchannel.dossier.evidence import (
    Event,
    Modality,
    Party,
    PartyKind,
    Precision,
    Stance,
    Statement,
    StatementKind,
)
from backchannel.text import Citation

__all__ = ["absences", "matrix", "parties", "positions", "statements", "timeline"]

_MOST_CELLS = 12


def parties(at: Setting) -> Section:
    """Return who is involved: decision makers first, those who act for them beneath."""
    roots: dict[str, list[Party]] = {}
    whole = {f.part: f.whole for f in at.draft.foldings}
    for party in at.evidence.parties:
        root, seen = party.id, {party.id}
        while root in whole and whole[root] not in seen:
            root = whole[root]
            seen.add(root)
        roots.setdefault(root, []).append(party)
    makers = {party for _, party in at.draft.parties}
    lines = []
    ranked = sorted(
        roots.items(),
        key=lambda item: (
            item[0] not in makers,
            -sum(at.weight(p) for p in item[1]),
            item[0],
        ),
    )
    for root, members in ranked:
        head = at.evidence.party(root)
        weight = sum(at.weight(p) for p in members)
        if root not in makers and weight == 0 and not any(p.in_the_shadow for p in members):
            continue
        under = tuple(
            _party_line(at, p, root)
            for p in members
            if p.id != root and (at.weight(p) or p.in_the_shadow)
        )
        shadow = any(p.in_the_shadow for p in members)
        mark = "in the shadow" if shadow else ("decides" if root in makers else "")
        refs = head.mentions[:1]
        grounds = [g for p in members for g in p.shadow_grounds][:2]
        lines.append(
            Line(
                _described(at, head),
                at.sentences(grounds or [m.citation for m in refs]),
                label=at.names[root],
                mark=mark,
                sub=under,
            )
        )
    lines.sort(key=lambda line: line.mark == "in the shadow")
    return Section(
        "parties",
        "Who is involved",
        tuple(lines[:MOST_LINES]),
        "No party that acts, speaks or is addressed was found.",
    )


def _party_line(at: Setting, party: Party, root: str) -> Line:
    words = _described(at, party)
    if party.part_of and party.part_of != root and party.part_of in at.names:
        words = f"{words}, of {at.names[party.part_of]}" if words else (
            f"of {at.names[party.part_of]}"
        )  # fmt: skip
    refs = party.part_of_grounds or tuple(m.citation for m in party.mentions[:1])
    return Line(
        words,
        at.sentences(refs[:1]),
        label=party.name if party.kind is PartyKind.PERSON else at.names[party.id],
        mark="in the shadow" if party.in_the_shadow else "",
    )


def _described(at: Setting, party: Party) -> str:
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
    if party.name != at.names[party.id] and party.kind is not PartyKind.PERSON:
        return f"{party.name}, {kind}" if kind else party.name
    return kind


def timeline(at: Setting) -> Section:
    """Return what happened, in order."""
    lines = []
    for event in at.timeline_events()[:MOST_LINES]:
        refs = at.sentences([t.citation for t in event.tellings])
        lines.append(
            Line(
                f"{at.event_words(event)}:",
                refs,
                quote=_event_quote(at, event),
                label=date_in_words(event.when),
                mark=_event_mark(at, event),
                sub=_differences(at, event),
            )
        )
    return Section(
        "timeline",
        "What happened",
        tuple(lines),
        "The reports tell of no political act.",
    )


def _event_quote(at: Setting, event: Event) -> str:
    """Return the report's words for an event: from the trigger to the end of the clause."""
    telling = event.tellings[0]
    sentence = at.passages.sentence(telling.citation)
    text, trigger = sentence.source.text, telling.trigger
    if trigger is None or trigger.source != sentence.source:
        return shorten(_unquoted(sentence.quote), 200)
    start, end = trigger.start, max(sentence.end, trigger.end)
    part = text[start:end]
    stop = re.search(r"[,;:](?=\s)|\s[–—]\s|[”»]", part[trigger.end - start + 12 :])
    if stop:
        part = part[: trigger.end - start + 12 + stop.start()]
    return shorten(_unquoted(part), 200)


def _event_mark(at: Setting, event: Event) -> str:
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


def _differences(at: Setting, event: Event) -> tuple[Line, ...]:
    lines = []
    tolls = {t.toll: t for t in event.tellings if t.toll}
    if len(tolls) > 1:
        for toll, telling in tolls.items():
            lines.append(Line(f"Toll as told: {toll}.", at.sentences([telling.citation])))
    dates: dict[str, Citation] = {}
    for telling in event.tellings:
        if telling.when is not None and telling.when.precision is not Precision.UNKNOWN:
            dates.setdefault(date_in_words(telling.when), telling.citation)
    if len(dates) > 1:
        for words, cited in dates.items():
            lines.append(Line(f"Dated {words}.", at.sentences([cited])))
    for telling in event.tellings:
        if telling.attributed_to:
            who = join([at.names[p] for p in telling.attributed_to])
            lines.append(Line(f"According to {who}.", at.sentences([telling.citation])))
    return tuple(lines)


def statements(at: Setting) -> Section:
    """Return who said what."""
    lines = []
    for statement in at.evidence.statements[:MOST_LINES]:
        speaker = join([at.names[p] for p in statement.speakers])
        sentence = statement.sentence or at.passages.sentence(statement.content[0])
        content = " … ".join(c.quote for c in statement.content)
        direct = statement.kind is not StatementKind.INDIRECT
        lines.append(
            Line(
                f"{_said(at, statement)}",
                (at.passages.sentence(sentence),),
                quote=shorten(content, 320),
                label=speaker or "Speaker not named",
                mark="" if direct else "reported",
            )
        )
    return Section("statements", "Who said what", tuple(lines), "The reports give nobody's words.")


def _said(at: Setting, statement: Statement) -> str:
    if statement.when is None or statement.when.precision is Precision.UNKNOWN:
        return ""
    return date_in_words(statement.when)


def positions(at: Setting) -> Section:
    """Return who stands where, as sentences."""
    lines = []
    for position in at.evidence.positions:
        issue = at.evidence.issue(position.issue).name
        party = at.names[position.party]
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
                f"{upper_first(with_article(party))} {stance} {lower_first(issue)}{shown}.",
                at.sentences(position.grounds),
                mark=position.stance.value,
            )
        )
    return Section(
        "positions",
        "Who stands where",
        tuple(lines[:MOST_LINES]),
        "No party is shown to be for or against anything.",
    )


def matrix(at: Setting) -> Matrix | None:
    """Return who stands where, as a matrix; None if nobody takes a stand."""
    cells: dict[tuple[str, str], Cell] = {}
    order = {Stance.UNCLEAR: 0, Stance.FOR: 1, Stance.AGAINST: 1}
    for position in at.evidence.positions:
        key = (position.party, position.issue)
        refs = at.sentences(position.grounds)
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
        tuple(at.names[p] for p in parties),
        tuple(at.evidence.issue(i).name for i in issues),
        tuple(tuple(cells.get((p, i)) for i in issues) for p in parties),
    )


def absences(at: Setting) -> Section:
    """Return what was conspicuously not said or done."""
    lines = []
    for absence in at.evidence.absences[:MOST_LINES]:
        who = join([at.names[p] for p in absence.parties])
        lines.append(
            Line(
                "",
                at.sentences([absence.citation]),
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


def _unquoted(text: str) -> str:
    """Return a stretch without blanks, full stops and quotation marks at its ends."""
    return text.strip().strip('“”„«»"').rstrip(" .").strip('“”„«»" ')
