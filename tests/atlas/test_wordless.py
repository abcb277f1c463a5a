"""Nothing is joined, found or counted by a word of the interface."""

from __future__ import annotations

import re
from functools import cache
from typing import Any
from unittest.mock import patch

import pytest

from data.once import forget
from exhibition.content import hall_block
from exhibition.options import check_options
from layers.atlas import load_atlas
from layers.options import DocumentOptions
from layers.payload import assemble
from layers.standing import official_run
from text import LANGUAGES, messages
from ui.scorecard_facts import Scorecard

_KEPT = re.compile(r"(\{\w+\})")
_NUMBER = re.compile(r"\d[\d.,]*\d|\d")


@cache
def made_up(lang: str) -> dict[str, str | list[str]]:
    """Every message with all its letters the same; numbers, signs and placeholders stay."""
    return {
        key: _alike(said) if isinstance(said, str) else [_alike(one) for one in said]
        for key, said in _REAL[lang].items()
    }


def _alike(said: str) -> str:
    parts = _KEPT.split(said)
    return "".join(
        part if _KEPT.fullmatch(part) else "".join("x" if one.isalpha() else one for one in part)
        for part in parts
    )


_REAL = {lang: messages(lang) for lang in LANGUAGES}


def everything() -> dict[str, Any]:
    """What the map, the display and the scorecards show."""
    atlas = load_atlas()
    payload = assemble(atlas)
    cards = [
        Scorecard(official_run(), payload, DocumentOptions(), one["code"])
        for one in payload["districts"]
    ]
    return {
        "map": {name: part for name, part in payload.items() if name != "text"},
        "display": hall_block(payload, check_options({})),
        "scorecards": {
            card.code: {
                "size": card.size,
                "official": [(one.city.id, one.own and one.own.id) for one in card.official],
                "records": [one["id"] for one in card.records],
                "towns": [(one.town["code"], one.km, one.decile) for one in card.towns],
                "tasks": [one.id for one in card.tasks],
            }
            for card in cards
        },
    }


def without_words(tree: Any) -> Any:
    """The same with nothing left of texts but the numbers in them."""
    if isinstance(tree, dict):
        if tree.keys() == {"zh", "en"}:
            return [sorted(_NUMBER.findall(str(tree[lang]))) for lang in LANGUAGES]
        return {name: without_words(one) for name, one in tree.items()}
    if isinstance(tree, (list, tuple)):
        return [without_words(one) for one in tree]
    return tree


@pytest.mark.whole
@pytest.mark.no_cover
def test_other_words_change_no_figure_no_member_and_no_join() -> None:
    try:
        forget()
        with patch("text.catalogue.messages", made_up):
            unspoken = everything()
    finally:
        forget()
    spoken = everything()
    assert unspoken["map"]["layers"] != spoken["map"]["layers"], "other words were used"
    for part, said in spoken.items():
        assert without_words(unspoken[part]) == without_words(said), part
