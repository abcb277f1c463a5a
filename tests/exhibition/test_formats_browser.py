"""The display on its screens: millimetres, contrast, the seam, nothing outside or covered."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Browser, Page

from exhibition import build_exhibition, check_options
from exhibition.document import ASSETS
from exhibition.options import TARGET_MM, TEXT_MM_PER_M, Screen
from tests.exhibition.hall_pages import (
    FORMATS,
    arrived,
    display,
    painted,
    resize,
    scene,
    strict_axe,
    touch_site,
    unmarked_han,
    wait,
    wake,
)

SCREENS = {
    "32 inch 1080p": Screen(32, 1920, 1080, 1.5),
    "55 inch 1080p": Screen(55, 1920, 1080, 1.5),
    "55 inch 4K": Screen(55, 3840, 2160, 2),
}
SEAM = (1860, 1980)
SCENES = 1 + 16 + 5
LONGEST = {"overview", "310115", "310151", "materials", "delta"}
"""Scenes with most on them."""
_TEXTS = """() => [...document.querySelectorAll("#dqm-app *")]
  .filter((e) => [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim()))
  .filter((e) => getComputedStyle(e).visibility !== "hidden" && e.getClientRects().length)
  .map((e) => {
    const scale = e instanceof SVGElement ? e.getScreenCTM().a : 1;
    return [e.textContent.trim().slice(0, 30), parseFloat(getComputedStyle(e).fontSize) * scale];
  })"""
_BUTTONS = """() => [...document.querySelectorAll("button")]
  .filter((e) => e.getClientRects().length)
  .map((e) => { const b = e.getBoundingClientRect();
    return [e.getAttribute("aria-label") ?? e.textContent.trim(), b.left, b.top, b.right, b.bottom];
  })"""
_BLOCKS = """[...document.querySelectorAll(".hl-brand, .hl-words > * > *, .hl-legend > *,"
  + ".hl-compliance, .hl-tour, .hl-panel > *, .hl-side, .hl-corner, .hl-zoom, .hl-lens,"
  + ".hl-callout div, .dq-scale")]
  .filter((e) => e.getClientRects().length && getComputedStyle(e).visibility !== "hidden"
    && e.textContent.trim() && !e.closest(".hl-sheet"))
  .map((e) => { const r = document.createRange(); r.selectNodeContents(e);
    const box = e.getBoundingClientRect();
    const words = e.matches(".hl-lens") ? box : r.getBoundingClientRect();
    return [e.className, words.left, box.top, words.right, box.bottom]; })"""
# Those inside the chosen district: box and colour of each.
_SYMBOLS = """() => {
  const chosen = document.querySelector(".leaflet-chosen-pane path");
  const here = chosen.getScreenCTM().inverse();
  return [...document.querySelectorAll(".hl-map .hl-sym > g:not(.hl-sym__count)")].map((e) => {
    const { left, top, right, bottom } = e.getBoundingClientRect();
    const style = getComputedStyle(e.querySelector("path"));
    const colour = e.closest(".hl-sym--hollow") ? style.stroke : style.fill;
    const at = new DOMPoint((left + right) / 2, (top + bottom) / 2).matrixTransform(here);
    const part = [left, top, right, bottom, colour.match(/\\d+/g).map(Number)];
    return chosen.isPointInFill(at) && part;
  }).filter(Boolean);
}"""
_CUT = """[...document.querySelectorAll("button, .hl-words *, .hl-legend *, .hl-side *")]
  .filter((e) => !(e instanceof SVGElement) && getComputedStyle(e).display !== "inline"
    && e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 0)
  .map((e) => e.textContent.trim().slice(0, 40))"""
_NAMES = "[...document.querySelectorAll('.hl-map .hl-name')].map((e) => e.innerText)"
_LOOK = f"({{ blocks: {_BLOCKS}, cut: {_CUT}, names: {_NAMES} }})"
# Scene after scene in one go: what nobody looks at need not be painted.
_WALK = f"""(scenes) => Array.from({{ length: scenes }}, () => {{
  const seen = {_LOOK};
  const {{ id }} = dqmHall.hall.scenes[dqmHall.machine.state().scene];
  window.pass(10);
  return [id, seen];
}})"""


def built(folder: Path, **options: object) -> Path:
    path = folder / "exhibition.html"
    build_exhibition(path, check_options(options))
    return path


@pytest.fixture(scope="module", params=["zh", "en"])
def page(
    request: pytest.FixtureRequest,
    chromium_browser: Browser,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Page]:
    """A display per language, for screens of any size: Chinese in the dark, English by daylight."""
    other = {"zh": "en", "en": "zh"}[request.param]
    folder = tmp_path_factory.mktemp(f"hall-{request.param}")
    theme = {"zh": "dark", "en": "light"}[request.param]
    path = built(folder, languages=[request.param, other], theme=theme)
    with display(chromium_browser, path) as opened:
        yield opened


@pytest.mark.browser
@pytest.mark.parametrize("name", FORMATS)
def test_nothing_is_outside_covered_cut_or_on_the_seam(page: Page, name: str) -> None:
    size = FORMATS[name]
    resize(page, size)
    english = page.evaluate("document.documentElement.lang") == "en"
    for where, seen in page.evaluate(_WALK, SCENES):
        check(seen, size, where)
    if name == "two screens":
        check_seam(page, LONGEST if english else None)
    wake(page)
    check_blocks(page, size, "touch")
    page.click("[data-district='310115']")
    arrived(page)
    check_blocks(page, size, "chosen")
    if name == "two screens":
        assert spread_of_seam(page) == 0
    check_symbols(page)
    touch_site(page, "IC23")
    check_blocks(page, size, "site")
    page.click(".hl-site__close")
    page.click(".hl-side__open")
    page.click(".hl-sheet .hl-all")
    check_blocks(page, size, "list")
    page.click(".hl-zoom__delta")
    check_blocks(page, size, "delta")
    if english:
        assert unmarked_han(page) == []


def check_blocks(page: Page, size: tuple[int, int], where: str) -> None:
    check(page.evaluate(f"() => {_LOOK}"), size, where)


def check(seen: dict[str, Any], size: tuple[int, int], where: str) -> None:
    """Nothing is outside, over something else, or cut; no name stands twice."""
    found = seen["blocks"]
    assert found
    for name, left, top, right, bottom in found:
        inside = left >= -1 and top >= -1 and right <= size[0] + 1 and bottom <= size[1] + 1
        assert inside, (where, name, left, top, right, bottom)
    for one, two in combinations(found, 2):
        across = min(one[3], two[3]) - max(one[1], two[1])
        down = min(one[4], two[4]) - max(one[2], two[2])
        assert across < 2 or down < 2, (where, one, two)
    assert seen["cut"] == [], where
    assert len(set(seen["names"])) == len(seen["names"]), where


def check_seam(page: Page, scenes: set[str] | None) -> None:
    """Nothing is drawn beside the seam in these scenes of the tour, or in all."""
    for _ in range(SCENES):
        if scenes is None or scene(page) in scenes:
            assert spread_of_seam(page) == 0, scene(page)
        wait(page, 10)


def check_symbols(page: Page) -> None:
    """The symbols inside the chosen district are seen, not only there."""
    painted(page)
    symbols = page.evaluate(_SYMBOLS)
    seen = np.asarray(Image.open(io.BytesIO(page.screenshot())).convert("RGB")).astype(int)
    drawn = [
        int(
            (
                np.abs(seen[round(top) : round(bottom), round(left) : round(right)] - colour).max(2)
                < 12
            ).sum()
        )
        for left, top, right, bottom, colour in symbols
    ]
    assert len(drawn) > 15
    # One may lie under another.
    assert np.mean(np.asarray(drawn) > 12) > 0.8, drawn


@pytest.mark.browser
@pytest.mark.parametrize("screen", SCREENS.values(), ids=SCREENS.keys())
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_targets_and_text_are_large_enough_in_millimetres(
    chromium_browser: Browser, tmp_path: Path, screen: Screen, lang: str
) -> None:
    made = built(
        tmp_path,
        languages=[lang],
        screen={
            "diagonal_in": screen.diagonal_in,
            "width_px": screen.width_px,
            "height_px": screen.height_px,
            "distance_m": screen.distance_m,
        },
    )
    least_mm = TEXT_MM_PER_M * screen.distance_m
    with display(chromium_browser, made, (screen.width_px, screen.height_px)) as page:
        texts = page.evaluate(_TEXTS)
        wait(page, 110)
        texts += page.evaluate(_TEXTS)
        wake(page)
        texts += page.evaluate(_TEXTS)
        page.click("[data-district='310115']")
        texts += page.evaluate(_TEXTS)
        buttons = page.evaluate(_BUTTONS)
    small = [(words, px) for words, px in texts if px * screen.pitch_mm < least_mm - 0.01]
    assert small == []
    assert len(buttons) >= 4 + 16 + 3
    for name, left, top, right, bottom in buttons:
        assert min(right - left, bottom - top) * screen.pitch_mm >= TARGET_MM, name


@pytest.mark.browser
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_from_far_away_nothing_is_covered_either(
    chromium_browser: Browser, tmp_path: Path, lang: str
) -> None:
    screen = {"diagonal_in": 32, "width_px": 1920, "height_px": 1080, "distance_m": 2.5}
    made = built(tmp_path, languages=[lang], screen=screen)
    size = FORMATS["1080p"]
    with display(chromium_browser, made, size) as page:
        for where, seen in page.evaluate(_WALK, SCENES):
            check(seen, size, where)
        wake(page)
        page.click("[data-district='310115']")
        check_blocks(page, size, "chosen")


def spread_of_seam(page: Page) -> int:
    """Largest difference of a channel between any two pixels beside the seam."""
    left, right = SEAM
    shot = page.screenshot(clip={"x": left, "y": 0, "width": right - left, "height": 1080})
    pixels = np.asarray(Image.open(io.BytesIO(shot)).convert("RGB"), dtype=np.int64)
    return int(np.ptp(pixels, axis=(0, 1)).max())


@pytest.mark.browser
def test_axe_finds_nothing_serious_in_the_tour_and_under_the_hand(page: Page) -> None:
    resize(page, FORMATS["1080p"])
    english = page.evaluate("document.documentElement.lang") == "en"
    for target in ("overview", "310115", *(() if english else ("materials", "delta"))):
        while scene(page) != target:
            wait(page, 10)
        assert strict_axe(page) == [], target
    wake(page)
    page.click("[data-district='310115']")
    page.click(".hl-side__open")  # the side beside it is still in view
    assert strict_axe(page) == []
    page.click(".hl-sheet__close")
    touch_site(page, "IC23")
    assert strict_axe(page) == []
    wait(page, 60)
    page.wait_for_selector(".hl-count__digits")
    assert strict_axe(page) == []


# Text and what may lie under it, by the style guide: the token, then its grounds.
_ON: dict[str, tuple[str, ...]] = {
    "ink": ("page", "sea", "sea2", "r0", "r1", "r2", "r3", "sel", "selx", "btn", "panel", "panel2"),
    "ink2": ("page", "sea", "sea2", "panel", "panel2", "btn", "dim", "neigh"),
    "ink3": ("neigh", "dim", "panel"),
    "seatx": ("sea", "sea2", "page"),
    "lamp": ("page", "sea", "sea2", "panel"),
    "onlamp": ("lamp",),
}


@pytest.mark.parametrize("look", ["dark", "light"])
def test_words_have_a_contrast_of_seven_to_one(look: str) -> None:
    css = (ASSETS / "css" / "tokens.css").read_text(encoding="utf-8")
    start = css.index('[data-look="light"]' if look == "light" else ".hl-opening {")
    tokens = dict(re.findall(r"--(\w+): (#[0-9a-f]{3,6})", css[start : css.index("}", start)]))
    low = {
        f"{text} on {ground}": round(contrast(tokens[text], tokens[ground]), 2)
        for text, grounds in _ON.items()
        for ground in grounds
        if contrast(tokens[text], tokens[ground]) < 7
    }
    assert low == {}


def contrast(one: str, two: str) -> float:
    high, low = sorted((luminance(one), luminance(two)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(c * 2 for c in colour[1:])
    channels = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
