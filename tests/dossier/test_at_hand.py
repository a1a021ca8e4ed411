from __future__ import annotations

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backchannel.dossier import at_hand
from backchannel.dossier.at_hand import once_a_record
from backchannel.dossier.evidence import Party
from backchannel.dossier.fingerprint import resemblance


def test_what_follows_from_a_record_is_worked_out_once_for_each(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(at_hand, "RECORDS", 3)
    asked: list[Party] = []

    @once_a_record
    def name(party: Party) -> str:
        asked.append(party)
        return party.name

    steady = Party("p", "Aru")
    for number in range(40):  # those asked for again stay, the others are let go of
        other = Party("p", f"Boria {number}")
        assert (name(steady), name(other), name(steady)) == ("Aru", other.name, "Aru")
    assert sum(party is steady for party in asked) == 1
    assert len(asked) == 41
    equal = Party("p", "Aru")
    assert equal == steady
    assert name(equal) == "Aru"
    assert asked[-1] is equal


@given(st.lists(st.integers(0, 400), max_size=200), st.integers(1, 8))
def test_it_gives_what_the_function_gives(order: list[int], kept: int) -> None:
    parties = [Party("p", str(number)) for number in range(401)]
    before, at_hand.RECORDS = at_hand.RECORDS, kept
    try:
        remembered = once_a_record(lambda party: party.name)
        assert [remembered(parties[k]) for k in order] == [parties[k].name for k in order]
    finally:
        at_hand.RECORDS = before


@given(st.frozensets(st.integers(0, 60)), st.frozensets(st.integers(0, 60)))
def test_resemblance_is_the_share_of_runs_that_both_have(
    a: frozenset[int], b: frozenset[int]
) -> None:
    share = len(a & b) / len(a | b) if a | b else 0.0
    assert resemblance(a, b) == resemblance(a, array("Q", b)) == share
