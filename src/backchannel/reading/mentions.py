"""Where somebody may be meant: names, and noun phrases round a noun for somebody who can act.

This module finds and measures phrases; who they mean is settled in `backchannel.reading.identity`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from backchannel.reading.gazetteer import entries_at, organisations
from backchannel.reading.parse import Parse
from backchannel.reading.tagged import Word
from backchannel.reading.titles import honorific, party_nouns, roles

__all__ = ["Found", "find_mentions", "organisation_word"]


@dataclass(slots=True)
class Found:
    """A phrase that may mean a party.

    Parameters
    ----------
    first, last : int
        Words of the whole phrase, half-open.
    name_first, name_last : int
        Words of the name, or of the head noun.
    sort : str
        state, people, seat, city, place, organisation, person, name (unknown), role, noun, pronoun.
    key : str
        State's code, listed organisation, or the name, role, noun or pronoun itself.
    determiner : str
        "the", "a", "possessive", "number", "this", "both", "no" or "".
    plural : bool
        More than one is meant.
    modifiers : tuple of str
        Lower-case words before the head that narrow it.
    belongs : list of Found
        Who it belongs to: possessor, nationality, "of ..." in that order of the text.
    owner_pronoun : int
        Word index of a possessive pronoun in front, or -1.
    title, role : str
        Honorific in front of a name; role words in front of, after or instead of it.
    same : list of Found
        Appositions: the same party in other words.
    aliases : list of str
        Short forms given in parentheses: acronyms, "the Complainant".
    of_people : bool
        Linked by "of", "for", "from" to a party in `belongs`.
    """

    first: int
    last: int
    name_first: int
    name_last: int
    sort: str
    key: str
    determiner: str = ""
    plural: bool = False
    modifiers: tuple[str, ...] = ()
    belongs: list[Found] = field(default_factory=list)
    owner_pronoun: int = -1
    title: str = ""
    title_sector: str = ""
    role: str = ""
    same: list[Found] = field(default_factory=list)
    aliases: list[tuple[str, int, int]] = field(default_factory=list)
    place: bool = False
    listed: str = ""


_ORGANISATION = frozenset(
    "union front army forces force movement brigade brigades party congress committee council "
    "commission court tribunal panel board bureau agency authority association federation "
    "confederation chamber company corporation corp ltd inc plc llc gmbh sa ag group holding "
    "holdings bank fund institute institution university college academy centre center foundation "
    "trust society alliance coalition league organisation organization office ministry department "
    "directorate secretariat service services network initiative corps guard guards battalion "
    "regiment militia police navy parliament senate assembly house cabinet embassy mission "
    "delegation community airlines airways railways ports terminal refinery mines mining minerals "
    "oil gas petroleum energy power steel motors industries shipping lines logistics airport "
    "hospital church diocese synod mosque school club team media radio television newspaper press "
    "sindicato sindicatos syndicat sindikat confederación confédération federação união unión "
    "partido parti partito frente fronte frelimo comité comissão comisión liga companhia compañía "
    "policía polícia guardia guarda gendarmerie sûreté tribunal cámara câmara asociación "
    "associação association hezb harakat jabhat jaish jund liwa ansar katibat majlis shura "
    "workers dockers farmers producers growers drivers teachers miners employers traders unit "
    "republic state emirate taskforce command registry ombudsman cooperative consortium".split()
)
_MINISTRY = frozenset("ministry department office bureau directorate secretariat".split())
_LINKS = frozenset(
    "al el ul bin ibn bint ben abu abou de da do dos das del della di du la le van von der den "
    "ten ter y e ye".split()
)
_ORG_LINKS = frozenset("of for against to".split())
_MONTHS_DAYS = frozenset(
    "january february march april may june july august september october november december monday "
    "tuesday wednesday thursday friday saturday sunday jan feb mar apr jun jul aug sep sept oct "
    "nov dec mon tue tues wed thu thurs fri sat sun ramadan eid easter christmas passover".split()
)
_NOT_NAMES = frozenset(
    "nobody everybody somebody anybody everyone someone anyone none few thank thanks whatsapp "
    "telegram facebook twitter youtube instagram tiktok google i the a an this that these "
    "those it its he she they we you his her their our my and or but in on at by for with "
    "from to of as if when while after before since until because although then there here "
    "what who why how where no not yes now soon later meanwhile however also even just only "
    "still yet so under over between against during article section chapter page no. number "
    "mr mrs ms dr god islam muslim muslims christian christians sunni shia shiite kurdish "
    "arab arabic arabs english internet covid breaking update updated live video photo gmt "
    "utc am pm exclusive opinion analysis press summary protocol treaty agreement accord "
    "declaration constitution charter act bill law resolution plan operation day war "
    "conference summit talks strait sea gulf river lake mount mountains desert valley road "
    "street bridge gate square port airport crossing pass highway province region district "
    "county north south east west northern southern eastern western central".split()
)
_SPHERES = frozenset(
    "trade finance defence defense interior energy water health education justice transport labour "
    "labor agriculture infrastructure environment foreign affairs information communication oil "
    "planning economy industry security home state treasury mining fisheries sports culture".split()
)
_REGIONS = frozenset(
    "african asian european arab gulf western eastern northern southern west east north south "
    "central southeast latin american nordic baltic balkan caribbean mediterranean pacific "
    "atlantic sahelian scandinavian eurasian persian horn middle far near islamic muslim "
    "christian".split()
)
_SHIPS = frozenset("USS HMS HMAS HMCS BRP INS MV MT SS RFA USNS KRI".split())
_PLACE_WORDS = frozenset(
    "river lake sea gulf strait mount mountain mountains desert valley road street bridge gate "
    "square port airport crossing pass highway province region district county island islands "
    "peninsula bay dam prison garrison post village town city hotel palace border basin canal "
    "wetlands quay triangle belt plateau hills heights".split()
)
_NOT_PARTY_WORDS = frozenset(
    "protocol treaty agreement accord accords declaration constitution charter act bill law "
    "resolution plan operation war conference summit talks convention deal memorandum levy cup "
    "championship league prize award day week month year festival".split()
)
_CITES = re.compile(r"[\w'’&.-]+")
_CALLED = frozenset(("called", "named", "known", "styled", "dubbed"))
_IN = frozenset(
    "in at near outside inside around across throughout into toward towards above over "
    "within".split()
)
_OF = frozenset("of for from to in at near on under by".split())
_BEFORE_NUMBER = frozenset("some about around nearly almost at least up to over".split())
_PLURAL_SIDES = frozenset(("both", "two", "the", "all", "neither", "either", "each"))


def organisation_word(word: str) -> bool:
    """Return whether a word in a name tells that it is an organisation's."""
    return word.lower().strip(".'") in _ORGANISATION


def find_mentions(
    text: str,
    words: Sequence[Word],
    parse: Parse | None,
    loud: frozenset[int] = frozenset(),
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
    """
    kinds = _name_kinds(words, parse)
    known = _mid_sentence_names(words, loud)
    atoms = _atoms(text, words, kinds, known, loud)
    for atom in atoms:
        _as_site(words, atom, atoms)
    somewhere = {atom.key for atom in atoms if atom.sort == "place"}
    for atom in atoms:
        if atom.sort == "name" and atom.key in somewhere:
            atom.sort, atom.place = "place", True
    by_first = {atom.first: atom for atom in atoms}
    inside = {}
    for atom in atoms:
        for i in range(atom.first, atom.last):
            inside[i] = atom
    nouns = _nouns(words, atoms, by_first, inside)
    _join(words, atoms, nouns, by_first)
    pronouns = _pronouns(words, inside)
    return sorted((*atoms, *nouns, *pronouns), key=lambda f: (f.first, -f.last))


# -- names -------------------------------------------------------------------------------------


def _name_kinds(words: Sequence[Word], parse: Parse | None) -> dict[int, str]:
    if parse is None:
        return {}
    kinds: dict[int, str] = {}
    at = {word.start: i for i, word in enumerate(words)}
    for name in parse.names:
        for token in parse.tokens[name.first : name.last]:
            if token.start in at:
                kinds[at[token.start]] = name.kind
    return kinds


def _mid_sentence_names(words: Sequence[Word], loud: frozenset[int]) -> frozenset[str]:
    small = {w.text for w in words if w.text[0].islower()}
    return frozenset(
        w.text
        for w in words
        if w.text[0].isupper()
        and not w.opening
        and w.sentence not in loud
        and w.text.lower() not in small
    )


def _capital(word: Word) -> bool:
    return word.text[0].isupper() and any(c.isalpha() for c in word.text)


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
    if small in _MONTHS_DAYS and kinds.get(i) != "PER":
        return False
    if word.sentence in loud:
        return word.text in known or (i in kinds and word.text in known)
    if honorific((word.text, "X")) is not None and i + 1 < len(words):
        return words[i + 1].sentence == word.sentence and _capital(words[i + 1])
    if word.opening:
        if small in _NOT_NAMES or word.tag in (
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
            or (i in kinds and word.tag == "PROPN")
            or (len(word.text) > 1 and word.text.isupper())
            or (
                (word.tag == "PROPN" or not word.relation)
                and following is not None
                and (_capital(following) or following.text.lower() in _LINKS)
            )
            or honorific((word.text, "X")) is not None
        )
    return small not in _NOT_NAMES or (i in kinds and len(word.text) > 2)


def _atoms(
    text: str,
    words: Sequence[Word],
    kinds: dict[int, str],
    known: frozenset[str],
    loud: frozenset[int],
) -> list[Found]:
    starts = {word.start: i for i, word in enumerate(words)}
    ends = {word.end: i + 1 for i, word in enumerate(words)}
    atoms: list[Found] = []
    i = 0
    while i < len(words):
        word = words[i]
        if not (word.text[0].isalnum()):
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
        run = _run(words, i, kinds, known, loud)
        if hit is None and run <= i:
            i += 1
            continue
        if hit is not None and run <= hit_last:
            atom = Found(i, hit_last, i, hit_last, hit.entry.sort, hit.entry.key)
            if hit.entry.sort in ("seat", "state", "city"):
                atom.place = _as_place(words, i, hit_last)
            atoms.append(atom)
            i = hit_last
            continue
        if hit is not None:
            made = _listed_with_more(words, i, hit_last, run, hit.entry.sort, hit.entry.key, kinds)
            if made is not None:
                atoms.append(made)
                i = made.last
                continue
            atom = Found(i, hit_last, i, hit_last, hit.entry.sort, hit.entry.key)
            if hit.entry.sort in ("seat", "state", "city"):
                atom.place = _as_place(words, i, hit_last)
            atoms.append(atom)
            i = hit_last
            continue
        atom2 = _named(words, i, run, kinds)
        if atom2 is None:
            i += 1
            continue
        atoms.append(atom2)
        i = max(i + 1, atom2.last)
    del starts
    return atoms


def _office_of(words: Sequence[Word], i: int) -> int:
    """How many words an office with "of" in it takes here: "Secretary of State"; 0 if none does."""
    if i + 3 > len(words) or words[i + 1].text != "of" or not _capital(words[i]):
        return 0
    form = " ".join(w.text for w in words[i : i + 3]).lower()
    return 3 if form in roles() else 0


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
    organised = organisation_word(words[i].text)
    last = i + 1
    j = i + 1
    while j < len(words) and words[j].sentence == sentence:
        word = words[j]
        joined = word.start == words[j - 1].end
        small = word.text.lower()
        if word.text in "-‐‑" and joined and j + 1 < len(words) and words[j + 1].start == word.end:
            j += 1
            if words[j].text[0].isalnum() and (
                _capital(words[j]) or words[j].text.lower() in _LINKS
            ):
                last = j + 1
            j += 1
            continue
        if word.text == "." and joined and honorific((words[j - 1].text + ".", "X")):
            j += 1
            continue
        if word.text in ("'s", "'"):
            nxt = words[j + 1] if j + 1 < len(words) else None
            if (
                nxt is not None
                and _capital(nxt)
                and nxt.sentence == sentence
                and organisation_word(words[j - 1].text)
                and words[j - 1].text.lower().rstrip("'").endswith("s")
                and any(organisation_word(w.text) for w in words[j + 1 : j + 4] if _capital(w))
            ):
                j += 1
                continue
            break
        if _capital(word) and small not in _MONTHS_DAYS and word.tag != "PUNCT":
            if word.sentence in loud and word.text not in known:
                break
            organised = organised or organisation_word(word.text)
            j += 1
            last = j
            continue
        if small in _LINKS or (organised and (small in _ORG_LINKS or small == "the")):
            k = j + 1
            if (
                k < len(words)
                and words[k].text.lower() in (*_LINKS, "the")
                and words[k].text[0].islower()
            ):
                k += 1
            if (
                k < len(words)
                and words[k].sentence == sentence
                and _capital(words[k])
                and words[k].text.lower() not in _MONTHS_DAYS
                and small != "to"
                and not (small == "e" and words[j].text.isupper())
            ):
                j = k
                continue
            break
        if (
            small in ("and", "&")
            and words[i].text.lower() in _MINISTRY | {"ministry"}
            and j + 1 < len(words)
            and _capital(words[j + 1])
            and not entries_at_word(words[j + 1])
        ):
            j += 1
            continue
        if small == "&" and j + 1 < len(words) and _capital(words[j + 1]):
            j += 1
            continue
        break
    return last


def entries_at_word(word: Word) -> bool:
    """Return whether a single word is a listed name."""
    return entries_at(word.text, 0) is not None


def _as_place(words: Sequence[Word], first: int, last: int) -> bool:
    """Whether a state, seat or city is used as a place."""
    before = words[first - 1].text.lower() if first else ""
    if before == "the" and first > 1:
        before = words[first - 2].text.lower()
    after = words[last] if last < len(words) else None
    if after is not None and after.text in ("'s", "'"):
        return False
    if before in _IN:
        return True
    if before in ("to", "from", "for", "of"):
        anchor = words[first - 2].text.lower() if first > 1 else ""
        if before in ("to", "from"):
            return bool(_MOTION.match(anchor)) or anchor in _SITES
        if before == "for":
            return anchor in ("left", "leaves", "bound", "departed", "leave", "heading")
        return anchor in _SITES
    if after is not None and after.text in "-‐‑" and after.start == words[last - 1].end:
        nxt = words[last + 1].text.lower() if last + 1 < len(words) else ""
        return nxt == "based"
    return bool(
        after is not None
        and after.text == ","
        and last + 1 < len(words)
        and re.fullmatch(r"[A-Z][a-z]{2,8}\.?", words[last + 1].text)
        and words[last + 1].text.lower().rstrip(".") in _MONTHS_DAYS
    )


#: States, seats and cities that are given names too.
_GIVEN = frozenset(
    "Chad Jordan Georgia Israel Paris Sydney Florence Victoria Santiago Kingston London Chelsea "
    "Lourdes Sofia Roma Milan Cairo Adelaide Charlotte Houston Lincoln Madison Francisco Salvador "
    "Valencia India America Ireland Holland Kenya Cuba".split()
)

_MOTION = re.compile(
    r"(?:fl(?:y|ies|ew|own|ying)|travel\w*|went|go(?:es|ing)?|gone|return\w*|arriv\w*|came|com(?:e|es|ing)"
    r"|mov\w+|march\w*|trips?|visits?|journeys?|back|driv\w+|drove|roads?|way|route|flights?|exports?"
    r"|imports?|sent|send|sends|shipped|ship|deliver\w*|withdr\w+|flee\w*|fled|depart\w*|deport\w*"
    r"|cross\w*|tour\w*)$"
)
_SITES = frozenset(
    "streets centre center outskirts suburb suburbs city capital town port airport north south "
    "east west border borders people region part parts most university gulf province highlands "
    "coast road mountains territory soil occupation map history".split()
)


def _listed_with_more(
    words: Sequence[Word],
    i: int,
    hit_last: int,
    run: int,
    sort: str,
    key: str,
    kinds: dict[int, str],
) -> Found | None:
    """A longer name that begins with a listed one ("Kenya Revenue Authority"), or None."""
    rest = words[hit_last:run]
    cut = run
    for k in range(hit_last, run):
        small = words[k].text.lower()
        if small in roles() or honorific((words[k].text, "X")):
            cut = k
            break
    if cut <= hit_last:
        return None
    rest = words[hit_last:cut]
    if all(w.text.lower() in party_nouns() for w in rest) and len(rest) == 1:
        return None
    if rest and rest[0].text in "-‐‑":
        return None
    tail = rest[-1].text.lower()
    if tail in _NOT_PARTY_WORDS or tail in _PLACE_WORDS:
        return Found(i, cut, i, cut, "place", _joined(words, i, cut), place=True)
    longer = sort == "organisation" and not any(kinds.get(k) == "PER" for k in range(i, cut))
    if (
        longer
        or any(organisation_word(w.text) for w in rest)
        or all(kinds.get(k) == "ORG" for k in range(i, cut))
    ):
        if _ministry_like([w.text.lower() for w in rest]):
            return None
        made = Found(i, cut, i, cut, "organisation", _joined(words, i, cut))
        if sort in ("state", "people", "seat", "city") or sort == "organisation":
            made.belongs.append(Found(i, hit_last, i, hit_last, sort, key))
        return made
    if words[i].text in _GIVEN and hit_last == i + 1 and cut - i <= 3:
        if not kinds or kinds.get(i) == "PER":
            return Found(i, cut, i, cut, "person", _joined(words, i, cut))
    return None


def _ministry_like(rest: list[str]) -> bool:
    joined = " ".join(rest)
    noun = party_nouns().get(joined) or party_nouns().get(rest[-1])
    if len(rest) > 1 and rest[-1] in ("authority", "agency", "customs", "council"):
        return False
    return noun is not None and noun.meaning in ("stateorgan", "state")


def _joined(words: Sequence[Word], first: int, last: int) -> str:
    out = ""
    for i in range(first, last):
        gap = " " if i > first and words[i].start > words[i - 1].end else ""
        out += gap + words[i].text
    return out


def _named(words: Sequence[Word], i: int, run: int, kinds: dict[int, str]) -> Found | None:
    """The name in a run of capitalised words, cut at titles and roles."""
    while run - i > 2 and words[i + 1].text == ".":
        i += 2  # "Brig. Gen. Aru": the rank before the last is left aside
    forms = [w.text for w in words[i:run]]
    small = [form.lower() for form in forms]
    title = honorific(tuple(forms))
    if title is not None:
        taken, sector = title
        cut = run
        for k in range(i + taken, run):
            if entries_at_word(words[k]) and words[k].text[0].isupper() and k > i + taken + 1:
                break
        lowered = [f.lower() for f in forms[:taken]]
        made = Found(i, cut, i + taken, cut, "person", _joined(words, i + taken, cut))
        made.title = " ".join(forms[:taken])
        made.title_sector = sector
        for size in (3, 2, 1):
            if size <= taken and " ".join(lowered[-size:]) in roles():
                made.role = " ".join(lowered[-size:])
                break
        return made
    # "Prime Minister Aru", "Infrastructure Minister Ana Aru", "Cabinet Secretary for Trade J. Aru"
    last_role = -1
    for k in range(len(small)):
        if small[k] in roles() and not roles()[small[k]].plural:
            last_role = k
    if last_role >= 0 and not any(organisation_word(f) for f in forms[last_role + 1 :]):
        if last_role + 1 == len(forms):
            return None  # a role without a name: a noun phrase
        start = i + last_role + 1
        if words[start].text.lower() in (*_ORG_LINKS, "for", "of"):
            return None
        return Found(start, run, start, run, "person", _joined(words, start, run))
    if len(forms) == 1 and (small[0] in party_nouns() or small[0] in roles()):
        return None
    if all(
        s in party_nouns()
        or s in roles()
        or s
        in (
            "foreign",
            "special",
            "prime",
            "chief",
            "deputy",
            "supreme",
            "national",
            "high",
            "interior",
            "defence",
            "defense",
        )
        for s in small
    ):
        return None
    if _ministry_like(small) and not any(entries_at_word(w) for w in words[i:run]):
        return None
    tail = small[-1]
    if all(s in _REGIONS or s in ("and", "-") for s in small):
        return None
    if len(forms) == 1 and len(forms[0].strip(".")) < 2:
        return None
    if tail in _NOT_PARTY_WORDS or forms[0] in _SHIPS:
        return Found(i, run, i, run, "place", _joined(words, i, run), place=True)
    spoken = [kinds.get(k) for k in range(i, run)]
    if len(spoken) > 2 and spoken[0] != "PER" and spoken[-2:] == ["PER", "PER"]:
        cut = next(k for k in range(i, run) if all(kinds.get(m) == "PER" for m in range(k, run)))
        before = words[i - 1].text.lower() if i else ""
        if before in ("for", "of") or words[i].text.lower() in _SPHERES:
            return Found(cut, run, cut, run, "person", _joined(words, cut, run))
    name = _joined(words, i, run)
    if any(organisation_word(f) for f in forms) and not (
        tail in _PLACE_WORDS and not any(s in ("authority", "company") for s in small)
    ):
        if spoken and all(s == "PER" for s in spoken):
            return Found(i, run, i, run, "person", name)
        return Found(i, run, i, run, "organisation", name)
    if tail in _PLACE_WORDS:
        return Found(i, run, i, run, "place", name, place=True)
    if spoken.count("PER") * 2 > len(spoken) and not (len(forms) == 1 and forms[0].isupper()):
        return Found(i, run, i, run, "person", name)
    if len(forms) == 1 and forms[0].isupper() and 2 <= len(forms[0]) <= 7:
        return Found(i, run, i, run, "organisation", name)
    if spoken.count("ORG") * 2 >= len(spoken) and spoken.count("ORG"):
        return Found(i, run, i, run, "organisation", name)
    before = words[i - 1].text.lower() if i and words[i - 1].sentence == words[i].sentence else ""
    if spoken.count("LOC") * 2 >= len(spoken) and spoken.count("LOC"):
        return Found(i, run, i, run, "place" if before not in ("by",) else "name", name, place=True)
    if before in _IN:
        return Found(i, run, i, run, "place", name, place=True)
    return Found(i, run, i, run, "name", name)


def _as_site(words: Sequence[Word], atom: Found, atoms: list[Found]) -> None:
    """Take a name for a place's if a word for one follows it, a seat's if it stands in a row."""
    after = words[atom.last] if atom.last < len(words) else None
    if atom.sort in ("name", "person") and atom.name_last - atom.name_first == 1:
        if after is not None and after.text in _PLACE_WORDS and not atom.title:
            atom.sort, atom.place = "place", True
    if atom.sort != "seat" or atom.place:
        return
    for other in atoms:
        if other.sort not in ("city", "place"):
            continue
        gap = (other.last, atom.first) if other.first < atom.first else (atom.last, other.first)
        if gap[1] - gap[0] == 1 and words[gap[0]].text.lower() in (",", "and"):
            atom.place = True


# -- noun phrases ------------------------------------------------------------------------------


def _noun_at(words: Sequence[Word], i: int) -> tuple[int, str, str] | None:
    """A role or party noun that ends with word `i`: its first word, sort and lower-case form."""
    for size in (3, 2, 1):
        first = i - size + 1
        if first < 0 or words[first].sentence != words[i].sentence:
            continue
        form = ""
        for k in range(first, i + 1):
            form += (" " if k > first and words[k].start > words[k - 1].end else "") + words[k].text
        form = form.lower()
        if form in roles():
            return first, "role", form
        if form in party_nouns():
            return first, "noun", form
    return None


def _nouns(
    words: Sequence[Word],
    atoms: list[Found],
    by_first: dict[int, Found],
    inside: dict[int, Found],
) -> list[Found]:
    found: list[Found] = []
    for i, word in enumerate(words):
        if not word.text[0].isalpha() or word.tag in ("VERB", "AUX", "ADP", "ADJ", "ADV"):
            if not (
                word.text[0].isalpha() and word.tag in ("ADJ", "VERB") and word.text[0].isupper()
            ):
                continue
        if i in inside:
            continue
        at = _noun_at(words, i)
        if at is None:
            continue
        head_first, sort, form = at
        if form in ("reporters", "journalists") and head_first and _told(words, head_first - 1):
            continue
        if i + 1 < len(words) and words[i + 1].sentence == word.sentence:
            longer = _noun_at(words, i + 1)
            if longer is not None and longer[0] <= i:
                continue
            if _modifies(words, i, i + 1, inside):
                continue
        found.append(_phrase(words, head_first, i, sort, form, by_first, inside))
    return found


def _told(words: Sequence[Word], i: int) -> bool:
    return words[i].text.lower() in ("told", "tell", "tells", "telling", "to", "with", "by")


def _modifies(words: Sequence[Word], i: int, j: int, inside: dict[int, Found]) -> bool:
    """Whether the noun at `i` only narrows the noun after it ("police station")."""
    nxt = words[j]
    if nxt.text in "-‐‑" and nxt.start == words[i].end:
        return True
    if nxt.tag not in ("NOUN",) or j in inside:
        return False
    if words[i].head >= 0:
        return words[i].head >= j and words[i].relation.startswith(("compound", "nmod", "amod"))
    return _noun_at(words, j) is not None


def _phrase(
    words: Sequence[Word],
    head_first: int,
    head: int,
    sort: str,
    form: str,
    by_first: dict[int, Found],
    inside: dict[int, Found],
) -> Found:
    listed_role = roles().get(form)
    listed_noun = party_nouns().get(form)
    plural = (
        listed_role.plural
        if sort == "role" and listed_role
        else bool(listed_noun and listed_noun.plural)
    )
    if form in (
        "police",
        "people",
        "authorities",
        "staff",
        "armed forces",
        "security forces",
        "customs",
        "riot police",
    ):
        plural = True
    made = Found(head_first, head + 1, head_first, head + 1, sort, form, plural=plural)
    if sort == "role":
        made.role = form
    _expand_left(words, made, head, inside)
    _expand_right(words, made, by_first, inside)
    return made


def _expand_left(words: Sequence[Word], made: Found, head: int, inside: dict[int, Found]) -> None:
    sentence = words[head].sentence
    modifiers: list[str] = []
    j = made.first
    possessor = False
    while j > 0 and words[j - 1].sentence == sentence:
        word = words[j - 1]
        small = word.text.lower()
        atom = inside.get(j - 1)
        if atom is not None:
            touching = atom.last == j
            if not touching:
                break
            if possessor or atom.sort in (
                "people",
                "state",
                "seat",
                "city",
                "organisation",
                "name",
                "person",
            ):
                if not possessor and atom.sort in ("person", "name") and made.key not in _REIGNS:
                    break
                made.belongs.insert(0, atom)
                j = atom.first
                if possessor:
                    if j and words[j - 1].text.lower() == "the":
                        j -= 1
                    made.determiner = "possessive"
                    break
                continue
            j = atom.first
            modifiers.insert(0, atom.key.lower())
            continue
        if small in ("'s", "'") and word.start == words[j - 2].end if j > 1 else False:
            possessor = True
            j -= 1
            made.determiner = "possessive"
            continue
        if word.tag == "DET" or small in ("its", "their", "his", "her", "our", "my", "your"):
            if small in ("its", "their", "his", "her", "our", "my", "your"):
                if not possessor:
                    made.owner_pronoun = j - 1
                    made.determiner = "possessive"
            elif not possessor:
                made.determiner = _determiner(small)
            j -= 1
            if (
                small in ("the", "these", "those")
                and j
                and words[j - 1].text.lower() in ("both", "all")
            ):
                made.determiner = "both"
                j -= 1
            if not (small in ("some", "any", "many", "several", "few") and made.determiner):
                break
            continue
        if word.tag == "NUM" or small in _NUMBER_WORDS:
            modifiers.insert(0, small)
            if not made.determiner:
                made.determiner = "number"
            j -= 1
            continue
        if small in ("both", "many", "several", "few", "some", "all", "neither", "no"):
            made.determiner = _determiner(small)
            j -= 1
            if small != "many":
                break
            continue
        if word.text in "-‐‑" and j > 1 and word.start == words[j - 2].end:
            j -= 1
            if words[j - 1].text[0].isalnum():
                modifiers.insert(0, words[j - 1].text.lower() + "-")
                part = inside.get(j - 1)
                if part is not None and part.sort in ("state", "people", "seat", "organisation"):
                    j = part.first
                else:
                    j -= 1
            continue
        if word.tag in ("ADJ", "NOUN", "PROPN") or (
            word.tag == "VERB" and word.relation in ("amod", "compound")
        ):
            narrow = small in _NARROW
            if word.head >= 0 and not narrow and not (j - 1 < word.head <= head):
                break
            if (
                word.tag in ("NOUN", "PROPN")
                and word.head < 0
                and word.relation in ("root", "nsubj", "obj")
            ):
                break
            modifiers.insert(0, small)
            j -= 1
            continue
        break
    made.first = j
    made.modifiers = tuple(m for m in modifiers if m not in ("-", "'s"))


_REIGNS = frozenset("government administration presidency regime cabinet junta".split())
_NARROW = frozenset(
    "prime foreign deputy acting former interim special chief general senior top trade interior "
    "defence defense finance energy water".split()
)
_NUMBER_WORDS = frozenset(
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred "
    "thousand dozen dozens hundreds thousands scores".split()
)


def _determiner(small: str) -> str:
    if small in ("a", "an", "another", "one"):
        return "a"
    if small in ("this", "that", "these", "those", "the"):
        return "the"
    if small in ("both", "either", "neither", "each", "all", "every"):
        return "both"
    if small == "no":
        return "no"
    return "some"


def _expand_right(
    words: Sequence[Word], made: Found, by_first: dict[int, Found], inside: dict[int, Found]
) -> None:
    """Take in "of Zabol", "for the union", "at the bridge" after the head."""
    j = made.last
    steps = 0
    while j + 1 < len(words) and words[j].sentence == words[made.first].sentence and steps < 3:
        steps += 1
        link = words[j].text.lower()
        if link not in _OF or (
            link in ("from", "by", "on", "under", "in", "at", "near", "to") and steps > 2
        ):
            break
        if link in ("to", "by") and not (
            made.sort == "role"
            and made.role.split()[-1] in ("ambassador", "envoy", "delegate", "adviser", "mission")
        ):
            break
        k = j + 1
        while (
            k < len(words)
            and k < j + 6
            and k not in inside
            and (
                words[k].tag in ("DET", "ADJ", "NUM")
                or (words[k].tag in ("NOUN", "PROPN") and words[k].text.lower() not in _MONTHS_DAYS)
                or words[k].text in "-‐‑"
                or words[k].text.lower() in ("'s", "'", "its", "their", "his", "her")
            )
        ):
            k += 1
        atom = inside.get(k)
        if atom is not None and atom.first == k and words[k].sentence == words[made.first].sentence:
            if link in ("of", "for") or (link == "in" and atom.sort in ("organisation", "name")):
                made.belongs.append(atom)
            while (
                atom.last < len(words)
                and words[atom.last].text in "-‐‑"
                and inside.get(atom.last + 1)
            ):
                atom = inside[atom.last + 1]
            end = atom.last
            # trailing noun of the complement: "the Iranian border", "the Milak crossing"
            while (
                end < len(words)
                and words[end].tag == "NOUN"
                and end not in inside
                and (words[end].sentence == words[made.first].sentence)
            ):
                end += 1
            if (
                link not in ("of", "for", "to")
                and end > atom.last
                and made.belongs
                and made.belongs[-1] is atom
            ):
                made.belongs.pop()
            made.last = end
            j = end
            continue
        if link == "of" and k > j + 1:
            made.last = k
            j = k
            continue
        if (
            link in ("for", "in", "at", "near", "on")
            and made.sort == "role"
            and k > j + 1
            and link == "for"
        ):
            made.last = k
            j = k
            continue
        break


# -- one party in two phrases ------------------------------------------------------------------


def _join(
    words: Sequence[Word], atoms: list[Found], nouns: list[Found], by_first: dict[int, Found]
) -> None:
    noun_first: dict[int, Found] = {}
    for noun in nouns:
        known = noun_first.get(noun.first)
        if known is None or noun.name_first > known.name_first:
            noun_first[noun.first] = noun
    for noun in nouns:
        if noun.sort == "noun":
            _name_after(words, noun, by_first)
    _complements(words, nouns, noun_first)
    for noun in nouns:
        if noun.sort == "role":
            _name_after(words, noun, by_first)
    ending = {atom.last: atom for atom in atoms}
    for atom in atoms:
        if atom.sort == "person" and atom.title and atom.first:
            owned = words[atom.first - 1].text in ("'s", "'")
            before = ending.get(atom.first - 1 if owned else atom.first)
            if before is not None and before.sort in (
                "state",
                "people",
                "seat",
                "organisation",
                "name",
            ):
                atom.belongs.append(before)
    for atom in atoms:
        if atom.sort == "place":
            _body_after_all(words, atom, atoms, noun_first)
        if atom.place and atom.sort in ("city", "place", "seat", "state"):
            continue
        _short_form(words, atom)
        _noun_after(words, atom, noun_first)
    for noun in nouns:
        _short_form(words, noun)


def _complements(words: Sequence[Word], nouns: list[Found], noun_first: dict[int, Found]) -> None:
    """Tie a noun to the noun phrase after "of" or "for": "spokesman for the militia"."""
    for noun in reversed(nouns):
        j = noun.name_last
        if j + 1 >= len(words) or words[j].text.lower() not in ("of", "for"):
            continue
        other = noun_first.get(j + 1)
        if other is None or words[j].sentence != words[noun.first].sentence:
            continue
        if words[j].text.lower() == "for" and noun.sort != "role":
            continue
        noun.belongs = [b for b in noun.belongs if not other.first <= b.first < other.last]
        noun.belongs.append(other)
        noun.last = max(noun.last, other.last)


def _body_after_all(
    words: Sequence[Word], atom: Found, atoms: list[Found], noun_first: dict[int, Found]
) -> None:
    """Take a name read as a place's for a body's: "Kivu Gold, the dairy in Goma,"."""
    j = atom.last
    if j + 1 >= len(words) or words[j].text != "," or words[j].sentence != words[j + 1].sentence:
        return
    if atom.first and words[atom.first - 1].text.lower() in _IN:
        return
    noun = noun_first.get(j + 1)
    if noun is None or noun.plural or noun.sort != "noun" or noun.determiner not in ("the", "a"):
        return
    known = party_nouns()[noun.key]
    if known.meaning != "org" or known.kind not in ("company", "organisation", "group"):
        return
    if not _closes(words, noun.last, words[atom.first].sentence):
        return
    for other in atoms:
        if other.key == atom.key and other.sort == "place":
            other.sort, other.place = "organisation", False


def _people_name(atom: Found) -> bool:
    return atom.sort in ("person", "name")


def _body_name(atom: Found) -> bool:
    return atom.sort in ("organisation", "name")


def _closes(words: Sequence[Word], i: int, sentence: int) -> bool:
    """Whether a phrase may end before word `i`: mark, verb, or the end of the sentence."""
    if i >= len(words) or words[i].sentence != sentence:
        return True
    word = words[i]
    return word.text in ",.;:)—–-(" or word.tag in ("VERB", "AUX") or word.text in "\"”'"


def _name_after(words: Sequence[Word], noun: Found, by_first: dict[int, Found]) -> None:
    """Join a noun to a name after it: "president Aru", "its spokesman, Aru,", "militia Aru"."""
    sentence = words[noun.name_last - 1].sentence
    end = noun.name_last
    direct = by_first.get(end)
    if direct is not None and words[end].sentence == sentence and direct.first == end:
        fits = (
            _people_name(direct)
            if noun.sort == "role" and not noun.plural
            else (_body_name(direct) or (direct.sort == "person" and not direct.title))
            and not noun.plural
            and noun.determiner in ("the", "a", "possessive", "")
        )
        if fits and not direct.place:
            noun.same.append(direct)
            if direct in noun.belongs:
                noun.belongs.remove(direct)
            noun.last = direct.last
            return
    if noun.plural:
        if noun.sort == "role":
            _names_after(words, noun, by_first)
        return
    for after in (noun.last, end):
        j = after
        if (j < len(words) and words[j].text == "," and words[j].sentence == sentence) or (
            j < len(words) and words[j].text in "(—–" and words[j].sentence == sentence
        ):
            j += 1
        elif noun.sort == "role" and j > end and j in by_first and _people_name(by_first[j]):
            pass  # "Ambassador to Baghdad Ana Aru"
        else:
            continue
        if j < len(words) and words[j].text.lower() == "the" and noun.sort == "noun":
            j += 1
        name = by_first.get(j)
        if name is None or name.place:
            continue
        fits = _people_name(name) if noun.sort == "role" else _body_name(name)
        if not fits or noun.determiner in ("no", "both", "some", "number"):
            continue
        stop = name.last
        if stop < len(words) and words[stop].text == "(":
            while stop < len(words) and words[stop].text != ")" and stop < name.last + 8:
                stop += 1
            stop += 1
        if noun.determiner == "a" and noun.sort == "noun" and after == end:
            continue
        if _closes(words, stop, sentence) or noun.sort == "role":
            if not (
                stop < len(words) and words[stop].text.lower() == "and" and noun.sort == "noun"
            ):
                noun.same.append(name)
                if name in noun.belongs:
                    noun.belongs.remove(name)
                noun.last = name.last
                return
    for j in range(noun.name_last, min(noun.name_last + 9, len(words) - 1)):
        if words[j].sentence != sentence or words[j].text in ";:":
            break
        if words[j].text.lower() in _CALLED:
            k = j + 1
            while k < len(words) and words[k].text.lower() in (
                "as",
                "the",
                "itself",
                "themselves",
                '"',
                "“",
            ):
                k += 1
            name = by_first.get(k)
            if name is not None and _body_name(name) and noun.sort == "noun":
                noun.same.append(name)
                noun.last = max(noun.last, name.last)
            return


def _names_after(words: Sequence[Word], noun: Found, by_first: dict[int, Found]) -> None:
    """Join a plural role to the names set off after it: "the negotiators, Aru and Bel,"."""
    j = noun.last
    sentence = words[noun.first].sentence
    if j + 1 >= len(words) or words[j].text not in ",:(" or by_first.get(j + 1) is None:
        return
    names: list[Found] = []
    for k in range(j + 1, min(j + 30, len(words))):
        if words[k].sentence != sentence or words[k].tag in ("VERB", "AUX"):
            break
        name = by_first.get(k)
        if name is not None and name.sort == "person":
            names.append(name)
    if len(names) >= 2:
        noun.same.extend(names)


def _noun_after(words: Sequence[Word], atom: Found, noun_first: dict[int, Found]) -> None:
    """Join a name to a noun phrase set off after it: "Aru, spokesman for the union,"."""
    end = atom.last
    if end < len(words) and words[end].text == "(":
        while end < len(words) and words[end].text != ")" and end < atom.last + 8:
            end += 1
        end += 1
    if end >= len(words) or words[end].text not in ",(—–" or end + 1 >= len(words):
        return
    sentence = words[atom.first].sentence
    noun = noun_first.get(end + 1)
    if noun is None or words[end + 1].sentence != sentence or noun.plural or noun.same:
        return
    fits = (
        (_people_name(atom) and noun.sort == "role")
        or (
            _body_name(atom)
            and noun.sort == "noun"
            and noun.determiner in ("the", "a", "possessive")
        )
        or (atom.sort == "name" and noun.determiner == "a")
        or (
            atom.sort == "person"
            and noun.sort == "noun"
            and atom.name_last - atom.name_first == 1
            and not atom.title
            and noun.determiner in ("the", "possessive")
        )
    )
    if not fits or not _closes(words, noun.last, sentence):
        return
    if noun.last < len(words) and words[noun.last].tag in ("VERB", "AUX"):
        if noun.sort == "noun" or noun.determiner != "":
            return
    before = words[atom.first - 1].text.lower() if atom.first else ""
    if before == "and" and noun.sort == "noun":
        return
    if noun.last < len(words) and words[noun.last].text == "," and noun.last + 1 < len(words):
        if (
            words[noun.last + 1].text.lower() == "and"
            and noun.sort == "noun"
            and noun.determiner == "the"
        ):
            return
    noun.same.append(atom)


def _short_form(words: Sequence[Word], one: Found) -> None:
    """Take short forms in parentheses: "(SEN)", '("the Complainant")'."""
    j = one.last
    if j + 2 >= len(words) or words[j].text != "(":
        return
    k = j + 1
    inner: list[int] = []
    while k < len(words) and words[k].text != ")" and k < j + 7:
        if words[k].text not in "\"“”'‘’«»":
            inner.append(k)
        k += 1
    if k >= len(words) or words[k].text != ")" or not inner:
        return
    form = _joined(words, inner[0], inner[-1] + 1)
    quoted = words[j + 1].text in "\"“'‘«"
    if (len(inner) == 1 and 2 <= len(form) <= 10 and sum(c.isupper() for c in form) >= 2) or (
        quoted and len(inner) <= 3
    ):
        one.aliases.append((form, inner[0], inner[-1] + 1))


def _pronouns(words: Sequence[Word], inside: dict[int, Found]) -> list[Found]:
    return [
        Found(i, i + 1, i, i + 1, "pronoun", w.text.lower(), plural=w.text.lower() in _THEY)
        for i, w in enumerate(words)
        if w.text.lower() in _WHO and i not in inside
    ]


_THEY = frozenset(("they", "them", "their", "we", "us", "our"))
_WHO = frozenset("he she him her his it its they them their we our us who which".split())
_ = organisations
