"""Which records of a joined evidence are which of the evidence that was known before.

Records are recognised by what they stand on: the exact passages, and for those without passages
their name. So it does not matter how the joining numbers its results.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import replace
from typing import Any

from backchannel.dossier.at_hand import once_a_record
from backchannel.dossier.evidence import (
    Absence,
    Event,
    Evidence,
    Issue,
    Party,
    Position,
    Statement,
)
from backchannel.text import Citation

__all__ = ["renumbered", "same_records"]


def renumbered(evidence: Evidence, prefix: str) -> Evidence:
    """Return the same evidence with `prefix` before every id."""

    def p(ref: str) -> str:
        return prefix + ref

    def all_p(refs: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(prefix + ref for ref in refs)

    return replace(
        evidence,
        parties=tuple(
            replace(x, id=p(x.id), part_of=None if x.part_of is None else p(x.part_of))
            for x in evidence.parties
        ),
        events=tuple(
            replace(
                x,
                id=p(x.id),
                sources=all_p(x.sources),
                targets=all_p(x.targets),
                tellings=tuple(
                    replace(t, attributed_to=all_p(t.attributed_to)) for t in x.tellings
                ),
            )
            for x in evidence.events
        ),
        statements=tuple(
            replace(x, id=p(x.id), speakers=all_p(x.speakers)) for x in evidence.statements
        ),
        issues=tuple(replace(x, id=p(x.id), doers=all_p(x.doers)) for x in evidence.issues),
        positions=tuple(
            replace(x, id=p(x.id), party=p(x.party), issue=p(x.issue)) for x in evidence.positions
        ),
        absences=tuple(replace(x, id=p(x.id), parties=all_p(x.parties)) for x in evidence.absences),
    )


def _key(citation: Citation) -> tuple[str, int, int]:
    return (citation.source.sha256, citation.start, citation.end)


@once_a_record
def _marks(record: Any) -> tuple[Hashable, ...]:
    return tuple(_each_mark(record))


def _each_mark(record: Any) -> Iterator[Hashable]:
    """Yield what a record is recognised by."""
    if isinstance(record, Party):
        for mention in record.mentions:
            yield ("at", _key(mention.citation))
        if not record.mentions:
            yield ("name", record.name.casefold(), record.kind)
    elif isinstance(record, Event):
        for telling in record.tellings:
            trigger = telling.trigger or telling.citation
            yield ("at", record.type.value, _key(trigger))
    elif isinstance(record, Statement):
        for citation in (*record.content, *record.tellings):
            yield ("at", _key(citation))
    elif isinstance(record, Issue):
        for citation in record.phrases:
            yield ("at", _key(citation), record.act)
        if not record.phrases:
            yield ("name", record.name.casefold())
    elif isinstance(record, Position):
        for citation in record.grounds:
            yield ("at", record.stance.value, record.party, record.issue, _key(citation))
    else:
        assert isinstance(record, Absence)
        yield ("at", _key(record.citation), record.what)


def same_records(known: Evidence, merged: Evidence) -> dict[str, dict[str, tuple[str, ...]]]:
    """Find, for each record of `merged`, the records of `known` that went into it.

    Parameters
    ----------
    known : Evidence
        Before joining.
    merged : Evidence
        After joining; holds at least the passages of `known`.

    Returns
    -------
    dict
        By kind, then by id in `merged`: ids in `known`, in the order of `known`. A record of
        `known` is found in one record of `merged` at most.
    """
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    same: dict[str, str] = {}
    for kind, field in (
        ("party", "parties"),
        ("event", "events"),
        ("statement", "statements"),
        ("issue", "issues"),
        ("position", "positions"),
        ("absence", "absences"),
    ):
        where: dict[Hashable, str] = {}
        for record in getattr(merged, field):
            for mark in _marks(record):
                where.setdefault(mark, record.id)
        taken: dict[str, list[str]] = {}
        for record in getattr(known, field):
            probe = record
            if kind == "position":
                party, issue = same.get(record.party), same.get(record.issue)
                if party not in (None, record.party) or issue not in (None, record.issue):
                    probe = replace(
                        record, party=party or record.party, issue=issue or record.issue
                    )
            for mark in _marks(record) if probe is record else _each_mark(probe):
                if mark in where:
                    taken.setdefault(where[mark], []).append(record.id)
                    same[record.id] = where[mark]
                    break
        found[kind] = {ref: tuple(ids) for ref, ids in taken.items()}
    return found
