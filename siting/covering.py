"""Covering: the most demand within a radius, and the fewest centres that cover all.

Church, R. & ReVelle, C. (1974), The maximal covering location problem,
doi:10.1007/BF01942293; Toregas et al. (1971), The location of emergency service
facilities, doi:10.1287/opre.19.6.1363.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from siting.core import Bools, Floats, Ints
from siting.cover import Cover
from siting.errors import UnansweredError, UnreachableError
from siting.exact import minimise
from siting.problem import Problem
from siting.progress import Progress, Watch
from siting.questions import (
    UNWATCHED,
    Control,
    check_k,
    check_radius,
    rows_of,
    sites_of,
    uncovered,
)
from siting.solution import Certificate, Solution, Status


def covered(problem: Problem, sites: Ints, radius: float) -> float:
    """Demand within ``radius`` of an existing centre or of one of ``sites``."""
    return float(problem.weights[problem.after(sites) <= radius].sum())


def maximal_covering(
    problem: Problem,
    k: int,
    radius: float,
    control: Control = UNWATCHED,
    *,
    start: Sequence[int] = (),
) -> Solution:
    """Where ``k`` new centres bring the most demand within a radius.

    Parameters
    ----------
    problem : Problem
    k : int
        Number of *new* centres, must-open ones included.
    radius : float
        Unit of the costs; a cost equal to it is within.
    control : Control
        Progress is told in covered demand.
    start : sequence of int, optional

    Returns
    -------
    Solution
        Its bound is an upper bound of the covered demand.

    Raises
    ------
    QuestionError

    Notes
    -----
    The same exact method as for the p-median: who is not covered costs its weight.
    """
    check_k(problem, k)
    check_radius(radius)
    demand = float(problem.weights.sum())
    watch = _mirrored(control, demand).watch()
    starts = [rows_of(problem, start)] if len(start) else []
    answer = minimise(uncovered(problem, radius, k), watch, starts)
    sites = sites_of(problem, answer.rows)
    objective = covered(problem, sites, radius)
    return Solution(
        problem=problem,
        model="maximal_covering",
        k=k,
        radius=radius,
        sites=sites,
        objective=objective,
        bound=objective if answer.done else max(demand - answer.lower, objective),
        status=Status.OPTIMAL if answer.done else Status.BOUNDED,
        stopped=None if answer.done else watch.stopped,
        elapsed_s=watch.elapsed_s,
        certificate=Certificate(answer.proof, answer.replayable, demand - answer.root_lower),
    )


def _mirrored(control: Control, demand: float) -> Control:
    """Tell covered demand instead of uncovered demand."""
    tell = control.on_progress
    if tell is None:
        return control

    def mirrored(progress: Progress) -> None:
        lower, upper = demand - progress.upper_bound, demand - progress.lower_bound
        tell(Progress(max(lower, 0.0), upper, progress.elapsed_s))

    return Control(control.time_limit_s, mirrored, control.cancelled)


def set_covering(problem: Problem, radius: float, control: Control = UNWATCHED) -> Solution:
    """The fewest new centres that bring all demand within a radius.

    Parameters
    ----------
    problem : Problem
    radius : float
        Unit of the costs; a cost equal to it is within.
    control : Control

    Returns
    -------
    Solution
        ``k`` and ``objective`` are the number of new centres, must-open ones
        included.

    Raises
    ------
    QuestionError, UnansweredError
    UnreachableError
        If demand stays beyond the radius whatever is opened.
    """
    check_radius(radius)
    watch = control.watch()
    free, must = problem.free, problem.must_open
    cover = Cover.of(problem, radius)
    lost = np.flatnonzero(cover.rows)[~cover.covers.any(axis=1)]
    if lost.size:
        names = [problem.demand[row] for row in lost]
        raise UnreachableError("errors.siting.beyond_radius", names, radius=radius)
    least = cover.relaxed(watch)
    start = _greedy(problem, cover.covers)
    known = [] if start is None else [start]
    if start is not None:
        watch.bounds(float(least.sites), float(start.sum()) + len(must))
    lower, done = least.sites, bool(known) and least.sites >= known[0].sum() + len(must)
    if not done:
        outcome = cover.fewest(watch)
        if outcome.impossible:
            _name_uncovered(problem, radius, watch)
        known += [] if outcome.values is None else [outcome.values]
        lower = max(lower, math.ceil(max(outcome.lower, len(must)) - 1e-6))
        done = outcome.complete
    if not known:
        raise UnansweredError("errors.siting.unanswered")
    values = min(known, key=lambda one: float(one.sum()))
    sites = np.sort(np.append(must, free[values > 0.5]))
    done |= lower >= len(sites)
    root = cover.weakly(least.duals)
    return Solution(
        problem=problem,
        model="set_covering",
        k=len(sites),
        radius=radius,
        sites=sites,
        objective=float(len(sites)),
        bound=float(len(sites) if done else lower),
        status=Status.OPTIMAL if done else Status.BOUNDED,
        stopped=None if done else watch.stopped,
        elapsed_s=watch.elapsed_s,
        certificate=Certificate(
            replayable=root >= len(sites), root_bound=float(root), duals=least.duals
        ),
    )


def _greedy(problem: Problem, covers: Bools) -> Floats | None:
    """A cover, each step the site that covers most of the rest; None if limits forbid it."""
    core = problem.core(problem.cost, problem.existing_cost, 0)
    room = np.append(core.room, len(core.group))
    left = np.ones(len(covers), dtype=bool)
    values = np.zeros(covers.shape[1])
    while left.any():
        gain = np.where((room[core.group] > 0) & (values == 0), covers[left].sum(axis=0), 0)
        best = int(gain.argmax()) if gain.size else 0
        if not gain.size or gain[best] == 0:
            return None
        values[best] = 1.0
        room[core.group[best]] -= 1
        left &= ~covers[:, best]
    return values


def _name_uncovered(problem: Problem, radius: float, watch: Watch) -> None:
    """Every row could be covered, but not all at once within the limits."""
    k = problem.most_new()
    answer = minimise(uncovered(problem, radius, k, equal=True), watch, wanted=1.0)
    after = problem.after(sites_of(problem, answer.rows))
    names = [problem.demand[row] for row in np.flatnonzero(problem.counts & (after > radius))]
    raise UnreachableError("errors.siting.limits_leave_out", names, radius=radius)
