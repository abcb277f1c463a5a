"""Tables of points that a visitor brings: read, or refused with every defect by its row."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data import own
from data.errors import DataDefectsError
from data.own import clean, number, read_points
from data.spreadsheets import MOST_BYTES
from geo.shift import wgs84_to_bd09, wgs84_to_gcj02
from text import LANGUAGES

BUND = (121.4850, 31.2405)


def refused(content: bytes, file: str = "mine.csv") -> str:
    """What is said in English; both languages fill in all values."""
    with pytest.raises(DataDefectsError) as caught:
        read_points(content, file)
    for lang in LANGUAGES:
        assert "{" not in caught.value.in_language(lang).replace("{'", "")
    return caught.value.in_language("en")


def feature(name: object, at: object, kind: str = "Point") -> dict[str, Any]:
    return {
        "type": "Feature",
        "properties": {"name": name},
        "geometry": {"type": kind, "coordinates": at},
    }


def collection(*features: object) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("header", ["name,lon,lat", "名称,经度,纬度", "NAME, Lng ,Latitude"])
def test_a_csv_is_read_in_the_encodings_of_spreadsheets(encoding: str, header: str) -> None:
    text = f"{header}\r\n 外滩 ,121.4850,31.2405\r\n\r\n陆家嘴,121.50,31.24\r\n"
    found = read_points(text.encode(encoding), "x.csv")
    assert found["name"].tolist() == ["外滩", "陆家嘴"]
    assert found["lon"].tolist() == [121.4850, 121.50]
    assert [town[:6] for town in found["town"]] == ["310101", "310115"]


def test_columns_stand_in_any_order_and_others_are_left_alone() -> None:
    found = read_points(b"note,lat,name,lon\nx,31.2405,A,121.4850\n", "x.csv")
    assert found[["name", "lon", "lat"]].to_numpy().tolist()[0] == ["A", 121.4850, 31.2405]


def test_geojson_points_are_read() -> None:
    content = collection(feature("A", [*BUND, 4.0]), feature("B", [121.5, 31.2]))
    assert read_points(content, "x.geojson")["name"].tolist() == ["A", "B"]
    assert read_points(json.dumps(feature("A", BUND)).encode(), "x")["name"].tolist() == ["A"]


@pytest.mark.parametrize(("system", "shift"), [("gcj02", wgs84_to_gcj02), ("bd09", wgs84_to_bd09)])
def test_declared_systems_are_converted(system: Any, shift: Any) -> None:
    lon, lat = (float(one) for one in shift(*BUND))
    found = read_points(f"name,lon,lat\nA,{lon!r},{lat!r}\n".encode(), "x.csv", system)
    np.testing.assert_allclose(found[["lon", "lat"]].to_numpy()[0], BUND, atol=1e-9)


def test_every_bad_row_is_named_at_once() -> None:
    said = refused(
        "name,lon,lat\nGood,121.4850,31.2405\n,121.5,31.2\nText,far,31.2\nGap,,31.2\n"
        "Swapped,31.2,121.5\nSuzhou,120.6,31.3\nGood,121.5,31.2\nWide,１２１.5,31.2\n"
        "Inf,inf,31.2\nSpace,121 .5,31.2\n".encode()
    )
    wanted = [
        "line 3: no name",
        "line 4 (Text): the coordinate “far” is not a number",
        "line 5 (Gap): a coordinate is missing",
        "line 6 (Swapped): 31.20000, 121.50000 is not in Shanghai; longitude and latitude look",
        "line 7 (Suzhou): 120.60000, 31.30000 is not on Shanghai's land",
        "the name “Good” stands 2 times",
        "line 9 (Wide): the coordinate “１２１.5” is not a number",
        "line 10 (Inf)",
        "line 11 (Space)",
    ]
    assert [words for words in wanted if words not in said] == []
    assert said.count("\n") == len(wanted)


def test_bad_features_are_named() -> None:
    said = refused(collection(feature("", BUND), {**feature("B", BUND), "geometry": None}))
    assert "feature 1: no name" in said
    assert "feature 2 (B): a coordinate is missing" in said
    assert "feature 1: a LineString" in refused(
        collection(feature("A", [BUND, [121.5, 31.2]], "LineString"))
    )


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b" \n ", "empty"),
        (b"name,lon,lat\n", "no data"),
        (b"name,lat\nA,31\n", "no column for the longitude"),
        (b"name,lon,x,lat\nA,1,2,3\n", "several columns for the longitude"),
        (b"name,lon,lat\nA,1\n", "line 2 (A): a coordinate is missing"),
        (b'name,lon,lat\n"A,1,2\n', "cannot be read as CSV"),
        (b"PK\x03\x04" + b"x" * 90, "workbook"),
        (b"\x00\x01\x02\x03\x04\x05", "neither"),
        (b"\x80\xff\xff,1\n2,2\n", "neither"),
        (b"{", "Not valid JSON"),
        (b"{" * 200_000, "Not valid JSON"),
        (b'{"type":"FeatureCollection","features":[]}', "no data"),
        (b'{"type":"FeatureCollection","features":[7]}', "features[0]: an object is expected"),
        (b'{"type":"Point","coordinates":[1e999,1]}', "coordinates"),
        (b'{"type":"Feature","properties":{"name":["A"]},"geometry":null}', "no name"),
    ],
)
def test_what_is_no_table_of_points_is_refused(content: bytes, said: str) -> None:
    assert said in refused(content)


def test_sizes_are_limited() -> None:
    assert "5 MB" in refused(b"x" * (MOST_BYTES + 1))
    assert "larger than 5 MB" in refused(b"{" + b" " * MOST_BYTES, "x.json")
    points = [feature(f"P{n}", BUND) for n in range(own.MOST_POINTS + 1)]
    assert f"{own.MOST_POINTS + 1} points" in refused(collection(*points))
    wrong = b"name,lon,lat\n" + b"".join(b"P%d,1,1\n" % n for n in range(200))
    assert "150 more defects like these" in refused(wrong)


def test_a_file_of_far_more_than_points_is_refused_before_it_is_read() -> None:
    small = '{"a":[' + "{}," * 200_001
    deep = '{"a":' + "[" * 200_001
    members = '{"a":[' + '{"b":0},' * 99_999
    for crowd in (small, deep, members):
        assert "more than 1000 points, or shapes" in refused(crowd.encode())


def test_names_stay_text_without_what_does_not_show() -> None:
    nasty = "<img src=x onerror=alert(1)>\u200b =1+1"
    found = read_points(f"name,lon,lat\n{nasty},121.49,31.24\n".encode(), "../../x<b>.csv")
    assert found["name"].tolist() == ["<img src=x onerror=alert(1)> =1+1"]
    turned = read_points(collection(feature("\u202eA\x07", BUND)), "x.geojson")
    assert turned["name"].tolist() == ["A"]
    assert "invisible control" in refused("name,lon,lat\n\u202eA,121.49,31.24\n".encode())
    said = refused(b"name\nA\n", "../../etc/<b>.csv")
    assert "<b>.csv: no column" in said
    assert ".." not in said
    assert len(clean("x" * 5000)) == own.LONGEST_NAME


@given(st.binary(max_size=400), st.sampled_from(("x.csv", "x.geojson")))
def test_any_bytes_are_read_or_refused(content: bytes, file: str) -> None:
    with suppress(DataDefectsError):
        found = read_points(content, file)
        assert len(found)
        assert "" not in {*found["town"], *found["name"]}


@given(st.text(max_size=60))
def test_a_number_is_what_it_says(text: str) -> None:
    value = number(text)
    assert np.isnan(value) or value == float(text.strip())
