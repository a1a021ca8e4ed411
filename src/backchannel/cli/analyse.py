"""``backchannel analyse FILE``: which outcomes hold, for whom, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from backchannel.errors import InputError

if TYPE_CHECKING:
    from backchannel.conflict.elements import Conflict

__all__ = ["analyse"]


def _memory(ctx: click.Context, param: click.Parameter, value: str | None) -> int | None:
    if value is None:
        return None
    units = {"k": 10, "m": 20, "g": 30}
    text = value.strip().lower().removesuffix("b").removesuffix("i")
    number, shift = (text[:-1], units[text[-1]]) if text[-1:] in units else (text, 0)
    try:
        amount = int(float(number) * (1 << shift))
    except (ValueError, OverflowError):
        raise click.BadParameter(f"{value!r} is no amount of memory; write 500M or 2G") from None
    if amount <= 0:
        raise click.BadParameter(f"{value!r} is no amount of memory; write 500M or 2G")
    return amount


def _write(path: str, text: str) -> None:
    from pathlib import Path

    try:
        Path(path).write_text(text, encoding="utf-8")
    except OSError as error:
        raise InputError(f"cannot be written: {error.strerror or error}", path) from error


def _ranked(conflict: Conflict, path: str) -> Conflict:
    from pathlib import Path

    from backchannel.conflict.imports import with_ranking_table

    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"cannot be read: {error}", path) from error
    return with_ranking_table(conflict, text, path)


@click.command(short_help="Which outcomes of a conflict hold, for whom, and why.")
@click.argument("file", type=click.Path(dir_okay=False))
@click.option(
    "--concepts",
    metavar="NAMES",
    help="Solution concepts, with commas: nash, gmr, smr, seq, sseq; nash_a ... seq_d under "
    "unknown preference; strong_seq, weak_gmr ... under strength; L2, nm for two decision makers.",
)
@click.option("--explain", metavar="STATE", help="Say why a state is stable or not, for everyone.")
@click.option("--where", metavar="EXPRESSION", help='Only outcomes such as "NOT attack AND talks".')
@click.option(
    "--nearest",
    metavar="STATE",
    help="The equilibria that differ from a state in the fewest options ('status-quo' for now).",
)
@click.option("--sample", metavar="N", type=click.IntRange(1), help="Draw N equilibria uniformly.")
@click.option("--ways", is_flag=True, help="Show the shortest ways from the status quo.")
@click.option("--wanted", metavar="STATE", help="What would have to be preferred for it to hold.")
@click.option("--coalitions", is_flag=True, help="Which outcomes a coalition would leave together.")
@click.option(
    "--doubts", is_flag=True, help="Which single judgement, if wrong, changes the answer."
)
@click.option(
    "--engine",
    type=click.Choice(["auto", "definition", "bitsets", "explicit", "symbolic"]),
    default="auto",
    show_default=True,
    help="How the answer is computed; all engines give the same answer.",
)
@click.option("--time", "seconds", metavar="SECONDS", type=click.FloatRange(0), help="Time budget.")
@click.option("--memory", metavar="SIZE", callback=_memory, help="Memory budget, such as 500M.")
@click.option(
    "--rankings",
    metavar="TABLE",
    type=click.Path(dir_okay=False),
    help="Take preferences from a table: a header of 'state' and decision makers, 1 is best.",
)
@click.option(
    "--write-rankings",
    metavar="TABLE",
    type=click.Path(dir_okay=False),
    help="Write every known preference as such a table.",
)
@click.option(
    "--picture",
    metavar="FILE",
    type=click.Path(dir_okay=False),
    help="Draw the shortest ways from the status quo as SVG (improvements if there are any).",
)
@click.option("--csv", "as_csv", is_flag=True, help="A row a state, concept and decision maker.")
@click.option("--json", "as_json", is_flag=True, help="The result as JSON.")
def analyse(
    file: str,
    concepts: str | None,
    explain: str | None,
    where: str | None,
    nearest: str | None,
    sample: int | None,
    ways: bool,
    wanted: str | None,
    coalitions: bool,
    doubts: bool,
    engine: str,
    seconds: float | None,
    memory: int | None,
    rankings: str | None,
    write_rankings: str | None,
    picture: str | None,
    as_csv: bool,
    as_json: bool,
) -> None:
    """Analyse a conflict file (YAML, or .gmcr of GMCR+).

    Without options a table of all outcomes: for each solution concept, E if the outcome is an
    equilibrium, else the decision makers who would stay. If there are many outcomes: the
    equilibria, or how many there are and what they have in common.
    """
    from backchannel.analysis.verdict import analyse as run
    from backchannel.cli.analysis_text import data, show, table
    from backchannel.conflict.files import read_conflict

    names = [one.strip() for one in concepts.split(",") if one.strip()] if concepts else None
    conflict = read_conflict(file)
    if rankings:
        conflict = _ranked(conflict, rankings)
    found = run(conflict, names, engine, seconds, memory)
    if write_rankings:
        from backchannel.analysis.moves import places
        from backchannel.conflict.imports import ranking_table

        _write(write_rankings, ranking_table(conflict, places(found.model)))
    if picture:
        from backchannel.analysis.evolution import evolve
        from backchannel.brief.ways import ways_svg

        ways_found = evolve(found.model, improving=True)
        if not ways_found.distance:
            ways_found = evolve(found.model)
        _write(picture, ways_svg(ways_found, conflict.title))
    questions = {
        "explain": explain,
        "where": where,
        "nearest": nearest,
        "sample": sample,
        "ways": ways,
        "wanted": wanted,
        "coalitions": coalitions,
        "doubts": doubts,
    }
    if as_json:
        import json

        click.echo(json.dumps(data(found, questions), ensure_ascii=False, indent=2))
    elif as_csv:
        click.echo(table(found), nl=False)
    else:
        show(found, questions)
    if found.unfinished:
        first = found.unfinished[0]
        click.echo(
            f"not finished: {len(found.unfinished)} verdicts, the first {first.concept} for "
            f"{first.decision_maker}: {first.reason}",
            err=True,
        )
        click.get_current_context().exit(1)
