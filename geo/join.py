"""Exact point-in-polygon join: the polygon that each point belongs to.

The rule. A point belongs to the lowest index among the polygons that GEOS
``intersects`` names for it; -1 where there is none. Off the edges that is the
polygon the point is ``within``; on an edge shared by neighbours it is one of
them, always the same. No tolerance anywhere.

How it is fast. A table of equal cells covers the polygons. A cell that no
edge passes through lies wholly inside the same polygons, so one answer serves
every point in it. Cells with an edge keep their candidates, which GEOS is
asked about one by one; what they leave unclaimed goes to an STRtree.

Why it is exact. The number of a point's cell, ``int((x - west) * columns_per_deg)``,
is monotone in ``x`` also in floating point. Edges are cut into pieces shorter
than a cell, and every cell between the numbers of a piece's two ends counts
as touched: no point of an edge can fall into a cell that is not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

Floats: TypeAlias = npt.NDArray[np.float64]
Ints: TypeAlias = npt.NDArray[np.int64]
Ids: TypeAlias = npt.NDArray[np.int32]
Geometries: TypeAlias = npt.NDArray[np.object_]

OUTSIDE: Final = -1
_BORDER: Final = -2
_BLOCK: Final = 1 << 16
"""Points per step: all that a step touches stays in the processor's cache."""

_FEWEST, _MOST = 64, 4096
_PAD: Final = 8 * np.finfo(np.float64).eps


@dataclass(frozen=True)
class PolygonIndex:
    """What `build_index` prepares and `assign` reads.

    Attributes
    ----------
    polygons : ndarray of Polygon or MultiPolygon, shape (n,)
        Prepared for GEOS.
    tree : shapely.STRtree
        Over the same polygons.
    frame : tuple of float
        West, south, east, north of the table, degrees.
    per_deg : tuple of float
        Columns and rows of the table per degree.
    table : ndarray, shape (rows, columns)
        Index of the polygon that owns a cell; -1 outside all; -2 ask GEOS.
    border : ndarray of int64, shape (m,)
        Numbers of the cells to ask about, ascending.
    candidates : ndarray of int32, shape (m, k)
        Their candidates in ascending order, -1 where there are no more.
    """

    polygons: Geometries
    tree: shapely.STRtree
    frame: tuple[float, float, float, float]
    per_deg: tuple[float, float]
    table: npt.NDArray[np.signedinteger]
    border: Ints
    candidates: Ids

    def __len__(self) -> int:
        return len(self.polygons)


def build_index(
    polygons: Sequence[BaseGeometry | None] | Geometries, cells_per_side: int | None = None
) -> PolygonIndex:
    """Prepare polygons for `assign`; done once, used for any number of points.

    Parameters
    ----------
    polygons : array-like of Polygon or MultiPolygon, shape (n,)
        Valid, in degrees. A missing or empty one owns no point. They may
        overlap: the lowest index then owns the common part.
    cells_per_side : int, optional
        Rows and columns of the table; chosen from the number of edges if left out.

    Returns
    -------
    PolygonIndex
    """
    shapes = np.array(polygons, dtype=object)
    shapes[shapely.is_missing(shapes)] = shapely.Polygon()
    shapely.prepare(shapes)
    tree = shapely.STRtree(shapes)
    start, end, owner = _edges(shapes)
    if len(start) == 0:
        nothing = np.full((1, 1), OUTSIDE, dtype=np.int32)
        none = np.empty(0, dtype=np.int64)
        return PolygonIndex(
            shapes,
            tree,
            (0.0, 0.0, 0.0, 0.0),
            (1.0, 1.0),
            nothing,
            none,
            np.empty((0, 1), np.int32),
        )
    west, south, east, north = (float(value) for value in shapely.total_bounds(shapes))
    side = cells_per_side or int(np.clip(16 * np.sqrt(len(start)), _FEWEST, _MOST))
    frame, per_deg = (west, south, east, north), (side / (east - west), side / (north - south))
    cell, touching = _touched(start, end, owner, frame, per_deg, side)
    border = np.unique(cell)
    if not shapely.coverage_is_valid(shapes):
        # Where polygons may overlap, one without an edge in a cell can own all of it.
        cell, touching = _covering(border, tree, frame, per_deg, side)
    table = _table(border, tree, frame, per_deg, side, len(shapes))
    return PolygonIndex(
        shapes, tree, frame, per_deg, table, border, _candidates(border, cell, touching)
    )


def assign(index: PolygonIndex, lon: npt.ArrayLike, lat: npt.ArrayLike) -> Ids:
    """The polygon that each point belongs to.

    Parameters
    ----------
    index : PolygonIndex
    lon, lat : array-like of float, shape (n,)
        Degrees. A point with a coordinate that is not finite belongs nowhere.

    Returns
    -------
    ndarray of int32, shape (n,)
        Index of the polygon by the rule of this module, -1 for none.

    Raises
    ------
    ValueError
        If the shapes of ``lon`` and ``lat`` differ.
    """
    x, y = np.asarray(lon, dtype=np.float64), np.asarray(lat, dtype=np.float64)
    if x.shape != y.shape or x.ndim != 1:
        raise ValueError(f"lon and lat must be two lists of one length: {x.shape}, {y.shape}")
    result = np.empty(len(x), dtype=np.int32)
    for first in range(0, len(x), _BLOCK):
        block = slice(first, first + _BLOCK)
        result[block] = _assign_block(index, x[block], y[block])
    return result


def _assign_block(index: PolygonIndex, x: Floats, y: Floats) -> Ids:
    west, south, east, north = index.frame
    within = (x >= west) & (x <= east) & (y >= south) & (y <= north)
    everything = bool(within.all())
    at_x, at_y = (x, y) if everything else (x[within], y[within])
    rows, columns = index.table.shape
    number = _number(at_y, south, index.per_deg[1], rows)
    number *= columns
    number += _number(at_x, west, index.per_deg[0], columns)
    found = index.table.ravel()[number].astype(np.int32)
    ask = np.flatnonzero(found == _BORDER)
    if ask.size:
        found[ask] = _ask(index, number[ask], at_x[ask], at_y[ask])
    if everything:
        return found
    result = np.full(len(x), OUTSIDE, dtype=np.int32)
    result[within] = found
    return result


def _ask(index: PolygonIndex, number: Ints, x: Floats, y: Floats) -> Ids:
    """GEOS's answer for points in cells with an edge."""
    row = np.searchsorted(index.border, number)
    result = np.full(len(x), OUTSIDE, dtype=np.int32)
    open_ = np.arange(len(x))
    for candidates in index.candidates.T:
        candidate = candidates[row[open_]]
        known = candidate >= 0
        asked, candidate = open_[known], candidate[known]
        hit = shapely.intersects_xy(index.polygons[candidate], x[asked], y[asked])
        result[asked[hit]] = candidate[hit]
        open_ = np.flatnonzero(result == OUTSIDE)
    # An edge of another polygon can pass through a cell that lies wholly inside
    # one which has no edge there.
    return _by_tree(index.tree, result, open_, x, y)


def _by_tree(tree: shapely.STRtree, result: Ids, open_: Ints, x: Floats, y: Floats) -> Ids:
    if open_.size:
        point, polygon = tree.query(shapely.points(x[open_], y[open_]), "intersects")
        lowest = np.full(open_.size, np.iinfo(np.int32).max, dtype=np.int32)
        np.minimum.at(lowest, point, polygon.astype(np.int32))
        claimed = lowest < np.iinfo(np.int32).max
        result[open_[claimed]] = lowest[claimed]
    return result


def _number(value: Floats, low: float, per_deg: float, count: int) -> Ints:
    """Row or column of a coordinate inside the frame; monotone, the far edge in the last one."""
    return np.minimum(((value - low) * per_deg).astype(np.int64), count - 1)


def _edges(shapes: Geometries) -> tuple[Floats, Floats, Ints]:
    """Start and end of every edge, shape (n, 2), and the polygon it belongs to."""
    parts, part_owner = shapely.get_parts(shapes, return_index=True)
    rings, ring_part = shapely.get_rings(parts, return_index=True)
    points, ring = shapely.get_coordinates(rings, return_index=True)
    same = ring[1:] == ring[:-1]
    return points[:-1][same], points[1:][same], part_owner[ring_part[ring[:-1][same]]]


def _touched(
    start: Floats,
    end: Floats,
    owner: Ints,
    frame: tuple[float, float, float, float],
    per_deg: tuple[float, float],
    side: int,
) -> tuple[Ints, Ints]:
    """Pairs of (cell, polygon) for every cell that an edge of the polygon passes through."""
    reach = np.abs(end - start) * np.array(per_deg)
    pieces = np.ceil(reach.max(axis=1)).astype(np.int64) + 1
    which = np.repeat(np.arange(len(start)), pieces)
    step = np.arange(len(which)) - np.repeat(np.cumsum(pieces) - pieces, pieces)
    along = (end - start)[which]
    count = pieces[which][:, None]
    a = start[which] + along * (step[:, None] / count)
    b = start[which] + along * ((step[:, None] + 1) / count)
    ranges = []
    for axis in (0, 1):
        # The pieces' ends are rounded: the pad is wider than that.
        pad = _PAD * max(abs(frame[axis]), abs(frame[axis + 2]))
        low = np.maximum(np.minimum(a[:, axis], b[:, axis]) - pad, frame[axis])
        high = np.maximum(a[:, axis], b[:, axis]) + pad
        ranges.append([_number(v, frame[axis], per_deg[axis], side) for v in (low, high)])
    corners = [row * side + column for row in ranges[1] for column in ranges[0]]
    count_owners = int(owner.max()) + 1
    # One number per pair: numpy sorts numbers ten times as fast as rows.
    pairs = np.unique(np.concatenate(corners) * count_owners + np.tile(owner[which], 4))
    return pairs // count_owners, pairs % count_owners


def _covering(
    border: Ints,
    tree: shapely.STRtree,
    frame: tuple[float, float, float, float],
    per_deg: tuple[float, float],
    side: int,
) -> tuple[Ints, Ints]:
    """Pairs of (cell, polygon) for every polygon that meets a cell of the border."""
    pad_x, pad_y = (1e-6 / value for value in per_deg)
    x0 = frame[0] + (border % side) / per_deg[0]
    y0 = frame[1] + (border // side) / per_deg[1]
    boxes = shapely.box(
        x0 - pad_x, y0 - pad_y, x0 + 1 / per_deg[0] + pad_x, y0 + 1 / per_deg[1] + pad_y
    )
    box, polygon = tree.query(boxes, "intersects")
    return border[box], polygon


def _candidates(border: Ints, cell: Ints, polygon: Ints) -> Ids:
    order = np.lexsort((polygon, cell))
    row = np.searchsorted(border, cell[order])
    count = np.bincount(row, minlength=len(border))
    place = np.arange(len(row)) - np.repeat(np.cumsum(count) - count, count)
    result = np.full((len(border), int(count.max())), -1, dtype=np.int32)
    result[row, place] = polygon[order]
    return result


def _table(
    border: Ints,
    tree: shapely.STRtree,
    frame: tuple[float, float, float, float],
    per_deg: tuple[float, float],
    side: int,
    n: int,
) -> npt.NDArray[np.signedinteger]:
    """Owners of all cells; neighbours in a row with no edge between have the same one."""
    is_border = np.zeros(side * side, dtype=bool)
    is_border[border] = True
    begins = ~is_border
    begins[1:] &= is_border[:-1]
    begins[::side] = ~is_border[::side]
    first = np.flatnonzero(begins)
    x: Floats = np.asarray(frame[0] + (first % side + 0.5) / per_deg[0], dtype=np.float64)
    y: Floats = np.asarray(frame[1] + (first // side + 0.5) / per_deg[1], dtype=np.float64)
    nothing = np.full(len(first), OUTSIDE, dtype=np.int32)
    owner = _by_tree(tree, nothing, np.arange(len(first)), x, y)
    small = n <= np.iinfo(np.int16).max
    table: npt.NDArray[np.signedinteger] = np.full(
        side * side, _BORDER, dtype=np.int16 if small else np.int32
    )
    inner = np.flatnonzero(~is_border)
    table[inner] = owner[np.searchsorted(first, inner, side="right") - 1]
    return table.reshape(side, side)
