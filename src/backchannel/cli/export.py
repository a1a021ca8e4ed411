"""``backchannel export``: evidence and networks for other programs."""

from __future__ import annotations

from pathlib import Path

import click

from backchannel.cli.inputs import Inputs, input_options
from backchannel.errors import BackchannelError

__all__ = ["export"]

_FORMS = ("jsonl", "csv", "graphml", "gexf", "ftm", "parquet")


@click.command()
@input_options
@click.option(
    "-o",
    "--output",
    metavar="FOLDER",
    required=True,
    help="Folder to write into; it is made if it is not there.",
)
@click.option(
    "--form",
    "forms",
    multiple=True,
    type=click.Choice(_FORMS),
    help="One form; may be given several times. By default all but parquet.",
)
@click.option("--dossier", metavar="FILE", help="Take the evidence of this dossier.")
@click.pass_context
def export(
    ctx: click.Context, inputs: Inputs, output: str, forms: tuple[str, ...], dossier: str | None
) -> None:  # fmt: skip
    """Write what reports say as JSON Lines, CSV, GraphML, GEXF, FollowTheMoney or Parquet.

    REPORT is a file, folder, pattern, web address or - for standard input.
    """
    from backchannel.brief.export import exported
    from backchannel.cli.brief import write_whole
    from backchannel.cli.together import evidence_for

    evidence = evidence_for(inputs, dossier)
    if not evidence.reports:
        ctx.exit(inputs.finish() or 1)
    folder = Path(output)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BackchannelError(f"{folder}: cannot be made ({error.strerror})") from error
    chosen = forms or tuple(form for form in _FORMS if form != "parquet")
    names = []
    for name, content in exported(evidence, chosen):
        write_whole(folder / name, content)
        names.append(name)
    click.echo(f"written to {folder}: {', '.join(names)}", err=True)
    ctx.exit(inputs.finish())
