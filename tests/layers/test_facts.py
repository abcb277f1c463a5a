"""Rows of the panels: units in both languages, and four kinds of nothing kept apart."""

from __future__ import annotations

import pytest

from data.missing import Missing
from layers.facts import area_fact, distance_fact, fact, gap, people_fact
from layers.texts import bi, bi_of, bi_plural, join, same


def test_a_fact_is_in_both_languages() -> None:
    row = people_fact(1_834_258, same("2020"), "population_census")
    assert row["label"] == {"zh": "普查人口", "en": "Census population"}
    assert row["value"] == {"zh": "183.4\u00a0万人", "en": "1.83 million people"}
    assert row["note"] == same("2020")
    assert row["missing"] is None


@pytest.mark.parametrize(
    ("value", "shown"),
    [(464.2, "464.2\u00a0km²"), (2.388, "2.39\u00a0km²"), (0.0, "0.00\u00a0km²")],
)
def test_small_areas_keep_a_second_decimal_and_zero_is_a_value(value: float, shown: str) -> None:
    row = area_fact(value)
    assert row["value"]["en"] == shown
    assert row["missing"] is None


@pytest.mark.parametrize(
    ("why", "word", "zh"),
    [
        (Missing.MISSING, "missing", "无数据"),
        (Missing.NOT_PUBLISHED, "not_published", "未公布"),
        (Missing.NOT_APPLICABLE, "not_applicable", "不适用"),
    ],
)
def test_every_kind_of_nothing_has_its_own_word(why: Missing, word: str, zh: str) -> None:
    rows = [area_fact(why), people_fact(why), distance_fact(why), gap("density", why)]
    assert {row["missing"] for row in rows} == {word}
    assert {row["value"]["zh"] for row in rows} == {zh}


def test_a_distance_between_rough_points_says_about() -> None:
    assert distance_fact(13.6)["value"] == {"zh": "约 14\u00a0km", "en": "about 14\u00a0km"}


def test_texts_take_texts_of_both_languages_as_parameters() -> None:
    made = bi("layers.attribution", boundary=bi("layers.boundary.amap"))
    assert "高德" in made["zh"]
    assert "AMap" in made["en"]


def test_plurals_and_lists() -> None:
    parts = [bi_plural("layers.fact.subdistricts", 1), bi_plural("layers.fact.towns_count", 2)]
    assert join(parts) == {"zh": "1 街道、2 镇", "en": "1 subdistrict, 2 towns"}
    assert bi_of(str.upper) == {"zh": "ZH", "en": "EN"}
    assert fact("area", same("x"))["note"] is None
