"""Who is served by whom: a plan drawn over the towns, as one SVG of the map's own shapes.

Every text is escaped here; whoever shows the drawing adds nothing to it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from typing import Any, Final

from layers.symbols import TICKED_CIRCLE
from layers.types import Geometry
from layers.types_state import Lang

Point = tuple[float, float]

WIDTH: Final = 1000
BOX: Final = (120.82, 30.65, 122.26, 31.89)
"""West, south, east, north that is always in view, degrees; what lies around is drawn too."""
_SQUEEZE: Final = math.cos(math.radians((BOX[1] + BOX[3]) / 2))
_SCALE: Final = WIDTH / ((BOX[2] - BOX[0]) * _SQUEEZE)
HEIGHT: Final = round((BOX[3] - BOX[1]) * _SCALE)
KM_UNITS: Final = _SCALE / 111.2
"""Units of the drawing per kilometre."""

CLASSES: Final[tuple[tuple[float, str], ...]] = (
    (30.0, "#0E5E58"),
    (15.0, "#3C9188"),
    (5.0, "#86C2B7"),
    (0.05, "#C2E1D9"),
    (-math.inf, "#F3F0E8"),
)
"""Least gain of each class in km and its colour; the last is "unchanged"."""
ACCENT: Final = "#B0361E"
_GLOW: Final = ((44, "#D8E5EB"), (30, "#D2E0E7"), (16, "#CBDBE3"), (6, "#C2D4DD"))
_PLUS: Final = (
    f'<path d="{TICKED_CIRCLE["path"]}" fill="#fff" stroke="#fff" stroke-width="5"/>'
    f'<path d="{TICKED_CIRCLE["path"]}" fill="{ACCENT}"/>'
    '<path d="M12 7v10M7 12h10" stroke="#fff" stroke-width="2.6" stroke-linecap="round"/>'
)
_FLAGS: Final = 6
_SEA: Final = (
    f'<rect x="-{WIDTH}" y="-{HEIGHT}" width="{WIDTH * 3}" height="{HEIGHT * 3}" fill="#DDE8ED"/>'
)
_CIRCLE: Final = TICKED_CIRCLE["path"]


@dataclass(frozen=True)
class Mark:
    """A centre on the drawing."""

    at: Point
    name: str


@dataclass(frozen=True)
class TownMark:
    """What the drawing tells of a town: its gain, where it is served, and the words for it."""

    code: str
    at: Point
    gain_km: float
    centre: Point
    moved: bool
    note: str


@dataclass(frozen=True)
class Drawing:
    """A plan to be drawn."""

    towns: Sequence[TownMark]
    existing: Sequence[Mark]
    sites: Sequence[Mark]
    label: str


def class_of(gain_km: float) -> int:
    """Position in `CLASSES` of a gain."""
    return next(at for at, (least, _) in enumerate(CLASSES) if gain_km >= least)


def counts(gains_km: Iterable[float]) -> list[int]:
    """How many towns each class has."""
    found = [0] * len(CLASSES)
    for gain in gains_km:
        found[class_of(gain)] += 1
    return found


def catchments_svg(drawing: Drawing, geometry: Geometry, lang: Lang) -> str:
    """The drawing as an SVG element.

    Parameters
    ----------
    drawing : Drawing
    geometry : Geometry
        Of the map document.
    lang : {"zh", "en"}
        For the names of the waters.
    """
    land = _polygons(geometry["land"])
    parts = [
        _SEA,
        *(
            f'<path d="{land}" fill="none" stroke="{colour}" stroke-width="{width * 0.6:.0f}"'
            ' stroke-linejoin="round" opacity=".75"/>'
            for width, colour in _GLOW
        ),
        f'<path d="{land}" fill="#F1EFE9"/>',
        _line(geometry["neighbourLines"], 'stroke="#D3CFC4" stroke-dasharray="6 3 1.5 3"'),
        _towns(drawing, geometry),
        _line(geometry["townLines"]["real"], 'stroke="#fff" stroke-width=".7"'),
        _line(
            geometry["townLines"]["schematic"],
            'stroke="#45535F" stroke-opacity=".4" stroke-width=".6" stroke-dasharray="3 3"',
        ),
        _line(geometry["districtLines"], 'stroke="#3C4B58" stroke-width=".9"'),
        _line(geometry["huangpu"], 'stroke="#9DBBC9" stroke-width="2.4"'),
        *_waters(geometry, lang),
        *_spokes(drawing),
        *(_existing(mark) for mark in drawing.existing),
        *(_site(mark, flag=len(drawing.sites) <= _FLAGS) for mark in drawing.sites),
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img"'
        f' preserveAspectRatio="xMaxYMid meet" aria-label="{escape(drawing.label)}">'
        f"{''.join(parts)}</svg>"
    )


def project(at: Point) -> Point:
    """Degrees to units of the drawing; flat, which a city this size allows."""
    lon, lat = at
    return (lon - BOX[0]) * _SQUEEZE * _SCALE, (BOX[3] - lat) * _SCALE


def _towns(drawing: Drawing, geometry: Geometry) -> str:
    about = {town.code: town for town in drawing.towns}
    found = []
    for feature in geometry["towns"]["features"]:
        town = about.get(str(feature["properties"]["code"]))
        fill = CLASSES[class_of(town.gain_km)][1] if town else "#F3F0E8"
        note = f' data-town="{escape(town.code)}" data-note="{escape(town.note)}"' if town else ""
        found.append(f'<path d="{_polygons(feature["geometry"])}" fill="{fill}"{note}/>')
    return f"<g>{''.join(found)}</g>"


def _spokes(drawing: Drawing) -> list[str]:
    found = []
    for town in sorted(drawing.towns, key=lambda one: one.moved):
        (x1, y1), (x2, y2) = project(town.at), project(town.centre)
        colour = ACCENT if town.moved else "#44525F"
        width, opacity = (1.4, 0.9) if town.moved else (0.7, 0.28)
        found.append(
            f'<g class="dqm-spoke" data-spoke="{escape(town.code)}" stroke="{colour}">'
            f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"'
            f' stroke-width="{width}" opacity="{opacity}"/>'
            f'<circle cx="{x1:.1f}" cy="{y1:.1f}" r="1.8" fill="{colour}" stroke="none"/></g>'
        )
    return found


def _existing(mark: Mark) -> str:
    return _at(
        mark,
        '<g transform="scale(.75) translate(-12 -12)">'
        f'<path d="{_CIRCLE}" fill="#fff" stroke="#fff" stroke-width="5"/>'
        f'<path d="{_CIRCLE}" fill="{TICKED_CIRCLE["colour"]}"/>'
        f'<path d="{TICKED_CIRCLE["mark"]}" fill="none" stroke="#fff" stroke-width="2.6"'
        ' stroke-linecap="round" stroke-linejoin="round"/></g>',
    )


def _site(mark: Mark, *, flag: bool) -> str:
    """The sign of a new site; where there are many, names would hide the map and stay in notes."""
    if not flag:
        return _at(mark, f'<g transform="scale(.9) translate(-12 -12)">{_PLUS}</g>')
    wide = sum(14.5 if ord(one) > 0x2E80 else 8.2 for one in mark.name) + 20
    left = project(mark.at)[0] > WIDTH * 0.75
    start = -wide - 20 if left else 20
    return _at(
        mark,
        f'<g transform="scale(1.25) translate(-12 -12)">{_PLUS}</g>'
        f'<g class="dqm-flag"><rect x="{start:.0f}" y="-13" width="{wide:.0f}" height="26"'
        f' rx="5" fill="{ACCENT}"/>'
        f'<text x="{start + wide / 2:.0f}" y="5" text-anchor="middle" fill="#fff"'
        f' font-size="14" font-weight="700">{escape(mark.name)}</text></g>',
    )


def _at(mark: Mark, inside: str) -> str:
    x, y = project(mark.at)
    return (
        f'<g class="dqm-mark" transform="translate({x:.1f} {y:.1f})"'
        f' data-note="{escape(mark.name)}"><g class="dqm-size">{inside}</g></g>'
    )


def _waters(geometry: Geometry, lang: Lang) -> list[str]:
    found = []
    for water in geometry["waterNames"]:
        x, y = project((water["point"][0], water["point"][1]))
        if 0 < x < WIDTH and 0 < y < HEIGHT:
            found.append(
                f'<text class="dqm-water" lang="{lang}" transform="translate({x:.0f} {y:.0f})'
                f' rotate({water["angle"]:.0f})" text-anchor="middle" fill="#4A6878"'
                f' font-size="14">{escape(water["name"][lang])}</text>'
            )
    return found


def _line(shape: Any, style: str) -> str:
    return f'<path d="{_each(shape, _open)}" fill="none" stroke-linejoin="round" {style}/>'


def _polygons(shape: Any) -> str:
    return _each(shape, lambda ring: _open(ring) + "z")


def _each(shape: Any, draw: Callable[[Any], str]) -> str:
    """Draw every ring or line of a shape, however deep it lies."""

    def lines(part: Any) -> Iterable[Any]:
        if part and isinstance(part[0][0], (int, float)):
            yield part
        else:
            for inner in part:
                yield from lines(inner)

    return "".join(draw(line) for line in lines(shape["coordinates"]))


def _open(line: Any) -> str:
    """A line in tenths of a unit, steps that are too small to see left out."""
    points = [tuple(round(value * 10) for value in project((at[0], at[1]))) for at in line]
    kept = points[:1] + [b for a, b in pairwise(points) if a != b]
    (x, y), rest = kept[0], pairwise(kept)
    steps = " ".join(f"{_tenth(b[0] - a[0])} {_tenth(b[1] - a[1])}" for a, b in rest)
    return f"M{_tenth(x)} {_tenth(y)}" + (f"l{steps}" if steps else "")


def _tenth(value: int) -> str:
    return f"{value / 10:g}"
