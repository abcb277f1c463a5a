"""The trade-off curve, the order of building, the assignment and the verdict."""

from __future__ import annotations

import numpy as np
import pytest

from siting import (
    Control,
    Model,
    Phase,
    Solution,
    Status,
    maximal_covering,
    nested_order,
    objective,
    p_center,
    p_median,
    set_covering,
    trade_off,
    verify,
)
from tests.siting.tables import INF, plane, problem_of


@pytest.mark.parametrize("model", ["p_median", "p_center", "maximal_covering"])
def test_every_point_of_the_curve_is_proven(model: Model) -> None:
    problem = problem_of(
        plane(70, seed=5), existing=["a", "b"], existing_cost=plane(2, seed=6, m=70)
    )
    seen: list[Solution] = []
    curve = trade_off(problem, 6, model, radius=15.0, on_solution=seen.append)
    assert seen == curve
    assert [one.k for one in curve] == [1, 2, 3, 4, 5, 6]
    assert {one.status for one in curve} == {Status.OPTIMAL}
    assert all(verify(one, problem).failed == () for one in curve)
    values = [one.objective for one in curve]
    assert values == sorted(values, reverse=model != "maximal_covering")
    alone = {
        "p_median": p_median(problem, 4),
        "p_center": p_center(problem, 4),
        "maximal_covering": maximal_covering(problem, 4, 15.0),
    }[model]
    assert values[3] == pytest.approx(alone.objective)


def test_the_curve_begins_where_it_can() -> None:
    forced = problem_of(plane(12), must_open=["c2", "c4", "c7"])
    assert [one.k for one in trade_off(forced, 5)] == [3, 4, 5]
    islands = np.full((3, 3), INF)
    np.fill_diagonal(islands, 2.0)
    islands[0, 1] = 4.0
    assert [one.k for one in trade_off(problem_of(islands), 3)] == [2, 3]


def test_the_limit_is_for_the_whole_curve() -> None:
    assert trade_off(problem_of(plane(30)), 5, control=Control(time_limit_s=0.0)) == []


@pytest.mark.parametrize("model", ["p_median", "p_center", "maximal_covering", "set_covering"])
def test_the_nested_order_builds_the_plan_step_by_step(model: Model) -> None:
    problem = problem_of(plane(50, seed=9), must_open=["c3", "c8"])
    plan = {
        "p_median": lambda: p_median(problem, 6),
        "p_center": lambda: p_center(problem, 6),
        "maximal_covering": lambda: maximal_covering(problem, 6, 14.0),
        "set_covering": lambda: set_covering(problem, 25.0),
    }[model]()
    phases = nested_order(plan)
    assert sorted(phase.site for phase in phases) == plan.sites.tolist()
    assert {phases[0].site, phases[1].site} == {3, 8}
    values = [phase.objective for phase in phases]
    rising = model in {"maximal_covering", "set_covering"}
    assert values == sorted(values, reverse=not rising)
    if model != "set_covering":
        assert values[-1] == pytest.approx(plan.objective)


def test_each_phase_is_the_site_that_helps_most_by_then() -> None:
    cost = [[0.0, 9.0, 9.0], [9.0, 0.0, 9.0], [9.0, 9.0, 0.0]]
    plan = p_median(problem_of(cost, [1.0, 5.0, 3.0]), 3)
    assert nested_order(plan) == [Phase(1, 36.0), Phase(2, 9.0), Phase(0, 0.0)]


def test_ones_own_site_is_held_against_the_optimum() -> None:
    problem = problem_of([[0.0, 4.0, 2.0], [4.0, 0.0, 2.0]], [1.0, 3.0])
    own = np.array([2])
    assert objective(problem, "p_median", own) == 8.0
    assert objective(problem, "p_center", own) == 2.0
    assert objective(problem, "maximal_covering", own, 1.0) == 0.0
    assert objective(problem, "set_covering", own) == 1.0
    assert p_median(problem, 1).objective == 4.0


def test_demand_goes_to_its_nearest_centre_and_stays_where_it_is_as_near() -> None:
    problem = problem_of(
        [[5.0, 1.0], [2.0, 9.0], [3.0, 3.0], [INF, INF]],
        [1.0, 1.0, 1.0, 0.0],
        existing=["old"],
        existing_cost=[[4.0], [2.0], [9.0], [INF]],
    )
    found = p_median(problem, 1)
    assert found.facilities == ("old", "c1")
    assert found.assignment.tolist() == [1, 0, 1, -1]
    assert found.before.tolist() == [4.0, 2.0, 9.0, INF]
    assert found.after.tolist() == [1.0, 2.0, 3.0, INF]


def test_the_worst_served_are_named_worst_first() -> None:
    problem = problem_of(
        [[1.0], [7.0], [3.0], [99.0]],
        [1.0, 1.0, 2.0, 0.0],
        existing=["old"],
        existing_cost=[[9.0], [8.0], [INF], [INF]],
    )
    found = p_median(problem, 1)
    assert found.worst_served(before=True) == ("d2", "d0", "d1")
    assert found.worst_served(2) == ("d1", "d2")


def test_the_verdict_says_what_is_proven() -> None:
    problem = problem_of(plane(80, seed=2))
    assert p_median(problem, 5).verdict.in_language("en") == "Proven optimal"
    stopped = p_median(problem, 5, Control(time_limit_s=0.0))
    assert stopped.status is Status.BOUNDED
    assert "optimum" in stopped.verdict.in_language("en")
    assert "optimal" not in stopped.verdict.in_language("en")
    assert "最优" in stopped.verdict.in_language("zh")
