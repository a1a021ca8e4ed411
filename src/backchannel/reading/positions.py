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
from dataclasses import dataclass, replace

from backchannel.dossier.evidence import EventType, Modality, Stance
from backchannel.reading.absences import Missing
from backchannel.reading.events import Found
from backchannel.reading.inflection import noun_lemma, verb_lemma
from backchannel.reading.issue_names import issue_name
from backchannel.reading.leanings import (
    COMING,
    Leaning,
    Voices,
    find_leanings,
    is_inverted,
    is_measure,
    is_supposed,
    particle_verb,
)
from backchannel.reading.parse import Parse
from backchannel.reading.patterns import operator
from backchannel.reading.sides import Actors, objects, subjects
from backchannel.reading.statements import Said
from backchannel.reading.tree import Tree
from backchannel.reading.wordlists import sections

__all__ = ["Stand", "find_positions", "issue_key"]

_T = EventType
_SMALL = frozenset(sections("grammar_words.txt")["small"])
_MENACES = frozenset(
    "threat pressure warning ultimatum deadline notice menace spectre rhetoric tone line".split()
)
_ABSTRACT = frozenset(
    "urgency need importance necessity idea principle resumption start demand call possibility "
    "result outcome prospect timing question issue matter".split()
)
_GENERIC = frozenset(
    "offer request proposal demand plan invitation call ultimatum idea suggestion appeal condition "
    "term terms overture gesture motion thing it this that they them these those both".split()
)
"""Words for what somebody else wants: the issue is what that is about."""
_ONLY_BLAMED = frozenset(
    "accuse blame allege charge suspect investigate hold lay sue indict probe open point".split()
)
"""Verbs that say who did a thing, not what is thought of it."""
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
_MANNERS = frozenset("thanks pleasure joy relief gratitude regret reluctance caution word".split())
_SIGNS = frozenset("name signature hand initial seal".split())
_GRIEVANCES = frozenset("complain protest object lament".split())
_CALLING = frozenset(
    "call see regard describe consider view denounce brand term dub deem condemn label".split()
)
_GROUNDLESS = frozenset("basis foundation merit justification ground substance".split())
_BENCHES = frozenset("court tribunal judge panel chamber".split())
_ERRANDS = frozenset("say tell repeat add travel come speak".split())
_BEFALLING = frozenset("die lose suffer starve fail collapse".split())
_RUNNING_OUT = frozenset("run_out run_dry run_short fall_short".split())
_PAUSES = frozenset("truce ceasefire armistice pause moratorium amnesty".split())
_NO_WORD = re.compile(
    r"\bno (?:\w+ ){0,2}(?:mention|reference|comment|reply|answer|response)\b", re.I
)
_NO_ANSWER = re.compile(
    r"\bno (?:\w+ ){0,2}(?:reply|answer|response)\b"
    r"|n[o'’]t (?:yet |so far )?(?:repl(?:y|ied)|answer(?:ed)?|respond(?:ed)?)\b"
    r"(?!.{0,30}(?:question|letter|e-?mail|call)| (?:with|in kind|for)\b)",
    re.I,
)
_SUFFERED = frozenset("see face bear suffer risk lose pay expect take".split())
"""What comes after "or" when a demand is not met: "or face a strike"."""
_BACK = 3
"""So many sentences before may hold what an answer answers."""
_FAR = 8
"""And so many if the answer names it: "our answer to the offer"."""
_UNDOING_NOUNS = frozenset(
    "end halt cessation lifting cancellation suspension stop abolition removal repeal reversal "
    "withdrawal annulment".split()
)
_CONTRARY_NOUNS = frozenset(
    "petition lawsuit suit challenge complaint objection protest appeal opposition motion".split()
)
_TIME = frozenset(sections("grammar_words.txt")["time"])
_GONE = frozenset("gone over away out off finished ended withdrawn lifted dead history".split())
_WANTING = frozenset("want need like prefer demand seek order have get".split())
_PLEADINGS = frozenset(
    "protest complaint suit lawsuit case petition note letter charge appeal".split()
)
_ORGANS = frozenset(
    "assembly membership congress board executive delegate delegation negotiator leadership rank "
    "base conference".split()
)
_UNNAMED = frozenset("name identify quote question comment permission".split())
_ASKING = frozenset("whether if how why what when where who many".split())
_MEANS = frozenset(sections("classes.txt")["strike_action"]) | frozenset(
    "blockade sit-in occupation picket siege protest hunger-strike".split()
)
"""What presses for something, and is ended when that is had."""
_LETTING_UP = frozenset("end lift call_off suspend halt stop drop abandon scrap".split())
_OBEYING = frozenset("abide obey respect heed".split())
_SELVES = frozenset("itself himself herself themselves ourselves myself".split())
_FINDING_OUT = frozenset("know hear understand learn guess".split())
_LEAVINGS = frozenset("quit leave abandon exit".split())
_VACATING = frozenset("vacate evacuate give_up".split())
_JOINED = frozenset(
    "coalition alliance pact union bloc league treaty agreement accord cabinet government talks "
    "commission committee council front".split()
)


@dataclass(frozen=True, slots=True)
class Stand:
    """A position in terms of words.

    Parameters
    ----------
    heads : tuple of int
        Head words of whose position it is.
    stance : Stance
        For, against or unclear.
    topic : tuple of (int, int)
        Place of the words that name the issue.
    name : str
        The issue in a few words.
    key : tuple of str
        By which issues are grouped.
    grounds : tuple of (int, int)
        Place of the passage.
    explicit : bool
        Said in words, or implied by an act.
    condition : str or None
        In the text's words.
    act : EventType or None
        What the issue would be if it were done.
    doers : tuple of int
        Head words of who could do it.
    confidence : float
        Between 0 and 1.
    rule : str
        What shows it: the type of an event, the kind of a leaning, ``judgement`` or ``silence``.
    """

    heads: tuple[int, ...]
    stance: Stance
    topic: tuple[int, int]
    name: str
    key: tuple[str, ...]
    grounds: tuple[int, int]
    explicit: bool = True
    condition: str | None = None
    act: EventType | None = None
    doers: tuple[int, ...] = ()
    confidence: float = 0.7
    rule: str = ""


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


@dataclass(frozen=True, slots=True)
class _Answer:
    """An acceptance or refusal whose object stands in a sentence before."""

    heads: tuple[int, ...]
    accepted: bool
    token: int
    confidence: float
    event: Found | None = None
    topic: int | None = None
    leaning: Leaning | None = None


class _Finder:
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
        self.answers: list[_Answer] = []
        self.told: set[int] = set()
        self.latest_year = max(
            (w for w in self.tree.lower if len(w) == 4 and w.isdigit() and "1900" < w < "2100"),
            default="",
        )
        self.offers: list[tuple[Found, int]] = []
        self.starts = [t.start for t in parse.tokens]
        self.mention_at = {m.head: m for m in parse.mentions}

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
                if not self.tree.case(k) and self.tree.lemmas[k] not in _TIME
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
        if kind is _T.THREATEN and topic is not None and self.tree.lemmas[topic] in _TIME:
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
                _Answer(event.sources, accepted, event.token, event.confidence, event, topic)
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

    def _meant(self, verb: int, topic: int) -> int:
        """ "Put their names to a paper", "took exception to the ban", "invited both to talks"."""
        tree = self.tree
        led: tuple[str, ...] = ()
        if tree.lemmas[topic] in _SIGNS and tree.exactly(topic, "nmod:poss"):
            led = ("to", "under", "on", "beneath", "below")
        elif tree.lemmas[topic] in ("exception", "objection", "offence", "offense"):
            led = ("to", "at", "against")
        elif tree.lemmas[verb] == "invite":
            led = ("to", "for")
        if not led:
            return topic
        below = (*tree.kids[verb], *tree.kids[topic])
        found = [
            k
            for k in below
            if k > topic
            and tree.case(k) in led
            and tree.is_noun(k)
            and tree.lemmas[k] not in _TIME
            and tree.lower[k] not in ("that", "those")
        ]
        found.sort(key=lambda k: (tree.tokens[k].upos == "PROPN", k))
        return found[0] if found else topic

    def _grieved(self, verb: int, clause: int) -> int | None:
        """ "Complained that the rise comes without a crown": the rise."""
        tree = self.tree
        if tree.lemmas[verb] not in _GRIEVANCES:
            return None
        for k in tree.dependents(clause, "nsubj"):
            if tree.tokens[k].upos == "NOUN" and not self.actors.is_actor(k):
                return k
        return None

    def _is_told(self, token: int) -> bool:
        """ "The treaty signed by four states": a participle that only narrows a noun."""
        tree = self.tree
        return tree.rel(token) == "acl" and tree.tokens[token].xpos == "VBN"

    def _is_claim(self, token: int, topic: int) -> bool:
        """ "Swore that there were no rifles": what is so, not what is to be."""
        tree = self.tree
        if tree.rel(topic) != "ccomp" or tree.parent(topic) != token:
            return False
        helpers = [k for k in tree.kids[topic] if tree.rel(k) in ("aux", "cop")]
        first = min(helpers, default=topic)
        return tree.tokens[first].xpos in ("VBD", "VBZ") and tree.lower[first] not in ("'ll",)

    def _lets_up(self, event: Found) -> bool:
        """ "Called off its strike": whoever ends a means of its own shows no stand on an issue."""
        tree = self.tree
        if particle_verb(tree, event.token) not in self.against or event.condition is not None:
            return False
        return any(
            tree.lemmas[k] in _MEANS and tree.exactly(k, "nmod:poss")
            for k in objects(tree, event.token)
        )

    def _on_ice(self, event: Found) -> bool:
        """ "Puts the dismissals on ice until June": put off, and neither dropped nor upheld."""
        words = {self.tree.lower[k] for k in event.words}
        return bool(words & {"ice", "hold"}) and self.tree.lemmas[event.token] == "put"

    def _is_answer(self, event: Found) -> bool:
        """Whether an event accepts or refuses what somebody else wants."""
        if event.type is _T.REJECT:
            return True
        name = particle_verb(self.tree, event.token)
        return event.type in (_T.AGREE, _T.SUPPORT) and (
            name in self.accepts or self.tree.lemmas[event.token] in ("say", "welcome")
        )

    def _is_own_act(self, event: Found, topic: int | None) -> bool:
        """ "Will not give up the island", "called off the blockade": the act is the topic."""
        tree = self.tree
        if topic is None or not tree.is_verb(event.token) or tree.rel(topic) != "obj":
            return False
        if event.type is _T.REJECT:
            return any(tree.lower[k] in ("not", "n't", "never") for k in tree.kids[event.token])
        return event.type in (_T.CONCEDE, _T.AGREE) and (
            particle_verb(tree, event.token) in self.against
        )

    def _is_routine(self, event: Found, topic: int) -> bool:
        """Acts that an analyst would not list: summons, thanks, concessions already made."""
        if event.type is _T.CONCEDE:
            if self.tree.lemmas[event.token] in _OBEYING:
                return True
            return self._is_somebody(topic) or not self._gives_way(event, topic)
        if event.type in (_T.AGREE, _T.THREATEN) and self._befalls(topic):
            return True
        if event.type is _T.SUPPORT:
            if self._is_told(event.token):
                return True
            place = self.tree.tokens[topic].upos == "PROPN" and self.actors.is_place(topic)
            return place or (self.actors.is_actor(topic) and event.mode is None)
        return event.type is _T.REQUEST and (
            (self._is_somebody(topic) and self._offered_as(event.token) is None)
            or self._only_asks(event, topic)
            or self._is_background(event.token)
        )

    def _befalls(self, act: int) -> bool:
        """ "Will run out of oxygen": what comes over somebody, and is no promise or threat."""
        tree = self.tree
        if not tree.is_verb(act):
            return False
        return tree.lemmas[act] in _BEFALLING or particle_verb(tree, act) in _RUNNING_OUT

    def _is_background(self, token: int) -> bool:
        """ "As the House had asked him to do", "should anybody try", "may ask", "in July 2012"."""
        tree = self.tree
        own = tree.dependents(token, "nsubj")
        helpers = {tree.lower[k]: k for k in tree.dependents(token, "aux")}
        if tree.rel(token) == "advcl" and any(
            tree.lower[k] == "as" for k in tree.dependents(token, "mark", "advmod")
        ):
            return True
        if "should" in helpers and own and helpers["should"] < own[0]:
            return True
        if helpers.keys() & {"may", "might", "could"}:
            return True
        years = [
            tree.lower[k]
            for k in tree.subtree(token, ("parataxis", "conj"))
            if len(tree.lower[k]) == 4 and tree.lower[k].isdigit()
        ]
        return any("1900" < year < self.latest_year for year in years)

    def _is_long_ago(self, token: int) -> bool:
        """ "In February 2017 it had put its signature under a first agreement": an earlier year."""
        tree = self.tree
        sentence = self.parse.sentences[tree.tokens[token].sentence]
        years = [
            tree.lower[k]
            for k in range(sentence.first + 1, sentence.last)
            if len(tree.lower[k]) == 4
            and tree.lower[k].isdigit()
            and (tree.lower[k - 1] in ("in", "since", "of") or tree.lower[k - 1] in _TIME)
            and not any(tree.is_noun(up) and up not in (k - 1,) and tree.lemmas[up] not in _TIME
                        for up in list(tree.ancestors(k))[:1])
        ]  # fmt: skip
        return bool(years) and all("1900" < year < self.latest_year for year in years)

    def _offered_as(self, token: int) -> int | None:
        """ "Offered itself as a mediator", "put herself forward as host": what is offered."""
        tree = self.tree
        selves = [k for k in tree.dependents(token, "obj", "iobj") if tree.lower[k] in _SELVES]
        if not selves:
            return None
        for k in (*tree.dependents(token, "obl"), *tree.dependents(selves[0], "nmod")):
            if tree.case(k) in ("as", "for") and tree.is_noun(k):
                return k
        return None

    def _only_asks(self, event: Found, topic: int) -> bool:
        """Questions and courtesies: "asked how many had paid", "asked not to be named"."""
        tree = self.tree
        if tree.lemmas[event.token] not in ("ask", "beg", "request", "want", "wonder", "like"):
            return False
        below = [k for k in tree.dependents(topic, "xcomp") if tree.lemmas[k] in _FINDING_OUT]
        if tree.lemmas[topic] in _FINDING_OUT or below:
            return True
        if tree.lemmas[topic] in _UNNAMED:
            return True
        return tree.is_verb(topic) and any(
            tree.lower[k] in _ASKING for k in tree.kids[topic] if k < topic
        )

    def _gives_way(self, event: Found, topic: int) -> bool:
        """Whether a concession is promised, or undoes a measure; a step taken is an event only."""
        return (
            event.modality in (Modality.ANNOUNCED, Modality.OFFERED)
            or event.condition is not None
            or topic == event.token
            or (
                particle_verb(self.tree, event.token) in self.against
                and not self._stays(event.token, topic)
            )
            or self.tree.lemmas[topic] in _PAUSES
            or self._on_ice(event)
        )

    def _pleaded(self, verb: int, paper: int) -> int | None:
        """ "Filed a complaint about the levy": what the paper is about, if it says so."""
        tree = self.tree
        for k in (*tree.dependents(paper, "nmod"), *tree.dependents(verb, "obl")):
            if k > paper and tree.case(k) in ("about", "over", "against", "on", "concerning"):
                if tree.lemmas[k] not in _TIME and not self.actors.is_actor(k):
                    return k
        protests = any(tree.lemmas[k] == "protest" for k in tree.dependents(paper, "nmod"))
        return paper if protests else None

    def _only_blames(self, event: Found) -> bool:
        return self.tree.lemmas[event.token] in _ONLY_BLAMED or (
            event.mode is not None and event.mode.startswith("investig")
        )

    def _is_generic(self, topic: int) -> bool:
        """ "The offer", "it": a word for what somebody else wants, with nothing that narrows it."""
        tree = self.tree
        if tree.lemmas[topic] not in _GENERIC or tree.is_verb(topic):
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
                if tree.lemmas[k] in _TIME or tree.tokens[k].upos in ("ADJ", "NUM"):
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

    def _protest(self, event: Found) -> None:
        tree = self.tree
        for k in tree.subtree(event.token):
            relation, preposition = tree.rel(k), tree.case(k)
            if tree.lemmas[k] in _TIME or tree.tokens[k].upos == "NUM" or self._is_when(k):
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
            tree.lemmas[k] in _TIME for k in tree.dependents(index, "nmod")
        )

    def _is_where(self, index: int) -> bool:
        return self.tree.tokens[index].upos == "PROPN" or self.actors.is_place(index)

    def _stand(self, event: Found, topic: int, stance: Stance, explicit: bool) -> None:
        topics = self._topics(topic)
        for one in topics if event.type is _T.REQUEST else topics[:1]:
            self._stand_on(event, one, stance, explicit)

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

    def _stand_on(self, event: Found, topic: int, stance: Stance, explicit: bool) -> None:
        tree = self.tree
        referent = self._referent(topic)
        if referent is None or tree.lemmas[referent] in _TIME:
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
                if k > topic and not self.actors.is_actor(k) and tree.lemmas[k] not in _TIME
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
                    _Answer(one.heads, accepted, one.token, 0.6, None, one.topic, one)
                )
                continue
            if one.topic is not None and self.tree.tokens[one.topic].upos != "PRON":
                self._lean(one)

    def _lean(self, one: Leaning) -> None:
        tree = self.tree
        assert one.topic is not None
        topic, turned = self._turned(one.topic)
        referent = self._referent(topic)
        if referent is None or tree.lemmas[referent] in _TIME:
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
            and tree.lemmas[topic] in _MEANS
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

    def _unanswered(self, one: _Answer) -> None:
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

    def _offered_before(self, answer: _Answer) -> int | None:
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
        self, asked: Sequence[Stand], place: int, answer: _Answer | None, heads: Sequence[int] = ()
    ) -> Stand | None:
        """The nearest stand of somebody else before an answer, in its own sentence too.

        An answer that calls it an offer or a demand may stand further from it.
        """
        tree = self.tree
        heads = heads if answer is None else answer.heads
        names = {tree.lower[k] for k in heads}
        here = bisect_left(self.sentence_starts, place)
        topic = None if answer is None else answer.topic
        named = topic is not None and tree.lemmas[topic] in _GENERIC and tree.is_noun(topic)
        if answer is not None and topic is None:
            first = self.parse.sentences[tree.tokens[answer.token].sentence].first
            named = any(
                tree.lemmas[k] in _GENERIC and tree.is_noun(k) for k in range(first, answer.token)
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


def _around(members: list[int], topic: int) -> list[int]:
    chosen = set(members)
    first = last = topic
    while first - 1 in chosen:
        first -= 1
    while last + 1 in chosen:
        last += 1
    return list(range(first, last + 1))
