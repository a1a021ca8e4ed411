from __future__ import annotations

from pathlib import Path

from evaluation.floors import Floor, judge, pin, read_floors
from evaluation.sets import Scored

FLOORS = {
    "seed recall": Floor(0.8, "abc", "1"),
    "seed forbidden": Floor(1.0, "abc", "1"),
}


def verdicts(figures: dict[str, float], corpus: str = "abc") -> dict[str, str]:
    scored = Scored("seed", corpus, figures, frozenset({"forbidden"}))
    return {row["measure"]: row["verdict"] for row in judge(scored, FLOORS)}


def test_a_figure_below_its_floor_fell() -> None:
    assert verdicts({"recall": 0.79, "forbidden": 0.0}) == {"recall": "FELL", "forbidden": ""}


def test_more_faults_than_the_ceiling_is_a_fall() -> None:
    assert verdicts({"recall": 0.9, "forbidden": 2.0}) == {"recall": "", "forbidden": "FELL"}


def test_a_floor_of_another_corpus_does_not_judge() -> None:
    assert verdicts({"recall": 0.1}, corpus="xyz") == {"recall": "other corpus"}


def test_floors_are_lowered_only_on_purpose(tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    scored = [Scored("seed", "abc", {"recall": 0.5009, "new": 0.12345})]
    pin(path, FLOORS, scored, allow_lower=False, root=tmp_path)
    kept = read_floors(path)
    assert kept["seed recall"].value == 0.8
    assert kept["seed new"].value == 0.123
    pin(path, FLOORS, scored, allow_lower=True, root=tmp_path)
    assert read_floors(path)["seed recall"].value == 0.5
