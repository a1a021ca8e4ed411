"""``backchannel read``: what reports say, as evidence."""

from __future__ import annotations

import json
import sys
from contextlib import nullcontext
from typing import TYPE_CHECKING, Any

import click

from backchannel.cli.inputs import Inputs, input_options
from backchannel.cli.listing import plain_text

if TYPE_CHECKING:
    from backchannel.dossier.evidence import Evidence, When
    from backchannel.text import Citation

__all__ = ["read"]

_KINDS = ("parties", "events", "statements", "issues", "positions", "absences")


@click.command()
@input_options
@click.option("--json", "form", flag_value="json", help="One JSON document.")
@click.option("--jsonl", "form", flag_value="jsonl", help="One record a line.")
@click.option(
    "--sure",
    type=click.FloatRange(0, 1),
    metavar="P",
    help="Only what is of a kind that was right at least this often on the annotated dossiers.",
)
@click.pass_context
def read(ctx: click.Context, inputs: Inputs, form: str | None, sure: float | None) -> None:
    """Read reports and print the evidence: parties, events, statements, positions, silences.

    Every item stands with its place: line and words of the report it comes from.
    """
    from backchannel.cli.progress import progress
    from backchannel.reading.read import read as read_report

    readings: list[dict[str, Any]] = []
    # where what is read goes to the same terminal, the reading itself shows how far it is
    quiet = form != "json" and sys.stdout.isatty()
    with nullcontext(_silent) if quiet else progress("reading") as step:
        for report in inputs.reports():
            evidence = read_report(report, sure=sure)
            step(report.source.origin)
            _give(evidence, report.id, form, readings)
    if form == "json":
        document = {"schema": "backchannel-readings/1", "readings": readings}
        click.echo(json.dumps(document, ensure_ascii=False, indent=1))
    ctx.exit(inputs.finish())


def _silent(_: str) -> None:
    """Show nothing."""


def _give(
    evidence: Evidence, report: str, form: str | None, readings: list[dict[str, Any]]
) -> None:
    """Print what was read of one report, or keep it for the one JSON document."""
    from backchannel.dossier.records_json import evidence_to_plain, to_plain

    if form == "json":
        readings.append(evidence_to_plain(evidence))
    elif form == "jsonl":
        for kind in _KINDS:
            for record in getattr(evidence, kind):
                row = {"report": report, "record": kind, **to_plain(record)}
                click.echo(json.dumps(row, ensure_ascii=False))
    else:
        click.echo(_text(evidence))


def _text(evidence: Evidence) -> str:
    report = evidence.reports[0]
    names = {party.id: party.name for party in evidence.parties}
    out = [plain_text(report.title or report.source.origin or "a report")]
    told = [f"published {_when(report.published)}" if _when(report.published) else ""]
    told += [f"by {report.author}" if report.author else ""]
    told += [f"translated by {report.translator}" if report.translator else ""]
    told += [f"{len(report.residue)} lines of the site passed over" if report.residue else ""]
    out.append("  " + plain_text("; ".join(part for part in told if part)))

    def listed(heading: str, rows: list[str]) -> None:
        if rows:
            out.append("")
            out.append(heading)
            out.extend("  " + row for row in rows)

    def who(ids: tuple[str, ...]) -> str:
        return plain_text(", ".join(names[i] for i in ids)) or "(not said who)"

    listed(
        "Parties",
        [
            plain_text(p.name)
            + (f" ({p.kind.value}" + (f", part of {names[p.part_of]}" if p.part_of else "") + ")")
            for p in evidence.parties
        ],
    )
    listed(
        "Events",
        [
            " ".join(
                part
                for part in (
                    _when(e.when) or "undated",
                    e.type.value + (f" {e.mode}" if e.mode else ""),
                    who(e.sources),
                    "-> " + who(e.targets) if e.targets else "",
                    f"[{e.modality.value}]" if e.modality.value != "happened" else "",
                    _quote(e.tellings[0].citation),
                )
                if part
            )
            for e in evidence.events
        ],
    )
    listed(
        "Statements",
        [f"{who(s.speakers)} ({s.kind.value}) {_quote(s.content[0])}" for s in evidence.statements],
    )
    issues = {issue.id: issue.name for issue in evidence.issues}
    listed(
        "Positions",
        [
            f"{plain_text(names[p.party])} {p.stance.value} {plain_text(issues[p.issue])}"
            + (f" [{plain_text(p.condition)}]" if p.condition else "")
            + f" (line {p.grounds[0].source.line_of(p.grounds[0].start)})"
            for p in evidence.positions
        ],
    )
    listed("Not said, not done", [_quote(a.citation) for a in evidence.absences])
    return "\n".join(out) + "\n"


def _quote(citation: Citation) -> str:
    words = plain_text(citation.quote)
    shown = words if len(words) <= 160 else words[:157] + "..."
    return f"“{shown}” (line {citation.source.line_of(citation.start)})"


def _when(when: When) -> str:
    if when.day is not None:
        return when.day.isoformat()
    if when.month_day is not None:
        return f"--{when.month_day[0]:02d}-{when.month_day[1]:02d}"
    if when.earliest and when.earliest == when.latest:
        return when.earliest.isoformat()
    if when.earliest and when.latest:
        return f"{when.earliest}..{when.latest}"
    if when.earliest:
        return f"from {when.earliest}"
    if when.latest:
        return f"until {when.latest}"
    return ""
