"""Acts that are named without being told as done, and acts told by the state they left."""

from __future__ import annotations

import pytest

from backchannel.dossier.evidence import EventType, Modality
from backchannel.reading.disclaimed import by_nature, is_disclaimed, is_lore
from backchannel.reading.events import Found, find_events
from backchannel.reading.modality import view
from backchannel.reading.read import parse_text
from backchannel.reading.standing import standing
from backchannel.reading.tree import Tree
from tests.reading.parses import parse_of

DENIED = """
The DET DT 2 det
army NOUN NN 3 nsubj
denied VERB VBD 0 root
shelling VERB VBG 3 xcomp
the DET DT 6 det
market NOUN NN 4 obj
"""
NOT_TRUE = """
It PRON PRP 4 expl
is AUX VBZ 4 cop
not PART RB 4 advmod
true ADJ JJ 0 root
that SCONJ IN 7 mark
rebels NOUN NNS 7 nsubj
attacked VERB VBD 4 csubj
the DET DT 9 det
convoy NOUN NN 7 obj
"""
RUMOUR = """
Rumours NOUN NNS 7 nsubj
that SCONJ IN 5 mark
rebels NOUN NNS 5 nsubj
had AUX VBD 5 aux
kidnapped VERB VBN 1 acl
clerks NOUN NNS 5 obj
spread VERB VBD 0 root
"""
REFRAINED = """
Norland PROPN NNP 2 nsubj
refrained VERB VBD 0 root
from SCONJ IN 4 mark
expelling VERB VBG 2 advcl
the DET DT 6 det
ambassador NOUN NN 4 obj
"""
CLEFT = """
It PRON PRP 5 nsubj
was AUX VBD 5 cop
not PART RB 5 advmod
the DET DT 5 det
army NOUN NN 0 root
that PRON WDT 7 nsubj
burned VERB VBD 5 acl:relcl
the DET DT 9 det
village NOUN NN 7 obj
"""
BIDDING = """
Let VERB VB 0 root
the DET DT 4 det
two NUM CD 4 nummod
ministers NOUN NNS 1 obj
come VERB VB 1 xcomp
"""
STORM = """
The DET DT 2 det
storm NOUN NN 3 nsubj
killed VERB VBD 0 root
nine NUM CD 5 nummod
farmers NOUN NNS 3 obj
"""
OPEN = """
The DET DT 2 det
border NOUN NN 4 nsubj
is AUX VBZ 4 cop
open ADJ JJ 0 root
again ADV RB 4 advmod
"""
STRIKE = """
The DET DT 2 det
pilots NOUN NNS 5 nsubj
are AUX VBP 5 cop
on ADP IN 5 case
strike NOUN NN 0 root
"""
TREATY = """
The DET DT 2 det
mission NOUN NN 3 nsubj
urged VERB VBD 0 root
both DET DT 5 det
neighbours NOUN NNS 3 obj
to PART TO 7 mark
settle VERB VB 3 xcomp
it PRON PRP 7 obj
by ADP IN 11 case
the DET DT 11 det
treaty NOUN NN 7 obl
of ADP IN 13 case
1971 NUM CD 11 nmod
"""
DATED = """
Norland PROPN NNP 2 nsubj
signed VERB VBD 0 root
the DET DT 4 det
treaty NOUN NN 2 obj
in ADP IN 6 case
1971 NUM CD 2 obl
"""
OR_ELSE = """
Norland PROPN NNP 2 nsubj
urged VERB VBD 0 root
Sudland PROPN NNP 2 obj
to PART TO 5 mark
withdraw VERB VB 2 xcomp
, PUNCT , 7 punct
warning VERB VBG 2 advcl
it PRON PRP 7 obj
that SCONJ IN 13 mark
it PRON PRP 13 nsubj
would AUX MD 13 aux
otherwise ADV RB 13 advmod
attack VERB VB 7 ccomp
"""
TOGETHER = """
They PRON PRP 2 nsubj
sat VERB VBD 0 root
down ADP RP 2 compound:prt
together ADV RB 2 advmod
"""
NO_TALKS = """
The DET DT 2 det
minister NOUN NN 3 nsubj
said VERB VBD 0 root
there PRON EX 6 expl
would AUX MD 6 aux
be VERB VB 3 ccomp
no DET DT 8 det
talks NOUN NNS 6 nsubj
"""
HABIT = """
Every DET DT 2 det
spring NOUN NN 5 obl
the DET DT 4 det
herders NOUN NNS 5 nsubj
block VERB VBP 0 root
the DET DT 7 det
road NOUN NN 5 obj
"""


def told(rows: str, year: int | None = None) -> list[Found]:
    """Events read on a tree written by hand."""
    text, parse = parse_of(rows)
    return [e for e in find_events(parse, text, reported_year=year) if e.confidence >= 0.5]


def types(rows: str) -> list[EventType]:
    return [e.type for e in told(rows)]


@pytest.mark.parametrize(
    ("rows", "word"), [(DENIED, 3), (NOT_TRUE, 6), (RUMOUR, 4), (REFRAINED, 3), (CLEFT, 6)]
)
def test_what_is_denied_or_doubted_did_not_happen(rows: str, word: int) -> None:
    text, parse = parse_of(rows)
    assert is_disclaimed(Tree(parse), word)
    assert not any(word in event.words for event in find_events(parse, text))


def test_bidding_and_habits_tell_nothing() -> None:
    assert types(BIDDING) == []
    assert types(HABIT) == []


def test_storms_are_no_assault() -> None:
    _, parse = parse_of(STORM)
    assert by_nature(Tree(parse), 2, (1,))
    assert types(STORM) == []
    assert types(STORM.replace("storm", "militia")) == [EventType.ASSAULT]


def test_proverbs_and_plots_are_lore() -> None:
    assert is_lore("An old proverb says that he who burns the barn warms himself once.")
    assert is_lore("The film tells how a village blockaded the mine.")
    assert not is_lore("The miners blockaded the village.")


def test_states_tell_the_act_that_led_to_them() -> None:
    _, parse = parse_of(OPEN)
    state = standing(Tree(parse), 3)
    assert state is not None
    assert state.type is EventType.RETREAT
    assert types(OPEN) == [EventType.RETREAT]
    assert types(OPEN.replace("again", "wide")) == []
    (strike,) = told(STRIKE)
    assert (strike.type, strike.sources) == (EventType.PROTEST, (1,))


def test_a_year_that_names_a_thing_makes_no_history() -> None:
    text, parse = parse_of(TREATY)
    assert not view(Tree(parse), 2, text, 2024).historical
    text, parse = parse_of(DATED)
    assert view(Tree(parse), 1, text, 2024).historical
    assert [e.modality for e in told(DATED, 2024)] == [Modality.PAST]


def test_a_demand_with_an_or_else_is_one_threat() -> None:
    (threat,) = told(OR_ELSE)
    assert threat.type is EventType.THREATEN
    assert threat.targets == (2,)


def test_several_who_sit_down_together_meet() -> None:
    assert types(TOGETHER) == [EventType.CONSULT]
    assert types(TOGETHER.replace("together", "slowly")) == []


def test_no_talks_is_a_refusal() -> None:
    (refusal,) = told(NO_TALKS)
    assert (refusal.type, refusal.sources) == (EventType.REJECT, (1,))


HEARSAY = """
They PRON PRP 2 nsubj
write VERB VBP 0 root
on ADP IN 4 case
Facebook PROPN NNP 2 obl
that SCONJ IN 8 mark
troops NOUN NNS 8 nsubj
have AUX VBP 8 aux
shelled VERB VBN 2 ccomp
the DET DT 10 det
mill NOUN NN 8 obj
"""
RESIDENTS = """
Residents NOUN NNS 2 nsubj
wrote VERB VBD 0 root
on ADP IN 4 case
Facebook PROPN NNP 2 obl
that SCONJ IN 8 mark
troops NOUN NNS 8 nsubj
had AUX VBD 8 aux
shelled VERB VBN 2 ccomp
the DET DT 10 det
mill NOUN NN 8 obj
"""
OF_US = """
Some DET DT 2 nsubj
claim VERB VBP 0 root
we PRON PRP 4 nsubj
attacked VERB VBD 2 ccomp
the DET DT 6 det
convoy NOUN NN 4 obj
"""
WHISPERED = """
It PRON PRP 3 expl
is AUX VBZ 3 aux:pass
whispered VERB VBN 0 root
that SCONJ IN 6 mark
we PRON PRP 6 nsubj
expelled VERB VBD 3 ccomp
the DET DT 8 det
clerk NOUN NN 6 obj
"""


@pytest.mark.parametrize(
    ("rows", "word", "disclaimed"),
    [(HEARSAY, 7, True), (RESIDENTS, 7, False), (OF_US, 3, True), (WHISPERED, 5, True)],
)
def test_what_nobody_in_particular_tells_is_hearsay(rows: str, word: int, disclaimed: bool) -> None:
    _, parse = parse_of(rows)
    assert is_disclaimed(Tree(parse), word) is disclaimed


def test_what_the_next_sentence_takes_back_did_not_happen() -> None:
    told = "We reported that border guards had fired at the ferry."
    for after, disclaimed in (
        (" They did not. A tyre had burst.", True),
        (" That was wrong.", True),
        (" They did so twice on Monday, witnesses said.", False),
    ):
        parse = parse_text(told + after)
        word = next(i for i, t in enumerate(parse.tokens) if told[t.start : t.end] == "fired")
        assert is_disclaimed(Tree(parse), word) is disclaimed
