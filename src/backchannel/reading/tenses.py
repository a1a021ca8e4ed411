"""In which tense a word is told, and whether to say it is to do it."""

from __future__ import annotations

from itertools import pairwise

from backchannel.reading.parse import Parse
from backchannel.reading.wordlists import sections as word_sections

__all__ = [
    "PRONOUNS",
    "SAID",
    "SPOKE",
    "TIMES",
    "has_had",
    "is_predicate",
    "is_reported",
    "line_up",
    "might",
    "nouns_between",
    "performs",
    "said_in_past",
    "speaker_of",
    "subject_of",
    "tense_of",
]


def might(parse: Parse, verb: int) -> bool:
    """Whether "would", "could", "may" stands with a verb."""
    return any(
        t.head == verb and t.xpos == "MD" and t.text.lower() not in ("will", "shall", "'ll")
        for t in parse.tokens[max(0, verb - 6) : verb]
    )


PRONOUNS = frozenset("he she it they".split())


SAID = frozenset(word_sections("grammar_words.txt")["said"])


def said_in_past(parse: Parse, index: int) -> bool:
    """Whether a word is a verb of speech in the simple past with a subject of its own."""
    token = parse.tokens[index]
    return token.xpos == "VBD" and token.text.lower() in SAID and subject_of(parse, index) >= 0


def speaker_of(parse: Parse, verb: int) -> frozenset[str]:
    """The head word of a verb's subject, with that of what stands beside it ("X, the minister")."""
    head = subject_of(parse, verb)
    if head < 0:
        return frozenset()
    beside = (
        t.text.lower()
        for t in parse.tokens[max(0, head - 12) : head + 16]
        if t.head == head and t.deprel.startswith(("appos", "flat"))
    )
    return frozenset({parse.tokens[head].text.lower(), *beside})


def subject_of(parse: Parse, verb: int) -> int:
    """The head word of a verb's subject, or of the verb's it is coordinated with; -1 without."""
    for index in line_up(parse, verb)[:3]:
        number = parse.tokens[index].sentence
        for at in range(max(0, index - 40), min(index + 12, len(parse.tokens))):
            token = parse.tokens[at]
            if token.head == index and token.deprel == "nsubj" and token.sentence == number:
                return at
        if not parse.tokens[index].deprel.startswith("conj"):
            break
    return -1


def is_predicate(parse: Parse, index: int) -> bool:
    """Return whether a word is a verb or an auxiliary."""
    return parse.tokens[index].upos in ("VERB", "AUX")


def tense_of(parse: Parse, trigger: int) -> str:
    """Tense of the verb over a word: present, perfect, future, or "" for the rest."""
    index = trigger
    for index in line_up(parse, trigger)[:4]:
        if parse.tokens[index].upos in ("VERB", "AUX"):
            break
    verb = parse.tokens[index]
    helpers = {
        t.text.lower()
        for t in parse.tokens[max(0, index - 6) : index + 1]
        if t.head == index and t.deprel.startswith(("aux", "cop"))
    }
    if helpers & {"will", "shall", "'ll"}:
        return "future"
    if helpers & {"has", "have", "'ve"}:
        return "perfect"
    if helpers & {"is", "are", "'re", "'m", "does", "do"} or _is_short_is(parse, index):
        return "present"
    if helpers:
        return ""
    bare_form = verb.xpos == "VB" and _first_person(parse, index)  # "We denounce", read as bare
    return "present" if bare_form or verb.xpos in ("VBZ", "VBP") else ""


def _is_short_is(parse: Parse, index: int) -> bool:
    """Whether "'s" stands for "is" with or as a verb: "there's a third one", "he's back"."""
    near = (index, *range(max(0, index - 6), index))
    return any(
        parse.tokens[k].text == "'s"
        and parse.tokens[k].xpos == "VBZ"
        and (k == index or parse.tokens[k].deprel.startswith("cop"))
        for k in near
        if k == index or parse.tokens[k].head == index
    )


SPOKE = frozenset(
    "said told warned announced declared vowed promised added insisted replied wrote".split()
)


def is_reported(parse: Parse, trigger: int) -> bool:
    """Whether a verb of speech in the past tells it: "unless ..., she told them, it will go"."""
    number = parse.tokens[trigger].sentence
    around = parse.tokens[max(0, trigger - 40) : trigger + 40]
    return any(t.sentence == number and t.text.lower() in SPOKE for t in around)


_PERFORMED = frozenset(
    "accept reject welcome condemn deplore call demand urge request denounce reaffirm regret offer "
    "undertake declare protest appeal invite blame accuse deny dismiss refuse claim insist warn "
    "threaten praise thank".split()
)


def performs(parse: Parse, trigger: int) -> bool:
    """Whether the words do it as they are written: "we give notice", "the House accepts"."""
    word = parse.tokens[trigger].text.lower()
    following = parse.tokens[trigger + 1].text.lower() if trigger + 1 < len(parse.tokens) else ""
    if word in ("call", "calls") and following not in ("on", "upon", "for"):
        return _first_person(parse, trigger)  # "calls off its strike" tells what was done
    stems = {word, word.removesuffix("s"), word.removesuffix("es"), word.removesuffix("ies") + "y"}
    return bool(stems & _PERFORMED) or _first_person(parse, trigger)


def _first_person(parse: Parse, trigger: int) -> bool:
    """Whether "we" or "I" do it: "we give notice", "our answer is no", done by being written."""
    subject = subject_of(parse, trigger)
    if subject >= 0 and any(
        t.head == subject and t.text.lower() in ("our", "my")
        for t in parse.tokens[max(0, subject - 5) : subject]
    ):
        return True
    return any(
        parse.tokens[k].head == trigger
        and parse.tokens[k].deprel.startswith("nsubj")
        and parse.tokens[k].text.lower() in ("we", "i")
        for k in range(max(0, trigger - 8), trigger)
    )


def line_up(parse: Parse, token: int) -> list[int]:
    """A word and those above it; empty after the last word of the text."""
    if not 0 <= token < len(parse.tokens):
        return []
    line = [token]
    while parse.tokens[line[-1]].head != line[-1] and len(line) < 60:
        line.append(parse.tokens[line[-1]].head)
    return line


def nouns_between(parse: Parse, ups: list[int], verb: int) -> int:
    """How many nouns that are no times stand between a date and the verb above it."""
    chain = ups[: ups.index(verb)] if verb in ups else []
    return sum(
        parse.tokens[a].deprel.startswith(("nmod", "appos", "compound"))
        and parse.tokens[b].upos in ("NOUN", "PROPN")
        and parse.tokens[b].text.lower() not in TIMES
        and parse.tokens[b].text.lower() not in CALENDAR
        for a, b in pairwise(chain)
    )


def has_had(parse: Parse, verb: int) -> bool:
    """Return whether a verb is in the past perfect."""
    return any(
        parse.tokens[k].head == verb and parse.tokens[k].text.lower() == "had"
        for k in range(max(0, verb - 6), verb)
    )


CALENDAR = frozenset(word_sections("grammar_words.txt")["calendar"])


TIMES = frozenset(
    "hours hour morning afternoon evening night noon day days end beginning start dawn midnight "
    "dusk middle course space eve".split()
)
