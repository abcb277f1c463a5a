"""Small siting questions for tests, and their answers by trying every choice."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Any

import numpy as np
import numpy.typing as npt
from hypothesis import strategies as st

from siting import Problem, make_problem

Floats = npt.NDArray[np.float64]

INF = float("inf")
COSTS = st.one_of(st.integers(0, 6).map(float), st.floats(0, 50).map(lambda cost: round(cost, 2)))


def names(letter: str, count: int) -> list[str]:
    return [f"{letter}{number}" for number in range(count)]


def problem_of(cost: Any, weights: Any = None, **options: Any) -> Problem:
    table = np.asarray(cost, dtype=np.float64)
    return make_problem(
        names("d", table.shape[0]), names("c", table.shape[1]), table, weights=weights, **options
    )


def plane(n: int, *, seed: int = 1, whole: bool = False, m: int | None = None) -> Floats:
    """Distances between random points of a square; with ``m``, from others to n."""
    random = np.random.default_rng(seed)
    ends = random.uniform(0, 100, (n, 2))
    starts = ends if m is None else random.uniform(0, 100, (m, 2))
    cost = np.hypot(*(starts[:, None] - ends[None]).transpose(2, 0, 1))
    return np.asarray(np.round(cost) if whole else cost, dtype=np.float64)


@st.composite
def problems(draw: st.DrawFn, *, limits: bool = True) -> Problem:
    """Up to 6 × 7, with all that can be asked for: ties, zero weights, pairs without a way."""
    rows, sites, kept = draw(st.integers(1, 6)), draw(st.integers(1, 7)), draw(st.integers(0, 2))
    share = draw(st.sampled_from([0.0, 0.0, 0.3]))

    def table(width: int) -> Floats:
        cells = draw(st.lists(COSTS, min_size=rows * width, max_size=rows * width))
        gone = draw(st.lists(st.floats(0, 1), min_size=rows * width, max_size=rows * width))
        holes = [INF if lot < share else cost for cost, lot in zip(cells, gone, strict=True)]
        return np.array(holes, dtype=np.float64).reshape(rows, width)

    cost, existing_cost = table(sites), table(kept)
    weights = np.array(
        draw(st.lists(st.sampled_from([0.0, 1.0, 2.5, 7.0]), min_size=rows, max_size=rows))
    )
    roles = draw(
        st.lists(st.sampled_from(["", "", "", "must", "forbidden"]), min_size=sites, max_size=sites)
    )
    roles[0] = ""
    reached = np.array([role != "forbidden" for role in roles])
    weights[
        ~(np.isfinite(cost[:, reached]).any(axis=1) | np.isfinite(existing_cost).any(axis=1))
    ] = 0
    if not weights.any():
        weights[0], cost[0, 0] = 1.0, 1.0
    label = names("c", sites)
    groups = draw(st.lists(st.sampled_from(["g", "h", None]), min_size=sites, max_size=sites))
    must = [name for name, role in zip(label, roles, strict=True) if role == "must"]
    most = {}
    for group in ("g", "h"):
        if limits and group in groups and draw(st.booleans()):
            forced = sum(groups[label.index(name)] == group for name in must)
            most[group] = draw(st.integers(forced, forced + 2))
    return problem_of(
        cost,
        weights,
        existing=names("e", kept),
        existing_cost=existing_cost,
        must_open=must,
        forbidden=[name for name, role in zip(label, roles, strict=True) if role == "forbidden"],
        groups=groups,
        limits=most,
    )


def choices(problem: Problem, k: int) -> Iterator[tuple[int, ...]]:
    """Every allowed set of ``k`` sites."""
    must, forbidden = set(problem.must_open.tolist()), set(problem.forbidden.tolist())
    for sites in combinations(range(len(problem.candidates)), k):
        groups = [problem.groups[site] for site in sites]
        if (
            must <= set(sites)
            and not forbidden & set(sites)
            and all(groups.count(group) <= limit for group, limit in problem.limits.items())
        ):
            yield sites


def costs_of(problem: Problem, sites: tuple[int, ...]) -> list[tuple[float, float]]:
    """(cost, weight) of every row with demand."""
    found = []
    for row, weight in enumerate(problem.weights.tolist()):
        offers = problem.existing_cost[row].tolist() + problem.cost[row, list(sites)].tolist()
        if weight > 0:
            found.append((min(offers, default=INF), weight))
    return found


def mean_cost(problem: Problem, sites: tuple[int, ...]) -> float:
    return sum(cost * weight for cost, weight in costs_of(problem, sites))


def worst_cost(problem: Problem, sites: tuple[int, ...]) -> float:
    return max(cost for cost, _ in costs_of(problem, sites))


def demand_within(problem: Problem, sites: tuple[int, ...], radius: float) -> float:
    return sum(weight for cost, weight in costs_of(problem, sites) if cost <= radius)
