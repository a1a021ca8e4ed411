"""An act that somebody can take or leave, as a phrase of a report gives it.

"Withdrawal of US forces", "every foreign soldier must leave" and "end the presence of all foreign
troops" are one act; "end the strike" is the opposite of "strike". How a phrase is read is in
`backchannel.conflict.act_reading`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from backchannel.conflict.act_words import ActClass, act_classes
from backchannel.conflict.act_words import lexicon as the_lexicon

__all__ = ["Act"]


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
            return _sentence_case(_QUOTES.sub("", _TO_US.sub(r"\1", self.phrase)))
        if self.act_class == "talks":
            return _sentence_case(known.imperative.format(talks=self.process))
        if "{phrase}" in known.imperative:
            if len(self.phrase.split()) < 2 or (
                self.act_class == "appeal" and not self.object_text
            ):
                if len(self.phrase.split()) < 3:
                    return known.bare
            if known.imperative.startswith("Keep the") and not _begins_with_noun(self, known):
                return known.bare
            return _sentence_case(known.imperative.format(phrase=self.phrase))
        if known.carried_out and self.object_text and _names_act(self.object_text, known.name):
            return _sentence_case(f"carry out {self.object_text}")
        if "{object}" in known.imperative and self.object_text.lower() in {"us", "me"}:
            return known.bare
        if known.name == "aid" and _SUM.match(self.object_text):
            return _sentence_case(f"give the {self.phrase}")
        if "{object}" in known.imperative and self.object_text:
            return _sentence_case(known.imperative.format(object=self.object_text))
        return known.bare


_QUOTES = re.compile(r"[\"“”«»]\s?|\s?[\"“”«»]")
_SUM = re.compile(r"(?:US)?[$€£¥]|\d")
_TO_US = re.compile(r"^(\w+) (?:us|me)(?= \w)", re.I)


_ONE_PER_PARTY = frozenset({"attack", "talks", "strike", "protest", "ceasefire", "requisition"})


def _names_act(object_text: str, act_class: str) -> bool:
    """Whether an object is the act itself: "take back the dismissals"."""
    words = object_text.lower().split()
    found = the_lexicon().words.get((words[-1],), ())
    return any(word.kind == "noun" and word.act_class == act_class for word in found)


def _sentence_case(text: str) -> str:
    text = " ".join(text.split())
    return text[:1].upper() + text[1:]


def _begins_with_noun(act: Act, known: ActClass) -> bool:
    """Whether the phrase begins with the act's noun: "levy on milk", not "charge a third"."""
    first = act.phrase.split()[0].lower()
    words = the_lexicon().words.get((first,), ())
    return any(word.kind == "noun" and word.act_class == known.name for word in words)
