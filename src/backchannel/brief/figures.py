"""Figures of a brief as SVG: timeline, party by issue, and the graph of states.

Drawn with shapes and text alone: no fonts, no scripts, no style of their own (classes refer to the
page's style sheet), so that the page's policy can forbid everything else. Every mark has a title
that says it in words, and links to its sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape

from backchannel.brief.outcome_table import MOST_COLUMNS, letter
from backchannel.brief.outline import Matrix, Outline
from backchannel.brief.places import Anchors
from backchannel.brief.wording import (
    Speech,
    date_in_words,
    event_in_words,
    shorten,
    sort_date,
    visible,
)
from backchannel.dossier.evidence import Event, EventType, Factuality
from backchannel.text import Citation

__all__ = ["figures", "matrix_svg", "state_graph_svg", "timeline_svg"]

_WIDTH = 900
_LEFT = 190
_LANE = 30
_MOST_LANES = 9
_MOST_OUTCOMES = 5

_ACCORD = frozenset(
    {
        EventType.AGREE,
        EventType.CONSULT,
        EventType.SUPPORT,
        EventType.CONCEDE,
        EventType.COOPERATE,
        EventType.AID,
        EventType.RETREAT,
    }
)


def figures(outline: Outline, anchors: Anchors) -> dict[str, str]:
    """Return the figures of a brief as SVG, by id of the section they stand in."""
    found = {}
    timeline = timeline_svg(outline, anchors)
    if timeline:
        found["timeline"] = _figure(
            timeline,
            "Diamonds: pressure (demands, threats, refusals, force). Dots: talks, agreement, "
            "concession. A bar: the day is not known exactly. Each mark leads to its sentence.",
        )
    if outline.matrix is not None:
        found["positions"] = _figure(
            matrix_svg(outline.matrix, anchors),
            "Filled: for. Crossed: against. Empty ring: said to be unclear. Small: shown by acts.",
        )
    graph, legend = state_graph_svg(outline)
    if graph:
        found["outcomes"] = _figure(graph, legend)
    return found


def _figure(svg: str, caption: str) -> str:
    return (
        f'<figure><div class="wide" tabindex="0" role="region" aria-label="Figure">{svg}</div>'
        f"<figcaption>{caption}</figcaption></figure>"
    )


def _text(words: str) -> str:
    return escape(visible(words), quote=True)


def _svg(width: int, height: int, title: str, body: Sequence[str], *, links: bool = False) -> str:
    """Return a figure; one with links in it is a group, so that readers can go into it."""
    label = _text(title)
    role = "group" if links else "img"
    return (
        f'<svg viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="{role}" '
        f'aria-label="{label}"><title>{label}</title>' + "".join(body) + "</svg>"
    )


def _link(anchor: str, body: str, words: str) -> str:
    return f'<a href="#{anchor}" aria-label="{_text(words)}">{body}</a>' if anchor else body


# -- timeline


_UNDATED = 130
"""Width of the strip for events without a date."""
_STEP = 13
"""Horizontal distance of marks that stand in the order of telling, not by date."""


def timeline_svg(outline: Outline, anchors: Anchors) -> str:
    """Draw the events, one lane a party that acts, those without a date in a strip of their own.

    Empty if nothing is dated, or there are fewer than three events.
    """
    counted = [
        event
        for event in outline.evidence.events
        if event.factuality in (Factuality.ACTUAL, Factuality.FUTURE)
    ]
    yearless = not any(e.when.earliest or e.when.latest for e in counted)
    dated: list[tuple[date, date, Event]] = []
    undated: list[Event] = []
    for event in counted:
        early, late = _bounds(event, yearless)
        if early is not None and late is not None:
            dated.append((early, late, event))
        else:
            undated.append(event)
    dated = _closely(dated)
    if not dated or len(dated) + len(undated) < 3:
        return ""
    dated.sort(key=lambda item: (item[0], item[1], item[2].id))
    lanes = _lanes(outline, [*undated, *(event for _, _, event in dated)])
    first = min(early for early, _, _ in dated)
    last = max(late for _, late, _ in dated)
    days = (last - first).days
    left = _LEFT + (_UNDATED if undated else 0)

    def x(day: date) -> float:
        if not days:
            return left + 24
        return left + 24 + (day - first).days / days * (_WIDTH - left - 50)

    body = _lane_lines(lanes, left if undated else 0)
    place = {root: row for row, (root, _) in enumerate(lanes)}
    crowded: dict[tuple[int, int], int] = {}

    def lane(event: Event) -> int:
        return place.get(_lane_of(outline, event), len(lanes) - 1)

    for event in undated:
        at = (lane(event), -1)
        shift = crowded.get(at, 0)
        crowded[at] = shift + 1
        across, down = divmod(shift, (_UNDATED - 16) // _STEP)
        where = (_LEFT + 12 + _STEP * down, 24 + _LANE * at[0] + (0, -9, 9)[across % 3])
        body.append(_event_mark(outline, anchors, event, where, where[0]))
    for early, late, event in dated:
        at = (lane(event), round(x(early) / 12))
        shift = crowded.get(at, 0)
        crowded[at] = shift + 1
        y = 24 + _LANE * at[0] + ((0, -8, 8, -4, 4)[shift % 5] if days else 0)
        begin = x(early) + (0 if days else _STEP * shift)
        body.append(_event_mark(outline, anchors, event, (begin, y), max(x(late), begin)))
    base = 24 + _LANE * len(lanes) - 8
    ticks = _ticks(first, last) if days else [(first, date_in_words(dated[0][2].when, no_year=""))]
    for day, words in ticks:
        anchor = "middle" if days else "start"
        if days:
            body.append(
                f'<line class="rule" x1="{x(day):.1f}" x2="{x(day):.1f}" y1="12" y2="{base}"/>'
            )
        body.append(f'<text class="soft" x="{x(day) - (0 if days else 5):.1f}" y="{base + 16}" '
                    f'text-anchor="{anchor}">{_text(words)}</text>')  # fmt: skip
    if undated:
        body.append(f'<text class="soft" x="{_LEFT + 7}" y="{base + 16}">no date given</text>')
    title = f"Timeline of {len(dated) + len(undated)} events"
    if undated:
        title += f", {len(undated)} of them without a date"
    return _svg(_WIDTH, 34 + _LANE * len(lanes) + 24, title, body, links=True)


def _lane_lines(lanes: Sequence[tuple[str, str]], divide: float) -> list[str]:
    """Return the names and lines of the lanes, and what divides undated from dated."""
    body = []
    for row, (_, name) in enumerate(lanes):
        y = 24 + _LANE * row
        body.append(f'<text x="{_LEFT - 10}" y="{y + 4}" text-anchor="end">'
                    f"{_text(shorten(name, 26))}</text>")  # fmt: skip
        body.append(f'<line class="rule" x1="{_LEFT}" x2="{_WIDTH - 10}" y1="{y}" y2="{y}"/>')
    if divide:
        bottom = 24 + _LANE * len(lanes) + 12
        body.append(f'<line class="fence" x1="{divide}" x2="{divide}" y1="8" y2="{bottom}"/>')
    return body


def _event_mark(
    outline: Outline, anchors: Anchors, event: Event, at: tuple[float, float], until: float
) -> str:
    x, y = at
    kind = "accord" if event.type in _ACCORD else "conflict"
    words = f"{date_in_words(event.when)}: {event_in_words(event, outline.names)}"
    mark = f"<title>{_text(words)}</title>"
    if until > x:
        mark += f'<line class="span {kind}" x1="{x:.1f}" x2="{until:.1f}" y1="{y}" y2="{y}"/>'
    if kind == "accord":
        mark += f'<circle class="dot accord" cx="{x:.1f}" cy="{y}" r="5"/>'
    else:
        mark += f'<path class="dot conflict" d="M{x:.1f} {y - 6}l6 6l-6 6l-6 -6z"/>'
    return _link(anchors.anchor(event.tellings[0].citation), f"<g>{mark}</g>", words)


def _closely(dated: list[tuple[date, date, Event]]) -> list[tuple[date, date, Event]]:
    """Leave out events whose bounds span most of the time told: they are dated in name only."""
    if not dated:
        return []
    first, last = min(d[0] for d in dated), max(d[1] for d in dated)
    most = max(40.0, 0.5 * (last - first).days)
    return [item for item in dated if (item[1] - item[0]).days <= most]


def _bounds(event: Event, yearless: bool) -> tuple[date | None, date | None]:
    when = event.when
    early, late = when.earliest or when.latest, when.latest or when.earliest
    if early is None:
        if when.month_day and yearless:
            _, day = sort_date(when)
            return day, day
        return None, None
    return early, late


def _lane_of(outline: Outline, event: Event) -> str:
    whole = {f.part: f.whole for f in outline.draft.foldings}
    party = (event.sources or event.targets or ("",))[0]
    seen = {party}
    while party in whole and whole[party] not in seen:
        party = whole[party]
        seen.add(party)
    return party if event.sources else ""


def _lanes(outline: Outline, events: Sequence[Event]) -> list[tuple[str, str]]:
    counts: dict[str, int] = {}
    for event in events:
        lane = _lane_of(outline, event)
        counts[lane] = counts.get(lane, 0) + 1
    ranked = sorted((r for r in counts if r), key=lambda root: -counts[root])
    lanes = [(root, outline.names[root]) for root in ranked[:_MOST_LANES]]
    if "" in counts or len(ranked) > _MOST_LANES:
        lanes.append(("", "not said who" if len(ranked) <= _MOST_LANES else "others, not said"))
    return lanes


def _ticks(first: date, last: date) -> list[tuple[date, str]]:
    yearless = first.year < 100
    days = (last - first).days
    if days <= 10:
        step = 1 if days <= 6 else 2
        found = [date.fromordinal(first.toordinal() + k) for k in range(0, days + 1, step)]
        return [(d, _tick(d, False)) for d in found]
    if days <= 70:
        count = 5
    elif days <= 1000:
        months = (last.year - first.year) * 12 + last.month - first.month
        step = max(1, -(-months // 7))
        found = []
        year, month = first.year, first.month + 1
        while True:
            year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
            day = date(year, month, 1)
            if day > last:
                break
            found.append(day)
            month += step
        names = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
        return [(d, names[d.month - 1] + ("" if yearless else f" {d.year}")) for d in found]
    else:
        count = 6
    found = [date.fromordinal(first.toordinal() + days * k // count) for k in range(count + 1)]
    return [(d, _tick(d, days > 300 and not yearless)) for d in found]


def _tick(day: date, year: bool) -> str:
    names = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
    return f"{day.day} {names[day.month - 1]}" + (f" {day.year}" if year else "")


# -- party by issue


def matrix_svg(matrix: Matrix, anchors: Anchors) -> str:
    """Draw who stands where: a row a party, a column an issue."""
    left = 210
    column = min(110, (_WIDTH - left) // max(len(matrix.issues), 1))
    head = 70
    height = head + 28 * len(matrix.parties) + 8
    width = left + column * len(matrix.issues) + 60
    body = []
    for number, issue in enumerate(matrix.issues):
        cx = left + column * number + column // 2
        lines = _wrapped(issue, max(9, column // 7))[:4]
        for k, words in enumerate(lines):
            y = head - 14 - 14 * (len(lines) - 1 - k)
            body.append(f'<text class="soft" x="{cx}" y="{y}" text-anchor="middle">'
                        f"{_text(words)}</text>")  # fmt: skip
    for row, party in enumerate(matrix.parties):
        y = head + 28 * row + 10
        body.append(f'<text x="{left - 12}" y="{y + 4}" text-anchor="end">'
                    f"{_text(shorten(party, 30))}</text>")  # fmt: skip
        body.append(f'<line class="rule" x1="{left}" x2="{left + column * len(matrix.issues)}" '
                    f'y1="{y + 14}" y2="{y + 14}"/>')  # fmt: skip
        for number, cell in enumerate(matrix.cells[row]):
            if cell is None:
                continue
            cx = left + column * number + column // 2
            r = 8 if cell.explicit else 5
            how = "" if cell.explicit else ", to judge by acts"
            words = f"{party}: {cell.stance}{how}: {matrix.issues[number]}"
            mark = f"<title>{_text(words)}</title>" + _sign(cell.stance, cx, y, r)
            refs: tuple[Citation, ...] = cell.refs
            body.append(_link(anchors.anchor(refs[0]) if refs else "", f"<g>{mark}</g>", words))
    return _svg(width, height, "Who stands where: parties by issues", body, links=True)


def _sign(stance: str, x: int, y: int, r: int) -> str:
    if stance == "for":
        return f'<circle class="cell-for" cx="{x}" cy="{y}" r="{r}"/>'
    if stance == "against":
        return (
            f'<path class="cell-line-against" d="M{x - r} {y - r}L{x + r} {y + r}M{x + r} {y - r}'
            f'L{x - r} {y + r}"/>'
        )
    return f'<circle class="cell-ring-unclear" cx="{x}" cy="{y}" r="{r}"/>'


def _wrapped(text: str, width: int) -> list[str]:
    import textwrap

    return textwrap.wrap(" ".join(text.split()), width, max_lines=4, placeholder=" …") or [""]


# -- graph of states


def state_graph_svg(outline: Outline) -> tuple[str, str]:
    """Draw the present state, the nearest outcomes that hold, and the moves between them.

    Columns count how many decision makers have moved; an arrow is one decision maker's move.

    Returns
    -------
    svg, legend : str
        Both empty if there is nothing to draw. The legend is escaped.
    """
    outcomes = outline.outcomes
    if outcomes is None or outcomes.nash is None or outcomes.status_quo is None:
        return "", ""
    conflict, now = outcomes.conflict, outcomes.status_quo
    speech = Speech(conflict, outline.names)
    shown = outcomes.nearest(outcomes.nash.outcomes, _MOST_OUTCOMES)
    ranked = outcomes.nearest(outcomes.nash.outcomes, MOST_COLUMNS)
    marks = {one.state: "holds" if one.share == 1.0 else "depends" for one in ranked}
    own = {
        maker.id: sum(1 << k for k, o in enumerate(conflict.options) if o.owner == maker.id)
        for maker in conflict.decision_makers
    }
    edges: dict[tuple[int, int], str] = {}
    for one in shown:
        at = now
        for maker in conflict.decision_makers:
            after = (at & ~own[maker.id]) | (one.state & own[maker.id])
            if after != at:
                edges[at, after] = maker.id
                at = after
    ends = (s for edge in edges for s in edge)
    states = list(dict.fromkeys([now, *(one.state for one in shown), *ends]))
    if len(states) < 2:
        return "", ""
    columns: dict[int, list[int]] = {}
    for state in states:
        moved = sum(1 for mask in own.values() if (state ^ now) & mask)
        columns.setdefault(moved, []).append(state)
    depth = max(columns)
    rows = max(len(found) for found in columns.values())
    height = max(90, 66 * rows + 20)
    place = {}
    for column, found in columns.items():
        for row, state in enumerate(found):
            x = 60 + column * ((_WIDTH - 140) // max(depth, 1))
            y = height * (row + 1) // (len(found) + 1)
            place[state] = (x, y)
    letters = {one.state: letter(k) for k, one in enumerate(ranked)}
    between = [state for state in states if state != now and state not in letters]
    letters |= {state: str(k) for k, state in enumerate(between, 1)}
    letters[now] = "now"
    body = []
    for (start, end), maker_id in edges.items():
        (x1, y1), (x2, y2) = place[start], place[end]
        bend = (y1 + y2) / 2
        body.append(
            f'<path class="edge" d="M{x1 + 22} {y1}Q{(x1 + x2) / 2:.0f} {bend:.0f} {x2 - 26} {y2}">'
            f"<title>{_text(speech.who(maker_id))}</title></path>"
            f'<path class="tip" d="M{x2 - 28} {y2 - 4}l8 4l-8 4z"/>'
        )
        # before the middle, where edges cross
        at_x, at_y = x1 + 0.36 * (x2 - x1), y1 + 0.36 * (y2 - y1) - 6
        body.append(
            f'<text class="soft" x="{at_x:.0f}" y="{at_y:.0f}" '
            f'text-anchor="middle">{_text(shorten(outline.names.get(maker_id, maker_id), 22))}'
            "</text>"
        )
    for state in states:
        x, y = place[state]
        kinds = " ".join(filter(None, ["now" if state == now else "", marks.get(state, "")]))
        words = speech.state(state, now)
        standing = {"holds": "holds", "depends": "holds only under the answers told below"}.get(
            marks.get(state, ""), "does not hold"
        )
        body.append(
            f"<g><title>{_text(f'{words}: {standing}')}</title>"
            f'<circle class="node {kinds}" cx="{x}" cy="{y}" r="20"/>'
            f'<text x="{x}" y="{y + 4}" text-anchor="middle">{letters[state]}</text></g>'
        )
    caption = (
        "From the present state to the outcomes nearest to it, one decision maker's move an "
        "arrow. Letters: outcomes, told below. Solid ring: holds; dashed: holds only under "
        "certain answers; thin: a step between, which does not hold."
    )
    legend = []
    for start, end in edges:
        changes = [
            (option, bool(end >> k & 1))
            for k, option in enumerate(conflict.options)
            if (start ^ end) >> k & 1
        ]
        way = f"<strong>{letters[start]} to {letters[end]}</strong>"
        legend.append(f"<li>{way} {_text(speech.together(changes))}</li>")
    caption += f"<details><summary>The moves in words</summary><ul>{''.join(legend)}</ul></details>"
    return _svg(_WIDTH, height, f"Graph of {len(states)} states", body), caption
