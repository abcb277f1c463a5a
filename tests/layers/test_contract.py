"""The checker of the contract notices what it is there to notice."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest

from layers.types import Payload
from tests.layers.contract import breaches
from tests.layers.payloads import payload


def test_a_payload_of_the_right_shape_has_no_breach() -> None:
    assert list(breaches(payload(), Payload)) == []


def spoil(change: Callable[[Any], object]) -> Any:
    spoilt = copy.deepcopy(payload())
    change(spoilt)
    return spoilt


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (lambda p: p.pop("towns"), "$: 'towns' is missing"),
        (lambda p: p.update(extra=1), "$: 'extra' is not part of Payload"),
        (lambda p: p.update(towns={}), "$.towns: dict instead of a list"),
        (lambda p: p.update(text=[]), "$.text: list instead of an object"),
        (lambda p: p.update(build="x"), "$.build: str instead of Build"),
        (lambda p: p["towns"][0].update(schematic=1), "$.towns[0].schematic: 1 is not bool"),
        (lambda p: p["towns"][0].update(alias=7), "$.towns[0].alias: 7 is not str"),
        (lambda p: p["towns"][0].update(kind="village"), "$.towns[0].kind: 'village' is not"),
        (lambda p: p["towns"][0]["label"].append("x"), "$.towns[0].label[2]: 'x' is not float"),
        (lambda p: p.update(version=True), "$.version: True is not int"),
        (lambda p: p["records"][0]["name"].pop("en"), "$.records[0].name: 'en' is missing"),
        (
            lambda p: p["districts"][0]["values"].update(area_km2=None),
            "$.districts[0].values.area_km2",
        ),
        (lambda p: p["districts"][0].pop("standing"), "$.districts[0]: 'standing' is missing"),
        (
            lambda p: p["districts"][0]["standing"].pop("low"),
            "$.districts[0].standing: 'low' is missing",
        ),
        (
            lambda p: p["districts"][0]["counts"].update(shops={"total": 0, "established": 0}),
            "$.districts[0].counts key: 'shops'",
        ),
    ],
)
def test_a_breach_is_named_by_its_place(change: Callable[[Any], object], place: str) -> None:
    found = list(breaches(spoil(change), Payload))
    assert any(line.startswith(place) for line in found), found
