"""``dossier FOLDER OUT.json [--reported-on DATE]``: read the reports of a folder as one dossier.

FOLDER holds ``report.txt``, or ``report-1.txt``, ``report-2.txt`` ... (``.html`` too), read in that
order as reports 1, 2, ...; the result has the form that the dossier scorer takes.
"""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

from backchannel.dossier.evidence import Event, Evidence
from backchannel.dossier.merge import merge
from backchannel.errors import InputError
from backchannel.reading.read import read
from backchannel.reading.report import read_report
from backchannel.reading.sources import open_sources
from backchannel.text import Citation

__all__ = ["predict", "read_folder", "scored_form"]


def predict(arguments: list[str]) -> None:
    """Read FOLDER and write OUT.json."""
    reported_on = None
    rest = list(arguments)
    if "--reported-on" in rest:
        at = rest.index("--reported-on")
        if at + 1 >= len(rest):
            raise TypeError("usage: dossier FOLDER OUT.json [--reported-on DATE]")
        reported_on = date.fromisoformat(rest[at + 1])
        del rest[at : at + 2]
    if len(rest) != 2:
        raise TypeError("usage: dossier FOLDER OUT.json [--reported-on DATE]")
    evidence, numbers = read_folder(Path(rest[0]), reported_on)
    plain = scored_form(evidence, numbers)
    Path(rest[1]).write_text(json.dumps(plain, ensure_ascii=False, indent=1) + "\n", "utf-8")


def _number(path: Path) -> int:
    found = re.search(r"\d+", path.stem)
    return int(found.group()) if found else 1


def read_folder(folder: Path, reported_on: date | None) -> tuple[Evidence, dict[str, int]]:
    """Read the reports of a folder and join them.

    Returns
    -------
    Evidence
        Joined.
    dict of str to int
        1-based number of each report, by content hash.
    """
    named = [p for p in folder.glob("report*") if re.fullmatch(r"report(-\d+)?", p.stem)]
    paths = sorted((p for p in named if p.suffix in (".txt", ".html")), key=_number)
    if not paths:
        raise InputError("no report.txt and no report-1.txt in this folder", str(folder))
    parts, numbers = [], {}
    for number, path in enumerate(paths, 1):
        for opened in open_sources([str(path)]):
            if opened.error is not None or opened.page is None:
                raise opened.error or InputError("nothing to read", str(path))
            report = read_report(opened.page, reported_on=reported_on)
            numbers[report.source.sha256] = number
            parts.append(read(report))
    return merge(parts), numbers


def _day(event: Event) -> str | None:
    day = event.when.day
    return None if day is None else day.isoformat()


def scored_form(evidence: Evidence, numbers: dict[str, int]) -> dict[str, Any]:
    """Write evidence in the scorer's form; names stand for parties."""
    names = {party.id: party.name for party in evidence.parties}

    def place(citation: Citation) -> dict[str, int]:
        return {
            "report": numbers[citation.source.sha256],
            "start": citation.start,
            "end": citation.end,
        }

    return {
        "parties": [{"name": p.name, "aliases": list(p.aliases)} for p in evidence.parties],
        "events": [
            {
                "type": e.type.value,
                "source": [names[p] for p in e.sources],
                "target": [names[p] for p in e.targets],
                "date": _day(e),
                "factuality": e.factuality.value,
                "mentions": [place(t.citation) for t in e.tellings],
            }
            for e in evidence.events
        ],
        "statements": [
            {
                "speaker": [names[p] for p in s.speakers],
                "kind": s.kind.value,
                **place(s.content[0]),
                "end": s.content[-1].end,
            }
            for s in evidence.statements
        ],
        "positions": [
            {"party": names[p.party], "stance": p.stance.value, **place(ground)}
            for p in evidence.positions
            for ground in p.grounds[:1]
        ],
    }
