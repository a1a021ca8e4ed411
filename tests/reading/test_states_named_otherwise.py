"""States by other names than the listed ones: halves, territories, states no list holds."""

from __future__ import annotations

import pytest

from backchannel.dossier.evidence import PartyKind
from tests.reading.texts import party_names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("South Sudan closed its wells. The South accused Khartoum of shelling.", "South Sudan"),
        ("North Korea fired a missile. The South protested on Monday.", "South Korea"),
    ],
)
def test_a_half_is_the_state_named_so(text: str, name: str) -> None:
    assert name in party_names(text, PartyKind.STATE)


@pytest.mark.parametrize(
    "text",
    [
        "Farmers in the South blocked the road. France condemned the blockade.",
        "South Sudan closed its wells. The South Asian partners protested.",
    ],
)
def test_a_half_without_a_state_is_a_direction(text: str) -> None:
    assert "South Korea" not in party_names(text)
    assert "South" not in party_names(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Faroes suspended the port fee. The Faroese premier protested.", "Faroe Islands"),
        ("Hargeisa recalled its envoy from Mogadishu.", "Somaliland"),
    ],
)
def test_a_territory_that_governs_itself_is_listed(text: str, name: str) -> None:
    assert name in party_names(text, PartyKind.STATE)


def test_a_state_of_a_federation_is_not_its_ministry_of_health() -> None:
    text = (
        "Soldiers drove the forces of the southern state of Vardaland out of the post. "
        "Vardaland protested. The Vardaland Ministry of Health has not answered."
    )
    assert party_names(text, PartyKind.STATE) == {"Vardaland"}
    assert "Vardaland Ministry of Health" in party_names(text)


def test_a_league_is_a_party_a_cup_is_not() -> None:
    names = party_names("The Norwegian Seiners' League asked Oslo to close the zone.")
    assert "Norwegian Seiners' League" in names
    assert "Weavers' Cup" not in party_names("The Weavers' Cup was played on Monday.")
