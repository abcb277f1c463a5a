"""Schematic towns: a diagram of the towns' points that divides each district exactly.

Method. In every district a power diagram of the towns' points. A town whose
area is known gets the weight that gives its cell that area on the land that
holds the points; a town without a figure keeps the neutral weight, as in a
Voronoi diagram. Where the figures contradict the polygon (they ask for more
land than there is), the district falls back to the plain Voronoi diagram.
A piece that its own diagram cuts off from the town's point goes to the
neighbour it shares its longest edge with, and an island without a point to
one town. `benchmarks.schematic` measures the method against real towns.

The lines of all districts and cells are noded together once, so that towns
share edges exactly, across district borders too.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from geo import coverage, diagram
from geo.errors import BoundaryError
from geo.measures import area_km2, km_per_degree

Floats: TypeAlias = npt.NDArray[np.float64]
Ints: TypeAlias = npt.NDArray[np.int64]
Geometries: TypeAlias = npt.NDArray[np.object_]

MATCH_WITHIN: Final = 0.10
"""Figures for every town are used if their sum is this close to the land they share."""

_SAMPLES: Final = 6000
_APART_DEG: Final = 1e-4
_TURNS: Final = 200


@dataclass(frozen=True)
class Partition:
    """Districts divided into towns; one coverage.

    Attributes
    ----------
    cells : ndarray of Polygon or MultiPolygon, shape (n,)
        The cell of each town.
    matched : ndarray of bool, shape (n,)
        Whether the cell was made to match the town's area.
    districts : ndarray of Polygon or MultiPolygon, shape (m,)
        The districts with the vertices at which town lines end.
    """

    cells: Geometries
    matched: npt.NDArray[np.bool_]
    districts: Geometries


@dataclass(frozen=True)
class _Sites:
    """The towns' points of one district in a plane, kilometres."""

    town: Ints
    at_deg: Floats
    scale_km: Floats
    weights: Floats
    matched: npt.NDArray[np.bool_]

    def nearest(self, points_deg: Floats) -> Ints:
        """Positions in ``town`` of the cells that hold the points."""
        origin = self.at_deg[0]
        return diagram.nearest(
            (points_deg - origin) * self.scale_km,
            (self.at_deg - origin) * self.scale_km,
            self.weights,
        )


def partition(
    districts: Geometries,
    district_of: Ints,
    lon: Floats,
    lat: Floats,
    area: Floats,
    land: BaseGeometry | None = None,
) -> Partition:
    """Divide districts among the towns in them.

    Parameters
    ----------
    districts : ndarray of Polygon or MultiPolygon, shape (m,)
        A coverage in degrees.
    district_of : ndarray of int64, shape (n,)
        Index of each town's district.
    lon, lat : ndarray of float64, shape (n,)
        A point per town, degrees. One outside its district is moved to the
        nearest place in it.
    area : ndarray of float64, shape (n,)
        Square kilometres, NaN where unknown.
    land : Polygon or MultiPolygon, optional
        Areas are matched on the district's land only.

    Returns
    -------
    Partition

    Raises
    ------
    BoundaryError
        If a point is not finite, or a town finds no room.
    """
    bad = np.flatnonzero(~(np.isfinite(lon) & np.isfinite(lat)))
    if bad.size:
        raise BoundaryError("errors.geo.no_point", n=bad.size, first=int(bad[0]))
    sites = {
        int(index): _place(
            districts[index], np.flatnonzero(district_of == index), lon, lat, area, land
        )
        for index in np.unique(district_of)
    }
    result = _divide(districts, sites, len(lon))
    empty = np.flatnonzero(shapely.is_empty(result.cells))
    if empty.size:
        # A weight can press a cell out of its district: such districts go without.
        for index in np.unique(district_of[empty]):
            sites[int(index)] = _neutral(sites[int(index)])
        result = _divide(districts, sites, len(lon))
        empty = np.flatnonzero(shapely.is_empty(result.cells))
    if empty.size:
        raise BoundaryError("errors.geo.no_room", n=empty.size, first=int(empty[0]))
    return result


def _place(
    district: BaseGeometry,
    town: Ints,
    lon: Floats,
    lat: Floats,
    area: Floats,
    land: BaseGeometry | None,
) -> _Sites:
    at_deg = _apart(district, _into(district, np.column_stack([lon[town], lat[town]])))
    scale = np.array(km_per_degree(float(at_deg[:, 1].mean())))
    sites = _Sites(town, at_deg, scale, np.zeros(len(town)), np.zeros(len(town), dtype=bool))
    core = _core(district, land, at_deg)
    core_km2 = float(area_km2(core)[0])
    target = _targets(area[town], core_km2)
    if len(town) < 2 or not np.isfinite(target).any():
        return sites
    samples = _samples(core)
    origin = at_deg[0]
    weights = diagram.match_areas(
        (at_deg - origin) * scale, (samples - origin) * scale, core_km2 / len(samples), target
    )
    return _Sites(town, at_deg, scale, weights, np.isfinite(target))


def _neutral(sites: _Sites) -> _Sites:
    none = np.zeros_like(sites.matched)
    return _Sites(sites.town, sites.at_deg, sites.scale_km, np.zeros(len(none)), none)


def _targets(known_km2: Floats, land_km2: float) -> Floats:
    """Areas to aim at; all NaN where the figures contradict the land there is."""
    known = np.isfinite(known_km2) & (known_km2 > 0)
    total = float(known_km2[known].sum())
    if known.all() and abs(total / land_km2 - 1) <= MATCH_WITHIN:
        return known_km2 * (land_km2 / total)
    if not known.all() and total < land_km2:
        return np.where(known, known_km2, np.nan)
    return np.full(len(known), np.nan)


def _core(district: BaseGeometry, land: BaseGeometry | None, at_deg: Floats) -> BaseGeometry:
    """The parts of the district's land that hold its towns' points, or lie nearest to them."""
    dry = district if land is None else shapely.intersection(district, land)
    parts = np.array(
        [part for part in shapely.get_parts(dry) if part.geom_type == "Polygon" and part.area > 0],
        dtype=object,
    )
    if len(parts) == 0:
        parts = shapely.get_parts(district)
    held = np.unique(shapely.STRtree(parts).nearest(shapely.points(at_deg)))
    return shapely.MultiPolygon(list(parts[held]))


def _samples(core: BaseGeometry) -> Floats:
    """Points on an even grid over the land, shape (about _SAMPLES, 2), degrees."""
    west, south, east, north = core.bounds
    _, lat_km = km_per_degree((south + north) / 2)
    lon_km, _ = km_per_degree((south + north) / 2)
    step_km = np.sqrt(core.area * lon_km * lat_km / _SAMPLES)
    x = np.arange(west + step_km / lon_km / 2, east, step_km / lon_km)
    y = np.arange(south + step_km / lat_km / 2, north, step_km / lat_km)
    grid = np.column_stack([axis.ravel() for axis in np.meshgrid(x, y)])
    shapely.prepare(core)
    inside = grid[shapely.contains_xy(core, grid)]
    return inside if len(inside) else shapely.get_coordinates(core.point_on_surface())


def _into(district: BaseGeometry, at_deg: Floats) -> Floats:
    points = np.asarray(shapely.points(at_deg), dtype=object)
    moved = shapely.get_coordinates(
        [shapely.get_point(shapely.shortest_line(district, point), 0) for point in points]
    )
    inside = np.asarray(shapely.intersects(district, points))
    return np.where(inside[:, None], at_deg, moved)


def _apart(district: BaseGeometry, at_deg: Floats) -> Floats:
    """Move points that coincide some ten metres apart inside the district: each has a cell."""
    result = at_deg.copy()
    for i in range(1, len(result)):
        for turn in range(1, _TURNS):
            free = (np.abs(result[:i] - result[i]).max(axis=1) >= _APART_DEG / 10).all()
            if free and (turn == 1 or shapely.intersects_xy(district, *result[i])):
                break
            angle = 2.399963 * turn  # the golden angle never comes back to a direction
            away = np.array([np.cos(angle), np.sin(angle)])
            result[i] = at_deg[i] + _APART_DEG * np.sqrt(turn) * away
    return result


def _divide(districts: Geometries, sites: dict[int, _Sites], n: int) -> Partition:
    lines = list(shapely.boundary(districts))
    for index, placed in sites.items():
        lines += _cell_lines(districts[index], placed)
    parts = coverage.faces(lines)
    inside = shapely.point_on_surface(parts)
    district = coverage.owners(inside, districts)
    town = np.full(len(parts), -1, dtype=np.int64)
    matched = np.zeros(n, dtype=bool)
    for index, placed in sites.items():
        mine = np.flatnonzero(district == index)
        nearest = placed.nearest(shapely.get_coordinates(inside[mine]))
        town[mine] = placed.town[_tidy(parts[mine], nearest, placed)]
        matched[placed.town] = placed.matched
    return Partition(
        coverage.gather(parts, town, n),
        matched,
        coverage.gather(parts, district, len(districts)),
    )


def _cell_lines(district: BaseGeometry, placed: _Sites) -> list[BaseGeometry]:
    origin = placed.at_deg[0]
    west, south, east, north = district.bounds
    low, high = (
        (np.array(corner) - origin) * placed.scale_km for corner in ((west, south), (east, north))
    )
    rings = []
    for corners in diagram.cells(
        (placed.at_deg - origin) * placed.scale_km,
        placed.weights,
        (low[0] - 1, low[1] - 1, high[0] + 1, high[1] + 1),
    ):
        at = np.round(corners / placed.scale_km + origin, 9)
        if len(np.unique(at, axis=0)) > 2:
            rings.append(shapely.linearrings(at))
    clipped = shapely.intersection(shapely.union_all(rings), district)
    return [part for part in shapely.get_parts(clipped) if part.geom_type == "LineString"]


def _tidy(parts: Geometries, cell: Ints, placed: _Sites) -> Ints:
    """Give islands without a point to one town, and cut-off pieces to a neighbour."""
    cell = _whole_islands(parts, cell, placed)
    pieces, piece_cell = shapely.get_parts(
        coverage.gather(parts, cell, len(placed.town)), return_index=True
    )
    home = np.zeros(len(pieces), dtype=bool)
    site = np.asarray(shapely.points(placed.at_deg), dtype=object)
    for index in np.unique(piece_cell):
        own = np.flatnonzero(piece_cell == index)
        distance = shapely.distance(pieces[own], site[index])
        home[own[np.lexsort((-shapely.area(pieces[own]), distance))[0]]] = True
    final = _rehome(pieces, piece_cell.astype(np.int64), home)
    piece = coverage.owners(shapely.point_on_surface(parts), pieces)
    return final[piece]


def _whole_islands(parts: Geometries, cell: Ints, placed: _Sites) -> Ints:
    islands = shapely.get_parts(shapely.coverage_union_all(parts))
    site = np.asarray(shapely.points(placed.at_deg), dtype=object)
    result = cell.copy()
    on = coverage.owners(shapely.point_on_surface(parts), islands)
    for index, island in enumerate(islands):
        if len(islands) > 1 and not shapely.dwithin(island, site, _APART_DEG).any():
            share = np.bincount(cell[on == index], weights=shapely.area(parts[on == index]))
            result[on == index] = share.argmax()
    return result


def _rehome(pieces: Geometries, piece_cell: Ints, home: npt.NDArray[np.bool_]) -> Ints:
    edges = coverage.segments(pieces)
    shared = edges.sides[:, 0] >= 0
    pair = edges.sides[shared]
    length = np.hypot(*(edges.ends[shared, 1] - edges.ends[shared, 0]).T)
    settled, final = home.copy(), piece_cell.copy()
    while True:
        # The border between an unsettled piece and a settled one that is longest goes first.
        loose = settled[pair[:, 0]] != settled[pair[:, 1]]
        if not loose.any():
            return final
        keys, which = np.unique(pair[loose], axis=0, return_inverse=True)
        a, b = keys[np.bincount(which, weights=length[loose]).argmax()]
        piece, host = (a, b) if settled[b] else (b, a)
        final[piece] = final[host]
        settled[piece] = True
