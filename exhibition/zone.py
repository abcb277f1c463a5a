"""The demonstration zone of the Yangtze Delta as areas: what the theme of the Delta lights up."""

from __future__ import annotations

from typing import Any, Final

import shapely
from shapely.geometry.base import BaseGeometry

from data.boundaries import load_zone
from geo import simplify
from layers.geometry import collection, label_point
from layers.types import Bi, GeoJson, Payload

TOLERANCE_DEG: Final = 0.004
"""Detail of the areas: corners of less than about (400 m)² are left out."""


def zone_areas(payload: Payload) -> GeoJson:
    """Areas of the zone's members, each with its name.

    Returns
    -------
    GeoJson
        A feature collection in degrees; properties ``code``, ``name`` and ``point`` (of the name).
    """
    table = load_zone()
    shapes = simplify.simplify_coverage(table.geometry.to_numpy(), TOLERANCE_DEG, digits=4)
    about: list[dict[str, Any]] = [
        {
            "code": code,
            "name": Bi(zh=str(name), en=_english(payload, shape)),
            "point": label_point(shape),
        }
        for code, name, shape in zip(table.index, table["name_zh"], table.geometry, strict=True)
    ]
    return collection(shapes, about)


def _english(payload: Payload, shape: BaseGeometry) -> str:
    """What the member whose seat lies in the area is called, without the city it belongs to."""
    for record in payload["records"]:
        if record["category"] != "green_zone_member" or record["point"] is None:
            continue
        if shape.intersects(shapely.Point(record["point"])):
            names = record["outside"] or [
                one["name"] for one in payload["districts"] if one["code"] in record["districts"]
            ]
            return names[0]["en"].partition(",")[0]
    raise LookupError("an area of the demonstration zone has no record")
