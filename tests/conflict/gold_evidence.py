"""Evidence made from a hand-made annotation: what a perfect reading would hand to the draft."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from backchannel.dossier.evidence import (
    Absence,
    Event,
    EventType,
    Evidence,
    Issue,
    Mention,
    MentionKind,
    Modality,
    Party,
    PartyKind,
    Position,
    Precision,
    Report,
    Residue,
    Stance,
    Statement,
    StatementKind,
    Telling,
    When,
)
from backchannel.text import Citation, Source, Span

KINDS = {
    "state": PartyKind.STATE,
    "person": PartyKind.PERSON,
    "persons": PartyKind.PERSONS,
    "igo": PartyKind.IGO,
    "armed_force": PartyKind.ARMED_FORCE,
    "armed force": PartyKind.ARMED_FORCE,
    "military": PartyKind.ARMED_FORCE,
    "group": PartyKind.GROUP,
    "armed group": PartyKind.GROUP,
}


def evidence_from_gold(folder: Path) -> Evidence:
    """Read ``gold.json`` and the reports beside it."""
    gold = json.loads((folder / "gold.json").read_text("utf-8"))
    names = sorted(folder.glob("report*.txt"))
    reports = [Source(name.read_bytes().decode("utf-8"), name.name) for name in names]

    def cite(passage: dict[str, Any]) -> Citation:
        return reports[passage.get("report", 1) - 1].cite(passage["start"], passage["end"])

    residue = [
        (r.get("report", 1) - 1, Residue(Span(r["start"], r["end"]), r["kind"], "marked by hand"))
        for r in gold["residue"]
    ]
    kept = []
    for number, source in enumerate(reports):
        spans = [r for at, r in residue if at == number]
        title = gold["reports"][number]["title"]["text"] if "reports" in gold else None
        body, start = [], 0
        for line in source.text.splitlines(keepends=True):
            span = (start, start + len(line.rstrip()))
            start += len(line)
            if span[0] < span[1] and not any(r.span.overlaps(Span(*span)) for r in spans):
                body.append(Span(*span))
        kept.append(Report(source, title=title, body=tuple(body), residue=tuple(spans)))
    parties = tuple(_party(p, cite) for p in gold["parties"])
    known = {p.id for p in parties}
    events = tuple(_event(e, cite) for e in gold["events"] if e.get("factuality") != "historical")
    issues = tuple(Issue(i["id"], i["name"]) for i in gold["issues"])
    return Evidence(
        tuple(kept),
        parties,
        events,
        tuple(_statement(s, cite, known) for s in gold["statements"]),
        issues,
        tuple(
            Position(
                f"p{n}", p["party"], p["issue"], Stance(p["stance"]), (cite(_place(p, "cite")),)
            )
            for n, p in enumerate(gold["positions"])
        ),
        tuple(
            Absence(
                f"a{n}",
                a["what"],
                cite(a.get("sentence", a)),
                cue=_cue(a, cite(a.get("sentence", a))),
            )
            for n, a in enumerate(gold["absences"])
        ),
    )


def _place(record: dict[str, Any], key: str) -> dict[str, Any]:
    return record.get(key) or record["sentence"]


def _cue(absence: dict[str, Any], cited: Citation) -> Citation | None:
    if "cue" not in absence:
        return None
    start = cited.source.text.index(absence["cue"], cited.start)
    return cited.source.cite(start, start + len(absence["cue"]))


def _party(gold: dict[str, Any], cite: Any) -> Party:
    mentions = tuple(
        Mention(cite(m), MentionKind.NOMINAL if m.get("nominal") else MentionKind.NAME)
        for m in gold.get("mentions", [])
    )
    sector = gold.get("sector") or None
    if gold["kind"] == "armed group":
        sector = "PRM"
    return Party(
        gold["id"],
        gold["name"],
        KINDS.get(gold["kind"], PartyKind.ORGANISATION),
        country=gold.get("country"),
        sector=sector,
        part_of=gold.get("part_of"),
        aliases=tuple(gold.get("aliases", ())),
        mentions=mentions,
    )


def _event(gold: dict[str, Any], cite: Any) -> Event:
    passages = [cite(m) for m in gold.get("mentions", [])] or [cite(gold["sentence"])]
    trigger = None
    if "trigger" in gold:
        start = passages[0].source.text.index(gold["trigger"], passages[0].start)
        trigger = passages[0].source.cite(start, start + len(gold["trigger"]))
    when = gold["date"]
    modality = Modality.HAPPENED
    if gold["type"] == "THREATEN":
        modality = Modality.THREATENED
    elif gold["type"] == "REQUEST":
        modality = Modality.DEMANDED
    elif gold.get("factuality") == "future" or gold["type"] == "CONCEDE":
        modality = Modality.OFFERED
    modes = gold.get("mode") or [None]
    return Event(
        gold["id"],
        EventType(gold["type"]),
        tuple(Telling(p, trigger if n == 0 else None) for n, p in enumerate(passages)),
        mode=modes[0],
        sources=tuple(gold["source"]),
        targets=tuple(gold["target"]),
        when=When(
            date.fromisoformat(when["earliest"]) if when.get("earliest") else None,
            date.fromisoformat(when["latest"]) if when.get("latest") else None,
            Precision.RANGE,
        ),
        modality=modality,
    )


def _statement(gold: dict[str, Any], cite: Any, known: set[str]) -> Statement:
    speakers = gold["speaker"] if isinstance(gold["speaker"], list) else [gold["speaker"]]
    return Statement(
        gold["id"],
        (cite(gold["content"]),),
        tuple(s for s in speakers if s in known),
        kind=StatementKind(gold["kind"]),
    )
