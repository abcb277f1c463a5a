"""The application's pages in a real browser: how the tests open them and reach the map."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Frame, Page, Request, expect

PATIENCE_MS = 120_000
# A first visit may wait for the data to be put together.
expect.set_options(timeout=60_000)


@contextmanager
def opened(browser: Browser, address: str, size: tuple[int, int] = (1366, 768)) -> Iterator[Page]:
    """A page that may ask nobody but its own server, and must not throw."""
    own = urlsplit(address).netloc
    context = browser.new_context(viewport={"width": size[0], "height": size[1]})
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    outside: list[str] = []
    faults: list[str] = []

    def note(request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in {"http", "https", "ws", "wss"} and parts.netloc != own:
            outside.append(request.url)

    page.on("request", note)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.route(lambda url: urlsplit(url).netloc not in {own, ""}, lambda route: route.abort())
    page.goto(address)
    yield page
    context.close()
    assert outside == []
    assert faults == []


def map_frame(page: Page) -> Frame:
    """The map's document, when it is drawn and talks to the page."""
    page.wait_for_selector('.dqm-frame[data-state="ready"]')
    frame = page.query_selector(".dqm-frame iframe").content_frame()  # type: ignore[union-attr]  # waited for
    assert frame
    frame.wait_for_selector('html[data-ready="1"]', state="attached")
    return frame


def selection(frame: Frame) -> object:
    return frame.evaluate("window.dqm.store.get().selection")


def choose(frame: Frame, kind: str, id: str) -> None:
    frame.evaluate("(s) => window.dqm.store.set({ selection: s })", {"kind": kind, "id": id})


def wait_query(page: Page, **wanted: str) -> None:
    page.wait_for_function(
        "(w) => { const q = new URLSearchParams(location.search);"
        "return Object.entries(w).every(([k, v]) => q.get(k) === v); }",
        arg=wanted,
    )


def wait_selection(frame: Frame, id: str | None) -> None:
    frame.wait_for_function("(id) => (window.dqm.store.get().selection?.id ?? null) === id", arg=id)
