"""Where parties stand: for, against or unclear, on which issue and on what grounds.

The direction comes from the kind of act (a demand is for what is demanded, a rejection against
what is rejected, a threat for the threatened act as a means), turned round by words like "stop"
and by negation; never from similarity. What a report only says is missing leaves its parties
unclear: silence is not "against".

An issue is an act or thing in a few words of the text, grouped when act and object agree.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from backchannel.dossier.evidence import EventType, Modality, Stance
from backchannel.reading.absences import Missing
from backchannel.reading.events import Found
from backchannel.reading.issue_names import issue_name
from backchannel.reading.issue_topics import GENERIC, TIMES, issue_key
from backchannel.reading.leanings import (
    COMING,
    Leaning,
    find_leanings,
    is_inverted,
    is_supposed,
    particle_verb,
)
from backchannel.reading.parse import Parse
from backchannel.reading.shown_stands import MEANS, ShownStands
from backchannel.reading.sides import objects, subjects
from backchannel.reading.stands import Answer, Stand
from backchannel.reading.statements import Said

__all__ = ["_T", "Stand", "find_positions", "issue_key"]

_T = EventType


_MENACES = frozenset(
    "threat pressure warning ultimatum deadline notice menace spectre rhetoric tone line".split()
)


_COURTESIES = frozenset(
    "regret condolence apology thanks gratitude sympathy greeting congratulation hospitality "
    "comment copy detail question interview consequence date confidence optimism hope "
    "satisfaction".split()
)


_HARMS = frozenset(
    "damage loss death killing violence bloodshed incident suffering casualty tragedy accident "
    "flight departure absence lack injury destruction".split()
)
"""What befell somebody: whoever deplores it takes no side by that."""


_MOURNING = frozenset("deplore mourn lament regret bemoan".split())


_GROUNDLESS = frozenset("basis foundation merit justification ground substance".split())


_BENCHES = frozenset("court tribunal judge panel chamber".split())


_ERRANDS = frozenset("say tell repeat add travel come speak".split())


_NO_WORD = re.compile(
    r"\bno (?:\w+ ){0,2}(?:mention|reference|comment|reply|answer|response)\b", re.I
)


_NO_ANSWER = re.compile(
    r"\bno (?:\w+ ){0,2}(?:reply|answer|response)\b"
    r"|n[o'’]t (?:yet |so far )?(?:repl(?:y|ied)|answer(?:ed)?|respond(?:ed)?)\b"
    r"(?!.{0,30}(?:question|letter|e-?mail|call)| (?:with|in kind|for)\b)",
    re.I,
)


_BACK = 3
"""So many sentences before may hold what an answer answers."""


_FAR = 8
"""And so many if the answer names it: "our answer to the offer"."""


_PLEADINGS = frozenset(
    "protest complaint suit lawsuit case petition note letter charge appeal".split()
)


_ORGANS = frozenset(
    "assembly membership congress board executive delegate delegation negotiator leadership rank "
    "base conference".split()
)


_LETTING_UP = frozenset("end lift call_off suspend halt stop drop abandon scrap".split())


def find_positions(
    parse: Parse,
    text: str,
    events: Sequence[Found],
    statements: Sequence[Said],
    absences: Sequence[Missing],
) -> tuple[Stand, ...]:
    """Find where parties stand.

    Parameters
    ----------
    parse : Parse
        The parse.
    text : str
        Its text.
    events, statements, absences
        What was found in it.

    Returns
    -------
    tuple of Stand
        In text order, one for each party phrase, issue and passage.
    """
    finder = _Finder(parse, text, statements)
    for event in events:
        finder.from_event(event)
    for said in statements:
        finder.from_statement(said)
    finder.from_voice()
    finder.from_leanings()
    finder.from_answers()
    asked = finder.in_order()
    for missing in absences:
        finder.from_absence(missing, asked)
    return finder.result()


class _Finder(ShownStands):
    def _within(self, start: int, end: int) -> range:
        """The words that begin in a stretch of the text."""
        return range(bisect_left(self.starts, start), bisect_left(self.starts, end))

    def result(self) -> tuple[Stand, ...]:
        seen: set[tuple[object, ...]] = set()
        kept: list[Stand] = []
        for one in sorted(self.out, key=lambda s: (s.grounds, -s.confidence)):
            one = replace(one, heads=self._behind(one.heads))
            marks = {(one.heads, one.key, one.grounds), (one.heads, one.name, one.grounds)}
            if one.name and not marks & seen:
                seen |= marks
                kept.append(one)
        return tuple(kept)

    def _behind(self, heads: tuple[int, ...]) -> tuple[int, ...]:
        """ "Its assembly": the body whose organ it is; "Minister, Ann Lee wants ...": Ann Lee."""
        tree = self.tree
        found: list[int] = []
        for head in heads:
            owners: list[int] = []
            if tree.lemmas[head] in _ORGANS:
                owners = tree.exactly(head, "nmod:poss") or [
                    k for k in tree.kids[head] if tree.lower[k] in ("its", "their", "our", "my")
                ]
            if owners:
                found += [k for k in self.actors.all_of(owners) if self.actors.is_actor(k)] or [
                    head
                ]
                continue
            found.append(self._spoken_to(head) or head)
        return tuple(dict.fromkeys(found))

    def _spoken_to(self, head: int) -> int | None:
        """The name after a form of address that a tree takes for an apposition."""
        tree = self.tree
        first = self.parse.sentences[tree.tokens[head].sentence].first
        named = [k for k in tree.dependents(head, "appos") if tree.tokens[k].upos == "PROPN"]
        if head != first or not named or tree.lower[head + 1] != ",":
            return None
        after = tree.phrase(named[0])[1]
        if after < len(tree.tokens) and tree.lower[after] in (",", "–", "—", "-"):
            return None
        return named[0]

    # ------------------------------------------------------------------ from events

    def from_event(self, event: Found) -> None:
        if not event.sources or event.modality.value == "past":
            return
        kind = event.type
        if self._is_long_ago(event.token) or is_inverted(self.tree, event.token):
            return
        if kind is _T.AGREE and self.tree.lemmas[event.token] in COMING:
            return  # an answer to whoever invited: told by the leanings
        if kind is _T.REQUEST or event.modality is Modality.OFFERED:
            bare = [
                k
                for k in self.tree.dependents(event.token, "obl")
                if not self.tree.case(k) and self.tree.lemmas[k] not in TIMES
            ]
            about = next(iter([*objects(self.tree, event.token), *bare]), event.token)
            self.offers.append((event, self._offered_as(event.token) or about))
        topic = event.topic if event.topic is not None else self._topic(event)
        topic = self._offered_as(event.token) or topic
        if topic is not None:
            topic = self._meant(event.token, topic)
        explicit = True
        if kind in (_T.REQUEST, _T.SUPPORT, _T.AGREE, _T.CONCEDE):
            stance = Stance.FOR
        elif kind is _T.THREATEN:
            stance = Stance.FOR
            explicit = False
        elif kind is _T.REJECT:
            stance = Stance.AGAINST
        elif kind is _T.ACCUSE:
            if topic is not None and self.tree.lemmas[topic] in _PLEADINGS:
                topic = self._pleaded(event.token, topic)
            if topic is None or self.actors.is_actor(topic) or self._only_blames(event):
                return
            if self._is_claim(event.token, topic):
                grieved = self._grieved(event.token, topic)
                if grieved is None:
                    return
                topic = grieved
            if self.tree.lemmas[event.token] in _MOURNING and self.tree.lemmas[topic] in _HARMS:
                return
            asked = any(self.tree.lower[k] == "to" for k in self.tree.dependents(topic, "mark"))
            stance = Stance.FOR if asked else Stance.AGAINST
        elif kind is _T.PROTEST:
            self._protest(event)
            return
        elif kind is _T.SANCTION and event.inner in (_T.CONSULT, _T.AGREE, _T.COOPERATE):
            stance, explicit = Stance.AGAINST, False
        else:
            return
        if kind is _T.CONCEDE and self._lets_up(event):
            self.told.update((event.token, *event.words))
            return
        if kind is _T.CONCEDE and self._on_ice(event):
            stance = Stance.UNCLEAR
        self.told.update((event.token, *event.words))
        if topic is not None and self.tree.lemmas[topic] in _COURTESIES:
            return
        if kind is _T.AGREE and topic is not None and self.tree.lemmas[topic] in _ERRANDS:
            return
        if kind is _T.AGREE and topic is not None and self._is_claim(event.token, topic):
            return
        if self._is_own_act(event, topic):
            topic = event.token
        if kind is _T.THREATEN and topic is not None:
            if self.tree.lemmas[topic] in _MENACES or is_inverted(self.tree, topic):
                return
        if kind is _T.THREATEN and topic is not None and self.tree.lemmas[topic] in TIMES:
            # "gave them three days to leave": a demand with a date
            topic = next(iter(self.tree.dependents(event.token, "xcomp")), topic)
            explicit = explicit or topic != event.topic
        reply = topic is not None and self.tree.lower[topic] in ("no", "yes")
        if reply:
            topic = next(
                (
                    k
                    for k in self.tree.dependents(event.token, "obl")
                    if self.tree.case(k) == "to" and not self.actors.is_actor(k)
                ),
                None,
            )
        answers = reply or self._is_answer(event)
        if answers and (topic is None or self._is_generic(topic)):
            accepted = kind is not _T.REJECT
            self.answers.append(
                Answer(event.sources, accepted, event.token, event.confidence, event, topic)
            )
            return
        if topic is None:
            if event.targets and kind in (_T.REJECT, _T.SUPPORT):
                topic = event.targets[0]
            else:
                return
        elif self._is_routine(event, topic):
            return
        self._stand(event, topic, stance, explicit)

    def _protest(self, event: Found) -> None:
        tree = self.tree
        for k in tree.subtree(event.token):
            relation, preposition = tree.rel(k), tree.case(k)
            if tree.lemmas[k] in TIMES or tree.tokens[k].upos == "NUM" or self._is_when(k):
                continue
            if relation in ("obl", "nmod") and (
                preposition in ("against", "over")
                or (preposition == "at" and not self._is_where(k))
            ):
                self._stand(event, k, Stance.AGAINST, True)
                return
            if relation in ("obl", "nmod") and (
                preposition in ("for",)
                or preposition.startswith("in support")
                or preposition == "in favour of"
            ):
                self._stand(event, k, Stance.FOR, True)
                return
        sentence = self.parse.sentences[event.sentence]
        for k in range(event.token + 1, sentence.last):
            if tree.lower[k] == "support" and tree.case(k) == "in":
                for topic in tree.dependents(k, "nmod"):
                    self._stand(event, topic, Stance.FOR, True)
                    return

    def _is_when(self, index: int) -> bool:
        """ "The beginning of March": a part of a time."""
        tree = self.tree
        return tree.lemmas[index] in ("beginning", "start", "end", "middle", "eve") and any(
            tree.lemmas[k] in TIMES for k in tree.dependents(index, "nmod")
        )

    def _is_where(self, index: int) -> bool:
        return self.tree.tokens[index].upos == "PROPN" or self.actors.is_place(index)

    def _stand(self, event: Found, topic: int, stance: Stance, explicit: bool) -> None:
        topics = self._topics(topic)
        for one in topics if event.type is _T.REQUEST else topics[:1]:
            self._stand_on(event, one, stance, explicit)

    def _stand_on(self, event: Found, topic: int, stance: Stance, explicit: bool) -> None:
        tree = self.tree
        referent = self._referent(topic)
        if referent is None or tree.lemmas[referent] in TIMES:
            return
        refusing = event.type is _T.REJECT and self._refuses(event.token, referent)
        topic, turned = self._turned(referent)
        turned = turned and not refusing
        if tree.lower[topic] == "it":
            known = self._referent(topic)
            if known is None:
                return
            topic = known
        if event.type is _T.REQUEST and any(
            tree.lower[k] in ("not", "n't", "never") for k in tree.kids[topic]
        ):
            turned = not turned
        if turned:
            stance = {Stance.FOR: Stance.AGAINST, Stance.AGAINST: Stance.FOR}.get(stance, stance)
        span = self._words_of(topic)
        sentence = self.parse.sentences[event.sentence]
        condition = None
        if event.condition is not None:
            clause = tree.tokens[event.condition].head
            members = [k for k in tree.subtree(clause) if sentence.first <= k < sentence.last]
            if members:
                condition = self.text[
                    tree.tokens[min(members)].start : tree.tokens[max(members)].end
                ]
                self._conditional(event, clause, sentence.start, sentence.end)
                if event.type is _T.THREATEN and self._says_something(clause):
                    return
        doers: tuple[int, ...] = (
            event.sources if event.type in (_T.THREATEN, _T.AGREE, _T.CONCEDE) else event.targets
        )
        self.out.append(
            Stand(
                event.sources,
                stance,
                span,
                issue_name(tree, self.actors, topic),
                self._key(topic),
                (sentence.start, sentence.end),
                explicit,
                condition,
                event.inner,
                doers,
                round(event.confidence * 0.95, 3),
                event.type.value,
            )
        )

    def _refuses(self, token: int, topic: int) -> bool:
        """ "Voted to reject the deal": the refusal is the verb below, and counts once."""
        names = {particle_verb(self.tree, k): k for k in (topic, token)}
        return topic != token and [k for n, k in names.items() if n in self.refusals] == [topic]

    def _says_something(self, clause: int) -> bool:
        """Whether a condition has a predicate: "if they do not leave", "if they are not free"."""
        return self.tree.is_verb(clause) or bool(self.tree.dependents(clause, "cop"))

    def _conditional(self, event: Found, clause: int, start: int, end: int) -> None:
        """ "... unless X takes it back": the speaker is for what would stop the threat."""
        tree = self.tree
        if event.type is not _T.THREATEN or event.condition is None:
            return
        if not self._says_something(clause):
            return
        mark = tree.lower[event.condition]
        topic, turned = self._turned(clause)
        for_it = mark == "unless" or (
            mark == "if" and any(tree.lower[k] in ("not", "n't") for k in tree.kids[clause])
        )
        stance = Stance.FOR if for_it != turned else Stance.AGAINST
        span = self._words_of(topic)
        self.out.append(
            Stand(
                event.sources,
                stance,
                span,
                issue_name(tree, self.actors, topic),
                self._key(topic),
                (start, end),
                True,
                None,
                None,
                tuple(self.actors.all_of(subjects(tree, clause))),
                round(event.confidence * 0.9, 3),
                "condition",
            )
        )

    # ------------------------------------------------------------------ from statements

    def from_statement(self, said: Said) -> None:
        """Judgements in what was said: "it is the right way", "the levy is illegal"."""
        heads = said.speakers or self.voices.label(said)
        if not heads:
            return
        start, end = said.content[0][0], said.content[-1][1]
        self._judge(heads, self._within(start, end), said.sentence)

    def from_voice(self) -> None:
        """Judgements of a paper in its own voice: "the permit is valid"."""
        for sentence in self.parse.sentences:
            heads = self.voices.author(sentence.first)
            if heads:
                words = range(sentence.first, sentence.last)
                own = [k for k in words if self.voices.at(k) is None]
                self._judge(heads, own, (sentence.start, sentence.end))

    def _judge(
        self, heads: tuple[int, ...], words: Sequence[int], grounds: tuple[int, int]
    ) -> None:
        tree = self.tree
        for k in words:
            word = tree.lower[k]
            groundless = word in _GROUNDLESS and tree.case(k) == "without"
            if word not in self.good and word not in self.bad and not groundless:
                continue
            predicate = k
            if tree.rel(k) == "amod" and tree.parent(k) is not None:
                predicate = tree.tokens[k].head
            if not tree.dependents(predicate, "cop"):
                continue
            if not groundless and tree.case(predicate) in ("on", "in", "at"):
                continue
            about = tree.dependents(predicate, "nsubj", "csubj")
            if not about:
                continue
            topic = about[0]
            somebody = tree.is_noun(topic) and self.actors.kinds.get(topic) == "person"
            if somebody and word not in ("welcome", "acceptable", "unacceptable"):
                continue
            referent = self._referent(topic)
            topic = referent if referent is not None else topic
            negated = any(
                tree.lower[x] in ("not", "n't", "never", "no") for x in tree.kids[predicate]
            )
            good = (word in self.good) != negated
            if tree.lower[topic] in ("it", "this", "that"):
                xcomp = tree.dependents(predicate, "xcomp", "ccomp", "acl", "advcl")
                if (
                    tree.lower[topic] == "it"
                    and tree.tokens[topic].deprel.startswith("expl")
                    and xcomp
                ):
                    topic = xcomp[0]
            if tree.tokens[topic].upos in ("PRON", "DET") and not tree.is_verb(topic):
                return
            if groundless and tree.is_noun(topic):
                topic = self._turned(topic)[0]
            if self._is_asked(predicate) or is_supposed(tree, predicate):
                continue
            span = self._words_of(topic)
            self.out.append(
                Stand(
                    heads,
                    Stance.FOR if good else Stance.AGAINST,
                    span,
                    issue_name(tree, self.actors, topic),
                    self._key(topic),
                    grounds,
                    True,
                    None,
                    None,
                    (),
                    0.6,
                    "judgement",
                )
            )
            return

    def _is_asked(self, predicate: int) -> bool:
        """Whether a judgement is a question: "Was it wrong?"."""
        sentence = self.parse.sentences[self.tree.tokens[predicate].sentence]
        return any(self.tree.lower[k] == "?" for k in range(predicate + 1, sentence.last))

    # ------------------------------------------------------------------ from leanings

    def from_leanings(self) -> None:
        """What verbs of wanting, acts, conditions and nouns show, where no event told it."""
        for one in find_leanings(self.tree, self.actors, self.voices):
            if one.token in self.told:
                continue
            if one.kind == "answer" or (
                one.topic is not None and one.kind == "verb" and self._is_generic(one.topic)
            ):
                accepted = one.stance is Stance.FOR
                self.answers.append(
                    Answer(one.heads, accepted, one.token, 0.6, None, one.topic, one)
                )
                continue
            if one.topic is not None and self.tree.tokens[one.topic].upos != "PRON":
                self._lean(one)

    def _lean(self, one: Leaning) -> None:
        tree = self.tree
        assert one.topic is not None
        topic, turned = self._turned(one.topic)
        referent = self._referent(topic)
        if referent is None or tree.lemmas[referent] in TIMES:
            return
        if tree.lemmas[referent] in _COURTESIES or self._ends_own_means(one, referent):
            return
        if tree.lemmas[one.token] in _MOURNING and tree.lemmas[referent] in _HARMS:
            return
        if one.kind == "condition" and all(tree.lemmas[k] in _BENCHES for k in one.heads):
            return
        stance = one.stance
        if turned:
            stance = {Stance.FOR: Stance.AGAINST, Stance.AGAINST: Stance.FOR}.get(stance, stance)
        sentence = self.parse.sentences[tree.tokens[one.token].sentence]
        span = self._words_of(referent)
        self.out.append(
            Stand(
                one.heads,
                stance,
                span,
                issue_name(tree, self.actors, referent),
                self._key(referent),
                (sentence.start, sentence.end),
                one.explicit,
                None,
                None,
                (),
                0.6,
                one.kind,
            )
        )

    def _ends_own_means(self, one: Leaning, topic: int) -> bool:
        """ "The council lifts its blockade": the end of what pressed for something."""
        tree = self.tree
        return (
            one.kind == "act"
            and tree.lemmas[topic] in MEANS
            and particle_verb(tree, one.token) in _LETTING_UP
        )

    def from_answers(self) -> None:
        """ "Norland refused": what the other side wanted in a sentence before."""
        asked = self.in_order()
        for one in self.answers:
            sentence = self.parse.sentences[self.tree.tokens[one.token].sentence]
            ask = self._asked_before(asked, sentence.start, one)
            if ask is None:
                self._unanswered(one)
                continue
            stance = ask.stance
            if not one.accepted:
                stance = {Stance.FOR: Stance.AGAINST, Stance.AGAINST: Stance.FOR}[stance]
            self.out.append(
                replace(
                    ask,
                    heads=one.heads,
                    stance=stance,
                    grounds=(sentence.start, sentence.end),
                    condition=None,
                    confidence=round(one.confidence * 0.9, 3),
                    rule="answer",
                )
            )

    def _unanswered(self, one: Answer) -> None:
        """An answer to nothing that stands before: its own words name the issue, if they can."""
        topic = one.topic
        if one.event is None:
            leaning = one.leaning
            if leaning is None:
                return
            if topic is None or self.tree.tokens[topic].upos == "PRON":
                topic = self._offered_before(one)
            if topic is not None:
                self._lean(replace(leaning, topic=topic))
            return
        if topic is None:
            topic = self._offered_before(one)
        if topic is None and one.event.targets and one.event.type in (_T.REJECT, _T.SUPPORT):
            topic = one.event.targets[0]
        if topic is not None:
            stance = Stance.FOR if one.accepted else Stance.AGAINST
            self._stand(one.event, topic, stance, True)

    def _offered_before(self, answer: Answer) -> int | None:
        """What somebody else asked for or offered a few sentences before, if nothing else is."""
        tree = self.tree
        here = tree.tokens[answer.token].sentence
        names = {tree.lower[k] for k in answer.heads}
        for event, about in reversed(self.offers):
            if here - event.sentence > _FAR:
                return None
            if 0 <= here - event.sentence <= _BACK and event.token < answer.token:
                if not names & {tree.lower[k] for k in event.sources}:
                    return about
        return None

    def _asked_before(
        self, asked: Sequence[Stand], place: int, answer: Answer | None, heads: Sequence[int] = ()
    ) -> Stand | None:
        """The nearest stand of somebody else before an answer, in its own sentence too.

        An answer that calls it an offer or a demand may stand further from it.
        """
        tree = self.tree
        heads = heads if answer is None else answer.heads
        names = {tree.lower[k] for k in heads}
        here = bisect_left(self.sentence_starts, place)
        topic = None if answer is None else answer.topic
        named = topic is not None and tree.lemmas[topic] in GENERIC and tree.is_noun(topic)
        if answer is not None and topic is None:
            first = self.parse.sentences[tree.tokens[answer.token].sentence].first
            named = any(
                tree.lemmas[k] in GENERIC and tree.is_noun(k) for k in range(first, answer.token)
            )
        low = self.sentence_starts[max(0, here - (_FAR if named else _BACK))]
        until = bisect_left(asked, (place, 0), key=lambda s: s.grounds)
        if answer is not None:
            until = bisect_left(asked, (place + 1, 0), key=lambda s: s.grounds)
        for at in range(until - 1, -1, -1):
            one = asked[at]
            if one.grounds[0] < low:
                break
            if one.stance is Stance.UNCLEAR:
                continue
            if answer is not None and one.grounds[0] >= place:
                if one.topic[1] > tree.tokens[answer.token].start:
                    continue
            if not names & {tree.lower[k] for k in one.heads}:
                return one
        return None

    # ------------------------------------------------------------------ from absences

    def in_order(self) -> list[Stand]:
        """The stands so far, by their place."""
        return sorted(self.out, key=lambda s: s.grounds)

    def from_absence(self, missing: Missing, stands: Sequence[Stand]) -> None:
        """What a report notes is left unsaid on an issue leaves its party unclear."""
        words = self.text[missing.start : missing.end]
        if missing.undone or not (_NO_WORD.search(words) or _NO_ANSWER.search(words)):
            return
        tree = self.tree
        grounds = (missing.start, missing.end)
        heads = missing.parties
        if _NO_ANSWER.search(words):
            ask = self._asked_before(stands, missing.start + 1, None, heads)
            if ask is not None:
                asked = tuple(
                    k
                    for k in ask.doers
                    if not ask.topic[0] <= self.tree.tokens[k].start < ask.topic[1]
                )
                heads = heads or asked
            if ask is not None and heads:
                self.out.append(
                    replace(
                        ask,
                        heads=heads,
                        stance=Stance.UNCLEAR,
                        grounds=grounds,
                        explicit=False,
                        condition=None,
                        confidence=0.45,
                        rule="silence",
                    )
                )
                return
        if missing.topic is None:
            return
        low, high = missing.topic
        inside = self._within(low, high)
        topic = next((k for k in inside if tree.is_noun(k) and not self.actors.is_actor(k)), None)
        if topic is None:
            return
        if not heads:
            sentence = tree.tokens[topic].sentence
            bounds = self.parse.sentences[sentence]
            others = [
                k
                for k in range(bounds.first, bounds.last)
                if tree.rel(k) == "nsubj"
                and self.actors.is_actor(k)
                and not tree.is_passive(tree.tokens[k].head)
            ]
            heads = tuple(self.actors.all_of(others[:1]))
        if not heads:
            return
        span = self._words_of(topic)
        self.out.append(
            Stand(
                heads,
                Stance.UNCLEAR,
                span,
                issue_name(tree, self.actors, topic),
                self._key(topic),
                grounds,
                False,
                None,
                None,
                (),
                0.45,
                "silence",
            )
        )
