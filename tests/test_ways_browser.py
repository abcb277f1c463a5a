"""From the map to what is said of a district, and back to the same district on the map."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Frame, expect

from tests.app_pages import map_frame, opened, wait_selection
from text import t

pytestmark = pytest.mark.browser

DISTRICT, NAME = "310116", {"zh": "金山区", "en": "Jinshan District"}
CLICK = """(code) => {
  const path = document.querySelector(`.dq-map path[data-district='${code}']`);
  const { left, top, width, height } = path.getBoundingClientRect();
  const at = { bubbles: true, clientX: left + width / 2, clientY: top + height / 2 };
  path.dispatchEvent(new MouseEvent('click', at));
}"""


def press(frame: Frame, lang: str, button: str) -> None:
    frame.locator(".dq-panel__foot").get_by_role(
        "button", name=t(lang, f"map.panel.{button}"), exact=True
    ).click()


def test_a_district_leads_to_its_scorecard_and_back(
    chromium_browser: Browser, app_server: str
) -> None:
    lang = "zh"
    with opened(chromium_browser, f"{app_server}/?lang={lang}", motion=True) as page:
        frame = map_frame(page)
        frame.evaluate(CLICK, DISTRICT)
        wait_selection(frame, DISTRICT)
        press(frame, lang, "scorecard")
        expect(page).to_have_url(re.compile(rf"/scorecard\?.*district={DISTRICT}"))
        expect(page.locator("h1").first).to_contain_text(NAME[lang])
        page.locator(".dqm-score-links").get_by_text(t(lang, "pages.card.to.map")).click()
        frame = map_frame(page)
        wait_selection(frame, DISTRICT)
        assert frame.evaluate("window.dqm.store.get().lang") == lang
        expect(frame.locator(".dq-panel__title")).to_contain_text(NAME[lang])


def test_a_district_leads_to_a_comparison_and_back(
    chromium_browser: Browser, app_server: str
) -> None:
    with opened(chromium_browser, f"{app_server}/?lang=en&district={DISTRICT}") as page:
        frame = map_frame(page)
        press(frame, "en", "compare")
        expect(page).to_have_url(re.compile(rf"/compare\?.*district={DISTRICT}"))
        first = page.locator(".dqm-head-card").first
        expect(first).to_contain_text(NAME["en"])
        first.get_by_text(t("en", "pages.compare.to.map")).click()
        frame = map_frame(page)
        wait_selection(frame, DISTRICT)


def test_zoom_and_data_stay_beside(chromium_browser: Browser, app_server: str) -> None:
    with opened(chromium_browser, f"{app_server}/?lang=en&district={DISTRICT}") as page:
        frame = map_frame(page)
        view = "() => window.dqm.store.get().view?.zoom ?? 0"
        before = frame.evaluate(view)
        frame.evaluate("() => document.querySelector('.dq-zoom button:nth-child(2)').click()")
        frame.wait_for_function(f"(before) => ({view})() !== before", arg=before)
        press(frame, "en", "zoom")
        frame.wait_for_function(f"(before) => ({view})() >= before", arg=before)
        press(frame, "en", "data")
        expect(page).to_have_title(re.compile(t("en", "pages.data.title")))
