"""What can go wrong with places.

::

    DistrictMapError (text.errors)
    └── GeoError
        ├── BoundaryError        polygons that cannot form one coverage
        ├── GeometryDefectsError every defect found, in ``.defects``
        └── OverlapError         a join was asked of polygons that overlap
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from text.errors import DistrictMapError

if TYPE_CHECKING:
    from geo.defects import Defect


class GeoError(DistrictMapError):
    """Something is wrong with a place."""


class BoundaryError(GeoError):
    """Polygons that cannot form one coverage."""


class OverlapError(GeoError):
    """A join was asked of polygons that overlap."""


class GeometryDefectsError(GeoError):
    """Places with defects.

    Attributes
    ----------
    defects : tuple of Defect
        Every defect that was found.
    """

    def __init__(self, defects: Sequence[Defect]) -> None:
        self.defects = tuple(defects)
        super().__init__("errors.geo.defects", n=len(self.defects), first=self.defects[0].message)
