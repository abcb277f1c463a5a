"""The application's pages in a real browser: how the tests open them and reach the map."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from weakref import WeakKeyDictionary

from playwright.sync_api import (
    Browser,
    BrowserContext,
    FilePayload,
    Frame,
    Page,
    Request,
    expect,
)

from tests.browsers import THROTTLE
from tests.listeners import heard_out, thrown

PATIENCE_MS = 60_000 * THROTTLE
"""Far longer than anything takes: what comes so late does not come at all."""
ERROR_CARD = '[class*="st-key-card-error"]'
SIZES = ((1920, 1080), (1366, 768), (390, 844))
_AXE = Path(__file__).resolve().parents[1] / "node_modules" / "axe-core" / "axe.min.js"
# Nothing is fetched a second time; what can be moderate at most is not looked for.
_AXE_OPTIONS = """{ iframes: false, preload: false, resultTypes: ['violations'], selectors: false,
  rules: { region: { enabled: false } } }"""
_HAN = """() => {
  const QUOTED = '[lang^="zh"], [data-name], script, style, noscript, .st-key-language';
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walk.nextNode()) {
    const { textContent, parentElement } = walk.currentNode;
    if (!/[\\u3400-\\u9fff]/.test(textContent)) continue;
    if (parentElement.closest(QUOTED)) continue;
    found.push(textContent.trim());
  }
  return found;
}"""
# Every word to the server has been answered, nothing runs, and what came has been laid out.
_WIRE = """(() => {
  if (window !== top) return;
  const wire = { sent: 0, heard: 0 };
  let clock = 0;
  window.dqmWire = wire;
  window.WebSocket = class extends WebSocket {
    constructor(...given) {
      super(...given);
      this.addEventListener("message", () => { wire.heard = ++clock; });
    }
    send(data) {
      wire.sent = ++clock;
      super.send(data);
    }
  };
})()"""
_SETTLED = """() => {
  const app = document.querySelector('[data-testid="stApp"]');
  const idle = app?.dataset.testScriptState === "notRunning"
    && !document.querySelector('[data-stale="true"]') && window.dqmWire.heard > window.dqmWire.sent;
  const { scrollWidth, scrollHeight } = document.body;
  const look = [idle, innerWidth, scrollWidth, scrollHeight,
    document.getElementsByTagName("*").length].join();
  window.dqmSame = idle && look === window.dqmLook ? window.dqmSame + 1 : 0;
  window.dqmLook = look;
  return window.dqmSame >= 5;
}"""
_CONTEXTS: WeakKeyDictionary[Browser, BrowserContext] = WeakKeyDictionary()
# A first visit may wait for the data to be put together, on a machine that does other things too.
expect.set_options(timeout=PATIENCE_MS)


@contextmanager
def opened(
    browser: Browser, address: str, size: tuple[int, int] = (1366, 768), *, motion: bool = False
) -> Iterator[Page]:
    """A page that may ask nobody but its own server, and must not throw.

    Without ``motion`` for a visitor who wants none: the map is there at once, where it would fly.

    All pages share one context, where the application keeps nothing but a cookie: a new one
    would compile every script again.
    """
    own = urlsplit(address).netloc
    context = _CONTEXTS.get(browser) or browser.new_context()
    _CONTEXTS[browser] = context
    context.clear_cookies()
    page = context.new_page()
    page.add_init_script(_WIRE)
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.set_default_timeout(PATIENCE_MS)
    page.emulate_media(reduced_motion="no-preference" if motion else "reduce")
    outside: list[str] = []

    def note(request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in {"http", "https", "ws", "wss"} and parts.netloc != own:
            outside.append(request.url)

    with heard_out(page) as listen:
        listen("request", note)
        listen("pageerror", thrown)
        page.goto(address)
        try:
            yield page
        finally:
            page.close()
    assert outside == []


def settled(page: Page) -> None:
    """Wait until the page's script has run to its end and nothing on the page is from before.

    A document that is no page of the application is settled as it stands.
    """
    if not page.locator('[data-testid="stApp"]').count():
        return
    page.evaluate("window.dqmLook = undefined")
    page.wait_for_function(_SETTLED, polling="raf")


def give_file(page: Page, picker: str, name: str, content: bytes) -> None:
    """Choose a file in the picker of a container, as a person does: one after another.

    Streamlit loses, without a word, a file that is chosen in the moment in which a run begins.
    """
    settled(page)
    field = page.locator(f"{picker} input[type=file]")
    expect(field).to_have_count(1)  # for a moment the one before may still be there
    field.set_input_files(
        FilePayload(name=name, mimeType="application/octet-stream", buffer=content)
    )


def map_frame(page: Page) -> Frame:
    """The map's document, when it is drawn and talks to the page."""
    page.wait_for_selector(f'.dqm-frame[data-state="ready"], {ERROR_CARD}')
    assert not page.locator(ERROR_CARD).count(), page.locator(ERROR_CARD).all_inner_texts()
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


def resized(page: Page) -> Iterator[tuple[int, int]]:
    """The page at each of `SIZES`, one after another, drawn anew."""
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        settled(page)
        yield width, height


def sideways(page: Page) -> list[str]:
    """Parts of the page that scroll sideways though nothing should."""
    return [
        selector
        for selector in ("html", ".stMain", ".st-key-bar")
        if page.locator(selector).evaluate("(e) => e.scrollWidth - e.clientWidth") > 0
    ]


def axe(page: Page, inside: Frame | None = None) -> list[Any]:
    """What axe finds in the page, or in a frame of it, that is serious or critical."""
    document = inside or page.main_frame
    document.evaluate(_AXE.read_text("utf-8"))
    found: list[Any] = document.evaluate(
        f"axe.run(document, {_AXE_OPTIONS})"
        ".then((r) => r.violations"
        ".filter((v) => ['serious', 'critical'].includes(v.impact))"
        ".map((v) => [v.id, v.nodes.map((n) => n.html.slice(0, 200))]))"
    )
    return found


def han(page: Page | Frame) -> list[str]:
    """Texts with Chinese characters that are not marked as Chinese, in a page or a frame of it."""
    found: list[str] = page.evaluate(_HAN)
    return found
