"""Measure how often what is read is right, and write it down as confidence.

::

    python -m evaluation.calibrate [FOLDER ...] [--unseen FOLDER ...] [--check FOLDER ...]
                                   [--write] [--shared PATH]

Reads the annotated dossiers that are at hand (the seed, the development dossiers, the example) and
any FOLDER beside them, pairs what was read with the annotation by the dossiers' own scorer, and
counts for each class (kind of item, rule that found it) how many items there were and how many
were right:

* party: means a party of the annotation;
* event (not historical): paired with an event of the annotation;
* statement: content paired and speaker right;
* position: party and passage paired and stance right;
* absence: overlaps a passage where the annotation notes one;
* residue: more than half of it is residue in the annotation.

A class's share is smoothed towards the share of its kind: (right + 6 * share of kind) / (seen + 6).
Rules were written with those dossiers at hand, so they are right more often there than on a new
dispute. ``--unseen`` folders are dossiers that nobody looked at while rules were written: each
kind's shares are multiplied by how often its items were right there over how often the shares
expect them to be, (right + 10) / (expected + 10).

What is printed is cross-validated: each dossier is judged by shares counted on the others.
``--check`` folders are never counted; they are judged by the shares of all others. ``--write``
replaces ``lexicon/confidence.tsv``. The same input gives the same bytes.
"""

from __future__ import annotations

import argparse
import importlib
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from backchannel.dossier.evidence import Evidence, Factuality
from backchannel.reading.calibration import KINDS, recording
from evaluation.predict_dossier import predicted, read_folder, reports_in

ROOT = Path(__file__).resolve().parents[1]
TABLE = ROOT / "src" / "backchannel" / "reading" / "lexicon" / "confidence.tsv"
UNSEEN_WEIGHT = 10.0
"""So many items of an unseen dossier are taken to be as the shares expect."""
WEIGHT = 6.0
"""So many items' worth of its kind's share each class begins with."""
BANDS = (0.0, 0.5, 0.7, 0.8, 0.9, 1.01)

Shares = dict[tuple[str, str], float]


@dataclass(frozen=True, slots=True)
class Item:
    """One item read: its kind, the rule that found it, and whether the annotation has it."""

    kind: str
    rule: str
    right: bool


def main(arguments: list[str]) -> int:
    """Measure, print, and with ``--write`` keep the shares; 0 done, 1 nothing to measure on."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.calibrate", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("folders", nargs="*", type=Path, metavar="FOLDER")
    parser.add_argument("--unseen", nargs="*", type=Path, default=[], metavar="FOLDER")
    parser.add_argument("--check", nargs="*", type=Path, default=[], metavar="FOLDER")
    parser.add_argument("--write", action="store_true", help=f"replace {TABLE.name}")
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    options = parser.parse_args(arguments)
    gold = options.shared / "gold"
    sys.path[:0] = [str(gold / "seed"), str(gold / "events")]
    base = gold / "dossiers"
    folders = [gold / "seed", *(sorted(base.iterdir()) if base.is_dir() else [])]
    folders += [ROOT / "examples" / "us-iraq-dialogue", *options.folders]
    folders = [folder for folder in folders if (folder / "gold.json").is_file()]
    if not folders or not (gold / "seed" / "score_dossier.py").is_file():
        print("no annotated dossiers and no scorer here (--shared)", file=sys.stderr)
        return 1
    seen = [items_of(folder) for folder in folders]
    print(f"cross-validated over {len(seen)} dossiers, {sum(map(len, seen))} items")
    judged = []
    for at, items in enumerate(seen):
        shares = fit(item for other, rest in enumerate(seen) if other != at for item in rest)
        judged += [(look_up(shares, item), item) for item in items]
    print(reliability(judged))
    shares = fit(item for items in seen for item in items)
    if options.unseen:
        unseen = [items_of(folder) for folder in options.unseen]
        print(f"\nunseen, each judged by the others: {len(unseen)} dossiers")
        before, after = [], []
        for at, items in enumerate(unseen):
            rest = [item for other, some in enumerate(unseen) if other != at for item in some]
            new = drawn(shares, rest)
            before += [(look_up(shares, item), item) for item in items]
            after += [(look_up(new, item), item) for item in items]
        print(f"as counted on the others\n{reliability(before)}")
        print(f"drawn towards the unseen\n{reliability(after)}")
        shares = drawn(shares, [item for items in unseen for item in items])
    if options.check:
        print(f"\nnot counted, judged by all of these: {len(options.check)} dossiers")
        checked = [item for folder in options.check for item in items_of(folder)]
        print(reliability([(look_up(shares, item), item) for item in checked]))
    if options.write:
        TABLE.write_text(written(shares, [i for items in seen for i in items]), encoding="utf-8")
        print(f"\nwritten: {TABLE.relative_to(ROOT)}")
    return 0


def items_of(folder: Path) -> list[Item]:
    """Read a folder and tell of each item whether the annotation has it."""
    with recording() as record:
        evidence, number_of = read_folder(reports_in(folder), None)
    annotation = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    verdicts = _verdicts(evidence, annotation, predicted(evidence, number_of), number_of)
    found: list[Item] = []
    for confidence, is_right in verdicts:
        known = record.of(confidence)
        if known is not None:
            found.append(Item(*known, is_right))
    return found


def _verdicts(
    evidence: Evidence,
    annotation: dict[str, Any],
    plain: dict[str, Any],
    number_of: dict[str, int],
) -> Iterable[tuple[float, bool]]:
    """Yield the confidence of every item and whether it is right."""
    scorer: Any = importlib.import_module("score_dossier")
    gold = scorer.Gold(annotation)
    names = {
        scorer.norm(name): [p["name"], *p["aliases"]]
        for p in plain["parties"]
        for name in (p["name"], *p["aliases"])
    }

    def who(name: str) -> str | None:
        found: str | None = gold.resolve(name, names.get(scorer.norm(name), ()))
        return found

    for party, one in zip(evidence.parties, plain["parties"], strict=True):
        yield party.confidence, gold.resolve(one["name"], one["aliases"]) is not None
    told = (Factuality.ACTUAL, Factuality.FUTURE, Factuality.HISTORICAL)
    events = [e for e in evidence.events if e.factuality in told]
    pairs = _paired(
        scorer,
        annotation["events"],
        plain["events"],
        lambda g, p: float(
            p["type"] in {g["type"], *g.get("accept", [])}
            and any(scorer.overlap(m, x) for m in p["mentions"] for x in gold.passages(g))
        ),
    )
    for at, event in enumerate(events):
        if event.factuality is not Factuality.HISTORICAL:
            yield event.confidence, at in pairs
    pairs = _paired(
        scorer,
        annotation["statements"],
        plain["statements"],
        lambda g, p: (
            float(min(g["content"]["end"], p["end"]) - max(g["content"]["start"], p["start"]))
            if scorer.overlap(g["content"], p)
            else 0.0
        ),
    )
    for at, statement in enumerate(evidence.statements):
        is_right = at in pairs and _speaker_right(
            gold, annotation["statements"][pairs[at]], plain["statements"][at], who
        )
        yield statement.confidence, is_right
    pairs = _paired(
        scorer,
        annotation["positions"],
        plain["positions"],
        lambda g, p: (
            1.0 + (g["stance"] == p["stance"])
            if who(p["party"]) in gold.kin(g["party"])
            and scorer.overlap(g.get("cite") or g["sentence"], p)
            else 0.0
        ),
    )
    for at, position in enumerate(evidence.positions):
        stands = at in pairs and annotation["positions"][pairs[at]]["stance"] == position.stance
        yield position.confidence, stands
    noted = [one.get("cite") or one.get("sentence") or one for one in annotation["absences"]]
    for absence in evidence.absences:
        spot = absence.citation
        place = {
            "report": number_of[spot.source.sha256],
            "start": spot.start,
            "end": spot.end,
        }
        yield absence.confidence, any(scorer.overlap(place, one) for one in noted)
    for report in evidence.reports:
        number = number_of[report.source.sha256]
        for one in report.residue:
            shared = sum(
                max(0, min(x["end"], one.span.end) - max(x["start"], one.span.start))
                for x in annotation.get("residue", [])
                if x.get("report", 1) == number
            )
            yield one.confidence, 2 * shared > one.span.end - one.span.start


def _paired(scorer: Any, gold: Sequence[Any], read: Sequence[Any], weight: Any) -> dict[int, int]:
    """The scorer's one-to-one pairs, from the number of what was read to that of the gold."""
    if not gold or not read:
        return {}
    weights = [[weight(g, p) for p in read] for g in gold]
    return {p: g for g, p in scorer.assign(weights).items()}


def _speaker_right(gold: Any, one: dict[str, Any], read: dict[str, Any], who: Any) -> bool:
    """The scorer's rule: nobody but the speakers and what they belong to, and all of them."""
    want = one["speaker"] if isinstance(one["speaker"], list) else [one["speaker"]]
    got = [who(name) for name in read["speaker"]]
    allowed: set[str] = set()
    for id in [*want, *([one["speaks_for"]] if "speaks_for" in one else [])]:
        allowed |= gold.kin(id)
    return bool(got) and set(got) <= allowed and all(gold.kin(id) & set(got) for id in want)


def fit(items: Iterable[Item]) -> Shares:
    """Return the smoothed share of each class, and of each kind under ``*``."""
    seen: Counter[tuple[str, str]] = Counter()
    good: Counter[tuple[str, str]] = Counter()
    for item in items:
        for rule in (item.rule, "*"):
            seen[(item.kind, rule)] += 1
            good[(item.kind, rule)] += item.right
    shares: Shares = {}
    for kind in KINDS:
        every = seen[(kind, "*")]
        shares[(kind, "*")] = (good[(kind, "*")] + 1) / (every + 2)
    for key in seen:
        if key[1] != "*":
            start = shares[(key[0], "*")]
            shares[key] = (good[key] + WEIGHT * start) / (seen[key] + WEIGHT)
    return shares


def drawn(shares: Shares, unseen: Sequence[Item]) -> Shares:
    """Return the shares, each kind's multiplied by how it fares on unseen dossiers."""
    factors = dict.fromkeys(KINDS, 1.0)
    for kind in KINDS:
        own = [item for item in unseen if item.kind == kind]
        expected = sum(look_up(shares, item) for item in own)
        right = sum(item.right for item in own)
        factors[kind] = (right + UNSEEN_WEIGHT) / (expected + UNSEEN_WEIGHT)
    return {
        (kind, rule): min(share * factors[kind], 0.99) for (kind, rule), share in shares.items()
    }


def look_up(shares: Shares, item: Item) -> float:
    """Return the share of an item's class, or of its kind."""
    return shares.get((item.kind, item.rule), shares[(item.kind, "*")])


def reliability(judged: Sequence[tuple[float, Item]]) -> str:
    """Return a table: by kind and band of confidence, how many, expected and observed share."""
    rows = [f"{'':22}{'items':>6} {'expected':>9} {'observed':>9}"]
    groups: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    for share, item in judged:
        groups[item.kind].append((share, item.right))
    every: list[tuple[float, bool]] = []
    for kind in KINDS:
        group = groups.get(kind, [])
        every += group
        if group:
            rows.append(_row(kind, group))
    for low, high in pairwise(BANDS):
        inside = [one for one in every if low <= one[0] < high]
        if inside:
            name = f"below {high}" if low == 0 else f"{low} to {min(high, 1.0)}"
            rows.append(_row(f"confidence {name}", inside))
    return "\n".join(rows)


def _row(name: str, group: Sequence[tuple[float, bool]]) -> str:
    expected = sum(share for share, _ in group) / len(group)
    observed = sum(good for _, good in group) / len(group)
    return f"{name:22}{len(group):6} {expected:9.2f} {observed:9.2f}"


def written(shares: Shares, items: Sequence[Item]) -> str:
    """Return the table as it is kept: kind, rule, share, items seen; sorted."""
    seen = Counter((item.kind, rule) for item in items for rule in (item.rule, "*"))
    head = (
        "# How often items of a class were right on the annotated dossiers: kind, rule, share\n"
        '# (smoothed towards the kind\'s), items seen; "*" is the whole kind. Written by\n'
        "# python -m evaluation.calibrate --write; see its head for what counts as right, and how\n"
        "# dossiers that nobody had looked at draw the shares of their kinds down.\n"
    )
    rows = [
        f"{kind}\t{rule}\t{share:.3f}\t{seen[(kind, rule)]}"
        for (kind, rule), share in sorted(shares.items())
    ]
    return head + "\n".join(rows) + "\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
