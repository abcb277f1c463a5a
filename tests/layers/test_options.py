"""Settings of a document: what is unusable is refused with a sentence."""

from __future__ import annotations

from typing import Any

import pytest

from layers.errors import OptionError
from layers.options import BasemapOption, DocumentOptions, policy_source
from layers.state import default_state
from layers.types_state import State
from tests.layers.contract import breaches


@pytest.mark.parametrize(
    ("url", "source"),
    [
        ("https://tiles.example/{z}/{x}/{y}.png", "https://tiles.example"),
        ("https://{s}.tiles.example/{z}/{x}/{y}.png", "https://*.tiles.example"),
        ("https://t{s}.tiles.example/a?x={x}&y={y}&l={z}&tk=k", "https://*.tiles.example"),
        ("http://10.0.0.7:8080/{z}/{x}/{-y}.png", "http://10.0.0.7:8080"),
    ],
)
def test_a_tile_service_becomes_a_source_of_the_policy(url: str, source: str) -> None:
    option = BasemapOption(url, "© Tiles", 18)
    assert option.policy_source() == source
    assert option.as_payload() == {"url": url, "attribution": "© Tiles", "maxZoom": 18}


@pytest.mark.parametrize(
    "url",
    [
        "",
        "tiles.example/{z}/{x}/{y}.png",
        "javascript:alert(1)//{z}{x}{y}",
        "https://tiles.example/{z}/{x}.png",
        "https://tiles.{s}.example/{z}/{x}/{y}.png",
        "https://tiles.example; script-src *//{z}/{x}/{y}.png",
        "https://user@tiles.example/{z}/{x}/{y}.png",
        "https://tiles.example/{z}/{x}/{y}.png with a space",
    ],
)
def test_an_address_that_is_no_tile_template_is_refused(url: str) -> None:
    with pytest.raises(OptionError, match="address template"):
        BasemapOption(url, "")


def test_a_policy_is_never_made_from_something_else() -> None:
    with pytest.raises(OptionError):
        policy_source("data:text/html,x")


@pytest.mark.parametrize("zoom", [0, 23])
def test_an_impossible_zoom_is_refused(zoom: int) -> None:
    with pytest.raises(OptionError, match=f"zoom {zoom}"):
        BasemapOption("https://tiles.example/{z}/{x}/{y}.png", "", zoom)


def test_an_unknown_boundary_source_is_refused_and_the_known_ones_named() -> None:
    unknown: Any = "osm"
    with pytest.raises(OptionError, match="amap, tianditu"):
        DocumentOptions(boundary=unknown)


def test_an_empty_approval_number_is_none() -> None:
    options = DocumentOptions(approval_shanghai="  ", approval_delta=" 沪S〔2026〕1号 ")
    assert options.approval() == {"shanghai": None, "delta": "沪S〔2026〕1号"}


def test_the_default_state_is_of_the_contract_and_new_each_time() -> None:
    assert list(breaches(default_state(), State)) == []
    default_state()["layers"].clear()
    assert len(default_state()["layers"]) == 4
