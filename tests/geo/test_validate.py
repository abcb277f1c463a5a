"""Defects of sets of areas, each planted and found; the real towns pass."""

from __future__ import annotations

import json
import re
from pathlib import Path

import numpy as np
import pytest
import shapely

from data import load_districts, load_towns
from data.boundaries import read_districts
from geo import shift
from geo.match import Named, match_names
from geo.validate import detect_shift, validate_areas
from text.catalogue import LANGUAGES, messages


def kinds(shapes: list[object], codes: list[str] | None = None) -> list[str]:
    names = codes or [f"t{number}" for number in range(len(shapes))]
    return [defect.kind for defect in validate_areas(names, np.array([*shapes, None])[:-1])]


def box(x: float, y: float, side: float = 0.1) -> shapely.Polygon:
    return shapely.box(121 + x, 31 + y, 121 + x + side, 31 + y + side)


def test_clean_neighbours_have_no_defect() -> None:
    assert kinds([box(0, 0), box(0.1, 0), box(0, 0.1)]) == []
    assert validate_areas([], []) == []


@pytest.mark.parametrize(
    ("shapes", "found"),
    [
        ([None], ["null"]),
        ([shapely.Polygon()], ["empty"]),
        ([shapely.Point(121, 31)], ["not_area"]),
        ([shapely.from_wkt("POLYGON ((121 31, 122 31, inf 32, 121 31))")], ["not_finite"]),
        ([shapely.Polygon([(31, 121), (31, 122), (32, 122)])], ["swapped"]),
        ([shapely.box(350_000, 3_400_000, 351_000, 3_401_000)], ["out_of_range"]),
        ([shapely.Polygon([(121, 31), (122, 32), (122, 31), (121, 32)])], ["invalid"]),
        ([box(0, 0), box(0.05, 0)], ["overlap"]),
        ([box(0, 0), box(0.0999999, 0)], ["sliver_overlap"]),
    ],
)
def test_planted_defects(shapes: list[object], found: list[str]) -> None:
    assert kinds(shapes) == found


def ring_of_four(width: float) -> list[object]:
    west, east = shapely.box(121, 31, 121.1, 31.3), shapely.box(121.1 + width, 31, 121.3, 31.3)
    south = shapely.box(121.1, 31, 121.1 + width, 31.1)
    return [west, east, south, shapely.box(121.1, 31.2, 121.1 + width, 31.3)]


def test_gaps_and_slivers_but_not_a_towns_own_hole() -> None:
    assert kinds(ring_of_four(0.05)) == ["gap"]
    assert kinds(ring_of_four(0.00001)) == ["sliver_gap"]
    assert kinds([box(0, 0, 0.3).difference(box(0.1, 0.1))]) == []


def test_everything_at_once() -> None:
    found = kinds([None, box(0, 0), box(0.05, 0), shapely.Polygon()], ["a", "b", "b", "c"])
    assert sorted(found) == ["duplicate", "empty", "null", "overlap"]


def test_outside_its_district_and_without_one() -> None:
    defects = validate_areas(
        ["a", "b", "c"],
        [box(0, 0), box(0.9, 0), box(0.5, 0)],
        parent_of=["D", "D", "E"],
        parents={"D": box(0, 0, 0.95)},
    )
    assert [(one.kind, one.where) for one in defects] == [("no_parent", "c"), ("outside", "b")]
    lone = validate_areas(["a"], [box(0, 0)], parent_of=["E"], parents={})
    assert [one.kind for one in lone] == ["no_parent"]


def parcels() -> np.ndarray:
    x, y = np.meshgrid(np.arange(4) * 0.05, np.arange(4) * 0.05)
    boxes = shapely.box(121.3 + x, 31.1 + y, 121.35 + x, 31.15 + y)
    return np.asarray(boxes, dtype=object).ravel()


@pytest.mark.parametrize(
    ("system", "there"), [("gcj02", shift.wgs84_to_gcj02), ("bd09", shift.wgs84_to_bd09)]
)
def test_an_undeclared_shift_is_offered_and_never_applied(system: str, there: object) -> None:
    district = np.full(16, shapely.union_all(parcels()))
    moved = shapely.transform(parcels(), lambda at: np.column_stack(there(*at.T)))  # type: ignore[operator]  # one of the shifts
    found = detect_shift(moved, district)
    assert found is not None
    assert found.system == system
    assert found.outside_share_undone < 1e-6 < found.outside_share
    before = shapely.to_wkb(moved)
    defects = validate_areas(
        [str(n) for n in range(16)], moved, parent_of=["D"] * 16, parents={"D": district[0]}
    )
    assert system in [one.kind for one in defects]
    assert (shapely.to_wkb(moved) == before).all()


def test_areas_in_place_show_no_shift() -> None:
    district = np.full(16, shapely.union_all(parcels()))
    assert detect_shift(parcels(), district) is None
    elsewhere = shapely.transform(parcels(), lambda at: at + np.array([-0.004, 0.002]))
    assert detect_shift(elsewhere, district) is None
    assert detect_shift(np.array([shapely.Polygon()]), np.array([district[0]])) is None


def test_names_match_by_district_then_alias_and_once() -> None:
    towns = [
        Named("1", "闵行区", "古美街道", "古美路街道"),
        Named("2", "长宁区", "虹桥街道"),
        Named("3", "闵行区", "虹桥镇"),
    ]
    wanted = [("闵行区", "古美路街道"), ("长宁区", "虹桥街道"), ("闵行区", "虹桥街道")]
    assert match_names([*wanted, wanted[1], wanted[0]], towns) == ["1", "2", None, None, None]


def test_the_real_towns_are_valid_and_their_shift_is_seen(shared_folder: Path) -> None:
    path = shared_folder / "geodata" / "shanghai_towns_osm_170.geojson"
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    codes = [f"{f['properties']['district']}{f['properties']['town']}" for f in features]
    shapes = np.array([shapely.from_geojson(json.dumps(f["geometry"])) for f in features])
    assert len(shapes) == 170
    assert {one.kind for one in validate_areas(codes, shapes) if one.level == "error"} <= {"gap"}


def test_every_kind_of_defect_has_its_sentence_in_both_languages() -> None:
    source = "".join(
        (Path(__file__).parents[2] / "geo" / name).read_text(encoding="utf-8")
        for name in ("geojson.py", "validate.py")
    )
    named = set(re.findall(r'Defect\(\s*"(\w+)"', source)) | {
        "overlap", "gap", "sliver_overlap", "sliver_gap", "gcj02", "bd09", "not_list", "absent",
    }  # fmt: skip
    for lang in LANGUAGES:
        prefix = "errors.geo.defect."
        known = {key.removeprefix(prefix) for key in messages(lang) if key.startswith(prefix)}
        assert known == named


def test_the_real_towns_match_their_district(shared_folder: Path) -> None:
    path = shared_folder / "geodata" / "shanghai_towns_osm_170.geojson"
    towns, names = load_towns(), load_districts()["name_zh"]
    towns = towns[towns["is_town"]]
    known = [
        Named(str(code), str(names[district]), str(name), alias if isinstance(alias, str) else "")
        for code, district, name, alias in zip(
            towns.index, towns["district_code"], towns["name_zh"], towns["alias_zh"], strict=True
        )
    ]
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    wanted = [(f["properties"]["district"], f["properties"]["town"]) for f in features]
    codes = match_names(wanted, known)
    assert [pair for pair, code in zip(wanted, codes, strict=True) if code is None] == [
        ("嘉定区", "菊园街道")
    ]
    matched = [number for number, code in enumerate(codes) if code is not None]
    defects = validate_areas(
        [str(codes[number]) for number in matched],
        [shapely.from_geojson(json.dumps(features[number]["geometry"])) for number in matched],
        parent_of=[str(towns.loc[str(codes[number]), "district_code"]) for number in matched],
        parents={str(code): shape for code, shape in read_districts("amap").items()},
    )
    # The two sources draw the coast differently, nothing else is wrong.
    assert {one.kind for one in defects if one.level == "error"} <= {"gap", "outside"}
