"""All reports handed to a command as one evidence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from backchannel.errors import InputError

if TYPE_CHECKING:
    from backchannel.cli.inputs import Inputs
    from backchannel.dossier.evidence import Evidence
    from backchannel.dossier.store import Dossier

__all__ = ["Known", "evidence_for", "evidence_of_dossier", "open_dossier", "read_together"]


def read_together(inputs: Inputs) -> Evidence:
    """Read every report that was handed over and merge what they say.

    A report that cannot be read is kept in ``inputs.failed`` and told at the end.

    Returns
    -------
    Evidence
        Of all reports; empty if none could be read.
    """
    from backchannel.cli.progress import progress
    from backchannel.reading.together import read_together as together

    reports = inputs.gathered()
    with progress("reading", len(reports)) as step:
        return together(reports, watch=step)


@dataclass(frozen=True, slots=True)
class Known:
    """Evidence, and which of it the analyst confirmed.

    Parameters
    ----------
    evidence : Evidence
        Of reports, or of a dossier.
    statuses : mapping of str to str, or None
        Of each record by id, ``draft`` or ``accepted``; None if it is not that of a dossier.
    title : str
        What the dossier is called; empty if it has no title, or there is none.
    """

    evidence: Evidence
    statuses: Mapping[str, str] | None = None
    title: str = ""


def evidence_for(inputs: Inputs, dossier: str | None, *, accepted_only: bool = False) -> Known:
    """Return the evidence of a dossier if one is named, else of the reports handed over.

    Raises
    ------
    click.UsageError
        If both are given, or accepted records are asked for without a dossier.
    """
    import click

    if dossier is None:
        if accepted_only:
            raise click.UsageError(
                "--accepted goes with --dossier: only there things are accepted."
            )
        return Known(read_together(inputs))
    if inputs.paths or inputs.feeds or inputs.opml or inputs.lists:
        raise click.UsageError("give reports or --dossier, not both.")
    return evidence_of_dossier(inputs, dossier, accepted_only=accepted_only)


def open_dossier(path: str) -> Dossier:
    """Open a dossier, and say on stderr if it had to be brought up to date and where the old is."""
    import click

    from backchannel.dossier.store import Dossier

    opened = Dossier.open(path)
    if opened.backup is not None:
        click.echo(
            f"{path}: written by an older version; brought up to date, the old file is kept as "
            f"{opened.backup}",
            err=True,
        )
    return opened


def evidence_of_dossier(inputs: Inputs, dossier: str, *, accepted_only: bool = False) -> Known:
    """Return what a dossier holds, with the status of each record.

    A dossier without reports is kept in ``inputs.failed`` and told at the end.
    """
    with open_dossier(dossier) as opened:
        evidence = opened.evidence(accepted_only=accepted_only)
        statuses = opened.statuses()
        title = opened.title
    inputs.read = len(evidence.reports)
    if not evidence.reports:
        inputs.failed.append(
            InputError(
                f"has no reports yet; add some with 'backchannel dossier add {dossier} REPORT...'",
                dossier,
            )
        )
    return Known(evidence, statuses, title)
