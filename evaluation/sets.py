"""The annotated sets, how each is predicted and scored, and which of its figures count."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaluation.predict import main as predict

__all__ = ["SETS", "Scored"]


@dataclass(frozen=True, slots=True)
class Scored:
    """The figures of one set.

    Parameters
    ----------
    name : str
        The set.
    corpus : str
        First 12 digits of the SHA-256 of its gold.
    figures : dict of str to float
        By measure, in the order they are shown.
    faults : frozenset of str
        Measures that count faults: lower is better.
    """

    name: str
    corpus: str
    figures: dict[str, float]
    faults: frozenset[str] = frozenset()


def _hash(*paths: Path) -> str:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def _score(command: list[str]) -> dict[str, Any]:
    done = subprocess.run([sys.executable, *command], capture_output=True, text=True)
    if done.returncode != 0:
        raise SystemExit(f"{command[0]} failed: {done.stderr.strip() or done.stdout.strip()}")
    result = json.loads(done.stdout)
    assert isinstance(result, dict)
    return result


def _predicted(*arguments: str) -> None:
    if predict(list(arguments)) != 0:
        raise SystemExit(f"predict {arguments[0]} failed on {arguments[1]}")


_DOSSIER = (
    "events_core_recall",
    "events_precision",
    "events_duplicates",
    "events_forbidden",
    "source_right",
    "target_right",
    "date_right",
    "parties_core_recall",
    "parties_precision",
    "parties_forbidden",
    "parties_split",
    "statements_core_recall",
    "statements_precision",
    "speaker_right",
    "positions_core_recall",
    "positions_precision",
    "stance_right",
)
_FAULTS = frozenset({"events_duplicates", "events_forbidden", "parties_forbidden", "parties_split"})


def _dossier(name: str, folder: Path, scorer: Path, out: Path) -> Scored:
    prediction = out / f"{name}.json"
    _predicted("dossier", str(folder), str(prediction))
    result = _score([str(scorer), str(folder), str(prediction), "--json"])
    figures = {k: float(result[k]) for k in _DOSSIER if result.get(k) is not None}
    return Scored(name, _hash(folder / "gold.json"), figures, _FAULTS)


def seed(root: Path, shared: Path, out: Path) -> list[Scored]:
    """Score the first real document."""
    folder = shared / "gold" / "seed"
    if not folder.is_dir():
        return []
    return [_dossier("seed", folder, folder / "score_dossier.py", out)]


def dossiers(root: Path, shared: Path, out: Path) -> list[Scored]:
    """Score the annotated dossiers of several reports."""
    base, scorer = shared / "gold" / "dossiers", shared / "gold" / "seed" / "score_dossier.py"
    if not base.is_dir():
        return []
    folders = sorted(p for p in base.iterdir() if (p / "gold.json").exists())
    return [_dossier(folder.name, folder, scorer, out) for folder in folders]


def example(root: Path, shared: Path, out: Path) -> list[Scored]:
    """Score the example that ships with the project, with the scorer of the seed."""
    folder = root / "examples" / "us-iraq-dialogue"
    scorer = shared / "gold" / "seed" / "score_dossier.py"
    if not (folder / "gold.json").exists() or not scorer.exists():
        return []
    return [_dossier("example", folder, scorer, out)]


def own_dossiers(root: Path, shared: Path, out: Path) -> list[Scored]:
    """Score the project's own annotated dossiers, with the scorer of the seed."""
    base = root / "evaluation" / "gold" / "dossiers"
    scorer = shared / "gold" / "seed" / "score_dossier.py"
    if not base.is_dir() or not scorer.exists():
        return []
    folders = sorted(p for p in base.iterdir() if (p / "gold.json").exists())
    return [_dossier(f"own-{folder.name}", folder, scorer, out) for folder in folders]


def _flat(plain: Any, prefix: str = "") -> dict[str, float]:
    flat: dict[str, float] = {}
    if isinstance(plain, dict):
        for key, value in plain.items():
            flat |= _flat(value, f"{prefix}.{key}" if prefix else str(key))
    elif isinstance(plain, list) and len(plain) == 3:
        for key, value in zip(("p", "r", "f1"), plain, strict=True):
            flat |= _flat(value, f"{prefix}.{key}")
    elif isinstance(plain, int | float) and not isinstance(plain, bool):
        flat[prefix] = float(plain)
    return flat


def _chosen(result: dict[str, Any], names: tuple[str, ...]) -> dict[str, float]:
    flat = _flat(result)
    return {name: flat[name] for name in names if name in flat}


def events(root: Path, shared: Path, out: Path) -> list[Scored]:
    """Score single sentences with PLOVER events."""
    gold, scorer = (shared / "gold" / "events" / name for name in ("dev.jsonl", "score.py"))
    return [_sentences("events", gold, scorer, out)] if gold.exists() else []


def own_events(root: Path, shared: Path, out: Path) -> list[Scored]:
    """Score the project's own single sentences: looked at in making rules, and unseen."""
    base, scorer = root / "evaluation" / "gold" / "events", shared / "gold" / "events" / "score.py"
    if not scorer.exists():
        return []
    files = sorted(base.glob("*.jsonl"))
    return [_sentences(f"own-events-{file.stem}", file, scorer, out) for file in files]


def _sentences(name: str, gold: Path, scorer: Path, out: Path) -> Scored:
    prediction = out / f"{name}.jsonl"
    _predicted("events", str(gold), str(prediction))
    result = _score([str(scorer), str(gold), str(prediction), "--json"])
    names = tuple(k for k in _flat(result) if k.endswith(("f1", "recall", "precision")))
    return Scored(name, _hash(gold), _chosen(result, names))


def attribution(root: Path, shared: Path, out: Path) -> list[Scored]:
    """Score attributed statements."""
    folder = shared / "gold" / "attribution"
    if not folder.is_dir():
        return []
    gold, prediction = folder / "dev.jsonl.gz", out / "attribution.jsonl"
    _predicted("attribution", str(gold), str(prediction))
    score = str(folder / "score.py")
    result = _score([score, "--gold", str(gold), "--pred", str(prediction), "--json"])
    names = tuple(k for k in _flat(result) if k.endswith((".f1", ".f", ".p", ".r")))
    return [Scored("attribution", _hash(gold), _chosen(result, names))]


def residue(root: Path, shared: Path, out: Path) -> list[Scored]:
    """Score residue on pasted pages."""
    folder = shared / "gold" / "residue"
    if not folder.is_dir():
        return []
    gold, prediction = folder / "dev.jsonl.gz", out / "residue.jsonl"
    _predicted("residue", str(gold), str(prediction))
    score = str(folder / "score.py")
    result = _score([score, "--gold", str(gold), "--pred", str(prediction), "--json"])
    # The judge of lines was fitted on these very pages: these figures guard against mistakes and
    # say nothing about quality; docs/explanation/how-residue-is-found.md has cross-validated ones.
    flat = _flat(result)
    names = ("words.f1", "inner_recall", "safe_pages", "clean_pages")
    figures = {f"{name} (seen in fitting)": flat[name] for name in names if name in flat}
    return [Scored("residue", _hash(gold), figures)]


def syntax(root: Path, shared: Path, out: Path) -> list[Scored]:
    """Score trees, tags, names and sentence starts on the development treebanks."""
    folder = shared / "gold" / "syntax"
    if not folder.is_dir():
        return []
    found = []
    for name in ("ewt", "gum"):
        gold = folder / f"{name}-dev.conllu.gz"
        told, raw = out / f"{name}.conllu", out / f"{name}-raw.conllu"
        _predicted("syntax", str(gold), str(told))
        _predicted("syntax", str(gold), str(raw), "--raw")
        result = _score(["-m", "evaluation.score_syntax", str(gold), str(told), str(raw)])
        found.append(Scored(f"syntax-{name}", _hash(gold), _flat(result)))
    return found


SETS: dict[str, Callable[[Path, Path, Path], list[Scored]]] = {
    "seed": seed,
    "dossiers": dossiers,
    "example": example,
    "own-dossiers": own_dossiers,
    "events": events,
    "own-events": own_events,
    "attribution": attribution,
    "residue": residue,
    "syntax": syntax,
}
"""What can be scored, by name, in the order it is run."""
