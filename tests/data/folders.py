"""A copy of the shipped tables that a test may damage."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

from data.files import SHIPPED


def copy_of_tables(folder: Path) -> Path:
    """Copy every table."""
    place = folder / "tables"
    shutil.copytree(SHIPPED, place)
    return place


def set_cell(path: Path, row: int, column: str, value: str) -> None:
    """Write a cell; ``row`` 2 is the first below the header."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    rows[row - 1][rows[0].index(column)] = value
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
