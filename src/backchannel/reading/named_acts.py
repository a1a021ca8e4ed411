"""Acts told by nouns: "the shelling of the port by the rebels", "an end to the strike"."""

from __future__ import annotations

from dataclasses import dataclass, replace

from backchannel.dossier.evidence import EventType, Modality
from backchannel.reading.codebook import Outcome, shifted
from backchannel.reading.parse import Parse
from backchannel.reading.patterns import NounPattern, noun_class
from backchannel.reading.sides import Actors, inside
from backchannel.reading.tree import Tree
from backchannel.reading.triggers import match_noun
from backchannel.reading.wordlists import sections

__all__ = ["WORDS", "Meaning", "NamedActs", "words_below"]

_T = EventType
WORDS = {name: frozenset(entries) for name, entries in sections("grammar_words.txt").items()}
"""Small sets of words by name (``lexicon/grammar_words.txt``)."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a predicate or noun tells by itself, whatever stands over it.

    Parameters
    ----------
    type, mode, modality
        As in `backchannel.dossier.evidence.Event`.
    words : tuple of int
        The words that carry it.
    sources, targets : tuple of int
        Head words of the sides.
    weight : int
        How specific the pattern is that it rests on.
    consumed : tuple of int
        Words that tell no event of their own any more.
    topic : int or None
        The word that heads what is demanded, refused, threatened.
    inner, inner_mode
        Type and mode of the act it stands over.
    light : bool
        It rests on a light verb over a noun ("held talks").
    """

    type: EventType
    mode: str | None
    modality: Modality
    words: tuple[int, ...]
    sources: tuple[int, ...]
    targets: tuple[int, ...]
    weight: int = 0
    consumed: tuple[int, ...] = ()
    topic: int | None = None
    inner: EventType | None = None
    inner_mode: str | None = None
    light: bool = False


class NamedActs:
    """What nouns tell in one parsed text.

    Parameters
    ----------
    parse : Parse
        The parse.
    text : str
        The text it was made from.
    """

    def __init__(self, parse: Parse, text: str) -> None:
        self.tree = Tree.of(parse)
        self.actors = Actors(self.tree)
        self.text = text
        self.say = frozenset(e.split("_")[0] for e in sections("saying.txt")["say"])

    def _noun_meaning(self, index: int) -> Meaning | None:
        if not self.tree.is_noun(index):
            return None
        stopped = self._stopping_noun(index)
        if stopped is not None:
            return stopped
        noun = match_noun(self.tree, index)
        if noun is None:
            return None
        return self._named(index, noun.pattern, noun.words)

    def _stopping_noun(self, index: int) -> Meaning | None:
        """ "a suspension of flights", "an end to the shelling": what is stopped decides."""
        tree = self.tree
        if tree.lemmas[index] not in WORDS["stop noun"]:
            return None
        for k in tree.dependents(index, "nmod"):
            if tree.case(k) not in ("of", "to", "in"):
                continue
            inner = match_noun(tree, k)
            kind = inner.pattern.type if inner is not None else None
            lemma = tree.lemmas[k]
            if lemma in noun_class("restriction"):
                kind = _T.COERCE
            elif lemma in noun_class("war"):
                kind = _T.ASSAULT
            elif kind is None and lemma in noun_class("relations") | noun_class("aid"):
                kind = _T.AID
            outcome = shifted("stop", kind, inner.pattern.mode if inner else None) if kind else None
            if outcome is None:
                return None
            if outcome.type is _T.RETREAT:
                outcome = Outcome(_T.CONCEDE, None, outcome.modality)
            below = self._any_party(k, ())
            sources = [p for p in tree.kids[index] if tree.tokens[p].deprel == "nmod:poss"]
            return Meaning(
                outcome.type,
                outcome.mode,
                outcome.modality,
                (index, k),
                tuple(sources),
                tuple(below),
                2,
                tuple(tree.subtree(k)),
            )
        return None

    def _named(self, index: int, pattern: NounPattern, words: tuple[int, ...]) -> Meaning:
        tree = self.tree
        if pattern.type is _T.MOBILIZE and any(
            tree.lower[k] in ("joint", "combined", "bilateral", "multinational")
            for k in tree.dependents(index, "amod")
        ):
            pattern = replace(
                pattern,
                type=_T.COOPERATE,
                mode=None,
                reciprocal=True,
                sources=("between", "with", "of", "by", "poss"),
                targets=(),
            )
        source = self._noun_sides(index, pattern.sources)
        targets = [k for k in self._noun_sides(index, pattern.targets) if k not in source]
        if not targets and pattern.targets:
            for k in tree.kids[index]:
                if (
                    tree.rel(k) == "nmod"
                    and tree.case(k).split()[-1:]
                    and tree.case(k).split()[-1] in pattern.targets
                    and self.actors.is_place(k)
                ):
                    targets += inside(tree, self.actors, k) or [k]
        if not source:
            for k in tree.dependents(index, "amod", "compound"):
                if (
                    tree.tokens[k].text[:1].isupper()
                    and tree.tokens[k].upos in ("ADJ", "PROPN")
                    and k not in words
                    and self.actors.named.get(k) != "PER"
                ):
                    source = [k]
                    break
                if (
                    self.actors.is_actor(k)
                    and k not in words
                    and tree.tokens[k].upos == "NOUN"
                    and pattern.type not in (_T.RETREAT,)
                ):
                    source = [k]
                    break
        return Meaning(
            pattern.type,
            pattern.mode,
            Modality.HAPPENED,
            words,
            tuple(source),
            tuple(targets),
            1 + pattern.weight,
        )

    def _noun_sides(self, index: int, places: tuple[str, ...]) -> list[int]:
        tree = self.tree
        found: list[int] = []
        for place in places:
            if place == "poss":
                kids = [k for k in tree.kids[index] if tree.tokens[k].deprel == "nmod:poss"]
                kids = kids or self._owner_before(index)
            else:
                kids = [
                    k
                    for k in tree.kids[index]
                    if tree.rel(k) in ("nmod", "obl") and tree.case(k).split()[-1:] == [place]
                ]
                if not kids and place == "by":
                    kids = [
                        k
                        for h in tree.dependents(index, "nmod")
                        for k in tree.dependents(h, "nmod")
                        if tree.case(k) == "by"
                    ]
            found += [
                k for k in self.actors.all_of(kids) if (self.actors.is_actor(k)) and k not in found
            ]
            if found and place not in ("between", "among", "of", "with"):
                break
        return found

    def _owner_before(self, index: int) -> list[int]:
        """ "their daily noon vigil" with "their" hung on "noon": whose the whole is."""
        tokens = self.tree.tokens
        for k in range(index - 1, max(-1, index - 5), -1):
            if tokens[k].sentence != tokens[index].sentence:
                break
            if tokens[k].xpos == "PRP$":
                return [k] if k < tokens[k].head < index else []
            if tokens[k].upos not in ("NOUN", "ADJ", "NUM"):
                break
        return []

    def _partners(self, index: int) -> list[int]:
        tree = self.tree
        found: list[int] = []
        for k in tree.kids[index]:
            if tree.rel(k) in ("obl", "nmod") and tree.case(k) in (
                "with",
                "between",
                "among",
                "together with",
                "alongside",
            ):
                found += [c for c in self.actors.all_of([k]) if self.actors.is_actor(c)]
        return found

    def _any_party(self, clause: int, source: tuple[int, ...]) -> list[int]:
        """The first party in a clause that is not the source."""
        tree = self.tree
        for k in tree.subtree(clause, ("acl:relcl", "advcl", "parataxis")):
            if k in source or tree.tokens[k].upos == "PRON":
                continue
            if (
                tree.rel(k) in ("amod", "compound")
                and tree.tokens[k].upos in ("ADJ", "PROPN")
                and tree.tokens[k].text[:1].isupper()
                and self.actors.is_actor(k)
                and not self.actors.is_actor(tree.tokens[k].head)
            ):
                return [k]
            if (
                (k != clause or tree.is_noun(k))
                and tree.is_noun(k)
                and self.actors.is_actor(k)
                and tree.rel(k) in ("obj", "obl", "nmod", "iobj", "nsubj")
            ):
                if tree.rel(k) == "obl" and tree.case(k) in (
                    "in",
                    "on",
                    "by",
                    "at",
                    "after",
                    "before",
                    "during",
                    "since",
                    "until",
                ):
                    continue
                return self.actors.all_of([k])
        return []

    def _below(self, index: int) -> list[int]:
        """A clause with what is coordinated with it, without "unless" and "after" clauses."""
        tree = self.tree
        below = tree.subtree(index, ("parataxis",))
        # what a relative clause or participle tells of a day of its own is not part of it
        apart: set[int] = set()
        for k in below:
            relative = tree.tokens[k].deprel == "acl:relcl" and tree.tokens[k].xpos == "VBD"
            done = tree.tokens[k].deprel == "acl" and tree.tokens[k].xpos == "VBN"
            if tree.tokens[k].deprel == "acl:relcl" and k != index and self._added(k):
                apart.update(
                    tree.subtree(k, ("advcl",))
                )  # "thanked the envoy, who has proposed talks"
                continue
            if (relative or done) and k != index:
                own = tree.subtree(k)
                if any(tree.lower[x] in WORDS["calendar"] for x in own):
                    apart.update(own)
        return [k for k in below if k not in apart]

    def _added(self, clause: int) -> bool:
        """Whether a relative clause in the perfect stands behind a comma: it tells more news."""
        tree = self.tree
        if not any(tree.lower[k] in ("has", "have") for k in tree.dependents(clause, "aux")):
            return False
        if any(tree.lower[k] in ("long", "always", "often") for k in tree.kids[clause]):
            return False
        first = min(k for k in tree.subtree(clause) if tree.tokens[k].upos != "PUNCT")
        return first > 0 and tree.lower[first - 1] == ","


def words_below(tree: Tree, index: int) -> set[str]:
    """Return the words below a word, as they stand and as base forms."""
    below = tree.subtree(index)
    return {tree.lower[k] for k in below} | {tree.lemmas[k] for k in below}
