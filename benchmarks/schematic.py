"""How much of the area the schematic towns put into the right town.

Real shapes: 170 towns from OpenStreetMap (shared reference data, not part of
the project). Peer: plain Voronoi cells of the same points. The bar is the
mean over the ten districts all of whose towns are known.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import numpy as np
import pandas as pd
import shapely

from benchmarks.needs import lacking_reference, reference_folder
from benchmarks.report import Figure, figure, run, skipped
from data import load_districts, load_towns
from data.boundaries import SOURCES, load_boundaries, read_districts
from geo.match import Named, match_names
from geo.partition import partition

BAR: Final = 0.78
COMPLETE: Final = ("黄浦区", "徐汇区", "长宁区", "静安区", "普陀区", "虹口区", "杨浦区",
                   "浦东新区", "金山区", "青浦区")  # fmt: skip


def read_real(path: Path, towns: pd.DataFrame, districts: pd.DataFrame) -> dict[str, Any]:
    """Real shapes by town code, as far as they match one."""
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    names = districts["name_zh"].to_dict()
    known = [
        Named(str(code), names[row.district_code], row.name_zh, _text(row.alias_zh))
        for code, row in towns[towns["is_town"]].iterrows()
    ]
    wanted = [(f["properties"]["district"], f["properties"]["town"]) for f in features]
    return {
        code: shapely.make_valid(shapely.from_geojson(json.dumps(feature["geometry"])))
        for code, feature in zip(match_names(wanted, known), features, strict=True)
        if code is not None
    }


def shares(
    cells: dict[str, Any], real: dict[str, Any], districts: dict[str, Any], of: dict[str, str]
) -> dict[str, float]:
    """Share of each district's really known area that lies in the right cell."""
    right = dict.fromkeys(districts, 0.0)
    known = dict.fromkeys(districts, 0.0)
    for code, shape in real.items():
        inside = shapely.intersection(shape, districts[of[code]])
        known[of[code]] += shapely.area(inside)
        right[of[code]] += shapely.area(shapely.intersection(inside, cells[code]))
    return {code: right[code] / known[code] for code in districts if known[code]}


def measure(_full: bool) -> Iterator[Figure]:
    """One figure per complete district and source, and their mean."""
    path = reference_folder() / "geodata" / "shanghai_towns_osm_170.geojson"
    reason = lacking_reference(path)
    if reason:
        for source in SOURCES:
            yield skipped(f"schematic.{source}.mean", "share", reason, bar=BAR)
        return
    names = load_districts()
    towns = load_towns()
    real = read_real(path, towns, names)
    of = {str(code): str(district) for code, district in towns["district_code"].items()}
    complete = {str(code): str(name) for code, name in names["name_zh"].items() if name in COMPLETE}
    for source in SOURCES:
        shapes = read_districts(source)
        made = load_boundaries(source)
        inside = {str(code): shapes[code] for code in shapes.index}
        ours = shares(dict(made.towns.geometry), real, inside, of)
        order = {code: number for number, code in enumerate(shapes.index)}
        chosen = towns.loc[made.towns.index]
        plain = partition(
            np.asarray(shapes),
            chosen["district_code"].map(order).to_numpy(dtype=np.int64),
            chosen["lon"].to_numpy(dtype=np.float64),
            chosen["lat"].to_numpy(dtype=np.float64),
            np.full(len(chosen), np.nan),
        )
        peer = shares(dict(zip(chosen.index, plain.cells, strict=True)), real, inside, of)
        for code, name in complete.items():
            yield figure(f"schematic.{source}.{name}", ours[code], "share", beside=peer[code])
        mean = float(np.mean([ours[code] for code in complete]))
        beside = float(np.mean([peer[code] for code in complete]))
        yield figure(f"schematic.{source}.mean", mean, "share", bar=BAR, beside=beside)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


if __name__ == "__main__":
    sys.exit(run(str(__doc__).splitlines()[0], measure))
