"""Records as symbols: none lost, none of another look in one symbol, none far from its place."""

from __future__ import annotations

import math

import pytest

from layers.drawing import Sheet
from layers.marks import SIZE, Mark, draw_marks, marks, place_of
from layers.payload import build_payload
from layers.symbols import fill_of

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
    record = next(one for one in build_payload()["records"] if place_of(one))
    one = Mark(50, 50, (record, record))
    assert one.badge.x > 50
    assert Mark(50, 50, (record, record), side=-1).badge.x < 50
    assert len(one.rects) == 2
    assert len(Mark(50, 50, (record,)).rects) == 1
