"""The page of streamlit-folium under the same stopwatch."""

from __future__ import annotations

from playwright.sync_api import Browser, Frame, Page, Route

from benchmarks.clicks import SIZE, Received, Times, click_inside, middle, took_ms, watch
from layers.build import MODULES


def measure_peer(browser: Browser, url: str, repeats: int) -> Times:
    """Medians of the peer's page; it runs under ``url``."""
    page = browser.new_page(viewport=SIZE)
    page.route(lambda address: not address.startswith(url), _from_disk)
    circles = (
        "document.querySelector('iframe')?.contentDocument"
        ".querySelectorAll('.leaflet-interactive').length"
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
        # An emptied frame is no answer: districts and the other layers must be back.
        less = f"{circles} > {everything} / 4 && {circles} < {everything}"
        watch(page.main_frame, less if turn % 2 == 0 else f"{circles} >= {everything}")
        box.click()
        toggles.append(took_ms(page, page.main_frame))
        page.wait_for_timeout(500)
    if repeats % 2:
        box.click()
        drawn(everything)
    names = {"310114": "Jiading", "310117": "Songjiang", "310120": "Fengxian"}
    for turn in range(1 + repeats // 8):  # each takes ten seconds and more
        code = list(names)[turn % len(names)]
        marked = (
            "document.querySelector('iframe').contentDocument"
            ".querySelectorAll('path[stroke=\"#B0361E\"]').length > 0"
            f" && document.body.innerText.includes('{names[code]}')"
        )
        watch(page.main_frame, marked)
        inner = page.frames[-1]
        # Leaflet takes the focus at the first press, and the page scrolls under the pointer.
        inner.evaluate("window.map.getContainer().focus()")
        page.wait_for_timeout(300)
        _click_district(page, inner, code)
        selects.append(took_ms(page, page.main_frame))
        page.wait_for_timeout(700)
    recolours, sizes = _peer_recolours(page, repeats)
    page.close()
    return Times(
        middle(toggles), middle(selects), middle(recolours), middle(sizes), middle(warm[1:])
    )


def _peer_recolours(page: Page, repeats: int) -> tuple[list[float], list[float]]:
    inner = "document.querySelector('iframe')?.contentDocument"
    first = f"{inner}.querySelector('path[stroke=\"#3C4B58\"]:not([fill=none])')"
    paths = f"{inner}.querySelectorAll('path').length"
    page.wait_for_timeout(1500)
    everything = int(page.evaluate(paths))
    times, sizes = [], []
    for turn in range(repeats):
        wanted = ("Population", "Density", "Distance to the nearest centre")[turn % 3]
        page.wait_for_function(f"{paths} >= {everything}")
        seen = page.evaluate(f"{first}.getAttribute('fill')")
        received = Received(page)
        other = f"![undefined, '{seen}'].includes({first}?.getAttribute('fill'))"
        watch(page.main_frame, f"{paths} >= {everything} && {other}")
        page.get_by_test_id("stRadio").get_by_text(wanted, exact=True).click()
        times.append(took_ms(page, page.main_frame))
        sizes.append(received.kilobytes())
        page.wait_for_timeout(500)
    return times, sizes


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
