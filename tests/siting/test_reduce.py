"""What a covering question can do without: nothing is lost, and structure is used."""

from __future__ import annotations

from itertools import combinations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from siting.core import Bools, Ints
from siting.reduce import reduced
from tests.siting.tables import plane


def fewest(covers: Bools, sites: Ints, group: Ints, room: dict[int, int]) -> int | None:
    """By trying all choices; None where none covers all rows within the limits."""
    for size in range(len(sites) + 1):
        for chosen in combinations(sites.tolist(), size):
            counts = np.bincount(group[list(chosen)] + 1, minlength=4)
            kept = all(counts[g + 1] <= most for g, most in room.items())
            if kept and covers[:, list(chosen)].any(axis=1).all():
                return size
    return None


@given(
    st.tuples(st.integers(1, 7), st.integers(1, 7)).flatmap(
        lambda shape: st.tuples(
            arrays(np.bool_, shape), arrays(np.int64, shape[1], elements=st.integers(-1, 1))
        )
    ),
    st.integers(0, 2),
    st.integers(0, 2),
)
def test_the_least_number_stays_the_same(
    tables: tuple[Bools, Ints], first: int, second: int
) -> None:
    covers, group = tables
    room = {0: first, 1: second}
    rows, sites = reduced(covers, group)
    every = np.arange(covers.shape[1])
    assert fewest(covers[rows], sites, group, room) == fewest(covers, every, group, room)
    # And a cover of what is left covers everything.
    assert fewest(covers, sites, group, room) == fewest(covers, every, group, room)


def test_equal_rows_and_sites_are_left_once() -> None:
    covers = np.ones((4, 5), dtype=bool)
    rows, sites = reduced(covers, np.full(5, -1))
    assert (rows.tolist(), sites.tolist()) == ([0], [0])
    _, sites = reduced(covers, np.array([0, 0, 1, 1, 1]))
    assert sites.tolist() == [0, 2]


def test_a_site_without_limit_stands_for_limited_ones_but_not_the_other_way_round() -> None:
    covers = np.array([[True, True]])
    assert reduced(covers, np.array([0, -1]))[1].tolist() == [1]
    assert reduced(covers, np.array([-1, 0]))[1].tolist() == [0]


def test_little_is_left_of_points_in_a_plane() -> None:
    cost = plane(300)
    covers = cost <= np.sort(cost, axis=1)[:, 60].max()
    rows, sites = reduced(covers, np.full(300, -1))
    assert len(rows) < 100
    assert len(sites) < 100
