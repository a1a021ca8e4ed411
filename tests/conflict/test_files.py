"""Conflict files: what is written reads back equal, and every mistake is named with its line."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given

from backchannel.analysis.moves import compile_conflict, places
from backchannel.conflict.elements import (
    Certainty,
    Conflict,
    DecisionMaker,
    Direction,
    FeasibilityRule,
    Option,
    Preference,
    Quote,
    Ranking,
    RuleKind,
    Statement,
    Statements,
    StatusQuo,
    Unknown,
    parse,
)
from backchannel.conflict.files import parse_conflict, read_conflict, write_conflict
from backchannel.conflict.imports import ranking_table, with_ranking_table
from backchannel.errors import ConflictFileError
from tests.strategies import conflicts, graph_conflicts

BASES = """\
# who may stay, and who shoots
format: backchannel-conflict/1
title: A dispute over bases

decision makers:
  US:
    name: United States
    options:
      stay: Keep the troops        # since 2014
      "schedule": {name: Publish a schedule, direction: N to Y only}
    prefers:            # most important first
    - NOT attack
    - stay & !schedule
  Militias:
    options:
      attack: Attack the bases
    prefers:
    - '!stay'
    # shooting costs them
    - NOT attack

feasibility:
- mutually exclusive: [stay, schedule]

status quo: [stay, attack]
"""


@given(
    conflicts(unknown=True, strength=True, forbidden=True)
    | conflicts(coalesced=True)
    | graph_conflicts()
)
def test_what_is_written_reads_back_equal(conflict):
    text = write_conflict(conflict)
    again = parse_conflict(text)
    assert again == conflict
    assert write_conflict(again) == text


def test_grounds_notes_and_doubts_survive_the_file():
    quote = Quote("They would “stay”: 'as long: as #needed'.\n", "report.txt", 12, 51, "ab" * 32)
    conflict = Conflict(
        (
            DecisionMaker(
                "US",
                "United States",
                Preference(
                    Statements(
                        (
                            Statement(parse("stay"), Certainty.STRONG, (quote,), True, "guess"),
                            Statement(parse("attack"), Certainty.UNKNOWN),
                        )
                    ),
                    note="as told in March",
                    grounds=(quote,),
                    weak=True,
                ),
                (quote, Quote("bare")),
            ),
            DecisionMaker("M", preference=Preference(Unknown())),
            DecisionMaker("Calm", preference=Preference(Statements())),
        ),
        (
            Option("stay", "Keep the troops", "US", Direction.Y_TO_N_ONLY, (quote,)),
            Option("attack", "", "M", weak=True, note="only rockets"),
        ),
        rules=(FeasibilityRule(RuleKind.AT_LEAST_ONE, ("stay", "attack"), grounds=(quote,)),),
        status_quo=StatusQuo("YN", ("attack",), (quote,), note="since May"),
        title="Bases: who stays?",
        note="two\nlines",
        citations=("A. Author (2020)",),
    )
    assert parse_conflict(write_conflict(conflict)) == conflict


def test_options_of_several_owners_keep_their_order():
    conflict = Conflict(
        (DecisionMaker("A"), DecisionMaker("B")),
        (Option("x", "", "B"), Option("y", "", "A"), Option("z", "", "B")),
        status_quo=StatusQuo("YNN"),
    )
    assert "option order" in write_conflict(conflict)
    assert parse_conflict(write_conflict(conflict)) == conflict


def test_an_unchanged_conflict_keeps_every_character():
    assert write_conflict(parse_conflict(BASES), BASES) == BASES


def test_comments_and_spellings_survive_an_edit():
    conflict = parse_conflict(BASES)
    us, militias = conflict.decision_makers
    more = Statements((*us.preference.order.items, Statement(parse("schedule OR stay"))))
    edited = dataclasses.replace(
        conflict,
        decision_makers=(dataclasses.replace(us, preference=Preference(more)), militias),
        status_quo=StatusQuo("YNN"),
    )
    text = write_conflict(edited, BASES)
    assert parse_conflict(text) == edited
    for kept in (
        "# who may stay",
        "# since 2014",
        "# most important first",
        "stay & !schedule",
        "'!stay'",
        "# shooting costs them",
        "- schedule OR stay",
    ):
        assert kept in text


MISTAKES = [
    ("stay & !schedule", "stay & !shedule", 13, "no option 'shedule'. Did you mean 'schedule'?"),
    ("- NOT attack\n    - stay", "- NOT attack AND\n    - stay", 12, "expected an option"),
    ("status quo: [stay, attack]", "status quo: [stay, atack]", 25, "Did you mean 'attack'?"),
    ("status quo: [stay, attack]", "status quo: [stay, schedule]", 25, "is infeasible"),
    ("N to Y only", "N to X only", 10, "Did you mean 'n to y only'?"),
    ("mutually exclusive", "mutually exclude", 23, "Did you mean 'mutually exclusive'?"),
    ("mutually exclusive: [stay", "mutually exclusive: [stag", 23, "no option 'stag'"),
    ("title:", "titel:", 3, "Did you mean 'title'?"),
    ("    prefers:            #", "    prefer:  #", 11, "Did you mean 'prefers'?"),
    ("      attack: Attack", "      stay: Attack", 16, "two options are called 'stay'"),
    ("  Militias:", "  US:", 14, "duplicate key"),
    ("feasibility:\n", "feasibility: {\n", None, "not well-formed YAML"),
    ("conflict/1", "conflict/9", 2, "reads 'backchannel-conflict/1'"),
    ("- '!stay'", "- {statement: stay, certainty: sure}", 18, "no certainty 'sure'"),
    ("- '!stay'", "- {statement: stay, grounds: {quote: x, at: 5}}", 18, "like 120-180"),
]


@pytest.mark.parametrize(("before", "after", "line", "message"), MISTAKES)
def test_a_mistake_is_named_with_file_and_line(before, after, line, message):
    assert before in BASES
    with pytest.raises(ConflictFileError) as caught:
        parse_conflict(BASES.replace(before, after, 1), "bases.yaml")
    assert message in str(caught.value)
    assert str(caught.value).startswith("bases.yaml")
    if line is not None:
        assert caught.value.line == line


@pytest.mark.parametrize(
    "text",
    [
        "",
        "- 1",
        "just words",
        "\x00",
        "[" * 5000,
        "- " * 5000,
        "a: &a [*a]",
        "? {a: b}\n: c",
        "!!python/x 1",
    ],
)
def test_a_file_that_is_no_conflict_is_refused_in_words(text):
    with pytest.raises(ConflictFileError, match=r"bad\.yaml"):
        parse_conflict(text, "bad.yaml")


def test_a_missing_file_and_a_binary_one_are_named(tmp_path):
    with pytest.raises(ConflictFileError, match="No such file"):
        read_conflict(tmp_path / "none.yaml")
    (tmp_path / "bytes.yaml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ConflictFileError, match="not UTF-8"):
        read_conflict(tmp_path / "bytes.yaml")


GMCR = """
{"program": "gmcr-py", "useManualPreferenceRanking": %s, "coalitions": [0, 1],
 "options": [{"name": "Stay in", "permittedDirection": "both"},
             {"name": "Pull out", "permittedDirection": "fwd"},
             {"name": "Shoot!", "permittedDirection": "back"}],
 "infeasibles": [[[0, "Y"], [1, "Y"]]],
 "decisionMakers": [
  {"name": "Guest", "options": [0, 1], "preferenceRanking": [1, [2, 3], 4, 5, 6],
   "preferences": [[[2, "N"]], {"compound": true, "members": [[[0, "Y"]], [[1, "N"]]]}]},
  {"name": "Host", "options": [2], "preferenceRanking": [6, 5, 4, 3, 2, 1],
   "preferences": []}]}
"""


def test_a_gmcr_plus_file_is_taken_over(tmp_path):
    path = tmp_path / "case.gmcr"
    path.write_text(GMCR % "false")
    conflict = read_conflict(path)
    assert [option.direction for option in conflict.options] == [
        Direction.REVERSIBLE,
        Direction.N_TO_Y_ONLY,
        Direction.Y_TO_N_ONLY,
    ]
    assert [item.text for item in conflict.decision_makers[0].preference.order.items] == [
        "NOT shoot",
        "stay_in OR NOT pull_out",
    ]
    assert conflict.decision_makers[1].preference.order == Statements()
    path.write_text(GMCR % "true")
    ranked = read_conflict(path)
    assert ranked.decision_makers[0].preference.order == Ranking(
        (("NNN",), ("YNN", "NYN"), ("NNY",), ("YNY",), ("NYY",))
    )
    assert parse_conflict(write_conflict(ranked)) == ranked
    compile_conflict(ranked)


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ('"fwd"', '"forward"', "no direction 'forward'"),
        ('"options": [2]', '"options": [1, 2]', "an option has one owner"),
        ('"options": [2]', '"options": []', "'Shoot!' belongs to nobody"),
        ('[[2, "N"]]', '[[9, "N"]]', "pairs of an option's number"),
        ('"preferences": []', '"misperceptions": [[[0, "Y"]]], "preferences": []', "hidden"),
        ("{", "", "not a GMCR+ file"),
    ],
)
def test_a_gmcr_plus_file_that_cannot_be_taken_over_says_why(tmp_path, before, after, message):
    path = tmp_path / "case.gmcr"
    path.write_text((GMCR % "false").replace(before, after, 1))
    with pytest.raises(ConflictFileError, match=r"case\.gmcr") as caught:
        read_conflict(path)
    assert message in str(caught.value)


@given(conflicts(max_options=4))
def test_a_table_of_rankings_goes_out_and_comes_back(conflict):
    ranks = places(compile_conflict(conflict))
    table = ranking_table(conflict, ranks)
    again = with_ranking_table(conflict, table)
    assert places(compile_conflict(again)) == ranks
    assert ranking_table(again, places(compile_conflict(again))) == table


def test_a_wrong_cell_of_a_table_is_named():
    conflict = parse_conflict(BASES)
    with pytest.raises(ConflictFileError, match=r"line 2: .* met 'best'"):
        with_ranking_table(conflict, "state;US\nNNN;best\n", "table.csv")
    with pytest.raises(ConflictFileError, match="Did you mean 'Militias'"):
        with_ranking_table(conflict, "state\tMilitia\nNNN\t1\n")


QUOTED = """
decision makers:
  A:
    options:
      x: {name: Close the port, grounds: [p1, p2]}
    prefers:
    - {statement: x, grounds: [p2]}
  B:
    options: {y: {name: Protest, grounds: in their own words}}
passages:
  p1: {quote: they closed it, from: a.txt, at: 3-17, sha256: abc}
  p2: {quote: they will close it, from: a.txt, at: 30-48, sha256: abc}
"""


def test_passages_stand_once_and_are_cited_by_id() -> None:
    conflict = parse_conflict(QUOTED)
    assert [q.text for q in conflict.option("x").grounds] == [
        "they closed it",
        "they will close it",
    ]
    assert conflict.option("y").grounds[0].text == "in their own words"
    text = write_conflict(conflict)
    assert text.count("they will close it") == 1
    assert "grounds: [p1, p2]" in text
    assert parse_conflict(text) == conflict
    assert write_conflict(conflict, text) == text


def test_a_file_with_its_quotes_in_place_keeps_them_there() -> None:
    inline = "decision makers:\n  A:\n    options:\n      x:\n        name: Close\n"
    quote = "        grounds:\n        - {quote: q, from: a.txt, at: 0-1, sha256: abc}\n"
    base = inline + quote + "      y:\n        name: Open\n" + quote
    assert "passages" not in write_conflict(parse_conflict(base), base)


def test_a_passage_that_is_not_there_is_named() -> None:
    with pytest.raises(ConflictFileError, match=r"no passage 'p7'"):
        parse_conflict(QUOTED.replace("[p1, p2]", "[p1, p7]"))
    with pytest.raises(ConflictFileError, match="'quote' is missing"):
        parse_conflict(QUOTED.replace("{quote: they closed it, ", "{"))
