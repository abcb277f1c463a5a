"""The ranking page: what may be asked of it, one's own weights, towns without ordinal ranks."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layers.standing import official_run, reweighted, standings
from tests.ui.ranking_pages import name_of, opened, places, rows, sound, spoken
from text import LANGUAGES, t
from ui.ranking_table import percent
from ui.ranking_tools import Asked, found
from ui.weights import MOST, official_weights, read_weights

pytestmark = pytest.mark.whole

PILLARS = tuple(official_run().result.index.pillars)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_district_has_its_interval_its_card_and_its_place_on_the_map(lang: str) -> None:
    whole = sound(opened(lang=lang))
    assert official_run().result.index.note.in_language(lang).replace("'", "&#x27;") in whole
    shown = rows(whole)
    for one, row in zip(standings(official_run()), shown, strict=True):
        assert places(row) == [(one.rank, one.low, one.high)]
        links = [unescape(address) for address in re.findall(r'href="([^"]*)"', row)]
        suffix = "" if lang == "zh" else "lang=en&"
        assert links == [
            f"./scorecard?{suffix}district={one.code}",
            f"./?{suffix}district={one.code}&colour=index_score",
        ]
        assert percent(lang, one.p_top3) in unescape(row)
    assert whole.count('class="dqm-tier"') == len({one.tier for one in standings(official_run())})


@pytest.mark.parametrize("order", ["low", "high", "p_top3", "code", *PILLARS])
def test_another_order_keeps_the_intervals(order: str) -> None:
    at = opened()
    at.selectbox(key="ranking-order-zh").set_value(order).run()
    whole = sound(at)
    wanted = found(standings(official_run()), Asked(order=order))
    assert [places(row) for row in rows(whole)] == [[(o.rank, o.low, o.high)] for o in wanted]
    assert 'class="dqm-tier"' not in whole


def test_tiers_least_scores_and_names_narrow() -> None:
    every = list(standings(official_run()))
    assert found(every, Asked()) == every
    assert {one.tier for one in found(every, Asked(tiers=(2,)))} == {2}
    able = found(every, Asked(least={"access": 90.0, "infrastructure": 50.0}))
    assert able
    assert all(one.pillars["access"] >= 90 and one.pillars["infrastructure"] >= 50 for one in able)
    assert [one.code for one in found(every, Asked(words=" PUDONG "))] == ["310115"]
    assert [one.code for one in found(every, Asked(words="嘉定"))] == ["310114"]
    assert found(every, Asked(words="<b>")) == []
    assert found(every, Asked(order="yours"), {every[-1].code: 1})[0] == every[-1]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_empty_result_says_so_and_a_narrowed_one_says_among_how_many(lang: str) -> None:
    at = opened(lang=lang)
    at.text_input(key="ranking-words").set_value("310114").run()
    whole = sound(at)
    assert len(rows(whole)) == 1
    assert t(lang, "pages.ranking.shown", n=1, of=16) in whole
    at.slider(key="ranking-least-access").set_value(100.0).run()
    whole = sound(at)
    assert rows(whole) == []
    assert t(lang, "pages.ranking.none") in whole


def test_choices_survive_the_other_language() -> None:
    at = opened()
    at.selectbox(key="ranking-order-zh").set_value("carriers").run()
    at.button_group(key="ranking-tiers-zh").set_value([2]).run()
    before = [places(row) for row in rows(sound(at))]
    at.button_group(key="language").set_value("en").run()
    assert [places(row) for row in rows(sound(at))] == before
    assert at.selectbox(key="ranking-order-en").value == "carriers"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_weights_in_the_address_stand_beside_the_official_rank(lang: str) -> None:
    weights = (5, 60, 5, 20, 10)
    at = opened(lang=lang, weights=",".join(map(str, weights)))
    shown = rows(sound(at))
    run = official_run()
    mine = reweighted(run, dict(zip(PILLARS, map(float, weights), strict=True)))
    yours = {one.code: one for one in standings(mine)}
    moved = set()
    for one, row in zip(standings(run), shown, strict=True):
        own = yours[one.code]
        assert places(row) == [(one.rank, one.low, one.high), (own.rank, own.low, own.high)]
        assert len(spoken(row)) == 2
        kind = "same" if own.rank == one.rank else "better" if own.rank < one.rank else "worse"
        words = t(lang, f"pages.ranking.change.{kind}", n=abs(own.rank - one.rank))
        assert f'class="dqm-{kind} dqm-change">{words}' in row
        moved.add(kind)
    assert moved == {"same", "better", "worse"}
    assert str(at.query_params["weights"]) == "5,60,5,20,10"


def test_the_sliders_write_the_address_and_the_button_takes_it_back() -> None:
    at = opened()
    assert "weights" not in at.query_params
    assert [at.slider(key=f"weight-{id}").value for id in PILLARS] == [20, 25, 25, 20, 10]
    at.slider(key="weight-delta").set_value(80).run()
    assert str(at.query_params["weights"]) == "20,25,25,20,80"
    assert all(len(places(row)) == 2 for row in rows(sound(at)))
    at.button(key="weights-reset").click().run()
    assert "weights" not in at.query_params
    assert all(len(places(row)) == 1 for row in rows(sound(at)))


def test_a_slow_address_does_not_take_back_what_was_moved_since() -> None:
    at = opened()
    for value in (30, 60):
        at.slider(key="weight-delta").set_value(value).run()
    # The browser has not heard of the last address yet when the next move comes.
    at.query_params["weights"] = "20,25,25,20,30"
    at.slider(key="weight-delta").set_value(80).run()
    assert at.slider(key="weight-delta").value == 80
    assert str(at.query_params["weights"]) == "20,25,25,20,80"
    at.button_group(key="ranking-view-zh").set_value("towns").run()
    at.button_group(key="ranking-view-zh").set_value("own").run()
    at.query_params["view"] = "towns"
    at.button_group(key="ranking-view-zh").set_value("districts").run()
    assert at.button_group(key="ranking-view-zh").value == "districts"
    assert "view" not in at.query_params


def test_another_address_is_obeyed_where_nothing_was_moved() -> None:
    at = opened()
    at.slider(key="weight-delta").set_value(80).run()
    at.query_params["weights"] = "20,25,25,20,30"
    at.run()
    assert at.slider(key="weight-delta").value == 30
    at.query_params["view"] = "towns"
    at.run()
    assert at.button_group(key="ranking-view-zh").value == "towns"


def test_the_official_weights_in_the_address_change_nothing() -> None:
    whole = sound(opened(weights="20,25,25,20,10"))
    assert all(len(places(row)) == 1 for row in rows(whole))
    assert "dqm-notice" not in whole


@pytest.mark.parametrize("lang", LANGUAGES)
def test_weights_that_sum_to_nothing_compute_nothing(lang: str) -> None:
    whole = sound(opened(lang=lang, weights="0,0,0,0,0"))
    assert t(lang, "pages.ranking.weights.nothing") in whole
    assert all(len(places(row)) == 1 for row in rows(whole))


HOSTILE = (
    *("<b>", "1,2,3,4", "1,2,3,4,5,6", "-1,1,1,1,1", "1e9,1,1,1,1", "1n,1,1,1,1", "101,1,1,1,1"),
    *("1,,1,1,1", "１,1,1,1,1", "1, 1,1,1,1", "", "," * 5000, "=1+1,1,1,1,1", "0x1,1,1,1,1"),
)


@pytest.mark.parametrize("weights", HOSTILE)
def test_weights_that_are_none_are_ignored_and_named(weights: str) -> None:
    assert read_weights(weights, PILLARS) is None
    whole = sound(opened(weights=weights, view="<img src=x>"))
    assert all(len(places(row)) == 1 for row in rows(whole))
    assert "<img" not in whole
    assert "<b>" not in whole
    assert whole.count('class="dqm-notice"') == 2


@given(st.lists(st.integers(0, MOST), min_size=5, max_size=5))
def test_weights_that_are_written_are_read_back(weights: list[int]) -> None:
    found = read_weights(",".join(map(str, weights)), PILLARS)
    assert found == dict(zip(PILLARS, weights, strict=True))


@given(st.text(max_size=30))
def test_any_text_is_read_as_weights_or_not(text: str) -> None:
    found = read_weights(text, PILLARS)
    assert found is None or (list(found) == list(PILLARS) and max(found.values()) <= MOST)


def test_the_sliders_start_at_the_weights_of_the_file() -> None:
    index = official_run().result.index
    assert official_weights(index) == {id: index.node(id).weight for id in PILLARS}


@pytest.mark.parametrize(
    ("p", "words"),
    [
        (0.0, "0%"),
        (0.001, "<1%"),
        (0.5, "50%"),
        (0.999, ">99%"),
        (1.0, "100%"),
        (float("nan"), "—"),
    ],
)
def test_no_probability_is_rounded_to_certainty(p: float, words: str) -> None:
    assert percent("zh", p) == words


@pytest.mark.parametrize("lang", LANGUAGES)
def test_towns_stand_by_tenths_with_intervals_and_without_ordinal_rank(lang: str) -> None:
    whole = sound(opened(lang=lang, view="towns"))
    run = official_run("town")
    shown = rows(whole)
    wanted = sorted(standings(run), key=lambda one: (one.decile, one.code))
    assert len(shown) == 216
    for one, row in zip(wanted, shown, strict=True):
        assert places(row) == [(one.decile, one.decile_low, one.decile_high)]
        assert name_of(row) == one.name.in_language(lang)
        said = {"low": one.decile_low, "high": one.decile_high, "share": 90}
        assert spoken(row) == [t(lang, "pages.ranking.spoken_decile", decile=one.decile, **said)]
        assert f"town={one.code}" in row
    assert t(lang, "pages.ranking.head.rank") not in re.findall(
        r"<th scope=\"col\"[^>]*>(.*?)</th>", whole
    )
    assert max(place for row in shown for place, _, _ in places(row)) == 10
    assert run.result.index.note.in_language(lang).replace("'", "&#x27;") in whole


def test_towns_can_be_narrowed_to_a_district_and_found_by_name() -> None:
    at = opened(view="towns", district="310114")
    whole = sound(at)
    shown = rows(whole)
    assert {re.search(r"town=(\d{6})", row)[1] for row in shown} == {"310114"}  # type: ignore[index]  # every row has one
    at.selectbox(key="towns-district-zh").set_value("").run()
    assert len(rows(sound(at))) == 216
    at.text_input(key="towns-words").set_value("安亭").run()
    assert [name_of(row) for row in rows(sound(at))] == ["安亭镇"]
    at.text_input(key="towns-words").set_value("no such town").run()
    assert t("zh", "pages.ranking.none") in sound(at)


def test_the_view_stands_in_the_address_and_the_switch_changes_it() -> None:
    at = opened(view="towns")
    assert str(at.query_params["view"]) == "towns"
    at.button_group(key="ranking-view-zh").set_value("districts").run()
    assert "view" not in at.query_params
    assert len(rows(sound(at))) == 16
    at.button_group(key="language").set_value("en").run()
    assert len(rows(sound(at))) == 16


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_chart_names_index_note_source_and_record(lang: str) -> None:
    run = official_run()
    whole = sound(opened(lang=lang, district="310114"))
    chart = whole[whole.index('<div class="dqm-chart">') :]
    lines = re.findall(r'<span class="dqm-chart-said">(\d+) \((\d+)–(\d+)\)</span>', chart)
    assert [tuple(map(int, one)) for one in lines] == [
        (one.rank, one.low, one.high) for one in standings(run)
    ]
    assert chart.count('<li class="dqm-chosen') == 1
    for words in (run.result.index.name.in_language(lang), run.spread.record.key[:16], "2026-11"):
        assert words in chart
    assert run.result.index.note.in_language(lang).replace("'", "&#x27;") in chart
