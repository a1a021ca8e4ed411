"""Attributions: chunks labelled source, cue and content, joined by links.

Each content chunk points to its cue, each cue to its source or to nobody, so that several cues
may share a source ("X stressed ... and added ...") and a quotation broken by its cue stays one.

References
----------
Newell, Margolin and Ruths, "An Attribution Relations Corpus for Political News", LREC 2018 (the
roles); Pareti, "PARC 3.0", LREC 2016 (source, cue, content).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .network import Floats
from .spans import best_labels, chunks, log_softmax
from .windows import Reading

__all__ = ["LinkedAttribution", "decode_attributions"]

SOURCE, CUE, CONTENT = 0, 1, 2

Chunk = tuple[int, int]


@dataclass(frozen=True, slots=True)
class LinkedAttribution:
    """Word stretches of one attribution and what the network thought of them.

    Parameters
    ----------
    source : (int, int) or None
        Words of the source, half-open.
    cue : (int, int)
        Words of the cue.
    contents : tuple of (int, int)
        Words of the content, in order.
    features : tuple of float
        Log-probabilities: cue, content (mean), content (worst), link to the cue, source chunk,
        link to the source; then whether there is no source, and the log of content words.
    """

    source: Chunk | None
    cue: Chunk
    contents: tuple[Chunk, ...]
    features: tuple[float, ...]


def decode_attributions(
    logits: Floats,
    reading: Reading,
    scorers: dict[str, Floats],
    starts: NDArray[np.bool_],
) -> list[LinkedAttribution]:
    """The attributions in a run of words, by the place of their cues.

    Parameters
    ----------
    logits : (n, 7) array
        Begin-inside-outside logits.
    reading : Reading
        The projections, by window.
    scorers : dict of arrays
        Bilinear scorers.
    starts : (n,) booleans
        Block starts.
    """
    logs = log_softmax(logits)
    labels = best_labels(logs, starts)
    own = logs[np.arange(len(labels)), labels]
    found = chunks(labels)
    cues = [(a, b) for a, b, kind in found if kind == CUE]
    sources = [(a, b) for a, b, kind in found if kind == SOURCE]
    contents = [(a, b) for a, b, kind in found if kind == CONTENT]
    if not cues or not contents:
        return []
    to_cue, sure_cue = _to_cues(contents, cues, reading, scorers)
    to_source, sure_source = _to_sources(cues, sources, reading, scorers)
    result = []
    for k, cue in enumerate(cues):
        mine = [i for i in range(len(contents)) if to_cue[i] == k]
        if not mine:
            continue
        words = np.concatenate([own[contents[i][0] : contents[i][1]] for i in mine])
        source = sources[to_source[k]] if to_source[k] >= 0 else None
        features = (
            float(own[cue[0] : cue[1]].mean()),
            float(words.mean()),
            float(words.min()),
            float(min(sure_cue[i] for i in mine)),
            float(own[source[0] : source[1]].mean()) if source else 0.0,
            float(sure_source[k]),
            0.0 if source else 1.0,
            float(np.log(len(words))),
        )
        result.append(LinkedAttribution(source, cue, tuple(contents[i] for i in mine), features))
    return result


def _to_cues(
    contents: list[Chunk], cues: list[Chunk], reading: Reading, scorers: dict[str, Floats]
) -> tuple[list[int], list[float]]:
    """For each content its cue (-1 none near) and the log-probability of the link."""
    begins = np.array([a for a, _ in cues])
    chosen: list[int] = []
    sure: list[float] = []
    for first, end in contents:
        window = reading.home(first, end - 1)
        near = np.flatnonzero(reading.inside(window, begins))
        last = min(end, reading.places[window][1]) - 1
        if not len(near):
            chosen.append(-1)
            sure.append(0.0)
            continue
        left = (
            reading.rows(window, "content_first", np.array([first]))
            + reading.rows(window, "content_last", np.array([last]))
        )[0]
        left = left @ scorers["bilinear.content_cue"] + scorers["bias.content_cue"]
        logs = log_softmax(reading.rows(window, "cue_of_content", begins[near]) @ left)
        best = int(logs.argmax())
        chosen.append(int(near[best]))
        sure.append(float(logs[best]))
    return chosen, sure


def _to_sources(
    cues: list[Chunk], sources: list[Chunk], reading: Reading, scorers: dict[str, Floats]
) -> tuple[list[int], list[float]]:
    """For each cue its source (-1 nobody) and the log-probability of the link."""
    places = np.array([a for a, _ in sources], np.int64)
    chosen: list[int] = []
    sure: list[float] = []
    for first, end in cues:
        window = reading.home(first, end - 1)
        near = np.flatnonzero(reading.inside(window, places))
        left = reading.rows(window, "cue", np.array([first]))[0]
        left = left @ scorers["bilinear.cue_source"] + scorers["bias.cue_source"]
        right = reading.rows(window, "source", places[near])
        logs = log_softmax(np.concatenate([scorers["no_source"][None], right]) @ left)
        best = int(logs.argmax())
        chosen.append(int(near[best - 1]) if best else -1)
        sure.append(float(logs[best]))
    return chosen, sure
