"""What a minister is minister of: "the Minister of Foreign Affairs" is the foreign minister.

The words after "Minister of" name a field of government, not a body: they narrow the office like
the word in front of it in "the transport minister", so that both are known for one office. After
"Ministry of" they are the end of the ministry's name.
"""

from __future__ import annotations

from collections.abc import Sequence

from backchannel.reading.gazetteer import organisations
from backchannel.reading.name_words import SPHERES
from backchannel.reading.phrase import Found
from backchannel.reading.tagged import Word

__all__ = ["ends_portfolio", "without_portfolios"]

_OFFICES = frozenset(
    "minister secretary undersecretary commissioner defender ombudsman ombudswoman plenipotentiary "
    "rapporteur".split()
)
#: Fields of government that are named after "Minister of" and not before "minister".
_FIELDS = SPHERES | frozenset(
    "internal external natural resources emergency emergencies situations tourism communications "
    "digital technology science innovation research housing construction urban rural development "
    "regional social welfare women family children youth pensions employment commerce electricity "
    "power irrigation forestry forests livestock lands land works public railways aviation "
    "maritime ports shipping religious human rights integration reconciliation refugees "
    "migration immigration citizenship police heritage antiquities budget revenue customs "
    "investment climate petroleum hydrocarbons gas roads food community local decentralisation "
    "decentralization protection relations administration telecommunications mineral minerals "
    "mines cooperation international war armies veterans".split()
)
_UNTOLD = frozenset(("organisation", "name", "person", "place"))
_SAYS_NOTHING = frozenset("affairs and the of state for".split())


def ends_portfolio(words: Sequence[Word], i: int) -> bool:
    """Return whether a word with a capital is an office's field before its holder's name.

    "Minister of Fisheries Ana Bel": the name begins behind it.
    """
    return (
        1 < i < len(words) - 1
        and words[i].text.lower() in _FIELDS
        and words[i - 1].text == "of"
        and words[i - 2].text.lower() in _OFFICES
        and words[i + 1].text[:1].isupper()
        and words[i + 1].text.lower() not in _FIELDS
    )


def without_portfolios(words: Sequence[Word], found: Sequence[Found]) -> list[Found]:
    """Return the phrases without those that only name a field of government after an office.

    The field is noted with the office, in place: what narrows "Minister of Transport" is
    "transport".

    Parameters
    ----------
    words : sequence of Word
        Words of the report.
    found : sequence of Found
        From `backchannel.reading.mentions.find_mentions`.
    """
    fields: dict[int, int] = {}
    named = {f.name_first: f for f in found if f.sort in _UNTOLD}
    holders = {f.first: f for f in found if f.sort in ("person", "name") and not f.role}
    for one in found:
        field = named.get(one.name_last + 1)
        if one.sort == "noun" and one.key == "ministry" and field is not None:
            if words[one.name_last].text == "of" and words[one.name_first].text[0].isupper():
                fields[one.name_last] = field.name_last
                one.belongs = [o for o in one.belongs if o is not field]
                one.sort, one.name_last = "organisation", field.name_last
                one.key = " ".join(w.text for w in words[one.name_first : one.name_last])
                continue
        if one.sort != "role" or one.key.split()[-1] not in _OFFICES:
            continue
        end = _end_of_field(words, one.name_last)
        if end == one.name_last and one.key.split()[-1] == "minister" and field is not None:
            if words[one.name_last].text == "of" and field.key not in organisations():
                end = field.name_last  # no list holds it: "Minister of Mineral Resources"
        if end == one.name_last:
            continue
        said = [w.text.lower() for w in words[one.name_last + 1 : end]]
        told = tuple(w for w in said if w not in _SAYS_NOTHING)
        one.modifiers = (*one.modifiers, *(w for w in told if w not in one.modifiers))
        one.belongs = [o for o in one.belongs if not one.name_last <= o.name_first <= end]
        holder = holders.get(end)
        if holder is not None and not one.same and words[end].sentence == words[one.first].sentence:
            one.same.append(holder)  # "the Minister of Finance Ana Bel"
            one.last = max(one.last, holder.last)
        fields[one.name_last] = end
    if not fields:
        return list(found)
    spans = sorted(fields.items())
    return [
        one
        for one in found
        if not any(start <= one.name_first and one.name_last <= end for start, end in spans)
    ]


def _end_of_field(words: Sequence[Word], at: int) -> int:
    """Where the field of government ends that "of" at a word begins; `at` if none begins there."""
    if at >= len(words) or words[at].text.lower() not in ("of", "for"):
        return at
    end, last = at, at + 1
    while last < len(words) and last < at + 8:
        small = words[last].text.lower()
        if small in _FIELDS:
            end = last + 1
        elif small not in ("and", "the", "&"):
            break
        last += 1
    return end
