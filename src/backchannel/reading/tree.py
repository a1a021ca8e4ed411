"""Questions to a parsed text: who depends on whom, which words make up a noun phrase.

A thin view over `backchannel.reading.parse.Parse`; Universal Dependencies relations.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from weakref import WeakValueDictionary

from backchannel.reading.inflection import noun_lemma, verb_lemma
from backchannel.reading.parse import Parse, Token

__all__ = ["Tree"]

_QUANTIFIERS = frozenset(
    "the a an some about nearly almost more less than up to over around many several few at least "
    "most roughly scores dozens".split()
)
_NP_PARTS = (
    "compound",
    "flat",
    "amod",
    "nummod",
    "nmod",
    "det",
    "fixed",
    "advmod",
    "goeswith",
)
_DECIDING = frozenset("vote resolve decide opt elect".split())
_NOMINAL = ("NOUN", "PROPN", "PRON", "NUM", "SYM", "X")


class Tree:
    """A parse with its dependents and lemmas looked up once.

    Parameters
    ----------
    parse : Parse
        The parse.
    """

    def __init__(self, parse: Parse) -> None:
        self.parse = parse
        self.tokens = parse.tokens
        self.kids = parse.children()
        self._below: dict[tuple[int, tuple[str, ...]], tuple[int, ...]] = {}

    @classmethod
    def of(cls, parse: Parse) -> Tree:
        """Return the tree of a parse: the one at hand while somebody holds it, else a new one."""
        tree = _AT_HAND.get(id(parse))
        if tree is None:
            tree = cls(parse)
            _AT_HAND[id(parse)] = tree
        return tree

    @cached_property
    def depths(self) -> tuple[int, ...]:
        """How many words stand over each word, the root of its sentence the last of them."""
        known = [-1] * len(self.tokens)
        for index in range(len(known)):
            line = [index]
            over = self.parent(index)
            while known[line[-1]] < 0 and over is not None and over not in line:
                line.append(over)
                over = self.parent(over)
            at = known[line[-1]] if known[line[-1]] >= 0 else 0
            for word in reversed(line):
                known[word] = at
                at += 1
        return tuple(known)

    @cached_property
    def lemmas(self) -> tuple[str, ...]:
        """Base form of each word, by its part of speech."""
        out = []
        for token in self.tokens:
            lower = token.text.lower().replace("’", "'")
            if token.upos in ("VERB", "AUX"):
                out.append(verb_lemma(lower))
            elif token.upos in ("NOUN", "PROPN"):
                out.append(noun_lemma(lower))
            else:
                out.append(lower)
        return tuple(out)

    @cached_property
    def relations(self) -> tuple[str, ...]:
        """Relation of each word without its subtype.

        What is decided ("voted to reject the lease") is the complement of the deciding, though
        treebanks, and so the reader, waver between complement and purpose there.
        """
        plain = [t.deprel.partition(":")[0] for t in self.tokens]
        for index, relation in enumerate(plain):
            if (
                relation == "advcl"
                and self.lemmas[self.tokens[index].head] in _DECIDING
                and any(plain[k] == "mark" and self.lower[k] == "to" for k in self.kids[index])
            ):
                plain[index] = "xcomp"
        return tuple(plain)

    @cached_property
    def joined(self) -> tuple[str, ...]:
        """Each word with what is written together with it before it ("sit-in" at "in")."""
        out: list[str] = []
        for index, token in enumerate(self.tokens):
            before = self.tokens[index - 1] if index else None
            together = before is not None and before.end == token.start
            hyphen = together and (
                self.lower[index - 1] in ("-", "‐", "‑") or self.lower[index] in ("-", "‐", "‑")
            )
            out.append(out[-1] + self.lower[index] if hyphen and out else self.lower[index])
        return tuple(w.replace("‐", "-").replace("‑", "-") for w in out)

    @cached_property
    def lower(self) -> tuple[str, ...]:
        """Each word in lower case."""
        return tuple(t.text.lower().replace("’", "'") for t in self.tokens)

    @cached_property
    def antecedents(self) -> dict[int, int]:
        """Pronouns with the head of the noun phrase they go back to, by coreference."""
        mentions = self.parse.mentions
        out: dict[int, int] = {}
        for mention in mentions:
            if self.tokens[mention.head].upos != "PRON":
                continue
            at = mention
            for _ in range(8):
                if at.antecedent is None:
                    break
                at = mentions[at.antecedent]
                if self.tokens[at.head].upos != "PRON":
                    out.setdefault(mention.head, at.head)
                    break
        return out

    def rel(self, index: int) -> str:
        """Return the relation without its subtype."""
        return self.relations[index]

    def dependents(self, index: int, *relations: str) -> list[int]:
        """Return the dependents with one of these relations (subtypes included), in order."""
        kids = self.kids[index]
        if not kids:
            return []
        known = self.relations
        if len(relations) == 1:
            only = relations[0]
            return [k for k in kids if known[k] == only]
        return [k for k in kids if known[k] in relations]

    def exactly(self, index: int, *relations: str) -> list[int]:
        """Return the dependents with exactly one of these relations, in order."""
        return [k for k in self.kids[index] if self.tokens[k].deprel in relations]

    def parent(self, index: int) -> int | None:
        """Return the head, or None for a root."""
        head = self.tokens[index].head
        return None if head == index else head

    def ancestors(self, index: int) -> Iterator[int]:
        """Yield the heads up to the root."""
        seen = {index}
        head = self.parent(index)
        while head is not None and head not in seen:
            yield head
            seen.add(head)
            head = self.parent(head)

    def subtree(self, index: int, without: tuple[str, ...] = ()) -> list[int]:
        """Return the word and all below it, in order; branches `without` are cut at any depth."""
        if not self.kids[index]:
            return [index]
        known = self._below.get((index, without))
        if known is not None:
            return list(known)
        kids, relations, tokens = self.kids, self.relations, self.tokens
        stack = [index]
        seen: set[int] = set()
        while stack:
            node = stack.pop()
            if node in seen:
                continue
            seen.add(node)
            if without:
                stack += [
                    kid
                    for kid in kids[node]
                    if relations[kid] not in without and tokens[kid].deprel not in without
                ]
            else:
                stack += kids[node]
        found = sorted(seen)
        self._below[index, without] = tuple(found)
        return found

    def conjuncts(self, index: int) -> list[int]:
        """Return the word and the words coordinated with it."""
        out = [index]
        for kid in self.kids[index]:
            if self.rel(kid) == "conj":
                out += [k for k in self.conjuncts(kid) if k not in out]
        return out

    def case(self, index: int) -> str:
        """Return the preposition of a nominal ("out of", "with"), or an empty string."""
        kids = self.kids[index]
        if not kids:
            return ""
        known = self.relations
        words = [self.lower[k] for k in kids if k < index and known[k] == "case"]
        if not words:
            return ""
        if len(words) > 1:
            return " ".join(words)
        fixed = [
            self.lower[f]
            for k in self.kids[index]
            if self.rel(k) == "case" and k < index
            for f in self.kids[k]
            if self.rel(f) == "fixed"
        ]
        return " ".join(words + fixed)

    def is_verb(self, index: int) -> bool:
        """Return whether the word is a main verb."""
        return self.tokens[index].upos == "VERB"

    def is_noun(self, index: int) -> bool:
        """Return whether the word is a noun or name."""
        return self.tokens[index].upos in ("NOUN", "PROPN")

    def is_nominal(self, index: int) -> bool:
        """Return whether the word can head a noun phrase."""
        return self.tokens[index].upos in _NOMINAL

    def is_passive(self, index: int) -> bool:
        """Return whether the verb is passive."""
        token = self.tokens[index]
        if self.lemmas[index] in ("engage", "involve", "lock", "embroil") and any(
            self.case(k) == "in" for k in self.dependents(index, "obl")
        ):
            return False  # "were engaged in" is what they did
        if token.xpos == "VBD" and not self.dependents(index, "aux"):
            return False  # "accepted on Friday" has no helper: what is called a passive is none
        marks = ("nsubj:pass", "aux:pass", "csubj:pass")
        if any(self.tokens[k].deprel in marks for k in self.kids[index]):
            return True
        if token.xpos == "VBN" and (token.deprel == "acl" or self.is_caused(index)):
            return True
        return token.xpos == "VBN" and any(
            self.tokens[k].deprel == "obl:agent" for k in self.kids[index]
        )

    def is_caused(self, index: int) -> bool:
        """Return whether somebody has it done ("had the delegations flown to the island")."""
        head = self.parent(index)
        return (
            head is not None
            and head < index
            and self.tokens[index].xpos == "VBN"
            and self.rel(index) in ("xcomp", "ccomp")
            and self.lemmas[head] == "have"
            and bool(self.dependents(index, "nsubj") or self.had(head))
            and not self.dependents(index, "aux", "mark")
        )

    def had(self, index: int) -> list[int]:
        """Return what "have" has: its objects, or what the tree takes for a second subject."""
        return self.dependents(index, "obj") or [
            k for k in self.dependents(index, "nsubj") if k > index
        ]

    def auxiliaries(self, index: int) -> list[str]:
        """Return the auxiliaries and copulas of a predicate, in lower case."""
        return [self.lower[k] for k in self.kids[index] if self.rel(k) in ("aux", "cop")]

    def phrase(self, index: int, *, conjuncts: bool = False) -> tuple[int, int]:
        """Return the noun phrase of a head as a half-open range of words.

        Leading determiners, punctuation, appositions, relative clauses and prepositions of the
        phrase itself are left out; the phrase is the stretch without a gap around its head.
        """
        cut = [
            "acl",
            "appos",
            "punct",
            "cc",
            "case",
            "mark",
            "parataxis",
            "cop",
            "nsubj",
            "advcl",
            "dep",
            "orphan",
            "aux",
            "list",
        ]
        if not conjuncts:
            cut.append("conj")
        members = set(self.subtree_np(index, tuple(cut)))
        first = last = index
        while first - 1 in members:
            first -= 1
        while last + 1 in members:
            last += 1
        while first < index and (
            self.tokens[first].upos in ("DET", "PUNCT", "NUM", "ADP", "SYM")
            or self.lower[first] in _QUANTIFIERS
        ):
            first += 1
        return first, last + 1

    def subtree_np(self, index: int, cut: tuple[str, ...]) -> list[int]:
        """Return the words of a noun phrase; `cut` holds at the top only, inner cases are kept."""
        out = [index]
        for kid in self.kids[index]:
            relation = self.rel(kid)
            if relation in cut and not (relation == "appos" and self._titled(index, kid)):
                continue
            if relation == "nmod" and self.tokens[kid].deprel != "nmod:poss" and kid > index:
                preposition = self.case(kid)
                if preposition not in ("of", "for", "from", "in", "to", "'s", "’s", ""):
                    continue
            if relation in _NP_PARTS or relation == "appos":
                out += self.subtree(kid, ("acl", "appos", "parataxis", "advcl"))
        joined = set(out)
        # hyphens and apostrophes inside the stretch belong to it, and a name in brackets
        low, high = min(out), max(out)
        position = low
        while position < high:
            if position not in joined:
                text = self.tokens[position].text
                if text in ("-", "‐", "‑", "'", "’", "/"):
                    joined.add(position)
                elif text == "(":
                    close = next(
                        (
                            k
                            for k in range(position, min(position + 6, high))
                            if self.lower[k] == ")"
                        ),
                        None,
                    )
                    if close is not None:
                        joined.update(range(position, close + 1))
            position += 1
        return sorted(joined)

    def _titled(self, index: int, kid: int) -> bool:
        """Whether an apposition follows with no mark between ("the minister Ann Lee")."""
        below = self.subtree(kid)
        return min(below) > index and not any(
            self.tokens[k].upos == "PUNCT" for k in range(index + 1, kid)
        )

    def text(self, source: str, first: int, last: int) -> str:
        """Return the characters of a range of words."""
        return source[self.tokens[first].start : self.tokens[last - 1].end]

    def token(self, index: int) -> Token:
        """Return a word."""
        return self.tokens[index]


_AT_HAND: WeakValueDictionary[int, Tree] = WeakValueDictionary()
"""Trees in use by the identity of their parse, which lives as long as its tree does."""
