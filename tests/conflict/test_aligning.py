"""A new draft keeps the ids of an earlier one where they mean the same."""

from __future__ import annotations

from dataclasses import replace

from backchannel.conflict.aligning import aligned
from backchannel.conflict.comparing import ChangeKind, three_way
from backchannel.conflict.elements import (
    Conflict,
    DecisionMaker,
    Option,
    Preference,
    Statements,
    StatusQuo,
)

BASE = Conflict(
    (DecisionMaker("groups", "Groups", Preference(Statements.of("attack", "NOT talk"))),
     DecisionMaker("us", "United States", Preference(Statements.of("NOT attack")))),
    (Option("attack", "Carry out attacks", "groups"), Option("talk", "Continue the talks", "us")),
    status_quo=StatusQuo("NY", assumed=("attack",)),
)  # fmt: skip
NEW = Conflict(
    (DecisionMaker("groups", "Groups",
                   Preference(Statements.of("attack_groups IF NOT talk", "NOT attack_us"))),
     DecisionMaker("us", "United States", Preference(Statements.of("NOT attack_groups")))),
    (Option("attack_groups", "Carry out attacks", "groups"),
     Option("attack_us", "Attack the camps", "us"), Option("talk", "Continue the talks", "us")),
    status_quo=StatusQuo("NNY", assumed=("attack_groups",)),
)  # fmt: skip


def test_an_option_of_the_same_owner_and_name_keeps_its_id_everywhere() -> None:
    made = aligned(NEW, BASE)
    assert [option.id for option in made.options] == ["attack", "attack_us", "talk"]
    assert made.decision_makers[0].preference.order == Statements.of(
        "attack IF NOT talk", "NOT attack_us"
    )
    assert made.status_quo == StatusQuo("NNY", assumed=("attack",))
    assert aligned(BASE, BASE) is BASE


def test_only_what_is_new_is_told_as_new() -> None:
    changes = three_way(BASE, BASE, aligned(NEW, BASE))
    told = {change.element: (change.before, change.new) for change in changes}
    assert told["option 'attack_us'"] == (None, "Attack the camps (us)")
    assert "option 'attack'" not in told
    assert "option 'attack_us', status quo" not in told
    assert all(change.kind is ChangeKind.REPORTS for change in changes)


def test_an_id_that_means_something_else_is_not_taken() -> None:
    other = replace(BASE, options=(replace(BASE.options[0], name="Attack at sea"), BASE.options[1]))
    made = aligned(NEW, other)
    assert "attack" not in [option.id for option in made.options]
    swapped = Conflict(
        BASE.decision_makers,
        (
            Option("talk", "Carry out attacks", "groups"),
            Option("attack", "Continue the talks", "us"),
        ),
    )
    ids = {option.title: option.id for option in aligned(swapped, BASE).options}
    assert len(set(ids.values())) == 2


def test_a_decision_maker_is_known_by_its_name() -> None:
    renamed = replace(
        NEW,
        decision_makers=(replace(NEW.decision_makers[0], id="armed"), NEW.decision_makers[1]),
        options=(replace(NEW.options[0], owner="armed"), *NEW.options[1:]),
    )
    made = aligned(renamed, BASE)
    assert [maker.id for maker in made.decision_makers] == ["groups", "us"]
    assert made.options[0].owner == "groups"
    assert made.options[0].id == "attack"
