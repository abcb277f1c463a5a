"""The payload of the shipped data: complete, of the contract, honest, and small enough."""

from __future__ import annotations

import gzip
from collections import Counter
from typing import Any

import pytest

from layers.atlas import Atlas, load_atlas
from layers.options import DocumentOptions
from layers.payload import assemble, build_payload
from layers.serialise import to_json
from layers.types import Bi, Payload
from tests.layers.contract import breaches

MOST_BYTES = 400_000
PLACES = ("districts", "towns", "units")


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return load_atlas()


@pytest.fixture(scope="module")
def payload(atlas: Atlas) -> Payload:
    return assemble(atlas)


def texts_in(value: Any) -> list[tuple[str, Bi]]:
    """Every text in both languages, with the name of its field."""
    found: list[tuple[str, Bi]] = []
    if isinstance(value, dict):
        for key, item in value.items():
            if isinstance(item, dict) and item.keys() == {"zh", "en"} and key != "text":
                found.append((key, Bi(zh=item["zh"], en=item["en"])))
            else:
                found += texts_in(item)
    elif isinstance(value, list):
        for item in value:
            found += texts_in(item)
    return found


def test_the_payload_keeps_the_contract(payload: Payload) -> None:
    assert list(breaches(payload, Payload)) == []


def test_it_is_small_enough_for_the_first_screen(payload: Payload) -> None:
    assert len(gzip.compress(to_json(payload).encode(), mtime=0)) <= MOST_BYTES


def test_the_same_data_give_the_same_bytes(atlas: Atlas, payload: Payload) -> None:
    assert to_json(assemble(atlas)) == to_json(payload)


def test_every_area_and_record_is_there(atlas: Atlas, payload: Payload) -> None:
    assert len(payload["districts"]) == 16
    assert len(payload["towns"]) == 216
    assert len(payload["units"]) == 19
    assert Counter(town["kind"] for town in payload["towns"]) == {
        "subdistrict": 108,
        "town": 106,
        "township": 2,
    }
    assert [record["id"] for record in payload["records"]] != []
    assert {record["id"] for record in payload["records"]} == set(atlas.records.index)
    assert len(payload["records"]) == len(atlas.records)


@pytest.mark.parametrize("kind", PLACES)
def test_codes_are_unique(payload: Any, kind: str) -> None:
    codes = [area["code"] for area in payload[kind]]
    assert len(set(codes)) == len(codes)


def test_every_reference_leads_somewhere(payload: Payload) -> None:
    districts = {one["code"] for one in payload["districts"]}
    towns = {one["code"] for one in [*payload["towns"], *payload["units"]]}
    records = {one["id"] for one in payload["records"]}
    assert {one["district"] for one in [*payload["towns"], *payload["units"]]} == districts
    for record in payload["records"]:
        assert set(record["districts"]) <= districts, record["id"]
        assert set(record["towns"]) <= towns, record["id"]
        assert record["nearest"] is None or record["nearest"]["id"] in records


def test_the_words_of_every_controlled_term_are_there(payload: Payload) -> None:
    for words in payload["text"].values():
        for record in payload["records"]:
            for kind in ("level", "status", "confidence", "category"):
                assert f"vocab.{kind}.{record[kind]}" in words, record["id"]
            for one in record["fields"]:
                assert f"vocab.field.{one}" in words, record["id"]


def test_every_text_is_there_in_both_languages_and_filled_in(payload: Payload) -> None:
    for key, text in texts_in(payload):
        assert text["zh"].strip(), (key, text)
        assert text["en"].strip(), (key, text)
        assert "{" not in text["zh"] + text["en"], (key, text)
        assert "None" not in text["en"].split(), (key, text)
        assert "nan" not in text["en"].split(), (key, text)


def test_every_placed_record_says_how_sure_its_place_is(payload: Payload) -> None:
    placed = [record for record in payload["records"] if record["point"]]
    assert placed
    for record in placed:
        assert record["precision_m"], record["id"]
        assert record["basis"]["en"] != "Not placed: the sources give no usable position"
    for record in payload["records"]:
        assert record["sources"] or record["confidence"] != "high", record["id"]


def test_no_candidate_or_plan_counts_as_established(payload: Payload) -> None:
    settled = {"designated", "in_operation", "member"}
    for record in payload["records"]:
        assert record["established"] == (record["status"] in settled), record["id"]


def test_a_record_known_to_its_district_only_is_no_point_of_its_own(payload: Payload) -> None:
    for record in payload["records"]:
        wide = record["precision_m"] is not None and record["precision_m"] >= 8000
        assert record["districtWide"] == wide, record["id"]


def test_only_centres_are_asked_whether_they_count(payload: Payload) -> None:
    for record in payload["records"]:
        assert (record["countsAsCentre"] is None) == (record["layer"] != "centres")


def test_the_counts_of_the_layers_are_those_of_the_records(payload: Payload) -> None:
    for layer in payload["layers"]:
        records = [one for one in payload["records"] if one["layer"] == layer["id"]]
        assert layer["count"] == len(records) > 0
        assert layer["placed"] == sum(one["point"] is not None for one in records)
    for district in payload["districts"]:
        for name, count in district["counts"].items():
            records = [
                one
                for one in payload["records"]
                if one["layer"] == name and district["code"] in one["districts"]
            ]
            assert count["total"] == len(records)
            assert count["established"] == sum(one["established"] for one in records)


def test_every_figure_has_a_value_or_a_reason_for_every_area(payload: Payload) -> None:
    for figure in payload["figures"]:
        for level, areas in (("district", payload["districts"]), ("town", payload["towns"])):
            for area in areas:
                shipped = level in figure["levels"] and not figure["computed"]
                assert (figure["id"] in area["values"]) == shipped
        breaks = figure["breaks"] or []
        assert breaks == sorted(set(breaks))


def test_known_figures(payload: Payload) -> None:
    jiading = next(one for one in payload["districts"] if one["code"] == "310114")
    assert jiading["values"]["area_km2"] == pytest.approx(464.2, abs=0.1)
    assert jiading["name"] == {"zh": "嘉定区", "en": "Jiading District"}
    assert jiading["short"] == {"zh": "嘉定", "en": "Jiading"}
    assert jiading["facts"][0]["value"]["en"] == "464.2\u00a0km²"


def test_a_town_is_found_by_its_local_reading_and_shows_a_generated_name(
    payload: Payload,
) -> None:
    town = next(one for one in payload["towns"] if one["name"]["zh"] == "重固镇")
    assert town["name"]["en"] == "Chonggu"
    assert town["suffix"] == {"en": "Town"}
    assert town["generated"]
    assert "chong gu zhen" in town["pinyin"]


def test_labels_stand_within_their_district(payload: Payload) -> None:
    for district in payload["districts"]:
        (lon, lat), (west, south, east, north) = district["label"], district["bbox"]
        assert west < lon < east
        assert south < lat < north
    assert sum(district["centre"] for district in payload["districts"]) == 7


def test_both_sources_of_boundaries_make_a_document() -> None:
    made = build_payload(DocumentOptions(boundary="tianditu"))
    assert made["build"]["boundary"] == "tianditu"
    assert "Tianditu" in made["build"]["attribution"]["en"]
    assert list(breaches(made, Payload)) == []
