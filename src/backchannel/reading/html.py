"""A page as text, with the way back to the page.

A page is rendered once: one line for each block, as a copy from a browser would be, without
scripts, styles and what is hidden. All offsets of all evidence count in that text, and each of its
lines knows the element that it came from. Where the body of the report stands is asked of
trafilatura (Barbaresi 2021), whose answer is aligned to the lines; it has no offsets of its own.

Markup written inside a text (``&lt;script&gt;``) is text and stays text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from backchannel.text import Source, Span

__all__ = ["Block", "Fact", "Page", "looks_like_html", "read_page"]

_SKIPPED = frozenset(
    "script style noscript template head select option datalist iframe object embed applet svg "
    "math canvas audio video map textarea frameset noframes".split()
)
_BLOCKS = frozenset(
    "address article aside blockquote body button caption center dd details dialog dir div dl dt "
    "fieldset figcaption figure footer form frame h1 h2 h3 h4 h5 h6 header hgroup hr html label "
    "legend li main menu nav ol optgroup p pre section summary table tbody tfoot thead tr "
    "ul".split()
)
_PARAGRAPHS = frozenset(
    "p h1 h2 h3 h4 h5 h6 blockquote pre ul ol dl table figure article section header footer nav "
    "aside form".split()
)
_CELLS = frozenset(["td", "th"])
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\n\r\f\v]+")
_MARKUP = re.compile(
    r"<!doctype html|<html[\s>]|<head[\s>]|<body[\s>]|<(?:p|div|article|table)(?:\s[^<>]*)?>",
    re.IGNORECASE,
)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]|[\ud800-\udfff]")
_MOST_ELEMENTS = 200_000
_MOST_FOR_EXTRACTION = 5_000_000


@dataclass(frozen=True, slots=True)
class Block:
    """One line of a rendered page and the element it came from.

    Parameters
    ----------
    start, end : int
        Place in the rendered text.
    path : str
        The way back: the element's path from the root, ``body/article/p[3]``.
    linked : float
        Share of its characters that stand inside links, 0 to 1.
    """

    start: int
    end: int
    path: str
    linked: float = 0.0

    @property
    def tag(self) -> str:
        """Name of the element."""
        return self.path.rpartition("/")[2].partition("[")[0]


@dataclass(frozen=True, slots=True)
class Fact:
    """Something a page, feed or message says about its report: name, value and where it says so."""

    name: str
    value: str
    basis: str


@dataclass(frozen=True, slots=True)
class Page:
    """A report as it came out of its wrapping (page, feed entry, message, article record).

    Parameters
    ----------
    source : Source
        The rendered text.
    blocks : tuple of Block
        Its lines, in order; empty for plain text.
    body : tuple of Span or None
        Lines that the extractor holds to be the report; None if it was not asked or found none.
    facts : tuple of Fact
        ``title``, ``author``, ``publisher``, ``published``, ``url``, ``language``, the surest
        first where a name occurs twice.
    notes : tuple of str
        Losses and doubts on the way in, for the user ("3 characters could not be decoded").
    summary : bool
        Only a summary of the report was to be had (a feed that does not carry full texts).
    """

    source: Source
    blocks: tuple[Block, ...] = ()
    body: tuple[Span, ...] | None = None
    facts: tuple[Fact, ...] = ()
    notes: tuple[str, ...] = ()
    summary: bool = False

    def fact(self, name: str) -> Fact | None:
        """Return the surest fact of this name, or None."""
        return next((fact for fact in self.facts if fact.name == name), None)


def looks_like_html(text: str) -> bool:
    """Return whether a text is a page and not a report that mentions markup.

    Examples
    --------
    >>> looks_like_html("<!DOCTYPE html><html><body><p>The talks go on.</p></body></html>")
    True
    >>> looks_like_html("The page said <script>alert(1)</script> in its comments.")
    False
    """
    head = text[:20_000].lstrip("\ufeff \t\r\n")
    if not head.startswith("<"):
        return False
    return _MARKUP.search(head) is not None


def read_page(html: str, origin: str = "", *, extract: bool = True) -> Page:
    """Render a page to text and gather what it says about itself.

    Parameters
    ----------
    html : str
        The page, decoded. Broken markup is read as a browser would.
    origin : str
        Where it came from.
    extract : bool
        Ask trafilatura for the body too.

    Returns
    -------
    Page
        Its text may be empty if the page shows none.

    Examples
    --------
    >>> page = read_page("<p>Both sides <b>met</b>.</p><script>no()</script><p>They left.</p>")
    >>> page.source.text
    'Both sides met.\\n\\nThey left.'
    >>> [block.tag for block in page.blocks]
    ['p', 'p']
    """
    from backchannel.reading.page_facts import facts_of

    notes: list[str] = []
    tree = _parse(html)
    if tree is None:
        return Page(Source("", origin), notes=("the page holds no element",))
    writer = _Writer()
    whole = _render(tree, writer)
    if not whole:
        notes.append(f"the page has more than {_MOST_ELEMENTS} elements; the rest was left out")
    text = "".join(writer.pieces)
    source = Source(text, origin)
    blocks = tuple(writer.blocks)
    facts = tuple(facts_of(tree, html[:_MOST_FOR_EXTRACTION]))
    body = None
    if extract and blocks:
        body = _align(_extracted(html, notes), source, blocks)
    return Page(source, blocks, body, facts, tuple(notes))


def _parse(html: str) -> Any:
    from lxml import etree
    from lxml import html as lxml_html

    data = _CONTROL.sub("\ufffd", html).encode("utf-8", "replace")
    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, etree.ParserError, ValueError):
        return None


@dataclass(slots=True)
class _Writer:
    pieces: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    length: int = 0
    line: list[tuple[str, bool]] = field(default_factory=list)
    path: str = ""
    blank: bool = False

    def write(self, text: str, linked: bool, path: str, keep: bool) -> None:
        if not text:
            return
        if keep:
            first, *rest = re.split(r"\r\n|[\r\n]", text)
            self._append(first, linked, path)
            for part in rest:
                self.end_line()
                self._append(part, linked, path)
        else:
            self._append(_SPACE.sub(" ", text), linked, path)

    def _append(self, text: str, linked: bool, path: str) -> None:
        if not self.line:
            text = text.lstrip(" \t\n\r\f\v")
            self.path = path
        elif self.line[-1][0].endswith(" "):
            text = text.lstrip(" ")
        if text:
            self.line.append((text, linked))

    def end_line(self, blank: bool = False) -> None:
        text = "".join(piece for piece, _ in self.line)
        shown = text.rstrip()
        if shown:
            if self.pieces:
                gap = "\n\n" if self.blank else "\n"
                self.pieces.append(gap)
                self.length += len(gap)
            linked = sum(len(piece.strip()) for piece, inside in self.line if inside)
            size = sum(len(piece.strip()) for piece, _ in self.line)
            self.blocks.append(
                Block(
                    self.length,
                    self.length + len(shown),
                    self.path,
                    round(linked / size, 3) if size else 0.0,
                )
            )
            self.pieces.append(shown)
            self.length += len(shown)
            self.blank = False
        self.line = []
        if blank and self.pieces:
            self.blank = True


@dataclass(frozen=True, slots=True)
class _Frame:
    """Something still to be written: an element, its end, or the text after an element."""

    what: Any
    path: str
    block: str
    linked: bool
    keep: bool
    leaving: bool = False


def _render(tree: Any, out: _Writer) -> bool:
    """Write the tree's text; False if it was cut off. Iterative: pages may be nested deeply."""
    counts: list[dict[str, int]] = [{}]
    todo: list[_Frame] = [_Frame(tree, "", "", False, False)]
    seen = 0
    while todo:
        now = todo.pop()
        if isinstance(now.what, str):
            out.write(now.what, now.linked, now.block, now.keep)
            continue
        tag = now.what.tag if isinstance(now.what.tag, str) else ""
        if now.leaving:
            counts.pop()
            if tag in _BLOCKS or tag == "br":
                out.end_line(tag in _PARAGRAPHS)
            elif tag in _CELLS:
                out.write(" ", now.linked, now.block, False)
            continue
        seen += 1
        if seen > _MOST_ELEMENTS:
            out.end_line()
            return False
        if not tag or tag in _SKIPPED or _hidden(now.what):
            continue
        nth = counts[-1].get(tag, 0) + 1
        counts[-1][tag] = nth
        counts.append({})
        step = tag if nth == 1 else f"{tag}[{nth}]"
        path = f"{now.path}/{step}" if now.path else ("" if tag == "html" else step)
        is_block = tag in _BLOCKS or tag in _CELLS
        block = path if is_block else now.block
        if tag in _BLOCKS:
            out.end_line(tag in _PARAGRAPHS)
        linked = now.linked or tag == "a"
        keep = now.keep or tag == "pre"
        todo.append(_Frame(now.what, path, block, linked, keep, leaving=True))
        for child in reversed(now.what):
            if child.tail:
                todo.append(_Frame(child.tail, path, block, linked, keep))
            todo.append(_Frame(child, path, block, linked, keep))
        out.write(now.what.text or "", linked, block, keep)
    out.end_line()
    return True


def _hidden(element: Any) -> bool:
    if element.get("hidden") is not None:
        return True
    style = element.get("style")
    if style and _HIDDEN_STYLE.search(style):
        return True
    return bool(element.tag == "input" or element.get("type") == "hidden")


def _extracted(html: str, notes: list[str]) -> str:
    """Trafilatura's text of the page, empty if it finds none or the page is out of reach."""
    if len(html) > _MOST_FOR_EXTRACTION:
        notes.append("the page is too long for the extractor; read as pasted text")
        return ""
    import logging

    try:
        import trafilatura
    except ImportError:  # the extra `pages`; without it the judge of lines reads the page
        return ""
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        found = trafilatura.extract(
            _CONTROL.sub("\ufffd", html),
            favor_precision=True,
            include_comments=False,
            include_tables=True,
            deduplicate=False,
        )
    except Exception:
        # The page is hostile input and the extractor third-party code: whatever it meets, the
        # page can still be read as pasted text.
        notes.append("the extractor could not read the page; read as pasted text")
        return ""
    return found or ""


def _align(extracted: str, source: Source, blocks: tuple[Block, ...]) -> tuple[Span, ...] | None:
    """Find the extractor's lines among the rendered ones.

    A rendered line belongs to the body if 60 % of its runs of three words stand in the extracted
    text; a shorter line if it is one of the extracted lines and lies within the body's reach.
    """
    runs: set[tuple[str, ...]] = set()
    whole: set[tuple[str, ...]] = set()
    for line in extracted.splitlines():
        words = _folded(line)
        whole.add(tuple(words))
        runs.update(_runs(words))
    if not runs:
        return None
    found: list[int] = []
    short: list[int] = []
    for index, block in enumerate(blocks):
        words = _folded(source.text[block.start : block.end])
        mine = list(_runs(words))
        if len(words) >= 6:
            if sum(run in runs for run in mine) >= 0.6 * len(mine):
                found.append(index)
        elif words and tuple(words) in whole:
            short.append(index)
    if not found:
        return None
    reach = set(found) | {i for i in short if found[0] < i < found[-1]}
    return tuple(Span(blocks[i].start, blocks[i].end) for i in sorted(reach))


def _folded(line: str) -> list[str]:
    return re.findall(r"\w+", line.casefold())


def _runs(words: Iterable[str]) -> Iterator[tuple[str, ...]]:
    listed = list(words)
    for i in range(len(listed) - 2):
        yield tuple(listed[i : i + 3])
