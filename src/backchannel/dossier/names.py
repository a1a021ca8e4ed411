"""Names of persons and organisations: when two of them may name one.

These are conditions, not proofs; `backchannel.dossier.same_party` says what else is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from backchannel.dossier.spelling import bare, same_spelling

__all__ = [
    "GIVEN_TITLES",
    "acronym_letters",
    "acronym_of",
    "first_word_alone",
    "initials",
    "inner_words_left_out",
    "name_core",
    "name_parts",
    "rebel_army",
    "same_person",
    "shortened",
    "word_stems",
]

_PARTICLES = frozenset(
    "al el ul ad as ar ash an bin ibn bint ben abu abou de da do dos das del della di du la le van "
    "von der den ten ter y e jr sr".split()
)
#: Titles that go with a given name: "Dame Aru" is "Dame Aru Bel".
GIVEN_TITLES = frozenset(
    "Sir Dame Lady Don Doña Dom Dona Sister Brother Mother Father Mama Mzee Bapak Ibu Daw Ato "
    "Imam Sheikh Shaikh Sheik King Queen Prince Princess Emir Sultan Ratu Chief Nana Datuk "
    "Aunt Auntie Aunty Uncle Grandmother Grandfather Granny Papa Maman Tonton Tía Tío Tio "
    "Abuela Abuelo Hermana Hermano Padre Fray Khun Haji Hajji Hadji Hajj Hajja Hajah Sayyid "
    "Sayyida Sayed Syed Alhaji Alhaja Hajiya Mallam Ustad Ustaz Abba Abuna Weizero Nkosi "
    "Inkosi Kgosi".split()
)
_EMPTY = frozenset(
    "the of for and de da do dos das del della la le el al ash ul y e s a in".split()
)


@lru_cache(maxsize=20_000)
def name_parts(name: str) -> tuple[str, ...]:
    """Return the words of a person's name that tell persons apart, without particles.

    Examples
    --------
    >>> name_parts("Nasser bin Saad Al-Hazmi")
    ('nasser', 'saad', 'hazmi')
    """
    words = bare(name.replace("-", " ")).split()
    parts = tuple(word for word in words if word not in _PARTICLES)
    return parts or tuple(words)


def same_person(a: str, b: str) -> bool:
    """Return whether two names may name one person.

    The shorter name's words must all be found, in order, among the longer's, each alike but for
    spelling (`same_spelling`) or as its initial; the last word must match a word that is not only
    an initial. Two names of two or more words must agree in the first word too. Single words must
    be written alike but for accents and particles.

    Examples
    --------
    >>> same_person("Hamid Barkai", "Barkaï"), same_person("L. Moreno", "Lucia Moreno")
    (True, True)
    >>> same_person("Ismail Qaani", "Esmail Ghaani"), same_person("Ali Hassan", "Ali Hussein")
    (True, False)
    """
    one, two = name_parts(a), name_parts(b)
    if not one or not two:
        return False
    short, long = (one, two) if len(one) <= len(two) else (two, one)
    if len(short) == 1:
        return short[0] == long[-1] or (
            short[0] in long[1:] and len(long) > 2 and len(short[0]) > 2
        )
    if short == long[-len(short) :]:
        return True  # "Couto Matos" of "Ana Couto Matos": a double surname
    if not _alike(short[0], long[0]):
        return False
    position = 0
    for word in short:
        while position < len(long) and not _alike(word, long[position]):
            position += 1
        if position == len(long):
            return False
        position += 1
    return len(short[-1]) > 1


def _alike(a: str, b: str) -> bool:
    if len(a) == 1 or len(b) == 1:
        return a[0] == b[0]
    if a == b:
        return True
    return same_spelling(a, b)


@lru_cache(maxsize=20_000)
def name_core(name: str) -> tuple[str, ...]:
    """Return the words of an organisation's name that tell it apart.

    Examples
    --------
    >>> name_core("The Union of Forces for the Tibesti")
    ('union', 'forces', 'tibesti')
    """
    words = tuple(w for w in bare(name).split() if w not in _EMPTY)
    return words or tuple(bare(name).split())


def shortened(short: str, long: str) -> bool:
    """Return whether `short` is the opening words of `long`, two at least, or its last two or more.

    Examples
    --------
    >>> shortened("Quarry Workers", "Quarry Workers Union"), shortened("Workers", "Workers Union")
    (True, False)
    """
    a, b = name_core(short), name_core(long)
    if len(a) < 2 or len(a) >= len(b):
        return False
    return b[: len(a)] == a or b[-len(a) :] == a


@lru_cache(maxsize=20_000)
def word_stems(name: str) -> tuple[str, ...]:
    """Return the telling words of a body's name without endings of number, sorted.

    Two translations of one name differ in order, number and genitive: "Network of the People of
    the Delta" and "Delta People's Network".

    Examples
    --------
    >>> word_stems("Delta People's Network") == word_stems("Network of the People of the Delta")
    True
    """
    return tuple(sorted(map(_stem, name_core(name))))


def _stem(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and word[-2:] != "ss" and len(word) > 3 else word


#: Words that tell one body from another of its sort: left out, they leave that other.
_TELLS_APART = frozenset(
    "people peoples liberation resistance free islamic christian revolutionary socialist communist "
    "unity united democratic patriotic popular volunteer independent new old real true authentic "
    "national federal central state provincial regional local municipal rural urban international "
    "young youth women womens students junior senior first second third fourth fifth sixth seventh "
    "eighth ninth tenth north south east west northern southern eastern western upper lower joint "
    "supreme high special workers general appeal appeals".split()
)
#: Bodies of a sort of which a field has one, unlike fronts, armies and parties, which split.
_SORTS = frozenset(
    "commission committee council authority agency board bureau office service association "
    "federation network institute organisation organization secretariat inspectorate directorate "
    "department ministry fund bank company corporation mines university".split()
)


def inner_words_left_out(short: str, long: str) -> bool:
    """Return whether a body's name is another's without words from its middle.

    Its first and last words stay, the last a word for a sort of body of which a field has one; no
    word that tells two such bodies apart may be left out.

    Examples
    --------
    >>> inner_words_left_out("Fisheries Commission", "Fisheries Control Commission")
    True
    >>> inner_words_left_out("Aru Council", "Aru National Council")
    False
    """
    a, b = name_core(short), name_core(long)
    if not 2 <= len(a) < len(b) or a[0] != b[0] or a[-1] != b[-1] or len(a[0]) < 4:
        return False
    if a[-1] not in _SORTS or not _TELLS_APART.isdisjoint(b[1:-1]):
        return False
    rest = iter(b)
    return all(word in rest for word in a)


def first_word_alone(names: Iterable[str], word: str) -> bool:
    """Return whether a person's full names begin with a word and none is ever cut to another.

    So for whom a people's custom calls by the given name, or by the family name that it puts
    first; who is also called by the last word of the name is not called by the first.

    Examples
    --------
    >>> first_word_alone(["Bua Sayasith"], "bua"), first_word_alone(["Ivo Sarn", "Sarn"], "ivo")
    (True, False)
    """
    rows = [bare(name).split() for name in names]
    return any(len(row) > 1 and row[0] == word for row in rows) and not any(
        len(row) == 1 and row[0] != word for row in rows
    )


_REBEL_ARMY = frozenset(
    "people peoples liberation resistance free lord lords salvation islamic revolutionary "
    "republican unity democratic patriotic volunteer".split()
)


@lru_cache(maxsize=20_000)
def rebel_army(name: str) -> bool:
    """Return whether an army's name is one that those take who fight a state.

    Examples
    --------
    >>> rebel_army("Aru People's Army"), rebel_army("Aruan Army"), rebel_army("Army")
    (True, False, False)
    """
    words = bare(name.replace("'s", "").replace("’s", "")).split()
    return "army" in words and bool(_REBEL_ARMY & set(words))


def acronym_of(form: str, names: Iterable[str]) -> bool:
    """Return whether a form in capitals is made of a name's initials, or a name's initials of it.

    Examples
    --------
    >>> acronym_of("UFT", ["Union of Forces for the Tibesti"]), acronym_of("UFT", ["Unity Front"])
    (True, False)
    """
    for name in names:
        short, long = (form, name) if len(form) <= len(name) else (name, form)
        letters = acronym_letters(short)
        if not letters:
            continue
        if letters in initials(long):
            return True
    return False


def acronym_letters(form: str) -> str:
    """Return the letters of an acronym in lower case, "" if the form is none.

    Examples
    --------
    >>> acronym_letters("U.F.T."), acronym_letters("Union")
    ('uft', '')
    """
    letters = form.replace(".", "")
    if 2 <= len(letters) <= 7 and letters.isalpha() and letters.isupper():
        return letters.lower()
    return ""


@lru_cache(maxsize=20_000)
def initials(name: str) -> tuple[str, ...]:
    """Return the initials of a name of two words or more, with its small words and without.

    Examples
    --------
    >>> initials("Union of Forces for the Tibesti")
    ('uofft', 'uft')
    """
    words = [w for w in bare(name).split() if w != "the"]
    small = [w for w in words if w not in _EMPTY]
    if len(small) < 2:
        return ()
    return ("".join(w[0] for w in words), "".join(w[0] for w in small))
