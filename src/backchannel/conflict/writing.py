"""A conflict as YAML, in the plainest form; an earlier version's comments are carried over."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from fractions import Fraction
from typing import Any

from backchannel.conflict.elements import (
    Certainty,
    Conflict,
    DecisionMaker,
    Direction,
    FeasibilityRule,
    Moves,
    Option,
    Quote,
    Ranking,
    RuleKind,
    Statement,
    Statements,
    StatusQuo,
    StrictPairs,
    Unknown,
    Weights,
    parse,
    pattern_expression,
    to_text,
)
from backchannel.errors import ConflictError

__all__ = ["as_data", "written"]

_DIRECTIONS = {Direction.N_TO_Y_ONLY: "N to Y only", Direction.Y_TO_N_ONLY: "Y to N only"}


class _Row(list[Any]):
    """A list that is written on one line."""


class _Grounds(list[Any]):
    """Quotes; on one line if they are ids of passages."""


_PASSAGE = re.compile(r"p[1-9]\d*")


def written(conflict: Conflict, base: str = "") -> str:
    """Return the text of a conflict file; see `backchannel.conflict.files.write_conflict`."""
    from ruamel.yaml import YAML
    from ruamel.yaml.comments import CommentedMap, CommentedSeq

    def dressed(node: Any) -> Any:
        if isinstance(node, dict):
            out = CommentedMap()
            for key, value in node.items():
                out[key] = dressed(value)
            return out
        if isinstance(node, list):
            seq = CommentedSeq([dressed(one) for one in node])
            if isinstance(node, _Row) or (
                isinstance(node, _Grounds)
                and all(isinstance(one, str) for one in node)
                and all(_PASSAGE.fullmatch(one) for one in node)
            ):
                seq.fa.set_flow_style()
            return seq
        return node

    yaml = YAML(typ="rt", pure=True)
    yaml.width = 4096
    yaml.preserve_quotes = True
    yaml.indent(mapping=2, sequence=2, offset=0)
    old = yaml.load(base) if base.strip() else None
    plain = as_data(conflict)
    if not isinstance(old, Mapping) or "passages" in old:
        _gather(plain)
    data = dressed(plain)
    if old is not None:
        if isinstance(old, Mapping):
            _merge(old, data, [option.id for option in conflict.options])
            data = old
    out = io.StringIO()
    yaml.dump(data, out)
    return out.getvalue()


def _gather(data: dict[str, Any]) -> None:
    """Put quotes with their places into a table at the end if any is cited more than once."""
    cited = list(_cited(data))
    count: dict[tuple[Any, ...], int] = {}
    for grounds in cited:
        for one in grounds:
            if isinstance(one, dict) and "sha256" in one:
                count[tuple(one.items())] = count.get(tuple(one.items()), 0) + 1
    if not any(times > 1 for times in count.values()):
        return
    ids = {key: f"p{number}" for number, key in enumerate(sorted(count, key=_place), 1)}
    for grounds in cited:
        if all(isinstance(one, dict) and tuple(one.items()) in ids for one in grounds):
            grounds[:] = [ids[tuple(one.items())] for one in grounds]
    data["passages"] = {ids[key]: dict(key) for key in ids}


def _place(key: tuple[Any, ...]) -> tuple[str, int]:
    quote = dict(key)
    return str(quote.get("from", "")), int(str(quote.get("at", "0")).split("-")[0])


def _cited(node: Any) -> Iterator[list[Any]]:
    """Yield every list of grounds in plain data."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key in ("grounds", "preference grounds") and isinstance(value, list):
                yield value
            else:
                yield from _cited(value)
    elif isinstance(node, list):
        for one in node:
            yield from _cited(one)


# ------------------------------------------------------------------ to plain data


def as_data(conflict: Conflict) -> dict[str, Any]:
    """Return a conflict as mappings, lists and texts, in the order in which they are written."""
    data: dict[str, Any] = {"format": "backchannel-conflict/1"}
    if conflict.title:
        data["title"] = conflict.title
    if conflict.note:
        data["note"] = conflict.note
    if conflict.citations:
        data["citations"] = list(conflict.citations)
    data["decision makers"] = {
        _key(maker.id): _maker(conflict, maker) for maker in conflict.decision_makers
    }
    grouped = [o for maker in conflict.decision_makers for o in conflict.options_of(maker.id)]
    if grouped != list(conflict.options):
        data["option order"] = _Row(_key(option.id) for option in conflict.options)
    if conflict.rules:
        data["feasibility"] = [_rule(rule) for rule in conflict.rules]
    if conflict.forbidden:
        data["forbidden transitions"] = [
            {"from": to_text(one.before), "to": to_text(one.after)}
            | ({"by": _key(one.decision_maker)} if one.decision_maker else {})
            | _about(one.grounds, one.weak, one.note)
            for one in conflict.forbidden
        ]
    if conflict.coalesced:
        data["coalesced"] = {
            _key(one.id): _short(
                "where",
                to_text(one.where),
                ({"name": one.name} if one.name else {}) | _about(one.grounds, one.weak, one.note),
            )
            for one in conflict.coalesced
        }
    if conflict.states:
        data["states"] = {
            _key(one.id): _short(
                "pattern",
                one.pattern,
                ({"name": one.name} if one.name else {}) | ({"note": one.note} if one.note else {}),
            )
            or None
            for one in conflict.states
        }
    if conflict.moves is not None:
        data["moves"] = {_key(one.decision_maker): _moves(one) for one in conflict.moves}
    if conflict.status_quo is not None:
        data["status quo"] = _status_quo(conflict, conflict.status_quo)
    return data


def _key(label: str) -> str | int:
    """Return a label that is a plain number as a number, so that it is written without quotes."""
    if label.isdecimal() and label.isascii() and str(int(label)) == label:
        return int(label)
    return label


def _short(main: str, value: Any, more: dict[str, Any]) -> Any:
    """Return the value alone, or with its name if there is more to say."""
    return {main: value} | more if more else value


def _about(grounds: tuple[Quote, ...], weak: bool, note: str) -> dict[str, Any]:
    out: dict[str, Any] = {}
    if weak:
        out["weak"] = True
    if note:
        out["note"] = note
    if grounds:
        out["grounds"] = _Grounds(_quote(one) for one in grounds)
    return out


def _quote(quote: Quote) -> Any:
    more: dict[str, Any] = {}
    if quote.origin:
        more["from"] = quote.origin
    if quote.end:
        more["at"] = f"{quote.start}-{quote.end}"
    if quote.sha256:
        more["sha256"] = quote.sha256
    return _short("quote", quote.text, more)


def _maker(conflict: Conflict, maker: DecisionMaker) -> dict[str, Any] | None:
    data: dict[str, Any] = {}
    if maker.name:
        data["name"] = maker.name
    data |= _about(maker.grounds, maker.weak, maker.note)
    options = conflict.options_of(maker.id)
    if options:
        data["options"] = {_key(option.id): _option(option) for option in options}
    preference = maker.preference
    match preference.order:
        case Statements(items):
            data["prefers"] = [_statement(item) for item in items] or "indifferent"
        case Weights(weights):
            data["weights"] = {_key(option): _number(weight) for option, weight in weights}
        case Ranking(groups):
            data["ranking"] = _Row(
                _key(group[0]) if len(group) == 1 else _Row(_key(one) for one in group)
                for group in groups
            )
        case StrictPairs(pairs):
            data["known pairs"] = _pairs(pairs)
        case Unknown():
            data["prefers"] = "unknown"
    if preference.unknown:
        data["unknown pairs"] = _pairs(preference.unknown)
    if preference.strong:
        data["strong pairs"] = _pairs(preference.strong)
    if preference.strong_beyond is not None:
        data["strong beyond"] = preference.strong_beyond
    about = _about(preference.grounds, preference.weak, preference.note)
    return data | {f"preference {key}": value for key, value in about.items()}


def _option(option: Option) -> Any:
    more: dict[str, Any] = {}
    if option.direction is not Direction.REVERSIBLE:
        more["direction"] = _DIRECTIONS[option.direction]
    more |= _about(option.grounds, option.weak, option.note)
    if not more:
        return option.name or None
    return ({"name": option.name} if option.name else {}) | more


def _statement(item: Statement) -> Any:
    more: dict[str, Any] = {}
    if item.certainty is not Certainty.KNOWN:
        more["certainty"] = item.certainty.value
    return _short("statement", item.text, more | _about(item.grounds, item.weak, item.note))


def _number(value: Fraction) -> int | float | str:
    if value.denominator == 1:
        return int(value)
    if Fraction(repr(float(value))) == value:
        return float(value)
    return str(value)


def _pairs(pairs: tuple[tuple[str, str], ...]) -> list[Any]:
    return _Row(_Row((_key(a), _key(b))) for a, b in pairs)


def _rule(rule: FeasibilityRule) -> dict[str, Any]:
    if rule.kind in (RuleKind.REQUIRES, RuleKind.INFEASIBLE):
        assert rule.condition is not None
        value: Any = to_text(rule.condition)
    else:
        value = _Row(_key(option) for option in rule.options)
    return {rule.kind.value: value} | _about(rule.grounds, rule.weak, rule.note)


def _moves(one: Moves) -> Any:
    ordered: dict[str | int, _Row] = {}
    for a, b in one.pairs:
        ordered.setdefault(_key(a), _Row()).append(_key(b))
    again = tuple((str(a), str(b)) for a, targets in ordered.items() for b in targets)
    return ordered if again == one.pairs else _pairs(one.pairs)


def _status_quo(conflict: Conflict, status_quo: StatusQuo) -> Any:
    state: Any = _key(status_quo.state)
    pattern = status_quo.state
    named = {one.id for one in conflict.states} | {one.id for one in conflict.coalesced}
    if pattern not in named and len(pattern) == len(conflict.options):
        state = _Row(
            _key(option.id)
            for value, option in zip(pattern, conflict.options, strict=True)
            if value == "Y"
        )
    more: dict[str, Any] = {}
    if status_quo.assumed:
        more["assumed"] = _Row(_key(option) for option in status_quo.assumed)
    more |= _about(status_quo.grounds, status_quo.weak, status_quo.note)
    return _short("state", state, more)


# ------------------------------------------------------------------ onto an earlier version


def _merge(old: Any, new: Any, options: list[str]) -> None:
    """Make the mapping `old` say what `new` says, keeping what already does."""
    spelled = {" ".join(str(k).replace("_", " ").replace("-", " ").split()).lower(): k for k in old}

    def place(key: Any) -> Any:
        if key in old:
            return key
        return spelled.get(str(key).lower(), key) if isinstance(key, str) else key

    kept = {place(key) for key in new}
    for key in [key for key in old if key not in kept]:
        del old[key]
    for position, (key, value) in enumerate(new.items()):
        here = place(key)
        if here not in old:
            old.insert(min(position, len(old)), here, value)
        elif not _same(old[here], value, options):
            old[here] = _merged(old[here], value, options)


def _merged(old: Any, new: Any, options: list[str]) -> Any:
    if isinstance(old, dict) and isinstance(new, dict):
        _merge(old, new, options)
        return old
    if isinstance(old, list) and isinstance(new, list):
        _merge_list(old, new, options)
        return old
    return new


def _merge_list(old: list[Any], new: list[Any], options: list[str]) -> None:
    before = [_frozen(one, options) for one in old]
    after = [_frozen(one, options) for one in new]
    changes = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    for kind, a, b, c, d in reversed(changes):
        if kind == "equal":
            continue
        shared = min(b - a, d - c)
        for k in range(shared):
            old[a + k] = _merged(old[a + k], new[c + k], options)
        for _ in range(b - a - shared):
            del old[a + shared]
        for k in range(shared, d - c):
            old.insert(a + k, new[c + k])


def _same(old: Any, new: Any, options: list[str]) -> bool:
    return bool(_frozen(old, options) == _frozen(new, options))


def _frozen(node: Any, options: list[str]) -> Any:
    """Return what a node says, whatever its spelling, as something that can be compared."""
    if isinstance(node, dict):
        return tuple(sorted((str(key), repr(_frozen(v, options))) for key, v in node.items()))
    if isinstance(node, list):
        return ("list", *(_frozen(one, options) for one in node))
    if isinstance(node, str):
        try:
            if node and not set(node) - set("YN-") and len(node) == len(options) > 1:
                return pattern_expression(node, options)
            return parse(node)
        except ConflictError:
            return str(node)
    return node
