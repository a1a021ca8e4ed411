"""What a page says about its report: title, author, publisher, date, address, language.

Read from JSON-LD (schema.org), Open Graph, meta elements and the page's own elements, in that order
of trust; each fact names where it stands.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from backchannel.reading.html import Fact

__all__ = ["facts_of"]

_META = {
    "title": ("og:title", "twitter:title", "dc.title", "citation_title", "headline"),
    "author": (
        "author",
        "article:author",
        "dc.creator",
        "citation_author",
        "byl",
        "sailthru.author",
    ),
    "publisher": ("og:site_name", "application-name", "dc.publisher", "publisher"),
    "published": (
        "article:published_time",
        "og:published_time",
        "datepublished",
        "date",
        "dc.date",
        "dc.date.issued",
        "dcterms.date",
        "pubdate",
        "publish_date",
        "publication_date",
        "citation_publication_date",
        "parsely-pub-date",
        "sailthru.date",
        "article.published",
    ),
    "language": ("og:locale", "language", "content-language"),
}
_ARTICLES = ("article", "report", "posting", "liveblog", "transcript", "pressrelease")
_LONGEST = 1000
_SPACE = re.compile(r"\s+")
_ADDRESS = re.compile(r"^https?://", re.IGNORECASE)


def facts_of(tree: Any, html: str = "") -> Iterator[Fact]:
    """Yield the facts of a parsed page, the surest first.

    Parameters
    ----------
    tree : lxml element
        The root of the page.
    html : str
        Unused but for pages whose JSON-LD is needed as written; may be empty.
    """
    seen: set[tuple[str, str]] = set()
    for fact in (*_linked_data(tree), *_meta(tree), *_elements(tree)):
        value = _SPACE.sub(" ", fact.value).strip()[:_LONGEST]
        if not value or (fact.name, value) in seen:
            continue
        if fact.name in ("author", "publisher") and _ADDRESS.match(value):
            continue
        seen.add((fact.name, value))
        yield Fact(fact.name, value, fact.basis)


def _linked_data(tree: Any) -> Iterator[Fact]:
    for script in tree.iter("script"):
        if (script.get("type") or "").split(";")[0].strip().lower() != "application/ld+json":
            continue
        try:
            data = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        for item in _items(data, 0):
            kinds = item.get("@type")
            kinds = kinds if isinstance(kinds, list) else [kinds]
            if not any(
                isinstance(kind, str) and any(a in kind.lower() for a in _ARTICLES)
                for kind in kinds
            ):
                continue
            basis = "the page's JSON-LD"
            for name, key in (
                ("title", "headline"),
                ("author", "author"),
                ("publisher", "publisher"),
                ("published", "datePublished"),
                ("language", "inLanguage"),
            ):
                for value in _names(item.get(key)):
                    yield Fact(name, value, f"{basis} ({key})")


def _items(data: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > 4:
        return
    if isinstance(data, list):
        for item in data[:50]:
            yield from _items(item, depth + 1)
    elif isinstance(data, dict):
        yield data
        if "@graph" in data:
            yield from _items(data["@graph"], depth + 1)


def _names(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        if isinstance(value.get("name"), str):
            yield value["name"]
    elif isinstance(value, list):
        for item in value[:10]:
            yield from _names(item) if not isinstance(item, list) else ()


def _meta(tree: Any) -> Iterator[Fact]:
    found: dict[str, list[str]] = {}
    for meta in tree.iter("meta"):
        content = meta.get("content")
        if not content:
            continue
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            key = meta.get(attribute)
            if key:
                found.setdefault(key.strip().lower(), []).append(content)
    for name, keys in _META.items():
        for key in keys:
            for value in found.get(key, [])[:10]:
                yield Fact(name, value, f"the page's meta element {key!r}")


def _elements(tree: Any) -> Iterator[Fact]:
    if tree.tag == "html" and tree.get("lang"):
        yield Fact("language", tree.get("lang"), "the page's lang attribute")
    headings = ["".join(h.itertext()) for h in tree.iter("h1")]
    if len(headings) == 1:
        yield Fact("title", headings[0], "the page's only h1 element")
    for link in tree.iter("link"):
        if (link.get("rel") or "").lower() == "canonical" and link.get("href"):
            yield Fact("url", link.get("href"), "the page's canonical address")
    for time in tree.iter("time"):
        if time.get("datetime") and (time.get("itemprop") or "").lower() == "datepublished":
            yield Fact("published", time.get("datetime"), "the page's time element")
    for title in tree.iter("title"):
        if title.text:
            yield Fact("title", title.text, "the page's title element")
            break
