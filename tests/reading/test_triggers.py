"""Objects of verbs, by the nouns they stand for."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

from backchannel.reading.patterns import _verb_entries, verb_patterns
from backchannel.reading.tree import Tree
from backchannel.reading.triggers import _is_one_of


def all_of_them(antecedent: int) -> Tree:
    """Words "all of them"; "them" takes up the word `antecedent`."""
    tokens = [SimpleNamespace(upos=upos, text=text) for upos, text in (("NUM", "all"),) * 2]
    tokens[1] = SimpleNamespace(upos="PRON", text="them")
    told: Any = SimpleNamespace(
        tokens=tokens,
        lemmas=["all", "they"],
        lower=["all", "them"],
        joined=["all", "them"],
        antecedents={1: antecedent},
        dependents=lambda head, *_: [1] if head == 0 else [],
        exactly=lambda *_: [],
        case=lambda _: "of",
    )
    return cast(Tree, told)


def test_a_pronoun_within_what_it_takes_up_stands_for_nothing() -> None:
    assert not _is_one_of(all_of_them(0), 0, frozenset({"crew"}))


def test_every_verb_of_the_lexicon_has_patterns_that_can_be_read() -> None:
    bases = _verb_entries()
    assert len(bases) > 500
    for base, entries in bases.items():
        patterns = verb_patterns(base)
        assert len(patterns) == len(entries)
        assert all(pattern.base == base for pattern in patterns)
        weights = [pattern.weight for pattern in patterns]
        assert weights == sorted(weights, reverse=True)
    assert verb_patterns("frobnicate") == ()
