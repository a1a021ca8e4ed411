"""Rows for people and for programs: every listing command speaks the same forms."""

from __future__ import annotations

import csv
import io
import json
import shutil
import textwrap
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

import click

__all__ = ["FORMS", "form_options", "plain_text", "show_rows"]

FORMS = ("text", "json", "jsonl", "csv")

F = TypeVar("F", bound=Callable[..., Any])


def form_options(command: F) -> F:
    """Add ``--json``, ``--jsonl`` and ``--csv`` to a command; it gets the parameter `form`."""
    for name, words in (
        ("csv", "Comma-separated values."),
        ("jsonl", "One JSON object a line."),
        ("json", "One JSON document."),
    ):
        command = click.option(f"--{name}", "form", flag_value=name, default=None, help=words)(
            command
        )
    return command


def plain_text(value: Any) -> str:
    """Return a value as it is shown to people: control characters made visible, None empty."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, list | tuple):
        return ", ".join(plain_text(item) for item in value)
    text = " ".join(str(value).split())
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text)


def show_rows(rows: Iterable[Mapping[str, Any]], form: str | None, *, empty: str) -> None:
    """Print rows on stdout.

    Parameters
    ----------
    rows : iterable of mapping
        All with the same keys.
    form : str or None
        ``json``, ``jsonl``, ``csv``, or None for people.
    empty : str
        What is said to people if there are no rows.
    """
    listed = [dict(row) for row in rows]
    if form == "json":
        click.echo(json.dumps(listed, ensure_ascii=False, indent=1))
    elif form == "jsonl":
        for row in listed:
            click.echo(json.dumps(row, ensure_ascii=False))
    elif form == "csv":
        out = io.StringIO()
        if listed:
            writer = csv.DictWriter(out, fieldnames=list(listed[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows({k: _cell(v) for k, v in row.items()} for row in listed)
        click.echo(out.getvalue(), nl=False)
    elif not listed:
        click.echo(empty, err=True)
    else:
        click.echo(_table(listed), nl=False)


def _cell(value: Any) -> str:
    """Return a value as a CSV cell that no spreadsheet takes for a formula."""
    text = plain_text(value)
    return "'" + text if text[:1] in ("=", "+", "-", "@") and not _is_number(text) else text


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def _table(rows: Sequence[Mapping[str, Any]]) -> str:
    """Lay rows out in columns as wide as the terminal; long cells are wrapped."""
    names = [n for n in rows[0] if any(plain_text(row[n]) for row in rows)]
    cells = [[plain_text(row[name]) for name in names] for row in rows]
    heads = [name.replace("_", " ") for name in names]
    widths = [max(len(h), *(len(c[i]) for c in cells)) for i, h in enumerate(heads)]
    room = max(60, shutil.get_terminal_size((100, 24)).columns) - 2 * (len(widths) - 1)
    while sum(widths) > room and max(widths) > 12:
        widths[widths.index(max(widths))] -= 1
    lines = []
    for number, row in enumerate([heads, *cells]):
        wrapped = [
            textwrap.wrap(cell, width) or [""] for cell, width in zip(row, widths, strict=True)
        ]
        for i in range(max(len(w) for w in wrapped)):
            parts = [
                (w[i] if i < len(w) else "").ljust(width)
                for w, width in zip(wrapped, widths, strict=True)
            ]
            lines.append("  ".join(parts).rstrip())
        if number == 0:
            lines.append("  ".join("-" * width for width in widths))
    return "\n".join(lines) + "\n"
