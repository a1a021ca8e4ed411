"""What a phrase of a report means as an act.

An act is recognised by a class of verbs and nouns, the class of its object, and its direction, from
the word list ``lexicon/acts.toml``; never by how similar two phrases look.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from backchannel.conflict.act_phrases import (
    BOUNDARY,
    DETERMINERS,
    FORM_WORDS,
    KEEP,
    WORD,
    compound_before,
    end_of_phrase,
    match_words,
    noun_phrase,
    object_class,
    phrase_before,
    with_tail,
    without_determiner,
)
from backchannel.conflict.act_words import ActClass, Lexicon, Word
from backchannel.conflict.act_words import lexicon as the_lexicon
from backchannel.conflict.acts import Act
from backchannel.conflict.unlisted_acts import NONE_PASSES, is_ended, plain_verb, told_of_others

__all__ = ["cut_at_condition", "read_act"]

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
    verb_first: bool = False,
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
    verb_first : bool
        The phrase is a predicate: its verb says what is done, and a noun further on only where the
        verb is light ("put the layoffs on ice", "call for talks").

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
        for found in WORD.finditer(text, skip, limit)
    ]
    lexicon = the_lexicon()
    tokens, negative = _without_idioms(_without_months(text, tokens))
    if verb_first and not _leads_on(lexicon, tokens):
        return None if only else plain_verb(text, tokens, absent, whole=True)
    undone = False
    continuing = False
    position = 0
    if NONE_PASSES.match(text) and not only:
        return told_of_others(text)
    while position < len(tokens):
        words, length = match_words(lexicon, tokens, position)
        act = _first_class(text, tokens, position, length, words, event_type)
        if act is not None and not (only and act.act_class not in only):
            if absent:
                negative = False
            elif is_ended(lexicon, text, tokens, act):
                negative = not negative
            return _turned(act, negative != undone, continuing)
        kinds = {word.kind for word in words}
        if "ending" in kinds or "negation" in kinds:
            negative = True if "negation" in kinds else not negative
        if "continuing" in kinds:
            continuing = True
        if {word.base for word in words} & _ENDING_BUT_FOR_FORCES:
            undone = not undone
        position += max(length, 1)
    if only:
        return None
    return told_of_others(text) or plain_verb(text, tokens, absent, whole=verb_first)


_LIGHT = frozenset(
    "make made makes making take took taken takes taking give gave given gives giving put puts "
    "putting order orders ordered ordering decree decreed declare declared declares announce "
    "announced announces call called calls calling issue issued issues enter entered enters lead "
    "led leads bring brought brings bringing set sets get got gets go went gone goes going come "
    "came comes coming agree agreed agrees seek sought seeks want wanted wants demand demanded "
    "demands ask asked asks propose proposed proposes accept accepted accepts back backed backs "
    "approve approved approves let lets allow allowed allows help helped helps ensure ensured see "
    "saw seen sees face faced faces facing impose imposed imposes use used uses using enforce "
    "enforced work worked consider considered undertake undertook undertaken offer offered "
    "offers".split()
)
"""Verbs that lead on to the act, so that a noun after them tells it."""


def _leads_on(lexicon: Lexicon, tokens: Sequence[tuple[str, int, int]]) -> bool:
    """Whether the first verb is of a class, of ending or going on, or leads on to a noun."""
    for position, (token, _, _) in enumerate(tokens):
        if token in FORM_WORDS or (token.endswith("ly") and len(token) > 4):
            continue
        return bool(match_words(lexicon, tokens, position)[0]) or token in _LIGHT
    return True


_BEFORE_A_MONTH = frozenset(
    "in on since until till by of from last next this early late mid".split()
)


def _without_months(text: str, tokens: list[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    """Leave out "March" where it is the month: "from March 1", "on 7 March"."""
    kept = []
    for place, (token, start, end) in enumerate(tokens):
        if token == "march" and text[start].isupper():
            before = tokens[place - 1][0] if place else ""
            after = tokens[place + 1][0] if place + 1 < len(tokens) else ""
            if before[:1].isdigit() or after[:1].isdigit() or before in _BEFORE_A_MONTH:
                continue
        kept.append((token, start, end))
    return kept


_ENDING_BUT_FOR_FORCES = frozenset({"withdraw", "take back", "rescind"})
"""Verbs that undo what is not of armed force: "withdraw the levy"."""


_IDIOMS: dict[tuple[str, ...], bool] = {
    ("face", "to", "face"): False,
    ("on", "ice"): True,
    ("on", "hold"): True,
    ("for", "consultations"): False,
    ("for", "consultation"): False,
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
        if not noun and _is_in_a_compound(tokens, position, after):
            continue
        if word.base == "strike" and known.name == "strike" and _hits(tokens, after, noun):
            continue
        if word.base == "let" and not any(t == "go" for t, _, _ in tokens[after : after + 9]):
            # "let the crew go" frees them, "let experts visit the dam" admits them
            admitted = _let_in(text, tokens, position)
            if admitted is not None:
                return admitted
            continue
        if not noun and after < len(tokens) and tokens[after][0] == "by":
            continue  # a participle: "groups backed by ..."
        if not noun and after < len(tokens) and tokens[after][0] in {"of", "for"}:
            if word.base in _TRANSITIVE_FOR or tokens[after][0] == "of":
                noun = True
        if noun:
            following, further = match_words(lexicon, tokens, after)
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
        object_text, span = noun_phrase(text, tokens, start, end)
        kind = _class_of_object(object_text, known)
        if known.name == "schedule" and word.base in _DATES and not object_text:
            continue  # "set them a date", "its deadline": for something that is not said
        if known.name == "sign" and noun and _is_old(tokens, position):
            continue  # "by the treaty of 1973" names a paper, not a signing
        if word.base in _NOT_BEFORE and noun and after < len(tokens):
            if tokens[after][0] in _NOT_BEFORE[word.base]:
                continue  # "a meeting place"
        before = (
            compound_before(text, tokens, position)
            if noun
            else phrase_before(text, tokens, position)
        )
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
        if word.base == "take back" and kind != "job":
            continue  # "take the trams back" reinstates nobody
        if _DAYS.match(object_text):
            object_text, span = "", (span[0], span[0])  # "signed on Saturday"
        if known.name == "attack" and _WEAPON.search(object_text):
            object_text, span = "", (span[0], span[0])  # "fired tear gas" names no target
        if known.name == "talks":
            object_text, span = _process(text, tokens, position, length, word)
        stop = max(span[1], tokens[position + length - 1][2])
        if known.name == "appeal":
            tail = with_tail(tokens, end_of_phrase(tokens, after))
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


_DAYS = re.compile(
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|june|july|august"
    r"|september|october|november|december|today|yesterday|tomorrow)\b",
    re.I,
)
_WEAPON = re.compile(
    r"\b(?:gas|shots?|rounds?|missiles?|rockets?|shells?|mortars?|bullets?|weapons?)$", re.I
)


_INSIDE = frozenset("visit inspect enter see in into through pass cross".split())


def _let_in(text: str, tokens: Sequence[tuple[str, int, int]], position: int) -> Act | None:
    """Read "let experts visit the dam", "let the lorries through" as giving access."""
    for place in range(position + 2, min(position + 10, len(tokens))):
        if tokens[place][0] not in _INSIDE:
            continue
        object_text, span = noun_phrase(text, tokens, position + 1, place)
        kind = object_class(object_text)
        act_class = "release" if kind == "water" else "access"
        end = tokens[end_of_phrase(tokens, place + 1) - 1][2]
        none = tokens[position + 1][0] == "no"
        if none:
            object_text = object_text[3:]
        return Act(
            act_class=act_class,
            object_class=kind,
            positive=not none,
            phrase=text[tokens[position][1] : end],
            object_text=object_text,
            start=tokens[position][1],
            end=end,
            object_start=span[0],
            object_end=span[1],
            nature=the_lexicon().classes[act_class].nature,
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
        return after + 1, end_of_phrase(tokens, after + 1)
    return after, after


_DATES = frozenset("deadline date timing calendar roadmap".split())


_NOT_BEFORE = {
    "meeting": frozenset("place point room hall".split()),
    "protest": frozenset({"note"}),
    "strike": frozenset({"fund"}),
}


def _is_in_a_compound(tokens: Sequence[tuple[str, int, int]], position: int, after: int) -> bool:
    """Whether a word in -ing stands between an article and a noun: "a meeting place"."""
    return (
        tokens[position][0].endswith("ing")
        and position > 0
        and tokens[position - 1][0] in _ARTICLES
        and after < len(tokens)
        and tokens[after][0].isalpha()
        and tokens[after][0] not in BOUNDARY
        and tokens[after][0] not in DETERMINERS
        and tokens[after][0] not in KEEP
    )


def _hits(tokens: Sequence[tuple[str, int, int]], after: int, noun: bool) -> bool:
    """Whether "strike" means a blow: "strike the base", "strikes on the port"."""
    if after >= len(tokens):
        return False
    if noun:
        return tokens[after][0] in {"on", "against"}
    return tokens[after][0] not in BOUNDARY and tokens[after][0] not in {"again", "today"}


_ARTICLES = frozenset("the a an this that its their".split())


_DEFINITE = frozenset("the this that its their his her our".split())


def _is_old(tokens: Sequence[tuple[str, int, int]], position: int) -> bool:
    """Whether a paper is spoken of as there already: "the treaty", "their 2019 agreement"."""
    return any(token in _DEFINITE for token, _, _ in tokens[max(0, position - 3) : position])


_ABOUT = frozenset({"of", "for", "on", "against", "from", "about"})


_TRANSITIVE_FOR = frozenset({"schedule", "release", "set a date", "fix a date"})


def _object_of_verb(
    tokens: Sequence[tuple[str, int, int]], after: int, act_class: str
) -> tuple[int, int]:
    skipped = {"with", "by"} if act_class == "comply" else {"on", "against", "back"}
    if after < len(tokens) and tokens[after][0] in skipped:
        after += 1
    return after, end_of_phrase(tokens, after)


def _process(
    text: str, tokens: Sequence[tuple[str, int, int]], position: int, length: int, word: Word
) -> tuple[str, tuple[int, int]]:
    """Return what the talks are called: "strategic dialogue"."""
    if word.kind != "noun" or word.base in {"round", "table"}:
        if word.base == "round":
            start, end = _object_of_noun(tokens, position + length, "talks")
            phrase, span = noun_phrase(text, tokens, start, end)
            if phrase:
                return without_determiner(phrase), span
        return "", (tokens[position][1], tokens[position][1])
    start = position
    while start > 0 and position - start < 2:
        token = tokens[start - 1][0]
        if token in BOUNDARY or token in DETERMINERS or token in KEEP or not token.isalpha():
            break
        if (token,) in the_lexicon().words or token.endswith(("ing", "ed", "s")):
            break
        start -= 1
    span = (tokens[start][1], tokens[position + length - 1][2])
    return text[span[0] : span[1]], span
