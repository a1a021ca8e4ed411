"""Windows: a long run of words through the network piece by piece, stitched to one table.

The network reads at most `MOST` words at a time. A window starts a little before the words it is
for, and ends a little after them unless a paragraph ends there, so that no word is read without
its neighbourhood. Each word's numbers come from one window only.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .network import Floats, Integers, Network, Window
from .pieces import WordPieces
from .words import shape, word_spans

__all__ = ["GLUED", "PARAGRAPH", "SPACE", "Reading", "Words", "cut_words", "plan", "run"]

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


@dataclass(frozen=True, slots=True)
class Reading:
    """What the network said of a run of words.

    Parameters
    ----------
    tags : (n, labels) array
        Logits of every word, each from the window that keeps it.
    places : list of (int, int, int, int)
        The windows, as `plan` gives them.
    vectors : list of (words of the window, d) arrays
        Projections of all words of each window. Vectors of different windows must not be
        compared: a vector knows its place in its window.
    parts : dict of slices
        Where each projection lies in a vector.
    """

    tags: Floats
    places: list[tuple[int, int, int, int]]
    vectors: list[Floats]
    parts: dict[str, slice]

    def home(self, first: int, last: int) -> int:
        """The window to look at for words first..last: one that has both if there is one."""
        at = bisect_right(self.places, first, key=lambda place: place[2]) - 1
        for k in (at, at + 1, at - 1):
            if 0 <= k < len(self.places):
                begin, end, _, _ = self.places[k]
                if begin <= first and last < end:
                    return k
        return at

    def rows(self, window: int, name: str, words: Integers | slice) -> Floats:
        """Projections of words (indices in the run) as one window sees them."""
        begin = self.places[window][0]
        if isinstance(words, slice):
            return self.vectors[window][words.start - begin : words.stop - begin, self.parts[name]]
        return self.vectors[window][words - begin, self.parts[name]]

    def inside(self, window: int, words: Integers) -> NDArray[np.bool_]:
        """Which words a window has."""
        begin, end, _, _ = self.places[window]
        result: NDArray[np.bool_] = (words >= begin) & (words < end)
        return result

    def by_sentence(self, bounds: list[tuple[int, int]]) -> dict[str, Floats]:
        """Projections of all words, those of one sentence from one window."""
        rows = np.empty((len(self.tags), self.vectors[0].shape[1]), np.float32)
        for first, end in bounds:
            window = self.home(first, end - 1)
            begin, stop = self.places[window][:2]
            if end <= stop:
                rows[first:end] = self.vectors[window][first - begin : end - begin]
            else:  # longer than a window
                for k, (begin, _, kept, stop) in enumerate(self.places):
                    a, b = max(kept, first), min(stop, end)
                    if a < b:
                        rows[a:b] = self.vectors[k][a - begin : b - begin]
        return {name: rows[:, part] for name, part in self.parts.items()}


def run(words: Words, pieces: WordPieces, network: Network, parts: dict[str, slice]) -> Reading:
    """Read all words window by window."""
    rows = [pieces(word) for word in words.texts]
    counts = np.array([len(r) for r in rows], np.int64)
    shapes = np.array([shape(word) for word in words.texts], np.int64)
    places = plan(words, counts)
    tags: list[Floats] = []
    vectors: list[Floats] = []
    for begin, end, kept, stop in places:
        window = _window(
            rows[begin:end], counts[begin:end], shapes[begin:end], words.glues[begin:end], pieces
        )
        logits, projections = network.run(window)
        tags.append(logits[kept - begin : stop - begin])
        vectors.append(projections)
    return Reading(np.concatenate(tags), places, vectors, parts)


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
