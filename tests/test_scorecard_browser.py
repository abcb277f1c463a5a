"""The scorecard page and its print in a real browser."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, ViewportSize, expect

from tests.app_pages import han, map_frame, opened, selection, wait_query
from tests.listeners import heard_out
from tests.ui.scorecards import codes, gappy, shipped
from tests.visits import scorecard_ready
from text import LANGUAGES, t
from ui.scorecard_print import card_html

pytestmark = pytest.mark.browser

PRINTED: ViewportSize = {"width": 733, "height": 1058}
"""What A4 holds between its margins, at 96 px per inch."""
_CLIPPED = """() => [...document.querySelectorAll("body *")].filter((e) => {
  if (e.closest("svg")) return false;
  const hidden = getComputedStyle(e).overflow !== "visible";
  const box = e.getBoundingClientRect();
  const sheet = document.querySelector(".dqm-print").getBoundingClientRect();
  const off = box.right > sheet.right + 1 || box.bottom > sheet.bottom + 1;
  const cut = e.scrollHeight > e.clientHeight + 1 || e.scrollWidth > e.clientWidth + 1;
  return off || (hidden && cut);
}).map((e) => e.outerHTML.slice(0, 120))"""
_OVERLAPS = """() => {
  const found = [];
  const parts = document.querySelectorAll("td, th, li, .dqm-score-pillar, h1, h2, p");
  for (const part of parts) {
    const range = document.createRange();
    range.selectNodeContents(part);
    const inside = range.getBoundingClientRect(), box = part.getBoundingClientRect();
    if (inside.right > box.right + 1.5) found.push(part.textContent);
  }
  return found;
}"""


def test_the_address_follows_the_choice_and_back_goes_back(
    chromium_browser: Browser, app_server: str
) -> None:
    with opened(chromium_browser, f"{app_server}/scorecard?district=310114") as page:
        scorecard_ready(page)
        name = page.locator("h1.dqm-score-name")
        expect(name).to_contain_text("嘉定区")
        page.get_by_role("combobox", name=t("zh", "pages.card.change")).click()
        page.get_by_role("option", name="崇明区").click()
        expect(name).to_contain_text("崇明区")
        wait_query(page, district="310151")
        page.go_back()
        expect(name).to_contain_text("嘉定区")
        wait_query(page, district="310114")
        expect(page.locator(".st-key-scorecard-district input")).to_have_value("嘉定区")


def test_the_map_and_a_row_lead_to_the_map(chromium_browser: Browser, app_server: str) -> None:
    with opened(chromium_browser, f"{app_server}/scorecard?district=310114&lang=en") as page:
        scorecard_ready(page)
        page.locator("a.dqm-drawing").click()
        frame = map_frame(page)
        assert selection(frame) == {"kind": "district", "id": "310114"}
    with opened(chromium_browser, f"{app_server}/scorecard?district=310114&lang=en") as page:
        scorecard_ready(page)
        page.locator(".dqm-to-map a").first.click()
        frame = map_frame(page)
        assert selection(frame) == {"kind": "district", "id": "310114"}
        figure = frame.evaluate("window.dqm.store.get().colour.figure")
        assert figure == "index_honours_national"


def test_card_and_print_are_saved(chromium_browser: Browser, app_server: str) -> None:
    lang = "zh"
    address = f"{app_server}/scorecard?district=310114&lang={lang}"
    with opened(chromium_browser, address) as page:
        scorecard_ready(page)
        with page.expect_download() as waiting:
            page.get_by_role("button", name=t(lang, "pages.card.download.print")).click()
        assert waiting.value.suggested_filename == f"scorecard-310114-{lang}.html"
        saved = waiting.value.path().read_bytes()
        assert t(lang, "pages.card.print.title", name="").strip() in saved.decode()
        page.get_by_role("button", name=t(lang, "pages.card.download"), exact=True).click()
        with page.expect_download() as waiting:
            page.get_by_role("button", name=t(lang, "pages.card.download.csv")).click()
        assert waiting.value.suggested_filename == f"scorecard-310114-{lang}.csv"
        assert waiting.value.path().read_bytes().startswith(b"\xef\xbb\xbfcode,")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_district_prints_on_one_page(chromium_browser: Browser, lang: str) -> None:
    page = chromium_browser.new_page(viewport=PRINTED)
    asked: list[str] = []
    cards = {card.code: card for card in map(shipped, codes())}
    cards["gappy"] = gappy()
    page.emulate_media(media="print")
    with heard_out(page) as listen:
        listen("request", lambda request: asked.append(request.url))
        heights = {}
        for name, card in cards.items():
            page.set_content(card_html(lang, card).decode())
            assert page.evaluate(_CLIPPED) == [], name
            assert page.evaluate(_OVERLAPS) == [], name
            assert han(page) == [] or lang == "zh", name
            heights[name] = page.evaluate("document.documentElement.scrollHeight")
        # What fits for the longest, and for one that lacks figures, fits for all.
        for name in {max(heights, key=lambda name: heights[name]), "gappy"}:
            page.set_content(card_html(lang, cards[name]).decode())
            pdf = page.pdf(prefer_css_page_size=True, print_background=True)
            assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1, name
            box = re.search(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", pdf)
            assert box
            assert [round(float(one)) for one in box.groups()] == [595, 842], "A4"
        assert max(heights.values()) <= PRINTED["height"]
    page.close()
    assert [one for one in asked if not one.startswith(("data:", "about:"))] == []
