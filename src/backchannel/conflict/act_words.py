"""The word list of acts: classes, their verbs and nouns in every form, classes of objects.

Read from ``lexicon/acts.toml``, which says what each field means.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

__all__ = ["ActClass", "Lexicon", "Nature", "Word", "act_classes", "lexicon"]


class Nature:
    """How an act lasts: the values of `ActClass.nature`."""

    STANDING = "standing"
    """In force until it is ended: a levy, a strike, a dialogue."""
    REPEATED = "repeated"
    """Done again and again: attacks, protests."""
    SINGLE = "single"
    """Done once: a release, a signature."""
    WORD = "word"
    """A word about words: a comment, a reason. Never an option."""


@dataclass(frozen=True, slots=True)
class ActClass:
    """One class of acts of the word list.

    Parameters
    ----------
    name : str
        Of the class.
    imperative, bare : str
        How an option of this class is called, with and without an object.
    nature : str
        One of `Nature`.
    objects, avoid : frozenset of str
        Object classes that its verbs need, and with which they do not mean it.
    default_object : str
        Object class if the phrase names none.
    reads_as : str
        The class this one is counted as, if another.
    opposite : bool
        Whether it is then the other direction.
    only_types : frozenset of str
        Event types without which its ambiguous words do not mean it; empty for any.
    ambiguous : frozenset of str
        Its words that belong to other classes too.
    carried_out : bool
        Its own noun as an object is carried out: "take back the dismissals".
    """

    name: str
    imperative: str
    bare: str
    nature: str
    objects: frozenset[str] = frozenset()
    avoid: frozenset[str] = frozenset()
    default_object: str = ""
    reads_as: str = ""
    opposite: bool = False
    only_types: frozenset[str] = frozenset()
    ambiguous: frozenset[str] = frozenset()
    carried_out: bool = False


_IRREGULAR: dict[str, tuple[str, ...]] = {
    "leave": ("left",),
    "hold": ("held",),
    "keep": ("kept",),
    "send": ("sent",),
    "set": ("set", "setting"),
    "hit": ("hit", "hitting"),
    "cut": ("cut", "cutting"),
    "shut": ("shut", "shutting"),
    "let": ("let", "letting"),
    "shoot": ("shot",),
    "strike": ("struck",),
    "withdraw": ("withdrew", "withdrawn"),
    "draw": ("drew", "drawn"),
    "begin": ("began", "begun", "beginning"),
    "break": ("broke", "broken"),
    "give": ("gave", "given"),
    "go": ("went", "gone", "goes"),
    "quit": ("quit", "quitting"),
    "sit": ("sat", "sitting"),
    "meet": ("met",),
    "free": ("freed", "frees", "freeing"),
    "tear": ("tore", "torn"),
    "take": ("took", "taken"),
    "get": ("got", "getting"),
    "pay": ("paid",),
    "lay": ("laid",),
    "forgo": ("forwent", "forgone"),
    "withhold": ("withheld",),
    "put": ("put", "putting"),
    "throw": ("threw", "thrown"),
    "make": ("made",),
    "fight": ("fought",),
    "write": ("wrote", "written"),
    "know": ("knew", "known"),
    "buy": ("bought",),
    "sell": ("sold",),
    "say": ("said",),
    "speak": ("spoke", "spoken"),
}
_PARTICLES = frozenset({"out", "back", "off", "down", "up", "in", "over", "through"})
_DOUBLING = frozenset("stop drop swap ban admit scrap rebel commit refer permit expel".split())


def _forms(verb: str) -> tuple[str, ...]:
    """Return the inflected forms of a verb, its particle kept ("pulled out")."""
    head, _, rest = verb.partition(" ")
    forms = [head]
    if head.endswith(("s", "sh", "ch", "x", "z")):
        forms.append(head + "es")
    elif head.endswith("y") and head[-2:-1] not in "aeiou":
        forms.append(head[:-1] + "ies")
    else:
        forms.append(head + "s")
    if head.endswith("e"):
        forms += [head + "d", head[:-1] + "ing"]
    elif head.endswith("y") and head[-2:-1] not in "aeiou":
        forms += [head[:-1] + "ied", head + "ing"]
    elif head in _DOUBLING:
        forms += [head + head[-1] + "ed", head + head[-1] + "ing"]
    else:
        forms += [head + "ed", head + "ing"]
    forms += _IRREGULAR.get(head, ())
    return tuple(dict.fromkeys(f"{form} {rest}".strip() for form in forms))


def _plurals(noun: str) -> tuple[str, ...]:
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return (noun, noun[:-1] + "ies")
    if noun.endswith(("s", "sh", "ch", "x")):
        return (noun, noun + "es")
    head, _, tail = noun.partition(" of ")
    return (noun, f"{head}s of {tail}") if tail else (noun, noun + "s")


@dataclass(frozen=True, slots=True)
class Word:
    """What a word or phrase can be."""

    kind: str  # "verb", "noun", "reverse", "ending", "continuing", "negation"
    act_class: str
    base: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The word list: classes by name, what each word can be, classes of objects by noun.

    `particles` holds, by form of a verb, the particles that its object may stand before.
    """

    classes: dict[str, ActClass]
    words: dict[tuple[str, ...], tuple[Word, ...]]
    longest: int
    objects: dict[str, str]
    particles: dict[str, frozenset[str]]


@cache
def lexicon() -> Lexicon:
    """Return the word list, read once."""
    text = files("backchannel.conflict").joinpath("lexicon", "acts.toml").read_text("utf-8")
    data = tomllib.loads(text)
    words: dict[tuple[str, ...], list[Word]] = {}

    def add(forms: Iterable[str], word: Word) -> None:
        for form in forms:
            words.setdefault(tuple(form.split()), []).append(word)

    classes = {}
    for name, entry in data["class"].items():
        classes[name] = ActClass(
            name=name,
            imperative=entry["imperative"],
            bare=entry["bare"],
            nature=entry["nature"],
            objects=frozenset(entry.get("objects", ())),
            avoid=frozenset(entry.get("avoid", ())),
            default_object=entry.get("default_object", ""),
            reads_as=entry.get("reads_as", ""),
            opposite=entry.get("opposite", False),
            only_types=frozenset(entry.get("only_types", ())),
            ambiguous=frozenset(entry.get("ambiguous", ())),
            carried_out=entry.get("carried_out", False),
        )
        for verb in entry.get("verbs", ()):
            add(_forms(verb), Word("verb", name, verb))
        for verb in entry.get("reverse", ()):
            add(_forms(verb), Word("reverse", name, verb))
        for noun in entry.get("nouns", ()):
            add(_plurals(noun), Word("noun", name, noun))
    for verb in data["endings"]["verbs"]:
        add(_forms(verb), Word("ending", "", verb))
    for noun in data["endings"]["nouns"]:
        add(_plurals(noun), Word("ending", "", noun))
    for word in data["endings"]["words"]:
        add((word,), Word("negation", "", word))
    for verb in data["continuings"]["verbs"]:
        add(_forms(verb), Word("continuing", "", verb))
    objects = {
        form: kind for kind, nouns in data["objects"].items() for n in nouns for form in _plurals(n)
    }
    particles: dict[str, set[str]] = {}
    for key, meanings in words.items():
        if len(key) == 2 and key[1] in _PARTICLES and any(w.kind != "noun" for w in meanings):
            particles.setdefault(key[0], set()).add(key[1])
    return Lexicon(
        classes,
        {key: tuple(value) for key, value in words.items()},
        max(len(key) for key in words),
        objects,
        {verb: frozenset(found) for verb, found in particles.items()},
    )


def act_classes() -> dict[str, ActClass]:
    """Return the classes of acts of the word list, by name."""
    return lexicon().classes
