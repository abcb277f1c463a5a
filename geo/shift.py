"""GCJ-02 and BD-09: the shifted coordinates of Chinese map services, and back.

GCJ-02 moves WGS-84 by a smooth offset of up to some 700 m inside China; BD-09
moves GCJ-02 once more. The formulas are the public reconstruction
(eviltransform, https://github.com/googollee/eviltransform, MIT). The inverse
has no closed form; it is iterated until it is exact (1e-9°, 0.1 mm).

Nothing here is applied unless a file's coordinate system was *declared*:
`geo.validate` recognises the offset, reports it and offers the conversion.

Every function takes arrays of degrees that broadcast together and gives
``(lon, lat)`` as float64 arrays. Points outside China and coordinates that
are not finite come back as they are.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

Floats: TypeAlias = npt.NDArray[np.float64]
Pair: TypeAlias = tuple[Floats, Floats]

CHINA: Final = (72.004, 0.8293, 137.8347, 55.8271)
"""The box (west, south, east, north) in which services shift, degrees."""

_SEMI_MAJOR_M: Final = 6378245.0
"""Krasovsky 1940, the ellipsoid in the formula."""

_ECCENTRICITY_2: Final = 0.00669342162296594323
_BD_TURN: Final = np.pi * 3000.0 / 180.0
_BD_LON: Final = 0.0065
_BD_LAT: Final = 0.006
_ROUNDS: Final = 30
_EXACT_DEG: Final = 1e-12


def wgs84_to_gcj02(lon: npt.ArrayLike, lat: npt.ArrayLike) -> Pair:
    """From WGS-84 to GCJ-02, degrees."""
    lon, lat = _arrays(lon, lat)
    inside = in_china(lon, lat)
    x, y = np.where(inside, lon, 105.0) - 105.0, np.where(inside, lat, 35.0) - 35.0
    wave = (20.0 * np.sin(6.0 * x * np.pi) + 20.0 * np.sin(2.0 * x * np.pi)) * 2.0 / 3.0
    root = np.sqrt(np.abs(x))
    north = (
        -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root + wave
        + (20.0 * np.sin(y * np.pi) + 40.0 * np.sin(y / 3.0 * np.pi)) * 2.0 / 3.0
        + (160.0 * np.sin(y / 12.0 * np.pi) + 320.0 * np.sin(y * np.pi / 30.0)) * 2.0 / 3.0
    )  # fmt: skip
    east = (
        300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root + wave
        + (20.0 * np.sin(x * np.pi) + 40.0 * np.sin(x / 3.0 * np.pi)) * 2.0 / 3.0
        + (150.0 * np.sin(x / 12.0 * np.pi) + 300.0 * np.sin(x / 30.0 * np.pi)) * 2.0 / 3.0
    )  # fmt: skip
    phi = np.radians(y + 35.0)
    w2 = 1.0 - _ECCENTRICITY_2 * np.sin(phi) ** 2
    meridian_m = _SEMI_MAJOR_M * (1.0 - _ECCENTRICITY_2) / (w2 * np.sqrt(w2))
    parallel_m = _SEMI_MAJOR_M / np.sqrt(w2) * np.cos(phi)
    return (
        np.where(inside, lon + np.degrees(east / parallel_m), lon),
        np.where(inside, lat + np.degrees(north / meridian_m), lat),
    )


def gcj02_to_wgs84(lon: npt.ArrayLike, lat: npt.ArrayLike) -> Pair:
    """From GCJ-02 to WGS-84, degrees; exact to 1e-9°."""
    return _inverse(wgs84_to_gcj02, *_arrays(lon, lat))


def gcj02_to_bd09(lon: npt.ArrayLike, lat: npt.ArrayLike) -> Pair:
    """From GCJ-02 to BD-09, degrees."""
    lon, lat = _arrays(lon, lat)
    inside = in_china(lon, lat)
    x, y = np.where(inside, lon, 0.0), np.where(inside, lat, 0.0)
    radius = np.hypot(x, y) + 0.00002 * np.sin(y * _BD_TURN)
    angle = np.arctan2(y, x) + 0.000003 * np.cos(x * _BD_TURN)
    return (
        np.where(inside, radius * np.cos(angle) + _BD_LON, lon),
        np.where(inside, radius * np.sin(angle) + _BD_LAT, lat),
    )


def bd09_to_gcj02(lon: npt.ArrayLike, lat: npt.ArrayLike) -> Pair:
    """From BD-09 to GCJ-02, degrees; exact to 1e-9°."""
    return _inverse(gcj02_to_bd09, *_arrays(lon, lat))


def wgs84_to_bd09(lon: npt.ArrayLike, lat: npt.ArrayLike) -> Pair:
    """From WGS-84 to BD-09, degrees."""
    return gcj02_to_bd09(*wgs84_to_gcj02(lon, lat))


def bd09_to_wgs84(lon: npt.ArrayLike, lat: npt.ArrayLike) -> Pair:
    """From BD-09 to WGS-84, degrees; exact to 1e-9°."""
    return gcj02_to_wgs84(*bd09_to_gcj02(lon, lat))


def in_china(lon: Floats, lat: Floats) -> npt.NDArray[np.bool_]:
    """Whether points lie in the box in which coordinates are shifted."""
    west, south, east, north = CHINA
    return (lon >= west) & (lon <= east) & (lat >= south) & (lat <= north)


def _arrays(lon: npt.ArrayLike, lat: npt.ArrayLike) -> Pair:
    x, y = np.broadcast_arrays(np.asarray(lon, np.float64), np.asarray(lat, np.float64))
    return x, y


def _inverse(forward: Callable[[Floats, Floats], Pair], lon: Floats, lat: Floats) -> Pair:
    """Fixed-point iteration: the offset changes so slowly that each round gains digits."""
    inside = in_china(lon, lat)
    aim_x, aim_y = lon[inside], lat[inside]
    x, y = aim_x, aim_y
    for _ in range(_ROUNDS):
        at_x, at_y = forward(x, y)
        x, y = x + (aim_x - at_x), y + (aim_y - at_y)
        if not (np.maximum(np.abs(aim_x - at_x), np.abs(aim_y - at_y)) > _EXACT_DEG).any():
            break
    result_x, result_y = lon.copy(), lat.copy()
    result_x[inside], result_y[inside] = x, y
    return result_x, result_y
