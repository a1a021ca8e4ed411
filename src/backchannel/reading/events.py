"""Events on the tree: trigger, type and mode, modality, and the words of both sides.

`find_events` answers with `Found` records in terms of words; `backchannel.reading.read` turns them
into `Event` records with parties and dates.

A predicate tells an event if the lexicon knows it. A word that stands over it changes it
(`codebook.shifted`); the event under it is then not told a second time. Negated, supposed and asked
events are left out, those of years ago are marked.
"""

from __future__ import annotations

import re
from dataclasses import replace

from backchannel.dossier.evidence import EventType, Modality
from backchannel.reading.accusations import is_misdeed
from backchannel.reading.answers import (
    answered,
    apologises,
    is_refusal,
    warned_off,
    would_be_welcome,
)
from backchannel.reading.ceasing import left_body
from backchannel.reading.codebook import request_mode, shifted, threat_mode
from backchannel.reading.demands import demanded_clause, is_bare_demand
from backchannel.reading.disclaimed import DENYING, is_disclaimed, is_lore
from backchannel.reading.found import Found
from backchannel.reading.gapping import gapped
from backchannel.reading.indirect import is_left_open
from backchannel.reading.modality import View, view
from backchannel.reading.named_acts import WORDS, Meaning, words_below
from backchannel.reading.or_else import OrElse
from backchannel.reading.parse import Parse, Trigger
from backchannel.reading.patterns import noun_class
from backchannel.reading.same_act import harm_of, merged
from backchannel.reading.sides import agents, by_phrase, heads_within, inside, objects, subjects
from backchannel.reading.standing import standing
from backchannel.reading.tree import Tree
from backchannel.reading.triggers import NounMatch, match_noun

__all__ = ["Found", "find_events"]

_T = EventType
TRUSTED = 0.85
"""Confidence from which a trigger of the trained reader counts where no list has the word."""
LIKELY = 0.5
"""Confidence that is enough where the reader is sure that a verb tells some act (`TOLD`)."""
TOLD = 0.97
"""Likelihood of an act of any type that makes a likely type enough. Of 0.85, 0.93 and 0.97 the last
gave the best recall plus precision over our annotated dossiers (1.680, 1.685, 1.695)."""
DOUBTED = 0.9
"""Confidence from which the trained reader's "denied" or "supposed" goes before the rules."""
_ASKING = frozenset("whether if how what why when who whom where which".split())
_OF_LICENCES = frozenset("grant award hold give run lease own operate sign".split())
_SCORE = re.compile(r"\b\d{1,3}[-–]\d{1,3}\b")
_FICTION = re.compile(
    r"\b[Ii]n the (?:film|movie|novel|play|opera|series|episode|sequel|video game|story|comic"
    r"|exercise|drill|simulation|scenario|war game|rehearsal|re-enactment)\b"
)
_COMING = frozenset("come attend".split())
_WHENCE = ("from", "with", "under", "into", "before", "as", "after")
_SPANS = frozenset("day night week month".split())
_ORDINALS = frozenset(
    "first second third fourth fifth sixth seventh eighth ninth tenth last final".split()
)
_ON_DUTY = frozenset("observer monitor inspector peacekeeper officer commissioner".split())
_WISHING = frozenset("like love prefer hate".split())
_ITS_OWN = frozenset("it its they their he his she her we our i my".split())
_CONTEST = frozenset("beat defeat draw win lose match attack thrash trounce edge rout game".split())
_GAPPED = (_T.RETREAT, _T.SANCTION, _T.COERCE, _T.ASSAULT, _T.AID, _T.CONCEDE)
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


class _Finder(OrElse):
    def __init__(self, parse: Parse, text: str, reported_year: int | None) -> None:
        super().__init__(parse, text)
        self.year = reported_year
        self.consumed: set[int] = set()
        self.beside: list[Found] = []
        self.acted_upon: dict[int, tuple[int, ...]] = {}
        self.trigger_at = {trigger.token: trigger for trigger in parse.triggers}

    def run(self) -> tuple[Found, ...]:
        found: list[Found] = []
        for number, sentence in enumerate(self.tree.parse.sentences):
            if self._is_false_friend(sentence.first, sentence.last):
                continue
            here: list[Found] = []
            depths = self.tree.depths
            order = sorted(range(sentence.first, sentence.last), key=depths.__getitem__)
            for index in order:
                if index in self.consumed:
                    continue
                one: Found | None = None
                token = self.tree.tokens[index]
                if token.upos in ("ADJ", "ADV", "NOUN") or token.xpos == "VBP":
                    one = self._standing(index)
                if one is not None:
                    pass
                elif token.upos == "VERB" or (
                    token.upos == "ADJ" and self.tree.lower[index] in WORDS["ready"]
                ):
                    one = self._predicate(index)
                elif token.upos in ("NOUN",) or (token.upos == "PROPN" and token.text.islower()):
                    one = self._nominal(index)
                if one is None and token.upos in ("INTJ", "DET", "ADV", "NOUN", "ADJ", "PRON"):
                    one = self._answer(index)
                if one is not None:
                    here.append(replace(one, sentence=number))
            here = [h for h in here if h.token not in self.consumed and not self._doubted(h)]
            here += self._trained(number, here)
            told = merged(self.tree, sorted(here, key=lambda f: f.token))
            told += [replace(one, sentence=number) for one in self.beside]
            self.beside.clear()
            for one in (self._with_sides(one) for one in told):
                if not found or not harm_of(self.tree, one, found[-1]):
                    found.append(one)
                elif not found[-1].targets:
                    found[-1] = replace(found[-1], targets=one.targets)
        return tuple(found)

    def _doubted(self, found: Found) -> bool:
        """Whether the trained reader is sure that the act is denied or only supposed."""
        trigger = self.trigger_at.get(found.token)
        return (
            trigger is not None
            and found.type is not _T.REJECT  # "did not come to the talks"
            and found.modality in (Modality.HAPPENED, Modality.ONGOING)
            and trigger.modality in ("denied", "hypothetical")
            and trigger.modality_confidence >= DOUBTED
        )

    def _with_sides(self, found: Found) -> Found:
        """An event whose sides the tree does not show takes those the trained reader saw."""
        for trigger in (self.trigger_at[w] for w in found.words if w in self.trigger_at):
            if trigger.type != found.type.value:
                continue
            sources, targets = found.sources, found.targets
            if not targets and not found.sources[1:]:
                apart = self.acted_upon.get(found.token, ())
                seen = [k for k in trigger.targets if self.actors.is_actor(k) and k not in apart]
                targets = tuple(
                    k
                    for k in heads_within(self.tree, self.actors, seen)
                    if k not in found.sources and self.tree.tokens[k].upos != "PRON"
                )
            if not sources and found.type not in (_T.ASSAULT, _T.COERCE):
                sources = tuple(
                    k for k in trigger.sources if self.actors.is_actor(k) and k not in targets
                )
            return replace(found, sources=sources, targets=targets)
        return found

    def _trained(self, number: int, here: list[Found]) -> list[Found]:
        """What only the trained reader sees, where it is sure: verbs that no list has."""
        sentence = self.tree.parse.sentences[number]
        found: list[Found] = []
        here_at = range(sentence.first, sentence.last)
        for trigger in (self.trigger_at[k] for k in here_at if k in self.trigger_at):
            if trigger.token in self.consumed or not self._trusted(trigger):
                continue
            if trigger.modality in ("denied", "hypothetical"):
                continue
            if trigger.type == "REQUEST" and (
                self._is_question(trigger.token)
                or self._asks_a_servant(trigger.token, trigger.sources)
            ):
                continue
            if trigger.type == "PROTEST" and self._by_officers(trigger):
                continue
            if is_disclaimed(self.tree, trigger.token) or _is_bidding(self.tree, trigger.token):
                continue
            if self.tree.is_noun(trigger.token) and self._only_called(trigger.token):
                continue
            if self.tree.is_verb(trigger.token):
                seen = view(self.tree, trigger.token, self.text, self.year)
                if seen.negated or seen.unreal:
                    continue  # "has let no lorry through", "had the talks failed"
                if trigger.type == "ACCUSE" and self._speaks_of_its_own(trigger.token):
                    continue
            if any(
                h.type.value == trigger.type or trigger.token in h.words or trigger.token == h.token
                for h in (*here, *found)
            ):
                continue
            found.append(
                Found(
                    EventType(trigger.type),
                    None,
                    Modality(trigger.modality),
                    trigger.token,
                    (trigger.token,),
                    tuple(k for k in trigger.sources if self.actors.is_actor(k)),
                    tuple(k for k in trigger.targets if self.actors.is_actor(k)),
                    number,
                    round(max(0.52, 0.7 * trigger.confidence), 3),
                    None,
                    None,
                    None,
                    None,
                    None,
                    trigger.token in self.quoted,
                )
            )
        return found

    def _by_officers(self, trigger: Trigger) -> bool:
        """ "a dozen monitors walked on to it": who is on duty there does not protest."""
        heads = list(trigger.sources)
        return bool(heads) and (
            self._by_force(heads) or all(self.tree.lemmas[k] in _ON_DUTY for k in heads)
        )

    def _speaks_of_its_own(self, index: int) -> bool:
        """ "The guild says its people were at home": who says so accuses nobody."""
        tree = self.tree
        if tree.lemmas[index] not in self.say:
            return False
        own = [s for k in tree.dependents(index, "ccomp") for s in tree.dependents(k, "nsubj")]
        return any(
            tree.lower[w] in _ITS_OWN for s in own for w in (s, *tree.exactly(s, "nmod:poss"))
        )

    def _trusted(self, trigger: Trigger) -> bool:
        """Whether the trained reader is sure of an act: of its type, or that a verb tells one."""
        tree, k = self.tree, trigger.token
        if any(tree.lemmas[c] in WORDS["comment"] for c in tree.dependents(k, "xcomp")):
            return False  # "declined to comment"
        if trigger.confidence >= TRUSTED:
            return True
        if trigger.confidence < LIKELY or not tree.parse.telling or not tree.is_verb(k):
            return False
        if trigger.modality not in ("happened", "ongoing") or k in self.quoted:
            return False
        told = max(
            tree.parse.telling[w]
            for w in range(k, min(k + 3, len(tree.tokens)))
            if tree.tokens[w].start < trigger.end
        )
        if told < TOLD or tree.rel(k) not in ("root", "conj", "ccomp", "parataxis"):
            return False
        seen = view(tree, k, self.text, self.year)
        if seen.negated or seen.future or seen.maybe or seen.question or seen.conditional:
            return False
        lemma = tree.lemmas[k]
        return lemma not in self.say and lemma not in DENYING and not is_left_open(tree, k)

    def _predicate(self, index: int) -> Found | None:
        tree = self.tree
        seen = view(tree, index, self.text, self.year)
        if seen.question or seen.unreal or _is_bidding(tree, index):
            return None
        if is_disclaimed(tree, index) or is_left_open(tree, index):
            return None
        follows = self._will_follow(index) or self._were_it_to(index)
        if seen.duty and not seen.conditional and not follows:
            found = self._demand(index)
            if found is not None:
                return found
        if is_bare_demand(tree, index):
            return self._wanted(index, (), index)
        if not seen.conditional and is_refusal(tree, index, seen):
            return self._refusal(index)
        charge = self._charge(index, seen)
        if charge is not None:
            return charge
        meant = self.meaning(index)
        if meant is None:
            if seen.future:
                return (
                    self._would_if(index)
                    or self._or_we_will(index)
                    or self._will_come(index, seen)
                    or self._whoever_will(index)
                )
            said = seen.negated and index in self.quoted and self._by_a_day(index)
            if said or (not seen.question and self._is_said_now(index)):
                return self._or_we_will(index)
            return self._has_left(index)
        over = tree.parent(index)
        if tree.rel(index) == "acl" and over is not None and tree.lower[over] == "concession":
            return None  # "the concession granted to the company"
        outcome = self._presented(index, meant, seen)
        if outcome is None:
            return None
        confidence = self._confidence(index, meant, seen)
        if confidence <= 0:
            return None
        condition = self._condition(index)
        kind, mode, modality = outcome
        if kind is _T.AGREE and tree.is_passive(index) and self._of_no_certain_kind(index):
            return None
        if kind is _T.REQUEST and self._is_question(index):
            return None
        if kind is _T.ASSAULT and self._in_words(index):
            kind, mode = _T.ACCUSE, "disapprove"
        if (
            kind
            in (_T.AGREE, _T.CONCEDE, _T.REJECT, _T.PROTEST, _T.MOBILIZE, _T.ACCUSE, _T.REQUEST)
            and condition is not None
            and (seen.future or seen.would)
            and (self._is_or_else(condition) or self._if_harmed(kind, condition))
            and not (kind is _T.REJECT and meant.type is _T.REJECT)
        ):
            kind, mode, modality = (
                _T.THREATEN,
                threat_mode(meant.inner or meant.type, meant.inner_mode or meant.mode),
                Modality.THREATENED,
            )
        if kind is _T.REQUEST and (
            (condition is not None and self._or_else(index)) or self._or_bear(index)
        ):
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
        if (
            kind is _T.THREATEN
            and index in self.quoted
            and any(tree.lower[k] in ("we", "i") for k in subjects(tree, index))
        ):
            # "If they do not go, we will close the bridge": to say it is to do it
            confidence = max(confidence, 0.62)
            self.consumed.update(k for k in tree.subtree(index) if k != index)
        targets = meant.targets
        if kind is _T.REJECT and meant.type is not _T.REJECT and not targets:
            # "will not negotiate with X": who refuses, and whom
            own = tuple(agents(tree, self.actors, index))
            if own and len(meant.sources) > len(own):
                targets = tuple(k for k in meant.sources if k not in own)
                meant = replace(meant, sources=own)
        freed = self._to_be_freed(meant) if kind is _T.REQUEST else ()
        freed += self._acted_upon(index, meant, kind, mode)
        self.acted_upon[index] = freed
        targets = tuple(k for k in targets if k not in freed)
        if not targets and kind in (_T.REQUEST, _T.THREATEN):
            targets = self._spoken_to_before(index, meant.sources)
        if not targets and kind in _DIRECTED:
            apart = replace(meant, sources=(*meant.sources, *freed))
            targets = self._other_party(index, apart, kind)
        self.consumed.update(k for k in meant.consumed if k != index)
        self.consumed.update(k for k in meant.words if k != index)
        if kind is _T.PROTEST:
            self._consume_reasons(index)
        if kind is _T.REJECT and tree.is_passive(index):
            for thing in objects(tree, index):
                clause = demanded_clause(tree, thing)
                if clause is not None:
                    self.beside.append(self._wanted(thing, self._demanders(thing), clause))
        sources, attributed = self._speaker(index, meant.sources)
        sources = tuple(heads_within(self.tree, self.actors, list(sources)))
        targets = tuple(
            k for k in heads_within(self.tree, self.actors, list(targets)) if k not in sources
        )
        second = gapped(tree, self.actors, index) if kind in _GAPPED else None
        if second is not None:
            doer, done_to = second
            sources = tuple(k for k in sources if k < doer)
            targets = tuple(k for k in targets if k < doer)
            whom = (done_to,) if self.actors.is_actor(done_to) else ()
            self.consumed.update((doer, done_to))
            self.beside.append(
                Found(kind, mode, modality, done_to, (doer, done_to), (doer,), whom, 0, confidence)
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

    def _of_no_certain_kind(self, index: int) -> bool:
        """ "Such talks are planned": whether they are is for who says so."""
        tree = self.tree
        return any(
            tree.lower[d] in ("such", "any") for k in objects(tree, index) for d in tree.kids[k]
        )

    def _charge(self, index: int, seen: View) -> Found | None:
        """ "She said the firm had betrayed the villages", "They are thieves, the mayor said"."""
        tree = self.tree
        if seen.negated or seen.future or seen.maybe or seen.would or seen.duty:
            return None
        if seen.conditional or seen.historical or not is_misdeed(tree, index):
            return None
        inner = self.meaning(index)
        if inner is not None and inner.type in (_T.ASSAULT, _T.COERCE):
            return None  # the deed itself is told
        governor = self._saying_over(index)
        if governor is None or tree.rel(index) == "acl":
            return None
        speakers = [k for k in agents(tree, self.actors, governor) if self.actors.is_actor(k)]
        accused = [
            k
            for k in self.actors.all_of(subjects(tree, index))
            if self.actors.is_actor(k) and k not in speakers
        ]
        if not speakers or not accused or self._of_the_speaker(accused[0], governor):
            return None
        self.consumed.update(k for k in tree.subtree(index) if k not in (index, governor))
        return Found(
            _T.ACCUSE,
            "allege" if tree.is_verb(index) else "disapprove",
            Modality.HAPPENED,
            index,
            (index,),
            tuple(speakers),
            tuple(accused),
            0,
            0.64,
            None,
            index,
            quoted=index in self.quoted,
        )

    def _of_the_speaker(self, accused: int, governor: int) -> bool:
        """ "He said he was guilty": who says it of himself, or says it only as heard."""
        tree = self.tree
        own = [tree.lower[k] for k in subjects(tree, governor)]
        if tree.lower[accused] in ("he", "she"):
            return True
        if tree.lower[accused] == "we":  # "you said that we are traitors"
            return own[:1] != ["you"]
        return bool(own) and own[0] == tree.lower[accused]

    def _wanted(self, index: int, sources: tuple[int, ...], clause: int) -> Found:
        """ "The guild's demand that the quay be vacated", "That the ferry be restored"."""
        tree = self.tree
        inner = self.meaning(clause)
        kind, mode = (inner.type, inner.mode) if inner is not None else (None, None)
        doers = by_phrase(tree, clause) if tree.is_passive(clause) else subjects(tree, clause)
        self.consumed.update(k for k in tree.subtree(clause) if k != index)
        return Found(
            _T.REQUEST,
            request_mode(kind, mode),
            Modality.DEMANDED,
            index,
            (index, clause) if clause != index else (index,),
            sources,
            tuple(k for k in self.actors.all_of(doers) if self.actors.is_actor(k)),
            0,
            0.7,
            None,
            clause,
            kind,
            mode,
            quoted=index in self.quoted,
        )

    def _demanders(self, index: int) -> tuple[int, ...]:
        """Whose demand it is: "the guild's", "of the guild", "by the guild", or the subject's."""
        own = self._noun_sides(index, ("poss", "by", "of", "from"))
        head = self.tree.parent(index)
        if head is not None and self.tree.is_verb(head) and self.tree.rel(index) == "obj":
            if not own or all(self.tree.tokens[k].upos == "PRON" for k in own):
                own = agents(self.tree, self.actors, head) or own
        return tuple(own)

    def _is_question(self, index: int) -> bool:
        """ "Asked the ministry whether ...": it wants to know, and nothing to be done."""
        tree = self.tree
        return tree.lemmas[index] in ("ask", "question") and any(
            tree.lower[word] in _ASKING or "?" in tree.lower[word]
            for clause in tree.dependents(index, "ccomp", "advcl", "parataxis")
            for below in (sorted(tree.subtree(clause)),)
            for word in (below[0], *(k for k in below if tree.lower[k] == "?"))
        )

    def _in_words(self, index: int) -> bool:
        """ "Attacked the mayor for selling the harbour": with words."""
        tree = self.tree
        return tree.lemmas[index] in ("attack", "assail", "savage", "hammer") and any(
            tree.tokens[clause].xpos == "VBG" and tree.lower[mark] == "for"
            for clause in tree.dependents(index, "advcl")
            for mark in tree.dependents(clause, "mark", "case")
        )

    def _spoken_to_before(self, index: int, sources: tuple[int, ...]) -> tuple[int, ...]:
        """ "accused the company of lying and demanded that ...": of whom it was said before."""
        tree = self.tree
        node = index
        while tree.rel(node) == "conj" and not tree.dependents(node, "nsubj"):
            node = tree.tokens[node].head
            earlier = self.meaning(node)
            if earlier is not None and earlier.type in (_T.ACCUSE, _T.REQUEST, _T.THREATEN):
                return tuple(k for k in earlier.targets if k not in sources)
        return ()

    def _to_be_freed(self, meant: Meaning) -> tuple[int, ...]:
        """Who is to be freed in "demanded that the men be freed": not of whom it is demanded."""
        if meant.topic is None or meant.inner not in (_T.RETREAT, _T.CONCEDE):
            return ()
        if not self.tree.is_passive(meant.topic):
            return ()
        return tuple(self.actors.all_of(objects(self.tree, meant.topic)))

    def _acted_upon(
        self, index: int, meant: Meaning, kind: EventType, mode: str | None
    ) -> tuple[int, ...]:
        """ "ruled out a withdrawal of troops", "threatened to send in the brigade": what is spoken
        of, not to whom it is said."""
        tree = self.tree
        if kind in (_T.REJECT, _T.CONCEDE, _T.THREATEN) and meant.topic is not None:
            if meant.inner not in (_T.RETREAT, _T.CONCEDE, _T.MOBILIZE):
                return ()
            if kind is _T.REJECT and meant.inner is _T.MOBILIZE:
                return ()  # "opposed the deployment of the force"
            at = meant.topic
            if tree.is_verb(at):
                heads = [*objects(tree, at), *tree.dependents(at, "iobj")]
            else:
                heads = [k for k in tree.dependents(at, "nmod") if tree.case(k) in ("of", "for")]
        elif kind is _T.MOBILIZE or (kind is _T.SANCTION and mode in ("discontinue", "withdraw")):
            heads = objects(tree, index)
            if kind is _T.SANCTION:
                heads = [
                    h for h in heads if any(tree.tokens[k].xpos == "PRP$" for k in tree.kids[h])
                ]
        else:
            return ()
        own = noun_class("troops") | noun_class("captive") | noun_class("prisoners")
        if kind is _T.SANCTION:
            own = noun_class("troops") | noun_class("observers")
        return tuple(k for k in self.actors.all_of(heads) if tree.lemmas[k] in own)

    def _will_come(self, index: int, seen: View) -> Found | None:
        """ "The minister says she will come": who was asked says yes or no in so many words."""
        tree = self.tree
        governor = self._saying_over(index)
        if governor is None or tree.lemmas[index] not in _COMING or seen.conditional or seen.maybe:
            return None
        if any(tree.rel(k) == "advcl" for k in tree.kids[index]):
            return None
        own = subjects(tree, index)
        speakers = agents(tree, self.actors, governor)
        if not own or not speakers or tree.lower[own[0]] not in _ITS_OWN:
            return None
        if tree.is_passive(index) or objects(tree, index):
            return None
        if any(tree.case(k) in _WHENCE for k in tree.dependents(index, "obl")):
            return None  # "said she would come from a poor village"
        return Found(
            _T.REJECT if seen.negated else _T.AGREE,
            None,
            Modality.HAPPENED if seen.negated else Modality.ANNOUNCED,
            index,
            (index,),
            tuple(speakers),
            (),
            0,
            0.6,
            None,
            index,
            quoted=index in self.quoted,
        )

    def _has_left(self, index: int) -> Found | None:
        """ "Our delegates no longer sit in the commission"."""
        body = left_body(self.tree, index)
        if body is None:
            return None
        own = tuple(k for k in self.actors.all_of(subjects(self.tree, index)))
        return Found(
            _T.SANCTION,
            "withdraw",
            Modality.HAPPENED,
            index,
            (index, body),
            own,
            (body,) if body not in own and self.actors.is_actor(body) else (),
            0,
            0.66,
            quoted=index in self.quoted,
        )

    def _consume_reasons(self, index: int) -> None:
        """What a protest demands is part of it, not a demand of its own."""
        tree = self.tree
        for k in tree.subtree(index):
            if k == index:
                continue
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

    def _were_it_to(self, index: int) -> bool:
        """ "Were the talks to fail, X would have to ...": a consequence, not a demand."""
        first = self.tree.parse.sentences[self.tree.tokens[index].sentence].first
        if first >= index or self.tree.lower[first] not in ("were", "should", "had"):
            return False
        return any(self.tree.lower[k] in ("would", "will") for k in range(first, index))

    def _will_follow(self, index: int) -> bool:
        """ "The water, they say, would have to be rationed": it comes to that, nobody asks it."""
        tree = self.tree
        over = tree.parent(index)
        verbs = (index, over) if over is not None and tree.lemmas[over] == "have" else (index,)
        would = any(
            tree.lower[k] == "would" for verb in verbs for k in tree.dependents(verb, "aux")
        )
        return would and tree.is_passive(index) and not by_phrase(tree, index)

    def _demand(self, index: int) -> Found | None:
        """ "said that X must ...": a demand of the speaker."""
        tree = self.tree
        governor = self._saying_over(index)
        if governor is None or (
            tree.lemmas[index] in _WISHING
            and any(tree.lower[k] in ("we", "i") for k in subjects(tree, index))
        ):
            return None  # "I should like to know"
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

    def _standing(self, index: int) -> Found | None:
        """An event told by the state it led to: "the border is open again"."""
        tree = self.tree
        state = standing(tree, index)
        if state is None:
            return None
        at = index if tree.dependents(index, "cop") else tree.tokens[index].head
        seen = view(tree, at, self.text, self.year)
        if seen.negated or seen.future or seen.maybe or seen.would or seen.duty:
            return None
        if seen.question or seen.conditional or seen.unreal or is_disclaimed(tree, at):
            return None
        own = tuple(k for k in self.actors.all_of(subjects(tree, index)) if self.actors.is_actor(k))
        return Found(
            state.type,
            state.mode,
            Modality.PAST if seen.historical else Modality.HAPPENED,
            index,
            (index,),
            own if state.whose == "source" else (),
            own if state.whose == "target" else (),
            0,
            0.64,
            quoted=index in self.quoted,
        )

    def _answer(self, index: int) -> Found | None:
        """ "Our answer is no"."""
        answer = answered(self.tree, index)
        if answer is None and self.tree.dependents(index, "cop"):
            charge = self._charge(index, view(self.tree, index, self.text, self.year))
            if charge is not None:
                return charge
        if answer is None and warned_off(self.tree, index):
            governor = self._saying_over(index)
            if governor is not None:
                answer = _T.REJECT, tuple(agents(self.tree, self.actors, governor))
        if answer is None and apologises(self.tree, index):
            answer = _T.CONCEDE, self._speaker(index, tuple(subjects(self.tree, index)))[0]
            for clause in self.tree.dependents(index, "ccomp", "obl"):
                self.consumed.update(self.tree.subtree(clause))
        if answer is None and not would_be_welcome(self.tree, index):
            return None
        seen = view(self.tree, index, self.text, self.year)
        if seen.maybe or seen.question or seen.conditional:
            return None
        if answer is None:
            over = (a for a in self.tree.ancestors(index) if self.tree.is_verb(a))
            hosts = next((s for a in over if (s := agents(self.tree, self.actors, a))), [])
            if not hosts or self._condition(index) is not None:
                return None
            answer = _T.AGREE, tuple(hosts)
        elif seen.future or seen.would:
            return None
        kind, owners = answer
        return Found(
            kind,
            None,
            Modality.ANNOUNCED if kind is _T.AGREE else Modality.HAPPENED,
            index,
            (index,),
            owners,
            (),
            0,
            0.7,
            quoted=index in self.quoted,
        )

    def _refusal(self, index: int) -> Found:
        """ "Would not hear of joint patrols"."""
        own = self.actors.all_of(subjects(self.tree, index))
        sources, attributed = self._speaker(index, tuple(k for k in own if self.actors.is_actor(k)))
        return Found(
            _T.REJECT,
            None,
            Modality.HAPPENED,
            index,
            (index,),
            sources,
            (),
            0,
            0.72,
            attributed,
            quoted=index in self.quoted,
        )

    def _nominal(self, index: int) -> Found | None:
        """An event told by a noun."""
        tree = self.tree
        noun = match_noun(tree, index)
        if (
            noun is not None
            and tree.lower[index] in WORDS["weak noun"]
            and not (noun.pattern.before or self._begun(index) or self._spelt_out(index, noun))
        ):
            return None
        if noun is None or any(w in self.consumed for w in noun.words):
            return None
        if tree.lower[index] == "talk" and tree.tokens[index].xpos != "NNS":
            return None  # "talk of a rift": gossip
        if tree.lower[index] == "concession" and self._is_licence(index):
            return None
        if (
            tree.rel(index) in ("compound", "flat", "nmod")
            and tree.tokens[index].deprel != "nmod"
            and not noun.pattern.before
        ):
            return None
        if any(tree.lower[k] == "no" for k in tree.kids[index]):
            return self._ruled_out(index, noun)
        if any(
            tree.lower[k]
            in (
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
                if (over is not None or tree.lemmas[head] in WORDS["purpose"]) and not (
                    self._begun(index)
                ):
                    return None
        if self._only_called(index) or is_disclaimed(tree, index):
            return None
        meant = self._named(index, noun.pattern, noun.words)
        kind, mode, modality = meant.type, meant.mode, meant.modality
        governor = next((a for a in tree.ancestors(index) if tree.is_verb(a)), None)
        value = 0.3 + 0.06 * len(noun.pattern.before)
        relation = tree.tokens[index].deprel
        if governor is not None:
            seen = view(tree, governor, self.text, self.year)
            if seen.question or seen.conditional or seen.unreal or seen.negated:
                return None
            if tree.tokens[index].head == governor and is_disclaimed(tree, governor):
                return None
        clause = demanded_clause(tree, index)
        if clause is not None:
            return self._wanted(index, self._demanders(index), clause)
        if governor is not None and tree.tokens[index].head == governor:
            if seen.historical:
                modality = Modality.PAST
            lemma = tree.lemmas[governor]
            if lemma == "be" and tree.dependents(governor, "expl"):
                value += 0.3  # "there was a demonstration in ..."
            if relation in ("nsubj", "nsubj:pass"):
                if (
                    noun.pattern.reciprocal
                    and kind is _T.CONSULT
                    and lemma in WORDS["fail"]
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
                if seen.maybe:
                    return None
                if kind is _T.ASSAULT and lemma in WORDS["peace verb"]:
                    self.consumed.add(governor)
                    return Found(
                        _T.RETREAT,
                        "ceasefire",
                        modality,
                        index,
                        (*noun.words, governor),
                        meant.sources,
                        (),
                        0,
                        0.65,
                    )
                planned = lemma in WORDS["scheduled"] and tree.is_passive(governor)
                if planned or seen.future:
                    shiftedto = shifted("plan", kind, mode)
                    if shiftedto is None:
                        return None
                    kind, mode, modality = shiftedto
                    value += 0.2
                elif lemma in WORDS["happen"] or lemma in WORDS["fail"]:
                    value += 0.35
                else:
                    value += 0.02
            elif relation in ("obl", "obl:tmod", "obl:npmod"):
                value += 0.05
            elif relation == "obj":
                value += 0.3 if tree.lemmas[governor] in WORDS["cause"] else 0.1
        elif relation in ("root", "parataxis"):
            value += 0.12
        years = view(tree, index, self.text, self.year)
        if years.historical:
            modality = Modality.PAST
        if self._begun(index) and (meant.sources or meant.targets):
            value += 0.2
        if self._is_counted(index):
            value += 0.3
        if self._dated(index):
            value += 0.22
        if kind is _T.CONSULT and mode == "visit" and not meant.sources and governor is not None:
            if tree.case(index) in ("on", "during"):
                who = tuple(k for k in subjects(tree, governor) if self.actors.is_actor(k))
                meant = replace(meant, sources=who)
                value += 0.12
        if kind.value in WORDS["physical"] and self._noun_sides(index, ("by", "of", "on")):
            value += 0.06
        if meant.sources or meant.targets:
            value += 0.12
        if len(meant.sources) > 1 or (meant.sources and meant.targets):
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
        if self._noun_sides(index, ("by",)) and (
            meant.targets or self._noun_sides(index, ("of", "on", "against"))
        ):
            value = max(value, 0.56)
        elif kind is not _T.THREATEN and self._noun_sides(index, ("by",)):
            value = max(value, 0.52)
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

    def _is_licence(self, index: int) -> bool:
        """ "The concession granted to the company": a right to dig or to run, nothing yielded."""
        tree = self.tree
        return any(
            (tree.rel(k) == "acl" and tree.lemmas[k] in _OF_LICENCES)
            or tree.rel(k) in ("compound", "amod")
            for k in tree.kids[index]
        )

    def _ruled_out(self, index: int, noun: NounMatch) -> Found | None:
        """ "There will be no talks", "no prisoner swap would take place": a refusal."""
        tree = self.tree
        governor = next((a for a in tree.ancestors(index) if tree.is_verb(a)), None)
        if governor is None or tree.tokens[index].head != governor:
            return None
        if tree.rel(index) not in ("nsubj", "obj"):
            return None
        helpers = {tree.lower[k] for k in tree.dependents(governor, "aux")}
        if not helpers & {"will", "would", "shall", "'ll"} or "have" in helpers:
            return None
        if noun.pattern.type not in (_T.CONSULT, _T.AGREE, _T.CONCEDE, _T.RETREAT, _T.AID):
            return None
        lemma = tree.lemmas[governor]
        if lemma != "be" and lemma not in WORDS["happen"] and not tree.is_passive(governor):
            return None
        if view(tree, governor, self.text, self.year).conditional:
            return None
        saying = self._saying_over(governor)
        speakers = agents(tree, self.actors, saying) if saying is not None else []
        if not speakers:
            for up in tree.ancestors(governor):
                speakers = [k for k in subjects(tree, up)[:1] if tree.rel(up) != "conj"]
                speakers = [
                    k
                    for h in speakers
                    for k in (inside(tree, self.actors, h) or [h])
                    if self.actors.is_actor(k)
                ]
                if speakers:
                    break
        mode = request_mode(noun.pattern.type, noun.pattern.mode)
        self.consumed.update(k for k in tree.subtree(index) if k != index)
        return Found(
            _T.REJECT, mode, Modality.HAPPENED, index, noun.words, tuple(speakers), (), 0, 0.7
        )

    def _only_called(self, index: int) -> bool:
        """ "This was not an attack", "blamed the attack on X": no new telling."""
        tree = self.tree
        copula = tree.dependents(index, "cop")
        if copula and any(tree.lower[k] in ("not", "n't", "never", "no") for k in tree.kids[index]):
            return True
        if copula and any(tree.lower[k] in ("is", "are", "'s", "be") for k in copula):
            return True
        head = tree.parent(index)
        return (
            head is not None
            and tree.rel(index) == "obj"
            and tree.lemmas[head] in ("blame", "pin", "attribute")
        )

    def _spelt_out(self, index: int, noun: NounMatch) -> bool:
        """Whether a noun that may name a thing names an act here: "a call by X for Y"."""
        tree = self.tree
        if self._noun_sides(index, ("by",)):
            return True
        head = tree.parent(index)
        if noun.pattern.mode == "visit":
            return tree.case(index) in ("on", "during") or bool(self._noun_sides(index, ("of",)))
        if noun.pattern.mode == "ceasefire" and head is not None:
            return tree.rel(index) == "nsubj" and tree.lemmas[head] in WORDS["truce verb"]
        return False

    def _dated(self, index: int) -> bool:
        """ "the raid of 11 January": told with its own date."""
        tree = self.tree
        for k in tree.kids[index]:
            if tree.rel(k) in ("nmod", "obl", "compound") and tree.case(k) in (
                "of",
                "on",
                "in",
                "",
            ):
                below = tree.subtree(k)
                if any(tree.lower[x] in WORDS["calendar"] for x in below):
                    return True
        return any(
            tree.tokens[k].deprel == "nmod:poss" and tree.lower[k] in WORDS["calendar"]
            for k in tree.kids[index]
        )

    def _begun(self, index: int) -> bool:
        """ "the start of the third round of talks": it took place."""
        tree = self.tree
        node = index
        for up in tree.ancestors(index):
            if tree.rel(node) != "nmod" or tree.case(node) != "of":
                return False
            if tree.lemmas[up] in WORDS["phase"]:
                return True
            if tree.lemmas[up] not in ("round", "session", "series", "day", "phase"):
                return False
            node = up
        return False

    def _is_counted(self, index: int) -> bool:
        """ "Day six of the strike", "on the third day of the siege": it goes on."""
        tree = self.tree
        head = tree.parent(index)
        if head is not None and tree.tokens[head].upos == "NUM":
            head = tree.parent(head)
        if head is None or tree.case(index) != "of" or tree.lemmas[head] not in _SPANS:
            return False
        if tree.rel(head) != "root" or tree.is_verb(head):
            return False
        return any(
            tree.tokens[k].upos == "NUM" or tree.lower[k] in _ORDINALS for k in tree.kids[head]
        )

    def _is_false_friend(self, first: int, last: int) -> bool:
        sentence = self.text[self.tree.tokens[first].start : self.tree.tokens[last - 1].end]
        if ("n the " in sentence and _FICTION.search(sentence)) or is_lore(sentence):
            return True
        if _SCORE.search(sentence) and set(self.tree.lemmas[first:last]) & _CONTEST:
            return True
        named = noun_class("game")
        game = {
            self.tree.lemmas[k]
            for k in range(first, last)
            if (self.tree.lemmas[k] in named or self.tree.lower[k] in named)
            and self.tree.is_noun(k)
        }
        # "the company is pointing at the strikers" is no match: only such words as no dispute has
        return len(game) >= (2 if game & noun_class("only in games") else 3)


def _is_bidding(tree: Tree, index: int) -> bool:
    """ "Let the two ministers come", "Give us back our sons", "Thank you": nothing is told."""
    verb = tree.tokens[index]
    first = index
    while tree.rel(first) == "conj" and tree.parent(first) is not None:
        if tree.dependents(first, "nsubj", "csubj", "aux", "mark", "expl"):
            return False
        first = tree.tokens[first].head
    if tree.dependents(first, "nsubj", "csubj", "aux", "cop", "mark", "expl"):
        return False
    if verb.xpos not in ("VB", "VBP") or tree.rel(first) not in ("root", "parataxis", "ccomp"):
        return False
    if tree.tokens[first].xpos not in ("VB", "VBP"):
        return False
    sentence = tree.parse.sentences[verb.sentence]
    clauses = {k for c in tree.dependents(first, "advcl") for k in tree.subtree(c)}
    before = [k for k in range(sentence.first, first) if k not in clauses]
    return not any(tree.is_noun(k) for k in before) or tree.lower[first] in ("let", "thank")


def _without_result(tree: Tree, index: int) -> bool:
    words = words_below(tree, index)
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
