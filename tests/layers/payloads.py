"""A small payload of the full shape, with any text in the place of every name."""

from __future__ import annotations

from typing import Any

from layers.types import Bi, Fact, Geometry, Payload, YearSpan
from layers.types_state import Colour, Filters, State

SQUARE = {"type": "Polygon", "coordinates": [[[121, 31], [122, 31], [122, 32], [121, 31]]]}
LINES: dict[str, Any] = {"type": "MultiLineString", "coordinates": [[[121, 31], [122, 32]]]}
NOTHING: dict[str, Any] = {"type": "FeatureCollection", "features": []}

HOSTILE = (
    "<img src=x onerror=alert(1)>",
    "${alert(1)}",
    "`backticks`",
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "a\u2028b\u2029c",
    "a\u202eb\u200fc",
    "\"'\\",
    "null\x00byte",
    "{{ 7 * 7 }}{% raw %}",
    "&lt;b&gt;&amp;",
    "]]>",
    "\r\n\t",
    "=1+1",
)


def state() -> State:
    return State(
        lang="en",
        region="shanghai",
        selection=None,
        layers=["parks"],
        colour=Colour(figure="area_km2", method="custom", classes=5, palette="sea"),
        filters=Filters(level=[], status=[], confidence=[], field=[], year=None),
        view=None,
    )


def payload(name: str = "重固") -> Payload:
    """One of everything; ``name`` stands wherever a text from data stands."""
    text = Bi(zh=name, en=name)
    fact = Fact(label=text, value=text, note=text, missing=None)
    gap = Fact(label=text, value=text, note=None, missing="not_published")
    year = YearSpan({"text": text, "from": 2014, "to": None})
    return Payload(
        version=1,
        build={
            "dataDate": "2026-11",
            "boundary": "amap",
            "approval": {"shanghai": None, "delta": None},
            "appName": text,
            "attribution": text,
            "hash": "0123456789abcdef",
        },
        initial=state(),
        text={"zh": {"map.x": name, "map.n": [name]}, "en": {"map.x": name, "map.n": [name, name]}},
        layers=[
            {
                "id": "parks",
                "name": text,
                "note": text,
                "source": text,
                "symbol": {"path": "M0 0h1v1z", "mark": None, "colour": "#12603C"},
                "count": 1,
                "placed": 1,
            }
        ],
        figures=[
            {
                "id": "area_km2",
                "group": "figures",
                "name": text,
                "unit": text,
                "digits": 1,
                "levels": ["district"],
                "computed": False,
                "breaks": [30, 50.5],
                "direction": None,
                "source": text,
                "year": text,
                "note": None,
                "noun": {"district": text, "town": text},
            }
        ],
        districts=[
            {
                "code": "310118",
                "name": text,
                "short": text,
                "label": [121.1, 31.1],
                "bbox": [121.0, 31.0, 122.0, 32.0],
                "centre": False,
                "pinyin": [name],
                "facts": [fact, gap],
                "values": {"area_km2": 668.5, "population_2020": {"missing": "missing"}},
                "counts": {"parks": {"total": 1, "established": 1}},
                "standing": {
                    "rank": 2,
                    "low": 1,
                    "high": 3,
                    "of": 4,
                    "tied": False,
                    "score": 36.5,
                    "tier": 1,
                    "draws": 1000,
                    "interval": 0.9,
                    "note": text,
                },
                "unranked": None,
            }
        ],
        towns=[
            {
                "code": "310118106",
                "district": "310118",
                "name": text,
                "suffix": {"en": "Town"},
                "alias": name,
                "generated": True,
                "kind": "town",
                "label": [121.1, 31.1],
                "schematic": True,
                "pinyin": [name],
                "facts": [fact],
                "values": {},
            }
        ],
        units=[
            {"code": "310118501", "district": "310118", "name": text, "point": None, "pinyin": []}
        ],
        records=[
            {
                "id": "IP01",
                "layer": "parks",
                "name": text,
                "generatedName": False,
                "category": "characteristic_park",
                "level": "municipal",
                "status": "designated",
                "districts": ["310118"],
                "towns": ["310118106"],
                "outside": [text],
                "point": [121.1, 31.1],
                "precision_m": 1500,
                "districtWide": False,
                "basis": text,
                "locationConfidence": "medium",
                "confidence": "high",
                "year": year,
                "sources": [{"text": name, "url": "https://notice.example/1?a=1&b=2"}],
                "note": text,
                "fields": ["ic"],
                "facts": [fact],
                "nearest": {"id": "IP01", "km": 1.5, "estimate": True},
                "established": True,
                "countsAsCentre": None,
                "pinyin": [name],
            }
        ],
        geometry=geometry(text),
        views={
            "shanghai": [121.0, 31.0, 122.0, 32.0],
            "delta": [116.0, 28.0, 123.0, 35.0],
            "centre": [121.4, 31.1, 121.5, 31.3],
            "jumps": [{"id": "farm", "name": text, "point": [120.5, 33.2], "note": text}],
        },
        basemap=None,
    )


def geometry(text: Bi) -> Geometry:
    return Geometry(
        districts=NOTHING,
        towns=NOTHING,
        townLines={"real": LINES, "schematic": LINES},
        districtLines=LINES,
        legalExtent=LINES,
        outlines=NOTHING,
        huangpu=LINES,
        land=SQUARE,
        neighbourLines=LINES,
        waterNames=[{"name": text, "point": [122.0, 31.0], "angle": 0, "size": "large"}],
        neighbourNames=[{"name": text, "point": [120.6, 31.4]}],
        delta={
            "cities": NOTHING,
            "provinceLines": LINES,
            "land": SQUARE,
            "cityNames": [{"name": text, "point": [120.6, 31.4]}],
        },
    )
