"""The view of a parse: looked up once, and the same as asked word by word."""

from __future__ import annotations

import gc

from hypothesis import given
from hypothesis import strategies as st

from backchannel.reading.parse import Parse, Sentence, Token
from backchannel.reading.tree import Tree


@st.composite
def trees(draw: st.DrawFn) -> Parse:
    """Any forest of up to twelve words."""
    order = draw(st.permutations(range(draw(st.integers(1, 12)))))
    heads = {word: word for word in order}
    for place, word in enumerate(order[1:], 1):
        if draw(st.integers(0, 5)):
            heads[word] = order[draw(st.integers(0, place - 1))]
    tokens = tuple(
        Token(2 * k, 2 * k + 1, "w", "X", "X", heads[k], "dep", 0) for k in range(len(order))
    )
    return Parse(tokens, (Sentence(0, 2 * len(order) - 1, 0, len(order), 0),))


@given(trees())
def test_depths_count_the_words_above(parse: Parse) -> None:
    tree = Tree.of(parse)
    assert tree.depths == tuple(len(list(tree.ancestors(k))) for k in range(len(parse.tokens)))


@given(trees())
def test_a_subtree_is_what_has_the_word_above_it(parse: Parse) -> None:
    tree = Tree.of(parse)
    for word in range(len(parse.tokens)):
        below = [k for k in range(len(parse.tokens)) if k == word or word in tree.ancestors(k)]
        assert tree.subtree(word) == below
        assert tree.subtree(word, ("dep",)) == [word]


def test_a_parse_has_one_tree_as_long_as_it_is_held() -> None:
    parse = Parse((Token(0, 1, "a", "X", "X", 0, "root", 0),), (Sentence(0, 1, 0, 1, 0),))
    tree = Tree.of(parse)
    assert Tree.of(parse) is tree
    same = Parse(parse.tokens, parse.sentences)
    assert same == parse
    assert Tree.of(same) is not tree
    mark = id(tree)
    del tree
    gc.collect()
    assert Tree.of(parse).parse is parse
    assert mark
