"""Score predicted trees, tags, names and sentence starts against a treebank file.

    python -m evaluation.score_syntax GOLD PREDICTED [RAW]

PREDICTED is from ``evaluation.predict syntax``, RAW from the same with ``--raw``. Definitions:
UPOS, XPOS, UAS, LAS over all words, punctuation counted, relation subtypes counted (gold words and
sentences); names by exact span and type, F1; sentence starts inside paragraphs, F1 by characters
of the running text (the first sentence of a paragraph is given and not counted).
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path

from .conllu import TreeSentence, paragraphs, read_sentences, running_text

PROSE = ("news", "interview", "bio", "speech", "essay", "academic")


def score(gold: list[TreeSentence], mine: list[TreeSentence]) -> dict[str, float]:
    """UPOS, XPOS, UAS, LAS and names with gold words."""
    right: Counter[str] = Counter()
    words = 0
    hits: Counter[str] = Counter()
    ours: Counter[str] = Counter()
    theirs: Counter[str] = Counter()
    for g, m in zip(gold, mine, strict=True):
        for a, b in zip(g.words, m.words, strict=True):
            if a[1] != b[1]:
                raise ValueError(f"words differ: {a[1]!r} and {b[1]!r}")
            words += 1
            right["upos"] += a[3] == b[3]
            right["xpos"] += a[4] == b[4]
            right["uas"] += a[6] == b[6]
            right["las"] += (a[6], a[7]) == (b[6], b[7])
        x, y = _names(g), _names(m)
        if any(kind == "MISC" for *_, kind in x) or _has_misc(gold):
            pass
        else:
            y = {n for n in y if n[2] != "MISC"}
        for name in x:
            theirs[name[2]] += 1
        for name in y:
            ours[name[2]] += 1
        for name in x & y:
            hits[name[2]] += 1
    result = {k: right[k] / max(1, words) for k in ("upos", "xpos", "uas", "las")}
    if theirs:
        result["names"] = _f1(hits.total(), ours.total(), theirs.total())
        for kind in sorted(theirs):
            result["names " + kind] = _f1(hits[kind], ours[kind], theirs[kind])
    return result


_misc: dict[int, bool] = {}


def _has_misc(gold: list[TreeSentence]) -> bool:
    """Whether the gold knows names of type MISC (EWT's gold does not)."""
    if id(gold) not in _misc:
        _misc[id(gold)] = any("NER=B-MISC" in r[9] for s in gold for r in s.words)
    return _misc[id(gold)]


def starts(gold: list[TreeSentence], raw: list[TreeSentence]) -> dict[str, float]:
    """F1 of word borders and of sentence starts inside paragraphs, from raw text."""
    hits = ours = theirs = word_hits = word_ours = word_theirs = 0
    for g, m in zip(paragraphs(gold), paragraphs(raw), strict=True):
        _, places = running_text(g)
        a = {p[0][0] for p in places[1:] if p}
        spans = [
            [
                tuple(map(int, x.split("=")[1].split(":")))
                for r in s.words
                for x in r[9].split("|")
                if x.startswith("TokenRange=")
            ]
            for s in m
        ]
        b = {p[0][0] for p in spans[1:] if p}
        hits, ours, theirs = hits + len(a & b), ours + len(b), theirs + len(a)
        u = {p for q in places for p in q}
        v = {(p[0], p[1]) for q in spans for p in q}
        word_hits += len(u & v)
        word_ours += len(v)
        word_theirs += len(u)
    return {
        "starts (raw)": _f1(hits, ours, theirs),
        "words (raw)": _f1(word_hits, word_ours, word_theirs),
    }


def _names(sentence: TreeSentence) -> set[tuple[int, int, str]]:
    found: set[tuple[int, int, str]] = set()
    first, kind = -1, ""
    for i, row in enumerate([*sentence.words, ["", "", "", "", "", "", "", "", "", "_"]]):
        label = next(
            (m.split("=", 1)[1] for m in row[9].split("|") if m.startswith(("NER=", "UNER="))), "O"
        )
        if first >= 0 and label != "I-" + kind:
            found.add((first, i, kind))
            first = -1
        if label.startswith("B-") or (label.startswith("I-") and first < 0):
            first, kind = i, label[2:]
    return found


def _f1(hits: int, ours: int, theirs: int) -> float:
    return 2 * hits / max(1, ours + theirs)


def of_genres(sentences: list[TreeSentence], genres: tuple[str, ...]) -> list[bool]:
    """For each sentence whether its document is of one of the genres (`# meta::genre`)."""
    keep = False
    result = []
    for sentence in sentences:
        for comment in sentence.comments:
            if comment.startswith("# meta::genre"):
                keep = comment.split("=", 1)[1].strip() in genres
        result.append(keep)
    return result


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("predicted", type=Path)
    parser.add_argument("raw", type=Path, nargs="?")
    args = parser.parse_args()
    gold = list(read_sentences(args.gold))
    result = score(gold, list(read_sentences(args.predicted)))
    if args.raw:
        raw = list(read_sentences(args.raw))
        result |= starts(gold, raw)
        prose = of_genres(gold, PROSE)
        if any(prose):
            groups = paragraphs(gold)
            keep = []
            at = 0
            for group in groups:
                keep.append(prose[at])
                at += len(group)
            pairs = zip(groups, paragraphs(raw), keep, strict=True)
            chosen = [(g, m) for g, m, k in pairs if k]
            some = starts(
                [s for g, _ in chosen for s in g],
                [s for _, m in chosen for s in m],
            )
            result["starts (raw, prose)"] = some["starts (raw)"]
    print(json.dumps({k: round(v, 4) for k, v in result.items()}, indent=1))


if __name__ == "__main__":
    main()
