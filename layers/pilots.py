"""Pilot, demonstration and cooperation sites of the Yangtze Delta, also outside Shanghai."""

from __future__ import annotations

from layers.sites import SiteLayer
from layers.symbols import DIAMOND


class PilotsLayer(SiteLayer):
    """Delta pilots."""

    id = "pilots"
    symbol = DIAMOND
