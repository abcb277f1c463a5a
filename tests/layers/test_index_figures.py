"""The index on the map: the same numbers as the engine's, and four kinds of nothing."""

from __future__ import annotations

import pytest

from data.drawing import RecordSampler
from data.indicators import index_file, indicator_table
from layers.index_figures import INDEX_FIGURE, IndexFigures, index_figure_ids
from scoring import Result, read_index, score


@pytest.fixture(scope="module")
def result() -> Result:
    sampler = RecordSampler("district")
    return score(read_index(index_file("district")), indicator_table("district"), sampler.key)


def test_every_indicator_is_a_figure() -> None:
    figures = IndexFigures()
    assert tuple(spec["id"] for spec in figures.specs()) == index_figure_ids()
    assert all(spec["name"]["zh"] and spec["name"]["en"] for spec in figures.specs())
    assert {spec["levels"][0] for spec in figures.specs()} == {"district"}


def test_the_map_holds_the_published_scores_and_readings(result: Result) -> None:
    figures = IndexFigures()
    for code in result.ranking.index:
        values = figures.values(str(code))
        assert set(values) == set(index_figure_ids())
        assert values[INDEX_FIGURE] == result.ranking.loc[code, "score"]
        for one in result.index.indicators:
            state = result.states().loc[code, one.id]
            found = values[f"index_{one.id}"]
            if state == "present":
                assert found == pytest.approx(result.raw().loc[code, one.id], abs=1e-4)
            else:
                assert found == {"missing": state}


def test_a_district_without_parks_has_no_mean_area() -> None:
    assert IndexFigures().values("310101")["index_parks_mean_area_km2"] == {
        "missing": "not_applicable"
    }
