"""Ways from the status quo: who would have to move when for an outcome to come about.

Definitions: Li, Kilgour, Hipel 2005 (JORS 56:699-707), status quo analysis. A way is a legal
sequence: one decision maker at a time, nobody twice in a row. All shortest ways are found by
breadth-first search over (state, last mover).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from backchannel.analysis.moves import Model
from backchannel.errors import AnalysisError

__all__ = ["Evolution", "Way", "evolve"]


@dataclass(frozen=True, slots=True)
class Way:
    """One legal sequence of moves.

    Parameters
    ----------
    states : tuple of int
        The states passed, the first is where it begins.
    movers : tuple of int
        Index of the decision maker who makes each step; one fewer than the states.
    """

    states: tuple[int, ...]
    movers: tuple[int, ...]

    def __post_init__(self) -> None:
        if len(self.movers) != len(self.states) - 1:
            raise ValueError("a way has one mover for each step")

    def __len__(self) -> int:
        return len(self.movers)


class Evolution:
    """What can come of a state, and how soon.

    Attributes
    ----------
    model : Model
        The conflict.
    start : int
        Where it begins.
    distance : dict of int to int
        State to the least number of legal moves to it; states that cannot be reached are absent,
        and so is the start.
    """

    def __init__(
        self,
        model: Model,
        start: int,
        layers: list[dict[tuple[int, int], tuple[tuple[int, int], ...]]],
    ) -> None:
        self.model = model
        self.start = start
        self._layers = layers
        self.distance: dict[int, int] = {}
        for t, layer in enumerate(layers, 1):
            for x, _ in layer:
                if x != start:
                    self.distance.setdefault(x, t)
        self.distance = dict(sorted(self.distance.items()))
        self._counts: list[dict[tuple[int, int], int]] = []
        for t, layer in enumerate(layers):
            self._counts.append(
                {
                    node: sum(self._counts[t - 1][before] for before in came) if t else 1
                    for node, came in layer.items()
                }
            )

    def arrivals(self, state: int) -> tuple[int, ...]:
        """Return who can make the last step of a shortest way to a state, ascending."""
        if state not in self.distance:
            return ()
        layer = self._layers[self.distance[state] - 1]
        return tuple(sorted(i for x, i in layer if x == state))

    def count(self, state: int) -> int:
        """Return how many shortest ways lead to a state (0 if none does)."""
        if state not in self.distance:
            return 0
        t = self.distance[state] - 1
        return sum(self._counts[t][state, i] for i in self.arrivals(state))

    def ways(self, state: int, limit: int | None = None) -> list[Way]:
        """Return the shortest ways to a state, in order of movers and states.

        Parameters
        ----------
        state : int
            Where to.
        limit : int or None
            List at most so many; `count` says how many there are.
        """
        found: list[Way] = []
        if state not in self.distance:
            return found
        depth = self.distance[state] - 1
        for way in self._walk(depth, [(state, i) for i in self.arrivals(state)]):
            found.append(way)
            if limit is not None and len(found) >= limit:
                break
        return sorted(found, key=lambda way: (way.movers, way.states)) if limit is None else found

    def _walk(self, depth: int, ends: Iterable[tuple[int, int]]) -> Iterator[Way]:
        for end in ends:
            stack: list[tuple[int, tuple[tuple[int, int], ...]]] = [(depth, (end,))]
            while stack:
                t, nodes = stack.pop()
                if t == 0:
                    yield Way((self.start, *(x for x, _ in nodes)), tuple(i for _, i in nodes))
                    continue
                for before in reversed(self._layers[t][nodes[0]]):
                    stack.append((t - 1, (before, *nodes)))

    def tree(self) -> list[tuple[int, int, int, int]]:
        """Return the steps of all shortest ways: (number of the step, from, mover, to), sorted.

        Every shortest way to every state is a path through these steps; together they are the tree
        (a layered graph, where ways meet) that is drawn.
        """
        steps: set[tuple[int, int, int, int]] = set()
        wanted: set[tuple[int, int]] = set()
        for t in range(len(self._layers) - 1, -1, -1):
            layer = self._layers[t]
            wanted |= {node for node in layer if self.distance.get(node[0]) == t + 1}
            earlier: set[tuple[int, int]] = set()
            for x, i in wanted:
                if t == 0:
                    steps.add((1, self.start, i, x))
                for before in layer[x, i] if t else ():
                    steps.add((t + 1, before[0], i, x))
                    earlier.add(before)
            wanted = earlier
        return sorted(steps)


def evolve(
    model: Model,
    start: int | None = None,
    improving: bool | Mapping[int, bool] | Iterable[int] = False,
    horizon: int | None = None,
) -> Evolution:
    """Find what can come of a state by legal moves.

    Parameters
    ----------
    model : Model
        The conflict.
    start : int or None
        Where to begin; None: the status quo.
    improving : bool, or iterable of int
        Whether every step must improve things for its mover; or the indexes of the decision makers
        for whom it must (a mixed filter: the others may make any move).
    horizon : int or None
        Look at most so many moves ahead; None: until nothing new appears.

    Returns
    -------
    Evolution
        The least number of moves to each state, and the shortest ways.

    Raises
    ------
    AnalysisError
        If no start is given and the conflict has no status quo.
    """
    if start is None:
        start = model.status_quo
        if start is None:
            raise AnalysisError("the conflict has no status quo: say where to start")
    everyone = range(len(model.decision_makers))
    if isinstance(improving, bool):
        choosy = set(everyone) if improving else set()
    elif isinstance(improving, Mapping):
        choosy = {i for i, value in improving.items() if value}
    else:
        choosy = set(improving)

    def step(j: int, x: int) -> tuple[int, ...]:
        return model.improvements(j, x) if j in choosy else model.reach(j, x)

    layers: list[dict[tuple[int, int], tuple[tuple[int, int], ...]]] = []
    layer: dict[tuple[int, int], list[tuple[int, int]]] = {
        (x, j): [] for j in everyone for x in step(j, start)
    }
    seen: set[tuple[int, int]] = set()
    while layer and (horizon is None or len(layers) < horizon):
        layers.append({node: tuple(sorted(came)) for node, came in sorted(layer.items())})
        seen |= set(layer)
        following: dict[tuple[int, int], list[tuple[int, int]]] = {}
        for x, i in layers[-1]:
            for j in everyone:
                if j != i:
                    for y in step(j, x):
                        if (y, j) not in seen:
                            following.setdefault((y, j), []).append((x, i))
        layer = following
    return Evolution(model, start, layers)
