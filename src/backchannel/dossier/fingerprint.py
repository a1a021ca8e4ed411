"""Whether two reports are the same story: the same text, or one wire story with small edits.

The resemblance of two texts is the share of their runs of five words that both have (Jaccard).
Reports that may resemble each other are found by min-hashing: Broder, *On the resemblance and
containment of documents*, 1997.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Collection

__all__ = ["BANDS", "SAME_STORY", "bands", "resemblance", "shingles"]

BANDS = 16
_ROWS = 2
_PRIME = 4294967311
SAME_STORY = 0.6
"""From this resemblance on, two reports are taken for one story."""

_WORD = re.compile(r"\w+")


def shingles(text: str, size: int = 5) -> frozenset[int]:
    """Return hashes of all runs of `size` words, lower-cased; of the whole if it is shorter."""
    words = _WORD.findall(text.lower())
    if not words:
        return frozenset()
    if len(words) < size:
        return frozenset([zlib.crc32(" ".join(words).encode("utf-8", "surrogatepass"))])
    return frozenset(
        zlib.crc32(" ".join(words[i : i + size]).encode("utf-8", "surrogatepass"))
        for i in range(len(words) - size + 1)
    )


def resemblance(a: frozenset[int], b: Collection[int]) -> float:
    """Return the share of runs that both have, 0 to 1; 0 if both are empty; each is in `b` once."""
    shared = len(a.intersection(b))
    union = len(a) + len(b) - shared
    return shared / union if union else 0.0


def bands(runs: frozenset[int]) -> list[tuple[int, int]]:
    """Return (band, value) pairs; texts that resemble each other share at least one, most likely.

    With 16 bands of 2 rows, texts of resemblance 0.6 share one with probability 0.999.
    """
    if not runs:
        return []
    import numpy as np

    values = np.fromiter(sorted(runs), dtype=np.uint64, count=len(runs))
    signature = []
    for k in range(BANDS * _ROWS):
        a = np.uint64(zlib.crc32(b"a%d" % k) | 1)
        b = np.uint64(zlib.crc32(b"b%d" % k))
        signature.append(int(((values * a + b) % np.uint64(_PRIME)).min()))
    return [
        (band, zlib.crc32(repr(signature[band * _ROWS : (band + 1) * _ROWS]).encode()))
        for band in range(BANDS)
    ]
