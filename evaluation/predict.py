"""Predict one thing for a scorer: ``python -m evaluation.predict WORD ARGUMENTS...``.

::

    dossier FOLDER OUT.json [--reported-on DATE]   read report.txt or report-*.txt in FOLDER
    case CASE OUT                                  analyse a gmcr-case/1 file or gmcr-pack/1 pack
    events | attribution | residue | syntax IN OUT gold in, predictions out (.gz too)

The answers in an input are never looked at. Each word is a module
``evaluation.predict_WORD`` with a function ``predict(arguments: list[str]) -> None``.
"""

from __future__ import annotations

import importlib
import sys

WORDS = ("dossier", "case", "events", "attribution", "residue", "syntax")


def main(arguments: list[str]) -> int:
    """Run the word's module; 0 done, 1 could not be done, 2 wrong usage."""
    from backchannel.errors import BackchannelError, did_you_mean

    if not arguments or arguments[0] in ("-h", "--help"):
        print(__doc__)
        return 0 if arguments else 2
    word, rest = arguments[0], arguments[1:]
    if word not in WORDS:
        print(f"error: no word {word!r}.{did_you_mean(word, WORDS)}", file=sys.stderr)
        return 2
    try:
        module = importlib.import_module(f"evaluation.predict_{word}")
    except ModuleNotFoundError as error:
        if error.name != f"evaluation.predict_{word}":
            raise
        print(f"error: {word!r} cannot be predicted yet", file=sys.stderr)
        return 1
    try:
        module.predict(rest)
    except (BackchannelError, OSError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    except TypeError as error:
        if "usage" not in str(error):
            raise
        print(f"error: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
