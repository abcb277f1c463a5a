"""The siting page as Streamlit runs it, without a browser."""

from __future__ import annotations

import csv
import io
import time
from functools import cache
from typing import Any

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from tests.servers import ROOT
from tests.test_app import HOSTILE, markup, opened
from text import LANGUAGES, t
from ui.siting_places import km_between, places_for
from ui.siting_question import Question
from ui.siting_solver import SOLVER
from ui.workbook import workbook

pytestmark = pytest.mark.whole

PATIENCE_S = 60
GANGXI, CHANGXING, DATUAN = "310151112", "310151116", "310115134"
NASTY = '"><img src=x onerror=alert(1)> =1+1'
QUOTED = NASTY.replace('"', '""')
POINTS = f'name,lon,lat\nA,121.5,31.0\n"{QUOTED}",121.3,31.1\nC,121.7,31.05\n'


def settled(at: AppTest) -> AppTest:
    """The page once its search has ended: the browser would ask again by itself."""
    end = time.monotonic() + PATIENCE_S
    while any(one.key == "siting-cancel" for one in at.button) and time.monotonic() < end:
        time.sleep(0.2)
        at.run()
    assert not at.exception
    return at


def page(lang: str = "zh", **query: str) -> AppTest:
    return settled(opened("pages/siting.py", lang=lang, **query))


def shown(at: AppTest) -> str:
    return "".join(markup(at))


def errors(at: AppTest) -> str:
    """What the cards of refusals say, as text."""
    return "\n".join(one.value for one in at.text)


def upload(at: AppTest, slot: str, content: str | bytes, name: str = "mine.csv") -> AppTest:
    turn = at.session_state[f"siting-file-{slot}-turn"]
    data = content if isinstance(content, bytes) else content.encode()
    at.file_uploader(key=f"siting-file-{slot}-upload-{turn}").set_value((name, data, "text/csv"))
    return settled(at.run())


def sites(at: AppTest) -> str:
    (whole,) = (one for one in markup(at) if "dqm-sites" in one)
    return whole.partition('<ul class="dqm-sites">')[2].partition("</ul>")[0]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_question_is_answered_with_its_proof(lang: str) -> None:
    at = page(lang)
    for model in ("maximal_covering", "set_covering", "p_center", "p_median"):
        settled(at.selectbox(key=f"siting-model-{lang}").set_value(model).run())
        assert not at.text
        badge = [one for one in markup(at) if "dqm-proof" in one]
        assert len(badge) == 1
        assert t(lang, "pages.siting.proof.optimal") in badge[0]
    settled(at.selectbox(key=f"siting-demand-{lang}").set_value("population").run())
    assert t(lang, "pages.siting.said.population").replace("'", "&#x27;") in shown(at)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_conditions_are_in_the_answer_its_words_and_its_check(lang: str) -> None:
    names = places_for(Question()).names(lang)
    at = page(lang)
    assert names[GANGXI] in sites(at)
    settled(at.multiselect(key=f"siting-must-{lang}").set_value([CHANGXING]).run())
    assert names[CHANGXING] in sites(at)
    assert t(lang, "pages.siting.forced") in sites(at)
    settled(at.multiselect(key=f"siting-forbid-{lang}").set_value([GANGXI]).run())
    settled(at.selectbox(key=f"siting-limit-{lang}").set_value(1).run())
    settled(at.multiselect(key=f"siting-limits-{lang}").set_value([("310117", 0)]).run())
    listed = sites(at)
    assert names[GANGXI] not in listed
    assert names["310117"] not in listed
    assert listed.count(names["310151"]) == 1
    said = shown(at)
    for words in (names[CHANGXING], names[GANGXI], f"{names['310117']} ≤ 0"):
        assert words in said
    assert t(lang, "pages.siting.proof.optimal") in said
    assert t(lang, "pages.siting.checked.ok", n=14) in said


def test_the_latest_limit_of_a_district_counts() -> None:
    at = page()
    two = [("310117", 0), ("310117", 2)]
    settled(at.multiselect(key="siting-limits-zh").set_value(two).run())
    assert "松江 ≤ 2" in shown(at)
    assert "松江 ≤ 0" not in shown(at)


@pytest.mark.parametrize("at_once_s", [0.0, 30.0])
def test_an_address_restores_the_question_and_a_hostile_one_is_named(
    monkeypatch: pytest.MonkeyPatch, at_once_s: float
) -> None:
    monkeypatch.setattr("ui.siting_run._AT_ONCE_S", at_once_s)  # a slow and a fast search
    at = page(
        *("en",),
        k="2",
        must=CHANGXING,
        forbid=f"{GANGXI},<img src=x>",
        limit="1",
        distance="detour",
        own="121.60000_31.00000,0_0",
        model="<b>",
    )
    names = places_for(Question()).names("en")
    assert names[CHANGXING] in sites(at)
    assert at.selectbox(key="siting-distance-en-1").value == "detour"
    assert at.multiselect(key="siting-must-en-1").value == [CHANGXING]
    assert at.multiselect(key="siting-forbid-en-1").value == [GANGXI]
    assert t("en", "pages.siting.own.yours") in shown(at)
    (notice,) = (one for one in markup(at) if "dqm-notice" in one)
    for refused in ("model=&lt;b&gt;", "forbid=&lt;img src=x&gt;", "own=0_0"):
        assert refused in notice


def test_a_hostile_address_changes_nothing() -> None:
    at = page("zh", **dict.fromkeys(("k", "must", "own", "limit"), "<img src=x>"), field="__")
    assert "<img" not in shown(at)
    assert sites(at) == sites(page("zh", **{k: v for k, v in HOSTILE.items() if k != "lang"}))


def test_the_question_stays_when_the_language_changes() -> None:
    at = page("zh", must=CHANGXING)
    settled(at.selectbox(key="siting-k-zh-1").set_value(2).run())
    settled(at.button_group(key="language").set_value("en").run())
    names = places_for(Question()).names("en")
    assert names[CHANGXING] in sites(at)
    assert at.selectbox(key="siting-k-en-1").value == 2


@pytest.mark.parametrize("lang", LANGUAGES)
def test_own_candidates_are_used_named_and_taken_away(lang: str) -> None:
    at = upload(page(lang), "candidates", POINTS)
    said = shown(at)
    assert "<img" not in said
    assert "&lt;img src=x onerror=alert(1)&gt; =1+1" in sites(at)
    assert t(lang, "pages.siting.said.candidates", n=3) in said
    assert t(lang, "pages.siting.said.file") in said
    assert t(lang, "pages.siting.proof.optimal") in said
    settled(at.selectbox(key=f"siting-k-{lang}").set_value(5).run())
    refused = errors(at)
    assert "3" in refused
    assert "5" in refused
    settled(at.button(key="siting-file-remove-candidates").click().run())
    assert not at.text
    assert t(lang, "pages.siting.said.candidates", n=216) in shown(at)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_bad_file_names_its_rows_and_changes_nothing(lang: str) -> None:
    at = page(lang)
    before = sites(at)
    upload(at, "candidates", "name,lon,lat\nA,121.5,31.0\nOut,120.6,31.3\nNo,x,31\n", "<b>.csv")
    said = errors(at)
    for words in ("<b>.csv", "Out", "120.60000, 31.30000", "No", "“x”"):
        assert words in said
    assert "<b>" not in shown(at)
    assert sites(at) == before
    assert "file" not in at.selectbox(key=f"siting-candidates-{lang}").options


@cache
def own_table(lang: str) -> tuple[tuple[str, ...], ...]:
    """The distances that the page itself uses, with its names."""
    places = places_for(Question())
    names = places.names(lang)
    columns = [names[str(id)] for id in (*places.candidates.index, *places.existing.index)]
    km = km_between(places.demand, pd.concat([places.candidates, places.existing]), 1.0)
    rows = (
        (names[str(id)], *(f"{value:.4f}" for value in row))
        for id, row in zip(places.demand.index, km, strict=True)
    )
    return (("", *columns), *rows)


def own_matrix(lang: str, change: dict[tuple[int, int], str]) -> str:
    table = [list(row) for row in own_table(lang)]
    for (row, column), cell in change.items():
        table[row + 1][column + 1] = cell
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(table)
    return text.getvalue().rstrip("\n")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_own_table_of_distances_is_used_or_refused_by_row_and_column(lang: str) -> None:
    at = page(lang)
    before = sites(at)
    upload(at, "matrix", own_matrix(lang, {}))
    assert not at.text
    assert sites(at) == before
    assert t(lang, "pages.siting.distance.matrix") in shown(at)
    names = places_for(Question())
    first, second = (str(names.demand[f"name_{lang}"].iloc[n]) for n in (0, 1))
    for cell, row in (("far", first), ("-1", second), ("", first)):
        upload(at, "matrix", own_matrix(lang, {(0 if row == first else 1, 3): cell}))
        assert row in errors(at)
        assert not [one for one in markup(at) if "dqm-proof" in one]
    upload(at, "matrix", "\n".join(own_matrix(lang, {}).split("\n")[:-3]))
    last = str(names.demand[f"name_{lang}"].iloc[-1])
    assert last in errors(at)
    upload(at, "matrix", "a,b\nc,1,2\n")
    assert "c" in errors(at)


def test_a_workbook_does_as_well() -> None:
    book = workbook({"points": [("name", "lon", "lat"), ("A", 121.5, 31.0), ("B", 121.3, 31.1)]})
    at = upload(page("en", k="1"), "candidates", book, "points.xlsx")
    assert not at.text
    assert t("en", "pages.siting.said.candidates", n=2) in shown(at)
    head, *rows = own_table("en")
    numbers = [(row[0], *map(float, row[1:])) for row in rows]
    at = upload(page("en"), "matrix", workbook({"km": [head, *numbers]}), "km.xlsx")
    assert not at.text
    assert t("en", "pages.siting.distance.matrix") in shown(at)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_own_weights_are_used_or_refused_by_town(lang: str) -> None:
    towns = places_for(Question()).towns[f"name_{lang}"]
    datuan = str(towns[DATUAN])
    at = page(lang, k="1")
    lines = [f"{name},{1e6 if name == datuan else 1},1" for name in towns]
    upload(at, "weights", "\n".join(["town,firms,alike", *lines]))
    assert datuan in sites(at)
    settled(at.selectbox(key="siting-column").set_value("alike").run())
    assert datuan not in sites(at)
    wrong = [line.replace(f"{datuan},1000000.0", f"{datuan},-4") for line in lines]
    upload(at, "weights", "\n".join(["town,firms,alike", *wrong]))
    assert datuan in errors(at)


def test_own_files_stay_in_their_session_and_off_the_disk() -> None:
    mine = "OnlyMine7431"
    kept = set(SOLVER._kept)
    at = upload(page(), "candidates", POINTS.replace("A,", f"{mine},"))
    assert mine in shown(at)
    assert set(SOLVER._kept) - kept == set()
    for folder in ("static", ".cache"):
        for path in (ROOT / folder).rglob("*"):
            assert not path.is_file() or mine.encode() not in path.read_bytes(), path.name
    other = page()
    assert t("zh", "pages.siting.candidates.file") not in str(
        other.selectbox(key="siting-candidates-zh").options
    )


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_point_can_be_typed_compared_and_taken_away(lang: str) -> None:
    at = page(lang)
    field = f"siting-typed-{lang}"
    settled(at.text_input(key=field).set_value("121.47, 31.23").run())
    said = shown(at)
    assert "121.47000, 31.23000" in said
    assert t(lang, "pages.siting.own.yours") in said
    assert at.text_input(key=field).value == ""
    settled(at.text_input(key=field).set_value("120.6, 31.3").run())
    assert t(lang, "pages.siting.own.outside").replace("'", "&#x27;") in shown(at)
    settled(at.toggle(key="siting-compared").set_value(True).run())
    assert t(lang, "pages.siting.legend_own") in shown(at)
    settled(at.button(key="siting-remove-1").click().run())
    assert t(lang, "pages.siting.own.yours") not in shown(at)


def act_script() -> None:
    import streamlit as st

    from ui.siting_map import OUTSIDE, act
    from ui.siting_state import question

    act(st.session_state["message"])
    st.session_state["seen"] = (question(), bool(st.session_state.get(OUTSIDE)))


def acted(message: Any) -> tuple[Question, bool]:
    at = AppTest.from_function(act_script, default_timeout=60)
    at.session_state["message"] = message
    at.run()
    assert not at.exception
    seen: tuple[Question, bool] = at.session_state["seen"]
    return seen


def test_a_click_on_the_map_asks_for_what_it_says() -> None:
    from layers.catchments import SHEET

    assert acted({"what": "must", "id": GANGXI})[0].must == (GANGXI,)
    assert acted({"what": "forbid", "id": GANGXI})[0].forbid == (GANGXI,)
    assert acted({"what": "own", "id": GANGXI})[0].own == (GANGXI,)
    x, y = SHEET.project((121.47, 31.23))
    assert acted({"what": "drop", "id": "", "x": x, "y": y})[0].own == ("121.47000_31.23000",)


@pytest.mark.parametrize(
    "message",
    [
        None,
        7,
        [],
        "drop",
        {},
        {"what": "must"},
        {"what": "must", "id": "<b>"},
        {"what": "must", "id": ["310151112"]},
        {"what": "own", "id": {"a": 1}},
        {"what": ["own"], "id": GANGXI},
        {"what": "own", "id": "310115"},
        {"what": "own", "id": "121.6_31.0"},
        {"what": "drop", "x": "1", "y": None},
        {"what": "__class__", "id": GANGXI},
    ],
)
def test_what_no_map_would_say_changes_nothing(message: Any) -> None:
    assert acted(message) == (Question(), False)


@pytest.mark.parametrize("at", [(0, 0), (1e300, 5), (float("nan"), 1), (float("inf"), 0)])
def test_a_pin_outside_the_city_is_refused(at: tuple[float, float]) -> None:
    assert acted({"what": "drop", "id": "", "x": at[0], "y": at[1]}) == (Question(), True)
