"""The lines of an uploaded workbook (XLSX), read within bounds.

A workbook is a zip archive: what it unpacks to is bounded by what its directory
says (`zipfile` stops reading there), and a document type, with which XML can be
made to grow without end, is refused. Formulas count with the value that was
saved with them.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from typing import Any, Final, TypeAlias
from zipfile import ZipFile

from openpyxl import load_workbook

from data.errors import DataDefectsError, FileDamagedError

Line: TypeAlias = tuple[int, Sequence[object]]
MOST_ROWS: Final = 1_000
MOST_COLUMNS: Final = 200
_MOST_PARTS: Final = 500
_MOST_CELLS_BYTES: Final = 8_000_000
_MOST_OTHER_BYTES: Final = 4_000_000
_MOST_BLANK: Final = 20_000
"""Lines that are there and hold nothing: each takes as long to read as a full one."""
_LAST_LINE: Final = 1_048_576
_ZIP: Final = b"PK\x03\x04"
_OLD: Final = b"\xd0\xcf\x11\xe0"
_WHOLE: Final = 1e15


def is_workbook(content: bytes) -> bool:
    """Whether the bytes are those of a workbook, of the present or the old kind."""
    return content.startswith((_ZIP, _OLD))


def workbook_lines(
    content: bytes, file: str, columns: int = MOST_COLUMNS
) -> tuple[list[Line], str]:
    """Lines of the first visible worksheet that hold anything, and its title if there are several.

    Of each line no more than one column beyond so many is read.

    Raises
    ------
    DataDefectsError
        If it is no workbook of the present kind, unpacks to too much, or holds a
        formula without a value.
    """
    if content.startswith(_OLD):
        raise _damaged("old_workbook", file)
    _check_parts(content, file)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of extensions that we do not need
            lines, formulas, sheet = _read(content, file, columns, data_only=False)
            if formulas:
                values, _, _ = _read(content, file, columns, data_only=True)
                lines = values
    except DataDefectsError:
        raise
    except Exception as reason:  # openpyxl raises whatever the damage leads to
        raise _damaged("workbook", file) from reason
    lacking = _without_value(lines, formulas)
    if lacking:
        raise DataDefectsError(
            FileDamagedError("errors.upload.formula", file=file, row=line, number=at + 1)
            for line, at in lacking
        )
    return lines, sheet


def _check_parts(content: bytes, file: str) -> None:
    try:
        with ZipFile(io.BytesIO(content)) as archive:
            fault = _fault_of(archive)
    except Exception as reason:  # zipfile raises as much: damage, passwords, ways of packing
        raise _damaged("workbook", file) from reason
    if fault:
        raise _damaged(fault, file)


def _fault_of(archive: ZipFile) -> str:
    parts = archive.infolist()
    texts = [one for one in parts if one.filename.endswith((".xml", ".rels"))]
    cells = sum(one.file_size for one in texts if _holds_cells(one.filename))
    other = sum(one.file_size for one in texts) - cells
    if len(parts) > _MOST_PARTS or cells > _MOST_CELLS_BYTES or other > _MOST_OTHER_BYTES:
        return "unpacked"
    for one in texts:
        text = archive.read(one).replace(b"\0", b"")  # in UTF-16 they stand between the letters
        if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
            return "workbook"
    return ""


def _holds_cells(name: str) -> bool:
    return name.startswith("xl/worksheets/") or name == "xl/sharedStrings.xml"


def _read(
    content: bytes, file: str, columns: int, *, data_only: bool
) -> tuple[list[Line], list[tuple[int, int]], str]:
    """Lines that hold anything, line and place of each formula, title of the sheet."""
    book = load_workbook(io.BytesIO(content), read_only=True, data_only=data_only)
    try:
        shown = [one for one in book.worksheets if one.sheet_state == "visible"]
        sheet = (shown or book.worksheets)[0]
        lines: list[Line] = []
        formulas: list[tuple[int, int]] = []
        gap: Sequence[Any] = ()
        blank = 0
        for number, row in enumerate(_rows(sheet, columns), 1):
            if row is gap:
                continue  # openpyxl fills lines that are not there with one and the same
            cells = [_value(cell.value) for cell in row]
            found = [(number, at) for at, cell in enumerate(row) if cell.data_type == "f"]
            formulas += found
            if found or any(cell not in {None, ""} for cell in cells):
                lines.append((number, cells))
            else:
                gap, blank = row, blank + 1
            if blank > _MOST_BLANK:
                raise _damaged("unpacked", file)
            if len(lines) > MOST_ROWS + 1:
                break
        return lines, formulas, sheet.title if len(book.worksheets) > 1 else ""
    finally:
        book.close()


def _rows(sheet: Any, columns: int) -> Iterator[Sequence[Any]]:
    sheet.reset_dimensions()  # what the file says of its size is not believed
    yield from sheet.iter_rows(max_row=_LAST_LINE, max_col=columns + 1)


def _value(value: object) -> object:
    """A cell as whoever checks it understands it: codes that Excel took for numbers stay codes."""
    if isinstance(value, (datetime, date, time)):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < _WHOLE:
        return int(value)
    return value if value is None or isinstance(value, (str, int, float)) else str(value)


def _without_value(
    lines: Sequence[Line], formulas: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    held = dict(lines)
    return [
        (line, at)
        for line, at in formulas
        if line not in held or at >= len(held[line]) or held[line][at] is None
    ]


def _damaged(kind: str, file: str) -> DataDefectsError:
    return DataDefectsError([FileDamagedError(f"errors.upload.{kind}", file=file)])
