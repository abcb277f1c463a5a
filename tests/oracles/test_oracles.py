"""What leaves the product says what it said: every file of every page, by subject and field."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.oracles.collect import of_map, of_pages
from tests.oracles.hashes import differences, hashes_of, read
from text import LANGUAGES

pytestmark = pytest.mark.enduring


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_file_of_every_page_says_what_it_said(lang: str) -> None:
    for page, found in hashes_of(of_pages(lang)).items():
        assert differences(read(page, lang), found) == []


@pytest.mark.browser
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_file_of_the_map_says_what_it_said(
    chromium_browser: Browser, app_server: str, lang: str
) -> None:
    (found,) = hashes_of(of_map(chromium_browser, app_server, lang)).values()
    assert differences(read("map", lang), found) == []
