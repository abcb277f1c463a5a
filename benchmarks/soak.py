"""``python -m benchmarks.soak``: the hall display over many tours, its size, first paint, flights.

The tours are real scenes on a clock that is moved by hand; every fifth is
followed by a visitor who chooses a district and leaves. Those of the many tours
go from scene to scene at once; a few more fly, in a hurry. After each the heap is
collected. Growth is the slope of a straight line through what is left; a bar
is met where the slope is below it, or not to be told from zero. The engine
runs on its first compiler alone, which has done its work after one tour: the
code that the others go on making would hide what the display itself keeps.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import numpy as np
from playwright.sync_api import Browser, BrowserType, CDPSession, Page, sync_playwright

from benchmarks.needs import FULL, browser_path, lacking_browser
from benchmarks.report import Figure, figure, run, skipped
from exhibition import build_exhibition, check_options
from tests.browsers import LAUNCH_FLAGS
from tests.exhibition.hall_pages import display, hurry, wait, wake

TOURS: Final = 25
FULL_TOURS: Final = 500
FLOWN_TOURS: Final = 20
_FIRST_COMPILER: Final = "--js-flags=--always-sparkplug --no-opt --no-maglev --no-flush-bytecode"
_WARM_UP: Final = 3
_VISIT_EVERY: Final = 5
_KINDS: Final = {"JSHeapUsedSize": "kB", "Nodes": "nodes", "JSEventListeners": "listeners"}
_WORDS: Final = dict(zip(_KINDS, ("heap", "DOM nodes", "event listeners"), strict=True))
_BARS: Final = {"JSHeapUsedSize": 2.0, "Nodes": 0.05, "JSEventListeners": 0.01}
_HURRY: Final = 12
_ARRIVED: Final = ".hl-map:not(.hl-fly, .hl-moving) .hl-over"
_PAINTED: Final = """() => new Promise((done) => {
  const first = performance.getEntriesByName("first-contentful-paint")[0].startTime;
  new PerformanceObserver((list) => done([first, list.getEntries().at(-1).startTime]))
    .observe({ type: "largest-contentful-paint", buffered: true });
})"""
_FRAMES: Final = """async () => {
  const at = []; let on = true;
  const frame = (t) => { at.push(t); if (on) requestAnimationFrame(frame); };
  requestAnimationFrame(frame);
  dqmHall.machine.skip();
  await new Promise((done) => setTimeout(done, 1750));
  on = false;
  return (at.length - 1) / ((at[at.length - 1] - at[0]) / 1000);
}"""


@dataclass
class Samples:
    """What was left after each tour, by the name of the metric."""

    values: dict[str, list[float]] = field(default_factory=lambda: {one: [] for one in _KINDS})

    def add(self, session: CDPSession) -> None:
        """Look at what is left."""
        found = {
            one["name"]: one["value"] for one in session.send("Performance.getMetrics")["metrics"]
        }
        for name in _KINDS:
            self.values[name].append(found[name] / (1000 if name == "JSHeapUsedSize" else 1))

    def slope(self, name: str) -> tuple[float, float]:
        """Growth per tour, and its standard error."""
        left = np.asarray(self.values[name])
        at = np.arange(len(left))
        if len(left) < 3 or np.ptp(left) == 0:
            return 0.0, 0.0
        line, spread = np.polyfit(at, left, 1, cov=True)
        return float(line[0]), float(np.sqrt(spread[0][0]))


def measure(full: bool) -> Iterator[Figure]:
    """Figures of the display that is built now."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "exhibition.html"
        size = build_exhibition(path, check_options({}))
        yield figure("size of the file", size / 1e6, "MB", bar=3, better="less")
        reason = lacking_browser()
        if reason:
            yield skipped("first paint", "s", reason, bar=1)
            yield skipped("frames while flying, 1920x1080", "per s", reason, bar=50)
            for name, unit in _KINDS.items():
                label = f"simulated: {_WORDS[name]}: growth"
                yield skipped(label, f"{unit} per tour", reason, bar=_BARS[name])
            return
        with sync_playwright() as playwright:
            yield from _in_browser(playwright.chromium, path, full)


def _in_browser(chromium: BrowserType, path: Path, full: bool) -> Iterator[Figure]:
    browser = chromium.launch(executable_path=browser_path(), args=list(LAUNCH_FLAGS))
    for name, bar, value in zip(
        ("first paint", "first scene"), (1, None), _paints(browser, path), strict=True
    ):
        yield figure(name, value, "s", bar=bar, better="less")
    yield figure("frames while flying, 1920x1080", _flights(browser, path), "per s", bar=50)
    browser.close()
    browser = chromium.launch(executable_path=browser_path(), args=[*LAUNCH_FLAGS, _FIRST_COMPILER])
    yield from _soak(browser, path, FULL_TOURS if full else TOURS)
    if full:
        yield from _soak(browser, path, FLOWN_TOURS, flown=True)
    else:
        yield skipped(f"growth over {FULL_TOURS} tours", "per tour", FULL)
        yield skipped(f"growth over {FLOWN_TOURS} flown tours", "per tour", FULL)
    browser.close()


def _paints(browser: Browser, path: Path) -> tuple[float, float]:
    """Seconds until the title stands on the sea, and until the headline of the city does."""
    found = []
    for _ in range(3):
        with display(browser, path, real_clock=True, still=False) as page:
            page.wait_for_timeout(1000)
            found.append(page.evaluate(_PAINTED))
    first, scene = (statistics.median(times) / 1000 for times in zip(*found, strict=True))
    return first, scene


def _flights(browser: Browser, path: Path) -> float:
    with display(browser, path, real_clock=True, still=False) as page:
        page.wait_for_timeout(2000)
        found = []
        for _ in range(5):
            found.append(float(page.evaluate(_FRAMES)))
            page.wait_for_timeout(1500)
    return statistics.median(found)


def _soak(browser: Browser, path: Path, tours: int, *, flown: bool = False) -> Iterator[Figure]:
    samples = Samples()
    start = time.monotonic()
    with display(browser, path, still=not flown) as page:
        session = page.context.new_cdp_session(page)
        session.send("Performance.enable")
        scenes = int(page.evaluate("dqmHall.hall.scenes.length"))
        if flown:
            hurry(page, _HURRY)
        for tour in range(-_WARM_UP, tours):
            for _ in range(scenes if flown else 1):
                wait(page, 10 if flown else 10 * scenes)
                page.locator(_ARRIVED).wait_for(state="attached")  # a handle would keep it
            if tour % _VISIT_EVERY == 0:
                _visit(page)
            session.send("HeapProfiler.collectGarbage")
            if tour >= 0:
                samples.add(session)
    kind = "flown" if flown else "simulated"
    yield figure(f"tours {kind}", tours, "tours")
    taken = (time.monotonic() - start) / (tours + _WARM_UP)
    yield figure(f"{kind}: time of one tour", taken, "s")
    for name, unit in _KINDS.items():
        slope, error = samples.slope(name)
        label = f"{kind}: {_WORDS[name]}"
        yield figure(f"{label} at the end", samples.values[name][-1], unit)
        yield figure(f"{label}: standard error of the growth", error, f"{unit} per tour")
        grown = 0.0 if slope < 2 * error else slope
        yield figure(
            f"{label}: growth",
            grown,
            f"{unit} per tour",
            bar=_BARS[name],
            better="less",
            beside=slope,
        )


def _visit(page: Page) -> None:
    """A visitor comes, chooses, and leaves without a word."""
    wake(page)
    page.click("[data-district='310115']")
    page.click(".hl-side__open")
    page.click(".hl-language")
    wait(page, 80.2)


if __name__ == "__main__":
    sys.exit(run(__doc__ or "", measure))
