"""What visitors do with the display: layers, zoom, districts, sites, the Delta."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from exhibition import build_exhibition, check_options
from layers.payload import build_payload
from layers.types import Record
from tests.exhibition.hall_pages import (
    FORMATS,
    arrived,
    display,
    resize,
    scene,
    state,
    touch_site,
    wait,
    wake,
)
from text import t

pytestmark = pytest.mark.browser
PUDONG = "310115"
NAMES_OVER_NUMBERS = """() => {
  const boxes = (css) =>
    [...document.querySelectorAll(`.hl-map ${css}`)].map((one) => one.getBoundingClientRect());
  const names = boxes(".hl-name");
  const over = (a, b) => a.left < b.right - 4 && b.left < a.right - 4
    && a.top < b.bottom - 6 && b.top < a.bottom - 6;
  return boxes(".hl-sym__count").filter((a) => names.some((b) => over(a, b))).length;
}"""

COVERED_BUTTONS = """() => [...document.querySelectorAll(".hl-touch button")].filter((one) => {
  const { left, top, width, height } = one.getBoundingClientRect();
  const there = document.elementFromPoint(left + width / 2, top + height / 2);
  return width && !one.contains(there);
}).map((one) => one.textContent)"""


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("hall") / "exhibition.html"
    build_exhibition(made, check_options({}))
    return made


def test_layers_zoom_and_the_scorecard_answer(chromium_browser: Browser, path: Path) -> None:
    with display(chromium_browser, path) as page:
        wake(page)
        before = page.locator(".hl-map .hl-sym--parks").count()
        page.click("[data-layer='parks']")
        assert before > 0
        assert page.locator(".hl-map .hl-sym--parks").count() == 0
        page.click(f"[data-district='{PUDONG}']")
        page.click(".hl-side__open")
        expect(page.locator(".hl-sheet .hl-rank__span b")).to_be_visible()
        page.click(".hl-sheet__close")
        names = page.locator(".hl-map .hl-name--town").all_inner_texts()
        page.click(".hl-zoom__in")
        arrived(page)
        assert page.locator(".hl-map .hl-name--town").all_inner_texts() != names
        page.click(".hl-zoom__city")
        assert page.evaluate("dqmHall.touch.state().selected") is None


def test_the_city_cannot_be_moved_out_of_sight(chromium_browser: Browser, path: Path) -> None:
    with display(chromium_browser, path) as page:
        wake(page)
        for _ in range(8):
            page.click(".hl-arrow--east")
            arrived(page)
        names = page.locator(".hl-map .hl-name--district").all_inner_texts()
        assert "浦东新区" in names


def test_a_district_on_the_map_is_chosen_by_touch(chromium_browser: Browser, path: Path) -> None:
    with display(chromium_browser, path) as page:
        wake(page)
        spot = page.locator(".hl-map .hl-name--district", has_text="浦东新区").bounding_box()
        assert spot
        page.mouse.click(spot["x"] + spot["width"] / 2, spot["y"] + spot["height"] * 2)
        assert page.evaluate("dqmHall.touch.state().selected") == PUDONG


def test_a_site_is_told_about_and_several_at_one_place_are_listed(
    chromium_browser: Browser, path: Path
) -> None:
    records = {one["id"]: one for one in build_payload()["records"]}
    with display(chromium_browser, path) as page:
        wake(page)
        page.click(f"[data-district='{PUDONG}']")
        touch_site(page, "IC23")
        one = records["IC23"]
        expect(page.locator(".hl-site__name")).to_have_text(one["name"]["zh"])
        expect(page.locator(".hl-site")).to_contain_text(t("zh", f"vocab.status.{one['status']}"))
        expect(page.locator(".hl-site")).to_contain_text(one["sources"][0]["text"])
        expect(page.locator(".hl-site dd").first).to_have_text(one["facts"][0]["value"]["zh"])
        expect(page.locator(".hl-here")).to_have_count(1)
        page.click(".hl-site__close")
        expect(page.locator(".hl-side__name")).to_have_text("浦东新区")
        touch_site(page, "IC01")
        together = [one for one in records.values() if one["point"] == records["IC01"]["point"]]
        centres = [one["id"] for one in together if one["layer"] == "centres"]
        listed = page.locator("[data-site]").evaluate_all("(all) => all.map((e) => e.dataset.site)")
        assert sorted(listed) == sorted(centres)
        assert len(listed) == 3
        page.click("[data-site='IC09']")
        expect(page.locator(".hl-site__name")).to_have_text(records["IC09"]["name"]["zh"])
        page.click(".hl-language")
        expect(page.locator(".hl-site__name")).to_have_text(records["IC09"]["name"]["en"])
        page.click("[data-layer='centres']")
        expect(page.locator(".hl-site")).to_have_count(0)


def test_the_delta_shows_what_lies_beyond_the_city(chromium_browser: Browser, path: Path) -> None:
    with display(chromium_browser, path) as page:
        wake(page)
        page.click(f"[data-district='{PUDONG}']")
        page.click(".hl-zoom__delta")
        assert page.evaluate("document.getElementById('dqm-app').dataset.region") == "delta"
        shown = page.locator(".hl-map [data-records]").evaluate_all(
            "(all) => all.flatMap((e) => e.dataset.records.split(' '))"
        )
        records = {one["id"]: one for one in build_payload()["records"]}
        beyond = {
            id
            for id, one in records.items()
            if one["point"] and (one["layer"] == "pilots" or one["outside"])
        }
        assert set(shown) == beyond
        page.click(f"[data-district='{PUDONG}']")
        assert page.evaluate("document.getElementById('dqm-app').dataset.region") == "shanghai"


def test_over_the_whole_city_symbols_of_a_kind_are_one_where_they_would_cover_each_other(
    chromium_browser: Browser, path: Path
) -> None:
    with display(chromium_browser, path) as page:
        wake(page)
        groups = page.locator(".hl-map [data-records]").evaluate_all(
            "(all) => all.map((e) => e.dataset.records.split(' '))"
        )
        payload = build_payload()
        everywhere = {one["id"]: one for one in payload["records"] if one["point"]}
        records = {id: one for id, one in everywhere.items() if not one["districtWide"]}
        assert sorted(id for group in groups for id in group) == sorted(records)
        assert all(len({records[id]["layer"] for id in group}) == 1 for group in groups)
        apart = [g for g in groups if len({tuple(records[id]["point"] or ()) for id in g}) > 1]
        assert apart
        assert page.evaluate(NAMES_OVER_NUMBERS) == 0
        group = max(apart, key=len)
        touch_site(page, group[0])
        listed = page.locator("[data-site]").evaluate_all("(all) => all.map((e) => e.dataset.site)")
        assert listed == group
        page.click(f"[data-site='{group[-1]}']")
        expect(page.locator(".hl-site__name")).to_have_text(records[group[-1]]["name"]["zh"])
        expect(page.locator(".hl-map .hl-here")).to_have_count(1)


def test_every_site_of_a_district_is_listed_on_the_map_or_not(
    chromium_browser: Browser, path: Path
) -> None:
    records = {one["id"]: one for one in build_payload()["records"]}
    own = [one["id"] for one in records.values() if PUDONG in one["districts"]]
    nowhere = next(id for id in own if records[id]["point"] is None)
    with display(chromium_browser, path) as page:
        for size in FORMATS.values():
            resize(page, size)
            list_sites(page, own, records, nowhere)


def list_sites(page: Page, own: list[str], records: dict[str, Record], nowhere: str) -> None:
    wake(page)
    page.click(f"[data-district='{PUDONG}']")
    page.click(".hl-side__open")
    page.click(".hl-sheet .hl-all")
    expect(page.locator(".hl-site__name")).to_have_text("浦东新区")
    listed = page.locator("[data-site]").evaluate_all("(all) => all.map((e) => e.dataset.site)")
    assert sorted(listed) == sorted(own)
    assert page.locator(".hl-map .hl-here").count() == 0
    # However far down the list: what is told of a site begins at its beginning.
    side = page.locator(".hl-side")
    side.evaluate("(e) => { e.style.maxHeight = '240px'; }")
    page.locator("[data-site]").last.click()
    expect(page.locator(".hl-site__tags")).to_be_attached()
    assert side.evaluate("(e) => [e.scrollHeight > e.clientHeight, e.scrollTop]") == [True, 0]
    side.evaluate("(e) => { e.style.maxHeight = ''; }")
    page.click(".hl-site__close")
    page.click(".hl-side__open")
    page.click(".hl-sheet .hl-all")
    page.click(f"[data-site='{nowhere}']")
    expect(page.locator(".hl-site__name")).to_have_text(records[nowhere]["name"]["zh"])
    page.click(".hl-site__close")
    expect(page.locator(".hl-side__name")).to_have_text("浦东新区")
    # Every button is whole and under no other.
    assert page.evaluate(COVERED_BUTTONS) == []


@pytest.mark.enduring
@pytest.mark.parametrize("name", FORMATS)
def test_whatever_a_crowd_touches_it_goes_on_and_comes_home(
    chromium_browser: Browser, path: Path, name: str
) -> None:
    chance = random.Random(name)  # noqa: S311 - chance, no secret
    width, height = FORMATS[name]
    with display(chromium_browser, path, FORMATS[name]) as page:
        for _ in range(300):
            x, y = chance.randrange(width), chance.randrange(height)
            page.mouse.move(x, y)
            page.mouse.down()
            if chance.random() < 0.2:  # a hand that stays and moves
                page.mouse.move(chance.randrange(width), chance.randrange(height), steps=3)
            page.mouse.up()
            wait(page, chance.choice((0.2, 1, 5, 61)))
        wait(page, 81)
        assert state(page)["mode"] == "tour"
        resize(page, FORMATS[name])
        assert scene(page) == "overview"
