"""The definitions once more, as Boolean matrix algebra: an independent second reading.

Xu, Hipel, Kilgour 2009 (IEEE Trans. SMC-A 39:96-108). J_i are the moves, P_i+ the strict
preference, P_i-= its complement ("no better"), with the diagonal in: coming back to the start is a
sanction.
"""

from __future__ import annotations

import dataclasses

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from backchannel.analysis.definition import CRISP, is_stable, stable_states
from backchannel.analysis.inverse import requirement
from backchannel.analysis.moves import compile_conflict
from backchannel.conflict.elements import Option, Preference, Ranking
from tests.strategies import conflicts, graph_conflicts


def _matrices(model):
    states = model.states()
    place = {s: k for k, s in enumerate(states)}
    n = len(states)
    moves, better = [], []
    for i in range(len(model.decision_makers)):
        J = np.zeros((n, n), dtype=bool)
        for s in states:
            for q in model.reach(i, s):
                J[place[s], place[q]] = True
        rank = np.array([model.rank(i, s) for s in states], dtype=object)
        moves.append(J)
        better.append((rank[None, :] > rank[:, None]).astype(bool))
    return moves, better


def _product(a, b):
    return (a.astype(np.int64) @ b.astype(np.int64)) > 0


def _legal(arcs):
    """M_H: ends of legal sequences, by the first mover, longer and longer; diagonal out."""
    if not arcs:
        return None
    first = [arc.copy() for arc in arcs]
    total = np.logical_or.reduce(first)
    while True:
        longer = [
            arc & False
            if len(arcs) == 1
            else _product(arc, np.logical_or.reduce([m for k, m in enumerate(first) if k != j]))
            for j, arc in enumerate(arcs)
        ]
        new = [a | b for a, b in zip(first, longer, strict=True)]
        if all((a == b).all() for a, b in zip(new, first, strict=True)):
            break
        first = new
        total = np.logical_or.reduce(first)
    np.fill_diagonal(total, False)
    return total


@given(conflicts() | conflicts(forbidden=True, coalesced=True) | graph_conflicts())
def test_set_search_and_matrices_agree(conflict):
    model = compile_conflict(conflict)
    moves, better = _matrices(model)
    n = len(moves[0])
    for i, J in enumerate(moves):
        others = [j for j in range(len(moves)) if j != i]
        none = np.zeros((n, n), dtype=bool)
        any_moves = _legal([moves[j] for j in others]) if others else none
        improving = _legal([moves[j] & better[j] for j in others]) if others else none
        no_better = ~better[i]  # [s, x]: x is no better than s
        held = no_better & ~_product(better[i], J.T)  # ... nor any counter-move from x
        tempting = J & better[i]
        expected = {
            "nash": ~tempting.any(axis=1),
            "gmr": ~(tempting & ~_product(no_better, any_moves.T)).any(axis=1),
            "smr": ~(tempting & ~_product(held, any_moves.T)).any(axis=1),
            "seq": ~(tempting & ~_product(no_better, improving.T)).any(axis=1),
            "sseq": ~(tempting & ~_product(held, improving.T)).any(axis=1),
        }
        for concept in CRISP:
            found = [s for s, kept in zip(model.states(), expected[concept], strict=True) if kept]
            assert stable_states(model, i, concept) == found


@given(conflicts(max_options=4), st.data())
def test_applying_an_inverse_answer_makes_the_target_stable(conflict, data):
    model = compile_conflict(conflict)
    target = data.draw(st.sampled_from(model.states()))
    i = data.draw(st.integers(0, len(model.decision_makers) - 1))
    for concept in CRISP:
        need = requirement(model, i, target, concept)
        for wanted in need.minimal_sets()[:5]:
            rest = [x for x in model.states() if x != target and x not in wanted]
            groups = [rest, [target, *wanted]]
            ranking = Ranking(tuple(tuple(map(model.label, group)) for group in groups if group))
            changed = dataclasses.replace(
                conflict,
                decision_makers=tuple(
                    dataclasses.replace(maker, preference=Preference(ranking)) if k == i else maker
                    for k, maker in enumerate(conflict.decision_makers)
                ),
            )
            assert is_stable(compile_conflict(changed), i, target, concept)
            if wanted:  # and nothing less would do
                less = Ranking(
                    tuple(
                        tuple(map(model.label, group))
                        for group in ([*rest, wanted[0]], [target, *wanted[1:]])
                    )
                )
                unmet = dataclasses.replace(
                    changed,
                    decision_makers=tuple(
                        dataclasses.replace(maker, preference=Preference(less)) if k == i else maker
                        for k, maker in enumerate(conflict.decision_makers)
                    ),
                )
                assert not is_stable(compile_conflict(unmet), i, target, concept)


@given(conflicts(max_options=4, rankings=False))
def test_an_option_nobody_cares_about_doubles_the_states(conflict):
    model = compile_conflict(conflict)
    wider = dataclasses.replace(
        conflict,
        options=(*conflict.options, Option("idle", "", conflict.decision_makers[0].id)),
        status_quo=None,
    )
    other = compile_conflict(wider)
    bit = 1 << len(conflict.options)
    assert len(other.states()) == 2 * len(model.states())
    for i in range(len(model.decision_makers)):
        stable = stable_states(model, i, "nash")
        assert stable_states(other, i, "nash") == sorted([*stable, *(s | bit for s in stable)])
