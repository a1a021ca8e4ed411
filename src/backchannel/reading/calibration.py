"""How often events of a given score are right.

The score of an event (see `presented_acts`) orders events; this table turns it into the share of
events with that score whose type was right and which the annotation has too, measured on 1,464
passages of ``training/events`` (many were looked at while the lexicon was made, so that the
figures flatter a little), made monotone.
"""

from __future__ import annotations

__all__ = ["right_with_score"]

_TABLE = (
    (0.0, 0.02),
    (0.3, 0.15),
    (0.35, 0.30),
    (0.4, 0.38),
    (0.45, 0.45),
    (0.5, 0.63),
    (0.55, 0.75),
    (0.6, 0.79),
    (0.7, 0.82),
    (0.75, 0.86),
    (0.8, 0.88),
    (0.87, 0.90),
    (1.0, 0.95),
)


def right_with_score(score: float) -> float:
    """Return the share of events with this score that are right, between 0 and 1.

    Parameters
    ----------
    score : float
        Between 0 and 1.

    Examples
    --------
    >>> right_with_score(0.5), right_with_score(0.77)
    (0.63, 0.868)
    """
    low = _TABLE[0]
    for high in _TABLE[1:]:
        if score <= high[0]:
            share = (score - low[0]) / (high[0] - low[0])
            return round(low[1] + share * (high[1] - low[1]), 3)
        low = high
    return _TABLE[-1][1]
