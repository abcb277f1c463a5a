"""The scorecard page as Streamlit runs it, without a browser."""

from __future__ import annotations

import re

import pytest
from streamlit.testing.v1 import AppTest

from layers.cards import cards
from layers.standing import official_run
from tests.test_app import markup, opened
from tests.ui.scorecards import gappy, words
from text import LANGUAGES, t
from ui import scorecard, scorecard_facts

pytestmark = pytest.mark.whole

PAGE = "pages/scorecard.py"
CODES = ("310104", "310114", "310115", "310151")


def said(at: AppTest) -> str:
    return " ".join(map(words, markup(at)))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("code", CODES)
def test_the_card_of_a_district(code: str, lang: str) -> None:
    at = opened(PAGE, lang=lang, district=code)
    assert not at.exception
    assert not at.text
    card, whole = cards(official_run())[code], said(at)
    one = card.standing
    assert one.name.in_language(lang) in whole
    assert at.selectbox(key="scorecard-district").value == code
    for row in card.indicators:
        assert row.of.name.in_language(lang) in whole
    for alike in card.alike:
        assert re.search(rf"{alike.name.in_language(lang)}\D+{alike.rank}\D", whole)
    whole = re.sub(r"第 \d+ 至第 \d+ 名|between rank \d+ and rank \d+", "", whole)
    assert re.findall(r"第 \d+ 名(?!（\d+–\d+）)|rank \d+(?!\d| \(\d+–\d+\))", whole) == []
    assert t(lang, "pages.card.choose") not in whole
    links = re.findall(r'href="(\./[^"]*)"', " ".join(markup(at)))
    for page in ("", "compare", "method", "plan", "scorecard"):
        assert any(link.startswith(f"./{page}?") for link in links), page
    assert (
        f"./?district={code}&amp;colour=index_{card.indicators[0].of.id}&amp;lang={lang}" in links
    )


@pytest.mark.parametrize("lang", LANGUAGES)
def test_without_a_district_all_are_offered_and_the_first_is_shown(lang: str) -> None:
    at = opened(PAGE, lang=lang)
    chooser = next(one for one in markup(at) if "dqm-score-choose" in one)
    found = cards(official_run())
    assert len(re.findall("<a ", chooser)) == len(found)
    for card in found.values():
        assert f"district={card.standing.code}" in chooser
        assert card.standing.name.in_language(lang) in words(chooser)
    first = min(found)
    assert at.selectbox(key="scorecard-district").value == first


@pytest.mark.parametrize("code", ["310199", "320500", "", "310114'", "<b>"])
def test_a_district_that_does_not_exist_is_named_and_the_first_is_shown(code: str) -> None:
    at = opened(PAGE, lang="en", district=code)
    assert not at.exception
    assert not at.text
    assert at.selectbox(key="scorecard-district").value == min(cards(official_run()))
    notices = [one for one in markup(at) if 'class="dqm-notice"' in one]
    assert len(notices) == 1
    assert f"district={code}" in words(notices[0])


def test_a_town_in_the_address_opens_the_card_of_its_district() -> None:
    at = opened(PAGE, lang="zh", town="310114102")
    assert at.selectbox(key="scorecard-district").value == "310114"


def test_another_district_can_be_chosen_and_the_address_follows() -> None:
    at = opened(PAGE, lang="zh", town="310114102")
    at.selectbox(key="scorecard-district").set_value("310151").run()
    assert not at.exception
    assert at.query_params["district"] == "310151"
    assert "town" not in at.query_params
    assert "崇明区" in said(at)
    at.button_group(key="language").set_value("en").run()
    assert "Chongming District" in said(at)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_district_without_a_rank_has_a_card_that_says_why(
    monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    run = gappy().run

    def run_of(level: str = "district") -> object:
        return run if level == "district" else official_run("town")

    monkeypatch.setattr(scorecard, "official_run", run_of)
    monkeypatch.setattr(scorecard_facts, "official_run", run_of)
    at = opened(PAGE, lang=lang, district=gappy().code)
    assert not at.exception
    assert not at.text
    whole = said(at)
    assert gappy().profile.name.in_language(lang) in whole
    assert t(lang, "pages.card.no_score") in whole
    assert t(lang, "pages.card.strengths") not in whole
    assert "nan" not in whole.casefold()
    chooser = opened(PAGE, lang=lang)
    assert t(lang, "pages.card.unranked") in said(chooser)
