"""Noun phrases round a noun for somebody who can act, with their edges."""

from __future__ import annotations

import re
from collections.abc import Sequence

from backchannel.reading.name_kinds import owns_place
from backchannel.reading.name_words import MONTHS_DAYS
from backchannel.reading.phrase import Found
from backchannel.reading.tagged import Word
from backchannel.reading.titles import party_nouns, roles

__all__ = ["asked_by_verb", "find_noun_phrases"]


_OF = frozenset("of for from to in at near on under by".split())


def _noun_at(words: Sequence[Word], i: int) -> tuple[int, str, str] | None:
    """A role or party noun that ends with word `i`: its first word, sort and lower-case form."""
    nouns, offices = party_nouns(), roles()
    for size in (3, 2, 1):
        first = i - size + 1
        if first < 0 or words[first].sentence != words[i].sentence:
            continue
        form = ""
        for k in range(first, i + 1):
            form += (" " if k > first and words[k].start > words[k - 1].end else "") + words[k].text
        form = form.lower()
        people = nouns.get(form)
        if people is not None and people.plural and people.meaning == "people":
            return first, "noun", form
        if form in offices:
            return first, "role", form
        if people is not None:
            return first, "noun", form
    return None


def find_noun_phrases(
    words: Sequence[Word],
    atoms: list[Found],
    by_first: dict[int, Found],
    inside: dict[int, Found],
) -> list[Found]:
    """Return the noun phrases round a role or a noun for a party, in order; they may nest."""
    found: list[Found] = []
    bodies = frozenset(
        words[atom.name_first].text
        for atom in atoms
        if atom.sort == "organisation" and atom.name_last - atom.name_first > 1
    )
    for i, word in enumerate(words):
        if (count := _count(words, i, inside)) is not None:
            found.append(count)
            continue
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
        if form in ("bank", "banks") and _shore(words, head_first):
            continue
        if form in ("party", "parties") and _no_politics(words, head_first):
            continue
        if form == "front" and head_first and words[head_first - 1].text.lower() == "in":
            continue
        if word.text[0].isupper() and owns_place(words, i + 1):
            continue  # "the Governor's Palace"
        if form in ("palace", "house") and _building(words, i):
            continue
        if form.endswith(" office") and not form.endswith("'s office") and not _acts(words[i]):
            continue  # "on the steps of the tax office"
        if form in ("reporters", "journalists") and head_first and _told(words, head_first - 1):
            continue
        if i + 1 < len(words) and words[i + 1].sentence == word.sentence:
            ends = [j for j in (i + 1, i + 2) if j < len(words)]
            if any(
                longer is not None and longer[0] <= i
                for longer in (_noun_at(words, j) for j in ends)
            ):
                continue
            if _modifies(words, i, i + 1, inside):
                continue
        found.append(_phrase(words, head_first, i, sort, form, by_first, inside, bodies))
    return found


def _count(words: Sequence[Word], i: int, inside: dict[int, Found]) -> Found | None:
    """A number that stands for people: "Sixteen were arrested", "the sixteen"."""
    small = words[i].text.lower()
    if small not in _NUMBER_WORDS or i in inside or i + 1 >= len(words):
        return None
    if words[i].relation.split(":")[0] not in ("nsubj", "obj", "obl", "nmod"):
        return None
    after = words[i + 1]
    if after.tag in ("NOUN", "PROPN", "ADJ", "NUM") or after.text.lower() in ("of", "-", "per"):
        return None
    the = i > 0 and words[i - 1].text.lower() in ("the", "these", "those", "all")
    held = words[i].head >= 0 and words[words[i].head].text.lower() in _HELD
    if not the and not (words[i].relation == "nsubj:pass" and held):
        return None
    first = i - 1 if the else i
    made = Found(first, i + 1, i, i + 1, "noun", "people", plural=True)
    made.determiner = "the" if the else "number"
    made.modifiers = (small,)
    made.role = "count"
    return made


_HELD = frozenset(
    "arrested detained charged released freed held jailed sentenced convicted acquitted captured "
    "seized kidnapped abducted expelled deported dismissed sacked suspended".split()
)


def _acts(word: Word) -> bool:
    return word.relation in ("nsubj", "obl:agent") or not word.relation


def _building(words: Sequence[Word], i: int) -> bool:
    """Whether a word with a capital is a building's that is called after its owner."""
    return (
        i > 1
        and words[i].text[0].isupper()
        and words[i - 1].text in ("'s", "'")
        and words[i - 2].text[0].isupper()
        and words[i - 2].text.lower() in roles()
    )


def _shore(words: Sequence[Word], i: int) -> bool:
    """Whether a bank is a river's: "on the other bank"."""
    before = {w.text.lower() for w in words[max(0, i - 4) : i] if w.sentence == words[i].sentence}
    sides = {"on", "along", "across", "opposite", "left", "right", "far", "west", "east", "river"}
    return bool(before & sides)


_OTHER_PARTIES = frozenset(
    "boarding search third landing working shore wedding birthday dinner tea hunting rescue "
    "scouting raiding".split()
)


def _no_politics(words: Sequence[Word], i: int) -> bool:
    """Whether a party is no political one: "a boarding party", "third parties"."""
    return i > 0 and words[i - 1].text.lower() in _OTHER_PARTIES


def _told(words: Sequence[Word], i: int) -> bool:
    return words[i].text.lower() in ("told", "tell", "tells", "telling", "to", "with", "by")


def _modifies(words: Sequence[Word], i: int, j: int, inside: dict[int, Found]) -> bool:
    """Whether the noun at `i` only narrows the noun after it ("police station")."""
    nxt = words[j]
    if nxt.text in "-‐‑" and nxt.start == words[i].end:
        return True
    if nxt.tag == "PROPN" and j not in inside and words[i].text[0].isupper():
        return nxt.text[0].isupper() and _noun_at(words, j) is not None
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
    bodies: frozenset[str],
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
    _expand_left(words, made, head, inside, bodies)
    _expand_right(words, made, by_first, inside)
    return made


def _expand_left(
    words: Sequence[Word],
    made: Found,
    head: int,
    inside: dict[int, Found],
    bodies: frozenset[str],
) -> None:
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
            if not touching or (made.determiner == "number" and not possessor):
                break  # "gave the Red Cross twelve soldiers"
            if possessor or atom.sort in (
                "people",
                "state",
                "seat",
                "city",
                "organisation",
                "name",
                "person",
            ):
                named = atom.sort in ("person", "name") and made.key not in _REIGNS
                if not possessor and named and not _begins_body(words, made, atom, bodies):
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
            if _YEAR.fullmatch(small) and j > 1 and words[j - 2].text.lower() in _DATED:
                break  # "In 1997 Aruan troops took the town"
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
        if possessor and word.tag == "NOUN" and words[j].text in ("'s", "'"):
            modifiers.insert(0, small)
            j -= 1
            continue
        if made.sort == "role" and word.text in _ADDRESS and not made.determiner:
            made.determiner = "the"  # "Madam Minister", "Mr Speaker"
            j -= 1
            break
        if word.tag in ("ADJ", "NOUN", "PROPN") or (
            word.tag == "VERB" and word.relation in ("amod", "compound")
        ):
            if made.determiner == "number" and small not in _BEFORE_NUMBER:
                break
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
    made.first = _with_quantity(words, made, j)
    made.modifiers = tuple(m for m in modifiers if m not in ("-", "'s"))


def _begins_body(words: Sequence[Word], made: Found, atom: Found, bodies: frozenset[str]) -> bool:
    """Whether a name before a plural is how a body's begins: "Hearth activists" of its Party."""
    alone = atom.name_last - atom.name_first == 1 and not atom.title
    return alone and made.sort == "noun" and made.plural and words[atom.name_first].text in bodies


_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_DATED = frozenset(
    "in since until by before after from of january february march april may june july august "
    "september october november december".split()
)
#: How the holder of an office is addressed.
_ADDRESS = frozenset(
    "Mr Mr. Mrs Mrs. Ms Ms. Madam Madame Mme Monsieur Señor Señora Senhor Senhora Herr Frau Dear "
    "Honourable Honorable Comrade".split()
)


def _with_quantity(words: Sequence[Word], made: Found, j: int) -> int:
    """Where a phrase begins that a number of people opens: "thousands of farmers"."""
    if j < 2 or words[j - 1].text.lower() != "of" or not made.plural:
        return j
    quantity = words[j - 2]
    if quantity.text.lower() not in _QUANTITIES or quantity.sentence != words[j].sentence:
        return j
    return j - 2


_QUANTITIES = frozenset("thousands hundreds dozens scores tens crowds handful".split())
_REIGNS = frozenset("government administration presidency regime cabinet junta".split())


_BEFORE_NUMBER = frozenset("first last next remaining other another some about nearly".split())
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


#: Verbs that say of what somebody is told, accused or rid.
_OF_VERBS = tuple(
    "accus inform remind warn assur convinc notif suspect convict acquit depriv rob strip clear "
    "rid reliev absolv advis apprais cur purg persuad exonerat".split()
)


def asked_by_verb(words: Sequence[Word], made: Found) -> bool:
    """Whether "of" after a noun belongs to the verb before it: "reminded them of the facts"."""
    verb = words[made.name_last - 1].head
    if not (0 <= verb < made.first) or made.first - verb > 6:
        return False
    return words[verb].tag == "VERB" and words[verb].text.lower().startswith(_OF_VERBS)


def _expand_right(
    words: Sequence[Word], made: Found, by_first: dict[int, Found], inside: dict[int, Found]
) -> None:
    """Take in "of Zabol", "for the union", "at the bridge" after the head."""
    j = made.last
    steps = 0
    while j + 1 < len(words) and words[j].sentence == words[made.first].sentence and steps < 3:
        steps += 1
        link = words[j].text.lower()
        if link == "of" and asked_by_verb(words, made):
            break
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
                or (words[k].tag in ("NOUN", "PROPN") and words[k].text.lower() not in MONTHS_DAYS)
                or words[k].text in "-‐‑"
                or words[k].text.lower() in ("'s", "'", "its", "their", "his", "her")
            )
        ):
            k += 1
        atom = inside.get(k)
        if atom is not None and atom.first == k and words[k].sentence == words[made.first].sentence:
            if link in ("of", "for") or (
                atom.sort in ("organisation", "name") and (link == "in" or link == "from")
            ):
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
        if link == "for" and made.sort == "role" and not made.plural and k > j + 1:
            made.last = k
            j = k
            continue
        break
