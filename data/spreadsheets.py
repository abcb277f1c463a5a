"""Tables that somebody uploads, as rows: CSV in the encodings of spreadsheets, and XLSX.

Nothing is believed: sizes are bounded before anything is unpacked, and every
row keeps its line in the file, so that whoever checks the cells can name it.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from data.errors import DataDefectsError, DataFileError, FileDamagedError
from data.workbooks import MOST_COLUMNS, MOST_ROWS, Line, is_workbook, workbook_lines

MOST_BYTES: Final = 5_000_000
# What no table holds and no reader sees: controls, and marks that turn the direction of writing.
UNSEEN: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufffe\uffff"
    "\ud800-\udfff]"
)
_BINARY: Final = 5
_BOMS: Final = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}


@dataclass(frozen=True)
class Rows:
    """A table as it stands in a file.

    Attributes
    ----------
    header : tuple of str
    rows : tuple of (int, tuple)
        Line in the file and cells: texts, numbers, None.
    encoding : {"UTF-8", "UTF-16", "GB18030", "XLSX"}
    sheet : str
        Title of the worksheet, if the workbook has several.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[object, ...]], ...]
    encoding: str
    sheet: str = ""


def read_rows(
    content: bytes, file: str, *, columns: int = MOST_COLUMNS, corner: bool = False
) -> Rows:
    """The rows of an uploaded table.

    Parameters
    ----------
    content : bytes
        CSV (UTF-8, UTF-16 with its mark, GB18030; comma, semicolon or tab) or XLSX,
        of which the first visible worksheet counts.
    file : str
        Its name, for what is said about it.
    columns : int, optional
        So many at most.
    corner : bool, optional
        Whether the first column, which names the rows, may have no heading.

    Raises
    ------
    DataDefectsError
        If it is too large, no table, or has headings or cells that nobody can see.
    """
    if len(content) > MOST_BYTES:
        size, most = f"{len(content) / 1e6:.1f} MB", f"{MOST_BYTES / 1e6:.0f} MB"
        fault = FileDamagedError("errors.upload.large", file=file, size=size, most=most)
        raise DataDefectsError([fault])
    if not content.strip():
        raise DataDefectsError([FileDamagedError("errors.upload.empty", file=file)])
    if is_workbook(content):
        lines, sheet = workbook_lines(content, file, columns)
        encoding = "XLSX"
    else:
        text, encoding = _decoded(content, file)
        lines, sheet = _text_lines(text, file), ""
    return Rows(*_checked(lines, file, columns, corner=corner), encoding, sheet)


def _decoded(content: bytes, file: str) -> tuple[str, str]:
    """A text and the encoding it was read in."""
    for bom, codec in _BOMS.items():
        if content.startswith(bom):
            tried = [codec]
            break
    else:
        tried = ["utf-8", "gb18030"]
    for codec in tried:
        try:
            text = content.decode(codec)
        except UnicodeDecodeError:
            continue
        if len(UNSEEN.findall(text)) >= _BINARY:
            break
        return text.lstrip("\ufeff"), codec.upper().removesuffix("-SIG")
    raise DataDefectsError([FileDamagedError("errors.upload.no_text", file=file)])


def _text_lines(text: str, file: str) -> list[Line]:
    head = next((line for line in text.splitlines() if line.strip()), "")
    outside = re.sub(r'"[^"]*"', "", head)
    delimiter = max(",;\t", key=lambda one: (outside.count(one), one == ","))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    found: list[Line] = []
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                found.append((reader.line_num, row))
            if len(found) > MOST_ROWS + 1:
                break
    except csv.Error:
        fault = FileDamagedError("errors.upload.csv", file=file, row=reader.line_num)
        raise DataDefectsError([fault]) from None
    return found


def _checked(
    lines: Sequence[Line], file: str, columns: int, *, corner: bool
) -> tuple[tuple[str, ...], tuple[tuple[int, tuple[object, ...]], ...]]:
    if not lines:
        raise DataDefectsError([FileDamagedError("errors.upload.empty", file=file)])
    (top, first), *rest = [(line, _trimmed(cells)) for line, cells in lines]
    header = tuple("" if cell is None else str(cell).strip() for cell in first)
    defects: list[DataFileError] = []
    if len(rest) > MOST_ROWS:
        defects.append(FileDamagedError("errors.upload.many_rows", file=file, most=MOST_ROWS))
    if len(header) > columns:
        defects.append(FileDamagedError("errors.upload.many_columns", file=file, most=columns))
    defects += [
        FileDamagedError("errors.upload.no_heading", file=file, row=top, number=at + 1)
        for at, name in enumerate(header)
        if not name and not (corner and at == 0)
    ]
    defects += _unseen([(top, first), *rest], header, file)
    if defects:
        raise DataDefectsError(defects)
    # Empty cells at the end come back, up to the header: a line of a CSV file that is too short
    # stays too short, since nobody knows which of its cells is missing.
    raw = [cells for _, cells in lines[1:]]
    full = [
        (line, (*row, *[None] * (min(len(cells), len(header)) - len(row))))
        for (line, row), cells in zip(rest, raw, strict=True)
    ]
    return header, tuple(full)


def _trimmed(cells: Sequence[object]) -> tuple[object, ...]:
    """Without the empty cells at the end, which spreadsheets add and drop as they please."""
    last = len(cells)
    while last and (cells[last - 1] is None or cells[last - 1] == ""):
        last -= 1
    return tuple(cell.strip() if isinstance(cell, str) else cell for cell in cells[:last])


def _unseen(lines: Sequence[Line], header: Sequence[str], file: str) -> Iterator[DataFileError]:
    for line, cells in lines:
        for at, cell in enumerate(cells):
            if isinstance(cell, str) and UNSEEN.search(cell):
                name = header[at] if at < len(header) else str(at + 1)
                column = UNSEEN.sub(" ", name).strip() or str(at + 1)
                yield FileDamagedError("errors.upload.unseen", file=file, row=line, column=column)
