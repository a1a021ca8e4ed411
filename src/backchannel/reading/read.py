"""From a report to evidence: `read`.

The way: the report is told from the page round it, parsed once (by the trained reader, or by rules
of thumb where it is missing), and read in layers: parties, dates, events, statements, positions,
absences. Nothing is taken from residue. The same text gives the same evidence.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from backchannel.dossier.evidence import (
    Absence,
    Event,
    EventType,
    Evidence,
    Issue,
    Modality,
    Party,
    PartyKind,
    Position,
    Report,
    Stance,
    Statement,
    StatementKind,
    Telling,
    When,
)
from backchannel.errors import ReaderError
from backchannel.reading.absences import find_absences
from backchannel.reading.calibration import band, right
from backchannel.reading.codebook import factuality
from backchannel.reading.contexts import contexts_of
from backchannel.reading.dates import Dates, find_dates
from backchannel.reading.events import Found, find_events
from backchannel.reading.gazetteer import State, entries_at
from backchannel.reading.owners import with_owners
from backchannel.reading.parse import Parse
from backchannel.reading.parties import Parties, find_parties
from backchannel.reading.positions import Stand, find_positions
from backchannel.reading.report import read_report
from backchannel.reading.shadow import find_shadows
from backchannel.reading.shallow import shallow_parse
from backchannel.reading.sides import Actors, inside
from backchannel.reading.speakers import Speakers
from backchannel.reading.statements import Said, find_statements
from backchannel.reading.told_acts import act_told, condition_told
from backchannel.reading.tree import Tree
from backchannel.text import Citation, Source, Span

if TYPE_CHECKING:
    from backchannel.reading.html import Page
    from backchannel.reading.reader.reader import Reader

__all__ = ["parse_report", "parse_text", "read", "reader", "reader_name"]

_OWN_FORCES = (EventType.RETREAT, EventType.CONCEDE, EventType.MOBILIZE, EventType.AGREE)
_FIRST_PERSON = frozenset({"we", "i", "us", "me", "ourselves"})
KEPT = 0.5
"""Events with a lower score are left out."""


@cache
def reader() -> Reader | None:
    """Return the trained reader, or None where its weights are missing."""
    from backchannel.reading.reader.reader import Reader

    try:
        return Reader.load()
    except ReaderError:
        return None


def reader_name() -> str:
    """Return what reads here: the program's version and the weights, or ``rules``."""
    from backchannel import __version__

    trained = reader()
    weights = str(trained.card["sha256"]["reader.onnx"])[:8] if trained else "rules"
    return f"backchannel {__version__}, {weights}"


def parse_report(report: Report) -> Parse:
    """Parse a report's body, paragraph by paragraph.

    Parameters
    ----------
    report : Report
        With its body marked.

    Returns
    -------
    Parse
        By the trained reader if its weights are there, else by `shallow_parse`.
    """
    return parse_text(report.source.text, report.body)


def parse_text(text: str, blocks: Sequence[Span] | None = None) -> Parse:
    """Parse stretches of a text, by default all of it as one paragraph."""
    spans = blocks if blocks is not None else ([Span(0, len(text))] if text else [])
    trained = reader()
    if trained is None:
        return shallow_parse(text, spans)
    return with_owners(trained.parse(text, [(span.start, span.end) for span in spans]))


def read(
    source: Source | Page | Report,
    *,
    reported_on: date | None = None,
    sure: float | None = None,
    about: Sequence[str] = (),
    known_states: Sequence[State] = (),
    surnames: frozenset[str] = frozenset(),
    parse: Parse | None = None,
) -> Evidence:
    """Read a report.

    Parameters
    ----------
    source : Source, Page or Report
        The text as it was handed over, or a report already told from its page.
    reported_on : datetime.date or None
        The day it was reported, if known: the reference for relative dates.
    sure : float or None
        Keep only events, statements, positions and absences of classes that were right at least
        this often (0 to 1) on the annotated dossiers; parties stay, as the others refer to them.
    about : sequence of str
        Codes of the states that the other reports of a dossier are about, most first.
    known_states : sequence of State
        Unlisted states that the other reports tell of (`backchannel.reading.anchors`).
    surnames : frozenset of str
        Last names of persons whom the other reports name in full: none of them is a state's.
    parse : Parse or None
        What `parse_report` made of the report, if it is at hand.

    Returns
    -------
    Evidence
        With this one report.

    Raises
    ------
    LanguageError
        If the report is not in English.
    InputError
        If there is nothing to read.
    """
    report = source if isinstance(source, Report) else read_report(source, reported_on=reported_on)
    if parse is None:
        parse = parse_report(report)
    parties = find_parties(report, parse, about, known_states, surnames)
    return _Reading(report, parse, parties, find_dates(report, parse), sure or 0.0).evidence()


class _Reading:
    """One report being read: turns words into records."""

    def __init__(
        self, report: Report, parse: Parse, parties: Parties, dates: Dates, sure: float
    ) -> None:
        self.report, self.parse, self.parties, self.dates = report, parse, parties, dates
        self.source = report.source
        self.text = report.source.text
        self.tree = Tree.of(parse)
        self.actors = Actors(self.tree)
        self._speeches: list[tuple[int, int, tuple[str, ...]]] = []
        self._spoken: dict[int, tuple[str, ...]] = {}
        self._mention_at = {mention.head: mention for mention in parse.mentions}
        self.sure = sure

    def evidence(self) -> Evidence:
        year = self._year()
        found = find_events(self.parse, self.text, reported_year=year)
        said = find_statements(self.parse, self.text)
        self._speeches = self._first_persons(said)
        missing = find_absences(self.parse, self.text)
        stands = find_positions(
            self.parse, self.text, [f for f in found if f.confidence >= KEPT], said, missing
        )
        statements = self._statements(said)
        issues, positions = self._positions(stands)
        evidence = Evidence(
            reports=(self.report,),
            parties=self._with_shadows(found),
            events=self._events(found),
            statements=statements,
            issues=issues,
            positions=positions,
            absences=tuple(
                Absence(
                    f"a{number}",
                    one.what,
                    self._cite(one.start, one.end),
                    self._cite(*one.cue),
                    self._parties(one.parties),
                    right("absence", "not done" if one.undone else "not said"),
                )
                for number, one in enumerate(missing, 1)
            ),
        )
        return self._only_sure(evidence)

    def _with_shadows(self, found: Sequence[Found]) -> tuple[Party, ...]:
        """The parties, those in the shadow marked with the sentences that say so."""
        grounds: dict[str, list[Citation]] = {}
        for one in find_shadows(self.parse, self.text, found):
            for party in self._parties([one.head]):
                grounds.setdefault(party, []).append(self._cite(one.start, one.end))
        return tuple(
            replace(p, in_the_shadow=True, shadow_grounds=tuple(dict.fromkeys(grounds[p.id])))
            if p.id in grounds
            else p
            for p in self.parties.parties
        )

    def _year(self) -> int | None:
        for when in (self.report.published.earliest, self.report.reported_on):
            if when is not None:
                return when.year
        return None

    def _only_sure(self, evidence: Evidence) -> Evidence:
        if not self.sure:
            return evidence
        positions = tuple(p for p in evidence.positions if p.confidence >= self.sure)
        wanted = {p.issue for p in positions}
        return replace(
            evidence,
            events=tuple(e for e in evidence.events if e.confidence >= self.sure),
            statements=tuple(s for s in evidence.statements if s.confidence >= self.sure),
            positions=positions,
            issues=tuple(i for i in evidence.issues if i.id in wanted),
            absences=tuple(a for a in evidence.absences if a.confidence >= self.sure),
        )

    # ------------------------------------------------------------------ words to records

    def _cite(self, start: int, end: int) -> Citation:
        return Citation(self.source, start, end)

    def _parties(self, heads: Iterable[int], places: bool = False) -> tuple[str, ...]:
        """Ids of the parties that these noun phrases mean."""
        found: list[str] = []
        for head in heads:
            first, last = self.tree.phrase(head)
            start, end = self.tree.tokens[first].start, self.tree.tokens[last - 1].end
            token = self.tree.tokens[head]
            ids = self.parties.at(token.start, token.end, places) or self.parties.at(
                start, end, places
            )
            if not ids and token.upos == "PRON":
                ids = self._antecedent(head)
            found += [i for i in ids if i not in found]
        return tuple(found)

    def _side(self, heads: Iterable[int], places: bool = False) -> tuple[str, ...]:
        """Parties of a side: "we" is who speaks, "a Peruvian patrol boat" at least Peru."""
        found: list[str] = []
        for head in heads:
            ids: tuple[str, ...] = ()
            if self.tree.lower[head] in _FIRST_PERSON:
                ids = self._speaking_at(self.tree.tokens[head].start)
            ids = ids or self._parties([head], places)
            if not ids and self.tree.is_noun(head):
                for owner in inside(self.tree, self.actors, head)[:1]:
                    ids = self._parties([owner]) or self._nation(owner)
            ids = ids or self._nation(head) or self._beside(head)
            found += [i for i in ids if i not in found]
        return tuple(found)

    def _beside(self, head: int) -> tuple[str, ...]:
        """Who stands beside a noun that means nobody: "the law's author, Minister Orsa, quit"."""
        names = [k for k in self.tree.kids[head] if self.tree.rel(k) == "appos"]
        return self._parties(names[:1])

    def _nation(self, head: int) -> tuple[str, ...]:
        """The state of a nationality ("Vietnamese"), if it is a party of the report."""
        word = self.tree.tokens[head].text
        hit = entries_at(word, 0) if word[:1].isupper() else None
        if hit is None or hit.entry.sort != "people" or hit.end < len(word):
            return ()
        code = hit.entry.key
        return tuple(
            p.id for p in self.parties.parties if p.kind is PartyKind.STATE and p.country == code
        )[:1]

    def _first_persons(self, said: Iterable[Said]) -> list[tuple[int, int, tuple[str, ...]]]:
        """Stretches of direct speech with the parties that speak there, in order."""
        found = []
        for one in said:
            if one.kind is StatementKind.INDIRECT:
                continue
            speakers = self._parties(one.speakers)
            if not speakers and one.label is not None:
                speakers = self.parties.at(*one.label)
            if speakers:
                found += [(start, end, speakers) for start, end in one.content]
        return sorted(found)

    def _speaking_at(self, place: int) -> tuple[str, ...]:
        """Who speaks at a place of the text, in direct speech."""
        index = bisect_right(self._speeches, (place, 1 << 60)) - 1
        for start, end, speakers in self._speeches[max(0, index - 3) : index + 1]:
            if start <= place < end:
                return speakers
        return ()

    def _antecedent(self, head: int) -> tuple[str, ...]:
        """The parties that a pronoun means, by the reader's coreference."""
        at = self._mention_at.get(head)
        for _ in range(8):
            if at is None or at.antecedent is None:
                return ()
            at = self.parse.mentions[at.antecedent]
            token = self.tree.tokens[at.head]
            ids = self.parties.at(token.start, token.end) or self.parties.at(at.start, at.end)
            if ids:
                return ids
        return ()

    def _events(self, found: Sequence[Found]) -> tuple[Event, ...]:
        events: list[Event] = []
        told: list[tuple[Found, tuple[str, ...], tuple[str, ...]]] = []
        for one in found:
            if one.confidence < KEPT or self._asked_for_the_paper(one):
                continue
            sources = self._side(one.sources)
            targets = tuple(
                p
                for p in self._side(one.targets, one.type not in (EventType.ACCUSE,))
                if p not in sources
            )
            if one.type in _OWN_FORCES:
                targets = tuple(p for p in targets if not self._belongs(p, sources))
            if not targets and one.type in (EventType.REJECT, EventType.AGREE):
                targets = self._answered(one, sources, told)
            if not targets and one.type in (EventType.REJECT, EventType.CONCEDE):
                targets = self._who_wished_it(one, sources, told)
            if not targets and one.type in (EventType.REQUEST, EventType.THREATEN):
                targets = self._faced_before(one, sources, told)
            if not sources and one.mode == "arrest":
                sources = self._police_before(one, told)
            told.append((one, sources, targets))
            sentence = self.parse.sentences[one.sentence]
            start = min(self.tree.tokens[w].start for w in one.words)
            end = max(self.tree.tokens[w].end for w in one.words)
            token = self.tree.tokens[one.token]
            clause = self._clause(one)
            planned = one.modality is Modality.ANNOUNCED and one.type in _PLANNED
            when = self.dates.date_for(
                token.start, token.end, (sentence.start, sentence.end), planned
            )
            telling = Telling(
                self._cite(*clause),
                self._cite(start, end) if end - start < 120 else self._cite(token.start, token.end),
                when if when != When() else None,
                self._parties([one.attributed]) if one.attributed is not None else (),
                act=self._cite(*act) if (act := act_told(self.tree, one)) else None,
                condition=self._cite(*met) if (met := condition_told(self.tree, one)) else None,
            )
            events.append(
                Event(
                    f"e{len(events) + 1}",
                    one.type,
                    (telling,),
                    one.mode,
                    sources,
                    targets,
                    when,
                    one.modality,
                    factuality(one.modality, one.type),
                    contexts_of(self.text[sentence.start : sentence.end], one.type, one.mode),
                    " ".join(self.text[clause[0] : clause[1]].split())[:160],
                    right("event", band(one.confidence)),
                )
            )
        return tuple(events)

    def _asked_for_the_paper(self, one: Found) -> bool:
        """ "We asked the mayor to come on the programme": by a paper that is no party."""
        if one.type is not EventType.REQUEST or one.quoted:
            return False
        if self.tree.lemmas[one.token] not in ("ask", "invite", "request", "approach"):
            return False
        who = self.tree.dependents(one.token, "nsubj", "obl")
        own = [
            k
            for k in who
            if self.tree.lower[k] in ("we", "i")
            or (self.tree.lower[k] in ("us", "me") and self.tree.case(k) == "by")
        ]
        return bool(own) and not self._side(tuple(own))

    def _belongs(self, party: str, owners: tuple[str, ...]) -> bool:
        """Whether a party is part of one of these."""
        node: str | None = party
        for _ in range(6):
            node = self.parties.get(node).part_of if node is not None else None
            if node is None:
                return False
            if node in owners:
                return True
        return False

    def _answered(
        self,
        one: Found,
        sources: tuple[str, ...],
        told: list[tuple[Found, tuple[str, ...], tuple[str, ...]]],
    ) -> tuple[str, ...]:
        """ "The union turned that down": whose offer or demand stands a sentence or two before."""
        if not sources or (one.type is EventType.AGREE and not _is_answer(self.tree, one)):
            return ()
        for earlier, by, to in reversed(told):
            if one.sentence - earlier.sentence > 2:
                return ()
            if earlier.type not in (EventType.REQUEST, EventType.AGREE, EventType.THREATEN):
                continue
            if by and not set(by) & set(sources) and (not to or set(to) & set(sources)):
                return by
        return ()

    def _who_wished_it(
        self,
        one: Found,
        sources: tuple[str, ...],
        told: list[tuple[Found, tuple[str, ...], tuple[str, ...]]],
    ) -> tuple[str, ...]:
        """ "ruled out any withdrawal": who demanded one, however far above."""
        if one.inner is None or not sources:
            return ()
        for earlier, by, _ in reversed(told):
            if earlier.type is not EventType.REQUEST or earlier.inner is not one.inner:
                continue
            if by and not set(by) & set(sources) and not set(by) & set(self._above(sources)):
                return by
        return ()

    def _above(self, parties: tuple[str, ...]) -> tuple[str, ...]:
        """What these parties are part of."""
        owners = (self.parties.get(p).part_of for p in parties)
        return tuple(o for o in owners if o is not None)

    def _faced_before(
        self,
        one: Found,
        sources: tuple[str, ...],
        told: list[tuple[Found, tuple[str, ...], tuple[str, ...]]],
    ) -> tuple[str, ...]:
        """ "She summoned the envoy. She also demanded that ...": of whom she spoke to before."""
        for earlier, by, to in reversed(told):
            if one.sentence - earlier.sentence > 1:
                return ()
            if earlier.type in _FACED and by and set(by) == set(sources) and to:
                return to
            if one.type is EventType.THREATEN and to and not set(to) & {*sources, *by}:
                # another of the same side turned against them just before
                if earlier.type in _TURNED and set(self._above(by)) & set(self._above(sources)):
                    return to
        return ()

    def _police_before(
        self, one: Found, told: list[tuple[Found, tuple[str, ...], tuple[str, ...]]]
    ) -> tuple[str, ...]:
        """Who arrests where only "were arrested" is said: the police that acted just before."""
        block = self.parse.sentences[one.sentence].block
        for earlier, by, _ in reversed(told):
            place = self.parse.sentences[earlier.sentence]
            if place.block != block or one.sentence - earlier.sentence > 2:
                return ()
            police = tuple(p for p in by if self.parties.get(p).sector == "COP")
            if police:
                return police
        return ()

    def _clause(self, one: Found) -> tuple[int, int]:
        """The words of the clause that tells an event: the trigger with sides and topic."""
        sentence = self.parse.sentences[one.sentence]
        members = {one.token, *one.words}
        for head in (*one.sources, *one.targets):
            if sentence.first <= head < sentence.last:
                first, last = self.tree.phrase(head)
                members |= set(range(first, last))
        if one.topic is not None and sentence.first <= one.topic < sentence.last:
            members |= set(self.tree.subtree(one.topic, ("parataxis", "advcl", "acl:relcl")))
        inside = [k for k in members if sentence.first <= k < sentence.last]
        return self.tree.tokens[min(inside)].start, self.tree.tokens[max(inside)].end

    def _statements(self, said: Iterable[Said]) -> tuple[Statement, ...]:
        out: list[Statement] = []
        who = Speakers(self.text, self.tree, self.parties, self._parties)
        for one in said:
            speakers = who.of(one)
            if len(one.speakers) == 1 and self.tree.tokens[one.speakers[0]].upos == "PRON":
                self._spoken[one.speakers[0]] = speakers
            if who.nobody(one, speakers):
                continue
            place = one.cue or one.content[0]
            when = self.dates.date_for(place[0], place[1], one.sentence)
            out.append(
                Statement(
                    f"s{len(out) + 1}",
                    tuple(self._cite(*span) for span in one.content),
                    speakers,
                    self._cite(*one.cue) if one.cue else None,
                    one.kind,
                    self._cite(*one.sentence),
                    when if when != When() else None,
                    (),
                    right("statement", one.rule if speakers else "unknown speaker"),
                )
            )
        return tuple(out)

    def _standing(self, heads: Iterable[int]) -> tuple[str, ...]:
        """Whose position it is: a pronoun that says a statement is who says it there."""
        found = [p for head in heads for p in self._spoken.get(head) or self._parties((head,))]
        return tuple(dict.fromkeys(found))

    def _positions(self, stands: Iterable[Stand]) -> tuple[tuple[Issue, ...], tuple[Position, ...]]:
        issues: dict[tuple[str, ...], Issue] = {}
        positions: dict[tuple[str, str, Stance], Position] = {}
        stances: dict[tuple[str, str, Citation], Stance] = {}
        for one in stands:
            parties = self._standing(one.heads)
            if not parties:
                continue
            share = right("position", one.rule)
            key = _near(one.key, issues)
            issue = issues.get(key)
            phrase = self._cite(*one.topic)
            doers = self._parties(one.doers)
            if issue is None:
                issue = Issue(f"i{len(issues) + 1}", one.name, (phrase,), one.act, doers)
            else:
                issue = replace(
                    issue,
                    phrases=tuple(dict.fromkeys((*issue.phrases, phrase))),
                    act=issue.act or one.act,
                    doers=tuple(dict.fromkeys((*issue.doers, *doers))),
                )
            issues[key] = issue
            for party in parties:
                mark = (party, issue.id, one.stance)
                ground = self._cite(*one.grounds)
                if stances.setdefault((party, issue.id, ground), one.stance) is not one.stance:
                    continue  # one passage does not say both
                known = positions.get(mark)
                if known is not None:
                    positions[mark] = replace(
                        known,
                        grounds=tuple(dict.fromkeys((*known.grounds, ground))),
                        confidence=max(known.confidence, share),
                        condition=known.condition or one.condition,
                    )
                else:
                    positions[mark] = Position(
                        f"p{len(positions) + 1}",
                        party,
                        issue.id,
                        one.stance,
                        (ground,),
                        one.explicit,
                        one.condition,
                        share,
                    )
        return tuple(issues.values()), tuple(positions.values())


_PLANNED = (EventType.PROTEST, EventType.CONSULT)
"""What has the day it is set for where it is announced; a measure has that of the word."""
_TURNED = (EventType.SANCTION, EventType.THREATEN, EventType.ACCUSE, EventType.REJECT)
_FACED = (EventType.ACCUSE, EventType.REQUEST, EventType.THREATEN, EventType.REJECT)


def _is_answer(tree: Tree, one: Found) -> bool:
    """Whether an agreement answers something: "accepted it", "said yes to that"."""
    lemma = tree.lemmas[one.token]
    return lemma in ("accept", "say", "welcome", "consent", "assent", "comply", "agree")


def _near(key: tuple[str, ...], issues: dict[tuple[str, ...], Issue]) -> tuple[str, ...]:
    """The key of an issue already met that names the same: one key holds the other."""
    if key in issues:
        return key
    for known in issues:
        shared = set(key) & set(known)
        if len(shared) >= 2 and (shared == set(key) or shared == set(known)):
            return known
    return key
