"""Acts told by verbs: what a predicate means with what depends on it.

The lexicon gives the type of a verb with its object and prepositions; a word that stands over
another act changes it (`codebook.shifted`).
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from backchannel.dossier.evidence import EventType, Modality
from backchannel.reading.acts_by_subject import CHARGES, ActsBySubject
from backchannel.reading.codebook import Outcome, request_mode, shifted, threat_mode
from backchannel.reading.disclaimed import RUMOURS, by_nature
from backchannel.reading.gatherings import GATHERING, gathered
from backchannel.reading.indirect import is_question
from backchannel.reading.named_acts import WORDS, Meaning, words_below
from backchannel.reading.parse import Parse
from backchannel.reading.patterns import noun_class, operator
from backchannel.reading.sides import (
    VEHICLES,
    agents,
    by_phrase,
    inside,
    objects,
    patients,
    state_words,
    subjects,
)
from backchannel.reading.triggers import VerbMatch, following_words, match_noun, match_verb
from backchannel.reading.wordlists import sections

__all__ = ["Acts"]

WORDS_OF_JUDGEMENT = {
    name: frozenset(entries) for name, entries in sections("polarity.txt").items()
}

_T = EventType
_TELLING = frozenset("tell ask advise remind suggest inform instruct call want".split())
_BLOCKING = frozenset(
    "block blockade barricade surround occupy seal close besiege stop bar shut obstruct cut".split()
)
_DRILLS = frozenset(
    "exercise drill manoeuvre maneuver manoeuvres maneuvers game games patrol operation".split()
)
_SITTINGS = frozenset(
    "meeting summit visit session round conference tour trip hearing sitting".split()
)
_UNLAWFUL = frozenset(
    "unlawful illegal contrary guilty unconstitutional breach violation liable invalid void "
    "responsible inconsistent unfounded".split()
)
_TEXTS = frozenset(sections("disclaimers.txt")["text"])
_HEARSAY = frozenset("report rumour rumor speculation story news gossip".split())
_ORDERS = frozenset("decree order directive edict warrant ordinance letter name cheque".split())
_PAPER = frozenset(
    "page blog ticker coverage thread feed column newsletter bulletin broadcast programme program "
    "show podcast live edition".split()
)
_LABOUR_LOST = frozenset("work school class shift tool".split())
_LICENSING = frozenset(
    "approve authorise authorize allow permit endorse adopt sanction clear back ratify".split()
)
_STAYING = frozenset("suspend stay freeze halt stop block".split())
_RULED_ON = frozenset(
    "law act decree order ordinance regulation article section clause provision plan rule bill "
    "measure ban levy tax decision appointment sale eviction demolition licence license permit "
    "contract closure dismissal".split()
)
_AUDIENCE = frozenset("listener reader viewer subscriber advertiser sponsor donor".split())
_OUTLETS = frozenset("site website paper magazine station journalism reporting work".split())
_LICENCES = frozenset("permit licence license concession contract lease title".split())
_FINDING = frozenset("find conclude establish determine".split())
_CARRIERS = VEHICLES | frozenset("bus coach truck lorry train van jeep boat".split())
_STOPPING = frozenset("stop suspend cease halt interrupt".split())
_ON_MISSION = frozenset(
    "observer monitor inspector peacekeeper mission envoy agency charity organisation "
    "organization company firm operator airline contractor commission court tribunal bank".split()
)
_SETTLING = frozenset("agree settle concur resolve".split())
_NOTING = frozenset("see hear know note learn find hear speak".split())
_IDLE = frozenset(
    {
        ("close", "book"),
        ("take", "route"),
        ("take", "path"),
        ("take", "course"),
        ("close", "chapter"),
        ("close", "file"),
        ("close", "rank"),
        ("close", "gap"),
        ("close", "eye"),
        ("shut", "eye"),
        ("shut", "mouth"),
        ("cut", "corner"),
        ("cut", "cost"),
        ("break", "record"),
        ("break", "silence"),
        ("strike", "balance"),
        ("strike", "chord"),
        ("hit", "headline"),
        ("hit", "target"),
        ("hit", "road"),
        ("kill", "time"),
        ("shoot", "film"),
        ("shoot", "video"),
        ("seize", "chance"),
        ("seize", "opportunity"),
        ("seize", "moment"),
    }
)
_RULES = frozenset(
    "sentence charge debt arrears record claim case fine penalty conviction gain profit loss "
    "deficit surplus saving".split()
)
_FREE_TO = frozenset(
    "go leave return depart cross pass enter land sail continue come travel fish dock moor "
    "unload".split()
)
_LETTERS = frozenset("note letter message statement memorandum cable telegram".split())
_KEPT = frozenset("prisoner detainee hostage inmate captive internee".split())
_APPOINTING = frozenset("appoint name send dispatch commission task form set create assign".split())
_INQUIRING = frozenset("investigate examine probe inquire enquire".split())
_AT_WORK = frozenset("job site set shift floor line ship field pitch work".split())
_AVOWING = frozenset("swear vow assure promise guarantee pledge admit concede acknowledge".split())
_TO_COME = frozenset("will would shall should can could may might 'll 'd wo".split())
_WARDING = frozenset("avert foil thwart forestall".split())
_LABOUR = frozenset(
    "work sail drive load unload teach fly dig sort deliver operate dock cook clean print".split()
)
_NAMED = frozenset("name identify quote cite mention".split())
_ASKING = frozenset("ask tell advise suggest recommend".split())
_GIVEN = (_T.CONCEDE, _T.AID, _T.SUPPORT, _T.AGREE, _T.RETREAT)
_MUTUAL = (_T.AGREE, _T.CONSULT, _T.COOPERATE, _T.SUPPORT)


class Acts(ActsBySubject):
    """What verbs tell in one parsed text."""

    def __init__(self, parse: Parse, text: str) -> None:
        super().__init__(parse, text)
        self._meanings: dict[int, Meaning | None] = {}

    def meaning(self, index: int, depth: int = 0) -> Meaning | None:
        """Return what a word tells by itself, or None."""
        if index in self._meanings:
            return self._meanings[index]
        self._meanings[index] = None  # against loops
        result = self._meaning(index, depth) if depth < 5 else None
        self._meanings[index] = result
        return result

    def _meaning(self, index: int, depth: int) -> Meaning | None:
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
        if any(tree.lemmas[k].lower() in RUMOURS for k in tree.dependents(index, "nsubj")):
            return None  # "rumour had it that ..."
        clause = self._complement(index)
        if tree.tokens[index].upos == "ADJ" and clause is not None:
            if tree.lemmas[clause] in self.say or tree.lemmas[clause] in _NOTING:
                return None  # "happy to say it again", "due to speak"
        finding = (
            self._unwelcome(index)
            or self._finding(index, clause)
            or self._inquiry(index)
            or self._gathering(index)
            or self._withheld(index, clause)
        )
        if finding is not None:
            return finding
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
        if tree.lemmas[index] == "want":
            for head in tree.dependents(index, "obj"):
                found += [k for k in tree.dependents(head, "acl") if tree.tokens[k].xpos == "VBN"]
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
    ) -> Meaning | None:
        tree = self.tree
        saying = tree.lemmas[index] in self.say
        inner = self.meaning(clause, depth + 1)
        negated = any(
            tree.lower[k] in ("not", "n't", "never") for k in tree.kids[clause]
        ) or self._of_nobody(clause)
        operator_ = operators[0]
        if tree.lemmas[index] == "prepare" and inner is not None and inner.type is _T.ASSAULT:
            inner = replace(inner, type=_T.MOBILIZE, mode="troops")
            operator_ = "begin"
        is_clause = tree.rel(clause) == "ccomp"
        if any(tree.lower[m] in ("whether", "if") for m in tree.dependents(clause, "mark")):
            return None
        if operators[0] == "begin" and tree.lemmas[index] not in WORDS["phase verb"]:
            return None
        source = tuple(agents(tree, self.actors, index))
        if operator_ == "threaten" and tree.lemmas[index] in ("warn", "caution"):
            return self._warning(index, clause, inner, source)
        if operator_ == "plan" and saying and is_clause:
            return None  # "announced that ...": the clause tells it
        if operator_ in ("begin", "stop", "undergo") and is_clause:
            return None
        lemma = tree.lemmas[index]
        if operator_ == "request" and is_clause and lemma in _TELLING:
            return None  # "told reporters that ..." asks for nothing
        if operator_ == "allow" and any(
            tree.lemmas[k] in _TEXTS or tree.lemmas[k] in _LICENCES for k in subjects(tree, index)
        ):
            return None  # "the permit lets the firm dig": how things are
        if lemma == "let" and tree.lower[clause] in ("known", "understood", "be", "know"):
            return None  # "let it be known that ..."
        if lemma == "order" and tree.lemmas[clause] in ("leave", "quit", "depart"):
            out = [k for k in self.actors.all_of(objects(tree, index)) if self._is_envoy(k)]
            if out:
                return Meaning(
                    _T.SANCTION,
                    "expel",
                    Modality.HAPPENED,
                    (index, clause),
                    source,
                    tuple(out),
                    4,
                    tuple(self._below(clause)),
                )  # "the ambassador was ordered to leave the country"
        if operator_ == "reject" and inner is None and tree.lemmas[clause] in _LABOUR:
            if source and all(tree.lemmas[k] in noun_class("worker") for k in source):
                return Meaning(
                    _T.PROTEST, "strike", Modality.HAPPENED, (index, clause), source, (), 4
                )  # "the crews refused to sail"
        if lemma == "stop" and tree.lower[index + 1 : index + 2] == ("short",):
            return None  # "stopped short of resigning"
        if lemma == "insist" and is_clause and not self._is_wanted(clause):
            return None  # "insisted that nobody had been expelled"
        if lemma == "call" and not any(
            tree.case(k) in ("on", "upon", "for") for k in tree.dependents(index, "obl")
        ):
            return self._naming(index, clause)
        if lemma == "want" and not any(k < clause for k in tree.dependents(index, "obj")):
            if tree.rel(clause) != "ccomp":
                return None
        if lemma == "agree" and inner is not None and inner.type in (_T.PROTEST, _T.MOBILIZE):
            inner = replace(inner, type=_T.COOPERATE, mode=None)
        if lemma == "propose" and tree.rel(clause) == "xcomp":
            operator_ = "agree"  # "proposed to withdraw": an offer
        if tree.lower[clause] in ("nothing", "anything"):
            return None
        if operator_ == "agree" and is_clause and self._asserts(index, _T.AGREE):
            return None  # "swore that there were rifles under the salt"
        if operator_ == "request" and inner is None and self._asks_a_servant(index, source):
            return None
        if operator_ == "request" and tree.lemmas[clause] in _NAMED and negated:
            return None  # "asked not to be named"
        if operator_ == "request" and lemma in _ASKING and is_question(tree, clause):
            return None  # "asked how many had paid": no demand
        if operator_ == "reject" and tree.lemmas[clause] in WORDS["comment"]:
            return None
        if operator_ in ("accuse",):
            operator_ = "accuse"
            if match is None:
                return None
            target = tuple(patients(tree, self.actors, index, match.pattern)) or tuple(
                subjects(tree, clause)
            )
            return Meaning(
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
        if operator_ == "allow" and inner is None and tree.lemmas[clause] in _FREE_TO:
            freed = tuple(
                k for k in self.actors.all_of(objects(tree, index)) if self.actors.is_actor(k)
            )
            if not freed or lemma not in ("allow", "permit", "clear", "let"):
                return None
            return Meaning(
                _T.RETREAT,
                "release",
                Modality.HAPPENED,
                (index, clause),
                source,
                freed,
                3,
                tuple(self._below(clause)),
            )
        if lemma in ("decide", "resolve", "vote", "choose") and inner is not None:
            if inner.type in (_T.SANCTION, _T.COERCE) and not negated:
                operator_ = "begin"  # decided is done
        if (
            operator_ == "agree"
            and inner is not None
            and inner.type is _T.SANCTION
            and "stop" in operator(tree.lemmas[clause], following_words(tree, clause))
        ):
            inner = replace(inner, type=_T.CONCEDE, mode=None)
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
                "violence" if words_below(tree, clause) & noun_class("harm") else None,
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
                if tree.is_passive(clause):
                    controller = by_phrase(tree, clause)  # "that the men be freed (by X)"
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
        return Meaning(
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

    def _is_wanted(self, clause: int) -> bool:
        """ "that the men be freed", "that he must go": what is to be, not what is."""
        tree = self.tree
        helpers = {tree.lower[k] for k in tree.dependents(clause, "aux", "cop")}
        return (
            tree.tokens[clause].xpos == "VB" and not helpers & {"will", "would", "can", "did"}
        ) or (bool(helpers & {"must", "should", "be", "has", "have"}) and not helpers & {"been"})

    def _naming(self, index: int, clause: int | None) -> Meaning | None:
        """ "called the offer an insult", "described it as fair": a judgement."""
        tree = self.tree
        if clause is None:
            return None
        named = [k for k in tree.dependents(index, "xcomp", "ccomp") if k > clause]
        thing: int | None = None
        if named and not objects(tree, index) and not tree.dependents(clause, "nsubj", "aux"):
            thing, clause = clause, named[-1]  # two complements: the thing and its name
        words = words_below(tree, clause)
        judged = WORDS_OF_JUDGEMENT
        good, bad = bool(words & judged["good"]), bool(words & judged["bad"])
        if words & _HEARSAY:
            return None  # "calls it gossip": a denial
        about = [k for k in objects(tree, index) if k != clause]
        about = about or ([thing] if thing is not None else [])
        if not about or (good and not bad and tree.lemmas[index] not in ("call", "describe")):
            return None
        if tree.tokens[clause].upos == "PROPN" and not bad:
            return None
        telling = tree.parse.telling
        if not good and not bad and telling and telling[index] < 0.5:
            return None  # "calls the thing an inspection": a name, no judgement
        kind = _T.SUPPORT if good and not bad else _T.ACCUSE
        weight = 2 if good or bad else 0
        target = [k for k in self.actors.all_of(about) if self.actors.is_actor(k)]
        source = tuple(agents(tree, self.actors, index))
        return Meaning(
            kind,
            "disapprove" if kind is _T.ACCUSE else None,
            Modality.HAPPENED,
            (index, clause),
            source,
            tuple(k for k in target if k not in source),
            weight,
            tuple(k for h in about for k in tree.subtree(h)),
            about[0],
        )

    def _finding(self, index: int, clause: int | None) -> Meaning | None:
        """ "The court found that the levy was unlawful": a conviction; others accuse."""
        tree = self.tree
        if clause is None:
            return None
        established = self._established(index, clause)
        if established is not None:
            return established
        if tree.lemmas[index] not in ("find", "rule", "hold", "declare", "tell"):
            return None
        below = {tree.lower[clause], *(tree.lower[k] for k in tree.kids[clause])}
        if not below & _UNLAWFUL or below & {"not", "n't", "no"}:
            return None
        source = tuple(agents(tree, self.actors, index))
        judges = self._judges(list(source))
        if tree.lemmas[index] == "tell" and not judges:
            return None
        about = subjects(tree, clause)
        target = [k for h in about for k in (inside(tree, self.actors, h) or [h])]
        target = [k for k in target if self.actors.is_actor(k) and k not in source]
        addressed = tuple(k for k in self._addressee(index) if self.actors.is_actor(k))
        return Meaning(
            _T.SANCTION if judges else _T.ACCUSE,
            "convict" if judges else "disapprove",
            Modality.HAPPENED,
            (index, clause),
            source,
            tuple(target) or addressed,
            3,
            tuple(self._below(clause)),
            about[0] if about else None,
        )

    def _established(self, index: int, clause: int) -> Meaning | None:
        """ "The panel concluded that guards had beaten the men": it accuses them."""
        tree = self.tree
        if tree.lemmas[index] not in _FINDING or tree.rel(clause) != "ccomp":
            return None
        if not any(tree.lower[k] == "had" for k in tree.dependents(clause, "aux")):
            return None
        source = [k for k in agents(tree, self.actors, index) if self.actors.is_actor(k)]
        if not source or any(tree.lower[k] in ("not", "n't", "never") for k in tree.kids[clause]):
            return None
        inner = self.meaning(clause, 1)
        if inner is None or inner.type.value not in WORDS["physical"]:
            return None
        return Meaning(
            _T.ACCUSE,
            "allege",
            Modality.HAPPENED,
            (index, clause),
            tuple(source),
            tuple(k for k in inner.sources if k not in source and self.actors.is_actor(k)),
            3,
            tuple(self._below(clause)),
            clause,
            inner.type,
            inner.mode,
        )

    def _gathering(self, index: int) -> Meaning | None:
        """ "Bishop Brandt had the two sides at his kitchen table"."""
        if self.tree.lemmas[index] not in GATHERING:
            return None
        source = agents(self.tree, self.actors, index)
        sides = gathered(self.tree, self.actors, index, source)
        if not sides:
            return None
        return Meaning(
            _T.CONSULT, "third-party", Modality.HAPPENED, (index,), tuple(source), sides, 4
        )

    def _inquiry(self, index: int) -> Meaning | None:
        """ "The bloc appointed three jurists to investigate the shootings"."""
        tree = self.tree
        if tree.lemmas[index] not in _APPOINTING:
            return None
        below = [*tree.dependents(index, "xcomp", "advcl")]
        for head in objects(tree, index):
            below += tree.dependents(head, "acl")
        for clause in below:
            marks = {tree.lower[m] for m in tree.dependents(clause, "mark")}
            if tree.lemmas[clause] in _INQUIRING and "to" in marks:
                source = tuple(agents(tree, self.actors, index))
                about = self.actors.all_of(objects(tree, clause))
                return Meaning(
                    _T.ACCUSE,
                    "investigate",
                    Modality.HAPPENED,
                    (index, clause),
                    source,
                    tuple(k for k in about if self.actors.is_actor(k) and k not in source),
                    3,
                    tuple(self._below(clause)),
                )
        return None

    def _warning(
        self, index: int, clause: int, inner: Meaning | None, source: tuple[int, ...]
    ) -> Meaning | None:
        tree = self.tree
        own = subjects(tree, clause)
        if any(tree.lower[k] in ("no", "not", "n't") for h in (clause, *own) for k in tree.kids[h]):
            return None
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
        words = words_below(tree, clause)
        resumes = bool(words & noun_class("harm")) and bool(
            words & {"would", "will", "face", "resume", "suffer", "meet"}
        )
        if not (addressed or (harm and speaks_of_itself) or resumes):
            return None
        return Meaning(
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

    def _from_pattern(self, index: int, match: VerbMatch) -> Meaning | None:
        tree, pattern = self.tree, match.pattern
        kind, mode = pattern.type, pattern.mode
        source = list(agents(tree, self.actors, index))
        if pattern.sources == ("from",):
            source = [
                k
                for h in tree.dependents(index, "obl")
                if tree.case(h) == "from"
                for k in self.actors.all_of([h])
            ]
        if pattern.sources == ("obj",):
            source = [
                k for k in self.actors.all_of(objects(tree, index)) if self.actors.is_actor(k)
            ]
        if not self._plausible(index, match, source) or self._asserts(index, kind):
            return None
        if any(
            tree.lower[k] == "nothing"
            for k in [*objects(tree, index), *tree.dependents(index, "obl")]
        ):
            if kind is not _T.AGREE or pattern.base not in _SETTLING:
                return None
            kind, mode = _T.REJECT, None  # "agreed on nothing"
        if kind is _T.REQUEST and pattern.base == "call" and self._pays_a_call(index):
            kind, mode = _T.CONSULT, "visit"
        together = self._together(index, match, source)
        if kind is _T.MOBILIZE and together:
            kind, mode = _T.COOPERATE, None
            source += [k for k in together if k not in source]
        if kind is _T.THREATEN and pattern.base in ("give", "set") and self._judges(source):
            kind, mode = _T.REQUEST, None  # "the court gave them two days to leave"
        if kind is _T.COERCE and match.pattern.base == "fine" and self._judges(source):
            kind, mode = _T.SANCTION, "convict"
        if kind is _T.PROTEST and mode == "riot" and self._owned_thing_suffers(index, source):
            kind, mode = _T.ASSAULT, "destroy"
        if kind is _T.PROTEST and pattern.base == "strike":
            if any(tree.lemmas[k] not in _LABOUR_LOST for k in objects(tree, index)):
                kind, mode = _T.ASSAULT, None  # "the air force struck a column"
        if kind in (_T.RETREAT, _T.COERCE) and self._with_gas(index):
            kind, mode = _T.ASSAULT, "crowd-control"  # "opened the bridge with tear gas"
        stays = kind in (_T.SANCTION, _T.RETREAT) and pattern.base in _STAYING
        if stays and self._judges(source):
            if any(tree.lemmas[k] in _RULED_ON for k in objects(tree, index)):
                kind, mode = _T.REJECT, None  # "the court suspended the decree"
        head = tree.parent(index)
        over = (head,) if head is not None and tree.rel(index) == "acl" else ()
        kind, mode = self._by_whom(kind, mode, pattern.base, source, over)
        consumed: list[int] = []
        freed = [k for k in source if self._is_held(k)]
        if pattern.base in ("walk", "come") and pattern.particles == ("out",) and freed:
            return Meaning(
                _T.RETREAT,
                "release",
                Modality.HAPPENED,
                match.words,
                (),
                tuple(freed),
                pattern.weight,
                tuple(k for h in freed for k in tree.subtree(h) if k != h),
            )
        if match.object is not None and match_noun(tree, match.object):
            consumed.append(match.object)
        targets = (
            list(patients(tree, self.actors, index, pattern))
            if pattern.targets != () or not pattern.reciprocal
            else []
        )
        if pattern.targets == ("subj",) and pattern.mode == "release":
            source = []  # "the hostages came home": others let them
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
        source = [
            k
            for h in source
            for k in ((inside(tree, self.actors, h) or [h]) if tree.lemmas[h] in _CARRIERS else [h])
        ]
        if kind is _T.REJECT and match.object is not None:
            targets = self._whose_demand(match.object) or targets
        if kind is _T.ACCUSE and match.object is None:
            targets = self._accused(index, targets)
        if (
            kind is _T.AID
            and not targets
            and match.object is not None
            and tree.lemmas[match.object] in noun_class("troops")
        ):
            kind, mode = _T.MOBILIZE, "weapons"
        if kind is _T.MOBILIZE:
            targets = [k for k in targets if self._is_against(k)]
        if kind is _T.ASSAULT:
            targets = [k for k in targets if not self._only_a_place(k)]
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
        if kind is _T.ACCUSE and pattern.base in ("call", "summon"):
            for k in tree.dependents(index, "advcl", "xcomp"):
                consumed += self._below(k)  # "called in the envoy to be handed a note"
        if kind in (_T.REQUEST, _T.REJECT, _T.SUPPORT):
            stayed = pattern.base in _STAYING  # "suspended the decree which had closed the port"
            for head in objects(tree, index):
                aside = {k for c in tree.dependents(head, "acl") if stayed for k in tree.subtree(c)}
                consumed += [
                    k
                    for k in self._below(head)
                    if k not in aside and (k != head or not self.actors.is_actor(head))
                ]
                topic = topic if topic is not None else head
            for k in tree.dependents(index, "obl"):
                if tree.case(k) in ("for", "on", "against") and not self.actors.is_actor(k):
                    consumed += self._below(k)
                    topic = topic if topic is not None else k
            for k in tree.dependents(index, "ccomp", "xcomp"):
                consumed += self._below(k)
                topic = topic if topic is not None else k
        if kind is _T.CONCEDE and match.object is not None:
            for k in tree.dependents(match.object, "acl"):
                if any(tree.lower[m] == "to" for m in tree.dependents(k, "mark")):
                    consumed += self._below(k)  # "drops its plan to fine the strikers"
        consumed += [k for k in match.words if k != index]
        if kind is _T.ACCUSE or (kind is _T.SUPPORT and pattern.base not in _LICENSING):
            told = {
                k
                for k in consumed
                if tree.is_noun(k)
                and (noun := match_noun(tree, k)) is not None
                and noun.pattern.type.value in WORDS["physical"]
                and (self._noun_sides(k, ("by", "of", "on", "against")))
            }
            consumed = [k for k in consumed if k not in told]
        return Meaning(
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

    def _plausible(self, index: int, match: VerbMatch, source: list[int]) -> bool:
        """Whether what is there can do or suffer such an act: no lorry protests."""
        tree, pattern = self.tree, match.pattern
        heads = objects(tree, index)
        if any(tree.lemmas[k] in WORDS["entertainer"] for k in source):
            return False
        if pattern.type is _T.ASSAULT and by_nature(tree, index, source):
            return False
        if any((pattern.base, tree.lemmas[k]) in _IDLE for k in heads):
            return False  # "closes the book"
        if pattern.base == "take" and any(
            tree.lower[d] in ("another", "other", "different", "same", "middle")
            for k in heads
            for d in tree.kids[k]
        ):
            return False  # "took another road"
        if pattern.type is _T.ASSAULT and pattern.weight < 5:
            if heads and all(tree.lemmas[k] in _RULES for k in self.actors.all_of(heads)):
                return False  # "wipes out every sentence"
        if pattern.type is _T.ASSAULT and pattern.weight < 4:
            if any(tree.lemmas[k] in WORDS["not hurt"] for k in heads):
                return False
        if pattern.type is _T.REQUEST and any(tree.lemmas[k] in _TEXTS for k in source):
            return False  # "the contract obliges the operator to ..."
        if pattern.type is _T.REQUEST and pattern.base in _ASKING:
            below = tree.dependents(index, "ccomp", "xcomp")
            if any(is_question(tree, k) for k in below):
                return False
            if any(
                tree.lemmas[k] in _NAMED and any(tree.lower[n] == "not" for n in tree.kids[k])
                for k in below
            ):
                return False  # "asked not to be named"
        if pattern.type is _T.REQUEST and pattern.base in ("ask", "tell"):
            if self._asks_a_servant(index, tuple(source)):
                return False
        if (
            pattern.type is _T.REQUEST
            and pattern.base == "order"
            and "there" in tree.lower[index + 1 : index + 4]
        ):
            return False  # "ordered them there": they are moved, and nothing is asked
        if pattern.type is _T.REJECT and pattern.base == "leave" and self._so_far(index):
            return False  # "has so far left our letter unanswered"
        if pattern.base == "insist" and any(
            not self._is_wanted(k) for k in tree.dependents(index, "ccomp")
        ):
            return False
        if pattern.type is _T.REJECT and any(
            tree.lemmas[k] in WORDS["comment"] for k in tree.dependents(index, "xcomp")
        ):
            return False  # "declined to comment"
        if pattern.type is _T.REJECT and match.object is not None:
            if tree.lemmas[match.object] in _HEARSAY:
                return False  # "dismissed reports of ...": a denial
        if pattern.type is _T.CONSULT and pattern.base == "sit" and len(source) < 2:
            if not self._partners(index) and not self._several_together(index, source):
                return False
        if pattern.type is _T.RETREAT and pattern.base == "let":
            if any(pair == ("go", "on") for pair in pairwise(tree.lower[index + 1 : index + 8])):
                return False  # "let the strike go on"
        if pattern.type is _T.RETREAT and pattern.mode == "release" and pattern.weight < 4:
            loose = [k for k in heads if tree.tokens[k].upos != "PRON"]
            kept = noun_class("prisoners")
            if loose and not any(
                self.actors.is_actor(k) or tree.lemmas[k] in kept or tree.lower[k] in kept
                for k in loose
            ):
                return False
        if pattern.mode == "strike" and pattern.base == "stay" and source:
            if all(
                tree.tokens[k].xpos in ("NN", "NNP")
                and self.actors.kinds.get(k) == "person"
                and tree.lemmas[k] not in WORDS["quantity"]
                and tree.lower[k] not in ("one", "everybody", "everyone", "nobody")
                for k in source
            ):
                return False  # "the minister stayed at home"
        if pattern.type is _T.PROTEST and pattern.base in ("march", "parade", "walk"):
            if not tree.is_passive(index) and any(self.actors.is_actor(k) for k in heads):
                return False  # "marched the crew into the hills"
        if pattern.particles == ("off",) and pattern.base == "walk" and pattern.type is _T.PROTEST:
            for k in match.words:
                off = tree.tokens[k].head
                if tree.lower[k] == "off" and tree.rel(k) == "case" and off != index:
                    return tree.lemmas[off] in _AT_WORK  # "walked off a charter flight"
        if pattern.base == "sign" and any(tree.lemmas[k] in _ORDERS for k in self._things(index)):
            return False  # who signs a decree does what it says
        if pattern.base == "fire" and pattern.mode == "expel":
            if heads and all(tree.lower[k] in ("it", "which", "that") for k in heads):
                return False  # "it was fired from the hill"
        if pattern.base in ("let", "allow", "permit", "enable", "entitle") and any(
            tree.lemmas[k] in _LICENCES for k in subjects(tree, index)
        ):
            return False  # "the permit lets the firm dig"
        if pattern.type is _T.SUPPORT or pattern.type is _T.AID:
            if tree.is_passive(index) and self._sponsored(index):
                return False
        if self._own_paper(index, heads):
            return False
        if self._of_no_weight(index, match, source, heads):
            return False
        if (
            pattern.base == "give"
            and match.object is not None
            and tree.lemmas[match.object]
            in (
                "year",
                "month",
            )
        ):
            tasks = (
                *tree.dependents(match.object, "acl"),
                *tree.dependents(index, "advcl", "xcomp"),
            )
            if not tree.is_passive(index) or any(tree.lower[k - 1] == "to" for k in tasks if k):
                return False  # "gave the ministry two years to reform"
        if pattern.type is _T.PROTEST and source:
            named = [k for k in source if tree.tokens[k].upos != "PRON"]
            if named and not any(self.actors.is_actor(k) for k in named):
                return False
        if pattern.type is _T.PROTEST and not source and tree.is_passive(index):
            if pattern.mode == "obstruct" and any(
                tree.case(k) in ("by", "with") for k in tree.dependents(index, "obl")
            ):
                return False
        if pattern.type is _T.CONSULT and pattern.mode == "visit" and pattern.base in WORDS["move"]:
            if heads and not tree.is_passive(index):
                return False
            if not source or any(tree.lemmas[k] in noun_class("troops") for k in source):
                return False
            places = [*tree.dependents(index, "obl"), *tree.dependents(index, "advmod")]
            return any(tree.tokens[k].upos == "PROPN" for k in places)
        return True

    def _asks_a_servant(self, index: int, source: tuple[int, ...]) -> bool:
        """ "asked the captain to lose the key": no party is asked, and nothing in dispute."""
        tree = self.tree
        if tree.lemmas[index] not in ("ask", "tell") or tree.is_passive(index):
            return False
        asked = self._addressee(index)
        by_a_body = any(
            tree.lemmas[k] in noun_class("troops") or self.actors.kinds.get(k) == "organization"
            for k in source
        )
        return len(asked) == 1 and not by_a_body and tree.lemmas[asked[0]] in WORDS["servant"]

    def _so_far(self, index: int) -> bool:
        """ "so far", "as yet", "still": what is not done may yet be."""
        tree = self.tree
        near = tree.lower[max(0, index - 4) : index + 8]
        return any(pair in (("so", "far"), ("as", "yet")) for pair in pairwise(near))

    def _asserts(self, index: int, kind: EventType) -> bool:
        """ "swore that there were rifles", "admitted that it holds them": says what is or was."""
        tree = self.tree
        clauses = [k for k in tree.dependents(index, "ccomp") if k > index]
        if not clauses or tree.lemmas[index] not in _AVOWING:
            return False
        helpers = {tree.lower[k] for k in tree.dependents(clauses[0], "aux", "cop")}
        if kind is _T.AGREE:
            return not helpers & _TO_COME and not self._is_wanted(clauses[0])
        now = helpers & {"is", "are", "has", "have", "does", "do"} or (
            not helpers and tree.tokens[clauses[0]].xpos in ("VBZ", "VBP")
        )
        return kind is _T.CONCEDE and bool(now) and not helpers & {"been", "had"}

    def _is_held(self, index: int) -> bool:
        """Whether a word means somebody kept: "the prisoners", "those detained at the rally"."""
        tree = self.tree
        if tree.lemmas[index] in _KEPT:
            return True
        return any(
            tree.tokens[k].xpos == "VBN"
            and (match := match_verb(tree, self.actors, k)) is not None
            and match.pattern.mode in ("arrest", "abduct", "convict")
            for k in tree.dependents(index, "acl")
        )

    def _things(self, index: int) -> list[int]:
        """The objects of a verb, and what a relative clause with it says something of."""
        heads = objects(self.tree, index)
        head = self.tree.parent(index)
        if self.tree.tokens[index].deprel.startswith("acl") and head is not None:
            heads = [*heads, head]
        return heads

    def _sponsored(self, index: int) -> bool:
        """ "The programme is supported by its listeners": who pays for a report."""
        tree = self.tree
        if not any(tree.lower[k] in ("is", "are") for k in tree.dependents(index, "aux")):
            return False
        return any(
            tree.lemmas[k] in _AUDIENCE for k in self.actors.all_of(by_phrase(tree, index))
        ) or (
            any(
                tree.lemmas[k] in _PAPER or tree.lemmas[k] in _OUTLETS for k in objects(tree, index)
            )
        )

    def _own_paper(self, index: int, heads: list[int]) -> bool:
        """ "We are closing this page": a report that speaks of itself."""
        tree = self.tree
        return any(
            tree.lemmas[k] in _PAPER
            and any(tree.lower[d] in ("this", "our", "today") for d in tree.kids[k])
            for k in heads
        ) and any(tree.lower[k] in ("we", "i") for k in subjects(tree, index))

    def _pays_a_call(self, index: int) -> bool:
        """ "called on his colleague in Lima": on one person, and nothing is asked of him."""
        tree = self.tree
        if self._complement(index) is not None or tree.dependents(index, "ccomp", "xcomp"):
            return False
        if any(tree.lower[k] in (":", '"', "“", "«") for k in tree.kids[index]):
            return False
        on = [k for k in tree.dependents(index, "obl") if tree.case(k) in ("on", "upon")]
        if any(tree.case(k) == "for" for k in tree.dependents(index, "obl")) or not on:
            return False
        host = on[0]
        person = self.actors.named.get(host) == "PER" or (
            self.actors.kinds.get(host) == "person" and tree.tokens[host].xpos == "NN"
        )
        below = tree.subtree(host)
        return person and not any(tree.lower[k] == "to" and tree.rel(k) == "mark" for k in below)

    def _several_together(self, index: int, source: list[int]) -> bool:
        """ "they sat down together": one word for several, who do it with each other."""
        tree = self.tree
        plural = any(
            tree.lower[k] in ("they", "we") or tree.tokens[k].xpos in ("NNS", "NNPS")
            for k in source
        )
        if not plural:
            return False
        places = [d for k in tree.dependents(index, "obl") for d in tree.kids[k]]
        return any(tree.lower[k] in ("one", "same") for k in places) or any(
            tree.lower[k] in ("together", "again") for k in tree.dependents(index, "advmod")
        )

    def _is_against(self, index: int) -> bool:
        return self.tree.case(index) in ("against", "near", "along", "toward", "towards")

    def _only_a_place(self, index: int) -> bool:
        """A town is where it happens, a country whom it happens to."""
        token = self.tree.tokens[index]
        if token.upos != "PROPN" or self.actors.named.get(index) != "LOC":
            return False
        return token.text not in state_words()

    def _together(self, index: int, match: VerbMatch, source: list[int]) -> list[int]:
        """The parties of an exercise or patrol held together; empty if one holds its own."""
        tree = self.tree
        if match.object is None:
            return []
        joint = any(
            tree.lower[k] in ("joint", "combined", "bilateral", "trilateral", "multinational")
            for k in tree.dependents(match.object, "amod")
        )
        partners = self._partners(index) + self._partners(match.object)
        drill = tree.lemmas[match.object] in _DRILLS
        if joint or (drill and (partners or len(source) > 1)):
            return [*source, *partners]
        return []

    def _owned_thing_suffers(self, index: int, source: list[int]) -> bool:
        """ "The car of the mayor was burned": nobody known did it, and to somebody."""
        tree = self.tree
        if source or not tree.is_passive(index):
            return False
        return any(self._noun_sides(k, ("poss", "of")) for k in objects(tree, index))

    def _by_whom(
        self,
        kind: EventType,
        mode: str | None,
        base: str,
        source: list[int],
        over: tuple[int, ...] = (),
    ) -> tuple[EventType, str | None]:
        """Who does it decides: farmers who block a road protest, soldiers coerce."""
        tree = self.tree
        if base == "protest" and any(tree.lemmas[k] in _LETTERS for k in (*source, *over)):
            return _T.ACCUSE, "disapprove"  # "a note protesting against the seizure"
        if kind is _T.PROTEST and mode in ("obstruct", "demo") and self._by_force(source):
            if base in ("protest", "rally", "boo", "heckle"):
                return _T.ACCUSE, "disapprove"
            if base in ("gather", "mass", "assemble", "march", "parade", "converge"):
                return _T.MOBILIZE, "troops"
            return _T.COERCE, "restrict"
        if kind is _T.PROTEST and mode == "strike" and base in _STOPPING:
            if source and all(tree.lemmas[k] in _ON_MISSION for k in source):
                return _T.SANCTION, "discontinue"  # observers who stop work are not on strike
        meant = [tree.antecedents.get(k, k) for k in source]
        civil = bool(source) and all(
            tree.lower[k] in WORDS["civilian"] or tree.lemmas[k] in WORDS["civilian"] for k in meant
        )
        if civil and kind is _T.COERCE and mode == "restrict" and base in _BLOCKING:
            return _T.PROTEST, "obstruct"
        if civil and kind is _T.ASSAULT and base == "occupy":
            return _T.PROTEST, "demo"
        return kind, mode

    def _by_force(self, source: list[int]) -> bool:
        """Whether a state or an armed group does it, so that it is no protest."""
        tree = self.tree
        for k in (tree.antecedents.get(k, k) for k in source):
            if tree.lower[k] in WORDS["state actor"] or tree.lemmas[k] in WORDS["state actor"]:
                return True
            if tree.tokens[k].upos == "PROPN" and tree.tokens[k].text in state_words():
                return True
        return False

    def _accused(self, index: int, targets: list[int]) -> list[int]:
        """ "condemned the shelling of X by Y": Y is accused, X is not."""
        tree = self.tree
        for head in objects(tree, index):
            noun = match_noun(tree, head)
            if noun is None or noun.pattern.type.value not in WORDS["physical"]:
                continue
            doers = self._noun_sides(head, ("by", "poss"))
            if doers:
                return doers
            named = self._named(head, noun.pattern, noun.words)
            return [k for k in named.sources if k not in named.targets]
        return targets

    def _whose_demand(self, head: int) -> list[int]:
        """ "turned down a Belnish demand for the release of the crew": the Belnish."""
        tree = self.tree
        if tree.lemmas[head] not in noun_class("demand") or any(
            tree.tokens[k].deprel == "nmod:poss"
            or (tree.rel(k) == "nmod" and tree.case(k) in ("by", "from"))
            for k in tree.kids[head]
        ):
            return []
        return [
            k
            for k in tree.dependents(head, "amod", "compound")
            if tree.tokens[k].text[:1].isupper()
            and tree.tokens[k].upos in ("ADJ", "PROPN")
            and self.actors.named.get(k) != "MISC"
            and self.actors.is_actor(k)
        ][:1]

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

    def _over_noun(self, index: int, operators: tuple[str, ...]) -> Meaning | None:
        """ "held talks", "ended the strike", "demanded a release": a verb over an event noun."""
        tree = self.tree
        heads = objects(tree, index)
        if tree.lemmas[index] == "call" and "stop" not in operators:
            heads = []  # "called for talks", not "called the talks ..."
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
            if tree.lemmas[index] == "keep" and noun.pattern.type in _GIVEN:
                continue  # "keeps the pardon it was given"
            for name in operators:
                outcome = shifted(name, noun.pattern.type, noun.pattern.mode)
                ended = tree.lemmas[index] in ("end", "conclude", "close", "finish", "wrap")
                if name == "stop" and ended and tree.lemmas[head] in _SITTINGS:
                    outcome = Outcome(_T.CONSULT, noun.pattern.mode, Modality.HAPPENED)
                    name = "begin"
                if tree.lemmas[index] == "announce" and outcome is not None:
                    if outcome.type in (_T.CONSULT, _T.AID, _T.COOPERATE, _T.SUPPORT):
                        outcome = Outcome(_T.AGREE, None, Modality.ANNOUNCED)
                    elif outcome.type is _T.RETREAT:
                        outcome = Outcome(_T.CONCEDE, None, Modality.ANNOUNCED)
                if outcome is None or name in ("support", "accuse", "allow"):
                    continue
                if name == "stop" and tree.lemmas[index] in _STAYING:
                    if tree.lemmas[head] in _RULED_ON and self._judges(
                        agents(tree, self.actors, index)
                    ):
                        outcome = Outcome(_T.REJECT, None, Modality.HAPPENED)
                if name == "reject" and tree.lemmas[head] in CHARGES:
                    return None
                if name == "undergo" and "or" in [tree.lower[k] for k in tree.kids[index]]:
                    return None  # "two days to leave or face sanctions"
                if name == "prevent" and tree.lemmas[index] in _WARDING:
                    continue  # "an attack was averted"
                named = self._named(head, noun.pattern, noun.words)
                source = agents(tree, self.actors, index)
                if name == "undergo":
                    return Meaning(
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
                        return Meaning(
                            outcome.type,
                            outcome.mode,
                            outcome.modality,
                            (index, *noun.words),
                            tuple(together),
                            (),
                            3,
                            (head, *noun.words, *self._same_act_below(head, outcome.type)),
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
                return Meaning(
                    outcome.type,
                    outcome.mode,
                    outcome.modality,
                    (index, *noun.words),
                    tuple(source),
                    tuple(k for k in targets if k not in source),
                    3,
                    (head, *noun.words, *self._same_act_below(head, noun.pattern.type)),
                    head,
                    noun.pattern.type,
                    noun.pattern.mode,
                    light=True,
                )
        return None

    def _same_act_below(self, head: int, kind: EventType) -> list[int]:
        """ "the third round of their dialogue": one act."""
        tree = self.tree
        return [
            k
            for k in tree.subtree(head, ("acl", "advcl"))
            if k != head
            and tree.is_noun(k)
            and (noun := match_noun(tree, k)) is not None
            and noun.pattern.type is kind
        ]

    def _other_party(self, index: int, meant: Meaning, kind: EventType) -> tuple[int, ...]:
        """Whom an act is directed at where the verb itself does not say: a party in what is
        promised, demanded or threatened, in its condition, or in the reasons of a protest."""
        tree = self.tree
        places: list[int] = []
        if meant.topic is not None:
            places.append(meant.topic)
        places += [k for k in tree.dependents(index, "obj", "xcomp", "ccomp") if k not in places]
        if kind is _T.MOBILIZE:
            places = [
                k
                for k in tree.subtree(index)
                if tree.rel(k) in ("obl", "nmod") and tree.case(k) == "against"
            ]
            return tuple(self.actors.all_of(places[:1]))
        if kind in (_T.SANCTION, _T.COERCE, _T.AGREE):
            places += [
                k
                for k in tree.dependents(index, "obl")
                if tree.case(k) in ("from", "of", "out of", "with", "to", "against", "on")
            ]
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
