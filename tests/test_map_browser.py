"""The map on its page: names that keep apart, and figures that Python calculates."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Frame, expect

from tests.app_pages import map_frame, opened, resized
from text import LANGUAGES, t

pytestmark = pytest.mark.browser

VIEWS: tuple[dict[str, object], ...] = (
    {},
    {"selection": {"kind": "district", "id": "310106"}},
    {"selection": {"kind": "district", "id": "310114"}},
    {"selection": None, "view": {"lon": 121.45, "lat": 31.23, "zoom": 12.5}},
    {"region": "delta"},
)
OVERLAPS = """() => {
  const found = [];
  for (const map of document.querySelectorAll('.leaflet-container')) {
    const boxes = [...map.querySelectorAll('[data-label]')].map((one) => {
      const { left, right, top, bottom } = one.getBoundingClientRect();
      return { text: one.textContent, left, right, top, bottom };
    });
    for (const [i, a] of boxes.entries()) {
      for (const b of boxes.slice(i + 1)) {
        const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        // Turned names report their upright box; two pixels are the halo.
        if (wide > 2 && high > 2) found.push([a.text, b.text]);
      }
    }
  }
  return found;
}"""
CLIPPED = """() => [...document.querySelectorAll('.dq-card:not([hidden]) *')]
  .filter((one) => one.children.length === 0 && one.textContent.trim()
    && getComputedStyle(one).overflowX === 'hidden' && one.scrollWidth > one.clientWidth + 1
    && !one.classList.contains('dq-hidden'))
  .map((one) => one.textContent)"""


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_name_lies_over_another_and_none_is_clipped(
    chromium_browser: Browser, app_server: str, lang: str
) -> None:
    with opened(chromium_browser, f"{app_server}/?lang={lang}") as page:
        frame = map_frame(page)
        for view in VIEWS:
            for size in resized(page):
                # As the page does it, to whom the map flies; here it is there at once.
                frame.evaluate("(patch) => window.dqm.store.set(patch, 'app')", view)
                drawn(frame)
                assert frame.locator("[data-label]").count() > 5, (view, size)
                assert frame.evaluate(OVERLAPS) == [], (view, size)
                assert frame.evaluate(CLIPPED) == [], (view, size)


@pytest.mark.enduring
@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_name_lies_over_another_in_any_district(
    chromium_browser: Browser, app_server: str, lang: str
) -> None:
    found = []
    with opened(chromium_browser, f"{app_server}/?lang={lang}") as page:
        frame = map_frame(page)
        codes = frame.evaluate("window.dqm.model.payload.districts.map((one) => one.code)")
        assert len(codes) == 16
        for size in resized(page):
            for code in codes:
                view = {"selection": {"kind": "district", "id": code}}
                frame.evaluate("(patch) => window.dqm.store.set(patch, 'app')", view)
                drawn(frame)
                found += [(size, code, one) for one in frame.evaluate(OVERLAPS)]
                found += [(size, code, one) for one in frame.evaluate(CLIPPED)]
    assert found == []


def drawn(frame: Frame) -> None:
    """Names are placed before the next picture."""
    frame.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")


def values(frame: Frame, figure: str) -> dict[str, object]:
    found: dict[str, object] = frame.evaluate(
        """(id) => {
          const { districts, towns } = window.dqm.model.payload;
          return Object.fromEntries([...districts, ...towns].map((a) => [a.code, a.values[id]]));
        }""",
        figure,
    )
    return found


def wait_calculated(frame: Frame, part: str) -> None:
    frame.wait_for_function("(part) => window.dqm.store.get().calculated?.includes(part)", arg=part)


def test_python_calculates_the_distance_to_the_filtered_centres(
    chromium_browser: Browser, app_server: str
) -> None:
    address = f"{app_server}/?lang=en&colour=filtered_distance_km&view=121.4,31.2,10"
    with opened(chromium_browser, address) as page:
        frame = map_frame(page)
        wait_calculated(frame, "filtered_distance_km")
        everything = values(frame, "filtered_distance_km")
        assert len(everything) == 16 + 216
        assert everything == values(frame, "centre_distance_km")
        areas = "[...document.querySelectorAll('path[data-district]')]"
        fills = f"() => {areas}.map((path) => path.getAttribute('fill'))"
        before = frame.evaluate(fills)
        frame.get_by_role("button", name=t("en", "map.filter.title"), exact=True).click()
        frame.locator("#dq-f-level-national").click()
        wait_calculated(frame, '"national"')
        fewer = values(frame, "filtered_distance_km")
        assert all(fewer[code] >= everything[code] for code in fewer)  # type: ignore[operator]  # numbers here
        assert fewer != everything
        assert frame.evaluate(fills) != before
        assert frame.evaluate("() => window.dqm.store.get().view.zoom") == 10
        expect(page).to_have_url(re.compile("level=national"))


def test_a_filter_that_no_centre_passes_is_told(chromium_browser: Browser, app_server: str) -> None:
    with opened(
        chromium_browser, f"{app_server}/?lang=en&colour=filtered_distance_km&status=candidate"
    ) as page:
        frame = map_frame(page)
        wait_calculated(frame, "candidate")
        expect(frame.get_by_text(t("en", "map.legend.none_pass"))).to_be_visible()
        found = set(map(str, values(frame, "filtered_distance_km").values()))
        assert found == {"{'missing': 'missing'}"}


def test_kinds_of_nothing_look_different(chromium_browser: Browser, app_server: str) -> None:
    with opened(
        chromium_browser, f"{app_server}/?lang=en&colour=index_parks_mean_area_km2"
    ) as page:
        frame = map_frame(page)
        fill = (
            "(code) => document.querySelector(`path[data-district='${code}']`).getAttribute('fill')"
        )
        assert frame.evaluate(fill, "310101") == "url(#dq-not_applicable)"
        assert frame.evaluate(fill, "310118") == "url(#dq-missing)"
        legend = frame.locator(".dq-legend")
        expect(legend).to_contain_text(t("en", "map.missing.not_applicable"))
        expect(legend).to_contain_text(t("en", "map.legend.missing"))
