"""Who acts indirectly, in secret or through others, because a report says so.

A party in the shadow is found from words: an adverb on what it does ("indirectly", "covertly"), a
phrase ("behind the scenes", "through proxies"), an adjective on a dealing of its own ("this secret
visit"), or its name before "-backed", "-funded", "-sponsored". Leaning towards somebody
("pro-Western") is no such word: it says where a party stands, not who moves it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from backchannel.dossier.evidence import EventType
from backchannel.reading.found import Found
from backchannel.reading.parse import Parse
from backchannel.reading.tree import Tree

__all__ = ["InShadow", "find_shadows"]

_ADVERBS = frozenset(
    "indirectly covertly secretly clandestinely discreetly surreptitiously tacitly".split()
)
_PHRASES = re.compile(
    r"\b(?:behind (?:the scenes|closed doors|the curtain)|from (?:behind )?the (?:shadows?|wings)|"
    r"in the (?:shadows|background)|through (?:\w+ )?(?:proxies|intermediaries|middlemen|"
    r"surrogates|go-betweens)|by proxy|pull(?:s|ed|ing)? the strings|under the table|"
    r"through (?:a )?back ?-?channels?)\b",
    re.IGNORECASE,
)
_HIDDEN = frozenset(
    "secret covert clandestine undisclosed unannounced discreet hidden unpublicised".split()
)
_DEALINGS = frozenset(
    "visit trip meeting talk contact channel deal support hand role influence involvement backing "
    "negotiation encounter journey mission shipment delivery payment understanding".split()
)
_SPONSORED = frozenset("backed sponsored funded armed financed supported trained".split())
_MOVES = (EventType.CONSULT, EventType.AID, EventType.COOPERATE, EventType.AGREE)


@dataclass(frozen=True, slots=True)
class InShadow:
    """Words that put a party in the shadow.

    Parameters
    ----------
    head : int
        Token index of the head of the phrase that means the party.
    start, end : int
        The clause that says so, half-open code points.
    """

    head: int
    start: int
    end: int


def find_shadows(parse: Parse, text: str, found: Sequence[Found]) -> tuple[InShadow, ...]:
    """Return who is said to act from the shadow, in the order of the text.

    Parameters
    ----------
    parse : Parse
        The parse of the body.
    text : str
        The report's text.
    found : sequence of Found
        Events of the same parse: "this secret visit" is the visit told beside it.
    """
    tree = Tree.of(parse)
    out: dict[int, InShadow] = {}
    for number, sentence in enumerate(parse.sentences):
        for head in _of_sentence(tree, text, number, found):
            out.setdefault(head, InShadow(head, sentence.start, sentence.end))
    return tuple(out[head] for head in sorted(out))


def _of_sentence(tree: Tree, text: str, number: int, found: Sequence[Found]) -> Iterator[int]:
    sentence = tree.parse.sentences[number]
    phrases = [(m.start(), m.end()) for m in _PHRASES.finditer(text, sentence.start, sentence.end)]
    for index in range(sentence.first, sentence.last):
        token, word = tree.tokens[index], tree.lower[index]
        if word in _ADVERBS or any(start == token.start for start, _ in phrases):
            yield from _doers(tree, index)
        elif word in _HIDDEN and token.upos == "ADJ":
            noun = tree.parent(index)
            if noun is not None and tree.lemmas[noun] in _DEALINGS:
                yield from _dealers(tree, noun, number, found)
        elif word in _SPONSORED and index >= sentence.first + 2 and tree.lower[index - 1] == "-":
            sponsor = index - 2
            if tree.tokens[sponsor].text[:1].isupper():
                yield sponsor


def _doers(tree: Tree, index: int) -> list[int]:
    """Return the subjects of the clause that a word stands in."""
    for above in (index, *tree.ancestors(index)):
        agents = tree.exactly(above, "obl:agent")
        subjects = [k for k in tree.dependents(above, "nsubj") if tree.is_nominal(k)]
        if tree.is_passive(above):
            subjects = agents
        if subjects:
            return [c for s in subjects for c in tree.conjuncts(s) if tree.tokens[c].upos != "PRON"]
    return []


def _dealers(tree: Tree, noun: int, number: int, found: Sequence[Found]) -> list[int]:
    """Return whose dealing it is: named at the noun, told beside it, or the clause's subject."""
    named = [
        k
        for k in tree.dependents(noun, "nmod")
        if tree.tokens[k].deprel == "nmod:poss" or tree.case(k) in ("of", "by", "between")
    ]
    named = [k for k in named if tree.tokens[k].upos in ("PROPN", "NOUN")]
    if named:
        return [c for k in named for c in tree.conjuncts(k)]
    told = [
        f
        for f in found
        if f.type in _MOVES and f.sources and f.sentence in (number, number - 1) and f.token != noun
    ]
    if told:
        nearest = min(told, key=lambda f: (f.sentence != number, abs(f.token - noun)))
        return list(nearest.sources)
    return _doers(tree, noun)
