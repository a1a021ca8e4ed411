"""The three-way difference between first draft, edited file and new draft."""

from __future__ import annotations

from dataclasses import replace

from backchannel.conflict.comparing import ChangeKind, three_way
from backchannel.conflict.elements import (
    Conflict,
    DecisionMaker,
    Option,
    Preference,
    Statements,
    StatusQuo,
)

FIRST = Conflict(
    (DecisionMaker("A", "Arcadia", Preference(Statements.of("x"))), DecisionMaker("B")),
    (Option("x", "Close the port", "A"), Option("y", "Protest", "B")),
    status_quo=StatusQuo("NN"),
)


def test_equal_versions_have_no_changes() -> None:
    assert three_way(FIRST, FIRST, FIRST) == []


def test_changes_are_told_apart_by_whose_they_are() -> None:
    yours = replace(FIRST, options=(Option("x", "Shut the port", "A"), FIRST.options[1]))
    new = replace(FIRST, status_quo=StatusQuo("NY"))
    found = {change.element: change.kind for change in three_way(FIRST, yours, new)}
    assert found == {
        "option 'x'": ChangeKind.YOURS,
        "option 'y', status quo": ChangeKind.REPORTS,
    }


def test_the_same_element_changed_differently_comes_first() -> None:
    yours = replace(FIRST, status_quo=StatusQuo("YN"))
    new = replace(FIRST, options=(Option("x", "Mine the port", "A"), FIRST.options[1]))
    both = replace(yours, options=(Option("x", "Shut the port", "A"), FIRST.options[1]))
    changes = three_way(FIRST, both, new)
    assert changes[0].kind is ChangeKind.BOTH
    assert (changes[0].before, changes[0].yours, changes[0].new) == (
        "Close the port (A)",
        "Shut the port (A)",
        "Mine the port (A)",
    )


def test_without_the_first_draft_two_versions_are_compared() -> None:
    new = replace(FIRST, status_quo=StatusQuo("NY"))
    changes = three_way(None, FIRST, new)
    assert [change.element for change in changes] == ["option 'y', status quo"]


def test_statements_that_come_or_go_are_named() -> None:
    maker = replace(FIRST.decision_makers[0], preference=Preference(Statements.of("NOT y", "x")))
    new = replace(FIRST, decision_makers=(maker, FIRST.decision_makers[1]))
    elements = [change.element for change in three_way(FIRST, FIRST, new)]
    assert elements == ["preference of 'A', order", "preference of 'A': NOT y"]
