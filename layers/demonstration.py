"""Quality demonstration areas, honours, and the practice of "one town one product"."""

from __future__ import annotations

from layers.sites import SiteLayer
from layers.symbols import STAR


class DemonstrationLayer(SiteLayer):
    """Honours. A candidate stays a candidate: no town carries a title that no source gives it."""

    id = "demonstration"
    symbol = STAR
