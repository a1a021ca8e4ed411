"""Reports out of RSS and Atom feeds, and feeds out of OPML lists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from backchannel.errors import InputError
from backchannel.reading.html import Fact, Page, read_page
from backchannel.text import Source

__all__ = ["feeds_of_opml", "is_feed", "is_opml", "pages_of_feed"]

_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF)[\s>]", re.IGNORECASE)
_OPML = re.compile(rb"<opml[\s>]", re.IGNORECASE)
_TEASER = re.compile(r"(?:\.{3}|…|\[\W*\]|read more|continue reading)\W*$", re.IGNORECASE)
_FULL_TEXT_WORDS = 150
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>|&[#\w]+;")


def is_feed(data: bytes) -> bool:
    """Return whether bytes begin like an RSS or Atom feed."""
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    return head.startswith(b"<") and _FEED.search(head) is not None and not is_opml(data)


def is_opml(data: bytes) -> bool:
    """Return whether bytes begin like an OPML list."""
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    return head.startswith(b"<") and _OPML.search(head) is not None


def pages_of_feed(data: bytes, origin: str = "") -> Iterator[Page]:
    """Yield one page for each entry of a feed, in the feed's order.

    The full text is read if the feed carries it (``content``); otherwise the summary, and the page
    is marked as one.

    Parameters
    ----------
    data : bytes
        The feed.
    origin : str
        Where it came from.

    Raises
    ------
    InputError
        If it is no feed.
    """
    import feedparser

    try:
        feed = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
    except Exception as error:
        # third-party code on hostile input
        raise InputError(f"the feed cannot be read ({type(error).__name__})", origin) from error
    if not feed.entries and (feed.bozo or not feed.version):
        why = feed.get("bozo_exception")
        raise InputError(f"this is no RSS or Atom feed{f' ({why})' if why else ''}", origin)
    publisher = _plain(feed.feed.get("title", ""))
    for number, entry in enumerate(feed.entries, 1):
        yield _page(entry, publisher, f"{origin} (entry {number})" if origin else f"entry {number}")


def _page(entry: Any, publisher: str, fallback: str) -> Page:
    address = str(entry.get("link") or "")
    origin = address or fallback
    contents = [str(item.get("value") or "") for item in entry.get("content", [])]
    full = max(contents, key=len, default="")
    summary = str(entry.get("summary") or "")
    html = full or summary
    if _MARKUP.search(html):
        page = read_page(html, origin, extract=False)
    else:
        page = Page(Source(html.strip(), origin))
    text = page.source.text
    short = len(text.split()) < _FULL_TEXT_WORDS or _TEASER.search(text) is not None
    facts = [
        Fact("title", _plain(str(entry.get("title") or "")), "the feed entry's title"),
        Fact("author", str(entry.get("author") or ""), "the feed entry's author"),
        Fact("publisher", publisher, "the feed's title"),
        Fact(
            "published",
            str(entry.get("published") or entry.get("updated") or ""),
            "the feed entry's date",
        ),
        Fact("url", address, "the feed entry's link"),
    ]
    is_summary = not full and short
    notes = ("only a summary: the feed does not carry the full text",) if is_summary else ()
    return Page(
        page.source,
        page.blocks,
        None,
        tuple(fact for fact in facts if fact.value),
        (*page.notes, *notes),
        is_summary,
    )


def _plain(html: str) -> str:
    if not _MARKUP.search(html):
        return html.strip()
    return " ".join(read_page(html, extract=False).source.text.split())


def feeds_of_opml(data: bytes, origin: str = "") -> list[str]:
    """Return the addresses of the feeds in an OPML list, in its order, each once.

    Raises
    ------
    InputError
        If it is no OPML list, or names no feed.
    """
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    try:
        tree = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InputError(f"this is no OPML list ({error})", origin) from error
    if tree is None:
        raise InputError("this is no OPML list", origin)
    found = [
        str(value).strip()
        for outline in tree.iter("{*}outline")
        for name, value in outline.attrib.items()
        if name.lower() == "xmlurl"
    ]
    if not found:
        raise InputError("the OPML list names no feed (no xmlUrl)", origin)
    return list(dict.fromkeys(address for address in found if address))
