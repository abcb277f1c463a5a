"""Who is served by whom: a plan drawn over the towns, as one SVG of the map's own shapes.

Every text is escaped here; whoever shows the drawing adds nothing to it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from layers.drawing import Point, Sheet
from layers.symbols import TICKED_CIRCLE
from layers.types import Geometry
from layers.types_state import Lang

SHEET: Final = Sheet((120.82, 30.65, 122.26, 31.89))

CLASSES: Final[tuple[tuple[float, str], ...]] = (
    (30.0, "#0E5E58"),
    (15.0, "#3C9188"),
    (5.0, "#86C2B7"),
    (0.05, "#C2E1D9"),
    (-math.inf, "#F3F0E8"),
)
"""Least gain of each class in km and its colour; the last is "unchanged"."""
ACCENT: Final = "#B0361E"
_PLUS: Final = (
    f'<path d="{TICKED_CIRCLE["path"]}" fill="#fff" stroke="#fff" stroke-width="5"/>'
    f'<path d="{TICKED_CIRCLE["path"]}" fill="{ACCENT}"/>'
    '<path d="M12 7v10M7 12h10" stroke="#fff" stroke-width="2.6" stroke-linecap="round"/>'
)
_FLAGS: Final = 6
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
    parts = [
        *SHEET.ground(geometry),
        _towns(drawing, geometry),
        *SHEET.lines(geometry),
        *SHEET.waters(geometry, lang),
        *_spokes(drawing),
        *(_existing(mark) for mark in drawing.existing),
        *(_site(mark, flag=len(drawing.sites) <= _FLAGS) for mark in drawing.sites),
    ]
    return SHEET.svg(parts, drawing.label, "xMaxYMid meet")


def _towns(drawing: Drawing, geometry: Geometry) -> str:
    about = {town.code: town for town in drawing.towns}
    found = []
    for feature in geometry["towns"]["features"]:
        town = about.get(str(feature["properties"]["code"]))
        fill = CLASSES[class_of(town.gain_km)][1] if town else "#F3F0E8"
        note = f' data-town="{escape(town.code)}" data-note="{escape(town.note)}"' if town else ""
        found.append(f'<path d="{SHEET.polygons(feature["geometry"])}" fill="{fill}"{note}/>')
    return f"<g>{''.join(found)}</g>"


def _spokes(drawing: Drawing) -> list[str]:
    found = []
    for town in sorted(drawing.towns, key=lambda one: one.moved):
        (x1, y1), (x2, y2) = SHEET.project(town.at), SHEET.project(town.centre)
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
    left = SHEET.project(mark.at)[0] > SHEET.width * 0.75
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
    x, y = SHEET.project(mark.at)
    return (
        f'<g class="dqm-mark" transform="translate({x:.1f} {y:.1f})"'
        f' data-note="{escape(mark.name)}"><g class="dqm-size">{inside}</g></g>'
    )
