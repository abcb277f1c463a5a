"""Ranks with intervals, tiers, sensitivity, and what moves a unit."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring import (
    ChoiceError,
    Spread,
    bands,
    score,
    sensitivity,
    similar,
    strengths,
    uncertainty,
    up_one_rank,
    weaknesses,
)
from scoring.rank import published, ranks
from scoring.sensitivity import sobol
from scoring.uncertainty import quantile
from tests.scoring import made

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Shaky:
    """Draws one column evenly between 0 and 1 for the first unit."""

    key: str = "shaky"
    columns: tuple[str, ...] = ("x0",)
    broken: bool = False

    def draw(self, random: np.random.Generator, draws: int) -> Mapping[str, Floats]:
        cells = np.repeat(np.array([[0.5], [0.3], [0.8]]), draws, axis=1)
        cells[0] = random.random(draws)
        return {"x0": cells[:2] if self.broken else cells, "unused": np.zeros((1, 1))}


QUIET = {"weights_cv": 0.0, "draws": 4000}


def three() -> Any:
    return score(made.index((1,), drawn=QUIET), made.frame([[0.5], [0.3], [0.8]]))


def test_what_is_drawn_is_what_is_counted() -> None:
    found: Any = uncertainty(three(), Shaky())
    row: Any = found.ranking.loc["u0"]
    assert (row["rank"], row["low"], row["high"], row["median"]) == (2, 1, 3, 2)
    # 0.2 of the draws lie above 0.8, 0.7 above 0.3.
    assert found.counts[0, 1] / 4000 == pytest.approx(0.2, abs=0.03)
    assert row["p_next"] == pytest.approx(0.7, abs=0.03)
    assert row["p_top3"] == row["p_ranked"] == 1
    beats: Any = found.beats
    assert beats is not None
    assert beats.loc["u2", "u1"] == 1
    assert beats.loc["u2", "u0"] == pytest.approx(0.8, abs=0.03)
    assert np.isnan(found.ranking.loc["u1", "p_next"])
    assert found.ranking["tier"].tolist() == [1, 1, 1]
    assert found.factors == ("records",)
    assert found is uncertainty(three(), Shaky())
    assert found is not uncertainty(three(), Shaky("other"))


def test_tiers_break_where_it_is_clear() -> None:
    values = [[0.9, 0.9], [0.88, 0.9], [0.2, 0.31], [0.3, 0.2], [0.0, 0.0]]
    result: Any = score(made.index((1, 1), drawn={"draws": 2000}), made.frame(values))
    assert uncertainty(result).ranking["tier"].tolist() == [1, 2, 3, 3, 4]
    same: Any = score(made.index((1, 1), drawn={"draws": 200}), made.frame([[0.5, 0.5]] * 3))
    assert uncertainty(same).ranking["tier"].tolist() == [1, 1, 1]
    assert uncertainty(same).ranking["rank"].tolist() == [1, 1, 1]


def test_units_without_a_rank_have_no_interval() -> None:
    values = [[0.9, 0.9], [None, 0.5], [0.2, 0.3]]
    found: Any = uncertainty(score(made.index((2,)), made.frame(values)), draws=300).ranking
    assert found.loc["u1"].drop("p_ranked").isna().all()
    assert found.loc["u1", "p_ranked"] == 0
    assert found["high"].max() <= 2


@given(st.lists(st.integers(1, 9), min_size=1, max_size=60), st.sampled_from([0.05, 0.5, 0.95]))
def test_quantiles_are_those_of_the_inverted_cdf(drawn: list[int], q: float) -> None:
    counts = np.bincount(drawn, minlength=11)[None, :]
    wanted = np.quantile(drawn, q, method="inverted_cdf")
    assert quantile(counts, q)[0] == wanted


@given(st.lists(st.sampled_from([0.0, 0.5, 1.0, 2.5, float("nan")]), min_size=1, max_size=90))
def test_ties_share_the_better_rank(values: list[float]) -> None:
    wanted = pd.Series(values).rank(ascending=False, method="min").fillna(0).astype(int)
    assert ranks(np.array(values)).tolist() == wanted.tolist()


def test_rounding_forgives_the_last_bit() -> None:
    assert published([12.5, np.nextafter(12.5, 0), np.nextafter(12.5, 99)], 0).tolist() == [12] * 3
    assert published([0.1 + 0.2], 1).tolist() == [0.3]


def test_sobol_indices_of_the_ishigami_function() -> None:
    # Ishigami and Homma (1990), a = 7, b = 0.1: 0.3139, 0.4424, 0 and 0.5576, 0.4424, 0.2437.
    def f(x: Floats) -> Floats:
        found: Floats = np.sin(x[0]) + 7 * np.sin(x[1]) ** 2 + 0.1 * x[2] ** 4 * np.sin(x[0])
        return found

    random = np.random.default_rng(1)
    a, b = random.uniform(-np.pi, np.pi, (2, 3, 200_000))
    for factor, wanted in enumerate([(0.3139, 0.5576), (0.4424, 0.4424), (0.0, 0.2437)]):
        mixed = a.copy()
        mixed[factor] = b[factor]
        assert sobol(f(a), f(b), f(mixed)) == pytest.approx(wanted, abs=0.02)
    assert sobol(np.ones(9), np.ones(9), np.ones(9)) == (0.0, 0.0)


def test_sensitivity_counts_its_runs_and_finds_the_only_cause() -> None:
    found: Any = sensitivity(three(), Shaky(), n=400)
    assert found.runs == 400 * 3
    assert found.indices.loc["records", ["first", "total"]].tolist() == pytest.approx(
        [1, 1], abs=0.2
    )
    assert sensitivity(three(), Shaky(), n=400).indices.equals(found.indices)
    index = made.index((2, 2), indicator={"error": 0.001}, drawn={"draws": 100})
    both: Any = sensitivity(score(index, made.random_frame(12, 4)), n=300).indices
    assert both.loc["weights", "total"] > 10 * both.loc["error", "total"]
    assert (both["total_low"] <= both["total"]).all()


def test_questions_without_an_answer() -> None:
    result: Any = three()
    for ask, message in (
        (lambda: uncertainty(result), "nothing uncertain"),
        (lambda: sensitivity(result), "nothing uncertain"),
        (lambda: sensitivity(result, Shaky(), n=3), "At least 16 draws"),
        (lambda: uncertainty(result, Shaky(), draws=0), "At least 1 draws"),
        (lambda: uncertainty(result, Shaky(key="b", broken=True)), "x0"),
        (lambda: strengths(result, "nobody"), "nobody"),
        (lambda: up_one_rank(result, "nobody"), "nobody"),
    ):
        with pytest.raises(ChoiceError, match=message):
            ask()
    wild = score(made.index((1, 1), drawn={"weights_cv": 1.0}), made.random_frame(3, 2))
    with pytest.raises(ChoiceError, match=r"Set it below 1\.00"):
        uncertainty(wild)
    gap = score(made.index((2,)), made.frame([[0.9, None], [0.1, 0.2]]))
    with pytest.raises(ChoiceError, match="not ranked"):
        up_one_rank(gap, "u0")


def test_the_smallest_change_that_moves_up_one_rank() -> None:
    entry = {"step": 0.1, "goalposts": [0, 1]}
    index = made.index((1, 1), indicator=entry, drawn={"draws": 500})
    result: Any = score(index, made.frame([[0.5, 0.5], [0.4, 0.3], [0.1, 0.1], [0.0, 1.0]]))
    found: Any = up_one_rank(result, "u1", draws=400)
    # u0 and u3 both have 50: from 35, three tenths reach the tie at 50.
    assert found["change"].tolist() == pytest.approx([0.3, 0.3])
    assert found["new_rank"].tolist() == [1, 1]
    assert (found["p"] > found["p_now"]).all()
    assert found.index[0] == "x1"  # 0.3 of 0.7 left: less of an effort than 0.3 of 0.6
    low: Any = up_one_rank(result, "u2", draws=0)
    assert low["feasible"].all()
    assert up_one_rank(result, "u0").empty
    capped = score(made.index((1, 1)), made.frame([[1.0, 1.0], [0.0, 1.0], [0.9, 0.0]]))
    stuck: Any = up_one_rank(capped, "u1", draws=50)
    assert stuck.loc["x0", "needed"] == pytest.approx(1.0, abs=1e-4)
    assert not stuck.loc["x1", "feasible"]
    assert np.isnan(stuck["needed"]["x1"])


def test_down_is_better_where_it_says_so() -> None:
    index = made.index((1, 1), indicator={"direction": "down"})
    result: Any = score(index, made.frame([[0.3, 0.3], [0.6, 0.6], [0.62, 0.62], [0.95, 0.95]]))
    found: Any = up_one_rank(result, "u1", draws=0)
    assert (found["change"] < 0).all()
    assert strengths(result, "u0", all_ranks=True)[0].rank == 1
    assert bands(result)["x0"].tolist() == ["higher", "similar", "similar", "lower"]


def test_strengths_are_named_only_where_they_stand_out() -> None:
    values = [[0.9, 0.5, 0.5], [0.5, 0.5, 0.45], [0.5, 0.5, 0.5], [0.1, 0.5, 0.55]]
    result: Any = score(made.index((1, 1, 1)), made.frame(values))
    assert [one.indicator for one in strengths(result, "u0")] == ["x0"]
    assert [one.indicator for one in weaknesses(result, "u3")] == ["x0"]
    assert similar(result, "u1").index[0] == "u2"


@pytest.mark.no_cover
def test_many_who_ask_at_once_get_their_answers() -> None:
    result = score(made.index((2, 2)), made.random_frame(6, 4))

    def ask(seed: int) -> Spread:
        return uncertainty(result, draws=5, seed=seed % 50)

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(ask, range(400)))
    for seed, one in enumerate(found):
        assert one.record == found[seed % 50].record
        assert one.ranking.equals(found[seed % 50].ranking)


def test_what_is_not_to_stay_is_not_kept() -> None:
    result = score(made.index((2, 2)), made.random_frame(6, 4))
    first, again = (uncertainty(result, draws=50, seed=12_345, keep=False) for _ in range(2))
    assert first is not again
    assert first.ranking.equals(again.ranking)
    kept = uncertainty(result, draws=50, seed=12_345)
    assert uncertainty(result, draws=50, seed=12_345) is kept
