"""``backchannel dossier``: many reports on one dispute, kept in one file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click

from backchannel.cli.export import export_options, write_export
from backchannel.cli.inputs import Inputs, input_options
from backchannel.cli.listing import form_options, plain_text, show_rows
from backchannel.errors import BackchannelError, did_you_mean

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
    from backchannel.cli.together import open_dossier

    return open_dossier(path)


_FILE = click.argument("file", type=click.Path(dir_okay=False))


def _ids(ctx: click.Context, param: click.Parameter, value: Any) -> Any:
    """Take ids of records in small letters too."""
    if isinstance(value, tuple):
        return tuple(_ids(ctx, param, one) for one in value)
    return value.upper() if value[1:].isdecimal() else value


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

    They are read in the light of each other and of what FILE holds: a year that one report leaves
    open another may give. A report that is there already is passed over; one that a newer reader
    reads otherwise is read again, and what you decided is kept. Reports that cannot be read are
    named at the end.
    """
    from backchannel.cli.adding import Adding

    with _open(file) as opened:
        adding = Adding(opened, inputs)
        adding.add_all()
    code = inputs.finish()
    for line in adding.told():
        click.echo(f"{file}: {line}", err=True)
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
                "published": _published(row),
                "from": row["origin"],
                "publisher": row["publisher"],
                "same story as": row["same_as"],
                "read by": row["reader"],
            }
            for row in opened.reports()
        ]
        if form is None:
            rows = [
                {k: v for k, v in row.items() if k not in ("publisher", "read by")}
                | {"from": _short(row["from"])}
                for row in rows
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
            where = _Where(opened)
            rows = [
                {k: row[k] for k in ("kind", "id", "passage")}
                | {"where": where.of(row["report"], row["start"])}
                for row in rows
            ]
        show_rows(rows, form, empty=f"nothing in {file} holds {' '.join(words)!r}")


@dossier.command()
@_FILE
@click.argument("id", callback=_ids)
@click.option("--json", "as_json", is_flag=True, help="The whole record as JSON.")
def show(file: str, id: str, as_json: bool) -> None:
    """Show one record of FILE with every passage it stands on, or one report."""
    import json

    from backchannel.dossier.records_json import to_plain

    with _open(file) as opened:
        if opened.has_report(id):
            for line in _report_lines(opened, id, as_json):
                click.echo(line)
            return
        id = opened.id_of(id)
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
    from backchannel.brief.wording import date_in_words, event_in_words, sort_date

    with _open(file) as opened:
        evidence = opened.evidence()
        names = {party.id: party.name for party in evidence.parties}
        statuses = opened.statuses()
        events = sorted(evidence.events, key=lambda event: sort_date(event.when))
        if form is None:
            from backchannel.brief.setting import short_names

            names = short_names(evidence)
            told = [
                {
                    "date": date_in_words(event.when),
                    "id": event.id,
                    "what": f"{event_in_words(event, names)}: {event.label}",
                    "as": "" if event.modality.value == "happened" else event.modality.value,
                    "told in": len({t.citation.source.sha256 for t in event.tellings}),
                    "status": statuses[event.id],
                }
                for event in events
            ]
            show_rows(told, None, empty=f"{file} holds no event yet")
            return
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
        if form is None:
            rows = [
                {
                    "id": row["id"],
                    "name": row["name"],
                    "who": ", ".join(filter(None, (
                        row["role"] or row["kind"].replace("_", " "),
                        row["part of"] and f"of {row['part of']}",
                        "in the shadow" if row["in the shadow"] else "",
                    ))),
                    "other names": row["other names"],
                    "mentions": row["mentions"],
                    "status": row["status"],
                }
                for row in rows
            ]  # fmt: skip
        show_rows(rows, form, empty=f"{file} holds no party yet")


@dossier.command()
@_FILE
@click.argument("keep", callback=_ids)
@click.argument("others", nargs=-1, required=True, callback=_ids)
def merge(file: str, keep: str, others: tuple[str, ...]) -> None:
    """Say that records are the same: OTHERS become part of KEEP.

    By ids; parties by their names, too.
    """
    with _open(file) as opened:
        keep, *rest = (opened.id_of(ref) for ref in (keep, *others))
        opened.merge(keep, rest)
    click.echo(f"{', '.join(rest)} merged into {keep}", err=True)


@dossier.command()
@_FILE
@click.argument("id", callback=_ids)
@click.argument("names", nargs=-1, required=True)
def split(file: str, id: str, names: tuple[str, ...]) -> None:
    """Say that NAMES of party ID mean somebody else."""
    with _open(file) as opened:
        fresh = opened.split(opened.id_of(id), names)
    click.echo(f"{fresh} made of {', '.join(names)}", err=True)


@dossier.command()
@_FILE
@click.argument("id", callback=_ids)
@click.argument("name")
def rename(file: str, id: str, name: str) -> None:
    """Give party or issue ID another NAME; the old one is kept as an alias."""
    with _open(file) as opened:
        id = opened.id_of(id)
        opened.rename(id, name)
    click.echo(f"{id} is now {name!r}", err=True)


@dossier.command()
@_FILE
@click.argument("ids", nargs=-1, required=True, callback=_ids)
def accept(file: str, ids: tuple[str, ...]) -> None:
    """Confirm records: no later reading changes them."""
    with _open(file) as opened:
        given = [opened.id_of(ref) for ref in ids]
        opened.accept(given)
    click.echo(f"accepted {', '.join(given)}", err=True)


@dossier.command()
@_FILE
@click.argument("ids", nargs=-1, required=True, callback=_ids)
def reject(file: str, ids: tuple[str, ...]) -> None:
    """Throw records out: no later reading brings them back."""
    with _open(file) as opened:
        given = [opened.id_of(ref) for ref in ids]
        opened.reject(given)
    click.echo(f"rejected {', '.join(given)}", err=True)


@dossier.command()
@_FILE
def undo(file: str) -> None:
    """Take back the last step that stands."""
    with _open(file) as opened:
        step = opened.undo()
    click.echo(f"undone: step {step.number}, {step.action} {plain_text(step.detail)}", err=True)


@dossier.command()
@_FILE
@export_options
@click.pass_context
def export(
    ctx: click.Context, file: str, output: str, forms: tuple[str, ...], accepted: bool
) -> None:
    """Write what FILE holds as JSON Lines, CSV, GraphML, GEXF, FollowTheMoney or Parquet.

    Each record comes with its status: draft, or accepted by you.
    """
    from backchannel.cli.together import evidence_of_dossier

    known = evidence_of_dossier(Inputs(), file, accepted_only=accepted)
    if not known.evidence.reports:
        raise BackchannelError(f"{file}: holds no report yet; there is nothing to export")
    write_export(known, output, forms)
    ctx.exit(0)


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


def _published(row: dict[str, Any]) -> str:
    """Return a report's day; "year?" says that the year was taken from the other reports."""
    day = _span(row["published_from"], row["published_to"])
    inferred = "the year is that of the other reports" in (row["date_basis"] or "")
    return f"{day} (year?)" if inferred else day


def _short(origin: str) -> str:
    """Return a file's name without its folders; an address stays whole."""
    return origin if "://" in origin else origin.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1]


class _Where:
    """Says where a passage stands as a person finds it: file and line."""

    def __init__(self, opened: Any) -> None:
        self._opened = opened

    def of(self, report: str | None, start: int | None) -> str:
        if report is None or start is None:
            return ""
        source = self._opened.report(report).source
        return f"{_short(source.origin)}:{source.line_of(start)}"


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


def _report_lines(opened: Any, id: str, as_json: bool) -> Iterator[str]:
    import json

    from backchannel.dossier.records_json import to_plain

    report = opened.report(id)
    if as_json:
        yield json.dumps(to_plain(report, whole_sources=True), ensure_ascii=False, indent=1)
        return
    yield f"{report.id}  report"
    for name in ("title", "author", "translator", "publisher", "reported_on"):
        value = getattr(report, name)
        if value:
            yield f"  {name.replace('_', ' ')}: {plain_text(value)}"
    yield f"  published: {_when(report.published) or 'not given'}"
    yield f"  from: {plain_text(report.source.origin)}"
    yield "  text:"
    for span in report.body:
        yield "    " + plain_text(report.source.text[span.start : span.end])


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
