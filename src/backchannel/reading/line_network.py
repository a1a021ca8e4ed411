"""A small network over the lines of a page in their order: the second witness of the judge.

Trees cut one feature at a time and see the lines round a line only through features made for it.
The network weighs all features of a line together, then looks three times at the lines before and
after, one, two and four away (dilated convolutions with shortcuts). It errs on other lines than
the trees. Fitted by ``training/residue``, run with NumPy alone; it holds numbers only, no word of
any page.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
import numpy.typing as npt

__all__ = ["REACHES", "LineNetwork", "scaled"]

Floats = npt.NDArray[np.float32]
Doubles = npt.NDArray[np.float64]

REACHES = (1, 2, 4)
"""How far the lines are that each look takes in, before and after."""


def scaled(rows: Floats, knots: Floats, counts: npt.NDArray[np.int64]) -> Doubles:
    """Return features by rank: each between -1 and 1, straight lines between its knots.

    Parameters
    ----------
    rows : (n_lines, n_features) float32
        As `backchannel.reading.line_features.line_features` returns them.
    knots : (n_knots,) float32
        Rising values of the first feature, then of the second, and so on; they stand evenly from
        -1 to 1. A feature with one knot is always 0.
    counts : (n_features,) int64
        How many of the knots are each feature's.

    Returns
    -------
    (n_lines, n_features) float64

    Examples
    --------
    >>> scaled(np.float32([[5.0], [10.0], [99.0]]), np.float32([0, 10, 20]), np.array([3])).tolist()
    [[-0.5], [0.0], [1.0]]
    """
    found = np.zeros(rows.shape, dtype=np.float64)
    end = 0
    for column, count in enumerate(counts.tolist()):
        start, end = end, end + count
        if count > 1:
            found[:, column] = np.interp(
                rows[:, column], knots[start:end], np.linspace(-1.0, 1.0, count)
            )
    return found


@dataclass(frozen=True, slots=True, eq=False)
class LineNetwork:
    """Networks of one form whose chances are averaged.

    Parameters
    ----------
    knots, counts
        As `scaled` takes them.
    entry, entry_bias : (n_networks, n_features, width), (n_networks, width)
        From features to the first state of a line.
    looks, looks_bias : (n_networks, 3, 3, width, width), (n_networks, 3, width)
        For each of `REACHES`: from the states of the line before, the line and the line after to
        what is added to the line's state.
    exit, exit_bias : (n_networks, width), (n_networks,)
        From the last state to log odds.
    """

    knots: Floats
    counts: npt.NDArray[np.int64]
    entry: Doubles
    entry_bias: Doubles
    looks: Doubles
    looks_bias: Doubles
    exit: Doubles
    exit_bias: Doubles

    @classmethod
    def of(cls, arrays: Mapping[str, Any], prefix: str = "") -> LineNetwork:
        """Return the networks in arrays that are named as the parameters, after `prefix`."""
        given = {field.name: np.asarray(arrays[prefix + field.name]) for field in fields(cls)}
        kinds = {"knots": np.float32, "counts": np.int64}
        return cls(**{name: a.astype(kinds.get(name, np.float64)) for name, a in given.items()})

    def probability(self, rows: Floats) -> Floats:
        """Return each line's chance to be the report's, (n_lines,) float32.

        Parameters
        ----------
        rows : (n_lines, n_features) float32
            All lines of a page in their order; lines beyond its ends count as zero states.
        """
        # in double precision, so that every machine gets the same after rounding
        inputs = scaled(rows, self.knots, self.counts)
        total = np.zeros(len(rows), dtype=np.float64)
        for k in range(len(self.exit_bias)):
            state = np.maximum(inputs @ self.entry[k] + self.entry_bias[k], 0.0)
            for look, reach in enumerate(REACHES):
                before, at, after = self.looks[k, look]
                added = state @ at + self.looks_bias[k, look]
                added[reach:] += state[:-reach] @ before
                added[:-reach] += state[reach:] @ after
                state = state + np.maximum(added, 0.0)
            odds = np.clip(state @ self.exit[k] + self.exit_bias[k], -50.0, 50.0)
            total += 1.0 / (1.0 + np.exp(-odds))
        chances: Floats = (total / max(1, len(self.exit_bias))).astype(np.float32)
        return chances
