"""Which town a point lies in."""

from __future__ import annotations

import math

import pytest

from data import load_records, load_towns
from data.places import towns_at
from data.records import reference_centres


def test_every_town_and_centre_lies_in_its_district() -> None:
    towns = load_towns()
    towns = towns[towns["is_town"] & towns["lon"].notna()]
    found = towns_at(towns["lon"], towns["lat"])
    assert [town[:6] for town in found] == list(towns["district_code"])
    centres = reference_centres(load_records())
    assert "" not in towns_at(centres["lon"], centres["lat"])


@pytest.mark.parametrize(
    "at",
    [(120.6, 31.3), (122.5, 31.0), (121.47, 30.2), (0.0, 0.0), (math.nan, 31.2), (math.inf, 31.2)],
    ids=["Suzhou", "sea", "Hangzhou Bay", "nowhere", "no number", "infinite"],
)
def test_a_point_outside_the_city_has_no_town(at: tuple[float, float]) -> None:
    assert towns_at([at[0], 121.47], [at[1], 31.23]) == ["", "310101002"]
