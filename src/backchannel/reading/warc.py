"""Pages out of web archives (WARC, ISO 28500), with the optional package warcio."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from backchannel.errors import InputError
from backchannel.reading.decoding import declared_charset, decode
from backchannel.reading.html import Fact, Page, looks_like_html, read_page
from backchannel.reading.web import Limits
from backchannel.text import Source

__all__ = ["is_warc", "pages_of_warc"]

_READ = ("text/html", "application/xhtml+xml", "text/plain")


def is_warc(head: bytes, name: str = "") -> bool:
    """Return whether a file is a web archive, by its first bytes and its name."""
    if head.startswith(b"WARC/"):
        return True
    return head.startswith(b"\x1f\x8b") and name.lower().endswith((".warc.gz", ".warc"))


def pages_of_warc(
    stream: BinaryIO, origin: str = "", limits: Limits | None = None
) -> Iterator[Page | InputError]:
    """Yield a page, or the error, for each answer in an archive that holds a page or text.

    Answers that are no pages (pictures, styles, redirects) are passed over.

    Raises
    ------
    InputError
        If warcio is not installed, or the archive is damaged.
    """
    try:
        from warcio.archiveiterator import ArchiveIterator
        from warcio.exceptions import ArchiveLoadFailed
    except ImportError as error:
        raise InputError(
            "web archives need the extra 'warc': install backchannel[warc]", origin
        ) from error
    import zlib

    limits = limits or Limits()
    try:
        for record in ArchiveIterator(stream):
            found = _page(record, origin, limits)
            if found is not None:
                yield found
    except (ArchiveLoadFailed, zlib.error, OSError, EOFError, ValueError) as error:
        raise InputError(f"the archive is damaged ({error})", origin) from error


def _page(record: Any, origin: str, limits: Limits) -> Page | InputError | None:
    if record.rec_type not in ("response", "resource"):
        return None
    headers = record.http_headers
    if record.rec_type == "response":
        if headers is None or headers.get_statuscode() != "200":
            return None
        header = headers.get_header("Content-Type") or ""
    else:
        header = record.rec_headers.get_header("Content-Type") or ""
    media_type = header.split(";")[0].strip().lower()
    if media_type not in _READ:
        return None
    address = record.rec_headers.get_header("WARC-Target-URI") or origin
    place = f"{origin} ({address})"
    data = record.content_stream().read(limits.size + 1)
    if len(data) > limits.size:
        return InputError(f"longer than {limits.size_in_words}", place)
    if not data.strip():
        return None
    charset = header.lower().partition("charset=")[2].split(";")[0].strip("\"' ") or None
    try:
        decoded = decode(data, charset=charset or declared_charset(data), origin=place)
    except InputError as error:
        return error
    if media_type == "text/plain" and not looks_like_html(decoded.text):
        page = Page(Source(decoded.text, address))
    else:
        page = read_page(decoded.text, address)
    stamp = record.rec_headers.get_header("WARC-Date") or ""
    facts = (*page.facts, Fact("url", address, "the archive"))
    if stamp:
        facts = (*facts, Fact("fetched", stamp, "the archive's WARC-Date"))
    return Page(page.source, page.blocks, page.body, facts, (*decoded.notes, *page.notes))
