"""Compile the marked-up event sentences into training records.

The sources under ``source/`` are plain text, one item (a sentence or a paragraph) a
line, with the evidence marked inline::

    [Kenyan lawmakers]s [condemned]ACC.disapprove the [bombing]ASL2.explosives of a bus.

A bracket is a span of text; what stands directly after it says what the span is:

``s``, ``t``
    source or target of event 1; ``s2t3`` is the source of event 2 and target of event 3.
``ACC``, ``ACC2.allege~p``
    the trigger of an event: type (three letters, see ``TYPES``), number (1 if left out),
    any modes, and the short form of the modality (see ``SHORT_MODALITIES``).
``+``, ``+2``
    a further stretch of the trigger read last, or of that event.

Brackets may nest. Lines that begin with ``#`` are comments. Files named ``frames*.txt``
hold sentence frames: ``{country}`` is a slot that is filled from ``lists.ini``, and each
frame gives up to four sentences. Nothing is drawn at random: the same sources give the
same bytes.

Run ``python training/events/compile.py`` to write the records and the table of counts in
``README.md``; with ``--check`` it only compares and exits with 1 if they are out of date.
"""

from __future__ import annotations

import argparse
import configparser
import json
import re
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

__all__ = [
    "MODALITIES",
    "MODES",
    "TYPES",
    "MarkupError",
    "compile_sources",
    "counts_table",
    "fill_frame",
    "parse_markup",
]

HERE = Path(__file__).resolve().parent

TYPES = {
    "AGR": "AGREE",
    "CST": "CONSULT",
    "SUP": "SUPPORT",
    "CNC": "CONCEDE",
    "COO": "COOPERATE",
    "AID": "AID",
    "RET": "RETREAT",
    "REQ": "REQUEST",
    "ACC": "ACCUSE",
    "REJ": "REJECT",
    "THR": "THREATEN",
    "PRO": "PROTEST",
    "SAN": "SANCTION",
    "MOB": "MOBILIZE",
    "COE": "COERCE",
    "ASL": "ASSAULT",
}
"""Three letters of the mark-up to the PLOVER type."""

MODES = {
    "AGREE": "",
    "CONSULT": "visit third-party multilateral phone",
    "SUPPORT": "",
    "CONCEDE": "",
    "COOPERATE": "",
    "AID": "",
    "RETREAT": "withdraw release disarm ceasefire access resign",
    "REQUEST": "assist change yield meet",
    "ACCUSE": "disapprove investigate allege",
    "REJECT": "assist change yield meet",
    "THREATEN": "restrict arrest relations expel territory violence",
    "PROTEST": "demo riot strike hunger boycott obstruct vandalize",
    "SANCTION": "convict expel withdraw discontinue",
    "MOBILIZE": "troops weapons police militia",
    "COERCE": (
        "seize restrict censor curfew martial-law arrest deport withhold misinformation cyber"
    ),
    "ASSAULT": (
        "abduct beat torture sexual targeted destroy primitive firearms explosives "
        "suicide-attack aerial drone heavy-weapons crowd-control unconventional"
    ),
}
"""PLOVER type to the modes the codebook lists for it, separated by spaces."""

SHORT_MODALITIES = {
    "h": "happened",
    "o": "ongoing",
    "a": "announced",
    "th": "threatened",
    "dm": "demanded",
    "of": "offered",
    "dn": "denied",
    "hy": "hypothetical",
    "p": "past",
}
"""The mark-up's short form to the modality it stands for."""

MODALITIES = tuple(SHORT_MODALITIES.values())

# A request is something demanded and a threat something threatened unless said otherwise.
DEFAULT_MODALITY = {"REQUEST": "demanded", "THREATEN": "threatened"}

INSTANCES_PER_FRAME = 4

_ROLES = re.compile(r"(?:[st]\d*)+(?![A-Za-z0-9])")
_ROLE = re.compile(r"([st])(\d*)")
_MORE = re.compile(r"\+(\d*)(?![A-Za-z0-9])")
_TRIGGER = re.compile(r"([A-Z]{3})(\d*)((?:\.[a-z]+(?:-[a-z]+)*)*)(?:~([a-z]+))?(?![A-Za-z0-9])")
_SLOT = re.compile(r"\{([a-z_]+)(\d*)\}")
_COUNTS = re.compile(r"(?<=<!-- counts -->\n).*(?=<!-- /counts -->)", re.DOTALL)


class MarkupError(ValueError):
    """A line of the sources breaks the rules of the mark-up."""


@dataclass(slots=True)
class _Event:
    type: str = ""
    modes: tuple[str, ...] = ()
    modality: str = ""
    trigger: list[tuple[int, int]] = field(default_factory=list)
    source: list[tuple[int, int]] = field(default_factory=list)
    target: list[tuple[int, int]] = field(default_factory=list)


def _modality(written: str | None, plover_type: str) -> str:
    if written is None:
        return DEFAULT_MODALITY.get(plover_type, "happened")
    if written not in SHORT_MODALITIES:
        raise MarkupError(f"modality '~{written}': expected one of {', '.join(SHORT_MODALITIES)}")
    return SHORT_MODALITIES[written]


def _take_trigger(events: dict[int, _Event], match: re.Match[str], span: tuple[int, int]) -> None:
    letters, number, modes, modality = match.groups()
    if letters not in TYPES:
        raise MarkupError(f"type '{letters}': expected one of {', '.join(TYPES)}")
    event = events.setdefault(int(number or 1), _Event())
    if event.type:
        raise MarkupError(f"event {number or 1} has two types; give the second a number")
    event.type = TYPES[letters]
    event.modes = tuple(part for part in modes.split(".") if part)
    for mode in event.modes:
        if mode not in MODES[event.type].split():
            raise MarkupError(f"mode '{mode}' is not one of {event.type}: {MODES[event.type]}")
    event.modality = _modality(modality, event.type)
    event.trigger.append(span)


def _last_trigger(events: dict[int, _Event], line: str) -> int:
    """Number of the event whose trigger was read last: a bare ``+`` goes on with that one."""
    read = [(event.trigger[-1], number) for number, event in events.items() if event.trigger]
    if not read:
        raise MarkupError(f"'+' before any trigger in '{line[:60]}'; give it a number")
    return max(read)[1]


def _take_tag(events: dict[int, _Event], line: str, at: int, span: tuple[int, int]) -> int:
    """Read the tag that begins at ``at``; return where it ends."""
    if match := _ROLES.match(line, at):
        for role, number in _ROLE.findall(match.group()):
            event = events.setdefault(int(number or 1), _Event())
            (event.source if role == "s" else event.target).append(span)
    elif match := _MORE.match(line, at):
        number = int(match.group(1)) if match.group(1) else _last_trigger(events, line)
        events.setdefault(number, _Event()).trigger.append(span)
    elif match := _TRIGGER.match(line, at):
        _take_trigger(events, match, span)
    else:
        raise MarkupError(f"no tag that can be read at '{line[at - 15 : at + 15]}'")
    return match.end()


def parse_markup(line: str) -> tuple[str, list[dict[str, Any]]]:
    """Take the mark-up out of one line.

    Parameters
    ----------
    line : str
        One item in the mark-up of this module.

    Returns
    -------
    text : str
        The item without its mark-up.
    events : list of dict
        The events in the order of their triggers. Offsets are code points into ``text``,
        the end exclusive.

    Raises
    ------
    MarkupError
        If a bracket or tag cannot be read, or an event has no trigger.

    Examples
    --------
    >>> parse_markup("[Oslo]s [praised]SUP [the deal]t.")[0]
    'Oslo praised the deal.'
    """
    out: list[str] = []
    length = at = 0
    opened: list[int] = []
    events: dict[int, _Event] = {}
    while at < len(line):
        char = line[at]
        if char == "[":
            opened.append(length)
            at += 1
        elif char == "]":
            if not opened:
                raise MarkupError(f"']' without '[' at '{line[max(0, at - 20) : at + 10]}'")
            start = opened.pop()
            if start == length:
                raise MarkupError(f"empty bracket at '{line[max(0, at - 20) : at + 10]}'")
            at = _take_tag(events, line, at + 1, (start, length))
        else:
            out.append(char)
            length += 1
            at += 1
    if opened:
        raise MarkupError(f"'[' is not closed in '{line[:60]}'")
    text = "".join(out)
    for number, event in events.items():
        if not event.type:
            raise MarkupError(f"event {number} has parties but no trigger in '{text[:60]}'")
        event.trigger.sort()
    for start, end in (s for e in events.values() for s in e.trigger + e.source + e.target):
        if text[start:end] != text[start:end].strip():
            raise MarkupError(f"span '{text[start:end]}' begins or ends with a blank")
    ordered = sorted(events.values(), key=lambda event: event.trigger)
    return text, [_as_record(event) for event in ordered]


def _as_record(event: _Event) -> dict[str, Any]:
    record: dict[str, Any] = {"type": event.type}
    if event.modes:
        record["mode"] = list(event.modes) if len(event.modes) > 1 else event.modes[0]
    record["modality"] = event.modality
    for role in ("trigger", "source", "target"):
        record[role] = [list(span) for span in sorted(getattr(event, role))]
    return record


def fill_frame(frame: str, lists: dict[str, list[str]], number: int) -> list[str]:
    """Fill the slots of a frame, up to four times, without drawing at random.

    ``{country}`` and ``{country2}`` come from the same list and never agree within one
    sentence. A frame without a slot is returned as it is.
    """
    slots = list(dict.fromkeys(_SLOT.findall(frame)))
    if not slots:
        return [frame]
    filled: list[str] = []
    for instance in range(INSTANCES_PER_FRAME):
        chosen: dict[str, str] = {}
        for place, (name, digit) in enumerate(slots):
            if name not in lists:
                raise MarkupError(f"slot '{name}': expected one of {', '.join(sorted(lists))}")
            values = lists[name]
            index = number * 7 + instance * 11 + place * 5
            while values[index % len(values)] in chosen.values():
                index += 1
            chosen[name + digit] = values[index % len(values)]
        line = frame
        for (name, digit), value in zip(slots, chosen.values(), strict=True):
            line = line.replace(f"{{{name}{digit}}}", value)
        line = re.sub(r"^(\[*)([a-z])", lambda m: m.group(1) + m.group(2).upper(), line)
        line = re.sub(r"\b([Aa]) (?=\[*[AEIO])", r"\1n ", line)
        if line not in filled:
            filled.append(line)
    return filled


def _read_lists(path: Path) -> dict[str, list[str]]:
    parser = configparser.ConfigParser(interpolation=None)
    parser.read(path, encoding="utf-8")
    return {
        name: [value.strip() for value in parser[name]["values"].split(";") if value.strip()]
        for name in parser.sections()
    }


def compile_sources(folder: Path) -> dict[str, list[dict[str, Any]]]:
    """Compile every ``*.txt`` of a folder.

    Parameters
    ----------
    folder : Path
        The folder of the marked-up sources, with ``lists.ini`` for the frames.

    Returns
    -------
    dict
        Name of the source without ``.txt`` to its records, each with ``id``, ``text``
        and ``events``. The id of a filled frame holds the word ``frame``.

    Raises
    ------
    MarkupError
        Naming file and line, if an item breaks the mark-up or a text is given twice.
    """
    lists = _read_lists(folder / "lists.ini")
    compiled: dict[str, list[dict[str, Any]]] = {}
    seen: dict[str, str] = {}
    for path in sorted(folder.glob("*.txt")):
        records: list[dict[str, Any]] = []
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            line = line.strip()
            if not line or line.startswith("#"):
                continue
            place = f"{path.name}, line {number}"
            is_frame = path.name.startswith("frames")
            try:
                filled = fill_frame(line, lists, number) if is_frame else [line]
                for instance, item in enumerate(filled, start=1):
                    text, events = parse_markup(item)
                    identity = f"{path.stem}-{number:04d}"
                    if is_frame:
                        identity = f"{path.stem}-frame{number:04d}-{instance}"
                    if text in seen:
                        raise MarkupError(f"the same text stands at {seen[text]}")
                    seen[text] = place
                    records.append({"id": identity, "text": text, "events": events})
            except MarkupError as error:
                raise MarkupError(f"{place}: {error}") from error
        compiled[path.stem] = records
    return compiled


def _rows(title: str, counts: Counter[str], order: list[str]) -> list[str]:
    rows = [f"| {title} | events |", "|---|---:|"]
    return rows + [f"| {name} | {counts[name]} |" for name in order if counts[name]] + [""]


def counts_table(compiled: dict[str, list[dict[str, Any]]]) -> str:
    """Markdown tables of items a file, events a type, a modality and a mode."""
    types: Counter[str] = Counter()
    modalities: Counter[str] = Counter()
    modes: Counter[str] = Counter()
    lines = ["| file | items | sentences | without event | events |", "|---|---:|---:|---:|---:|"]
    totals = [0, 0, 0, 0]
    for name, records in compiled.items():
        events = [event for record in records for event in record["events"]]
        sentences = sum(len(re.findall(r"[.?!][\"'”’)]*(?=\s|$)", r["text"])) or 1 for r in records)
        row = [len(records), sentences, sum(not r["events"] for r in records), len(events)]
        totals = [a + b for a, b in zip(totals, row, strict=True)]
        lines.append(f"| {name} | {row[0]} | {row[1]} | {row[2]} | {row[3]} |")
        for event in events:
            types[event["type"]] += 1
            modalities[event["modality"]] += 1
            mode = event.get("mode", [])
            for one in [mode] if isinstance(mode, str) else mode:
                modes[f"{event['type']} {one}"] += 1
    lines.append(f"| all | {totals[0]} | {totals[1]} | {totals[2]} | {totals[3]} |")
    lines.append("")
    lines += _rows("type", types, list(TYPES.values()))
    lines += _rows("modality", modalities, list(MODALITIES))
    lines += _rows("mode", modes, sorted(modes))
    return "\n".join(lines)


def _outputs(folder: Path) -> dict[Path, str]:
    compiled = compile_sources(folder / "source")
    written = {
        folder / f"{name}.jsonl": "".join(
            json.dumps(record, ensure_ascii=False) + "\n" for record in records
        )
        for name, records in compiled.items()
    }
    readme = folder / "README.md"
    table = counts_table(compiled)
    written[readme] = _COUNTS.sub(lambda _: table, readme.read_text(encoding="utf-8"))
    return written


def main(arguments: list[str] | None = None) -> int:
    """Write the records and the counts, or compare them with ``--check``."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--check", action="store_true", help="compare only; 1 if out of date")
    check = parser.parse_args(arguments).check
    try:
        outputs = _outputs(HERE)
    except MarkupError as error:
        print(error, file=sys.stderr)
        return 1
    stale = 0
    for path, text in outputs.items():
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        stale += 1
        if check:
            print(f"{path.name} is out of date; run {Path(__file__).name}", file=sys.stderr)
        else:
            path.write_text(text, encoding="utf-8", newline="\n")
    return 1 if check and stale else 0


if __name__ == "__main__":
    raise SystemExit(main())
