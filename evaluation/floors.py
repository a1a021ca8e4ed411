"""Pinned floors: what was measured once, on which corpus and commit, and must not fall."""

from __future__ import annotations

import json
import math
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaluation.sets import Scored

__all__ = ["FLOORS", "Floor", "judge", "pin", "read_floors"]

FLOORS = Path(__file__).with_name("floors.json")
SLACK = 0.0005
"""A figure may be so much below its floor: rounding, not a loss."""


@dataclass(frozen=True, slots=True)
class Floor:
    """A figure that must not fall.

    Parameters
    ----------
    value : float
        The floor; for measures that count faults, a ceiling.
    corpus : str
        First 12 digits of the SHA-256 of the corpus.
    commit : str
        Where it was measured.
    """

    value: float
    corpus: str
    commit: str


def read_floors(path: Path) -> dict[str, Floor]:
    """Read floors by ``set measure``; none if there is no file."""
    if not path.exists():
        return {}
    return {key: Floor(**plain) for key, plain in json.loads(path.read_text("utf-8")).items()}


def judge(scored: Scored, floors: dict[str, Floor]) -> list[dict[str, Any]]:
    """Hold one set's figures against their floors.

    Returns
    -------
    list of dict
        ``set, measure, value, floor, verdict``; the verdict is "", "FELL" or "other corpus".
    """
    rows = []
    for measure, value in scored.figures.items():
        floor = floors.get(f"{scored.name} {measure}")
        verdict = ""
        if floor is not None:
            if floor.corpus != scored.corpus:
                verdict = "other corpus"
            elif measure in scored.faults:
                verdict = "FELL" if value > floor.value + SLACK else ""
            else:
                verdict = "FELL" if value < floor.value - SLACK else ""
        rows.append(
            {
                "set": scored.name,
                "measure": measure,
                "value": value,
                "floor": None if floor is None else floor.value,
                "verdict": verdict,
            }
        )
    return rows


def pin(
    path: Path, floors: dict[str, Floor], scored: list[Scored], *, allow_lower: bool, root: Path
) -> None:
    """Write figures as floors, rounded down to a thousandth; lower ones only if allowed."""
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=root, capture_output=True, text=True
    ).stdout.strip()
    kept = dict(floors)
    for one in scored:
        for measure, value in one.figures.items():
            key = f"{one.name} {measure}"
            fault = measure in one.faults
            rounded = value if fault else math.floor(value * 1000) / 1000
            old = kept.get(key)
            worse = old is not None and (rounded > old.value if fault else rounded < old.value)
            if old is not None and worse and old.corpus == one.corpus and not allow_lower:
                continue
            kept[key] = Floor(rounded, one.corpus, commit)
    plain = {
        key: {"value": floor.value, "corpus": floor.corpus, "commit": floor.commit}
        for key, floor in sorted(kept.items())
    }
    path.write_text(json.dumps(plain, indent=1) + "\n", "utf-8")
