"""The display geometry: one coverage after rounding, every edge once, small enough."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely

from data.boundaries import SOURCES, Boundaries, load_boundaries
from layers.geometry import build_geometry, build_views, display_towns, label_point
from layers.types import Geometry


@pytest.fixture(scope="module", params=SOURCES)
def boundaries(request: pytest.FixtureRequest) -> Boundaries:
    return load_boundaries(request.param)


@pytest.fixture(scope="module")
def made(boundaries: Boundaries, tmp_path_factory: pytest.TempPathFactory) -> Geometry:
    return build_geometry(boundaries, tmp_path_factory.mktemp("cache"))


def shapes(collection: dict[str, Any]) -> Any:
    return np.array(
        [shapely.from_geojson(json.dumps(one["geometry"])) for one in collection["features"]]
    )


def shape(geojson: dict[str, Any]) -> Any:
    return shapely.from_geojson(json.dumps(geojson))


def test_towns_and_districts_are_one_coverage_after_rounding(made: Geometry) -> None:
    towns, districts = shapes(made["towns"]), shapes(made["districts"])
    assert (len(towns), len(districts)) == (216, 16)
    for areas in (towns, districts):
        assert shapely.is_valid(areas).all()
        assert not shapely.is_empty(areas).any()
        assert shapely.coverage_is_valid(areas)
    assert shapely.union_all(towns).equals(shapely.union_all(districts))
    assert sum(shapely.area(towns)) == pytest.approx(shapely.union_all(towns).area)
    at = shapely.get_coordinates(towns)
    np.testing.assert_array_equal(at, np.round(at, 5))


def test_each_edge_is_drawn_once(made: Geometry) -> None:
    towns = shapes(made["towns"])
    inner, outer = shape(made["townLines"]["schematic"]), shape(made["districtLines"])
    assert made["townLines"]["real"]["coordinates"] == []
    everything = shapely.union_all(shapely.boundary(towns))
    assert inner.length + outer.length == pytest.approx(everything.length)
    assert shapely.union_all([inner, outer]).equals(everything)
    districts = shapes(made["districts"])
    assert outer.equals(shapely.union_all(shapely.boundary(districts)))
    assert shapely.boundary(districts)[3].equals(shapes(made["outlines"])[3])


def test_the_huangpu_is_the_border_of_pudong(made: Geometry) -> None:
    river = shape(made["huangpu"])
    codes = [one["properties"]["code"] for one in made["districts"]["features"]]
    districts = dict(zip(codes, shapes(made["districts"]), strict=True))
    assert river.within(districts["310115"].boundary)
    for code in ("310101", "310104", "310109", "310110", "310113"):
        assert river.intersection(districts[code].boundary).length > 0.01
    assert river.intersection(districts["310112"].boundary).length == 0


def test_what_lies_at_sea_is_a_line_and_not_filled(made: Geometry, boundaries: Boundaries) -> None:
    legal = shape(made["legalExtent"])
    filled = shapely.union_all(shapes(made["districts"]))
    assert legal.intersection(filled).length < 0.02
    assert (legal.length > 1) == (boundaries.source == "amap")
    sea = shapely.union_all(np.asarray(boundaries.districts.geometry)).area - filled.area
    assert (sea > 0.05) == (boundaries.source == "amap")


def test_names_lie_where_they_belong(made: Geometry) -> None:
    land = shape(made["land"]).buffer(0)
    for water in made["waterNames"]:
        assert not land.contains(shapely.Point(water["point"]))
    names = {one["name"]["en"]: one["point"] for one in made["neighbourNames"]}
    assert {"Suzhou", "Nantong", "Jiaxing"} <= set(names)
    assert "Shanghai" not in names
    for point in names.values():
        assert land.contains(shapely.Point(point))
    delta = made["delta"]
    assert len(delta["cities"]["features"]) == len(delta["cityNames"]) == 41
    assert shapely.coverage_is_valid(shapes(delta["cities"]))
    assert shape(delta["provinceLines"]).length > 5
    assert not shape(made["neighbourLines"]).intersects(
        shapely.union_all(shapes(made["districts"]))
    )


def test_it_is_small(made: Geometry) -> None:
    packed = gzip.compress(json.dumps(made, ensure_ascii=False, separators=(",", ":")).encode())
    assert len(packed) < 180_000


def test_it_is_cached_and_a_damaged_cache_is_rebuilt(
    boundaries: Boundaries, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = build_geometry(boundaries, tmp_path)
    (path,) = tmp_path.iterdir()
    with monkeypatch.context() as patch:
        patch.setattr("layers.geometry._build", lambda _: pytest.fail("was built again"))
        assert build_geometry(boundaries, tmp_path) == first
    for damage in ("", "{}", "[", "null"):
        path.write_text(damage, encoding="utf-8")
        assert build_geometry(boundaries, tmp_path) == first


def test_a_town_wholly_at_sea_keeps_its_cell(boundaries: Boundaries) -> None:
    first = boundaries.towns.geometry.iloc[0]
    dry = Boundaries(
        boundaries.source,
        boundaries.districts,
        boundaries.towns,
        boundaries.land.difference(first.buffer(1e-4)),
    )
    assert not shapely.is_empty(display_towns(dry)).any()


def rectangle(west: float, south: float, east: float, north: float) -> shapely.Polygon:
    return shapely.box(west, south, east, north)


def test_views_hold_what_they_show(boundaries: Boundaries) -> None:
    views = build_views(boundaries)
    city, delta, centre = (
        rectangle(*box) for box in (views["shanghai"], views["delta"], views["centre"])
    )
    assert delta.contains(city)
    assert city.contains(centre)
    assert views["jumps"][0]["id"] == "shanghai_farm"
    assert delta.contains(shapely.Point(views["jumps"][0]["point"]))


def test_a_label_stands_in_the_largest_part() -> None:
    hook = shapely.Polygon([(0, 0), (3, 0), (3, 3), (2, 3), (2, 0.2), (0.2, 0.2), (0.2, 3), (0, 3)])
    both = shapely.MultiPolygon([hook, shapely.box(10, 0, 10.5, 0.5)])
    point = shapely.Point(label_point(both))
    assert hook.contains(point)
    assert point.distance(hook.boundary) > 0.4
