"""What must hold for every index and every table."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from scoring import Result, contributions, explain_change, score, uncertainty
from scoring.editions import shapley
from scoring.model import AGGREGATIONS
from scoring.uncertainty import forget
from tests.examples import examples
from tests.scoring import made

# The same lines hundreds of times: other tests measure which of them are reached.
pytestmark = pytest.mark.no_cover
MEANS = [kind for kind in AGGREGATIONS if kind != "copeland"]
Floats = npt.NDArray[np.float64]
CELLS = st.integers(0, 40).map(lambda k: k / 40)
TABLES = hnp.arrays(np.float64, st.tuples(st.integers(2, 8), st.just(4)), elements=CELLS)
KINDS = st.tuples(st.sampled_from(MEANS), st.sampled_from(MEANS))


def scored(
    values: Floats, kinds: tuple[str, str] = ("arithmetic", "arithmetic"), **parts: Any
) -> Result:
    method = {"aggregate": list(kinds), "power": 0.5, **parts}
    return score(made.index(method=method), made.frame(values))


@examples(40)
@given(values=TABLES, kinds=KINDS, factor=st.floats(1e-3, 1e6), log=st.booleans())
def test_units_of_measurement_do_not_matter(
    values: Floats, kinds: tuple[str, str], factor: float, log: bool
) -> None:
    shifted = values + 0.5
    ranks = []
    for by in (1.0, factor):
        entry = {"goalposts": [0.5 * by, 1.5 * by], "log": log}
        index = made.index(indicator=entry, method={"aggregate": list(kinds)})
        ranks.append(score(index, made.frame(shifted * by)).ranking["rank"].tolist())
    assert ranks[0] == ranks[1]


@examples(40)
@given(
    values=TABLES,
    kinds=KINDS,
    normalise=st.sampled_from(["goalposts", "percentile", "zscore", "minmax"]),
)
def test_whoever_is_nowhere_better_never_ranks_above(
    values: Floats, kinds: tuple[str, str], normalise: str
) -> None:
    spread = np.vstack([values, np.zeros(4), np.ones(4)])
    result = scored(spread, kinds, normalise=normalise)
    ranks = result.ranking["rank"].to_numpy(dtype=np.int64)
    for a, first in enumerate(spread):
        for b, second in enumerate(spread):
            if (first >= second).all():
                assert ranks[a] <= ranks[b]


@examples(40)
@given(values=TABLES, kinds=KINDS, left_out=st.integers(0, 7))
def test_under_goalposts_nobody_depends_on_the_others(
    values: Floats, kinds: tuple[str, str], left_out: int
) -> None:
    table = made.frame(values)
    index = made.index(method={"aggregate": list(kinds)})
    gone = table.index[left_out % len(table)]
    whole = score(index, table).scores.drop(index=gone)
    part = score(index, table.drop(index=gone)).scores
    assert (whole == part).all(axis=None)


@examples(40)
@given(values=TABLES, kinds=KINDS, gaps=hnp.arrays(np.bool_, (8, 4)), floor=st.sampled_from([0, 1]))
def test_contributions_sum_to_the_score(
    values: Floats, kinds: tuple[str, str], gaps: npt.NDArray[np.bool_], floor: int
) -> None:
    holed = np.where(gaps[: len(values)], np.nan, values)
    if np.isnan(holed).all(axis=0).any():
        return
    result = scored(holed, kinds, floor=floor, least_share=0.5)
    parts = contributions(result)
    total = result.scores["index"]
    assert (parts.isna().all(axis=1) == total.isna()).all()
    np.testing.assert_allclose(
        parts.sum(axis=1)[total.notna()], total.dropna(), rtol=1e-9, atol=1e-9
    )
    assert (parts[result.normalised.isna()].fillna(0) == 0).all(axis=None)


@examples(40)
@given(values=TABLES, at=st.tuples(st.integers(0, 7), st.integers(0, 3)))
def test_a_gap_is_never_zero_nor_the_mean(values: Floats, at: tuple[int, int]) -> None:
    unit, column = at[0] % len(values), at[1]
    values = np.vstack([values, np.full(4, 0.5)])
    holed = values.copy()
    holed[unit, column] = np.nan
    name = f"u{unit}"
    # One of two equal weights is half: less than two thirds, so no rank at all.
    strict = scored(holed)
    assert strict.ranking["rank"].isna()[name]
    assert strict.ranking.loc[name, "why_not"] == (f"p{column // 2}",)
    # Where half is enough, the other indicator speaks for the pillar: whatever it is.
    lenient = scored(holed, least_share=0.5)
    other = column ^ 1
    wanted = 100 * values[unit, other]
    assert lenient.scores.loc[name, f"p{column // 2}"] == pytest.approx(wanted)
    everyone_else = strict.ranking["rank"].drop(name)
    assert everyone_else.notna().all()
    assert everyone_else.min() == 1


@examples(25)
@given(old=TABLES, new=TABLES, revised=TABLES, kinds=KINDS, what=st.sampled_from(["rank", "score"]))
def test_shapley_terms_sum_to_the_change(
    old: Floats, new: Floats, revised: Floats, kinds: tuple[str, str], what: Any
) -> None:
    count = min(map(len, (old, new, revised)))
    tables = [made.frame(one[:count]) for one in (old, new, revised)]
    before = made.index()
    after = made.index(method={"aggregate": list(kinds)})
    change = explain_change(
        (before, tables[0]), (after, tables[1]), "u0", revised=tables[2], what=what
    )
    published = [
        score(i, t).ranking[what]["u0"] for i, t in ((before, tables[0]), (after, tables[1]))
    ]
    assert [change.before, change.after] == published
    assert sum(change.terms.values()) == pytest.approx(change.after - change.before, abs=1e-9)
    assert change.recomputed == score(after, tables[2]).ranking[what]["u0"]


def test_shapley_of_a_game_that_is_known() -> None:
    # Two left gloves (players 0 and 1) and a right one (2): 1/6, 1/6, 2/3.
    game = np.array([float((s & 4) > 0 and (s & 3) > 0) for s in range(8)])
    np.testing.assert_allclose(shapley(game, 3), [1 / 6, 1 / 6, 2 / 3])


@examples(10)
@given(values=TABLES, seed=st.integers(0, 2**31), cut=st.integers(1, 3))
def test_the_same_record_gives_the_same_numbers(values: Floats, seed: int, cut: int) -> None:
    drawn = {"normalise": ["as_declared", "percentile"], "aggregate": [["arithmetic"], ["power"]]}
    index = made.index(drawn={**drawn, "seed": seed, "draws": 100 * cut})
    result = score(index, made.frame(values))
    spread = uncertainty(result)
    again = score(spread.record.restore(), made.frame(values))
    forget()
    repeated = uncertainty(again)
    assert repeated is not spread
    assert repeated.record.key == spread.record.key
    assert repeated.ranking.equals(spread.ranking)
    assert (repeated.counts == spread.counts).all()


def test_switching_a_factor_off_leaves_the_draws_of_the_others() -> None:
    from scoring.draws import draw
    from scoring.plan import compile_plan

    index = made.index(indicator={"error": 0.1}, drawn={"normalise": ["as_declared", "rank"]})
    result = score(index, made.random_frame(5, 4))
    plan = compile_plan(index, result.table)
    both = draw(plan, ("weights", "error"), None, 7, (1, 0))
    one = draw(plan, ("error",), None, 7, (1, 0))
    assert all((both.shocks[name] == one.shocks[name]).all() for name in one.shocks)
    spread = np.std(draw(plan, ("weights",), None, 40_000, (1, 0)).weights["index"], axis=1) / 0.5
    np.testing.assert_allclose(spread, index.uncertainty.weights_cv, rtol=0.03)
    assert replace(index, edition="2") != index
