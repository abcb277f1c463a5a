"""The ASEM example of COINr 1.1.14: every stage, every variant, every rank."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from scoring import Result, score
from scoring.normalise import fraction
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
    for one, ours in zip(result.index.indicators, result.prepared.treatments, strict=True):
        row = wanted.loc[one.id]
        assert ours
        assert ours.treated == (0 if pd.isna(row["winsorise.nwin"]) else row["winsorise.nwin"])
        before = [row["check_SkewKurt0.Skew"], row["check_SkewKurt0.Kurt"]]
        np.testing.assert_allclose([ours.skew, ours.kurtosis], before, rtol=CLOSE, atol=CLOSE)
        if ours.treated:
            after = [row["check_SkewKurt1.Skew"], row["check_SkewKurt1.Kurt"]]
            np.testing.assert_allclose([ours.skew_after, ours.kurtosis_after], after, rtol=CLOSE)
            assert ours.passed


def test_skew_and_kurtosis_of_raw_values(reference: Path) -> None:
    from scoring.treat import kurtosis, skewness

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
    from scoring.aggregate import copeland
    from scoring.rank import ranks

    pillars = [result.scores[p].to_numpy()[:, None] for p in result.index.pillars]
    found = copeland(pillars, np.ones((len(pillars), 1)) / len(pillars))[:, 0]
    wanted = asem.read(reference, "alt_copeland_pillars").loc[result.scores.index]
    assert found.tolist() == wanted["copeland"].tolist()
    assert ranks(found).tolist() == wanted["rank"].tolist()
