"""Where the name of an area stands: as far from its edges as possible, on land."""

from __future__ import annotations

from typing import Any

from shapely.geometry import shape

from layers.errors import PayloadError
from layers.geometry import label_point
from layers.types import GeoJson, Point


class Shapes:
    """The drawn shapes of one kind of area, by code.

    Parameters
    ----------
    collection : GeoJson
        FeatureCollection with ``properties.code``, as `layers.geometry` makes it.
    kind : str
        ``"district"`` or ``"town"``, for messages.
    """

    def __init__(self, collection: GeoJson, kind: str) -> None:
        self._kind = kind
        self._shapes: dict[str, Any] = {
            feature["properties"]["code"]: shape(feature["geometry"])
            for feature in collection["features"]
        }

    def label(self, code: str) -> Point:
        """Centre of the largest circle in the largest part, ``[lon, lat]``.

        Raises
        ------
        PayloadError
            If there is no shape with this code.
        """
        return label_point(self._of(code))

    def bbox(self, code: str) -> list[float]:
        """``[west, south, east, north]`` in degrees."""
        return [round(float(edge), 5) for edge in self._of(code).bounds]

    def _of(self, code: str) -> Any:
        found = self._shapes.get(code)
        if found is None or found.is_empty:
            raise PayloadError("errors.layers.geometry", kind=self._kind, code=code)
        return found
