"""How figures are shown: their names, units, nouns and hand-picked class breaks."""

from __future__ import annotations

from typing import Final

import data.figures
from layers.texts import bi, has, same
from layers.types import FigureSpec, Noun

DEFAULT_FIGURE: Final = "centre_distance_km"

BREAKS: Final[dict[str, list[float]]] = {
    "centre_distance_km": [2.5, 5, 10, 15, 20],
    "filtered_distance_km": [2.5, 5, 10, 15, 20],
    "records_total": [2, 5, 10, 15, 20],
    "demonstration_established": [1, 2, 3, 5],
    "pilots_established": [1, 2, 3, 5],
    "parks_established": [2, 4, 6, 10],
    "centres_in_operation": [1, 2, 3, 5],
    "population_2024": [750_000, 1_000_000, 1_500_000, 2_000_000, 3_000_000],
    "population_2020": [750_000, 1_000_000, 1_500_000, 2_000_000, 3_000_000],
    "area_km2": [30, 50, 100, 400, 800],
    "density_per_km2": [1_000, 3_000, 6_000, 12_000, 20_000],
}
"""Lower edges of the second class onward, round numbers that separate what is to be told apart."""

SOURCES: Final = {
    "population_2024": "yearbook",
    "population_2020": "census",
    "area_km2": "yearbook",
    "density_per_km2": "yearbook",
}
"""Where a figure comes from; all others are counted in the catalogue."""

_CATALOGUE: Final = "layers.figure.catalogue_note"
"""Said under every figure that counts records of the incomplete catalogue."""


def figure_specs(figures: data.figures.Figures) -> list[FigureSpec]:
    """Every figure that can colour the areas, in the order of the list on screen."""
    return [_spec(figure) for figure in figures.specs]


def _spec(figure: data.figures.FigureSpec) -> FigureSpec:
    note = f"layers.figure.{figure.id}.note"
    return FigureSpec(
        id=figure.id,
        group="figures",
        name=bi(f"layers.figure.{figure.id}.name"),
        unit=bi(f"layers.figure.{figure.id}.unit"),
        digits=figure.digits,
        levels=[*figure.levels],
        breaks=BREAKS.get(figure.id),
        direction=figure.direction,
        source=bi(f"layers.source.{SOURCES.get(figure.id, 'catalogue')}"),
        year=same(str(figure.year)) if figure.year else None,
        note=bi(note) if has(note) else None if figure.id in SOURCES else bi(_CATALOGUE),
        computed=figure.computed,
        noun=Noun(district=bi("layers.noun.district"), town=bi("layers.noun.town")),
    )
