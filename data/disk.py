"""What is kept on disk: files appear whole or not at all, and a disk that refuses stops nobody.

Everything kept can be made again, so whoever keeps something goes on without it:
the disk may be read-only, full or damaged. The log names each fault once.
"""

from __future__ import annotations

import errno
import logging
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias

from text import Message

Content: TypeAlias = str | Callable[[Path], object]
"""A text, or what writes the content to the path that it is given."""

NEEDED_BYTES: Final = 32_000_000
"""Room for a few map documents and all that is computed, several times over."""

_LOG = logging.getLogger("district_quality_map")
_told: set[tuple[Path, int]] = set()


@dataclass(frozen=True)
class Disk:
    """How a folder of kept files stands.

    Attributes
    ----------
    folder : Path
    free_bytes : int or None
        None where the system does not say.
    fault : Message or None
        Why nothing new can be kept there.
    """

    folder: Path
    free_bytes: int | None
    fault: Message | None


def write_atomically(path: Path, content: Content) -> None:
    """Write a file (text as UTF-8) beside its place, then move it there in one step.

    Two writers of the same path do not disturb each other: the last one wins.

    Raises
    ------
    OSError
        If the disk refuses. The old file, if there is one, stays as it was.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    os.close(handle)
    beside = Path(name)
    try:
        if isinstance(content, str):
            beside.write_text(content, encoding="utf-8", newline="")
        else:
            content(beside)
        # mkstemp makes files that only their owner may read; these are served.
        beside.chmod(0o644)
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def keep(path: Path, content: Content, *, instead_of: str | None = None, spare: int = 0) -> bool:
    """Keep a file if the disk takes it; go on without it if not.

    Parameters
    ----------
    path : Path
    content : str or callable
        As for `write_atomically`.
    instead_of : str, optional
        Pattern of the older files in the same folder that this one follows. They go
        first, to make room.
    spare : int
        How many of them stay, newest first.

    Returns
    -------
    bool
        Whether it is on the disk now.
    """
    try:
        if instead_of:
            sweep(path, instead_of, spare)
        write_atomically(path, content)
    except OSError as error:
        _tell(path.parent, error)
        return False
    # It takes files again: the next fault is news.
    _told.difference_update([one for one in _told if one[0] == path.parent])
    return True


@contextmanager
def going_on(folder: Path) -> Iterator[None]:
    """Leave the block where the disk refuses; the log names folder and reason, once."""
    try:
        yield
    except OSError as error:
        _tell(folder, error)


def sweep(path: Path, pattern: str, spare: int) -> None:
    """Remove the older files of a pattern beside a file, all but the newest few.

    Raises
    ------
    OSError
        If the disk refuses.
    """
    others = sorted((one for one in path.parent.glob(pattern) if one != path), key=_age)
    for old in others[spare:]:
        old.unlink(missing_ok=True)


def examine(folder: Path) -> Disk:
    """Look whether a folder takes files now: one is written and removed."""
    fault = None
    probe = folder / f".probe-{os.getpid()}"
    try:
        write_atomically(probe, "?" * 4096)
        probe.unlink(missing_ok=True)
    except OSError as error:
        fault = Message("data.disk.refused", {"reason": _reason(error)})
    try:
        free = shutil.disk_usage(folder).free
    except OSError:
        return Disk(folder, None, fault)
    if fault is None and free < NEEDED_BYTES:
        fault = Message("data.disk.short", {"needed": NEEDED_BYTES // 1_000_000})
    return Disk(folder, free, fault)


def _tell(folder: Path, error: OSError) -> None:
    fault = folder, error.errno or 0
    if fault not in _told:
        _told.add(fault)
        reason = _reason(error)
        _LOG.warning("%s takes no files: %s. What would be kept stays in memory.", folder, reason)


def _reason(error: OSError) -> str:
    known = error.errno in errno.errorcode
    return os.strerror(error.errno) if known and error.errno else str(error)


def _age(path: Path) -> float:
    """Sort key, newest first; a file that another process has just removed comes last."""
    try:
        return -path.stat().st_mtime
    except OSError:
        return 0.0
