"""``python -m evaluation.check_case CASE OUT``: hold what was predicted against a case's answers.

Every entry of `results` whose basis is "computed" is compared, every evolution, inverse set, count
and digest. Prints what differs; exit code 0 if nothing does.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from backchannel.errors import BackchannelError
from evaluation.gmcr_case import read

SAID = {"meaning", "source", "basis", "notes", "note", "sha256_of", "published",
        "published_source", "peer_run", "exact_basis", "varied"}  # fmt: skip
"""Keys that describe an answer and are not one."""

ASIDE = {"alternative_rankings", "decimal_codes"}
"""Keys of a case that are neither model nor answer to a question about stability."""


def differences(case: dict[str, Any], predicted: dict[str, Any]) -> Iterator[str]:
    """Yield a line for each answer of the case that the prediction lacks or contradicts."""
    for key, answer in case.items():
        if key in ("results", *SAID, *ASIDE):
            continue
        yield from _compare(answer, predicted.get(key), key)
    ours = (predicted.get("results") or [{}])[0]
    for entry in case.get("results", ()):
        if entry.get("basis", "").startswith("computed"):
            yield from _compare(entry, ours, "results")


def _compare(answer: Any, met: Any, where: str) -> Iterator[str]:
    if isinstance(answer, dict):
        if not isinstance(met, dict):
            yield f"{where}: expected {_short(answer)}, met {_short(met)}"
            return
        by_name = {str(key): value for key, value in met.items()}
        if any(isinstance(key, int) for key in answer) and len(by_name) != len(answer):
            yield f"{where}: expected {_short(answer)}, met {_short(met)}"
        for key, value in answer.items():
            if key in SAID:
                continue
            if str(key) not in by_name:
                yield f"{where}.{key}: missing"
            else:
                yield from _compare(value, by_name[str(key)], f"{where}.{key}")
    elif isinstance(answer, list) and any(isinstance(one, dict) for one in answer):
        if not isinstance(met, list) or len(met) != len(answer):
            yield f"{where}: expected {_short(answer)}, met {_short(met)}"
            return
        for number, (one, other) in enumerate(zip(answer, met, strict=True), 1):
            yield from _compare(one, other, f"{where}[{number}]")
    elif answer != met:
        yield f"{where}: expected {_short(answer)}, met {_short(met)}"


def _short(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 200 else text[:197] + "..."


def main(arguments: list[str]) -> int:
    """Compare one case with one prediction; 0 equal, 1 different, 2 wrong usage."""
    if len(arguments) != 2:
        print("usage: python -m evaluation.check_case CASE OUT", file=sys.stderr)
        return 2
    try:
        case = read(Path(arguments[0]))
        predicted = read(Path(arguments[1]))
    except (BackchannelError, OSError, ValueError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    found = list(differences(case, predicted))
    for line in found:
        print(line)
    print(f"{arguments[0]}: {'equal' if not found else f'{len(found)} differences'}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
