"""Our map under the stopwatch."""

from __future__ import annotations

from typing import Final

from playwright.sync_api import Browser, Frame, Page

from benchmarks.clicks import SIZE, Received, Times, click_inside, middle, took_ms, watch

DISTRICTS: Final = ("310114", "310117", "310120", "310118", "310116")
"""Districts that are large enough to be clicked at city zoom."""
_READY: Final = "() => document.documentElement.dataset.ready === '1'"
_FILTER: Final = """([level, year]) => window.dqm.store.set({
  filters: { level: [level], status: [], confidence: [], field: [], year: [year, 2026] },
})"""


def measure_own(browser: Browser, url: str, repeats: int) -> Times:
    """Medians of our page; the application runs under ``url``."""
    page = browser.new_page(viewport=SIZE)
    page.goto(url)
    _our_frame(page)
    warm = [_warm(page, url) for _ in range(repeats)]
    frame = _our_frame(page)
    toggles, selects = [], []
    for turn in range(2 * repeats):
        found = "document.querySelectorAll('button[data-layer=parks][data-records]').length"
        seen = f"{found} {'===' if turn % 2 == 0 else '>'} 0"
        watch(frame, seen)
        frame.locator("[role=switch][data-layer=parks]").click()
        toggles.append(took_ms(page, frame))
    for turn in range(repeats):
        code = DISTRICTS[turn % len(DISTRICTS)]
        watch(frame, f"document.querySelector('.dq-panel')?.textContent.includes('{code}')")
        click_inside(page, frame, f"path[data-district='{code}']")
        selects.append(took_ms(page, frame))
        page.wait_for_timeout(650)
        frame.locator("[data-tool=home]").click()
        page.wait_for_timeout(650)
    recolours, sizes = _our_recolours(page, frame, repeats)
    page.close()
    return Times(middle(toggles), middle(selects), middle(recolours), middle(sizes), middle(warm))


def _our_recolours(page: Page, frame: Frame, repeats: int) -> tuple[list[float], list[float]]:
    """Times and kilobytes of the choice of a figure that Python calculates; the view stays."""
    choice = frame.locator("#dq-figure")
    view = frame.evaluate("window.dqm.store.get().view")
    times, sizes = [], []
    for turn in range(repeats):
        # Other filters each time: no answer can be one that was kept.
        frame.evaluate(_FILTER, [["national", "municipal", "district"][turn % 3], 1990 + turn])
        page.wait_for_timeout(500)
        received = Received(page)
        watch(frame, "![null, undefined].includes(window.dqm.store.get().calculated)", "change")
        choice.select_option("filtered_distance_km")
        times.append(took_ms(page, frame))
        sizes.append(received.kilobytes())
        choice.select_option("population_2024")
        page.wait_for_timeout(500)
    if frame.evaluate("window.dqm.store.get().view") != view:
        raise RuntimeError("the view was lost in a recolouring")
    return times, sizes


def _our_frame(page: Page) -> Frame:
    handle = page.wait_for_selector("iframe[sandbox]")
    frame = handle.content_frame() if handle else None
    if frame is None:
        raise RuntimeError("the page shows no map")
    frame.wait_for_function(_READY)
    return frame


def _warm(page: Page, url: str) -> float:
    """A reload with a warm cache: from the navigation to the drawn map."""
    page.goto(url)
    _our_frame(page)
    return float(page.evaluate("performance.now()"))
