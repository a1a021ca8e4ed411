"""A new draft in the ids of an earlier one, so that the two can be held side by side.

Ids are made from what a draft holds: with one more attacker, *attack* becomes *attack_groups*. What
is the same option of the same decision maker by name keeps the id that an analyst has worked with.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from backchannel.conflict.elements import (
    And,
    Conflict,
    DecisionMaker,
    Expression,
    If,
    Iff,
    Not,
    Or,
    Statements,
    Taken,
)

__all__ = ["aligned"]


def aligned(new: Conflict, base: Conflict) -> Conflict:
    """Return a new draft with the ids of an earlier one where they mean the same.

    Parameters
    ----------
    new : Conflict
        A draft in option form, without states or moves of its own.
    base : Conflict
        The earlier draft, or an analyst's file made of one.

    Returns
    -------
    Conflict
        Equal to `new` but for ids of decision makers (matched by name) and options (matched by
        owner and name). An id that `base` uses for something else is not taken.
    """
    if new.states or new.moves is not None or new.coalesced:
        return new
    makers = _matched(
        {maker.id: maker.title for maker in new.decision_makers},
        {maker.id: maker.title for maker in base.decision_makers},
    )
    options = _matched(
        {o.id: f"{makers.get(o.owner, o.owner)}\n{o.title}" for o in new.options},
        {o.id: f"{o.owner}\n{o.title}" for o in base.options},
    )
    if all(a == b for a, b in (*makers.items(), *options.items())):
        return new
    status_quo = new.status_quo
    if status_quo is not None:
        status_quo = replace(
            status_quo, assumed=tuple(options.get(o, o) for o in status_quo.assumed)
        )
    return replace(
        new,
        decision_makers=tuple(_maker(maker, makers, options) for maker in new.decision_makers),
        options=tuple(
            replace(o, id=options[o.id], owner=makers.get(o.owner, o.owner)) for o in new.options
        ),
        rules=tuple(
            replace(
                rule,
                options=tuple(options.get(o, o) for o in rule.options),
                condition=None if rule.condition is None else _renamed(rule.condition, options),
            )
            for rule in new.rules
        ),
        forbidden=tuple(
            replace(
                one,
                before=_renamed(one.before, options),
                after=_renamed(one.after, options),
                decision_maker=makers.get(one.decision_maker, one.decision_maker),
            )
            for one in new.forbidden
        ),
        status_quo=status_quo,
    )


def _matched(new: Mapping[str, str], base: Mapping[str, str]) -> dict[str, str]:
    """Return an id for each new one: that of the same words in `base`, else a free one."""
    words: dict[str, list[str]] = {}
    for id_, said in base.items():
        words.setdefault(said, []).append(id_)
    found: dict[str, str] = {}
    for id_, said in new.items():
        same = words.get(said, [])
        if id_ in same:
            found[id_] = id_
        elif len(same) == 1 and same[0] not in found.values() and new.get(same[0]) != said:
            found[id_] = same[0]
    taken = set(found.values())
    for id_ in new:
        if id_ not in found:
            free, number = id_, 2
            while free in taken:
                free, number = f"{id_}_{number}", number + 1
            found[id_] = free
            taken.add(free)
    return {id_: found[id_] for id_ in new}


def _maker(
    maker: DecisionMaker, makers: Mapping[str, str], options: Mapping[str, str]
) -> DecisionMaker:
    order = maker.preference.order
    preference = maker.preference
    if isinstance(order, Statements):
        items = tuple(
            replace(item, expression=_renamed(item.expression, options)) for item in order.items
        )
        preference = replace(preference, order=Statements(items))
    return replace(maker, id=makers[maker.id], preference=preference)


def _renamed(expression: Expression, ids: Mapping[str, str]) -> Expression:
    match expression:
        case Taken(option):
            return Taken(ids.get(option, option))
        case Not(part):
            return Not(_renamed(part, ids))
        case And(parts):
            return And(tuple(_renamed(part, ids) for part in parts))
        case Or(parts):
            return Or(tuple(_renamed(part, ids) for part in parts))
        case If(then, condition):
            return If(_renamed(then, ids), _renamed(condition, ids))
        case Iff(left, right):
            return Iff(_renamed(left, ids), _renamed(right, ids))
