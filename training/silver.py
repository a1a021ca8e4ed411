"""Stage 2b: silver names for texts without names: EWT train (gold tags) and PolNeAR train.

    python -m training.silver WEIGHTS DATA

Where a name may lie is decided by tags (the treebank's own; the reader's in PolNeAR), by the
rule the GUM names were derived with: a run of proper nouns, small linking words allowed between
two of them. What kind of name it is, if any, is decided by the half-trained reader (WEIGHTS):
the kind with the most probability over the run and over its other occurrences in the document,
the program's lexicon of states, cities and organisations having a say. Titles before a person's
name are left out, and plural peoples ("Israelis") are no names, as the Universal NER guidelines
have it (Mayhew et al., NAACL 2024). Runs the reader is not sure of carry no label; everything
outside runs is labelled as no name, in PolNeAR only where the reader is sure of that too. The
pickles in DATA are rewritten with these labels.
"""

from __future__ import annotations

import argparse
import pickle
from collections import Counter, defaultdict
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np

from backchannel.reading.reader.network import Network, Window, open_network
from backchannel.reading.reader.pieces import WordPieces
from backchannel.reading.reader.spans import log_softmax
from backchannel.reading.reader.weights import Weights
from backchannel.reading.reader.words import SHAPES, word_spans

from .inventory import UPOS
from .prepare import PARAGRAPH
from .windows import batch_of, cut

Record = dict[str, Any]
PROPN = UPOS.index("PROPN")
PUNCTUATION, STOP = SHAPES.index("punctuation"), SHAPES.index("stop")
TITLES = frozenset(
    "mr mrs ms miss dr doctor prof professor president minister prime senator sen rep congressman"
    " governor gov mayor judge justice gen general col colonel maj major capt captain lt"
    " lieutenant sgt sergeant admiral adm sir lord lady king queen prince princess pope rev"
    " reverend father sister sheikh sheik imam ayatollah secretary chairman ambassador".split()
)
LINKS = frozenset("of the for de al - and ' s & la el del van von bin".split())


def numbers(document: Record, network: Network) -> np.ndarray:
    """(words, labels) logits of a document."""
    result = []
    rng = np.random.default_rng(0)
    for a, e in cut(document, rng, 160):
        batch = batch_of([(document, a, e)])
        keys = ("pieces", "shape", "glue", "word_first", "word_last")
        tags, _ = network.run(Window(*(batch[k].numpy().reshape(-1) for k in keys)))
        result.append(tags)
    return np.concatenate(result)


def lexicon(pieces: WordPieces) -> dict[bytes, int]:
    """Kind (2 ORG, 3 LOC) of the names in the program's word lists, by their pieces."""
    folder = files("backchannel.reading") / "lexicon"
    known: dict[bytes, int] = {}
    for name, columns, kind in (("organisations", (0, 1), 2), ("states", (1, 2, 4, 5), 3)):
        text = (folder / f"{name}.tsv").read_text(encoding="utf-8")
        for line in text.splitlines():
            cells = line.split("\t")
            if line.startswith("#"):
                continue
            for form in (f for c in columns if c < len(cells) for f in cells[c].split("|") if f):
                rows = [r for a, b in word_spans(form) for r in pieces(form[a:b])]
                known[np.array(rows, np.int32).tobytes()] = kind
    return known


def runs(document: Record, linking: np.ndarray) -> list[tuple[int, int]]:
    """Runs of proper nouns in one sentence, linking words inside allowed."""
    proper = document["upos"] == PROPN
    sentence = document["sentence"]
    found: list[tuple[int, int]] = []
    n = len(proper)
    i = 0
    while i < n:
        if not proper[i]:
            i += 1
            continue
        end = i + 1
        k = end
        while k < n and sentence[k] == sentence[i] and (proper[k] or linking[k]):
            k += 1
            if proper[k - 1]:
                end = k
        found.append((i, end))
        i = end
    return found


def label(
    document: Record,
    chances: np.ndarray,
    linking: np.ndarray,
    titled: np.ndarray,
    plural: int,
    known: dict[bytes, int],
    sure: float,
) -> tuple[np.ndarray, int, int]:
    """Labels of a document's words, and how many runs were labelled and left open."""
    labels = np.where(chances[:, 0] > 1 - sure, 0, -1).astype(np.int32)
    pieces = np.concatenate([[0], np.cumsum(document["counts"])])
    by_form: dict[bytes, np.ndarray] = defaultdict(lambda: np.zeros(5))
    spans = []
    for a, b in runs(document, linking):
        while a < b - 1 and titled[a]:
            a += 1
            if document["shape"][a] == PUNCTUATION or document["shape"][a] == STOP:
                a += 1
        if a < b:
            spans.append((a, b))
    masses = []
    for a, b in spans:
        mass = np.zeros(5)
        mass[0] = chances[a:b, 0].mean()
        for kind in range(4):
            mass[kind + 1] = chances[a:b, 1 + 2 * kind : 3 + 2 * kind].sum(1).mean()
        masses.append(mass)
        by_form[document["pieces"][pieces[a] : pieces[b]].tobytes()] += mass
    named = opened = 0
    for (a, b), mass in zip(spans, masses, strict=True):
        whole = by_form[document["pieces"][pieces[a] : pieces[b]].tobytes()]
        joint = mass + whole / whole.sum()
        kind = known.get(document["pieces"][pieces[a] : pieces[b]].tobytes())
        if kind is not None:
            joint[kind] += 2.0
        joint /= joint.sum()
        labels[a:b] = 0
        best = int(joint.argmax())
        if joint[best] < sure:
            labels[a:b] = -1
            opened += 1
        elif best == 1 and document["xpos"][b - 1] == plural:
            continue
        elif best:
            labels[a:b] = 2 * best
            labels[a] = 2 * best - 1
            named += 1
    return labels, named, opened


def main() -> None:
    """Command line of the stage."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("weights", type=Path)
    parser.add_argument("data", type=Path)
    args = parser.parse_args()
    weights = Weights.load(args.weights)
    network = open_network(weights.network)
    rows = {row for row, piece in enumerate(weights.pieces) if piece in LINKS}
    titles = {row for row, piece in enumerate(weights.pieces) if piece in TITLES}
    known = lexicon(WordPieces(list(weights.pieces)))
    plural = weights.card["xpos"].index("NNPS")
    tags = weights.card["heads"]
    places = {}
    at = 0
    for name, size in tags.items():
        places[name] = slice(at, at + size)
        at += size
    for name, sure in (("ewt-train", 0.6), ("polnear-train", 0.75)):
        path = args.data / f"{name}.pickle"
        documents = pickle.loads(path.read_bytes())
        tally: Counter[str] = Counter()
        for document in documents:
            logits = numbers(document, network)
            chances = np.exp(log_softmax(logits[:, places["name"]]))
            view = dict(document)
            if "upos" not in view:
                view["upos"] = logits[:, places["upos"]].argmax(1)
                view["xpos"] = logits[:, places["xpos"]].argmax(1)
                view["sentence"] = np.cumsum(view["glue"] == PARAGRAPH)
            else:
                chances[view["upos"] != PROPN, 0] = 1.0
            first = np.cumsum(document["counts"]) - document["counts"]
            linking = np.isin(document["pieces"][first], list(rows)) & (document["counts"] == 1)
            linking &= np.isin(view["upos"], [UPOS.index(x) for x in ("ADP", "DET", "PUNCT")])
            titled = np.isin(document["pieces"][first], list(titles))
            labels, named, opened = label(view, chances, linking, titled, plural, known, sure)
            document["name"] = labels
            tally["named"] += named
            tally["left open"] += opened
        path.write_bytes(pickle.dumps(documents, protocol=5))
        print(f"{path.name}: {dict(tally)}")


if __name__ == "__main__":
    main()
