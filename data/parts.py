"""The parts of an uploaded workbook, unpacked and parsed within bounds.

A workbook is a zip archive of XML files. Nothing that the archive says of itself
is believed: what counts is how much is really unpacked and parsed, of all parts
together, whatever they are called. A part that nobody asks for costs nothing.
"""

from __future__ import annotations

import io
from time import perf_counter, sleep
from typing import Final, Literal
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

MOST_UNPACKED: Final = 32_000_000
"""Bytes of all parts together: a full table takes 12 MB from openpyxl, 25 MB where every
text carries the phonetic remark that a Chinese Excel writes."""
MOST_ELEMENTS: Final = 1_100_000
"""Elements of all parts together; a full table of texts with phonetic remarks takes a million."""
MOST_ATTRIBUTES: Final = 2_500_000
"""Of all parts together, counted by ``=``; the same table takes 1.5 million."""
_MOST_PARTS: Final = 500
_LONGEST_TAG: Final = 1_000_000
"""Bytes: expat (before 2.6) goes over an unfinished tag anew with every chunk it is given."""
_DEEPEST: Final = 64
_MOST_NAMES: Final = 5_000
"""Names of elements and attributes, which the parser keeps until it is done."""
_CHUNK: Final = 1 << 14
_LONGEST_PAUSE_S: Final = 0.02
"""After each chunk others have a turn as long as it took: the pages of other visitors, which
Python would otherwise let wait for whoever calculates, are held up by half at most."""
_IN_DIRECTORY: Final = b"PK\x01\x02"


class PartError(Exception):
    """A part cannot be used.

    Attributes
    ----------
    kind : {"workbook", "unpacked"}
        Damaged, or too large.
    """

    def __init__(self, kind: Literal["workbook", "unpacked"]) -> None:
        super().__init__(kind)
        self.kind: Final = kind


class Finished(Exception):  # noqa: N818  # no error: a visitor has what it came for
    """What follows in the part is of no interest."""


class _Local(dict[str, str]):
    """A name as it is written → without its prefix, which every program chooses as it likes."""

    def __missing__(self, name: str) -> str:
        self[name] = local = name.rpartition(":")[2]
        return local


class Visitor:
    """What is picked out of a part; whoever inherits overrides what it needs.

    Attributes
    ----------
    depth : int
        Of the element that was opened last, the root's is 1.
    local : mapping of str to str
        Name of an element as written → local name.
    """

    def __init__(self) -> None:
        self.depth = 0
        self.local = _Local()

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        self.depth += 1

    def end(self, name: str) -> None:
        """An element ends."""
        self.depth -= 1

    def text(self, text: str) -> None:
        """Some characters of the element that is open."""


class Parts:
    """An archive and what may still be unpacked of it.

    Parameters
    ----------
    content : bytes

    Raises
    ------
    PartError
        If it has more parts than any workbook.
    zipfile.BadZipFile
        If it is no archive.
    """

    def __init__(self, content: bytes) -> None:
        if content.count(_IN_DIRECTORY) > _MOST_PARTS:
            raise PartError("unpacked")
        self._archive = ZipFile(io.BytesIO(content))
        self._infos = {_key(one.filename): one for one in self._archive.infolist()}
        self._bytes = MOST_UNPACKED
        self._elements = MOST_ELEMENTS
        self._attributes = MOST_ATTRIBUTES

    def __contains__(self, name: str) -> bool:
        return _key(name) in self._infos

    def visit(self, name: str, visitor: Visitor) -> None:
        """Lead a visitor through a part, until its end or until the visitor has `Finished`.

        Raises
        ------
        PartError
            If it is not there, is packed or written in no usual way, or takes too much.
        xml.parsers.expat.ExpatError, zipfile.BadZipFile, zlib.error
            If it is damaged.
        """
        info = self._infos.get(_key(name))
        if info is None or info.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
            raise PartError("workbook")
        # What a part says of its encoding does not count: all programs write UTF-8.
        parser = expat.ParserCreate("utf-8")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = _refuse  # with one, XML grows without end
        parser.StartElementHandler = visitor.start
        parser.EndElementHandler = visitor.end
        parser.CharacterDataHandler = visitor.text
        fed = 0
        try:
            with self._archive.open(info) as stream:
                while chunk := stream.read(_CHUNK):
                    self._spend(chunk)
                    began = perf_counter()
                    parser.Parse(chunk, False)
                    sleep(min(perf_counter() - began, _LONGEST_PAUSE_S))
                    fed += len(chunk)
                    if (
                        visitor.depth > _DEEPEST
                        or fed - parser.CurrentByteIndex > _LONGEST_TAG
                        or len(parser.intern) > _MOST_NAMES
                    ):
                        raise PartError("unpacked")
            parser.Parse(b"", True)
        except Finished:
            pass

    def _spend(self, chunk: bytes) -> None:
        self._bytes -= len(chunk)
        self._elements -= chunk.count(b"<") - chunk.count(b"</")
        self._attributes -= chunk.count(b"=")
        if min(self._bytes, self._elements, self._attributes) < 0:
            raise PartError("unpacked")


def _key(name: str) -> str:
    """A part's name for comparisons: without regard to case (ECMA-376-2, 6.2.2.3)."""
    return name.replace("\\", "/").lstrip("/").lower()


def _refuse(*_: object) -> None:
    raise PartError("workbook")
