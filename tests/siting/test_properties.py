"""What must hold for any question, without knowing the answer."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from siting import Problem, Solution, Status, make_problem, maximal_covering, p_center, p_median
from siting import set_covering as fewest
from tests.examples import examples
from tests.siting.tables import choices, mean_cost, plane, problem_of, problems

# The same lines hundreds of times: other tests measure which of them are reached.
pytestmark = pytest.mark.no_cover
SEEDS = st.integers(0, 10_000)
some = examples(20)


def question(seed: int, sites: int = 24) -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(seed)
    cost = plane(sites, seed=seed, m=40)
    if seed % 3 == 0:
        cost = random.uniform(0, 100, cost.shape)  # no distance on any map
    if seed % 3 == 1:
        cost = np.round(cost / 10)  # many ties
    return cost, np.where(random.random(40) < 0.2, 0.0, random.uniform(0, 9, 40))


@some
@given(seed=SEEDS, k=st.integers(1, 6))
def test_another_candidate_never_worsens(seed: int, k: int) -> None:
    cost, weights = question(seed)
    fewer, more = problem_of(cost[:, :-1], weights), problem_of(cost, weights)
    near = 1 + 1e-12
    assert p_median(more, k).objective <= p_median(fewer, k).objective * near
    assert p_center(more, k).objective <= p_center(fewer, k).objective
    assert (
        maximal_covering(more, k, 25).objective * near >= maximal_covering(fewer, k, 25).objective
    )
    radius = float(cost[:, :-1].min(axis=1).max())
    assert fewest(more, radius).objective <= fewest(fewer, radius).objective


@some
@given(seed=SEEDS, k=st.integers(1, 6))
def test_another_centre_never_worsens(seed: int, k: int) -> None:
    problem = problem_of(*question(seed))
    near = 1 + 1e-12
    assert p_median(problem, k + 1).objective <= p_median(problem, k).objective * near
    assert p_center(problem, k + 1).objective <= p_center(problem, k).objective
    one, two = (maximal_covering(problem, count, 25).objective for count in (k, k + 1))
    assert two * near >= one


@some
@given(seed=SEEDS)
def test_what_is_forced_is_in_and_what_is_barred_is_out(seed: int) -> None:
    cost, weights = question(seed)
    must, forbidden = ["c3", "c17"], ["c0", "c9", "c12"]
    limits = {"a": 2, "b": 3}
    groups = ["a", "b"] * 12
    problem = problem_of(
        cost, weights, must_open=must, forbidden=forbidden, groups=groups, limits=limits
    )
    for found in (p_median(problem, 4), p_center(problem, 4), maximal_covering(problem, 4, 20)):
        assert set(must) <= set(found.site_names)
        assert not set(forbidden) & set(found.site_names)
        assert sum(groups[site] == "a" for site in found.sites.tolist()) <= 2
        assert len(found.sites) == 4


def shuffled(problem: Problem, seed: int) -> Problem:
    """The same question with its rows and columns in another order."""
    random = np.random.default_rng(seed)
    rows = random.permutation(len(problem.demand))
    sites = random.permutation(len(problem.candidates))
    label = problem.candidates
    return make_problem(
        [problem.demand[row] for row in rows],
        [label[site] for site in sites],
        problem.cost[np.ix_(rows, sites)],
        weights=problem.weights[rows],
        existing=problem.existing,
        existing_cost=problem.existing_cost[rows],
        must_open=[label[site] for site in problem.must_open],
        forbidden=[label[site] for site in problem.forbidden],
        groups=[problem.groups[site] for site in sites],
        limits=problem.limits,
    )


@examples(50)
@given(problem=problems(), k=st.integers(1, 4), seed=SEEDS)
def test_the_order_of_rows_changes_nothing(problem: Problem, k: int, seed: int) -> None:
    found = [(sites, mean_cost(problem, sites)) for sites in choices(problem, k)]
    assume(found and min(value for _, value in found) < float("inf"))
    best = min(value for _, value in found)
    one, other = p_median(problem, k), p_median(shuffled(problem, seed), k)
    assert one.objective == pytest.approx(other.objective, rel=1e-12)
    assert one.status == other.status
    ties = [sites for sites, value in found if value <= best * (1 + 1e-9)]
    if len(ties) == 1:
        assert set(one.site_names) == set(other.site_names)


@some
@given(seed=SEEDS)
def test_the_order_of_rows_changes_nothing_on_larger_questions(seed: int) -> None:
    problem = problem_of(*question(seed))
    other = shuffled(problem, seed)

    def asked(one: Problem) -> list[Solution]:
        return [p_median(one, 4), p_center(one, 4), maximal_covering(one, 4, 25)]

    for first, second in zip(asked(problem), asked(other), strict=True):
        assert first.objective == pytest.approx(second.objective, rel=1e-12)
        assert first.status is second.status is Status.OPTIMAL


@some
@given(seed=SEEDS, k=st.integers(1, 8))
def test_existing_centres_equal_candidates_that_must_open(seed: int, k: int) -> None:
    cost, weights = question(seed)
    kept = problem_of(cost[:, 2:], weights, existing=["e0", "e1"], existing_cost=cost[:, :2])
    forced = problem_of(cost, weights, must_open=["c0", "c1"])
    one, other = p_median(kept, k), p_median(forced, k + 2)
    assert one.objective == pytest.approx(other.objective, rel=1e-12)


def test_rows_without_demand_ask_for_nothing() -> None:
    cost = [[0.0, 9.0], [9.0, 1.0], [float("inf"), 500.0]]
    problem = problem_of(cost, [5.0, 1.0, 0.0])
    assert p_median(problem, 1).site_names == ("c0",)
    assert p_center(problem, 1).objective == 9.0
    assert fewest(problem, 9.0).k == 1
    assert p_median(problem, 1).assignment.tolist() == [0, 0, -1]


def test_the_direction_of_a_way_matters() -> None:
    cost = np.array([[0.0, 1.0, 8.0], [7.0, 0.0, 8.0], [2.0, 1.0, 0.0]])
    there, back = problem_of(cost), problem_of(cost.T)
    assert p_median(there, 1).site_names == ("c1",)
    assert p_median(back, 1).site_names == ("c2",)


@some
@given(seed=SEEDS, factor=st.sampled_from([1e-6, 1e-3, 1e3, 1e9]))
def test_the_unit_changes_nothing_but_the_figures(seed: int, factor: float) -> None:
    cost, weights = question(seed)
    one, other = (
        p_median(problem_of(cost, weights), 5),
        p_median(problem_of(cost * factor, weights), 5),
    )
    assert other.objective == pytest.approx(one.objective * factor, rel=1e-9)
    assert other.status is Status.OPTIMAL


def test_names_stay_what_they_are() -> None:
    hostile = ["<script>alert(1)</script>", "{rows}", "a\nb", "'; --", "浦东 😀", "\u202e", "{0!r}"]
    cost = plane(len(hostile), seed=3)
    problem = make_problem(hostile, hostile, cost)
    found = p_median(problem, 2)
    assert set(found.site_names) <= set(hostile)
    assert len(set(found.worst_served(7))) == 7
