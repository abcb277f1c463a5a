"""A good choice, fast: what the shortcuts of greedy and swap keep equals what they leave out."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from siting import swap
from siting.core import Core
from siting.swap import Held, greedy
from tests.examples import examples
from tests.siting.tables import plane, problem_of

SEEDS = st.integers(0, 10_000)


def core_of(seed: int, k: int, *, coarse: bool) -> Core:
    random = np.random.default_rng(seed)
    cost = plane(40, seed=seed, m=25)
    problem = problem_of(np.round(cost / 20) if coarse else cost, random.uniform(1, 5, 25))
    return problem.core(problem.cost, problem.existing_cost, k)


@examples(60)
@given(seed=SEEDS, k=st.integers(1, 12), coarse=st.booleans())
def test_greedy_adds_what_helps_most_every_time(seed: int, k: int, coarse: bool) -> None:
    core = core_of(seed, k, coarse=coarse)
    found = greedy(core).tolist()
    assert len(set(found)) == k
    _, base = core.bounded
    for before, after in pairwise([found[:n] for n in range(k + 1)]):
        served = np.minimum(core.cost[before].min(axis=0, initial=np.inf), base)
        gains = np.maximum(served - core.cost, 0.0).sum(axis=1)
        assert gains[after[-1]] == pytest.approx(gains.max(), rel=1e-12)


@examples(60)
@given(seed=SEEDS, k=st.integers(1, 9), coarse=st.booleans())
def test_after_any_exchanges_clients_are_held_as_if_looked_at_anew(
    seed: int, k: int, coarse: bool
) -> None:
    random = np.random.default_rng(seed)
    core = core_of(seed, k, coarse=coarse)
    cost, base = core.bounded
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(swap, "SMALL", 0)
        chosen = np.sort(random.choice(40, k, replace=False))
        held = Held.of(cost[chosen], base)
        for _ in range(12):
            position = int(random.integers(k))
            chosen[position] = random.choice(np.setdiff1d(np.arange(40), chosen))
            held = held.exchanged(cost, base, chosen, position)
            anew = Held.of(cost[chosen], base)
            assert (held.first == anew.first).all()
            assert (held.second == anew.second).all()
            reach, columns = np.vstack([cost[chosen], base]), np.arange(25)
            assert (reach[held.near, columns] == held.first).all()
            assert (reach[held.after, columns] == held.second).all()
            assert (held.near != held.after).all()


@pytest.mark.parametrize(
    ("cost", "step"),
    [
        ([[1.0, 2.0], [np.inf, 5.0]], 1.0),
        ([[1.0, 2.0], [3.0, 5.5]], 0.0),
        ([[1.0, 2.0], [3.0, 2.0**53]], 0.0),
    ],
)
def test_two_objectives_of_whole_costs_differ_by_one_at_least(
    cost: list[list[float]], step: float
) -> None:
    group = np.full(2, -1)
    core = Core(np.array(cost), np.full(2, np.inf), 1, group, np.zeros(0, dtype=np.int64))
    assert core.least_difference == step
