"""The address of the application and the state of the map: one stands for the other.

Everything here is pure. An address may come from anybody: what is unknown in
it is left out and named, never obeyed and never an error.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any, Final

from text import Message
from ui.reader import NONE, Reader

LAYERS: Final = ("demonstration", "pilots", "parks", "centres")
METHODS: Final = ("custom", "quantile", "equal", "natural")
PALETTES: Final = ("sea", "amber", "violet")
BOUNDARIES: Final = ("amap", "tianditu")
REGIONS: Final = ("shanghai", "delta")
KINDS: Final = ("record", "unit", "town", "district")
"""Kinds of selection; where an address names several, the first of this order counts."""
FILTERS: Final = ("level", "status", "confidence", "field")
_LONGEST: Final = 60
_MOST_NAMED: Final = 8
_OTHER_KEYS: Final = (
    *("lang", "region", "boundary", "layers", "colour", "method", "classes", "palette"),
    *("year", "view"),
)
KEYS: Final = frozenset((*_OTHER_KEYS, *KINDS, *FILTERS))
"""Parameters that an address of the map may hold."""


@dataclass(frozen=True)
class Selection:
    """What is chosen on the map.

    Attributes
    ----------
    kind : {"district", "town", "unit", "record"}
    id : str
        Division code, or id of a record.
    """

    kind: str
    id: str


@dataclass(frozen=True)
class View:
    """Middle of the map (EPSG:4326, degrees) and zoom level."""

    lon: float
    lat: float
    zoom: float


@dataclass(frozen=True)
class State:
    """State of the map, as the document keeps it (see `as_json` for its spelling there)."""

    lang: str = "zh"
    region: str = "shanghai"
    selection: Selection | None = None
    layers: tuple[str, ...] = LAYERS
    figure: str | None = "centre_distance_km"
    method: str = "custom"
    classes: int = 6
    palette: str = "sea"
    level: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    confidence: tuple[str, ...] = ()
    field: tuple[str, ...] = ()
    year: tuple[int, int] | None = None
    view: View | None = None

    def as_json(self) -> dict[str, Any]:
        """The state as the map document reads it."""
        chosen, view = self.selection, self.view
        return {
            "lang": self.lang,
            "region": self.region,
            "selection": {"kind": chosen.kind, "id": chosen.id} if chosen else None,
            "layers": list(self.layers),
            "colour": {
                "figure": self.figure,
                "method": self.method,
                "classes": self.classes,
                "palette": self.palette,
            },
            "filters": {
                **{name: list(getattr(self, name)) for name in FILTERS},
                "year": list(self.year) if self.year else None,
            },
            "view": {"lon": view.lon, "lat": view.lat, "zoom": view.zoom} if view else None,
        }


DEFAULT: Final = State()


@dataclass(frozen=True)
class Known:
    """The words an address may use; an empty set stands for "none".

    Attributes
    ----------
    ids : Mapping[str, frozenset[str]]
        Codes and ids per kind of selection.
    figures : tuple[str, ...]
    computed : tuple[str, ...]
        Those of them that are calculated on request.
    filters : Mapping[str, tuple[str, ...]]
        Values per filter, in the order of the screen.
    """

    ids: Mapping[str, frozenset[str]] = field(default_factory=dict)
    figures: tuple[str, ...] = ("centre_distance_km",)
    computed: tuple[str, ...] = ()
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Parsed:
    """What an address says.

    Attributes
    ----------
    state : State
    boundary : str or None
        Source of the boundaries, if the address names one.
    ignored : tuple[str, ...]
        ``name=value`` of everything that was not understood, as it came.
    """

    state: State
    boundary: str | None = None
    ignored: tuple[str, ...] = ()

    def state_in(self, lang: str) -> State:
        """The state with the language of the session, which the visitor may have switched."""
        return replace(self.state, lang=lang)

    def notice(self) -> Message | None:
        """A sentence that names what was ignored, if anything was."""
        return notice(self.ignored)


def parse(query: Mapping[str, Sequence[str]], known: Known) -> Parsed:
    """Read the query of an address.

    Parameters
    ----------
    query : Mapping[str, Sequence[str]]
        Decoded parameters, each with all its values.
    known : Known
        What exists.

    Returns
    -------
    Parsed
        A state that holds known things only.
    """
    reader = Reader(query)
    figure = reader.choice("colour", (*known.figures, NONE), DEFAULT.figure or NONE)
    state = State(
        lang=reader.choice("lang", ("zh", "en"), DEFAULT.lang),
        region=reader.choice("region", REGIONS, DEFAULT.region),
        selection=_selection(reader, known),
        layers=reader.many("layers", LAYERS, LAYERS),
        figure=None if figure == NONE else figure,
        method=reader.choice("method", METHODS, DEFAULT.method),
        classes=int(reader.choice("classes", tuple("34567"), str(DEFAULT.classes))),
        palette=reader.choice("palette", PALETTES, DEFAULT.palette),
        year=_years(reader),
        view=_view(reader),
        **{name: reader.many(name, known.filters.get(name, ())) for name in FILTERS},
    )
    boundary = reader.choice("boundary", BOUNDARIES, "")
    reader.rest()
    return Parsed(state, boundary or None, tuple(reader.ignored))


def format_query(state: State, boundary: str | None = None) -> dict[str, str]:
    """The shortest query that `parse` reads as this state; defaults are left out."""
    query: dict[str, str] = {}
    query |= {"lang": state.lang} if state.lang != DEFAULT.lang else {}
    if state.selection:
        query[state.selection.kind] = state.selection.id
    if set(state.layers) != set(LAYERS):
        query["layers"] = ",".join(state.layers) or NONE
    if state.figure != DEFAULT.figure:
        query["colour"] = state.figure or NONE
    for name in ("method", "classes", "palette", "region"):
        if getattr(state, name) != getattr(DEFAULT, name):
            query[name] = str(getattr(state, name))
    query |= {"boundary": boundary} if boundary else {}
    query |= {name: ",".join(getattr(state, name)) for name in FILTERS if getattr(state, name)}
    if state.year:
        query["year"] = f"{state.year[0]}-{state.year[1]}"
    if state.view:
        lon, lat, zoom = state.view.lon, state.view.lat, state.view.zoom
        query["view"] = f"{_digits(lon, 5)},{_digits(lat, 5)},{_digits(zoom, 2)}"
    return query


def page_query(state: State) -> dict[str, str]:
    """What a link to another page carries: language and selection."""
    return format_query(State(lang=state.lang, selection=state.selection))


def from_frame(message: object, known: Known, lang: str) -> State:
    """Read the state that the map reported; it comes from a browser, so nothing is believed.

    Parameters
    ----------
    message : object
        Whatever arrived: the state in the document's spelling, if all is well.
    known : Known
        What exists.
    lang : str
        Language of the page, which the map follows.
    """
    part = message if isinstance(message, Mapping) else {}
    colour, filters = (
        one if isinstance(one, Mapping) else {} for one in (part.get("colour"), part.get("filters"))
    )
    chosen, view, year = part.get("selection"), part.get("view"), filters.get("year")
    layers = part.get("layers")
    query: dict[str, str] = {"region": str(part.get("region"))}
    if isinstance(chosen, Mapping) and chosen.get("kind") in KINDS:
        query[str(chosen["kind"])] = str(chosen.get("id"))
    if isinstance(layers, list):
        query["layers"] = ",".join(map(str, layers)) or NONE
    if "figure" in colour:
        query["colour"] = str(colour["figure"] or NONE)
    query |= {
        name: str(colour[name]) for name in ("method", "classes", "palette") if name in colour
    }
    for name in FILTERS:
        if isinstance(values := filters.get(name), list) and values:
            query[name] = ",".join(map(str, values))
    if isinstance(year, list) and len(year) == 2:
        query["year"] = f"{year[0]}-{year[1]}"
    if isinstance(view, Mapping):
        query["view"] = ",".join(str(view.get(name)) for name in ("lon", "lat", "zoom"))
    read = parse({key: [value] for key, value in query.items()}, known).state
    return replace(read, lang=lang)


def notice(ignored: Sequence[str]) -> Message | None:
    """A sentence that names what was ignored, if anything was."""
    if not ignored:
        return None
    named = [_shorten(one) for one in ignored[:_MOST_NAMED]]
    if more := len(ignored) - len(named):
        return Message("pages.notice.ignored_more", {"parts": " · ".join(named), "more": more})
    return Message("pages.notice.ignored", {"parts": " · ".join(named)})


def _selection(reader: Reader, known: Known) -> Selection | None:
    found: Selection | None = None
    for kind in KINDS:
        value = reader.one(kind)
        if value is None:
            continue
        if found is None and value in known.ids.get(kind, frozenset()):
            found = Selection(kind, value)
        else:
            reader.refuse(kind, value)
    return found


def _years(reader: Reader) -> tuple[int, int] | None:
    value = reader.one("year")
    if value is None:
        return None
    parts = value.split("-")
    if len(parts) == 2 and all(len(p) == 4 and p.isascii() and p.isdigit() for p in parts):
        first, last = int(parts[0]), int(parts[1])
        if first <= last:
            return first, last
    reader.refuse("year", value)
    return None


def _view(reader: Reader) -> View | None:
    value = reader.one("view")
    if value is None:
        return None
    with suppress(ValueError):
        lon, lat, zoom = (float(part) for part in value.split(","))
        if abs(lon) <= 180 and abs(lat) <= 85 and 0 <= zoom <= 22:
            return View(round(lon, 5), round(lat, 5), round(zoom, 2))
    reader.refuse("view", value)
    return None


def _digits(value: float, digits: int) -> str:
    """``value`` with at most so many decimals and no trailing zeros, as JavaScript writes it."""
    text = f"{value:.{digits}f}".rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text


def _shorten(value: str) -> str:
    return value if len(value) <= _LONGEST else value[:_LONGEST] + "…"
