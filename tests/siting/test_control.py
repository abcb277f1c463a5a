"""Progress, time limits and cancelling: never a word that is not proven."""

from __future__ import annotations

import multiprocessing
import pickle
import sys
from itertools import count, pairwise
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from siting import (
    Control,
    Problem,
    Progress,
    Solution,
    Status,
    maximal_covering,
    p_center,
    p_median,
    set_covering,
    trade_off,
    verify,
)
from siting.progress import Watch
from tests.siting.tables import plane, problem_of

OPTIMUM = 5797.0


@pytest.fixture(scope="module")
def hard() -> Problem:
    """Random costs: no structure to use, so the proof takes many seconds on any machine."""
    cost = np.random.default_rng(5).integers(0, 1000, (100, 100))
    return problem_of(cost)


def test_a_time_limit_never_yields_optimal_without_proof(hard: Problem) -> None:
    found = p_median(hard, 8, Control(time_limit_s=0.3))
    assert found.status is Status.BOUNDED
    assert found.stopped == "time"
    # The gap is true: the optimum, known from a run without a limit, lies between.
    assert found.bound < OPTIMUM <= found.objective
    assert found.gap == pytest.approx((found.objective - found.bound) / found.objective)
    assert found.gap > 0
    checked = verify(found, hard)
    assert (checked.failed, checked.proven) == ((), False)
    assert checked.bound >= found.bound * (1 - 1e-9)


@pytest.mark.parametrize("limit_s", [0.0, 0.001, 0.01, 0.05])
def test_no_limit_is_too_short_for_an_honest_answer(limit_s: float) -> None:
    problem = problem_of(plane(150, whole=True))
    truth = {
        "p_median": p_median(problem, 9).objective,
        "p_center": p_center(problem, 9).objective,
        "maximal_covering": maximal_covering(problem, 9, 12).objective,
        "set_covering": set_covering(problem, 12).objective,
    }
    control = Control(time_limit_s=limit_s)
    answers: list[Solution] = [
        p_median(problem, 9, control),
        p_center(problem, 9, control),
        maximal_covering(problem, 9, 12, control),
        set_covering(problem, 12, control),
    ]
    for found in answers:
        best = truth[found.model]
        low, high = sorted((found.bound, found.objective))
        assert low <= best <= high
        assert (found.status is Status.OPTIMAL) == (found.objective == found.bound)
        assert verify(found, problem).failed == ()


def cancelled_after(questions: int) -> Control:
    """The same amount of work on every machine: the search asks whether to go on as it goes."""
    asked = count(1)
    return Control(cancelled=lambda: next(asked) > questions)


def test_cancelling_keeps_the_best_answer_and_its_gap(hard: Problem) -> None:
    found = p_median(hard, 8, cancelled_after(200))
    assert (found.status, found.stopped) == (Status.BOUNDED, "cancel")
    assert len(found.sites) == 8
    assert found.bound < OPTIMUM <= found.objective
    assert verify(found, hard).failed == ()


@pytest.mark.parametrize("cancel_in_highs", [False, True])
def test_highs_is_interrupted_too(
    hard: Problem, monkeypatch: pytest.MonkeyPatch, cancel_in_highs: bool
) -> None:
    from siting import exact

    monkeypatch.setattr(exact, "STORED", 0)
    monkeypatch.setattr(exact, "FIRST_STEPS", 1)
    begin = Watch()
    control = (
        Control(cancelled=lambda: begin.elapsed_s > 0.6)
        if cancel_in_highs
        else Control(time_limit_s=0.6)
    )
    found = p_median(hard, 8, control)
    assert found.status is Status.BOUNDED
    assert found.stopped == ("cancel" if cancel_in_highs else "time")
    assert found.bound < OPTIMUM <= found.objective
    assert verify(found, hard).failed == ()


def watched(ask: str) -> tuple[list[Progress], Solution]:
    heard: list[Progress] = []
    control = Control(on_progress=heard.append)
    problem = problem_of(plane(160, seed=4))
    answers = {
        "p_median": lambda: p_median(problem, 12, control),
        "p_center": lambda: p_center(problem, 7, control),
        "maximal_covering": lambda: maximal_covering(problem, 7, 14, control),
        "set_covering": lambda: set_covering(problem, 14, control),
    }
    return heard, answers[ask]()


@pytest.mark.parametrize("model", ["p_median", "p_center", "maximal_covering", "set_covering"])
def test_progress_only_ever_improves_and_brackets_the_answer(model: str) -> None:
    heard, found = watched(model)
    assert heard
    for one, later in pairwise(heard):
        assert later.lower_bound >= one.lower_bound
        assert later.upper_bound <= one.upper_bound
        assert later.elapsed_s >= one.elapsed_s
    near = 1e-9 * abs(found.objective)
    for one in heard:
        assert one.lower_bound - near <= found.objective <= one.upper_bound + near
        assert one.gap >= 0


def test_progress_is_told_in_costs_where_some_sites_are_out_of_reach() -> None:
    cost = plane(60, seed=2)
    cost[cost > 45] = np.inf
    heard: list[Progress] = []
    found = p_median(problem_of(cost), 6, Control(on_progress=heard.append))
    assert found.status is Status.OPTIMAL
    assert all(one.upper_bound >= found.objective * (1 - 1e-9) for one in heard)
    assert heard[-1].lower_bound == pytest.approx(found.objective)


def test_a_curve_that_is_cut_short_gives_what_it_has(hard: Problem) -> None:
    answers = trade_off(hard, 30, control=Control(time_limit_s=0.4))
    assert 1 <= len(answers) < 30
    assert all(verify(one, hard).failed == () for one in answers)


def test_questions_and_answers_travel_between_processes() -> None:
    problem = problem_of(plane(90, seed=6), existing=["e"], existing_cost=plane(1, m=90))
    for found in (p_median(problem, 9), set_covering(problem, 30.0), p_center(problem, 3)):
        copy = pickle.loads(pickle.dumps(found))
        assert copy.site_names == found.site_names
        assert copy.assignment.tolist() == found.assignment.tolist()
        assert verify(copy, pickle.loads(pickle.dumps(problem))).failed == ()


def test_a_deep_proof_travels_too(hard: Problem) -> None:
    found = p_median(hard, 8, cancelled_after(4000))
    assert found.certificate.proof is not None
    assert len(found.certificate.proof.steps) > 10
    assert verify(pickle.loads(pickle.dumps(found)), hard).failed == ()


def solve_elsewhere(problem: Problem, heard: Any, cancel: Any, answer: Any) -> None:
    """What a page runs in a process of its own."""
    control = Control(on_progress=heard.put, cancelled=cancel.is_set)
    answer.put(p_median(problem, 8, control))


def test_a_search_in_a_process_of_its_own_is_followed_and_cancelled(
    hard: Problem, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A new process imports the main module first, and a page that was tested before in this
    # process has left itself there: the new one would run that page instead of the search.
    monkeypatch.setitem(sys.modules, "__main__", ModuleType("__main__"))
    context = multiprocessing.get_context("spawn")
    heard, cancel, answer = context.Queue(), context.Event(), context.Queue()
    process = context.Process(target=solve_elsewhere, args=(hard, heard, cancel, answer))
    process.start()
    try:
        first = heard.get(timeout=60)
        cancel.set()
        found = answer.get(timeout=60)
    finally:
        process.join(60)
        process.kill()
    assert isinstance(first, Progress)
    assert (found.status, found.stopped) == (Status.BOUNDED, "cancel")
    assert verify(found, hard).ok
