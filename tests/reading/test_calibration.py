"""Confidence: the shares of classes, and telling classes again while fitting."""

from __future__ import annotations

import pytest

from backchannel.reading.calibration import KINDS, band, recording, right
from backchannel.reading.wordlists import lines


def test_every_kind_has_a_share_and_every_share_is_one() -> None:
    rows = [line.split("\t") for line in lines("confidence.tsv")]
    assert {kind for kind, rule, _, _ in rows if rule == "*"} == set(KINDS)
    assert all(0 < float(share) < 1 and int(seen) >= 0 for _, _, share, seen in rows)


def test_a_class_never_seen_has_the_share_of_its_kind() -> None:
    assert right("statement", "never seen") == right("statement", "*")


def test_named_parties_stay_apart_from_mere_places() -> None:
    assert min(right("party", rule) for rule in ("named", "described")) > 0.3


@pytest.mark.parametrize(("score", "name"), [(0.2, "low"), (0.65, "from 0.65"), (1, "from 0.85")])
def test_bands(score: float, name: str) -> None:
    assert band(score) == name


def test_a_recorded_confidence_tells_its_class() -> None:
    with recording() as record:
        first = right("event", band(0.9))
        second = right("position", "answer")
        again = right("event", band(0.9))
    assert first == again
    assert record.of(first) == ("event", "from 0.85")
    assert record.of(second) == ("position", "answer")
    assert record.of(0.3) is None
    assert right("event", band(0.9)) == pytest.approx(first, abs=1e-3)
