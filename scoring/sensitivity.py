"""Which open choice moves the ranks: Sobol indices of the mean absolute rank change.

First-order indices after Saltelli, A. et al. (2010), Computer Physics
Communications 181, 259-270, total ones after Jansen, M. J. W. (1999),
Computer Physics Communications 117, 35-43. A factor is a whole group of
numbers (all weights, all errors …), drawn independently of the others, which
both estimators allow. N (d + 2) runs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from scoring.draws import Drawn, Sampler, active, blocks, draw, scores
from scoring.errors import ChoiceError
from scoring.rank import published, ranks
from scoring.record import Record, make_record
from scoring.result import Result

Floats = npt.NDArray[np.float64]

_PARTS: Final = {
    "weights": ("weights",),
    "normalise": ("normalise",),
    "aggregate": ("aggregate",),
    "error": ("shocks",),
    "fill": ("donors",),
    "records": ("raw",),
}
_RESAMPLES: Final = 200
_LEAST: Final = 16


@dataclass(frozen=True, eq=False)
class Sensitivity:
    """Sobol indices per factor.

    Attributes
    ----------
    indices : pandas.DataFrame
        Per factor ``first`` and ``total`` with ``first_low``, ``first_high``,
        ``total_low``, ``total_high``: 90 % bootstrap intervals.
    runs : int
        N (d + 2).
    shift : float
        Mean absolute rank change.
    record : Record
    """

    indices: pd.DataFrame
    runs: int
    shift: float
    record: Record


def sensitivity(
    result: Result, sampler: Sampler | None = None, *, n: int = 1000, seed: int | None = None
) -> Sensitivity:
    """First-order and total Sobol indices of the mean absolute rank change.

    Parameters
    ----------
    result : Result
    sampler : Sampler, optional
    n : int
        Rows of the design; N (d + 2) runs are made.
    seed : int, optional
        Instead of that of the index.

    Raises
    ------
    ChoiceError
        If nothing is open, or ``n`` is too small.
    """
    plan = result.plan
    factors = active(plan, sampler)
    if not factors:
        raise ChoiceError("errors.scoring.choice.no_factors")
    if n < _LEAST:
        raise ChoiceError("errors.scoring.choice.draws", least=_LEAST, value=n)
    chosen = result.index.uncertainty.seed if seed is None else seed
    outcomes: list[list[Floats]] = [[] for _ in range(len(factors) + 2)]
    for number, count in blocks(plan, n):
        # 1 and 2 keep the two designs apart from each other and from `uncertainty`.
        first, second = (
            draw(plan, factors, sampler, count, (chosen, number, side)) for side in (1, 2)
        )
        designs = [first, second, *(_swapped(first, second, name) for name in factors)]
        for kept, design in zip(outcomes, designs, strict=True):
            kept.append(_shift(result, design))
    a, b, *mixed = (np.concatenate(parts) for parts in outcomes)
    random = np.random.default_rng([chosen, 3])
    rows = random.integers(n, size=(_RESAMPLES, n))
    table = {}
    for name, one in zip(factors, mixed, strict=True):
        point = sobol(a, b, one)
        spread = np.array([sobol(a[at], b[at], one[at]) for at in rows])
        low, high = np.quantile(spread, (0.05, 0.95), axis=0)
        table[name] = [*point, low[0], high[0], low[1], high[1]]
    columns = ["first", "total", "first_low", "first_high", "total_low", "total_high"]
    indices = pd.DataFrame.from_dict(table, orient="index", columns=columns)
    record = make_record(result.index, result.table, sampler.key if sampler else "")
    runs = n * (len(factors) + 2)
    return Sensitivity(indices, runs, float(np.mean(np.r_[a, b])), record)


def sobol(a: Floats, b: Floats, mixed: Floats) -> tuple[float, float]:
    """First-order and total index of one factor.

    Parameters
    ----------
    a, b : ndarray of float64, shape (n,)
        Outcomes of two independent designs.
    mixed : ndarray of float64, shape (n,)
        Outcomes of the first design with the factor taken from the second.

    Returns
    -------
    tuple of float
        Both 0 where the outcome does not vary.
    """
    centre = float(np.mean(np.r_[a, b]))
    variance = float(np.var(np.r_[a, b]))
    if variance <= 0:
        return 0.0, 0.0
    # Centred outcomes: the same expectation, far less noise.
    first = float(np.mean((b - centre) * (mixed - a))) / variance
    return first, float(np.mean((a - mixed) ** 2)) / (2 * variance)


def _swapped(first: Drawn, second: Drawn, factor: str) -> Drawn:
    parts: Sequence[str] = _PARTS[factor]
    taken = {name: getattr(second if name in parts else first, name) for name in vars(first)}
    return Drawn(**taken)


def _shift(result: Result, drawn: Drawn) -> Floats:
    rounded = published(scores(result.plan, drawn, result.prepared.treatments), result.index.digits)
    found = ranks(rounded)
    nominal = result.ranking["rank"].fillna(0).to_numpy(dtype=np.int64)[:, None]
    both = (found > 0) & (nominal > 0)
    away = np.where(both, np.abs(found - nominal), 0)
    return np.asarray(away.sum(axis=0) / np.maximum(both.sum(axis=0), 1), dtype=np.float64)
