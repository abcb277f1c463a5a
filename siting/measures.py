"""How well demand is served: shares, mean, P95, worst, Gini, all weighted by demand."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from siting.core import Floats

THRESHOLDS = (5.0, 10.0, 20.0)
"""Distances of the shares, in the unit of the costs (km)."""


@dataclass(frozen=True)
class Access:
    """Figures of one state of the network. Costs may be infinite where nobody serves.

    Attributes
    ----------
    shares : dict[float, float]
        Threshold to the share of *demand* within it, 0 to 1.
    mean, p95, worst : float
        Unit of the costs. ``p95`` is the least cost that 95 % of demand do not exceed.
    gini : float
        0 if everybody has the same way to go; NaN if a cost is infinite.
    """

    shares: dict[float, float]
    mean: float
    p95: float
    worst: float
    gini: float


def access(cost: Floats, weights: Floats, thresholds: tuple[float, ...] = THRESHOLDS) -> Access:
    """Figures of the costs of demand rows.

    Parameters
    ----------
    cost : ndarray of float64, shape (demand,)
    weights : ndarray of float64, shape (demand,)
        At least one is positive; rows of weight zero count for nothing.
    thresholds : tuple of float
    """
    order = np.argsort(cost[weights > 0], kind="stable")
    ordered, weight = cost[weights > 0][order], weights[weights > 0][order]
    share = weight.cumsum() / weight.sum()
    return Access(
        shares={
            limit: float(weight[ordered <= limit].sum() / weight.sum()) for limit in thresholds
        },
        mean=float(ordered @ weight / weight.sum()),
        p95=float(ordered[np.searchsorted(share, 0.95 - 1e-12)]),
        worst=float(ordered[-1]),
        gini=gini(ordered, weight),
    )


def gini(ordered: Floats, weight: Floats) -> float:
    """Gini coefficient of ascending values with weights, by the Lorenz curve's trapezia."""
    total = float(ordered @ weight)
    if not np.isfinite(total):
        return float("nan")
    if total == 0:
        return 0.0
    lorenz = np.concatenate([[0.0], (ordered * weight).cumsum() / total])
    steps = weight / weight.sum()
    return float(1.0 - (steps * (lorenz[1:] + lorenz[:-1])).sum())
