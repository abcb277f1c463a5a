"""The p-median as a small exact model: the reduced radius formulation.

A client's possible costs are sorted into levels; one variable per level says
that no open site lies within it. Levels that the Lagrangian bound excludes are
never built, so what HiGHS sees is small.

Source: Elloumi, S. (2010), A tighter formulation of the p-median problem,
Journal of Combinatorial Optimization 19, doi:10.1007/s10878-008-9162-0;
García, Labbé & Marín (2011), doi:10.1287/ijoc.1100.0418 (only the levels needed).
"""

from __future__ import annotations

import numpy as np
from scipy import sparse

from siting.core import Core, Floats, Ints
from siting.highs import Model


def radius_model(core: Core, limit: Floats) -> Model:
    """The model of a p-median whose clients are all served within ``limit``.

    Parameters
    ----------
    core : Core
    limit : ndarray of float64, shape (clients,)
        Costs above it need not be considered for a client.

    Returns
    -------
    Model
        Columns: the candidates in their order, then the levels.
    """
    rows = len(core.cost)
    entries: list[tuple[Ints, Ints, Floats]] = []
    prices: list[Floats] = [np.zeros(rows)]
    low: list[Floats] = []
    constant, row, column = 0.0, 0, rows
    for client in range(core.cost.shape[1]):
        costs = np.minimum(core.cost[:, client], core.base[client])
        near = np.flatnonzero(costs <= limit[client])
        levels, level_of = np.unique(costs[near], return_inverse=True)
        always = bool(levels.size) and core.base[client] <= levels[-1]
        constant += float(levels[0])
        steps = len(levels) - 1
        # Row per level: (none within it) >= (none within the one before) - sites of the level.
        # The last row says that one of the levels must serve, unless the base always does.
        count = steps if always else steps + 1
        site, level = near[level_of < count], level_of[level_of < count]
        entries.append((row + level, site, np.ones(len(site))))
        own = np.arange(steps)
        entries.append((row + own, column + own, np.ones(steps)))
        before = np.arange(1, count)
        entries.append((row + before, column + before - 1, -np.ones(len(before))))
        bounds = np.zeros(count)
        bounds[:1] = 1.0
        low.append(bounds)
        prices.append(np.diff(levels))
        row, column = row + count, column + steps
    members = np.flatnonzero(core.group >= 0)
    groups = len(core.room)
    entries.append((row + core.group[members], members, np.ones(len(members))))
    entries.append((np.full(rows, row + groups), np.arange(rows), np.ones(rows)))
    down, across, value = (np.concatenate(part) for part in zip(*entries, strict=True))
    matrix = sparse.csr_array((value, (down, across)), shape=(row + groups + 1, column))
    free = np.full(groups + 1, -np.inf)
    whole = np.arange(column) < rows
    return Model(
        cost=np.concatenate(prices),
        matrix=matrix,
        lower=np.concatenate([*low, free]),
        upper=np.concatenate([np.full(row, np.inf), core.room, [core.k]]).astype(np.float64),
        whole=whole,
        constant=constant,
    )
