"""A visitor's own candidates, weights and distances: used as they are, or refused by name."""

from __future__ import annotations

import json
import math
import re

import pytest

from layers.catchments import catchments_svg
from layers.payload import build_payload
from siting import ProblemDefectsError, SitingError
from siting.labelled import Labelled
from tests.ui.siting_plans import (
    DATUAN,
    GANGXI,
    IDS,
    NASTY,
    matrix,
    own_points,
    planned,
    weights,
)
from text import LANGUAGES, t
from ui.downloads import to_csv
from ui.siting_export import to_geojson, to_xlsx, town_rows
from ui.siting_map import drawing
from ui.siting_places import Own, places_for
from ui.siting_question import Question
from ui.siting_words import figures, named

pytestmark = pytest.mark.whole


def test_own_candidates_are_the_only_ones() -> None:
    own = own_points("A", NASTY, "C")
    plan = planned(Question(k=2, candidates="file"), own)
    assert set(plan.answer.solution.site_names) <= {"own-1", "own-2", "own-3"}
    assert plan.answer.proven
    with pytest.raises(SitingError, match="more than the 3 candidates"):
        planned(Question(k=4, candidates="file"), own)


def test_own_weights_pull_the_plan() -> None:
    own = Own(weights=weights(**{DATUAN: "1e6"}))
    plan = planned(Question(k=1, demand="weights", column="企业数"), own)
    assert plan.answer.solution.site_names == (DATUAN,)


@pytest.mark.parametrize(
    ("value", "said"),
    [("-1", "negative"), ("", "no value"), ("many", "not a number"), ("inf", "infinite")],
)
def test_bad_weights_name_their_town(value: str, said: str) -> None:
    own = Own(weights=weights(**{DATUAN: value}))
    with pytest.raises(ProblemDefectsError) as caught:
        planned(Question(demand="weights", column="企业数"), own)
    sentence = str(named("en", caught.value, places_for(Question())))
    assert "Datuan Town" in sentence
    assert said in sentence


def test_an_own_table_of_the_same_distances_gives_the_same_plan() -> None:
    mine, usual = planned(Question(distance="matrix"), matrix()), planned(Question())
    assert mine.answer.solution.site_names == usual.answer.solution.site_names
    assert mine.answer.proven
    assert [row.after for row in mine.towns] == pytest.approx([row.after for row in usual.towns])
    assert [row.after_centre for row in mine.towns] == [row.after_centre for row in usual.towns]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("cell", "zh", "en"),
    [("near", "不是数", "not a number"), ("-3", "负", "negative"), ("", "没有", "no value")],
)
def test_a_bad_cell_names_its_row_and_column(lang: str, cell: str, zh: str, en: str) -> None:
    own = matrix({(GANGXI, DATUAN): cell})
    with pytest.raises(ProblemDefectsError) as caught:
        planned(Question(distance="matrix"), own)
    names = places_for(Question()).names(lang)
    error = named(lang, caught.value, places_for(Question()))
    assert isinstance(error, ProblemDefectsError)
    assert len(error.defects) == 1
    said = error.defects[0].in_language(lang)
    assert names[GANGXI] in said
    assert names[DATUAN] in said
    assert (zh if lang == "zh" else en) in said


def test_a_table_without_some_towns_is_refused() -> None:
    own = matrix()
    assert own.matrix
    short = Own(matrix=Labelled(own.matrix.rows[5:], own.matrix.columns, own.matrix.cells[5:]))
    with pytest.raises(ProblemDefectsError) as caught:
        planned(Question(distance="matrix"), short)
    said = str(named("en", caught.value, places_for(Question())))
    assert "Rows: missing (5)" in said
    assert places_for(Question()).names("en")[IDS[0]] in said


def far(town: str) -> Own:
    places = places_for(Question())
    sites = [*places.candidates.index, *places.existing.index]
    return matrix({(town, str(id)): "inf" for id in sites})


def test_a_town_that_nothing_reaches_is_named() -> None:
    with pytest.raises(ProblemDefectsError) as caught:
        planned(Question(distance="matrix"), far(GANGXI))
    said = str(named("en", caught.value, places_for(Question())))
    assert "Gangxi Town" in said


@pytest.mark.parametrize("lang", LANGUAGES)
def test_towns_that_nothing_reached_before_are_told_in_words(lang: str) -> None:
    places = places_for(Question())
    change = {(GANGXI, str(id)): "inf" for id in places.existing.index}
    plan = planned(Question(k=2, distance="matrix"), matrix(change, "min"))
    row = next(row for row in plan.towns if row.code == GANGXI)
    assert math.isinf(row.before)
    assert math.isfinite(row.after)
    said = " ".join(words for line in figures(lang, plan) for words in line)
    assert "nan" not in said.lower()
    assert "inf" not in said.lower()
    assert t(lang, "pages.siting.no_way") in said
    assert t(lang, "pages.siting.unit.min") in said
    text = to_csv(town_rows(lang, plan)).decode()
    assert t(lang, "pages.siting.no_way") in text
    whole = json.loads(to_geojson(lang, plan))
    mine = next(one for one in whole["features"] if one["id"] == GANGXI)
    assert mine["properties"]["before_min"] is None
    assert len(to_xlsx(lang, plan)) > 1000
    svg = catchments_svg(drawing(lang, plan), build_payload()["geometry"], "zh")
    assert not re.search(r"\b(nan|inf)\b", svg)


def test_with_an_own_table_only_its_places_can_be_tried() -> None:
    asked = Question(distance="matrix", own=(DATUAN, "121.60000_31.00000"))
    assert list(planned(asked, matrix()).own_sites.index) == [DATUAN]
