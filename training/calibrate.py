"""Stage 4: make the confidence of attributions a probability, and find where it is sure enough.

    python -m training.calibrate WEIGHTS GOLD [--precision 0.88] [--generous 1.2]

GOLD is `attribution/dev.jsonl.gz`; its `score.py` beside it says which attributions are right
("full": content token F1 of at least one half, one to one, and the right source). A logistic
regression on the features of `backchannel.reading.reader.reader.features_of` is fitted on all of
dev; the figures printed are cross-validated, articles in five folds. `reader.json` receives the
weights, `sure`, the lowest confidence from which on the cross-validated precision holds, and
`least`, the confidence from which on the cross-validated F1 is highest. With ``--generous`` the
reader is made to see more of them than it would by itself, and `least` sorts them out.
"""

from __future__ import annotations

import argparse
import gzip
import importlib.util
import json
from pathlib import Path
from typing import Any

import numpy as np

from backchannel.reading.parse import Attribution
from backchannel.reading.reader.reader import Reader

FOLDS = 5


def fit(x: np.ndarray, y: np.ndarray, strength: float = 1.0) -> np.ndarray:
    """Ridge logistic regression by Newton steps; the last weight is the bias."""
    x = np.concatenate([x, np.ones((len(x), 1))], 1)
    w = np.zeros(x.shape[1])
    ridge = np.full(x.shape[1], strength)
    ridge[-1] = 1e-6
    for _ in range(50):
        p = 1 / (1 + np.exp(-(x @ w)))
        gradient = x.T @ (p - y) + ridge * w
        hessian = (x * (p * (1 - p))[:, None]).T @ x + np.diag(ridge)
        step = np.linalg.solve(hessian, gradient)
        w -= step
        if np.abs(step).max() < 1e-8:
            break
    return w


def right(scorer: Any, text: str, gold: list[Any], mine: list[Any]) -> list[bool]:
    """Which of our attributions the scorer counts as fully right."""
    toks, owner = scorer.words(text)
    del toks

    def sets(one: dict[str, Any]) -> tuple[frozenset[int], frozenset[int]]:
        return (
            scorer.tokenset(one["content"], owner, len(text), "gold"),
            scorer.tokenset(one["source"], owner, len(text), "gold"),
        )

    golds = [sets(one) for one in gold]
    ours = [sets(one) for one in mine]
    pairs = []
    for i, (content, _) in enumerate(ours):
        for k, (other, _) in enumerate(golds):
            both = len(content & other)
            if both and 2 * both / (len(content) + len(other)) >= 0.5:
                pairs.append((2 * both / (len(content) + len(other)), i, k))
    result = [False] * len(mine)
    used: set[int] = set()
    met: set[int] = set()
    for _, i, k in sorted(pairs, reverse=True):
        if i in met or k in used:
            continue
        met.add(i)
        used.add(k)
        a, b = ours[i][1], golds[k][1]
        both = len(a & b)
        half = bool(both) and 2 * both / (len(a) + len(b)) >= 0.5
        result[i] = half or (not a and not b) or (bool(a) and a <= b)
    return result


def collected(reader: Reader, text: str) -> list[tuple[Attribution, tuple[float, ...]]]:
    """The attributions of a text with the features their confidence is computed from."""
    features: list[tuple[float, ...]] = []
    plain = reader.confidence

    def noted(what: str, given: tuple[float, ...]) -> float:
        features.append(given)
        return plain(what, given)

    reader.confidence = noted  # type: ignore[method-assign]
    reader.least = lambda what="attribution": 0.0  # type: ignore[method-assign]
    try:
        found = reader.parse(text).attributions
    finally:
        del reader.confidence, reader.least
    return list(zip(found, features, strict=True))


def best_least(chance: np.ndarray, y: np.ndarray, golds: int) -> float:
    """The lowest of the confidences (steps of 0.05) from which on F1 is highest."""
    steps = np.arange(0, 0.65, 0.05)
    f1 = [2 * y[chance >= step].sum() / ((chance >= step).sum() + golds) for step in steps]
    return round(float(steps[int(np.argmax(f1))]), 2)


def main() -> None:
    """Command line of the stage."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("weights", type=Path)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--precision", type=float, default=0.88)
    parser.add_argument("--generous", type=float, default=1.2, help="by how much none is lowered")
    args = parser.parse_args()
    spec = importlib.util.spec_from_file_location("score", args.gold.parent / "score.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"no score.py beside {args.gold}")
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    reader = Reader.load(args.weights)
    reader.generous = args.generous
    rows, hits, folds = [], [], []
    golds = 0
    with gzip.open(args.gold, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            article = json.loads(line)
            found = collected(reader, article["text"])
            mine = [{"content": a.content, "source": a.source} for a, _ in found]
            good = right(scorer, article["text"], article["attributions"], mine)
            rows += [f for _, f in found]
            hits += good
            folds += [number % FOLDS] * len(found)
            golds += len(article["attributions"])
    x, y, fold = np.array(rows), np.array(hits, float), np.array(folds)
    chance = np.zeros(len(y))
    for k in range(FOLDS):
        w = fit(x[fold != k], y[fold != k])
        chance[fold == k] = 1 / (1 + np.exp(-(x[fold == k] @ w[:-1] + w[-1])))
    order = np.argsort(-chance)
    precision = np.cumsum(y[order]) / np.arange(1, len(y) + 1)
    recall = np.cumsum(y[order]) / golds
    holds = np.flatnonzero(precision >= args.precision)
    sure = float(chance[order[holds[-1]]]) if len(holds) else 1.0
    least = best_least(chance, y, golds)
    print(f"{len(y)} attributions, {int(y.sum())} right, of {golds}; F1 is highest from {least}")
    for level in (0.95, 0.92, 0.9, 0.88, 0.85, 0.8):
        at = np.flatnonzero(precision >= level)
        print(f"precision {level}: recall {recall[at[-1]] if len(at) else 0:.3f} (cross-validated)")
    for low in np.arange(0, 1, 0.1):
        bin_ = (chance >= low) & (chance < low + 0.1)
        if bin_.any():
            print(f"said {chance[bin_].mean():.2f}, was {y[bin_].mean():.2f} ({bin_.sum()})")
    w = fit(x, y)
    path = args.weights / "reader.json"
    card = json.loads(path.read_text(encoding="utf-8"))
    card["calibration"] = {
        "attribution": {
            "weights": [round(float(v), 5) for v in w[:-1]],
            "bias": round(float(w[-1]), 5),
            "sure": round(sure, 3),
            "least": least,
            "generous": args.generous,
        }
    }
    path.write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
