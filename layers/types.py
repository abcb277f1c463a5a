"""The shape of the JSON object that the map document reads.

These types are the contract between Python and the JavaScript of
``layers/assets``: a test walks a whole payload along them. Optional facts are
``None``, never left out; text on screen is always in both languages.
"""

from __future__ import annotations

from typing import Any, Literal, TypedDict

from data.vocabulary import Confidence, Level, Status
from layers.types_state import Lang, LayerId, State

Boundary = Literal["amap", "tianditu"]
Point = list[float]
"""``[lon, lat]`` in degrees, WGS-84."""
MissingWord = Literal["missing", "not_published", "not_applicable"]
GeoJson = dict[str, Any]
"""A GeoJSON object; `layers.geometry` vouches for what is inside."""


class Bi(TypedDict):
    """A text in both languages."""

    zh: str
    en: str


class MissingValue(TypedDict):
    """A figure that is not a number, and why."""

    missing: MissingWord


Value = float | MissingValue
Values = dict[str, Value]


class Fact(TypedDict):
    """One row of a panel: already formatted, in both languages."""

    label: Bi
    value: Bi
    note: Bi | None
    missing: MissingWord | None


class Approval(TypedDict):
    """Map approval numbers (审图号) per view; None is shown as "not set", never made up."""

    shanghai: str | None
    delta: str | None


class Build(TypedDict):
    """What this document was made from."""

    dataDate: str
    boundary: Boundary
    approval: Approval
    appName: Bi
    attribution: Bi
    hash: str


class Symbol(TypedDict):
    """An SVG path in a 24 by 24 box, its inner mark, and its colour."""

    path: str
    mark: str | None
    colour: str


class LayerSpec(TypedDict):
    """A layer of records, as the layer list and the legend name it."""

    id: LayerId
    name: Bi
    note: Bi
    source: Bi
    symbol: Symbol
    count: int
    placed: int


class Noun(TypedDict):
    """What the legend counts."""

    district: Bi
    town: Bi


class FigureSpec(TypedDict):
    """A figure that can colour the areas; a computed one is asked of the app."""

    id: str
    group: Literal["figures", "index"]
    name: Bi
    unit: Bi
    digits: int
    levels: list[Literal["district", "town"]]
    breaks: list[float] | None
    direction: Literal["up", "down"] | None
    source: Bi
    year: Bi | None
    note: Bi | None
    noun: Noun
    computed: bool


class Count(TypedDict):
    """Records of one layer in a district."""

    total: int
    established: int


class DistrictRank(TypedDict):
    """Where a district stands by the shipped index; a rank never goes without its interval."""

    rank: int
    low: int
    high: int
    of: int
    tied: bool
    score: float
    tier: int
    draws: int
    interval: float
    note: Bi


class District(TypedDict):
    """One of the 16 districts; `unranked` says why it has no `standing`."""

    code: str
    name: Bi
    short: Bi
    label: Point
    bbox: list[float]
    centre: bool
    pinyin: list[str]
    facts: list[Fact]
    values: Values
    counts: dict[LayerId, Count]
    standing: DistrictRank | None
    unranked: Bi | None


class Suffix(TypedDict):
    """The English word for the kind of town, set beside the pinyin."""

    en: str


class Town(TypedDict):
    """One of the 216 subdistricts, towns and townships."""

    code: str
    district: str
    name: Bi
    suffix: Suffix
    alias: str | None
    generated: bool
    kind: Literal["subdistrict", "town", "township"]
    label: Point
    schematic: bool
    pinyin: list[str]
    facts: list[Fact]
    values: Values


class Unit(TypedDict):
    """A statistical unit: it has a division code, but is no town and has no area here."""

    code: str
    district: str
    name: Bi
    point: Point | None
    pinyin: list[str]


# JavaScript reads ``from``, a keyword in Python: hence the functional form.
YearSpan = TypedDict("YearSpan", {"text": Bi, "from": int | None, "to": int | None})
"""When, in words (`text`) and as a range to filter by (`from`, `to`)."""


class Source(TypedDict):
    """Where a record was read."""

    text: str
    url: str | None


class Nearest(TypedDict):
    """The nearest inspection centre in operation."""

    id: str
    km: float
    estimate: bool


class Record(TypedDict):
    """One honour, pilot, park or centre."""

    id: str
    layer: LayerId
    name: Bi
    generatedName: bool
    category: str
    level: Level
    status: Status
    districts: list[str]
    towns: list[str]
    outside: list[Bi]
    point: Point | None
    precision_m: int | None
    districtWide: bool
    basis: Bi
    locationConfidence: Confidence | None
    confidence: Confidence
    year: YearSpan
    sources: list[Source]
    note: Bi | None
    fields: list[str]
    facts: list[Fact]
    nearest: Nearest | None
    established: bool
    countsAsCentre: bool | None
    pinyin: list[str]


class NamedPoint(TypedDict):
    """A name of the surroundings."""

    name: Bi
    point: Point


class WaterName(TypedDict):
    """A name of the water, along its course."""

    name: Bi
    point: Point
    angle: float
    size: Literal["large", "small"]


class TownLines(TypedDict):
    """Town boundaries by how they are drawn: solid where real, dashed where schematic."""

    real: GeoJson
    schematic: GeoJson


class Delta(TypedDict):
    """The Yangtze Delta around Shanghai."""

    cities: GeoJson
    provinceLines: GeoJson
    land: GeoJson
    cityNames: list[NamedPoint]


class Geometry(TypedDict):
    """Every shape the map draws, as GeoJSON in WGS-84."""

    districts: GeoJson
    towns: GeoJson
    townLines: TownLines
    districtLines: GeoJson
    legalExtent: GeoJson
    outlines: GeoJson
    huangpu: GeoJson
    land: GeoJson
    neighbourLines: GeoJson
    waterNames: list[WaterName]
    neighbourNames: list[NamedPoint]
    delta: Delta


class Jump(TypedDict):
    """A far place reached by a button."""

    id: str
    name: Bi
    point: Point
    note: Bi


class Views(TypedDict):
    """The extents the map opens with, ``[west, south, east, north]`` in degrees."""

    shanghai: list[float]
    delta: list[float]
    centre: list[float]
    jumps: list[Jump]


class Basemap(TypedDict):
    """A tile service; none by default."""

    url: str
    attribution: str
    maxZoom: int


class Payload(TypedDict):
    """The whole JSON object."""

    version: int
    build: Build
    initial: State
    text: dict[Lang, dict[str, str | list[str]]]
    layers: list[LayerSpec]
    figures: list[FigureSpec]
    districts: list[District]
    towns: list[Town]
    units: list[Unit]
    records: list[Record]
    geometry: Geometry
    views: Views
    basemap: Basemap | None
