"""Coverages: polygons that share their edges exactly, without gap or overlap.

Everything here goes through one representation: the lines of all polygons,
noded once on a grid (snap rounding), and the faces between them. Two
neighbours built from the same faces share every vertex, whatever the
arithmetic did before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from geo.errors import BoundaryError

Geometries: TypeAlias = npt.NDArray[np.object_]
Ints: TypeAlias = npt.NDArray[np.int64]
Floats: TypeAlias = npt.NDArray[np.float64]

GRID_DEG: Final = 1e-8
"""Grid of the working coverage: about a millimetre."""


def faces(lines: Sequence[BaseGeometry], grid_deg: float = GRID_DEG) -> Geometries:
    """The polygons between lines.

    Parameters
    ----------
    lines : sequence of shapely geometry
        Lines in degrees that may cross, overlap or end on each other.
    grid_deg : float
        Vertices are snapped to multiples of this, degrees.

    Returns
    -------
    ndarray of Polygon, shape (n,)
        A valid coverage of every area the lines enclose.
    """
    noded = shapely.union_all(list(lines), grid_size=grid_deg)
    return shapely.get_parts(shapely.polygonize(shapely.get_parts(noded)))


def owners(points: Geometries, polygons: Geometries) -> Ints:
    """Index of the first polygon that each point touches, -1 where there is none.

    Parameters
    ----------
    points : ndarray of Point, shape (n,)
    polygons : ndarray of Polygon or MultiPolygon, shape (m,)

    Returns
    -------
    ndarray of int64, shape (n,)
    """
    result = np.full(len(points), len(polygons), dtype=np.int64)
    found_points, found_polygons = shapely.STRtree(polygons).query(points, "intersects")
    np.minimum.at(result, found_points, found_polygons)
    return np.where(result == len(polygons), -1, result)


def gather(parts: Geometries, owner: Ints, n: int) -> Geometries:
    """Union of the faces of each owner.

    Parameters
    ----------
    parts : ndarray of Polygon, shape (k,)
        Faces of one coverage.
    owner : ndarray of int64, shape (k,)
        Owner of each face, -1 for none.
    n : int
        Number of owners.

    Returns
    -------
    ndarray of Polygon or MultiPolygon, shape (n,)
        An empty polygon for an owner without a face.
    """
    result = np.full(n, shapely.Polygon(), dtype=object)
    for index in np.unique(owner[owner >= 0]):
        result[index] = _plain(shapely.coverage_union_all(parts[owner == index]))
    return result


def snap(polygons: Geometries, grid_deg: float) -> Geometries:
    """The same coverage with every vertex on a grid: rounding that breaks nothing.

    Parameters
    ----------
    polygons : ndarray of Polygon or MultiPolygon, shape (n,)
        A coverage, or nearly one.
    grid_deg : float
        Degrees; 1e-5 keeps five digits.

    Returns
    -------
    ndarray of Polygon or MultiPolygon, shape (n,)
        A valid coverage. What is narrower than the grid disappears.

    Raises
    ------
    BoundaryError
        If a whole polygon would disappear.
    """
    parts = faces(list(shapely.boundary(polygons)), grid_deg)
    result = gather(parts, owners(shapely.point_on_surface(parts), polygons), len(polygons))
    lost = np.flatnonzero(shapely.is_empty(result) & ~shapely.is_empty(polygons))
    if lost.size:
        raise BoundaryError(
            "errors.geo.vanished", n=lost.size, first=int(lost[0]), grid_deg=grid_deg
        )
    return result


def cut(polygons: Geometries, mask: BaseGeometry, grid_deg: float = GRID_DEG) -> Geometries:
    """The part of a coverage inside a mask, still one coverage.

    Parameters
    ----------
    polygons : ndarray of Polygon or MultiPolygon, shape (n,)
        A coverage.
    mask : Polygon or MultiPolygon
    grid_deg : float
        Grid of the result, degrees.

    Returns
    -------
    ndarray of Polygon or MultiPolygon, shape (n,)
        Empty where a polygon lies wholly outside the mask.
    """
    window = shapely.union_all(polygons).envelope
    edge = shapely.intersection(mask.boundary, window.buffer(0.01))
    parts = faces([*shapely.boundary(polygons), edge], grid_deg)
    inside = shapely.point_on_surface(parts)
    shapely.prepare(mask)
    owner = np.where(shapely.intersects(mask, inside), owners(inside, polygons), -1)
    return gather(parts, owner, len(polygons))


@dataclass(frozen=True)
class Segments:
    """The edges of a coverage, each once.

    Attributes
    ----------
    ends : ndarray of float64, shape (n, 2, 2)
        Both end points (lon, lat) of each edge, degrees.
    sides : ndarray of int64, shape (n, 2)
        The polygons on its two sides in ascending order; -1 first where there
        is a polygon on one side only.
    """

    ends: Floats
    sides: Ints

    def lines(self, chosen: npt.NDArray[np.bool_]) -> BaseGeometry:
        """The chosen edges, merged to lines as long as possible (MultiLineString)."""
        merged = shapely.line_merge(shapely.MultiLineString(list(self.ends[chosen])))
        return shapely.MultiLineString(list(shapely.get_parts(merged)))


def segments(polygons: Geometries) -> Segments:
    """Find which two polygons share each edge.

    Parameters
    ----------
    polygons : ndarray of Polygon or MultiPolygon, shape (n,)
        A coverage: neighbours share vertices exactly.

    Raises
    ------
    BoundaryError
        If an edge belongs to more than two polygons, so that they overlap.
    """
    parts, part_owner = shapely.get_parts(polygons, return_index=True)
    rings, ring_part = shapely.get_rings(parts, return_index=True)
    points, ring = shapely.get_coordinates(rings, return_index=True)
    same = ring[1:] == ring[:-1]
    start, end = points[:-1][same], points[1:][same]
    owner = part_owner[ring_part[ring[:-1][same]]]
    flip = (start[:, 0] > end[:, 0]) | ((start[:, 0] == end[:, 0]) & (start[:, 1] > end[:, 1]))
    edges = np.hstack([np.where(flip[:, None], end, start), np.where(flip[:, None], start, end)])
    unique, which, count = np.unique(edges, axis=0, return_inverse=True, return_counts=True)
    if (count > 2).any():
        lon, lat = unique[count > 2][0][:2]
        raise BoundaryError("errors.geo.not_coverage", lon=float(lon), lat=float(lat))
    order = np.lexsort((owner, which))
    first = np.concatenate([[0], np.cumsum(count)[:-1]]).astype(np.int64)
    sides = np.full((len(unique), 2), -1, dtype=np.int64)
    sides[:, 1] = owner[order][np.cumsum(count) - 1]
    two = count == 2
    sides[two, 0] = owner[order][first[two]]
    return Segments(unique.reshape(-1, 2, 2), sides)


def _plain(geometry: BaseGeometry) -> BaseGeometry:
    """A multi-part geometry of one part as that part."""
    parts = shapely.get_parts(geometry)
    return parts[0] if len(parts) == 1 else shapely.MultiPolygon(list(parts))
