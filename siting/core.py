"""The bare p-median that the exact method works on: no names, no zero weights.

Everything that must be open (existing centres, must-open sites) is folded
into a base cost per client, everything forbidden is left out, and weights are
multiplied into the costs. What is left to choose are ``k`` rows.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

RELATIVE_TOLERANCE = 1e-9
"""Two objectives closer than this (relative) count as equal: rounding of float64 sums."""


FAR = 1e3
"""What an unserved client costs while swapping, in multiples of the largest cost."""


MOST_WHOLE = 2.0**52
"""Sums of whole numbers below it are exact."""


@dataclass(frozen=True)
class Core:
    """Choose ``k`` rows of ``cost`` so that the sum of column minima is least.

    Attributes
    ----------
    cost : ndarray of float64, shape (candidates, clients)
        Weighted cost; ``inf`` where a candidate cannot serve a client. A row per
        candidate, because rows lie together in memory and are read as a whole.
    base : ndarray of float64, shape (clients,)
        Weighted cost without any new site, ``inf`` without an existing centre.
    k : int
        Number of rows to choose, at most the number of rows.
    group : ndarray of int64, shape (candidates,)
        Group of each candidate; -1 for none.
    room : ndarray of int64, shape (groups,)
        How many candidates of each group may still be chosen.
    """

    cost: Floats
    base: Floats
    k: int
    group: Ints
    room: Ints

    @cached_property
    def nearest(self) -> Floats:
        """Cost of each client if every row were open, shape (clients,)."""
        least: Floats = np.minimum(self.cost.min(axis=0, initial=np.inf), self.base)
        return least

    @cached_property
    def bounded(self) -> tuple[Floats, Floats]:
        """Cost and base with a large number in place of ``inf``, so that differences exist."""
        most = max(self.cost.max(initial=0.0), self.base.max(initial=0.0))
        if np.isfinite(most):
            return self.cost, self.base
        known = self.cost[np.isfinite(self.cost)]
        far = FAR * (1.0 + float(known.max(initial=0.0)))
        return np.minimum(self.cost, far), np.minimum(self.base, far)

    @cached_property
    def least_difference(self) -> float:
        """The least by which two objectives can differ: 1 for whole costs, else unknown: 0."""
        total = 0.0
        # Row by row: most tables give themselves away in the first.
        for row in (self.base, *self.cost):
            known = row[np.isfinite(row)]
            total += float(known.sum())
            if total >= MOST_WHOLE or (known != np.round(known)).any():
                return 0.0
        return 1.0

    @property
    def limited(self) -> bool:
        """Whether the limit of any group can bind."""
        return bool(self.room.size)

    def value(self, chosen: Ints) -> float:
        """Objective of a choice of rows; ``inf`` if it leaves a client unserved."""
        return float(self.served(chosen).sum())

    def served(self, chosen: Ints) -> Floats:
        """Cost of each client under a choice of rows."""
        if not chosen.size:
            return self.base
        least: Floats = np.minimum(self.cost[chosen].min(axis=0), self.base)
        return least

    def part(self, rows: Ints, opened: Ints) -> Core:
        """The problem that is left when some rows are open and only ``rows`` may be chosen."""
        if len(rows) == len(self.cost):
            return self
        groups = self.group[opened]
        used = np.bincount(groups[groups >= 0], minlength=len(self.room))
        return Core(
            cost=self.cost[rows],
            base=self.served(opened),
            k=self.k - len(opened),
            group=self.group[rows],
            room=self.room - used,
        )

    def cheapest(self, price: Floats) -> Ints:
        """The ``k`` rows of least total price that the limits allow.

        Exact: the allowed sets are the independent sets of a truncated partition
        matroid, where the greedy choice is optimal (Edmonds 1971). Fewer than
        ``k`` rows if the limits allow no more.
        """
        if not self.limited:
            if self.k >= len(price):
                return np.arange(len(price))
            chosen: Ints = np.argpartition(price, self.k - 1)[: self.k] if self.k else EMPTY
            return chosen
        order = np.argsort(price, kind="stable")
        return order[self.allowed_in_order(order)][: self.k]

    def filled(self, rows: Ints) -> Ints:
        """``rows`` with others added, the first that the limits allow, until there are ``k``."""
        price = np.arange(len(self.cost), dtype=np.float64)
        price[rows] = -1.0
        return self.cheapest(price)

    def allowed_in_order(self, order: Ints) -> Bools:
        """Which rows stay within their group's room when taken in this order."""
        group = self.group[order]
        by_group = np.argsort(group, kind="stable")
        lined_up = group[by_group]
        first = np.searchsorted(lined_up, lined_up, side="left")
        turn = np.empty(len(order), dtype=np.int64)
        turn[by_group] = np.arange(len(order)) - first
        room = np.append(self.room, len(order))  # group -1 reads the last entry
        allowed: Bools = turn < room[group]
        return allowed


EMPTY: Ints = np.empty(0, dtype=np.int64)
