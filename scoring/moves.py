"""What moves a unit up one rank: the smallest feasible change per indicator, and its chance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from scoring.draws import Drawn, Sampler, active, blocks, draw, scores
from scoring.errors import ChoiceError
from scoring.model import Indicator
from scoring.pipeline import Variant, run
from scoring.rank import Ranks, published, ranks
from scoring.result import Result

Floats = npt.NDArray[np.float64]

_HALVINGS = 50
_NOISE = 1e-9


def up_one_rank(
    result: Result,
    unit: str,
    sampler: Sampler | None = None,
    *,
    draws: int = 2000,
    seed: int | None = None,
) -> pd.DataFrame:
    """The smallest change of each indicator alone that moves a unit up at least one rank.

    A change is feasible up to the better goalpost (beyond it nothing counts),
    or to the best value among the units where there are no goalposts, and
    within the limits that the index declares. Counts change in whole steps.

    Parameters
    ----------
    result : Result
    unit : str
    sampler : Sampler, optional
    draws : int
        0: no probabilities.
    seed : int, optional
        Instead of that of the index.

    Returns
    -------
    pandas.DataFrame
        Per indicator with a value, cheapest first (``effort``: share of the way to
        the better end of its range): ``now`` and ``needed`` in units of the column,
        ``change``, ``value_now`` and ``value_needed`` after the denominator,
        ``effort``, ``feasible``, ``new_rank``, ``p`` (probability that the unit then is
        at that better rank or above) and ``p_now`` (the same without the change).
        Where no change is enough, ``needed`` and what follows are missing.
        Empty for the first.

    Raises
    ------
    ChoiceError
        If there is no such unit, or it is not ranked.
    """
    at = result.unit(unit)
    here = result.ranking["rank"].iloc[at]
    if pd.isna(here):
        raise ChoiceError("errors.scoring.choice.not_ranked", unit=unit)
    found: list[dict[str, Any]] = []
    able = [] if here == 1 else [i for i in result.index.indicators if not _nothing(result, i, at)]
    if able:
        found = _smallest(result, at, int(here), able)
        if draws:
            _chances(result, at, int(here), found, sampler, (draws, seed))
    columns = ["now", "needed", "change", "value_now", "value_needed", "effort", "feasible",
               "new_rank", "p", "p_now"]  # fmt: skip
    frame = pd.DataFrame(found, columns=["indicator", *columns]).set_index("indicator")
    frame = frame.astype({name: "float64" for name in columns if name != "feasible"})
    frame = frame.astype({"feasible": bool, "new_rank": "Int64"})
    return frame.sort_values("effort", kind="stable", na_position="last")


def _nothing(result: Result, one: Indicator, at: int) -> bool:
    return bool(np.isnan(result.prepared.denominated[_slot(result, one)][at, 0]))


def _slot(result: Result, one: Indicator) -> int:
    return result.plan.slots.index(one.id)


def _smallest(result: Result, at: int, here: int, able: list[Indicator]) -> list[dict[str, Any]]:
    """Halve the way to the best feasible value, for all indicators at once."""
    now = np.array([result.table.values[one.column][at] for one in able])
    factor = np.array([_factor(result, one, at) for one in able])
    best = np.array([_best(result, one, at) for one in able])
    step = np.array([one.step for one in able])
    way = best - now
    size = np.where(step > 0, np.ceil(np.abs(way) / np.where(step > 0, step, 1) - _NOISE) * step,
                    np.abs(way))  # fmt: skip
    sign = np.sign(way)
    low, high = np.zeros(len(able)), np.ones(len(able))
    enough = (_ranks(result, at, able, now + sign * size) < here) & (size > 0)
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        works = _ranks(result, at, able, now + sign * size * middle) < here
        low, high = np.where(works, low, middle), np.where(works, middle, high)
    change = size * high
    whole = np.ceil(change / np.where(step > 0, step, 1) - _NOISE) * step
    change = np.where(step > 0, np.minimum(whole, size), change)
    needed = now + sign * change
    reached = _ranks(result, at, able, needed)
    return [
        {
            "indicator": one.id,
            "now": now[k],
            "needed": needed[k] if enough[k] else np.nan,
            "change": needed[k] - now[k] if enough[k] else np.nan,
            "value_now": now[k] * factor[k],
            "value_needed": needed[k] * factor[k] if enough[k] else np.nan,
            "effort": change[k] / size[k] if enough[k] else np.nan,
            "feasible": bool(enough[k]),
            "new_rank": int(reached[k]) if enough[k] else None,
        }
        for k, one in enumerate(able)
    ]


def _factor(result: Result, one: Indicator, at: int) -> float:
    """What turns the column's unit into the indicator's."""
    return one.per / float(result.table.values[one.denominator][at]) if one.denominator else 1.0


def _best(result: Result, one: Indicator, at: int) -> float:
    """Best feasible value, in units of the column; never worse than today's."""
    kind = result.plan.normalisation(one, None)
    values = result.prepared.denominated[_slot(result, one)][:, 0] * one.direction
    end = float(np.nanmax(values)) * one.direction
    if kind == "goalposts" and one.goalposts:
        end = one.goalposts[1] if one.direction == 1 else one.goalposts[0]
    end /= _factor(result, one, at)
    if one.limits:
        end = min(max(end, one.limits[0]), one.limits[1])
    today = float(result.table.values[one.column][at])
    return max(end, today) if one.direction == 1 else min(end, today)


def _ranks(result: Result, at: int, able: list[Indicator], values: Floats) -> Ranks:
    """Rank of the unit if the k-th indicator has the k-th value, each by itself."""
    raw: dict[str, Floats] = {}
    for k, one in enumerate(able):
        column = raw.setdefault(
            one.column, np.repeat(result.table.values[one.column][:, None], len(able), axis=1)
        )
        column[at, k] = values[k]
    found = run(result.plan, Variant(raw=raw), result.prepared.treatments)
    place = ranks(published(found, result.index.digits))[at]
    return np.where(place > 0, place, len(found) + 1).astype(np.int32)


def _chances(
    result: Result,
    at: int,
    here: int,
    found: list[dict[str, Any]],
    sampler: Sampler | None,
    asked: tuple[int, int | None],
) -> None:
    """Add how often the change does it, and how often nothing does."""
    plan = result.plan
    factors = active(plan, sampler)
    seed = result.index.uncertainty.seed if asked[1] is None else asked[1]
    if not factors:
        for one in found:
            one["p"], one["p_now"] = float(one["feasible"]), 0.0
        return
    wins: dict[str, int] = dict.fromkeys(["", *(one["indicator"] for one in found)], 0)
    for number, count in blocks(plan, asked[0]):
        drawn = draw(plan, factors, sampler, count, (seed, number))
        wins[""] += _times(result, drawn, at, here)
        for one in found:
            if one["feasible"]:
                column = result.index.indicator(one["indicator"]).column
                moved = _moved(result, drawn, column, at, one["change"])
                wins[one["indicator"]] += _times(result, moved, at, here)
    for one in found:
        one["p"] = wins[one["indicator"]] / asked[0] if one["feasible"] else np.nan
        one["p_now"] = wins[""] / asked[0]


def _times(result: Result, drawn: Drawn, at: int, here: int) -> int:
    found = scores(result.plan, drawn, result.prepared.treatments)
    place = ranks(published(found, result.index.digits))[at]
    return int(np.count_nonzero((place > 0) & (place < here)))


def _moved(result: Result, drawn: Drawn, column: str, at: int, change: float) -> Drawn:
    before: Mapping[str, Floats] = drawn.raw
    old = before.get(column)
    wide = (
        np.repeat(result.table.values[column][:, None], drawn.count, axis=1)
        if old is None
        else old.copy()
    )
    wide[at] += change
    return replace(drawn, raw={**before, column: wide})
