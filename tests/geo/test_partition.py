"""Schematic towns partition their district exactly."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geo import diagram
from geo.errors import BoundaryError
from geo.measures import area_km2
from geo.partition import partition
from tests.examples import examples

WEST, EAST = shapely.box(121.0, 31.0, 121.2, 31.2), shapely.box(121.2, 31.0, 121.5, 31.2)
ISLANDS = shapely.MultiPolygon([EAST, shapely.box(121.6, 31.0, 121.65, 31.05)])
HOOK = shapely.Polygon(
    [(121.0, 31.0), (121.3, 31.0), (121.3, 31.3), (121.2, 31.3), (121.2, 31.02),
     (121.1, 31.02), (121.1, 31.3), (121.0, 31.3)]
)  # fmt: skip
SHAPES = [[WEST, EAST], [WEST, ISLANDS], [HOOK]]


def array(shapes: list[shapely.Polygon | shapely.MultiPolygon]) -> np.ndarray:
    result = np.empty(len(shapes), dtype=object)
    result[:] = shapes
    return result


TOWN = st.tuples(
    st.integers(0, 1),
    st.floats(120.95, 121.7),
    st.floats(30.95, 31.35),
    st.one_of(st.just(np.nan), st.floats(0.5, 300)),
)


@examples(25)
@given(shapes=st.sampled_from(SHAPES), towns=st.lists(TOWN, min_size=1, max_size=12))
def test_towns_partition_their_district_exactly(
    shapes: list[shapely.Polygon | shapely.MultiPolygon],
    towns: list[tuple[int, float, float, float]],
) -> None:
    districts = array(shapes)
    of = np.array([min(town[0], len(shapes) - 1) for town in towns])
    lon, lat, area = (np.array([town[k] for town in towns]) for k in (1, 2, 3))
    made = partition(districts, of, lon, lat, area)
    assert not shapely.is_empty(made.cells).any()
    assert shapely.is_valid(made.cells).all()
    assert shapely.coverage_is_valid(made.cells)
    assert shapely.coverage_is_valid(made.districts)
    for index in np.unique(of):
        mine = made.cells[of == index]
        together = shapely.union_all(mine)
        assert shapely.area(mine).sum() == pytest.approx(shapely.area(together), rel=1e-9)
        assert together.symmetric_difference(districts[index]).area < 1e-7
        assert together.equals(made.districts[index])
        # The district's own corners stay where they are.
        corners = shapely.MultiPoint(shapely.get_coordinates(districts[index]))
        edge = shapely.MultiPoint(shapely.get_coordinates(made.districts[index]))
        assert shapely.difference(corners, edge).is_empty


def test_known_areas_are_matched_and_the_point_lies_in_its_cell() -> None:
    total = float(area_km2(WEST)[0])
    target = np.array([0.5, 0.3, 0.2]) * total
    lon, lat = np.array([121.05, 121.15, 121.1]), np.array([31.1, 31.15, 31.03])
    made = partition(array([WEST]), np.zeros(3, dtype=int), lon, lat, target)
    assert made.matched.all()
    np.testing.assert_allclose(area_km2(made.cells), target, rtol=0.04)
    assert shapely.contains_xy(made.cells, lon, lat).all()


def test_figures_that_contradict_the_land_are_not_used() -> None:
    lon, lat = np.array([121.05, 121.15]), np.array([31.1, 31.1])
    total = float(area_km2(WEST)[0])
    for figures in ([total, total], [2 * total, np.nan], [np.nan, np.nan], [0.1 * total] * 2):
        made = partition(array([WEST]), np.zeros(2, dtype=int), lon, lat, np.array(figures))
        assert not made.matched.any()
        np.testing.assert_allclose(area_km2(made.cells), total / 2, rtol=1e-4)


def test_a_town_without_a_figure_keeps_the_neutral_weight() -> None:
    lon, lat = np.array([121.05, 121.15]), np.array([31.1, 31.1])
    total = float(area_km2(WEST)[0])
    made = partition(
        array([WEST]), np.zeros(2, dtype=int), lon, lat, np.array([0.7 * total, np.nan])
    )
    assert made.matched.tolist() == [True, False]
    np.testing.assert_allclose(area_km2(made.cells), [0.7 * total, 0.3 * total], rtol=0.05)


def test_areas_are_matched_on_the_land_only() -> None:
    land = shapely.box(121.0, 31.0, 121.1, 31.2)
    lon, lat = np.array([121.03, 121.07]), np.array([31.1, 31.1])
    figures = np.array([0.5, 0.5]) * float(area_km2(land)[0])
    made = partition(array([WEST]), np.zeros(2, dtype=int), lon, lat, figures, land)
    assert made.matched.all()
    ashore = area_km2(shapely.intersection(made.cells, land))
    np.testing.assert_allclose(ashore, figures, rtol=0.04)
    # Where the mask leaves nothing, the whole district counts.
    far = partition(
        array([WEST]), np.zeros(2, dtype=int), lon, lat, figures, shapely.box(0, 0, 1, 1)
    )
    assert not shapely.is_empty(far.cells).any()


def test_an_island_without_a_point_goes_to_one_town() -> None:
    lon, lat = np.array([121.45, 121.45]), np.array([31.02, 31.04])
    made = partition(array([ISLANDS]), np.zeros(2, dtype=int), lon, lat, np.full(2, np.nan))
    assert sorted(shapely.get_num_geometries(made.cells)) == [1, 2]


def test_a_piece_cut_off_from_its_point_goes_to_a_neighbour() -> None:
    # Across the gap of the hook the far arm is nearer to the other town's point.
    lon, lat = np.array([121.09, 121.25]), np.array([31.28, 31.01])
    made = partition(array([HOOK]), np.zeros(2, dtype=int), lon, lat, np.full(2, np.nan))
    assert shapely.get_num_geometries(made.cells).tolist() == [1, 1]


def test_points_that_coincide_each_get_a_cell() -> None:
    lon, lat = np.full(4, 121.1), np.full(4, 31.1)
    made = partition(array([WEST]), np.zeros(4, dtype=int), lon, lat, np.full(4, np.nan))
    assert not shapely.is_empty(made.cells).any()


def test_a_district_without_towns_stays_whole() -> None:
    of, lon, lat, area = (
        np.zeros(1, dtype=int),
        np.array([121.1]),
        np.array([31.1]),
        np.full(1, np.nan),
    )
    made = partition(array([WEST, EAST]), of, lon, lat, area)
    assert made.districts[1].equals(EAST)


def test_a_weight_that_presses_a_cell_out_falls_back() -> None:
    # The second town, at the rim, should be tiny: its matched cell lies in the sea.
    land = shapely.box(121.0, 31.0, 121.19, 31.2)
    total = float(area_km2(land)[0])
    lon, lat = np.array([121.1, 121.1001]), np.array([31.1, 31.1])
    made = partition(
        array([WEST]),
        np.zeros(2, dtype=int),
        lon,
        lat,
        np.array([0.9999 * total, 0.0001 * total]),
        land,
    )
    assert not shapely.is_empty(made.cells).any()


def test_a_point_that_is_not_finite_is_named() -> None:
    with pytest.raises(BoundaryError, match="first index 1"):
        partition(
            array([WEST]), np.zeros(2, dtype=int), np.array([121.1, np.nan]),
            np.array([31.1, 31.1]),
            np.full(2, np.nan),
        )  # fmt: skip


@given(
    sites=st.lists(
        st.tuples(st.integers(0, 40), st.integers(0, 40)), min_size=1, max_size=9, unique=True
    ),
    weights=st.lists(st.floats(-50, 50), min_size=9, max_size=9),
)
def test_cells_of_a_power_diagram_hold_what_is_nearest(
    sites: list[tuple[int, int]], weights: list[float]
) -> None:
    at, weight = np.array(sites, dtype=float), np.array(weights[: len(sites)])
    cells = diagram.cells(at, weight, (0, 0, 40, 40))
    points = np.random.default_rng(0).uniform(0, 40, (300, 2))
    power = ((points[:, None] - at[None]) ** 2).sum(axis=2) - weight
    nearest = diagram.nearest(points, at, weight)
    np.testing.assert_allclose(power[np.arange(300), nearest], power.min(axis=1), atol=1e-6)
    assert sum(shapely.Polygon(c).area for c in cells if len(c) > 2) == pytest.approx(1600)
    for number, corners in enumerate(cells):
        if len(corners) > 2:
            inside = shapely.contains_xy(shapely.Polygon(corners).buffer(-1e-6), points)
            assert (nearest[inside] == number).all()
