"""An independent certificate: the answer recomputed from the tables, the bound from its proof.

Nothing of the search is used here, only plain sums over the tables: a fault in
the search cannot hide itself. Every vector of multipliers gives a valid bound
(weak duality), whoever made it, so the proof need not be trusted either.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from siting.core import Floats
from siting.problem import Problem
from siting.replay import Choice, least_value
from siting.solution import Solution, Status
from text.message import Message

EXACT = 1e-9
"""Relative difference that two ways of summing the same numbers may show."""

SLACK = 1e-6
"""The same for bounds, which are sums of differences of multipliers."""


@dataclass(frozen=True)
class Check:
    """One thing that was looked at.

    Attributes
    ----------
    name : str
        Id; its sentence is ``siting.check.<name>`` in the catalogues.
    ok : bool
    """

    name: str
    ok: bool

    @property
    def message(self) -> Message:
        """What it says, as a sentence."""
        return Message(f"siting.check.{self.name}")


@dataclass(frozen=True)
class Verification:
    """What was found.

    Attributes
    ----------
    checks : tuple of Check
    bound : float
        The bound that the proof gives when it is replayed, in the sense of the
        solution's own.
    proven : bool
        Whether the replay alone proves the answer optimal. If not, the optimality
        of an ``optimal`` answer rests on HiGHS, beyond the replayed bound.
    """

    checks: tuple[Check, ...]
    bound: float
    proven: bool

    @property
    def ok(self) -> bool:
        """Whether nothing contradicts the answer."""
        return all(check.ok for check in self.checks)

    @property
    def failed(self) -> tuple[str, ...]:
        """Names of the checks that do not hold."""
        return tuple(check.name for check in self.checks if not check.ok)


def verify(solution: Solution, problem: Problem | None = None) -> Verification:
    """Recompute an answer from scratch.

    Parameters
    ----------
    solution : Solution
    problem : Problem, optional
        The tables to hold it against; those of the solution by default.

    Returns
    -------
    Verification
    """
    problem = solution.problem if problem is None else problem
    readable = _readable(solution, problem)
    if not all(check.ok for check in readable):
        return Verification(tuple(readable), float("nan"), proven=False)
    value = _objective(solution, problem)
    bound, proven = _bound(solution, problem, value)
    maximal = solution.model == "maximal_covering"
    sign = -1.0 if maximal else 1.0
    scale = max(abs(value), float(problem.weights.sum()) if maximal else 0.0) or 1.0
    certificate, optimal = solution.certificate, solution.status is Status.OPTIMAL
    # What the replay must reach: the bound itself, or where HiGHS took over.
    claimed = solution.bound if certificate.replayable else certificate.root_bound
    checks = [
        *readable,
        *_feasible(solution, problem),
        Check("objective", abs(value - solution.objective) <= EXACT * scale),
        Check("bound_below", sign * (value - solution.bound) >= -EXACT * scale),
        # The replayed bound can never exceed the value of an allowed choice.
        Check("bound_valid", sign * (value - bound) >= -SLACK * scale),
        Check("bound_proven", sign * (bound - claimed) >= -SLACK * scale),
        Check("status", not optimal or abs(solution.bound - value) <= EXACT * scale),
        Check("status_proven", proven or not (optimal and certificate.replayable)),
    ]
    return Verification(tuple(checks), bound, proven and optimal)


def _readable(solution: Solution, problem: Problem) -> list[Check]:
    """Whether the answer speaks of these tables at all."""
    own = solution.problem
    same = (own.demand, own.candidates, own.existing) == (
        problem.demand,
        problem.candidates,
        problem.existing,
    )
    known = all(0 <= site < len(problem.candidates) for site in solution.sites.tolist())
    return [Check("tables", same), Check("candidates", known)]


def _served(problem: Problem, sites: list[int]) -> list[float]:
    """Cost of each demand row, row by row."""
    costs = []
    for row in range(len(problem.demand)):
        offers = [*problem.existing_cost[row].tolist()]
        offers += [float(problem.cost[row, site]) for site in sites]
        costs.append(min(offers, default=float("inf")))
    return costs


def _objective(solution: Solution, problem: Problem) -> float:
    sites = solution.sites.tolist()
    costs = _served(problem, sites)
    pairs = [
        (cost, weight)
        for cost, weight in zip(costs, problem.weights.tolist(), strict=True)
        if weight > 0
    ]
    if solution.model == "p_median":
        return math.fsum(cost * weight for cost, weight in pairs)
    if solution.model == "p_center":
        return max(cost for cost, _ in pairs)
    if solution.model == "set_covering":
        return float(len(sites))
    assert solution.radius is not None
    return math.fsum(weight for cost, weight in pairs if cost <= solution.radius)


def _feasible(solution: Solution, problem: Problem) -> list[Check]:
    sites = solution.sites.tolist()
    chosen = set(sites)
    within = all(
        sum(problem.groups[site] == group for site in chosen) <= limit
        for group, limit in problem.limits.items()
    )
    costs = _served(problem, sites)
    assigned = [
        float("inf")
        if place < 0
        else float(np.append(problem.existing_cost[row], problem.cost[row, sites])[place])
        for row, place in enumerate(solution.assignment.tolist())
    ]
    limit = np.finfo(float).max if solution.radius is None else solution.radius
    reached = solution.model == "maximal_covering" or all(
        cost <= limit
        for cost, weight in zip(costs, problem.weights.tolist(), strict=True)
        if weight > 0
    )
    return [
        Check("count", len(chosen) == len(sites) == solution.k),
        Check("must_open", chosen >= set(problem.must_open.tolist())),
        Check("forbidden", not chosen & set(problem.forbidden.tolist())),
        Check("limits", within),
        Check("assignment", assigned == costs),
        Check("reached", reached),
    ]


def _bound(solution: Solution, problem: Problem, value: float) -> tuple[float, bool]:
    """The bound that the certificate gives, and whether it proves the answer optimal."""
    certificate = solution.certificate
    if solution.model == "set_covering":
        bound = _fewest(certificate.duals, solution.radius, problem)
        return bound, bound >= value
    if solution.model == "p_center":
        return _least_radius(solution, problem, value)
    if certificate.proof is None:
        return float("-inf"), False
    if solution.model == "p_median":
        choice = _choice(problem, problem.cost, problem.existing_cost, solution.k)
        target, mirror = value, 0.0
    else:
        choice = _uncovered(problem, solution.radius, solution.k)
        mirror = float(problem.weights.sum())
        target = mirror - value
    bound = least_value(choice, certificate.proof, _cutoff(choice, target))
    proven = bound >= _cutoff(choice, target)
    shown = min(target, target if proven else bound)
    return (shown if solution.model == "p_median" else mirror - shown), proven


def _cutoff(choice: Choice, value: float) -> float:
    """From where on nothing better can be: whole-numbered costs differ by one at least."""
    finite = choice.cost[np.isfinite(choice.cost)]
    kept = choice.base[np.isfinite(choice.base)]
    whole = bool((finite % 1 == 0).all() and (kept % 1 == 0).all())
    small = float(finite.sum() + kept.sum()) < 2**52
    return value - max(1 - 2e-6 if whole and small else 0.0, 2e-9 * abs(value))


def _choice(problem: Problem, cost: Floats, existing: Floats, k: int) -> Choice:
    """All candidates but the forbidden, with the must-open ones opened."""
    rows = np.flatnonzero(problem.weights > 0)
    weights = problem.weights[rows]
    numbers = {name: position for position, name in enumerate(problem.limits)}
    free = [
        site
        for site in range(len(problem.candidates))
        if site not in set(problem.forbidden.tolist()) | set(problem.must_open.tolist())
    ]
    base = existing[rows].min(axis=1, initial=np.inf) * weights
    room = np.array(list(problem.limits.values()), dtype=np.int64)
    for site in problem.must_open.tolist():
        base = np.minimum(base, cost[rows, site] * weights)
        if problem.groups[site] in numbers:
            room[numbers[problem.groups[site] or ""]] -= 1
    return Choice(
        cost=(cost[rows][:, free] * weights[:, None]).T,
        base=base,
        free=np.ones(len(free), dtype=bool),
        k=k - len(problem.must_open),
        group=np.array([numbers.get(problem.groups[site] or "", -1) for site in free], dtype=int),
        room=room,
    )


def _uncovered(problem: Problem, radius: float | None, k: int) -> Choice:
    """Every row beyond the radius costs its weight."""
    assert radius is not None
    beyond = np.where(problem.cost > radius, 1.0, 0.0)
    kept = np.where(problem.existing_cost > radius, 1.0, 0.0)
    kept = np.column_stack([kept, np.ones(len(beyond))])
    return _choice(problem, beyond, kept, k)


def _least_radius(solution: Solution, problem: Problem, value: float) -> tuple[float, bool]:
    """The next distance above one at which the covering question is shown to have no answer."""
    certificate = solution.certificate
    rows = problem.weights > 0
    kept = np.hstack([problem.existing_cost[rows], problem.cost[rows][:, problem.must_open]])
    barred = np.isin(np.arange(problem.cost.shape[1]), [*problem.must_open, *problem.forbidden])
    # A row is served at its least cost among what stays open, or at that of a chosen site.
    reach = np.column_stack([problem.cost[rows][:, ~barred], kept.min(axis=1, initial=np.inf)])
    least = float(reach.min(axis=1).max())
    if certificate.radius is None:
        return least, least >= value
    if _fewest(certificate.duals, certificate.radius, problem) <= solution.k:
        return least, least >= value
    beyond = reach[np.isfinite(reach) & (reach > certificate.radius)]
    bound = max(least, float(beyond.min(initial=np.inf)))
    return min(bound, value) if bound <= value * (1 + 1e-12) else bound, bound >= value


def _fewest(duals: Floats | None, radius: float | None, problem: Problem) -> float:
    """Weights of demand bound the number of sites that cover all (weak duality)."""
    must = problem.must_open.tolist()
    if duals is None or radius is None:
        return float(len(must))
    weights = np.where(problem.weights > 0, np.maximum(duals, 0.0), 0.0)
    kept = np.column_stack([problem.existing_cost, problem.cost[:, must]])
    weights[(kept <= radius).any(axis=1)] = 0.0
    covers = problem.cost <= radius
    closed = np.isin(np.arange(covers.shape[1]), [*problem.forbidden.tolist(), *must])
    spare = np.minimum(0.0, 1.0 - (covers * weights[:, None]).sum(axis=0))[~closed]
    return float(np.ceil(weights.sum() + spare.sum() - 1e-6)) + len(must)
