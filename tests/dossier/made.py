"""Evidence made by hand, and a plain way of joining it, for tests of the dossier."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from backchannel.dossier.evidence import (
    Event,
    EventType,
    Evidence,
    Issue,
    Mention,
    Party,
    Position,
    Report,
    Stance,
    Statement,
    Telling,
)
from backchannel.dossier.rows import name_key, refer
from backchannel.text import Source, Span


def reading(text: str, origin: str = "report.txt", *, names: tuple[str, ...] = ()) -> Evidence:
    """Read sentences of the form ``X rejected Y.`` or ``X said Z.``; nothing else is understood."""
    source = Source(text, origin)
    parties: dict[str, Party] = {}
    events, statements, positions, issues = [], [], [], {}
    offset = 0

    def party(name: str, start: int) -> str:
        key = name_key(name)
        mention = Mention(source.cite(start, start + len(name)))
        if key in parties:
            known = parties[key]
            parties[key] = replace(known, mentions=(*known.mentions, mention))
        else:
            parties[key] = Party(f"p{len(parties)}", name, mentions=(mention,))
        return parties[key].id

    for sentence in text.split("."):
        start = offset + len(sentence) - len(sentence.lstrip())
        offset += len(sentence) + 1
        words = sentence.strip()
        for verb in (" rejected ", " said "):
            if verb not in words:
                continue
            who, what = words.split(verb, 1)
            doer = party(who, start)
            whole = source.cite(start, start + len(words))
            content = source.cite(start + len(who) + len(verb), start + len(words))
            if verb == " said ":
                statements.append(Statement(f"s{len(statements)}", (content,), (doer,)))
                continue
            trigger = source.cite(start + len(who) + 1, start + len(who) + len(verb) - 1)
            telling = Telling(whole, trigger)
            events.append(
                Event(f"e{len(events)}", EventType.REJECT, (telling,), None, (doer,), label=what)
            )
            issue = issues.setdefault(what, Issue(f"i{len(issues)}", what, (content,)))
            positions.append(
                Position(f"o{len(positions)}", doer, issue.id, Stance.AGAINST, (whole,))
            )
    report = Report(source, body=(Span(0, len(text)),))
    return Evidence(
        (report,),
        tuple(parties.values()),
        tuple(events),
        tuple(statements),
        tuple(issues.values()),
        tuple(positions),
    )


def join(parts: Sequence[Evidence], settled: int = 0) -> Evidence:
    """Join by equal names, labels and words: obvious, and enough for these readings."""
    parties: dict[Any, Party] = {}
    issues: dict[Any, Issue] = {}
    events: dict[Any, Event] = {}
    statements: dict[Any, Statement] = {}
    positions: dict[Any, Position] = {}
    for part in parts:
        p_ids: dict[str, str] = {}
        i_ids: dict[str, str] = {}
        for p in part.parties:
            keys = [name_key(n) for n in (p.name, *p.aliases)]
            same = next((q for k in keys for q in parties.values() if k in _keys(q)), None)
            if same is None:
                parties[p.id] = p
                p_ids[p.id] = p.id
            else:
                parties[same.id] = replace(same, mentions=(*same.mentions, *p.mentions))
                p_ids[p.id] = same.id
        for i in part.issues:
            kept = issues.setdefault(i.name, i)
            i_ids[i.id] = kept.id
            if kept is not i:
                issues[i.name] = replace(kept, phrases=(*kept.phrases, *i.phrases))
        for e in part.events:
            e = refer(e, p_ids, i_ids, e.id)
            key = (e.type, e.label, e.sources)
            if key in events:
                events[key] = replace(events[key], tellings=(*events[key].tellings, *e.tellings))
            else:
                events[key] = e
        for s in part.statements:
            s = refer(s, p_ids, i_ids, s.id)
            key = (s.content[0].quote, s.speakers)
            if key in statements:
                old = statements[key]
                statements[key] = replace(old, tellings=(*old.tellings, *s.content))
            else:
                statements[key] = s
        for o in part.positions:
            o = refer(o, p_ids, i_ids, o.id)
            key = (o.party, o.issue, o.stance)
            if key in positions:
                positions[key] = replace(
                    positions[key], grounds=(*positions[key].grounds, *o.grounds)
                )
            else:
                positions[key] = o
    return Evidence(
        tuple(r for part in parts for r in part.reports),
        tuple(parties.values()),
        tuple(events.values()),
        tuple(statements.values()),
        tuple(issues.values()),
        tuple(positions.values()),
    )


def _keys(party: Party) -> set[str]:
    return {name_key(n) for n in (party.name, *party.aliases)} | {
        name_key(m.citation.quote) for m in party.mentions
    }
