"""What is new since an earlier brief: "since 6 April: ..."."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from backchannel.brief.as_json import SCHEMA, brief_to_plain
from backchannel.brief.outline import Line, Outline, Section
from backchannel.brief.wording import day_in_words, join, number_word
from backchannel.errors import InputError

__all__ = ["Earlier", "read_earlier", "with_news"]

_MOST = 40


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier brief, as far as a later one compares with it.

    Parameters
    ----------
    title, until : str
        Its heading, and what its reports reach to.
    reports : frozenset of str
        Content hashes of its reports.
    events, statements : tuple of frozenset
        The passages of each event and statement: (hash, start, end).
    positions : frozenset of (str, str, str)
        Party, issue, stance.
    options : dict of (str, str) to str
        Value at the status quo by owner's name and option's name.
    holding, possible : frozenset of str
        Outcomes in words that held always, and that could hold.
    last : str
        The day of its latest report, in words; empty if none is dated.
    called : dict of (str, str) to str
        Name of each option by its owner's name and its id.
    """

    title: str
    until: str
    reports: frozenset[str]
    events: tuple[frozenset[tuple[str, int, int]], ...]
    statements: tuple[frozenset[tuple[str, int, int]], ...]
    positions: frozenset[tuple[str, str, str]]
    options: dict[tuple[str, str], str]
    holding: frozenset[str]
    possible: frozenset[str]
    last: str = ""
    called: dict[tuple[str, str], str] = field(default_factory=dict)


def read_earlier(text: str, origin: str = "") -> Earlier:
    """Read the JSON form of an earlier brief.

    Raises
    ------
    InputError
        If it is not the JSON form of a brief, or of a newer kind.
    """
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError(
            f"is no JSON ({error}). Give the brief as written with --format json.", origin
        ) from error
    schema = data.get("schema") if isinstance(data, dict) else None
    if schema != SCHEMA:
        raise InputError(
            f"has schema {schema!r}, expected {SCHEMA!r}. Give the brief as written with "
            "--format json.",
            origin,
        )
    try:
        return _earlier(data)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise InputError(
            f"is a brief with something missing or out of place ({error!r}). Write it anew with "
            "--format json.",
            origin,
        ) from error


def _earlier(data: dict[str, Any]) -> Earlier:
    conflict = data["conflict"] or {"decision_makers": [], "options": []}
    owners = {maker["id"]: str(maker["name"]) for maker in conflict["decision_makers"]}
    nash = (data["outcomes"] or {}).get("nash") or {"outcomes": []}

    def passages(groups: Iterable[Any]) -> tuple[frozenset[tuple[str, int, int]], ...]:
        return tuple(frozenset((str(h), int(s), int(e)) for h, s, e in group) for group in groups)

    return Earlier(
        title=str(data["title"]),
        until=str(data["subtitle"]),
        reports=frozenset(str(report["sha256"]) for report in data["reports"]),
        events=passages(data["told"]["events"]),
        statements=passages(data["told"]["statements"]),
        positions=frozenset((str(p), str(i), str(s)) for p, i, s in data["told"]["positions"]),
        options={
            (owners[o["owner"]], str(o["name"])): str(o["status_quo"]) for o in conflict["options"]
        },
        holding=frozenset(str(o["words"]) for o in nash["outcomes"] if o["share"] == 1.0),
        possible=frozenset(str(o["words"]) for o in nash["outcomes"]),
        last=_day_of(data.get("latest_report")),
        called={(owners[o["owner"]], str(o["id"])): str(o["name"]) for o in conflict["options"]},
    )


def _day_of(value: Any) -> str:
    return day_in_words(date.fromisoformat(value)) if isinstance(value, str) else ""


def with_news(outline: Outline, earlier: Earlier) -> Outline:
    """Return the same brief with a first section on what is new.

    Parameters
    ----------
    outline : Outline
        The new brief.
    earlier : Earlier
        The one to compare with.
    """
    events = _told(outline, earlier, "timeline", outline.evidence.events, earlier.events)
    said = _told(outline, earlier, "statements", outline.evidence.statements, earlier.statements)
    stands = _positions(outline, earlier)
    options = _options(outline, earlier)
    lines = [
        *_reports(outline, earlier), *events, *said, *stands, *options,
        *_outcomes(outline, earlier),
    ]  # fmt: skip
    counted = [
        f"{number_word(len(found)).lower()} {word}{'' if len(found) == 1 else 's'}"
        for found, word in (
            (events, "event"),
            (said, "statement"),
            (stands, "position"),
            (options, "change of option"),
        )
        if found
    ]
    counted = [words.replace("change of options", "changes of options") for words in counted]
    told = f" New: {join(counted)}." if counted else ""
    section = Section(
        "since",
        f"Since {earlier.last}" if earlier.last else "What is new",
        tuple(lines[:_MOST]),
        "Nothing new: the reports say what they said in the earlier brief.",
        intro=f"Compared with “{earlier.title}” ({_lower(earlier.until)}).{told}",
    )
    return replace(outline, sections=(section, *outline.sections))


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _reports(outline: Outline, earlier: Earlier) -> list[Line]:
    new = [r for r in outline.evidence.reports if r.source.sha256 not in earlier.reports]
    gone = earlier.reports - {r.source.sha256 for r in outline.evidence.reports}
    lines = []
    if new:
        names = [r.title or r.source.origin for r in new]
        lines.append(Line(f"{join([f'“{name}”' for name in names[:6]])}.", label="New reports"))
    if gone:
        count = len(gone)
        lines.append(
            Line(f"{count} report{'s' if count > 1 else ''} of the earlier brief "
                 f"{'are' if count > 1 else 'is'} not in this one.", label="Left out")
        )  # fmt: skip
    return lines


def _told(
    outline: Outline,
    earlier: Earlier,
    section: str,
    records: Iterable[Any],
    known: tuple[frozenset[tuple[str, int, int]], ...],
) -> list[Line]:
    """Return the lines of a section that tell a record of which no passage was told before."""
    old = frozenset().union(*known)
    fresh = set()
    for record in records:
        cited = (
            [telling.citation for telling in record.tellings]
            if section == "timeline"
            else [*record.content, *record.tellings]
        )
        if not any((c.source.sha256, c.start, c.end) in old for c in cited):
            fresh.add(record.id)
    return [
        replace(line, sub=())
        for line in outline.section(section).lines
        if fresh & set(line.records)
    ]


def _positions(outline: Outline, earlier: Earlier) -> list[Line]:
    lines, seen = [], set()
    old = {(party, issue): stance for party, issue, stance in sorted(earlier.positions)}
    for position in outline.evidence.positions:
        party = outline.names[position.party]
        issue = outline.evidence.issue(position.issue).name
        stance = position.stance.value
        key = (party, issue, stance)
        if key in earlier.positions or key in seen or stance == "unclear":
            continue
        seen.add(key)
        was = old.get((party, issue))
        words = f"now {stance} “{issue}”" + (f" (was {was})" if was else "")
        lines.append(Line(f"{words}.", position.grounds[:2], label=party, mark=stance))
    return lines


def _options(outline: Outline, earlier: Earlier) -> list[Line]:
    conflict = brief_to_plain(outline)["conflict"]
    if conflict is None:
        return []
    owners = {maker["id"]: maker["name"] for maker in conflict["decision_makers"]}
    now = {(owners[o["owner"]], o["name"]): o["status_quo"] for o in conflict["options"]}
    ids = {(owners[o["owner"]], o["name"]): o["id"] for o in conflict["options"]}
    lines = []
    renamed = set()
    for (owner, name), value in now.items():
        was = earlier.options.get((owner, name))
        before = earlier.called.get((owner, ids[owner, name]), "")
        if was is None and before and (owner, before) not in now:
            renamed.add((owner, before))
            lines.append(Line(f"“{before}” is now told as “{name}”.", label=owner))
        elif was is None:
            lines.append(Line(f"{name}.", label=f"New option of {owner}"))
        elif was != value:
            words = "is now done" if value == "Y" else "is no longer done"
            lines.append(Line(f"{name}: {words}.", label=owner))
    for owner, name in earlier.options:
        if (owner, name) not in now and (owner, name) not in renamed:
            lines.append(Line(f"{name}.", label=f"No longer an option of {owner}"))
    return lines


def _outcomes(outline: Outline, earlier: Earlier) -> list[Line]:
    outcomes = brief_to_plain(outline)["outcomes"]
    if outcomes is None or "nash" not in outcomes:
        return []
    holding = {o["words"] for o in outcomes["nash"]["outcomes"] if o["share"] == 1.0}
    possible = {o["words"] for o in outcomes["nash"]["outcomes"]}
    lines = []
    for words in sorted(holding - earlier.holding):
        lines.append(Line(f"{words[:1].upper()}{words[1:]}.", label="Holds now", mark="holds"))
    for words in sorted(earlier.holding - holding):
        mark = "depends" if words in possible else "does not hold"
        lines.append(Line(f"{words[:1].upper()}{words[1:]}.", label="Held before", mark=mark))
    return lines
