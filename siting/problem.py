"""The question: who needs to be served, where centres may go, and what is fixed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from siting.checks import Tables, checked
from siting.core import Bools, Core, Floats, Ints


@dataclass(frozen=True)
class Problem:
    """Demand, candidates and existing centres, checked. Made by `make_problem`.

    Attributes
    ----------
    demand : tuple of str
        Names of the demand rows.
    weights : ndarray of float64, shape (demand,)
        Not negative. A row of weight zero asks for nothing: it is assigned and
        shown, but counts in no objective and need not be covered.
    candidates : tuple of str
    cost : ndarray of float64, shape (demand, candidates)
        ``inf`` where a site cannot be reached.
    existing : tuple of str
        Centres that stay open.
    existing_cost : ndarray of float64, shape (demand, existing)
    must_open, forbidden : ndarray of int64
        Positions in ``candidates``.
    groups : tuple of (str or None)
        Group (district) of each candidate.
    limits : Mapping[str, int]
        At most so many new centres per group, must-open ones included.
    unit : str
        Of the costs, e.g. ``"km"``.
    """

    demand: tuple[str, ...]
    weights: Floats
    candidates: tuple[str, ...]
    cost: Floats
    existing: tuple[str, ...]
    existing_cost: Floats
    must_open: Ints
    forbidden: Ints
    groups: tuple[str | None, ...]
    limits: Mapping[str, int] = field(default_factory=dict)
    unit: str = "km"

    @property
    def counts(self) -> Bools:
        """Which demand rows have any demand."""
        positive: Bools = self.weights > 0
        return positive

    @property
    def free(self) -> Ints:
        """Candidates that may be chosen beyond the must-open ones, ascending."""
        fixed = np.zeros(len(self.candidates), dtype=bool)
        fixed[self.must_open] = True
        fixed[self.forbidden] = True
        return np.flatnonzero(~fixed)

    @property
    def before(self) -> Floats:
        """Cost to the nearest existing centre, ``inf`` without one, shape (demand,)."""
        least: Floats = self.existing_cost.min(axis=1, initial=np.inf)
        return least

    def after(self, sites: Ints) -> Floats:
        """Cost to the nearest centre once ``sites`` are open too, shape (demand,)."""
        least: Floats = np.minimum(self.before, self.cost[:, sites].min(axis=1, initial=np.inf))
        return least

    @property
    def group_of_free(self) -> Ints:
        """Position of the group of each free candidate among the limits; -1 for none."""
        number = {name: position for position, name in enumerate(self.limits)}
        group = [number.get(self.groups[site] or "", -1) for site in self.free.tolist()]
        return np.array(group, dtype=np.int64)

    @property
    def room(self) -> Ints:
        """How many more than the must-open ones each limit allows, in their order."""
        used = Counter(self.groups[site] for site in self.must_open.tolist())
        left = [limit - used[name] for name, limit in self.limits.items()]
        return np.array(left, dtype=np.int64)

    def most_new(self) -> int:
        """How many new centres the limits, the must-open and forbidden sites allow."""
        free = Counter(self.groups[site] for site in self.free.tolist())
        must = Counter(self.groups[site] for site in self.must_open.tolist())
        kept = (
            min(count, self.limits[group] - must[group])
            if group is not None and group in self.limits
            else count
            for group, count in free.items()
        )
        return sum(kept) + len(self.must_open)

    def core(self, cost: Floats, existing_cost: Floats, k: int) -> Core:
        """The bare choice of ``k`` further sites, for any cost per unit of demand.

        Parameters
        ----------
        cost, existing_cost : ndarray of float64
            Shaped as those of the problem.
        k : int
            Beyond the must-open sites.
        """
        rows, free = self.counts, self.free
        weights = self.weights[rows]
        base = np.minimum(
            existing_cost[rows].min(axis=1, initial=np.inf),
            cost[np.ix_(rows, self.must_open)].min(axis=1, initial=np.inf),
        )
        return Core(
            cost=np.ascontiguousarray((cost[np.ix_(rows, free)] * weights[:, None]).T),
            base=base * weights,
            k=k,
            group=self.group_of_free,
            room=self.room,
        )


def make_problem(  # noqa: PLR0913 - one name per table and option; all but three are optional
    demand: Sequence[str],
    candidates: Sequence[str],
    cost: object,
    *,
    weights: object = None,
    existing: Sequence[str] = (),
    existing_cost: object = None,
    must_open: Sequence[str] = (),
    forbidden: Sequence[str] = (),
    groups: Sequence[str | None] | None = None,
    limits: Mapping[str, int] | None = None,
    unit: str = "km",
) -> Problem:
    """Check the tables and put them together.

    Parameters
    ----------
    demand, candidates, existing : sequence of str
        Names, unique within each.
    cost : array-like, shape (demand, candidates)
        Any matrix: it need not be symmetric nor keep the triangle inequality;
        ``inf`` where there is no way.
    weights : array-like, shape (demand,), optional
        All equal without it.
    existing_cost : array-like, shape (demand, existing)
        Needed with ``existing``.
    must_open, forbidden : sequence of str
        Names of candidates.
    groups : sequence of str, optional
        Group of each candidate, for ``limits``.
    limits : mapping of str to int, optional
        Group to the most new centres in it.
    unit : str

    Raises
    ------
    ProblemDefectsError
        With every defect, each naming its row.
    """
    tables = Tables(
        demand=demand,
        candidates=candidates,
        cost=cost,
        weights=np.ones(len(demand)) if weights is None else weights,
        existing=existing,
        existing_cost=np.empty((len(demand), 0)) if existing_cost is None else existing_cost,
        must_open=must_open,
        forbidden=forbidden,
        groups=[None] * len(candidates) if groups is None else groups,
        limits={} if limits is None else limits,
    )
    numbers = checked(tables)
    position = {name: index for index, name in enumerate(candidates)}
    return Problem(
        demand=tuple(demand),
        weights=numbers.weights,
        candidates=tuple(candidates),
        cost=numbers.cost,
        existing=tuple(existing),
        existing_cost=numbers.existing_cost,
        must_open=np.array([position[name] for name in dict.fromkeys(must_open)], dtype=np.int64),
        forbidden=np.array([position[name] for name in dict.fromkeys(forbidden)], dtype=np.int64),
        groups=tuple(tables.groups),
        limits=dict(tables.limits),
        unit=unit,
    )
