"""Conditions and own sites: what they do to a problem, a plan, its words and files."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layers.catchments import SHEET, catchments_svg
from layers.options import DocumentOptions
from layers.payload import build_payload
from siting import SitingError, p_median, verify
from tests.examples import examples
from tests.ui.siting_plans import (
    CHANGXING,
    DATUAN,
    GANGXI,
    IDS,
    NASTY,
    TOWNS,
    own_points,
    planned,
)
from text import LANGUAGES, t
from ui.siting_export import about, to_geojson, to_html
from ui.siting_map import drawing, gains_of
from ui.siting_pins import pin
from ui.siting_places import Places, places_for, problem_for
from ui.siting_plan import Plan
from ui.siting_question import Question
from ui.siting_words import broken, constraints, named, order_rows, own_in_words, proof

pytestmark = pytest.mark.whole


@examples(12)
@given(
    must=st.sets(st.sampled_from(IDS), max_size=2),
    forbid=st.sets(st.sampled_from(IDS), max_size=40),
    limit=st.none() | st.integers(1, 2),
    single=st.dictionaries(st.sampled_from(sorted(set(TOWNS["district"]))), st.integers(0, 2)),
    model=st.sampled_from(("p_median", "maximal_covering", "p_center")),
)
def test_conditions_are_kept_and_checked(
    must: set[str], forbid: set[str], limit: int | None, single: dict[str, int], model: Any
) -> None:
    question = Question(
        model=model,
        k=3,
        must=tuple(must),
        forbid=tuple(forbid - must),
        limit=limit,
        limits=tuple(sorted(single.items())),
    )
    try:
        plan = planned(question)
    except SitingError:  # contradictory: said in a sentence, see below
        return
    chosen = set(plan.answer.solution.site_names)
    assert must <= chosen
    assert not (forbid - must) & chosen
    for district, n in plan.sites["district"].value_counts().items():
        most = question.limit_of(str(district))
        assert most is None or n <= most
    assert plan.answer.proven
    assert plan.answer.checked.ok
    assert verify(plan.answer.solution, problem_for(question)).ok
    assert sorted(plan.points) == list(range(max(1, len(must)), 1 + max(plan.points)))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("question", "names"),
    [
        (Question(must=(GANGXI,), forbid=(GANGXI,)), [GANGXI]),
        (Question(k=1, must=(GANGXI, DATUAN)), [GANGXI, DATUAN]),
        (Question(limit=1, must=(GANGXI, CHANGXING)), [GANGXI, CHANGXING, "310151"]),
        (Question(model="set_covering", radius=5, candidates="parks"), []),
    ],
)
def test_contradictions_name_the_places(lang: str, question: Question, names: list[str]) -> None:
    with pytest.raises(SitingError) as caught:
        planned(question)
    known = places_for(question).names(lang)
    said = named(lang, caught.value, places_for(question)).in_language(lang)
    assert [known[id] for id in names if known[id] not in said] == []
    assert not [id for id in known if id in said]
    assert "errors." not in said


def test_limits_of_districts_without_candidates_hold_by_themselves() -> None:
    question = Question(candidates="parks", limits=(("310101", 0),), limit=2)
    assert set(problem_for(question).limits) <= set(places_for(question).candidates["district"])


def test_a_pin_is_measured_like_everything_else() -> None:
    plan = planned(Question(k=1, distance="detour"))
    best = plan.sites.iloc[0]
    there = pin(float(best["lon"]), float(best["lat"]))
    assert there
    mine = replace(plan, question=replace(plan.question, own=(there,)))
    assert mine.own() == pytest.approx(plan.best(1), rel=1e-4)
    away = replace(plan, question=replace(plan.question, own=("121.47000_31.23000",)))
    assert away.own() > mine.own()
    assert list(away.rivals.index) == list(plan.answer.solution.site_names)
    gains = gains_of(away, compared=True)
    assert min(gains.values()) < 0 < max(gains.values())


def test_own_sites_that_break_conditions_say_so() -> None:
    question = Question(
        must=(GANGXI,), forbid=(DATUAN,), limit=1, own=(DATUAN, "121.70000_31.05000")
    )
    plan = planned(question)
    for lang in LANGUAGES:
        said = broken(lang, plan)
        assert len(said) == 3
        assert plan.name(GANGXI, lang) in said[0]
        assert plan.name(DATUAN, lang) in said[1]
        assert plan.places.districts["310115"][lang] in said[2]


def test_each_step_is_at_most_as_good_as_the_best_of_as_many() -> None:
    for model in ("p_median", "maximal_covering", "set_covering", "p_center"):
        plan = planned(Question(model=model, radius=20, k=4))
        more = plan.curve_model == "maximal_covering"
        steps = plan.order()
        assert [step.site for step in steps] != []
        assert {step.site for step in steps} == set(plan.answer.solution.site_names)
        for step in steps:
            if step.best is not None:
                worse = step.best - step.value if more else step.value - step.best
                assert worse >= -1e-9
        if model != "set_covering":
            assert steps[-1].free
    forced = planned(Question(k=3, must=(CHANGXING,)))
    assert forced.order()[0].site == CHANGXING


@pytest.fixture(scope="module")
def full() -> Plan:
    """A plan with all conditions, own points and hostile names."""
    question = Question(
        k=2,
        candidates="file",
        must=("own-2",),
        forbid=("own-3",),
        limit=4,
        limits=(("310112", 3),),
        own=("own-1", "121.60000_31.00000"),
    )
    return planned(question, own_points("A", NASTY, "C<b>", "D"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_files_say_what_was_forced_barred_limited_and_tried(full: Plan, lang: str) -> None:
    said = " ".join(constraints(lang, full.question, full.places))
    for words in (NASTY, "C<b>", "4", "≤ 3"):
        assert words in said
    facts = dict(about(lang, full))
    assert said.split(" ", 1)[0] in facts[t(lang, "pages.siting.print.constraints")]
    assert facts[t(lang, "pages.siting.print.own")] == own_in_words(lang, full)
    whole = json.loads(to_geojson(lang, full))
    kinds: dict[str, list[Any]] = {}
    for one in whole["features"]:
        kinds.setdefault(one["properties"]["kind"], []).append(one["properties"])
    assert [one["must_open"] for one in kinds["new"]].count(True) == 1
    assert sorted(one["step"] for one in kinds["new"]) == [1, 2]
    assert [one["name_zh"] for one in kinds["forbidden"]] == ["C<b>"]
    assert len(kinds["own"]) == 2
    page = to_html(lang, full, DocumentOptions()).decode()
    assert "<img" not in page
    assert "C<b>" not in page
    assert t(lang, "pages.siting.order") in page


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_drawing_marks_what_is_forced_barred_tried_and_possible(full: Plan, lang: str) -> None:
    for compared in (False, True):
        drawn = drawing(lang, full, compared=compared)
        assert [mark.id for mark in drawn.forbidden] == ["own-3"]
        assert {mark.id for mark in drawn.own} == {"own-1", "121.60000_31.00000"}
        assert [mark.forced for mark in drawn.sites].count(True) == 1
        svg = catchments_svg(drawn, build_payload()["geometry"], "zh")
        assert "<img" not in svg
        assert svg.count('data-site="own-3"') == 1
        assert svg.count("data-own=") == 2


def test_a_stopped_or_forced_plan_is_green_only_with_its_check(full: Plan) -> None:
    assert proof("zh", full)[0]
    assert full.answer.checked.ok
    assert len(order_rows("en", full)) == 2


def test_the_drawing_knows_where_a_point_is() -> None:
    for at in ((121.47, 31.23), (121.9, 30.9)):
        assert SHEET.unproject(SHEET.project(at)) == pytest.approx(at, abs=1e-9)


def test_a_plan_of_the_engine_with_conditions_is_the_pages() -> None:
    question = Question(k=3, must=(CHANGXING,), forbid=(GANGXI,), limit=1)
    own = p_median(problem_for(question), 3)
    assert planned(question).answer.solution.objective == pytest.approx(own.objective, rel=1e-12)


def test_places_keep_the_banks_of_the_yangtze_apart() -> None:
    places: Places = places_for(Question())
    assert set(places.towns["side"]) == {"south", "chongming", "islands"}
    assert places.towns.loc[CHANGXING, "side"] == "islands"
