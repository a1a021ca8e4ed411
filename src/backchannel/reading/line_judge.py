"""The trained judge of lines, fitted by ``training/residue``, run with NumPy alone.

Two witnesses look at the same features of a line in its place (`line_features`): boosted trees and
a small network over the lines in their order (`line_network`). They err on different lines, so
their log odds are averaged. Both hold numbers only, no word of any page; which pages they were
fitted on, and how well they do on others, is in ``docs/explanation/how-residue-is-found.md``.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Any

import numpy as np
import numpy.typing as npt

from backchannel.errors import ReaderError
from backchannel.reading.chrome import ChromeRule
from backchannel.reading.line_features import NAMES, line_features
from backchannel.reading.line_network import LineNetwork
from backchannel.reading.lines import Line

__all__ = ["MOST_LINES", "Judge", "Trees", "load_judge"]

Floats = npt.NDArray[np.float32]

MOST_LINES = 20_000
"""Longer texts are judged by wording and place alone."""

_CHUNK = 256
_NETWORK = 0.35
"""Weight of the network's log odds beside the trees'."""
_LEAST = 0.001
"""No witness is surer than this; otherwise one of them alone could decide."""
_FILE = "lexicon/residue_lines.npz"


@dataclass(frozen=True, slots=True, eq=False)
class Trees:
    """Boosted trees as flat arrays; a leaf points to itself.

    Parameters
    ----------
    feature, left, right : (n_nodes,) int32
        Column that is looked at (0 in a leaf) and where to go.
    threshold : (n_nodes,) float32
        Left if the value is at most this.
    value : (n_nodes,) float32
        What a leaf adds; 0 elsewhere.
    roots : (n_trees,) int32
        First node of each tree.
    groups : int
        Forests the trees belong to, the same number in each; their probabilities are averaged.
    """

    feature: npt.NDArray[np.int32]
    left: npt.NDArray[np.int32]
    right: npt.NDArray[np.int32]
    threshold: Floats
    value: Floats
    roots: npt.NDArray[np.int32]
    groups: int

    def probability(self, rows: Floats) -> Floats:
        """Return the mean probability over the forests, (n_rows,) float32."""
        parts = [self._chunk(rows[start : start + _CHUNK]) for start in range(0, len(rows), _CHUNK)]
        return np.concatenate(parts) if parts else np.zeros(0, dtype=np.float32)

    def _chunk(self, rows: Floats) -> Floats:
        n = len(rows)
        at = np.broadcast_to(self.roots, (n, len(self.roots))).copy()
        line = np.arange(n)[:, None]
        while True:
            here = rows[line, self.feature[at]] <= self.threshold[at]
            after = np.where(here, self.left[at], self.right[at])
            if (after == at).all():
                break
            at = after
        # summed in double precision and in one order, so that every machine gets the same
        scores = self.value[at].astype(np.float64).reshape(n, self.groups, -1).sum(axis=2)
        probability: Floats = (1.0 / (1.0 + np.exp(-scores))).mean(axis=1).astype(np.float32)
        return probability


def together(trees: Floats, network: Floats) -> Floats:
    """Return the chance that two witnesses give together: the weighted mean of their log odds.

    Parameters
    ----------
    trees, network : (n_lines,) float32
        Chances by each of them.

    Examples
    --------
    >>> together(np.float32([0.5, 0.9]), np.float32([0.5, 0.9])).round(2).tolist()
    [0.5, 0.8999999761581421]
    """
    odds = np.zeros(len(trees), dtype=np.float64)
    for weight, chance in ((1.0 - _NETWORK, trees), (_NETWORK, network)):
        held = np.clip(chance.astype(np.float64), _LEAST, 1.0 - _LEAST)
        odds += weight * np.log(held / (1.0 - held))
    chances: Floats = (1.0 / (1.0 + np.exp(-odds))).astype(np.float32)
    return chances


@dataclass(frozen=True, slots=True, eq=False)
class Judge:
    """Both witnesses together."""

    trees: Trees
    network: LineNetwork

    def body_probability(
        self, lines: Sequence[Line], rules: Sequence[ChromeRule | None] | None = None
    ) -> tuple[Floats, Floats]:
        """Return the probability of each line to be the report's, and its features.

        Parameters
        ----------
        lines : sequence of Line
            At most `MOST_LINES`.
        rules : sequence of ChromeRule or None
            The rule that matches each line, if they are known already.

        Returns
        -------
        (n_lines,) float32, (n_lines, n_features) float32
        """
        features = line_features(lines, rules)
        trees, network = self.trees.probability(features), self.network.probability(features)
        return together(trees, network), features


@functools.cache
def load_judge() -> Judge:
    """Return the judge that ships with the package.

    Raises
    ------
    ReaderError
        If its file is missing or does not fit this version.
    """
    try:
        with (
            resources.files("backchannel.reading").joinpath(_FILE).open("rb") as stream,
            np.load(stream, allow_pickle=False) as arrays,
        ):
            if list(arrays["names"]) != list(NAMES):
                raise ReaderError("the judge of lines was fitted for another version; reinstall")
            return Judge(_trees(arrays), LineNetwork.of(arrays, "network_"))
    except (OSError, KeyError, ValueError) as error:
        raise ReaderError(f"the judge of lines cannot be loaded ({error}); reinstall") from error


def _trees(arrays: Any) -> Trees:
    return Trees(
        arrays["trees_feature"].astype(np.int32),
        arrays["trees_left"].astype(np.int32),
        arrays["trees_right"].astype(np.int32),
        arrays["trees_threshold"],
        arrays["trees_value"],
        arrays["trees_roots"].astype(np.int32),
        int(arrays["trees_groups"]),
    )
