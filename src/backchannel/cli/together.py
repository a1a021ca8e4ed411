"""All reports handed to a command as one evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backchannel.errors import InputError

if TYPE_CHECKING:
    from backchannel.cli.inputs import Inputs
    from backchannel.dossier.evidence import Evidence

__all__ = ["evidence_for", "read_together"]


def read_together(inputs: Inputs) -> Evidence:
    """Read every report that was handed over and merge what they say.

    A report that cannot be read is kept in ``inputs.failed`` and told at the end.

    Returns
    -------
    Evidence
        Of all reports; empty if none could be read.
    """
    from backchannel.reading.together import read_together as together

    return together(list(inputs.reports()))


def evidence_for(inputs: Inputs, dossier: str | None) -> Evidence:
    """Return the evidence of a dossier if one is named, else of the reports handed over.

    Raises
    ------
    click.UsageError
        If both are given.
    """
    import click

    if dossier is None:
        return read_together(inputs)
    if inputs.paths or inputs.feeds or inputs.opml or inputs.lists:
        raise click.UsageError("give reports or --dossier, not both.")
    from backchannel.dossier.store import Dossier

    with Dossier.open(dossier) as opened:
        evidence = opened.evidence()
    inputs.read = len(evidence.reports)
    if not evidence.reports:
        inputs.failed.append(
            InputError(
                f"has no reports yet; add some with 'backchannel dossier add {dossier} REPORT...'",
                dossier,
            )
        )
    return evidence
