"""Lower bounds of the p-median by Lagrangian relaxation, and what they rule out.

Relaxing "every client is served once" with a multiplier per client leaves a
problem that sorting solves: each candidate has a reduced cost, the best k are
open. Every vector of multipliers gives a valid lower bound; a deflected
subgradient raises it.

Sources: Cornuéjols, Fisher & Nemhauser (1977), Management Science 23,
doi:10.1287/mnsc.23.8.789; Beasley, J. E. (1993), Lagrangean heuristics for
location problems, EJOR 65, doi:10.1016/0377-2217(93)90118-7; deflection:
Camerini, Fratta & Maffioli (1975), doi:10.1007/BFb0120697.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from siting.core import Bools, Core, Floats, Ints
from siting.reach import reach_of

ROUNDING = 1e-15
"""Relative error of a term of a bound; every bound is lowered by what rounding may have added."""

SMALLEST_STEP = 1e-3
"""The ascent ends when the step has been halved down to this."""


@dataclass(frozen=True)
class Ascent:
    """How hard to try to raise a bound.

    Attributes
    ----------
    iterations, patience : int
        At most so many steps; so many without progress halve the step.
    step : float
        First step, in multiples of (incumbent - bound) / |direction|².
    deflection : float
        Share of the last direction that the next one keeps.
    rounds : int
        0 for no ascent at all.
    """

    iterations: int
    patience: int
    step: float
    deflection: float
    rounds: int = 1


# Found by trying settings on Euclidean, clustered, rounded and random matrices of
# 100 to 900 rows: at nodes a bold first step pays although it leaves a good point.
AT_ROOT = Ascent(iterations=600, patience=15, step=1.5, deflection=0.5)
AT_NODES = Ascent(iterations=120, patience=8, step=3.0, deflection=0.4)


@dataclass(frozen=True)
class Bound:
    """What one vector of multipliers says.

    Attributes
    ----------
    value : float
        Lower bound on every choice.
    multipliers : ndarray of float64, shape (clients,)
    prices : ndarray of float64, shape (candidates,)
        Reduced costs, none positive.
    chosen : ndarray of int64
        The rows of least price.
    """

    value: float
    multipliers: Floats
    prices: Floats
    chosen: Ints


def first_multipliers(core: Core, chosen: Ints) -> Floats:
    """Midway between each client's nearest and second nearest open site."""
    two = np.partition(np.vstack([core.cost[chosen], core.base, core.base]), 1, axis=0)[:2]
    second = np.where(np.isfinite(two[1]), two[1], two[0])
    return np.where(np.isfinite(second), (two[0] + second) / 2, 0.0)


def ascend(
    core: Core,
    multipliers: Floats,
    ascent: Ascent,
    *,
    target: Callable[[], float],
    cutoff: Callable[[], float],
    visit: Callable[[int, Bound, bool], bool],
) -> tuple[Bound, Floats]:
    """Raise the bound until it reaches the cutoff, stalls, or ``visit`` ends it.

    Parameters
    ----------
    core : Core
    multipliers : ndarray of float64, shape (clients,)
        To begin with.
    ascent : Ascent
    target : callable
        Value of the best known choice; it may fall during the ascent.
    cutoff : callable
        Bound from which nothing better than the best known choice is left.
    visit : callable
        Called in each step with its number, its bound and whether that is the best so
        far; True ends the ascent.

    Returns
    -------
    Bound
        The best one.
    ndarray of float64, shape (candidates,)
        How often each candidate was chosen of late, between 0 and 1: an estimate
        of the relaxation's own solution, for branching.
    """
    reach = reach_of(core)
    ceiling = reach.ceiling
    floor = np.minimum(core.nearest, ceiling)
    best: Bound | None = None
    use = np.zeros(len(core.cost))
    direction = np.zeros_like(multipliers)
    step, stall = ascent.step, 0
    current = np.minimum(multipliers, ceiling)
    for turn in range(ascent.iterations):
        prices = reach.prices(current)
        chosen = core.cheapest(prices)
        gained, paid = float(current.sum()), float(prices[chosen].sum())
        value = gained + paid - ROUNDING * len(current) * (abs(gained) + abs(paid))
        here = Bound(value, current, prices, chosen)
        use *= 0.95
        use[chosen] += 0.05
        progress = best is None or value > best.value + 1e-4 * abs(target() - best.value)
        stall = 0 if progress else stall + 1
        is_best = best is None or value > best.value
        best = here if is_best else best
        assert best is not None
        if visit(turn, here, is_best) or best.value >= cutoff():
            break
        if stall >= ascent.patience:
            step, stall, current = step / 2, 0, best.multipliers
            direction[:] = 0.0
            if step < SMALLEST_STEP:
                break
        direction = 1.0 - reach.servers(current, chosen) + ascent.deflection * direction
        length = float(direction @ direction)
        if length == 0.0:
            break
        gap = target() - value
        if not np.isfinite(gap):
            gap = 0.1 * (1.0 + abs(value))
        current = current + step * gap / length * direction
        current = np.maximum(np.minimum(current, ceiling), floor)
    assert best is not None
    return best, use


def ruled_out(core: Core, bound: Bound, cutoff: float) -> tuple[Bools, Bools]:
    """Which rows no better choice contains, and which rows every better choice contains.

    A row whose being open (or closed) alone would lift the bound to the cutoff is
    decided. The price of opening is that another row leaves: the dearest chosen
    one, or the dearest of the same group where that group is full.

    Returns
    -------
    closed, opened : ndarray of bool, shape (candidates,)
    """
    price, chosen = bound.prices, bound.chosen
    inside = np.zeros(len(price), dtype=bool)
    inside[chosen] = True
    if not chosen.size:
        return ~inside, inside
    leaving = np.full(len(price), price[chosen].max())
    arriving = np.full(len(price), price[~inside].min(initial=0.0))
    if core.limited:
        full = core.room <= np.bincount(
            core.group[chosen][core.group[chosen] >= 0], minlength=len(core.room)
        )
        blocked = np.append(full, False)[core.group]
        arriving[:] = price[~inside & ~blocked].min(initial=0.0)
        for group in np.flatnonzero(full).tolist():
            mine = core.group == group
            leaving[mine] = price[mine & inside].max(initial=-np.inf)
            arriving[mine] = min(arriving[0], price[mine & ~inside].min(initial=0.0))
    closed = ~inside & (bound.value - leaving + price >= cutoff)
    opened = inside & (bound.value - price + arriving >= cutoff)
    return closed, opened
