"""Whether two records mean the same party: by structure, never by string score alone.

Iran and Iraq look more alike than two spellings of one militia; no threshold on letters tells them
apart. So a rule must say why two parties are one: the same state, the same name in another
spelling, an acronym that the reports give, a surname that only one person bears.
"""

from __future__ import annotations

import re

from backchannel.dossier.evidence import MentionKind, Party, PartyKind
from backchannel.dossier.spelling import bare, same_spelling

__all__ = ["acronym_of", "name_words", "names_of", "same_party"]

_SMALL = frozenset(
    "the a an of for and de la le el al ul ad as ar ash az at du des von van bin ibn".split()
)
_TITLES = frozenset(
    "mr mrs ms dr sir lord president prime minister premier general colonel major captain admiral "
    "ambassador foreign secretary chancellor governor mayor senator judge professor sheikh "
    "ayatollah commander spokesman spokeswoman spokesperson chief king prince queen deputy former "
    "acting".split()
)
_BODIES = frozenset(
    {PartyKind.ORGANISATION, PartyKind.GROUP, PartyKind.ARMED_FORCE, PartyKind.COMPANY}
    | {PartyKind.IGO, PartyKind.UNKNOWN}
)


def names_of(party: Party) -> tuple[str, ...]:
    """Return all names of a party: canonical, aliases, and names met; nominal phrases left out."""
    met = [m.citation.quote for m in party.mentions if m.kind is MentionKind.NAME]
    return tuple(dict.fromkeys((party.name, *party.aliases, *met)))


def name_words(name: str) -> tuple[str, ...]:
    """Return the words of a name that tell: bare, without articles and small words.

    Examples
    --------
    >>> name_words("The Popular Front of Aqaba")
    ('popular', 'front', 'aqaba')
    """
    return tuple(w for w in bare(name).split() if w not in _SMALL)


def acronym_of(short: str, full: str) -> bool:
    """Return whether `short` is written in capitals and made of the initials of `full`.

    Examples
    --------
    >>> acronym_of("UNSC", "United Nations Security Council"), acronym_of("AU", "Arab League")
    (True, False)
    """
    letters = re.sub(r"[^A-Za-z]", "", short)
    if not 2 <= len(letters) <= 7 or letters.upper() != letters:
        return False
    words = [w for w in re.split(r"[\s-]+", bare(full)) if w]
    initials = {"".join(w[0] for w in words), "".join(w[0] for w in words if w not in _SMALL)}
    return letters.lower() in initials and len(letters) > 1


def same_party(a: Party, b: Party) -> str | None:
    """Return why two parties are one, in words, or None if nothing says so.

    Parameters
    ----------
    a, b : Party
        Of one dossier; parties of different kinds, countries or genders of name stay apart.

    Returns
    -------
    str or None
        The reason, for the journal and for the analyst.
    """
    if a.kind is PartyKind.STATE or b.kind is PartyKind.STATE:
        if a.kind is not b.kind:
            return None
        if a.country and b.country:
            return "the same state" if a.country == b.country else None
        return "the same name" if bare(a.name) == bare(b.name) else None
    if PartyKind.PERSON in (a.kind, b.kind):
        return _same_person(a, b) if a.kind is b.kind else None
    if a.country and b.country and a.country != b.country:
        return None
    if PartyKind.PERSONS in (a.kind, b.kind):
        if a.kind is not b.kind and not {a.kind, b.kind} <= _BODIES | {PartyKind.PERSONS}:
            return None
        return _same_words(a, b)
    if a.kind not in _BODIES or b.kind not in _BODIES:
        return None
    return _same_body(a, b)


def _person_words(name: str) -> tuple[str, ...]:
    return tuple(w for w in name_words(name) if w not in _TITLES)


def _same_person(a: Party, b: Party) -> str | None:
    if a.country and b.country and a.country != b.country:
        return None
    for name_a in names_of(a):
        for name_b in names_of(b):
            reason = _same_person_name(_person_words(name_a), _person_words(name_b))
            if reason:
                return reason
    return None


def _same_person_name(a: tuple[str, ...], b: tuple[str, ...]) -> str | None:
    if not a or not b or not same_spelling(a[-1], b[-1]):
        return None
    if a == b:
        return "the same name"
    if len(a) == 1 or len(b) == 1:
        return "surname"
    first_a, first_b = a[0], b[0]
    if len(first_a) == 1 or len(first_b) == 1:
        return "initial and surname" if first_a[0] == first_b[0] else None
    if same_spelling(first_a, first_b):
        return "the same name, spelt in another way"
    return None


def _same_words(a: Party, b: Party) -> str | None:
    words_a, words_b = name_words(a.name), name_words(b.name)
    if words_a and words_a == words_b:
        return "the same words"
    return None


def _same_body(a: Party, b: Party) -> str | None:
    names_a, names_b = names_of(a), names_of(b)
    for name_a in names_a:
        words_a = name_words(name_a)
        for name_b in names_b:
            words_b = name_words(name_b)
            if not words_a or not words_b:
                continue
            if words_a == words_b:
                return "the same name"
            if acronym_of(name_a, name_b) or acronym_of(name_b, name_a):
                return "acronym"
            if (
                len(words_a) == len(words_b) >= 2
                and all(same_spelling(x, y) for x, y in zip(words_a, words_b, strict=True))
                and not _common(words_a, words_b)
            ):
                return "the same name, spelt in another way"
    return None


def _common(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Return whether the differing words are short: too little to call it a spelling."""
    return any(x != y and min(len(x), len(y)) < 4 for x, y in zip(a, b, strict=True))
