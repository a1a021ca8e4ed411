"""What a date reaches: which words of its sentence a day belongs to, and which it leaves alone.

"Condemned Friday's raid" says when the raid was, "met at Friday's session" when they met. "The
ultimatum ran out on Monday" and "made good its threat" tell of a threat uttered before. "On
Saturday we shall march" looks ahead.
"""

from __future__ import annotations

import itertools
import re

from backchannel.reading.inflection import verb_lemma
from backchannel.reading.parse import Parse, Token
from backchannel.reading.wordlists import sections as word_sections

__all__ = [
    "foretells",
    "in_return",
    "is_at_once",
    "is_owned_elsewhere",
    "is_speech_beside",
    "is_told_before",
    "names_occasion",
    "opens_with_when",
    "stands_apart",
    "tells_of_all",
]

_GRAMMAR = word_sections("grammar_words.txt")
_SAID = frozenset(_GRAMMAR["said"])
_OCCASION = frozenset("at in during on with by through amid alongside throughout via".split())
_TIMES = frozenset(_GRAMMAR["time"])
_SEASONS = frozenset("spring summer autumn fall winter early late middle end beginning".split())
_MONTHS = frozenset("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split())
_DEALS = frozenset(_GRAMMAR["deal"])
_TAKES_PART = frozenset(_GRAMMAR["takes part"])
_UTTERED = frozenset(_GRAMMAR["uttered"])
_RUNS_OUT = frozenset(_GRAMMAR["runs out"])
_MAKES_GOOD = frozenset(_GRAMMAR["makes good"])


def is_owned_elsewhere(parse: Parse, date: int, trigger: int) -> bool:
    """Whether a date owns a noun that the trigger only acts upon: "condemned Friday's raid".

    "Monday's raid killed nine", "dismissed her at Monday's session" and "attended Friday's talks"
    have the day of the noun; what is done after it or over it has not.

    Parameters
    ----------
    parse : Parse
    date, trigger : int
        Words: the head of the date and of what is told.
    """
    tokens = parse.tokens
    since = _noun_since(parse, date)
    if since >= 0:
        return since != trigger
    noun = _owned(parse, date)
    if noun < 0:
        return False
    for _ in range(8):
        if noun == trigger:
            return False
        relation = tokens[noun].deprel
        if relation.startswith(("nsubj", "root")) or tokens[noun].head == noun:
            return False
        if relation.startswith(("obl", "advmod")):
            return not names_occasion(parse, noun)
        if relation.startswith(("obj", "iobj", "ccomp", "xcomp")):
            return _lemma(parse, tokens[noun].head) not in _TAKES_PART
        if relation.startswith(("conj", "nmod", "appos", "compound", "flat")):
            noun = tokens[noun].head
            continue
        return False
    return False


def _noun_since(parse: Parse, date: int) -> int:
    """The noun of what has stood since a date: "the strike, in force since May"; -1 if none."""
    tokens = parse.tokens
    if not 0 <= date < len(tokens) or not tokens[date].deprel.startswith("nmod"):
        return -1
    noun = tokens[date].head
    since = any(
        t.head == date and t.text.lower() == "since" for t in tokens[max(0, date - 4) : date]
    )
    return noun if since and noun < date and tokens[noun].upos == "NOUN" else -1


def _owned(parse: Parse, date: int) -> int:
    """The noun that a date owns: the raid of "Monday's raid", "the raid of 3 May"; -1 if none."""
    tokens = parse.tokens
    if not 0 <= date < len(tokens) - 1:
        return -1
    if tokens[date + 1].text in ("'s", "’s", "'", "’"):
        for noun in (tokens[date].head, tokens[date + 1].head):
            if date < noun < date + 8 and tokens[noun].upos in ("NOUN", "PROPN"):
                return noun
        return -1
    noun, relation = tokens[date].head, tokens[date].deprel
    if tokens[noun].upos != "NOUN" or tokens[noun].text.lower() in _TIMES | _SEASONS:
        return -1
    if relation.startswith("nmod") and noun < date:
        of = any(t.head == date and t.text.lower() == "of" for t in tokens[max(0, date - 4) : date])
        return noun if of else -1
    named = relation.startswith(("compound", "nmod:unm")) and tokens[date].text[:3] in _MONTHS
    return noun if named and date < noun < date + 3 else -1


def names_occasion(parse: Parse, noun: int) -> bool:
    """Whether a noun stands with "at", "in", "during": what was done there was done then."""
    tokens = parse.tokens
    case = [
        t.text.lower()
        for t in tokens[max(0, noun - 8) : noun]
        if t.head == noun and t.deprel.startswith("case")
    ]
    return not case or case[0] in _OCCASION


def is_told_before(parse: Parse, trigger: int) -> bool:
    """Whether a noun names what was uttered before its sentence: "the ultimatum ran out".

    "made good its warning", "an hour before the deadline expired", "carried out the threat".
    """
    tokens = parse.tokens
    word = tokens[trigger]
    if word.upos != "NOUN" or word.text.lower() not in _UTTERED or word.head == trigger:
        return False
    verb = word.head
    if word.deprel.startswith(("nmod", "compound", "conj")):
        return False
    if word.deprel.startswith("nsubj") and not word.deprel.startswith("nsubj:pass"):
        return _lemma(parse, verb) in _RUNS_OUT
    if word.deprel.startswith(("obj", "nsubj:pass", "obl", "iobj", "ccomp")):
        return _with_particles(parse, verb) in _MAKES_GOOD
    return False


def _with_particles(parse: Parse, verb: int) -> str:
    """A verb with what is said with it: "carry out", "make good"."""
    tokens = parse.tokens
    words = [_lemma(parse, verb)]
    words += [
        t.text.lower()
        for t in tokens[verb + 1 : verb + 4]
        if t.head == verb and t.text.lower() in ("out", "good", "through", "on", "by", "up", "to")
    ]
    return " ".join(words[:2])


def is_speech_beside(parse: Parse, verb: int) -> bool:
    """Whether a verb only says who said the sentence: "..., the warden made known on Tuesday".

    It stands behind a comma, with no "who" or "that" of its own, and nothing is told after it.
    """
    tokens = parse.tokens
    word = tokens[verb]
    if word.xpos != "VBD" or word.deprel.split(":")[0] not in ("parataxis", "acl", "advcl"):
        return False
    said = word.text.lower() in _SAID or (
        word.text.lower() in ("made", "let", "gave")
        and any(t.text.lower() in _KNOWN for t in tokens[verb + 1 : verb + 4])
    )
    sentence = parse.sentences[word.sentence]
    before = tokens[max(sentence.first, verb - 16) : verb]
    opened = any(t.text in (",", "”", "»", '"') for t in before)
    joined = any(t.head == verb and t.text.lower() in _JOINS for t in before)
    alone = not any(t.xpos == "VBD" for t in tokens[verb + 1 : sentence.last])
    return said and opened and not joined and alone


_KNOWN = frozenset("known understood know understand".split())
_JOINS = frozenset("who which that whose whom when where as because after before while".split())


def is_at_once(parse: Parse, verb: int) -> bool:
    """Whether a clause tells what went on at that time: "when guards cleared the square"."""
    tokens = parse.tokens
    return tokens[verb].deprel.startswith("advcl") and any(
        t.head == verb and t.text.lower() in ("when", "as", "while")
        for t in tokens[max(0, verb - 12) : verb]
    )


def tells_of_all(parse: Parse, noun: int) -> bool:
    """Whether a noun tells of what the sentence does: "at a meeting held on Monday", "the deal"."""
    relation = parse.tokens[noun].deprel
    if relation.startswith("obl"):
        return names_occasion(parse, noun)
    return parse.tokens[noun].text.lower() in _DEALS


def opens_with_when(parse: Parse, verb: int) -> bool:
    """Whether "when" brings the story on: "It was not yet nine yesterday when they sat down"."""
    tokens = parse.tokens
    over = tokens[verb].head
    if not tokens[verb].deprel.startswith("advcl") or tokens[over].deprel != "root":
        return False
    first = parse.sentences[tokens[verb].sentence].first
    when = any(t.head == verb and t.text.lower() == "when" for t in tokens[max(first, over) : verb])
    return over < verb and when and tokens[first].text.lower() == "it"


_WILL = frozenset("will shall 'll wo sha".split())
_LOOKS_BACK = frozenset("remember recall know forget say see remembered recalled known".split())


def foretells(parse: Parse, date: int) -> bool:
    """Whether the verb over a date lies ahead: "On Saturday we shall march", "are to meet"."""
    tokens = parse.tokens
    index, number = date, tokens[date].sentence
    for _ in range(12):
        if tokens[index].deprel.startswith(("obj", "nsubj", "nmod", "ccomp", "root")):
            return False  # "nor shall we forget Thursday"
        index = tokens[index].head
        if tokens[index].upos in ("VERB", "AUX"):
            break
    verb = tokens[index]
    if verb.sentence != number or verb.xpos == "VBD":
        return False
    around = [t for t in tokens[max(0, index - 8) : index] if t.head == index]
    modal = any(t.text.lower() in _WILL and t.xpos == "MD" for t in around)
    if modal and not (verb.upos == "VERB" and verb.xpos == "VBN" and _has(around)):
        return verb.text.lower() not in _LOOKS_BACK
    return False


def _has(around: list[Token]) -> bool:
    return any(t.text.lower() == "have" for t in around)


def _lemma(parse: Parse, index: int) -> str:
    return verb_lemma(parse.tokens[index].text.lower())


def in_return(parse: Parse, trigger: int) -> bool:
    """Whether the sentence tells the other half of a bargain: "in return called off its strike"."""
    sentence = parse.sentences[parse.tokens[trigger].sentence]
    words = [t.text.lower() for t in parse.tokens[sentence.first : sentence.last]]
    return any(
        one == "in" and other in ("return", "exchange") for one, other in itertools.pairwise(words)
    )


_AND = re.compile(r"[,;:–—-]")


def stands_apart(parse: Parse, verb: int) -> bool:
    """Whether a joined verb has a subject of its own behind a comma: ", and the port opened".

    Its day is its own: it need not be that of the verb before it.
    """
    tokens = parse.tokens
    if not tokens[verb].deprel.startswith("conj"):
        return False
    first = verb
    for index in range(max(0, verb - 20), verb):
        token = tokens[index]
        if token.head == verb and token.deprel.startswith(("nsubj", "cc", "csubj")):
            first = min(first, index)
    own = any(
        t.head == verb and t.deprel.startswith("nsubj") for t in tokens[max(0, verb - 20) : verb]
    )
    return own and first > 0 and bool(_AND.fullmatch(tokens[first - 1].text))
