"""The shape of the display's own JSON block, beside the payload of the map document.

The contract with the JavaScript of ``exhibition/assets``; texts on screen are
in both languages, figures are those of the application, already written out.
"""

from __future__ import annotations

from typing import Literal, TypedDict

from layers.types import Bi, GeoJson, Point
from layers.types_state import Lang


class Tally(TypedDict):
    """How many of a stated number are known by name."""

    known: int
    all: int


class Row(TypedDict):
    """A row beside a theme's map."""

    mark: str
    title: Bi
    note: Bi | None
    tally: Tally | None


class Callout(TypedDict):
    """A record that a theme names on the map."""

    record: str
    name: Bi
    note: Bi


class Member(TypedDict):
    """A city that takes part."""

    code: str
    point: Point
    name: Bi


class HubPlace(TypedDict):
    """Where the lines to the members begin."""

    point: Point
    name: Bi
    district: str


class SceneView(TypedDict):
    """What the map shows: ``[west, south, east, north]`` in degrees."""

    region: Literal["shanghai", "delta"]
    box: list[float]


class Scene(TypedDict):
    """One scene of the tour."""

    kind: Literal["overview", "district", "theme"]
    id: str
    eyebrow: Bi
    title: list[Bi]
    lead: Bi | None
    rows: list[Row]
    callouts: list[Callout]
    records: list[str]
    view: SceneView
    members: list[Member]
    hub: HubPlace | None
    areas: GeoJson | None
    lens: list[float] | None
    lensName: Bi | None
    lensRecords: list[str]
    notes: list[Bi]


class Strength(TypedDict):
    """What a district does better than the median."""

    name: Bi
    value: Bi
    unit: Bi
    median: Bi
    source: Bi


class Figure(TypedDict):
    """One of the three large figures."""

    label: Bi
    number: Bi
    unit: Bi
    note: Bi | None
    missing: bool


class HallCard(TypedDict):
    """The large card of a district."""

    ranked: bool
    rank: int
    low: int
    high: int
    of: int
    tied: bool
    strength: Strength | None
    figures: list[Figure]


class ScreenSizes(TypedDict):
    """What the screen asks for."""

    pitch_mm: float
    target_px: int
    text_px: int


class Times(TypedDict):
    """Seconds."""

    scene_s: int
    idle_s: int
    countdown_s: int


class Ramp(TypedDict):
    """Classes of the districts by their number of records."""

    breaks: list[int]
    most: int
    counts: dict[str, int]


class Hall(TypedDict):
    """The whole block."""

    title: Bi
    index: Bi
    logo: str | None
    languages: list[Lang]
    look: Literal["dark", "light"]
    screen: ScreenSizes
    times: Times
    scenes: list[Scene]
    districts: list[str]
    cards: dict[str, HallCard]
    ramp: Ramp
    sources: dict[Literal["shanghai", "delta"], Bi]
