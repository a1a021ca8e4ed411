"""The annotated material of our own says what stands in its texts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from backchannel.dossier.evidence import EventType

GOLD = Path(__file__).resolve().parents[2] / "evaluation" / "gold"
DOSSIERS = sorted(path.parent for path in (GOLD / "dossiers").glob("*/gold.json"))
SENTENCES = sorted((GOLD / "events").glob("*.jsonl"))


def passages(node: Any) -> Iterator[dict[str, Any]]:
    """Every record that names a place in a report and the words there."""
    if isinstance(node, dict):
        if {"start", "end", "text"} <= node.keys():
            yield node
        for value in node.values():
            yield from passages(value)
    elif isinstance(node, list):
        for value in node:
            yield from passages(value)


@pytest.mark.parametrize("folder", DOSSIERS, ids=lambda folder: folder.name)
def test_every_passage_stands_at_its_place(folder: Path) -> None:
    gold = json.loads((folder / "gold.json").read_text("utf-8"))
    texts = {
        number: (folder / f"report-{number}.txt").read_bytes().decode("utf-8")
        for number in range(1, 5)
    }
    found = list(passages(gold))
    assert len(found) > 100
    for one in found:
        assert texts[one.get("report", 1)][one["start"] : one["end"]] == one["text"]


@pytest.mark.parametrize("folder", DOSSIERS, ids=lambda folder: folder.name)
def test_every_side_is_a_party_and_every_type_the_codebooks(folder: Path) -> None:
    gold = json.loads((folder / "gold.json").read_text("utf-8"))
    parties = {party["id"] for party in gold["parties"]}
    types = {kind.value for kind in EventType}
    for event in gold["events"]:
        assert {event["type"], *event.get("accept", [])} <= types, event["id"]
        assert {*event["source"], *event["target"]} <= parties, event["id"]


@pytest.mark.parametrize("file", SENTENCES, ids=lambda file: file.stem)
def test_every_mention_is_verbatim_in_its_sentence(file: Path) -> None:
    rows = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    assert len({row["id"] for row in rows}) == len(rows) == 160
    for row in rows:
        for event in row["events"]:
            for mention in (*event["source"], *event["target"]):
                assert mention in row["text"], row["id"]
