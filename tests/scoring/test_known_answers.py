"""The ASEM example of COINr 1.1.14: every stage, every variant, every rank."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from scoring import Result, score, strengths, uncertainty, weaknesses
from scoring.aggregate import copeland
from scoring.audit import correlations, cronbach, effective_weights, flagged, without_each
from scoring.normalise import fraction
from scoring.rank import ranks
from scoring.treat import kurtosis, skewness
from tests.scoring import asem

CLOSE = 1e-9


@pytest.fixture(scope="module")
def result(reference: Path) -> Result:
    return score(asem.index(reference), asem.table(reference))


def test_every_stage(reference: Path, result: Result) -> None:
    stages = {
        "Denominated": result.raw(),
        "Screened": result.filled(),
        "Treated": result.treated(),
        "Normalised": result.normalised,
        "Aggregated": result.scores.rename(columns={"index": "Index"}),
    }
    for name, ours in stages.items():
        assert asem.worst(ours, asem.read(reference, f"stage_{name}")) < CLOSE, name


def test_all_51_ranks(reference: Path, result: Result) -> None:
    wanted = asem.read(reference, "results_aggs")
    ours = result.ranking.loc[wanted.index]
    assert len(wanted) == 51
    assert ours["rank"].tolist() == wanted["Rank"].tolist()
    np.testing.assert_allclose(ours["score"], wanted["Index"], atol=1e-8)
    assert ours.loc[["CHE", "NLD", "DNK"], "score"].round(4).tolist() == [68.3837, 64.8195, 64.8041]


def test_what_was_treated(reference: Path, result: Result) -> None:
    wanted = asem.read(reference, "treat_details")
    changed = wanted["winsorise.nwin"].fillna(0).to_dict()
    for one, ours in zip(result.index.indicators, result.prepared.treatments, strict=True):
        row = wanted.loc[one.id]
        assert ours
        assert ours.treated == changed[one.id]
        before = [row["check_SkewKurt0.Skew"], row["check_SkewKurt0.Kurt"]]
        np.testing.assert_allclose([ours.skew, ours.kurtosis], before, rtol=CLOSE, atol=CLOSE)
        if ours.treated:
            after = [row["check_SkewKurt1.Skew"], row["check_SkewKurt1.Kurt"]]
            np.testing.assert_allclose([ours.skew_after, ours.kurtosis_after], after, rtol=CLOSE)
            assert ours.passed


def test_skew_and_kurtosis_of_raw_values(reference: Path) -> None:
    raw = asem.read(reference, "stage_Raw")
    for code, row in asem.read(reference, "skew_kurt_raw").iterrows():
        known = raw[code].dropna().to_numpy()
        assert [skewness(known), kurtosis(known)] == pytest.approx(list(row), rel=CLOSE, abs=CLOSE)


@pytest.mark.parametrize(
    ("name", "method"),
    [
        ("zscore", {"normalise": "zscore", "zscore": [0, 1]}),
        ("rank", {"normalise": "rank"}),
        ("borda", {"normalise": "borda"}),
        ("prank", {"normalise": "percentile", "scale": [0, 1]}),
        ("dist2max", {"normalise": "distance", "scale": [0, 1]}),
    ],
)
def test_normalisations(reference: Path, name: str, method: dict[str, object]) -> None:
    ours = score(asem.index(reference, **method), asem.table(reference)).normalised
    theirs = asem.read(reference, f"alt_norm_n_{name}").loc[ours.index, ours.columns]
    differs = (ours - theirs).abs() > CLOSE * np.maximum(1, theirs.abs())
    if name in {"rank", "borda", "prank"}:
        # Three ties of TolMin were no ties before the data was written with fifteen digits.
        assert set(zip(*np.nonzero(differs.to_numpy()), strict=True)) <= {
            (ours.index.get_loc(unit), ours.columns.get_loc("TolMin"))
            for unit in ("BGR", "CZE", "NOR")
        }
    else:
        assert not differs.any(axis=None)


def test_fraction_of_the_maximum(reference: Path, result: Result) -> None:
    theirs = asem.read(reference, "alt_norm_n_fracmax")
    for one in result.index.indicators:
        up = result.treated()[one.id].to_numpy()[:, None] * one.direction
        wanted = theirs.loc[result.scores.index, one.id]
        np.testing.assert_allclose(fraction(up, (0.0, 1.0))[:, 0], wanted, rtol=CLOSE)


@pytest.mark.parametrize(
    ("name", "aggregate"), [("amean", "arithmetic"), ("gmean", "geometric"), ("hmean", "harmonic")]
)
def test_aggregations(reference: Path, name: str, aggregate: str) -> None:
    index = asem.index(reference, scale=[1, 100], aggregate=aggregate)
    ours = score(index, asem.table(reference))
    theirs = asem.read(reference, f"alt_minmax1-100_a_{name}")
    assert asem.worst(ours.normalised, theirs) < CLOSE
    assert asem.worst(ours.scores.rename(columns={"index": "Index"}), theirs) < CLOSE


def test_copeland_of_the_pillars(reference: Path, result: Result) -> None:
    pillars = [result.scores[p].to_numpy()[:, None] for p in result.index.pillars]
    found = copeland(pillars, np.ones((len(pillars), 1)) / len(pillars))[:, 0]
    wanted = asem.read(reference, "alt_copeland_pillars").loc[result.scores.index]
    assert found.tolist() == wanted["copeland"].tolist()
    assert ranks(found).tolist() == wanted["rank"].tolist()


def test_effective_weights(reference: Path, result: Result) -> None:
    wanted = asem.read(reference, "eff_weights")["EffWeight"]
    ours = effective_weights(result).rename({"index": "Index"})
    np.testing.assert_allclose(ours[wanted.index], wanted, rtol=CLOSE)


def test_cronbach(reference: Path, result: Result) -> None:
    wanted = asem.read(reference, "cronbach")["alpha"]
    np.testing.assert_allclose(cronbach(result)[wanted.index], wanted, rtol=CLOSE)


def test_rank_change_without_each_pillar(reference: Path, result: Result) -> None:
    wanted = asem.read(reference, "remove_elements_L2")["mean_abs_rank_diff"].drop("Nominal")
    np.testing.assert_allclose(without_each(result)[wanted.index], wanted, rtol=CLOSE)


@pytest.mark.parametrize(("name", "limits"), [("high", (0.75, -2.0)), ("low", (2.0, -0.4))])
def test_correlated_pairs(
    reference: Path, result: Result, name: str, limits: tuple[float, float]
) -> None:
    pairs = correlations(result)
    ours = flagged(pairs[pairs["pillar"].eq(pairs["other"])], *limits)
    theirs = pd.read_csv(reference / "scoring" / f"corr_flags_{name}.csv")
    found = {
        (r.pillar, frozenset((r.first, r.second)), round(float(str(r.r)), 3))
        for r in ours.itertuples()
    }
    assert found == {(r.Group, frozenset((r.Ind1, r.Ind2)), r.Corr) for r in theirs.itertuples()}


def test_strengths_and_weaknesses_of_spain(reference: Path) -> None:
    # COINr's list is of the values before their denominators.
    plain = asem.index(reference, treat=False)
    plain = replace(plain, indicators=tuple(replace(i, denominator="") for i in plain.indicators))
    result = score(plain, asem.table(reference))
    for name, ours in (
        ("strengths", strengths(result, "ESP", 5, all_ranks=True)),
        ("weaknesses", weaknesses(result, "ESP", 5, all_ranks=True)),
    ):
        theirs = asem.read(reference, f"ESP_{name}")
        assert [one.indicator for one in ours] == theirs.index.tolist()
        assert [one.rank for one in ours] == theirs["Rank"].tolist()
        assert [float(f"{one.value:.3g}") for one in ours] == theirs["Value"].tolist()


def test_the_spread_of_the_ranks_is_of_the_published_size(reference: Path) -> None:
    # COINr draws weights evenly within 25 % and other choices: alike, not equal.
    index = asem.index(reference)
    index = replace(
        index,
        uncertainty=replace(
            index.uncertainty, weights_cv=0.144, normalise=("as_declared", "zscore"), draws=400
        ),
    )
    ours = uncertainty(score(index, asem.table(reference))).ranking
    theirs = asem.read(reference, "UA200_RankStats").loc[ours.index]
    assert ours["rank"].tolist() == theirs["Nominal"].tolist()
    assert ours["mean"].corr(theirs["Mean"]) > 0.98
    width = (ours["high"] - ours["low"]).mean()
    assert 0.3 < width / (theirs["Q95"] - theirs["Q5"]).mean() < 1.5
