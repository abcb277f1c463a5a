"""The map's own shapes as SVG: what every still drawing of the city is made of.

Coordinates are projected flat, which a city of this size allows. Every text is
escaped here.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from html import escape
from itertools import pairwise
from typing import Any, Final

from layers.types import Geometry
from layers.types_state import Lang

Point = tuple[float, float]

SEA_COLOUR: Final = "#DDE8ED"
_LAND_COLOUR: Final = "#F1EFE9"
_GLOW: Final = ((44, "#D8E5EB"), (30, "#D2E0E7"), (16, "#CBDBE3"), (6, "#C2D4DD"))
_KM_PER_DEGREE: Final = 111.2
_FORBIDDEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@dataclass(frozen=True)
class Sheet:
    """A rectangle of the city and the size it is drawn at.

    Attributes
    ----------
    box : tuple of float
        West, south, east, north that is always in view, degrees (EPSG:4326).
    width : int
        Of the drawing, in its own units.
    """

    box: tuple[float, float, float, float]
    width: int = 1000

    @cached_property
    def _squeeze(self) -> float:
        return math.cos(math.radians((self.box[1] + self.box[3]) / 2))

    @cached_property
    def _scale(self) -> float:
        return self.width / ((self.box[2] - self.box[0]) * self._squeeze)

    @cached_property
    def height(self) -> int:
        """Of the drawing, in its own units."""
        return round((self.box[3] - self.box[1]) * self._scale)

    @property
    def units_per_km(self) -> float:
        """Units of the drawing per kilometre."""
        return self._scale / _KM_PER_DEGREE

    def project(self, at: Point) -> Point:
        """Degrees to units of the drawing."""
        lon, lat = at
        return (lon - self.box[0]) * self._squeeze * self._scale, (self.box[3] - lat) * self._scale

    def unproject(self, at: Point) -> Point:
        """Units of the drawing to degrees."""
        x, y = at
        return self.box[0] + x / (self._squeeze * self._scale), self.box[3] - y / self._scale

    def inside(self, at: Point) -> bool:
        """Whether a place is in view."""
        x, y = self.project(at)
        return 0 < x < self.width and 0 < y < self.height

    def svg(self, parts: Iterable[str], label: str, fit: str = "xMidYMid meet") -> str:
        """The parts as one SVG element that says what it shows."""
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {self.width} {self.height}"'
            f' role="img" preserveAspectRatio="{fit}" aria-label="{xml_text(label)}">'
            f"{''.join(parts)}</svg>"
        )

    def ground(self, geometry: Geometry) -> list[str]:
        """Sea, the glow of the coast, land, the lines of the neighbours."""
        land = self.polygons(geometry["land"])
        wide, high = self.width, self.height
        everywhere = f'x="-{wide}" y="-{high}" width="{wide * 3}" height="{high * 3}"'
        return [
            f'<rect {everywhere} fill="{SEA_COLOUR}"/>',
            *(
                f'<path d="{land}" fill="none" stroke="{colour}" stroke-width="{width * 0.6:.0f}"'
                ' stroke-linejoin="round" opacity=".75"/>'
                for width, colour in _GLOW
            ),
            f'<path d="{land}" fill="{_LAND_COLOUR}"/>',
            self.line(geometry["neighbourLines"], 'stroke="#D3CFC4" stroke-dasharray="6 3 1.5 3"'),
        ]

    def lines(self, geometry: Geometry) -> list[str]:
        """Lines of towns and districts, and the Huangpu."""
        return [
            self.line(geometry["townLines"]["real"], 'stroke="#fff" stroke-width=".7"'),
            self.line(
                geometry["townLines"]["schematic"],
                'stroke="#45535F" stroke-opacity=".4" stroke-width=".6" stroke-dasharray="3 3"',
            ),
            self.line(geometry["districtLines"], 'stroke="#3C4B58" stroke-width=".9"'),
            self.line(geometry["huangpu"], 'stroke="#9DBBC9" stroke-width="2.4"'),
        ]

    def waters(self, geometry: Geometry, lang: Lang) -> list[str]:
        """Names of the waters in view."""
        found = []
        for water in geometry["waterNames"]:
            at = water["point"][0], water["point"][1]
            if self.inside(at):
                x, y = self.project(at)
                found.append(
                    f'<text class="dqm-water" lang="{lang}" transform="translate({x:.0f} {y:.0f})'
                    f' rotate({water["angle"]:.0f})" text-anchor="middle" fill="#4A6878"'
                    f' font-size="14">{xml_text(water["name"][lang])}</text>'
                )
        return found

    def line(self, shape: Any, style: str) -> str:
        """Lines of a GeoJSON geometry as a path."""
        path = self._each(shape, self._open)
        return f'<path d="{path}" fill="none" stroke-linejoin="round" {style}/>'

    def polygons(self, shape: Any) -> str:
        """Rings of a GeoJSON geometry as the data of a path."""
        return self._each(shape, lambda ring: self._open(ring) + "z")

    def _each(self, shape: Any, draw: Callable[[Any], str]) -> str:
        """Draw every ring or line of a shape, however deep it lies."""

        def lines(part: Any) -> Iterable[Any]:
            if part and isinstance(part[0][0], (int, float)):
                yield part
            else:
                for inner in part:
                    yield from lines(inner)

        return "".join(draw(line) for line in lines(shape["coordinates"]))

    def _open(self, line: Any) -> str:
        """A line in tenths of a unit, steps that are too small to see left out."""
        points = [tuple(round(v * 10) for v in self.project((at[0], at[1]))) for at in line]
        kept = points[:1] + [b for a, b in pairwise(points) if a != b]
        (x, y), rest = kept[0], pairwise(kept)
        steps = " ".join(f"{_tenth(b[0] - a[0])} {_tenth(b[1] - a[1])}" for a, b in rest)
        return f"M{_tenth(x)} {_tenth(y)}" + (f"l{steps}" if steps else "")


def xml_text(text: str) -> str:
    """A text inside an SVG: escaped, and without the characters that no XML may hold."""
    return escape(_FORBIDDEN.sub("", text))


def _tenth(value: int) -> str:
    return f"{value / 10:g}"
