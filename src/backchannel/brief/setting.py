"""What all parts of a brief share: the evidence, the draft, short names, and how to cite."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from backchannel.analysis.ignorance import UnknownStatement
from backchannel.brief.outcomes import Outcomes
from backchannel.brief.wording import (
    Speech,
    date_in_words,
    event_in_words,
    is_plural,
    shorten,
    sort_date,
)
from backchannel.conflict.draft import Draft
from backchannel.conflict.elements import (
    Certainty,
    Conflict,
    Expression,
    If,
    Not,
    Statements,
)
from backchannel.conflict.passages import Passages
from backchannel.dossier.evidence import (
    Event,
    Evidence,
    Factuality,
    Modality,
    Party,
    PartyKind,
    When,
)
from backchannel.text import Citation, Quote, Source

__all__ = ["MOST_LINES", "Setting"]

MOST_LINES = 60
"""Most lines of a section."""


class Setting:
    """One evidence with its draft, and what every part of the brief needs of them.

    Parameters
    ----------
    evidence : Evidence
        What was read.
    drafted : Draft
        The conflict.
    statuses : mapping of str to str, or None
        Status of each record by id, if the evidence is that of a dossier.

    Attributes
    ----------
    names, maker_names : dict of str to str
        Short names by party id and by decision maker id.
    speech : Speech or None
        Says what the conflict means; None if there is none.
    yearless : bool
        Days are given, and none of them with a year: that is then said once.
    """

    def __init__(
        self, evidence: Evidence, drafted: Draft, statuses: Mapping[str, str] | None = None
    ) -> None:
        self.evidence = evidence
        self.draft = drafted
        self.passages = Passages(evidence)
        self.names = short_names(evidence)
        conflict = drafted.conflict
        self.maker_names: dict[str, str] = {}
        if conflict is not None:
            for maker in conflict.decision_makers:
                party = dict(drafted.parties).get(maker.id)
                self.maker_names[maker.id] = self.names.get(party or "", maker.title)
        self.speech = Speech(conflict, self.maker_names) if conflict is not None else None
        self._sources = {r.source.sha256: r.source for r in reversed(evidence.reports)}
        self._statuses = statuses
        dates = [event.when for event in evidence.events]
        dates += [one.when for one in evidence.statements if one.when is not None]
        self.yearless = any(d.month_day and not d.earliest for d in dates) and not any(
            d.earliest or d.latest for d in dates
        )

    def date(self, when: When | None) -> str:
        """Return a date in words; a missing year is not repeated where no day has one."""
        return date_in_words(when, no_year="") if self.yearless else date_in_words(when)

    def confirmed(self) -> tuple[int, int] | None:
        """Return how many records the analyst confirmed, of how many; None without a dossier."""
        if self._statuses is None:
            return None
        e = self.evidence
        kinds = (e.parties, e.events, e.statements, e.issues, e.positions, e.absences)
        ids = [one.id for kind in kinds for one in kind]
        return sum(self._statuses.get(i) == "accepted" for i in ids), len(ids)

    def standing(self, ref: str, *marks: str) -> str:
        """Return the marks of a record, "confirmed" first if the analyst accepted it."""
        accepted = self._statuses is not None and self._statuses.get(ref) == "accepted"
        return ", ".join(filter(None, ("confirmed" if accepted else "", *marks)))

    def sentences(self, cited: Sequence[Citation]) -> tuple[Citation, ...]:
        """Return the sentences around passages, each once."""
        return tuple(dict.fromkeys(self.passages.sentence(c) for c in cited))

    def cited(self, quotes: Iterable[Quote]) -> tuple[Citation, ...]:
        """Return the places of quotes in the reports at hand, each once."""
        found = []
        for quote in quotes:
            source = self._sources.get(quote.sha256)
            if source is not None:
                citation = quote.find_in(source)
                if citation is not None:
                    found.append(citation)
        return tuple(dict.fromkeys(found))

    def triggers(self, source: Source) -> set[int]:
        """Return where the words that carry events begin in a source."""
        if not hasattr(self, "_triggers"):
            found: dict[Source, set[int]] = {}
            for event in self.evidence.events:
                for telling in event.tellings:
                    if telling.trigger is not None:
                        found.setdefault(telling.trigger.source, set()).add(telling.trigger.start)
            self._triggers = found
        return self._triggers.get(source, set())

    def event_words(self, event: Event) -> str:
        """Return who did what to whom."""
        return event_in_words(event, self.names)

    def timeline_events(self) -> list[Event]:
        """Return the counted events, dated ones in their order, then as told."""
        counted = [
            event
            for event in self.evidence.events
            if event.factuality in (Factuality.ACTUAL, Factuality.FUTURE)
            and event.modality is not Modality.HYPOTHETICAL
        ]
        places = {e.id: self.passages.place(e.tellings[0].citation) for e in counted}
        return sorted(counted, key=lambda e: (sort_date(e.when), places[e.id]))

    def weight(self, party: Party) -> int:
        """Return how often a party acts, speaks, is acted upon or takes a stand."""
        if not hasattr(self, "_weights"):
            weights: dict[str, int] = {}
            for event in self.evidence.events:
                for p in (*event.sources, *event.targets):
                    weights[p] = weights.get(p, 0) + 1
            for statement in self.evidence.statements:
                for p in statement.speakers:
                    weights[p] = weights.get(p, 0) + 1
            for position in self.evidence.positions:
                weights[position.party] = weights.get(position.party, 0) + 1
            self._weights = weights
        return self._weights.get(party.id, 0)

    def shadows(self) -> list[tuple[str, list[Citation]]]:
        """Return who is said to act from the shadow, as the party it is part of, with the words.

        Decision makers of the draft are left out: they act in the open.
        """
        whole = {f.part: f.whole for f in self.draft.foldings}
        makers = {party for _, party in self.draft.parties}
        found: dict[str, list[Citation]] = {}
        for party in self.evidence.parties:
            if not party.in_the_shadow or not party.shadow_grounds:
                continue
            root, seen = party.id, {party.id}
            while root in whole and whole[root] not in seen:
                root = whole[root]
                seen.add(root)
            if root not in makers:
                found.setdefault(root, []).extend(party.shadow_grounds)
        return list(found.items())

    def by_weight(self) -> list[Party]:
        """Return the parties, the most active first."""
        return sorted(self.evidence.parties, key=lambda p: (-self.weight(p), -len(p.mentions)))

    def question_words(self, outcomes: Outcomes, unknown: UnknownStatement) -> str:
        """Return "the United States wants to ...", for an unknown statement."""
        assert self.speech is not None
        words = self.speech.wants(
            unknown.decision_maker, outcomes.conflict.expression(unknown.text)
        )
        words += self.although(
            outcomes.conflict, unknown.decision_maker, outcomes.conflict.expression(unknown.text)
        )
        who = self.speech.who(unknown.decision_maker)
        return f"{who} {self.speech.want(unknown.decision_maker)} {words}"

    def although(self, conflict: Conflict, maker: str, asked: Expression) -> str:
        """Return "even if ..." for an act that is known to be wanted on the opposite condition."""
        assert self.speech is not None
        order = conflict.decision_maker(maker).preference.order
        for item in order.items if isinstance(order, Statements) else ():
            if item.certainty is not Certainty.UNKNOWN and isinstance(item.expression, If):
                then, condition = item.expression.then, item.expression.condition
                if then == asked:
                    met = condition.part if isinstance(condition, Not) else Not(condition)
                    return f" even if {self.speech.clause(met)}"
        return ""


_LONG = 44
_TAIL = r" (?:in|from|backed by|close to|loyal to) "


def short_names(evidence: Evidence) -> dict[str, str]:
    """Return a short name for each party: the surname of a person, else a short alias."""
    found: dict[str, str] = {}
    for party in evidence.parties:
        name = re.sub(r"^(?:many|several|some|various|the) (?=\w)", "", party.name.split(" (")[0])
        if is_plural(re.split(_TAIL, name)[0]) and party.kind is not PartyKind.PERSON:
            name = re.split(_TAIL, name)[0]
        if len(name) > _LONG:
            fitting = [a for a in party.aliases if 2 < len(a) <= _LONG and a[:1].isupper()]
            name = max(fitting, key=len) if fitting else shorten(name, _LONG)
        first, _, rest = name.partition(" ")
        if rest and is_plural(name) and _is_ordinary(first, evidence):
            name = f"{first.lower()} {rest}"
        found[party.id] = name
    return found


def _is_ordinary(word: str, evidence: Evidence) -> bool:
    """Whether a word stands in small letters too: then its capital only began a sentence."""
    small = re.compile(rf"(?<![\w-]){re.escape(word.lower())}(?![\w-])")
    return any(small.search(report.source.text) for report in evidence.reports)
