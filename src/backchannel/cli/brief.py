"""``backchannel brief``: reports in, brief out."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from backchannel.cli.inputs import Inputs, input_options

if TYPE_CHECKING:
    from backchannel.brief.outline import Outline

__all__ = ["brief"]

FORMATS = ("html", "markdown", "json", "terminal")


@click.command()
@input_options
@click.option(
    "-o", "--output", metavar="FILE",
    help="Where the page goes; by default brief-NAME.html here. - for standard output.",
)
@click.option(
    "--format", "form", type=click.Choice(FORMATS), default=None,
    help="Write only this form (terminal: print, write no file).",
)
@click.option("--title", default="", help="Heading of the brief.")
@click.option("--conflict", "conflict_file", metavar="FILE",
              help="Analyse this conflict file instead of a fresh draft.")
def brief(
    inputs: Inputs, output: str | None, form: str | None, title: str, conflict_file: str | None
) -> None:  # fmt: skip
    """Read reports and brief on the dispute: to the terminal, and as one HTML file.

    REPORT is a file, folder, pattern, web address or - for standard input.
    """
    from backchannel.brief.outline import outline

    reports = list(inputs.reports())
    if not reports:
        sys.exit(inputs.finish() or 1)
    evidence = read_evidence(reports)
    del conflict_file
    told = outline(evidence, title=title)
    written = _write(told, inputs, output, form)
    code = inputs.finish()
    if written:
        click.echo(f"brief written to {written}", err=True)
    sys.exit(code)
