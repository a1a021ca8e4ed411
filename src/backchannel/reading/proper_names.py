"""Names in a text: listed ones and runs of capitalised words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from backchannel.dossier.names import acronym_of
from backchannel.reading.gazetteer import entries_at
from backchannel.reading.name_kinds import (
    as_place,
    joined,
    listed_with_more,
    named,
    names_members,
)
from backchannel.reading.name_words import (
    FELLOWS,
    LINKS,
    MINISTRY,
    MONTHS_DAYS,
    NOT_NAMES,
    ORG_LINKS,
    SPHERES,
    entries_at_word,
    legal_form,
    organisation_word,
)
from backchannel.reading.parse import Parse
from backchannel.reading.phrase import Found
from backchannel.reading.portfolios import ends_portfolio
from backchannel.reading.tagged import Word
from backchannel.reading.titles import honorific, party_nouns, roles

__all__ = ["find_names", "kinds_of_names", "mid_sentence_names"]


def kinds_of_names(words: Sequence[Word], parse: Parse | None) -> dict[int, str]:
    """Return the trained reader's kind of name (PER, ORG, LOC, MISC) by word."""
    if parse is None:
        return {}
    kinds: dict[int, str] = {}
    at = {word.start: i for i, word in enumerate(words)}
    for name in parse.names:
        for token in parse.tokens[name.first : name.last]:
            if token.start in at:
                kinds[at[token.start]] = name.kind
    return kinds


def mid_sentence_names(words: Sequence[Word], loud: frozenset[int]) -> frozenset[str]:
    """Return the words that stand with a capital where none is due, and never without."""
    small = {w.text for w in words if w.text[0].islower()}
    return frozenset(
        w.text
        for w in words
        if w.text[0].isupper()
        and not w.opening
        and w.sentence not in loud
        and w.text.lower() not in small
    )


_CURRENCIES = frozenset("$€£¥")
_MONEY = frozenset(
    "dollar dollars pound pounds rupee rupees franc francs peso pesos dinar dinars riyal riyals "
    "rial rials yuan yen krona kronor krone kroner lira ruble rubles rouble roubles shilling "
    "shillings cents currency".split()
)


def _capital(word: Word) -> bool:
    return word.text[0].isupper() and any(c.isalpha() for c in word.text)


def _ends_another(words: Sequence[Word], i: int, j: int) -> bool:
    """Whether the words before a title are a place's or a body's name, and no titles themselves."""
    last = words[j - 1].text
    if len(last) < 3 or last in ("Excellency", "Honourable", "Majesty", "Highness"):
        return False
    if honorific((last, "X")) is not None:
        return False
    return not any(w.text.lower() in roles() for w in words[i:j])


_MISTERS = frozenset("Mr Mr. Mrs Mrs. Ms Ms. Miss Mme Dr Dr. Señor Señora Senhor Senhora".split())
#: Where people write, which acts in no dispute that a report tells.
_NETWORKS = frozenset("facebook twitter whatsapp telegram instagram tiktok youtube".split())


def _starts_name(
    words: Sequence[Word],
    i: int,
    kinds: dict[int, str],
    known: frozenset[str],
    loud: frozenset[int],
) -> bool:
    word = words[i]
    small = word.text.lower()
    if not _capital(word) or word.tag in ("NUM", "PUNCT", "SYM"):
        return False
    if i + 1 < len(words) and words[i + 1].text in _CURRENCIES and words[i + 1].start == word.end:
        return False  # "US$40 million"
    if small in MONTHS_DAYS and kinds.get(i) != "PER":
        nxt = words[i + 1] if i + 1 < len(words) else None
        given = len(small) == 3 and small != "may" and nxt is not None and _capital(nxt)
        if not given or nxt is None or nxt.text.lower() in MONTHS_DAYS:
            return False
    if small in _NETWORKS:
        return False
    if word.sentence in loud:
        return word.text in known or (i in kinds and word.text in known)
    if honorific((word.text, "X")) is not None and i + 1 < len(words):
        after = words[i + 1]
        return after.sentence == word.sentence and (
            _capital(after) or (after.text == "." and after.start == word.end)
        )
    if word.opening:
        if small in NOT_NAMES or word.tag in (
            "DET",
            "PRON",
            "ADP",
            "ADV",
            "AUX",
            "SCONJ",
            "CCONJ",
        ):
            return False
        following = words[i + 1] if i + 1 < len(words) else None
        return (
            word.text in known
            or (word.relation.startswith("nsubj") and word.tag == "PROPN")
            or (i in kinds and word.tag == "PROPN")
            or (len(word.text) > 1 and word.text.isupper())
            or (
                (word.tag == "PROPN" or not word.relation)
                and following is not None
                and (_capital(following) or following.text.lower() in LINKS)
            )
            or honorific((word.text, "X")) is not None
        )
    if small in _WATERS and i + 2 < len(words) and words[i + 2].sentence == word.sentence:
        if _capital(words[i + 1]) and _capital(words[i + 2]):
            return True  # "Lake Aru Steamers"
    return small not in NOT_NAMES or (i in kinds and len(word.text) > 2)


def find_names(
    text: str,
    words: Sequence[Word],
    kinds: dict[int, str],
    known: frozenset[str],
    loud: frozenset[int],
) -> list[Found]:
    """Return the names of a text, in order, without overlap."""
    starts = {word.start: i for i, word in enumerate(words)}
    ends = {word.end: i + 1 for i, word in enumerate(words)}
    atoms: list[Found] = []
    i = 0
    while i < len(words):
        word = words[i]
        if not (word.text[0].isalnum()):
            i += 1
            continue
        if ends_portfolio(words, i):
            i += 1
            continue
        office = _office_of(words, i)
        if office:
            i += office
            continue
        hit = entries_at(text, word.start, word.sentence in loud)
        hit_last = 0
        if hit is not None:
            hit_last = ends.get(hit.end, 0)
            if not hit_last or (hit.entry.form[0].islower() and word.text[0].isupper()):
                hit = None if not hit_last else hit
        if (
            hit is not None
            and hit.entry.sort == "city"
            and i
            and words[i - 1].text.lower() == "the"
        ):
            hit = None  # "the Hama": not the city
        if hit is not None and hit_last < len(words) and hit.entry.sort in ("state", "people"):
            if words[hit_last].text.lower() in _MONEY:
                i = hit_last
                continue  # "40 million US dollars"
        full = None if hit is not None else _state_in_full(text, words, i, ends)
        if full is not None:
            atoms.append(full)
            i = full.last
            continue
        run = _run(words, i, kinds, known, loud)
        if hit is None and run == i + 1 < len(words) and _numbered_place(word, words[run]):
            i += 1
            continue
        if hit is None and run <= i:
            i += 1
            continue
        if hit is not None and run <= hit_last:
            atom = Found(i, hit_last, i, hit_last, hit.entry.sort, hit.entry.key)
            if hit.entry.sort in ("seat", "state", "city"):
                atom.place = as_place(words, i, hit_last)
            atoms.append(atom)
            i = hit_last
            continue
        if hit is not None:
            made = listed_with_more(words, i, hit_last, run, hit.entry.sort, hit.entry.key, kinds)
            if made is not None:
                atoms.append(made)
                i = made.last
                continue
            atom = Found(i, hit_last, i, hit_last, hit.entry.sort, hit.entry.key)
            if hit.entry.sort in ("seat", "state", "city"):
                atom.place = as_place(words, i, hit_last)
            atoms.append(atom)
            i = hit_last
            continue
        atom2 = named(words, i, run, kinds)
        if atom2 is None:
            i += 1
            continue
        atoms.append(atom2)
        i = max(i + 1, atom2.last)
    del starts
    return _spelt_out(words, atoms)


_NUMBERED = frozenset(
    "terminal gate pier berth platform runway route highway kilometre kilometer km hall room block "
    "building zone sector phase".split()
)


def _numbered_place(word: Word, after: Word) -> bool:
    """Whether a word with a capital only counts places: "Terminal 1", "Gate 14"."""
    return word.text.lower() in _NUMBERED and after.text[:1].isdigit()


#: What makes an adjective of a name before it: where a body is from, who backs or owns it.
_COMPOUNDED = frozenset(
    "based born bred backed led owned run listed controlled funded registered headquartered "
    "domiciled incorporated trained brokered mediated sponsored aligned allied educated appointed "
    "held occupied administered flagged bound linked area style wide".split()
)


_STYLES = frozenset("republic kingdom state emirate sultanate principality commonwealth".split())
_STYLED = frozenset(
    "federal democratic islamic people peoples socialist arab bolivarian plurinational cooperative "
    "co-operative united independent hashemite oriental federative".split()
)


def _state_in_full(text: str, words: Sequence[Word], i: int, ends: dict[int, int]) -> Found | None:
    """The listed state that is called in full: "the Republic of Peru", "State of Qatar"."""
    j = i
    while j < i + 4 and j < len(words) and words[j].text.lower() in _STYLED | {"'s", "'"}:
        j += 1
    if j + 2 >= len(words) or words[j].text.lower() not in _STYLES or words[j + 1].text != "of":
        return None
    if not _capital(words[i]) or not _capital(words[j]):
        return None
    k = j + 3 if words[j + 2].text == "the" else j + 2
    hit = entries_at(text, words[k].start) if k < len(words) else None
    last = ends.get(hit.end, 0) if hit is not None else 0
    if hit is None or hit.entry.sort != "state" or not last:
        return None
    if last < len(words) and words[last].sentence == words[i].sentence and _capital(words[last]):
        return None
    made = Found(i, last, i, last, "state", hit.entry.key)
    made.place = as_place(words, i, last)
    return made


_WATERS = frozenset("lake river mount lakes".split())


_SHORT = re.compile(r"[A-Z][A-Za-z]?[A-Z][A-Za-z]{0,5}|[A-Z]{2,8}")
_INSIDE_NAMES = frozenset(
    "of for in the and & de da do dos das del della du la le des et y e 's '".split()
)


def _spelt_out(words: Sequence[Word], atoms: list[Found]) -> list[Found]:
    """Give a name that an acronym in parentheses follows all the words the acronym spells.

    "the Dust and Safety Board (DSB)": a conjunction or a genitive inside a name is seen to belong
    to it by the letters beside it (Schwartz and Hearst 2003, *A simple algorithm for identifying
    abbreviation definitions in biomedical text*).
    """
    longer: list[Found] = []
    for i in range(2, len(words) - 2):
        if words[i].text != "(" or words[i + 2].text != ")":
            continue
        form = words[i + 1].text
        if not _SHORT.fullmatch(form):
            continue
        first = i - 1
        for j in range(i - 1, max(-1, i - 3 * len(form) - 2), -1):
            small = words[j].text.lower()
            if words[j].sentence != words[i].sentence:
                break
            if not _capital(words[j]) and small not in _INSIDE_NAMES:
                break
            first = j
        start = next(
            (
                j
                for j in range(first, i - 1)
                if _capital(words[j])
                and words[j].tag not in ("DET", "PRON", "ADP", "CCONJ", "SCONJ")
                and acronym_of(form, [joined(words, j, i)])
            ),
            None,
        )
        if start is not None:
            longer.append(Found(start, i, start, i, "organisation", joined(words, start, i)))
    if not longer:
        return atoms
    kept = []
    for atom in atoms:
        over = next(
            (one for one in longer if atom.first < one.last and one.first < atom.last), None
        )
        if over is None:
            kept.append(atom)
        elif (atom.first, atom.last) == (over.first, over.last) and atom.sort in (
            "organisation",
            "state",
        ):
            kept.append(atom)
            longer.remove(over)
        elif atom.sort in ("state", "people", "seat", "city") and atom.first == over.first:
            over.belongs.append(atom)
    return sorted((*kept, *longer), key=lambda atom: atom.first)


def _office_of(words: Sequence[Word], i: int) -> int:
    """How many words an office with "of" in it takes here: "Secretary of State"; 0 if none does."""
    if i + 3 > len(words) or words[i + 1].text != "of" or not _capital(words[i]):
        return 0
    form = " ".join(w.text for w in words[i : i + 3]).lower()
    return 3 if form in roles() else 0


_SAINTS = frozenset(("Saint", "St", "St."))


def _many(word: str) -> bool:
    """Whether a word in a name names many members: "Workers' Union", "Fishermen's Society"."""
    noun = party_nouns().get(word)
    role = roles().get(word)
    return (
        word.endswith(("people", "men", "folk", "children"))
        or (organisation_word(word) and word.endswith("s"))
        or (noun is not None and noun.plural)
        or (role is not None and role.plural)
    )


def _two_kinds_of_members(words: Sequence[Word], j: int) -> bool:
    """Whether a genitive and the next are of one name: "Weavers' and Dyers' League"."""
    if j + 4 >= len(words) or words[j + 4].sentence != words[j].sentence:
        return False
    return (
        words[j + 1].text == "and"
        and _capital(words[j + 2])
        and words[j - 1].text.endswith("s")
        and words[j + 2].text.endswith("s")
        and words[j + 3].text == "'"
        and _capital(words[j + 4])
        and organisation_word(words[j + 4].text)
    )


def _one_of_two(words: Sequence[Word], i: int, j: int) -> bool:
    """Whether a word before "and" may be half of what a body is for: "the Wool and Hide Board"."""
    word = words[i]
    return (
        j == i + 1
        and i > 0
        and words[i - 1].text.lower() == "the"
        and not word.text.isupper()
        and not organisation_word(word.text)
        and not entries_at_word(word)
    )


def _run(
    words: Sequence[Word],
    i: int,
    kinds: dict[int, str],
    known: frozenset[str],
    loud: frozenset[int],
) -> int:
    """End of the run of capitalised words and links that starts at `i`; `i` if none starts."""
    if not _starts_name(words, i, kinds, known, loud):
        return i
    sentence = words[i].sentence
    organised = (
        organisation_word(words[i].text)
        or words[i].text.lower() in FELLOWS
        or names_members(words, i, known)
    )
    last = i + 1
    j = i + 1
    while j < len(words) and words[j].sentence == sentence:
        word = words[j]
        touching = word.start == words[j - 1].end
        small = word.text.lower()
        if (
            word.text in "-‐‑"
            and touching
            and j + 1 < len(words)
            and words[j + 1].start == word.end
        ):
            if words[j + 1].text in _COMPOUNDED:
                return last  # "Aru-based Bel Mines": the place is no part of the name
            j += 1
            if words[j].text[0].isalnum() and (
                _capital(words[j]) or words[j].text.lower() in LINKS
            ):
                last = j + 1
            j += 1
            continue
        if word.text == "." and touching and honorific((words[j - 1].text + ".", "X")):
            j += 1
            continue
        if word.text == "'" and _two_kinds_of_members(words, j):
            j += 2
            continue
        if word.text in ("'s", "'"):
            nxt = words[j + 1] if j + 1 < len(words) else None
            if (
                nxt is not None
                and _capital(nxt)
                and nxt.sentence == sentence
                and (
                    word.text == "'" or _many(words[j - 1].text.lower()) or words[i].text in _SAINTS
                )
                and any(organisation_word(w.text) for w in words[j + 1 : j + 4] if _capital(w))
            ):
                j += 1
                continue
            break
        given = (
            len(small) == 3
            and small in MONTHS_DAYS
            and j + 1 < len(words)
            and words[j + 1].sentence == sentence
            and _capital(words[j + 1])
            and words[j + 1].text.lower() not in MONTHS_DAYS
        )
        if word.text in _MISTERS and _ends_another(words, i, j):
            break  # "at the White Residence Mr Aru": the title begins another name
        if _capital(word) and (given or small not in MONTHS_DAYS) and word.tag != "PUNCT":
            if word.sentence in loud and word.text not in known:
                break
            organised = organised or organisation_word(word.text)
            j += 1
            last = j
            continue
        if legal_form(word.text) and not _capital(word):
            return j + 1
        if small in LINKS or (organised and (small in ORG_LINKS or small == "the")):
            k = j + 1
            if (
                k + 1 < len(words)
                and words[k].text in "-‐‑"
                and words[k].start == word.end
                and words[k + 1].start == words[k].end
            ):
                k += 1  # "al-Kadhimi"
            if small == "against" and k < len(words) and words[k].text.lower() == "the":
                break
            if (
                k < len(words)
                and words[k].text.lower() in (*LINKS, "the")
                and words[k].text[0].islower()
            ):
                k += 1
            if (
                k < len(words)
                and words[k].sentence == sentence
                and _capital(words[k])
                and words[k].text.lower() not in MONTHS_DAYS
                and small != "to"
                and not (small == "e" and words[j].text.isupper())
            ):
                j = k
                continue
            break
        if (
            small in ("and", "&")
            and words[i].text.lower() in MINISTRY | {"ministry"}
            and j + 1 < len(words)
            and _capital(words[j + 1])
            and not entries_at_word(words[j + 1])
        ):
            j += 1
            continue
        if small == "&" and j + 1 < len(words) and _capital(words[j + 1]):
            j += 1
            continue
        if small == "and" and (words[j - 1].text.lower() in _FIELDS or _one_of_two(words, i, j)):
            # "Labour and Social Court"
            k = j + 1
            while k < min(j + 4, len(words)) and _capital(words[k]):
                if organisation_word(words[k].text):
                    break
                k += 1
            if k > j and k < min(j + 4, len(words)) and organisation_word(words[k].text):
                if _capital(words[k]) and words[k].sentence == sentence and k > j + 1:
                    organised = True
                    j = last = k + 1
                    continue
        break
    return last


#: Fields of law and of government, which courts and boards are named for in pairs.
_FIELDS = SPHERES | frozenset(
    "social civil criminal commercial administrative economic human land revenue customs tax "
    "media sea marine rural urban".split()
)
