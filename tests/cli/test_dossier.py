from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from backchannel.cli import main
from backchannel.dossier.store import Dossier
from tests.dossier.made import join, reading


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "strike.dossier"
    with Dossier.create(path, "Dock strike") as dossier:
        dossier.add(
            reading("The dockers rejected the offer. Stevedores said we stay out.", "a.txt"),
            "1",
            join,
        )
    return str(path)


def run(capsys: pytest.CaptureFixture[str], *args: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as stop:
        main(["dossier", *args])
    out = capsys.readouterr()
    assert isinstance(stop.value.code, int)
    return stop.value.code, out.out, out.err


def test_parties_are_listed_for_people_and_for_programs(
    capsys: pytest.CaptureFixture[str], file: str
) -> None:
    code, out, _ = run(capsys, "parties", file)
    assert code == 0
    assert "The dockers" in out
    rows = json.loads(run(capsys, "parties", file, "--json")[1])
    assert [row["name"] for row in rows] == ["The dockers", "Stevedores"]
    lines = run(capsys, "parties", file, "--jsonl")[1].splitlines()
    assert [json.loads(line) for line in lines] == rows
    table = list(csv.DictReader(io.StringIO(run(capsys, "parties", file, "--csv")[1])))
    assert table[0]["id"] == "P1"


def test_merging_renaming_and_undoing(capsys: pytest.CaptureFixture[str], file: str) -> None:
    assert run(capsys, "merge", file, "P1", "P2")[0] == 0
    assert run(capsys, "rename", file, "P1", "Dock workers")[0] == 0
    rows = json.loads(run(capsys, "parties", file, "--json")[1])
    assert [(r["name"], r["status"]) for r in rows] == [("Dock workers", "accepted")]
    assert "rename" in run(capsys, "undo", file)[2]
    assert "merge" in run(capsys, "undo", file)[2]
    assert len(json.loads(run(capsys, "parties", file, "--json")[1])) == 2
    assert "undone at" in run(capsys, "journal", file)[1]


def test_a_partys_name_serves_for_its_id(capsys: pytest.CaptureFixture[str], file: str) -> None:
    assert "Stevedores" in run(capsys, "show", file, "stevedores")[1]
    assert run(capsys, "accept", file, "Stevedores")[2] == "accepted P2\n"
    assert run(capsys, "merge", file, "The dockers", "Stevedores")[2] == "P2 merged into P1\n"
    assert run(capsys, "rename", file, "the dockers", "Dock workers")[2].startswith("P1 is now")
    code, _, said = run(capsys, "reject", file, "The pilots")
    assert code == 1
    assert "no party's name here" in said


def test_a_record_is_shown_with_what_it_stands_on(
    capsys: pytest.CaptureFixture[str], file: str
) -> None:
    code, out, _ = run(capsys, "show", file, "E1")
    assert code == 0
    assert "a.txt, line 1: The dockers rejected the offer" in out
    assert "sources: The dockers" in out
    assert json.loads(run(capsys, "show", file, "S1", "--json")[1])["status"] == "draft"


def test_search_list_and_timeline_answer(capsys: pytest.CaptureFixture[str], file: str) -> None:
    assert "[dockers]" in run(capsys, "search", file, "dockers")[1]
    assert "a.txt" in run(capsys, "list", file)[1]
    assert "The dockers refused" in run(capsys, "timeline", file)[1]
    assert "REJECT" in run(capsys, "timeline", file, "--csv")[1]
    assert "nothing" in run(capsys, "search", file, "tariff")[2]


@pytest.mark.parametrize(
    ("args", "code", "message"),
    [
        (["parties", "missing.dossier"], 1, "no such dossier"),
        (["accept", "{file}", "E99"], 1, "there is no event E99"),
        (["rename", "{file}", "E1", "x"], 1, "only parties"),
        (["partys", "{file}"], 2, "Did you mean 'parties'"),
        (["merge", "{file}", "P1"], 2, "Missing argument"),
        (["new", "{file}"], 1, "choose another name"),
    ],
)
def test_mistakes_get_a_clear_message_and_the_right_code(
    capsys: pytest.CaptureFixture[str], file: str, args: list[str], code: int, message: str
) -> None:
    got, out, err = run(capsys, *(a.format(file=file) for a in args))
    assert (got, out) == (code, "")
    assert message in err


def test_a_cell_is_never_a_formula(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "x.dossier"
    with Dossier.create(path) as dossier:
        dossier.add(reading('=HYPERLINK("x") said \x1b[31mred.', "a"), "1", join)
    out = run(capsys, "parties", str(path), "--csv")[1]
    assert "'=HYPERLINK" in out
    assert "\x1b" not in run(capsys, "show", str(path), "S1")[1]


def test_reports_are_added_and_bad_ones_named(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = str(tmp_path / "talks.dossier")
    assert run(capsys, "new", file, "--title", "Talks")[0] == 0
    good = tmp_path / "good.txt"
    good.write_text(
        "The government of Ghana rejected the offer of the teachers' union on 3 March 2025. "
        "The union said it would strike unless wages were raised."
    )
    (tmp_path / "empty.txt").write_text("")
    reports = [str(good), str(tmp_path / "empty.txt"), str(tmp_path / "missing.txt")]
    code, _, err = run(capsys, "add", file, *reports)
    assert code == 1
    assert "empty.txt" in err
    assert "missing.txt" in err
    assert "1 added" in err
    assert any(r["country"] == "GHA" for r in json.loads(run(capsys, "parties", file, "--json")[1]))
    assert "1 already there" in run(capsys, "add", file, str(good))[2]


FIRST = (
    "Teachers turn the offer down\n\nACCRA, 28 February - The teachers' union of Ghana rejected an "
    "offer of the government on Thursday. The union demanded higher wages.\n"
)
SECOND = (
    "Government meets the teachers\n\nACCRA, 3 March 2025 - The government of Ghana met the "
    "teachers' union on Sunday. The union demanded higher wages.\n"
)


def test_reports_are_read_in_the_light_of_what_the_dossier_holds(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = str(tmp_path / "talks.dossier")
    for name, text in (("first.txt", FIRST), ("second.txt", SECOND)):
        (tmp_path / name).write_text(text)
    run(capsys, "new", file)
    run(capsys, "add", file, str(tmp_path / "first.txt"))
    before = json.loads(run(capsys, "timeline", file, "--json")[1])
    assert not any(row["date"].startswith("20") for row in before)
    run(capsys, "rename", file, "P1", "Teachers")
    code, _, err = run(capsys, "add", file, str(tmp_path / "second.txt"))
    assert code == 0
    assert "1 report read again: others give the year" in err
    days = {row["date"] for row in json.loads(run(capsys, "timeline", file, "--json")[1])}
    assert {"2025-02-27", "2025-03-02"} <= days
    names = {r["name"]: r["status"] for r in json.loads(run(capsys, "parties", file, "--json")[1])}
    assert names["Teachers"] == "accepted"
    assert "(year?)" in run(capsys, "list", file)[1]
    again = run(capsys, "add", file, str(tmp_path / "second.txt"), str(tmp_path / "first.txt"))[2]
    assert "2 already there" in again
    assert "read again" not in again


def test_an_export_tells_drafts_from_what_was_accepted(
    capsys: pytest.CaptureFixture[str], file: str, tmp_path: Path
) -> None:
    run(capsys, "accept", file, "E1")
    out = tmp_path / "out"
    assert run(capsys, "export", file, "-o", str(out), "--form", "csv")[0] == 0
    with (out / "parties.csv").open(newline="") as table:
        assert {row["status"] for row in csv.DictReader(table)} == {"draft"}
    with (out / "events.csv").open(newline="") as table:
        assert [row["status"] for row in csv.DictReader(table)] == ["accepted"]
    assert run(capsys, "export", file, "-o", str(out), "--form", "csv", "--accepted")[0] == 0
    with (out / "statements.csv").open(newline="") as table:
        assert list(csv.DictReader(table)) == []
    empty = str(tmp_path / "empty.dossier")
    run(capsys, "new", empty)
    code, _, err = run(capsys, "export", empty, "-o", str(out))
    assert code == 1
    assert "no report yet" in err


def test_a_brief_on_a_dossier_says_how_much_is_confirmed(
    capsys: pytest.CaptureFixture[str], file: str
) -> None:
    run(capsys, "accept", file, "E1")
    with pytest.raises(SystemExit):
        main(["brief", "--dossier", file, "--format", "terminal"])
    shown = capsys.readouterr().out
    assert "confirmed by the analyst" in shown
    assert "[confirmed]" in shown
    with pytest.raises(SystemExit) as stop:
        main(["brief", "--dossier", file, "--accepted", "--format", "json"])
    assert stop.value.code == 0
    told = json.loads(capsys.readouterr().out)
    assert told["told"]["statements"] == []
    assert told["title"] == "Dock strike"
    with pytest.raises(SystemExit) as stop:
        main(["brief", "--accepted", "a.txt"])
    assert stop.value.code == 2
    assert "--accepted goes with --dossier" in capsys.readouterr().err


def test_ids_in_small_letters_are_taken_and_nothing_is_done_twice(
    capsys: pytest.CaptureFixture[str], file: str
) -> None:
    assert run(capsys, "accept", file, "e1")[0] == 0
    code, _, err = run(capsys, "accept", file, "E1")
    assert code == 1
    assert "accepted already" in err
    assert run(capsys, "journal", file, "--jsonl")[1].count("accept") == 1
    assert "an event" in run(capsys, "rename", file, "E1", "x")[2]


def test_a_report_is_shown_whole(capsys: pytest.CaptureFixture[str], file: str) -> None:
    ref = json.loads(run(capsys, "list", file, "--json")[1])[0]["id"]
    code, out, _ = run(capsys, "show", file, ref)
    assert code == 0
    assert "a.txt" in out
    whole = json.loads(run(capsys, "show", file, ref, "--json")[1])
    assert whole["source"]["text"].startswith("The dockers rejected")
