"""What each decision maker prefers: wishes ordered into preference statements (rules P1 to P7).

Own demands and threats come first, then positions, then support and rejection, then what acts
imply; within each, what is said before what is implied, recent before old, told
first before told later.
What no report says is an unknown statement, last.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from backchannel.conflict.acts import Act
from backchannel.conflict.claims import Wish
from backchannel.conflict.elements import (
    Certainty,
    Expression,
    If,
    Not,
    Statement,
    Statements,
    Taken,
    options_in,
    to_text,
)
from backchannel.conflict.expressions import conjunction
from backchannel.conflict.grouping import Candidate
from backchannel.text import Quote

__all__ = ["statements_of"]

_MOST_GROUNDS = 6


def statements_of(
    root: str,
    wishes: Sequence[Wish],
    chosen: Sequence[Candidate],
    option_ids: Mapping[int, str],
) -> tuple[Statements, list[str]]:
    """Order one party's wishes into statements over the chosen options.

    Parameters
    ----------
    root : str
        The party.
    wishes : sequence of Wish
        Of all parties.
    chosen : sequence of Candidate
        The options of the draft.
    option_ids : mapping of int to str
        Option id by ``id(candidate)``.

    Returns
    -------
    statements : Statements
        Known ones by the stated criteria, then an unknown one for every option on which nothing is
        said without a condition.
    dropped : list of str
        Wishes that contradict a stronger one, in words.
    """
    own = sorted((w for w in wishes if w.by == root), key=_order)
    items: dict[Expression, list[Wish]] = {}
    dropped: list[str] = []
    for wish in own:
        for expression in _expressions(root, wish, chosen, option_ids):
            opposite = _opposite(expression)
            if opposite in items:
                first = items[opposite][0]
                dropped.append(
                    f"'{to_text(expression)}' ({wish.note}) is set aside for "
                    f"'{to_text(opposite)}' ({first.note}), which comes first by the criteria"
                )
                continue
            items.setdefault(expression, []).append(wish)
    statements = []
    for expression, found in items.items():
        grounds = dict.fromkeys(Quote.of(wish.ground) for wish in found)
        statements.append(
            Statement(
                expression,
                grounds=tuple(grounds)[:_MOST_GROUNDS],
                weak=not found[0].explicit,
                note=f"{_capital(found[0].note)}.",
            )
        )
    said = {
        options_in(expression)[0]
        for expression in items
        if isinstance(expression, Taken | Not) and len(options_in(expression)) == 1
    }
    for candidate in chosen:
        option = option_ids[id(candidate)]
        if option not in said:
            about = [Quote.of(ground) for ground in candidate.grounds[:1]]
            statements.append(
                Statement(
                    Taken(option),
                    Certainty.UNKNOWN,
                    grounds=tuple(about),
                    note="The reports do not say which way.",
                )
            )
    return Statements(tuple(statements)), dropped


def _order(wish: Wish) -> tuple[int, bool, int, tuple[int, int]]:
    recent = -(wish.day or date.min).toordinal()
    return (wish.tier, not wish.explicit, recent, wish.place)


def _expressions(
    root: str, wish: Wish, chosen: Sequence[Candidate], option_ids: Mapping[int, str]
) -> list[Expression]:
    """Return the wish over options: one for each owner who has that act (rule P2)."""
    wanted: list[Expression] = []
    for option, turned in _options(wish, wish.act, wish.owners, chosen, option_ids, root):
        taken = wish.wanted != turned
        wanted.append(Taken(option) if taken else Not(Taken(option)))
    if wish.condition is None or not wanted:
        return wanted
    conditions = _options(
        wish, wish.condition, wish.condition_owners, chosen, option_ids, root, others=True
    )
    if not conditions:
        return []  # the price is not modelled, so nothing is said of this choice by itself
    met: list[Expression] = []
    for option, turned in conditions:
        holds = wish.condition_holds != turned
        met.append(Taken(option) if holds else Not(Taken(option)))
    condition = conjunction(met)
    return [If(part, condition) for part in wanted]


def _options(
    wish: Wish,
    act: Act,
    owners: tuple[str, ...],
    chosen: Sequence[Candidate],
    option_ids: Mapping[int, str],
    root: str,
    others: bool = False,
) -> list[tuple[str, bool]]:
    """Return the options an act means, each with whether its sense is turned round."""
    fitting = [
        candidate
        for candidate in chosen
        if _same_act(act, candidate) and not (others and candidate.owner == root)
    ]
    if owners:
        fitting = [candidate for candidate in fitting if candidate.owner in owners]
    elif len({c.owner for c in fitting}) > 1 and act.act_class not in _SHARED:
        same = [c for c in fitting if wish.ground in c.grounds]
        fitting = same or [c for c in fitting if c.owner != root][:1]
    return [(option_ids[id(c)], c.key[0] == "curb") for c in fitting]


_SHARED = frozenset({"talks", "withdraw", "schedule", "ceasefire"})


def _same_act(act: Act, candidate: Candidate) -> bool:
    if candidate.key[0] == "curb":
        return not act.positive and candidate.key[1] == act.act_class
    if act.key == candidate.key:
        return True
    return act.act_class == candidate.key[0] and not act.object_class


def _opposite(expression: Expression) -> Expression:
    match expression:
        case Not(part):
            return part
        case If(then, condition):
            return If(_opposite(then), condition)
        case _:
            return Not(expression)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
