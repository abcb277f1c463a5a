"""More than one k: the trade-off curve and an order for building in phases."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from siting.core import Ints
from siting.covering import covered, maximal_covering
from siting.errors import QuestionError, UnansweredError, UnreachableError
from siting.pcenter import p_center, worst
from siting.pmedian import p_median
from siting.problem import Problem
from siting.questions import UNWATCHED, Control, check_k, total
from siting.solution import Model, Solution


@dataclass(frozen=True)
class Phase:
    """One step of building a plan.

    Attributes
    ----------
    site : int
        Candidate opened in this step.
    objective : float
        Of the model, with all steps so far.
    """

    site: int
    objective: float


def objective(problem: Problem, model: Model, sites: Ints, radius: float | None = None) -> float:
    """Objective of any choice of sites, one's own for instance.

    Parameters
    ----------
    problem : Problem
    model : str
    sites : ndarray of int64
        Candidates.
    radius : float, optional
        Needed by maximal covering.
    """
    if model == "p_median":
        return total(problem, problem.after(sites))
    if model == "p_center":
        return worst(problem, sites)
    if model == "set_covering":
        return float(len(sites))
    if radius is None:
        raise QuestionError("errors.siting.radius", value=radius)
    return covered(problem, sites, radius)


def trade_off(
    problem: Problem,
    most: int,
    model: Model = "p_median",
    *,
    radius: float | None = None,
    control: Control = UNWATCHED,
    on_solution: Callable[[Solution], None] | None = None,
) -> list[Solution]:
    """Answers for k = 1 … ``most``, each proven on its own.

    Parameters
    ----------
    problem : Problem
    most : int
    model : {"p_median", "maximal_covering", "p_center"}
    radius : float, optional
        For maximal covering.
    control : Control
        The time limit is for the whole curve.
    on_solution : callable, optional
        Called with each answer as it comes.

    Returns
    -------
    list of Solution
        From k = 1, or from the number of must-open sites if that is larger, or from
        the least k that reaches all demand; shorter if the time ran out or the search
        was cancelled.

    Raises
    ------
    QuestionError, UnreachableError, UnansweredError
    """
    check_k(problem, most)
    watch = control.watch()
    answers: list[Solution] = []
    for k in range(max(1, len(problem.must_open)), most + 1):
        if watch.stop():
            break
        limit = None if control.time_limit_s is None else watch.left_s
        within = Control(limit, control.on_progress, control.cancelled)
        start = answers[-1].sites.tolist() if answers else []
        try:
            answers.append(_solve(problem, k, model, radius, within, start))
        except UnreachableError:
            if k == most:
                raise
            continue
        except UnansweredError:
            if not answers:
                raise
            break
        if on_solution is not None:
            on_solution(answers[-1])
    return answers


def _solve(
    problem: Problem, k: int, model: Model, radius: float | None, control: Control, start: list[int]
) -> Solution:
    if model == "p_median":
        return p_median(problem, k, control, start=start)
    if model == "p_center":
        return p_center(problem, k, control, start=start)
    if model == "maximal_covering" and radius is not None:
        return maximal_covering(problem, k, radius, control, start=start)
    if model == "set_covering":
        raise QuestionError("errors.siting.most_model", model=model)
    raise QuestionError("errors.siting.radius", value=radius)


def nested_order(solution: Solution) -> list[Phase]:
    """An order in which to build a plan: each step the site that helps most by then.

    Must-open sites come first. The last phase is the plan itself; the phases before
    it may be worse than the optimum of their own k, which the trade-off curve tells.
    """
    problem = solution.problem
    # Fewest centres is no measure of a half-built cover: count what it covers.
    model: Model = "maximal_covering" if solution.model == "set_covering" else solution.model
    sign = -1.0 if model == "maximal_covering" else 1.0
    left, fixed = solution.sites.tolist(), set(problem.must_open.tolist())
    built: list[int] = []
    phases: list[Phase] = []
    while left:
        options = []
        for site in [site for site in left if site in fixed] or left:
            sites = np.array([*built, site])
            value = objective(problem, model, sites, solution.radius)
            # While some demand is not reached at all, reaching it comes first.
            lost = problem.weights[~np.isfinite(problem.after(sites))].sum()
            options.append((float(lost), sign * value, site))
        _, value, site = min(options)
        built.append(site)
        left.remove(site)
        phases.append(Phase(site, sign * value))
    return phases
