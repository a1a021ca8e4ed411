"""Analysis under ignorance: always, sometimes, only if, and the question that settles most."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backchannel.analysis.ignorance import completed, under_ignorance, unknown_statements
from backchannel.analysis.verdict import analyse
from backchannel.conflict.elements import (
    Certainty,
    Conflict,
    DecisionMaker,
    Option,
    Preference,
    Statement,
    Statements,
    parse,
)
from backchannel.errors import AnalysisError


def maker(id: str, *known: str, unknown: tuple[str, ...] = ()) -> DecisionMaker:
    items = [Statement(parse(text)) for text in known]
    items += [Statement(parse(text), Certainty.UNKNOWN) for text in unknown]
    return DecisionMaker(id, preference=Preference(Statements(tuple(items))))


OPTIONS = (Option("a", "", "A"), Option("b", "", "B"), Option("c", "", "B"))
TEXTS = ("a", "NOT a", "b", "c", "a IF b", "NOT c IF a", "a AND c")


@st.composite
def conflicts(draw: st.DrawFn) -> Conflict:
    makers = []
    for name in "AB":
        known = draw(st.lists(st.sampled_from(TEXTS), max_size=3, unique=True))
        unknown = draw(st.lists(st.sampled_from(("a", "b", "c")), max_size=3, unique=True))
        makers.append(maker(name, *known, unknown=tuple(unknown)))
    return Conflict(tuple(makers), OPTIONS)


def brute(conflict: Conflict, concept: str) -> tuple[set[int], set[int]]:
    """Equilibria in all completions, and in some, by going through every one."""
    unknown = unknown_statements(conflict)
    sets = []
    for said in product((True, False), repeat=len(unknown)):
        analysis = analyse(completed(conflict, dict(zip(unknown, said, strict=True))), (concept,))
        sets.append(set(analysis.equilibria(concept).codes()))
    return set.intersection(*sets), set.union(*sets)


@given(conflicts(), st.sampled_from(("nash", "gmr", "seq")))
def test_always_and_sometimes_agree_with_going_through_every_completion(
    conflict: Conflict, concept: str
) -> None:
    found = under_ignorance(conflict, concept)
    always, some = brute(conflict, concept)
    assert found.exact
    assert set(found.always) == always
    assert {one.state for one in found.outcomes} == some


@given(conflicts())
def test_an_outcome_holds_only_if_its_needs_do(conflict: Conflict) -> None:
    found = under_ignorance(conflict, "nash")
    for outcome in found.sometimes:
        for unknown, said in outcome.needs:
            answers = {unknown: not said}
            rest = [one for one in unknown_statements(conflict) if one != unknown]
            for others in product((True, False), repeat=len(rest)):
                answers.update(zip(rest, others, strict=True))
                analysis = analyse(completed(conflict, answers), ("nash",))
                assert outcome.state not in set(analysis.equilibria("nash").codes())


def test_nothing_unknown_gives_certain_equilibria_and_no_question() -> None:
    found = under_ignorance(Conflict((maker("A", "a"), maker("B", "b", "c")), OPTIONS))
    assert found.always == (0b111,)
    assert not found.sometimes
    assert not found.questions


def test_the_owner_s_unknown_wish_is_the_question_that_settles() -> None:
    conflict = Conflict((maker("A", "a"), maker("B", "b", unknown=("c", "a"))), OPTIONS)
    found = under_ignorance(conflict)
    assert [q.unknown.text for q in found.questions] == ["c"]
    assert found.questions[0].settled == 1.0
    assert [one.share for one in found.outcomes] == [0.5, 0.5]


def test_many_completions_are_sampled_and_the_error_is_stated() -> None:
    options = tuple(Option(f"o{k}", "", "A" if k < 4 else "B") for k in range(8))
    names = tuple(option.id for option in options)
    conflict = Conflict((maker("A", unknown=names), maker("B", unknown=names)), options)
    found = under_ignorance(conflict, "seq", most=8)
    assert not found.exact
    assert found.completions == 2**16
    assert found.examined == 8
    assert found.missed == pytest.approx(3 / 8)
    assert found == under_ignorance(conflict, "seq", most=8)


def test_a_preference_of_which_nothing_is_known_is_refused_with_advice() -> None:
    conflict = Conflict((maker("A", "a"), replace(maker("B"), preference=Preference())), OPTIONS)
    with pytest.raises(AnalysisError, match="extensions"):
        under_ignorance(conflict)
