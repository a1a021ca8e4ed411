"""Parties of a report: who is meant, under all names, and where.

`find_parties` reads a report's title and body (never its residue, never authors, translators or
outlets as such) and answers, for any stretch of the text, which parties it means.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from backchannel.dossier.evidence import (
    SECTORS,
    Mention,
    MentionKind,
    Party,
    PartyKind,
    Report,
)
from backchannel.dossier.names import acronym_of, same_person
from backchannel.dossier.spelling import bare
from backchannel.reading.calibration import right
from backchannel.reading.case_parties import case_parties
from backchannel.reading.gazetteer import State, entries_at, level, scan
from backchannel.reading.identities import names_itself
from backchannel.reading.identity import Identity, Place, identify
from backchannel.reading.mentions import find_mentions
from backchannel.reading.name_words import organisation_word
from backchannel.reading.own_voice import own_voice, publishes_itself
from backchannel.reading.parse import Parse
from backchannel.reading.phrase import Found
from backchannel.reading.tagged import Word, tag_words
from backchannel.reading.titles import party_nouns, title_role
from backchannel.reading.unlisted_states import people_of, states_of_head, unlisted
from backchannel.text import Citation

__all__ = ["Meant", "Parties", "find_parties"]


@dataclass(frozen=True, slots=True)
class Meant:
    """A place in the text and the parties it means.

    Parameters
    ----------
    start, end : int
        The whole phrase, half-open code points.
    head_start, head_end : int
        Its head: the name, or the noun.
    kind : MentionKind
        By name, noun phrase, pronoun, or a place that may stand for its government.
    parties : tuple of str
        Ids; several for "both sides".
    """

    start: int
    end: int
    head_start: int
    head_end: int
    kind: MentionKind
    parties: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Parties:
    """Who is meant in one report.

    Parameters
    ----------
    parties : tuple of Party
        In order of first mention.
    meant : tuple of Meant
        Every mention, in order of `head_start`; phrases may nest.
    """

    parties: tuple[Party, ...] = ()
    meant: tuple[Meant, ...] = ()
    _by_id: dict[str, Party] = field(default_factory=dict, repr=False, compare=False)
    _heads: tuple[int, ...] = field(default=(), repr=False, compare=False)
    _longest: tuple[int, int] = field(default=(0, 0), repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_id", {party.id: party for party in self.parties})
        object.__setattr__(self, "_heads", tuple(m.head_start for m in self.meant))
        heads = max((m.head_end - m.head_start for m in self.meant), default=0)
        leads = max((m.head_start - m.start for m in self.meant), default=0)
        object.__setattr__(self, "_longest", (heads, leads))

    def get(self, id: str) -> Party:
        """Return the party with this id, or raise KeyError."""
        return self._by_id[id]

    def at(self, start: int, end: int, places: bool = False) -> tuple[str, ...]:
        """Return the ids of the parties that a stretch of the text means.

        The stretch may be a head word, a name or a whole noun phrase. What counts is the head:
        "Iranian border guards" means the guards, not Iran; "the army and the rebels" means both;
        "a spokesman for the union" means the spokesman (see `speaking_for`).

        Parameters
        ----------
        start, end : int
            Half-open code points.
        places : bool
            Also names of places used as places ("flew to Baghdad"): the state they lie in.

        Returns
        -------
        tuple of str
            Empty if no party is meant.
        """
        inside = self.inside(start, end, places)
        if inside:
            return _ids(inside)
        head, lead = self._longest
        around = [
            m
            for m in self._between(start - head, end)
            if m.head_start < end
            and start < m.head_end
            and (places or m.kind is not MentionKind.PLACE)
        ]
        if not around:
            # the title in front of a name stands for the name, a nationality for who is of it
            around = [
                m
                for m in self._between(end, start + lead + 1)
                if m.kind in _NOT_PRONOUN and m.start <= start and end <= m.head_start
            ]
        if around:
            return min(around, key=lambda m: (m.end - m.start, m.start)).parties
        return ()

    def _between(self, low: int, high: int) -> tuple[Meant, ...]:
        """The mentions whose head begins in a stretch."""
        return self.meant[bisect_left(self._heads, low) : bisect_left(self._heads, high)]

    def inside(self, start: int, end: int, places: bool = False) -> tuple[Meant, ...]:
        """Return the outermost mentions whose head lies in the stretch, in order."""
        low = bisect_left(self._heads, start)
        high = bisect_left(self._heads, end)
        found = [
            m
            for m in self.meant[low:high]
            if m.head_end <= end and (places or m.kind is not MentionKind.PLACE)
        ]
        return tuple(
            m
            for m in found
            if not any(
                o is not m
                and o.start <= m.head_start
                and m.head_end <= o.end
                and not (o.head_start < m.head_end and m.head_start < o.head_end)
                for o in found
            )
        )

    def speaking_for(self, id: str) -> str | None:
        """Return the id of the party that this one belongs to or speaks for, or None."""
        return self._by_id[id].part_of


_NOT_PRONOUN = frozenset({MentionKind.NAME, MentionKind.NOMINAL})


def _ids(mentions: tuple[Meant, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(id for m in mentions for id in m.parties))


def find_parties(
    report: Report,
    parse: Parse | None = None,
    about: Sequence[str] = (),
    known_states: Sequence[State] = (),
    surnames: frozenset[str] = frozenset(),
) -> Parties:
    """Find the parties of a report.

    Parameters
    ----------
    report : Report
        With its body and residue marked.
    parse : Parse or None
        What the trained reader saw; None for rules alone.
    about : sequence of str
        Codes of the states that the other reports of a dossier are about, most first: whose "the
        government" is where this report names no state of its own.
    known_states : sequence of State
        Unlisted states that the other reports of a dossier tell of.
    surnames : frozenset of str
        Last names of persons whom the other reports name in full: none of them is a state's.

    Returns
    -------
    Parties
        Parties that the text only names as places have confidence 0.3; the rest of the reading
        decides which of all parties matter.
    """
    text = level(report.source.text)
    datelines = [c for what, c in report.metadata if what == "dateline"]
    title = [(c.start, c.end) for what, c in report.metadata if what == "title"]
    places = [*title, *((s.start, s.end) for s in report.body)]
    words = tag_words(text, places, parse)
    if not words:
        return Parties()
    sent_from = frozenset(
        word.upper() for c in datelines for word in text[c.start : c.end].replace(",", " ").split()
    )
    met = {s.code for s in known_states}
    known_states = [*known_states, *(s for s in states_of_head(report) if s.code not in met)]
    everything = find_mentions(text, words, parse, _loud(words), sent_from, known_states, surnames)
    found: list[Found] = []
    above: list[Found] = []
    for one in everything:
        at = words[one.name_first].start
        inside = any(c.start <= at < c.end for c in datelines)
        (above if inside else found).append(one)
    hints = [*_sent_from(text, datelines), *_section_of(text, report)]
    hints += [f.key for f in above if f.sort in ("seat", "state") and unlisted(f.key)][:1]
    hints += _datelined_seat(found, words, sent_from)
    if not hints:
        keys = {f.key for f in found if f.sort in ("state", "people", "seat") and unlisted(f.key)}
        hints = _unlisted_above(text, report, sorted(keys | {s.code for s in known_states}))
    if not any(one.sort in ("state", "people") and not one.place for one in found) and not hints:
        hints = [*about[:1], *about[:1]]
    itself = next((one for one in found if names_itself(words, one)), None)
    voice = own_voice(report, words, found, itself)
    elsewhere = bool(datelines) and not hints
    spelt = _spelt_in_head(text, report)
    case = _sides_of_case(text, known_states)
    identities, meant = identify(
        words, found, text, hints, about[:1], voice, elsewhere, spelt, case
    )
    return _assemble(report, words, identities, meant)


_SPELT = re.compile(r"([^\W\d_][^()\n|]{5,80}?) \(([A-Z]{2,8})\)")


def _spelt_in_head(text: str, report: Report) -> dict[str, str]:
    """What letters stand for by the lines above the body: "Aru Relief Network (ARN)"."""
    head = text[: report.body[0].start] if report.body else ""
    found: dict[str, str] = {}
    for match in _SPELT.finditer(head):
        name, letters = match.group(1).strip(), match.group(2)
        if acronym_of(letters, [name]):
            found[letters] = name.title() if name.isupper() else name
    return found


def _sides_of_case(text: str, known_states: Sequence[State]) -> dict[str, tuple[str, str]]:
    """Whom the parts of a case stand for ("applicant"), and the key of those that are states."""
    unlisted_of = {place.name: place.code for place in known_states}
    found: dict[str, tuple[str, str]] = {}
    for part, name in case_parties(text).items():
        hit = entries_at(name, 0)
        listed = hit is not None and hit.entry.sort == "state" and hit.end == len(name)
        found[part] = (name, hit.entry.key if hit and listed else unlisted_of.get(name, ""))
    return found


def _datelined_seat(
    found: Sequence[Found], words: Sequence[Word], sent_from: frozenset[str]
) -> list[str]:
    """The unlisted state whose seat the report was sent from."""
    for one in found:
        if one.sort == "seat" and unlisted(one.key):
            if words[one.name_first].text.upper() in sent_from:
                return [one.key]
    return []


def _unlisted_above(text: str, report: Report, keys: Sequence[str]) -> list[str]:
    """The unlisted state that the lines above the body name most, its title set aside."""
    if not report.body:
        return []
    title = [(c.start, c.end) for what, c in report.metadata if what == "title"]
    met: Counter[str] = Counter()
    for word in re.finditer(r"[A-Z]\w+", text[: report.body[0].start]):
        if not any(lo <= word.start() < hi for lo, hi in title):
            met.update(
                key for key in keys if word.group() == key[1:] or people_of(word.group(), key[1:])
            )
    (first, times), *others = met.most_common() or [("", 0)]
    return [first] if times and all(times > more for _, more in others) else []


def _loud(words: list[Word]) -> frozenset[int]:
    """Sentences where most long words begin with a capital: headings in title case or capitals."""
    counts: dict[int, list[int]] = {}
    capitals: dict[int, list[bool]] = {}
    ended = {words[i].sentence for i in range(len(words)) if words[i].text in (".", "?", "!")}
    last: dict[int, str] = {}
    for word in words:
        last[word.sentence] = word.text
        if word.text[0].isalpha() and len(word.text) > 1:
            capitals.setdefault(word.sentence, []).append(word.text.isupper())
        if len(word.text) > 3 and word.text[0].isalpha():
            count = counts.setdefault(word.sentence, [0, 0])
            count[0] += 1
            count[1] += word.text[0].isupper()
    return frozenset(
        number
        for number, (long, capital) in counts.items()
        if number not in ended
        and not (last[number] == ":" and len(capitals[number]) <= 5)  # "MAYOR ANA BEL:"
        and (
            (long >= 4 and capital >= 0.75 * long)
            or (len(capitals[number]) >= 2 and all(capitals[number]))
        )
    )


def _sent_from(text: str, datelines: list[Citation]) -> list[str]:
    for line in datelines:
        for hit in scan(text, line.start, line.end) + scan(
            text[line.start : line.end].title(), 0, line.end - line.start
        ):
            if hit.entry.sort in ("seat", "city", "state"):
                return [hit.entry.key]
    return []


def _section_of(text: str, report: Report) -> list[str]:
    """States named above the body (section, publisher, "translated from the Persian")."""
    if not report.body:
        return []
    title = [(c.start, c.end) for what, c in report.metadata if what == "title"]
    found = [
        hit.entry.key
        for hit in scan(text, 0, report.body[0].start)
        if hit.entry.sort in ("state", "people", "seat")
        and not any(lo <= hit.start < hi for lo, hi in title)
        and not (hit.entry.sort == "people" and text[hit.start : hit.end] in _WORLD_LANGUAGES)
        and not _calls_to_us(text, hit.start, hit.end)
    ]
    return found[:1]


def _calls_to_us(text: str, start: int, end: int) -> bool:
    """Whether "US" is the pronoun of a line in capitals: "JOIN US", "WRITE TO US"."""
    before = text[max(0, start - 30) : start].rpartition("\n")[2].split()
    return text[start:end] == "US" and bool(before) and before[-1].isupper()


#: Languages of so many countries that a translation from them tells of none.
_WORLD_LANGUAGES = frozenset(
    "English French Spanish Portuguese Arabic Dutch German Russian".split()
)


_KINDS = {
    "state": PartyKind.STATE,
    "igo": PartyKind.IGO,
    "organisation": PartyKind.ORGANISATION,
    "armed_force": PartyKind.ARMED_FORCE,
    "group": PartyKind.GROUP,
    "person": PartyKind.PERSON,
    "persons": PartyKind.PERSONS,
    "company": PartyKind.COMPANY,
}


def _assemble(
    report: Report, words: list[Word], identities: list[Identity], meant: list[Place]
) -> Parties:
    source = report.source
    first: dict[int, int] = {}
    mentions: dict[int, list[Mention]] = {}
    for place in sorted(meant, key=lambda p: (p.head_first, p.first)):
        start, end = words[place.first].start, words[place.last - 1].end
        for number in place.who:
            first.setdefault(number, words[place.head_first].start)
            mentions.setdefault(number, []).append(Mention(source.cite(start, end), place.kind))
    for one in identities:
        if one.head is not None and one.number in first:
            mentions[one.number].insert(0, Mention(source.cite(*one.head), MentionKind.NAME))
    publisher = None if publishes_itself(report) else report.publisher
    writers = [name for name in (report.author, report.translator, publisher) if name]
    writers += [_first_part(c.quote) for what, c in report.metadata if what == "breadcrumb"][:1]
    writers += _hosts(words)
    papers = _papers(report)
    writers += papers

    def real(number: int) -> Identity:
        one = identities[number]
        while one.merged is not None:
            one = identities[one.merged]
        return one

    kept: dict[int, Identity] = {}
    for one in identities:
        own = one.head is not None or one.speaks
        if one.merged is not None or (not own and _is_writer(one, writers)):
            continue  # a paper's own voice is a party, though its page names it as publisher
        if one.number in first:
            kept[one.number] = one
    for one in list(kept.values()):
        part = one.part_of
        if one.basis == "general knowledge" and part is not None and real(part).number not in first:
            continue
        while part is not None and real(part).number not in kept:
            above = real(part)
            kept[above.number] = above
            part = above.part_of
    order = sorted(kept, key=lambda number: (first.get(number, len(source.text)), number))
    ids = {number: f"p{i}" for i, number in enumerate(order, 1)}
    parties = tuple(_party(kept[n], ids, real, words, report, mentions.get(n, [])) for n in order)
    spots = []
    for place in meant:
        who = tuple(ids[n] for n in place.who if n in ids)
        if who:
            spots.append(
                Meant(
                    words[place.first].start,
                    words[place.last - 1].end,
                    words[place.head_first].start,
                    words[place.head_last - 1].end,
                    place.kind,
                    who,
                )
            )
    spots.sort(key=lambda m: (m.head_start, m.start, -m.end))
    return Parties(parties, tuple(spots))


_OF_NEWS = re.compile(
    r"(?:news|press|wire|newswire|information|agency|agencia|agence|service|dispatch|radio|"
    r"television|broadcasting)",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"\(\s?([A-Z]{2,6})\s?\)")
_RIGHTS = re.compile(
    r"(?:\bcopyright\b|©|\(c\)|all rights reserved)[\s,:]*(?:\d{4})?\s*(?:by\s+)?"
    r"((?:[A-Z][\w'’&-]*\s?){1,4})",
    re.IGNORECASE,
)


def _papers(report: Report) -> list[str]:
    """How a page names the paper or agency it is from: letters, a masthead's name, who has rights.

    "(ANB)" in a line of news above the body or in the body's first words, the initials of a
    publisher that calls itself a service or an agency, and a first line such as "THE ARU MIRROR".
    """
    text = report.source.text
    above = text[: report.body[0].start] if report.body else ""
    found: list[str] = []
    lines = [line.strip() for line in above.splitlines() if line.strip()]
    for line in lines:
        name = _LETTERS.split(line)[0].strip()
        if _OF_NEWS.search(name):
            found += _LETTERS.findall(line)
    for line in [*lines[:1], report.publisher or ""]:
        words = re.findall(r"[^\W\d_]+", re.split(r"\s[|–—·/-]\s|\(", line)[0])
        if 2 <= len(words) <= 4 and _OF_NEWS.fullmatch(words[-1]):
            found.append("".join(word[0] for word in words).upper())
        if 2 < len(words) < 5 and words[0].lower() == "the" and all(w[0].isupper() for w in words):
            found.append(" ".join(words))
    if report.body:
        start = report.body[0].start
        opening = re.match(
            r"[^.!?]{0,60}?\(\s?([A-Z]{2,6})\s?\)\s?[.:—–-]", text[start : start + 90]
        )
        if opening:
            found.append(opening.group(1))
    for rights in _RIGHTS.finditer(text):
        name = rights.group(1).strip()
        found += [name, "Copyright " + name]
    return [name for name in found if len(name) > 1]


def _first_part(line: str) -> str:
    """What a row of links begins with, if it is a paper's name: "The Aru Courier / World"."""
    first = re.split(r"\s+[|>»›/·–—]\s+", line)[0].strip()
    return first if first.startswith("The ") and len(first.split()) > 2 else ""


_LABELS = frozenset("PRESENTER ANCHOR HOST REPORTER CORRESPONDENT MODERATOR INTERVIEWER".split())


def _hosts(words: list[Word]) -> list[str]:
    """First names by which the people of a broadcast call each other, and their labels."""
    labels = {w.text for w, n in pairwise(words) if n.text == ":"} & _LABELS
    called = _asking_labels(words)
    if not labels:
        return called
    questions = {w.sentence for w in words if w.text == "?"}
    for i, word in enumerate(words[1:-1], 1):
        before, after = words[i - 1].text, words[i + 1].text
        if word.text[0].isupper() and word.text[1:].islower():
            asked = word.sentence in questions
            if (before == "," and after in ".?!") or (word.opening and after == "," and asked):
                if not scan(word.text, 0, len(word.text)):
                    called.append(word.text)
    for i, word in enumerate(words[:-3]):
        # "Good afternoon, Ana Bel with you until two", "I'm Ana Bel"
        greeting = [w.text for w in words[i + 2 : i + 4]]
        if greeting in (["with", "you"], ["here", "with"]) and word.text[0].isupper():
            called.append(f"{word.text} {words[i + 1].text}")
        said = [w.text.lower() for w in words[max(0, i - 2) : i]]
        if said in (["i", "'m"], ["i", "am"], ["name", "is"]) and word.text[0].isupper():
            called.append(f"{word.text} {words[i + 1].text}")
    return [*sorted(labels), *called]


_TURNS = 3
"""So many turns tell whether a label in a transcript asks or answers."""


def _asking_labels(words: list[Word]) -> list[str]:
    """Labels that ask in most of their turns, where others answer: "ANA: And what now?"."""
    starts = [
        i
        for i, (word, following) in enumerate(pairwise(words))
        if following.text == ":" and word.text.isupper() and len(word.text) > 2
    ]
    turns: dict[str, list[bool]] = {}
    for at, end in pairwise([*starts, len(words)]):
        asks = any(w.text == "?" for w in words[at:end])
        turns.setdefault(words[at].text, []).append(asks)
    asking = {
        label for label, asks in turns.items() if len(asks) >= _TURNS and 2 * sum(asks) > len(asks)
    }
    return sorted(asking) if 0 < len(asking) < len(turns) else []


def _is_writer(one: Identity, writers: list[str]) -> bool:
    writers = [w for w in writers if w]
    if any(name in writers or name.split()[0] in writers for name in one.names):
        return True
    if one.sort in ("person", "unknown"):
        if any(same_person(name, w) for w in writers for name in one.names if " " in name):
            return True
    if any(bare(name) == bare(w) for w in writers for name in one.names):
        return True
    # "told the Courier" in "The Aru Courier"; a union's own page may well say "the Union"
    if one.sort not in ("organisation", "unknown", "person") or one.listed or len(one.names) != 1:
        return False
    if one.titles or one.roles or one.gender:
        return False
    short = bare(one.names[0])
    return not organisation_word(short) and any(
        len(bare(w).split()) > 1 and bare(w).split()[-1] == short for w in writers
    )


def _party(
    one: Identity,
    ids: dict[int, str],
    real: Callable[[int], Identity],
    words: list[Word],
    report: Report,
    mentions: list[Mention],
) -> Party:
    name = _canonical(one, ids, real)
    part = real(one.part_of) if one.part_of is not None else None
    part_of = ids.get(part.number) if part is not None and part.number != one.number else None
    grounds: tuple[Citation, ...] = ()
    if part_of is not None and one.grounds is not None:
        low, high = one.grounds
        grounds = (report.source.cite(words[low].start, words[high - 1].end),)
    others = [n for n in one.names if n != name]
    body = one.named and one.sort not in ("person", "state", "igo")
    others += [
        p
        for p in one.phrases
        if p != name and len(p.split()) <= 10 and (body or _tells(p) or _trade(one, p))
    ]
    only_place = bool(mentions) and all(m.kind is MentionKind.PLACE for m in mentions)
    sector = one.sector if one.sector in SECTORS else None
    return Party(
        id=ids[one.number],
        name=name,
        kind=_KINDS.get(one.sort, PartyKind.UNKNOWN),
        country=one.code,
        sector=sector,
        part_of=part_of,
        part_of_grounds=grounds,
        part_of_basis=one.basis if part_of is not None else "",
        role=_office(one),
        aliases=tuple(sorted(set(others))),
        mentions=tuple(mentions),
        confidence=0.3
        if only_place or not mentions or not one.free or one.sector == "JRN"
        else right("party", "named" if one.named and one.sort != "unknown" else "described"),
    )


def _office(one: Identity) -> str | None:
    """The office told first, else the calling that a title tells of."""
    callings = (title_role(title) for title in sorted(one.titles))
    return one.roles[0] if one.roles else next((role for role in callings if role), None)


def _tells(phrase: str) -> bool:
    """Whether a noun phrase says more than its bare noun."""
    return " " in phrase.strip()


def _trade(one: Identity, phrase: str) -> bool:
    """Whether a noun says what a person with a name does or has suffered: "trucker"."""
    noun = party_nouns().get(phrase.lower())
    return one.named and noun is not None and noun.kind == "persons" and not noun.plural


def _canonical(one: Identity, ids: dict[int, str], real: Callable[[int], Identity]) -> str:
    del ids
    if one.names and (one.sort == "state" or one.listed):
        return one.names[0]
    if one.names:
        return max(one.names, key=lambda n: (len(n.split()), len(n)))
    phrase = one.phrases[0] if one.phrases else (sorted(one.nouns) or ["unnamed party"])[0]
    phrase = _uncounted(phrase, one)
    if one.part_of is not None and len(phrase.split()) == 1 and one.grounds is not None:
        above = real(one.part_of)
        if above.sort == "state" and above.code:
            from backchannel.reading.gazetteer import state

            people = state(above.code).peoples
            if people and people[0].lower() not in phrase.lower():
                return f"{people[0]} {phrase}"
    return phrase


_COUNTS = frozenset(
    "some about nearly almost around many several few most all both other more one two three four "
    "five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand "
    "dozen dozens hundreds thousands scores of last first".split()
)
_VAGUE = frozenset("people men man woman women civilians persons".split())


def _uncounted(phrase: str, one: Identity) -> str:
    """A people's name without its number: "some two hundred farmers" are the farmers."""
    if one.sort not in ("persons", "armed_force", "group", "company"):
        return phrase
    words = phrase.split()
    start = 0
    while start < len(words) - 1 and (
        words[start].lower().strip(",-") in _COUNTS or words[start][0].isdigit()
    ):
        start += 1
    rest = words[start:]
    if not rest or (len(rest) == 1 and rest[0].lower() in _VAGUE):
        return phrase
    return " ".join(rest)
