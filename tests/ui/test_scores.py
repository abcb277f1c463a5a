"""The ranking: the engine's numbers, and no rank without its interval."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from layers.standing import official_run, standings
from text import LANGUAGES, t
from ui.scores import run_table

ROOT = Path(__file__).resolve().parents[2]


def test_the_rows_are_the_engines_numbers() -> None:
    run = official_run()
    result, spread, rows = run.result, run.spread, standings(run)
    assert [one.code for one in rows] == result.order
    for one in rows:
        row = spread.ranking.loc[one.code]
        assert (one.rank, one.low, one.high) == (row["rank"], row["low"], row["high"])
        assert one.score == result.ranking.loc[one.code, "score"]
        assert 1 <= one.low <= one.high <= len(rows)


def test_the_download_holds_inputs_weights_seed_and_record() -> None:
    run = official_run()
    result, spread, table = run.result, run.spread, run_table(run)
    assert list(table.index) == result.order
    assert set(table["seed"]) == {result.index.uncertainty.seed}
    assert set(table["run_record"]) == {spread.record.key}
    for one in result.index.indicators:
        assert f"{one.id}_state" in table
    for pillar in result.index.pillars:
        assert f"weight_{pillar}" in table


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_shows_every_rank_beside_its_interval(lang: str) -> None:
    at = AppTest.from_file(str(ROOT / "app.py"), default_timeout=180)
    at.query_params["lang"] = lang
    at.switch_page("pages/ranking.py").run()
    whole = "".join(str(getattr(one, "value", "")) for one in at.get("html"))
    shown = re.findall(
        r'class="dqm-rank"><strong>(\d+)</strong>.*?aria-label="([^"]*)".*?<span>(\d+–\d+)</span>',
        whole,
    )
    assert len(shown) == 16
    for one, (rank, spoken, interval) in zip(standings(official_run()), shown, strict=True):
        assert rank == str(one.rank)
        assert interval == f"{one.low}–{one.high}"
        assert spoken == t(lang, "pages.ranking.spoken", rank=one.rank, low=one.low, high=one.high)
    assert official_run().result.index.note.in_language(lang).replace("'", "&#x27;") in whole


def test_another_order_keeps_the_intervals() -> None:
    at = AppTest.from_file(str(ROOT / "app.py"), default_timeout=180)
    at.switch_page("pages/ranking.py").run()
    at.selectbox(key="ranking-order").set_value("access").run()
    whole = "".join(str(getattr(one, "value", "")) for one in at.get("html"))
    ranks = [int(rank) for rank in re.findall(r'class="dqm-rank"><strong>(\d+)</strong>', whole)]
    best = max(standings(official_run()), key=lambda one: one.pillars["access"])
    assert ranks[0] == best.rank
    assert len(re.findall(r'class="dqm-rankbar"', whole)) == 16
