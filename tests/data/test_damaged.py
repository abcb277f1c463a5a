"""Damaged files: every defect named, in both languages, never a traceback of pandas."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from data import load_districts, load_figures, load_observations, load_records, load_towns
from data.errors import DataDefectsError, DataFileError
from data.files import read_raw
from data.missing import Missing
from tests.data.folders import copy_of_tables, set_cell


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    return copy_of_tables(tmp_path)


def defects_of(load: Callable[[Path], object], folder: Path) -> list[DataFileError]:
    with pytest.raises(DataDefectsError) as caught:
        load(folder)
    for lang in ("zh", "en"):
        text = caught.value.in_language(lang)
        assert "{" not in text
        assert len(text.splitlines()) == len(caught.value.defects) + 1
    return list(caught.value.defects)


def keys(defects: list[DataFileError]) -> list[str]:
    return [defect.message.key.removeprefix("errors.data.") for defect in defects]


def test_a_missing_file(tables: Path) -> None:
    (tables / "parks.csv").unlink()
    (found,) = defects_of(load_records, tables)
    assert (found.file, keys([found])) == ("parks.csv", ["missing_file"])


def test_a_folder_in_place_of_a_file(tables: Path) -> None:
    (tables / "towns.csv").unlink()
    (tables / "towns.csv").mkdir()
    assert keys(defects_of(load_towns, tables)) == ["unreadable"]


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"", "empty"),
        (b" \n\n", "empty"),
        (b"\xff\xfe\x00", "encoding"),
        ("code,名\n".encode("gb18030"), "encoding"),
        (b'code,"name', "damaged"),
    ],
)
def test_a_file_that_is_no_table(tables: Path, content: bytes, key: str) -> None:
    (tables / "districts.csv").write_bytes(content)
    assert keys(defects_of(load_districts, tables)) == [key]


def test_wrong_encoding_names_the_row(tables: Path) -> None:
    path = tables / "districts.csv"
    lines = path.read_bytes().split(b"\n")
    lines[4] = lines[4].decode("utf-8").encode("gb18030")
    path.write_bytes(b"\n".join(lines))
    assert defects_of(load_districts, tables)[0].row == 5


def test_a_header_names_every_fault(tables: Path) -> None:
    path = tables / "districts.csv"
    text = path.read_text("utf-8").replace("name_zh,name_en", "name_zh,name_zh", 1)
    path.write_text(text.replace("short_en", "kurz", 1), "utf-8")
    found = defects_of(load_districts, tables)
    assert {(one.message.key.rsplit(".", 1)[1], one.column) for one in found} == {
        ("header_duplicate", "name_zh"),
        ("header_missing", "name_en"),
        ("header_missing", "short_en"),
        ("header_unknown", "kurz"),
    }


def test_a_header_without_rows(tables: Path) -> None:
    path = tables / "districts.csv"
    path.write_text(path.read_text("utf-8").splitlines()[0] + "\n", "utf-8")
    assert keys(defects_of(load_districts, tables)) == ["no_rows"]


def test_a_row_with_too_many_cells_and_an_open_quote(tables: Path) -> None:
    path = tables / "districts.csv"
    lines = path.read_text("utf-8").splitlines()
    lines[2] += ",more"
    path.write_text("\n".join(lines), "utf-8")
    (found,) = defects_of(load_districts, tables)
    assert (found.row, keys([found])) == (3, ["cells"])
    lines[2] = '"open' + lines[2]
    path.write_text("\n".join(lines), "utf-8")
    assert "damaged" in keys(defects_of(load_districts, tables))


@pytest.mark.parametrize(
    ("file", "column", "value", "key"),
    [
        ("districts.csv", "area_km2", "wide", "number"),
        ("districts.csv", "area_km2", "nan", "number"),
        ("districts.csv", "area_km2", "-3", "range"),
        ("districts.csv", "area_km2", "", "required"),
        ("districts.csv", "population_2024", "1.5", "whole"),
        ("districts.csv", "code", "310104", "unique"),
        ("districts.csv", "code", "99", "pattern"),
        ("districts.csv", "name_zh", "", "required"),
        ("districts.csv", "seat_lon", "31.2", "range"),
        ("towns.csv", "name_en_generated", "yes", "boolean"),
        ("towns.csv", "kind", "city", "term"),
        ("towns.csv", "district_code", "310999", "reference"),
        ("towns.csv", "lat", "", "together"),
        ("towns.csv", "note_zh", "x", "together"),
        ("parks.csv", "district_codes", "310999", "reference"),
        ("parks.csv", "town_codes", "310101002", "wrong_district"),
        ("parks.csv", "year_from", "1999", "years"),
        ("parks.csv", "year_text", "not_stated", "years"),
        ("parks.csv", "source_kinds", "published", "sources"),
        ("parks.csv", "source_urls", "-", "sources"),
        ("parks.csv", "fields", "ic;nonsense", "term"),
        ("parks.csv", "status", "famous", "term"),
        ("parks.csv", "id", "DT01", "unique"),
        ("observations.csv", "source_url", "javascript:alert(1)", "pattern"),
    ],
)
def test_a_bad_cell_is_named(tables: Path, file: str, column: str, value: str, key: str) -> None:
    set_cell(tables / file, 2, column, value)
    load = {
        "districts.csv": load_districts,
        "towns.csv": load_towns,
        "observations.csv": load_observations,
    }.get(file, load_records)
    found = [d for d in defects_of(load, tables) if d.message.key == f"errors.data.value.{key}"]
    assert found
    assert {one.file for one in found} <= {file, "demonstration.csv"}
    if key not in {"unique", "together", "years"}:
        assert {(one.row, one.column) for one in found} == {(2, column)}


def test_all_defects_are_collected_over_files(tables: Path) -> None:
    set_cell(tables / "parks.csv", 5, "confidence", "sure")
    set_cell(tables / "parks.csv", 9, "lon", "east")
    set_cell(tables / "centres.csv", 3, "level", "planetary")
    found = {(one.file, one.row, one.column) for one in defects_of(load_records, tables)}
    assert {
        ("parks.csv", 5, "confidence"),
        ("parks.csv", 9, "lon"),
        ("centres.csv", 3, "level"),
    } <= found


def test_a_changed_file_is_read_again(tables: Path) -> None:
    assert load_districts(tables).loc["310101", "short_en"] == "Huangpu"
    set_cell(tables / "districts.csv", 2, "short_en", "Other")
    assert load_districts(tables).loc["310101", "short_en"] == "Other"


def test_a_table_in_hand_cannot_spoil_the_next(tables: Path) -> None:
    mine = load_districts(tables)
    mine.loc["310101", "short_en"] = "spoilt"
    assert load_districts(tables).loc["310101", "short_en"] == "Huangpu"


def test_the_environment_names_another_folder(
    tables: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_cell(tables / "districts.csv", 2, "short_en", "Elsewhere")
    monkeypatch.setenv("DQM_DATA_DIR", str(tables))
    assert load_districts().loc["310101", "short_en"] == "Elsewhere"


@pytest.mark.parametrize(
    "name", ["<img src=x onerror=alert(1)>", "${x} `y`", "</script>\u2028", "\u202eabc", "{row}"]
)
def test_hostile_text_stays_text(tables: Path, name: str) -> None:
    set_cell(tables / "parks.csv", 2, "name_zh", name)
    assert name.strip() in set(load_records(tables)["name_zh"])
    set_cell(tables / "parks.csv", 2, "status", name)
    with pytest.raises(DataDefectsError) as caught:
        load_records(tables)
    assert name.split(maxsplit=1)[0].strip("\u2028") in caught.value.in_language("en")


def test_a_long_value_is_cut_in_the_message(tables: Path) -> None:
    set_cell(tables / "parks.csv", 2, "status", "x" * 500)
    (found,) = defects_of(load_records, tables)
    assert found.value == "x" * 500
    assert "x" * 81 not in str(found)


def test_no_title_may_be_made_from_the_goal(tables: Path) -> None:
    rows = read_raw(tables / "demonstration.csv", tuple(_columns(tables))).rows
    row = 2 + next(i for i, one in enumerate(rows) if one["id"] == "DT30")
    set_cell(tables / "demonstration.csv", row, "status", "designated")
    assert keys(defects_of(load_records, tables)) == ["value.honesty"]


def test_without_centres_a_distance_is_missing(tables: Path) -> None:
    path = tables / "centres.csv"
    path.write_text("\n".join(path.read_text("utf-8").splitlines()[:2]) + "\n", "utf-8")
    set_cell(path, 2, "category", "regulator")
    figures = load_figures(tables)
    assert figures.value("centre_distance_km", "town", "310118106") is Missing.MISSING
    assert figures.value("centre_distance_km", "district", "310118") is Missing.MISSING
    assert figures.value("centres_in_operation", "district", "310118") == 0.0
    assert load_records(tables)["nearest_centre_id"].isna().all()


def _columns(tables: Path) -> list[str]:
    return (tables / "demonstration.csv").read_text("utf-8").splitlines()[0].split(",")
