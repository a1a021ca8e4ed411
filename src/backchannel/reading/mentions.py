"""Where somebody may be meant: names, and noun phrases round a noun for somebody who can act.

This module finds and measures phrases; who they mean is settled in `backchannel.reading.identity`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from backchannel.reading.appositions import join_appositions
from backchannel.reading.gazetteer import State, states
from backchannel.reading.name_kinds import as_place, as_site
from backchannel.reading.name_words import legal_form, organisation_word
from backchannel.reading.noun_phrases import find_noun_phrases
from backchannel.reading.parse import Parse
from backchannel.reading.phrase import Found
from backchannel.reading.proper_names import find_names, kinds_of_names, mid_sentence_names
from backchannel.reading.tagged import Word
from backchannel.reading.unlisted_states import UNLISTED, mark_unlisted_states

__all__ = ["find_mentions"]


def find_mentions(
    text: str,
    words: Sequence[Word],
    parse: Parse | None,
    loud: frozenset[int] = frozenset(),
    datelines: frozenset[str] = frozenset(),
    known_states: Sequence[State] = (),
    surnames: frozenset[str] = frozenset(),
) -> list[Found]:
    """Return phrases that may mean a party, in order of their first word; phrases may nest.

    Parameters
    ----------
    text : str
        Levelled text.
    words : sequence of Word
        `backchannel.reading.tagged.tag_words` of it.
    parse : Parse or None
        For the kinds of names that the trained reader gave.
    loud : frozenset of int
        Sentences set in capitals or title case, where a capital tells nothing.
    datelines : frozenset of str
        Words, in capitals, of the line that says where the report was sent from.
    known_states : sequence of State
        Unlisted states that the other reports of the dossier tell of.
    surnames : frozenset of str
        Last names of persons whom the other reports name in full: none of them is a state's.
    """
    kinds = kinds_of_names(words, parse)
    known = mid_sentence_names(words, loud) | _said_twice(text, words)
    atoms = find_names(text, words, kinds, known, loud)
    mark_unlisted_states(words, atoms, datelines, known_states, surnames)
    _halves(words, atoms, known_states)
    for atom in atoms:
        as_site(words, atom, atoms)
    _only_places(words, atoms)
    _companies_after_all(words, atoms)
    for atom in atoms:
        if atom.sort in ("name", "person") and not atom.title and not atom.role and datelines:
            if {w.upper() for w in atom.key.split()} <= datelines:
                atom.sort, atom.place = "place", True
    somewhere = {atom.key for atom in atoms if atom.sort == "place"}
    for atom in atoms:
        if atom.sort == "name" and atom.key in somewhere:
            atom.sort, atom.place = "place", True
    by_first = {atom.first: atom for atom in atoms}
    inside = {}
    for atom in atoms:
        for i in range(atom.first, atom.last):
            inside[i] = atom
    nouns = find_noun_phrases(words, atoms, by_first, inside)
    join_appositions(words, atoms, nouns, by_first)
    _persons_of_bodies(words, atoms, by_first)
    pronouns = _pronouns(words, inside)
    return sorted((*atoms, *nouns, *pronouns), key=lambda f: (f.first, -f.last))


def _said_twice(text: str, words: Sequence[Word]) -> frozenset[str]:
    """First words of pairs that open a sentence and stand elsewhere too: "Aru Relief", in a head.

    Whether a noun with a capital that opens a sentence begins a name, the sentence does not tell.
    """
    openings = [
        (one, text[one.start : other.end].lower())
        for one, other in pairwise(words)
        if one.opening
        and one.tag == "NOUN"
        and other.sentence == one.sentence
        and other.text[:1].isupper()
    ]
    if not openings:
        return frozenset()
    times = Counter(match.group(1).lower() for match in _PAIR.finditer(text))
    return frozenset(one.text for one, pair in openings if times[pair] > 1)


_PAIR = re.compile(r"(?=\b([A-Z][\w’'-]* [A-Z][\w’'-]*))")


def _halves(words: Sequence[Word], atoms: list[Found], known: Sequence[State]) -> None:
    """Take "the South" for the one state named so that the report speaks of: "South Aru".

    Where only its half is spoken of, "the North" is the other one of the pair, if there is one.
    """
    met = {atom.key for atom in atoms if atom.sort in ("state", "people", "seat")}
    inside = {i: atom for atom in atoms for i in range(atom.first, atom.last)}
    for i in range(1, len(words)):
        half = words[i].text
        if half not in _HALVES or words[i - 1].text.lower() != "the":
            continue
        atom = inside.get(i)
        if atom is not None and (atom.name_last - atom.name_first > 1 or atom.title or atom.role):
            continue
        if i + 1 < len(words) and words[i + 1].tag in ("NOUN", "PROPN", "ADJ", "NUM"):
            continue
        bearers = {key: name for key in met if (name := _state_name(key)).startswith(half + " ")}
        if not bearers:
            other = f"{_HALVES[half]} "
            rests = {n.removeprefix(other) for k in met if (n := _state_name(k)).startswith(other)}
            names = {f"{half} {rest}" for rest in rests}
            bearers = {s.code: s.name for s in (*states().values(), *known) if s.name in names}
        if len(bearers) != 1:
            continue
        key = next(iter(bearers))
        if atom is not None:
            atom.sort, atom.key, atom.place = "state", key, as_place(words, i, i + 1)
        else:
            atoms.append(Found(i, i + 1, i, i + 1, "state", key, place=as_place(words, i, i + 1)))
    atoms.sort(key=lambda atom: atom.first)


_HALVES = {"North": "South", "South": "North", "East": "West", "West": "East"}


def _state_name(key: str) -> str:
    return states()[key].name if key in states() else key.removeprefix(UNLISTED)


def _persons_of_bodies(
    words: Sequence[Word], atoms: Sequence[Found], by_first: dict[int, Found]
) -> None:
    """Tie a person's name to the body after it: "Ana Bel of the Aru Front"."""
    for atom in atoms:
        j = atom.last
        if atom.sort != "person" or atom.belongs or j + 1 >= len(words):
            continue
        if words[j].text.lower() != "of" or words[j].sentence != words[atom.first].sentence:
            continue
        body = by_first.get(j + 2 if words[j + 1].text.lower() == "the" else j + 1)
        if body is not None and body.sort == "organisation":
            atom.belongs.append(body)


def _only_places(words: Sequence[Word], atoms: Sequence[Found]) -> None:
    """Take for a place's each name that only ever says where: "in Aru", "the gate of Aru"."""
    uses: dict[str, list[Found]] = {}
    for atom in atoms:
        sorts = ("name", "person", "place", "organisation")
        if atom.sort in sorts and not atom.title and not atom.role and not atom.belongs:
            parts = words[atom.name_first : atom.name_last]
            if atom.sort == "organisation" and any(
                w.text.isupper() or organisation_word(w.text) for w in parts
            ):
                continue
            if atom.name_last - atom.name_first <= 2:
                uses.setdefault(atom.key, []).append(atom)
    for met in uses.values():
        before = [_word_before(words, a) for a in met]
        if not any(word in _WHERE for word in before):
            continue
        if all(
            (word in _WHERE or word in ("of", "from", "for", "to", ",", "and") or a.sort == "place")
            and not any(
                w.relation.startswith("nsubj") or w.relation in ("obj", "appos")
                for w in words[a.first : a.last]
            )
            and not (a.last < len(words) and words[a.last].text == "'s")
            for word, a in zip(before, met, strict=True)
        ):
            for atom in met:
                atom.sort, atom.place = "place", True


def _companies_after_all(words: Sequence[Word], atoms: Sequence[Found]) -> None:
    """Take a name read as a place's for a company's of the same first word: "Aru", "Aru Mines plc".

    Only where the longer name ends in a legal form, and not behind "in" and its like.
    """
    firsts = {
        words[atom.name_first].text
        for atom in atoms
        if atom.sort == "organisation"
        and atom.name_last - atom.name_first > 1
        and legal_form(words[atom.name_last - 1].text)
    }
    if not firsts:
        return
    for atom in atoms:
        if atom.sort == "place" and atom.key in firsts and _word_before(words, atom) not in _WHERE:
            atom.sort, atom.place = "organisation", False


def _word_before(words: Sequence[Word], atom: Found) -> str:
    """The word before a name; "in" for "of" after a word for what towns have."""
    before = words[atom.first - 1].text.lower() if atom.first else ""
    if before == "of" and atom.first > 1 and words[atom.first - 2].text.lower() in _OF_TOWNS:
        return "in"
    return before


_OF_TOWNS = frozenset(
    "port city town village mayor governor prefect "
    "residents streets market hospital harbour quarter outskirts "
    "bishop province district centre".split()
)
_WHERE = frozenset("in at near outside inside toward towards around across".split())


def _pronouns(words: Sequence[Word], inside: dict[int, Found]) -> list[Found]:
    return [
        Found(i, i + 1, i, i + 1, "pronoun", w.text.lower(), plural=w.text.lower() in _THEY)
        for i, w in enumerate(words)
        if w.text.lower() in _WHO and i not in inside and w.text != "US"
    ]


_THEY = frozenset(("they", "them", "their", "we", "us", "our"))


_WHO = frozenset("he she him her his it its they them their we our us who which".split())
