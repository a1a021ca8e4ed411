"""Predict tags, trees and names of a treebank file: CoNLL-U in, CoNLL-U out.

``python -m evaluation.predict syntax IN OUT [--raw]``. Words and sentences are the file's; tags,
heads, relations and names (``NER=B-PER`` in MISC) are the reader's, and ``Start=Yes`` marks the
words at which the reader itself, not told of sentences, would begin one. With ``--raw`` only the
text of each paragraph is taken, and words and sentences are the reader's too; ``TokenRange``
in MISC then places each word in its paragraph. Lemmas and features are left blank.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from backchannel.reading.parse import Parse
from backchannel.reading.reader.reader import Reader
from backchannel.reading.reader.windows import GLUED, PARAGRAPH, SPACE, Words

from .conllu import TreeSentence, open_text, paragraphs, read_sentences, running_text

KEPT = ("# newdoc", "# newpar", "# sent_id", "# text")


def predict(arguments: list[str]) -> None:
    """Read IN, write OUT."""
    raw = "--raw" in arguments
    paths = [a for a in arguments if a != "--raw"]
    if len(paths) != 2:
        raise TypeError("usage: syntax IN OUT [--raw]")
    reader = Reader.load()
    documents: list[list[TreeSentence]] = []
    for sentence in read_sentences(Path(paths[0])):
        if sentence.document or not documents:
            documents.append([])
        documents[-1].append(sentence)
    with open_text(Path(paths[1]), "w") as out:
        for document in documents:
            out.write(_raw(reader, document) if raw else _told(reader, document))


def _told(reader: Reader, document: list[TreeSentence]) -> str:
    words, bounds = known_words(document)
    parse = reader.read(words, bounds)
    starts = {s.first for s in reader.read(words).sentences}
    names = _names(parse)
    lines: list[str] = []
    for sentence, (first, _) in zip(document, bounds, strict=True):
        lines += [c for c in sentence.comments if c.startswith(KEPT)]
        at = first
        for row in sentence.rows:
            if not row[0].isdigit():
                misc = "SpaceAfter=No" if "SpaceAfter=No" in row[9].split("|") else "_"
                lines.append("\t".join([row[0], row[1], *["_"] * 7, misc]))
                continue
            token = parse.tokens[at]
            head = 0 if token.head == at else token.head - first + 1
            marks = [m for m in row[9].split("|") if m == "SpaceAfter=No"]
            marks += [f"NER={names[at]}"] if at in names else []
            marks += ["Start=Yes"] if at in starts else []
            cells = [row[0], row[1], "_", token.upos, token.xpos, "_", str(head), token.deprel]
            lines.append("\t".join([*cells, "_", "|".join(marks) or "_"]))
            at += 1
        lines.append("")
    return "\n".join(lines) + "\n"


def _raw(reader: Reader, document: list[TreeSentence]) -> str:
    lines: list[str] = []
    number = 0
    for group in paragraphs(document):
        text, _ = running_text(group)
        parse = reader.parse(text, [(0, len(text))])
        names = _names(parse)
        for k, sentence in enumerate(parse.sentences):
            number += 1
            if k == 0:
                lines += [c for c in group[0].comments if c.startswith(KEPT[:2])]
            lines.append(f"# sent_id = reader-{number}")
            lines.append("# text = " + text[sentence.start : sentence.end].replace("\n", " "))
            for i in range(sentence.first, sentence.last):
                token = parse.tokens[i]
                head = 0 if token.head == i else token.head - sentence.first + 1
                marks = [f"TokenRange={token.start}:{token.end}"]
                if i + 1 < len(parse.tokens) and parse.tokens[i + 1].start == token.end:
                    marks.insert(0, "SpaceAfter=No")
                if i in names:
                    marks.append(f"NER={names[i]}")
                cells = [str(i - sentence.first + 1), token.text, "_", token.upos, token.xpos]
                lines.append(
                    "\t".join([*cells, "_", str(head), token.deprel, "_", "|".join(marks)])
                )
            lines.append("")
    return "\n".join(lines) + "\n"


def known_words(document: list[TreeSentence]) -> tuple[Words, list[tuple[int, int]]]:
    """The words of a document as the reader takes them, and its sentences."""
    texts: list[str] = []
    glues: list[int] = []
    blocks: list[int] = []
    bounds: list[tuple[int, int]] = []
    glued, block = False, -1
    for sentence in document:
        ranges = {}
        for row in sentence.rows:
            if "-" in row[0]:
                a, b = map(int, row[0].split("-"))
                ranges.update(dict.fromkeys(range(a, b), True))
                ranges[b] = "SpaceAfter=No" in row[9].split("|")
        first = len(texts)
        for row in sentence.words:
            if len(texts) == first and (sentence.paragraph or first == 0):
                block += 1
                glues.append(PARAGRAPH)
            else:
                glues.append(GLUED if glued else SPACE)
            texts.append(row[1])
            blocks.append(block)
            glued = ranges.get(int(row[0]), "SpaceAfter=No" in row[9].split("|"))
        bounds.append((first, len(texts)))
    spans: list[tuple[int, int]] = []
    at = 0
    for word in texts:
        spans.append((at, at + len(word)))
        at += len(word) + 1
    return Words(spans, texts, np.array(glues, np.int8), np.array(blocks, np.int32)), bounds


def _names(parse: Parse) -> dict[int, str]:
    labels: dict[int, str] = {}
    for name in parse.names:
        for k in range(name.first, name.last):
            labels[k] = ("B-" if k == name.first else "I-") + name.kind
    return labels
