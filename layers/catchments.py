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
    (-0.05, "#F3F0E8"),
    (-15.0, "#D9B36A"),
    (-math.inf, "#8C4F0A"),
)
"""Least gain of each class in the unit of the distances, and its colour; the last two lose."""
SAME: Final = 4
"""Position of "unchanged" in `CLASSES`."""
ACCENT: Final = "#B0361E"
_GREY: Final = "#44525F"
_CIRCLE: Final = TICKED_CIRCLE["path"]
_PLUS: Final = (
    f'<path d="{_CIRCLE}" fill="#fff" stroke="#fff" stroke-width="5"/>'
    f'<path d="{_CIRCLE}" fill="{ACCENT}"/>'
    '<path d="M12 7v10M7 12h10" stroke="#fff" stroke-width="2.6" stroke-linecap="round"/>'
)
_FORCED: Final = (
    '<circle cx="12" cy="12" r="15.5" fill="#fff"/>'
    f'<circle cx="12" cy="12" r="14" fill="none" stroke="{ACCENT}" stroke-width="2"/>'
)
_BARRED: Final = (
    f'<circle cx="12" cy="12" r="9" fill="#fff" stroke="{_GREY}" stroke-width="2.6"/>'
    f'<path d="M6 18 18 6" stroke="{_GREY}" stroke-width="2.6"/>'
)
PIN: Final = "M12 23.5C6.8 17.4 3.5 13.4 3.5 9.4a8.5 8.5 0 0 1 17 0c0 4-3.3 8-8.5 14.1z"
"""A pin whose point is at (12, 23.5)."""
_OWN: Final = (
    f'<path d="{PIN}" fill="#fff" stroke="#fff" stroke-width="5"/>'
    f'<path d="{PIN}" fill="#fff" stroke="{ACCENT}" stroke-width="2.6" stroke-linejoin="round"/>'
    f'<circle cx="12" cy="9.4" r="3.2" fill="{ACCENT}"/>'
)
_EXISTING: Final = (
    f'<path d="{_CIRCLE}" fill="#fff" stroke="#fff" stroke-width="5"/>'
    f'<path d="{_CIRCLE}" fill="{TICKED_CIRCLE["colour"]}"/>'
    f'<path d="{TICKED_CIRCLE["mark"]}" fill="none" stroke="#fff" stroke-width="2.6"'
    ' stroke-linecap="round" stroke-linejoin="round"/>'
)
_SIGNS: Final = {
    "new": _PLUS,
    "forced": _FORCED + _PLUS,
    "existing": _EXISTING,
    "barred": _BARRED,
    "own": _OWN,
    "candidate": f'<circle cx="12" cy="12" r="6" fill="#fff" stroke="{_GREY}" stroke-width="2.4"/>',
    "kept": f'<path d="M-4 12h32" stroke="{_GREY}" stroke-width="1" opacity=".5"/>',
    "moved": f'<path d="M-4 12h32" stroke="{ACCENT}" stroke-width="2.4"/>',
}
_FLAGS: Final = 6
_PX: Final = 0.7
"""Pixels of a usual screen per unit of the drawing."""


@dataclass(frozen=True)
class Mark:
    """A place on the drawing.

    Attributes
    ----------
    id : str
    at : Point
    name, note : str
        Of its flag, and what is said of it; the name if nothing else.
    forced : bool
        Whether it is built in any case.
    """

    id: str
    at: Point
    name: str
    note: str = ""
    forced: bool = False


@dataclass(frozen=True)
class TownMark:
    """What the drawing tells of a town: its gain, where it is served, and the words for it.

    ``centre`` is None where nobody serves it.
    """

    code: str
    at: Point
    name: str
    gain: float
    centre: Mark | None
    moved: bool
    note: str


@dataclass(frozen=True)
class Drawing:
    """A plan to be drawn.

    Attributes
    ----------
    towns : sequence of TownMark
    existing, sites, forbidden, own : sequence of Mark
        Existing and new centres, places that are barred, one's own sites.
    candidates : sequence of Mark
        Places that can be chosen, where they are not the towns themselves.
    label : str
    """

    towns: Sequence[TownMark]
    existing: Sequence[Mark]
    sites: Sequence[Mark]
    label: str
    forbidden: Sequence[Mark] = ()
    own: Sequence[Mark] = ()
    candidates: Sequence[Mark] = ()


def sign_svg(id: str) -> str:
    """A sign of the drawing by itself, for a legend outside a page of the application.

    Parameters
    ----------
    id : {"new", "forced", "existing", "barred", "own", "candidate", "kept", "moved"}
    """
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="-5 -5 34 34" width="20" height="20"'
        f' aria-hidden="true">{_SIGNS[id]}</svg>'
    )


def class_of(gain: float) -> int:
    """Position in `CLASSES` of a gain."""
    return next(at for at, (least, _) in enumerate(CLASSES) if gain >= least)


def counts(gains: Iterable[float]) -> list[int]:
    """How many towns each class has."""
    found = [0] * len(CLASSES)
    for gain in gains:
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
    flags = len(drawing.sites) <= _FLAGS
    parts = [
        *SHEET.ground(geometry),
        _towns(drawing, geometry),
        *SHEET.lines(geometry),
        *SHEET.waters(geometry, lang),
        *_spokes(drawing),
        *(_candidate(mark) for mark in drawing.candidates),
        *(_existing(mark) for mark in drawing.existing),
        *(_small(mark, _BARRED, 0.6) for mark in drawing.forbidden),
        *(_site(mark, drawing, flag=flags) for mark in drawing.sites),
        *(_small(mark, _OWN, 1.25, (12.0, 23.5), own=True) for mark in drawing.own),
    ]
    return SHEET.svg(parts, drawing.label, "xMaxYMid meet")


def _towns(drawing: Drawing, geometry: Geometry) -> str:
    about = {town.code: town for town in drawing.towns}
    found = []
    for feature in geometry["towns"]["features"]:
        town = about.get(str(feature["properties"]["code"]))
        fill = CLASSES[class_of(town.gain)][1] if town else CLASSES[SAME][1]
        note = ""
        if town:
            note = f' data-town="{escape(town.code)}" data-name="{escape(town.name)}"'
            note += f' data-note="{escape(town.note)}"'
        found.append(f'<path d="{SHEET.polygons(feature["geometry"])}" fill="{fill}"{note}/>')
    return f"<g>{''.join(found)}</g>"


def _spokes(drawing: Drawing) -> list[str]:
    found = []
    for town in sorted(drawing.towns, key=lambda one: one.moved):
        x1, y1 = SHEET.project(town.at)
        colour = ACCENT if town.moved else _GREY
        dot = f'<circle cx="{x1:.1f}" cy="{y1:.1f}" r="1.8" fill="{colour}" stroke="none"/>'
        served = line = ""
        if town.centre:
            x2, y2 = SHEET.project(town.centre.at)
            width, opacity = (1.4, 0.9) if town.moved else (0.7, 0.28)
            served = f' data-centre="{escape(town.centre.id)}"'
            line = (
                f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"'
                f' stroke-width="{width}" opacity="{opacity}"/>'
            )
        found.append(
            f'<g class="dqm-spoke" data-spoke="{escape(town.code)}"{served} stroke="{colour}">'
            f"{line}{dot}</g>"
        )
    return found


def _candidate(mark: Mark) -> str:
    return _at(
        mark,
        f'<circle r="4.2" fill="#fff" stroke="{_GREY}" stroke-width="1.6"/>',
        "site",
    )


def _existing(mark: Mark) -> str:
    return _at(
        mark,
        f'<g transform="scale(.75) translate(-12 -12)">{_EXISTING}</g>',
        "serves",
    )


def _small(
    mark: Mark, sign: str, scale: float, at: Point = (12.0, 12.0), *, own: bool = False
) -> str:
    """A sign without a flag; its name is said on hover."""
    inside = f'<g transform="scale({scale}) translate(-{at[0]:g} -{at[1]:g})">{sign}</g>'
    return _at(mark, inside, "own" if own else "site")


def _site(mark: Mark, drawing: Drawing, *, flag: bool) -> str:
    """The sign of a new site; where there are many, names would hide the map and stay in notes."""
    sign = (_FORCED if mark.forced else "") + _PLUS
    if not flag:
        return _at(mark, f'<g transform="scale(.9) translate(-12 -12)">{sign}</g>', "serves")
    wide = sum(14.5 if ord(one) > 0x2E80 else 8.2 for one in mark.name) + 20
    left, top = _flag_place(mark, drawing, wide)
    return _at(
        mark,
        f'<g transform="scale(1.25) translate(-12 -12)">{sign}</g>'
        f'<g class="dqm-flag"><rect x="{left:.0f}" y="{top:.0f}" width="{wide:.0f}" height="26"'
        f' rx="5" fill="{ACCENT}"/>'
        f'<text x="{left + wide / 2:.0f}" y="{top + 18:.0f}" text-anchor="middle" fill="#fff"'
        f' font-size="14" font-weight="700">{escape(mark.name)}</text></g>',
        "serves",
    )


def _flag_place(mark: Mark, drawing: Drawing, wide: float) -> tuple[float, float]:
    """Where a flag begins beside its sign, pixels: the place that hides least, right at first."""
    x, y = (one * _PX for one in SHEET.project(mark.at))
    # Another flag or pin is worse to meet than a small sign.
    weights = ((drawing.sites, 4), (drawing.own, 4), (drawing.existing, 1))
    others = [
        (px * _PX - x, py * _PX - y, weight)
        for signs, weight in weights
        for px, py in (SHEET.project(one.at) for one in signs if one is not mark)
    ]

    def hidden(place: tuple[float, float]) -> float:
        left, top = place
        outside = x + left < 0 or x + left + wide > SHEET.width * _PX + 40
        met = (
            weight
            for px, py, weight in others
            if left - 14 < px < left + wide + 14 and top - 14 < py < top + 40
        )
        return sum(met) + (100 if outside else 0)

    places = [(20.0, -13.0), (-wide - 20, -13.0), (-wide / 2, -48.0), (-wide / 2, 22.0)]
    return min(places, key=hidden)


def _at(mark: Mark, inside: str, role: str) -> str:
    """A sign at its place; ``role`` says what the id is: a centre, a candidate, one's own site."""
    x, y = SHEET.project(mark.at)
    return (
        f'<g class="dqm-mark" transform="translate({x:.1f} {y:.1f})" data-{role}='
        f'"{escape(mark.id)}" data-name="{escape(mark.name)}"'
        f' data-note="{escape(mark.note or mark.name)}">'
        f'<g class="dqm-size">{inside}</g></g>'
    )
