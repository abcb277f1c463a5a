"""Marks for districts that stand side by side: each its own colour and its own shape."""

from __future__ import annotations

from functools import lru_cache
from typing import Final
from urllib.parse import quote

from ui.markup import Html, element

COLOURS: Final = ("#17365C", "#B77900", "#7A3B9A", "#1F8A70")
"""Apart under protan, deutan and tritan vision; none is the accent."""
SHAPES: Final = (
    "M12 .8 23.2 12 12 23.2 .8 12z",
    "M3.5 3.5h17v17h-17z",
    "M8.4 2h7.2v6.4H22v7.2h-6.4V22H8.4v-6.4H2V8.4h6.4z",
    "M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20zm0 6a4 4 0 1 1 0 8 4 4 0 0 1 0-8z",
)
"""Diamond, square, plus, ring in a box of 24; the discs are everybody else, and triangles say
stronger and weaker."""


def mark(place: int, size: int = 14) -> Html:
    """The mark of a district by its place in the comparison; words beside it say the name."""
    side = str(size)
    return element(
        "img", src=mark_address(place), alt="", width=side, height=side, class_="dqm-mark"
    )


@lru_cache(maxsize=len(COLOURS))
def mark_address(place: int) -> str:
    """A mark as an address that holds the picture itself."""
    shape = SHAPES[place]
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="-3 -3 30 30">'
        f'<path d="{shape}" fill="#fff" stroke="#fff" stroke-width="5"/>'
        f'<path d="{shape}" fill="{COLOURS[place]}" fill-rule="evenodd"/></svg>'
    )
    return f"data:image/svg+xml,{quote(svg)}"
