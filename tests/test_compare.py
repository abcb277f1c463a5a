"""The page of the comparison as Streamlit runs it: choice, order, filter, notices."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from layers.comparison import compare, most_alike
from layers.standing import official_run
from tests.test_app import markup, opened
from text import LANGUAGES, t

pytestmark = pytest.mark.whole

PAGE = "pages/compare.py"
OWN = "310114"


def html(at: AppTest) -> str:
    return "".join(markup(at))


def asked(at: AppTest, name: str) -> str:
    """A parameter of the address; a list where the test set it, a text where the page did."""
    value = at.query_params[name]
    return value if isinstance(value, str) else value[0]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_one_district_is_compared_with_the_most_similar(lang: str) -> None:
    at = opened(PAGE, lang=lang, district=OWN)
    assert not at.exception
    run = official_run()
    other = most_alike(run, OWN)[0]
    assert at.button_group(key="compare-pick").value == [OWN, other]
    assert html(at).count('<article class="dqm-head-card"') == 2
    for code in (OWN, other):
        assert run.names[code].in_language(lang) in html(at)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_address_names_up_to_four_districts(lang: str) -> None:
    codes = (OWN, "310112", "310115", "310151")
    at = opened(PAGE, lang=lang, district=OWN, **{"with": ",".join(codes[1:])})
    assert not at.exception
    assert html(at).count('<article class="dqm-head-card"') == 4
    assert not [one for one in markup(at) if 'class="dqm-notice"' in one]
    for one in compare(official_run(), codes).standings:
        assert one
        assert f"{one.low}–{one.high}" in html(at)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_same_district_twice_asks_for_a_second(lang: str) -> None:
    at = opened(PAGE, lang=lang, district=OWN, **{"with": OWN})
    assert not at.exception
    name = {"zh": "嘉定", "en": "Jiading"}[lang]
    assert t(lang, "pages.compare.second", first=name, most=4) in html(at)
    assert "dqm-dumbbell" not in html(at)
    for other in most_alike(official_run(), OWN):
        assert f'href="./compare?lang={lang}&amp;district={OWN}&amp;with={other}"' in html(at)


def test_what_does_not_exist_is_named_and_the_rest_compared() -> None:
    at = opened(PAGE, lang="en", district=OWN, **{"with": "<img src=x>,310112,999"})
    assert not at.exception
    notices = [one for one in markup(at) if 'class="dqm-notice"' in one]
    assert len(notices) == 1
    assert "with=&lt;img src=x&gt; · with=999" in notices[0]
    assert html(at).count('<article class="dqm-head-card"') == 2


def test_a_choice_is_written_into_the_address() -> None:
    at = opened(PAGE, lang="en", district=OWN, **{"with": "310112"})
    pick = at.button_group(key="compare-pick")
    pick.set_value(["310112", OWN, "310151"]).run()
    assert asked(at, "district") == OWN
    assert asked(at, "with") == "310112,310151"
    assert asked(at, "lang") == "en"
    assert html(at).count('<article class="dqm-head-card"') == 3
    five = ["310101", "310104", OWN, "310112", "310151"]
    at.button_group(key="compare-pick").set_value(five).run()
    assert t("en", "pages.compare.full", most=4) in html(at)
    assert at.button_group(key="compare-pick").value == [OWN, "310112", "310151", "310101"]
    at.button_group(key="compare-pick").set_value([]).run()
    assert t("en", "pages.compare.nobody", most=4) in html(at)
    assert "district" not in at.query_params


@pytest.mark.parametrize("lang", LANGUAGES)
def test_order_filter_and_pair_change_what_is_shown(lang: str) -> None:
    at = opened(PAGE, lang=lang, district=OWN, **{"with": "310112,310115"})
    everything = html(at).count("dqm-dumbbell")
    at.button_group(key="compare-sort").set_value("gap").run()
    assert 'class="dqm-compare-title"' in html(at)
    at.toggle(key="compare-only").set_value(True).run()
    assert 0 < html(at).count("dqm-dumbbell") < everything
    pair = at.selectbox[0]
    assert len(pair.options) == 3
    before = html(at)
    pair.select_index(2).run()
    assert not at.exception
    assert html(at) != before
