"""Raw GeoJSON: the collection of bad and good files, and what it does not hold."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from geo.defects import require
from geo.errors import GeometryDefectsError
from geo.geojson import validate_geojson

# Its own expected complaint is empty: precision is no fault of structure.
SILENT = {"excessive_precision_truncated"}

SQUARE: list[list[float]] = [[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]


def kinds(source: object) -> list[str]:
    return [defect.kind for defect in validate_geojson(source)]


def polygon(*rings: Sequence[Sequence[float]]) -> dict[str, object]:
    return {"type": "Polygon", "coordinates": list(rings)}


def test_every_bad_file_is_named(shared_folder: Path) -> None:
    files = sorted((shared_folder / "reference" / "geojson_bad" / "bad").glob("*.geojson"))
    assert len(files) > 40
    silent = {path.stem for path in files if not validate_geojson(path.read_bytes())}
    assert silent == SILENT


def test_every_good_file_is_accepted(shared_folder: Path) -> None:
    files = sorted((shared_folder / "reference" / "geojson_bad" / "good").glob("*.geojson"))
    assert len(files) > 15
    for path in files:
        require(validate_geojson(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    ("source", "found"),
    [
        (b'{"type": "\xff"}', ["not_utf8"]),
        ('{"type": "Point", ', ["not_json"]),
        ("[" * 100_000, ["too_deep"]),
        ('{"type": "Point", "coordinates": [NaN, 1]}', ["not_number"]),
        ('{"type": "Point", "coordinates": [true, 1]}', ["not_number"]),
        ([], ["not_object"]),
        ({"type": "FeatureCollection", "features": [[]]}, ["not_object"]),
        ({"type": "Feature", "properties": {}, "geometry": 3}, ["not_object"]),
        (
            {"type": "Feature", "properties": None, "geometry": {"type": "Feature"}},
            ["not_geometry"],
        ),
        ({"type": "GeometryCollection"}, ["absent"]),
        ({"type": "GeometryCollection", "geometries": {}}, ["not_list"]),
        ({"type": "LineString", "coordinates": 4}, ["not_deep"]),
        (polygon(SQUARE), []),
        (polygon(SQUARE[::-1]), ["winding"]),
        (polygon(SQUARE[:3]), ["short_ring", "open_ring"]),
        (polygon([[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]), ["invalid"]),
        (polygon(SQUARE, [[2, 2], [2, 3], [3, 3], [3, 2], [2, 2]]), ["invalid"]),
        (polygon([[x, y, 9] for x, y in SQUARE]), []),
    ],
)
def test_kinds(source: object, found: list[str]) -> None:
    assert kinds(source) == found


def test_too_deep_an_object_is_named() -> None:
    deep: list[object] = []
    for _ in range(5000):
        deep = [deep]
    collection: dict[str, object] = {"type": "GeometryCollection", "geometries": []}
    for _ in range(5000):
        collection = {"type": "GeometryCollection", "geometries": [collection]}
    assert kinds(collection)[-1] == "too_deep"
    assert kinds({"type": "Polygon", "coordinates": deep}) == ["not_number", "short_ring"]


def test_a_crossing_is_named_with_its_place_in_both_languages() -> None:
    bow = polygon([[121, 31], [122, 32], [122, 31], [121, 32], [121, 31]])
    (defect,) = validate_geojson(json.dumps(bow))
    assert (defect.lon, defect.lat) == (121.5, 31.5)
    assert "121.50000, 31.50000" in defect.in_language("en")
    assert "121.50000, 31.50000" in defect.in_language("zh")


def test_all_errors_are_raised_at_once_and_warnings_pass() -> None:
    require(validate_geojson(polygon(SQUARE[::-1])))
    with pytest.raises(GeometryDefectsError, match="2 geometry defects") as caught:
        require(validate_geojson(polygon(SQUARE[:3])))
    assert [defect.kind for defect in caught.value.defects] == ["short_ring", "open_ring"]
