"""The document alone, opened as a file in a real browser with every request refused."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, Page, Request

from layers.document import render
from layers.options import DocumentOptions
from layers.payload import build_payload
from layers.state import default_state
from layers.types import Payload
from layers.types_state import Lang
from tests.listeners import heard_out, refusing_all_but

pytestmark = pytest.mark.browser

# A function: an expression would be evaluated again and again, which the document's policy forbids.
_READY = "() => document.documentElement.dataset.ready === '1'"
_PLACED = """() => [...document.querySelectorAll("[data-records]")]
    .flatMap(element => element.dataset.records.split(" "))"""
_COUNT = "selector => new Set([...document.querySelectorAll(selector)].map(e => {0})).size"


@dataclass
class Opened:
    """A page that has drawn the document, and what went wrong on the way."""

    page: Page
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


def options(lang: Lang) -> DocumentOptions:
    initial = default_state()
    initial["lang"] = lang
    return DocumentOptions(initial=initial)


@pytest.fixture(scope="module", params=["zh", "en"])
def lang(request: pytest.FixtureRequest) -> Lang:
    chosen: Lang = request.param
    return chosen


@pytest.fixture(scope="module")
def opened(
    chromium_browser: Browser, lang: Lang, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Opened]:
    path = tmp_path_factory.mktemp("document") / "map.html"
    path.write_text(render(build_payload(options(lang))), encoding="utf-8")
    context = chromium_browser.new_context(
        viewport={"width": 1920, "height": 1080}, offline=True, reduced_motion="reduce"
    )
    found = Opened(context.new_page())

    def note(request: Request) -> None:
        # Images that the document holds itself are no requests to anyone.
        if not request.url.startswith(("data:", "blob:")) and request.url != path.as_uri():
            found.requests.append(request.url)

    with heard_out(found.page) as listen:
        listen("route", refusing_all_but(path.as_uri()))
        listen("request", note)
        listen("pageerror", lambda error: found.errors.append(str(error)))
        listen(
            "console",
            lambda message: found.errors.append(message.text) if message.type == "error" else None,
        )
        found.page.goto(path.as_uri())
        found.page.wait_for_function(_READY)
        yield found
    context.close()


@pytest.fixture(scope="module")
def expected(lang: Lang) -> Payload:
    return build_payload(options(lang))


def test_nothing_is_asked_for_and_nothing_fails(opened: Opened) -> None:
    assert opened.requests == []
    assert opened.errors == []


def test_the_host_is_in_the_language_of_the_state(opened: Opened, lang: Lang) -> None:
    assert opened.page.evaluate("document.documentElement.lang").startswith(lang)
    assert opened.page.title()


@pytest.mark.parametrize(("attribute", "count"), [("district", 16), ("town", 216)])
def test_every_area_is_drawn(opened: Opened, attribute: str, count: int) -> None:
    script = _COUNT.format(f"e.dataset.{attribute}")
    assert opened.page.evaluate(script, f"path[data-{attribute}]") == count


def test_every_placed_record_is_shown_in_one_of_the_two_views(
    opened: Opened, expected: Payload
) -> None:
    placed = {record["id"] for record in expected["records"] if record["point"]}
    assert placed
    shown = set(opened.page.evaluate(_PLACED))
    opened.page.evaluate("window.dqm.store.set({ region: 'delta' })")
    shown |= set(opened.page.evaluate(_PLACED))
    opened.page.evaluate("window.dqm.store.set({ region: 'shanghai' })")
    assert placed - shown == set()


def test_the_folium_container_is_the_host_of_every_map(opened: Opened) -> None:
    assert opened.page.evaluate("document.querySelectorAll('.folium-map').length") == 1
    maps = "[...document.querySelectorAll('.leaflet-container')]"
    assert opened.page.evaluate(f"{maps}.length") >= 1
    assert opened.page.evaluate(f"{maps}.every(map => map.closest('.folium-map'))")
