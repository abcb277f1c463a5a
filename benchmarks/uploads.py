"""Files that are made to take long or much: what each costs whoever is sent it.

Each is read in a process of its own by the part of the product that reads such
files: processor time, and memory beyond what the process had before.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from benchmarks import uploads_made
from benchmarks.report import Figure, figure, run

_MOST_S: Final = 1.0
_MOST_MB: Final = 150.0
_REFERENCE: Final = Path(__file__).parents[1] / ".." / "shared" / "cases" / "uploads"
_KINDS: Final[Mapping[str, tuple[Mapping[str, uploads_made.Make], ...]]] = {
    "table": (uploads_made.WORKBOOKS, uploads_made.TABLES),
    "wide": (uploads_made.WORKBOOKS, uploads_made.TABLES),
    "pair": (uploads_made.PAIRS,),
    "points": (uploads_made.POINTS,),
    "index": (uploads_made.INDICES,),
    "logo": (uploads_made.LOGOS,),
}
"""Who reads them (see `benchmarks.uploads_read`) → files by name."""


_DEAREST: Final = frozenset(
    {
        *("sheet_named_dat", "far_cells", "shared_texts", "csv_wide_rows", "pair_words"),
        *("geojson_members", "toml_many_keys", "logo_largest"),
    }
)
"""Those that took longest or most when all were measured."""


def measure(full: bool) -> Iterator[Figure]:
    """The files of the reference and the dearest of our own; with ``full`` every one of them."""
    for path in sorted(_REFERENCE.glob("*")):
        yield from _figures("table", path.name, path.read_bytes())
    left = 0
    for kind, groups in _KINDS.items():
        for name, make in (pair for group in groups for pair in group.items()):
            if full or (name in _DEAREST and kind != "wide"):
                yield from _figures(kind, name, make())
            else:
                left += 1
    if left:
        yield figure(f"{left} other files", None, "s", bar=_MOST_S, better="less")


def _figures(kind: str, name: str, content: bytes) -> Iterator[Figure]:
    seconds, megabytes = read(kind, name, content)
    yield figure(f"{kind}: {name}", seconds, "s", bar=_MOST_S, better="less")
    yield figure(f"{kind}: {name}", megabytes, "MB", bar=_MOST_MB, better="less")


def read(kind: str, name: str, content: bytes) -> tuple[float, float]:
    """Processor seconds and megabytes that a file takes, in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        program = "from benchmarks.uploads_read import main; main()"
        command = [sys.executable, "-c", program, kind, str(path)]
        done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
    found = json.loads(done.stdout)
    return found["s"], found["mb"]


if __name__ == "__main__":
    sys.exit(run(__doc__, measure))
