"""A listener that fails, and a page that crashes, fail their test at once and with their reason."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page

from tests.listeners import heard_out
from tests.servers import ROOT

pytestmark = pytest.mark.browser


def fail(_: object) -> None:
    raise ValueError("the listener failed")


@pytest.mark.parametrize("event", ["route", "request", "console"])
def test_a_listener_that_fails_ends_the_wait(chromium_browser: Browser, event: str) -> None:
    page = chromium_browser.new_page()
    with pytest.raises(ValueError, match="the listener failed"):
        wait_with_listener(page, event)


def wait_with_listener(page: Page, event: str) -> None:
    with heard_out(page) as listen:
        listen(event, fail)
        page.set_content("<script>console.log(1)</script><img src='http://127.0.0.1:9/x.png'>")
        page.wait_for_selector("#never", timeout=600_000)


def test_a_page_that_crashes_ends_the_wait(chromium_browser: Browser) -> None:
    page = chromium_browser.new_page()
    with pytest.raises(AssertionError, match="crashed"):
        wait_for_a_crash(page)


def wait_for_a_crash(page: Page) -> None:
    with heard_out(page):
        page.goto("about:blank")
        session = page.context.new_cdp_session(page)
        page.evaluate("0")
        session.send("Page.enable")
        page.context.new_cdp_session(page).send("Page.crash")
        page.wait_for_selector("#never", timeout=600_000)


def test_every_listener_is_heard_out() -> None:
    for path in (ROOT / "tests").rglob("*.py"):
        text = path.read_text("utf-8")
        if path.name not in {"listeners.py", "test_listeners_browser.py"}:
            found = re.findall(r"\.on\(|\.add_listener\(|route\.fetch", text)
            assert found == [], f"{path.name}: use tests.listeners.heard_out"
