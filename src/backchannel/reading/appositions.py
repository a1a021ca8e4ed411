"""One party in two phrases: "Aru, spokesman for the union", "the militia Aru", "Aru (ABC)"."""

from __future__ import annotations

from collections.abc import Sequence

from backchannel.dossier.names import acronym_letters, acronym_of, initials
from backchannel.reading.gazetteer import entries_at, organisations
from backchannel.reading.inflection import verb_lemma
from backchannel.reading.name_kinds import joined
from backchannel.reading.name_words import (
    IN,
    LINKS,
    entries_at_word,
    legal_form,
    organisation_word,
)
from backchannel.reading.noun_phrases import asked_by_verb
from backchannel.reading.phrase import Found
from backchannel.reading.tagged import Word
from backchannel.reading.titles import honorific, party_nouns, roles

__all__ = ["join_appositions"]


_CALLED = frozenset(("called", "named", "known", "styled", "dubbed"))


def join_appositions(
    words: Sequence[Word], atoms: list[Found], nouns: list[Found], by_first: dict[int, Found]
) -> None:
    """Tie names and noun phrases of one party, and short forms to their names, in place."""
    noun_first: dict[int, Found] = {}
    for noun in nouns:
        known = noun_first.get(noun.first)
        if known is None or noun.name_first > known.name_first:
            noun_first[noun.first] = noun
    holders = _holders_behind(words, nouns, by_first)
    for noun in nouns:
        if noun.sort == "noun":
            _company_after_all(words, noun, by_first, atoms)
            if noun.last not in holders:
                _name_after(words, noun, by_first)
    _complements(words, nouns, noun_first)
    inner = {
        id(owner)
        for noun in nouns
        if noun.sort == "role"
        for owner in noun.belongs
        if owner.sort == "role" and owner.first >= noun.name_last
    }
    for noun in nouns:
        if noun.sort == "role" and id(noun) not in inner:
            _name_after(words, noun, by_first)
    _nominal_appositions(words, nouns)
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
        _letters_before(words, atom, by_first)
        if atom.sort == "place":
            _body_after_all(words, atom, atoms, noun_first)
        if atom.place and atom.sort in ("city", "place", "seat", "state"):
            continue
        _short_form(words, atom)
        _noun_after(words, atom, noun_first)
        _office_as(words, atom, noun_first)
        _who_leads(words, atom, by_first, noun_first)
    for noun in nouns:
        _short_form(words, noun)
    for atom in atoms:
        if atom.sort == "people":
            _person_after(words, atom, by_first)
        if atom.sort in ("person", "name"):
            _foreign_office(words, atom, by_first)


def _person_after(words: Sequence[Word], atom: Found, by_first: dict[int, Found]) -> None:
    """Tie a nationality to the name set off after it: "the Aruan who runs the mine, Ana Bel,"."""
    before = words[atom.first - 1].text.lower() if atom.first else ""
    j = atom.last
    if before not in ("the", "a", "an") or j >= len(words):
        return
    if words[j].text.lower() not in ("who", "in", "at", ","):
        return
    for k in range(j, min(j + 9, len(words) - 1)):
        if words[k].sentence != words[atom.first].sentence:
            return
        if words[k].text == ",":
            name = by_first.get(k + 1)
            if name is not None and name.sort == "person":
                atom.same.append(name)
            return


def _foreign_office(words: Sequence[Word], atom: Found, by_first: dict[int, Found]) -> None:
    """Tie an office that no list holds to its holder: "our Taoiseach, Ana Bel,"."""
    first, j = atom.first, atom.last
    if words[first].text.lower() == "the" and j - first > 1:
        first += 1
    if atom.title or atom.role or j - first != 1 or not first:
        return
    before = words[first - 1]
    if before.text.lower() not in ("our", "their", "the", "its", "his", "her"):
        return
    if j + 1 >= len(words) or words[j].text != ",":
        return
    holder = by_first.get(j + 1)
    if holder is None or holder.sort != "person" or holder.name_last - holder.name_first < 2:
        return
    if _closes(words, holder.last, words[atom.first].sentence):
        atom.same.append(holder)


def _complements(words: Sequence[Word], nouns: list[Found], noun_first: dict[int, Found]) -> None:
    """Tie a noun to the noun phrase after "of" or "for": "spokesman for the militia"."""
    for noun in reversed(nouns):
        j = noun.name_last
        if j + 1 >= len(words) or words[j].text.lower() not in ("of", "for"):
            continue
        if words[j].text.lower() == "of" and asked_by_verb(words, noun):
            continue
        other = noun_first.get(j + 1)
        if other is None or words[j].sentence != words[noun.first].sentence:
            continue
        if words[j].text.lower() == "for" and noun.sort != "role":
            continue
        noun.belongs = [b for b in noun.belongs if not other.first <= b.first < other.last]
        noun.belongs.append(other)
        noun.last = max(noun.last, other.last)


def _nominal_appositions(words: Sequence[Word], nouns: list[Found]) -> None:
    """Tie two noun phrases of one party: "the junior partner, the port authority of Aru,"."""
    head_at = {noun.name_last - 1: noun for noun in nouns if noun.sort == "noun"}
    for noun in nouns:
        word = words[noun.name_last - 1]
        if word.relation != "appos" or noun.sort != "noun" or noun.plural:
            continue
        first = head_at.get(word.head)
        if (
            first is not None
            and first is not noun
            and first.last <= noun.first
            and not any(w.text.lower() in ("and", "or") for w in words[first.last : noun.first])
            and first.plural is noun.plural
            and not first.same
            and not noun.same
            and words[noun.first].sentence == words[first.first].sentence
            and party_nouns()[first.key].meaning in ("org", "stateorgan")
            and party_nouns()[noun.key].meaning in ("org", "stateorgan")
        ):
            first.same.append(noun)


def _body_after_all(
    words: Sequence[Word], atom: Found, atoms: list[Found], noun_first: dict[int, Found]
) -> None:
    """Take a name read as a place's for a body's: "Kivu Gold, the dairy in Goma,"."""
    j = atom.last
    if j + 1 >= len(words) or words[j].text != "," or words[j].sentence != words[j + 1].sentence:
        return
    before = words[atom.first - 1].text.lower() if atom.first else ""
    noun = noun_first.get(j + 1)
    if before in IN and (before != "at" or noun is None or noun.key not in _HOUSES):
        return
    if noun is None or noun.plural or noun.sort != "noun" or noun.determiner not in ("the", "a"):
        return
    known = party_nouns()[noun.key]
    if known.meaning != "org" or known.kind not in ("company", "organisation", "group"):
        return
    if not _closes(words, _end_of_place(words, noun), words[atom.first].sentence):
        return
    for other in atoms:
        if other.key == atom.key and other.sort == "place":
            other.sort, other.place = "organisation", False


#: Bodies that people work or are held at.
_HOUSES = frozenset(
    "hospital clinic school university college mine port plant refinery factory terminal shipyard "
    "smelter brewery dairy dam airport station".split()
)


def _end_of_place(words: Sequence[Word], noun: Found) -> int:
    """The end of a noun phrase with where it is: "the largest hospital on this coast"."""
    end = noun.last
    if end < len(words) and words[end].text.lower() in ("in", "on", "of"):
        for k in range(end + 1, min(end + 6, len(words))):
            if words[k].text in ",.":
                return k
            if words[k].tag in ("VERB", "AUX"):
                break
    return end


def _company_after_all(
    words: Sequence[Word], noun: Found, by_first: dict[int, Found], atoms: list[Found]
) -> None:
    """Take a name read as a place's for a company's: "the operator, Kivu Copper,"."""
    known = party_nouns()[noun.key]
    if known.kind != "company" or noun.plural or noun.determiner != "the":
        return
    j = noun.name_last
    if j < len(words) and words[j].text == ",":
        j += 1
    name = by_first.get(j)
    if name is None or name.sort != "place" or words[j].sentence != words[noun.first].sentence:
        return
    if not _closes(words, name.last, words[noun.first].sentence):
        return
    first = name.key.split()[0]
    for other in atoms:
        if other.sort == "place" and other.key in (name.key, first):
            other.sort, other.place = "organisation", False


def _people_name(atom: Found) -> bool:
    return atom.sort in ("person", "name")


def _holder_name(words: Sequence[Word], atom: Found) -> bool:
    """Whether a name set beside an office can be a person's, whatever it was taken for."""
    if atom.sort != "organisation":
        return _people_name(atom)
    parts = words[atom.name_first : atom.name_last]
    return (
        not atom.belongs
        and len(parts) > 1
        and atom.key not in organisations()
        and all(w.text[0].isupper() or w.text.lower() in LINKS or w.text in "-‐‑." for w in parts)
        and not any(w.text.isupper() and len(w.text) > 2 for w in parts)
        and not any(organisation_word(w.text) or legal_form(w.text) for w in parts)
    )


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
            _holder_name(words, direct)
            if noun.sort == "role" and not noun.plural
            else (_body_name(direct) or (direct.sort == "person" and not direct.title))
            and not noun.plural
            and noun.determiner in ("the", "a", "possessive", "")
        )
        if fits and not direct.place:
            if noun.sort == "role":
                direct.sort = "person" if direct.sort == "organisation" else direct.sort
            noun.same.append(direct)
            if direct in noun.belongs:
                noun.belongs.remove(direct)
            noun.last = direct.last
            return
    if noun.plural:
        if noun.sort == "role":
            _names_after(words, noun, by_first)
        return
    whole = _end_of_office(words, noun)
    for after in (noun.last, end, whole) if whole > noun.last else (noun.last, end):
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
        if j + 1 < len(words) and words[j].text.islower() and j + 1 in by_first:
            if honorific((words[j].text.title(), "X")) is not None:
                j += 1  # "a priest, father Ana Bel,"
        name = by_first.get(j)
        if name is None or name.place or _letters_of_owner(words, noun, name):
            continue
        owner = noun.key.split()[-1] == "owner"
        holder = _people_name(name) if owner else _holder_name(words, name)
        fits = holder if noun.sort == "role" else _body_name(name)
        one = noun.sort == "noun" and _single_person(noun) and name.sort in ("person", "name")
        if one and name.name_last - name.name_first > 1 and not name.role:
            fits = True
        if fits and noun.sort == "role" and name.sort == "organisation":
            name.sort = "person"
        if not fits or noun.determiner in ("no", "both", "some", "number"):
            continue
        if after == whole > noun.last and not _set_beside(words, noun, name):
            continue
        stop = name.last
        if stop < len(words) and words[stop].text == "(":
            while stop < len(words) and words[stop].text != ")" and stop < name.last + 8:
                stop += 1
            stop += 1
        if noun.determiner == "a" and noun.sort == "noun" and after == end and not one:
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
        small = words[j].text.lower()
        if words[j].sentence != sentence or small in (";", ":"):
            break
        if noun.sort == "noun" and (small in ("'s", "man", "woman") or small in roles()):
            break
        if small in _CALLED:
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
            if name is None:
                return
            if noun.sort == "role" and _holder_name(words, name):
                name.sort = "person" if name.sort == "organisation" else name.sort
            if _people_name(name) if noun.sort == "role" else _body_name(name):
                noun.same.append(name)
                noun.last = max(noun.last, name.last)
            return


def _end_of_office(words: Sequence[Word], noun: Found) -> int:
    """The mark that ends an office with its fields and where it is held.

    "Deputy Minister of Roads and Mines,", "head of the water department at the city council,". The
    end of the phrase itself if a verb or much else comes before any mark.
    """
    end, after = noun.last, noun.name_last
    if noun.sort != "role" or after >= len(words) or words[after].text.lower() not in _HELD:
        return end
    sentence = words[noun.first].sentence
    for k in range(after + 1, min(after + 14, len(words))):
        word = words[k]
        if word.sentence != sentence or word.tag in ("VERB", "AUX", "PRON", "ADV", "SCONJ"):
            return end
        if word.text in ",;:()—–.":
            return end if word.text in ":;" else max(end, k)
    return end


_HELD = frozenset("at in for of with on from and".split())


def _set_beside(words: Sequence[Word], noun: Found, name: Found) -> bool:
    """Whether a name some words behind an office is its holder's, and set off by commas."""
    stop = name.last
    if stop < len(words) and words[stop].text not in ",)—–":
        return False
    head = noun.name_last - 1
    opens = noun.first == 0 or words[noun.first - 1].sentence != words[noun.first].sentence
    beside = any(
        words[k].relation == "appos" and words[k].head == head
        for k in range(name.name_first, name.name_last)
    )
    return beside or opens or words[head].relation.startswith("nsubj")


def _holders_behind(
    words: Sequence[Word], nouns: Sequence[Found], by_first: dict[int, Found]
) -> frozenset[int]:
    """Where a name is set off that is an office's holder's, not of the body just before it.

    "The state secretary in the labour ministry, Ana Bel," is no ministry.
    """
    ends = set()
    for noun in nouns:
        whole = _end_of_office(words, noun) if noun.sort == "role" and not noun.plural else 0
        if whole > noun.last and whole + 1 < len(words) and words[whole].text == ",":
            name = by_first.get(whole + 1)
            if name is not None and name.sort in ("person", "organisation", "name"):
                if _holder_name(words, name) and _set_beside(words, noun, name):
                    ends.add(whole)
    return frozenset(ends)


def _single_person(noun: Found) -> bool:
    """Whether a noun is for one person by trade or fate: "a trucker", "the widow"."""
    known = party_nouns()[noun.key]
    return (
        not noun.plural
        and known.kind == "persons"
        and known.meaning == "people"
        and known.name not in _COLLECTIVE
    )


_COLLECTIVE = frozenset("crew staff crowd mob people family picket".split())


def _letters_of_owner(words: Sequence[Word], noun: Found, name: Found) -> bool:
    """Whether letters in parentheses are the name's before them: "the board of Aru Mines (AM)"."""
    if words[name.first - 1].text != "(" or not noun.belongs:
        return False
    owner = noun.belongs[-1]
    form = joined(words, name.name_first, name.name_last)
    return (
        owner.last == name.first - 1
        and owner.first >= noun.name_last
        and acronym_of(form, [joined(words, owner.name_first, owner.name_last)])
    )


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
    if end + 3 < len(words) and words[end].text == "," == words[end + 2].text:
        if words[end + 1].text.isdigit():
            end += 2  # an age: "Aru Bel, 44, a teacher"
    if end >= len(words) or words[end].text not in ",(—–" or end + 1 >= len(words):
        return
    sentence = words[atom.first].sentence
    noun = noun_first.get(end + 1)
    if noun is None or words[end + 1].sentence != sentence or noun.plural or noun.same:
        return
    holder = noun.sort == "role" and _holder_name(words, atom)
    if holder and atom.sort == "organisation":
        atom.sort = "person"
    fits = (
        holder
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
        or (
            atom.sort == "person"
            and noun.sort == "noun"
            and noun.determiner == "a"
            and party_nouns()[noun.key].kind == "persons"
            and words[noun.name_last - 1].relation == "appos"
        )
    )
    goes_on = (
        noun.sort == "role"
        and noun.determiner in ("a", "the")
        and noun.last < len(words)
        and words[noun.last].text.lower() in _GOES_ON
    )
    if noun.sort == "noun" and noun.key in _HOUSES and atom.sort == "organisation":
        goes_on = _closes(words, _end_of_place(words, noun), sentence)
    if holder and not goes_on and not _closes(words, noun.last, sentence):
        whole = _end_of_office(words, noun)
        goes_on = whole > noun.last and words[whole].text in ",.;)"
    if not fits or not (goes_on or _closes(words, noun.last, sentence)):
        return
    if noun.last < len(words) and words[noun.last].tag in ("VERB", "AUX"):
        if noun.sort == "noun" or noun.determiner != "":
            return
    before = words[atom.first - 1].text.lower() if atom.first else ""
    head = words[noun.name_last - 1]
    beside = head.relation == "appos" and atom.first <= head.head < atom.last
    if before == "and" and noun.sort == "noun" and not beside:
        return
    j = noun.last
    if not beside and j + 1 < len(words) and words[j].text == ",":
        if words[j + 1].text.lower() == "and" and noun.sort == "noun" and noun.determiner == "the":
            if not _another_pair(words, j + 2, noun_first):
                return
    noun.same.append(atom)


def _another_pair(words: Sequence[Word], i: int, noun_first: dict[int, Found]) -> bool:
    """Whether a name with a phrase beside it begins here: "and Bel, the quarry company,"."""
    j = i
    while j < min(i + 5, len(words)) and words[j].text[:1].isupper():
        j += 1
    if j == i or j + 1 >= len(words) or words[j].text != ",":
        return False
    other = noun_first.get(j + 1)
    return (
        other is not None
        and other.sort == "noun"
        and other.determiner == "the"
        and other.last < len(words)
        and words[other.last].text == ","
    )


def _office_as(words: Sequence[Word], atom: Found, noun_first: dict[int, Found]) -> None:
    """Join a name to the office it is said to act in: "Aru, who as minister of mines had"."""
    j = atom.last
    if atom.sort != "person" or j + 3 >= len(words) or words[j].text != ",":
        return
    if words[j + 1].text.lower() in ("who", "whom"):
        j += 1
    if words[j + 1].text.lower() != "as" or words[j + 1].sentence != words[atom.first].sentence:
        return
    role = noun_first.get(j + 2)
    if role is not None and role.sort == "role" and not role.plural and not role.same:
        role.same.append(atom)


def _who_leads(
    words: Sequence[Word],
    atom: Found,
    by_first: dict[int, Found],
    noun_first: dict[int, Found],
) -> None:
    """Tie a person to the body that a clause says he leads or speaks for: "who chairs the League".

    Also "Aru, who speaks for the union".
    """
    j = atom.last
    if atom.sort != "person" or atom.belongs or j + 3 >= len(words) or words[j].text != ",":
        return
    if words[j + 1].text.lower() != "who" or words[j + 3].sentence != words[atom.first].sentence:
        return
    verb, k = verb_lemma(words[j + 2].text.lower()), j + 3
    if verb in _SPEAK and words[k].text.lower() == "for":
        k += 1
    elif verb not in _LEAD:
        return
    body = noun_first.get(k) or by_first.get(k)
    if body is None and k + 1 < len(words) and words[k].text.lower() in ("the", "its", "their"):
        body = by_first.get(k + 1) or noun_first.get(k + 1)
    if body is None or body.sort in ("person", "role", "place", "city", "people", "pronoun"):
        return
    if body.sort == "noun" and party_nouns()[body.key].meaning not in ("org", "stateorgan"):
        return
    if body.last < len(words) and words[body.last].text in ("'s", "'"):
        return
    atom.belongs.append(body)


_LEAD = frozenset("head lead chair run command direct represent manage preside".split())
_SPEAK = frozenset("speak negotiate".split())
#: Words that only go on to describe the holder of an office: "Aru, a judge who ...".
_GOES_ON = frozenset("who whose whom with".split())


def _names_body(words: Sequence[Word], noun: Found, i: int) -> bool:
    """Whether a single word in parentheses is the name of a body: "riot police (Aru)"."""
    word = words[i].text
    known = party_nouns()[noun.key]
    return (
        word[0].isupper()
        and len(word) > 2
        and known.meaning in ("org", "stateorgan")
        and entries_at(word, 0) is None
        and word.lower() not in party_nouns()
        and word.lower() not in roles()
    )


def _short_form(words: Sequence[Word], one: Found) -> None:
    """Take short forms in parentheses: "(SEN)", '("the Complainant")', '("Aru" or the "Union")'."""
    j = one.last
    if j + 2 >= len(words):
        return
    if words[j].text == "," and one.sort in ("organisation", "name"):
        _letters_after(words, one)
    if words[j].text == "," and one.sort == "noun" and _the_letters(words, one):
        one.aliases.append((words[j + 2].text, j + 2, j + 3))
        return
    if words[j].text != "(":
        return
    k = j + 1
    inner: list[int] = []
    while k < len(words) and words[k].text != ")" and k < j + 24:
        if words[k].text not in _QUOTES:
            inner.append(k)
        k += 1
    if k >= len(words) or words[k].text != ")" or not inner:
        return
    form = joined(words, inner[0], inner[-1] + 1)
    quoted = words[j + 1].text in "\"“'‘«"
    if len(inner) == 1 and one.sort == "noun" and _names_body(words, one, inner[0]):
        one.aliases.append((form, inner[0], inner[-1] + 1))
        return
    if one.sort in ("name", "place") and " " not in one.key and form[0] != one.key[0]:
        return  # "the Mission in the Aru (UNMA)": the letters of the whole
    if (len(inner) == 1 and 2 <= len(form) <= 10 and sum(c.isupper() for c in form) >= 2) or (
        quoted and len(inner) <= 3 and k < j + 7
    ):
        one.aliases.append((form, inner[0], inner[-1] + 1))
        return
    if len(inner) == 1 and _abbreviates(words, one, inner[0]):
        one.aliases.append((form, inner[0], inner[-1] + 1))
        return
    one.aliases += _defined(words, j + 1, k)


def _abbreviates(words: Sequence[Word], one: Found, i: int) -> bool:
    """Whether a word in parentheses is made of a long name's syllables: "(Fedaru)".

    It begins with the letter that the name begins with, or its first word in capitals, and is no
    state's or town's.
    """
    word = words[i]
    if word.text.istitle() and 2 <= len(word.text) <= 6:
        whole = joined(words, one.name_first, one.name_last)
        if acronym_of(word.text.upper(), [whole]) and not entries_at_word(word):
            return True  # "(Phs)"
    if one.sort != "organisation" or one.name_last - one.name_first < 3:
        return False
    if not (word.text.istitle() and word.text.isalpha() and 4 <= len(word.text) <= 10):
        return False
    return word.text[0] == words[one.name_first].text[0] and not entries_at_word(word)


def _letters_before(words: Sequence[Word], one: Found, by_first: dict[int, Found]) -> None:
    """Take letters whose name follows between commas: "the AVB, the Algemene Vakbond, said".

    They hold the letters of the name in order and begin as it does, which no row of names will.
    """
    at = one.first - 1
    if at > 0 and words[at].text.lower() == "the":
        at -= 1
    if at < 1 or words[at].text != "," or one.last >= len(words) or words[one.last].text != ",":
        return
    if one.sort not in ("organisation", "name", "person") or one.title or one.role:
        return
    form, name = words[at - 1].text, joined(words, one.name_first, one.name_last)
    letters = acronym_letters(form)
    if len(letters) < 3 or words[at - 1].sentence != words[one.first].sentence:
        return
    rest = iter(name.lower())
    if name[0].lower() != letters[0] or not all(letter in rest for letter in letters):
        return
    if len(name.split()) < 2 or entries_at(form, 0) is not None:
        return
    shorter = by_first.get(at - 1) or by_first.get(at - 2)
    if shorter is None or shorter.name_last != at:
        return
    shorter.aliases.append((name, one.name_first, one.name_last))
    one.sort = "organisation"


def _letters_after(words: Sequence[Word], one: Found) -> None:
    """Take letters set off by a comma: "(Harbour Accord, PL)", "the Ports Authority, PRA, said".

    In a parenthesis any letters will do, which may be those of the name in another language; in a
    sentence they hold the initials of the name, and no row of names goes on.
    """
    j = one.last
    form, after = words[j + 1].text, words[j + 2].text if j + 2 < len(words) else "."
    letters = acronym_letters(form)
    if not letters or words[j + 1].sentence != words[one.first].sentence:
        return
    if words[one.first - 1].text == "(" and one.first and after == ")":
        if entries_at_word(words[j + 1]) and not acronym_of(form, [one.key]):
            return
    elif after in (",", ".", ";", ")", "–", "—"):
        rest = iter(letters)
        name = joined(words, one.name_first, one.name_last)
        told = any(
            row[0] == letters[0] and all(c in rest for c in row) for row in initials(name)[-1:]
        )
        if not told or (j + 3 < len(words) and words[j + 3].text.lower() in ("and", "or")):
            return
    else:
        return
    one.aliases.append((form, j + 1, j + 2))


def _the_letters(words: Sequence[Word], one: Found) -> bool:
    """Whether a body without a name is set beside its letters: "the riot unit, the UIR, fired"."""
    j = one.last
    if j + 3 >= len(words) or words[j + 1].text.lower() != "the" or one.plural:
        return False
    if party_nouns()[one.key].meaning not in ("org", "stateorgan") or words[j + 3].text != ",":
        return False
    return bool(acronym_letters(words[j + 2].text)) and not entries_at_word(words[j + 2])


_QUOTES = "\"“”'‘’«»"
#: Words round the terms that a paper defines for its own use.
_DEFINING = frozenset(
    "or and the a together collectively jointly hereinafter hereafter below also called known "
    "referred to as".split()
)


def _defined(words: Sequence[Word], first: int, last: int) -> list[tuple[str, int, int]]:
    """The terms that a parenthesis defines, each in quotation marks: "(the “Company”)"."""
    terms: list[tuple[str, int, int]] = []
    opened = -1
    for i in range(first, last):
        if words[i].text in _QUOTES:
            if opened >= 0 and i > opened:
                terms.append((joined(words, opened, i), opened, i))
            opened = i + 1 if opened < 0 else -1
        elif opened < 0 and words[i].text != "," and words[i].text.lower() not in _DEFINING:
            return []
    fits = all(b - a <= 4 and words[a].text[0].isupper() for _, a, b in terms)
    return terms if fits and opened < 0 else []
