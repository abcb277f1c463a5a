"""The method page in a real browser."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from layers.standing import official_run
from tests.app_pages import assert_fits_and_reads, han, opened
from text import LANGUAGES, t

pytestmark = pytest.mark.browser


def ready(page: Page) -> None:
    page.wait_for_selector(".dqm-heat")
    page.wait_for_selector(".st-key-card-method-known p")
    page.wait_for_selector(".st-key-method-audit-files button")


def test_contents_lead_to_a_section_and_so_does_an_address(
    chromium_browser: Browser, app_server: str
) -> None:
    within = (
        "(id) => { const top = document.getElementById(id).getBoundingClientRect().top;"
        "return top >= 0 && top < innerHeight; }"
    )
    with opened(chromium_browser, f"{app_server}/method#sensitivity") as page:
        ready(page)
        page.wait_for_function(within, arg="sensitivity")
        page.locator('.st-key-method-contents a[href="#coverage"]').click()
        page.wait_for_function(within, arg="coverage")
        contents = page.locator(".st-key-method-contents").bounding_box()
        assert contents
        assert contents["y"] >= 0, "the contents stay in view"


def test_the_other_index_the_language_and_the_files(
    chromium_browser: Browser, app_server: str, tmp_path: Path
) -> None:
    towns = official_run("town")
    with opened(chromium_browser, f"{app_server}/method?level=town") as page:
        ready(page)
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
        ready(page)
        own = page.get_by_role("link", name=t("en", "pages.method.own.open"))
        assert "view=own" in (own.get_attribute("href") or "")
        page.locator("#indicator-centres_per_100k .dqm-facts a").first.click()
        tab = page.get_by_role("tab", name=t("en", "pages.data.tab.datasets"))
        expect(tab).to_have_attribute("aria-selected", "true")
        expect(page.locator(".st-key-card-dataset-centres")).to_be_visible()


@pytest.mark.parametrize("level", ["district", "town"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_fits_every_size_and_everyone_can_read_it(
    chromium_browser: Browser, app_server: str, lang: str, level: str
) -> None:
    with opened(chromium_browser, f"{app_server}/method?lang={lang}&level={level}") as page:
        ready(page)
        assert_fits_and_reads(page)
        assert lang == "zh" or han(page) == []
