"""Exact places in exact texts: what every piece of evidence stands on.

Offsets are Unicode code points, half-open: ``start`` is inside, ``end`` is not. A citation always
has its offsets, and ``source.text[start:end]`` *is* the quote: there is no other quote.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

__all__ = ["Citation", "Quote", "Source", "Span"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a text, half-open.

    Parameters
    ----------
    start, end : int
        Code points, ``0 <= start < end``.

    Raises
    ------
    ValueError
        If the span is empty or begins before the text.

    Examples
    --------
    >>> Span(2, 5).overlaps(Span(4, 9))
    True
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(
                f"a span needs 0 <= start < end, got start={self.start}, end={self.end}"
            )

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        """Return whether the two spans share a character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Return whether all of `other` lies inside."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """The exact text that was handed over, and where it came from.

    Parameters
    ----------
    text : str
        The text, never changed afterwards. For a page: the text it was rendered to.
    origin : str
        File, address or ``-`` it came from, as the user would name it.
    sha256 : str
        Content hash of the UTF-8 text (lone surrogates kept); computed, not given.

    Notes
    -----
    Two sources are equal if their texts and origins are.
    """

    text: str = field(repr=False)
    origin: str = ""
    sha256: str = field(init=False)

    def __post_init__(self) -> None:
        digest = hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()
        object.__setattr__(self, "sha256", digest)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Source):
            return NotImplemented
        return self.sha256 == other.sha256 and self.origin == other.origin

    def __hash__(self) -> int:
        return hash((self.sha256, self.origin))

    def cite(self, start: int, end: int) -> Citation:
        """Return the citation of ``text[start:end]``."""
        return Citation(self, start, end)

    def line_of(self, offset: int) -> int:
        """Return the 1-based line that holds the character at `offset`."""
        return self.text.count("\n", 0, offset) + 1


@dataclass(frozen=True, slots=True)
class Citation:
    """An exact place in a source.

    Parameters
    ----------
    source : Source
        The text.
    start, end : int
        Half-open code-point offsets, ``0 <= start < end <= len(source.text)``.

    Raises
    ------
    ValueError
        If the place does not exist.

    Examples
    --------
    >>> Source("Both sides met.", "note").cite(0, 10).quote
    'Both sides'
    """

    source: Source
    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end <= len(self.source.text):
            raise ValueError(
                f"a citation needs 0 <= start < end <= {len(self.source.text)} "
                f"(the length of {self.source.origin or 'the text'!r}), "
                f"got start={self.start}, end={self.end}"
            )

    @property
    def quote(self) -> str:
        """The cited characters themselves."""
        return self.source.text[self.start : self.end]

    @property
    def span(self) -> Span:
        """The place without its text."""
        return Span(self.start, self.end)

    def __lt__(self, other: Citation) -> bool:
        return self.sort_key < other.sort_key

    @property
    def sort_key(self) -> tuple[str, str, int, int]:
        """Origin, hash, start, end: the order in which citations are listed."""
        return (self.source.origin, self.source.sha256, self.start, self.end)


@dataclass(frozen=True, slots=True)
class Quote:
    """A citation as it is written into a file: the quote with its place, without the whole text.

    Parameters
    ----------
    text : str
        The cited characters.
    origin : str
        Where the source came from.
    start, end : int
        Half-open code-point offsets in that source.
    sha256 : str
        Content hash of the source, so that a changed text is noticed.
    """

    text: str
    origin: str = ""
    start: int = 0
    end: int = 0
    sha256: str = ""

    @classmethod
    def of(cls, citation: Citation) -> Quote:
        """Write a citation down."""
        return cls(
            citation.quote,
            citation.source.origin,
            citation.start,
            citation.end,
            citation.source.sha256,
        )

    def find_in(self, source: Source) -> Citation | None:
        """Return the citation in `source` if this text stands at this very place, else None."""
        if self.end <= len(source.text) and source.text[self.start : self.end] == self.text:
            return Citation(source, self.start, self.end)
        return None
