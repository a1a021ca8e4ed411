"""Dates, names and acts in plain words: one wording for terminal, page and text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from backchannel.conflict.elements import (
    And,
    Conflict,
    Expression,
    If,
    Iff,
    Not,
    Option,
    Or,
    Taken,
)
from backchannel.dossier.evidence import Event, EventType, Modality, Precision, When

__all__ = [
    "Speech",
    "date_in_words",
    "day_in_words",
    "event_in_words",
    "is_plural",
    "join",
    "lower_first",
    "number_word",
    "shorten",
    "sort_date",
    "upper_first",
    "visible",
    "with_article",
]

_MONTHS = (
    "January February March April May June July August September October November December"
).split()

_PAST: dict[EventType, tuple[str, str]] = {
    EventType.AGREE: ("agreed", "agreed with {}"),
    EventType.CONSULT: ("met", "met {}"),
    EventType.SUPPORT: ("spoke in support", "spoke in support of {}"),
    EventType.CONCEDE: ("gave way", "gave way to {}"),
    EventType.COOPERATE: ("worked together", "worked together with {}"),
    EventType.AID: ("gave aid", "gave aid to {}"),
    EventType.RETREAT: ("drew back", "drew back, to the good of {}"),
    EventType.REQUEST: ("demanded", "demanded of {}"),
    EventType.ACCUSE: ("made an accusation", "accused {}"),
    EventType.REJECT: ("refused", "refused {}"),
    EventType.THREATEN: ("threatened", "threatened {}"),
    EventType.PROTEST: ("protested", "protested against {}"),
    EventType.SANCTION: ("imposed a penalty", "imposed a penalty on {}"),
    EventType.MOBILIZE: ("mobilised", "mobilised against {}"),
    EventType.COERCE: ("used coercion", "used coercion against {}"),
    EventType.ASSAULT: ("attacked", "attacked {}"),
}
_ANNOUNCED: dict[EventType, tuple[str, str]] = {
    EventType.AGREE: ("gave a promise", "gave a promise to {}"),
    EventType.CONSULT: ("announced talks", "announced talks with {}"),
    EventType.CONCEDE: ("promised to give way", "promised to give way to {}"),
    EventType.AID: ("promised aid", "promised aid to {}"),
    EventType.RETREAT: ("announced that it would draw back", "announced a step back towards {}"),
    EventType.SANCTION: ("announced a penalty", "announced a penalty on {}"),
    EventType.PROTEST: ("called a protest", "called a protest against {}"),
    EventType.MOBILIZE: ("announced a mobilisation", "announced a mobilisation against {}"),
    EventType.COERCE: ("announced coercion", "announced coercion against {}"),
}
_NO_SUBJECT: dict[EventType, str] = {
    EventType.AGREE: "a promise or agreement",
    EventType.CONSULT: "a meeting",
    EventType.SUPPORT: "words of support",
    EventType.CONCEDE: "a concession",
    EventType.COOPERATE: "joint work",
    EventType.AID: "aid",
    EventType.RETREAT: "a step back",
    EventType.REQUEST: "a demand",
    EventType.ACCUSE: "an accusation",
    EventType.REJECT: "a refusal",
    EventType.THREATEN: "a threat",
    EventType.PROTEST: "a protest",
    EventType.SANCTION: "a penalty",
    EventType.MOBILIZE: "a mobilisation",
    EventType.COERCE: "coercion",
    EventType.ASSAULT: "an attack",
}


def join(words: Sequence[str], last: str = "and") -> str:
    """Join words as a sentence does.

    Examples
    --------
    >>> join(["a", "b", "c"]), join(["a", "b"], "or")
    ('a, b and c', 'a or b')
    """
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def shorten(text: str, most: int = 220) -> str:
    """Return a text on one line, cut at a word if it is longer than `most`."""
    text = " ".join(text.split())
    if len(text) <= most:
        return text
    return text[: most - 1].rsplit(" ", 1)[0].rstrip(",;:.") + " …"


def visible(text: str) -> str:
    """Return a text without control characters and without marks that turn the writing round."""
    return "".join(
        c if c in "\n\t" or (c.isprintable() and c not in _BIDI) or c == "\u00a0" else "\ufffd"
        for c in text
    )


_BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f")


def upper_first(text: str) -> str:
    """Return a text with a capital first letter."""
    return text[:1].upper() + text[1:]


_NUMBERS = "No One Two Three Four Five Six Seven Eight Nine Ten Eleven Twelve".split()


def number_word(count: int) -> str:
    """Return a number as it begins a sentence: a word up to twelve."""
    return _NUMBERS[count] if count < len(_NUMBERS) else f"{count:,}"


def day_in_words(day: date) -> str:
    """Return a day in words."""
    return _day(day)


def lower_first(text: str) -> str:
    """Return a text with a small first letter, unless its first word is a name or acronym."""
    first = text.split(" ", 1)[0]
    if first[1:].lower() != first[1:]:
        return text
    return text[:1].lower() + text[1:]


def _day(day: date, year: bool = True) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]}" + (f" {day.year}" if year else "")


def date_in_words(when: When | None, *, no_year: str = ", year not given") -> str:
    """Return a date in words, never more exact than it is known.

    Parameters
    ----------
    when : When or None
        The date.
    no_year : str
        What is said after a day without a year; empty where it is said once for all days.

    Examples
    --------
    >>> date_in_words(When(date(2021, 4, 7), date(2021, 4, 7), Precision.DAY))
    '7 April 2021'
    >>> date_in_words(When(month_day=(4, 8), precision=Precision.DAY_WITHOUT_YEAR))
    '8 April, year not given'
    >>> date_in_words(When(month_day=(4, 8), precision=Precision.DAY_WITHOUT_YEAR, stated=False))
    'about 8 April, year not given'
    >>> date_in_words(When())
    'undated'
    """
    if when is None:
        return "undated"
    if not when.stated:
        said = date_in_words(replace(when, stated=True), no_year=no_year)
        return said if said == "undated" else f"about {said}"
    early, late = when.earliest, when.latest
    if when.precision is Precision.DAY and early:
        return _day(early)
    if when.precision is Precision.DAY_WITHOUT_YEAR and when.month_day:
        month, day = when.month_day
        return f"{day} {_MONTHS[month - 1]}{no_year}"
    if when.precision is Precision.MONTH and early:
        return f"{_MONTHS[early.month - 1]} {early.year}"
    if when.precision is Precision.YEAR and early:
        return str(early.year)
    if early and late:
        if early == late:
            return _day(early)
        return f"between {_day(early, early.year != late.year)} and {_day(late)}"
    if early:
        return f"on or after {_day(early)}"
    if late:
        return f"by {_day(late)}"
    if when.after:
        return f"after {shorten(when.after, 40)}"
    if when.before:
        return f"before {shorten(when.before, 40)}"
    if when.month_day:
        month, day = when.month_day
        return f"{day} {_MONTHS[month - 1]}{no_year}"
    return "undated"


def sort_date(when: When | None) -> tuple[int, date]:
    """Return a key that puts dated before yearless and yearless before undated, early before late.

    Examples
    --------
    >>> sort_date(When(month_day=(4, 8), precision=Precision.DAY_WITHOUT_YEAR))
    (1, datetime.date(4, 4, 8))
    """
    if when is None:
        return (2, date.max)
    day = when.earliest or when.latest
    if day is not None:
        return (0, day)
    return (1, date(4, *when.month_day)) if when.month_day else (2, date.max)


def event_in_words(event: Event, names: dict[str, str]) -> str:
    """Return who did what to whom as one clause.

    Parameters
    ----------
    event : Event
        What happened.
    names : dict of str to str
        Short names by party id.
    """
    sources = join([with_article(names[p]) for p in event.sources])
    sources = sources[:1].upper() + sources[1:]
    targets = join([with_article(names[p]) for p in event.targets])
    alone, with_target = _PAST[event.type]
    if event.type is EventType.CONSULT:
        if event.mode == "phone":
            alone, with_target = "spoke by telephone", "spoke by telephone with {}"
    elif event.modality is Modality.ANNOUNCED:
        named = ("announced a step", "announced a step towards {}")
        alone, with_target = _ANNOUNCED.get(event.type, named)
    elif event.modality is Modality.OFFERED:
        alone, with_target = "made an offer", "made an offer to {}"
    elif event.modality is Modality.DENIED:
        alone = with_target = f"did not act, it is said: {_NO_SUBJECT[event.type]} is denied"
    elif event.modality is Modality.HYPOTHETICAL:
        alone = with_target = f"might act: {_NO_SUBJECT[event.type]}"
    if not sources:
        what = _NO_SUBJECT[event.type]
        on = f" on {targets}" if targets and event.type is EventType.ASSAULT else ""
        return f"Not said who: {what}{on}"
    return f"{sources} {with_target.format(targets) if targets else alone}"


_NEEDS_ARTICLE = re.compile(
    r"^(?:United (?:States|Arab Emirates|Kingdom|Nations)|Netherlands|Philippines|Maldives|"
    r"European Union|Gambia|Bahamas|.*(?:Republic|Committee|Council|Commission|Ministry|Union|"
    r"Government|government|Party|Army|Force|Forces|Movement|Front|Brigades?|Coalition|Authority|"
    r"Organi[sz]ation|Court|Parliament|administration|Administration|League|Bloc|Association|"
    r"Emirate|Guards?|panel|Panel|board|Board|ministry|police|army))$"
)
_OWNED = re.compile(r"[A-Z][^ ]*(?:[’']s|s[’']) ")
"""A name that begins with its owner: "Tehran's energy ministry"."""
_PARTICLE = re.compile(r"(?:al|el|ad|ash|bin|ibn|abu|de|da|di|du|van|von|der)[- ’']|[a-z]+[A-Z]")
"""How a name may begin that is written small: "al-Qaeda", "de Gaulle", "eBay"."""
_PLURAL = re.compile(r"[^s]s$|(?:people|police|men|forces)$", re.I)


def with_article(name: str) -> str:
    """Return a party's name as it stands inside a sentence.

    Examples
    --------
    >>> with_article("United States"), with_article("Iraq"), with_article("pro-Iranian militias")
    ('the United States', 'Iraq', 'the pro-Iranian militias')
    >>> with_article("union"), with_article("al-Qaeda"), with_article("de Gaulle")
    ('the union', 'al-Qaeda', 'de Gaulle')
    >>> with_article("Union of Forces"), with_article("Tehran's energy ministry")
    ('the Union of Forces', "Tehran's energy ministry")
    """
    if name.lower().startswith(("the ", "a ", "an ", "our ", "their ")) or _OWNED.match(name):
        return name
    head = re.split(r" (?:of|for) ", name)[0]
    if (
        _NEEDS_ARTICLE.match(name)
        or (head != name and _NEEDS_ARTICLE.match(head))
        or (name[:1].islower() and not _PARTICLE.match(name))
    ):
        return f"the {name}"
    words = name.split()
    if is_plural(name) and len(words) > 1 and words[-1][:1].islower():
        return f"the {name}"
    return name


def is_plural(name: str) -> bool:
    """Return whether a name takes a plural verb: "the militias attack".

    Examples
    --------
    >>> is_plural("drivers of Malaba"), is_plural("Union of Forces"), is_plural("police")
    (True, False, True)
    """
    words = re.split(r" (?:of|in|from|at|for|with|backed|loyal|close) ", name)[0].split()
    if not words:
        return False
    return bool(_PLURAL.search(words[-1])) and (words[-1][:1].islower() or words[-1] == "Forces")


def _third_person(verb: str) -> str:
    if verb.endswith(("s", "sh", "ch", "x", "z", "o")):
        return verb + "es"
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return verb[:-1] + "ies"
    return verb + "s"


_OWN_ENDING = (("continue ", "break off "), ("keep ", "end "), ("hold ", "drop "))


def _predicate(option: Option, to_yes: bool, plural: bool) -> str:
    """Return "sets a schedule", or how it is no longer done, for one or for many."""
    act = lower_first(option.title)
    if not to_yes:
        for beginning, ending in _OWN_ENDING:
            if act.startswith(beginning):
                act = ending + act.removeprefix(beginning)
                break
        else:
            return f"no longer {_conjugated(act, plural)}"
    return _conjugated(act, plural)


def _conjugated(act: str, plural: bool) -> str:
    verb, _, rest = act.partition(" ")
    return f"{verb if plural else _third_person(verb)} {rest}".rstrip()


@dataclass(frozen=True, slots=True)
class Speech:
    """Says what options, statements and states of one conflict mean, in sentences.

    Parameters
    ----------
    conflict : Conflict
        Whose options are meant.
    names : dict of str to str
        Short names of decision makers by id.
    """

    conflict: Conflict
    names: dict[str, str]

    def who(self, maker: str) -> str:
        """Return a decision maker's name inside a sentence."""
        return with_article(self.names.get(maker) or self.conflict.decision_maker(maker).title)

    def plural(self, maker: str) -> bool:
        """Return whether a decision maker takes a plural verb."""
        return is_plural(self.names.get(maker) or self.conflict.decision_maker(maker).title)

    def verb(self, maker: str, one: str, many: str) -> str:
        """Return the form of a verb that fits a decision maker."""
        return many if self.plural(maker) else one

    def want(self, maker: str) -> str:
        """Return "wants", or "want" for a plural."""
        return self.verb(maker, "wants", "want")

    def asked(self, option: Option, taken: bool = True) -> str:
        """Return what follows "demands that": "the United States withdraw foreign troops"."""
        act = lower_first(option.title)
        if not taken:
            ends = (e + act.removeprefix(b) for b, e in _OWN_ENDING if act.startswith(b))
            act = next(ends, f"not {act}")
        return f"{self.who(option.owner)} {act}"

    def together(self, changes: Sequence[tuple[Option, bool]]) -> str:
        """Return who begins or ends what, each party named once.

        An act that several have in common is told of all of them at once.
        """
        shared: dict[tuple[str, bool], list[Option]] = {}
        for option, to_yes in changes:
            shared.setdefault((option.title, to_yes), []).append(option)
        acts: dict[tuple[str, ...], list[str]] = {}
        for (_, to_yes), options in shared.items():
            owners = tuple(option.owner for option in options)
            many = len(owners) > 1 or self.plural(owners[0])
            acts.setdefault(owners, []).append(_predicate(options[0], to_yes, many))
        parts = [f"{join([self.who(o) for o in owners])} {join(said)}"
                 for owners, said in acts.items()]  # fmt: skip
        if len(parts) > 1 and any(len(said) > 1 for said in acts.values()):
            return "; ".join(parts)
        return join(parts)

    def does(self, option: Option, taken: bool = True) -> str:
        """Return "the United States sets a schedule", or that it does not."""
        who = self.who(option.owner)
        if not taken:
            return f"{who} {self.verb(option.owner, 'does', 'do')} not {lower_first(option.title)}"
        return f"{who} {_predicate(option, True, self.plural(option.owner))}"

    def change(self, option: Option, to_yes: bool) -> str:
        """Return who begins or ends what."""
        return f"{self.who(option.owner)} {_predicate(option, to_yes, self.plural(option.owner))}"

    def own_change(self, option: Option, to_yes: bool) -> str:
        """Return a change as an infinitive without its owner: "break off the talks"."""
        act = lower_first(option.title)
        if to_yes:
            return act
        for beginning, ending in _OWN_ENDING:
            if act.startswith(beginning):
                return ending + act.removeprefix(beginning)
        return f"no longer {act}"

    def own_moves(self, maker: str, changes: Sequence[tuple[Option, bool]]) -> str:
        """Return "it sets a schedule and closes the embassy": one maker's changes."""
        many = self.plural(maker)
        said = join([_predicate(option, to_yes, many) for option, to_yes in changes])
        return f"{'they' if many else 'it'} {said}"

    def wants(self, maker: str, expression: Expression) -> str:
        """Return what follows "wants": "to attack", "the United States not to withdraw"."""
        match expression:
            case Taken(name):
                return self._to(maker, name, True)
            case Not(Taken(name)):
                return self._to(maker, name, False)
            case If(then, condition):
                return f"{self.wants(maker, then)} {self._condition(condition)}"
            case And(parts):
                return join([self.wants(maker, part) for part in parts])
            case Or(parts):
                return join([self.wants(maker, part) for part in parts], "or")
            case _:
                return f"that {self.clause(expression)}"

    def clause(self, expression: Expression) -> str:
        """Return an expression as a clause about who does what."""
        match expression:
            case Taken(name):
                return self.does(self.conflict.option(name))
            case Not(Taken(name)):
                return self.does(self.conflict.option(name), False)
            case Not(part):
                return f"it is not so that {self.clause(part)}"
            case And(parts):
                return join([self.clause(part) for part in parts])
            case Or(parts):
                return join([self.clause(part) for part in parts], "or")
            case If(then, condition):
                return f"{self.clause(then)} {self._condition(condition)}"
            case Iff(left, right):
                return f"{self.clause(left)} exactly if {self.clause(right)}"

    def state(self, code: int, status_quo: int | None) -> str:
        """Return a state as what differs from how things stand now."""
        now = 0 if status_quo is None else status_quo
        changed = code ^ now
        if not changed:
            return "things stay as they are" if status_quo is not None else "nobody acts"
        return self.together(
            [
                (option, bool(code >> k & 1))
                for k, option in enumerate(self.conflict.options)
                if changed >> k & 1
            ]
        )

    def _to(self, maker: str, name: str, taken: bool) -> str:
        option = self.conflict.option(name)
        act = lower_first(option.title)
        to = f"to {act}" if taken else f"not to {act}"
        return to if option.owner == maker else f"{self.who(option.owner)} {to}"

    def _condition(self, condition: Expression) -> str:
        match condition:
            case Not(Taken() as part):
                return f"unless {self.clause(part)}"
            case _:
                return f"if {self.clause(condition)}"
