"""What a minister is minister of: "the Minister of Foreign Affairs" is the foreign minister.

The words after "Minister of" name a field of government, not a body: they narrow the office like
the word in front of it in "the transport minister", so that both are known for one office.
"""

from __future__ import annotations

from collections.abc import Sequence

from backchannel.reading.name_words import SPHERES
from backchannel.reading.phrase import Found
from backchannel.reading.tagged import Word

__all__ = ["without_portfolios"]

_OFFICES = frozenset("minister secretary undersecretary commissioner".split())
#: Fields of government that are named after "Minister of" and not before "minister".
_FIELDS = SPHERES | frozenset(
    "internal external natural resources emergency emergencies situations tourism communications "
    "digital technology science innovation research housing construction urban rural development "
    "regional social welfare women family children youth pensions employment commerce electricity "
    "power irrigation forestry forests livestock lands land works public railways aviation "
    "maritime ports shipping religious human rights integration reconciliation refugees "
    "migration immigration citizenship police heritage antiquities budget revenue customs "
    "investment climate petroleum hydrocarbons gas roads food community local decentralisation "
    "decentralization protection relations administration telecommunications minerals mines "
    "cooperation international war armies veterans".split()
)
_SAYS_NOTHING = frozenset("affairs and the of state for".split())


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
    for one in found:
        if one.sort != "role" or one.key.split()[-1] not in _OFFICES:
            continue
        end = _end_of_field(words, one.name_last)
        if end == one.name_last:
            continue
        said = [w.text.lower() for w in words[one.name_last + 1 : end]]
        told = tuple(w for w in said if w not in _SAYS_NOTHING)
        one.modifiers = (*one.modifiers, *(w for w in told if w not in one.modifiers))
        one.belongs = [o for o in one.belongs if not one.name_last <= o.name_first < end]
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
