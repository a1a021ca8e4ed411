"""JSON Schemas of what is exported, made from the records themselves.

The published files in docs/reference/schema/ are these; a test holds them together. When a record
changes: ``python -m backchannel.brief.schemas docs/reference/schema``.
"""

from __future__ import annotations

import json
import sys
import types
import typing
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

from backchannel.dossier.evidence import Evidence
from backchannel.text import Citation, Source

__all__ = ["brief_schema", "evidence_schema", "published", "record_schema"]

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_ROW_NAMES = {
    "reports": "Report",
    "parties": "Party",
    "events": "Event",
    "statements": "Statement",
    "issues": "Issue",
    "positions": "Position",
    "absences": "Absence",
}


def evidence_schema() -> dict[str, Any]:
    """Return the schema of whole evidence (``backchannel-evidence/1``), every record in ``$defs``.

    A line of a JSON Lines export fits ``$defs`` of its kind: `record_schema`.
    """
    definitions: dict[str, Any] = {}
    whole = _dataclass(Evidence, definitions)
    whole["properties"]["schema"] = {"const": "backchannel-evidence/1"}
    return {
        "$schema": _DIALECT,
        "title": "Evidence read from reports by Backchannel",
        **whole,
        "$defs": dict(sorted(definitions.items())),
    }


def record_schema(kind: str) -> dict[str, Any]:
    """Return the schema of one line of a JSON Lines export.

    Parameters
    ----------
    kind : str
        ``reports``, ``parties``, ``events``, ``statements``, ``issues``, ``positions`` or
        ``absences``.
    """
    whole = evidence_schema()
    if kind != "reports":
        whole["$defs"][_ROW_NAMES[kind]]["properties"]["status"] = {"enum": ["draft", "accepted"]}
    return {
        "$schema": _DIALECT,
        "title": f"One of the {kind} read from reports by Backchannel",
        "$ref": f"#/$defs/{_ROW_NAMES[kind]}",
        "$defs": whole["$defs"],
    }


def brief_schema() -> dict[str, Any]:
    """Return the schema of a brief as JSON (``backchannel-brief/1``)."""
    text = {"type": "string"}
    maybe = {"type": ["string", "null"]}
    number = {"type": "number", "minimum": 0, "maximum": 1}
    ref = _object(report={"type": "integer"}, start={"type": "integer", "minimum": 0},
                  end={"type": "integer", "minimum": 1}, quote=text)  # fmt: skip
    line = _object(label=text, text=text, quote=text, mark=text,
                   refs={"type": "array", "items": {"$ref": "#/$defs/ref"}},
                   sub={"type": "array", "items": {"$ref": "#/$defs/line"}})  # fmt: skip
    lines = {"type": "array", "items": {"$ref": "#/$defs/line"}}
    cell = _object(stance={"enum": ["for", "against", "unclear"]}, explicit={"type": "boolean"},
                   refs={"type": "array", "items": {"$ref": "#/$defs/ref"}})  # fmt: skip
    answer = _object(decision_maker=text, statement=text, wanted={"type": "boolean"})
    ignorance = _object(
        completions={"type": "integer"}, examined={"type": "integer"}, exact={"type": "boolean"},
        missed_at_most=number, outcomes_in_all={"type": "integer"},
        outcomes={"type": "array", "items": _object(
            state=text, words=text, share=number, standard_error={"type": "number"},
            needs={"type": "array", "items": answer})},
        questions={"type": "array", "items": _object(
            decision_maker=text, statement=text, settled=number, moved=number)},
    )  # fmt: skip
    passages = {
        "type": "array",
        "items": {
            "type": "array",
            "items": {
                "type": "array",
                "prefixItems": [text, {"type": "integer"}, {"type": "integer"}],
            },
        },
    }
    outcomes = _object(
        states={"type": "integer"}, status_quo=maybe, trouble=text,
        present={"type": "array", "items": _object(
            decision_maker=text, stays={"type": ["boolean", "null"]}, why=text)},
    )  # fmt: skip
    outcomes["properties"] |= {"nash": ignorance, "seq": ignorance}
    brief = _object(
        schema={"const": "backchannel-brief/1"}, title=text, subtitle=text, summary=lines,
        sections={"type": "array", "items": _object(
            id=text, title=text, intro=text, empty=text, lines=lines)},
        matrix={"anyOf": [{"type": "null"}, _object(
            parties={"type": "array", "items": text}, issues={"type": "array", "items": text},
            cells={"type": "array", "items": {"type": "array", "items": {
                "anyOf": [{"type": "null"}, cell]}}})]},
        reports={"type": "array", "items": _object(
            number={"type": "integer"}, title=maybe, origin=text, sha256=text, published=text,
            residue={"type": "array", "items": _object(
                start={"type": "integer"}, end={"type": "integer"}, kind=text, reason=text)})},
        conflict={"anyOf": [{"type": "null"}, _object(
            decision_makers={"type": "array", "items": _object(
                id=text, name=text, weak={"type": "boolean"},
                prefers={"type": "array", "items": _object(
                    statement=text, certainty={"enum": ["known", "strong", "unknown"]},
                    weak={"type": "boolean"}, note=text)})},
            options={"type": "array", "items": _object(
                id=text, name=text, owner=text, status_quo={"enum": ["Y", "N", None]},
                weak={"type": "boolean"})},
            assumed={"type": "array", "items": text}, rules={"type": "array", "items": text})]},
        outcomes={"anyOf": [{"type": "null"}, outcomes]},
        told=_object(
            events=passages, statements=passages,
            positions={"type": "array", "items": {"type": "array", "items": text}},
            parties={"type": "array", "items": text}),
    )  # fmt: skip
    brief["properties"]["latest_report"] = {"type": ["string", "null"], "format": "date"}
    return {
        "$schema": _DIALECT,
        "title": "A brief by Backchannel",
        **brief,
        "$defs": {"line": line, "ref": ref},
    }  # fmt: skip


def _object(**properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _dataclass(cls: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    hints = get_type_hints(cls)
    properties, required = {}, []
    for field in fields(cls):
        properties[field.name] = _of(hints[field.name], definitions)
        required.append(field.name)
        if field.default is not MISSING and field.default is None:
            continue
    first = (cls.__doc__ or "").strip().split("\n")[0]
    return {
        "type": "object",
        "description": first,
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def _of(hint: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    origin = get_origin(hint)
    if origin in (types.UnionType, typing.Union):
        return {"anyOf": [_of(arg, definitions) for arg in get_args(hint)]}
    if origin is tuple:
        args = get_args(hint)
        if len(args) == 2 and args[1] is Ellipsis:
            return {"type": "array", "items": _of(args[0], definitions)}
        return {
            "type": "array",
            "prefixItems": [_of(arg, definitions) for arg in args],
            "minItems": len(args),
            "maxItems": len(args),
        }
    if hint is type(None):
        return {"type": "null"}
    simple = {str: "string", bool: "boolean", int: "integer", float: "number"}
    if hint in simple:
        return {"type": simple[hint]}
    if hint is date:
        return {"type": "string", "format": "date"}
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return {"enum": [member.value for member in hint]}
    if hint is Citation:
        definitions["Citation"] = {
            "description": "A place in a report: half-open offsets in Unicode code points.",
            **_object(
                source={"type": "string"},
                start={"type": "integer", "minimum": 0},
                end={"type": "integer", "minimum": 1},
                quote={"type": "string"},
            ),
        }
        return {"$ref": "#/$defs/Citation"}
    if hint is Source:
        plain = _object(origin={"type": "string"}, sha256={"type": "string"})
        plain["properties"]["text"] = {"type": "string"}
        definitions["Source"] = {"description": "The report's exact text.", **plain}
        return {"$ref": "#/$defs/Source"}
    if is_dataclass(hint):
        name = hint.__name__  # type: ignore[union-attr]
        if name not in definitions:
            definitions[name] = {}
            definitions[name] = _dataclass(hint, definitions)
        return {"$ref": f"#/$defs/{name}"}
    raise TypeError(f"no schema for {hint!r}")


def published() -> dict[str, str]:
    """Return every published schema as text, by file name."""
    made = {kind: record_schema(kind) for kind in _ROW_NAMES}
    made |= {"evidence": evidence_schema(), "brief": brief_schema()}
    return {
        f"{name}.schema.json": json.dumps(schema, indent=1, ensure_ascii=False) + "\n"
        for name, schema in made.items()
    }


if __name__ == "__main__":
    for name, text in published().items():
        Path(sys.argv[1], name).write_text(text, "utf-8")
