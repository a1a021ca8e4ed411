"""A progress bar on a terminal, nothing in a pipe."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

__all__ = ["Step", "progress"]

Step = Callable[[str], None]
"""To be called with a few words on each thing that is done."""


@contextmanager
def progress(verb: str, total: int | None = None) -> Iterator[Step]:
    """Show how far a long task has come, on standard error and only if that is a terminal.

    Parameters
    ----------
    verb : str
        What is done, as it stands before the count: "reading".
    total : int or None
        How many things there are; None if that is not known, then they are only counted.

    Yields
    ------
    callable
        Call it after each thing, with its name.
    """
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
    )

    columns = (
        TextColumn(verb),
        BarColumn(bar_width=24),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.description}", markup=False),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task("", total=total)

        def step(what: str) -> None:
            shown.update(task, advance=1, description=_plain(what)[-60:])

        yield step


def _plain(what: str) -> str:
    """Return a name without what could move the cursor."""
    return "".join(c if c.isprintable() else " " for c in what)
