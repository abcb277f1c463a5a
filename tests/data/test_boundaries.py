"""Boundaries: the checks of the source, one coverage, the cache."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import shapely

from data import load_districts, load_towns
from data.boundaries import (
    SOURCES,
    Source,
    check_districts,
    load_boundaries,
    load_cities,
    load_mainland,
    read_districts,
)
from geo.errors import BoundaryError
from geo.measures import area_km2

INLAND = ["310101", "310104", "310105", "310106", "310107", "310109", "310110", "310112",
          "310114", "310117", "310118"]  # fmt: skip


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.mark.parametrize("source", SOURCES)
def test_districts_and_towns_are_one_coverage(source: Source, cache: Path) -> None:
    found = load_boundaries(source, cache=cache)
    towns, districts = np.asarray(found.towns.geometry), np.asarray(found.districts.geometry)
    assert (len(towns), len(districts)) == (216, 16)
    assert shapely.coverage_is_valid(towns)
    assert shapely.coverage_is_valid(districts)
    assert found.towns["schematic"].all()
    assert set(found.towns["method"]) == {"matched_area", "voronoi"}
    for code, district in found.districts.geometry.items():
        mine = np.asarray(found.towns.geometry[found.towns["district_code"] == code])
        assert shapely.coverage_union_all(mine).equals(district)
    raw = read_districts(source)
    assert list(raw.index) == list(found.districts.index)
    assert shapely.area(shapely.symmetric_difference(np.asarray(raw), districts)).max() < 1e-7
    assert found.land.within(shapely.union_all(districts).buffer(1e-6))


def test_inland_districts_agree_with_their_official_area() -> None:
    official = load_districts()["area_km2"].loc[INLAND]
    shapes = read_districts("amap").loc[INLAND]
    ratio = area_km2(np.asarray(shapes)) / official.to_numpy(dtype=float)
    assert np.abs(ratio - 1).max() <= 0.032


def test_a_second_call_reads_the_cache_and_a_damaged_one_is_rebuilt(
    cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = load_boundaries("tianditu", cache=cache)
    (path,) = cache.glob("boundaries-tianditu-*.parquet")
    with monkeypatch.context() as patch:
        patch.setattr("data.boundaries.read_districts", lambda _: pytest.fail("was built again"))
        again = load_boundaries("tianditu", cache=cache)
    assert shapely.equals_exact(
        np.asarray(first.towns.geometry), np.asarray(again.towns.geometry)
    ).all()
    for damage in (b"", path.read_bytes()[:1000]):
        path.write_bytes(damage)
        assert len(load_boundaries("tianditu", cache=cache).towns) == 216
        assert path.stat().st_size > 10_000


def test_other_points_are_another_cache_and_the_old_one_goes(tmp_path: Path) -> None:
    towns = load_towns()
    load_boundaries("tianditu", towns=towns, cache=tmp_path)
    (before,) = tmp_path.glob("*.parquet")
    towns["lon"] = towns["lon"] + 0.001
    load_boundaries("tianditu", towns=towns, cache=tmp_path)
    (after,) = tmp_path.iterdir()
    assert before != after


def test_an_unknown_source_is_named() -> None:
    with pytest.raises(BoundaryError, match="google"):
        load_boundaries("google")  # type: ignore[arg-type]  # what a bad address brings


def test_a_faulty_source_is_refused() -> None:
    good = read_districts("tianditu")
    bow = shapely.Polygon([(121, 31), (122, 32), (122, 31), (121, 32)])
    hole = shapely.box(0, 0, 9, 9).difference(shapely.box(3, 3, 4, 4))
    check_districts(good)
    for code, shape, words in (
        ("310101", bow, "invalid: 310101"),
        ("310101", hole, "holes: 310101"),
        ("310101", shapely.buffer(good.loc["310101"], 0.01), "do not meet: .*310101"),
    ):
        bad = gpd.GeoSeries({**dict(good), code: shape}, crs=good.crs)
        with pytest.raises(BoundaryError, match=words):
            check_districts(bad)
    with pytest.raises(BoundaryError, match="15 districts"):
        check_districts(gpd.GeoSeries(good.iloc[1:]))


def test_cities_and_the_land_around() -> None:
    cities = load_cities("tianditu")
    assert len(cities) == 41
    assert list(cities.loc["341300", ["name_zh", "name_en"]]) == ["宿州市", "Suzhou"]
    land = load_mainland()
    assert land.is_valid
    assert shapely.contains_xy(land, [121.4, 120.2, 122.5], [31.2, 33.3, 31.0]).tolist() == [
        True, True, False,
    ]  # fmt: skip
