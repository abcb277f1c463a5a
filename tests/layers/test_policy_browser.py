"""The content security policy in a real browser: our script runs, nothing else does."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request

from layers.build import Assets
from layers.document import render
from tests.layers.payloads import HOSTILE, payload
from tests.listeners import heard_out

pytestmark = pytest.mark.browser

SCRIPT = """
const name = "重固";
window.read = JSON.parse(document.getElementById("dqm-data").textContent);
document.getElementById("dqm-app").textContent = window.read.districts[0].name.zh;
document.documentElement.dataset.ready = name;
"""


@pytest.fixture
def page(chromium_browser: Browser, tmp_path: Path) -> Iterator[Page]:
    path = tmp_path / "map.html"
    nasty = "".join(HOSTILE)
    path.write_text(render(payload(nasty), Assets(SCRIPT, ".dq-app{color:red}", "")), "utf-8")
    context = chromium_browser.new_context(offline=True)
    page = context.new_page()
    page.goto(path.as_uri())
    yield page
    context.close()


def test_our_script_runs_and_reads_the_payload_unharmed(page: Page) -> None:
    assert page.evaluate("document.documentElement.dataset.ready") == "重固"
    assert page.evaluate("window.read") == json.loads(json.dumps(payload("".join(HOSTILE))))
    assert page.evaluate("document.scripts.length") == 2
    assert page.evaluate("document.images.length") == 0


def test_our_style_applies(page: Page) -> None:
    colour = "getComputedStyle(document.getElementById('dqm-app')).color"
    assert page.evaluate(colour) == "rgb(255, 0, 0)"


@pytest.mark.parametrize(
    "attack",
    [
        "document.body.insertAdjacentHTML('beforeend', '<img src=data:, onerror=\"hacked=1\">')",
        "document.body.append(Object.assign(document.createElement('script'), {text:'hacked=1'}))",
        "fetch('https://outside.example/').catch(() => 0)",
        "document.body.append(Object.assign(new Image(), {src: 'https://outside.example/i.png'}))",
    ],
)
def test_what_is_not_ours_does_not_run_and_nothing_is_asked_for(page: Page, attack: str) -> None:
    asked: list[str] = []
    stopped: list[str] = []

    def ended(request: Request) -> None:
        # Chromium announces an image that the policy forbids and stops it before it leaves.
        if request.failure == "csp":
            stopped.append(request.url)

    with heard_out(page) as listen:
        listen("request", lambda request: asked.append(request.url))
        listen("requestfailed", ended)
        page.evaluate(f"() => {{ {attack}; }}")
        # The policy reports what it forbids; our own picture comes after what was tried.
        page.evaluate(
            "() => new Promise((done) => { const one = new Image(); one.onload = done;"
            " one.onerror = done; one.src = 'data:image/gif;base64,R0lGODlhAQABAAAAACw='; })"
        )
        assert page.evaluate("typeof window.hacked") == "undefined"
    assert [url for url in asked if url.startswith("http") and url not in stopped] == []
