"""The layers of the map, in the order in which every list shows them."""

from __future__ import annotations

from typing import Final

from layers.centres import CentresLayer
from layers.demonstration import DemonstrationLayer
from layers.parks import ParksLayer
from layers.pilots import PilotsLayer
from layers.sites import SiteLayer

SITE_LAYERS: Final[tuple[type[SiteLayer], ...]] = (
    DemonstrationLayer,
    PilotsLayer,
    ParksLayer,
    CentresLayer,
)
"""Layers of records. A new layer is a file with one class, and a line here."""
