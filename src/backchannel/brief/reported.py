"""What the reports say: parties, events, statements, positions, silences."""

from __future__ import annotations

import re
from typing import TypeVar

from backchannel.brief.lines import Cell, Line, Matrix, Section
from backchannel.brief.setting import MOST_LINES, Setting
from backchannel.brief.wording import (
    is_plural,
    join,
    shorten,
    sort_date,
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
    When,
)
from backchannel.text import Citation

__all__ = ["absences", "event_quote", "matrix", "parties", "positions", "statements", "timeline"]

_MOST_CELLS = 12
_NO_YEAR = "The reports give days without their year."
_FRAGMENT = 5
"""What somebody is reported to have said in fewer words is shown with its verb."""


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
        shadow = any(p.in_the_shadow for p in members)
        if root not in makers and not shadow and (weight == 0 or _nameless(at, members)):
            continue
        under = tuple(
            _party_line(at, p, root)
            for p in members
            if p.id != root and (at.weight(p) or p.in_the_shadow)
        )
        mark = "in the shadow" if shadow else ("decides" if root in makers else "")
        refs = head.mentions[:1]
        grounds = [g for p in members for g in p.shadow_grounds][:2]
        lines.append(
            Line(
                _described(at, head),
                at.sentences(grounds or [m.citation for m in refs]),
                label=at.names[root],
                mark=at.standing(root, mark),
                sub=under,
            )
        )
    lines.sort(key=lambda line: "in the shadow" in line.mark)
    return Section(
        "parties",
        "Who is involved",
        (*lines[:MOST_LINES], *_left(len(lines) - MOST_LINES, "parties, less spoken of")),
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
        label=party.name if _says_more(party.name, at.names[party.id]) else at.names[party.id],
        mark=at.standing(party.id, "in the shadow" if party.in_the_shadow else ""),
    )


def _nameless(at: Setting, members: list[Party]) -> bool:
    """Whether parties are only acted upon and bear no name: "people", "several people"."""
    ids = {party.id for party in members}
    if any(at.names[party.id][:1].isupper() for party in members):
        return False
    acting = {p for event in at.evidence.events for p in event.sources}
    acting.update(p for statement in at.evidence.statements for p in statement.speakers)
    acting.update(position.party for position in at.evidence.positions)
    return not ids & acting


def _says_more(name: str, short: str) -> bool:
    """Whether a name is the short one with more words, and not too long to stand by itself."""
    return len(name) <= 44 and short.lower() in name.lower() and name[1:] != short[1:]


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
    short = at.names[party.id]
    hidden = party.name.lower() != short.lower() and not _says_more(party.name, short)
    if hidden and party.kind is not PartyKind.PERSON:
        return f"{party.name}, {kind}" if kind else party.name
    return kind


def timeline(at: Setting) -> Section:
    """Return what happened, in order."""
    lines = []
    events = _without_echoes(at, at.timeline_events())
    shown = _latest(events, [event.when for event in events])
    for event in shown:
        refs = at.sentences([t.citation for t in event.tellings])
        lines.append(
            Line(
                f"{at.event_words(event)}:",
                refs,
                quote=event_quote(at, event),
                label=at.date(event.when),
                mark=at.standing(event.id, _event_mark(at, event)),
                sub=_differences(at, event),
                records=(event.id,),
            )
        )
    lines = [*_left(len(events) - len(shown), "earlier or undated events"), *lines]
    return Section(
        "timeline",
        "What happened",
        tuple(lines),
        "The reports tell of no political act.",
        intro=_NO_YEAR if at.yearless else "",
    )


_Told = TypeVar("_Told")
_UNDATED = 10


def _latest(told: list[_Told], dates: list[When | None]) -> list[_Told]:
    """Return at most `MOST_LINES`, the latest of the dated and the first of the others."""
    if len(told) <= MOST_LINES:
        return told
    keys = [sort_date(when) for when in dates]
    others = [k for k, key in enumerate(keys) if key[0] > 0][:_UNDATED]
    dated = sorted((k for k, key in enumerate(keys) if key[0] == 0), key=lambda k: keys[k])
    kept = {*others, *dated[-(MOST_LINES - len(others)) :]}
    return [one for k, one in enumerate(told) if k in kept]


def _left(count: int, what: str) -> list[Line]:
    """Return a line on what is not shown, if there is any."""
    if count <= 0:
        return []
    return [Line(f"{count:,} {what} are not shown here; 'backchannel export' writes all.",
                 label="And")]  # fmt: skip


def _without_echoes(at: Setting, events: list[Event]) -> list[Event]:
    """Leave out an event that a fuller one of the same sort tells in the same sentence."""
    kept = []
    sentence = {e.id: at.passages.sentence(e.tellings[0].citation) for e in events}
    sides = {e.id: {*e.sources, *e.targets} for e in events}
    for event in events:
        echo = any(
            other.id != event.id
            and other.type is event.type
            and sentence[other.id] == sentence[event.id]
            and sides[event.id] < sides[other.id]
            and len(event.tellings) == 1
            for other in events
        )
        if not echo:
            kept.append(event)
    return kept


def event_quote(at: Setting, event: Event) -> str:
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
    for other in sorted(at.triggers(trigger.source)):
        if trigger.end < other < start + len(part):
            joined = re.search(r",?\s+(?:and|but)\s+$", text[start:other])
            if joined:
                part = text[start : start + joined.start()]
                break
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
            dates.setdefault(at.date(telling.when), telling.citation)
    if len(dates) > 1:
        for words, cited in dates.items():
            lines.append(Line(f"Dated {words}.", at.sentences([cited])))
    for telling in event.tellings:
        if telling.attributed_to:
            who = join([with_article(at.names[p]) for p in telling.attributed_to])
            lines.append(Line(f"According to {who}.", at.sentences([telling.citation])))
    return tuple(lines)


def statements(at: Setting) -> Section:
    """Return who said what: what one sentence gives of one speaker's words is one line."""
    groups: dict[tuple[object, ...], list[Statement]] = {}
    for statement in at.evidence.statements:
        sentence = at.passages.sentence(statement.sentence or statement.content[0])
        direct = statement.kind is not StatementKind.INDIRECT
        alone = statement.id if direct else ""
        groups.setdefault((statement.speakers, sentence, alone), []).append(statement)
    lines = []
    shown = _latest(list(groups.values()), [said[0].when for said in groups.values()])
    for said in shown:
        first = said[0]
        when = "" if first.when is None else at.date(first.when)
        direct = first.kind is not StatementKind.INDIRECT
        lines.append(
            Line(
                f"({when})" if when and when != "undated" else "",
                at.sentences([first.sentence or first.content[0]]),
                quote=shorten(_words_of(said), 320),
                label=join([at.names[p] for p in first.speakers]) or "Speaker not named",
                mark=at.standing(first.id, "" if direct else "reported"),
                records=tuple(statement.id for statement in said),
            )
        )
    lines = [*_left(len(groups) - len(shown), "earlier or undated statements"), *lines]
    return Section(
        "statements",
        "Who said what",
        tuple(lines),
        "The reports give nobody's words.",
        intro=_NO_YEAR if at.yearless else "",
    )


def _words_of(said: list[Statement]) -> str:
    """Return what was said in the report's words; a mere fragment with the verb before it."""
    pieces = sorted({c for s in said for c in s.content}, key=lambda c: c.start)
    if len(said) == 1 and (
        said[0].kind is not StatementKind.INDIRECT
        or sum(len(c.quote.split()) for c in pieces) >= _FRAGMENT
    ):
        return " … ".join(c.quote for c in pieces)
    cues = [s.cue for s in said if s.cue is not None and s.cue.source == pieces[0].source]
    start = min(c.start for c in (*cues, *pieces))
    end = max(c.end for c in (*cues, *pieces))
    return _unquoted(pieces[0].source.text[start:end])


def positions(at: Setting) -> Section:
    """Return who stands where, as sentences."""
    lines = []
    for position in at.evidence.positions:
        issue = _issue(at.evidence.issue(position.issue).name)
        party = at.names[position.party]
        be, leave = ("are", "leave") if is_plural(party) else ("is", "leaves")
        stance = {
            Stance.FOR: f"{be} for",
            Stance.AGAINST: f"{be} against",
            Stance.UNCLEAR: f"{leave} open a stand on",
        }[position.stance]
        shown = "" if position.explicit else ", to judge by acts"
        if position.condition:
            shown += f" ({position.condition})"
        lines.append(
            Line(
                f"{upper_first(with_article(party))} {stance} “{issue}”{shown}.",
                at.sentences(position.grounds),
                mark=at.standing(position.id, position.stance.value),
            )
        )
    return Section(
        "positions",
        "Who stands where",
        (*lines[:MOST_LINES], *_left(len(lines) - MOST_LINES, "positions")),
        "No party is shown to be for or against anything.",
        intro="The issues stand in the reports' words." if lines else "",
    )


def _issue(name: str) -> str:
    """Return an issue's name as it stands in a sentence; one that was cut ends in an ellipsis."""
    return re.sub(r"\s*\.{3,}$", " …", name)


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
    parties, issues = _of_most_interest(cells)
    return Matrix(
        tuple(at.names[p] for p in parties),
        tuple(_issue(at.evidence.issue(i).name) for i in issues),
        tuple(tuple(cells.get((p, i)) for i in issues) for p in parties),
    )


def _of_most_interest(cells: dict[tuple[str, str], Cell]) -> tuple[list[str], list[str]]:
    """Return the rows and columns to show: issues on which most take a stand, in order of telling.

    A row or column without a mark in it is not shown.
    """
    taken: dict[str, int] = {}
    for _, issue in cells:
        taken[issue] = taken.get(issue, 0) + 1
    best = sorted(taken, key=lambda i: -taken[i])[:_MOST_CELLS]
    issues = [issue for issue in taken if issue in best]
    parties = list(dict.fromkeys(p for p, i in cells if i in best))[:_MOST_CELLS]
    return parties, [i for i in issues if any((p, i) in cells for p in parties)]


def absences(at: Setting) -> Section:
    """Return what was conspicuously not said or done."""
    lines = []
    for absence in at.evidence.absences[-MOST_LINES:]:
        who = join([at.names[p] for p in absence.parties])
        lines.append(
            Line(
                "",
                at.sentences([absence.citation]),
                quote=shorten(_unquoted(absence.citation.quote), 260),
                label=who,
                mark=at.standing(absence.id),
            )
        )
    lines = [*_left(len(at.evidence.absences) - MOST_LINES, "silences"), *lines]
    return Section(
        "absences",
        "What was not said or done",
        tuple(lines),
        "The reports point to no conspicuous silence.",
    )


def _unquoted(text: str) -> str:
    """Return a stretch without blanks, full stops and quotation marks at its ends."""
    return text.strip().strip('“”„«»"').rstrip(" .").strip('“”„«»" ')
