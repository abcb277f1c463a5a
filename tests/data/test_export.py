"""Exports: what comes out is what went in, and no spreadsheet runs it."""

from __future__ import annotations

import csv
import io
import json

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data import (
    load_districts,
    load_observations,
    load_plan_targets,
    load_plan_tasks,
    load_records,
    load_towns,
)
from data.export import to_csv, to_geojson
from text import messages
from text.cells import neutralised

DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
TABLES = (
    load_districts,
    load_towns,
    load_records,
    load_plan_tasks,
    load_plan_targets,
    load_observations,
)


def rows_of(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@given(st.lists(st.text(min_size=1), min_size=1, max_size=5))
def test_texts_survive_and_none_is_a_formula(texts: list[str]) -> None:
    table = pd.DataFrame({"name_zh": pd.Series(texts, dtype=object)})
    table.index.name = "id"
    cells = [row[1] for row in rows_of(to_csv(table))[1:]]
    for text, cell in zip(texts, cells, strict=True):
        assert not cell.startswith(DANGEROUS)
        assert cell == neutralised(text)
        assert cell in {text, f"'{text}"}
    features = json.loads(to_geojson(table))["features"]
    assert [one["properties"]["name_zh"] for one in features] == texts


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_numbers_stay_numbers(number: float) -> None:
    table = pd.DataFrame({"value": [number]})
    assert float(rows_of(to_csv(table))[1][1]) == number


@pytest.mark.parametrize("load", TABLES)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_heading_is_worded(load, lang: str) -> None:  # type: ignore[no-untyped-def]  # one of TABLES
    table = load()
    content = to_csv(table, lang)
    assert content.startswith(b"\xef\xbb\xbf")
    rows = rows_of(content)
    known = {text for key, text in messages(lang).items() if key.startswith("data.column.")}
    assert set(rows[0]) <= known
    assert len(set(rows[0])) == len(rows[0]) == len(table.columns) + 1
    assert len(rows) == len(table) + 1
    assert len(json.loads(to_geojson(table, lang))["features"]) == len(table)


def test_records_as_geojson() -> None:
    features = {one["id"]: one for one in json.loads(to_geojson(load_records()))["features"]}
    assert features["DT29"]["geometry"] is None
    assert features["DT29"]["properties"]["precision_m"] == "not_applicable"
    assert features["IC18"]["properties"]["precision_m"] == "missing"
    park = features["IP01"]
    assert park["geometry"] == {"type": "Point", "coordinates": [121.632, 31.207]}
    assert park["properties"]["sources"][0][1] == "https://app.sheitc.sh.gov.cn/gg/693682.htm"
    assert {"precision_m", "confidence", "location_confidence"} <= park["properties"].keys()


def test_the_words_for_nothing_and_zero() -> None:
    table = load_records().loc[["DT29", "IC18"]]
    rows = rows_of(to_csv(table, "zh"))
    column = rows[0].index("位置精度（米）")
    assert [row[column] for row in rows[1:]] == ["不适用", "缺失"]
    assert rows_of(to_csv(pd.DataFrame({"value": [0.0]})))[1][1] == "0.0"
    city = rows_of(to_csv(load_observations().loc[["DI01"]], "en"))
    assert city[1][city[0].index("District code")] == "Not applicable"
