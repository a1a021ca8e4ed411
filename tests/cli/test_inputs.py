from __future__ import annotations

import io
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from backchannel.cli.inputs import Inputs, input_options

STORY = (
    "The envoys of both governments met in the capital on Tuesday for the first time in a year, "
    "and the foreign minister said that the talks had been useful and would be resumed soon.\n"
)
OTHER = (
    "Two lorries were stopped at the northern crossing on Friday, a customs officer said, and the "
    "drivers were held for some hours before they were let go without a charge.\n"
)


@click.command()
@input_options
@click.pass_context
def command(ctx: click.Context, inputs: Inputs) -> None:
    for report in inputs.reports():
        click.echo(f"{report.source.origin}: {report.published.day} {report.reported_on}")
    ctx.exit(inputs.finish())


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(STORY)
    (tmp_path / "b.txt").write_text(OTHER)
    return tmp_path


def test_what_was_read_passed_over_and_failed_is_counted_in_one_line(folder: Path) -> None:
    (folder / "again.txt").write_text(STORY + "\nShare this article\n")
    (folder / "french.txt").write_text(
        "Les envoyés des deux gouvernements se sont réunis mardi dans la capitale pour la première "
        "fois depuis un an et ils ont dit que les entretiens seraient repris bientôt.\n"
    )
    result = CliRunner().invoke(
        command, ["a.txt", "again.txt", "b.txt", "a.txt", "french.txt", "c.txt"]
    )
    assert result.exit_code == 1
    assert result.stdout.splitlines() == ["a.txt: None None", "b.txt: None None"]
    lines = result.stderr.splitlines()
    assert lines[-1] == (
        "2 reports read, 2 passed over (1 the same story as a.txt; 1 named before), "
        "2 failed (named above)"
    )
    assert "error: french.txt: this text is in French" in result.stderr
    assert "error: c.txt: no such file. Did you mean" in result.stderr


def test_all_read_ends_with_zero(folder: Path) -> None:
    result = CliRunner().invoke(command, ["b.txt", "--reported-on", "2024-03-12"])
    assert result.exit_code == 0
    assert result.stdout == "b.txt: None 2024-03-12\n"
    assert result.stderr == "1 report read\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "no report given"),
        (["a.txt", "--reported-on", "12/3/2024"], "YYYY-MM-DD"),
        (["a.txt", "--max-size", "huge"], "500KB or 20MB"),
        (["a.txt", "--max-size", "0"], "500KB or 20MB"),
        (["a.txt", "--time-limit", "0"], "time-limit"),
    ],
)
def test_wrong_usage_ends_with_two(folder: Path, arguments: list[str], message: str) -> None:
    result = CliRunner().invoke(command, arguments)
    assert result.exit_code == 2
    assert message in result.stderr


def test_the_size_limit_can_be_changed(folder: Path) -> None:
    result = CliRunner().invoke(command, ["a.txt", "--max-size", "100B"])
    assert result.exit_code == 1
    assert "the limit for one report is 100 bytes" in result.stderr
    assert CliRunner().invoke(command, ["a.txt", "--max-size", "1.5 kb"]).exit_code == 0


def test_a_note_names_its_report(folder: Path) -> None:
    (folder / "old.txt").write_bytes((OTHER + "“Both” sides said so.\n").encode("cp1252"))
    result = CliRunner().invoke(command, ["old.txt"])
    assert "note: old.txt: not valid UTF-8" in result.stderr
    assert result.exit_code == 0


def test_standard_input_is_called_by_its_name(folder: Path) -> None:
    result = CliRunner().invoke(command, ["-"], input="")
    assert result.exit_code == 1
    assert result.stderr.startswith("error: standard input: it is empty")
    again = CliRunner().invoke(command, ["-", "a.txt"], input=STORY)
    assert "1 the same story as standard input" in again.stderr


def test_a_bar_on_a_terminal_and_nothing_in_a_pipe(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from backchannel.cli.together import read_together

    piped = io.StringIO()
    monkeypatch.setattr(sys, "stderr", piped)
    assert len(read_together(Inputs(("a.txt", "b.txt"))).reports) == 2
    assert piped.getvalue() == ""
    shown = Terminal()
    monkeypatch.setattr(sys, "stderr", shown)
    monkeypatch.setenv("TERM", "xterm")
    read_together(Inputs(("a.txt", "b.txt")))
    assert "reading" in shown.getvalue()
    assert "2/2" in shown.getvalue()


class Terminal(io.StringIO):
    """A standard error that says it is a terminal."""

    def isatty(self) -> bool:
        return True
