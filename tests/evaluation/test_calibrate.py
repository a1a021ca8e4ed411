"""Fitting shares: smoothing, classes never seen, the written table."""

from __future__ import annotations

import pytest

from evaluation.calibrate import (
    UNSEEN_WEIGHT,
    WEIGHT,
    Item,
    drawn,
    fit,
    look_up,
    reliability,
    written,
)

ITEMS = [Item("event", "sure", True)] * 8 + [Item("event", "doubtful", False)] * 2


def test_a_class_is_smoothed_towards_its_kind() -> None:
    shares = fit(ITEMS)
    start = shares[("event", "*")]
    assert start == pytest.approx(9 / 12)
    assert shares[("event", "sure")] == pytest.approx((8 + WEIGHT * start) / (8 + WEIGHT))
    assert shares[("event", "doubtful")] < start < shares[("event", "sure")]


def test_a_class_never_seen_has_the_share_of_its_kind() -> None:
    shares = fit(ITEMS)
    assert look_up(shares, Item("event", "new", True)) == shares[("event", "*")]


def test_the_table_lists_every_class_once_in_order() -> None:
    rows = [line.split("\t") for line in written(fit(ITEMS), ITEMS).splitlines() if "\t" in line]
    assert rows == sorted(rows)
    assert ["event", "sure"] in [row[:2] for row in rows]
    assert {row[3] for row in rows if row[:2] == ["event", "*"]} == {"10"}


def test_reliability_sets_expected_beside_observed() -> None:
    table = reliability([(0.75, item) for item in ITEMS])
    assert all(words in table for words in ("event", "0.75", "0.80"))


def test_unseen_dossiers_draw_the_shares_of_their_kind() -> None:
    shares = fit(ITEMS)
    unseen = [Item("event", "sure", False)] * 10
    expected = 10 * shares[("event", "sure")]
    factor = UNSEEN_WEIGHT / (expected + UNSEEN_WEIGHT)
    new = drawn(shares, unseen)
    assert new[("event", "sure")] == pytest.approx(shares[("event", "sure")] * factor)
    assert new[("party", "*")] == shares[("party", "*")]
    assert drawn(shares, [Item("event", "sure", True)] * 1000)[("event", "sure")] == 0.99
