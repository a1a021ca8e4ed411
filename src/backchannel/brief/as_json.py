"""The brief as JSON, for programs and for the next brief to compare with."""

from __future__ import annotations

import json
from typing import Any

from backchannel.brief.outline import Line, Outline
from backchannel.brief.wording import date_in_words
from backchannel.text import Citation

__all__ = ["SCHEMA", "brief_json", "brief_to_plain"]

SCHEMA = "backchannel-brief/1"


def brief_json(outline: Outline) -> str:
    """Return a brief as one JSON document (schema ``backchannel-brief/1``)."""
    return json.dumps(brief_to_plain(outline), ensure_ascii=False, indent=1) + "\n"


def brief_to_plain(outline: Outline) -> dict[str, Any]:
    """Return a brief as plain values."""
    number = {
        (report.source.sha256, report.source.origin): n
        for n, report in enumerate(outline.evidence.reports, 1)
    }

    def place(citation: Citation) -> dict[str, Any]:
        return {
            "report": number.get((citation.source.sha256, citation.source.origin), 0),
            "start": citation.start,
            "end": citation.end,
            "quote": citation.quote,
        }

    def line(one: Line) -> dict[str, Any]:
        return {
            "label": one.label,
            "text": one.text,
            "quote": one.quote,
            "mark": one.mark,
            "refs": [place(citation) for citation in one.refs],
            "sub": [line(under) for under in one.sub],
        }

    return {
        "schema": SCHEMA,
        "title": outline.title,
        "subtitle": outline.subtitle,
        "summary": [line(one) for one in outline.summary],
        "sections": [
            {
                "id": section.id,
                "title": section.title,
                "intro": section.intro,
                "empty": section.empty,
                "lines": [line(one) for one in section.lines],
            }
            for section in outline.sections
        ],
        "matrix": None
        if outline.matrix is None
        else {
            "parties": list(outline.matrix.parties),
            "issues": list(outline.matrix.issues),
            "cells": [
                [
                    None
                    if cell is None
                    else {
                        "stance": cell.stance,
                        "explicit": cell.explicit,
                        "refs": [place(citation) for citation in cell.refs],
                    }
                    for cell in row
                ]
                for row in outline.matrix.cells
            ],
        },
        "reports": [
            {
                "number": n,
                "title": report.title,
                "origin": report.source.origin,
                "sha256": report.source.sha256,
                "published": date_in_words(report.published),
                "residue": [
                    {"start": r.span.start, "end": r.span.end, "kind": r.kind, "reason": r.reason}
                    for r in report.residue
                ],
            }
            for n, report in enumerate(outline.evidence.reports, 1)
        ],
        "latest_report": _latest(outline),
        "conflict": _conflict(outline),
        "outcomes": _outcomes(outline),
        "told": told(outline),
    }


def _latest(outline: Outline) -> str | None:
    """Return the day of the latest report, if one is dated."""
    days = [r.published.day or r.reported_on for r in outline.evidence.reports]
    known = [day for day in days if day is not None]
    return max(known).isoformat() if known else None


def told(outline: Outline) -> dict[str, Any]:
    """Return what a later brief compares with: passages and plain words, no ids."""
    evidence, names = outline.evidence, outline.names

    def where(citation: Citation) -> list[Any]:
        return [citation.source.sha256, citation.start, citation.end]

    return {
        "events": [[where(t.citation) for t in event.tellings] for event in evidence.events],
        "statements": [[where(c) for c in (*s.content, *s.tellings)] for s in evidence.statements],
        "positions": sorted(
            {(names[p.party], evidence.issue(p.issue).name, p.stance.value)
             for p in evidence.positions}
        ),
        "parties": sorted({names[p.id] for p in evidence.parties}),
    }  # fmt: skip


def _conflict(outline: Outline) -> dict[str, Any] | None:
    from backchannel.conflict.elements import Statements, to_text

    conflict = outline.draft.conflict
    if conflict is None:
        return None
    value = {}
    if conflict.status_quo is not None and not (conflict.is_graph_form or conflict.coalesced):
        code = conflict.code(conflict.status_quo.state)
        value = {o.id: "Y" if code >> k & 1 else "N" for k, o in enumerate(conflict.options)}
    return {
        "decision_makers": [
            {
                "id": maker.id,
                "name": outline.names.get(maker.id, maker.title),
                "weak": maker.weak,
                "prefers": [
                    {
                        "statement": to_text(item.expression),
                        "certainty": item.certainty.value,
                        "weak": item.weak,
                        "note": item.note,
                    }
                    for item in (
                        maker.preference.order.items
                        if isinstance(maker.preference.order, Statements)
                        else ()
                    )
                ],
            }
            for maker in conflict.decision_makers
        ],
        "options": [
            {
                "id": option.id,
                "name": option.title,
                "owner": option.owner,
                "status_quo": value.get(option.id),
                "weak": option.weak,
            }
            for option in conflict.options
        ],
        "assumed": list(conflict.status_quo.assumed) if conflict.status_quo else [],
        "rules": [to_text(rule.allowed) for rule in conflict.rules],
    }


def _outcomes(outline: Outline) -> dict[str, Any] | None:
    from backchannel.brief.wording import Speech

    outcomes = outline.outcomes
    if outcomes is None or outcomes.nash is None:
        return None
    conflict = outcomes.conflict
    speech = Speech(conflict, outline.names)
    found: dict[str, Any] = {
        "states": outcomes.states,
        "status_quo": None
        if outcomes.status_quo is None
        else conflict.pattern(outcomes.status_quo),
        "present": [
            {"decision_maker": r.decision_maker, "stays": r.stays, "why": r.text}
            for r in outcomes.holds_now
        ],
        "trouble": outcomes.trouble,
    }
    for ignorance in (outcomes.nash, outcomes.seq):
        if ignorance is None:
            continue
        found[ignorance.concept] = {
            "completions": ignorance.completions,
            "examined": ignorance.examined,
            "exact": ignorance.exact,
            "missed_at_most": ignorance.missed,
            "outcomes": [
                {
                    "state": conflict.pattern(one.state),
                    "words": speech.state(one.state, outcomes.status_quo),
                    "share": one.share,
                    "standard_error": one.error,
                    "needs": [
                        {"decision_maker": u.decision_maker, "statement": u.text, "wanted": said}
                        for u, said in one.needs
                    ],
                }
                for one in ignorance.outcomes[:300]
            ],
            "outcomes_in_all": len(ignorance.outcomes),
            "questions": [
                {
                    "decision_maker": q.unknown.decision_maker,
                    "statement": q.unknown.text,
                    "settled": q.settled,
                    "moved": q.moved,
                }
                for q in ignorance.questions
            ],
        }
    return found
