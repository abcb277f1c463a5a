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

import numpy as np

from siting.core import RELATIVE_TOLERANCE, Core, Floats, Ints


def greedy(core: Core) -> Ints:
    """Rows added one by one, each the one that lowers the objective most.

    Gains only shrink as rows are added, so a row whose old gain is below the
    best fresh gain need not be looked at again.
    """
    cost, served = core.bounded
    chosen: list[int] = []
    room = core.room.copy()
    gains = np.maximum(served - cost, 0.0).sum(axis=1)
    heap = [(-gain, row, 0) for row, gain in enumerate(gains.tolist())]
    heapq.heapify(heap)
    while heap and len(chosen) < core.k:
        _, row, age = heapq.heappop(heap)
        if core.group[row] >= 0 and room[core.group[row]] <= 0:
            continue
        if age < len(chosen):
            gain = float(np.maximum(served - cost[row], 0.0).sum())
            heapq.heappush(heap, (-gain, row, len(chosen)))
            continue
        chosen.append(row)
        if core.group[row] >= 0:
            room[core.group[row]] -= 1
        served = np.minimum(served, cost[row])
    return np.array(chosen, dtype=np.int64)


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
    near, first, second = _nearest(cost, base, chosen)
    room = _room_left(core, chosen)
    is_open = np.zeros(len(cost), dtype=bool)
    is_open[chosen] = True
    least = RELATIVE_TOLERANCE * (1.0 + float(np.abs(first).sum()))
    row, since = 0, 0
    while since < len(cost):
        if not is_open[row]:
            closer = np.minimum(cost[row], first)
            dearer = np.minimum(cost[row], second) - closer
            loss = np.bincount(near, weights=dearer, minlength=len(chosen) + 1)[:-1].astype(float)
            out = _best_leaving(core, chosen, loss, row, room)
            if out >= 0 and loss[out] + float((closer - first).sum()) < -least:
                is_open[chosen[out]], is_open[row] = False, True
                chosen[out] = row
                near, first, second = _nearest(cost, base, chosen)
                room = _room_left(core, chosen)
                since = 0
        row, since = (row + 1) % len(cost), since + 1
        if row % 64 == 0 and stop():
            break
    return chosen


def _nearest(cost: Floats, base: Floats, chosen: Ints) -> tuple[Ints, Floats, Floats]:
    """Position of the nearest choice (``len(chosen)`` for the base) and the two least costs."""
    reach = np.vstack([cost[chosen], base])
    near = reach.argmin(axis=0)
    columns = np.arange(reach.shape[1])
    first = reach[near, columns]
    reach[near, columns] = np.inf
    second = reach.min(axis=0)
    return near, first, np.where(np.isfinite(second), second, first)


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
