"""The indicators of the shipped index, from the catalogue alone.

One calculation serves the values as they stand and the values as they are
drawn (`data.drawing`): arrays have areas along the first axis and draws along
the last; the table is the one draw in which every record counts and every
point lies where the record says.

A candidate, a plan or a practice never counts as designated; a record that
names several districts counts in each.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from data.files import SHIPPED, data_folder
from data.ground import (
    INDUSTRIES,
    PROGRAMMES,
    Ground,
    Level,
    Records,
    fields_of,
    load_ground,
    plane_km,
)
from data.missing import Missing, Value
from data.reach import Reach, reach

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

INDEX_FILES: Final[dict[Level, str]] = {"district": "index.toml", "town": "index_towns.toml"}


@dataclass(frozen=True, eq=False)
class Draws:
    """Which records count and where they lie.

    Attributes
    ----------
    honours, centres, building, parks, pilots : ndarray of bool, shape (records, draws)
    centre_reach, park_reach : Reach
        Distances from the towns.
    guests : tuple of ndarray of int or None
        Centres without a known district, and per draw the number of the
        district in which they lie: shapes (k,) and (k, draws).
    """

    honours: Flags
    centres: Flags
    building: Flags
    parks: Flags
    pilots: Flags
    centre_reach: Reach
    park_reach: Reach | None
    guests: tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]] | None = None


def index_file(level: Level = "district", folder: Path | str | None = None) -> Path:
    """The index file of a level: in the folder of tables, else the shipped one."""
    own = data_folder(folder) / INDEX_FILES[level]
    return own if own.is_file() else SHIPPED / INDEX_FILES[level]


def indicator_table(level: Level = "district", folder: Path | str | None = None) -> pd.DataFrame:
    """Values of the indicators as they stand.

    Parameters
    ----------
    level : {"district", "town"}
    folder : Path or str, optional
        Where the tables lie.

    Returns
    -------
    pandas.DataFrame
        A row per area by its code; cells are numbers or `Missing`.

    Raises
    ------
    DataDefectsError
        If a table has defects.
    """
    ground = load_ground(level, folder)
    columns = values(ground, as_declared(ground))
    frame = pd.DataFrame({k: v[:, 0] for k, v in columns.items()}, index=ground.areas)
    marked = {name: _marked(column) for name, column in frame.items()}
    if level == "district":
        has = columns["parks_designated"][:, 0] > 0
        marked["parks_mean_area_km2"] = [
            value if there else Missing.NOT_APPLICABLE
            for value, there in zip(marked["parks_mean_area_km2"], has, strict=True)
        ]
        marked["population_2024"] = _marked(pd.Series(ground.population))
    return pd.DataFrame(marked, index=ground.areas, dtype=object)


def _marked(column: pd.Series[Any]) -> list[Value]:
    return [Missing.MISSING if np.isnan(one) else float(one) for one in column]


def as_declared(ground: Ground) -> Draws:
    """The one draw in which every record counts and lies where it says."""
    sets = (ground.honours, ground.centres, ground.building, ground.parks, ground.pilots)
    honours, centres, building, parks, pilots = (
        np.ones((len(one.table), 1), dtype=bool) for one in sets
    )
    return Draws(
        honours=honours,
        centres=centres,
        building=building,
        parks=parks,
        pilots=pilots,
        centre_reach=_reach(ground, ground.centres),
        park_reach=_reach(ground, ground.parks) if ground.level == "town" else None,
    )


def _reach(ground: Ground, records: Records) -> Reach:
    table = records.table
    there = (table["placed"] & ~table["district_wide"]).to_numpy(dtype=bool)
    points = plane_km(table["lon"].to_numpy(), table["lat"].to_numpy())[:, :, None]
    return reach(
        ground.town_xy_km, np.nan_to_num(points), there[:, None], fields_of(table["fields"])
    )


def values(ground: Ground, draws: Draws) -> dict[str, Floats]:
    """Every indicator, shape (areas, draws)."""
    honours, pilots = ground.honours, ground.pilots
    status, level = honours.column("status"), honours.column("level")
    established = honours.column("established")
    national = level.eq("national") & honours.column("category").ne("campaign_honour")
    found = {
        "honours_national": honours.where(established & national) @ draws.honours,
        "honours_other": honours.where(established & ~national) @ draws.honours,
        "honours_candidate": honours.where(status.eq("candidate")) @ draws.honours,
        "delta_sites": pilots.inside @ draws.pilots,
    }
    if ground.level == "town":
        return {**found, **_town_values(draws)}
    programmes: list[tuple[str, ...]] = [(PROGRAMMES[one],) for one in pilots.column("category")]
    centres, parks = ground.centres, ground.parks
    industries = [
        tuple(INDUSTRIES[one] for one in record if one in INDUSTRIES)
        for record in fields_of(parks.column("fields"))
    ]
    known = parks.column("area_km2").notna()
    area = np.nan_to_num(parks.column("area_km2").to_numpy(dtype=np.float64))
    number = parks.where(known) @ draws.parks
    with np.errstate(invalid="ignore", divide="ignore"):
        mean_area = ((parks.inside * area) @ draws.parks) / number
    counted = centres.inside @ draws.centres
    if draws.guests is not None:
        for record, home in zip(*draws.guests, strict=True):
            np.add.at(counted, (home, np.arange(counted.shape[1])), draws.centres[record])
    return {
        **found,
        "delta_programmes": _kinds(pilots.inside, programmes, draws.pilots),
        "centres_in_operation": counted,
        "centres_fields": _kinds(
            centres.inside, fields_of(centres.column("fields")), draws.centres
        ),
        "centres_under_construction": ground.building.inside @ draws.building,
        **_district_access(ground, draws.centre_reach),
        "parks_designated": parks.inside @ draws.parks,
        "parks_industries": _kinds(parks.inside, industries, draws.parks),
        "parks_mean_area_km2": mean_area,
    }


def _kinds(inside: Floats, kinds: list[tuple[str, ...]], counts: Flags) -> Floats:
    """How many different kinds the records of an area have between them."""
    found = np.zeros((len(inside), counts.shape[1]))
    for kind in sorted({one for record in kinds for one in record}):
        has = np.array([kind in record for record in kinds], dtype=np.float64)
        found += (inside * has) @ counts > 0
    return found


def _district_access(ground: Ground, towns: Reach) -> dict[str, Floats]:
    numbers = np.arange(len(ground.districts))
    starts = np.searchsorted(ground.district_of, numbers)
    count = np.bincount(ground.district_of, minlength=len(numbers))
    empty = count == 0
    starts = np.minimum(starts, max(len(ground.district_of) - 1, 0))

    def per_district(values: Floats, how: np.ufunc) -> Floats:
        return np.where(empty[:, None], np.nan, how.reduceat(values, starts, axis=0))

    nearest = np.where(np.isfinite(towns.nearest_km), towns.nearest_km, np.nan)
    size = np.maximum(count, 1)[:, None]
    near = {km: np.asarray(nearest <= km, dtype=np.float64) for km in (5.0, 10.0)}
    known = np.where(np.isnan(nearest), np.nan, 1.0)
    return {
        "access_mean_km": per_district(nearest, np.add) / size,
        "access_worst_km": per_district(nearest, np.maximum),
        "access_within_5km": 100 * per_district(near[5.0] * known, np.add) / size,
        "access_within_10km": 100 * per_district(near[10.0] * known, np.add) / size,
    }


def _town_values(draws: Draws) -> dict[str, Floats]:
    centres, parks = draws.centre_reach, draws.park_reach
    assert parks is not None
    finite = [np.where(np.isfinite(x.nearest_km), x.nearest_km, np.nan) for x in (centres, parks)]
    return {
        "centre_km": finite[0],
        "centres_within_10km": centres.within,
        "fields_within_10km": centres.fields,
        "park_km": finite[1],
        "parks_within_5km": parks.close,
    }
