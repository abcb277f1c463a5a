"""The layers' symbols in static HTML, drawn as the map draws them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final
from urllib.parse import quote

from layers.registry import SITE_LAYERS
from layers.symbols import FILLS, fill_of, symbol_parts
from ui.markup import Html, element

_EXAMPLES: Final = {fill: status for status, fill in FILLS.items()}
"""A status per fill."""


def symbol(layer: str, statuses: Iterable[str] = ()) -> Html:
    """The symbol of a layer.

    Parameters
    ----------
    layer : str
        Id of the layer.
    statuses : iterable of str
        Of the records it stands for; the layer as a whole is drawn solid.
    """
    fills = {fill_of(one) for one in statuses}
    fill = fills.pop() if len(fills) == 1 else "solid"
    return element("i", class_=f"dqm-sym dqm-sym-{layer}-{fill}", aria_hidden="true")


def symbol_rules() -> str:
    """The part of the stylesheet that draws them: a page takes no SVG of its own."""
    rules = []
    for layer in SITE_LAYERS:
        for fill, status in _EXAMPLES.items():
            inside = symbol_parts(layer.symbol, status, casing=False)
            svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-2 -2 28 28">{inside}</svg>'
            address = f'url("data:image/svg+xml,{quote(svg)}")'
            rules.append(f".dqm-sym-{layer.id}-{fill} {{ background-image: {address}; }}")
    return "\n".join(rules)
