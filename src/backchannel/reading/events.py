"""Events on the tree: trigger, type and mode, modality, and the words of both sides.

`find_events` answers with `Found` records in terms of words; `backchannel.reading.read` turns them
into `Event` records with parties and dates.

A predicate tells an event if the lexicon knows it. A word that stands over it changes it
(`codebook.shifted`); the event under it is then not told a second time. Negated, supposed and asked
events are left out, those of years ago are marked.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from backchannel.dossier.evidence import EventType, Modality
from backchannel.reading.codebook import Outcome, request_mode, shifted, threat_mode
from backchannel.reading.modality import View, view
from backchannel.reading.parse import Parse
from backchannel.reading.patterns import NounPattern, noun_class, operator
from backchannel.reading.sides import (
    Actors,
    agents,
    by_phrase,
    heads_within,
    inside,
    objects,
    patients,
    subjects,
)
from backchannel.reading.tree import Tree
from backchannel.reading.triggers import (
    VerbMatch,
    following_words,
    match_noun,
    match_verb,
)
from backchannel.reading.wordlists import sections

__all__ = ["Found", "find_events"]

_T = EventType
_DIRECTED = (
    _T.AGREE,
    _T.CONCEDE,
    _T.AID,
    _T.REQUEST,
    _T.ACCUSE,
    _T.REJECT,
    _T.THREATEN,
    _T.PROTEST,
    _T.SANCTION,
    _T.COERCE,
    _T.COOPERATE,
    _T.MOBILIZE,
)
_MUTUAL = (_T.AGREE, _T.CONSULT, _T.COOPERATE, _T.SUPPORT)
_WORDS = {name: frozenset(entries) for name, entries in sections("grammar_words.txt").items()}
_READY, _HAPPEN, _FAIL = _WORDS["ready"], _WORDS["happen"], _WORDS["fail"]
_SCHEDULED = _WORDS["scheduled"]
_SAYING_NOUNS = frozenset(sections("saying.txt")["noun"])


@dataclass(frozen=True, slots=True)
class Found:
    """An event in terms of words.

    Parameters
    ----------
    type, mode, modality
        As in `Event`.
    token : int
        The word that carries it.
    words : tuple of int
        All words that carry it.
    sources, targets : tuple of int
        Head words of the sides.
    sentence : int
        Index of the sentence.
    confidence : float
        Between 0 and 1.
    attributed : int or None
        The head of who says that it happened.
    topic : int or None
        The word that heads what it is about (the thing demanded, refused, threatened).
    negative_topic : bool
        The topic is refused, stopped or to be avoided.
    quoted : bool
        It stands in quotation marks.
    """

    type: EventType
    mode: str | None
    modality: Modality
    token: int
    words: tuple[int, ...]
    sources: tuple[int, ...] = ()
    targets: tuple[int, ...] = ()
    sentence: int = 0
    confidence: float = 0.8
    attributed: int | None = None
    topic: int | None = None
    inner: EventType | None = None
    inner_mode: str | None = None
    condition: int | None = None
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class _Meaning:
    """What a predicate tells by itself, whatever stands over it."""

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


def find_events(parse: Parse, text: str, *, reported_year: int | None = None) -> tuple[Found, ...]:
    """Find the events told in a parsed text.

    Parameters
    ----------
    parse : Parse
        The parse (of the trained reader, or of `shallow_parse`).
    text : str
        The text it was made from.
    reported_year : int or None
        Year of the report: events two or more years before it are history.

    Returns
    -------
    tuple of Found
        In text order.
    """
    return _Finder(parse, text, reported_year).run()


class _Finder:
    def __init__(self, parse: Parse, text: str, reported_year: int | None) -> None:
        self.tree = Tree(parse)
        self.actors = Actors(self.tree)
        self.text = text
        self.year = reported_year
        self.say = frozenset(e.split("_")[0] for e in sections("saying.txt")["say"])
        self.quoted = _quoted_words(parse, text)
        self.consumed: set[int] = set()
        self._meanings: dict[int, _Meaning | None] = {}

    def run(self) -> tuple[Found, ...]:
        found: list[Found] = []
        for number, sentence in enumerate(self.tree.parse.sentences):
            if self._is_false_friend(sentence.first, sentence.last):
                continue
            here: list[Found] = []
            order = sorted(range(sentence.first, sentence.last), key=self._depth)
            for index in order:
                if index in self.consumed:
                    continue
                one: Found | None = None
                token = self.tree.tokens[index]
                if token.upos == "VERB" or (
                    token.upos == "ADJ" and self.tree.lower[index] in _READY
                ):
                    one = self._predicate(index)
                elif token.upos in ("NOUN",) or (token.upos == "PROPN" and token.text.islower()):
                    one = self._nominal(index)
                if one is not None:
                    here.append(replace(one, sentence=number))
            here = [h for h in here if h.token not in self.consumed]
            found += _merged(self.tree, sorted(here, key=lambda f: f.token))
        return tuple(found)

    def _depth(self, index: int) -> tuple[int, int]:
        return (sum(1 for _ in self.tree.ancestors(index)), index)

    # ------------------------------------------------------------------ what a predicate means

    def meaning(self, index: int, depth: int = 0) -> _Meaning | None:
        if index in self._meanings:
            return self._meanings[index]
        self._meanings[index] = None  # against loops
        result = self._meaning(index, depth) if depth < 5 else None
        self._meanings[index] = result
        return result

    def _meaning(self, index: int, depth: int) -> _Meaning | None:
        tree = self.tree
        if tree.tokens[index].upos == "ADJ":
            operators: tuple[str, ...] = (
                ("agree",)
                if tree.lower[index] not in ("due", "set", "poised", "determined")
                else ("plan",)
            )
            match = None
        elif tree.tokens[index].upos == "VERB":
            operators = operator(tree.lemmas[index], following_words(tree, index))
            match = match_verb(tree, self.actors, index)
        else:
            return self._noun_meaning(index)
        clause = self._complement(index)
        if (
            clause is not None
            and operators
            and not (match and match.pattern.weight >= 4 and match.pattern.objects)
        ):
            found = self._under(index, operators, clause, match, depth)
            if found is not None:
                return found
        if match is not None and (match.pattern.weight >= 3 or not operators):
            return self._from_pattern(index, match)
        if operators:
            found = self._over_noun(index, operators)
            if found is not None:
                return found
        if match is not None:
            return self._from_pattern(index, match)
        return None

    def _complement(self, index: int) -> int | None:
        """The clause under a verb: to-infinitive, that-clause, or "of/from/against ...-ing"."""
        tree = self.tree
        found = [
            k
            for k in tree.dependents(index, "xcomp", "ccomp")
            if k > index and tree.tokens[k].upos in ("VERB", "AUX", "ADJ", "NOUN")
        ]
        for k in tree.kids[index]:
            if k in found or k < index:
                continue
            if tree.rel(k) in ("advcl", "obl", "acl") and tree.is_verb(k):
                marks = [tree.lower[m] for m in tree.dependents(k, "mark", "case")]
                if (
                    tree.lemmas[index] in ("call", "appeal", "press", "push", "move", "go")
                    and "to" in marks
                ) or (
                    any(
                        m in ("of", "from", "against", "with", "to", "on", "for", "into")
                        for m in marks
                    )
                    and tree.tokens[k].xpos == "VBG"
                ):
                    found.append(k)
        for head in tree.dependents(index, "obj"):
            # "asked the council to lift ...": some trees hang the clause on the object
            for k in tree.dependents(head, "acl"):
                if (
                    tree.is_verb(k)
                    and any(tree.lower[m] == "to" for m in tree.dependents(k, "mark"))
                    and "request" in operator(tree.lemmas[index])
                ):
                    found.append(k)
        verbs = [k for k in found if tree.is_verb(k)]
        return verbs[0] if verbs else (found[0] if found else None)

    def _under(
        self,
        index: int,
        operators: tuple[str, ...],
        clause: int,
        match: VerbMatch | None,
        depth: int,
    ) -> _Meaning | None:
        tree = self.tree
        saying = tree.lemmas[index] in self.say
        inner = self.meaning(clause, depth + 1)
        negated = any(tree.lower[k] in ("not", "n't", "never") for k in tree.kids[clause])
        operator_ = operators[0]
        if tree.lemmas[index] == "prepare" and inner is not None and inner.type is _T.ASSAULT:
            inner = replace(inner, type=_T.MOBILIZE, mode="troops")
            operator_ = "begin"
        is_clause = tree.rel(clause) == "ccomp"
        source = tuple(agents(tree, self.actors, index))
        if operator_ == "threaten" and tree.lemmas[index] == "warn":
            return self._warning(index, clause, inner, source)
        if operator_ == "plan" and saying and is_clause:
            return None  # "announced that ...": the clause tells it
        if operator_ in ("begin", "stop", "undergo") and is_clause:
            return None
        if operator_ in ("accuse",):
            operator_ = "accuse"
            if match is None:
                return None
            target = tuple(patients(tree, self.actors, index, match.pattern)) or tuple(
                subjects(tree, clause)
            )
            return _Meaning(
                _T.ACCUSE,
                match.pattern.mode,
                Modality.HAPPENED,
                match.words,
                source,
                target,
                match.pattern.weight,
                tuple(self._below(clause)),
                clause,
                inner.type if inner else None,
            )
        if operator_ == "support":
            if match is None:
                return None
            return self._from_pattern(index, match)
        if operator_ in ("plan",) and inner is None:
            return None
        if negated and operator_ in ("agree", "plan") and inner is not None:
            outcome: Outcome | None = (
                Outcome(_T.REJECT, request_mode(inner.type, inner.mode), Modality.HAPPENED)
                if inner.type in (*_MUTUAL, _T.AID, _T.RETREAT, _T.CONCEDE)
                else Outcome(
                    _T.CONCEDE
                    if inner.type in (_T.ASSAULT, _T.PROTEST, _T.SANCTION, _T.COERCE)
                    else _T.AGREE,
                    None,
                    Modality.ANNOUNCED,
                )
            )
        elif negated and operator_ == "request":
            outcome = Outcome(
                _T.REQUEST,
                request_mode(inner.type, inner.mode) if inner else None,
                Modality.DEMANDED,
            )
        else:
            outcome = shifted(
                operator_, inner.type if inner else None, inner.mode if inner else None
            )
        if outcome is None:
            return None
        if operator_ == "threaten" and outcome.mode is None and inner is None:
            outcome = Outcome(
                _T.THREATEN,
                "violence" if _words_below(tree, clause) & noun_class("harm") else None,
                outcome.modality,
            )
        if tree.lemmas[index] == "offer":
            outcome = outcome._replace(modality=Modality.OFFERED)
        targets: tuple[int, ...] = ()
        addressed = tuple(k for k in self._addressee(index) if self.actors.is_actor(k))
        if operator_ == "request":
            targets = addressed
            if not targets:
                controller = subjects(tree, clause) if tree.rel(clause) == "ccomp" else []
                targets = tuple(
                    k
                    for k in self.actors.all_of(controller)
                    if self.actors.is_actor(k) and k not in source
                )
            if not targets and inner is not None:
                targets = tuple(k for k in inner.targets if k not in source)
        elif operator_ in ("prevent",):
            targets = tuple(
                k for k in self.actors.all_of(objects(tree, index)) if self.actors.is_actor(k)
            ) or (inner.targets if inner else ())
        else:
            targets = addressed or (
                tuple(k for k in inner.targets if k not in source) if inner else ()
            )
            if not targets and inner is None:
                targets = tuple(self._any_party(clause, source))
        if (
            inner is not None
            and operator_ in ("begin",)
            and inner.type is outcome.type
            and len(inner.sources) > len(source)
        ):
            source = inner.sources
        words = (index, *(inner.words if inner else (clause,)))
        consumed = tuple(self._below(clause))
        return _Meaning(
            outcome.type,
            outcome.mode,
            outcome.modality,
            tuple(sorted(words)),
            source,
            targets,
            4,
            consumed,
            clause,
            inner.type if inner else None,
            inner.mode if inner else None,
        )

    def _warning(
        self, index: int, clause: int, inner: _Meaning | None, source: tuple[int, ...]
    ) -> _Meaning | None:
        tree = self.tree
        own = subjects(tree, clause)
        addressed = tuple(k for k in self._addressee(index) if self.actors.is_actor(k))
        speaks_of_itself = any(
            k in source or tree.lower[k] in ("it", "they", "he", "she", "we", "i") for k in own
        ) or (tree.is_passive(clause) and not by_phrase(tree, clause))
        harm = inner is not None and inner.type in (
            _T.ASSAULT,
            _T.SANCTION,
            _T.COERCE,
            _T.PROTEST,
            _T.MOBILIZE,
            _T.THREATEN,
        )
        words = _words_below(tree, clause)
        resumes = bool(words & noun_class("harm")) and bool(
            words & {"would", "will", "face", "resume", "suffer", "meet"}
        )
        if not (addressed or (harm and speaks_of_itself) or resumes):
            return None
        return _Meaning(
            _T.THREATEN,
            threat_mode(inner.type, inner.mode) if inner else ("violence" if resumes else None),
            Modality.THREATENED,
            (index,),
            source,
            addressed or (inner.targets if inner else ()),
            3,
            tuple(self._below(clause)),
            clause,
            inner.type if inner else None,
        )

    def _addressee(self, index: int) -> list[int]:
        tree = self.tree
        found = [*tree.dependents(index, "iobj")]
        if not found and not tree.is_passive(index):
            found = tree.dependents(index, "obj")
        if not found and tree.is_passive(index):
            found = tree.exactly(index, "nsubj:pass")
        if not found or not any(self.actors.is_actor(k) for k in found):
            for k in tree.kids[index]:
                if (
                    tree.rel(k) == "obl"
                    and tree.case(k) in ("on", "upon", "to", "with", "from", "at", "against", "of")
                    and self.actors.is_actor(k)
                ):
                    found = [k]
                    break
        return self.actors.all_of(found)

    def _other_party(self, index: int, meant: _Meaning, kind: EventType) -> tuple[int, ...]:
        """Whom an act is directed at where the verb itself does not say: a party in what is
        promised, demanded or threatened, in its condition, or in the reasons of a protest."""
        tree = self.tree
        places: list[int] = []
        if meant.topic is not None:
            places.append(meant.topic)
        places += [k for k in tree.dependents(index, "obj", "xcomp", "ccomp") if k not in places]
        if kind in (_T.PROTEST, _T.THREATEN, _T.ACCUSE, _T.REJECT):
            places += [
                k
                for k in tree.dependents(index, "obl", "advcl")
                if (
                    tree.case(k).split()[-1:]
                    and tree.case(k).split()[-1]
                    in ("against", "over", "of", "at", "to", "by", "despite")
                )
                or tree.rel(k) == "advcl"
            ]
            places += [
                k for h in tree.dependents(index, "obj") for k in tree.dependents(h, "nmod", "acl")
            ]
        for place in places:
            found = self._any_party(place, meant.sources)
            if found:
                return tuple(k for k in found if k not in meant.sources)
        return ()

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
        return self.tree.subtree(index, ("parataxis",))

    def _from_pattern(self, index: int, match: VerbMatch) -> _Meaning | None:
        tree, pattern = self.tree, match.pattern
        kind, mode = pattern.type, pattern.mode
        source = list(agents(tree, self.actors, index))
        if pattern.sources == ("obj",):
            source = [
                k for k in self.actors.all_of(objects(tree, index)) if self.actors.is_actor(k)
            ]
        consumed: list[int] = []
        if match.object is not None and match_noun(tree, match.object):
            consumed.append(match.object)
        targets = (
            list(patients(tree, self.actors, index, pattern))
            if pattern.targets != () or not pattern.reciprocal
            else []
        )
        targets = [k for k in targets if k not in source]
        if pattern.reciprocal:
            others = self._partners(index)
            if match.object is not None:
                others += [k for k in self._partners(match.object) if k not in others]
            if tree.is_passive(index) and not source:
                source = others
                if not source and match.object is not None:
                    source = self._noun_sides(
                        match.object, ("between", "of", "by", "among", "with", "poss")
                    )
            else:
                source += [k for k in others if k not in source]
                if tree.lemmas[index] in (
                    "meet",
                    "phone",
                    "telephone",
                    "call",
                    "join",
                    "consult",
                    "ring",
                ):
                    source += [
                        k
                        for k in self.actors.all_of(objects(tree, index))
                        if self.actors.is_actor(k) and k not in source
                    ]
            source = [k for k in source if self.actors.is_actor(k)] or source
            targets = []
        if source and not any(self.actors.is_actor(k) for k in source):
            source = self._act_as_subject(source, kind)
        if kind is _T.ASSAULT and not targets and not pattern.reciprocal:
            places = [
                k for k in self.actors.all_of(objects(tree, index)) if self.actors.is_place(k)
            ]
            targets = [k for p in places for k in (inside(tree, self.actors, p) or [p])]
        topic = match.object
        if kind in (_T.REQUEST, _T.REJECT) and mode is None:
            mode = self._topic_mode(index, match)
        inner = None
        for head in ([match.object] if match.object is not None else []) + tree.dependents(
            index, "obl"
        ):
            noun = match_noun(tree, head)
            if (
                noun
                and head != match.object
                and tree.case(head) not in ("for", "in", "on", "over", "against", "with")
            ):
                continue
            if noun is not None and kind in (_T.REQUEST, _T.REJECT, _T.THREATEN, _T.AGREE):
                inner = noun.pattern.type
                topic = head
                consumed += [head]
                if kind is _T.REQUEST and mode is None:
                    mode = request_mode(inner, noun.pattern.mode)
                if kind is _T.THREATEN and mode is None:
                    mode = threat_mode(inner, noun.pattern.mode)
                if kind is _T.AGREE and inner in (_T.RETREAT, _T.CONCEDE):
                    kind = _T.CONCEDE
                break
        modality = {
            _T.THREATEN: Modality.THREATENED,
            _T.REQUEST: Modality.DEMANDED,
            _T.AGREE: Modality.ANNOUNCED,
        }.get(kind, Modality.HAPPENED)
        if kind is _T.AGREE and tree.lemmas[index] in ("offer", "invite", "volunteer", "propose"):
            modality = Modality.OFFERED
        if kind in (_T.ACCUSE,):
            for k in tree.kids[index]:
                if tree.rel(k) in ("advcl", "obl", "ccomp", "xcomp", "nmod") and k > index:
                    marks = {tree.lower[m] for m in tree.dependents(k, "mark", "case")}
                    if tree.rel(k) == "ccomp" or marks & {
                        "of",
                        "for",
                        "with",
                        "that",
                        "as",
                        "over",
                    }:
                        consumed += self._below(k)
                        if not targets and tree.is_verb(k):
                            targets = [
                                t
                                for t in self.actors.all_of(subjects(tree, k))
                                if t not in source and self.actors.is_actor(t)
                            ]
            for head in objects(tree, index):
                for k in tree.dependents(head, "nmod", "acl"):
                    if (
                        tree.case(k) in ("of", "for", "over")
                        and tree.is_noun(head)
                        and self.actors.is_actor(head)
                    ):
                        consumed += self._below(k)
        if kind in (_T.REQUEST, _T.REJECT, _T.SUPPORT):
            for head in objects(tree, index):
                consumed += [
                    k for k in self._below(head) if k != head or not self.actors.is_actor(head)
                ]
                topic = topic if topic is not None else head
            for k in tree.dependents(index, "obl"):
                if tree.case(k) in ("for", "on", "against") and not self.actors.is_actor(k):
                    consumed += self._below(k)
                    topic = topic if topic is not None else k
            for k in tree.dependents(index, "ccomp", "xcomp"):
                consumed += self._below(k)
                topic = topic if topic is not None else k
        consumed += [k for k in match.words if k != index]
        return _Meaning(
            kind,
            mode,
            modality,
            match.words,
            tuple(dict.fromkeys(source)),
            tuple(dict.fromkeys(targets)),
            pattern.weight,
            tuple(consumed),
            topic,
            inner,
        )

    def _topic_mode(self, index: int, match: VerbMatch) -> str | None:
        tree = self.tree
        heads = [*objects(tree, index), *tree.dependents(index, "obl")]
        for head in heads:
            below = [head, *[k for k in tree.subtree(head) if k != head]]
            for k in below:
                noun = match_noun(tree, k)
                if noun is not None and noun.pattern.type not in (_T.REQUEST, _T.AGREE, _T.REJECT):
                    return request_mode(noun.pattern.type, noun.pattern.mode)
                if tree.is_verb(k):
                    inner = self.meaning(k, 3)
                    if inner is not None:
                        return request_mode(inner.type, inner.mode)
        return None

    def _act_as_subject(self, source: list[int], kind: EventType) -> list[int]:
        """ "The raid by X killed ...", "X's rockets hit ...": the party inside the subject."""
        found: list[int] = []
        for head in source:
            noun = match_noun(self.tree, head)
            if noun is not None:
                found += self._noun_sides(head, noun.pattern.sources)
            else:
                found += [
                    k
                    for k in inside(self.tree, self.actors, head)
                    if self.tree.tokens[k].deprel in ("nmod:poss", "amod", "compound")
                ]
        return found

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

    def _noun_sides(self, index: int, places: tuple[str, ...]) -> list[int]:
        tree = self.tree
        found: list[int] = []
        for place in places:
            if place == "poss":
                kids = [k for k in tree.kids[index] if tree.tokens[k].deprel == "nmod:poss"]
            else:
                kids = [
                    k
                    for k in tree.kids[index]
                    if tree.rel(k) in ("nmod", "obl") and tree.case(k).split()[-1:] == [place]
                ]
            found += [
                k for k in self.actors.all_of(kids) if (self.actors.is_actor(k)) and k not in found
            ]
            if found and place not in ("between", "among", "of", "with"):
                break
        return found

    def _noun_meaning(self, index: int) -> _Meaning | None:
        if not self.tree.is_noun(index):
            return None
        stopped = self._stopping_noun(index)
        if stopped is not None:
            return stopped
        noun = match_noun(self.tree, index)
        if noun is None:
            return None
        return self._named(index, noun.pattern, noun.words)

    def _stopping_noun(self, index: int) -> _Meaning | None:
        """ "a suspension of flights", "an end to the shelling": what is stopped decides."""
        tree = self.tree
        if tree.lemmas[index] not in _WORDS["stop noun"]:
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
            return _Meaning(
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

    def _named(self, index: int, pattern: NounPattern, words: tuple[int, ...]) -> _Meaning:
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
        return _Meaning(
            pattern.type,
            pattern.mode,
            Modality.HAPPENED,
            words,
            tuple(source),
            tuple(targets),
            1 + pattern.weight,
        )

    def _over_noun(self, index: int, operators: tuple[str, ...]) -> _Meaning | None:
        """ "held talks", "ended the strike", "demanded a release": a verb over an event noun."""
        tree = self.tree
        heads = objects(tree, index)
        if not heads:
            heads = [
                k
                for k in tree.dependents(index, "obl")
                if tree.case(k) in ("for", "to", "in", "with") and match_noun(tree, k)
            ]
        for head in self.actors.all_of(heads):
            stopped = self._stopping_noun(head)
            if stopped is not None and operators[0] in ("agree", "plan", "begin"):
                return replace(
                    stopped,
                    words=(index, *stopped.words),
                    sources=tuple(agents(tree, self.actors, index)),
                    weight=3,
                    consumed=(head, *stopped.consumed),
                )
            noun = match_noun(tree, head)
            if noun is None:
                continue
            if tree.lemmas[index] == "undertake":
                operators = ("begin",)
            for name in operators:
                outcome = shifted(name, noun.pattern.type, noun.pattern.mode)
                if outcome is None or name in ("support", "accuse", "allow"):
                    continue
                named = self._named(head, noun.pattern, noun.words)
                source = agents(tree, self.actors, index)
                if name == "undergo":
                    return _Meaning(
                        outcome.type,
                        outcome.mode,
                        outcome.modality,
                        (index, *noun.words),
                        named.sources,
                        tuple(source),
                        3,
                        (head, *noun.words),
                        light=True,
                    )
                targets = list(named.targets)
                if noun.pattern.reciprocal:
                    together = list(
                        dict.fromkeys([*source, *named.sources, *self._partners(index)])
                    )
                    if name == "begin":
                        return _Meaning(
                            outcome.type,
                            outcome.mode,
                            outcome.modality,
                            (index, *noun.words),
                            tuple(together),
                            (),
                            3,
                            (head, *noun.words),
                            light=True,
                        )
                    targets = [k for k in together if k not in source]
                if not source and tree.is_passive(index):
                    source = list(named.sources)
                for k in tree.kids[index]:
                    if (
                        not targets
                        and tree.rel(k) == "obl"
                        and tree.case(k).split()[-1:]
                        and tree.case(k).split()[-1]
                        in ("on", "against", "to", "with", "at", "from")
                    ):
                        targets = [c for c in self.actors.all_of([k]) if self.actors.is_actor(c)]
                if not targets:
                    targets = [k for k in named.sources if k not in source]
                targets = targets or [
                    k
                    for k in self.actors.all_of(tree.dependents(index, "iobj"))
                    if self.actors.is_actor(k)
                ]
                return _Meaning(
                    outcome.type,
                    outcome.mode,
                    outcome.modality,
                    (index, *noun.words),
                    tuple(source),
                    tuple(k for k in targets if k not in source),
                    3,
                    (head, *noun.words),
                    head,
                    noun.pattern.type,
                    noun.pattern.mode,
                    light=True,
                )
        return None

    # ------------------------------------------------------------------ what the text tells

    def _predicate(self, index: int) -> Found | None:
        tree = self.tree
        seen = view(tree, index, self.text, self.year)
        if seen.question or seen.unreal:
            return None
        if seen.duty:
            found = self._demand(index)
            if found is not None:
                return found
        meant = self.meaning(index)
        if meant is None:
            return None
        outcome = self._presented(index, meant, seen)
        if outcome is None:
            return None
        confidence = self._confidence(index, meant, seen)
        if confidence <= 0:
            return None
        condition = self._condition(index)
        kind, mode, modality = outcome
        if kind is _T.REQUEST and condition is not None and self._or_else(index):
            kind, mode, modality = _T.THREATEN, None, Modality.THREATENED
        if (
            kind in (_T.AGREE, _T.CONCEDE, _T.REJECT)
            and condition is not None
            and seen.future
            and tree.lower[condition] == "unless"
        ):
            kind, mode, modality = (
                _T.THREATEN,
                threat_mode(meant.inner, meant.inner_mode),
                Modality.THREATENED,
            )
        targets = meant.targets
        if not targets and kind in _DIRECTED:
            targets = self._other_party(index, meant, kind)
        self.consumed.update(k for k in meant.consumed if k != index)
        self.consumed.update(k for k in meant.words if k != index)
        if kind is _T.PROTEST:
            self._consume_reasons(index)
        sources, attributed = self._speaker(index, meant.sources)
        sources = tuple(heads_within(self.tree, self.actors, list(sources)))
        targets = tuple(
            k for k in heads_within(self.tree, self.actors, list(targets)) if k not in sources
        )
        return Found(
            kind,
            mode,
            modality,
            index,
            meant.words,
            sources,
            targets,
            0,
            confidence,
            attributed,
            meant.topic,
            meant.inner or (meant.type if kind is not meant.type else None),
            meant.inner_mode,
            condition,
            index in self.quoted,
        )

    def _consume_reasons(self, index: int) -> None:
        """What a protest demands is part of it, not a demand of its own."""
        tree = self.tree
        for k in tree.subtree(index):
            if tree.rel(k) in ("advcl", "acl") and tree.is_verb(k):
                marks = {tree.lower[m] for m in tree.dependents(k, "mark")}
                if not marks & {"after", "before", "when", "while", "as", "because", "since"}:
                    inner = self.meaning(k, 1)
                    if tree.lemmas[k] in self.say or (
                        inner is not None
                        and inner.type in (_T.REQUEST, _T.ACCUSE, _T.PROTEST, _T.THREATEN)
                    ):
                        self.consumed.update(tree.subtree(k))
            if tree.rel(k) in ("obl", "nmod") and tree.case(k) in ("against", "over", "for", "at"):
                self.consumed.update(tree.subtree(k))

    def _demand(self, index: int) -> Found | None:
        """ "said that X must ...": a demand of the speaker."""
        tree = self.tree
        governor = self._saying_over(index)
        if governor is None:
            return None
        source = agents(tree, self.actors, governor) or self.actors.all_of(subjects(tree, governor))
        target = [k for k in self.actors.all_of(subjects(tree, index)) if self.actors.is_actor(k)]
        inner = self.meaning(index)
        if tree.is_passive(index):
            target = by_phrase(tree, index)
        if not source or set(target) & set(source):
            return None
        self.consumed.update(k for k in self._below(index) if k != index)
        negated = any(tree.lower[k] in ("not", "n't", "never") for k in tree.kids[index])
        return Found(
            _T.REQUEST,
            request_mode(inner.type, inner.mode) if inner and not negated else None,
            Modality.DEMANDED,
            index,
            (index,),
            tuple(source),
            tuple(target),
            0,
            0.8,
            None,
            index,
            inner.type if inner else None,
            inner.mode if inner else None,
            None,
            index in self.quoted,
        )

    def _saying_over(self, index: int) -> int | None:
        """The verb of saying whose clause this predicate heads, if any."""
        tree = self.tree
        node = index
        for up in tree.ancestors(index):
            if tree.rel(node) == "ccomp" and tree.lemmas[up] in self.say and tree.is_verb(up):
                return up
            if tree.rel(node) not in ("conj", "xcomp", "advcl", "ccomp"):
                break
            node = up
        for k in tree.kids[index]:
            if (
                tree.rel(k) in ("parataxis", "ccomp")
                and tree.lemmas[k] in self.say
                and tree.dependents(k, "nsubj")
                and not tree.dependents(k, "obj", "ccomp")
            ):
                return k
        return None

    def _presented(self, index: int, meant: _Meaning, seen: View) -> Outcome | None:
        """The outcome after tense, negation and condition."""
        kind, mode, modality = meant.type, meant.mode, meant.modality
        saying = self._saying_over(index)
        if seen.conditional or self._only_in_view(index):
            return None
        if seen.negated:
            if (seen.future or seen.maybe or seen.would) and kind in (
                _T.CONSULT,
                _T.AGREE,
                _T.SUPPORT,
                _T.CONCEDE,
                _T.RETREAT,
                _T.AID,
                _T.COOPERATE,
            ):
                if kind is _T.CONCEDE and meant.inner in (_T.ASSAULT,):
                    return None
                return Outcome(_T.REJECT, request_mode(kind, mode), Modality.HAPPENED)
            if (
                self.tree.lemmas[index]
                in (
                    "agree",
                    "accept",
                    "recognise",
                    "recognize",
                    "approve",
                    "comply",
                    "bow",
                    "yield",
                    "compromise",
                    "obey",
                )
                and self.tree.tokens[index].xpos != "VBN"
            ):
                return Outcome(_T.REJECT, None, Modality.HAPPENED)
            if (seen.future or seen.would) and kind is _T.PROTEST:
                return Outcome(_T.CONCEDE, None, Modality.ANNOUNCED)
            return None
        if seen.maybe and not seen.future:
            return None
        if seen.future and not seen.duty:
            if seen.would and saying is None and not self._backshifted(index):
                return None
            if kind in (_T.REJECT, _T.ACCUSE, _T.REQUEST, _T.THREATEN, _T.AGREE, _T.CONCEDE):
                return Outcome(
                    kind,
                    mode,
                    modality if modality is not Modality.HAPPENED else Modality.ANNOUNCED,
                )
            return shifted("plan", kind, mode)
        if seen.historical:
            return Outcome(kind, mode, Modality.PAST)
        relation = self.tree.tokens[index].deprel
        base = relation.partition(":")[0]
        marks = [self.tree.lower[k] for k in self.tree.dependents(index, "mark")]
        if ("to" in marks and self.tree.tokens[index].xpos in ("VB", "")) or (
            base == "xcomp" and "to" in marks
        ):
            return self._infinitive(index, meant)
        if seen.ongoing and modality is Modality.HAPPENED:
            modality = Modality.ONGOING
        return Outcome(kind, mode, modality)

    def _only_in_view(self, index: int) -> bool:
        """Whether the act is only an aim or a limit: "until ...", "aimed at ...ing"."""
        tree = self.tree
        node: int | None = index
        for _ in range(4):
            if node is None:
                return False
            marks = {tree.lower[k] for k in tree.dependents(node, "mark", "case") if k < node}
            relation = tree.rel(node)
            if relation in ("advcl", "acl", "obl", "nmod"):
                if marks & {"until", "before", "without", "till", "instead", "rather"}:
                    return True
                gerund = tree.tokens[node].xpos == "VBG" and bool(
                    marks & {"at", "for", "of", "in", "to", "toward", "towards", "about"}
                )
                head = tree.parent(node)
                if gerund and node == index:
                    return True
                if gerund and head is not None and tree.lemmas[head] in _WORDS["purpose"]:
                    return True
            if relation not in ("conj", "xcomp"):
                return False
            node = tree.parent(node)
        return False

    def _backshifted(self, index: int) -> bool:
        """ "would" seen from a verb in the past ("announced it would charge")."""
        return any(self.tree.tokens[a].xpos in ("VBD", "VBN") for a in self.tree.ancestors(index))

    def _infinitive(self, index: int, meant: _Meaning) -> Outcome | None:
        tree = self.tree
        head = tree.parent(index)
        if head is None:
            return Outcome(
                meant.type, meant.mode, meant.modality
            )  # a headline: "Dockers to walk out"
        base = tree.rel(index)
        if tree.rel(index) == "root":
            return shifted("plan", meant.type, meant.mode)
        if base == "acl" and tree.is_noun(head):
            noun = tree.lemmas[head]
            table = {
                "threat": "threaten",
                "decision": "plan",
                "plan": "plan",
                "promise": "agree",
                "pledge": "agree",
                "agreement": "agree",
                "deal": "agree",
                "offer": "agree",
                "readiness": "agree",
                "willingness": "agree",
                "refusal": "reject",
                "call": "request",
                "demand": "request",
                "request": "request",
                "appeal": "request",
                "order": "request",
                "attempt": "begin",
                "bid": "begin",
                "ultimatum": "threaten",
                "vow": "agree",
                "commitment": "agree",
            }
            if noun in table:
                return shifted(table[noun], meant.type, meant.mode)
            return None
        if base in ("xcomp", "ccomp"):
            lemma = tree.lemmas[head]
            if lemma in (
                "try",
                "attempt",
                "manage",
                "continue",
                "begin",
                "start",
                "help",
                "proceed",
                "seek",
                "use",
                "resume",
                "fail_not",
                "come",
                "go",
            ):
                return Outcome(meant.type, meant.mode, meant.modality)
        return None

    def _confidence(self, index: int, meant: _Meaning, seen: View) -> float:
        tree = self.tree
        value = 0.62 + 0.05 * min(meant.weight, 5)
        relation = tree.tokens[index].deprel
        if relation == "acl:relcl":
            value -= 0.1
        elif relation == "acl":
            head = tree.parent(index)
            told = head is not None and (
                tree.lemmas[head] in _SAYING_NOUNS
                or tree.lemmas[head] in ("attempt", "decision", "threat", "refusal", "demand")
            )
            value -= 0.0 if told else 0.25
        elif relation == "amod":
            return 0.0
        elif relation == "advcl":
            value -= 0.1
        elif relation in ("csubj", "nmod", "obl", "nsubj", "obj", "compound"):
            value -= 0.2
        if index in self.quoted:
            value -= 0.2
            if meant.type in (
                _T.ASSAULT,
                _T.CONSULT,
                _T.AID,
                _T.COOPERATE,
                _T.SUPPORT,
                _T.MOBILIZE,
            ):
                value -= 0.15
        if not meant.sources and not meant.targets:
            value -= 0.15
        if meant.sources and not any(self.actors.is_actor(k) for k in meant.sources):
            value -= 0.25
        if tree.tokens[index].xpos in ("VB", "VBP", "VBZ") and not seen.future and meant.weight < 3:
            value -= 0.1
        value *= 0.7 + 0.3 * min(1.0, tree.tokens[index].confidence + 0.2)
        return max(0.05, min(0.98, round(value, 3)))

    def _condition(self, index: int) -> int | None:
        for k in self.tree.kids[index]:
            if self.tree.rel(k) == "advcl":
                for m in self.tree.dependents(k, "mark"):
                    if self.tree.lower[m] in ("unless", "if", "until"):
                        return m
        return None

    def _or_else(self, index: int) -> bool:
        sentence = self.tree.parse.sentences[self.tree.tokens[index].sentence]
        words = self.tree.lower[sentence.first : sentence.last]
        return "or" in words and ("face" in words or "else" in words)

    def _speaker(self, index: int, sources: tuple[int, ...]) -> tuple[tuple[int, ...], int | None]:
        """A pronoun that means the speaker becomes the speaker."""
        tree = self.tree
        governor = self._saying_over(index)
        if governor is None:
            return sources, None
        speakers = agents(tree, self.actors, governor) or self.actors.all_of(
            subjects(tree, governor)
        )
        if (
            sources
            and all(tree.lower[k] in ("it", "he", "she", "they", "we", "i") for k in sources)
            and speakers
        ):
            return tuple(speakers), None
        first = speakers[0] if speakers else None
        return sources, first if first not in sources else None

    def _nominal(self, index: int) -> Found | None:
        """An event told by a noun."""
        tree = self.tree
        noun = match_noun(tree, index)
        if noun is None or any(w in self.consumed for w in noun.words):
            return None
        if (
            tree.rel(index) in ("compound", "flat", "nmod")
            and tree.tokens[index].deprel != "nmod"
            and not noun.pattern.before
        ):
            return None
        if any(
            tree.lower[k]
            in (
                "no",
                "any",
                "every",
                "such",
                "future",
                "possible",
                "potential",
                "further",
                "planned",
                "another",
                "threatened",
                "alleged",
                "new",
            )
            for k in tree.kids[index]
        ):
            if not any(tree.lower[k] == "new" for k in tree.kids[index]):
                return None
        head = tree.parent(index)
        if tree.rel(index) in ("nmod", "acl") and head is not None and tree.is_noun(head):
            over = match_noun(tree, head)
            if tree.case(index) in ("on", "about", "over", "for", "of", "to", "into", "against"):
                if over is not None or tree.lemmas[head] in _WORDS["purpose"]:
                    return None
        meant = self._named(index, noun.pattern, noun.words)
        kind, mode, modality = meant.type, meant.mode, meant.modality
        governor = next((a for a in tree.ancestors(index) if tree.is_verb(a)), None)
        value = 0.3 + 0.06 * len(noun.pattern.before)
        relation = tree.tokens[index].deprel
        if governor is not None and tree.tokens[index].head == governor:
            seen = view(tree, governor, self.text, self.year)
            if seen.question or seen.conditional or seen.unreal or seen.negated:
                return None
            if seen.historical:
                modality = Modality.PAST
            lemma = tree.lemmas[governor]
            if relation in ("nsubj", "nsubj:pass"):
                if (
                    noun.pattern.reciprocal
                    and kind is _T.CONSULT
                    and lemma in _FAIL
                    and (
                        lemma in ("fail", "collapse", "stall", "founder", "deadlock", "unravel")
                        or _without_result(tree, governor)
                    )
                ):
                    self.consumed.add(governor)
                    return Found(
                        _T.REJECT,
                        None,
                        modality,
                        index,
                        (*noun.words, governor),
                        meant.sources,
                        meant.targets,
                        0,
                        0.75,
                    )
                if lemma in _SCHEDULED or seen.future:
                    shiftedto = shifted("plan", kind, mode)
                    if shiftedto is None:
                        return None
                    kind, mode, modality = shiftedto
                    value += 0.2
                elif lemma in _HAPPEN or lemma in _FAIL:
                    value += 0.35
                else:
                    value += 0.02
            elif relation in ("obl", "obl:tmod", "obl:npmod"):
                value += 0.05
            elif relation == "obj":
                value += 0.1
        elif relation in ("root", "parataxis"):
            value += 0.12
        years = view(tree, index, self.text, self.year)
        if years.historical:
            modality = Modality.PAST
        if meant.sources or meant.targets:
            value += 0.12
        if meant.sources and meant.targets:
            value += 0.08
        if kind in (
            _T.REQUEST,
            _T.AGREE,
            _T.THREATEN,
            _T.ACCUSE,
            _T.AID,
            _T.SUPPORT,
            _T.COOPERATE,
            _T.REJECT,
        ):
            value -= 0.2
        if index in self.quoted:
            value -= 0.15
        return Found(
            kind,
            mode,
            modality,
            index,
            noun.words,
            meant.sources,
            meant.targets,
            0,
            max(0.05, round(value, 3)),
            None,
            None,
            None,
            None,
            None,
            index in self.quoted,
        )

    def _is_false_friend(self, first: int, last: int) -> bool:
        words = set(self.tree.lemmas[first:last]) | set(self.tree.lower[first:last])
        game = words & noun_class("game")
        return len(game) >= 2


def _without_result(tree: Tree, index: int) -> bool:
    words = _words_below(tree, index)
    return (
        bool(
            words
            & {
                "without",
                "inconclusively",
                "deadlock",
                "stalemate",
                "failure",
                "impasse",
                "acrimony",
                "disagreement",
            }
        )
        or "down" in words
        or "up" in words
    )


def _words_below(tree: Tree, index: int) -> set[str]:
    below = tree.subtree(index)
    return {tree.lower[k] for k in below} | {tree.lemmas[k] for k in below}


def _quoted_words(parse: Parse, text: str) -> frozenset[int]:
    """Words that stand in quotation marks."""
    from backchannel.reading.quotations import quotations

    out: set[int] = set()
    spans = quotations(text)
    position = 0
    for start, end in spans:
        while position < len(parse.tokens) and parse.tokens[position].end <= start:
            position += 1
        k = position
        while k < len(parse.tokens) and parse.tokens[k].start < end:
            out.add(k)
            k += 1
    return frozenset(out)


def _merged(tree: Tree, found: list[Found]) -> list[Found]:
    """One event where two triggers of a sentence tell the same."""
    out: list[Found] = []
    for one in found:
        for position, other in enumerate(out):
            if one.type is not other.type or (
                one.modality is Modality.PAST and other.modality is not Modality.PAST
            ):
                continue
            related = (
                one.token in tree.subtree(other.token)
                or other.token in tree.subtree(one.token)
                or tree.tokens[one.token].head == tree.tokens[other.token].head
            )
            same_source = one.sources == other.sources or not one.sources or not other.sources
            same_target = one.targets == other.targets or not one.targets or not other.targets
            coordinated = other.token in tree.conjuncts(one.token) or one.token in tree.conjuncts(
                other.token
            )
            joined = _is_part_of(tree, one.token, other.token)
            if (
                related
                and (joined or same_source)
                and (same_target or joined or (coordinated and one.type is EventType.ASSAULT))
            ):
                best, rest = (other, one) if other.confidence >= one.confidence else (one, other)
                out[position] = replace(
                    best,
                    sources=best.sources or rest.sources,
                    targets=tuple(
                        dict.fromkeys(
                            (
                                *best.targets,
                                *(rest.targets if coordinated or not best.targets else ()),
                            )
                        )
                    ),
                    words=tuple(sorted({*best.words, *rest.words})),
                )
                break
        else:
            out.append(one)
    return out


def _is_part_of(tree: Tree, one: int, other: int) -> bool:
    """Whether one trigger is the subject, instrument or accompanying participle of the other."""
    for part, whole in ((one, other), (other, one)):
        if tree.tokens[part].head != whole:
            continue
        relation = tree.rel(part)
        if relation in ("nsubj", "obj", "obl") and tree.is_noun(part):
            return True
        if relation == "advcl" and tree.tokens[part].xpos == "VBG":
            return not any(tree.rel(k) == "nsubj" for k in tree.kids[part])
    return False
