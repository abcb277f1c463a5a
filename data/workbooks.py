"""The lines of an uploaded workbook (XLSX), read within bounds.

openpyxl reads styles, texts and relationships in whole before the first cell,
whatever they cost, and needs more than a second for a full table. So the few
parts that a table consists of are read here, each once, in a stream that stops
where the table does. Formulas count with the value that was saved with them.
"""

from __future__ import annotations

from posixpath import dirname, join, normpath
from typing import Final, NamedTuple

from openpyxl.utils.datetime import CALENDAR_MAC_1904, WINDOWS_EPOCH

from data.errors import DataDefectsError, FileDamagedError, some_named
from data.parts import PartError, Parts, Visitor
from data.shared_parts import Formats, SharedTexts
from data.worksheets import Line, Sheet

MOST_ROWS: Final = 1_000
MOST_COLUMNS: Final = 200
_ZIP: Final = b"PK\x03\x04"
_OLD: Final = b"\xd0\xcf\x11\xe0"
_USUAL: Final = "xl/workbook.xml"
_TRUE: Final = frozenset({"1", "true", "on"})


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
        If it is no workbook of the present kind, takes too much to unpack or to
        parse, or holds a formula without a value.
    """
    if content.startswith(_OLD):
        raise _damaged("old_workbook", file)
    try:
        sheet, title = _read(content, columns)
    except PartError as error:
        raise _damaged(error.kind, file) from error
    except Exception as reason:  # zipfile and expat raise whatever the damage leads to
        raise _damaged("workbook", file) from reason
    if sheet.lacking:
        key = "errors.upload.formula"
        raise DataDefectsError(
            some_named(
                sheet.lacking,
                lambda at: FileDamagedError(key, file=file, row=at[0], number=at[1] + 1),
                file,
            )
        )
    return sheet.lines, title


class _Relation(NamedTuple):
    kind: str
    part: str


class _Relations(Visitor):
    """Where a part points to: id → kind and name of the part (ECMA-376-2, 6.5)."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.found: dict[str, _Relation] = {}
        self._folder = "/" + dirname(source)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth == 2 and attributes.get("TargetMode") != "External":
            kind = attributes.get("Type", "").rpartition("/")[2]
            part = normpath(join(self._folder, attributes.get("Target", "")))
            self.found[attributes.get("Id", "")] = _Relation(kind, part)

    def first(self, kind: str) -> str:
        """The part of this kind, empty without one."""
        return next((one.part for one in self.found.values() if one.kind == kind), "")


class _Listed(NamedTuple):
    title: str
    relation: str
    visible: bool


class _Contents(Visitor):
    """The sheets of a workbook in their order, and from when its dates count."""

    def __init__(self) -> None:
        super().__init__()
        self.sheets: list[_Listed] = []
        self.epoch = WINDOWS_EPOCH

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        local = self.local[name]
        if self.depth == 2 and local == "workbookPr":
            if attributes.get("date1904", "").lower() in _TRUE:
                self.epoch = CALENDAR_MAC_1904
        elif self.depth == 3 and local == "sheet":
            id = next((value for key, value in attributes.items() if key.endswith(":id")), "")
            visible = attributes.get("state", "visible") == "visible"
            self.sheets.append(_Listed(attributes.get("name", ""), id, visible))


def _read(content: bytes, columns: int) -> tuple[Sheet, str]:
    parts = Parts(content)
    main = _relations(parts, "").first("officeDocument") or _USUAL
    contents = _Contents()
    parts.visit(main, contents)
    relations = _relations(parts, main)
    sheets = [
        (one, found.part)
        for one in contents.sheets
        if (found := relations.found.get(one.relation))
        and found.kind == "worksheet"
        and found.part in parts
    ]
    listed, part = next((one for one in sheets if one[0].visible), sheets[0])
    texts, formats = SharedTexts(), Formats()
    for kind, visitor in (("sharedStrings", texts), ("styles", formats)):
        name = relations.first(kind)
        if name in parts:
            parts.visit(name, visitor)
    rows = MOST_ROWS + 2  # the header, and one more than allowed
    sheet = Sheet(texts.found, formats.kind, contents.epoch, columns=columns + 1, rows=rows)
    parts.visit(part, sheet)
    return sheet, listed.title if len(sheets) > 1 else ""


def _relations(parts: Parts, source: str) -> _Relations:
    """What a part, or the whole (the empty name), points to."""
    folder, _, name = source.rpartition("/")
    found = _Relations(source)
    beside = f"{folder}/_rels/{name}.rels"
    if beside in parts:
        parts.visit(beside, found)
    return found


def _damaged(kind: str, file: str) -> DataDefectsError:
    return DataDefectsError([FileDamagedError(f"errors.upload.{kind}", file=file)])
