"""The state the map opens with when nobody asks for another."""

from __future__ import annotations

from layers.figures import DEFAULT_FIGURE
from layers.registry import SITE_LAYERS
from layers.types_state import Colour, Filters, State


def default_state() -> State:
    """Chinese, Shanghai, all layers, coloured by the distance to the nearest centre."""
    return State(
        lang="zh",
        region="shanghai",
        selection=None,
        layers=[layer.id for layer in SITE_LAYERS],
        colour=Colour(figure=DEFAULT_FIGURE, method="custom", classes=6, palette="sea"),
        filters=Filters(level=[], status=[], confidence=[], field=[], year=None),
        view=None,
    )
