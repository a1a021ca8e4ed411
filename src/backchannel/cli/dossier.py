"""``backchannel dossier``: many reports on one dispute, kept in one file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click

from backchannel.cli.inputs import Inputs, input_options
from backchannel.cli.listing import form_options, plain_text, show_rows
from backchannel.errors import InputError, did_you_mean

__all__ = ["dossier"]


class _Verbs(click.Group):
    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and not args[0].startswith("-") and args[0] not in self.commands:
            ctx.fail(f"No such command {args[0]!r}.{did_you_mean(args[0], self.commands)}")
        return super().resolve_command(ctx, args)


@click.group(cls=_Verbs)
def dossier() -> None:
    """Keep many reports on one dispute in one file, and decide what is so.

    What the program found is a draft; what you accept stays as you leave it. Every step stands in
    the journal and can be undone.
    """


def _open(path: str) -> Any:
    from backchannel.dossier.store import Dossier

    opened = Dossier.open(path)
    if opened.backup is not None:
        click.echo(
            f"{path}: written by an older version; brought up to date, the old file is kept as "
            f"{opened.backup}",
            err=True,
        )
    return opened


_FILE = click.argument("file", type=click.Path(dir_okay=False))


@dossier.command()
@_FILE
@click.option("--title", default="", help="What the dispute is called.")
def new(file: str, title: str) -> None:
    """Make an empty dossier FILE."""
    from backchannel.dossier.store import Dossier

    Dossier.create(file, title).close()
    click.echo(
        f"{file}: made; add reports with 'backchannel dossier add {file} REPORT...'", err=True
    )


@dossier.command()
@_FILE
@input_options
@click.pass_context
def add(ctx: click.Context, file: str, inputs: Inputs) -> None:
    """Read reports and add them to FILE.

    A report that is there already is passed over; one that a newer reader reads otherwise is read
    again, and what you decided is kept. Reports that cannot be read are named at the end.
    """
    from backchannel.dossier.merge import merge
    from backchannel.reading.read import read, reader_name

    outcomes: dict[str, int] = {}
    new = joined = 0
    with _open(file) as opened:
        for report in inputs.reports(repeats=True):
            try:
                evidence = read(report)
            except InputError as error:
                inputs.failed.append(error)
                inputs.read -= 1
                continue
            added = opened.add(evidence, reader_name(), merge)
            outcomes[added.outcome] = outcomes.get(added.outcome, 0) + 1
            new, joined = new + added.new, joined + added.joined
            if added.same_as is not None:
                click.echo(
                    f"note: {report.source.origin}: the same story as report {added.same_as}",
                    err=True,
                )
    code = inputs.finish()
    told = ", ".join(f"{count} {outcome}" for outcome, count in outcomes.items())
    if told:
        click.echo(f"{file}: {told}; {new} records new, {joined} recognised", err=True)
    ctx.exit(code)


@dossier.command("list")
@_FILE
@form_options
def list_(file: str, form: str | None) -> None:
    """List the reports in FILE."""
    with _open(file) as opened:
        rows = [
            {
                "id": row["id"],
                "title": row["title"],
                "published": _span(row["published_from"], row["published_to"]),
                "from": row["origin"],
                "publisher": row["publisher"],
                "same story as": row["same_as"],
                "read by": row["reader"],
            }
            for row in opened.reports()
        ]
        show_rows(rows, form, empty=f"{file} holds no report yet")
        if form is None and rows:
            counts = opened.counts()
            click.echo(", ".join(f"{n} {_plural(kind, n)}" for kind, n in counts.items()), err=True)


@dossier.command()
@_FILE
@click.argument("words", nargs=-1, required=True)
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1, 10_000))
@form_options
def search(file: str, words: tuple[str, ...], limit: int, form: str | None) -> None:
    """Find passages in FILE that hold all WORDS.

    "A phrase" stands in quotation marks; begin* with a star finds beginnings.
    """
    with _open(file) as opened:
        found = opened.search(" ".join(words), limit)
        rows = [
            {
                "kind": hit.kind,
                "id": hit.ref,
                "passage": hit.text,
                "report": hit.report,
                "start": hit.start,
                "end": hit.end,
            }
            for hit in found
        ]
        if form is None:
            rows = [{k: row[k] for k in ("kind", "id", "passage")} for row in rows]
        show_rows(rows, form, empty=f"nothing in {file} holds {' '.join(words)!r}")


@dossier.command()
@_FILE
@click.argument("id")
@click.option("--json", "as_json", is_flag=True, help="The whole record as JSON.")
def show(file: str, id: str, as_json: bool) -> None:
    """Show one record of FILE with every passage it stands on."""
    import json

    from backchannel.dossier.records_json import to_plain

    with _open(file) as opened:
        record = opened.get(id)
        status = opened.status(id)
        if as_json:
            plain = {"status": status, **to_plain(record)}
            click.echo(json.dumps(plain, ensure_ascii=False, indent=1))
            return
        evidence = opened.evidence()
        names = {party.id: party.name for party in evidence.parties}
        for line in _lines(record, status, names):
            click.echo(line)


@dossier.command()
@_FILE
@form_options
def timeline(file: str, form: str | None) -> None:
    """List the events of FILE by date, those without one last."""
    with _open(file) as opened:
        evidence = opened.evidence()
        names = {party.id: party.name for party in evidence.parties}
        statuses = opened.statuses()
        events = sorted(evidence.events, key=_by_date)
        rows = [
            {
                "date": _when(event.when),
                "id": event.id,
                "type": event.type.value,
                "who": [names.get(p, p) for p in event.sources] or "not said",
                "to whom": [names.get(p, p) for p in event.targets],
                "what": event.label,
                "as": event.modality.value,
                "told in": len({t.citation.source.sha256 for t in event.tellings}),
                "status": statuses[event.id],
            }
            for event in events
        ]
        show_rows(rows, form, empty=f"{file} holds no event yet")


@dossier.command()
@_FILE
@form_options
def parties(file: str, form: str | None) -> None:
    """List the parties of FILE under all their names."""
    with _open(file) as opened:
        evidence = opened.evidence()
        names = {party.id: party.name for party in evidence.parties}
        statuses = opened.statuses()
        rows = [
            {
                "id": party.id,
                "name": party.name,
                "kind": party.kind.value,
                "country": party.country,
                "role": party.role,
                "part of": names.get(party.part_of or ""),
                "other names": list(party.aliases),
                "mentions": len(party.mentions),
                "in the shadow": party.in_the_shadow,
                "status": statuses[party.id],
            }
            for party in evidence.parties
        ]
        show_rows(rows, form, empty=f"{file} holds no party yet")


@dossier.command()
@_FILE
@click.argument("keep")
@click.argument("others", nargs=-1, required=True)
def merge(file: str, keep: str, others: tuple[str, ...]) -> None:
    """Say that records are the same: OTHERS become part of KEEP."""
    with _open(file) as opened:
        opened.merge(keep, others)
    click.echo(f"{', '.join(others)} merged into {keep}", err=True)


@dossier.command()
@_FILE
@click.argument("id")
@click.argument("names", nargs=-1, required=True)
def split(file: str, id: str, names: tuple[str, ...]) -> None:
    """Say that NAMES of party ID mean somebody else."""
    with _open(file) as opened:
        fresh = opened.split(id, names)
    click.echo(f"{fresh} made of {', '.join(names)}", err=True)


@dossier.command()
@_FILE
@click.argument("id")
@click.argument("name")
def rename(file: str, id: str, name: str) -> None:
    """Give party or issue ID another NAME; the old one is kept as an alias."""
    with _open(file) as opened:
        opened.rename(id, name)
    click.echo(f"{id} is now {name!r}", err=True)


@dossier.command()
@_FILE
@click.argument("ids", nargs=-1, required=True)
def accept(file: str, ids: tuple[str, ...]) -> None:
    """Confirm records: no later reading changes them."""
    with _open(file) as opened:
        opened.accept(ids)
    click.echo(f"accepted {', '.join(ids)}", err=True)


@dossier.command()
@_FILE
@click.argument("ids", nargs=-1, required=True)
def reject(file: str, ids: tuple[str, ...]) -> None:
    """Throw records out: no later reading brings them back."""
    with _open(file) as opened:
        opened.reject(ids)
    click.echo(f"rejected {', '.join(ids)}", err=True)


@dossier.command()
@_FILE
def undo(file: str) -> None:
    """Take back the last step that stands."""
    with _open(file) as opened:
        step = opened.undo()
    click.echo(f"undone: step {step.number}, {step.action} {plain_text(step.detail)}", err=True)


@dossier.command()
@_FILE
@click.option("--limit", default=50, show_default=True, type=click.IntRange(1, 1_000_000))
@form_options
def journal(file: str, limit: int, form: str | None) -> None:
    """List what was done to FILE, newest first."""
    with _open(file) as opened:
        rows = [
            {
                "step": step.number,
                "at": step.at,
                "action": step.action,
                "detail": step.detail,
                "undone at": step.undone_at,
            }
            for step in opened.steps(limit)
        ]
        show_rows(rows, form, empty=f"nothing was done to {file} yet")


def _plural(kind: str, number: int) -> str:
    words = {"party": "parties"}
    return kind if number == 1 else words.get(kind, kind + "s")


def _span(low: str | None, high: str | None) -> str:
    if low and high and low != high:
        return f"{low} to {high}"
    return low or high or ""


def _by_date(event: Any) -> tuple[bool, int]:
    day = event.when.earliest or event.when.latest
    return (day is None, day.toordinal() if day else 0)


def _when(when: Any) -> str:
    if when.earliest or when.latest:
        low = when.earliest and when.earliest.isoformat()
        high = when.latest and when.latest.isoformat()
        if low and high:
            return _span(low, high)
        return f"from {low}" if low else f"until {high}"
    if when.month_day:
        return f"--{when.month_day[0]:02d}-{when.month_day[1]:02d}"
    if when.after or when.before:
        ends = (("after", when.after), ("before", when.before))
        return plain_text("; ".join(f"{word} {text}" for word, text in ends if text))
    return ""


def _lines(record: Any, status: str, names: dict[str, str]) -> Iterator[str]:
    from dataclasses import fields

    from backchannel.dossier.evidence import Mention, Telling, When, citations_of
    from backchannel.text import Citation

    yield f"{record.id}  {type(record).__name__.lower()}, {status}"
    for f in fields(record):
        value = getattr(record, f.name)
        if f.name == "id" or value in (None, "", (), False):
            continue
        if isinstance(value, Citation | Mention | Telling):
            continue
        if isinstance(value, tuple) and any(
            isinstance(v, Citation | Mention | Telling) for v in value
        ):
            continue
        if isinstance(value, When):
            value = _when(value) or None
            if value is None:
                continue
        if isinstance(value, tuple):
            value = [names.get(v, v) if isinstance(v, str) else v for v in value]
        elif isinstance(value, str):
            value = names.get(value, value)
        yield f"  {f.name.replace('_', ' ')}: {plain_text(value)}"
    yield "  stands on:"
    for citation in dict.fromkeys(citations_of(record)):
        line = citation.source.line_of(citation.start)
        yield f"    {plain_text(citation.source.origin)}, line {line}: {plain_text(citation.quote)}"
