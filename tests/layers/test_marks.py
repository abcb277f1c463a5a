"""Records as symbols: none lost, none of another look in one symbol, none far from its place."""

from __future__ import annotations

import math
from typing import cast

import pytest

from layers.drawing import Sheet
from layers.marks import SIZE, draw_marks, marks, place_of
from layers.payload import build_payload
from layers.symbols import fill_of
from layers.types import Record

CITY = (120.82, 30.65, 122.26, 31.89)
SHEETS = [Sheet(CITY, 380), Sheet(CITY, 1000), Sheet((121.05, 31.2, 121.4, 31.5), 380)]


@pytest.mark.parametrize("sheet", SHEETS)
def test_every_record_in_view_is_in_one_symbol_of_its_own_look(sheet: Sheet) -> None:
    records = build_payload()["records"]
    found = marks(sheet, records)
    placed = [(one, place_of(one)) for one in records]
    wanted = sorted(one["id"] for one, at in placed if at and sheet.inside(at))
    assert sorted(one["id"] for mark in found for one in mark.records) == wanted
    for mark in found:
        assert len({(one["layer"], fill_of(one["status"])) for one in mark.records}) == 1
        home = place_of(mark.records[0])
        assert home
        assert math.dist((mark.x, mark.y), sheet.project(home)) <= SIZE * 1.15 + 1e-6
    drawn = "".join(draw_marks(found, build_payload()["layers"], "zh"))
    assert drawn.count("<title>") == len(found)
    assert drawn.count('class="dqm-count"') == sum(len(one.records) > 1 for one in found)


def test_what_has_no_place_of_its_own_is_not_drawn() -> None:
    records = build_payload()["records"]
    without = [one for one in records if one["districtWide"] or one["point"] is None]
    assert without
    assert marks(SHEETS[0], without) == []


def test_a_number_stands_left_where_another_symbol_is_at_its_right() -> None:
    sheet = SHEETS[1]
    star = next(one for one in build_payload()["records"] if one["layer"] == "demonstration")
    roof = next(one for one in build_payload()["records"] if one["layer"] == "parks")
    star = cast(Record, {**star, "point": [121.5, 31.2], "districtWide": False})
    aside = 121.5 + 20 / (sheet.project((122, 31.2))[0] - sheet.project((121, 31.2))[0])
    roof = cast(Record, {**roof, "point": [aside, 31.21], "districtWide": False})
    alone = marks(sheet, [star, star])[0]
    beside = marks(sheet, [star, star, roof])[0]
    assert (alone.side, beside.side) == (1, -1)
    assert beside.badge.x < beside.x < alone.badge.x
    assert [len(one.rects) for one in marks(sheet, [star, star, roof])] == [2, 1]
