"""Simplification that keeps a coverage a coverage.

First simplify, with shared edges simplified once for both sides (Visvalingam
and Whyatt 1993, area-based, as in GEOS ``CoverageSimplifier``); then put the
vertices on a grid by snap rounding. Rounding each polygon for itself would
tear neighbours apart and cross rings.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import shapely

from geo.coverage import Geometries, snap

DIGITS: Final = 5
"""Decimal places of degrees on the map: about a metre."""


def simplify_coverage(
    polygons: Geometries, tolerance_deg: float, digits: int = DIGITS
) -> Geometries:
    """A smaller coverage without gap or overlap.

    Parameters
    ----------
    polygons : ndarray of Polygon or MultiPolygon, shape (n,)
        A coverage in degrees.
    tolerance_deg : float
        Corners that stand out less than about this are left out, degrees; 0
        only rounds.
    digits : int
        Decimal places of the result.

    Returns
    -------
    ndarray of Polygon or MultiPolygon, shape (n,)

    Raises
    ------
    BoundaryError
        If a polygon is too small to survive the rounding.
    """
    simple = shapely.coverage_simplify(polygons, tolerance_deg) if tolerance_deg else polygons
    return snap(np.asarray(simple, dtype=object), 10.0**-digits)


def drop_crumbs(polygons: Geometries, smallest_deg2: float) -> Geometries:
    """Leave out detached parts below an area; the largest part of each stays.

    Parameters
    ----------
    polygons : ndarray of Polygon or MultiPolygon, shape (n,)
    smallest_deg2 : float
        Square degrees.

    Returns
    -------
    ndarray of Polygon or MultiPolygon, shape (n,)
    """
    result = polygons.copy()
    for index, polygon in enumerate(polygons):
        parts = shapely.get_parts(polygon)
        area = shapely.area(parts)
        if len(parts) > 1:
            kept = parts[(area >= smallest_deg2) | (area == area.max())]
            result[index] = kept[0] if len(kept) == 1 else shapely.MultiPolygon(list(kept))
    return result
