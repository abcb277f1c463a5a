"""Geodesic measures against published lengths, and frames against measures."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from geo import crs, measures


def test_a_degree_of_the_meridian_and_of_the_equator() -> None:
    # Semi-major axis 6,378,137 m: one degree of the equator is 111.3195 km.
    assert measures.distance_km(0, 0, 1, 0) == pytest.approx(111.31949, abs=1e-4)
    assert measures.distance_km(0, 0, 0, 1) == pytest.approx(110.57439, abs=1e-4)


def test_distances_that_are_not_finite_are_nan() -> None:
    found = measures.distance_km([0.0, np.nan], [0.0, 0.0], 0.0, [0.0, 1.0])
    assert found[0] == 0
    assert np.isnan(found[1])
    assert np.isnan(measures.distance_km(np.nan, 0, 0, 0))


def test_pairwise_is_every_pair() -> None:
    found = measures.pairwise_km([121.0, 121.5], [31.0, 31.2], [121.0, 122.0, 120.0], [31.0] * 3)
    assert found.shape == (2, 3)
    assert found[0, 0] == 0
    assert found[1, 2] == pytest.approx(float(measures.distance_km(121.5, 31.2, 120.0, 31.0)))


def test_area_does_not_depend_on_winding_and_leaves_holes_out() -> None:
    outer = [(121, 31), (121.2, 31), (121.2, 31.2), (121, 31.2)]
    hole = [(121.05, 31.05), (121.1, 31.05), (121.1, 31.1), (121.05, 31.1)]
    plain = shapely.Polygon(outer)
    rings = [shapely.Polygon(a, [b]) for a in (outer, outer[::-1]) for b in (hole, hole[::-1])]
    areas = measures.area_km2(rings)
    wanted = measures.area_km2([plain, shapely.Polygon(hole)])
    np.testing.assert_allclose(areas, wanted[0] - wanted[1])


def test_what_has_no_area_has_none() -> None:
    shapes = [None, shapely.Polygon(), shapely.Point(1, 2)]
    np.testing.assert_array_equal(measures.area_km2(shapes), [0, 0, 0])


def test_length() -> None:
    found = measures.length_km([shapely.LineString([(0, 0), (1, 0)]), None])
    np.testing.assert_allclose(found, [111.31949, 0], atol=1e-4)


def test_kilometres_per_degree() -> None:
    east, north = measures.km_per_degree(31.2)
    assert east == pytest.approx(float(measures.distance_km(121, 31.2, 122, 31.2)), rel=1e-4)
    assert north == pytest.approx(float(measures.distance_km(121, 31, 121, 32)), rel=1e-4)


def test_local_frames_keep_what_they_promise() -> None:
    box = shapely.box(121.3, 31.1, 121.6, 31.3)
    plane = crs.transformer(crs.WGS84, crs.local_equal_area(121.45, 31.2).to_wkt())
    flat = shapely.transform(
        shapely.segmentize(box, 0.001),
        lambda at: np.column_stack(plane.transform(at[:, 0], at[:, 1])),
    )
    assert flat.area / 1e6 == pytest.approx(float(measures.area_km2(box)[0]), rel=1e-5)
    metric = crs.transformer(crs.CGCS2000, crs.local_metric(121.45, 31.2).to_wkt())
    x, y = metric.transform(121.6, 31.3)
    distance = float(measures.distance_km(121.45, 31.2, 121.6, 31.3))
    assert np.hypot(x, y) / 1000 == pytest.approx(distance, rel=1e-6)


def test_transformers_are_built_once() -> None:
    assert crs.transformer(crs.WGS84, crs.CGCS2000) is crs.transformer(crs.WGS84, crs.CGCS2000)
