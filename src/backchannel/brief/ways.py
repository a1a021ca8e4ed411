"""The ways from the status quo as a picture: states in columns by the least number of moves."""

from __future__ import annotations

from html import escape

from backchannel.analysis.evolution import Evolution

__all__ = ["ways_svg"]

_COLOURS = ("#1b6ca8", "#b8501f", "#3c7a3c", "#7a4a9e", "#8a6d1a", "#a02c5a", "#3d7f86", "#5a5a5a")
_WIDE, _HIGH, _BOX = 190, 44, 128


def ways_svg(evolution: Evolution, title: str = "") -> str:
    """Return an SVG picture of all shortest ways.

    A box is a state, an arrow a move, in the colour of the decision maker who makes it; columns
    count the moves. States that cannot be reached are not shown.

    Parameters
    ----------
    evolution : Evolution
        What `backchannel.analysis.evolution.evolve` returns.
    title : str
        Read out by screen readers, shown as a tooltip.

    Returns
    -------
    str
        One ``svg`` element that asks for nothing from elsewhere.
    """
    model = evolution.model
    steps = evolution.tree()
    columns: dict[int, list[int]] = {0: [evolution.start]}
    for number, _, _, end in steps:
        column = columns.setdefault(number, [])
        if end not in column:
            column.append(end)
    for column in columns.values():
        column.sort()
    place = {
        (number, state): (20 + number * _WIDE, 30 + row * _HIGH)
        for number, column in sorted(columns.items())
        for row, state in enumerate(column)
    }
    movers = sorted({mover for _, _, mover, _ in steps})
    width = 40 + (max(columns) + 1) * _WIDE
    height = 60 + max(len(column) for column in columns.values()) * _HIGH + 20
    body = []
    for number, start, mover, end in steps:
        x1, y1 = place[number - 1, start]
        x2, y2 = place[number, end]
        who = model.conflict.decision_makers[mover].title
        said = f"{who}: {model.label(start)} to {model.label(end)}"
        colour = _COLOURS[mover % len(_COLOURS)]
        body.append(
            f'<path d="M{x1 + _BOX} {y1 + 13}L{x2 - 4} {y2 + 13}" stroke="{colour}" '
            f'stroke-width="1.5" fill="none" marker-end="url(#to{mover % len(_COLOURS)})">'
            f"<title>{escape(said)}</title></path>"
        )
    for (number, state), (x, y) in place.items():
        label = model.label(state)
        shown = label if len(label) <= 16 else label[:15] + "…"
        # a state stands fully drawn where it is first reached, pale where it is only passed
        first = number == evolution.distance.get(state, 0)
        body.append(
            f'<g opacity="{1 if first else 0.5}"><rect x="{x}" y="{y}" width="{_BOX}" height="26" '
            f'rx="4" fill="#fff" stroke="#444"/><text x="{x + _BOX // 2}" y="{y + 17}" '
            f'text-anchor="middle">{escape(shown)}</text><title>{escape(label)}</title></g>'
        )
    for number in sorted(columns):
        x = 20 + number * _WIDE + _BOX // 2
        said = "status quo" if not number else f"{number} move{'' if number == 1 else 's'}"
        body.append(f'<text x="{x}" y="18" text-anchor="middle" fill="#666">{said}</text>')
    for k, mover in enumerate(movers):
        name = model.conflict.decision_makers[mover].title
        colour = _COLOURS[mover % len(_COLOURS)]
        body.append(
            f'<text x="{20 + k * _WIDE}" y="{height - 10}" fill="{colour}">{escape(name)}</text>'
        )
    marks = "".join(
        f'<marker id="to{k}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" '
        f'orient="auto"><path d="M0 0L8 4L0 8z" fill="{colour}"/></marker>'
        for k, colour in enumerate(_COLOURS)
    )
    heading = escape(title or "Ways from the status quo")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" '
        f'height="{height}" font-family="sans-serif" font-size="12" role="img">'
        f"<title>{heading}</title><defs>{marks}</defs>{''.join(body)}</svg>\n"
    )
