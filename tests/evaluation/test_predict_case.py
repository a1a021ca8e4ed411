"""Every case beside the checkout is reproduced exactly; the answers in it are not looked at."""

from __future__ import annotations

import copy
import json

import pytest

from evaluation import check_case, predict
from evaluation.gmcr_case import read
from evaluation.predict_case import answer
from tests.conftest import SHARED

CASES = sorted((SHARED / "cases").glob("*")) if SHARED.is_dir() else []


@pytest.mark.skipif(not CASES, reason="the case files (../shared/cases) are not here")
@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_case_is_reproduced_exactly(path, tmp_path):
    out = tmp_path / "out.json"
    assert predict.main(["case", str(path), str(out)]) == 0
    assert list(check_case.differences(read(path), json.loads(out.read_text()))) == []
    assert "null" not in out.read_text()


@pytest.mark.skipif(not CASES, reason="the case files (../shared/cases) are not here")
def test_the_answers_in_a_case_are_not_looked_at():
    document = read(SHARED / "cases" / "three-dm-repeat-movers.yaml")
    spoilt = copy.deepcopy(document)
    for entry in spoilt["results"]:
        for concept in entry["concepts"].values():
            concept["stable"] = {maker: [] for maker in concept["stable"]}
            concept["equilibria"] = [99]
    for target in spoilt["inverse"]["targets"]:
        for sets in target["minimal_sets"].values():
            sets.update({maker: [[99]] for maker in sets})
    assert answer(spoilt)["results"] == answer(document)["results"]
    assert answer(spoilt)["inverse"] == answer(document)["inverse"]


def test_a_file_of_another_format_is_refused(tmp_path, capsys):
    path = tmp_path / "case.yaml"
    path.write_text("format: something/1\n")
    assert predict.main(["case", str(path), str(tmp_path / "out.json")]) == 1
    assert "'something/1' is none of gmcr-case/1" in capsys.readouterr().err


def test_a_question_nobody_can_answer_is_null():
    document = {
        "format": "gmcr-case/1",
        "id": "unanswerable",
        "decision_makers": [{"id": "A"}, {"id": "B"}],
        "options": [
            {"id": "a", "dm": "A", "name": "a", "direction": "reversible"},
            {"id": "b", "dm": "B", "name": "b", "direction": "reversible"},
        ],
        "states": [
            {"id": 1, "pattern": "NN"},
            {"id": 2, "pattern": "YN"},
            {"id": 3, "pattern": "NY"},
            {"id": 4, "pattern": "YY"},
        ],
        "status_quo": 1,
        "preferences": {"A": {"ranking": [1, 2, 3, 4]}, "B": {"ranking": [4, 3, 2, 1]}},
        "results": [{"basis": "computed", "concepts": {"telepathy": {}, "nash": {}}}],
    }
    concepts = answer(document)["results"][0]["concepts"]
    assert concepts["telepathy"] is None
    assert concepts["nash"]["equilibria"] == [3]
