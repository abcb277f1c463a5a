"""The method page in a real browser."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from layers.standing import official_run
from tests.app_pages import opened
from tests.visits import method_ready
from text import t

pytestmark = pytest.mark.browser


WITHIN = """(id) => {
  const { top } = document.getElementById(id).getBoundingClientRect();
  return top >= 0 && top < innerHeight;
}"""
# As a table that arrives late, or letters that turn out larger.
GROW = """async () => {
  const late = document.createElement("div");
  late.style.height = "3000px";
  document.querySelector(".st-key-page-body").prepend(late);
  const frame = () => new Promise(requestAnimationFrame);
  await frame();
  await frame();
}"""


def test_contents_lead_to_a_section_and_so_does_an_address(
    chromium_browser: Browser, app_server: str
) -> None:
    with opened(chromium_browser, f"{app_server}/method#sensitivity") as page:
        method_ready(page)
        page.wait_for_function(WITHIN, arg="sensitivity")
        page.locator('.st-key-method-contents a[href="#coverage"]').click()
        page.wait_for_function(WITHIN, arg="coverage")
        contents = page.locator(".st-key-method-contents").bounding_box()
        assert contents
        assert contents["y"] >= 0, "the contents stay in view"


def test_the_section_of_the_address_stays_in_view_until_somebody_moves(
    chromium_browser: Browser, app_server: str
) -> None:
    with opened(chromium_browser, f"{app_server}/method#sensitivity") as page:
        method_ready(page)
        page.wait_for_function(WITHIN, arg="sensitivity")
        page.evaluate(GROW)
        assert page.evaluate(WITHIN, "sensitivity"), "what grows above does not push it away"
        page.mouse.wheel(0, 200)
        page.evaluate(GROW)
        assert not page.evaluate(WITHIN, "sensitivity"), "whoever scrolls is left alone"


def test_the_other_index_the_language_and_the_files(
    chromium_browser: Browser, app_server: str, tmp_path: Path
) -> None:
    towns = official_run("town")
    with opened(chromium_browser, f"{app_server}/method?level=town") as page:
        method_ready(page)
        about = page.locator(".st-key-method-about")
        expect(about).to_contain_text(towns.result.index.name.zh)
        expect(page.locator(".dqm-method-part")).to_have_count(len(towns.result.index.indicators))
        page.get_by_role("radio", name="EN").click()
        expect(about).to_contain_text(towns.result.index.name.en)
        with page.expect_download() as waiting:
            page.get_by_role("button", name=t("en", "pages.method.file.record")).click()
        assert waiting.value.suggested_filename == "run_town.json"
        target = tmp_path / "run.json"
        waiting.value.save_as(target)
        assert json.loads(target.read_text("utf-8"))["index"]["index"]["id"] == (
            towns.result.index.id
        )
        page.get_by_role("radio", name=t("en", "pages.method.level.district")).click()
        expect(about).to_contain_text(official_run().result.index.name.en)


def test_a_data_set_and_an_own_index_are_one_click_away(
    chromium_browser: Browser, app_server: str
) -> None:
    with opened(chromium_browser, f"{app_server}/method?lang=en") as page:
        method_ready(page)
        own = page.get_by_role("link", name=t("en", "pages.method.own.open"))
        assert "view=own" in (own.get_attribute("href") or "")
        page.locator("#indicator-centres_per_100k .dqm-facts a").first.click()
        tab = page.get_by_role("tab", name=t("en", "pages.data.tab.datasets"))
        expect(tab).to_have_attribute("aria-selected", "true")
        expect(page.locator(".st-key-card-dataset-centres")).to_be_visible()
