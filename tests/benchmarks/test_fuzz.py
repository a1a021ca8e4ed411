"""The fuzz run: the same inputs and results from the same seed, stopped or not; faults are told."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from backchannel.errors import InputError
from benchmarks import fuzz
from benchmarks.odd_texts import KINDS, odd_input, paragraphs

STOCK = ("The union rejected the offer of the port on Monday.", "“No,” the minister said.")


def state(path: Path) -> dict[str, object]:
    found = json.loads(path.read_text("utf-8"))
    assert isinstance(found, dict)
    return found


def test_an_input_follows_from_its_seed_and_number() -> None:
    made = [odd_input(3, number, STOCK) for number in range(200)]
    assert made == [odd_input(3, number, STOCK) for number in range(200)]
    assert made != [odd_input(4, number, STOCK) for number in range(200)]
    assert {one.kind for one in made} == set(KINDS)
    assert all((one.data is None) == (one.kind != "bytes") for one in made)


def test_paragraphs_are_those_of_the_reports(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "report-1.txt").write_text("One.\n\n\n\nTwo.\n", "utf-8")
    (tmp_path / "a" / "notes.txt").write_text("Three.", "utf-8")
    assert paragraphs([tmp_path]) == ("One.", "Two.\n")


def test_a_run_that_was_stopped_gives_what_one_in_one_go_gives(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fuzz, "BLOCK", 10)
    stopped, whole = tmp_path / "stopped.json", tmp_path / "whole.json"
    for count in ("10", "30"):
        assert fuzz.main(["--count", count, "--seed", "8", "--state", str(stopped)]) == 0
    assert fuzz.main(["--count", "30", "--seed", "8", "--state", str(whole)]) == 0
    for key in ("done", "digest", "read", "refused", "records", "failures"):
        assert state(stopped)[key] == state(whole)[key]
    assert state(whole)["done"] == 30


def test_a_crash_and_a_hang_are_told_and_the_run_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def odd(given: object) -> str:
        if calls and calls.pop() == "crash":
            raise ZeroDivisionError("oh")
        until = time.process_time() + 5
        while not calls and time.process_time() < until:
            pass
        return "refused: nothing"

    calls = ["fine", "crash"]
    monkeypatch.setattr(fuzz, "read_plain", odd)
    path = tmp_path / "state.json"
    arguments = ["--count", "3", "--limit", "0.2", "--state", str(path)]
    assert fuzz.main(arguments) == 1
    failures = state(path)["failures"]
    assert isinstance(failures, list)
    assert [f["error"].split(":")[0] for f in failures[:2]] == ["ZeroDivisionError", "TooLongError"]


def test_a_wrong_quotation_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = {"quote": "x", "start": 0, "end": 1}
    monkeypatch.setattr(
        "backchannel.dossier.records_json.evidence_to_plain", lambda _: {"events": [wrong]}
    )
    with pytest.raises(fuzz.WrongError, match="does not stand"):
        fuzz.read_plain(fuzz.OddInput("mutated", "The union rejected the offer."))


def test_a_refusal_is_no_crash(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise InputError("not today", "odd")

    monkeypatch.setattr("backchannel.reading.read.read", refuse)
    assert fuzz.read_plain(fuzz.OddInput("mutated", "The union.")).startswith("refused: ")


@pytest.mark.slow
def test_five_thousand_odd_inputs() -> None:
    assert fuzz.main(["--count", "5000", "--seed", "5"]) == 0
