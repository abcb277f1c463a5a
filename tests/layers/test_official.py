"""What the plan asks of the districts, and what is published about each: from the tables alone."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from data import load_districts, load_observations, load_plan_tasks
from layers.official import official_indicators, published_by, tasks_of_districts
from tests.data.folders import copy_of_tables


def test_the_tasks_are_those_that_name_the_districts() -> None:
    table = load_plan_tasks()
    named = table["bodies_zh"].str.contains("各区")
    assert [one.id for one in tasks_of_districts()] == list(table.index[named])
    roles = {one.id: one.role for one in tasks_of_districts()}
    assert roles == {"T04": "shared", "T18": "shared", "S2": "sole"}


def test_no_district_has_a_figure_of_the_official_indicators() -> None:
    for code in load_districts().index:
        found = official_indicators(str(code))
        assert [one.name.zh for one in found] == ["制造业质量竞争力指数", "公共服务质量满意度"]
        assert [one.own for one in found] == [None, None]
        assert [one.city.value.zh for one in found] == ["94.59", "84.69"]


def test_a_published_figure_of_a_district_takes_its_place(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert official_indicators("310114")[0].own is None
    path = copy_of_tables(tmp_path) / "observations.csv"
    monkeypatch.setenv("DQM_DATA_DIR", str(path.parent))
    table = pd.read_csv(path, dtype=str, keep_default_na=False)
    new = table[table["id"] == "DI06"].assign(
        id="DI99", scope="district", district_code="310114", value_zh="91.2"
    )
    pd.concat([table, new]).to_csv(path, index=False)
    own = official_indicators("310114")[0].own
    assert own
    assert (own.id, own.value.zh) == ("DI99", "91.2")
    assert official_indicators("310115")[0].own is None
    assert official_indicators("310114")[0].city.id == "DI06", "the city's figure stays the city's"


def test_published_figures_belong_to_their_district() -> None:
    table = load_observations()
    for code in load_districts().index:
        own = table.index[table["district_code"] == code]
        assert [one.id for one in published_by(str(code))] == list(own)
    assert {one.kind for one in published_by("310114")} == {"context", "target"}
