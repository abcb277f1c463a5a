"""Everything that leaves the product, as a visitor would take it away, file by file.

Pages are run as Streamlit runs them, and what their buttons would hand out is made; the map's own
files come from its document in a browser. Nothing here knows how a file is made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch

from playwright.sync_api import Browser

from tests.app_pages import map_frame, opened
from tests.test_app import opened as opened_page
from tests.test_siting_app import settled
from tests.ui.test_own_page import INDEX, TABLE, upload

DISTRICTS = (
    *("310101", "310104", "310105", "310106", "310107", "310109", "310110", "310112"),
    *("310113", "310114", "310115", "310116", "310117", "310118", "310120", "310151"),
)
MAP_KINDS = ("CSV", "GeoJSON", "HTML")


@dataclass(frozen=True)
class Taken:
    """A file that was taken away.

    Attributes
    ----------
    page : str
        Where from.
    name : str
        Key of its button and its own name, which are the same in both languages.
    content : bytes
    """

    page: str
    name: str
    content: bytes


def of_pages(lang: str) -> Iterator[Taken]:
    """What all pages but the map hand out."""
    for page, query in _addresses():
        yield from _of_page(page, lang, query)
    yield from _of_page(
        *("ranking", lang, {"view": "own"}),
        lambda at: upload(upload(at, "index", INDEX), "table", TABLE),
    )


def _addresses() -> Iterator[tuple[str, dict[str, str]]]:
    yield "data", {}
    yield "plan", {}
    for level in ("district", "town"):
        yield "method", {"level": level}
    yield "ranking", {}
    yield "ranking", {"view": "towns"}
    yield "ranking", {"weights": "20,25,25,20,80"}
    for code in DISTRICTS:
        yield "scorecard", {"district": code}
    yield "compare", {"district": "310114", "with": "310112,310115,310151"}
    yield "compare", {"district": "310118", "with": "310116"}
    for model in ("p_median", "p_center", "maximal_covering", "set_covering"):
        yield "siting", {"model": model}
    yield "siting", {"must": "310151116", "forbid": "310151112", "own": "121.60000_31.00000"}
    yield "exhibition", {}


def _of_page(
    page: str, lang: str, query: dict[str, str], act: Callable[[Any], Any] | None = None
) -> Iterator[Taken]:
    made: dict[str, Callable[[], bytes] | bytes | str] = {}

    def note(_label: str, data: Any, file_name: str, *, key: str, **_: Any) -> bool:
        made[f"{key} {file_name}"] = data
        return False

    with patch("streamlit.download_button", note):
        at = settled(opened_page(f"pages/{page}.py", lang=lang, **query))
        if act:
            made.clear()
            settled(act(at))
        assert not at.text, [one.value for one in at.text]
    assert made, f"{page} {query} hands nothing out"
    asked = "&".join(f"{name}={value}" for name, value in query.items())
    for name, data in made.items():
        if "template" in name and len(query) != 1:
            continue  # the same for every question
        content = data() if callable(data) else data
        place = f"{page}?{asked}" if asked else page
        yield Taken(place, name, content.encode() if isinstance(content, str) else content)


def of_map(browser: Browser, server: str, lang: str) -> Iterator[Taken]:
    """What the map hands out: its records in view, and itself."""
    with opened(browser, f"{server}/?lang={lang}") as page:
        frame = map_frame(page)
        for kind in MAP_KINDS:
            frame.locator("[aria-controls='dq-download-menu']").click()
            with page.expect_download() as waiting:
                frame.locator(".dq-menu button", has_text=kind).click()
            yield Taken("map", f"map.{kind.lower()}", waiting.value.path().read_bytes())
