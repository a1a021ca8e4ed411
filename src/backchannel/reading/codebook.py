"""Decisions of the codebook: what an event is once it is promised, demanded, refused or stopped.

PLOVER manual (draft 2.0, 2021), sections on the single types; where the manual leaves a choice,
ours is the one written in ``docs/explanation/how-events-are-read.md``.
"""

from __future__ import annotations

from typing import NamedTuple

from backchannel.dossier.evidence import EventType, Factuality, Modality

__all__ = ["Outcome", "factuality", "request_mode", "shifted", "threat_mode"]

_T = EventType
_COOPERATIVE = (_T.CONSULT, _T.SUPPORT, _T.COOPERATE, _T.AID, _T.AGREE)
_YIELDING = (_T.RETREAT, _T.CONCEDE)
_HARMING = (_T.SANCTION, _T.COERCE, _T.ASSAULT, _T.PROTEST, _T.MOBILIZE, _T.THREATEN)


class Outcome(NamedTuple):
    """A type with mode and modality."""

    type: EventType
    mode: str | None
    modality: Modality


def request_mode(kind: EventType | None, mode: str | None = None) -> str | None:
    """Return the mode of a REQUEST or REJECT by what is asked for or refused."""
    if kind is _T.CONSULT:
        return "meet"
    if kind in _YIELDING:
        return "change" if mode == "resign" else "yield"
    if kind in (_T.AID, _T.COOPERATE, _T.SUPPORT):
        return "assist"
    if kind in _HARMING:
        return "yield" if kind in (_T.ASSAULT, _T.MOBILIZE) else "change"
    return None


def threat_mode(kind: EventType | None, mode: str | None = None) -> str | None:
    """Return the mode of a THREATEN by what is threatened."""
    if kind in (_T.ASSAULT, _T.MOBILIZE):
        return "violence"
    if kind is _T.COERCE:
        return "arrest" if mode == "arrest" else "restrict"
    if kind is _T.PROTEST:
        return "restrict"
    if kind is _T.SANCTION:
        return "expel" if mode == "expel" else ("restrict" if mode == "restrict" else "relations")
    if kind is _T.REJECT:
        return "relations"
    if kind in _YIELDING:
        return "relations"
    return None


def shifted(operator: str, kind: EventType | None, mode: str | None = None) -> Outcome | None:
    """Return what an act becomes under a word that stands over it.

    Parameters
    ----------
    operator : str
        ``"agree"``, ``"plan"``, ``"threaten"``, ``"request"``, ``"reject"``, ``"begin"``,
        ``"stop"``, ``"prevent"``, ``"allow"``, ``"deny"``, ``"support"``, ``"accuse"`` or
        ``"undergo"``.
    kind, mode
        The type and mode the act would have by itself; None if it has none.

    Returns
    -------
    Outcome or None
        None if nothing is told (a denial; an operator that says nothing of this act).

    Examples
    --------
    >>> shifted("agree", EventType.RETREAT).type.value, shifted("stop", EventType.AID).type.value
    ('CONCEDE', 'SANCTION')
    """
    happened = Modality.HAPPENED
    if operator in ("begin", "undergo"):
        return Outcome(kind, mode, happened) if kind else None
    if operator == "deny":
        return None
    if operator == "threaten":
        return Outcome(_T.THREATEN, threat_mode(kind, mode), Modality.THREATENED)
    if operator == "request":
        return Outcome(_T.REQUEST, request_mode(kind, mode), Modality.DEMANDED)
    if operator == "reject":
        if kind is _T.REJECT:
            return None
        return Outcome(_T.REJECT, request_mode(kind, mode), happened)
    if operator in ("agree", "plan", "allow"):
        return _willing(operator, kind, mode)
    if operator == "stop":
        return _stopped(kind, mode)
    if operator == "prevent":
        if kind is _T.ASSAULT:
            return Outcome(kind, mode, happened)
        return Outcome(_T.COERCE, "restrict", happened) if kind else None
    if operator == "support":
        return Outcome(_T.SUPPORT, None, happened)
    if operator == "accuse":
        return Outcome(_T.ACCUSE, "disapprove", happened)
    raise ValueError(f"no operator {operator!r}")


def _willing(operator: str, kind: EventType | None, mode: str | None) -> Outcome | None:
    announced = Modality.ANNOUNCED
    if kind is None:
        return Outcome(_T.AGREE, None, announced) if operator == "agree" else None
    if kind in _YIELDING:
        return Outcome(_T.CONCEDE, None, announced)
    if kind in _COOPERATIVE:
        if operator == "allow":
            if mode == "visit":
                return Outcome(_T.RETREAT, "access", Modality.HAPPENED)
            return Outcome(_T.CONCEDE, None, announced)
        return Outcome(_T.AGREE, None, announced)
    if kind is _T.REJECT or kind is _T.ACCUSE or kind is _T.REQUEST:
        if operator == "agree" and kind is not _T.REJECT:
            return Outcome(_T.AGREE, None, announced)
        return Outcome(kind, mode, announced)
    if kind is _T.MOBILIZE and operator == "plan":
        return Outcome(kind, mode, announced)
    if operator == "allow":
        return Outcome(_T.CONCEDE, None, announced) if kind is _T.PROTEST else None
    return Outcome(_T.THREATEN, threat_mode(kind, mode), Modality.THREATENED)


def _stopped(kind: EventType | None, mode: str | None) -> Outcome | None:
    happened = Modality.HAPPENED
    if kind is _T.CONSULT:
        if mode == "visit":
            return Outcome(_T.REJECT, "meet", happened)
        return Outcome(_T.SANCTION, "discontinue", happened)
    if kind in (_T.AID, _T.COOPERATE, _T.SUPPORT, _T.AGREE):
        return Outcome(_T.SANCTION, "discontinue", happened)
    if kind is _T.ASSAULT:
        return Outcome(_T.RETREAT, "ceasefire", happened)
    if kind is _T.PROTEST:
        return Outcome(_T.CONCEDE, None, happened)
    if kind in (_T.SANCTION, _T.MOBILIZE):
        return Outcome(_T.RETREAT, None, happened)
    if kind is _T.COERCE:
        if mode in ("curfew", "martial-law"):
            return Outcome(_T.CONCEDE, None, happened)
        return Outcome(_T.RETREAT, "access" if mode == "restrict" else None, happened)
    if kind is _T.RETREAT:
        return Outcome(_T.REJECT, "yield", happened)
    if kind is _T.ACCUSE:
        return Outcome(_T.CONCEDE, None, happened)
    return None


def factuality(modality: Modality, kind: EventType) -> Factuality:
    """Return how an event counts, given how the report presents it.

    A promise, demand, refusal or threat is an act of its own: it happened when it was uttered.
    """
    if modality is Modality.PAST:
        return Factuality.HISTORICAL
    if modality is Modality.DENIED:
        return Factuality.NEGATED
    if modality is Modality.HYPOTHETICAL:
        return Factuality.HYPOTHETICAL
    verbal = kind in (
        _T.AGREE,
        _T.CONCEDE,
        _T.REQUEST,
        _T.REJECT,
        _T.THREATEN,
        _T.ACCUSE,
        _T.SUPPORT,
    )
    if modality in (Modality.ANNOUNCED, Modality.OFFERED) and not verbal:
        return Factuality.FUTURE
    if modality in (Modality.THREATENED, Modality.DEMANDED) and not verbal:
        return Factuality.HYPOTHETICAL
    return Factuality.ACTUAL
