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
    "initials",
    "name_core",
    "name_parts",
    "rebel_army",
    "same_person",
    "shortened",
]

_PARTICLES = frozenset(
    "al el ul ad as ar ash an bin ibn bint ben abu abou de da do dos das del della di du la le van "
    "von der den ten ter y e jr sr".split()
)
#: Titles that go with a given name: "Dame Aru" is "Dame Aru Bel".
GIVEN_TITLES = frozenset(
    "Sir Dame Lady Don Doña Dom Dona Sister Brother Mother Father Mama Mzee Bapak Ibu Daw Ato Imam "
    "Sheikh Shaikh Sheik King Queen Prince Princess Emir Sultan Ratu Chief Nana Datuk".split()
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
