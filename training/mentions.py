"""Figures for entity mentions and coreference on GUM dev, with gold words and sentences.

    python -m training.mentions WEIGHTS DATA

DATA is what `training.prepare` wrote. A mention counts if its first and last word are right, and
its type where that is asked; where several gold mentions share a head word only the shortest is in
DATA. A link counts if the earlier mention is of the same entity; mentions whose earlier ones are
all outside a window of text are not left out, so recall says what a whole text loses.
"""

from __future__ import annotations

import argparse
import pickle
from pathlib import Path

import numpy as np
import torch

from backchannel.reading.reader.mentions import decode_mentions
from backchannel.reading.reader.network import Window, open_network
from backchannel.reading.reader.reader import slices
from backchannel.reading.reader.weights import Weights
from backchannel.reading.reader.windows import Reading

from .prepare import exported_rows
from .windows import batch_of, cut


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("weights", type=Path)
    parser.add_argument("data", type=Path)
    args = parser.parse_args()
    weights = Weights.load(args.weights)
    network = open_network(weights.network)
    rows = exported_rows(weights.pieces)
    tags, parts = slices(weights.card["heads"]), slices(weights.card["projections"])
    count = dict.fromkeys(("gold", "mine", "span", "typed", "links", "my links", "right links"), 0)
    for document in pickle.loads((args.data / "gum-dev.pickle").read_bytes()):
        seen: set[int] = set()
        for a, e in cut(document, np.random.default_rng(0), 160):
            batch = batch_of([(document, a, e)])
            batch["pieces"] = torch.from_numpy(rows[batch["pieces"].numpy()])
            keys = ("pieces", "shape", "glue", "word_first", "word_last")
            logits, vectors = network.run(Window(*(batch[k].numpy().reshape(-1) for k in keys)))
            sentence = document["sentence"][a:e]
            first = np.flatnonzero(np.diff(sentence, prepend=-1)).tolist()
            bounds = list(zip(first, [*first[1:], e - a], strict=True))
            reading = Reading(logits, [(0, e - a, 0, e - a)], [vectors], parts)
            mine = decode_mentions(
                logits[:, tags["entity"]],
                {k: vectors[:, p] for k, p in parts.items()},
                reading,
                weights.scorers,
                bounds,
            )
            heads = np.flatnonzero(document["entity"][a:e] > 0)
            gold = {}
            for h in heads.tolist():
                key = (int(document["first"][a + h]) - a, int(document["final"][a + h]) - a + 1)
                gold[key] = int(document["entity"][a + h])
            group = {h: int(document["cluster"][a + h]) for h in heads.tolist()}
            count["gold"] += len(gold)
            count["mine"] += len(mine)
            for h in sorted(group):
                count["links"] += group[h] in seen
                seen.add(group[h])
            for m in mine:
                if (m.first, m.end) in gold:
                    count["span"] += 1
                    count["typed"] += gold[m.first, m.end] == m.kind
                if m.antecedent is not None:
                    count["my links"] += 1
                    other = mine[m.antecedent].head
                    same = group.get(m.head, -1) == group.get(other, -2)
                    count["right links"] += same
    both = count["gold"] + count["mine"]
    print(
        f"mentions, F1: span {2 * count['span'] / both:.3f}, typed {2 * count['typed'] / both:.3f}"
    )
    print(
        f"links to an earlier mention: precision {count['right links'] / count['my links']:.3f}, "
        f"recall {count['right links'] / count['links']:.3f}"
    )


if __name__ == "__main__":
    main()
