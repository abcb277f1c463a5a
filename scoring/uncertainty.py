"""Ranks with intervals: how often a unit has which rank when the open choices are drawn.

This is method and data uncertainty, not sampling error.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, replace
from threading import Lock
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from scoring.draws import Sampler, active, blocks, draw, scores
from scoring.errors import ChoiceError
from scoring.rank import Ranks, published, ranks
from scoring.record import Record, make_record
from scoring.result import Result

Floats = npt.NDArray[np.float64]
Counts = npt.NDArray[np.int64]

MOST_PAIRS: Final = 400
"""Up to so many units, every pair is compared; beyond, neighbours only."""
_KEPT: Final = 32
_NOISE: Final = 1e-9
_cache: OrderedDict[str, Spread] = OrderedDict()
_cache_lock: Final = Lock()


@dataclass(frozen=True, eq=False)
class Spread:
    """What came out of the draws.

    Attributes
    ----------
    ranking : pandas.DataFrame
        Per unit ``rank`` (as declared), ``low`` and ``high`` (ends of the interval),
        ``median``, ``mean``, ``p_top3``, ``p_next`` (probability of beating the
        next one in the ranking), ``p_ranked``, ``tier``, and ``decile``,
        ``decile_low``, ``decile_high``. Nothing for units that are not ranked.
    beats : pandas.DataFrame or None
        Probability that the unit of the row is ahead of that of the column; None
        above `MOST_PAIRS` units.
    counts : ndarray of int, shape (n, n + 1)
        Draws per unit and rank; column 0: not ranked.
    factors : tuple of str
        What was drawn.
    draws : int
    shift : float
        Mean absolute rank change over all draws and ranked units.
    record : Record
    """

    ranking: pd.DataFrame
    beats: pd.DataFrame | None
    counts: Counts
    factors: tuple[str, ...]
    draws: int
    shift: float
    record: Record


def uncertainty(
    result: Result,
    sampler: Sampler | None = None,
    *,
    draws: int | None = None,
    seed: int | None = None,
    keep: bool = True,
) -> Spread:
    """Draw what is open and rank again and again.

    Parameters
    ----------
    result : Result
        Of `score`.
    sampler : Sampler, optional
        Draws columns of the table.
    draws, seed : int, optional
        Instead of those of the index; they stand in the record.
    keep : bool
        False for a table that is not to stay in memory.

    Returns
    -------
    Spread
        Kept by its record: the same question is answered once.

    Raises
    ------
    ChoiceError
        If nothing is open, or the spread of the weights is impossible.
    """
    chosen = result.index.uncertainty
    chosen = replace(
        chosen,
        draws=chosen.draws if draws is None else draws,
        seed=chosen.seed if seed is None else seed,
    )
    index = replace(result.index, uncertainty=chosen)
    record = make_record(index, result.table, sampler.key if sampler else "")
    key = record.key
    with _cache_lock:
        if key in _cache:
            _cache.move_to_end(key)
            return _cache[key]
    found = _drawn(result, sampler, chosen.draws, record)
    if keep:
        with _cache_lock:
            # Two who asked at once get the same object: the first that was ready.
            found = _cache.setdefault(key, found)
            while len(_cache) > _KEPT:
                _cache.popitem(last=False)
    return found


def forget() -> None:
    """Throw away what was kept of earlier questions."""
    with _cache_lock:
        _cache.clear()


def _drawn(result: Result, sampler: Sampler | None, draws: int, record: Record) -> Spread:
    plan = result.plan
    factors = active(plan, sampler)
    if not factors:
        raise ChoiceError("errors.scoring.choice.no_factors")
    if draws < 1:
        raise ChoiceError("errors.scoring.choice.draws", least=1, value=draws)
    order = [result.unit(code) for code in result.order]
    n = len(order)
    counts, wins = np.zeros((n, n + 1), dtype=np.int64), _no_wins(n)
    for number, count in blocks(plan, draws):
        drawn = draw(plan, factors, sampler, count, (record.seed, number))
        rounded = published(scores(plan, drawn, result.prepared.treatments), result.index.digits)
        found = ranks(rounded)[order]
        offset = np.arange(n)[:, None] * (n + 1)
        counts += np.bincount((found + offset).ravel(), minlength=n * (n + 1)).reshape(n, n + 1)
        _count_wins(found, wins)
    ranking = _ranking(result, order, counts, wins, draws)
    nominal = ranking["rank"].fillna(0).to_numpy(dtype=np.int64)
    away = np.abs(np.arange(n + 1)[None, :] - nominal[:, None])
    inside = counts[nominal > 0, 1:]
    shift = float((away[nominal > 0, 1:] * inside).sum() / max(inside.sum(), 1))
    beats = None
    if wins.ndim == 2:
        units = ranking.index
        beats = pd.DataFrame(wins / draws, index=units, columns=units).reindex(
            index=result.scores.index, columns=result.scores.index
        )
    back = np.argsort(order)
    return Spread(
        ranking.reindex(result.scores.index), beats, counts[back], factors, draws, shift, record
    )


def _no_wins(n: int) -> Counts:
    return np.zeros((n, n) if n <= MOST_PAIRS else max(n - 1, 0), dtype=np.int64)


def _count_wins(found: Ranks, wins: Counts) -> None:
    """Add how often each unit is ahead; units in the order of the ranking."""
    n = len(found)
    place: npt.NDArray[np.signedinteger] = np.where(found > 0, found, n + 1)
    place = place.astype(np.int16 if n < 2**15 - 2 else np.int32)
    if wins.ndim == 2:
        for at in range(n):
            # Ten times as fast as counting flags; a block holds too few draws to overflow.
            ahead = (place[at] < place).view(np.int8)
            wins[at] += np.add.reduce(ahead, axis=1, dtype=np.int16)
    else:
        wins += np.count_nonzero(place[:-1] < place[1:], axis=1)


def _ranking(
    result: Result, order: list[int], counts: Counts, wins: Counts, draws: int
) -> pd.DataFrame:
    n = len(order)
    nominal = result.ranking["rank"].iloc[order]
    ranked = nominal.notna().to_numpy(dtype=bool)
    times = counts[:, 1:].sum(axis=1)
    tail = (1 - result.index.uncertainty.interval) / 2
    known = ranked & (times > 0)
    columns: dict[str, Any] = {
        "rank": nominal,
        "low": _whole(quantile(counts, tail), known),
        "high": _whole(quantile(counts, 1 - tail), known),
        "median": _whole(quantile(counts, 0.5), known),
        "mean": np.where(
            known, (counts[:, 1:] * np.arange(1, n + 1)).sum(axis=1) / np.maximum(times, 1), np.nan
        ),
        "p_top3": np.where(known, counts[:, 1:4].sum(axis=1) / draws, np.nan),
        "p_next": _next(wins, ranked, draws),
        "p_ranked": times / draws,
        "tier": _whole(_tiers(result, nominal, ranked, wins, draws), known),
    }
    all_ranked = int(ranked.sum())
    for name, source in (("decile", "rank"), ("decile_low", "low"), ("decile_high", "high")):
        place = pd.array(columns[source], dtype="Int64").to_numpy(dtype=np.float64, na_value=np.nan)
        tenth = np.ceil(np.minimum(place, all_ranked) * 10 / max(all_ranked, 1))
        columns[name] = _whole(np.nan_to_num(tenth, nan=1.0), known)
    frame = pd.DataFrame({k: np.asarray(v, dtype=object) for k, v in columns.items()})
    frame.index = result.scores.index[order]
    kinds = dict.fromkeys(("mean", "p_top3", "p_next", "p_ranked"), "float64")
    return frame.astype({name: kinds.get(name, "Int64") for name in frame.columns})


def quantile(counts: Counts, q: float) -> Counts:
    """Quantiles of ranks from their counts by the inverted CDF: the least rank that reaches q."""
    inside = counts[:, 1:]
    reached = np.cumsum(inside, axis=1)
    wanted = q * reached[:, -1:] - _NOISE
    return np.asarray(np.argmax(reached >= wanted, axis=1) + 1, dtype=np.int64)


def _whole(values: Counts | Floats, known: npt.NDArray[np.bool_]) -> list[int | None]:
    return [int(value) if there else None for value, there in zip(values, known, strict=True)]


def _next(wins: Counts, ranked: npt.NDArray[np.bool_], draws: int) -> Floats:
    n = len(ranked)
    found = np.full(n, np.nan)
    ahead = np.diagonal(wins, 1) if wins.ndim == 2 else wins
    both = ranked[:-1] & ranked[1:]
    found[:-1][both] = ahead[both] / draws
    return found


def _tiers(
    result: Result,
    nominal: pd.Series[Any],
    ranked: npt.NDArray[np.bool_],
    wins: Counts,
    draws: int,
) -> Counts:
    """Tiers, 1 at the top.

    A tier breaks only where the unit above the line beats everybody below it,
    and everybody above it beats the unit below, each with the probability that
    the index asks for (above `MOST_PAIRS` units: where the one beats the other).
    """
    last = int(ranked.sum())
    tiers = np.ones(len(ranked), dtype=np.int64)
    if last < 2:
        return tiers
    if wins.ndim == 2:
        inside = wins[:last, :last] / draws
        above = np.diagonal(np.minimum.accumulate(inside, axis=0), 1)
        below = np.diagonal(np.minimum.accumulate(inside[:, ::-1], axis=1)[:, ::-1], 1)
        sure = np.minimum(above, below)
    else:
        sure = wins[: last - 1] / draws
    places = nominal.to_numpy(dtype=np.int64, na_value=0)[:last]
    breaks = (sure >= result.index.uncertainty.tier - _NOISE) & (places[1:] > places[:-1])
    tiers[1:last] += np.cumsum(breaks)
    return tiers
