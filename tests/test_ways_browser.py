"""From the map to what is said of a district, and back to the same district on the map."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Frame, Page, WebSocketRoute, expect

from tests.app_pages import choose, map_frame, opened, settled, wait_selection
from text import t

pytestmark = pytest.mark.browser

DISTRICT, NAME = "310116", {"zh": "金山区", "en": "Jinshan District"}
SOON_MS = 400
"""The map has told the page what was chosen on it: it waits 150 ms for more."""
CLICK = """(code) => {
  const path = document.querySelector(`.dq-map path[data-district='${code}']`);
  const { left, top, width, height } = path.getBoundingClientRect();
  const at = { bubbles: true, clientX: left + width / 2, clientY: top + height / 2 };
  path.dispatchEvent(new MouseEvent('click', at));
}"""

# As on a slow machine: the map moves on while the button is pressed.
LATE = """(name) => {
  const foot = document.querySelector('.dq-panel__foot');
  [...foot.querySelectorAll('button')].find((one) => one.textContent.trim() === name).click();
  let at = 0;
  const moving = setInterval(() => {
    window.dqm.store.set({ view: { lon: 121.4, lat: 31.2, zoom: 9 + (at % 2) } });
    at += 1;
    if (at > 40) clearInterval(moving);
  }, 50);
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


class Wire:
    """The server's words to a page, which can be kept from it: a browser that is slow."""

    def __init__(self, page: Page) -> None:
        self._route: WebSocketRoute | None = None
        self._held: list[str | bytes] | None = None
        page.route_web_socket(re.compile("/_stcore/stream"), self._connect)

    def hold(self) -> None:
        self._held = []

    def let_go(self) -> None:
        held, self._held = self._held or [], None
        assert self._route
        for said in held:
            self._route.send(said)

    def _connect(self, route: WebSocketRoute) -> None:
        self._route = route
        route.connect_to_server().on_message(self._heard)

    def _heard(self, said: str | bytes) -> None:
        if self._held is not None:
            self._held.append(said)
        elif self._route:
            self._route.send(said)


def by_panel(page: Page, frame: Frame) -> None:
    press(frame, "en", "compare")


def by_bar(page: Page, frame: Frame) -> None:
    page.get_by_test_id("stPageLink-NavLink").filter(has_text="Compare").first.click()


@pytest.mark.parametrize("leave", [by_panel, by_bar])
def test_what_the_map_still_tells_does_not_call_the_visitor_back(
    chromium_browser: Browser, app_server: str, leave: Callable[[Page, Frame], None]
) -> None:
    """A browser that has not heard yet of the next page must not ask for this one again."""
    with opened(chromium_browser, f"{app_server}/_stcore/health") as page:
        wire = Wire(page)
        page.goto(f"{app_server}/?lang=en&district={DISTRICT}")
        frame = map_frame(page)
        settled(page)
        wire.hold()
        leave(page, frame)
        choose(frame, "district", "310112")
        page.wait_for_timeout(SOON_MS)
        wire.let_go()
        expect(page).to_have_url(re.compile(rf"/compare\?.*district={DISTRICT}"))
        expect(page.locator(".dqm-head-card").first).to_contain_text(NAME["en"])
        settled(page)
        expect(page.locator(".dqm-head-card").first).to_contain_text(NAME["en"])


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
