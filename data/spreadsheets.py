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
from itertools import islice
from typing import Any, Final

from data.errors import DataDefectsError, DataFileError, FileDamagedError, some_named
from data.workbooks import MOST_COLUMNS, MOST_ROWS, is_workbook, workbook_lines
from data.worksheets import Line

MOST_BYTES: Final = 5_000_000
# What no table holds and no reader sees: controls, and marks that turn the direction of writing.
UNSEEN: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufffe\uffff"
    "\ud800-\udfff]"
)
_BINARY: Final = 5
_LONGEST_LINE: Final = 1_000_000
"""Characters: of the widest table allowed, 800 a cell."""
_MOST_BLANK: Final = 100_000
"""Lines without anything in them: each takes as long to read as a full one."""
_BEGINS: Final = re.compile(r"\S[^\r\n]*")
"""The first line that holds anything."""
_OTHERS: Final = (
    (
        "HTML",
        re.compile(r"<(?:!doctype html|html|head|meta|style|body|table|div)\b", re.IGNORECASE),
    ),
    ("HTML", re.compile(r"MIME-Version:", re.IGNORECASE)),
    ("XML", re.compile(r"(?i:<(?:\?xml|!doctype|!--))")),
    ("JSON", re.compile(r'\{\s*["}]|\[\s*[\[{]')),
    ("RTF", re.compile(r"\{\\rtf")),
    ("PDF", re.compile(r"%PDF-")),
)
"""How texts begin that are no tables, whatever their file is called."""
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
        raise _damaged("large", file, size=size, most=most)
    if not content or content.isspace():
        raise _damaged("empty", file)
    if is_workbook(content):
        lines, sheet = workbook_lines(content, file, columns)
        encoding = "XLSX"
    else:
        text, encoding = _decoded(content, file)
        lines, sheet = _text_lines(text, file, columns), ""
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
        if len(list(islice(UNSEEN.finditer(text), _BINARY))) == _BINARY:
            break
        return text.lstrip("\ufeff"), codec.upper().removesuffix("-SIG")
    raise _damaged("no_text", file)


def _text_lines(text: str, file: str, columns: int) -> list[Line]:
    begin = _BEGINS.search(text)
    if begin is None:
        raise _damaged("empty", file)
    for name, form in _OTHERS:
        if form.match(text, begin.start()):
            raise _damaged("other_format", file, format=name)
    head = text[text.rfind("\n", 0, begin.start()) + 1 : begin.end()]
    outside = re.sub(r'"[^"]*"', "", head)
    delimiter = max(",;\t", key=lambda one: (outside.count(one), one == ","))
    lines = _physical_lines(text, file, delimiter, columns)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    found: list[Line] = []
    blank = 0
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                found.append((reader.line_num, row))
                if len(found) > MOST_ROWS + 1:
                    break
            else:
                blank += 1
                if blank > _MOST_BLANK:
                    raise _damaged("blank", file, most=_MOST_BLANK)
    except csv.Error:
        raise _damaged("csv", file, row=reader.line_num) from None
    return found


def _physical_lines(text: str, file: str, delimiter: str, columns: int) -> Iterator[str]:
    for number, line in enumerate(io.StringIO(text, newline=""), 1):
        if len(line) > _LONGEST_LINE:
            if line.count(delimiter) >= columns:
                raise _damaged("many_columns", file, most=columns)
            raise _damaged("csv", file, row=number)
        yield line


def _checked(
    lines: Sequence[Line], file: str, columns: int, *, corner: bool
) -> tuple[tuple[str, ...], tuple[tuple[int, tuple[object, ...]], ...]]:
    if not lines:
        raise _damaged("empty", file)
    # One cell more than allowed is enough to see that there are too many.
    (top, first), *rest = [(line, _trimmed(cells)[: columns + 1]) for line, cells in lines]
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


def _unseen(lines: Sequence[Line], header: Sequence[str], file: str) -> Sequence[DataFileError]:
    def named(place: tuple[int, int]) -> DataFileError:
        line, at = place
        name = header[at] if at < len(header) else str(at + 1)
        column = UNSEEN.sub(" ", name).strip() or str(at + 1)
        return FileDamagedError("errors.upload.unseen", file=file, row=line, column=column)

    places = [
        (line, at)
        for line, cells in lines
        for at, cell in enumerate(cells)
        if isinstance(cell, str) and UNSEEN.search(cell)
    ]
    return some_named(places, named, file)


def _damaged(kind: str, file: str, *, row: int | None = None, **said: Any) -> DataDefectsError:
    fault = FileDamagedError(f"errors.upload.{kind}", file=file, row=row, **said)
    return DataDefectsError([fault])
