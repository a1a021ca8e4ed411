"""What a stand is about: the words that name it, and the key by which it is known again."""

from __future__ import annotations

from collections.abc import Sequence

from backchannel.reading.events import Found
from backchannel.reading.inflection import noun_lemma, verb_lemma
from backchannel.reading.leanings import (
    Voices,
    is_measure,
    particle_verb,
)
from backchannel.reading.parse import Parse
from backchannel.reading.patterns import operator
from backchannel.reading.sides import Actors, objects
from backchannel.reading.stands import Answer, Stand
from backchannel.reading.statements import Said
from backchannel.reading.tree import Tree
from backchannel.reading.wordlists import sections

__all__ = ["GENERIC", "TIMES", "Topics", "issue_key"]

_SMALL = frozenset(sections("grammar_words.txt")["small"])


_ABSTRACT = frozenset(
    "urgency need importance necessity idea principle resumption start demand call possibility "
    "result outcome prospect timing question issue matter".split()
)


GENERIC = frozenset(
    "offer request proposal demand plan invitation call ultimatum idea suggestion appeal condition "
    "term terms overture gesture motion thing it this that they them these those both".split()
)
"""Words for what somebody else wants: the issue is what that is about."""


_MANNERS = frozenset("thanks pleasure joy relief gratitude regret reluctance caution word".split())


_CALLING = frozenset(
    "call see regard describe consider view denounce brand term dub deem condemn label".split()
)


_SUFFERED = frozenset("see face bear suffer risk lose pay expect take".split())
"""What comes after "or" when a demand is not met: "or face a strike"."""


_UNDOING_NOUNS = frozenset(
    "end halt cessation lifting cancellation suspension stop abolition removal repeal reversal "
    "withdrawal annulment".split()
)


_CONTRARY_NOUNS = frozenset(
    "petition lawsuit suit challenge complaint objection protest appeal opposition motion".split()
)


TIMES = frozenset(sections("grammar_words.txt")["time"])


_GONE = frozenset("gone over away out off finished ended withdrawn lifted dead history".split())


_WANTING = frozenset("want need like prefer demand seek order have get".split())


_LEAVINGS = frozenset("quit leave abandon exit".split())


_VACATING = frozenset("vacate evacuate give_up".split())


_JOINED = frozenset(
    "coalition alliance pact union bloc league treaty agreement accord cabinet government talks "
    "commission committee council front".split()
)


def issue_key(words: Sequence[str]) -> tuple[str, ...]:
    """Return what two names of an issue must share: stems of their content words, at most three.

    Examples
    --------
    >>> issue_key("the immediate withdrawal of foreign troops".split())
    ('foreig', 'troop', 'withdr')
    >>> issue_key("withdraw foreign troops".split()) == _
    True
    """
    stems: list[str] = []
    for word in words:
        lower = word.lower().strip("’'\"“”.,;:()")
        if not lower or lower in _SMALL or not lower[0].isalnum():
            continue
        base = noun_lemma(lower)
        if base == lower and lower.endswith(("ed", "ing")):
            base = verb_lemma(lower)
        stem = base[:6]
        if stem not in stems:
            stems.append(stem)
        if len(stems) == 3:
            break
    return tuple(sorted(stems))


class Topics:
    """What a stand is about: the words that name it, followed through pronouns and wrappers."""

    def __init__(self, parse: Parse, text: str, said: Sequence[Said]) -> None:
        self.parse, self.text = parse, text
        self.tree = Tree.of(parse)
        self.actors = Actors(self.tree)
        lists = {name: frozenset(entries) for name, entries in sections("polarity.txt").items()}
        self.against, self.good, self.bad = lists["against"], lists["good"], lists["bad"]
        self.accepts = lists["accepts"]
        self.sends_off = lists["sends_off"]
        self.refusals = lists["declines"] | lists["opposes"]
        self.out: list[Stand] = []
        self.voices = Voices(self.tree, said)
        self.sentence_starts = [one.start for one in parse.sentences] or [0]
        self.answers: list[Answer] = []
        self.told: set[int] = set()
        self.latest_year = max(
            (w for w in self.tree.lower if len(w) == 4 and w.isdigit() and "1900" < w < "2100"),
            default="",
        )
        self.offers: list[tuple[Found, int]] = []
        self.starts = [t.start for t in parse.tokens]
        self.mention_at = {m.head: m for m in parse.mentions}

    def _is_generic(self, topic: int) -> bool:
        """ "The offer", "it": a word for what somebody else wants, with nothing that narrows it."""
        tree = self.tree
        if tree.lemmas[topic] not in GENERIC or tree.is_verb(topic):
            return False
        return not any(
            (k > topic and tree.rel(k) in ("nmod", "acl")) or tree.rel(k) == "compound"
            for k in tree.kids[topic]
        )

    def _is_somebody(self, topic: int) -> bool:
        """Whether what is asked for is a person: "summoned the ambassador"."""
        return self.tree.is_noun(topic) and self.actors.kinds.get(topic) == "person"

    def _topic(self, event: Found) -> int | None:
        tree = self.tree
        for k in objects(tree, event.token):
            if not self.actors.is_actor(k):
                return self._done_to(event.token, k)
        for k in tree.dependents(event.token, "xcomp", "ccomp"):
            return k
        for k in tree.dependents(event.token, "obl"):
            if tree.case(k) == "of" and tree.lemmas[event.token] == "hear":
                return k  # "would not hear of a levy"
            if tree.case(k) in (
                "on",
                "for",
                "to",
                "against",
                "over",
                "in",
                "with",
                "by",
            ) and not self.actors.is_actor(k):
                if tree.lemmas[k] in TIMES or tree.tokens[k].upos in ("ADJ", "NUM"):
                    continue
                if tree.case(k) == "with" and tree.lemmas[k] in _MANNERS:
                    continue
                if tree.case(k) == "with" and k < event.token:
                    continue
                return k
        return None

    def _done_to(self, verb: int, thing: int) -> int:
        """ "Wants the law scrapped": the participle, if one is said of the object."""
        tree = self.tree
        if tree.lemmas[verb] not in _WANTING:
            return thing
        for k in (*tree.dependents(verb, "xcomp"), *tree.dependents(thing, "acl")):
            if k > thing and tree.tokens[k].xpos == "VBN" and tree.tokens[k].upos == "VERB":
                if not tree.exactly(k, "obl:agent"):
                    return k
        return thing

    def _topics(self, topic: int) -> list[int]:
        """The topic, what is coordinated with it, and what a demand inside it asks for."""
        tree = self.tree
        found = [
            k
            for k in tree.conjuncts(topic)
            if tree.is_verb(k) == tree.is_verb(topic)
            and (tree.tokens[k].xpos == "VBG") <= (tree.tokens[topic].xpos == "VBG")
            and not self._or_else(k, topic)
            and not (k != topic and tree.lemmas[k] == "do")
        ]
        for k in tree.subtree(topic, ("acl:relcl", "parataxis")):
            if k != topic and tree.is_verb(k) and "request" in operator(tree.lemmas[k]):
                if tree.rel(k) in ("acl", "advcl", "conj"):
                    for h in tree.dependents(k, "obj", "xcomp"):
                        found += [c for c in tree.conjuncts(h) if c not in found]
        return found

    def _or_else(self, index: int, topic: int) -> bool:
        """ "To leave or see the cranes stop": what follows if a demand is not met."""
        tree = self.tree
        return (
            index != topic
            and tree.lemmas[index] in _SUFFERED
            and any(tree.lower[k] == "or" for k in tree.dependents(index, "cc"))
        )

    def _referent(self, topic: int) -> int | None:
        """A pronoun as the earlier noun it stands for, if the reader knows; else None."""
        tree = self.tree
        if tree.tokens[topic].upos not in ("PRON", "DET"):
            return topic
        if tree.lower[topic] == "what":
            return self._so_called(topic)
        mentions = tree.parse.mentions
        at = self.mention_at.get(topic)
        for _ in range(8):
            if at is None or at.antecedent is None:
                return None
            at = mentions[at.antecedent]
            if tree.is_noun(at.head):
                return None if self.actors.is_actor(at.head) else at.head
        return None

    def _so_called(self, what: int) -> int | None:
        """ "Against what they call a surrender": the surrender."""
        tree = self.tree
        for verb in tree.dependents(what, "acl:relcl", "acl"):
            if tree.lemmas[verb] in _CALLING:
                for k in tree.kids[verb]:
                    if k > verb and tree.is_noun(k) and not self.actors.is_actor(k):
                        return k
        return None

    def _turned(self, topic: int) -> tuple[int, bool]:
        """Go below "stop", "drop" and the like; return the act itself and whether it is turned."""
        tree = self.tree
        caused, things = self._caused(topic)
        topic = caused
        lemma = tree.lemmas[topic]
        if tree.is_verb(topic) and (
            lemma in self.against or particle_verb(tree, topic) in self.against
        ):
            below = things or [
                k
                for k in tree.dependents(topic, "obj", "xcomp", "obl", "advcl")
                if k > topic and not self.actors.is_actor(k) and tree.lemmas[k] not in TIMES
            ]
            if tree.is_passive(topic):
                below = objects(tree, topic) or below
            if not below and particle_verb(tree, topic) in self.sends_off:
                below = [k for k in tree.dependents(topic, "obj") if k > topic]
            wanted = tree.parent(topic)
            if tree.rel(topic) == "xcomp" and wanted is not None:
                if tree.tokens[topic].xpos == "VBN" and not tree.dependents(topic, "obj", "aux"):
                    below = tree.dependents(wanted, "obj") or below
            below.sort(key=lambda k: tree.rel(k) != "obj")
            if below and self._stays(topic, below[0]):
                return topic, False
            below = below or self._ended(topic) or self._left(topic)
            if below:
                return below[0], True
        gone = self._gone(topic)
        if gone is not None:
            return gone, True
        if tree.is_noun(topic) and lemma in _ABSTRACT:
            below = [
                k
                for k in tree.dependents(topic, "nmod")
                if tree.case(k) in ("of", "for") and not self.actors.is_actor(k)
            ]
            if below:
                return below[0], False
        if tree.is_noun(topic) and lemma in _UNDOING_NOUNS:
            below = [k for k in tree.dependents(topic, "nmod") if tree.case(k) in ("of", "to")]
            if below and not self.actors.is_actor(below[0]):
                return below[0], True
        if tree.is_noun(topic) and lemma in _CONTRARY_NOUNS:
            for k in tree.dependents(topic, "nmod"):
                if tree.case(k) in ("against", "over") and not self.actors.is_actor(k):
                    return k, True
            condemned = self._condemned(topic)
            if condemned is not None:
                return condemned, True
        return topic, False

    def _stays(self, verb: int, thing: int) -> bool:
        """ "Take back the 31 nurses", "vacate the quay": an act of its own, with nobody against."""
        tree = self.tree
        name = particle_verb(tree, verb)
        if name == "take_back":
            people = self.actors.kinds.get(thing) == "person" or self.actors.is_actor(thing)
            return people or tree.lower[thing] in ("they", "them")
        if name == "give_up" and is_measure(tree, thing):
            return False
        return name in _VACATING and tree.is_noun(thing)

    def _caused(self, topic: int) -> tuple[int, list[int]]:
        """ "To have the square cleared": the participle, and what it is done to."""
        tree = self.tree
        if tree.lemmas[topic] in ("have", "get", "see") and tree.is_verb(topic):
            for k in tree.dependents(topic, "xcomp", "ccomp", "acl"):
                done_to = tree.dependents(k, "nsubj", "obj") or tree.dependents(topic, "obj")
                if tree.tokens[k].xpos == "VBN" and done_to and not tree.dependents(k, "aux"):
                    return k, done_to
            for thing in tree.dependents(topic, "obj"):
                for k in tree.dependents(thing, "acl"):
                    if tree.tokens[k].xpos == "VBN" and not tree.dependents(k, "obl"):
                        return k, [thing]
        return topic, []

    def _ended(self, topic: int) -> list[int]:
        """ "The shelling must stop", "wants the text withdrawn": what ends, or is undone."""
        tree = self.tree
        found = tree.dependents(topic, "nsubj", "nsubj:pass")
        over = tree.parent(topic)
        if not found and over is not None and tree.rel(topic) == "xcomp":
            if tree.tokens[topic].xpos in ("VBN", "JJ"):
                found = tree.dependents(over, "obj")
        return [k for k in found if tree.is_noun(k) and not self.actors.is_actor(k)][:1]

    def _left(self, topic: int) -> list[int]:
        """ "To quit the coalition": a body that is left is what one turns against."""
        tree = self.tree
        if tree.lemmas[topic] not in _LEAVINGS:
            return []
        return [k for k in tree.dependents(topic, "obj") if tree.lemmas[k] in _JOINED]

    def _gone(self, topic: int) -> int | None:
        """ "Unless the contract is gone", "to leave the law unsigned": what is to be no more."""
        tree = self.tree
        subject = next(iter(tree.dependents(topic, "nsubj")), None)
        if tree.lower[topic] in _GONE and tree.dependents(topic, "cop") and subject is not None:
            referent = self._referent(subject)
            if referent is None and tree.lower[subject] == "it":
                referent = self._topic_before(subject)
            if referent is not None and not self.actors.is_actor(referent):
                return referent
        if tree.lemmas[topic] in ("go", "disappear", "vanish", "end", "cease", "stop"):
            if tree.is_verb(topic) and subject is not None and tree.is_noun(subject):
                if not self.actors.is_actor(subject) and not tree.dependents(topic, "obj", "xcomp"):
                    if tree.lemmas[topic] != "go" or not tree.dependents(topic, "obl"):
                        return subject
        if tree.lemmas[topic] == "leave" and tree.is_verb(topic):
            for k in tree.dependents(topic, "xcomp", "advmod", "obl"):
                if tree.lower[k].startswith("un") and tree.lower[k].endswith("ed"):
                    return next(iter(tree.dependents(topic, "obj")), None)
        return None

    def _topic_before(self, pronoun: int) -> int | None:
        """What the sentences just before are about, for an "it" the reader leaves open."""
        tree = self.tree
        number = tree.tokens[pronoun].sentence
        block = self.parse.sentences[number].block
        for earlier in range(number - 1, max(-1, number - 3), -1):
            sentence = self.parse.sentences[earlier]
            if sentence.block != block:
                return None
            for k in range(sentence.first, sentence.last):
                if tree.rel(k) == "nsubj" and tree.is_noun(k):
                    return None if self.actors.is_actor(k) else k
        return None

    def _condemned(self, topic: int) -> int | None:
        """ "The petition to have the strike declared unlawful": the strike."""
        tree = self.tree
        inside = tree.subtree(topic)
        if not any(tree.lower[k] in self.bad for k in inside if k > topic):
            return None
        for verb in tree.dependents(topic, "acl"):
            for k in tree.subtree(verb):
                if k > verb and tree.is_noun(k) and not self.actors.is_actor(k):
                    if tree.rel(k) in ("obj", "nsubj"):
                        return k
        return None

    def _words_of(self, topic: int) -> tuple[int, int]:
        tree = self.tree
        if tree.is_verb(topic):
            members = [
                k
                for k in tree.subtree(
                    topic,
                    (
                        "nsubj",
                        "mark",
                        "advcl",
                        "parataxis",
                        "cc",
                        "conj",
                        "acl:relcl",
                        "aux",
                        "punct",
                    ),
                )
                if k >= topic or tree.rel(k) == "compound"
            ]
            members = [k for k in members if k >= topic]
            own = [k for k in members if k - topic <= 14]
        elif tree.dependents(topic, "cop"):
            without = ("mark", "advcl", "parataxis", "conj", "cc", "acl:relcl", "punct")
            own = [k for k in tree.subtree(topic, without) if abs(k - topic) <= 14]
        else:
            own = tree.subtree(topic, ("acl:relcl", "parataxis", "cc", "conj", "appos"))
            loose = [
                k
                for k in tree.kids[topic]
                if tree.rel(k) in ("case", "det", "punct")
                or (tree.rel(k) == "acl" and k > topic and not tree.kids[k])
            ]
            own = _around([k for k in own if k not in loose and abs(k - topic) <= 14], topic)
        own = own or [topic]
        return tree.tokens[min(own)].start, tree.tokens[max(own)].end

    def _key(self, topic: int) -> tuple[str, ...]:
        tree = self.tree
        words = [tree.lower[topic]]
        if tree.is_verb(topic):
            words = [tree.lemmas[topic], *[tree.lower[k] for k in objects(tree, topic)[:1]]]
        else:
            words = [
                tree.lower[topic],
                *[
                    tree.lower[k]
                    for k in tree.dependents(topic, "nmod")
                    if tree.case(k) in ("of", "to", "on", "from")
                ][:1],
            ]
            words += [tree.lower[k] for k in tree.dependents(topic, "compound")][:1]
        return issue_key(words) or (tree.lower[topic],)


def _around(members: list[int], topic: int) -> list[int]:
    chosen = set(members)
    first = last = topic
    while first - 1 in chosen:
        first -= 1
    while last + 1 in chosen:
        last += 1
    return list(range(first, last + 1))
