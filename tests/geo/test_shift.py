"""GCJ-02 and BD-09: the known answer, exact inverses, and what is left alone."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo import shift

LON = st.floats(73.0, 135.0)
LAT = st.floats(3.0, 54.0)
PAIRS = [
    (shift.wgs84_to_gcj02, shift.gcj02_to_wgs84),
    (shift.gcj02_to_bd09, shift.bd09_to_gcj02),
    (shift.wgs84_to_bd09, shift.bd09_to_wgs84),
]


def test_known_answer() -> None:
    lon, lat = shift.wgs84_to_gcj02(121.5272106, 31.1774276)
    assert float(lon) == pytest.approx(121.531541859215, abs=1e-12)
    assert float(lat) == pytest.approx(31.17530398364597, abs=1e-12)


@pytest.mark.parametrize(("there", "back"), PAIRS)
@given(lon=LON, lat=LAT)
def test_the_inverse_is_exact(
    there: Callable[[float, float], shift.Pair],
    back: Callable[[shift.Floats, shift.Floats], shift.Pair],
    lon: float,
    lat: float,
) -> None:
    moved = there(lon, lat)
    assert (float(moved[0]), float(moved[1])) != (lon, lat)
    again = back(*moved)
    assert float(again[0]) == pytest.approx(lon, abs=1e-9)
    assert float(again[1]) == pytest.approx(lat, abs=1e-9)


@pytest.mark.parametrize("function", [function for pair in PAIRS for function in pair])
def test_outside_china_and_not_finite_stay(
    function: Callable[[list[float], list[float]], shift.Pair],
) -> None:
    lon, lat = [2.35, -74.0, np.nan, 121.0, np.inf], [48.86, 40.7, 31.0, np.nan, 31.0]
    found = function(lon, lat)
    np.testing.assert_array_equal(found[0], lon)
    np.testing.assert_array_equal(found[1], lat)


def test_arrays_broadcast() -> None:
    lon, lat = shift.wgs84_to_gcj02(np.full((2, 3), 121.5), 31.2)
    assert lon.shape == lat.shape == (2, 3)
    assert np.ptp(lon) == 0
