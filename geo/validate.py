"""Everything that is wrong with a set of areas, found at once.

A file that comes from outside is wrong in several ways at a time. Each check
here collects; nothing is repaired, nothing is converted: a coordinate system
that was not declared is recognised, reported and offered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from geo import shift
from geo.defects import Defect
from geo.geojson import invalid
from geo.measures import area_km2

Geometries: TypeAlias = npt.NDArray[np.object_]
Floats: TypeAlias = npt.NDArray[np.float64]
System = Literal["gcj02", "bd09"]

SLIVER_KM2: Final = 0.05
"""An overlap or gap smaller than this is a sliver: a warning, not an error."""

OUTSIDE_SHARE: Final = 0.05
"""Share of an area that may lie outside its district: sources disagree that much."""

SHIFT_GAIN: Final = 0.7
"""A shift is reported if undoing it leaves less than this part of what lay outside."""

_SHIFT_FLOOR: Final = 0.005
_UNDO: Final[dict[System, Callable[[Floats, Floats], shift.Pair]]] = {
    "gcj02": shift.gcj02_to_wgs84,
    "bd09": shift.bd09_to_wgs84,
}


@dataclass(frozen=True)
class ShiftFound:
    """An undeclared shift.

    Attributes
    ----------
    system : {"gcj02", "bd09"}
        The coordinate system the areas seem to be in.
    outside_share, outside_share_undone : float
        Share of their area outside the reference, as they are and converted.
    """

    system: System
    outside_share: float
    outside_share_undone: float


def validate_areas(
    codes: Sequence[str],
    shapes: Sequence[BaseGeometry | None] | Geometries,
    *,
    parent_of: Sequence[str] | None = None,
    parents: Mapping[str, BaseGeometry] | None = None,
) -> list[Defect]:
    """List every defect of areas that should form one coverage.

    Parameters
    ----------
    codes : sequence of str, length n
    shapes : array-like of shapely geometry, shape (n,)
        Degrees, (lon, lat). ``None`` is allowed, and reported.
    parent_of : sequence of str, length n, optional
        Code of the district each area should lie in.
    parents : mapping of str to geometry, optional
        The districts, in WGS-84.

    Returns
    -------
    list of Defect
        Empty if all is well.
    """
    areas = np.atleast_1d(np.asarray(shapes, dtype=object))
    defects = list(_duplicates(codes))
    sound = np.zeros(len(areas), dtype=bool)
    for number, (code, area) in enumerate(zip(codes, areas, strict=True)):
        found = list(_single(code, area))
        defects += found
        sound[number] = all(one.level == "warning" for one in found)
    good, names = areas[sound], [code for code, ok in zip(codes, sound, strict=True) if ok]
    defects += _overlaps(names, good)
    defects += _gaps(good)
    if parent_of is not None and parents is not None:
        wanted = [parent for parent, ok in zip(parent_of, sound, strict=True) if ok]
        defects += _placement(names, good, wanted, parents)
    return defects


def detect_shift(shapes: Geometries, references: Geometries) -> ShiftFound | None:
    """Recognise areas in GCJ-02 or BD-09 by how much better they fit when converted.

    Around Shanghai GCJ-02 lies about +0.0043°, −0.0021° from WGS-84.

    Parameters
    ----------
    shapes : ndarray of Polygon or MultiPolygon, shape (n,)
        Valid.
    references : ndarray of Polygon or MultiPolygon, shape (n,)
        What each should lie in, WGS-84: itself from another source, or its district.

    Returns
    -------
    ShiftFound or None
        None where the areas fit as they are, or no better after any conversion.
    """
    total = shapely.area(shapes).sum()
    if total == 0:
        return None
    before = shapely.area(shapely.difference(shapes, references)).sum() / total
    after = {
        system: shapely.area(
            shapely.difference(_converted(shapes, undo), references)
        ).sum() / total
        for system, undo in _UNDO.items()
    }  # fmt: skip
    system: System = "gcj02" if after["gcj02"] <= after["bd09"] else "bd09"
    if before < _SHIFT_FLOOR or after[system] > SHIFT_GAIN * before:
        return None
    return ShiftFound(system, float(before), float(after[system]))


def _converted(shapes: Geometries, undo: Callable[[Floats, Floats], shift.Pair]) -> Geometries:
    def move(at: Floats) -> Floats:
        return np.column_stack(undo(at[:, 0], at[:, 1]))

    return np.asarray(shapely.make_valid(shapely.transform(shapes, move)), dtype=object)


def _duplicates(codes: Sequence[str]) -> Iterator[Defect]:
    unique, count = np.unique(np.asarray(codes, dtype=str), return_counts=True)
    for code, times in zip(unique[count > 1], count[count > 1], strict=True):
        yield Defect("duplicate", str(code), params={"n": int(times)})


def _single(code: str, area: BaseGeometry | None) -> Iterator[Defect]:
    """What can be said about one area alone."""
    if area is None:
        yield Defect("null", code)
        return
    if area.is_empty:
        yield Defect("empty", code)
        return
    if area.geom_type not in ("Polygon", "MultiPolygon"):
        yield Defect("not_area", code, params={"type": area.geom_type})
        return
    at = shapely.get_coordinates(area)
    if not np.isfinite(at).all():
        yield Defect("not_finite", code)
        return
    lon, lat = at[:, 0], at[:, 1]
    if _looks_swapped(lon, lat):
        yield Defect("swapped", code, lon=float(lon[0]), lat=float(lat[0]))
    elif (np.abs(lon) > 180).any() or (np.abs(lat) > 90).any():
        yield Defect("out_of_range", code, lon=float(lon[0]), lat=float(lat[0]))
    yield from invalid(area, code)


def _looks_swapped(lon: Floats, lat: Floats) -> bool:
    """Latitudes of China where longitudes belong, and the other way round."""
    west, south, east, north = shift.CHINA
    return bool(((lon >= south) & (lon <= north) & (lat >= west) & (lat <= east)).all())


def _overlaps(names: Sequence[str], areas: Geometries) -> Iterator[Defect]:
    tree = shapely.STRtree(areas)
    first, second = tree.query(areas, "intersects")
    pairs = first < second
    for a, b in zip(first[pairs], second[pairs], strict=True):
        common = shapely.intersection(areas[a], areas[b])
        if shapely.area(common) > 0:
            yield _sized("overlap", f"{names[a]} / {names[b]}", common)


def _gaps(areas: Geometries) -> Iterator[Defect]:
    """Holes in the union that are holes in no single area."""
    if len(areas) == 0:
        return
    together = shapely.get_parts(shapely.union_all(areas))
    rings = [ring for part in together for ring in part.interiors]
    own = {
        shapely.normalize(shapely.Polygon(ring)).wkb
        for part in shapely.get_parts(areas)
        for ring in part.interiors
    }
    for ring in rings:
        hole = shapely.Polygon(ring)
        if shapely.normalize(hole).wkb not in own:
            yield _sized("gap", "", hole)


def _sized(kind: str, where: str, piece: BaseGeometry) -> Defect:
    """An overlap or gap, called a sliver where it is small."""
    size = float(area_km2(piece)[0])
    lon, lat = shapely.get_coordinates(shapely.point_on_surface(piece))[0]
    small = size < SLIVER_KM2
    return Defect(
        f"sliver_{kind}" if small else kind,
        where,
        "warning" if small else "error",
        float(lon),
        float(lat),
        {"km2": f"{size:.4f}"},
    )


def _placement(
    names: Sequence[str],
    areas: Geometries,
    parent_of: Sequence[str],
    parents: Mapping[str, BaseGeometry],
) -> Iterator[Defect]:
    """Areas outside their district, and the shift that would explain it."""
    unknown = [code not in parents for code in parent_of]
    for name, parent, missing in zip(names, parent_of, unknown, strict=True):
        if missing:
            yield Defect("no_parent", name, params={"parent": parent})
    kept = ~np.array(unknown, dtype=bool)
    shapes = areas[kept]
    if len(shapes) == 0:
        return
    codes = [code for code, keep in zip(parent_of, kept, strict=True) if keep]
    owners = np.array([parents[code] for code in codes], dtype=object)
    found = detect_shift(shapes, owners)
    if found is not None:
        yield Defect(
            found.system,
            "",
            params={
                "before": f"{found.outside_share:.1%}",
                "after": f"{found.outside_share_undone:.1%}",
            },
        )
    outside = shapely.difference(shapes, owners)
    share = shapely.area(outside) / np.maximum(shapely.area(shapes), 1e-300)
    labels = [name for name, keep in zip(names, kept, strict=True) if keep]
    for index in np.flatnonzero(share > OUTSIDE_SHARE):
        lon, lat = shapely.get_coordinates(shapely.point_on_surface(outside[index]))[0]
        yield Defect(
            "outside",
            labels[index],
            lon=float(lon),
            lat=float(lat),
            params={"share": f"{share[index]:.0%}", "parent": codes[index]},
        )
