"""Base forms of English verbs and nouns, for looking words up in the lexicons.

Rules for regular forms, a table (``lexicon/irregular_verbs.txt``) for the others. Where a rule has
several answers ("sided" from "sid", "side"), a word that the lexicons know wins.
"""

from __future__ import annotations

from functools import cache

from backchannel.reading.wordlists import lines, words

__all__ = ["known_verbs", "noun_lemma", "verb_forms", "verb_lemma"]

_VOWELS = "aeiou"


@cache
def _irregular() -> tuple[dict[str, str], dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    """Form to base; base to past forms; base to participles."""
    base: dict[str, str] = {}
    past: dict[str, frozenset[str]] = {}
    participle: dict[str, frozenset[str]] = {}
    for line in lines("irregular_verbs.txt"):
        verb, pasts, participles = line.split()
        past[verb] = frozenset(pasts.split("/"))
        participle[verb] = frozenset(participles.split("/"))
        for form in (*pasts.split("/"), *participles.split("/")):
            base.setdefault(form, verb)
    # Forms of two verbs: the commoner one in reports.
    base["found"], base["lay"], base["wound"], base["ground"] = "find", "lay", "wound", "grind"
    for same in ("bear", "beat", "shed", "put", "set", "cut", "hit", "let", "read", "cost"):
        base.setdefault(same, same)
    return base, past, participle


@cache
def known_verbs() -> frozenset[str]:
    """Base forms of every verb that some list names."""
    from backchannel.reading.patterns import verb_bases

    _, past, _ = _irregular()
    return frozenset(past) | frozenset(words("common_verbs.txt")) | verb_bases()


def _candidates(form: str) -> list[str]:
    """Possible bases of a regular form, likeliest first."""
    out: list[str] = []
    for suffix in ("ing", "ed"):
        if form.endswith(suffix) and len(form) > len(suffix) + 1:
            stem = form[: -len(suffix)]
            if suffix == "ed" and stem.endswith("i"):
                out.append(stem[:-1] + "y")
            if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in "aeiou":
                if stem[-1] in "lsfz":
                    out += [stem, stem[:-1]]
                else:
                    out += [stem[:-1], stem]
            elif _wants_e(stem):
                out += [stem + "e", stem]
            else:
                out += [stem, stem + "e"]
            if suffix == "ing" and stem.endswith("y"):
                out.append(stem[:-1] + "ie")
            if stem.endswith("ck"):
                out.append(stem[:-1])
    if form.endswith("ies") and len(form) > 4:
        out.append(form[:-3] + "y")
    if form.endswith("es") and len(form) > 3:
        stem = form[:-2]
        out += (
            [stem, stem + "e"] if stem.endswith(("s", "x", "z", "ch", "sh", "o")) else [form[:-1]]
        )
    elif form.endswith("s") and not form.endswith("ss") and len(form) > 3:
        out.append(form[:-1])
    return out


def _wants_e(stem: str) -> bool:
    if len(stem) < 2:
        return False
    if stem.endswith(("at", "iz", "is", "v", "c", "g", "u", "s", "z", "ur", "id", "uc")):
        return not stem.endswith(("ss", "zz", "ng", "eat", "oat", "ois", "ais"))
    if stem[-1] in _VOWELS + "wxy":
        return False
    # consonant, single vowel, consonant with a long stem: "promot", "releas" handled above
    return stem[-2] in _VOWELS and (len(stem) < 3 or stem[-3] not in _VOWELS) and len(stem) <= 4


@cache
def verb_lemma(form: str) -> str:
    """Return the base form of a verb form.

    Examples
    --------
    >>> [verb_lemma(w) for w in ("struck", "agreed", "sided", "stopping", "accuses", "vied")]
    ['strike', 'agree', 'side', 'stop', 'accuse', 'vie']
    """
    form = form.lower()
    irregular = _irregular()[0]
    if form in irregular:
        return irregular[form]
    known = known_verbs()
    if form in known:
        return form
    candidates = _candidates(form)
    for candidate in candidates:
        if candidate in known:
            return candidate
    if "-" in form and form.replace("-", "") != form:
        whole = verb_lemma(form.replace("-", ""))
        if whole in known:
            return whole
    for prefix in ("re", "over", "out", "under", "mis"):
        if form.startswith(prefix) and form[len(prefix) :] in irregular:
            return prefix + irregular[form[len(prefix) :]]
    return candidates[0] if candidates else form


_NOUNS = {
    "men": "man",
    "women": "woman",
    "children": "child",
    "people": "people",
    "militiamen": "militiaman",
    "gunmen": "gunman",
    "policemen": "policeman",
    "servicemen": "serviceman",
    "tribesmen": "tribesman",
    "spokesmen": "spokesman",
    "fishermen": "fisherman",
    "lives": "life",
    "wives": "wife",
    "thieves": "thief",
    "halves": "half",
    "crises": "crisis",
    "bases": "base",
    "aircraft": "aircraft",
    "forces": "force",
    "parentheses": "parenthesis",
    "hypotheses": "hypothesis",
    "memoranda": "memorandum",
    "referenda": "referendum",
    "feet": "foot",
    "media": "media",
    "police": "police",
    "series": "series",
    "means": "means",
    "news": "news",
    "chaos": "chaos",
    "siege": "siege",
    "access": "access",
}
_S_NOUNS = frozenset(
    "analysis basis crisis emphasis hypothesis oasis thesis diagnosis synopsis paralysis "
    "axis virus census consensus status campus nexus apparatus gas bus bias alias atlas chaos "
    "politics economics ethics headquarters sanctions hostilities minibus omnibus surplus bonus "
    "caucus chorus circus focus genius lens canvas cactus prospectus".split()
)


@cache
def noun_lemma(form: str) -> str:
    """Return the singular of a noun form (a few nouns stay plural: "sanctions", "hostilities").

    Examples
    --------
    >>> [noun_lemma(w) for w in ("talks", "countries", "crises", "Sanctions", "classes")]
    ['talk', 'country', 'crisis', 'sanctions', 'class']
    """
    form = form.lower()
    if form in _NOUNS:
        return _NOUNS[form]
    if form in _S_NOUNS or form.endswith(("ss", "'s")) or len(form) < 4 or not form.endswith("s"):
        return form
    if form.endswith(("men",)):
        return form[:-2] + "an"
    if form.endswith("ies") and len(form) > 4:
        return form[:-3] + "y"
    if form.endswith("es") and form[:-2] in _S_NOUNS:
        return form[:-2]  # "buses"
    if form.endswith(("ches", "shes", "sses", "xes", "zzes")):
        return form[:-2]
    return form[:-1]


def verb_forms(form: str) -> str:
    """Return which forms of its verb a word can be, as Penn tags joined by a bar.

    Examples
    --------
    >>> verb_forms("struck"), verb_forms("attacked"), verb_forms("runs"), verb_forms("cut")
    ('VBD|VBN', 'VBD|VBN', 'VBZ', 'VB|VBD|VBN')
    """
    form = form.lower()
    lemma = verb_lemma(form)
    _, past, participle = _irregular()
    tags: list[str] = []
    if form == lemma:
        tags.append("VB")
    if lemma in past:
        if form in past[lemma]:
            tags.append("VBD")
        if form in participle[lemma]:
            tags.append("VBN")
    if form.endswith("ed") and form != lemma:
        tags += [tag for tag in ("VBD", "VBN") if tag not in tags]
    if form.endswith("ing") and form != lemma:
        tags.append("VBG")
    if form.endswith("s") and form != lemma and not tags:
        tags.append("VBZ")
    return "|".join(tags)
