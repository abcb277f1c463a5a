"""The certificate against answers that were tampered with."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from siting import (
    Certificate,
    Control,
    Problem,
    Solution,
    Status,
    maximal_covering,
    p_center,
    p_median,
    set_covering,
    verify,
)
from siting.proof import Proof
from siting.verify import Check
from tests.siting.tables import plane, problem_of
from text import LANGUAGES


@pytest.fixture(scope="module")
def problem() -> Problem:
    random = np.random.default_rng(8)
    return problem_of(
        plane(60, seed=8),
        random.integers(1, 9, 60),
        existing=["kept"],
        existing_cost=plane(1, seed=9, m=60),
        must_open=["c5"],
        forbidden=["c7", "c8"],
        groups=["east", "west"] * 30,
        limits={"east": 3},
    )


@pytest.fixture(scope="module")
def answers(problem: Problem) -> dict[str, Solution]:
    found = (
        p_median(problem, 5),
        p_center(problem, 5),
        maximal_covering(problem, 5, 15.0),
        set_covering(problem, 40.0),
    )
    return {one.model: one for one in found}


MODELS = ["p_median", "p_center", "maximal_covering", "set_covering"]


@pytest.mark.parametrize("model", MODELS)
def test_a_true_answer_passes(answers: dict[str, Solution], problem: Problem, model: str) -> None:
    checked = verify(answers[model], problem)
    assert checked.ok
    assert checked.failed == ()


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("factor", [0.99, 1.01])
def test_another_objective_is_caught(
    answers: dict[str, Solution], model: str, factor: float
) -> None:
    found = answers[model]
    assert "objective" in verify(replace(found, objective=found.objective * factor)).failed


@pytest.mark.parametrize("model", MODELS)
def test_another_bound_is_caught(answers: dict[str, Solution], model: str) -> None:
    found = answers[model]
    worse = 1.01 if model == "maximal_covering" else 0.99
    assert "status" in verify(replace(found, bound=found.bound * worse)).failed
    beyond = verify(replace(found, bound=found.bound / worse**2, status=Status.BOUNDED))
    assert "bound_below" in beyond.failed


def test_a_bound_that_the_proof_does_not_reach_is_caught(problem: Problem) -> None:
    stopped = p_median(problem, 5, Control(time_limit_s=0.0))
    assert stopped.status is Status.BOUNDED
    assert verify(stopped).ok
    claimed = replace(stopped, bound=(stopped.bound + stopped.objective) / 2)
    assert verify(claimed).failed == ("bound_proven",)
    optimal = replace(stopped, bound=stopped.objective, status=Status.OPTIMAL)
    assert "status_proven" in verify(optimal).failed


def swapped(found: Solution, out: int, into: int) -> Solution:
    sites = np.array([into if site == out else site for site in found.sites], dtype=np.int64)
    return replace(found, sites=np.sort(sites))


@pytest.mark.parametrize("model", MODELS)
def test_other_sites_are_caught(answers: dict[str, Solution], problem: Problem, model: str) -> None:
    found = answers[model]
    forced = int(problem.must_open[0])
    other = next(site for site in found.sites.tolist() if site != forced) if found.k > 1 else forced
    spare = next(
        site
        for site in range(1, 60, 2)
        if site not in found.sites and site not in problem.forbidden
    )
    assert "forbidden" in verify(swapped(found, other, 7)).failed
    assert "must_open" in verify(swapped(found, forced, spare)).failed
    twice = replace(found, sites=np.append(found.sites[1:], found.sites[-1]))
    assert "count" in verify(twice).failed
    assert "candidates" in verify(swapped(found, other, 60)).failed
    if model == "p_median":  # the only model whose value every other site changes here
        assert "objective" in verify(swapped(found, other, spare)).failed


def test_broken_limits_are_caught(answers: dict[str, Solution], problem: Problem) -> None:
    strict = replace(problem, limits={"east": 0, "west": 0})
    assert "limits" in verify(answers["p_median"], strict).failed


def test_uncovered_demand_is_caught(answers: dict[str, Solution]) -> None:
    found = answers["set_covering"]
    assert "reached" in verify(replace(found, radius=1.0)).failed


def test_an_answer_to_another_question_is_caught(answers: dict[str, Solution]) -> None:
    other = problem_of(plane(61))
    assert verify(answers["p_median"], other).failed == ("tables",)


def test_other_costs_are_caught(answers: dict[str, Solution], problem: Problem) -> None:
    dearer = replace(problem, cost=problem.cost * 1.5, existing_cost=problem.existing_cost * 1.5)
    assert "objective" in verify(answers["p_median"], dearer).failed


@pytest.mark.parametrize(
    "proof", [None, Proof(), Certificate().proof], ids=["none", "empty", "default"]
)
def test_an_optimum_without_its_proof_is_caught(
    answers: dict[str, Solution], proof: Proof | None
) -> None:
    found = answers["p_median"]
    assert found.certificate.replayable
    bare = replace(found, certificate=replace(found.certificate, proof=proof))
    assert "status_proven" in verify(bare).failed


def test_false_multipliers_prove_nothing(answers: dict[str, Solution], problem: Problem) -> None:
    found = p_median(problem, 3)
    assert found.certificate.proof is not None
    random = np.random.default_rng(1)
    for step in found.certificate.proof.steps:
        step.multipliers[:] = [random.uniform(0, 1e4, 60) for _ in step.multipliers]
    checked = verify(found)
    assert "bound_valid" not in checked.failed
    assert checked.bound <= found.objective * (1 + 1e-9)


def test_a_worse_plan_that_calls_itself_optimal_is_caught(
    answers: dict[str, Solution], problem: Problem
) -> None:
    found: Any = answers["p_median"]
    spare = next(s for s in range(1, 60, 2) if s not in found.sites and s not in problem.forbidden)
    out = next(site for site in found.sites.tolist() if site != int(problem.must_open[0]))
    worse = swapped(found, out, spare)
    value = float((problem.after(worse.sites) * problem.weights).sum())
    assert value > found.objective
    claimed = verify(replace(worse, objective=value, bound=value))
    assert "status_proven" in claimed.failed


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_check_has_its_sentence(answers: dict[str, Solution], lang: str) -> None:
    for model in MODELS:
        sentences = [check.message.in_language(lang) for check in verify(answers[model]).checks]
        assert len(set(sentences)) == len(sentences)
    assert Check("tables", ok=True).message.in_language(lang)
