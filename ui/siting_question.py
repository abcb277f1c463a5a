"""A question about new centres, as the page asks it, and the tables that answer it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from data import load_districts, load_records, load_towns
from data.records import reference_centres
from geo.measures import pairwise_km
from siting import Problem, make_problem
from siting.solution import Model

Floats = npt.NDArray[np.float64]

MODELS: Final[tuple[Model, ...]] = ("p_median", "maximal_covering", "set_covering", "p_center")
DEMANDS: Final = ("towns", "population", "parks")
CANDIDATES: Final = ("towns", "parks")
RADII_KM: Final = (5, 10, 15, 20)
FACTORS: Final = (1.0, 1.32)
"""Straight line, and the mean detour of 25 Chinese cities."""
MOST: Final = 5
_CHONGMING: Final = "310151"
_ISLANDS: Final = ("310151116", "310151202")
"""Changxing and Hengsha: across the river from Chongming as well."""


@dataclass(frozen=True)
class Question:
    """What is asked.

    Attributes
    ----------
    model : str
    k : int
        New centres; without meaning for set covering.
    radius_km : int
        Of the covering models.
    demand : {"towns", "population", "parks"}
        Who is to be served: towns alike; the population of each district spread
        equally over its towns, an assumption; parks alike.
    candidates : {"towns", "parks"}
    field : str
        Only existing centres of this field count; all if empty.
    factor : float
        Straight-line distances are multiplied by it.
    """

    model: Model = "p_median"
    k: int = 3
    radius_km: int = 10
    demand: str = "towns"
    candidates: str = "towns"
    field: str = ""
    factor: float = 1.0

    @property
    def covers(self) -> bool:
        """Whether the radius belongs to the question."""
        return self.model in {"maximal_covering", "set_covering"}


@dataclass(frozen=True, eq=False)
class Places:
    """The tables behind a question.

    Attributes
    ----------
    towns, demand, candidates, existing : pandas.DataFrame
        Index code or id; ``name_zh``, ``name_en``, ``district``, ``lon``, ``lat``,
        ``side`` of the Yangtze; `demand` with ``weight``.
    districts : dict of str to dict
        Short names by code and language.
    """

    towns: pd.DataFrame
    demand: pd.DataFrame
    candidates: pd.DataFrame
    existing: pd.DataFrame
    districts: dict[str, dict[str, str]]


def places_for(question: Question) -> Places:
    """The tables that a question is about.

    Raises
    ------
    DataDefectsError
        If the tables have defects.
    """
    records, districts = load_records(), load_districts()
    towns = _towns(load_towns())
    parks = _placed(records[_parks(records)])
    centres = reference_centres(records)
    if question.field:
        centres = centres[[question.field in fields for fields in centres["fields"]]]
    names = {
        str(code): {"zh": str(row["short_zh"]), "en": str(row["short_en"])}
        for code, row in districts.iterrows()
    }
    demand = parks if question.demand == "parks" else towns
    weight = np.ones(len(demand))
    if question.demand == "population":
        share = districts["population_2024"] / towns["district"].value_counts()
        weight = share.reindex(towns["district"]).to_numpy(dtype=np.float64)
    return Places(
        towns,
        demand.assign(weight=weight),
        parks if question.candidates == "parks" else towns,
        _placed(centres),
        names,
    )


def fields_of_centres() -> dict[str, int]:
    """Fields of the existing centres in operation, and how many centres each has."""
    fields = reference_centres(load_records())["fields"].explode().dropna()
    counts = fields[fields.ne("")].value_counts()
    return {str(name): int(count) for name, count in sorted(counts.items(), key=lambda p: -p[1])}


def problem_for(question: Question, places: Places | None = None) -> Problem:
    """The problem of a question.

    Raises
    ------
    DistrictMapError
        If the tables do not allow the question.
    """
    places = places or places_for(question)
    return make_problem(
        list(places.demand.index),
        list(places.candidates.index),
        km_between(places.demand, places.candidates, question.factor),
        weights=places.demand["weight"].to_numpy(),
        existing=list(places.existing.index),
        existing_cost=km_between(places.demand, places.existing, question.factor),
        groups=list(places.candidates["district"]),
    )


def km_between(one: pd.DataFrame, other: pd.DataFrame, factor: float) -> Floats:
    """Stated distances in kilometres, shape (one, other)."""
    km: Floats = pairwise_km(one["lon"], one["lat"], other["lon"], other["lat"]) * factor
    return km


def content_key(problem: Problem, question: Question) -> str:
    """Hash of everything that decides the answer."""
    found = hashlib.sha256()
    asked = (question.model, 0 if question.model == "set_covering" else question.k)
    radius = question.radius_km if question.covers else None
    found.update(repr((asked, radius, problem.demand, problem.candidates)).encode())
    found.update(repr((problem.existing, problem.groups, sorted(problem.limits.items()))).encode())
    for part in (problem.weights, problem.cost, problem.existing_cost):
        found.update(np.ascontiguousarray(part).tobytes())
    for fixed in (problem.must_open, problem.forbidden):
        found.update(fixed.tobytes() + b"|")
    return found.hexdigest()


@lru_cache(maxsize=32)
def side(town_codes: tuple[str, ...], district: str) -> str:
    """Which bank of the Yangtze a place lies on."""
    if district != _CHONGMING:
        return "south"
    return "islands" if any(code in _ISLANDS for code in town_codes) else "chongming"


def _towns(table: pd.DataFrame) -> pd.DataFrame:
    towns = table[table["is_town"].astype(bool) & table["lon"].notna()]
    return pd.DataFrame(
        {
            "name_zh": towns["name_zh"].astype(str),
            "name_en": towns["name_en"].astype(str),
            "district": towns["district_code"].astype(str),
            "lon": towns["lon"].astype(float),
            "lat": towns["lat"].astype(float),
            "side": [
                side((str(code),), str(district))
                for code, district in towns["district_code"].items()
            ],
        },
        index=towns.index.astype(str),
    )


def _parks(records: pd.DataFrame) -> pd.Series[Any]:
    """Parks that are there, in the city, with a point of their own."""
    return (
        records["layer"].eq("parks")
        & records["established"]
        & records["placed"]
        & ~records["district_wide"]
        & records["district_codes"].map(len).gt(0)
    )


def _placed(records: pd.DataFrame) -> pd.DataFrame:
    district = [str(codes[0]) if len(codes) else "" for codes in records["district_codes"]]
    return pd.DataFrame(
        {
            "name_zh": records["name_zh"].astype(str),
            "name_en": records["name_en"].astype(str),
            "district": district,
            "lon": records["lon"].astype(float),
            "lat": records["lat"].astype(float),
            "side": [
                side(tuple(map(str, codes)), at)
                for codes, at in zip(records["town_codes"], district, strict=True)
            ],
        },
        index=records.index.astype(str),
    )
