"""The display in a real browser: tour, idle, faults; offline and on a clock of our own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from exhibition import build_exhibition, check_options
from exhibition.content import hall_block
from layers.payload import build_payload
from tests.exhibition.hall_pages import (
    display,
    hurry,
    painted,
    ready,
    scene,
    state,
    wait,
    wake,
)
from text import t

pytestmark = pytest.mark.browser
PUDONG = "310115"


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("hall") / "exhibition.html"
    build_exhibition(made, check_options({}))
    return made


def test_it_asks_the_network_for_nothing_and_shows_the_city(
    chromium_browser: Browser, path: Path
) -> None:
    with display(chromium_browser, path, real_clock=True, still=False) as page:
        expect(page.locator("h1")).to_contain_text(t("zh", "exhibition.screen.overview.first"))
        assert page.locator(".hl-district").count() == 32  # the map and its lens
        painted(page)
        assert page.evaluate("performance.getEntriesByType('resource').length") == 0


def test_a_tour_shows_every_district_and_theme_with_the_figures_of_the_application(
    chromium_browser: Browser, path: Path
) -> None:
    payload = build_payload()
    hall = hall_block(payload, check_options({}))
    seen = []
    with display(chromium_browser, path) as page:
        for expected in hall["scenes"]:
            assert scene(page) == expected["id"]
            seen.append(expected["id"])
            heading = page.locator("h1").inner_text().replace("\n", "")
            assert heading == "".join(line["zh"] for line in expected["title"])
            if expected["kind"] == "district":
                card = hall["cards"][expected["id"]]
                assert page.locator(".hl-rank__place b").inner_text() == str(card["rank"])
                span = page.locator(".hl-rank__span b").inner_text()
                assert span == f"{card['low']} – {card['high']}"
                shown = page.locator(".hl-figures b").all_inner_texts()
                assert shown == [one["number"]["zh"] for one in card["figures"]]
            wait(page, 10)
        assert scene(page) == "overview"
    assert len(seen) == 1 + 16 + 5


def test_the_first_touch_wakes_it_and_does_nothing_else(
    chromium_browser: Browser, path: Path
) -> None:
    with display(chromium_browser, path) as page:
        wait(page, 110)
        assert scene(page) == PUDONG
        # Where a button will be: the touch must not reach it.
        page.mouse.click(1800, 80)
        assert state(page)["mode"] == "touch"
        assert page.evaluate("dqmHall.touch.state().selected") is None
        assert page.locator(".hl-home").is_visible()
        page.click(f"[data-district='{PUDONG}']")
        assert page.evaluate("dqmHall.touch.state().selected") == PUDONG
        expect(page.locator(".hl-side__name")).to_have_text("浦东新区")


def test_a_touch_that_wakes_it_is_swallowed_however_long_it_lasts(
    chromium_browser: Browser, path: Path
) -> None:
    with display(chromium_browser, path) as page:
        wake(page)
        box = page.locator(f"[data-district='{PUDONG}']").bounding_box()
        assert box
        page.evaluate("dqmHall.machine.home()")
        page.mouse.move(box["x"] + 9, box["y"] + 9)
        page.mouse.down()
        assert state(page)["mode"] == "touch"
        # A finger that stays, or a machine that takes its time to draw.
        page.evaluate(
            "performance.now = ((now) => () => 1000 * now())(performance.now.bind(performance))"
        )
        page.mouse.up()
        assert page.evaluate("dqmHall.touch.state().selected") is None
        page.mouse.click(box["x"] + 9, box["y"] + 9)
        assert page.evaluate("dqmHall.touch.state().selected") == PUDONG


def test_left_alone_it_counts_down_and_begins_anew_in_its_own_language(
    chromium_browser: Browser, path: Path
) -> None:
    with display(chromium_browser, path) as page:
        wake(page)
        page.click(".hl-language")
        expect(page.locator(".hl-home")).to_have_text(t("en", "exhibition.screen.touch.tour"))
        page.click(f"[data-district='{PUDONG}']")
        page.click("[data-layer='parks']")
        wait(page, 59.8)
        assert state(page)["mode"] == "touch"
        wait(page, 0.2)
        assert state(page) == {"mode": "countdown", "scene": 0, "left": 20}
        expect(page.locator(".hl-count__digits")).to_have_text("20")
        wait(page, 19.8)
        expect(page.locator(".hl-count__digits")).to_have_text("1")
        wait(page, 0.2)
        assert state(page)["mode"] == "tour"
        assert scene(page) == "overview"
        assert page.evaluate("document.documentElement.lang") == "zh-Hans"
        assert page.locator(".hl-touch").is_hidden()
        wake(page)
        touched = page.evaluate("(s => [s.selected, s.layers.size])(dqmHall.touch.state())")
        assert touched == [None, 4]


def test_a_touch_during_the_countdown_keeps_everything_and_is_swallowed(
    chromium_browser: Browser, path: Path
) -> None:
    with display(chromium_browser, path) as page:
        wake(page)
        page.click(f"[data-district='{PUDONG}']")
        wait(page, 65)
        assert state(page)["mode"] == "countdown"
        page.click("[data-layer='centres']", force=True)
        assert state(page)["mode"] == "touch"
        assert page.evaluate("dqmHall.touch.state().selected") == PUDONG
        assert page.evaluate("dqmHall.touch.state().layers.size") == 4
        wait(page, 60)
        page.click(".hl-back")
        assert state(page)["mode"] == "tour"


def test_a_scene_that_fails_is_skipped_at_once_or_later(
    chromium_browser: Browser, path: Path
) -> None:
    faults: list[str] = []
    with display(chromium_browser, path, faults=faults) as page:
        page.evaluate("dqmHall.hall.scenes[1].view = null")
        page.evaluate("delete dqmHall.hall.cards[dqmHall.hall.scenes[2].id]")
        wait(page, 10)
        page.wait_for_function("dqmHall.machine.state().scene === 3")
        wait(page, 10)
        assert state(page)["scene"] == 4
    assert faults


def test_it_loads_itself_anew_where_its_clock_has_stopped(
    chromium_browser: Browser, path: Path
) -> None:
    with display(chromium_browser, path) as page:
        wait(page, 50)
        assert scene(page) != "overview"
        page.evaluate("window.old = true; dqmHall.machine.stop()")
        with page.expect_navigation():
            wait(page, 30.2)
        ready(page)
        assert page.evaluate("window.old") is None
        assert scene(page) == "overview"


def test_with_motion_the_card_comes_after_the_flight(chromium_browser: Browser, path: Path) -> None:
    with display(chromium_browser, path, still=False) as page:
        hurry(page, 0.2)
        wait(page, 10)
        assert page.locator(".hl-card").count() == 0
        hurry(page, 10)
        page.wait_for_selector(".hl-card")
        assert page.locator(".hl-map.hl-fly").count() == 0


@pytest.mark.parametrize("given", [None, "沪S(2026)007号 <b>"])
def test_both_views_carry_the_approval_number_or_that_there_is_none(
    chromium_browser: Browser, tmp_path: Path, given: str | None
) -> None:
    made = tmp_path / "exhibition.html"
    numbers = {"shanghai": given, "delta": given} if given else {}
    build_exhibition(made, check_options({"approval": numbers}))
    label = given or t("zh", "exhibition.screen.compliance.none")
    with display(chromium_browser, made) as page:
        expect(page.locator(".hl-slot")).to_have_text(label)
        while scene(page) != "delta":
            wait(page, 10)
        expect(page.locator(".hl-slot")).to_have_text(label)
        assert page.locator(".hl-slot b").count() == 0


def test_hostile_names_are_text(chromium_browser: Browser, tmp_path: Path, path: Path) -> None:
    nasty = "<img src=x onerror=window.struck=1>${window.struck=1}"
    html = path.read_text(encoding="utf-8")
    safe = json.dumps(nasty)[1:-1].replace("<", "\\u003c").replace(">", "\\u003e")
    made = tmp_path / "hostile.html"
    made.write_text(
        html.replace("浦东新区", safe).replace("陆家嘴", safe).replace("区域质量地图", safe),
        "utf-8",
    )
    with display(chromium_browser, made) as page:
        wait(page, 110)
        assert page.locator("h1").inner_text() == nasty
        wake(page)
        page.click(f"[data-district='{PUDONG}']")
        assert page.locator("#dqm-app img").count() == 0
        assert page.evaluate("window.struck") is None
