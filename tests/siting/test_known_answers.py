"""Published optima: OR-Library's p-medians, San Francisco's four models."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest
from scipy.sparse.csgraph import shortest_path

from siting import (
    Problem,
    Status,
    make_problem,
    maximal_covering,
    p_center,
    p_median,
    set_covering,
    verify,
)
from tests.siting.tables import Floats, problem_of

INSTANCES = [f"pmed{number}" for number in range(1, 11)]


def orlib(path: Path) -> tuple[Floats, int]:
    """Distances between all nodes, and how many sites to open; the last edge counts."""
    numbers = [
        line.split() for line in path.read_text(encoding="ascii").splitlines() if line.strip()
    ]
    n, _, p = map(int, numbers[0])
    cost = np.full((n, n), np.inf)
    for i, j, length in numbers[1:]:
        cost[int(i) - 1, int(j) - 1] = cost[int(j) - 1, int(i) - 1] = float(length)
    return np.asarray(shortest_path(cost, method="D"), dtype=np.float64), p


def san_francisco(folder: Path) -> Problem:
    with (folder / "SF_demand_205_centroid_uniform_weight.csv").open(encoding="utf-8") as file:
        people = {row["NAME"]: float(row["POP2000"]) for row in csv.DictReader(file)}
    pairs: dict[tuple[str, str], float] = {}
    name = "SF_network_distance_candidateStore_16_censusTract_205_new.csv"
    with (folder / name).open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            pairs[row["DestinationName"], row["name"]] = float(row["distance"])
    tracts = sorted({tract for tract, _ in pairs})
    stores = sorted({store for _, store in pairs})
    cost = [[pairs[tract, store] for store in stores] for tract in tracts]
    weights = [people[tract] for tract in tracts]
    return make_problem(tracts, stores, cost, weights=weights, unit="m")


@pytest.mark.parametrize("name", INSTANCES)
def test_orlib_optima_are_found_and_proven(reference: Path, name: str) -> None:
    with (reference / "siting/orlib/optima.csv").open(encoding="ascii") as file:
        optima = {row["instance"]: float(row["p_median_optimum"]) for row in csv.DictReader(file)}
    cost, p = orlib(reference / f"siting/orlib/{name}.txt")
    problem = problem_of(cost)
    found = p_median(problem, p)
    assert (found.objective, found.bound, found.gap) == (optima[name], optima[name], 0.0)
    assert found.status is Status.OPTIMAL
    checked = verify(found, problem)
    assert (checked.failed, checked.proven) == ((), True)


def test_san_francisco(reference: Path) -> None:
    problem = san_francisco(reference / "siting/sf")
    assert (len(problem.demand), len(problem.candidates)) == (205, 16)
    median, center = p_median(problem, 4), p_center(problem, 4)
    most, fewest = maximal_covering(problem, 4, 5000), set_covering(problem, 5000)
    assert median.objective == pytest.approx(2848268129.7145, abs=1e-4)
    assert most.objective == 875247
    assert fewest.objective == 8
    assert center.objective == pytest.approx(7403.06, abs=0.005)
    for found in (median, most, fewest, center):
        assert found.status is Status.OPTIMAL
        assert verify(found, problem).failed == ()
