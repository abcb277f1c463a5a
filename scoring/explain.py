"""Why a unit stands where it stands: contributions, strengths, weaknesses, neighbours in kind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from scoring.aggregate import forward
from scoring.errors import ChoiceError
from scoring.plan import PlanNode
from scoring.rank import ranks
from scoring.result import Result

Floats = npt.NDArray[np.float64]
Band = Literal["higher", "similar", "lower"]


def contributions(result: Result) -> pd.DataFrame:
    """What every indicator adds to every unit's score.

    Where means are arithmetic this is the effective weight times the
    normalised value, missing ones redistributed. A geometric, harmonic or
    power mean is taken apart where it is linear: a child's share is its share
    of the way from the floor, ``w (g(x) - g(floor)) / sum(w (g(x) - g(floor)))``.

    Returns
    -------
    pandas.DataFrame
        Units by indicators; each row sums to the unit's unrounded score. NaN
        for units that are not ranked; 0 for indicators that are absent.

    Raises
    ------
    ChoiceError
        If a node is aggregated by ``copeland``.
    """
    plan = result.plan
    values = np.column_stack([result.normalised.to_numpy(), result.scores.to_numpy()])
    # What one point of a slot adds to the index, and what the slot adds as a whole.
    rate, part = np.zeros_like(values), np.zeros_like(values)
    rate[:, -1], part[:, -1] = 1.0, values[:, -1]
    for number, node in reversed(list(enumerate(plan.nodes))):
        slot = len(plan.index.indicators) + number
        places = list(node.children)
        x = np.nan_to_num(values[:, places])
        weights, shares = _shares(result, node, values[:, places])
        if shares is None:
            rate[:, places] = rate[:, [slot]] * weights
            part[:, places] = rate[:, places] * x
        else:
            part[:, places] = np.nan_to_num(part[:, [slot]]) * shares
            rate[:, places] = np.divide(part[:, places], x, out=np.zeros_like(x), where=x != 0)
    found = part[:, : len(plan.index.indicators)]
    found[np.isnan(values[:, -1])] = np.nan
    return pd.DataFrame(found, index=result.scores.index, columns=result.normalised.columns)


@dataclass(frozen=True)
class Trait:
    """A strength or a weakness.

    Attributes
    ----------
    indicator : str
    rank : int
        Among all units, 1 for the best; ties share.
    of : int
        Units with a value.
    value : float
        In the indicator's unit, after its denominator.
    median : float
    band : {"higher", "similar", "lower"}
        Better than, around or worse than the median.
    """

    indicator: str
    rank: int
    of: int
    value: float
    median: float
    band: Band


def strengths(result: Result, unit: str, most: int = 3, *, all_ranks: bool = False) -> list[Trait]:
    """Where a unit is best placed.

    The rule: by rank among the units, best first, then in the order of the
    index; named only if the value is better than the median by more than one
    median absolute deviation.

    Parameters
    ----------
    result : Result
    unit : str
    most : int
    all_ranks : bool
        Name the best ranks whatever the distance from the median.
    """
    traits = [one for one in _traits(result, unit) if all_ranks or one.band == "higher"]
    return sorted(traits, key=lambda one: one.rank)[:most]


def weaknesses(result: Result, unit: str, most: int = 3, *, all_ranks: bool = False) -> list[Trait]:
    """Where a unit is worst placed; the rule of `strengths`, mirrored.

    The worst one comes last.
    """
    traits = [one for one in _traits(result, unit) if all_ranks or one.band == "lower"]
    ordered = sorted(traits, key=lambda one: one.rank)
    return ordered[max(len(ordered) - most, 0) :]


def bands(result: Result) -> pd.DataFrame:
    """Per unit and indicator ``higher``, ``similar`` or ``lower``; empty where there is no value.

    Higher means better than the median of all units by more than one median
    absolute deviation, on the indicator's own values.
    """
    raw = result.raw()
    signs = np.array([one.direction for one in result.index.indicators])
    away = (raw - raw.median()).mul(signs, axis=1)
    reach = (raw - raw.median()).abs().median()
    noise = 1e-12 * raw.abs().max()
    found = pd.DataFrame("similar", index=raw.index, columns=raw.columns, dtype=object)
    found = found.mask(away.gt(reach + noise, axis=1), "higher")
    found = found.mask(away.lt(-(reach + noise), axis=1), "lower")
    return found.mask(raw.isna(), "")


def similar(result: Result, unit: str, most: int = 3) -> pd.DataFrame:
    """The units most alike in kind: distance between pillar scores.

    Returns
    -------
    pandas.DataFrame
        Nearest first: ``distance`` (root mean square over the pillars that both
        have, on the scale) and ``pillars`` (how many those are). Units that
        share fewer than half of the pillars are left out.
    """
    at = result.unit(unit)
    pillars = result.scores[list(result.index.pillars)]
    square = (pillars - pillars.iloc[at]) ** 2
    shared = square.notna().sum(axis=1)
    found = pd.DataFrame({"distance": np.sqrt(square.mean(axis=1)), "pillars": shared})
    found = found.drop(index=unit)[shared.drop(index=unit) * 2 >= pillars.shape[1]]
    return found.sort_values("distance", kind="stable").head(most)


def indicator_ranks(result: Result) -> pd.DataFrame:
    """Rank of every unit on every indicator, 1 for the best; ties share; missing where no value."""
    raw = result.raw()
    signs = np.array([one.direction for one in result.index.indicators])
    found = ranks(raw.to_numpy() * signs)
    frame = pd.DataFrame(found, index=raw.index, columns=raw.columns).astype("Int64")
    return frame.mask(raw.isna())


def _traits(result: Result, unit: str) -> list[Trait]:
    at = result.unit(unit)
    raw, band, rank = result.raw(), bands(result), indicator_ranks(result)
    return [
        Trait(
            name,
            int(rank.iloc[at][name]),
            int(raw[name].notna().sum()),
            float(raw.iloc[at][name]),
            float(raw[name].median()),
            band.iloc[at][name],
        )
        for name in raw.columns
        if band.iloc[at][name]
    ]


def _shares(result: Result, node: PlanNode, x: Floats) -> tuple[Floats, Floats | None]:
    """Weights of the children that are present, and their shares where the mean is not linear."""
    method = result.index.method
    kind = result.plan.kind(node, None)
    if kind == "copeland":
        raise ChoiceError("errors.scoring.choice.not_additive", where=node.id)
    if kind == "power" and method.power == 0:
        kind = "geometric"
    weights = np.where(np.isnan(x), 0.0, node.weights)
    total = np.maximum(weights.sum(axis=1, keepdims=True), np.finfo(np.float64).tiny)
    weights = weights / total
    if kind == "arithmetic":
        return weights, None
    base = max(method.floor, 1e-12)
    start = forward(np.array([base]), kind, base, method.power)
    way = weights * (forward(np.nan_to_num(x), kind, base, method.power) - start)
    whole = way.sum(axis=1, keepdims=True)
    flat = np.abs(whole) < np.finfo(np.float64).tiny
    return weights, np.where(flat, weights, way / np.where(flat, 1.0, whole))
