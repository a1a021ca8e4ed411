"""``backchannel draft``: a conflict file from reports, and what changed since you edited it."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from backchannel.cli.inputs import Inputs, input_options
from backchannel.errors import BackchannelError

if TYPE_CHECKING:
    from backchannel.conflict.comparing import Change
    from backchannel.conflict.draft import Draft

__all__ = ["draft"]


@click.command()
@input_options
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    help="Conflict file to write. If it is there, it is compared with, never written over.",
)
@click.option(
    "--most-options",
    type=click.IntRange(1),
    default=12,
    show_default=True,
    metavar="N",
    help="Options in the draft; the rest is listed as left out.",
)
@click.option(
    "--most-decision-makers",
    type=click.IntRange(1),
    default=6,
    show_default=True,
    metavar="N",
    help="Decision makers in the draft; the rest is listed as left out.",
)
@click.option(
    "--indirect",
    is_flag=True,
    help="Take in parties that act from the shadow as decision makers, marked weak.",
)
@click.option("--title", default="", help="Title of the conflict.")
@click.option(
    "--seen",
    is_flag=True,
    help="Remember the new draft as seen: next time only what is newer is shown.",
)
@click.option("--dossier", metavar="FILE", help="Draft from this dossier instead of reports.")
@click.option("--accepted", is_flag=True, help="Only what you accepted in the dossier, no drafts.")
@click.pass_context
def draft(
    ctx: click.Context,
    inputs: Inputs,
    output: str | None,
    most_options: int,
    most_decision_makers: int,
    indirect: bool,
    title: str,
    seen: bool,
    dossier: str | None,
    accepted: bool,
) -> None:  # fmt: skip
    """Draft the conflict that reports tell of: a commented file to check and edit.

    Every element cites its sentences. Drafting again into the same file shows what you changed,
    what the reports changed and where the two meet; your file stays as it is. REPORT is a file,
    folder, pattern, web address or - for standard input.
    """
    from backchannel.cli.together import evidence_for
    from backchannel.conflict.draft import draft as draft_conflict

    known = evidence_for(inputs, dossier, accepted_only=accepted)
    evidence = known.evidence
    if not evidence.reports:
        ctx.exit(inputs.finish() or 1)
    made = draft_conflict(
        evidence,
        title=title or known.title,
        most_decision_makers=most_decision_makers,
        most_options=most_options,
        include_indirect=indirect,
    )
    if made.conflict is None:
        inputs.finish()
        raise BackchannelError(
            f"no conflict can be drafted: {made.why_none}. Look at what was read with "
            "'backchannel read', or write a conflict file by hand."
        )
    if output is None:
        sys.stdout.write(commented(made))
    elif Path(output).exists():
        _compare(Path(output), made, seen)
    else:
        from backchannel.cli.brief import write_whole

        text = commented(made)
        write_whole(Path(output), text)
        write_whole(_first(Path(output)), text)
        click.echo(f"draft written to {output}; edit it, then: backchannel analyse {output}",
                   err=True)  # fmt: skip
    ctx.exit(inputs.finish())


def commented(made: Draft) -> str:
    """Return a draft as the text of a conflict file, with comments on what was decided."""
    from backchannel.conflict.files import write_conflict

    assert made.conflict is not None
    lines = [
        "# A draft, made by rule from the reports cited: check it, edit it, argue with it.",
        "# Each element cites the sentences it rests on: grounds [p1] is passage p1, at the end.",
        "# 'weak': inferred, not said. 'unknown': the reports do not say which way; delete the",
        "# mark once you know, or write NOT before the statement. 'prefers': most important first.",
    ]
    body = write_conflict(made.conflict)
    tail = []
    for party in made.indirect:
        tail.append(
            f"# Acts from the shadow: {_plain(party.name)}. To model it, add a decision maker with "
            f"the option '{_plain(party.option)}', or draft with --indirect."
        )
    if made.notes:
        tail.append("# Decisions to look at:")
        tail += [f"#   - {_plain(note)}" for note in made.notes]
    if made.left_out:
        tail.append("# Left out, and why:")
        tail += [f"#   - {one.kind}: {_plain(one.name)}: {one.why}" for one in made.left_out]
    return "\n".join(lines) + "\n" + body + ("\n" + "\n".join(tail) + "\n" if tail else "")


def _plain(text: str) -> str:
    """Return a text that cannot end a comment."""
    return "".join(c if c.isprintable() else " " for c in " ".join(text.split()))


def _first(path: Path) -> Path:
    """Return where the draft as first written is kept beside a conflict file."""
    return path.with_name(path.name + ".draft")


def _compare(path: Path, made: Draft, seen: bool) -> None:
    assert made.conflict is not None
    from backchannel.cli.brief import write_whole
    from backchannel.conflict.aligning import aligned
    from backchannel.conflict.comparing import ChangeKind, three_way
    from backchannel.conflict.files import read_conflict

    yours = read_conflict(path)
    first = _first(path)
    before = read_conflict(first) if first.exists() else None
    new = aligned(made.conflict, before or yours)
    changes = three_way(before, yours, new)
    headings = {
        ChangeKind.BOTH: "Changed by you and by the reports, differently"
        if before is not None
        else f"{path} and the new draft differ ({first.name}, the first draft, is not there)",
        ChangeKind.REPORTS: "Changed by the reports",
        ChangeKind.YOURS: "Changed by you, or seen and not taken over",
        ChangeKind.SAME: "Changed by both alike",
    }
    for kind, heading in headings.items():
        listed = [change for change in changes if change.kind is kind]
        if listed:
            click.echo(f"{heading}:")
            for change in listed:
                for line in _told(change, before is not None):
                    click.echo(f"  {line}")
    if not changes:
        click.echo(f"{path} is the draft that these reports give.")
    elif any(change.kind is not ChangeKind.YOURS for change in changes):
        click.echo(
            "(+ new, - gone, ~ changed.) Take over what you agree with by hand; with --seen the "
            "rest is not shown again."
        )
    if seen:
        write_whole(first, commented(replace(made, conflict=new)))
        click.echo(f"{first}: the new draft is remembered as seen.", err=True)
    click.echo(f"{path} was not touched.", err=True)


def _told(change: Change, known: bool) -> list[str]:
    from backchannel.conflict.comparing import ChangeKind

    absent = "(not there)"
    if change.kind is ChangeKind.BOTH:
        told = [f"{change.element}:"]
        if known:
            told.append(f"    first draft  {change.before or absent}")
        return [*told, f"    yours        {change.yours or absent}",
                f"    new draft    {change.new or absent}"]  # fmt: skip
    after = change.yours if change.kind is ChangeKind.YOURS else change.new
    if change.before is None:
        return [f"+ {change.element}: {after}"]
    if after is None:
        return [f"- {change.element}: {change.before}"]
    return [f"~ {change.element}: {change.before} -> {after}"]
