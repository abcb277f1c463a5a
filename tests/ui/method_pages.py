"""The method page as text, for its tests."""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape

from layers.standing import official_run
from tests.test_app import markup, opened
from ui.method_words import Level, Method


def page(lang: str, level: str = "district") -> str:
    at = opened("pages/method.py", lang=lang, level=level)
    assert not at.exception
    assert not at.text, "an error card is on the page"
    # A no-break space would hide what is compared.
    return unescape("".join(markup(at))).replace("\u00a0", " ")


@lru_cache(maxsize=4)
def shipped(lang: str, level: Level) -> str:
    """The page of the shipped files, which four tests look at."""
    return page(lang, level)


def article(whole: str, id: str) -> str:
    _, _, after = whole.partition(f'id="indicator-{id}"')
    return after.partition("</article>")[0]


def plain(markup: str) -> str:
    return re.sub(r"<[^>]*>", "", markup)


def of(level: Level, lang: str = "en") -> Method:
    return Method(lang, level, official_run(level), {})
