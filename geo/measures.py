"""Geodesic measures on the WGS-84 ellipsoid: area, length, distance.

Method: Karney, C. F. F. (2013), Algorithms for geodesics, Journal of Geodesy
87, 43-55, as implemented in PROJ and reached through `pyproj.Geod`.
"""

from __future__ import annotations

from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt
import shapely
from pyproj import Geod
from shapely.geometry.base import BaseGeometry

Floats: TypeAlias = npt.NDArray[np.float64]

GEOD: Final = Geod(ellps="WGS84")


def area_km2(geometry: object) -> Floats:
    """Geodesic areas.

    Parameters
    ----------
    geometry : shapely geometry or array-like of them, shape (n,)
        In degrees, (lon, lat). Rings may wind either way; a missing or empty
        geometry has area 0.

    Returns
    -------
    ndarray of float64, shape (n,)
        Square kilometres.
    """
    return np.array([_area_km2(one) for one in _array(geometry)], dtype=np.float64)


def length_km(geometry: object) -> Floats:
    """Geodesic lengths of lines, kilometres.

    Parameters
    ----------
    geometry : shapely geometry or array-like of them, shape (n,)
        Lines in degrees. A missing geometry has length 0.

    Returns
    -------
    ndarray of float64, shape (n,)
    """
    return np.array(
        [0.0 if one is None else GEOD.geometry_length(one) / 1000 for one in _array(geometry)],
        dtype=np.float64,
    )


def distance_km(
    lon_a: npt.ArrayLike, lat_a: npt.ArrayLike, lon_b: npt.ArrayLike, lat_b: npt.ArrayLike
) -> Floats:
    """Geodesic distances between points, kilometres.

    Parameters
    ----------
    lon_a, lat_a, lon_b, lat_b : array-like of float
        Degrees; shapes that broadcast together.

    Returns
    -------
    ndarray of float64
        The broadcast shape; NaN where a coordinate is not finite.
    """
    arrays = np.broadcast_arrays(
        *(np.asarray(value, dtype=np.float64) for value in (lon_a, lat_a, lon_b, lat_b))
    )
    shape = arrays[0].shape
    flat = [np.ravel(value) for value in arrays]
    finite = np.logical_and.reduce([np.isfinite(value) for value in flat])
    result = np.full(finite.shape, np.nan)
    if finite.any():
        from_lon, from_lat, to_lon, to_lat = (value[finite] for value in flat)
        result[finite] = GEOD.inv(from_lon, from_lat, to_lon, to_lat)[2] / 1000
    return result.reshape(shape)


def pairwise_km(
    lon_a: npt.ArrayLike, lat_a: npt.ArrayLike, lon_b: npt.ArrayLike, lat_b: npt.ArrayLike
) -> Floats:
    """All geodesic distances between two sets of points, kilometres.

    Parameters
    ----------
    lon_a, lat_a : array-like of float, shape (n,)
    lon_b, lat_b : array-like of float, shape (m,)

    Returns
    -------
    ndarray of float64, shape (n, m)
    """
    return distance_km(
        np.asarray(lon_a)[:, None],
        np.asarray(lat_a)[:, None],
        np.asarray(lon_b)[None, :],
        np.asarray(lat_b)[None, :],
    )


def km_per_degree(lat: float) -> tuple[float, float]:
    """Kilometres of one degree of longitude and of latitude, at a latitude.

    For algorithms that need a plane in which straight lines stay straight
    lines in degrees; over 100 km its distances are right within 1 %.

    Parameters
    ----------
    lat : float
        Degrees.
    """
    east = GEOD.inv(0.0, lat, 0.01, lat)[2] / 10
    north = GEOD.inv(0.0, lat - 0.005, 0.0, lat + 0.005)[2] / 10
    return east, north


def _array(geometry: object) -> npt.NDArray[np.object_]:
    return np.atleast_1d(np.asarray(geometry, dtype=object))


def _area_km2(geometry: BaseGeometry | None) -> float:
    # Each ring on its own: PROJ signs an area by its winding, and holes in
    # files wind either way.
    total_m2 = 0.0
    for polygon in shapely.get_parts(geometry) if geometry is not None else ():
        if polygon.geom_type != "Polygon" or polygon.is_empty:
            continue
        total_m2 += abs(GEOD.geometry_area_perimeter(shapely.Polygon(polygon.exterior))[0])
        for ring in polygon.interiors:
            total_m2 -= abs(GEOD.geometry_area_perimeter(shapely.Polygon(ring))[0])
    return total_m2 / 1e6
