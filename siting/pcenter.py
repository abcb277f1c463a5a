"""p-center: the least worst distance, by bisection on the distance.

First with the linear relaxation of the covering question, whose duals can be
checked afterwards, and swaps for the other side; HiGHS decides what is left.

Daskin, M. S. (1995), Network and Discrete Location, ch. 5, doi:10.1002/9781118032343:
the optimum is one of the distances of the matrix, and whether k sites cover all
demand within a distance is a covering question.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from siting.core import EMPTY, Core, Floats, Ints
from siting.cover import Cover
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
from siting.swap import greedy, swap


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
    bracket = _Bracket(problem, k, watch, core)
    for rows in (*starts, greedy(core)):
        bracket.reached(rows)
    bracket.narrow_by_relaxing()
    rests_on = bracket.low
    bracket.close()
    watch.stop()
    done = bracket.low >= bracket.high
    objective = worst(problem, sites_of(problem, bracket.rows))
    floor = float(bracket.distances[min(rests_on, bracket.high)])
    return Solution(
        problem=problem,
        model="p_center",
        k=k,
        radius=None,
        sites=sites_of(problem, bracket.rows),
        objective=objective,
        bound=objective if done else float(bracket.distances[bracket.low]),
        status=Status.OPTIMAL if done else Status.BOUNDED,
        stopped=None if done else watch.stopped,
        elapsed_s=watch.elapsed_s,
        certificate=Certificate(
            replayable=bracket.replayable and bracket.low == rests_on,
            root_bound=floor if bracket.replayable else float(bracket.distances[0]),
            radius=float(bracket.distances[rests_on - 1]) if rests_on else None,
            duals=bracket.duals,
        ),
    )


class _Bracket:
    """Between which of the possible distances the optimum lies.

    ``distances[:low]`` are proven too small, ``distances[high]`` is reached by ``rows``.
    """

    def __init__(self, problem: Problem, k: int, watch: Watch, core: Core) -> None:
        self.problem, self.k, self.watch, self._core = problem, k, watch, core
        self.distances = _distances(problem)
        self.low, self.high = 0, len(self.distances)
        self.rows = EMPTY
        self.duals: Floats | None = None
        self.replayable = True

    def narrow_by_relaxing(self) -> None:
        """Find the least distance that the linear relaxation does not rule out."""
        most = self.high
        while self.low < most and not self.watch.stop():
            middle = (self.low + most) // 2
            cover = Cover.of(self.problem, float(self.distances[middle]))
            least = cover.relaxed(self.watch)
            if least.sites > self.k:
                self.low, self.duals = middle + 1, least.duals
                # The duals of limits are not kept: without them the bound may be weaker.
                self.replayable = cover.weakly(least.duals) > self.k
            else:
                self._swapped(middle, least.values)
                most = min(middle, self.high)
            self._tell()

    def close(self) -> None:
        """Decide the distances that the relaxation leaves open."""
        while self.low < self.high and not self.watch.stop():
            middle = (self.low + self.high) // 2
            if not self._swapped(middle, None):
                cover = Cover.of(self.problem, float(self.distances[middle]))
                outcome = cover.at_most(self.k, self.watch.quiet())
                if outcome.impossible:
                    self.low = middle + 1
                elif outcome.values is None:
                    break
                else:
                    self.reached(np.flatnonzero(outcome.values > 0.5))
            self._tell()

    def _swapped(self, position: int, values: Floats | None) -> bool:
        """Whether swapping, from the best choice or the relaxation's, reaches a distance."""
        if self.high <= position:
            return True
        core = uncovered(self.problem, float(self.distances[position]), self.k, equal=True)
        starts = [self.rows]
        if values is not None:
            starts.append(core.cheapest(-values))
        for start in starts:
            rows = swap(core, core.filled(start), stop=self.watch.stop)
            self.reached(rows)
        return self.high <= position

    def reached(self, rows: Ints) -> None:
        """Note what a choice reaches, if it is better than the best."""
        rows = self._core.filled(rows)
        cost = worst(self.problem, sites_of(self.problem, rows))
        high = int(np.searchsorted(self.distances, cost))
        if high < self.high:
            self.high, self.rows = high, rows

    def _tell(self) -> None:
        low, high = min(self.low, self.high), self.high
        self.watch.bounds(float(self.distances[low]), float(self.distances[high]))


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
