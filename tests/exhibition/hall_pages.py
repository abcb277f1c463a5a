"""The display in a real browser, on a clock that the test moves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, Request

from tests.app_pages import PATIENCE_MS
from tests.listeners import heard_out, refusing_all_but
from tests.servers import ROOT

FORMATS = {
    "1080p": (1920, 1080),
    "4K": (3840, 2160),
    "two screens": (3840, 1080),
    "portrait": (1080, 1920),
}
CLOCK = """(() => {
  let now = 0;
  const every = new Set();
  window.dqmClock = {
    now: () => now,
    every(ms, fn) { every.add(fn); return () => every.delete(fn); },
  };
  window.pass = (seconds) => {
    for (let i = 0; i < seconds * 5; i += 1) { now += 200; for (const fn of [...every]) fn(); }
  };
})()"""
_AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"


@contextmanager
def display(
    browser: Browser,
    path: Path,
    size: tuple[int, int] = (1920, 1080),
    *,
    still: bool = True,
    faults: list[str] | None = None,
    real_clock: bool = False,
) -> Iterator[Page]:
    """The display from its file, every other request refused; it must not complain.

    Complaints go to ``faults`` where a test expects some.
    """
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        offline=True,
        reduced_motion="reduce" if still else "no-preference",
    )
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)

    def note(request: Request) -> None:
        own = request.url == path.as_uri() or request.url.startswith("data:")
        assert own, f"the display asked for {request.url}"

    def complain(words: str) -> None:
        assert faults is not None, words
        faults.append(words)

    if not real_clock:
        page.add_init_script(CLOCK)
    try:
        with heard_out(page) as listen:
            listen("route", refusing_all_but(path.as_uri()))
            listen("request", note)
            listen("pageerror", lambda error: complain(str(error)))
            listen(
                "console",
                lambda one: complain(one.text) if one.type in {"error", "warning"} else None,
            )
            page.goto(path.as_uri())
            ready(page)
            yield page
    finally:
        context.close()


def ready(page: Page) -> None:
    page.wait_for_selector("html[data-ready='1']", state="attached")


def hurry(page: Page, times: float) -> None:
    """From now on flights take so many times less; below 1 longer, for what happens in one."""
    page.evaluate(
        "(times) => { window.dqmReal ??= Date.now.bind(Date); const now = Date.now(),"
        " since = window.dqmReal(); Date.now = () => now + times * (window.dqmReal() - since); }",
        times,
    )


def wait(page: Page, seconds: float) -> None:
    """Let the display's own clock run."""
    page.evaluate("(s) => window.pass(s)", seconds)


def state(page: Page) -> dict[str, Any]:
    """Mode of the machine, scene of the tour, seconds left."""
    found: dict[str, Any] = page.evaluate("dqmHall.machine.state()")
    return found


def scene(page: Page) -> str:
    """Id of the scene that the tour is at."""
    return str(page.evaluate("dqmHall.hall.scenes[dqmHall.machine.state().scene].id"))


def wake(page: Page) -> None:
    """The first touch, in the middle of the screen."""
    size = page.viewport_size
    assert size
    page.mouse.click(size["width"] / 3, size["height"] / 3)


def arrived(page: Page) -> None:
    """The flight is over, and what stands on the map is drawn."""
    page.wait_for_selector(".hl-map:not(.hl-fly, .hl-moving) .hl-over", state="attached")


def painted(page: Page) -> None:
    """What has been changed so far is on the screen."""
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")


def resize(page: Page, size: tuple[int, int]) -> None:
    """The same display on another screen, its tour at the beginning."""
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.wait_for_function("([width]) => innerWidth === width", arg=size)
    painted(page)  # it looks again before the next picture
    page.evaluate("dqmHall.machine.home()")
    arrived(page)


def touch_site(page: Page, id: str) -> None:
    """Touch the symbol that stands for a record on the map."""
    box = page.locator(
        f".hl-map [data-records~='{id}'] .hl-sym > g:not(.hl-sym__count)"
    ).bounding_box()
    assert box, id
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def strict_axe(page: Page) -> list[str]:
    """What axe-core finds serious, contrast of 7 : 1 included."""
    page.evaluate(_AXE.read_text(encoding="utf-8"))
    # What is still fading in is no matter of contrast.
    page.evaluate(
        "for (const one of document.getAnimations())"
        " { try { one.finish(); } catch { one.cancel(); } }"
    )
    found: Mapping[str, Any] = page.evaluate(
        "() => axe.run({ preload: false, resultTypes: ['violations'], selectors: false,"
        " rules: { 'color-contrast-enhanced': { enabled: true } } })"
    )
    return [
        f"{one['id']}: {node['html'][:160]}"
        for one in found["violations"]
        if one["impact"] in {"serious", "critical"}
        for node in one["nodes"]
    ]


def unmarked_han(page: Page) -> list[str]:
    """Chinese words on an English page that are not marked as Chinese."""
    found: list[str] = page.evaluate(
        """() => {
          const app = document.getElementById("dqm-app");
          const walker = document.createTreeWalker(app, NodeFilter.SHOW_TEXT);
          const out = [];
          for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const marked = node.parentElement.closest("[lang^=zh]:not(html), bdi");
            if (/[\\u3400-\\u9fff]/.test(node.data) && !marked) out.push(node.data);
          }
          return out;
        }"""
    )
    return found
