"""What differs between versions of a conflict, element by element.

A draft that an analyst has edited and a new draft from more reports have a common origin: the draft
as it was first written. `three_way` tells the analyst's changes from those of the reports.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from backchannel.conflict.elements import (
    Certainty,
    Conflict,
    Not,
    Statement,
    Statements,
    Taken,
    to_text,
)

__all__ = ["Change", "ChangeKind", "elements_of", "three_way"]


def _only_common_order(versions: Sequence[dict[str, str]]) -> None:
    """Keep of each order what all versions state: what comes or goes is told by itself."""
    for element in {name for one in versions for name in one if name.endswith(_ORDER)}:
        if any(element not in one for one in versions):
            for one in versions:
                one.pop(element, None)
            continue
        orders = [one[element].split(_BETWEEN) for one in versions]
        common = set(orders[0]).intersection(*orders[1:])
        for one, order in zip(versions, orders, strict=True):
            one[element] = _BETWEEN.join(words for words in order if words in common)


def _only_of_common_options(versions: Sequence[dict[str, str]]) -> None:
    """Leave out how an option stands that is not in all versions: it is told as such."""
    for element in {name for one in versions for name in one if name.startswith("option '")}:
        option, _, about = element.partition("', ")
        if about and any(f"{option}'" not in one for one in versions):
            for one in versions:
                one.pop(element, None)


class ChangeKind(StrEnum):
    """Whose change it is."""

    YOURS = "yours"
    """Only the analyst's file differs from the first draft."""
    REPORTS = "the reports'"
    """Only the new draft differs from it."""
    SAME = "both, alike"
    BOTH = "both, differently"
    """The two must be reconciled by hand."""


@dataclass(frozen=True, slots=True)
class Change:
    """One element that is not the same in all versions.

    Parameters
    ----------
    element : str
        What, as a person finds it: "option 'attack', status quo".
    kind : ChangeKind
        Whose change.
    before, yours, new : str or None
        The element in the first draft, the analyst's file and the new draft; None: not there.
    """

    element: str
    kind: ChangeKind
    before: str | None
    yours: str | None
    new: str | None


def elements_of(conflict: Conflict) -> dict[str, str]:
    """Return every element of a conflict in words, by what it is.

    Examples
    --------
    >>> from backchannel.conflict.elements import DecisionMaker, Option, StatusQuo
    >>> made = Conflict((DecisionMaker("A", "Arcadia"),), (Option("x", "Close the port", "A"),),
    ...     status_quo=StatusQuo("N"))
    >>> elements_of(made)["option 'x', status quo"]
    'N'
    """
    found: dict[str, str] = {}
    for maker in conflict.decision_makers:
        found[f"decision maker '{maker.id}'"] = maker.title
        order = maker.preference.order
        whose = f"preference of '{maker.id}'"
        if isinstance(order, Statements):
            known = [i for i in order.items if i.certainty is not Certainty.UNKNOWN]
            for item in order.items:
                about, value = _wish(item)
                # what is said of an option goes before what is not known of it
                if item in known or f"{whose}: {about}" not in found:
                    found[f"{whose}: {about}"] = value
            found[f"{whose}{_ORDER}"] = _BETWEEN.join(to_text(i.expression) for i in known)
        else:
            found[whose] = str(order)
    position = {option.id: k for k, option in enumerate(conflict.options)}
    for option in conflict.options:
        what = f"option '{option.id}'"
        found[what] = f"{option.title} ({option.owner})"
        if option.direction.value != "reversible":
            found[f"{what}, direction"] = option.direction.value
        if conflict.status_quo is not None and not conflict.is_graph_form:
            code = conflict.code(conflict.status_quo.state)
            found[f"{what}, status quo"] = "Y" if code >> position[option.id] & 1 else "N"
    for rule in conflict.rules:
        found[f"feasibility: {to_text(rule.allowed)}"] = rule.kind.value
    for transition in conflict.forbidden:
        words = f"{to_text(transition.before)} to {to_text(transition.after)}"
        found[f"forbidden: {words}"] = transition.decision_maker or "everyone"
    return found


_ORDER = ", order"
_BETWEEN = "; "


def _wish(item: Statement) -> tuple[str, str]:
    """Return what a statement is about, and which way: ("attack", "not wanted")."""
    expression, wanted = item.expression, "wanted"
    if isinstance(expression, Not) and isinstance(expression.part, Taken):
        expression, wanted = expression.part, "not wanted"
    if item.certainty is Certainty.UNKNOWN:
        return to_text(expression), "not known"
    strongly = " (strongly)" if item.certainty is Certainty.STRONG else ""
    return to_text(expression), f"{wanted}{strongly}"


def three_way(before: Conflict | None, yours: Conflict, new: Conflict) -> list[Change]:
    """Compare an edited conflict file and a new draft with the draft both come from.

    Parameters
    ----------
    before : Conflict or None
        The draft as it was first written; None if it is not known: then the two are only compared
        with each other.
    yours : Conflict
        The analyst's file.
    new : Conflict
        A new draft.

    Returns
    -------
    list of Change
        Differences to be reconciled first, then those of the reports, then the analyst's own.
    """
    mine, fresh = elements_of(yours), elements_of(new)
    base: dict[str, str] = elements_of(before) if before is not None else {}
    versions = [mine, fresh] if before is None else [mine, fresh, base]
    _only_common_order(versions)
    _only_of_common_options(versions)
    changes = []
    for element in dict.fromkeys((*mine, *fresh, *base)):
        old, own, made = base.get(element), mine.get(element), fresh.get(element)
        if own == made == old:
            continue
        if before is None:
            if own != made:
                changes.append(Change(element, ChangeKind.BOTH, None, own, made))
        elif own == made:
            changes.append(Change(element, ChangeKind.SAME, old, own, made))
        elif made == old:
            changes.append(Change(element, ChangeKind.YOURS, old, own, made))
        elif own == old:
            changes.append(Change(element, ChangeKind.REPORTS, old, own, made))
        else:
            changes.append(Change(element, ChangeKind.BOTH, old, own, made))
    order = [ChangeKind.BOTH, ChangeKind.REPORTS, ChangeKind.YOURS, ChangeKind.SAME]
    return sorted(changes, key=lambda change: order.index(change.kind))
