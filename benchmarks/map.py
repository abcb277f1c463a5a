"""The map beside a plain streamlit-folium page of the same content, in one run.

``python -m benchmarks.map [--table] [--full]``: a layer toggle, the choice of
a district, a warm load, the bytes of the first screen, and twenty visitors who
act at the same time. Bars: the table "How fast" of the map's specification.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from playwright.sync_api import Browser, Frame, Page, Route, ViewportSize, sync_playwright

from benchmarks.clicks import click_inside, middle, took_ms, watch
from benchmarks.report import Figure, figure, run
from benchmarks.visitors import visit
from layers.build import MODULES, ROOT
from layers.document import render
from layers.payload import build_payload
from tests.browsers import LAUNCH_FLAGS, chromium_path
from tests.servers import RunningServer

REPEATS: Final = 5
FULL_REPEATS: Final = 15
SIZE: Final[ViewportSize] = {"width": 1366, "height": 768}
DISTRICTS: Final = ("310114", "310117", "310120", "310118", "310116")
"""Districts that are large enough to be clicked at city zoom."""
_PEER: Final = "benchmarks/pages/peer_folium.py"
_READY: Final = "document.documentElement.dataset.ready === '1'"


@dataclass
class Times:
    """Medians of one page, in milliseconds."""

    toggle_ms: float
    select_ms: float
    warm_ms: float


def measure(full: bool) -> Iterator[Figure]:
    """Every line of the benchmark."""
    repeats = FULL_REPEATS if full else REPEATS
    with _chromium() as browser:
        ours = RunningServer()
        try:
            own = _our_page(browser, ours.url, repeats)
            visits = visit(ours.url, ["lang=zh", "lang=en"], 20, 5.0, 4 if full else 2)
        finally:
            ours.stop()
        theirs = RunningServer(script=_PEER, environment={"PYTHONPATH": str(ROOT)})
        try:
            peer = _peer_page(browser, theirs.url, repeats)
        finally:
            theirs.stop()
    ratio = round(peer.select_ms / own.select_ms, 1)
    answers = sorted(visits.answer_s)
    late = answers[min(len(answers) - 1, int(0.95 * len(answers)))]
    data = _document_bytes()
    yield figure(
        "layer toggle, click to paint", own.toggle_ms, "ms", bar=50, better="less",
        beside=peer.toggle_ms,
    )  # fmt: skip
    yield figure(
        "choose a district, click to paint", own.select_ms, "ms", bar=80, better="less",
        beside=peer.select_ms,
    )  # fmt: skip
    yield figure("choose a district, times faster than the peer", ratio, "×", bar=25)
    yield figure(
        "warm page to drawn map", own.warm_ms, "ms", bar=1000, better="less", beside=peer.warm_ms
    )
    yield figure("map document, gzip", data, "kB", bar=400, better="less")
    yield figure("20 visitors, one action per 5 s, p95", late, "s", bar=0.6, better="less")


def _our_page(browser: Browser, url: str, repeats: int) -> Times:
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
        page.wait_for_timeout(900)
        frame.locator("button.dq-home").click()
        page.wait_for_timeout(900)
    page.close()
    return Times(middle(toggles), middle(selects), middle(warm))


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


def _peer_page(browser: Browser, url: str, repeats: int) -> Times:
    page = browser.new_page(viewport=SIZE)
    page.route(lambda address: not address.startswith(url), _from_disk)
    circles = (
        "document.querySelector('iframe')?.contentDocument"
        ".querySelectorAll('path.leaflet-interactive').length"
    )

    def drawn(at_least: int) -> None:
        page.wait_for_function(f"{circles} >= {at_least}", timeout=60_000)

    warm = []
    for _ in range(repeats + 1):
        page.goto(url)
        drawn(100)
        warm.append(float(page.evaluate("performance.now()")))
    everything = int(page.evaluate(circles))
    toggles, selects = [], []
    box = page.get_by_text("parks", exact=True)
    for turn in range(repeats):
        watch(page.main_frame, f"{circles} {'<' if turn % 2 == 0 else '>='} {everything}")
        box.click()
        toggles.append(took_ms(page, page.main_frame))
        page.wait_for_timeout(500)
    if repeats % 2:
        box.click()
        drawn(everything)
    names = {"310114": "Jiading", "310117": "Songjiang", "310120": "Fengxian"}
    for turn in range(repeats):
        code = list(names)[turn % len(names)]
        marked = (
            "document.querySelector('iframe').contentDocument"
            ".querySelectorAll('path[stroke=\"#B0361E\"]').length > 0"
            f" && document.body.innerText.includes('{names[code]}')"
        )
        watch(page.main_frame, marked)
        inner = page.frames[-1]
        _click_district(page, inner, code)
        selects.append(took_ms(page, page.main_frame))
        page.wait_for_timeout(700)
    page.close()
    return Times(middle(toggles), middle(selects), middle(warm[1:]))


def _click_district(page: Page, frame: Frame, code: str) -> None:
    """Mark the path that streamlit-folium's page drew for a district, then click it."""
    frame.evaluate(
        """(code) => Object.values(window.map._layers).forEach((layer) => {
             const found = layer.feature?.properties?.code === code;
             if (found && layer._path) layer._path.id = 'd' + code;
           })""",
        code,
    )
    click_inside(page, frame, f"#d{code}")


def _from_disk(route: Route) -> None:
    """Answer the peer's outside requests from this machine: the kindest network there is."""
    name = route.request.url.rsplit("/", 1)[-1].split("?")[0]
    local = MODULES / "leaflet" / "dist" / name
    if name in {"leaflet.js", "leaflet.css"} and local.is_file():
        route.fulfill(path=local)
    else:
        kind = "text/javascript" if name.endswith("js") else "text/css"
        route.fulfill(body="", content_type=kind)


def _document_bytes() -> float:
    return round(len(gzip.compress(render(build_payload()).encode("utf-8"), 6)) / 1000, 1)


@contextmanager
def _chromium() -> Iterator[Browser]:
    path = chromium_path()
    if path is None:
        sys.exit(json.dumps({"error": "no Chromium found: install it, or set DQM_CHROMIUM"}))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(LAUNCH_FLAGS))
        yield browser
        browser.close()


if __name__ == "__main__":
    sys.exit(run(__doc__ or "", measure))
