"""How a predicate is presented: done, going on, to come, negated, supposed, of years ago."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from weakref import WeakKeyDictionary

from backchannel.reading.tree import Tree
from backchannel.reading.wordlists import sections

__all__ = ["View", "view"]

_NEGATIONS = frozenset({"not", "n't", "never", "hardly", "neither", "nor"})
_FUTURE = frozenset({"will", "'ll", "wo", "shall", "would", "'d"})
_DUTY = frozenset({"must", "should", "ought"})
_MAYBE = frozenset({"may", "might", "could", "can", "ca"})
_YEARS_AGO = re.compile(
    r"\b(?:years|decades|centuries|century|decade) (?:ago|earlier|before)\b", re.I
)
_FIGURE = re.compile(r"\d")
_YEAR = re.compile(r"\b(1[0-9]\d\d|20\d\d)\b")
_BARE_YEAR = re.compile(r"\b[Ii]n (?:1[0-9]\d\d|20\d\d)\b")
_ANCESTORS = frozenset(
    "grandfather grandmother forefather forebear ancestor great-grandfather".split()
)
_CLAUSES = ("acl", "acl:relcl", "advcl", "ccomp", "parataxis")
_PERIODS = frozenset(sections("grammar_words.txt")["time"]) | frozenset(
    "spring summer autumn fall winter beginning end start middle early late mid jan feb mar apr "
    "jun jul aug sep sept oct nov dec".split()
)
_LONG_AGO = re.compile(
    r"\b(?:in the (?:19|20)?\d0s|in the (?:eighteenth|nineteenth|twentieth) century|historically|"
    r"during the (?:Second|First) World War|long ago|once upon|"
    r"back in (?:19|20)\d\d|in (?:colonial|ottoman|tsarist|soviet|imperial|medieval|ancient|olden|"
    r"biblical|roman|viking) (?:times|days)|in the (?:old|early|olden|colonial) days|"
    r"generations ago|"
    r"in (?:my|our|his|her|their) (?:grand)?(?:father|mother)s?'s? (?:time|day)s?)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class View:
    """How a predicate is presented.

    Parameters
    ----------
    negated, future, duty, maybe, conditional, question, historical, ongoing : bool
        What its auxiliaries, adverbs and clause say.
    would : bool
        "would" (future seen from the past, or unreal).
    """

    negated: bool = False
    future: bool = False
    duty: bool = False
    maybe: bool = False
    conditional: bool = False
    question: bool = False
    historical: bool = False
    ongoing: bool = False
    would: bool = False
    unreal: bool = False


_SEEN: WeakKeyDictionary[Tree, dict[tuple[int, int | None], View]] = WeakKeyDictionary()
"""What was asked of each tree, as long as somebody holds it."""


def view(tree: Tree, index: int, source: str, reported_year: int | None = None) -> View:
    """Return how the predicate at `index` is presented.

    Parameters
    ----------
    tree : Tree
        The parsed text.
    index : int
        The predicate.
    source : str
        The text.
    reported_year : int or None
        Year of the report, to tell history from news.
    """
    seen = _SEEN.setdefault(tree, {})
    known = seen.get((index, reported_year))
    if known is None:
        known = seen[index, reported_year] = _view(tree, index, source, reported_year)
    return known


def _view(tree: Tree, index: int, source: str, reported_year: int | None) -> View:
    kids = tree.kids[index]
    words = {tree.lower[k] for k in kids if tree.rel(k) in ("aux", "cop")}
    # a conjunct shares the auxiliaries of the first verb unless it has its own
    first = index
    while (
        tree.rel(first) == "conj"
        and not _has_subject(tree, first)
        and tree.parent(first) is not None
    ):
        first = tree.tokens[first].head
        if not words and tree.tokens[index].xpos != "VBD":
            words |= {tree.lower[k] for k in tree.kids[first] if tree.rel(k) == "aux" and k < index}
    negated = any(
        tree.lower[k] in _NEGATIONS and tree.rel(k) in ("advmod", "cc", "det", "dep") for k in kids
    )
    if not negated:
        asked_for = [k for k in tree.dependents(index, "obl") if tree.case(k) == "for"]
        for subject in (*tree.dependents(index, "nsubj", "obj"), *asked_for):
            if (
                any(tree.lower[k] in ("no", "neither") for k in tree.kids[subject])
                or any(
                    tree.lower[d] == "neither"
                    for k in tree.dependents(subject, "nmod")
                    for d in tree.kids[k]
                )
                or tree.lower[min(tree.subtree(subject))] == "not"
                or tree.lower[subject] in ("nobody", "none", "no", "nothing", "neither")
            ):
                negated = True
    sentence = tree.parse.sentences[tree.tokens[index].sentence]
    text = source[sentence.start : sentence.end]
    conditional, unreal = _conditional(tree, index)
    if tree.lower[sentence.first] in ("suppose", "supposing", "imagine"):
        conditional = True
    would = bool(words & {"would", "'d"}) or ("'d" in words)
    return View(
        negated=negated,
        future=bool(words & _FUTURE) or _going_to(tree, index) or _is_to(tree, index),
        duty=bool(words & _DUTY) or _has_to(tree, index),
        maybe=bool(words & _MAYBE)
        or any(tree.lower[k] in ("perhaps", "maybe", "possibly") for k in kids),
        conditional=conditional,
        question=text.rstrip().rstrip("\"'”’»)").endswith("?"),
        historical=_historical(tree, index, source, reported_year),
        ongoing=tree.tokens[index].xpos == "VBG"
        and bool(words & {"is", "are", "'s", "'re", "been"}),
        would=would,
        unreal=unreal
        or ((would or bool(words & {"might", "could"})) and bool(words & {"have", "'ve"})),
    )


def _has_subject(tree: Tree, index: int) -> bool:
    return bool(tree.dependents(index, "nsubj", "csubj"))


def _going_to(tree: Tree, index: int) -> bool:
    if tree.rel(index) not in ("xcomp", "ccomp"):
        return False
    head = tree.tokens[index].head
    return tree.lower[head] in (
        "going",
        "about",
        "due",
        "set",
        "poised",
        "expected",
        "scheduled",
        "planned",
        "bound",
    )


def _is_to(tree: Tree, index: int) -> bool:
    """ "are to meet": scheduled."""
    kids = tree.kids[index]
    return any(
        tree.lower[k] in ("is", "are", "was", "were") and tree.rel(k) in ("aux", "cop")
        for k in kids
    ) and any(tree.lower[k] == "to" and tree.rel(k) in ("mark", "aux") for k in kids)


def _has_to(tree: Tree, index: int) -> bool:
    if tree.rel(index) not in ("xcomp", "ccomp"):
        return False
    head = tree.tokens[index].head
    return tree.lemmas[head] in ("have", "need", "ought") and tree.tokens[head].upos in (
        "VERB",
        "AUX",
    )


def _conditional(tree: Tree, index: int) -> tuple[bool, bool]:
    """Whether the predicate lies inside a conditional clause; whether that is unreal."""
    node: int | None = index
    steps = 0
    while node is not None and steps < 8:
        marks = [k for k in tree.kids[node] if tree.rel(k) in ("mark", "advmod") and k < node]
        if any(tree.lower[k] == "had" and tree.rel(k) == "mark" for k in marks):
            return True, True  # "Had the government accepted, ..."
        if any(tree.lower[k] in ("if", "unless", "whether", "lest", "provided") for k in marks):
            past = any(
                tree.lower[k] in ("had", "were")
                for k in tree.kids[node]
                if tree.rel(k) in ("aux", "cop")
            )
            return True, past
        auxiliaries = [k for k in tree.kids[node] if tree.rel(k) in ("aux", "cop")]
        before = tree.dependents(node, "nsubj")
        if auxiliaries and before and auxiliaries[0] < before[0]:
            first = tree.lower[auxiliaries[0]]
            if first in ("had", "should", "were"):
                return True, first == "had"
        if _opens_with_had(tree, node) and node != index:
            return True, True
        relation = tree.rel(node)
        if relation not in (
            "conj",
            "xcomp",
            "advcl",
            "obl",
            "obj",
            "ccomp",
            "acl",
            "nmod",
            "nsubj",
        ):
            break
        node = tree.parent(node)
        steps += 1
    return False, False


def _opens_with_had(tree: Tree, node: int) -> bool:
    """ "Had the guard been given radar when it asked": the verb of a wish opens the sentence."""
    sentence = tree.parse.sentences[tree.tokens[node].sentence]
    first = sentence.first
    return (
        tree.lower[first] == "had"
        and tree.tokens[first].head == node
        and first + 1 < sentence.last
        and tree.tokens[first + 1].upos in ("DET", "PROPN", "PRON", "NOUN")
    )


@lru_cache(maxsize=256)
def _may_be_long_ago(sentence: str) -> bool:
    """Whether a sentence holds a figure or a word for long ago at all."""
    text = " ".join(sentence.split())
    return bool(_FIGURE.search(text) or _YEARS_AGO.search(text) or _LONG_AGO.search(text))


def _historical(tree: Tree, index: int, source: str, reported_year: int | None) -> bool:
    if any(tree.lemmas[k] in _ANCESTORS for k in tree.dependents(index, "nsubj")):
        return True
    sentence = tree.parse.sentences[tree.tokens[index].sentence]
    if not _may_be_long_ago(source[sentence.start : sentence.end]):
        return False
    own = _own_words(tree, index)
    head = tree.parent(index)
    if reported_year is not None and tree.rel(index) == "acl" and head is not None:
        # "the strikers of 1926, who were starved out"
        dated = [
            int(tree.tokens[k].text)
            for k in tree.subtree(head, _CLAUSES)
            if _YEAR.fullmatch(tree.tokens[k].text)
        ]
        if dated and max(dated) <= reported_year - 10 and tree.tokens[index].xpos != "VBG":
            return True
    text = " ".join(tree.tokens[k].text for k in own)
    if _YEARS_AGO.search(text) or _LONG_AGO.search(text):
        return tree.tokens[index].xpos not in ("VBZ", "VBP", "VBG", "MD")
    if reported_year is None:
        return bool(_BARE_YEAR.search(text)) and tree.tokens[index].xpos in ("VBD", "VBN")
    years = [
        int(tree.tokens[k].text)
        for k in own
        if _YEAR.fullmatch(tree.tokens[k].text) and not _names_a_thing(tree, k, index)
    ]
    return bool(years) and max(years) <= reported_year - 2 and max(years) > 1000


def _own_words(tree: Tree, index: int) -> list[int]:
    """The words of the clause of a predicate (its own, or its verb's), in order.

    What a clause below it tells has a time of its own; a verb coordinated with another shares the
    words that stand before both.
    """
    node = index
    while (
        not tree.is_verb(node)
        and tree.parent(node) is not None
        and tree.rel(node) not in ("root", "parataxis")
    ):
        node = tree.tokens[node].head
    own = set(tree.subtree(node, _CLAUSES))
    if tree.is_verb(node):
        own -= {
            k
            for other in tree.dependents(node, "conj")
            if _has_subject(tree, other)
            for k in tree.subtree(other)
        }
        first = node
        while tree.rel(first) == "conj" and not _has_subject(tree, first):
            first = tree.tokens[first].head
            own |= {k for k in tree.subtree(first, _CLAUSES) if k < first}
    if index != node:
        own |= set(tree.subtree(index, _CLAUSES))
    return sorted(own)


def _names_a_thing(tree: Tree, year: int, index: int) -> bool:
    """Whether a year tells one thing from another ("the treaty of 1973"), not when it was."""
    if year and tree.lower[year - 1] == "in":
        return False
    node = year
    for up in tree.ancestors(year):
        if up == index or tree.is_verb(up):
            return False
        relation = tree.rel(node)
        if tree.case(node) == "since" or tree.case(year) == "since":
            return True
        if (
            relation in ("nmod", "compound", "nummod", "amod")
            and tree.is_noun(up)
            and tree.lower[up] not in _PERIODS
            and not (relation == "nmod" and tree.case(node) == "in")
        ):
            return True
        node = up
    return False
