"""The shipped tables: complete, worded in both languages, honest."""

from __future__ import annotations

import math
from pathlib import Path

import pandas as pd
import pytest

from data import (
    load_catalogue,
    load_districts,
    load_figures,
    load_observations,
    load_plan_targets,
    load_plan_tasks,
    load_records,
    load_towns,
    vocabulary,
)
from data.catalogue import CATALOGUE, refresh, row_count, verify
from data.errors import DataDefectsError
from data.files import SHIPPED, digest
from data.missing import Missing
from data.records import reference_centres
from data.tables import FILES
from geo.measures import distance_km
from tests.data.folders import copy_of_tables
from text import LANGUAGES, messages

FACTS = {"demonstration": 31, "pilots": 38, "parks": 84, "centres": 60}
"""Rows of the compiled facts; a merged record answers for the rows it took in."""


def test_numbers_of_areas() -> None:
    towns = load_towns()
    assert len(load_districts()) == 16
    assert towns["kind"].value_counts().to_dict() == {
        "subdistrict": 108,
        "town": 106,
        "township": 2,
        "statistical_unit": 19,
    }
    assert int(towns["is_town"].sum()) == 216
    assert towns.loc[towns["is_town"], ["lon", "lat"]].notna().all().all()
    assert set(towns.loc[towns["name_zh"] == "重固镇", "name_en"]) == {"Chonggu Town"}
    assert len(load_plan_tasks()) == 26
    assert len(load_plan_targets()) == 25
    assert len(load_observations()) == 66


def test_every_fact_is_in_one_record() -> None:
    records = load_records()
    merged = records["merged_ids"].explode().dropna()
    assert sorted(merged) == ["IC39", "IC40", "IP29", "IP55", "IP68", "PS30"]
    assert not set(merged) & set(records.index)
    assert len(records) + len(merged) == sum(FACTS.values())
    took_in = records[records["merged_ids"].map(len) > 0]
    for note in (*took_in["note_zh"], *took_in["note_en"]):
        assert any(word in note for word in ("合并", "另见", "同一", "one record", "same as")), note


def test_no_two_records_have_one_name() -> None:
    names = load_records()["name_zh"]
    assert not names[names.duplicated()].tolist()


def test_the_plan_names_the_districts_three_times() -> None:
    tasks = load_plan_tasks()
    assert tasks.index[tasks["district_role"] != "none"].tolist() == ["T04", "T18", "S2"]


def test_every_term_in_use_has_a_text() -> None:
    records, towns = load_records(), load_towns()
    used = {
        *(f"vocab.layer.{x}" for x in vocabulary.LAYERS),
        *(f"vocab.status.{x}" for x in vocabulary.STATUSES),
        *(f"vocab.level.{x}" for x in vocabulary.LEVELS),
        *(f"vocab.confidence.{x}" for x in vocabulary.CONFIDENCES),
        *(f"vocab.year_text.{x}" for x in vocabulary.YEAR_TEXTS),
        *(f"vocab.source_kind.{x}" for x in vocabulary.SOURCE_KINDS),
        *(f"vocab.missing.{x.value}" for x in Missing),
        *(f"vocab.kind.{x}" for x in towns["kind"]),
        *(f"vocab.point_kind.{x}" for x in towns["point_kind"]),
        *(f"vocab.area_kind.{x}" for x in towns["area_kind"]),
        *(f"vocab.basis.{x}" for x in records["position_basis"] if x),
    }
    for column in ("category", "status_stated", "batch"):
        used |= {f"vocab.{column}.{x}" for x in records[column] if x}
    used |= {f"vocab.field.{x}" for x in records["fields"].explode().dropna()}
    used |= {f"vocab.place.{x}" for x in records["places_outside"].explode().dropna()}
    for table in (load_plan_targets(), load_observations()):
        used |= {f"vocab.unit.{x}" for x in table["unit"] if x}
    for lang in LANGUAGES:
        assert used <= messages(lang).keys()


def test_terms_of_categories_are_short() -> None:
    for lang in LANGUAGES:
        for key, text in messages(lang).items():
            if key.startswith(("vocab.category.", "vocab.field.", "vocab.status.")):
                assert len(text) <= 42, (lang, key)


def test_no_candidate_is_established() -> None:
    records = load_records()
    established = set(records.loc[records["established"], "status"])
    assert established == {"designated", "in_operation", "member"}
    assert records.loc["DT01", "status"] == "candidate"
    assert not records.loc[["DT01", "DT03", "DT08", "DT19", "DT30"], "established"].any()


def test_no_town_is_a_national_quality_demonstration_town() -> None:
    records = load_records()
    title = records[records["name_zh"].str.contains("质量示范街镇|质量示范镇")]
    assert title.index.tolist() == ["DT30"]
    assert title["status"].tolist() == ["goal"]
    assert title["town_codes"].tolist() == [()]
    assert not title["placed"].any()


def test_what_does_not_count_as_a_centre() -> None:
    records = load_records()
    counted = records[records["counts_as_centre"]]
    assert set(counted["layer"]) == {"centres"}
    assert not {"IC41", "IC42", "IC43"} & set(counted.index)
    kinds = {"regulator", "service_platform", "testing_cluster", "standards_institute"}
    assert not kinds & set(counted["category"])


def test_an_address_that_may_not_be_printed() -> None:
    record = load_records().loc["IC48"]
    assert record["address_zh"] == ""
    assert not record["placed"]


def test_nothing_of_the_compilers_remarks_is_left() -> None:
    records = load_records()
    text = " ".join([*records["note_en"], *records["address_zh"], *records["name_en"]])
    for remark in (
        "Do not print",
        "Check against",
        "draw as",
        "do not map",
        "Set 310",
        "the table",
    ):
        assert remark.casefold() not in text.casefold()


def test_a_note_has_both_languages() -> None:
    for table in (load_records(), load_towns(), load_observations(), load_plan_targets()):
        assert (table["note_zh"].eq("") == table["note_en"].eq("")).all()


def test_figures_count_what_they_say() -> None:
    figures, records = load_figures(), load_records()
    for code in load_districts().index:
        here = records[records["district_codes"].map(lambda codes, code=code: code in codes)]
        assert figures.value("records_total", "district", code) == len(here)
        parks = here[(here["layer"] == "parks") & here["established"]]
        assert figures.value("parks_established", "district", code) == len(parks)
        centres = here[here["counts_as_centre"] & (here["status"] == "in_operation")]
        assert figures.value("centres_in_operation", "district", code) == len(centres)
    district = load_districts().loc["310101"]
    assert figures.value("density_per_km2", "district", "310101") == pytest.approx(
        district["population_2024"] / district["area_km2"]
    )


def test_distances_are_the_nearest_by_brute_force() -> None:
    towns, figures = load_towns(), load_figures()
    centres = reference_centres(load_records())
    assert not centres["district_wide"].any()
    for code, town in towns[towns["is_town"]].iloc[::23].iterrows():
        nearest = min(
            float(distance_km(town["lon"], town["lat"], lon, lat))
            for lon, lat in zip(centres["lon"], centres["lat"], strict=True)
        )
        assert figures.value("centre_distance_km", "town", str(code)) == pytest.approx(nearest)
    mine = towns[towns["is_town"] & (towns["district_code"] == "310118")].index
    values = [figures.value("centre_distance_km", "town", code) for code in mine]
    assert figures.value("centre_distance_km", "district", "310118") == pytest.approx(
        sum(v for v in values if isinstance(v, float)) / len(values)
    )


def test_a_figure_that_a_level_does_not_have() -> None:
    figures = load_figures()
    assert figures.value("population_2024", "town", "310118106") is Missing.NOT_APPLICABLE
    with pytest.raises(KeyError):
        figures.value("population_2024", "town", "999")
    with pytest.raises(KeyError):
        figures.value("nothing", "district", "310118")


def test_the_nearest_centre_of_a_record_is_another() -> None:
    records = load_records()
    near = records.dropna(subset=["nearest_centre_km"])
    assert (near.index != near["nearest_centre_id"]).all()
    assert near["nearest_centre_km"].map(math.isfinite).all()
    assert not near["district_wide"].any()


def test_sources_say_how_they_were_read() -> None:
    records = load_records()
    assert records["sources"].map(len).min() >= 1
    for sources, kinds in zip(records["sources"], records["source_kinds"], strict=True):
        for (text, url), kind in zip(sources, kinds, strict=True):
            assert url is None or url.startswith("http")
            assert ("republished" in text) == (kind == "republished")
            assert ("unverified" in text) == (kind == "general_knowledge")


def test_the_catalogue_agrees_with_the_files() -> None:
    datasets = load_catalogue()
    assert verify(datasets) == []
    assert {one.file for one in datasets if one.file} == set(FILES)
    for one in datasets:
        if one.file:
            assert (one.sha256, one.rows) == (
                digest(SHIPPED / one.file),
                row_count(SHIPPED / one.file),
            )
    assert sum("GS（2024）0650号" in one.gaps_zh for one in datasets) == 1


def test_the_catalogue_notices_a_change_and_is_refreshed(tmp_path: Path) -> None:
    tables = copy_of_tables(tmp_path)
    copied = tmp_path / "catalogue.toml"
    copied.write_text(CATALOGUE.read_text("utf-8"), "utf-8")
    path = tables / "parks.csv"
    path.write_text("\n".join(path.read_text("utf-8").splitlines()[:-1]) + "\n", "utf-8")
    (tables / "stray.csv").write_text("x\n", "utf-8")
    found = [one.message.key.rsplit(".", 1)[1] for one in verify(load_catalogue(copied), tables)]
    assert found == ["rows", "hash", "unlisted"]
    refresh(copied, tables)
    (tables / "stray.csv").unlink()
    assert verify(load_catalogue(copied), tables) == []
    assert row_count(tmp_path / "stray.csv") == 0
    path.unlink()
    assert verify(load_catalogue(copied), tables) == []


@pytest.mark.parametrize(
    ("content", "key"),
    [(None, "missing_file"), ("= 3", "broken"), ("x = 1", "broken"), ("[[dataset]]", "field")],
)
def test_a_damaged_catalogue(tmp_path: Path, content: str | None, key: str) -> None:
    path = tmp_path / "catalogue.toml"
    if content is not None:
        path.write_text(content, "utf-8")
    with pytest.raises(DataDefectsError) as caught:
        load_catalogue(path)
    assert {one.message.key.rsplit(".", 1)[1] for one in caught.value.defects} == {key}


def test_missing_speaks_both_languages() -> None:
    assert [Missing.NOT_PUBLISHED.in_language(lang) for lang in LANGUAGES] == [
        "未公布",
        "Not published",
    ]


def test_tables_are_typed() -> None:
    records = load_records()
    assert records["lon"].dtype == "float64"
    assert records["year_from"].dtype == pd.Int64Dtype()
    assert records["placed"].dtype == bool
