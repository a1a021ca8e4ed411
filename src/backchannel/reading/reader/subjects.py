"""Sources by the tree: the subject of the cue, where no source chunk was found for it.

The labels sometimes miss a source that stands far from its cue or is shared ("He arrived in
1993 and promptly voted against ..."). The tree knows the subject: that of the cue's verb, or of
the verb it is coordinated with.

References
----------
Pareti et al., "Automatically Detecting and Attributing Indirect Quotations", EMNLP 2013 (subjects
of cues as sources).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from backchannel.reading.parse import Token

from .attributions import LinkedAttribution

__all__ = ["phrase_of", "subject_of", "with_subjects"]

_SUBJECTS = frozenset(("nsubj", "nsubj:outer", "nsubj:pass", "csubj"))
_SHARED = frozenset(("conj", "xcomp", "parataxis", "advcl"))
_LOOSE = frozenset(("acl:relcl", "appos", "parataxis", "punct", "conj", "cc", "advcl", "acl"))
STEPS = 3


def with_subjects(
    found: list[LinkedAttribution], tokens: Sequence[Token]
) -> list[LinkedAttribution]:
    """The attributions, with the subject of the cue as source where none was linked."""
    if all(one.source is not None for one in found):
        return found
    heads = [token.head for token in tokens]
    relations = [token.deprel for token in tokens]
    children: list[list[int]] = [[] for _ in tokens]
    for word, head in enumerate(heads):
        if head != word:
            children[head].append(word)
    result = []
    for one in found:
        if one.source is None:
            subject = subject_of(one.cue, heads, relations, children)
            if subject is not None and not any(a <= subject < b for a, b in one.contents):
                phrase = phrase_of(subject, relations, children)
                if not _touch(phrase, (one.cue, *one.contents)):
                    one = replace(one, source=phrase)
        result.append(one)
    return result


def _touch(phrase: tuple[int, int], others: tuple[tuple[int, int], ...]) -> bool:
    return any(phrase[0] < b and a < phrase[1] for a, b in others)


def subject_of(
    cue: tuple[int, int],
    heads: Sequence[int],
    relations: Sequence[str],
    children: Sequence[list[int]],
) -> int | None:
    """The head word of the subject of a cue, or None.

    Parameters
    ----------
    cue : (int, int)
        Words of the cue, half-open.
    heads, relations : sequences
        The tree: index of each word's head (a root's own) and the relation to it.
    children : sequence of lists
        Dependents of each word, in order.
    """
    at = cue[0]
    for word in range(*cue):
        if heads[word] == word or not cue[0] <= heads[word] < cue[1]:
            at = word
            break
    for _ in range(STEPS):
        for child in children[at]:
            if relations[child] in _SUBJECTS and not cue[0] <= child < cue[1]:
                return child
        if relations[at] == "acl:relcl" or heads[at] == at:
            return None
        if relations[at] == "acl":
            return heads[at]
        if relations[at] not in _SHARED:
            return None
        at = heads[at]
    return None


def phrase_of(
    word: int, relations: Sequence[str], children: Sequence[list[int]]
) -> tuple[int, int]:
    """The words of a noun's phrase, half-open, without clauses, appositions and coordination."""
    low = high = word
    waiting = [word]
    while waiting:
        at = waiting.pop()
        for child in children[at]:
            if at == word and relations[child] in _LOOSE:
                continue
            low, high = min(low, child), max(high, child)
            waiting.append(child)
    return low, high + 1
