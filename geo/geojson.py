"""Raw GeoJSON, judged before any library has repaired it in silence.

What RFC 7946 demands of structure and geometry, each fault named with its path
inside the file. Readers such as GDAL close open rings, drop members and guess
types: a file that needs that is one whose owner should hear of it.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, Final

import shapely
from shapely.geometry.base import BaseGeometry

from geo.defects import Defect

_DEPTH: Final = {
    "Point": 0,
    "MultiPoint": 1,
    "LineString": 1,
    "MultiLineString": 2,
    "Polygon": 2,
    "MultiPolygon": 3,
}
_FOREIGN: Final = {
    "Feature": ("features", "coordinates", "geometries"),
    "FeatureCollection": ("coordinates", "geometries", "geometry", "properties"),
    "geometry": ("geometry", "properties", "features"),
}
"""Members that give an object of this kind a second meaning (RFC 7946, section 7.1)."""

_TYPES: Final = (*_DEPTH, "GeometryCollection", "Feature", "FeatureCollection")


class _Twice(dict[str, Any]):
    """An object that held a member twice; JSON keeps the last one and says nothing."""

    names: tuple[str, ...] = ()


def validate_geojson(source: str | bytes | object) -> list[Defect]:
    """Every defect of a GeoJSON text or of the object read from one.

    Parameters
    ----------
    source : str, bytes or object
        The text, or what `json.load` made of it (members that stood twice can
        then no longer be seen).

    Returns
    -------
    list of Defect
        In the order of the file; empty if all is well. Winding, coordinates
        outside the globe, and collections RFC 7946 advises against are warnings.
    """
    if isinstance(source, str | bytes):
        try:
            source = json.loads(source, object_pairs_hook=_object)
        except UnicodeDecodeError:
            return [Defect("not_utf8", "$")]
        except json.JSONDecodeError as error:
            about = {"line": error.lineno, "column": error.colno, "reason": error.msg}
            return [Defect("not_json", "$", params=about)]
        except RecursionError:
            return [Defect("too_deep", "$")]
    try:
        return list(_root(source))
    except RecursionError:
        return [Defect("too_deep", "$")]


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = _Twice(pairs)
    if len(result) < len(pairs):
        counts = Counter(name for name, _ in pairs)
        result.names = tuple(sorted(name for name, count in counts.items() if count > 1))
    return result


def _root(value: object) -> Iterator[Defect]:
    if not isinstance(value, dict):
        yield Defect("not_object", "$")
        return
    kind = value.get("type")
    if kind == "FeatureCollection":
        yield from _common(value, "$", "FeatureCollection")
        features = value.get("features")
        if not isinstance(features, list):
            yield Defect("not_list" if "features" in value else "absent", "$.features")
            return
        for number, feature in enumerate(features):
            yield from _feature(feature, f"features[{number}]")
    elif kind == "Feature":
        yield from _feature(value, "$")
    else:
        yield from _geometry(value, "$")


def _feature(value: object, path: str) -> Iterator[Defect]:
    if not isinstance(value, dict):
        yield Defect("not_object", path)
        return
    if value.get("type") != "Feature":
        yield Defect("not_feature", path, params={"type": str(value.get("type"))})
        return
    yield from _common(value, path, "Feature")
    if "id" in value and not isinstance(value["id"], str | int | float):
        yield Defect("bad_id", f"{path}.id")
    for name in ("properties", "geometry"):
        if name not in value:
            yield Defect("absent", f"{path}.{name}")
    if not isinstance(value.get("properties"), dict | None):
        yield Defect("not_object", f"{path}.properties")
    if value.get("geometry") is not None:
        yield from _geometry(value["geometry"], f"{path}.geometry")


def _geometry(value: object, path: str) -> Iterator[Defect]:
    if not isinstance(value, dict):
        yield Defect("not_object", path)
        return
    kind = value.get("type")
    if "type" not in value:
        yield Defect("absent", f"{path}.type")
    elif not isinstance(kind, str) or kind not in _TYPES:
        yield Defect("unknown_type", f"{path}.type", params={"type": str(kind)})
    elif kind == "GeometryCollection":
        yield from _common(value, path, "geometry")
        yield from _collection(value, path)
    elif kind not in _DEPTH:
        yield Defect("not_geometry", path, params={"type": kind})
    else:
        yield from _common(value, path, "geometry")
        if "coordinates" not in value:
            yield Defect("absent", f"{path}.coordinates")
            return
        found = list(_coordinates(value["coordinates"], _DEPTH[kind], kind, f"{path}.coordinates"))
        yield from found
        if kind.endswith("Polygon") and all(one.level == "warning" for one in found):
            yield from _crossing(value, path)


def _collection(value: dict[str, Any], path: str) -> Iterator[Defect]:
    members = value.get("geometries")
    if not isinstance(members, list):
        yield Defect("not_list" if "geometries" in value else "absent", f"{path}.geometries")
        return
    if len(members) == 1:
        yield Defect("single_collection", path, "warning")
    for number, member in enumerate(members):
        inner = f"{path}.geometries[{number}]"
        if isinstance(member, dict) and member.get("type") == "GeometryCollection":
            yield Defect("nested_collection", inner, "warning")
        yield from _geometry(member, inner)


def _common(value: dict[str, Any], path: str, role: str) -> Iterator[Defect]:
    """What holds for every GeoJSON object: members once, none with a second meaning, its bbox."""
    for name in getattr(value, "names", ()):
        yield Defect("twice", f"{path}.{name}")
    for name in _FOREIGN[role]:
        if name in value:
            yield Defect("second_meaning", f"{path}.{name}")
    if "bbox" in value:
        box = value["bbox"]
        good = isinstance(box, list) and len(box) in (4, 6) and all(map(_is_number, box))
        if not good:
            yield Defect("bad_bbox", f"{path}.bbox")


def _coordinates(value: object, depth: int, kind: str, path: str) -> Iterator[Defect]:
    if depth == 0:
        yield from _position(value, path)
        return
    if not isinstance(value, list):
        yield Defect("not_deep", path)
        return
    for number, member in enumerate(value):
        yield from _coordinates(member, depth - 1, kind, f"{path}[{number}]")
    if depth == 1 and kind.endswith("LineString") and len(value) < 2:
        yield Defect("short_line", path)
    if depth == 1 and kind.endswith("Polygon"):
        yield from _ring(value, path)


def _position(value: object, path: str) -> Iterator[Defect]:
    if not isinstance(value, list):
        yield Defect("not_deep", path)
    elif not all(map(_is_number, value)):
        yield Defect("not_number", path)
    elif len(value) < 2:
        yield Defect("short_position", path)
    else:
        if len(value) > 3:
            yield Defect("long_position", path, "warning")
        if not (abs(value[0]) <= 180 and abs(value[1]) <= 90):
            yield Defect("off_globe", path, "warning", float(value[0]), float(value[1]))


def _ring(ring: list[Any], path: str) -> Iterator[Defect]:
    if len(ring) < 4:
        yield Defect("short_ring", path)
    if ring and ring[0] != ring[-1]:
        yield Defect("open_ring", path)
    points = [at for at in ring if isinstance(at, list) and len(at) >= 2]
    if len(points) < max(len(ring), 4) or not all(_is_number(n) for at in points for n in at[:2]):
        return
    hole = not path.endswith("[0]")
    twice_area = sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(points))
    if (twice_area > 0) == hole and twice_area != 0:
        yield Defect("winding", path, "warning")


def _crossing(value: dict[str, Any], path: str) -> Iterator[Defect]:
    """Self-crossing, nested or touching rings, with the place GEOS names."""
    shape = shapely.from_geojson(
        json.dumps({"type": value["type"], "coordinates": _flat(value["coordinates"])})
    )
    yield from invalid(shape, path)


def invalid(shape: BaseGeometry, where: str) -> Iterator[Defect]:
    """The defect of an invalid geometry, with GEOS's reason and place."""
    reason = shapely.is_valid_reason(shape)
    if reason != "Valid Geometry":
        what, _, place = reason.partition("[")
        at = [float(number) for number in place.rstrip("]").split()[:2]]
        lon, lat = at if len(at) == 2 else (None, None)
        yield Defect("invalid", where, lon=lon, lat=lat, params={"reason": what.strip()})


def _flat(value: Any) -> Any:
    """Coordinates without heights, which the third number of a position may be."""
    if isinstance(value, list) and value and not isinstance(value[0], list):
        return value[:2]
    return [_flat(member) for member in value]


def _is_number(value: object) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return math.isfinite(value)
