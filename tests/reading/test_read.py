"""From a report to evidence, with whatever reader is there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from backchannel.dossier.records_json import evidence_to_plain
from backchannel.errors import InputError
from backchannel.reading.read import read
from backchannel.text import Source

REPORT = """Norland closes the strait

PORT ALBA, 3 March 2024 - Norland closed the strait on Friday and accused Sudland of \
smuggling arms.

“The strait is ours,” Prime Minister Ada Holm told reporters. Sudland rejected the accusation \
and demanded talks. Norland did not say when the strait would be reopened.

The two governments will meet in Geneva next week, the United Nations said.
"""


WORDS = [
    *"Norland Sudland rejected demanded the talks that said will not attack troops".split(),
    *"from unless if threatened to of and's 1962 “ ” \" « » , . [ ] ( )".split(),
    "\n",
    "\u200f",
    "\U0001f600",
]


def test_every_quote_stands_at_its_place() -> None:
    source = Source(REPORT, "strait.txt")
    evidence = read(source)
    citations = list(evidence.citations())
    assert citations
    assert all(source.text[c.start : c.end] == c.quote for c in citations)


def test_the_main_acts_are_found() -> None:
    evidence = read(Source(REPORT))
    kinds = {event.type.value for event in evidence.events}
    assert {"ACCUSE", "REJECT", "REQUEST", "AGREE"} <= kinds
    assert any("The strait is ours" in s.content[0].quote for s in evidence.statements)
    assert evidence.absences


def test_two_readings_are_the_same_to_the_byte() -> None:
    one = json.dumps(evidence_to_plain(read(Source(REPORT))), ensure_ascii=False)
    other = json.dumps(evidence_to_plain(read(Source(REPORT))), ensure_ascii=False)
    assert one == other


def test_sure_keeps_only_what_is_sure() -> None:
    everything = read(Source(REPORT))
    sure = read(Source(REPORT), sure=0.75)
    assert len(sure.events) <= len(everything.events)
    assert all(e.confidence >= 0.75 for e in sure.events)
    assert all(p.confidence >= 0.75 for p in sure.positions)


def test_nothing_is_read_from_nothing() -> None:
    with pytest.raises(InputError):
        read(Source("   \n \n"))


@given(st.lists(st.sampled_from(WORDS), max_size=60))
def test_no_text_breaks_the_reading(words: list[str]) -> None:
    text = " ".join(words)
    try:
        evidence = read(Source(text))
    except InputError:
        return
    assert all(text[c.start : c.end] == c.quote for c in evidence.citations())


def test_the_command_prints_evidence_and_json(tmp_path: Path) -> None:
    from backchannel.cli.read import read as command

    path = tmp_path / "strait.txt"
    path.write_text(REPORT, encoding="utf-8")
    runner = CliRunner()
    shown = runner.invoke(command, [str(path)])
    assert shown.exit_code == 0
    assert "Events" in shown.output
    assert "Statements" in shown.output
    document = json.loads(runner.invoke(command, [str(path), "--json"]).stdout)
    assert document["schema"] == "backchannel-readings/1"
    assert len(document["readings"]) == 1
    lines = runner.invoke(command, [str(path), "--jsonl"]).stdout.splitlines()
    assert {json.loads(line)["record"] for line in lines} >= {"events", "statements"}
    missing = runner.invoke(command, [str(tmp_path / "absent.txt"), str(path)])
    assert missing.exit_code == 1
    assert "Events" in missing.stdout
