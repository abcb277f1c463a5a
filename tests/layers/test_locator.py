"""Where districts lie: every district drawn with its own towns and records, no text as markup."""

from __future__ import annotations

import copy
import re
from typing import cast
from xml.etree import ElementTree as ET

import pytest

from layers.locator import locator_svg
from layers.payload import build_payload
from layers.symbols import fill_of
from layers.types import Payload
from layers.types_state import Lang
from tests.layers import payloads
from tests.servers import ROOT
from text import LANGUAGES

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = "".join(payloads.HOSTILE)


def read(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314 - we drew it


def texts(svg: str, kind: str) -> list[str]:
    root = read(svg)
    return [str(one.text) for one in root.iter(f"{SVG}text") if one.get("class") == kind]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_district_shows_its_own_towns_and_records(lang: Lang) -> None:
    payload = build_payload()
    for district in payload["districts"]:
        code = district["code"]
        svg = locator_svg(payload, [code], lang)
        own = [one["name"][lang] for one in payload["towns"] if one["district"] == code]
        named = texts(svg, "dqm-name-town")
        assert set(named) <= set(own)
        assert len(named) >= len(own) * 0.4, "most names find room even where 36 towns are"
        around = {one["short"][lang] for one in payload["districts"] if one["code"] != code}
        assert set(texts(svg, "dqm-name-around")) <= around
        titles = " · ".join(re.findall(r"<title>(.*?)</title>", svg))
        for record in payload["records"]:
            drawn = record["point"] and code in record["districts"] and not record["districtWide"]
            if not drawn:
                continue
            # A record may lie off the sheet: then it is not drawn at all.
            west, south, east, north = district["bbox"]
            lon, lat = record["point"] or (0.0, 0.0)
            if west < lon < east and south < lat < north:
                assert ET.tostring(_text(record["name"][lang]), "unicode")[3:-4] in titles


def _text(words: str) -> ET.Element:
    one = ET.Element("t")
    one.text = words
    return one


def test_what_stands_for_a_whole_district_has_no_place() -> None:
    payload = build_payload()
    wide = {one["name"]["zh"] for one in payload["records"] if one["districtWide"]}
    assert wide
    for district in payload["districts"]:
        svg = locator_svg(payload, [district["code"]], "zh")
        shown = {
            name for one in re.findall(r"<title>(.*?)</title>", svg) for name in one.split(" · ")
        }
        assert not shown & wide


def test_several_districts_are_filled_with_their_colours_and_named() -> None:
    payload, colours = build_payload(), ["#17365C", "#8F5B00", "#7A3B9A"]
    svg = locator_svg(payload, ["310114", "310151", "310101"], "en", colours=colours)
    assert set(texts(svg, "dqm-name-chosen")) == {"Jiading", "Chongming", "Huangpu"}
    for colour in colours:
        assert f'fill="{colour}" fill-opacity' in svg
        assert f'stroke="{colour}"' in svg
    label = read(svg).get("aria-label")
    assert label == "Map of Jiading District, Chongming District, Huangpu District"
    assert "<title>" not in svg, "records belong to a single district"


def test_unknown_codes_are_left_out_and_none_is_the_whole_city() -> None:
    payload = build_payload()
    assert locator_svg(payload, ["320500", "310114"], "zh") == locator_svg(
        payload, ["310114"], "zh"
    )
    whole = read(locator_svg(payload, ["320500"], "zh"))
    assert whole.get("aria-label") == "上海 16 个区的位置图"


def test_the_sheet_keeps_the_proportions_that_are_asked_for() -> None:
    payload = build_payload()
    for district in payload["districts"]:
        svg = locator_svg(payload, [district["code"]], "zh", size=(300, 200))
        _, _, width, height = map(int, str(read(svg).get("viewBox")).split())
        assert width == 300
        assert height == pytest.approx(200, abs=2)


def test_names_stay_text() -> None:
    payload = cast(Payload, copy.deepcopy(dict(build_payload())))
    for one in (*payload["districts"], *payload["towns"], *payload["records"]):
        one["name"] = {"zh": HOSTILE, "en": HOSTILE}
    for one in payload["districts"]:
        one["short"] = {"zh": HOSTILE, "en": HOSTILE}
    for codes in (["310114"], ["310114", "310115"]):
        svg = locator_svg(payload, codes, "en", colours=[HOSTILE])
        assert not list(read(svg).iter(f"{SVG}script"))
        assert "<script" not in svg


def test_fills_mean_what_they_mean_on_the_map() -> None:
    source = (ROOT / "layers" / "assets" / "src" / "symbols.js").read_text("utf-8")
    fills = re.search(r"const FILLS = \{(.*?)\}", source, re.DOTALL)
    assert fills
    pairs = re.findall(r'(\w+): "(\w+)"', fills[1])
    assert len(pairs) == 8
    assert {status: fill_of(status) for status, _ in pairs} == dict(pairs)
    assert fill_of("something else") == "dashed"
