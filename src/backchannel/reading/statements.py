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
from backchannel.reading.sides import Actors, agents, subjects
from backchannel.reading.tree import Tree
from backchannel.reading.wordlists import sections

__all__ = ["Said", "find_statements"]

_LABEL = re.compile(r"[ \t]*([A-Z][\w.'’ -]{1,40}?)[ \t]*:[ \t]+(?=\S)")
_ACCORDING = re.compile(r"\b[Aa]ccording to\b|\b[Ii]n the words of\b|\b[Bb]y the account of\b")
_THAT = re.compile(r"that\b\s*,?\s*")
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


class _Finder:
    def __init__(self, parse: Parse, text: str) -> None:
        self.parse, self.text = parse, text
        self.tree = Tree.of(parse)
        self.actors = Actors(self.tree)
        lists = sections("saying.txt")
        self.say = frozenset(e.split("_")[0] for e in lists["say"])
        self.opinion = frozenset(lists["opinion"])
        self.with_object = frozenset(lists["object"])
        first = parse.tokens[0].start if parse.tokens else 0
        last = parse.tokens[-1].end if parse.tokens else 0
        self.quotes = [(a, b) for a, b in quotations(text) if first <= a < last]
        self.found: list[Said] = []
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
        for index, token in enumerate(self.parse.tokens):
            if (
                token.upos == "VERB"
                and self.tree.lemmas[index] in self.say
                and not self._inside_quote(token.start)
            ):
                self._clause(index)
        self._quotes()
        self._labels()
        self._according()
        self._trained()
        return tuple(sorted(self.found, key=lambda s: s.content))

    # -------------------------------------------------------------- clauses after a verb of saying

    def _clause(self, index: int) -> None:
        tree = self.tree
        lemma = tree.lemmas[index]
        speakers = tuple(k for k in agents(tree, self.actors, index))
        clauses = [k for k in tree.dependents(index, "ccomp") if self._is_clause(k)]
        negated = any(tree.lower[k] in ("not", "n't", "never") for k in tree.kids[index])
        if negated:
            return
        if not clauses and lemma in ("threaten", "promise", "pledge", "vow", "offer", "give"):
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
        if not clauses and lemma in self.with_object:
            for head in tree.dependents(index, "obj"):
                if self.actors.is_actor(head) and lemma in ("threaten", "reject", "recall"):
                    continue
                span = self._span(tree.subtree(head, ("parataxis", "advcl")))
                self._add(span, index, speakers, 0.55, head)
            return
        if lemma in self.opinion and not (lemma in ("find", "hold", "rule", "decide") and clauses):
            if lemma not in ("believe", "think", "fear", "hope", "expect") or not speakers:
                return
        if lemma in ("allege", "claim", "charge", "complain") and not clauses:
            return
        for clause in clauses:
            if not speakers and tree.rel(index) not in (
                "root",
                "parataxis",
                "conj",
                "ccomp",
                "advcl",
                "acl",
            ):
                continue
            heads = [
                clause,
                *[
                    k
                    for k in tree.conjuncts(clause)
                    if k != clause
                    and any(tree.lower[m] == "that" for m in tree.dependents(k, "mark"))
                ],
            ]
            if len(heads) == 1:
                members = [
                    k
                    for k in tree.subtree(clause)
                    if k > index or tree.tokens[clause].start < tree.tokens[index].start
                ]
                own = set(tree.subtree(index)) - set(tree.subtree(clause))
                self._add(
                    self._span([k for k in members if k not in own]), index, speakers, 0.85, clause
                )
            else:
                for head in heads:
                    rest = (
                        {k for other in heads if other != head for k in tree.subtree(other)}
                        if head == clause
                        else set()
                    )
                    self._add(
                        self._span([k for k in tree.subtree(head) if k not in rest]),
                        index,
                        speakers,
                        0.8,
                        head,
                    )

    def _is_clause(self, index: int) -> bool:
        tree = self.tree
        if tree.lower[index] in ("nothing", "yes", "no", "so", "that"):
            return False
        return tree.is_verb(index) or bool(
            tree.dependents(index, "nsubj", "csubj", "cop", "expl", "aux")
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
    ) -> None:
        if span is None or span[1] - span[0] < 3:
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
                (content,),
                (token.start, token.end),
                speakers,
                kind,
                (sentence.start, sentence.end),
                None,
                confidence,
                cue,
                head,
            )
        )

    # -------------------------------------------------------------- quotations

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
            spoken = self._speaker_of(start, end)
            if (
                spoken is None
                and last is not None
                and "\n" not in self.text[last_end:start].strip("\n")
                and "\n\n" not in self.text[last_end:start]
            ):
                gap = self.text[last_end:start]
                if len(gap) < 160:
                    spoken = (last.verb, last.speakers, last.cue)
            if spoken is None:
                if words < 5:
                    continue
                spoken = (None, (), None)
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
            )
            if not speakers:
                said = replace(said, label=self._label(start))
                if said.label is not None:
                    said = replace(said, confidence=0.7)
            if said.speakers or said.label or words >= 6:
                self._keep(said)
                last, last_end = said, end

    def _sentence_at(self, offset: int) -> tuple[int, int]:
        at = bisect_right(self.sentence_starts, offset) - 1
        if at >= 0 and offset < self.parse.sentences[at].end:
            return self.parse.sentences[at].start, self.parse.sentences[at].end
        return offset, min(len(self.text), offset + 1)

    def _speaker_of(
        self, start: int, end: int
    ) -> tuple[int | None, tuple[int, ...], tuple[int, int] | None] | None:
        """The nearest verb of saying outside the quotation, in its sentences."""
        tree = self.tree
        low = max(0, bisect_right(self.sentence_starts, start) - 1)
        high = bisect_left(self.sentence_starts, end)
        numbers = [n for n in range(low, high) if self.parse.sentences[n].end > start]
        if not numbers:
            return None
        candidates: list[tuple[int, int]] = []
        reach = [numbers[0], numbers[-1]]
        after = numbers[-1] + 1
        if (
            after < len(self.parse.sentences)
            and self.parse.sentences[after].block == self.parse.sentences[numbers[-1]].block
        ):
            gap = self.text[end : self.parse.sentences[after].start].strip()
            if len(gap) <= 2:
                reach.append(after)
        for number in sorted(set(reach)):
            sentence = self.parse.sentences[number]
            for k in range(sentence.first, sentence.last):
                token = tree.tokens[k]
                if token.upos != "VERB" or self._inside_quote(token.start):
                    continue
                if tree.lemmas[k] not in self.say and tree.lemmas[k] not in (
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
                        + (
                            0
                            if tree.lemmas[k] in self.say and tree.lemmas[k] not in self.opinion
                            else 30
                        ),
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
        if len(labelled) < 2 or len(capitals) < 2:
            return
        for match, end in labelled:
            label = match.group(1)
            if not label.isupper() or label.lower() in _CHAIRS:
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
                Said((span,), None, (), StatementKind.DIRECT, span, match.span(1), 0.8, None, None)
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
                members = tree.subtree(head)
                last = tree.tokens[max(k for k in members if k < sentence.last)].end
                if match.start() - sentence.start < 3:
                    span = self._trim(last, sentence.end)
                else:
                    span = self._trim(sentence.start, match.start())
                if span is None or any(
                    _overlap(span, c) > 0.4 for s in self._near(*span) for c in s.content
                ):
                    continue
                self._keep(
                    Said(
                        (span,),
                        match.span(),
                        (head,),
                        StatementKind.INDIRECT,
                        (sentence.start, sentence.end),
                        None,
                        0.75,
                        None,
                        None,
                    )
                )

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
                or tree.lemmas[verb] not in self.say
                or tree.lemmas[verb] in self.opinion
                or tree.tokens[verb].upos != "VERB"
            ):
                continue
            if any(tree.lower[k] in ("not", "n't", "never") for k in tree.kids[verb]):
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
            if span is None or not one.source:
                continue
            if not any(tree.tokens[k].upos in ("VERB", "AUX") for k in self._within(*span)):
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


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> float:
    """Share of `one` that `other` covers."""
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return max(0, shared) / max(1, one[1] - one[0])
