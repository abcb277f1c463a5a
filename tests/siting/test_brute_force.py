"""All four models against trying every choice, on small questions with everything in them."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from siting import (
    Problem,
    QuestionError,
    Status,
    UnreachableError,
    maximal_covering,
    p_center,
    p_median,
    set_covering,
    verify,
)
from tests.examples import examples
from tests.siting.tables import (
    INF,
    choices,
    demand_within,
    mean_cost,
    problems,
    worst_cost,
)

# The same lines hundreds of times: other tests measure which of them are reached.
pytestmark = pytest.mark.no_cover
KS = st.integers(1, 5)
RADII = st.sampled_from([0.0, 1.0, 2.5, 4.0, 10.0, 30.0])
many = examples(100)


def askable(problem: Problem, k: int) -> int:
    """``k`` brought into what the question allows."""
    k = min(max(k, len(problem.must_open), 1), problem.most_new())
    assume(k >= 1)
    return k


@many
@given(problem=problems(), k=KS)
def test_p_median(problem: Problem, k: int) -> None:
    k = askable(problem, k)
    best = min(mean_cost(problem, sites) for sites in choices(problem, k))
    if best == INF:
        with pytest.raises(UnreachableError):
            p_median(problem, k)
        return
    found = p_median(problem, k)
    assert found.status is Status.OPTIMAL
    assert found.objective == pytest.approx(best, rel=1e-9, abs=1e-12)
    assert tuple(found.sites.tolist()) in set(choices(problem, k))
    assert verify(found, problem).failed == ()


@many
@given(problem=problems(), k=KS)
def test_p_center(problem: Problem, k: int) -> None:
    k = askable(problem, k)
    best = min(worst_cost(problem, sites) for sites in choices(problem, k))
    if best == INF:
        with pytest.raises(UnreachableError):
            p_center(problem, k)
        return
    found = p_center(problem, k)
    assert found.status is Status.OPTIMAL
    assert found.objective == best
    assert tuple(found.sites.tolist()) in set(choices(problem, k))
    assert verify(found, problem).failed == ()


@many
@given(problem=problems(), k=KS, radius=RADII)
def test_maximal_covering(problem: Problem, k: int, radius: float) -> None:
    k = askable(problem, k)
    best = max(demand_within(problem, sites, radius) for sites in choices(problem, k))
    found = maximal_covering(problem, k, radius)
    assert found.status is Status.OPTIMAL
    assert found.objective == pytest.approx(best)
    assert tuple(found.sites.tolist()) in set(choices(problem, k))
    assert verify(found, problem).failed == ()


@many
@given(problem=problems(), radius=RADII)
def test_set_covering(problem: Problem, radius: float) -> None:
    covering = [
        k
        for k in range(len(problem.candidates) + 1)
        if any(worst_cost(problem, sites) <= radius for sites in choices(problem, k))
    ]
    if not covering:
        with pytest.raises(UnreachableError):
            set_covering(problem, radius)
        return
    found = set_covering(problem, radius)
    assert found.status is Status.OPTIMAL
    assert found.objective == found.k == len(found.sites) == covering[0]
    assert worst_cost(problem, tuple(found.sites.tolist())) <= radius
    assert verify(found, problem).failed == ()


@many
@given(problem=problems(), k=st.integers(1, 9))
def test_a_number_of_centres_that_cannot_be_is_refused(problem: Problem, k: int) -> None:
    possible = next(choices(problem, k), None) is not None
    if possible:
        assert len(maximal_covering(problem, k, 1.0).sites) == k
        return
    with pytest.raises(QuestionError):
        p_median(problem, k)
