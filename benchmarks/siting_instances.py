"""Instances of the siting benchmark: published files, and made ones that nobody tuned on."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy.sparse.csgraph import shortest_path

from siting import Problem, make_problem

Floats = npt.NDArray[np.float64]


def numbered(cost: Floats, weights: Floats | None = None) -> Problem:
    """A question whose rows and columns are numbered."""
    rows, sites = (list(map(str, range(count))) for count in cost.shape)
    return make_problem(rows, sites, cost, weights=weights)


def orlib(folder: Path, name: str) -> tuple[Problem, int, float]:
    """An instance of OR-Library: the question, p and the published optimum.

    Of repeated edges the last one counts; costs are lengths of shortest paths.
    """
    numbers = np.array((folder / f"orlib/{name}.txt").read_text(encoding="ascii").split(), float)
    n, p = int(numbers[0]), int(numbers[2])
    cost = np.full((n, n), np.inf)
    for i, j, length in numbers[3:].reshape(-1, 3):
        cost[int(i) - 1, int(j) - 1] = cost[int(j) - 1, int(i) - 1] = length
    with (folder / "orlib/optima.csv").open(encoding="ascii") as file:
        optima = {row["instance"]: float(row["p_median_optimum"]) for row in csv.DictReader(file)}
    return numbered(shortest_path(cost, method="D")), p, optima[name]


def san_francisco(folder: Path) -> Problem:
    """205 census tracts with their people, 16 stores, metres along the streets."""
    with (folder / "sf/SF_demand_205_centroid_uniform_weight.csv").open(encoding="utf-8") as file:
        people = {row["NAME"]: float(row["POP2000"]) for row in csv.DictReader(file)}
    name = "sf/SF_network_distance_candidateStore_16_censusTract_205_new.csv"
    with (folder / name).open(encoding="utf-8") as file:
        pairs = {
            (row["DestinationName"], row["name"]): float(row["distance"])
            for row in csv.DictReader(file)
        }
    tracts, stores = (sorted({pair[side] for pair in pairs}) for side in (0, 1))
    cost = [[pairs[tract, store] for store in stores] for tract in tracts]
    return make_problem(tracts, stores, cost, weights=[people[one] for one in tracts], unit="m")


def plane(random: np.random.Generator, n: int) -> Floats:
    """Distances between uniform points of a square of side 100."""
    return between(random.uniform(0, 100, (n, 2)))


def between(points: Floats) -> Floats:
    """Euclidean distances between points."""
    return np.asarray(np.hypot(*(points[:, None] - points[None]).transpose(2, 0, 1)))


def _clustered(random: np.random.Generator, n: int) -> Floats:
    centres = random.uniform(0, 100, (n // 25, 2))
    return between(centres[random.integers(0, len(centres), n)] + random.normal(0, 4, (n, 2)))


def _tied(random: np.random.Generator, n: int) -> Floats:
    return np.asarray(np.round(plane(random, n) / 10))


def _detours(random: np.random.Generator, n: int) -> Floats:
    return np.asarray(plane(random, n) * random.uniform(1.0, 1.8, (n, n)))


def _one_way(random: np.random.Generator, n: int) -> Floats:
    """Shortest ways in a sparse network of one-way streets: far from symmetric."""
    straight = plane(random, n)
    streets = np.full((n, n), np.inf)
    for row in range(n):
        near = straight[row].argsort()[1:9]
        streets[row, random.choice(near, 4, replace=False)] = 1.0
    streets[np.arange(n), (np.arange(n) + 1) % n] = 1.0
    return np.asarray(shortest_path(np.where(np.isinf(streets), np.inf, straight), method="D"))


FAMILIES: Final[dict[str, Callable[[np.random.Generator, int], Floats]]] = {
    "plane": plane,
    "clustered": _clustered,
    "tied": _tied,
    "detours": _detours,
    "one_way": _one_way,
}


def unseen() -> Iterator[tuple[str, Problem, int]]:
    """Family, question and p: three sizes, p from 3 to n/3, a third of the rows without demand."""
    for family, cost_of in FAMILIES.items():
        for n in (130, 260, 410):
            random = np.random.default_rng(n)
            cost = cost_of(random, n)
            weights = random.uniform(1, 50, n)
            weights[random.random(n) < 0.33] = 0.0
            for p in (3, 7, n // 20, n // 8, n // 3):
                yield family, numbered(cost, weights), p
