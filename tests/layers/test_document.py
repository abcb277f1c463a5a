"""The document: one HTML text that carries its payload unharmed and asks for nothing."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from typing import Any

import folium
import pytest

from layers import document
from layers.build import Assets
from layers.document import MapDocument, content_policy, render
from layers.errors import OutsideAddressError, PayloadError
from layers.outside import find_outside
from tests.layers.payloads import HOSTILE, payload

ASSETS = Assets(script='"use strict";\nboot("重固");', style=".dq-app{margin:0}", hash="0" * 16)


class Outline(HTMLParser):
    """Elements of a document in order, and the text of those that hold raw text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, str] = {}
        self._last = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self._last = tag if tag != "script" else f"script {dict(attrs).get('id', '')}".strip()

    def handle_endtag(self, tag: str) -> None:
        self._last = ""

    def handle_data(self, data: str) -> None:
        if self._last:
            self.texts[self._last] = self.texts.get(self._last, "") + data

    def tags(self) -> list[str]:
        return [tag for tag, _ in self.elements]

    def data(self) -> Any:
        return json.loads(self.texts["script dqm-data"])


PLAIN = Outline(render(payload(), ASSETS))


def test_the_host_is_a_folium_map_without_its_outside_scripts() -> None:
    host = MapDocument(payload(), ASSETS)
    assert isinstance(host, folium.Map)
    html = host.page.render()
    known = [*folium.Map.default_js, *folium.Map.default_css]
    assert known
    for _, address in known:
        assert address not in html
    assert "L.map(" not in html


def test_the_page_has_exactly_the_elements_we_put_there() -> None:
    assert PLAIN.tags() == [
        "html", "head", "meta", "meta", "meta", "meta", "meta", "link", "style", "title",
        "body", "div", "noscript", "script", "script",
    ]  # fmt: skip
    assert PLAIN.elements[0][1] == {"lang": "en"}
    assert ("div", {"class": "folium-map dq-app", "id": "dqm-app"}) in PLAIN.elements
    assert PLAIN.texts["title"] == "重固"
    assert PLAIN.texts["script"] == ASSETS.script
    assert PLAIN.texts["style"] == ASSETS.style


def test_visitors_may_zoom_the_page() -> None:
    viewport = next(a for _, a in PLAIN.elements if a.get("name") == "viewport")
    assert viewport["content"] == "width=device-width, initial-scale=1"


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_arrive_as_text_and_add_no_element(name: str) -> None:
    html = render(payload(name), ASSETS)
    outline = Outline(html)
    assert outline.data() == payload(name)
    assert outline.tags() == PLAIN.tags()
    assert outline.texts["script"] == ASSETS.script
    assert find_outside(html) == []


def test_all_hostile_names_at_once() -> None:
    name = "".join(HOSTILE)
    outline = Outline(render(payload(name), ASSETS))
    assert outline.data() == payload(name)
    assert outline.tags() == PLAIN.tags()


def test_equal_input_gives_equal_bytes() -> None:
    assert render(payload(), ASSETS) == render(payload(), ASSETS)


def test_rendering_the_same_map_twice_adds_nothing() -> None:
    page = MapDocument(payload(), ASSETS).page
    assert page.render() == page.render()


@pytest.mark.parametrize(
    "assets",
    [
        Assets(script="x = '</SCRIPT >'", style="", hash=""),
        Assets(script="x = '<!--'", style="", hash=""),
        Assets(script="", style="a{content:'</style>'}", hash=""),
    ],
)
def test_a_bundle_that_would_end_its_own_element_is_refused(assets: Assets) -> None:
    with pytest.raises(PayloadError, match="end its element early"):
        render(payload(), assets)


def test_a_bundle_with_an_outside_address_is_refused() -> None:
    with pytest.raises(OutsideAddressError, match=r"cdn\.example"):
        render(payload(), Assets('fetch("https://cdn.example/x")', "", ""))


def test_a_value_that_json_cannot_carry_names_its_record() -> None:
    spoilt = payload()
    spoilt["records"][0]["point"] = [float("nan"), 31.0]
    with pytest.raises(PayloadError, match=r"IP01"):
        render(spoilt, ASSETS)


def test_the_policy_lets_our_script_run_and_nothing_be_asked_for() -> None:
    policy = content_policy(ASSETS.script)
    assert "default-src 'none'" in policy
    assert "script-src 'sha256-" in policy
    assert "img-src data: blob:;" in policy
    assert content_policy(ASSETS.script + " ") != policy
    policies = [a["content"] for _, a in PLAIN.elements if "http-equiv" in a]
    assert policies == [policy]


def test_a_basemap_opens_the_policy_for_its_images_only() -> None:
    with_tiles = payload()
    with_tiles["basemap"] = {
        "url": "https://t{s}.tiles.example/{z}/{x}/{y}.png?key=a&b=c",
        "attribution": "© Tiles",
        "maxZoom": 18,
    }
    outline = Outline(render(with_tiles, ASSETS))
    (policy,) = [a["content"] for _, a in outline.elements if "http-equiv" in a]
    assert policy is not None
    assert "img-src data: blob: https://*.tiles.example;" in policy
    assert policy.count("tiles.example") == 1


def test_the_element_belongs_into_our_page() -> None:
    with pytest.raises(AssertionError, match="MapDocument"):
        document.MapElement(payload(), ASSETS).add_to(folium.Figure()).render()
