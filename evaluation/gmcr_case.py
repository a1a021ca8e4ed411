"""Reads the case files of graph models: `gmcr-case/1`, `gmcr-large/1` and `gmcr-pack/1`.

A case holds a model and questions with their answers. `conflict_of` looks at the model only.
"""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

from backchannel.conflict.elements import (
    Coalesced,
    Conflict,
    DecisionMaker,
    Direction,
    FeasibilityRule,
    Moves,
    Option,
    Preference,
    Ranking,
    State,
    Statement,
    Statements,
    StatusQuo,
    StrictPairs,
    Unknown,
    Weights,
    parse,
    pattern_expression,
)
from backchannel.conflict.preferences import Order
from backchannel.errors import InputError

FORMATS = ("gmcr-case/1", "gmcr-large/1", "gmcr-pack/1")


def read(path: Path) -> dict[str, Any]:
    """Return the document, whose format is one of `FORMATS`."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".json":
        document = json.loads(text)
    else:
        from ruamel.yaml import YAML

        document = YAML(typ="safe", pure=True).load(text)
    met = document.get("format") if isinstance(document, dict) else None
    if met not in FORMATS:
        raise InputError(f"format {met!r} is none of {', '.join(FORMATS)}", str(path))
    assert isinstance(document, dict)
    return document


def conflict_of(document: dict[str, Any]) -> Conflict:
    """Return the model of a case file, or of one model of a pack, as a conflict.

    A ranking goes before statements, as the file format says. Listed states whose pattern has a
    ``-`` are coalesced; without patterns, or without options, the file is in graph form.
    """
    options = [
        (str(option.get("id", f"o{number}")), option)
        for number, option in enumerate(document.get("options", ()), 1)
    ]
    names = [name for name, _ in options]
    preferences = document.get("preferences") or {
        maker: {"ranking": ranking} for maker, ranking in document["ranking"].items()
    }
    makers = document.get("decision_makers") or [
        {"id": maker} for maker in dict.fromkeys([o["dm"] for _, o in options] + [*preferences])
    ]
    listed = document.get("states") or []
    if isinstance(listed, dict):
        listed = [{"id": number, "pattern": pattern} for number, pattern in listed.items()]
    graph = bool(listed) and (not names or any(not one.get("pattern") for one in listed))
    states, coalesced = [], []
    for one in listed:
        pattern = one.get("pattern") or ""
        if "-" in pattern:
            coalesced.append(Coalesced(str(one["id"]), pattern_expression(pattern, names)))
        else:
            states.append(State(str(one["id"]), pattern))
    return Conflict(
        title=str(document.get("title", document.get("id", ""))),
        decision_makers=tuple(
            DecisionMaker(
                str(maker["id"]),
                str(maker.get("name", "")),
                _preference(preferences.get(maker["id"])),
            )
            for maker in makers
        ),
        options=tuple(
            Option(name, str(one.get("name", "")), str(one["dm"]), Direction(one["direction"]))
            for name, one in options
        ),
        rules=()
        if graph
        else tuple(
            FeasibilityRule.infeasible(pattern_expression(pattern, names))
            for pattern in document.get("infeasible", ())
        ),
        states=tuple(states),
        coalesced=tuple(coalesced),
        moves=tuple(
            Moves(str(maker), tuple((str(a), str(b)) for a, b in pairs))
            for maker, pairs in document["moves"].items()
        )
        if graph
        else None,
        status_quo=StatusQuo(str(document["status_quo"]))
        if document.get("status_quo") is not None
        else None,
        citations=tuple(str(one) for one in document.get("citations", ())),
    )


def _preference(given: dict[str, Any] | None) -> Preference:
    if given is None:
        return Preference(Unknown())
    relations = given.get("relations") or {}
    order: Order
    if given.get("ranking") is not None:
        order = Ranking(
            tuple(
                tuple(str(x) for x in group) if isinstance(group, list) else (str(group),)
                for group in given["ranking"]
            )
        )
    elif given.get("statements") is not None:
        order = Statements(tuple(Statement(parse(str(text))) for text in given["statements"]))
    elif given.get("weights") is not None:
        order = Weights(tuple((str(k), Fraction(str(v))) for k, v in given["weights"].items()))
    elif relations.get("strict") is not None:
        order = StrictPairs(_pairs(relations["strict"]))
    else:
        order = Unknown()
    return Preference(
        order,
        unknown=_pairs(relations.get("unknown", ())),
        strong=_pairs(relations.get("strong", ())),
    )


def _pairs(given: Any) -> tuple[tuple[str, str], ...]:
    return tuple((str(a), str(b)) for a, b in given)
