"""The ranking page as Streamlit runs it, and what is read off it."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).resolve().parents[2]
_ROW = re.compile(r"<tr(?: class=\"[^\"]*\")?><td class=\"dqm-rank\".*?</tr>", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")
_BAR = re.compile(r'<span class="dqm-rank(?:bar|line)" role="img" aria-label="([^"]*)"')
_PLACE = re.compile(r"<strong>(\d+)</strong>")
_RANGE = re.compile(r">(\d+)–(\d+)<")


def opened(**query: str) -> AppTest:
    """The page under an address."""
    at = AppTest.from_file(str(ROOT / "app.py"), default_timeout=180)
    for name, value in query.items():
        at.query_params[name] = value
    return at.switch_page("pages/ranking.py").run()


def sound(at: AppTest) -> str:
    """All our HTML of a page that shows no error and nothing that is no number."""
    assert not at.exception
    assert not at.text, [one.value for one in at.text]
    found = [str(getattr(one, "value", "")) for one in at.get("html")]
    whole = "".join(one for one in found if not one.startswith("<style>"))
    words = _TAG.sub(" ", whole)
    assert not re.search(r"\bnan\b|\bNaN\b|\binf\b|None|<NA>|\{[a-z_]+\}", words)
    return whole


def rows(whole: str) -> list[str]:
    """The rows of the ranking table."""
    return _ROW.findall(whole)


def places(row: str) -> list[tuple[int, int, int]]:
    """Every rank (or tenth) of a row with the interval that is written beside it.

    As many drawings as ranks and as intervals: none goes without the others.
    """
    cells = re.findall(
        r"<t[dh][^>]*class=\"dqm-(?:rank|interval|extra)\".*?</t[dh]>", row, re.DOTALL
    )
    text = "".join(cells)
    ranks = [int(one) for one in _PLACE.findall(text)]
    ranges = [(int(low), int(high)) for low, high in _RANGE.findall(text)]
    assert len(ranks) == len(ranges) == len(_BAR.findall(text))
    return [(rank, low, high) for rank, (low, high) in zip(ranks, ranges, strict=True)]


def spoken(row: str) -> list[str]:
    """What the drawings of a row say aloud."""
    return [unescape(one) for one in _BAR.findall(row)]


def name_of(row: str) -> str:
    """The name of the unit, without what stands beside it."""
    cell = re.search(r'<th class="dqm-unit"[^>]*>(.*?)</th>', row, re.DOTALL)
    assert cell
    return unescape(_TAG.sub("|", cell[1])).strip("|").split("|")[0]
