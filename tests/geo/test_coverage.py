"""Coverages: faces, cuts, edges, simplification without gap or overlap."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geo import coverage, simplify
from geo.errors import BoundaryError
from tests.examples import examples


def squares(n: int = 4) -> coverage.Geometries:
    x, y = np.meshgrid(np.arange(n, dtype=float), np.arange(n, dtype=float))
    return np.array(
        [shapely.box(a, b, a + 1, b + 1) for a, b in zip(x.ravel(), y.ravel(), strict=True)],
        dtype=object,
    )


def wavy(n: int, seed: int) -> coverage.Geometries:
    """A coverage with many vertices that fit no grid."""
    random = np.random.default_rng(seed)
    points = shapely.MultiPoint(random.uniform(0, 1, (n, 2)))
    box = shapely.box(0, 0, 1, 1)
    lines = shapely.voronoi_polygons(points, extend_to=box, only_edges=True)
    fine = shapely.segmentize(shapely.intersection(lines, box), 0.01)
    moved = shapely.transform(fine, lambda at: at + 0.004 * np.sin(37 * at[:, ::-1]))
    return coverage.faces([shapely.segmentize(box.boundary, 0.02), moved])


@examples(30)
@given(
    n=st.integers(2, 25), seed=st.integers(0, 10_000), tolerance=st.sampled_from([0, 0.005, 0.05])
)
def test_simplified_coverages_have_no_gap_and_no_overlap(
    n: int, seed: int, tolerance: float
) -> None:
    before = wavy(n, seed)
    try:
        after = simplify.simplify_coverage(before, tolerance, digits=4)
    except BoundaryError:
        return  # a polygon smaller than the grid is refused, never lost in silence
    assert shapely.coverage_is_valid(after)
    assert shapely.is_valid(after).all()
    assert sum(shapely.area(after)) == pytest.approx(shapely.union_all(after).area)
    holes = sum(len(p.interiors) for p in shapely.get_parts(shapely.coverage_union_all(after)))
    assert holes == sum(
        len(p.interiors) for p in shapely.get_parts(shapely.coverage_union_all(before))
    )
    at = shapely.get_coordinates(after)
    np.testing.assert_array_equal(at, np.round(at, 4))


def test_simplification_leaves_corners_out() -> None:
    before = wavy(8, 1)
    after = simplify.simplify_coverage(before, 0.02)
    assert shapely.get_num_coordinates(after).sum() < shapely.get_num_coordinates(before).sum() / 2


def test_a_polygon_below_the_grid_is_refused() -> None:
    polygons = np.array([shapely.box(0, 0, 1, 1), shapely.box(3, 3, 3.001, 3.001)], dtype=object)
    with pytest.raises(BoundaryError, match="first index 1"):
        coverage.snap(polygons, 0.1)


def test_each_edge_stands_once_with_both_sides() -> None:
    edges = coverage.segments(squares(2))
    inner = edges.sides[:, 0] >= 0
    assert (inner.sum(), (~inner).sum()) == (4, 8)
    assert {tuple(pair) for pair in edges.sides[inner]} == {(0, 1), (0, 2), (1, 3), (2, 3)}
    assert edges.lines(inner).length == 4
    assert edges.lines(~inner).length == 8
    assert edges.lines(np.zeros(len(inner), dtype=bool)).is_empty


def test_an_edge_of_three_polygons_is_no_coverage() -> None:
    twice = np.concatenate([squares(2), squares(1)])
    with pytest.raises(BoundaryError, match="overlap"):
        coverage.segments(twice)


def test_a_cut_coverage_is_a_coverage() -> None:
    mask = shapely.Point(2, 2).buffer(1.7)
    parts = coverage.cut(squares(), mask)
    assert shapely.coverage_is_valid(parts)
    assert shapely.union_all(parts).area == pytest.approx(mask.area, rel=1e-6)
    far = coverage.cut(squares(), shapely.box(0.2, 0.2, 0.8, 0.8))
    assert [part.is_empty for part in far] == [False] + [True] * 15


def test_owners_name_the_first() -> None:
    points = shapely.points([[0.5, 0.5], [1.0, 0.5], [9.0, 9.0]])
    assert coverage.owners(points, squares()).tolist() == [0, 0, -1]


def test_crumbs_are_dropped_but_never_the_last_part() -> None:
    big, small, tiny = (
        shapely.box(0, 0, 1, 1),
        shapely.box(2, 0, 2.1, 0.1),
        shapely.box(3, 0, 3.01, 0.01),
    )
    shapes = np.array(
        [shapely.MultiPolygon([big, small, tiny]), shapely.MultiPolygon([big, tiny]), tiny]
    )
    found = simplify.drop_crumbs(shapes, 0.005)
    assert [shapely.get_num_geometries(one) for one in found] == [2, 1, 1]
    assert found[2].equals(tiny)
