"""The scoring engine: draws per second, the shipped index, scikit-criteria beside it."""

from __future__ import annotations

import sys
import time
import warnings
from collections.abc import Callable, Iterator
from typing import Any, Final

import numpy as np
import pandas as pd

from benchmarks.needs import lacking_peer
from benchmarks.report import Figure, figure, run, skipped
from data.drawing import RecordSampler
from data.indicators import index_file, indicator_table
from scoring import Result, read_index, score, sensitivity, uncertainty
from scoring.uncertainty import forget

METHODS: Final[dict[str, Any]] = {
    "weights_cv": 0.25,
    "normalise": ["as_declared", "minmax", "zscore", "percentile"],
    "aggregate": [["arithmetic"], ["geometric"]],
}
PEER_UNITS: Final = 51
PEER_COLUMNS: Final = 49


def made(
    units: int, columns: int, drawn: dict[str, Any] | None = None, error: float = 0.0
) -> Result:
    """An index of so many indicators on a table of random numbers."""
    entries = [
        {
            "id": f"x{k}",
            "name_en": f"x{k}",
            "goalposts": [0, 1],
            "reason_en": "made",
            "error": error,
        }
        for k in range(columns)
    ]
    index = read_index(
        {
            "index": {"id": "bench", "name_en": "Bench", "digits": 3},
            "uncertainty": drawn or {},
            "indicator": entries,
        }
    )
    values = np.random.default_rng(7).random((units, columns))
    names = [f"x{k}" for k in range(columns)]
    return score(index, pd.DataFrame(values, [f"u{k}" for k in range(units)], names))


def best(work: Callable[[], object], times: int = 5) -> float:
    """The shortest of some runs, seconds; nothing is remembered between them."""
    found = []
    for _ in range(times):
        forget()
        begin = time.perf_counter()
        work()
        found.append(time.perf_counter() - begin)
    return min(found)


def measure(full: bool) -> Iterator[Figure]:
    """The speed lines of the specification, and the peer."""
    for name, units, draws, bar in (
        ("districts.20000x16x8", 16, 20_000, 0.1),
        ("towns.5000x216x8", 216, 5_000, 0.3),
    ):
        result = made(units, 8, METHODS)
        seconds = best(lambda r=result, d=draws: uncertainty(r, draws=d))  # type: ignore[misc]  # defaults bind the loop's values
        yield figure(f"scoring.draws.{name}", seconds, "s", bar=bar, better="less")
    result = made(PEER_UNITS, PEER_COLUMNS, METHODS, error=0.02)
    draws = 20_000 if full else 3_000
    per_draw = best(lambda: uncertainty(result, draws=draws), 3) / draws * 1000
    # COINr 1.1.14 was timed at 165 ms per draw of an index of this size, on another machine.
    yield figure(
        "scoring.draw.51x49", per_draw, "ms per draw", bar=0.16, better="less", beside=165.0
    )
    yield from _shipped(full)
    yield from _peer()


def _shipped(full: bool) -> Iterator[Figure]:
    """The index that ships, with records and positions drawn."""
    index, table = read_index(index_file()), indicator_table()
    sampler = RecordSampler()
    result = score(index, table, sampler.key)
    seconds = best(lambda: uncertainty(result, sampler), 3)
    yield figure("scoring.shipped.20000_draws", seconds, "s", bar=3.0, better="less")
    begin = time.perf_counter()
    uncertainty(result, sampler)
    yield figure("scoring.shipped.kept", time.perf_counter() - begin, "s")
    runs = 1000 if full else 300
    begin = time.perf_counter()
    found = sensitivity(result, sampler, n=runs)
    yield figure(f"scoring.shipped.sobol.{found.runs}_runs", time.perf_counter() - begin, "s")


def _peer() -> Iterator[Figure]:
    """scikit-criteria: equal scores on complete data; what it does with one missing value."""
    reason = lacking_peer("skcriteria")
    if reason:
        for name, unit, bar in (
            ("largest_difference", "score", 1e-12),
            ("one_run", "s", None),
            ("ranked_with_one_gap", "of 51", 51),
            ("one_gap_moves_others", "score", 1e-12),
        ):
            yield skipped(f"scoring.peer.{name}", unit, reason, bar=bar)
        return
    import skcriteria
    from skcriteria.agg.simple import WeightedSumModel
    from skcriteria.preprocessing.scalers import MinMaxScaler

    result = made(PEER_UNITS, PEER_COLUMNS)
    raw = result.raw()

    def ask(values: pd.DataFrame) -> Any:
        problem = skcriteria.mkdm(
            values.to_numpy(), [max] * PEER_COLUMNS, weights=np.ones(PEER_COLUMNS) / PEER_COLUMNS
        )
        return WeightedSumModel().evaluate(MinMaxScaler(target="matrix").transform(problem))

    entries = [{"id": name, "name_en": name} for name in raw.columns]
    index = read_index(
        {
            "index": {"id": "peer", "name_en": "Peer"},
            "method": {"normalise": "minmax", "scale": [0, 1]},
            "indicator": entries,
        }
    )
    theirs = ask(raw)
    ours = score(index, raw).scores["index"].to_numpy()
    gap = float(np.abs(ours - theirs.e_["score"]).max())
    yield figure("scoring.peer.largest_difference", gap, "score", bar=1e-12, better="less")
    seconds = best(lambda: score(index, raw), 5)
    yield figure("scoring.peer.one_run", seconds, "s", beside=best(lambda: ask(raw), 5))
    holed = raw.copy()
    holed.iloc[0, 0] = np.nan
    mine = score(index, holed)
    ranked = float(mine.ranking["rank"].notna().sum())
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", RuntimeWarning)
            theirs_ranked = float(np.isfinite(ask(holed).e_["score"]).sum())
    except ValueError as reason:
        said = " ".join(str(reason).split())[:60]
        print(f"scikit-criteria with one missing value ranks nobody: {said} …", file=sys.stderr)
        theirs_ranked = 0.0
    yield figure("scoring.peer.ranked_with_one_gap", ranked, "of 51", bar=51, beside=theirs_ranked)
    moved = float(np.abs(mine.scores["index"].to_numpy() - ours)[1:].max())
    yield figure("scoring.peer.one_gap_moves_others", moved, "score", bar=1e-12, better="less")


if __name__ == "__main__":
    sys.exit(run(str(__doc__).splitlines()[0], measure))
