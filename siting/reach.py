"""Reduced costs of all candidates for given multipliers: dense, or of the pairs that matter."""

from __future__ import annotations

import numpy as np

from siting.core import Core, Floats, Ints

SPARSE_FROM = 200_000
"""Pairs from which leaving out far pairs pays for itself."""

NEAREST = 6
"""Pairs kept per client, in multiples of candidates per site."""


SAMPLE = 500
"""Rows from which it is read how far the pairs reach that are kept."""


class DenseReach:
    """Every pair of candidate and client.

    Attributes
    ----------
    ceiling : ndarray of float64, shape (clients,)
        Multipliers must not exceed it.
    """

    def __init__(self, core: Core) -> None:
        self.ceiling = core.base
        self._cost = core.cost
        self._room = np.empty_like(core.cost)

    def prices(self, multipliers: Floats) -> Floats:
        """Reduced cost of each candidate: sum over clients of min(0, cost - multiplier)."""
        np.subtract(self._cost, multipliers, out=self._room)
        np.minimum(self._room, 0.0, out=self._room)
        total: Floats = self._room.sum(axis=1)
        return total

    def servers(self, multipliers: Floats, chosen: Ints) -> Ints:
        """How many of the chosen candidates each client would use."""
        count: Ints = (self._cost[chosen] < multipliers).sum(axis=0)
        return count


class SparseReach:
    """Only each client's nearest candidates.

    A multiplier at or below the cost of the first pair left out makes that pair
    and all beyond it worth nothing, so the bound stays exact as long as
    multipliers respect the ceiling.
    """

    def __init__(self, core: Core, per_client: int) -> None:
        # How far that is, a part of the rows tells well enough: any ceiling keeps the bound exact.
        every = max(1, len(core.cost) // SAMPLE)
        sample = np.ascontiguousarray(core.cost[::every].T)
        nth = min(per_client // every, sample.shape[1] - 1)
        edge = np.partition(sample, nth, axis=1)[:, nth]
        self.ceiling = np.minimum(edge, core.base)
        near = core.cost < self.ceiling
        # An empty row would upset reduceat: one harmless pair keeps it alive.
        near[~near.any(axis=1), 0] = True
        candidate, self._client = np.nonzero(near)
        self._cost = core.cost[near]
        self._start = np.searchsorted(candidate, np.arange(len(core.cost) + 1))
        self._clients = core.cost.shape[1]

    def prices(self, multipliers: Floats) -> Floats:
        """As for `DenseReach`."""
        gain = np.minimum(self._cost - multipliers[self._client], 0.0)
        total: Floats = np.add.reduceat(gain, self._start[:-1])
        return total

    def servers(self, multipliers: Floats, chosen: Ints) -> Ints:
        """As for `DenseReach`."""
        pairs = np.concatenate(
            [np.arange(self._start[row], self._start[row + 1]) for row in chosen.tolist()]
        )
        client = self._client[pairs]
        used = client[self._cost[pairs] < multipliers[client]]
        return np.bincount(used, minlength=self._clients)


def reach_of(core: Core) -> DenseReach | SparseReach:
    """The cheaper of the two for this problem."""
    rows = len(core.cost)
    per_client = NEAREST * rows // max(core.k, 1)
    if core.cost.size < SPARSE_FROM or per_client * 3 > rows:
        return DenseReach(core)
    return SparseReach(core, per_client)
