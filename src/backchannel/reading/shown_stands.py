"""Which events show where somebody stands, and which are routine, background or grievance."""

from __future__ import annotations

from backchannel.dossier.evidence import EventType, Modality
from backchannel.reading.events import Found
from backchannel.reading.issue_topics import TIMES, Topics
from backchannel.reading.leanings import (
    particle_verb,
)
from backchannel.reading.sides import objects
from backchannel.reading.wordlists import sections

__all__ = ["MEANS", "ShownStands"]

_ONLY_BLAMED = frozenset(
    "accuse blame allege charge suspect investigate hold lay sue indict probe open point".split()
)
"""Verbs that say who did a thing, not what is thought of it."""


_SIGNS = frozenset("name signature hand initial seal".split())


_GRIEVANCES = frozenset("complain protest object lament".split())


_BEFALLING = frozenset("die lose suffer starve fail collapse".split())


_RUNNING_OUT = frozenset("run_out run_dry run_short fall_short".split())


_PAUSES = frozenset("truce ceasefire armistice pause moratorium amnesty".split())


_UNNAMED = frozenset("name identify quote question comment permission".split())


_ASKING = frozenset("whether if how why what when where who many".split())


MEANS = frozenset(sections("classes.txt")["strike_action"]) | frozenset(
    "blockade sit-in occupation picket siege protest hunger-strike".split()
)
"""What presses for something, and is ended when that is had."""


_OBEYING = frozenset("abide obey respect heed".split())


_SELVES = frozenset("itself himself herself themselves ourselves myself".split())


_FINDING_OUT = frozenset("know hear understand learn guess".split())


class ShownStands(Topics):
    """Which events show where somebody stands, and which are routine, background or grievance."""

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
            and tree.lemmas[k] not in TIMES
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
            tree.lemmas[k] in MEANS and tree.exactly(k, "nmod:poss")
            for k in objects(tree, event.token)
        )

    def _on_ice(self, event: Found) -> bool:
        """ "Puts the dismissals on ice until June": put off, and neither dropped nor upheld."""
        words = {self.tree.lower[k] for k in event.words}
        return bool(words & {"ice", "hold"}) and self.tree.lemmas[event.token] == "put"

    def _is_answer(self, event: Found) -> bool:
        """Whether an event accepts or refuses what somebody else wants."""
        if event.type is EventType.REJECT:
            return True
        name = particle_verb(self.tree, event.token)
        return event.type in (EventType.AGREE, EventType.SUPPORT) and (
            name in self.accepts or self.tree.lemmas[event.token] in ("say", "welcome")
        )

    def _is_own_act(self, event: Found, topic: int | None) -> bool:
        """ "Will not give up the island", "called off the blockade": the act is the topic."""
        tree = self.tree
        if topic is None or not tree.is_verb(event.token) or tree.rel(topic) != "obj":
            return False
        if event.type is EventType.REJECT:
            return any(tree.lower[k] in ("not", "n't", "never") for k in tree.kids[event.token])
        return event.type in (EventType.CONCEDE, EventType.AGREE) and (
            particle_verb(tree, event.token) in self.against
        )

    def _is_routine(self, event: Found, topic: int) -> bool:
        """Acts that an analyst would not list: summons, thanks, concessions already made."""
        if event.type is EventType.CONCEDE:
            if self.tree.lemmas[event.token] in _OBEYING:
                return True
            return self._is_somebody(topic) or not self._gives_way(event, topic)
        if event.type in (EventType.AGREE, EventType.THREATEN) and self._befalls(topic):
            return True
        if event.type is EventType.SUPPORT:
            if self._is_told(event.token):
                return True
            place = self.tree.tokens[topic].upos == "PROPN" and self.actors.is_place(topic)
            return place or (self.actors.is_actor(topic) and event.mode is None)
        return event.type is EventType.REQUEST and (
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
            and (tree.lower[k - 1] in ("in", "since", "of") or tree.lower[k - 1] in TIMES)
            and not any(tree.is_noun(up) and up not in (k - 1,) and tree.lemmas[up] not in TIMES
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
                if tree.lemmas[k] not in TIMES and not self.actors.is_actor(k):
                    return k
        protests = any(tree.lemmas[k] == "protest" for k in tree.dependents(paper, "nmod"))
        return paper if protests else None

    def _only_blames(self, event: Found) -> bool:
        return self.tree.lemmas[event.token] in _ONLY_BLAMED or (
            event.mode is not None and event.mode.startswith("investig")
        )
