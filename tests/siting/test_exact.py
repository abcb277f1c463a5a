"""The parts of the exact method against each other: branching and HiGHS, dense and sparse."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from siting import Problem, Status, exact, p_median, reach, verify
from siting.core import Core
from siting.lagrangian import first_multipliers, ruled_out
from siting.reach import DenseReach, SparseReach
from siting.swap import greedy, swap
from tests.examples import examples
from tests.siting.tables import plane, problem_of

SEEDS = st.integers(0, 10_000)


def core_of(problem: Problem, k: int) -> Core:
    return problem.core(problem.cost, problem.existing_cost, k)


@pytest.fixture
def highs_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exact, "FIRST_STEPS", 1)
    monkeypatch.setattr(exact, "STORED", 0)


def tied(seed: int) -> Problem:
    """Many equal costs: the root alone seldom proves these."""
    random = np.random.default_rng(seed)
    return problem_of(np.round(plane(70, seed=seed) / 12), random.uniform(1, 9, 70))


@pytest.mark.parametrize("seed", range(6))
def test_highs_alone_finds_what_branching_finds(seed: int, request: pytest.FixtureRequest) -> None:
    branched = p_median(tied(seed), 12)
    request.getfixturevalue("highs_only")
    solved = p_median(tied(seed), 12)
    assert branched.status is solved.status is Status.OPTIMAL
    assert solved.objective == pytest.approx(branched.objective, rel=1e-9)
    assert verify(solved).failed == ()


def test_a_proof_that_rests_on_highs_says_so(highs_only: None) -> None:
    found = [p_median(tied(seed), 12) for seed in range(6)]
    rests = [one for one in found if not one.certificate.replayable]
    assert rests
    for one in rests:
        checked = verify(one)
        assert checked.ok
        assert not checked.proven
        assert checked.bound <= one.objective


@examples(60)
@given(seed=SEEDS, k=st.integers(2, 8), holes=st.booleans())
def test_leaving_out_far_pairs_changes_no_price(seed: int, k: int, holes: bool) -> None:
    random = np.random.default_rng(seed)
    cost = plane(30, seed=seed, m=25)
    if holes:
        cost[random.random(cost.shape) < 0.1] = np.inf
        cost[:, 0] = 50.0
    core = core_of(problem_of(cost, random.uniform(1, 5, 25)), k)
    dense, sparse = DenseReach(core), SparseReach(core, 12)
    multipliers = np.minimum(random.uniform(0, 300, 25), sparse.ceiling)
    np.testing.assert_allclose(sparse.prices(multipliers), dense.prices(multipliers), atol=1e-9)
    chosen = np.sort(random.choice(30, k, replace=False))
    np.testing.assert_array_equal(
        sparse.servers(multipliers, chosen), dense.servers(multipliers, chosen)
    )


def test_a_large_question_takes_the_sparse_way(monkeypatch: pytest.MonkeyPatch) -> None:
    problem = problem_of(plane(480, seed=3), np.random.default_rng(3).integers(1, 50, 480))
    assert isinstance(reach.reach_of(core_of(problem, 40)), SparseReach)
    sparse = p_median(problem, 40)
    assert verify(sparse).proven
    monkeypatch.setattr(reach, "SPARSE_FROM", 10**9)
    assert p_median(problem, 40).objective == sparse.objective


@examples(60)
@given(seed=SEEDS, k=st.integers(2, 4))
def test_what_a_bound_rules_out_is_in_no_better_choice(seed: int, k: int) -> None:
    from itertools import combinations

    from siting.lagrangian import AT_ROOT, ascend

    random = np.random.default_rng(seed)
    cost = np.round(plane(11, seed=seed, m=14))
    groups = random.choice(["g", "h"], 11).tolist()
    limits = {"g": 2} if "g" in groups and seed % 2 else {}
    problem = problem_of(cost, random.integers(1, 5, 14), groups=groups, limits=limits)
    if problem.most_new() < k:
        return
    core = core_of(problem, k)
    values = {}
    for rows in combinations(range(11), k):
        if not limits or sum(groups[row] == "g" for row in rows) <= 2:
            values[rows] = core.value(np.array(rows))
    best = min(values.values())
    cutoff = best + float(random.integers(0, 40))
    bound, _ = ascend(
        core,
        first_multipliers(core, greedy(core)),
        AT_ROOT,
        target=lambda: best,
        cutoff=lambda: float("inf"),
        visit=lambda turn, here, is_best: turn >= 40,
    )
    assert bound.value <= best * (1 + 1e-12)
    closed, opened = ruled_out(core, bound, cutoff)
    for rows, value in values.items():
        if value < cutoff * (1 - 1e-9):
            assert not closed[list(rows)].any()
            assert set(np.flatnonzero(opened)) <= set(rows)


@examples(60)
@given(seed=SEEDS, k=st.integers(1, 9))
def test_swapping_ends_where_no_exchange_pays(seed: int, k: int) -> None:
    random = np.random.default_rng(seed)
    core = core_of(problem_of(plane(16, seed=seed, m=22), random.uniform(1, 5, 22)), k)
    start = np.sort(random.choice(16, k, replace=False))
    found = swap(core, start)
    value = core.value(found)
    assert value <= core.value(start)
    for place in range(k):
        for row in set(range(16)) - set(found.tolist()):
            other = found.copy()
            other[place] = row
            assert core.value(other) >= value * (1 - 1e-8)
