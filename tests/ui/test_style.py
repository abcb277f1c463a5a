"""The style sheets: each is used, and none is asked for that is not there."""

from __future__ import annotations

from ui.components import ASSETS
from ui.style import PRINT_SHEETS, SHEETS


def test_every_sheet_is_on_the_pages_or_in_print_and_no_other_is_named() -> None:
    assert {path.stem for path in ASSETS.glob("*.css")} == {*SHEETS, *PRINT_SHEETS}


def test_no_sheet_applies_twice() -> None:
    assert len(set(SHEETS)) == len(SHEETS)
    assert len(set(PRINT_SHEETS)) == len(PRINT_SHEETS)
