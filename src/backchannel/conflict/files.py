"""Conflict files: YAML that an analyst writes by hand and reviews in a diff.

The format (``backchannel-conflict/1``) is described in docs/reference/conflict-file.md. Keys may be
written with blanks, underscores or hyphens. Every error names file, line and element, and offers
the near miss.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

from backchannel.conflict.elements import (
    Certainty,
    Coalesced,
    Conflict,
    DecisionMaker,
    Direction,
    Expression,
    FeasibilityRule,
    ForbiddenTransition,
    Moves,
    Option,
    Preference,
    Quote,
    Ranking,
    RuleKind,
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
from backchannel.errors import ConflictError, ConflictFileError, did_you_mean

__all__ = ["FORMAT", "parse_conflict", "read_conflict", "write_conflict"]

FORMAT = "backchannel-conflict/1"
"""What the first line of a conflict file says."""

LARGEST = 2_000_000
"""Most characters of a conflict file that are read."""

DEEPEST = 60
"""Deepest nesting of brackets, or of markers on one line, that is read."""

_TOP = (
    "format", "title", "note", "citations", "decision makers", "option order", "feasibility",
    "forbidden transitions", "coalesced", "states", "moves", "status quo", "passages",
)  # fmt: skip
_PASSAGE = re.compile(r"p[1-9]\d*")
_ABOUT = ("grounds", "weak", "note")
_ORDERS = ("prefers", "weights", "ranking", "known pairs")
_MAKER = ("name", "options", *_ORDERS, "unknown pairs", "strong pairs", "strong beyond",
          "preference grounds", "preference note", "preference weak", *_ABOUT)  # fmt: skip
_OPTION = ("name", "direction", *_ABOUT)
_RULES = {kind.value: kind for kind in RuleKind}
_DIRECTIONS = {
    "reversible": Direction.REVERSIBLE,
    "n to y only": Direction.N_TO_Y_ONLY,
    "y to n only": Direction.Y_TO_N_ONLY,
    "cannot be undone": Direction.N_TO_Y_ONLY,
    "cannot be taken again": Direction.Y_TO_N_ONLY,
}


def read_conflict(path: str | Path) -> Conflict:
    """Read a conflict from a file.

    Parameters
    ----------
    path : str or Path
        A conflict file; one that ends in ``.gmcr`` is read as GMCR+ saves it.

    Returns
    -------
    Conflict
        What it says.

    Raises
    ------
    ConflictFileError
        If the file cannot be read, or is not well formed; file, line and element are named.
    """
    path = Path(path)
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise ConflictFileError(f"cannot be read: {error.strerror or error}", str(path)) from error
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ConflictFileError(
            f"not UTF-8 text (byte {error.start} is {raw[error.start]:#04x}); save it as UTF-8",
            str(path),
        ) from error
    if path.suffix.lower() == ".gmcr":
        from backchannel.conflict.imports import parse_gmcr

        return parse_gmcr(text, str(path))
    return parse_conflict(text, str(path))


def parse_conflict(text: str, origin: str = "") -> Conflict:
    """Read a conflict from the text of a conflict file.

    Parameters
    ----------
    text : str
        YAML.
    origin : str
        The file, for messages.

    Raises
    ------
    ConflictFileError
        If the text is not well formed.

    Examples
    --------
    >>> conflict = parse_conflict('''
    ... format: backchannel-conflict/1
    ... decision makers:
    ...   US:
    ...     options:
    ...       stay: Keep the troops
    ...     prefers: [NOT attack, stay]
    ...   Militias:
    ...     options:
    ...       attack: Attack the bases
    ... status quo: [stay, attack]
    ... ''')
    >>> conflict.status_quo.state
    'YY'
    """
    if len(text) > LARGEST:
        raise ConflictFileError(
            f"{len(text):,} characters, more than the {LARGEST:,} a conflict file may have", origin
        )
    return _Reader(origin).conflict(_load(text, origin))


def write_conflict(conflict: Conflict, base: str = "") -> str:
    """Write a conflict as the text of a conflict file.

    Parameters
    ----------
    conflict : Conflict
        What to write; reading the text gives an equal conflict.
    base : str
        The text of an earlier version. Its comments, order of keys and spellings are kept where
        they still fit.

    Returns
    -------
    str
        YAML.
    """
    from backchannel.conflict.writing import written

    return written(conflict, base)


# ------------------------------------------------------------------ YAML with its lines


def _load(text: str, origin: str) -> Any:
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    _check_depth(text, origin)
    try:
        document = YAML(typ="rt", pure=True).load(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problem = " ".join(str(error.problem or error.context or "not YAML").split())
        # of a repeated key only the first sentence helps
        problem = problem.split(" with value")[0]
        raise ConflictFileError(
            f"not well-formed YAML: {problem}", origin, mark.line + 1 if mark else None
        ) from error
    except (YAMLError, ValueError) as error:
        raise ConflictFileError(f"not YAML: {' '.join(str(error).split())}", origin) from error
    except RecursionError as error:
        raise ConflictFileError("not a conflict file: nested too deeply", origin) from error
    return document


def _check_depth(text: str, origin: str) -> None:
    """Refuse what would nest so deeply that only a hostile file does."""
    depth = 0
    for found in re.finditer(rf"[\[\]{{}}]|(?:[-?:][ \t]+){{{DEEPEST}}}", text):
        if found.group() in "[{":
            depth += 1
        elif found.group() in "]}":
            depth = max(0, depth - 1)
        if depth > DEEPEST or len(found.group()) > 1:
            line = text.count("\n", 0, found.start()) + 1
            raise ConflictFileError(
                f"not a conflict file: nested deeper than {DEEPEST} levels", origin, line
            )


def _plain_key(key: object) -> str:
    return " ".join(str(key).replace("_", " ").replace("-", " ").split()).lower()


def _line(node: Any, key: Any = None) -> int | None:
    """Return the 1-based line of a node, or of the value of a key or place in it."""
    place = getattr(node, "lc", None)
    if place is None:
        return None
    if key is not None and place.data and key in place.data:
        return int(place.data[key][0]) + 1
    return None if place.line is None else int(place.line) + 1


class _Reader:
    """Turns the loaded document into a conflict, with the line of everything that is wrong."""

    def __init__(self, origin: str) -> None:
        self.origin = origin
        self.names: dict[str, str] = {}
        self.order: list[str] = []
        self.spots: dict[str, int | None] = {}
        self.passages: dict[str, Quote] = {}

    def fail(self, message: str, line: int | None) -> ConflictFileError:
        return ConflictFileError(message, self.origin, line)

    # -- shapes

    def mapping(self, node: Any, what: str, line: int | None) -> Mapping[Any, Any]:
        if not isinstance(node, Mapping):
            raise self.fail(f"{what}: expected names with values, met {_shown(node)}", line)
        return node

    def sequence(self, node: Any, what: str, line: int | None) -> list[Any]:
        if not isinstance(node, list):
            raise self.fail(f"{what}: expected a list, met {_shown(node)}", line)
        return node

    def text(self, node: Any, what: str, line: int | None) -> str:
        if isinstance(node, bool) or not isinstance(node, str | int | float):
            raise self.fail(f"{what}: expected a text, met {_shown(node)}", line)
        return str(node)

    def keys(
        self, node: Mapping[Any, Any], allowed: Iterable[str], what: str
    ) -> dict[str, tuple[Any, int | None]]:
        """Return the values by normalized key, each with its line; unknown keys are refused."""
        allowed = tuple(allowed)
        found: dict[str, tuple[Any, int | None]] = {}
        for key, value in node.items():
            plain = _plain_key(key)
            line = _line(node, key)
            if plain not in allowed:
                raise self.fail(f"{what}: no key {str(key)!r}.{did_you_mean(plain, allowed)}", line)
            if plain in found:
                raise self.fail(f"{what}: {plain!r} is given twice", line)
            found[plain] = (value, line)
        return found

    def about(self, found: Mapping[str, tuple[Any, int | None]], what: str) -> dict[str, Any]:
        """Return grounds, weak and note."""
        out: dict[str, Any] = {}
        if "grounds" in found:
            out["grounds"] = self.grounds(*found["grounds"], what)
        if "weak" in found:
            value, line = found["weak"]
            if not isinstance(value, bool):
                raise self.fail(f"{what}, weak: expected true or false, met {_shown(value)}", line)
            out["weak"] = value
        if "note" in found:
            out["note"] = self.text(found["note"][0], f"{what}, note", found["note"][1])
        return out

    def grounds(self, node: Any, line: int | None, what: str) -> tuple[Quote, ...]:
        node = node if isinstance(node, list) else [node]
        quotes = []
        for number, one in enumerate(node):
            here = _line(node, number) or line
            if isinstance(one, str):
                if _PASSAGE.fullmatch(one) and self.passages and one not in self.passages:
                    raise self.fail(
                        f"{what}, grounds: no passage {one!r}.{did_you_mean(one, self.passages)}",
                        here,
                    )
                quotes.append(self.passages.get(one) or Quote(one))
                continue
            given = self.keys(
                self.mapping(one, f"{what}, grounds", here),
                ("quote", "from", "at", "sha256"),
                f"{what}, grounds",
            )
            if "quote" not in given:
                raise self.fail(f"{what}, grounds: 'quote' is missing", here)
            start = end = 0
            if "at" in given:
                place = str(given["at"][0]).split("-")
                if len(place) != 2 or not all(part.strip().isdecimal() for part in place):
                    raise self.fail(
                        f"{what}, grounds: 'at' should be like 120-180, met "
                        f"{_shown(given['at'][0])}",
                        given["at"][1],
                    )
                start, end = int(place[0]), int(place[1])
            quotes.append(
                Quote(
                    self.text(given["quote"][0], f"{what}, quote", here),
                    str(given.get("from", ("", None))[0]),
                    start,
                    end,
                    str(given.get("sha256", ("", None))[0]),
                )
            )
        return tuple(quotes)

    def expression(self, node: Any, what: str, line: int | None) -> Expression:
        """Read an expression, or a pattern of Y, N and -."""
        text = self.text(node, what, line)
        try:
            if text and not set(text) - set("YN-") and len(text) == len(self.order):
                if text not in self.names:
                    return pattern_expression(text, self.order)
            if text and not set(text) - set("YN-") and "-" in text:
                return pattern_expression(text, self.order)
            return parse(text, self.names)
        except ConflictError as error:
            raise self.fail(f"{what}: {error}", line) from error

    def label(self, node: Any, what: str, line: int | None) -> str:
        if isinstance(node, bool) or not isinstance(node, str | int):
            raise self.fail(f"{what}: expected the label of a state, met {_shown(node)}", line)
        return str(node)

    # -- the document

    def conflict(self, document: Any) -> Conflict:
        if document is None:
            raise self.fail("the file is empty: expected a conflict", None)
        top = self.keys(self.mapping(document, "a conflict file", 1), _TOP, "a conflict file")
        if "format" in top and top["format"][0] != FORMAT:
            raise self.fail(
                f"format {_shown(top['format'][0])}: this version reads {FORMAT!r}",
                top["format"][1],
            )
        if "decision makers" not in top:
            raise self.fail("'decision makers' is missing: who takes part, with their options", 1)
        if "passages" in top:
            table, line = top["passages"]
            for key, value in self.mapping(table, "passages", line).items():
                where = _line(table, key)
                found = self.grounds([value], where, f"passage {key}")
                self.passages[str(key)] = found[0]
        makers, line = top["decision makers"]
        makers = self.mapping(makers, "decision makers", line)
        self.lines: dict[str, int | None] = {}
        options = self.options(makers)
        if "option order" in top:
            options = self.reordered(options, *top["option order"])
        self.order = [option.id for option in options]
        self.names = {option.name: option.id for option in reversed(options) if option.name}
        self.names.update((option.id, option.id) for option in options)
        parts: dict[str, Any] = {
            "decision_makers": tuple(self.maker(key, makers) for key in makers),
            "options": tuple(options),
            "title": self.plain(top, "title"),
            "note": self.plain(top, "note"),
            "citations": tuple(
                self.text(one, "citations", top["citations"][1])
                for one in self.sequence(*top["citations"][:1], "citations", top["citations"][1])
            )
            if "citations" in top
            else (),
            "rules": self.rules(*top["feasibility"]) if "feasibility" in top else (),
            "forbidden": self.forbidden(*top["forbidden transitions"])
            if "forbidden transitions" in top
            else (),
            "coalesced": self.coalesced(*top["coalesced"]) if "coalesced" in top else (),
            "states": self.states(*top["states"]) if "states" in top else (),
            "moves": self.moves(*top["moves"]) if "moves" in top else None,
        }
        conflict = self.made(parts, None)
        if "status quo" in top:
            value, line = top["status quo"]
            parts["status_quo"] = self.status_quo(conflict, value, line)
            conflict = self.made(parts, line)
        return conflict

    def made(self, parts: dict[str, Any], line: int | None) -> Conflict:
        try:
            return Conflict(**parts)
        except ConflictFileError:
            raise
        except ConflictError as error:
            place = line
            for name, where in self.lines.items():
                if repr(name) in str(error):
                    place = where
                    break
            for start, where in self.spots.items():
                if str(error).startswith(start):
                    place = where
                    break
            raise self.fail(str(error), place) from error

    def plain(self, top: Mapping[str, tuple[Any, int | None]], key: str) -> str:
        return self.text(top[key][0], key, top[key][1]) if key in top else ""

    # -- decision makers

    def options(self, makers: Mapping[Any, Any]) -> list[Option]:
        options: list[Option] = []
        for key, given in makers.items():
            maker, line = str(key), _line(makers, key)
            if given is None:
                continue
            given = self.mapping(given, f"decision maker {maker!r}", line)
            found = self.keys(given, _MAKER, f"decision maker {maker!r}")
            if found.get("options", (None, None))[0] is None:
                continue
            listed, line = found["options"]
            if isinstance(listed, list):
                listed_map: Mapping[Any, Any] = dict.fromkeys(listed)
            else:
                listed_map = self.mapping(listed, f"options of {maker!r}", line)
            for name, value in listed_map.items():
                here = _line(listed, name) if isinstance(listed, Mapping) else line
                options.append(self.option(name, value, maker, here))
                if options[-1].id in self.lines:
                    raise self.fail(f"two options are called {options[-1].id!r}", here)
                self.lines[options[-1].id] = here
        return options

    def option(self, key: Any, value: Any, maker: str, line: int | None) -> Option:
        if isinstance(key, bool) or not isinstance(key, str | int):
            raise self.fail(f"options of {maker!r}: {_shown(key)} is no name", line)
        name = str(key)
        what = f"option {name!r} of {maker!r}"
        try:
            if value is None or isinstance(value, str):
                return Option(name, value or "", maker)
            found = self.keys(self.mapping(value, what, line), _OPTION, what)
            direction = Direction.REVERSIBLE
            if "direction" in found:
                met, here = found["direction"]
                plain = _plain_key(met)
                if plain not in _DIRECTIONS:
                    raise self.fail(
                        f"{what}: no direction {_shown(met)}.{did_you_mean(plain, _DIRECTIONS)}",
                        here,
                    )
                direction = _DIRECTIONS[plain]
            title = self.text(found["name"][0], what, line) if "name" in found else ""
            return Option(name, title, maker, direction, **self.about(found, what))
        except ConflictFileError:
            raise
        except ConflictError as error:
            raise self.fail(f"{what}: {error}", line) from error

    def reordered(self, options: list[Option], node: Any, line: int | None) -> list[Option]:
        wanted = [str(one) for one in self.sequence(node, "option order", line)]
        by_id = {option.id: option for option in options}
        for name in wanted:
            if name not in by_id:
                raise self.fail(
                    f"option order: no option {name!r}.{did_you_mean(name, by_id)}", line
                )
        if sorted(wanted) != sorted(by_id):
            missing = [name for name in by_id if name not in wanted] or ["(one twice)"]
            raise self.fail(f"option order: every option once; missing: {', '.join(missing)}", line)
        return [by_id[name] for name in wanted]

    def maker(self, key: Any, makers: Mapping[Any, Any]) -> DecisionMaker:
        name, line, given = str(key), _line(makers, key), makers[key]
        what = f"decision maker {name!r}"
        self.lines.setdefault(name, line)
        try:
            if given is None:
                return DecisionMaker(name)
            found = self.keys(self.mapping(given, what, line), _MAKER, what)
            title = self.text(found["name"][0], what, found["name"][1]) if "name" in found else ""
            return DecisionMaker(
                name, title, self.preference(found, what), **self.about(found, what)
            )
        except ConflictFileError:
            raise
        except ConflictError as error:
            raise self.fail(f"{what}: {error}", line) from error

    # -- preference

    def preference(self, found: Mapping[str, tuple[Any, int | None]], what: str) -> Preference:
        given = [key for key in _ORDERS if key in found]
        if len(given) > 1:
            raise self.fail(
                f"{what}: {' and '.join(repr(key) for key in given)} both say what is preferred; "
                "keep one",
                found[given[1]][1],
            )
        order: Order = Unknown()
        if given:
            value, line = found[given[0]]
            order = getattr(self, "_" + given[0].replace(" ", "_"))(value, line, what)
        beyond = found.get("strong beyond", (None, None))
        if beyond[0] is not None and (
            isinstance(beyond[0], bool) or not isinstance(beyond[0], int)
        ):
            raise self.fail(
                f"{what}, strong beyond: expected a number of levels, met {_shown(beyond[0])}",
                beyond[1],
            )
        aspect = {
            key.removeprefix("preference "): found[key]
            for key in ("preference grounds", "preference note", "preference weak")
            if key in found
        }
        return Preference(
            order,
            unknown=self.pairs(found, "unknown pairs", what),
            strong=self.pairs(found, "strong pairs", what),
            strong_beyond=beyond[0],
            **self.about(aspect, f"{what}, preference"),
        )

    def _prefers(self, node: Any, line: int | None, what: str) -> Order:
        if isinstance(node, str) and node.strip().lower() == "unknown":
            return Unknown()
        if isinstance(node, str) and node.strip().lower() == "indifferent":
            return Statements()
        what = f"{what}, prefers"
        if not isinstance(node, list):
            raise self.fail(
                f"{what}: expected a list of statements, 'unknown' or 'indifferent', met "
                f"{_shown(node)}",
                line,
            )
        items = []
        for number, one in enumerate(node):
            here = _line(node, number) or line
            whose = f"{what}, statement {number + 1}"
            if not isinstance(one, Mapping):
                items.append(Statement(self.expression(one, whose, here)))
                continue
            found = self.keys(one, ("statement", "certainty", *_ABOUT), whose)
            if "statement" not in found:
                raise self.fail(f"{whose}: 'statement' is missing", here)
            certainty = Certainty.KNOWN
            if "certainty" in found:
                met = str(found["certainty"][0]).lower()
                known = [one.value for one in Certainty]
                if met not in known:
                    raise self.fail(
                        f"{whose}: no certainty {met!r}.{did_you_mean(met, known)}",
                        found["certainty"][1],
                    )
                certainty = Certainty(met)
            items.append(
                Statement(
                    self.expression(found["statement"][0], whose, found["statement"][1]),
                    certainty,
                    **self.about(found, whose),
                )
            )
        return Statements(tuple(items))

    def _weights(self, node: Any, line: int | None, what: str) -> Order:
        what = f"{what}, weights"
        weights = []
        for key, value in self.mapping(node, what, line).items():
            name, here = str(key), _line(node, key)
            if name not in self.names:
                raise self.fail(
                    f"{what}: no option {name!r}.{did_you_mean(name, self.names)}", here
                )
            try:
                if isinstance(value, bool):
                    raise ValueError(value)
                weights.append((self.names[name], Fraction(str(value))))
            except (ValueError, ZeroDivisionError) as error:
                raise self.fail(
                    f"{what}: option {name!r} should weigh a number, met {_shown(value)}", here
                ) from error
        return Weights(tuple(weights))

    def _ranking(self, node: Any, line: int | None, what: str) -> Order:
        whose = what.removeprefix("decision maker ")
        what = f"{what}, ranking"
        groups = []
        for number, group in enumerate(self.sequence(node, what, line)):
            here = _line(node, number) or line
            members = group if isinstance(group, list) else [group]
            groups.append(tuple(self.label(one, what, here) for one in members))
            for label in groups[-1]:
                self.spots[f"preference of {whose}, ranking: no state {label!r}"] = here
        return Ranking(tuple(groups))

    def _known_pairs(self, node: Any, line: int | None, what: str) -> Order:
        return StrictPairs(self._pairs(node, line, f"{what}, known pairs"))

    def pairs(
        self, found: Mapping[str, tuple[Any, int | None]], key: str, what: str
    ) -> tuple[tuple[str, str], ...]:
        return self._pairs(*found[key], f"{what}, {key}") if key in found else ()

    def _pairs(self, node: Any, line: int | None, what: str) -> tuple[tuple[str, str], ...]:
        pairs = []
        for number, pair in enumerate(self.sequence(node, what, line)):
            here = _line(node, number) or line
            if not isinstance(pair, list) or len(pair) != 2:
                raise self.fail(f"{what}: expected pairs of states, met {_shown(pair)}", here)
            pairs.append((self.label(pair[0], what, here), self.label(pair[1], what, here)))
        return tuple(pairs)

    # -- feasibility, states, moves

    def rules(self, node: Any, line: int | None) -> tuple[FeasibilityRule, ...]:
        rules = []
        for number, one in enumerate(self.sequence(node, "feasibility", line)):
            here = _line(node, number) or line
            what = f"feasibility rule {number + 1}"
            if isinstance(one, str):
                rules.append(FeasibilityRule.infeasible(self.expression(one, what, here)))
                continue
            found = self.keys(self.mapping(one, what, here), (*_RULES, *_ABOUT), what)
            kinds = [key for key in found if key in _RULES]
            if len(kinds) != 1:
                raise self.fail(f"{what}: expected exactly one of {', '.join(_RULES)}", here)
            kind, (value, at) = _RULES[kinds[0]], found[kinds[0]]
            try:
                if kind in (RuleKind.REQUIRES, RuleKind.INFEASIBLE):
                    rule = FeasibilityRule(
                        kind,
                        condition=self.expression(value, what, at),
                        **self.about(found, what),
                    )
                else:
                    names = []
                    for member in self.sequence(value, what, at):
                        name = str(member)
                        if name not in self.names:
                            hint = did_you_mean(name, self.names)
                            raise self.fail(f"{what}: no option {name!r}.{hint}", at)
                        names.append(self.names[name])
                    rule = FeasibilityRule(kind, tuple(names), **self.about(found, what))
            except ConflictFileError:
                raise
            except ConflictError as error:
                raise self.fail(f"{what}: {error}", at) from error
            rules.append(rule)
        return tuple(rules)

    def forbidden(self, node: Any, line: int | None) -> tuple[ForbiddenTransition, ...]:
        transitions = []
        for number, one in enumerate(self.sequence(node, "forbidden transitions", line)):
            here = _line(node, number) or line
            what = f"forbidden transition {number + 1}"
            found = self.keys(self.mapping(one, what, here), ("from", "to", "by", *_ABOUT), what)
            for key in ("from", "to"):
                if key not in found:
                    raise self.fail(f"{what}: {key!r} is missing", here)
            transitions.append(
                ForbiddenTransition(
                    self.expression(found["from"][0], what, found["from"][1]),
                    self.expression(found["to"][0], what, found["to"][1]),
                    str(found.get("by", ("", None))[0]),
                    **self.about(found, what),
                )
            )
        return tuple(transitions)

    def coalesced(self, node: Any, line: int | None) -> tuple[Coalesced, ...]:
        merged = []
        for key, value in self.mapping(node, "coalesced", line).items():
            name, here = str(key), _line(node, key)
            what = f"coalesced state {name!r}"
            if not isinstance(value, Mapping):
                merged.append(Coalesced(name, self.expression(value, what, here)))
                continue
            found = self.keys(value, ("where", "name", *_ABOUT), what)
            if "where" not in found:
                raise self.fail(f"{what}: 'where' is missing: which states are one", here)
            merged.append(
                Coalesced(
                    name,
                    self.expression(found["where"][0], what, found["where"][1]),
                    str(found.get("name", ("", None))[0]),
                    **self.about(found, what),
                )
            )
        return tuple(merged)

    def states(self, node: Any, line: int | None) -> tuple[State, ...]:
        if isinstance(node, list):
            return tuple(State(self.label(one, "states", line)) for one in node)
        states = []
        for key, value in self.mapping(node, "states", line).items():
            name, here = self.label(key, "states", line), _line(node, key)
            self.lines.setdefault(name, here)
            if isinstance(value, Mapping):
                found = self.keys(value, ("pattern", "name", "note"), f"state {name!r}")
                states.append(
                    State(name, **{k: self.text(v, f"state {name!r}", at) for k, (v, at)
                                   in found.items()})
                )  # fmt: skip
            elif value is None:
                states.append(State(name))
            else:
                states.append(State(name, self.text(value, f"state {name!r}", here)))
        return tuple(states)

    def moves(self, node: Any, line: int | None) -> tuple[Moves, ...]:
        moves = []
        for key, value in self.mapping(node, "moves", line).items():
            maker, here = str(key), _line(node, key)
            what = f"moves of {maker!r}"
            if isinstance(value, list):
                pairs = self._pairs(value, here, what)
            elif value is None:
                pairs = ()
            else:
                pairs = tuple(
                    (self.label(a, what, here), self.label(b, what, here))
                    for a, targets in self.mapping(value, what, here).items()
                    for b in (targets if isinstance(targets, list) else [targets])
                )
            moves.append(Moves(maker, pairs))
        return tuple(moves)

    def status_quo(self, conflict: Conflict, node: Any, line: int | None) -> StatusQuo:
        if not isinstance(node, Mapping):
            return StatusQuo(self.present(conflict, node, line))
        found = self.keys(node, ("state", "assumed", *_ABOUT), "status quo")
        if "state" not in found:
            raise self.fail("status quo: 'state' is missing", line)
        assumed, at = found.get("assumed", ([], line))
        return StatusQuo(
            self.present(conflict, *found["state"]),
            tuple(str(one) for one in self.sequence(assumed, "status quo, assumed", at)),
            **self.about(found, "status quo"),
        )

    def present(self, conflict: Conflict, node: Any, line: int | None) -> str:
        """Return the label of a state given by label, by pattern, or by the options that are Y."""
        if not isinstance(node, list):
            return self.label(node, "status quo", line)
        taken = []
        for one in node:
            name = str(one)
            if name not in self.names:
                raise self.fail(
                    f"status quo: no option {name!r}.{did_you_mean(name, self.names)}", line
                )
            taken.append(self.names[name])
        return conflict.pattern(conflict.code_of(taken))


def _shown(value: Any) -> str:
    if isinstance(value, Mapping):
        return "names with values"
    if isinstance(value, list):
        return "a list"
    if value is None:
        return "nothing"
    text = repr(str(value))
    return text if len(text) <= 60 else text[:57] + "...'"
