"""The comparison in a real browser: choosing, going back, sharing, and how it fits a screen."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.app_pages import opened, wait_query
from tests.visits import FOUR, compare_ready
from text import t

pytestmark = pytest.mark.browser


def pill(page: Page, name: str) -> None:
    page.locator(".st-key-compare-pick button").filter(has_text=name).click()


def heads(page: Page) -> list[str]:
    return [one.strip() for one in page.locator(".dqm-head-name span").all_inner_texts()]


def test_choosing_writes_the_address_and_back_returns(
    chromium_browser: Browser, app_server: str
) -> None:
    with opened(chromium_browser, f"{app_server}/compare?district=310114&with=310112") as page:
        compare_ready(page)
        expect(page.locator(".dqm-head-card")).to_have_count(2)
        pill(page, "浦东")
        expect(page.locator(".dqm-head-card")).to_have_count(3)
        wait_query(page, district="310114", **{"with": "310112,310115"})
        marks = page.locator(".st-key-compare-pick button[aria-pressed='true']")
        expect(marks).to_have_count(3)
        pictures = marks.evaluate_all(
            "(all) => all.map((one) => getComputedStyle(one, '::before').backgroundImage)"
        )
        assert len(set(pictures)) == 3
        assert all(one.startswith('url("data:image/svg+xml') for one in pictures)
        pill(page, "嘉定")
        expect(page.locator(".dqm-head-card")).to_have_count(2)
        wait_query(page, district="310112", **{"with": "310115"})
        page.go_back()
        expect(page.locator(".dqm-head-card")).to_have_count(3)
        expect(marks).to_have_count(3)
        page.go_back()
        expect(page.locator(".dqm-head-card")).to_have_count(2)
        wait_query(page, district="310114", **{"with": "310112"})
        pill(page, "闵行")
        expect(
            page.get_by_text(t("zh", "pages.compare.second", first="嘉定", most=4))
        ).to_be_visible()


def test_a_shared_address_shows_the_same_in_the_other_language(
    chromium_browser: Browser, app_server: str
) -> None:
    with opened(chromium_browser, f"{app_server}/compare?{FOUR}") as page:
        compare_ready(page)
        page.get_by_text(t("zh", "pages.compare.by.gap"), exact=True).click()
        page.wait_for_selector(".dqm-compare-title")
        page.get_by_role("radio", name="EN").click()
        expect(page.get_by_role("heading", level=1)).to_have_text(t("en", "pages.compare.title"))
        expect(page.locator(".dqm-head-card")).to_have_count(4)
        address = page.url
    with opened(chromium_browser, address) as page:
        compare_ready(page)
        expect(page.locator(".dqm-head-card")).to_have_count(4)
        assert [name.split()[0] for name in heads(page) if name.isascii()] == [
            "Jiading",
            "Minhang",
            "Pudong",
            "Chongming",
        ]


def test_files_and_ways_to_the_other_pages(chromium_browser: Browser, app_server: str) -> None:
    with opened(chromium_browser, f"{app_server}/compare?lang=en&{FOUR}") as page:
        compare_ready(page)
        for kind in ("csv", "xlsx"):
            with page.expect_download() as download:
                page.locator(
                    f"[class*='st-key-download-compare-'][class*='-{kind}'] button"
                ).click()
            name = f"compare-310114-310112-310115-310151.{kind}"
            assert download.value.suggested_filename == name
        page.locator(".dqm-head-card").nth(1).get_by_text(
            t("en", "pages.compare.to.scorecard")
        ).click()
        expect(page).to_have_url(re.compile(r"/scorecard\?.*district=310112"))
        expect(page.locator("h1").first).to_contain_text("Minhang")
