"""Treebank files in CoNLL-U: sentences with what stood around them, and running text of them."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

__all__ = ["TreeSentence", "open_text", "paragraphs", "read_sentences", "running_text"]


@dataclass(slots=True)
class TreeSentence:
    """A sentence: comment lines, all rows (ten cells each), and whether a paragraph begins."""

    comments: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    paragraph: bool = False
    document: bool = False

    @property
    def words(self) -> list[list[str]]:
        """Rows of words, without word ranges and empty nodes."""
        return [row for row in self.rows if row[0].isdigit()]


def open_text(path: Path, mode: str) -> IO[str]:
    """A text file, gzipped if its name ends so; written gzip files carry no time."""
    if path.suffix == ".gz":
        if "w" in mode:
            import io

            return io.TextIOWrapper(gzip.GzipFile(path, "wb", mtime=0), encoding="utf-8")
        return gzip.open(path, "rt", encoding="utf-8", newline="\n")
    return open(path, mode, encoding="utf-8", newline="\n")


def read_sentences(path: Path) -> Iterator[TreeSentence]:
    """The sentences of a CoNLL-U file, in order."""
    sentence = TreeSentence()
    with open_text(path, "r") as lines:
        for raw in lines:
            line = raw.rstrip("\n")
            if line.startswith("#"):
                sentence.comments.append(line)
                if line.startswith("# newdoc"):
                    sentence.document = sentence.paragraph = True
                elif line.startswith("# newpar") and not line.startswith("# newpar_block"):
                    sentence.paragraph = True
            elif line:
                sentence.rows.append(line.split("\t"))
            elif sentence.rows:
                yield sentence
                sentence = TreeSentence()
    if sentence.rows:
        yield sentence


def paragraphs(sentences: list[TreeSentence]) -> list[list[TreeSentence]]:
    """Sentences by paragraphs."""
    groups: list[list[TreeSentence]] = []
    for sentence in sentences:
        if sentence.paragraph or not groups:
            groups.append([])
        groups[-1].append(sentence)
    return groups


def running_text(
    sentences: list[TreeSentence], start: int = 0
) -> tuple[str, list[list[tuple[int, int]]]]:
    """The text of sentences as SpaceAfter has it, and the place of each word.

    The words of a range ("don't") lie in its form one after the other; the last takes the rest.
    """
    text: list[str] = []
    places: list[list[tuple[int, int]]] = []
    at = start
    for sentence in sentences:
        here: list[tuple[int, int]] = []
        last = -1  # last word of the open range
        stop = at
        for row in sentence.rows:
            if "." in row[0]:
                continue
            if "-" in row[0]:
                last = int(row[0].split("-")[1])
                text.append(row[1])
                stop = at + len(row[1])
                gap = "" if "SpaceAfter=No" in row[9].split("|") else " "
                continue
            number = int(row[0])
            if number <= last:
                end = stop if number == last else min(stop, at + len(row[1]))
                here.append((at, max(end, at)))
                at = end
                if number == last:
                    text.append(gap)
                    at = stop + len(gap)
            else:
                here.append((at, at + len(row[1])))
                gap = "" if "SpaceAfter=No" in row[9].split("|") else " "
                text.append(row[1] + gap)
                at += len(row[1]) + len(gap)
        places.append(here)
    return "".join(text), places
