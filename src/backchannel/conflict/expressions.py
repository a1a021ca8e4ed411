"""Expressions over options: NOT, AND, OR, IF, IFF.

A preference statement, a feasibility condition or a filter ("outcomes where no one attacks") is an
expression. Both spellings are read::

    attack                     the option is taken (Y)
    NOT attack      ! attack   it is not
    a AND b         a & b
    a OR b          a | b
    a IF b          b -> a     a holds whenever b does (material implication; true if b is false)
    a ONLY IF b     a -> b     a = Y requires b
    a IFF b         a <-> b    both or neither
    "Attack bases" AND talks   a name with blanks stands in double quotes

NOT binds closest, then AND, then OR, then IF, ONLY IF and IFF, which do not chain: two of them in a
row need parentheses. Statement language: Hipel, Kilgour, Fang, Peng 1997 and Fang, Hipel, Kilgour,
Peng 2003 (option prioritization); IF as material implication after the published Elmira model.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from backchannel.errors import ConflictError, did_you_mean

__all__ = [
    "And",
    "Expression",
    "If",
    "Iff",
    "Not",
    "Or",
    "Taken",
    "conjunction",
    "disjunction",
    "evaluate",
    "fold",
    "options_in",
    "parse",
    "rename",
    "to_text",
]

MAX_DEPTH = 200
"""Deepest nesting of parentheses and NOTs that is read."""


@dataclass(frozen=True, slots=True)
class Taken:
    """The option with this id is taken (Y)."""

    option: str


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    part: Expression


@dataclass(frozen=True, slots=True)
class And:
    """Every part holds; without parts: true."""

    parts: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Some part holds; without parts: false."""

    parts: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class If:
    """`then` holds whenever `condition` does: true unless condition and not then."""

    then: Expression
    condition: Expression


@dataclass(frozen=True, slots=True)
class Iff:
    """Both sides hold or neither does."""

    left: Expression
    right: Expression


Expression = Taken | Not | And | Or | If | Iff
"""Any expression; compare with ``==``, use as a dictionary key."""


def conjunction(parts: Iterable[Expression]) -> Expression:
    """Return the AND of the parts, the part itself if there is one."""
    found = tuple(parts)
    return found[0] if len(found) == 1 else And(found)


def disjunction(parts: Iterable[Expression]) -> Expression:
    """Return the OR of the parts, the part itself if there is one."""
    found = tuple(parts)
    return found[0] if len(found) == 1 else Or(found)


T = TypeVar("T")


def fold(
    expression: Expression,
    taken: Callable[[str], T],
    negate: Callable[[T], T],
    conjoin: Callable[[T, T], T],
    disjoin: Callable[[T, T], T],
    true: T,
    false: T,
) -> T:
    """Compute a value of an expression from the values of its options.

    One way for truth values, arrays of truth values, decision diagrams and counts alike.

    Parameters
    ----------
    expression : Expression
        What to compute.
    taken : callable
        Option id to the value of "this option is Y".
    negate, conjoin, disjoin : callable
        The value of NOT x, of x AND y, of x OR y.
    true, false : object
        The values of an empty AND and an empty OR.

    Returns
    -------
    object
        The value of the whole expression.

    Examples
    --------
    >>> import operator
    >>> fold(parse("a & !b"), {"a": 1, "b": 0}.get, lambda x: 1 - x, operator.and_,
    ...      operator.or_, 1, 0)
    1
    """

    def value(part: Expression) -> T:
        match part:
            case Taken(option):
                return taken(option)
            case Not(inner):
                return negate(value(inner))
            case And(parts):
                if not parts:
                    return true
                result = value(parts[0])
                for one in parts[1:]:
                    result = conjoin(result, value(one))
                return result
            case Or(parts):
                if not parts:
                    return false
                result = value(parts[0])
                for one in parts[1:]:
                    result = disjoin(result, value(one))
                return result
            case If(then, condition):
                return disjoin(negate(value(condition)), value(then))
            case Iff(left, right):
                first, second = value(left), value(right)
                return disjoin(conjoin(first, second), conjoin(negate(first), negate(second)))

    return value(expression)


def evaluate(expression: Expression, taken: Callable[[str], bool] | Mapping[str, bool]) -> bool:
    """Return the truth of an expression.

    Parameters
    ----------
    expression : Expression
        What to judge.
    taken : callable or mapping
        Option id to whether it is Y.

    Examples
    --------
    >>> evaluate(parse("accept IF modify"), {"accept": False, "modify": False})
    True
    """
    look = taken.__getitem__ if isinstance(taken, Mapping) else taken
    match expression:
        case Taken(option):
            return look(option)
        case Not(part):
            return not evaluate(part, look)
        case And(parts):
            return all(evaluate(part, look) for part in parts)
        case Or(parts):
            return any(evaluate(part, look) for part in parts)
        case If(then, condition):
            return not evaluate(condition, look) or evaluate(then, look)
        case Iff(left, right):
            return evaluate(left, look) == evaluate(right, look)


def options_in(expression: Expression) -> tuple[str, ...]:
    """Return the ids of the options mentioned, in order of first mention."""
    return tuple(dict.fromkeys(_mentioned(expression)))


def _mentioned(expression: Expression) -> Iterator[str]:
    match expression:
        case Taken(option):
            yield option
        case Not(part):
            yield from _mentioned(part)
        case And(parts) | Or(parts):
            for part in parts:
                yield from _mentioned(part)
        case If(then, condition):
            yield from _mentioned(then)
            yield from _mentioned(condition)
        case Iff(left, right):
            yield from _mentioned(left)
            yield from _mentioned(right)


def rename(expression: Expression, names: Mapping[str, str]) -> Expression:
    """Return the expression with its options renamed; ids not in `names` stay."""
    match expression:
        case Taken(option):
            return Taken(names.get(option, option))
        case Not(part):
            return Not(rename(part, names))
        case And(parts):
            return And(tuple(rename(part, names) for part in parts))
        case Or(parts):
            return Or(tuple(rename(part, names) for part in parts))
        case If(then, condition):
            return If(rename(then, names), rename(condition, names))
        case Iff(left, right):
            return Iff(rename(left, names), rename(right, names))


# ---------------------------------------------------------------- writing

_PLAIN = re.compile(r"[^\W\d]\w*(?:[.\-]\w+)*\Z")
_RESERVED = {"not", "and", "or", "if", "iff", "only", "then", "true", "false"}


def to_text(expression: Expression, words: bool = True) -> str:
    """Write an expression so that `parse` reads it back equal.

    Parameters
    ----------
    expression : Expression
        What to write.
    words : bool
        NOT, AND, OR, IF, IFF; else the symbols.

    Examples
    --------
    >>> to_text(parse("!modify -> accept"))
    'accept IF NOT modify'
    >>> to_text(parse("!modify -> accept"), words=False)
    '!modify -> accept'
    """
    return _written(expression, words, 0)


def _written(expression: Expression, words: bool, binding: int) -> str:
    """`binding`: 0 anything goes bare, 1 inside IF/IFF, 2 inside OR, 3 inside AND, 4 after NOT."""
    match expression:
        case Taken(option):
            if _PLAIN.match(option) and option.lower() not in _RESERVED:
                return option
            return '"' + option + '"'
        case Not(part):
            return ("NOT " if words else "!") + _written(part, words, 4)
        case And(parts):
            if not parts:
                return "TRUE"
            text = (" AND " if words else " & ").join(_written(p, words, 4) for p in parts)
            level = 3
        case Or(parts):
            if not parts:
                return "FALSE"
            text = (" OR " if words else " | ").join(_written(p, words, 3) for p in parts)
            level = 2
        case If(then, condition):
            then_text, if_text = _written(then, words, 1), _written(condition, words, 1)
            text = f"{then_text} IF {if_text}" if words else f"{if_text} -> {then_text}"
            level = 0
        case Iff(left, right):
            sign = "IFF" if words else "<->"
            text = f"{_written(left, words, 1)} {sign} {_written(right, words, 1)}"
            level = 0
    if isinstance(expression, And | Or) and len(expression.parts) == 1:
        level = 0  # a single part keeps its parentheses, so that it reads back equal
    return text if level >= binding and binding < 4 else f"({text})"


# ---------------------------------------------------------------- reading

_TOKEN = re.compile(
    r"""\s*(?:
      (?P<arrow><->|->|<-)
    | (?P<sign>&&|\|\||[()!~&|¬∧∨])
    | "(?P<quoted>[^"\n]*)"
    | (?P<word>\w+(?:[.\-](?!>)\w+)*)
    )""",
    re.VERBOSE,
)
_SIGNS = {
    "!": "not", "~": "not", "¬": "not", "&": "and", "∧": "and", "|": "or", "∨": "or",
    "&&": "and", "||": "or", "(": "(", ")": ")", "<->": "iff", "->": "then", "<-": "if",
}  # fmt: skip


def parse(text: str, known: Iterable[str] | Mapping[str, str] | None = None) -> Expression:
    """Read an expression.

    Parameters
    ----------
    text : str
        In words or symbols, see the module's docstring.
    known : iterable of str, mapping of str to str, or None
        The names that may occur; a mapping also says which option id a name stands for
        (id to id and option name to id). None takes every name as an id.

    Returns
    -------
    Expression
        The expression over option ids.

    Raises
    ------
    ConflictError
        If the text is not an expression or names an option that does not exist; the message says
        where, and offers the near miss.

    Examples
    --------
    >>> parse("a IF NOT b") == parse("!b -> a")
    True
    >>> parse("atack AND talks", ["attack", "talks"])
    Traceback (most recent call last):
    ...
    backchannel.errors.ConflictError: in 'atack AND talks': no option 'atack'. Did you mean \
'attack'?
    """
    names: Mapping[str, str] | None
    if known is None:
        names = None
    elif isinstance(known, Mapping):
        names = known
    else:
        names = {name: name for name in known}
    return _Reader(text, names).expression()


class _Reader:
    """Recursive descent over the tokens of one text."""

    def __init__(self, text: str, names: Mapping[str, str] | None) -> None:
        self.text = text
        self.names = names
        self.tokens = list(self._tokens())
        self.at = 0
        self.depth = 0

    def _fail(self, message: str, at: int | None = None) -> ConflictError:
        shown = self.text if len(self.text) <= 120 else self.text[:117] + "..."
        where = "" if at is None else f" at character {at + 1}"
        return ConflictError(f"in {shown!r}: {message}{where}")

    def _tokens(self) -> Iterator[tuple[str, str, int]]:
        position, end = 0, len(self.text.rstrip())
        while position < end:
            found = _TOKEN.match(self.text, position)
            if not found:
                start = len(self.text) - len(self.text[position:].lstrip())
                raise self._fail(f"unexpected {self.text[start]!r}", start)
            start = found.end() - len(found.group().lstrip())
            if found["arrow"] or found["sign"]:
                yield _SIGNS[found["arrow"] or found["sign"]], "", start
            elif found["quoted"] is not None:
                yield "name", found["quoted"], start
            else:
                word = found["word"]
                key = word.lower()
                if key in _RESERVED and word in (key, key.upper(), key.title()):
                    yield {"then": "word then"}.get(key, key), word, start
                else:
                    yield "name", word, start
            position = found.end()
        yield "end", "", end

    @property
    def kind(self) -> str:
        return self.tokens[self.at][0]

    def _take(self) -> tuple[str, str, int]:
        token = self.tokens[self.at]
        self.at += 1
        return token

    def expression(self) -> Expression:
        result = self._implication()
        if self.kind != "end":
            _, word, place = self.tokens[self.at]
            met = repr(word) if word else repr(self.text[place])
            raise self._fail(
                f"{met} does not fit here: expected AND, OR, IF, IFF or the end", place
            )
        return result

    def _implication(self) -> Expression:
        left = self._or()
        kind = self.kind
        if kind not in ("if", "then", "iff", "only"):
            return left
        self._take()
        if kind == "only":
            if self.kind != "if":
                raise self._fail("ONLY is followed by IF", self.tokens[self.at][2])
            self._take()
        right = self._or()
        if self.kind in ("if", "then", "iff", "only"):
            raise self._fail(
                "IF, ONLY IF, -> and IFF do not chain: put parentheses around one side",
                self.tokens[self.at][2],
            )
        if kind == "iff":
            return Iff(left, right)
        return If(left, right) if kind == "if" else If(right, left)

    def _or(self) -> Expression:
        parts = [self._and()]
        while self.kind == "or":
            self._take()
            parts.append(self._and())
        return disjunction(parts)

    def _and(self) -> Expression:
        parts = [self._not()]
        while self.kind == "and":
            self._take()
            parts.append(self._not())
        return conjunction(parts)

    def _not(self) -> Expression:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise self._fail(f"nested deeper than {MAX_DEPTH} levels")
        try:
            kind, word, place = self._take()
            if kind == "not":
                return Not(self._not())
            if kind == "(":
                inner = self._implication()
                if self.kind != ")":
                    raise self._fail("a ')' is missing", place)
                self._take()
                return inner
            if kind == "true":
                return And(())
            if kind == "false":
                return Or(())
            if kind == "name":
                return Taken(self._option(word))
            met = "the end" if kind == "end" else repr(word or self.text[place])
            raise self._fail(f"expected an option, NOT or '(', met {met}", place)
        finally:
            self.depth -= 1

    def _option(self, word: str) -> str:
        if self.names is None:
            return word
        if word in self.names:
            return self.names[word]
        raise self._fail(f"no option {word!r}.{did_you_mean(word, self.names)}")
