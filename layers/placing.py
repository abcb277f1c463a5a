"""Where names and symbols stand on a still drawing: none over another.

The same rules as ``layers/assets/src/place.js``, for drawings made without a browser.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

_DISTANCES: Final = (0, 8, 12, 16, 20, 24, 28, 32, 36, 41, 46)
_DIRECTIONS: Final = (
    *((0.0, -1.0), (0.0, 1.0), (-1.0, 0.0), (1.0, 0.0)),
    *((-0.7, -0.7), (0.7, -0.7), (-0.7, 0.7), (0.7, 0.7)),
    *((-0.4, -0.9), (0.4, -0.9), (-0.4, 0.9), (0.4, 0.9)),
)
_ROUNDS: Final = 12
_TURN: Final = 2.399963
"""Golden angle: what shares one point parts in directions of its own, the same every time."""
_WIDE, _NARROW, _BOLD = 1.0, 0.57, 1.06


@dataclass(frozen=True)
class Rect:
    """A middle and a size, in units of the drawing."""

    x: float
    y: float
    width: float
    height: float

    def overlaps(self, other: Rect) -> bool:
        """Whether the two share any room."""
        return (
            abs(self.x - other.x) * 2 < self.width + other.width
            and abs(self.y - other.y) * 2 < self.height + other.height
        )

    def within(self, width: float, height: float) -> bool:
        """Whether it lies wholly on a sheet of this size."""
        return (
            self.width / 2 <= self.x <= width - self.width / 2
            and self.height / 2 <= self.y <= height - self.height / 2
        )


def place(
    wanted: Sequence[Rect],
    taken: Iterable[Rect],
    reach: float,
    sheet: tuple[float, float],
) -> list[Rect | None]:
    """Each in turn takes the nearest free room around its place; None where there is none.

    Parameters
    ----------
    wanted : sequence of Rect
        The most important first.
    taken : iterable of Rect
        What must not be covered.
    reach : float
        How far a name may move.
    sheet : tuple of float
        Width and height that names must not leave.
    """
    full, found = list(taken), list[Rect | None]()
    for one in wanted:
        spot = next(
            (
                at
                for at in _around(one, reach)
                if at.within(*sheet) and not any(at.overlaps(other) for other in full)
            ),
            None,
        )
        found.append(spot)
        full += [spot] if spot else []
    return found


def spread(points: Sequence[tuple[float, float]], gap: float, limit: float) -> list[list[float]]:
    """Move apart what is nearer than ``gap``, nothing farther than ``limit`` from its place."""
    at = [list(point) for point in points]
    for _ in range(_ROUNDS):
        for i, one in enumerate(at):
            for j in range(i + 1, len(at)):
                _part(one, at[j], gap, i + j)
        for one, home in zip(at, points, strict=True):
            far = math.dist(one, home)
            if far > limit:
                one[:] = [h + (v - h) / far * limit for v, h in zip(one, home, strict=True)]
    return at


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """About how wide a text is, in the units of ``size``; a little more rather than less."""
    wide = sum(_WIDE if unicodedata.east_asian_width(one) in "WF" else _NARROW for one in text)
    return wide * size * (_BOLD if bold else 1.0)


def _around(one: Rect, reach: float) -> Iterable[Rect]:
    for distance in _DISTANCES:
        if distance > reach:
            return
        for dx, dy in _DIRECTIONS if distance else ((0.0, 0.0),):
            # Sideways a name moves further: it is wider than high.
            x = one.x + dx * (distance + (one.width / 4 if dx else 0))
            yield replace(one, x=x, y=one.y + dy * distance)


def _part(a: list[float], b: list[float], gap: float, seed: int) -> None:
    dx, dy = b[0] - a[0], b[1] - a[1]
    distance = math.hypot(dx, dy)
    if distance >= gap - 0.01:
        return
    if distance < 0.5:
        dx, dy = math.cos(seed * _TURN), math.sin(seed * _TURN)
    push = (gap - distance) / math.hypot(dx, dy) / 2
    a[0], a[1] = a[0] - dx * push, a[1] - dy * push
    b[0], b[1] = b[0] + dx * push, b[1] + dy * push
