"""Workbooks (XLSX) whose texts are never formulas and whose numbers stay numbers."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from typing import Any, Final

import pandas as pd
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font

from ui.downloads import cell

_LONGEST_TITLE: Final = 31
_FORBIDDEN: Final = str.maketrans(dict.fromkeys("[]:*?/\\", " "))


def workbook(sheets: Mapping[str, Iterable[Iterable[Any]]]) -> bytes:
    """A workbook with a sheet per title.

    Parameters
    ----------
    sheets : Mapping of str to rows
        Title → rows of cells: numbers, texts, None.
    """
    book = Workbook(write_only=True)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title.translate(_FORBIDDEN)[:_LONGEST_TITLE])
        for row in rows:
            sheet.append([_written(sheet, value) for value in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _written(sheet: Any, value: Any) -> Any:
    if not isinstance(value, str):
        return None if value is None or pd.isna(value) else float(value)
    written = WriteOnlyCell(sheet, value=ILLEGAL_CHARACTERS_RE.sub("", cell(value)))
    written.data_type = "s"
    written.font = Font(name="Arial")
    return written
