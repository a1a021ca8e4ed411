"""Those who were taken and go home; what is said to follow from a condition. Our own sentences."""

from __future__ import annotations

import pytest

from backchannel.reading.held import is_held
from backchannel.reading.read import reader
from backchannel.reading.tree import Tree
from tests.reading.test_events_demanded_and_charged import told

pytestmark = pytest.mark.skipif(reader() is None, reason="the trained reader is missing")

_TAKEN = "In May the coast guard of Aru detained four deckhands of the Orr. "


def _held(text: str, word: str) -> bool:
    trained = reader()
    assert trained is not None
    tree = Tree(trained.parse(text))
    at = max(k for k, lower in enumerate(tree.lower) if lower == word)
    return is_held(tree, at)


@pytest.mark.parametrize(
    "then",
    [
        "On Monday the deckhands came home.",
        "On Monday the four came home.",
        "On Monday the four deckhands were put on the ferry to Bel.",
        "On Monday the deckhands walked down the gangway at Bel.",
    ],
)
def test_for_those_who_were_taken_to_come_home_is_to_be_let_go(then: str) -> None:
    assert [kind for kind, _, _ in told(_TAKEN + then)] == ["COERCE", "RETREAT"]


@pytest.mark.parametrize(
    "text",
    [
        "On Monday the deckhands came home.",
        "Talks were held in Bel in May. On Monday the four came home.",
        _TAKEN + "On Monday the ministers came home.",
        _TAKEN + "On Monday deckhands came home to Bel.",
    ],
)
def test_others_who_come_home_were_not_let_go(text: str) -> None:
    assert "RETREAT" not in [kind for kind, _, _ in told(text)]


@pytest.mark.parametrize(
    ("text", "word", "held"),
    [
        (_TAKEN + "The deckhands slept.", "deckhands", True),
        (_TAKEN + "The minister slept.", "minister", False),
        ("The arrest of Ana Bel was a mistake. On Friday Bel spoke.", "bel", True),
        ("The engineers seized in May are well. The engineers wrote.", "engineers", True),
        ("They took the documents. The documents are lost.", "documents", False),
        ("The council took part. The council met.", "council", False),
    ],
)
def test_whom_a_text_tells_to_be_held(text: str, word: str, held: bool) -> None:
    assert _held(text, word) is held


@pytest.mark.parametrize(
    "text",
    [
        "The next morning soldiers raised the barrier at Orr.",
        "Kenya raised its barrier at Orr for all.",
        "The federation took the tree trunks off the road on Saturday.",
        "Our two corvettes turned homeward to Bel.",
        "The two hundred soldiers departed again.",
        "Yesterday 214 rifles went into the containers at Orr.",
        "Yesterday the observers moved into the school at Orr.",
    ],
)
def test_ways_back_told_by_what_is_moved(text: str) -> None:
    assert [kind for kind, _, _ in told(text)] == ["RETREAT"]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Peru will tax cement from Chile if Chile goes ahead with the duty, the minister said.",
         "Peru"),
        ('"If one single loader is fined, we stay on the ground," Mr Orr said.', "Orr"),
        ("The Front said that if another village is bombed, its rockets will reach the airfields.",
         "Front"),
        ('"If no answer comes by Friday, no lorry leaves the yard," the union said.', "union"),
    ],
)  # fmt: skip
def test_what_follows_if_something_is_done_is_a_threat(text: str, source: str) -> None:
    found = told(text)
    assert [kind for kind, _, _ in found] == ["THREATEN"]
    assert source in " ".join(found[0][1])


@pytest.mark.parametrize(
    "text",
    [
        "The minister said that if the rains come, the harvest will be good.",
        "If the road is open, we drive to Bel on Sundays.",
        '"If you like, we stay for dinner," Mr Orr said.',
        "In one hamlet, hydrologists say, the supply would have to be rationed as well.",
        "The Alliance asks for no post and no money.",
    ],
)
def test_what_follows_from_itself_is_none(text: str) -> None:
    assert told(text) == []
