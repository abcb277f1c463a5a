"""The map beside a plain streamlit-folium page of the same content, in one run.

``python -m benchmarks.map [--table] [--full]``: a layer toggle, the choice of
a district, a recolouring that Python calculates, a warm load, the bytes of the
first screen, and twenty visitors who act at the same time. Bars: the table "How
fast" of the map's specification.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from playwright.sync_api import Browser, sync_playwright

from benchmarks.own_page import measure_own
from benchmarks.peer_page import measure_peer
from benchmarks.report import Figure, figure, run
from benchmarks.visitors import Step, visit
from layers.build import ROOT
from layers.document import render
from layers.payload import build_payload
from tests.browsers import LAUNCH_FLAGS, chromium_path
from tests.servers import RunningServer

REPEATS: Final = 3
FULL_REPEATS: Final = 15
_PEER: Final = "benchmarks/peers/peer_folium.py"


def measure(full: bool) -> Iterator[Figure]:
    """Every line of the benchmark."""
    repeats = FULL_REPEATS if full else REPEATS
    with _chromium() as browser:
        ours = RunningServer()
        try:
            own = measure_own(browser, ours.url, repeats)
            steps = [[Step(query="lang=zh"), Step(query="lang=en")]]
            visits = visit(ours.url, steps, 20, 5.0, 4 if full else 1)
        finally:
            ours.stop()
        theirs = RunningServer(script=_PEER, environment={"PYTHONPATH": str(ROOT)})
        try:
            peer = measure_peer(browser, theirs.url, repeats)
        finally:
            theirs.stop()
    selecting = round(peer.select_ms / own.select_ms, 1)
    recolouring = round(peer.recolour_ms / own.recolour_ms, 1)
    data = _document_bytes()
    yield figure(
        "layer toggle, click to paint", own.toggle_ms, "ms", bar=50, better="less",
        beside=peer.toggle_ms,
    )  # fmt: skip
    yield figure(
        "choose a district, click to paint", own.select_ms, "ms", bar=80, better="less",
        beside=peer.select_ms,
    )  # fmt: skip
    yield figure("choose a district, times faster than the peer", selecting, "×", bar=25)
    yield figure(
        "recolouring by Python, click to paint", own.recolour_ms, "ms", bar=300, better="less",
        beside=peer.recolour_ms,
    )  # fmt: skip
    yield figure("recolouring, times faster than the peer", recolouring, "×", bar=8)
    yield figure(
        "recolouring, bytes on the wire", own.recolour_kb, "kB", bar=50, better="less",
        beside=peer.recolour_kb,
    )  # fmt: skip
    yield figure(
        "warm page to drawn map", own.warm_ms, "ms", bar=1000, better="less", beside=peer.warm_ms
    )
    yield figure("map document, gzip", data, "kB", bar=400, better="less")
    yield figure(
        "20 visitors, one action per 5 s, p95", visits.late_s(), "s", bar=0.6, better="less"
    )


def _document_bytes() -> float:
    return round(len(gzip.compress(render(build_payload()).encode("utf-8"), 6)) / 1000, 1)


@contextmanager
def _chromium() -> Iterator[Browser]:
    path = chromium_path(windowed=True)
    if path is None:
        sys.exit(json.dumps({"error": "no Chromium found: install it, or set DQM_CHROMIUM"}))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(LAUNCH_FLAGS))
        yield browser
        browser.close()


if __name__ == "__main__":
    sys.exit(run(__doc__ or "", measure))
