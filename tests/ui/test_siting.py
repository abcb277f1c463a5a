"""From a question to its plan: the problem from the tables, the process, what is kept."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from siting import make_problem, p_median
from ui.siting_places import content_key, fields_of_centres, places_for, problem_for
from ui.siting_plan import Plan
from ui.siting_question import CANDIDATES, DEMANDS, DETOUR, MODELS, Question
from ui.siting_solver import Job, Solver, SolverLostError

pytestmark = pytest.mark.whole

PATIENCE_S = 60.0


@pytest.fixture(scope="module")
def solver() -> Iterator[Solver]:
    one = Solver(time_limit_s=None)
    yield one
    one.close()


def solved(solver: Solver, question: Question) -> Plan:
    places = places_for(question)
    job = solver.ask(problem_for(question, places), question)
    assert job.wait(PATIENCE_S)
    assert job.error is None
    assert job.answer is not None
    return Plan(question, places, job.answer, job.points)


def endless(solver: Solver) -> Job:
    """A search that does not end by itself within the test's patience."""
    random = np.random.default_rng(7)
    n = 700
    cost = random.random((n, n)).round(2)
    names = [str(i) for i in range(n)]
    return solver.ask(make_problem(names, names, cost), Question(k=40))


def test_towns_alike_weigh_the_same_and_population_adds_up_by_district() -> None:
    from data import load_districts

    assert set(places_for(Question()).demand["weight"]) == {1.0}
    by_people = places_for(Question(demand="population")).demand
    people = by_people.groupby("district")["weight"].sum()
    expected = load_districts()["population_2024"]
    np.testing.assert_allclose(people.sort_index(), expected.sort_index().astype(float))


@pytest.mark.parametrize("demand", DEMANDS)
@pytest.mark.parametrize("candidates", CANDIDATES)
def test_a_problem_comes_from_the_tables(demand: str, candidates: str) -> None:
    question = Question(demand=demand, candidates=candidates, distance="detour")
    places = places_for(question)
    problem = problem_for(question, places)
    plain = problem_for(Question(demand=demand, candidates=candidates), places)
    assert list(problem.demand) == list(places.demand.index)
    assert list(problem.candidates) == list(places.candidates.index)
    np.testing.assert_allclose(problem.cost, plain.cost * DETOUR)
    np.testing.assert_allclose(problem.before, plain.before * DETOUR)


def test_a_field_narrows_the_existing_centres() -> None:
    for field, count in fields_of_centres().items():
        assert len(places_for(Question(field=field)).existing) == count


def test_parks_outside_the_city_ask_for_nothing() -> None:
    parks = places_for(Question(demand="parks")).demand
    assert parks["district"].ne("").all()
    assert parks["lat"].between(30.6, 31.9).all()


def test_the_key_follows_what_decides_the_answer() -> None:
    questions = [
        Question(),
        Question(k=2),
        Question(model="p_center"),
        Question(model="maximal_covering"),
        Question(model="maximal_covering", radius=5),
        Question(demand="population"),
        Question(candidates="parks"),
        Question(field="general"),
        Question(distance="detour"),
    ]
    assert len({content_key(problem_for(q), q) for q in questions}) == len(questions)
    same = Question(radius=20)  # a radius without meaning here
    assert content_key(problem_for(same), same) == content_key(
        problem_for(questions[0]), Question()
    )


@pytest.mark.parametrize("model", MODELS)
def test_every_model_is_answered_with_proof_and_curve(solver: Solver, model: str) -> None:
    plan = solved(solver, Question(model=model, radius=20))  # type: ignore[arg-type]  # of MODELS
    assert plan.answer.proven
    assert sorted(plan.points) == [1, 2, 3, 4, 5]
    assert all(point.proven for point in plan.points.values())
    values = [plan.without(), *(plan.best(k) or 0.0 for k in range(1, 6))]
    rising = plan.curve_model == "maximal_covering"
    assert values == sorted(values, reverse=not rising)


def test_the_plan_is_the_engines_own_and_towns_only_gain(solver: Solver) -> None:
    question = Question(k=3)
    plan = solved(solver, question)
    own = p_median(problem_for(question), 3)
    assert plan.answer.solution.objective == pytest.approx(own.objective, rel=1e-12)
    assert len(plan.towns) == 216
    assert min(row.gain for row in plan.towns) >= 0
    moved = [row for row in plan.towns if row.moved]
    assert all(row.after_centre.startswith("new:") for row in moved)
    mean = np.mean([row.after for row in plan.towns])
    assert mean == pytest.approx(plan.answer.solution.access_after.mean)
    mine = replace(plan, question=replace(question, own=plan.answer.solution.site_names))
    assert mine.own() == pytest.approx(plan.best(3))


def test_an_answer_is_kept_by_content(solver: Solver) -> None:
    question = Question(k=2, demand="parks")
    problem = problem_for(question)
    first = solver.ask(problem, question)
    assert first.wait(PATIENCE_S)
    assert solver.ask(problem_for(question), question) is first


def test_one_to_five_are_proven(solver: Solver) -> None:
    solved(solver, Question(k=1, demand="parks"))  # the process is there
    for k in range(1, 6):
        question = Question(k=k, distance="detour")
        plan = solved(solver, question)
        assert plan.answer.proven


def test_a_cancel_keeps_the_best_and_never_says_optimal(solver: Solver) -> None:
    job = endless(solver)
    while job.progress is None and not job.ended:
        time.sleep(0.05)
    later = solver.ask(problem_for(Question(k=4)), Question(k=4, radius=5))
    assert solver.ahead(job) == 0
    solver.cancel(job)
    assert job.wait(PATIENCE_S)
    assert job.answer is not None
    assert job.answer.solution.stopped == "cancel"
    assert not job.answer.proven
    assert job.answer.solution.gap > 0
    assert job.answer.checked.ok
    assert later.wait(PATIENCE_S)  # whoever stood in line behind is served
    again = endless(solver)
    assert again is not job  # a cancelled answer is nobody else's
    solver.cancel(again)
    assert again.wait(PATIENCE_S)


def test_an_impossible_question_is_a_sentence(solver: Solver) -> None:
    question = Question(model="set_covering", radius=5, candidates="parks")
    job = solver.ask(problem_for(question), question)
    assert job.wait(PATIENCE_S)
    assert job.answer is None
    assert job.error is not None
    assert "5" in str(job.error)


def test_a_process_that_ends_is_told_and_replaced() -> None:
    solver = Solver()
    job = endless(solver)
    process = solver._process
    assert process is not None
    process.kill()
    assert job.wait(PATIENCE_S)
    assert isinstance(job.error, SolverLostError)
    assert solved(solver, Question(k=1)).answer.proven
    solver.close()


def test_a_process_that_cannot_be_started_is_told_and_nobody_waits_behind_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    solver = Solver()
    question = Question(k=1)
    with monkeypatch.context() as patch:
        patch.setattr(sys, "executable", str(tmp_path / "no python"))
        job = solver.ask(problem_for(question), question)
    assert job.ended
    assert isinstance(job.error, SolverLostError)
    assert "start" in str(job.error)
    later = solver.ask(problem_for(question), question)
    assert later is not job
    assert solver.ahead(later) == 0
    assert later.wait(PATIENCE_S)
    assert later.answer is not None
    solver.close()
