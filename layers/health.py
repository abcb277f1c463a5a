"""How the application stands: its disk, its data, its map script."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from data.defects import find_defects
from data.disk import Disk, examine
from data.errors import DataFileError
from layers.build import ROOT, build_assets
from layers.errors import AssetsError
from layers.payload import CACHE
from text import Message

KEPT: Final = (CACHE, ROOT / "static")
"""Folders in which the running application keeps files."""


@dataclass(frozen=True)
class Line:
    """One thing that was looked at.

    Attributes
    ----------
    label, said : Message
        What it is, and how it stands.
    good : bool
    """

    label: Message
    said: Message
    good: bool


@dataclass(frozen=True)
class Health:
    """What was found.

    Attributes
    ----------
    disks : tuple of Disk
        Where files are kept. Without them the application works from memory.
    defects : tuple of DataFileError
        Of the data.
    script : AssetsError or None
        Why the map has no script.
    """

    disks: tuple[Disk, ...]
    defects: tuple[DataFileError, ...]
    script: AssetsError | None

    @property
    def good(self) -> bool:
        """Whether nobody has to do anything."""
        return all(line.good for line in self.lines())

    def lines(self) -> list[Line]:
        """Everything that was looked at, in words."""
        count = len(self.defects)
        return [
            *map(_disk_line, self.disks),
            Line(
                Message("health.data"),
                Message("health.defects", {"n": count}) if count else Message("health.sound"),
                not count,
            ),
            Line(
                Message("health.script"),
                self.script.message if self.script else Message("health.built"),
                not self.script,
            ),
        ]


def health(kept: tuple[Path, ...] = KEPT) -> Health:
    """Look at everything the application needs, as it is now.

    Parameters
    ----------
    kept : tuple of Path
        Folders in which files are kept.
    """
    script = None
    try:
        build_assets()
    except AssetsError as error:
        script = error
    _, defects = find_defects()
    return Health(tuple(map(examine, kept)), tuple(defects), script)


def _disk_line(disk: Disk) -> Line:
    said = disk.fault
    if said is None:
        free = "?" if disk.free_bytes is None else f"{disk.free_bytes / 1e9:.1f}"
        said = Message("health.kept", {"free": free})
    return Line(Message("health.disk", {"folder": disk.folder.name}), said, disk.fault is None)
