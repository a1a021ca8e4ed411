"""Which state a report is about: whose "the government" is where it names none.

Each mention of a state counts by what it tells. Things that happen in a place, and officers and
organs that are called a state's, tell much; a capital that acts is how one speaks of the others. A
state tells nothing that is named for where a company or a mediator comes from, for where papers
were signed or talks held, for who sent an envoy or offered to bring the sides together, or for the
language a text was translated from.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from backchannel.reading.phrase import Found
from backchannel.reading.tagged import Word
from backchannel.reading.unlisted_states import unlisted

__all__ = ["home_states", "in_passing", "only_in_passing"]

_HINT, _OTHERS = 12, 6

_NEXT_DOOR = frozenset(("neighbouring", "neighboring"))
_ABROAD = frozenset("ambassador embassy consulate consul envoy mediator facilitator".split())
#: Nouns for those whose origin is told because they are strangers, or for a mere trade.
_STRANGERS = frozenset(
    "company companies firm firms group groups operator operators owner owners partner partners "
    "investor investors shareholder shareholders lender lenders bank banks consortium consortia "
    "conglomerate conglomerates parent contractor contractors shipper shippers airline airlines "
    "insurer insurers subsidiary subsidiaries multinational multinationals giant trader traders "
    "brand brands manufacturer manufacturers supplier suppliers buyer buyers consultancy "
    "consultants creditor creditors financier financiers billionaire businessman engineers "
    "translator journalist reporter tourist tourists charity charities aid mediator mediators "
    "mediation facilitator facilitators facilitation envoy envoys broker brokers arbitrator "
    "arbitrators arbiter judge diplomat diplomats peacemaker monitor monitors observer observers "
    "peacekeeper peacekeepers good".split()
)
_BASED = frozenset("based headquartered registered listed incorporated domiciled seated".split())
_MADE_BY = frozenset(
    "designated named appointed sent proposed chaired brokered mediated hosted offered facilitated "
    "sponsored seconded nominated delegated convened moderated".split()
)
_OFFERS = frozenset(
    "offered offers offer proposed proposes mediated mediates mediate brokered brokers hosted "
    "hosts host facilitated facilitates".split()
)
_TALKS = tuple(
    "sign talk met meet round conferenc summit agreement accord conclu negotiat session deleg "
    "arbitra tribunal mediat initial treaty protocol".split()
)
#: Words after which a noun no longer belongs to the name before it.
_SMALL = frozenset(
    "the a an of in on at to for from by with and or but that which who is are was were has have "
    "had will would could may said says".split()
)


def home_states(
    found: Sequence[Found],
    hints: Sequence[str],
    about: Sequence[str] = (),
    words: Sequence[Word] = (),
    elsewhere: bool = False,
) -> list[str]:
    """Return the keys of the states a report may be about, the likeliest first.

    Parameters
    ----------
    found : sequence of Found
        Phrases of the report.
    hints : sequence of str
        Keys of states that what surrounds the text points to.
    about : sequence of str
        Keys of states that the other reports of the dossier are about.
    words : sequence of Word
        Words of the report.
    elsewhere : bool
        Whether it was sent from a town that no list holds: then a single mention of a listed state,
        in passing, does not make it the report's own.
    """
    score: Counter[str] = Counter()
    met: Counter[str] = Counter()
    order: dict[str, int] = {}
    for one in found:
        if one.sort in ("state", "seat", "city", "people"):
            if words and only_in_passing(words, one):
                continue
            order.setdefault(one.key, one.first)
            met[one.key] += 1
            if one.sort == "city" and not one.place:
                continue
            if one.sort == "state" and words and one.first and _comes_from(words, one.first):
                score[one.key] += 1  # where something comes from is elsewhere
            elif one.sort in ("state", "people") or one.place:
                score[one.key] += 4 if one.place else 2
            else:
                score[one.key] += 1  # a capital that acts is how one speaks of the others
            if one.first and words and words[one.first - 1].text.lower() in _NEXT_DOOR:
                score[one.key] -= 8
        if one.key in _ABROAD or (one.sort == "role" and one.key.split()[-1] in _ABROAD):
            for owner in one.belongs:
                score[owner.key] -= 8  # ambassadors are sent to where the report takes place
    if elsewhere:
        for code in [c for c, times in met.items() if times < 2 and not unlisted(c)]:
            score[code] = 0
    for code, weight in (*((c, _HINT) for c in hints), *((c, _OTHERS) for c in about)):
        score[code] += weight
        order.setdefault(code, -1)
    return sorted(
        (code for code in order if score[code] > 0), key=lambda code: (-score[code], order[code])
    )


def _comes_from(words: Sequence[Word], at: int) -> bool:
    return words[at - 1].text.lower() == "from"


def only_in_passing(words: Sequence[Word], one: Found) -> bool:
    """Whether a state is named for what tells nothing of where the report takes place."""
    if one.sort == "people" and _one_person(words, one):
        return True  # where a mediator comes from
    sentence = words[one.first].sentence
    before = [w.text for w in words[max(0, one.first - _FAR) : one.first] if w.sentence == sentence]
    after = [w.text for w in words[one.last : one.last + _NEAR] if w.sentence == sentence]
    return in_passing(before, after, one.sort in ("seat", "city") and one.place)


_FAR, _NEAR = 7, 4


def in_passing(before: Sequence[str], after: Sequence[str], town: bool = False) -> bool:
    """Whether the words round a state's name say that it tells nothing of where things happen.

    Parameters
    ----------
    before, after : sequence of str
        Words of the sentence just before the name and just after it.
    town : bool
        Whether the name is a town's, which says where something happened.

    Examples
    --------
    >>> in_passing("a mediator designated by".split(), ["."])
    True
    >>> in_passing("agreement signed at".split(), ["by"], town=True)
    True
    >>> in_passing("the army of".split(), ["shelled"])
    False
    """
    low = [word.lower() for word in before]
    if low and low[-1] == "the":
        low.pop()
    last, earlier = (["", "", *low][-1], ["", "", *low][-2])
    for word in after:
        small = word.lower()
        if small in _STRANGERS or small in _BASED:
            return True  # "a Zagreb company", "Singapore-listed"
        if not word.isalpha() and word not in ("-", "‐", "'s", "’s"):
            break
        if small in _SMALL:
            break
    if last in ("in", "from", "on", "of") and (earlier in _BASED or earlier in _STRANGERS):
        return True  # "based in Gothenburg", "the group from Madrid"
    if last == "by" and earlier in _MADE_BY:
        return True  # "mediator designated by Botswana"
    if town:
        return any(word.lower().startswith(_TALKS) for word in (*before, *after))
    return bool(after) and after[0].lower() in _OFFERS


def _one_person(words: Sequence[Word], one: Found) -> bool:
    """Whether a nationality stands for one person: "the Aruan who leads them"."""
    before = words[one.first - 1].text.lower() if one.first else ""
    after = words[one.last] if one.last < len(words) else None
    if after is not None and after.tag in ("NOUN", "PROPN", "ADJ", "NUM"):
        return False
    return before in ("a", "an") or (
        before == "the" and not words[one.last - 1].text.endswith(("s", "ese", "sh", "ch"))
    )
