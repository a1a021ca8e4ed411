"""Conflicts from elsewhere: GMCR+ files, and tables of rankings from a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from backchannel.conflict.elements import (
    Conflict,
    DecisionMaker,
    Direction,
    Expression,
    FeasibilityRule,
    Not,
    Option,
    Preference,
    Ranking,
    Statement,
    Statements,
    Taken,
)
from backchannel.conflict.expressions import conjunction, disjunction
from backchannel.errors import ConflictFileError, did_you_mean

__all__ = ["parse_gmcr", "ranking_table", "with_ranking_table"]

_DIRECTIONS = {
    "both": Direction.REVERSIBLE,
    "fwd": Direction.N_TO_Y_ONLY,
    "back": Direction.Y_TO_N_ONLY,
}


def parse_gmcr(text: str, origin: str = "") -> Conflict:
    """Read a conflict as GMCR+ (gmcr-py) saves it.

    Decision makers, options with their permitted direction, infeasible patterns, and preferences
    (ordered conditions, or a manual ranking of the feasible states, numbered from 1 in ascending
    order of their decimal code) are taken over. Coalitions are a way of asking, not part of the
    conflict; hidden states (misperception) are refused rather than dropped.

    Parameters
    ----------
    text : str
        The JSON text of a ``.gmcr`` file.
    origin : str
        The file, for messages.

    Raises
    ------
    ConflictFileError
        If it is not such a file.
    """
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", None)
        raise ConflictFileError(f"not a GMCR+ file: {error}", origin, line) from error
    reader = _Gmcr(origin)
    if not isinstance(data, Mapping) or "decisionMakers" not in data or "options" not in data:
        raise reader.fail("not a GMCR+ file: expected 'decisionMakers' and 'options'")
    return reader.conflict(data)


class _Gmcr:
    def __init__(self, origin: str) -> None:
        self.origin = origin
        self.ids: list[str] = []

    def fail(self, message: str) -> ConflictFileError:
        return ConflictFileError(message, self.origin)

    def conflict(self, data: Mapping[str, Any]) -> Conflict:
        names = [str(one.get("name", "")) for one in data["options"]]
        self.ids = _ids(names)
        makers = list(data["decisionMakers"])
        maker_ids = _ids([str(one.get("name", "")) for one in makers])
        owner: dict[int, str] = {}
        for maker, given in zip(maker_ids, makers, strict=True):
            if given.get("misperceptions"):
                raise self.fail(
                    f"decision maker {given.get('name')!r} has states hidden from them "
                    "(misperception); such a file cannot be taken over without changing its "
                    "meaning: make one conflict for each decision maker's view"
                )
            for number in given.get("options", ()):
                if not isinstance(number, int) or not 0 <= number < len(self.ids):
                    raise self.fail(f"decision maker {given.get('name')!r}: no option {number!r}")
                if number in owner:
                    raise self.fail(
                        f"option {names[number]!r} belongs to {owner[number]!r} and {maker!r}: an "
                        "option has one owner"
                    )
                owner[number] = maker
        for number, name in enumerate(names):
            if number not in owner:
                raise self.fail(f"option {name!r} belongs to nobody")
        options = []
        for number, (id, given) in enumerate(zip(self.ids, data["options"], strict=True)):
            met = str(given.get("permittedDirection", "both"))
            if met not in _DIRECTIONS:
                raise self.fail(
                    f"option {names[number]!r}: no direction {met!r}."
                    f"{did_you_mean(met, _DIRECTIONS)}"
                )
            options.append(Option(id, names[number].strip(), owner[number], _DIRECTIONS[met]))
        bare = Conflict(
            tuple(
                DecisionMaker(id, str(given.get("name", "")).strip())
                for id, given in zip(maker_ids, makers, strict=True)
            ),
            tuple(options),
            rules=tuple(
                FeasibilityRule.infeasible(self.condition(one))
                for one in data.get("infeasibles", ())
            ),
        )
        manual = data.get("useManualPreferenceRanking") or data.get("useManualPreferenceVectors")
        return replace(
            bare,
            decision_makers=tuple(
                replace(maker, preference=self.preference(bare, given, bool(manual)))
                for maker, given in zip(bare.decision_makers, makers, strict=True)
            ),
        )

    def condition(self, given: Any) -> Expression:
        if isinstance(given, Mapping):
            return disjunction(self.condition(one) for one in given.get("members", ()))
        parts: list[Expression] = []
        try:
            for number, value in given:
                part = Taken(self.ids[number])
                if value not in ("Y", "N"):
                    raise ValueError(value)
                parts.append(part if value == "Y" else Not(part))
        except (TypeError, ValueError, IndexError) as error:
            raise self.fail(
                f"a condition should be pairs of an option's number and Y or N, met {given!r}"
            ) from error
        return conjunction(parts)

    def preference(self, bare: Conflict, given: Mapping[str, Any], manual: bool) -> Preference:
        if manual:
            vector = given.get("preferenceRanking", given.get("preferenceVector"))
            if not isinstance(vector, list):
                raise self.fail(f"decision maker {given.get('name')!r}: the ranking is missing")
            return Preference(self.ranking(bare, vector, str(given.get("name"))))
        return Preference(
            Statements(
                tuple(Statement(self.condition(one)) for one in given.get("preferences", ()))
            )
        )

    def ranking(self, bare: Conflict, vector: list[Any], whose: str) -> Ranking:
        if len(bare.options) > 20:
            raise self.fail("a manual ranking of the states of more than 20 options is not read")
        feasible = [code for code in range(1 << len(bare.options)) if bare.is_feasible(code)]
        groups = []
        for group in vector:
            members = group if isinstance(group, list) else [group]
            for number in members:
                if not isinstance(number, int) or not 1 <= number <= len(feasible):
                    raise self.fail(
                        f"ranking of {whose!r}: state {number!r} is none of the {len(feasible)} "
                        "feasible states"
                    )
            groups.append(tuple(bare.pattern(feasible[number - 1]) for number in members))
        return Ranking(tuple(groups))


def _ids(names: list[str]) -> list[str]:
    """Return short ids made of the letters of names, all different."""
    ids: list[str] = []
    for number, name in enumerate(names, 1):
        words = re.findall(r"\w+", name.lower())
        base = "_".join(words[:4]) or f"o{number}"
        if base[0].isdigit() or base in ("not", "and", "or", "if", "iff", "only"):
            base = f"o_{base}"
        found, k = base, 2
        while found in ids:
            found, k = f"{base}_{k}", k + 1
        ids.append(found)
    return ids


# ------------------------------------------------------------------ tables of rankings


def ranking_table(conflict: Conflict, ranks: Mapping[str, Mapping[str, int]]) -> str:
    """Return a table of rankings as CSV: a row a state, a column a decision maker, 1 is best.

    Parameters
    ----------
    conflict : Conflict
        For the order of the columns.
    ranks : mapping
        Decision maker to state label to place (1 best, equal numbers tie); as
        `backchannel.analysis.moves.places` gives them.

    Returns
    -------
    str
        CSV with a header; the first column is ``state``.
    """
    makers = [maker.id for maker in conflict.decision_makers if maker.id in ranks]
    states = list(next(iter(ranks.values()), {}))
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(["state", *makers])
    for state in states:
        table.writerow([state, *(ranks[maker][state] for maker in makers)])
    return out.getvalue()


def with_ranking_table(conflict: Conflict, text: str, origin: str = "") -> Conflict:
    """Return a conflict whose preferences come from a table pasted from a spreadsheet.

    Parameters
    ----------
    conflict : Conflict
        The decision makers without a column keep their preference.
    text : str
        CSV (or tab- or semicolon-separated): a header of ``state`` and ids or names of decision
        makers, then a row a state with the place of the state for each: 1 is best, equal numbers
        tie.
    origin : str
        The file, for messages.

    Raises
    ------
    ConflictFileError
        If a column names nobody, or a place is not a whole number; the line is named.

    Examples
    --------
    >>> from backchannel.conflict.elements import Conflict, DecisionMaker, Option
    >>> bare = Conflict((DecisionMaker("A"), DecisionMaker("B")),
    ...                 (Option("a", "", "A"), Option("b", "", "B")))
    >>> ranked = with_ranking_table(bare, "state,A\\nNN,2\\nYN,1\\nNY,2\\nYY,3\\n")
    >>> ranked.decision_makers[0].preference.order.groups
    (('YN',), ('NN', 'NY'), ('YY',))
    """
    first = text.splitlines()[0] if text.strip() else ""
    separator = max(",;\t", key=first.count)
    rows = list(csv.reader(io.StringIO(text), delimiter=separator))
    if not rows or not rows[0] or rows[0][0].strip().lower() != "state":
        raise ConflictFileError("the first cell of a ranking table should be 'state'", origin, 1)
    names = {maker.name: maker.id for maker in conflict.decision_makers if maker.name}
    names.update((maker.id, maker.id) for maker in conflict.decision_makers)
    columns = []
    for cell in rows[0][1:]:
        if cell.strip() not in names:
            raise ConflictFileError(
                f"no decision maker {cell.strip()!r}.{did_you_mean(cell.strip(), names)}", origin, 1
            )
        columns.append(names[cell.strip()])
    places: dict[str, dict[int, list[str]]] = {maker: {} for maker in columns}
    for number, row in enumerate(rows[1:], 2):
        if not any(cell.strip() for cell in row):
            continue
        if len(row) != len(columns) + 1:
            raise ConflictFileError(
                f"{len(row)} cells, expected {len(columns) + 1}", origin, number
            )
        for maker, cell in zip(columns, row[1:], strict=True):
            if not cell.strip().isdecimal():
                raise ConflictFileError(
                    f"the place of state {row[0].strip()!r} for {maker!r} should be a whole "
                    f"number, met {cell.strip()!r}",
                    origin,
                    number,
                )
            places[maker].setdefault(int(cell), []).append(row[0].strip())
    return replace(
        conflict,
        decision_makers=tuple(
            replace(
                maker,
                preference=Preference(
                    Ranking(tuple(tuple(places[maker.id][p]) for p in sorted(places[maker.id])))
                ),
            )
            if maker.id in places
            else maker
            for maker in conflict.decision_makers
        ),
    )
