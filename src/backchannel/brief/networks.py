"""Networks as GraphML and GEXF: who acts towards whom, and the graph of states.

Both formats are XML; text from reports is escaped by the writer, and characters that XML cannot
hold are replaced. GraphML 1.0 (graphml.graphdrawing.org), GEXF 1.3 (gexf.net).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from backchannel.brief.outline import Outline
from backchannel.brief.wording import Speech
from backchannel.dossier.evidence import Evidence, Factuality

__all__ = ["Network", "gexf", "graphml", "party_network", "state_network"]

MOST_STATES = 1024
"""Graphs of so many states are written whole; of larger ones, what is near the present state."""


@dataclass(slots=True)
class Network:
    """A directed network with attributes.

    Parameters
    ----------
    name : str
        What it shows.
    nodes : dict of str to mapping
        Attributes by id; all nodes have the same keys.
    edges : list of (str, str, mapping)
        From, to, attributes; several between the same two are kept apart.
    """

    name: str
    nodes: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    edges: list[tuple[str, str, Mapping[str, Any]]] = field(default_factory=list)


def party_network(evidence: Evidence, statuses: Mapping[str, str] | None = None) -> Network:
    """Return who acts towards whom: one edge for each pair of parties and type of event.

    Reciprocal events (several sources, no target) give an edge in both directions. ``weight``
    counts events; hypothetical, denied and historical ones are left out. Membership is an edge of
    type ``part of``. With the statuses of a dossier, a party carries its own, and an edge how many
    of its events the analyst accepted.
    """
    network = Network("parties by event type")
    for party in evidence.parties:
        known: dict[str, Any] = {
            "label": party.name,
            "kind": party.kind.value,
            "country": party.country or "",
            "sector": party.sector or "",
            "in_the_shadow": party.in_the_shadow,
        }
        if statuses is not None:
            known["status"] = statuses.get(party.id, "draft")
        network.nodes[party.id] = known
    counts: dict[tuple[str, str, str], list[str]] = {}
    for event in evidence.events:
        if event.factuality not in (Factuality.ACTUAL, Factuality.FUTURE):
            continue
        if event.targets:
            pairs = [(s, t) for s in event.sources for t in event.targets]
        else:
            pairs = [(s, t) for s in event.sources for t in event.sources if s != t]
        for source, target in pairs:
            counts.setdefault((source, target, event.type.value), []).append(event.id)
    for (source, target, kind), events in sorted(counts.items()):
        told: dict[str, Any] = {"type": kind, "weight": len(events), "events": " ".join(events)}
        if statuses is not None:
            told["accepted"] = sum(statuses.get(e) == "accepted" for e in events)
        network.edges.append((source, target, told))
    for party in evidence.parties:
        if party.part_of is not None:
            told = {"type": "part of", "weight": 1, "events": ""}
            if statuses is not None:
                told["accepted"] = 0
            network.edges.append((party.id, party.part_of, told))
    return network


def state_network(outline: Outline) -> Network | None:
    """Return the graph of states: an edge for each move a decision maker can make alone.

    States carry their pattern, their description, whether they are the present state, and in what
    share of the ways to answer what is unknown they are Nash equilibria. None if there is no
    conflict. Of more than `MOST_STATES` states, those within two options of the present state and
    the equilibria are written.
    """
    from backchannel.analysis.moves import compile_conflict

    outcomes = outline.outcomes
    if outcomes is None or outcomes.nash is None:
        return None
    conflict = outcomes.conflict
    speech = Speech(conflict, outline.names)
    model = compile_conflict(conflict)
    share = {one.state: one.share for one in outcomes.nash.outcomes}
    now = outcomes.status_quo
    if outcomes.states <= MOST_STATES:
        states = list(model.states())
    else:
        near = set(share) | ({now} if now is not None else set())
        count = len(conflict.options)
        masks = [1 << a | 1 << b for a in range(count) for b in range(a, count)]
        near |= {(now or 0) ^ mask for mask in masks}
        states = sorted(state for state in near if conflict.is_feasible(state))
    kept = set(states)
    network = Network("states and unilateral moves")
    for state in states:
        network.nodes[conflict.pattern(state)] = {
            "label": conflict.label(state),
            "words": speech.state(state, now),
            "status_quo": state == now,
            "nash_share": float(share.get(state, 0.0)),
        }
    for state in states:
        for i, maker in enumerate(conflict.decision_makers):
            for to in model.reach(i, state):
                if to in kept:
                    attributes = {"type": maker.id, "weight": 1}
                    network.edges.append(
                        (conflict.pattern(state), conflict.pattern(to), attributes)
                    )
    return network


def graphml(network: Network) -> str:
    """Return a network as GraphML."""
    root = Element("graphml", {"xmlns": "http://graphml.graphdrawing.org/xmlns"})
    node_keys, edge_keys = _keys(network)
    for domain, keys in (("node", node_keys), ("edge", edge_keys)):
        for name, kind in keys.items():
            SubElement(
                root, "key",
                {"id": f"{domain}_{name}", "for": domain, "attr.name": name, "attr.type": kind},
            )  # fmt: skip
    graph = SubElement(root, "graph", {"id": "G", "edgedefault": "directed"})
    for id_, attributes in network.nodes.items():
        node = SubElement(graph, "node", {"id": _xml(id_)})
        _data(node, "node", attributes)
    for number, (source, target, attributes) in enumerate(network.edges):
        edge = SubElement(
            graph, "edge", {"id": f"e{number}", "source": _xml(source), "target": _xml(target)}
        )
        _data(edge, "edge", attributes)
    return _written(root)


def gexf(network: Network) -> str:
    """Return a network as GEXF."""
    root = Element("gexf", {"xmlns": "http://gexf.net/1.3", "version": "1.3"})
    meta = SubElement(root, "meta")
    SubElement(meta, "creator").text = "Backchannel"
    SubElement(meta, "description").text = _xml(network.name)
    graph = SubElement(root, "graph", {"defaultedgetype": "directed", "mode": "static"})
    node_keys, edge_keys = _keys(network)
    gexf_types = {"string": "string", "boolean": "boolean", "int": "integer", "double": "double"}
    for domain, keys in (("node", node_keys), ("edge", edge_keys)):
        listed = SubElement(graph, "attributes", {"class": domain})
        for name, kind in keys.items():
            if name not in ("label", "weight"):
                SubElement(listed, "attribute",
                           {"id": name, "title": name, "type": gexf_types[kind]})  # fmt: skip
    nodes = SubElement(graph, "nodes")
    for id_, attributes in network.nodes.items():
        label = _xml(str(attributes.get("label", id_)))
        node = SubElement(nodes, "node", {"id": _xml(id_), "label": label})
        _values(node, attributes)
    edges = SubElement(graph, "edges")
    for number, (source, target, attributes) in enumerate(network.edges):
        edge = SubElement(
            edges, "edge",
            {"id": str(number), "source": _xml(source), "target": _xml(target),
             "weight": str(float(attributes.get("weight", 1)))},
        )  # fmt: skip
        _values(edge, attributes)
    return _written(root)


def _keys(network: Network) -> tuple[dict[str, str], dict[str, str]]:
    def kinds(attributes: Mapping[str, Any]) -> dict[str, str]:
        names = {bool: "boolean", int: "int", float: "double"}
        return {name: names.get(type(value), "string") for name, value in attributes.items()}

    nodes = kinds(next(iter(network.nodes.values()), {}))
    edges = kinds(network.edges[0][2] if network.edges else {})
    return nodes, edges


def _data(element: Element, domain: str, attributes: Mapping[str, Any]) -> None:
    for name, value in attributes.items():
        SubElement(element, "data", {"key": f"{domain}_{name}"}).text = _word(value)


def _values(element: Element, attributes: Mapping[str, Any]) -> None:
    listed = SubElement(element, "attvalues")
    for name, value in attributes.items():
        if name not in ("label", "weight"):
            SubElement(listed, "attvalue", {"for": name, "value": _word(value)})


def _word(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return _xml(str(value))


def _xml(text: str) -> str:
    """Return a text without characters that XML 1.0 cannot hold."""
    return "".join(
        c
        if c in "\t\n\r" or " " <= c <= "\ud7ff" or "\ue000" <= c <= "\ufffd" or c > "\uffff"
        else "\ufffd"
        for c in text
    )


def _written(root: Element) -> str:
    indent(root, " ")
    text = tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'
