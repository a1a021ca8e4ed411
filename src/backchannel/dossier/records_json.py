"""Evidence as plain JSON values, and back: what ``--json`` prints and the dossier keeps.

Every citation is written with its quote, so the JSON can be read without the report; on the way
back the quote is held against the source, and a difference is an error, never a silent repair.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from backchannel.dossier.evidence import Evidence
from backchannel.errors import DossierError
from backchannel.text import Citation, Source

__all__ = ["SCHEMA", "evidence_from_plain", "evidence_to_plain", "from_plain", "to_plain"]

SCHEMA = "backchannel-evidence/1"
"""Name and version of the form."""


def to_plain(value: Any, *, whole_sources: bool = False) -> Any:
    """Turn a record into dictionaries, lists, strings and numbers.

    Parameters
    ----------
    value : Any
        A record of `backchannel.dossier.evidence`, or a tuple of them.
    whole_sources : bool
        Write the text of a source out (True) or only its hash and origin (False).

    Returns
    -------
    dict, list, str, int, float, bool or None
        A citation becomes ``{"source", "start", "end", "quote"}``; `source` is the content hash.

    Examples
    --------
    >>> to_plain(Source("They met.", "note").cite(0, 4))["quote"]
    'They'
    """
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, str):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Citation):
        return {
            "source": value.source.sha256,
            "start": value.start,
            "end": value.end,
            "quote": value.quote,
        }
    if isinstance(value, Source):
        plain: dict[str, Any] = {"sha256": value.sha256, "origin": value.origin}
        if whole_sources:
            plain["text"] = value.text
        return plain
    if isinstance(value, tuple | list):
        return [to_plain(item, whole_sources=whole_sources) for item in value]
    if is_dataclass(value):
        return {
            f.name: to_plain(getattr(value, f.name), whole_sources=whole_sources)
            for f in fields(value)
        }
    raise TypeError(f"cannot write a {type(value).__name__} as JSON")


def evidence_to_plain(evidence: Evidence, *, whole_sources: bool = True) -> dict[str, Any]:
    """Turn evidence into plain values, with the name of the form.

    Parameters
    ----------
    evidence : Evidence
        Of one report or many.
    whole_sources : bool
        Write the reports' texts too, so that `evidence_from_plain` needs nothing else.
    """
    plain = to_plain(evidence, whole_sources=whole_sources)
    assert isinstance(plain, dict)
    return {"schema": SCHEMA, **plain}


@cache
def _hints(cls: type) -> dict[str, Any]:
    return get_type_hints(cls)


def from_plain(kind: Any, value: Any, sources: Mapping[str, Source], place: str = "$") -> Any:
    """Make a record from plain values.

    Parameters
    ----------
    kind : type
        The record's class, or a type made of such classes.
    value : Any
        What `to_plain` made.
    sources : mapping of str to Source
        By content hash.
    place : str
        Where we are, for messages.

    Raises
    ------
    DossierError
        If a value does not fit, a source is missing or a quote is not in its source.
    """
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        inner = [k for k in get_args(kind) if k is not type(None)]
        return None if value is None else from_plain(inner[0], value, sources, place)
    if origin is tuple:
        parts = get_args(kind)
        if not isinstance(value, list):
            raise DossierError(f"{place}: expected a list, got {type(value).__name__}")
        if len(parts) == 2 and parts[1] is Ellipsis:
            return tuple(
                from_plain(parts[0], item, sources, f"{place}[{i}]") for i, item in enumerate(value)
            )
        return tuple(
            from_plain(part, item, sources, f"{place}[{i}]")
            for i, (part, item) in enumerate(zip(parts, value, strict=True))
        )
    if kind is date:
        return date.fromisoformat(value)
    if kind is Citation:
        return _citation(value, sources, place)
    if kind is Source:
        source = sources.get(value["sha256"])
        if source is None:
            raise DossierError(f"{place}: the text of source {value['origin']!r} is not here")
        return source
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return kind(value)
    if isinstance(kind, type) and is_dataclass(kind):
        if not isinstance(value, dict):
            raise DossierError(f"{place}: expected an object, got {type(value).__name__}")
        hints = _hints(kind)
        known = {f.name for f in fields(kind) if f.init}
        try:
            return kind(
                **{
                    name: from_plain(hints[name], item, sources, f"{place}.{name}")
                    for name, item in value.items()
                    if name in known
                }
            )
        except (TypeError, ValueError) as error:
            raise DossierError(f"{place}: {error}") from error
    if kind is float and isinstance(value, int):
        return float(value)
    if kind in (str, int, float, bool) and not isinstance(value, kind):
        raise DossierError(f"{place}: expected {kind.__name__}, got {type(value).__name__}")
    return value


def _citation(value: Any, sources: Mapping[str, Source], place: str) -> Citation:
    source = sources.get(value["source"])
    if source is None:
        raise DossierError(f"{place}: the source {value['source'][:16]!r} is not here")
    try:
        citation = Citation(source, value["start"], value["end"])
    except ValueError as error:
        raise DossierError(f"{place}: {error}") from error
    if citation.quote != value["quote"] and _joined(citation.quote) != value["quote"]:
        raise DossierError(
            f"{place}: the quote {value['quote'][:60]!r} is not what stands at "
            f"{citation.start}:{citation.end} of {source.origin!r}"
        )
    return citation


def _joined(text: str) -> str:
    """A text as JSON gives it back: two halves of a surrogate pair side by side are one character.

    Only texts made in Python have such halves; what is decoded from bytes has none.
    """
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")


def evidence_from_plain(
    plain: Mapping[str, Any], sources: Mapping[str, Source] | None = None
) -> Evidence:
    """Make evidence from what `evidence_to_plain` made.

    Parameters
    ----------
    plain : mapping
        With or without the reports' texts.
    sources : mapping of str to Source, optional
        Texts by hash, where `plain` does not hold them.

    Raises
    ------
    DossierError
        If the form is another, or a value does not fit.
    """
    if plain.get("schema") != SCHEMA:
        raise DossierError(
            f"expected evidence in the form {SCHEMA!r}, got {plain.get('schema')!r}; "
            "read the reports again with this version"
        )
    known = dict(sources or {})
    for report in plain.get("reports", []):
        source = report["source"]
        if "text" in source:
            known[source["sha256"]] = Source(source["text"], source["origin"])
    hints = typing.get_type_hints(Evidence)
    values = {
        name: from_plain(hints[name], plain.get(name, []), known, f"$.{name}") for name in hints
    }
    try:
        return Evidence(**values)
    except ValueError as error:
        raise DossierError(str(error)) from error
