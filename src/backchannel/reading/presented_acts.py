"""From what a predicate means to what the text tells: tense, negation, condition, aim."""

from __future__ import annotations

from backchannel.dossier.evidence import EventType, Modality
from backchannel.reading.acts import Acts
from backchannel.reading.ceasing import no_longer
from backchannel.reading.codebook import Outcome, request_mode, shifted
from backchannel.reading.modality import View
from backchannel.reading.named_acts import WORDS, Meaning
from backchannel.reading.parse import Parse
from backchannel.reading.patterns import noun_class, operator
from backchannel.reading.quotations import quotations
from backchannel.reading.saying_verbs import is_saying
from backchannel.reading.sides import objects
from backchannel.reading.wordlists import sections

__all__ = ["PresentedActs"]

_T = EventType
SEEN = 0.2
"""Likelihood of any act below which the trained reader does not see one."""
UNSEEN = 0.14
"""What the score of a verb loses then. Of nine verbs that scored less than 0.65 on our annotated
dossiers where the trained reader saw nothing, eight were no events; participles and nouns were."""
_TRAITS = frozenset(
    "grace courage decency courtesy honesty nerve sense cheek audacity temerity gall generosity "
    "wisdom foresight kindness strength".split()
)
_SPOKEN = (_T.REQUEST, _T.ACCUSE, _T.SUPPORT, _T.REJECT, _T.CONCEDE, _T.THREATEN)
_REACHED = frozenset("reach find strike achieve clinch conclude produce yield make bring".split())
_RESTING = frozenset("sit languish rot wait linger lie remain stay be".split())
_ORDERING = frozenset("decree order ruling ordinance law resolution edict directive".split())
_PROSECUTING = frozenset("take sue prosecute charge bring haul drag".split())
_MEETING_IT = frozenset("accept grant approve heed adopt honour honor meet satisfy".split())
_ADMITTING = frozenset("let allow admit permit".split())
_SAYING_NOUNS = frozenset(sections("saying.txt")["noun"])


class PresentedActs(Acts):
    """How the acts of one parsed text are presented."""

    def __init__(self, parse: Parse, text: str) -> None:
        super().__init__(parse, text)
        self.quoted = _quoted_words(parse, text)

    def _presented(self, index: int, meant: Meaning, seen: View) -> Outcome | None:
        """The outcome after tense, negation and condition."""
        kind, mode, modality = meant.type, meant.mode, meant.modality
        saying = self._saying_over(index)
        if seen.conditional or self._only_in_view(index):
            return None
        aim, be, to = (*([""] * 3), *self.tree.lower[max(0, index - 3) : index])[-3:]
        if to == "to" and be in ("was", "is", "were") and aim in WORDS["purpose"]:
            return None  # "the plan was to seize the bridge"
        if self.tree.is_caused(index) and self._is_aim(self.tree.tokens[index].head):
            return None  # "went to the court to have our strike forbidden"
        if kind is _T.COERCE and self._still_is(index):
            return None
        if no_longer(self.tree, index) and modality is Modality.HAPPENED:
            return shifted("stop", kind, mode)
        if self._describes(index, kind) and not seen.negated and not seen.future:
            return None
        if seen.negated and seen.maybe and self.tree.tokens[index].deprel == "acl:relcl":
            return None  # "whose name they cannot agree on": how things are
        if seen.negated:
            if kind is _T.AGREE and self.tree.lemmas[index] in _REACHED and not seen.future:
                return Outcome(_T.REJECT, None, Modality.HAPPENED)  # "no agreement was reached"
            if self._nobody_will(index) and saying is not None:
                return Outcome(_T.AGREE, None, Modality.ANNOUNCED)
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
            if self.tree.lemmas[index] in (
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
            ) and not self.tree.is_passive(index):
                return Outcome(_T.REJECT, None, Modality.HAPPENED)
            if kind in (_T.AGREE, _T.CONCEDE) and self._unmet(index):
                return Outcome(_T.REJECT, None, Modality.HAPPENED)
            if kind is _T.RETREAT and self.tree.lemmas[index] in _ADMITTING:
                return Outcome(_T.COERCE, "restrict", Modality.HAPPENED)  # "has let no lorry in"
            if (seen.future or seen.would) and kind is _T.PROTEST:
                return Outcome(_T.CONCEDE, None, Modality.ANNOUNCED)
            return None
        if seen.maybe:
            return None
        if seen.future and not seen.duty:
            if seen.would and saying is None and not self._backshifted(index):
                return None
            if kind is _T.ACCUSE and self.tree.lemmas[index] == "hear":
                return None  # "the court will hear the case in May"
            if kind is _T.ACCUSE and saying is not None and self.tree.is_passive(index):
                if self.tree.lemmas[index] in _PROSECUTING:
                    return Outcome(_T.THREATEN, None, Modality.THREATENED)
            if kind in (_T.REJECT, _T.ACCUSE, _T.REQUEST, _T.THREATEN, _T.AGREE, _T.CONCEDE):
                return Outcome(
                    kind,
                    mode,
                    modality if modality is not Modality.HAPPENED else Modality.ANNOUNCED,
                )
            if kind is _T.PROTEST and self._condition(index) is None:
                return Outcome(kind, mode, Modality.ANNOUNCED)
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

    def _unmet(self, index: int) -> bool:
        """ "The offer was not accepted by the guild", "the application was not granted"."""
        tree = self.tree
        return (
            tree.is_passive(index)
            and tree.lemmas[index] in _MEETING_IT
            and any(tree.lemmas[k] in noun_class("demand") for k in objects(tree, index))
        )

    def _nobody_will(self, index: int) -> bool:
        """ "said that nobody would be moved against their will": a promise."""
        helpers = {self.tree.lower[k] for k in self.tree.dependents(index, "aux")}
        return self._of_nobody(index) and bool(helpers & {"will", "would", "shall"})

    def _still_is(self, index: int) -> bool:
        """ "are still sitting in the cells": how things are, and nothing new."""
        return self.tree.lemmas[index] in _RESTING and any(
            self.tree.lower[k] == "still" for k in self.tree.kids[index]
        )

    def _describes(self, index: int, kind: EventType) -> bool:
        """ "Norland, which takes most of the catch": what somebody is or does on no day."""
        token = self.tree.tokens[index]
        return (
            token.deprel == "acl:relcl"
            and token.xpos in ("VBZ", "VBP")
            and kind.value in WORDS["physical"]
            and not self.tree.dependents(index, "aux")
        )

    def _is_aim(self, index: int) -> bool:
        """Whether a verb is an infinitive: what somebody is to do, or would."""
        return any(self.tree.lower[k] == "to" for k in self.tree.dependents(index, "mark"))

    def _only_in_view(self, index: int) -> bool:
        """Whether the act is only an aim or a limit: "until ...", "aimed at ...ing"."""
        tree = self.tree
        node: int | None = index
        climbed: list[int] = []
        for _ in range(4):
            if node is None:
                return False
            marks = {tree.lower[k] for k in tree.dependents(node, "mark", "case") if k < node}
            relation = tree.rel(node)
            up = tree.parent(node)
            if relation in ("xcomp", "ccomp", "advcl", "obj") and up is not None:
                if "deny" in operator(tree.lemmas[up]) and tree.is_verb(up):
                    return True
            if relation in ("advcl", "acl", "obl", "nmod"):
                if marks & {"until", "before", "without", "till", "instead", "rather"}:
                    return True
                gerund = tree.tokens[node].xpos == "VBG" and bool(
                    marks & {"at", "for", "of", "in", "to", "toward", "towards", "about"}
                )
                head = tree.parent(node)
                if gerund and all(tree.rel(k) == "conj" for k in climbed):
                    return True
                if gerund and head is not None and tree.lemmas[head] in WORDS["purpose"]:
                    return True
            if relation not in ("conj", "xcomp"):
                return False
            if relation == "conj" and up is not None and tree.tokens[index].xpos == "VBG":
                if tree.tokens[up].upos == "NOUN" and not tree.dependents(index, "nsubj", "aux"):
                    return True
            climbed.append(node)
            node = tree.parent(node)
        return False

    def _backshifted(self, index: int) -> bool:
        """ "would" seen from a verb in the past ("announced it would charge")."""
        return any(self.tree.tokens[a].xpos in ("VBD", "VBN") for a in self.tree.ancestors(index))

    def _infinitive(self, index: int, meant: Meaning) -> Outcome | None:
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
            if noun in _TRAITS and tree.lemmas[tree.tokens[head].head] in ("have", "find", "show"):
                return Outcome(meant.type, meant.mode, meant.modality)  # "had the grace to thank"
            if noun in table:
                return shifted(table[noun], meant.type, meant.mode)
            return None
        if base in ("advcl", "xcomp") and meant.type in _SPOKEN:
            if tree.lemmas[head] in WORDS["address"] and tree.is_verb(head):
                return Outcome(meant.type, meant.mode, meant.modality)
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

    def _saying_over(self, index: int) -> int | None:
        """The verb of saying whose clause this predicate heads, if any."""
        tree = self.tree
        node = index
        for up in tree.ancestors(index):
            if tree.rel(node) == "ccomp" and is_saying(tree, up) and tree.is_verb(up):
                return up
            if tree.rel(node) not in ("conj", "xcomp", "advcl", "ccomp"):
                break
            node = up
        for k in tree.kids[index]:
            if (
                tree.rel(k) in ("parataxis", "ccomp")
                and is_saying(tree, k)
                and tree.lemmas[k] != "go"  # "they agreed on an order: the driver goes first"
                and tree.dependents(k, "nsubj")
                and not tree.dependents(k, "obj", "ccomp", "mark", "aux:pass")
                and not tree.is_passive(k)
            ):
                return k
        return None

    def _confidence(self, index: int, meant: Meaning, seen: View) -> float:
        tree = self.tree
        value = 0.62 + 0.05 * min(meant.weight, 5)
        relation = tree.tokens[index].deprel
        if relation == "acl:relcl":
            value -= 0.1
            if tree.tokens[index].xpos in ("VBP", "VBZ"):
                value -= 0.1
        elif relation == "acl":
            dated = any(
                tree.lower[x] in WORDS["calendar"] for x in tree.subtree(index) if x > index
            )
            value += 0.1 if dated else 0.0
            head = tree.parent(index)
            told = head is not None and (
                tree.lemmas[head] in _SAYING_NOUNS
                or (tree.lemmas[head] in _ORDERING and tree.tokens[index].xpos == "VBG")
                or tree.lemmas[head] in ("attempt", "decision", "threat", "refusal", "demand")
                or tree.lemmas[head] in _TRAITS
            )
            done = tree.tokens[index].xpos == "VBN" and meant.type in (
                _T.COERCE,
                _T.ASSAULT,
                _T.SANCTION,
                _T.RETREAT,
            )
            value -= 0.0 if told else (0.12 if done else 0.25)
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
            # "the clinic was looted": a thing suffers it, by whom is not said
            suffered = meant.type in (_T.ASSAULT, _T.COERCE) and bool(objects(tree, index))
            value -= 0.07 if suffered else 0.15
        if meant.type is _T.REQUEST and not meant.sources and tree.is_passive(index):
            value -= 0.35 if tree.lemmas[index] == "tell" else 0.15
        if self._unseen(meant) and meant.type is not _T.THREATEN and relation != "acl":
            value -= UNSEEN
        if meant.sources and not any(self.actors.is_actor(k) for k in meant.sources):
            value -= 0.35 if meant.type in (_T.REQUEST, _T.REJECT, _T.ACCUSE, _T.AGREE) else 0.25
        if tree.tokens[index].xpos in ("VB", "VBP", "VBZ") and not seen.future and meant.weight < 3:
            value -= 0.1
        governor = self._saying_over(index)
        if governor is not None and any(
            tree.lemmas[k] in ("people", "some", "rumour", "rumor", "rumours", "resident", "nobody")
            for k in tree.dependents(governor, "nsubj")
        ):
            value -= 0.3
        value *= 0.7 + 0.3 * min(1.0, tree.tokens[index].confidence + 0.2)
        return max(0.05, min(0.98, round(value, 3)))

    def _unseen(self, meant: Meaning) -> bool:
        """Whether the trained reader sees no act of any type in the words of one."""
        telling = self.tree.parse.telling
        return bool(telling) and max(telling[w] for w in meant.words) < SEEN

    def _condition(self, index: int) -> int | None:
        kids = list(self.tree.kids[index])
        for k in self.tree.dependents(index, "xcomp", "ccomp"):
            kids += self.tree.kids[k]
        for k in kids:
            if self.tree.rel(k) == "advcl":
                for m in self.tree.dependents(k, "mark"):
                    if self.tree.lower[m] in ("unless", "if", "until"):
                        return m
                for m in self.tree.dependents(k, "mark", "aux"):
                    own = self.tree.dependents(k, "nsubj")
                    if self.tree.lower[m] == "should" and own and m < own[0]:
                        return m  # "Should the firm cut wages, we will strike"
        return None


def _quoted_words(parse: Parse, text: str) -> frozenset[int]:
    """Words that stand in quotation marks."""
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
