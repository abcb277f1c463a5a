"""Where a district lies: one with its towns and records, or several side by side, as an SVG.

Drawn from the payload of the map document, hence with the same shapes, names and
symbols. Every text is escaped here. Records that stand for a whole district have no
place of their own and are not drawn.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import shapely
from shapely.geometry import mapping, shape

from layers.drawing import Sheet, xml_text
from layers.marks import Mark, draw_marks, marks
from layers.placing import Rect, place, text_width
from layers.texts import bi, bi_plural
from layers.types import District, GeoJson, Geometry, Payload, Record
from layers.types_state import Lang

ACCENT: Final = "#B0361E"
SIZE: Final = (380, 330)
_LAND, _OWN, _INK, _MUTED = "#F7F6F2", "#E9F1F0", "#2B3945", "#6B675C"
_MARGIN: Final = 0.07
_LEAST_KM: Final = 45.0
"""Several districts are shown with at least so much of the city around them."""
_KM_PER_DEGREE: Final = 111.2
_REACH: Final = {"town": 24.0, "district": 46.0}


def locator_svg(
    payload: Payload,
    codes: Sequence[str],
    lang: Lang,
    *,
    colours: Sequence[str] = (ACCENT,),
    size: tuple[int, int] = SIZE,
    letters: float = 12,
) -> str:
    """Districts on the sheet of the city.

    Parameters
    ----------
    payload : Payload
        Of the map document, for shapes, names and records.
    codes : sequence of str
        One: drawn with its towns and records. Several: each filled with its colour
        and named. Codes that do not exist are left out.
    lang : {"zh", "en"}
    colours : sequence of str
        CSS colours of the rims, in the order of ``codes``.
    size : tuple of int
        Width and height that are always in view; whatever is larger shows more around.
    letters : float
        Size of the names, in units of the drawing.

    Returns
    -------
    str
        An SVG element; without any code, of the whole city.
    """
    known = {one["code"]: one for one in payload["districts"]}
    chosen = [known[code] for code in codes if code in known]
    box = _box(payload, chosen, size)
    locator = _Locator(payload, lang, Sheet(box, size[0]), chosen, tuple(colours), letters)
    return locator.svg()


@dataclass(frozen=True, eq=False)
class _Locator:
    payload: Payload
    lang: Lang
    sheet: Sheet
    chosen: list[District]
    colours: tuple[str, ...]
    letters: float

    def svg(self) -> str:
        """The whole drawing."""
        one = self.chosen[0] if len(self.chosen) == 1 else None
        parts = [
            *self.sheet.ground(self.near),
            *self._districts(),
            *self.sheet.lines(self.near),
            *(self._towns(one) if one else ()),
            *self._rims(),
            *self.sheet.waters(self.near, self.lang),
        ]
        symbols = marks(self.sheet, self._records(one["code"])) if one else []
        parts += draw_marks(symbols, self.payload["layers"], self.lang)
        parts += self._names(one, symbols)
        return self.sheet.svg(parts, self._label())

    def _records(self, code: str) -> list[Record]:
        return [one for one in self.payload["records"] if code in one["districts"]]

    def _label(self) -> str:
        names = [district["name"][self.lang] for district in self.chosen]
        if len(names) == 1:
            count = sum(t["district"] == self.chosen[0]["code"] for t in self.payload["towns"])
            towns = bi_plural("layers.locator.towns", count)
            return bi("layers.locator.one", name=names[0], towns=towns)[self.lang]
        joined = ("、" if self.lang == "zh" else ", ").join(names)
        return bi("layers.locator.several" if names else "layers.locator.city", names=joined)[
            self.lang
        ]

    @cached_property
    def near(self) -> Geometry:
        """What lies in view or close by: the rest would only make the drawing heavy."""
        west, south, east, north = self.sheet.box
        wide, high = east - west, north - south
        around = (west - wide, south - high / 2, east + wide, north + high / 2)

        def cut(part: GeoJson) -> GeoJson:
            return _json(shapely.clip_by_rect(_valid(part), *around))

        whole = self.payload["geometry"]
        lines = whole["townLines"]
        return {
            **whole,
            "land": cut(whole["land"]),
            "neighbourLines": cut(whole["neighbourLines"]),
            "townLines": {"real": cut(lines["real"]), "schematic": cut(lines["schematic"])},
            "districtLines": cut(whole["districtLines"]),
            "huangpu": cut(whole["huangpu"]),
        }

    def _districts(self) -> list[str]:
        fills = {district["code"]: self._fill(at) for at, district in enumerate(self.chosen)}
        muted = f'fill="{_LAND}"'
        found = []
        for feature in self.payload["geometry"]["districts"]["features"]:
            fill = fills.get(feature["properties"]["code"], muted)
            found.append(f'<path d="{self.sheet.polygons(feature["geometry"])}" {fill}/>')
        return found

    def _fill(self, at: int) -> str:
        if len(self.chosen) == 1:
            return f'fill="{_OWN}"'
        return f'fill="{xml_text(self._colour(at))}" fill-opacity=".3"'

    def _colour(self, at: int) -> str:
        return self.colours[at % len(self.colours)]

    def _towns(self, one: District) -> list[str]:
        """The lines between the towns of the one district, dashed where they are schematic."""
        inside = _valid(self._feature("districts", one["code"])).buffer(1e-4)
        lines = self.near["townLines"]
        real, drawn = (
            _json(shapely.intersection(_valid(lines[kind]), inside))
            for kind in ("real", "schematic")
        )
        style = 'stroke="#8FA3AE" stroke-width="1"'
        return [
            self.sheet.line(real, style),
            self.sheet.line(drawn, f'{style} stroke-dasharray="3 3"'),
        ]

    def _rims(self) -> list[str]:
        rims = [
            (self._feature("outlines", district["code"]), self._colour(at))
            for at, district in enumerate(self.chosen)
        ]
        return [self.sheet.line(rim, 'stroke="#fff" stroke-width="5.5"') for rim, _ in rims] + [
            self.sheet.line(rim, f'stroke="{xml_text(colour)}" stroke-width="2.6"')
            for rim, colour in rims
        ]

    def _feature(self, kind: str, code: str) -> GeoJson:
        features: list[dict[str, Any]] = self.payload["geometry"][kind]["features"]  # type: ignore[literal-required]  # one of two collections
        found: GeoJson = next(one for one in features if one["properties"]["code"] == code)[
            "geometry"
        ]
        return found

    def _names(self, one: District | None, symbols: list[Mark]) -> list[str]:
        """Names of towns or districts first, then those of the neighbours, where there is room."""
        taken = [rect for symbol in symbols for rect in symbol.rects]
        chosen = {district["code"] for district in self.chosen}
        if one:
            own = [t for t in self.payload["towns"] if t["district"] == one["code"]]
            named = [(t["name"][self.lang], (t["label"][0], t["label"][1])) for t in own]
            kind, reach = "town", _REACH["town"]
        else:
            named = [(d["short"][self.lang], (d["label"][0], d["label"][1])) for d in self.chosen]
            kind, reach = "chosen", _REACH["district"]
        around = [
            (d["short"][self.lang], (d["label"][0], d["label"][1]))
            for d in self.payload["districts"]
            if d["code"] not in chosen and self.sheet.inside((d["label"][0], d["label"][1]))
        ]
        placed = self._place(named, taken, reach, bold=kind == "chosen")
        taken += [rect for _, rect in placed]
        quiet = self._place(around, taken, 12, bold=False)
        return [self._name(text, rect, kind) for text, rect in placed] + [
            self._name(text, rect, "around") for text, rect in quiet
        ]

    def _place(
        self,
        named: Sequence[tuple[str, tuple[float, float]]],
        taken: Sequence[Rect],
        reach: float,
        *,
        bold: bool,
    ) -> list[tuple[str, Rect]]:
        wanted = [
            Rect(
                *self.sheet.project(at),
                text_width(text, self.letters, bold=bold) + 4,
                self.letters * 1.3,
            )
            for text, at in named
        ]
        found = place(wanted, taken, reach, (self.sheet.width, self.sheet.height))
        return [(text, rect) for (text, _), rect in zip(named, found, strict=True) if rect]

    def _name(self, text: str, rect: Rect, kind: str) -> str:
        colour, weight = {
            "town": (_INK, "400"),
            "chosen": ("#18242F", "700"),
            "around": (_MUTED, "400"),
        }[kind]
        return (
            f'<text class="dqm-name-{kind}" x="{rect.x:.1f}" y="{rect.y + self.letters * 0.36:.1f}"'
            f' text-anchor="middle" font-size="{self.letters:g}" font-weight="{weight}"'
            f' fill="{colour}" stroke="#fff" stroke-width="3" stroke-linejoin="round"'
            f' paint-order="stroke">{xml_text(text)}</text>'
        )


def _box(
    payload: Payload, chosen: Sequence[District], size: tuple[int, int]
) -> tuple[float, float, float, float]:
    """The extent of the districts and a margin, in the proportions of the sheet."""
    boxes = [district["bbox"] for district in chosen] or [payload["views"]["shanghai"]]
    west, south = min(box[0] for box in boxes), min(box[1] for box in boxes)
    east, north = max(box[2] for box in boxes), max(box[3] for box in boxes)
    squeeze = math.cos(math.radians((south + north) / 2))
    wide, high = (east - west) * squeeze, north - south
    least = _LEAST_KM / _KM_PER_DEGREE if len(chosen) > 1 else 0.0
    wide, high = (max(one * (1 + 2 * _MARGIN), least) for one in (wide, high))
    wide, high = max(wide, high * size[0] / size[1]), max(high, wide * size[1] / size[0])
    lon, lat = (west + east) / 2, (south + north) / 2
    half_lon, half_lat = wide / squeeze / 2, high / 2
    return lon - half_lon, lat - half_lat, lon + half_lon, lat + half_lat


def _valid(part: GeoJson) -> Any:
    return shapely.make_valid(shape(part))


def _json(cut: Any) -> GeoJson:
    """Back to GeoJSON, without the points that are left where only corners meet."""
    parts = [mapping(one) for one in shapely.get_parts(cut) if one.length]
    kind = parts[0]["type"] if parts else "LineString"
    return {"type": f"Multi{kind}", "coordinates": [one["coordinates"] for one in parts]}
