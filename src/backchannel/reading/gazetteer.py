"""Names of general knowledge: states with their peoples and capitals, and organisations.

The lists are data files of our own making in ``lexicon/``; they cover the states of the world, not
the disputes somebody happened to test with. A capital is a place; whether it stands for its
government is for the sentence to say (`backchannel.reading.mentions`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

__all__ = [
    "Entry",
    "Hit",
    "Organisation",
    "State",
    "entries_at",
    "level",
    "lexicon_rows",
    "organisations",
    "scan",
    "state",
    "states",
]

_CURLY = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "\u00a0": " ", "\u202f": " "})
_WORD = re.compile(r"[^\W_][\w]*")


def level(text: str) -> str:
    """Return the text with straight apostrophes and plain spaces, at the same offsets.

    Examples
    --------
    >>> level("N’Djamena\\u00a0said")
    "N'Djamena said"
    """
    return text.translate(_CURLY)


def lexicon_rows(name: str) -> list[tuple[str, ...]]:
    """Return the rows of a tab-separated word list in ``lexicon/``, without comments.

    Parameters
    ----------
    name : str
        File name, for example ``"states.tsv"``.
    """
    path = resources.files("backchannel.reading") / "lexicon" / name
    rows = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            rows.append(tuple(cell.strip() for cell in line.split("\t")))
    return rows


@dataclass(frozen=True, slots=True)
class State:
    """A state (or partially recognised one) with the words for it."""

    code: str
    name: str
    names: tuple[str, ...]
    peoples: tuple[str, ...]
    seats: tuple[str, ...]
    cities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation of general knowledge; `part_of` is a state's code or an organisation."""

    name: str
    names: tuple[str, ...]
    kind: str
    code: str | None
    sector: str | None
    part_of: str | None


@dataclass(frozen=True, slots=True)
class Entry:
    """What a listed form stands for: sort is state, people, seat, city or organisation."""

    form: str
    sort: str
    key: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A listed form met in a text."""

    start: int
    end: int
    entry: Entry


@lru_cache(maxsize=1)
def states() -> dict[str, State]:
    """All states by code."""
    found = {}
    for row in lexicon_rows("states.tsv"):
        code, name, names, peoples, seats, cities = (*row, "", "", "", "", "")[:6]
        found[code] = State(
            code,
            name,
            (name, *_cells(names)),
            _cells(peoples),
            _cells(seats),
            _cells(cities),
        )
    return found


def state(code: str) -> State:
    """Return the state with this code, or raise KeyError."""
    return states()[code]


@lru_cache(maxsize=1)
def organisations() -> dict[str, Organisation]:
    """All listed organisations by canonical name."""
    found = {}
    for row in lexicon_rows("organisations.tsv"):
        name, names, kind, code, sector, part_of = (*row, "", "", "", "", "")[:6]
        found[name] = Organisation(
            name, (name, *_cells(names)), kind, code or None, sector or None, part_of or None
        )
    return found


#: What a state calls itself before its name, in ISO 3166-1 and in translations.
_FORM_OF_STATE = re.compile(
    r"(?:(?:Islamic|Federal|United|Socialist|Bolivarian|Cooperative) )?Republic of (?=[A-ZÀ-Þ])"
    r"|(?:Kingdom|State|Sultanate|Principality|Commonwealth|Federation) of (?=[A-ZÀ-Þ])"
)
#: Names that several states bear, or part of one: their forms of state tell which is meant.
_SEVERAL_STATES = frozenset({"Congo", "Korea", "China", "Guinea", "Ireland", "Samoa"})


@lru_cache(maxsize=1)
def _index() -> dict[str, tuple[Entry, ...]]:
    entries: dict[str, Entry] = {}

    def add(form: str, sort: str, key: str) -> None:
        form = level(form)
        if form.lower().startswith("the "):
            form = form[4:]
        entries.setdefault(form, Entry(form, sort, key))

    for place in states().values():
        for form in place.names:
            add(form, "state", place.code)
    for body in organisations().values():
        for form in body.names:
            add(form, "organisation", body.name)
    for place in states().values():
        for form in place.peoples:
            add(form, "people", place.code)
        for form in place.seats:
            add(form, "seat", place.code)
        for form in place.cities:
            add(form, "city", place.code)
    by_word: dict[str, list[Entry]] = {}
    for entry in entries.values():
        first = _WORD.match(entry.form)
        if first:
            by_word.setdefault(first.group().lower(), []).append(entry)
    return {
        word: tuple(sorted(found, key=lambda e: (-len(e.form), e.form)))
        for word, found in by_word.items()
    }


def entries_at(text: str, start: int, loud: bool = False) -> Hit | None:
    """Return the longest listed form that begins at `start` of a levelled text, or None.

    Parameters
    ----------
    text : str
        Levelled text (see `level`).
    start : int
        Where a word begins.
    loud : bool
        The line is set in capitals: forms are compared without case, acronyms are not.
    """
    word = _WORD.match(text, start)
    if word is None:
        return None
    for entry in _index().get(word.group().lower(), ()):
        end = start + len(entry.form)
        met = text[start:end]
        same = met == entry.form or (
            met.isupper() and len(entry.form) > 4 and met.lower() == entry.form.lower()
        )
        if not same or (loud and entry.form.isupper() and len(entry.form) < 4):
            continue
        if end < len(text) and (text[end].isalnum() or text[end] in "_$€£¥"):
            continue  # "US$40 million" is a sum
        return Hit(start, end, entry)
    form_of_state = _FORM_OF_STATE.match(text, start) if not loud else None
    if form_of_state is not None:
        hit = entries_at(text, form_of_state.end())
        if hit is not None and hit.entry.sort == "state":
            form = text[start : hit.end]
            plain = hit.entry.form not in _SEVERAL_STATES and not hit.entry.form.isupper()
            if plain and form != "State of Georgia":
                return Hit(start, hit.end, Entry(form, "state", hit.entry.key))
    return None


def scan(text: str, start: int, end: int, loud: bool = False) -> list[Hit]:
    """Return the listed forms between two places of a levelled text, longest first, in order."""
    hits: list[Hit] = []
    position = start
    for word in _WORD.finditer(text, start, end):
        if word.start() < position:
            continue
        if word.start() > 0 and (text[word.start() - 1].isalnum() or text[word.start() - 1] == "_"):
            continue
        hit = entries_at(text, word.start(), loud)
        if hit is not None and hit.end <= end:
            hits.append(hit)
            position = hit.end
    return hits


def _cells(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split("|") if part.strip() and "(" not in part)
