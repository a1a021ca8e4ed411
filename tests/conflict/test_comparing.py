"""The three-way difference between first draft, edited file and new draft."""

from __future__ import annotations

from dataclasses import replace

from backchannel.conflict.comparing import ChangeKind, three_way
from backchannel.conflict.elements import (
    Certainty,
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
    assert elements == ["preference of 'A': y"]


def preferring(*statements: str, unknown: tuple[str, ...] = ()) -> Conflict:
    items = Statements.of(*statements).items + tuple(
        replace(item, certainty=Certainty.UNKNOWN) for item in Statements.of(*unknown).items
    )
    maker = replace(FIRST.decision_makers[0], preference=Preference(Statements(items)))
    return replace(FIRST, decision_makers=(maker, FIRST.decision_makers[1]))


def test_what_becomes_known_or_is_turned_round_is_one_change() -> None:
    before = preferring("x", unknown=("y",))
    known = three_way(before, before, preferring("x", "NOT y"))
    assert [(c.element, c.before, c.new) for c in known] == [
        ("preference of 'A': y", "not known", "not wanted")
    ]
    turned = three_way(before, before, preferring("NOT x", unknown=("y",)))
    assert [(c.element, c.before, c.new) for c in turned] == [
        ("preference of 'A': x", "wanted", "not wanted")
    ]


def test_an_order_has_changed_only_if_what_stays_has_changed_places() -> None:
    before = preferring("x", "NOT y")
    added = three_way(before, before, preferring("x IF y", "x", "NOT y"))
    assert [change.element for change in added] == ["preference of 'A': x IF y"]
    moved = three_way(before, before, preferring("NOT y", "x"))
    assert [change.element for change in moved] == ["preference of 'A', order"]
