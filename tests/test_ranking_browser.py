"""The ranking page in a real browser: three views, one's own weights, files through the pickers."""

from __future__ import annotations

import io
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser, Page, expect

from layers.standing import official_run, standings
from tests.app_pages import give_file, han, opened, settled
from tests.visits import TABLE, TABLE_PICKER, ranking_ready
from text import t

pytestmark = pytest.mark.browser


def rank_words(page: Page) -> list[str]:
    return [
        one.get_attribute("aria-label") or ""
        for one in page.locator(".dqm-ranking .dqm-interval [role=img]").all()
    ]


def test_weights_move_your_rank_beside_the_official_one_and_go_into_the_address(
    chromium_browser: Browser, app_server: str
) -> None:
    with opened(chromium_browser, f"{app_server}/ranking?lang=en") as page:
        ranking_ready(page, "districts")
        official = rank_words(page)
        page.locator(".st-key-ranking-weights button").first.click()
        slider = page.get_by_role("slider").nth(1)
        slider.focus()
        slider.press("End")
        expect(page.locator(".dqm-yours")).to_have_count(16)
        page.wait_for_function("() => location.search.includes('weights=')")
        expect(page.get_by_role("slider")).to_have_count(5)
        expect(page.locator(".st-key-ranking-weights button").first).to_contain_text(
            t("en", "pages.ranking.weights.changed")
        )
        settled(page)
        assert rank_words(page) == official
        moved = page.locator(".dqm-yours .dqm-better, .dqm-yours .dqm-worse")
        assert moved.count() > 0
        address, shown = page.url, page.locator(".dqm-yours").all_inner_texts()
        assert parse_qs(urlsplit(address).query)["weights"][0].count(",") == 4
        page.goto(address)
        expect(page.locator(".dqm-yours")).to_have_count(16)
        settled(page)
        assert page.locator(".dqm-yours").all_inner_texts() == shown
        page.locator(".st-key-ranking-weights button").first.click()
        page.get_by_role("button", name=t("en", "pages.ranking.weights.reset")).click()
        expect(page.locator(".dqm-yours")).to_have_count(0)
        page.wait_for_function("() => !location.search.includes('weights=')")


def test_names_lead_to_the_card_and_to_the_map(chromium_browser: Browser, app_server: str) -> None:
    with opened(chromium_browser, f"{app_server}/ranking?lang=en") as page:
        ranking_ready(page, "districts")
        first = standings(official_run())[0]
        page.locator(".dqm-ranking a.dqm-name-link").first.click()
        page.wait_for_url("**/scorecard?**")
        expect(page.locator(".st-key-page-body h1")).to_contain_text(first.name.en)
        page.go_back()
        ranking_ready(page, "districts")
        page.locator(".dqm-ranking a.dqm-to-map").first.click()
        page.wait_for_selector(".dqm-frame")
        query = parse_qs(urlsplit(page.url).query)
        assert query["district"] == [first.code]
        assert query["colour"] == ["index_score"]


def test_the_view_is_switched_and_shared(chromium_browser: Browser, app_server: str) -> None:
    with opened(chromium_browser, f"{app_server}/ranking") as page:
        ranking_ready(page, "districts")
        page.get_by_role("radio", name=t("zh", "pages.ranking.view.towns")).click()
        ranking_ready(page, "towns")
        page.wait_for_function("() => location.search.includes('view=towns')")
        page.get_by_role("radio", name="EN").click()
        expect(page.locator(".dqm-index-name")).to_contain_text(
            "Quality Foundations Index of Towns"
        )
        ranking_ready(page, "towns")
        page.get_by_role("textbox").fill("Anting")
        page.get_by_role("textbox").press("Enter")
        expect(page.locator(".dqm-ranking td.dqm-rank")).to_have_count(1)


def test_files_are_checked_in_the_browser_and_the_last_valid_index_stays(
    chromium_browser: Browser, app_server: str
) -> None:
    with opened(chromium_browser, f"{app_server}/ranking?view=own") as page:
        ranking_ready(page, "own")
        before, scores = (
            rank_words(page),
            page.locator(".dqm-ranking td.dqm-score").all_inner_texts(),
        )
        bad = TABLE.replace(b"97.5", b"high").decode().encode("gb18030")
        give_file(page, TABLE_PICKER, "坏.csv", bad)
        expect(page.locator(".dqm-problems li")).to_have_count(1)
        expect(page.locator(".dqm-problems")).to_contain_text("pass_rate")
        assert rank_words(page) == before
        page.get_by_role("radio", name="EN").click()
        expect(page.locator(".dqm-problems")).to_contain_text("must be a number")
        settled(page)
        assert han(page) == ["坏.csv"]  # the visitor's own, in the picker
        good = TABLE.replace(b"97.5", b"80.5").decode().encode("gb18030")
        give_file(page, TABLE_PICKER, "good.csv", good)
        expect(page.locator(".dqm-fine").first).to_contain_text("GB18030")
        expect(page.locator(".dqm-problems")).to_have_count(0)
        expect(page.locator(".dqm-ranking td.dqm-score")).not_to_have_text(scores)
        page.get_by_role("button", name=t("en", "pages.own.remove")).click()
        expect(page.locator(".dqm-ranking")).to_have_count(0)


def test_what_is_downloaded_is_the_workbook_of_the_page(
    chromium_browser: Browser, app_server: str, tmp_path: Path
) -> None:
    with opened(chromium_browser, f"{app_server}/ranking?view=own") as page:
        ranking_ready(page, "own")
        page.locator(".st-key-own-index-unofficial-files button").first.click()
        with page.expect_download() as waiting:
            page.get_by_role("button", name=t("zh", "pages.ranking.download.xlsx")).click()
        file = waiting.value
        assert file.suggested_filename == "own-index-unofficial.xlsx"
        file.save_as(tmp_path / "own.xlsx")
        book = load_workbook(io.BytesIO((tmp_path / "own.xlsx").read_bytes()))
        assert [sheet["A1"].value for sheet in book.worksheets] == [t("zh", "pages.own.mark")] * 4
        page.keyboard.press("Escape")
        with page.expect_download() as waiting:
            page.locator(".st-key-picture-card-own-index-unofficial-chart button").click()
        waiting.value.save_as(tmp_path / "chart.png")
        assert (tmp_path / "chart.png").read_bytes().startswith(b"\x89PNG")
