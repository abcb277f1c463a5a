"""Texts in the cells of files that spreadsheets open.

A spreadsheet runs a text that starts like a formula (OWASP, CSV Injection); an
East Asian one takes the full-width signs for the half-width ones. This is the
one place that says which texts those are; `layers/assets/src/csv.js` says the
same for what the map writes.
"""

from __future__ import annotations

import unicodedata
from typing import Final

_SIGNS: Final = frozenset("=+-@＝＋－＠")
_BREAKS: Final = frozenset("\t\r\n")


def neutralised(text: str) -> str:
    """A text that no spreadsheet takes for a formula: an apostrophe stands before one.

    Blanks, controls and characters that do not show (categories Z and C) before
    the sign do not count, since spreadsheets and their imports drop them.
    """
    first = next((one for one in text if unicodedata.category(one)[0] not in "CZ"), "")
    return f"'{text}" if first in _SIGNS or text[:1] in _BREAKS else text
