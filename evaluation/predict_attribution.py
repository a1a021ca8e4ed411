"""Predict attributions: articles (JSON lines) in, predictions for its scorer out.

``python -m evaluation.predict attribution IN OUT [--sure [P]]``. Of each article only ``id`` and
``text`` are looked at. ``--sure`` keeps attributions of at least that confidence, without a number
those of the confidence the weights were calibrated for.
"""

from __future__ import annotations

import json
from pathlib import Path

from backchannel.reading.reader.reader import Reader

from .conllu import open_text

USAGE = "attribution IN OUT [--sure [P]]"


def predict(arguments: list[str]) -> None:
    """Read IN, write OUT."""
    rest = list(arguments)
    sure: float | None = 0.0
    if "--sure" in rest:
        at = rest.index("--sure")
        del rest[at]
        sure = None
        if at < len(rest) and len(rest) > 2:
            try:
                sure = float(rest.pop(at))
            except ValueError as error:
                raise TypeError(f"usage: {USAGE}; P is a number from 0 to 1") from error
    if len(rest) != 2:
        raise TypeError(f"usage: {USAGE}")
    reader = Reader.load()
    if sure is None:
        sure = reader.sure("attribution")
    with open_text(Path(rest[0]), "r") as lines, open_text(Path(rest[1]), "w") as out:
        for line in lines:
            if not line.strip():
                continue
            article = json.loads(line)
            found = [
                {
                    "source": [list(x) for x in a.source] or None,
                    "cue": [list(x) for x in a.cue],
                    "content": [list(x) for x in a.content],
                    "confidence": a.confidence,
                }
                for a in reader.parse(article["text"]).attributions
                if a.confidence >= sure
            ]
            out.write(json.dumps({"id": article["id"], "attributions": found}) + "\n")
