"""The symbols of the layers: shape carries the layer, colour only helps.

Paths in a 24 by 24 box; the drawing adds a white casing and the fill that
stands for the status.
"""

from __future__ import annotations

from typing import Final

from layers.types import Symbol

STAR: Final = Symbol(
    path=(
        "M12 2.2l2.95 6.3 6.85.85-5.05 4.7 1.35 6.8L12 17.45 5.9 20.85l1.35-6.8L2.2 9.35l6.85-.85z"
    ),
    mark=None,
    colour="#8F5B00",
)
DIAMOND: Final = Symbol(path="M12 1.8 22.2 12 12 22.2 1.8 12z", mark=None, colour="#7A3B9A")
SAW_TOOTH_ROOF: Final = Symbol(
    path="M2.5 21.5V9.2l6.2 4V9.2l6.2 4V3h6.6v18.5z", mark=None, colour="#12603C"
)
TICKED_CIRCLE: Final = Symbol(
    path="M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20z",
    mark="M7.4 12.4l3.2 3.2 6-6.6",
    colour="#17365C",
)

FILLS: Final[dict[str, str]] = {
    **dict.fromkeys(("designated", "in_operation", "member", "practice"), "solid"),
    **dict.fromkeys(("under_construction", "candidate"), "hollow"),
    **dict.fromkeys(("planned", "goal"), "dashed"),
}


def fill_of(status: str) -> str:
    """What a status looks like: solid stands, hollow is on its way, dashed is a plan."""
    return FILLS.get(status, "dashed")


def symbol_parts(symbol: Symbol, status: str = "designated", *, casing: bool = True) -> str:
    """The SVG inside a box ``-2 -2 28 28``, as the map document draws it.

    Parameters
    ----------
    symbol : Symbol
    status : str
        Decides the fill.
    casing : bool
        Whether a white rim lies under it, for symbols on a map.
    """
    path, colour = symbol["path"], symbol["colour"]
    fill = fill_of(status)
    hollow = fill != "solid"
    body, inside = ("#fff", colour) if hollow else (colour, "#fff")
    dashes = ' stroke-dasharray="3.4 2.4"' if fill == "dashed" else ""
    rim = f'<path d="{path}" fill="#fff" stroke="#fff" stroke-width="5" stroke-linejoin="round"/>'
    shape = (
        f'<path d="{path}" fill="{body}" stroke="{colour}"'
        f' stroke-width="{2.6 if hollow else 1.2}" stroke-linejoin="round"{dashes}/>'
    )
    mark = (
        f'<path d="{symbol["mark"]}" fill="none" stroke="{inside}"'
        ' stroke-width="2.6" stroke-linecap="round" stroke-linejoin="round"/>'
    )
    return (rim if casing else "") + shape + (mark if symbol["mark"] else "")
