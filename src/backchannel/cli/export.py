"""``backchannel export``: evidence and networks for other programs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from backchannel.cli.inputs import Inputs, input_options
from backchannel.errors import BackchannelError

if TYPE_CHECKING:
    from backchannel.cli.together import Known

__all__ = ["export", "export_options", "write_export"]

_FORMS = ("jsonl", "csv", "graphml", "gexf", "ftm", "parquet")


def export_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options ``--output``, ``--form`` and ``--accepted``."""
    for option in (
        click.option(
            "--accepted", is_flag=True, help="Only what you accepted in the dossier, no drafts."
        ),
        click.option(
            "--form",
            "forms",
            multiple=True,
            type=click.Choice(_FORMS),
            help="One form; may be given several times. By default all but parquet.",
        ),
        click.option(
            "-o",
            "--output",
            metavar="FOLDER",
            required=True,
            help="Folder to write into; it is made if it is not there.",
        ),
    ):
        command = option(command)
    return command


@click.command()
@input_options
@export_options
@click.option("--dossier", metavar="FILE", help="Take the evidence of this dossier.")
@click.pass_context
def export(
    ctx: click.Context,
    inputs: Inputs,
    output: str,
    forms: tuple[str, ...],
    accepted: bool,
    dossier: str | None,
) -> None:
    """Write what reports say as JSON Lines, CSV, GraphML, GEXF, FollowTheMoney or Parquet.

    REPORT is a file, folder, pattern, web address or - for standard input.
    """
    from backchannel.cli.together import evidence_for

    known = evidence_for(inputs, dossier, accepted_only=accepted)
    if not known.evidence.reports:
        ctx.exit(inputs.finish() or 1)
    write_export(known, output, forms)
    ctx.exit(inputs.finish())


def write_export(known: Known, output: str, forms: tuple[str, ...]) -> None:
    """Write evidence into a folder and say what was written.

    Raises
    ------
    BackchannelError
        If the folder cannot be made, a file cannot be written, or a form needs a library that is
        not installed.
    """
    from backchannel.brief.export import exported
    from backchannel.cli.brief import write_whole

    folder = Path(output)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BackchannelError(f"{folder}: cannot be made ({error.strerror})") from error
    chosen = tuple(dict.fromkeys(forms)) or tuple(form for form in _FORMS if form != "parquet")
    names = []
    for name, content in exported(known.evidence, chosen, statuses=known.statuses):
        write_whole(folder / name, content)
        names.append(name)
    click.echo(f"written to {folder}: {', '.join(names)}", err=True)
