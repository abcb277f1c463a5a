"""Names of every kind with markup in them stay text on a scorecard."""

from __future__ import annotations

import copy
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from layers.standing import Run, official_run
from scoring.model import Text
from tests.layers.payloads import HOSTILE
from tests.ui.scorecards import parts, shipped
from text import LANGUAGES
from ui.scorecard_facts import Scorecard
from ui.scorecard_files import card_csv

pytestmark = pytest.mark.whole

CODE = "310114"


class Tags(HTMLParser):
    """Collects what would run or load."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in {"script", "iframe", "object", "img"}:
            self.found.append(tag)
        self.found += [name for name in given if name.startswith("on")]


def tags(html: str) -> list[str]:
    reader = Tags()
    reader.feed(html)
    reader.close()
    return reader.found


@pytest.fixture(scope="module", params=[0, 3, 7, 11])
def bad(request: pytest.FixtureRequest) -> str:
    return HOSTILE[request.param] + "名"


@pytest.fixture(scope="module")
def card(bad: str) -> Scorecard:
    """A card on which every name and text of the data is hostile."""
    good, text = shipped(CODE), Text(bad, bad)
    index = replace(
        good.index,
        name=text,
        note=text,
        indicators=tuple(
            replace(one, name=text, unit=text, source=text) for one in good.index.indicators
        ),
        nodes=tuple(replace(one, name=text) for one in good.index.nodes),
    )
    result = replace(good.run.result, index=index)
    run = Run(result, official_run().spread, dict.fromkeys(good.run.names, text), good.run.sampler)
    payload = copy.deepcopy(good.payload)
    for one in (*payload["districts"], *payload["towns"], *payload["records"]):
        one["name"] = {"zh": bad, "en": bad}
    for district in payload["districts"]:
        district["short"] = {"zh": bad, "en": bad}
        for fact in district["facts"][:2]:
            fact["value"] = {"zh": bad, "en": bad}
    for town in payload["towns"]:
        town["suffix"] = {"en": bad}
    payload["build"]["attribution"] = {"zh": bad, "en": bad}
    found = replace(good, run=run, payload=payload)
    published = [
        replace(one, name=text, source=bad, url=f"javascript:{bad}") for one in good.published
    ]
    found.__dict__["published"] = published
    found.__dict__["tasks"] = [replace(one, title=text) for one in good.tasks]
    found.__dict__["official"] = [replace(one, name=text) for one in good.official]
    return found


@pytest.mark.parametrize("lang", LANGUAGES)
def test_hostile_names_stay_text(card: Scorecard, lang: str, bad: str) -> None:
    for html in parts(lang, card):
        assert tags(html) == []
        assert "javascript:" not in [html[at : at + 11] for at in _links(html)]
        assert bad not in html or not set(bad) & set("<>\"'&")


def _links(html: str) -> list[int]:
    return [at + 6 for at in range(len(html)) if html.startswith('href="', at)]


def test_no_text_of_the_file_is_a_formula(card: Scorecard) -> None:
    for line in card_csv(card).decode("utf-8-sig").splitlines()[1:]:
        assert not any(cell.startswith("=") for cell in line.split(","))
