"""The event lexicon, loaded: verb and noun patterns with PLOVER type, mode and roles.

``lexicon/verbs.txt`` and ``lexicon/nouns.txt`` say how an entry is written.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from backchannel.dossier.evidence import EventType
from backchannel.reading.wordlists import lines, sections

__all__ = [
    "HELD",
    "NounPattern",
    "VerbPattern",
    "noun_class",
    "noun_patterns",
    "operator",
    "verb_bases",
    "verb_patterns",
]

HELD = "@held"
"""Stands among a pattern's nouns for whoever the text tells to be held (`reading.held`)."""


@dataclass(frozen=True, slots=True)
class VerbPattern:
    """A verb or verb phrase that tells an event.

    Parameters
    ----------
    type, mode
        PLOVER type and mode.
    base : str
        Base form of the verb.
    particles : tuple of str
        Words that belong to it ("out" in "walk out").
    objects : frozenset of str
        Nouns (or phrases) one of which must be the object; empty: no condition.
    object_rule : str
        ``""``, ``"none"`` (no object), ``"any"`` or ``"actor"``.
    prepositions : tuple of (str, frozenset of str)
        Prepositional phrases it must have, with the nouns they must hold (empty: any).
    clause : str
        ``""``, ``"inf"`` or ``"that"``.
    reciprocal : bool
        All parties are sources.
    sources, targets : tuple of str
        Where the sides are ("obj", "subj", "poss", or a preposition); empty: the default.
    text : str
        The entry as it is written.
    subjects : frozenset of str
        Nouns one of which must be the subject; empty: no condition.
    """

    type: EventType
    mode: str | None
    base: str
    particles: tuple[str, ...] = ()
    objects: frozenset[str] = frozenset()
    object_rule: str = ""
    prepositions: tuple[tuple[str, frozenset[str]], ...] = ()
    clause: str = ""
    reciprocal: bool = False
    sources: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    text: str = ""
    subjects: frozenset[str] = frozenset()

    @property
    def weight(self) -> int:
        """How specific the pattern is: more conditions weigh more."""
        score = 3 * len(self.particles)
        score += (5 if len(self.objects) < 12 else 4) if self.objects else 0
        score += {"": 0, "none": 1, "any": 1, "actor": 2}[self.object_rule]
        score += sum(3 if nouns else 2 for _, nouns in self.prepositions)
        return score + (1 if self.clause else 0) + (1 if self.subjects else 0)


@dataclass(frozen=True, slots=True)
class NounPattern:
    """A noun that names an event.

    Parameters
    ----------
    type, mode
        PLOVER type and mode.
    head : str
        Singular of the head noun.
    before : tuple of str
        Words that must stand before the head ("hunger" in "hunger strike").
    after : tuple of str
        Words that must follow it ("on the life" in "attempt on the life").
    reciprocal : bool
        All parties are sources.
    sources, targets : tuple of str
        Prepositions (or "poss") that lead to the sides.
    """

    type: EventType
    mode: str | None
    head: str
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    reciprocal: bool = False
    sources: tuple[str, ...] = ("by", "poss")
    targets: tuple[str, ...] = ()

    @property
    def weight(self) -> int:
        """How specific the pattern is."""
        return len(self.before) + len(self.after)


@cache
def noun_class(name: str) -> frozenset[str]:
    """Return the nouns of a class of ``lexicon/classes.txt``."""
    found = sections("classes.txt").get(name)
    if found is None:
        raise KeyError(f"no class of nouns {name!r} in classes.txt")
    return frozenset(found)


@cache
def _nouns(word: str) -> frozenset[str]:
    out: set[str] = set()
    for part in word.split("|"):
        known = part.startswith("@") and part != HELD
        out |= noun_class(part[1:]) if known else {part}
    return frozenset(out)


def _conditions(words: list[str]) -> list[str]:
    """Group the words of an entry: "+in", "=actor" and "@class" stand alone, a list of nouns and
    phrases ("tear gas|rubber bullet") goes on to the next of them."""
    groups: list[str] = []
    for word in words:
        starts = word[0] in "+!=@" or word == "obj"
        joins = groups and groups[-1][0] not in "!=@" and groups[-1] not in ("+inf", "+that", "obj")
        if not starts and joins and (groups[-1][0] != "+" or ":" in groups[-1]):
            groups[-1] += " " + word
        else:
            groups.append(word)
    return groups


@cache
def _heading(text: str) -> tuple[EventType, str | None, bool, dict[str, tuple[str, ...]]]:
    head, _, rest = text.partition(";")
    name, _, mode = head.strip().partition(".")
    roles: dict[str, tuple[str, ...]] = {}
    reciprocal = False
    for flag in rest.split():
        key, equals, value = flag.partition("=")
        if equals:
            roles[key] = tuple(v for v in value.split(",") if v)
        elif flag == "rec":
            reciprocal = True
    return EventType(name), mode or None, reciprocal, roles


def _entries(name: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    heading = ""
    for line in lines(name):
        if line.startswith("=="):
            heading = line[2:].strip()
        else:
            found += [(heading, entry.strip()) for entry in line.split(",") if entry.strip()]
    return found


@cache
def _verb_entries() -> dict[str, tuple[tuple[str, str], ...]]:
    """Headings and entries of the verbs, by base form; read in full only when the verb is met."""
    found: dict[str, list[tuple[str, str]]] = {}
    for heading, entry in _entries("verbs.txt"):
        base = entry.split(maxsplit=1)[0].partition("_")[0]
        found.setdefault(base, []).append((heading, entry))
    return {base: tuple(entries) for base, entries in found.items()}


def _verb_pattern(heading: str, entry: str) -> VerbPattern:
    kind, mode, reciprocal, roles = _heading(heading)
    first, *rest = entry.split()
    base, *particles = first.split("_")
    objects: frozenset[str] = frozenset()
    rule = clause = ""
    prepositions: list[tuple[str, frozenset[str]]] = []
    for condition in _conditions(rest):
        if condition in ("+inf", "+that"):
            clause = condition[1:]
        elif condition.startswith("+"):
            preposition, _, nouns = condition[1:].partition(":")
            prepositions.append((preposition, _nouns(nouns) if nouns else frozenset()))
        elif condition == "!obj":
            rule = "none"
        elif condition == "=actor":
            rule = "actor"
        elif condition == "obj":
            rule = "any"
        else:
            objects |= _nouns(condition)
    return VerbPattern(
        kind,
        mode,
        base,
        tuple(particles),
        objects,
        rule,
        tuple(prepositions),
        clause,
        reciprocal,
        roles.get("s", ()),
        roles.get("t", ()),
        entry,
        _nouns(roles["if"][0]) if "if" in roles else frozenset(),
    )


@cache
def verb_patterns(base: str) -> tuple[VerbPattern, ...]:
    """Return the patterns of a verb by its base form, the most specific first; none if unlisted."""
    patterns = [_verb_pattern(*entry) for entry in _verb_entries().get(base, ())]
    return tuple(sorted(patterns, key=lambda p: -p.weight))


@cache
def verb_bases() -> frozenset[str]:
    """Return the base forms that the lexicon knows."""
    bases = set(_verb_entries())
    for entries in sections("operators.txt").values():
        bases |= {entry.split("_")[0].split()[0] for entry in entries}
    bases |= {entry.split("_")[0] for entry in sections("saying.txt")["say"]}
    return frozenset(bases)


@cache
def noun_patterns() -> dict[str, tuple[NounPattern, ...]]:
    """Return all noun patterns by head, the most specific first."""
    found: dict[str, list[NounPattern]] = {}
    for heading, entry in _entries("nouns.txt"):
        kind, mode, reciprocal, roles = _heading(heading)
        parts = entry.split()
        cut = next(
            (
                i
                for i, w in enumerate(parts)
                if i and w in ("of", "in", "on", "to", "for", "from", "down")
            ),
            None,
        )
        head_at = (cut if cut is not None else len(parts)) - 1
        found.setdefault(parts[head_at], []).append(
            NounPattern(
                kind,
                mode,
                parts[head_at],
                tuple(parts[:head_at]),
                tuple(parts[head_at + 1 :]),
                reciprocal,
                roles.get("s", ("by", "poss")),
                roles.get("t", ()),
            )
        )
    return {
        head: tuple(sorted(patterns, key=lambda p: -p.weight)) for head, patterns in found.items()
    }


@cache
def _operators() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for name, entries in sections("operators.txt").items():
        for entry in entries:
            base, *rest = entry.replace(" ", "_").split("_")
            found.setdefault(base, []).append((tuple(rest), name))
    return {base: tuple(sorted(rows, key=lambda r: -len(r[0]))) for base, rows in found.items()}


def operator(base: str, following: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Return the operator classes of a verb, given the words that follow it.

    Parameters
    ----------
    base : str
        Base form.
    following : tuple of str
        Lower-case words after the verb, for "break off" and the like.
    """
    classes: list[str] = []
    for rest, name in _operators().get(base, ()):
        if (not rest or rest == following[: len(rest)]) and name not in classes:
            classes.append(name)
    return tuple(classes)
