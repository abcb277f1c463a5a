"""One look at every page in both languages: sizes, axe, words, outside requests, page errors.

A page is loaded once and resized. That nothing is asked of the outside and that no script throws
is seen to by `opened`, in this file as in every other.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from tests.app_pages import SIZES, axe, han, opened, resized, settled, sideways
from tests.visits import VISITS
from text import LANGUAGES, t
from ui.bar import PAGES

pytestmark = pytest.mark.browser

# Words that stand beyond the right edge of the screen.
BEYOND = """() => [...document.querySelectorAll('.dqm-head-card, .dqm-compare, .dqm-difference')]
  .flatMap((one) => [...one.querySelectorAll('*')])
  .filter((one) => one.children.length === 0 && one.textContent.trim()
    && one.getBoundingClientRect().right > innerWidth)
  .map((one) => one.textContent)"""
BOXES = """() => [...document.querySelectorAll('.dqm-ranking-box')]
  .map((one) => one.scrollWidth - one.clientWidth)"""
POPOVERS = {"siting": ("pages.siting.conditions", "pages.siting.file")}
"""Buttons that open more of a page, to be looked at too."""


def test_every_page_is_visited() -> None:
    paths = {one.path.split("?")[0].strip("/") or "map" for one in VISITS.values()}
    assert paths == set(PAGES)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", VISITS)
def test_it_fits_every_size_and_everyone_can_read_it(
    chromium_browser: Browser, app_server: str, name: str, lang: str
) -> None:
    visit = VISITS[name]
    with opened(chromium_browser, visit.address(app_server, lang)) as page:
        visit.ready(page)
        for size in resized(page):
            assert sideways(page) == [], size
            assert page.evaluate(BEYOND) == [], size
            assert [one for one in page.evaluate(BOXES) if one > 0] == [], size
            bar = page.locator(".st-key-bar").bounding_box()
            assert bar
            assert (bar["y"], bar["height"]) == (0, 56), size
            # The second is laid out as the first, and the narrow one alike in both languages.
            if size == SIZES[0] or (size == SIZES[2] and lang == "en"):
                assert axe(page) == [], size
        frames = [page.main_frame, *([visit.inside(page)] if visit.inside else [])]
        for frame in frames[1:]:
            assert axe(page, frame) == []
            frame.evaluate("window.dqm.store.set({ selection: null }, 'app')")
            assert axe(page, frame) == [], "with nothing chosen"
        if lang == "en":
            assert [one for frame in frames for one in han(frame)] == []
        look_behind(page, lang, POPOVERS.get(name, ()))


def look_behind(page: Page, lang: str, buttons: tuple[str, ...]) -> None:
    """What stands behind the buttons of a page, in the size of a desk."""
    for key in buttons:
        page.set_viewport_size({"width": 1366, "height": 768})
        page.get_by_role("button", name=t(lang, key)).first.click()
        page.wait_for_selector('[data-testid="stPopoverBody"]')
        settled(page)
        assert axe(page) == [], key
        assert lang == "zh" or han(page) == [], key
        page.keyboard.press("Escape")
