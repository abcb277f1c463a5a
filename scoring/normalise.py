"""Values on one scale. Arrays have units along the first axis and draws along the last.

Every function takes values that already point upwards (more is better) and
leaves NaN where it was; what is not comparable without spread comes out in
the middle of the scale. Names and formulas follow OECD/JRC, Handbook on
Constructing Composite Indicators (2008), chapter 5.
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Floats: TypeAlias = npt.NDArray[np.float64]
Pair: TypeAlias = tuple[float, float]


def goalposts(x: Floats, posts: Pair, scale: Pair) -> Floats:
    """Share of the way from the worst to the best goalpost, capped at both."""
    return on_scale(np.clip((x - posts[0]) / (posts[1] - posts[0]), 0.0, 1.0), scale)


def minmax(x: Floats, scale: Pair) -> Floats:
    """Share of the way from the lowest to the highest value among the units."""
    low, high = _extremes(x)
    return on_scale(_share(x, low, high), scale)


def zscore(x: Floats, mean_sd: Pair) -> Floats:
    """Standard deviations from the mean (n - 1 in the denominator), shifted and stretched."""
    count = np.sum(~np.isnan(x), axis=0, keepdims=True)
    mean = np.nansum(x, axis=0, keepdims=True) / np.maximum(count, 1)
    square = np.nansum((x - mean) ** 2, axis=0, keepdims=True)
    deviation = np.sqrt(square / np.maximum(count - 1, 1))
    spread = np.where(deviation > 0, deviation, 1.0)
    return mean_sd[0] + mean_sd[1] * np.where(deviation > 0, (x - mean) / spread, x * 0.0)


def rank(x: Floats) -> Floats:
    """Rank from the lowest (1) upwards; ties share the lower one."""
    below = np.zeros_like(x)
    for one in x:
        below += one < x
    return np.where(np.isnan(x), np.nan, below + 1.0)


def borda(x: Floats) -> Floats:
    """Number of units that are lower."""
    return rank(x) - 1.0


def percentile(x: Floats, scale: Pair) -> Floats:
    """Share of the other units that are lower."""
    others = np.sum(~np.isnan(x), axis=0, keepdims=True) - 1
    middle = x * 0.0 + 0.5
    return on_scale(np.where(others > 0, borda(x) / np.maximum(others, 1), middle), scale)


def fraction(x: Floats, scale: Pair) -> Floats:
    """Fraction of the highest value; infinite or NaN where that is zero."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return on_scale(x / _extremes(x)[1], scale)


def on_scale(share: Floats, scale: Pair) -> Floats:
    """Shares of one as values of the scale."""
    if scale == (0.0, 1.0):
        return share
    return scale[0] + (scale[1] - scale[0]) * share


def _share(x: Floats, low: Floats, high: Floats) -> Floats:
    spread = high - low
    flat = ~(spread > 0)
    return np.where(flat, x * 0.0 + 0.5, (x - low) / np.where(flat, 1.0, spread))


def _extremes(x: Floats) -> tuple[Floats, Floats]:
    low = np.fmin.reduce(x, axis=0, keepdims=True)
    return low, np.fmax.reduce(x, axis=0, keepdims=True)
