"""The ground of the indicators: towns, districts and records as arrays."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from data.files import State, current_state
from data.once import once
from data.records import LAYER_FILES, load_records
from data.tables import DISTRICTS, TOWNS, load_districts, load_towns
from geo.crs import WGS84, local_metric, transformer

Floats = npt.NDArray[np.float64]
Level = Literal["district", "town"]

CENTRE: Final = (121.47, 31.23)
"""Middle of the plane that distances are taken in; 60 km away they are right within 0.002 %."""

HONOUR_CATEGORIES: Final = frozenset(
    {
        "quality_city",
        "export_safety_area",
        "national_brand_area",
        "speciality",
        "municipal_brand_area",
        "testing_service_zone",
        "campaign_honour",
        "quality_district",
        "municipal_assessment",
        "one_town_one_industry",
        "metrology_town",
        "agricultural_area",
        "green_agriculture",
    }
)
"""Titles of quality work. The brand parks of the new towns are none, say their own notes."""

PARK_CATEGORIES: Final = frozenset(
    {
        "characteristic_park",
        "national_development_zone",
        "plan_base",
        "municipal_industrial_base",
        "municipal_industrial_zone",
    }
)
"""Parks that the state or the city designates; no district park, farm or single platform."""

PROGRAMMES: Final = {
    "green_zone": "zone",
    "green_zone_member": "zone",
    "green_zone_town": "zone",
    "cross_province_zone": "zone",
    "market_supervision": "zone",
    "innovation_corridor": "corridor",
    "corridor_landmark": "corridor",
    "quality_pilot": "pilot",
    "quality_platform": "platform",
    "opening_hub": "hub",
}
"""Delta cooperation by programme; what serves the city alone is not in it."""

INDUSTRIES: Final = {
    **dict.fromkeys(("materials", "chemicals", "steel"), "materials"),
    **dict.fromkeys(
        ("manufacturing", "robots", "aerospace", "marine", "nev", "vehicles", "drones",
         "navigation", "energy", "hydrogen", "special", "electrical", "instruments"),
        "equipment",
    ),
    **dict.fromkeys(("biomed", "devices"), "biomedicine"),
    "agriculture": "food",
    **dict.fromkeys(("consumer", "beauty"), "consumer"),
    **dict.fromkeys(("digital", "online", "ai", "ic", "electronics", "metaverse"), "digital"),
}  # fmt: skip
"""Fields of the catalogue by the six tasks of the plan that name an industry (tasks 1 to 6)."""


@dataclass(frozen=True, eq=False)
class Records:
    """Some records as arrays.

    Attributes
    ----------
    table : pandas.DataFrame
        The records, ``m`` of them.
    inside : ndarray of float64, shape (areas, m)
        1 where a record belongs to an area.
    """

    table: pd.DataFrame
    inside: Floats

    def where(self, chosen: pd.Series[bool]) -> Floats:
        """``inside`` for some of the records, 0 for the others."""
        return self.inside * chosen.to_numpy(dtype=np.float64)

    def column(self, name: str) -> pd.Series[Any]:
        """A column of the records."""
        return self.table[name]


@dataclass(frozen=True, eq=False)
class Ground:
    """What the indicators are made from.

    Attributes
    ----------
    level : {"district", "town"}
    areas : pandas.Index
        Codes of the districts or towns.
    district_of : ndarray of int, shape (towns,)
        Number of each town's district; towns are sorted by it.
    town_xy_km : ndarray of float64, shape (towns, 2)
    town_precision_km, town_radius_km : ndarray of float64, shape (towns,)
        Of the point; and of a disc as large as the town, for whatever lies
        somewhere in it (the median town's where its area is unknown).
    honours, centres, building, parks, pilots : Records
    population : ndarray of float64 or None
    """

    level: Level
    areas: pd.Index[str]
    districts: pd.Index[str]
    district_of: npt.NDArray[np.int64]
    town_xy_km: Floats
    town_precision_km: Floats
    town_radius_km: Floats
    honours: Records
    centres: Records
    building: Records
    parks: Records
    pilots: Records
    population: Floats | None


def load_ground(level: Level = "district", folder: Path | str | None = None) -> Ground:
    """Records, towns and districts as arrays, kept by the content of the files."""
    return _ground(level, *current_state(folder, DISTRICTS, TOWNS, *LAYER_FILES))


@once
def _ground(level: Level, folder: Path, _state: State) -> Ground:
    districts, towns, records = load_districts(folder), load_towns(folder), load_records(folder)
    towns = towns[towns["is_town"] & towns["lon"].notna()]
    order = {code: at for at, code in enumerate(districts.index)}
    towns = towns.iloc[np.argsort(towns["district_code"].map(order).to_numpy(), kind="stable")]
    areas = districts.index if level == "district" else towns.index
    key = "district_codes" if level == "district" else "town_codes"

    def chosen(which: pd.Series[bool]) -> Records:
        table = records[which]
        place = {code: at for at, code in enumerate(areas)}
        inside = np.zeros((len(areas), len(table)))
        for at, codes in enumerate(table[key]):
            inside[[place[code] for code in codes if code in place], at] = 1.0
        return Records(table, inside)

    layer, category, status = records["layer"], records["category"], records["status"]
    centre = records["counts_as_centre"]
    plane = plane_km(towns["lon"].to_numpy(), towns["lat"].to_numpy())
    return Ground(
        level,
        areas,
        districts.index,
        towns["district_code"].map(order).to_numpy(dtype=np.int64),
        plane,
        towns["point_precision_m"].fillna(500).to_numpy(dtype=np.float64) / 1000,
        np.sqrt(towns["area_km2"].fillna(towns["area_km2"].median()).to_numpy() / np.pi),
        chosen(layer.eq("demonstration") & category.isin(HONOUR_CATEGORIES)),
        chosen(centre & status.eq("in_operation")),
        chosen(centre & status.eq("under_construction")),
        chosen(layer.eq("parks") & category.isin(PARK_CATEGORIES) & records["established"]),
        chosen(layer.eq("pilots") & category.isin(set(PROGRAMMES)) & records["established"]),
        districts["population_2024"].to_numpy(dtype=np.float64) if level == "district" else None,
    )


def plane_km(lon: Floats, lat: Floats) -> Floats:
    """Points in the plane of distances, shape (n, 2), kilometres."""
    to_plane = transformer(WGS84, local_metric(*CENTRE).to_wkt())
    x, y = to_plane.transform(lon, lat)
    return np.column_stack([x, y]) / 1000


def fields_of(column: pd.Series[Any]) -> list[tuple[str, ...]]:
    """The fields of each record."""
    return [tuple(one) for one in column]
