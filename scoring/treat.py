"""Outliers: winsorising while skew and kurtosis are both high.

The rule is that of COINr's ``winsorise``: the most extreme values on the
side of the skew are set to the next one, one value more each time.
Skew and kurtosis are the bias-corrected ones (type 2 of Joanes, D. N. and
Gill, C. A., 1998, The Statistician 47, 183-189).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Treatment:
    """What was done to one indicator.

    Attributes
    ----------
    treated : int
        Number of values that were set to the next one.
    low, high : float
        Bounds that the values now keep.
    skew, kurtosis : float
        Before.
    skew_after, kurtosis_after : float
    passed : bool
        Whether the thresholds are kept now.
    """

    treated: int
    low: float
    high: float
    skew: float
    kurtosis: float
    skew_after: float
    kurtosis_after: float
    passed: bool


def winsorise(
    x: Floats, skew_limit: float = 2.0, kurtosis_limit: float = 3.5, most: int = 5
) -> tuple[Floats, Treatment]:
    """Winsorise one indicator.

    Parameters
    ----------
    x : ndarray of float64, shape (n,)
        NaN stays NaN.
    skew_limit, kurtosis_limit : float
    most : int
        At most so many values are changed.

    Returns
    -------
    ndarray of float64, shape (n,)
    Treatment
    """
    result = x.copy()
    known = np.flatnonzero(~np.isnan(x))
    before = skewness(x[known]), kurtosis(x[known])
    now, count = before, 0
    while (
        abs(now[0]) > skew_limit and now[1] > kurtosis_limit and count < min(most, len(known) - 1)
    ):
        count += 1
        order = known[np.argsort(result[known], kind="stable")]
        if now[0] > 0:
            result[order[-count:]] = result[order[-count - 1]]
        else:
            result[order[:count]] = result[order[count]]
        now = skewness(result[known]), kurtosis(result[known])
    passed = not (abs(now[0]) > skew_limit and now[1] > kurtosis_limit)
    low, high = (result[known].min(), result[known].max()) if len(known) else (np.nan, np.nan)
    return result, Treatment(count, float(low), float(high), *before, *now, passed)


def skewness(x: Floats) -> float:
    """Bias-corrected sample skewness; 0 below three values or without spread."""
    n = len(x)
    away = x - x.mean() if n else x
    second = float(np.mean(away**2)) if n else 0.0
    if n < 3 or second <= 0:
        return 0.0
    return float(np.mean(away**3) / second**1.5 * np.sqrt(n * (n - 1)) / (n - 2))


def kurtosis(x: Floats) -> float:
    """Bias-corrected sample excess kurtosis; 0 below four values or without spread."""
    n = len(x)
    away = x - x.mean() if n else x
    second = float(np.mean(away**2)) if n else 0.0
    if n < 4 or second <= 0:
        return 0.0
    plain = float(np.mean(away**4)) / second**2 - 3.0
    return (n - 1) / ((n - 2) * (n - 3)) * ((n + 1) * plain + 6.0)
