"""Predict events: sentences (JSON lines) in, predictions for the scorer out.

``python -m evaluation.predict events IN OUT [--sure P]``; ``.gz`` both ways. Of each line only
``id`` and ``text`` are looked at. The sides are the words of the text, as in the gold.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from .conllu import open_text

__all__ = ["events_of", "predict"]


def predict(arguments: list[str]) -> None:
    """Read IN, write OUT."""
    rest = list(arguments)
    sure = None
    if "--sure" in rest:
        at = rest.index("--sure")
        try:
            sure = float(rest[at + 1])
        except (IndexError, ValueError) as error:
            raise TypeError("usage: events IN OUT [--sure P], P between 0 and 1") from error
        del rest[at : at + 2]
    if len(rest) != 2:
        raise TypeError("usage: events IN OUT [--sure P]")
    with open_text(Path(rest[0]), "r") as lines, open_text(Path(rest[1]), "w") as out:
        for line in lines:
            if not line.strip():
                continue
            record = json.loads(line)
            predicted = events_of(record["text"], sure)
            row = {"id": record["id"], "events": predicted}
            out.write(json.dumps(row, ensure_ascii=False) + "\n")


def events_of(text: str, sure: float | None = None) -> list[dict[str, Any]]:
    """Return the events of a text as the scorer wants them."""
    from backchannel.dossier.evidence import Factuality
    from backchannel.reading.calibration import band, right
    from backchannel.reading.codebook import factuality
    from backchannel.reading.events import find_events
    from backchannel.reading.read import KEPT, parse_text
    from backchannel.reading.tree import Tree

    parse = parse_text(text)
    tree = Tree(parse)

    def words(head: int) -> str:
        return tree.text(text, *tree.phrase(head))

    return [
        {
            "type": event.type.value,
            "source": [words(head) for head in event.sources],
            "target": [words(head) for head in event.targets],
            "confidence": right("event", band(event.confidence)),
        }
        for event in find_events(parse, text)
        if event.confidence >= KEPT
        and (sure is None or right("event", band(event.confidence)) >= sure)
        and factuality(event.modality, event.type)
        in (Factuality.ACTUAL, Factuality.FUTURE, Factuality.HISTORICAL)
    ]
