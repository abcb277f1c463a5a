"""What the cells of a workbook point to: shared texts, and formats that make numbers dates."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, TypeAlias

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format

from data.parts import PartError, Visitor

Kind: TypeAlias = str
MOST_TEXT: Final = 8_000_000
"""Characters of all shared texts, and of all cells: a text may be pointed to again and again."""
_MOST_CODES: Final = 1_000
"""Number formats of one's own; Excel allows 250."""
_LONGEST_FORMAT: Final = 255
_ESCAPED: Final = re.compile("_x([0-9A-Fa-f]{4})_")


class TextVisitor(Visitor):
    """Characters of ``t`` and of the ``t`` in its runs (``r``), without the readings (``rPh``).

    Attributes
    ----------
    wanted : bool
        Whether what is read now belongs to a text.
    pieces : list of str
        Of the text that is read now.
    """

    def __init__(self) -> None:
        super().__init__()
        self.wanted = False
        self._run = False
        self.pieces: list[str] = []
        self._left = MOST_TEXT

    def enter(self, name: str, below: int) -> None:
        """An element within a text, so many floors below it."""
        if below == 1:
            self._run = name == "r"
            self.wanted = name == "t"
        elif below == 2:
            self.wanted = self._run and name == "t"

    def text(self, text: str) -> None:
        """Keep what belongs to a text."""
        if self.wanted:
            self.pieces.append(text)
            self.take(text)

    def take(self, text: str) -> None:
        """Count a text.

        Raises
        ------
        PartError
            If there are too many characters by now.
        """
        self._left -= len(text)
        if self._left < 0:
            raise PartError("unpacked")

    def joined(self) -> str:
        """The text that was read, whole."""
        text = "".join(self.pieces)
        self.pieces.clear()
        return _ESCAPED.sub(_character, text) if "_x" in text else text


class SharedTexts(TextVisitor):
    """The texts that cells point to (``sst/si``), in their order."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """A text begins, or a part of one."""
        self.depth = depth = self.depth + 1
        if depth > 2:
            self.enter(self.local[name], depth - 2)

    def end(self, name: str) -> None:
        """A text ends, or a part of one."""
        self.depth = depth = self.depth - 1
        self.wanted = False
        if depth == 1:
            self.found.append(self.joined() if self.pieces else "")


class Formats(Visitor):
    """Which styles of cells make a number a date (``styleSheet/cellXfs/xf``)."""

    def __init__(self) -> None:
        super().__init__()
        self._section = ""
        self._codes: dict[str, str] = {}
        self._ids: list[str] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """A number format, or a style, in their sections."""
        self.depth += 1
        if self.depth == 2:
            self._section = self.local[name]
        elif self.depth == 3 and self._section == "numFmts":
            self._codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
            if len(self._codes) > _MOST_CODES:
                raise PartError("unpacked")
        elif self.depth == 3 and self._section == "cellXfs":
            self._ids.append(attributes.get("numFmtId", "0"))

    def kind(self, style: str) -> Kind:
        """What a number in this style is: ``"date"``, ``"duration"`` or nothing special."""
        at = int(style) if style.isdigit() else len(self._ids)
        id = self._ids[at] if at < len(self._ids) else ""
        builtin = BUILTIN_FORMATS.get(int(id), "") if id.isdigit() else ""
        return _format_kind(self._codes.get(id, builtin))


@lru_cache(maxsize=1_024)
def _format_kind(code: str) -> Kind:
    if len(code) > _LONGEST_FORMAT or not is_date_format(code):
        return ""
    return "duration" if is_timedelta_format(code) else "date"


def _character(found: re.Match[str]) -> str:
    """A character that XML cannot hold or a program would not write (ECMA-376-1, 22.9.2.19)."""
    return chr(int(found[1], 16))
