"""Names as a whole text tells them: one type for the same words, titles and addresses.

A name that is met several times is seen better than each of its occurrences: their scores for each
type are added up, and words that are a name elsewhere in the text are one here too where the
network half saw it. The training texts differ on whether a title belongs to the name of its
bearer; here it always does. An address of the web names a thing.

References
----------
Gale, Church and Yarowsky, "One Sense Per Discourse", HLT 1992.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from backchannel.reading.titles import honorific

from .network import Floats

__all__ = ["one_type_each", "with_addresses", "with_titles"]

Name = tuple[int, int, int]

OTHERS = 0.6
"""Weight of what the other occurrences of a name say of its type."""
HALF_SEEN = 0.3
"""Probability of being in a name from which on words are taken for the name they are elsewhere."""


def one_type_each(
    names: Sequence[Name], logs: Floats, texts: Sequence[str], proper: NDArray[np.bool_]
) -> list[Name]:
    """Names of one text with their types made to agree, and the occurrences that were missed.

    Parameters
    ----------
    names : sequence of (int, int, int)
        First word, end and number of the type of each, in order.
    logs : (n, 1 + 2 * types) array
        Log-probabilities of the labels: none, then begin and inside of each type.
    texts : sequence of str
        The n words.
    proper : (n,) booleans
        Which words are tagged as proper nouns.

    Returns
    -------
    list of (int, int, int)
        In order.

    Examples
    --------
    >>> logs = np.log(np.full((3, 5), 0.2))
    >>> logs[0] = np.log([0.1, 0.8, 0.0001, 0.0999, 0.0001])
    >>> logs[2] = np.log([0.1, 0.4, 0.0001, 0.4999, 0.0001])
    >>> one_type_each([(0, 1, 0), (2, 3, 1)], logs, ["Tarin", "met", "Tarin"], np.array([1, 0, 1]))
    [(0, 1, 0), (2, 3, 0)]
    """
    if not names:
        return []
    keys = [tuple(texts[a:b]) for a, b, _ in names]
    seen = Counter(keys)
    told = {key: np.zeros((logs.shape[1] - 1) // 2, np.float32) for key in seen}
    scores = []
    for (a, b, _), key in zip(names, keys, strict=True):
        score = (logs[a, 1::2] + logs[a + 1 : b, 2::2].sum(0)) / (b - a)
        score = score - score.max()
        scores.append(score)
        told[key] += score
    result: list[Name] = []
    types: dict[tuple[str, ...], Counter[int]] = {}
    for (a, b, kind), key, score in zip(names, keys, scores, strict=True):
        if seen[key] > 1:
            kind = int((score + OTHERS * (told[key] - score)).argmax())
        types.setdefault(key, Counter())[kind] += 1
        result.append((a, b, kind))
    missed = _missed(result, types, logs, texts, proper)
    return sorted(result + missed) if missed else result


def with_titles(
    names: Sequence[Name],
    person: int,
    texts: Sequence[str],
    proper: NDArray[np.bool_],
    starts: NDArray[np.bool_],
) -> list[Name]:
    """Names of persons with the titles that stand before them, in the same block.

    Parameters
    ----------
    names : sequence of (int, int, int)
        As of `one_type_each`.
    person : int
        Number of the type of persons.
    texts, proper : as of `one_type_each`
    starts : (n,) booleans
        Words before which a block begins.
    """
    result: list[Name] = []
    before = 0
    for a, b, kind in names:
        first = a
        if kind == person:
            while (
                first > before
                and proper[first - 1]
                and not starts[first]
                and honorific((texts[first - 1], texts[a])) is not None
            ):
                first -= 1
        result.append((first, b, kind))
        before = b
    return result


def with_addresses(names: Sequence[Name], thing: int, texts: Sequence[str]) -> list[Name]:
    """Names and the addresses of the web and of mail that are in none of them, of type `thing`."""
    found = [k for k, text in enumerate(texts) if "." in text[1:] and _ADDRESS.match(text)]
    if not found:
        return list(names)
    taken = {k for a, b, _ in names for k in range(a, b)}
    return sorted([*names, *((k, k + 1, thing) for k in found if k not in taken)])


_ADDRESS = re.compile(r"https?:|www\.|\S+@\S+\.\w+$|\S+\.(?:com|org|edu|net|gov)\b")


def _missed(
    names: Sequence[Name],
    types: dict[tuple[str, ...], Counter[int]],
    logs: Floats,
    texts: Sequence[str],
    proper: NDArray[np.bool_],
) -> list[Name]:
    """Occurrences of the names that none of `names` covers, longest first where two begin."""
    taken = np.zeros(len(texts), bool)
    for a, b, _ in names:
        taken[a:b] = True
    beginnings: dict[str, list[tuple[str, ...]]] = {}
    for key in types:
        beginnings.setdefault(key[0], []).append(key)
    found: list[Name] = []
    for a in np.flatnonzero(~taken & (np.asarray(proper) > 0)).tolist():
        for key in sorted(beginnings.get(texts[a], ()), key=len, reverse=True):
            b = a + len(key)
            if tuple(texts[a:b]) != key:
                continue
            if not taken[a:b].any() and all(proper[a:b]):
                if 1 - float(np.exp(logs[a:b, 0]).mean()) > HALF_SEEN:
                    found.append((a, b, types[key].most_common(1)[0][0]))
                    taken[a:b] = True
            break
    return found
