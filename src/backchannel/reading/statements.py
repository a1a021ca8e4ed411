"""Attributed statements: who said what, in quotation marks or in the report's own words.

Exact rules go first: quotation marks, verbs of saying with a subject, "according to", speaker
labels. What the trained reader marks as attributed is added where no rule reached it.

The content of a statement never holds the quotation marks around it nor the "that" before it. A
bare accusation ("blamed X for the fire") is an event, not a statement.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace

from backchannel.dossier.evidence import StatementKind
from backchannel.reading.parse import Parse
from backchannel.reading.quotations import quotations
from backchannel.reading.saying_verbs import is_saying
from backchannel.reading.sides import Actors, agents, objects, subjects
from backchannel.reading.tree import Tree
from backchannel.reading.wordlists import sections

__all__ = ["Said", "find_statements"]

_LABEL = re.compile(r"[ \t]*([A-Z][\w.'’ -]{1,40}?)[ \t]*(?:\([^()\n]{1,40}\)[ \t]*)?:[ \t]+(?=\S)")
_ACCORDING = re.compile(
    r"\b[Aa]ccording to\b|\b[Ii]n the (?:words|view|opinion|eyes|telling|judgment) of\b"
    r"|\b[Bb]y the (?:account|reckoning|count) of\b"
    r"|\b[Ii]n (?=(?:her|his|their|its) (?:view|opinion|words|telling|eyes|judgment|account)\b)"
    r"|\b[Bb]y (?=(?:her|his|their|its) (?:account|reckoning|own account|own count)\b)"
)
_HEARD = frozenset("tell inform notify remind assure advise warn".split())
"""Verbs of saying that take a hearer: without one, after a passive, they are passive too."""
_ADMITTING = frozenset("deny admit acknowledge confess".split())
_DENYING = _ADMITTING | frozenset("dismiss reject refute rebut dispute contest".split())
_RUMOURS = frozenset("report rumour rumor claim suggestion allegation assertion charge".split())
_ASKED = frozenset("demand agree propose request urge recommend order instruct require".split())
"""Verbs whose clause is what somebody wants: an event, and no content of a report."""
_GIVES_WORDS = frozenset(
    "threaten promise pledge vow offer give express voice convey repeat state make".split()
)
_FINITE = frozenset("VBD VBZ VBP MD VERB AUX".split())
_RELATIVE = frozenset("which who that what as when where".split())
_NOBODY = frozenset("nobody none nothing neither few".split())
_US = frozenset("us me reporters journalists parliament this".split())
_KNOWN = frozenset("known understood clear plain understand public".split())
_THAT = re.compile(r"that\b\s*,?\s*")
_COMING = frozenset("come arrive follow be".split())
_BUCKET = 2000
_CHAIRS = frozenset(
    "presenter reporter host anchor moderator narrator announcer correspondent interviewer "
    "question q note update transcript".split()
)
_EDGE = " \t\r\n\u00a0,;:—–-"
_OPENERS = '“”"„«»‘’‟'


@dataclass(frozen=True, slots=True)
class Said:
    """A statement in terms of places.

    Parameters
    ----------
    content : tuple of (int, int)
        What was said.
    cue : tuple of (int, int) or None
        The words of saying.
    speakers : tuple of int
        Head words of the speakers' noun phrases; empty if unknown.
    label : tuple of (int, int) or None
        A speaker's label or a phrase that names the speaker, where no tree does.
    kind : StatementKind
        Direct, indirect or mixed.
    sentence : tuple of (int, int)
        The sentence.
    confidence : float
        Between 0 and 1.
    rule : str
        What found it: a clause under a verb of saying, a quotation beside one, a label ...
    """

    content: tuple[tuple[int, int], ...]
    cue: tuple[int, int] | None
    speakers: tuple[int, ...]
    kind: StatementKind
    sentence: tuple[int, int]
    label: tuple[int, int] | None = None
    confidence: float = 0.8
    verb: int | None = None
    head: int | None = None
    rule: str = "clause"


def find_statements(parse: Parse, text: str) -> tuple[Said, ...]:
    """Find the statements in a parsed text.

    Parameters
    ----------
    parse : Parse
        The parse.
    text : str
        The text it was made from.

    Returns
    -------
    tuple of Said
        In text order, not overlapping but for what is quoted inside another's words.
    """
    return _Finder(parse, text).run()


_Spoken = tuple[int | None, tuple[int, ...], tuple[int, int] | None]
"""A verb of saying, the heads of who says it, and the place of the verb."""


class _Finder:
    def __init__(self, parse: Parse, text: str) -> None:
        self.parse, self.text = parse, text
        self.tree = Tree.of(parse)
        self.actors = Actors(self.tree)
        lists = sections("saying.txt")
        self.opinion = frozenset(lists["opinion"])
        self.with_object = frozenset(lists["object"])
        self.nouns = frozenset(lists["noun"])
        first = parse.tokens[0].start if parse.tokens else 0
        last = parse.tokens[-1].end if parse.tokens else 0
        self.quotes = [(a, b) for a, b in quotations(text) if first <= a < last]
        self.found: list[Said] = []
        self.rule = "clause"
        self.quote_starts = [a for a, _ in self.quotes]
        self.starts = [t.start for t in parse.tokens]
        self.sentence_starts = [one.start for one in parse.sentences]
        self._by_place: dict[int, list[Said]] = {}

    def _keep(self, said: Said) -> None:
        self.found.append(said)
        for start, end in said.content:
            for bucket in range(start // _BUCKET, end // _BUCKET + 1):
                self._by_place.setdefault(bucket, []).append(said)

    def _near(self, start: int, end: int) -> list[Said]:
        """What was found about a stretch already."""
        near: list[Said] = []
        for bucket in range(start // _BUCKET, end // _BUCKET + 1):
            near += [one for one in self._by_place.get(bucket, ()) if one not in near]
        return near

    def _quotes_in(self, start: int, end: int) -> list[tuple[int, int]]:
        """The quotations that share a character with a stretch."""
        at = max(0, bisect_left(self.quote_starts, start) - 1)
        found: list[tuple[int, int]] = []
        while at < len(self.quotes) and self.quotes[at][0] < end:
            if self.quotes[at][1] > start:
                found.append(self.quotes[at])
            at += 1
        return found

    def _within(self, start: int, end: int) -> range:
        return range(bisect_left(self.starts, start), bisect_left(self.starts, end))

    def run(self) -> tuple[Said, ...]:
        self._labels()
        for index, token in enumerate(self.parse.tokens):
            if (
                token.upos == "VERB"
                and is_saying(self.tree, index)
                and not self._inside_quote(token.start)
                and not self._in_turn(token.start)
            ):
                self._clause(index)
            elif self.tree.lemmas[index] in _DENYING and token.upos == "VERB":
                self._dismissed(index)
            elif self.tree.lemmas[index] in ("let", "make", "give") and token.upos == "VERB":
                self._made_known(index)
        self._quotes()
        self.rule = "noun"
        self._said_in_nouns()
        self._according()
        self.rule = "clause"
        self._closed_by_cues()
        self.rule = "reader"
        self._trained()
        return tuple(sorted(self.found, key=lambda s: s.content))

    # -------------------------------------------------------------- clauses after a verb of saying

    def _clause(self, index: int) -> None:
        tree = self.tree
        lemma = tree.lemmas[index]
        speakers = tuple(k for k in agents(tree, self.actors, index))
        clauses = [k for k in tree.dependents(index, "ccomp") if self._is_clause(k)]
        speakers = self._quoted_as(index) or speakers
        negated = any(tree.lower[k] in ("not", "n't", "never") for k in tree.kids[index])
        if negated or any(self._is_nobody(k) for k in subjects(tree, index)):
            return
        if lemma == "find" and tree.tokens[index].xpos == "VBG":
            return
        if lemma in _ASKED or (not speakers and tree.is_passive(index)):
            return
        speakers = speakers or self._following(index) or self._opening(index)
        clauses = [
            k for k in clauses if not (k > index and (self._parted(index, k) or self._aside(k)))
        ]
        if self._is_told(index):
            return
        if not clauses and self._at_the_end(index):
            return
        self._after_colon(index, speakers)
        if self._set_off(index, speakers) or self._in_what(index):
            return
        if not clauses and lemma in _DENYING:
            clauses = self._denied(index)
            over = tree.parent(index)
            if tree.rel(index) == "aux" and over is not None and over > index:
                clauses = [over]  # "denied having opened", which a tree takes for a helper
                speakers = tuple(agents(tree, self.actors, over))
        if not clauses and lemma in _GIVES_WORDS:
            for k in tree.dependents(index, "obj"):
                clauses += [
                    c
                    for c in tree.dependents(k, "acl")
                    if any(tree.lower[m] == "that" for m in tree.dependents(c, "mark"))
                ]
        if (
            not clauses
            and tree.rel(index) == "parataxis"
            and not tree.dependents(index, "obj", "xcomp")
        ):
            head = tree.parent(index)
            if (
                head is not None
                and tree.tokens[head].start < tree.tokens[index].start
                and self._is_clause(head)
            ):
                self._before(index, head, speakers)
                return
        if lemma == "put" and speakers:
            for head in tree.kids[index]:
                figure = tree.case(head) == "at" and self._is_figure(head)
                if head > index + 1 and (figure or tree.lower[head] in ("closer", "nearer")):
                    last = max(tree.subtree(head))
                    self._add(self._span(list(range(index + 1, last + 1))), index, speakers, 0.7)
                    return
        if not clauses and lemma in self.with_object:
            for head in tree.dependents(index, "obj"):
                if self.actors.is_actor(head) and lemma in ("threaten", "reject", "recall"):
                    continue
                span = self._span(tree.subtree(head, ("parataxis", "advcl")))
                self._add(span, index, speakers, 0.55, head)
            return
        if lemma in self.opinion and not (lemma in ("find", "hold", "rule", "decide") and clauses):
            hopes = lemma in ("express", "voice") and any(
                tree.lemmas[k] in self.nouns for k in tree.dependents(index, "obj")
            )
            thinks = lemma in ("believe", "think", "fear", "hope", "expect")
            if not speakers or not (thinks or hopes):
                return
        if lemma in ("allege", "claim", "charge", "complain") and not clauses:
            return
        if speakers and self._around(index, clauses, speakers):
            return
        for clause in clauses:
            if self._is_order(clause):
                continue
            if not speakers and tree.rel(index) not in (
                "root",
                "parataxis",
                "conj",
                "ccomp",
                "advcl",
                "acl",
            ):
                continue
            members = [
                k
                for k in tree.subtree(clause)
                if k > index or tree.tokens[clause].start < tree.tokens[index].start
            ]
            for other in clauses:
                # "that should anybody try, the guards would fire": two clauses, one content
                if other > clause > index and min(tree.subtree(other)) - max(members) == 1:
                    if tree.lower[max(members)] == ",":
                        members += tree.subtree(other)
            own = set(tree.subtree(index)) - set(members)
            early = self._supposed_before(index, clause)
            span = self._span([k for k in members if k not in own])
            if early is not None and span is not None and early[1] < span[0]:
                self._add(early, index, speakers, 0.85, clause, (span,))
            else:
                self._add(span, index, speakers, 0.85, clause)

    def _made_known(self, index: int) -> None:
        """ "Let it be known that", "made it clear that": a verb of saying in several words."""
        tree = self.tree
        if self._inside_quote(tree.tokens[index].start) or self._in_turn(tree.tokens[index].start):
            return
        known = [k for k in tree.dependents(index, "xcomp") if tree.lower[k] in _KNOWN]
        if not known or any(tree.lower[k] in ("not", "n't", "never") for k in tree.kids[index]):
            return
        speakers = tuple(k for k in agents(tree, self.actors, index) if self.actors.is_actor(k))
        clauses = [k for one in (known[0], index) for k in tree.dependents(one, "ccomp")]
        clauses = [k for k in clauses if k > known[0] and self._is_clause(k)]
        if speakers and clauses:
            self._add(self._span(tree.subtree(clauses[0])), index, speakers, 0.8, clauses[0])

    def _quoted_as(self, index: int) -> tuple[int, ...]:
        """ "The daily quoted the general as saying": the general says it."""
        tree = self.tree
        over = tree.parent(index)
        if over is None or tree.lemmas[over] not in ("quote", "cite"):
            return ()
        if not any(tree.lower[k] == "as" and k < index for k in tree.kids[index]):
            return ()
        found = [k for k in self.actors.all_of(objects(tree, over)) if self.actors.is_actor(k)]
        return tuple(found)

    def _is_nobody(self, index: int) -> bool:
        """ "Nobody said", "neither side says", "few expect"."""
        tree = self.tree
        words = [index, *tree.dependents(index, "det", "amod", "advmod")]
        return any(tree.lower[k] in _NOBODY or tree.lower[k] in ("no", "not") for k in words)

    def _is_clause(self, index: int) -> bool:
        tree = self.tree
        if tree.lower[index] in ("nothing", "yes", "no", "so", "that"):
            return False
        return tree.is_verb(index) or bool(
            tree.dependents(index, "nsubj", "csubj", "cop", "expl", "aux")
        )

    def _opening(self, index: int) -> tuple[int, ...]:
        """Who opens the sentence of a verb that the tree gives no subject, no verb between."""
        tree = self.tree
        sentence = self.parse.sentences[tree.tokens[index].sentence]
        if tree.tokens[index].xpos not in ("VBD", "VBZ", "VBP"):
            return ()
        found: tuple[int, ...] = ()
        for k in range(sentence.first, index):
            if tree.is_verb(k):
                return ()
            if found or not tree.is_noun(k) or tree.case(k):
                continue
            if tree.rel(k) not in ("compound", "nmod", "flat") and self.actors.is_actor(k):
                found = (k,)
        return found

    def _following(self, index: int) -> tuple[int, ...]:
        """ "..., says the union; ...": the noun right after a verb that a comma goes before."""
        tree = self.tree
        sentence = self.parse.sentences[tree.tokens[index].sentence]
        before = tree.lower[index - 1]
        if index == sentence.first or (
            before not in (",", "—", "–") and before.strip(_OPENERS + "'") != ""
        ):
            return ()
        if tree.tokens[index].xpos not in ("VBD", "VBZ", "VBP"):
            return ()
        for k in range(index + 1, min(index + 8, sentence.last)):
            if tree.lower[k] in (",", ".", ";", ":"):
                return ()
            if tree.is_nominal(k) and tree.rel(k) in ("obj", "nsubj", "obl"):
                return (k,) if self.actors.is_actor(k) and not tree.case(k) else ()
        return ()

    def _aside(self, clause: int) -> bool:
        """ "..., said the chairman, warming his hands": what somebody does while speaking."""
        tree = self.tree
        if tree.tokens[clause].xpos != "VBG" or tree.dependents(clause, "aux", "cop"):
            return False
        words = tree.subtree(clause, ("nsubj",))
        first = min(k for k in words if tree.tokens[k].upos != "PUNCT")
        return first > 0 and tree.lower[first - 1] == ","

    def _is_told(self, index: int) -> bool:
        """ "The envoy was called in and told that ...": it is said to him."""
        tree = self.tree
        over = tree.parent(index)
        if over is None or tree.rel(index) != "conj" or tree.lemmas[index] not in _HEARD:
            return False
        own = tree.dependents(index, "nsubj", "aux", "obj", "iobj")
        return not own and tree.is_passive(over)

    def _dismissed(self, index: int) -> None:
        """ "Dismissed reports that its troops had crossed": by a verb that else says nothing."""
        tree = self.tree
        if self._inside_quote(tree.tokens[index].start) or self._in_turn(tree.tokens[index].start):
            return
        speakers = tuple(k for k in agents(tree, self.actors, index) if self.actors.is_actor(k))
        if not speakers or any(tree.lower[k] in ("not", "n't") for k in tree.kids[index]):
            return
        for clause in self._denied(index):
            self._add(self._span(tree.subtree(clause)), index, speakers, 0.7, clause)

    def _denied(self, index: int) -> list[int]:
        """ "Denied having fired", "dismissed reports that it had fired": what is denied."""
        tree = self.tree
        found = [
            k
            for k in tree.dependents(index, "xcomp", "advcl")
            if k > index and tree.tokens[k].xpos == "VBG" and tree.lemmas[index] in _ADMITTING
        ]
        for k in tree.dependents(index, "obj"):
            if tree.lemmas[k] in _RUMOURS:
                found += [c for c in tree.dependents(k, "acl", "ccomp") if self._is_clause(c)]
        return found

    def _parted(self, index: int, clause: int) -> bool:
        """Whether a semicolon stands between a verb of saying and a clause after it."""
        first = min(self.tree.subtree(clause))
        return any(self.tree.lower[k] == ";" for k in range(index + 1, first + 1))

    def _at_the_end(self, index: int) -> bool:
        """ "Two launches tied up this afternoon, a trader on the jetty tells us.", in a tree that
        makes one clause of it.
        """
        tree = self.tree
        sentence = self.parse.sentences[tree.tokens[index].sentence]
        after = [k for k in range(index + 1, sentence.last) if tree.lower[k][:1].isalnum()]
        if not 0 < len(after) < 4 or tree.rel(index) != "root":
            return False
        if not tree.dependents(index, "iobj", "obj"):
            return False
        if tree.lower[after[0]] not in _US or tree.tokens[index].xpos not in _FINITE:
            return False
        comma = next((k for k in range(index, sentence.first, -1) if tree.lower[k] == ","), None)
        if comma is None or index - comma > 9:
            return False
        before = range(sentence.first, comma)
        if not any(tree.tokens[k].upos in ("VERB", "AUX") for k in before):
            return False
        named = [
            k
            for k in range(comma + 1, index)
            if tree.is_nominal(k) and self.actors.is_actor(k) and not tree.case(k)
        ]
        if not named or tree.tokens[sentence.first].upos in ("SCONJ", "ADP"):
            return False
        self._add(self._span(list(before)), index, (named[0],), 0.7)
        return True

    def _in_what(self, index: int) -> bool:
        """ "What it says": the words are not told."""
        first = min(self.tree.subtree(index))
        return any(self.tree.lower[k] == "what" for k in range(max(0, first - 1), index))

    def _is_figure(self, head: int) -> bool:
        return any(self.tree.tokens[k].upos == "NUM" for k in self.tree.subtree(head))

    def _set_off(self, index: int, speakers: tuple[int, ...]) -> bool:
        """ "There was, the envoy conceded, no deal": what stands on both sides of the commas."""
        tree = self.tree
        subject = tree.dependents(index, "nsubj")
        if not speakers or not subject:
            return False
        sentence = self.parse.sentences[tree.tokens[index].sentence]
        own = sorted({*tree.subtree(subject[0]), index})
        low, high = own[0] - 1, own[-1] + 1
        if own[-1] - own[0] + 1 != len(own) or not sentence.first < low or high >= sentence.last:
            return False
        if tree.lower[low] != "," or tree.lower[high] != ",":
            return False
        if self._quotes_in(sentence.start, sentence.end):
            return False
        opening, closing = tree.tokens[sentence.first].upos, tree.tokens[low - 1].upos
        if opening in ("SCONJ", "ADP", "ADV") or closing in ("SCONJ", "CCONJ", "ADP"):
            return False
        if tree.lower[low - 1] in _RELATIVE or any(
            tree.lower[k] in (";", ":", "—", "–") for k in range(sentence.first, low)
        ):
            return False
        before = self._trim(sentence.start, tree.tokens[low].start)
        after = self._trim(tree.tokens[high].end, sentence.end)
        if before is None or after is None:
            return False
        self._add(before, index, speakers, 0.8, None, (after,))
        return True

    def _supposed_before(self, index: int, clause: int) -> tuple[int, int] | None:
        """ "If the snow had come, they say, there would be no quarrel": what opens the words."""
        tree = self.tree
        sentence = self.parse.sentences[tree.tokens[index].sentence]
        if clause < index:
            return None
        for k in tree.dependents(clause, "advcl"):
            words = [w for w in tree.subtree(k) if w < index and tree.lower[w] != ","]
            if words and words[0] == sentence.first and tree.lower[words[-1] + 1] == ",":
                return self._span(words)
        return None

    def _around(self, index: int, clauses: list[int], speakers: tuple[int, ...]) -> bool:
        """ "Had they wanted money, a hostage said, "it would have sent ..."": one statement."""
        tree = self.tree
        before = [k for k in clauses if k < index and not self._is_order(k)]
        after = [k for k in clauses if k > index and not self._is_order(k)]
        if len(before) != 1 or len(after) != 1:
            return False
        words = tree.subtree(before[0]), tree.subtree(after[0])
        low, high = max(words[0]), min(words[1])
        if low >= index or high <= index or tree.lower[index + 1] != ",":
            return False
        if "," not in tree.lower[low : low + 2] or self._inside_quote(tree.tokens[low].start):
            return False
        spans = [self._span(list(one)) for one in words]
        if spans[0] is None or spans[1] is None:
            return False
        self._add(spans[0], index, speakers, 0.8, before[0], (spans[1],))
        return True

    def _said_in_nouns(self) -> None:
        """ "The ministry's reply was short: the licence stands": an owner's words by a noun."""
        tree = self.tree
        for index, token in enumerate(tree.tokens):
            if token.upos != "NOUN" or tree.lemmas[index] not in self.nouns:
                continue
            head = tree.parent(index)
            if tree.rel(index) != "nsubj" or head is None or self._inside_quote(token.start):
                continue
            owners = tree.exactly(index, "nmod:poss") or [
                k for k in tree.dependents(index, "nmod") if tree.case(k) in ("of", "from", "by")
            ]
            if not owners and index > 1 and tree.lower[index - 1] in ("'s", "'"):
                owners = [index - 2]
            sentence = self.parse.sentences[token.sentence]
            colon = self.text.find(":", token.end, sentence.end)
            came = not owners and tree.lemmas[head] in _COMING and colon > 0
            if came:
                owners = self._from_whom(head, colon)
            owners = [k for k in self.actors.all_of(owners) if self.actors.is_actor(k)]
            if not owners:
                continue
            span = None
            if colon > 0 and (
                came or not any(tree.lower[k] in (",", ";") for k in self._within(token.end, colon))
            ):
                span = self._trim(colon + 1, sentence.end)
            elif tree.lemmas[head] == "be" or tree.dependents(head, "cop"):
                clause = next((k for k in (head, *tree.dependents(head, "ccomp"))
                               if any(tree.lower[m] == "that" for m in tree.dependents(k, "mark"))),
                              None)  # fmt: skip
                if clause is not None:
                    marks = [m for m in tree.dependents(clause, "mark") if tree.lower[m] == "that"]
                    span = self._span([k for k in tree.subtree(clause) if k > marks[0]])
            if span is not None and not self._told_by_another(span):
                self._add(span, index, tuple(owners), 0.7)

    def _from_whom(self, verb: int, colon: int) -> list[int]:
        """ "The answer came from the director, Ann Lee, in two lines: ...": the director."""
        tree = self.tree
        words = self._within(tree.tokens[verb].end, colon)
        at = next((k for k in words if tree.lower[k] == "from"), None)
        if at is None or any(tree.is_verb(k) for k in words):
            return []
        near = range(at + 1, min(at + 9, words[-1] + 1))
        for k in near:
            if tree.lower[k] in (",", ";"):
                return []
            inner = tree.rel(k) in ("compound", "flat", "amod") or tree.exactly(k, "case") == []
            owns = tree.tokens[k].deprel == "nmod:poss"
            if (
                tree.is_noun(k)
                and not owns
                and self.actors.is_actor(k)
                and (inner or tree.rel(k) in ("obl", "nmod"))
            ):
                return [k]
        return []

    def _told_by_another(self, span: tuple[int, int]) -> bool:
        """ "The answer is the same: the ministry insists that ...": said there by a verb."""
        return any(
            one.cue is not None and span[0] <= one.cue[0] < span[1] and one.speakers
            for one in self._near(*span)
            if any(_overlap(span, c) > 0.3 for c in one.content)
        )

    def _is_order(self, clause: int) -> bool:
        """ "told the pickets to leave": what somebody is to do is not what was reported."""
        tree = self.tree
        first = min(tree.subtree(clause))
        return tree.tokens[clause].xpos == "VB" and any(
            tree.lower[k] == "to" and k < clause and k - first <= 1
            for k in tree.dependents(clause, "mark")
        )

    def _before(self, index: int, head: int, speakers: tuple[int, ...]) -> None:
        """ "The talks failed, the minister said": the clause before the verb of saying."""
        tree = self.tree
        below = set(tree.subtree(index))
        start = min(below)
        members = [k for k in tree.subtree(head) if k not in below and k < start]
        if members and speakers:
            self._add(self._span(members), index, speakers, 0.8, head)

    def _span(self, members: list[int]) -> tuple[int, int] | None:
        members = [k for k in members if self.tree.tokens[k].text.strip()]
        if not members:
            return None
        sentence = self.tree.tokens[members[-1]].sentence
        members = [k for k in members if self.tree.tokens[k].sentence == sentence]
        return self._trim(self.tree.tokens[min(members)].start, self.tree.tokens[max(members)].end)

    def _trim(self, start: int, end: int) -> tuple[int, int] | None:
        """Cut "that", quotation marks and loose punctuation off both ends."""
        text = self.text
        while start < end and (text[start] in _EDGE or text[start] in _OPENERS):
            start += 1
        match = _THAT.match(text, start, end)
        if match:
            start = match.end()
        while start < end and (text[start] in _EDGE or text[start] in _OPENERS):
            start += 1
        while end > start and (
            text[end - 1] in _EDGE or text[end - 1] in _OPENERS or text[end - 1] == "."
        ):
            end -= 1
        return (start, end) if end > start else None

    def _add(
        self,
        span: tuple[int, int] | None,
        cue: int,
        speakers: tuple[int, ...],
        confidence: float,
        head: int | None = None,
        more: tuple[tuple[int, int], ...] = (),
    ) -> None:
        if span is None or span[1] - span[0] < 3 or self._is_cut_off(span):
            return
        token = self.tree.tokens[cue]
        if span[0] <= token.start < span[1]:
            return
        sentence = self.parse.sentences[token.sentence]
        covering = self._quotes_in(*span)
        inside = sum(min(b, span[1]) - max(a, span[0]) for a, b in covering)
        share = inside / (span[1] - span[0])
        kind = StatementKind.INDIRECT
        content = span
        if share >= 0.55 and covering and max(b - a for a, b in covering) > 12:
            kind = StatementKind.DIRECT
            if share < 0.9:
                kind = (
                    StatementKind.MIXED
                    if inside < 0.8 * (span[1] - span[0])
                    else StatementKind.DIRECT
                )
            trimmed = self._trim(min(a for a, _ in covering), max(b for _, b in covering))
            if kind is StatementKind.DIRECT and trimmed:
                content = trimmed
        elif share > 0.03:
            kind = StatementKind.MIXED
        if any(_overlap(content, c) > 0.5 for s in self._near(*content) for c in s.content):
            return
        self._keep(
            Said(
                (content, *more),
                (token.start, token.end),
                speakers,
                kind,
                (sentence.start, sentence.end),
                None,
                confidence,
                cue,
                head,
                self.rule,
            )
        )

    def _is_cut_off(self, span: tuple[int, int]) -> bool:
        """ "As the paper said they should": no words of their own."""
        words = self._within(*span)
        return len(words) <= 3 and bool(words) and self.tree.tokens[words[-1]].xpos == "MD"

    # -------------------------------------------------------------- quotations

    def _in_turn(self, offset: int) -> bool:
        """Whether a place lies in the line of a person in a transcript, told already."""
        return any(
            one.label is not None and any(a <= offset < b for a, b in one.content)
            for one in self._by_place.get(offset // _BUCKET, ())
        )

    def _inside_quote(self, offset: int) -> bool:
        return bool(self._quotes_in(offset, offset + 1))

    def _quotes(self) -> None:
        last: Said | None = None
        last_end = -1
        for start, end in self.quotes:
            words = len(self.text[start:end].split())
            known = next(
                (
                    s
                    for s in self._near(start, end)
                    if any(_overlap((start, end), c) > 0.3 for c in s.content)
                ),
                None,
            )
            if known is not None:
                last, last_end = known, end
                continue
            trimmed = self._trim(start, end)
            if trimmed is None or (
                words < 3 and not self.text[start:end].rstrip().endswith((",", ".", "!", "?"))
            ):
                continue
            spoken = self._inverted(end) or self._speaker_of(*trimmed)
            rule = "quotation"
            if (
                spoken is None
                and last is not None
                and "\n" not in self.text[last_end:start].strip("\n")
                and "\n\n" not in self.text[last_end:start]
            ):
                gap = self.text[last_end:start]
                if len(gap) < 160:
                    spoken, rule = (last.verb, last.speakers, last.cue), "quotation goes on"
            if spoken is None and words >= 3:
                spoken, rule = self._led_in(*trimmed) or self._over(*trimmed), "quotation led in"
            if spoken is None and words >= 3:
                spoken, rule = self._went_before(start), "quotation goes on"
            if spoken is None and words >= 5:
                spoken, rule = self._beside(*trimmed), "quotation beside"
            if spoken is None:
                if words < 5:
                    continue
                spoken, rule = (None, (), None), "quotation alone"
            verb, speakers, cue = spoken
            sentence = self._sentence_at(start)
            said = Said(
                (trimmed,),
                cue,
                speakers,
                StatementKind.DIRECT,
                sentence,
                None,
                0.85 if speakers else 0.45,
                verb,
                None,
                rule,
            )
            if not speakers:
                said = replace(said, label=self._label(start))
                if said.label is not None:
                    said = replace(said, confidence=0.7, rule="label")
            if said.speakers or said.label or words >= 6:
                self._keep(said)
                last, last_end = said, end

    def _sentence_at(self, offset: int) -> tuple[int, int]:
        at = bisect_right(self.sentence_starts, offset) - 1
        if at >= 0 and offset < self.parse.sentences[at].end:
            return self.parse.sentences[at].start, self.parse.sentences[at].end
        return offset, min(len(self.text), offset + 1)

    def _speaker_of(self, start: int, end: int) -> _Spoken | None:
        """The nearest verb of saying outside the quotation, in its sentences."""
        tree = self.tree
        low = max(0, bisect_right(self.sentence_starts, start) - 1)
        high = bisect_left(self.sentence_starts, end)
        numbers = [n for n in range(low, high) if self.parse.sentences[n].end > start]
        if not numbers:
            return None
        candidates: list[tuple[int, int]] = []
        reach = [numbers[0], numbers[-1]]
        before = numbers[0] - 1
        if before >= 0 and self._runs_on(before, start):
            reach = [before]
            numbers = [before]
        after = numbers[-1] + 1
        if (
            after < len(self.parse.sentences)
            and self.parse.sentences[after].block == self.parse.sentences[numbers[-1]].block
        ):
            gap = self.text[end : self.parse.sentences[after].start].strip()
            if len(gap) <= 2 and not self._is_part(start, end):
                reach.append(after)
        for number in sorted(set(reach)):
            sentence = self.parse.sentences[number]
            for k in range(sentence.first, sentence.last):
                token = tree.tokens[k]
                if token.upos != "VERB" or self._inside_quote(token.start):
                    continue
                if not is_saying(tree, k) and tree.lemmas[k] not in (
                    "call",
                    "write",
                    "put",
                    "describe",
                ):
                    continue
                distance = token.start - end if token.start >= end else start - token.end
                if number == after and number not in numbers:
                    if distance > 60:
                        continue
                    distance += 40
                candidates.append(
                    (
                        distance
                        + (0 if is_saying(tree, k) and tree.lemmas[k] not in self.opinion else 30),
                        k,
                    )
                )
        for _, k in sorted(candidates):
            speakers = tuple(agents(tree, self.actors, k)) or tuple(
                self.actors.all_of(subjects(tree, k))
            )
            outside = tuple(s for s in speakers if not self._inside_quote(tree.tokens[s].start))
            token = tree.tokens[k]
            if outside:
                return k, outside, (token.start, token.end)
        return None

    def _is_part(self, start: int, end: int) -> bool:
        """ "He blames “thieves”. Nobody saw them, says the mayor": words within a sentence,
        whose own verb says whose they are.
        """
        before = self.text[self._sentence_at(start)[0] : start].rstrip(_OPENERS + " \t\u00a0")
        return bool(before) and before[-1] not in ":.?!\n" and self._over(start, end) is not None

    def _runs_on(self, number: int, start: int) -> bool:
        """Whether a sentence ends in a colon, with only the opening mark before the quotation."""
        sentence = self.parse.sentences[number]
        here = bisect_right(self.sentence_starts, start) - 1
        if sentence.block != self.parse.sentences[here].block:
            return False
        opened = self.parse.sentences[here].start
        if self.text[opened:start].strip(_OPENERS + _EDGE):
            return False
        return self.text[sentence.start : start].rstrip(_OPENERS + " \t\r\n\u00a0").endswith(":")

    def _spoken_by(self, verb: int) -> _Spoken | None:
        """The doers of a verb as speakers, if they can speak and stand outside quotations."""
        tree = self.tree
        speakers = tuple(
            k
            for k in agents(tree, self.actors, verb)
            if self.actors.is_actor(k) and not self._inside_quote(tree.tokens[k].start)
        )
        token = tree.tokens[verb]
        return (verb, speakers, (token.start, token.end)) if speakers else None

    def _inverted(self, end: int) -> _Spoken | None:
        """ "“...,” said the minister, “...”": the noun after a verb that follows the words."""
        tree = self.tree
        at = bisect_left(self.starts, end)
        while at < len(self.starts) and tree.tokens[at].text.strip(_OPENERS) == "":
            at += 1
        if at >= len(self.starts) or tree.tokens[at].start - end > 3:
            return None
        if tree.tokens[at].upos != "VERB" or not is_saying(tree, at):
            return None
        last = self.parse.sentences[tree.tokens[at].sentence].last
        for k in range(at + 1, min(at + 9, last)):
            if tree.lower[k] in (",", ".", ":", ";") or self._inside_quote(tree.tokens[k].start):
                return None
            if tree.is_nominal(k) and tree.rel(k) not in ("compound", "nmod", "amod", "nummod"):
                token = tree.tokens[at]
                return (at, (k,), (token.start, token.end)) if self.actors.is_actor(k) else None
        return None

    def _over(self, start: int, end: int) -> _Spoken | None:
        """ "She accused them of “...”", "it wants ships and not “...”": the verb over the words."""
        tree = self.tree
        for k in self._within(start, end):
            head = tree.parent(k)
            if head is None or start <= tree.tokens[head].start < end:
                continue
            for up in (head, *tree.ancestors(head)):
                if tree.is_verb(up) and not self._inside_quote(tree.tokens[up].start):
                    spoken = self._spoken_by(up)
                    if spoken is not None:
                        return spoken
                if tree.tokens[up].deprel == "acl:relcl" and end - start < 40:
                    return None
            return None
        return None

    def _led_in(self, start: int, end: int) -> _Spoken | None:
        """ "Ann Lee, for the council: “...”": who stands before a colon without a verb."""
        tree = self.tree
        low = self.text.rfind("\n", 0, start) + 1
        if not self.text[low:start].rstrip(_OPENERS + " \t\u00a0").endswith(":"):
            return None
        first = max(low, self._sentence_at(start)[0])
        if first >= start - 2:
            first = low
        for k in reversed(self._within(first, start)):
            if tree.is_verb(k) and (spoken := self._spoken_by(k)) is not None:
                return spoken
        for k in self._within(first, start):
            if tree.is_noun(k) and self.actors.is_actor(k) and tree.rel(k) != "compound":
                return None, (k,), None
        return None

    def _went_before(self, start: int) -> _Spoken | None:
        """ "Nobody was near, a spokesman says. “We lit no fire.”": who spoke just before."""
        number = bisect_right(self.sentence_starts, start) - 1
        if number < 1 or self.text[self.parse.sentences[number].start : start].strip(
            _OPENERS + _EDGE
        ):
            return None
        earlier = self.parse.sentences[number - 1]
        if earlier.block != self.parse.sentences[number].block:
            return None
        told = [
            one
            for one in self._near(earlier.start, earlier.end)
            if one.speakers and one.sentence == (earlier.start, earlier.end)
        ]
        if not told:
            return None
        after = self.parse.sentences[min(number + 1, len(self.parse.sentences) - 1)]
        first = [self.tree.lower[k] for k in range(after.first, min(after.first + 2, after.last))]
        if after.block == earlier.block and first[:1] in (["that"], ["this"], ["so"]):
            return None
        return told[-1].verb, told[-1].speakers, told[-1].cue

    def _beside(self, start: int, end: int) -> _Spoken | None:
        """The speaker of a quotation that is a sentence of its own, in the sentences beside it."""
        tree = self.tree
        low = bisect_right(self.sentence_starts, start) - 1
        high = bisect_left(self.sentence_starts, end) - 1
        if low < 0 or self.text[self.parse.sentences[low].start : start].strip(_OPENERS + _EDGE):
            return None
        block = self.parse.sentences[low].block
        for number, back in ((high + 1, False), (low - 1, True)):
            if not 0 <= number < len(self.parse.sentences):
                continue
            sentence = self.parse.sentences[number]
            if sentence.block != block or (back and "\n" in self.text[sentence.end : start]):
                continue
            words = range(sentence.first, sentence.last)
            if not back and not any(
                tree.lower[k] in ("that", "this", "those", "these") for k in words[:2]
            ):
                continue
            spoken = [
                one
                for k in words
                if (tree.is_verb(k) or tree.dependents(k, "cop"))
                and not self._inside_quote(tree.tokens[k].start)
                for one in [self._spoken_by(k)]
                if one is not None
            ]
            if not back and not spoken:
                named = self._that_is(words)
                if named is not None:
                    return None, (named,), None
            if back:
                spoken = [one for one in spoken if tree.tokens[one[1][0]].upos != "PRON"]
            if spoken:
                return spoken[-1] if back else spoken[0]
        return None

    def _that_is(self, words: range) -> int | None:
        """ "That is Ann Lee, the harbour minister, on the steps": the name after the copula."""
        tree = self.tree
        if tree.lower[words[0]] not in ("that", "this", "thus", "so"):
            return None
        for k in words[1:8]:
            if tree.lower[k] in (",", ".", ";", "—", "–"):
                return None
            if tree.tokens[k].upos == "PROPN" and self.actors.is_actor(k):
                if tree.rel(k) not in ("compound", "nmod", "flat", "obl"):
                    return k
        return None

    def _label(self, offset: int) -> tuple[int, int] | None:
        start = self.text.rfind("\n", 0, offset) + 1
        match = _LABEL.match(self.text, start)
        if match and match.end() <= offset + 1:
            return match.start(1), match.end(1)
        return None

    # -------------------------------------------------------------- speaker labels

    def _labels(self) -> None:
        """Lines of a transcript: "DRIVER: I slept on the bridge." The chair's are left out."""
        blocks: dict[int, tuple[int, int]] = {}
        for sentence in self.parse.sentences:
            first, last = blocks.get(sentence.block, (sentence.start, sentence.end))
            blocks[sentence.block] = (min(first, sentence.start), max(last, sentence.end))
        labelled = [
            (match, end)
            for start, end in blocks.values()
            if (match := _LABEL.match(self.text, start, end)) is not None
        ]
        capitals = [m for m, _ in labelled if m.group(1).isupper()]
        if len(capitals) < 2:
            # labels like names, if they take turns: a chair's among them, or one of them twice
            labelled = [(m, end) for m, end in labelled if _like_a_name(m.group(1))]
            names = [m.group(1).lower() for m, _ in labelled]
            if len(names) < 3 or (not _CHAIRS & set(names) and len(set(names)) == len(names)):
                return
        else:
            labelled = [(m, end) for m, end in labelled if m.group(1).isupper()]
        chairs = " ".join(
            self.text[match.end() : end]
            for match, end in labelled
            if match.group(1).lower() in _CHAIRS
        )
        passed = {
            label
            for label in {match.group(1) for match, _ in labelled}
            if label.lower() in _CHAIRS or _is_colleague(label, chairs)
        }
        for match, end in labelled:
            if match.group(1) in passed:
                continue
            span = self._trim(match.end(), end)
            if span is None or any(
                _overlap(c, span) > 0.5
                for s in self._near(*span)
                for c in s.content
                if s.label is None
            ):
                continue
            self._keep(
                Said(
                    (span,),
                    None,
                    (),
                    StatementKind.DIRECT,
                    span,
                    match.span(1),
                    0.8,
                    None,
                    None,
                    "label",
                )
            )

    # -------------------------------------------------------------- "according to"

    def _according(self) -> None:
        tree = self.tree
        for sentence in self.parse.sentences:
            for match in _ACCORDING.finditer(self.text, sentence.start, sentence.end):
                after = [
                    k
                    for k in range(sentence.first, sentence.last)
                    if tree.tokens[k].start >= match.end()
                ]
                head = next(
                    (
                        k
                        for k in after
                        if tree.is_noun(k)
                        and tree.rel(k) not in ("compound", "flat", "amod", "nmod")
                    ),
                    None,
                )
                if head is None:
                    continue
                owner = after[0] if tree.tokens[after[0]].xpos == "PRP$" else None
                members = tree.subtree(head)
                last = tree.tokens[max(k for k in members if k < sentence.last)].end
                if match.start() - sentence.start < 3 and last >= sentence.end - 2:
                    last = self._set_apart(head, sentence.last) or last
                after_it = self._trim(last, sentence.end)
                if match.start() - sentence.start < 3:
                    span, after_it = after_it, None
                else:
                    span = self._trim(sentence.start, match.start())
                    if self.text[last : last + 1] != ",":
                        after_it = None
                if span is not None and after_it is not None:
                    if not any(tree.tokens[k].upos in ("VERB", "AUX") for k in self._within(*span)):
                        span, after_it = after_it, None
                if span is None or any(
                    _overlap(span, c) > 0.4 for s in self._near(*span) for c in s.content
                ):
                    continue
                self._keep(
                    Said(
                        (span, after_it) if after_it else (span,),
                        match.span(),
                        self._by_whom(head) if owner is None else (owner,),
                        StatementKind.INDIRECT,
                        (sentence.start, sentence.end),
                        None,
                        0.75,
                        None,
                        None,
                        "according to",
                    )
                )

    def _by_whom(self, head: int) -> tuple[int, ...]:
        """ "According to the order, signed by Judge Orsa": who stands behind a paper."""
        tree = self.tree
        if self.actors.is_actor(head):
            return (head,)
        signed = [a for k in tree.dependents(head, "acl") for a in tree.exactly(k, "obl:agent")]
        below = [k for k in tree.dependents(head, "nmod") if tree.case(k) in ("of", "by", "from")]
        behind = self.actors.all_of(signed[-1:] or below)
        return tuple(k for k in behind if self.actors.is_actor(k)) or (head,)

    def _after_colon(self, index: int, speakers: tuple[int, ...]) -> None:
        """ "That is false, says the mayor: nobody was hurt": what follows is said as well."""
        tree = self.tree
        sentence = self.parse.sentences[tree.tokens[index].sentence]
        if index == sentence.first or tree.lower[index - 1].strip(_OPENERS) not in (",", ""):
            return
        if not any(index < k for k in speakers):
            return
        colon = next((k for k in range(index, sentence.last) if tree.lower[k] == ":"), None)
        if colon is None or colon - max(speakers) > 6 or colon + 3 > sentence.last:
            return
        after = tree.tokens[colon + 1]
        rest = range(colon + 1, sentence.last)
        if after.text.strip(_OPENERS) == "" or not any(
            tree.tokens[k].xpos in _FINITE for k in rest
        ):
            return
        self._add(self._span(list(rest)), index, speakers, 0.8)

    def _set_apart(self, head: int, end: int) -> int | None:
        """ "According to the order, signed by a judge, the clause ...": after the last comma."""
        tree = self.tree
        finite = False
        for k in range(end - 1, head, -1):
            finite = finite or tree.tokens[k].xpos in (*_FINITE, "MD")
            if tree.lower[k] == ",":
                return tree.tokens[k].start if finite else None
        return None

    # -------------------------------------------------------------- the cue at the end

    def _closed_by_cues(self) -> None:
        """ "No lorry will pass, the Minister of Works, Mr. Tal, made known on Friday.": where the
        tree hangs the verb of saying from something inside the words.
        """
        tree = self.tree
        for number, sentence in enumerate(self.parse.sentences):
            words = range(sentence.first, sentence.last)
            commas = [k for k in words if tree.lower[k] == ","]
            if not commas or self._quotes_in(sentence.start, sentence.end):
                continue
            if any(
                one.cue is not None or one.label is not None
                for one in self._near(sentence.start, sentence.end)
                if one.sentence[0] < sentence.end and sentence.start < one.sentence[1]
            ):
                continue
            cue = next((k for k in range(commas[-1] + 1, sentence.last) if self._is_cue(k)), None)
            if cue is None or not self._only_rounds_off(cue, number):
                continue
            named = self._named_before(cue, commas)
            if named is None:
                continue
            comma, speaker = named
            content = range(sentence.first, comma)
            if len(content) < 4 or not any(
                tree.dependents(k, "nsubj", "expl") or tree.rel(k) in ("aux", "cop")
                for k in content
                if tree.tokens[k].xpos in _FINITE
            ):
                continue
            self._add(self._span(list(content)), cue, (speaker,), 0.7)

    def _is_cue(self, index: int) -> bool:
        tree = self.tree
        if not tree.is_verb(index):
            return False
        if tree.lemmas[index] in ("let", "make", "give"):
            return any(word in _KNOWN for word in tree.lower[index + 1 : index + 5])
        if tree.tokens[index].xpos not in ("VBD", "VBZ", "VBP"):
            return False
        if tree.lower[index + 1 : index + 2] in (("no",), ("yes",), ("so",), ("nothing",)):
            return False
        return is_saying(tree, index) and tree.lemmas[index] not in self.opinion

    def _only_rounds_off(self, cue: int, number: int) -> bool:
        """Whether nothing follows a cue but when, where and to whom."""
        tree = self.tree
        rest = range(cue + 1, self.parse.sentences[number].last)
        if len(rest) > 12 or any(tree.lower[k] in ("that", ":", ";") for k in rest):
            return False
        return not any(
            tree.tokens[k].xpos in ("VBD", "VBZ", "VBP", "MD", "VBG") for k in rest
        )  # fmt: skip

    def _named_before(self, cue: int, commas: list[int]) -> tuple[int, int] | None:
        """The comma that the words end at, and who stands between it and the cue."""
        tree = self.tree
        end, found = cue, None
        for comma in reversed(commas[-3:]):
            if comma > cue:
                continue
            chunk = range(comma + 1, end)
            if chunk and (
                any(tree.tokens[k].upos in ("VERB", "AUX", "SCONJ", "CCONJ") for k in chunk)
                or tree.tokens[chunk[0]].upos not in ("DET", "PROPN", "NOUN", "ADJ", "PRON")
            ):
                break
            stop = next((k for k in chunk if tree.tokens[k].upos == "ADP"), end)
            actors = [k for k in chunk if k < stop and self.actors.is_actor(k)]
            if chunk and not actors:
                break
            if chunk:
                found = (comma, found[1] if found else actors[-1])
            end = comma
        return found

    # -------------------------------------------------------------- the trained reader's

    def _trained(self) -> None:
        tree = self.tree
        starts = self.starts
        for one in self.parse.attributions:
            if not one.cue or not one.content:
                continue
            content = (one.content[0][0], one.content[-1][1])
            if any(
                _overlap(content, c) > 0.2 or _overlap(c, content) > 0.2
                for s in self._near(*content)
                for c in s.content
            ):
                continue
            cues = [k for a, b in one.cue for k in self._within(a, b)]
            verb = next((k for k in cues if tree.tokens[k].upos in ("VERB", "NOUN")), None)
            if (
                verb is None
                or not is_saying(tree, verb)
                or tree.lemmas[verb] in self.opinion
                or tree.tokens[verb].upos != "VERB"
            ):
                continue
            if any(tree.lower[k] in ("not", "n't", "never") for k in tree.kids[verb]):
                continue
            if any(self._is_nobody(k) for k in subjects(tree, verb)):
                continue
            if tree.is_passive(verb) and not agents(tree, self.actors, verb):
                continue
            if self._is_told(verb):
                continue
            if tree.lemmas[verb] in (
                "urge",
                "call",
                "demand",
                "threaten",
                "reject",
                "deny",
                "allege",
                "accuse",
                "agree",
                "offer",
                "promise",
                "pledge",
                "vow",
                "propose",
                "deplore",
                "regret",
                "announce",
                "charge",
            ):
                continue
            span = self._trim(*content)
            if span is None or not one.source or self.text.startswith("to ", span[0]):
                continue
            if self._in_turn(span[0]):
                continue
            if not any(tree.tokens[k].xpos in _FINITE for k in self._within(*span)):
                continue
            speakers = tuple(
                k
                for x, y in one.source
                for k in self._within(x, y)
                if not any(
                    a <= starts[tree.tokens[k].head] < b and tree.tokens[k].head != k
                    for a, b in one.source
                )
            )
            self._add(span, verb, speakers[:1], min(0.7, 0.3 + 0.5 * one.confidence), None)


def _like_a_name(label: str) -> bool:
    words = label.split()
    return len(words) <= 5 and all(word[:1].isupper() for word in words)


def _is_colleague(label: str, chairs: str) -> bool:
    """Whether the chairs of a broadcast call the person of a label by the first name alone."""
    for match in re.finditer(rf"\b([A-Z]\w+) {re.escape(label.title())}\b", chairs):
        first = match.group(1)
        if re.search(rf"(?:^|[.?!,] ){first}[,.?!]", chairs):
            return True
    return False


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> float:
    """Share of `one` that `other` covers."""
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return max(0, shared) / max(1, one[1] - one[0])
