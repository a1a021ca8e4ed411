"""Quick figures on a part of dev while training (gold words and sentences, arg-max trees)."""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np
import torch

from .inventory import ATTRIBUTION
from .losses import arc_scores, relation_scores
from .model import Reader
from .windows import batch_of, cut

Record = dict[str, Any]


def chunks(labels: list[int]) -> set[tuple[int, int, int]]:
    """Contiguous BIO chunks (first, end, role); odd labels begin, even ones go on."""
    found = set()
    start, role = -1, 0
    for i, label in enumerate([*labels, 0]):
        if start >= 0 and label != role + 1:
            found.add((start, i, role))
            start = -1
        if label % 2 == 1:
            start, role = i, label
        elif label and start < 0:
            start, role = i, label - 1
    return found


class _Tally:
    """Right answers of all answers, by name."""

    def __init__(self) -> None:
        self.right: Counter[str] = Counter()
        self.all: Counter[str] = Counter()

    def count(self, key: str, right: int, of: int) -> None:
        self.right[key] += right
        self.all[key] += of

    def ratios(self) -> dict[str, float]:
        return {k: round(self.right[k] / max(1, self.all[k]), 4) for k in sorted(self.all)}


def measure(model: Reader, dev: dict[str, list[Record]], windows: int = 40) -> Record:
    """Accuracy of tags and trees and F1 of names and attribution chunks on some windows."""
    result: Record = {}
    for name, documents in dev.items():
        rng = np.random.default_rng(0)
        items = [(d, a, e) for d in documents for a, e in cut(d, rng, 160)]
        rng.shuffle(items)
        items = sorted(items[:windows], key=lambda w: w[2] - w[1])
        tally = _Tally()
        count = tally.count
        for at in range(0, len(items), 5):
            batch = batch_of(items[at : at + 5])
            vectors = model.words(batch)
            logits, parts = model.heads(vectors)
            guess = {k: v.argmax(-1) for k, v in logits.items()}
            labels = batch["labels"]
            for key in ("upos", "start"):
                if key in labels:
                    ok = labels[key] >= 0
                    count(key, int((guess[key] == labels[key])[ok].sum()), int(ok.sum()))
            for key in ("name", "bio", "trigger"):
                if key not in labels or not bool((labels[key] >= 0).any()):
                    continue

                for g, t, w in zip(guess[key], labels[key], batch["word"], strict=True):
                    gold = chunks(t[w].tolist())
                    mine = chunks(g[w].tolist())
                    roles = ATTRIBUTION[1::2] if key == "bio" else ("",)
                    for k, role in enumerate(roles):
                        own = {x for x in gold if key != "bio" or x[2] == 2 * k + 1}
                        met = {x for x in mine if key != "bio" or x[2] == 2 * k + 1}
                        count(f"{key}{role[1:]}", 2 * len(own & met), len(own) + len(met))
            if "head" in batch:
                scores = arc_scores(model.heads, parts, batch["sentence"])
                head = scores.argmax(-1)
                flat = batch["head"].reshape(-1)
                at_ = torch.nonzero(flat >= 0).squeeze(1)
                mine_ = head.reshape(-1)[at_]
                w_ = head.shape[1]
                where = torch.where(mine_ > 0, at_ // w_ * w_ + mine_ - 1, torch.full_like(at_, -1))
                rel = relation_scores(model.heads, parts, at_, where).argmax(-1)
                good = mine_ == flat[at_]
                both = good & (rel == labels["rel"].reshape(-1)[at_])
                count("uas", int(good.sum()), len(at_))
                count("las", int(both.sum()), len(at_))
        result[name] = tally.ratios()
    return result
