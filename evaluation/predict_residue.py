"""Predict which characters of pasted pages are the report: the gold file's format in, spans out.

``python -m evaluation.predict residue IN OUT``; ``.gz`` both ways. Of each page only ``id`` and
``lines`` are looked at. The judge is asked as `backchannel.reading.report.read_report` asks it, but
a page in another language is judged too instead of being refused.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from backchannel.errors import InputError
from backchannel.reading.lines import lines_of
from backchannel.reading.residue import judge_lines


def predict(arguments: list[str]) -> None:
    """Read IN, write OUT."""
    if len(arguments) != 2:
        raise TypeError("usage: residue IN OUT")
    rows = [
        json.dumps({"id": page["id"], "spans": kept("\n".join(page["lines"]))})
        for page in _pages(Path(arguments[0]))
    ]
    data = "".join(f"{row}\n" for row in rows).encode()
    out = Path(arguments[1])
    out.write_bytes(gzip.compress(data, mtime=0) if out.suffix == ".gz" else data)


def kept(text: str) -> list[list[int]]:
    """Return the half-open spans of a pasted page that are the report."""
    verdicts = judge_lines(lines_of(text))
    return [[v.line.start, v.line.end] for v in verdicts if v.role in ("body", "heading")]


def _pages(path: Path) -> Iterator[dict[str, Any]]:
    data = path.read_bytes()
    text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8")
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            page = json.loads(line)
        except ValueError as error:
            raise InputError(f"line {number} is not JSON ({error})", str(path)) from error
        if not isinstance(page, dict) or not {"id", "lines"} <= page.keys():
            raise InputError(f"line {number} needs an id and lines", str(path))
        yield page
