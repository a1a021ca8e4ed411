"""The trained reader: a text in, everything one pass sees in it out.

The text is read in sections of some thousand words that end where a block ends, so that memory
does not grow with the text but for the result. One thread; the same text gives the same answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from backchannel.reading.parse import (
    Attribution,
    NamedSpan,
    NounPhrase,
    Parse,
    Sentence,
    Token,
    Trigger,
)

from .attributions import LinkedAttribution, decode_attributions
from .mentions import decode_mentions
from .names import one_type_each, with_addresses, with_titles
from .network import Floats, Network, NumpyNetwork, open_network
from .pieces import WordPieces
from .spans import best_labels, chunks, log_softmax
from .subjects import with_subjects
from .trees import decode_trees
from .triggers import decode_triggers
from .weights import Weights
from .windows import PARAGRAPH, Reading, Words, cut_words, run

__all__ = ["Reader", "text_blocks"]

SECTION = 1500  # words after which a section ends with the next block
LONGEST_BLOCK = 20_000  # characters; a longer block is cut at the end of a sentence or word
LONGEST_SENTENCE = 200  # words; a longer one is cut where a sentence most likely starts
FULL_STOP = 3.0  # what a stop between a small and a capital word adds to the log-odds of a start

_QUOTES = frozenset("\"“”«»„'‘’")
_PRONOUNS = frozenset("he she they it we i you who".split())

Blocks = Iterable[tuple[int, int]]


class Reader:
    """The reader with its weights loaded.

    Parameters
    ----------
    weights : Weights
        See `Weights.load`.
    network : Network
        See `open_network`.

    Examples
    --------
    ``Reader.load().parse("Iran rejected the offer.").tokens[1].deprel`` is ``"root"``.
    """

    def __init__(self, weights: Weights, network: Network) -> None:
        self.card = weights.card
        self._network = network
        self._scorers = weights.scorers
        self._pieces = WordPieces(list(weights.pieces))
        self._tags = slices(self.card["heads"])
        self._parts = slices(self.card["projections"])
        fitted: dict[str, Any] = self.card.get("calibration", {}).get("attribution", {})
        self.generous = float(fitted.get("generous", 0.0))

    def sure(self, what: str = "attribution") -> float:
        """The confidence from which on `what` was right often enough on the development texts.

        1.0 if the weights carry no calibration for it.
        """
        fitted: dict[str, Any] = self.card.get("calibration", {}).get(what, {})
        return float(fitted.get("sure", 1.0))

    def least(self, what: str = "attribution") -> float:
        """The confidence below which `what` is not given: it was wrong too often to be worth it.

        0.0 if the weights carry no calibration for it.
        """
        fitted: dict[str, Any] = self.card.get("calibration", {}).get(what, {})
        return float(fitted.get("least", 0.0))

    @classmethod
    def load(cls, folder: Path | None = None, plain: bool = False) -> Reader:
        """Load the weights of the package, or of a folder.

        Parameters
        ----------
        folder : Path, optional
            A folder of weights; default: the environment's, else the package's.
        plain : bool
            Use NumPy even where ONNX Runtime is installed (a few times slower).

        Raises
        ------
        ReaderError
            If the weights are missing or not the pinned ones.
        """
        weights = Weights.load(folder)
        network = NumpyNetwork(weights.network) if plain else open_network(weights.network)
        return cls(weights, network)

    def parse(self, text: str, blocks: Blocks | None = None) -> Parse:
        """Read a text.

        Parameters
        ----------
        text : str
            Any text; offsets of the result are code points in it.
        blocks : iterable of (int, int), optional
            The paragraphs to read, as half-open stretches in order; nothing outside them is
            looked at and nothing runs from one into the next but attributions' links and
            coreference. Default: every line (`text_blocks`).

        Returns
        -------
        Parse
            Tokens, sentences, names, mentions, attributions and triggers in text order.
        """
        return _joined(list(self.sections(text, blocks)))

    def sections(self, text: str, blocks: Blocks | None = None) -> Iterator[Parse]:
        """Read a text section by section; indices in each `Parse` are its own.

        For texts whose whole reading should not be held at once. `Sentence.block` counts
        through the whole text.
        """
        given = list(text_blocks(text) if blocks is None else blocks)
        for words in _sections(text, given):
            yield self.read(words)

    def read(self, words: Words, bounds: list[tuple[int, int]] | None = None) -> Parse:
        """Read words already cut; `bounds` are sentences if they are known (first, end)."""
        if not len(words):
            return Parse()
        reading = run(words, self._pieces, self._network, self._parts)
        tags = {name: reading.tags[:, part] for name, part in self._tags.items()}
        if bounds is None:
            bounds = sentence_bounds(tags["start"], words)
        parts = reading.by_sentence(bounds)
        heads, relations, sure = decode_trees(parts, self._scorers, bounds)
        starts: NDArray[np.bool_] = words.glues == PARAGRAPH
        starts[0] = True
        tokens = self._tokens(words, tags, bounds, heads, relations, sure)
        found = decode_attributions(self._generous(tags["bio"]), reading, self._scorers, starts)
        return Parse(
            tokens=tokens,
            sentences=tuple(
                Sentence(words.spans[a][0], words.spans[b - 1][1], a, b, int(words.blocks[a]))
                for a, b in bounds
            ),
            names=self._names(words, tags["name"], tags["upos"], starts),
            mentions=self._mentions(words, tags["entity"], parts, reading, bounds),
            attributions=self._attributions(words, with_subjects(found, tokens)),
            triggers=self._triggers(words, tags, reading, starts, heads, bounds),
            telling=self._telling(tags["trigger"]),
        )

    def _tokens(
        self,
        words: Words,
        tags: dict[str, Floats],
        bounds: list[tuple[int, int]],
        heads: NDArray[np.int64],
        relations: NDArray[np.int64],
        sure: Floats,
    ) -> tuple[Token, ...]:
        upos = [self.card["upos"][k] for k in tags["upos"].argmax(1).tolist()]
        xpos = [self.card["xpos"][k] for k in tags["xpos"].argmax(1).tolist()]
        labels = [self.card["relation"][k] for k in relations.tolist()]
        owner = [k for k, (a, b) in enumerate(bounds) for _ in range(a, b)]
        return tuple(
            Token(a, b, word, u, x, head, "root" if head == i else rel, sentence, p)
            for i, ((a, b), word, u, x, head, rel, sentence, p) in enumerate(
                zip(
                    words.spans,
                    words.texts,
                    upos,
                    xpos,
                    heads.tolist(),
                    labels,
                    owner,
                    [round(p, 4) for p in sure.tolist()],
                    strict=True,
                )
            )
        )

    def _names(
        self, words: Words, logits: Floats, upos: Floats, starts: NDArray[np.bool_]
    ) -> tuple[NamedSpan, ...]:
        logs = log_softmax(logits)
        tags: list[str] = self.card["upos"]
        proper = np.array([tag == "PROPN" for tag in tags])[upos.argmax(1)]
        kinds = [label[2:] for label in self.card["name"][1::2]]
        found = one_type_each(chunks(best_labels(logs, starts)), logs, words.texts, proper)
        if "PER" in kinds:
            found = with_titles(found, kinds.index("PER"), words.texts, proper, starts)
        if "MISC" in kinds:
            found = with_addresses(found, kinds.index("MISC"), words.texts)
        return tuple(
            NamedSpan(
                words.spans[a][0],
                words.spans[b - 1][1],
                a,
                b,
                kinds[kind],
                round(float(np.exp(_log_chance(logs, a, b, kind))), 4),
            )
            for a, b, kind in found
        )

    def _mentions(
        self,
        words: Words,
        logits: Floats,
        parts: dict[str, Floats],
        reading: Reading,
        bounds: list[tuple[int, int]],
    ) -> tuple[NounPhrase, ...]:
        return tuple(
            NounPhrase(
                words.spans[m.first][0],
                words.spans[m.end - 1][1],
                m.first,
                m.end,
                m.head,
                self.card["entity"][m.kind],
                m.antecedent,
                round(m.probability, 4),
            )
            for m in decode_mentions(logits, parts, reading, self._scorers, bounds)
        )

    def _generous(self, logits: Floats) -> Floats:
        """Logits of attribution with "none" made less likely: what is too much goes by `least`."""
        if not self.generous:
            return logits
        lowered = logits.copy()
        lowered[:, 0] -= np.float32(self.generous)
        return lowered

    def _attributions(
        self, words: Words, found: list[LinkedAttribution]
    ) -> tuple[Attribution, ...]:
        least = self.least("attribution")
        told = (self._attribution(words, one) for one in found)
        return tuple(one for one in told if one.confidence >= least)

    def _attribution(self, words: Words, one: LinkedAttribution) -> Attribution:
        def place(first: int, end: int) -> tuple[int, int]:
            return words.spans[first][0], words.spans[end - 1][1]

        return Attribution(
            source=(place(*one.source),) if one.source else (),
            cue=(place(*one.cue),),
            content=tuple(place(a, b) for a, b in one.contents),
            confidence=round(self.confidence("attribution", features_of(words, one)), 4),
        )

    def _triggers(
        self,
        words: Words,
        tags: dict[str, Floats],
        reading: Reading,
        starts: NDArray[np.bool_],
        heads: NDArray[np.int64],
        bounds: list[tuple[int, int]],
    ) -> tuple[Trigger, ...]:
        if "trigger" in self.card.get("untrained", ()):
            return ()
        return tuple(
            Trigger(
                words.spans[t.first][0],
                words.spans[t.end - 1][1],
                t.head,
                self.card["event"][t.kind],
                self.card["modality"][t.modality],
                t.sources,
                t.targets,
                round(t.probability, 4),
                round(t.modality_probability, 4),
            )
            for t in decode_triggers(
                tags["trigger"], tags["modality"], reading, self._scorers, starts, heads, bounds
            )
        )

    def _telling(self, logits: Floats) -> tuple[float, ...]:
        """For each word how likely it carries an event of whatever type."""
        if "trigger" in self.card.get("untrained", ()):
            return ()
        outside = np.exp(log_softmax(logits)[:, 0])
        return tuple(np.round(1.0 - outside, 3).tolist())

    def confidence(self, what: str, features: tuple[float, ...]) -> float:
        """A calibrated probability from features, if the weights carry a calibration."""
        fitted: dict[str, Any] | None = self.card.get("calibration", {}).get(what)
        if fitted is None:
            return float(np.exp(features[0] + features[1] + features[3] + features[5]))
        total = fitted["bias"] + sum(
            w * x for w, x in zip(fitted["weights"], features, strict=True)
        )
        return float(1.0 / (1.0 + np.exp(-total)))


def features_of(words: Words, one: LinkedAttribution) -> tuple[float, ...]:
    """What the confidence of an attribution is computed from: the network's and the text's."""
    first, end = one.contents[0]
    quoted = words.texts[first][0] in _QUOTES
    near = min(abs(one.cue[0] - end), abs(first - one.cue[1])) <= 1
    pronoun = one.source is not None and words.texts[one.source[0]].lower() in _PRONOUNS
    return (*one.features, float(quoted), float(near), float(pronoun), float(len(one.contents) > 1))


def sentence_bounds(logits: Floats, words: Words) -> list[tuple[int, int]]:
    """Sentences (first, end): at block starts and where the network sees one begin."""
    gain = logits[:, 1] - logits[:, 0]
    gain[[k for k in np.flatnonzero(gain <= 0).tolist() if _after_stop(words, k)]] += FULL_STOP
    begins = (gain > 0) | (words.glues == PARAGRAPH)
    begins[0] = True
    firsts = np.flatnonzero(begins).tolist()
    bounds: list[tuple[int, int]] = []
    for a, b in zip(firsts, [*firsts[1:], len(words)], strict=True):
        start = a
        while b - start > LONGEST_SENTENCE:
            half = start + LONGEST_SENTENCE // 2
            stop = half + int(gain[half : start + LONGEST_SENTENCE].argmax())
            bounds.append((start, stop))
            start = stop
        bounds.append((start, b))
    return bounds


def _after_stop(words: Words, index: int) -> bool:
    """Whether a word in capitals follows a full stop that ends a word in small letters."""
    texts = words.texts
    if index < 2 or texts[index - 1] not in (".", "!", "?") or not texts[index][:1].isupper():
        return False
    return len(texts[index - 2]) > 2 and texts[index - 2].isalpha() and texts[index - 2].islower()


def _log_chance(logs: Floats, first: int, end: int, kind: int) -> float:
    """Mean log-probability of the labels of a name of a type."""
    inside = logs[first + 1 : end, 2 + 2 * kind].sum()
    return float(logs[first, 1 + 2 * kind] + inside) / (end - first)


def text_blocks(text: str) -> list[tuple[int, int]]:
    """Every line that is not blank, as a half-open stretch without its outer white space."""
    blocks = []
    at = 0
    for line in text.split("\n"):
        bare = line.strip()
        if bare:
            start = at + len(line) - len(line.lstrip())
            blocks.append((start, start + len(bare)))
        at += len(line) + 1
    return blocks


def slices(sizes: dict[str, int]) -> dict[str, slice]:
    """Where each named part lies in a row that holds them one after the other."""
    result = {}
    at = 0
    for name, size in sizes.items():
        result[name] = slice(at, at + size)
        at += size
    return result


def _sections(text: str, blocks: list[tuple[int, int]]) -> Iterator[Words]:
    """Words by sections of about `SECTION` words, or fewer characters than make that many."""
    group: list[tuple[int, int]] = []
    size = first = 0
    for index, block in enumerate(_short(text, blocks)):
        group.append(block)
        size += block[1] - block[0]
        if size > 6 * SECTION:
            yield cut_words(text, group, first)
            group, size, first = [], 0, index + 1
    if group:
        yield cut_words(text, group, first)


def _short(text: str, blocks: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    for start, end in blocks:
        at = start
        while end - at > LONGEST_BLOCK:
            stop = at + LONGEST_BLOCK
            cut = text.rfind(". ", at + LONGEST_BLOCK // 2, stop) + 1
            if cut <= 0:
                cut = text.rfind(" ", at + LONGEST_BLOCK // 2, stop)
            if cut <= 0:
                cut = stop
            yield at, cut
            at = cut
        yield at, end


def _joined(parses: list[Parse]) -> Parse:
    """One `Parse` of several, with indices moved."""
    if len(parses) == 1:
        return parses[0]
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    names: list[NamedSpan] = []
    mentions: list[NounPhrase] = []
    attributions: list[Attribution] = []
    triggers: list[Trigger] = []
    telling: list[float] = []
    for one in parses:
        telling += one.telling
        t, s, m = len(tokens), len(sentences), len(mentions)
        if not tokens:  # nothing to move
            tokens += one.tokens
            sentences += one.sentences
            names += one.names
            mentions += one.mentions
            attributions += one.attributions
            triggers += one.triggers
            continue
        tokens += [
            Token(
                x.start,
                x.end,
                x.text,
                x.upos,
                x.xpos,
                x.head + t,
                x.deprel,
                x.sentence + s,
                x.confidence,
            )
            for x in one.tokens
        ]
        sentences += [replace(x, first=x.first + t, last=x.last + t) for x in one.sentences]
        names += [replace(x, first=x.first + t, last=x.last + t) for x in one.names]
        mentions += [
            replace(
                x,
                first=x.first + t,
                last=x.last + t,
                head=x.head + t,
                antecedent=None if x.antecedent is None else x.antecedent + m,
            )
            for x in one.mentions
        ]
        attributions += one.attributions
        triggers += [
            replace(
                x,
                token=x.token + t,
                sources=tuple(k + t for k in x.sources),
                targets=tuple(k + t for k in x.targets),
            )
            for x in one.triggers
        ]
    return Parse(
        tuple(tokens),
        tuple(sentences),
        tuple(names),
        tuple(mentions),
        tuple(attributions),
        tuple(triggers),
        tuple(telling),
    )
