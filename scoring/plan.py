"""An index and its table, compiled: what every run of the calculation needs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from scoring.cells import State
from scoring.model import ROOT, Index, Indicator
from scoring.table import Table

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class PlanNode:
    """A node with its children.

    Attributes
    ----------
    id : str
    children : tuple of int
        Slots: indicators first, in the order of the index, then nodes in the
        order of `Plan.nodes`.
    weights : ndarray of float64, shape (children,)
        Sum to one.
    level : int
        1 for a node that holds indicators only.
    aggregate : str or None
        As the index declares it for this very node.
    """

    id: str
    children: tuple[int, ...]
    weights: Floats
    level: int
    aggregate: str | None


@dataclass(frozen=True, eq=False)
class Plan:
    """A compiled index.

    Attributes
    ----------
    index : Index
    table : Table
    nodes : tuple of PlanNode
        Children before parents; the last one is the index itself.
    applicable : tuple of ndarray of bool, shape (n,)
        Per slot: whether it makes sense for a unit.
    groups : ndarray of int, shape (n,)
        Number of the declared group; -1 for none.
    """

    index: Index
    table: Table
    nodes: tuple[PlanNode, ...]
    applicable: tuple[Flags, ...]
    groups: npt.NDArray[np.int64]

    @property
    def slots(self) -> tuple[str, ...]:
        """Ids of indicators and nodes in the order of the slots."""
        return (*(one.id for one in self.index.indicators), *(one.id for one in self.nodes))

    def kind(self, node: PlanNode, by_level: tuple[str, ...] | None) -> str:
        """The aggregation of a node; ``by_level`` overrides what the index declares."""
        if by_level:
            return by_level[min(node.level, len(by_level)) - 1]
        declared = self.index.method.aggregate
        return node.aggregate or declared[min(node.level, len(declared)) - 1]

    def normalisation(self, one: Indicator, override: str | None) -> str:
        """The normalisation of an indicator."""
        if override and override != "as_declared":
            return override
        return one.normalise or self.index.method.normalise


def compile_plan(index: Index, table: Table) -> Plan:
    """Put an index and its table together.

    Parameters
    ----------
    index : Index
        Checked by `scoring.read`.
    table : Table
        Checked by `scoring.table` for the same index.
    """
    slots = {one.id: at for at, one in enumerate(index.indicators)}
    applicable: list[Flags] = [
        np.array([state is not State.NOT_APPLICABLE for state in table.states[one.column]])
        for one in index.indicators
    ]
    levels = dict.fromkeys(slots, 0)
    nodes: list[PlanNode] = []
    for name in _post_order(index):
        children = [
            *((one.id, one.weight) for one in index.indicators if one.parent == name),
            *((one.id, one.weight) for one in index.nodes if one.parent == name),
        ]
        weights = np.array([weight for _, weight in children])
        levels[name] = 1 + max(levels[child] for child, _ in children)
        declared = index.node(name).aggregate
        places = tuple(slots[child] for child, _ in children)
        nodes.append(PlanNode(name, places, weights / weights.sum(), levels[name], declared))
        slots[name] = len(slots)
        counted = [applicable[at] for at, weight in zip(places, weights, strict=True) if weight]
        applicable.append(np.logical_or.reduce(counted))
    numbers = {name: at for at, name in enumerate(dict.fromkeys(table.groups)) if name}
    groups = np.array([numbers.get(name, -1) for name in table.groups], dtype=np.int64)
    return Plan(index, table, tuple(nodes), tuple(applicable), groups)


def _post_order(index: Index) -> list[str]:
    found: list[str] = []

    def visit(name: str) -> None:
        for one in index.nodes:
            if one.parent == name:
                visit(one.id)
        found.append(name)

    visit(ROOT)
    return found
