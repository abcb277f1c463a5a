"""Names and symbols on a still drawing: none over another, none off the sheet."""

from __future__ import annotations

import itertools
import math

from hypothesis import given
from hypothesis import strategies as st

from layers.placing import Rect, place, spread, text_width

SHEET = (300.0, 200.0)
rects = st.builds(
    Rect,
    x=st.floats(0, 300),
    y=st.floats(0, 200),
    width=st.floats(10, 80),
    height=st.floats(10, 20),
)


@given(st.lists(rects, max_size=25), st.lists(rects, max_size=10), st.floats(0, 46))
def test_nothing_is_placed_over_anything_else(
    wanted: list[Rect], taken: list[Rect], reach: float
) -> None:
    found = place(wanted, taken, reach, SHEET)
    assert len(found) == len(wanted)
    kept = [one for one in found if one]
    assert not any(one.overlaps(other) for one, other in itertools.combinations(kept, 2))
    assert not any(one.overlaps(other) for one in kept for other in taken)
    assert all(one.within(*SHEET) for one in kept)
    for one, home in zip(found, wanted, strict=True):
        if one:
            assert math.dist((one.x, one.y), (home.x, home.y)) <= reach + home.width / 4 + 1e-6


def test_what_finds_no_room_is_left_out_and_the_first_one_wins() -> None:
    one = Rect(150, 100, 60, 14)
    assert place([one, one], [], 0, SHEET) == [one, None]
    moved = place([one, one], [], 20, SHEET)[1]
    assert moved
    assert moved != one
    assert place([Rect(0, 0, 60, 14)], [], 0, SHEET) == [None]


@given(st.lists(st.tuples(st.floats(0, 300), st.floats(0, 200)), max_size=12))
def test_symbols_part_but_stay_near_their_place(points: list[tuple[float, float]]) -> None:
    found = spread(points, 18, 18)
    for one, home in zip(found, points, strict=True):
        assert math.dist(one, home) <= 18 + 1e-6


def test_two_symbols_at_one_spot_stand_side_by_side() -> None:
    (ax, ay), (bx, by) = spread([(50, 50), (50, 50)], 16, 16)
    assert math.dist((ax, ay), (bx, by)) > 15


def test_chinese_is_wider_than_latin_and_bold_than_plain() -> None:
    assert text_width("嘉定区", 12) == 36
    assert text_width("Jiading", 12) < 7 * 12 * 0.6
    assert text_width("嘉定区", 12, bold=True) > 36
