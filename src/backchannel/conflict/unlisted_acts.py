"""Acts whose verb is in no class of the word list, and acts told of those they are done to.

They keep the report's own words as their name: "appoint an arbitrator", "have the crew tried".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from backchannel.conflict.act_phrases import (
    FORM_WORDS,
    MODALS,
    PRONOUNS,
    end_of_phrase,
    match_words,
    noun_phrase,
    object_class,
    with_tail,
)
from backchannel.conflict.act_words import Lexicon, Nature
from backchannel.conflict.act_words import lexicon as the_lexicon
from backchannel.conflict.acts import Act

__all__ = ["NONE_PASSES", "is_ended", "plain_verb", "told_of_others"]


def is_ended(lexicon: Lexicon, text: str, tokens: Sequence[tuple[str, int, int]], act: Act) -> bool:
    """Whether what is done to the act ends it: "that the payment be held back"."""
    done = _IS_DONE.match(text)
    if not done or act.end > done.start("done") or act.start < done.start("what"):
        return False
    for position, (_, start, _) in enumerate(tokens):
        if start == done.start("done"):
            return any(word.kind == "ending" for word in match_words(lexicon, tokens, position)[0])
    return False


NONE_PASSES = re.compile(
    r"no (?P<who>[\w’' -]+?) (?:will|would|shall|may|can) (?:pass|cross|enter|dock|land|sail)\b",
    re.I,
)


_IS_DONE = re.compile(
    r"(?P<what>[\w’'-]+(?: [\w’'-]+){0,8}?) (?:(?:will|would|shall|should|must|may) )?"
    r"(?:\w+ly |henceforth |then |again )?(?P<not>not )?be "
    r"(?P<done>\w+(?:ed|en|ied|ought|ung|own|ut|eld|ept|old|ent|ade)\b.*)\Z",
    re.I | re.S,
)


def told_of_others(text: str) -> Act | None:
    """Read an act told of those it is done to: "the crew would be tried", "no lorry will pass"."""
    nobody = NONE_PASSES.match(text)
    if nobody:
        return Act(
            "access", object_class(nobody["who"]), False, nobody.group(), nobody["who"],
            0, nobody.end(), nobody.start("who"), nobody.end("who"), Nature.STANDING,
        )  # fmt: skip
    done = _IS_DONE.match(text)
    if not done or done["what"].split()[0].lower() in FORM_WORDS:
        return None
    verb = done["done"].split()[0].lower()
    return Act(
        f"do:have {verb}", object_class(done["what"]), not done["not"],
        f"have {done['what']} {done['done']}", done["what"],
        0, done.end(), done.start("what"), done.end("what"), Nature.SINGLE,
    )  # fmt: skip


_NO_VERB = frozenset(
    "be have do the a an its their his her our all any this that these those them it him us me "
    "get say tell ask run fall die suffer collapse lose remain stay stand seem become happen cost "
    "mean need want know see hear feel believe hope think like".split()
)


def plain_verb(
    text: str, tokens: Sequence[tuple[str, int, int]], absent: bool, whole: bool = False
) -> Act | None:
    """Read an act whose verb is in no class: the words after "to", "must", "should" ...

    A verb of ending is taken only where nothing follows that it ends: "leave the cabinet".
    """
    for also_endings in (False, True):
        act = _after_a_modal(text, tokens, absent, also_endings, whole)
        if act is not None:
            return act
    return None


def _after_a_modal(
    text: str,
    tokens: Sequence[tuple[str, int, int]],
    absent: bool,
    also_endings: bool,
    whole: bool,
) -> Act | None:
    lexicon = the_lexicon()
    negative = False
    for position in range(len(tokens) - 1):
        kinds = {word.kind for word in match_words(lexicon, tokens, position)[0]}
        if "negation" in kinds:
            negative = True
        elif "ending" in kinds:
            negative = not negative
        if tokens[position][0] not in MODALS:
            continue
        at = position + 1
        if tokens[at][0] == "not" and at + 1 < len(tokens):
            negative, at = True, at + 1
        while at + 1 < len(tokens) and _is_adverb(tokens[at][0]):
            at += 1
        verb, start, _ = tokens[at]
        kinds = {word.kind for word in match_words(lexicon, tokens, at)[0]}
        if "negation" in kinds or ("ending" in kinds and not also_endings):
            continue
        if verb in _NO_VERB or not verb.isalpha() or not text[start].islower():
            continue
        first = at + 2 if tokens[at + 1 : at + 2] and tokens[at + 1][0] in _ALONGSIDE else at + 1
        end = end_of_phrase(tokens, first)
        phrase, span = noun_phrase(text, tokens, first, end)
        if phrase.lower() in PRONOUNS:
            continue
        tail = with_tail(tokens, end)
        stop = tokens[tail - 1][2] if tail > at else tokens[at][2]
        if not phrase and tail <= first:
            continue
        if whole and tokens[-1][2] - start <= _LONGEST_NAME:
            stop = tokens[-1][2]
        return Act(
            act_class=f"do:{verb}",
            object_class=object_class(phrase) if phrase else object_class(text[span[1] : stop]),
            positive=absent or not negative,
            phrase=text[start:stop],
            object_text=phrase,
            start=start,
            end=stop,
            object_start=span[0],
            object_end=span[1],
            nature=Nature.SINGLE,
        )
    return None


def _is_adverb(token: str) -> bool:
    return token in {"first", "also", "then", "now", "never", "soon", "at", "once"} or (
        token.endswith("ly")
        and len(token) > 4
        and token not in {"rally", "supply", "apply", "reply"}
    )


_LONGEST_NAME = 70


_ALONGSIDE = frozenset("over out up back down off in away".split())
