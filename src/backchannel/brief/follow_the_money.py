"""Evidence as FollowTheMoney entities, for Aleph, OpenAleph and what else speaks it.

Parties become Person, PublicBody, Organization, Company or LegalEntity; membership becomes
Membership (of a person) or UnknownLink; events and reports become Event and Article. Schemata and
property names are those of FollowTheMoney (docs.followthemoney.tech); only such are used that exist
in version 3. Ids are hashes of what the entity stands on, so that the same export is made twice.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from backchannel.dossier.evidence import Event, Evidence, Factuality, Party, PartyKind, When

__all__ = ["entities"]

Entity = dict[str, Any]

_SCHEMA = {
    PartyKind.STATE: "PublicBody",
    PartyKind.IGO: "Organization",
    PartyKind.ORGANISATION: "Organization",
    PartyKind.ARMED_FORCE: "Organization",
    PartyKind.GROUP: "Organization",
    PartyKind.PERSON: "Person",
    PartyKind.PERSONS: "LegalEntity",
    PartyKind.COMPANY: "Company",
    PartyKind.UNKNOWN: "LegalEntity",
}


def entities(evidence: Evidence) -> Iterator[Entity]:
    """Yield entities: reports, parties, memberships, events.

    Dates are written as exactly as they are known ("2021-04" for a month); those without a year
    stand in the event's notes.
    """
    ids = {party.id: _party_id(party) for party in evidence.parties}
    articles = {report.source.sha256: _hash("article", report.source.sha256)
                for report in evidence.reports}  # fmt: skip
    for report in evidence.reports:
        yield _entity(
            articles[report.source.sha256],
            "Article",
            title=report.title,
            fileName=report.source.origin,
            author=report.author,
            publisher=report.publisher,
            publishedAt=_date(report.published),
            language="eng" if report.language == "en" else None,
        )
    for party in evidence.parties:
        person = party.kind is PartyKind.PERSON
        yield _entity(
            ids[party.id],
            _SCHEMA[party.kind],
            name=party.name,
            alias=[alias for alias in party.aliases if alias != party.name],
            country=_country(party.country),
            position=party.role if person else None,
            summary=None if person else party.role,
        )
        if party.part_of is not None:
            whole = evidence.party(party.part_of)
            link = _hash("part of", ids[party.id], ids[whole.id])
            if person and _SCHEMA[whole.kind] in ("PublicBody", "Organization", "Company"):
                yield _entity(
                    link, "Membership", member=ids[party.id], organization=ids[whole.id],
                    role=party.role,
                )  # fmt: skip
            else:
                yield _entity(
                    link, "UnknownLink", subject=ids[party.id], object=ids[whole.id],
                    role="part of",
                )  # fmt: skip
    for event in evidence.events:
        yield _event(event, evidence, ids, articles)


def _event(
    event: Event, evidence: Evidence, ids: dict[str, str], articles: dict[str, str]
) -> Entity:
    first = event.tellings[0].citation
    names = {party.id: party.name for party in evidence.parties}
    sources = ", ".join(names[p] for p in event.sources)
    targets = ", ".join(names[p] for p in event.targets)
    counted = event.factuality in (Factuality.ACTUAL, Factuality.FUTURE)
    notes = [f"{event.modality.value}" + ("" if counted else " (not counted)")]
    if event.when.month_day and event.when.earliest is None:
        notes.append(f"{event.when.month_day[1]}.{event.when.month_day[0]}., year not given")
    exact = event.when.earliest == event.when.latest
    return _entity(
        _hash("event", first.source.sha256, str(first.start), str(first.end), event.type.value),
        "Event",
        name=f"{event.type.value}: {sources or 'not said who'}"
        + (f" -> {targets}" if targets else ""),
        date=_date(event.when) if exact else None,
        startDate=None if exact else _date(event.when),
        endDate=event.when.latest.isoformat() if event.when.latest and not exact else None,
        summary=event.label,
        description=[t.citation.quote for t in event.tellings],
        involved=[ids[p] for p in dict.fromkeys((*event.sources, *event.targets))],
        proof=[articles[s] for s in dict.fromkeys(t.citation.source.sha256 for t in event.tellings)
               if s in articles],
        notes=notes,
    )  # fmt: skip


def _entity(id_: str, schema: str, **properties: Any) -> Entity:
    kept = {}
    for name, value in properties.items():
        values = value if isinstance(value, list) else [value]
        values = [str(v) for v in dict.fromkeys(values) if v not in (None, "")]
        if values:
            kept[name] = values
    return {"id": id_, "schema": schema, "properties": kept}


def _date(when: When) -> str | None:
    if when.earliest is None:
        return None
    text = when.earliest.isoformat()
    return {"month": text[:7], "year": text[:4]}.get(when.precision.value, text)


def _party_id(party: Party) -> str:
    first = party.mentions[0].citation if party.mentions else None
    place = (first.source.sha256, str(first.start)) if first else ()
    return _hash("party", party.id, party.name, *place)


def _hash(*parts: str) -> str:
    data = "\x1f".join(parts).encode("utf-8", "surrogatepass")
    return "bc-" + hashlib.sha256(data).hexdigest()[:32]


def _country(code: str | None) -> str | None:
    return _countries().get(code or "")


@cache
def _countries() -> dict[str, str]:
    text = files("backchannel.brief").joinpath("lists", "countries.txt").read_text("utf-8")
    words = " ".join(line for line in text.splitlines() if not line.startswith("#")).split()
    return {word[:3]: word[3:] for word in words}
