"""What every command that reads reports has in common: how they are handed over, and the count."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from backchannel.errors import InputError

if TYPE_CHECKING:
    from backchannel.dossier.evidence import Report
    from backchannel.reading.sources import Opened

__all__ = ["Inputs", "input_options"]

_UNITS = {"": 1, "K": 1_000, "M": 1_000_000, "G": 1_000_000_000}


def _size(ctx: click.Context, param: click.Parameter, value: str) -> int:
    match = re.fullmatch(r"(\d+(?:\.\d+)?)\s*([KMG]?)B?", value.strip().upper())
    size = int(float(match[1]) * _UNITS[match[2]]) if match else 0
    if size < 1:
        raise click.BadParameter(
            f"{value!r} is no size; write for example 500KB or 20MB", ctx, param
        )
    return size


def _day(ctx: click.Context, param: click.Parameter, value: str | None) -> date | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(value.strip())
    except ValueError as error:
        message = f"{value!r} is no date; write YYYY-MM-DD, for example 2021-04-15"
        raise click.BadParameter(message, ctx, param) from error


@dataclass(slots=True)
class Inputs:
    """The reports that were handed to a command.

    Going through `reports` reads one after the other; what could not be read is kept and told at
    the end by `finish`.
    """

    paths: tuple[str, ...] = ()
    feeds: tuple[str, ...] = ()
    opml: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    reported_on: date | None = None
    allow_private: bool = False
    max_size: int = 20_000_000
    time_limit: float = 30.0
    read: int = 0
    failed: list[InputError] = field(default_factory=list)
    skipped: list[tuple[str, str]] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)

    def opened(self) -> Iterator[Opened]:
        """Yield everything that was handed over; errors and what is passed over are kept."""
        from backchannel.reading.sources import Limits, open_sources

        if not (self.paths or self.feeds or self.opml or self.lists):
            raise click.UsageError(
                "no report given: name files, folders, patterns or web addresses, or - for "
                "standard input."
            )
        limits = Limits(
            size=self.max_size, seconds=self.time_limit, allow_private=self.allow_private
        )
        for opened in open_sources(
            self.paths, feeds=self.feeds, opml=self.opml, lists=self.lists, limits=limits
        ):
            if opened.error is not None:
                self.failed.append(opened.error)
            elif opened.skipped:
                self.skipped.append((opened.origin, opened.skipped))
            else:
                yield opened

    def reports(self, *, repeats: bool = False) -> Iterator[Report]:
        """Yield every report that can be read, in the order in which they were named.

        Parameters
        ----------
        repeats : bool
            Yield the same text, or the same story with small edits, again; otherwise it is passed
            over.
        """
        from backchannel.reading.duplicates import Shelf
        from backchannel.reading.report import read_report

        shelf = Shelf()
        origins: list[str] = []
        for opened in self.opened():
            assert opened.page is not None
            try:
                report = read_report(opened.page, reported_on=self.reported_on)
            except InputError as error:
                self.failed.append(error)
                continue
            origins.append(opened.origin)
            match = None if repeats else shelf.put(report)
            if match is not None:
                same = f"the same story as {_named(origins[match[0]])}"
                self.skipped.append((opened.origin, same))
                continue
            self.notes.extend((opened.origin, note) for note in opened.page.notes)
            self.read += 1
            yield report

    def gathered(self) -> list[Report]:
        """Return every report that can be read, counting on a terminal while they come in."""
        from backchannel.cli.progress import progress

        found = []
        with progress("taking in") as step:
            for report in self.reports():
                found.append(report)
                step(_named(report.source.origin))
        return found

    def finish(self) -> int:
        """Tell on stderr what was read, passed over and why, and what failed; return the exit code.

        Returns
        -------
        int
            0 if everything was read or passed over, 1 if anything failed.
        """
        for origin, note in self.notes:
            click.echo(f"note: {_named(origin)}: {note}", err=True)
        for error in self.failed:
            said = str(error)
            if error.origin == "-":
                said = _named("-") + said.removeprefix("-")
            click.echo(f"error: {said}", err=True)
        parts = [f"{self.read} {'report' if self.read == 1 else 'reports'} read"]
        if self.skipped:
            reasons: dict[str, int] = {}
            for _, reason in self.skipped:
                reasons[reason] = reasons.get(reason, 0) + 1
            told = "; ".join(f"{count} {reason}" for reason, count in reasons.items())
            parts.append(f"{len(self.skipped)} passed over ({told})")
        if self.failed:
            parts.append(f"{len(self.failed)} failed (named above)")
        click.echo(", ".join(parts), err=True)
        return 1 if self.failed else 0


def _named(origin: str) -> str:
    """Return where something came from, as it is said to people."""
    return "standard input" if origin == "-" else origin


def input_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the arguments and options of `Inputs`; it gets them as ``inputs``.

    Use it below ``@click.command()``. The command goes through ``inputs.reports()`` and ends with
    ``sys.exit(inputs.finish())`` (or raises `click.exceptions.Exit` with that code).
    """

    @click.argument("paths", nargs=-1, metavar="[REPORT]...")
    @click.option(
        "--feed", "feeds", multiple=True, metavar="FEED", help="RSS or Atom feed, file or address."
    )
    @click.option("--opml", multiple=True, metavar="FILE", help="List of feeds, file or address.")
    @click.option(
        "--list", "lists", multiple=True, metavar="FILE", help="File with one report a line."
    )
    @click.option(
        "--reported-on",
        callback=_day,
        metavar="DATE",
        help="Day of the report (YYYY-MM-DD), for reports that give none with a year.",
    )
    @click.option("--allow-private", is_flag=True, help="Read private and local web addresses too.")
    @click.option(
        "--max-size",
        callback=_size,
        default="20MB",
        show_default=True,
        metavar="SIZE",
        help="Longest report that is taken in.",
    )
    @click.option(
        "--time-limit",
        type=click.FloatRange(min=0, min_open=True),
        default=30.0,
        show_default=True,
        metavar="SECONDS",
        help="Longest wait for one web address.",
    )
    @functools.wraps(function)
    def command(
        *args: Any,
        paths: tuple[str, ...],
        feeds: tuple[str, ...],
        opml: tuple[str, ...],
        lists: tuple[str, ...],
        reported_on: date | None,
        allow_private: bool,
        max_size: int,
        time_limit: float,
        **kwargs: Any,
    ) -> Any:
        inputs = Inputs(paths, feeds, opml, lists, reported_on, allow_private, max_size, time_limit)
        return function(*args, inputs=inputs, **kwargs)

    return command
