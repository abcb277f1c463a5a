"""p-median: the least mean distance of demand to its nearest centre."""

from __future__ import annotations

from collections.abc import Sequence

from siting.exact import minimise
from siting.problem import Problem
from siting.questions import UNWATCHED, Control, check_k, reaching_start, rows_of, sites_of, total
from siting.solution import Certificate, Solution, Status


def p_median(
    problem: Problem, k: int, control: Control = UNWATCHED, *, start: Sequence[int] = ()
) -> Solution:
    """Where ``k`` new centres bring the sum of weight × cost down most.

    Parameters
    ----------
    problem : Problem
    k : int
        Number of *new* centres, must-open ones included.
    control : Control
    start : sequence of int, optional
        Candidates of a known good answer (of another k, say) to begin with.

    Returns
    -------
    Solution

    Raises
    ------
    QuestionError, UnreachableError, UnansweredError

    Notes
    -----
    Swap search (`siting.swap`), Lagrangian bound (`siting.lagrangian`), reduced-cost
    fixing, then branch and bound (`siting.search`) or the reduced radius formulation
    (`siting.radius`).
    """
    check_k(problem, k)
    watch = control.watch()
    core = problem.core(problem.cost, problem.existing_cost, k - len(problem.must_open))
    starts = reaching_start(problem, k, watch)
    if len(start):
        starts.append(rows_of(problem, start))
    answer = minimise(core, watch, starts)
    sites = sites_of(problem, answer.rows)
    objective = total(problem, problem.after(sites))
    return Solution(
        problem=problem,
        model="p_median",
        k=k,
        radius=None,
        sites=sites,
        objective=objective,
        bound=objective if answer.done else min(answer.lower, objective),
        status=Status.OPTIMAL if answer.done else Status.BOUNDED,
        stopped=None if answer.done else watch.stopped,
        elapsed_s=watch.elapsed_s,
        certificate=Certificate(answer.proof, answer.replayable, answer.root_lower),
    )
