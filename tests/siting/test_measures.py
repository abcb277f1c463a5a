"""Figures of access, worked out by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from siting import access, p_median
from siting.measures import gini
from tests.siting.tables import INF, problem_of


def test_figures_worked_out_by_hand() -> None:
    cost = np.array([4.0, 12.0, 5.0, 30.0, 77.0])
    weights = np.array([10.0, 5.0, 4.0, 1.0, 0.0])
    found = access(cost, weights)
    # Demand, not points: 14 of 20 within 5 (a cost equal to the limit is within), 19 within 20.
    assert found.shares == {5.0: 0.7, 10.0: 0.7, 20.0: 0.95}
    assert found.mean == pytest.approx((40 + 60 + 20 + 30) / 20)
    assert found.p95 == 12.0
    assert found.worst == 30.0
    # Half the mean absolute difference over all pairs of demand, over the mean.
    pairs = [
        (abs(a - b) * v * w)
        for a, v in zip(cost, weights, strict=True)
        for b, w in zip(cost, weights, strict=True)
    ]
    assert found.gini == pytest.approx(sum(pairs) / 20**2 / 2 / found.mean)


def test_equal_ways_and_one_who_goes_for_all() -> None:
    assert access(np.full(4, 3.0), np.ones(4)).gini == pytest.approx(0.0)
    assert access(np.array([0.0, 0.0, 0.0, 8.0]), np.ones(4)).gini == pytest.approx(0.75)
    assert access(np.zeros(3), np.ones(3)).gini == 0.0


def test_nobody_to_go_to() -> None:
    found = access(np.array([1.0, INF]), np.array([3.0, 1.0]))
    assert (found.mean, found.worst, found.p95) == (INF, INF, INF)
    assert found.shares[5.0] == 0.75
    assert math.isnan(found.gini)


def test_before_and_after_of_a_plan() -> None:
    problem = problem_of(
        [[2.0, 40.0], [30.0, 1.0]], [3.0, 1.0], existing=["old"], existing_cost=[[12.0], [4.0]]
    )
    found = p_median(problem, 1)
    assert (found.access_before.mean, found.access_after.mean) == (10.0, 2.5)
    assert found.access_before.shares[5.0] == 0.25
    assert found.access_after.shares[5.0] == 1.0


@given(rows=st.lists(st.tuples(st.floats(0, 1e6), st.integers(1, 9)), min_size=1, max_size=30))
def test_a_row_of_weight_n_counts_as_n_rows(rows: list[tuple[float, int]]) -> None:
    cost, weight = (np.array(part, dtype=np.float64) for part in zip(*rows, strict=True))
    one = access(cost, weight)
    many = access(np.repeat(cost, weight.astype(int)), np.ones(int(weight.sum())))
    assert one.mean == pytest.approx(many.mean)
    assert one.p95 == many.p95
    assert one.gini == pytest.approx(many.gini, abs=1e-9)
    assert -1e-9 <= one.gini <= 1
    assert gini(np.sort(cost) * 7, np.ones(len(cost))) == pytest.approx(
        gini(np.sort(cost), np.ones(len(cost))), abs=1e-9
    )
