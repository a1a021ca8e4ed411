"""Noun phrases cut into a head and the words that narrow it."""

from __future__ import annotations

from functools import lru_cache

from backchannel.dossier.spelling import bare

__all__ = ["LINKS", "NUMBERS", "coast_guard", "head_noun", "narrowing", "plain_words", "several"]

LINKS = frozenset("of at in from near on for under to called who which comprising".split())
NUMBERS = frozenset(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety "
    "hundred thousand dozen some about nearly many several few most all both other more same "
    "the a an this that its their our his her my first second third last remaining".split()
)
#: Narrowing words that tell no two bodies apart.
_SAYS_LITTLE = frozenset("public order uniformed so called local national country".split())
_IRREGULAR = {
    "wives": "wife",
    "policemen": "policeman",
    "militiamen": "militiaman",
    "gunmen": "gunman",
    "fishermen": "fisherman",
    "men": "man",
    "women": "woman",
    "people": "people",
    "children": "child",
    "families": "family",
    "armies": "army",
    "companies": "company",
    "parties": "party",
    "villagers": "resident",
    "villager": "resident",
    "inhabitant": "resident",
    "islander": "resident",
    "townspeople": "resident",
    "townsfolk": "resident",
    "grower": "farmer",
    "peasant": "farmer",
    "campesino": "farmer",
    "herdsmen": "herder",
    "herdsman": "herder",
    "pastoralist": "herder",
    "employee": "worker",
    "labourer": "worker",
    "laborer": "worker",
    "workmen": "worker",
    "marcher": "protester",
    "fishers": "fisherman",
    "fisher": "fisherman",
    "gendarmerie": "gendarme",
    "truckers": "driver",
    "trucker": "driver",
    "haulier": "driver",
    "watchdog": "regulator",
    "inspectorate": "regulator",
    "garrison": "troop",
    "stevedores": "docker",
    "stevedore": "docker",
    "longshoremen": "docker",
    "dockworker": "docker",
    "dockworkers": "docker",
    "hostages": "captive",
    "hostage": "captive",
    "inmates": "prisoner",
    "detainees": "prisoner",
    "demonstrators": "protester",
    "protestors": "protester",
    "insurgents": "rebel",
    "guerrillas": "rebel",
    "soldiers": "troop",
    "soldier": "troop",
    "forces": "troop",
    "military": "army",
}
_REGULATORS = frozenset("authority agency commission board body office council".split())


@lru_cache(maxsize=20_000)
def head_noun(phrase: str) -> str:
    """Return the head noun of a noun phrase, singular, or the last word of a name.

    Examples
    --------
    >>> head_noun("fourteen men of the Wadi garrison"), head_noun("Peruvian border guards")
    ('troop', 'guard')
    """
    words = plain_words(phrase)
    head = words[-1] if words else ""
    if head in ("men", "man", "members", "member") and "garrison" in bare(phrase).split():
        return "troop"
    if head in ("forces", "troops", "police") and words[-2:-1] in (("border",), ("frontier",)):
        return "guard"
    if head in _REGULATORS and words[-2:-1] == ("regulatory",):
        return "regulator"
    if head in _IRREGULAR:
        return _IRREGULAR[head]
    if head.endswith("ies") and len(head) > 4:
        return _IRREGULAR.get(head, head[:-3] + "y")
    if head.endswith("s") and not head.endswith("ss"):
        return _IRREGULAR.get(head[:-1], head[:-1])
    return head


@lru_cache(maxsize=20_000)
def plain_words(phrase: str) -> tuple[str, ...]:
    """Words of a phrase up to its head: before "of ...", "in ..." and their like."""
    words: list[str] = []
    for word in bare(phrase).split():
        if word in LINKS and words:
            break
        words.append(word)
    return tuple(words)


@lru_cache(maxsize=20_000)
def narrowing(phrase: str) -> tuple[str, ...]:
    """Words of a noun phrase that narrow its head: without numbers, articles and the head."""
    # "the boatmen's union" is that of the boatmen
    words = [w[:-1] if w.endswith("mens") else w for w in bare(phrase).split()]
    head = len(plain_words(phrase)) - 1
    return tuple(
        w
        for i, w in enumerate(words)
        if i != head
        and w not in NUMBERS
        and w not in _SAYS_LITTLE
        and w not in LINKS
        and not w.isdigit()
        and len(w) > 1
    )


@lru_cache(maxsize=20_000)
def several(phrase: str) -> bool:
    """Return whether a noun phrase is for more than one.

    Examples
    --------
    >>> several("the truckers"), several("fourteen men"), several("the crew")
    (True, True, False)
    """
    last = (plain_words(phrase) or ("",))[-1]
    return last.endswith(("s", "men", "people", "children", "folk"))


def coast_guard(phrase: str) -> bool:
    """Return whether a phrase ends in the name of coastguards, in one word or two.

    Examples
    --------
    >>> coast_guard("Tarn Coast Guard"), coast_guard("two coastguards"), coast_guard("the guard")
    (True, True, False)
    """
    return bare(phrase).replace("coast guard", "coastguard").rstrip("s").endswith("coastguard")
