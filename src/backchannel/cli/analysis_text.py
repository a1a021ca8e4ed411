"""An analysis on the terminal and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import click

from backchannel.analysis.verdict import Analysis
from backchannel.errors import AnalysisError

__all__ = ["data", "show", "table"]

TABLE = 64
"""Up to so many feasible states the table shows all of them, beyond only the equilibria."""

LIST = 300
"""Up to so many equilibria are listed, beyond they are counted and described."""

WAYS = 12
"""Most shortest ways shown to one outcome."""


def data(found: Analysis, asked: Mapping[str, Any]) -> dict[str, Any]:
    """Return everything that was asked as data for JSON."""
    out = found.summary(LIST)
    if asked["where"]:
        out["where"] = {
            "expression": asked["where"],
            "equilibria": {
                concept: _set(found, states, LIST)
                for concept, states in _equilibria(found, asked["where"])
            },
        }
    if asked["explain"]:
        out["explanations"] = [one.to_dict() for one in _explanations(found, asked["explain"])]
    if asked["nearest"]:
        here = _wished(found, asked["nearest"])
        out["nearest"] = {}
        for concept, states in _equilibria(found, asked["where"]):
            distance, count, near = states.nearest(here, LIST)
            out["nearest"][concept] = {
                "to": found.model.label(here),
                "options_changed": distance,
                "count": count,
                "states": found.labels(near),
            }
    if asked["sample"]:
        out["sample"] = {
            concept: found.labels(states.sample(asked["sample"]))
            for concept, states in _equilibria(found, asked["where"])
        }
    if asked["ways"]:
        out["evolution"] = _evolution(found)
    if asked["wanted"]:
        out["wanted"] = _wanted(found, asked["wanted"])
    if asked["coalitions"]:
        out["coalitions"] = _coalitions(found)
    if asked["doubts"]:
        out["doubts"] = _doubts(found)
    return out


def show(found: Analysis, asked: Mapping[str, Any]) -> None:
    """Print the analysis and the answers to what was asked."""
    from rich.console import Console

    for question, look in (("explain", _state), ("wanted", _state), ("nearest", _wished)):
        if asked[question]:
            look(found, asked[question])  # a wrong name is said before anything is printed
    console = Console(highlight=False, soft_wrap=False)
    count = found.feasible_count()
    conflict = found.conflict
    if conflict.title:
        console.print(conflict.title, style="bold", markup=False)
    console.print(
        f"{len(conflict.decision_makers)} decision makers, {len(conflict.options)} options, "
        f"{'?' if count is None else f'{count:,}'} feasible states; {found.engine} engine, "
        f"{'exact' if found.exact else 'not finished'}",
        markup=False,
    )
    _legend(found, console)
    if asked["explain"]:
        _show_explanations(found, asked["explain"], console)
    elif asked["wanted"]:
        _show_wanted(found, asked["wanted"], console)
    elif asked["ways"]:
        _show_ways(found, console)
    elif asked["coalitions"]:
        _show_coalitions(found, console)
    elif asked["doubts"]:
        _show_doubts(found, console)
    elif asked["nearest"]:
        _show_nearest(found, asked, console)
    elif asked["sample"]:
        for concept, states in _equilibria(found, asked["where"]):
            console.print(f"\n{concept}: {asked['sample']} of {states.count():,}", markup=False)
            _table(found, states.sample(asked["sample"]), console)
    elif asked["where"] or count is None or count > TABLE:
        _show_equilibria(found, asked["where"], console)
    else:
        console.print()
        _table(found, found.feasible.codes(), console)


def table(found: Analysis) -> str:
    """Return the tidy records as CSV: a row a state, concept and decision maker."""
    import csv
    import io

    out = io.StringIO()
    names = ["state", "pattern", "taken", "concept", "decision_maker", "stable", "equilibrium"]
    rows = csv.DictWriter(out, names, lineterminator="\n")
    rows.writeheader()
    for row in found.to_dicts():
        rows.writerow(row | {"taken": "; ".join(row["taken"])})
    return out.getvalue()


# ------------------------------------------------------------------ parts


def _legend(found: Analysis, console: Any) -> None:
    makers = found.conflict.decision_makers
    named = "; ".join(f"{maker.id}: {maker.name}" for maker in makers if maker.name)
    if named:
        console.print(named, markup=False)
    status_quo = found.model.status_quo
    if status_quo is not None:
        taken = ", ".join(found.taken(status_quo)) or "nothing is taken"
        console.print(f"Status quo: {found.model.label(status_quo)} ({taken})", markup=False)


def _table(found: Analysis, states: Iterable[int], console: Any) -> None:
    from rich.table import Table
    from rich.text import Text

    rows = list(found.rows(states))
    own_labels = any(row[0] != row[1] for row in rows)
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("state")
    if own_labels:
        table.add_column("pattern")
    table.add_column("taken", overflow="fold")
    for concept in found.concepts:
        table.add_column(concept)
    for row in rows:
        cells = row if own_labels else [row[0], *row[2:]]
        table.add_row(*(Text(cell, style="bold" if cell == "E" else "") for cell in cells))
    console.print(table)
    console.print("E: equilibrium; else who finds the state stable.", markup=False)


def _equilibria(found: Analysis, where: str | None) -> Iterable[tuple[str, Any]]:
    for concept in found.concepts:
        try:
            yield concept, found.equilibria(concept, where)
        except AnalysisError as error:
            if where:
                found.conflict.expression(where)  # a misspelt expression is an error for all
            click.echo(f"{concept}: {error}", err=True)


def _show_equilibria(found: Analysis, where: str | None, console: Any) -> None:
    shown: dict[int, None] = {}
    for concept, states in _equilibria(found, where):
        count = states.count()
        suffix = f" where {where}" if where else ""
        console.print(f"\n{concept}: {count:,} equilibria{suffix}", style="bold", markup=False)
        if not count:
            continue
        if count <= LIST:
            shown.update(dict.fromkeys(states.codes()))
        fixed = states.fixed_options()
        options = found.conflict.options
        if fixed and count > 1:
            said = ", ".join(
                ("" if value else "not ") + options[p].title for p, value in sorted(fixed.items())
            )
            console.print(f"  in all of them: {said}", markup=False)
        if count > LIST and found.model.status_quo is not None:
            distance, number, near = states.nearest(found.model.status_quo, 3)
            console.print(
                f"  nearest to the status quo: {number:,} that change {distance} options, such as "
                + ", ".join(found.labels(near)),
                markup=False,
            )
    if shown:
        console.print()
        _table(found, sorted(shown)[:LIST], console)
        if len(shown) > LIST:
            console.print(f"... and {len(shown) - LIST:,} more (--json lists them)", markup=False)


def _show_nearest(found: Analysis, asked: Mapping[str, Any], console: Any) -> None:
    here = _wished(found, asked["nearest"])
    for concept, states in _equilibria(found, asked["where"]):
        distance, number, near = states.nearest(here, 20)
        console.print(f"\n{concept}", style="bold", markup=False)
        if distance is None:
            console.print("  there is no equilibrium", markup=False)
            continue
        options = "option" if distance == 1 else "options"
        console.print(
            f"  {number:,} change {distance} {options} from {found.model.label(here)}", markup=False
        )
        _table(found, near, console)


def _state(found: Analysis, text: str) -> int:
    if text in ("status-quo", "status quo") and found.model.status_quo is not None:
        return found.model.status_quo
    return found.model.state(text)


def _wished(found: Analysis, text: str) -> int:
    """Return a state to be near to; it need not be feasible."""
    if found.model.plain and text not in ("status-quo", "status quo"):
        return found.conflict.code(text)
    return _state(found, text)


def _set(found: Analysis, states: Any, listed: int) -> dict[str, Any]:
    count = states.count()
    out: dict[str, Any] = {"count": count}
    if count <= listed:
        out["states"] = found.labels(states)
    return out


# -- why


def _explanations(found: Analysis, text: str) -> list[Any]:
    from backchannel.analysis.explanation import explain

    state = _state(found, text)
    return [
        explain(found.model, i, state, concept)
        for concept in found.concepts
        for i in range(len(found.model.decision_makers))
    ]


def _show_explanations(found: Analysis, text: str, console: Any) -> None:
    state = _state(found, text)
    taken = ", ".join(found.taken(state)) or "nothing is taken"
    console.print(f"\n{found.model.label(state)}: {taken}", style="bold", markup=False)
    concept = ""
    for one in _explanations(found, text):
        if one.concept.name != concept:
            concept = one.concept.name
            console.print(f"\n{concept}", style="bold", markup=False)
        verdict = "stable" if one.stable else "not stable"
        who = found.conflict.decision_makers[one.decision_maker].title
        console.print(f"  {who}: {verdict}", markup=False)
        for sentence in one.sentences():
            console.print(f"    - {sentence}", markup=False)


# -- how


def _evolution(found: Analysis) -> dict[str, Any]:
    from backchannel.analysis.evolution import evolve

    model = found.model
    out: dict[str, Any] = {}
    for name, improving in (("moves", False), ("improvements", True)):
        ways = evolve(model, improving=improving)
        out[name] = [
            {
                "state": model.label(state),
                "moves": distance,
                "shortest_ways": ways.count(state),
                "ways": [
                    [
                        {
                            "mover": model.decision_makers[i],
                            "to": model.label(x),
                        }
                        for i, x in zip(way.movers, way.states[1:], strict=True)
                    ]
                    for way in ways.ways(state, WAYS)
                ],
            }
            for state, distance in ways.distance.items()
        ]
    return out


def _show_ways(found: Analysis, console: Any) -> None:
    from rich.table import Table
    from rich.text import Text

    for name, title in (
        ("improvements", "By improvements only: every step is better for the one who makes it"),
        ("moves", "By any moves"),
    ):
        table = Table(box=None, pad_edge=False, header_style="bold")
        for head in ("to", "moves", "ways", "a shortest way"):
            table.add_column(head)
        for row in _evolution(found)[name]:
            way = " ".join(f"-{step['mover']}-> {step['to']}" for step in row["ways"][0])
            cells = (row["state"], str(row["moves"]), f"{row['shortest_ways']:,}", way)
            table.add_row(*(Text(cell) for cell in cells))
        console.print(f"\n{title}", style="bold", markup=False)
        console.print(table if table.row_count else "  nothing can be reached")


# -- what for


def _wanted(found: Analysis, text: str) -> dict[str, Any]:
    from backchannel.analysis.definition import CRISP
    from backchannel.analysis.inverse import broken_judgements, requirements

    model = found.model
    target = _state(found, text)
    concepts = [name for name in found.concepts if name in CRISP] or list(CRISP[:4])
    out: dict[str, Any] = {"target": model.label(target), "concepts": {}}
    for concept, needs in requirements(model, target, concepts).items():
        out["concepts"][concept] = {}
        for maker, need in zip(model.decision_makers, needs, strict=True):
            count = need.count()
            out["concepts"][concept][maker] = {
                "count": count,
                "minimal_sets": [found.labels(one) for one in need.minimal_sets()]
                if count <= LIST
                else None,
                "to_change": [found.labels(one) for one in broken_judgements(model, need)[:LIST]],
            }
    return out


def _show_wanted(found: Analysis, text: str, console: Any) -> None:
    answer = _wanted(found, text)
    console.print(
        f"\nWhat it would take for {answer['target']} to hold: the fewest states that each would "
        "have to rank no better than it, and does not now",
        style="bold",
        markup=False,
    )
    for concept, makers in answer["concepts"].items():
        console.print(f"\n{concept}", style="bold", markup=False)
        for maker, need in makers.items():
            who = found.conflict.decision_maker(maker).title
            if need["to_change"] == [[]]:
                said = "stable already"
            elif not need["to_change"]:
                said = "cannot be made stable by any preference of theirs"
            else:
                said = " or ".join("{" + ", ".join(one) + "}" for one in need["to_change"][:12])
                if len(need["to_change"]) > 12:
                    said += f" or {len(need['to_change']) - 12} more"
            console.print(f"  {who}: {said}", markup=False)


# -- together, and in doubt


def _coalitions(found: Analysis) -> list[dict[str, Any]]:
    from backchannel.analysis.coalitions import coalition_verdict, coalitions

    out = []
    for members in coalitions(found.model):
        verdict = coalition_verdict(found.model, members)
        out.append(
            {
                "coalition": list(verdict.coalition),
                "improvements": [list(pair) for pair in verdict.improvements],
                "stable": {name: list(states) for name, states in verdict.stable.items()},
                "seq_individual_sanctions": list(verdict.seq_individual_sanctions),
            }
        )
    return out


def _show_coalitions(found: Analysis, console: Any) -> None:
    held = {label for _, states in _equilibria(found, None) for label in found.labels(states, LIST)}
    for one in _coalitions(found):
        console.print(f"\n{' + '.join(one['coalition'])}", style="bold", markup=False)
        upset: dict[str, list[str]] = {}
        for start, end in one["improvements"]:
            if start in held:
                upset.setdefault(start, []).append(end + ("*" if end in held else ""))
        for start, ends in upset.items():
            console.print(f"  would leave {start} together for {', '.join(ends)}", markup=False)
        if not upset:
            console.print("  upsets no equilibrium", markup=False)
    console.print("\n*: an equilibrium itself (under one of the concepts asked)", markup=False)


def _doubts(found: Analysis) -> list[dict[str, Any]]:
    from backchannel.analysis.judgements import single_changes

    return [
        {
            "decision_maker": change.decision_maker,
            "change": change.what,
            "lost": {name: list(states) for name, states in change.lost.items() if states},
            "gained": {name: list(states) for name, states in change.gained.items() if states},
        }
        for change in single_changes(found.conflict, found.concepts)
    ]


def _show_doubts(found: Analysis, console: Any) -> None:
    changes = _doubts(found)
    decisive = [one for one in changes if one["lost"] or one["gained"]]
    console.print(
        f"\n{len(decisive)} of {len(changes)} single changes of a judgement change an answer",
        style="bold",
        markup=False,
    )
    for one in decisive:
        who = found.conflict.decision_maker(one["decision_maker"]).title
        console.print(f"\n{who}, {one['change']}", markup=False)
        for word in ("lost", "gained"):
            for name, states in one[word].items():
                console.print(f"  {name} {word}: {', '.join(states)}", markup=False)
