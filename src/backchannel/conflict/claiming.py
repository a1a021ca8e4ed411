"""How records of evidence become claims and wishes.

Each record is read on its own (rules C1 to C9 of docs/explanation/how-a-conflict-is-drafted.md).
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from backchannel.conflict.act_reading import cut_at_condition, read_act
from backchannel.conflict.act_words import Nature
from backchannel.conflict.actors import Actors
from backchannel.conflict.acts import Act
from backchannel.conflict.claims import Claim, Kind, Silent, Wish
from backchannel.conflict.forces import Forces
from backchannel.conflict.passages import Passages
from backchannel.dossier.evidence import (
    Absence,
    Event,
    EventType,
    Evidence,
    Factuality,
    Issue,
    Modality,
    PartyKind,
    Stance,
    Telling,
)
from backchannel.text import Citation

__all__ = ["claims_of"]

_NOT_COUNTED = frozenset({Modality.DENIED, Modality.PAST})
_FORCES_STAY = re.compile(r"\b(?:troops|forces|soldiers)\b[^,;]*\b(?:stay|remain)", re.I)
_BY_MODE = {"violence": "new attacks", "relations": "break off relations"}
_BY_TYPE = {EventType.ASSAULT: "attack", EventType.PROTEST: "protest"}
_SPOKEN = frozenset(
    {
        EventType.REQUEST,
        EventType.THREATEN,
        EventType.AGREE,
        EventType.CONCEDE,
        EventType.SUPPORT,
        EventType.REJECT,
    }
)
_THEIR_FORCES = frozenset({"withdraw", "reduce", "schedule", "dismantle"})
_ARMED = frozenset({"MIL", "REB", "UAF", "PRM"})
_LONG_AGO = 730
"""Days after which what happened is history."""
_UNREAD = "it hangs on a condition that names no act of the draft"
_MODAL = re.compile(r"(?:to|not to|will|would|shall|should|must|may|might|can|could)\b", re.I)
_NOMINAL = re.compile(
    r"(?:the|a|an|its|their|his|her|our|any|all|every|each|no|some|both|this|these|those)\b|\d",
    re.I,
)
_PERSISTING = re.compile(
    r"\b(?:again|further|more|new|renewed|resum\w+|continu\w+|ongoing|repeated(?:ly)?|for months|"
    r"for weeks|for days|daily|keep|kept|intensif\w+|almost every)\b",
    re.I,
)


def claims_of(
    evidence: Evidence, actors: Actors, passages: Passages
) -> tuple[list[Claim], list[Wish], list[Silent]]:
    """Read every record of the evidence for acts that are open to somebody.

    Returns
    -------
    claims, wishes, silent
        Acts with their owners; what parties want; records that yield nothing, with the reason.
        Each in the order of the records.
    """
    reader = _Reader(evidence, actors, passages)
    reader.run()
    claims = [
        replace(claim, speaker=actors.name(claim.by[0])) if claim.by else claim
        for claim in reader.claims
    ]
    return claims, reader.wishes, reader.silent


class _Reader:
    def __init__(self, evidence: Evidence, actors: Actors, passages: Passages) -> None:
        self.evidence = evidence
        self.actors = actors
        self.passages = passages
        self.claims: list[Claim] = []
        self.wishes: list[Wish] = []
        self.silent: list[Silent] = []
        self._forces = Forces(evidence, actors)
        self._newest = max(
            (day for r in evidence.reports if (day := r.published.latest or r.reported_on)),
            default=None,
        )

    def run(self) -> None:
        for event in self.evidence.events:
            if event.modality in _NOT_COUNTED or event.factuality is Factuality.HISTORICAL:
                continue
            if self._is_history(event):
                ground = self._ground(event.tellings[0])
                self._skip(event, "it is told of more than two years before the reports", ground)
                continue
            self._event(event)
        for absence in self.evidence.absences:
            self._absence(absence)
        for issue in self.evidence.issues:
            self._issue(issue)
        self._positions()
        self._wishes_of_demands_in_threats()
        self._without_wishes_that_threats_feign()

    def _is_history(self, event: Event) -> bool:
        """Whether something happened long before the newest report (rule L4)."""
        day = event.when.latest
        if day is None or event.modality not in (Modality.HAPPENED, Modality.ANNOUNCED):
            return False
        return self._newest is not None and (self._newest - day).days > _LONG_AGO

    # -- events

    def _event(self, event: Event) -> None:
        match event.type:
            case EventType.THREATEN:
                self._threat(event)
            case EventType.REQUEST:
                self._demand(event)
            case EventType.REJECT | EventType.SUPPORT:
                self._stand(event, event.type is EventType.SUPPORT)
            case EventType.CONSULT:
                self._talks(event)
            case EventType.ACCUSE:
                pass
            case _:
                self._deed(event)

    def _threat(self, event: Event) -> None:
        by = self.actors.roots(event.sources)
        act, telling, rest = self._act(event)
        told = any(t.act is not None for t in event.tellings)
        if act is None and event.mode in _BY_MODE and not (told and event.mode == "relations"):
            act = read_act(_BY_MODE[event.mode])
        ground = self._ground(telling)
        if by and _or_else(telling):
            self._demand_of(event, telling, by)
        if act is None or act.nature == Nature.WORD:
            self._skip(event, "the reports do not say what is threatened", ground)
            return
        if not by:
            self._skip(event, "the reports do not say who threatens", ground)
            return
        day, place = _day(event), self.passages.place(ground)
        to = self.actors.roots(event.targets)
        self.claims.append(Claim(Kind.THREAT, act, by, ground, _id(event), by, day, place, to=to))
        condition, met, owners = self._condition(rest, telling, event, by)
        if condition is None and rest:
            self._skip(event, _UNREAD, ground)
        else:
            for root in by:
                self.wishes.append(
                    Wish(
                        root, act, (root,), act.positive, 0, True, ground, day, place,
                        condition, owners, met, "its own threat",
                    )
                )  # fmt: skip
        for root in to:
            if root not in by and act.positive:
                self.wishes.append(
                    Wish(root, act, by, False, 3, False, ground, day, place,
                         note="it is the one threatened")
                )  # fmt: skip

    def _demand_of(self, event: Event, telling: Telling, by: tuple[str, ...]) -> None:
        """Read the demand of "do this or else": an act of whoever is told (rules C2, C3)."""
        assert telling.condition is not None
        act = read_act(telling.condition.quote, EventType.REQUEST.value, verb_first=True)
        owners = tuple(root for root in self.actors.roots(event.targets) if root not in by)
        if act is None or act.nature == Nature.WORD or not owners:
            return
        ground = self._ground(telling)
        day, place = _day(event), self.passages.place(ground)
        self.claims.append(
            Claim(Kind.DEMAND, act, owners, ground, _id(event), by, day, place, to=owners)
        )
        for root in by:
            self.wishes.append(
                Wish(root, act, owners, act.positive, 0, True, ground, day, place,
                     note="its own demand")
            )  # fmt: skip

    def _demand(self, event: Event) -> None:
        by = self.actors.roots(event.sources)
        acts = self._acts(event)
        telling = event.tellings[0]
        ground = self._ground(telling)
        if not acts:
            self._skip(event, "no act that somebody could take can be read from the demand", ground)
            return
        day, place = _day(event), self.passages.place(ground)
        targets = self._addressed(event, acts[0][0], telling, by)
        for number, (act, told, rest) in enumerate(acts):
            ground = self._ground(told)
            if act.nature == Nature.WORD:
                self._skip(event, "it asks for words, not for an act", ground)
                continue
            owners, why = self._owners_of_demand(act, told, targets, by, first=number == 0)
            others = tuple(root for root in targets if root not in by)
            if act.act_class == "withdraw" and number == 0 and others and others != owners:
                if not any(self._forces.has_forces(root) for root in others):
                    self._oust(act, others, by, event, ground)
            if number and act.act_class not in _THEIR_FORCES:
                continue
            if not owners:
                self._skip(event, "the reports do not say who could do it", ground)
            else:
                self.claims.append(
                    Claim(
                        Kind.DEMAND, act, owners, ground, _id(event), by, day, place,
                        weak=bool(why), why=why, to=targets,
                    )
                )  # fmt: skip
            for root in by:
                self.wishes.append(
                    Wish(root, act, owners, act.positive, 0, True, ground, day, place,
                         note="its own demand")
                )  # fmt: skip
            self._condition(rest, told, event, by)

    def _oust(
        self, act: Act, hosts: tuple[str, ...], by: tuple[str, ...], event: Event, ground: Citation
    ) -> None:
        """Asked to end the presence of others' forces: an act of the host's own (rule C8)."""
        name = f"End the presence of {act.object_text or 'the foreign forces'}"
        oust = replace(act, act_class="do:oust", object_class="force", phrase=name)
        day, place = _day(event), self.passages.place(ground)
        self.claims.append(
            Claim(Kind.DEMAND, oust, hosts, ground, _id(event), by, day, place, to=hosts)
        )
        for root in by:
            self.wishes.append(
                Wish(root, oust, hosts, True, 0, True, ground, day, place, note="its own demand")
            )

    def _stand(self, event: Event, supports: bool) -> None:
        act, telling, _ = self._act(event, first_word=False)
        ground = self._ground(telling)
        if act is None or act.nature == Nature.WORD:
            return
        day, place = _day(event), self.passages.place(ground)
        wanted = act.positive == supports
        if not supports and _is_the_trigger(telling):
            wanted = act.positive  # "will not negotiate": as it is told, not as it is refused
        for root in self.actors.roots(event.sources):
            self.wishes.append(
                Wish(root, act, (), wanted, 2, True,
                     ground, day, place, note="supports it" if supports else "rejects it")
            )  # fmt: skip

    def _talks(self, event: Event) -> None:
        parties = self.actors.roots((*event.sources, *event.targets))
        act, telling, _ = self._act(event, only=frozenset({"talks"}))
        ground = self._ground(telling)
        if act is None:
            if event.modality in (Modality.HAPPENED, Modality.ONGOING):
                self._skip(event, "a single meeting or visit: over, and no one's standing choice",
                           ground)  # fmt: skip
            return
        if len(parties) < 2:
            self._skip(event, "the reports do not say who talks with whom", ground)
            return
        under_way = event.modality in (Modality.HAPPENED, Modality.ONGOING)
        day, place = _day(event), self.passages.place(ground)
        for root in parties if under_way else ():
            self.wishes.append(
                Wish(root, act, parties, True, 3, False, ground, day, place, note="it takes part")
            )
        self.claims.append(
            Claim(
                Kind.TALKS, replace(act, positive=True), parties, ground, _id(event), parties,
                day, place, ongoing=under_way,
            )
        )  # fmt: skip

    def _deed(self, event: Event) -> None:
        by = self.actors.roots(event.sources)
        act, telling, rest = self._act(event)
        if act is None or act.act_class.startswith("do:"):
            default = _BY_TYPE.get(event.type)
            act = read_act(default) if default else act
        ground = self._ground(telling)
        if act is None or act.nature == Nature.WORD:
            return
        if not by:
            self._skip(event, "the reports do not say who did it", ground)
            return
        day, place = _day(event), self.passages.place(ground)
        future = event.modality in (
            Modality.ANNOUNCED, Modality.OFFERED, Modality.THREATENED, Modality.DEMANDED,
            Modality.HYPOTHETICAL,
        )  # fmt: skip
        giving = event.type in (
            EventType.AGREE, EventType.CONCEDE, EventType.RETREAT, EventType.AID,
            EventType.COOPERATE,
        )  # fmt: skip
        if future or event.type in (EventType.AGREE, EventType.CONCEDE):
            kind = Kind.OFFER if giving else Kind.ANNOUNCED
        else:
            kind = Kind.ACTED
        ongoing = event.modality is Modality.ONGOING or (
            kind == Kind.ACTED
            and act.nature == Nature.REPEATED
            and _PERSISTING.search(ground.quote) is not None
        )
        to = self.actors.roots(event.targets)
        self.claims.append(Claim(kind, act, by, ground, _id(event), by, day, place, ongoing, to=to))
        condition, met, owners = self._condition(rest, telling, event, by)
        tier = 2 if kind != Kind.ACTED else 3
        for root in by:
            self.wishes.append(
                Wish(
                    root, act, (root,), act.positive, 0 if condition is not None else tier,
                    kind != Kind.ACTED, ground, day, place, condition, owners, met,
                    {Kind.ACTED: "it does so itself", Kind.OFFER: "its own offer"}.get(
                        kind, "its own announcement"
                    ),
                )
            )  # fmt: skip
        if kind == Kind.ACTED and not giving and act.positive:
            for root in to:
                if root not in by:
                    self.wishes.append(
                        Wish(root, act, by, False, 3, False, ground, day, place,
                             note="it is the one acted against")
                    )  # fmt: skip

    # -- absences, issues, positions

    def _absence(self, absence: Absence) -> None:
        cited = absence.citation
        ground = self.passages.sentence(cited)
        after = absence.cue.end if absence.cue is not None else cited.start
        limit = cited.end
        act = read_act(absence.cue.quote, absent=True) if absence.cue is not None else None
        base = -1
        if act is not None and act.nature != Nature.WORD:
            act = None
        if act is None and after < limit:
            act = read_act(cited.source.text[after:limit], absent=True)
            base = after
        if act is None:
            act = read_act(cited.quote, absent=True)
            base = cited.start
        if act is None:
            act = read_act(absence.what, absent=True)
            base = -1
        if act is None or act.nature == Nature.WORD:
            self.silent.append(
                Silent(absence.what, "a silence about words, not about an act", ground)
            )
            return
        owners = self.actors.roots(absence.parties)
        why = ""
        found = self._forces.whose(act, cited, base) if act.act_class in _THEIR_FORCES else ()
        if found:
            both = tuple(root for root in found if root in owners) if owners else found
            owners, why = both or found, "those whose forces are meant"
        if not owners and act.act_class == "talks":
            owners = self._talkers()
        if not owners and base >= 0:
            before = Citation(ground.source, ground.start, max(base + act.start, ground.start + 1))
            owners = self.actors.roots(self.actors.mentioned(before))[:1]
            why = "the subject of the sentence"
        if not owners:
            self.silent.append(
                Silent(absence.what, "the reports do not say who could do it", ground)
            )
            return
        self.claims.append(
            Claim(
                Kind.ABSENCE, replace(act, positive=True), owners, ground,
                f"absence {absence.id}", place=self.passages.place(ground),
                weak=bool(why), why=why,
            )
        )  # fmt: skip

    def _issue(self, issue: Issue) -> None:
        act = self._act_of_issue(issue)
        if act is None or act.nature == Nature.WORD or not issue.doers or not issue.phrases:
            return
        ground = self.passages.sentence(issue.phrases[0])
        doers = tuple(
            root for root in self.actors.roots(issue.doers) if not self._is_addressee(root, ground)
        )
        if not doers:
            return
        self.claims.append(
            Claim(
                Kind.ISSUE, replace(act, positive=True), doers, ground,
                f"issue {issue.id}", place=self.passages.place(ground),
            )
        )  # fmt: skip

    def _is_addressee(self, root: str, sentence: Citation) -> bool:
        """Whether a sentence names a party only as the one something is directed to."""
        text = sentence.source.text
        places = [
            m.citation.start
            for party in self.actors.members(root)
            for m in party.mentions
            if m.citation.source == sentence.source
            and sentence.start <= m.citation.start < sentence.end
        ]
        return bool(places) and all(
            re.search(r"\bto (?:the )?\Z", text[max(0, at - 8) : at]) for at in places
        )

    def _act_of_issue(self, issue: Issue) -> Act | None:
        act = read_act(issue.name, issue.act.value if issue.act else "")
        if act is None:
            for phrase in issue.phrases:
                act = read_act(phrase.quote, issue.act.value if issue.act else "")
                if act is not None:
                    break
        return act

    def _positions(self) -> None:
        for position in self.evidence.positions:
            if position.stance is Stance.UNCLEAR:
                continue
            issue = self.evidence.issue(position.issue)
            act = self._act_of_issue(issue)
            if act is None or act.nature == Nature.WORD:
                continue
            ground = self.passages.sentence(position.grounds[0])
            wanted = (position.stance is Stance.FOR) == act.positive
            self.wishes.append(
                Wish(
                    self.actors.root(position.party), act, self.actors.roots(issue.doers), wanted,
                    1 if position.explicit else 3, position.explicit, ground, None,
                    self.passages.place(ground),
                    note="its position as reported" if position.explicit
                    else "its position as its acts show it",
                )
            )  # fmt: skip

    def _wishes_of_demands_in_threats(self) -> None:
        """Make a threat conditional on the demand that the same sentence makes (rule P3)."""
        demands = [c for c in self.claims if c.kind == Kind.DEMAND]
        for number, wish in enumerate(self.wishes):
            if wish.note != "its own threat" or wish.condition is not None:
                continue
            for claim in demands:
                if (
                    claim.ground == wish.ground
                    and wish.by in claim.by
                    and claim.owners
                    and claim.act.key != wish.act.key
                ):
                    self.wishes[number] = replace(
                        wish, condition=claim.act, condition_owners=claim.owners,
                        condition_holds=False,
                        note="its own threat, made together with the demand",
                    )  # fmt: skip
                    break

    def _without_wishes_that_threats_feign(self) -> None:
        """Leave out that somebody wants what it threatens only on a condition (rule P3).

        Who would attack unless something is done is not shown to want to attack if it is done.
        """
        conditional = {
            (wish.by, wish.act.key, wish.ground)
            for wish in self.wishes
            if wish.condition is not None and wish.note.startswith("its own threat")
        }
        self.wishes = [
            wish
            for wish in self.wishes
            if wish.explicit
            or wish.condition is not None
            or (wish.by, wish.act.key, wish.ground) not in conditional
        ]

    # -- reading acts

    def _act(
        self, event: Event, first_word: bool = True, only: frozenset[str] = frozenset()
    ) -> tuple[Act | None, Telling, str]:
        """Return the first act told, its telling, and the condition that it hangs on."""
        act, telling, condition = self._first_act(event, first_word, only)
        if act is not None and act.act_class == "strike" and self._are_armed(event.sources):
            blow = read_act("attack")
            assert blow is not None
            act = replace(blow, phrase=act.phrase, positive=act.positive)
        return act, telling, condition

    def _are_armed(self, parties: tuple[str, ...]) -> bool:
        """Whether those who "strike" do so with arms: states and armed forces, not unions."""
        known = [self.actors.party(party) for party in parties]
        return bool(known) and all(
            p.kind in (PartyKind.STATE, PartyKind.ARMED_FORCE) or p.sector in _ARMED for p in known
        )

    def _first_act(
        self, event: Event, first_word: bool, only: frozenset[str]
    ) -> tuple[Act | None, Telling, str]:
        told = [telling for telling in event.tellings if telling.act is not None and not only]
        for telling in told:
            act = self._read_told(telling, event)
            if act is not None:
                return act, telling, telling.condition.quote if telling.condition else ""
        if told:
            first = told[0]
            return None, first, first.condition.quote if first.condition else ""
        for telling in event.tellings:
            text, start = self._clause(telling)
            if only and telling.trigger is not None:
                text = text[: _end_of_part(text, len(telling.trigger.quote))]
                text = self._words_before(telling, start) + text
            what, condition = cut_at_condition(text)
            skip = 0 if first_word else len(what.split(" ")[0])
            act = read_act(what, event.type.value, skip=skip, only=only)
            if act is not None:
                return act, telling, condition
        act = read_act(event.label, event.type.value, only=only) if event.label else None
        first = event.tellings[0]
        return act, first, cut_at_condition(self._clause(first)[0])[1]

    def _read_told(self, telling: Telling, event: Event) -> Act | None:
        """Read the words that tell the act; a predicate's own verb says what is done."""
        assert telling.act is not None
        text = telling.act.quote
        kind = event.type.value
        if _MODAL.match(text):
            return read_act(text, kind, verb_first=True)
        if event.type not in _SPOKEN and not _NOMINAL.match(text):
            return read_act(text, kind, verb_first=True)
        act = read_act(text, kind)
        if act is not None and act.start > 0 and re.match(r"do:(?!have )", act.act_class):
            return None  # what others would do: "that the sick shall go first"
        return act

    def _acts(self, event: Event) -> list[tuple[Act, Telling, str]]:
        """Return the demanded act, and those that it is to bring about ("a letter asking ...")."""
        act, telling, condition = self._act(event)
        if act is None:
            return []
        found = [(act, telling, condition)]
        text, _ = self._clause(telling)
        nested = re.search(r"\b(?:requesting|demanding|calling for|asking for)\b", text)
        if nested and act.act_class == "appeal":
            parts = re.split(r"\band\b|,", text[nested.end() :])
            for part in parts:
                inner = read_act(part, event.type.value)
                if inner is not None and not inner.act_class.startswith("do:"):
                    found.append((inner, telling, ""))
        return found

    def _clause(self, telling: Telling) -> tuple[str, int]:
        """Return the words from the trigger to the end of the sentence, and where they begin."""
        cited = telling.citation
        sentence = self.passages.sentence(cited)
        end = max(cited.end, min(sentence.end, cited.end + 300))
        start = cited.start
        if telling.trigger is not None and telling.trigger.source == cited.source:
            start = min(max(telling.trigger.start, sentence.start), end)
        return cited.source.text[start:end], start

    def _words_before(self, telling: Telling, start: int) -> str:
        """Return up to two words before a trigger: what talks are called ("strategic")."""
        sentence = self.passages.sentence(telling.citation)
        if start <= sentence.start:
            return ""
        before = sentence.source.text[max(sentence.start, start - 40) : start]
        found = re.search(r"(?:[A-Za-z-]+ ){1,2}\Z", before)
        return found.group() if found else ""

    def _condition(
        self, words: str, telling: Telling, event: Event, by: tuple[str, ...]
    ) -> tuple[Act | None, bool, tuple[str, ...]]:
        """Read "unless ..." or "if ...": the act, whether it must hold, and whose it is."""
        if not words:
            return None, True, ()
        act = read_act(words, event.type.value)
        if act is not None and act.act_class.startswith("do:") and _or_else(telling):
            return act, not act.positive, self.actors.roots(event.targets)[:1]
        if act is not None and act.act_class == "stay" and _FORCES_STAY.search(words):
            act = replace(
                act, act_class="withdraw", object_class="force", nature=Nature.SINGLE,
                positive=not act.positive,
            )  # fmt: skip
        if act is None or act.nature == Nature.WORD or act.act_class.startswith("do:"):
            return None, True, ()
        cited = self.passages.sentence(telling.citation)
        at = cited.source.text.find(words[:40], cited.start)
        if telling.condition is not None:
            at = telling.condition.start
        owners: tuple[str, ...] = ()
        if at >= 0:
            subject = Citation(cited.source, at, min(at + max(act.start, 1), at + len(words)))
            owners = self.actors.roots(self.actors.mentioned(subject))
            owners = tuple(root for root in owners if root not in by)
            if not owners and act.act_class in _THEIR_FORCES:
                owners = self._forces.whose(act, cited, at)
        if not owners:
            owners = tuple(r for r in self.actors.roots(event.targets) if r not in by)
        holds = not re.match(r"unless|until", words, re.I) and not _or_else(telling)
        if owners:
            self.claims.append(
                Claim(
                    Kind.CONDITION, act, owners[:1], self._ground(telling), _id(event), by,
                    _day(event), self.passages.place(self._ground(telling)), weak=False,
                    why="named as the condition",
                )
            )  # fmt: skip
        return act, holds == act.positive, owners[:1]

    # -- owners

    def _owners_of_demand(
        self, act: Act, telling: Telling, targets: tuple[str, ...], by: tuple[str, ...], first: bool
    ) -> tuple[tuple[str, ...], str]:
        others = tuple(root for root in targets if root not in by)
        if act.act_class in _THEIR_FORCES:
            text, base = self._clause(telling)
            found = self._forces.whose(act, telling.citation, base + text.find(act.phrase))
            found = tuple(root for root in found if root not in by)
            if found:
                both = tuple(root for root in found if root in others)
                return both or found, "those whose forces are meant"
        if others and first:
            return others, ""
        if act.act_class == "talks":
            return tuple(r for r in self._talkers() if r not in by), "those who are to talk"
        return (others, "addressed by the same demand") if others else ((), "")

    def _addressed(
        self, event: Event, act: Act, telling: Telling, by: tuple[str, ...]
    ) -> tuple[str, ...]:
        """Return who is asked to act: not the one to whom the act itself is directed (rule C3).

        Who "must send a letter to the council" is the subject of "must", not the council.
        """
        text, base = self._clause(telling)
        at = text.find(act.phrase)
        targets = self.actors.roots(event.targets)
        if at < 0:
            return targets
        cited = telling.citation
        phrase = Citation(cited.source, base + at, base + at + len(act.phrase))
        inside = self.actors.roots(self.actors.mentioned(phrase))
        asked = tuple(root for root in targets if root not in inside)
        if asked or not set(targets) & set(inside):
            return asked
        sentence = self.passages.sentence(cited)
        if sentence.start < phrase.start:
            before = Citation(cited.source, sentence.start, phrase.start)
            subjects = [r for r in self.actors.roots(self.actors.mentioned(before)) if r not in by]
            return tuple(subjects[-1:])
        return ()

    def _talkers(self) -> tuple[str, ...]:
        found = [root for c in self.claims if c.kind == Kind.TALKS for root in c.owners]
        return tuple(dict.fromkeys(found))

    # -- small things

    def _ground(self, telling: Telling) -> Citation:
        return self.passages.sentence(telling.citation)

    def _skip(self, event: Event, why: str, ground: Citation) -> None:
        what = event.label or (
            event.tellings[0].trigger.quote if event.tellings[0].trigger else event.type.value
        )
        self.silent.append(Silent(what, why, ground))


def _is_the_trigger(telling: Telling) -> bool:
    """Whether the words that tell the act are those that carry the event."""
    act, trigger = telling.act, telling.trigger
    return act is not None and trigger is not None and act.start <= trigger.start < act.end


def _or_else(telling: Telling) -> bool:
    """Whether a telling is of "do this or else": the demand stands before what is threatened."""
    if telling.act is None or telling.condition is None:
        return False
    between = telling.act.source.text[telling.condition.end : telling.act.start]
    return bool(re.match(r"\W*or\b", between))


def _end_of_part(text: str, least: int) -> int:
    """Return where the part of a sentence ends that a trigger belongs to."""
    found = re.compile(r",|;| and (?!the\b)").search(text, least)
    return found.start() if found else len(text)


def _id(event: Event) -> str:
    return f"event {event.id}"


def _day(event: Event) -> date | None:
    return event.when.latest or event.when.earliest
