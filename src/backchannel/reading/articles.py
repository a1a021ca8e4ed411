"""Reports out of the article lists of news services: JSON Lines, or one JSON document.

The usual field names are mapped; what a service says about duplicates, sentiment or concepts is
left aside. A line that cannot be read is reported by its number and column, the others are read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from backchannel.errors import InputError
from backchannel.reading.html import Fact, Page, read_page
from backchannel.text import Source

__all__ = ["FIELDS", "NoArticleError", "looks_like_json", "pages_of_json"]

FIELDS = {
    "text": (
        "body",
        "content",
        "text",
        "story_text",
        "full_text",
        "fulltext",
        "article",
        "maintext",
    ),
    "summary": ("description", "summary", "snippet", "excerpt", "abstract", "lead"),
    "title": ("title", "headline", "name", "story_title"),
    "author": ("authors", "author", "byline", "creator"),
    "publisher": ("source", "media_name", "publisher", "outlet", "site_name", "domain"),
    "published": (
        "dateTime",
        "dateTimePub",
        "publish_date",
        "published_date",
        "publishedAt",
        "published_at",
        "published",
        "date_published",
        "pubDate",
        "pub_date",
        "date",
        "datetime",
    ),
    "url": ("url", "link", "uri", "web_url", "canonical_url"),
    "language": ("lang", "language"),
}
"""What a report needs, and the fields it is looked for in, in this order."""

_LISTS = ("articles", "results", "stories", "items", "data", "documents", "docs", "hits", "news")
_MARKUP = re.compile(
    r"</?(?:p|br|div|span|a|b|i|strong|em|ul|ol|li|h[1-6]|table|img)\b[^<>]*>", re.I
)
_CUT = re.compile(r"(?:…|\.{3})?\s*\[\+\d+ chars\]\s*$")


class NoArticleError(InputError):
    """JSON that is something else than an article or a list of articles."""


def looks_like_json(text: str) -> bool:
    """Return whether a text is a JSON document or JSON Lines."""
    head = text[:100].lstrip("\ufeff \t\r\n")
    return head.startswith("{") or re.match(r"\[\s*[{\]]", head) is not None


def pages_of_json(text: str, origin: str = "") -> Iterator[Page | InputError]:
    """Yield a page for each article, or the error of that line, in order.

    Parameters
    ----------
    text : str
        JSON Lines, or a JSON array, or an object that holds a list of articles.
    origin : str
        Where it came from.

    Yields
    ------
    Page or InputError

    Examples
    --------
    >>> line = '{"title": "Talks", "body": "Envoys met.", "dateTime": "2021-04-08T10:00:00Z"}'
    >>> page = next(pages_of_json(line, "articles.jsonl"))
    >>> page.source.text, page.fact("published").value
    ('Envoys met.', '2021-04-08T10:00:00Z')
    """
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError):
        yield from _lines(text, origin)
        return
    articles = _listed(whole)
    if articles is None:
        yield NoArticleError(
            "this JSON holds no article: expected an object with one of "
            f"{', '.join(FIELDS['text'][:4])}, or a list of such",
            origin,
        )
        return
    for number, article in enumerate(articles, 1):
        place = f"{origin} (article {number})" if len(articles) > 1 else origin
        yield _page(article, place)


def _lines(text: str, origin: str) -> Iterator[Page | InputError]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        place = f"{origin} (line {number})"
        try:
            article = json.loads(line)
        except json.JSONDecodeError as error:
            yield InputError(f"not JSON: {error.msg} at column {error.colno}", place)
        except (ValueError, RecursionError) as error:
            yield InputError(f"not JSON that can be read ({error})", place)
        else:
            yield _page(article, place)


def _listed(whole: Any) -> list[Any] | None:
    if isinstance(whole, list):
        return whole
    if isinstance(whole, dict):
        if _first(whole, "text") is not None or _first(whole, "summary") is not None:
            return [whole]
        for name in _LISTS:
            inner = whole.get(name)
            if isinstance(inner, dict):
                inner = next((inner[n] for n in ("results", *_LISTS) if n in inner), None)
            if isinstance(inner, list):
                return inner
    return None


def _first(article: dict[str, Any], what: str) -> tuple[str, str] | None:
    for name in FIELDS[what]:
        value = _words(article.get(name))
        if value:
            return name, value
    return None


def _words(value: Any) -> str:
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, dict):
        for name in ("title", "name", "uri", "domain"):
            if isinstance(value.get(name), str):
                return str(value[name]).strip()
    if isinstance(value, list):
        return ", ".join(word for item in value[:10] if (word := _words(item)))
    return ""


def _page(article: Any, place: str) -> Page | InputError:
    if not isinstance(article, dict):
        return InputError(f"expected an object, met {type(article).__name__}", place)
    found = _first(article, "text")
    summary = found is None
    found = found or _first(article, "summary")
    if found is None:
        names = ", ".join(repr(name) for name in list(article)[:8])
        return InputError(
            f"no text in this article: none of {', '.join(FIELDS['text'][:4])} among {names}", place
        )
    text = found[1]
    notes: list[str] = []
    if cut := _CUT.search(text):
        summary = True
        text = text[: cut.start()].rstrip()
    if summary:
        notes.append("only a summary: the service does not carry the full text")
    if _MARKUP.search(text):
        page = read_page(text, place, extract=False)
    else:
        page = Page(Source(text, place))
    facts = []
    for name in ("title", "author", "publisher", "published", "url", "language"):
        told = _first(article, name)
        if told and not (name == "author" and ", " in told[1]):
            facts.append(Fact(name, told[1], f"the article's field {told[0]!r}"))
        elif told:
            facts.append(Fact(name, told[1].split(", ")[0], f"the article's field {told[0]!r}"))
    return Page(page.source, page.blocks, None, tuple(facts), (*page.notes, *notes), summary)
