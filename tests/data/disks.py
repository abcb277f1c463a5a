"""Disks that refuse, for every room that keeps files; root is refused like anybody else."""

from __future__ import annotations

import errno
import os
import resource
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TypeAlias

import pytest

# Whatever makes, changes or removes a file goes through one of these.
_CHANGING = ("open", "mkdir", "unlink", "replace", "rename", "utime")


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """Nothing under the folder can be made, changed or removed; reading works."""
    with pytest.MonkeyPatch.context() as patch:
        for name in _CHANGING:
            patch.setattr(os, name, _refusing(getattr(os, name), folder))
        yield


@contextmanager
def full(folder: Path) -> Iterator[None]:
    """Files can be made and removed, and not one byte be written to them."""
    folder.mkdir(parents=True, exist_ok=True)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@contextmanager
def no_folder(folder: Path) -> Iterator[None]:
    """Where the folder should be lies a file."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.write_text("a file")
    yield


Fault: TypeAlias = Callable[[Path], AbstractContextManager[None]]

FAULTS: list[Fault] = [read_only, full, no_folder]


def _refusing(does: Callable[..., object], folder: Path) -> Callable[..., object]:
    def refuse(path: object, *arguments: object, **more: object) -> object:
        name = Path(os.fsdecode(path)) if isinstance(path, (str, bytes, os.PathLike)) else None
        if name and (name == folder or folder in name.parents):
            raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(name))
        return does(path, *arguments, **more)

    return refuse
