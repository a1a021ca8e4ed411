"""Read the reports of a folder, join them, and write what was read for `score_dossier.py`.

``dossier FOLDER OUT.json [--reported-on DATE]``: ``report.txt`` or ``report-*.txt`` in this order
are reports 1, 2, ...; the gold beside them is never opened. The same input gives the same bytes.
"""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

from backchannel.dossier.evidence import Evidence, Factuality, When
from backchannel.errors import InputError
from backchannel.text import Citation, Source

__all__ = ["predict", "predicted", "read_folder", "reports_in"]


def predict(arguments: list[str]) -> None:
    """Run ``dossier FOLDER OUT.json [--reported-on DATE]``."""
    rest, reported_on = list(arguments), None
    if "--reported-on" in rest:
        at = rest.index("--reported-on")
        if at + 1 >= len(rest):
            raise TypeError("usage: dossier FOLDER OUT.json [--reported-on DATE]")
        try:
            reported_on = date.fromisoformat(rest[at + 1])
        except ValueError:
            raise TypeError(
                f"usage: --reported-on takes a date like 2021-04-15, got {rest[at + 1]!r}"
            ) from None
        del rest[at : at + 2]
    if len(rest) != 2:
        raise TypeError("usage: dossier FOLDER OUT.json [--reported-on DATE]")
    folder, out = Path(rest[0]), Path(rest[1])
    files = reports_in(folder)
    if not files:
        raise InputError("no report.txt and no report-*.txt in this folder", str(folder))
    evidence, number_of = read_folder(files, reported_on)
    document = predicted(evidence, number_of)
    text = json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    out.write_text(text, encoding="utf-8")


def reports_in(folder: Path) -> list[Path]:
    """Return ``report.txt`` or ``report-*.txt`` of a folder, in order."""
    single = folder / "report.txt"
    if single.is_file():
        return [single]
    numbered = [
        (int(match.group(1)), path)
        for path in folder.glob("report-*.txt")
        if (match := re.fullmatch(r"report-(\d+)", path.stem))
    ]
    return [path for _, path in sorted(numbered)]


def read_folder(files: list[Path], reported_on: date | None) -> tuple[Evidence, dict[str, int]]:
    """Read and join the files; also the 1-based number of each by its content hash."""
    from backchannel.reading.report import read_report
    from backchannel.reading.together import read_together

    sources = [
        Source(path.read_bytes().decode("utf-8", errors="replace"), path.name) for path in files
    ]
    reports = [read_report(source, reported_on=reported_on) for source in sources]
    number_of = {source.sha256: number for number, source in enumerate(sources, 1)}
    return read_together(reports), number_of


def predicted(evidence: Evidence, number_of: dict[str, int]) -> dict[str, Any]:
    """The evidence in the scorer's format."""
    name = {party.id: party.name for party in evidence.parties}

    def at(citation: Citation) -> dict[str, int]:
        return {
            "report": number_of[citation.source.sha256],
            "start": citation.start,
            "end": citation.end,
        }

    return {
        "parties": [
            {"name": party.name, "aliases": list(party.aliases)} for party in evidence.parties
        ],
        "events": [
            {
                "type": event.type.value,
                "mode": event.mode,
                "source": [name[id] for id in event.sources],
                "target": [name[id] for id in event.targets],
                "date": _day(event.when),
                "factuality": event.factuality.value,
                "mentions": [at(telling.citation) for telling in event.tellings],
            }
            for event in evidence.events
            if event.factuality in (Factuality.ACTUAL, Factuality.FUTURE, Factuality.HISTORICAL)
        ],
        "statements": [
            {
                "speaker": [name[id] for id in statement.speakers],
                "kind": statement.kind.value,
                **at(place),
            }
            for statement in evidence.statements
            for place in _one_each((_whole(statement.content), *statement.tellings))
        ],
        "positions": [
            {
                "party": name[position.party],
                "stance": position.stance.value,
                **at(position.grounds[0]),
            }
            for position in evidence.positions
        ],
    }


def _whole(pieces: tuple[Citation, ...]) -> Citation:
    """From the first to the last piece: the scorer's format knows one stretch."""
    first = pieces[0]
    last = max(piece.end for piece in pieces if piece.source is first.source)
    return Citation(first.source, first.start, last)


def _one_each(places: tuple[Citation, ...]) -> list[Citation]:
    """The first place in each report: the gold lists a statement wherever it is told."""
    first: dict[str, Citation] = {}
    for place in places:
        first.setdefault(place.source.sha256, place)
    return list(first.values())


def _day(when: When) -> str | None:
    """The day, or the middle of a stretch of at most a month."""
    if when.earliest is None or when.latest is None:
        return None
    if (when.latest - when.earliest).days > 31:
        return None
    return (when.earliest + (when.latest - when.earliest) / 2).isoformat()
