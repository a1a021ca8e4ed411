"""One name in several spellings: keys that survive transliteration.

The same name comes as Qaani and Ghaani, Kadhimi and Kazemi, Barkaï and Barkai. A key keeps what
the ways of writing agree on. A key alone never makes two parties one: the rules that use it ask
for a title, a second name or an acronym beside it.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

__all__ = ["bare", "name_key", "same_spelling"]

_PARTICLE = re.compile(r"^(?:al|el|ul|ad|as|ar|ash|an|az|at)[-'\s]+(?=\w{3})")
_STEPS = (
    (re.compile(r"tch|tsch|tsj"), "ch"),
    (re.compile(r"dj|dzh|zh"), "j"),
    (re.compile(r"sch|sh"), "S"),
    (re.compile(r"ch"), "S"),
    (re.compile(r"kh|gh|q|ck|c(?=[aou])|k"), "k"),
    (re.compile(r"dh|z|ts"), "z"),
    (re.compile(r"th"), "t"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"ou|w|v"), "w"),
    (re.compile(r"c"), "s"),
    (re.compile(r"x"), "ks"),
    (re.compile(r"[aeiouy'’`-]"), ""),
    (re.compile(r"h"), ""),
)
_DOUBLE = re.compile(r"(\w)\1+")


@lru_cache(maxsize=20_000)
def bare(text: str) -> str:
    """Return the text in lower case without accents, apostrophes and marks, single-spaced.

    Examples
    --------
    >>> bare("Hamid  Barkaï")
    'hamid barkai'
    """
    plain = unicodedata.normalize("NFD", text)
    plain = "".join(c for c in plain if unicodedata.category(c) != "Mn")
    plain = re.sub(r"[’'`ʼ]", "", plain.lower())
    plain = plain.replace("ı", "i").replace("ł", "l").replace("ø", "o")
    return re.sub(r"[^\w]+", " ", plain).strip()


@lru_cache(maxsize=20_000)
def name_key(word: str) -> str:
    """Return the key of one word of a name.

    Examples
    --------
    >>> name_key("Qaani") == name_key("Ghaani")
    True
    >>> name_key("al-Kadhimi") == name_key("Kazemi")
    True
    >>> name_key("Iran") == name_key("Iraq")
    False
    """
    plain = unicodedata.normalize("NFD", word)
    plain = "".join(c for c in plain if unicodedata.category(c) != "Mn").lower()
    plain = _PARTICLE.sub("", plain)
    first = plain[:1]
    for pattern, key in _STEPS:
        plain = pattern.sub(key, plain)
    plain = _DOUBLE.sub(r"\1", plain)
    if not plain:
        return first
    return ("A" + plain) if first in "aeiouy" else plain


def same_spelling(a: str, b: str) -> bool:
    """Return whether two words may be one name spelt in two ways.

    Equal without accents; or equal keys of at least two consonants and the same row of vowels, told
    apart only as a, i/e/y and o/u (one may differ in a row of three or more). This is a condition,
    not a proof.

    Examples
    --------
    >>> same_spelling("Esmail", "Ismail"), same_spelling("Hassan", "Hussein")
    (True, False)
    """
    plain_a, plain_b = bare(a).replace(" ", ""), bare(b).replace(" ", "")
    if plain_a == plain_b:
        return True
    key_a, key_b = name_key(a), name_key(b)
    if key_a != key_b or len(key_a) < 2:
        return False
    vowels_a, vowels_b = _vowels(plain_a), _vowels(plain_b)
    if vowels_a == vowels_b:
        return True
    if max(len(vowels_a), len(vowels_b)) < 3:
        return False
    return _one_apart(vowels_a, vowels_b)


def _vowels(plain: str) -> str:
    row = re.sub(r"[^aeiouy]", " ", plain).translate(str.maketrans("eyo", "iiu"))
    return re.sub(r"\s+", "", re.sub(r"(\w)\1+", r"\1", re.sub(r"([aiu])[aiu]+", r"\1", row)))


def _one_apart(a: str, b: str) -> bool:
    if len(a) > len(b):
        a, b = b, a
    if len(a) == len(b):
        return sum(x != y for x, y in zip(a, b, strict=True)) == 1
    return len(b) - len(a) == 1 and any(b[:i] + b[i + 1 :] == a for i in range(len(b)))
