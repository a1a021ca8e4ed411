"""What one pass of the reader sees in a text: words, sentences, trees, names, attributions.

These are the records between detection and the layers above it. The trained reader makes them; the
layers above (parties, events, statements ...) know nothing else about how they were made. All
offsets are code points into the source text, half-open.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Attribution", "NamedSpan", "NounPhrase", "Parse", "Sentence", "Token", "Trigger"]


@dataclass(frozen=True, slots=True)
class Token:
    """A word.

    Parameters
    ----------
    start, end : int
        Place in the text.
    text : str
        ``source.text[start:end]``.
    upos, xpos : str
        Universal and Penn part of speech.
    head : int
        Index (in `Parse.tokens`) of the word it depends on; its own index if it is a root.
    deprel : str
        Universal dependency relation, with subtype ("nsubj:pass"); "root" for a root.
    sentence : int
        Index in `Parse.sentences`.
    confidence : float
        Probability of head and relation together, 1.0 if not known.
    """

    start: int
    end: int
    text: str
    upos: str
    xpos: str
    head: int
    deprel: str
    sentence: int
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: characters and tokens, both half-open; `block` is the index of its paragraph."""

    start: int
    end: int
    first: int
    last: int
    block: int


@dataclass(frozen=True, slots=True)
class NamedSpan:
    """A name: PER, ORG, LOC or MISC; `first`/`last` are token indices, half-open."""

    start: int
    end: int
    first: int
    last: int
    kind: str
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """A mention of somebody or something, by name, noun phrase or pronoun.

    Parameters
    ----------
    start, end : int
        Place in the text.
    first, last : int
        Token indices, half-open.
    head : int
        Token index of its head word.
    kind : str
        Entity type: person, organization, place, event, object, abstract ...
    antecedent : int or None
        Index in `Parse.mentions` of an earlier mention of the same, if one was found.
    confidence : float
        Between 0 and 1.
    """

    start: int
    end: int
    first: int
    last: int
    head: int
    kind: str
    antecedent: int | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who (source), by which words (cue), said or thought what (content).

    Each role is a tuple of (start, end) places in the text; `source` is empty if nobody is named.
    """

    source: tuple[tuple[int, int], ...]
    cue: tuple[tuple[int, int], ...]
    content: tuple[tuple[int, int], ...]
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words that carry an event, with its PLOVER type, modality and sides as the reader saw them.

    Parameters
    ----------
    start, end : int
        Place in the text.
    token : int
        Index of the head word.
    type, modality : str
        PLOVER type; modality as in `backchannel.dossier.evidence.Modality`.
    sources, targets : tuple of int
        Token indices of the head words of the sides.
    confidence : float
        Of the type.
    modality_confidence : float
        Of the modality.
    """

    start: int
    end: int
    token: int
    type: str
    modality: str
    sources: tuple[int, ...] = ()
    targets: tuple[int, ...] = ()
    confidence: float = 1.0
    modality_confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Parse:
    """Everything one pass saw, in the order of the text.

    Parameters
    ----------
    tokens, sentences, names, mentions, attributions, triggers : tuple
        What was found.
    telling : tuple of float
        For each token how likely it carries an event of whatever type, as the trained reader sees
        it; empty where there is none.
    """

    tokens: tuple[Token, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    names: tuple[NamedSpan, ...] = ()
    mentions: tuple[NounPhrase, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    triggers: tuple[Trigger, ...] = ()
    telling: tuple[float, ...] = ()

    def children(self) -> tuple[tuple[int, ...], ...]:
        """For each token the indices of its dependents, in order."""
        lists: list[list[int]] = [[] for _ in self.tokens]
        for index, token in enumerate(self.tokens):
            if token.head != index:
                lists[token.head].append(index)
        return tuple(tuple(items) for items in lists)
