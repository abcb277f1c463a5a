"""Pictures of every page at three sizes, and how far two sets of them differ."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

from PIL import Image, ImageChops
from playwright.sync_api import Browser, Page

from tests.app_pages import opened, resized, settled
from tests.visits import VISITS
from text import LANGUAGES

_LONGEST_PX: Final = 6000
_HEIGHT: Final = """() => Math.max(innerHeight, ...[...document.querySelectorAll('.stMain')]
  .map((one) => one.scrollHeight))"""


def take(browser: Browser, server: str, folder: Path) -> None:
    """Every page in both languages at three sizes, as high as it is."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, visit in VISITS.items():
        for lang in LANGUAGES:
            with opened(browser, visit.address(server, lang)) as page:
                visit.ready(page)
                for width, _ in resized(page):
                    _whole(page, width)
                    path = folder / f"{name}-{lang}-{width}.png"
                    page.screenshot(path=path, animations="disabled")


def _whole(page: Page, width: int) -> None:
    if page.locator(".dqm-frame").count():
        return  # the map is as high as the window
    height = min(page.evaluate(_HEIGHT), _LONGEST_PX)
    page.set_viewport_size({"width": width, "height": height})
    settled(page)


def compare(now: Path, before: Path) -> int:
    """Say of every picture how many of its points differ; exit status 1 if any does."""
    wrong = 0
    for path in sorted(now.glob("*.png")):
        other = before / path.name
        said = "new" if not other.is_file() else _difference(path, other)
        if said:
            wrong += 1
            sys.stdout.write(f"{path.name}: {said}\n")
    sys.stdout.write(f"{wrong} pictures differ\n")
    return int(bool(wrong))


def _difference(path: Path, other: Path) -> str:
    with Image.open(path) as one, Image.open(other) as two:
        if one.size != two.size:
            return f"{one.size} instead of {two.size}"
        apart = ImageChops.difference(one.convert("RGB"), two.convert("RGB"))
        box = apart.getbbox()
        if box is None:
            return ""
        count = sum(apart.convert("L").histogram()[1:])
        return f"{count} points in {box}"
