"""Whatever is handed over, as reports to be read: files, folders, addresses, feeds, archives.

One bad thing among a hundred spoils only itself: every argument ends in reports, in an error of
its own, or in a reason why it was passed over, in the order in which they were named.
"""

from __future__ import annotations

import glob
import gzip
import os
import sys
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from backchannel.errors import InputError, did_you_mean
from backchannel.reading.articles import NoArticleError
from backchannel.reading.decoding import declared_charset, decode
from backchannel.reading.html import Fact, Page, looks_like_html, read_page
from backchannel.reading.web import Limits, fetch, is_address
from backchannel.text import Source

__all__ = ["Limits", "Opened", "open_sources", "pages_of"]

SUFFIXES = frozenset(
    ".txt .text .md .markdown .rst .html .htm .xhtml .mhtml .eml .xml .rss .atom .rdf .opml .json "
    ".jsonl .ndjson .warc .gz".split()
)
"""Names of files that are looked into when a folder is handed over; others are passed over."""

_ABOUT = frozenset("README LICENSE LICENCE COPYING NOTICE CHANGELOG CONTRIBUTING".split())
_PAGES = frozenset([".html", ".htm", ".xhtml"])
_ARTICLES = frozenset([".json", ".jsonl", ".ndjson"])


@dataclass(frozen=True, slots=True)
class Opened:
    """One report that was opened, or why it was not.

    Exactly one of `page`, `error` and `skipped` is given.

    Parameters
    ----------
    origin : str
        File, address or ``-``, as the user would name it.
    page : Page or None
        The report in its wrapping, ready for `backchannel.reading.report.read_report`.
    error : InputError or None
        Why it could not be opened.
    skipped : str
        Why it was passed over without being an error.
    """

    origin: str
    page: Page | None = None
    error: InputError | None = None
    skipped: str = ""

    def __post_init__(self) -> None:
        if (self.page is not None) + (self.error is not None) + bool(self.skipped) != 1:
            raise ValueError(f"{self.origin!r} must be a page, an error or skipped, one of them")


def open_sources(
    arguments: Iterable[str],
    *,
    feeds: Iterable[str] = (),
    opml: Iterable[str] = (),
    lists: Iterable[str] = (),
    limits: Limits | None = None,
    stdin: BinaryIO | None = None,
) -> Iterator[Opened]:
    """Open everything that was handed over, one after the other.

    Parameters
    ----------
    arguments : iterable of str
        Files, patterns (``reports/*.txt``, ``**``), folders (with what is below, in the order of
        names), web addresses, ``-`` for standard input. What a file holds is seen from its
        contents: text, page, message, feed, archive, article list.
    feeds : iterable of str
        Files or addresses of RSS or Atom feeds.
    opml : iterable of str
        Files or addresses of lists of feeds.
    lists : iterable of str
        Files with one argument a line; empty lines and lines that begin with ``#`` are left out.
    limits : Limits or None
        Sizes, times, private addresses; None stands for the default ones.
    stdin : binary stream or None
        What ``-`` reads; None takes the process's.

    Yields
    ------
    Opened
        In the order named: lists, arguments, feeds, OPML.

    Examples
    --------
    >>> import io
    >>> stdin = io.BytesIO(b"Envoys met.")
    >>> [opened.page.source.text for opened in open_sources(["-"], stdin=stdin)]
    ['Envoys met.']
    >>> next(open_sources(["no-such-file.txt"])).error is not None
    True
    """
    limits = limits or Limits()
    seen: set[str] = set()
    asked: list[str | InputError] = []
    for name in lists:
        asked.extend(_listed(name, limits))
    asked.extend(arguments)
    for argument in asked:
        if isinstance(argument, InputError):
            yield Opened(argument.origin, error=argument)
        elif argument == "-":
            yield from _stdin(stdin, limits)
        elif is_address(argument):
            yield from _address(argument, limits, seen)
        else:
            yield from _path(argument, limits, seen)
    for name in feeds:
        yield from _feed(name, limits)
    for name in opml:
        yield from _opml(name, limits)


def pages_of(
    data: bytes,
    origin: str,
    *,
    name: str = "",
    media_type: str = "",
    charset: str | None = None,
    limits: Limits | None = None,
) -> Iterator[Page | InputError]:
    """Yield the reports in one file, message or answer; what it is is seen from its contents.

    Parameters
    ----------
    data : bytes
        The whole of it.
    origin : str
        Where it came from.
    name : str
        File name; its ending decides between kinds that look alike.
    media_type, charset : str
        As a server declared them.
    limits : Limits or None
        For what is unpacked from it.

    Raises
    ------
    InputError
        If nothing in it can be read.
    """
    from backchannel.reading import articles, feeds, mail

    limits = limits or Limits()
    suffix = os.path.splitext(name.lower())[1]
    if not data.strip():
        raise InputError("it is empty: there is nothing to read", origin)
    if feeds.is_opml(data):
        raise InputError("this is a list of feeds; hand it over with --opml", origin)
    if feeds.is_feed(data):
        yield from feeds.pages_of_feed(data, origin)
        return
    if suffix == ".eml" or mail.is_mail(data):
        yield mail.page_of_mail(data, origin)
        return
    decoded = decode(data, charset=charset or declared_charset(data), origin=origin)
    text = decoded.text
    if suffix in _ARTICLES or "json" in media_type or articles.looks_like_json(text):
        for number, found in enumerate(articles.pages_of_json(text, origin)):
            if number >= limits.reports:
                raise InputError(f"more than {limits.reports} reports; the rest is left", origin)
            yield found
        return
    if suffix in _PAGES or "html" in media_type or looks_like_html(text):
        page = read_page(text, origin)
        if not page.source.text.strip():
            raise InputError("the page shows no text", origin)
    else:
        page = Page(Source(text, origin))
    yield Page(
        page.source, page.blocks, page.body, page.facts, (*decoded.notes, *page.notes), page.summary
    )


def _opened(pages: Iterator[Page | InputError], origin: str) -> Iterator[Opened]:
    try:
        for found in pages:
            if isinstance(found, InputError):
                yield Opened(found.origin or origin, error=found)
            elif not found.source.text.strip():
                yield Opened(found.source.origin or origin, skipped="it holds no text")
            else:
                yield Opened(found.source.origin or origin, found)
    except InputError as error:
        yield Opened(origin, error=error)
    except OSError as error:
        yield Opened(origin, error=InputError(_reason(error), origin))


def _stdin(stream: BinaryIO | None, limits: Limits) -> Iterator[Opened]:
    stream = stream if stream is not None else sys.stdin.buffer
    data = stream.read(limits.size + 1)
    if len(data) > limits.size:
        yield Opened("-", error=_too_long("-", limits))
        return
    yield from _opened(pages_of(data, "-", limits=limits), "-")


def _address(address: str, limits: Limits, seen: set[str]) -> Iterator[Opened]:
    if address in seen:
        yield Opened(address, skipped="named before")
        return
    seen.add(address)
    try:
        answer = fetch(address, limits)
    except InputError as error:
        yield Opened(address, error=error)
        return
    name = answer.address.partition("?")[0].rpartition("/")[2]
    pages = pages_of(
        answer.data,
        address,
        name=name,
        media_type=answer.media_type,
        charset=answer.charset,
        limits=limits,
    )
    for opened in _opened(pages, address):
        if opened.page is not None and opened.page.fact("url") is None:
            page = opened.page
            facts = (*page.facts, Fact("url", answer.address, "the address it was fetched from"))
            yield Opened(
                opened.origin,
                Page(page.source, page.blocks, page.body, facts, page.notes, page.summary),
            )
        else:
            yield opened


def _path(argument: str, limits: Limits, seen: set[str]) -> Iterator[Opened]:
    path = Path(argument)
    try:
        exists = path.exists()
    except (OSError, ValueError) as error:
        yield Opened(argument, error=InputError(f"is no path ({error})", argument))
        return
    if not exists and glob.has_magic(argument):
        matches = sorted(glob.glob(argument, recursive=True))
        if not matches:
            yield Opened(argument, error=InputError("no file matches this pattern", argument))
        for match in matches:
            if not os.path.isdir(match):
                yield from _file(match, limits, seen)
    elif not exists:
        yield Opened(argument, error=InputError(f"no such file.{_near(path)}", argument))
    elif path.is_dir():
        yield from _folder(argument, limits, seen)
    else:
        yield from _file(argument, limits, seen)


def _near(path: Path) -> str:
    """Name the file that was meant, perhaps; say nothing of other files."""
    folder = path.parent
    try:
        names = sorted(entry.name for entry in os.scandir(folder)) if folder.is_dir() else []
    except OSError:
        return ""
    if not folder.is_dir():
        return f" The folder {str(folder)!r} does not exist either."
    hint = did_you_mean(path.name, names[:10_000])
    return hint if hint.startswith(" Did you mean") else ""


def _folder(argument: str, limits: Limits, seen: set[str]) -> Iterator[Opened]:
    found = False
    for folder, below, names in os.walk(argument):
        below[:] = sorted(name for name in below if not name.startswith("."))
        for name in sorted(names):
            if name.startswith("."):
                continue
            path = os.path.join(folder, name)
            suffix = os.path.splitext(name.lower())[1]
            if suffix and suffix not in SUFFIXES:
                yield Opened(path, skipped=f"left aside as {suffix!r}")
                continue
            if name.partition(".")[0].upper() in _ABOUT:
                yield Opened(path, skipped="about the folder, not a report")
                continue
            for opened in _file(path, limits, seen):
                if isinstance(opened.error, NoArticleError):
                    yield Opened(path, skipped="JSON without articles")
                else:
                    found = True
                    yield opened
    if not found:
        yield Opened(argument, error=InputError("no report in this folder", argument))


def _file(name: str, limits: Limits, seen: set[str]) -> Iterator[Opened]:
    from backchannel.reading import warc

    real = os.path.realpath(name)
    if real in seen:
        yield Opened(name, skipped="named before")
        return
    seen.add(real)
    try:
        if not os.path.isfile(name):
            raise InputError("is neither a file nor a folder", name)
        with open(name, "rb") as stream:
            head = stream.read(16)
            stream.seek(0)
            if warc.is_warc(head, name):
                yield from _opened(warc.pages_of_warc(stream, name, limits), name)
                return
            data, inner = _read(stream, head, name, limits)
    except InputError as error:
        yield Opened(name, error=error)
        return
    except OSError as error:
        yield Opened(name, error=InputError(_reason(error), name))
        return
    yield from _opened(pages_of(data, name, name=inner, limits=limits), name)


def _read(stream: BinaryIO, head: bytes, name: str, limits: Limits) -> tuple[bytes, str]:
    """Return a file's bytes, unpacked if need be, and its name without ``.gz``."""
    inner = os.path.basename(name)
    if not head.startswith(b"\x1f\x8b"):
        size = os.fstat(stream.fileno()).st_size
        data = b"" if size > limits.size else stream.read(limits.size + 1)
        if size > limits.size or len(data) > limits.size:
            raise _too_long(name, limits, size)
        return data, inner
    try:
        with gzip.open(stream) as packed:
            data = packed.read(limits.size + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise InputError(f"the packed file is damaged ({error})", name) from error
    if len(data) > limits.size:
        raise _too_long(name, limits)
    return data, inner.removesuffix(".gz")


def _too_long(origin: str, limits: Limits, size: int | None = None) -> InputError:
    met = f"it is {size / 1_000_000:.0f} MB long" if size else "it is too long"
    return InputError(
        f"{met}; the limit for one report is {limits.size_in_words}. If it really is one, raise "
        "--max-size; if it is many, hand them over one by one",
        origin,
    )


def _reason(error: OSError) -> str:
    return f"cannot be read ({error.strerror or error})"


def _listed(name: str, limits: Limits) -> list[str | InputError]:
    try:
        data = _bytes_of(name, limits)
        lines = decode(data, origin=name).text.splitlines()
    except InputError as error:
        return [error]
    wanted = [line.strip() for line in lines]
    return [line for line in wanted if line and not line.startswith("#")]


def _bytes_of(name: str, limits: Limits) -> bytes:
    if is_address(name):
        return fetch(name, limits).data
    path = Path(name)
    try:
        if not path.exists():
            raise InputError(f"no such file.{_near(path)}", name)
        with open(path, "rb") as stream:
            data = stream.read(limits.size + 1)
    except OSError as error:
        raise InputError(_reason(error), name) from error
    if len(data) > limits.size:
        raise _too_long(name, limits)
    return data


def _feed(name: str, limits: Limits) -> Iterator[Opened]:
    from backchannel.reading.feeds import pages_of_feed

    try:
        data = _bytes_of(name, limits)
    except InputError as error:
        yield Opened(name, error=error)
        return
    yield from _opened(pages_of_feed(data, name), name)


def _opml(name: str, limits: Limits) -> Iterator[Opened]:
    from backchannel.reading.feeds import feeds_of_opml

    try:
        feeds = feeds_of_opml(_bytes_of(name, limits), name)
    except InputError as error:
        yield Opened(name, error=error)
        return
    for feed in feeds:
        if not is_address(feed) and is_address(name):
            trouble = InputError("a list from the web may name web addresses only", feed)
            yield Opened(feed, error=trouble)
            continue
        beside = feed if is_address(feed) else os.path.join(os.path.dirname(name), feed)
        yield from _feed(beside, limits)
