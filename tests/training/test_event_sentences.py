"""The event sentences compile, are up to date, and keep the rules of the codebook."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

EVENTS = Path(__file__).resolve().parents[2] / "training" / "events"


def _load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("event_sentences", EVENTS / "compile.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


compiler = _load()


@pytest.fixture(scope="module")
def records() -> list[dict[str, Any]]:
    return [
        json.loads(line)
        for path in sorted(EVENTS.glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]


def test_the_records_are_what_the_sources_compile_to() -> None:
    assert compiler.main(["--check"]) == 0


def test_ids_and_texts_stand_once(records: list[dict[str, Any]]) -> None:
    assert len({record["id"] for record in records}) == len(records)
    assert len({record["text"] for record in records}) == len(records)


def test_every_span_lies_on_words_of_its_text(records: list[dict[str, Any]]) -> None:
    for record in records:
        text = record["text"]
        for event in record["events"]:
            assert event["trigger"], record["id"]
            for start, end in event["trigger"] + event["source"] + event["target"]:
                assert 0 <= start < end <= len(text)
                assert text[start:end].strip() == text[start:end]
                before, after = text[start - 1 : start], text[end : end + 1]
                assert not (before.isalnum() and text[start].isalnum()), record["id"]
                assert not (after.isalnum() and text[end - 1].isalnum()), record["id"]


def test_types_modes_and_modalities_are_those_of_the_codebook(
    records: list[dict[str, Any]],
) -> None:
    for record in records:
        for event in record["events"]:
            modes = event.get("mode", [])
            for mode in [modes] if isinstance(modes, str) else modes:
                assert mode in compiler.MODES[event["type"]].split()
            assert event["modality"] in compiler.MODALITIES


def test_every_type_and_modality_is_covered(records: list[dict[str, Any]]) -> None:
    events = [event for record in records for event in record["events"]]
    for name in compiler.TYPES.values():
        assert sum(event["type"] == name for event in events) >= 40, name
    for name in compiler.MODALITIES:
        assert sum(event["modality"] == name for event in events) >= 25, name


def test_no_trigger_is_also_a_party_of_its_event(records: list[dict[str, Any]]) -> None:
    for record in records:
        for event in record["events"]:
            parties = {tuple(span) for span in event["source"] + event["target"]}
            assert not parties & {tuple(span) for span in event["trigger"]}, record["id"]


def test_markup_gives_offsets_of_the_clean_text() -> None:
    text, events = compiler.parse_markup(
        "[The army of [Mali]t2]s [shelled]ASL.heavy-weapons a camp, [Oslo]s2 [said no]REJ2~p."
    )
    assert text == "The army of Mali shelled a camp, Oslo said no."
    assert [event["type"] for event in events] == ["ASSAULT", "REJECT"]
    assert events[0]["mode"] == "heavy-weapons"
    assert [text[slice(*span)] for span in events[0]["source"]] == ["The army of Mali"]
    assert [text[slice(*span)] for span in events[1]["target"]] == ["Mali"]
    assert events[1]["modality"] == "past"


@pytest.mark.parametrize(
    "line",
    [
        "[Oslo]s said.",
        "[Oslo]x [met]CST.",
        "[Oslo]s [met]CST.dance",
        "[Oslo]s [met]XYZ.",
        "[Oslo]s [met]CST~never.",
        "[Oslo [met]CST.",
        "Oslo] [met]CST.",
        "[Oslo]s [met]CST and [left]RET.",
        "[ Oslo]s [met]CST.",
        "[]s [met]CST.",
    ],
)
def test_broken_markup_is_refused(line: str) -> None:
    with pytest.raises(compiler.MarkupError):
        compiler.parse_markup(line)


@given(st.text(alphabet="aé[]sCSTt1.~+ ", max_size=40))
def test_any_line_is_read_or_refused(line: str) -> None:
    try:
        text, events = compiler.parse_markup(line)
    except compiler.MarkupError:
        return
    assert "[" not in text
    assert "]" not in text
    for event in events:
        assert all(0 <= s < e <= len(text) for s, e in event["trigger"])


def test_a_frame_is_filled_at_most_four_times_without_repeating_a_party() -> None:
    lists = {"country": ["Kenya", "Peru", "Oman", "Fiji", "Chad"]}
    lines = compiler.fill_frame("[{country}]s and [{country2}]s [met]CST.", lists, 3)
    assert 1 < len(lines) <= compiler.INSTANCES_PER_FRAME
    for line in lines:
        first, second = line.split(" and ")
        assert first.strip("[]s") != second.split("]")[0].strip("[")
    assert compiler.fill_frame("[Peru]s [met]CST [Chad]s.", lists, 1) == [
        "[Peru]s [met]CST [Chad]s."
    ]
