"""What the display says is what the application says, to the digit."""

from __future__ import annotations

import json
import re

import pytest
import shapely

from atlas.districts import district_facts
from exhibition import check_options, render_exhibition
from exhibition.content import hall_block
from exhibition.document import BLOCK_ID
from exhibition.themes import THEMES
from exhibition.types import Hall
from layers.cards import cards
from layers.document import DATA_ID
from layers.payload import build_payload
from layers.standing import official_run
from layers.types import Payload
from text import formats


@pytest.fixture(scope="module")
def payload() -> Payload:
    return build_payload()


@pytest.fixture(scope="module")
def hall(payload: Payload) -> Hall:
    return hall_block(payload, check_options({}))


def block(html: str, id: str) -> dict[str, object]:
    found = re.search(rf'id="{id}">(.*?)</script>', html, re.DOTALL)
    assert found
    made: dict[str, object] = json.loads(found[1])
    return made


def test_the_tour_visits_the_city_sixteen_districts_and_the_themes(hall: Hall) -> None:
    kinds = [scene["kind"] for scene in hall["scenes"]]
    assert kinds == ["overview"] + ["district"] * 16 + ["theme"] * len(THEMES)
    assert len({scene["id"] for scene in hall["scenes"]}) == len(kinds)


def test_ranks_intervals_and_strengths_are_the_scorecards(hall: Hall) -> None:
    found = cards(official_run())
    assert found
    for code, card in found.items():
        shown = hall["cards"][code]
        place = card.standing
        assert (shown["rank"], shown["low"], shown["high"]) == (place.rank, place.low, place.high)
        assert shown["ranked"]
        assert shown["low"] <= shown["rank"] <= shown["high"] <= shown["of"]
        if not card.strengths:
            assert shown["strength"] is None
            continue
        best, strength = card.strengths[0], shown["strength"]
        assert strength is not None
        assert strength["name"]["zh"] == best.of.name.in_language("zh")
        for lang in ("zh", "en"):
            written = formats.number(lang, best.value, best.of.digits)
            assert strength["value"]["zh" if lang == "zh" else "en"] == written


def test_the_three_figures_are_those_of_the_panel(hall: Hall, payload: Payload) -> None:
    for district in payload["districts"]:
        shown = hall["cards"][district["code"]]["figures"]
        for figure, fact in zip(shown, district["facts"], strict=False):
            assert figure["label"] == fact["label"]
            for lang in ("zh", "en"):
                whole = f"{figure['number'][lang]} {figure['unit'][lang]}".strip()
                assert whole == fact["value"][lang].replace("\u00a0", " ")


def test_a_district_without_a_scorecard_is_said_to_have_no_rank(payload: Payload) -> None:
    from exhibition.content import _card

    shown = _card(district_facts()[payload["districts"][0]["code"]], None)
    assert not shown["ranked"]
    assert shown["strength"] is None


def test_counts_of_the_layers_and_shades_are_the_payloads(hall: Hall, payload: Payload) -> None:
    counts = hall["ramp"]["counts"]
    assert counts["310115"] == sum(
        len([r for r in payload["records"] if r["layer"] == layer and "310115" in r["districts"]])
        for layer in ("demonstration", "pilots", "parks", "centres")
    )
    assert hall["ramp"]["most"] == max(counts.values())


def test_themes_count_and_name_records_only(hall: Hall, payload: Payload) -> None:
    ids = {record["id"] for record in payload["records"]}
    for scene in hall["scenes"]:
        assert set(scene["records"]) | set(scene["lensRecords"]) <= ids
        assert {one["record"] for one in scene["callouts"]} <= ids
    quality = next(scene for scene in hall["scenes"] if scene["id"] == "quality")
    running = [
        record
        for record in payload["records"]
        if record["countsAsCentre"] and record["status"] == "in_operation"
    ]
    assert quality["rows"][0]["mark"] == str(len(running))
    delta = next(scene for scene in hall["scenes"] if scene["id"] == "delta")
    assert len(delta["members"]) == 8
    areas = delta["areas"]
    assert areas is not None
    about = {one["properties"]["code"]: one["properties"] for one in areas["features"]}
    assert {code: one["name"]["zh"] for code, one in about.items()} == {
        "310118": "青浦区",
        "320509": "吴江区",
        "330421": "嘉善县",
    }
    assert about["320509"]["name"]["en"] == "Wujiang District"
    shapes = {
        one["properties"]["code"]: shapely.from_geojson(json.dumps(one["geometry"]))
        for one in areas["features"]
    }
    assert shapely.coverage_is_valid(list(shapes.values()))
    for record in payload["records"]:
        if record["category"] == "green_zone_town" and record["point"]:
            inside = [
                code for code, one in shapes.items() if one.covers(shapely.Point(record["point"]))
            ]
            assert len(inside) == 1, record["id"]


def test_the_same_options_give_the_same_bytes_below_three_megabytes() -> None:
    first = render_exhibition(check_options({}))
    assert first == render_exhibition(check_options({}))
    assert len(first.encode()) <= 3_000_000
    assert set(block(first, BLOCK_ID)) == set(Hall.__required_keys__)


def test_hostile_words_stay_text() -> None:
    title = '</script><img src=x onerror="alert(1)">${x}'[:24]
    html = render_exhibition(
        check_options({"title": {"zh": title}, "approval": {"delta": "<b>{{ 7*7 }}</b>"}})
    )
    assert "</script><img" not in html
    assert "<b>{{" not in html
    build = block(html, DATA_ID)["build"]
    assert isinstance(build, dict)
    assert build["approval"]["delta"] == "<b>{{ 7*7 }}</b>"
    assert block(html, BLOCK_ID)["title"] == {"zh": title, "en": "District Quality Map"}
