"""Records as symbols on a still drawing: merged where they would cover each other."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from layers.drawing import Point, Sheet, xml_text
from layers.placing import Rect, spread
from layers.symbols import fill_of, symbol_parts
from layers.types import LayerSpec, Record
from layers.types_state import Lang

SIZE: Final = 16.0
_MERGE: Final = 1.05
"""Nearer than so many symbols, records of one look become one symbol."""
_GAP: Final = 1.15
"""Wanted distance of two symbols, and the farthest that one moves, in symbols."""


@dataclass(frozen=True)
class Mark:
    """A record, or several of one layer and fill at one place.

    Attributes
    ----------
    x, y : float
        Middle, in units of the sheet.
    records : tuple of Record
    side : {-1, 1}
        Where its number stands: left or right of it.
    """

    x: float
    y: float
    records: tuple[Record, ...]
    side: int = 1

    @property
    def badge(self) -> Rect:
        """The room of its number."""
        wide = 7 + 6 * len(str(len(self.records)))
        return Rect(self.x + self.side * (4 + wide / 2), self.y - 8.5, wide, 13)

    @property
    def rects(self) -> tuple[Rect, ...]:
        """The room that it takes, its number included."""
        own = Rect(self.x, self.y, SIZE + 1, SIZE + 2)
        return (own, self.badge) if len(self.records) > 1 else (own,)


def marks(sheet: Sheet, records: Iterable[Record]) -> list[Mark]:
    """The symbols of the records in view; what stands for a whole district has no place."""
    groups: dict[tuple[str, str], list[list[Record]]] = defaultdict(list)
    for record in records:
        at = place_of(record)
        if at is None or not sheet.inside(at):
            continue
        own = groups[record["layer"], fill_of(record["status"])]
        near = (one for one in own if math.dist(_on(sheet, one), sheet.project(at)) < SIZE * _MERGE)
        cluster = next(near, None)
        if cluster is None:
            own.append([record])
        else:
            cluster.append(record)
    clusters = [one for own in groups.values() for one in own]
    moved = spread([_on(sheet, one) for one in clusters], SIZE * _GAP, SIZE * _GAP)
    found = [Mark(x, y, tuple(one)) for (x, y), one in zip(moved, clusters, strict=True)]
    return [replace(one, side=_free_side(one, found)) for one in found]


def place_of(record: Record) -> Point | None:
    """Where a record is drawn; None where it has no place of its own."""
    point = record["point"]
    return None if point is None or record["districtWide"] else (point[0], point[1])


def draw_marks(found: Sequence[Mark], layers: Sequence[LayerSpec], lang: Lang) -> list[str]:
    """SVG of the symbols, all numbers over all symbols."""
    symbols = {layer["id"]: layer["symbol"] for layer in layers}
    drawn = []
    for one in found:
        first = one.records[0]
        names = " · ".join(record["name"][lang] for record in one.records)
        drawn.append(
            f'<g transform="translate({one.x:.1f} {one.y:.1f}) scale({SIZE / 28:.3f})'
            f' translate(-12 -12)"><title>{xml_text(names)}</title>'
            f"{symbol_parts(symbols[first['layer']], first['status'])}</g>"
        )
    return drawn + [_badge(one) for one in found if len(one.records) > 1]


def _badge(one: Mark) -> str:
    """How many records a symbol stands for, above and beside it."""
    count, at = str(len(one.records)), one.badge
    return (
        f'<rect x="{at.x - at.width / 2:.1f}" y="{at.y - at.height / 2:.1f}"'
        f' width="{at.width:g}" height="{at.height:g}" rx="6.5" fill="#fff"/>'
        f'<text class="dqm-count" x="{at.x:.1f}" y="{at.y + 3.5:.1f}" text-anchor="middle"'
        f' font-size="10" font-weight="700" fill="#2B3945">{count}</text>'
    )


def _free_side(one: Mark, all_marks: Sequence[Mark]) -> int:
    """Right, unless the number would cover another symbol there and not at the left."""
    right, left = (
        any(
            replace(one, side=side).badge.overlaps(Rect(other.x, other.y, SIZE, SIZE))
            for other in all_marks
            if other is not one
        )
        for side in (1, -1)
    )
    return -1 if right and not left else 1


def _on(sheet: Sheet, cluster: Sequence[Record]) -> Point:
    at = place_of(cluster[0])
    return sheet.project(at) if at else (math.nan, math.nan)
