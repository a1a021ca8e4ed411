"""What a phrase of a report means as an act that somebody can take or leave.

"Withdrawal of US forces", "every foreign soldier must leave" and "end the presence of all foreign
troops" are one act; "end the strike" is the opposite of "strike". An act is recognised by a class
of verbs and nouns, the class of its object, and its direction, from the word list
``lexicon/acts.toml``; never by how similar two phrases look.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from backchannel.conflict.act_words import ActClass, Lexicon, Nature, Word, act_classes
from backchannel.conflict.act_words import lexicon as the_lexicon

__all__ = [
    "Act",
    "ActClass",
    "Nature",
    "act_classes",
    "cut_at_condition",
    "object_class",
    "read_act",
]


@dataclass(frozen=True, slots=True)
class Act:
    """An act as a phrase gives it.

    Parameters
    ----------
    act_class : str
        Class of the word list, or ``do:VERB`` for a verb that is in none.
    object_class : str
        Class of the object's head noun, or the head itself, or empty.
    positive : bool
        False if the phrase asks for the opposite ("stop the attacks").
    phrase : str
        The words read, from the trigger on.
    object_text : str
        The object in the phrase's words.
    start, end : int
        Where the act stands in the text read, half-open.
    object_start, object_end : int
        Where its object stands; equal if there is none.
    nature : str
        One of `Nature`.
    continuing : bool
        The phrase speaks of going on or of more of the same.
    """

    act_class: str
    object_class: str
    positive: bool
    phrase: str
    object_text: str
    start: int
    end: int
    object_start: int
    object_end: int
    nature: str
    continuing: bool = False

    @property
    def key(self) -> tuple[str, str]:
        """Class and object class: phrases that share it are one act, in one direction or other."""
        if self.act_class in _ONE_PER_PARTY:
            return (self.act_class, "")
        return (self.act_class, self.object_class)

    @property
    def process(self) -> str:
        """What talks are called: "talks", "the strategic dialogue"."""
        if not self.object_text or self.object_text.lower().endswith("talks"):
            return self.object_text or "talks"
        return f"the {self.object_text}"

    @property
    def name(self) -> str:
        """The act as the name of an option."""
        known = act_classes().get(self.act_class)
        if known is None:
            return _sentence_case(self.phrase)
        if self.act_class == "talks":
            return _sentence_case(known.imperative.format(talks=self.process))
        if "{phrase}" in known.imperative:
            if len(self.phrase.split()) < 2 or (
                self.act_class == "appeal" and not self.object_text
            ):
                if len(self.phrase.split()) < 3:
                    return known.bare
            return _sentence_case(known.imperative.format(phrase=self.phrase))
        if known.carried_out and self.object_text and _names_act(self.object_text, known.name):
            return _sentence_case(f"carry out {self.object_text}")
        if "{object}" in known.imperative and self.object_text:
            return _sentence_case(known.imperative.format(object=self.object_text))
        return known.bare


_ONE_PER_PARTY = frozenset({"attack", "talks", "strike", "protest", "ceasefire", "requisition"})

_WORD = re.compile(r"[^\W\d_][\w’'-]*|\d[\d.,]*\d|\d|[^\w\s]")
_BOUNDARY = frozenset(
    "for to from in on at by with without after before during under over into against "
    "between since "
    "until unless if because while when where which who that but so than as about and or nor is "
    "are was were has have had will would must should can could may might said be been not , ; : . "
    '( ) ! ? “ ” " « » – —'.split()
)
_KEEP = frozenset({"of", "'s", "’s"})
_DETERMINERS = frozenset(
    "the a an its their his her our your all any every each some both new further more fresh "
    "immediate full complete total gradual early rapid such this that these those renewed".split()
)
_CONDITION = re.compile(
    r"\b(?:unless|if|provided(?: that)?|on condition that|as long as|until|should|in case|"
    r"so long as|once)\b",
    re.IGNORECASE,
)
_CUT = re.compile(
    r"\s+(?:requesting|asking|demanding|calling|saying|warning|threatening|adding|although|though|"
    r"because|while|whereas|but|however)\b|[;:]|\s[–—]\s|[”“\"»«]\s*[.,]?\s*$",
    re.IGNORECASE,
)


def object_class(phrase: str) -> str:
    """Return the class of the object a noun phrase names, its head noun if it has none, or "".

    The last word before the first preposition that is in the word list decides; otherwise the last
    such word itself.

    Examples
    --------
    >>> object_class("all foreign troops"), object_class("the four captives held since May")
    ('force', 'captive')
    """
    lexicon = the_lexicon()
    words: list[str] = []
    for token in _WORD.findall(phrase.lower()):
        if token in _BOUNDARY or token in _KEEP:
            break
        if token not in _DETERMINERS:
            words.append(token)
    for token in reversed(words):
        found = lexicon.objects.get(token)
        if found:
            return found
    head = words[-1] if words else ""
    return head[:-1] if head.endswith("s") and not head.endswith("ss") else head


def cut_at_condition(text: str) -> tuple[str, str]:
    """Split a clause at its condition: what, and "unless ..." or "if ..." (empty if none).

    Examples
    --------
    >>> cut_at_condition("to resume attacks unless the troops leave")
    ('to resume attacks', 'unless the troops leave')
    """
    found = _CONDITION.search(text)
    if not found:
        return text.strip(), ""
    return text[: found.start()].strip().rstrip(","), text[found.start() :].strip()


def read_act(
    text: str,
    event_type: str = "",
    absent: bool = False,
    skip: int = 0,
    only: frozenset[str] = frozenset(),
) -> Act | None:
    """Read the first act that a phrase speaks of.

    Parameters
    ----------
    text : str
        A clause or noun phrase: "stop the rocket attacks", "a timetable for the withdrawal".
    event_type : str
        PLOVER type of the event it belongs to; settles words such as "strike".
    absent : bool
        The phrase says that the act is missing: a negation does not turn it round.
    skip : int
        Characters at the beginning that are not read (a verb of saying).
    only : frozenset of str
        Classes looked for; empty for all.

    Returns
    -------
    Act or None
        None if no act can be read.

    Examples
    --------
    >>> act = read_act("suspend their attacks on American forces")
    >>> act.act_class, act.positive, act.name
    ('attack', False, 'Attack American forces')
    >>> read_act("any scheduling for the withdrawal of foreign troops").name
    'Set a schedule for the withdrawal of foreign troops'
    >>> read_act("end the presence of all foreign troops").key
    ('withdraw', 'force')
    """
    cut = _CUT.search(text, skip + 1) if len(text) > skip + 1 else None
    limit = cut.start() if cut else len(text)
    tokens = [
        (found.group().lower().replace("’", "'"), found.start(), found.end())
        for found in _WORD.finditer(text, skip, limit)
    ]
    lexicon = the_lexicon()
    tokens, negative = _without_idioms(tokens)
    undone = False
    continuing = False
    position = 0
    while position < len(tokens):
        words, length = _match(lexicon, tokens, position)
        act = _first_class(text, tokens, position, length, words, event_type)
        if act is not None and not (only and act.act_class not in only):
            if absent:
                negative = False
            return _turned(act, negative != undone, continuing)
        kinds = {word.kind for word in words}
        if "ending" in kinds or "negation" in kinds:
            negative = True if "negation" in kinds else not negative
        if "continuing" in kinds:
            continuing = True
        if {word.base for word in words} & _ENDING_BUT_FOR_FORCES:
            undone = not undone
        position += max(length, 1)
    return None if only else _plain_verb(text, tokens, negative and not absent)


_ENDING_BUT_FOR_FORCES = frozenset({"withdraw", "take back", "rescind"})
"""Verbs that undo what is not of armed force: "withdraw the levy"."""
_IDIOMS: dict[tuple[str, ...], bool] = {
    ("face", "to", "face"): False,
    ("on", "ice"): True,
    ("on", "hold"): True,
}
"""Phrases that are no objects, and whether they turn the act into its opposite."""


def _without_idioms(
    tokens: list[tuple[str, int, int]],
) -> tuple[list[tuple[str, int, int]], bool]:
    """Leave out set phrases that look like objects: "put the dismissals on ice"."""
    kept: list[tuple[str, int, int]] = []
    turned = False
    position = 0
    while position < len(tokens):
        for words, turns in _IDIOMS.items():
            if tuple(token for token, _, _ in tokens[position : position + len(words)]) == words:
                turned ^= turns
                position += len(words)
                break
        else:
            kept.append(tokens[position])
            position += 1
    return kept, turned


def _match(
    lexicon: Lexicon, tokens: Sequence[tuple[str, int, int]], position: int
) -> tuple[tuple[Word, ...], int]:
    for length in range(min(lexicon.longest, len(tokens) - position), 0, -1):
        key = tuple(token for token, _, _ in tokens[position : position + length])
        found = lexicon.words.get(key)
        if found:
            return found, length
    return (), 1


def _first_class(
    text: str,
    tokens: Sequence[tuple[str, int, int]],
    position: int,
    length: int,
    words: tuple[Word, ...],
    event_type: str,
) -> Act | None:
    lexicon = the_lexicon()
    for word in words:
        if not word.act_class:
            continue
        known = lexicon.classes[word.act_class]
        if known.only_types and event_type not in known.only_types and word.base in known.ambiguous:
            continue
        after = position + length
        noun = word.kind == "noun"
        if word.base == "let" and not any(t == "go" for t, _, _ in tokens[after : after + 9]):
            continue  # "let the crew go" frees them, "let experts visit" does not
        if not noun and after < len(tokens) and tokens[after][0] == "by":
            continue  # a participle: "groups backed by ..."
        if not noun and after < len(tokens) and tokens[after][0] in {"of", "for"}:
            if word.base in _TRANSITIVE_FOR or tokens[after][0] == "of":
                noun = True
        if noun:
            following, further = _match(lexicon, tokens, after)
            if any(w.kind == "noun" and w.act_class != word.act_class for w in following):
                # "withdrawal timetable": the last noun of the compound says what it is
                if tokens[after : after + 1] and further:
                    inner = _first_class(text, tokens, after, further, following, event_type)
                    if inner is not None and inner.object_start == inner.object_end:
                        return _with_object(
                            text, inner, tokens[position][1], tokens[after - 1][2], word.act_class
                        )
                    if inner is not None:
                        return inner
            start, end = _object_of_noun(tokens, after, known.name)
        else:
            start, end = _object_of_verb(tokens, after, known.name)
        object_text, span = _noun_phrase(text, tokens, start, end)
        kind = _class_of_object(object_text, known)
        before = _compound(text, tokens, position) if noun else _before(text, tokens, position)
        own = lexicon.objects.get(tokens[position + length - 1][0], "") if noun else ""
        if known.objects and kind not in known.objects:
            kind_before = object_class(before[0]) if before[0] else ""
            if own in known.objects:
                kind = own
            elif kind_before in known.objects:
                object_text, span, kind = before[0], before[1], kind_before
            elif noun and not object_text and known.default_object:
                kind = known.default_object
            else:
                continue
        elif not object_text and noun and before[0]:
            object_text, span = before
            kind = _class_of_object(object_text, known)
        if not noun and not object_text and not known.default_object:
            if "{object}" in known.imperative:
                continue
        if kind in known.avoid:
            continue
        if known.name == "talks":
            object_text, span = _process(text, tokens, position, length, word)
        stop = max(span[1], tokens[position + length - 1][2])
        if known.name == "appeal":
            tail = _tail(tokens, _end_of_phrase(tokens, after))
            stop = max(stop, tokens[tail - 1][2])
        return Act(
            act_class=known.reads_as or known.name,
            object_class=kind or known.default_object,
            positive=(word.kind != "reverse") != known.opposite,
            phrase=text[tokens[position][1] : stop],
            object_text=object_text,
            start=tokens[position][1],
            end=stop,
            object_start=span[0],
            object_end=span[1],
            nature=lexicon.classes[known.reads_as or known.name].nature,
        )
    return None


def _turned(act: Act, negative: bool, continuing: bool) -> Act:
    return Act(
        act.act_class,
        act.object_class,
        act.positive != negative,
        act.phrase,
        act.object_text,
        act.start,
        act.end,
        act.object_start,
        act.object_end,
        act.nature,
        continuing,
    )


def _with_object(text: str, act: Act, start: int, end: int, inner_class: str) -> Act:
    return Act(
        act.act_class,
        inner_class,
        act.positive,
        text[start : act.end],
        f"the {text[start:end]}",
        start,
        act.end,
        start,
        end,
        act.nature,
    )


def _class_of_object(object_text: str, known: ActClass) -> str:
    if not object_text:
        return ""
    if known.name == "schedule":
        inner = read_act(object_text)
        if inner is not None and not inner.act_class.startswith("do:"):
            return inner.act_class
        return ""
    return object_class(object_text)


def _object_of_noun(
    tokens: Sequence[tuple[str, int, int]], after: int, act_class: str
) -> tuple[int, int]:
    """Return token places of what a noun is about: after "of", "for", "on" or "against"."""
    about = {"on", "against"} if act_class == "attack" else _ABOUT
    if after < len(tokens) and tokens[after][0] in about:
        return after + 1, _end_of_phrase(tokens, after + 1)
    return after, after


_ABOUT = frozenset({"of", "for", "on", "against", "from", "about"})
_TRANSITIVE_FOR = frozenset({"schedule", "release", "set a date", "fix a date"})


def _object_of_verb(
    tokens: Sequence[tuple[str, int, int]], after: int, act_class: str
) -> tuple[int, int]:
    skipped = {"with", "by"} if act_class == "comply" else {"on", "against", "back"}
    if after < len(tokens) and tokens[after][0] in skipped:
        after += 1
    return after, _end_of_phrase(tokens, after)


def _end_of_phrase(tokens: Sequence[tuple[str, int, int]], start: int) -> int:
    end = start
    while end < len(tokens) and end - start < 9:
        if tokens[end][0] in _BOUNDARY:
            break
        end += 1
    return end


def _noun_phrase(
    text: str, tokens: Sequence[tuple[str, int, int]], start: int, end: int
) -> tuple[str, tuple[int, int]]:
    while end > start and tokens[end - 1][0] in _KEEP | _DETERMINERS:
        end -= 1
    if start >= end:
        place = tokens[start - 1][2] if 0 < start <= len(tokens) else 0
        return "", (place, place)
    span = (tokens[start][1], tokens[end - 1][2])
    return text[span[0] : span[1]], span


def _before(
    text: str, tokens: Sequence[tuple[str, int, int]], position: int
) -> tuple[str, tuple[int, int]]:
    """Return the noun phrase just before a word: its subject, or the first part of a compound."""
    end = position
    while end > 0 and tokens[end - 1][0] in {
        "must",
        "should",
        "will",
        "would",
        "to",
        "have",
        "had",
    }:
        end -= 1
    start = end
    while start > 0 and end - start < 6 and tokens[start - 1][0] not in _BOUNDARY:
        start -= 1
    return _noun_phrase(text, tokens, start, end)


def _compound(
    text: str, tokens: Sequence[tuple[str, int, int]], position: int
) -> tuple[str, tuple[int, int]]:
    """Return the noun right before, if it is of an object class: "troop withdrawal"."""
    if position > 0 and tokens[position - 1][0] in the_lexicon().objects:
        start = position - 1
        while start > 0 and text[tokens[start - 1][1]].isupper():
            start -= 1
        span = (tokens[start][1], tokens[position - 1][2])
        found = text[span[0] : span[1]]
        return (found if found.endswith("s") else found + "s"), span
    return "", (tokens[position][1], tokens[position][1])


def _process(
    text: str, tokens: Sequence[tuple[str, int, int]], position: int, length: int, word: Word
) -> tuple[str, tuple[int, int]]:
    """Return what the talks are called: "strategic dialogue"."""
    if word.kind != "noun" or word.base in {"round", "table"}:
        if word.base == "round":
            start, end = _object_of_noun(tokens, position + length, "talks")
            phrase, span = _noun_phrase(text, tokens, start, end)
            if phrase:
                return _without_determiner(phrase), span
        return "", (tokens[position][1], tokens[position][1])
    start = position
    while start > 0 and position - start < 2:
        token = tokens[start - 1][0]
        if token in _BOUNDARY or token in _DETERMINERS or token in _KEEP or not token.isalpha():
            break
        if (token,) in the_lexicon().words or token.endswith(("ing", "ed", "s")):
            break
        start -= 1
    span = (tokens[start][1], tokens[position + length - 1][2])
    return text[span[0] : span[1]], span


def _without_determiner(phrase: str) -> str:
    words = phrase.split()
    while words and words[0].lower() in _DETERMINERS:
        words = words[1:]
    return " ".join(words)


_MODALS = frozenset({"to", "must", "should", "will", "would", "shall"})
_NO_VERB = frozenset(
    "be have do the a an its their his her our all any this that these those them it him us me "
    "get say tell ask".split()
)


def _plain_verb(text: str, tokens: Sequence[tuple[str, int, int]], negative: bool) -> Act | None:
    """Read an act whose verb is in no class: the words after "to", "must", "should" ..."""
    for position in range(len(tokens) - 1):
        if tokens[position][0] not in _MODALS:
            continue
        at = position + 1
        if tokens[at][0] == "not" and at + 1 < len(tokens):
            negative, at = True, at + 1
        verb, start, _ = tokens[at]
        if any(
            word.kind in ("ending", "negation") for word in _match(the_lexicon(), tokens, at)[0]
        ):
            continue
        if verb in _NO_VERB or not verb.isalpha() or not text[start].islower():
            continue
        end = _end_of_phrase(tokens, at + 1)
        phrase, span = _noun_phrase(text, tokens, at + 1, end)
        tail = _tail(tokens, end)
        stop = tokens[tail - 1][2] if tail > at else tokens[at][2]
        if not phrase and tail <= at + 1:
            continue
        return Act(
            act_class=f"do:{verb}",
            object_class=object_class(phrase) if phrase else object_class(text[span[1] : stop]),
            positive=not negative,
            phrase=text[start:stop],
            object_text=phrase,
            start=start,
            end=stop,
            object_start=span[0],
            object_end=span[1],
            nature=Nature.SINGLE,
        )
    return None


def _tail(tokens: Sequence[tuple[str, int, int]], end: int) -> int:
    """Extend a verb phrase by one prepositional phrase ("to the Kajaki dam")."""
    if end < len(tokens) and tokens[end][0] in {"to", "into", "from", "with", "in", "on", "at"}:
        further = _end_of_phrase(tokens, end + 1)
        if further > end + 1:
            return further
    return end


def _names_act(object_text: str, act_class: str) -> bool:
    """Whether an object is the act itself: "take back the dismissals"."""
    words = object_text.lower().split()
    found = the_lexicon().words.get((words[-1],), ())
    return any(word.kind == "noun" and word.act_class == act_class for word in found)


def _sentence_case(text: str) -> str:
    text = " ".join(text.split())
    return text[:1].upper() + text[1:]
