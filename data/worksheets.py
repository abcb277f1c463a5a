"""The cells of a worksheet, one after the other, until the table ends."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time
from functools import lru_cache
from math import isfinite
from typing import Final, TypeAlias

from openpyxl.utils.datetime import from_excel, from_ISO8601

from data.parts import Finished, PartError
from data.shared_parts import Kind, TextVisitor

Line: TypeAlias = tuple[int, Sequence[object]]
MOST_CELLS: Final = 250_000
"""Cells that are looked at, empty ones too."""
_MOST_DATES: Final = 40_000
"""Each takes as long as five other cells."""
_LAST_LINE: Final = 1_048_576
_EXACT: Final = 15
"""Digits of a number that a workbook can hold."""


class Sheet(TextVisitor):
    """The lines of a worksheet that hold anything.

    Parameters
    ----------
    texts : sequence of str
        The shared ones.
    kind : callable
        Of a style, see `Formats.kind`.
    epoch : datetime
        Day from which dates count.
    columns, rows : int
        So many are read; what follows is not looked at.

    Attributes
    ----------
    lines : list of Line
    lacking : list of (int, int)
        Line and place of every formula whose value was not saved.
    """

    def __init__(
        self,
        texts: Sequence[str],
        kind: Callable[[str], Kind],
        epoch: datetime,
        *,
        columns: int,
        rows: int,
    ) -> None:
        super().__init__()
        self.lines: list[Line] = []
        self.lacking: list[tuple[int, int]] = []
        self._texts, self._epoch = texts, epoch
        self._kind = lru_cache(maxsize=4_096)(kind)
        self._columns, self._rows = columns, rows
        self._inside = False
        self._line = 0
        self._at = -1
        self._cells: list[object] = []
        self._cells_left, self._dates_left = MOST_CELLS, _MOST_DATES
        self._cell: Mapping[str, str] = {}
        self._child = ""
        self._formula = self._saved = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """A line begins, a cell, or a part of one."""
        self.depth = depth = self.depth + 1
        if not self._inside:
            self._inside = depth == 2 and self.local[name] == "sheetData"
        elif depth == 4:
            self._cell = attributes
            self._formula = self._saved = False
        elif depth == 5:
            self._child = child = self.local[name]
            self.wanted = child == "v"
            self._saved |= self.wanted
            self._formula |= child == "f"
        elif depth == 3:
            self._begin(attributes.get("r"))
        elif self._child == "is":
            self.enter(self.local[name], depth - 5)

    def end(self, name: str) -> None:
        """A cell ends, a line, or all of them."""
        self.depth = depth = self.depth - 1
        self.wanted = False
        if not self._inside:
            return
        if depth == 3:
            self._keep()
        elif depth == 2:
            if self._cells or self.lacking:
                self._close()
        elif depth == 1:
            raise Finished

    def _begin(self, number: str | None) -> None:
        line = self._line + 1 if number is None else int(number)
        if line <= self._line:
            raise PartError("workbook")
        if line > _LAST_LINE:
            raise PartError("unpacked")
        self._line, self._at, self._cells = line, -1, []

    def _close(self) -> None:
        empty = all(cell is None or cell == "" for cell in self._cells)
        if not empty or (self.lacking and self.lacking[-1][0] == self._line):
            self.lines.append((self._line, self._cells))
        if len(self.lines) >= self._rows:
            raise Finished

    def _keep(self) -> None:
        """The cell that ends now, at its place."""
        at = _column(self._cell.get("r", "")) if "r" in self._cell else self._at + 1
        text = self.joined() if self.pieces else ""
        if at <= self._at:
            raise PartError("workbook")
        self._at = at
        self._cells_left -= 1
        if self._cells_left < 0:
            raise PartError("unpacked")
        if at >= self._columns or not (text or self._saved or self._formula):
            return
        value = self._value(text)
        if self._formula and value is None:
            self.lacking.append((self._line, at))
        if value is not None:
            cells = self._cells
            if len(cells) < at:
                cells += [None] * (at - len(cells))
            cells.append(value)

    def _value(self, text: str) -> object:
        """A cell as whoever checks it understands it: codes taken for numbers stay codes."""
        kind = self._cell.get("t", "n")
        if not text:
            return text if kind == "str" and self._saved else None
        value: object = text
        if kind == "n":
            value = _number(text)
            style = self._cell.get("s")
            special = "" if style is None or isinstance(value, str) else self._kind(style)
            if special:
                value = self._date(value, special)
        elif kind == "s":
            value = shared = self._texts[_index(text)]
            self.take(shared)
        elif kind == "b":
            value = text.strip() == "1"
        elif kind == "d":
            self._count_date()
            value = _written(from_ISO8601(text))
        return value

    def _count_date(self) -> None:
        self._dates_left -= 1
        if self._dates_left < 0:
            raise PartError("unpacked")

    def _date(self, number: object, special: Kind) -> object:
        self._count_date()
        try:
            return _written(from_excel(number, self._epoch, timedelta=special == "duration"))
        except (OverflowError, ValueError):
            return "#VALUE!"


def _index(text: str) -> int:
    if not text.isdigit():
        raise PartError("workbook")
    return int(text)


@lru_cache(maxsize=2_048)
def _letters(letters: str) -> int:
    """Number of a column: A is 0."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _column(reference: str) -> int:
    letters = reference.rstrip("0123456789")
    if not (0 < len(letters) <= 3 and letters.isascii() and letters.isupper()):
        raise PartError("workbook")
    return _letters(letters)


def _number(text: str) -> int | float | str:
    """The number of a cell; what is none stays the text that whoever checks it can name."""
    if len(text) <= _EXACT and text.isdigit():
        return int(text)
    try:
        number = float(text)
    except ValueError:
        return text
    if not isfinite(number):
        return text
    return int(number) if number.is_integer() and abs(number) < 10**_EXACT else number


def _written(value: object) -> object:
    if isinstance(value, (datetime, date, time)):
        return value.isoformat()
    return None if value is None else str(value)
