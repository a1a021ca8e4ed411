"""``backchannel brief``: reports in, brief out."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from backchannel.cli.inputs import Inputs, input_options
from backchannel.errors import BackchannelError, InputError

if TYPE_CHECKING:
    from backchannel.brief.outline import Outline
    from backchannel.brief.since import Earlier

__all__ = ["brief"]

FORMATS = ("html", "markdown", "json", "terminal")


@click.command()
@input_options
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    help="Where it is written; by default brief-NAME.html in this folder. - for standard output.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default=None,
    help="Only this form. By default the brief is printed and written as HTML.",
)
@click.option("--title", default="", help="Heading of the brief.")
@click.option(
    "--conflict",
    "conflict_file",
    metavar="FILE",
    help="Brief on this conflict file instead of a fresh draft.",
)
@click.option("--since", metavar="FILE", help="Say what is new since this brief (its JSON form).")
@click.option("--dossier", metavar="FILE", help="Brief on this dossier instead of reports.")
@click.option("--accepted", is_flag=True, help="Only what you accepted in the dossier, no drafts.")
@click.pass_context
def brief(
    ctx: click.Context,
    inputs: Inputs,
    output: str | None,
    form: str | None,
    title: str,
    conflict_file: str | None,
    since: str | None,
    dossier: str | None,
    accepted: bool,
) -> None:
    """Read reports and brief on the dispute: on the terminal, and as one HTML file.

    REPORT is a file, folder, pattern, web address or - for standard input.
    """
    from backchannel.brief.outline import outline
    from backchannel.cli.together import evidence_for

    earlier = _earlier(since) if since else None
    drafted = None
    if conflict_file is not None:
        from backchannel.conflict.files import read_conflict

        edited = read_conflict(conflict_file)
    known = evidence_for(inputs, dossier, accepted_only=accepted)
    evidence = known.evidence
    if not evidence.reports:
        ctx.exit(inputs.finish() or 1)
    if conflict_file is not None:
        from backchannel.conflict.draft import draft_of

        drafted = draft_of(edited, evidence, conflict_file)
    told = outline(evidence, drafted, title=title or known.title, statuses=known.statuses)
    if earlier is not None:
        from backchannel.brief.since import with_news

        told = with_news(told, earlier)
    written = _deliver(told, inputs, output, form, dossier)
    code = inputs.finish()
    if written:
        click.echo(f"brief written to {written}", err=True)
    ctx.exit(code)


def _deliver(
    told: Outline, inputs: Inputs, output: str | None, form: str | None, dossier: str | None
) -> str:
    """Write and print what was asked for; return the file written, or nothing.

    The file comes first: a reader who closes the pipe early ("| head") has it all the same, and one
    whose file cannot be written is shown the brief nevertheless.
    """
    shown = form == "terminal" or (form is None and output != "-")
    if form == "terminal":
        _print(told)
        return ""
    text = _text(told, form or "html")
    if output == "-" or (form is not None and output is None):
        sys.stdout.write(text)
        return ""
    path = Path(output) if output else Path(_name(inputs, dossier) + _SUFFIX[form or "html"])
    try:
        write_whole(path, text)
    finally:
        if shown:
            _print(told)
    return str(path)


_SUFFIX = {"html": ".html", "markdown": ".md", "json": ".json"}


def _earlier(path: str) -> Earlier:
    from backchannel.brief.since import read_earlier

    try:
        text = Path(path).read_text("utf-8", "replace")
    except OSError as error:
        raise InputError(
            f"cannot be read ({error.strerror}). --since takes the JSON form of an earlier brief.",
            path,
        ) from error
    return read_earlier(text, path)


def _text(told: Outline, form: str) -> str:
    if form == "markdown":
        from backchannel.brief.markdown import brief_markdown

        return brief_markdown(told)
    if form == "json":
        from backchannel.brief.as_json import brief_json

        return brief_json(told)
    from backchannel.brief.html import brief_html

    return brief_html(told)


def _print(told: Outline) -> None:
    from rich.console import Console

    from backchannel.brief.terminal import print_brief

    terminal = sys.stdout.isatty()
    console = Console(file=sys.stdout, width=None if terminal else 100, highlight=False)
    print_brief(told, console)


def _name(inputs: Inputs, dossier: str | None) -> str:
    """Return a name for the file from the first input: "brief-report-1"."""
    given = (dossier,) if dossier else inputs.paths or inputs.feeds or inputs.lists or inputs.opml
    first = given[0] if given else "reports"
    stem = Path(first.rstrip("/").replace("\\", "/")).stem if first != "-" else "stdin"
    plain = re.sub(r"[^A-Za-z0-9._-]+", "-", stem).strip("-.") or "reports"
    return f"brief-{plain[:60]}"


def write_whole(path: Path, content: str | bytes) -> None:
    """Write a file whole or not at all.

    Raises
    ------
    BackchannelError
        If it cannot be written.
    """
    import os
    import tempfile

    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(
                    content if isinstance(content, bytes) else content.encode("utf-8", "replace")
                )
            os.chmod(name, 0o644)
            os.replace(name, path)
        except BaseException:
            os.unlink(name)
            raise
    except OSError as error:
        reason = error.strerror or str(error)
        raise BackchannelError(
            f"{path}: cannot be written ({reason}). Name another place with -o."
        ) from error
