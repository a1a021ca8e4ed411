"""``python -m evaluation.predict case CASE OUT``: answer every question a case file asks.

The answers in the file are not looked at: `questions` keeps the names of what is asked (concepts,
coalitions, targets) and drops every value before anything is computed. What is written is the
model of the file with one entry of `results`; a question that cannot be answered is ``null``.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from backchannel import __version__
from backchannel.analysis import definition
from backchannel.analysis.coalitions import coalition_verdict
from backchannel.analysis.evolution import evolve
from backchannel.analysis.inverse import requirement
from backchannel.analysis.moves import OptionModel, compile_conflict
from backchannel.analysis.state_sets import sha256_of
from backchannel.analysis.verdict import analyse
from backchannel.errors import AnalysisError
from evaluation.gmcr_case import conflict_of, read

SOURCE = f"Backchannel {__version__}"

MODEL_KEYS = (
    "format", "id", "title", "kind", "citations", "provenance", "decision_makers", "options",
    "infeasible", "states", "status_quo", "preferences", "moves", "ranking", "coalesced_states",
    "state_code", "redistribution", "columns",
)  # fmt: skip
"""Keys that belong to the model; every other key is an answer, or says something about one."""


def predict(arguments: list[str]) -> None:
    """Read CASE, answer what it asks, write OUT (JSON, or YAML if OUT ends in .yaml or .yml)."""
    if len(arguments) != 2:
        raise TypeError("usage: python -m evaluation.predict case CASE OUT")
    path, out = Path(arguments[0]), Path(arguments[1])
    document = read(path)
    answered = answer(document)
    if out.suffix in (".yaml", ".yml"):
        from ruamel.yaml import YAML

        with out.open("w", encoding="utf-8") as file:
            YAML(typ="safe", pure=True).dump(answered, file)
    else:
        out.write_text(json.dumps(answered, ensure_ascii=False) + "\n", encoding="utf-8")


def answer(document: dict[str, Any]) -> dict[str, Any]:
    """Return the document with everything it asks answered by Backchannel."""
    kind = document["format"]
    asked = questions(document)
    model = {key: document[key] for key in MODEL_KEYS if key in document}
    if kind == "gmcr-large/1":
        return model | _large(model, asked)
    if kind == "gmcr-pack/1":
        return model | _pack(document, asked)
    return model | _case(model, asked)


def questions(document: dict[str, Any]) -> dict[str, Any]:
    """Return what is asked, without any answer.

    Keys: `concepts` (names in order), `coalitions` (lists of ids), `individual` (whether coalition
    SEQ with individual sanctions is asked), `evolution` (which kinds of move), `inverse` (target,
    concept, decision maker), `counts`, and the names of the traps a case is for.
    """
    results = [r for r in document.get("results", ()) if isinstance(r, dict)]
    concepts: list[str] = []
    coalitions: list[tuple[tuple[str, ...], tuple[str, ...]]] = []
    for entry in results:
        for key in ("concepts", "stable_counts", "equilibria_counts", "equilibria_sha256",
                    "equilibria_first_codes"):  # fmt: skip
            concepts += [name for name in entry.get(key, {}) if name not in concepts]
        for one in entry.get("coalitions", ()):
            members = tuple(one["coalition"])
            if members not in [known for known, _ in coalitions]:
                coalitions.append((members, tuple(one.get("stable", {}))))
    return {
        "concepts": concepts,
        "coalitions": coalitions,
        "evolution": [
            key for key in document.get("evolution_from_status_quo", {}) if key != "meaning"
        ],
        "inverse": [
            (one["target"], {c: list(makers) for c, makers in one["minimal_sets"].items()})
            for one in document.get("inverse", {}).get("targets", ())
        ],
        "inverse_counts": {
            "target": document["inverse_counts"]["target"],
            "varied": document["inverse_counts"]["varied"],
            "concepts": list(document["inverse_counts"]["exact"]),
        }
        if "inverse_counts" in document
        else None,
        "traps": {key: list(document[key]) for key in TRAPS if key in document},
        "scores": [key for key in ("statement_scores", "statement_ranking") if key in document],
        "first": max(
            (len(codes) for r in results for codes in r.get("equilibria_first_codes", {}).values()),
            default=0,
        ),
    }


# ------------------------------------------------------------------ one case


class _Labels:
    """The state numbers of the file, and back."""

    def __init__(self, model: OptionModel, document: dict[str, Any]) -> None:
        listed = document.get("states") or []
        ids = listed if isinstance(listed, dict) else [one["id"] for one in listed]
        # the keys of a JSON object are strings, the numbers in its lists are not
        self._ids = {str(x): int(x) if isinstance(x, str) and x.isdecimal() else x for x in ids}
        self.model = model
        self.order = {label: place for place, label in enumerate(self._ids)}

    def id(self, state: int) -> Any:
        label = self.model.label(state)
        return self._ids.get(label, label)

    def ids(self, states: Iterable[int]) -> list[Any]:
        found = sorted(states, key=lambda s: self.order.get(self.model.label(s), s))
        return [self.id(s) for s in found]


def _case(document: dict[str, Any], asked: dict[str, Any]) -> dict[str, Any]:
    model = compile_conflict(conflict_of(document))
    labels = _Labels(model, document)
    result: dict[str, Any] = {"source": SOURCE, "basis": "computed"}
    result["concepts"] = {name: _concept(model, labels, name) for name in asked["concepts"]}
    if asked["coalitions"]:
        result["coalitions"] = [
            _coalition(model, labels, members, stable) for members, stable in asked["coalitions"]
        ]
    out: dict[str, Any] = {"results": [result]}
    if asked["evolution"]:
        out["evolution_from_status_quo"] = {
            key: _evolution(model, labels, key) for key in asked["evolution"]
        }
    if asked["inverse"]:
        out["inverse"] = {
            "targets": [
                {
                    "target": target,
                    "minimal_sets": {
                        concept: {
                            maker: _inverse(model, labels, target, concept, maker)
                            for maker in makers
                        }
                        for concept, makers in concepts.items()
                    },
                }
                for target, concepts in asked["inverse"]
            ]
        }
    if asked["inverse_counts"]:
        out["inverse_counts"] = _inverse_counts(model, asked["inverse_counts"])
    for key, concepts in asked["traps"].items():
        out[key] = {concept: TRAPS[key](model, labels, concept) for concept in concepts}
    for key in asked["scores"]:
        out[key] = _scores(document, labels, key)
    return out


def _concept(model: OptionModel, labels: _Labels, name: str) -> dict[str, Any] | None:
    try:
        stable = [
            definition.stable_states(model, i, name) for i in range(len(model.decision_makers))
        ]
    except AnalysisError:
        return None
    every = set(model.states()).intersection(*stable)
    return {
        "stable": {
            maker: labels.ids(states)
            for maker, states in zip(model.decision_makers, stable, strict=True)
        },
        "equilibria": labels.ids(every),
    }


def _coalition(
    model: OptionModel, labels: _Labels, members: tuple[str, ...], concepts: tuple[str, ...]
) -> dict[str, Any]:
    entry: dict[str, Any] = {"coalition": list(members)}
    try:
        verdict = coalition_verdict(model, [model.index(str(one)) for one in members])
    except AnalysisError:
        return entry | {"improvements": None, "stable": dict.fromkeys(concepts)}

    def ids(names: Iterable[str]) -> list[Any]:
        return labels.ids(model.state(name) for name in names)

    entry["improvements"] = sorted(
        ([*ids([a]), *ids([b])] for a, b in verdict.improvements),
        key=lambda pair: [labels.order.get(str(x), 0) for x in pair],
    )
    entry["stable"] = {
        concept: ids(verdict.stable[concept]) if concept in verdict.stable else None
        for concept in concepts
    }
    entry["seq_individual_sanctions"] = ids(verdict.seq_individual_sanctions)
    return entry


def _evolution(model: OptionModel, labels: _Labels, key: str) -> dict[Any, int] | None:
    if key not in ("unilateral_moves", "unilateral_improvements"):
        return None
    distance = evolve(model, improving=key == "unilateral_improvements").distance
    ordered = sorted(distance, key=lambda s: labels.order.get(model.label(s), s))
    return {labels.id(s): distance[s] for s in ordered}


def _inverse(
    model: OptionModel, labels: _Labels, target: object, concept: str, maker: str
) -> list[list[Any]] | None:
    try:
        need = requirement(model, model.index(maker), model.state(str(target)), concept)
        sets = need.minimal_sets()
    except AnalysisError:
        return None
    return sorted(
        (labels.ids(one) for one in sets),
        key=lambda one: (len(one), [labels.order.get(str(x), 0) for x in one]),
    )


def _inverse_counts(model: OptionModel, asked: dict[str, Any]) -> dict[str, Any]:
    """Count the strict rankings of one decision maker that make the target an equilibrium."""
    from math import factorial

    target = model.state(str(asked["target"]))
    said = str(asked["varied"])
    named = [(said.find(maker), i) for i, maker in enumerate(model.decision_makers)]
    varied = min(((place, i) for place, i in named if place >= 0), default=(0, -1))[1]
    others = [j for j in range(len(model.decision_makers)) if j != varied]
    exact: dict[str, int | None] = {}
    for concept in asked["concepts"]:
        # whether the others find the target stable depends on the varied ranking under SEQ only,
        # and not even there if they have no improvement from it
        lasting = "nash" if concept in ("seq", "sseq") else concept
        settled = all(definition.is_stable(model, j, target, lasting) for j in others)
        if varied < 0 or (lasting != concept and not settled):
            exact[concept] = None
            continue
        share = requirement(model, varied, target, concept).share_of_rankings(len(model.states()))
        exact[concept] = int(share * factorial(len(model.states()))) if settled else 0
    return {"target": asked["target"], "varied": asked["varied"], "exact": exact}


def _scores(document: dict[str, Any], labels: _Labels, key: str) -> dict[str, Any]:
    """Answer what the ordered statements alone say: scores Psi, and the order of states."""
    bare = {
        **{k: v for k, v in document.items() if k != "states"},
        "preferences": {
            maker: {"statements": given["statements"]}
            for maker, given in document["preferences"].items()
            if given.get("statements")
        },
        "status_quo": None,
    }
    patterns = {one["pattern"]: one["id"] for one in document["states"]}
    model = compile_conflict(conflict_of(bare))
    states = [s for s in model.states() if model.conflict.pattern(s) in patterns]
    states.sort(key=lambda s: labels.order[str(patterns[model.conflict.pattern(s)])])
    name = {s: patterns[model.conflict.pattern(s)] for s in states}
    out: dict[str, Any] = {}
    for i, maker in enumerate(model.decision_makers):
        if not model.comparisons[i].complete:
            continue
        if key == "statement_scores":
            out[maker] = {name[s]: model.rank(i, s) for s in states}
        else:
            groups: dict[int, list[Any]] = {}
            for s in states:
                groups.setdefault(model.rank(i, s), []).append(name[s])
            ranked = [groups[score] for score in sorted(groups, reverse=True)]
            out[maker] = [one[0] if len(one) == 1 else one for one in ranked]
    return out


# ------------------------------------------------------------------ what wrong rules would change


def _differing(
    model: OptionModel, labels: _Labels, concept: str, reach: Callable[..., list[int]]
) -> list[list[Any]]:
    """Return the [decision maker, state] pairs whose verdict another rule of reach changes."""
    read_concept = definition.Concept.read(concept)
    base = read_concept.base
    step = (
        definition.improving_step(model) if base in ("seq", "sseq") else definition.move_step(model)
    )
    found = []
    for i, maker in enumerate(model.decision_makers):
        others = [j for j in range(len(model.decision_makers)) if j != i]
        for s in sorted(model.states(), key=lambda s: labels.order.get(model.label(s), s)):
            stable = all(
                any(
                    definition.deters(model, i, s, s2, read_concept)
                    and (
                        base not in ("smr", "sseq")
                        or all(
                            definition.deters(model, i, s, s3, read_concept)
                            for s3 in model.reach(i, s2)
                        )
                    )
                    for s2 in reach(others, s, s1, step)
                )
                for s1 in definition.tempting(model, i, s, read_concept)
            )
            if stable != definition.is_stable(model, i, s, read_concept):
                found.append([maker, labels.id(s)])
    return found


def _once_each(
    others: list[int], s: int, s1: int, step: definition.Step, used: frozenset[int] = frozenset()
) -> list[int]:
    found: set[int] = set()
    for j in others:
        if j not in used:
            for x in step(j, s1):
                found.add(x)
                found.update(_once_each(others, s, x, step, used | {j}))
    return sorted(found)


def _consecutive(others: list[int], s: int, s1: int, step: definition.Step) -> list[int]:
    seen: set[int] = set()
    todo = [s1]
    while todo:
        x = todo.pop()
        for j in others:
            for y in step(j, x):
                if y not in seen:
                    seen.add(y)
                    todo.append(y)
    return sorted(seen - {s1})


def _not_back(others: list[int], s: int, s1: int, step: definition.Step) -> list[int]:
    return [x for x in definition.legal_reach(others, s1, step) if x != s]


TRAPS: dict[str, Callable[[OptionModel, _Labels, str], list[list[Any]]]] = {
    "unstable_if_each_opponent_moves_at_most_once": lambda m, n, c: _differing(m, n, c, _once_each),
    "changes_if_consecutive_moves_allowed": lambda m, n, c: _differing(m, n, c, _consecutive),
    "unstable_if_return_to_start_state_is_not_a_sanction": (
        lambda m, n, c: _differing(m, n, c, _not_back)
    ),
}
"""Extra keys of a case that name the trap it is for: which verdicts a wrong rule would change."""


# ------------------------------------------------------------------ packs and large cases


def _pack(document: dict[str, Any], asked: dict[str, Any]) -> dict[str, Any]:
    if "games" in document:
        return {"games": _games(document)}
    models = []
    for one in document["models"]:
        names = list(one.get("stable", one.get("equilibria", {})))
        kept = {k: v for k, v in one.items() if k not in ("stable", "equilibria")}
        model = compile_conflict(conflict_of(kept))
        labels = _Labels(model, kept)
        found = {name: _concept(model, labels, name) for name in names}
        models.append(
            kept
            | {
                "stable": {n: None if c is None else c["stable"] for n, c in found.items()},
                "equilibria": {n: None if c is None else c["equilibria"] for n, c in found.items()},
            }
        )
    return {"models": models}


def _games(document: dict[str, Any]) -> list[list[str | None]]:
    """Answer the rows of 2x2 games: a ranking of A, one of B, then equilibria per concept."""
    columns = document["columns"]
    rows: list[list[str | None]] = []
    for game in document["games"]:
        rankings = [str(game[columns.index(key)]) for key in ("rank_A", "rank_B")]
        case = {
            "options": [
                {"id": "a", "dm": "A", "direction": "reversible"},
                {"id": "b", "dm": "B", "direction": "reversible"},
            ],
            "states": document["states"],
            "ranking": dict(zip("AB", (list(r) for r in rankings), strict=True)),
        }
        model = compile_conflict(conflict_of(case))
        labels = _Labels(model, case)
        row: list[str | None] = []
        for column in columns:
            if column in ("rank_A", "rank_B"):
                row.append(rankings["rank_A rank_B".split().index(column)])
                continue
            found = _concept(model, labels, column)
            row.append(None if found is None else "".join(str(x) for x in found["equilibria"]))
        rows.append(row)
    return rows


def _large(document: dict[str, Any], asked: dict[str, Any]) -> dict[str, Any]:
    """Answer with counts, and a digest of the codes of the equilibria."""
    conflict = conflict_of(document)
    names = asked["concepts"]
    analysis = analyse(conflict, [name for name in names if _is_concept(name)])
    entry: dict[str, Any] = {"basis": "computed", "source": SOURCE}
    for key in ("stable_counts", "equilibria_counts", "equilibria_sha256"):
        entry[key] = dict.fromkeys(names)
    entry["equilibria_first_codes"] = dict.fromkeys(names)
    for name in analysis.concepts:
        try:
            equilibria = analysis.equilibria(name)
            entry["stable_counts"][name] = {
                maker: analysis.stable(name, maker).count()
                for maker in analysis.model.decision_makers
            }
        except AnalysisError:
            continue
        entry["equilibria_counts"][name] = equilibria.count()
        entry["equilibria_sha256"][name] = sha256_of(equilibria)
        entry["equilibria_first_codes"][name] = list(equilibria.codes(asked["first"] or 8))
    entry["sha256_of"] = "ascending state codes of the equilibria, joined by commas"
    return {"feasible_states": analysis.feasible.count(), "results": [entry]}


def _is_concept(name: str) -> bool:
    try:
        definition.Concept.read(name)
    except AnalysisError:
        return False
    return True
