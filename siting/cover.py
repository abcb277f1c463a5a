"""Covering all demand within a radius as a model: the fewest sites, and at most so many."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
from scipy import sparse

from siting.core import Bools, Floats, Ints
from siting.highs import Model, Outcome, solve
from siting.problem import Problem
from siting.progress import Watch
from siting.reduce import reduced


@dataclass(frozen=True)
class Least:
    """What the relaxation to parts of sites says.

    Attributes
    ----------
    sites : int
        Fewer new sites, must-open ones included, never cover all; one more than
        there are if no choice within the limits does.
    duals : ndarray of float64, shape (demand,)
        Weights of demand that show it by weak duality, where limits do not matter.
    values : ndarray of float64, shape (free,), or None
        How much of each site the relaxation opens.
    """

    sites: int
    duals: Floats
    values: Floats | None


@dataclass(frozen=True)
class Cover:
    """Who must still be covered, and by whom. Made by `Cover.of`.

    Attributes
    ----------
    problem : Problem
    rows : ndarray of bool, shape (demand,)
        Rows with demand that no site covers which is open anyway.
    covers : ndarray of bool, shape (rows, free)
    kept : pair of ndarray of int64
        Rows and columns of ``covers`` that decide it, see `siting.reduce`.
    model : Model
        The fewest of these columns for these rows; its constant counts the must-open sites.
    """

    problem: Problem
    rows: Bools
    covers: Bools
    kept: tuple[Ints, Ints]
    model: Model

    @staticmethod
    def of(problem: Problem, radius: float) -> Cover:
        """The model of a radius; a cost equal to it is within."""
        rows: Bools = problem.counts & (problem.after(problem.must_open) > radius)
        covers: Bools = problem.cost[np.ix_(rows, problem.free)] <= radius
        kept = reduced(covers, problem.group_of_free)
        return Cover(problem, rows, covers, kept, _model(problem, covers[np.ix_(*kept)], kept[1]))

    def fewest(self, watch: Watch) -> Outcome:
        """The fewest sites."""
        return self._whole(solve(self.model, watch, step=1.0))

    def at_most(self, k: int, watch: Watch) -> Outcome:
        """Any choice of at most ``k`` new sites, must-open ones included."""
        model = self.model
        count = sparse.csr_array(np.ones((1, len(model.cost))))
        limited = replace(
            model,
            matrix=sparse.csr_array(sparse.vstack([model.matrix, count], format="csr")),
            lower=np.append(model.lower, -np.inf),
            upper=np.append(model.upper, k - model.constant),
        )
        return self._whole(solve(limited, watch, step=1.0, first=True))

    def relaxed(self, watch: Watch) -> Least:
        """A bound on the number of sites from the linear relaxation."""
        parts = replace(self.model, whole=np.zeros_like(self.model.whole))
        outcome = self._whole(solve(parts, watch))
        duals = np.zeros(len(self.rows))
        if outcome.duals is not None:
            rows = np.flatnonzero(self.rows)[self.kept[0]]
            duals[rows] = np.maximum(outcome.duals[: len(rows)], 0.0)
        if outcome.impossible:
            sites = len(self.problem.candidates) + 1
        else:
            sites = math.ceil(max(outcome.lower, self.model.constant) - 1e-6)
        return Least(sites, duals, outcome.values if outcome.complete else None)

    def weakly(self, duals: Floats) -> int:
        """The bound that duals give without any limit, whoever made them."""
        weights = duals[self.rows]
        spare = np.minimum(0.0, 1.0 - weights @ self.covers).sum()
        return math.ceil(float(weights.sum() + spare) - 1e-6) + len(self.problem.must_open)

    def _whole(self, outcome: Outcome) -> Outcome:
        """The outcome with a value for every free site."""
        if outcome.values is None:
            return outcome
        values = np.zeros(self.covers.shape[1])
        values[self.kept[1]] = outcome.values
        return replace(outcome, values=values)


def _model(problem: Problem, covers: Bools, sites: Ints) -> Model:
    """The fewest of some free sites that cover all rows within the limits."""
    group, room = problem.group_of_free[sites], problem.room
    members = np.flatnonzero(group >= 0)
    limits = sparse.csr_array(
        (np.ones(len(members)), (group[members], members)), shape=(len(room), len(sites))
    )
    table = sparse.csr_array(covers.astype(np.float64))
    return Model(
        cost=np.ones(len(sites)),
        matrix=sparse.csr_array(sparse.vstack([table, limits], format="csr")),
        lower=np.append(np.ones(len(covers)), np.full(len(room), -np.inf)),
        upper=np.append(np.full(len(covers), np.inf), room).astype(np.float64),
        whole=np.ones(len(sites), dtype=bool),
        constant=float(len(problem.must_open)),
    )
