"""States that no list holds, told by how a text speaks of them: "the Republic of Aru", "Aruan".

A state of an invented or historical dispute, or a self-declared one, is named like any other: it
has a government, an army, an ambassador, a capital; its people and its adjective are made from its
name by a handful of endings. Each such turn counts; a name that has enough of them, and that the
text gives to no person and no body, is taken for a state's. What one report of a dossier tells is
known in the others.

Sources
-------
Adjectives and peoples by ending: Quirk et al. 1985, *A Comprehensive Grammar of the English
Language*, 5.55-5.60 and I.38; capitals that stand for governments: Markert and Nissim 2007,
*SemEval-2007 Task 08: Metonymy Resolution*.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from backchannel.dossier.evidence import Report
from backchannel.reading.gazetteer import State, entries_at, level
from backchannel.reading.name_kinds import as_place
from backchannel.reading.name_words import MINISTRY, SPHERES, organisation_word
from backchannel.reading.phrase import Found
from backchannel.reading.tagged import Word
from backchannel.reading.titles import roles

__all__ = ["UNLISTED", "mark_unlisted_states", "people_of", "states_of_head", "unlisted"]

#: What the key of a state begins with that has no code.
UNLISTED = "="

_FORMS = frozenset("republic kingdom emirate sultanate principality duchy commonwealth".split())
#: What a state's name may end in: "the Aruan Federation".
_UNIONS = _FORMS | {"federation", "confederation"}
_IN_HEAD = re.compile(
    r"\b(?:(?:Republic|Kingdom|Emirate|Sultanate|Principality|Commonwealth) of (?:the )?"
    r"|REPUBLIC OF (?:THE )?|State of (?!Emergency|Siege|Nature|Play|War|Exception))"
    r"([A-Z][^\W\d]{3,}(?: [A-Z][^\W\d]+)?)(?!\w| of\b)"
)


def states_of_head(report: Report) -> list[State]:
    """Return the unlisted states that the lines above a report's body name in full, by name.

    An official paper says in its head whose it is: "Republic of Aru, Ministry of Health".
    """
    if not report.body:
        return []
    head = level(report.source.text)[: report.body[0].start]
    names = {match.group(1).title() for match in _IN_HEAD.finditer(head)}
    return [
        State(UNLISTED + name, name, (name,), (), (), ())
        for name in sorted(names)
        if entries_at(name, 0) is None and entries_at(name.split()[0], 0) is None
    ]


_ORGANS = frozenset(
    "government army navy airspace parliament ambassador embassy constitution armed coastguard "
    "consulate throne monarchy junta sovereignty independence soldiers troops diplomats".split()
)
_ORGAN_PAIRS = frozenset(
    (
        "prime minister",
        "foreign minister",
        "foreign ministry",
        "interior minister",
        "interior ministry",
        "defence minister",
        "defence ministry",
        "defense minister",
        "defense ministry",
        "energy ministry",
        "energy minister",
        "trade minister",
        "coast guard",
        "border guards",
        "border police",
        "air force",
        "armed forces",
        "territorial waters",
        "national bank",
        "central bank",
    )
)
_HINTS = frozenset(
    "president capital king queen province provinces officials border minister envoy envoys "
    "delegation frigate frigates warship warships gunboat gunboats destroyer corvette flag waters "
    "nationals citizens diplomat".split()
)
_ENOUGH = 3

_ENDINGS = (
    "n an ian ean ese i ish er ic ite landic lander lands ns ans ians eans is ers ites landers"
).split()


def unlisted(key: str) -> bool:
    """Return whether a state's key is that of a state no list holds."""
    return key.startswith(UNLISTED)


def _stems(name: str) -> tuple[str, ...]:
    small = name.lower()
    stems = [small]
    if small.endswith("land") and len(small) > 7:
        stems.append(small[:-4])
    if small[-1] in "aeiouy":
        stems.append(small[:-1])
        if small.endswith("ia"):
            stems.append(small[:-2])
    return tuple(stem for stem in stems if len(stem) >= 4)


def people_of(word: str, name: str) -> bool:
    """Return whether a word is the adjective or people of a state by its ending.

    Examples
    --------
    >>> people_of("Kordian", "Kordia"), people_of("Vashlanders", "Vashland")
    (True, True)
    >>> people_of("Kordax", "Kordia"), people_of("Kordia", "Kordia")
    (False, False)
    """
    small = word.lower()
    if small == name.lower() or not word[0].isupper() or " " in word:
        return False
    first, _, last = name.rpartition(" ")
    if last.lower() in _UNIONS:
        return small == first.lower() or small == first.lower() + "s"
    if small == last.lower():
        return False  # a surname beside the full name
    return any(small == stem + ending for stem in _stems(last) for ending in _ENDINGS)


def mark_unlisted_states(
    words: Sequence[Word],
    atoms: Sequence[Found],
    datelines: frozenset[str] = frozenset(),
    known: Sequence[State] = (),
    surnames: frozenset[str] = frozenset(),
) -> None:
    """Give the names of unlisted states, their peoples and seats their sort and key, in place.

    Parameters
    ----------
    words : sequence of Word
        Words of the report.
    atoms : sequence of Found
        Names found in it.
    datelines : frozenset of str
        Words of the line that says where the report was sent from.
    known : sequence of State
        Unlisted states that the other reports of the dossier tell of.
    surnames : frozenset of str
        Last names of persons whom the other reports name in full: none of them is a state's.
    """
    single = [a for a in atoms if a.sort in ("name", "person", "place", "organisation")]
    forms: dict[str, list[Found]] = {}
    for atom in single:
        if (form := _plain_form(words, atom)) is not None:
            forms.setdefault(form, []).append(atom)
        elif (full := _with_form(words, atom)) is not None:
            forms.setdefault(full, []).append(atom)
        elif (tail := _state_in_name(words, atom)) is not None:
            forms.setdefault(tail[0], [])
    if not forms:
        return
    borne = _borne_by_others(words, single) | surnames
    names = {place.name for place in known}
    told = _told(words, single, forms, borne)
    told.update(_in_dateline(forms, datelines, told))
    told_so = {name for name, score in told.items() if score >= _ENOUGH}
    names |= {n for n in told_so if not any(people_of(n, other) for other in (*forms, *names))}
    if not names:
        return
    seats = {seat: place.name for place in known for seat in place.seats if seat not in names}
    towns = {town for place in known for town in place.cities}
    for form in sorted(forms):
        if form not in names and form not in seats and form not in borne:
            of = _capital_of(words, forms[form], names)
            if of is None and form.upper() in datelines:
                of = _capital_unnamed(words, [n for n in names if n.upper() in datelines])
            if of is not None:
                seats[form] = of
    for form in sorted(forms):
        # "ARUVILLE, 4 May": the place a report was sent from, if it acts, is a capital
        if (
            not (set(form.upper().split()) <= datelines or form in towns)
            or form in borne
            or form in names
            or form in seats
        ):
            continue
        acting = {words[a.name_first].sentence for a in forms[form] if _acts(words, a)}
        if acting:
            others = {
                name
                for name in names
                if any(words[a.name_first].sentence in acting for a in forms.get(name, ()))
                or any(_beside(words, a) for a in forms.get(name, ()))
            }
            free = names - others - set(seats.values())
            if len(free) == 1:
                seats[form] = free.pop()
    for form, met in forms.items():
        for atom in met:
            if form in names:
                _become(words, atom, "state", form)
            elif form in seats:
                _become(words, atom, "seat", seats[form])
            elif form not in borne:
                of = next((n for n in sorted(names) if people_of(form, n)), None)
                if of is not None:
                    _become(words, atom, "people", of)
    _owners_in_names(words, single, names)


def _become(words: Sequence[Word], atom: Found, sort: str, name: str) -> None:
    atom.sort, atom.key = sort, UNLISTED + name
    atom.place = sort != "people" and as_place(words, atom.first, atom.last)


def _plain_form(words: Sequence[Word], atom: Found) -> str | None:
    """The form of a name of one or two words without a title: "Aru", "San Aru"."""
    size = atom.name_last - atom.name_first
    if atom.title or atom.role or size > 2:
        return None
    parts = [words[i].text for i in range(atom.name_first, atom.name_last)]
    if size == 2 and parts[1].lower() in _UNIONS:
        return " ".join(parts)
    if size == 2 and (not parts[1][0].isupper() or any(organisation_word(part) for part in parts)):
        return None
    return " ".join(parts)


def _with_form(words: Sequence[Word], atom: Found) -> str | None:
    """The name in "Republic of Aru", if the phrase is no more than that."""
    parts = [words[i].text for i in range(atom.name_first, atom.name_last)]
    at = next(
        (k for k in range(len(parts) - 2) if parts[k].lower() in _FORMS or parts[k] == "State"),
        None,
    )
    if at is None or parts[at + 1] != "of" or at > 2:
        return None
    name = parts[at + 2 :]
    if parts[at] == "State" and name[:1] == ["Emergency"]:
        return None
    return " ".join(name) if len(name) <= 2 and all(p[0].isupper() for p in name) else None


def _borne_by_others(words: Sequence[Word], atoms: Sequence[Found]) -> set[str]:
    """Words that the text gives to persons ("President Aru", "Ana Aru") or listed names."""
    borne: set[str] = set()
    for atom in atoms:
        last = words[atom.name_last - 1].text
        if atom.title or atom.role:
            borne.add(last)
        elif atom.sort == "person" and atom.name_last - atom.name_first > 1:
            borne.add(last)
            borne.add(words[atom.name_first].text)
        elif atom.name_first and words[atom.name_first - 1].text.lower() in roles():
            borne.add(last)
    return borne


def _state_in_name(words: Sequence[Word], atom: Found) -> tuple[str, int] | None:
    """The state in a body's name, and how much it tells: "Embassy of the Republic of Aru"."""
    if atom.sort != "organisation":
        return None
    parts = [words[i].text for i in range(atom.name_first, atom.name_last)]
    if len(parts) < 3 or "of" not in parts:
        return None
    at = len(parts) - 1 - parts[::-1].index("of")
    name = [part for part in parts[at + 1 :] if part.lower() != "the"]
    if not 1 <= len(name) <= 2 or not all(part[0].isupper() for part in name):
        return None
    if at and parts[at - 1].lower() in _FORMS:
        return " ".join(name), 4
    first = parts[0].lower()
    told = first in _OFFICIAL or (first in MINISTRY and parts.count("of") > 1)
    return (" ".join(name), 3) if told and name[0].lower() not in SPHERES else None


_OFFICIAL = frozenset("embassy parliament government consulate senate army navy".split())


def _told(
    words: Sequence[Word],
    atoms: Sequence[Found],
    forms: dict[str, list[Found]],
    borne: set[str],
) -> Counter[str]:
    """How much speaks for each name being a state's."""
    score: Counter[str] = Counter()
    names = [
        form
        for form in forms
        if form not in borne
        and len(form) > 3
        and all(part[1:].islower() for part in form.split())
        and entries_at(form, 0) is None
        and form.lower() not in roles()
    ]
    for name in names:
        score[name] += any(_inside(words, atom) for atom in forms[name])
        for atom in forms[name]:
            score[name] += _turns(words, atom)
    for atom in atoms:
        tail = _state_in_name(words, atom)
        if tail is not None and tail[0] in names:
            score[tail[0]] += tail[1]
    for form, met in forms.items():
        of = [name for name in names if people_of(form, name)]
        for name in of:
            for atom in met:
                score[name] += max(1, _before_organ(words, atom.last))
    return score


def _in_dateline(
    forms: dict[str, list[Found]], datelines: frozenset[str], told: Counter[str]
) -> Counter[str]:
    """What a dateline adds for a name whose adjective the text has: "ARUVILLE, Aru, 4 May"."""
    return Counter(
        name
        for name, score in told.items()
        if score > 0 and name.upper() in datelines and any(people_of(form, name) for form in forms)
    )


def _inside(words: Sequence[Word], atom: Found) -> bool:
    """Whether things are said to be or to happen in what the name names."""
    return atom.name_first > 0 and words[atom.name_first - 1].text.lower() in ("in", "inside")


def _turns(words: Sequence[Word], atom: Found) -> int:
    """How much one mention speaks for a state's name: 0 to 4."""
    forms = [w.text.lower() for w in words[atom.name_first : atom.name_last]]
    if any(form in _FORMS for form in forms[:-1]):
        return 4  # "Republic of Aru"
    if words[atom.name_first].text == "State" and forms[1:2] == ["of"]:
        return 4  # "State of Aru"
    i, j = atom.name_first, atom.name_last
    before = words[i - 1].text.lower() if i else ""
    if words[j - 1].text.lower() in _UNIONS:
        sure = 2 if words[j - 1].text.lower() in _FORMS else 0
        if before == "the" and i > 2 and words[i - 2].text.lower() == "of":
            return sure + _organ(
                words[i - 4].text.lower() if i > 3 else "", words[i - 3].text.lower()
            )
        return sure + (_before_organ(words, j + 1) if words[j : j + 1] else 0)
    if before == "the" and i > 1 and words[i - 2].text.lower() == "of":
        return 0
    if before == "the":
        # "the Aruan government": an adjective that stands before an organ
        noun = words[j].text.lower() if j < len(words) else ""
        return 3 if _organ("", noun) == 3 else 1 if noun == "president" else -2
    if before in _BESIDE:
        return 3
    found = 0
    if before in ("from", "to", "of") and words[i - 2].text.lower() in _SENT:
        found = 3  # "recalled its ambassador from Aru"
    if before == "of" and i > 1 and words[i - 2].text in _STATE_OF:
        found = 3  # "the southern state of Aru"
    if before == "of" and i > 2 and _titled_before(words, i - 2):
        found = 3  # "President Ana Bel of Aru"
    if before == "of" and i > 1:
        before_that = words[i - 3].text.lower() if i > 2 else ""
        found = max(found, _organ(before_that, words[i - 2].text.lower()))
        if words[i - 2].text.lower() in ("people", "peoples"):
            found = max(found, 2)
    if j + 1 < len(words) and words[j].text == "'s":
        found = max(found, _before_organ(words, j + 1))
    else:
        found = max(found, _before_organ(words, j))
    return found


_BESIDE = frozenset("neighbouring neighboring upstream downstream landlocked".split())


def _beside(words: Sequence[Word], atom: Found) -> bool:
    """Whether the name is said to be a neighbour's: "neighbouring Aru"."""
    return atom.name_first > 0 and words[atom.name_first - 1].text.lower() in _BESIDE


_STATE_OF = frozenset("state statelet territory republic".split())
_SENT = frozenset(("ambassador", "embassy", "consul"))


def _titled_before(words: Sequence[Word], k: int) -> bool:
    """Whether the name that ends with word `k` is a head of state's or a minister's."""
    for j in range(k - 1, max(-1, k - 4), -1):
        if words[j].sentence != words[k].sentence or not words[j].text[0].isupper():
            return False
        role = roles().get(words[j].text.lower())
        if role is not None and (role.whom == "gov" or role.name == "president"):
            return True
    return False


def _before_organ(words: Sequence[Word], j: int) -> int:
    """How much the noun phrase that begins at `j` is an organ's of a state."""
    best = 0
    for k in range(j, min(j + 4, len(words))):
        if words[k].tag not in ("NOUN", "PROPN", "ADJ"):
            break
        before = words[k - 1].text.lower() if k > j else ""
        best = max(best, _organ(before, words[k].text.lower()))
    return best


def _organ(before: str, noun: str) -> int:
    if noun in _ORGANS or f"{before} {noun}" in _ORGAN_PAIRS:
        return 3
    return 2 if noun in _HINTS else 0


def _capital_of(words: Sequence[Word], met: Sequence[Found], names: set[str]) -> str | None:
    """Whose capital a name is said to be: "Brask, the Aruan capital,", "Aru's capital, Brask"."""
    for atom in met:
        low, high = max(0, atom.first - 6), min(len(words), atom.last + 8)
        spots = [
            k
            for k in range(low, high)
            if words[k].text.lower() == "capital"
            and words[k].sentence == words[atom.first].sentence
        ]
        for k in spots:
            between = words[k + 1 : atom.first] if k < atom.first else words[atom.last : k]
            if any(w.tag in ("VERB", "AUX", "ADP") and w.text.lower() != "of" for w in between):
                continue
            if k > atom.first and (not between or between[0].text not in (",", "(", "-", "–", "—")):
                continue
            for w in words[max(0, k - 3) : k + 4]:
                for name in sorted(names):
                    if w.text == name or people_of(w.text, name):
                        return name
    return None


def _capital_unnamed(words: Sequence[Word], names: Sequence[str]) -> str | None:
    """The state of the dateline if the text speaks of its capital: "in the Aruan capital"."""
    if len(names) != 1:
        return None
    told = any(
        word.text.lower() == "capital" and k and people_of(words[k - 1].text, names[0])
        for k, word in enumerate(words)
    )
    return names[0] if told else None


def _acts(words: Sequence[Word], atom: Found) -> bool:
    """Whether a name is the subject of a verb in the active voice, or owns something."""
    i = atom.name_last - 1
    if atom.last < len(words) and words[atom.last].text == "'s":
        return True
    word = next((w for w in words[atom.name_first : i + 1] if w.relation == "nsubj"), words[i])
    if word.relation:
        return word.relation == "nsubj" and word.head >= 0 and words[word.head].tag == "VERB"
    return atom.last < len(words) and words[atom.last].tag == "VERB"


def _owners_in_names(words: Sequence[Word], atoms: Sequence[Found], names: set[str]) -> None:
    """Tie a body to the unlisted state that its name ends in: "Ministry of Trade of Aru"."""
    for atom in atoms:
        if atom.sort != "organisation":
            continue
        for size in (1, 2):
            i = atom.name_last - size
            if i <= atom.name_first or words[i - 1].text.lower() not in ("of", "the"):
                continue
            tail = " ".join(w.text for w in words[i : atom.name_last])
            if tail in names:
                owner = Found(i, atom.name_last, i, atom.name_last, "state", UNLISTED + tail)
                atom.belongs.append(owner)
