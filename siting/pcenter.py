"""p-center: the least worst distance, by bisection on the distance.

Daskin, M. S. (1995), Network and Discrete Location, ch. 5, doi:10.1002/9781118032343:
the optimum is one of the distances of the matrix, and whether k sites cover all
demand within a distance is a covering question.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from siting.core import Floats, Ints
from siting.exact import Answer, minimise
from siting.problem import Problem
from siting.progress import Watch
from siting.questions import (
    UNWATCHED,
    Control,
    check_k,
    reaching_start,
    rows_of,
    sites_of,
    uncovered,
)
from siting.solution import Certificate, Solution, Status
from siting.swap import greedy


def p_center(
    problem: Problem, k: int, control: Control = UNWATCHED, *, start: Sequence[int] = ()
) -> Solution:
    """Where ``k`` new centres bring the worst cost down most.

    Weights only say which rows have demand: the worst cost is over all rows whose
    weight is not zero.

    Parameters
    ----------
    problem : Problem
    k : int
        Number of *new* centres, must-open ones included.
    control : Control
    start : sequence of int, optional

    Returns
    -------
    Solution

    Raises
    ------
    QuestionError, UnreachableError, UnansweredError
    """
    check_k(problem, k)
    watch = control.watch()
    starts = reaching_start(problem, k, watch)
    if len(start):
        starts.append(rows_of(problem, start))
    core = problem.core(problem.cost, problem.existing_cost, k - len(problem.must_open))
    options = [core.filled(rows) for rows in (*starts, greedy(core))]
    rows = min(options, key=lambda option: worst(problem, sites_of(problem, option)))
    distances = _distances(problem)
    # distances[:low] are proven too small, distances[high] is reached by `rows`.
    low = 0
    high = int(np.searchsorted(distances, worst(problem, sites_of(problem, rows))))
    proof: Answer | None = None
    all_replayable = True
    _tell(watch, distances, low, high)
    while low < high and not watch.stop():
        middle = (low + high) // 2
        answer = minimise(
            uncovered(problem, float(distances[middle]), k, equal=True),
            watch.quiet(),
            [rows],
            wanted=1.0,
        )
        if answer.value == 0:
            rows = answer.rows
            high = int(np.searchsorted(distances, worst(problem, sites_of(problem, rows))))
        elif answer.done:
            low, proof = middle + 1, answer
            all_replayable = answer.replayable
        else:
            break
        _tell(watch, distances, low, high)
    watch.stop()
    done = low >= high
    sites = sites_of(problem, rows)
    objective = worst(problem, sites)
    return Solution(
        problem=problem,
        model="p_center",
        k=k,
        radius=None,
        sites=sites,
        objective=objective,
        bound=objective if done else float(distances[low]),
        status=Status.OPTIMAL if done else Status.BOUNDED,
        stopped=None if done else watch.stopped,
        elapsed_s=watch.elapsed_s,
        certificate=Certificate(
            proof=None if proof is None else proof.proof,
            replayable=all_replayable,
            root_bound=float(distances[0]),
            radius=float(distances[low - 1]) if low else None,
        ),
    )


def worst(problem: Problem, sites: Ints) -> float:
    """The largest cost of a row with demand."""
    return float(problem.after(sites)[problem.counts].max())


def _distances(problem: Problem) -> Floats:
    """Every value the optimum can have, ascending.

    Nothing below the best that each row could get if all sites were open.
    """
    rows = problem.counts
    fixed = problem.after(problem.must_open)[rows]
    reach = np.column_stack([problem.cost[np.ix_(rows, problem.free)], fixed])
    least = reach.min(axis=1).max()
    values: Floats = np.unique(reach[np.isfinite(reach) & (reach >= least)])
    return values


def _tell(watch: Watch, distances: Floats, low: int, high: int) -> None:
    watch.bounds(float(distances[min(low, high)]), float(distances[high]))
