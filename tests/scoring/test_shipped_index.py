"""The index that ships: read, scored, drawn, explained."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from data.catalogue import load_catalogue
from data.drawing import RecordSampler
from data.ground import Level
from data.indicators import index_file, indicator_table
from scoring import (
    Result,
    contributions,
    index_to_dict,
    read_index,
    score,
    uncertainty,
    up_one_rank,
)

LEVELS: tuple[Level, ...] = ("district", "town")


@pytest.fixture(scope="module", params=LEVELS)
def level(request: pytest.FixtureRequest) -> Level:
    found: Level = request.param
    return found


@pytest.fixture(scope="module")
def result(level: Level) -> Result:
    index = read_index(index_file(level))
    return score(index, indicator_table(level), RecordSampler(level).key)


def test_everything_is_said_in_both_languages(result: Result) -> None:
    datasets = {one.id for one in load_catalogue()}
    for one in result.index.indicators:
        for text in (one.name, one.unit, one.reason, one.source):
            assert text.zh, one.id
            assert text.en, one.id
        assert one.datasets, one.id
        assert set(one.datasets) <= datasets
        assert one.goalposts is not None
    for node in result.index.nodes:
        assert node.name.zh, node.id
        assert node.reason.zh, node.id
        assert node.reason.en, node.id
    assert "不完整" in result.index.note.zh
    assert "not the government's own assessment" in result.index.note.en.lower()
    assert read_index(index_to_dict(result.index)) == result.index


def test_everybody_is_ranked_with_an_interval(level: Level, result: Result) -> None:
    assert result.ranking["rank"].notna().all()
    found: Any = uncertainty(result, RecordSampler(level), draws=1500)
    ranking = found.ranking
    assert (ranking["low"] <= ranking["high"]).all()
    assert ranking["tier"].notna().all()
    assert set(found.factors) == {"weights", "normalise", "aggregate", "records"}
    np.testing.assert_allclose(contributions(result).sum(axis=1), result.scores["index"], rtol=1e-9)
    inside = (ranking["low"] <= ranking["rank"]) & (ranking["rank"] <= ranking["high"])
    assert inside.mean() > 0.9


def test_towns_are_shown_as_deciles() -> None:
    assert read_index(index_file("town")).present == "deciles"
    result = score(read_index(index_file("town")), indicator_table("town"))
    deciles = uncertainty(result, RecordSampler("town"), draws=200).ranking["decile"]
    assert deciles.min() == 1
    assert deciles.max() == 10
    assert len(result.ranking) == 216


def test_goalposts_do_not_follow_the_data() -> None:
    index = read_index(index_file())
    table = indicator_table()
    whole = score(index, table).scores["index"]
    assert score(index, table.drop(index="310115")).scores["index"].equals(whole.drop("310115"))


def test_a_districts_next_step() -> None:
    result = score(read_index(index_file()), indicator_table())
    unit = result.order[7]
    found: Any = up_one_rank(result, unit, RecordSampler(), draws=200)
    feasible = found[found["feasible"]]
    assert len(feasible)
    assert (feasible["new_rank"] < result.ranking["rank"][unit]).all()
    assert feasible["p"].between(0, 1).all()
    steps = feasible.loc[feasible.index.str.startswith("honours"), "change"]
    assert (steps % 1 == 0).all()
