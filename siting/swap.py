"""A good choice of sites, fast: lazy greedy, then eager swaps.

Methods: Minoux, M. (1978), Accelerated greedy algorithms for maximizing
submodular set functions, doi:10.1007/BFb0006528; Schubert, E. & Rousseeuw, P. J.
(2021), Fast and eager k-medoids clustering, Information Systems 101,
doi:10.1016/j.is.2021.101804 (FasterPAM), here with weights, with rows and
clients that differ, with sites that stay open, and with limits per group.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from siting.core import RELATIVE_TOLERANCE, Core, Floats, Ints

BATCH = 16
"""Rows looked at together: their costs stay in the processor's cache, one call for all."""

SMALL = 50_000
"""Pairs of open site and client below which looking at all of them anew is quickest."""


def greedy(core: Core) -> Ints:
    """Rows added one by one, each the one that lowers the objective most.

    Gains only shrink as rows are added, so a row whose old gain is below the
    best fresh gain need not be looked at again.
    """
    cost, served = core.bounded
    chosen: list[int] = []
    room = core.room.copy()
    gains = np.concatenate(
        [_gains(cost[row : row + BATCH], served) for row in range(0, len(cost), BATCH)]
        or [np.zeros(0)]
    )
    heap = [(-gain, row, 0) for row, gain in enumerate(gains.tolist())]
    heapq.heapify(heap)
    while heap and len(chosen) < core.k:
        _, row, age = heap[0]
        if core.group[row] >= 0 and room[core.group[row]] <= 0:
            heapq.heappop(heap)
        elif age == len(chosen):
            heapq.heappop(heap)
            chosen.append(row)
            if core.group[row] >= 0:
                room[core.group[row]] -= 1
            served = np.minimum(served, cost[row])
        else:
            stale: list[int] = []
            while heap and heap[0][2] < len(chosen) and len(stale) < BATCH:
                stale.append(heapq.heappop(heap)[1])
            for again, gain in zip(stale, _gains(cost[stale], served).tolist(), strict=True):
                heapq.heappush(heap, (-gain, again, len(chosen)))
    return np.array(chosen, dtype=np.int64)


def _gains(cost: Floats, served: Floats) -> Floats:
    """How much each row lowers the sum of what is ``served``."""
    gains: Floats = np.maximum(served - cost, 0.0).sum(axis=1)
    return gains


def swap(core: Core, start: Ints, *, stop: Callable[[], bool] = lambda: False) -> Ints:
    """Exchange one site at a time, each exchange as soon as it pays, until none does.

    Parameters
    ----------
    core : Core
    start : ndarray of int64
        Rows to begin with; must keep the limits.
    stop : callable
        Asked now and then; the answer so far is returned when it says True.

    Returns
    -------
    ndarray of int64
        As many rows as ``start``, locally optimal unless stopped.
    """
    cost, base = core.bounded
    chosen = start.copy()
    if not chosen.size or chosen.size == len(cost):
        return chosen
    held = Held.of(cost[chosen], base)
    room = _room_left(core, chosen)
    is_open = np.zeros(len(cost), dtype=bool)
    is_open[chosen] = True
    least = RELATIVE_TOLERANCE * (1.0 + float(np.abs(held.first).sum()))
    row, since = 0, 0
    while since < len(cost):
        if not is_open[row]:
            closer = np.minimum(cost[row], held.first)
            dearer = np.minimum(cost[row], held.second) - closer
            loss = np.bincount(held.near, dearer, len(chosen) + 1)[:-1].astype(float)
            out = _best_leaving(core, chosen, loss, row, room)
            if out >= 0 and loss[out] + float((closer - held.first).sum()) < -least:
                is_open[chosen[out]], is_open[row] = False, True
                chosen[out] = row
                held = held.exchanged(cost, base, chosen, out)
                room = _room_left(core, chosen)
                since = 0
        row, since = (row + 1) % len(cost), since + 1
        if row % 64 == 0 and stop():
            break
    return chosen


@dataclass(frozen=True)
class Held:
    """By which open sites each client is served at least cost and at second least.

    Attributes
    ----------
    near, after : ndarray of int64, shape (clients,)
        Positions in the choice; its length stands for the base.
    first, second : ndarray of float64, shape (clients,)
        Their costs.
    """

    near: Ints
    after: Ints
    first: Floats
    second: Floats

    @classmethod
    def of(cls, cost: Floats, base: Floats) -> Held:
        """From the costs of what is open, shape (open, clients), and of the base."""
        reach = np.vstack([cost, base])
        columns = np.arange(reach.shape[1])
        near = reach.argmin(axis=0)
        first = reach[near, columns]
        reach[near, columns] = np.inf
        after = reach.argmin(axis=0)
        return cls(near, after, first, reach[after, columns])

    def exchanged(self, cost: Floats, base: Floats, chosen: Ints, position: int) -> Held:
        """How it is now that another row stands at a position of the choice.

        Only clients whose nearest or second nearest has left look at every site again,
        where that is less work.
        """
        if chosen.size * base.size < SMALL:
            return Held.of(cost[chosen], base)
        lost = np.flatnonzero((self.near == position) | (self.after == position))
        arrived = cost[chosen[position]]
        nearer = arrived < self.first
        between = ~nearer & (arrived < self.second)
        now = Held(
            near=np.where(nearer, position, self.near),
            after=np.where(nearer, self.near, np.where(between, position, self.after)),
            first=np.where(nearer, arrived, self.first),
            second=np.where(nearer, self.first, np.where(between, arrived, self.second)),
        )
        again = Held.of(cost[np.ix_(chosen, lost)], base[lost])
        for name in ("near", "after", "first", "second"):
            getattr(now, name)[lost] = getattr(again, name)
        return now


def _room_left(core: Core, chosen: Ints) -> Ints:
    used = np.bincount(core.group[chosen][core.group[chosen] >= 0], minlength=len(core.room))
    left: Ints = core.room - used
    return left


def _best_leaving(core: Core, chosen: Ints, loss: Floats, row: int, room: Ints) -> int:
    """Which position leaves at the least loss when ``row`` enters; -1 if the limits forbid all."""
    group = core.group[row]
    if group < 0 or room[group] > 0:
        return int(loss.argmin())
    same = np.flatnonzero(core.group[chosen] == group)
    return int(same[loss[same].argmin()]) if same.size else -1
