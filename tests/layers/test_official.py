"""What the plan asks of the districts, and what is published about each: from the tables alone."""

from __future__ import annotations

import pandas as pd
import pytest

from data import load_districts, load_observations, load_plan_tasks
from layers import official
from layers.official import official_indicators, published_by, tasks_of_districts


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


def test_a_published_figure_of_a_district_takes_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    table = load_observations()
    new = table.loc[["DI06"]].assign(scope="district", district_code="310114", value_zh="91.2")
    more = pd.concat([table, new.rename(index={"DI06": "DI99"})])
    monkeypatch.setattr(official, "load_observations", lambda: more)
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
