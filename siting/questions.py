"""What the models share: checking k and the radius, starting choices, answers as solutions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from siting.core import Core, Floats, Ints
from siting.errors import QuestionError, UnansweredError, UnreachableError
from siting.exact import minimise
from siting.kinds import is_number, is_whole
from siting.problem import Problem
from siting.progress import Progress, Watch


@dataclass(frozen=True)
class Control:
    """How a search is followed and ended.

    Attributes
    ----------
    time_limit_s : float or None
        Seconds of wall clock after which the best answer so far is given, with
        its gap.
    on_progress : callable or None
        Called with a `Progress` whenever a bound improves.
    cancelled : callable or None
        Asked often; True ends the search as the time limit does.
    """

    time_limit_s: float | None = None
    on_progress: Callable[[Progress], None] | None = None
    cancelled: Callable[[], bool] | None = None

    def watch(self) -> Watch:
        """A clock that starts now."""
        return Watch(self.time_limit_s, self.on_progress, self.cancelled)


UNWATCHED = Control()


def check_k(problem: Problem, k: int) -> None:
    """Refuse a number of new centres that cannot be.

    Raises
    ------
    QuestionError
    """
    if not is_whole(k) or k < 1:
        raise QuestionError("errors.siting.k_not_whole", value=k)
    if k < len(problem.must_open):
        names = ", ".join(problem.candidates[site] for site in problem.must_open.tolist())
        raise QuestionError(
            "errors.siting.k_below_must", k=k, n=len(problem.must_open), names=names
        )
    allowed = len(problem.candidates) - len(problem.forbidden)
    if k > allowed:
        raise QuestionError(
            "errors.siting.k_above_candidates",
            k=k,
            n=len(problem.candidates),
            forbidden=len(problem.forbidden),
        )
    if k > problem.most_new():
        raise QuestionError("errors.siting.k_above_limits", k=k, n=problem.most_new())


def check_radius(radius: float) -> None:
    """Refuse a radius that is no distance.

    Raises
    ------
    QuestionError
    """
    if not (is_number(radius) and 0 <= radius < float("inf")):
        raise QuestionError("errors.siting.radius", value=radius)


def sites_of(problem: Problem, rows: Ints) -> Ints:
    """Candidates that are open when the ``rows`` of a core are, ascending."""
    sites: Ints = np.sort(np.concatenate([problem.must_open, problem.free[rows]]))
    return sites


def rows_of(problem: Problem, sites: Sequence[int] | Ints) -> Ints:
    """The rows of a core that stand for candidates; others are left out."""
    return np.flatnonzero(np.isin(problem.free, np.asarray(sites, dtype=np.int64)))


def uncovered(problem: Problem, radius: float, k: int, *, equal: bool = False) -> Core:
    """The choice that leaves least demand beyond a radius.

    Parameters
    ----------
    problem : Problem
    radius : float
    k : int
        New centres, must-open ones included.
    equal : bool
        Count rows with demand instead of their demand.
    """
    beyond = (problem.cost > radius).astype(np.float64)
    # A column of ones: who is covered by nobody costs 1, not infinity.
    kept = np.hstack([problem.existing_cost > radius, np.ones((len(beyond), 1))])
    core = problem.core(beyond, kept, k - len(problem.must_open))
    if not equal:
        return core
    return Core(
        cost=(core.cost > 0).astype(np.float64),
        base=(core.base > 0).astype(np.float64),
        k=core.k,
        group=core.group,
        room=core.room,
    )


def reaching_start(problem: Problem, k: int, watch: Watch) -> list[Ints]:
    """Rows that reach all demand, where some sites cannot be reached from everywhere.

    Raises
    ------
    UnreachableError
        If no allowed choice of ``k`` sites reaches all demand; names what the best
        choice leaves out.
    UnansweredError
        If the search was stopped before it was known.
    """
    counts = problem.counts
    if np.isfinite(problem.cost[counts]).all() or np.isfinite(problem.before[counts]).all():
        return []
    answer = minimise(
        uncovered(problem, np.finfo(float).max, k, equal=True), watch.quiet(), wanted=1.0
    )
    if answer.value == 0:
        return [answer.rows]
    if not answer.done:
        raise UnansweredError("errors.siting.unanswered")
    after = problem.after(sites_of(problem, answer.rows))
    rows = [problem.demand[row] for row in np.flatnonzero(counts & ~np.isfinite(after))]
    raise UnreachableError("errors.siting.unreachable_with_k", rows, k=k)


def total(problem: Problem, cost: Floats) -> float:
    """Sum of weight × cost over the rows with demand."""
    return float((problem.weights * np.where(problem.counts, cost, 0.0)).sum())
