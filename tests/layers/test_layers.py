"""The layers made from tables that hold what a visitor must see as it is."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from data.figures import Figures
from data.missing import Missing
from layers.atlas import Atlas, load_atlas
from layers.build import Assets
from layers.districts import DistrictLayer
from layers.document import render
from layers.outside import find_outside
from layers.payload import assemble
from layers.registry import SITE_LAYERS
from layers.rows import RecordRow
from layers.sites import basis, year_span
from layers.towns import TownLayer
from tests.layers.payloads import HOSTILE
from tests.layers.test_document import Outline

ASSETS = Assets("boot()", "", "")


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return load_atlas()


@pytest.fixture
def row(atlas: Atlas) -> RecordRow:
    return atlas.record("IP03")


def without(figures: Figures, why: Missing) -> Figures:
    tables = {level: table.map(lambda value: why) for level, table in figures.tables.items()}
    return replace(figures, tables=tables)


def test_hostile_names_go_through_every_layer_as_text(atlas: Atlas) -> None:
    nasty = "".join(HOSTILE)
    records, districts, towns = (
        table.assign(name_zh=nasty, name_en=nasty)
        for table in (atlas.records, atlas.districts, atlas.towns)
    )
    payload = assemble(replace(atlas, records=records, districts=districts, towns=towns))
    html = render(payload, ASSETS)
    outline = Outline(html)
    assert outline.data() == json.loads(json.dumps(payload))
    assert outline.tags().count("script") == 2
    assert "img" not in outline.tags()
    assert find_outside(html) == []
    assert {one["name"]["zh"] for one in payload["records"]} == {nasty}


@pytest.mark.parametrize("why", list(Missing))
def test_what_is_not_there_stays_apart_from_zero(atlas: Atlas, why: Missing) -> None:
    bare = replace(atlas, figures=without(atlas.figures, why))
    district, town = DistrictLayer(bare).items()[0], TownLayer(bare).items()[0]
    assert district["values"]["population_2024"] == {"missing": why.value}
    assert town["values"]["centre_distance_km"] == {"missing": why.value}
    words = [fact["missing"] for fact in district["facts"]]
    assert words == [why.value, why.value, None, why.value, why.value]


def test_zero_is_a_number(atlas: Atlas) -> None:
    huangpu = DistrictLayer(atlas).items()[0]
    assert huangpu["values"]["centres_in_operation"] == 0


@pytest.mark.parametrize(
    ("kind", "first", "last", "zh", "en"),
    [
        ("exact", 2020, 2020, "2020 年", "2020"),
        ("range", 2018, 2023, "2018–2023 年", "2018–2023"),
        ("range", 2018, 2018, "2018 年", "2018"),
        ("or_earlier", None, 2014, "2014 年或更早", "2014 or earlier"),
        ("circa", 2019, 2019, "约 2019 年", "about 2019"),
        ("up_to", None, 2021, "至 2021 年", "up to 2021"),
        ("not_stated", None, None, "年份未注明", "year not stated"),
    ],
)
def test_a_year_says_how_exact_it_is(
    row: RecordRow, kind: str, first: int | None, last: int | None, zh: str, en: str
) -> None:
    span = year_span(replace(row, year_text=kind, year_from=first, year_to=last))
    assert span == {"text": {"zh": zh, "en": en}, "from": first, "to": last}


def test_the_basis_of_a_point_names_its_anchor_in_both_scripts(row: RecordRow) -> None:
    found = basis(replace(row, position_basis="metro_anchor", position_anchor="汶水路"))
    assert "汶水路" in found["zh"]
    assert "Wenshuilu" in found["en"]
    assert "Not placed" in basis(replace(row, position_basis=None))["en"]


def test_an_unplaced_record_has_no_point_no_disc_and_no_distance(atlas: Atlas) -> None:
    unplaced = [
        record
        for layer in SITE_LAYERS
        for record in layer(atlas).items()
        if record["point"] is None
    ]
    assert unplaced
    for record in unplaced:
        assert record["precision_m"] is None
        assert record["nearest"] is None
        assert not record["districtWide"]


def test_a_body_or_a_platform_is_shown_and_not_counted(atlas: Atlas) -> None:
    centres: list[Any] = next(
        layer(atlas).items() for layer in SITE_LAYERS if layer.id == "centres"
    )
    bodies = [one for one in centres if not one["countsAsCentre"]]
    assert bodies
    for one in bodies:
        labels = [fact["label"]["en"] for fact in one["facts"]]
        assert "Counts as a centre" in labels
    assert not {one["nearest"]["id"] for one in centres if one["nearest"]} & {
        one["id"] for one in bodies
    }
