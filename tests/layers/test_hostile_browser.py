"""Hostile names in the real document: text everywhere, in a real browser."""

from __future__ import annotations

import copy
import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from layers.document import render
from layers.payload import build_payload
from tests.listeners import heard_out, thrown
from text import t

pytestmark = pytest.mark.browser

NASTY = (
    "<img src=x onerror=window.struck=1><b>b</b>${window.struck=1}`window.struck=1`"
    "</script><script>window.struck=1</script>&lt;i&gt;\u2028\u202e\u200f'\"\\{{7*7}}"
)
_READY = "() => document.documentElement.dataset.ready === '1'"
_ELEMENTS = "() => document.querySelectorAll('img, b > b, .dq-app script').length"


def poisoned(part: Any) -> Any:
    """The same, with the hostile text behind every text in two languages and every source."""
    if isinstance(part, list):
        return [poisoned(one) for one in part]
    if not isinstance(part, dict):
        return part
    if part.keys() == {"zh", "en"} and all(isinstance(one, str) for one in part.values()):
        return {lang: text + NASTY for lang, text in part.items()}
    return {
        key: value + NASTY if key == "text" and isinstance(value, str) else poisoned(value)
        for key, value in part.items()
    }


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    payload = build_payload()
    texts = payload["text"]
    nasty = poisoned(copy.deepcopy({**payload, "text": {}}))
    nasty["text"] = texts
    nasty["initial"]["lang"] = "en"
    made = tmp_path_factory.mktemp("hostile") / "map.html"
    made.write_text(render(nasty), encoding="utf-8")
    return made


@pytest.fixture(scope="module")
def shared(chromium_browser: Browser, path: Path) -> Iterator[Page]:
    context = chromium_browser.new_context(
        viewport={"width": 1366, "height": 900}, offline=True, accept_downloads=True
    )
    opened = context.new_page()

    def struck(heard: object) -> None:
        raise AssertionError(f"something ran that is text: {heard}")

    with heard_out(opened) as listen:
        listen("pageerror", thrown)
        listen("dialog", struck)
        opened.goto(path.as_uri())
        opened.wait_for_function(_READY)
        yield opened
    context.close()


@pytest.fixture
def page(shared: Page) -> Iterator[Page]:
    yield shared
    # A picture that does not load says so in a turn of its own, as ours here does.
    shared.evaluate(
        "() => new Promise((done) => { const one = new Image(); one.onerror = done;"
        " one.src = 'data:,'; })"
    )
    assert shared.evaluate("window.struck") is None
    assert shared.evaluate(_ELEMENTS) == 0


def choose(page: Page, kind: str, id: str) -> None:
    page.evaluate("(s) => window.dqm.store.set({ selection: s })", {"kind": kind, "id": id})


def test_panels_show_hostile_names_as_text(page: Page) -> None:
    panel = page.locator(".dq-panel")
    for kind, id in (
        ("district", "310114"),
        ("town", "310118106"),
        ("unit", "310114501"),
        ("record", "IC01"),
    ):
        choose(page, kind, id)
        assert NASTY in (panel.text_content() or ""), (kind, id)


def test_tooltip_and_legend_show_hostile_names_as_text(page: Page) -> None:
    page.evaluate("window.dqm.store.set({ hover: { kind: 'district', id: '310114' } })")
    assert NASTY in (page.locator(".dq-tip").text_content() or "")
    assert NASTY in (page.locator(".dq-legend").text_content() or "")
    assert NASTY in (page.locator(".dq-layers").text_content() or "")


def test_search_and_table_show_hostile_names_as_text(page: Page) -> None:
    page.locator("#dq-search").fill("chonggu")
    expect(page.locator(".dq-hit").first).to_be_visible()
    assert NASTY in (page.locator(".dq-hits").text_content() or "")
    page.locator("#dq-search").fill("<img src=x onerror=window.struck=1>")
    page.keyboard.press("Escape")
    page.get_by_role("button", name=t("en", "map.tools.table")).click()
    assert NASTY in (page.locator(".dq-dialog").text_content() or "")
    page.keyboard.press("Escape")


@pytest.mark.parametrize("kind", ["csv", "geojson", "html"])
def test_downloads_hold_hostile_names_as_text(page: Page, kind: str, tmp_path: Path) -> None:
    page.get_by_role("button", name=t("en", "map.tools.download")).click()
    with page.expect_download() as download:
        page.get_by_role("menuitem").filter(has_text=t("en", f"map.download.{kind}")).click()
    saved = tmp_path / f"saved.{kind}"
    download.value.save_as(saved)
    text = saved.read_text(encoding="utf-8-sig")
    if kind == "csv":
        rows = list(csv.DictReader(text.splitlines(keepends=True)))
        assert len(rows) == len(build_payload()["records"])
        assert all(row["name_en"].endswith(NASTY) for row in rows)
    elif kind == "geojson":
        features = json.loads(text)["features"]
        assert all(one["properties"]["name_en"].endswith(NASTY) for one in features)
    else:
        page.goto(saved.as_uri())
        page.wait_for_function(_READY)
        choose(page, "record", "IC01")
        assert NASTY in (page.locator(".dq-panel").text_content() or "")
