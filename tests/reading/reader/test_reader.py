from __future__ import annotations

import zlib
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from backchannel.errors import ReaderError
from backchannel.reading.parse import Parse
from backchannel.reading.reader.network import NumpyNetwork, OnnxNetwork, Window
from backchannel.reading.reader.reader import Reader, text_blocks
from backchannel.reading.reader.weights import Weights, weights_folder
from backchannel.reading.reader.windows import MOST, MOST_PIECES, cut_words, plan

HERE = (weights_folder() / "reader.onnx").exists()
needs_weights = pytest.mark.skipif(not HERE, reason="the weights are not in this checkout")

HEADS = {"upos": 3, "xpos": 4, "start": 2, "name": 5, "bio": 7, "entity": 3, "trigger": 5}
PROJECTIONS = {
    "arc_dependent": 4,
    "arc_head": 4,
    "relation_dependent": 3,
    "relation_head": 3,
    "cue": 2,
    "source": 2,
    "content_first": 2,
    "content_last": 2,
    "cue_of_content": 2,
    "mention": 2,
    "mention_first": 2,
    "mention_final": 2,
    "later": 2,
    "earlier": 2,
    "trigger": 2,
    "event_source": 2,
    "event_target": 2,
}
BILINEAR = {
    "arc": (4, 4),
    "cue_source": (2, 2),
    "content_cue": (2, 2),
    "mention_first": (2, 2),
    "mention_final": (2, 2),
    "coreference": (2, 2),
    "event_source": (2, 2),
    "event_target": (2, 2),
}


class Dice:
    """A network whose numbers depend on the window alone and mean nothing."""

    def run(self, window: Window) -> tuple[np.ndarray, np.ndarray]:
        rng = np.random.default_rng(zlib.crc32(window.pieces.tobytes()))
        n = len(window.first)
        tags = rng.normal(size=(n, sum(HEADS.values()) + 9)).astype(np.float32)
        return tags, rng.normal(size=(n, sum(PROJECTIONS.values()))).astype(np.float32)


def dice_reader() -> Reader:
    rng = np.random.default_rng(0)
    scorers = {}
    for name, (a, b) in BILINEAR.items():
        scorers["bilinear." + name] = rng.normal(size=(a, b)).astype(np.float32)
        scorers["bias." + name] = rng.normal(size=b).astype(np.float32)
    for name, size in (
        ("root", 4),
        ("root_relation", 3),
        ("no_source", 2),
        ("no_antecedent", 2),
        ("side_bias", 2),
    ):
        scorers[name] = rng.normal(size=size).astype(np.float32)
    scorers["relation"] = rng.normal(size=(4, 12)).astype(np.float32)
    card = {
        "heads": {**HEADS, "modality": 9},
        "projections": PROJECTIONS,
        "upos": ["A", "B", "C"],
        "xpos": ["a", "b", "c", "d"],
        "relation": ["x", "y", "z"],
        "name": ["O", "B-PER", "I-PER", "B-ORG", "I-ORG"],
        "entity": ["O", "person", "place"],
        "event": ["AGREE", "ASSAULT"],
        "modality": [f"m{i}" for i in range(9)],
    }
    table = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "a", "##a", "b", "##b", ".")
    return Reader(Weights(Path("."), card, scorers, table), Dice())


def check_parse(text: str, parse: Parse) -> None:
    """What holds of every reading of every text."""
    at = 0
    for index, token in enumerate(parse.tokens):
        assert at <= token.start < token.end <= len(text)
        assert text[token.start : token.end] == token.text
        at = token.end
        sentence = parse.sentences[token.sentence]
        assert sentence.first <= index < sentence.last
        assert sentence.first <= token.head < sentence.last
        assert (token.head == index) == (token.deprel == "root")
        assert 0 <= token.confidence <= 1
    edge = 0
    for sentence in parse.sentences:
        assert sentence.first == edge < sentence.last
        edge = sentence.last
        roots = [k for k in range(sentence.first, sentence.last) if parse.tokens[k].head == k]
        assert len(roots) == 1
    assert edge == len(parse.tokens)
    for span in (*parse.names, *parse.mentions):
        assert parse.tokens[span.first].start == span.start
        assert parse.tokens[span.last - 1].end == span.end
    for k, mention in enumerate(parse.mentions):
        assert mention.first <= mention.head < mention.last
        assert mention.antecedent is None or mention.antecedent < k
    for attribution in parse.attributions:
        assert attribution.cue
        assert attribution.content
        for role in (attribution.source, attribution.cue, attribution.content):
            for a, b in role:
                assert 0 <= a < b <= len(text)
                assert text[a:b] == text[a:b].strip()
        assert 0 <= attribution.confidence <= 1
    for trigger in parse.triggers:
        first = parse.tokens[trigger.token]
        assert trigger.start <= first.start < trigger.end
        assert all(0 <= k < len(parse.tokens) for k in (*trigger.sources, *trigger.targets))


TEXTS = st.text(
    alphabet=st.sampled_from("aAbB.,\"'“”’ \n\t-\u200b\u202e1\u00e9\u05d0"), max_size=400
)


@given(TEXTS)
@example("")
@example("\n \n")
@example("a" * 10_000)
@example("\ud800\udfff a")
@example("\u200b")
@example("ab " * 3000)
@example("x.\n" * 2500)
@settings(max_examples=25)
def test_any_text_is_read_without_a_crash_at_exact_places(text: str) -> None:
    reader = dice_reader()
    parse = reader.parse(text)
    check_parse(text, parse)
    assert parse == reader.parse(text)


def test_nothing_outside_the_blocks_is_read() -> None:
    text = "Menu Home\nThe ab a. Ab b.\nShare this"
    parse = dice_reader().parse(text, [(10, 25)])
    assert {t.text for t in parse.tokens} == {"The", "ab", "a", "Ab", "b", "."}
    check_parse(text, parse)


def test_a_long_text_is_the_sum_of_its_sections() -> None:
    text = "Ab a b. Bb ab a!\n" * 1500
    reader = dice_reader()
    whole = reader.parse(text)
    check_parse(text, whole)
    parts = list(reader.sections(text))
    assert len(parts) > 1
    assert sum(len(p.tokens) for p in parts) == len(whole.tokens)
    assert sum(len(p.triggers) for p in parts) == len(whole.triggers)
    assert [s.block for s in whole.sentences] == sorted(s.block for s in whole.sentences)


@given(st.lists(st.integers(1, 400), min_size=1, max_size=12), st.integers(0, 99))
def test_windows_keep_every_word_once_and_stay_small(sizes: list[int], seed: int) -> None:
    rng = np.random.default_rng(seed)
    lines = [" ".join(rng.choice(["word", "Word", "end.", "”"], size).tolist()) for size in sizes]
    text = "\n".join(lines)
    words = cut_words(text, text_blocks(text))
    counts = rng.integers(1, 9, len(words))
    at = 0
    for begin, end, kept, stop in plan(words, counts):
        assert begin <= kept == at < stop <= end
        assert end - begin <= MOST
        assert counts[begin:end].sum() <= MOST_PIECES
        at = stop
    assert at == len(words)


def test_missing_weights_are_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(ReaderError, match=r"weights are not here: reader\.json is missing"):
        Reader.load(tmp_path)


@needs_weights
def test_broken_weights_are_a_clear_error(tmp_path: Path) -> None:
    for path in weights_folder().iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "reader.onnx").write_bytes(b"not a network")
    with pytest.raises(ReaderError, match="cannot be loaded"):
        Reader.load(tmp_path)
    with pytest.raises(ReaderError, match="is not the pinned file"):
        Weights.load(tmp_path, check=True)


@needs_weights
def test_the_pinned_hashes_hold() -> None:
    Weights.load(check=True)


REPORT = """\
Officials of the Harbour Board said on Monday that they would not accept the union's plan. \
"We will not negotiate under threat," the board's spokesman, Anders Lindqvist, told reporters.

The union rejected the offer and announced a strike. It accused the board of breaking its word.
"""


@needs_weights
def test_numpy_alone_gives_the_same_reading() -> None:
    weights = Weights.load()
    words = cut_words(REPORT, text_blocks(REPORT))
    one = Reader(weights, OnnxNetwork(weights.network)).read(words)
    two = Reader(weights, NumpyNetwork(weights.network)).read(words)
    check_parse(REPORT, one)
    assert [t.text for t in one.tokens] == [t.text for t in two.tokens]
    heads = [a.head == b.head for a, b in zip(one.tokens, two.tokens, strict=True)]
    assert np.mean(heads) > 0.97
    tags = [a.upos == b.upos for a, b in zip(one.tokens, two.tokens, strict=True)]
    assert np.mean(tags) > 0.97


@needs_weights
def test_a_report_is_read_as_an_analyst_would() -> None:
    parse = Reader.load().parse(REPORT)
    check_parse(REPORT, parse)
    assert len(parse.sentences) == 4
    told = [a for a in parse.attributions if REPORT[slice(*a.cue[0])].startswith("told")]
    assert told
    assert "Lindqvist" in REPORT[slice(*told[0].source[0])]
    assert "We will not negotiate under threat" in REPORT[slice(*told[0].content[0])]
    rejected = next(t for t in parse.tokens if t.text == "rejected")
    assert any(
        t.text == "union" and t.deprel == "nsubj" and parse.tokens[t.head] == rejected
        for t in parse.tokens
    )


@needs_weights
def test_the_same_text_gives_the_same_reading() -> None:
    reader = Reader.load()
    assert reader.parse(REPORT) == reader.parse(REPORT) == Reader.load().parse(REPORT)


HOSTILE = [
    "\u202eRTL \u200bzero\u200d width\ufeff",
    "x" * 10_000 + " said " + "y" * 10_000,
    '"' * 500 + " he said “" * 40,
    "\ud83d\udca5 \ud83d\udd25 boom\x00\x07",
    "\ud800 lone surrogate \udfff",
    "Президент заявил, что переговоры продолжатся. 会谈 将 继续。",
    "Home > News > World\nShare\nTweet\n© 2020",
    ". . . ? ! ! \n\n\t  \r\n",
    "word " * 5_000,
]


@needs_weights
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_are_read_without_a_crash(text: str) -> None:
    check_parse(text, Reader.load().parse(text))


@needs_weights
@pytest.mark.slow
def test_mutated_reports_are_read_without_a_crash() -> None:
    import random

    reader = Reader.load()
    dice = random.Random(7)
    alphabet = "aZ9 .,\"“”'’\n\t-—()\u200b\u202e\u0301é中\ud800\x00"
    for _ in range(5_000):
        text = list(REPORT[dice.randrange(200) :][: dice.randrange(1, 200)])
        for _ in range(dice.randrange(1, 12)):
            at = dice.randrange(len(text) + 1)
            if dice.random() < 0.5 and text:
                del text[at : at + dice.randrange(1, 9)]
            else:
                text.insert(at, dice.choice(alphabet) * dice.choice([1, 1, 1, 2, 50]))
        check_parse("".join(text), reader.parse("".join(text)))
