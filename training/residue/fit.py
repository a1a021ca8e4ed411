"""Fit the judge of lines on labelled pages, and say how well it does on pages it has not seen.

    python -m training.residue.fit PAGES.jsonl.gz OUT.npz [--cross-validate REPORT.json [--by page]
        [--predictions CHANCES.json]]

PAGES has one page a line, ``lines`` and ``labels`` (``shared/gold/residue/README.md``). Boosted
forests (LightGBM) and small networks (PyTorch, ``training/residue/network.py``; both in the extra
``train``) are fitted on the same features. Every page is shown whole, cut to its report with a few
lines round it as an analyst would copy it, and twice with another page's report in its site. Seeds
are fixed; one thread, so that a second run gives the same file. With --cross-validate the pages
are parted in five, all pages of a site together (with ``--by page``: as they come), each fifth is
judged by what was fitted on the others, and the predictions are scored with the scorer beside
PAGES; with --predictions the chances are written too, to choose thresholds by.
"""

from __future__ import annotations

import argparse
import gzip
import importlib.util
import json
import random
import time
from bisect import bisect_right
from dataclasses import fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import lightgbm
import numpy as np

from backchannel.reading.chrome import match_rule
from backchannel.reading.line_features import NAMES, line_features
from backchannel.reading.line_judge import Judge, Trees
from backchannel.reading.lines import lines_of
from backchannel.reading.residue import judge_lines
from training.residue.network import Sample, fit_networks

FOLDS = 5
ROUNDS = 300
MEMBERS = (
    {"seed": 0, "extra_trees": True},
    {"seed": 1},
    {"seed": 2, "extra_trees": True},
    {"seed": 3, "extra_trees": True},
)
"""The forests; those with splits drawn at random err on other pages than the second."""
NETWORKS = 4
SWAPS = (1, 4)
"""How far apart, in the order of PAGES, the two pages of a mixed page stand."""
COMMON = {
    "objective": "binary",
    "learning_rate": 0.08,
    "num_leaves": 16,
    "feature_fraction_bynode": 0.3,
    "bagging_fraction": 0.7,
    "bagging_freq": 1,
    "min_data_in_leaf": 15,
    "lambda_l2": 2.0,
    "num_threads": 1,
    "deterministic": True,
    "force_row_wise": True,
    "verbose": -1,
}
INNER_RESIDUE, BODY = 3.0, 2.0
"""Weights: a line of residue amid the report, a line of the report; other residue counts 1."""
USUAL_BODY = 20.0
"""Lines of a usual report: in longer ones a line weighs less, so that no page counts for many."""


def site_of(page: dict[str, Any]) -> str:
    """The site a page is from: the last two labels of its host, three under co.uk and the like."""
    labels = (urlsplit(page["url"]).hostname or "").split(".")
    return ".".join(labels[-3:] if len(labels) > 2 and len(labels[-2]) <= 3 else labels[-2:])


def parted(pages: list[Shown], count: int, seed: int) -> list[list[int]]:
    """Part pages by number, all pages of one site together, the parts as even as that allows."""
    sites: dict[str, list[int]] = {}
    for number, page in enumerate(pages):
        sites.setdefault(site_of(page.page), []).append(number)
    order = sorted(sites)
    random.Random(seed).shuffle(order)
    parts: list[list[int]] = [[] for _ in range(count)]
    for site in order:
        min(parts, key=len).extend(sites[site])
    return parts


class Shown:
    """A page as it is shown to the forests."""

    def __init__(self, page: dict[str, Any]) -> None:
        self.page = page
        lines = lines_of("\n".join(page["lines"]))
        starts, at = [], 0
        for line in page["lines"]:
            starts.append(at)
            at += len(line) + 1
        rows = [bisect_right(starts, line.start) - 1 for line in lines]
        self.features = line_features(lines, [match_rule(line.text) for line in lines])
        self.labels = np.array(
            [{"body": 1, "residue": 0}.get(page["labels"][row], -1) for row in rows]
        )
        inner = np.array([page["where"][row] == "inner" for row in rows], dtype=bool)
        length = max(5, int((self.labels == 1).sum()))
        self.weights = np.where(
            self.labels == 1,
            BODY * (USUAL_BODY / length) ** 0.5,
            np.where(inner & (self.labels == 0), INNER_RESIDUE, 1.0),
        )


def cut(page: dict[str, Any], rng: random.Random) -> dict[str, Any]:
    """The report with a few lines round it."""
    body = [i for i, label in enumerate(page["labels"]) if label == "body"]
    first, last = body[0], body[-1]
    above, below = rng.choice([0, 0, 1, 2, 4, 8, 16]), rng.choice([0, 0, 1, 2, 4, 8, 16])
    before = [i for i in range(first) if page["lines"][i].strip()]
    after = [i for i in range(last + 1, len(page["lines"])) if page["lines"][i].strip()]
    start = before[-above:][0] if above and before else first
    end = after[:below][-1] if below and after else last
    return {**page, **{k: page[k][start : end + 1] for k in ("lines", "labels", "where")}}


def swapped(around: dict[str, Any], inside: dict[str, Any]) -> dict[str, Any]:
    """The report of one page, with what stands amid it, set into another page's site."""
    first, *_, last = [i for i, label in enumerate(around["labels"]) if label == "body"] * 2
    begin, *_, end = [i for i, label in enumerate(inside["labels"]) if label == "body"] * 2
    return {
        **around,
        **{
            k: around[k][:first] + inside[k][begin : end + 1] + around[k][last + 1 :]
            for k in ("lines", "labels", "where")
        },
    }


def forests(shown: list[Shown]) -> list[Any]:
    """Fit the forests."""
    labels = np.concatenate([page.labels for page in shown])
    known = labels >= 0
    data = lightgbm.Dataset(
        np.vstack([page.features for page in shown])[known],
        labels[known],
        weight=np.concatenate([page.weights for page in shown])[known],
        params={"max_bin": 63, "verbose": -1},
        free_raw_data=False,
    )
    return [lightgbm.train({**COMMON, **member}, data, ROUNDS) for member in MEMBERS]


def flat(found: list[Any]) -> Trees:
    """The forests as flat arrays; thresholds rounded down to what decides the same in float32."""
    feature: list[int] = []
    left: list[int] = []
    right: list[int] = []
    threshold: list[float] = []
    value: list[float] = []
    roots: list[int] = []

    def add(node: dict[str, Any]) -> int:
        here = len(feature)
        for column in (feature, left, right):
            column.append(0)
        threshold.append(0.0)
        value.append(0.0)
        if "leaf_value" in node:
            left[here] = right[here] = here
            value[here] = node["leaf_value"]
            return here
        limit = np.float32(node["threshold"])
        if float(limit) > node["threshold"]:
            limit = np.nextafter(limit, np.float32(-np.inf))
        feature[here], threshold[here] = node["split_feature"], float(limit)
        left[here] = add(node["left_child"])
        right[here] = add(node["right_child"])
        return here

    for forest in found:
        roots += [add(tree["tree_structure"]) for tree in forest.dump_model()["tree_info"]]
    return Trees(
        np.array(feature, np.int32),
        np.array(left, np.int32),
        np.array(right, np.int32),
        np.array(threshold, np.float32),
        np.array(value, np.float32),
        np.array(roots, np.int32),
        len(found),
    )


def fit(pages: list[Shown], cuts: list[Shown]) -> Judge:
    """Fit both witnesses."""
    mixed = [
        Shown(swapped(page.page, pages[(i + shift) % len(pages)].page))
        for shift in SWAPS
        for i, page in enumerate(pages)
    ]
    every = [*pages, *cuts, *mixed]
    samples = [Sample(s.features, s.labels, s.weights, s in pages) for s in every]
    return Judge(flat(forests(every)), fit_networks(samples, NETWORKS))


def save(judge: Judge, path: Path) -> None:
    """Write the arrays; node numbers fit 16 bits, values are kept to about three digits."""
    trees, network = judge.trees, judge.network
    arrays: dict[str, Any] = {
        "names": np.array(NAMES),
        "trees_feature": trees.feature.astype(np.uint8),
        "trees_left": trees.left.astype(np.uint16),
        "trees_right": trees.right.astype(np.uint16),
        "trees_threshold": trees.threshold,
        "trees_value": trees.value.astype(np.float16).astype(np.float32),
        "trees_roots": trees.roots.astype(np.uint16),
        "trees_groups": np.array(trees.groups),
    }
    for field in fields(network):
        array = getattr(network, field.name)
        arrays[f"network_{field.name}"] = (
            array.astype(np.float16) if array.dtype == np.float64 else array
        )
    np.savez_compressed(path, **arrays)


def cross_validate(
    pages: list[Shown], cuts: list[Shown], scorer: Path, *, by_site: bool
) -> dict[str, Any]:
    """Score every page by forests that were not fitted on it, through all rules of the product."""
    spec = importlib.util.spec_from_file_location("residue_score", scorer)
    assert spec is not None
    assert spec.loader is not None
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    order = list(range(len(pages)))
    random.Random(1).shuffle(order)
    parts = parted(pages, FOLDS, seed=1) if by_site else [order[f::FOLDS] for f in range(FOLDS)]
    found: dict[int, list[list[int]]] = {}
    chances: dict[str, list[list[float]]] = {}
    for fold, part in enumerate(parts):
        train = sorted(set(order) - set(part))
        judge = fit([pages[p] for p in train], [cuts[p] for p in train])
        for p in part:
            lines = lines_of("\n".join(pages[p].page["lines"]))
            chances[pages[p].page["id"]] = [
                witness.probability(pages[p].features).round(4).tolist()
                for witness in (judge.trees, judge.network)
            ]
            found[p] = [
                [v.line.start, v.line.end]
                for v in judge_lines(lines, judge=judge)
                if v.role in ("body", "heading")
            ]
        print(f"fold {fold + 1} of {FOLDS}", flush=True)
    answer: dict[str, Any] = {"chances": chances}
    for name, chosen in (
        ("all", range(len(pages))),
        ("english", [p for p in range(len(pages)) if pages[p].page["lang"] == "en"]),
    ):
        result = score.score(
            [pages[p].page for p in chosen],
            [{"id": pages[p].page["id"], "spans": found[p]} for p in chosen],
        )
        result.pop("per_page")
        answer[name] = result
    return answer


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("pages", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--cross-validate", type=Path, metavar="REPORT.json")
    parser.add_argument("--by", choices=("site", "page"), default="site")
    parser.add_argument("--predictions", type=Path, metavar="CHANCES.json")
    given = parser.parse_args()
    started = time.time()
    with gzip.open(given.pages, "rt", encoding="utf-8") as stream:
        raw = [json.loads(line) for line in stream]
    rng = random.Random(5)
    pages = [Shown(page) for page in raw]
    cuts = [Shown(cut(page, rng)) for page in raw]
    if given.cross_validate:
        scorer = given.pages.parent / "score.py"
        result = cross_validate(pages, cuts, scorer, by_site=given.by == "site")
        chances = result.pop("chances")
        if given.predictions:
            given.predictions.write_text(json.dumps(chances, sort_keys=True) + "\n")
        given.cross_validate.write_text(json.dumps(result, indent=1, sort_keys=True) + "\n")
        for name, figures in result.items():
            print(
                f"{name}: words F1 {figures['words'][2]:.3f}, inner recall "
                f"{figures['inner_recall']:.3f}, safe pages {figures['safe_pages']:.3f}"
            )
    save(fit(pages, cuts), given.out)
    print(f"{given.out}: {given.out.stat().st_size} bytes, {time.time() - started:.0f} s")


if __name__ == "__main__":
    main()
