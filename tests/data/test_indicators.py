"""The shipped index: from real records only, honest about what is missing, the same every time."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from data import ground, indicators
from data.catalogue import load_catalogue
from data.drawing import COUNTS_WITH, RecordSampler, draw
from data.figures import load_figures
from data.ground import INDUSTRIES, Level, load_ground
from data.indicators import indicator_table
from data.missing import Missing
from data.records import load_records
from data.vocabulary import terms
from tests.data.folders import copy_of_tables, set_cell


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    return copy_of_tables(tmp_path)


def test_indicators_are_counts_of_the_records() -> None:
    table = indicator_table()
    assert len(table) == 16
    figures = load_figures().tables["district"]
    wanted: Any = figures["centres_in_operation"]
    assert table["centres_in_operation"].tolist() == wanted.tolist()
    assert table["population_2024"].tolist() == figures["population_2024"].tolist()
    # Distances are taken in a plane there and on the ellipsoid here.
    far = table["access_mean_km"].to_numpy(dtype=np.float64)
    np.testing.assert_allclose(far, list(figures["centre_distance_km"]), rtol=1e-4)
    songjiang = table.loc["310117"]
    records = load_records()
    own = records[records["district_codes"].map(lambda codes: "310117" in codes)]
    own = own[own["layer"].eq("demonstration")]
    assert songjiang["honours_national"] == 3
    assert songjiang["honours_candidate"] == own["status"].eq("candidate").sum() == 2


def test_a_candidate_never_counts_as_designated(tables: Path) -> None:
    before = indicator_table("district", tables).loc["310117"]
    set_cell(tables / "demonstration.csv", 3, "status", "candidate")
    after = indicator_table("district", tables).loc["310117"]
    assert after["honours_national"] == before["honours_national"] - 1
    assert after["honours_candidate"] == before["honours_candidate"] + 1
    assert after["honours_other"] == before["honours_other"]


def test_unknown_areas_are_missing_and_no_parks_do_not_apply() -> None:
    area = indicator_table()["parks_mean_area_km2"]
    assert area["310101"] is Missing.NOT_APPLICABLE  # no park at all
    assert area["310118"] is Missing.MISSING  # six parks, no area known
    assert area["310117"] == pytest.approx(57.77)


def test_without_any_centre_distances_are_missing(tables: Path) -> None:
    path = tables / "centres.csv"
    path.write_text("\n".join(path.read_text("utf-8").splitlines()[:2]) + "\n", "utf-8")
    set_cell(path, 2, "category", "regulator")
    table = indicator_table("district", tables)
    assert set(table["access_mean_km"]) == {Missing.MISSING}
    assert set(table["centres_in_operation"]) == {0.0}
    assert set(indicator_table("town", tables)["centre_km"]) == {Missing.MISSING}
    drawn = RecordSampler("district", tables).draw(np.random.default_rng(0), 3)
    assert np.isnan(drawn["access_within_5km"]).all()


def test_draws_follow_confidence_and_precision() -> None:
    place = load_ground()
    drawn = draw(place, np.random.default_rng(5), 4000)
    for confidence, chance in COUNTS_WITH.items():
        chosen = place.parks.column("confidence").eq(confidence).to_numpy()
        if chosen.any():
            assert drawn.parks[chosen].mean() == pytest.approx(chance, abs=0.02)
    sampler = RecordSampler()
    columns = sampler.draw(np.random.default_rng(5), 2000)
    table = indicator_table()
    assert set(columns) == set(sampler.columns) == set(table.columns) - {"population_2024"}
    # Putuo: seven centres, one of them of medium confidence or more, and a few guests.
    counted = columns["centres_in_operation"][table.index.get_loc("310107")]
    assert counted.min() < 7 <= counted.max()
    spread = columns["access_mean_km"].std(axis=1)
    assert (spread > 0).all()


@pytest.mark.parametrize("level", ["district", "town"])
def test_draws_asked_for_again_are_those_computed_and_cannot_be_changed(level: Level) -> None:
    sampler = RecordSampler(level)
    computed = sampler.drawn(np.random.default_rng(5), 200)
    for _ in range(2):
        drawn = sampler.draw(np.random.default_rng(5), 200)
        assert set(drawn) == set(computed)
        for name, column in drawn.items():
            np.testing.assert_array_equal(column, computed[name])
        drawn.clear()
    other = sampler.draw(np.random.default_rng(6), 200)
    assert any(not np.array_equal(other[n], computed[n], equal_nan=True) for n in other)
    if level == "district":
        with pytest.raises(ValueError, match="read-only"):
            other["parks_designated"][0] = 0.0


def test_the_key_follows_the_files(tables: Path) -> None:
    key = RecordSampler("district", tables).key
    assert key == RecordSampler("district", tables).key != RecordSampler("town", tables).key
    set_cell(tables / "parks.csv", 2, "confidence", "low")
    assert RecordSampler("district", tables).key != key


def test_every_draw_of_a_town_is_within_its_bounds() -> None:
    columns = RecordSampler("town").draw(np.random.default_rng(1), 50)
    assert columns["centre_km"].shape == (216, 50)
    assert (columns["centre_km"] > 0).all()
    assert (columns["parks_within_5km"] >= 0).all()
    near = columns["centre_km"] <= 10
    assert ((columns["centres_within_10km"] > 0) == near).all()
    assert (columns["fields_within_10km"][~near] == 0).all()


def test_an_index_in_the_folder_of_tables_goes_first(tables: Path) -> None:
    assert indicators.index_file("district", tables).parent == tables
    (tables / "index.toml").unlink()
    assert indicators.index_file("district", tables) == indicators.index_file()


def test_terms_exist() -> None:
    assert set(INDUSTRIES) <= set(terms("field"))
    for chosen in (ground.HONOUR_CATEGORIES, ground.PARK_CATEGORIES, set(ground.PROGRAMMES)):
        assert chosen <= set(terms("category"))
    assert {"towns", "centres"} <= {one.id for one in load_catalogue()}
