"""Windows: a long run of words through the network piece by piece, stitched to one table.

The network reads at most `MOST` words at a time. A window starts a little before the words it is
for, and ends a little after them unless a paragraph ends there, so that no word is read without
its neighbourhood. Each word's numbers come from one window only.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .network import Floats, Network, Window
from .pieces import WordPieces
from .words import shape, word_spans

__all__ = ["GLUED", "PARAGRAPH", "SPACE", "Words", "cut_words", "plan", "run"]

SPACE, GLUED, PARAGRAPH = 0, 1, 2
NOTHING = 3  # before the end marks of a window

MOST = 160
MOST_PIECES = 320
BEFORE = 28
AFTER = 20
_CLOSING = frozenset(".!?…\"”'’)")


@dataclass(frozen=True, slots=True)
class Words:
    """A run of words as the network and the decoders see them.

    Parameters
    ----------
    spans : list of (int, int)
        Places in the text.
    texts : list of str
        The words.
    glues : (n,) integers
        What precedes each: white space, nothing, or the beginning of a block.
    blocks : (n,) integers
        Index of the block each lies in.
    """

    spans: list[tuple[int, int]]
    texts: list[str]
    glues: NDArray[np.int8]
    blocks: NDArray[np.int32]

    def __len__(self) -> int:
        return len(self.spans)


def cut_words(text: str, blocks: list[tuple[int, int]], first: int = 0) -> Words:
    """The words of some blocks of a text; `first` is the index of the first block."""
    spans: list[tuple[int, int]] = []
    glues: list[int] = []
    owner: list[int] = []
    for index, (start, end) in enumerate(blocks):
        before = -1
        for a, b in word_spans(text, start, end):
            glues.append(PARAGRAPH if before < 0 else GLUED if before == a else SPACE)
            spans.append((a, b))
            owner.append(first + index)
            before = b
    return Words(
        spans,
        [text[a:b] for a, b in spans],
        np.array(glues, np.int8),
        np.array(owner, np.int32),
    )


def plan(words: Words, counts: NDArray[np.int64]) -> list[tuple[int, int, int, int]]:
    """Windows as (first word read, end read, first word kept, end kept).

    The kept stretches follow each other without a gap and cover all words; every window has at
    most `MOST` words and `MOST_PIECES` pieces.
    """
    n = len(words)
    total = np.concatenate([[0], np.cumsum(counts)])
    likely = _likely_starts(words)
    result = []
    kept = 0
    while kept < n:
        begin = _back(kept, likely, words)
        end = min(n, begin + MOST)
        while total[end] - total[begin] > MOST_PIECES and end > kept + 1:
            end -= 1
        if total[end] - total[begin] > MOST_PIECES:
            begin = kept
        if end == n:
            stop = n
        else:
            stop = _stop(kept, end, words, likely)
        if words_end_block(words, stop):
            end = stop
        result.append((begin, end, kept, stop))
        kept = stop
    return result


def words_end_block(words: Words, at: int) -> bool:
    """Whether a block ends before word `at`."""
    return at >= len(words) or words.glues[at] == PARAGRAPH


def _likely_starts(words: Words) -> NDArray[np.bool_]:
    likely: NDArray[np.bool_] = words.glues == PARAGRAPH
    texts = words.texts
    for i in range(1, len(texts)):
        if texts[i - 1][-1] in _CLOSING and words.glues[i] == SPACE and texts[i][0].isupper():
            likely[i] = True
    return likely


def _back(kept: int, likely: NDArray[np.bool_], words: Words) -> int:
    """Where to begin reading for words from `kept` on: a likely start some words earlier."""
    low = max(0, kept - BEFORE - 20)
    starts = np.flatnonzero(likely[low : kept + 1]) + low
    good = starts[starts >= kept - BEFORE]
    if len(good):
        return int(good[0])
    return int(starts[-1]) if len(starts) else max(0, kept - BEFORE)


def _stop(kept: int, end: int, words: Words, likely: NDArray[np.bool_]) -> int:
    """Where to stop keeping: at a block's end if one is far enough, else at a likely start."""
    middle = kept + (end - kept) // 2
    ends = np.flatnonzero(words.glues[middle:end] == PARAGRAPH) + middle
    if words_end_block(words, end):
        return end
    if len(ends):
        return int(ends[-1])
    late = max(kept + 1, end - AFTER)
    starts = np.flatnonzero(likely[middle : late + 1]) + middle
    starts = starts[starts > kept]
    return int(starts[-1]) if len(starts) else late


def run(words: Words, pieces: WordPieces, network: Network) -> tuple[Floats, Floats]:
    """(n, tags) logits and (n, projections) vectors of all words."""
    rows = [pieces(word) for word in words.texts]
    counts = np.array([len(r) for r in rows], np.int64)
    shapes = np.array([shape(word) for word in words.texts], np.int64)
    tags: list[Floats] = []
    vectors: list[Floats] = []
    for begin, end, kept, stop in plan(words, counts):
        logits, projections = network.run(
            _window(
                rows[begin:end],
                counts[begin:end],
                shapes[begin:end],
                words.glues[begin:end],
                pieces,
            )
        )
        tags.append(logits[kept - begin : stop - begin])
        vectors.append(projections[kept - begin : stop - begin])
    return np.concatenate(tags), np.concatenate(vectors)


def _window(
    rows: list[tuple[int, ...]],
    counts: NDArray[np.int64],
    shapes: NDArray[np.int64],
    glues: NDArray[np.int8],
    pieces: WordPieces,
) -> Window:
    flat = [pieces.first]
    for row in rows:
        flat.extend(row)
    flat.append(pieces.last)
    n = len(flat)
    first = np.cumsum(counts) - counts + 1
    spread = np.zeros(n, np.int64)
    before = np.full(n, NOTHING, np.int64)
    spread[1:-1] = np.repeat(shapes, counts)
    before[1:-1] = np.repeat(glues.astype(np.int64), counts)
    return Window(np.array(flat, np.int64), spread, before, first, first + counts - 1)
