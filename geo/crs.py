"""Coordinate reference systems: the constants, and transformers built once.

Data rest in WGS-84 longitude and latitude (EPSG:4326, here always in the order
lon, lat). CGCS2000 (EPSG:4490), China's legal frame, is equal to it within
what a map of a city can show. Distances and areas are never taken in degrees
or in Web Mercator: see `geo.measures` for geodesic ones, and the local frames
below where an algorithm needs a plane.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from pyproj import CRS, Transformer

WGS84: Final = "EPSG:4326"
"""World Geodetic System 1984, degrees."""

CGCS2000: Final = "EPSG:4490"
"""China Geodetic Coordinate System 2000, degrees."""


@lru_cache(maxsize=64)
def transformer(source: str, target: str) -> Transformer:
    """A cached transformer that takes and gives (x, y), i.e. (lon, lat).

    Parameters
    ----------
    source, target : str
        Anything `pyproj.CRS` reads: an EPSG code, WKT, a PROJ string.

    Raises
    ------
    pyproj.exceptions.CRSError
        If either is no known CRS.
    """
    return Transformer.from_crs(source, target, always_xy=True)


def local_equal_area(lon: float, lat: float) -> CRS:
    """A plane in metres that keeps areas: Lambert azimuthal equal-area at a point.

    Parameters
    ----------
    lon, lat : float
        Centre, degrees.
    """
    return CRS.from_proj4(f"+proj=laea +lon_0={lon:.6f} +lat_0={lat:.6f} +ellps=WGS84 +units=m")


def local_metric(lon: float, lat: float) -> CRS:
    """A plane in metres for short distances: azimuthal equidistant at a point.

    Distances from the centre are exact; 60 km away, the error of a distance
    across the line of sight is below 2 in 100,000.

    Parameters
    ----------
    lon, lat : float
        Centre, degrees.
    """
    return CRS.from_proj4(f"+proj=aeqd +lon_0={lon:.6f} +lat_0={lat:.6f} +ellps=WGS84 +units=m")
