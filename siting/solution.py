"""The answer: sites, who is served by whom, how good it is and how far that is proven."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Literal

import numpy as np

from siting.core import Floats, Ints
from siting.measures import Access, access
from siting.problem import Problem
from siting.progress import Stop, relative_gap
from siting.proof import Proof
from text.message import Message

Model = Literal["p_median", "maximal_covering", "set_covering", "p_center"]


class Status(StrEnum):
    """What is known about an answer."""

    OPTIMAL = "optimal"
    """Proven: no allowed choice is better."""

    BOUNDED = "bounded"
    """Allowed, and at most ``gap`` worse than the optimum."""


@dataclass(frozen=True)
class Certificate:
    """What the bound rests on.

    Attributes
    ----------
    proof : Proof or None
        Steps that `siting.verify` can replay.
    replayable : bool
        Whether replaying them alone gives the bound; otherwise HiGHS finished the
        proof, and replaying gives ``root_bound``.
    root_bound : float
        The bound of the root's multipliers, in the sense of the solution's bound.
    radius : float or None
        p-center: the largest radius proven too small; None if there is none.
    duals : ndarray of float64, shape (demand,), or None
        Set covering and p-center: weights of demand whose sum bounds the number of
        sites that cover all of it (within ``radius``).
    """

    proof: Proof | None = None
    replayable: bool = False
    root_bound: float = float("-inf")
    radius: float | None = None
    duals: Floats | None = None


@dataclass(frozen=True)
class Solution:
    """An answer to a siting question.

    Attributes
    ----------
    problem : Problem
    model : str
    k : int
        Number of new centres.
    radius : float or None
        Of the covering models, in the unit of the costs.
    sites : ndarray of int64
        Positions of the new centres among the candidates, ascending.
    objective : float
        p-median: sum of weight × cost; maximal covering: covered demand; set
        covering: number of new centres; p-center: worst cost.
    bound : float
        No allowed choice has a better objective: a lower bound, but for maximal
        covering an upper bound.
    status : Status
    stopped : {"time", "cancel"} or None
        What ended the search early.
    elapsed_s : float
    certificate : Certificate
    """

    problem: Problem
    model: Model
    k: int
    radius: float | None
    sites: Ints
    objective: float
    bound: float
    status: Status
    stopped: Stop | None
    elapsed_s: float
    certificate: Certificate

    @property
    def gap(self) -> float:
        """At most so much worse than the optimum, relative; 0 if proven optimal."""
        if self.status is Status.OPTIMAL:
            return 0.0
        low, high = sorted((self.objective, self.bound))
        return relative_gap(low, high)

    @property
    def verdict(self) -> Message:
        """How far the answer is proven, as a sentence."""
        if self.status is Status.OPTIMAL:
            return Message("siting.verdict.optimal")
        if not math.isfinite(self.gap):
            return Message("siting.verdict.unknown")
        # Rounded up: "within 0.0 %" would claim more than is known.
        percent = f"{math.ceil(self.gap * 1000) / 10:.1f}"
        return Message("siting.verdict.bounded", {"percent": percent})

    @property
    def site_names(self) -> tuple[str, ...]:
        """Names of the new centres."""
        return tuple(self.problem.candidates[site] for site in self.sites.tolist())

    @property
    def facilities(self) -> tuple[str, ...]:
        """Existing centres, then the new ones: what `assignment` points into."""
        return (*self.problem.existing, *self.site_names)

    @cached_property
    def assignment(self) -> Ints:
        """Position in `facilities` of the nearest centre of each demand row; -1 if none.

        Of equally near ones the first, so an existing centre keeps its demand.
        """
        reach = np.hstack([self.problem.existing_cost, self.problem.cost[:, self.sites]])
        nearest: Ints = reach.argmin(axis=1)
        nearest[np.isinf(reach[np.arange(len(reach)), nearest])] = -1
        return nearest

    @cached_property
    def before(self) -> Floats:
        """Cost of each demand row with the existing centres alone; ``inf`` without any."""
        return self.problem.before

    @cached_property
    def after(self) -> Floats:
        """Cost of each demand row with the new centres."""
        return self.problem.after(self.sites)

    @property
    def access_before(self) -> Access:
        """Figures with the existing centres alone."""
        return access(self.before, self.problem.weights)

    @property
    def access_after(self) -> Access:
        """Figures with the new centres."""
        return access(self.after, self.problem.weights)

    def worst_served(self, n: int = 10, *, before: bool = False) -> tuple[str, ...]:
        """Names of the ``n`` demand rows farthest from a centre, the farthest first."""
        cost = np.where(self.problem.counts, self.before if before else self.after, -np.inf)
        order = np.argsort(-cost, kind="stable")[:n]
        return tuple(self.problem.demand[row] for row in order if self.problem.counts[row])
