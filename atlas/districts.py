"""What is known of a district itself: its size, its residents, its towns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

import pandas as pd

from data import load_districts, load_figures, load_towns
from data.figures import Figures
from data.missing import Missing
from data.once import once

TownKind: TypeAlias = Literal["subdistrict", "town", "township", "statistical_unit"]
TOWN_KINDS: Final[tuple[TownKind, ...]] = ("subdistrict", "town", "township")
"""Kinds of towns; a statistical unit has a code of the division and is no town."""
_UNIT: Final[TownKind] = "statistical_unit"


@dataclass(frozen=True)
class DistrictFacts:
    """Facts of one district.

    Attributes
    ----------
    area_km2 : float or Missing
    area_year : str
    residents : float or Missing
        Resident population of 2024.
    residents_census : float or Missing
        That of the census of 2020.
    residents_per_km2 : float or Missing
        In 2024.
    towns : Mapping of str to int
        How many of each kind; without the kinds of which there is none.
    """

    area_km2: float | Missing
    area_year: str
    residents: float | Missing
    residents_census: float | Missing
    residents_per_km2: float | Missing
    towns: Mapping[TownKind, int]

    @property
    def towns_count(self) -> int:
        """Number of towns, subdistricts and townships together."""
        return sum(self.towns.get(kind, 0) for kind in TOWN_KINDS)


@once
def district_facts() -> Mapping[str, DistrictFacts]:
    """The facts of every district by its code.

    Raises
    ------
    DistrictMapError
        If a table has defects.
    """
    return facts_of(load_districts(), load_towns(), load_figures())


def facts_of(
    districts: pd.DataFrame, towns: pd.DataFrame, figures: Figures
) -> Mapping[str, DistrictFacts]:
    """The facts that tables hold of every district, by its code.

    Parameters
    ----------
    districts, towns : pandas.DataFrame
        As `data` loads them, indexed by code.
    figures : Figures
    """
    kinds = Counter(zip(towns["district_code"], towns["kind"], strict=True))

    def value(figure: str, code: str) -> float | Missing:
        return figures.value(figure, "district", code)

    return {
        str(code): DistrictFacts(
            area_km2=value("area_km2", str(code)),
            area_year=str(row["area_year"]),
            residents=value("population_2024", str(code)),
            residents_census=value("population_2020", str(code)),
            residents_per_km2=value("density_per_km2", str(code)),
            towns={
                kind: kinds[code, kind] for kind in (*TOWN_KINDS, _UNIT) if (code, kind) in kinds
            },
        )
        for code, row in districts.iterrows()
    }
