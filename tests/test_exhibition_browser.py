"""The page of the hall display in a real browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from exhibition import check_options, read_options
from tests.app_pages import opened
from tests.visits import exhibition_ready
from text import LANGUAGES, t

pytestmark = pytest.mark.browser


def test_the_preview_is_the_display_and_the_file_can_be_taken_away(
    chromium_browser: Browser, app_server: str
) -> None:
    with opened(chromium_browser, f"{app_server}/exhibition") as page:
        exhibition_ready(page)
        display = page.frame_locator(".dqm-preview iframe")
        expect(display.locator("h1")).to_contain_text(t("zh", "exhibition.screen.overview.first"))
        assert page.locator(".dqm-preview iframe").get_attribute("sandbox") == "allow-scripts"
        with page.expect_download() as taken:
            page.get_by_role("button", name="exhibition.html").click()
        text = taken.value.path().read_text(encoding="utf-8")
        assert 'id="dqm-hall"' in text
        assert taken.value.suggested_filename == "exhibition.html"
        with page.expect_download() as taken:
            page.get_by_role("button", name=t("zh", "pages.exhibition.options")).click()
        names = {lang: t(lang, "common.app_name") for lang in LANGUAGES}
        assert read_options(Path(taken.value.path())) == check_options({"title": names})
