"""Figures of districts and towns: what can colour the map.

No figure ranks, and none compares observations of different years. Counts are
of the records of the catalogue, which is incomplete; a record that names
several districts counts in each.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

import pandas as pd

from data.files import State, current_state
from data.filters import Filters, passing
from data.missing import Missing, Value
from data.once import once
from data.records import LAYER_FILES, load_records, reference_centres
from data.tables import DISTRICTS, TOWNS, load_districts, load_towns
from geo.measures import pairwise_km

Level = Literal["district", "town"]


@dataclass(frozen=True)
class FigureSpec:
    """What a figure is.

    Attributes
    ----------
    id : str
    group : {"catalogue", "people", "area", "distance"}
        ``catalogue`` figures count records.
    unit : {"records", "people", "km2", "people_per_km2", "km"}
    digits : int
        Decimals shown.
    levels : tuple of {"district", "town"}
    direction : {"up", "down"} or None
        Which way is better; None where neither is.
    sources : tuple of str
        Ids of the data sets of the catalogue it is made from.
    year : int or None
    computed : bool
        Whether its values depend on what a visitor asks for, see `filtered_distances`.
    """

    id: str
    group: Literal["catalogue", "people", "area", "distance"]
    unit: str
    digits: int
    levels: tuple[Level, ...]
    direction: Literal["up", "down"] | None
    sources: tuple[str, ...]
    year: int | None = None
    computed: bool = False


_DISTRICT: Final[tuple[Level, ...]] = ("district",)
_BOTH: Final[tuple[Level, ...]] = ("district", "town")


def _count(id: str, *sources: str) -> FigureSpec:
    return FigureSpec(id, "catalogue", "records", 0, _DISTRICT, None, sources)


SPECS: Final = (
    FigureSpec("centre_distance_km", "distance", "km", 1, _BOTH, "down", ("towns", "centres")),
    FigureSpec(
        "filtered_distance_km",
        *("distance", "km", 1, _BOTH, "down", ("towns", "centres")),
        computed=True,
    ),
    _count("records_total", "demonstration", "pilots", "parks", "centres"),
    _count("demonstration_established", "demonstration"),
    _count("pilots_established", "pilots"),
    _count("parks_established", "parks"),
    _count("centres_in_operation", "centres"),
    FigureSpec("population_2024", "people", "people", 0, _DISTRICT, None, ("districts",), 2024),
    FigureSpec("population_2020", "people", "people", 0, _DISTRICT, None, ("districts",), 2020),
    FigureSpec("area_km2", "area", "km2", 2, _DISTRICT, None, ("districts",), 2024),
    FigureSpec(
        "density_per_km2", "people", "people_per_km2", 0, _DISTRICT, None, ("districts",), 2024
    ),
)


@dataclass(frozen=True)
class Figures:
    """Every figure of every area.

    Attributes
    ----------
    specs : tuple of FigureSpec
        In the order of the list on screen.
    tables : dict of str to pandas.DataFrame
        Per level a table with one column per figure that is not computed on
        request; cells are numbers or `Missing`.
    """

    specs: tuple[FigureSpec, ...]
    tables: dict[Level, pd.DataFrame]

    def value(self, figure: str, level: Level, code: str) -> Value:
        """One value; `Missing.NOT_APPLICABLE` where the level has no such figure.

        Raises
        ------
        KeyError
            If there is no such figure or no such area.
        """
        spec = self.spec(figure)
        table = self.tables[level]
        if level not in spec.levels:
            table.loc[code]
            return Missing.NOT_APPLICABLE
        found: Any = table.loc[code, figure]
        return found if isinstance(found, Missing) else float(found)

    def spec(self, figure: str) -> FigureSpec:
        """What a figure is.

        Raises
        ------
        KeyError
        """
        return {spec.id: spec for spec in self.specs}[figure]


def load_figures(folder: Path | str | None = None) -> Figures:
    """Figures of the tables in a folder.

    Raises
    ------
    DataDefectsError
        If a table they are made from has defects.
    """
    return _figures(*current_state(folder, DISTRICTS, TOWNS, *LAYER_FILES))


@once
def _figures(folder: Path, _state: State) -> Figures:
    districts, towns, records = load_districts(folder), load_towns(folder), load_records(folder)
    town_values = town_distances(towns[towns["is_town"]], records)
    columns: dict[str, pd.Series[Any]] = {
        "centre_distance_km": _mean_by(town_values, towns["district_code"], districts.index),
        "records_total": _tally(records, districts.index),
        **{
            f"{layer}_established": _tally(
                records[records["established"] & records["layer"].eq(layer)], districts.index
            )
            for layer in ("demonstration", "pilots", "parks")
        },
        "centres_in_operation": _tally(
            records[records["counts_as_centre"] & records["status"].eq("in_operation")],
            districts.index,
        ),
        "population_2024": districts["population_2024"],
        "population_2020": districts["population_2020"],
        "area_km2": districts["area_km2"],
        "density_per_km2": districts["population_2024"] / districts["area_km2"],
    }
    return Figures(
        SPECS,
        {
            "district": pd.DataFrame({id: _marked(column) for id, column in columns.items()}),
            "town": pd.DataFrame({"centre_distance_km": _marked(town_values)}),
        },
    )


def town_distances(towns: pd.DataFrame, records: pd.DataFrame) -> pd.Series[float]:
    """Geodesic distance from each town's point to the nearest reference centre.

    Returns
    -------
    pandas.Series of float64
        Kilometres by town code; NaN for a town without a point, or without any centre.
    """
    centres = reference_centres(records)
    if centres.empty:
        return pd.Series(float("nan"), index=towns.index)
    km = pairwise_km(towns["lon"], towns["lat"], centres["lon"], centres["lat"])
    return pd.Series(km.min(axis=1), index=towns.index)


def filtered_distances(
    filters: Filters, folder: Path | str | None = None
) -> dict[Level, pd.Series[Any]]:
    """The figure ``filtered_distance_km``: distance to the nearest centre that passes.

    Parameters
    ----------
    filters : Filters
        A planner of biomedicine asks for centres of that field only.

    Returns
    -------
    dict of str to pandas.Series
        Kilometres per area, or `Missing`; a district has the mean of its towns.

    Raises
    ------
    DataDefectsError
        If a table has defects.
    """
    districts, towns = load_districts(folder), load_towns(folder)
    per_town = town_distances(towns[towns["is_town"]], passing(load_records(folder), filters))
    return {
        "district": _marked(_mean_by(per_town, towns["district_code"], districts.index)),
        "town": _marked(per_town),
    }


def _mean_by(
    values: pd.Series[float], district_of: pd.Series[str], codes: pd.Index[str]
) -> pd.Series[float]:
    return values.groupby(district_of.reindex(values.index)).mean().reindex(codes)


def _tally(records: pd.DataFrame, codes: pd.Index[str]) -> pd.Series[int]:
    """Records per district; none found is a true zero of the catalogue."""
    return records["district_codes"].explode().value_counts().reindex(codes, fill_value=0)


def _marked(column: pd.Series[Any]) -> pd.Series[Any]:
    """Plain floats, and a word where there is none."""
    marked: list[Any] = [Missing.MISSING if pd.isna(one) else float(one) for one in column]
    return pd.Series(marked, index=column.index, dtype=object)
