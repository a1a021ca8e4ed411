"""What the reports of a dossier tell about each other: the year one leaves open, the states meant.

A wire's dateline often gives month and day alone. If the other reports of the same dossier give
their years, the open one is set to the year in which it lies nearest to them; the basis says so.
Without any year among them it stays open.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from backchannel.dossier.evidence import Evidence, Mention, MentionKind, Party, PartyKind, Report
from backchannel.reading.gazetteer import State
from backchannel.reading.home import in_passing
from backchannel.reading.unlisted_states import UNLISTED, states_of_head, unlisted

__all__ = ["days_of_reports", "states_of", "surnames_of", "unlisted_states_of"]


def days_of_reports(reports: Sequence[Report]) -> list[date | None]:
    """Return the reference day of each report, with open years settled by the others.

    Parameters
    ----------
    reports : sequence of Report
        Of one dossier.

    Returns
    -------
    list of date or None
        None where nothing tells.
    """
    known = [r.published.day or r.reported_on for r in reports]
    days = sorted(d for d in known if d is not None)
    settled: list[date | None] = []
    for report, day in zip(reports, known, strict=True):
        if day is not None or report.published.month_day is None or not days:
            settled.append(day)
            continue
        month, monthday = report.published.month_day
        options = []
        for year in range(days[0].year - 1, days[-1].year + 2):
            try:
                options.append(date(year, month, monthday))
            except ValueError:
                continue
        settled.append(
            min(options, key=lambda o: (min(abs((o - d).days) for d in days), o))
            if options
            else None
        )
    return settled


def states_of(readings: Sequence[Evidence], known: Mapping[str, int] | None = None) -> list[str]:
    """Return the keys of the states a dossier is about, the most spoken of first.

    Spoken of is who is named, meant by "the government", or has officers and organs there. A key is
    the state's code, or its name after "=" where no list holds it.

    Parameters
    ----------
    readings : sequence of Evidence
        A first reading of each report.
    known : mapping of str to int, or None
        How much other reports speak of each state, counted in the same way.
    """
    score: Counter[str] = Counter(known or {})
    for reading in readings:
        texts = {r.source.sha256: r.source.text for r in reading.reports}
        shared = Counter(m.citation for p in reading.parties for m in p.mentions)
        below = Counter(p.part_of for p in reading.parties if p.part_of_grounds)
        heads = {UNLISTED + state.name for one in reading.reports for state in states_of_head(one)}
        score.update(dict.fromkeys(heads, _OF_ITS_OWN))
        for party in reading.parties:
            if party.kind is not PartyKind.STATE:
                continue
            sent = [p for p in reading.parties if p.part_of == party.id and _sent_abroad(p)]
            spoken = [m for m in party.mentions if shared[m.citation] == 1 and not _aside(texts, m)]
            kinds = Counter(m.kind for m in spoken)
            if party.country or kinds[MentionKind.NAME]:
                key = party.country or UNLISTED + party.name
                named = kinds[MentionKind.NAME] + kinds[MentionKind.PLACE]
                if not named and not any(_names(m.citation.quote) for m in spoken):
                    score[key] += 1  # meant by "the ministry" beside one "Norlandish owner"
                    continue
                # "the government" tells no more than the names that made it this state's
                score[key] += min(kinds[MentionKind.NAME], 5)
                score[key] += min(kinds[MentionKind.NOMINAL], named, 5)
                score[key] += min(kinds[MentionKind.PLACE], 2) + min(below[party.id], 3)
                score[key] -= 3 * len(sent)  # ambassadors are sent to where things happen
                score[key] += _OF_ITS_OWN * _sent_from_there(reading, party)
    for code, times in score.items():
        if unlisted(code) and times > 2:
            score[code] = 2 * times  # a dispute of such a state is its own, whoever else is named
    told = [(code, times) for code, times in score.items() if times > 1]
    return [code for code, _ in sorted(told, key=lambda item: (-item[1], item[0]))]


def _aside(texts: Mapping[str, str], mention: Mention) -> bool:
    """Whether a state is named only for a mediator's or a company's sake or for talks."""
    spot = mention.citation
    text = texts.get(spot.source.sha256)
    if text is None or mention.kind not in (MentionKind.NAME, MentionKind.PLACE):
        return False
    before = re.split(r"[.!?;]\s", text[max(0, spot.start - 60) : spot.start])[-1]
    after = re.split(r"[.!?;,]", text[spot.end : spot.end + 40])[0]
    words = [re.findall(r"['’]s|\w+|[^\w\s]", side) for side in (before, after)]
    return in_passing(words[0][-7:], words[1][:4], mention.kind is MentionKind.PLACE)


def _names(quote: str) -> bool:
    """Whether words hold a capital after their first ("the Iraqi government")."""
    return any(word[:1].isupper() for word in quote.split()[1:]) and not _ORGAN.fullmatch(quote)


_ORGAN = re.compile(r"(?:The|the|this|This|our|Our)\s+[A-Z]\w+")


def _sent_by(reading: Evidence) -> str | None:
    """The unlisted state whose own paper a report is: it, or an organ of it, says "we"."""
    by_id = {party.id: party for party in reading.parties}
    for party in reading.parties:
        ours = [m for m in party.mentions if m.citation.quote.lower() in ("we", "our", "us")]
        above = by_id.get(party.part_of or "", party)
        if len(ours) > 1 and above.kind is PartyKind.STATE and above.country is None:
            if party is above or party.sector == "GOV":
                return above.name
    return None


def _in_own_voice(reading: Evidence) -> bool:
    """Whether a report is somebody's own paper, which is sent from where they are."""
    return any(
        sum(m.citation.quote.lower() in ("we", "our", "us") for m in party.mentions) > 2
        for party in reading.parties
    )


def _sent_from(reading: Evidence) -> str | None:
    """The town in the line that says where and when a report was sent."""
    for what, citation in reading.reports[0].metadata if reading.reports else ():
        if what in ("date", "dateline"):
            town = _TOWN.match(citation.quote) or _TOWN_BEHIND.search(citation.quote)
            if town is not None:
                return town.group(1).title()
    return None


#: "Release No. 212. Aruville, 16 September"
_TOWN_BEHIND = re.compile(
    r"(?:[.|;–—]|No\. \d+,?) ([A-Z][^\W\d]+(?: [A-Z][^\W\d]+)?), (?:\w+day,? )?(?:the )?\d"
)
_TOWN = re.compile(r"([A-Z][^\W\d]+(?: [A-Z][^\W\d]+)?),? +(?:\d|[A-Z])")


def _plain(name: str) -> bool:
    """Whether a name is a town's rather than "Republic of ..."."""
    return len(name.split()) <= 2 and all(p.isalpha() and p[1:].islower() for p in name.split())


def _sent_from_there(reading: Evidence, state: Party) -> bool:
    """Whether a dateline names a state besides the town: "ARUVILLE, Aru, 4 May"."""
    lines = (c.quote for r in reading.reports for what, c in r.metadata if what == "dateline")
    return any(f", {state.name}" in line for line in lines)


def _sent_abroad(party: Party) -> bool:
    return party.role is not None and party.role.split()[-1] in _SENT


_SENT = frozenset("ambassador consul envoy mediator facilitator".split())


def surnames_of(readings: Sequence[Evidence]) -> frozenset[str]:
    """Return the last names of persons named in full, which are no state's: "the army of Aru".

    One that a report's head or many mentions tell to be a state's is left out.

    Parameters
    ----------
    readings : sequence of Evidence
        A first reading of each report.
    """
    borne: set[str] = set()
    states: Counter[str] = Counter()
    for reading in readings:
        heads = [state.name for report in reading.reports for state in states_of_head(report)]
        states.update(dict.fromkeys(heads, _SURELY))
        for party in reading.parties:
            if party.kind is PartyKind.STATE and not party.country:
                states[party.name] += sum(m.kind is MentionKind.NAME for m in party.mentions)
            elif party.kind is PartyKind.PERSON:
                names = [n.split() for n in (party.name, *party.aliases)]
                borne |= {n[-1] for n in names if len(n) > 1 and all(w[0].isupper() for w in n)}
    return frozenset(name for name in borne if states[name] < _SURELY)


_OF_ITS_OWN = 2
"""An official paper of an unlisted state counts like so many mentions of it."""
_SURELY = 3
"""So many mentions as a state are not a president's name taken for one."""


def unlisted_states_of(readings: Sequence[Evidence]) -> list[State]:
    """Return the states without a code that any reading found, with their seats, by name.

    Where one such state is found, its cities are the towns that reports were sent from: one of
    them that acts is its capital.

    Parameters
    ----------
    readings : sequence of Evidence
        A first reading of each report.
    """
    seats: dict[str, set[str]] = {}
    towns: set[str] = set()
    for reading in readings:
        for report in reading.reports:
            for state in states_of_head(report):
                seats.setdefault(state.name, set())
        speaker, place = _sent_by(reading), _sent_from(reading)
        if speaker is not None and place:
            seats.setdefault(speaker, set()).add(place)
        elif place and not _in_own_voice(reading):
            towns.add(place)
        for party in reading.parties:
            if party.kind is not PartyKind.STATE or party.country:
                continue
            names = {m.citation.quote for m in party.mentions if m.kind is MentionKind.NAME}
            if names:
                one = seats.setdefault(party.name, set())
                one |= {n for n in names if _plain(n) and n != party.name}
    cities = tuple(sorted(towns)) if len(seats) == 1 else ()
    return [
        State(UNLISTED + name, name, (name,), (), tuple(sorted(found)), cities)
        for name, found in sorted(seats.items())
    ]
