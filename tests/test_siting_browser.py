"""The siting page in a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.app_pages import SIZES, axe, opened, sideways
from text import LANGUAGES, t

pytestmark = pytest.mark.browser


def ready(page: Page) -> None:
    page.wait_for_selector(".dqm-proof.dqm-proven")
    page.wait_for_selector(".dqm-plan svg")
    page.wait_for_selector('[data-testid="stDataFrame"]')


def choose_k(page: Page, lang: str, k: str) -> None:
    page.get_by_role("combobox", name=t(lang, "pages.siting.label.k")).click()
    page.get_by_role("option", name=k, exact=True).click()


def test_choose_wait_for_the_proof_and_switch_the_language(
    chromium_browser: Browser, app_server: str
) -> None:
    with opened(chromium_browser, f"{app_server}/siting") as page:
        ready(page)
        expect(page.locator(".dqm-sites li")).to_have_count(3)
        expect(page.locator(".dqm-plan-strip")).to_contain_text("© OpenStreetMap contributors")
        choose_k(page, "zh", "2 家")
        expect(page.locator(".dqm-sites li")).to_have_count(2)
        expect(page.locator(".dqm-proof.dqm-proven")).to_contain_text(
            t("zh", "pages.siting.proof.optimal")
        )
        town = page.locator(".dqm-plan [data-town]").nth(120)
        town.hover(force=True)
        expect(page.locator(".dqm-plan-note")).to_be_visible()
        page.get_by_role("radio", name="EN").click()
        expect(page.locator(".dqm-proof")).to_contain_text(t("en", "pages.siting.proof.optimal"))
        expect(page.locator(".dqm-sites li")).to_have_count(2)
        expect(page.locator("html")).to_have_attribute("lang", "en")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("size", SIZES)
def test_nothing_scrolls_sideways(
    chromium_browser: Browser, app_server: str, lang: str, size: tuple[int, int]
) -> None:
    with opened(chromium_browser, f"{app_server}/siting?lang={lang}", size) as page:
        ready(page)
        assert sideways(page) == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_axe_finds_nothing_serious(chromium_browser: Browser, app_server: str, lang: str) -> None:
    with opened(chromium_browser, f"{app_server}/siting?lang={lang}") as page:
        ready(page)
        assert axe(page) == []
