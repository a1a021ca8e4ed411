"""Evidence, brief and networks as files that other programs read.

========== ====================================== ===============================================
form       files                                  read by
========== ====================================== ===============================================
jsonl      KIND.jsonl, one record a line          anything; schema: docs/reference/schema/
csv        KIND.csv, one row a record             spreadsheets, R, pandas
graphml    parties.graphml, states.graphml        networkx, igraph, yEd, Cytoscape
gexf       parties.gexf, states.gexf              Gephi
ftm        entities.ftm.json, one entity a line   FollowTheMoney, Aleph
parquet    KIND.parquet (needs pyarrow)           DuckDB, Polars, Spark
========== ====================================== ===============================================
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from importlib import import_module
from typing import Any

from backchannel.brief.outline import Outline, outline
from backchannel.brief.tables import COLUMNS, KINDS, rows
from backchannel.dossier.evidence import Evidence
from backchannel.errors import BackchannelError

__all__ = ["FORMS", "as_csv", "as_jsonl", "exported"]

Statuses = Mapping[str, str] | None
"""Status of the records of a dossier by id; None for what is not from one."""


def exported(
    evidence: Evidence,
    forms: Sequence[str],
    layout: Outline | None = None,
    *,
    statuses: Statuses = None,
) -> Iterator[tuple[str, bytes]]:
    """Yield (file name, content) of an export.

    Parameters
    ----------
    evidence : Evidence
        What to write.
    forms : sequence of str
        Of `FORMS`.
    layout : Outline or None
        The brief, for the graph of states; made if needed and None.
    statuses : mapping of str to str, or None
        Of the records of a dossier by id; then every record says whether it is ``draft`` or
        ``accepted``.

    Raises
    ------
    BackchannelError
        If a form needs a library that is not installed.
    """
    for form in forms:
        yield from FORMS[form](evidence, layout, statuses)


def as_jsonl(evidence: Evidence, kind: str, statuses: Statuses = None) -> str:
    """Return the records of one kind, one JSON object a line."""
    from backchannel.dossier.records_json import to_plain

    return "".join(
        json.dumps(to_plain(record) | _status(record.id, statuses), ensure_ascii=False) + "\n"
        for record in getattr(evidence, kind)
    )


def _status(ref: str, statuses: Statuses) -> dict[str, str]:
    return {"status": statuses[ref]} if statuses is not None and ref in statuses else {}


def _rows(evidence: Evidence, kind: str, statuses: Statuses) -> list[dict[str, Any]]:
    return [row | _status(row["id"], statuses) for row in rows(evidence, kind)]


def as_csv(evidence: Evidence, kind: str, statuses: Statuses = None) -> str:
    """Return the records of one kind as CSV (RFC 4180, UTF-8, with a header).

    A cell that a spreadsheet would take for a formula gets an apostrophe in front: what reports say
    is not to be run.
    """
    found = _rows(evidence, kind, statuses)
    written = io.StringIO()
    writer = csv.DictWriter(written, _columns(kind, statuses), lineterminator="\r\n")
    writer.writeheader()
    writer.writerows({name: _cell(value) for name, value in row.items()} for row in found)
    return written.getvalue()


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        value = value.replace("\x00", "\ufffd")
        if value[:1] in ("=", "+", "-", "@", "\t", "\r"):
            return f"'{value}"
    return value


def _jsonl(
    evidence: Evidence, layout: Outline | None, statuses: Statuses
) -> Iterator[tuple[str, bytes]]:
    del layout
    for kind in KINDS:
        yield f"{kind}.jsonl", _utf8(as_jsonl(evidence, kind, statuses))


def _csv(
    evidence: Evidence, layout: Outline | None, statuses: Statuses
) -> Iterator[tuple[str, bytes]]:
    del layout
    for kind in KINDS:
        yield f"{kind}.csv", _utf8(as_csv(evidence, kind, statuses))


def _networks(
    evidence: Evidence, layout: Outline | None, statuses: Statuses, form: str
) -> Iterator[tuple[str, bytes]]:
    from backchannel.brief import networks

    write = networks.graphml if form == "graphml" else networks.gexf
    yield f"parties.{form}", _utf8(write(networks.party_network(evidence, statuses)))
    states = networks.state_network(layout or outline(evidence))
    if states is not None:
        yield f"states.{form}", _utf8(write(states))


def _graphml(
    evidence: Evidence, layout: Outline | None, statuses: Statuses
) -> Iterator[tuple[str, bytes]]:
    yield from _networks(evidence, layout, statuses, "graphml")


def _gexf(
    evidence: Evidence, layout: Outline | None, statuses: Statuses
) -> Iterator[tuple[str, bytes]]:
    yield from _networks(evidence, layout, statuses, "gexf")


def _ftm(
    evidence: Evidence, layout: Outline | None, statuses: Statuses
) -> Iterator[tuple[str, bytes]]:
    del layout, statuses
    from backchannel.brief.follow_the_money import entities

    lines = (json.dumps(entity, ensure_ascii=False) + "\n" for entity in entities(evidence))
    yield "entities.ftm.json", _utf8("".join(lines))


def _parquet(
    evidence: Evidence, layout: Outline | None, statuses: Statuses
) -> Iterator[tuple[str, bytes]]:
    del layout
    try:
        pyarrow: Any = import_module("pyarrow")
        parquet: Any = import_module("pyarrow.parquet")
    except ImportError as error:
        raise BackchannelError(
            "parquet needs pyarrow, which is not installed. Install it (pip install pyarrow) or "
            "export another form: " + ", ".join(form for form in FORMS if form != "parquet") + "."
        ) from error
    types = {
        "text": pyarrow.string(),
        "int": pyarrow.int64(),
        "number": pyarrow.float64(),
        "bool": pyarrow.bool_(),
        "date": pyarrow.date32(),
    }
    for kind in KINDS:
        columns = _columns(kind, statuses)
        found = [
            {name: _typed(row.get(name), sort) for name, sort in columns.items()}
            for row in _rows(evidence, kind, statuses)
        ]
        schema = pyarrow.schema([(name, types[sort]) for name, sort in columns.items()])
        sink = io.BytesIO()
        parquet.write_table(pyarrow.Table.from_pylist(found, schema=schema), sink)
        yield f"{kind}.parquet", sink.getvalue()


def _typed(value: Any, sort: str) -> Any:
    """Return a value as a column of this type holds it; what UTF-8 cannot hold is replaced."""
    if sort == "date" and value:
        return date.fromisoformat(value)
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8")
    return value


def _columns(kind: str, statuses: Statuses) -> dict[str, str]:
    more = {"status": "text"} if statuses is not None and kind != "reports" else {}
    return COLUMNS[kind] | more


def _utf8(text: str) -> bytes:
    return text.encode("utf-8", "replace")


Writer = Callable[[Evidence, Outline | None, Statuses], Iterator[tuple[str, bytes]]]

FORMS: dict[str, Writer] = {
    "jsonl": _jsonl,
    "csv": _csv,
    "graphml": _graphml,
    "gexf": _gexf,
    "ftm": _ftm,
    "parquet": _parquet,
}
"""Forms of export by name."""
