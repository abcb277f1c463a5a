"""No text that a file for spreadsheets holds is taken for a formula; no other is touched."""

from __future__ import annotations

import json
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.house.test_rooms import ROOMS
from tests.servers import ROOT
from text.cells import neutralised

CASES = json.loads((ROOT / "layers/assets/test/formulas.json").read_text(encoding="utf-8"))
"""The tests of the map's JavaScript read the same file."""
signs = st.sampled_from("=+-@＝＋－＠")
unseen = st.text(st.characters(categories=["Z", "C"]), max_size=5)


@pytest.mark.parametrize("text", CASES["formulas"])
def test_a_formula_gets_an_apostrophe(text: str) -> None:
    assert neutralised(text) == f"'{text}"


@pytest.mark.parametrize("text", CASES["texts"])
def test_other_texts_stay(text: str) -> None:
    assert neutralised(text) == text


@given(unseen, signs, st.text(max_size=10))
def test_whatever_does_not_show_before_a_sign_hides_no_formula(
    before: str, sign: str, after: str
) -> None:
    assert neutralised(before + sign + after) == f"'{before}{sign}{after}"


@given(st.text())
def test_what_is_neutralised_begins_with_an_apostrophe_or_with_what_no_formula_begins(
    text: str,
) -> None:
    found = neutralised(text)
    assert found in {text, f"'{text}"}
    assert neutralised(found) == found
    shown = [one for one in found if unicodedata.category(one)[0] not in "CZ"]
    assert not shown or shown[0] not in "=+-@＝＋－＠"


def test_every_writer_of_tables_that_people_open_keeps_the_rule() -> None:
    makes = re.compile(r"csv\.(?:writer|DictWriter)\(|\bWorkbook\(|\.to_excel\(")
    sources = {
        path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
        for room in (*ROOMS, "pages")
        for path in (ROOT / room).rglob("*.py")
    }
    found = {name for name, source in sources.items() if makes.search(source)}
    assert found == {"data/export.py", "ui/downloads.py", "ui/workbook.py"}
    assert {
        name for name in found if not re.search(r"(neutralised|cell)\(", sources[name])
    } == set()
