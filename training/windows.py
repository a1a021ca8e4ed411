"""Windows: stretches of a document as padded batches of the model's input and labels."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import torch

from backchannel.reading.reader.words import SHAPES

Record = dict[str, Any]
CLS, SEP, MASK = 101, 102, 103
MOST_PIECES = 320
_CURLY = {1523: 1000, 1524: 1000, 1520: 1005, 1521: 1005}  # rows of “ ” ‘ ’ -> rows of " '

LOWER, UPPER = SHAPES.index("lower"), SHAPES.index("upper")
CASED = [SHAPES.index(name) for name in ("lower", "title", "upper", "capital", "mixed")]

WORD_LABELS = ("upos", "xpos", "rel", "name", "start", "bio", "entity", "trigger", "modality")


def cut(document: Record, rng: np.random.Generator, most: int) -> list[tuple[int, int]]:
    """Stretches (first word, end) that begin at allowed places, of at most `most` words."""
    n = len(document["counts"])
    places = np.flatnonzero(document["cut"])
    ends = np.append(places[1:], n)
    pieces = np.concatenate([[0], np.cumsum(document["counts"])])
    result = []
    start = int(places[0]) if len(places) else 0
    goal = int(rng.integers(most // 4, most + 1))  # a random first length moves all borders
    while start < n:
        ok = ends[(ends > start) & (ends - start <= goal)]
        ok = ok[pieces[ok] - pieces[start] <= MOST_PIECES - 2]
        if len(ok):
            end = int(ok[-1])
        else:
            end = int(ends[ends > start][0])
            while pieces[end] - pieces[start] > MOST_PIECES - 2 or end - start > 220:
                end -= 1
        result.append((start, end))
        start = end
        goal = int(rng.integers(most // 2, most + 1))
    return result


def batch_of(
    items: list[tuple[Record, int, int]],
    plain_quotes: bool = False,
    hidden: float = 0.0,
    rng: np.random.Generator | None = None,
    uncased: float = 0.0,
) -> Record:
    """A padded batch of windows with every label they carry; a part of the pieces hidden.

    A part `uncased` of the windows is told to be written all in lower case, or (a third of them)
    all in capitals, as comments and headlines are.
    """
    b = len(items)
    lengths = []
    offsets = []
    for d, a, e in items:
        o = np.concatenate([[0], np.cumsum(d["counts"][:e], dtype=np.int64)])
        offsets.append(o)
        lengths.append(int(o[e] - o[a]) + 2)
    long, wide = max(lengths), max(e - a for _, a, e in items)
    pieces = np.zeros((b, long), np.int64)
    shapes = np.zeros((b, long), np.int64)
    glue = np.full((b, long), 3, np.int64)
    pad = np.zeros((b, long), bool)
    first = np.zeros((b, wide), np.int64)
    last = np.zeros((b, wide), np.int64)
    word = np.zeros((b, wide), bool)
    labels = {k: np.full((b, wide), -1, np.int64) for k in WORD_LABELS if k in items[0][0]}
    for i, (d, a, e) in enumerate(items):
        o = offsets[i]
        n = lengths[i] - 2
        rows = d["pieces"][o[a] : o[e]].astype(np.int64)
        if plain_quotes:
            for old, new in _CURLY.items():
                rows[rows == old] = new
        if hidden and rng is not None:
            rows[rng.random(n) < hidden] = MASK
        pieces[i, 0], pieces[i, 1 : n + 1], pieces[i, n + 1] = CLS, rows, SEP
        counts = d["counts"][a:e].astype(np.int64)
        written = d["shape"][a:e].astype(np.int64)
        if uncased and rng is not None and rng.random() < uncased:
            flat = UPPER if rng.random() < 0.33 else LOWER
            written = np.where(np.isin(written, CASED), flat, written)
        shapes[i, 1 : n + 1] = np.repeat(written, counts)
        g = d["glue"][a:e].astype(np.int64)
        g[0] = max(g[0], 2) if g[0] == 2 else g[0]
        glue[i, 1 : n + 1] = np.repeat(g, counts)
        pad[i, : n + 2] = True
        f = o[a:e] - o[a] + 1
        first[i, : e - a] = i * long + f
        last[i, : e - a] = i * long + f + counts - 1
        word[i, : e - a] = True
        for k, values in labels.items():
            values[i, : e - a] = d[k][a:e]
    mask = np.where(pad, 0.0, -1e4).astype(np.float32)[:, None, None, :]
    out: Record = {
        "pieces": torch.from_numpy(pieces),
        "shape": torch.from_numpy(shapes),
        "glue": torch.from_numpy(glue),
        "mask": torch.from_numpy(mask),
        "word_first": torch.from_numpy(first),
        "word_last": torch.from_numpy(last),
        "word": torch.from_numpy(word),
        "labels": {k: torch.from_numpy(v) for k, v in labels.items()},
        "n_words": int(word.sum()),
    }
    if "head" in items[0][0]:
        _trees(items, wide, out)
    if "links" in items[0][0]:
        _links(items, out)
    if "sides" in items[0][0]:
        out["sides"] = [
            (i, t - a, f - a, x - a, r)
            for i, (d, a, e) in enumerate(items)
            for t, f, x, r in d["sides"].tolist()
            if a <= t < e and a <= f and x < e
        ]
    return out


def _trees(items: list[tuple[Record, int, int]], wide: int, out: Record) -> None:
    b = len(items)
    head = np.full((b, wide), -1, np.int64)
    sentence = np.full((b, wide), -1, np.int64)
    first = np.full((b, wide), -1, np.int64)
    final = np.full((b, wide), -1, np.int64)
    cluster = np.full((b, wide), -1, np.int64)
    for i, (d, a, e) in enumerate(items):
        n = e - a
        h = d["head"][a:e]
        inside = (h >= a) & (h < e)
        head[i, :n] = np.where(h < 0, 0, np.where(inside, h - a + 1, -1))  # 0 is the root
        sentence[i, :n] = d["sentence"][a:e]
        for target, key in ((first, "first"), (final, "final")):
            v = d[key][a:e]
            target[i, :n] = np.where((v >= a) & (v < e), v - a, -1)
        cluster[i, :n] = d["cluster"][a:e]
    for key, value in (
        ("head", head),
        ("sentence", sentence),
        ("first", first),
        ("final", final),
        ("cluster", cluster),
    ):
        out[key] = torch.from_numpy(value)


def _links(items: list[tuple[Record, int, int]], out: Record) -> None:
    links, contents = [], []
    for i, (d, a, e) in enumerate(items):
        for cue, source in d["links"].tolist():
            if a <= cue < e and (source < 0 or a <= source < e):
                links.append((i, cue - a, source - a if source >= 0 else -1))
        for f, x, cue in d["contents"].tolist():
            if a <= f and x < e and a <= cue < e:
                contents.append((i, f - a, x - a, cue - a))
    out["links"], out["contents"] = links, contents


def merged(items: list[Record], rng: np.random.Generator, most: int) -> list[Record]:
    """Short texts in random company: several in one document of up to `most` words.

    Half of them go on in the paragraph of the one before, half begin one of their own, so that
    a sentence is not only met alone.
    """
    result: list[Record] = []
    group: list[Record] = []
    size = 0
    for i in [*rng.permutation(len(items)).tolist(), -1]:
        n = len(items[i]["counts"]) if i >= 0 else 0
        if group and (i < 0 or size + n > most or rng.random() < 0.15):
            result.append(_merge(group, rng))
            group, size = [], 0
        if i >= 0:
            group.append(items[i])
            size += n
    return result


def _merge(group: list[Record], rng: np.random.Generator) -> Record:
    if len(group) == 1:
        return group[0]
    out = {
        k: np.concatenate([d[k] for d in group])
        for k in ("pieces", "counts", "shape", "glue", "trigger", "modality")
    }
    sides = []
    at = 0
    for d in group:
        if at and rng.random() < 0.5:
            out["glue"][at] = 0
        moved = d["sides"].copy()
        moved[:, :3] += at
        sides.append(moved)
        at += len(d["counts"])
    out["sides"] = np.concatenate(sides)
    out["cut"] = np.zeros(at, np.int32)
    out["cut"][0] = 1
    return out


def stream(
    documents: list[Record],
    words: int,
    most: int,
    rng: np.random.Generator,
    hidden: float = 0.02,
) -> Iterator[Record]:
    """Endless batches of about `words` words; each pass cuts and shuffles anew.

    A part `hidden` of the pieces is hidden; in the sentences for events, which are few, 0.08.
    """
    items = documents
    while True:
        if "sides" in items[0]:
            documents = merged(items, rng, most)
        windows = [(d, a, e) for d in documents for a, e in cut(d, rng, most)]
        order = rng.permutation(len(windows))
        batches: list[list[tuple[Record, int, int]]] = []
        for pool in range(0, len(order), 96):
            chosen = [windows[i] for i in order[pool : pool + 96]]
            chosen.sort(key=lambda w: int(w[0]["counts"][w[1] : w[2]].sum()))
            group: list[tuple[Record, int, int]] = []
            size = 0
            for w in chosen:
                if group and size + w[2] - w[1] > words:
                    batches.append(group)
                    group, size = [], 0
                group.append(w)
                size += w[2] - w[1]
            if group:
                batches.append(group)
        for i in rng.permutation(len(batches)):
            part = 0.08 if "sides" in items[0] else hidden
            uncased = 0.06 if "head" in items[0] else 0.0
            yield batch_of(batches[i], bool(rng.random() < 0.25), part, rng, uncased)
