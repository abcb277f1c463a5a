"""Ranks on the map: the engine's numbers with their interval, or why there is none."""

from __future__ import annotations

import pytest

from data.indicators import index_file, indicator_table
from data.missing import Missing
from layers import districts
from layers.atlas import load_atlas
from layers.ranks import district_ranks, why_unranked
from layers.standing import Run, official_run
from scoring import read_index, score, uncertainty

SHORT = "310151"


@pytest.fixture(scope="module")
def gappy() -> Run:
    """A run in which one district has no figure of access."""
    index = read_index(index_file("district"))
    table = indicator_table("district").astype(object)
    columns = [one.column for one in index.indicators if one.parent == "access"]
    table.loc[SHORT, columns] = Missing.MISSING.value
    result = score(index, table)
    spread = uncertainty(result, draws=200)
    return Run(result, spread, official_run().names)


def test_the_map_says_rank_interval_and_score_of_the_run() -> None:
    run = official_run()
    found = district_ranks(run)
    assert set(found) == set(map(str, run.result.ranking.index))
    for code, one in found.items():
        row = run.spread.ranking.loc[code]
        assert (one["rank"], one["low"], one["high"], one["tier"]) == tuple(
            row[["rank", "low", "high", "tier"]]
        )
        assert one["low"] <= one["rank"] <= one["high"] <= one["of"] == len(found)
        assert one["score"] == run.result.ranking["score"][code]
        assert one["draws"] == run.spread.draws
        assert one["interval"] == run.result.index.uncertainty.interval
        assert one["note"]["zh"] == run.result.index.note.zh
        alike = run.result.ranking["rank"] == run.result.ranking["rank"][code]
        assert one["tied"] == (alike.sum() > 1)


def test_a_district_that_is_not_ranked_says_which_part_lacks_what(
    gappy: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert SHORT not in district_ranks(gappy)
    why = why_unranked(gappy, SHORT)
    access = gappy.result.index.node("access").name
    assert access.zh in why["zh"]
    assert access.en in why["en"]
    assert "67%" in why["zh"]
    monkeypatch.setattr(districts, "official_run", lambda: gappy)
    items = {one["code"]: one for one in districts.DistrictLayer(load_atlas()).items()}
    assert (items[SHORT]["standing"], items[SHORT]["unranked"]) == (None, why)
    others = [one for code, one in items.items() if code != SHORT]
    assert all(one["standing"] and one["unranked"] is None for one in others)
