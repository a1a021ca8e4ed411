"""Word pieces: a word as rows of the encoder's table, greedy longest match first.

References
----------
Devlin et al., "BERT: Pre-training of Deep Bidirectional Transformers", NAACL 2019 (WordPiece,
uncased: lower-cased, accents removed, punctuation split off).
"""

from __future__ import annotations

import unicodedata

__all__ = ["WordPieces"]

_LONGEST = 100  # characters of one part; longer parts are unknown


class WordPieces:
    """A word-piece table and the way from a word to its pieces.

    Parameters
    ----------
    table : list of str
        The pieces in row order; a continuation starts with "##".
    most : int
        Most pieces kept of one word (the first ones).
    """

    def __init__(self, table: list[str], most: int = 8) -> None:
        self._row = {piece: i for i, piece in enumerate(table)}
        self.most = most
        self.unknown = self._row["[UNK]"]
        self.first = self._row["[CLS]"]
        self.last = self._row["[SEP]"]
        self._known: dict[str, tuple[int, ...]] = {}

    def __call__(self, word: str) -> tuple[int, ...]:
        """Rows of a word's pieces; at least one, at most `most`."""
        found = self._known.get(word)
        if found is None:
            found = self._cut(word)
            if len(self._known) < 50_000 and len(word) <= _LONGEST:
                self._known[word] = found
        return found

    def _cut(self, word: str) -> tuple[int, ...]:
        rows: list[int] = []
        for part in _parts(word[: 4 * _LONGEST]):
            rows.extend(self._part(part))
            if len(rows) >= self.most:
                break
        return tuple(rows[: self.most]) or (self.unknown,)

    def _part(self, part: str) -> list[int]:
        if len(part) > _LONGEST:
            return [self.unknown]
        rows: list[int] = []
        start = 0
        while start < len(part):
            end = len(part)
            row = None
            while end > start:
                row = self._row.get(part[start:end] if start == 0 else "##" + part[start:end])
                if row is not None:
                    break
                end -= 1
            if row is None:
                return [self.unknown]
            rows.append(row)
            start = end
        return rows


def _parts(word: str) -> list[str]:
    parts: list[str] = []
    run: list[str] = []
    for c in unicodedata.normalize("NFD", word.lower()):
        kind = unicodedata.category(c)
        if kind == "Mn" or kind[0] == "C":
            continue
        if _mark(c, kind) or _ideograph(c):
            if run:
                parts.append("".join(run))
                run = []
            parts.append(c)
        else:
            run.append(c)
    if run:
        parts.append("".join(run))
    return parts


def _mark(c: str, kind: str) -> bool:
    return kind[0] == "P" or (c < "\x7f" and not c.isalnum())


def _ideograph(c: str) -> bool:
    return "\u3400" <= c <= "\u9fff" or "\uf900" <= c <= "\ufaff" or c >= "\U00020000"
