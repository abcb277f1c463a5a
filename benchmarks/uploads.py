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


def measure(full: bool) -> Iterator[Figure]:
    """The dearest file of each kind; with ``full`` every one of them."""
    for kind, groups in _KINDS.items():
        cost: dict[str, tuple[float, float]] = {}
        for name, make in (pair for group in groups for pair in group.items()):
            cost[name] = read(kind, name, make())
        if kind == "table":
            for path in sorted(_REFERENCE.glob("*")):
                cost[path.name] = read(kind, path.name, path.read_bytes())
        if full:
            for name, (seconds, megabytes) in cost.items():
                yield figure(f"{kind}: {name}", seconds, "s", bar=_MOST_S, better="less")
                yield figure(f"{kind}: {name}", megabytes, "MB", bar=_MOST_MB, better="less")
            continue
        slow = max(cost, key=lambda one: cost[one][0])
        large = max(cost, key=lambda one: cost[one][1])
        slowest, largest = cost[slow][0], cost[large][1]
        yield figure(f"{kind}, slowest: {slow}", slowest, "s", bar=_MOST_S, better="less")
        yield figure(f"{kind}, largest: {large}", largest, "MB", bar=_MOST_MB, better="less")


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
