"""Scorecards for the tests: the shipped ones, one without a rank, and how to read their HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from xml.etree import ElementTree as ET

from data.indicators import index_file, indicator_table
from data.missing import Missing
from layers.options import DocumentOptions
from layers.payload import build_payload
from layers.standing import Run, official_run, standings
from scoring import read_index, score, uncertainty
from ui import scorecard_table
from ui.scorecard_facts import Scorecard, load_scorecard
from ui.scorecard_parts import caveat, map_notes, names, pillars, rank
from ui.scorecard_places import record_list, town_table
from ui.scorecard_print import card_html
from ui.scorecard_reasons import alike, move_list, published_list, task_list, traits

_HAN = re.compile(r"[\u3400-\u9fff]")
SHORT = "310151"
"""The district that lacks figures in `gappy`."""


def codes() -> list[str]:
    return [one.code for one in standings(official_run())]


def shipped(code: str) -> Scorecard:
    return load_scorecard(code, DocumentOptions())


@cache
def gappy() -> Scorecard:
    """A district without any figure of access, hence without a rank."""
    index = read_index(index_file("district"))
    table = indicator_table("district").astype(object)
    columns = [one.column for one in index.indicators if one.parent == "access"]
    table.loc[SHORT, columns] = Missing.NOT_PUBLISHED.value
    result = score(index, table)
    run = Run(result, uncertainty(result, draws=200), official_run().names)
    return Scorecard(run, build_payload(), DocumentOptions(), SHORT)


def tree(html: str) -> ET.Element:
    return ET.fromstring(f"<div>{html}</div>")  # noqa: S314 - we wrote it


def words(html: str | ET.Element) -> str:
    """What a reader sees, in one line; spaces that never break are spaces."""
    root = tree(html) if isinstance(html, str) else html
    return re.sub(r"\s+", " ", "".join(root.itertext())).strip()


def cells(html: str, name: str) -> list[str]:
    """Texts of the elements of a class, in order."""
    return [words(one) for one in tree(html).iter() if name in (one.get("class") or "").split()]


def body(document: bytes) -> str:
    """What stands in the body of a document."""
    found = re.search(r"<body>(.*)</body>", document.decode(), re.DOTALL)
    assert found
    return found[1]


def parts(lang: str, card: Scorecard) -> Iterator[str]:
    """All that our own HTML says of a district, page and print."""
    yield from (names(lang, card), rank(lang, card), caveat(lang, card), pillars(lang, card))
    yield from (
        map_notes(lang, card),
        scorecard_table.indicator_table(lang, card, links=True),
        traits(lang, card),
    )
    yield from (alike(lang, card, links=True), move_list(lang, card))
    yield from (task_list(lang, card, links=True), published_list(lang, card))
    yield from (town_table(lang, card), record_list(lang, card))
    yield body(card_html(lang, card))


def unmarked(html: str) -> list[str]:
    """Texts with Chinese characters in English HTML that are not marked as Chinese."""
    return list(_unmarked(tree(html)))


def _unmarked(element: ET.Element) -> Iterator[str]:
    if not (element.get("lang") or "").startswith("zh") and element.tag not in {"style", "script"}:
        yield from (text for text in (element.text,) if text and _HAN.search(text))
        for child in element:
            yield from _unmarked(child)
            if child.tail and _HAN.search(child.tail):
                yield child.tail
