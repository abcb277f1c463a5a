"""Scorecards for the tests: the shipped ones, one without a rank, and how to read their HTML."""

from __future__ import annotations

import re
from functools import cache
from xml.etree import ElementTree as ET

from data.indicators import index_file, indicator_table
from data.missing import Missing
from layers.options import DocumentOptions
from layers.payload import build_payload
from layers.standing import Run, official_run, standings
from scoring import read_index, score, uncertainty
from ui.scorecard_facts import Scorecard, load_scorecard

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
