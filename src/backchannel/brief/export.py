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
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from typing import Any

from backchannel.brief.outline import Outline, outline
from backchannel.brief.tables import KINDS, rows
from backchannel.dossier.evidence import Evidence
from backchannel.errors import BackchannelError

__all__ = ["FORMS", "as_csv", "as_jsonl", "exported"]


def exported(
    evidence: Evidence, forms: Sequence[str], layout: Outline | None = None
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

    Raises
    ------
    BackchannelError
        If a form needs a library that is not installed.
    """
    for form in forms:
        yield from FORMS[form](evidence, layout)


def as_jsonl(evidence: Evidence, kind: str) -> str:
    """Return the records of one kind, one JSON object a line."""
    from backchannel.dossier.records_json import to_plain

    return "".join(
        json.dumps(to_plain(record), ensure_ascii=False) + "\n"
        for record in getattr(evidence, kind)
    )


def as_csv(evidence: Evidence, kind: str) -> str:
    """Return the records of one kind as CSV (RFC 4180, UTF-8, with a header).

    A cell that a spreadsheet would take for a formula gets an apostrophe in front: what reports say
    is not to be run.
    """
    found = rows(evidence, kind)
    if not found:
        return ""
    written = io.StringIO()
    writer = csv.DictWriter(written, fieldnames=list(found[0]), lineterminator="\r\n")
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


def _jsonl(evidence: Evidence, layout: Outline | None) -> Iterator[tuple[str, bytes]]:
    del layout
    for kind in KINDS:
        yield f"{kind}.jsonl", _utf8(as_jsonl(evidence, kind))


def _csv(evidence: Evidence, layout: Outline | None) -> Iterator[tuple[str, bytes]]:
    del layout
    for kind in KINDS:
        yield f"{kind}.csv", _utf8(as_csv(evidence, kind))


def _networks(evidence: Evidence, layout: Outline | None, form: str) -> Iterator[tuple[str, bytes]]:
    from backchannel.brief import networks

    write = networks.graphml if form == "graphml" else networks.gexf
    yield f"parties.{form}", _utf8(write(networks.party_network(evidence)))
    states = networks.state_network(layout or outline(evidence))
    if states is not None:
        yield f"states.{form}", _utf8(write(states))


def _graphml(evidence: Evidence, layout: Outline | None) -> Iterator[tuple[str, bytes]]:
    yield from _networks(evidence, layout, "graphml")


def _gexf(evidence: Evidence, layout: Outline | None) -> Iterator[tuple[str, bytes]]:
    yield from _networks(evidence, layout, "gexf")


def _ftm(evidence: Evidence, layout: Outline | None) -> Iterator[tuple[str, bytes]]:
    del layout
    from backchannel.brief.follow_the_money import entities

    lines = (json.dumps(entity, ensure_ascii=False) + "\n" for entity in entities(evidence))
    yield "entities.ftm.json", _utf8("".join(lines))


def _parquet(evidence: Evidence, layout: Outline | None) -> Iterator[tuple[str, bytes]]:
    del layout
    try:
        pyarrow: Any = import_module("pyarrow")
        parquet: Any = import_module("pyarrow.parquet")
    except ImportError as error:
        raise BackchannelError(
            "parquet needs pyarrow, which is not installed. Install it (pip install pyarrow) or "
            "export another form: " + ", ".join(form for form in FORMS if form != "parquet") + "."
        ) from error
    for kind in KINDS:
        found = rows(evidence, kind)
        if found:
            table = pyarrow.Table.from_pylist(found)
            sink = io.BytesIO()
            parquet.write_table(table, sink)
            yield f"{kind}.parquet", sink.getvalue()


def _utf8(text: str) -> bytes:
    return text.encode("utf-8", "replace")


Writer = Callable[[Evidence, Outline | None], Iterator[tuple[str, bytes]]]

FORMS: dict[str, Writer] = {
    "jsonl": _jsonl,
    "csv": _csv,
    "graphml": _graphml,
    "gexf": _gexf,
    "ftm": _ftm,
    "parquet": _parquet,
}
"""Forms of export by name."""
