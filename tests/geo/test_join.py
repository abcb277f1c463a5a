"""The join against brute force with GEOS: everywhere, on edges, on corners, with overlaps."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import numpy.typing as npt
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geo import coverage
from geo.join import OUTSIDE, assign, build_index
from tests.examples import examples

SIDES = st.sampled_from([1, 2, 3, 7, 16, 64, None])


def brute(polygons: npt.NDArray[np.object_], x: list[float], y: list[float]) -> list[int]:
    """The rule itself: the lowest index among the polygons that ``intersects`` names."""
    result = []
    for point in shapely.points(x, y):
        hits = [i for i, one in enumerate(polygons) if one is not None and one.intersects(point)]
        result.append(min(hits, default=OUTSIDE))
    return result


def voronoi(points: list[tuple[float, float]]) -> npt.NDArray[np.object_]:
    box = shapely.box(0, 0, 10, 10)
    lines = shapely.voronoi_polygons(shapely.MultiPoint(points), extend_to=box, only_edges=True)
    return coverage.faces([box.boundary, shapely.intersection(lines, box)])


COORDINATE = st.floats(0.0, 10.0).map(lambda value: round(value, 3))
POINTS = st.lists(st.tuples(COORDINATE, COORDINATE), min_size=2, max_size=15, unique=True)


@examples(30)
@given(sites=POINTS, asked=POINTS, side=SIDES, share=st.floats(0, 1))
def test_equals_brute_force_on_and_off_the_edges(
    sites: list[tuple[float, float]],
    asked: list[tuple[float, float]],
    side: int | None,
    share: float,
) -> None:
    polygons = voronoi(sites)
    edges = coverage.segments(polygons).ends
    on_edges = edges[:, 0] + share * (edges[:, 1] - edges[:, 0])
    corners = shapely.get_coordinates(polygons)
    at = np.vstack([np.array(asked), on_edges, corners, np.array(asked) * 1.5 - 2])
    found = assign(build_index(polygons, side), at[:, 0], at[:, 1])
    assert found.tolist() == brute(polygons, list(at[:, 0]), list(at[:, 1]))


@examples(30)
@given(
    boxes=st.lists(
        st.tuples(COORDINATE, COORDINATE, COORDINATE, COORDINATE), min_size=1, max_size=8
    ),
    asked=POINTS,
    side=SIDES,
)
def test_overlapping_polygons_go_to_the_lowest_index(
    boxes: list[tuple[float, float, float, float]],
    asked: list[tuple[float, float]],
    side: int | None,
) -> None:
    polygons = np.array(
        [
            shapely.box(min(a, c), min(b, d), max(a, c) + 0.1, max(b, d) + 0.1)
            for a, b, c, d in boxes
        ],
        dtype=object,
    )
    at = np.vstack([np.array(asked), shapely.get_coordinates(polygons)])
    found = assign(build_index(polygons, side), at[:, 0], at[:, 1])
    assert found.tolist() == brute(polygons, list(at[:, 0]), list(at[:, 1]))


def test_a_point_on_a_shared_edge_belongs_to_the_lowest_index() -> None:
    left, right = shapely.box(0, 0, 1, 1), shapely.box(1, 0, 2, 1)
    for polygons in ([left, right], [right, left]):
        index = build_index(np.array(polygons, dtype=object))
        assert assign(index, [1.0, 1.0], [0.5, 1.0]).tolist() == [0, 0]
        assert len(index) == 2


def test_off_the_edges_it_equals_within() -> None:
    polygons = voronoi([(1.0, 1.0), (8.0, 2.0), (5.0, 7.0), (5.5, 7.5), (2.0, 9.0)])
    random = np.random.default_rng(3)
    at = random.uniform(-1, 11, (4000, 2))
    inside = shapely.within(
        np.asarray(shapely.points(at), dtype=object)[:, None], polygons[None, :]
    )
    wanted = np.where(inside.any(axis=1), inside.argmax(axis=1), OUTSIDE)
    np.testing.assert_array_equal(assign(build_index(polygons), at[:, 0], at[:, 1]), wanted)


def test_a_point_a_hair_beside_a_slanting_edge() -> None:
    # 0.1 and 0.3 are no binary fractions: GEOS decides exactly, and so do we.
    triangle = shapely.Polygon([(0, 0), (0.3, 0.1), (0, 0.1)])
    index = build_index(np.array([triangle], dtype=object), 8)
    x = np.linspace(0.01, 0.29, 400)
    for y in (x / 3, np.nextafter(x / 3, 1), np.nextafter(x / 3, 0)):
        exact = [
            Fraction(b) * Fraction(0.3) >= Fraction(a) * Fraction(0.1)
            for a, b in zip(x, y, strict=True)
        ]
        assert (assign(index, x, y) == 0).tolist() == exact


def test_coordinates_that_are_not_finite_belong_nowhere() -> None:
    index = build_index(np.array([shapely.box(0, 0, 1, 1)], dtype=object))
    lon = [np.nan, 0.5, np.inf, -np.inf, 0.5]
    lat = [0.5, np.nan, 0.5, 0.5, 0.5]
    assert assign(index, lon, lat).tolist() == [-1, -1, -1, -1, 0]
    assert assign(index, [], []).dtype == np.int32


def test_missing_and_empty_polygons_own_nothing() -> None:
    index = build_index(np.array([None, shapely.Polygon(), shapely.box(0, 0, 1, 1)], dtype=object))
    assert assign(index, [0.5], [0.5]).tolist() == [2]
    assert assign(build_index([]), [0.5], [0.5]).tolist() == [-1]
    assert assign(build_index([None]), [0.0], [0.0]).tolist() == [-1]


def test_holes_and_islands() -> None:
    ring = shapely.Polygon(
        shapely.box(0, 0, 9, 9).exterior.coords, [shapely.box(3, 3, 6, 6).exterior.coords]
    )
    island = shapely.MultiPolygon([shapely.box(4, 4, 5, 5), shapely.box(20, 0, 21, 1)])
    index = build_index(np.array([ring, island], dtype=object), 16)
    found = assign(index, [1, 3.5, 4.5, 20.5, 15, 3], [1, 3.5, 4.5, 0.5, 5, 4])
    assert found.tolist() == [0, -1, 1, 1, -1, 0]


def test_more_polygons_than_a_small_table_can_number() -> None:
    count = 33_000
    index = build_index([shapely.box(x, 0, x + 1, 1) for x in range(count)], 8)
    assert assign(index, [0.5, count - 0.5], [0.5, 0.5]).tolist() == [0, count - 1]


def test_lists_of_different_length_are_refused() -> None:
    with pytest.raises(ValueError, match="one length"):
        assign(build_index([shapely.box(0, 0, 1, 1)]), [1.0], [1.0, 2.0])
