"""The flight from scene to scene, with motion and on the clock of the system."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from exhibition import build_exhibition, check_options
from tests.exhibition.hall_pages import FORMATS, arrived, display, hurry, wait, wake
from text import t

pytestmark = pytest.mark.browser
FAST, SLOW = 10, 0.3
"""Paces: to get there, and to see what happens on the way."""
HUANGPU, PUDONG, QINGPU, CHONGMING = "310101", "310115", "310118", "310151"
# The picture keeps the last frame of the flight: is it land of the chosen district
# just where the map, which has taken over, has it?
AGREES = """() => {
  const canvas = document.querySelector(".hl-flight");
  const { width, height } = canvas;
  const copy = new OffscreenCanvas(width, height).getContext("2d");
  copy.drawImage(canvas, 0, 0);
  const { data } = copy.getImageData(0, 0, width, height);
  const path = document.querySelector(".leaflet-chosen-pane path");
  const inverse = path.getScreenCTM().inverse();
  const box = canvas.getBoundingClientRect();
  const style = getComputedStyle(document.querySelector(".hall"));
  const [above, below] = ["--sel", "--selx"].map((name) =>
    style.getPropertyValue(name).slice(1).match(/../g).map((part) => parseInt(part, 16)));
  let [inside, same, all] = [0, 0, 0];
  const step = Math.max(24, innerWidth / 80);
  for (let x = box.left + 7; x < box.right; x += step) for (let y = 7; y < box.bottom; y += step) {
    const across = Math.floor((x - box.left) * canvas.width / box.width);
    const at = 4 * (Math.floor(y * canvas.height / box.height) * canvas.width + across);
    if (data[at] > 60) continue;  // the rim
    const land = path.isPointInFill(new DOMPoint(x, y).matrixTransform(inverse));
    const shown = above.every((most, i) => data[at + i] <= most && data[at + i] >= below[i]);
    inside += land; same += land === shown; all += 1;
  }
  return [inside, same / all];
}"""


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("hall") / "exhibition.html"
    build_exhibition(made, check_options({}))
    return made


def same(page: Page) -> None:
    """Picture and map have the chosen district at the same place."""
    inside, agree = page.evaluate(AGREES)
    assert inside > 50
    assert agree > 0.998, agree


@pytest.mark.parametrize("name", FORMATS)
def test_the_picture_of_the_flight_ends_as_the_map_goes_on(
    chromium_browser: Browser, path: Path, name: str
) -> None:
    with display(chromium_browser, path, FORMATS[name], still=False) as page:
        hurry(page, FAST)
        wait(page, 10)
        arrived(page)
        hurry(page, SLOW)
        wait(page, 10)
        page.wait_for_selector(".hl-map.hl-fly")
        expect(page.locator(".hl-flight")).to_be_visible()
        expect(page.locator(".hl-map > .leaflet-map-pane")).to_have_css("visibility", "hidden")
        hurry(page, FAST)
        arrived(page)
        expect(page.locator(".hl-flight")).to_be_hidden()
        same(page)


def test_what_lies_beyond_the_edge_of_the_screen_is_there_when_the_flight_gets_to_it(
    chromium_browser: Browser, path: Path
) -> None:
    with display(chromium_browser, path, real_clock=True, still=False) as page:
        hurry(page, FAST)
        arrived(page)
        wake(page)
        for district in (HUANGPU, CHONGMING):
            arrived(page)
            page.click(f"[data-district='{district}']")
        arrived(page)
        same(page)


def test_a_visitor_who_does_not_wait_for_the_flight_gets_what_was_asked_last(
    chromium_browser: Browser, path: Path
) -> None:
    with display(chromium_browser, path, real_clock=True, still=False) as page:
        hurry(page, FAST)
        arrived(page)
        wake(page)
        arrived(page)
        hurry(page, SLOW)
        page.click(f"[data-district='{PUDONG}']")
        page.wait_for_selector(".hl-map.hl-fly")
        page.click(f"[data-district='{QINGPU}']")
        page.wait_for_selector(".hl-map.hl-fly")
        # A hand on the map in the middle of it does not leave it hanging in the air.
        page.mouse.move(1100, 600)
        page.mouse.down()
        page.mouse.move(1200, 640, steps=4)
        page.mouse.up()
        hurry(page, FAST)
        arrived(page)
        assert page.locator(".hl-side__name").inner_text() == "青浦区"
        same(page)
        hurry(page, SLOW)
        page.click(f"[data-district='{PUDONG}']")
        page.wait_for_selector(".hl-map.hl-fly")
        page.click(".hl-zoom__in")
        hurry(page, FAST)
        arrived(page)
        expect(page.locator(".hl-map > .leaflet-map-pane")).to_have_css("visibility", "visible")
        assert page.locator(".hl-map .hl-layer").count() > 0


def test_a_district_chosen_while_a_button_still_moves_the_map_is_flown_to(
    chromium_browser: Browser, path: Path
) -> None:
    with display(chromium_browser, path, real_clock=True, still=False) as page:
        hurry(page, FAST)
        arrived(page)
        wake(page)
        arrived(page)
        chosen = page.locator(".leaflet-rim-pane path")
        boxes = []
        for first in (None, ".hl-zoom__in", ".hl-arrow--north"):
            hurry(page, FAST)
            page.click(".hl-zoom__city")
            arrived(page)
            hurry(page, SLOW)
            page.evaluate(
                "(all) => all.forEach((one) => one && document.querySelector(one).click())",
                [first, f"[data-district='{QINGPU}']"],
            )
            page.wait_for_selector(".hl-map.hl-fly")
            hurry(page, FAST)
            arrived(page)
            same(page)
            boxes.append(chosen.bounding_box())
        for box in boxes[1:]:
            assert box == pytest.approx(boxes[0], abs=1)


def test_the_title_stands_on_the_sea_until_the_first_scene_is_drawn(
    chromium_browser: Browser, tmp_path: Path
) -> None:
    made = tmp_path / "exhibition.html"
    title = "<b>{{7*7}}</b> 质量"
    build_exhibition(made, check_options({"title": {"zh": title, "en": title}, "theme": "light"}))
    html = made.read_text(encoding="utf-8")
    before, _, script = html.rpartition("<script>")
    page = chromium_browser.new_page(java_script_enabled=False)
    page.set_content(before + script[script.index("</script>") :])
    expect(page.locator(".hl-opening--light")).to_have_text(title)
    # Nothing else comes without a script: the reason has to be seen.
    reason = page.locator("noscript")
    assert t("zh", "layers.document.noscript") in reason.inner_text()
    assert reason.evaluate(
        "(e) => { const { left, top, width, height } = e.getBoundingClientRect();"
        "return document.elementFromPoint(left + width / 2, top + height / 2) === e; }"
    )
    page.close()
    with display(chromium_browser, made) as page:
        assert page.locator(".hl-opening").count() == 0
        assert page.locator(".hl-brand").inner_text().startswith(title)
