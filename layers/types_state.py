"""The shape of what a visitor can set on the map, part of the contract of `layers.types`."""

from __future__ import annotations

from typing import Literal, TypedDict

Lang = Literal["zh", "en"]
LayerId = Literal["demonstration", "pilots", "parks", "centres"]


class Selection(TypedDict):
    """What is chosen on the map."""

    kind: Literal["district", "town", "unit", "record"]
    id: str


class Colour(TypedDict):
    """What colours the areas, and how it is cut into classes."""

    figure: str | None
    method: Literal["custom", "quantile", "equal", "natural"]
    classes: int
    palette: Literal["sea", "amber", "violet"]


class Filters(TypedDict):
    """Which records show; an empty list restricts nothing."""

    level: list[str]
    status: list[str]
    confidence: list[str]
    field: list[str]
    year: list[int] | None


class View(TypedDict):
    """Where the map looks."""

    lon: float
    lat: float
    zoom: float


class State(TypedDict):
    """Everything a visitor can set on the map."""

    lang: Lang
    region: Literal["shanghai", "delta"]
    selection: Selection | None
    layers: list[LayerId]
    colour: Colour
    filters: Filters
    view: View | None
