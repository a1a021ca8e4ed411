"""Owners that a tree leaves loose."""

from __future__ import annotations

from backchannel.reading.owners import with_owners
from tests.reading.parses import parse_of


def test_a_second_object_before_the_mark_owns_the_first() -> None:
    _, parse = parse_of(
        """
        They PRON PRP 2 nsubj
        condemned VERB VBD 0 root
        Sunday PROPN NNP 2 obj
        's PART POS 5 case
        raid NOUN NN 2 obj
        """
    )
    mended = with_owners(parse)
    owner, mark = mended.tokens[2], mended.tokens[3]
    assert (owner.head, owner.deprel, mark.head) == (4, "nmod:poss", 2)


def test_what_hangs_from_its_owner_takes_the_owners_place() -> None:
    _, parse = parse_of(
        """
        Arken PROPN NNP 5 nsubj
        's PART POS 1 case
        answer NOUN NN 1 dep
        is AUX VBZ 5 cop
        short ADJ JJ 0 root
        """
    )
    mended = with_owners(parse)
    assert (mended.tokens[2].head, mended.tokens[2].deprel) == (4, "nsubj")
    assert (mended.tokens[0].head, mended.tokens[0].deprel) == (2, "nmod:poss")


def test_owners_in_their_place_and_marks_with_nothing_after_are_left_alone() -> None:
    for rows in (
        """
        Arken PROPN NNP 3 nmod:poss
        's PART POS 1 case
        port NOUN NN 0 root
        """,
        """
        They PRON PRP 2 nsubj
        saw VERB VBD 0 root
        Arken PROPN NNP 2 obj
        's PART POS 3 case
        . PUNCT . 2 punct
        """,
    ):
        _, parse = parse_of(rows)
        assert with_owners(parse) is parse
