"""What reports say, as records: each tied to exact characters of its source.

A reading of one report and a dossier of many have the same form, `Evidence`. Records refer to each
other by ``id``; an id is unique inside its `Evidence` and says nothing by itself.

What is not known is ``None`` or an empty tuple, never a guess; where several reasons for silence
exist they are different values.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from backchannel.text import Citation, Source, Span

__all__ = [
    "EVENT_TYPES",
    "SECTORS",
    "Absence",
    "Event",
    "EventType",
    "Evidence",
    "Factuality",
    "Issue",
    "Mention",
    "MentionKind",
    "Modality",
    "Party",
    "PartyKind",
    "Position",
    "Precision",
    "Report",
    "Residue",
    "Stance",
    "Statement",
    "StatementKind",
    "Telling",
    "When",
    "citations_of",
]


class EventType(StrEnum):
    """The sixteen PLOVER event types (PLOVER manual, draft 2.0, 2021), in the codebook's order."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    CONCEDE = "CONCEDE"
    COOPERATE = "COOPERATE"
    AID = "AID"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"


EVENT_TYPES: tuple[EventType, ...] = tuple(EventType)

SECTORS: frozenset[str] = frozenset(
    "GOV MIL COP PRM REB UAF UNK SPY LEG JUD PTY AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE "
    "REL SOC".split()
)
"""PLOVER sector codes (manual, section on actors)."""


class Modality(StrEnum):
    """How the report presents the act."""

    HAPPENED = "happened"
    ONGOING = "ongoing"
    ANNOUNCED = "announced"
    THREATENED = "threatened"
    DEMANDED = "demanded"
    OFFERED = "offered"
    DENIED = "denied"
    HYPOTHETICAL = "hypothetical"
    PAST = "past"


class Factuality(StrEnum):
    """PLOVER's auxiliary modes as one field: only actual and future events are counted."""

    ACTUAL = "actual"
    FUTURE = "future"
    HYPOTHETICAL = "hypothetical"
    NEGATED = "negated"
    HISTORICAL = "historical"


class PartyKind(StrEnum):
    """What sort of party it is."""

    STATE = "state"
    IGO = "igo"
    ORGANISATION = "organisation"
    ARMED_FORCE = "armed_force"
    GROUP = "group"
    PERSON = "person"
    PERSONS = "persons"
    COMPANY = "company"
    UNKNOWN = "unknown"


class MentionKind(StrEnum):
    """How a party is mentioned: by name, by a noun phrase, by a pronoun or by a place for it."""

    NAME = "name"
    NOMINAL = "nominal"
    PRONOUN = "pronoun"
    PLACE = "place"


class Precision(StrEnum):
    """How exactly a date is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    RANGE = "range"
    DAY_WITHOUT_YEAR = "day without year"
    ORDER = "order"
    UNKNOWN = "unknown"


class Stance(StrEnum):
    """Where a party stands on an issue."""

    FOR = "for"
    AGAINST = "against"
    UNCLEAR = "unclear"


class StatementKind(StrEnum):
    """Whether the words are quoted."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


def _confidence(value: float, what: str) -> None:
    if not 0.0 <= value <= 1.0:
        raise ValueError(f"confidence of {what} must be between 0 and 1, got {value!r}")


@dataclass(frozen=True, slots=True)
class When:
    """When something was, with how exactly that is known and on what grounds.

    Parameters
    ----------
    earliest, latest : datetime.date or None
        Bounds, both inclusive; equal if the day is known; None if open on that side.
    precision : Precision
        DAY needs ``earliest == latest``; DAY_WITHOUT_YEAR needs `month_day`.
    basis : str
        On what the date rests, in words ("the text: 'On April 8'; year from --reported-on").
    citation : Citation or None
        The words that give it.
    month_day : tuple of (int, int) or None
        Month and day where the year is left open.
    after, before : str or None
        For ORDER: what it came after or before, in the text's own words.
    stated : bool
        False if the passage gives no date and this one is carried over from what stands round it.
    """

    earliest: date | None = None
    latest: date | None = None
    precision: Precision = Precision.UNKNOWN
    basis: str = ""
    citation: Citation | None = None
    month_day: tuple[int, int] | None = None
    after: str | None = None
    before: str | None = None
    stated: bool = True

    def __post_init__(self) -> None:
        if self.earliest and self.latest and self.earliest > self.latest:
            raise ValueError(f"a date needs earliest <= latest, got {self.earliest}, {self.latest}")
        if self.precision is Precision.DAY and (
            self.earliest is None or self.earliest != self.latest
        ):
            raise ValueError(
                f"precision 'day' needs one day, got earliest={self.earliest}, latest={self.latest}"
            )
        if self.precision is Precision.DAY_WITHOUT_YEAR and self.month_day is None:
            raise ValueError("precision 'day without year' needs month_day")

    @property
    def day(self) -> date | None:
        """The day, if it is known."""
        return self.earliest if self.precision is Precision.DAY else None


@dataclass(frozen=True, slots=True)
class Residue:
    """A stretch that belongs to the site, not to the report: marked, never deleted.

    Parameters
    ----------
    span : Span
        Place in the report's source.
    kind : str
        For example ``breadcrumb``, ``cookie_notice``, ``related_posts``.
    reason : str
        Why it was judged so, for the reader of the brief.
    confidence : float
        Between 0 and 1.
    """

    span: Span
    kind: str
    reason: str = ""
    confidence: float = 1.0

    def __post_init__(self) -> None:
        _confidence(self.confidence, "residue")


@dataclass(frozen=True, slots=True)
class Report:
    """A report as it was handed over: its source and what is known about it.

    Parameters
    ----------
    source : Source
        The exact text.
    title, author, translator, publisher : str or None
        Lifted from the text or the page's metadata; None if not stated.
    published : When
        When it was published, with basis.
    reported_on : datetime.date or None
        The reference day that relative dates are resolved against; None leaves years open.
    body : tuple of Span
        Paragraphs of the report itself, in order.
    residue : tuple of Residue
        What belongs to the site, in order.
    metadata : tuple of (str, Citation)
        Where title, author, translator, dateline, heading ... stand.
    language : str
        ISO 639-1, "en" for all that can be read today.
    """

    source: Source
    title: str | None = None
    author: str | None = None
    translator: str | None = None
    publisher: str | None = None
    published: When = field(default_factory=When)
    reported_on: date | None = None
    body: tuple[Span, ...] = ()
    residue: tuple[Residue, ...] = ()
    metadata: tuple[tuple[str, Citation], ...] = ()
    language: str = "en"

    def __post_init__(self) -> None:
        length = len(self.source.text)
        for span in (*self.body, *(r.span for r in self.residue)):
            if span.end > length:
                raise ValueError(f"span {span} lies outside the report of {length} characters")

    @property
    def id(self) -> str:
        """First 16 digits of the source's hash."""
        return self.source.sha256[:16]


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a party is meant.

    Parameters
    ----------
    citation : Citation
        The words that mean it.
    kind : MentionKind
        By name, noun phrase, pronoun or place.
    """

    citation: Citation
    kind: MentionKind = MentionKind.NAME


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody who acts, speaks, is addressed or is acted upon, under all names.

    Parameters
    ----------
    id : str
        Unique within its evidence.
    name : str
        Canonical name.
    kind : PartyKind
        State, person, group ...
    country : str or None
        ISO 3166-1 alpha-3, or PLOVER's UNO, EUR, IGO, NGO, ISM, IMG, MNC.
    sector : str or None
        PLOVER sector code.
    part_of : str or None
        Id of the party it belongs to or speaks for.
    part_of_grounds : tuple of Citation
        The words that say so; empty if it rests on general knowledge (`part_of_basis` says).
    part_of_basis : str
        In words.
    role : str or None
        "spokesman", "Prime Minister" ...
    aliases : tuple of str
        Other names met or known, sorted.
    mentions : tuple of Mention
        Where it is meant, in order.
    in_the_shadow : bool
        It is said to act indirectly, in secret or through others.
    shadow_grounds : tuple of Citation
        The words that say so.
    confidence : float
        Between 0 and 1.
    """

    id: str
    name: str
    kind: PartyKind = PartyKind.UNKNOWN
    country: str | None = None
    sector: str | None = None
    part_of: str | None = None
    part_of_grounds: tuple[Citation, ...] = ()
    part_of_basis: str = ""
    role: str | None = None
    aliases: tuple[str, ...] = ()
    mentions: tuple[Mention, ...] = ()
    in_the_shadow: bool = False
    shadow_grounds: tuple[Citation, ...] = ()
    confidence: float = 1.0

    def __post_init__(self) -> None:
        if not self.id or not self.name.strip():
            raise ValueError(f"a party needs an id and a name, got {self.id!r}, {self.name!r}")
        if self.part_of == self.id:
            raise ValueError(f"party {self.name!r} cannot be part of itself")
        if self.sector is not None and self.sector not in SECTORS:
            raise ValueError(f"sector of {self.name!r} must be a PLOVER code, got {self.sector!r}")
        _confidence(self.confidence, f"party {self.name!r}")


@dataclass(frozen=True, slots=True)
class Telling:
    """One passage that tells of an event.

    Parameters
    ----------
    citation : Citation
        The sentence or clause.
    trigger : Citation or None
        The words that carry the event.
    when : When or None
        The date this passage gives, if it gives one of its own.
    attributed_to : tuple of str
        Ids of parties who say that it happened, empty if the report says so itself.
    toll : str or None
        Numbers of dead, wounded, arrested ... as this passage gives them.
    act : Citation or None
        What is demanded, threatened, offered or done, without subject and conditions.
    condition : Citation or None
        The clause on which that depends ("unless ..."); of "do this or else" it is the demand,
        which then stands before `act`.
    """

    citation: Citation
    trigger: Citation | None = None
    when: When | None = None
    attributed_to: tuple[str, ...] = ()
    toll: str | None = None
    act: Citation | None = None
    condition: Citation | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """Who did what to whom and when (PLOVER).

    Parameters
    ----------
    id : str
        Unique within its evidence.
    type : EventType
        One of sixteen.
    mode : str or None
        PLOVER mode of that type.
    sources, targets : tuple of str
        Party ids. Reciprocal events put every party in `sources`. An empty `sources` means that
        the reports do not say who did it.
    when : When
        Best date over all tellings.
    modality : Modality
        Happened, announced, threatened ...
    factuality : Factuality
        Follows from the modality; only actual and future events are counted.
    tellings : tuple of Telling
        Every passage that tells it, in order; at least one.
    contexts : tuple of str
        PLOVER contexts, sorted.
    label : str
        The act in a few words of the text.
    confidence : float
        Between 0 and 1.
    """

    id: str
    type: EventType
    tellings: tuple[Telling, ...]
    mode: str | None = None
    sources: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    when: When = field(default_factory=When)
    modality: Modality = Modality.HAPPENED
    factuality: Factuality = Factuality.ACTUAL
    contexts: tuple[str, ...] = ()
    label: str = ""
    confidence: float = 1.0

    def __post_init__(self) -> None:
        if not self.tellings:
            raise ValueError(f"event {self.id!r} ({self.type}) needs a passage that tells it")
        _confidence(self.confidence, f"event {self.id!r}")


@dataclass(frozen=True, slots=True)
class Statement:
    """Who said what.

    Parameters
    ----------
    id : str
        Unique within its evidence.
    speakers : tuple of str
        Party ids; empty if the report does not say who.
    content : tuple of Citation
        What was said; several pieces if interrupted.
    cue : Citation or None
        The words of saying.
    kind : StatementKind
        Direct, indirect or mixed.
    sentence : Citation or None
        The whole sentence.
    when : When or None
        When it was said, if known.
    tellings : tuple of Citation
        Other passages that give the same statement, in full or in part.
    confidence : float
        Between 0 and 1.
    """

    id: str
    content: tuple[Citation, ...]
    speakers: tuple[str, ...] = ()
    cue: Citation | None = None
    kind: StatementKind = StatementKind.INDIRECT
    sentence: Citation | None = None
    when: When | None = None
    tellings: tuple[Citation, ...] = ()
    confidence: float = 1.0

    def __post_init__(self) -> None:
        if not self.content:
            raise ValueError(f"statement {self.id!r} needs content")
        _confidence(self.confidence, f"statement {self.id!r}")


@dataclass(frozen=True, slots=True)
class Issue:
    """Something that parties stand for or against; often an act somebody could take.

    Parameters
    ----------
    id : str
        Unique within its evidence.
    name : str
        In a few words ("withdrawal of foreign troops").
    phrases : tuple of Citation
        The different words the reports use for it.
    act : EventType or None
        The type the act would have if it were done.
    doers : tuple of str
        Ids of the parties who could do it, as far as the reports say.
    """

    id: str
    name: str
    phrases: tuple[Citation, ...] = ()
    act: EventType | None = None
    doers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Position:
    """Where a party stands on an issue, and on what grounds.

    Parameters
    ----------
    id : str
        Unique within its evidence.
    party : str
        Party id.
    issue : str
        Issue id.
    stance : Stance
        For, against or unclear.
    grounds : tuple of Citation
        The passages that show it, at least one.
    explicit : bool
        Said in words (True) or implied by an act (False).
    condition : str or None
        "unless ...", "if ..." in the text's words.
    confidence : float
        Between 0 and 1.
    """

    id: str
    party: str
    issue: str
    stance: Stance
    grounds: tuple[Citation, ...]
    explicit: bool = True
    condition: str | None = None
    confidence: float = 1.0

    def __post_init__(self) -> None:
        if not self.grounds:
            raise ValueError(f"position {self.id!r} needs grounds")
        _confidence(self.confidence, f"position {self.id!r}")


@dataclass(frozen=True, slots=True)
class Absence:
    """What was conspicuously not said or not done, because a report says so.

    Parameters
    ----------
    id : str
        Unique within its evidence.
    what : str
        In words.
    citation : Citation
        The sentence or clause that notes it.
    cue : Citation or None
        The words that mark the absence ("no mention is made of").
    parties : tuple of str
        Whose silence or inaction it is, if said.
    confidence : float
        Between 0 and 1.
    """

    id: str
    what: str
    citation: Citation
    cue: Citation | None = None
    parties: tuple[str, ...] = ()
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that was read, from one report or from many.

    Every id that a record refers to exists; ids of a kind are unique.

    Raises
    ------
    ValueError
        If a record refers to a party or issue that is not there, or an id occurs twice.
    """

    reports: tuple[Report, ...] = ()
    parties: tuple[Party, ...] = ()
    events: tuple[Event, ...] = ()
    statements: tuple[Statement, ...] = ()
    issues: tuple[Issue, ...] = ()
    positions: tuple[Position, ...] = ()
    absences: tuple[Absence, ...] = ()

    def __post_init__(self) -> None:
        for kind in ("parties", "events", "statements", "issues", "positions", "absences"):
            ids = [record.id for record in getattr(self, kind)]
            if len(ids) != len(set(ids)):
                twice = sorted({i for i in ids if ids.count(i) > 1})
                raise ValueError(f"{kind}: id {twice[0]!r} occurs more than once")
        parties = {party.id for party in self.parties}
        issues = {issue.id for issue in self.issues}
        for where, referred in self._party_references():
            if referred not in parties:
                raise ValueError(f"{where} refers to party {referred!r}, which is not there")
        for position in self.positions:
            if position.issue not in issues:
                raise ValueError(
                    f"position {position.id!r} refers to issue {position.issue!r}, "
                    "which is not there"
                )

    def _party_references(self) -> Iterator[tuple[str, str]]:
        for party in self.parties:
            if party.part_of is not None:
                yield f"party {party.name!r}", party.part_of
        for event in self.events:
            for pid in (*event.sources, *event.targets):
                yield f"event {event.id!r}", pid
            for telling in event.tellings:
                for pid in telling.attributed_to:
                    yield f"event {event.id!r}", pid
        for statement in self.statements:
            for pid in statement.speakers:
                yield f"statement {statement.id!r}", pid
        for issue in self.issues:
            for pid in issue.doers:
                yield f"issue {issue.id!r}", pid
        for position in self.positions:
            yield f"position {position.id!r}", position.party
        for absence in self.absences:
            for pid in absence.parties:
                yield f"absence {absence.id!r}", pid

    def party(self, id: str) -> Party:
        """Return the party with this id, or raise KeyError."""
        for party in self.parties:
            if party.id == id:
                return party
        raise KeyError(id)

    def issue(self, id: str) -> Issue:
        """Return the issue with this id, or raise KeyError."""
        for issue in self.issues:
            if issue.id == id:
                return issue
        raise KeyError(id)

    def citations(self) -> Iterator[Citation]:
        """Yield every citation of every record."""
        yield from citations_of((self.reports, self.parties, self.events, self.statements))
        yield from citations_of((self.issues, self.positions, self.absences))


def citations_of(value: Any) -> Iterator[Citation]:
    """Yield every citation inside a record or a tuple of records."""
    if isinstance(value, Citation):
        yield value
    elif isinstance(value, tuple | list):
        for item in value:
            yield from citations_of(item)
    elif hasattr(value, "__dataclass_fields__"):
        for name in value.__dataclass_fields__:
            yield from citations_of(getattr(value, name))
