"""A chart saved as a picture: what stands on the page, made in the browser."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Browser

from tests.app_pages import opened
from text import t

pytestmark = pytest.mark.browser


def test_the_ranking_is_saved_as_it_stands(
    chromium_browser: Browser, app_server: str, tmp_path: Path
) -> None:
    with opened(chromium_browser, f"{app_server}/ranking?district=310114") as page:
        card = page.locator(".st-key-card-ranking-chart")
        card.wait_for()
        shown = card.bounding_box()
        assert shown
        with page.expect_download() as waiting:
            page.get_by_role("button", name=t("zh", "pages.picture.label")).first.click()
        assert waiting.value.suggested_filename == "ranking.png"
        target = tmp_path / "ranking.png"
        waiting.value.save_as(target)
        picture = Image.open(io.BytesIO(target.read_bytes())).convert("RGB")
        assert picture.width >= shown["width"] * 2 - 8
        pixels = np.asarray(picture, dtype=int)
        accent = np.abs(pixels - (0xB0, 0x36, 0x1E)).sum(axis=2) < 12
        assert accent.any(axis=1).sum() >= 8, "the chosen district is marked in the picture"
        own = card.screenshot()
        there = np.asarray(Image.open(io.BytesIO(own)).convert("RGB"), dtype=int)
        assert abs(float(there.mean()) - float(pixels.mean())) < 20
