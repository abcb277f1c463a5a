"""The tables behind a question about new centres, and the problem that they make."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from data import load_districts, load_records, load_towns
from data.once import Keyed, once
from data.records import reference_centres
from geo.measures import pairwise_km
from siting import Labelled, Problem, aligned, make_problem
from ui.siting_question import OWN_CANDIDATES, OWN_DEMAND, OWN_DISTANCE, Question

Floats = npt.NDArray[np.float64]

_CHONGMING: Final = "310151"
_ISLANDS: Final = ("310151116", "310151202")
"""Changxing and Hengsha: across the river from Chongming as well."""


@dataclass(frozen=True, eq=False)
class Own(Keyed):
    """What a visitor has brought; it stays in the session.

    Attributes
    ----------
    candidates : pandas.DataFrame or None
        As `place_table` makes it.
    weights : Labelled or None
        Towns by columns of weights.
    matrix : Labelled or None
        Towns by candidates and existing centres.
    unit : {"km", "min"}
        Of the matrix.
    """

    candidates: pd.DataFrame | None = None
    weights: Labelled | None = None
    matrix: Labelled | None = None
    unit: str = "km"

    @property
    def once_key(self) -> str:
        """Nothing to compare but the unit: the tables are those of one session."""
        return self.unit

    @property
    def once_owners(self) -> tuple[object, ...]:
        """Itself, if there is anything: what follows from it ends with the session."""
        brought = (self.candidates, self.weights, self.matrix)
        return () if all(one is None for one in brought) else (self,)


NOTHING: Final = Own()


@dataclass(frozen=True, eq=False)
class Places(Keyed):
    """The tables behind a question.

    Attributes
    ----------
    towns, demand, candidates, existing : pandas.DataFrame
        Index code or id; ``name_zh``, ``name_en``, ``district``, ``lon``, ``lat``,
        ``side`` of the Yangtze; `demand` with ``weight``.
    districts : dict of str to dict
        Short names by code and language.
    unit : {"km", "min"}
        Of the distances.
    """

    towns: pd.DataFrame
    demand: pd.DataFrame
    candidates: pd.DataFrame
    existing: pd.DataFrame
    districts: dict[str, dict[str, str]]
    unit: str = "km"

    @property
    def once_key(self) -> str:
        """Nothing to compare: the tables themselves count."""
        return ""

    @property
    def once_owners(self) -> tuple[object, ...]:
        """Itself: equal questions get the same object from `places_for`."""
        return (self,)

    def names(self, lang: str) -> dict[str, str]:
        """Names of all places and districts by code or id."""
        return _names(self, lang)


@once
def _names(places: Places, lang: str) -> dict[str, str]:
    found = {code: names[lang] for code, names in places.districts.items()}
    for table in (places.demand, places.existing, places.candidates, places.towns):
        found |= dict(zip(table.index.astype(str), table[f"name_{lang}"], strict=True))
    return found


def places_for(question: Question, own: Own = NOTHING) -> Places:
    """The tables that a question is about; the same object for equal questions.

    Raises
    ------
    DistrictMapError
        If the tables have defects, or a visitor's weights do not fit the towns.
    """
    names = ("demand", "column", "candidates", "field", "distance")
    return _places(Question(**{name: getattr(question, name) for name in names}), own)


@once
def _places(question: Question, own: Own) -> Places:
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
    weight: Any = np.ones(len(demand))
    if question.demand == "population":
        share = districts["population_2024"] / towns["district"].value_counts()
        weight = share.reindex(towns["district"]).to_numpy(dtype=np.float64)
    elif question.demand == OWN_DEMAND and own.weights is not None:
        weight = aligned(
            own.weights, aliases(towns), [(question.column,)], spare=own.weights.columns
        )[:, 0]
    candidates = parks if question.candidates == "parks" else towns
    if question.candidates == OWN_CANDIDATES and own.candidates is not None:
        candidates = own.candidates
    return Places(
        towns,
        demand.assign(weight=weight),
        candidates,
        _placed(centres),
        names,
        own.unit if question.distance == OWN_DISTANCE else "km",
    )


@once
def fields_of_centres() -> dict[str, int]:
    """Fields of the existing centres in operation, and how many centres each has."""
    fields = reference_centres(load_records())["fields"].explode().dropna()
    counts = fields[fields.ne("")].value_counts()
    return {str(name): int(count) for name, count in sorted(counts.items(), key=lambda p: -p[1])}


def problem_for(question: Question, places: Places | None = None, own: Own = NOTHING) -> Problem:
    """The problem of a question.

    Raises
    ------
    DistrictMapError
        If the tables do not allow the question.
    """
    places = places or places_for(question, own)
    there = set(places.candidates["district"])
    named = dict.fromkeys(there if question.limit is not None else ())
    named |= dict.fromkeys(code for code, _ in question.limits if code in there)
    cost, existing_cost = _costs(question, places, own)
    return make_problem(
        list(places.demand.index),
        list(places.candidates.index),
        cost,
        weights=places.demand["weight"].to_numpy(),
        existing=list(places.existing.index),
        existing_cost=existing_cost,
        must_open=question.must,
        forbidden=question.forbid,
        groups=list(places.candidates["district"]),
        # A limit of a district without any candidate holds by itself.
        limits={code: n for code in sorted(named) if (n := question.limit_of(code)) is not None},
        unit=places.unit,
    )


def km_between(one: pd.DataFrame, other: pd.DataFrame, factor: float) -> Floats:
    """Stated distances in kilometres, shape (one, other)."""
    km: Floats = pairwise_km(one["lon"], one["lat"], other["lon"], other["lat"]) * factor
    return km


def aliases(table: pd.DataFrame) -> list[tuple[str, str, str]]:
    """What each place may be called in a visitor's table: its id, both its names."""
    return list(zip(table.index.astype(str), table["name_zh"], table["name_en"], strict=True))


def matrix_names(places: Places) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Rows and columns that a visitor's own matrix must have for a question."""
    return places.demand, pd.concat([places.candidates, places.existing])


@once
def asked_key(question: Question, places: Places, own: Own) -> str:
    """`content_key` of a question, by whoever has asked it before."""
    return content_key(problem_for(question, places, own), question)


def content_key(problem: Problem, question: Question) -> str:
    """Hash of everything that decides the answer."""
    found = hashlib.sha256()
    asked = (question.model, 0 if question.model == "set_covering" else question.k)
    radius = question.radius if question.covers else None
    found.update(repr((asked, radius, problem.demand, problem.candidates)).encode())
    found.update(repr((problem.existing, problem.groups, sorted(problem.limits.items()))).encode())
    for part in (problem.weights, problem.cost, problem.existing_cost):
        found.update(np.ascontiguousarray(part).tobytes())
    for fixed in (problem.must_open, problem.forbidden):
        found.update(fixed.tobytes() + b"|")
    return found.hexdigest()


def place_table(
    ids: Sequence[str],
    names: tuple[Iterable[str], Iterable[str]],
    at: tuple[Iterable[float], Iterable[float]],
    town_codes: Sequence[tuple[str, ...]],
    districts: Sequence[str],
) -> pd.DataFrame:
    """A table of places.

    Parameters
    ----------
    ids : sequence of str
    names : pair of iterables of str
        Chinese, English.
    at : pair of iterables of float
        Longitude, latitude, degrees.
    town_codes, districts : sequence
        Towns and district of each place, as far as known.
    """
    return pd.DataFrame(
        {
            "name_zh": list(map(str, names[0])),
            "name_en": list(map(str, names[1])),
            "district": list(districts),
            "lon": list(map(float, at[0])),
            "lat": list(map(float, at[1])),
            "side": [side(*one) for one in zip(town_codes, districts, strict=True)],
        },
        index=pd.Index(list(ids), dtype=object),
    )


@lru_cache(maxsize=512)
def side(town_codes: tuple[str, ...], district: str) -> str:
    """Which bank of the Yangtze a place lies on."""
    if district != _CHONGMING:
        return "south"
    return "islands" if any(code in _ISLANDS for code in town_codes) else "chongming"


def _costs(question: Question, places: Places, own: Own) -> tuple[Any, Any]:
    """From demand to candidates, from demand to existing centres."""
    if question.distance != OWN_DISTANCE or own.matrix is None:
        kept = km_between(places.demand, places.existing, question.factor)
        return km_between(places.demand, places.candidates, question.factor), kept
    rows, columns = matrix_names(places)
    known = pd.concat([places.towns, _placed(load_records())])
    cells = aligned(
        own.matrix,
        aliases(rows),
        aliases(columns),
        spare=[name for names in aliases(known) for name in names],
    )
    return cells[:, : len(places.candidates)], cells[:, len(places.candidates) :]


def _towns(table: pd.DataFrame) -> pd.DataFrame:
    towns = table[table["is_town"].astype(bool) & table["lon"].notna()]
    codes = list(map(str, towns.index))
    return place_table(
        codes,
        (towns["name_zh"], towns["name_en"]),
        (towns["lon"], towns["lat"]),
        [(code,) for code in codes],
        list(map(str, towns["district_code"])),
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
    return place_table(
        list(map(str, records.index)),
        (records["name_zh"], records["name_en"]),
        (records["lon"], records["lat"]),
        [tuple(map(str, codes)) for codes in records["town_codes"]],
        [str(codes[0]) if len(codes) else "" for codes in records["district_codes"]],
    )
