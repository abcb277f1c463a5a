"""One file, read by the part of the product that reads such files, in a process of its own."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from benchmarks.uploads_made import WIDE_INDEX
from data.own import read_points
from data.spreadsheets import read_rows
from exhibition import check_options
from layers.own_index import Upload, attempt, template
from text.errors import DistrictMapError

_STATUS: Final = Path("/proc/self/status")
_FORGET_PEAK: Final = Path("/proc/self/clear_refs")


def _own_table(content: bytes, name: str) -> None:
    tried = attempt(Upload(name, content), Upload("index.toml", template()[1]))
    _complain([*tried.table, *tried.index])


def _own_pair(content: bytes, name: str) -> None:
    tried = attempt(Upload(name, content), Upload("index.toml", WIDE_INDEX.encode()))
    _complain([*tried.table, *tried.index])


def _own_index(content: bytes, name: str) -> None:
    tried = attempt(Upload("table.csv", template()[0]), Upload(name, content))
    _complain([*tried.table, *tried.index])


def _complain(defects: list[DistrictMapError]) -> None:
    for one in defects:
        one.in_language("zh")
    if defects:
        raise defects[0]


def _points(content: bytes, name: str) -> None:
    read_points(content, name)


def _wide(content: bytes, name: str) -> None:
    read_rows(content, name, columns=1_200, corner=True)


def _logo(content: bytes, _: str) -> None:
    check_options({}, logo=content)


_READERS: Final[dict[str, Callable[[bytes, str], None]]] = {
    "table": _own_table,
    "wide": _wide,
    "pair": _own_pair,
    "points": _points,
    "index": _own_index,
    "logo": _logo,
}


def _memory_mb(name: str) -> float:
    line = next(line for line in _STATUS.read_text().splitlines() if line.startswith(name))
    return int(line.split()[1]) / 1024


def main() -> None:
    """Read a file and print what it took, and what was said of it."""
    kind, path = sys.argv[1], Path(sys.argv[2])
    content = path.read_bytes()
    _FORGET_PEAK.write_text("5")
    before = _memory_mb("VmRSS")
    began = time.process_time()
    said = "read"
    try:
        _READERS[kind](content, path.name)
    except DistrictMapError as error:
        said = error.in_language("en")
    seconds = time.process_time() - began
    print(json.dumps({"s": seconds, "mb": _memory_mb("VmHWM") - before, "said": said[:200]}))
