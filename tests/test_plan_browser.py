"""The page of the plan in a real browser."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.app_pages import map_frame, opened
from tests.visits import plan_ready
from text import t
from ui.plan import tasks_of_plan

pytestmark = pytest.mark.browser

TASKS = ("T02", "T17", "S2")


def test_a_task_opens_its_layer_with_as_many_records_as_it_says(
    chromium_browser: Browser, app_server: str
) -> None:
    links = {one.id: one.links[0] for one in tasks_of_plan() if one.id in TASKS}
    assert len(links) == len(TASKS)
    with opened(chromium_browser, f"{app_server}/plan") as page:
        for id, link in links.items():
            plan_ready(page)
            anchor = page.locator(f"#task-{id} a").first
            words = anchor.inner_text()
            assert str(link.count) in re.findall(r"\d+", words)
            anchor.click()
            frame = map_frame(page)
            shown = frame.evaluate(
                "() => [window.dqm.store.get().layers,"
                " document.querySelector('.dq-filters').innerText]"
            )
            assert set(shown[0]) == set(link.state.layers), id
            assert t("zh", "map.filter.shown", n=link.count) in shown[1], id
            page.go_back()


def test_a_record_of_a_task_is_opened_on_the_map(
    chromium_browser: Browser, app_server: str
) -> None:
    with opened(chromium_browser, f"{app_server}/plan?lang=en") as page:
        plan_ready(page)
        page.locator("#task-T21 a").click()
        frame = map_frame(page)
        frame.wait_for_function("() => window.dqm.store.get().selection?.id === 'PS35'")
        assert frame.evaluate("() => window.dqm.store.get().lang") == "en"


def test_filters_search_and_language(chromium_browser: Browser, app_server: str) -> None:
    with opened(chromium_browser, f"{app_server}/plan") as page:
        plan_ready(page)
        page.get_by_text(t("zh", "pages.plan.only_named")).click()
        expect(page.locator(".dqm-tasks li")).to_have_count(3)
        expect(page.locator(".dqm-role")).to_have_count(3)
        page.get_by_role("radio", name="EN").click()
        expect(page.locator(".dqm-tasks li")).to_have_count(3)
        expect(page.locator("html")).to_have_attribute("lang", "en")
        box = page.get_by_role("textbox", name=t("en", "pages.plan.search"))
        box.fill("food")
        box.press("Enter")
        expect(page.locator(".dqm-tasks li")).to_have_count(1)
        with page.expect_download() as waiting:
            page.locator(".st-key-plan-tasks-downloads button").first.click()
        assert waiting.value.suggested_filename == "plan_tasks.csv"
