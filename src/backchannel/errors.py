"""Every error a user can meet.

::

    BackchannelError            something could not be done: what, where, what to do
    ├── InputError              a report, page, feed or address could not be taken in
    ├── ReaderError             the trained reader cannot be loaded or run
    ├── LanguageError           a report in a language that cannot be read
    ├── ConflictError           a conflict is not well formed
    │   └── ConflictFileError   ... and the file, line and element are known
    ├── AnalysisError           a question that has no answer for this conflict
    └── DossierError            a dossier cannot be opened, changed or migrated

An error about usage of the command line is click's own and ends with exit code 2; every error here
ends with exit code 1.
"""

from __future__ import annotations

from collections.abc import Iterable

__all__ = [
    "AnalysisError",
    "BackchannelError",
    "ConflictError",
    "ConflictFileError",
    "DossierError",
    "InputError",
    "LanguageError",
    "ReaderError",
    "did_you_mean",
]


class BackchannelError(Exception):
    """Something could not be done; the root of all errors a user can meet."""


class InputError(BackchannelError):
    """A report, page, feed or address could not be taken in.

    Parameters
    ----------
    message : str
        What was met, what was expected, what to do next.
    origin : str
        The file, address or ``-`` the trouble is with; put in front of the message.
    """

    def __init__(self, message: str, origin: str = "") -> None:
        super().__init__(f"{origin}: {message}" if origin else message)
        self.origin = origin


class LanguageError(InputError):
    """A report in a language the reader cannot read."""


class ReaderError(BackchannelError):
    """The trained reader cannot be loaded or run."""


class ConflictError(BackchannelError):
    """A conflict is not well formed: the message names the element and the rule it breaks."""


class ConflictFileError(ConflictError):
    """A conflict file is not well formed; file, line and element are named.

    Parameters
    ----------
    message : str
        What was met, what was expected, what to do next.
    origin : str
        The file.
    line : int or None
        1-based line of the element, if known.
    """

    def __init__(self, message: str, origin: str = "", line: int | None = None) -> None:
        parts = [origin] if origin else []
        if line is not None:
            parts.append(f"line {line}")
        place = ", ".join(parts)
        super().__init__(f"{place}: {message}" if place else message)
        self.origin = origin
        self.line = line


class AnalysisError(BackchannelError):
    """A question that has no answer for this conflict."""


class DossierError(BackchannelError):
    """A dossier cannot be opened, changed or migrated."""


def did_you_mean(met: str, known: Iterable[str]) -> str:
    """Return a sentence offering the near miss, or the names that exist, or nothing.

    Parameters
    ----------
    met : str
        The name that was met.
    known : iterable of str
        The names that exist.

    Returns
    -------
    str
        Empty if nothing is known, else with a leading space, ready to be appended.

    Examples
    --------
    >>> did_you_mean("atack", ["attack", "withdraw"])
    " Did you mean 'attack'?"
    >>> did_you_mean("zzz", ["attack", "withdraw"])
    " Known: 'attack', 'withdraw'."
    """
    import difflib

    names = list(dict.fromkeys(known))
    lowered = {name.lower(): name for name in reversed(names)}
    near = difflib.get_close_matches(met.lower(), lowered, n=1, cutoff=0.6)
    if near:
        return f" Did you mean {lowered[near[0]]!r}?"
    if not names:
        return ""
    shown = ", ".join(repr(name) for name in names[:8])
    return f" Known: {shown}{', ...' if len(names) > 8 else ''}."
