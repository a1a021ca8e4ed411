"""``backchannel brief`` and ``backchannel draft`` as a person calls them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from backchannel.cli.brief import brief
from backchannel.cli.draft import draft
from backchannel.conflict.files import read_conflict
from backchannel.errors import BackchannelError

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "us-iraq-dialogue"
REPORTS = [str(path) for path in sorted(EXAMPLE.glob("report-*"))]
TEXT = (
    "The United States threatened on Monday to impose sanctions on Iran unless Iran released the "
    "prisoners.\n\nIran demanded that the United States lift the embargo.\n"
)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "note.txt").write_text(TEXT, "utf-8")
    return tmp_path


def test_the_brief_of_the_example_is_printed_and_written(here: Path) -> None:
    result = CliRunner().invoke(brief, REPORTS)
    assert result.exit_code == 0, result.output
    assert "WHICH OUTCOMES WOULD HOLD" in result.output
    page = (here / "brief-report-1.html").read_text("utf-8")
    assert page.startswith("<!DOCTYPE html>")
    for name in ("five dead in motorway", "acceptall"):
        assert name not in result.output.lower()


def test_a_missing_report_among_good_ones_is_named_and_the_rest_is_in(here: Path) -> None:
    result = CliRunner().invoke(brief, ["note.txt", "missing.txt", "-o", "out.html"])
    assert result.exit_code == 1
    assert "missing.txt" in result.output
    assert (here / "out.html").exists()


def test_nothing_is_written_if_nothing_can_be_read(here: Path) -> None:
    (here / "empty.txt").write_text("")
    result = CliRunner().invoke(brief, ["empty.txt"])
    assert result.exit_code == 1
    assert not list(here.glob("brief-*"))


def test_a_place_that_cannot_be_written_is_an_error_and_leaves_nothing(here: Path) -> None:
    result = CliRunner().invoke(brief, ["note.txt", "-o", "no/such/folder/x.html"])
    assert isinstance(result.exception, BackchannelError)
    assert "cannot be written" in str(result.exception)
    assert "WHO IS INVOLVED" in result.output  # it was read for, and is shown all the same


def test_who_closes_the_pipe_early_has_the_file_all_the_same(here: Path) -> None:
    command = [sys.executable, "-m", "backchannel", "brief", "note.txt", "-o", "out.html"]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=here)
    assert running.stdout is not None
    running.stdout.close()
    running.communicate()
    assert (here / "out.html").read_text("utf-8").rstrip().endswith("</html>")


@pytest.mark.parametrize("form", ["html", "markdown", "json"])
def test_forms_go_to_standard_output(here: Path, form: str) -> None:
    result = CliRunner().invoke(brief, ["note.txt", "--format", form, "-o", "-"])
    assert result.exit_code == 0
    assert not list(here.glob("brief-*"))
    start = {"html": "<!DOCTYPE html>", "markdown": "# ", "json": "{"}[form]
    assert result.stdout.startswith(start)


def test_since_compares_with_an_earlier_brief(here: Path) -> None:
    run = CliRunner().invoke
    assert run(brief, ["note.txt", "--format", "json", "-o", "old.json"]).exit_code == 0
    (here / "two.txt").write_text("Iran threatened new attacks on the United States.\n")
    result = run(brief, ["note.txt", "two.txt", "--since", "old.json", "--format", "json"])
    data = json.loads(result.stdout)
    assert data["sections"][0]["id"] == "since"
    assert data["sections"][0]["lines"]


def test_a_draft_is_a_conflict_file_that_reads_back(here: Path) -> None:
    result = CliRunner().invoke(draft, ["note.txt", "-o", "d.yaml"])
    assert result.exit_code == 0, result.output
    conflict = read_conflict(here / "d.yaml")
    assert conflict.options
    assert (here / "d.yaml").read_text().startswith("# A draft")


def test_drafting_again_never_overwrites_and_tells_whose_change_it_is(here: Path) -> None:
    run = CliRunner().invoke
    run(draft, ["note.txt", "-o", "d.yaml"])
    text = (here / "d.yaml").read_text("utf-8")
    conflict = read_conflict(here / "d.yaml")
    title = conflict.options[0].title
    edited = text.replace(f"name: {title}", "name: Something else")
    assert edited != text
    (here / "d.yaml").write_text(edited, "utf-8")
    (here / "two.txt").write_text("Iran threatened to close the border.\n")
    result = run(draft, ["note.txt", "two.txt", "-o", "d.yaml"])
    assert (here / "d.yaml").read_text("utf-8") == edited
    assert "Changed by you, or seen" in result.output
    assert "Something else" in result.output
    assert "Changed by the reports:" in result.output
    assert "Close the border" in result.output


def test_a_brief_on_an_edited_conflict_uses_the_file(here: Path) -> None:
    run = CliRunner().invoke
    run(draft, ["note.txt", "-o", "d.yaml"])
    text = (here / "d.yaml").read_text("utf-8")
    title = read_conflict(here / "d.yaml").options[0].title
    (here / "d.yaml").write_text(text.replace(f"name: {title}", "name: Paint it blue"), "utf-8")
    result = run(brief, ["note.txt", "--conflict", "d.yaml", "--format", "terminal"])
    assert "paint it blue" in result.output.lower()


def test_reports_without_a_dispute_cannot_be_drafted_and_say_so(here: Path) -> None:
    (here / "rain.txt").write_text("It rained in Paris on Monday. The river rose.\n")
    result = CliRunner().invoke(draft, ["rain.txt"])
    assert isinstance(result.exception, BackchannelError)
    assert "no conflict can be drafted" in str(result.exception)


def test_two_runs_are_byte_identical(here: Path) -> None:
    one = CliRunner().invoke(brief, [REPORTS[2], "--format", "html", "-o", "-"]).stdout
    assert one == CliRunner().invoke(brief, [REPORTS[2], "--format", "html", "-o", "-"]).stdout
