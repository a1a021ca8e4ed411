"""Words of a parsed text that match the event lexicon.

`match_verb` and `match_noun` answer which pattern a word matches, the most specific first, and
which words took part.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from backchannel.reading.held import is_held
from backchannel.reading.inflection import noun_lemma
from backchannel.reading.patterns import (
    HELD,
    NounPattern,
    VerbPattern,
    noun_patterns,
    verb_patterns,
)
from backchannel.reading.sides import Actors, by_phrase, objects, subjects
from backchannel.reading.tree import Tree
from backchannel.reading.wordlists import sections

__all__ = ["NounMatch", "VerbMatch", "following_words", "match_noun", "match_verb"]

_PARTS = frozenset(
    "mouth entrance entry exit access approach side end part stretch section lane gate".split()
)
_ROAD_NUMBER = re.compile(r"[A-Z]{1,3}-?\d{1,4}")
_SHARES = frozenset(
    "some many most all several both half dozen none rest last few one first majority remainder "
    "handful score hundred number".split()
)
_HOLDING = frozenset(
    "letter note notice act package series raft wave set round kind sort".split()
) | frozenset(
    "bus busload coach truck truckload lorry lorryload train boatload planeload convoy "
    "column".split()
)
_ONESELF = frozenset("itself himself herself themselves ourselves myself oneself".split())
_OWN_WORK = frozenset({"duty", "charge"})
_PREDICATIVE = frozenset(sections("grammar_words.txt")["predicative"])


class VerbMatch(NamedTuple):
    """A verb with its pattern and the words that carry the event."""

    pattern: VerbPattern
    words: tuple[int, ...]
    object: int | None


class NounMatch(NamedTuple):
    """A noun with its pattern and the words that carry the event."""

    pattern: NounPattern
    words: tuple[int, ...]


def following_words(tree: Tree, index: int) -> tuple[str, ...]:
    """Return the particles and next words of a verb, in lower case."""
    sentence = tree.parse.sentences[tree.tokens[index].sentence]
    particles = [
        tree.lower[k]
        for k in tree.kids[index]
        if tree.tokens[k].deprel == "compound:prt" and k > index
    ]
    if particles:
        return tuple(particles)
    return tuple(tree.lower[index + 1 : min(index + 4, sentence.last)])


def match_verb(tree: Tree, actors: Actors, index: int) -> VerbMatch | None:
    """Return the most specific pattern that a verb matches, or None."""
    patterns = verb_patterns(tree.lemmas[index])
    if not patterns:
        return None
    heads = objects(tree, index)
    if tree.is_passive(index):
        heads = [*heads, *tree.dependents(index, "obj")]  # "was given fifteen years"
    apart = [tree.lower[k] for k in tree.kids[index] if tree.tokens[k].deprel == "compound:prt"]
    sentence = tree.parse.sentences[tree.tokens[index].sentence]
    at_hand = frozenset(tree.lower[sentence.first : sentence.last])
    nouns = at_hand.union(tree.lemmas[sentence.first : sentence.last])
    plain = not any(_stands_for_more(tree, k) for k in actors.all_of(heads))
    for pattern in patterns:
        if pattern.particles and pattern.particles[0] not in at_hand:
            continue
        wanted = _first_words(pattern.objects)
        if plain and wanted and HELD not in wanted and nouns.isdisjoint(wanted):
            continue  # none of its objects is in the sentence
        found = _fits(tree, actors, index, pattern, heads, apart)
        if found is not None:
            return found
    return None


@lru_cache(maxsize=5_000)
def _first_words(phrases: frozenset[str]) -> frozenset[str]:
    return frozenset(phrase.split()[0] for phrase in phrases)


def _stands_for_more(tree: Tree, head: int) -> bool:
    """Whether an object may be one of a pattern's without a word of it in the sentence."""
    lower, token = tree.lower[head], tree.tokens[head]
    return token.upos in ("PRON", "PROPN") or lower in _ONESELF or tree.joined[head] != lower


def _fits(
    tree: Tree,
    actors: Actors,
    index: int,
    pattern: VerbPattern,
    heads: list[int],
    apart: list[str],
) -> VerbMatch | None:
    """The match of one pattern; `heads` are the verb's objects, `apart` its particles."""
    if pattern.object_rule == "none" and heads:
        return None
    if pattern.object_rule == "any" and not heads:
        return None
    if pattern.clause == "that" and not tree.dependents(index, "ccomp"):
        return None
    words = [index]
    if pattern.particles:
        taken = _particles(tree, index, pattern.particles)
        if taken is None:
            return None
        words += taken
    elif any(
        not (pattern.objects or pattern.prepositions) or particle != "out" for particle in apart
    ):
        return None  # "break" is not "break down", "give back" is not "give"
    chosen: int | None = heads[0] if heads else None
    if pattern.objects:
        chosen = None
        for head in actors.all_of(heads):
            if _is_one_of(tree, head, pattern.objects):
                chosen = head
                break
        if chosen is None:
            phrase = _phrase_after(tree, index, pattern.objects)
            if phrase is None:
                return None
            words += phrase
        else:
            words.append(chosen)
    if pattern.object_rule == "actor" and not any(
        actors.is_actor(k) for k in actors.all_of(heads + tree.dependents(index, "iobj"))
    ):
        return None
    if pattern.subjects and not subject_class(tree, index, pattern.subjects):
        if not (tree.is_passive(index) and _doer_is(tree, index, pattern.subjects)):
            return None
    elif pattern.subjects and pattern.object_rule == "actor" and tree.is_passive(index):
        if not _doer_is(tree, index, pattern.subjects):
            return None  # "the officer was cleared" is not "the officer cleared the square"
    for preposition, nouns in pattern.prepositions:
        at = _prepositional(tree, actors, index, preposition, nouns)
        if at is None:
            return None
        if nouns:
            words.append(at)
    bare = pattern.base in ("let", "make", "help", "have")
    if (
        pattern.clause == "inf"
        and not any(
            bare and tree.tokens[k].xpos == "VB" and tree.rel(k) in ("xcomp", "ccomp")
            for k in tree.kids[index]
        )
        and not any(
            tree.lower[m] == "to"
            for k in tree.dependents(index, "xcomp", "ccomp", "advcl", "acl")
            for m in tree.dependents(k, "mark")
        )
    ):
        return None
    return VerbMatch(pattern, tuple(sorted(set(words))), chosen)


def _particles(tree: Tree, index: int, wanted: tuple[str, ...]) -> list[int] | None:
    sentence = tree.parse.sentences[tree.tokens[index].sentence]
    near = [
        k
        for k in tree.kids[index]
        if k > index
        and tree.rel(k)
        in ("compound", "advmod", "obl", "xcomp", "obj", "case", "mark", "advcl", "dep")
        and tree.lower[k] == wanted[0]
    ]
    if not near and len(wanted) == 1:
        for k in tree.kids[index]:
            if k > index and tree.rel(k) in ("obl", "nmod", "obj", "advmod"):
                for c in tree.kids[k]:
                    if tree.rel(c) == "case" and tree.lower[c] == wanted[0]:
                        if (
                            wanted[0] in ("out", "away", "off", "back")
                            or tree.tokens[c].xpos == "RP"
                        ) or (
                            wanted[0] in ("down", "up", "aside")
                            and len(tree.dependents(k, "case")) > 1
                        ):
                            return [c]
    starts = near or [
        k
        for k in (index + 1, index + 2)
        if k < sentence.last
        and tree.lower[k] == wanted[0]
        and (k == index + 1 or tree.tokens[index + 1].upos in ("ADV", "PRON"))
    ]
    for start in starts:
        if len(wanted) > 1:
            run = tree.lower[start : start + len(wanted)]
            if run != wanted:
                continue
        elif tree.rel(start) == "case" and len(wanted) == 1 and tree.tokens[start].xpos != "RP":
            # "in", "on" before a noun is a preposition unless the parser says particle
            continue
        return list(range(start, start + len(wanted)))
    if len(wanted) > 1:
        for start in range(index + 1, min(index + 7, sentence.last - len(wanted) + 1)):
            if tree.lower[start : start + len(wanted)] == wanted:
                return list(range(start, start + len(wanted)))
    return None


def _is_one_of(tree: Tree, head: int, nouns: frozenset[str], steps: int = 6) -> bool:
    if steps == 0:  # a pronoun may stand within what it takes up: "the crew of it"
        return False
    lemma, lower, joined = tree.lemmas[head], tree.lower[head], tree.joined[head]
    if lemma in nouns or lower in nouns:
        return True
    if HELD in nouns and is_held(tree, head):
        return True
    token = tree.tokens[head]
    if lower in _ONESELF:
        return not _ONESELF.isdisjoint(nouns)
    if token.upos == "PRON" and lower in ("it", "them") and head in tree.antecedents:
        # "imposed a levy in March and lifted it on Friday"
        return _is_one_of(tree, tree.antecedents[head], nouns, steps - 1)
    if token.upos == "PROPN":
        if "road" in nouns and _ROAD_NUMBER.fullmatch(token.text):
            return True
        if any(noun_lemma(tree.lower[k]) in nouns for k in tree.exactly(head, "nmod:desc")):
            return True  # "Ambassador Ibarra"
    if token.upos == "NUM" or lemma in _SHARES or lemma in _HOLDING:
        for kid in tree.dependents(head, "nmod"):
            if tree.case(kid) == "of" and _is_one_of(tree, kid, nouns, steps - 1):
                return True  # "four of the crew", "the last of the hostages"
        if lemma in _HOLDING and any(tree.lower[k] == "full" for k in tree.kids[head]):
            if any(tree.lemmas[k] in nouns for k in tree.subtree(head, ("acl",))):
                return True  # "lorries full of soldiers"
    if lemma in _PARTS:
        for kid in tree.dependents(head, "nmod"):
            if tree.case(kid) in ("of", "to") and _is_one_of(tree, kid, nouns, steps - 1):
                return True  # "the mouth of the harbour"
    if joined != lower and (joined in nouns or noun_lemma(joined) in nouns):
        return True
    first = head
    while (
        first > 0
        and tree.tokens[first - 1].head == head
        and tree.rel(first - 1) in ("compound", "amod", "punct", "nmod", "flat")
    ):
        first -= 1
        phrase = " ".join(tree.lower[first:head]) + " "
        if phrase + lemma in nouns or phrase + lower in nouns:
            return True
    for kid in tree.dependents(head, "nmod"):
        preposition = tree.case(kid)
        if (
            preposition and f"{lemma} {preposition} {tree.lemmas[kid]}" in nouns
        ) or f"{lower} {preposition} {tree.lower[kid]}" in nouns:
            return True
    return False


def _phrase_after(tree: Tree, index: int, phrases: frozenset[str]) -> list[int] | None:
    table = _following(phrases)
    if not table and len(phrases) != 1:
        return None
    sentence = tree.parse.sentences[tree.tokens[index].sentence]
    met: list[tuple[int, int, int]] = []
    for start in range(index + 1, min(index + 4, sentence.last)) if table else ():
        if tree.rel(start) == "det":
            continue
        lower, lemma = tree.lower[start], tree.lemmas[start]
        for first in (lower, lemma) if lower != lemma else (lower,):
            for rank, wanted in table.get(first, ()):
                end = start + len(wanted)
                if end <= sentence.last and (
                    tree.lower[start:end] == wanted or tree.lemmas[start:end] == wanted
                ):
                    met.append((rank, start, end))
    if met:
        _, start, end = min(met)
        return list(range(start, end))
    if len(phrases) == 1:
        wanted = tuple(next(iter(phrases)).split())
        if len(wanted) == 1:
            after = [k for o in tree.dependents(index, "obj") for k in tree.kids[o] if k > o]
            for kid in (*tree.kids[index], *after):
                if tree.dependents(kid, "case"):
                    continue  # "took the news like a soldier"
                if tree.lower[kid] == wanted[0] and tree.rel(kid) in (
                    "xcomp",
                    "advmod",
                    "obl",
                    "compound",
                    "amod",
                ):
                    return [kid]
    return None


@cache
def _following(phrases: frozenset[str]) -> dict[str, list[tuple[int, tuple[str, ...]]]]:
    """Those phrases that can follow a verb without being its object, ranked, by first word."""
    table: dict[str, list[tuple[int, tuple[str, ...]]]] = {}
    for rank, phrase in enumerate(sorted(phrases)):
        words = tuple(phrase.split())
        if len(words) > 1 or words[0] in _PREDICATIVE:
            table.setdefault(words[0], []).append((rank, words))
    return table


def _prepositional(
    tree: Tree, actors: Actors, index: int, preposition: str, nouns: frozenset[str]
) -> int | None:
    # some trees hang the phrase on the adverb: "went [back to work]", "stayed [away from ...]"
    on_adverbs = [
        k
        for adverb in tree.dependents(index, "advmod", "compound")
        if adverb > index and tree.kids[adverb]
        for k in tree.dependents(adverb, "obl")
    ]
    for kid in (*tree.kids[index], *on_adverbs):
        relation = tree.rel(kid)
        if relation in ("obl", "advmod", "obj", "xcomp", "nmod") and kid > index:
            if tree.case(kid).split()[-1:] == [preposition] or (
                not tree.case(kid) and tree.lower[kid] == preposition
            ):
                if not nouns:
                    return kid
                for k in actors.all_of([kid]):
                    if _is_one_of(tree, k, nouns) or ("somebody" in nouns and actors.is_actor(k)):
                        return k
        if relation in ("advcl", "xcomp") and not nouns and kid > index:
            if any(tree.lower[m] == preposition for m in tree.dependents(kid, "mark", "case")):
                return kid
        if relation == "obj" and kid > index:
            for below in tree.dependents(kid, "nmod"):
                if tree.case(below).split()[-1:] == [preposition]:
                    if not nouns:
                        return below
                    if any(_is_one_of(tree, k, nouns) for k in actors.all_of([below])):
                        return below
    return None


def match_noun(tree: Tree, index: int) -> NounMatch | None:
    """Return the most specific pattern that a noun matches, or None."""
    lemma, lower = tree.lemmas[index], tree.lower[index]
    rows = noun_patterns().get(lower, ()) + (
        noun_patterns().get(lemma, ()) if lemma != lower else ()
    )
    joined = tree.joined[index]
    if joined != lower:
        rows += noun_patterns().get(joined, ()) + noun_patterns().get(noun_lemma(joined), ())
    if lemma in _OWN_WORK and any(
        tree.tokens[k].deprel == "nmod:poss" and tree.tokens[k].upos == "PRON"
        for k in tree.kids[index]
    ):
        return None  # "will continue their duties": work, not a levy
    for pattern in sorted(rows, key=lambda p: -p.weight):
        words = [index]
        if pattern.before:
            at = list(pattern.before)
            position = index - 1
            while at and position >= 0:
                text = tree.lower[position]
                if text in ("-", "‐", "‑"):
                    position -= 1
                    continue
                if text == at[-1] or tree.lemmas[position] == at[-1]:
                    at.pop()
                    words.append(position)
                    position -= 1
                    continue
                if position == index - 1 and tree.tokens[position].head == index:
                    position -= 1
                    continue
                break
            if at:
                continue
        if pattern.after:
            end = index + 1 + len(pattern.after)
            if tree.lower[index + 1 : end] != pattern.after:
                continue
            words += range(index + 1, end)
        return NounMatch(pattern, tuple(sorted(words)))
    return None


def _doer_is(tree: Tree, index: int, nouns: frozenset[str]) -> bool:
    """Whether "by ..." in a passive names one of these nouns."""
    return any(_is_one_of(tree, k, nouns) for k in by_phrase(tree, index))


def subject_class(tree: Tree, index: int, nouns: frozenset[str]) -> bool:
    """Return whether the subject of a verb is one of these nouns."""
    return any(_is_one_of(tree, k, nouns) for k in subjects(tree, index))
