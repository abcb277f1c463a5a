"""The map beside a plain streamlit-folium page of the same content, in one run.

``python -m benchmarks.map [--table] [--full]``: a layer toggle, the choice of
a district, a recolouring that Python calculates, a warm load, the bytes of the
first screen, and twenty visitors who act at the same time. Bars: the table "How
fast" of the map's specification.
"""

from __future__ import annotations

import gzip
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from playwright.sync_api import Browser, sync_playwright

from benchmarks.clicks import Times
from benchmarks.needs import browser_path, lacking_browser, lacking_peer
from benchmarks.own_page import measure_own
from benchmarks.peer_page import measure_peer
from benchmarks.report import Figure, figure, run, skipped
from benchmarks.visitors import Step, visit
from layers.build import ROOT
from layers.document import render
from layers.payload import build_payload
from tests.browsers import LAUNCH_FLAGS
from tests.servers import RunningServer

REPEATS: Final = 3
FULL_REPEATS: Final = 15
_PEER: Final = "benchmarks/peers/peer_folium.py"
_FIELDS: Final = (
    ("layer toggle, click to paint", "toggle_ms", "ms", 50),
    ("choose a district, click to paint", "select_ms", "ms", 80),
    ("recolouring by Python, click to paint", "recolour_ms", "ms", 300),
    ("recolouring, bytes on the wire", "recolour_kb", "kB", 50),
    ("warm page to drawn map", "warm_ms", "ms", 1000),
)
"""Name, field of `Times`, unit and bar of what is measured in a browser."""
_RATIOS: Final = (
    ("choose a district, times faster than the peer", "select_ms", 25),
    ("recolouring, times faster than the peer", "recolour_ms", 8),
)


def measure(full: bool) -> Iterator[Figure]:
    """Every line of the benchmark."""
    repeats = FULL_REPEATS if full else REPEATS
    no_browser = lacking_browser()
    no_peer = no_browser or lacking_peer("streamlit_folium")
    own = peer = None
    ours = RunningServer()
    try:
        if not no_browser:
            with _chromium() as browser:
                own = measure_own(browser, ours.url, repeats)
        steps = [[Step(query="lang=zh"), Step(query="lang=en")]]
        visits = visit(ours.url, steps, 20, 5.0, 4 if full else 1)
    finally:
        ours.stop()
    if not no_peer:
        theirs = RunningServer(script=_PEER, environment={"PYTHONPATH": str(ROOT)})
        try:
            with _chromium() as browser:
                peer = measure_peer(browser, theirs.url, repeats)
        finally:
            theirs.stop()
    yield from _in_browser(own, peer, no_browser or "", no_peer)
    yield figure("map document, gzip", _document_bytes(), "kB", bar=400, better="less")
    late = visits.late_s()
    yield figure("20 visitors, one action per 5 s, p95", late, "s", bar=0.6, better="less")


def _in_browser(
    own: Times | None, peer: Times | None, no_browser: str, no_peer: str | None
) -> Iterator[Figure]:
    """Our page and the peer's, as far as either was measured."""
    for name, field, unit, bar in _FIELDS:
        if own is None:
            yield skipped(name, unit, no_browser, bar=bar)
            continue
        beside = None if peer is None else getattr(peer, field)
        value = getattr(own, field)
        yield figure(name, value, unit, bar=bar, better="less", beside=beside, skipped=no_peer)
    for name, field, bar in _RATIOS:
        if own is None or peer is None:
            yield skipped(name, "×", no_peer or no_browser, bar=bar)
        else:
            yield figure(name, round(getattr(peer, field) / getattr(own, field), 1), "×", bar=bar)


def _document_bytes() -> float:
    return round(len(gzip.compress(render(build_payload()).encode("utf-8"), 6)) / 1000, 1)


@contextmanager
def _chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=browser_path(), args=list(LAUNCH_FLAGS)
        )
        yield browser
        browser.close()


if __name__ == "__main__":
    sys.exit(run(__doc__ or "", measure))
