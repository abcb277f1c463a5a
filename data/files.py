"""Reading a CSV file whole: its bytes, header and rows, with every defect and its line."""

from __future__ import annotations

import csv
import hashlib
import io
import os
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Final, TypeAlias

from data.errors import DataFileError, FileDamagedError, FileMissingError

SHIPPED: Final = Path(__file__).resolve().parent / "shanghai"
FOLDER_VARIABLE: Final = "DQM_DATA_DIR"
"""Environment variable that names another folder of tables."""
_SETTLED_NS: Final = 2_000_000_000
"""A file written so recently is read again: its next change may carry the same time."""


@dataclass
class RawTable:
    """The cells of a file as they stand there.

    Attributes
    ----------
    file : str
        Name of the file.
    lines : list of int
        Line of each row in the file, the header being line 1.
    rows : list of dict
        Column to text, one per row.
    defects : list of DataFileError
        What is wrong with the file as a file.
    """

    file: str
    lines: list[int] = field(default_factory=list)
    rows: list[dict[str, str]] = field(default_factory=list)
    defects: list[DataFileError] = field(default_factory=list)


def data_folder(folder: Path | str | None = None) -> Path:
    """The folder of tables: the argument, else ``DQM_DATA_DIR``, else the shipped one."""
    chosen = folder or os.environ.get(FOLDER_VARIABLE) or SHIPPED
    return Path(chosen).resolve()


State: TypeAlias = tuple[tuple[str, str], ...]
"""Files with the hash of their content: what a cached table depends on."""


def current_state(folder: Path | str | None, *files: str) -> tuple[Path, State]:
    """The folder of tables, and the content of some of its files."""
    place = data_folder(folder)
    return place, tuple((file, digest(place / file)) for file in files)


def digest(path: Path) -> str:
    """SHA-256 of a file's bytes, read again only after it has changed; empty if unreadable."""
    try:
        found = path.stat()
    except OSError:
        return ""
    return _digest_of(stamp(str(path), found))


Stamp: TypeAlias = tuple[str, int, int, int, int]
"""Path of a file, and what shows without reading it that it has changed."""


def stamp(path: str, found: os.stat_result) -> Stamp:
    """What of a file changes with its content: place on the disk, size and times."""
    return path, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns


def stamps(folder: Path | str, ending: str = "", *, deep: bool = True) -> Iterator[Stamp]:
    """Stamps of the files of a folder, sorted by name.

    Parameters
    ----------
    folder : Path or str
        Empty if it cannot be read.
    ending : str, optional
        Of the names that count.
    deep : bool, optional
        Whether those of the folders in it count too.
    """
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        for entry in entries:
            if entry.is_dir():
                if deep:
                    yield from stamps(entry.path, ending)
            elif entry.name.endswith(ending):
                yield stamp(entry.path, entry.stat())
    except OSError:
        return


def digest_of(found: tuple[Stamp, ...]) -> str:
    """SHA-256 over names and content of files, computed once per change of their stamps."""
    return _digests(found) if _settled(found) else _digests.__wrapped__(found)


@lru_cache(maxsize=16)
def _digests(found: tuple[Stamp, ...]) -> str:
    names = "\n".join(f"{Path(one[0]).name} {_digest_of(one)}" for one in found)
    return hashlib.sha256(names.encode()).hexdigest()


def _digest_of(one: Stamp) -> str:
    try:
        return _digest(one) if _settled((one,)) else _digest.__wrapped__(one)
    except OSError:
        return ""


@lru_cache(maxsize=512)
def _digest(one: Stamp) -> str:
    return hashlib.sha256(Path(one[0]).read_bytes()).hexdigest()


def _settled(found: tuple[Stamp, ...]) -> bool:
    """Whether the files were written long enough ago for their next change to show in the times."""
    newest = max((max(one[3], one[4]) for one in found), default=0)
    return time.time_ns() - newest > _SETTLED_NS


def read_raw(path: Path, columns: tuple[str, ...]) -> RawTable:
    """Read a CSV file and collect what is wrong with it.

    Parameters
    ----------
    path : Path
    columns : tuple of str
        The columns it must have, in any order.

    Returns
    -------
    RawTable
        With defects instead of rows where the file cannot be understood.
    """
    table = RawTable(path.name)
    text = _decoded(path, table)
    if text is None:
        return table
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = next(reader, [])
        if _header_is_good(table, header, columns):
            _read_rows(table, reader, header)
    except csv.Error as reason:
        table.defects.append(
            FileDamagedError(
                "errors.data.damaged", file=table.file, row=reader.line_num, reason=reason
            )
        )
    return table


def _decoded(path: Path, table: RawTable) -> str | None:
    fault: DataFileError
    try:
        content = path.read_bytes()
        if content.strip():
            return content.decode("utf-8-sig")
        fault = FileDamagedError("errors.data.empty", file=path.name)
    except FileNotFoundError:
        fault = FileMissingError("errors.data.missing_file", file=path.name)
    except UnicodeDecodeError as reason:
        row = bytes(reason.object[: reason.start]).count(b"\n") + 1
        fault = FileDamagedError("errors.data.encoding", file=path.name, row=row)
    except OSError as reason:
        fault = FileMissingError("errors.data.unreadable", file=path.name, reason=reason.strerror)
    table.defects.append(fault)
    return None


def _header_is_good(table: RawTable, header: list[str], columns: tuple[str, ...]) -> bool:
    twice = [column for column, n in Counter(header).items() if n > 1]
    faults = {
        "errors.data.header_duplicate": twice,
        "errors.data.header_missing": [c for c in columns if c not in header],
        "errors.data.header_unknown": [c for c in dict.fromkeys(header) if c not in columns],
    }
    table.defects += [
        FileDamagedError(key, file=table.file, row=1, column=column)
        for key, found in faults.items()
        for column in found
    ]
    return not table.defects


def _read_rows(table: RawTable, reader: csv.Reader, header: list[str]) -> None:  # type: ignore[name-defined]  # typeshed names the reader's type only inside _csv
    line = reader.line_num + 1
    for cells in reader:
        if len(cells) == len(header):
            table.lines.append(line)
            table.rows.append(dict(zip(header, cells, strict=True)))
        elif cells:
            table.defects.append(
                FileDamagedError(
                    "errors.data.cells",
                    file=table.file,
                    row=line,
                    found=len(cells),
                    expected=len(header),
                )
            )
        line = reader.line_num + 1
    if not table.rows and not table.defects:
        table.defects.append(FileDamagedError("errors.data.no_rows", file=table.file))
