"""Exports are read back by readers that are not ours."""

from __future__ import annotations

import csv
import io
import json
import sys
from functools import cache
from pathlib import Path
from typing import Any

import networkx
import pytest

from backchannel.brief.as_json import brief_to_plain
from backchannel.brief.export import as_csv, as_jsonl, exported
from backchannel.brief.follow_the_money import entities
from backchannel.brief.networks import gexf, graphml, party_network, state_network
from backchannel.brief.outline import Outline, outline
from backchannel.brief.schemas import brief_schema, evidence_schema, record_schema
from backchannel.brief.tables import COLUMNS, KINDS, rows
from backchannel.dossier.evidence import Evidence
from backchannel.dossier.records_json import evidence_to_plain
from backchannel.errors import BackchannelError
from tests.brief.test_html import EXAMPLE, hostile
from tests.conflict.gold_evidence import evidence_from_gold

SCHEMAS = Path(__file__).resolve().parents[2] / "docs" / "reference" / "schema"


@cache
def evidence() -> Evidence:
    return evidence_from_gold(EXAMPLE)


@cache
def told() -> Outline:
    return outline(evidence())


def fits(value: Any, schema: dict[str, Any], root: dict[str, Any]) -> bool:
    """Whether a value fits a JSON Schema, for the words that our schemas use."""
    if "$ref" in schema:
        target: Any = root
        for part in schema["$ref"].removeprefix("#/").split("/"):
            target = target[part]
        rest = {k: v for k, v in schema.items() if k != "$ref"}
        return fits(value, target, root) and fits(value, rest, root)
    if "const" in schema and value != schema["const"]:
        return False
    if "enum" in schema and value not in schema["enum"]:
        return False
    if "anyOf" in schema and not any(fits(value, one, root) for one in schema["anyOf"]):
        return False
    kinds = schema.get("type", [])
    kinds = [kinds] if isinstance(kinds, str) else kinds
    types = {"string": str, "boolean": bool, "integer": int, "number": (int, float),
             "null": type(None), "array": list, "object": dict}  # fmt: skip
    if kinds and not any(isinstance(value, types[kind]) for kind in kinds):
        return False
    if isinstance(value, dict) and "properties" in schema:
        if set(schema["required"]) - set(value):
            return False
        if not schema["additionalProperties"] and set(value) - set(schema["properties"]):
            return False
        return all(fits(v, schema["properties"][k], root) for k, v in value.items())
    if isinstance(value, list) and "items" in schema:
        return all(fits(v, schema["items"], root) for v in value)
    return True


def test_the_checker_can_fail() -> None:
    schema = record_schema("events")
    line = json.loads(as_jsonl(evidence(), "events").splitlines()[0])
    assert fits(line, schema, schema)
    assert not fits({**line, "type": "FIGHT"}, schema, schema)
    assert not fits({k: v for k, v in line.items() if k != "label"}, schema, schema)


@pytest.mark.parametrize("kind", KINDS)
def test_every_line_fits_the_published_schema(kind: str) -> None:
    schema = json.loads((SCHEMAS / f"{kind}.schema.json").read_text("utf-8"))
    assert schema == record_schema(kind), "write anew: python -m backchannel.brief.schemas ..."
    lines = as_jsonl(evidence(), kind).splitlines()
    assert len(lines) == len(getattr(evidence(), kind))
    for line in lines:
        assert fits(json.loads(line), schema, schema)


def test_whole_evidence_and_the_brief_fit_theirs() -> None:
    whole = json.loads((SCHEMAS / "evidence.schema.json").read_text("utf-8"))
    assert whole == evidence_schema()
    assert fits(json.loads(json.dumps(evidence_to_plain(evidence()))), whole, whole)
    brief = json.loads((SCHEMAS / "brief.schema.json").read_text("utf-8"))
    assert brief == brief_schema()
    assert fits(json.loads(json.dumps(brief_to_plain(told()))), brief, brief)


@pytest.mark.parametrize("kind", KINDS)
def test_csv_gives_back_every_value(kind: str) -> None:
    found = list(csv.DictReader(io.StringIO(as_csv(evidence(), kind), newline="")))
    made = rows(evidence(), kind)
    assert len(found) == len(made)
    for row, line in zip(made, found, strict=True):
        for name, value in row.items():
            shown = "" if value is None else str(value)
            if isinstance(value, bool):
                shown = "true" if value else "false"
            assert line[name].removeprefix("'") == shown.removeprefix("'")


def test_a_formula_from_a_report_is_not_run_by_a_spreadsheet() -> None:
    text = as_csv(hostile(), "reports").replace("javascript:", "=cmd")
    assert "\n=" not in text
    from dataclasses import replace

    party = replace(hostile().parties[0], name='=HYPERLINK("x")')
    changed = replace(hostile(), parties=(party, hostile().parties[1]))
    found = list(csv.DictReader(io.StringIO(as_csv(changed, "parties"), newline="")))
    assert found[0]["name"] == '\'=HYPERLINK("x")'


def test_graphml_is_read_by_networkx() -> None:
    graph = networkx.parse_graphml(graphml(party_network(evidence())), force_multigraph=True)
    assert set(graph) == {party.id for party in evidence().parties}
    kinds = {data["type"] for _, _, data in graph.edges(data=True)}
    assert {"THREATEN", "CONSULT", "part of"} <= kinds
    assert graph.nodes["usa"]["label"] == "United States"


def test_gexf_is_read_by_networkx(tmp_path: Path) -> None:
    path = tmp_path / "parties.gexf"
    path.write_text(gexf(party_network(evidence())), "utf-8")
    graph = networkx.read_gexf(path, version="1.3")
    assert set(graph) == {party.id for party in evidence().parties}
    assert graph.number_of_edges() == len(party_network(evidence()).edges)


def test_the_state_graph_has_every_state_and_the_present_one_marked() -> None:
    network = state_network(told())
    assert network is not None
    graph = networkx.parse_graphml(graphml(network))
    marked = [n for n, data in graph.nodes(data=True) if data["status_quo"]]
    assert told().outcomes is not None
    assert told().draft.conflict is not None
    status_quo = told().draft.conflict.status_quo
    assert status_quo is not None
    assert marked == [status_quo.state]
    equilibria = [n for n, data in graph.nodes(data=True) if data["nash_share"] > 0]
    assert equilibria


def test_hostile_text_makes_well_formed_xml() -> None:
    from dataclasses import replace

    party = replace(hostile().parties[0], name="a\x00b\x0bc\ud800 & <x>")
    network = party_network(replace(hostile(), parties=(party, hostile().parties[1])))
    assert len(networkx.parse_graphml(graphml(network), force_multigraph=True)) == 2


def test_follow_the_money_entities_refer_to_each_other() -> None:
    found = list(entities(evidence()))
    ids = {entity["id"] for entity in found}
    assert len(ids) == len(found)
    for entity in found:
        assert set(entity) == {"id", "schema", "properties"}
        for name in ("member", "organization", "subject", "object", "involved", "proof"):
            assert set(entity["properties"].get(name, [])) <= ids
        for values in entity["properties"].values():
            assert values
            assert all(isinstance(value, str) for value in values)
    schemata = {entity["schema"] for entity in found}
    assert {"Person", "PublicBody", "Organization", "Event", "Article", "Membership"} <= schemata
    assert found == list(entities(evidence_from_gold(EXAMPLE)))


def test_an_export_is_the_same_twice() -> None:
    forms = ("jsonl", "csv", "graphml", "gexf", "ftm")
    assert dict(exported(evidence(), forms)) == dict(exported(evidence(), forms, told()))


def test_follow_the_money_reads_every_entity() -> None:
    """By its own library where it is installed; it is too heavy to ask for (300 MB)."""
    model = pytest.importorskip("followthemoney").model
    for entity in entities(evidence()):
        proxy = model.get_proxy(entity)
        assert proxy.schema.name == entity["schema"]
        for name, values in entity["properties"].items():
            assert sorted(proxy.get(name)) == sorted(values), (entity["schema"], name)


@pytest.mark.parametrize("kind", KINDS)
def test_the_columns_are_those_of_the_rows(kind: str) -> None:
    sorts = {"text": str, "int": int, "number": float, "bool": bool, "date": str}
    for row in rows(evidence(), kind):
        assert list(row) == list(COLUMNS[kind])
        for name, value in row.items():
            assert value is None or isinstance(value, sorts[COLUMNS[kind][name]]), name
    assert as_csv(Evidence(), kind).split("\r\n")[0].split(",") == list(COLUMNS[kind])


def test_records_of_a_dossier_say_whether_they_are_confirmed() -> None:
    statuses = {event.id: "draft" for event in evidence().events}
    statuses |= {party.id: "draft" for party in evidence().parties}
    first = evidence().events[0].id
    statuses[first] = "accepted"
    files = dict(exported(evidence(), ("jsonl", "csv", "graphml"), told(), statuses=statuses))
    schema = record_schema("events")
    lines = [json.loads(line) for line in files["events.jsonl"].splitlines()]
    assert all(fits(line, schema, schema) for line in lines)
    assert [line["id"] for line in lines if line["status"] == "accepted"] == [first]
    table = csv.DictReader(io.StringIO(files["events.csv"].decode(), newline=""))
    assert [row["id"] for row in table if row["status"] == "accepted"] == [first]
    graph = networkx.parse_graphml(files["parties.graphml"].decode(), force_multigraph=True)
    assert {data["status"] for _, data in graph.nodes(data=True)} == {"draft"}
    assert sum(data["accepted"] for _, _, data in graph.edges(data=True)) >= 1


def test_parquet_says_which_library_it_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(BackchannelError, match="pip install pyarrow"):
        dict(exported(evidence(), ("parquet",)))


def test_parquet_gives_back_every_value_with_its_type() -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    import pyarrow

    sorts = {"text": pyarrow.string(), "int": pyarrow.int64(), "number": pyarrow.float64(),
             "bool": pyarrow.bool_(), "date": pyarrow.date32()}  # fmt: skip
    for name, content in exported(evidence(), ("parquet",)):
        kind = name.removesuffix(".parquet")
        table = parquet.read_table(io.BytesIO(content))
        assert table.schema.names == list(COLUMNS[kind])
        assert [field.type for field in table.schema] == [sorts[s] for s in COLUMNS[kind].values()]
        for row, found in zip(rows(evidence(), kind), table.to_pylist(), strict=True):
            dates = {k: v and v.isoformat() for k, v in found.items() if COLUMNS[kind][k] == "date"}
            assert found | dates == row
    for _name, content in exported(Evidence(), ("parquet",)):
        assert parquet.read_table(io.BytesIO(content)).num_rows == 0
    for name, content in exported(hostile(), ("parquet",)):
        assert parquet.read_table(io.BytesIO(content)).num_rows == len(
            rows(hostile(), name.removesuffix(".parquet"))
        )
