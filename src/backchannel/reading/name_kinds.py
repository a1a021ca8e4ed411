"""What a name is a name of: a person, a body, a place, a listed name with more to it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from backchannel.dossier.names import rebel_army
from backchannel.reading.name_words import (
    FELLOWS,
    GIVEN,
    IN,
    MONTHS_DAYS,
    NOT_PARTY_WORDS,
    ORG_LINKS,
    PLACE_WORDS,
    REGIONS,
    SHIPS,
    SPHERES,
    entries_at_word,
    legal_form,
    organisation_word,
)
from backchannel.reading.phrase import Found
from backchannel.reading.tagged import Word
from backchannel.reading.titles import honorific, party_nouns, roles

__all__ = [
    "as_place",
    "as_site",
    "joined",
    "listed_with_more",
    "named",
    "names_members",
    "owns_place",
]


def as_place(words: Sequence[Word], first: int, last: int) -> bool:
    """Whether a state, seat or city is used as a place."""
    before = words[first - 1].text.lower() if first else ""
    if before == "the" and first > 1:
        before = words[first - 2].text.lower()
    after = words[last] if last < len(words) else None
    if after is not None and after.text in ("'s", "'"):
        return False
    if before in IN:
        return True
    if before == "," and first > 2 and words[first - 2].text[:1].isupper():
        # "signed at Burnham, New Zealand, by the government"
        k = first - 2
        while k > 0 and words[k].text[:1].isupper():
            k -= 1
        if words[k].text.lower() in IN and (after is None or not after.text.isalpha()):
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
        return nxt in _SEATED
    return bool(
        after is not None
        and after.text == ","
        and last + 1 < len(words)
        and re.fullmatch(r"[A-Z][a-z]{2,8}\.?", words[last + 1].text)
        and words[last + 1].text.lower().rstrip(".") in MONTHS_DAYS
    )


#: What a body is with regard to the town before it, which takes no part: "Aru-based".
_SEATED = frozenset("based born bred listed registered headquartered domiciled area".split())


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


def listed_with_more(
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
    if tail in NOT_PARTY_WORDS or tail in PLACE_WORDS:
        return Found(i, cut, i, cut, "place", joined(words, i, cut), place=True)
    longer = sort == "organisation" and not any(kinds.get(k) == "PER" for k in range(i, cut))
    if (
        longer
        or any(organisation_word(w.text) for w in rest)
        or all(kinds.get(k) == "ORG" for k in range(i, cut))
    ):
        if _ministry_like([w.text.lower() for w in rest]):
            return None
        made = Found(i, cut, i, cut, "organisation", joined(words, i, cut))
        if sort in ("state", "people", "seat", "city") or sort == "organisation":
            made.belongs.append(Found(i, hit_last, i, hit_last, sort, key))
        return made
    if words[i].text in GIVEN and hit_last == i + 1 and cut - i <= 3:
        if not kinds or kinds.get(i) == "PER":
            return Found(i, cut, i, cut, "person", joined(words, i, cut))
    return None


def _ministry_like(rest: list[str]) -> bool:
    joined = " ".join(rest)
    noun = party_nouns().get(joined) or party_nouns().get(rest[-1])
    if rebel_army(joined):
        return False
    if len(rest) > 1 and rest[-1] in ("authority", "agency", "customs", "council"):
        return False
    return noun is not None and noun.meaning in ("stateorgan", "state")


_SIGNED = re.compile(r"[A-Z]\.-?[A-Z]\.?")
#: A road, a model, a sum of money: "N4", "R500".
_NUMBERED = re.compile(r"[A-Z]{1,3}[0-9]+[A-Za-z]?")


def joined(words: Sequence[Word], first: int, last: int) -> str:
    """Return the words as they stand in the text, with single spaces."""
    out = ""
    for i in range(first, last):
        gap = " " if i > first and words[i].start > words[i - 1].end else ""
        out += gap + words[i].text
    return out


def named(words: Sequence[Word], i: int, run: int, kinds: dict[int, str]) -> Found | None:
    """The name in a run of capitalised words, cut at titles and roles."""
    begin = i
    while run - i > 2 and words[i + 1].text == ".":
        i += 2  # "Brig. Gen. Aru": the rank before the last is left aside
    forms = [w.text for w in words[i:run]]
    small = [form.lower() for form in forms]
    title = honorific(tuple(forms))
    if title is not None:
        taken, sector = title
        if all(s in roles() or s in party_nouns() for s in small[taken:]):
            return None  # "Justice Minister": an office, no name
        cut = run
        for k in range(i + taken, run):
            if entries_at_word(words[k]) and words[k].text[0].isupper() and k > i + taken + 1:
                break
        lowered = [f.lower() for f in forms[:taken]]
        made = Found(begin, cut, i + taken, cut, "person", joined(words, i + taken, cut))
        made.title = " ".join(forms[:taken])
        made.title_sector = sector
        for size in (3, 2, 1):
            if size <= taken and " ".join(lowered[-size:]) in roles():
                made.role = " ".join(lowered[-size:])
                break
        if made.role and begin:
            before = words[begin - 1]  # "Foreign Minister Aru" at the head of a sentence
            if before.sentence == words[begin].sentence and before.text.istitle():
                longer = f"{before.text.lower()} {made.role}"
                if longer in roles():
                    made.role = longer  # "Prime Minister Aru"
                elif made.role in ("minister", "secretary") and before.text.lower() in SPHERES:
                    made.modifiers = (before.text.lower(),)
        return made
    # "Prime Minister Aru", "Infrastructure Minister Ana Aru", "Cabinet Secretary for Trade J. Aru"
    last_role = -1
    called = [kinds.get(k) for k in range(i, run)]
    for k in range(len(small)):
        if small[k] in roles() and not roles()[small[k]].plural:
            if small[k] in _BORNE and k and last_role < 0 and called[0] == called[k] == "PER":
                continue  # "Ibrahim Sheikh Aru"
            last_role = k
    if last_role >= 0 and not any(organisation_word(f) for f in forms[last_role + 1 :]):
        if last_role + 1 == len(forms):
            return None  # a role without a name: a noun phrase
        start = i + last_role + 1
        if words[start].text.lower() in (*ORG_LINKS, "for", "of"):
            return None
        return Found(start, run, start, run, "person", joined(words, start, run))
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
    if small in (["port"], ["ports"]):
        return None
    tail = small[-1]
    if all(s in REGIONS or s in ("and", "-") for s in small):
        return None
    if len(forms) == 1 and len(forms[0].strip(".")) < 2:
        return None
    if len(forms) == 1 and _SIGNED.fullmatch(forms[0]):
        return None  # how a translator or an editor signs
    if (tail in NOT_PARTY_WORDS and "'" not in forms) or forms[0] in SHIPS:
        return Found(i, run, i, run, "place", joined(words, i, run), place=True)
    spoken = [kinds.get(k) for k in range(i, run)]
    if len(spoken) > 2 and spoken[0] != "PER" and spoken[-2:] == ["PER", "PER"]:
        cut = next(k for k in range(i, run) if all(kinds.get(m) == "PER" for m in range(k, run)))
        ahead = words[i - 1].text.lower() if i else ""
        if ahead in ("for", "of") or words[i].text.lower() in SPHERES:
            return Found(cut, run, cut, run, "person", joined(words, cut, run))
    if all(f.isupper() for f in forms) and _PAGE_LABELS & set(forms):
        return None
    name = joined(words, i, run)
    if run + 1 < len(words) and words[run].text in "-‐‑" and words[run + 1].text in _SEATED:
        return Found(i, run, i, run, "place", name, place=True)  # "Aruville-based"
    if len(forms) == 1 and _NUMBERED.fullmatch(forms[0]):
        if words[i].relation != "nsubj":
            return Found(i, run, i, run, "place", name, place=True)
    if len(forms) > 2 and small[0] in FELLOWS and small[1] == "of":
        return Found(i, run, i, run, "organisation", name)
    if len(forms) > 1 and legal_form(forms[-1]):
        return Found(i, run, i, run, "organisation", name)
    if any(organisation_word(f) for f in forms) and not (
        tail in PLACE_WORDS and not any(s in ("authority", "company") for s in small)
    ):
        if spoken and all(s == "PER" for s in spoken):
            return Found(i, run, i, run, "person", name)
        return Found(i, run, i, run, "organisation", name)
    if len(forms) > 2 and names_members(words, i):
        return Found(i, run, i, run, "organisation", name)
    if tail in PLACE_WORDS or owns_place(words, run):
        return Found(i, run, i, run, "place", name, place=True)
    if spoken.count("PER") * 2 > len(spoken) and not (len(forms) == 1 and forms[0].isupper()):
        return Found(i, run, i, run, "person", name)
    if _labels_line(words, i, run):
        return Found(i, run, i, run, "person", name)
    if all(f.isupper() and len(f) > 3 for f in forms) and _heads_paragraph(words, i, run):
        return None
    if len(forms) == 1 and forms[0].isupper() and 2 <= len(forms[0]) <= 7:
        return Found(i, run, i, run, "organisation", name)
    if spoken.count("ORG") * 2 >= len(spoken) and spoken.count("ORG"):
        return Found(i, run, i, run, "organisation", name)
    if _does_business(words, run):
        return Found(i, run, i, run, "organisation", name)
    ahead = words[i - 1].text.lower() if i and words[i - 1].sentence == words[i].sentence else ""
    if spoken.count("LOC") * 2 >= len(spoken) and spoken.count("LOC"):
        return Found(i, run, i, run, "place" if ahead not in ("by",) else "name", name, place=True)
    if ahead in IN:
        return Found(i, run, i, run, "place", name, place=True)
    return Found(i, run, i, run, "name", name)


#: Titles and offices that are part of many a person's name where a given name is before them.
_BORNE = frozenset(
    "sheikh shaikh shah khan emir amir malik prince king bishop judge pope dean major marshal "
    "abbot duke earl baron sultan imam mullah priest chancellor provost".split()
)


def _does_business(words: Sequence[Word], j: int) -> bool:
    """Whether a clause tells what only a firm or a body does: "Aru Bel, which runs the plant"."""
    return (
        j + 2 < len(words)
        and words[j].text == ","
        and words[j + 1].text.lower() == "which"
        and _BUSINESS.match(words[j + 2].text.lower()) is not None
    )


_BUSINESS = re.compile(
    r"(?:runs?|ran|operat(?:es?|ed)|owns?|owned|employs?|employed|makes?|sells?|sold|mines?|supplie[sd]"
    r"|represent(?:s|ed)?|organis(?:es|ed)|manag(?:es|ed)|produc(?:es|ed)|buys?|bought|publish(?:es|ed)"
    r"|speaks|chairs?|groups)$"
)


def owns_place(words: Sequence[Word], j: int) -> bool:
    """Whether a name only says whose a place is: "the Governor's Palace"."""
    return (
        j + 1 < len(words)
        and words[j].text in ("'s", "'")
        and words[j + 1].text[0].isupper()
        and words[j + 1].text.lower() in PLACE_WORDS
        and words[j + 1].sentence == words[j].sentence
    )


def names_members(words: Sequence[Word], i: int, known: frozenset[str] | None = None) -> bool:
    """Whether a name begins with those who belong to its bearer: "Sons of the Valley".

    A plural with a capital where none is due, before "of" and a name, is part of a name.
    """
    if i + 2 >= len(words) or words[i + 1].text != "of":
        return False
    word, small = words[i].text, words[i].text.lower()
    after = words[i + 3] if words[i + 2].text == "the" and i + 3 < len(words) else words[i + 2]
    return (
        after.text[:1].isupper()
        and after.sentence == words[i].sentence
        and len(word) > 3
        and (small.endswith("s") or small in _MEMBERS)
        and not small.endswith(("ss", "us", "is"))
        and word[1:].islower()
        and (not words[i].opening or known is None or word in known)
        and small not in roles()
        and small not in PLACE_WORDS
        and small not in _TITLED_THINGS
    )


_MEMBERS = frozenset("children women men people youth".split())
#: Plurals with a capital that are no people: what an institution, a law or a place is called.
_TITLED_THINGS = frozenset(
    "houses courts rules articles terms times rights principles straits isles heights falls woods "
    "ruins gardens works acts songs states nations gates lords commons".split()
)


#: What the lines of a page or broadcast are headed with that are no part of the report.
_PAGE_LABELS = frozenset(
    "AD ADS ADVERT ADVERTISEMENT ADVERTORIAL SPONSOR SPONSORED SPONSORS PROMOTED PARTNER PHOTO "
    "PHOTOS VIDEO AUDIO PICTURE GALLERY MAP JINGLE MUSIC APPLAUSE LAUGHTER SUBSCRIBE JOIN MORE "
    "RELATED CORRECTION UPDATE POLL QUIZ WEATHER SPORT LETTERS COMMENTS TAGS SHARE NEWSLETTER "
    "PODCAST TRANSCRIPT TOP NEWS LATEST BREAKING HEADLINES READ WATCH LISTEN".split()
)


def _labels_line(words: Sequence[Word], i: int, run: int) -> bool:
    """Whether a name in capitals labels what somebody says in a transcript: "ARU: ..."."""
    if not words[i].opening or not all(w.text.isupper() for w in words[i:run]):
        return False
    j = run
    if j < len(words) and words[j].text == "(":
        while j < len(words) and j < run + 8 and words[j].text != ")":
            j += 1
        j += 1
    return j + 1 < len(words) and words[j].text == ":" and len(words[i].text) > 1


def _heads_paragraph(words: Sequence[Word], i: int, run: int) -> bool:
    """Whether words in capitals stand alone before a paragraph: "ACCESS. The road is open"."""
    before = words[i - 1].text if i else ""
    after = words[run].text if run < len(words) else ""
    if before == "[" and after == "]":
        return True
    return (
        words[i].opening
        and after in (".", ":", "]")
        and (run + 1 >= len(words) or words[run].sentence == words[i].sentence)
        and (not before or words[i - 1].sentence != words[i].sentence)
    )


def as_site(words: Sequence[Word], atom: Found, atoms: list[Found]) -> None:
    """Take a name for a place's if a word for one follows it, a seat's if it stands in a row."""
    after = words[atom.last] if atom.last < len(words) else None
    if atom.sort in ("name", "person") and (
        atom.name_last - atom.name_first == 1 or words[atom.name_first + 1].text in "-‐‑"
    ):
        if after is not None and after.text in PLACE_WORDS and not atom.title:
            atom.sort, atom.place = "place", True
    if atom.sort != "seat" or atom.place:
        return
    for other in atoms:
        if other.sort not in ("city", "place"):
            continue
        gap = (other.last, atom.first) if other.first < atom.first else (atom.last, other.first)
        if gap[1] - gap[0] == 1 and words[gap[0]].text.lower() in (",", "and"):
            atom.place = True
