"""Evidence made by hand from a sentence or two, for testing one rule at a time."""

from __future__ import annotations

from datetime import date
from typing import Any

from backchannel.dossier.evidence import (
    Absence,
    Event,
    EventType,
    Evidence,
    Issue,
    Mention,
    MentionKind,
    Modality,
    Party,
    PartyKind,
    Position,
    Precision,
    Report,
    Stance,
    Telling,
    When,
)
from backchannel.text import Citation, Source, Span

MODALITIES = {
    "THREATEN": Modality.THREATENED,
    "REQUEST": Modality.DEMANDED,
}


class MadeUp:
    """A text, and records that cite it by the words they stand on."""

    def __init__(self, *sentences: str) -> None:
        text = "\n\n".join(sentences)
        self.source = Source(text, "made-up.txt")
        spans, at = [], 0
        for sentence in sentences:
            spans.append(Span(at, at + len(sentence)))
            at += len(sentence) + 2
        self.report = Report(self.source, body=tuple(spans))
        self.parties: list[Party] = []
        self.events: list[Event] = []
        self.issues: list[Issue] = []
        self.positions: list[Position] = []
        self.absences: list[Absence] = []

    def cite(self, words: str) -> Citation:
        at = self.source.text.index(words)
        return self.source.cite(at, at + len(words))

    def party(self, name: str, kind: str = "state", **more: Any) -> str:
        """Add a party, mentioned wherever its name stands."""
        text, at, mentions = self.source.text, 0, []
        while (at := text.find(name, at)) >= 0:
            kind_of = MentionKind.NOMINAL if name[0].islower() else MentionKind.NAME
            mentions.append(Mention(self.source.cite(at, at + len(name)), kind_of))
            at += len(name)
        self.parties.append(Party(name, name, PartyKind(kind), mentions=tuple(mentions), **more))
        return name

    def event(
        self,
        type: str,
        trigger: str,
        sources: str = "",
        targets: str = "",
        modality: str = "",
        day: date | None = None,
        mode: str | None = None,
    ) -> None:
        cited = self.cite(trigger)
        when = When() if day is None else When(day, day, Precision.DAY)
        self.events.append(
            Event(
                f"e{len(self.events) + 1}",
                EventType(type),
                (Telling(cited, cited),),
                mode=mode,
                sources=tuple(filter(None, sources.split("|"))),
                targets=tuple(filter(None, targets.split("|"))),
                when=when,
                modality=Modality(modality)
                if modality
                else MODALITIES.get(type, Modality.HAPPENED),
            )
        )

    def absence(self, words: str, cue: str, *parties: str) -> None:
        self.absences.append(
            Absence(f"a{len(self.absences)}", words, self.cite(words), self.cite(cue), parties)
        )

    def position(self, party: str, issue: str, stance: str, words: str, doers: str = "") -> None:
        known = {one.name: one.id for one in self.issues}
        if issue not in known:
            known[issue] = f"i{len(self.issues)}"
            self.issues.append(
                Issue(known[issue], issue, (self.cite(words),), doers=tuple(doers.split()))
            )
        self.positions.append(
            Position(
                f"p{len(self.positions)}", party, known[issue], Stance(stance), (self.cite(words),)
            )
        )

    def evidence(self) -> Evidence:
        return Evidence(
            (self.report,),
            tuple(self.parties),
            tuple(self.events),
            (),
            tuple(self.issues),
            tuple(self.positions),
            tuple(self.absences),
        )
