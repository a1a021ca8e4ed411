"""The word lists of the package: data files in ``reading/lexicon``, one subject a file.

A line that begins with ``#`` is a comment; the first comment lines say what the list is and where
it is from.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

__all__ = ["lines", "sections", "words"]


@cache
def _read(name: str) -> tuple[str, ...]:
    text = (files("backchannel.reading") / "lexicon" / name).read_text(encoding="utf-8")
    return tuple(
        line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")
    )


def lines(name: str) -> Iterator[str]:
    """Yield the lines of a list, without comments and blank lines."""
    yield from _read(name)


@cache
def words(name: str) -> tuple[str, ...]:
    """Return all words of a list whose entries are single words, in order."""
    return tuple(word for line in _read(name) for word in line.split())


@cache
def sections(name: str) -> dict[str, tuple[str, ...]]:
    """Return the entries of a list by section.

    A line ``== name`` begins a section; entries are separated by commas or line ends.
    """
    found: dict[str, list[str]] = {}
    current: list[str] = []
    for line in _read(name):
        if line.startswith("=="):
            current = found.setdefault(line[2:].strip(), [])
        else:
            current += [entry.strip() for entry in line.split(",") if entry.strip()]
    return {key: tuple(entries) for key, entries in found.items()}
