"""``backchannel analyse``: the table, the JSON, and every question that can be asked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from backchannel.cli import main

GOLDEN = Path(__file__).parents[1] / "golden" / "conflicts"
ELMIRA = str(GOLDEN / "elmira.yaml")
LARGE = str(GOLDEN / "large-constructed.yaml")


def run(capsys, *arguments):
    with pytest.raises(SystemExit) as stop:
        main(["analyse", *arguments])
    out, err = capsys.readouterr()
    return stop.value.code, out, err


def test_the_table_names_every_state_and_marks_equilibria(capsys):
    code, out, err = run(capsys, ELMIRA)
    assert (code, err) == (0, "")
    assert "Elmira groundwater contamination (Ontario, 1991)" in out
    row = next(line for line in out.splitlines() if line.startswith("5 "))
    assert row.split()[-5:] == ["E"] * 5
    assert "Status quo: 1 (Delay the appeal)" in out


def test_the_json_is_the_whole_answer(capsys):
    code, out, _ = run(capsys, ELMIRA, "--json", "--concepts", "nash,seq")
    data = json.loads(out)
    assert code == 0
    assert data["schema"] == "backchannel-analysis/1"
    assert sorted(data["concepts"]["nash"]["equilibria"]["states"]) == ["5", "8", "9"]
    assert data["exact"] is True
    assert list(data["concepts"]) == ["nash", "seq"]


def test_a_state_is_explained_for_everyone(capsys):
    code, out, _ = run(capsys, ELMIRA, "--explain", "1", "--concepts", "seq")
    assert code == 0
    assert "Local government: not stable" in out
    assert "“Insist on the original order”" in " ".join(out.split())
    code, out, _ = run(capsys, ELMIRA, "--explain", "1", "--concepts", "seq", "--json")
    assert len(json.loads(out)["explanations"]) == 3


def test_a_condition_filters_equilibria(capsys):
    code, out, _ = run(capsys, ELMIRA, "--where", "NOT abandon", "--concepts", "nash")
    assert code == 0
    assert "nash: 2 equilibria where NOT abandon" in out


def test_a_misspelt_condition_is_named_once(capsys):
    code, _, err = run(capsys, ELMIRA, "--where", "NOT abandonn")
    assert code == 1
    assert err.count("Did you mean 'abandon'?") == 1


def test_ways_and_what_it_would_take(capsys):
    code, out, _ = run(capsys, ELMIRA, "--ways")
    assert code == 0
    assert "-LG-> 5" in out
    code, out, _ = run(capsys, ELMIRA, "--wanted", "1", "--concepts", "nash")
    assert code == 0
    assert "Local government: {5}" in out
    code, out, _ = run(capsys, ELMIRA, "--wanted", "1", "--ways", "--json")
    data = json.loads(out)
    assert data["wanted"]["concepts"]["nash"]["LG"]["minimal_sets"] == [["5"]]
    assert data["evolution"]["improvements"][0]["state"] == "5"


def test_a_large_conflict_is_counted_and_its_nearest_equilibria_found(capsys):
    code, out, _ = run(capsys, LARGE, "--concepts", "nash,gmr")
    assert code == 0
    assert "nash: 46 equilibria" in out
    assert "gmr: 18,998 equilibria" in out
    code, out, _ = run(capsys, LARGE, "--concepts", "nash", "--nearest", "N" * 19)
    assert code == 0
    code, out, _ = run(capsys, LARGE, "--concepts", "gmr", "--sample", "5", "--json")
    assert len(json.loads(out)["sample"]["gmr"]) == 5


def test_a_spent_budget_is_a_result_with_exit_code_1(capsys):
    code, out, err = run(capsys, LARGE, "--time", "0", "--json")
    assert code == 1
    assert json.loads(out)["exact"] is False
    assert "not finished" in err
    code, out, err = run(capsys, LARGE, "--memory", "10k", "--engine", "explicit")
    assert code == 1
    assert "not finished" in out
    assert "budget" in err


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        ((ELMIRA, "--concepts", "nahs"), 1, "Did you mean 'nash'?"),
        ((ELMIRA, "--concepts", "L2"), 1, "two decision makers"),
        ((ELMIRA, "--explain", "12"), 1, "no state '12'"),
        ((ELMIRA, "--memory", "lots"), 2, "write 500M or 2G"),
        ((ELMIRA, "--engine", "magic"), 2, "magic"),
        ((ELMIRA, "--engine", "explicit"), 1, "does not answer this"),
        (("missing.yaml",), 1, "missing.yaml: cannot be read"),
    ],
)
def test_what_cannot_be_done_is_said(capsys, arguments, code, message):
    met, out, err = run(capsys, *arguments)
    assert met == code
    assert message in err
    assert out == ""


def test_records_come_as_csv(capsys):
    code, out, _ = run(capsys, ELMIRA, "--csv", "--concepts", "nash")
    assert code == 0
    lines = out.splitlines()
    assert lines[0] == "state,pattern,taken,concept,decision_maker,stable,equilibrium"
    assert len(lines) == 1 + 9 * 3
    assert "1,NYNNN,Delay the appeal,nash,MoE,True,False" in lines


def test_rankings_go_out_to_a_spreadsheet_and_come_back(capsys, tmp_path):
    table = tmp_path / "ranks.csv"
    assert run(capsys, ELMIRA, "--write-rankings", str(table), "--json")[0] == 0
    assert table.read_text().splitlines()[0] == "state,MoE,Uniroyal,LG"
    before = run(capsys, ELMIRA, "--json")[1]
    assert run(capsys, ELMIRA, "--rankings", str(table), "--json")[1] == before
    table.write_text("state,Uniroyall\n1,1\n")
    code, _, err = run(capsys, ELMIRA, "--rankings", str(table))
    assert code == 1
    assert "line 1: no decision maker 'Uniroyall'. Did you mean 'Uniroyal'?" in err


def test_the_ways_are_drawn(capsys, tmp_path):
    from xml.etree import ElementTree

    path = tmp_path / "ways.svg"
    assert run(capsys, ELMIRA, "--picture", str(path))[0] == 0
    text = path.read_text()
    root = ElementTree.fromstring(text)
    assert root.tag.endswith("svg")
    assert "Local government: 1 to 5" in text
    assert "href" not in text
    code, _, err = run(capsys, ELMIRA, "--picture", str(tmp_path / "no" / "ways.svg"))
    assert code == 1
    assert "cannot be written" in err


def test_coalitions_and_doubts(capsys):
    code, out, _ = run(capsys, ELMIRA, "--coalitions", "--concepts", "nash")
    assert code == 0
    assert "MoE + Uniroyal\n  would leave 5 together for 8*" in out
    code, out, _ = run(capsys, ELMIRA, "--coalitions", "--doubts", "--concepts", "nash", "--json")
    data = json.loads(out)
    assert len(data["coalitions"]) == 4
    assert len(data["doubts"]) == 24
    code, out, _ = run(capsys, ELMIRA, "--doubts", "--concepts", "nash")
    assert code == 0
    assert "of 24 single changes of a judgement change an answer" in out
